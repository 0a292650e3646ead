/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of the evidence panel are put together from. */
#pragma once

#include "ui/dln-page.h"

G_BEGIN_DECLS

/* Makes the row or card for one id of a section. */
typedef GtkWidget *(*DlnPageMaker) (DlnViewState *state, guint32 id, DlnTarget page);

GtkWidget *_dln_page_box           (void);
void
_dln_page_add_kicker (GtkWidget *page, const char *icon, const char *style_class, const char *text);
void       _dln_page_add_title     (GtkWidget *page, const char *text);
void       _dln_page_add_standfirst (GtkWidget *page, DlnViewState *state);
void       _dln_page_add_line      (GtkWidget *page, const char *text);
void
_dln_page_add_when (GtkWidget *page, const DlnWhen *when, const char *reason, gboolean inferred);
void       _dln_page_add_badge     (GtkWidget *page, const char *text, const char *style_class);
GtkWidget *_dln_page_add_section   (GtkWidget *page, const char *heading, int count);
void _dln_page_fill (GtkWidget *section,
                     DlnViewState *state,
                     DlnTarget page,
                     const guint32 *ids,
                     guint n,
                     guint n_first,
                     gboolean boxed,
                     DlnPageMaker maker);
void _dln_page_add_ids (GtkWidget *page,
                        const char *heading,
                        DlnViewState *state,
                        DlnTarget target,
                        const GArray *ids,
                        guint n_first,
                        gboolean boxed,
                        DlnPageMaker maker);
GtkWidget *_dln_page_chips         (GtkWidget *page);
void
_dln_page_add_chip (GtkWidget *chips, DlnViewState *state, DlnEntityId entity, const char *role);

/* makers; ids are of the kind named, evidence by index */
GtkWidget *_dln_page_make_claim    (DlnViewState *state, guint32 evidence, DlnTarget page);
GtkWidget *_dln_page_make_entity   (DlnViewState *state, guint32 entity, DlnTarget page);
GtkWidget *_dln_page_make_event    (DlnViewState *state, guint32 event, DlnTarget page);
GtkWidget *_dln_page_make_relation (DlnViewState *state, guint32 relation, DlnTarget page);
GtkWidget *_dln_page_make_quote    (DlnViewState *state, guint32 quote, DlnTarget page);
GtkWidget *_dln_page_make_document (DlnViewState *state, guint32 document, DlnTarget page);
GtkWidget *_dln_page_make_conflict (DlnViewState *state, guint32 conflict, DlnTarget page);

GtkWidget *
_dln_page_row (DlnViewState *state, DlnTarget target, const char *title, const char *subtitle);
void _dln_page_add_claims (
  GtkWidget *page, DlnViewState *state, DlnTarget target, const char *heading, guint n_first);
void       _dln_page_add_find      (GtkWidget *page);
void       _dln_page_add_kinds     (GtkWidget *page, const char *const *names);
void       _dln_page_set_kind      (GtkWidget *row, guint kind);
/* (transfer full) */
char      *_dln_page_dup_decision  (DlnCase *dcase, guint index);
void       _dln_page_add_remarks   (GtkWidget *page, DlnViewState *state, DlnTarget target);
void       _dln_page_add_conflicts (GtkWidget *page, DlnViewState *state, DlnTarget target);

GtkWidget *_dln_page_new_entity    (DlnViewState *state, DlnEntityId id);
GtkWidget *_dln_page_new_event     (DlnViewState *state, DlnEventId id);
GtkWidget *_dln_page_new_relation  (DlnViewState *state, DlnRelationId id);
GtkWidget *_dln_page_new_quote     (DlnViewState *state, DlnQuoteId id);
GtkWidget *_dln_page_new_document  (DlnViewState *state, DlnDocumentId id);

G_END_DECLS
