/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up cases: see the header. */
#include "config.h"

#include "scene-fixture.h"

#include "scene/dln-scene-private.h"

#include <math.h>

Fixture *
fixture_new (void)
{
  Fixture *fixture = g_new0 (Fixture, 1);

  fixture->resolution = dln_resolution_new ();
  fixture->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  fixture->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  return fixture;
}

static DlnWhen
parse_when (const char *edtf)
{
  DlnWhen when = dln_when_unknown ();

  if (edtf != NULL)
    {
      g_autoptr (GError) error = NULL;

      dln_when_parse_edtf (edtf, &when, &error);
      g_assert_no_error (error);
    }
  return when;
}

DlnDocumentId
fixture_add_document (Fixture      *fixture,
                      const char   *title,
                      const char   *source,
                      const char   *edtf,
                      DlnDateSource date_source)
{
  g_autofree char *text = g_strdup_printf ("%s %u.", title, fixture->documents->len);
  DlnDocumentInfo info = { .id = title, .title = title, .source = source };
  DlnResolvedDocument row = { .document = fixture->documents->len + 1, .date_source = date_source };
  GArray *none = g_array_new (FALSE, FALSE, sizeof (guint32));

  row.when = parse_when (edtf);
  g_ptr_array_add (fixture->documents, dln_document_new (text, -1, &info));
  g_ptr_array_add (fixture->annotations, dln_annotations_new ());
  g_array_append_val (fixture->resolution->documents, row);
  g_ptr_array_add (fixture->resolution->entity_of, g_array_ref (none));
  g_ptr_array_add (fixture->resolution->event_of, none);
  return row.document;
}

DlnEntityId
fixture_add_entity (Fixture      *fixture,
                    DlnEntityType type,
                    const char   *name,
                    float         salience)
{
  DlnEntity entity = { .id = fixture->resolution->entities->len + 1, .type = type };

  entity.name = dln_strings_intern (fixture->resolution->strings, name);
  entity.salience = salience;
  g_array_append_val (fixture->resolution->entities, entity);
  return entity.id;
}

DlnEventId
fixture_add_event (Fixture    *fixture,
                   const char *title,
                   const char *edtf,
                   float       salience)
{
  DlnEvent event = { .id = fixture->resolution->events->len + 1 };

  event.title = dln_strings_intern (fixture->resolution->strings, title);
  event.salience = salience;
  event.when = parse_when (edtf);
  event.first_participant = fixture->resolution->participants->len;
  g_array_append_val (fixture->resolution->events, event);
  return event.id;
}

DlnEvent *
fixture_get_event (Fixture   *fixture,
                   DlnEventId id)
{
  return DLN_ROW (fixture->resolution->events, DlnEvent, id - 1);
}

void
fixture_add_participant (Fixture    *fixture,
                         DlnEntityId entity,
                         DlnRole     role)
{
  DlnEvent *event = fixture_get_event (fixture, fixture->resolution->events->len);
  DlnEventParticipant row = { event->id, entity, role };

  event->n_participants++;
  g_array_append_val (fixture->resolution->participants, row);
}

DlnRelationId
fixture_add_relation (Fixture        *fixture,
                      DlnEntityId     subject,
                      DlnRelationType type,
                      DlnEntityId     object,
                      const char     *caption)
{
  DlnRelation relation = { .id = fixture->resolution->relations->len + 1 };

  relation.subject = subject;
  relation.object = object;
  relation.type = type;
  relation.caption = dln_strings_intern (fixture->resolution->strings, caption);
  relation.score = 0.8f;
  relation.when = dln_when_unknown ();
  g_array_append_val (fixture->resolution->relations, relation);
  return relation.id;
}

DlnRelation *
fixture_get_relation (Fixture      *fixture,
                      DlnRelationId id)
{
  return DLN_ROW (fixture->resolution->relations, DlnRelation, id - 1);
}

