/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transparent, focusable stand-in for one drawn mark, so that keyboard and screen reader can
 * reach it.
 *
 * It draws nothing but its focus ring (style sheet) and takes no pointer events: the canvas
 * hit-tests its scene. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-mark.h"

#include "ui/dln-labels.h"

struct _DlnMark
{
  GtkWidget parent_instance;
  DlnTarget target;
  char     *label;
  gboolean  selected;
};

G_DEFINE_FINAL_TYPE (DlnMark, dln_mark, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
activate_action_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_signal_emit (widget, signals[ACTIVATED], 0);
}

static void
dln_mark_measure (GtkWidget      *widget,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
dln_mark_finalize (GObject *object)
{
  DlnMark *self = DLN_MARK (object);

  g_clear_pointer (&self->label, g_free);
  G_OBJECT_CLASS (dln_mark_parent_class)->finalize (object);
}

static void
dln_mark_class_init (DlnMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dln_mark_finalize;
  widget_class->measure = dln_mark_measure;

  signals[ACTIVATED] = g_signal_new (
    "activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "mark.activate", NULL, activate_action_cb);
  gtk_widget_class_set_css_name (widget_class, "mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
dln_mark_init (DlnMark *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * dln_mark_new:
 *
 * Returns: (transfer floating): a mark that stands for nothing yet
 */
GtkWidget *
dln_mark_new (void)
{
  return g_object_new (DLN_TYPE_MARK, NULL);
}

/**
 * dln_mark_set:
 * @target: what it stands for
 * @label: what a screen reader says
 * @selected: whether it is the selection
 *
 * Gives a pooled mark another meaning; costs nothing if it is the same one.
 */
void
dln_mark_set (DlnMark    *self,
              DlnTarget   target,
              const char *label,
              gboolean    selected)
{
  g_return_if_fail (DLN_IS_MARK (self));

  self->target = target;
  if (g_strcmp0 (self->label, label) != 0)
    {
      g_free (self->label);
      self->label = g_strdup (label);
      dln_label_name (GTK_WIDGET (self), self->label != NULL ? self->label : "");
    }
  if (self->selected != !!selected)
    {
      self->selected = !!selected;
      gtk_accessible_update_state (
        GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, self->selected, -1);
    }
}

/**
 * dln_mark_get_target:
 *
 * Returns: what it stands for
 */
DlnTarget
dln_mark_get_target (DlnMark *self)
{
  g_return_val_if_fail (DLN_IS_MARK (self), ((DlnTarget){ DLN_TARGET_NONE, 0 }));

  return self->target;
}

/* DlnTarget pointers as keys of a hash table */
guint
dln_mark_hash_target (gconstpointer key)
{
  const DlnTarget *target = key;

  return target->kind * 2654435761u ^ target->id;
}

gboolean
dln_mark_equal_targets (gconstpointer a,
                        gconstpointer b)
{
  return dln_target_equal (*(const DlnTarget *) a, *(const DlnTarget *) b);
}
