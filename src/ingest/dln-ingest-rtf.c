/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rich Text Format (version 1.9.1) to text: the words of the document; not its fonts, pictures,
 * headers, footers and instructions. A loop with a stack of groups: depth does not matter. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WORD 32
#define MAX_GROUPS 100000

typedef struct
{
  gboolean skip;
  guint    n_after; /* bytes that stand for a character beside its number (\uc) */
} Group;

typedef struct
{
  const char *p;
  const char *end;
  GArray     *groups; /* Group */
  Group       group;
  GString    *bytes; /* in the document's code page, not yet decoded */
  GString    *out;
  guint       n_skip; /* bytes that a number stood for */
  gunichar    high;   /* the first half of a pair */
  char        encoding[24];
} Rtf;

static void
flush_bytes (Rtf *rtf)
{
  gsize n;
  g_autofree char *text = NULL;

  if (rtf->bytes->len == 0)
    return;
  text = _dln_convert (rtf->bytes->str, rtf->bytes->len, rtf->encoding, &n);
  if (text == NULL)
    text = g_utf8_make_valid (rtf->bytes->str, rtf->bytes->len);
  g_string_append (rtf->out, text);
  g_string_truncate (rtf->bytes, 0);
}

static void
append (Rtf        *rtf,
        const char *text)
{
  if (rtf->group.skip)
    return;
  flush_bytes (rtf);
  g_string_append (rtf->out, text);
}

static void
append_byte (Rtf *rtf,
             char byte)
{
  if (rtf->n_skip > 0)
    rtf->n_skip -= 1;
  else if (!rtf->group.skip && byte != '\0')
    g_string_append_c (rtf->bytes, byte);
}

/* "\u8217?": one unit of UTF-16, and what older readers show instead */
static void
append_unit (Rtf *rtf,
             int  value)
{
  gunichar c = (guint16) value;

  rtf->n_skip = rtf->group.n_after;
  if (c >= 0xd800 && c < 0xdc00)
    {
      rtf->high = c;
      return;
    }
  if (c >= 0xdc00 && c < 0xe000)
    c = rtf->high != 0 ? 0x10000 + ((rtf->high - 0xd800) << 10) + (c - 0xdc00) : 0xfffd;
  rtf->high = 0;
  if (!rtf->group.skip && c != 0)
    {
      flush_bytes (rtf);
      g_string_append_unichar (rtf->out, c);
    }
}

