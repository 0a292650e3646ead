/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up cases for the tests of scenes and pictures: tables written by hand, no text behind them.
 */
#pragma once

#include "case/dln-case.h"
#include "scene/dln-scene.h"

G_BEGIN_DECLS

typedef struct
{
  DlnResolution *resolution;
  GPtrArray     *documents;
  GPtrArray     *annotations;
} Fixture;

Fixture      *fixture_new             (void);
DlnDocumentId fixture_add_document    (Fixture       *fixture,
                                       const char    *title,
                                       const char    *source,
                                       const char    *edtf, /* (nullable) */
                                       DlnDateSource  date_source);
DlnEntityId   fixture_add_entity      (Fixture       *fixture,
                                       DlnEntityType  type,
                                       const char    *name,
                                       float          salience);
DlnEventId    fixture_add_event       (Fixture       *fixture,
                                       const char    *title,
                                       const char    *edtf, /* (nullable): undated */
                                       float          salience);
DlnEvent     *fixture_get_event       (Fixture       *fixture,
                                       DlnEventId     id);
void          fixture_add_participant (Fixture       *fixture, /* to the last event */
                                       DlnEntityId    entity,
                                       DlnRole        role);
DlnRelationId fixture_add_relation    (Fixture       *fixture,
                                       DlnEntityId    subject,
                                       DlnRelationType type,
                                       DlnEntityId    object,
                                       const char    *caption); /* (nullable) */
DlnRelation  *fixture_get_relation    (Fixture       *fixture,
                                       DlnRelationId  id);
void          fixture_add_date_conflict (Fixture     *fixture,
                                       DlnEventId     event,
                                       const char    *edtf_a,
                                       const char    *edtf_b);
DlnCase      *fixture_finish          (Fixture       *fixture, /* (transfer full) */
                                       const char    *title);

/* Larger ones, by a generator of numbers of their own: the same each time. */
DlnCase      *fixture_make_story      (guint          n_events,
                                       guint          n_entities);
DlnCase      *fixture_make_seedlike   (void); /* one old event, many recent ones */

/* What holds of every scene: marks lie in it; no text lies on another. */
void          fixture_check_inside    (const DlnScene *scene);
void          fixture_check_labels_apart (const DlnScene *scene);

G_END_DECLS
