/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts read by the whole pipeline, for the tests of quotes, relations and events. */
#pragma once

#include "extract/dln-extract.h"

typedef struct
{
  DlnDocument    *document;
  DlnAnnotations *annotations;
  const char     *text;
  DlnSpan         marked; /* words in brackets of an example, else empty */
} Reading;

/* (transfer none): the bundle, opened once */
DlnModel   *clauses_get_model (void);
void        clauses_read      (Reading *reading, const char *text, const char *date);
void        clauses_clear     (Reading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clauses_clear)

char       *clauses_words     (const Reading *reading, DlnSpan span);
char       *clauses_mention   (const Reading *reading, guint32 mention);
/* the fullest name of the mention's entity; NULL if it has none */
char       *clauses_entity    (const Reading *reading, guint32 mention);

/* The first quote whose content holds @words, or NULL. */
const DlnQuoteClaim    *find_quote    (const Reading *reading, const char *words);
/* The first relation of @type (any if RELATED_TO + 1000) whose ends hold these words, or NULL. */
const DlnRelationClaim *find_relation (const Reading *reading,
                                       DlnRelationType type,
                                       const char *subject,
                                       const char *object);
/* The first event with @trigger as its words, or NULL. */
const DlnEventClaim    *find_event    (const Reading *reading, const char *trigger);

/* Each line of a word list ends with an example, of which @holds must be true, and a
 * counter-example with the same word, of which it must not; [brackets] mark the words that either
 * is about. At least @least of 100 sentences must do so: 100 where rules alone decide, less where
 * the encoder does. */
typedef gboolean (*ExampleFunc) (const Reading *reading, char **columns);
void check_examples (const char *file, guint n_columns, ExampleFunc holds, guint least);
