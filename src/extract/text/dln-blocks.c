/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs of a document and what each is: title, heading, caption, by-line, stamp, list,
 * boilerplate or body.
 *
 * Lines are paragraphs, unless the text is wrapped at a fixed width. Kinds are told by cue lists
 * (resources/extract/boilerplate.txt) and by shape: length, capitals, closing mark, neighbours. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MIN_WRAPPED 45   /* bytes of a line that may have been broken for its width */
#define SHORT_WORDS 6    /* at most: a menu entry */
#define LONG_WORDS 14    /* at least: surely prose if it ends like a sentence */
#define MAX_HEAD 240     /* bytes of a title or heading */
#define MAX_CUE 120      /* bytes of a block that are compared with cues */
#define MAX_CREDIT_WORDS 10

typedef enum
{
  CUE_EXACT,
  CUE_PREFIX,
  CUE_CONTAINS,
  CUE_SECTION, /* exact; what follows belongs to it until prose comes back */
  CUE_BYLINE,  /* prefix */
  CUE_STAMP,   /* prefix */
  CUE_CREDIT,  /* contained in the brackets that close a caption, or the whole line after it */
  N_CUES
} CueKind;

typedef struct
{
  GPtrArray *cues[N_CUES]; /* char *, lower case */
} Cues;

typedef struct /* what the shape of a block tells */
{
  guint    n_words;
  guint    n_capitals; /* words that begin with a capital */
  gboolean ends_sentence;
  gboolean bullet;
  char     text[MAX_CUE + 1]; /* lower case, plain apostrophes, one space between words */
} Shape;

static Cues *
load_cues (void)
{
  static const char *const sections[N_CUES] = { "[exact]",  "[prefix]", "[contains]", "[section]",
                                                "[byline]", "[stamp]",  "[credit]" };
  Cues *cues = g_new0 (Cues, 1);
  g_autoptr (GBytes) bytes = _dln_data_get ("boilerplate.txt");
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *copy = g_strndup (data, size);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  guint kind = CUE_EXACT;

  for (guint i = 0; i < N_CUES; i++)
    cues->cues[i] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      gboolean head = FALSE;

      for (guint k = 0; k < N_CUES; k++)
        if (g_str_equal (line, sections[k]))
          {
            kind = k;
            head = TRUE;
          }
      if (!head && *line != '\0' && *line != '#')
        g_ptr_array_add (cues->cues[kind], g_strdup (line));
    }
  return cues;
}

static const Cues *
get_cues (void)
{
  static gsize cues;

  if (g_once_init_enter (&cues))
    g_once_init_leave (&cues, (gsize) load_cues ());
  return (const Cues *) cues;
}

static gboolean
matches (CueKind     kind,
         const char *text)
{
  const GPtrArray *list = get_cues ()->cues[kind];
  gsize n = strlen (text);

  while (n > 0 && strchr (":.!-|> ", text[n - 1]) != NULL)
    n--;
  for (guint i = 0; i < list->len; i++)
    {
      const char *cue = g_ptr_array_index (list, i);
      gsize m = strlen (cue);

      if (kind == CUE_EXACT || kind == CUE_SECTION)
        {
          if (m == n && strncmp (text, cue, n) == 0)
            return TRUE;
        }
      else if (kind == CUE_CONTAINS || kind == CUE_CREDIT)
        {
          const char *hit = strstr (text, cue);

          if (hit != NULL && (hit == text || !g_ascii_isalnum (hit[-1]))
              && !g_ascii_isalnum (hit[m]))
            return TRUE;
        }
      else if (strncmp (text, cue, m) == 0 && !g_ascii_isalnum (text[m]))
        return TRUE;
    }
  return FALSE;
}

