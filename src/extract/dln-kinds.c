/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the enums in files and on the command line. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-kinds.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *name;
  const char *label;
  const char *schema; /* FollowTheMoney */
} RelationKind;

static const RelationKind relation_kinds[DLN_N_RELATION_TYPES] = {
  [DLN_RELATION_RELATED_TO] = { "related_to", N_("related to"), "UnknownLink" },
  [DLN_RELATION_HEAD_OF] = { "head_of", N_("head of"), "Directorship" },
  [DLN_RELATION_MEMBER_OF] = { "member_of", N_("member of"), "Membership" },
  [DLN_RELATION_EMPLOYED_BY] = { "employed_by", N_("works for"), "Employment" },
  [DLN_RELATION_SPOKESPERSON_OF] = { "spokesperson_of", N_("spokesperson of"), "Representation" },
  [DLN_RELATION_REPRESENTS] = { "represents", N_("represents"), "Representation" },
  [DLN_RELATION_FOUNDER_OF] = { "founder_of", N_("founder of"), "Ownership" },
  [DLN_RELATION_OWNER_OF] = { "owner_of", N_("owner of"), "Ownership" },
  [DLN_RELATION_PART_OF] = { "part_of", N_("part of"), "UnknownLink" },
  [DLN_RELATION_FUNDS] = { "funds", N_("funds"), "UnknownLink" },
  [DLN_RELATION_ACQUIRES] = { "acquires", N_("acquires"), "UnknownLink" },
  [DLN_RELATION_SPOUSE_OF] = { "spouse_of", N_("spouse of"), "Family" },
  [DLN_RELATION_PARENT_OF] = { "parent_of", N_("parent of"), "Family" },
  [DLN_RELATION_SIBLING_OF] = { "sibling_of", N_("sibling of"), "Family" },
  [DLN_RELATION_RELATIVE_OF] = { "relative_of", N_("relative of"), "Family" },
  [DLN_RELATION_ASSOCIATE_OF] = { "associate_of", N_("associate of"), "Associate" },
  [DLN_RELATION_REPORTS_TO] = { "reports_to", N_("reports to"), "UnknownLink" },
  [DLN_RELATION_APPOINTS] = { "appoints", N_("appoints"), "UnknownLink" },
  [DLN_RELATION_DISMISSES] = { "dismisses", N_("dismisses"), "UnknownLink" },
  [DLN_RELATION_ACCUSES] = { "accuses", N_("accuses"), "UnknownLink" },
  [DLN_RELATION_SUES] = { "sues", N_("sues"), "UnknownLink" },
  [DLN_RELATION_CHARGES] = { "charges", N_("charges"), "UnknownLink" },
  [DLN_RELATION_ARRESTS] = { "arrests", N_("arrests"), "UnknownLink" },
  [DLN_RELATION_SANCTIONS] = { "sanctions", N_("sanctions"), "UnknownLink" },
  [DLN_RELATION_ATTACKS] = { "attacks", N_("attacks"), "UnknownLink" },
  [DLN_RELATION_OPPOSES] = { "opposes", N_("opposes"), "UnknownLink" },
  [DLN_RELATION_SUPPORTS] = { "supports", N_("supports"), "UnknownLink" },
  [DLN_RELATION_MEETS] = { "meets", N_("meets"), "UnknownLink" },
  [DLN_RELATION_TELLS] = { "tells", N_("tells"), "UnknownLink" },
  [DLN_RELATION_LOCATED_IN] = { "located_in", N_("located in"), "UnknownLink" },
  [DLN_RELATION_LIVES_IN] = { "lives_in", N_("lives in"), "UnknownLink" },
  [DLN_RELATION_BORN_IN] = { "born_in", N_("born in"), "UnknownLink" },
  [DLN_RELATION_CO_MENTION] = { "co_mention", N_("mentioned with"), "UnknownLink" },
  [DLN_RELATION_POST_IN] = { "post_in", N_("holds office in"), "Employment" },
};

static const char *const entity_type_tags[] = {
  [DLN_ENTITY_NONE] = "",
  [DLN_ENTITY_PERSON] = "PER",
  [DLN_ENTITY_INSTITUTION] = "ORG",
  [DLN_ENTITY_PLACE] = "LOC",
  [DLN_ENTITY_OTHER] = "MISC",
};

static const char *const entity_type_names[] = {
  [DLN_ENTITY_NONE] = "",
  [DLN_ENTITY_PERSON] = "person",
  [DLN_ENTITY_INSTITUTION] = "institution",
  [DLN_ENTITY_PLACE] = "place",
  [DLN_ENTITY_OTHER] = "other",
};

