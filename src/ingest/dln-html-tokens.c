/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page to tags and texts, after the tokenizer of the HTML standard (section 13.2.5), with its
 * states folded where readers of text see no difference, and with two changes, so that a page that
 * was cut or written wrongly loses no words: a comment without an end is one up to the next '>',
 * and a tag without an end is text. Nothing is read more than a fixed number of times, whatever the
 * page holds: time and memory are linear. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-html-private.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_OPEN_TAGS 16  /* with quotes that never end, before quotes count for nothing */
#define MAX_REFERENCE 32  /* bytes of a character's name */
#define MAX_SHORT_NAME 6  /* of the names that need no semicolon */
#define LAST_CODE 10000   /* no name of HTML 4 means a character behind it */

/* ---- character references -------------------------------------------------------------------- */

/* libxml2 knows the names of HTML 4 by a list that it searches from its begin */
static gpointer
index_references (gpointer data)
{
  static const struct
  {
    const char *name;
    gunichar    code;
  } later[] = { /* of HTML 5: what writers of pages use of it */
    { "Tab", '\t' },      { "NewLine", '\n' },   { "excl", '!' },      { "num", '#' },
    { "dollar", '$' },    { "percnt", '%' },     { "apos", '\'' },     { "lpar", '(' },
    { "rpar", ')' },      { "ast", '*' },        { "plus", '+' },      { "comma", ',' },
    { "period", '.' },    { "sol", '/' },        { "colon", ':' },     { "semi", ';' },
    { "equals", '=' },    { "quest", '?' },      { "commat", '@' },    { "lsqb", '[' },
    { "lbrack", '[' },    { "bsol", '\\' },      { "rsqb", ']' },      { "rbrack", ']' },
    { "lowbar", '_' },    { "grave", '`' },      { "lcub", '{' },      { "lbrace", '{' },
    { "verbar", '|' },    { "vert", '|' },       { "rcub", '}' },      { "rbrace", '}' },
    { "NonBreakingSpace", 0xa0 }, { "hyphen", 0x2010 }, { "dash", 0x2010 }, { "horbar", 0x2015 },
    { "OpenCurlyQuote", 0x2018 }, { "CloseCurlyQuote", 0x2019 },
    { "OpenCurlyDoubleQuote", 0x201c }, { "CloseCurlyDoubleQuote", 0x201d },
    { "rsquor", 0x2019 }, { "rdquor", 0x201d },  { "ldquor", 0x201e }, { "lsquor", 0x201a },
    { "mldr", 0x2026 },   { "nldr", 0x2025 },    { "check", 0x2713 },  { "star", 0x2606 },
    { "COPY", 0xa9 },     { "REG", 0xae },       { "AMP", '&' },       { "LT", '<' },
    { "GT", '>' },        { "QUOT", '"' },       { "TRADE", 0x2122 },  { "half", 0xbd },
    { "ccaron", 0x10d },  { "Ccaron", 0x10c },   { "cacute", 0x107 },  { "Cacute", 0x106 },
    { "zcaron", 0x17e },  { "Zcaron", 0x17d },   { "lstrok", 0x142 },  { "Lstrok", 0x141 },
    { "ecaron", 0x11b },  { "rcaron", 0x159 },   { "uring", 0x16f },   { "nacute", 0x144 },
    { "sacute", 0x15b },  { "Sacute", 0x15a },   { "aogon", 0x105 },   { "eogon", 0x119 },
    { "zdot", 0x17c },    { "zacute", 0x17a },   { "dstrok", 0x111 },  { "Dstrok", 0x110 },
    { "odblac", 0x151 },  { "udblac", 0x171 },   { "amacr", 0x101 },   { "emacr", 0x113 },
    { "imacr", 0x12b },   { "omacr", 0x14d },    { "umacr", 0x16b },   { "inodot", 0x131 },
    { "gbreve", 0x11f },  { "scedil", 0x15f },   { "Scedil", 0x15e },  { "Idot", 0x130 },
  };
  GHashTable *codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    g_hash_table_insert (codes, (gpointer) later[i].name, GUINT_TO_POINTER (later[i].code));
  for (guint code = 1; code < LAST_CODE; code++)
    {
      const htmlEntityDesc *entity = htmlEntityValueLookup (code);

      if (entity != NULL)
        g_hash_table_insert (codes, (gpointer) entity->name, GUINT_TO_POINTER (entity->value));
    }
  return codes;
}

/* 0 = no such name */
static gunichar
find_reference (const char *name,
                gsize       length)
{
  static GOnce once = G_ONCE_INIT;
  char copy[MAX_REFERENCE + 1];

  g_once (&once, index_references, NULL);
  if (length > MAX_REFERENCE)
    return 0;
  memcpy (copy, name, length);
  copy[length] = '\0';
  return GPOINTER_TO_UINT (g_hash_table_lookup (once.retval, copy));
}

