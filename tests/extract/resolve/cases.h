/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few articles read by the whole pipeline and resolved together. */
#pragma once

#include "clauses.h"
#include "extract/dln-resolution.h"

#define MAX_ARTICLES 8

typedef struct
{
  const char *source;
  const char *date; /* NULL = not given */
  const char *text;
} Article;

typedef struct
{
  Reading        readings[MAX_ARTICLES];
  guint          n;
  DlnResolution *resolution;
} Case;

/* The first @n articles as one case. */
void read_case  (Case *self, const Article *articles, guint n);
void clear_case (Case *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, clear_case)
