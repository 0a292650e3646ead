/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: people, institutions, places and sources with their events over time, and the
 * filter.
 *
 * A click on a name tells its story: timeline and graph show what concerns it; Ctrl adds a name.
 * The eye hides. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-sidebar.h"

#include "ui/dln-filter-page.h"
#include "ui/dln-labels.h"
#include "ui/dln-target-menu.h"
#include "ui/dln-sidebar-model.h"
#include "ui/dln-sparkline.h"

#include <glib/gi18n.h>

struct _DlnSidebar
{
  GtkBox           parent_instance;
  GtkListView     *list;
  DlnFilterPage   *filter_page;
  DlnViewState    *state;
  DlnSidebarModel *model;
  GPtrArray       *bound; /* GtkListItem (unowned): rows that are on screen now */
  gboolean         updating;
  gint64           begin, end; /* of the sparklines */
};

G_DEFINE_FINAL_TYPE (DlnSidebar, dln_sidebar, GTK_TYPE_BOX)

#define LEAD_TIME (30 * G_GINT64_CONSTANT (86400)) /* what the first articles tell of */

/* the widgets of one row */
typedef struct
{
  GtkWidget *kind;
  GtkWidget *label;
  GtkWidget *spark;
  GtkWidget *count;
  GtkWidget *eye;
  GtkWidget *icon;
} RowWidgets;

static gboolean
is_hidden (GHashTable *set,
           guint32     id)
{
  return set != NULL && g_hash_table_contains (set, GUINT_TO_POINTER (id));
}

static void
set_hidden (GHashTable **set,
            guint32      id,
            gboolean     hidden)
{
  if (*set == NULL)
    *set = g_hash_table_new (NULL, NULL);
  if (hidden)
    g_hash_table_add (*set, GUINT_TO_POINTER (id));
  else
    g_hash_table_remove (*set, GUINT_TO_POINTER (id));
}

/* ---- eyes ----------------------------------------------------------------------------------- */

static gboolean
is_ticked (DlnSidebar     *self,
           DlnSidebarItem *item)
{
  const DlnFilter *filter = dln_view_state_get_filter (self->state);
  guint32 id = dln_sidebar_item_get_id (item);

  switch (dln_sidebar_item_get_kind (item))
    {
    case DLN_SIDEBAR_ENTITY:
      return !is_hidden (filter->hidden_entities, id);
    case DLN_SIDEBAR_HEADER:
      return id == DLN_SIDEBAR_SOURCES || (filter->entity_types & (1u << id)) != 0;
    case DLN_SIDEBAR_SOURCE:
      {
        GArray *documents = dln_sidebar_model_get_documents (self->model, id);

        for (guint i = 0; i < documents->len; i++)
          if (!is_hidden (filter->hidden_documents, g_array_index (documents, DlnDocumentId, i)))
            return TRUE;
        return FALSE;
      }
    default:
      return TRUE;
    }
}

static void
eye_toggled_cb (GtkToggleButton *eye,
                GtkListItem     *list_item)
{
  DlnSidebar *self = g_object_get_data (G_OBJECT (list_item), "dln-sidebar");
  DlnSidebarItem *item = gtk_list_item_get_item (list_item);

  if (self->updating || item == NULL || self->state == NULL)
    return;
  DlnFilter *filter = dln_view_state_edit_filter (self->state);
  gboolean on = !gtk_toggle_button_get_active (eye);
  guint32 id = dln_sidebar_item_get_id (item);

  switch (dln_sidebar_item_get_kind (item))
    {
    case DLN_SIDEBAR_ENTITY:
      set_hidden (&filter->hidden_entities, id, !on);
      break;
    case DLN_SIDEBAR_HEADER:
      filter->entity_types =
        on ? filter->entity_types | (1u << id) : filter->entity_types & ~(1u << id);
      break;
    case DLN_SIDEBAR_SOURCE:
      {
        GArray *documents = dln_sidebar_model_get_documents (self->model, id);

        for (guint i = 0; i < documents->len; i++)
          set_hidden (&filter->hidden_documents, g_array_index (documents, DlnDocumentId, i), !on);
        break;
      }
    default:
      return;
    }
  dln_view_state_commit_filter (self->state);
}

