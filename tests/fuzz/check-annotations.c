/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of the annotations of any text whatever: spans lie in the text and on character
 * boundaries, indexes lie in their arrays, heads make trees, rows are in order. */
#include "config.h"

#include "check-annotations.h"

typedef struct
{
  const char *text;
  gsize       length;
  GString    *problem;
} Check;

static gboolean G_GNUC_PRINTF (3, 4)
require (Check      *check,
         gboolean    holds,
         const char *format,
         ...)
{
  va_list arguments;

  if (holds || check->problem->len > 0)
    return holds;
  va_start (arguments, format);
  g_string_append_vprintf (check->problem, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
is_boundary (Check  *check,
             guint32 byte)
{
  return byte == check->length || ((guchar) check->text[byte] & 0xc0) != 0x80;
}

static void
require_span (Check      *check,
              DlnSpan     span,
              gboolean    may_be_empty,
              const char *what,
              guint       row)
{
  require (check,
           span.begin <= span.end && span.end <= check->length,
           "%s %u: span %u..%u outside a text of %" G_GSIZE_FORMAT,
           what,
           row,
           span.begin,
           span.end,
           check->length);
  if (check->problem->len > 0)
    return;
  require (check, is_boundary (check, span.begin) && is_boundary (check, span.end),
           "%s %u: span %u..%u cuts a character", what, row, span.begin, span.end);
  require (check, may_be_empty || span.begin < span.end, "%s %u: empty span", what, row);
}

static void
require_row (Check        *check,
             guint32       index,
             const GArray *array,
             gboolean      may_be_none,
             const char   *what,
             guint         row)
{
  require (check,
           (may_be_none && index == DLN_NO_ROW) || index < array->len,
           "%s %u points at row %u of %u",
           what,
           row,
           index,
           array->len);
}

static void
require_string (Check                *check,
                const DlnAnnotations *annotations,
                DlnStringId           id,
                const char           *what,
                guint                 row)
{
  require (check,
           id < dln_strings_get_n (annotations->strings),
           "%s %u: string %u is none",
           what,
           row,
           id);
}

static void
require_when (Check         *check,
              const DlnWhen *when,
              const char    *what,
              guint          row)
{
  if (!dln_when_is_known (when))
    return;
  require (
    check, when->earliest_begin <= when->latest_end, "%s %u: ends before it begins", what, row);
  require (check,
           when->earliest_begin <= when->latest_begin,
           "%s %u: begin bounds are crossed",
           what,
           row);
  require (
    check, when->earliest_end <= when->latest_end, "%s %u: end bounds are crossed", what, row);
}

static void
check_text (Check                *check,
            const DlnAnnotations *annotations)
{
  guint32 last = 0;

  for (guint i = 0; i < annotations->blocks->len; i++)
    {
      const DlnBlock *block = DLN_ROW (annotations->blocks, DlnBlock, i);

      require_span (check, block->span, TRUE, "block", i);
      require (check, block->first_sentence + block->n_sentences <= annotations->sentences->len,
               "block %u: sentences outside", i);
    }
  for (guint i = 0; i < annotations->sentences->len; i++)
    {
      const DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, i);

      require_span (check, sentence->span, FALSE, "sentence", i);
      require_row (check, sentence->block, annotations->blocks, FALSE, "sentence", i);
      require (check, sentence->first_token + sentence->n_tokens <= annotations->tokens->len,
               "sentence %u: tokens outside", i);
    }
  for (guint i = 0; i < annotations->tokens->len; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);

      require_span (check, token->span, FALSE, "token", i);
      require (
        check, token->span.begin >= last, "token %u begins before the one before it ends", i);
      last = token->span.end;
      require_row (check, token->sentence, annotations->sentences, FALSE, "token", i);
      require (check,
               token->upos < DLN_N_UPOS && token->deprel < DLN_N_DEPREL,
               "token %u: tag out of range",
               i);
      require_string (check, annotations, token->lemma, "token", i);
      require_string (check, annotations, token->xpos, "token", i);
    }
}

static void
check_trees (Check                *check,
             const DlnAnnotations *annotations)
{
  for (guint i = 0; i < annotations->sentences->len && check->problem->len == 0; i++)
    {
      const DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, i);
      gint32 first = sentence->first_token;
      gint32 end = first + sentence->n_tokens;

      if (end == first || DLN_ROW (annotations->tokens, DlnToken, first)->deprel == DLN_DEPREL_NONE)
        continue;
      for (gint32 t = first; t < end; t++)
        {
          gint32 node = t;
          guint steps = 0;

          while (node >= 0 && steps++ <= sentence->n_tokens)
            {
              node = DLN_ROW (annotations->tokens, DlnToken, node)->head;
              if (!require (check,
                            node == -1 || (node >= first && node < end),
                            "token %d: head %d in another sentence",
                            t,
                            node))
                return;
            }
          if (!require (check, node == -1, "token %d: its heads make a circle", t))
            return;
          if (sentence->n_tokens > 2000)
            break; /* one path is enough there: this check is quadratic */
        }
    }
}

