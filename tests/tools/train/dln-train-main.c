/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-train: builds the bundle of a language from the corpora folder. A developer's tool. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-names.h"
#include "tests/tools/train/dln-train.h"

#include "extract/dln-model-private.h"

#define VERSION "1"

static int
fail (GError *error)
{
  g_printerr ("dateline-train: %s\n", error->message);
  g_error_free (error);
  return 1;
}

/* Takes over the sections of a bundle that is there already, so that one part can be trained
 * without the others. */
static void
keep_sections (DlnTrainBundle *bundle,
               const char     *path)
{
  g_autoptr (DlnModel) model = dln_model_open (path, NULL);
  const char *name;

  for (guint i = 0; model != NULL && (name = _dln_model_get_section_name (model, i)) != NULL; i++)
    {
      gsize length;
      const void *data = _dln_model_get_section (model, name, &length);
      g_autoptr (GBytes) bytes = g_bytes_new (data, length);

      dln_train_bundle_add (bundle, name, bytes);
    }
}

static gboolean
write_bundle (DlnTrainBundle *bundle,
              const char     *path,
              GError        **error)
{
  g_autoptr (GBytes) bytes = dln_train_bundle_pack (bundle);

  g_message ("%s: %.1f MB", path, g_bytes_get_size (bytes) / 1e6);
  return g_file_set_contents (
    path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

static int
build_words (const char *corpora,
             const char *path)
{
  g_autoptr (DlnTrainBundle) bundle = dln_train_bundle_new ("en", VERSION);
  GError *error = NULL;

  keep_sections (bundle, path);
  if (!dln_train_words (corpora, bundle, &error) || !write_bundle (bundle, path, &error))
    return fail (error);
  return 0;
}

/* Needs the words of the bundle and the encoder: names learn from what the earlier stages make of
 * the text. */
static int
build_names (const char *corpora,
             const char *path)
{
  static const char *const sections[] = {
    "names.lexicon", "names.clusters", "names.silver", "names.gold"
  };
  g_autoptr (DlnTrainBundle) bundle = dln_train_bundle_new ("en", VERSION);
  g_autoptr (GHashTable) made =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *lists = g_build_filename (directory, "names", NULL);
  GError *error = NULL;
  g_autoptr (DlnModel) tagger = dln_model_open (path, &error);

  if (tagger == NULL || !_dln_train_names (corpora, lists, tagger, made, &error))
    return fail (error);
  keep_sections (bundle, path);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    dln_train_bundle_add (bundle, sections[i], g_hash_table_lookup (made, sections[i]));
  if (!write_bundle (bundle, path, &error))
    return fail (error);
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "words"))
    return build_words (argv[2], argv[3]);
  if (argc == 4 && g_str_equal (argv[1], "names"))
    return build_names (argv[2], argv[3]);
  g_printerr (
    "Usage: dateline-train words|names CORPORA BUNDLE\n"
    "words trains tokens, sentences and lemmas and keeps the other parts of BUNDLE;\n"
    "names does the same for names, with the word lists in the folder names beside BUNDLE. It\n"
    "reads its texts with the encoder, whose files must lie beside BUNDLE.\n");
  return 2;
}
