/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes to UTF-8. A byte order mark decides; valid UTF-8 is taken as it is; UTF-8 with a few broken
 * bytes is mended and says so; anything else is guessed by ICU and says what it was guessed to be.
 * What holds binary zeros or mostly control characters is no text and is refused with the place of
 * the first such byte. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#define DETECT_BYTES 65536
#define MIN_CONFIDENCE 10 /* ICU's percent below which its guess is no guess */

typedef struct
{
  gsize n_wide;     /* bytes that begin or continue a sequence */
  gsize n_broken;   /* bytes that fit nowhere */
  gsize n_control;  /* control characters that no text has */
  gsize first_broken;
  gsize first_control;
  gsize first_zero;
  gsize n_zero_even;
  gsize n_zero_odd;
} Census;

static gboolean
is_strange_control (guchar c)
{
  return c < 0x20 && strchr ("\t\n\r\f\v\b\x1b\x1a", c) == NULL;
}

static Census
count_bytes (const char *bytes,
             gsize       length)
{
  Census census = { .first_broken = length, .first_control = length, .first_zero = length };
  gsize i = 0;

  while (i < length)
    {
      guchar c = bytes[i];

      if (c == 0)
        {
          census.first_zero = MIN (census.first_zero, i);
          *(i % 2 == 0 ? &census.n_zero_even : &census.n_zero_odd) += 1;
        }
      if (c == 0 || is_strange_control (c))
        {
          census.first_control = MIN (census.first_control, i);
          census.n_control += 1;
        }
      if (c < 0x80)
        {
          i += 1;
          continue;
        }

      gunichar wide = g_utf8_get_char_validated (bytes + i, MIN (length - i, 6));

      if (wide == (gunichar) -1 || wide == (gunichar) -2)
        {
          census.first_broken = MIN (census.first_broken, i);
          census.n_broken += 1;
          i += 1;
        }
      else
        {
          gsize width = g_unichar_to_utf8 (wide, NULL);

          census.n_wide += width;
          i += width;
        }
    }
  return census;
}

char *
_dln_convert (const char *bytes,
              gsize       length,
              const char *encoding,
              gsize      *length_out)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (encoding, &status);

  if (U_FAILURE (status))
    return NULL;

  /* two units for each byte is the most that any converter makes */
  int32_t capacity = (int32_t) MIN (length * 2 + 16, G_MAXINT32);
  g_autofree UChar *units = g_new (UChar, capacity);
  int32_t n = ucnv_toUChars (converter, units, capacity, bytes, (int32_t) length, &status);

  ucnv_close (converter);
  if (U_FAILURE (status))
    return NULL;

  g_autofree char *text = g_malloc ((gsize) n * 3 + 1);
  int32_t n_bytes;

  status = U_ZERO_ERROR;
  u_strToUTF8WithSub (text, n * 3 + 1, &n_bytes, units, n, 0xfffd, NULL, &status);
  if (U_FAILURE (status))
    return NULL;
  text[n_bytes] = '\0';
  *length_out = n_bytes;
  return g_steal_pointer (&text);
}

/* the encoding that a byte order mark or the rhythm of zeros gives away */
static const char *
find_wide_encoding (const char   *bytes,
                    gsize         length,
                    const Census *census,
                    gsize        *mark)
{
  *mark = 0;
  if (length >= 4 && memcmp (bytes, "\xff\xfe\0\0", 4) == 0)
    return *mark = 4, "UTF-32LE";
  if (length >= 4 && memcmp (bytes, "\0\0\xfe\xff", 4) == 0)
    return *mark = 4, "UTF-32BE";
  if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    return *mark = 2, "UTF-16LE";
  if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    return *mark = 2, "UTF-16BE";
  if (length >= 16 && census->n_zero_odd > length / 4 && census->n_zero_even <= length / 64)
    return "UTF-16LE";
  if (length >= 16 && census->n_zero_even > length / 4 && census->n_zero_odd <= length / 64)
    return "UTF-16BE";
  return NULL;
}

