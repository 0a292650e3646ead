/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections that are words: name, title, note, tag, caption, description, source, by-line; and
 * hiding, with its reason. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-correct-private.h"

#include "case/dln-story.h"
#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *verb;
  const char *heading;
  const char *name;  /* of the entry */
  const char *said;  /* printf: what it is about, then the words */
  const char *clear; /* (nullable) printf: what it is about, where there are no words any more */
  guint8      type;  /* DlnDecisionType */
  guint8      value;
} Kind;

static const Kind kinds[] = {
  { "rename", N_ ("Name"), N_ ("Name"), N_ ("“%s” is now called “%s”"), NULL, DLN_DECISION_RENAME },
  { "note", N_ ("Note"), N_ ("Note"), N_ ("Noted about “%s”: %s"),
    N_ ("The note about “%s” is gone"),
    DLN_DECISION_NOTE },
  { "headline", N_ ("Headline in the story"), N_ ("Headline"),
    N_ ("“%s” is headed “%s” in the story"),
    N_ ("“%s” is headed in the story as it is called"), DLN_DECISION_HEADLINE },
  { "blurb", N_ ("Words for the reader"), N_ ("Words"), N_ ("“%s” is told with the words “%s”"),
    N_ ("“%s” is told without words of your own"), DLN_DECISION_BLURB },
  { "standfirst", N_ ("Standfirst"), N_ ("Standfirst"), N_ ("Standfirst of “%s”: %s"),
    N_ ("“%s” has no standfirst"), DLN_DECISION_STANDFIRST },
  { "tag", N_ ("Tag"), N_ ("Tag"), N_ ("“%s” is tagged “%s”"), NULL, DLN_DECISION_TAG },
  { "caption", N_ ("In which words?"), N_ ("Words"), N_ ("“%s” is worded “%s”"),
    N_ ("“%s” has no words of its own"), DLN_DECISION_CAPTION },
  { "alias", N_ ("Another name"), N_ ("Name"), N_ ("“%s” is also called “%s”"), NULL,
    DLN_DECISION_ALIAS },
  { "unalias", N_ ("Not one of its names"), N_ ("Name"), N_ ("“%s” is not called “%s”"), NULL,
    DLN_DECISION_ALIAS, 1 },
  { "description", N_ ("Description"), N_ ("Description"), N_ ("“%s” is described as “%s”"),
    N_ ("“%s” has no description"), DLN_DECISION_DESCRIPTION },
  { "source", N_ ("Who published it?"), N_ ("Source"), N_ ("“%s” was published by %s"),
    N_ ("“%s” has the source that was read"), DLN_DECISION_SOURCE },
  { "byline", N_ ("Who wrote it?"), N_ ("By-line"), N_ ("“%s” was written by %s"),
    N_ ("“%s” has no by-line"), DLN_DECISION_BYLINE },
};

/* (transfer full): the words as they are now */
static char *
dup_now (DlnCase    *dcase,
         DlnTarget   target,
         const Kind *kind)
{
  const DlnEntity *entity =
    target.kind == DLN_TARGET_ENTITY ? dln_case_get_entity (dcase, target.id) : NULL;
  const DlnRelation *relation =
    target.kind == DLN_TARGET_RELATION ? dln_case_get_relation (dcase, target.id) : NULL;

  switch (kind->type)
    {
    case DLN_DECISION_RENAME:
      return dln_case_dup_target_title (dcase, target);
    case DLN_DECISION_NOTE:
      return g_strdup (dln_case_get_note (dcase, target));
    case DLN_DECISION_HEADLINE:
      return dln_case_dup_headline (dcase, target.id);
    case DLN_DECISION_BLURB:
      return g_strdup (dln_case_get_blurb (dcase, target.id));
    case DLN_DECISION_STANDFIRST:
      return g_strdup (dln_case_get_standfirst (dcase));
    case DLN_DECISION_CAPTION:
      return relation != NULL ? g_strdup (dln_case_get_string (dcase, relation->caption)) : NULL;
    case DLN_DECISION_DESCRIPTION:
      return entity != NULL ? g_strdup (dln_case_get_string (dcase, entity->description)) : NULL;
    case DLN_DECISION_SOURCE:
      return dln_case_dup_document_source (dcase, target.id);
    case DLN_DECISION_BYLINE:
      return g_strdup (dln_case_get_document_byline (dcase, target.id));
    default:
      return NULL;
    }
}

