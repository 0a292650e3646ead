/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli list and export. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "case/dln-story.h"
#include "export/dln-export.h"
#include "session/dln-original.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEFAULT_WIDTH 1600
#define MIN_WIDTH 200
#define MAX_WIDTH 30000
#define MAX_COLUMNS 32
#define BOM "\357\273\277"

gboolean
cli_append_table (const DlnTable *table,
                  const char     *format,
                  GString        *out)
{
  if (g_strcmp0 (format, "json") == 0)
    dln_table_to_json (table, out);
  else if (g_strcmp0 (format, "csv") == 0)
    dln_table_to_csv (table, out);
  else
    return FALSE;
  return TRUE;
}

/* whether the originals are as they were, as one more column */
static void
add_states (DlnTable   *table,
            DlnSession *session)
{
  static const char *columns[MAX_COLUMNS];
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  guint n = MIN (table->n_columns, MAX_COLUMNS - 1);

  for (guint i = 0; i < n; i++)
    columns[i] = table->columns[i];
  columns[n] = "original_state";
  for (guint row = 0; row + table->n_columns <= table->cells->len; row += table->n_columns)
    {
      DlnDocumentId id = g_ascii_strtoull (g_ptr_array_index (table->cells, row), NULL, 10);
      DlnDocument *document = dln_case_get_document (dln_session_get_case (session), id);
      DlnOriginalState state =
        dln_original_find (document, dln_session_get_path (session), NULL, NULL);

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (cells, g_strdup (g_ptr_array_index (table->cells, row + i)));
      g_ptr_array_add (cells, g_strdup (dln_original_state_get_name (state)));
    }
  g_ptr_array_unref (table->cells);
  table->cells = cells;
  table->columns = columns;
  table->n_columns = n + 1;
}

