/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names made comparable: case, accents and punctuation dropped. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

/* Letters of Latin alphabets that Unicode does not take apart, as English newspapers write them. */
static const char *
get_plain_letter (gunichar c)
{
  switch (c)
    {
    case 0x00e6:
      return "ae";
    case 0x00f0:
    case 0x0111:
      return "d";
    case 0x00f8:
      return "o";
    case 0x00fe:
      return "th";
    case 0x0131:
      return "i";
    case 0x0142:
      return "l";
    case 0x0153:
      return "oe";
    default:
      return NULL;
    }
}

/**
 * _dln_name_key:
 * @name: a name as written
 *
 * Returns: (transfer full): its words in lower case without accents, with one space between,
 * without an article before or a possessive ending behind; "" if no letter or digit is left
 */
char *
_dln_name_key (const char *name)
{
  g_autofree char *plain = g_utf8_normalize (name, -1, G_NORMALIZE_NFKD);
  g_autofree char *folded = g_utf8_casefold (plain != NULL ? plain : name, -1);
  GString *key = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c) || c == '.')
        continue;
      if (c == '\'' || c == 0x2019)
        {
          const char *next = g_utf8_next_char (p);

          if (next[0] == 's' && !g_ascii_isalnum (next[1]))
            p = next; /* "Russia's" */
          continue;
        }
      if (!g_unichar_isalnum (c))
        {
          space = key->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (key, ' ');
      space = FALSE;

      const char *plain_letter = get_plain_letter (c);

      if (plain_letter != NULL)
        g_string_append (key, plain_letter);
      else
        g_string_append_unichar (key, c);
    }
  if (g_str_has_prefix (key->str, "the ") && key->len > 4)
    g_string_erase (key, 0, 4);
  return g_string_free (key, FALSE);
}

/* ---- spelling of transliterated names ------------------------------------------------------ */

typedef struct
{
  const char *from;
  const char *to;
} Spelling;

/* "Müller", "Mueller" and "Muller", "Århus" and "Aarhus"; "Bauer", "Michael", "Chloe" and "Zuev"
 * are written so in their own language. */
#define GERMANIC_SPELLINGS \
  { "aue", "aue" }, { "eue", "eue" }, { "ael$", "ael" }, { "ue$", "ue" }, { "oe$", "oe" }, \
    { "ae$", "ae" }, { "aev", "aev" }, { "oev", "oev" }, { "uev", "uev" }, { "ue", "u" }, \
    { "oe", "o" }, { "ae", "a" }, { "aa", "a" }

static const Spelling germanic[] = { GERMANIC_SPELLINGS };

/* From the longest on; "$" is the end of the word, "^" its beginning. Cyrillic (BGN/PCGN, ISO 9,
 * German, French), Greek and Arabic habits brought to one. */
static const Spelling spellings[] = {
  { "^jue", "iu" }, { "^jae", "ia" }, GERMANIC_SPELLINGS,
  { "schtsch", "sh" },  { "tsch", "h" },       { "shch", "sh" },   { "sch", "sh" },
  { "tch", "h" },       { "yov$", "ev" },      { "iov$", "ev" },   { "jov$", "ev" },
  { "yev$", "ev" },     { "iev$", "ev" },      { "jew$", "ev" },   { "ayov$", "aev" },
  { "ayev$", "aev" },   { "aiev$", "aev" },    { "eyev$", "eev" }, { "eiev$", "eev" },
  { "yova$", "eva" },   { "skaya$", "skaia" }, { "skyy$", "ski" }, { "skyj$", "ski" },
  { "skiy$", "ski" },   { "skij$", "ski" },    { "skyi$", "ski" }, { "sky$", "ski" },
  { "tskyy$", "tski" }, { "iya$", "ia" },      { "ija$", "ia" },   { "yya$", "ia" },
  { "iia$", "ia" },     { "ya$", "ia" },       { "iy$", "i" },     { "ij$", "i" },
  { "yy$", "i" },       { "ii$", "i" },        { "yi$", "i" },     { "^ye", "e" },
  { "^je", "e" },       { "^yu", "iu" },       { "^ju", "iu" },    { "^ya", "ia" },
  { "^ja", "ia" },      { "kh", "h" },         { "ch", "h" },      { "ph", "f" },
  { "ck", "k" },        { "dh", "d" },         { "gh", "g" },      { "th", "t" },
  { "ou", "u" },        { "oo", "u" },         { "ee", "i" },      { "ey", "ei" },
  { "ay", "ai" },       { "w", "v" },          { "x", "ks" },      { "q", "k" },
  { "dj", "d" },        { "j", "i" },         { "y", "i" },
};

static char *
respell (const char     *word,
         const Spelling *table, /* [n] */
         guint           n,
         gboolean        merge_doubles)
{
  g_autofree char *marked = g_strdup_printf ("^%s$", word);
  GString *out = g_string_new (NULL);
  const char *p = marked;

  while (*p != '\0')
    {
      gboolean found = FALSE;

      for (guint i = 0; i < n && !found; i++)
        if (g_str_has_prefix (p, table[i].from))
          {
            g_string_append (out, table[i].to);
            p += strlen (table[i].from);
            found = TRUE;
          }
      if (found)
        continue;
      if (*p != '^' && *p != '$'
          && (!merge_doubles || out->len == 0 || out->str[out->len - 1] != *p))
        g_string_append_c (out, *p);
      p++;
    }
  return g_string_free (out, FALSE);
}

/**
 * _dln_name_fold:
 * @word: one word of a key
 *
 * Returns: (transfer full): the word as all usual transliterations of one name would have it;
 * double letters are one
 */
char *
_dln_name_fold (const char *word)
{
  return respell (word, spellings, G_N_ELEMENTS (spellings), TRUE);
}

