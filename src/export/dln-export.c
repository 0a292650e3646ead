/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formats by name and ending, and the entry for pictures. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-private.h"
#include "export/dln-export-story-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (dln-export-error-quark, dln_export_error)

static const DlnExportFormatInfo formats[] = {
  { DLN_EXPORT_PNG, DLN_EXPORT_PICTURE, "png", "png", N_("PNG picture"),
    N_("For slides and web pages: the picture as it is here.") },
  { DLN_EXPORT_SVG, DLN_EXPORT_PICTURE, "svg", "svg", N_("SVG drawing"),
    N_("For Inkscape, Illustrator and web pages: can be scaled and edited, with real text.") },
  { DLN_EXPORT_PDF, DLN_EXPORT_PICTURE, "pdf", "pdf", N_("PDF"),
    N_("For printing.") },
  { DLN_EXPORT_HTML, DLN_EXPORT_STORY, "html", "html", N_("Web page"),
    N_("For readers: one page that needs no network, with both pictures, cards and footnotes.") },
  { DLN_EXPORT_FACTS, DLN_EXPORT_STORY, "facts", "facts.pdf", N_("Fact-check sheet"),
    N_("For checking before printing: each line with its sentences and a box to tick.") },
  { DLN_EXPORT_TIMELINEJS, DLN_EXPORT_STORY, "timelinejs", "timelinejs.json", N_("TimelineJS"),
    N_("For TimelineJS: the events as its JSON.") },
  { DLN_EXPORT_TIMELINEJS_CSV, DLN_EXPORT_STORY, "timelinejs-csv", "timelinejs.csv",
    N_("TimelineJS table"),
    N_("For TimelineJS: the events as the table from which it is made.") },
  { DLN_EXPORT_JSON, DLN_EXPORT_DATA, "json", "json", N_("JSON"),
    N_("For programs: the whole case with all evidence, as data/schema describes it.") },
  { DLN_EXPORT_CSV, DLN_EXPORT_DATA, "csv", "csv", N_("CSV table"),
    N_("For Excel, LibreOffice and R: a row for each claim, with its sentence.") },
  { DLN_EXPORT_GRAPHML, DLN_EXPORT_DATA, "graphml", "graphml", N_("GraphML"),
    N_("For networkx, igraph, Cytoscape and yEd: names and ties.") },
  { DLN_EXPORT_GEXF, DLN_EXPORT_DATA, "gexf", "gexf", N_("GEXF"),
    N_("For Gephi: names and ties, with dates for its timeline.") },
  { DLN_EXPORT_NEO4J_NODES, DLN_EXPORT_DATA, "neo4j-nodes", "nodes.csv", N_("Neo4j, nodes"),
    N_("For neo4j-admin import: the names. The relationships are another file.") },
  { DLN_EXPORT_NEO4J_LINKS, DLN_EXPORT_DATA, "neo4j-relationships", "relationships.csv",
    N_("Neo4j, relationships"),
    N_("For neo4j-admin import: the ties. The nodes are another file.") },
  { DLN_EXPORT_FTM, DLN_EXPORT_DATA, "ftm", "ftm.json", N_("FollowTheMoney"),
    N_("For Aleph and OpenSanctions: entities, one a line; denied ties are left out.") },
  { DLN_EXPORT_ICAL, DLN_EXPORT_DATA, "ical", "ics", N_("Calendar"),
    N_("For calendars (iCalendar): the dated events.") },
  { DLN_EXPORT_MARKDOWN, DLN_EXPORT_FOLDER, "markdown", "notes", N_("Markdown notes"),
    N_("For Obsidian and Logseq: a folder with a note for each name and event, linked.") },
  { DLN_EXPORT_CSL, DLN_EXPORT_DATA, "csl", "csl.json", N_("CSL-JSON"),
    N_("For Zotero and pandoc: the articles as references.") },
  { DLN_EXPORT_RIS, DLN_EXPORT_DATA, "ris", "ris", N_("RIS"),
    N_("For EndNote and Citavi: the articles as references.") },
  { DLN_EXPORT_WEB_ANNOTATION, DLN_EXPORT_DATA, "web-annotation", "annotations.jsonld",
    N_("Web Annotation"),
    N_("For Hypothesis and other W3C tools: each piece of evidence with its place.") },
  { DLN_EXPORT_BRAT, DLN_EXPORT_FOLDER, "brat", "brat", N_("brat"),
    N_("For linguists: a folder with each article and its annotations as standoff.") },
};

