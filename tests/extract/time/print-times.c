/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print-times [--bench|--dates|--times [MODEL]] < DOCUMENTS: JSON lines {"doc", "text", "dct" or
 * "date"} to JSON lines of time expressions for the scorers, or the speed of the time stage alone.
 */
#define _GNU_SOURCE
#include "config.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "base/dln-utf8.h"
#include "extract/dln-extract.h"

static const char *
get_string (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) && !json_object_get_null_member (object, name)
           ? json_object_get_string_member (object, name)
           : NULL;
}

static void
print_string (const char *name, const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *quoted = NULL;

  json_node_set_string (node, text);
  quoted = json_to_string (node, FALSE);
  printf (", \"%s\": %s", name, quoted);
}

static void
print_times (DlnDocument *document, const DlnAnnotations *annotations)
{
  static const char *const types[] = { "DATE", "TIME", "DURATION", "SET" };
  gsize                    length;
  const char              *text = dln_document_get_text (document, &length);
  g_autoptr (DlnOffsetMap) map = dln_offset_map_new (text, length);

  for (guint i = 0; i < annotations->times->len; i++)
    {
      const DlnTime   *time = DLN_ROW (annotations->times, DlnTime, i);
      g_autofree char *edtf = dln_when_to_edtf (&time->when);
      g_autofree char *words = dln_document_dup_span (document, time->span);

      printf ("{\"doc\": \"%s\", \"layer\": \"time\", \"start\": %u, \"end\": %u",
              dln_document_get_id (document),
              dln_offset_map_to_characters (map, time->span.begin),
              dln_offset_map_to_characters (map, time->span.end));
      print_string ("text", words);
      print_string ("type", types[time->type]);
      print_string ("value", dln_strings_get (annotations->strings, time->value));
      if (time->mod != 0)
        print_string ("mod", dln_strings_get (annotations->strings, time->mod));
      if (dln_when_is_known (&time->when))
        print_string ("edtf", edtf);
      print_string ("reason", dln_strings_get (annotations->strings, time->reason));
      printf (", \"role\": %u, \"conflict\": %s}\n",
              time->preposition,
              time->conflict ? "true" : "false");
    }
}

static void
print_date (DlnDocument *document, const DlnAnnotations *annotations)
{
  g_autofree char *edtf = dln_when_to_edtf (&annotations->date.when);

  printf ("{\"doc\": \"%s\", \"layer\": \"document\"", dln_document_get_id (document));
  print_string ("date", edtf);
  print_string ("reason", dln_strings_get (annotations->strings, annotations->date.reason));
  print_string ("narrative",
                dln_strings_get (annotations->strings, annotations->date.narrative_reason));
  printf ("}\n");
}

int
main (int argc, char *argv[])
{
  gboolean         bench = argc > 1 && g_str_equal (argv[1], "--bench");
  gboolean         dates = argc > 1 && g_str_equal (argv[1], "--dates");
  g_autofree char *line = NULL;
  g_autoptr (DlnModel) model = NULL;
  DlnStages before = DLN_STAGE_TEXT;
  gsize     size = 0;
  double    seconds = 0, bytes = 0;

  if (argc > 2)
    {
      model = dln_model_open (argv[2], NULL);
      before |= DLN_STAGE_TAG;
    }
  while (getline (&line, &size, stdin) > 0)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();

      if (!json_parser_load_from_data (parser, line, -1, NULL))
        continue;

      JsonObject       *object = json_node_get_object (json_parser_get_root (parser));
      const char       *text = get_string (object, "text");
      DlnDocumentInfo   info = { .id = get_string (object, "doc") };
      DlnExtractOptions options = { .stages = DLN_STAGE_TEXT };

      g_autoptr (DlnDocument) document = NULL;
      g_autoptr (DlnAnnotations) given = NULL;
      g_autoptr (DlnAnnotations) annotations = NULL;

      info.date = get_string (object, "dct") != NULL ? get_string (object, "dct")
                                                     : get_string (object, "date");
      document = dln_document_new (text, -1, &info);
      given = dln_extract (NULL, document, &options, NULL, NULL);
      options.stages = before | DLN_STAGE_TIME;
      options.given = given;

      gint64 begin = g_get_monotonic_time ();

      annotations = dln_extract (model, document, &options, NULL, NULL);
      seconds += (g_get_monotonic_time () - begin) / 1e6;
      bytes += strlen (text);
      if (dates)
        print_date (document, annotations);
      if (!bench)
        print_times (document, annotations);
    }
  if (bench)
    printf ("%.1f MB in %.3f s: %.1f MB/s\n", bytes / 1e6, seconds, bytes / 1e6 / seconds);
  return 0;
}
