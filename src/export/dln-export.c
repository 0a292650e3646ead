/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formats by name and ending, and the entry for pictures. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-private.h"
#include "export/dln-export-story-private.h"

#include <string.h>

G_DEFINE_QUARK (dln-export-error-quark, dln_export_error)

static const struct
{
  const char     *name; /* also the ending */
  DlnExportFormat format;
} formats[] = {
  { "png", DLN_EXPORT_PNG },         { "svg", DLN_EXPORT_SVG },
  { "pdf", DLN_EXPORT_PDF },         { "json", DLN_EXPORT_JSON },
  { "csv", DLN_EXPORT_CSV },         { "graphml", DLN_EXPORT_GRAPHML },
  { "ftm", DLN_EXPORT_FTM },         { "ftm.json", DLN_EXPORT_FTM },
  { "ftm.ndjson", DLN_EXPORT_FTM },  { "ndjson", DLN_EXPORT_FTM },
  { "html", DLN_EXPORT_HTML },       { "timelinejs.json", DLN_EXPORT_TIMELINEJS },
  { "timelinejs", DLN_EXPORT_TIMELINEJS }, { "timelinejs.csv", DLN_EXPORT_TIMELINEJS_CSV },
  { "facts.pdf", DLN_EXPORT_FACTS }, { "facts", DLN_EXPORT_FACTS },
};

#define FORMAT_NAMES "png, svg, pdf, html, facts.pdf, timelinejs.json, timelinejs.csv, json, csv, graphml or ftm"

/**
 * dln_export_format_from_name:
 * @name: "png", "svg", ...; case does not matter
 * @format: (out): the format
 *
 * Errors: %DLN_EXPORT_ERROR_FORMAT
 *
 * Returns: %TRUE if @name is a format
 */
gboolean
dln_export_format_from_name (const char      *name,
                             DlnExportFormat *format,
                             GError         **error)
{
  g_return_val_if_fail (name != NULL && format != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (name, formats[i].name) == 0)
      {
        *format = formats[i].format;
        return TRUE;
      }
  g_set_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_FORMAT,
               "\u201c%s\u201d is no export format; use " FORMAT_NAMES ".", name);
  return FALSE;
}

/**
 * dln_export_format_from_path:
 * @path: a file name
 * @format: (out): the format that its ending names
 *
 * Errors: %DLN_EXPORT_ERROR_FORMAT
 *
 * Returns: %TRUE if the ending is known
 */
gboolean
dln_export_format_from_path (const char      *path,
                             DlnExportFormat *format,
                             GError         **error)
{
  g_return_val_if_fail (path != NULL && format != NULL, FALSE);

  g_autofree char *base = g_path_get_basename (path);

  for (const char *dot = strchr (base, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    if (dln_export_format_from_name (dot + 1, format, NULL))
      return TRUE;
  g_set_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_FORMAT,
               "The ending of \u201c%s\u201d is no export format; use " FORMAT_NAMES ".", path);
  return FALSE;
}

/**
 * dln_export_scene:
 * @scene: the picture
 * @format: PNG, SVG or PDF
 * @scale: pixels of a PNG for one of the scene; the others ignore it
 * @title: (nullable): the title in the file's metadata
 *
 * The same scene gives the same bytes. Main thread only.
 *
 * Errors: %DLN_EXPORT_ERROR_FORMAT for a data format, %DLN_EXPORT_ERROR_SIZE,
 * %DLN_EXPORT_ERROR_WRITE
 *
 * Returns: (transfer full) (nullable): the file's bytes. Time: O(ops + pixels)
 */
GBytes *
dln_export_scene (DlnScene       *scene,
                  DlnExportFormat format,
                  double          scale,
                  const char     *title,
                  GError        **error)
{
  g_return_val_if_fail (scene != NULL, NULL);

  switch (format)
    {
    case DLN_EXPORT_PNG:
      return _dln_export_png (scene, scale, error);
    case DLN_EXPORT_SVG:
      return _dln_export_svg (scene, title, error);
    case DLN_EXPORT_PDF:
      return _dln_export_pdf (scene, title, error);
    default:
      g_set_error_literal (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_FORMAT,
                           "A timeline or a graph can be drawn as PNG, SVG or PDF only.");
      return NULL;
    }
}

/**
 * dln_export_is_for_readers:
 * @format: a format
 *
 * Returns: whether dln_export_story() writes it
 */
gboolean
dln_export_is_for_readers (DlnExportFormat format)
{
  return format == DLN_EXPORT_HTML || format == DLN_EXPORT_TIMELINEJS
         || format == DLN_EXPORT_TIMELINEJS_CSV || format == DLN_EXPORT_FACTS;
}

/**
 * dln_export_story:
 * @dcase: a case
 * @format: HTML, one of TimelineJS's, or the sheet for checking facts
 * @filter: what is shown
 * @words: headline, standfirst and credit
 *
 * The key events for readers. The same case gives the same bytes. Main thread only.
 *
 * Errors: %DLN_EXPORT_ERROR_FORMAT for another format, %DLN_EXPORT_ERROR_WRITE
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *
dln_export_story (DlnCase              *dcase,
                  DlnExportFormat       format,
                  const DlnFilter      *filter,
                  const DlnExportWords *words,
                  GError              **error)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase) && filter != NULL && words != NULL, NULL);

  switch (format)
    {
    case DLN_EXPORT_HTML:
      return _dln_export_html (dcase, filter, words, error);
    case DLN_EXPORT_TIMELINEJS:
    case DLN_EXPORT_TIMELINEJS_CSV:
      return _dln_export_timelinejs (
        dcase, filter, words, format == DLN_EXPORT_TIMELINEJS_CSV);
    case DLN_EXPORT_FACTS:
      return _dln_export_facts (dcase, filter, words, error);
    default:
      g_set_error_literal (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_FORMAT,
                           "A story can be written as html, timelinejs or facts only.");
      return NULL;
    }
}
