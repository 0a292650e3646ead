/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs of quotation marks: straight, typographic, low and angle marks, single ones told apart from
 * apostrophes, and quotes that run on over paragraphs with only their last one closed. One pass
 * over each paragraph. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"

#include <string.h>

#define SINGLE_REACH 700 /* bytes in which a single mark must find its partner */

typedef struct
{
  guint32  begin;     /* after the opening mark */
  guint32  after_double; /* 0 = none open */
  guint32  after_single;
  gunichar opener;
  guint32  mark;      /* where the open double mark stands */
} MarkState;

static gboolean
is_double (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0x201f || c == 0xab
         || c == 0xbb || c == 0x2033;
}

static gboolean
is_single (gunichar c)
{
  return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201a || c == 0x201b || c == 0x2039
         || c == 0x203a;
}

static gboolean
opens_after (gunichar before)
{
  return before == 0 || g_unichar_isspace (before) || before == '(' || before == '['
         || before == 0x2013 || before == 0x2014 || before == 0x2015 || before == '-'
         || before == '/' || is_double (before);
}

static gboolean
is_blank (gunichar c)
{
  return c == 0 || g_unichar_isspace (c);
}

static gunichar
char_before (const char *text,
             guint32     begin,
             guint32     at)
{
  if (at <= begin)
    return 0;
  return g_utf8_get_char (g_utf8_prev_char (text + at));
}

static gunichar
char_at (const char *text,
         guint32     at,
         guint32     end)
{
  return at < end ? g_utf8_get_char (text + at) : 0;
}

static gboolean
starts_with_mark (const DlnStageContext *context,
                  guint32                block)
{
  const GArray *blocks = context->annotations->blocks;

  if (block >= blocks->len)
    return FALSE;

  const DlnBlock *row = DLN_ROW (blocks, DlnBlock, block);

  for (guint32 at = row->span.begin; at < row->span.end;)
    {
      gunichar c = g_utf8_get_char (context->text + at);

      if (is_double (c))
        return TRUE;
      if (!g_unichar_isspace (c))
        return FALSE;
      at = g_utf8_next_char (context->text + at) - context->text;
    }
  return FALSE;
}

/* The end of words that begin after a single mark, or 0: an apostrophe after "s" only counts if no
 * other mark comes. */
static guint32
find_single_end (const char *text,
                 guint32     from,
                 guint32     end)
{
  guint32 doubtful = 0;
  guint32 limit = MIN (end, from + SINGLE_REACH);

  for (guint32 at = from; at < limit; at = g_utf8_next_char (text + at) - text)
    {
      gunichar c = g_utf8_get_char (text + at);

      if (c == '\n' || is_double (c))
        break;
      if (c != '\'' && c != 0x2019 && c != 0x203a)
        continue;

      gunichar before = char_before (text, from, at);
      gunichar after = char_at (text, g_utf8_next_char (text + at) - text, end);

      if (is_blank (before) || g_unichar_isalnum (after))
        continue;
      if (before != 's' || g_unichar_ispunct (after) || after == 0)
        return at;
      if (doubtful == 0)
        doubtful = at;
    }
  return doubtful;
}

static gboolean
reads_like_sentence (const DlnTree *tree,
                     const char    *text,
                     DlnSpan        inner,
                     guint32        first,
                     guint32        last)
{
  gboolean verb = FALSE;
  guint words = 0, capitals = 0;

  for (guint32 t = first; t <= last; t++)
    {
      guint8 upos = tree->tokens[t].upos;

      verb = verb || upos == DLN_UPOS_VERB || upos == DLN_UPOS_AUX;
      words += upos != DLN_UPOS_PUNCT;
      capitals += upos != DLN_UPOS_PUNCT
                  && g_unichar_isupper (g_utf8_get_char (text + tree->tokens[t].span.begin));
    }
  /* "A Winter in the Hills": the title of a work */
  if (words >= 3 && words < 12 && capitals * 10 >= words * 7)
    return FALSE;

  gunichar end = char_before (text, inner.begin, inner.end);
  gboolean stopped = end == '.' || end == ',' || end == '!' || end == '?' || end == 0x2026;

  return (verb && words >= 5) || (stopped && words >= 2 && verb) || (stopped && words >= 4);
}

