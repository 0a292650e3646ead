/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small case made by hand: two articles, three entities, three events, one relation, one quote.
 * Shared by the tests of several rooms. */
#pragma once

#include <string.h>

#include "case/dln-case.h"

/* words of fixture_texts[0], all in its one sentence */
static const char *const fixture_texts[] = {
  "Anna Berg met Caf\u00e9 Nord in Oslo on 3 May 2021. \u201cIt went well,\u201d she said.",
  "Berg left Caf\u00e9 Nord in 2022.",
};

static inline DlnSpan
fixture_span (guint       document,
              const char *words)
{
  const char *found = strstr (fixture_texts[document], words);

  g_assert_nonnull (found);
  return DLN_SPAN (found - fixture_texts[document],
                   found - fixture_texts[document] + strlen (words));
}

static inline void
fixture_add_mention (DlnAnnotations *annotations,
                     guint           document,
                     const char     *words,
                     guint32         entity,
                     DlnEntityType   type)
{
  DlnMention mention = {
    .span = fixture_span (document, words),
    .head = DLN_NO_ROW,
    .entity = entity,
    .type = type,
    .score = 1,
  };

  g_array_append_val (annotations->mentions, mention);
}

static inline void
fixture_add_local (DlnAnnotations *annotations,
                   const char     *name,
                   DlnEntityType   type)
{
  DlnLocalEntity entity = { .name = dln_strings_intern (annotations->strings, name),
                            .n_mentions = 1,
                            .type = type };

  g_array_append_val (annotations->entities, entity);
}

static inline DlnAnnotations *
fixture_annotations (guint document)
{
  DlnAnnotations *annotations = dln_annotations_new ();
  DlnBlock block = { .span = { 0, strlen (fixture_texts[document]) }, .n_sentences = 1 };
  DlnSentence sentence = { .span = block.span };
  DlnEventClaim event = {
    .token = DLN_NO_ROW, .time = DLN_NO_ROW, .place = DLN_NO_ROW, .quote = DLN_NO_ROW
  };

  annotations->analysed = TRUE;
  g_array_append_val (annotations->blocks, block);
  g_array_append_val (annotations->sentences, sentence);
  fixture_add_local (annotations, document == 0 ? "Anna Berg" : "Berg", DLN_ENTITY_PERSON);
  fixture_add_local (annotations, "Caf\u00e9 Nord", DLN_ENTITY_INSTITUTION);
  fixture_add_mention (
    annotations, document, document == 0 ? "Anna Berg" : "Berg", 0, DLN_ENTITY_PERSON);
  fixture_add_mention (annotations, document, "Caf\u00e9 Nord", 1, DLN_ENTITY_INSTITUTION);
  event.span = fixture_span (document, document == 0 ? "met" : "left");
  event.evidence = event.clause = sentence.span;
  event.lemma = dln_strings_intern (annotations->strings, document == 0 ? "meet" : "leave");
  event.title = event.lemma;
  event.when = document == 0 ? dln_when_unit (DLN_PRECISION_DAY, 2021, 5, 3)
                             : dln_when_unit (DLN_PRECISION_YEAR, 2022, 0, 0);
  g_array_append_val (annotations->events, event);
  if (document == 0)
    {
      DlnQuoteClaim quote = {
        .speaker = 0, .addressee = DLN_NO_ROW, .time = DLN_NO_ROW, .part_of = DLN_NO_ROW
      };
      DlnRelationClaim relation = { .subject = 0,
                                    .object = 1,
                                    .time = DLN_NO_ROW,
                                    .quote = DLN_NO_ROW,
                                    .type = DLN_RELATION_MEETS,
                                    .score = 0.9f };

      fixture_add_local (annotations, "Oslo", DLN_ENTITY_PLACE);
      fixture_add_mention (annotations, 0, "Oslo", 2, DLN_ENTITY_PLACE);
      quote.span = fixture_span (0, "It went well,");
      quote.cue = fixture_span (0, "said");
      g_array_append_val (annotations->quotes, quote);
      relation.span = fixture_span (0, "met");
      relation.evidence = sentence.span;
      g_array_append_val (annotations->relations, relation);
    }
  return annotations;
}

static inline guint32
fixture_add_evidence (DlnResolution *resolution,
                      DlnTargetKind  kind,
                      guint32        target,
                      DlnDocumentId  document,
                      guint32        row,
                      DlnSpan        mark)
{
  DlnEvidence evidence = {
    .target = target,
    .document = document,
    .row = row,
    .sentence = { 0, strlen (fixture_texts[document - 1]) },
    .mark = mark,
    .when = dln_when_unknown (),
    .kind = kind,
    .score = 1,
  };

  g_array_append_val (resolution->evidence, evidence);
  return resolution->evidence->len - 1;
}

static inline void
fixture_add_entity (DlnResolution *resolution,
                    DlnEntityId    id,
                    const char    *name,
                    DlnEntityType  type,
                    guint32        first_evidence,
                    guint32        n_evidence,
                    float          salience)
{
  DlnStringId text = dln_strings_intern (resolution->strings, name);
  DlnAlias alias = { id, text, n_evidence };
  DlnEntity entity = {
    .id = id,
    .name = text,
    .first_alias = resolution->aliases->len,
    .n_aliases = 1,
    .first_evidence = first_evidence,
    .n_evidence = n_evidence,
    .n_mentions = n_evidence,
    .n_documents = n_evidence,
    .type = type,
    .salience = salience,
  };

  g_array_append_val (resolution->aliases, alias);
  g_array_append_val (resolution->entities, entity);
}

