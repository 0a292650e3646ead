/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of one document agree with each other: a surname after the full name, an acronym after
 * its definition, the same capitals elsewhere. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-rules-private.h"
#include "extract/grammar/dln-lexicon-private.h"

#define MAX_WORDS 8
#define DOUBTFUL 0.6f
/* what a short form of an institution's name is not */
#define NO_SHORT_FORM                                                                              \
  (DLN_LIST_BIT (DLN_LIST_PLACE) | DLN_LIST_BIT (DLN_LIST_COUNTRY) | DLN_LIST_BIT (DLN_LIST_TOWN)  \
   | DLN_LIST_BIT (DLN_LIST_FIRST_NAME) | DLN_LIST_BIT (DLN_LIST_DEMONYM))
#define MAX_SPELLED 400 /* names that are compared with each other */
#define MAX_ACRONYMS 64 /* each walks over all names */

typedef struct /* what the document knows of a word or phrase, by hash of its letters */
{
  guint64 key;
  float   scores[DLN_N_ENTITY_TYPES]; /* sum of scores as a name of its own */
  guint16 last_of_person;  /* times it ends a longer person's name */
  guint16 first_of_institution; /* times a longer institution's name begins with it */
  guint16 part_of_institution; /* times an institution's name is it and a legal form or head noun */
  guint8  acronym_type;    /* defined in the text as a name of this type */
  guint8  called;          /* TRUE: words beside it say that it is an institution */
} Known;

typedef struct
{
  Known  *slots;
  guint32 mask;
} KnownTable;

static Known *
find_known (KnownTable *table,
            guint64     key)
{
  for (guint32 i = (guint32) (key >> 11) & table->mask;; i = (i + 1) & table->mask)
    if (table->slots[i].key == key || table->slots[i].key == 0)
      return &table->slots[i];
}

static Known *
add_known (KnownTable *table,
           guint64     key)
{
  Known *known = find_known (table, key);

  known->key = key;
  return known;
}

static guint64
hash_span (const DlnNameText *text,
           guint32            first,
           guint32            last)
{
  guint64 key = 0;

  for (guint32 i = first; i <= last && i < first + 2 * MAX_WORDS; i++)
    if (text->tokens[i].letters != 0)
      key = key == 0 ? text->tokens[i].letters : _dln_names_mix (key, text->tokens[i].letters);
  return key | 1;
}

static gboolean
has_org_head (const DlnNameText *text,
              guint32            first,
              guint32            last)
{
  for (guint32 i = first; i <= last; i++)
    if ((text->tokens[i].lists & DLN_LIST_BIT (DLN_LIST_ORG_HEAD)) != 0)
      return TRUE;
  return FALSE;
}

/* The spans that lie in or touch [first, last]: the surest type of an institution or place, 0 if
 * none */
static guint
drop_inside (DlnNameRules *rules,
             guint32       first,
             guint32       last)
{
  guint type = 0;

  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (span->last < first || span->dropped)
        continue;
      if (span->first > last)
        break;
      if (span->first <= first && span->last >= last)
        type = span->type;
      span->dropped = TRUE;
    }
  return type;
}

/* "Baltic Maritime Agency (BMA)": the whole phrase is a name, and of one type with its acronym. */
static void
define_acronym (DlnNameRules *rules,
                guint32       acronym)
{
  const DlnNameText *text = rules->text;
  guint32 first = acronym - 1;

  while (first > 0 && (text->tokens[first - 1].flags & DLN_NAMES_ACRONYM_OF) != 0
         && acronym - first < 16)
    first--;
  while (first + 1 < acronym && (text->tokens[first].flags & DLN_NAMES_CAPITALISED) == 0)
    first++;
  if (first + 2 >= acronym)
    return;

  guint type = drop_inside (rules, first, acronym - 2);
  guint own = drop_inside (rules, acronym, acronym);

  if (type == 0 || type == DLN_ENTITY_OTHER || has_org_head (text, first, acronym - 2))
    type = own == DLN_ENTITY_INSTITUTION || has_org_head (text, first, acronym - 2)
             ? DLN_ENTITY_INSTITUTION
           : type != 0 ? type
           : own != 0  ? own
                       : DLN_ENTITY_INSTITUTION;

  DlnNameSpan spans[] = {
    { .first = first,
      .last = acronym - 2,
      .title = first,
      .type = type,
      .score = 0.8f,
      .reasons = DLN_NAME_ACRONYM },
    { .first = acronym,
      .last = acronym,
      .title = acronym,
      .type = type,
      .score = 0.8f,
      .reasons = DLN_NAME_ACRONYM },
  };

  g_array_append_vals (rules->spans, spans, 2);
}

