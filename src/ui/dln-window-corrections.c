/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user decides: the action "correct" with what to do and the target, undo and redo, keys;
 * and
 * the question how two are connected. The dialogs are in dln-correct-*.c. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-correct-private.h"

#include "ui/dln-clipboard.h"
#include "ui/dln-labels.h"
#include "ui/dln-open-original.h"
#include "ui/dln-target-menu.h"

#include "case/dln-story.h"

#include <glib/gi18n.h>
#include <string.h>

/* the one whose Undo still takes back what it tells of */
static void
drop_offer (DlnWindow *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->offer);

  if (toast != NULL)
    adw_toast_dismiss (toast);
}

static void
say_done (DlnWindow  *self,
          const char *done)
{
  AdwToast *toast = adw_toast_new (done);

  drop_offer (self);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  self->offer = g_object_ref (toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

typedef struct
{
  DlnWindow *window;
  char      *done; /* (nullable): what to say then */
} Change;

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Change *change = data;
  g_autofree char *done = change->done;
  g_autoptr (DlnWindow) self = change->window;
  g_autoptr (GError) error = NULL;
  gboolean good = dln_session_change_finish (DLN_SESSION (source), result, &error);

  if (!_dln_window_end_job (self))
    return;
  _dln_window_update (self);
  if (good && done != NULL)
    say_done (self, done);
  else if (good)
    drop_offer (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dln_message_show (GTK_WINDOW (self), _ ("Nothing was changed"), error->message);
}

/* the state of a change that the session is asked for now; changes queue up there. @done: (transfer
 * full) (nullable) */
static Change *
begin_change (DlnWindow *self,
              char      *done)
{
  Change *change = g_new0 (Change, 1);

  _dln_window_begin_job (self, _ ("Joining what the articles say"), TRUE);
  change->window = g_object_ref (self);
  change->done = done;
  return change;
}

void
_dln_window_decide (DlnWindow         *self,
                    const DlnDecision *decisions,
                    guint              n,
                    char              *done)
{
  Change *change = begin_change (self, done);

  dln_session_decide_all_async (
    self->session, decisions, n, self->job_cancellable, changed_cb, change);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  DlnWindow *self = data;
  Change *change = begin_change (self, NULL);

  dln_session_undo_async (self->session, self->job_cancellable, changed_cb, change);
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  DlnWindow *self = data;
  Change *change = begin_change (self, NULL);

  dln_session_redo_async (self->session, self->job_cancellable, changed_cb, change);
}

/* ---- what to do with what -------------------------------------------------------------------- */

/* what is said of something with one word, and taken back with the same */
static void
say_of (DlnWindow      *self,
        DlnTarget       target,
        DlnDecisionType type,
        gboolean        is_so,
        const char     *now,  /* printf: what it is about */
        const char     *then) /* where it was so and is not any more */
{
  g_autofree char *title =
    dln_case_dup_target_title (dln_session_get_case (self->session), target);
  DlnDecision decision = { .kind = target.kind, .type = type, .a = target.id, .value = is_so };
  char *done;

  done = g_strdup_printf (is_so ? then : now, title);
  _dln_window_decide (self, &decision, 1, done);
}

static void
turn (DlnWindow *self,
      DlnTarget  target)
{
  say_of (self, target, DLN_DECISION_TURN, FALSE, _ ("Turned around: “%s”"), "");
}

static void
end_relation (DlnWindow *self,
              DlnTarget  target)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  const DlnRelation *relation = dln_case_get_relation (dcase, target.id);
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  gboolean ended = relation != NULL && relation->ended;
  DlnDecision decision = { .kind = target.kind, .type = DLN_DECISION_ENDED, .a = target.id,
                           .value = !ended };

  _dln_window_decide (self, &decision, 1,
                      g_strdup_printf (ended ? _ ("“%s” is not over") : _ ("“%s” is over"), title));
}

static void
confirm (DlnWindow *self,
         DlnTarget  target)
{
  say_of (self, target, DLN_DECISION_CONFIRM,
          dln_case_is_confirmed (dln_session_get_case (self->session), target),
          _ ("Checked and right: “%s”"), _ ("Not checked: “%s”"));
}

static void
star (DlnWindow *self,
      DlnTarget  target)
{
  say_of (self, target, DLN_DECISION_STAR,
          dln_case_is_starred (dln_session_get_case (self->session), target),
          _ ("Starred for the story: “%s”"), _ ("Not in the story: “%s”"));
}

static void
date_it (DlnWindow *self,
         DlnTarget  target)
{
  _dln_correct_date (self, target, "");
}

/* what was decided about it alone */
static void
show_history (DlnWindow *self,
              DlnTarget  target)
{
  g_action_group_change_action_state (
    G_ACTION_GROUP (self), "show-panel", g_variant_new_boolean (TRUE));
  dln_evidence_panel_show_decisions (self->panel, target);
}

static void
read_it (DlnWindow *self,
         DlnTarget  target)
{
  guint n = 0;
  const DlnEvidence *evidence =
    dln_case_get_evidence (dln_session_get_case (self->session), target, &n);

  if (target.kind == DLN_TARGET_DOCUMENT)
    dln_view_state_read (self->state, target.id, DLN_SPAN (0, 0));
  else if (n > 0)
    dln_view_state_read (self->state, evidence[0].document,
                         dln_span_is_empty (evidence[0].mark) ? evidence[0].sentence
                                                              : evidence[0].mark);
}

/* the file behind it, at the place of the first sentence */
static void
open_it (DlnWindow *self,
         DlnTarget  target)
{
  guint n = 0;
  const DlnEvidence *evidence =
    dln_case_get_evidence (dln_session_get_case (self->session), target, &n);

  if (target.kind == DLN_TARGET_DOCUMENT)
    dln_open_original (GTK_WINDOW (self), self->state, target.id, 0);
  else if (n > 0)
    dln_open_original (
      GTK_WINDOW (self), self->state, evidence[0].document, evidence[0].sentence.begin);
}

static void
copy_quote (DlnWindow *self,
            DlnTarget  target)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  g_autofree char *what = dln_case_dup_target_title (dcase, target);
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);

  if (n > 0)
    _dln_window_copy_words (self, evidence[0].document, evidence[0].sentence, what);
}

