/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence panel: a page about the selection, and the way back.
 *
 * What it shows is a place: a selection, or a list of open questions. Places
 * make a history, as in a browser; going back also brings the old selection back in every view. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-evidence-panel.h"

#include "ui/dln-page.h"

#include <glib/gi18n.h>

#define MAX_HISTORY 100

typedef enum
{
  PLACE_SELECTION,
  PLACE_SUGGESTIONS,
  PLACE_CONFLICTS,
  PLACE_DECISIONS,
  PLACE_CHECKS,
  PLACE_UNDATED,
  PLACE_STORY,
  PLACE_CHANGES,
  PLACE_CONNECTION,
} PlaceKind;

typedef struct
{
  PlaceKind     kind;
  DlnTarget     selection;
  DlnEntityId   from, to; /* CONNECTION */
} Place;

struct _DlnEvidencePanel
{
  GtkBox            parent_instance;
  GtkScrolledWindow *scroller;
  GtkWidget        *back;
  GtkWidget        *home;
  DlnViewState     *state;
  GArray           *history; /* Place */
  Place             place;
  gboolean          going_back;
};

G_DEFINE_FINAL_TYPE (DlnEvidencePanel, dln_evidence_panel, GTK_TYPE_BOX)

static gboolean
places_equal (const Place *a,
              const Place *b)
{
  return a->kind == b->kind && dln_target_equal (a->selection, b->selection)
         && a->from == b->from && a->to == b->to;
}

static GtkWidget *
new_page (DlnEvidencePanel *self)
{
  switch (self->place.kind)
    {
    case PLACE_SUGGESTIONS:
      return dln_page_new_suggestions (self->state);
    case PLACE_CONFLICTS:
      return dln_page_new_conflicts (self->state);
    case PLACE_DECISIONS:
      return dln_page_new_decisions (self->state, self->place.selection);
    case PLACE_CHECKS:
      return dln_page_new_checks (self->state);
    case PLACE_UNDATED:
      return dln_page_new_undated (self->state);
    case PLACE_STORY:
      return dln_page_new_story (self->state);
    case PLACE_CHANGES:
      return dln_page_new_changes (self->state);
    case PLACE_CONNECTION:
      return dln_page_new_connection (self->state, self->place.from, self->place.to);
    default:
      return dln_page_new (self->state, self->place.selection);
    }
}

static void
show_place (DlnEvidencePanel *self)
{
  gtk_widget_set_sensitive (self->back, self->history->len > 0);
  gtk_widget_set_sensitive (self->home, self->place.kind != PLACE_SELECTION
                                          || self->place.selection.kind != DLN_TARGET_NONE);
  gtk_scrolled_window_set_child (self->scroller, new_page (self));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
go_to (DlnEvidencePanel *self,
       Place             place)
{
  if (places_equal (&place, &self->place))
    return;
  if (!self->going_back)
    {
      g_array_append_val (self->history, self->place);
      if (self->history->len > MAX_HISTORY)
        g_array_remove_index (self->history, 0);
    }
  self->place = place;
  show_place (self);
}

static void
selection_changed_cb (DlnEvidencePanel *self)
{
  if (!self->going_back)
    go_to (
      self,
      (Place){ .kind = PLACE_SELECTION, .selection = dln_view_state_get_selection (self->state) });
}

/* Rows are new: the page is made again, at the same height. */
static void
case_changed_cb (DlnEvidencePanel *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);

  if (self->place.kind == PLACE_SELECTION)
    self->place.selection = dln_view_state_get_selection (self->state);
  show_place (self);
  gtk_adjustment_set_value (adjustment, value);
}

static void
case_replaced_cb (DlnEvidencePanel *self)
{
  g_array_set_size (self->history, 0);
  self->place = (Place){ .kind = PLACE_SELECTION };
  show_place (self);
}

static void
back_clicked_cb (DlnEvidencePanel *self)
{
  dln_evidence_panel_go_back (self);
}

static void
home_clicked_cb (DlnEvidencePanel *self)
{
  dln_view_state_select (self->state, (DlnTarget){ DLN_TARGET_NONE, 0 });
  go_to (self, (Place){ .kind = PLACE_SELECTION });
}

static void
dln_evidence_panel_dispose (GObject *object)
{
  DlnEvidencePanel *self = DLN_EVIDENCE_PANEL (object);

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_clear_object (&self->state);
  g_clear_pointer (&self->history, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DLN_TYPE_EVIDENCE_PANEL);

  G_OBJECT_CLASS (dln_evidence_panel_parent_class)->dispose (object);
}

static void
dln_evidence_panel_class_init (DlnEvidencePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_evidence_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dateline/Dateline/dln-evidence-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, DlnEvidencePanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, DlnEvidencePanel, back);
  gtk_widget_class_bind_template_child (widget_class, DlnEvidencePanel, home);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, home_clicked_cb);
}

