/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Institutions that the words beside them tell: a legal form, a head noun of another language
 * ("Banco", "Grupo"), what they are called ("the carmaker X", "X, a company in"), what they have
 * ("shares in X"). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-rules-private.h"
#include "extract/grammar/dln-lexicon-private.h"

#define COMMON 4        /* of 7: a word that mostly stands in small letters */
#define MAX_CALLED 5 /* words of "a family-owned freight firm" */

static const char *
get_lemma (DlnNameRules *rules,
           guint32       i)
{
  return dln_strings_get (rules->context->annotations->strings, rules->tokens[i].lemma);
}

static gboolean
is_first_name (DlnNameRules *rules,
               guint32       i)
{
  return (rules->text->tokens[i].lists & DLN_LIST_BIT (DLN_LIST_FIRST_NAME)) != 0;
}

static gboolean
is_same_sentence (DlnNameRules *rules,
                  guint32       a,
                  guint32       b)
{
  return rules->tokens[a].sentence == rules->tokens[b].sentence;
}

/* "Fényút Kft", "Seven Reefs DMCC": the form may stand behind what the model took */
static gboolean
has_legal_form (DlnNameRules *rules,
                DlnNameSpan  *span)
{
  guint32 next = span->last + 1;

  if (span->last > span->first && _dln_names_is_word_of (rules, span->last, DLN_WORDS_LEGAL_FORMS))
    return TRUE;
  if (next >= rules->text->n_tokens || !is_same_sentence (rules, span->last, next)
      || !_dln_names_is_word_of (rules, next, DLN_WORDS_LEGAL_FORMS)
      || (rules->text->tokens[next].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) != 0)
    return FALSE;
  span->last = next;
  return TRUE;
}

static gboolean
has_foreign_head (DlnNameRules      *rules,
                  const DlnNameSpan *span)
{
  return span->last > span->first
         && _dln_names_is_word_of (rules, span->first, DLN_WORDS_FOREIGN_HEADS);
}

static gboolean
is_institution_noun (DlnNameRules *rules,
                     guint32       i)
{
  DlnNoun noun = _dln_lexicon_get_noun (get_lemma (rules, i));

  return rules->tokens[i].upos == DLN_UPOS_NOUN
         && rules->text->tokens[i].letter_case == DLN_CASE_LOWER
         && (noun.classes & DLN_NOUN_INSTITUTION) != 0 && (noun.classes & DLN_NOUN_PERSON) == 0;
}

/* "the carmaker Rheinauto", "its rival group Fjordolje": an article or owner opens the phrase. "The
 * company Martin" may go on as "founded". */
static gboolean
is_called_before (DlnNameRules      *rules,
                  const DlnNameSpan *span)
{
  guint32 i = span->first;

  if (i < 2 || !is_institution_noun (rules, i - 1) || !is_same_sentence (rules, i - 1, i))
    return FALSE;
  if (is_first_name (rules, i)
      && (span->first < span->last
          || _dln_names_is_word_of (rules, i - 1, DLN_WORDS_COMPANY_NOUNS)
          || _dln_names_is_word_of (rules, i - 1, DLN_WORDS_INSTITUTIONS_APART)))
    return FALSE;
  for (i--; i > 0 && span->first - i <= MAX_CALLED; i--)
    {
      guint8 upos = rules->tokens[i - 1].upos;

      if (!is_same_sentence (rules, i - 1, span->first))
        return FALSE;
      if (upos == DLN_UPOS_DET || upos == DLN_UPOS_PART
          || rules->tokens[i - 1].deprel == DLN_DEPREL_NMOD_POSS)
        return TRUE;
      if (upos != DLN_UPOS_ADJ && upos != DLN_UPOS_NOUN && upos != DLN_UPOS_PROPN
          && upos != DLN_UPOS_PUNCT)
        return FALSE;
    }
  return FALSE;
}