static inline void
fixture_add_event (DlnResolution *resolution,
                   DlnEventId     id,
                   const char    *title,
                   DlnWhen        when,
                   guint32        evidence,
                   DlnEntityId    who)
{
  DlnEventParticipant participant = { id, who, DLN_ROLE_AGENT };
  DlnEvent event = {
    .id = id,
    .title = dln_strings_intern (resolution->strings, title),
    .first_evidence = evidence,
    .n_evidence = 1,
    .first_participant = resolution->participants->len,
    .n_participants = 1,
    .n_sources = 1,
    .salience = 0.5f,
    .when = when,
  };

  g_array_append_val (resolution->participants, participant);
  g_array_append_val (resolution->events, event);
}

static inline void
fixture_add_ids (GPtrArray     *lists,
                 const guint32 *ids,
                 guint          n)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_vals (list, ids, n);
  g_ptr_array_add (lists, list);
}

/* entities 1 Anna Berg, 2 Café Nord, 5 Oslo; events 1 (2021-05-03), 2 (2022) */
static inline DlnResolution *
fixture_resolution (void)
{
  DlnResolution *r = dln_resolution_new ();
  static const guint32 entities_0[] = { 1, 2, 5 };
  static const guint32 entities_1[] = { 1, 2 };
  static const guint32 events_0[] = { 1 };
  static const guint32 events_1[] = { 2 };
  DlnRelation relation = { .id = 1, .subject = 1, .object = 2, .n_evidence = 1, .n_sources = 1,
                           .type = DLN_RELATION_MEETS, .score = 0.9f, .when = dln_when_unknown () };
  DlnQuote quote = {
    .id = 1, .speaker = 1, .n_evidence = 1, .n_sources = 1, .when = dln_when_unknown ()
  };

  for (guint i = 0; i < 2; i++)
    {
      DlnResolvedDocument document = { .document = i + 1, .date_source = DLN_DATE_GIVEN };

      document.when = i == 0 ? dln_when_unit (DLN_PRECISION_DAY, 2021, 5, 4) : dln_when_unknown ();
      g_array_append_val (r->documents, document);
    }
  fixture_add_evidence (r, DLN_TARGET_ENTITY, 1, 1, 0, fixture_span (0, "Anna Berg"));
  fixture_add_evidence (r, DLN_TARGET_ENTITY, 1, 2, 0, fixture_span (1, "Berg"));
  fixture_add_evidence (r, DLN_TARGET_ENTITY, 2, 1, 1, fixture_span (0, "Caf\u00e9 Nord"));
  fixture_add_evidence (r, DLN_TARGET_ENTITY, 5, 1, 2, fixture_span (0, "Oslo"));
  fixture_add_evidence (r, DLN_TARGET_EVENT, 1, 1, 0, fixture_span (0, "met"));
  fixture_add_evidence (r, DLN_TARGET_EVENT, 2, 2, 0, fixture_span (1, "left"));
  relation.first_evidence =
    fixture_add_evidence (r, DLN_TARGET_RELATION, 1, 1, 0, fixture_span (0, "met"));
  quote.first_evidence =
    fixture_add_evidence (r, DLN_TARGET_QUOTE, 1, 1, 0, fixture_span (0, "It went well,"));
  quote.text = dln_strings_intern (r->strings, "It went well,");
  fixture_add_entity (r, 1, "Anna Berg", DLN_ENTITY_PERSON, 0, 2, 0.9f);
  fixture_add_entity (r, 2, "Caf\u00e9 Nord", DLN_ENTITY_INSTITUTION, 2, 1, 0.5f);
  fixture_add_entity (r, 5, "Oslo", DLN_ENTITY_PLACE, 3, 1, 0.2f);
  fixture_add_event (
    r, 1, "Anna Berg meets Caf\u00e9 Nord", dln_when_unit (DLN_PRECISION_DAY, 2021, 5, 3), 4, 1);
  fixture_add_event (
    r, 2, "Anna Berg leaves Caf\u00e9 Nord", dln_when_unit (DLN_PRECISION_YEAR, 2022, 0, 0), 5, 1);
  g_array_append_val (r->relations, relation);
  g_array_append_val (r->quotes, quote);
  fixture_add_ids (r->entity_of, entities_0, 3);
  fixture_add_ids (r->entity_of, entities_1, 2);
  fixture_add_ids (r->event_of, events_0, 1);
  fixture_add_ids (r->event_of, events_1, 1);
  return r;
}

static inline DlnDocument *
fixture_document (guint document)
{
  DlnDocumentInfo info = {
    .id = document == 0 ? "one.txt" : "two.txt",
    .title = document == 0 ? "A meeting" : NULL,
    .source = document == 0 ? "The Fjord Post" : NULL,
    .uri = document == 0 ? NULL : "https://www.example.org/two",
  };

  return dln_document_new (fixture_texts[document], -1, &info);
}

static inline GPtrArray *
fixture_documents (void)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (documents, fixture_document (i));
  return documents;
}

static inline GPtrArray *
fixture_all_annotations (void)
{
  GPtrArray *annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (annotations, fixture_annotations (i));
  return annotations;
}

static inline DlnCase *
fixture_case (void)
{
  DlnCase *dcase = dln_case_new ();
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();

  dln_case_apply (dcase, documents, annotations, fixture_resolution ());
  return dcase;
}
