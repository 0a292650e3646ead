/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents annotated by hand, for tests of the resolver that do not depend on the models. */
#pragma once

#include "extract/dln-resolution.h"

typedef struct
{
  DlnDocument    *document;
  DlnAnnotations *annotations;
} Story;

/* A line is a block, "." ends a sentence, words are cut at spaces and punctuation. */
Story   *story_new      (const char *source, const char *date, const char *text);
void     story_words    (Story *story);
void     story_free     (Story *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Story, story_free)

DlnSpan  story_find     (const Story *story, const char *words, guint nth);
/* marks every occurrence of @name that is not in a mention yet; returns the first; call in
 * reading order */
void     story_name     (Story *story, DlnEntityType type, const char *name);
void     story_title    (Story *story, const char *title, const char *name);
void     story_resolve  (Story *story); /* sorts the mentions, then runs the stage */
guint32  story_mention  (const Story *story, const char *name, guint nth);
/* @roles: pairs "agent:Anna Roth", ... ended by NULL */
guint32 story_event (Story *story,
                     const char *trigger,
                     guint nth,
                     const char *lemma,
                     DlnEventType type,
                     const char *edtf,
                     const char *const *roles);
void story_relation (
  Story *story, DlnRelationType type, const char *subject, const char *trigger, const char *object);
void     story_quote    (Story *story, const char *words, const char *speaker);

DlnResolution   *stories_resolve (Story * const *stories, guint n);
const DlnEntity *find_entity     (const DlnResolution *resolution, const char *name);
guint            count_entities  (const DlnResolution *resolution, const char *alias);
const char      *get_text        (const DlnResolution *resolution, DlnStringId id);
