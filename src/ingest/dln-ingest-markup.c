/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts with light marks: Markdown, whose head of "key: value" lines between two lines of dashes is
 * what is known of it, and subtitles (WebVTT, SubRip), whose times are places and not a part of the
 * text. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FRONT_LINES 200

/* (transfer full) (nullable): the line at @text, without white space behind it */
static char *
take_line (const char **text)
{
  gsize length;
  char *line;

  if (**text == '\0')
    return NULL;
  length = strcspn (*text, "\n");
  line = g_strchomp (g_strndup (*text, length));
  *text += length;
  *text += **text == '\n';
  return line;
}

/* ---- front matter ---------------------------------------------------------------------------- */

/* a value in YAML or TOML: quotes and brackets around it say nothing here */
static char *
dup_scalar (const char *value)
{
  g_autofree char *copy = g_strstrip (g_strdup (value));
  gsize n = strlen (copy);

  if (n >= 2 && copy[0] == '[' && copy[n - 1] == ']')
    {
      copy[n - 1] = '\0';
      memmove (copy, copy + 1, n - 1);
      n = strlen (g_strstrip (copy));
    }
  if (n >= 2 && (copy[0] == '"' || copy[0] == '\'') && copy[n - 1] == copy[0])
    return g_strndup (copy + 1, n - 2);
  return g_steal_pointer (&copy);
}

static void
take_front_line (DlnFields  *fields,
                 const char *line)
{
  const char *mark = strpbrk (line, ":=");
  g_autofree char *value = NULL;

  if (mark == NULL || g_ascii_isspace (*line))
    return;

  gsize n = mark - line;

  while (n > 0 && line[n - 1] == ' ')
    n--;
  value = dup_scalar (mark + 1);
  dln_fields_set (fields, dln_fields_find (line, n, FALSE), value, -1);
}

/* Returns: where the text begins behind the front matter, @text if there is none */
static const char *
read_front (const char *text,
            DlnFields  *fields)
{
  const char *p = text;
  g_autofree char *fence = take_line (&p);

  if (fence == NULL || (strcmp (fence, "---") != 0 && strcmp (fence, "+++") != 0))
    return text;
  for (guint i = 0; i < MAX_FRONT_LINES; i++)
    {
      g_autofree char *line = take_line (&p);

      if (line == NULL)
        break;
      if (strcmp (line, fence) == 0 || strcmp (line, "...") == 0)
        return p;
      take_front_line (fields, line);
    }
  dln_fields_clear (fields);
  return text;
}

/* whether a text begins with front matter */
gboolean
_dln_has_front_matter (const char *text)
{
  g_auto (DlnFields) fields = { 0 };

  return read_front (text, &fields) != text;
}

/* ---- Markdown -------------------------------------------------------------------------------- */

/* "[text](address)" and "![picture](address)": the text, or nothing; 0 = it is no link */
static gsize
read_link (const char *p,
           GString    *out)
{
  gboolean is_picture = *p == '!';
  const char *begin = p + is_picture + 1;
  gsize n = strcspn (begin, "[]\n");

  if (p[is_picture] != '[' || begin[n] != ']' || begin[n + 1] != '(')
    return 0;

  gsize m = strcspn (begin + n + 2, "()\n");

  if (begin[n + 2 + m] != ')')
    return 0;
  if (!is_picture)
    g_string_append_len (out, begin, n);
  return begin + n + m + 3 - p;
}

/* a line's words without the marks around them */
static void
append_inline (GString    *out,
               const char *line)
{
  for (const char *p = line; *p != '\0';)
    {
      gsize n = *p == '[' || *p == '!' ? read_link (p, out) : 0;

      if (n > 0)
        p += n;
      else if (*p == '\\' && g_ascii_ispunct (p[1]))
        {
          g_string_append_c (out, p[1]);
          p += 2;
        }
      else if (*p == '*' || *p == '`'
               || (*p == '_' && (p == line || !g_ascii_isalnum (p[-1]) || !g_ascii_isalnum (p[1]))))
        p += 1;
      else
        g_string_append_c (out, *p++);
    }
}

static const char *
skip_marks (const char *line)
{
  line += strspn (line, " \t");
  while (*line == '>')
    line += 1 + strspn (line + 1, " \t");
  if (*line == '#')
    {
      gsize n = strspn (line, "#");

      if (line[n] == ' ' || line[n] == '\0')
        return line + n + strspn (line + n, " \t");
    }
  if ((*line == '-' || *line == '*' || *line == '+') && line[1] == ' ')
    return line + 1 + strspn (line + 1, " \t");
  return line;
}

static gboolean
is_rule (const char *line)
{
  gsize n = strspn (line, "-=*_ |:");

  return n >= 3 && line[n] == '\0';
}

/* an item that is a link and nothing else leads elsewhere */
static gboolean
is_only_link (const char *line,
              const char *words)
{
  g_autoptr (GString) ignored = g_string_new (NULL);

  return words > line && (*line == '-' || *line == '*' || *line == '+') && *words == '['
         && words[read_link (words, ignored)] == '\0';
}

