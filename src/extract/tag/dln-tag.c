/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tag stage: parts of speech, lemmas and dependency trees, sentence by sentence. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/tag/dln-tag-private.h"

#include "extract/dln-model-private.h"

#include <string.h>

static gpointer
parse_view (DlnModel *model)
{
  g_autofree DlnTagView *view = g_new0 (DlnTagView, 1);
  gsize n, m;
  const void *bytes = _dln_model_get_section (model, "words", &n);

  if (!_dln_words_open (&view->words, bytes, n))
    return NULL;
  view->tags = _dln_model_get_section (model, "tags", &n);
  view->n_tags = n / sizeof (DlnTag);
  bytes = _dln_model_get_section (model, "tagger", &m);
  if (view->tags == NULL || n % sizeof (DlnTag) != 0 || !_dln_weights_open (&view->tagger, bytes, m)
      || view->n_tags != view->tagger.n_classes)
    return NULL;
  for (guint i = 0; i < view->n_tags; i++)
    if (view->tags[i].upos >= DLN_N_UPOS || memchr (view->tags[i].xpos, 0, sizeof view->tags[i].xpos) == NULL)
      return NULL;
  bytes = _dln_model_get_section (model, "parser", &n);
  if (!_dln_weights_open (&view->parser, bytes, n) || view->parser.n_classes != DLN_N_ACTIONS)
    return NULL;

  bytes = _dln_model_get_section (model, "cuts", &n);
  if (bytes != NULL && !_dln_weights_open (&view->cuts, bytes, n))
    return NULL;
  bytes = _dln_model_get_section (model, "ends", &n);
  if (bytes != NULL && !_dln_weights_open (&view->ends, bytes, n))
    return NULL;

  const void *slots = _dln_model_get_section (model, "lemmas", &n);
  const void *rules = _dln_model_get_section (model, "lemma.rules", &m);

  if (!_dln_lemmas_open (&view->lemmas, slots, n, rules, m))
    return NULL;
  return g_steal_pointer (&view);
}

DlnTagView *
_dln_tag_view_get (DlnModel *model)
{
  return _dln_model_get_view (model, "tag", parse_view, g_free);
}

static void
fill_sentence (DlnStageContext   *context,
               const DlnTagView  *view,
               const DlnSentence *sentence,
               const DlnWord     *words,
               const DlnParser   *parser,
               const DlnStringId *xpos,
               GString           *buffer)
{
  DlnAnnotations *annotations = context->annotations;

  for (guint i = 0; i < sentence->n_tokens; i++)
    {
      DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, sentence->first_token + i);
      gsize length = token->span.end - token->span.begin;

      token->upos = words[i].upos;
      token->xpos = xpos[words[i].tag - 1];
      token->head = parser->nodes[i].head == (gint32) parser->n ? -1 : (gint32) sentence->first_token + parser->nodes[i].head;
      token->deprel = parser->nodes[i].label;
      g_string_set_size (buffer, length + 24);
      _dln_lemmas_find (&view->lemmas, context->text + token->span.begin, length, words[i].tag, words[i].shape, buffer->str);
      token->lemma = dln_strings_intern (annotations->strings, buffer->str);
    }
}

gboolean
_dln_tag_run (DlnStageContext *context,
              GError         **error)
{
  const DlnTagView *view = _dln_tag_view_get (context->model);
  DlnAnnotations *annotations = context->annotations;
  guint longest = 0;
  DlnParser parser = { 0 };
  gboolean result = TRUE;

  if (view == NULL || annotations->tokens->len == 0)
    return TRUE;
  for (guint i = 0; i < annotations->sentences->len; i++)
    longest = MAX (longest, DLN_ROW (annotations->sentences, DlnSentence, i)->n_tokens);

  g_autofree DlnWord *words = g_new (DlnWord, longest + 4);
  g_autofree DlnStringId *xpos = g_new (DlnStringId, view->n_tags);
  g_autoptr (GString) buffer = g_string_new (NULL);

  for (guint i = 0; i < view->n_tags; i++)
    xpos[i] = dln_strings_intern (annotations->strings, view->tags[i].xpos);
  _dln_parser_init (&parser, words, 0, longest);
  for (guint i = 0; i < annotations->sentences->len && result; i++)
    {
      const DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, i);
      const DlnToken *tokens = DLN_ROW (annotations->tokens, DlnToken, sentence->first_token);

      if (context->words->len == annotations->tokens->len)
        memcpy (words + 2, &g_array_index (context->words, DlnWord, sentence->first_token), sentence->n_tokens * sizeof *words);
      else
        _dln_words_read (&view->words, context->text, tokens, sentence->n_tokens, words + 2);
      _dln_words_frame (tokens, sentence->n_tokens, words);
      _dln_tagger_run (&view->tagger, view->tags, words + 2, sentence->n_tokens);
      _dln_parser_init (&parser, words + 2, sentence->n_tokens, 0);
      _dln_parser_run (&view->parser, &parser);
      fill_sentence (context, view, sentence, words + 2, &parser, xpos, buffer);
      if (i % 64 == 0 && g_cancellable_set_error_if_cancelled (context->cancellable, error))
        result = FALSE;
    }
  _dln_parser_clear (&parser);
  return result;
}
