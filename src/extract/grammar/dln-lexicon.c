/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words about people, institutions and countries. Each list is read once and never freed. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-stage-private.h"
#include "extract/grammar/dln-lexicon-private.h"

#include "extract/dln-kinds.h"

#include <string.h>

#define HEAVIEST 7.5f /* weight of a word that is not among the frequent ones */

typedef struct
{
  GHashTable *nouns;       /* lemma -> classes << 8 | gender */
  GHashTable *first_names; /* name -> gender + 1 */
  GHashTable *honorifics;  /* word -> gender + 1 */
  GHashTable *nicknames;   /* name -> GArray of line numbers */
  GHashTable *countries;   /* word -> country */
  GHashTable *institution; /* word -> representative, "" for words that say nothing */
  GHashTable *shorts;      /* "mod" -> "ministry defence" */
  GHashTable *legal;       /* legal forms */
  GHashTable *trades;      /* words that say what a company does, behind its name */
  GHashTable *events;      /* lemma -> representative */
  GHashTable *event_forms; /* noun or form -> verb */
  GHashTable *weights;     /* word -> how much it tells, in tenths */
  GHashTable *places;      /* name -> representative */
  GHashTable *roles;       /* noun -> field of life */
  GHashTable *posts;       /* "rank colonel" -> group */
} Lexicon;

typedef void (*ReadLine) (Lexicon *lexicon, const char *head, char **words, guint line);

/* The lists live as long as the process, and a word stands in more than one of them: kept once.
 * Written only by the one thread that reads the lists. */
static GStringChunk *kept_words;

static gpointer
intern (const char *word)
{
  return g_string_chunk_insert_const (kept_words, word);
}

static gpointer
intern_spaced (const char *word)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (word), "_", ' ');

  return intern (spaced);
}

static gpointer
intern_joined (char **words)
{
  g_autofree char *joined = g_strjoinv (" ", words);

  return intern (joined);
}

/* Lines of words; a first word that ends in ":" is the head. */
static void
read_list (Lexicon    *lexicon,
           const char *name,
           ReadLine    read)
{
  g_autoptr (GBytes) bytes = _dln_data_get (name);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      char *colon = strchr (words[0], ':');

      if (colon != NULL)
        *colon = '\0';
      read (lexicon, words[0], colon != NULL ? words + 1 : words, i);
    }
}

static DlnGender
read_gender (char c)
{
  return c == 'm' ? DLN_GENDER_MALE : c == 'f' ? DLN_GENDER_FEMALE : DLN_GENDER_UNKNOWN;
}

static void
read_person_noun (Lexicon    *lexicon,
                  const char *head,
                  char      **words,
                  guint       line)
{
  guint classes = DLN_NOUN_PERSON | (head[1] == 'r' ? DLN_NOUN_RELATIONAL : 0);

  if (words[1] != NULL)
    g_hash_table_insert (lexicon->nouns, intern (words[1]),
                         GUINT_TO_POINTER (classes << 8 | read_gender (head[0])));
}

static void
read_institution_noun (Lexicon    *lexicon,
                       const char *head,
                       char      **words,
                       guint       line)
{
  guint old = GPOINTER_TO_UINT (g_hash_table_lookup (lexicon->nouns, head));

  g_hash_table_insert (lexicon->nouns, intern (head),
                       GUINT_TO_POINTER (old | DLN_NOUN_INSTITUTION << 8));
}

static void
read_first_names (Lexicon    *lexicon,
                  const char *head,
                  char      **words,
                  guint       line)
{
  DlnGender gender = strcmp (head, "both") == 0 ? DLN_GENDER_UNKNOWN : read_gender (head[0]);

  for (; *words != NULL; words++)
    g_hash_table_insert (lexicon->first_names, intern (*words), GUINT_TO_POINTER (gender + 1));
}

static void
read_honorific (Lexicon    *lexicon,
                const char *head,
                char      **words,
                guint       line)
{
  if (words[1] != NULL)
    g_hash_table_insert (lexicon->honorifics, intern (words[1]),
                         GUINT_TO_POINTER (read_gender (head[0]) + 1));
}

static void
read_nicknames (Lexicon    *lexicon,
                const char *head,
                char      **words,
                guint       line)
{
  for (; *words != NULL; words++)
    {
      GArray *lines = g_hash_table_lookup (lexicon->nicknames, *words);

      if (lines == NULL)
        {
          lines = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (lexicon->nicknames, intern (*words), lines);
        }
      g_array_append_val (lines, line);
    }
}

static void
read_country (Lexicon    *lexicon,
              const char *head,
              char      **words,
              guint       line)
{
  char *country = intern_spaced (head);

  g_hash_table_insert (lexicon->countries, intern_spaced (head), country);
  for (; *words != NULL; words++)
    if (**words != '\0')
      g_hash_table_insert (lexicon->countries, intern_spaced (*words), country);
}

