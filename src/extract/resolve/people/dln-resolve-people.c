/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which people of different documents are one.
 *
 * Full names are compared as forms, each distinct spelling once: candidates share the consonants of
 * a word, and are one form if the family names are transliterations of each other and the first
 * names agree. Then the bearers of a form are looked at one by one: two who work in different
 * fields and share no company stay two. Last, surnames alone join the only bearer, or the one in
 * whose company they are named. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/people/dln-cast-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_WORDS 8
#define MAX_BLOCK 300 /* forms that share the consonants of a word */

typedef struct
{
  char  **words;  /* owned */
  char  **folded; /* owned */
  guint   n;
  char   *generation; /* owned, nullable: "jr", "iii" */
  GArray *cells;  /* guint32 */
} Form;

typedef struct
{
  DlnCast    *cast;
  GArray     *forms;     /* Form */
  GHashTable *by_key;    /* key -> form + 1 */
  GHashTable *by_block;  /* consonants of a word -> GArray of forms */
  guint32    *parents;   /* [forms] */
} People;

static void
clear_form (gpointer data)
{
  Form *form = data;

  g_strfreev (form->words);
  g_strfreev (form->folded);
  g_free (form->generation);
  g_array_unref (form->cells);
}

/* ---- forms --------------------------------------------------------------------------------- */

static char **
split_name (const char *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", MAX_WORDS);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i + 1] == NULL || kept->len > 0 || !_dln_lexicon_is_honorific (words[i], NULL)
        || _dln_lexicon_get_first_name (words[i], NULL) != DLN_GENDER_UNKNOWN)
      g_ptr_array_add (kept, g_strdup (words[i]));
  g_ptr_array_add (kept, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}

static guint32
add_form (People     *people,
          const char *key)
{
  guint32 found = GPOINTER_TO_UINT (g_hash_table_lookup (people->by_key, key));

  if (found != 0)
    return found - 1;

  Form form = { .words = split_name (key), .cells = g_array_new (FALSE, FALSE, sizeof (guint32)) };

  form.n = g_strv_length (form.words);
  if (form.n > 2
      && g_strv_contains (_dln_words (DLN_WORDS_GENERATIONS), form.words[form.n - 1]))
    form.generation = g_steal_pointer (&form.words[--form.n]);
  form.folded = g_new0 (char *, form.n + 1);
  for (guint i = 0; i < form.n; i++)
    form.folded[i] = _dln_name_fold (form.words[i]);
  g_array_append_val (people->forms, form);
  g_hash_table_insert (people->by_key, (gpointer) key, GUINT_TO_POINTER (people->forms->len));
  return people->forms->len - 1;
}

static void
add_to_block (People     *people,
              const char *skeleton,
              guint32     form)
{
  GArray *block = g_hash_table_lookup (people->by_block, skeleton);

  if (block == NULL)
    {
      block = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (people->by_block, g_strdup (skeleton), block);
    }
  if (block->len < MAX_BLOCK)
    g_array_append_val (block, form);
}

static void
read_forms (People *people)
{
  DlnCast *cast = people->cast;

  for (guint32 cell = 0; cell < cast->n_cells; cell++)
    {
      const DlnCell *row = &cast->cells[cell];

      if (row->type != DLN_ENTITY_PERSON || row->key == NULL || *row->key == '\0')
        continue;

      guint32 form = add_form (people, row->key);

      g_array_append_val (DLN_ROW (people->forms, Form, form)->cells, cell);
    }
  people->parents = g_new (guint32, MAX (people->forms->len, 1));
  for (guint32 i = 0; i < people->forms->len; i++)
    people->parents[i] = i;
}

/* ---- comparing two full names -------------------------------------------------------------- */

static gboolean
is_particle (const char *word)
{
  return g_strv_contains (_dln_words (DLN_WORDS_NAME_PARTICLES), word);
}

