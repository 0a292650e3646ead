/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of one document that are one entity: equal, shortened, abbreviated. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/corefer/dln-corefer-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/dln-rows-private.h"

#include <string.h>

#define MAX_WORDS 12
#define MAX_LISTED 6 /* first names before one family name */

typedef struct
{
  guint32  reference;
  guint    n;
  char   **words; /* owned */
} Name;

static void
clear_name (gpointer data)
{
  g_strfreev (((Name *) data)->words);
}

static gboolean
are_compatible (DlnCorefer *self,
                guint32     a,
                guint32     b)
{
  const DlnCluster *x = _dln_corefer_get_cluster (self, a);
  const DlnCluster *y = _dln_corefer_get_cluster (self, b);

  return x->gender == DLN_GENDER_UNKNOWN || y->gender == DLN_GENDER_UNKNOWN
         || x->gender == y->gender;
}

/* ---- people -------------------------------------------------------------------------------- */

static gboolean
match_word (const char *shorter,
            const char *longer)
{
  if (strcmp (shorter, longer) == 0)
    return TRUE;
  if (shorter[0] != '\0' && shorter[1] == '\0' && shorter[0] == longer[0])
    return TRUE; /* an initial */
  return _dln_lexicon_same_nickname (shorter, longer);
}

/* Every word of the shorter name stands in the longer one, in the same order; the family name is
 * one of them or the only first name is. */
static gboolean
is_short_person (const Name *shorter,
                 const Name *longer)
{
  guint next = 0;

  if (shorter->n > longer->n || shorter->n == 0)
    return FALSE;
  if (shorter->n == longer->n && strcmp (shorter->words[shorter->n - 1],
                                         longer->words[longer->n - 1]) != 0)
    return FALSE;
  for (guint i = 0; i < shorter->n; i++)
    {
      while (next < longer->n && !match_word (shorter->words[i], longer->words[next]))
        next++;
      if (next++ == longer->n)
        return FALSE;
    }
  if (shorter->n == 1 && shorter->words[0][1] == '\0')
    return FALSE;
  return TRUE;
}

/* ---- institutions -------------------------------------------------------------------------- */

static gboolean
is_acronym (DlnCorefer *self,
            guint32     reference)
{
  DlnSpan span = DLN_REFERENCE (self, reference)->span;
  guint letters = 0;
  guint small = 0;

  for (guint32 i = span.begin; i < span.end; i++)
    {
      if (g_ascii_isupper (self->text[i]))
        letters++;
      else if (g_ascii_islower (self->text[i]) && i > span.begin && i + 1 < span.end
               && small++ == 0)
        continue; /* "MoD" */
      else if (self->text[i] != '.' && self->text[i] != '&')
        return FALSE;
    }
  return letters >= 2 && letters <= 6;
}

static gboolean
is_filler (const char *word)
{
  const char *same = _dln_lexicon_get_institution_word (word);

  return same != NULL && *same == '\0';
}

/* "fso" for "federal guard service"? The initials of all words, or of all but the small ones. */
static gboolean
spells (const char *acronym,
        const Name *name)
{
  char all[MAX_WORDS + 1] = "";
  char some[MAX_WORDS + 1] = "";
  guint n_all = 0;
  guint n_some = 0;

  for (guint i = 0; i < MIN (name->n, MAX_WORDS); i++)
    {
      all[n_all++] = name->words[i][0];
      if (!is_filler (name->words[i]))
        some[n_some++] = name->words[i][0];
    }
  all[n_all] = '\0';
  some[n_some] = '\0';
  return name->n >= 2 && (strcmp (acronym, all) == 0 || strcmp (acronym, some) == 0);
}

/* "(FSO)" right behind the name defines it, whatever its letters; in a dateline it is an
 * agency. */