static void
define_acronyms (DlnNameRules *rules)
{
  const DlnNameText *text = rules->text;
  guint both = DLN_NAMES_ACRONYM_OF | DLN_NAMES_IN_PARENS;
  guint n_defined = 0;

  for (guint32 i = 3; i < text->n_tokens && n_defined < MAX_ACRONYMS; i++)
    if ((text->tokens[i].flags & both) == both && text->tokens[i - 1].letters == 0
        && (text->tokens[i - 2].flags & DLN_NAMES_ACRONYM_OF) != 0)
      {
        define_acronym (rules, i);
        g_array_sort (rules->spans, _dln_names_compare_spans);
        n_defined++;
      }
}

static void
learn_acronym (DlnNameRules      *rules,
               KnownTable        *table,
               const DlnNameSpan *span)
{
  const DlnNameText *text = rules->text;
  guint32 i = span->last + 2;

  if (span->last == span->first || i >= text->n_tokens
      || (text->tokens[i].flags & (DLN_NAMES_ACRONYM_OF | DLN_NAMES_IN_PARENS))
           != (DLN_NAMES_ACRONYM_OF | DLN_NAMES_IN_PARENS)
      || (span->type != DLN_ENTITY_INSTITUTION && span->type != DLN_ENTITY_PLACE))
    return;
  add_known (table, hash_span (text, i, i))->acronym_type = span->type;
}

static gboolean
is_trade (DlnNameRules *rules,
          guint32       i)
{
  DlnSpan span = rules->tokens[i].span;
  g_autofree char *word =
    g_ascii_strdown (rules->context->text + span.begin, span.end - span.begin);

  return _dln_lexicon_is_left_out (word);
}

/* "Aegle" of "Aegle Marine Holdings", "Seven Reefs" of "Seven Reefs DMCC", "Itaperi" of
 * "Construtora Itaperi": what is left where every other word says only what kind of institution it
 * is. */
static void
learn_short_form (DlnNameRules      *rules,
                  KnownTable        *table,
                  const DlnNameSpan *span)
{
  const DlnNameText *text = rules->text;
  guint32 kinds = DLN_LIST_BIT (DLN_LIST_ORG_HEAD) | DLN_LIST_BIT (DLN_LIST_LEGAL);
  guint32 first = span->first, last = span->last;

  if (span->type != DLN_ENTITY_INSTITUTION || first == last
      || (text->tokens[first].lists
          & (DLN_LIST_BIT (DLN_LIST_PLACE) | DLN_LIST_BIT (DLN_LIST_COUNTRY)
             | DLN_LIST_BIT (DLN_LIST_DEMONYM)))
           != 0)
    return;
  while (last > first
         && ((text->tokens[last].lists & kinds) != 0
             || _dln_names_is_word_of (rules, last, DLN_WORDS_LEGAL_FORMS)))
    last--;
  if (_dln_names_is_word_of (rules, first, DLN_WORDS_FOREIGN_HEADS) && first < last)
    first++;
  if ((first == span->first && last == span->last) || (text->tokens[first].lists & kinds) != 0)
    return;
  add_known (table, hash_span (text, first, last))->part_of_institution++;
  /* what "Marine" of "Aegle Marine Holdings" says is its trade */
  if (last == first + 1 && last < span->last && is_trade (rules, last))
    add_known (table, hash_span (text, first, first))->part_of_institution++;
}

/* "Arnold Andersson, the accountancy firm": no person wherever it stands, nor is "Andersson" */
static void
learn_called (DlnNameRules *rules,
              KnownTable   *table)
{
  for (guint k = 0; k < rules->spans->len; k++)
    {
      const DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (span->dropped || span->type != DLN_ENTITY_INSTITUTION || span->first == span->last
          || (span->reasons & DLN_NAME_HEAD_NOUN) == 0
          || (rules->text->tokens[span->first].lists & DLN_LIST_BIT (DLN_LIST_FIRST_NAME)) == 0)
        continue;
      add_known (table, hash_span (rules->text, span->first, span->last))->called = TRUE;
      add_known (table, hash_span (rules->text, span->last, span->last))->called = TRUE;
    }
}

static gboolean
is_called (DlnNameRules      *rules,
           KnownTable        *table,
           const DlnNameSpan *span)
{
  return find_known (table, hash_span (rules->text, span->first, span->last))->called;
}

