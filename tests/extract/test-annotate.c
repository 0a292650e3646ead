/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call from text to JSON lines: form, offsets, options of other sizes, several documents,
 * and what cannot be read. */
#include "config.h"

#include "../bundle.h"
#include "extract/dln-json-lines.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char text[] =
  "Jos\u00e9 Vik, the director of the Fjord Bank, resigned on 3 May 2021.\n";

/* [n] objects, each of a line */
static GPtrArray *
parse_lines (const char *lines)
{
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);
  GPtrArray *nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (*parts[i] == '\0')
        {
          g_assert_null (parts[i + 1]); /* only behind the last line */
          break;
        }
      g_ptr_array_add (nodes, json_from_string (parts[i], &error));
      g_assert_no_error (error);
    }
  return nodes;
}

static const char *
get_member (JsonNode   *node,
            const char *key)
{
  return json_object_get_string_member_with_default (json_node_get_object (node), key, "");
}

/* the first line of the layer with that text */
static JsonObject *
find_line (GPtrArray  *nodes,
           const char *layer,
           const char *words)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      JsonNode *node = g_ptr_array_index (nodes, i);

      if (strcmp (get_member (node, "layer"), layer) == 0
          && strcmp (get_member (node, "text"), words) == 0)
        return json_node_get_object (node);
    }
  return NULL;
}

static void
test_text (void)
{
  g_autoptr (DlnModel) model = open_bundle ();
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = dln_annotate_text (model, text, "2021-05-04", &error);

  g_assert_no_error (error);

  g_autoptr (GPtrArray) nodes = parse_lines (lines);
  JsonObject *name = find_line (nodes, "name", "Jos\u00e9 Vik");
  JsonObject *time = find_line (nodes, "time", "3 May 2021");
  JsonObject *event = find_line (nodes, "event", "resigned");

  g_assert_nonnull (name);
  g_assert_cmpstr (json_object_get_string_member (name, "type"), ==, "PER");
  g_assert_cmpint (json_object_get_int_member (name, "start"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (name, "end"), ==, 8); /* code points, not bytes */
  g_assert_nonnull (time);
  g_assert_cmpstr (json_object_get_string_member (time, "edtf"), ==, "2021-05-03");
  g_assert_nonnull (event);
  g_assert_cmpstr (json_object_get_string_member (event, "when"), ==, "2021-05-03");
}

static void
test_options (void)
{
  g_autoptr (DlnModel) model = open_bundle ();
  const DlnDocumentInfo info = { .id = "a.txt" };
  DlnAnnotateOptions options = DLN_ANNOTATE_OPTIONS_INIT;

  options.layers = DLN_LAYER_TIMES;
  options.info = &info;

  g_autofree char *times = dln_annotate (model, text, -1, &options, NULL, NULL);
  g_autoptr (GPtrArray) nodes = parse_lines (times);

  g_assert_cmpuint (nodes->len, ==, 1);
  g_assert_cmpstr (get_member (g_ptr_array_index (nodes, 0), "layer"), ==, "time");
  g_assert_cmpstr (get_member (g_ptr_array_index (nodes, 0), "doc"), ==, "a.txt");

  /* a caller that was compiled when there were no more fields than these two */
  options.size = G_STRUCT_OFFSET (DlnAnnotateOptions, max_bytes);
  options.max_bytes = 1;
  options.info = (gpointer) 1;

  g_autofree char *older = dln_annotate (model, text, -1, &options, NULL, NULL);

  g_assert_nonnull (older);
  g_assert_nonnull (strstr (older, "\"doc\": \"\""));
  g_assert_null (strstr (older, "\"name\""));

  /* a caller of a later version has more */
  struct { DlnAnnotateOptions known; gsize more; } later = { DLN_ANNOTATE_OPTIONS_INIT, 7 };

  later.known.size = sizeof later;

  g_autofree char *whole = dln_annotate (model, text, -1, &later.known, NULL, NULL);
  g_autofree char *plain = dln_annotate (model, text, -1, NULL, NULL, NULL);

  g_assert_cmpstr (whole, ==, plain);
}

static void
test_limits (void)
{
  g_autoptr (DlnModel) model = open_bundle ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DlnAnnotateOptions options = DLN_ANNOTATE_OPTIONS_INIT;

  options.max_bytes = 10;
  g_assert_null (dln_annotate (model, text, -1, &options, NULL, &error));
  g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_LIMIT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (dln_annotate (model, text, -1, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* nothing to say is no error: empty, no bundle, damaged bytes */
  g_autofree char *empty = dln_annotate (model, "", 0, NULL, NULL, &error);
  g_autofree char *unread = dln_annotate_text (NULL, "Stones lie there.", NULL, &error);
  g_autofree char *damaged = dln_annotate (model, "\xff\xfe Vik", 6, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (unread, ==, "");
  g_assert_true (g_utf8_validate (damaged, -1, NULL));
}

static DlnDocument *
new_article (const char *id,
             const char *words,
             const char *date)
{
  const DlnDocumentInfo info = { .id = id, .title = id, .date = date };

  return dln_document_new (words, -1, &info);
}

static void
test_story (void)
{
  g_autoptr (DlnModel) model = open_bundle ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnDocument) first =
    new_article ("one", "Anna Berg resigned from the Fjord Bank on 3 May 2021.", "2021-05-04");
  g_autoptr (DlnDocument) second =
    new_article ("two", "Anna Berg met Nils Moe in Oslo on 9 June 2021.", "2021-06-10");
  DlnDocument *documents[] = { first, second };
  g_autofree char *lines = dln_annotate_story (model, documents, 2, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (GPtrArray) nodes = parse_lines (lines);
  gint64 id = 0;
  guint n_documents = 0, n_names = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      JsonNode *node = g_ptr_array_index (nodes, i);

      if (strcmp (get_member (node, "layer"), "document") == 0)
        {
          n_documents++;
          g_assert_cmpstr (get_member (node, "title"), ==, get_member (node, "doc"));
        }
      if (strcmp (get_member (node, "text"), "Anna Berg") == 0
          && strcmp (get_member (node, "layer"), "name") == 0)
        {
          gint64 own = json_object_get_int_member (json_node_get_object (node), "entity");

          g_assert_true (id == 0 || own == id); /* one entity in both */
          id = own;
          n_names++;
        }
    }
  g_assert_cmpuint (n_documents, ==, 2);
  g_assert_cmpuint (n_names, ==, 2);
  g_assert_cmpint (id, !=, 0);

  g_autofree char *none = dln_annotate_story (model, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (none, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/annotate/text", test_text);
  g_test_add_func ("/extract/annotate/options", test_options);
  g_test_add_func ("/extract/annotate/limits", test_limits);
  g_test_add_func ("/extract/annotate/story", test_story);
  return g_test_run ();
}
