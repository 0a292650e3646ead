/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above the timeline: the title of the case, which can be edited, and one sentence in
 * which the numbers add up; in the story of somebody, whose it is and the way back; how much there
 * is to check. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-case-header.h"

#include "case/dln-checks.h"
#include "case/dln-story.h"
#include "ui/dln-labels.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define ROW_HEIGHT 36 /* more than its labels and buttons need, which GTK rounds apart */

struct _DlnCaseHeader
{
  GtkBox        parent_instance;
  DlnViewState *state;
  DlnTimeline  *timeline;
  GtkWidget    *back;
  GtkWidget    *title;
  GtkWidget    *story;
  GtkWidget    *sentence;
  GtkWidget    *minor;
  GtkWidget    *track;
  GtkWidget    *check;
  guint         idle;
};

G_DEFINE_FINAL_TYPE (DlnCaseHeader, dln_case_header, GTK_TYPE_BOX)

/* ---- words ---------------------------------------------------------------------------------- */

static void
append_part (GString *out,
             char    *part) /* (transfer full) */
{
  if (out->len > 0)
    g_string_append (out, ", ");
  g_string_append (out, part);
  g_free (part);
}

/* "22 Sep 2022 to 19 Apr 2023": from the first to the last article; NULL if none is dated */
static char *
dup_period (DlnCase *dcase)
{
  const DlnWhen *first = NULL, *last = NULL;

  for (DlnDocumentId id = 1; id <= dln_case_get_n_documents (dcase); id++)
    {
      const DlnResolvedDocument *row = dln_case_get_document_row (dcase, id);

      if (row == NULL || !dln_when_is_known (&row->when))
        continue;
      if (first == NULL || row->when.earliest_begin < first->earliest_begin)
        first = &row->when;
      if (last == NULL || row->when.latest_end > last->latest_end)
        last = &row->when;
    }
  if (first == NULL)
    return NULL;

  g_autofree char *begin = dln_when_dup_short (first);
  g_autofree char *end = dln_when_dup_short (last);

  if (g_str_equal (begin, end))
    return g_steal_pointer (&begin);
  /* Translators: the days of the first and the last article */
  return g_strdup_printf (_ ("%s to %s"), begin, end);
}

/* "12 told here, 13 as marks, 4 undated": what the events are split into */
static char *
dup_split (const DlnTimelineCounts *counts)
{
  GString *out = g_string_new (NULL);

  append_part (out, g_strdup_printf (ngettext ("%u told here", "%u told here", counts->told),
                                     counts->told));
  if (counts->marks > 0)
    append_part (out, g_strdup_printf (ngettext ("%u as a mark", "%u as marks", counts->marks),
                                       counts->marks));
  if (counts->counted > 0)
    append_part (out, g_strdup_printf (ngettext ("%u counted in the band", "%u counted in the band",
                                                 counts->counted),
                                       counts->counted));
  if (counts->undated > 0)
    append_part (out, g_strdup_printf (ngettext ("%u undated", "%u undated", counts->undated),
                                       counts->undated));
  if (counts->outside > 0)
    append_part (out, g_strdup_printf (ngettext ("%u outside this time", "%u outside this time",
                                                 counts->outside),
                                       counts->outside));
  return g_string_free (out, FALSE);
}

static char *
dup_sentence (DlnCaseHeader           *self,
              const DlnTimelineCounts *counts)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  guint n_articles = dln_case_get_n_documents (dcase);
  guint n = counts->all - counts->filtered, other = counts->filtered - counts->minor;
  g_autofree char *articles
    = g_strdup_printf (ngettext ("%u article", "%u articles", n_articles), n_articles);
  g_autofree char *period = dup_period (dcase);
  g_autofree char *events = g_strdup_printf (ngettext ("%u event", "%u events", n), n);
  g_autofree char *split = dup_split (counts);
  GString *out = g_string_new (articles);

  if (period != NULL)
    g_string_append_printf (out, ", %s", period);
  g_string_append (out, ". ");
  /* Translators: how many events, then how they are shown */
  g_string_append_printf (out, _("%s: %s"), events, split);
  g_string_append_c (out, '.');
  if (other > 0)
    {
      g_autofree char *left_out
        = g_strdup_printf (ngettext (" The filter leaves out %u.",
                                     " The filter leaves out %u.", other),
                           other);

      g_string_append (out, left_out);
    }
  return g_string_free (out, FALSE);
}

static guint
count_articles (DlnCaseHeader *self)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  const DlnFilter *filter = dln_view_state_get_filter (self->state);
  const DlnResolution *resolution = dln_case_get_resolution (dcase);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (resolution->events, DlnEvent, i);
      guint n = 0;

      if (dln_filter_shows_event (filter, dcase, event->id) == DLN_CERTAINTY_NO)
        continue;
      const DlnEvidence *evidence
        = dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id }, &n);
      for (guint k = 0; k < n; k++)
        g_hash_table_add (seen, GUINT_TO_POINTER (evidence[k].document));
    }
  return g_hash_table_size (seen);
}