static void
read_cue_text (const char *text,
               DlnSpan     span,
               Shape      *shape)
{
  gsize n = 0;

  for (gsize i = span.begin; i < span.end && n < MAX_CUE; i++)
    {
      guchar c = text[i];

      if (c == 0xe2 && i + 2 < span.end && (guchar) text[i + 1] == 0x80
          && ((guchar) text[i + 2] & 0xfe) == 0x98)
        {
          shape->text[n++] = '\'';
          i += 2;
        }
      else if (c <= ' ')
        {
          if (n > 0 && shape->text[n - 1] != ' ')
            shape->text[n++] = ' ';
        }
      else
        shape->text[n++] = g_ascii_tolower (c);
    }
  shape->text[n] = '\0';
}

static gboolean
has_sentence_end (const char *text,
                  DlnSpan     span)
{
  gsize end = span.end;

  while (end > span.begin)
    {
      const char *previous = g_utf8_find_prev_char (text + span.begin, text + end);

      if (previous == NULL)
        return FALSE;
      gunichar c = g_utf8_get_char (previous);
      if (c == '"' || c == '\'' || c == ')' || c == 0x201d || c == 0x2019 || c == 0xbb)
        end = previous - text;
      else
        return c == '.' || c == '?' || c == '!' || c == 0x2026 || c == ':' || c == 0x3002;
    }
  return FALSE;
}

static void
measure (const char *text,
         DlnSpan     span,
         Shape      *shape)
{
  gboolean counted = FALSE;
  gunichar first = g_utf8_get_char (text + span.begin);

  *shape = (Shape){ 0 };
  for (gsize i = span.begin; i < span.end;)
    {
      gunichar c = g_utf8_get_char (text + i);

      if ((guchar) text[i] <= ' ' || c == 0xa0)
        counted = FALSE;
      else if (!counted && g_unichar_isalnum (c))
        {
          counted = TRUE;
          shape->n_words++;
          shape->n_capitals += g_unichar_isupper (c) != FALSE;
        }
      i = g_utf8_next_char (text + i) - text;
    }
  shape->ends_sentence = has_sentence_end (text, span);
  shape->bullet = first == 0x2022 || first == 0x25cf || first == 0x25aa || first == 0x2023
                  || ((first == '-' || first == '*' || first == 0x2013) && span.end - span.begin > 2
                      && text[g_utf8_next_char (text + span.begin) - text] == ' ');
  read_cue_text (text, span, shape);
}

/* ---- lines to blocks ----------------------------------------------------------------------- */

static gsize
find_line_end (const char *text,
               gsize       at,
               gsize       length)
{
  const char *newline = memchr (text + at, '\n', length - at);

  return newline != NULL ? (gsize) (newline - text) : length;
}

static DlnSpan
trim (const char *text,
      gsize       begin,
      gsize       end)
{
  while (begin < end)
    {
      gunichar c = g_utf8_get_char (text + begin);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c) && c != 0xfeff && c != 0x200b)
        break;
      begin = g_utf8_next_char (text + begin) - text;
    }
  while (end > begin)
    {
      const char *previous = g_utf8_find_prev_char (text + begin, text + end);
      gunichar c = previous != NULL ? g_utf8_get_char (previous) : 'x';

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c) && c != 0x200b)
        break;
      end = previous - text;
    }
  return DLN_SPAN (begin, MAX (begin, end));
}

/* Lines of a width that somebody set: most of the long ones end in the middle of a sentence. */
static gboolean
is_wrapped (const char *text,
            gsize       length)
{
  guint pairs = 0;
  guint broken = 0;
  DlnSpan previous = DLN_SPAN (0, 0);

  for (gsize at = 0; at < length && pairs < 400;)
    {
      gsize end = find_line_end (text, at, length);
      DlnSpan line = trim (text, at, end);

      if (line.end - line.begin > 130)
        return FALSE;
      if (!dln_span_is_empty (line) && previous.end - previous.begin >= MIN_WRAPPED)
        {
          pairs++;
          broken += g_unichar_islower (g_utf8_get_char (text + line.begin))
                    && !has_sentence_end (text, previous);
        }
      previous = line;
      at = end + 1;
    }
  return pairs >= 3 && broken * 10 >= pairs * 4;
}

