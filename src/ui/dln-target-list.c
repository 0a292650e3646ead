/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles, events or relations as a list: what the drawn views show, for eyes, keyboards and
 * screen readers that prefer lines of text. It follows the shared filter and the shared selection.
 */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-target-list.h"

#include "ui/dln-labels.h"
#include "ui/dln-target-menu.h"

#include <glib/gi18n.h>

/* ---- the model: plain targets, objects for visible rows only --------------------------------- */

#define DLN_TYPE_TARGET_ITEM (dln_target_item_get_type ())
G_DECLARE_FINAL_TYPE (DlnTargetItem, dln_target_item, DLN, TARGET_ITEM, GObject)

struct _DlnTargetItem
{
  GObject   parent_instance;
  DlnTarget target;
};

G_DEFINE_FINAL_TYPE (DlnTargetItem, dln_target_item, G_TYPE_OBJECT)

static void
dln_target_item_class_init (DlnTargetItemClass *klass)
{
}

static void
dln_target_item_init (DlnTargetItem *self)
{
}

#define DLN_TYPE_TARGET_MODEL (dln_target_model_get_type ())
G_DECLARE_FINAL_TYPE (DlnTargetModel, dln_target_model, DLN, TARGET_MODEL, GObject)

struct _DlnTargetModel
{
  GObject parent_instance;
  GArray *targets; /* DlnTarget */
  guint   n_shown; /* of them: rows are made a few in each frame */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DlnTargetModel,
                               dln_target_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return DLN_TYPE_TARGET_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return DLN_TARGET_MODEL (model)->n_shown;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  DlnTargetModel *self = DLN_TARGET_MODEL (model);

  if (position >= self->n_shown)
    return NULL;
  DlnTargetItem *item = g_object_new (DLN_TYPE_TARGET_ITEM, NULL);

