/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tiny-model.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "extract/encoder/dln-encoder-private.h"

#define HIDDEN 32
#define INNER 48
#define N_LAYERS 2
#define N_TAGS 5
#define N_RELS 4
#define PAIR 16 /* width of the vectors of pairs */
#define N_SLOTS 128

static const guint32 widths[DLN_N_PARTS]
  = { N_TAGS, 24, 24, PAIR, PAIR, 24, 16, PAIR, PAIR, PAIR, PAIR, PAIR, PAIR, 16 };

typedef struct
{
  GPtrArray *names;
  GPtrArray *contents; /* GByteArray */
  GRand     *random;
} Writer;

static GByteArray *
add_section (Writer     *writer,
             const char *name)
{
  GByteArray *content = g_byte_array_new ();

  g_ptr_array_add (writer->names, g_strdup (name));
  g_ptr_array_add (writer->contents, content);
  return content;
}

static void
add (GByteArray *content,
     gconstpointer data,
     gsize         length)
{
  g_byte_array_append (content, data, length);
}

static void
add_floats (Writer     *writer,
            GByteArray *content,
            guint       n,
            double      least,
            double      greatest)
{
  for (guint i = 0; i < n; i++)
    {
      float value = g_rand_double_range (writer->random, least, greatest);

      add (content, &value, sizeof value);
    }
}

/* Weights of at most 31, so that eight of one sign stay below the bound of a group */
static void
add_linear (Writer     *writer,
            GByteArray *content,
            guint       n_in,
            guint       n_out)
{
  guint n_rows = (n_out + DLN_PANEL - 1) / DLN_PANEL * DLN_PANEL;
  guint32 head[16] = { n_in, n_out };
  g_autofree gint8 *panels = g_new (gint8, n_rows * n_in);
  g_autofree gint32 *sums = g_new0 (gint32, n_rows);

  for (guint i = 0; i < n_rows * n_in; i++)
    {
      panels[i] = g_rand_int_range (writer->random, -31, 32);
      sums[i / (DLN_PANEL * n_in) * DLN_PANEL + i % (4 * DLN_PANEL) / 4] += panels[i];
    }
  add (content, head, sizeof head);
  add_floats (writer, content, n_rows, .002, .02);
  add (content, sums, n_rows * sizeof *sums);
  add_floats (writer, content, n_rows, -1, 1);
  add (content, panels, n_rows * n_in);
}

static void
add_dense (Writer     *writer,
           const char *name,
           guint       n_in,
           guint       n_out)
{
  add_floats (
    writer, add_section (writer, name), (n_in + 1) * DLN_ALIGN_LANES (n_out), -.4, .4);
}

/* Makes the first label, "none", the likeliest of most words and pairs, as in real sentences.
 * @row: of its constant; @n_before: the floats before the constants of all labels */
static void
favour_none (Writer *writer,
             gsize   n_before,
             guint   row,
             float   bias)
{
  GByteArray *content = g_ptr_array_index (writer->contents, writer->contents->len - 1);

  memcpy (content->data + (n_before + row) * sizeof bias, &bias, sizeof bias);
}

