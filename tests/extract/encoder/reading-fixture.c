/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reading-fixture.h"

#include <string.h>

#include "extract/dln-stage-private.h"

static void
add_tokens (DlnAnnotations *annotations,
            const char     *text)
{
  DlnSentence sentence = { 0 };

  for (const char *p = text;; p++)
    {
      const char *begin = p;

      p += strcspn (p, " \n");
      if (p > begin)
        {
          DlnToken token = { .span = { begin - text, p - text },
                             .head = -1,
                             .sentence = annotations->sentences->len };

          g_array_append_val (annotations->tokens, token);
        }
      if (*p == ' ')
        continue;
      sentence.n_tokens = annotations->tokens->len - sentence.first_token;
      if (sentence.n_tokens > 0)
        g_array_append_val (annotations->sentences, sentence);
      sentence.first_token = annotations->tokens->len;
      if (*p == '\0')
        return;
    }
}

DlnReading *
read_rows (DlnModel        *model,
           const char      *text,
           DlnAnnotations **annotations,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (DlnDocument) document = dln_document_new (text, strlen (text), NULL);
  DlnStageContext context = { .model = model,
                              .document = document,
                              .annotations = dln_annotations_new (),
                              .cancellable = cancellable };

  context.text = dln_document_get_text (document, &context.length);
  add_tokens (context.annotations, context.text);
  if (!_dln_encoder_run (&context, error))
    g_clear_pointer (&context.reading, _dln_reading_free);
  if (annotations != NULL)
    *annotations = context.annotations;
  else
    dln_annotations_unref (context.annotations);
  return context.reading;
}

static void
print_floats (GString     *out,
              const float *values,
              guint        n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, " %a", values[i]);
}

static void
print_links (GString          *out,
             const DlnReading *reading,
             guint             first,
             guint             n)
{
  for (guint i = first; i < first + n; i++)
    {
      const DlnReadLink *link = &g_array_index (reading->links, DlnReadLink, i);

      g_string_append_printf (
        out, "\n  %s %u %a", _dln_link_role_get_name (link->role), link->token, link->p);
    }
  g_string_append_c (out, '\n');
}

static char *
print_reading (const DlnReading *reading)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < reading->tokens->len; i++)
    {
      const DlnReadToken *token = &g_array_index (reading->tokens, DlnReadToken, i);

      g_string_append_printf (out,
                              "%u %u.%u head %d %s %a %a:",
                              i,
                              token->upos,
                              token->xpos,
                              token->head,
                              dln_deprel_get_name (token->deprel),
                              token->tag_p,
                              token->head_p);
      print_floats (out, token->name, DLN_N_BIO);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < reading->events->len; i++)
    {
      const DlnReadEvent *event = &g_array_index (reading->events, DlnReadEvent, i);

      g_string_append_printf (out,
                              "event %u %s %u:",
                              event->token,
                              _dln_status_get_name (event->status),
                              event->weight);
      print_floats (out, event->p, DLN_N_STATUSES);
      print_floats (out, event->weights, 3);
      print_links (out, reading, event->first_link, event->n_links);
    }
  for (guint i = 0; i < reading->ties->len; i++)
    {
      const DlnReadTie *tie = &g_array_index (reading->ties, DlnReadTie, i);

      g_string_append_printf (out,
                              "tie %u %s %s %d %a %a\n",
                              tie->from,
                              _dln_tie_type_get_name (tie->type),
                              _dln_tie_state_get_name (tie->state),
                              (int) tie->to,
                              tie->p,
                              tie->state_p);
    }
  for (guint i = 0; i < reading->quotes->len; i++)
    {
      const DlnReadQuote *quote = &g_array_index (reading->quotes, DlnReadQuote, i);

      g_string_append_printf (out, "quote %u %u %a", quote->cue, quote->kind, quote->p);
      print_links (out, reading, quote->first_link, quote->n_links);
    }
  return g_string_free (out, FALSE);
}

char *
read_text (DlnModel      *model,
           const char    *text,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (DlnReading) reading = read_rows (model, text, NULL, cancellable, error);

  return reading != NULL ? print_reading (reading) : NULL;
}
