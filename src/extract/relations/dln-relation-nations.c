/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries that only an adjective tells: of "the Norwegian foreign minister" the word "Norwegian"
 * is a mention of Norway, where the text names Norway too and a relation ends there. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"

#include <string.h>

/* The mention at @token, which is appended if it is the first there. */
static guint32
mention_at (const DlnRelationWork *work,
            guint32                token,
            guint32                place)
{
  const DlnTree *tree = work->tree;
  GArray *mentions = tree->annotations->mentions;
  guint32 entity = DLN_ROW (mentions, DlnMention, place)->entity;
  DlnMention row = {
    .span = tree->tokens[token].span,
    .first_token = token,
    .n_tokens = 1,
    .head = token,
    .entity = entity,
    .kind = DLN_MENTION_NOMINAL,
    .type = DLN_ENTITY_PLACE,
    .score = DLN_ROW (mentions, DlnMention, place)->score,
  };

  if (entity == DLN_NO_ROW)
    return place;
  for (guint32 i = mentions->len; i-- > 0;)
    {
      const DlnMention *other = DLN_ROW (mentions, DlnMention, i);

      if (other->kind != DLN_MENTION_NOMINAL || other->n_tokens != 1)
        break;
      if (other->head == token && other->entity == entity)
        return i;
    }
  g_array_append_val (mentions, row);
  return mentions->len - 1;
}

/**
 * _dln_relations_find_country:
 * @token: a word
 *
 * Returns: a mention of the place in the text whose people or offices the word names, by the word
 * itself, or DLN_NO_ROW. It stands behind all others until _dln_relations_place_nations()
 */
guint32
_dln_relations_find_country (const DlnRelationWork *work,
                             guint32                token)
{
  g_autofree char *word = _dln_tree_dup_form (work->tree, token);
  const char *names = _dln_lexicon_column (work->demonyms, word, 1);
  g_auto (GStrv) each = names != NULL ? g_strsplit (names, "|", -1) : NULL;

  for (guint i = 0; each != NULL && each[i] != NULL; i++)
    {
      guint32 row = GPOINTER_TO_UINT (g_hash_table_lookup (work->places, each[i]));

      if (row != 0)
        return mention_at (work, token, row - 1);
    }
  return DLN_NO_ROW;
}

static void
move (guint32       *index,
      const guint32 *moved)
{
  if (*index != DLN_NO_ROW)
    *index = moved[*index];
}

static void
move_all (const DlnAnnotations *annotations,
          const guint32        *moved)
{
  for (guint i = 0; i < annotations->quotes->len; i++)
    {
      move (&DLN_ROW (annotations->quotes, DlnQuoteClaim, i)->speaker, moved);
      move (&DLN_ROW (annotations->quotes, DlnQuoteClaim, i)->addressee, moved);
    }
  for (guint i = 0; i < annotations->relations->len; i++)
    {
      move (&DLN_ROW (annotations->relations, DlnRelationClaim, i)->subject, moved);
      move (&DLN_ROW (annotations->relations, DlnRelationClaim, i)->object, moved);
    }
  for (guint i = 0; i < annotations->entities->len; i++)
    move (&DLN_ROW (annotations->entities, DlnLocalEntity, i)->first_mention, moved);
}

static int
compare_begin (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const GArray *mentions = data;
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;
  guint32 begin = DLN_ROW (mentions, DlnMention, x)->span.begin;
  guint32 other = DLN_ROW (mentions, DlnMention, y)->span.begin;

  return begin != other ? (begin < other ? -1 : 1) : x < y ? -1 : x > y;
}

/**
 * _dln_relations_place_nations:
 * @n_before: how many mentions there were before the stage
 *
 * Puts the mentions that the stage has appended into the order of the text, drops those in which no
 * relation ends, and moves all indexes along. Time: O(n log n) of the mentions
 */
void
_dln_relations_place_nations (DlnRelationWork *work,
                              guint            n_before)
{
  DlnAnnotations *annotations = work->context->annotations;
  GArray *mentions = annotations->mentions;

  if (mentions->len == n_before)
    return;

  g_autofree guint32 *order = g_new (guint32, mentions->len);
  g_autofree guint32 *moved = g_new (guint32, mentions->len);
  g_autofree guint8 *used = g_new0 (guint8, mentions->len);
  GArray *sorted = g_array_sized_new (FALSE, TRUE, sizeof (DlnMention), mentions->len);
  guint n = 0;

  memset (used, TRUE, n_before);
  for (guint i = 0; i < work->rows->len; i++)
    {
      used[DLN_ROW (work->rows, DlnRelationClaim, i)->subject] = TRUE;
      used[DLN_ROW (work->rows, DlnRelationClaim, i)->object] = TRUE;
    }
  for (guint i = 0; i < mentions->len; i++)
    if (used[i])
      order[n++] = i;
  g_qsort_with_data (order, n, sizeof *order, compare_begin, mentions);
  for (guint i = 0; i < n; i++)
    {
      const DlnMention *row = DLN_ROW (mentions, DlnMention, order[i]);

      moved[order[i]] = i;
      g_array_append_val (sorted, *row);
      if (order[i] >= n_before)
        DLN_ROW (annotations->entities, DlnLocalEntity, row->entity)->n_mentions++;
    }
  annotations->mentions = sorted;
  move_all (annotations, moved);
  g_array_unref (mentions);
}
