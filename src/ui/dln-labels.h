/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for the reader: kinds, dates, sources and quotes, translated. */
#pragma once

#include <gtk/gtk.h>

#include "case/dln-case.h"

G_BEGIN_DECLS

const char *dln_label_entity_type        (DlnEntityType      type);
const char *dln_label_entity_type_plural (DlnEntityType      type);
const char *dln_label_entity_type_icon   (DlnEntityType      type);
const char *dln_label_entity_type_class  (DlnEntityType      type);
const char *dln_label_event_type         (DlnEventType       type);
const char *dln_label_modality           (DlnModality        modality,
                                          DlnPolarity        polarity);
const char *dln_label_conflict_type      (DlnConflictType    type);
const char *dln_label_role               (DlnRole            role);
const char *dln_label_quote_type         (DlnQuoteType       type);
char       *dln_label_relation           (DlnCase           *dcase,
                                          const DlnRelation *relation);
char       *dln_label_when               (const DlnWhen     *when);
char       *dln_label_document_line      (DlnCase           *dcase,
                                          DlnDocumentId      document);
char       *dln_label_evidence_line      (DlnCase           *dcase,
                                          const DlnEvidence *evidence);
char       *dln_label_speaker            (DlnCase           *dcase,
                                          DlnEntityId        speaker,
                                          DlnStringId        speaker_text);
char       *dln_label_flatten            (const char        *text,
                                          gsize              length);
void        dln_label_set                (GtkLabel          *label,
                                          const char        *text);
GtkWidget  *dln_label_new                (const char        *text,
                                          const char        *style_class);
GtkWidget  *dln_label_new_short          (const char        *text,
                                          const char        *style_class);
void dln_label_name (GtkWidget *widget, const char *name);
void dln_label_name_row (GtkListItem *item, const char *name);
void        dln_label_name_buttons       (GtkWidget         *root);

G_END_DECLS
