/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tag stage: parts of speech and trees as the encoder read them, and a lemma for each word. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/tag/dln-tag-private.h"

#include "extract/dln-model-private.h"

#include <string.h>

#define MAX_AHEAD 40 /* words between a verb and its auxiliary or subject */

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

typedef struct
{
  DlnStageContext   *context;
  const DlnTagView  *view;
  const DlnStringId *xpos;   /* [n_tags] */
  GString           *buffer; /* of a lemma */
} Tagging;

/* Whether one of the words before @i is its @wanted */
static gboolean
has_before (const GArray *tokens,
            guint         i,
            DlnDeprel     wanted)
{
  for (guint k = i; k-- > 0 && i - k <= MAX_AHEAD;)
    {
      const DlnReadToken *read = &g_array_index (tokens, DlnReadToken, k);

      if (read->head == (gint32) i
          && (read->deprel == wanted || dln_deprel_get_base (read->deprel) == wanted))
        return TRUE;
    }
  return FALSE;
}

/* "she married": a subject of its own and no auxiliary */
static gboolean
is_finite (const GArray *tokens,
           guint         i)
{
  return has_before (tokens, i, DLN_DEPREL_NSUBJ) && !has_before (tokens, i, DLN_DEPREL_AUX)
         && g_array_index (tokens, DlnReadToken, i).deprel != DLN_DEPREL_CONJ;
}

/* A verb in a form that the treebanks have for the past alone ("met", "married") is no present and
 * no infinitive, and one with a subject and without an auxiliary no participle. Returns: the number
 * of the tag that it has. */
static guint
mend_tag (const Tagging *tagging,
          guint          i,
          guint          tag)
{
  const DlnAnnotations *annotations = tagging->context->annotations;
  const DlnTagView *view = tagging->view;
  DlnSpan span = DLN_ROW (annotations->tokens, DlnToken, i)->span;
  const char *form = tagging->context->text + span.begin;
  gsize length = span.end - span.begin;
  const char *own = tag > 0 ? view->tags[tag - 1].xpos : "";
  const GArray *read = tagging->context->reading->tokens;
  gboolean finite = is_finite (read, i);
  guint past = 0;

  if (strcmp (own, "VBN") == 0 ? !finite
                               : (strcmp (own, "VB") != 0 && strcmp (own, "VBP") != 0)
                                   || _dln_lemmas_know (&view->lemmas, form, length, tag))
    return tag;
  for (guint k = 0; k < view->n_tags; k++)
    {
      gboolean participle = strcmp (view->tags[k].xpos, "VBN") == 0;

      if (view->tags[k].upos == view->tags[tag - 1].upos
          && (participle || strcmp (view->tags[k].xpos, "VBD") == 0)
          && _dln_lemmas_know (&view->lemmas, form, length, k + 1)
          && (past == 0 || participle == has_before (read, i, DLN_DEPREL_AUX)))
        past = k + 1;
    }
  return past > 0 ? past : tag;
}

/* a text without a list of lemmas: the form in small letters, but of names as it is */
static void
fill_foreign_token (DlnStageContext *context,
                    guint            i)
{
  DlnToken *token = DLN_ROW (context->annotations->tokens, DlnToken, i);
  const DlnReadToken *read = &g_array_index (context->reading->tokens, DlnReadToken, i);
  const char *form = context->text + token->span.begin;
  gsize length = token->span.end - token->span.begin;
  g_autofree char *lemma = read->upos == DLN_UPOS_PROPN ? g_strndup (form, length)
                                                        : g_utf8_strdown (form, length);

  token->upos = read->upos;
  token->xpos = read->xpos;
  token->head = read->head;
  token->deprel = read->deprel;
  token->lemma = dln_strings_intern (context->annotations->strings, lemma);
}

static void
fill_token (const Tagging *tagging,
            guint          i)
{
  DlnStrings *strings = tagging->context->annotations->strings;
  DlnToken *token = DLN_ROW (tagging->context->annotations->tokens, DlnToken, i);
  const DlnReadToken *read
    = &g_array_index (tagging->context->reading->tokens, DlnReadToken, i);
  gsize length = token->span.end - token->span.begin;
  const char *form = tagging->context->text + token->span.begin;
  const char *lemma
    = read->upos == DLN_UPOS_VERB ? _dln_lemmas_find_irregular (form, length) : NULL;
  guint found = find_tag (tagging->view, tagging->xpos, read->xpos, read->upos);
  guint tag = read->upos == DLN_UPOS_VERB ? mend_tag (tagging, i, found) : found;

  token->upos = read->upos;
  token->xpos = tag != found ? tagging->xpos[tag - 1] : read->xpos;
  token->head = read->head;
  token->deprel = read->deprel;
  if (lemma == NULL)
    {
      g_string_set_size (tagging->buffer, length + 24);
      _dln_lemmas_find (&tagging->view->lemmas,
                        form,
                        length,
                        tag,
                        _dln_words_get_shape (form, length),
                        tagging->buffer->str);
      lemma = tagging->buffer->str;
    }
  token->lemma = dln_strings_intern (strings, lemma);
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
  const Tagging tagging = { context, view, xpos, buffer };

  for (guint i = 0; i < view->n_tags; i++)
    xpos[i] = dln_strings_intern (annotations->strings, view->tags[i].xpos);
  for (guint i = 0; i < annotations->tokens->len; i++)
    if (context->foreign)
      fill_foreign_token (context, i);
    else
      fill_token (&tagging, i);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