typedef enum
{
  MATCH_NO,
  MATCH_NEAR, /* one letter apart */
  MATCH_YES,
} Match;

static Match
match_family (const Form *a,
              guint       i,
              const Form *b,
              guint       j)
{
  if (strcmp (a->folded[i], b->folded[j]) == 0
      || _dln_lexicon_same_nickname (a->words[i], b->words[j]))
    return MATCH_YES;
  if (strlen (a->folded[i]) >= 5 && strlen (b->folded[j]) >= 5
      && _dln_name_distance (a->folded[i], b->folded[j]) == 1)
    return MATCH_NEAR;
  return MATCH_NO;
}

static gboolean
is_initial (const char *word)
{
  return word[0] != '\0' && word[1] == '\0';
}

static Match
match_given (const Form *a,
             guint       i,
             const Form *b,
             guint       j)
{
  const char *x = a->words[i];
  const char *y = b->words[j];

  if (strcmp (a->folded[i], b->folded[j]) == 0 || _dln_lexicon_same_nickname (x, y))
    return MATCH_YES;
  if (is_initial (x) || is_initial (y))
    return x[0] == y[0] ? MATCH_YES : MATCH_NO;
  if (strlen (x) >= 5 && strlen (y) >= 5 && _dln_name_distance (a->folded[i], b->folded[j]) == 1)
    return MATCH_NEAR;
  return MATCH_NO;
}

/* Words between the first and the last of the shorter name stand in the longer one, in order. */
static gboolean
match_middle (const Form *shorter,
              const Form *longer)
{
  guint next = 1;

  for (guint i = 1; i + 1 < shorter->n; i++)
    {
      if (is_particle (shorter->words[i]))
        continue;
      while (next < longer->n && match_given (shorter, i, longer, next) != MATCH_YES)
        next++;
      if (next++ >= longer->n)
        return FALSE;
    }
  return TRUE;
}

/* Family-first order: "Kim Min-jun" is "Min-jun Kim". */
static gboolean
is_family_first (const Form *a,
                 const Form *b)
{
  if (a->n < 2 || a->n != b->n || strcmp (a->folded[0], b->folded[b->n - 1]) != 0)
    return FALSE;
  for (guint i = 1; i < a->n; i++)
    if (strcmp (a->folded[i], b->folded[i - 1]) != 0)
      return FALSE;
  return TRUE;
}

static Match
match_forms (const Form *a,
             const Form *b)
{
  const Form *shorter = a->n <= b->n ? a : b;
  const Form *longer = shorter == a ? b : a;

  /* father and son */
  if (a->generation != NULL && b->generation != NULL
      && strcmp (a->generation, b->generation) != 0)
    return MATCH_NO;

  Match given = match_given (a, 0, b, 0);
  Match family = match_family (a, a->n - 1, b, b->n - 1);

  if (is_family_first (a, b) || is_family_first (b, a))
    return MATCH_YES;
  if (given == MATCH_NO || !match_middle (shorter, longer))
    return MATCH_NO;
  /* "Ana García" for "Ana García Márquez" */
  for (guint i = 1; family == MATCH_NO && shorter->n == 2 && longer->n == 3 && i < 2; i++)
    if (!is_particle (longer->words[i]) && !is_initial (longer->words[i]))
      family = match_family (shorter, 1, longer, i);
  if (family == MATCH_NO || (given == MATCH_NEAR && family == MATCH_NEAR))
    return MATCH_NO;
  return given == MATCH_YES && family == MATCH_YES ? MATCH_YES : MATCH_NEAR;
}

/* ---- joining forms ------------------------------------------------------------------------- */

static double
find_company (DlnCast    *cast,
              const Form *a,
              const Form *b)
{
  double best = 0;

  for (guint i = 0; i < MIN (a->cells->len, 8); i++)
    for (guint j = 0; j < MIN (b->cells->len, 8); j++)
      {
        guint32 x = cast->cells[g_array_index (a->cells, guint32, i)].document;
        guint32 y = cast->cells[g_array_index (b->cells, guint32, j)].document;

        if (x != y)
          best = MAX (best, _dln_cast_company (cast, x, y));
      }
  return best;
}