/* "&#8217;" and "&#x2019;"; what is no character becomes U+FFFD, and 128 to 159 are Windows-1252 */
static gsize
read_number (const char *text,
             gsize       length,
             gunichar   *c)
{
  static const guint16 windows[32] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
  };
  gboolean is_hex = length > 2 && (text[2] == 'x' || text[2] == 'X');
  gsize i = is_hex ? 3 : 2;
  gsize first = i;
  guint32 value = 0;

  for (; i < length && (is_hex ? g_ascii_isxdigit (text[i]) : g_ascii_isdigit (text[i])); i++)
    value = MIN (value * (is_hex ? 16 : 10) + g_ascii_xdigit_value (text[i]), 0x110000);
  if (i == first)
    return 0;
  if (value >= 128 && value < 160)
    value = windows[value - 128];
  *c = value == 0 || !g_unichar_validate (value) ? 0xfffd : value;
  return i + (i < length && text[i] == ';');
}

static gsize
read_name (const char *text,
           gsize       length,
           gboolean    in_value,
           gunichar   *c)
{
  gsize n = 1;

  while (n < length && n <= MAX_REFERENCE && g_ascii_isalnum (text[n]))
    n++;
  if (n < length && text[n] == ';')
    {
      *c = find_reference (text + 1, n - 1);
      if (*c != 0)
        return n + 1;
    }
  if (in_value) /* "?a=1&copy=2" */
    return 0;
  for (gsize k = MIN (n - 1, MAX_SHORT_NAME); k >= 2; k--)
    {
      *c = find_reference (text + 1, k);
      if (*c != 0 && *c < 256)
        return k + 1;
    }
  return 0;
}

/* Returns: how many bytes the reference at @text has; 0 = it is none */
static gsize
read_reference (const char *text,
                gsize       length,
                gboolean    in_value,
                gunichar   *c)
{
  if (length < 3)
    return 0;
  return text[1] == '#' ? read_number (text, length, c) : read_name (text, length, in_value, c);
}

static void
append_text (GString    *chars,
             const char *text,
             gsize       length,
             gboolean    in_value)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *mark = memchr (text, '&', end - text);
      gunichar c;
      gsize n;

      g_string_append_len (chars, text, (mark != NULL ? mark : end) - text);
      if (mark == NULL)
        return;
      n = read_reference (mark, end - mark, in_value, &c);
      if (n > 0)
        g_string_append_unichar (chars, c);
      else
        g_string_append_c (chars, '&');
      text = mark + MAX (n, 1);
    }
}

/* ---- tags ------------------------------------------------------------------------------------ */

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Returns: the attribute's number, or %DLN_HTML_N_ATTRIBUTES */
static guint
find_attribute (const char *name,
                gsize       length)
{
  static const char *const names[] = { "aria-hidden", "class", "content",  "datetime", "hidden",
                                       "href",        "id",    "itemprop", "lang",     "name",
                                       "property",    "pubdate", "rel",    "role",
                                       "shadowroot",  "shadowrootmode", "style", "type" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == DLN_HTML_N_ATTRIBUTES);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (name, names[i], length) == 0 && names[i][length] == '\0')
      return i;
  return DLN_HTML_N_ATTRIBUTES;
}

/* the first of a name counts; a value is cut at a character's begin */
static void
keep_attribute (DlnHtmlReader *reader,
                guint          name,
                gsize          begin,
                gsize          end,
                guint         *seen)
{
  GString *chars = reader->page->chars;
  DlnHtmlAttribute attribute = { chars->len, name };

  if ((*seen & 1u << name) != 0)
    return;
  *seen |= 1u << name;
  end = MIN (end, begin + DLN_HTML_MAX_VALUE);
  while (end < reader->length && end > begin && ((guchar) reader->text[end] & 0xc0) == 0x80)
    end--;
  append_text (chars, reader->text + begin, end - begin, TRUE);
  g_string_append_c (chars, '\0');
  g_array_append_val (reader->page->attributes, attribute);
}

