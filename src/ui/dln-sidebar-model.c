/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the sidebar: people, institutions, places and sources under headers that open and
 * close.
 *
 * Rows are plain structs; objects are made for the visible ones only. A section shows its most
 * salient rows until it is asked for all of them. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-sidebar-model.h"

#define N_SECTIONS DLN_N_ENTITY_TYPES
#define N_FIRST 6 /* rows of a section before "show all" */

typedef struct
{
  guint32 kind; /* DlnSidebarRowKind */
  guint32 id;
  guint32 count;
} SidebarRow;

struct _DlnSidebarItem
{
  GObject    parent_instance;
  SidebarRow row;
};

G_DEFINE_FINAL_TYPE (DlnSidebarItem, dln_sidebar_item, G_TYPE_OBJECT)

typedef struct
{
  char   *name;
  GArray *documents; /* DlnDocumentId */
} Source;

struct _DlnSidebarModel
{
  GObject    parent_instance;
  GArray    *rows;                 /* SidebarRow: what the list shows */
  GArray    *sections[N_SECTIONS]; /* SidebarRow, best first */
  GPtrArray *sources;              /* Source; id = index */
  gboolean   closed[N_SECTIONS];
  gboolean   all[N_SECTIONS];
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DlnSidebarModel,
                               dln_sidebar_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static const guint section_order[] = { DLN_ENTITY_PERSON, DLN_ENTITY_INSTITUTION, DLN_ENTITY_PLACE,
                                       DLN_SIDEBAR_SOURCES };

static void
dln_sidebar_item_class_init (DlnSidebarItemClass *klass)
{
}

static void
dln_sidebar_item_init (DlnSidebarItem *self)
{
}

DlnSidebarRowKind
dln_sidebar_item_get_kind (DlnSidebarItem *self)
{
  return self->row.kind;
}

guint32
dln_sidebar_item_get_id (DlnSidebarItem *self)
{
  return self->row.id;
}

guint32
dln_sidebar_item_get_count (DlnSidebarItem *self)
{
  return self->row.count;
}

static void
free_source (gpointer data)
{
  Source *source = data;

  g_free (source->name);
  g_array_unref (source->documents);
  g_free (source);
}

static GType
get_item_type (GListModel *model)
{
  return DLN_TYPE_SIDEBAR_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return DLN_SIDEBAR_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  DlnSidebarModel *self = DLN_SIDEBAR_MODEL (model);

  if (position >= self->rows->len)
    return NULL;
  DlnSidebarItem *item = g_object_new (DLN_TYPE_SIDEBAR_ITEM, NULL);

  item->row = g_array_index (self->rows, SidebarRow, position);
  return item;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const SidebarRow *first = a;
  const SidebarRow *second = b;

  if (first->count != second->count)
    return first->count < second->count ? 1 : -1;
  return (first->id > second->id) - (first->id < second->id);
}

static void
collect_entities (DlnSidebarModel *self,
                  DlnCase         *dcase)
{
  const DlnResolution *resolution = dln_case_get_resolution (dcase);

  for (guint i = 0; i < resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (resolution->entities, DlnEntity, i);
      SidebarRow row = { DLN_SIDEBAR_ENTITY, entity->id, entity->n_mentions };

      if (entity->type >= DLN_ENTITY_PERSON && entity->type <= DLN_ENTITY_PLACE
          && entity->flags == 0
          && !dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_ENTITY, entity->id }))
        g_array_append_val (self->sections[entity->type], row);
    }
}

static void
collect_sources (DlnSidebarModel *self,
                 DlnCase         *dcase)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = dln_case_get_n_documents (dcase);

  g_ptr_array_set_size (self->sources, 0);
  for (DlnDocumentId id = 1; id <= n; id++)
    {
      g_autofree char *name = dln_case_dup_document_source (dcase, id);
      Source *source = g_hash_table_lookup (by_name, name);

      if (source == NULL)
        {
          source = g_new0 (Source, 1);
          source->name = g_steal_pointer (&name);
          source->documents = g_array_new (FALSE, FALSE, sizeof (DlnDocumentId));
          g_ptr_array_add (self->sources, source);
          g_hash_table_insert (by_name, source->name, source);
        }
      g_array_append_val (source->documents, id);
    }
  for (guint32 i = 0; i < self->sources->len; i++)
    {
      const Source *source = g_ptr_array_index (self->sources, i);
      SidebarRow row = { DLN_SIDEBAR_SOURCE, i, source->documents->len };

      g_array_append_val (self->sections[DLN_SIDEBAR_SOURCES], row);
    }
}

