/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking things up in the rows of one document. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-rows-private.h"

guint32
_dln_sentence_at (const DlnAnnotations *annotations,
                  guint32               byte)
{
  const GArray *sentences = annotations->sentences;
  guint low = DLN_ROWS_FIND (sentences, DlnSentence, span.end, (guint64) byte + 1);

  if (low >= sentences->len || DLN_ROW (sentences, DlnSentence, low)->span.begin > byte)
    return DLN_NO_ROW;
  return low;
}

DlnSpan
_dln_sentence_span (const DlnAnnotations *annotations,
                    DlnSpan               mark)
{
  guint32 sentence = _dln_sentence_at (annotations, mark.begin);

  if (sentence == DLN_NO_ROW)
    return mark;

  DlnSpan span = DLN_ROW (annotations->sentences, DlnSentence, sentence)->span;

  span.end = MAX (span.end, mark.end);
  return span;
}

DlnBlockType
_dln_block_type_at (const DlnAnnotations *annotations,
                    guint32               byte)
{
  const GArray *blocks = annotations->blocks;
  guint low = DLN_ROWS_FIND (blocks, DlnBlock, span.end, (guint64) byte + 1);

  return low < blocks->len ? DLN_ROW (blocks, DlnBlock, low)->type : DLN_BLOCK_BODY;
}

/* Mentions grouped by local entity: mentions[first[e]] .. mentions[first[e + 1] - 1]. */
void
_dln_group_mentions (const DlnAnnotations *annotations,
                     guint32             **first,
                     guint32             **mentions)
{
  guint32 n_entities = annotations->entities->len;
  guint32 *begins = g_new0 (guint32, n_entities + 2);
  guint32 *rows = g_new (guint32, MAX (annotations->mentions->len, 1));

  for (guint32 i = 0; i < annotations->mentions->len; i++)
    {
      guint32 entity = DLN_ROW (annotations->mentions, DlnMention, i)->entity;

      if (entity < n_entities)
        begins[entity + 2]++;
    }
  for (guint32 i = 0; i < n_entities; i++)
    begins[i + 2] += begins[i + 1];
  for (guint32 i = 0; i < annotations->mentions->len; i++)
    {
      guint32 entity = DLN_ROW (annotations->mentions, DlnMention, i)->entity;

      if (entity < n_entities)
        rows[begins[entity + 1]++] = i;
    }
  *first = begins;
  *mentions = rows;
}
