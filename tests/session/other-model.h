/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A language model that reads differently: the installed files with some of their weights moved. */
#pragma once

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "extract/dln-model-private.h"

/* Copies a bundle with bit @bit of each @step-th byte of one section turned, from byte @from of it
 * on */
static inline void
write_other_bundle (const char *source,
                    const char *target,
                    const char *section,
                    gsize       from,
                    guint       step,
                    guint       bit)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  DlnBundleHeader *header;
  DlnBundleSection *sections;
  gsize length;

  g_assert_true (g_file_get_contents (source, &bytes, &length, &error));
  header = (gpointer) bytes;
  sections = (gpointer) (bytes + sizeof *header);
  for (guint i = 0; i < header->n_sections; i++)
    {
      guint8 *data = (guint8 *) bytes + sections[i].offset;

      if (strcmp (section, sections[i].name) != 0)
        continue;
      for (gsize j = from; j < sections[i].length; j += step)
        data[j] ^= 1 << bit;
      sections[i].checksum = _dln_bundle_checksum (data, sections[i].length);
    }
  header->checksum = 0;
  header->checksum = _dln_bundle_checksum (header, sizeof *header)
                     ^ _dln_bundle_checksum (sections, header->n_sections * sizeof *sections);
  g_assert_true (g_file_set_contents (target, bytes, length, &error));
}

/* Writes the other bundle to folder/extract and opens it. (transfer full) */
static inline DlnModel *
open_other_model (const char *folder)
{
  g_autofree char *from = g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "extract", NULL);
  g_autofree char *place = g_build_filename (folder, "extract", NULL);
  static const char *const names[] = { "en.dlnmodel", "reader.dlnmodel", "pieces.dlnmodel" };
  g_autoptr (GError) error = NULL;
  DlnModel *model;

  g_mkdir_with_parents (place, 0755);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *source = g_build_filename (from, names[i], NULL);
      g_autofree char *target = g_build_filename (place, names[i], NULL);

      if (i == 0) /* weights of a chain of names follow its head */
        write_other_bundle (source, target, "names.gold", 2048, 30, 4);
      else if (i == 1) /* of each fifth number that tells heads the greatest bit of its fraction */
        write_other_bundle (source, target, "arcs", 2, 20, 6);
      else
        g_assert_cmpint (symlink (source, target), ==, 0);
    }
  model = dln_model_open_default (folder, "en", &error);
  g_assert_no_error (error);
  return model;
}
