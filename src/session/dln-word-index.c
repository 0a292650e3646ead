/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of many short texts: names, titles, quotes, sentences.
 *
 * Texts are folded and stand one behind the other. Each different word has the texts that it stands
 * in, in their order; the words themselves are sorted, so that those with one beginning are
 * neighbours. A phrase is looked for in the texts of its rarest word.
 *
 * A word that stands nowhere may be a name with a slip of the pen: words of names that are one
 * letter off (two, from eight letters on) by the optimal string alignment distance. */
#define _GNU_SOURCE /* memmem */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-word-index-private.h"

#include "session/dln-query-private.h"

#include <string.h>

#define MAX_WORD 48      /* bytes of a word that may have slips */
#define MIN_GUESSED 4    /* letters of one that may have them */
#define LONG_WORD 8      /* letters of one that may have two */
#define MAX_GUESSES 8

typedef struct
{
  guint32 begin; /* of the word in the text */
  guint32 length;
  guint32 first; /* into postings */
  guint32 n;
  guint32 letters; /* bit per letter that is in it */
  guint32 kinds;   /* bit per kind of owner */
} Word;

struct _DlnWordIndex
{
  GString *text;     /* folded texts */
  GArray  *texts;    /* DlnIndexedText */
  GArray  *words;    /* Word, sorted once finished */
  GArray  *pairs;    /* guint64: word << 32 | text, while texts are added */
  guint32 *postings; /* [n pairs]: texts of each word */
  guint32 *slots;    /* [n_slots]: open hash of words + 1, while texts are added */
  guint32  n_slots;  /* a power of two */
};

DlnWordIndex *
_dln_word_index_new (void)
{
  DlnWordIndex *self = g_new0 (DlnWordIndex, 1);

  self->text = g_string_new (NULL);
  self->texts = g_array_new (FALSE, FALSE, sizeof (DlnIndexedText));
  self->words = g_array_new (FALSE, TRUE, sizeof (Word));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->n_slots = 1024;
  self->slots = g_new0 (guint32, self->n_slots);
  return self;
}

void
_dln_word_index_free (DlnWordIndex *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->texts);
  g_array_unref (self->words);
  g_clear_pointer (&self->pairs, g_array_unref);
  g_free (self->postings);
  g_free (self->slots);
  g_free (self);
}

/* ---- making ---------------------------------------------------------------------------------- */

/* FNV-1a */
static guint32
hash_bytes (const char *bytes,
            gsize       length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) bytes[i]) * 16777619u;
  return hash;
}

static void
grow_slots (DlnWordIndex *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = &g_array_index (self->words, Word, i);
      guint32 slot = hash_bytes (self->text->str + word->begin, word->length) & (self->n_slots - 1);

      while (self->slots[slot] != 0)
        slot = (slot + 1) & (self->n_slots - 1);
      self->slots[slot] = i + 1;
    }
}

static guint32
measure_letters (const char *bytes,
                 gsize       length)
{
  guint32 letters = 0;

  for (gsize i = 0; i < length; i++)
    letters |= 1u << ((guchar) bytes[i] & 31);
  return letters;
}

/* the number of the word that stands at @begin */
static guint32
take_word (DlnWordIndex *self,
           guint32       begin,
           guint32       length)
{
  const char *bytes = self->text->str + begin;
  guint32 slot = hash_bytes (bytes, length) & (self->n_slots - 1);
  Word word = { .begin = begin, .length = length };

  for (; self->slots[slot] != 0; slot = (slot + 1) & (self->n_slots - 1))
    {
      const Word *other = &g_array_index (self->words, Word, self->slots[slot] - 1);

      if (other->length == length && memcmp (self->text->str + other->begin, bytes, length) == 0)
        return self->slots[slot] - 1;
    }
  word.letters = measure_letters (bytes, length);
  g_array_append_val (self->words, word);
  self->slots[slot] = self->words->len;
  if (self->words->len * 2 > self->n_slots)
    grow_slots (self);
  return self->words->len - 1;
}

/**
 * _dln_word_index_add:
 * @self: an index that is not finished
 * @kind: what owns the text, below 32
 * @row: which one
 * @weight: of a match in this text
 * @text: UTF-8
 * @length: its bytes
 *
 * Time: O(length)
 */
void
_dln_word_index_add (DlnWordIndex *self,
                     guint32       kind,
                     guint32       row,
                     float         weight,
                     const char   *text,
                     gsize         length)
{
  DlnIndexedText added = { kind, row, weight, self->text->len, 0 };
  guint64 number = self->texts->len;

  _dln_fold (self->text, text, length);
  added.end = self->text->len;
  g_array_append_val (self->texts, added);
  for (guint32 at = added.begin + 1; at < added.end;)
    {
      const char *space = memchr (self->text->str + at, ' ', added.end - at);
      guint32 end = space != NULL ? (guint32) (space - self->text->str) : added.end;
      guint32 word = take_word (self, at, end - at);
      guint64 pair = (guint64) word << 32 | number;

      g_array_index (self->words, Word, word).kinds |= 1u << kind;
      g_array_append_val (self->pairs, pair);
      at = end + 1;
    }
}

