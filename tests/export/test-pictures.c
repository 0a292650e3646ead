/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures: formats by name, the same bytes each time, SVG that an XML parser reads with its text,
 * titles and ids, and text from hostile documents. */
#include "config.h"

#include "scene-fixture.h"

#include "export/dln-export.h"
#include "scene/dln-scene-private.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

static void
test_formats (void)
{
  DlnExportFormat format = DLN_EXPORT_PNG;
  g_autoptr (GError) error = NULL;

  g_assert_true (dln_export_format_from_name ("SVG", &format, NULL));
  g_assert_cmpint (format, ==, DLN_EXPORT_SVG);
  g_assert_true (dln_export_format_from_path ("/tmp/a.b/My. Case.pdf", &format, NULL));
  g_assert_cmpint (format, ==, DLN_EXPORT_PDF);
  g_assert_true (dln_export_format_from_path ("case.ftm.json", &format, NULL));
  g_assert_cmpint (format, ==, DLN_EXPORT_FTM);
  g_assert_true (dln_export_format_from_path ("case.json", &format, NULL));
  g_assert_cmpint (format, ==, DLN_EXPORT_JSON);
  g_assert_false (dln_export_format_from_path ("case.doc", &format, &error));
  g_assert_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (dln_export_format_from_path ("case", &format, &error));
  g_assert_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_FORMAT);
}

static DlnScene *
build_scene (gboolean graph,
             gboolean dark)
{
  g_autoptr (DlnCase) dcase = fixture_make_seedlike ();

  if (graph)
    {
      g_autoptr (DlnGraph) view = dln_graph_new (dcase);
      return dln_graph_build_whole (view, 900, dln_theme_get (dark));
    }
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  return dln_timeline_build_whole (timeline, 900, dln_theme_get (dark));
}

static GBytes *
export_scene (DlnScene       *scene,
              DlnExportFormat format)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = dln_export_scene (scene, format, 2, "A case & its <title>", &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_same_bytes (void)
{
  const DlnExportFormat formats[] = { DLN_EXPORT_PNG, DLN_EXPORT_SVG, DLN_EXPORT_PDF };
  const char *const magic[] = { "\x89PNG", "<?xml", "%PDF" };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (DlnScene) first = build_scene (i / 2, i % 2);
      g_autoptr (DlnScene) second = build_scene (i / 2, i % 2);

      for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
        {
          g_autoptr (GBytes) a = export_scene (first, formats[f]);
          g_autoptr (GBytes) b = export_scene (second, formats[f]);

          g_assert_true (g_bytes_equal (a, b));
          g_assert_cmpmem (g_bytes_get_data (a, NULL), 4, magic[f], 4);
        }
    }
}

static guint
count_nodes (xmlXPathContextPtr context,
             const char        *path)
{
  xmlXPathObjectPtr found = xmlXPathEvalExpression (BAD_CAST path, context);
  guint n = found->nodesetval != NULL ? found->nodesetval->nodeNr : 0;

  xmlXPathFreeObject (found);
  return n;
}

