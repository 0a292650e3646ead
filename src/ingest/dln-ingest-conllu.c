/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CoNLL-U (Universal Dependencies): the text is put together from the words, whose spans, sentences
 * and paragraphs are taken as given. Analyses in the file are not read: they are what is to be
 * filled in. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  const char     *file;      /* for messages and names */
  GString        *text;
  DlnAnnotations *given;
  char           *id;
  guint           n_documents;
  guint           line;      /* number, from 1 */
  gboolean        in_sentence;
  gboolean        space;     /* owed before the next word */
  gboolean        paragraph; /* the next sentence begins one */
  guint           range_end; /* last word of the multiword token under way, 0 = none */
  guint           range_next;  /* the least number that its next word may have */
  guint           range_first; /* its first token's row */
  DlnSpan         range;
  gboolean        range_space;
} State;

static DlnBlock *
get_block (State *state)
{
  GArray *blocks = state->given->blocks;

  return DLN_ROW (blocks, DlnBlock, blocks->len - 1);
}

static void
begin_sentence (State *state)
{
  DlnAnnotations *given = state->given;

  if (state->paragraph || given->blocks->len == 0)
    {
      DlnBlock block = { .first_sentence = given->sentences->len, .type = DLN_BLOCK_BODY };

      if (state->text->len > 0)
        g_string_append (state->text, "\n\n");
      block.span.begin = block.span.end = state->text->len;
      g_array_append_val (given->blocks, block);
      state->paragraph = FALSE;
      state->space = FALSE;
    }
  if (state->space)
    g_string_append_c (state->text, ' ');
  state->space = FALSE;

  DlnSentence sentence = {
    .span = { state->text->len, state->text->len },
    .first_token = given->tokens->len,
    .block = given->blocks->len - 1,
  };

  g_array_append_val (given->sentences, sentence);
  get_block (state)->n_sentences += 1;
  state->in_sentence = TRUE;
}

static DlnSpan
append_form (State      *state,
             const char *form,
             gboolean    space_after)
{
  DlnSpan span;

  if (state->space)
    g_string_append_c (state->text, ' ');
  span.begin = state->text->len;
  g_string_append (state->text, form);
  span.end = state->text->len;
  state->space = space_after;
  return span;
}

static void
append_token (State   *state,
              DlnSpan  span,
              gboolean space_after)
{
  DlnAnnotations *given = state->given;
  DlnSentence *sentence = DLN_ROW (given->sentences, DlnSentence, given->sentences->len - 1);
  DlnToken token = {
    .span = span,
    .head = -1,
    .sentence = given->sentences->len - 1,
    .flags = space_after ? DLN_TOKEN_SPACE_AFTER : 0,
  };

  g_array_append_val (given->tokens, token);
  sentence->n_tokens += 1;
  sentence->span.end = MAX (sentence->span.end, span.end);
  get_block (state)->span.end = sentence->span.end;
}

/* where the next part of the multiword token begins */
static guint32
get_part_begin (const State *state)
{
  const GArray *tokens = state->given->tokens;

  return tokens->len > state->range_first ? DLN_ROW (tokens, DlnToken, tokens->len - 1)->span.end
                                          : state->range.begin;
}

/* A multiword token whose words do not come keeps what is left of it as a word. */
static void
end_range (State *state)
{
  guint32 begin = get_part_begin (state);

  if (state->range_end > 0 && begin < state->range.end)
    append_token (state, DLN_SPAN (begin, state->range.end), state->range_space);
  state->range_end = 0;
}

static void
end_sentence (State *state)
{
  end_range (state);
  state->in_sentence = FALSE;
}

/* The words of a multiword token share its letters: as they are written where they add up, else
 * each a part. */
static void
append_part (State      *state,
             const char *form,
             guint       word)
{
  guint32 begin = get_part_begin (state);
  guint n_after = state->range_end - word;
  const char *text = state->text->str;
  guint32 rest = state->range.end - begin;
  guint32 end = state->range.end;

  if (n_after > 0)
    {
      gsize length = strlen (form);

      end = begin
            + (length < rest && strncmp (text + begin, form, length) == 0 ? length
                                                                          : rest / (n_after + 1));
      while (end < state->range.end && ((guchar) text[end] & 0xc0) == 0x80)
        end += 1;
      if (end == begin && rest > 0)
        end = g_utf8_next_char (text + begin) - text;
    }
  append_token (state, DLN_SPAN (begin, end), n_after == 0 && state->range_space);
  state->range_next = word + 1;
  if (n_after == 0)
    state->range_end = 0;
}