/* ---- sparklines ----------------------------------------------------------------------------- */

static void
add_to_bars (DlnSidebar     *self,
             const DlnWhen  *when,
             guint          *bars)
{
  double length = self->end - self->begin;

  if (!dln_when_is_known (when) || when->earliest_begin == DLN_INSTANT_PAST || length <= 0
      || when->earliest_begin < self->begin || when->earliest_begin >= self->end)
    return;
  bars[(guint) ((when->earliest_begin - self->begin) / length * DLN_SPARK_BARS)]++;
}

/* The years that the articles are about: from the earliest event that three weeks hold to the last
 * article. */
static void
find_period (DlnSidebar *self)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);

  self->begin = G_MAXINT64;
  self->end = G_MININT64;
  for (DlnDocumentId id = 1; id <= dln_case_get_n_documents (dcase); id++)
    {
      const DlnResolvedDocument *row = dln_case_get_document_row (dcase, id);

      if (row == NULL || !dln_when_is_known (&row->when)
          || row->when.earliest_begin == DLN_INSTANT_PAST
          || row->when.latest_end == DLN_INSTANT_FUTURE)
        continue;
      self->begin = MIN (self->begin, row->when.earliest_begin - LEAD_TIME);
      self->end = MAX (self->end, row->when.latest_end);
    }
}

static void
update_spark (DlnSidebar     *self,
              DlnSidebarItem *item,
              GtkWidget      *spark)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  guint bars[DLN_SPARK_BARS] = { 0 };
  guint32 id = dln_sidebar_item_get_id (item);

  if (dln_sidebar_item_get_kind (item) == DLN_SIDEBAR_ENTITY)
    {
      guint n = 0;
      const DlnEventId *events = dln_case_get_events_of (dcase, id, &n);

      for (guint i = 0; i < n; i++)
        add_to_bars (self, &dln_case_get_event (dcase, events[i])->when, bars);
    }
  else
    {
      GArray *documents = dln_sidebar_model_get_documents (self->model, id);

      for (guint i = 0; i < documents->len; i++)
        {
          const DlnResolvedDocument *row
            = dln_case_get_document_row (dcase, g_array_index (documents, DlnDocumentId, i));

          if (row != NULL)
            add_to_bars (self, &row->when, bars);
        }
    }
  dln_sparkline_set (DLN_SPARKLINE (spark), bars);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static char *
dup_row_text (DlnSidebar     *self,
              DlnSidebarItem *item)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  guint32 id = dln_sidebar_item_get_id (item);
  guint32 n = dln_sidebar_item_get_count (item);

  switch (dln_sidebar_item_get_kind (item))
    {
    case DLN_SIDEBAR_HEADER:
      return g_strdup (id == DLN_SIDEBAR_SOURCES ? _ ("Sources")
                                                 : dln_label_entity_type_plural (id));
    case DLN_SIDEBAR_SOURCE:
      return g_strdup (dln_sidebar_model_get_source (self->model, id));
    case DLN_SIDEBAR_MORE:
      return g_strdup_printf (ngettext ("Show %u", "Show all %u", n), n);
    default:
      {
        const DlnEntity *entity = dln_case_get_entity (dcase, id);

        return g_strdup (entity != NULL ? dln_case_get_string (dcase, entity->name) : "");
      }
    }
}

/* whether the story is this one's */
static gboolean
is_told (DlnSidebar *self,
         DlnEntityId id)
{
  const DlnFilter *filter = dln_view_state_get_filter (self->state);

  for (guint i = 0; filter->story != NULL && i < filter->story->len; i++)
    if (g_array_index (filter->story, DlnEntityId, i) == id)
      return TRUE;
  return FALSE;
}

