/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chronologies: lines that a date opens ("22 July 2009: The flat is searched"), and lines under one
 * that is only a date. The date is that of what the line tells, and the line its title. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include <string.h>

#define MIN_ALONE 2  /* lines that are only a date make a chronology from so many on */
#define MAX_UNDER 12 /* sentences that one such line dates */

typedef enum
{
  HEAD_NONE,
  HEAD_OPENS, /* the line goes on with what happened */
  HEAD_ALONE, /* the line is only a date */
} Head;

static gboolean
has_digit (const char *text,
           DlnSpan     span)
{
  for (guint32 i = span.begin; i < span.end; i++)
    if (g_ascii_isdigit (text[i]))
      return TRUE;
  return FALSE;
}

/* Nothing but a bullet stands before it in its line. */
static gboolean
opens_line (const char *text,
            guint32     begin)
{
  static const char bullet[] = "\342\200\242";

  while (begin > 0 && text[begin - 1] != '\n')
    if (strchr (" \t*-#>|", text[begin - 1]) != NULL)
      begin--;
    else if (begin >= 3 && strncmp (text + begin - 3, bullet, 3) == 0)
      begin -= 3;
    else
      return FALSE;
  return TRUE;
}

/* What follows the date: a colon, a dash between blanks, the next cell of a table, or the line's
 * end. */
static Head
read_head (const char *text,
           guint32     end,
           guint32    *after)
{
  static const char *const dashes[] = { "- ", "\342\200\223 ", "\342\200\224 " };
  guint32 at = end;

  while (text[at] == ' ' || text[at] == '\t' || text[at] == '|' || text[at] == ':')
    at++;
  *after = at;
  if (text[at] == '\0' || text[at] == '\n' || text[at] == '\r')
    return HEAD_ALONE;
  for (guint32 i = end; i < at; i++)
    if (text[i] != ' ')
      return HEAD_OPENS;
  for (guint i = 0; at > end && i < G_N_ELEMENTS (dashes); i++)
    if (strncmp (text + at, dashes[i], strlen (dashes[i])) == 0)
      {
        *after = at + strlen (dashes[i]);
        return HEAD_OPENS;
      }
  return HEAD_NONE;
}

static Head
read_line (const DlnEventWork *work,
           guint32             row,
           guint32            *after)
{
  const DlnTime *time = DLN_ROW (work->context->annotations->times, DlnTime, row);
  const char    *text = work->context->text;

  if (time->type != DLN_TIME_DATE || !dln_when_is_known (&time->when)
      || !has_digit (text, time->span) || !opens_line (text, time->span.begin))
    return HEAD_NONE;
  return read_head (text, time->span.end, after);
}

/* Gives the sentences from a byte on, up to a byte, a date. */
static guint32
date_sentences (DlnEventWork *work,
                guint32       row,
                guint32       begin,
                guint32       end,
                guint         most)
{
  const GArray *sentences = work->context->annotations->sentences;
  guint32       s = 0;

  for (guint32 low = 0, high = sentences->len; low < high;)
    {
      s = (low + high) / 2;
      if (DLN_ROW (sentences, DlnSentence, s)->span.end <= begin)
        low = s + 1;
      else
        high = s;
      s = low;
    }
  for (; s < sentences->len && most > 0; s++, most--)
    {
      DlnSpan span = DLN_ROW (sentences, DlnSentence, s)->span;

      if (span.begin >= end)
        break;
      work->line[s] = row;
      work->line_begin[s] = MAX (span.begin, begin);
    }
  return s;
}

/**
 * _dln_events_find_lines:
 *
 * Fills line and line_begin of the sentences of chronologies. Time: O(times log sentences)
 */
void
_dln_events_find_lines (DlnEventWork *work)
{
  const GArray *times = work->context->annotations->times;
  const char   *text = work->context->text;
  guint         alone = 0;

  for (guint32 i = 0; i < times->len; i++)
    {
      guint32 after;

      alone += read_line (work, i, &after) == HEAD_ALONE;
    }
  for (guint32 i = 0; i < times->len; i++)
    {
      guint32     after;
      Head        head = read_line (work, i, &after);
      const char *newline;

      if (head == HEAD_OPENS)
        {
          newline = strchr (text + after, '\n');
          date_sentences (work,
                          i,
                          after,
                          newline != NULL ? newline - text : (guint32) work->context->length,
                          MAX_UNDER);
        }
      else if (head == HEAD_ALONE && alone >= MIN_ALONE)
        date_sentences (work, i, after, G_MAXUINT32, MAX_UNDER);
    }
}

/* The first trigger of a sentence that no other governs, a verb rather than a noun: what the line
 * tells. */
static guint32
find_main (const DlnEventWork *work,
           guint32             sentence)
{
  const DlnTree *tree = work->tree;
  const DlnSentence *row = DLN_ROW (tree->annotations->sentences, DlnSentence, sentence);
  guint32 main = DLN_NO_ROW;

  for (guint32 t = row->first_token; t < row->first_token + row->n_tokens; t++)
    {
      if (!work->trigger[t] || tree->tokens[t].span.begin < work->line_begin[sentence])
        continue;
      if (main == DLN_NO_ROW || _dln_tree_dominates (tree, t, main)
          || (work->trigger[main] == DLN_TRIGGER_NOUN && work->trigger[t] == DLN_TRIGGER_VERB
              && !_dln_tree_dominates (tree, main, t)))
        main = t;
    }
  return main;
}

/**
 * _dln_events_link_lines:
 *
 * Dates what the lines of chronologies tell, where the line itself tells no other date of it.
 */
void
_dln_events_link_lines (DlnEventWork *work)
{
  for (guint32 s = 0; s < work->context->annotations->sentences->len; s++)
    {
      guint32 main = work->line[s] != DLN_NO_ROW ? find_main (work, s) : DLN_NO_ROW;

      if (main == DLN_NO_ROW)
        continue;
      if (work->link[main] == DLN_NO_ROW)
        work->link[main] = work->line[s];
    }
}

/**
 * _dln_events_is_line:
 * @token: a trigger
 *
 * Returns: whether it is what a line of a chronology tells, of which the whole line is the title
 */
gboolean
_dln_events_is_line (const DlnEventWork *work,
                     guint32             token)
{
  guint32 sentence = work->tree->tokens[token].sentence;

  return work->line[sentence] != DLN_NO_ROW && find_main (work, sentence) == token;
}
