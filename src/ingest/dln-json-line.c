/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader of one level of JSON (RFC 8259). Written for hostile lines: no recursion, nested values
 * are skipped with a depth counter and handed on as they stand, and an escape that is no character
 * becomes U+FFFD, so that code point offsets stay what they were. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 512

typedef struct
{
  const char *begin;
  const char *p;
  const char *end;
} Reader;

static gboolean
fail (const Reader *reader,
      const char   *what,
      GError      **error)
{
  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_FORMAT,
               _("no JSON object: %s at byte %lu"),
               what,
               (gulong) (reader->p - reader->begin));
  return FALSE;
}

static void
skip_space (Reader *reader)
{
  while (reader->p < reader->end && strchr (" \t\r\n", *reader->p) != NULL && *reader->p != '\0')
    reader->p += 1;
}

static gboolean
read_hex (Reader   *reader,
          gunichar *c)
{
  *c = 0;
  if (reader->end - reader->p < 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*reader->p++);

      if (digit < 0)
        return FALSE;
      *c = *c << 4 | digit;
    }
  return TRUE;
}

/* after "\u"; a pair of surrogates is one character */
static gboolean
read_unicode (Reader  *reader,
              GString *out)
{
  gunichar c;
  gunichar low;

  if (!read_hex (reader, &c))
    return FALSE;
  if (c >= 0xd800 && c < 0xdc00 && reader->end - reader->p >= 6 && reader->p[0] == '\\'
      && reader->p[1] == 'u')
    {
      Reader ahead = *reader;

      ahead.p += 2;
      if (!read_hex (&ahead, &low))
        return FALSE;
      if (low >= 0xdc00 && low < 0xe000)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
          *reader = ahead;
        }
    }
  if (c == 0 || (c >= 0xd800 && c < 0xe000))
    c = 0xfffd;
  g_string_append_unichar (out, c);
  return TRUE;
}

static gboolean
read_escape (Reader  *reader,
             GString *out)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";

  if (reader->p >= reader->end)
    return FALSE;

  char c = *reader->p++;
  const char *found = c != '\0' ? strchr (names, c) : NULL;

  if (c == 'u')
    return read_unicode (reader, out);
  if (found == NULL)
    return FALSE;
  g_string_append_c (out, values[found - names]);
  return TRUE;
}

static gboolean
read_string (Reader  *reader,
             GString *out,
             GError **error)
{
  g_string_truncate (out, 0);
  if (reader->p >= reader->end || *reader->p != '"')
    return fail (reader, _("a string is missing"), error);
  reader->p += 1;
  for (;;)
    {
      const char *run = reader->p;

      while (reader->p < reader->end && *reader->p != '"' && *reader->p != '\\')
        reader->p += 1;
      g_string_append_len (out, run, reader->p - run);
      if (reader->p >= reader->end)
        return fail (reader, _("a string does not end"), error);
      if (*reader->p++ == '"')
        return TRUE;
      if (!read_escape (reader, out))
        return fail (reader, _("an escape is wrong"), error);
    }
}

static gboolean
skip_nested (Reader  *reader,
             GString *scratch,
             GError **error)
{
  guint depth = 0;

  do
    {
      skip_space (reader);
      if (reader->p >= reader->end)
        return fail (reader, _("the line ends too early"), error);

      char c = *reader->p;

      if (c == '"')
        {
          if (!read_string (reader, scratch, error))
            return FALSE;
          continue;
        }
      if (c == '{' || c == '[')
        depth += 1;
      else if (c == '}' || c == ']')
        depth -= 1;
      if (depth > MAX_DEPTH)
        return fail (reader, _("too deeply nested"), error);
      reader->p += 1;
    }
  while (depth > 0);
  return TRUE;
}

