/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every view of a window shares: the session, one selection, one filter, and the two scene
 * models.
 *
 * Views never talk to each other: they change this state and listen to it. The models are made anew
 * for each case, so whoever keeps one must listen to "case-replaced". */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-view-state.h"

#include "base/dln-utf8.h"

#include <glib/gi18n.h>
#include <string.h>

struct _DlnViewState
{
  GObject      parent_instance;
  DlnSession  *session;
  DlnCase     *dcase;
  DlnTimeline *timeline;
  DlnGraph    *graph;
  DlnFilter   *filter;
  DlnTarget    selection;
};

G_DEFINE_FINAL_TYPE (DlnViewState, dln_view_state, G_TYPE_OBJECT)

enum
{
  CASE_REPLACED,
  CASE_CHANGED,
  SELECTION_CHANGED,
  FILTER_CHANGED,
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ids that no longer exist, after an undo or another resolution */
static gboolean
target_exists (DlnCase  *dcase,
               DlnTarget target)
{
  switch (target.kind)
    {
    case DLN_TARGET_DOCUMENT:
      return target.id >= 1 && target.id <= dln_case_get_n_documents (dcase);
    case DLN_TARGET_ENTITY:
      return dln_case_get_entity (dcase, target.id) != NULL;
    case DLN_TARGET_EVENT:
      return dln_case_get_event (dcase, target.id) != NULL;
    case DLN_TARGET_RELATION:
      return dln_case_get_relation (dcase, target.id) != NULL;
    case DLN_TARGET_QUOTE:
      return dln_case_get_quote (dcase, target.id) != NULL;
    default:
      return FALSE;
    }
}

static void
push_filter (DlnViewState *self)
{
  dln_scene_view_set_filter (DLN_SCENE_VIEW (self->timeline), self->filter);
  dln_scene_view_set_filter (DLN_SCENE_VIEW (self->graph), self->filter);
}

static void
push_selection (DlnViewState *self)
{
  dln_scene_view_set_selection (DLN_SCENE_VIEW (self->timeline), self->selection);
  dln_scene_view_set_selection (DLN_SCENE_VIEW (self->graph), self->selection);
}

/* names may have been joined or hidden meanwhile */
static gboolean
story_exists (DlnViewState *self)
{
  for (guint i = 0; i < self->filter->story->len; i++)
    if (dln_case_get_entity (self->dcase, g_array_index (self->filter->story, DlnEntityId, i))
        == NULL)
      return FALSE;
  return TRUE;
}

static void
case_changed_cb (DlnViewState *self)
{
  if (self->selection.kind != DLN_TARGET_NONE && !target_exists (self->dcase, self->selection))
    dln_view_state_select (self, (DlnTarget){ DLN_TARGET_NONE, 0 });
  if (dln_filter_has_story (self->filter) && !story_exists (self))
    dln_view_state_tell_story (self, 0, FALSE);
  if (self->filter->found != NULL)
    {
      g_autofree char *query = g_strdup (self->filter->found->query);

      dln_view_state_show_found (self, query);
    }
  g_signal_emit (self, signals[CASE_CHANGED], 0);
}

static void
take_case (DlnViewState *self)
{
  if (self->dcase != NULL)
    g_signal_handlers_disconnect_by_data (self->dcase, self);
  g_set_object (&self->dcase, dln_session_get_case (self->session));
  g_signal_connect_swapped (self->dcase, "changed", G_CALLBACK (case_changed_cb), self);

  g_clear_object (&self->timeline);
  g_clear_object (&self->graph);
  self->timeline = dln_timeline_new (self->dcase);
  self->graph = dln_graph_new (self->dcase);
  dln_graph_set_background (self->graph, TRUE);
  g_clear_pointer (&self->filter, dln_filter_free);
  self->filter = dln_filter_new ();
  self->selection = (DlnTarget){ DLN_TARGET_NONE, 0 };
  push_filter (self);
}

static void
session_case_changed_cb (DlnViewState *self)
{
  if (dln_session_get_case (self->session) == self->dcase)
    return;
  take_case (self);
  g_signal_emit (self, signals[CASE_REPLACED], 0);
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  g_signal_emit (self, signals[CASE_CHANGED], 0);
}

static void
dln_view_state_dispose (GObject *object)
{
  DlnViewState *self = DLN_VIEW_STATE (object);

  if (self->dcase != NULL)
    g_signal_handlers_disconnect_by_data (self->dcase, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->timeline);
  g_clear_object (&self->graph);
  g_clear_object (&self->dcase);
  g_clear_object (&self->session);
  g_clear_pointer (&self->filter, dln_filter_free);

  G_OBJECT_CLASS (dln_view_state_parent_class)->dispose (object);
}

static void
dln_view_state_class_init (DlnViewStateClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_view_state_dispose;

  signals[CASE_REPLACED] =
    g_signal_new ("case-replaced", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CASE_CHANGED] =
    g_signal_new ("case-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[FILTER_CHANGED] = g_signal_new ("filter-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[READ] = g_signal_new ("read",
                                type,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                3,
                                G_TYPE_UINT,
                                G_TYPE_UINT,
                                G_TYPE_UINT);
}

static void
dln_view_state_init (DlnViewState *self)
{
}

/**
 * dln_view_state_new:
 * @session: what is open; its "case" property is followed
 *
 * Returns: (transfer full): a state with nothing selected and everything shown
 */
DlnViewState *
dln_view_state_new (DlnSession *session)
{
  g_return_val_if_fail (DLN_IS_SESSION (session), NULL);

  DlnViewState *self = g_object_new (DLN_TYPE_VIEW_STATE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::case", G_CALLBACK (session_case_changed_cb), self);
  take_case (self);
  return self;
}

/**
 * dln_view_state_get_session:
 *
 * Returns: (transfer none): the session
 */
DlnSession *
dln_view_state_get_session (DlnViewState *self)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (self), NULL);

  return self->session;
}

/**
 * dln_view_state_get_case:
 *
 * Returns: (transfer none): the open case, never %NULL
 */
DlnCase *
dln_view_state_get_case (DlnViewState *self)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (self), NULL);

  return self->dcase;
}