static gboolean
continues (const char *text,
           DlnSpan     previous,
           DlnSpan     line,
           gboolean    wrapped)
{
  gunichar first = g_utf8_get_char (text + line.begin);

  if (previous.end - previous.begin < MIN_WRAPPED)
    return FALSE;
  return wrapped ? first != '-' && first != '*' && first != '>' && first != 0x2022
                 : g_unichar_islower (first) && !has_sentence_end (text, previous)
                     && g_unichar_isalnum (
                       g_utf8_get_char (g_utf8_find_prev_char (text, text + previous.end)));
}

static void
split_lines (const char *text,
             gsize       length,
             GArray     *blocks)
{
  gboolean wrapped = is_wrapped (text, length);
  DlnSpan previous = DLN_SPAN (0, 0);

  for (gsize at = 0; at < length;)
    {
      gsize end = find_line_end (text, at, length);
      DlnSpan line = trim (text, at, end);

      if (!dln_span_is_empty (line))
        {
          if (!dln_span_is_empty (previous) && continues (text, previous, line, wrapped))
            DLN_ROW (blocks, DlnBlock, blocks->len - 1)->span.end = line.end;
          else
            {
              DlnBlock block = { .span = line };

              g_array_append_val (blocks, block);
            }
        }
      previous = line;
      at = end + 1;
    }
}

/* ---- kinds --------------------------------------------------------------------------------- */

static gboolean
is_prose (const Shape *shape)
{
  return shape->n_words >= LONG_WORDS && shape->ends_sentence;
}

/* "(Getty Images)", "(SPUTNIK/AFP via Getty Images)" at the end, or a line that is only a credit:
 * "|Reuters" */
static gboolean
is_caption (const char  *text,
            DlnSpan      span,
            const Shape *shape)
{
  const char *const *openings = _dln_words (DLN_WORDS_CAPTION_OPENINGS);
  char inner[MAX_CUE + 1];
  gsize n = 0;
  gsize open = span.end;

  for (guint i = 0; openings[i] != NULL; i++)
    if (g_str_has_prefix (shape->text, openings[i]))
      return TRUE;
  if (shape->n_words <= SHORT_WORDS && shape->text[0] == '|')
    return TRUE;
  if (text[span.end - 1] != ')')
    return shape->n_words <= 4 && shape->n_words > 0 && matches (CUE_CREDIT, shape->text)
           && shape->n_capitals >= shape->n_words - 1 && !shape->ends_sentence;
  while (open > span.begin && span.end - open < MAX_CUE && text[open - 1] != '(')
    open--;
  /* "... will be rebuilt. (AFP)": a paragraph and who sent it */
  if (shape->n_words >= LONG_WORDS && open > span.begin + 1
      && memchr (text + open, ' ', span.end - open) == NULL
      && memchr (text + open, '/', span.end - open) == NULL
      && has_sentence_end (text, trim (text, span.begin, open - 1)))
    return FALSE;
  for (gsize i = open; i < span.end - 1 && n < MAX_CUE; i++)
    inner[n++] = g_ascii_tolower (text[i]);
  inner[n] = '\0';
  return matches (CUE_CREDIT, inner);
}

static gboolean
is_date_only (const Shape *shape)
{
  const char *const *months = _dln_words (DLN_WORDS_MONTHS_SHORT);
  gboolean digits = strpbrk (shape->text, "0123456789") != NULL;

  if (!digits || shape->n_words > 8 || shape->ends_sentence)
    return FALSE;
  for (const char *p = shape->text; *p != '\0'; p++)
    if (p == shape->text || !g_ascii_isalpha (p[-1]))
      for (guint i = 0; months[i] != NULL; i++)
        if (strncmp (p, months[i], 3) == 0)
          return shape->n_words <= 7;
  return strlen (shape->text) >= 8
         && strspn (shape->text, "0123456789-/.: tzuc+|") == strlen (shape->text);
}

