/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of the tables are called. Who reads a table by position is served by new columns
 * at the end of a group, not in its middle. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-table-private.h"

static const char *const document_columns[] = { "#id",         "name",     "date",
                                                "date_source", "title",    "source",
                                                "byline",      "analysed", "same_as",
                                                "original" };
static const char *const event_columns[] = { "#id",      "when",    "type",     "title",
                                             "who",      "where",   "polarity", "modality",
                                             "#sources", "#claims", "conflict", "#salience",
                                             "#rank",   "#certainty", "origin" };
static const char *const entity_columns[] = { "#id",       "name",       "description",
                                              "aliases",   "#mentions",  "#documents",
                                              "#salience", "#community", "#betweenness",
                                              "origin" };
static const char *const community_columns[] = {
  "#community", "#names", "people", "institutions", "places"
};
static const char *const relation_columns[] = { "#id",      "subject",  "type",   "object",
                                                "caption",  "ended",    "when",   "polarity",
                                                "modality", "#sources", "#score", "quote",
                                                "origin" };
static const char *const quote_columns[] = { "#id",  "speaker",  "to",     "type",    "text",
                                             "when", "#sources", "source", "#told_in",
                                             "#certainty", "locator" };
static const char *const conflict_columns[] = { "type",    "kind",     "#target", "about",
                                                "value_a", "source_a", "value_b", "source_b" };
static const char *const suggestion_columns[] = {
  "#a", "name_a", "#b", "name_b", "#score", "reason"
};
static const char *const decision_columns[] = { "#number",  "state",   "what",   "kind",
                                                "#id",      "title",   "before", "after",
                                                "evidence", "document", "reason", "made" };
static const char *const event_claim_columns[] = {
  "#event",   "when",     "title",       "type",  "who",     "where",    "claim_when",
  "polarity", "modality", "contradicts", "quote", "speaker", "document", "source",
  "document_date", "locator"
};
static const char *const relation_claim_columns[] = {
  "#relation", "subject",  "type",  "object",  "caption",  "ended",  "when",
  "polarity",  "modality", "quote", "speaker", "document", "source", "document_date",
  "locator"
};

#define COLUMNS(columns) { columns, G_N_ELEMENTS (columns) }

const DlnTableLayout _dln_table_layouts[DLN_N_TABLES] = {
  [DLN_TABLE_DOCUMENTS] = COLUMNS (document_columns),
  [DLN_TABLE_EVENTS] = COLUMNS (event_columns),
  [DLN_TABLE_PEOPLE] = COLUMNS (entity_columns),
  [DLN_TABLE_INSTITUTIONS] = COLUMNS (entity_columns),
  [DLN_TABLE_PLACES] = COLUMNS (entity_columns),
  [DLN_TABLE_RELATIONS] = COLUMNS (relation_columns),
  [DLN_TABLE_QUOTES] = COLUMNS (quote_columns),
  [DLN_TABLE_CONFLICTS] = COLUMNS (conflict_columns),
  [DLN_TABLE_SUGGESTIONS] = COLUMNS (suggestion_columns),
  [DLN_TABLE_DECISIONS] = COLUMNS (decision_columns),
  [DLN_TABLE_COMMUNITIES] = COLUMNS (community_columns),
  [DLN_TABLE_EVENT_CLAIMS] = COLUMNS (event_claim_columns),
  [DLN_TABLE_RELATION_CLAIMS] = COLUMNS (relation_claim_columns),
};