/**
 * dln_view_state_dup_title:
 *
 * Returns: (transfer full): what the case is called: its title, or else the name of its file
 */
char *
dln_view_state_dup_title (DlnViewState *self)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (self), NULL);

  const char *title = dln_case_get_title (self->dcase);
  const char *path = dln_session_get_path (self->session);

  if (title != NULL && *title != '\0')
    return dln_utf8_dup_plain (title);
  if (path == NULL)
    return g_strdup (_ ("Untitled case"));
  char *name = g_filename_display_basename (path);

  if (g_str_has_suffix (name, ".dateline"))
    name[strlen (name) - strlen (".dateline")] = '\0';
  return name;
}

/**
 * dln_view_state_get_timeline:
 *
 * Returns: (transfer none): the timeline of the open case; another one after "case-replaced"
 */
DlnTimeline *
dln_view_state_get_timeline (DlnViewState *self)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (self), NULL);

  return self->timeline;
}

/**
 * dln_view_state_get_graph:
 *
 * Returns: (transfer none): the graph of the open case; another one after "case-replaced"
 */
DlnGraph *
dln_view_state_get_graph (DlnViewState *self)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (self), NULL);

  return self->graph;
}

/**
 * dln_view_state_get_selection:
 *
 * Returns: what is selected; kind %DLN_TARGET_NONE for nothing
 */
DlnTarget
dln_view_state_get_selection (DlnViewState *self)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (self), ((DlnTarget){ DLN_TARGET_NONE, 0 }));

  return self->selection;
}

/**
 * dln_view_state_select:
 * @target: what to select; one that does not exist selects nothing
 *
 * Makes @target the selection of all views and brings it into sight in each.
 */
