/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lemmas: the rule learned for the word and tag, else for the longest known ending and tag. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/tag/dln-tag-private.h"

#include <string.h>

#define MAX_FORM 120
#define MAX_IRREGULAR 15

/**
 * _dln_lemmas_open:
 * @lemmas: (out caller-allocates): the view
 * @slots: (nullable): the section "lemmas"
 * @rules: (nullable): the section "lemma.rules"
 *
 * Returns: FALSE if they cannot be such
 */
gboolean
_dln_lemmas_open (DlnLemmas  *lemmas,
                  const void *slots,
                  gsize       slots_length,
                  const void *rules,
                  gsize       rules_length)
{
  gsize n = slots_length / sizeof (DlnLemmaSlot);
  gboolean has_empty = FALSE;

  if (slots == NULL || rules == NULL || n == 0 || (n & (n - 1)) != 0
      || slots_length % sizeof (DlnLemmaSlot) != 0 || rules_length % sizeof (DlnLemmaRule) != 0
      || rules_length == 0)
    return FALSE;
  lemmas->slots = slots;
  lemmas->mask = n - 1;
  lemmas->rules = rules;
  lemmas->n_rules = rules_length / sizeof (DlnLemmaRule);
  for (gsize i = 0; i < n; i++)
    {
      has_empty |= lemmas->slots[i].check == 0;
      if (lemmas->slots[i].rule >= lemmas->n_rules)
        return FALSE;
    }
  for (guint i = 0; i < lemmas->n_rules; i++)
    if (memchr (lemmas->rules[i].add, 0, sizeof lemmas->rules[i].add) == NULL)
      return FALSE;
  return has_empty;
}

/**
 * _dln_lemmas_key:
 * @lower: the word in lower case
 * @tag: index into the inventory
 * @level: 0 is the whole word, then ever shorter endings
 *
 * Returns: the key; 0 if the word is too short for that level
 */
guint64
_dln_lemmas_key (const char *lower,
                 gsize       length,
                 guint       tag,
                 guint       shape,
                 guint       level)
{
  static const guint8 endings[DLN_LEMMA_LEVELS] = { 0, 5, 4, 3, 2, 0 };
  gsize n = level == 0 ? length : endings[level];

  if (level > 0 && n >= length)
    return 0;
  return _dln_feature (level, _dln_hash_bytes (lower + length - n, n), tag << 2 | (shape & 3))
         | 1u << 31;
}

/**
 * _dln_lemmas_apply: writes what @rule makes of the word to @out; returns its bytes
 */
gsize
_dln_lemmas_apply (const DlnLemmaRule *rule,
                   const char         *form,
                   const char         *lower,
                   gsize               length,
                   char               *out)
{
  gsize keep = rule->strip == 255 || rule->strip > length ? 0 : length - rule->strip;
  gsize n = strlen (rule->add);

  while (keep > 0 && ((guchar) form[keep] & 0xc0) == 0x80)
    keep--;
  memcpy (out, rule->lower ? lower : form, keep);
  memcpy (out + keep, rule->add, n);
  out[keep + n] = '\0';
  return keep + n;
}

static const DlnLemmaRule *
find_rule (const DlnLemmas *lemmas,
           guint64          key)
{
  if (key == 0)
    return NULL;
  for (guint32 at = key & lemmas->mask; lemmas->slots[at].check != 0; at = (at + 1) & lemmas->mask)
    if (lemmas->slots[at].check == (guint32) (key >> 32 | 1))
      return &lemmas->rules[lemmas->slots[at].rule];
  return NULL;
}

/**
 * _dln_lemmas_know:
 * @lemmas: the rules
 * @form: a word
 * @length: its bytes
 * @tag: index into the inventory
 *
 * Returns: whether the treebanks have the word in small letters with that tag
 */
gboolean
_dln_lemmas_know (const DlnLemmas *lemmas,
                  const char      *form,
                  gsize            length,
                  guint            tag)
{
  char lower[MAX_FORM + 16];

  return length <= MAX_FORM && _dln_lower (form, length, lower) == length
         && find_rule (lemmas, _dln_lemmas_key (lower, length, tag, 0, 0)) != NULL;
}

/**
 * _dln_lemmas_find:
 * @lemmas: the rules
 * @form: a word
 * @length: its bytes
 * @tag: index into the inventory
 * @shape: its #DlnShape
 * @out: (out caller-allocates): [@length + 24], terminated
 *
 * Returns: bytes of the lemma
 */
gsize
_dln_lemmas_find (const DlnLemmas *lemmas,
                  const char      *form,
                  gsize            length,
                  guint            tag,
                  guint            shape,
                  char            *out)
{
  char lower[MAX_FORM + 16];

  if (length > MAX_FORM || _dln_lower (form, length, lower) != length)
    {
      memcpy (out, form, length);
      out[length] = '\0';
      return length;
    }
  for (guint level = 0; level < DLN_LEMMA_LEVELS; level++)
    {
      const DlnLemmaRule *rule
        = find_rule (lemmas, _dln_lemmas_key (lower, length, tag, shape, level));

      if (rule != NULL)
        return _dln_lemmas_apply (rule, form, lower, length, out);
    }
  memcpy (out, lower, length + 1);
  return length;
}

static gpointer
read_irregular (gpointer data)
{
  g_autoptr (GBytes) bytes = _dln_data_get ("irregular-verbs-en.txt");
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  GHashTable *lemmas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *blank = *lines[i] != '#' ? strchr (lines[i], ' ') : NULL;

      if (blank != NULL)
        g_hash_table_insert (
          lemmas, g_strndup (lines[i], blank - lines[i]), g_strdup (blank + 1));
    }
  return lemmas;
}

/**
 * _dln_lemmas_find_irregular:
 * @form: a verb
 * @length: its bytes
 *
 * Returns: (transfer none) (nullable): the lemma of an irregular form that training texts seldom
 * hold ("fled"); the list is read at the first call
 */
const char *
_dln_lemmas_find_irregular (const char *form,
                            gsize       length)
{
  static GOnce once = G_ONCE_INIT;
  char lower[MAX_IRREGULAR + 1];

  if (length > MAX_IRREGULAR)
    return NULL;
  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (form[i]);
  lower[length] = '\0';
  return g_hash_table_lookup (g_once (&once, read_irregular, NULL), lower);
}