void
fixture_add_date_conflict (Fixture    *fixture,
                           DlnEventId  event,
                           const char *edtf_a,
                           const char *edtf_b)
{
  DlnConflict conflict = { .target = event, .kind = DLN_TARGET_EVENT, .type = DLN_CONFLICT_DATE };
  DlnEvidence evidence = { .target = event, .kind = DLN_TARGET_EVENT, .document = 1 };
  DlnEvent *row = fixture_get_event (fixture, event);

  conflict.evidence_a = row->first_evidence = fixture->resolution->evidence->len;
  conflict.evidence_b = conflict.evidence_a + 1;
  row->n_evidence = 2;
  row->flags |= DLN_EVENT_CONFLICT;
  evidence.when = parse_when (edtf_a);
  g_array_append_val (fixture->resolution->evidence, evidence);
  evidence.when = parse_when (edtf_b);
  evidence.contradicts = TRUE;
  g_array_append_val (fixture->resolution->evidence, evidence);
  g_array_append_val (fixture->resolution->conflicts, conflict);
}

DlnCase *
fixture_finish (Fixture    *fixture,
                const char *title)
{
  DlnCase *dcase = dln_case_new ();

  dln_case_set_title (dcase, title);
  dln_case_apply (dcase, fixture->documents, fixture->annotations, fixture->resolution);
  g_ptr_array_unref (fixture->documents);
  g_ptr_array_unref (fixture->annotations);
  g_free (fixture);
  return dcase;
}

/* ---- larger ones ---------------------------------------------------------------------------- */

