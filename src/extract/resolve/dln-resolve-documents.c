/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of documents: their dates, copies of one report, and what other documents tell about an
 * unknown date.
 *
 * Copies are found by MinHash over shingles of three words (Broder 1997): documents that agree in
 * one of the bands of their signatures are compared whole. A date that a document does not tell is
 * looked for in the others: an event that it says happened "last week", which another one dates,
 * was told in the week after. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/events/dln-claims-private.h"
#include "extract/grammar/dln-lexicon-private.h"

#include <stdlib.h>
#include <string.h>

#define DAY (24 * 60 * 60)
#define N_HASHES 96
#define BAND                                                                                       \
  2 /* hashes in a band: 48 bands find two that are 0.34 alike (one word in five changed) in 997   \
       of 1000 */
#define SHINGLE 3
#define MAX_SHINGLES 4000
#define SAME_AT 0.15 /* of both together */
#define CONTAINED_AT 0.3 /* of the shorter */
#define MAX_BUCKET 50

void
_dln_resolver_read_documents (DlnResolver *resolver)
{
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;
      const char *reason = dln_strings_get (annotations->strings, annotations->date.reason);
      DlnResolvedDocument row = {
        .document = i + 1,
        .reason = dln_strings_intern (resolver->out->strings, reason),
        .date_source = annotations->date.source,
        .when = annotations->date.when,
      };

      if (row.when.precision == DLN_PRECISION_NONE && row.date_source == DLN_DATE_NONE)
        row.when = dln_when_unknown ();
      g_array_append_val (resolver->out->documents, row);
    }
  for (gsize i = 0; i < resolver->n_decisions; i++)
    {
      const DlnDecision *decision = &resolver->decisions[i];
      DlnResolvedDocument *row;

      if (decision->kind != DLN_TARGET_DOCUMENT || decision->type != DLN_DECISION_DATE
          || decision->text == NULL)
        continue;
      row = DLN_ROW (resolver->out->documents, DlnResolvedDocument, decision->a - 1);
      if (!dln_when_parse_edtf (decision->text, &row->when, NULL))
        continue;
      row->date_source = DLN_DATE_GIVEN;
      row->reason = _dln_resolver_intern_reason (resolver, DLN_REASON_DATE_BY_HAND);
    }
}

/* ---- copies -------------------------------------------------------------------------------- */

static guint32
mix (guint32 hash)
{
  hash ^= hash >> 16;
  hash *= 0x85ebca6b;
  hash ^= hash >> 13;
  hash *= 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static gboolean
is_body (const DlnAnnotations *annotations,
         guint32               byte)
{
  DlnBlockType type = _dln_block_type_at (annotations, byte);

  return type != DLN_BLOCK_BOILERPLATE && type != DLN_BLOCK_BYLINE && type != DLN_BLOCK_DATELINE
         && type != DLN_BLOCK_TITLE;
}

/* Hashes of the shingles of the body, sorted, each once. */
static GArray *
read_shingles (const DlnResolveInput *input)
{
  const GArray *tokens = input->annotations->tokens;
  const char *text = dln_document_get_text (input->document, NULL);
  GArray *shingles = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 words[SHINGLE] = { 0 };
  guint n = 0;
  guint kept = 0;

  for (guint i = 0; i < tokens->len && shingles->len < MAX_SHINGLES; i++)
    {
      DlnSpan span = DLN_ROW (tokens, DlnToken, i)->span;
      guint32 hash = 5381;

      if (!g_ascii_isalnum (text[span.begin]) || !is_body (input->annotations, span.begin))
        continue;
      for (guint32 j = span.begin; j < span.end; j++)
        hash = hash * 33 + g_ascii_tolower (text[j]);
      words[n++ % SHINGLE] = mix (hash);
      if (n < SHINGLE)
        continue;
      hash = 0;
      for (guint j = 0; j < SHINGLE; j++)
        hash = mix (hash * 31 + words[(n + j) % SHINGLE]);
      g_array_append_val (shingles, hash);
    }
  g_array_sort (shingles, compare_hashes);
  for (guint i = 0; i < shingles->len; i++)
    {
      guint32 hash = g_array_index (shingles, guint32, i);

      if (kept == 0 || g_array_index (shingles, guint32, kept - 1) != hash)
        g_array_index (shingles, guint32, kept++) = hash;
    }
  g_array_set_size (shingles, kept);
  return shingles;
}

static void
sign (const GArray *shingles,
      guint32       signature[N_HASHES])
{
  for (guint i = 0; i < N_HASHES; i++)
    {
      guint32 smallest = G_MAXUINT32;
      guint32 factor = mix (i + 1) | 1;

      for (guint j = 0; j < shingles->len; j++)
        smallest = MIN (smallest, (g_array_index (shingles, guint32, j) ^ mix (i * 7919)) * factor);
      signature[i] = smallest;
    }
}

/* Of the shorter text, how much stands in the longer; and of both together. */
static gboolean
are_copies (const GArray *a,
            const GArray *b)
{
  guint both = 0;
  guint shorter = MIN (a->len, b->len);

  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      guint32 x = g_array_index (a, guint32, i);
      guint32 y = g_array_index (b, guint32, j);

      both += x == y;
      i += x <= y;
      j += y <= x;
    }
  return shorter >= 20
         && (both >= SAME_AT * (a->len + b->len - both) && both >= CONTAINED_AT * shorter);
}

static void
mark_copy (DlnResolver *resolver,
           guint32      original,
           guint32      copy)
{
  original = resolver->independent[original];
  if (resolver->independent[copy] != copy || original == copy)
    return;
  resolver->independent[copy] = original;
  DLN_ROW (resolver->out->documents, DlnResolvedDocument, copy)->same_as = original + 1;
}

/* Documents in the buckets of @document's bands are earlier ones that may be alike. */
static void
compare_with_buckets (DlnResolver   *resolver,
                      GHashTable    *buckets,
                      GPtrArray     *shingles,
                      guint32        document,
                      const guint32 *signature)
{
  for (guint i = 0; i < N_HASHES; i += BAND)
    {
      gint64 key = i;
      GArray *bucket;

      for (guint j = i; j < i + BAND; j++)
        key = key * 1000003 ^ signature[j];
      bucket = g_hash_table_lookup (buckets, &key);
      if (bucket == NULL)
        {
          bucket = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (buckets, g_memdup2 (&key, sizeof key), bucket);
        }
      for (guint j = 0; j < bucket->len && resolver->independent[document] == document; j++)
        {
          guint32 other = g_array_index (bucket, guint32, j);

          if (are_copies (shingles->pdata[other], shingles->pdata[document]))
            mark_copy (resolver, other, document);
        }
      if (bucket->len < MAX_BUCKET && resolver->independent[document] == document)
        g_array_append_val (bucket, document);
    }
}

/* Fills same_as and independent. Time: O(bytes) */
gboolean
_dln_resolver_find_copies (DlnResolver *resolver,
                           GError     **error)
{
  g_autoptr (GPtrArray) shingles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) buckets = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free,
                                                          (GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      guint32 signature[N_HASHES];
      GArray *own;

      if (g_cancellable_set_error_if_cancelled (resolver->cancellable, error))
        return FALSE;
      own = read_shingles (&resolver->inputs[i]);
      g_ptr_array_add (shingles, own);
      if (own->len < 20)
        continue;
      sign (own, signature);
      compare_with_buckets (resolver, buckets, shingles, i, signature);
    }
  return TRUE;
}
