/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli extract: annotations of single articles. One article is in memory at a time. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "export/dln-export.h"
#include "extract/dln-language.h"
#include "ingest/dln-ingest.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  FORMAT_NDJSON,
  FORMAT_CONLLU,
  FORMAT_TRACKS,
} OutputFormat;

typedef struct
{
  DlnModel    *model;
  DlnLayers    layers;
  DlnStages    stages;
  OutputFormat format;
  GString     *out;
  gboolean     failed;
} Extraction;

static const struct
{
  const char *name;
  DlnLayers   layer;
  DlnStages   stages; /* beyond text; who "I" is needs the quotes, who speaks needs the relations */
} layers[] = {
  { "tokens", DLN_LAYER_TOKENS, DLN_STAGE_TAG | DLN_STAGE_TIME },
  { "names", DLN_LAYER_NAMES, DLN_STAGE_RELATIONS - 1 },
  { "times", DLN_LAYER_TIMES, DLN_STAGE_TAG | DLN_STAGE_TIME },
  { "quotes", DLN_LAYER_QUOTES, DLN_STAGE_EVENTS - 1 },
  { "relations", DLN_LAYER_RELATIONS, DLN_STAGE_EVENTS - 1 },
  { "events", DLN_LAYER_EVENTS, DLN_STAGE_ALL },
  { "co-mentions", DLN_LAYER_CO_MENTIONS, DLN_STAGE_EVENTS - 1 },
};

static gboolean
parse_layers (const char *text,
              Extraction *extraction)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (layers); j++)
        if (strcmp (g_strstrip (names[i]), layers[j].name) == 0)
          {
            extraction->layers |= layers[j].layer;
            extraction->stages |= layers[j].stages;
            found = TRUE;
          }
      if (!found)
        {
          cli_usage (_("\u201c%s\u201d is no layer; there are tokens, names, times, quotes, "
                        "relations, co-mentions and events."),
                     names[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
parse_format (const char *text,
              Extraction *extraction)
{
  if (text == NULL || strcmp (text, "ndjson") == 0)
    extraction->format = FORMAT_NDJSON;
  else if (strcmp (text, "conllu") == 0)
    extraction->format = FORMAT_CONLLU;
  else if (strcmp (text, "tracks") == 0)
    extraction->format = FORMAT_TRACKS;
  else
    {
      cli_usage (_("\u201c%s\u201d is no output format; there are ndjson, conllu and tracks."),
                 text);
      return FALSE;
    }
  return TRUE;
}

static void
write_annotations (Extraction     *extraction,
                   DlnDocument    *document,
                   DlnAnnotations *annotations)
{
  if (extraction->format == FORMAT_CONLLU)
    dln_export_conllu (document, annotations, extraction->out);
  else if (extraction->format == FORMAT_TRACKS)
    dln_export_tracks (document, annotations, extraction->layers, extraction->out);
  else
    dln_export_annotations (document, annotations, extraction->layers, extraction->out);
}

static gboolean
take_article_cb (DlnIngested *item,
                 gpointer     data,
                 GError     **error)
{
  Extraction *extraction = data;
  g_autoptr (DlnIngested) owned = item;
  g_autoptr (GError) local = NULL;
  g_autoptr (DlnAnnotations) annotations = NULL;
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | extraction->stages,
                                .given = item->given };
  DlnModel *model = extraction->model;

  if (item->note != NULL)
    cli_say ("%s", item->note);
  if (model != NULL && item->given == NULL
      && !dln_is_readable (item->document, dln_model_get_language (model)))
    {
      cli_say (_("%s is in a language that Dateline cannot analyse yet."),
               dln_document_get_id (item->document));
      model = NULL;
    }
  annotations = dln_extract (model, item->document, &options, NULL, &local);
  if (annotations == NULL)
    {
      cli_say ("%s", local->message);
      extraction->failed = TRUE;
      return TRUE;
    }
  g_string_truncate (extraction->out, 0);
  write_annotations (extraction, item->document, annotations);
  if (cli_write (extraction->out->str, extraction->out->len))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The output is incomplete."));
  return FALSE;
}

static void
extract_files (Extraction    *extraction,
               DlnInputFormat format,
               char         **paths)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i == 0 || paths[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      if (paths[i] == NULL || strcmp (paths[i], "-") == 0)
        {
          g_autoptr (GInputStream) input = g_unix_input_stream_new (0, FALSE);

          done = dln_ingest_stream (
            input, "stdin", format, take_article_cb, extraction, messages, NULL, &error);
        }
      else
        done = dln_ingest_file (
          paths[i], NULL, format, take_article_cb, extraction, messages, NULL, &error);
      for (guint j = 0; j < messages->len; j++)
        cli_say ("%s", (const char *) g_ptr_array_index (messages, j));
      extraction->failed |= !done || messages->len > 0;
      g_ptr_array_set_size (messages, 0);
      if (!done)
        cli_say ("%s", error->message);
      if (paths[i] == NULL)
        break;
    }
}

int
cli_extract (int    argc,
             char **argv)
{
  g_autofree char *input = NULL;
  g_autofree char *layer = NULL;
  g_autofree char *format_name = NULL;
  g_autofree char *data_dir = NULL;
  const GOptionEntry entries[] = {
    { "input", 0, 0, G_OPTION_ARG_STRING, &input,
      N_("How to read, as text, html, ndjson or pdf (by content)"), "FORMAT" },
    { "layer", 0, 0, G_OPTION_ARG_STRING, &layer,
      N_("What to write: tokens,names,times,quotes,relations,events (all but tokens)"), "LAYERS" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_name,
      N_("How to write: ndjson, conllu or tracks"), "FORMAT" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, N_("Where the language models are"), "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnModel) model = NULL;
  DlnInputFormat format = DLN_INPUT_AUTO;
  Extraction extraction = { 0 };

  if (!cli_parse_options ("extract", entries, &argc, &argv)
      || !parse_format (format_name, &extraction)
      || (layer != NULL && !parse_layers (layer, &extraction)))
    return EXIT_USAGE;
  if (input != NULL && !dln_input_format_from_name (input, &format, &error))
    return cli_usage ("%s", error->message);
  if (layer == NULL)
    {
      extraction.layers = DLN_LAYER_DEFAULT;
      extraction.stages = DLN_STAGE_ALL;
    }
  if (extraction.format == FORMAT_CONLLU)
    extraction.stages |= DLN_STAGE_TAG;
  if (layer == NULL && extraction.format == FORMAT_CONLLU)
    extraction.stages = DLN_STAGE_TAG;

  model = cli_open_model (data_dir);
  extraction.model = model;
  extraction.out = g_string_new (NULL);
  extract_files (&extraction, format, argv + 1);
  g_string_free (extraction.out, TRUE);
  return extraction.failed ? EXIT_UNREAD : EXIT_DONE;
}
