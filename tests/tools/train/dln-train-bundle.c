/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a bundle of models; the format is described in extract/dln-model-private.h. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-bundle.h"

#include "extract/dln-model-private.h"

#include <string.h>

typedef struct
{
  char   *name;
  GBytes *bytes;
} Section;

struct _DlnTrainBundle
{
  char   *language;
  char   *version;
  GArray *sections; /* Section */
};

DlnTrainBundle *
dln_train_bundle_new (const char *language,
                      const char *version)
{
  DlnTrainBundle *bundle = g_new0 (DlnTrainBundle, 1);

  bundle->language = g_strdup (language);
  bundle->version = g_strdup (version);
  bundle->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  return bundle;
}

void
dln_train_bundle_free (DlnTrainBundle *bundle)
{
  if (bundle == NULL)
    return;
  for (guint i = 0; i < bundle->sections->len; i++)
    {
      g_free (g_array_index (bundle->sections, Section, i).name);
      g_bytes_unref (g_array_index (bundle->sections, Section, i).bytes);
    }
  g_array_unref (bundle->sections);
  g_free (bundle->language);
  g_free (bundle->version);
  g_free (bundle);
}

/**
 * dln_train_bundle_add: appends a section, or replaces the one of that name
 */
void
dln_train_bundle_add (DlnTrainBundle *bundle,
                      const char     *name,
                      GBytes         *bytes)
{
  g_assert (strlen (name) < sizeof ((DlnBundleSection *) NULL)->name);
  for (guint i = 0; i < bundle->sections->len; i++)
    {
      Section *old = &g_array_index (bundle->sections, Section, i);

      if (g_str_equal (old->name, name))
        {
          g_bytes_ref (bytes);
          g_bytes_unref (old->bytes);
          old->bytes = bytes;
          return;
        }
    }

  Section section = { .name = g_strdup (name), .bytes = g_bytes_ref (bytes) };

  g_assert (bundle->sections->len < DLN_BUNDLE_MAX_SECTIONS);
  g_array_append_val (bundle->sections, section);
}

static void
pad (GByteArray *out)
{
  static const guint8 zeros[DLN_BUNDLE_ALIGN];

  if (out->len % DLN_BUNDLE_ALIGN != 0)
    g_byte_array_append (out, zeros, DLN_BUNDLE_ALIGN - out->len % DLN_BUNDLE_ALIGN);
}

/**
 * dln_train_bundle_pack:
 *
 * Returns: (transfer full): the bytes of the file
 */
GBytes *
dln_train_bundle_pack (DlnTrainBundle *bundle)
{
  guint n = bundle->sections->len;
  gsize table = n * sizeof (DlnBundleSection);
  GByteArray *out = g_byte_array_new ();
  DlnBundleHeader header = { .format = DLN_BUNDLE_FORMAT, .n_sections = n };
  g_autofree DlnBundleSection *sections = g_new0 (DlnBundleSection, n + 1);

  memcpy (header.magic, DLN_BUNDLE_MAGIC, sizeof header.magic);
  g_strlcpy (header.language, bundle->language, sizeof header.language);
  g_strlcpy (header.version, bundle->version, sizeof header.version);
  g_byte_array_set_size (out, sizeof header + table);
  memset (out->data, 0, out->len);
  for (guint i = 0; i < n; i++)
    {
      const Section *section = &g_array_index (bundle->sections, Section, i);
      gsize length;
      const void *data = g_bytes_get_data (section->bytes, &length);

      pad (out);
      g_strlcpy (sections[i].name, section->name, sizeof sections[i].name);
      sections[i].offset = out->len;
      sections[i].length = length;
      sections[i].checksum = _dln_bundle_checksum (data, length);
      g_byte_array_append (out, data, length);
    }
  header.file_length = out->len;
  header.checksum =
    _dln_bundle_checksum (&header, sizeof header) ^ _dln_bundle_checksum (sections, table);
  memcpy (out->data, &header, sizeof header);
  memcpy (out->data + sizeof header, sections, table);
  return g_byte_array_free_to_bytes (out);
}
