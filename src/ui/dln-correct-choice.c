/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections that choose one of a few: kind, status; the participants of an event with their
 * roles;
 * and which sentences are about something else. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-correct-private.h"

#include "ui/dln-labels.h"
#include "ui/dln-quote-label.h"
#include "ui/dln-picker.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- one of a few ---------------------------------------------------------------------------- */

static const struct
{
  DlnStatus   status;
  const char *label;
} statuses[] = {
  { DLN_STATUS_HAPPENED, N_ ("It happened") },
  { DLN_STATUS_PLANNED, N_ ("Planned") },
  { DLN_STATUS_ALLEGED, N_ ("Alleged") },
  { DLN_STATUS_DENIED, N_ ("Denied") },
  { DLN_STATUS_POSSIBLE, N_ ("Possible") },
  { DLN_STATUS_NOT, N_ ("It did not happen") },
};

/* the values that can be chosen, each with its label */
static guint
list_choices (DlnCorrection *correction,
              gboolean       status,
              guint         *values,
              const char   **labels)
{
  guint n = 0;

  if (status)
    for (; n < G_N_ELEMENTS (statuses); n++)
      {
        values[n] = statuses[n].status;
        labels[n] = _ (statuses[n].label);
      }
  else if (correction->target.kind == DLN_TARGET_ENTITY)
    for (guint i = DLN_ENTITY_PERSON; i < DLN_N_ENTITY_TYPES; i++, n++)
      {
        values[n] = i;
        labels[n] = dln_label_entity_type (i);
      }
  else if (correction->target.kind == DLN_TARGET_EVENT)
    for (guint i = 0; i < DLN_N_EVENT_TYPES; i++, n++)
      {
        values[n] = i;
        labels[n] = dln_label_event_type (i);
      }
  else
    for (guint i = 0; i < DLN_N_RELATION_TYPES; i++, n++)
      {
        values[n] = i;
        labels[n] = g_dgettext (GETTEXT_PACKAGE, dln_relation_type_get_label (i));
      }
  return n;
}

static guint
get_now (DlnCorrection *correction,
         gboolean       status)
{
  DlnTarget target = correction->target;
  const DlnEvent *event =
    target.kind == DLN_TARGET_EVENT ? dln_case_get_event (correction->dcase, target.id) : NULL;
  const DlnEntity *entity =
    target.kind == DLN_TARGET_ENTITY ? dln_case_get_entity (correction->dcase, target.id) : NULL;
  const DlnRelation *relation =
    target.kind == DLN_TARGET_RELATION ? dln_case_get_relation (correction->dcase, target.id)
                                       : NULL;

  if (status && event != NULL)
    return event->polarity == DLN_POLARITY_NEGATED          ? DLN_STATUS_NOT
           : event->modality == DLN_MODALITY_PLANNED     ? DLN_STATUS_PLANNED
           : event->modality == DLN_MODALITY_ALLEGED     ? DLN_STATUS_ALLEGED
           : event->modality == DLN_MODALITY_DENIED      ? DLN_STATUS_DENIED
           : event->modality == DLN_MODALITY_CONDITIONAL ? DLN_STATUS_POSSIBLE
                                                         : DLN_STATUS_HAPPENED;
  return entity != NULL     ? entity->type
         : event != NULL    ? event->type
         : relation != NULL ? relation->type
                            : 0;
}

#define MAX_CHOICES 48
G_STATIC_ASSERT (DLN_N_RELATION_TYPES <= MAX_CHOICES);

static void
chosen_cb (DlnCorrection *correction)
{
  gboolean status = correction->verb != 0;
  guint values[MAX_CHOICES];
  const char *labels[MAX_CHOICES];
  guint n = list_choices (correction, status, values, labels);
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (correction->data));
  g_autofree char *title = dln_case_dup_target_title (correction->dcase, correction->target);

  if (i < n)
    _dln_correction_decide (
      correction,
      (DlnDecision){ .type = status ? DLN_DECISION_STATUS : DLN_DECISION_RETYPE, .value =
                     values[i] },
      /* Translators: what it is about, then its kind or status */
      g_strdup_printf (_ ("“%s”: %s"), title, labels[i]));
}

