/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which reader reads which format. */
#define G_LOG_DOMAIN "dateline-worker"
#include "config.h"

#include "worker/dln-read.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <iconv.h>
#include <poppler.h>

/* encodings of mail headers, whose tables iconv() loads when they are first asked for */
static const char *const encodings[] = {
  "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-5", "ISO-8859-7", "ISO-8859-9", "ISO-8859-15",
  "windows-1250", "windows-1251", "windows-1252", "windows-1254", "KOI8-R", "GB18030",
  "Big5",         "Shift_JIS",    "EUC-JP",     "ISO-2022-JP", "EUC-KR",
};

void
dln_read_prepare (void)
{
  static iconv_t tables[G_N_ELEMENTS (encodings)]; /* stay loaded */

  g_mime_init ();
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (tables[i] == NULL)
      tables[i] = iconv_open ("UTF-8", encodings[i]);
}

gboolean
dln_read_foreign (DlnReading    *reading,
                  DlnInputFormat format,
                  const char    *bytes,
                  gsize          length,
                  GError       **error)
{
  switch (format)
    {
    case DLN_INPUT_MAIL:
      return dln_read_mail (reading, bytes, length, error);
    case DLN_INPUT_MBOX:
      return dln_read_mbox (reading, bytes, length, error);
    case DLN_INPUT_ARCHIVE:
      return dln_read_archive (reading, bytes, length, error);
    case DLN_INPUT_PDF:
      return dln_read_pdf (reading, bytes, length, error);
    case DLN_INPUT_PICTURE:
      return dln_reading_refuse (
        reading,
        _("a picture; letters in pictures are not read yet: a program as tesseract makes text of "
          "it"),
        error);
    case DLN_INPUT_DOCX:
      return dln_read_docx (reading, bytes, length, error);
    case DLN_INPUT_ODT:
      return dln_read_odt (reading, bytes, length, error);
    case DLN_INPUT_EPUB:
      return dln_read_epub (reading, bytes, length, error);
    case DLN_INPUT_WARC:
      return dln_read_warc (reading, bytes, length, error);
    default:
      return dln_reading_refuse (
        reading, _("of a format that Dateline cannot read yet"), error);
    }
}
