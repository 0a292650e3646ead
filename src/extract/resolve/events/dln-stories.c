/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which articles tell one story.
 *
 * Each article is a vector of its words, weighed by how much a word tells in general; words of the
 * lead count twice. Near articles are its neighbours, and what most of its neighbours say too then
 * weighs little: two court cases of one actress are told apart by what they do not share. Articles
 * are joined by average linkage over these second similarities, the surest pair first; how sure a
 * pair must be depends on how many neighbours there were to learn from. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-lexicon-private.h"
#include "extract/resolve/events/dln-linkage-private.h"
#include "extract/resolve/events/dln-stories-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAD 40 /* telling words at the beginning that count twice */
#define MAX_FIRST 150 /* words of an article that decide about its neighbours */
#define MAX_SECOND 60 /* words of an article that decide about its story */
#define MAX_POSTINGS 100 /* a word in more articles finds no neighbours */
#define MAX_NEIGHBOURS 60
#define NEAR 0.12 /* cosine */
#define DAMP 0.95 /* what a word loses that all neighbours say */
#define DAMP_FROM 4 /* as many neighbours less are damped as if these did not say it */
#define JUST_SURE 10000 /* of pairs: the similarity that is wanted */
#define SURE 0.07 /* cosine for one story when there are many neighbours */
#define SURE_FEW 0.26 /* over their number: what is wanted more when there are few */

typedef struct
{
  guint32 word;
  float   weight;
} Term;

typedef struct
{
  GPtrArray  *terms;      /* GArray of Term for each article, by word */
  GPtrArray  *neighbours; /* GArray of guint32 for each article */
  GArray     *pairs;      /* DlnLinkPair */
} Stories;

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  const Term *x = a;
  const Term *y = b;

  return x->word < y->word ? -1 : x->word > y->word;
}

static int
compare_weights (gconstpointer a,
                 gconstpointer b)
{
  const Term *x = a;
  const Term *y = b;

  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  return compare_words (a, b);
}

/* Keeps the @max heaviest, by word, as a vector of length 1. */
static void
settle_terms (GArray *terms,
              guint   max)
{
  double square = 0;

  g_array_sort (terms, compare_weights);
  if (terms->len > max)
    g_array_set_size (terms, max);
  for (guint i = 0; i < terms->len; i++)
    square += DLN_ROW (terms, Term, i)->weight * DLN_ROW (terms, Term, i)->weight;
  for (guint i = 0; i < terms->len; i++)
    DLN_ROW (terms, Term, i)->weight /= sqrt (square);
  g_array_sort (terms, compare_words);
}

static gboolean
is_telling (const DlnToken *token)
{
  return token->upos == DLN_UPOS_NOUN || token->upos == DLN_UPOS_PROPN
         || token->upos == DLN_UPOS_VERB || token->upos == DLN_UPOS_ADJ
         || token->upos == DLN_UPOS_NUM;
}

static GArray *
read_terms (DlnStrings           *words,
            const DlnAnnotations *annotations)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_autoptr (GHashTable) at = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint32 i = 0; i < annotations->tokens->len; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);
      const char *lemma = dln_strings_get (annotations->strings, token->lemma);
      DlnBlockType type;

      if (!is_telling (token) || strlen (lemma) < 3)
        continue;
      type = _dln_block_type_at (annotations, token->span.begin);
      if (type == DLN_BLOCK_BOILERPLATE || type == DLN_BLOCK_BYLINE)
        continue;

      g_autofree char *lower = g_utf8_strdown (lemma, -1);
      guint32 word = dln_strings_intern (words, lower);
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (at, GUINT_TO_POINTER (word)));

      if (index == 0)
        {
          Term term = { word, 0 };

          g_array_append_val (terms, term);
          index = terms->len;
          g_hash_table_insert (at, GUINT_TO_POINTER (word), GUINT_TO_POINTER (index));
        }
      DLN_ROW (terms, Term, index - 1)->weight += n++ < LEAD ? 2 : 1;
    }
  for (guint i = 0; i < terms->len; i++)
    {
      Term *term = DLN_ROW (terms, Term, i);

      term->weight =
        (1 + log (term->weight)) * _dln_lexicon_get_weight (dln_strings_get (words, term->word));
    }
  settle_terms (terms, MAX_FIRST);
  return terms;
}

static double
get_cosine (const GArray *a,
            const GArray *b)
{
  double sum = 0;

  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      const Term *x = DLN_ROW (a, Term, i);
      const Term *y = DLN_ROW (b, Term, j);

      if (x->word == y->word)
        sum += x->weight * y->weight;
      i += x->word <= y->word;
      j += y->word <= x->word;
    }
  return sum;
}

/* ---- neighbours ------------------------------------------------------------------------------ */

static void
note_neighbour (Stories *stories,
                guint32  a,
                guint32  b)
{
  GArray *of_a = g_ptr_array_index (stories->neighbours, a);
  GArray *of_b = g_ptr_array_index (stories->neighbours, b);

  g_array_append_val (of_a, b);
  g_array_append_val (of_b, a);
}