/* "Porto Seco, a freight firm based in": but not "Keller, a bank manager" */
static gboolean
is_called_behind (DlnNameRules      *rules,
                  const DlnNameSpan *span)
{
  guint32 i = span->last + 1;
  guint32 noun = 0;

  if (i + 2 >= rules->text->n_tokens || !_dln_names_is (rules, i, ",")
      || !(_dln_names_is (rules, i + 1, "a") || _dln_names_is (rules, i + 1, "an")))
    return FALSE;
  for (i += 2; i < rules->text->n_tokens && i <= span->last + 2 + MAX_CALLED; i++)
    {
      guint8 upos = rules->tokens[i].upos;

      if (upos == DLN_UPOS_NOUN && is_same_sentence (rules, i, span->last))
        noun = i;
      else if ((upos != DLN_UPOS_ADJ && upos != DLN_UPOS_PROPN && upos != DLN_UPOS_PUNCT)
               || _dln_names_is (rules, i, ","))
        break;
    }
  return noun != 0 && i == noun + 1 && is_institution_noun (rules, noun);
}

/* "Arnold Andersson, the accountancy firm, has": what kind of body it is, between commas */
static gboolean
is_explained_behind (DlnNameRules      *rules,
                     const DlnNameSpan *span)
{
  guint32 i = span->last + 1;

  if (i + 3 >= rules->text->n_tokens || !_dln_names_is (rules, i, ",")
      || !_dln_names_is (rules, i + 1, "the"))
    return FALSE;
  for (i += 2; i + 1 < rules->text->n_tokens && i <= span->last + 2 + MAX_CALLED; i++)
    {
      if (!is_same_sentence (rules, i + 1, span->last))
        return FALSE;
      if (is_institution_noun (rules, i) && rules->tokens[i + 1].upos == DLN_UPOS_PUNCT)
        return i > span->last + 3; /* else it may be a list */
      if (rules->tokens[i].upos != DLN_UPOS_ADJ && rules->tokens[i].upos != DLN_UPOS_NOUN)
        return FALSE;
    }
  return FALSE;
}

/* "The union, Portlink, said": one word between commas behind what kind of body it is */
static gboolean
is_explained_before (DlnNameRules      *rules,
                     const DlnNameSpan *span)
{
  guint32 i = span->first;
  guint8 upos;

  if (i < 3 || span->last + 1 >= rules->text->n_tokens || span->first != span->last
      || !_dln_names_is (rules, i - 1, ",") || !_dln_names_is (rules, span->last + 1, ",")
      || !is_same_sentence (rules, i - 3, i) || is_first_name (rules, i)
      || rules->tokens[i - 2].upos != DLN_UPOS_NOUN
      || (!is_institution_noun (rules, i - 2)
          && !_dln_names_is_word_of (rules, i - 2, DLN_WORDS_COMPANY_NOUNS)))
    return FALSE;
  for (i -= 2; i > 0 && span->first - i <= MAX_CALLED; i--)
    {
      upos = rules->tokens[i - 1].upos;
      if (_dln_names_is_in_any_case (rules, i - 1, "the"))
        return i == 1 || !is_same_sentence (rules, i - 2, i)
               || rules->tokens[i - 2].upos != DLN_UPOS_VERB;
      if (upos != DLN_UPOS_ADJ && upos != DLN_UPOS_NOUN)
        return FALSE;
    }
  return FALSE;
}

static gboolean
is_company_part (DlnNameRules *rules,
                 guint32       i)
{
  const char *const *words = _dln_words (DLN_WORDS_COMPANY_PARTS);

  for (guint k = 0; words[k] != NULL; k++)
    if (_dln_names_is_in_any_case (rules, i, words[k]))
      return TRUE;
  return FALSE;
}

/* "shares in Itaperi", "Itaperi's shareholders" */
static gboolean
has_shares (DlnNameRules      *rules,
            const DlnNameSpan *span)
{
  guint32 i = span->last + 1;

  if (span->first > 1 && (_dln_names_is (rules, span->first - 1, "in")
                          || _dln_names_is (rules, span->first - 1, "of"))
      && is_company_part (rules, span->first - 2))
    return TRUE;
  if (i < rules->text->n_tokens && rules->tokens[i].upos == DLN_UPOS_PART)
    i++;
  return i < rules->text->n_tokens && is_same_sentence (rules, i, span->last)
         && is_company_part (rules, i);
}

