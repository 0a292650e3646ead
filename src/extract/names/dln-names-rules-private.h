/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the model's labels and the rows: spans that rules still move, retype or drop. */
#pragma once

#include "extract/names/dln-names-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 first; /* token */
  guint32 last;  /* token, inclusive */
  guint32 title; /* first token of the title before it, = first if none */
  guint16 reasons;
  guint8  type;
  guint8  dropped;
  float   score;
} DlnNameSpan;

typedef struct
{
  DlnStageContext   *context;
  const DlnToken    *tokens; /* [n_tokens] */
  const DlnNameText *text;
  GArray            *spans; /* DlnNameSpan, in order, disjoint */
} DlnNameRules;

/* In reading order, what was dropped before what took its place. */
static inline int
_dln_names_compare_spans (gconstpointer a,
                          gconstpointer b)
{
  const DlnNameSpan *x = a, *y = b;

  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  return (int) y->dropped - (int) x->dropped;
}

/* The token is that word, written so. */
static inline gboolean
_dln_names_is (const DlnNameRules *rules,
               guint32             i,
               const char         *word)
{
  DlnSpan span = rules->tokens[i].span;

  return strlen (word) == span.end - span.begin
         && memcmp (rules->context->text + span.begin, word, span.end - span.begin) == 0;
}

/* The token is one of those words, written so. */
static inline gboolean
_dln_names_is_word_of (const DlnNameRules *rules,
                       guint32             i,
                       DlnWordSet          set)
{
  const char *const *words = _dln_words (set);

  for (guint k = 0; words[k] != NULL; k++)
    if (_dln_names_is (rules, i, words[k]))
      return TRUE;
  return FALSE;
}

/* The token is that word, in small letters or capitals. */
static inline gboolean
_dln_names_is_in_any_case (const DlnNameRules *rules,
                           guint32             i,
                           const char         *word)
{
  DlnSpan span = rules->tokens[i].span;

  return strlen (word) == span.end - span.begin
         && g_ascii_strncasecmp (rules->context->text + span.begin, word, span.end - span.begin)
              == 0;
}

/* "Bank", "BANK", "eBank", not "bank" */
static inline gboolean
_dln_names_is_capital (const DlnNameRules *rules,
                       guint32             i)
{
  guint letter_case = rules->text->tokens[i].letter_case;

  return letter_case == DLN_CASE_TITLE || letter_case == DLN_CASE_UPPER
         || letter_case == DLN_CASE_MIXED;
}

/* dln-names-rules.c: one name at a time */
void _dln_name_rules_trim        (DlnNameRules *rules);
void _dln_name_rules_settle_heads (DlnNameRules *rules);
void _dln_name_rules_find_titles (DlnNameRules *rules);
void _dln_name_rules_drop        (DlnNameRules *rules);
void _dln_name_rules_explain     (DlnNameRules *rules);

gboolean _dln_name_rules_is_institution_noun (DlnNameRules *rules,
                                              guint32       i);

/* dln-names-phrases.c: institutions that their head noun tells, and articles that belong to a name
 */
void _dln_name_rules_complete    (DlnNameRules *rules);
gboolean _dln_name_rules_is_behind_post (DlnNameRules *rules,
                                         guint32       first);
void _dln_name_rules_take_articles (DlnNameRules *rules);

/* dln-names-particles.c: small words and family names of other languages */
void _dln_name_rules_join_particles (DlnNameRules *rules);

/* dln-names-companies.c: institutions told by the words beside them */
void _dln_name_rules_find_companies (DlnNameRules *rules);

/* dln-names-joints.c: names told by "&", "and" and capitals */
void _dln_name_rules_join        (DlnNameRules *rules);

/* dln-names-tables.c: results on sports pages */
void _dln_name_rules_read_tables (DlnNameRules *rules);

/* dln-names-things.c: products, models and indices */
void _dln_name_rules_find_things (DlnNameRules *rules);

/* dln-names-agree.c: names of one document against each other */
void _dln_name_rules_agree       (DlnNameRules *rules);

G_END_DECLS