/* Articles that share a word that few have, and are near as a whole. */
static void
find_neighbours (Stories *stories)
{
  guint32 n = stories->terms->len;
  g_autoptr (GHashTable) postings =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autofree guint32 *seen = g_new0 (guint32, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    {
      const GArray *terms = g_ptr_array_index (stories->terms, i);

      for (guint j = 0; j < terms->len; j++)
        {
          gpointer key = GUINT_TO_POINTER (DLN_ROW (terms, Term, j)->word);
          GArray *list = g_hash_table_lookup (postings, key);

          if (list == NULL)
            {
              list = g_array_new (FALSE, FALSE, sizeof (guint32));
              g_hash_table_insert (postings, key, list);
            }
          if (list->len <= MAX_POSTINGS)
            g_array_append_val (list, i);
        }
    }
  for (guint32 i = 0; i < n; i++)
    {
      const GArray *terms = g_ptr_array_index (stories->terms, i);

      for (guint j = 0; j < terms->len; j++)
        {
          const GArray *list =
            g_hash_table_lookup (postings, GUINT_TO_POINTER (DLN_ROW (terms, Term, j)->word));

          for (guint k = 0; k < list->len && list->len <= MAX_POSTINGS; k++)
            {
              guint32 other = g_array_index (list, guint32, k);

              if (other >= i)
                break;
              if (seen[other] == i + 1)
                continue;
              seen[other] = i + 1;
              if (get_cosine (g_ptr_array_index (stories->terms, other), terms) >= NEAR)
                note_neighbour (stories, i, other);
            }
        }
    }
}

/* ---- what tells an article from its neighbours ------------------------------------------------
 */

static GArray *
damp_terms (const Stories *stories,
            guint32        document)
{
  const GArray *terms = g_ptr_array_index (stories->terms, document);
  const GArray *neighbours = g_ptr_array_index (stories->neighbours, document);
  guint n = MIN (neighbours->len, MAX_NEIGHBOURS);
  g_autofree guint *count = g_new0 (guint, terms->len + 1);
  GArray *damped = g_array_new (FALSE, FALSE, sizeof (Term));

  for (guint k = 0; k < n; k++)
    {
      const GArray *other = g_ptr_array_index (
        stories->terms, g_array_index (neighbours, guint32, k * neighbours->len / n));

      for (guint i = 0, j = 0; i < terms->len && j < other->len;)
        {
          guint32 x = DLN_ROW (terms, Term, i)->word;
          guint32 y = DLN_ROW (other, Term, j)->word;

          count[i] += x == y;
          i += x <= y;
          j += y <= x;
        }
    }
  g_array_append_vals (damped, terms->data, terms->len);
  for (guint i = 0; i < terms->len; i++)
    DLN_ROW (damped, Term, i)->weight *= 1 - DAMP * (count[i] + 1) / (n + 1 + DAMP_FROM);
  settle_terms (damped, MAX_SECOND);
  return damped;
}

static void
find_pairs (Stories *stories)
{
  guint32 n = stories->terms->len;
  g_autoptr (GPtrArray) damped = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < n; i++)
    g_ptr_array_add (damped, damp_terms (stories, i));
  for (guint32 i = 0; i < n; i++)
    {
      const GArray *neighbours = g_ptr_array_index (stories->neighbours, i);

      for (guint k = 0; k < neighbours->len; k++)
        {
          guint32 other = g_array_index (neighbours, guint32, k);
          const GArray *others = g_ptr_array_index (stories->neighbours, other);
          double wanted = SURE + SURE_FEW / (1 + MIN (neighbours->len, others->len));
          double sure = get_cosine (damped->pdata[i], damped->pdata[other]) / wanted;
          DlnLinkPair pair = { other, i, JUST_SURE * sure };

          if (other < i && pair.value > 0)
            g_array_append_val (stories->pairs, pair);
        }
    }
}

/**
 * _dln_stories_find:
 * @resolver: the documents
 *
 * Returns: (transfer full): [n_inputs] for each document the first of its story.
 * Time: O(documents * words), as postings and neighbours are bounded
 */
guint32 *
_dln_stories_find (const DlnResolver *resolver)
{
  guint32 n = resolver->n_inputs;
  g_autoptr (DlnStrings) words = dln_strings_new ();
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) neighbours =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DlnLinkPair));
  Stories stories = { terms, neighbours, pairs };

  for (guint32 i = 0; i < n; i++)
    {
      g_ptr_array_add (terms, read_terms (words, resolver->inputs[i].annotations));
      g_ptr_array_add (neighbours, g_array_new (FALSE, FALSE, sizeof (guint32)));
    }
  find_neighbours (&stories);
  find_pairs (&stories);
  return _dln_link_pairs (pairs, NULL, n, JUST_SURE, NULL, NULL);
}
