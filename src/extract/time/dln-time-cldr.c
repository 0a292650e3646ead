/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of months, weekdays and relative days of a language, as CLDR has them, read through ICU. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/ureldatefmt.h>
#include <unicode/ustring.h>

#include "extract/time/dln-time-grammar-private.h"

#define MAX_UNITS 64

typedef struct
{
  const char *locale;
  DlnCldrFunc func;
  gpointer    data;
} CldrReader;

/* One word goes out in small letters; phrases and forms with digits do not. */
static void
hand_out (const CldrReader *reader,
          const UChar      *form,
          gint32            length,
          DlnWordClass      class_,
          gint32            value,
          gboolean          abbreviated)
{
  UChar       lower[MAX_UNITS];
  char        word[MAX_UNITS * 3 + 1];
  UErrorCode  status = U_ZERO_ERROR;
  gint32      bytes = 0;
  DlnCldrWord result = { .word = word, .class_ = class_, .value = value };

  if (length > 1 && form[length - 1] == '.')
    {
      abbreviated = TRUE;
      length--;
    }
  for (gint32 i = 0; i < length; i++)
    if (!u_isalpha (form[i]) && form[i] != '\'' && form[i] != 0x2019)
      return;
  if (length == 0)
    return;
  result.capital = u_isUUppercase (form[0]);
  result.abbreviated = abbreviated;
  length = u_strToLower (lower, MAX_UNITS, form, length, reader->locale, &status);
  u_strToUTF8 (word, sizeof word - 1, &bytes, lower, MIN (length, MAX_UNITS), &status);
  if (U_FAILURE (status))
    return;
  word[bytes] = '\0';
  reader->func (&result, reader->data);
}

static void
read_symbols (const CldrReader *reader, const UDateFormat *format)
{
  static const struct
  {
    UDateFormatSymbolType type;
    DlnWordClass          class_;
    gboolean              abbreviated;
  } kinds[] = {
    { UDAT_MONTHS, DLN_CLASS_MONTH, FALSE },
    { UDAT_STANDALONE_MONTHS, DLN_CLASS_MONTH, FALSE },
    { UDAT_SHORT_MONTHS, DLN_CLASS_MONTH, TRUE },
    { UDAT_STANDALONE_SHORT_MONTHS, DLN_CLASS_MONTH, TRUE },
    { UDAT_WEEKDAYS, DLN_CLASS_WEEKDAY, FALSE },
    { UDAT_STANDALONE_WEEKDAYS, DLN_CLASS_WEEKDAY, FALSE },
    { UDAT_SHORT_WEEKDAYS, DLN_CLASS_WEEKDAY, TRUE },
    { UDAT_STANDALONE_SHORT_WEEKDAYS, DLN_CLASS_WEEKDAY, TRUE },
  };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      gboolean month = kinds[k].class_ == DLN_CLASS_MONTH;

      /* ICU counts months from 0 and weekdays from Sunday = 1 */
      for (gint32 i = month ? 0 : 1; i < (month ? 12 : 8); i++)
        {
          UChar      form[MAX_UNITS];
          UErrorCode status = U_ZERO_ERROR;
          gint32     length = udat_getSymbols (format, kinds[k].type, i, form, MAX_UNITS, &status);

          if (U_SUCCESS (status))
            hand_out (reader,
                      form,
                      length,
                      kinds[k].class_,
                      month ? i + 1 : (i + 5) % 7 + 1,
                      kinds[k].abbreviated);
        }
    }
}

/* "yesterday", "vorgestern": the days that have a word of their own */
static void
read_relative_days (const CldrReader *reader, const URelativeDateTimeFormatter *formatter)
{
  for (gint32 day = -3; day <= 3; day++)
    {
      UChar      form[MAX_UNITS];
      UErrorCode status = U_ZERO_ERROR;
      gint32     length =
        ureldatefmt_format (formatter, day, UDAT_REL_UNIT_DAY, form, MAX_UNITS, &status);

      if (U_SUCCESS (status))
        hand_out (reader, form, length, DLN_CLASS_RELDAY, day, FALSE);
    }
}

/*
 * _dln_cldr_foreach:
 * @locale: a language of ICU, "en", "de", "uk"
 *
 * Hands out the words of MONTH (1 to 12), WEEKDAY (1 = Monday) and RELDAY (days from today), wide
 * forms first; a form may come more than once. FALSE if ICU has no data.
 */
gboolean
_dln_cldr_foreach (const char *locale, DlnCldrFunc func, gpointer data)
{
  const CldrReader reader = { locale, func, data };
  UErrorCode       status = U_ZERO_ERROR;
  UDateFormat *format = udat_open (UDAT_DEFAULT, UDAT_DEFAULT, locale, NULL, -1, NULL, 0, &status);
  URelativeDateTimeFormatter *formatter =
    ureldatefmt_open (locale, NULL, UDAT_STYLE_LONG, UDISPCTX_CAPITALIZATION_NONE, &status);
  gboolean good = U_SUCCESS (status);

  if (good)
    {
      read_symbols (&reader, format);
      read_relative_days (&reader, formatter);
    }
  if (formatter != NULL)
    ureldatefmt_close (formatter);
  if (format != NULL)
    udat_close (format);
  return good;
}
