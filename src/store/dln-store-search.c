/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full-text search: which articles have some words, and where. What the user types never becomes
 * FTS5's query language: each word and phrase is quoted. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <string.h>

#define MAX_RANKED 200   /* ranking one article takes as long as finding twenty */
#define MAX_INSTANCES 64 /* of a document's hits that are looked at */
#define TEXT_COLUMN 1

/* ---- where the words stand ------------------------------------------------------------------- */

typedef struct
{
  int     first; /* token number */
  int     last;
  DlnSpan span;
} Instance;

typedef struct
{
  Instance instances[MAX_INSTANCES]; /* by first token */
  guint    n;
  guint    n_done;
  int      token;
} Places;

static int
take_token_cb (void       *data,
               int         flags,
               const char *token,
               int         length,
               int         begin,
               int         end)
{
  Places *places = data;

  if ((flags & FTS5_TOKEN_COLOCATED) == 0)
    places->token += 1;
  for (guint i = places->n_done; i < places->n; i++)
    {
      Instance *instance = &places->instances[i];

      if (instance->first > places->token)
        break;
      if (instance->first == places->token)
        instance->span.begin = begin;
      if (instance->last == places->token)
        instance->span.end = end;
    }
  while (places->n_done < places->n && places->instances[places->n_done].last <= places->token)
    places->n_done += 1;
  return places->n_done < places->n ? SQLITE_OK : SQLITE_DONE;
}

static int
compare_instances (const void *a,
                   const void *b)
{
  return ((const Instance *) a)->first - ((const Instance *) b)->first;
}

/* SQL: dateline_places (text_index) gives "begin end begin end ..." in bytes of the text */
static void
tell_places_cb (const Fts5ExtensionApi *api,
                Fts5Context            *context,
                sqlite3_context        *result,
                int                     n_values,
                sqlite3_value         **values)
{
  Places places = { .token = -1 };
  g_autoptr (GString) text = g_string_new (NULL);
  const char *column = NULL;
  int length = 0;
  int n = 0;

  api->xInstCount (context, &n);
  for (int i = 0; i < n && places.n < MAX_INSTANCES; i++)
    {
      int phrase, where, token;

      if (api->xInst (context, i, &phrase, &where, &token) != SQLITE_OK || where != TEXT_COLUMN)
        continue;
      places.instances[places.n].first = token;
      places.instances[places.n].last = token + MAX (api->xPhraseSize (context, phrase), 1) - 1;
      places.n += 1;
    }
  qsort (places.instances, places.n, sizeof (Instance), compare_instances);
  if (places.n > 0 && api->xColumnText (context, TEXT_COLUMN, &column, &length) == SQLITE_OK)
    api->xTokenize (context, column, length, &places, take_token_cb);
  for (guint i = 0; i < places.n; i++)
    if (places.instances[i].span.end > places.instances[i].span.begin)
      g_string_append_printf (
        text, "%u %u ", places.instances[i].span.begin, places.instances[i].span.end);
  sqlite3_result_text (result, text->str, -1, SQLITE_TRANSIENT);
}

gboolean
_dln_store_add_functions (DlnStore *store,
                          GError  **error)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (store, "SELECT fts5 (?1)", error);
  fts5_api *api = NULL;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  if (api == NULL
      || api->xCreateFunction (api, "dateline_places", NULL, tell_places_cb, NULL) != SQLITE_OK)
    return _dln_store_fail (store, error);
  return TRUE;
}

/* ---- the query ------------------------------------------------------------------------------- */

static void
append_words (GString    *match,
              const char *text,
              gboolean    prefix)
{
  g_string_append_c (match, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p != '"')
      g_string_append_c (match, *p);
  g_string_append (match, prefix ? "\"*" : "\"");
}

/* FTS5's way to ask for any of @phrases */
static char *
make_match (const DlnStorePhrase *phrases,
            guint                 n)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (match, i > 0 ? " OR " : "");
      if (phrases[i].near == NULL)
        {
          append_words (match, phrases[i].text, phrases[i].prefix);
          continue;
        }
      g_string_append (match, "NEAR(");
      append_words (match, phrases[i].text, FALSE);
      g_string_append_c (match, ' ');
      append_words (match, phrases[i].near, FALSE);
      g_string_append_printf (match, ", %u)", phrases[i].distance);
    }
  return g_string_free (match, FALSE);
}

static void
read_places (DlnStoreHit *hit,
             const char  *places)
{
  while (places != NULL && *places != '\0' && hit->n_spans < G_N_ELEMENTS (hit->spans))
    {
      char *end;
      DlnSpan span;

      span.begin = g_ascii_strtoull (places, &end, 10);
      span.end = g_ascii_strtoull (end, &end, 10);
      hit->spans[hit->n_spans++] = span;
      places = end + strspn (end, " ");
    }
}

/* how well each document that is in @scores matches */
static gboolean
rank (DlnStore   *store,
      const char *match,
      float      *scores,
      guint       n_scores,
      GError    **error)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (
    store, "SELECT rowid, rank FROM text_index WHERE text_index MATCH ?1", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (id >= 1 && id <= n_scores)
        scores[id - 1] = 1 + (float) MAX (-sqlite3_column_double (statement, 1), 0);
    }
  return code == SQLITE_DONE || _dln_store_fail (store, error);
}

/**
 * dln_store_match:
 * @store: the store
 * @phrases: (array length=n): any of them; case and diacritics do not count
 * @n: how many
 * @scores: [n_scores]: of document 1 and so on: 1 or more, better is more, is written for each
 *   that has one of them; where more than 200 have, it is 1 for all
 * @n_scores: how many documents there are
 * @error: a #DlnStoreError
 *
 * Returns: whether it could be asked. Time: O(documents found)
 */
gboolean
dln_store_match (DlnStore             *store,
                 const DlnStorePhrase *phrases,
                 guint                 n,
                 float                *scores,
                 guint                 n_scores,
                 GError              **error)
{
  g_autofree char *match = make_match (phrases, n);
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (DlnStatement) statement = NULL;
  guint n_found = 0;
  int code;

  if (*match == '\0')
    return TRUE;
  locker = g_mutex_locker_new (&store->moving);
  statement =
    _dln_store_prepare (store, "SELECT rowid FROM text_index WHERE text_index MATCH ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      n_found += 1;
      if (id >= 1 && id <= n_scores)
        scores[id - 1] = 1;
    }
  if (code != SQLITE_DONE)
    return _dln_store_fail (store, error);
  return n_found > MAX_RANKED || rank (store, match, scores, n_scores, error);
}

/**
 * dln_store_find_places:
 * @store: the store
 * @phrases: (array length=n): any of them
 * @n: how many
 * @hit: (inout): its document is asked, its spans are written
 * @error: a #DlnStoreError
 *
 * Returns: whether it could be asked
 */
gboolean
dln_store_find_places (DlnStore             *store,
                       const DlnStorePhrase *phrases,
                       guint                 n,
                       DlnStoreHit          *hit,
                       GError              **error)
{
  g_autofree char *match = make_match (phrases, n);
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (DlnStatement) statement = NULL;
  int code;

  hit->n_spans = 0;
  if (*match == '\0')
    return TRUE;
  locker = g_mutex_locker_new (&store->moving);
  statement = _dln_store_prepare (store,
                                  "SELECT dateline_places (text_index) FROM text_index"
                                  " WHERE text_index MATCH ?1 AND rowid = ?2",
                                  error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, hit->document);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    read_places (hit, (const char *) sqlite3_column_text (statement, 0));
  return code == SQLITE_ROW || code == SQLITE_DONE || _dln_store_fail (store, error);
}
