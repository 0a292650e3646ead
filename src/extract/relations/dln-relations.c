/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed, directed relations that a sentence states: roles beside names, verbs between names, who
 * told whom. Two names in one sentence that nothing ties are a co-mention, the weakest kind. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"
#include "extract/relations/dln-relations-private.h"

#include <string.h>

#define MAX_CO_MENTIONS 6 /* names of a sentence that are paired */

/* ---- who told whom, and who merely stands beside whom ---------------------------------------- */

static void
read_quotes (DlnRelationWork *work)
{
  const GArray *quotes = work->context->annotations->quotes;
  const GArray *mentions = work->context->annotations->mentions;

  for (guint32 i = 0; i < quotes->len; i++)
    {
      const DlnQuoteClaim *quote = DLN_ROW (quotes, DlnQuoteClaim, i);

      if (quote->speaker == DLN_NO_ROW || quote->addressee == DLN_NO_ROW
          || dln_span_is_empty (quote->cue) || quote->speaker >= mentions->len
          || quote->addressee >= mentions->len)
        continue;

      guint32 token = _dln_tree_token_at (work->tree, quote->cue.begin);
      const char *const *verb = _dln_lexicon_find (work->verbs, work->tree, token, "");
      gboolean other;
      DlnRelationType type;

      /* "accused Norvik of planning": the verb says what was done, to whom, not who was told */
      if (verb != NULL && verb[1] != NULL && _dln_relations_parse_type (verb[2], &type, &other)
          && type != DLN_RELATION_TELLS)
        continue;

      DlnRelationDraft draft = { .type = DLN_RELATION_TELLS,
                                 .subject = quote->speaker,
                                 .object = quote->addressee,
                                 .first = token,
                                 .last = token,
                                 .anchor = token,
                                 .pattern = "quote-addressee",
                                 .score = 0.8f };

      _dln_relations_add (work, &draft);
    }
}

static gboolean
is_tied (GHashTable *tied,
         guint32     a,
         guint32     b)
{
  gint64 key = (gint64) MIN (a, b) << 32 | MAX (a, b);

  return g_hash_table_contains (tied, &key);
}

static void
read_co_mentions (DlnRelationWork *work)
{
  const DlnAnnotations *annotations = work->context->annotations;
  const GArray *mentions = annotations->mentions;
  g_autoptr (GHashTable) tied = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);
  guint32 m = 0;

  for (guint32 i = 0; i < work->rows->len; i++)
    {
      const DlnRelationClaim *row = DLN_ROW (work->rows, DlnRelationClaim, i);
      guint32 a = DLN_ROW (mentions, DlnMention, row->subject)->entity;
      guint32 b = DLN_ROW (mentions, DlnMention, row->object)->entity;
      gint64 key = (gint64) MIN (a, b) << 32 | MAX (a, b);

      g_hash_table_add (tied, g_memdup2 (&key, sizeof key));
    }
  for (guint32 s = 0; s < annotations->sentences->len; s++)
    {
      const DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, s);
      guint32 found[MAX_CO_MENTIONS];
      guint n = 0;

      for (;
           m < mentions->len && DLN_ROW (mentions, DlnMention, m)->span.begin < sentence->span.end;
           m++)
        {
          const DlnMention *row = DLN_ROW (mentions, DlnMention, m);

          if (row->kind == DLN_MENTION_NAME && row->entity != DLN_NO_ROW && n < MAX_CO_MENTIONS
              && row->span.begin >= sentence->span.begin
              && (row->type == DLN_ENTITY_PERSON || row->type == DLN_ENTITY_INSTITUTION))
            found[n++] = m;
        }
      if (!_dln_tree_makes_claims (work->tree, s))
        continue;
      for (guint i = 0; i < n; i++)
        for (guint j = i + 1; j < n; j++)
          {
            const DlnMention *a = DLN_ROW (mentions, DlnMention, found[i]);
            const DlnMention *b = DLN_ROW (mentions, DlnMention, found[j]);
            DlnRelationDraft draft = { .type = DLN_RELATION_CO_MENTION,
                                       .subject = found[i],
                                       .object = found[j],
                                       .first = a->first_token,
                                       .last =
                                         MAX (a->first_token, b->first_token + b->n_tokens - 1),
                                       .anchor = a->head,
                                       .caption = "same sentence",
                                       .pattern = "co-mention",
                                       .score = 0.1f };
            gint64 key = (gint64) MIN (a->entity, b->entity) << 32 | MAX (a->entity, b->entity);

            if (!is_tied (tied, a->entity, b->entity) && _dln_relations_add (work, &draft))
              g_hash_table_add (tied, g_memdup2 (&key, sizeof key));
          }
    }
}