/* "Will Stewart & Kieren Williams": two to eight words, all capitals but "and" and "&" */
static gboolean
is_name_line (const Shape *shape)
{
  guint joiners = strstr (shape->text, " and ") != NULL;

  return shape->n_words >= 2 && shape->n_words <= 8 && shape->n_capitals + joiners >= shape->n_words
         && !shape->ends_sentence && strpbrk (shape->text, "0123456789:?!\"()") == NULL;
}

static void
find_own_kinds (const char *text,
                GArray     *blocks,
                Shape      *shapes)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      DlnBlock *block = DLN_ROW (blocks, DlnBlock, i);
      Shape *shape = &shapes[i];

      measure (text, block->span, shape);
      if (shape->n_words == 0 || matches (CUE_EXACT, shape->text)
          || matches (CUE_SECTION, shape->text)
          || (shape->n_words < 40 && matches (CUE_PREFIX, shape->text))
          || (shape->n_words < 30 && matches (CUE_CONTAINS, shape->text)))
        block->type = DLN_BLOCK_BOILERPLATE;
      else if (shape->n_words < 12 && matches (CUE_STAMP, shape->text))
        block->type = DLN_BLOCK_DATELINE;
      else if (is_date_only (shape))
        block->type = DLN_BLOCK_DATELINE;
      else if (shape->n_words <= 14 && !shape->ends_sentence
               && (matches (CUE_BYLINE, shape->text)
                   || (g_str_has_prefix (shape->text, "from the ")
                       && g_str_has_suffix (shape->text, " team"))))
        block->type = DLN_BLOCK_BYLINE;
      else if (is_caption (text, block->span, shape))
        block->type = DLN_BLOCK_CAPTION;
      else if (shape->bullet)
        block->type = DLN_BLOCK_LIST;
    }
}

/* What stands under "Related stories", until prose comes back; bullets there are links. */
static void
spread_sections (GArray *blocks,
                 Shape  *shapes)
{
  gboolean open = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      DlnBlock *block = DLN_ROW (blocks, DlnBlock, i);

      if (matches (CUE_SECTION, shapes[i].text))
        open = TRUE;
      else if (open && is_prose (&shapes[i]) && block->type != DLN_BLOCK_LIST)
        open = FALSE;
      else if (open && block->type != DLN_BLOCK_CAPTION)
        block->type = DLN_BLOCK_BOILERPLATE;
    }
}

/* Runs of short lines that say nothing: three or more in a row are a menu. */
static void
find_menus (GArray *blocks,
            Shape  *shapes,
            guint   first_prose)
{
  for (guint i = 0; i < blocks->len;)
    {
      guint end = i;

      while (end < blocks->len && shapes[end].n_words <= 4 && !shapes[end].ends_sentence
             && DLN_ROW (blocks, DlnBlock, end)->type != DLN_BLOCK_CAPTION)
        end++;

      guint boring = 0;
      for (guint k = i; k < end; k++)
        boring += DLN_ROW (blocks, DlnBlock, k)->type == DLN_BLOCK_BOILERPLATE;
      if (end - i >= 3 || (end - i >= 2 && (boring > 0 || i < first_prose)))
        for (guint k = i; k < end; k++)
          {
            DlnBlock *block = DLN_ROW (blocks, DlnBlock, k);

            if (block->type == DLN_BLOCK_BODY || block->type == DLN_BLOCK_LIST)
              block->type = DLN_BLOCK_BOILERPLATE;
          }
      i = MAX (end, i + 1);
    }
}

static gboolean
equals_title (const char        *text,
              DlnSpan            span,
              const DlnDocument *document)
{
  const char *title = dln_document_get_title (document);

  return title != NULL && strlen (title) == span.end - span.begin
         && memcmp (title, text + span.begin, span.end - span.begin) == 0;
}

/* The title: the longest headline-like line before the first prose, or the one that is known from
 * outside. */
