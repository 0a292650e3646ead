/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells of different documents are one: institutions and places by their telling words and
 * acronyms; then what is left open becomes suggestions. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/people/dln-cast-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"

#include <string.h>

#define MIN_RESPELLED 5 /* bytes of a name that may be written in two ways */

/* ---- countries around a name --------------------------------------------------------------- */

static const char *
read_country_token (DlnResolver *resolver,
                    guint32      document,
                    guint32      token)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const char *text = dln_document_get_text (resolver->inputs[document].document, NULL);

  if (token >= annotations->tokens->len)
    return NULL;

  DlnSpan span = DLN_ROW (annotations->tokens, DlnToken, token)->span;
  g_autofree char *word = g_strndup (text + span.begin, MIN (span.end - span.begin, 40));
  g_autofree char *key = NULL;

  if (!g_ascii_isupper (word[0]))
    return NULL;
  key = _dln_name_key (word);
  return _dln_lexicon_get_country (key);
}

static gboolean
is_possessive_ending (DlnResolver *resolver,
                      guint32      document,
                      guint32      token)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const char *text = dln_document_get_text (resolver->inputs[document].document, NULL);
  if (token >= annotations->tokens->len)
    return FALSE;

  DlnSpan span = DLN_ROW (annotations->tokens, DlnToken, token)->span;
  g_autofree char *word = g_strndup (text + span.begin, MIN (span.end - span.begin, 8));

  return strcmp (word, "s") == 0 || strcmp (word, "'s") == 0 || strcmp (word, "\u2019s") == 0
         || strcmp (word, "'") == 0 || strcmp (word, "\u2019") == 0;
}

/* "the UK's Ministry of Defence", "British Ministry of Defence", "Ministry of Defence of the
 * United Kingdom" */
static const char *
find_country_near (DlnResolver   *resolver,
                   guint32        document,
                   const guint32 *mentions,
                   guint32        n_mentions)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;

  for (guint32 i = 0; i < MIN (n_mentions, 32); i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, mentions[i]);
      const char *country = NULL;

      if (mention->kind == DLN_MENTION_PRONOUN)
        continue;
      for (guint32 back = 1; back <= 3 && country == NULL && back <= mention->first_token; back++)
        {
          country = read_country_token (resolver, document, mention->first_token - back);
          if (country == NULL
              && !is_possessive_ending (resolver, document, mention->first_token - back))
            break;
        }
      if (country != NULL)
        return country;
    }
  return NULL;
}

/* The country that a document is about: named twice as often as any other. */
static const char *
find_main_country (DlnCast *self,
                   guint32  document)
{
  DlnResolver *resolver = self->resolver;
  const char *best = NULL;
  guint32 best_n = 1;
  guint32 second_n = 0;

  for (guint32 i = resolver->first_cell[document]; i < resolver->first_cell[document + 1]; i++)
    {
      const DlnCell *cell = &self->cells[i];
      const char *country = cell->key != NULL ? _dln_lexicon_get_country (cell->key) : NULL;

      if (country == NULL || country == best)
        continue;
      if (cell->n_names > best_n)
        {
          second_n = best != NULL ? best_n : 0;
          best = country;
          best_n = cell->n_names;
        }
      else
        second_n = MAX (second_n, cell->n_names);
    }
  return best_n >= 2 * second_n ? best : NULL;
}

/* ---- keys ---------------------------------------------------------------------------------- */

static gboolean
is_acronym (const char *name)
{
  guint n = 0;

  for (; *name != '\0'; name++)
    {
      if (g_ascii_isupper (*name))
        n++;
      else if (*name != '.' && *name != '&')
        return FALSE;
    }
  return n >= 2 && n <= 6;
}

typedef struct
{
  GHashTable *by_key;      /* telling words -> cell + 1 */
  GHashTable *by_spelling; /* the same in one spelling of German and Nordic letters */
  GHashTable *by_acronym;  /* acronym -> GArray of cells that bear it beside a full name */
  GArray     *acronyms;    /* cells that are called by an acronym only */
  GArray     *adjectives;  /* cells of "Russian" and the like */
  guint32    *first;       /* of the document at hand: its mentions grouped by entity */
  guint32    *mentions;
} Institutions;