static void
rebuild_rows (DlnSidebarModel *self)
{
  guint before = self->rows->len;

  g_array_set_size (self->rows, 0);
  for (guint i = 0; i < G_N_ELEMENTS (section_order); i++)
    {
      guint section = section_order[i];
      GArray *rows = self->sections[section];
      SidebarRow header = { DLN_SIDEBAR_HEADER, section, rows->len };
      SidebarRow more = { DLN_SIDEBAR_MORE, section, rows->len };

      if (rows->len == 0)
        continue;
      g_array_append_val (self->rows, header);
      if (self->closed[section])
        continue;
      guint n = self->all[section] || rows->len <= N_FIRST + 1 ? rows->len : N_FIRST;

      g_array_append_vals (self->rows, rows->data, n);
      if (n < rows->len)
        g_array_append_val (self->rows, more);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->rows->len);
}

static void
dln_sidebar_model_finalize (GObject *object)
{
  DlnSidebarModel *self = DLN_SIDEBAR_MODEL (object);

  g_clear_pointer (&self->rows, g_array_unref);
  for (guint i = 0; i < N_SECTIONS; i++)
    g_clear_pointer (&self->sections[i], g_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  G_OBJECT_CLASS (dln_sidebar_model_parent_class)->finalize (object);
}

static void
dln_sidebar_model_class_init (DlnSidebarModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dln_sidebar_model_finalize;
}

static void
dln_sidebar_model_init (DlnSidebarModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (SidebarRow));
  for (guint i = 0; i < N_SECTIONS; i++)
    self->sections[i] = g_array_new (FALSE, FALSE, sizeof (SidebarRow));
  self->sources = g_ptr_array_new_with_free_func (free_source);
}

/**
 * dln_sidebar_model_new:
 *
 * Returns: (transfer full): a model without rows
 */
DlnSidebarModel *
dln_sidebar_model_new (void)
{
  return g_object_new (DLN_TYPE_SIDEBAR_MODEL, NULL);
}

/**
 * dln_sidebar_model_update:
 * @dcase: whose rows to show
 *
 * Time: O(n log n) over entities and documents.
 */
void
dln_sidebar_model_update (DlnSidebarModel *self,
                          DlnCase         *dcase)
{
  g_return_if_fail (DLN_IS_SIDEBAR_MODEL (self));

  for (guint i = 0; i < N_SECTIONS; i++)
    g_array_set_size (self->sections[i], 0);
  collect_entities (self, dcase);
  collect_sources (self, dcase);
  for (guint i = 0; i < N_SECTIONS; i++)
    g_array_sort (self->sections[i], compare_rows);
  rebuild_rows (self);
}

/**
 * dln_sidebar_model_is_open:
 *
 * Returns: whether a section shows its rows
 */
gboolean
dln_sidebar_model_is_open (DlnSidebarModel *self,
                           guint            section)
{
  return !self->closed[section];
}

/**
 * dln_sidebar_model_toggle:
 *
 * Opens or closes a section.
 */
void
dln_sidebar_model_toggle (DlnSidebarModel *self,
                          guint            section)
{
  g_return_if_fail (section < N_SECTIONS);

  self->closed[section] = !self->closed[section];
  rebuild_rows (self);
}

/**
 * dln_sidebar_model_show_all:
 *
 * Shows every row of a section.
 */
void
dln_sidebar_model_show_all (DlnSidebarModel *self,
                            guint            section)
{
  g_return_if_fail (section < N_SECTIONS);

  self->all[section] = TRUE;
  rebuild_rows (self);
}

/**
 * dln_sidebar_model_get_source:
 *
 * Returns: (transfer none): a source's name
 */
const char *
dln_sidebar_model_get_source (DlnSidebarModel *self,
                              guint32          source)
{
  g_return_val_if_fail (source < self->sources->len, "");

  return ((const Source *) g_ptr_array_index (self->sources, source))->name;
}

/**
 * dln_sidebar_model_get_documents:
 *
 * Returns: (transfer none): element-type DlnDocumentId: a source's articles
 */
GArray *
dln_sidebar_model_get_documents (DlnSidebarModel *self,
                                 guint32          source)
{
  g_return_val_if_fail (source < self->sources->len, NULL);

  return ((const Source *) g_ptr_array_index (self->sources, source))->documents;
}