static void
index_places (DlnRelationWork *work)
{
  const DlnAnnotations *annotations = work->context->annotations;

  for (guint32 i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *row = DLN_ROW (annotations->mentions, DlnMention, i);

      if (row->kind == DLN_MENTION_NAME && row->type == DLN_ENTITY_PLACE)
        {
          char *name =
            g_strndup (work->context->text + row->span.begin, row->span.end - row->span.begin);

          if (g_hash_table_contains (work->places, name))
            g_free (name);
          else
            g_hash_table_insert (work->places, name, GUINT_TO_POINTER (i + 1));
        }
    }
}

static void
index_quotes (DlnRelationWork *work)
{
  const GArray *quotes = work->context->annotations->quotes;

  memset (work->quote_at, 0xff, sizeof *work->quote_at * work->tree->n_tokens);
  for (guint32 i = 0; i < quotes->len; i++)
    {
      DlnSpan span = DLN_ROW (quotes, DlnQuoteClaim, i)->span;

      for (guint32 t = _dln_tree_token_at (work->tree, span.begin);
           t < work->tree->n_tokens && work->tree->tokens[t].span.begin < span.end;
           t++)
        work->quote_at[t] = i;
    }
}

static int
compare_claims (gconstpointer a,
                gconstpointer b)
{
  const DlnRelationClaim *x = a;
  const DlnRelationClaim *y = b;

  if (x->span.begin != y->span.begin)
    return x->span.begin < y->span.begin ? -1 : 1;
  if (x->span.end != y->span.end)
    return x->span.end > y->span.end ? -1 : 1;
  if (x->type != y->type)
    return (int) x->type - (int) y->type;
  if (x->subject != y->subject)
    return x->subject < y->subject ? -1 : 1;
  return x->object < y->object ? -1 : x->object > y->object;
}

gboolean
_dln_relations_run (DlnStageContext *context,
                    GError         **error)
{
  const GArray *sentences = context->annotations->sentences;
  guint n_mentions = context->annotations->mentions->len;
  guint n_entities = context->annotations->entities->len;

  _dln_quotes_link_people (context);

  g_autoptr (DlnTree) tree = _dln_tree_new (context);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);
  g_autofree guint32 *quote_at = g_new (guint32, MAX (tree->n_tokens, 1));
  DlnRelationWork work = {
    .context = context,
    .tree = tree,
    .roles = _dln_lexicon_get ("role-nouns.tsv"),
    .verbs = _dln_lexicon_get ("relation-verbs.tsv"),
    .demonyms = _dln_lexicon_get ("demonyms.tsv"),
    .places = places,
    .seen = seen,
    .quote_at = quote_at,
    .rows = context->annotations->relations,
  };

  /* Rules hold rows of mentions while a country may be added, at most one a word: with room for
   * them the rows stay where they are. */
  g_array_set_size (context->annotations->mentions, n_mentions + tree->n_tokens);
  g_array_set_size (context->annotations->mentions, n_mentions);
  index_places (&work);
  index_quotes (&work);
  _dln_relations_read_ties (&work);
  _dln_relations_read_places (&work);
  _dln_relations_read_roles (&work);
  _dln_relations_read_posts (&work);
  for (guint32 s = 0; s < sentences->len; s++)
    {
      if (s % 256 == 0 && g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
      if (_dln_tree_makes_claims (tree, s))
        _dln_relations_read_verbs (&work, s);
    }
  read_quotes (&work);
  read_co_mentions (&work);
  _dln_relations_place_nations (&work, n_mentions, n_entities);
  g_array_sort (work.rows, compare_claims);
  return TRUE;
}
