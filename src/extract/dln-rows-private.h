/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking things up in the rows of one document. */
#pragma once

#include "extract/dln-annotations.h"

G_BEGIN_DECLS

guint32      _dln_sentence_at    (const DlnAnnotations *annotations,
                                  guint32               byte);
DlnSpan      _dln_sentence_span  (const DlnAnnotations *annotations,
                                  DlnSpan               mark);
DlnBlockType _dln_block_type_at  (const DlnAnnotations *annotations,
                                  guint32               byte);
void         _dln_group_mentions (const DlnAnnotations *annotations,
                                  guint32             **first,
                                  guint32             **mentions);

/* TRUE for what an entity can be called by: its names, and descriptions that serve as one */
static inline gboolean
_dln_mention_names (const DlnMention *mention)
{
  return mention->kind == DLN_MENTION_NAME || (mention->reasons & DLN_NAME_DESCRIBED) != 0;
}

G_END_DECLS