static void
dln_evidence_panel_init (DlnEvidencePanel *self)
{
  self->history = g_array_new (FALSE, FALSE, sizeof (Place));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dln_evidence_panel_set_state:
 * @state: whose selection to follow; set once
 */
void
dln_evidence_panel_set_state (DlnEvidencePanel *self,
                              DlnViewState     *state)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  if (!g_set_object (&self->state, state))
    return;
  g_signal_connect_swapped (state, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  g_signal_connect_swapped (state, "case-changed", G_CALLBACK (case_changed_cb), self);
  g_signal_connect_swapped (state, "case-replaced", G_CALLBACK (case_replaced_cb), self);
  show_place (self);
}

/**
 * dln_evidence_panel_show_suggestions:
 *
 * Shows the pairs that may be one.
 */
void
dln_evidence_panel_show_suggestions (DlnEvidencePanel *self)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  go_to (self, (Place){ .kind = PLACE_SUGGESTIONS });
}

/**
 * dln_evidence_panel_show_conflicts:
 *
 * Shows where sources disagree.
 */
void
dln_evidence_panel_show_conflicts (DlnEvidencePanel *self)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  go_to (self, (Place){ .kind = PLACE_CONFLICTS });
}

/**
 * dln_evidence_panel_show_decisions:
 * @about: whose alone, nothing = all
 *
 * Shows what the user decided.
 */
void
dln_evidence_panel_show_decisions (DlnEvidencePanel *self,
                                   DlnTarget         about)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  go_to (self, (Place){ .kind = PLACE_DECISIONS, .selection = about });
}

/**
 * dln_evidence_panel_show_checks:
 *
 * Shows what deserves a look before printing.
 */
void
dln_evidence_panel_show_checks (DlnEvidencePanel *self)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  go_to (self, (Place){ .kind = PLACE_CHECKS });
}

/**
 * dln_evidence_panel_show_story:
 *
 * Shows the story track.
 */
void
dln_evidence_panel_show_story (DlnEvidencePanel *self)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  go_to (self, (Place){ .kind = PLACE_STORY });
}

/**
 * dln_evidence_panel_show_undated:
 *
 * Shows the events that have no date.
 */
void
dln_evidence_panel_show_undated (DlnEvidencePanel *self)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  go_to (self, (Place){ .kind = PLACE_UNDATED });
}

/**
 * dln_evidence_panel_show_changes:
 *
 * Shows what the last addition from the watched folder changed.
 */
void
dln_evidence_panel_show_changes (DlnEvidencePanel *self)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  if (self->place.kind == PLACE_CHANGES) /* of an earlier addition */
    show_place (self);
  go_to (self, (Place){ .kind = PLACE_CHANGES });
}

/* the cards of the page that can be gone through, in order; (transfer container) */
static void
collect_cards (GtkWidget *widget,
               GPtrArray *cards)
{
  if (gtk_widget_has_css_class (widget, "question") && gtk_widget_get_focusable (widget))
    {
      g_ptr_array_add (cards, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_cards (child, cards);
}

/**
 * dln_evidence_panel_step:
 * @forward: to the next, else to the one before
 *
 * Moves the focus from card to card of a list to go through.
 *
 * Returns: %FALSE if there is none
 */
gboolean
dln_evidence_panel_step (DlnEvidencePanel *self,
                         gboolean          forward)
{
  g_return_val_if_fail (DLN_IS_EVIDENCE_PANEL (self), FALSE);

  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int at = -1;

  collect_cards (GTK_WIDGET (self->scroller), cards);
  for (guint i = 0; i < cards->len && focus != NULL; i++)
    if (focus == cards->pdata[i] || gtk_widget_is_ancestor (focus, cards->pdata[i]))
      at = i;
  if (cards->len == 0)
    return FALSE;
  at = CLAMP (forward ? at + 1 : at - 1, 0, (int) cards->len - 1);
  return gtk_widget_grab_focus (cards->pdata[at]);
}

/**
 * dln_evidence_panel_show_connection:
 * @from: one entity
 * @to: another
 *
 * Shows how the two are connected.
 */
void
dln_evidence_panel_show_connection (DlnEvidencePanel *self,
                                    DlnEntityId       from,
                                    DlnEntityId       to)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  go_to (self, (Place){ .kind = PLACE_CONNECTION, .from = from, .to = to });
}

/**
 * dln_evidence_panel_go_back:
 *
 * Returns: %FALSE if there was nowhere to go
 */
gboolean
dln_evidence_panel_go_back (DlnEvidencePanel *self)
{
  g_return_val_if_fail (DLN_IS_EVIDENCE_PANEL (self), FALSE);

  if (self->history->len == 0)
    return FALSE;
  Place place = g_array_index (self->history, Place, self->history->len - 1);

  g_array_set_size (self->history, self->history->len - 1);
  self->going_back = TRUE;
  dln_view_state_select (self->state, place.selection);
  self->place = place;
  show_place (self);
  self->going_back = FALSE;
  return TRUE;
}

/**
 * dln_evidence_panel_focus:
 *
 * Moves the keyboard focus to the first thing in the panel that takes it.
 */
void
dln_evidence_panel_focus (DlnEvidencePanel *self)
{
  g_return_if_fail (DLN_IS_EVIDENCE_PANEL (self));

  gtk_widget_child_focus (GTK_WIDGET (self->scroller), GTK_DIR_TAB_FORWARD);
}