/* true, false, null or a number, as written */
static gboolean
read_word (Reader  *reader,
           GString *out,
           GError **error)
{
  const char *begin = reader->p;

  while (reader->p < reader->end
         && (g_ascii_isalnum (*reader->p) || strchr ("+-.", *reader->p) != NULL)
         && *reader->p != '\0')
    reader->p += 1;
  if (reader->p == begin)
    return fail (reader, _("a value is missing"), error);
  g_string_truncate (out, 0);
  g_string_append_len (out, begin, reader->p - begin);
  return TRUE;
}

static gboolean
read_value (Reader     *reader,
            const char *key,
            GString    *scratch,
            DlnJsonFunc func,
            gpointer    data,
            GError    **error)
{
  const char *begin = reader->p;
  DlnJsonValue value = { NULL, begin, 0 };
  gboolean is_nested;

  if (reader->p >= reader->end)
    return fail (reader, _("a value is missing"), error);
  is_nested = *reader->p == '{' || *reader->p == '[';
  if (is_nested ? !skip_nested (reader, scratch, error)
      : *reader->p == '"' ? !read_string (reader, scratch, error)
                          : !read_word (reader, scratch, error))
    return FALSE;
  if (!is_nested && (*begin == '"' || strcmp (scratch->str, "null") != 0))
    value.string = scratch->str;
  value.length = reader->p - begin;
  func (key, &value, data);
  return TRUE;
}

static gboolean
read_key (Reader  *reader,
          GString *key,
          GError **error)
{
  if (!read_string (reader, key, error))
    return FALSE;
  skip_space (reader);
  if (reader->p >= reader->end || *reader->p != ':')
    return fail (reader, _("\u201c:\u201d is missing"), error);
  reader->p += 1;
  skip_space (reader);
  return TRUE;
}

/* what stands between @open and @close; the keys of an array are empty */
static gboolean
read_members (Reader     *reader,
              char        close,
              DlnJsonFunc func,
              gpointer    data,
              GError    **error)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);

  reader->p += 1;
  skip_space (reader);
  if (reader->p < reader->end && *reader->p == close)
    {
      reader->p += 1;
      return TRUE;
    }
  for (;;)
    {
      skip_space (reader);
      if ((close == '}' && !read_key (reader, key, error))
          || !read_value (reader, key->str, value, func, data, error))
        return FALSE;
      skip_space (reader);
      if (reader->p >= reader->end || (*reader->p != ',' && *reader->p != close))
        return fail (reader,
                     close == '}' ? _("\u201c,\u201d or \u201c}\u201d is missing")
                                  : _("\u201c,\u201d or \u201c]\u201d is missing"),
                     error);
      if (*reader->p++ == close)
        return TRUE;
    }
}

/* the members of an object; what stands behind it is not looked at */
gboolean
_dln_json_read_object (const char *json,
                       gsize       length,
                       DlnJsonFunc func,
                       gpointer    data,
                       GError    **error)
{
  Reader reader = { json, json, json + length };

  skip_space (&reader);
  if (reader.p >= reader.end || *reader.p != '{')
    return fail (&reader, _("\u201c{\u201d is missing"), error);
  return read_members (&reader, '}', func, data, error);
}

/* the same for the elements of an array */
gboolean
_dln_json_read_array (const char *json,
                      gsize       length,
                      DlnJsonFunc func,
                      gpointer    data,
                      GError    **error)
{
  Reader reader = { json, json, json + length };

  skip_space (&reader);
  if (reader.p >= reader.end || *reader.p != '[')
    return fail (&reader, _("\u201c[\u201d is missing"), error);
  return read_members (&reader, ']', func, data, error);
}

/* Returns: the bytes that one value takes with the white space before it, 0 if there is none */
gsize
_dln_json_measure (const char *json,
                   gsize       length)
{
  Reader reader = { json, json, json + length };
  g_autoptr (GString) scratch = g_string_new (NULL);

  skip_space (&reader);
  if (reader.p >= reader.end || (*reader.p != '{' && *reader.p != '[')
      || !skip_nested (&reader, scratch, NULL))
    return 0;
  return reader.p - json;
}