static void
correct_text (DlnWindow  *self,
              DlnTarget   target,
              const char *verb)
{
  static const char *const others[] = { "place", "speaker", "listener", "subject", "object", NULL };
  static const char *const choices[] = { "retype", "status", NULL };

  if (g_strv_contains (others, verb))
    _dln_correct_other (self, target, verb);
  else if (g_strv_contains (choices, verb))
    _dln_correct_choice (self, target, verb);
  else
    _dln_correct_text (self, target, verb);
}

static void
correct (DlnWindow  *self,
         DlnTarget   target,
         const char *verb)
{
  static const struct
  {
    const char *verb;
    void (*run) (DlnWindow *self, DlnTarget target);
  } verbs[] = {
    { "date", date_it },             { "people", _dln_correct_people },
    { "merge", _dln_correct_merge }, { "split", _dln_correct_split },
    { "hide", _dln_correct_hide },   { "turn", turn },
    { "ended", end_relation },       { "confirm", confirm },
    { "star", star },                { "read", read_it },
    { "copy", copy_quote },          { "original", open_it },
    { "history", show_history },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].verb, verb) == 0)
      {
        verbs[i].run (self, target);
        return;
      }
  correct_text (self, target, verb);
}

static void
correct_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  const char *verb;
  DlnTarget target;

  g_variant_get (parameter, "(&suu)", &verb, &target.kind, &target.id);
  correct (data, target, verb);
}

static void
revoke_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  DlnWindow *self = data;
  guint number = g_variant_get_uint32 (parameter);
  Change *change = begin_change (self, g_strdup_printf (_ ("Number %u was taken back"), number));

  dln_session_revoke_async (
    self->session, number, NULL, self->job_cancellable, changed_cb, change);
}

/* a check that is put off: which, of what */
static void
not_now_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  DlnWindow *self = data;
  DlnDecision decision = { .type = DLN_DECISION_LATER };
  DlnTarget target;
  g_autofree char *title = NULL;

  g_variant_get (parameter, "(uuu)", &decision.value, &target.kind, &target.id);
  decision.kind = target.kind;
  decision.a = target.id;
  title = dln_case_dup_target_title (dln_session_get_case (self->session), target);
  _dln_window_decide (self, &decision, 1, g_strdup_printf (_ ("“%s”: asked later"), title));
}