/* "Alderline's chief executive": a post that only a body has */
static gboolean
owns_post (DlnNameRules      *rules,
           const DlnNameSpan *span)
{
  guint32 i = span->last + 1;

  if (span->first < span->last || i + 1 >= rules->text->n_tokens
      || rules->tokens[i].upos != DLN_UPOS_PART)
    return FALSE;
  for (i++; i < rules->text->n_tokens && i <= span->last + 1 + MAX_CALLED; i++)
    {
      guint8 upos = rules->tokens[i].upos;

      if (!is_same_sentence (rules, i, span->last))
        return FALSE;
      if (_dln_names_is_word_of (rules, i, DLN_WORDS_BODY_ONLY_POSTS))
        return TRUE;
      if (upos != DLN_UPOS_ADJ && upos != DLN_UPOS_NOUN && upos != DLN_UPOS_PROPN)
        return FALSE;
    }
  return FALSE;
}

static guint
find_reason (DlnNameRules *rules,
             DlnNameSpan  *span)
{
  gboolean known_place = (rules->text->tokens[span->first].lists
                          & (DLN_LIST_BIT (DLN_LIST_PLACE) | DLN_LIST_BIT (DLN_LIST_COUNTRY)
                             | DLN_LIST_BIT (DLN_LIST_TOWN)))
                         != 0;

  if (has_legal_form (rules, span))
    return DLN_NAME_LEGAL_FORM;
  if (has_foreign_head (rules, span))
    return DLN_NAME_HEAD_NOUN;
  if (span->type == DLN_ENTITY_INSTITUTION
      || (rules->text->tokens[span->last].lists & DLN_LIST_BIT (DLN_LIST_DEMONYM)) != 0
      || (span->type == DLN_ENTITY_PLACE && known_place))
    return 0;
  if (is_called_before (rules, span) || is_explained_behind (rules, span)
      || is_explained_before (rules, span))
    return DLN_NAME_HEAD_NOUN;
  if (is_first_name (rules, span->first))
    return 0;
  if (is_called_behind (rules, span) || has_shares (rules, span) || owns_post (rules, span)
      || (span->type != DLN_ENTITY_PLACE && _dln_name_rules_is_behind_post (rules, span->first)))
    return DLN_NAME_HEAD_NOUN;
  return 0;
}

/* "Marchetti SpA makes brakes": a company that the model missed */
static void
add_missed (DlnNameRules *rules)
{
  const DlnNameText *text = rules->text;
  g_autofree guint8 *covered = g_new0 (guint8, text->n_tokens + 1);
  guint n = rules->spans->len;

  for (guint k = 0; k < n; k++)
    {
      const DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      for (guint32 i = span->first; !span->dropped && i <= span->last; i++)
        covered[i] = TRUE;
    }
  for (guint32 i = 1; i < text->n_tokens; i++)
    {
      guint32 first = i;

      if (covered[i] || (text->tokens[i].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) != 0
          || !_dln_names_is_word_of (rules, i, DLN_WORDS_LEGAL_FORMS))
        continue;
      while (first > 0 && i - first < MAX_CALLED && !covered[first - 1]
             && is_same_sentence (rules, first - 1, i) && _dln_names_is_capital (rules, first - 1)
             && !_dln_names_is_in_any_case (rules, first - 1, "the")
             && text->tokens[first - 1].letters != 0)
        first--;
      if (first == i)
        continue;

      DlnNameSpan added = { .first = first,
                            .last = i,
                            .title = first,
                            .type = DLN_ENTITY_INSTITUTION,
                            .score = 0.8f,
                            .reasons = DLN_NAME_LEGAL_FORM };

      g_array_append_val (rules->spans, added);
    }
  if (rules->spans->len > n)
    g_array_sort (rules->spans, _dln_names_compare_spans);
}

/* "TV Varnovia", "Radio Mansa": the word before it is part of the name */
static void
take_outlet_word (DlnNameRules *rules,
                  DlnNameSpan  *span,
                  DlnNameSpan  *before) /* (nullable): the name before it */
{
  if (span->first == 0
      || (before != NULL && before->last + 1 >= span->first
          && (before->last + 1 > span->first || before->first < before->last))
      || !_dln_names_is_word_of (rules, span->first - 1, DLN_WORDS_OUTLET_WORDS)
      || !is_same_sentence (rules, span->first - 1, span->first)
      || rules->tokens[span->first - 1].span.end + 1 != rules->tokens[span->first].span.begin
      || is_first_name (rules, span->first)
      || (rules->text->tokens[span->first].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) != 0)
    return;
  if (before != NULL && before->last + 1 == span->first)
    before->dropped = TRUE;
  span->first--;
  span->title = span->first;
  span->type = DLN_ENTITY_INSTITUTION;
  span->reasons |= DLN_NAME_HEAD_NOUN;
  span->score = MAX (span->score, 0.7f);
}

