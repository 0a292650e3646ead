/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules that read quotes: each has a name that stands in rows and files, a text in which it
 * reads a quote, and one in which it does not. A test runs both. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"

#include "extract/dln-kinds.h"

static const DlnQuoteRuleRow rules[DLN_N_QUOTE_RULES] = {
  [DLN_QUOTE_RULE_NONE] = { "", NULL, NULL },
  [DLN_QUOTE_RULE_BESIDE] = { "beside",
                              "“The bridge is safe,” Anna Weber said.",
                              "Anna Weber crossed the “Bridge of Sighs” on Monday." },
  [DLN_QUOTE_RULE_ENCODER] = { "encoder",
                               "Anna Weber said that the bridge was safe.",
                               "Anna Weber crossed the bridge on Monday." },
  /* the encoder reads every text tried for these two first: they are to go */
  [DLN_QUOTE_RULE_LABEL] = { "label", NULL, "Anna Weber described the raid." },
  [DLN_QUOTE_RULE_CALL] = { "call", NULL, "Anna Weber called Erik Lund on Monday." },
  [DLN_QUOTE_RULE_NESTED] = { "nested",
                              "“Erik Lund told me that he had sold the mill,” Anna Weber said.",
                              "“Erik Lund has sold the mill,” Anna Weber said." },
  [DLN_QUOTE_RULE_RECORD] = { "record",
                              "LUND: I never said so.\n\nWEBER: You did, in May.\n\n"
                              "LUND: I deny it.",
                              "The port: the ships are back." },
  [DLN_QUOTE_RULE_COLON] = { "colon",
                             "Anna Weber: “The bridge is safe.”",
                             "The bridge: it is safe now." },
  [DLN_QUOTE_RULE_DASH] = { "dash",
                            "“The bridge is safe and will stay.” – Anna Weber",
                            "“The bridge is safe,” Anna Weber said – and left." },
  [DLN_QUOTE_RULE_CONTINUED] = { "continued",
                                 "“The bridge is safe,” Anna Weber said. “It was tested in May."
                                 "\n\n“It will stand for years.”",
                                 "“The bridge is safe,” Anna Weber said." },
  [DLN_QUOTE_RULE_SUBJECT] = { "subject",
                               "Anna Weber closed the file. “The town knew of the bridge, and "
                               "the bank knew of it in May.”",
                               "“I never signed the letter,” Anna Weber said." },
  [DLN_QUOTE_RULE_LAST_SPEAKER] = { "last-speaker",
                                    "“The bridge is safe,” Anna Weber said.\n\n"
                                    "“It was built in May and nobody has to fear it.”",
                                    "Anna Weber crossed the bridge on Monday." },
  [DLN_QUOTE_RULE_NOBODY] = { "nobody",
                              "“The bridge is safe and it was tested in May.”",
                              "“The bridge is safe,” Anna Weber said." },
};

/**
 * _dln_quote_rules_get:
 * @rule: a rule
 *
 * Returns: (transfer none): its row
 */
const DlnQuoteRuleRow *
_dln_quote_rules_get (DlnQuoteRule rule)
{
  g_assert (rule < DLN_N_QUOTE_RULES);
  return &rules[rule];
}

/**
 * dln_quote_rule_get_name:
 * @rule: a rule
 *
 * Returns: (transfer none): its name in files, "" for none
 */
const char *
dln_quote_rule_get_name (DlnQuoteRule rule)
{
  g_return_val_if_fail (rule < DLN_N_QUOTE_RULES, "");
  return rules[rule].name;
}
