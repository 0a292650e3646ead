/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text's language by its script and its most frequent function words. Good enough to choose
 * whether there is a bundle for it; never more than a few kilobytes are looked at. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-language.h"

#include <string.h>

#define MAX_BYTES 16384
#define MAX_WORD 24
#define SHORT_TEXT 12 /* words */

typedef struct
{
  const char *tag;
  const char *words; /* frequent function words between spaces, lower case */
} Language;

static const Language languages[] = {
  { "en",
    " the of and to in a is that for it was on with as be at by this have from or had not are but "
    "they his which were he "
    "an their has would will said been we you who " },
  { "de",
    " der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
    "werden aus er hat dass "
    "sie nach wird bei einer um am sind noch wie einem über " },
  { "fr",
    " de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il "
    "sont avec son cette ont aux "
    "été mais ses leur " },
  { "es",
    " de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le "
    "ha este entre sin sobre " },
  { "it",
    " di e il la che in a per un è non con del si da una i le dei alla della sono come al nel "
    "anche più ha gli delle " },
  { "pt",
    " de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele "
    "das tem seu sua ou " },
  { "nl",
    " de van het een en in is dat op te zijn met voor niet aan er die om ook als bij dan maar door "
    "naar werd wordt hij " },
  { "pl",
    " w i na z do się że nie to o jest po jak za od oraz przez dla ale są przy był już tym co ich "
    "jego " },
  { "sv",
    " och i att det som en på är av för med den till inte har de om ett men var från kan vid så "
    "också " },
  { "tr",
    " ve bir bu da de için ile olarak olan daha çok gibi en ne var kadar sonra ancak göre ise " },
  { "ru",
    " и в не на что с по как из он к от за это а о для его но был до так же при их или которые "
    "также " },
  { "uk",
    " і в не на що з та до у за як це про від його для але а по є із був також які або під "
    "україни " },
};

/* Lists of results, names or prices have few function words: these speak for English then. */
static const char english_words[] =
  " monday tuesday wednesday thursday friday saturday sunday january february march april june "
  "july august september october "
  "november december first second third half year years new men women results standings world "
  "league minutes seconds million "
  "billion loss profit net shares price date time issue won lost drawn played after before when "
  "its also more than over two "
  "three four says year's england state states united street company ";

