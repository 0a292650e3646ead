/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Institutions that are told by how their name is written: two words joined by "&" ("Rowan &
 * Pike"), trades joined by "and" behind a name ("Airbus Defence and Space"), a word in capitals
 * where nobody shouts ("FINMA"), an article before what the model takes for a person ("the
 * Castle"). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-rules-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#define MAX_RUN 4       /* words on one side of a joint */
#define COMMON 4        /* of 7: a word that mostly stands in small letters */
#define JOINT_SCORE 0.7f
#define SURE 0.8f
#define MAX_JOINTS 256  /* each walks over all names */
#define MIN_ACRONYM 3
#define MAX_ACRONYM 9   /* letters of a word in capitals that is no heading */

/* The span that holds token @i, NULL if none does */
static DlnNameSpan *
find_span (DlnNameRules *rules,
           guint32       i)
{
  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (!span->dropped && span->first <= i && i <= span->last)
        return span;
    }
  return NULL;
}

static gboolean
is_loud (const DlnNameRules *rules,
         guint32             i)
{
  return (rules->text->tokens[i].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) != 0;
}

static gboolean
has_list (const DlnNameRules *rules,
          guint32             i,
          guint32             lists)
{
  return (rules->text->tokens[i].lists & lists) != 0;
}

static gboolean
is_common (const DlnNameRules *rules,
           guint32             i)
{
  return rules->text->tokens[i].commonness >= COMMON;
}

/* One institution from @first to @last instead of all that touches it. */
static void
put_institution (DlnNameRules *rules,
                 guint32       first,
                 guint32       last)
{
  DlnNameSpan joint = {
    .first = first, .last = last, .title = first, .type = DLN_ENTITY_INSTITUTION,
    .score = JOINT_SCORE,
  };

  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (span->dropped || span->last < first || span->first > last)
        continue;
      joint.reasons |= span->reasons & DLN_NAME_MODEL;
      if (span->type == DLN_ENTITY_INSTITUTION)
        joint.score = MAX (joint.score, span->score);
      span->dropped = TRUE;
    }
  g_array_append_val (rules->spans, joint);
  g_array_sort (rules->spans, _dln_names_compare_spans);
}

/* ---- "Rowan & Pike" ------------------------------------------------------------------------- */

/* "Trinidad & Tobago" is a place and "Tom & Ann" are two. */
static gboolean
joins_others (DlnNameRules      *rules,
              const DlnNameSpan *left,
              const DlnNameSpan *right,
              guint32            i)
{
  const guint32 first_name = DLN_LIST_BIT (DLN_LIST_FIRST_NAME);

  if ((left != NULL && left->type == DLN_ENTITY_PLACE)
      || (right != NULL && right->type == DLN_ENTITY_PLACE))
    return TRUE;
  return has_list (rules, i - 1, first_name) && has_list (rules, i + 1, first_name)
         && (left == NULL || left->first == i - 1) && (right == NULL || right->last == i + 1);
}

/* "Moss & Moss and Lind & Co": the first of two firms ends before "and". */
static guint32
find_firm_end (DlnNameRules *rules,
               guint32       i,
               guint32       last)
{
  for (guint32 k = i + 2; k < last; k++)
    if (_dln_names_is (rules, k, "and") || _dln_names_is (rules, k, ","))
      return k - 1;
  return last;
}