static guint
find_title (const DlnDocument *document,
            const char        *text,
            GArray            *blocks,
            Shape             *shapes,
            guint              first_prose)
{
  guint best = G_MAXUINT;
  guint end = MIN (MIN (first_prose, blocks->len), 30);

  for (guint i = 0; i < MIN (blocks->len, 30); i++)
    if (equals_title (text, DLN_ROW (blocks, DlnBlock, i)->span, document))
      return i;
  for (guint i = 0; i < end; i++)
    {
      const DlnBlock *block = DLN_ROW (blocks, DlnBlock, i);

      if (block->type != DLN_BLOCK_BODY || shapes[i].n_words < 4
          || block->span.end - block->span.begin > MAX_HEAD
          || (shapes[i].ends_sentence && text[block->span.end - 1] != '?'
              && text[block->span.end - 1] != '!'))
        continue;
      if (best == G_MAXUINT
          || (shapes[best].n_words < 6 && shapes[i].n_words > shapes[best].n_words))
        best = i;
    }
  return best;
}

static void
find_places (const DlnDocument *document,
             const char        *text,
             GArray            *blocks,
             Shape             *shapes)
{
  guint first_prose = 0;
  guint last_prose = 0;

  while (first_prose < blocks->len
         && (!is_prose (&shapes[first_prose])
             || DLN_ROW (blocks, DlnBlock, first_prose)->type != DLN_BLOCK_BODY))
    first_prose++;
  for (guint i = first_prose; i < blocks->len; i++)
    if (is_prose (&shapes[i]) && DLN_ROW (blocks, DlnBlock, i)->type == DLN_BLOCK_BODY)
      last_prose = i;
  if (first_prose == blocks->len)
    first_prose = MIN (blocks->len, 4);

  guint title = find_title (document, text, blocks, shapes, first_prose);

  if (title != G_MAXUINT)
    DLN_ROW (blocks, DlnBlock, title)->type = DLN_BLOCK_TITLE;
  for (guint i = 0; i < MIN (first_prose, blocks->len); i++)
    if (DLN_ROW (blocks, DlnBlock, i)->type == DLN_BLOCK_BODY && title != G_MAXUINT
        && (i + 1 == title || i == title + 1) && is_name_line (&shapes[i]))
      DLN_ROW (blocks, DlnBlock, i)->type = DLN_BLOCK_BYLINE;
  find_menus (blocks, shapes, first_prose);

  for (guint i = 0; i < blocks->len; i++)
    {
      DlnBlock *block = DLN_ROW (blocks, DlnBlock, i);

      if (block->type != DLN_BLOCK_BODY || shapes[i].ends_sentence
          || block->span.end - block->span.begin > MAX_HEAD)
        continue;
      /* a caption stands right before its credit */
      if (i + 1 < blocks->len && DLN_ROW (blocks, DlnBlock, i + 1)->type == DLN_BLOCK_CAPTION
          && text[DLN_ROW (blocks, DlnBlock, i + 1)->span.begin] == '|')
        block->type = DLN_BLOCK_CAPTION;
      else if (i > last_prose && last_prose > 0 && shapes[i].n_words <= 2)
        block->type = DLN_BLOCK_BOILERPLATE; /* the mark of an agency at the end */
      else if (i < last_prose && shapes[i].n_words <= 24 && i != title)
        block->type = i + 1 < title && title != G_MAXUINT && shapes[i].n_words <= 3
                        ? DLN_BLOCK_BOILERPLATE
                        : DLN_BLOCK_HEADING;
    }
}

/* ---- credits --------------------------------------------------------------------------------- */

/* Few words, most of them with a capital, and an agency or a word like "photo" among them */
static gboolean
is_credit (const char *text,
           DlnSpan     span)
{
  Shape shape = { 0 };

  measure (text, span, &shape);
  return shape.n_words > 0 && shape.n_words <= MAX_CREDIT_WORDS && matches (CUE_CREDIT, shape.text)
         && shape.n_capitals * 2 >= shape.n_words;
}

/* Where the credit at the end of a line begins, the line's end if it has none: "(Lena
 * Voss/Reuters)",
 * "| AFP", "Photograph: Lena Voss/AFP", "© Getty Images". */
