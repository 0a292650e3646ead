/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files share that write JSON lines. */
#pragma once

#include "extract/dln-json-lines.h"

G_BEGIN_DECLS

/* many documents and their tables */
typedef struct
{
  const DlnResolveInput *inputs; /* [n_inputs] */
  gsize                  n_inputs;
  const DlnResolution   *resolution;
  DlnJsonTitleFunc       dup_title; /* (nullable) */
  gpointer               data;
} DlnJsonStory;

void _dln_json_story_title (const DlnJsonStory *story,
                            DlnTargetKind       kind,
                            guint32             id,
                            GString            *out);
void _dln_json_conflicts   (const DlnJsonStory *story,
                            GString            *out);

G_END_DECLS