static guint32
next_number (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static const char *
pick (guint32           *state,
      const char *const *words,
      guint              n)
{
  return words[next_number (state) % n];
}

static char *
make_title (guint32 *state)
{
  static const char *const who[] = { "The harbour board", "Minister Adeyemi", "A court in Lyon",
                                     "The Dockers' Union", "Northwind Shipping",
                                     "Inspector Halloran", "The city council of Port Mirren",
                                     "An anonymous former employee" };
  static const char *const did[] = { "rejects", "signs", "publishes", "postpones", "denies",
                                     "investigates", "announces", "leaks" };
  static const char *const what[] = { "the contract", "a report on safety at the eastern quay",
                                      "the sale of four tugs", "new rules",
                                      "plans for a second terminal by the old lighthouse",
                                      "the audit", "an appeal against the fine of last spring" };

  return g_strdup_printf ("%s %s %s", pick (state, who, G_N_ELEMENTS (who)),
                          pick (state, did, G_N_ELEMENTS (did)),
                          pick (state, what, G_N_ELEMENTS (what)));
}

static char *
make_date (guint32 *state)
{
  guint day = next_number (state) % 1100, kind = next_number (state) % 10;
  DlnCivil civil = dln_civil_from_instant (dln_instant_from_civil (2020, 3, 1, 0, 0, 0)
                                           + (gint64) day * 86400);

  if (kind == 0)
    return g_strdup_printf ("%d", civil.year);
  if (kind <= 2)
    return g_strdup_printf ("%d-%02u", civil.year, civil.month);
  if (kind == 3)
    return g_strdup_printf ("%d-%02u-%02u~", civil.year, civil.month, civil.day);
  return g_strdup_printf ("%d-%02u-%02u", civil.year, civil.month, civil.day);
}

DlnCase *
fixture_make_story (guint n_events,
                    guint n_entities)
{
  static const char *const first[] = { "Ada", "Bruno", "Chioma", "Dmitri", "Esther", "Farouk",
                                       "Greta", "Hiroshi", "Ines", "Jamal" };
  static const char *const last[] = { "Okafor", "van der Westhuizen", "Lindqvist", "Halloran",
                                      "Marchetti", "Adeyemi-Blackwood", "Novak", "Castellanos",
                                      "Brandt", "Siddiqui", "O'Rourke" };
  static const char *const bodies[] = {
    "Harbour Board",       "Ministry of Transport",
    "Dockers' Union",      "Northwind Shipping Holdings",
    "Court of Appeal",     "Audit Office",
    "Port Mirren Gazette", "Committee on Infrastructure and Trade"
  };
  static const char *const towns[] = { "Port Mirren", "Lyon", "Saltholm", "Kade", "Upper Fenwick" };
  static const DlnRelationType types[] = { DLN_RELATION_HEAD_OF, DLN_RELATION_EMPLOYED_BY,
                                           DLN_RELATION_ACCUSES, DLN_RELATION_MEMBER_OF,
                                           DLN_RELATION_MEETS, DLN_RELATION_SPOKESPERSON_OF };
  Fixture *fixture = fixture_new ();
  guint32 state = 7 + n_events;

  for (guint i = 0; i < MIN (n_events / 4 + 1, 400); i++)
    {
      g_autofree char *date = make_date (&state);
      static const char *const sources[] = {
        "Port Mirren Gazette", "The Northern Observer", "Le Quai", "Harbour Weekly"
      };

      fixture_add_document (fixture, "An article", sources[i % 4], date,
                            i % 7 == 3 ? DLN_DATE_INFERRED : DLN_DATE_GIVEN);
    }
  for (guint i = 0; i < n_entities; i++)
    {
      guint kind = i % 5;
      g_autofree char *name =
        kind <= 1
          ? g_strdup_printf ("%s %s", first[(i / 5 + kind * 3) % 10], last[(i * 7 / 5) % 11])
        : kind <= 3 ? g_strdup_printf (
            "%s%s%s", i < 20 ? "" : first[i % 10], i < 20 ? "" : " ", bodies[(i / 5 + kind) % 8])
                    : g_strdup (towns[i / 5 % 5]);

      fixture_add_entity (fixture,
                          kind <= 1   ? DLN_ENTITY_PERSON
                          : kind <= 3 ? DLN_ENTITY_INSTITUTION
                                      : DLN_ENTITY_PLACE,
                          name, powf (0.97f, i));
    }
  for (guint i = 1; i < n_entities; i++)
    {
      guint n = 1 + (next_number (&state) % 3 == 0 ? 1 : 0);

      for (guint k = 0; k < n; k++)
        {
          DlnRelationType type = types[next_number (&state) % G_N_ELEMENTS (types)];
          guint other = (guint) (powf (next_number (&state) % 1000 / 1000.0f, 2.2f) * i);

          fixture_add_relation (fixture, i + 1, type, other + 1, NULL);
        }
    }
  for (guint i = 0; i < n_events; i++)
    {
      g_autofree char *title = make_title (&state);
      g_autofree char *date = next_number (&state) % 20 == 0 ? NULL : make_date (&state);
      DlnEventId id =
        fixture_add_event (fixture, title, date, (next_number (&state) % 1000) / 1000.0f);

      fixture_get_event (fixture, id)->modality
        = next_number (&state) % 9 == 0 ? DLN_MODALITY_PLANNED
          : next_number (&state) % 11 == 0 ? DLN_MODALITY_ALLEGED : DLN_MODALITY_ASSERTED;
      if (n_entities > 0)
        {
          fixture_add_participant (fixture, 1 + next_number (&state) % n_entities, DLN_ROLE_AGENT);
          fixture_add_participant (
            fixture, 1 + next_number (&state) % n_entities, DLN_ROLE_PATIENT);
        }
    }
  return fixture_finish (fixture, "The quay at Port Mirren");
}

DlnCase *
fixture_make_seedlike (void)
{
  Fixture *fixture = fixture_new ();
  guint32 state = 3;

  fixture_add_document (fixture, "Engineer tells all", "The Northern Observer", "2023-04-05",
                        DLN_DATE_GIVEN);
  fixture_add_document (
    fixture, "Passports withdrawn", "Financial Wire", "2023-04-03", DLN_DATE_GIVEN);
  fixture_add_document (fixture, "A border closes", "Le Quai", "2022-10-12", DLN_DATE_GIVEN);
  fixture_add_document (fixture, "Officials may not travel", "Harbour Weekly", "2023-03/2023-05",
                        DLN_DATE_INFERRED);
  DlnEntityId engineer = fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Ilya Marchetti", 1);
  DlnEntityId service = fixture_add_entity (fixture, DLN_ENTITY_INSTITUTION, "Guard Service", 0.8f);
  DlnEntityId minister =
    fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Prime Minister Anton Brandt", 0.7f);
  DlnEntityId bank = fixture_add_entity (fixture, DLN_ENTITY_INSTITUTION, "Central Bank", 0.6f);
  DlnEntityId adviser = fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Alexandra Novak", 0.6f);
  DlnEntityId center = fixture_add_entity (fixture, DLN_ENTITY_INSTITUTION, "Archive Center", 0.4f);
  DlnEntityId donor = fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Mikhail Castellanos", 0.4f);
  DlnEntityId lonely = fixture_add_entity (fixture, DLN_ENTITY_PLACE, "Saltholm", 0.3f);

  DlnRelationId former = fixture_add_relation (fixture, engineer, DLN_RELATION_EMPLOYED_BY, service,
                                               "engineer");
  DLN_ROW (fixture->resolution->relations, DlnRelation, former - 1)->ended = TRUE;
  fixture_add_relation (fixture, service, DLN_RELATION_SUPPORTS, minister, "protects");
  fixture_add_relation (fixture, minister, DLN_RELATION_APPOINTS, bank, "appoints the governor of");
  fixture_add_relation (fixture, adviser, DLN_RELATION_EMPLOYED_BY, bank, "former adviser");
  fixture_add_relation (fixture, adviser, DLN_RELATION_ACCUSES, bank, "criticises");
  fixture_add_relation (fixture, donor, DLN_RELATION_FUNDS, center, NULL);
  fixture_add_relation (fixture, engineer, DLN_RELATION_TELLS, center, "gives an interview to");

  fixture_add_event (fixture, "The peninsula is annexed", "2014", 0.9f);
  fixture_add_event (fixture, "The invasion begins", "2022-02", 0.95f);
  fixture_add_event (fixture, "Mobilisation is announced", "2022-09-21", 0.9f);
  fixture_add_event (fixture, "Ilya Marchetti leaves the country with his family", "2022-10", 0.9f);
  fixture_add_participant (fixture, engineer, DLN_ROLE_AGENT);
  fixture_add_participant (fixture, lonely, DLN_ROLE_SOURCE);
  fixture_add_event (fixture,
                     "The ministry publishes an update on travel bans for senior officials",
                     "2023-03",
                     0.6f);
  fixture_add_event (
    fixture, "The Archive Center publishes its report on the guard engineer", "2023-04-04", 0.8f);
  fixture_add_event (fixture, "He worked for the service", "2009/2022-10", 0.5f);
  fixture_add_event (fixture, "Passports are collected from officials", NULL, 0.6f);
  fixture_add_event (fixture, "A train is built", NULL, 0.5f);
  DlnEventId leak = fixture_add_event (fixture, "The list is leaked", "2022-12-10", 0.7f);
  fixture_add_date_conflict (fixture, leak, "2022-12-10", "2022-12-24");
  for (guint i = 0; i < 22; i++)
    {
      g_autofree char *title = make_title (&state);
      guint day = 60 + next_number (&state) % 380;
      DlnCivil civil = dln_civil_from_instant (dln_instant_from_civil (2022, 1, 1, 0, 0, 0)
                                               + (gint64) day * 86400);
      g_autofree char *date
        = g_strdup_printf ("%d-%02u-%02u", civil.year, civil.month, civil.day);
      DlnEventId id = fixture_add_event (fixture, title, date, 0.2f + i * 0.02f);

      fixture_get_event (fixture, id)->modality = i % 6 == 0 ? DLN_MODALITY_PLANNED
                                                  : i % 7 == 0 ? DLN_MODALITY_DENIED
                                                               : DLN_MODALITY_ASSERTED;
    }
  return fixture_finish (fixture, "Those who may not leave");
}

/* ---- checks --------------------------------------------------------------------------------- */

void
fixture_check_inside (const DlnScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);

      g_assert_true (isfinite (mark->x) && isfinite (mark->y));
      g_assert_cmpfloat (mark->x, >=, 0);
      g_assert_cmpfloat (mark->y, >=, 0);
      g_assert_cmpfloat (mark->x + mark->width, <=, scene->width + 0.01);
      g_assert_cmpfloat (mark->y + mark->height, <=, scene->height + 0.01);
    }
}

void
fixture_check_labels_apart (const DlnScene *scene)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (DlnRect));

  for (guint i = 0; i < scene->ops->len; i++)
    {
      const DlnOp *op = DLN_ROW (scene->ops, DlnOp, i);
      DlnRect rect = {
        op->x, op->y - op->font_size * 0.7f, op->width - 0.5f, op->font_size * 0.8f
      };

      if (op->type != DLN_OP_TEXT)
        continue;
      for (guint k = 0; k < rects->len; k++)
        if (_dln_rect_overlaps (&rect, DLN_ROW (rects, DlnRect, k)))
          g_error ("\"%s\" lies on another text at %.0f,%.0f",
                   dln_strings_get (scene->strings, op->text), rect.x, rect.y);
      g_array_append_val (rects, rect);
    }
}