static guint32
find_credit (const char *text,
             DlnSpan     span)
{
  const char *const *marks = _dln_words (DLN_WORDS_CREDIT_MARKS);
  gsize limit = MAX (span.begin, span.end - MIN (span.end, MAX_CUE));

  for (gsize at = limit; at < span.end; at = g_utf8_next_char (text + at) - text)
    {
      if (at > span.begin && g_ascii_isalnum (text[at - 1]))
        continue;
      for (guint i = 0; marks[i] != NULL; i++)
        {
          gsize n = strlen (marks[i]);

          if (at + n < span.end && g_ascii_strncasecmp (text + at, marks[i], n) == 0
              && ((text[at] != '(' && text[at] != '[') || text[span.end - 1] == ')'
                  || text[span.end - 1] == ']')
              && is_credit (text, DLN_SPAN (at, span.end)))
            return at;
        }
    }
  return span.end;
}

/* Who took or sold a picture is nobody in the story: a credit becomes boilerplate, by itself or cut
 * off the caption or paragraph that it ends. Returns: where it begins, the block's end where there
 * is none */
static guint32
find_block_credit (const char     *text,
                   const DlnBlock *block)
{
  guint32 at = find_credit (text, block->span);
  DlnSpan rest;

  if (at == block->span.end)
    return block->type == DLN_BLOCK_CAPTION && is_credit (text, block->span)
               && !has_sentence_end (text, block->span)
             ? block->span.begin
             : at;
  rest = trim (text, block->span.begin, at);
  /* in a paragraph a last word in brackets may be one of its own */
  return block->type == DLN_BLOCK_CAPTION || dln_span_is_empty (rest)
             || has_sentence_end (text, rest)
           ? at
           : block->span.end;
}

static void
append_block (GArray      *blocks,
              DlnSpan      span,
              DlnBlockType type)
{
  DlnBlock block = { .span = span, .type = type };

  if (!dln_span_is_empty (span))
    g_array_append_val (blocks, block);
}

/* A dateline that opens a paragraph and a credit that ends it become blocks of their own. */
static void
cut_ends (const char *text,
          GArray     *blocks)
{
  g_autoptr (GArray) whole = g_array_copy (blocks);
  gboolean first = TRUE;

  g_array_set_size (blocks, 0);
  for (guint i = 0; i < whole->len; i++)
    {
      DlnBlock block = *DLN_ROW (whole, DlnBlock, i);
      guint32 begin, end;

      if (block.type != DLN_BLOCK_BODY && block.type != DLN_BLOCK_HEADING
          && block.type != DLN_BLOCK_CAPTION)
        {
          append_block (blocks, block.span, block.type);
          continue;
        }
      begin = _dln_text_find_dateline (text, block.span, first);
      first = first && block.type != DLN_BLOCK_BODY;
      append_block (blocks, trim (text, block.span.begin, begin), DLN_BLOCK_DATELINE);
      block.span.begin = begin;
      if (dln_span_is_empty (block.span))
        continue;
      end = find_block_credit (text, &block);
      append_block (blocks, trim (text, begin, end), block.type);
      append_block (blocks, DLN_SPAN (end, block.span.end), DLN_BLOCK_BOILERPLATE);
    }
}

/**
 * _dln_text_find_blocks:
 * @document: for the title that is known from outside
 * @text: its text
 * @length: bytes of @text
 * @blocks: (element-type DlnBlock): appended to; sentences are not filled in
 *
 * Time: O(@length).
 */
void
_dln_text_find_blocks (const DlnDocument *document,
                       const char        *text,
                       gsize              length,
                       GArray            *blocks)
{
  split_lines (text, length, blocks);
  if (blocks->len == 0)
    return;

  g_autofree Shape *shapes = g_new0 (Shape, blocks->len);

  find_own_kinds (text, blocks, shapes);
  spread_sections (blocks, shapes);
  find_places (document, text, blocks, shapes);
  cut_ends (text, blocks);
}