static void
learn (DlnNameRules *rules,
       KnownTable   *table)
{
  learn_called (rules, table);
  for (guint k = 0; k < rules->spans->len; k++)
    {
      const DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (span->dropped)
        continue;
      add_known (table, hash_span (rules->text, span->first, span->last))->scores[span->type] +=
        span->score;
      if (span->type == DLN_ENTITY_PERSON && span->last > span->first && span->score > 0.6
          && !is_called (rules, table, span))
        add_known (table, hash_span (rules->text, span->last, span->last))->last_of_person++;
      if (span->type == DLN_ENTITY_INSTITUTION && span->last > span->first && span->score > 0.6)
        add_known (table, hash_span (rules->text, span->first, span->first))
          ->first_of_institution++;
      learn_acronym (rules, table, span);
      learn_short_form (rules, table, span);
    }
}

static void
retype (DlnNameSpan *span,
        guint        type,
        guint        reason)
{
  if (span->type == type)
    return;
  span->type = type;
  span->reasons |= reason;
  span->score = MAX (span->score, 0.6f);
}

static void
settle_span (DlnNameRules *rules,
             KnownTable   *table,
             DlnNameSpan  *span)
{
  const Known *known = find_known (table, hash_span (rules->text, span->first, span->last));
  guint best = span->type;

  if (known->key == 0)
    return;
  if (known->called && known->last_of_person == 0)
    {
      retype (span, DLN_ENTITY_INSTITUTION, DLN_NAME_REPEATED);
      return;
    }
  if (known->acronym_type != 0)
    {
      retype (span, known->acronym_type, DLN_NAME_ACRONYM);
      span->reasons |= DLN_NAME_ACRONYM;
      return;
    }
  if (span->first == span->last && known->last_of_person > 0 && span->score < 0.9)
    {
      retype (span, DLN_ENTITY_PERSON, DLN_NAME_REPEATED);
      span->reasons |= DLN_NAME_REPEATED;
      return;
    }
  if (known->part_of_institution > 0 && known->last_of_person == 0
      && span->type != DLN_ENTITY_PLACE
      && (rules->text->tokens[span->first].lists & NO_SHORT_FORM) == 0)
    {
      retype (span, DLN_ENTITY_INSTITUTION, DLN_NAME_REPEATED);
      return;
    }
  /* "Alderline Water ... Alderline": where the model doubts */
  if (known->first_of_institution > 0 && known->last_of_person == 0 && span->first == span->last
      && span->score < DOUBTFUL && span->type != DLN_ENTITY_PLACE
      && (rules->text->tokens[span->first].lists & NO_SHORT_FORM) == 0)
    {
      retype (span, DLN_ENTITY_INSTITUTION, DLN_NAME_REPEATED);
      return;
    }
  for (guint type = 1; type < DLN_N_ENTITY_TYPES; type++)
    if (known->scores[type] > known->scores[best])
      best = type;
  if (best != span->type && span->score < 0.75
      && known->scores[best] > 1.5f * known->scores[span->type])
    retype (span, best, DLN_NAME_REPEATED);
}

/* A name that the model missed here but is sure of elsewhere; longest first. */
static gboolean
find_missed (DlnNameRules *rules,
             KnownTable   *table,
             guint32       i,
             guint32       end,
             DlnNameSpan  *span)
{
  const DlnNameText *text = rules->text;
  guint64 key = 0;
  guint words = 0;
  gboolean found = FALSE;

  for (guint32 j = i; j < end && words < MAX_WORDS; j++)
    {
      const DlnNameToken *token = &text->tokens[j];

      if (token->letters == 0)
        continue;
      key = key == 0 ? token->letters : _dln_names_mix (key, token->letters);
      words++;
      if ((token->flags & DLN_NAMES_CAPITALISED) == 0)
        continue;

      const Known *known = find_known (table, key | 1);

      if (known->key == 0)
        continue;

      guint best = 0;

      for (guint type = 1; type < DLN_N_ENTITY_TYPES; type++)
        if (known->scores[type] > known->scores[best])
          best = type;
      if (known->acronym_type != 0)
        best = known->acronym_type;
      else if (known->part_of_institution > 0 && known->last_of_person == 0 && best == 0)
        best = DLN_ENTITY_INSTITUTION;
      else if (words == 1 && known->last_of_person > 0)
        best = DLN_ENTITY_PERSON;
      else if (best == 0 || known->scores[best] < (words > 1 ? 0.8f : 1.4f))
        continue;
      if (words == 1
          && ((text->tokens[i].flags & (DLN_NAMES_LOWERED | DLN_NAMES_FIRST)) != 0
              || token->commonness > 4))
        continue;
      *span = (DlnNameSpan){
        .first = i,
        .last = j,
        .title = i,
        .type = best,
        .score = 0.6f,
        .reasons = DLN_NAME_REPEATED | (known->acronym_type != 0 ? DLN_NAME_ACRONYM : 0),
      };
      found = TRUE;
    }
  return found;
}