static gboolean
is_defined_behind (DlnCorefer *self,
                   guint32     name,
                   guint32     acronym)
{
  DlnSpan a = DLN_REFERENCE (self, name)->span;
  DlnSpan b = DLN_REFERENCE (self, acronym)->span;

  if (b.begin < a.end || b.begin - a.end > 5
      || _dln_block_type_at (self->annotations, b.begin) == DLN_BLOCK_DATELINE)
    return FALSE;
  for (guint32 i = a.end; i < b.begin; i++)
    if (strchr (" (\"'", self->text[i]) == NULL)
      return FALSE;
  return b.begin > a.end && memchr (self->text + a.end, '(', b.begin - a.end) != NULL
         && self->text[b.end] == ')';
}

static gboolean
is_epithet (const char *word)
{
  return strcmp (word, "state") == 0 || strcmp (word, "federal") == 0
         || strcmp (word, "national") == 0 || strcmp (word, "royal") == 0
         || _dln_lexicon_get_country (word) != NULL;
}

/* "Grupo", "Banco", "Construtora": a word of another language that says what the rest names */
static gboolean
says_kind (const char *word)
{
  const char *same = _dln_lexicon_get_institution_word (word);

  return same != NULL && strcmp (same, word) != 0 && strlen (word) > 3
         && (*same == '\0'
             || (_dln_lexicon_get_noun (same).classes & DLN_NOUN_INSTITUTION) != 0)
         && (_dln_lexicon_get_noun (word).classes & DLN_NOUN_INSTITUTION) == 0;
}

/* "Apple" for "Apple Inc" and "Apple Computer", "Dossier" for "Dossier Center", "Ministry of
 * Defence" for "British Ministry of Defence" */
static gboolean
is_short_institution (const Name *shorter,
                      const Name *longer)
{
  guint extra = longer->n - shorter->n;
  gboolean front = TRUE;
  gboolean back = TRUE;

  if (shorter->n >= longer->n || shorter->n == 0)
    return FALSE;
  for (guint i = 0; i < shorter->n; i++)
    {
      front &= strcmp (shorter->words[i], longer->words[i]) == 0;
      back &= strcmp (shorter->words[i], longer->words[extra + i]) == 0;
    }
  if (back && shorter->n >= 2)
    return TRUE;
  if (back && extra == 1 && says_kind (longer->words[0]))
    return TRUE;
  if (back && extra == 1 && is_epithet (longer->words[0])
      && (_dln_lexicon_get_noun (shorter->words[0]).classes & DLN_NOUN_INSTITUTION) == 0)
    return TRUE; /* "Duma" */
  if (!front)
    return FALSE;
  for (guint i = shorter->n; i < longer->n; i++)
    if (!is_filler (longer->words[i]) && !_dln_lexicon_is_left_out (longer->words[i]))
      return FALSE;
  return !is_filler (shorter->words[0]);
}

/* ---- all of it ----------------------------------------------------------------------------- */

/* "Sheikh Khalid" for "Sheikh Khalid bin Rashid", where the model left the title in one name only
 */
static gboolean
has_title (DlnCorefer *self,
           guint32     mention,
           const char *word)
{
  DlnSpan title = DLN_ROW (self->annotations->mentions, DlnMention, mention)->title;

  return title.end - title.begin == strlen (word)
         && g_ascii_strncasecmp (self->text + title.begin, word, strlen (word)) == 0;
}

