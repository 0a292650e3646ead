/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokenizer: its rule on a tiny vocabulary, and the base model's ids in ten scripts (where the
 * vocabulary is installed; pieces.tsv was written by the base's reference program). */
#include "config.h"

#include <string.h>

#include "extract/encoder/dln-encoder-private.h"
#include "tests/remove-tree.h"
#include "tiny-model.h"

static void
open_pieces (const char *path,
             DlnModel  **model,
             DlnPieces  *pieces)
{
  g_autoptr (GError) error = NULL;

  *model = _dln_model_open_unread (path, &error);
  g_assert_no_error (error);
  g_assert_true (_dln_pieces_open (*model, pieces, &error));
  g_assert_no_error (error);
}

static char *
cut (const DlnPieces *pieces,
     const char      *word)
{
  guint32 ids[DLN_MAX_WORD_PIECES];
  guint n = _dln_pieces_cut (pieces, word, strlen (word), ids);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, i == 0 ? "%u" : " %u", ids[i]);
  return g_string_free (out, FALSE);
}

static void
test_rule (void)
{
  /* pieces of tiny-model.c: a to z are 5 to 30, er 31, in 32, the 33, _the 34, _a 35, ing 36,
   * _in 37, st 38, on 39; _ is 4, unknown is 3 */
  static const struct
  {
    const char *word;
    const char *ids;
  } cases[] = {
    { "the", "34" },
    { "there", "34 22 9" },
    { "a", "35" },
    { "A", "35" }, /* as it is normalised */
    { "king", "4 15 36" },
    { "\ufb01n", "4 10 32" }, /* one character that becomes two */
    { "x y", "4 28 4 29" },   /* a blank is the mark */
    { "q\u00e9", "4 21 3" },
    { "", "4" },
    { "xxxxxxxxxxxxxxxxxxxxxxxx", "4 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28" },
  };
  g_autofree char *directory = g_dir_make_tmp ("dateline-pieces-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "pieces.dlnmodel", NULL);
  g_autoptr (DlnModel) model = NULL;
  DlnPieces pieces;

  tiny_model_write (directory);
  open_pieces (path, &model, &pieces);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = cut (&pieces, cases[i].word);

      g_assert_cmpstr (ids, ==, cases[i].ids);
    }
  remove_tree (directory);
}

static void
check_list (const DlnPieces *pieces,
            const char      *list)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (list, &bytes, NULL, &error);
  g_assert_no_error (error);

  g_auto (GStrv) lines = g_strsplit (bytes, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 50);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 2);
      g_autofree char *ids = cut (pieces, fields[0]);

      g_test_message ("%s", fields[0]);
      g_assert_cmpstr (ids, ==, fields[1]);
    }
}

static void
test_scripts (void)
{
  g_autofree char *path
    = g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "extract", "pieces.dlnmodel", NULL);
  g_autofree char *list
    = g_test_build_filename (G_TEST_DIST, "extract", "encoder", "pieces.tsv", NULL);
  g_autofree char *shared
    = g_build_filename (g_getenv ("DATELINE_SHARED"), "models", "pieces-test.tsv", NULL);
  g_autoptr (DlnModel) model = NULL;
  DlnPieces pieces;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("pieces.dlnmodel is not installed");
      return;
    }
  open_pieces (path, &model, &pieces);
  check_list (&pieces, list);
  if (g_file_test (shared, G_FILE_TEST_EXISTS))
    check_list (&pieces, shared);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *word;
    guint       shape;
  } cases[] = {
    { "1", 1 }, { "1984", 1 }, { "²", 1 }, { "12a", 2 }, { "5,000", 2 }, { "…", 3 },
    { "’", 3 }, { "A", 5 }, { "AB", 4 }, { "U.S.", 4 }, { "EU", 4 }, { "Paris", 6 },
    { "McDonald", 7 }, { "iPhone", 8 }, { "paris", 9 }, { "can’t", 9 }, { "Übung", 6 },
    { "ǅ", 8 }, { "ǅa", 8 }, { "ΑΒΓ", 4 }, { "Αθήνα", 6 }, { "дом", 9 }, { "Дом", 6 },
    { "北京", 8 }, { "١٢", 1 }, { "Ⅷ", 3 }, { "ª", 9 }, { "aª", 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].word);
      g_assert_cmpuint (
        _dln_pieces_get_shape (cases[i].word, strlen (cases[i].word)), ==, cases[i].shape);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/pieces/rule", test_rule);
  g_test_add_func ("/extract/pieces/scripts", test_scripts);
  g_test_add_func ("/extract/pieces/shapes", test_shapes);
  return g_test_run ();
}