static char *
detect (const char *bytes,
        gsize       length)
{
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open (&status);
  char *name = NULL;

  if (U_FAILURE (status))
    return NULL;
  ucsdet_setText (detector, bytes, (int32_t) MIN (length, DETECT_BYTES), &status);

  const UCharsetMatch *match = ucsdet_detect (detector, &status);

  if (U_SUCCESS (status) && match != NULL
      && ucsdet_getConfidence (match, &status) >= MIN_CONFIDENCE)
    name = g_strdup (ucsdet_getName (match, &status));
  ucsdet_close (detector);

  /* Latin-1 in files is Windows-1252: the same letters, and typographic quotes where Latin-1 has
   * nothing */
  if (name == NULL || strcmp (name, "ISO-8859-1") == 0)
    {
      g_free (name);
      name = g_strdup ("windows-1252");
    }
  return name;
}

/* (transfer full) (nullable): the encoding that a page says it is in */
static char *
find_declared_encoding (const char *bytes,
                        gsize       length)
{
  g_autofree char *head = g_ascii_strdown (bytes, MIN (length, 2048));
  const char *found = strstr (head, "charset=");
  gsize n;

  if (head[strspn (head, " \t\r\n")] != '<' || found == NULL)
    return NULL;
  found += strlen ("charset=");
  found += strspn (found, "\"' ");
  n = strspn (found, "abcdefghijklmnopqrstuvwxyz0123456789-_");
  if (n == 0 || n > 20 || strncmp (found, "utf", 3) == 0)
    return NULL;
  return g_strndup (found, n);
}

static gboolean
refuse_binary (const char *name,
               gsize       place,
               guchar      byte,
               GError    **error)
{
  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_BINARY,
               _("%s is no text: byte 0x%02x at offset %lu."),
               name,
               byte,
               (gulong) place);
  return FALSE;
}

static char *
mend_utf8 (const char   *bytes,
           gsize         length,
           const char   *name,
           const Census *census,
           gsize        *length_out,
           char        **note)
{
  char *text = g_utf8_make_valid (bytes, length);

  *note = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%s is not quite UTF-8: %lu byte was replaced, the first at offset %lu.",
                 "%s is not quite UTF-8: %lu bytes were replaced, the first at offset %lu.",
                 census->n_broken),
    name,
    (gulong) census->n_broken,
    (gulong) census->first_broken);
  *length_out = strlen (text);
  return text;
}

/* zeros inside a decoded text would end it early */
static void
replace_zeros (char *text,
               gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\0')
      text[i] = ' ';
}

char *
_dln_decode (const char *bytes,
             gsize       length,
             const char *name,
             gsize      *length_out,
             char      **note,
             GError    **error)
{
  Census census = count_bytes (bytes, length);
  gsize mark;
  const char *wide = find_wide_encoding (bytes, length, &census, &mark);
  char *text;

  *note = NULL;
  if (wide != NULL)
    {
      text = _dln_convert (bytes + mark, length - mark, wide, length_out);
      if (text == NULL)
        {
          g_set_error (error,
                       DLN_INGEST_ERROR,
                       DLN_INGEST_ERROR_FORMAT,
                       _("%s begins as %s but cannot be decoded."),
                       name,
                       wide);
          return NULL;
        }
      replace_zeros (text, *length_out);
      if (mark == 0)
        *note = g_strdup_printf (_("%s was read as %s; that is a guess."), name, wide);
      return text;
    }
  if (census.first_zero < length || census.n_control > 8 + length / 256)
    {
      refuse_binary (name, census.first_control, bytes[census.first_control], error);
      return NULL;
    }
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }

  g_autofree char *declared = census.n_broken > 0 ? find_declared_encoding (bytes, length) : NULL;

  if (declared != NULL)
    {
      text = _dln_convert (bytes, length, declared, length_out);
      if (text != NULL)
        {
          replace_zeros (text, *length_out);
          return text;
        }
    }
  if (census.n_broken == 0)
    {
      *length_out = length;
      return g_strndup (bytes, length);
    }
  if (census.n_wide >= census.n_broken * 8)
    return mend_utf8 (bytes, length, name, &census, length_out, note);

  g_autofree char *encoding = detect (bytes, length);

  text = _dln_convert (bytes, length, encoding, length_out);
  if (text == NULL)
    return mend_utf8 (bytes, length, name, &census, length_out, note);
  replace_zeros (text, *length_out);
  *note =
    g_strdup_printf (_ ("%s is not UTF-8; it was read as %s, which is a guess."), name, encoding);
  return text;
}