static gboolean
is_short_form (DlnCorefer *self,
               const Name *shorter,
               const Name *longer)
{
  const DlnReference *a = DLN_REFERENCE (self, shorter->reference);
  const DlnReference *b = DLN_REFERENCE (self, longer->reference);

  if (a->type == DLN_ENTITY_PERSON && b->type == DLN_ENTITY_PERSON)
    {
      const Name named = { shorter->reference, shorter->n - 1, shorter->words + 1 };

      return is_short_person (
        shorter->n > 1 && has_title (self, b->row, shorter->words[0]) ? &named : shorter, longer);
    }
  if (a->type == DLN_ENTITY_PERSON || b->type == DLN_ENTITY_PERSON
      || b->type != DLN_ENTITY_INSTITUTION)
    return FALSE;
  if (shorter->n == 1 && _dln_lexicon_get_country (a->key) != NULL)
    return FALSE; /* "U.S." is not the "U.S. Senate", whose initials it has */
  if (is_acronym (self, shorter->reference) && shorter->n == 1)
    return spells (a->key, longer) || is_short_institution (shorter, longer)
           || is_defined_behind (self, longer->reference, shorter->reference);
  /* "Nada", written like a word */
  if (a->type == DLN_ENTITY_INSTITUTION && shorter->n == 1 && longer->n >= 3
      && strlen (a->key) >= 3 && spells (a->key, longer))
    return TRUE;
  if (is_acronym (self, longer->reference))
    return a->type == b->type
           && is_defined_behind (self, shorter->reference, longer->reference);
  return a->type == b->type && is_short_institution (shorter, longer);
}

/* ", ", " and " and what else stands between the names of a list; is there an "and"? */
static gboolean
is_list_joint (const char *text,
               DlnSpan     between,
               gboolean   *last)
{
  g_autofree char *words = g_strndup (text + between.begin, between.end - between.begin);

  g_strstrip (words);
  *last = g_str_has_suffix (words, "and");
  return strcmp (words, ",") == 0 || strcmp (words, "and") == 0 || strcmp (words, ", and") == 0;
}

/* a first name alone, which no "Prince" makes somebody else's */
static gboolean
is_bare_first_name (DlnCorefer *self,
                    guint32     reference)
{
  const DlnReference *row = DLN_REFERENCE (self, reference);

  return row->kind == DLN_REFERENCE_NAME && row->type == DLN_ENTITY_PERSON
         && strchr (row->key, ' ') == NULL
         && dln_span_is_empty (DLN_ROW (self->annotations->mentions, DlnMention, row->row)->title)
         && _dln_lexicon_get_first_name (row->key, NULL) != DLN_GENDER_UNKNOWN;
}

/* "Jermaine, Marlon and Tito Holt": the family name at the end of a list of first names is that of
 * all, unless the article calls one of them otherwise. */
static void
share_family_name (DlnCorefer *self,
                   guint32     first)
{
  guint32 listed[MAX_LISTED];
  guint n = 0;
  guint32 i = first;
  gboolean last = FALSE;

  while (n < MAX_LISTED && is_bare_first_name (self, i))
    {
      const DlnReference *row = DLN_REFERENCE (self, i);
      guint32 next = i + 1;

      listed[n++] = i;
      while (next < self->references->len
             && DLN_REFERENCE (self, next)->kind != DLN_REFERENCE_NAME)
        next++;
      if (last || next >= self->references->len
          || DLN_REFERENCE (self, next)->span.begin < row->span.end
          || !is_list_joint (self->text,
                             DLN_SPAN (row->span.end, DLN_REFERENCE (self, next)->span.begin),
                             &last))
        return;
      i = next;
    }

  const DlnReference *whole = DLN_REFERENCE (self, i);
  const char *family = strchr (whole->key, ' ');

  if (n == 0 || !last || family == NULL || whole->type != DLN_ENTITY_PERSON
      || strchr (family + 1, ' ') != NULL
      || !dln_span_is_empty (DLN_ROW (self->annotations->mentions, DlnMention, whole->row)->title))
    return;
  for (guint k = 0; k < n; k++)
    {
      DlnReference *row = DLN_REFERENCE (self, listed[k]);
      char *key = g_strconcat (row->key, family, NULL);

      g_free (row->key);
      row->key = key;
      row->family = i + 1;
    }
}

static void
share_family_names (DlnCorefer *self)
{
  for (guint32 i = 0; i < self->references->len; i++)
    if (DLN_REFERENCE (self, i)->family == 0 && is_bare_first_name (self, i))
      share_family_name (self, i);
}