static char *
dup_prose (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean in_code = FALSE;

  for (;;)
    {
      g_autofree char *line = take_line (&text);
      const char *words;

      if (line == NULL)
        break;
      if (g_str_has_prefix (line, "```") || g_str_has_prefix (line, "~~~"))
        {
          in_code = !in_code;
          continue;
        }
      if (in_code || is_rule (line))
        continue;
      words = skip_marks (line);
      if (is_only_link (line + strspn (line, " \t"), words))
        continue;
      if (words > line + strspn (line, " \t") && out->len > 0)
        g_string_append_c (out, '\n'); /* a heading or an item is a block of its own */
      append_inline (out, words);
      g_string_append (out, *line == '#' ? "\n\n" : "\n");
    }
  return g_string_free (out, FALSE);
}

gboolean
_dln_ingest_markdown (DlnReading *reading,
                      const char *text,
                      gsize       length,
                      GError    **error)
{
  g_auto (DlnFields) fields = { 0 };
  const char *body = read_front (text, &fields);

  g_clear_pointer (&fields.values[DLN_FIELD_ID], g_free);
  dln_fields_replace (&fields, DLN_FIELD_TEXT, g_strstrip (dup_prose (body)));
  if (fields.values[DLN_FIELD_TITLE] == NULL && *(body += strspn (body, " \r\n")) == '#')
    {
      const char *rest = body;
      g_autofree char *line = take_line (&rest);
      g_autoptr (GString) title = g_string_new (NULL);

      append_inline (title, skip_marks (line));
      dln_fields_set (&fields, DLN_FIELD_TITLE, title->str, -1);
    }
  return dln_reading_give (reading, &fields, NULL, NULL, error);
}

/* ---- subtitles ------------------------------------------------------------------------------- */

static gboolean
is_cue_time (const char *line)
{
  const char *arrow = strstr (line, "-->");

  return arrow != NULL && g_ascii_isdigit (*line) && strspn (line, "0123456789:., ") >= 9;
}

/* whether a text begins as a file of subtitles does */
gboolean
_dln_is_subtitles (const char *text)
{
  g_autofree char *first = take_line (&text);
  g_autofree char *second = NULL;

  if (first == NULL)
    return FALSE;
  if (g_str_has_prefix (first, "WEBVTT"))
    return TRUE;
  second = take_line (&text);
  return second != NULL && strspn (first, "0123456789") == strlen (first) && *first != '\0'
         && is_cue_time (second);
}

/* "<v Anna Berg>", "<i>" and "{\an8}" are no words */
static void
append_cue (GString    *out,
            const char *line)
{
  for (const char *p = line; *p != '\0';)
    {
      const char *end = *p == '<' ? strchr (p, '>') : g_str_has_prefix (p, "{\\") ? strchr (p, '}')
                                                                                 : NULL;

      if (end != NULL)
        p = end + 1;
      else
        g_string_append_c (out, *p++);
    }
}

static gboolean
ends_sentence (const GString *out)
{
  return out->len > 0 && strchr (".!?", out->str[out->len - 1]) != NULL;
}

/* the hours, minutes and seconds of a cue's begin: "00:01:30" of "01:30.500 --> 01:32.000" */
static void
append_place (GString    *places,
              gsize       begin,
              const char *line)
{
  guint numbers[3] = { 0 };
  guint n = 0;

  do
    {
      char *end;

      numbers[n++] = MIN (g_ascii_strtoull (line, &end, 10), 99);
      line = *end == ':' ? end + 1 : NULL;
    }
  while (line != NULL && n < G_N_ELEMENTS (numbers));
  if (n == 2) /* without hours */
    {
      numbers[2] = numbers[1];
      numbers[1] = numbers[0];
      numbers[0] = 0;
    }
  g_string_append_printf (places, "%" G_GSIZE_FORMAT " time %02u:%02u:%02u\n", begin, numbers[0],
                          numbers[1], numbers[2]);
}

/* a cue's words join those before it, as people speak over the borders of cues */
gboolean
_dln_ingest_subtitles (DlnReading *reading,
                       const char *text,
                       gsize       length,
                       GError    **error)
{
  g_auto (DlnFields) fields = { 0 };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) places = g_string_new (NULL);
  g_autofree char *last = g_strdup ("");
  g_autofree char *time = NULL; /* of the cue whose words have not begun */
  gboolean in_cue = FALSE;

  for (;;)
    {
      g_autofree char *line = take_line (&text);
      gsize n = out->len;
      gsize begin;

      if (line == NULL)
        break;
      if (*line == '\0' || is_cue_time (line))
        {
          in_cue = *line != '\0';
          g_free (time);
          time = in_cue ? g_steal_pointer (&line) : NULL;
          continue;
        }
      if (!in_cue || strcmp (line, last) == 0) /* rolling captions repeat the line before */
        continue;
      if (out->len > 0)
        g_string_append (out, ends_sentence (out) && *line == '-' ? "\n\n" : " ");
      begin = out->len;
      append_cue (out, line);
      if (out->len > n)
        {
          if (time != NULL)
            append_place (places, begin, time);
          g_clear_pointer (&time, g_free);
          g_free (last);
          last = g_steal_pointer (&line);
        }
    }
  dln_fields_replace (&fields, DLN_FIELD_TEXT, g_strdup (out->str));
  dln_fields_replace (&fields, DLN_FIELD_PLACES, g_strdup (places->str));
  return dln_reading_give (reading, &fields, NULL, NULL, error);
}
