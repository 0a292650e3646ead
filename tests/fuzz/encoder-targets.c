/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets of the encoder, which the library does not export: its tokenizer, and the reader of its
 * files. A file with right checksums is hard to guess, so "reader" takes changes to a small model
 * and makes the checksums right again. */
#include "config.h"

#include "targets.h"

#include <string.h>

#include "extract/encoder/dln-encoder-private.h"
#include "tests/extract/encoder/reading-fixture.h"
#include "tests/extract/encoder/tiny-model.h"
#include "tests/remove-tree.h"

#define CHANGE 6 /* bytes: which file, where (4), what */

static char *directory;
static DlnEncoder *encoder;

static void
run_pieces (const guint8 *data,
            gsize         size)
{
  g_autofree char *word = g_utf8_make_valid ((const char *) data, size);
  gsize length = strlen (word);
  guint32 ids[DLN_MAX_WORD_PIECES];
  guint n = _dln_pieces_cut (&encoder->pieces, word, length, ids);
  guint shape = _dln_pieces_get_shape (word, length);

  if (n == 0 || n > DLN_MAX_WORD_PIECES || shape == 0 || shape >= 10)
    g_error ("%u pieces of shape %u", n, shape);
  for (guint i = 0; i < n; i++)
    if (ids[i] >= encoder->pieces.n_pieces)
      g_error ("piece %u is none of %u", ids[i], encoder->pieces.n_pieces);
}

static void
check_reading (const DlnReading *reading)
{
  for (guint i = 0; i < reading->tokens->len; i++)
    {
      const DlnReadToken *token = &g_array_index (reading->tokens, DlnReadToken, i);

      if (token->head >= (gint32) reading->tokens->len || token->upos >= DLN_N_UPOS
          || token->deprel >= DLN_N_DEPREL)
        g_error ("token %u has head %d", i, token->head);
    }
  for (guint i = 0; i < reading->links->len; i++)
    if (g_array_index (reading->links, DlnReadLink, i).token >= reading->tokens->len)
      g_error ("link %u leads nowhere", i);
}

static void
run_reader (const guint8 *data,
            gsize         size)
{
  static const char *const names[] = { "en.dlnmodel", "pieces.dlnmodel", "reader.dlnmodel" };
  g_autofree char *where = g_dir_make_tmp ("dateline-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (where, names[0], NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = g_build_filename (directory, names[i], NULL);
      g_autofree char *to = g_build_filename (where, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      for (gsize k = 0; k + CHANGE <= size && i > 0; k += CHANGE)
        {
          guint32 at;

          memcpy (&at, data + k + 1, sizeof at);
          if (data[k] % 2 == i % 2)
            bytes[at % length] = data[k + 5];
        }
      if (i > 0)
        tiny_model_mend ((guint8 *) bytes, length);
      g_assert_true (g_file_set_contents (to, bytes, length, NULL));
    }

  g_autoptr (DlnModel) model = dln_model_open (path, NULL);
  g_autoptr (DlnReading) reading
    = read_rows (model, "the king said in a story\nA \ufb01ne thing", NULL, NULL, &error);

  if (reading != NULL)
    check_reading (reading);
  else if (error == NULL || strstr (error->message, where) == NULL)
    g_error ("no file is named: %s", error != NULL ? error->message : "no error");
  remove_tree (where);
}

const FuzzTarget fuzz_targets[] = {
  { "pieces", run_pieces },
  { "reader", run_reader },
};
const guint n_fuzz_targets = G_N_ELEMENTS (fuzz_targets);

void
fuzz_set_up (void)
{
  g_autoptr (GError) error = NULL;

  directory = g_dir_make_tmp ("dateline-fuzz-XXXXXX", NULL);
  tiny_model_write (directory);
  encoder = _dln_encoder_open (directory, &error);
  g_assert_no_error (error);
}

void
fuzz_tear_down (void)
{
  g_clear_pointer (&encoder, _dln_encoder_free);
  remove_tree (directory);
  g_clear_pointer (&directory, g_free);
}

const FuzzTarget *
fuzz_find (const char *name)
{
  for (guint i = 0; i < n_fuzz_targets; i++)
    if (g_str_equal (fuzz_targets[i].name, name))
      return &fuzz_targets[i];
  return NULL;
}