void
dln_view_state_select (DlnViewState *self,
                       DlnTarget     target)
{
  g_return_if_fail (DLN_IS_VIEW_STATE (self));

  if (!target_exists (self->dcase, target))
    target = (DlnTarget){ DLN_TARGET_NONE, 0 };
  if (dln_target_equal (target, self->selection))
    return;
  self->selection = target;
  push_selection (self);
  if (target.kind != DLN_TARGET_NONE)
    {
      dln_timeline_reveal (self->timeline, target);
      dln_graph_reveal (self->graph, target);
    }
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

/**
 * dln_view_state_read:
 * @document: the article
 * @span: the bytes to scroll to, empty for the beginning
 *
 * Asks the window to open an article in its reader.
 */
void
dln_view_state_read (DlnViewState *self,
                     DlnDocumentId document,
                     DlnSpan       span)
{
  g_return_if_fail (DLN_IS_VIEW_STATE (self));

  if (document < 1 || document > dln_case_get_n_documents (self->dcase))
    return;
  g_signal_emit (self, signals[READ], 0, document, span.begin, span.end);
}

/**
 * dln_view_state_get_filter:
 *
 * Returns: (transfer none): what is shown
 */
const DlnFilter *
dln_view_state_get_filter (DlnViewState *self)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (self), NULL);

  return self->filter;
}

/**
 * dln_view_state_edit_filter:
 *
 * Returns: (transfer none): the filter for writing; dln_view_state_commit_filter() makes the change
 * known
 */
DlnFilter *
dln_view_state_edit_filter (DlnViewState *self)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (self), NULL);

  return self->filter;
}

/**
 * dln_view_state_commit_filter:
 *
 * Hands the edited filter to the models and tells everybody.
 */
void
dln_view_state_commit_filter (DlnViewState *self)
{
  g_return_if_fail (DLN_IS_VIEW_STATE (self));

  push_filter (self);
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

/**
 * dln_view_state_tell_story:
 * @entity: a person, institution or place; 0 ends the story
 * @add: beside those whose story is told
 *
 * Timeline and graph are laid out again for what concerns it, and show all of that.
 */
void
dln_view_state_tell_story (DlnViewState *self,
                           DlnEntityId   entity,
                           gboolean      add)
{
  g_return_if_fail (DLN_IS_VIEW_STATE (self));

  if (entity == 0 && !dln_filter_has_story (self->filter))
    return;
  if (entity == 0)
    dln_filter_end_story (self->filter);
  else
    dln_filter_tell_story (self->filter, entity, add);
  dln_timeline_fit (self->timeline);
  dln_view_state_commit_filter (self);
  dln_graph_fit (self->graph);
}

/**
 * dln_view_state_show_found:
 * @query: (nullable): what to search for; %NULL or one that cannot be asked shows all again
 *
 * Only what a search finds is shown in both views, side remarks too. What was found is kept in step
 * with the case.
 */
void
dln_view_state_show_found (DlnViewState *self,
                           const char   *query)
{
  g_return_if_fail (DLN_IS_VIEW_STATE (self));

  DlnFound *found = query != NULL ? dln_session_search_all (self->session, query, NULL) : NULL;

  if (found == NULL && self->filter->found == NULL)
    return;
  g_clear_pointer (&self->filter->found, dln_found_unref);
  self->filter->found = found;
  dln_timeline_fit (self->timeline);
  dln_view_state_commit_filter (self);
  dln_graph_fit (self->graph);
}

/**
 * dln_view_state_reset_filter:
 *
 * Shows everything that is shown by default again.
 */
void
dln_view_state_reset_filter (DlnViewState *self)
{
  g_return_if_fail (DLN_IS_VIEW_STATE (self));

  dln_filter_free (self->filter);
  self->filter = dln_filter_new ();
  dln_view_state_commit_filter (self);
}

/* (nullable) sets of ids that are switched off */
static gboolean
set_is_empty (GHashTable *set)
{
  return set == NULL || g_hash_table_size (set) == 0;
}

/**
 * dln_view_state_filter_is_default:
 *
 * Returns: %TRUE if nothing is filtered beyond the defaults
 */
gboolean
dln_view_state_filter_is_default (DlnViewState *self)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (self), TRUE);

  g_autoptr (DlnFilter) plain = dln_filter_new ();
  const DlnFilter *filter = self->filter;

  return filter->entity_types == plain->entity_types && filter->event_types == plain->event_types
         && filter->relation_types == plain->relation_types && filter->begin == plain->begin
         && filter->end == plain->end && filter->min_score == plain->min_score
         && filter->min_salience == plain->min_salience && filter->show_minor == plain->show_minor
         && filter->show_background == plain->show_background && !dln_filter_has_story (filter)
         && filter->found == NULL && set_is_empty (filter->hidden_entities)
         && set_is_empty (filter->hidden_documents);
}