static void
add_missed (DlnNameRules *rules,
            KnownTable   *table)
{
  const DlnNameText *text = rules->text;
  g_autoptr (GArray) all =
    g_array_sized_new (FALSE, TRUE, sizeof (DlnNameSpan), rules->spans->len + 8);
  guint k = 0;

  for (guint s = 0; s < text->n_sentences; s++)
    for (guint32 i = text->firsts[s]; i < text->firsts[s + 1]; i++)
      {
        while (k < rules->spans->len && DLN_ROW (rules->spans, DlnNameSpan, k)->dropped)
          k++;

        const DlnNameSpan *next =
          k < rules->spans->len ? DLN_ROW (rules->spans, DlnNameSpan, k) : NULL;

        if (next != NULL && i >= next->first)
          {
            g_array_append_val (all, *next);
            i = next->last;
            k++;
            continue;
          }

        DlnNameSpan span;
        guint32 end = next != NULL ? MIN (next->first, text->firsts[s + 1]) : text->firsts[s + 1];

        if ((text->tokens[i].flags & DLN_NAMES_CAPITALISED) == 0
            || !find_missed (rules, table, i, end, &span))
          continue;
        g_array_append_val (all, span);
        i = span.last;
      }
  g_array_set_size (rules->spans, 0);
  g_array_append_vals (rules->spans, all->data, all->len);
}

/* Whether "Nada" has the initials of "Norvan Anti-Doping Agency". */
static gboolean
spells (const DlnNameRules *rules,
        const DlnNameSpan  *acronym,
        const DlnNameSpan  *whole)
{
  DlnSpan word = rules->tokens[acronym->first].span;
  const char *text = rules->context->text;
  guint32 n = 0;

  for (guint32 i = whole->first; i <= whole->last; i++)
    {
      DlnSpan span = rules->tokens[i].span;

      if (!g_ascii_isalpha (text[span.begin]))
        continue;
      for (guint32 at = span.begin; at < span.end; at++)
        if ((at == span.begin || text[at - 1] == '-') && g_ascii_isupper (text[at]))
          {
            if (word.begin + n >= word.end
                || g_ascii_toupper (text[word.begin + n]) != text[at])
              return FALSE;
            n++;
          }
    }
  return n == word.end - word.begin;
}

/* An acronym that is written like a word is no person: "Nada has published its report" beside its
 * full name. */
static void
find_spelled (DlnNameRules *rules)
{
  for (guint k = 0; k < MIN (rules->spans->len, MAX_SPELLED); k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);
      DlnSpan word = rules->tokens[span->first].span;

      if (span->dropped || span->first != span->last || span->type == DLN_ENTITY_INSTITUTION
          || word.end - word.begin < 3 || word.end - word.begin > 6
          || !g_ascii_isupper (rules->context->text[word.begin]))
        continue;
      for (guint j = 0; j < MIN (rules->spans->len, MAX_SPELLED); j++)
        {
          const DlnNameSpan *whole = DLN_ROW (rules->spans, DlnNameSpan, j);

          if (!whole->dropped && whole->type == DLN_ENTITY_INSTITUTION
              && whole->last > whole->first && spells (rules, span, whole))
            {
              retype (span, DLN_ENTITY_INSTITUTION, DLN_NAME_ACRONYM);
              break;
            }
        }
    }
}

/**
 * _dln_name_rules_agree:
 * @rules: the document
 *
 * Retypes doubtful names after surer ones and adds names that were missed. Time: O(tokens)
 */
void
_dln_name_rules_agree (DlnNameRules *rules)
{
  guint32 size = 64;

  define_acronyms (rules);
  while (size < 6 * rules->spans->len + 2)
    size *= 2;

  g_autofree Known *slots = g_new0 (Known, size);
  KnownTable table = { slots, size - 1 };

  if (rules->spans->len == 0)
    return;
  learn (rules, &table);
  for (guint k = 0; k < rules->spans->len; k++)
    if (!DLN_ROW (rules->spans, DlnNameSpan, k)->dropped)
      settle_span (rules, &table, DLN_ROW (rules->spans, DlnNameSpan, k));
  find_spelled (rules);
  add_missed (rules, &table);
}
