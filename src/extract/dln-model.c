/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle of learned weights: mapped read-only, checked whole when opened, shared by threads.
 *
 * The format is described in dln-model-private.h. Whatever is not as it must be is an error;
 * nothing is read past the mapping. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-model-private.h"

#include <string.h>

struct _DlnModel
{
  gatomicrefcount         refs;
  GMappedFile            *file;
  const guint8           *bytes;
  gsize                   length;
  char                   *path;
  const DlnBundleHeader  *header;
  const DlnBundleSection *sections; /* [header->n_sections] */
  GMutex                  lock;     /* guards `views` */
  GHashTable             *views;    /* name -> View */
};

typedef struct
{
  gpointer       value;
  GDestroyNotify destroy;
} View;

static void
view_free (gpointer data)
{
  View *view = data;

  if (view->value != NULL && view->destroy != NULL)
    view->destroy (view->value);
  g_free (view);
}

static gboolean
set_damaged (GError    **error,
             const char *path,
             const char *what)
{
  g_set_error (
    error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_MODEL, "The language model %s %s.", path, what);
  return FALSE;
}

static gboolean
check_header (DlnModel    *model,
              const char  *path,
              GError     **error)
{
  DlnBundleHeader header;
  gsize table;

  if (model->length < sizeof header)
    return set_damaged (error, path, "is too short to be one");
  memcpy (&header, model->bytes, sizeof header);
  if (memcmp (header.magic, DLN_BUNDLE_MAGIC, sizeof header.magic) != 0)
    return set_damaged (error, path, "is no language model");
  if (header.format != DLN_BUNDLE_FORMAT)
    return set_damaged (error, path, "has a format that this version does not read");
  table = (gsize) header.n_sections * sizeof (DlnBundleSection);
  if (header.n_sections > DLN_BUNDLE_MAX_SECTIONS || header.file_length != model->length
      || sizeof header + table > model->length)
    return set_damaged (error, path, "is damaged: its table of contents does not fit");
  if (memchr (header.language, 0, sizeof header.language) == NULL
      || memchr (header.version, 0, sizeof header.version) == NULL)
    return set_damaged (error, path, "is damaged in its head");

  guint64 checksum = header.checksum;
  header.checksum = 0;
  checksum ^= _dln_bundle_checksum (&header, sizeof header);
  checksum ^= _dln_bundle_checksum (model->bytes + sizeof header, table);
  if (checksum != 0)
    return set_damaged (error, path, "is damaged in its head");

  model->header = (const DlnBundleHeader *) model->bytes;
  model->sections = (const DlnBundleSection *) (model->bytes + sizeof header);
  return TRUE;
}

static gboolean
check_bounds (DlnModel    *model,
              const char  *path,
              GError     **error)
{
  for (guint i = 0; i < model->header->n_sections; i++)
    {
      const DlnBundleSection *section = &model->sections[i];

      if (memchr (section->name, 0, sizeof section->name) == NULL
          || section->offset % DLN_BUNDLE_ALIGN != 0 || section->offset > model->length
          || section->length > model->length - section->offset)
        return set_damaged (error, path, "is damaged: a section lies outside of it");
    }
  return TRUE;
}

static gboolean
check_contents (DlnModel                *model,
                const DlnBundleSection  *section,
                GError                 **error)
{
  if (_dln_bundle_checksum (model->bytes + section->offset, section->length) == section->checksum)
    return TRUE;

  g_autofree char *what = g_strdup_printf ("is damaged in its section \"%s\"", section->name);

  return set_damaged (error, model->path, what);
}

DlnModel *
_dln_model_open_unread (const char  *path,
                        GError     **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &local);

  if (file == NULL)
    {
      g_set_error (error,
                   DLN_EXTRACT_ERROR,
                   DLN_EXTRACT_ERROR_MODEL,
                   "The language model %s cannot be opened: %s",
                   path,
                   local->message);
      return NULL;
    }

  g_autoptr (DlnModel) model = g_new0 (DlnModel, 1);

  g_atomic_ref_count_init (&model->refs);
  g_mutex_init (&model->lock);
  model->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, view_free);
  model->file = g_steal_pointer (&file);
  model->path = g_strdup (path);
  model->bytes = (const guint8 *) g_mapped_file_get_contents (model->file);
  model->length = g_mapped_file_get_length (model->file);
  if (!check_header (model, path, error) || !check_bounds (model, path, error))
    return NULL;
  return g_steal_pointer (&model);
}

/**
 * dln_model_open:
 * @path: a bundle
 * @error: %DLN_EXTRACT_ERROR_MODEL: missing, damaged, or of another version
 *
 * Returns: (transfer full): the model, or %NULL with @error set. Time: O(size of the file)
 */