/* Returns: FALSE if no name was looked at */
static gboolean
join_partners (DlnNameRules *rules,
               guint32       i)
{
  if (!_dln_names_is_capital (rules, i - 1) || !_dln_names_is_capital (rules, i + 1)
      || rules->tokens[i - 1].sentence != rules->tokens[i + 1].sentence)
    return FALSE;

  const DlnNameSpan *left = find_span (rules, i - 1);
  const DlnNameSpan *right = find_span (rules, i + 1);
  guint32 first = left != NULL ? left->first : i - 1;
  guint32 last = right != NULL ? right->last : i + 1;
  guint32 end = find_firm_end (rules, i, last);

  if (left == NULL && right == NULL && is_common (rules, i - 1) && is_common (rules, i + 1))
    return TRUE; /* "Heating & Plumbing" */
  if (joins_others (rules, left, right, i) || (left != NULL && left->type == DLN_ENTITY_OTHER)
      || (left == right && left != NULL && left->type == DLN_ENTITY_INSTITUTION && end == last))
    return TRUE;
  for (guint32 k = first; k < i; k++)
    if (_dln_names_is (rules, k, "and") || _dln_names_is (rules, k, ","))
      first = k + 1;

  DlnNameSpan rest = { .first = end + 2, .last = last, .title = end + 2 };

  if (right != NULL)
    {
      rest.type = right->type;
      rest.score = right->score;
      rest.reasons = right->reasons;
    }
  put_institution (rules, first, end);
  if (end + 2 <= last)
    {
      g_array_append_val (rules->spans, rest);
      g_array_sort (rules->spans, _dln_names_compare_spans);
    }
  return TRUE;
}

/* ---- "Airbus Defence and Space" -------------------------------------------------------------- */

/* A common noun with a capital: "Defence", no name of anybody or any place, no "Agreement" */
static gboolean
is_trade (const DlnNameRules *rules,
          guint32             i)
{
  const DlnNameToken *token = &rules->text->tokens[i];
  const guint32 names = DLN_LIST_BIT (DLN_LIST_PLACE) | DLN_LIST_BIT (DLN_LIST_COUNTRY)
                        | DLN_LIST_BIT (DLN_LIST_FIRST_NAME) | DLN_LIST_BIT (DLN_LIST_SURNAME)
                        | DLN_LIST_BIT (DLN_LIST_DEMONYM) | DLN_LIST_BIT (DLN_LIST_CALENDAR);

  if (token->letter_case != DLN_CASE_TITLE || !is_common (rules, i) || has_list (rules, i, names)
      || (token->flags & DLN_NAMES_FIRST) != 0)
    return FALSE;

  DlnSpan span = rules->tokens[i].span;
  g_autofree char *word =
    g_strndup (rules->context->text + span.begin, span.end - span.begin);

  return !g_strv_contains (_dln_words (DLN_WORDS_THING_HEADS), word);
}

/* The word alone is an institution somewhere in the document. */
static gboolean
is_known_institution (DlnNameRules *rules,
                      guint32       i)
{
  for (guint k = 0; k < rules->spans->len; k++)
    {
      const DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (!span->dropped && span->type == DLN_ENTITY_INSTITUTION && span->first == span->last
          && rules->text->tokens[span->first].letters == rules->text->tokens[i].letters)
        return TRUE;
    }
  return FALSE;
}

/* The first word of what stands before "and" at @i: an institution's name that goes so far, or
 * capital words behind one that is known; @i if there is none */
static guint32
find_left (DlnNameRules *rules,
           guint32       i)
{
  const DlnNameSpan *span = find_span (rules, i - 1);
  guint32 first = i - 1;

  if (span != NULL)
    return span->type == DLN_ENTITY_INSTITUTION && span->last == i - 1 && span->first < span->last
             ? span->first
             : i;
  while (first > 0 && i - first < MAX_RUN && _dln_names_is_capital (rules, first - 1)
         && rules->tokens[first - 1].sentence == rules->tokens[i].sentence)
    first--;
  return first < i - 1 && is_known_institution (rules, first) ? first : i;
}

