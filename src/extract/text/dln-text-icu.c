/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens and sentences of a language that has no bundle, by ICU (Unicode Standard Annex 29 with
 * the abbreviations of CLDR). Words with a hyphen stay whole, as in the treebanks of these
 * languages. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"

#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#define MAX_ORDINAL 2 /* digits: "3." is the third, "2019." ends a sentence */

typedef struct
{
  const char *text; /* the document's */
  DlnSpan     part;
  UText      *utext; /* of the part */
} Part;

/* Returns: (nullable): an iterator over the part */
static UBreakIterator *
open_breaks (Part              *part,
             UBreakIteratorType type,
             const char        *locale)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *breaks;

  part->utext = utext_openUTF8 (part->utext,
                                part->text + part->part.begin,
                                part->part.end - part->part.begin,
                                &status);
  breaks = ubrk_open (type, locale, NULL, 0, &status);
  if (breaks != NULL && U_SUCCESS (status))
    ubrk_setUText (breaks, part->utext, &status);
  if (U_SUCCESS (status))
    return breaks;
  if (breaks != NULL)
    ubrk_close (breaks);
  return NULL;
}

static gboolean
is_blank (const char *text,
          guint32     begin,
          guint32     end)
{
  for (const char *p = text + begin; p < text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c) && c != 0x200b && c != 0xfeff)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_hyphen (const char *text,
           DlnSpan     span)
{
  gunichar c = g_utf8_get_char (text + span.begin);

  return (c == '-' || c == 0x2010 || c == 0x2011)
         && g_utf8_next_char (text + span.begin) == text + span.end;
}

static gboolean
is_word (const char *text,
         DlnSpan     span)
{
  return g_unichar_isalnum (g_utf8_get_char (text + span.begin));
}

/* Appends [begin, end) as a token; a hyphen between two words makes one of the three. */
static void
append_token (const char *text,
              GArray     *tokens,
              guint       first,
              guint32     begin,
              guint32     end)
{
  DlnToken token = { .head = -1, .span = DLN_SPAN (begin, end) };
  guint n = tokens->len - first;
  DlnToken *last = n > 0 ? DLN_ROW (tokens, DlnToken, tokens->len - 1) : NULL;
  DlnToken *before = n > 1 ? last - 1 : NULL;

  if (before != NULL && last->span.end == begin && before->span.end == last->span.begin
      && is_hyphen (text, last->span) && is_word (text, before->span)
      && is_word (text, token.span))
    {
      before->span.end = end;
      g_array_set_size (tokens, tokens->len - 1);
      return;
    }
  g_array_append_val (tokens, token);
}

/**
 * _dln_text_append_icu_tokens:
 * @text: the document's text
 * @part: what of it is split: a block, or a part of one
 * @language: BCP 47
 * @tokens: (element-type DlnToken): appended to
 */
void
_dln_text_append_icu_tokens (const char *text,
                             DlnSpan     part,
                             const char *language,
                             GArray     *tokens)
{
  Part work = { text, part, NULL };
  UBreakIterator *breaks = open_breaks (&work, UBRK_WORD, language);
  guint first = tokens->len;

  if (breaks != NULL)
    {
      gint32 begin = ubrk_first (breaks);

      for (gint32 end = ubrk_next (breaks); end != UBRK_DONE; begin = end, end = ubrk_next (breaks))
        if (!is_blank (text, part.begin + begin, part.begin + end))
          append_token (text, tokens, first, part.begin + begin, part.begin + end);
      ubrk_close (breaks);
    }
  for (guint i = first; i < tokens->len; i++)
    {
      DlnToken *token = DLN_ROW (tokens, DlnToken, i);

      if (i + 1 == tokens->len || token[1].span.begin > token->span.end)
        token->flags |= DLN_TOKEN_SPACE_AFTER;
    }
  utext_close (work.utext);
}

