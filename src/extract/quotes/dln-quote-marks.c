/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs of quotation marks: straight, typographic, low and angle marks, single ones told apart from
 * apostrophes, and quotes that run on over paragraphs with only their last one closed. One pass
 * over each paragraph, and one over what stands between a pair, for marks of another kind in it. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define SINGLE_REACH 700 /* bytes in which a single mark must find its partner */

typedef struct
{
  guint32  after_double; /* 0 = none open */
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
is_angle (gunichar c)
{
  return c == 0xab || c == 0xbb;
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

/* The mark that closes the double one before @from, or 0. */
static guint32
find_double_end (const char *text,
                 guint32     from,
                 guint32     end,
                 gunichar    opener)
{
  for (guint32 at = from; at < end; at = g_utf8_next_char (text + at) - text)
    {
      gunichar c = g_utf8_get_char (text + at);

      if (is_double (c) && is_angle (c) == is_angle (opener)
          && (c != opener || c == '"' || c == 0x201d || c == 0xbb))
        return at;
    }
  return 0;
}

static gboolean
closes_single (gunichar opener,
               gunichar c)
{
  switch (opener)
    {
    case 0x2039:
      return c == 0x203a;
    case 0x203a:
      return c == 0x2039;
    case 0x201a:
      return c == 0x2018 || c == 0x2019;
    default:
      return c == '\'' || c == 0x2019;
    }
}

/* The end of words that begin after the single mark @opener, or 0, over pairs of double marks among
 * them: an apostrophe after "s" only counts if no other mark comes, and never where the words stand
 * between marks themselves or hold some. */
static guint32
find_single_end (const char *text,
                 guint32     from,
                 guint32     end,
                 gunichar    opener,
                 gboolean    nested)
{
  guint32 doubtful = 0;
  guint32 limit = MIN (end, from + SINGLE_REACH);

  for (guint32 at = from; at < limit; at = g_utf8_next_char (text + at) - text)
    {
      gunichar c = g_utf8_get_char (text + at);
      gunichar before = char_before (text, from, at);
      guint32 next = g_utf8_next_char (text + at) - text;
      gunichar after = char_at (text, next, end);

      if (c == '\n')
        break;
      if (is_double (c))
        {
          at = opens_after (before) && !is_blank (after)
                 ? find_double_end (text, next, limit, c)
                 : 0;
          if (at == 0)
            break;
          nested = TRUE;
          doubtful = 0;
          continue;
        }
      if (!closes_single (opener, c) || is_blank (before) || g_unichar_isalnum (after))
        continue;
      if (before != 's' || g_unichar_ispunct (after) || after == 0)
        return at;
      if (doubtful == 0 && !nested)
        doubtful = at;
    }
  return doubtful;
}

/* "'em", "'til": an apostrophe, whatever stands before it */
static gboolean
is_clipped (const char *text,
            guint32     from,
            guint32     end)
{
  guint32 last = from;

  while (last < end && g_ascii_isalpha (text[last]))
    last++;

  g_autofree char *word = g_ascii_strdown (text + from, last - from);

  return g_strv_contains (_dln_words (DLN_WORDS_CLIPPED), word);
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

/* FALSE if there are no words between @begin and @end */
static gboolean
read_quoted (const DlnQuoteWork *work,
             DlnQuoted          *quoted,
             guint32             begin,
             guint32             end)
{
  const char *text = work->context->text;

  while (begin < end && g_ascii_isspace (text[begin]))
    begin++;
  while (end > begin && g_ascii_isspace (text[end - 1]))
    end--;
  quoted->inner = DLN_SPAN (begin, end);
  quoted->first_token = _dln_tree_token_at (work->tree, begin);

  guint32 after = quoted->first_token;

  while (after < work->tree->n_tokens && work->tree->tokens[after].span.begin < end)
    after++;
  if (after == quoted->first_token || begin == end)
    return FALSE;
  quoted->last_token = after - 1;
  quoted->whole =
    reads_like_sentence (work->tree, text, quoted->inner, quoted->first_token, quoted->last_token);
  return TRUE;
}

/* TRUE if @c may open a quotation inside the one that @outer opened: never marks of the same kind,
 * and a right single mark only where it is what opens. */
static gboolean
may_open_inside (gunichar c,
                 gunichar outer)
{
  if (is_double (c))
    return is_single (outer) || is_angle (c) != is_angle (outer);
  if (!is_single (c) || is_single (outer))
    return FALSE;
  if (c == 0x2019)
    return outer == 0x201d;
  return c != 0x203a || outer == 0xbb;
}

/* Quotations between the marks of quotation @outer, which @opener opened. */
static void
find_inner (DlnQuoteWork *work,
            guint32       outer,
            gunichar      opener)
{
  const char *text = work->context->text;
  const DlnQuoted *row = DLN_ROW (work->quoted, DlnQuoted, outer);
  guint32 end = row->inner.end;

  for (guint32 at = row->inner.begin; at < end;)
    {
      gunichar c = g_utf8_get_char (text + at);
      guint32 after = g_utf8_next_char (text + at) - text;
      gunichar before = char_before (text, row->inner.begin, at);
      gunichar next = char_at (text, after, end);
      DlnQuoted quoted = {
        .block = row->block, .continues = DLN_NO_ROW, .row = DLN_NO_ROW, .outer = outer
      };
      guint32 close = 0;

      if (may_open_inside (c, opener) && opens_after (before) && !is_blank (next)
          && !g_unichar_isdigit (next) && !is_clipped (text, after, end))
        close = is_double (c) ? find_double_end (text, after, end, c)
                              : find_single_end (text, after, end, c, TRUE);
      if (close > after && read_quoted (work, &quoted, after, close))
        {
          g_array_append_val (work->inner, quoted);
          after = g_utf8_next_char (text + close) - text;
        }
      at = after;
    }
}

static void
append_quoted (DlnQuoteWork *work,
               guint32       block,
               gunichar      opener,
               guint32       begin,
               guint32       end,
               gboolean      to_be_continued)
{
  DlnQuoted quoted = { .block = block,
                       .continues = DLN_NO_ROW,
                       .row = DLN_NO_ROW,
                       .outer = DLN_NO_ROW,
                       .to_be_continued = to_be_continued };

  if (!read_quoted (work, &quoted, begin, end))
    return;
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
  find_inner (work, work->quoted->len - 1, opener);
}

/* A double mark at @at, in a paragraph up to @end. */
static void
take_double (DlnQuoteWork *work,
             MarkState    *state,
             gunichar      c,
             guint32       block,
             guint32       at,
             guint32       after,
             guint32       end,
             gunichar      before,
             gunichar      next)
{
  gboolean may_open = opens_after (before) && !is_blank (next);
  gboolean opens = state->after_double == 0;

  if (!opens && is_angle (c) != is_angle (state->opener))
    return; /* it stands inside */
  /* "« Back": an ornament */
  if (opens && is_angle (c) && find_double_end (work->context->text, after, end, c) == 0
      && !starts_with_mark (work->context, block + 1))
    return;

  if (c == 0x201c && state->after_double != 0 && state->opener != 0x201e)
    opens = TRUE; /* the closing mark of the one before is missing */
  else if (c == '"' && state->after_double != 0 && may_open && !is_blank (next)
           && g_unichar_isspace (before))
    opens = TRUE;
  if (!opens)
    {
      append_quoted (work, block, state->opener, state->after_double, at, FALSE);
      state->after_double = 0;
      return;
    }
  if (c == '"' && (!may_open || g_unichar_isdigit (before)))
    return; /* inches, or a closing mark without an opening one */
  if (c == 0x201d && !may_open)
    return;
  state->after_double = after;
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
      || g_unichar_isdigit (next) || c == 0x203a || is_clipped (text, after, end))
    return after;

  guint32 close = find_single_end (text, after, end, c, FALSE);

  if (close == 0 || close <= after + 1)
    return after;
  append_quoted (work, block, c, after, close, FALSE);
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
        take_double (work,
                     &state,
                     c,
                     block,
                     at,
                     after,
                     row->span.end,
                     char_before (text, row->span.begin, at),
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
    append_quoted (work, block, state.opener, state.after_double, row->span.end, goes_on);
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
