/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tag stage: parts of speech, lemmas and dependency trees, sentence by sentence. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/tag/dln-tag-private.h"

#include "extract/dln-model-private.h"

#include <string.h>

#define EXTRA_ROOM 1024 /* tokens of a batch of sentences, beyond the longest one */

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
    if (view->tags[i].upos >= DLN_N_UPOS
        || memchr (view->tags[i].xpos, 0, sizeof view->tags[i].xpos) == NULL)
      return NULL;
  bytes = _dln_model_get_section (model, "guide", &n);
  if (!_dln_weights_open (&view->guide, bytes, n) || view->guide.n_classes != DLN_N_ACTIONS)
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
      const char *form = context->text + token->span.begin;
      const char *irregular =
        words[i].upos == DLN_UPOS_VERB ? _dln_lemmas_find_irregular (form, length) : NULL;

      token->upos = words[i].upos;
      token->xpos = xpos[words[i].tag - 1];
      token->head = parser->nodes[i].head == (gint32) parser->n
                      ? -1
                      : (gint32) sentence->first_token + parser->nodes[i].head;
      token->deprel = parser->nodes[i].label;
      g_string_set_size (buffer, length + 24);
      _dln_lemmas_find (
        &view->lemmas, form, length, words[i].tag, words[i].shape, buffer->str);
      token->lemma =
        dln_strings_intern (annotations->strings, irregular != NULL ? irregular : buffer->str);
    }
}

typedef struct /* sentences that are parsed in step */
{
  DlnWord        *words;  /* [room], two empty ones around each sentence */
  DlnWord        *turned; /* [room] */
  DlnParserGuide *guide;  /* [room] */
  DlnParserNode  *nodes;  /* [room] */
  gint32         *stacks; /* [room] */
  guint           room;
  guint           n;                             /* sentences */
  guint           firsts[DLN_PARSER_MAX_BATCH];  /* of the words of each, without the empty ones */
  guint           lengths[DLN_PARSER_MAX_BATCH];
  DlnParser       parsers[DLN_PARSER_MAX_BATCH];
} Batch;

static void
batch_init (Batch *batch,
            guint  room)
{
  *batch = (Batch){ .words = g_new (DlnWord, room),
                    .turned = g_new (DlnWord, room),
                    .guide = g_new (DlnParserGuide, room),
                    .nodes = g_new (DlnParserNode, room),
                    .stacks = g_new (gint32, room),
                    .room = room };
}

static void
batch_clear (Batch *batch)
{
  g_free (batch->words);
  g_free (batch->turned);
  g_free (batch->guide);
  g_free (batch->nodes);
  g_free (batch->stacks);
}

/* Tags the sentences from @first on, as many as there is room for. Returns: the next one */
static guint
batch_fill (Batch            *batch,
            DlnStageContext  *context,
            const DlnTagView *view,
            guint             first)
{
  const GArray *sentences = context->annotations->sentences;
  const GArray *all = context->annotations->tokens;
  guint at = 2;

  for (batch->n = 0; batch->n < DLN_PARSER_MAX_BATCH && first < sentences->len; first++, batch->n++)
    {
      const DlnSentence *sentence = DLN_ROW (sentences, DlnSentence, first);
      const DlnToken *tokens = DLN_ROW (all, DlnToken, sentence->first_token);
      guint n = sentence->n_tokens;
      DlnWord *words = &batch->words[at];

      if (at + n + 2 > batch->room)
        break;
      if (context->words->len == all->len)
        memcpy (words,
                &g_array_index (context->words, DlnWord, sentence->first_token),
                n * sizeof *words);
      else
        _dln_words_read (&view->words, context->text, tokens, n, words);
      _dln_words_frame (tokens, n, words - 2);
      _dln_tagger_run (&view->tagger, view->tags, words, n);
      batch->firsts[batch->n] = at;
      batch->lengths[batch->n] = n;
      at += n + 4;
    }
  return first;
}

static void
batch_parse (Batch            *batch,
             const DlnTagView *view)
{
  for (guint i = 0; i < batch->n; i++)
    {
      guint first = batch->firsts[i];

      batch->parsers[i] =
        (DlnParser){ .nodes = &batch->nodes[first], .stack = &batch->stacks[first] };
      _dln_parser_turn (&batch->words[first], batch->lengths[i], &batch->turned[first]);
      _dln_parser_init (&batch->parsers[i], &batch->turned[first], batch->lengths[i], 0);
    }
  _dln_parser_run (&view->guide, batch->parsers, batch->n);
  for (guint i = 0; i < batch->n; i++)
    {
      guint first = batch->firsts[i];

      _dln_parser_advise (&batch->parsers[i], &batch->guide[first]);
      _dln_parser_init (&batch->parsers[i], &batch->words[first], batch->lengths[i], 0);
      batch->parsers[i].guide = &batch->guide[first];
    }
  _dln_parser_run (&view->parser, batch->parsers, batch->n);
}

gboolean
_dln_tag_run (DlnStageContext *context,
              GError         **error)
{
  const DlnTagView *view = _dln_tag_view_get (context->model);
  DlnAnnotations *annotations = context->annotations;
  guint longest = 0;
  Batch batch;

  if (view == NULL || annotations->tokens->len == 0)
    return TRUE;
  for (guint i = 0; i < annotations->sentences->len; i++)
    longest = MAX (longest, DLN_ROW (annotations->sentences, DlnSentence, i)->n_tokens);

  g_autofree DlnStringId *xpos = g_new (DlnStringId, view->n_tags);
  g_autoptr (GString) buffer = g_string_new (NULL);
  guint next = 0;

  for (guint i = 0; i < view->n_tags; i++)
    xpos[i] = dln_strings_intern (annotations->strings, view->tags[i].xpos);
  batch_init (&batch, longest + EXTRA_ROOM);
  while (next < annotations->sentences->len
         && !g_cancellable_set_error_if_cancelled (context->cancellable, error))
    {
      guint first = next;

      next = batch_fill (&batch, context, view, first);
      batch_parse (&batch, view);
      for (guint i = 0; i < batch.n; i++)
        fill_sentence (context,
                       view,
                       DLN_ROW (annotations->sentences, DlnSentence, first + i),
                       &batch.words[batch.firsts[i]],
                       &batch.parsers[i],
                       xpos,
                       buffer);
    }
  batch_clear (&batch);
  return next == annotations->sentences->len;
}