static void
join_by_key (DlnCast    *self,
             GHashTable *table,
             char       *key, /* (transfer full) */
             guint32     cell,
             DlnReason   reason)
{
  guint32 other = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  if (other == 0)
    g_hash_table_insert (table, key, GUINT_TO_POINTER (cell + 1));
  else
    {
      _dln_cast_join (self, other - 1, cell, reason);
      g_free (key);
    }
}

/* By the words, and by how else "ü" and the like are written. */
static void
join_by_words (DlnCast      *self,
               Institutions *tables,
               char         *key, /* (transfer full) */
               guint32       cell,
               DlnReason     reason)
{
  if (strlen (key) >= MIN_RESPELLED)
    join_by_key (self, tables->by_spelling, _dln_name_fold_germanic (key), cell,
                 DLN_REASON_RESPELLED);
  join_by_key (self, tables->by_key, key, cell, reason);
}

static void
remember_acronym (Institutions *tables,
                  const char   *acronym,
                  guint32       cell)
{
  GArray *cells = g_hash_table_lookup (tables->by_acronym, acronym);

  if (cells == NULL)
    {
      cells = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (tables->by_acronym, g_strdup (acronym), cells);
    }
  g_array_append_val (cells, cell);
}

/* Every name that a document uses for the institution is a key; two documents that share one
 * speak of the same. */
static void
read_institution (DlnCast      *self,
                  Institutions *tables,
                  guint32       cell,
                  const char   *main_country)
{
  DlnResolver *resolver = self->resolver;
  const DlnCell *row = &self->cells[cell];
  const DlnAnnotations *annotations = resolver->inputs[row->document].annotations;
  const guint32 *mentions = tables->mentions + tables->first[row->local];
  guint32 n_mentions = tables->first[row->local + 1] - tables->first[row->local];
  const char *near = find_country_near (resolver, row->document, mentions, n_mentions);
  const char *country = near != NULL ? near : main_country;
  g_autoptr (GPtrArray) acronyms = g_ptr_array_new_with_free_func (g_free);
  gboolean full = FALSE;

  for (guint32 i = 0; i < n_mentions; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, mentions[i]);
      gboolean generic = FALSE;
      gboolean has_country = FALSE;

      if (!_dln_mention_names (mention))
        continue;

      DlnStringId text = _dln_resolver_intern_span (resolver, row->document, mention->span);
      const char *name = dln_strings_get (resolver->out->strings, text);
      g_autofree char *plain = _dln_name_key (name);
      char *key = _dln_institution_key (plain, country, &generic, &has_country);

      if (is_acronym (name) && _dln_lexicon_get_short (plain) == NULL
          && _dln_lexicon_get_country (plain) == NULL)
        {
          g_ptr_array_add (acronyms, g_steal_pointer (&plain));
          g_free (key);
          continue;
        }
      full = TRUE;
      if (generic && !has_country) /* "the Ministry of Justice" of nobody knows where */
        {
          char *own = g_strdup_printf ("%s @%u", key, row->document);

          g_free (key);
          key = own;
        }
      join_by_words (self, tables, key, cell, DLN_REASON_TELLING_WORDS);
    }
  for (guint i = 0; i < acronyms->len; i++)
    {
      if (full)
        remember_acronym (tables, acronyms->pdata[i], cell);
      else
        g_array_append_val (tables->acronyms, cell);
      if (!full)
        break;
    }
}

/* An acronym alone is the body that other documents define by it, if they all define one body; if
 * they define two, the one in whose company it is named. */
static void
join_acronym (DlnCast      *self,
              Institutions *tables,
              guint32       cell)
{
  guint32 *parents = self->resolver->cell_parent;
  const GArray *cells = g_hash_table_lookup (tables->by_acronym, self->cells[cell].key);
  const char *key = self->cells[cell].key;
  guint32 best = DLN_NO_ROW;
  double best_company = -1;
  gboolean several = FALSE;

  for (guint i = 0; cells != NULL && i < MIN (cells->len, 200); i++)
    {
      guint32 other = g_array_index (cells, guint32, i);
      double company = _dln_cast_company (self, self->cells[cell].document,
                                          self->cells[other].document);

      several |= best != DLN_NO_ROW
                 && _dln_forest_find (parents, best) != _dln_forest_find (parents, other);
      if (company > best_company)
        {
          best = other;
          best_company = company;
        }
    }
  if (best != DLN_NO_ROW && (!several || best_company >= 2))
    _dln_cast_join (self, best, cell, DLN_REASON_ACRONYM_SPELLED);
  else
    {
      if (best != DLN_NO_ROW)
        _dln_cast_suggest (self, best, cell, 0.5f, DLN_REASON_MAYBE_ACRONYM);
      /* "Nato" and "NATO"; of three letters "Fed" and "FED" may be two */
      else if (strlen (key) > 3 && g_hash_table_contains (tables->by_key, key))
        _dln_cast_join (self,
                        GPOINTER_TO_UINT (g_hash_table_lookup (tables->by_key, key)) - 1,
                        cell,
                        DLN_REASON_SAME_CAPITALS);
      join_by_key (self, tables->by_key, g_strconcat ("=", self->cells[cell].key, NULL), cell,
                   DLN_REASON_SAME_ACRONYM);
    }
}

