/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full-text search. What the user types is words and "phrases", never FTS5's query language: each
 * is quoted, all have to be there, and the last word may be the beginning of one. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <string.h>

#define MAX_WORDS 16
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
add_phrase (GString    *match,
            const char *text,
            gsize       length,
            gboolean    prefix)
{
  if (match->len > 0)
    g_string_append_c (match, ' ');
  g_string_append_c (match, '"');
  for (gsize i = 0; i < length; i++)
    if (text[i] != '"')
      g_string_append_c (match, text[i]);
  g_string_append_c (match, '"');
  if (prefix)
    g_string_append_c (match, '*');
}

static gboolean
has_letters (const char *text,
             gsize       length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static char *
make_match (const char *query)
{
  GString *match = g_string_new (NULL);
  const char *p = query;

  for (guint n = 0; *p != '\0' && n < MAX_WORDS;)
    {
      gboolean quoted = *p == '"';
      gsize length = quoted ? strcspn (p + 1, "\"") : strcspn (p, " \t\r\n\"");
      const char *begin = p + (quoted ? 1 : 0);

      p = begin + length;
      if (quoted && *p == '"')
        p += 1;
      if (has_letters (begin, length))
        {
          add_phrase (match, begin, length, !quoted && *p == '\0');
          n += 1;
        }
      p += strspn (p, " \t\r\n");
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

/**
 * dln_store_search:
 * @store: the store
 * @query: words and "phrases"; case and diacritics do not count
 * @limit: most hits wanted
 * @error: a #DlnStoreError
 *
 * Returns: (transfer full) (element-type DlnStoreHit): documents that have all of them, best first
 */
GArray *
dln_store_search (DlnStore   *store,
                  const char *query,
                  guint       limit,
                  GError    **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, TRUE, sizeof (DlnStoreHit));
  g_autofree char *match = make_match (query);
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (DlnStatement) statement = NULL;
  int code;

  if (*match == '\0')
    return g_steal_pointer (&hits);
  locker = g_mutex_locker_new (&store->moving);
  statement = _dln_store_prepare (store,
                                  "SELECT rowid, rank, dateline_places (text_index) FROM text_index"
                                  " WHERE text_index MATCH ?1 ORDER BY rank, rowid LIMIT ?2",
                                  error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, limit);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      DlnStoreHit hit = { .document = (guint32) sqlite3_column_int64 (statement, 0),
                          .rank = sqlite3_column_double (statement, 1) };

      read_places (&hit, (const char *) sqlite3_column_text (statement, 2));
      g_array_append_val (hits, hit);
    }
  if (code == SQLITE_DONE)
    return g_steal_pointer (&hits);
  _dln_store_fail (store, error);
  return NULL;
}
