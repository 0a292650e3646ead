/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A language model that reads differently: the English bundle with some of its weights moved. */
#pragma once

#include <string.h>

#include "extract/dln-model-private.h"

/* Writes the other bundle to folder/extract and opens it. (transfer full) */
static inline DlnModel *
open_other_model (const char *folder)
{
  static const char *const moved[] = { "parser", "guide", "names.gold", "names.silver" };
  g_autofree char *from =
    g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "extract", "en.dlnmodel", NULL);
  g_autofree char *place = g_build_filename (folder, "extract", NULL);
  g_autofree char *to = g_build_filename (place, "en.dlnmodel", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  DlnBundleHeader *header;
  DlnBundleSection *sections;
  DlnModel *model;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, &error));
  header = (gpointer) bytes;
  sections = (gpointer) (bytes + sizeof *header);
  for (guint i = 0; i < header->n_sections; i++)
    {
      guint8 *section = (guint8 *) bytes + sections[i].offset;
      guint known = 0;

      while (known < G_N_ELEMENTS (moved) && strcmp (moved[known], sections[i].name) != 0)
        known++;
      if (known == G_N_ELEMENTS (moved))
        continue;
      /* weights of a name chain follow its head; of the others, the values of the codes do */
      for (gsize j = known < 2 ? 64 : 2048; j < (known < 2 ? 576 : sections[i].length);
           j += g_rand_int_range (rand, 1, known < 2 ? 24 : 60))
        section[j] ^= known < 2 ? (j % 2 == 0) << g_rand_int_range (rand, 4, 7) : 0x1f;
      sections[i].checksum = _dln_bundle_checksum (section, sections[i].length);
    }
  header->checksum = 0;
  header->checksum = _dln_bundle_checksum (header, sizeof *header)
                     ^ _dln_bundle_checksum (sections, header->n_sections * sizeof *sections);
  g_mkdir_with_parents (place, 0755);
  g_assert_true (g_file_set_contents (to, bytes, length, &error));
  model = dln_model_open_default (folder, "en", &error);
  g_assert_no_error (error);
  return model;
}