/* "12 of 315 events in 3 of 8 articles" */
static char *
dup_story_sentence (DlnCaseHeader           *self,
                    const DlnTimelineCounts *counts)
{
  guint n_articles = dln_case_get_n_documents (dln_view_state_get_case (self->state));
  const DlnFilter *filter = dln_view_state_get_filter (self->state);
  g_autofree char *split = dup_split (counts);

  const char *words = filter->story == NULL || filter->story->len > 1
                        /* Translators: events of all events, articles of all, what they are */
                        ? _ ("%u of %u events in %u of %u articles: %s.")
                        : _ ("%u of %u events in %u of %u articles: %s. Ctrl+click adds a name.");

  return g_strdup_printf (words,
                          counts->all - counts->filtered,
                          counts->all,
                          count_articles (self),
                          n_articles,
                          split);
}

static char *
dup_names (DlnCaseHeader *self)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  const DlnFilter *filter = dln_view_state_get_filter (self->state);
  GString *out = g_string_new (NULL);

  for (guint i = 0; filter->story != NULL && i < filter->story->len; i++)
    {
      DlnTarget target = { DLN_TARGET_ENTITY, g_array_index (filter->story, DlnEntityId, i) };
      g_autofree char *name = dln_case_dup_target_title (dcase, target);

      if (i > 0)
        g_string_append (out, filter->any_of_story ? _ (" or ") : _ (" and "));
      g_string_append (out, name);
    }
  g_autofree char *names = g_string_free (out, FALSE);

  if (filter->found == NULL)
    return g_steal_pointer (&names);
  /* Translators: what is shown: all that a search finds */
  g_autofree char *found = g_strdup_printf (_("Found by “%s”"), filter->found->query);

  return *names != '\0' ? g_strdup_printf (_("%s: %s"), found, names) : g_steal_pointer (&found);
}

/* ---- in step -------------------------------------------------------------------------------- */

/* as the page that it opens counts */
static void
update_check (DlnCaseHeader *self)
{
  guint n = dln_case_count_checks (dln_view_state_get_case (self->state));
  g_autofree char *text = g_strdup_printf (ngettext ("%u to check", "%u to check", n), n);

  gtk_button_set_label (GTK_BUTTON (self->check), text);
  gtk_widget_set_visible (self->check, n > 0);

  g_autoptr (GArray) story = dln_case_dup_story (dln_view_state_get_case (self->state));
  g_autofree char *track = g_strdup_printf (
    ngettext ("★ %u in the story", "★ %u in the story", story->len), story->len);

  gtk_button_set_label (GTK_BUTTON (self->track), track);
  gtk_widget_set_visible (self->track, story->len > 0);
}

/* whether a story or a search chooses what is shown */
static gboolean
is_of_few (DlnCaseHeader *self)
{
  const DlnFilter *filter = dln_view_state_get_filter (self->state);

  return dln_filter_has_story (filter) || filter->found != NULL;
}

static void
update_minor (DlnCaseHeader           *self,
              const DlnTimelineCounts *counts)
{
  gboolean shown = dln_view_state_get_filter (self->state)->show_minor;
  g_autofree char *text
    = shown ? g_strdup (_ ("Hide minor events"))
            : g_strdup_printf (
                ngettext ("Show %u minor event", "Show %u minor events", counts->minor),
                counts->minor);

  gtk_button_set_label (GTK_BUTTON (self->minor), text);
  gtk_widget_set_visible (self->minor,
                          !is_of_few (self)
                            && (shown || counts->minor > 0));
}

static gboolean
update_cb (gpointer data)
{
  DlnCaseHeader *self = data;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  gboolean story = is_of_few (self);
  DlnTimelineCounts counts;

  self->idle = 0;
  /* the picture that the canvas shows, or is about to */
  dln_scene_unref (
    dln_scene_view_build (DLN_SCENE_VIEW (self->timeline), dln_theme_get (dark)));
  dln_timeline_get_counts (self->timeline, &counts);

  g_autofree char *sentence
    = story ? dup_story_sentence (self, &counts) : dup_sentence (self, &counts);
  g_autofree char *title = dln_view_state_dup_title (self->state);
  g_autofree char *names = story ? dup_names (self) : NULL;

  dln_label_set (GTK_LABEL (self->sentence), sentence);
  gtk_widget_set_visible (self->back, story);
  gtk_widget_set_visible (self->title, !story);
  gtk_widget_set_visible (self->story, story);
  if (story)
    dln_label_set (GTK_LABEL (self->story), names);
  else if (!gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (self->title)))
    gtk_editable_set_text (GTK_EDITABLE (self->title), title);
  update_minor (self, &counts);
  return G_SOURCE_REMOVE;
}