static GArray *
split_names (DlnCorefer *self)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (Name));

  g_array_set_clear_func (names, clear_name);
  for (guint32 i = 0; i < self->references->len; i++)
    {
      const DlnReference *reference = DLN_REFERENCE (self, i);
      Name name = { .reference = i };

      if (reference->kind != DLN_REFERENCE_NAME || *reference->key == '\0')
        continue;
      name.words = g_strsplit (reference->key, " ", -1);
      name.n = g_strv_length (name.words);
      if (name.n <= MAX_WORDS)
        g_array_append_val (names, name);
      else
        clear_name (&name);
    }
  return names;
}

static gboolean
is_single_person (DlnCorefer *self,
                  const Name *name)
{
  return name->n == 1 && DLN_REFERENCE (self, name->reference)->type == DLN_ENTITY_PERSON;
}

/* "Szabo Katalin" where "Katalin Szabo" was named: one of them has the family name first.
 * Reference + 1, 0 if none */
static guint32
find_turned (GHashTable *people,
             const Name *name)
{
  g_autofree char *rest = name->n == 2 || name->n == 3 ? g_strjoinv (" ", name->words + 1) : NULL;
  g_autofree char *behind = NULL, *before = NULL;
  guint32 found;

  if (rest == NULL)
    return 0;
  behind = g_strconcat (rest, " ", name->words[0], NULL);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (people, behind));
  if (found != 0 || name->n == 2)
    return found;
  before = g_strconcat (
    name->words[2], " ", name->words[0], " ", name->words[1], NULL);
  return GPOINTER_TO_UINT (g_hash_table_lookup (people, before));
}

/* Same words, and types that can be one: a place that acts is its government, a person is no place.
 * Single words for people wait: "García" may be either of two. */
static void
join_equal_names (DlnCorefer   *self,
                  const GArray *names)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) others = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = DLN_ROW (names, Name, i);
      const DlnReference *reference = DLN_REFERENCE (self, name->reference);
      GHashTable *table = reference->type == DLN_ENTITY_PERSON ? people : others;
      guint32 other = GPOINTER_TO_UINT (g_hash_table_lookup (table, reference->key));

      if (is_single_person (self, name))
        continue;
      if (other == 0 && table == people)
        other = find_turned (people, name);
      if (other != 0 && are_compatible (self, other - 1, name->reference))
        _dln_corefer_join (self, other - 1, name->reference);
      g_hash_table_insert (table, reference->key, GUINT_TO_POINTER (name->reference + 1));
    }
}

/* A shorter form joins the entity last named by a fuller one; forms are compared once each. */
static void
join_short_forms (DlnCorefer   *self,
                  const GArray *names)
{
  g_autoptr (GArray) forms = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < names->len; i++)
    if (!is_single_person (self, DLN_ROW (names, Name, i))
        && _dln_corefer_find (self, DLN_ROW (names, Name, i)->reference)
             == DLN_ROW (names, Name, i)->reference)
      g_array_append_val (forms, i);
  for (guint i = 0; i < forms->len; i++)
    {
      const Name *shorter = DLN_ROW (names, Name, g_array_index (forms, guint, i));
      guint first = i > 200 ? i - 200 : 0;
      guint end = MIN (forms->len, i + 200);
      guint best = G_MAXUINT;

      /* the last fuller form before it; if there is none, the first one behind it */
      for (guint j = first; j < end; j++)
        {
          const Name *longer = DLN_ROW (names, Name, g_array_index (forms, guint, j));

          if (j != i && (j < i || best == G_MAXUINT) && is_short_form (self, shorter, longer)
              && are_compatible (self, shorter->reference, longer->reference))
            best = j;
        }
      if (best != G_MAXUINT)
        _dln_corefer_join (self, shorter->reference,
                           DLN_ROW (names, Name, g_array_index (forms, guint, best))->reference);
    }
}

static void
add_to_list (GHashTable *lists,
             const char *word,
             guint32     reference)
{
  GArray *list = g_hash_table_lookup (lists, word);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (lists, (gpointer) word, list);
    }
  if (list->len < 64)
    g_array_append_val (list, reference);
}

