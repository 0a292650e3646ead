/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that were made to keep a program busy. */
#pragma once

#include "ingest/dln-ingest.h"

#define MAX_PIECES 16

typedef struct
{
  const char    *name;
  DlnInputFormat format;
  const char    *head;               /* (nullable): once, before the pieces */
  const char    *pieces[MAX_PIECES]; /* in turn, or by chance; "%u" is the number of the piece */
  gboolean       random;
  const char    *tail;               /* (nullable): once, behind them */
} Bomb;

extern const Bomb  bombs[];
extern const guint n_bombs;

/* Returns: (transfer full): the document, about @size bytes, the same ones each time */
GString *make_bomb     (const Bomb *bomb,
                        gsize       size);
/* (transfer full): what prose of that size looks like */
GString *make_ordinary (gsize       size);
