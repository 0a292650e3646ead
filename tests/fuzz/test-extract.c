/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays the saved inputs, and a fixed number of mutations of each, through the whole extraction
 * and the resolver, and holds what must hold of any text. A mutation that once broke something is
 * saved as an input of its own. */
#include "config.h"

#include <string.h>

#include "check-annotations.h"
#include "extract/dln-extract.h"
#include "extract/dln-resolution.h"
#include "tests/bundle.h"
#include "tests/extract/encoder/tiny-model.h"
#include "tests/remove-tree.h"

#define N_MUTATIONS 25
#define N_REAL 1 /* by the encoder that users have; the others by a small one of random weights */

static DlnModel *model;
static DlnModel *tiny;

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
read_inputs (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fuzz", "inputs", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      char *data;
      gsize length;

      g_assert_true (g_file_get_contents (g_ptr_array_index (names, i), &data, &length, NULL));
      g_ptr_array_add (inputs, g_bytes_new_take (data, length));
    }
  g_assert_cmpuint (inputs->len, >=, 8);
  return inputs;
}

static GString *
mutate (GRand     *random,
        GPtrArray *inputs,
        guint      which)
{
  gsize length;
  const char *data = g_bytes_get_data (g_ptr_array_index (inputs, which), &length);
  GString *text = g_string_new_len (data, length);
  guint n = g_rand_int_range (random, 1, 12);

  for (guint i = 0; i < n && text->len > 4; i++)
    {
      gsize at = g_rand_int_range (random, 0, text->len - 1);
      gsize wanted = g_rand_int_range (random, 1, 60);
      gsize size = MIN (text->len - at, wanted);

      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          g_string_erase (text, at, size);
          break;
        case 1:
          {
            g_autofree char *piece = g_strndup (text->str + at, size);

            g_string_insert (text, g_rand_int_range (random, 0, text->len), piece);
            break;
          }
        case 2:
          text->str[at] = g_rand_int_range (random, 1, 256);
          break;
        case 3:
          {
            const char *other = g_bytes_get_data (
              g_ptr_array_index (inputs, g_rand_int_range (random, 0, inputs->len)), &length);
            gsize from = length > 0 ? g_rand_int_range (random, 0, length) : 0;

            g_string_insert_len (text, at, other + from, MIN (length - from, size));
            break;
          }
        default:
          g_string_insert_c (text, at, "\n\n\"'(,. \t-"[g_rand_int_range (random, 0, 10)]);
        }
    }
  return text;
}

static void
read_text (DlnModel   *reader,
           const char *bytes,
           gsize       length,
           const char *date)
{
  DlnDocumentInfo info = { .id = "fuzz", .date = date };
  g_autoptr (DlnDocument) document = dln_document_new (bytes, length, &info);
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnAnnotations) annotations = dln_extract (reader, document, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autofree char *problem = check_annotations (document, annotations);

  if (problem != NULL)
    {
      g_test_message ("%s in:\n%s", problem, dln_document_get_text (document, NULL));
      g_test_fail_printf ("%s", problem);
      return;
    }

  DlnResolveInput input = { document, annotations };
  g_autoptr (DlnResolution) resolution = dln_resolve (&input, 1, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (resolution->documents->len, ==, 1);
}

static void
test_inputs (void)
{
  g_autoptr (GPtrArray) inputs = read_inputs ();

  for (guint i = 0; i < inputs->len; i++)
    {
      gsize length;
      const char *data = g_bytes_get_data (g_ptr_array_index (inputs, i), &length);

      read_text (model, data, length, NULL);
      read_text (tiny, data, length, "2023-04-05");
    }
}

static void
test_mutations (void)
{
  g_autoptr (GPtrArray) inputs = read_inputs ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20230404);

  for (guint i = 0; i < inputs->len; i++)
    for (guint k = 0; k < N_MUTATIONS && !g_test_failed (); k++)
      {
        g_autoptr (GString) text = mutate (random, inputs, i);

        read_text (
          k < N_REAL ? model : tiny, text->str, text->len, k % 2 == 0 ? "2023-04-05" : NULL);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;

  g_test_init (&argc, &argv, NULL);
  model = open_bundle ();
  tiny = tiny_model_open (&folder);
  g_test_add_func ("/fuzz/extract/inputs", test_inputs);
  g_test_add_func ("/fuzz/extract/mutations", test_mutations);

  int status = g_test_run ();

  g_clear_pointer (&model, dln_model_unref);
  g_clear_pointer (&tiny, dln_model_unref);
  remove_tree (folder);
  return status;
}