static const char *
guess_by_script (const guint *scripts,
                 guint        n_letters)
{
  static const struct
  {
    GUnicodeScript script;
    const char    *tag;
  } only[] = {
    { G_UNICODE_SCRIPT_HIRAGANA, "ja" }, { G_UNICODE_SCRIPT_KATAKANA, "ja" },
    { G_UNICODE_SCRIPT_HAN, "zh" },      { G_UNICODE_SCRIPT_HANGUL, "ko" },
    { G_UNICODE_SCRIPT_ARABIC, "ar" },   { G_UNICODE_SCRIPT_HEBREW, "he" },
    { G_UNICODE_SCRIPT_GREEK, "el" },    { G_UNICODE_SCRIPT_DEVANAGARI, "hi" },
    { G_UNICODE_SCRIPT_THAI, "th" },     { G_UNICODE_SCRIPT_GEORGIAN, "ka" },
    { G_UNICODE_SCRIPT_ARMENIAN, "hy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (only); i++)
    {
      /* Japanese is told by its syllables, which are a minority of its letters. */
      guint share = i < 2 ? 10 : 50;

      if (scripts[only[i].script] * 100 > n_letters * share)
        return only[i].tag;
    }
  return NULL;
}

static void
count_word (const char *word,
            gsize       length,
            guint      *counts,
            guint      *n_english)
{
  char key[MAX_WORD + 3];

  if (length == 0 || length > MAX_WORD)
    return;
  key[0] = ' ';
  memcpy (key + 1, word, length);
  key[length + 1] = ' ';
  key[length + 2] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    counts[i] += strstr (languages[i].words, key) != NULL;
  *n_english += strstr (languages[0].words, key) != NULL || strstr (english_words, key) != NULL;
}

/**
 * dln_guess_language:
 * @text: valid UTF-8
 * @length: bytes of @text; the first few thousand count
 *
 * Returns: (transfer none): a BCP 47 tag; "en" for a Latin text too short to tell, "und" when
 * nothing speaks for any. Time: O(1)
 */
const char *
dln_guess_language (const char *text,
                    gsize       length)
{
  guint scripts[256] = { 0 };
  guint counts[G_N_ELEMENTS (languages)] = { 0 };
  char word[MAX_WORD + 8] = "";
  gsize n = 0;
  guint n_letters = 0;
  guint n_words = 0;
  guint n_english = 0;
  const char *end = text + MIN (length, MAX_BYTES);

  g_return_val_if_fail (text != NULL || length == 0, "und");

  for (const char *p = text; p < end && p + g_utf8_skip[(guchar) *p] <= text + length;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (!g_unichar_isalpha (c))
        {
          count_word (word, n, counts, &n_english);
          n_words += n > 0;
          n = 0;
          continue;
        }
      n_letters++;
      scripts[MIN ((guint) g_unichar_get_script (c), 255)]++;
      if (n <= MAX_WORD)
        n += g_unichar_to_utf8 (c, word + n);
    }
  count_word (word, n, counts, &n_english);
  n_words += n > 0;
  if (n_letters == 0)
    return "und";

  const char *by_script = guess_by_script (scripts, n_letters);
  if (by_script != NULL)
    return by_script;

  guint best = 0;
  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    if (counts[i] > counts[best])
      best = i;
  /* one word of another language may be an English one: "met", "die" */
  if (counts[best] * 20 >= n_words && (best == 0 || counts[best] > 1 || n_words > SHORT_TEXT))
    return languages[best].tag;
  if (n_english * 25 >= n_words && scripts[G_UNICODE_SCRIPT_LATIN] * 2 > n_letters)
    return "en";
  if (n_words <= SHORT_TEXT && scripts[G_UNICODE_SCRIPT_LATIN] * 2 > n_letters)
    return "en";
  return scripts[G_UNICODE_SCRIPT_CYRILLIC] * 2 > n_letters ? "ru" : "und";
}

/* Languages whose text the encoder reads without having been trained on it. Rules and lists are
 * only English; see resources/extract/time-words-LANGUAGE.txt for what each of them has. */
static const char *const also_read[] = { "de", "ru", "uk" };

/**
 * dln_document_find_language:
 * @document: a document
 *
 * Returns: (transfer none): its language as it was given, or else as guessed. Time: O(1)
 */
const char *
dln_document_find_language (DlnDocument *document)
{
  const char *own = dln_document_get_language (document);
  gsize length;
  const char *text;

  if (own != NULL && *own != '\0')
    return own;
  text = dln_document_get_text (document, &length);
  return dln_guess_language (text, length);
}

static gboolean
is_same_language (const char *a,
                  const char *b)
{
  gsize n = strcspn (b, "-_");

  return g_ascii_strncasecmp (a, b, n) == 0 && strchr ("-_", a[n]) != NULL;
}

/**
 * dln_is_in_language:
 * @document: a document; its language is the one given or else guessed
 * @language: a BCP 47 tag, that of a model for instance; what follows the language is not compared
 *
 * Returns: whether @document is in @language
 */
gboolean
dln_is_in_language (DlnDocument *document,
                    const char  *language)
{
  return is_same_language (dln_document_find_language (document), language);
}

/**
 * dln_is_readable:
 * @document: a document
 * @language: the language of a model
 *
 * Returns: whether dln_extract() with that model reads @document: in full where it is in @language,
 * and what is certain of names, events and quotes where it is in a language that the encoder knows
 * besides
 */
gboolean
dln_is_readable (DlnDocument *document,
                 const char  *language)
{
  const char *own = dln_document_find_language (document);

  for (guint i = 0; i < G_N_ELEMENTS (also_read); i++)
    if (is_same_language (own, also_read[i]))
      return TRUE;
  return is_same_language (own, language);
}