/* (transfer full): what is spoken of; without a target it is the case */
static char *
dup_about (DlnViewState *state,
           DlnCase      *dcase,
           DlnTarget     target)
{
  return target.kind == DLN_TARGET_NONE ? dln_view_state_dup_title (state)
                                        : dln_case_dup_target_title (dcase, target);
}

static void
said_cb (DlnCorrection *correction)
{
  const Kind *kind = &kinds[correction->verb];
  g_autofree char *text = _dln_correction_dup_text (correction);
  g_autofree char *title = dup_about (correction->state, correction->dcase, correction->target);
  g_autofree char *done = NULL;

  if (*text == '\0' && kind->clear == NULL)
    return;
  done = *text != '\0' ? g_strdup_printf (_ (kind->said), title, text)
                       : g_strdup_printf (_ (kind->clear), title);
  _dln_correction_decide (correction,
                          (DlnDecision){ .type = kind->type, .value = kind->value, .text = text },
                          g_steal_pointer (&done));
}

static void
changed_cb (DlnCorrection *correction)
{
  g_autofree char *text = _dln_correction_dup_text (correction);

  _dln_correction_enable (correction, *text != '\0' || kinds[correction->verb].clear != NULL);
}

/**
 * _dln_correct_text:
 * @verb: what to do with @target: one of those in the menu that are words
 */
void
_dln_correct_text (DlnWindow  *self,
                   DlnTarget   target,
                   const char *verb)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  g_autofree char *title = dup_about (self->state, dcase, target);
  g_autofree char *now = NULL;
  DlnCorrection *correction;
  guint i = 0;

  while (i < G_N_ELEMENTS (kinds) && strcmp (kinds[i].verb, verb) != 0)
    i++;
  g_return_if_fail (i < G_N_ELEMENTS (kinds));
  now = dup_now (dcase, target, &kinds[i]);
  correction = _dln_correction_new (
    self, target,
    kinds[i].type == DLN_DECISION_RENAME && target.kind != DLN_TARGET_ENTITY ? _ ("Title")
                                                                             : _ (kinds[i].heading),
    title, _ ("_Set"), said_cb);
  correction->verb = i;
  _dln_correction_add_entry (correction, _ (kinds[i].name), now);
  g_signal_connect_swapped (correction->entry, "changed", G_CALLBACK (changed_cb), correction);
  if (kinds[i].type != DLN_DECISION_NOTE && kinds[i].type != DLN_DECISION_TAG
      && kinds[i].type != DLN_DECISION_BLURB && kinds[i].type != DLN_DECISION_STANDFIRST)
    _dln_correction_add_reason (correction);
  changed_cb (correction);
  _dln_correction_present (correction, correction->entry);
}

/* ---- hiding ---------------------------------------------------------------------------------- */

static void
hide_cb (DlnCorrection *correction)
{
  g_autofree char *title = dln_case_dup_target_title (correction->dcase, correction->target);

  if (dln_target_equal (dln_view_state_get_selection (correction->state), correction->target))
    dln_view_state_select (correction->state, (DlnTarget){ DLN_TARGET_NONE, 0 });
  _dln_correction_decide (correction, (DlnDecision){ .type = DLN_DECISION_HIDE },
                          g_strdup_printf (_ ("Hidden as wrong: “%s”"), title));
}

/**
 * _dln_correct_hide:
 *
 * Asks why, and hides; what is hidden is shown again without asking.
 */
void
_dln_correct_hide (DlnWindow *self,
                   DlnTarget  target)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  DlnDecision show = { .kind = target.kind, .type = DLN_DECISION_HIDE, .a = target.id, .value = 1 };
  DlnCorrection *correction;

  if (dln_case_is_hidden (dcase, target))
    {
      _dln_window_decide (self, &show, 1, g_strdup_printf (_ ("Shown again: “%s”"), title));
      return;
    }
  correction =
    _dln_correction_new (self, target, _ ("Hide as wrong?"), title, _ ("_Hide"), hide_cb);
  adw_message_dialog_set_response_appearance (correction->dialog, "yes",
                                              ADW_RESPONSE_DESTRUCTIVE);
  gtk_box_append (
    GTK_BOX (correction->box),
    dln_label_new (_ ("It is not drawn and not exported any more. It stays in the history, "
                      "where it can be taken back."),
                   "page-line"));
  _dln_correction_add_reason (correction);
  _dln_correction_present (correction, correction->reason);
}