static void
test_svg (void)
{
  g_autoptr (DlnScene) scene = build_scene (FALSE, FALSE);
  g_autoptr (GBytes) bytes = export_scene (scene, DLN_EXPORT_SVG);
  xmlDocPtr document = xmlReadMemory (
    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  xmlXPathContextPtr context = xmlXPathNewContext (document);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  xmlXPathRegisterNs (context, BAD_CAST "s", BAD_CAST "http://www.w3.org/2000/svg");
  g_assert_cmpuint (count_nodes (context, "/s:svg/s:title[.='A case & its <title>']"), ==, 1);
  g_assert_cmpuint (count_nodes (context, "//s:text[@textLength]"), >, 30);
  g_assert_cmpuint (count_nodes (context, "//s:text[not(@textLength)]"), ==, 0);
  g_assert_cmpuint (
    count_nodes (context, "//s:g[@id='event-3']/s:title[contains(., 'Mobilisation')]"), ==, 1);
  g_assert_cmpuint (
    count_nodes (context, "//s:g[@id='headline-3']/s:text[contains(., 'Mobilisation')]"), ==, 1);
  g_assert_cmpuint (count_nodes (context, "//s:script | //s:image | //@href"), ==, 0);

  xmlXPathObjectPtr found = xmlXPathEvalExpression (BAD_CAST "//@id", context);
  for (int i = 0; i < found->nodesetval->nodeNr; i++)
    {
      xmlChar *id = xmlNodeGetContent (found->nodesetval->nodeTab[i]);

      g_assert_true (g_hash_table_add (ids, g_strdup ((char *) id))); /* unique */
      xmlFree (id);
    }
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  xmlFreeDoc (document);
}

/* Control characters, markup, bidi marks and very long words from a document. */
static void
test_hostile (void)
{
  Fixture *fixture = fixture_new ();
  g_autofree char *wall = g_strnfill (20000, 'w');

  fixture_add_event (
    fixture, "<script>alert(1)</script> & ]]> \x01\x02\x1b[31m red", "2021-03-04", 0.9f);
  fixture_add_event (
    fixture, "\u202eright to left\u202c \ufffe \u05e9\u05dc\u05d5\u05dd", "2021-03-05", 0.8f);
  fixture_add_event (fixture, wall, "2021-03-06", 0.7f);
  fixture_add_event (
    fixture,
    "\u0e04\u0e33\u0e17\u0e35\u0e48\u0e44\u0e21\u0e48\u0e21\u0e35 \U0001f30d\U0001f680",
    "2021-03",
    0.7f);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "<b>bold?</b> & co \x07");
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autoptr (DlnScene) scene = dln_timeline_build_whole (timeline, 800, dln_theme_get (FALSE));
  g_autoptr (GBytes) svg = export_scene (scene, DLN_EXPORT_SVG);
  g_autoptr (GBytes) png = export_scene (scene, DLN_EXPORT_PNG);
  g_autoptr (GBytes) pdf = export_scene (scene, DLN_EXPORT_PDF);
  xmlDocPtr document = xmlReadMemory (
    g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  xmlFreeDoc (document);
  g_assert_cmpuint (g_bytes_get_size (svg), <, 200000);
  g_assert_nonnull (png);
  g_assert_nonnull (pdf);
}

typedef struct
{
  const guint8 *bytes;
  gsize         left;
} Reader;

static cairo_status_t
read_cb (void          *closure,
         unsigned char *data,
         unsigned int   length)
{
  Reader *reader = closure;

  if (length > reader->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->bytes, length);
  reader->bytes += length;
  reader->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* Twice the scene's size, and something of the event colour in it. */
static void
test_png (void)
{
  g_autoptr (DlnScene) scene = build_scene (FALSE, FALSE);
  g_autoptr (GBytes) bytes = export_scene (scene, DLN_EXPORT_PNG);
  Reader reader = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) };
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_cb, &reader);
  guint n = 0;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, (int) (scene->width * 2));
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, (int) (scene->height * 2));
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (surface)
                                              + y * cairo_image_surface_get_stride (surface));
      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        n += (row[x] & 0xffffff) == dln_theme_get (FALSE)->event >> 8 ? 1 : 0;
    }
  g_assert_cmpuint (n, >, 500);
  cairo_surface_destroy (surface);
}

/* The same pixels as are painted, in RGB, and the same bytes each time. */
static void
test_png_bytes (void)
{
  g_autoptr (DlnScene) scene = build_scene (TRUE, FALSE);
  g_autoptr (GBytes) bytes = dln_export_scene (scene, DLN_EXPORT_PNG, 1, NULL, NULL);
  g_autoptr (GBytes) again = dln_export_scene (scene, DLN_EXPORT_PNG, 1, NULL, NULL);
  Reader reader = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) };
  cairo_surface_t *painted = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) ceilf (scene->width), (int) ceilf (scene->height));
  cairo_t *cr = cairo_create (painted);
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_cb, &reader);
  int stride = cairo_image_surface_get_stride (surface);

  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_cmpuint (((const guint8 *) g_bytes_get_data (bytes, NULL))[25], ==, 2); /* IHDR: RGB */
  dln_export_paint (scene, cr, NULL, NULL);
  cairo_surface_flush (painted);
  for (int y = 0; y < (int) scene->height; y++)
    for (int x = 0; x < (int) scene->width; x++)
      {
        const guint8 *a = cairo_image_surface_get_data (surface) + y * stride + x * 4;
        const guint8 *b = cairo_image_surface_get_data (painted) + y * stride + x * 4;

        g_assert_cmphex (*(const guint32 *) (gconstpointer) a & 0xffffff, ==,
                         *(const guint32 *) (gconstpointer) b & 0xffffff);
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (painted);
}

