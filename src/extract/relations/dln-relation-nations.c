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
    .title = { tree->tokens[token].span.begin, tree->tokens[token].span.begin },
    .first_token = token,
    .n_tokens = 1,
    .head = token,
    .entity = entity,
    .kind = DLN_MENTION_NOMINAL,
    .type = DLN_ENTITY_PLACE,
    .reasons = DLN_ROW (mentions, DlnMention, place)->reasons & DLN_NAME_DESCRIBED,
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

/* An entity for a country that the article names by an adjective only: "Venezuelan President". Its
 * mention is the adjective; it stays only if a relation ends there. */
static guint32
add_country (const DlnRelationWork *work,
             guint32                token,
             const char            *name)
{
  const DlnTree *tree = work->tree;
  DlnAnnotations *annotations = work->context->annotations;
  DlnLocalEntity entity = {
    .name = dln_strings_intern (annotations->strings, name),
    .first_mention = annotations->mentions->len,
    .type = DLN_ENTITY_PLACE,
    .gender = DLN_GENDER_NEUTER,
  };
  DlnMention row = {
    .span = tree->tokens[token].span,
    .title = { tree->tokens[token].span.begin, tree->tokens[token].span.begin },
    .first_token = token,
    .n_tokens = 1,
    .head = token,
    .entity = annotations->entities->len,
    .kind = DLN_MENTION_NOMINAL,
    .type = DLN_ENTITY_PLACE,
    .reasons = DLN_NAME_DESCRIBED,
    .score = 0.8f,
  };

  g_array_append_val (annotations->entities, entity);
  g_array_append_val (annotations->mentions, row);
  g_hash_table_insert (work->places, g_strdup (name),
                       GUINT_TO_POINTER (annotations->mentions->len));
  return annotations->mentions->len - 1;
}

/* "South Korean" and "Korean", each with the word before it: what it is the adjective of. */
static const char *
find_demonym (const DlnRelationWork *work,
              guint32                token)
{
  const DlnTree *tree = work->tree;
  g_autofree char *word = _dln_tree_dup_form (tree, token);

  if (token > 0 && tree->tokens[token - 1].sentence == tree->tokens[token].sentence)
    {
      g_autofree char *before = _dln_tree_dup_form (tree, token - 1);
      g_autofree char *both = g_strconcat (before, " ", word, NULL);
      const char *names = _dln_lexicon_column (work->demonyms, both, 1);

      if (names != NULL)
        return names;
    }
  return _dln_lexicon_column (work->demonyms, word, 1);
}

/**
 * _dln_relations_find_country:
 * @token: a word
 *
 * Returns: a mention of the place whose people or offices the word names, by the word itself, or
 * DLN_NO_ROW. It stands behind all others until _dln_relations_place_nations()
 */
guint32
_dln_relations_find_country (const DlnRelationWork *work,
                             guint32                token)
{
  const char *names = find_demonym (work, token);
  g_auto (GStrv) each = names != NULL ? g_strsplit (names, "|", -1) : NULL;

  for (guint i = 0; each != NULL && each[i] != NULL; i++)
    {
      guint32 row = GPOINTER_TO_UINT (g_hash_table_lookup (work->places, each[i]));

      if (row != 0)
        return mention_at (work, token, row - 1);
    }
  return each != NULL && each[0] != NULL && work->tree->mention[token] == DLN_NO_ROW
           ? add_country (work, token, each[0])
           : DLN_NO_ROW;
}

/**
 * _dln_relations_find_place:
 * @token: a word inside a longer name
 *
 * Returns: a mention of the place that is written like it or
 * whose adjective it is, if the text names the place elsewhere; else DLN_NO_ROW
 */
guint32
_dln_relations_find_place (const DlnRelationWork *work,
                           guint32                token)
{
  g_autofree char *word = _dln_tree_dup_form (work->tree, token);
  guint32 row = GPOINTER_TO_UINT (g_hash_table_lookup (work->places, word));

  return row != 0 ? mention_at (work, token, row - 1) : _dln_relations_find_country (work, token);
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

/* Takes out the countries in which no relation ends, all behind the first @n_entities. */
static void
drop_countries (DlnAnnotations *annotations,
                guint           n_entities)
{
  g_autofree guint32 *moved = g_new (guint32, MAX (annotations->entities->len, 1));
  g_autofree guint8 *used = g_new0 (guint8, MAX (annotations->entities->len, 1));
  guint n = n_entities;

  for (guint i = 0; i < annotations->mentions->len; i++)
    {
      guint32 entity = DLN_ROW (annotations->mentions, DlnMention, i)->entity;

      if (entity < annotations->entities->len)
        used[entity] = TRUE;
    }
  for (guint i = n_entities; i < annotations->entities->len; i++)
    {
      moved[i] = n;
      if (used[i])
        *DLN_ROW (annotations->entities, DlnLocalEntity, n++) =
          *DLN_ROW (annotations->entities, DlnLocalEntity, i);
    }
  for (guint i = 0; i < annotations->mentions->len; i++)
    {
      DlnMention *row = DLN_ROW (annotations->mentions, DlnMention, i);

      if (row->entity >= n_entities && row->entity < annotations->entities->len)
        row->entity = moved[row->entity];
    }
  g_array_set_size (annotations->entities, n);
}

/**
 * _dln_relations_place_nations:
 * @n_before: how many mentions there were before the stage
 * @n_entities: how many entities
 *
 * Puts the mentions that the stage has appended into the order of the text, drops those in which no
 * relation ends, and moves all indexes along. Time: O(n log n) of the mentions
 */
void
_dln_relations_place_nations (DlnRelationWork *work,
                              guint            n_before,
                              guint            n_entities)
{
  DlnAnnotations *annotations = work->context->annotations;
  GArray *mentions = annotations->mentions;

  if (mentions->len == n_before)
    return;

  g_autofree guint32 *order = g_new (guint32, mentions->len);
  g_autofree guint32 *moved = g_new0 (guint32, mentions->len);
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
      /* the mention that made a country may be dropped */
      if (row->entity >= n_entities && row->entity < annotations->entities->len)
        {
          DlnLocalEntity *country = DLN_ROW (annotations->entities, DlnLocalEntity, row->entity);

          if (country->n_mentions == 0)
            country->first_mention = order[i];
        }
      g_array_append_val (sorted, *row);
      if (order[i] >= n_before)
        DLN_ROW (annotations->entities, DlnLocalEntity, row->entity)->n_mentions++;
    }
  annotations->mentions = sorted;
  move_all (annotations, moved);
  g_array_unref (mentions);
  drop_countries (annotations, n_entities);
}