static gboolean
fail (State      *state,
      const char *what,
      GError    **error)
{
  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_FORMAT,
               _("%s, line %u: %s."),
               state->file,
               state->line,
               what);
  return FALSE;
}

static gboolean
read_word (State   *state,
           char    *line,
           GError **error)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", 11);
  guint first, last;
  char rest;

  if (g_strv_length (columns) != 10)
    return fail (state, _("a word has ten columns"), error);
  if (strchr (columns[0], '.') != NULL) /* an empty node of the enhanced graph */
    return TRUE;
  if (*columns[1] == '\0')
    return fail (state, _("a word without a form"), error);
  if (!state->in_sentence)
    begin_sentence (state);

  gboolean space_after = strstr (columns[9], "SpaceAfter=No") == NULL;

  if (sscanf (columns[0], "%u-%u%c", &first, &last, &rest) == 2)
    {
      if (last < first || last - first > 64)
        return fail (state, _("a range of words that cannot be"), error);
      end_range (state);
      state->range = append_form (state, columns[1], space_after);
      state->range_space = space_after;
      state->range_end = last;
      state->range_next = first;
      state->range_first = state->given->tokens->len;
      return TRUE;
    }
  if (sscanf (columns[0], "%u%c", &first, &rest) != 1)
    return fail (state, _("a word without a number"), error);
  if (first < state->range_next || first > state->range_end)
    end_range (state);
  if (state->range_end > 0)
    append_part (state, columns[1], first);
  else
    append_token (state, append_form (state, columns[1], space_after), space_after);
  return TRUE;
}

static gboolean
flush (State        *state,
       DlnIngestFunc func,
       gpointer      data,
       GError      **error)
{
  g_autoptr (DlnIngested) item = NULL;

  end_sentence (state);
  state->space = FALSE;
  state->paragraph = FALSE;
  if (state->given->tokens->len == 0)
    return TRUE;

  g_autofree char *name = state->n_documents == 0
                            ? g_strdup (state->file)
                            : g_strdup_printf ("%s#%u", state->file, state->n_documents + 1);
  DlnDocumentInfo info = { .id = state->id != NULL ? state->id : name };

  item = g_new0 (DlnIngested, 1);
  item->document = dln_document_new (state->text->str, state->text->len, &info);
  item->given = g_steal_pointer (&state->given);
  state->given = dln_annotations_new ();
  state->n_documents += 1;
  g_string_truncate (state->text, 0);
  return func (g_steal_pointer (&item), data, error);
}

static gboolean
read_line (State        *state,
           char         *line,
           DlnIngestFunc func,
           gpointer      data,
           GError      **error)
{
  if (*line == '\0')
    end_sentence (state);
  else if (g_str_has_prefix (line, "# newdoc"))
    {
      const char *id = strstr (line, "id = ");

      if (!flush (state, func, data, error))
        return FALSE;
      g_clear_pointer (&state->id, g_free);
      state->id = id != NULL ? g_strdup (id + 5) : NULL;
    }
  else if (g_str_has_prefix (line, "# newpar"))
    state->paragraph = state->given->blocks->len > 0;
  else if (*line != '#')
    return read_word (state, line, error);
  return TRUE;
}

gboolean
_dln_ingest_conllu (const char   *text,
                    const char   *id,
                    DlnIngestFunc func,
                    gpointer      data,
                    GCancellable *cancellable,
                    GError      **error)
{
  State state = { .file = id, .text = g_string_new (NULL), .given = dln_annotations_new () };
  gboolean done = TRUE;

  while (done && *text != '\0')
    {
      gsize length = strcspn (text, "\n");
      g_autofree char *line =
        g_strndup (text, length > 0 && text[length - 1] == '\r' ? length - 1 : length);

      state.line += 1;
      text += length + (text[length] == '\n' ? 1 : 0);
      done = read_line (&state, line, func, data, error);
      if (done && state.line % 4096 == 0)
        done = !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  done = done && flush (&state, func, data, error);
  if (done && state.n_documents == 0)
    {
      g_set_error (
        error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _ ("%s has no words in it."), id);
      done = FALSE;
    }
  g_string_free (state.text, TRUE);
  g_free (state.id);
  dln_annotations_unref (state.given);
  return done;
}