static void
check_mentions (Check                *check,
                const DlnAnnotations *annotations)
{
  guint32 last = 0;

  for (guint i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);

      require_span (check, mention->span, FALSE, "mention", i);
      require_span (check, mention->title, TRUE, "mention title", i);
      require (check, mention->span.begin >= last, "mention %u is out of order", i);
      last = mention->span.begin;
      require (check,
               mention->first_token + mention->n_tokens <= annotations->tokens->len,
               "mention %u: tokens outside",
               i);
      require_row (check, mention->head, annotations->tokens, FALSE, "mention", i);
      require_row (check, mention->entity, annotations->entities, TRUE, "mention", i);
      require (check, mention->type < DLN_N_ENTITY_TYPES, "mention %u: type out of range", i);
      require (check,
               mention->score >= 0 && mention->score <= 1,
               "mention %u: score %f",
               i,
               mention->score);
    }
  for (guint i = 0; i < annotations->entities->len; i++)
    {
      const DlnLocalEntity *entity = DLN_ROW (annotations->entities, DlnLocalEntity, i);

      require_row (check, entity->first_mention, annotations->mentions, FALSE, "entity", i);
      require_string (check, annotations, entity->name, "entity", i);
    }
}

static void
check_claims (Check                *check,
              const DlnAnnotations *annotations)
{
  for (guint i = 0; i < annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);

      require_span (check, time->span, FALSE, "time", i);
      require_row (check, time->anchor_time, annotations->times, TRUE, "time", i);
      require_string (check, annotations, time->value, "time", i);
      require_string (check, annotations, time->reason, "time", i);
      require_when (check, &time->when, "time", i);
    }
  for (guint i = 0; i < annotations->quotes->len; i++)
    {
      const DlnQuoteClaim *quote = DLN_ROW (annotations->quotes, DlnQuoteClaim, i);

      require_span (check, quote->span, FALSE, "quote", i);
      require_span (check, quote->cue, TRUE, "quote cue", i);
      require_span (check, quote->speaker_span, TRUE, "quote speaker", i);
      require_row (check, quote->speaker, annotations->mentions, TRUE, "quote speaker", i);
      require_row (check, quote->addressee, annotations->mentions, TRUE, "quote addressee", i);
      require_row (check, quote->time, annotations->times, TRUE, "quote time", i);
    }
  for (guint i = 0; i < annotations->relations->len; i++)
    {
      const DlnRelationClaim *relation = DLN_ROW (annotations->relations, DlnRelationClaim, i);

      require_span (check, relation->span, FALSE, "relation", i);
      require_span (check, relation->evidence, FALSE, "relation evidence", i);
      require_row (check, relation->subject, annotations->mentions, FALSE, "relation subject", i);
      require_row (check, relation->object, annotations->mentions, FALSE, "relation object", i);
      require_row (check, relation->time, annotations->times, TRUE, "relation time", i);
      require (check, relation->type < DLN_N_RELATION_TYPES, "relation %u: type out of range", i);
    }
  for (guint i = 0; i < annotations->events->len; i++)
    {
      const DlnEventClaim *event = DLN_ROW (annotations->events, DlnEventClaim, i);

      require_span (check, event->span, FALSE, "event", i);
      require_span (check, event->clause, FALSE, "event clause", i);
      require_span (check, event->evidence, FALSE, "event evidence", i);
      require (check,
               dln_span_contains (event->evidence, event->span),
               "event %u: trigger outside its evidence",
               i);
      require_row (check, event->token, annotations->tokens, FALSE, "event", i);
      require_row (check, event->time, annotations->times, TRUE, "event time", i);
      require_row (check, event->place, annotations->mentions, TRUE, "event place", i);
      require (check,
               event->first_participant + event->n_participants <= annotations->participants->len,
               "event %u: participants outside",
               i);
      require (check,
               event->first_stretch + event->n_stretches <= annotations->stretches->len,
               "event %u: words of the title outside",
               i);
      require_string (check, annotations, event->title, "event", i);
      require_when (check, &event->when, "event", i);
    }
  for (guint i = 0; i < annotations->participants->len; i++)
    {
      const DlnParticipant *participant = DLN_ROW (annotations->participants, DlnParticipant, i);

      require_row (check, participant->mention, annotations->mentions, TRUE, "participant", i);
      require (check, !dln_span_is_empty (participant->span), "participant %u has no word", i);
      require_row (check, participant->event, annotations->events, FALSE, "participant", i);
    }
}

char *
check_annotations (const DlnDocument    *document,
                   const DlnAnnotations *annotations)
{
  Check check = { 0 };

  check.text = dln_document_get_text (document, &check.length);
  check.problem = g_string_new (NULL);
  check_text (&check, annotations);
  if (check.problem->len == 0)
    check_trees (&check, annotations);
  if (check.problem->len == 0)
    check_mentions (&check, annotations);
  if (check.problem->len == 0)
    check_claims (&check, annotations);
  require_when (&check, &annotations->date.when, "document", 0);
  return g_string_free (check.problem, check.problem->len == 0);
}