  item->target = g_array_index (self->targets, DlnTarget, position);
  return item;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
dln_target_model_finalize (GObject *object)
{
  g_clear_pointer (&DLN_TARGET_MODEL (object)->targets, g_array_unref);
  G_OBJECT_CLASS (dln_target_model_parent_class)->finalize (object);
}

static void
dln_target_model_class_init (DlnTargetModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dln_target_model_finalize;
}

static void
dln_target_model_init (DlnTargetModel *self)
{
  self->targets = g_array_new (FALSE, FALSE, sizeof (DlnTarget));
}

#define ROWS_A_FRAME 6   /* what can be made in a frame */
#define N_ROW_WIDGETS 220 /* beyond these GtkListView makes widgets only for what is seen */

/* ---- the list ------------------------------------------------------------------------------- */

struct _DlnTargetList
{
  GtkBox              parent_instance;
  DlnTargetKind       kind;
  GtkWidget          *view;
  GtkWidget          *empty;
  GtkWidget          *scroller;
  DlnTargetModel     *model;
  GtkSingleSelection *selection;
  DlnViewState       *state;
  gboolean            updating;
  gboolean            stale; /* to be filled when it is seen */
  guint               tick;
};

G_DEFINE_FINAL_TYPE (DlnTargetList, dln_target_list, GTK_TYPE_BOX)

static const DlnWhen *
get_when (DlnCase  *dcase,
          DlnTarget target)
{
  switch (target.kind)
    {
    case DLN_TARGET_DOCUMENT:
      {
        const DlnResolvedDocument *row = dln_case_get_document_row (dcase, target.id);

        return row != NULL ? &row->when : NULL;
      }
    case DLN_TARGET_EVENT:
      {
        const DlnEvent *event = dln_case_get_event (dcase, target.id);

        return event != NULL ? &event->when : NULL;
      }
    case DLN_TARGET_RELATION:
      {
        const DlnRelation *relation = dln_case_get_relation (dcase, target.id);

        return relation != NULL ? &relation->when : NULL;
      }
    default:
      return NULL;
    }
}

static int
compare_targets (gconstpointer a,
                 gconstpointer b,
                 gpointer      dcase)
{
  const DlnTarget *x = a;
  const DlnTarget *y = b;
  const DlnWhen *first = get_when (dcase, *x);
  const DlnWhen *second = get_when (dcase, *y);
  DlnWhen unknown = dln_when_unknown ();
  int order =
    dln_when_compare (first != NULL ? first : &unknown, second != NULL ? second : &unknown);

  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

static void
collect (DlnTargetList *self,
         GArray        *targets)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  const DlnFilter *filter = dln_view_state_get_filter (self->state);
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  guint n = dln_case_get_n_documents (dcase);

  if (self->kind == DLN_TARGET_DOCUMENT)
    for (guint i = 1; i <= n; i++)
      if (dln_filter_shows_document (filter, dcase, i) != DLN_CERTAINTY_NO)
        g_array_append_vals (targets, &(DlnTarget){ DLN_TARGET_DOCUMENT, i }, 1);
  if (self->kind == DLN_TARGET_EVENT)
    for (guint i = 0; i < rows->events->len; i++)
      {
        DlnEventId id = DLN_ROW (rows->events, DlnEvent, i)->id;

        if (dln_filter_shows_event (filter, dcase, id) != DLN_CERTAINTY_NO)
          g_array_append_vals (targets, &(DlnTarget){ DLN_TARGET_EVENT, id }, 1);
      }
  if (self->kind == DLN_TARGET_RELATION)
    for (guint i = 0; i < rows->relations->len; i++)
      {
        DlnRelationId id = DLN_ROW (rows->relations, DlnRelation, i)->id;

        if (dln_filter_shows_relation (filter, dcase, id))
          g_array_append_vals (targets, &(DlnTarget){ DLN_TARGET_RELATION, id }, 1);
      }
  g_array_sort_with_data (targets, compare_targets, dcase);
}

static void
selection_changed_cb (DlnTargetList *self)
{
  DlnTarget target = dln_view_state_get_selection (self->state);
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->stale)
    return;
  for (guint i = 0; i < self->model->n_shown; i++)
    if (dln_target_equal (g_array_index (self->model->targets, DlnTarget, i), target))
      position = i;
  self->updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->updating = FALSE;
}

/* A GtkListView makes widgets for its first 200 rows at once, which takes half a second; so it gets
 * them bit by bit. */
static gboolean
grow_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  DlnTargetList *self = DLN_TARGET_LIST (widget);
  DlnTargetModel *model = self->model;
  guint before = model->n_shown;
  guint n = model->targets->len;

  model->n_shown = before >= N_ROW_WIDGETS ? n : MIN (n, before + ROWS_A_FRAME);
  self->updating = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (model), before, 0, model->n_shown - before);
  self->updating = FALSE;
  selection_changed_cb (self);
  if (model->n_shown < n)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
stop_growing (DlnTargetList *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

/* A list that nobody sees is filled when somebody does. */
static void
refill (DlnTargetList *self)
{
  DlnTargetModel *model = self->model;
  guint before = model->n_shown;
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (DlnTarget));

  stop_growing (self);
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->stale)
    collect (self, targets);
  self->updating = TRUE;
  g_array_unref (model->targets);
  model->targets = g_steal_pointer (&targets);
  model->n_shown = MIN (model->targets->len, ROWS_A_FRAME);
  g_list_model_items_changed (G_LIST_MODEL (model), 0, before, model->n_shown);
  self->updating = FALSE;
  gtk_widget_set_visible (self->scroller, self->stale || model->targets->len > 0);
  gtk_widget_set_visible (self->empty, !self->stale && model->targets->len == 0);
  if (model->n_shown < model->targets->len)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
  selection_changed_cb (self);
}

static void
map_cb (DlnTargetList *self)
{
  if (self->stale)
    refill (self);
}

