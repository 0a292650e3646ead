/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections that name somebody or something else: who spoke, where it was, whom a relation leads
 * to, who took part, and what is one with what. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-correct-private.h"

#include "ui/dln-labels.h"
#include "ui/dln-picker.h"

#include <glib/gi18n.h>
#include <string.h>

static DlnPicker *
get_picker (DlnCorrection *correction)
{
  return DLN_PICKER (correction->data);
}

static void
meant_cb (DlnCorrection *correction)
{
  if (dln_picker_get_picked (get_picker (correction)) != 0)
    adw_message_dialog_response (correction->dialog, "yes");
}

static void
add_picker (DlnCorrection *correction,
            DlnTargetKind  kind,
            DlnTarget      but,
            GCallback      picked)
{
  GtkWidget *picker = dln_picker_new (correction->state, kind, but);

  correction->data = picker;
  gtk_box_append (GTK_BOX (correction->box), picker);
  g_signal_connect_swapped (picker, "picked", picked, correction);
  g_signal_connect_swapped (picker, "activated", G_CALLBACK (meant_cb), correction);
}

/* ---- one other ------------------------------------------------------------------------------- */

typedef struct
{
  const char *verb;
  const char *heading;
  const char *said; /* printf: what it is about, then the other */
  const char *none; /* (nullable) label of a button, and printf: what it is about */
  const char *said_none;
  guint8      type;
} Kind;

static const Kind kinds[] = {
  { "place", N_ ("Where was it?"), N_ ("“%s” was at %s"), N_ ("No place"),
    N_ ("“%s” has no place now"), DLN_DECISION_PLACE },
  { "speaker", N_ ("Who said it?"), N_ ("“%s” was said by %s"), N_ ("Nobody named"),
    N_ ("Nobody named said “%s”"), DLN_DECISION_SPEAKER },
  { "listener", N_ ("To whom was it said?"), N_ ("“%s” was said to %s"), N_ ("Nobody named"),
    N_ ("“%s” was said to nobody named"), DLN_DECISION_ADDRESSEE },
  { "subject", N_ ("Who does the relation begin with?"), N_ ("“%s” begins with %s now"), NULL, NULL,
    DLN_DECISION_SUBJECT },
  { "object", N_ ("Whom does the relation lead to?"), N_ ("“%s” leads to %s now"), NULL, NULL,
    DLN_DECISION_OBJECT },
};

static void
decide_other (DlnCorrection *correction,
              guint32        other)
{
  const Kind *kind = &kinds[correction->verb];
  g_autofree char *title = dln_case_dup_target_title (correction->dcase, correction->target);
  g_autofree char *name =
    dln_case_dup_target_title (correction->dcase, (DlnTarget){ DLN_TARGET_ENTITY, other });
  char *done;

  done = other != 0 ? g_strdup_printf (_ (kind->said), title, name)
                    : g_strdup_printf (_ (kind->said_none), title);
  _dln_correction_decide (correction, (DlnDecision){ .type = kind->type, .b = other }, done);
}

static void
other_said_cb (DlnCorrection *correction)
{
  decide_other (correction, dln_picker_get_picked (get_picker (correction)));
}

static void
none_clicked_cb (DlnCorrection *correction)
{
  decide_other (correction, 0);
  adw_message_dialog_response (correction->dialog, "cancel");
}

static void
other_picked_cb (DlnCorrection *correction)
{
  _dln_correction_enable (correction, dln_picker_get_picked (get_picker (correction)) != 0);
}

/**
 * _dln_correct_other:
 * @verb: "place", "speaker", "listener", "subject" or "object"
 */
void
_dln_correct_other (DlnWindow  *self,
                    DlnTarget   target,
                    const char *verb)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  DlnCorrection *correction;
  guint i = 0;

  while (i < G_N_ELEMENTS (kinds) && strcmp (kinds[i].verb, verb) != 0)
    i++;
  g_return_if_fail (i < G_N_ELEMENTS (kinds));
  correction =
    _dln_correction_new (self, target, _ (kinds[i].heading), title, _ ("_Set"), other_said_cb);
  correction->verb = i;
  add_picker (correction, DLN_TARGET_ENTITY, target, G_CALLBACK (other_picked_cb));
  if (kinds[i].none != NULL)
    {
      GtkWidget *none = gtk_button_new_with_label (_ (kinds[i].none));

      gtk_widget_add_css_class (none, "quiet");
      gtk_widget_set_halign (none, GTK_ALIGN_START);
      g_signal_connect_swapped (none, "clicked", G_CALLBACK (none_clicked_cb), correction);
      gtk_box_append (GTK_BOX (correction->box), none);
    }
  _dln_correction_add_reason (correction);
  other_picked_cb (correction);
  _dln_correction_present (correction, dln_picker_get_entry (get_picker (correction)));
}