/* Countries stand in keys as one word: "united_states" */
static gboolean
is_country (const char *key)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (key), "_", ' ');

  return _dln_lexicon_get_country (spaced) != NULL;
}

/* "Dossier" is the "Dossier Center", "Apple" is "Apple Computer", if only one institution adds no
 * more than a common noun. */
static void
join_without_noun (DlnCast      *self,
                   Institutions *tables)
{
  g_autoptr (GHashTable) shorter = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, tables->by_key);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_auto (GStrv) words = g_strsplit (key, " ", -1);
      g_autoptr (GString) rest = g_string_new (NULL);
      guint dropped = 0;

      for (guint i = 0; words[i] != NULL; i++)
        {
          if (_dln_lexicon_is_left_out (words[i]))
            dropped++;
          else
            g_string_append_printf (rest, rest->len > 0 ? " %s" : "%s", words[i]);
        }
      if (dropped == 0 || dropped > 2 || rest->len == 0 || strchr (key, '@') != NULL
          || is_country (rest->str))
        continue;

      guint32 old = GPOINTER_TO_UINT (g_hash_table_lookup (shorter, rest->str));

      g_hash_table_insert (shorter, g_strdup (rest->str),
                           old != 0 ? GUINT_TO_POINTER (G_MAXUINT32) : value);
    }
  g_hash_table_iter_init (&iter, shorter);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 full = GPOINTER_TO_UINT (value);
      guint32 bare = GPOINTER_TO_UINT (g_hash_table_lookup (tables->by_key, key));

      if (bare != 0 && full != G_MAXUINT32
          && _dln_cast_company (
               self, self->cells[bare - 1].document, self->cells[full - 1].document)
               >= 1)
        _dln_cast_join (self, bare - 1, full - 1, DLN_REASON_WITHOUT_NOUN);
    }
}

/* All its mentions are adjectives: "Russian", not "the Russians" */
static gboolean
is_adjective (DlnCast            *self,
              const Institutions *tables,
              guint32             cell)
{
  const DlnCell *row = &self->cells[cell];
  const DlnAnnotations *annotations = self->resolver->inputs[row->document].annotations;

  for (guint32 i = tables->first[row->local]; i < tables->first[row->local + 1]; i++)
    {
      guint32 head = DLN_ROW (annotations->mentions, DlnMention, tables->mentions[i])->head;

      if (head >= annotations->tokens->len
          || DLN_ROW (annotations->tokens, DlnToken, head)->deprel != DLN_DEPREL_AMOD)
        return FALSE;
    }
  return TRUE;
}

/* A place and a body that acts under its name are one node; what it is, the majority says. */
static void
read_place (DlnCast      *self,
            Institutions *tables,
            guint32       cell)
{
  const char *key = self->cells[cell].key;
  const char *country = _dln_lexicon_get_country (key);

  /* "Russian", "the British" are no names of anything that is drawn */
  if (self->cells[cell].type == DLN_ENTITY_OTHER && country != NULL && strcmp (country, key) != 0)
    {
      self->resolver->cell_dropped[cell] = TRUE;
      if (is_adjective (self, tables, cell))
        g_array_append_val (tables->adjectives, cell);
      return;
    }
  join_by_words (self, tables, _dln_place_key (self->cells[cell].key), cell, DLN_REASON_SAME_NAME);
}