int
cli_list (int    argc,
          char **argv)
{
  g_autofree char *format = NULL;
  g_autofree char *entity = NULL;
  DlnTarget about = { DLN_TARGET_EVENT, 0 };
  gint64 event = 0;
  gboolean all = FALSE, bom = FALSE;
  double min_score = 0;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      N_("How to write: table, json or csv"), "FORMAT" },
    { "bom", 0, 0, G_OPTION_ARG_NONE, &bom, N_("CSV with a byte order mark, for Excel"), NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all,
      N_("Also minor events, co-mentions and by-lines, which are not drawn"), NULL },
    { "min-score", 0, 0, G_OPTION_ARG_DOUBLE, &min_score,
      N_("Only relations at least as sure, 0 to 1"), "SCORE" },
    { "entity", 0, 0, G_OPTION_ARG_STRING, &entity,
      N_("Only the events of this person, institution, place or thing, or decisions about it"),
      "NAME" },
    { "event", 0, 0, G_OPTION_ARG_INT64, &event, N_("Only decisions about this event"), "ID" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (DlnSession) session = NULL;
  g_autoptr (DlnTable) table = NULL;
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  DlnTableKind kind = DLN_TABLE_DECISIONS;
  gboolean checks;

  if (!cli_parse_options ("list", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc != 3)
    return cli_usage (_("list wants a case and what to list."));
  if (strcmp (argv[2], "articles") == 0)
    argv[2] = (char *) "documents";
  checks = strcmp (argv[2], "checks") == 0;
  if (!checks && !dln_table_kind_from_name (argv[2], &kind))
    return cli_usage (_("\u201c%s\u201d cannot be listed; see dateline-cli --help."), argv[2]);
  if (format != NULL && strcmp (format, "table") != 0 && strcmp (format, "json") != 0
      && strcmp (format, "csv") != 0)
    return cli_usage (_("\u201c%s\u201d is no output format; there are table, json and csv."),
                      format);
  if (bom && g_strcmp0 (format, "csv") != 0)
    return cli_usage (_("--bom goes with csv only."));
  if (entity != NULL && kind != DLN_TABLE_EVENTS && (kind != DLN_TABLE_DECISIONS || checks))
    return cli_usage (_("--entity goes with events and decisions only."));
  if (event != 0 && (kind != DLN_TABLE_DECISIONS || checks || entity != NULL))
    return cli_usage (_("--event goes with decisions only."));
  if (min_score < 0 || min_score > 1)
    return cli_usage (_("The score has to lie between 0 and 1."));
  filter->min_score = min_score;
  session = cli_open_case (argv[1]);
  if (session == NULL)
    return EXIT_UNREAD;
  about.id = (guint) event;
  if (entity != NULL && kind == DLN_TABLE_DECISIONS)
    {
      about = (DlnTarget){ DLN_TARGET_ENTITY,
                           cli_find_entity (dln_session_get_case (session), entity) };
      if (about.id == 0)
        return EXIT_UNREAD;
    }
  if (about.id != 0)
    table = dln_table_new_decisions (dln_session_get_case (session), about);
  else if (entity != NULL)
    table = dln_table_new_timeline (dln_session_get_case (session), entity, all ? NULL : filter);
  if (entity != NULL && table == NULL)
    {
      cli_say (_("Nobody and nothing in the case is called \u201c%s\u201d."), entity);
      return EXIT_UNREAD;
    }
  if (checks)
    table = dln_table_new_checks (dln_session_get_case (session));
  if (table == NULL)
    table = dln_table_new (dln_session_get_case (session), kind, all ? NULL : filter);
  if (!checks && entity == NULL && kind == DLN_TABLE_DOCUMENTS)
    add_states (table, session);
  if (bom)
    g_string_append (out, BOM);
  if (cli_append_table (table, format, out))
    return cli_write (out->str, out->len) ? EXIT_DONE : EXIT_UNREAD;
  dln_table_to_text (table, out);
  return cli_write_text (out) ? EXIT_DONE : EXIT_UNREAD;
}

/* ---- export ---------------------------------------------------------------------------------- */

typedef struct
{
  DlnExportFormat format;
  gboolean        graph;
  gboolean        dark;
  gboolean        minor;
  gboolean        bom;
  gboolean        track; /* only the story track */
  gboolean        places; /* where the graph draws its nodes goes along */
  int             width;
  const DlnExportPreset *preset; /* (nullable) */
  DlnFilter      *filter;
  DlnExportWords  words;
  char          **about; /* (nullable): names whose story it is */
} ExportOptions;

/* in front of a table, which Excel takes for another encoding without it */
static GBytes *
add_bom (GBytes *bytes) /* (transfer full) */
{
  GString *marked = g_string_new (BOM);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_string_append_len (marked, data, length);
  g_bytes_unref (bytes);
  return g_string_free_to_bytes (marked);
}

static gboolean
set_window (DlnFilter  *filter,
            const char *from,
            const char *to)
{
  DlnWhen when;
  g_autoptr (GError) error = NULL;

  if (from != NULL && dln_when_parse_edtf (from, &when, &error))
    filter->begin = when.earliest_begin;
  if (to != NULL && error == NULL && dln_when_parse_edtf (to, &when, &error))
    filter->end = when.latest_end;
  if (error == NULL && filter->begin < filter->end)
    return TRUE;
  cli_usage ("%s", error != NULL ? error->message : _("--from lies after --to."));
  return FALSE;
}

static GBytes *
draw (DlnCase             *dcase,
      const ExportOptions *options,
      GError             **error)
{
  const DlnTheme *theme = dln_theme_get (options->dark);
  const DlnExportPreset *preset = options->preset;
  float width = preset != NULL ? preset->width : options->width;
  float height = preset != NULL ? preset->height : 0;
  g_autoptr (DlnScene) scene = NULL;
  g_autofree char *title = g_strdup (dln_case_get_title (dcase));

  if (options->graph)
    {
      g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

      dln_scene_view_set_filter (DLN_SCENE_VIEW (graph), options->filter);
      scene = dln_graph_build_page (graph, width, height, theme);
    }
  else
    {
      g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);

      dln_scene_view_set_filter (DLN_SCENE_VIEW (timeline), options->filter);
      dln_timeline_set_words (
        timeline, options->words.headline, options->words.standfirst, options->words.credit);
      scene = dln_timeline_build_page (timeline, width, height, theme);
    }
  scene->paper = preset != NULL ? preset->points : 0;
  return dln_export_scene (
    scene, options->format, preset != NULL ? preset->scale : 1, title, error);
}