static gboolean
join_trades (DlnNameRules *rules,
             guint32       i)
{
  guint32 n = rules->text->n_tokens;
  guint32 last = i + 1;
  guint32 first;

  if (is_loud (rules, i) || !is_trade (rules, i - 1) || !is_trade (rules, i + 1)
      || rules->tokens[i - 1].sentence != rules->tokens[i + 1].sentence
      || _dln_name_rules_is_institution_noun (rules, i - 1)
      || _dln_name_rules_is_institution_noun (rules, i + 1))
    return FALSE;
  first = find_left (rules, i);
  if (first == i)
    return TRUE;
  while (last + 1 < n && last - i < MAX_RUN && is_trade (rules, last + 1)
         && rules->tokens[last + 1].sentence == rules->tokens[i].sentence)
    last++;
  /* a name that goes on, or that is sure to be one of its own */
  for (guint32 k = i + 1; k <= last; k++)
    {
      const DlnNameSpan *other = find_span (rules, k);

      if (other != NULL && (other->last > last || other->score >= SURE))
        return TRUE;
    }
  put_institution (rules, first, last);
  return TRUE;
}

/* ---- "FINMA" ------------------------------------------------------------------------------- */

/* A line of one word is a heading; what stands in quotation marks may be a nickname. */
static gboolean
stands_alone (const DlnNameRules *rules,
              guint32             i)
{
  const DlnToken *tokens = rules->tokens;

  if (i > 0 && strchr ("\"'", rules->context->text[tokens[i - 1].span.begin]) != NULL
      && tokens[i - 1].span.end == tokens[i].span.begin)
    return TRUE;
  return (i == 0 || tokens[i - 1].sentence != tokens[i].sentence)
         && (i + 1 == rules->text->n_tokens || tokens[i + 1].sentence != tokens[i].sentence);
}

static gboolean
is_listed_person (const DlnNameRules *rules,
                  guint32             i)
{
  return has_list (rules, i,
                   DLN_LIST_BIT (DLN_LIST_FIRST_NAME) | DLN_LIST_BIT (DLN_LIST_SURNAME)
                     | DLN_LIST_BIT (DLN_LIST_PERSON) | DLN_LIST_BIT (DLN_LIST_TITLE));
}

/* "engineer" before it */
static gboolean
has_role (const DlnNameRules *rules,
          guint32             i)
{
  return i > 0
         && has_list (rules, i - 1,
                      DLN_LIST_BIT (DLN_LIST_PERSON_NOUN) | DLN_LIST_BIT (DLN_LIST_TITLE));
}

/* "FINMA", where nobody shouts: by its letters an acronym, no word that is stressed ("YOU") */
static gboolean
is_acronym (const DlnNameRules *rules,
            guint32             i)
{
  DlnSpan word = rules->tokens[i].span;
  guint length = word.end - word.begin;

  if (rules->text->tokens[i].letter_case != DLN_CASE_UPPER || length < MIN_ACRONYM
      || length > MAX_ACRONYM || is_loud (rules, i) || stands_alone (rules, i)
      || is_common (rules, i) || (rules->text->tokens[i].flags & DLN_NAMES_LOWERED) != 0
      || is_listed_person (rules, i))
    return FALSE;
  for (guint32 b = word.begin; b < word.end; b++)
    if (!g_ascii_isupper (rules->context->text[b]))
      return FALSE;
  return TRUE;
}

/* "FINMA said": it speaks or decides */
static gboolean
is_acting (const DlnNameRules *rules,
           guint32             i)
{
  const DlnToken *token = &rules->tokens[i];

  return token->head >= 0 && token->deprel == DLN_DEPREL_NSUBJ
         && g_strv_contains (_dln_words (DLN_WORDS_GOVERNMENT_VERBS),
                             dln_strings_get (rules->context->annotations->strings,
                                              rules->tokens[token->head].lemma));
}

/* Letters of the acronyms that act once in the document */
static GHashTable *
collect_acting (DlnNameRules *rules)
{
  GHashTable *acting = g_hash_table_new (dln_hash_int64, g_int64_equal);

  for (guint32 i = 0; i < rules->text->n_tokens; i++)
    if (is_acronym (rules, i) && is_acting (rules, i))
      g_hash_table_add (acting, (gpointer) &rules->text->tokens[i].letters);
  return acting;
}