/* a value and, with @quoted, the mark behind it; FALSE if that mark never comes */
static gboolean
read_value (DlnHtmlReader *reader,
            gsize         *at,
            gsize         *begin,
            gsize         *end)
{
  const char *text = reader->text;
  char quote = *at < reader->length ? text[*at] : '\0';

  if ((quote == '"' || quote == '\'') && reader->n_open_tags < MAX_OPEN_TAGS)
    {
      const char *mark = NULL;

      *begin = *at + 1;
      if (*begin < reader->last_quotes[quote == '\''])
        mark = memchr (text + *begin, quote, reader->length - *begin);
      if (mark == NULL)
        return FALSE;
      *end = mark - text;
      *at = *end + 1;
      return TRUE;
    }
  *begin = *at;
  while (*at < reader->length && !is_space (text[*at]) && text[*at] != '>')
    *at += 1;
  *end = *at;
  return TRUE;
}

/* Returns: the byte behind the tag's '>', or 0 if it has none */
static gsize
read_attributes (DlnHtmlReader *reader,
                 gsize          at,
                 DlnHtmlToken  *token)
{
  const char *text = reader->text;
  guint seen = 0;

  for (token->is_empty = FALSE; at < reader->length && text[at] != '>';)
    {
      gsize name = at, begin, end;
      guint attribute;

      token->is_empty = text[at] == '/';
      if (is_space (text[at]) || text[at] == '/')
        {
          at += 1;
          continue;
        }
      at += 1; /* a '=' here is a part of the name */
      while (at < reader->length && !is_space (text[at]) && strchr ("/>=", text[at]) == NULL)
        at++;
      attribute = find_attribute (text + name, at - name);
      while (at < reader->length && is_space (text[at]))
        at++;
      begin = end = at;
      if (at < reader->length && text[at] == '=')
        {
          at += 1;
          while (at < reader->length && is_space (text[at]))
            at++;
          if (!read_value (reader, &at, &begin, &end))
            return 0;
        }
      if (attribute < DLN_HTML_N_ATTRIBUTES && token->type == DLN_HTML_TOKEN_OPEN)
        keep_attribute (reader, attribute, begin, end, &seen);
    }
  return at < reader->length ? at + 1 : 0;
}

/* A page that was cut within a tag ends before it. What only looks like a tag is text. */
static gboolean
is_cut_tag (const DlnHtmlReader *reader,
            gsize                name)
{
  const char *text = reader->text + name;
  gsize n = strcspn (text, " \t\r\n\f/<");

  return _dln_html_find (text, n) != DLN_HTML_OTHER && strchr (text, '<') == NULL;
}

/* FALSE: no tag begins here */
static gboolean
read_tag (DlnHtmlReader *reader,
          DlnHtmlToken  *token)
{
  const char *text = reader->text;
  gsize at = reader->at + 1;
  guint n_attributes = reader->page->attributes->len;
  gsize n_chars = reader->page->chars->len;
  gsize end;

  token->type = text[at] == '/' ? DLN_HTML_TOKEN_CLOSE : DLN_HTML_TOKEN_OPEN;
  token->begin = reader->at;
  token->is_empty = FALSE;
  at += token->type == DLN_HTML_TOKEN_CLOSE;
  if (!g_ascii_isalpha (text[at]))
    return FALSE;
  if (at >= reader->last_mark)
    {
      if (!is_cut_tag (reader, at))
        return FALSE;
      token->type = DLN_HTML_TOKEN_END;
      reader->at = reader->length;
      return TRUE;
    }
  token->name_begin = at;
  while (at < reader->length && !is_space (text[at]) && text[at] != '/' && text[at] != '>')
    at++;
  token->name_length = at - token->name_begin;
  end = read_attributes (reader, at, token);
  if (end == 0)
    {
      /* its quotes do not end, or hold the last '>': the tag ends at its first one */
      const char *mark = memchr (text + at, '>', reader->length - at);

      reader->n_open_tags += 1;
      g_array_set_size (reader->page->attributes, n_attributes);
      g_string_truncate (reader->page->chars, n_chars);
      if (mark == NULL)
        return FALSE;
      end = mark - text + 1;
    }
  reader->at = end;
  return TRUE;
}

/* ---- what is no text ------------------------------------------------------------------------- */

static void
skip_to_mark (DlnHtmlReader *reader)
{
  const char *mark = memchr (reader->text + reader->at, '>', reader->length - reader->at);

  reader->at = mark != NULL ? mark - reader->text + 1 : reader->length;
}

static void
skip_comment (DlnHtmlReader *reader)
{
  const char *text = reader->text + reader->at;
  const char *end = NULL;

  if (strncmp (text + 4, ">", 1) == 0 || strncmp (text + 4, "->", 2) == 0)
    {
      skip_to_mark (reader);
      return;
    }
  if (!reader->no_comment_end)
    end = strstr (text + 4, "--");
  while (end != NULL && end[2] != '>' && strncmp (end + 2, "!>", 2) != 0)
    end = strstr (end + 1, "--");
  if (end != NULL)
    {
      reader->at = end - reader->text + (end[2] == '>' ? 3 : 4);
      return;
    }
  if (!reader->no_comment_end)
    reader->page->open_comment = reader->at;
  reader->no_comment_end = TRUE;
  skip_to_mark (reader);
}