static int
export_folder (DlnCase             *dcase,
               const char          *out,
               const ExportOptions *options)
{
  g_autoptr (GPtrArray) files = dln_export_case_files (dcase, options->format, options->filter);
  g_autoptr (GError) error = NULL;

  if (strcmp (out, "-") == 0)
    return cli_usage (_("This format is a folder of files and cannot be written to standard "
                        "output."));
  if (dln_export_write_files (files, out, &error))
    return EXIT_DONE;
  cli_say ("%s", error->message);
  return EXIT_UNREAD;
}

static int
export_case (const char          *path,
             const char          *out,
             const ExportOptions *options)
{
  const DlnExportFormatInfo *info = dln_export_get_format_info (options->format);
  g_autoptr (DlnSession) session = cli_open_case (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DlnGraph) layout = NULL;
  DlnCase *dcase;

  if (session == NULL)
    return EXIT_UNREAD;
  dcase = dln_session_get_case (session);
  for (guint i = 0; options->about != NULL && options->about[i] != NULL; i++)
    {
      DlnEntityId id = cli_find_entity (dcase, options->about[i]);

      if (id == 0)
        return EXIT_UNREAD;
      dln_filter_tell_story (options->filter, id, TRUE);
    }
  if (options->track)
    {
      options->filter->found = dln_case_new_track (dcase);
      if (options->filter->found == NULL)
        {
          cli_say (_("No event is in the story yet; see dateline-cli edit, star."));
          return EXIT_UNREAD;
        }
    }
  if (options->places)
    {
      layout = dln_graph_new (dcase);
      dln_scene_view_set_filter (DLN_SCENE_VIEW (layout), options->filter);
    }
  switch (info->kind)
    {
    case DLN_EXPORT_FOLDER:
      return export_folder (dcase, out, options);
    case DLN_EXPORT_PICTURE:
      bytes = draw (dcase, options, &error);
      break;
    case DLN_EXPORT_STORY:
      bytes = dln_export_story (dcase, options->format, options->filter, &options->words, &error);
      break;
    case DLN_EXPORT_DATA:
      bytes = dln_export_case (
        dcase, options->format, options->graph, options->filter, layout, &error);
      break;
    }
  if (bytes != NULL && options->bom)
    bytes = add_bom (g_steal_pointer (&bytes));
  if (bytes != NULL && strcmp (out, "-") == 0)
    return cli_write (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) ? EXIT_DONE
                                                                                : EXIT_UNREAD;
  if (bytes != NULL && dln_export_write (bytes, out, &error))
    return EXIT_DONE;
  cli_say ("%s", error->message);
  return EXIT_UNREAD;
}

/* each with its ending and what it is for */
static int
list_formats (void)
{
  guint n;
  const DlnExportFormatInfo *formats = dln_export_get_formats (&n);

  for (guint i = 0; i < n; i++)
    g_print ("%-20s %-18s %s\n",
             formats[i].name,
             formats[i].ending,
             g_dgettext (GETTEXT_PACKAGE, formats[i].purpose));
  return EXIT_DONE;
}

