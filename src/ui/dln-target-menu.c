/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table says what can be done with what, by which key, in the menu and on the page. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-target-menu.h"

#include "ui/dln-labels.h"
#include "ui/dln-mark.h"
#include "ui/dln-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

#define BIT(kind) (1u << (kind))
#define ALL (BIT (DLN_TARGET_DOCUMENT) | BIT (DLN_TARGET_ENTITY) | BIT (DLN_TARGET_EVENT) \
             | BIT (DLN_TARGET_RELATION) | BIT (DLN_TARGET_QUOTE))

typedef struct
{
  const char *verb;
  const char *label;
  const char *other;  /* (nullable): where it is so already */
  const char *accel;  /* (nullable) */
  guint       keyval; /* 0 = none */
  guint8      kinds;  /* bits of DlnTargetKind */
  guint8      section;
  gboolean    button; /* stands on the page as well */
  const char *brief;  /* (nullable): its label there */
} Item;

static const Item items[] = {
  { "date", N_ ("Date…"), NULL, "d", GDK_KEY_d,
    BIT (DLN_TARGET_EVENT) | BIT (DLN_TARGET_RELATION) | BIT (DLN_TARGET_DOCUMENT), 0, TRUE },
  { "rename", N_ ("Title…"), NULL, "F2", GDK_KEY_F2,
    BIT (DLN_TARGET_EVENT) | BIT (DLN_TARGET_DOCUMENT),
    0, TRUE },
  { "rename", N_ ("Name…"), NULL, "F2", GDK_KEY_F2, BIT (DLN_TARGET_ENTITY), 0, TRUE },
  { "caption", N_ ("Words…"), NULL, "F2", GDK_KEY_F2, BIT (DLN_TARGET_RELATION), 0, TRUE },
  { "people", N_ ("Participants…"), NULL, "p", GDK_KEY_p, BIT (DLN_TARGET_EVENT), 0, TRUE },
  { "place", N_ ("Place…"), NULL, NULL, 0, BIT (DLN_TARGET_EVENT), 0, FALSE },
  { "status", N_ ("Happened, planned, alleged…"), NULL, NULL, 0, BIT (DLN_TARGET_EVENT), 0, FALSE },
  { "retype", N_ ("Kind…"), NULL, NULL, 0,
    BIT (DLN_TARGET_EVENT) | BIT (DLN_TARGET_RELATION) | BIT (DLN_TARGET_ENTITY), 0, FALSE },
  { "turn", N_ ("Turn around"), NULL, NULL, 0, BIT (DLN_TARGET_RELATION), 0, TRUE },
  { "ended", N_ ("It is over"), N_ ("It is not over"), NULL, 0, BIT (DLN_TARGET_RELATION), 0,
    TRUE },
  { "subject", N_ ("Who it begins with…"), NULL, NULL, 0, BIT (DLN_TARGET_RELATION), 0, FALSE },
  { "object", N_ ("Whom it leads to…"), NULL, NULL, 0, BIT (DLN_TARGET_RELATION), 0, FALSE },
  { "speaker", N_ ("Who said it…"), NULL, NULL, 0, BIT (DLN_TARGET_QUOTE), 0, TRUE },
  { "listener", N_ ("To whom…"), NULL, NULL, 0, BIT (DLN_TARGET_QUOTE), 0, TRUE },
  { "source", N_ ("Source…"), NULL, NULL, 0, BIT (DLN_TARGET_DOCUMENT), 0, TRUE },
  { "byline", N_ ("By-line…"), NULL, NULL, 0, BIT (DLN_TARGET_DOCUMENT), 0, TRUE },
  { "alias", N_ ("Another name…"), NULL, NULL, 0, BIT (DLN_TARGET_ENTITY), 0, FALSE },
  { "unalias", N_ ("Not one of its names…"), NULL, NULL, 0, BIT (DLN_TARGET_ENTITY), 0, FALSE },
  { "description", N_ ("Description…"), NULL, NULL, 0, BIT (DLN_TARGET_ENTITY), 0, FALSE },
  { "confirm", N_ ("Confirm: checked and right"), N_ ("Not checked yet"), "c", GDK_KEY_c, ALL,
    1, TRUE,
    N_ ("Confirm") },
  { "star", N_ ("Star for the story"), N_ ("Take out of the story"), "s", GDK_KEY_s,
    BIT (DLN_TARGET_EVENT), 1, TRUE, N_ ("Star") },
  { "note", N_ ("Note…"), NULL, "n", GDK_KEY_n, ALL, 1, TRUE },
  { "tag", N_ ("Tag…"), NULL, NULL, 0, BIT (DLN_TARGET_EVENT) | BIT (DLN_TARGET_ENTITY), 1, FALSE },
  { "merge", N_ ("Same as…"), NULL, "m", GDK_KEY_m,
    BIT (DLN_TARGET_EVENT) | BIT (DLN_TARGET_ENTITY), 2,
    TRUE },
  { "split", N_ ("Not the same: split…"), NULL, NULL, 0,
    BIT (DLN_TARGET_EVENT) | BIT (DLN_TARGET_ENTITY), 2, FALSE },
  { "hide", N_ ("Wrong: hide…"), N_ ("Show again"), "h", GDK_KEY_h,
    BIT (DLN_TARGET_EVENT) | BIT (DLN_TARGET_ENTITY) | BIT (DLN_TARGET_RELATION)
      | BIT (DLN_TARGET_QUOTE), 2, TRUE, N_ ("Hide…") },
  { "history", N_ ("What was decided"), NULL, NULL, 0, ALL, 3, FALSE },
  { "read", N_ ("Show in article"), NULL, NULL, 0, ALL, 3, FALSE },
  { "original", N_ ("Open the original"), NULL, NULL, 0, ALL, 3, FALSE },
  { "copy", N_ ("Copy quote with source"), NULL, NULL, 0, ALL & ~BIT (DLN_TARGET_DOCUMENT), 3,
    FALSE },
};