static gboolean
is_company_post (DlnNameRules *rules,
                 guint32       i)
{
  const char *const *words = _dln_words (DLN_WORDS_COMPANY_POSTS);

  for (guint k = 0; words[k] != NULL; k++)
    if (_dln_names_is_in_any_case (rules, i, words[k]))
      return TRUE;
  return FALSE;
}

/* A word that names nothing but itself: no common word, no kind of people, no title, no nation. */
static gboolean
is_own_word (DlnNameRules *rules,
             guint32       i)
{
  const DlnNameToken *token = &rules->text->tokens[i];
  DlnNoun noun = _dln_lexicon_get_noun (get_lemma (rules, i));

  return (token->letter_case == DLN_CASE_TITLE || token->letter_case == DLN_CASE_MIXED
          || token->letter_case == DLN_CASE_UPPER)
         && (token->flags & (DLN_NAMES_LOWERED | DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) == 0
         && rules->tokens[i].upos != DLN_UPOS_ADJ && token->commonness < COMMON
         && (token->lists
             & (DLN_LIST_BIT (DLN_LIST_TITLE) | DLN_LIST_BIT (DLN_LIST_PERSON_NOUN)
                | DLN_LIST_BIT (DLN_LIST_DEMONYM) | DLN_LIST_BIT (DLN_LIST_FIRST_NAME)
                | DLN_LIST_BIT (DLN_LIST_CALENDAR)))
              == 0
         && noun.classes == 0 && !_dln_names_is_word_of (rules, i, DLN_WORDS_OFFICE_MODIFIERS);
}

/* "Petrolux Director Ramon Vidal": the word before a post that companies have is the company's */
static void
add_body_of_post (DlnNameRules *rules,
                  guint32       person)
{
  const DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, person);
  guint32 post = span->title < span->first ? span->title : span->first - 1;
  guint32 i;

  /* the title may begin with the company, or the rules may not have cut it yet */
  for (; post < span->first; post++)
    if (is_company_post (rules, post))
      break;
  if (post >= span->first || post == 0 || rules->text->tokens[post].letter_case != DLN_CASE_TITLE)
    return;
  for (i = post; i > 0 && post - i < 3 && is_same_sentence (rules, i - 1, post)
                 && is_own_word (rules, i - 1);
       i--)
    ;
  if (i == post)
    return;
  for (guint k = 0; k < rules->spans->len; k++)
    {
      const DlnNameSpan *other = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (!other->dropped && other->first < post && other->last >= i)
        return;
    }

  DlnNameSpan body = { .first = i,
                       .last = post - 1,
                       .title = i,
                       .type = DLN_ENTITY_INSTITUTION,
                       .score = 0.7f,
                       .reasons = DLN_NAME_HEAD_NOUN };

  g_array_append_val (rules->spans, body);
}

static void
add_bodies_of_posts (DlnNameRules *rules)
{
  guint n = rules->spans->len;

  for (guint k = 0; k < n; k++)
    {
      const DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (!span->dropped && span->type == DLN_ENTITY_PERSON && span->first > 0)
        add_body_of_post (rules, k);
    }
  if (rules->spans->len > n)
    g_array_sort (rules->spans, _dln_names_compare_spans);
}

/**
 * _dln_name_rules_find_companies:
 * @rules: the document
 *
 * Names of any kind that the words in them or beside them tell to be institutions, and companies
 * that only their legal form tells. Time: O(tokens)
 */
void
_dln_name_rules_find_companies (DlnNameRules *rules)
{
  DlnNameSpan *before = NULL;

  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);
      DlnNameSpan *next =
        k + 1 < rules->spans->len ? DLN_ROW (rules->spans, DlnNameSpan, k + 1) : NULL;
      guint32 last = span->last;
      guint reason = span->dropped ? 0 : find_reason (rules, span);

      if (!span->dropped)
        {
          take_outlet_word (rules, span, before);
          before = span;
        }
      if (reason == 0)
        continue;
      if (next != NULL && span->last > last && next->first <= span->last)
        next->dropped = TRUE;
      span->type = DLN_ENTITY_INSTITUTION;
      span->title = span->first;
      span->reasons |= reason;
      span->score = MAX (span->score, 0.8f);
    }
  add_missed (rules);
  add_bodies_of_posts (rules);
}