static void
update_row (DlnSidebar  *self,
            GtkListItem *list_item)
{
  DlnSidebarItem *item = gtk_list_item_get_item (list_item);
  RowWidgets *widgets = g_object_get_data (G_OBJECT (list_item), "dln-widgets");
  GtkWidget *row = gtk_list_item_get_child (list_item);
  DlnSidebarRowKind kind = dln_sidebar_item_get_kind (item);
  guint32 id = dln_sidebar_item_get_id (item);
  DlnTarget selection = dln_view_state_get_selection (self->state);
  g_autofree char *text = dup_row_text (self, item);
  g_autofree char *count = g_strdup_printf ("%u", dln_sidebar_item_get_count (item));
  gboolean on = is_ticked (self, item);

  gboolean named = kind == DLN_SIDEBAR_ENTITY || kind == DLN_SIDEBAR_SOURCE;

  dln_label_set (GTK_LABEL (widgets->label), text);
  gtk_label_set_text (GTK_LABEL (widgets->count), kind == DLN_SIDEBAR_MORE ? "" : count);
  gtk_widget_set_visible (widgets->spark, named);
  if (named)
    update_spark (self, item, widgets->spark);
  gtk_widget_set_visible (widgets->eye,
                          named || (kind == DLN_SIDEBAR_HEADER && id != DLN_SIDEBAR_SOURCES));
  self->updating = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widgets->eye), !on);
  self->updating = FALSE;
  gtk_button_set_icon_name (GTK_BUTTON (widgets->eye),
                            on ? "view-reveal-symbolic" : "view-conceal-symbolic");
  g_autofree char *hide = g_strdup_printf (_ ("Hide %s"), text);
  dln_label_name (widgets->eye, hide);
  dln_label_name_row (list_item, text);

  gtk_widget_set_visible (widgets->kind, named);
  if (named)
    {
      const DlnEntity *entity = kind == DLN_SIDEBAR_ENTITY
                                  ? dln_case_get_entity (dln_view_state_get_case (self->state), id)
                                  : NULL;

      gtk_image_set_from_icon_name (GTK_IMAGE (widgets->kind),
                                    entity != NULL ? dln_label_entity_type_icon (entity->type)
                                                   : "dateline-article-symbolic");
    }
  gtk_widget_set_css_classes (widgets->icon, (const char *[]){ "sidebar-icon", NULL });
  gtk_widget_set_visible (widgets->icon, kind == DLN_SIDEBAR_HEADER);
  if (kind == DLN_SIDEBAR_HEADER)
    gtk_image_set_from_icon_name (GTK_IMAGE (widgets->icon),
                                  dln_sidebar_model_is_open (self->model, id) ? "pan-down-symbolic"
                                                                              : "pan-end-symbolic");
  static const char *const classes[] = { "row-header", "row-entity", "row-source", "row-more" };
  const char *style[4] = { "sidebar-row", classes[kind], on ? NULL : "off", NULL };

  gtk_widget_set_css_classes (row, style);
  dln_target_menu_attach (
    row, self->state,
    (DlnTarget){ kind == DLN_SIDEBAR_ENTITY ? DLN_TARGET_ENTITY : DLN_TARGET_NONE, id });
  if (kind == DLN_SIDEBAR_ENTITY
      && ((selection.kind == DLN_TARGET_ENTITY && selection.id == id) || is_told (self, id)))
    gtk_widget_add_css_class (row, "current");
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          DlnSidebar               *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  RowWidgets *widgets = g_new0 (RowWidgets, 1);

  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  widgets->kind = gtk_image_new ();
  widgets->label = dln_label_new ("", NULL);
  widgets->spark = dln_sparkline_new ();
  widgets->count = dln_label_new_short ("", "section-count");
  widgets->eye = gtk_toggle_button_new ();
  widgets->icon = gtk_image_new ();
  gtk_label_set_wrap (GTK_LABEL (widgets->label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (widgets->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (widgets->eye, "flat");
  gtk_widget_add_css_class (widgets->eye, "eye");
  gtk_widget_set_valign (widgets->eye, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (widgets->kind, GTK_ALIGN_START);
  gtk_widget_add_css_class (widgets->kind, "row-kind");
  gtk_box_append (GTK_BOX (words), widgets->label);
  gtk_box_append (GTK_BOX (words), widgets->spark);
  gtk_box_append (GTK_BOX (row), widgets->kind);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), widgets->eye);
  gtk_box_append (GTK_BOX (row), widgets->count);
  gtk_box_append (GTK_BOX (row), widgets->icon);
  gtk_list_item_set_child (list_item, row);
  g_object_set_data (G_OBJECT (list_item), "dln-sidebar", self);
  g_object_set_data_full (G_OBJECT (list_item), "dln-widgets", widgets, g_free);
  g_signal_connect (widgets->eye, "toggled", G_CALLBACK (eye_toggled_cb), list_item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         DlnSidebar               *self)
{
  g_ptr_array_add (self->bound, list_item);
  update_row (self, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           DlnSidebar               *self)
{
  if (self->bound != NULL)
    g_ptr_array_remove_fast (self->bound, list_item);
}

static void
update_bound_rows (DlnSidebar *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    update_row (self, g_ptr_array_index (self->bound, i));
}

/* whether Ctrl is held */
static gboolean
is_adding (DlnSidebar *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  return keyboard != NULL
         && (gdk_device_get_modifier_state (keyboard) & GDK_CONTROL_MASK) != 0;
}

static void
row_activated_cb (DlnSidebar *self,
                  guint       position)
{
  g_autoptr (DlnSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item == NULL)
    return;
  guint32 id = dln_sidebar_item_get_id (item);
  switch (dln_sidebar_item_get_kind (item))
    {
    case DLN_SIDEBAR_HEADER:
      dln_sidebar_model_toggle (self->model, id);
      break;
    case DLN_SIDEBAR_MORE:
      dln_sidebar_model_show_all (self->model, id);
      break;
    case DLN_SIDEBAR_ENTITY:
      dln_view_state_tell_story (self->state, id, is_adding (self));
      dln_view_state_select (self->state, (DlnTarget){ DLN_TARGET_ENTITY, id });
      break;
    case DLN_SIDEBAR_SOURCE:
      dln_view_state_select (
        self->state,
        (DlnTarget){
          DLN_TARGET_DOCUMENT,
          g_array_index (dln_sidebar_model_get_documents (self->model, id), DlnDocumentId, 0) });
      break;
    }
}

static void
case_changed_cb (DlnSidebar *self)
{
  find_period (self);
  dln_sidebar_model_update (self->model, dln_view_state_get_case (self->state));
}

static void
dln_sidebar_dispose (GObject *object)
{
  DlnSidebar *self = DLN_SIDEBAR (object);

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), DLN_TYPE_SIDEBAR);
  g_clear_object (&self->state);
  g_clear_object (&self->model);
  g_clear_pointer (&self->bound, g_ptr_array_unref);

  G_OBJECT_CLASS (dln_sidebar_parent_class)->dispose (object);
}

static void
dln_sidebar_class_init (DlnSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_sidebar_dispose;
  g_type_ensure (DLN_TYPE_FILTER_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dateline/Dateline/dln-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, DlnSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, DlnSidebar, filter_page);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
dln_sidebar_init (DlnSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = dln_sidebar_model_new ();
  self->bound = g_ptr_array_new ();
}

/**
 * dln_sidebar_set_state:
 * @state: what to list and to filter; set once
 */
void
dln_sidebar_set_state (DlnSidebar   *self,
                       DlnViewState *state)
{
  g_return_if_fail (DLN_IS_SIDEBAR (self));

  if (!g_set_object (&self->state, state))
    return;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  g_autoptr (GtkSelectionModel) rows
    = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model))));

  gtk_list_view_set_model (self->list, rows);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect_swapped (state, "case-changed", G_CALLBACK (case_changed_cb), self);
  g_signal_connect_swapped (state, "selection-changed", G_CALLBACK (update_bound_rows), self);
  g_signal_connect_swapped (state, "filter-changed", G_CALLBACK (update_bound_rows), self);
  dln_filter_page_set_state (self->filter_page, state);
  case_changed_cb (self);
}