/* endings that mean the same */
static const struct
{
  const char     *ending;
  DlnExportFormat format;
} more_endings[] = {
  { "ftm.ndjson", DLN_EXPORT_FTM },      { "ndjson", DLN_EXPORT_FTM },
  { "relations.csv", DLN_EXPORT_NEO4J_LINKS }, { "jsonld", DLN_EXPORT_WEB_ANNOTATION },
};

/**
 * dln_export_get_formats:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): all formats, in the order in which they are offered
 */
const DlnExportFormatInfo *
dln_export_get_formats (guint *n)
{
  *n = G_N_ELEMENTS (formats);
  return formats;
}

/**
 * dln_export_get_format_info:
 * @format: a format
 *
 * Returns: (transfer none): what is known of it
 */
const DlnExportFormatInfo *
dln_export_get_format_info (DlnExportFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].format == format)
      return &formats[i];
  g_return_val_if_reached (&formats[0]);
}

/* "png, svg or pdf": (transfer full) */
static char *
dup_names (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    g_string_append_printf (names,
                            "%s%s",
                            i == 0                             ? ""
                            : i + 1 < G_N_ELEMENTS (formats) ? ", "
                                                             : " or ",
                            formats[i].name);
  return g_string_free (names, FALSE);
}

static gboolean
find_ending (const char      *ending,
             DlnExportFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (ending, formats[i].ending) == 0
        || g_ascii_strcasecmp (ending, formats[i].name) == 0)
      {
        *format = formats[i].format;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (more_endings); i++)
    if (g_ascii_strcasecmp (ending, more_endings[i].ending) == 0)
      {
        *format = more_endings[i].format;
        return TRUE;
      }
  return FALSE;
}

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

  g_autofree char *names = NULL;

  if (find_ending (name, format))
    return TRUE;
  names = dup_names ();
  g_set_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_FORMAT,
               _("\u201c%s\u201d is no export format; use %s."), name, names);
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
  g_autofree char *names = NULL;

  for (const char *dot = strchr (base, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    if (find_ending (dot + 1, format))
      return TRUE;
  names = dup_names ();
  g_set_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_FORMAT,
               _("The ending of \u201c%s\u201d is no export format; use %s."), path, names);
  return FALSE;
}

#define MM 5.0f            /* pixels to a millimetre: 15 px are 3 mm, 8.5 points */
#define PAPER 0.5669291f    /* points for a pixel */
#define PRINT_SCALE 2.362205 /* 300 dots to the inch */

static const DlnExportPreset presets[] = {
  { "1-column", N_("1 column (47 mm)"), 47 * MM, 0, PRINT_SCALE, PAPER },
  { "2-columns", N_("2 columns (97 mm)"), 97 * MM, 0, PRINT_SCALE, PAPER },
  { "4-columns", N_("4 columns (198 mm)"), 198 * MM, 0, PRINT_SCALE, PAPER },
  { "16-9", N_("Slide 16:9"), 1280, 720, 1.5, 0 },
  { "square", N_("Square"), 900, 900, 1.2, 0 },
  { "a4", N_("A4, landscape"), 297 * MM, 210 * MM, PRINT_SCALE, PAPER },
  /* as A4, with type of 12 points */
  { "a3", N_("A3, landscape"), 297 * MM, 210 * MM, PRINT_SCALE * G_SQRT2, PAPER * G_SQRT2 },
};

/**
 * dln_export_get_presets:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): sizes of pictures, in the order in which they are
 * offered
 */
const DlnExportPreset *
dln_export_get_presets (guint *n)
{
  *n = G_N_ELEMENTS (presets);
  return presets;
}

const DlnExportPreset *
dln_export_find_preset (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_ascii_strcasecmp (presets[i].name, name) == 0)
      return &presets[i];
  return NULL;
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