int
cli_export (int    argc,
            char **argv)
{
  g_autofree char *view = NULL;
  g_autofree char *preset = NULL;
  g_autofree char *format = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *headline = NULL;
  g_autofree char *standfirst = NULL;
  g_autofree char *credit = NULL;
  g_auto (GStrv) about = NULL;
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  ExportOptions options = { .width = DEFAULT_WIDTH, .filter = filter };
  double min_score = 0;
  const GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &view, N_("What to write: timeline or graph"), "VIEW" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      N_("A format, \u201clist\u201d for all of them; else by the ending of OUT"), "FORMAT" },
    { "bom", 0, 0, G_OPTION_ARG_NONE, &options.bom,
      N_("CSV with a byte order mark, for Excel"), NULL },
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width, N_("Width of a picture in pixels"), "PX" },
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset,
      N_("Size of a picture: 1-column, 2-columns, 4-columns, 16-9, square, a4 or a3"), "NAME" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from,
      N_("Begin of the period (EDTF: 2022, 2022-09, 2022-09-21)"), "DATE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("End of the period, included"), "DATE" },
    { "about", 0, 0, G_OPTION_ARG_STRING_ARRAY, &about,
      N_("Only the story of this name; more than once: of all of them together"), "NAME" },
    { "story", 0, 0, G_OPTION_ARG_NONE, &options.track,
      N_("Only the story: what is starred, with your headlines"), NULL },
    { "headline", 0, 0, G_OPTION_ARG_STRING, &headline, N_("Above the picture"), "TEXT" },
    { "standfirst", 0, 0, G_OPTION_ARG_STRING, &standfirst, N_("Below the headline"), "TEXT" },
    { "layout", 0, 0, G_OPTION_ARG_NONE, &options.places,
      N_("JSON, GraphML, GEXF: where the graph draws its nodes, too"), NULL },
    { "credit", 0, 0, G_OPTION_ARG_STRING, &credit, N_("At the foot"), "TEXT" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &options.dark, N_("Light on dark"), NULL },
    { "minor", 0, 0, G_OPTION_ARG_NONE, &options.minor,
      N_("Minor events and statements too"), NULL },
    { "min-score", 0, 0, G_OPTION_ARG_DOUBLE, &min_score,
      N_("Only relations at least as sure, 0 to 1"), "SCORE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!cli_parse_options ("export", entries, &argc, &argv))
    return EXIT_USAGE;
  if (g_strcmp0 (format, "list") == 0)
    return list_formats ();
  if (argc != 3)
    return cli_usage (_("export wants a case and a file to write."));
  if (view != NULL && strcmp (view, "graph") != 0 && strcmp (view, "timeline") != 0)
    return cli_usage (_("\u201c%s\u201d is no view; there are timeline and graph."), view);
  if (options.width < MIN_WIDTH || options.width > MAX_WIDTH)
    return cli_usage (_("The width has to lie between %d and %d pixels."), MIN_WIDTH, MAX_WIDTH);
  if (preset != NULL)
    options.preset = dln_export_find_preset (preset);
  if (preset != NULL && options.preset == NULL)
    return cli_usage (_("\u201c%s\u201d is no size; there are 1-column, 2-columns, 4-columns, "
                        "16-9, square, a4 and a3."),
                      preset);
  if (min_score < 0 || min_score > 1)
    return cli_usage (_("The score has to lie between 0 and 1."));
  if (format != NULL ? !dln_export_format_from_name (format, &options.format, &error)
                     : !dln_export_format_from_path (argv[2], &options.format, &error))
    return cli_usage ("%s", error->message);
  if (!set_window (filter, from, to))
    return EXIT_USAGE;
  options.words = (DlnExportWords){ headline, standfirst, credit };
  options.about = about;
  filter->show_minor = options.minor;
  filter->min_score = min_score;
  if (options.bom && options.format != DLN_EXPORT_CSV)
    return cli_usage (_("--bom goes with csv only."));
  options.graph =
    g_strcmp0 (view, "graph") == 0 || (view == NULL && options.format == DLN_EXPORT_GRAPHML);
  return export_case (argv[1], argv[2], &options);
}