/* Both stand in one document, as two: then they are two. */
static gboolean
share_document (DlnCast    *cast,
                const Form *a,
                const Form *b)
{
  for (guint i = 0, j = 0; i < a->cells->len && j < b->cells->len;)
    {
      guint32 x = cast->cells[g_array_index (a->cells, guint32, i)].document;
      guint32 y = cast->cells[g_array_index (b->cells, guint32, j)].document;

      if (x == y)
        return TRUE;
      if (x < y)
        i++;
      else
        j++;
    }
  return FALSE;
}

/* The name itself is in the company, so one shared name says nothing. */
static void
join_two_forms (People *people,
                guint32 x,
                guint32 y)
{
  const Form *a = DLN_ROW (people->forms, Form, x);
  const Form *b = DLN_ROW (people->forms, Form, y);
  Match match = match_forms (a, b);
  gboolean initial = is_initial (a->words[0]) || is_initial (b->words[0]);
  double company;

  if (match == MATCH_NO || share_document (people->cast, a, b))
    return;
  company = find_company (people->cast, a, b);
  if ((match == MATCH_YES && !initial) || company >= (initial ? 2 : 3))
    {
      _dln_forest_join (people->parents, x, y);
      return;
    }
  _dln_cast_suggest (people->cast,
                     g_array_index (a->cells, guint32, 0),
                     g_array_index (b->cells, guint32, 0),
                     initial ? 0.6f : 0.5f + 0.1f * MIN (company, 3),
                     initial ? DLN_REASON_MAYBE_INITIAL
                             : DLN_REASON_MAYBE_LETTER);
}

static gboolean
join_forms (People  *people,
            GError **error)
{
  for (guint32 i = 0; i < people->forms->len; i++)
    {
      const Form *form = DLN_ROW (people->forms, Form, i);

      if (i % 256 == 0
          && g_cancellable_set_error_if_cancelled (people->cast->resolver->cancellable, error))
        return FALSE;
      if (form->n < 2)
        continue;
      for (guint j = 0; j < form->n; j++)
        {
          g_autofree char *skeleton = _dln_name_skeleton (form->folded[j]);
          const GArray *block;

          if (is_particle (form->words[j]) || is_initial (form->words[j])
              || (j == 0 && form->n > 2))
            continue;
          block = g_hash_table_lookup (people->by_block, skeleton);
          for (guint k = 0; block != NULL && k < block->len; k++)
            if (g_array_index (block, guint32, k) != i)
              join_two_forms (people, g_array_index (block, guint32, k), i);
          add_to_block (people, skeleton, i);
        }
    }
  return TRUE;
}

/* ---- bearers of one name ------------------------------------------------------------------- */

typedef struct
{
  guint32 first;  /* cell */
  guint32 fields;
  guint32 recent[8]; /* documents */
  guint   n_recent;
  guint8  gender;
} Bearer;

static double
compare_company (DlnCast       *cast,
                 const Bearer  *bearer,
                 const DlnCell *cell)
{
  double best = 0;

  for (guint i = 0; i < MIN (bearer->n_recent, G_N_ELEMENTS (bearer->recent)); i++)
    if (bearer->recent[i] != cell->document)
      best = MAX (best, _dln_cast_company (cast, bearer->recent[i], cell->document));
  return best;
}

/* What speaks against one person: fields that do not meet, another sex; what speaks for one:
 * company. */
