/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the enums in files and on the command line, and their FollowTheMoney schemata. User
 * interfaces translate the labels; the names are never translated. */
#pragma once

#include "extract/dln-resolution.h"

G_BEGIN_DECLS

const char *dln_entity_type_get_tag (DlnEntityType type); /* "PER", "ORG", "LOC", "MISC" */
const char      *dln_entity_type_get_name     (DlnEntityType    type); /* "person", ... */
const char      *dln_time_type_get_name       (DlnTimeType      type); /* "DATE", ... */
const char      *dln_quote_type_get_name      (DlnQuoteType     type); /* "direct", ... */
double           dln_quote_get_certainty      (float            score); /* 0 to 1 */
const char      *dln_quote_rule_get_name      (DlnQuoteRule     rule); /* "beside", ... */
const char      *dln_relation_type_get_name   (DlnRelationType  type); /* "head_of", ... */
const char *
dln_relation_type_get_label (DlnRelationType type); /* "head of": untranslated, N_() marked */
const char *
dln_relation_type_get_schema (DlnRelationType type); /* FollowTheMoney: "Directorship", ... */
gboolean         dln_relation_type_is_symmetric (DlnRelationType type);
const char      *dln_event_type_get_name      (DlnEventType     type); /* "statement", ... */
gboolean         dln_event_type_is_of_court   (DlnEventType     type); /* justice and its stages */
const char      *dln_status_get_name          (DlnStatus        status); /* "happened", ... */
const char      *dln_polarity_get_name        (DlnPolarity      polarity);
const char      *dln_modality_get_name        (DlnModality      modality);
const char      *dln_role_get_name            (DlnRole          role);
const char      *dln_date_source_get_name     (DlnDateSource    source);
const char      *dln_conflict_type_get_name   (DlnConflictType  type);
const char      *dln_block_type_get_name      (DlnBlockType     type);
const char      *dln_target_kind_get_name     (DlnTargetKind    kind);
/* TRUE for a title that says what somebody is ("prime minister"), not only how one is addressed */
gboolean         dln_title_is_role            (const char      *title,
                                               gsize            length);

G_END_DECLS