static int
compare_words (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const Word *x = a;
  const Word *y = b;
  const char *text = data;
  int order = memcmp (text + x->begin, text + y->begin, MIN (x->length, y->length));

  return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

/* counting sort of the pairs by word; texts stay in their order, and each stands once */
static void
make_postings (DlnWordIndex *self)
{
  const guint64 *pairs = (const guint64 *) self->pairs->data;
  guint32 n = 0;

  self->postings = g_new (guint32, MAX (self->pairs->len, 1));
  for (guint i = 0; i < self->pairs->len; i++)
    g_array_index (self->words, Word, pairs[i] >> 32).n += 1;
  for (guint i = 0; i < self->words->len; i++)
    {
      Word *word = &g_array_index (self->words, Word, i);

      word->first = n;
      n += word->n;
      word->n = 0;
    }
  for (guint i = 0; i < self->pairs->len; i++)
    {
      Word *word = &g_array_index (self->words, Word, pairs[i] >> 32);
      guint32 text = (guint32) pairs[i];

      if (word->n == 0 || self->postings[word->first + word->n - 1] != text)
        self->postings[word->first + word->n++] = text;
    }
}

/**
 * _dln_word_index_finish:
 * @self: an index to which all was added
 *
 * Time: O(texts + words log words)
 */
void
_dln_word_index_finish (DlnWordIndex *self)
{
  make_postings (self);
  g_clear_pointer (&self->pairs, g_array_unref);
  g_clear_pointer (&self->slots, g_free);
  g_array_sort_with_data (self->words, compare_words, self->text->str);
}

guint
_dln_word_index_get_n_texts (DlnWordIndex *self)
{
  return self->texts->len;
}

const DlnIndexedText *
_dln_word_index_get_text (DlnWordIndex *self,
                          guint         i)
{
  return &g_array_index (self->texts, DlnIndexedText, i);
}

/* where the folded words of all texts stand */
const char *
_dln_word_index_get_words (DlnWordIndex *self)
{
  return self->text->str;
}

/* ---- finding --------------------------------------------------------------------------------- */

/* the first word that is not before @bytes */
static guint
find_first (DlnWordIndex *self,
            const char   *bytes,
            gsize         length)
{
  guint low = 0;
  guint high = self->words->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const Word *word = &g_array_index (self->words, Word, middle);
      int order = memcmp (self->text->str + word->begin, bytes, MIN (word->length, length));

      if (order < 0 || (order == 0 && word->length < length))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* words [*begin, *end) are this one, or begin with it; returns in how many texts they stand */
static guint
find_words (DlnWordIndex *self,
            const char   *bytes,
            gsize         length,
            gboolean      prefix,
            guint        *begin,
            guint        *end)
{
  guint n = 0;

  *begin = *end = find_first (self, bytes, length);
  while (*end < self->words->len)
    {
      const Word *word = &g_array_index (self->words, Word, *end);

      if (word->length < length || memcmp (self->text->str + word->begin, bytes, length) != 0
          || (!prefix && word->length > length))
        break;
      n += word->n;
      *end += 1;
    }
  return n;
}

/* whether the phrase " a b " stands in a text; @length without its last space if it is a prefix */
static gboolean
has_phrase (DlnWordIndex *self,
            guint32       text,
            const char   *phrase,
            gsize         length)
{
  const DlnIndexedText *row = _dln_word_index_get_text (self, text);

  return memmem (self->text->str + row->begin, row->end - row->begin, phrase, length) != NULL;
}

/**
 * _dln_word_index_find:
 * @self: a finished index
 * @folded: _dln_fold() of a word or a phrase
 * @prefix: its last word may be the beginning of one
 * @found: (element-type guint32): the numbers of the texts that it stands in are added; of a prefix
 *   a number may come more than once
 *
 * Time: O(texts of its rarest word)
 */
void
_dln_word_index_find (DlnWordIndex *self,
                      const char   *folded,
                      gboolean      prefix,
                      GArray       *found)
{
  gsize length = strlen (folded);
  guint n_words = 0;
  guint least = G_MAXUINT;
  guint begin = 0, end = 0;

  for (gsize at = 1; at < length; n_words++)
    {
      gsize next = at + strcspn (folded + at, " ");
      guint first, last;
      guint n = find_words (self, folded + at, next - at, prefix && next + 1 >= length, &first,
                            &last);

      if (n < least)
        {
          least = n;
          begin = first;
          end = last;
        }
      at = next + 1;
    }
  for (guint i = begin; i < end; i++)
    {
      const Word *word = &g_array_index (self->words, Word, i);

      if (n_words == 1)
        g_array_append_vals (found, self->postings + word->first, word->n);
      else
        for (guint32 k = word->first; k < word->first + word->n; k++)
          if (has_phrase (self, self->postings[k], folded, prefix ? length - 1 : length))
            g_array_append_val (found, self->postings[k]);
    }
}

/* how many words stand before a place of a text */
static guint
count_words (const char *begin,
             const char *at)
{
  guint n = 0;

  for (const char *p = begin; p < at; p++)
    n += *p == ' ';
  return n;
}

static gboolean
are_near (DlnWordIndex         *self,
          const DlnIndexedText *row,
          const char           *a,
          const char           *b,
          guint                 distance)
{
  const char *text = self->text->str + row->begin;
  const char *end = self->text->str + row->end;
  gsize length_a = strlen (a), length_b = strlen (b);
  guint words_a = count_words (a, a + length_a) - 1, words_b = count_words (b, b + length_b) - 1;

  for (const char *p = text; (p = memmem (p, end - p, a, length_a)) != NULL; p++)
    for (const char *q = text; (q = memmem (q, end - q, b, length_b)) != NULL; q++)
      {
        int from_a = count_words (text, p), from_b = count_words (text, q);
        int between = from_a < from_b ? from_b - from_a - (int) words_a
                                      : from_a - from_b - (int) words_b;

        if (between <= (int) distance)
          return TRUE;
      }
  return FALSE;
}

/**
 * _dln_word_index_find_near:
 * @self: a finished index
 * @a: _dln_fold() of a word or a phrase
 * @b: of another
 * @distance: words that may stand between them
 * @found: (element-type guint32): the numbers of the texts where they are so near are added
 */
void
_dln_word_index_find_near (DlnWordIndex *self,
                           const char   *a,
                           const char   *b,
                           guint         distance,
                           GArray       *found)
{
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (guint32));

  _dln_word_index_find (self, a, FALSE, texts);
  for (guint i = 0; i < texts->len; i++)
    {
      guint32 text = g_array_index (texts, guint32, i);

      if (are_near (self, _dln_word_index_get_text (self, text), a, b, distance))
        g_array_append_val (found, text);
    }
}

/* ---- slips ----------------------------------------------------------------------------------- */

/* the letters by which two words differ, more than @most if it is more (optimal string alignment,
 * in bytes: folded letters of Latin are one each) */
static guint
count_slips (const char *a,
             guint       n,
             const char *b,
             guint       m,
             guint       most)
{
  guint rows[3][MAX_WORD + 1];

  for (guint i = 0; i <= n; i++)
    {
      guint *row = rows[i % 3];
      guint least = i;

      row[0] = i;
      for (guint j = 1; j <= m; j++)
        {
          const guint *above = rows[(i + 2) % 3];

          if (i == 0)
            {
              row[j] = j;
              continue;
            }
          row[j] = above[j - 1] + (a[i - 1] != b[j - 1]);
          row[j] = MIN (row[j], MIN (above[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], rows[(i + 1) % 3][j - 2] + 1);
          least = MIN (least, row[j]);
        }
      if (i > 0 && least > most)
        return most + 1;
    }
  return rows[n % 3][m];
}

static guint
count_bits (guint32 bits)
{
  return __builtin_popcount (bits);
}

/**
 * _dln_word_index_guess:
 * @self: a finished index
 * @folded: _dln_fold() of one word
 * @kind: the words of such owners may be meant
 * @words: (element-type utf8): " word " that may be meant are added, those with the fewest slips
 *
 * Time: O(words), of which few are compared
 */
void
_dln_word_index_guess (DlnWordIndex *self,
                       const char   *folded,
                       guint32       kind,
                       GPtrArray    *words)
{
  gsize length = strlen (folded) - 2;
  const char *word = folded + 1;
  guint32 letters;
  guint most = length >= LONG_WORD ? 2 : 1;

  if (length < MIN_GUESSED || length > MAX_WORD || memchr (word, ' ', length) != NULL)
    return;
  letters = measure_letters (word, length);
  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *other = &g_array_index (self->words, Word, i);
      guint slips;

      if ((other->kinds & 1u << kind) == 0 || other->length + most < length
          || other->length > MIN (length + most, MAX_WORD)
          || count_bits (other->letters ^ letters) > 2 * most)
        continue;
      slips =
        count_slips (word, length, self->text->str + other->begin, other->length, most);
      if (slips > most)
        continue;
      if (slips < most)
        g_ptr_array_set_size (words, 0);
      most = slips;
      if (words->len < MAX_GUESSES)
        g_ptr_array_add (words, g_strdup_printf (" %.*s ", (int) other->length,
                                                 self->text->str + other->begin));
    }
}