/* ---- the same as ----------------------------------------------------------------------------- */

static char *
dup_entity_preview (DlnCase         *dcase,
                    const DlnEntity *a,
                    const DlnEntity *b)
{
  guint n_a, n_b;

  dln_case_get_relations_of (dcase, a->id, &n_a);
  dln_case_get_relations_of (dcase, b->id, &n_b);
  g_autofree char *relations = g_strdup_printf (
    ngettext ("%u + %u relation", "%u + %u relations", n_a + n_b), n_a, n_b);
  g_autofree char *mentions =
    g_strdup_printf (ngettext ("%u + %u mention", "%u + %u mentions",
                               a->n_mentions + b->n_mentions),
                     a->n_mentions, b->n_mentions);

  if (a->type == b->type)
    return g_strdup_printf ("%s · %s", mentions, relations);
  /* Translators: first the counts, then two kinds: "person", "institution" */
  return g_strdup_printf (_ ("%s · %s\nTheir kinds differ: %s and %s. What most of its names are "
                             "decides."),
                          mentions, relations, dln_label_entity_type (a->type),
                          dln_label_entity_type (b->type));
}

static char *
dup_event_preview (const DlnEvent *a,
                   const DlnEvent *b)
{
  g_autofree char *when_a = dln_label_when (&a->when);
  g_autofree char *when_b = dln_label_when (&b->when);
  g_autofree char *claims = g_strdup_printf (
    ngettext ("%u + %u sentence", "%u + %u sentences", a->n_evidence + b->n_evidence),
    a->n_evidence, b->n_evidence);

  if (!dln_when_is_known (&a->when) || !dln_when_is_known (&b->when)
      || dln_when_overlaps (&a->when, &b->when))
    return g_strdup_printf ("%s · %s, %s", claims, when_a, when_b);
  /* Translators: first how many sentences, then two dates */
  return g_strdup_printf (_ ("%s\nTheir dates differ: %s and %s. Both are kept and shown."), claims,
                          when_a, when_b);
}

static void
merge_picked_cb (DlnCorrection *correction)
{
  guint32 other = dln_picker_get_picked (get_picker (correction));
  DlnCase *dcase = correction->dcase;
  GtkWidget *preview = g_object_get_data (G_OBJECT (correction->dialog), "dln-preview");
  g_autofree char *text = NULL;

  _dln_correction_enable (correction, other != 0);
  if (preview == NULL)
    return;
  if (other != 0 && correction->target.kind == DLN_TARGET_ENTITY)
    text = dup_entity_preview (dcase, dln_case_get_entity (dcase, correction->target.id),
                               dln_case_get_entity (dcase, other));
  else if (other != 0)
    text = dup_event_preview (dln_case_get_event (dcase, correction->target.id),
                              dln_case_get_event (dcase, other));
  gtk_label_set_text (GTK_LABEL (preview),
                      text != NULL ? text : _ ("Choose one; nothing is merged before that."));
}

static void
merge_said_cb (DlnCorrection *correction)
{
  guint32 other = dln_picker_get_picked (get_picker (correction));
  g_autofree char *a = dln_case_dup_target_title (correction->dcase, correction->target);
  g_autofree char *b = dln_case_dup_target_title (correction->dcase,
                                                  (DlnTarget){ correction->target.kind, other });

  if (other != 0)
    _dln_correction_decide (correction,
                            (DlnDecision){ .type = DLN_DECISION_MERGE, .b = other },
                            g_strdup_printf (_ ("Merged “%s” into “%s”"), a, b));
}

/* "Same as...": search, look at what would become of it, merge. */
void
_dln_correct_merge (DlnWindow *self,
                    DlnTarget  target)
{
  g_autofree char *title =
    dln_case_dup_target_title (dln_session_get_case (self->session), target);
  DlnCorrection *correction =
    _dln_correction_new (self, target, _ ("Same as…"), title, _ ("_Merge"), merge_said_cb);
  GtkWidget *preview = dln_label_new ("", "page-line");

  add_picker (correction, target.kind, target, G_CALLBACK (merge_picked_cb));
  g_object_set_data (G_OBJECT (correction->dialog), "dln-preview", preview);
  gtk_box_append (GTK_BOX (correction->box), preview);
  _dln_correction_add_reason (correction);
  merge_picked_cb (correction);
  _dln_correction_present (correction, dln_picker_get_entry (get_picker (correction)));
}
