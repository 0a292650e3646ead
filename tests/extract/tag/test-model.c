/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles: missing, damaged in any place, of another version; the checked-in one opens. */
#include "config.h"

#include <glib/gstdio.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "extract/dln-model-private.h"
#include "extract/tag/dln-tag-private.h"
#include "tests/remove-tree.h"

static char *
get_path (void)
{
  return g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "extract", "en.dlnmodel", NULL);
}

static void
test_open (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnModel) model =
    dln_model_open_default (g_getenv ("DATELINE_DATA_DIR"), "en-GB", &error);
  gsize length;

  g_assert_no_error (error);
  g_assert_cmpstr (dln_model_get_language (model), ==, "en");
  g_assert_nonnull (_dln_model_get_section (model, "lemmas", &length));
  g_assert_cmpuint (length, >, 1000);
  g_assert_null (_dln_model_get_section (model, "nothing", &length));
  g_assert_nonnull (_dln_tag_view_get (model));
}

static void
test_missing (void)
{
  static const char *const languages[] = { "xx", "../en", "", "e/n" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (dln_model_open_default (g_getenv ("DATELINE_DATA_DIR"), languages[i], &error));
      g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_MODEL);
    }
}

/* Without the encoder's files nothing is read: a sentence names the one that is missing. */
static void
test_missing_encoder (void)
{
  static const char *const names[] = { "reader.dlnmodel", "pieces.dlnmodel" };
  g_autofree char *folder = g_dir_make_tmp ("dateline-XXXXXX", NULL);
  g_autofree char *place = g_build_filename (folder, "extract", NULL);
  g_autofree char *bundle = g_build_filename (place, "en.dlnmodel", NULL);
  g_autofree char *from = get_path ();
  g_autofree char *beside = g_path_get_dirname (from);

  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  g_assert_cmpint (symlink (from, bundle), ==, 0);
  for (guint i = 0; i <= G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DlnModel) model = dln_model_open_default (folder, "en", &error);

      if (i == G_N_ELEMENTS (names))
        {
          g_assert_no_error (error);
          g_assert_nonnull (model);
          break;
        }
      g_assert_null (model);
      g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_MODEL);
      g_assert_nonnull (strstr (error->message, names[i]));

      g_autofree char *source = g_build_filename (beside, names[i], NULL);
      g_autofree char *link = g_build_filename (place, names[i], NULL);

      g_assert_cmpint (symlink (source, link), ==, 0);
    }
  remove_tree (folder);
}

static void
assert_refused (const char   *path,
                const guint8 *bytes,
                gsize         length)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, (const char *) bytes, length, NULL));
  g_assert_null (dln_model_open (path, &error));
  g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_MODEL);
}

/* A small bundle, so that each bit of it can be turned */
static GByteArray *
make_bundle (void)
{
  GByteArray *bytes = g_byte_array_new ();
  DlnBundleHeader header = { .format = DLN_BUNDLE_FORMAT,
                             .n_sections = 1,
                             .file_length = 256,
                             .language = "en",
                             .version = "1" };
  DlnBundleSection section = { .name = "words", .offset = 192, .length = 64 };

  g_byte_array_set_size (bytes, 256);
  memset (bytes->data, 7, 256);
  memcpy (header.magic, DLN_BUNDLE_MAGIC, 8);
  section.checksum = _dln_bundle_checksum (bytes->data + 192, 64);
  header.checksum =
    _dln_bundle_checksum (&header, sizeof header) ^ _dln_bundle_checksum (&section, sizeof section);
  memcpy (bytes->data, &header, sizeof header);
  memcpy (bytes->data + sizeof header, &section, sizeof section);
  return bytes;
}

