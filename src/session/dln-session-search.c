/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: names, titles and quotes by their words, documents by their text.
 *
 * Names are compared folded (Unicode NFKD without marks, case folded), so "Muller" finds "Müller";
 * every word of the query has to begin a word of the name. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define HIT_BEGIN "\xee\x80\x80" /* U+E000 */
#define HIT_END "\xee\x80\x81"   /* U+E001 */
#define CONTEXT 70               /* bytes of text on each side of a hit */
#define MAX_FOLD 4096            /* bytes of a name that count */

typedef struct
{
  DlnTarget target;
  float     weight;
  char     *folded; /* words between single spaces, a space before and after */
} Name;

static void
clear_name (gpointer data)
{
  g_free (((Name *) data)->folded);
}

static void
clear_hit (gpointer data)
{
  DlnSearchHit *hit = data;

  g_free (hit->title);
  g_free (hit->snippet);
}

/* ---- folding --------------------------------------------------------------------------------- */

static void
append_folded (GString *out,
               UChar32  c)
{
  if (u_isalnum (c))
    {
      char utf8[8];
      int32_t n = 0;

      U8_APPEND_UNSAFE (utf8, n, u_foldCase (c, U_FOLD_CASE_DEFAULT));
      g_string_append_len (out, utf8, n);
    }
  else if (u_getCombiningClass (c) == 0 && c != '\'' && c != 0x2019
           && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
}

/* " muller ag ": (transfer full) */
static char *
fold (const char *text)
{
  GString *out = g_string_new (" ");
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfkd = unorm2_getNFKDInstance (&status);
  gsize length = strnlen (text, MAX_FOLD);
  g_autofree UChar *units = g_new (UChar, length + 1);
  g_autofree UChar *normal = g_new (UChar, length * 4 + 16);
  int32_t n_units = 0;
  int32_t n_normal = 0;

  while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
    length -= 1;
  u_strFromUTF8 (units, length + 1, &n_units, text, length, &status);
  if (U_SUCCESS (status))
    n_normal = unorm2_normalize (nfkd, units, n_units, normal, length * 4 + 16, &status);
  for (int32_t i = 0; U_SUCCESS (status) && i < n_normal;)
    {
      UChar32 c;

      U16_NEXT (normal, i, n_normal, c);
      append_folded (out, c);
    }
  if (out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
  return g_string_free (out, FALSE);
}

/* ---- names ----------------------------------------------------------------------------------- */

static void
add_name (DlnSession *self,
          guint       kind,
          guint32     id,
          float       weight,
          DlnStringId text)
{
  Name name = { { kind, id }, weight, fold (dln_case_get_string (self->dcase, text)) };

  g_array_append_val (self->names, name);
}

static void
gather_names (DlnSession *self)
{
  const DlnResolution *r = dln_case_get_resolution (self->dcase);

  if (self->names != NULL)
    return;
  self->names = g_array_new (FALSE, TRUE, sizeof (Name));
  g_array_set_clear_func (self->names, clear_name);
  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (r->entities, DlnEntity, i);
      gboolean actor = (entity->flags & (DLN_ENTITY_SOURCE | DLN_ENTITY_BOILERPLATE)) == 0;
      DlnStringId alias;

      add_name (
        self, DLN_TARGET_ENTITY, entity->id, actor ? 1 + entity->salience : 0.1f, entity->name);
      for (guint j = 0; (alias = dln_resolution_get_alias (r, entity, j)) != 0; j++)
        add_name (self,
                  DLN_TARGET_ENTITY,
                  entity->id,
                  actor ? 0.8f + entity->salience : 0.1f,
                  alias);
    }
  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (r->events, DlnEvent, i);

      add_name (self, DLN_TARGET_EVENT, event->id, 0.5f + event->salience / 2, event->title);
    }
  for (guint i = 0; i < r->quotes->len; i++)
    {
      const DlnQuote *quote = DLN_ROW (r->quotes, DlnQuote, i);

      add_name (self, DLN_TARGET_QUOTE, quote->id, 0.3f, quote->text);
    }
}