static void
read_institution_words (Lexicon    *lexicon,
                        const char *head,
                        char      **words,
                        guint       line)
{
  if (strcmp (head, "short") == 0 && words[0] != NULL)
    {
      g_hash_table_insert (lexicon->shorts, intern (words[0]), intern_joined (words + 1));
      return;
    }
  for (; strcmp (head, "trade") == 0 && *words != NULL; words++)
    g_hash_table_add (lexicon->trades, intern (*words));
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *same = strcmp (head, "same") == 0 ? words[0] : "";

      g_hash_table_insert (lexicon->institution, intern (words[i]), intern (same));
      if (strcmp (head, "legal") == 0)
        g_hash_table_add (lexicon->legal, intern (words[i]));
    }
}

static void
read_event_forms (Lexicon    *lexicon,
                  const char *head,
                  char      **words,
                  guint       line)
{
  char *verb = intern (head);

  for (; *words != NULL; words++)
    if (!g_hash_table_contains (lexicon->event_forms, *words))
      g_hash_table_insert (lexicon->event_forms, intern (*words), verb);
}

static void
read_weights (Lexicon    *lexicon,
              const char *head,
              char      **words,
              guint       line)
{
  guint tenths = g_ascii_strtod (head, NULL) * 10 + 0.5;

  for (; *words != NULL; words++)
    g_hash_table_insert (lexicon->weights, intern (*words), GUINT_TO_POINTER (tenths));
}

static void
read_event_words (Lexicon    *lexicon,
                  const char *head,
                  char      **words,
                  guint       line)
{
  char *first = intern (words[0]);

  for (; *words != NULL; words++)
    if (!g_hash_table_contains (lexicon->events, *words))
      g_hash_table_insert (lexicon->events, intern (*words), first);
}

static void
read_places (Lexicon    *lexicon,
             const char *head,
             char      **words,
             guint       line)
{
  char *first = intern_spaced (words[0]);

  for (; *words != NULL; words++)
    g_hash_table_insert (lexicon->places, intern_spaced (*words), first);
}

static void
read_roles (Lexicon    *lexicon,
            const char *head,
            char      **words,
            guint       line)
{
  char *field = intern (head);

  for (; *words != NULL; words++)
    g_hash_table_insert (lexicon->roles, intern (*words), field);
}

static void
read_posts (Lexicon    *lexicon,
            const char *head,
            char      **words,
            guint       line)
{
  g_auto (GStrv) names = g_strsplit (head, ".", 2);

  for (; names[0] != NULL && names[1] != NULL && *words != NULL; words++)
    if (**words != '\0')
      {
        g_autofree char *key = g_strconcat (names[0], " ", *words, NULL);

        g_hash_table_insert (lexicon->posts, intern_spaced (key), intern (names[1]));
      }
}

static const Lexicon *
get_lexicon (void)
{
  static Lexicon *lexicon;

  if (g_once_init_enter (&lexicon))
    {
      Lexicon *new = g_new0 (Lexicon, 1);

      kept_words = g_string_chunk_new (8192);
      new->nouns = g_hash_table_new (g_str_hash, g_str_equal);
      new->first_names = g_hash_table_new (g_str_hash, g_str_equal);
      new->honorifics = g_hash_table_new (g_str_hash, g_str_equal);
      new->nicknames = g_hash_table_new (g_str_hash, g_str_equal);
      new->countries = g_hash_table_new (g_str_hash, g_str_equal);
      new->institution = g_hash_table_new (g_str_hash, g_str_equal);
      new->shorts = g_hash_table_new (g_str_hash, g_str_equal);
      new->legal = g_hash_table_new (g_str_hash, g_str_equal);
      new->trades = g_hash_table_new (g_str_hash, g_str_equal);
      new->events = g_hash_table_new (g_str_hash, g_str_equal);
      new->event_forms = g_hash_table_new (g_str_hash, g_str_equal);
      new->weights = g_hash_table_new (g_str_hash, g_str_equal);
      new->places = g_hash_table_new (g_str_hash, g_str_equal);
      new->roles = g_hash_table_new (g_str_hash, g_str_equal);
      new->posts = g_hash_table_new (g_str_hash, g_str_equal);
      read_list (new, "resolve-places.txt", read_places);
      read_list (new, "resolve-roles.txt", read_roles);
      read_list (new, "resolve-posts.txt", read_posts);
      read_list (new, "resolve-person-nouns.txt", read_person_noun);
      read_list (new, "resolve-institution-nouns.txt", read_institution_noun);
      read_list (new, "resolve-first-names.txt", read_first_names);
      read_list (new, "resolve-honorifics.txt", read_honorific);
      read_list (new, "resolve-nicknames.txt", read_nicknames);
      read_list (new, "resolve-countries.txt", read_country);
      read_list (new, "resolve-institution-words.txt", read_institution_words);
      read_list (new, "resolve-event-words.txt", read_event_words);
      read_list (new, "resolve-event-forms.txt", read_event_forms);
      read_list (new, "resolve-word-weights.txt", read_weights);
      g_once_init_leave (&lexicon, new);
    }
  return lexicon;
}