static void
test_damaged (void)
{
  g_autofree char *folder = g_dir_make_tmp ("dateline-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "en.dlnmodel", NULL);
  g_autoptr (GByteArray) bytes = make_bundle ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  g_autoptr (DlnModel) model = dln_model_open (path, &error);
  g_assert_no_error (error);
  g_assert_null (_dln_tag_view_get (model));

  for (gsize n = 0; n < bytes->len; n += 17)
    assert_refused (path, bytes->data, n);
  for (guint bit = 0; bit < 256 * 8; bit += 5)
    {
      gsize at = bit / 8;
      gsize gap = sizeof (DlnBundleHeader) + sizeof (DlnBundleSection);

      if (at >= gap && at < 192)
        continue; /* between table and section nothing is read */
      bytes->data[at] ^= 1 << bit % 8;
      assert_refused (path, bytes->data, bytes->len);
      bytes->data[at] ^= 1 << bit % 8;
    }
  g_unlink (path);
  g_rmdir (folder);
}

/* The shipped bundle, a bit turned or cut short: refused, or the bit was in a gap that nothing
 * reads. */
static void
test_damaged_real (void)
{
  g_autofree char *folder = g_dir_make_tmp ("dateline-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (folder, "en.dlnmodel", NULL);
  g_autofree char *path = get_path ();
  g_autofree char *bytes = NULL;
  gsize length;
  guint n_opened = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, length, NULL));

  int file = g_open (copy, O_RDWR, 0600);

  g_assert_cmpint (file, >=, 0);
  for (guint i = 0; i < 48; i++)
    {
      gsize at =
        i < 8 ? i * 97 : (gsize) (i * G_GUINT64_CONSTANT (11400714819323198485) >> 16) % length;
      char turned = bytes[at] ^ (char) (1 << i % 8);

      g_assert_cmpint (pwrite (file, &turned, 1, at), ==, 1);

      g_autoptr (DlnModel) model = dln_model_open (copy, NULL);

      n_opened += model != NULL;
      g_assert_cmpint (pwrite (file, &bytes[at], 1, at), ==, 1);
    }
  g_assert_cmpuint (n_opened, <=, 2);
  for (guint i = 1; i <= 8; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (ftruncate (file, length - i * (length / 9)), ==, 0);
      g_assert_null (dln_model_open (copy, &error));
      g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_MODEL);
    }
  close (file);
  g_unlink (copy);
  g_rmdir (folder);
}

/* A section may be whole and still not be what its stage expects: it is then as if it were not
 * there. */
static void
test_wrong_weights (void)
{
  DlnWeights weights;
  gsize length;
  g_autofree char *path = get_path ();
  g_autoptr (DlnModel) model = dln_model_open (path, NULL);
  const guint8 *section = _dln_model_get_section (model, "ends", &length);
  g_autofree guint8 *copy = g_memdup2 (section, length);
  DlnWeightsHeader *header = (DlnWeightsHeader *) copy;

  g_assert_true (_dln_weights_open (&weights, copy, length));
  g_assert_false (_dln_weights_open (&weights, copy, length - 1));
  g_assert_false (_dln_weights_open (&weights, copy, 10));
  g_assert_false (_dln_weights_open (&weights, NULL, 0));
  header->n_buckets++;
  g_assert_false (_dln_weights_open (&weights, copy, length));
  header->n_buckets--;

  guint32 n_classes = header->n_classes;

  header->n_classes = 0;
  g_assert_false (_dln_weights_open (&weights, copy, length));
  header->n_classes = n_classes;
  header->n_rows++;
  g_assert_false (_dln_weights_open (&weights, copy, length));
  header->n_rows--;
  g_assert_true (_dln_weights_open (&weights, copy, length));

  /* a run beyond the entries, a row beyond the rows */
  guint32 *slot = (guint32 *) weights.buckets[0].where;
  guint32 where = *slot;

  *slot = G_MAXUINT32 - (1u << 24);
  g_assert_false (_dln_weights_open (&weights, copy, length));
  *slot = (guint32) DLN_WEIGHTS_ROW << 24 | header->n_rows;
  g_assert_false (_dln_weights_open (&weights, copy, length));
  *slot = where;
  g_assert_true (_dln_weights_open (&weights, copy, length));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/model/open", test_open);
  g_test_add_func ("/extract/model/missing", test_missing);
  g_test_add_func ("/extract/model/missing-encoder", test_missing_encoder);
  g_test_add_func ("/extract/model/damaged", test_damaged);
  g_test_add_func ("/extract/model/damaged-real", test_damaged_real);
  g_test_add_func ("/extract/model/wrong-weights", test_wrong_weights);
  return g_test_run ();
}