/**
 * _dln_name_fold_germanic:
 * @key: words of a key
 *
 * Returns: (transfer full): the words with one spelling of German and Nordic letters ("zurich" for
 * "zuerich"), which are so common in names of places and institutions
 */
char *
_dln_name_fold_germanic (const char *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *word = respell (words[i], germanic, G_N_ELEMENTS (germanic), FALSE);

      g_free (words[i]);
      words[i] = word;
    }
  return g_strjoinv (" ", words);
}

/**
 * _dln_name_skeleton:
 * @folded: from _dln_name_fold()
 *
 * Returns: (transfer full): its consonants, the voiced and unvoiced as one; a key to find
 * candidates by, too coarse to decide
 */
char *
_dln_name_skeleton (const char *folded)
{
  static const char from[] = "zgdbv";
  static const char to[] = "sktpf";
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    {
      const char *voiced = strchr (from, *p);
      char c = voiced != NULL ? to[voiced - from] : *p;

      if (strchr ("aeiouh", *p) != NULL && p != folded)
        continue;
      if (strchr ("aeiou", *p) != NULL)
        c = 'a';
      if (out->len == 0 || out->str[out->len - 1] != c)
        g_string_append_c (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * _dln_name_distance:
 *
 * Returns: edits that make @b of @a (Levenshtein), 9 at most, over bytes; words longer than 40
 * are far from all
 */
guint
_dln_name_distance (const char *a,
                    const char *b)
{
  gsize n = strlen (a);
  gsize m = strlen (b);
  guint row[48];

  if (n > 40 || m > 40)
    return 9;
  for (gsize j = 0; j <= m; j++)
    row[j] = j;
  for (gsize i = 1; i <= n; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (gsize j = 1; j <= m; j++)
        {
          guint cost = diagonal + (a[i - 1] != b[j - 1]);

          diagonal = row[j];
          row[j] = MIN (MIN (row[j] + 1, row[j - 1] + 1), cost);
        }
    }
  return MIN (row[m], 9);
}

/* ---- places and institutions --------------------------------------------------------------- */

/**
 * _dln_place_key:
 * @key: from _dln_name_key()
 *
 * Returns: (transfer full): the name under which a place goes here: "britain" for "uk", "kyiv"
 * for "kiev"
 */
char *
_dln_place_key (const char *key)
{
  const char *country = _dln_lexicon_get_country (key);
  const char *place = _dln_lexicon_get_place (key);

  return g_strdup (country != NULL ? country : place != NULL ? place : key);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static gboolean
is_generic (const char *word)
{
  if (g_strv_contains (_dln_words (DLN_WORDS_GENERIC_WORDS), word))
    return TRUE;
  return (_dln_lexicon_get_noun (word).classes & DLN_NOUN_INSTITUTION) != 0;
}

/* Two words first: "united states", "south korea". */
static const char *
take_country (char **words,
              guint *used)
{
  g_autofree char *two = words[1] != NULL ? g_strjoin (" ", words[0], words[1], NULL) : NULL;
  g_autofree char *three =
    two != NULL && words[2] != NULL ? g_strjoin (" ", two, words[2], NULL) : NULL;
  const char *country = three != NULL ? _dln_lexicon_get_country (three) : NULL;

  *used = 3;
  if (country != NULL)
    return country;
  *used = 2;
  country = two != NULL ? _dln_lexicon_get_country (two) : NULL;
  if (country != NULL)
    return country;
  *used = 1;
  return _dln_lexicon_get_country (words[0]);
}

/**
 * _dln_institution_key:
 * @key: from _dln_name_key()
 * @country: (nullable): a country that the text around the name adds, for names without one
 * @generic: (out): every country has one: "ministry of defence", "central bank"
 * @has_country: (out): the key names a country
 *
 * Returns: (transfer full): its telling words, sorted: countries by one name each, spelling
 * variants and translations as one, without legal forms and small words. "british defence ministry"
 * and "ministry of defence of the united kingdom" are both "britain defence ministry".
 */
char *
_dln_institution_key (const char *key,
                      const char *country,
                      gboolean   *generic,
                      gboolean   *has_country)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  g_autoptr (GPtrArray) telling = g_ptr_array_new ();
  const char *expansion =
    words[0] != NULL && words[1] == NULL ? _dln_lexicon_get_short (key) : NULL;
  GString *out = g_string_new (NULL);
  gboolean only_generic = TRUE;

  if (expansion != NULL)
    {
      g_strfreev (words);
      words = g_strsplit (expansion, " ", -1);
    }
  *has_country = FALSE;
  for (guint i = 0; words[i] != NULL;)
    {
      guint used = 1;
      const char *own = take_country (words + i, &used);
      const char *same = _dln_lexicon_get_institution_word (words[i]);

      if (own != NULL)
        {
          *has_country = TRUE;
          g_ptr_array_add (telling, (gpointer) own);
        }
      else if (same == NULL || *same != '\0')
        {
          g_ptr_array_add (telling, (gpointer) (same != NULL ? same : words[i]));
          only_generic &= is_generic (same != NULL ? same : words[i]);
        }
      i += own != NULL ? used : 1;
    }
  if (telling->len == 0)
    only_generic = FALSE;
  if (only_generic && !*has_country && country != NULL)
    {
      g_ptr_array_add (telling, (gpointer) country);
      *has_country = TRUE;
    }
  g_ptr_array_sort (telling, compare_words);
  for (guint i = 0; i < telling->len; i++)
    {
      if (i > 0 && strcmp (telling->pdata[i], telling->pdata[i - 1]) == 0)
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, telling->pdata[i]);
    }
  *generic = only_generic;
  if (out->len == 0)
    g_string_append (out, key);
  return g_string_free (out, FALSE);
}
