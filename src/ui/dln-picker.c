/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search field over a list of names or events. Names that sound like what the picker is about
 * come
 * first while nothing is typed. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-picker.h"

#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ROWS 40

struct _DlnPicker
{
  GtkBox        parent_instance;
  GtkWidget    *entry;
  GtkListBox   *list;
  DlnViewState *state; /* (unowned): the window outlives its dialogs */
  DlnTargetKind kind;
  DlnTarget     but;   /* not offered: what it is about */
};

G_DEFINE_FINAL_TYPE (DlnPicker, dln_picker, GTK_TYPE_BOX)

enum
{
  PICKED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  guint32 id;
  float   rank;
} Candidate;

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *x = a;
  const Candidate *y = b;

  if (x->rank != y->rank)
    return x->rank > y->rank ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/* how many words of @wanted begin a word of @title; -1 if one does not */
static int
count_words (const char *title,
             char      **wanted)
{
  g_auto (GStrv) words = g_str_tokenize_and_fold (title, NULL, NULL);
  int n = 0;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; words[j] != NULL && !found; j++)
        found = g_str_has_prefix (words[j], wanted[i]);
      if (!found)
        return -1;
      n += 1;
    }
  return n;
}

/* words that two titles share: what may be one by its name comes first */
static guint
count_shared (char **a,
              const char *title)
{
  g_auto (GStrv) words = g_str_tokenize_and_fold (title, NULL, NULL);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n += strlen (words[i]) > 2 && g_strv_contains ((const char *const *) a, words[i]);
  return n;
}

static void
add_candidate (DlnPicker *self,
               GArray    *candidates,
               guint32    id,
               float      salience,
               char     **wanted,
               char     **about)
{
  DlnTarget target = { self->kind, id };
  DlnCase *dcase = dln_view_state_get_case (self->state);
  g_autofree char *title = NULL;
  Candidate candidate = { id, salience };
  int n;

  if (dln_target_equal (target, self->but) || dln_case_is_hidden (dcase, target))
    return;
  title = dln_case_dup_target_title (dcase, target);
  n = count_words (title, wanted);
  if (n < 0)
    return;
  candidate.rank += count_shared (about, title);
  g_array_append_val (candidates, candidate);
}

/* (transfer full) (element-type Candidate): best first */
static GArray *
find_candidates (DlnPicker *self)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_auto (GStrv) wanted =
    g_str_tokenize_and_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), NULL, NULL);
  g_autofree char *title = self->but.kind == self->kind
                             ? dln_case_dup_target_title (dcase, self->but)
                             : g_strdup ("");
  g_auto (GStrv) about = g_str_tokenize_and_fold (title, NULL, NULL);

  if (self->kind == DLN_TARGET_ENTITY)
    for (guint i = 0; i < rows->entities->len; i++)
      {
        const DlnEntity *row = DLN_ROW (rows->entities, DlnEntity, i);

        add_candidate (self, candidates, row->id, row->salience, wanted, about);
      }
  else
    for (guint i = 0; i < rows->events->len; i++)
      {
        const DlnEvent *row = DLN_ROW (rows->events, DlnEvent, i);

        add_candidate (self, candidates, row->id, row->salience, wanted, about);
      }
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

/* (transfer full): what tells it from others of that name */
static char *
dup_subtitle (DlnPicker *self,
              guint32    id)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  const DlnEntity *entity =
    self->kind == DLN_TARGET_ENTITY ? dln_case_get_entity (dcase, id) : NULL;
  const DlnEvent *event = self->kind == DLN_TARGET_EVENT ? dln_case_get_event (dcase, id) : NULL;

  if (entity != NULL)
    {
      g_autofree char *n = g_strdup_printf (
        ngettext ("%u mention", "%u mentions", entity->n_mentions), entity->n_mentions);

      return g_strdup_printf ("%s · %s", dln_label_entity_type (entity->type), n);
    }
  return event != NULL ? dln_label_when (&event->when) : NULL;
}

static void
fill (DlnPicker *self)
{
  g_autoptr (GArray) candidates = find_candidates (self);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < MIN (candidates->len, MAX_ROWS); i++)
    {
      guint32 id = DLN_ROW (candidates, Candidate, i)->id;
      g_autofree char *title =
        dln_case_dup_target_title (dln_view_state_get_case (self->state),
                                   (DlnTarget){ self->kind, id });
      g_autofree char *subtitle = dup_subtitle (self, id);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

      gtk_box_append (GTK_BOX (box), dln_label_new (title, NULL));
      gtk_box_append (GTK_BOX (box), dln_label_new (subtitle, "claim-source"));
      row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      g_object_set_data (G_OBJECT (row), "dln-id", GUINT_TO_POINTER (id));
      dln_label_name (row, title);
      gtk_list_box_append (self->list, row);
    }
  if (candidates->len > 0 && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  g_signal_emit (self, signals[PICKED], 0);
}

static void
selected_cb (DlnPicker *self)
{
  g_signal_emit (self, signals[PICKED], 0);
}

static void
activated_cb (DlnPicker *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* Up and Down go through the list while one types */
static gboolean
key_pressed_cb (DlnPicker      *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType modifiers)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->list, MAX (index + (keyval == GDK_KEY_Down
    ? 1 : -1), 0));
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

static void
dln_picker_class_init (DlnPickerClass *klass)
{
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dln_picker_init (DlnPicker *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->entry = gtk_search_entry_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "picker-list");
  dln_label_name (self->entry, _ ("Find a name"));
  dln_label_name (GTK_WIDGET (self->list), _ ("Found"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 190);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, key);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (fill), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), scroller);
}

/**
 * dln_picker_new:
 * @state: whose case
 * @kind: %DLN_TARGET_ENTITY or %DLN_TARGET_EVENT
 * @but: what is not offered; of the same kind it also says which names come first
 *
 * Returns: (transfer floating): a picker in which nothing is chosen yet
 */
GtkWidget *
dln_picker_new (DlnViewState *state,
                DlnTargetKind kind,
                DlnTarget     but)
{
  DlnPicker *self = g_object_new (DLN_TYPE_PICKER, NULL);

  self->state = state;
  self->kind = kind;
  self->but = but;
  fill (self);
  return GTK_WIDGET (self);
}

/* Returns: the id that is chosen, 0 = none */
guint32
dln_picker_get_picked (DlnPicker *self)
{
  g_return_val_if_fail (DLN_IS_PICKER (self), 0);

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "dln-id")) : 0;
}

GtkWidget *
dln_picker_get_entry (DlnPicker *self)
{
  g_return_val_if_fail (DLN_IS_PICKER (self), NULL);

  return self->entry;
}
