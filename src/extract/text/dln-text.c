/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text stage: blocks, then tokens and sentences of each block. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"

#include "extract/tag/dln-tag-private.h"

#define MAX_SENTENCE_TOKENS 400 /* a longer one is cut: the work of later stages stays bounded */
#define MAX_PART 65536 /* bytes of a block between two looks at the cancellable */

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

/* Corrects @ends by what the model learned */
static void
apply_model (DlnStageContext  *context,
             const DlnTagView *view,
             guint32           first,
             guint8           *ends)
{
  guint n = context->annotations->tokens->len - first;
  const DlnToken *tokens = DLN_ROW (context->annotations->tokens, DlnToken, first);
  g_autofree DlnWord *words = g_new0 (DlnWord, n + 4); /* two empty ones on each side */

  _dln_words_read (&view->words, context->text, tokens, n, words + 2);
  _dln_ends_run (&view->ends, context->text, tokens, words + 2, n, ends);
}

static void
analyse_foreign_part (DlnStageContext *context,
                      guint32          index,
                      DlnSpan          part,
                      GByteArray      *ends)
{
  GArray *tokens = context->annotations->tokens;
  guint32 first = tokens->len;

  _dln_text_append_icu_tokens (context->text, part, context->language, tokens);
  if (tokens->len == first)
    return;
  g_byte_array_set_size (ends, tokens->len - first);
  _dln_text_mark_icu_ends (context->text,
                           part,
                           context->language,
                           DLN_ROW (tokens, DlnToken, first),
                           tokens->len - first,
                           ends->data);
  append_sentences (context->annotations, index, first, ends->data);
}

/* the tokens and sentences of a block, or of a part of a long one */
static void
analyse_part (DlnStageContext  *context,
              const DlnTagView *view,
              guint32           index,
              DlnSpan           part,
              GArray           *atoms,
              GByteArray       *ends)
{
  DlnAnnotations *annotations = context->annotations;
  guint32 first = annotations->tokens->len;

  if (context->foreign)
    {
      analyse_foreign_part (context, index, part, ends);
      return;
    }
  g_array_set_size (atoms, 0);
  _dln_text_split_atoms (context->text, part, atoms);
  _dln_text_join_repeats (context->text, atoms);
  _dln_text_cut_by_rules (context->text, (DlnAtom *) atoms->data, atoms->len);
  if (view != NULL && view->cuts.n_classes > 0)
    _dln_cuts_run (&view->cuts, context->text, (DlnAtom *) atoms->data, atoms->len);
  _dln_text_append_tokens (
    context->text, (DlnAtom *) atoms->data, atoms->len, part, annotations->tokens);
  if (annotations->tokens->len == first)
    return;
  g_byte_array_set_size (ends, annotations->tokens->len - first);
  _dln_text_mark_ends_by_rules (context->text,
                                DLN_ROW (annotations->tokens, DlnToken, first),
                                annotations->tokens->len - first,
                                ends->data);
  if (view != NULL && view->ends.n_classes > 0)
    apply_model (context, view, first, ends->data);
  append_sentences (annotations, index, first, ends->data);
}

/* Returns: where the part that begins at @begin ends: at white space, or, where there is none for
 * long, at a character */
static guint32
find_part_end (const char *text,
               guint32     begin,
               guint32     end)
{
  guint32 stop = begin + MAX_PART;

  if (end - begin <= 2 * MAX_PART)
    return end;
  while (stop < begin + 2 * MAX_PART && !g_ascii_isspace (text[stop]))
    stop++;
  while (((guchar) text[stop] & 0xc0) == 0x80)
    stop--;
  return stop;
}

/* FALSE when cancelled */
static gboolean
analyse_block (DlnStageContext  *context,
               const DlnTagView *view,
               guint32           index,
               GArray           *atoms,
               GByteArray       *ends)
{
  DlnAnnotations *annotations = context->annotations;
  DlnBlock *block = DLN_ROW (annotations->blocks, DlnBlock, index);
  guint32 begin = block->span.begin;

  block->first_sentence = annotations->sentences->len;
  while (begin < block->span.end)
    {
      guint32 end = find_part_end (context->text, begin, block->span.end);

      if (g_cancellable_is_cancelled (context->cancellable))
        return FALSE;
      analyse_part (context, view, index, DLN_SPAN (begin, end), atoms, ends);
      begin = end;
    }
  block->n_sentences = annotations->sentences->len - block->first_sentence;
  return TRUE;
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
    if (!analyse_block (context, view, i, atoms, ends))
      break;
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