DlnNoun
_dln_lexicon_get_noun (const char *lemma)
{
  guint packed = GPOINTER_TO_UINT (g_hash_table_lookup (get_lexicon ()->nouns, lemma));

  return (DlnNoun){ .classes = packed >> 8, .gender = packed & 0xff };
}

gboolean
_dln_lexicon_is_left_out (const char *word)
{
  return (_dln_lexicon_get_noun (word).classes & DLN_NOUN_INSTITUTION) != 0
         || g_hash_table_contains (get_lexicon ()->trades, word);
}

DlnGender
_dln_lexicon_get_first_name (const char *name,
                             gboolean   *known)
{
  guint packed = GPOINTER_TO_UINT (g_hash_table_lookup (get_lexicon ()->first_names, name));

  if (known != NULL)
    *known = packed != 0;
  return packed != 0 ? packed - 1 : DLN_GENDER_UNKNOWN;
}

gboolean
_dln_lexicon_is_honorific (const char *word,
                           DlnGender  *gender)
{
  guint packed = GPOINTER_TO_UINT (g_hash_table_lookup (get_lexicon ()->honorifics, word));

  if (packed != 0 && gender != NULL)
    *gender = packed - 1;
  return packed != 0;
}

/* Both stand in one line of the list: "liz" and "betty" for Elizabeth. */
gboolean
_dln_lexicon_same_nickname (const char *a,
                            const char *b)
{
  const GArray *x = g_hash_table_lookup (get_lexicon ()->nicknames, a);
  const GArray *y = g_hash_table_lookup (get_lexicon ()->nicknames, b);

  for (guint i = 0; x != NULL && y != NULL && i < x->len; i++)
    for (guint j = 0; j < y->len; j++)
      if (g_array_index (x, guint, i) == g_array_index (y, guint, j))
        return TRUE;
  return FALSE;
}

const char *
_dln_lexicon_get_country (const char *word)
{
  return g_hash_table_lookup (get_lexicon ()->countries, word);
}

const char *
_dln_lexicon_get_institution_word (const char *word)
{
  return g_hash_table_lookup (get_lexicon ()->institution, word);
}

const char *
_dln_lexicon_get_short (const char *word)
{
  return g_hash_table_lookup (get_lexicon ()->shorts, word);
}

gboolean
_dln_lexicon_is_legal_form (const char *word)
{
  return g_hash_table_contains (get_lexicon ()->legal, word);
}

const char *
_dln_lexicon_get_same_event (const char *lemma,
                             gboolean    noun)
{
  GHashTable *events = get_lexicon ()->events;
  char word[40];
  const char *same = NULL;

  /* by hand: this is asked for each claim, and printf takes longer than the rest of it */
  if (g_strlcpy (word, lemma, sizeof word) < sizeof word - 2)
    {
      gsize length = strlen (word);

      memcpy (word + length, noun ? "/n" : "/v", 3);
      same = g_hash_table_lookup (events, word);
    }
  return same != NULL ? same : g_hash_table_lookup (events, lemma);
}

const char *
_dln_lexicon_get_event_verb (const char *lemma)
{
  return g_hash_table_lookup (get_lexicon ()->event_forms, lemma);
}

float
_dln_lexicon_get_weight (const char *word)
{
  guint tenths = GPOINTER_TO_UINT (g_hash_table_lookup (get_lexicon ()->weights, word));

  return tenths > 0 ? tenths / 10.0f : HEAVIEST;
}

const char *
_dln_lexicon_get_place (const char *name)
{
  return g_hash_table_lookup (get_lexicon ()->places, name);
}

const char *
_dln_lexicon_get_field (const char *role)
{
  return g_hash_table_lookup (get_lexicon ()->roles, role);
}

const char *
_dln_lexicon_get_post (const char *kind,
                       const char *words)
{
  g_autofree char *key = g_strconcat (kind, " ", words, NULL);

  return g_hash_table_lookup (get_lexicon ()->posts, key);
}

/**
 * dln_title_is_role:
 * @title: words before a name
 * @length: their bytes
 *
 * Returns: TRUE if they are a noun for somebody ("prime minister", "Apple CEO"), which refers to
 * who is named behind it as the name does; FALSE for a form of address ("Mr")
 */
gboolean
dln_title_is_role (const char *title,
                   gsize       length)
{
  g_return_val_if_fail (title != NULL, FALSE);

  g_autofree char *words = g_ascii_strdown (title, length);
  const char *space = strrchr (words, ' ');

  return _dln_lexicon_get_noun (space != NULL ? space + 1 : words).classes != 0;
}