static const char *const time_type_names[] = {
  [DLN_TIME_DATE] = "DATE",
  [DLN_TIME_TIME] = "TIME",
  [DLN_TIME_DURATION] = "DURATION",
  [DLN_TIME_SET] = "SET",
};

static const char *const quote_type_names[] = {
  [DLN_QUOTE_DIRECT] = "direct",
  [DLN_QUOTE_INDIRECT] = "indirect",
  [DLN_QUOTE_MIXED] = "mixed",
};

static const char *const event_type_names[] = {
  [DLN_EVENT_OTHER] = "other",
  [DLN_EVENT_STATEMENT] = "statement",
  [DLN_EVENT_MOVEMENT] = "movement",
  [DLN_EVENT_ARMED_CONFLICT] = "conflict",
  [DLN_EVENT_JUSTICE] = "justice",
  [DLN_EVENT_APPOINTMENT] = "appointment",
  [DLN_EVENT_BUSINESS] = "business",
  [DLN_EVENT_DISASTER] = "disaster",
  [DLN_EVENT_ELECTION] = "election",
  [DLN_EVENT_LAW] = "law",
  [DLN_EVENT_DIPLOMACY] = "diplomacy",
  [DLN_EVENT_LIFE] = "life",
  [DLN_EVENT_PROTEST] = "protest",
  [DLN_EVENT_PUBLICATION] = "publication",
  [DLN_EVENT_ALLEGATION] = "allegation",
  [DLN_EVENT_CHARGE] = "charge",
  [DLN_EVENT_PLEA] = "plea",
  [DLN_EVENT_TRIAL] = "trial",
  [DLN_EVENT_VERDICT] = "verdict",
  [DLN_EVENT_SENTENCE] = "sentence",
  [DLN_EVENT_APPEAL] = "appeal",
  [DLN_EVENT_ACQUITTAL] = "acquittal",
  [DLN_EVENT_DISMISSAL] = "dismissal",
};

static const char *const polarity_names[] = {
  [DLN_POLARITY_POSITIVE] = "positive",
  [DLN_POLARITY_NEGATED] = "negated",
};

static const char *const status_names[] = {
  [DLN_STATUS_NONE] = "none",         [DLN_STATUS_HAPPENED] = "happened",
  [DLN_STATUS_SAID] = "said",         [DLN_STATUS_ALLEGED] = "alleged",
  [DLN_STATUS_PLANNED] = "planned",   [DLN_STATUS_POSSIBLE] = "possible",
  [DLN_STATUS_NOT] = "not",           [DLN_STATUS_DENIED] = "denied",
  [DLN_STATUS_STATE] = "state",
};

static const char *const modality_names[] = {
  [DLN_MODALITY_ASSERTED] = "asserted",
  [DLN_MODALITY_PLANNED] = "planned",
  [DLN_MODALITY_CANCELLED] = "cancelled",
  [DLN_MODALITY_DENIED] = "denied",
  [DLN_MODALITY_ALLEGED] = "alleged",
  [DLN_MODALITY_CONDITIONAL] = "conditional",
};

static const char *const role_names[] = {
  [DLN_ROLE_AGENT] = "agent",
  [DLN_ROLE_PATIENT] = "patient",
  [DLN_ROLE_RECIPIENT] = "recipient",
  [DLN_ROLE_PLACE] = "place",
  [DLN_ROLE_SOURCE] = "source",
  [DLN_ROLE_DESTINATION] = "destination",
  [DLN_ROLE_WITH] = "with",
  [DLN_ROLE_OTHER] = "other",
};

static const char *const date_source_names[] = {
  [DLN_DATE_NONE] = "none",
  [DLN_DATE_GIVEN] = "given",
  [DLN_DATE_DATELINE] = "dateline",
  [DLN_DATE_INFERRED] = "inferred",
};

static const char *const conflict_type_names[] = {
  [DLN_CONFLICT_DATE] = "date",
  [DLN_CONFLICT_NUMBER] = "number",
  [DLN_CONFLICT_PLACE] = "place",
  [DLN_CONFLICT_ROLE] = "role",
  [DLN_CONFLICT_POLARITY] = "polarity",
  [DLN_CONFLICT_GENDER] = "gender",
  [DLN_CONFLICT_UPDATE] = "update",
};

static const char *const block_type_names[] = {
  [DLN_BLOCK_BODY] = "body",
  [DLN_BLOCK_TITLE] = "title",
  [DLN_BLOCK_HEADING] = "heading",
  [DLN_BLOCK_CAPTION] = "caption",
  [DLN_BLOCK_BYLINE] = "byline",
  [DLN_BLOCK_DATELINE] = "dateline",
  [DLN_BLOCK_LIST] = "list",
  [DLN_BLOCK_BOILERPLATE] = "boilerplate",
};