/**
 * _dln_correct_choice:
 * @verb: "retype" or "status"
 */
void
_dln_correct_choice (DlnWindow  *self,
                     DlnTarget   target,
                     const char *verb)
{
  gboolean status = strcmp (verb, "status") == 0;
  g_autofree char *title =
    dln_case_dup_target_title (dln_session_get_case (self->session), target);
  DlnCorrection *correction =
    _dln_correction_new (self, target, status ? _ ("Did it happen?") : _ ("What is it?"), title,
                         _ ("_Set"), chosen_cb);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint values[MAX_CHOICES];
  const char *labels[MAX_CHOICES];
  GtkWidget *choice;
  guint n;

  correction->verb = status;
  n = list_choices (correction, status, values, labels);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (list, labels[i]);
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  for (guint i = 0; i < n; i++)
    if (values[i] == get_now (correction, status))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  dln_label_name (choice, status ? _ ("Did it happen?") : _ ("What is it?"));
  correction->data = choice;
  gtk_box_append (GTK_BOX (correction->box), choice);
  _dln_correction_add_reason (correction);
  _dln_correction_present (correction, choice);
}

/* ---- participants ---------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *list;   /* a row for each participant */
  GtkWidget *picker; /* whom to add */
} People;

static GtkWidget *
new_roles (guint role)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; i < DLN_N_ROLES; i++)
    gtk_string_list_append (list, dln_label_role (i));
  gtk_string_list_append (list, _ ("did not take part"));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), role);
  return choice;
}

static GtkWidget *
find_row (People     *people,
          DlnEntityId id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (people->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "dln-id")) == id)
      return row;
  return NULL;
}

/* @was: its role now, %DLN_N_ROLES for one that is added */
static void
add_person (DlnCorrection *correction,
            DlnEntityId    id,
            guint          role,
            guint          was)
{
  People *people = correction->data;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *name =
    dln_case_dup_target_title (correction->dcase, (DlnTarget){ DLN_TARGET_ENTITY, id });
  GtkWidget *label = dln_label_new (name, NULL);
  GtkWidget *roles = new_roles (role);

  gtk_widget_set_hexpand (label, TRUE);
  dln_label_name (roles, name);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), roles);
  g_object_set_data (G_OBJECT (row), "dln-id", GUINT_TO_POINTER (id));
  g_object_set_data (G_OBJECT (row), "dln-was", GUINT_TO_POINTER (was));
  g_object_set_data (G_OBJECT (row), "dln-roles", roles);
  gtk_box_append (GTK_BOX (people->list), row);
}

static void
add_clicked_cb (DlnCorrection *correction)
{
  People *people = correction->data;
  guint32 id = dln_picker_get_picked (DLN_PICKER (people->picker));

  if (id != 0 && find_row (people, id) == NULL)
    add_person (correction, id, DLN_ROLE_AGENT, DLN_N_ROLES);
}

static void
people_said_cb (DlnCorrection *correction)
{
  People *people = correction->data;
  g_autoptr (GArray) made = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  g_autofree char *title = dln_case_dup_target_title (correction->dcase, correction->target);
  g_autofree char *reason = _dln_correction_dup_reason (correction);

  for (GtkWidget *row = gtk_widget_get_first_child (people->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      guint role =
        gtk_drop_down_get_selected (g_object_get_data (G_OBJECT (row), "dln-roles"));
      DlnDecision decision = {
        .kind = DLN_TARGET_EVENT,
        .type = DLN_DECISION_PARTICIPANT,
        .a = correction->target.id,
        .b = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "dln-id")),
        .value = MIN (role, DLN_N_ROLES),
        .reason = reason,
      };

      if (decision.value != GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "dln-was")))
        g_array_append_val (made, decision);
    }
  if (made->len > 0)
    _dln_window_decide (correction->window, (const DlnDecision *) made->data, made->len,
                        g_strdup_printf (_ ("Who took part in “%s” was changed"), title));
}

