/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lemma rules: for each word of the treebanks the change that makes its lemma, and the most
 * frequent one for each ending. Whole words are kept only where the endings would go wrong. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-words-private.h"

#include <string.h>

#define MAX_RULES 4096

typedef struct
{
  GArray     *rules;  /* DlnLemmaRule */
  GHashTable *counts; /* key (gint64) -> GArray of Count */
} Learner;

typedef struct
{
  guint16 rule;
  guint32 n;
} Count;

static gsize
count_common (const char *a,
              const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  return n;
}

static gboolean
find_rule (Learner    *learner,
           const char *form,
           const char *lower,
           const char *lemma,
           guint      *index)
{
  gsize length = strlen (form);
  gsize from_form = count_common (form, lemma);
  gsize from_lower = count_common (lower, lemma);
  gsize common = MAX (from_form, from_lower);
  DlnLemmaRule rule = { .lower = from_lower >= from_form };

  while (common > 0 && ((guchar) lemma[common] & 0xc0) == 0x80)
    common--;
  rule.strip = common == 0 ? 255 : length - common;
  if (length > 100 || strlen (lemma + common) >= sizeof rule.add)
    return FALSE;
  g_strlcpy (rule.add, lemma + common, sizeof rule.add);
  for (guint i = 0; i < learner->rules->len; i++)
    if (memcmp (&g_array_index (learner->rules, DlnLemmaRule, i), &rule, sizeof rule) == 0)
      {
        *index = i;
        return TRUE;
      }
  if (learner->rules->len >= MAX_RULES)
    return FALSE;
  *index = learner->rules->len;
  g_array_append_val (learner->rules, rule);
  return TRUE;
}

static void
count_rule (Learner *learner,
            guint64  key,
            guint    rule)
{
  GArray *counts = g_hash_table_lookup (learner->counts, &key);

  if (counts == NULL)
    {
      counts = g_array_new (FALSE, FALSE, sizeof (Count));
      g_hash_table_insert (learner->counts, g_memdup2 (&key, sizeof key), counts);
    }
  for (guint i = 0; i < counts->len; i++)
    if (g_array_index (counts, Count, i).rule == rule)
      {
        g_array_index (counts, Count, i).n++;
        return;
      }
  Count count = { .rule = rule, .n = 1 };
  g_array_append_val (counts, count);
}

static guint
get_best (const GArray *counts,
          guint        *total)
{
  guint best = 0;

  *total = 0;
  for (guint i = 0; i < counts->len; i++)
    {
      *total += g_array_index (counts, Count, i).n;
      if (g_array_index (counts, Count, i).n > g_array_index (counts, Count, best).n)
        best = i;
    }
  return g_array_index (counts, Count, best).rule;
}

static guint
get_tag (const DlnTag *tags,
         guint         n_tags,
         guint         upos,
         const char   *xpos)
{
  for (guint i = 0; i < n_tags; i++)
    if (tags[i].upos == upos && strcmp (tags[i].xpos, xpos) == 0)
      return i + 1;
  return 0;
}

static void
learn_token (Learner               *learner,
             const DlnTrainArticle *article,
             const DlnToken        *token,
             const DlnTag          *tags,
             guint                  n_tags)
{
  g_autofree char *form = dln_document_dup_span (article->document, token->span);
  const char *lemma = dln_strings_get (article->gold->strings, token->lemma);
  guint tag =
    get_tag (tags, n_tags, token->upos, dln_strings_get (article->gold->strings, token->xpos));
  gsize length = strlen (form);
  g_autofree char *lower = g_malloc (length + 16);
  guint shape = 0;
  guint rule;

  if (tag == 0 || _dln_lower (form, length, lower) != length || g_str_equal (lemma, "_")
      || !find_rule (learner, form, lower, lemma, &rule))
    return;
  if (g_unichar_isupper (g_utf8_get_char (form)))
    {
      g_autofree char *upper = g_utf8_strup (form, -1);

      shape = length > 1 && strcmp (upper, form) == 0 ? DLN_SHAPE_CAPITAL | DLN_SHAPE_ALL_CAPITALS
                                                      : DLN_SHAPE_CAPITAL;
    }
  for (guint level = 0; level < DLN_LEMMA_LEVELS; level++)
    {
      guint64 key = _dln_lemmas_key (lower, length, tag, shape, level);

      if (key != 0)
        count_rule (learner, key, rule);
    }
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint64 x = **(const guint64 *const *) a;
  guint64 y = **(const guint64 *const *) b;

  return x < y ? -1 : x > y;
}

/**
 * dln_train_lemmas: adds the sections "lemmas" and "lemma.rules"
 */
void
dln_train_lemmas (DlnTrainCorpus *corpus,
                  const DlnTag   *tags,
                  guint           n_tags,
                  DlnTrainBundle *bundle)
{
  Learner learner = { .rules = g_array_new (FALSE, FALSE, sizeof (DlnLemmaRule)) };
  guint n_slots = 1024;

  learner.counts =
    g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < corpus->len; i++)
    {
      const DlnTrainArticle *article = g_ptr_array_index (corpus, i);

      for (guint k = 0; k < article->gold->tokens->len; k++)
        learn_token (&learner, article, DLN_ROW (article->gold->tokens, DlnToken, k), tags, n_tags);
    }

  guint n_keys;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (learner.counts, &n_keys);
  qsort (keys, n_keys, sizeof (gpointer), compare_keys);
  while (n_slots < n_keys * 3 / 2)
    n_slots *= 2;

  g_autofree DlnLemmaSlot *slots = g_new0 (DlnLemmaSlot, n_slots);
  for (guint i = 0; i < n_keys; i++)
    {
      guint64 key = *(guint64 *) keys[i];
      guint total;
      guint rule = get_best (g_hash_table_lookup (learner.counts, keys[i]), &total);
      guint32 at = key & (n_slots - 1);

      while (slots[at].check != 0)
        at = (at + 1) & (n_slots - 1);
      slots[at] = (DlnLemmaSlot){ .check = key >> 32 | 1, .rule = rule };
    }
  g_autoptr (GBytes) table = g_bytes_new (slots, n_slots * sizeof *slots);
  g_autoptr (GBytes) rules =
    g_bytes_new (learner.rules->data, learner.rules->len * sizeof (DlnLemmaRule));

  g_message (
    "%u lemma rules, %u keys, %.1f MB", learner.rules->len, n_keys, g_bytes_get_size (table) / 1e6);
  dln_train_bundle_add (bundle, "lemmas", table);
  dln_train_bundle_add (bundle, "lemma.rules", rules);
  g_hash_table_unref (learner.counts);
  g_array_unref (learner.rules);
}