static const char *const target_kind_names[] = {
  [DLN_TARGET_NONE] = "none",
  [DLN_TARGET_DOCUMENT] = "document",
  [DLN_TARGET_ENTITY] = "entity",
  [DLN_TARGET_EVENT] = "event",
  [DLN_TARGET_RELATION] = "relation",
  [DLN_TARGET_QUOTE] = "quote",
};

const char *
dln_entity_type_get_tag (DlnEntityType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (entity_type_tags), "");

  return entity_type_tags[type];
}

const char *
dln_entity_type_get_name (DlnEntityType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (entity_type_names), "");

  return entity_type_names[type];
}

const char *
dln_time_type_get_name (DlnTimeType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (time_type_names), "");

  return time_type_names[type];
}

const char *
dln_quote_type_get_name (DlnQuoteType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (quote_type_names), "");

  return quote_type_names[type];
}

/**
 * dln_quote_get_certainty:
 * @score: of a quote, 0 to 1
 *
 * Returns: how many of such quotes have the right words, cue and speaker, 0 to 1, measured on the
 * annotated sentences that no model has learned from (tests/tools/score_reliability.py) and made
 * even between the points; the score alone only tells how surely something is said
 */
double
dln_quote_get_certainty (float score)
{
  static const struct
  {
    double score;
    double right;
  } points[] = { { 0, 0 }, { 0.55, 0.25 }, { 0.75, 0.45 }, { 0.85, 0.6 }, { 0.99, 0.86 },
                 { 1, 0.86 } };
  guint i = 1;

  score = CLAMP (score, 0, 1);
  while (i + 1 < G_N_ELEMENTS (points) && score > points[i].score)
    i++;

  double width = points[i].score - points[i - 1].score;

  return points[i - 1].right
         + (points[i].right - points[i - 1].right) * (score - points[i - 1].score) / width;
}

const char *
dln_event_type_get_name (DlnEventType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (event_type_names), "");

  return event_type_names[type];
}

gboolean
dln_event_type_is_of_court (DlnEventType type)
{
  return type == DLN_EVENT_JUSTICE || (type >= DLN_EVENT_ALLEGATION && type <= DLN_EVENT_DISMISSAL);
}

const char *
dln_polarity_get_name (DlnPolarity polarity)
{
  g_return_val_if_fail ((guint) polarity < G_N_ELEMENTS (polarity_names), "");

  return polarity_names[polarity];
}

const char *
dln_status_get_name (DlnStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (status_names), "");

  return status_names[status];
}

const char *
dln_modality_get_name (DlnModality modality)
{
  g_return_val_if_fail ((guint) modality < G_N_ELEMENTS (modality_names), "");

  return modality_names[modality];
}

const char *
dln_role_get_name (DlnRole role)
{
  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (role_names), "");

  return role_names[role];
}

const char *
dln_date_source_get_name (DlnDateSource source)
{
  g_return_val_if_fail ((guint) source < G_N_ELEMENTS (date_source_names), "");

  return date_source_names[source];
}

const char *
dln_conflict_type_get_name (DlnConflictType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (conflict_type_names), "");

  return conflict_type_names[type];
}

const char *
dln_block_type_get_name (DlnBlockType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (block_type_names), "");

  return block_type_names[type];
}

const char *
dln_target_kind_get_name (DlnTargetKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (target_kind_names), "");

  return target_kind_names[kind];
}

const char *
dln_relation_type_get_name (DlnRelationType type)
{
  g_return_val_if_fail ((guint) type < DLN_N_RELATION_TYPES, "");

  return relation_kinds[type].name;
}

const char *
dln_relation_type_get_label (DlnRelationType type)
{
  g_return_val_if_fail ((guint) type < DLN_N_RELATION_TYPES, "");

  return relation_kinds[type].label;
}

const char *
dln_relation_type_get_schema (DlnRelationType type)
{
  g_return_val_if_fail ((guint) type < DLN_N_RELATION_TYPES, "");

  return relation_kinds[type].schema;
}

gboolean
dln_relation_type_is_symmetric (DlnRelationType type)
{
  switch (type)
    {
    case DLN_RELATION_SPOUSE_OF:
    case DLN_RELATION_SIBLING_OF:
    case DLN_RELATION_RELATIVE_OF:
    case DLN_RELATION_ASSOCIATE_OF:
    case DLN_RELATION_MEETS:
    case DLN_RELATION_CO_MENTION:
      return TRUE;
    default:
      return FALSE;
    }
}
