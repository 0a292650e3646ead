/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter's controls: period, thresholds, kinds of events and relations. Kinds that the case
 * does not have are not offered. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-filter-page.h"

#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <math.h>

struct _DlnFilterPage
{
  GtkBox        parent_instance;
  GtkEntry     *from;
  GtkEntry     *to;
  GtkRange     *score;
  GtkRange     *salience;
  GtkLabel     *score_shown;
  GtkLabel     *salience_shown;
  GtkSwitch    *minor;
  GtkSwitch    *background;
  GtkBox       *events;
  GtkBox       *relations;
  GtkWidget    *reset;
  DlnViewState *state;
  guint32       event_types;    /* offered */
  guint64       relation_types; /* offered; DLN_FILTER_BIT() */
  gboolean      updating;
};

G_DEFINE_FINAL_TYPE (DlnFilterPage, dln_filter_page, GTK_TYPE_BOX)

/* ---- from the controls ---------------------------------------------------------------------- */

/* An empty entry means "no bound"; one that is no date is marked and changes nothing. */
static gboolean
read_date (GtkEntry *entry,
           DlnWhen  *when)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  gboolean ok = TRUE;

  *when = dln_when_unknown ();
  if (*text != '\0')
    ok = dln_when_parse_edtf (text, when, NULL) && dln_when_is_known (when);
  if (ok)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  return ok;
}

static void
date_changed_cb (DlnFilterPage *self)
{
  DlnWhen from, to;

  if (self->updating || self->state == NULL)
    return;
  gboolean ok = read_date (self->from, &from);
  if (!read_date (self->to, &to) || !ok)
    return;
  DlnFilter *filter = dln_view_state_edit_filter (self->state);
  DlnInstant begin = dln_when_is_known (&from) ? from.earliest_begin : DLN_INSTANT_PAST;
  DlnInstant end = dln_when_is_known (&to) ? to.latest_end : DLN_INSTANT_FUTURE;

  if (filter->begin == begin && filter->end == end)
    return;
  filter->begin = begin;
  filter->end = end;
  dln_view_state_commit_filter (self->state);
}

/* at its left end a scale asks for nothing */
static float
get_threshold (GtkRange *scale)
{
  double value = gtk_range_get_value (scale);

  return value > gtk_adjustment_get_lower (gtk_range_get_adjustment (scale)) ? value : 0;
}

static void
threshold_changed_cb (DlnFilterPage *self)
{
  if (self->updating || self->state == NULL)
    return;
  DlnFilter *filter = dln_view_state_edit_filter (self->state);

  filter->min_score = get_threshold (self->score);
  filter->min_salience = get_threshold (self->salience);
  dln_view_state_commit_filter (self->state);
}

static void
switch_changed_cb (DlnFilterPage *self)
{
  if (self->updating || self->state == NULL)
    return;
  DlnFilter *filter = dln_view_state_edit_filter (self->state);

  filter->show_minor = gtk_switch_get_active (self->minor);
  filter->show_background = gtk_switch_get_active (self->background);
  dln_view_state_commit_filter (self->state);
}

static void
kind_toggled_cb (DlnFilterPage  *self,
                 GtkCheckButton *check)
{
  guint bit = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "dln-type"));
  gboolean is_event = gtk_widget_get_parent (GTK_WIDGET (check)) == GTK_WIDGET (self->events);

  if (self->updating)
    return;
  DlnFilter *filter = dln_view_state_edit_filter (self->state);
  if (is_event)
    filter->event_types ^= 1u << bit;
  else
    filter->relation_types ^= DLN_FILTER_BIT (bit);
  dln_view_state_commit_filter (self->state);
}

static void
reset_clicked_cb (DlnFilterPage *self)
{
  dln_view_state_reset_filter (self->state);
}

/* ---- to the controls ------------------------------------------------------------------------ */

static void
update_checks (GtkBox *box,
               guint64 shown)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      guint bit = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "dln-type"));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (child), (shown & DLN_FILTER_BIT (bit)) != 0);
    }
}

static void
count_shown (DlnFilterPage   *self,
             const DlnFilter *filter,
             guint           *n_events,
             guint           *n_relations)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  const DlnResolution *rows = dln_case_get_resolution (dcase);

  *n_events = *n_relations = 0;
  for (guint i = 0; i < rows->events->len; i++)
    *n_events += dln_filter_shows_event (filter, dcase, DLN_ROW (rows->events, DlnEvent, i)->id)
                 != DLN_CERTAINTY_NO;
  for (guint i = 0; i < rows->relations->len; i++)
    *n_relations +=
      dln_filter_shows_relation (filter, dcase, DLN_ROW (rows->relations, DlnRelation, i)->id);
}

static void
show_count (GtkLabel *label,
            guint     n,
            guint     n_all)
{
  /* Translators: how many events or relations the filter lets through, and of how many */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), n, n_all);

  gtk_label_set_text (label, text);
}

/* What the two thresholds leave of what the rest of the filter shows. */
static void
update_counts (DlnFilterPage *self)
{
  const DlnFilter *filter = dln_view_state_get_filter (self->state);
  g_autoptr (DlnFilter) all = dln_filter_copy (filter);
  guint n_events, n_relations, n_all_events, n_all_relations;

  all->min_score = all->min_salience = 0;
  count_shown (self, filter, &n_events, &n_relations);
  count_shown (self, all, &n_all_events, &n_all_relations);
  show_count (self->salience_shown, n_events, n_all_events);
  show_count (self->score_shown, n_relations, n_all_relations);
}