static void
write_bundle (Writer     *writer,
              const char *directory,
              const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  guint n = writer->names->len;
  DlnBundleHeader header = { .magic = DLN_BUNDLE_MAGIC,
                             .format = DLN_BUNDLE_FORMAT,
                             .n_sections = n,
                             .language = "mul",
                             .version = "tiny" };
  g_autofree DlnBundleSection *table = g_new0 (DlnBundleSection, n + 1);
  g_autoptr (GError) error = NULL;

  g_byte_array_set_size (file, sizeof header + n * sizeof *table);
  for (guint i = 0; i < n; i++)
    {
      static const guint8 zeros[DLN_BUNDLE_ALIGN];
      GByteArray *content = g_ptr_array_index (writer->contents, i);

      add (file, zeros, (DLN_BUNDLE_ALIGN - file->len % DLN_BUNDLE_ALIGN) % DLN_BUNDLE_ALIGN);
      g_strlcpy (table[i].name, g_ptr_array_index (writer->names, i), sizeof table[i].name);
      table[i].offset = file->len;
      table[i].length = content->len;
      add (file, content->data, content->len);
    }
  header.file_length = file->len;
  memcpy (file->data, &header, sizeof header);
  memcpy (file->data + sizeof header, table, n * sizeof *table);
  g_assert_true (tiny_model_mend (file->data, file->len));
  g_file_set_contents (path, (const char *) file->data, file->len, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (writer->names, 0);
  g_ptr_array_set_size (writer->contents, 0);
}

gboolean
tiny_model_mend (guint8 *bytes,
                 gsize   length)
{
  DlnBundleHeader header;
  DlnBundleSection *table = (DlnBundleSection *) (bytes + sizeof header);

  if (length < sizeof header)
    return FALSE;
  memcpy (&header, bytes, sizeof header);
  if (header.n_sections > DLN_BUNDLE_MAX_SECTIONS
      || sizeof header + header.n_sections * sizeof *table > length)
    return FALSE;
  for (guint i = 0; i < header.n_sections; i++)
    if (table[i].offset <= length && table[i].length <= length - table[i].offset)
      table[i].checksum = _dln_bundle_checksum (bytes + table[i].offset, table[i].length);
  header.checksum = 0;
  header.checksum = _dln_bundle_checksum (&header, sizeof header)
                    ^ _dln_bundle_checksum (table, header.n_sections * sizeof *table);
  memcpy (bytes, &header, sizeof header);
  return TRUE;
}

static const char *const pieces[] = {
  "<s>", "<pad>", "</s>", "<unk>", "\u2581", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k",
  "l",   "m",     "n",    "o",     "p",      "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "er",
  "in",  "the",   "\u2581the", "\u2581a", "ing", "\u2581in", "st", "on",
};

static void
write_pieces (Writer     *writer,
              const char *directory)
{
  guint n = G_N_ELEMENTS (pieces);
  guint32 config[8] = { HIDDEN, n, 0, 2, 1, 3, 16, 2 };
  guint32 slots[N_SLOTS] = { 0 };
  guint32 codes[2] = { 'A', 0xfb01 }, offsets[3] = { 0, 1, 3 }; /* A: a; the ligature: fi */
  double unknown = -20;
  GByteArray *content = add_section (writer, "config");
  GByteArray *text, *ends, *scores;
  guint32 at = 0;

  add (content, config, sizeof config);
  add (content, &unknown, sizeof unknown);
  text = add_section (writer, "pieces.text");
  ends = add_section (writer, "pieces.offsets");
  scores = add_section (writer, "pieces.scores");
  add (ends, &at, sizeof at);
  for (guint i = 0; i < n; i++)
    {
      float score = -3 - .01f * i;
      guint32 hash = 0x811c9dc5;

      add (text, pieces[i], strlen (pieces[i]));
      at += strlen (pieces[i]);
      add (ends, &at, sizeof at);
      add (scores, &score, sizeof score);
      for (const char *p = pieces[i]; *p != '\0'; p++)
        hash = (hash ^ (guint8) *p) * 0x01000193;
      while (slots[hash % N_SLOTS] != 0)
        hash++;
      slots[hash % N_SLOTS] = i + 1;
    }
  add (add_section (writer, "pieces.slots"), slots, sizeof slots);
  add (add_section (writer, "norm.codes"), codes, sizeof codes);
  add (add_section (writer, "norm.offsets"), offsets, sizeof offsets);
  add (add_section (writer, "norm.text"), "afi", 3);
  content = add_section (writer, "embeddings");
  for (guint i = 0; i < n; i++)
    {
      guint16 half = 0x2c00 + i; /* about a sixteenth */

      add (content, &half, sizeof half);
      for (guint k = 0; k < 16; k++)
        add (content, &(guint8){ g_rand_int (writer->random) }, 1);
    }
  write_bundle (writer, directory, "pieces.dlnmodel");
}

static void
add_labels (Writer *writer)
{
  static const char *const fixed
    = "tag NOUN|NN\ntag VERB|VBD\ntag PROPN|NNP\ntag PUNCT|.\ntag DET|DT\n"
      "rel nsubj\nrel obj\nrel root\nrel punct\n"
      "name O\nname B-PER\nname I-PER\nname B-ORG\nname I-ORG\nname B-LOC\nname I-LOC\n";
  g_autoptr (GString) text = g_string_new (fixed);

  for (guint i = 0; i < DLN_N_STATUSES; i++)
    g_string_append_printf (text, "status %s\n", _dln_status_get_name (i));
  for (guint i = 0; i < DLN_LINK_SPEAKER; i++)
    g_string_append_printf (text, "role %s\n", _dln_link_role_get_name (i));
  for (guint i = 0; i < DLN_N_TIE; i++)
    g_string_append_printf (text, "tie %s\n", _dln_tie_type_get_name (i));
  for (guint i = 0; i < DLN_N_TIE_STATE; i++)
    g_string_append_printf (text, "state %s\n", _dln_tie_state_get_name (i));
  g_string_append (text, "kind none\nkind direct\nkind indirect\nkind mixed\n");
  add (add_section (writer, "labels"), text->str, text->len);
}

static void
write_reader (Writer     *writer,
              const char *directory)
{
  DlnEncoderConfig config = { HIDDEN, N_LAYERS, 1, INNER, DLN_MAX_PIECES, N_TAGS, N_RELS, 12 };
  guint width = 0, n_rows;

  memcpy (config.widths, widths, sizeof widths);
  add (add_section (writer, "config"), &config, sizeof config);
  add_labels (writer);
  add_floats (writer, add_section (writer, "calibration"), DLN_N_TEMPERATURES, .9, 1);
  add_floats (writer, add_section (writer, "embed"), HIDDEN * (DLN_MAX_PIECES + 14), -.5, .5);
  for (guint i = 0; i < N_LAYERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("layer.%u", i);
      GByteArray *content = add_section (writer, name);

      add_linear (writer, content, HIDDEN, 3 * HIDDEN);
      add_linear (writer, content, HIDDEN, HIDDEN);
      add_linear (writer, content, HIDDEN, INNER);
      add_linear (writer, content, INNER, HIDDEN);
      add_floats (writer, content, 4 * HIDDEN, -1, 1);
    }
  for (guint i = 0; i < DLN_N_PARTS; i++)
    width += (widths[i] + DLN_PANEL - 1) / DLN_PANEL * DLN_PANEL;
  add_linear (writer, add_section (writer, "words"), HIDDEN, width);
  add_floats (writer, add_section (writer, "roots"), 24 + PAIR + PAIR, -1, 1);
  add_dense (writer, "arcs", 24, 24);
  add_dense (writer, "names", 24, DLN_N_BIO);
  add_dense (writer, "events", 16, DLN_N_STATUSES + 3);
  favour_none (writer, 16 * DLN_ALIGN_LANES (DLN_N_STATUSES + 3), 0, 1.5);
  add_dense (writer, "quotes", 16, 4);
  add_linear (writer, add_section (writer, "rels"), PAIR, N_RELS * (PAIR + 1));
  add_linear (writer, add_section (writer, "event.pairs"), PAIR, 6 * (PAIR + 1));
  add_linear (writer, add_section (writer, "tie.pairs"), PAIR, DLN_N_TIE * (PAIR + 1));
  n_rows = (DLN_N_TIE * (PAIR + 1) + DLN_PANEL - 1) / DLN_PANEL * DLN_PANEL;
  favour_none (writer, 16 + 2 * n_rows, PAIR, 5); /* behind a head, scales and sums */
  add_linear (writer, add_section (writer, "tie.states"), PAIR, DLN_N_TIE_STATE * (PAIR + 1));
  add_linear (writer, add_section (writer, "quote.pairs"), PAIR, 2 * (PAIR + 1));
  /* few of all words belong to one event, as in real sentences */
  add_floats (writer, add_section (writer, "event.distances"), 65 * 8, -9, .5);
  add_floats (writer, add_section (writer, "quote.distances"), 65 * 8, -9, .5);
  add_floats (writer, add_section (writer, "name.features"), DLN_N_NAME_FEATURES * 24, -.2, .2);
  write_bundle (writer, directory, "reader.dlnmodel");
}

void
tiny_model_write (const char *directory)
{
  Writer writer = { g_ptr_array_new_with_free_func (g_free),
                    g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref),
                    g_rand_new_with_seed (20250102) };

  write_bundle (&writer, directory, "en.dlnmodel");
  write_pieces (&writer, directory);
  write_reader (&writer, directory);
  g_ptr_array_unref (writer.names);
  g_ptr_array_unref (writer.contents);
  g_rand_free (writer.random);
}

DlnModel *
tiny_model_open (char **folder)
{
  g_autofree char *shared = g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "extract", NULL);
  g_autofree char *installed = g_build_filename (shared, "en.dlnmodel", NULL);
  g_autofree char *real = g_canonicalize_filename (installed, NULL);
  g_autofree char *inner = NULL;
  g_autofree char *bundle = NULL;
  g_autoptr (GError) error = NULL;

  *folder = g_dir_make_tmp ("dateline-tiny-XXXXXX", &error);
  g_assert_no_error (error);
  inner = g_build_filename (*folder, "extract", NULL);
  bundle = g_build_filename (inner, "en.dlnmodel", NULL);
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  tiny_model_write (inner);
  g_assert_cmpint (g_remove (bundle), ==, 0);
  g_assert_cmpint (symlink (real, bundle), ==, 0);

  DlnModel *model = dln_model_open_default (*folder, "en", &error);

  g_assert_no_error (error);
  return model;
}
