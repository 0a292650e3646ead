/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of quotes: the same words in one or more documents are one quote with several sources, and
 * so are nearly the same words of one speaker: shortened, or translated twice. What two speakers
 * say is never one quote. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"
#include "extract/resolve/dln-resolver-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_COMPARED 200 /* quotes of a speaker, latest first */
#define TELLING 4.0f /* weight of a word that tells something */
#define SHARED_WORDS 4 /* telling words that two quotes must share, and */
#define SHARED_PART 0.6 /* what they are of the shorter one */

typedef struct
{
  guint32 document;
  guint32 row;
  guint32 part; /* the whole of which it is a part; its own index if none */
  char   *key;  /* owned: the words of the whole, comparable */
  GString *text; /* owned: the words of the whole */
  GHashTable *words; /* owned (nullable): those that tell something, for wholes with a speaker */
  guint   n_denials;
  DlnReason   reason; /* why it was joined */
} Member;

static void
clear_member (gpointer data)
{
  Member *member = data;

  g_free (member->key);
  if (member->text != NULL)
    g_string_free (member->text, TRUE);
  g_clear_pointer (&member->words, g_hash_table_unref);
}

static const DlnQuoteClaim *
get_claim (const DlnResolver *resolver,
           const Member      *member)
{
  return DLN_ROW (resolver->inputs[member->document].annotations->quotes, DlnQuoteClaim,
                  member->row);
}

/* Parts of an interrupted quote are joined onto its first part. */
static GArray *
collect_claims (DlnResolver *resolver)
{
  GArray *members = g_array_new (FALSE, TRUE, sizeof (Member));

  g_array_set_clear_func (members, clear_member);
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;
      guint32 first = members->len;

      for (guint32 j = 0; j < annotations->quotes->len; j++)
        {
          const DlnQuoteClaim *claim = DLN_ROW (annotations->quotes, DlnQuoteClaim, j);
          DlnStringId text = _dln_resolver_intern_span (resolver, i, claim->span);
          const char *words = dln_strings_get (resolver->out->strings, text);
          Member member = { .document = i, .row = j, .part = first + j };

          if (claim->part_of < j)
            {
              Member *whole = DLN_ROW (members, Member, first + claim->part_of);

              member.part = whole->part;
              whole = DLN_ROW (members, Member, member.part);
              g_string_append_c (whole->text, ' ');
              g_string_append (whole->text, words);
            }
          else
            member.text = g_string_new (words);
          g_array_append_val (members, member);
        }
    }
  return members;
}

static DlnEntityId
get_speaker (const DlnResolver *resolver,
             const Member      *member)
{
  return _dln_resolver_entity_of (
    resolver, member->document, get_claim (resolver, member)->speaker);
}

static void
read_words (Member *member)
{
  g_auto (GStrv) words = g_strsplit (member->key, " ", -1);

  member->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; words[i] != NULL; i++)
    {
      member->n_denials += g_strv_contains (_dln_words (DLN_WORDS_DENIALS), words[i]);
      if (strlen (words[i]) >= 3 && _dln_lexicon_get_weight (words[i]) >= TELLING)
        g_hash_table_add (member->words, g_strdup (words[i]));
    }
}

static gboolean
are_alike (const Member *a,
           const Member *b)
{
  guint shorter = MIN (g_hash_table_size (a->words), g_hash_table_size (b->words));
  GHashTableIter iter;
  gpointer word;
  guint shared = 0;

  if (a->document == b->document || a->n_denials != b->n_denials || shorter < SHARED_WORDS)
    return FALSE;
  g_hash_table_iter_init (&iter, a->words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    shared += g_hash_table_contains (b->words, word);
  return shared >= SHARED_WORDS && shared >= SHARED_PART * shorter;
}

/* Nearly the same words of one speaker; @said: the quotes of each speaker so far. */
static void
join_alike (const GArray *members,
            GHashTable   *said,
            DlnEntityId   speaker,
            guint32       index,
            guint32      *parents)
{
  Member *member = DLN_ROW (members, Member, index);
  GArray *list = g_hash_table_lookup (said, GUINT_TO_POINTER (speaker));

  read_words (member);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (said, GUINT_TO_POINTER (speaker), list);
    }
  for (guint i = list->len; i-- > 0 && list->len - i <= MAX_COMPARED;)
    if (are_alike (DLN_ROW (members, Member, g_array_index (list, guint32, i)), member))
      {
        member->reason = DLN_REASON_SAME_QUOTE;
        _dln_forest_join (parents, g_array_index (list, guint32, i), index);
        break;
      }
  g_array_append_val (list, index);
}

/* An earlier quote of the same words that nobody else says; the first one of each speaker is kept.
 */