static double
measure_doubt (DlnCast       *cast,
               const Bearer  *bearer,
               const DlnCell *cell)
{
  double doubt = 0;

  if (bearer->fields != 0 && cell->fields != 0 && (bearer->fields & cell->fields) == 0)
    doubt += 2;
  if (bearer->gender != DLN_GENDER_UNKNOWN && cell->gender != DLN_GENDER_UNKNOWN
      && bearer->gender != cell->gender)
    doubt += 2;
  if (doubt == 0)
    return 0;
  return doubt - (compare_company (cast, bearer, cell) - 1); /* its own name is company too */
}

static void
join_bearers (DlnCast *cast,
              GArray  *cells)
{
  g_autoptr (GArray) bearers = g_array_new (FALSE, TRUE, sizeof (Bearer));

  for (guint i = 0; i < cells->len; i++)
    {
      guint32 number = g_array_index (cells, guint32, i);
      const DlnCell *cell = &cast->cells[number];
      Bearer *best = NULL;
      double best_doubt = 1.5;

      for (guint j = 0; j < MIN (bearers->len, 32); j++)
        {
          Bearer *bearer = DLN_ROW (bearers, Bearer, j);
          double doubt = measure_doubt (cast, bearer, cell);

          if (doubt < best_doubt)
            {
              best = bearer;
              best_doubt = doubt;
            }
        }
      if (best == NULL)
        {
          Bearer bearer = { .first = number };

          if (bearers->len > 0)
            _dln_cast_suggest (cast, DLN_ROW (bearers, Bearer, 0)->first, number, 0.55f,
                               DLN_REASON_MAYBE_OTHER_ROLES);
          g_array_append_val (bearers, bearer);
          best = DLN_ROW (bearers, Bearer, bearers->len - 1);
        }
      else
        _dln_cast_join (cast, best->first, number,
                        strcmp (cast->cells[best->first].key, cell->key) == 0
                          ? DLN_REASON_FULL_NAME
                          : DLN_REASON_OTHER_SPELLING);
      best->fields |= cell->fields;
      best->gender = best->gender != DLN_GENDER_UNKNOWN ? best->gender : cell->gender;
      best->recent[best->n_recent++ % G_N_ELEMENTS (best->recent)] = cell->document;
    }
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static void
join_full_names (People *people)
{
  g_autofree guint32 *order = _dln_forest_group (people->parents, people->forms->len);

  for (guint32 i = 0; i < people->forms->len;)
    {
      g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (guint32));
      guint32 root = people->parents[order[i]];
      gboolean full = DLN_ROW (people->forms, Form, root)->n > 1;

      for (; i < people->forms->len && people->parents[order[i]] == root; i++)
        {
          const GArray *more = DLN_ROW (people->forms, Form, order[i])->cells;

          g_array_append_vals (cells, more->data, more->len);
        }
      g_array_sort (cells, compare_numbers);
      if (full)
        join_bearers (people->cast, cells);
    }
}

/* ---- surnames alone ------------------------------------------------------------------------ */

/* Forms with that family name; the key is folded, so that spellings meet. */
static GHashTable *
index_families (People *people)
{
  GHashTable *families =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < people->forms->len; i++)
    {
      const Form *form = DLN_ROW (people->forms, Form, i);

      for (guint j = 1; j < form->n; j++)
        {
          GArray *forms = g_hash_table_lookup (families, form->folded[j]);

          if (is_particle (form->words[j]) || is_initial (form->words[j]))
            continue;
          if (forms == NULL)
            {
              forms = g_array_new (FALSE, FALSE, sizeof (guint32));
              g_hash_table_insert (families, form->folded[j], forms);
            }
          g_array_append_val (forms, i);
        }
    }
  return families;
}

typedef struct
{
  guint32 cell;
  guint32 n_bearers;
  double  company;
  double  second;
} Choice;

