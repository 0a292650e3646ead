/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the model's labels and the rows: spans that rules still move, retype or drop. */
#pragma once

#include "extract/names/dln-names-private.h"

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
void _dln_name_rules_take_articles (DlnNameRules *rules);

/* dln-names-tables.c: results on sports pages */
void _dln_name_rules_read_tables (DlnNameRules *rules);

/* dln-names-things.c: products, models and indices */
void _dln_name_rules_find_things (DlnNameRules *rules);

/* dln-names-agree.c: names of one document against each other */
void _dln_name_rules_agree       (DlnNameRules *rules);

G_END_DECLS
