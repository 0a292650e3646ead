/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tag stage: parts of speech and trees as the encoder read them, and a lemma for each word. */
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
  if (view->tags == NULL || n % sizeof (DlnTag) != 0)
    return NULL;
  for (guint i = 0; i < view->n_tags; i++)
    if (view->tags[i].upos >= DLN_N_UPOS
        || memchr (view->tags[i].xpos, 0, sizeof view->tags[i].xpos) == NULL)
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

/* Returns: the tag's number in the lemmas' inventory, which begins at 1; of one that it lacks, the
 * first with that XPOS; 0 if there is none */
static guint
find_tag (const DlnTagView  *view,
          const DlnStringId *xpos, /* [n_tags] */
          DlnStringId        wanted,
          guint              upos)
{
  guint like = 0;

  for (guint i = 0; i < view->n_tags; i++)
    {
      if (xpos[i] != wanted)
        continue;
      if (view->tags[i].upos == upos)
        return i + 1;
      if (like == 0)
        like = i + 1;
    }
  return like;
}

static void
fill_token (DlnStageContext    *context,
            const DlnTagView   *view,
            const DlnReadToken *read,
            const DlnStringId  *xpos,
            DlnToken           *token,
            GString            *buffer)
{
  gsize length = token->span.end - token->span.begin;
  const char *form = context->text + token->span.begin;
  const char *lemma = read->upos == DLN_UPOS_VERB ? _dln_lemmas_find_irregular (form, length) : NULL;

  token->upos = read->upos;
  token->xpos = read->xpos;
  token->head = read->head;
  token->deprel = read->deprel;
  if (lemma == NULL)
    {
      g_string_set_size (buffer, length + 24);
      _dln_lemmas_find (&view->lemmas,
                        form,
                        length,
                        find_tag (view, xpos, read->xpos, read->upos),
                        _dln_words_get_shape (form, length),
                        buffer->str);
      lemma = buffer->str;
    }
  token->lemma = dln_strings_intern (context->annotations->strings, lemma);
}

gboolean
_dln_tag_run (DlnStageContext *context,
              GError         **error)
{
  const DlnTagView *view = _dln_tag_view_get (context->model);
  DlnAnnotations *annotations = context->annotations;

  if (view == NULL || annotations->tokens->len == 0)
    return TRUE;

  g_autofree DlnStringId *xpos = g_new (DlnStringId, view->n_tags);
  g_autoptr (GString) buffer = g_string_new (NULL);

  for (guint i = 0; i < view->n_tags; i++)
    xpos[i] = dln_strings_intern (annotations->strings, view->tags[i].xpos);
  for (guint i = 0; i < annotations->tokens->len; i++)
    fill_token (context,
                view,
                &g_array_index (context->reading->tokens, DlnReadToken, i),
                xpos,
                DLN_ROW (annotations->tokens, DlnToken, i),
                buffer);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