/* by hand: a kind, and the words of an article that it is made of, if any */
static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       data)
{
  guint kind, document;
  DlnSpan words;

  g_variant_get (parameter, "(uuuu)", &kind, &document, &words.begin, &words.end);
  _dln_correct_add (data, kind, document, words, NULL);
}

/* an event at a date of the axis, of the user's own knowledge */
static void
add_at_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  DlnWhen when;

  if (dln_when_parse_edtf (g_variant_get_string (parameter, NULL), &when, NULL))
    _dln_correct_add (data, DLN_TARGET_EVENT, 0, DLN_SPAN (0, 0), &when);
}

/* an event is offered a date */
static void
place_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  DlnTarget target = { DLN_TARGET_EVENT, 0 };
  const char *edtf;

  g_variant_get (parameter, "(u&s)", &target.id, &edtf);
  _dln_correct_date (data, target, edtf);
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* what the keys are about: where the focus is, else what is selected */
static DlnTarget
find_target (DlnWindow *self)
{
  DlnTarget target = dln_target_menu_find (gtk_window_get_focus (GTK_WINDOW (self)));

  return target.kind != DLN_TARGET_NONE ? target : dln_view_state_get_selection (self->state);
}

static gboolean
open_menu (DlnWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  DlnTarget target = find_target (self);

  if (focus == NULL || target.kind == DLN_TARGET_NONE)
    return GDK_EVENT_PROPAGATE;
  dln_target_menu_popup (focus, self->state, target, gtk_widget_get_width (focus) / 2.0,
                         gtk_widget_get_height (focus) / 2.0);
  return GDK_EVENT_STOP;
}

/* Entries take their keys before this hears of them. */
static gboolean
key_pressed_cb (DlnWindow      *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType modifiers)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  DlnTarget target = find_target (self);
  const char *verb;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    return open_menu (self);
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK)) != 0
      || GTK_IS_EDITABLE (focus) || self->n_jobs > 0 || dln_window_is_empty (self))
    return GDK_EVENT_PROPAGATE;
  if ((keyval == GDK_KEY_j || keyval == GDK_KEY_k) && _dln_window_is_reading (self)
      && dln_article_reader_step (self->reader, keyval == GDK_KEY_j))
    return GDK_EVENT_STOP;
  if ((keyval == GDK_KEY_j || keyval == GDK_KEY_k)
      && dln_evidence_panel_step (self->panel, keyval == GDK_KEY_j))
    return GDK_EVENT_STOP;
  verb = target.kind != DLN_TARGET_NONE ? dln_target_menu_find_key (target, keyval) : NULL;
  if (verb == NULL)
    return GDK_EVENT_PROPAGATE;
  correct (self, target, verb);
  return GDK_EVENT_STOP;
}

/* an answer to an open question: what is decided, and the two */
static void
answer_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  DlnWindow *self = data;
  DlnCase *dcase = dln_session_get_case (self->session);
  guint type;
  DlnDecision decision = { .kind = DLN_TARGET_ENTITY };

  g_variant_get (parameter, "(uuu)", &type, &decision.a, &decision.b);
  decision.type = type;
  g_autofree char *a =
    dln_case_dup_target_title (dcase, (DlnTarget){ DLN_TARGET_ENTITY, decision.a });
  g_autofree char *b =
    dln_case_dup_target_title (dcase, (DlnTarget){ DLN_TARGET_ENTITY, decision.b });
  _dln_window_decide (
    self, &decision, 1,
    type == DLN_DECISION_MERGE        ? g_strdup_printf (_ ("Merged “%s” into “%s”"), a, b)
    : type == DLN_DECISION_KEEP_APART ? g_strdup_printf (_ ("“%s” and “%s” are two"), a, b)
                                      : g_strdup_printf (_ ("“%s” and “%s”: later"), a, b));
}

/* ---- two at a time -------------------------------------------------------------------------- */

static void
pending_dismissed_cb (DlnWindow *self,
                      AdwToast  *toast)
{
  if (self->pending_toast != toast)
    return;
  self->pending_toast = NULL;
  self->pending = DLN_PENDING_NONE;
}

/* Escape, and whatever else the user turns to: nothing stays armed. Returns: whether there was
 * something */
