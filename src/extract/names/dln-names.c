/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, institutions and places. Two linear-chain models label the tokens, the second with the
 * labels of the first and the document's majority for each word; rules then trim titles, let the
 * names of the document agree with each other, and say why. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-rules-private.h"

#define CANCEL_EVERY 256 /* sentences */
#define SURE_NAME 0.6f /* certainty of a name in a language without rules */

static gboolean
label_tokens (DlnStageContext     *context,
              const DlnNamesModel *names,
              DlnNameText         *text,
              guint8              *labels,
              float               *sure,
              GError             **error)
{
  for (guint s = 0; s < text->n_sentences; s++)
    {
      if (s % CANCEL_EVERY == 0
          && g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
      _dln_names_chain_decode (&names->silver, text, s, FALSE, NULL, labels, sure);
    }
  for (guint i = 0; i < text->n_tokens; i++)
    {
      text->tokens[i].silver = labels[i];
      text->tokens[i].silver_sure = _dln_names_grade (sure[i]);
    }
  _dln_name_text_vote (text);

  const DlnReadToken *read = (const DlnReadToken *) context->reading->tokens->data;

  for (guint s = 0; s < text->n_sentences; s++)
    {
      if (s % CANCEL_EVERY == 0
          && g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
      _dln_names_chain_decode (&names->gold, text, s, TRUE, read, labels, sure);
    }
  return TRUE;
}

static GArray *
collect_spans (const DlnNameText *text,
               const guint8      *labels,
               const float       *sure)
{
  GArray *spans = g_array_new (FALSE, TRUE, sizeof (DlnNameSpan));

  for (guint i = 0; i < text->n_tokens; i++)
    {
      if (labels[i] == DLN_NAMES_OUTSIDE)
        continue;

      DlnNameSpan span = {
        .first = i,
        .last = i,
        .title = i,
        .type = DLN_NAMES_TYPE (labels[i]),
        .reasons = DLN_NAME_MODEL,
        .score = sure[i],
      };

      while (DLN_NAMES_POSITION (labels[span.last]) <= DLN_NAMES_INSIDE
             && span.last + 1 < text->n_tokens
             && DLN_NAMES_TYPE (labels[span.last + 1]) == span.type)
        {
          span.last++;
          span.score = MIN (span.score, sure[span.last]);
        }
      i = span.last;
      g_array_append_val (spans, span);
    }
  return spans;
}

/* The token of the span that depends on a token outside of it; the last if the tree does not tell
 */
static guint32
find_head (const DlnToken    *tokens,
           const DlnNameSpan *span)
{
  for (guint32 i = span->last + 1; i-- > span->first;)
    {
      gint32 head = tokens[i].head;

      if (head >= 0 && (head < (gint32) span->first || head > (gint32) span->last)
          && tokens[i].deprel != DLN_DEPREL_PUNCT && tokens[i].deprel != DLN_DEPREL_CASE)
        return i;
      if (head < 0 && tokens[i].deprel == DLN_DEPREL_ROOT)
        return i;
    }
  return span->last;
}

static void
append_mentions (DlnStageContext *context,
                 const GArray    *spans)
{
  DlnToken *tokens = (DlnToken *) context->annotations->tokens->data;

  for (guint k = 0; k < spans->len; k++)
    {
      const DlnNameSpan *span = &g_array_index (spans, DlnNameSpan, k);

      if (span->dropped)
        continue;

      DlnMention mention = {
        .span = { tokens[span->first].span.begin, tokens[span->last].span.end },
        .title = { tokens[span->first].span.begin, tokens[span->first].span.begin },
        .first_token = span->first,
        .n_tokens = span->last - span->first + 1,
        .head = find_head (tokens, span),
        .entity = DLN_NO_ROW,
        .kind = DLN_MENTION_NAME,
        .type = span->type,
        .reasons = span->reasons,
        .score = span->score,
      };

      if (span->title < span->first)
        mention.title = DLN_SPAN (tokens[span->title].span.begin, tokens[span->first - 1].span.end);
      for (guint32 i = span->first; i <= span->last; i++)
        tokens[i].name = span->type;
      g_array_append_val (context->annotations->mentions, mention);
    }
}

/* the rules of English */
static void
apply_rules (DlnNameRules *rules)
{
  _dln_name_rules_join_particles (rules);
  _dln_name_rules_trim (rules);
  _dln_name_rules_complete (rules);
  _dln_name_rules_settle_heads (rules);
  _dln_name_rules_join (rules);
  _dln_name_rules_find_companies (rules);
  _dln_name_rules_read_tables (rules);
  _dln_name_rules_agree (rules);
  _dln_name_rules_find_titles (rules);
  _dln_name_rules_drop (rules);
  _dln_name_rules_take_articles (rules);
  _dln_name_rules_find_things (rules);
  _dln_name_rules_explain (rules);
}

/* Of a text in a language without rules only what the encoder is sure of is a name. */
static void
keep_certain (GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      DlnNameSpan *span = &g_array_index (spans, DlnNameSpan, i);

      span->dropped |= span->score < SURE_NAME || span->type == DLN_ENTITY_OTHER;
    }
}

gboolean
_dln_names_run (DlnStageContext *context,
                GError         **error)
{
  DlnAnnotations *annotations = context->annotations;
  DlnNamesModel names;

  if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
    return FALSE;
  if (annotations->tokens->len == 0 || !_dln_names_model_open (&names, context->model))
    return TRUE;

  const DlnToken *tokens = (const DlnToken *) annotations->tokens->data;
  guint n = annotations->tokens->len;
  g_autoptr (DlnNameText) text =
    _dln_name_text_new (&names.lexicon,
                        &names.clusters,
                        context->text,
                        tokens,
                        n,
                        (const DlnSentence *) annotations->sentences->data,
                        annotations->sentences->len);
  g_autofree guint8 *labels = g_new0 (guint8, n);
  g_autofree float *sure = g_new0 (float, n);

  if (!label_tokens (context, &names, text, labels, sure, error))
    return FALSE;

  g_autoptr (GArray) spans = collect_spans (text, labels, sure);
  DlnNameRules rules = { context, tokens, text, spans };

  if (context->foreign)
    keep_certain (spans);
  else
    apply_rules (&rules);
  append_mentions (context, spans);
  return TRUE;
}