static void
queue_update (DlnCaseHeader *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, update_cb, self, NULL);
}

static void
follow_timeline (DlnCaseHeader *self)
{
  if (self->timeline != NULL)
    g_signal_handlers_disconnect_by_data (self->timeline, self);
  g_set_object (&self->timeline, dln_view_state_get_timeline (self->state));
  g_signal_connect_swapped (self->timeline, "changed", G_CALLBACK (queue_update), self);
  update_check (self);
  queue_update (self);
}

static void
case_changed_cb (DlnCaseHeader *self)
{
  update_check (self);
  queue_update (self);
}

/* ---- what one can do ------------------------------------------------------------------------ */

static void
back_clicked_cb (DlnCaseHeader *self)
{
  dln_view_state_show_found (self->state, NULL);
  dln_view_state_tell_story (self->state, 0, FALSE);
  dln_view_state_select (self->state, (DlnTarget){ DLN_TARGET_NONE, 0 });
}

static void
minor_clicked_cb (DlnCaseHeader *self)
{
  DlnFilter *filter = dln_view_state_edit_filter (self->state);

  filter->show_minor = !filter->show_minor;
  dln_view_state_commit_filter (self->state);
}

static void
title_edited_cb (DlnCaseHeader *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->title));
  g_autofree char *title = dln_view_state_dup_title (self->state);

  if (gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (self->title)))
    return;
  if (*text != '\0' && g_strcmp0 (text, title) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.set-title", "s", text);
  queue_update (self);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
dln_case_header_dispose (GObject *object)
{
  DlnCaseHeader *self = DLN_CASE_HEADER (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->timeline != NULL)
    g_signal_handlers_disconnect_by_data (self->timeline, self);
  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_clear_object (&self->timeline);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (dln_case_header_parent_class)->dispose (object);
}

static void
dln_case_header_class_init (DlnCaseHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dln_case_header_dispose;
}

static GtkWidget *
add_button (DlnCaseHeader *self,
            GtkWidget     *box,
            const char    *label,
            const char    *style,
            GCallback      clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, style);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (clicked != NULL)
    g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
dln_case_header_init (DlnCaseHeader *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "case-header");
  self->back = add_button (self, GTK_WIDGET (self), _ ("All events"), "story-back",
                           G_CALLBACK (back_clicked_cb));
  gtk_widget_set_tooltip_text (self->back, _ ("End the story (Escape)"));
  self->title = gtk_editable_label_new ("");
  gtk_widget_add_css_class (self->title, "header-title");
  gtk_widget_set_halign (self->title, GTK_ALIGN_START);
  dln_label_name (self->title, _ ("Title of the case"));
  g_signal_connect_swapped (self->title, "notify::editing", G_CALLBACK (title_edited_cb), self);
  self->story = dln_label_new ("", "header-title");
  self->sentence = dln_label_new ("", "header-sentence");
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->sentence), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_hexpand (self->story, FALSE);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_set_size_request (top, -1, ROW_HEIGHT);
  gtk_widget_set_valign (self->title, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->story, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (top), self->title);
  gtk_box_append (GTK_BOX (top), self->story);
  gtk_box_append (GTK_BOX (top), space);
  gtk_box_append (GTK_BOX (words), top);
  gtk_box_append (GTK_BOX (line), self->sentence);
  self->minor = add_button (self, line, "", "header-link", G_CALLBACK (minor_clicked_cb));
  gtk_button_set_has_frame (GTK_BUTTON (self->minor), FALSE);
  gtk_box_append (GTK_BOX (words), line);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_hexpand (self->sentence, FALSE);
  gtk_box_append (GTK_BOX (self), words);
  self->track = add_button (self, top, "", "in-story", NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->track), "win.show-story");
  self->check = add_button (self, top, "", "to-check", NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->check), "win.show-checks");
}

/**
 * dln_case_header_new:
 * @state: whose case, filter and timeline
 *
 * Returns: (transfer floating): a header
 */
GtkWidget *
dln_case_header_new (DlnViewState *state)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (state), NULL);

  DlnCaseHeader *self = g_object_new (DLN_TYPE_CASE_HEADER, NULL);

  self->state = g_object_ref (state);
  g_signal_connect_swapped (state, "case-replaced", G_CALLBACK (follow_timeline), self);
  g_signal_connect_swapped (state, "case-changed", G_CALLBACK (case_changed_cb), self);
  g_signal_connect_swapped (state, "filter-changed", G_CALLBACK (queue_update), self);
  follow_timeline (self);
  return GTK_WIDGET (self);
}