/* "Russian" refers to Russia, where an article names that. */
static void
find_countries (DlnCast      *self,
                Institutions *tables)
{
  for (guint i = 0; i < tables->adjectives->len; i++)
    {
      guint32 cell = g_array_index (tables->adjectives, guint32, i);
      const char *country = _dln_lexicon_get_country (self->cells[cell].key);

      self->resolver->cell_country[cell] =
        GPOINTER_TO_UINT (g_hash_table_lookup (tables->by_key, country));
    }
}

gboolean
_dln_cast_join_institutions (DlnCast *self,
                             GError **error)
{
  DlnResolver *resolver = self->resolver;
  g_autoptr (GArray) acronyms = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_acronym =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) adjectives = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) by_spelling =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Institutions tables = { by_key, by_spelling, by_acronym, acronyms, adjectives, NULL, NULL };

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const char *country = find_main_country (self, i);

      if (g_cancellable_set_error_if_cancelled (resolver->cancellable, error))
        return FALSE;
      _dln_group_mentions (resolver->inputs[i].annotations, &tables.first, &tables.mentions);
      for (guint32 cell = resolver->first_cell[i]; cell < resolver->first_cell[i + 1]; cell++)
        {
          if (self->cells[cell].key == NULL || *self->cells[cell].key == '\0')
            continue;
          if (self->cells[cell].type == DLN_ENTITY_INSTITUTION)
            read_institution (self, &tables, cell, country);
          else if (self->cells[cell].type == DLN_ENTITY_PLACE)
            read_place (self, &tables, cell);
          else if (self->cells[cell].type == DLN_ENTITY_OTHER)
            read_place (self, &tables, cell);
        }
      g_clear_pointer (&tables.first, g_free);
      g_clear_pointer (&tables.mentions, g_free);
    }
  for (guint i = 0; i < acronyms->len; i++)
    join_acronym (self, &tables, g_array_index (acronyms, guint32, i));
  join_without_noun (self, &tables);
  find_countries (self, &tables);
  return TRUE;
}

/* ---- the pass ------------------------------------------------------------------------------ */

static int
compare_suggestions (gconstpointer a,
                     gconstpointer b)
{
  const DlnSuggestion *x = a;
  const DlnSuggestion *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b < y->b ? -1 : x->b > y->b;
}

static gboolean
is_decided (const DlnResolver *resolver,
            DlnEntityId        a,
            DlnEntityId        b)
{
  for (gsize i = 0; i < resolver->n_decisions; i++)
    {
      const DlnDecision *decision = &resolver->decisions[i];

      if (decision->kind != DLN_TARGET_ENTITY
          || (decision->type != DLN_DECISION_KEEP_APART && decision->type != DLN_DECISION_LATER
              && decision->type != DLN_DECISION_SPLIT))
        continue;

      DlnEntityId x = _dln_forest_find (resolver->cell_parent, decision->a - 1) + 1;
      DlnEntityId y = _dln_forest_find (resolver->cell_parent, decision->b - 1) + 1;

      if ((x == a && y == b) || (x == b && y == a))
        return TRUE;
    }
  return FALSE;
}

/* From cells to entities; one for each pair; pairs that became one fall away. */
static void
write_suggestions (DlnCast *self)
{
  DlnResolver *resolver = self->resolver;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);

  g_array_sort (self->suggestions, compare_suggestions);
  for (guint i = 0; i < self->suggestions->len; i++)
    {
      DlnSuggestion suggestion = g_array_index (self->suggestions, DlnSuggestion, i);
      guint32 a = _dln_forest_find (resolver->cell_parent, suggestion.a - 1) + 1;
      guint32 b = _dln_forest_find (resolver->cell_parent, suggestion.b - 1) + 1;
      gint64 *pair = g_new (gint64, 1);

      suggestion.a = MIN (a, b);
      suggestion.b = MAX (a, b);
      *pair = (gint64) suggestion.a << 32 | suggestion.b;
      if (a != b && !is_decided (resolver, a, b) && g_hash_table_add (seen, pair))
        g_array_append_val (resolver->out->suggestions, suggestion);
      else if (a == b || is_decided (resolver, a, b))
        g_free (pair);
    }
}

gboolean
_dln_resolver_join_entities (DlnResolver *resolver,
                             GError     **error)
{
  g_autoptr (DlnCast) cast = _dln_cast_new (resolver);

  if (!_dln_cast_join_people (cast, error) || !_dln_cast_join_institutions (cast, error)
      || !_dln_cast_join_kinds (cast, error))
    return FALSE;
  write_suggestions (cast);
  return TRUE;
}
