/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every view of a window shares: the session, one selection, one filter, and the two scene
 * models. */
#pragma once

#include "case/dln-filter.h"
#include "scene/dln-scene.h"
#include "session/dln-session.h"

G_BEGIN_DECLS

#define DLN_TYPE_VIEW_STATE (dln_view_state_get_type ())
G_DECLARE_FINAL_TYPE (DlnViewState, dln_view_state, DLN, VIEW_STATE, GObject)

/* Signals:
 * "case-replaced": another case was opened; models and selection are new;
 * "case-changed": rows of the case changed (also after a replacement);
 * "selection-changed", "filter-changed";
 * "read" (guint document, guint begin, guint end): open the article and show this span. */
DlnViewState    *dln_view_state_new            (DlnSession      *session);
DlnSession      *dln_view_state_get_session    (DlnViewState    *self);
DlnCase         *dln_view_state_get_case       (DlnViewState    *self);
char            *dln_view_state_dup_title      (DlnViewState    *self);
DlnTimeline     *dln_view_state_get_timeline   (DlnViewState    *self);
DlnGraph        *dln_view_state_get_graph      (DlnViewState    *self);
DlnTarget        dln_view_state_get_selection  (DlnViewState    *self);
void             dln_view_state_select         (DlnViewState    *self,
                                                DlnTarget        target);
void             dln_view_state_read           (DlnViewState    *self,
                                                DlnDocumentId    document,
                                                DlnSpan          span);
const DlnFilter *dln_view_state_get_filter     (DlnViewState    *self);
DlnFilter       *dln_view_state_edit_filter    (DlnViewState    *self);
void             dln_view_state_commit_filter  (DlnViewState    *self);
void             dln_view_state_tell_story     (DlnViewState    *self,
                                                DlnEntityId      entity,
                                                gboolean         add);
void             dln_view_state_show_found      (DlnViewState    *self,
                                                const char      *query);
void             dln_view_state_reset_filter   (DlnViewState    *self);
gboolean         dln_view_state_filter_is_default (DlnViewState *self);

G_END_DECLS