void
_dln_session_forget_names (DlnSession *self)
{
  g_clear_pointer (&self->names, g_array_unref);
}

/* 0 = no; more for a name that is the query, or begins with it */
static float
match_name (const char  *folded,
            const char  *query,
            char *const *words)
{
  gsize length = strlen (query);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return 0;
  if (strcmp (folded, query) == 0)
    return 3;
  return strncmp (folded, query, length - 1) == 0 ? 2 : 1;
}

/* the query's words, each with the space that has to stand before it; (transfer full) */
static char **
split_words (const char *folded)
{
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strconcat (" ", parts[i], NULL));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static char *
dup_line (const char *text,
          gsize       length)
{
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      gboolean space = (guchar) text[i] <= ' ' || text[i] == 0x7f;

      if (!space)
        g_string_append_c (line, text[i]);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  return g_string_free (line, FALSE);
}

/* an entity's description, or the first sentence that speaks of the target */
static char *
dup_summary (DlnSession *self,
             DlnTarget   target)
{
  guint n;
  const DlnEvidence *evidence = dln_case_get_evidence (self->dcase, target, &n);
  const DlnEntity *entity =
    target.kind == DLN_TARGET_ENTITY ? dln_case_get_entity (self->dcase, target.id) : NULL;

  if (entity != NULL && entity->description != 0)
    return g_strdup (dln_case_get_string (self->dcase, entity->description));
  if (n > 0)
    {
      DlnDocument *document = dln_case_get_document (self->dcase, evidence->document);
      g_autofree char *words =
        document != NULL ? dln_document_dup_span (document, evidence->sentence) : NULL;

      if (words != NULL)
        return dup_line (words, strlen (words));
    }
  return g_strdup ("");
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const DlnSearchHit *x = a;
  const DlnSearchHit *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->target.kind != y->target.kind)
    return x->target.kind < y->target.kind ? -1 : 1;
  return (x->target.id > y->target.id) - (x->target.id < y->target.id);
}

static int
compare_targets (gconstpointer a,
                 gconstpointer b)
{
  const DlnSearchHit *x = a;
  const DlnSearchHit *y = b;

  if (x->target.kind != y->target.kind)
    return x->target.kind < y->target.kind ? -1 : 1;
  if (x->target.id != y->target.id)
    return x->target.id < y->target.id ? -1 : 1;
  return compare_hits (a, b);
}

/* one hit for each target, its best; then the best @limit of them */
static void
keep_best (GArray *hits,
           guint   limit)
{
  guint n = 0;

  g_array_sort (hits, compare_targets);
  for (guint i = 0; i < hits->len; i++)
    {
      DlnSearchHit *hit = DLN_ROW (hits, DlnSearchHit, i);

      if (n == 0 || !dln_target_equal (DLN_ROW (hits, DlnSearchHit, n - 1)->target, hit->target))
        *DLN_ROW (hits, DlnSearchHit, n++) = *hit;
    }
  g_array_set_size (hits, n);
  g_array_sort (hits, compare_hits);
  if (hits->len > limit)
    g_array_set_size (hits, limit);
}

static void
search_names (DlnSession *self,
              const char *query,
              guint       limit,
              GArray     *out)
{
  g_autofree char *folded = fold (query);
  g_auto (GStrv) words = split_words (folded);
  g_autoptr (GArray) hits = g_array_new (FALSE, TRUE, sizeof (DlnSearchHit));

  if (words[0] == NULL)
    return;
  gather_names (self);
  for (guint i = 0; i < self->names->len; i++)
    {
      const Name *name = DLN_ROW (self->names, Name, i);
      float match = match_name (name->folded, folded, words);
      DlnSearchHit hit = { .target = name->target, .score = match * name->weight };

      if (match > 0)
        g_array_append_val (hits, hit);
    }
  keep_best (hits, limit);
  for (guint i = 0; i < hits->len; i++)
    {
      DlnSearchHit *hit = DLN_ROW (hits, DlnSearchHit, i);

      hit->title = dln_case_dup_target_title (self->dcase, hit->target);
      hit->snippet = dup_summary (self, hit->target);
      g_array_append_val (out, *hit);
    }
}