static Choice
choose_bearer (People       *people,
               const GArray *forms,
               guint32       number)
{
  DlnCast *cast = people->cast;
  guint32 *parents = cast->resolver->cell_parent;
  const DlnCell *cell = &cast->cells[number];
  Choice choice = { .cell = DLN_NO_ROW };

  for (guint i = 0; i < MIN (forms->len, 32); i++)
    {
      const GArray *cells = DLN_ROW (people->forms, Form, g_array_index (forms, guint32, i))->cells;

      for (guint j = 0; j < MIN (cells->len, 64); j++)
        {
          guint32 other = g_array_index (cells, guint32, j);
          const DlnCell *row = &cast->cells[other];
          double company = _dln_cast_company (cast, cell->document, row->document);
          gboolean same =
            choice.cell != DLN_NO_ROW
            && _dln_forest_find (parents, choice.cell) == _dln_forest_find (parents, other);

          if (row->gender != DLN_GENDER_UNKNOWN && cell->gender != DLN_GENDER_UNKNOWN
              && row->gender != cell->gender)
            company -= 2; /* evidence, no proof: pronouns are misread */
          if (choice.cell == DLN_NO_ROW || company > choice.company)
            {
              if (choice.cell != DLN_NO_ROW && !same)
                choice.second = choice.company;
              choice.n_bearers += !same;
              choice.cell = other;
              choice.company = company;
            }
          else if (!same)
            {
              choice.n_bearers++;
              choice.second = MAX (choice.second, company);
            }
        }
    }
  return choice;
}

static void
join_surname (People     *people,
              GHashTable *families,
              GHashTable *single,
              guint32     number)
{
  DlnCast *cast = people->cast;
  g_autofree char *folded = _dln_name_fold (cast->cells[number].key);
  const GArray *forms = g_hash_table_lookup (families, folded);
  Choice choice = { .cell = DLN_NO_ROW };

  if (forms != NULL)
    choice = choose_bearer (people, forms, number);
  /* the surname itself is one name of the company */
  if (choice.cell != DLN_NO_ROW && choice.company >= 2
      && (choice.n_bearers == 1 || choice.company >= choice.second + 2))
    {
      _dln_cast_join (cast, choice.cell, number, DLN_REASON_SURNAME_COMPANY);
      return;
    }
  if (choice.cell != DLN_NO_ROW)
    _dln_cast_suggest (cast, choice.cell, number, choice.n_bearers == 1 ? 0.7f : 0.4f,
                       choice.n_bearers == 1 ? DLN_REASON_MAYBE_ONLY_BEARER
                                             : DLN_REASON_MAYBE_SEVERAL_BEARERS);

  guint32 equal = GPOINTER_TO_UINT (g_hash_table_lookup (single, folded));

  if (equal != 0
      && _dln_cast_company (cast, cast->cells[equal - 1].document, cast->cells[number].document)
           >= (choice.cell != DLN_NO_ROW ? 2 : 1.25))
    _dln_cast_join (cast, equal - 1, number, DLN_REASON_SAME_SURNAME_COMPANY);
  else
    g_hash_table_replace (single, g_steal_pointer (&folded), GUINT_TO_POINTER (number + 1));
}

static void
join_surnames (People *people)
{
  g_autoptr (GHashTable) families = index_families (people);
  g_autoptr (GHashTable) single = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; i < people->forms->len; i++)
    {
      const Form *form = DLN_ROW (people->forms, Form, i);

      if (form->n == 1)
        for (guint j = 0; j < form->cells->len; j++)
          join_surname (people, families, single, g_array_index (form->cells, guint32, j));
    }
}

/* Time: near linear in distinct names; blocks are bounded. */
gboolean
_dln_cast_join_people (DlnCast *self,
                       GError **error)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_block =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) forms = g_array_new (FALSE, TRUE, sizeof (Form));
  People people = { .cast = self, .forms = forms, .by_key = by_key, .by_block = by_block };
  gboolean done;

  g_array_set_clear_func (forms, clear_form);
  read_forms (&people);
  done = join_forms (&people, error);
  if (done)
    {
      join_full_names (&people);
      join_surnames (&people);
    }
  g_free (people.parents);
  return done;
}