/* the label of what it would do now */
static const char *
get_label (const Item *item,
           DlnCase    *dcase,
           DlnTarget   target,
           gboolean    brief)
{
  const DlnRelation *relation =
    target.kind == DLN_TARGET_RELATION ? dln_case_get_relation (dcase, target.id) : NULL;
  gboolean other = (strcmp (item->verb, "hide") == 0 && dln_case_is_hidden (dcase, target))
                   || (strcmp (item->verb, "star") == 0 && dln_case_is_starred (dcase, target))
                   || (strcmp (item->verb, "confirm") == 0 && dln_case_is_confirmed (dcase, target))
                   || (strcmp (item->verb, "ended") == 0 && relation != NULL && relation->ended);

  return _ (other && item->other != NULL ? item->other : brief && item->brief != NULL ? item->brief
                                                                                    : item->label);
}

static char *
dup_action (const Item *item,
            DlnTarget   target)
{
  g_autoptr (GVariant) parameter =
    g_variant_ref_sink (g_variant_new ("(suu)", item->verb, target.kind, target.id));

  return g_action_print_detailed_name ("win.correct", parameter);
}

/* whether the file is known that it was read from, or the first sentence of its evidence */
static gboolean
has_original (DlnCase  *dcase,
              DlnTarget target)
{
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);
  DlnDocumentId id = target.kind == DLN_TARGET_DOCUMENT ? target.id
                     : n > 0                            ? evidence[0].document
                                                        : 0;
  DlnDocument *document = dln_case_get_document (dcase, id);

  return document != NULL && dln_document_get_original (document, NULL);
}

/* what was made by hand has no evidence that could be joined or parted */
static gboolean
fits (const Item *item,
      DlnTarget   target)
{
  if ((item->kinds & BIT (target.kind)) == 0)
    return FALSE;
  return !dln_target_is_by_hand (target)
         || (strcmp (item->verb, "merge") != 0 && strcmp (item->verb, "split") != 0);
}

static GMenu *
new_menu (DlnCase  *dcase,
          DlnTarget target)
{
  GMenu *menu = g_menu_new ();

  for (guint section = 0; section < 4; section++)
    {
      g_autoptr (GMenu) part = g_menu_new ();

      for (guint i = 0; i < G_N_ELEMENTS (items); i++)
        {
          g_autofree char *action = NULL;
          g_autoptr (GMenuItem) row = NULL;

          if (items[i].section != section || !fits (&items[i], target)
              || (strcmp (items[i].verb, "original") == 0 && !has_original (dcase, target)))
            continue;
          action = dup_action (&items[i], target);
          row = g_menu_item_new (get_label (&items[i], dcase, target, FALSE), action);
          if (items[i].accel != NULL)
            g_menu_item_set_attribute (row, "accel", "s", items[i].accel);
          g_menu_append_item (part, row);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
    }
  return menu;
}

/* ---- the menu under the pointer -------------------------------------------------------------- */

/* GTK tells it is closed before it runs what was chosen */
static gboolean
drop_idle_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_idle_cb, g_object_ref (popover), g_object_unref);
}

/**
 * dln_target_menu_popup:
 * @anchor: widget over which it opens
 * @state: whose case @target is of
 * @target: what the menu is about
 * @x: place in @anchor, pixels
 * @y: place in @anchor
 */