static void
selected_cb (DlnTargetList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->updating || position >= self->model->targets->len)
    return;
  dln_view_state_select (self->state, g_array_index (self->model->targets, DlnTarget, position));
}

static void
activated_cb (DlnTargetList *self,
              guint          position)
{
  if (position >= self->model->targets->len)
    return;
  DlnTarget target = g_array_index (self->model->targets, DlnTarget, position);

  dln_view_state_select (self->state, target);
  if (target.kind == DLN_TARGET_DOCUMENT)
    dln_view_state_read (self->state, target.id, DLN_SPAN (0, 0));
}

/* the distinct events of an article that the filter lets through */
static guint
count_events (DlnViewState *state,
              DlnDocumentId document)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *ids =
    document <= rows->event_of->len ? g_ptr_array_index (rows->event_of, document - 1) : NULL;
  guint n = 0;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      DlnEventId id = g_array_index (ids, DlnEventId, i);

      if (id != 0 && g_hash_table_add (seen, GUINT_TO_POINTER (id))
          && dln_filter_shows_event (dln_view_state_get_filter (state), dcase, id)
               != DLN_CERTAINTY_NO)
        n++;
    }
  return n;
}

static char *
dup_subtitle (DlnViewState *state,
              DlnTarget     target)
{
  DlnCase *dcase = dln_view_state_get_case (state);

  if (target.kind == DLN_TARGET_DOCUMENT)
    {
      g_autofree char *source = dln_case_dup_document_source (dcase, target.id);
      DlnAnnotations *annotations = dln_case_get_annotations (dcase, target.id);

      if (annotations == NULL || !annotations->analysed)
        return g_strdup_printf (_ ("%s · not analysed"), source);
      guint events = count_events (state, target.id);
      guint quotes = annotations->quotes->len;
      g_autofree char *e = g_strdup_printf (ngettext ("%u event", "%u events", events), events);
      g_autofree char *q = g_strdup_printf (ngettext ("%u quote", "%u quotes", quotes), quotes);

      return g_strdup_printf ("%s · %s · %s", source, e, q);
    }
  if (target.kind == DLN_TARGET_EVENT)
    {
      const DlnEvent *event = dln_case_get_event (dcase, target.id);
      guint n = event != NULL ? MAX (event->n_sources, 1) : 1;
      const char     *modality =
        event != NULL ? dln_label_modality (event->modality, event->polarity) : NULL;
      g_autofree char *sources = g_strdup_printf (ngettext ("%u source", "%u sources", n), n);

      return g_strdup_printf ("%s%s%s · %s",
                              event != NULL ? dln_label_event_type (event->type) : "",
                              modality != NULL ? " · " : "",
                              modality != NULL ? modality : "",
                              sources);
    }
  const DlnRelation *relation = dln_case_get_relation (dcase, target.id);
  guint n = relation != NULL ? MAX (relation->n_sources, 1) : 1;

  return g_strdup_printf (ngettext ("%u source", "%u sources", n), n);
}

