/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence panel: a page about the selection, the article reader in the same place, and the way
 * back. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_TYPE_EVIDENCE_PANEL (dln_evidence_panel_get_type ())
G_DECLARE_FINAL_TYPE (DlnEvidencePanel, dln_evidence_panel, DLN, EVIDENCE_PANEL, GtkBox)

void     dln_evidence_panel_set_state        (DlnEvidencePanel *self,
                                              DlnViewState     *state);
void     dln_evidence_panel_show_suggestions (DlnEvidencePanel *self);
void     dln_evidence_panel_show_conflicts   (DlnEvidencePanel *self);
void     dln_evidence_panel_show_decisions   (DlnEvidencePanel *self, DlnTarget about);
void     dln_evidence_panel_show_story       (DlnEvidencePanel *self);
void     dln_evidence_panel_show_checks      (DlnEvidencePanel *self);
void     dln_evidence_panel_show_undated     (DlnEvidencePanel *self);
gboolean dln_evidence_panel_step             (DlnEvidencePanel *self,
                                              gboolean          forward);
void     dln_evidence_panel_show_connection  (DlnEvidencePanel *self,
                                              DlnEntityId       from,
                                              DlnEntityId       to);
gboolean dln_evidence_panel_go_back          (DlnEvidencePanel *self);
void     dln_evidence_panel_focus            (DlnEvidencePanel *self);

void       dln_evidence_panel_show_changes (DlnEvidencePanel *self);

G_END_DECLS