void
dln_target_menu_popup (GtkWidget    *anchor,
                       DlnViewState *state,
                       DlnTarget     target,
                       double        x,
                       double        y)
{
  g_return_if_fail (GTK_IS_WIDGET (anchor) && DLN_IS_VIEW_STATE (state));

  g_autoptr (GMenu) menu = NULL;
  GtkWidget *top = GTK_WIDGET (gtk_widget_get_root (anchor));
  GtkWidget *popover;
  graphene_point_t at;

  if (target.kind == DLN_TARGET_NONE || top == NULL
      || !gtk_widget_compute_point (anchor, top, &GRAPHENE_POINT_INIT (x, y), &at))
    return;
  menu = new_menu (dln_view_state_get_case (state), target);
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, top);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ at.x, at.y, 1, 1 });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  dln_label_name (popover, _ ("Correct"));
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

typedef struct
{
  DlnViewState     *state; /* (unowned): the window outlives its widgets */
  DlnTarget         target;
  DlnTargetMenuFind find;  /* (nullable): what stands at a place of the widget */
} Attached;

static Attached *
get_attached (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "dln-target");
}

static void
open_at (GtkWidget *widget,
         double     x,
         double     y)
{
  const Attached *attached = get_attached (widget);

  dln_target_menu_popup (widget, attached->state,
                         attached->find != NULL ? attached->find (widget, x, y) : attached->target,
                         x, y);
}

static void
pressed_cb (GtkGesture *gesture,
            int         n_press,
            double      x,
            double      y)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_at (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
long_pressed_cb (GtkGesture *gesture,
                 double      x,
                 double      y)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_at (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static Attached *
attach (GtkWidget    *widget,
        DlnViewState *state)
{
  Attached *attached = get_attached (widget);
  GtkGesture *click, *press;

  if (attached != NULL)
    return attached;
  attached = g_new0 (Attached, 1);
  attached->state = state;
  g_object_set_data_full (G_OBJECT (widget), "dln-target", attached, g_free);
  click = gtk_gesture_click_new ();
  press = gtk_gesture_long_press_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (press));
  return attached;
}

/**
 * dln_target_menu_attach:
 * @widget: a row, card or button; one that is used again is given another target
 * @state: whose case @target is of
 * @target: what it stands for
 *
 * Gives it the menu, and its keys while it has the focus.
 */
void
dln_target_menu_attach (GtkWidget    *widget,
                        DlnViewState *state,
                        DlnTarget     target)
{
  attach (widget, state)->target = target;
}

/**
 * dln_target_menu_attach_found:
 * @widget: what shows many
 * @state: whose case they are of
 * @find: what stands at a place of it
 *
 * Gives all that it shows the menu.
 */
void
dln_target_menu_attach_found (GtkWidget        *widget,
                              DlnViewState     *state,
                              DlnTargetMenuFind find)
{
  attach (widget, state)->find = find;
}

/* Returns: what @widget, or what it stands in, was given a menu for; nothing if there is none */
DlnTarget
dln_target_menu_find (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (DLN_IS_MARK (widget))
        return dln_mark_get_target (DLN_MARK (widget));
      if (get_attached (widget) != NULL && get_attached (widget)->find == NULL)
        return get_attached (widget)->target;
    }
  return (DlnTarget){ DLN_TARGET_NONE, 0 };
}

/* Returns: (nullable): what the key does with @target */
const char *
dln_target_menu_find_key (DlnTarget target,
                          guint     keyval)
{
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (items[i].keyval != 0 && items[i].keyval == gdk_keyval_to_lower (keyval)
        && fits (&items[i], target))
      return items[i].verb;
  return NULL;
}

/* ---- on the page ----------------------------------------------------------------------------- */

/**
 * dln_target_menu_new_buttons:
 *
 * Returns: (transfer floating): what is done most often as buttons, the rest behind one more
 */
GtkWidget *
dln_target_menu_new_buttons (DlnViewState *state,
                             DlnTarget     target)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GMenu) menu = new_menu (dcase, target);
  GtkWidget *more = gtk_menu_button_new ();

  gtk_widget_set_layout_manager (box, dln_wrap_layout_new (5));
  gtk_widget_add_css_class (box, "page-actions");
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      GtkWidget *button;

      if (!items[i].button || !fits (&items[i], target))
        continue;
      button = gtk_button_new_with_label (get_label (&items[i], dcase, target, TRUE));
      gtk_actionable_set_action_target (
        GTK_ACTIONABLE (button), "(suu)", items[i].verb, target.kind, target.id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.correct");
      gtk_widget_add_css_class (button, "quiet");
      if (items[i].accel != NULL)
        {
          /* Translators: a tooltip; %s is a key */
          g_autofree char *tip = g_strdup_printf (_ ("Key %s"), items[i].accel);

          gtk_widget_set_tooltip_text (button, tip);
        }
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (more), _ ("More"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (more, "quiet");
  gtk_box_append (GTK_BOX (box), more);
  return box;
}