static char *
dup_title (DlnCase  *dcase,
           DlnTarget target)
{
  const DlnRelation *relation
    = target.kind == DLN_TARGET_RELATION ? dln_case_get_relation (dcase, target.id) : NULL;
  const DlnEntity *subject =
    relation != NULL ? dln_case_get_entity (dcase, relation->subject) : NULL;
  const DlnEntity *object = relation != NULL ? dln_case_get_entity (dcase, relation->object) : NULL;

  if (subject == NULL || object == NULL)
    return dln_case_dup_target_title (dcase, target);
  g_autofree char *label = dln_label_relation (dcase, relation);

  return g_strdup_printf ("%s %s %s", dln_case_get_string (dcase, subject->name), label,
                          dln_case_get_string (dcase, object->name));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          DlnTargetList            *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *when = dln_label_new ("", "list-when");
  GtkWidget *title = dln_label_new ("", "list-title");

  gtk_label_set_width_chars (GTK_LABEL (when),
                             18); /* all alike: the titles stand below each other */
  gtk_label_set_max_width_chars (GTK_LABEL (when), 18);
  gtk_widget_set_valign (when, GTK_ALIGN_START);
  gtk_label_set_lines (GTK_LABEL (title), 2);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (text), title);
  gtk_box_append (GTK_BOX (text), dln_label_new ("", "list-subtitle"));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (row), when);
  gtk_box_append (GTK_BOX (row), text);
  gtk_widget_add_css_class (row, "list-row");
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         DlnTargetList            *self)
{
  DlnTargetItem *item = gtk_list_item_get_item (list_item);
  DlnCase *dcase = dln_view_state_get_case (self->state);
  GtkWidget *when = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (when));
  const DlnWhen *date = get_when (dcase, item->target);
  g_autofree char *date_text =
    date == NULL || (!dln_when_is_known (date) && self->kind == DLN_TARGET_RELATION)
      ? g_strdup ("")
      : dln_label_when (date);
  g_autofree char *title_text = dup_title (dcase, item->target);
  g_autofree char *subtitle = dup_subtitle (self->state, item->target);

  gtk_label_set_text (GTK_LABEL (when), date_text);
  dln_label_set (GTK_LABEL (title), title_text);
  dln_label_set (GTK_LABEL (gtk_widget_get_next_sibling (title)), subtitle);
  g_autofree char *name =
    *date_text != '\0' ? g_strdup_printf (_ ("%s: %s"), date_text, title_text)
                       : g_strdup (title_text);
  dln_label_name_row (list_item, name);
  dln_target_menu_attach (gtk_list_item_get_child (list_item), self->state, item->target);
}

static void
dln_target_list_dispose (GObject *object)
{
  DlnTargetList *self = DLN_TARGET_LIST (object);

  stop_growing (self);
  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->state);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (dln_target_list_parent_class)->dispose (object);
}

static void
dln_target_list_class_init (DlnTargetListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dln_target_list_dispose;
}

static void
dln_target_list_init (DlnTargetList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->model = g_object_new (DLN_TYPE_TARGET_MODEL, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);

  self->view
    = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  gtk_widget_add_css_class (self->view, "target-list");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  self->empty = dln_label_new (_ ("Nothing to list with this filter."), "empty-list");
  gtk_widget_set_vexpand (self->empty, TRUE);
  gtk_widget_set_hexpand (self->empty, TRUE);
  gtk_box_append (GTK_BOX (self), self->scroller);
  gtk_box_append (GTK_BOX (self), self->empty);
  self->stale = TRUE;
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

/**
 * dln_target_list_new:
 * @kind: %DLN_TARGET_DOCUMENT, %DLN_TARGET_EVENT or %DLN_TARGET_RELATION
 *
 * Returns: (transfer floating): a list without a case
 */
GtkWidget *
dln_target_list_new (DlnTargetKind kind)
{
  DlnTargetList *self = g_object_new (DLN_TYPE_TARGET_LIST, NULL);
  const char *label = kind == DLN_TARGET_DOCUMENT ? _ ("Articles")
                      : kind == DLN_TARGET_EVENT  ? _ ("Events")
                                                  : _ ("Relations");

  self->kind = kind;
  dln_label_name (self->view, label);
  return GTK_WIDGET (self);
}

/**
 * dln_target_list_set_state:
 * @state: what to list; set once
 */
void
dln_target_list_set_state (DlnTargetList *self,
                           DlnViewState  *state)
{
  g_return_if_fail (DLN_IS_TARGET_LIST (self));

  if (!g_set_object (&self->state, state))
    return;
  g_signal_connect_swapped (state, "case-changed", G_CALLBACK (refill), self);
  g_signal_connect_swapped (state, "filter-changed", G_CALLBACK (refill), self);
  g_signal_connect_swapped (state, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  refill (self);
}