gboolean
_dln_window_disarm (DlnWindow *self)
{
  if (self->pending == DLN_PENDING_NONE)
    return FALSE;
  self->pending = DLN_PENDING_NONE;
  if (self->pending_toast != NULL)
    adw_toast_dismiss (g_steal_pointer (&self->pending_toast));
  return TRUE;
}

/* The next entity that is selected, in whatever view, is the other one. */
static void
ask_for_other (DlnWindow  *self,
               DlnPending  pending,
               const char *text)
{
  DlnTarget target = dln_view_state_get_selection (self->state);

  if (target.kind != DLN_TARGET_ENTITY)
    return;
  if (self->pending_toast != NULL)
    adw_toast_dismiss (self->pending_toast);
  AdwToast *toast = adw_toast_new (text);

  self->pending = pending;
  self->pending_entity = target.id;
  self->pending_toast = toast;
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (
    toast, "dismissed", G_CALLBACK (pending_dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
connect_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  ask_for_other (data, DLN_PENDING_CONNECT, _ ("Now choose whom or what it may be connected to"));
}

void
_dln_window_selection_changed (DlnWindow *self)
{
  DlnTarget target = dln_view_state_get_selection (self->state);
  DlnPending pending = self->pending;
  DlnEntityId first = self->pending_entity;

  _dln_window_update_actions (self);
  /* the panel opens on a selection and goes with it: without one the drawing has the room; what
   * tells an event is on the page of who reads */
  if (!_dln_window_is_reading (self) || target.kind != DLN_TARGET_EVENT)
    g_action_group_change_action_state (G_ACTION_GROUP (self),
                                        "show-panel",
                                        g_variant_new_boolean (target.kind != DLN_TARGET_NONE));
  if (pending == DLN_PENDING_NONE || target.kind != DLN_TARGET_ENTITY || target.id == first)
    return;
  self->pending = DLN_PENDING_NONE;
  if (self->pending_toast != NULL)
    adw_toast_dismiss (self->pending_toast);
  self->pending_toast = NULL;
  dln_evidence_panel_show_connection (self->panel, first, target.id);
}

static void
show_in_graph_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  DlnWindow *self = data;
  DlnTarget target = dln_view_state_get_selection (self->state);
  g_autoptr (GVariant) view = g_action_group_get_action_state (G_ACTION_GROUP (self), "view");
  const char *name = g_variant_get_string (view, NULL);

  if (target.kind != DLN_TARGET_ENTITY)
    return;
  if (g_strcmp0 (name, "graph") != 0 && g_strcmp0 (name, "both") != 0)
    g_action_group_change_action_state (
      G_ACTION_GROUP (self), "view", g_variant_new_string ("both"));
  dln_graph_set_focus (dln_view_state_get_graph (self->state), target.id);
  dln_graph_reveal (dln_view_state_get_graph (self->state), target);
}

/* in the story: which event, behind which one or 0 */
static void
order_story_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  DlnWindow *self = data;
  DlnCase *dcase = dln_session_get_case (self->session);
  DlnDecision decision = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_AFTER };

  g_variant_get (parameter, "(uu)", &decision.a, &decision.b);
  g_autofree char *headline = dln_case_dup_headline (dcase, decision.a);
  _dln_window_decide (self, &decision, 1, g_strdup_printf (_ ("Moved: “%s”"), headline));
}

void
_dln_window_add_corrections (DlnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "answer", .activate = answer_cb, .parameter_type = "(uuu)" },
    { .name = "correct", .activate = correct_cb, .parameter_type = "(suu)" },
    { .name = "revoke", .activate = revoke_cb, .parameter_type = "u" },
    { .name = "order-story", .activate = order_story_cb, .parameter_type = "(uu)" },
    { .name = "not-now", .activate = not_now_cb, .parameter_type = "(uuu)" },
    { .name = "add", .activate = add_cb, .parameter_type = "(uuuu)" },
    { .name = "add-at", .activate = add_at_cb, .parameter_type = "s" },
    { .name = "place", .activate = place_cb, .parameter_type = "(us)" },
    { .name = "connect", .activate = connect_cb },
    { .name = "show-in-graph", .activate = show_in_graph_cb },
  };

  GtkEventController *key = gtk_event_controller_key_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}