static void
filter_changed_cb (DlnFilterPage *self)
{
  const DlnFilter *filter = dln_view_state_get_filter (self->state);

  self->updating = TRUE;
  gtk_range_set_value (self->score, filter->min_score);
  gtk_range_set_value (self->salience, filter->min_salience);
  gtk_switch_set_active (self->minor, filter->show_minor);
  gtk_switch_set_active (self->background, filter->show_background);
  if (filter->begin == DLN_INSTANT_PAST
      && !gtk_widget_has_css_class (GTK_WIDGET (self->from), "error"))
    gtk_editable_set_text (GTK_EDITABLE (self->from), "");
  if (filter->end == DLN_INSTANT_FUTURE
      && !gtk_widget_has_css_class (GTK_WIDGET (self->to), "error"))
    gtk_editable_set_text (GTK_EDITABLE (self->to), "");
  update_checks (self->events, filter->event_types);
  update_checks (self->relations, filter->relation_types);
  gtk_widget_set_sensitive (self->reset, !dln_view_state_filter_is_default (self->state));
  update_counts (self);
  self->updating = FALSE;
}

static void
add_check (DlnFilterPage *self,
           GtkBox        *box,
           guint          type,
           const char    *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_object_set_data (G_OBJECT (check), "dln-type", GUINT_TO_POINTER (type));
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (kind_toggled_cb), self);
  gtk_box_append (box, check);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* A scale reaches from the least to the greatest value that occurs, so that all of its way has an
 * effect. */
static void
set_range (GtkRange *scale,
           float     least,
           float     most)
{
  GtkAdjustment *adjustment = gtk_range_get_adjustment (scale);
  double lower = floor (least * 50) / 50;
  double upper = MAX (ceil (most * 50) / 50, lower);

  gtk_adjustment_set_lower (adjustment, lower);
  gtk_adjustment_set_upper (adjustment, upper);
  gtk_adjustment_set_step_increment (adjustment, (upper - lower) / 20);
  gtk_adjustment_set_page_increment (adjustment, (upper - lower) / 5);
  gtk_widget_set_sensitive (GTK_WIDGET (scale), upper > lower);
}

static void
update_ranges (DlnFilterPage       *self,
               const DlnResolution *rows)
{
  float least_score = 1, most_score = 0, least_salience = 1, most_salience = 0;

  for (guint i = 0; i < rows->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (rows->relations, DlnRelation, i);

      if (relation->type == DLN_RELATION_CO_MENTION)
        continue;
      least_score = MIN (least_score, relation->score);
      most_score = MAX (most_score, relation->score);
    }
  for (guint i = 0; i < rows->events->len; i++)
    {
      float salience = DLN_ROW (rows->events, DlnEvent, i)->salience;

      least_salience = MIN (least_salience, salience);
      most_salience = MAX (most_salience, salience);
    }
  self->updating = TRUE;
  set_range (self->score, MIN (least_score, most_score), most_score);
  set_range (self->salience, MIN (least_salience, most_salience), most_salience);
  self->updating = FALSE;
}

static void
case_changed_cb (DlnFilterPage *self)
{
  const DlnResolution *rows = dln_case_get_resolution (dln_view_state_get_case (self->state));
  guint32 events = 0;
  guint64 relations = 0;

  for (guint i = 0; i < rows->events->len; i++)
    events |= 1u << DLN_ROW (rows->events, DlnEvent, i)->type;
  for (guint i = 0; i < rows->relations->len; i++)
    relations |= DLN_FILTER_BIT (DLN_ROW (rows->relations, DlnRelation, i)->type);
  if (events != self->event_types)
    {
      self->event_types = events;
      clear_box (self->events);
      for (guint type = 1; type <= DLN_N_EVENT_TYPES; type++)
        if (events & (1u << (type % DLN_N_EVENT_TYPES)))
          add_check (self, self->events, type % DLN_N_EVENT_TYPES,
                     dln_label_event_type (type % DLN_N_EVENT_TYPES));
    }
  if (relations != self->relation_types)
    {
      self->relation_types = relations;
      clear_box (self->relations);
      for (guint type = 0; type < 64; type++)
        if (relations & DLN_FILTER_BIT (type))
          add_check (self, self->relations, type, gettext (dln_relation_type_get_label (type)));
    }
  update_ranges (self, rows);
  filter_changed_cb (self);
}

static void
dln_filter_page_dispose (GObject *object)
{
  DlnFilterPage *self = DLN_FILTER_PAGE (object);

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_clear_object (&self->state);
  gtk_widget_dispose_template (GTK_WIDGET (self), DLN_TYPE_FILTER_PAGE);

  G_OBJECT_CLASS (dln_filter_page_parent_class)->dispose (object);
}

static void
dln_filter_page_class_init (DlnFilterPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_filter_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dateline/Dateline/dln-filter-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, from);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, to);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, score);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, salience);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, score_shown);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, salience_shown);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, minor);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, background);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, events);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, relations);
  gtk_widget_class_bind_template_child (widget_class, DlnFilterPage, reset);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, threshold_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, switch_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
}

static void
dln_filter_page_init (DlnFilterPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dln_filter_page_set_state:
 * @state: whose filter to edit; set once
 */
void
dln_filter_page_set_state (DlnFilterPage *self,
                           DlnViewState  *state)
{
  g_return_if_fail (DLN_IS_FILTER_PAGE (self));

  if (!g_set_object (&self->state, state))
    return;
  g_signal_connect_swapped (state, "filter-changed", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (state, "case-changed", G_CALLBACK (case_changed_cb), self);
  case_changed_cb (self);
}