/* Small words that end a sentence may look like abbreviations: "warf ihm Betrug vor." */
static gboolean
is_plain_word (const char     *text,
               const DlnToken *token) /* the full stop; one stands before it */
{
  const char *p = text + token[-1].span.begin;
  const char *end = text + token[-1].span.end;

  for (; p < end; p = g_utf8_next_char (p))
    if (!g_unichar_islower (g_utf8_get_char (p)))
      return FALSE;
  return g_utf8_strlen (text + token[-1].span.begin, end - text - token[-1].span.begin) >= 3;
}

/* "3. Mai", "В. Іваненко": a full stop after a small number or a single letter ends nothing */
static gboolean
is_no_end (const char     *text,
           const DlnToken *token, /* the full stop; one stands before it */
           gboolean        ordinals)
{
  DlnSpan before = token[-1].span;
  const char *p = text + before.begin;
  guint32 length = before.end - before.begin;

  if (token->span.end - token->span.begin != 1 || text[token->span.begin] != '.'
      || before.end != token->span.begin)
    return FALSE;
  if (g_ascii_isdigit (*p))
    return ordinals && length <= MAX_ORDINAL;
  return g_utf8_next_char (p) == p + length && g_unichar_isupper (g_utf8_get_char (p));
}

typedef struct
{
  Part            part;
  UBreakIterator *breaks; /* (nullable) */
  gint32          next;   /* from the part's begin, or UBRK_DONE */
} Breaks;

static void
begin_breaks (Breaks     *breaks,
              const char *text,
              DlnSpan     part,
              const char *locale)
{
  breaks->part = (Part){ text, part, NULL };
  breaks->breaks = open_breaks (&breaks->part, UBRK_SENTENCE, locale);
  breaks->next = breaks->breaks != NULL ? ubrk_first (breaks->breaks) : UBRK_DONE;
}

static void
end_breaks (Breaks *breaks)
{
  if (breaks->breaks != NULL)
    ubrk_close (breaks->breaks);
  utext_close (breaks->part.utext);
}

/* whether a sentence ends in [end, after], which only grows from call to call */
static gboolean
is_break_before (Breaks *breaks,
                 guint32 end,
                 guint32 after)
{
  guint32 begin = breaks->part.part.begin;

  while (breaks->next != UBRK_DONE && begin + (guint32) breaks->next < end)
    breaks->next = ubrk_next (breaks->breaks);
  return breaks->next != UBRK_DONE && begin + (guint32) breaks->next <= after;
}

/**
 * _dln_text_mark_icu_ends:
 * @text: the document's text
 * @part: the span of the tokens
 * @language: BCP 47
 * @tokens: (array length=n_tokens): those of the part
 * @n_tokens: how many
 * @ends: (out) (array length=n_tokens): 1 where a sentence ends with the token
 */
void
_dln_text_mark_icu_ends (const char     *text,
                         DlnSpan         part,
                         const char     *language,
                         const DlnToken *tokens,
                         gsize           n_tokens,
                         guint8         *ends)
{
  g_autofree char *locale = g_strconcat (language, "@ss=standard", NULL);
  Breaks all = { 0 }, sure = { 0 };
  gboolean ordinals = g_ascii_strncasecmp (language, "de", 2) == 0;

  begin_breaks (&all, text, part, language);
  begin_breaks (&sure, text, part, locale);
  memset (ends, 0, n_tokens);
  for (gsize i = 0; i < n_tokens; i++)
    {
      guint32 after = i + 1 < n_tokens ? tokens[i + 1].span.begin : part.end;

      gboolean certain = is_break_before (&sure, tokens[i].span.end, after);

      if (is_break_before (&all, tokens[i].span.end, after))
        ends[i] = i == 0
                  || ((certain || is_plain_word (text, &tokens[i]))
                      && !is_no_end (text, &tokens[i], ordinals));
    }
  if (n_tokens > 0)
    ends[n_tokens - 1] = 1;
  end_breaks (&all);
  end_breaks (&sure);
}