/* A picture whose scaled size is no whole number of pixels has no dark rim. */
static void
test_png_rim (void)
{
  g_autoptr (DlnScene) scene = _dln_scene_new (101, 33, 0xffffffff);
  g_autoptr (GBytes) bytes = dln_export_scene (scene, DLN_EXPORT_PNG, 0.37, NULL, NULL);
  Reader reader = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) };
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_cb, &reader);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);

  const guint32 *last = (const guint32 *) (gconstpointer) (data + (height - 1) * stride);

  for (int x = 0; x < width; x++)
    g_assert_cmphex (last[x] & 0xffffff, ==, 0xffffff);
  for (int y = 0; y < height; y++)
    g_assert_cmphex (data[y * stride + (width - 1) * 4], ==, 0xff);
  cairo_surface_destroy (surface);
}

static void
test_too_large (void)
{
  g_autoptr (DlnScene) scene = _dln_scene_new (20000, 100, 0xffffffff);
  g_autoptr (GError) error = NULL;

  g_assert_null (dln_export_scene (scene, DLN_EXPORT_PNG, 2, NULL, &error));
  g_assert_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_SIZE);
  g_clear_error (&error);
  g_autoptr (GBytes) svg = dln_export_scene (scene, DLN_EXPORT_SVG, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (svg);
  g_assert_null (dln_export_scene (scene, DLN_EXPORT_CSV, 2, NULL, &error));
  g_assert_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_FORMAT);
}

/* A file that cannot be written leaves what was there. */
static void
test_write (void)
{
  g_autofree char *folder = g_dir_make_tmp ("dateline-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.svg", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "a.svg", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autofree char *read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (dln_export_write (bytes, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &read, NULL, NULL));
  g_assert_cmpstr (read, ==, "new");
  g_assert_false (dln_export_write (bytes, nowhere, &error));
  g_assert_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, nowhere));
  g_remove (path);
  g_rmdir (folder);
}

/* A size on paper is one in SVG and PDF, and dots of a PNG. */
static void
test_presets (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_seedlike ();
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  guint n;
  const DlnExportPreset *presets = dln_export_get_presets (&n);

  g_assert_null (dln_export_find_preset ("a7"));
  g_assert_cmpuint (n, ==, 7);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (dln_export_find_preset (presets[i].name) == &presets[i]);
      g_autoptr (DlnScene) scene = dln_timeline_build_page (
        timeline, presets[i].width, presets[i].height, dln_theme_get (FALSE));
      scene->paper = presets[i].points;
      g_autoptr (GBytes) svg = export_scene (scene, DLN_EXPORT_SVG);
      g_autofree char *text
        = g_strndup (g_bytes_get_data (svg, NULL), MIN (g_bytes_get_size (svg), 400));

      g_assert_true ((strstr (text, "pt\"") != NULL) == (presets[i].points > 0));
    }
  const DlnExportPreset *a3 = dln_export_find_preset ("a3");
  g_assert_cmpfloat_with_epsilon (a3->width * a3->points, 420 / 25.4 * 72, 0.5);
  g_assert_cmpfloat_with_epsilon (a3->width * a3->scale, 420 / 25.4 * 300, 2);
  const DlnExportPreset *column = dln_export_find_preset ("2-columns");
  g_assert_cmpfloat_with_epsilon (column->width * column->points, 97 / 25.4 * 72, 0.5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/pictures/formats", test_formats);
  g_test_add_func ("/export/pictures/same-bytes", test_same_bytes);
  g_test_add_func ("/export/pictures/svg", test_svg);
  g_test_add_func ("/export/pictures/presets", test_presets);
  g_test_add_func ("/export/pictures/hostile", test_hostile);
  g_test_add_func ("/export/pictures/png", test_png);
  g_test_add_func ("/export/pictures/png-bytes", test_png_bytes);
  g_test_add_func ("/export/pictures/png-rim", test_png_rim);
  g_test_add_func ("/export/pictures/too-large", test_too_large);
  g_test_add_func ("/export/pictures/write", test_write);
  return g_test_run ();
}