void
_dln_correct_people (DlnWindow *self,
                     DlnTarget  target)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  const DlnEvent *event = dln_case_get_event (dcase, target.id);
  const GArray *rows = dln_case_get_resolution (dcase)->participants;
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  DlnCorrection *correction;
  People *people = g_new0 (People, 1);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add"));

  correction =
    _dln_correction_new (self, target, _ ("Who took part?"), title, _ ("_Set"), people_said_cb);
  correction->data = people;
  correction->free_data = g_free;
  people->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (correction->box), people->list);
  for (guint i = 0; event != NULL && i < event->n_participants; i++)
    {
      const DlnEventParticipant *row =
        DLN_ROW (rows, DlnEventParticipant, event->first_participant + i);

      if (dln_case_get_entity (dcase, row->entity) != NULL
          && find_row (people, row->entity) == NULL)
        add_person (correction, row->entity, row->role, row->role);
    }
  people->picker = dln_picker_new (self->state, DLN_TARGET_ENTITY, target);
  gtk_box_append (GTK_BOX (correction->box), people->picker);
  gtk_widget_add_css_class (add, "quiet");
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_clicked_cb), correction);
  g_signal_connect_swapped (people->picker, "activated", G_CALLBACK (add_clicked_cb), correction);
  gtk_box_append (GTK_BOX (correction->box), add);
  _dln_correction_add_reason (correction);
  _dln_correction_present (correction, dln_picker_get_entry (DLN_PICKER (people->picker)));
}

/* ---- not the same ---------------------------------------------------------------------------- */

/* (transfer full): the numbers of the evidence that is ticked */
static char *
dup_ticked (DlnCorrection *correction,
            guint         *n,
            guint         *n_all)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  *n = *n_all = 0;
  for (GtkWidget *tick = gtk_widget_get_first_child (correction->data); tick != NULL;
       tick = gtk_widget_get_next_sibling (tick), *n_all += 1)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)))
      {
        g_string_append_printf (rows, "%s%u", rows->len > 0 ? " " : "", *n_all);
        *n += 1;
      }
  return g_string_free (g_steal_pointer (&rows), FALSE);
}

static void
ticked_cb (DlnCorrection *correction)
{
  guint n, n_all;
  g_autofree char *rows = dup_ticked (correction, &n, &n_all);

  _dln_correction_enable (correction, n > 0 && n < n_all);
}

static void
split_said_cb (DlnCorrection *correction)
{
  guint n, n_all;
  g_autofree char *rows = dup_ticked (correction, &n, &n_all);
  g_autofree char *title = dln_case_dup_target_title (correction->dcase, correction->target);

  _dln_correction_decide (
    correction, (DlnDecision){ .type = DLN_DECISION_SPLIT, .text = rows },
    g_strdup_printf (ngettext ("%u sentence is not about “%s” any more",
                               "%u sentences are not about “%s” any more", n),
                     n, title));
}

static void
add_tick (DlnCorrection     *correction,
          const DlnEvidence *evidence)
{
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *quote = dln_quote_label_new (correction->dcase, evidence->document,
                                          evidence->sentence, evidence->mark);
  g_autofree char *source = dln_label_document_line (correction->dcase, evidence->document);

  gtk_box_append (GTK_BOX (box), quote);
  gtk_box_append (GTK_BOX (box), dln_label_new (source, "claim-source"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), box);
  dln_label_name (tick, gtk_label_get_text (GTK_LABEL (quote)));
  g_signal_connect_swapped (tick, "toggled", G_CALLBACK (ticked_cb), correction);
  gtk_box_append (GTK_BOX (correction->data), tick);
}

/* "Not the same": tick what is about somebody or something else. */
void
_dln_correct_split (DlnWindow *self,
                    DlnTarget  target)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  DlnCorrection *correction = _dln_correction_new (
    self, target, _ ("Which are about something else?"), title, _ ("_Split"), split_said_cb);

  correction->data = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  if (target.kind == DLN_TARGET_ENTITY)
    gtk_box_append (GTK_BOX (correction->box),
                    dln_label_new (_ ("All that one article says under one name goes together."),
                                   "page-line"));
  for (guint i = 0; i < n; i++)
    add_tick (correction, &evidence[i]);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), correction->data);
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_box_append (GTK_BOX (correction->box), scroller);
  _dln_correction_add_reason (correction);
  ticked_cb (correction);
  _dln_correction_present (correction, gtk_widget_get_first_child (correction->data));
}