/* "his wife, Anna Weber": somebody told of by whose relative it is; of two Webers the bare name is
 * then the other's, as newspapers write it */
static gboolean
is_told_as_relative (DlnCorefer *self,
                     guint32     reference)
{
  guint32 t = DLN_REFERENCE (self, reference)->first_token;

  if (t > 0 && DLN_TOKEN (self, t - 1)->upos == DLN_UPOS_PUNCT)
    t--;
  if (t == 0 || DLN_TOKEN (self, t - 1)->upos != DLN_UPOS_NOUN)
    return FALSE;

  const char *noun =
    dln_strings_get (self->annotations->strings, DLN_TOKEN (self, t - 1)->lemma);

  return (_dln_lexicon_get_noun (noun).classes & DLN_NOUN_RELATIONAL) != 0;
}

/* Without endings a name may be that of two people: then it is nobody's. */
static gboolean
is_of_several (DlnCorefer   *self,
               const GArray *list)
{
  for (guint i = 1; list != NULL && i < list->len; i++)
    if (_dln_corefer_find (self, g_array_index (list, guint32, i))
        != _dln_corefer_find (self, g_array_index (list, guint32, 0)))
      return TRUE;
  return FALSE;
}

/* Of the people whose name has that word, the one named last before it, else the first one named
 * behind it; somebody's relative only if nobody else was named. */
static guint32
choose_person (DlnCorefer    *self,
               const GArray  *list,
               guint32        reference,
               const guint32 *last_named)
{
  guint32 best = DLN_NO_ROW;
  guint64 best_rank = 0;

  if (self->context->foreign && is_of_several (self, list))
    return DLN_NO_ROW;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      guint32 full = g_array_index (list, guint32, i);
      guint32 root = _dln_corefer_find (self, full);
      guint64 rank = last_named[root];

      if (!are_compatible (self, root, reference))
        continue;
      if (rank > 0 && !is_told_as_relative (self, full))
        rank |= (guint64) 1 << 32;
      if (best == DLN_NO_ROW || rank > best_rank)
        {
          best = root;
          best_rank = rank;
        }
    }
  return best;
}

static void
join_single_people (DlnCorefer   *self,
                    const GArray *names)
{
  g_autoptr (GHashTable) full =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) single = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint32 *last_named = g_new0 (guint32, MAX (self->references->len, 1));

  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = DLN_ROW (names, Name, i);

      if (name->n > 1 && DLN_REFERENCE (self, name->reference)->type == DLN_ENTITY_PERSON
          && _dln_corefer_find (self, name->reference) == name->reference)
        for (guint j = 0; j < name->n; j++)
          if (name->words[j][1] != '\0')
            add_to_list (full, name->words[j], name->reference);
    }
  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = DLN_ROW (names, Name, i);

      if (is_single_person (self, name))
        {
          const GArray *list = g_hash_table_lookup (full, name->words[0]);
          guint32 other = choose_person (self, list, name->reference, last_named);
          guint32 equal = GPOINTER_TO_UINT (g_hash_table_lookup (single, name->words[0]));

          if (other != DLN_NO_ROW)
            _dln_corefer_join (self, other, name->reference);
          else if (equal != 0 && are_compatible (self, equal - 1, name->reference))
            _dln_corefer_join (self, equal - 1, name->reference);
          g_hash_table_insert (single, name->words[0], GUINT_TO_POINTER (name->reference + 1));
        }
      last_named[_dln_corefer_find (self, name->reference)] = name->reference + 1;
    }
}

/* Time: O(names), with a bound on the forms compared with each other */
void
_dln_corefer_join_names (DlnCorefer *self)
{
  g_autoptr (GArray) names = NULL;

  if (!self->context->foreign)
    share_family_names (self);
  names = split_names (self);
  join_equal_names (self, names);
  join_short_forms (self, names);
  join_single_people (self, names);
}
