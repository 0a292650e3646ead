/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text stage: blocks, then tokens and sentences of each block. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"

#include "extract/tag/dln-tag-private.h"

#define MAX_SENTENCE_TOKENS 400 /* a longer one is cut: the work of later stages stays bounded */

/* Appends the sentences of @block, whose tokens begin at @first. */
static void
append_sentences (DlnAnnotations *annotations,
                  guint32         block,
                  guint32         first,
                  const guint8   *ends)
{
  GArray *tokens = annotations->tokens;
  guint32 begin = first;

  for (guint32 i = first; i < tokens->len; i++)
    {
      DlnToken *token = DLN_ROW (tokens, DlnToken, i);

      token->sentence = annotations->sentences->len;
      if (!ends[i - first] && i + 1 < tokens->len && i + 1 - begin < MAX_SENTENCE_TOKENS)
        continue;

      DlnSentence sentence = {
        .span = DLN_SPAN (DLN_ROW (tokens, DlnToken, begin)->span.begin, token->span.end),
        .first_token = begin,
        .n_tokens = i + 1 - begin,
        .block = block,
      };

      g_array_append_val (annotations->sentences, sentence);
      begin = i + 1;
    }
}

/* Corrects @ends by what the model learned. The words are kept for the tag stage. */
static void
apply_model (DlnStageContext  *context,
             const DlnTagView *view,
             guint32           first,
             guint8           *ends)
{
  guint n = context->annotations->tokens->len - first;
  const DlnToken *tokens = DLN_ROW (context->annotations->tokens, DlnToken, first);
  static const DlnWord none;

  g_array_set_size (context->words, first + n + 4);
  DlnWord *words = &g_array_index (context->words, DlnWord, first);

  /* two empty words on each side, only while they are needed */
  _dln_words_read (&view->words, context->text, tokens, n, words + 2);
  words[0] = words[1] = words[n + 2] = words[n + 3] = none;
  _dln_ends_run (&view->ends, context->text, tokens, words + 2, n, ends);
  memmove (words, words + 2, n * sizeof *words);
  g_array_set_size (context->words, first + n);
}

static void
analyse_block (DlnStageContext  *context,
               const DlnTagView *view,
               guint32           index,
               GArray           *atoms,
               GByteArray       *ends)
{
  DlnAnnotations *annotations = context->annotations;
  DlnBlock *block = DLN_ROW (annotations->blocks, DlnBlock, index);
  guint32 first = annotations->tokens->len;

  g_array_set_size (atoms, 0);
  _dln_text_split_atoms (context->text, block->span, atoms);
  _dln_text_join_repeats (context->text, atoms);
  _dln_text_cut_by_rules (context->text, (DlnAtom *) atoms->data, atoms->len);
  if (view != NULL && view->cuts.n_classes > 0)
    _dln_cuts_run (&view->cuts, context->text, (DlnAtom *) atoms->data, atoms->len);
  _dln_text_append_tokens (
    context->text, (DlnAtom *) atoms->data, atoms->len, block->span, annotations->tokens);

  block->first_sentence = annotations->sentences->len;
  if (annotations->tokens->len > first)
    {
      g_byte_array_set_size (ends, annotations->tokens->len - first);
      _dln_text_mark_ends_by_rules (context->text,
                                    DLN_ROW (annotations->tokens, DlnToken, first),
                                    annotations->tokens->len - first,
                                    ends->data);
      if (view != NULL && view->ends.n_classes > 0)
        apply_model (context, view, first, ends->data);
      append_sentences (annotations, index, first, ends->data);
    }
  block->n_sentences = annotations->sentences->len - block->first_sentence;
}

gboolean
_dln_text_run (DlnStageContext *context,
               GError         **error)
{
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (DlnAtom));
  g_autoptr (GByteArray) ends = g_byte_array_new ();
  const DlnTagView *view = context->model != NULL ? _dln_tag_view_get (context->model) : NULL;

  _dln_text_find_blocks (
    context->document, context->text, context->length, context->annotations->blocks);
  for (guint32 i = 0; i < context->annotations->blocks->len; i++)
    {
      analyse_block (context, view, i, atoms, ends);
      if (i % 64 == 0 && g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
    }
  return TRUE;
}