/* ---- text ------------------------------------------------------------------------------------ */

/* a place near @at between two characters, at a space if one is near */
static gsize
find_border (const char *text,
             gsize       length,
             gsize       at,
             int         direction)
{
  gsize limit = direction < 0 ? (at > 24 ? at - 24 : 0) : MIN (at + 24, length);

  for (gsize i = at; i != limit; i += direction)
    if (text[i] == ' ' || text[i] == '\n')
      return direction < 0 ? i + 1 : i;
  while (at > 0 && at < length && ((guchar) text[at] & 0xc0) == 0x80)
    at -= 1;
  return at;
}

static char *
make_snippet (const char        *text,
              gsize              length,
              const DlnStoreHit *hit)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  DlnSpan first = hit->n_spans > 0 ? hit->spans[0] : DLN_SPAN (0, 0);
  gsize begin = first.begin > CONTEXT ? find_border (text, length, first.begin - CONTEXT, -1) : 0;
  gsize   end =
    first.end + CONTEXT < length ? find_border (text, length, first.end + CONTEXT, 1) : length;
  gsize at = begin;

  if (begin > 0)
    g_string_append (raw, "\u2026");
  for (guint i = 0; i < hit->n_spans; i++)
    {
      DlnSpan span = hit->spans[i];

      if (span.begin < at || span.end > end)
        continue;
      g_string_append_len (raw, text + at, span.begin - at);
      g_string_append (raw, HIT_BEGIN);
      g_string_append_len (raw, text + span.begin, span.end - span.begin);
      g_string_append (raw, HIT_END);
      at = span.end;
    }
  g_string_append_len (raw, text + at, end - at);
  if (end < length)
    g_string_append (raw, "\u2026");
  return dup_line (raw->str, raw->len);
}

static gboolean
search_text (DlnSession *self,
             const char *query,
             guint       limit,
             GArray     *out,
             GError    **error)
{
  g_autoptr (GArray) found = dln_store_search (self->store, query, limit, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const DlnStoreHit *row = DLN_ROW (found, DlnStoreHit, i);
      DlnDocument *document = dln_case_get_document (self->dcase, row->document);
      DlnSearchHit hit = { { DLN_TARGET_DOCUMENT, row->document }, row->document };
      const char *text;
      gsize length;
      gboolean good = TRUE;

      if (document == NULL) /* of an import under way */
        continue;
      text = dln_document_get_text (document, &length);
      for (guint j = 0; j < row->n_spans; j++)
        good = good && row->spans[j].end <= length && row->spans[j].begin <= row->spans[j].end;
      if (!good)
        continue;
      hit.span = row->n_spans > 0 ? row->spans[0] : DLN_SPAN (0, 0);
      hit.score = (float) -row->rank;
      hit.title = dln_case_dup_document_title (self->dcase, row->document);
      hit.snippet = make_snippet (text, length, row);
      g_array_append_val (out, hit);
    }
  return TRUE;
}

/**
 * dln_session_search:
 * @self: the session
 * @query: words; case and diacritics do not count, the last word may be a beginning
 * @limit: most hits of names, and most of documents
 * @error: a #DlnSessionError
 *
 * Returns: (transfer full) (element-type DlnSearchHit): people, institutions, places, events and
 * quotes, best first, then documents, best first. Time: O(names) the first time after a change, and
 * then a scan
 */
GArray *
dln_session_search (DlnSession *self,
                    const char *query,
                    guint       limit,
                    GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && query != NULL, NULL);

  GArray *hits = g_array_new (FALSE, TRUE, sizeof (DlnSearchHit));
  GError *local = NULL;

  g_array_set_clear_func (hits, clear_hit);
  if (!g_utf8_validate (query, -1, NULL))
    return hits;
  search_names (self, query, limit, hits);
  if (search_text (self, query, limit, hits, &local))
    return hits;
  g_array_unref (hits);
  g_set_error_literal (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, local->message);
  g_error_free (local);
  return NULL;
}