static guint32
find_same (GHashTable *by_key,
           GHashTable *speakers,
           const char *key,
           DlnEntityId speaker,
           guint32     index)
{
  guint32 first = GPOINTER_TO_UINT (g_hash_table_lookup (by_key, key));
  DlnEntityId said_by = GPOINTER_TO_UINT (g_hash_table_lookup (speakers, GUINT_TO_POINTER (first)));

  if (first != 0 && speaker != 0 && said_by != 0 && said_by != speaker)
    {
      g_autofree char *own = g_strdup_printf ("%u %s", speaker, key);

      first = GPOINTER_TO_UINT (g_hash_table_lookup (by_key, own));
      if (first == 0)
        g_hash_table_insert (by_key, g_steal_pointer (&own), GUINT_TO_POINTER (index + 1));
    }
  else if (first == 0)
    g_hash_table_insert (by_key, g_strdup (key), GUINT_TO_POINTER (index + 1));
  if (speaker != 0 && said_by == 0)
    g_hash_table_insert (speakers, GUINT_TO_POINTER (first != 0 ? first : index + 1),
                         GUINT_TO_POINTER (speaker));
  return first;
}

static void
join_claims (const DlnResolver *resolver,
             const GArray      *members,
             guint32           *parents)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) speakers =
    g_hash_table_new (NULL, NULL); /* first quote + 1 -> who says it */
  g_autoptr (GHashTable) said =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < members->len; i++)
    {
      Member *member = DLN_ROW (members, Member, i);
      DlnEntityId speaker = get_speaker (resolver, member);
      guint32 same;

      if (member->part != i)
        {
          _dln_forest_join (parents, member->part, i);
          continue;
        }
      member->key = _dln_name_key (member->text->str);
      if (*member->key == '\0')
        continue;
      same = find_same (by_key, speakers, member->key, speaker, i);
      if (same != 0)
        _dln_forest_join (parents, same - 1, i);
      else if (speaker != 0)
        join_alike (members, said, speaker, i, parents);
    }
}

static void
add_evidence (DlnResolver  *resolver,
              const Member *member,
              DlnQuoteId    id)
{
  const DlnAnnotations *annotations = resolver->inputs[member->document].annotations;
  const DlnQuoteClaim *claim = get_claim (resolver, member);
  DlnEvidence evidence = {
    .target = id,
    .document = member->document + 1,
    .row = member->row,
    .sentence = _dln_sentence_span (annotations, claim->span),
    .mark = claim->span,
    .speaker = _dln_resolver_entity_of (resolver, member->document, claim->speaker),
    .speaker_text = _dln_resolver_intern_span (resolver, member->document, claim->speaker_span),
    .when = dln_when_unknown (),
    .reason = _dln_resolver_intern_reason (resolver, member->reason),
    .kind = DLN_TARGET_QUOTE,
    .score = claim->score + (claim->part_of == DLN_NO_ROW ? 0.5f : 0),
  };

  evidence.sentence.begin = MIN (evidence.sentence.begin, claim->span.begin);
  if (claim->time < annotations->times->len)
    evidence.when = DLN_ROW (annotations->times, DlnTime, claim->time)->when;
  g_array_append_val (resolver->out->evidence, evidence);
}

static void
emit_quote (DlnResolver   *resolver,
            const GArray  *members,
            const guint32 *indexes,
            guint          n)
{
  DlnResolution *out = resolver->out;
  const Member *best = DLN_ROW (members, Member, indexes[0]);
  DlnQuote row = {
    .id = indexes[0] + 1,
    .first_evidence = out->evidence->len,
    .n_evidence = n,
    .when = dln_when_unknown (),
  };

  for (guint i = 0; i < n; i++)
    {
      const Member *member = DLN_ROW (members, Member, indexes[i]);
      const DlnQuoteClaim *claim = get_claim (resolver, member);
      DlnEntityId addressee =
        _dln_resolver_entity_of (resolver, member->document, claim->addressee);

      if (member->text != NULL && (best->text == NULL || member->text->len > best->text->len))
        best = member;
      row.addressee = row.addressee != 0 ? row.addressee : addressee;
      add_evidence (resolver, member, row.id);
    }

  DlnEvidence *rows = DLN_ROW (out->evidence, DlnEvidence, row.first_evidence);

  for (guint i = 0; i < n; i++)
    {
      row.speaker = row.speaker != 0 ? row.speaker : rows[i].speaker;
      row.speaker_text = row.speaker_text != 0 ? row.speaker_text : rows[i].speaker_text;
      if (row.when.precision == DLN_PRECISION_NONE)
        row.when = rows[i].when;
    }
  row.when.span = DLN_SPAN (0, 0);
  row.type = get_claim (resolver, best)->type;
  row.text = dln_strings_intern (out->strings, best->text != NULL ? best->text->str : NULL);
  row.n_sources = _dln_resolver_count_sources (resolver, rows, n);
  _dln_evidence_sort (rows, n);
  if (row.text != 0)
    g_array_append_val (out->quotes, row);
  else
    g_array_set_size (out->evidence, row.first_evidence);
}

/* Writes quotes and their evidence. Time: O(bytes quoted) */
void
_dln_resolver_emit_quotes (DlnResolver *resolver)
{
  g_autoptr (GArray) members = collect_claims (resolver);
  g_autofree guint32 *parents = g_new (guint32, MAX (members->len, 1));

  for (guint32 i = 0; i < members->len; i++)
    parents[i] = i;
  join_claims (resolver, members, parents);

  g_autofree guint32 *order = _dln_forest_group (parents, members->len);

  for (guint32 i = 0; i < members->len;)
    {
      guint32 end = i;

      while (end < members->len && parents[order[end]] == parents[order[i]])
        end++;
      emit_quote (resolver, members, order + i, end - i);
      i = end;
    }
}