/* "<!DOCTYPE html [ ... ]>" */
static void
skip_declaration (DlnHtmlReader *reader)
{
  const char *text = reader->text + reader->at;
  const char *open = strpbrk (text, "[>");

  if (open != NULL && *open == '[')
    {
      const char *close = reader->no_subset_end ? NULL : strstr (open, "]>");

      if (close != NULL)
        {
          reader->at = close - reader->text + 2;
          return;
        }
      reader->no_subset_end = TRUE;
    }
  skip_to_mark (reader);
}

/* "<![CDATA[ ... ]]>" holds text, as XHTML says */
static gboolean
read_section (DlnHtmlReader *reader,
              DlnHtmlToken  *token)
{
  const char *text = reader->text + reader->at + 9;
  const char *end = reader->no_section_end ? NULL : strstr (text, "]]>");

  reader->no_section_end = end == NULL;
  if (end == NULL)
    return FALSE;
  token->text = reader->page->chars->len;
  g_string_append_len (reader->page->chars, text, end - text);
  reader->at = end - reader->text + 3;
  return TRUE;
}

static gboolean
is_doctype (const char *text)
{
  return g_ascii_strncasecmp (text, "<!doctype", 9) == 0;
}

static gboolean
is_bogus_comment (const char *text)
{
  return text[0] == '<'
         && (text[1] == '!' || text[1] == '?' || (text[1] == '/' && !g_ascii_isalpha (text[2])));
}

void
_dln_html_reader_init (DlnHtmlReader *reader,
                       const char    *text,
                       gsize          length,
                       DlnHtmlPage   *page)
{
  const char *mark = g_strrstr_len (text, length, ">");
  const char *quotes[] = { g_strrstr_len (text, length, "\""), g_strrstr_len (text, length, "'") };

  *reader = (DlnHtmlReader) { .text = text, .length = length, .page = page };
  reader->last_mark = mark != NULL ? mark - text + 1 : 0;
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    reader->last_quotes[i] = quotes[i] != NULL ? quotes[i] - text + 1 : 0;
}

/* Reads the next tag, or the text before it. */
void
_dln_html_read_token (DlnHtmlReader *reader,
                      DlnHtmlToken  *token)
{
  while (reader->at < reader->length)
    {
      const char *text = reader->text + reader->at;
      const char *next;

      token->begin = reader->at;
      token->type = DLN_HTML_TOKEN_TEXT;
      if (*text == '<' && strncmp (text, "<!--", 4) == 0)
        skip_comment (reader);
      else if (*text == '<' && strncmp (text, "<![CDATA[", 9) == 0 && read_section (reader, token))
        return;
      else if (*text == '<' && is_doctype (text))
        skip_declaration (reader);
      else if (reader->at < reader->last_mark && is_bogus_comment (text))
        skip_to_mark (reader);
      else if (*text == '<' && read_tag (reader, token))
        return;
      else
        {
          token->type = DLN_HTML_TOKEN_TEXT;
          next = memchr (text + 1, '<', reader->length - reader->at - 1);
          token->text = reader->page->chars->len;
          reader->at = next != NULL ? next - reader->text : reader->length;
          append_text (reader->page->chars, text, reader->text + reader->at - text, FALSE);
          return;
        }
    }
  token->begin = reader->length;
  token->type = DLN_HTML_TOKEN_END;
}

gboolean
_dln_html_read_raw (DlnHtmlReader *reader,
                    const char    *name,
                    gboolean       references,
                    gboolean       to_end,
                    DlnHtmlToken  *token)
{
  const char *text = reader->text + reader->at;
  const char *stop = reader->text + reader->length;
  const char *end = text;
  gsize n = strlen (name);

  for (; (end = memchr (end, '<', stop - end)) != NULL; end++)
    if (end[1] == '/' && g_ascii_strncasecmp (end + 2, name, n) == 0
        && (is_space (end[2 + n]) || end[2 + n] == '>' || end[2 + n] == '/'))
      break;
  if (end == NULL && !to_end)
    return FALSE;
  token->type = DLN_HTML_TOKEN_TEXT;
  token->begin = reader->at;
  token->text = reader->page->chars->len;
  reader->at = (end != NULL ? end : stop) - reader->text;
  if (references)
    append_text (reader->page->chars, text, reader->text + reader->at - text, FALSE);
  else
    g_string_append_len (reader->page->chars, text, reader->text + reader->at - text);
  return end != NULL;
}