static void
append_quoted (DlnQuoteWork *work,
               guint32       block,
               guint32       begin,
               guint32       end,
               gboolean      to_be_continued)
{
  const char *text = work->context->text;
  DlnQuoted quoted = { .block = block, .continues = DLN_NO_ROW, .row = DLN_NO_ROW };

  while (begin < end && g_ascii_isspace (text[begin]))
    begin++;
  while (end > begin && g_ascii_isspace (text[end - 1]))
    end--;
  quoted.inner = DLN_SPAN (begin, end);
  quoted.to_be_continued = to_be_continued;
  quoted.first_token = _dln_tree_token_at (work->tree, begin);

  guint32 after = quoted.first_token;

  while (after < work->tree->n_tokens && work->tree->tokens[after].span.begin < end)
    after++;
  if (after == quoted.first_token || begin == end)
    return;
  quoted.last_token = after - 1;
  quoted.whole =
    reads_like_sentence (work->tree, text, quoted.inner, quoted.first_token, quoted.last_token);
  if (work->quoted->len > 0)
    {
      const DlnQuoted *before = DLN_ROW (work->quoted, DlnQuoted, work->quoted->len - 1);

      /* in the next paragraph; further on it is a mark that was never closed */
      if (before->to_be_continued && block <= before->block + 1)
        quoted.continues = work->quoted->len - 1;
    }
  for (guint32 t = quoted.first_token; t <= quoted.last_token; t++)
    work->quoted_at[t] = work->quoted->len;
  g_array_append_val (work->quoted, quoted);
}

/* A double mark at @at; returns the position to go on from. */
static void
take_double (DlnQuoteWork *work,
             MarkState    *state,
             gunichar      c,
             guint32       block,
             guint32       at,
             guint32       after,
             gunichar      before,
             gunichar      next)
{
  gboolean may_open = opens_after (before) && !is_blank (next);
  gboolean opens = state->after_double == 0;

  if (c == 0x201c && state->after_double != 0 && state->opener != 0x201e)
    opens = TRUE; /* the closing mark of the one before is missing */
  else if (c == '"' && state->after_double != 0 && may_open && !is_blank (next)
           && g_unichar_isspace (before))
    opens = TRUE;
  if (!opens)
    {
      append_quoted (work, block, state->after_double, at, FALSE);
      state->after_double = state->after_single = 0;
      return;
    }
  if (c == '"' && (!may_open || g_unichar_isdigit (before)))
    return; /* inches, or a closing mark without an opening one */
  if (c == 0x201d && !may_open)
    return;
  state->after_double = after;
  state->after_single = 0;
  state->opener = c;
  state->mark = at;
}

static guint32
take_single (DlnQuoteWork *work,
             MarkState    *state,
             gunichar      c,
             guint32       block,
             guint32       after,
             guint32       end,
             gunichar      before,
             gunichar      next)
{
  const char *text = work->context->text;

  if (state->after_double != 0 || !opens_after (before) || is_blank (next)
      || g_unichar_isdigit (next) || c == 0x203a)
    return after;

  guint32 close = find_single_end (text, after, end);

  if (close == 0 || close <= after + 1)
    return after;
  append_quoted (work, block, after, close, FALSE);
  return close + 1 <= end ? g_utf8_next_char (text + close) - text : end;
}

static void
scan_block (DlnQuoteWork *work,
            guint32       block)
{
  const char *text = work->context->text;
  const DlnBlock *row = DLN_ROW (work->context->annotations->blocks, DlnBlock, block);
  MarkState state = { 0 };

  for (guint32 at = row->span.begin; at < row->span.end;)
    {
      gunichar c = g_utf8_get_char (text + at);
      guint32 after = g_utf8_next_char (text + at) - text;
      gboolean pair = (c == '`' || c == '\'') && after < row->span.end && (guchar) text[after] == c;

      if (pair)
        {
          c = '"';
          after++;
        }
      if (is_double (c))
        take_double (work, &state, c, block, at, after, char_before (text, row->span.begin, at),
                     char_at (text, after, row->span.end));
      else if (is_single (c))
        after = take_single (work,
                             &state,
                             c,
                             block,
                             after,
                             row->span.end,
                             char_before (text, row->span.begin, at),
                             char_at (text, after, row->span.end));
      at = after;
    }
  if (state.after_double == 0)
    return;

  gboolean goes_on = starts_with_mark (work->context, block + 1);
  gboolean at_start = state.mark <= row->span.begin + 1;
  guint32 colon = state.mark;

  while (colon > row->span.begin && text[colon - 1] == ' ')
    colon--;
  if (goes_on || at_start || (colon > row->span.begin && text[colon - 1] == ':'))
    append_quoted (work, block, state.after_double, row->span.end, goes_on);
}

void
_dln_quotes_find_marks (DlnQuoteWork *work)
{
  const GArray *blocks = work->context->annotations->blocks;

  for (guint32 b = 0; b < blocks->len; b++)
    {
      guint8 type = DLN_ROW (blocks, DlnBlock, b)->type;

      if (type != DLN_BLOCK_BOILERPLATE && type != DLN_BLOCK_BYLINE && type != DLN_BLOCK_DATELINE)
        scan_block (work, b);
    }
}