DlnModel *
dln_model_open (const char  *path,
                GError     **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (DlnModel) model = _dln_model_open_unread (path, error);

  if (model == NULL)
    return NULL;
  for (guint i = 0; i < model->header->n_sections; i++)
    if (!check_contents (model, &model->sections[i], error))
      return NULL;
  return g_steal_pointer (&model);
}

/* Looks at the heads of the encoder's two files */
static gboolean
has_encoder (const char  *directory,
             GError     **error)
{
  static const char *const names[] = { DLN_READER_FILE, DLN_PIECES_FILE };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (directory, names[i], NULL);
      g_autoptr (DlnModel) model = _dln_model_open_unread (path, error);

      if (model == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * dln_model_open_default:
 * @directory: (nullable): the data folder; %NULL = where Dateline was installed
 * @language: BCP 47
 * @error: %DLN_EXTRACT_ERROR_MODEL: there is none for @language, or it is damaged
 *
 * Opens `extract/LANGUAGE.dlnmodel` in @directory; a region ("en-GB") falls back on its language.
 * The encoder's files must lie beside it.
 *
 * Returns: (transfer full): the model
 */
DlnModel *
dln_model_open_default (const char  *directory,
                        const char  *language,
                        GError     **error)
{
  g_return_val_if_fail (language != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  gsize n = strcspn (language, "-_");
  g_autofree char *primary = g_ascii_strdown (language, n);

  for (const char *p = primary; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      {
        g_set_error (
          error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_MODEL, "\"%s\" is not a language.", language);
        return NULL;
      }

  g_autofree char *name = g_strconcat (primary, ".dlnmodel", NULL);
  g_autofree char *place
    = g_build_filename (directory != NULL ? directory : DLN_PKGDATADIR, "extract", NULL);
  g_autofree char *path = g_build_filename (place, name, NULL);
  g_autoptr (DlnModel) model = dln_model_open (path, error);

  if (model == NULL || !has_encoder (place, error))
    return NULL;
  return g_steal_pointer (&model);
}

DlnModel *
dln_model_ref (DlnModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  g_atomic_ref_count_inc (&model->refs);
  return model;
}

void
dln_model_unref (DlnModel *model)
{
  if (model == NULL || !g_atomic_ref_count_dec (&model->refs))
    return;
  g_hash_table_unref (model->views);
  g_mutex_clear (&model->lock);
  g_mapped_file_unref (model->file);
  g_free (model->path);
  g_free (model);
}

/**
 * dln_model_get_language:
 * @model: a model
 *
 * Returns: (transfer none): BCP 47
 */
const char *
dln_model_get_language (const DlnModel *model)
{
  g_return_val_if_fail (model != NULL, "");

  return model->header->language;
}

/**
 * dln_model_get_version:
 * @model: a model
 *
 * Returns: (transfer none): the version of its contents; annotations made by another may differ
 */
const char *
dln_model_get_version (const DlnModel *model)
{
  g_return_val_if_fail (model != NULL, "");

  return model->header->version;
}

const char *
_dln_model_get_section_name (const DlnModel *model,
                             guint           i)
{
  return i < model->header->n_sections ? model->sections[i].name : NULL;
}

const char *
_dln_model_get_path (const DlnModel *model)
{
  return model->path;
}

static const DlnBundleSection *
find_section (const DlnModel *model,
              const char     *name)
{
  for (guint i = 0; i < model->header->n_sections; i++)
    if (g_str_equal (model->sections[i].name, name))
      return &model->sections[i];
  return NULL;
}

const void *
_dln_model_get_section (const DlnModel *model,
                        const char     *name,
                        gsize          *length)
{
  const DlnBundleSection *section = find_section (model, name);

  *length = section != NULL ? section->length : 0;
  return section != NULL ? model->bytes + section->offset : NULL;
}

const void *
_dln_model_read_section (DlnModel    *model,
                         const char  *name,
                         gsize       *length,
                         GError     **error)
{
  const DlnBundleSection *section = find_section (model, name);

  if (section == NULL)
    {
      g_autofree char *what = g_strdup_printf ("has no section \"%s\"", name);

      set_damaged (error, model->path, what);
      return NULL;
    }
  if (!check_contents (model, section, error))
    return NULL;
  *length = section->length;
  return model->bytes + section->offset;
}

gpointer
_dln_model_get_view (DlnModel       *model,
                     const char     *name,
                     gpointer      (*parse) (DlnModel *model),
                     GDestroyNotify  destroy)
{
  gpointer value;

  g_mutex_lock (&model->lock);
  View *view = g_hash_table_lookup (model->views, name);
  if (view == NULL)
    {
      view = g_new0 (View, 1);
      view->value = parse (model);
      view->destroy = destroy;
      g_hash_table_insert (model->views, g_strdup (name), view);
    }
  value = view->value;
  g_mutex_unlock (&model->lock);
  return value;
}