static gboolean
is_skipped (const char *word)
{
  static const char *const words[] = { "fonttbl", "colortbl",   "stylesheet", "info",
                                       "pict",    "object",     "header",     "headerl",
                                       "headerr", "headerf",    "footer",     "footerl",
                                       "footerr", "footerf",    "fldinst",    "listtable",
                                       "filetbl", "revtbl",     "themedata",  "datastore",
                                       "xmlnstbl", "listoverridetable" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static const char *
find_replacement (const char *word)
{
  static const struct
  {
    const char *word;
    const char *text;
  } words[] = {
    { "par", "\n\n" },      { "sect", "\n\n" },       { "page", "\n\n" },    { "row", "\n\n" },
    { "line", "\n" },       { "cell", "\n" },         { "tab", " " },        { "emdash", "\u2014" },
    { "endash", "\u2013" }, { "lquote", "\u2018" },   { "rquote", "\u2019" },
    { "bullet", "\u2022" }, { "ldblquote", "\u201c" }, { "rdblquote", "\u201d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i].word) == 0)
      return words[i].text;
  return NULL;
}

static void
obey (Rtf        *rtf,
      const char *word,
      int         value,
      gboolean    has_value)
{
  const char *text = find_replacement (word);

  if (text != NULL)
    append (rtf, text);
  else if (strcmp (word, "u") == 0)
    append_unit (rtf, value);
  else if (strcmp (word, "uc") == 0)
    rtf->group.n_after = CLAMP (value, 0, 16);
  else if (strcmp (word, "ansicpg") == 0)
    g_snprintf (rtf->encoding, sizeof rtf->encoding, "windows-%d", value);
  else if (strcmp (word, "mac") == 0)
    g_strlcpy (rtf->encoding, "macintosh", sizeof rtf->encoding);
  else if (strcmp (word, "bin") == 0)
    rtf->p += CLAMP ((gssize) value, 0, rtf->end - rtf->p);
  else if (is_skipped (word))
    rtf->group.skip = TRUE;
}

static void
read_word (Rtf *rtf)
{
  char word[MAX_WORD + 1];
  guint n = 0;
  gboolean has_value, minus = FALSE;
  gint64 value = 0;

  while (rtf->p < rtf->end && g_ascii_isalpha (*rtf->p))
    {
      if (n < MAX_WORD)
        word[n++] = *rtf->p;
      rtf->p += 1;
    }
  word[n] = '\0';
  if (rtf->p + 1 < rtf->end && *rtf->p == '-' && g_ascii_isdigit (rtf->p[1]))
    {
      minus = TRUE;
      rtf->p += 1;
    }
  has_value = rtf->p < rtf->end && g_ascii_isdigit (*rtf->p);
  for (; rtf->p < rtf->end && g_ascii_isdigit (*rtf->p); rtf->p++)
    value = MIN (value * 10 + (*rtf->p - '0'), G_MAXINT32);
  if (rtf->p < rtf->end && *rtf->p == ' ')
    rtf->p += 1;
  obey (rtf, word, minus ? -value : value, has_value);
}

static void
read_control (Rtf *rtf)
{
  if (rtf->p >= rtf->end)
    return;
  if (g_ascii_isalpha (*rtf->p))
    {
      read_word (rtf);
      return;
    }

  char c = *rtf->p++;

  if (c == '\'' && rtf->end - rtf->p >= 2)
    {
      int high = g_ascii_xdigit_value (rtf->p[0]);
      int low = g_ascii_xdigit_value (rtf->p[1]);

      rtf->p += 2;
      if (high >= 0 && low >= 0)
        append_byte (rtf, high << 4 | low);
    }
  else if (c == '*')
    rtf->group.skip = TRUE;
  else if (c == '~')
    append (rtf, " ");
  else if (c == '_')
    append (rtf, "-");
  else if (c == '\n' || c == '\r')
    append (rtf, "\n\n");
  else if (c == '\\' || c == '{' || c == '}')
    append_byte (rtf, c);
}

/* Returns: whether to go on */
static gboolean
read_next (Rtf *rtf)
{
  char c = *rtf->p++;

  if (c == '{')
    {
      g_array_append_val (rtf->groups, rtf->group);
      return rtf->groups->len < MAX_GROUPS;
    }
  if (c == '}')
    {
      rtf->n_skip = 0;
      if (rtf->groups->len == 0)
        return FALSE;
      rtf->group = g_array_index (rtf->groups, Group, rtf->groups->len - 1);
      g_array_set_size (rtf->groups, rtf->groups->len - 1);
      return rtf->groups->len > 0; /* what stands behind the document is none of it */
    }
  if (c == '\\')
    read_control (rtf);
  else if (c != '\r' && c != '\n')
    append_byte (rtf, c);
  return TRUE;
}

/**
 * _dln_rtf_to_text:
 * @bytes: an RTF document
 * @length: its bytes
 *
 * Returns: (transfer full): its text, UTF-8. Time: O(@length)
 */
char *
_dln_rtf_to_text (const char *bytes,
                  gsize       length)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
  Rtf rtf = { .p = bytes, .end = bytes + length, .groups = groups, .group = { FALSE, 1 },
              .bytes = g_string_new (NULL), .out = g_string_new (NULL),
              .encoding = "windows-1252" };

  while (rtf.p < rtf.end && read_next (&rtf))
    ;
  flush_bytes (&rtf);
  g_string_free (rtf.bytes, TRUE);
  return g_strstrip (g_string_free (rtf.out, FALSE));
}

gboolean
_dln_ingest_rtf (DlnReading *reading,
                 const char *bytes,
                 gsize       length,
                 GError    **error)
{
  g_autofree char *text = _dln_rtf_to_text (bytes, length);

  return dln_reading_prose (reading, text, NULL, error);
}