static void
settle_capitals (DlnNameRules *rules,
                 DlnNameSpan  *span,
                 GHashTable   *acting)
{
  if (span->dropped || span->type != DLN_ENTITY_PERSON || span->first != span->last
      || !is_acronym (rules, span->first)
      || (has_role (rules, span->first)
          && !g_hash_table_contains (acting, &rules->text->tokens[span->first].letters)))
    return;
  span->type = DLN_ENTITY_INSTITUTION;
  span->score = MAX (span->score, JOINT_SCORE);
}

/* Acting acronyms that the model passed over, wherever the document has them. */
static void
find_capitals (DlnNameRules *rules,
               GHashTable   *acting)
{
  g_autofree guint8 *covered = g_new0 (guint8, rules->text->n_tokens + 1);
  guint n_known = rules->spans->len;

  for (guint k = 0; k < n_known; k++)
    {
      const DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (!span->dropped)
        memset (covered + span->first, TRUE, span->last + 1 - span->first);
    }
  for (guint32 i = 0; i < rules->text->n_tokens; i++)
    {
      DlnNameSpan span = { .first = i, .last = i, .title = i, .type = DLN_ENTITY_INSTITUTION,
                           .score = JOINT_SCORE };

      if (g_hash_table_contains (acting, &rules->text->tokens[i].letters) && is_acronym (rules, i)
          && !covered[i])
        g_array_append_val (rules->spans, span);
    }
  if (rules->spans->len > n_known)
    g_array_sort (rules->spans, _dln_names_compare_spans);
}

/* ---- "the Castle" ---------------------------------------------------------------------------- */

/* Nobody of one word has an article, but for "the Kellers" and "the Keller report". */
static void
settle_article (DlnNameRules *rules,
                DlnNameSpan  *span)
{
  guint32 i = span->first;
  guint32 next = i + 1;

  if (span->dropped || span->type != DLN_ENTITY_PERSON || i != span->last || i == 0
      || !_dln_names_is_in_any_case (rules, i - 1, "the") || is_loud (rules, i)
      || rules->tokens[i - 1].sentence != rules->tokens[i].sentence
      || dln_deprel_get_base (rules->tokens[i].deprel) == DLN_DEPREL_COMPOUND
      || rules->tokens[i].deprel == DLN_DEPREL_AMOD
      || g_str_has_suffix (dln_strings_get (rules->context->annotations->strings,
                                            rules->tokens[i].xpos),
                           "S"))
    return;
  if (next < rules->text->n_tokens && rules->tokens[next].sentence == rules->tokens[i].sentence
      && (rules->tokens[next].upos == DLN_UPOS_NOUN || rules->tokens[next].upos == DLN_UPOS_PROPN
          || rules->tokens[next].upos == DLN_UPOS_ADJ))
    return;
  span->type = DLN_ENTITY_INSTITUTION;
  span->score = MAX (span->score, JOINT_SCORE);
}

/**
 * _dln_name_rules_join:
 * @rules: the document
 *
 * Time: O(tokens + joints * names)
 */
void
_dln_name_rules_join (DlnNameRules *rules)
{
  guint n_joints = 0;

  for (guint32 i = 1; i + 1 < rules->text->n_tokens && n_joints < MAX_JOINTS; i++)
    {
      if (_dln_names_is (rules, i, "&"))
        n_joints += join_partners (rules, i);
      else if (_dln_names_is (rules, i, "and"))
        n_joints += join_trades (rules, i);
    }

  g_autoptr (GHashTable) acting = collect_acting (rules);

  for (guint k = 0; k < rules->spans->len; k++)
    {
      settle_capitals (rules, DLN_ROW (rules->spans, DlnNameSpan, k), acting);
      settle_article (rules, DLN_ROW (rules->spans, DlnNameSpan, k));
    }
  if (g_hash_table_size (acting) > 0)
    find_capitals (rules, acting);
}
