/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of the events stage hand to each other. */
#pragma once

#include "extract/quotes/dln-clause-private.h"

G_BEGIN_DECLS

/**
 * DlnTimeLink: how near a time expression stands to a trigger in the tree.
 */
typedef struct
{
  guint32 time;  /* row in times, or DLN_NO_ROW */
  guint8  level; /* 0 = its own adjunct, more = through other words, over a clause */
} DlnTimeLink;

typedef enum
{
  DLN_TRIGGER_NONE,
  DLN_TRIGGER_VERB,
  DLN_TRIGGER_NOUN,
  DLN_TRIGGER_HYPHENED, /* the last token of "sell-off" */
  DLN_TRIGGER_STATE,    /* "is dead" */
} DlnTriggerKind;

/**
 * DlnEventWork: one run of the stage.
 */
typedef struct
{
  DlnStageContext  *context;
  DlnTree          *tree;
  const DlnLexicon *words;
  const DlnLexicon *demonyms;
  GHashTable       *places;   /* name of a place -> mention + 1 */
  guint32          *quote_at; /* [n_tokens], row in quotes, or DLN_NO_ROW */
  guint8           *cue;      /* [n_tokens], TRUE in the words that introduce a quote */
  guint8           *trigger;  /* [n_tokens], DlnTriggerKind */
  DlnTimeLink      *link;     /* [n_tokens], for triggers */
  const DlnTime    *lead;     /* (nullable): the day that the article is about; once sought */
  gboolean          lead_sought;
} DlnEventWork;

#define DLN_MAX_PARTICIPANTS 8

/**
 * DlnEventCast: who takes part in one event.
 */
typedef struct
{
  DlnParticipant rows[DLN_MAX_PARTICIPANTS];
  guint          n;
} DlnEventCast;

void   _dln_events_find_triggers (DlnEventWork      *work);
void   _dln_events_take_triggers (const DlnEventWork *work);
DlnEventType _dln_events_classify (const DlnEventWork *work,
                                   guint32             token,
                                   gboolean            noun);
gboolean _dln_events_is_phase    (const char        *lemma);
void   _dln_events_cast_verb     (const DlnEventWork *work,
                                  DlnEventCast      *cast,
                                  guint32            verb);
void   _dln_events_cast_noun     (const DlnEventWork *work,
                                  DlnEventCast      *cast,
                                  guint32            noun);
const DlnQuoteClaim *_dln_events_find_quote (const DlnEventWork *work,
                                             guint32             verb);
guint32 _dln_events_find_place   (const DlnTree     *tree,
                                  const DlnEventCast *cast);
const char *_dln_events_look_up_hyphened (const DlnEventWork *work,
                                          guint32             token,
                                          guint32            *first,
                                          guint32            *last);
void   _dln_events_link_times (DlnEventWork        *work);
void   _dln_events_date       (DlnEventWork        *work,
                               DlnEventClaim       *event);
void   _dln_events_share_inferred (DlnEventWork    *work);
char  *_dln_events_new_title  (const DlnEventWork  *work,
                               const DlnEventClaim *event);

/* dln-event-title-rules.c */
guint32  _dln_title_skip_measure    (const DlnTree *tree,
                                     guint32        subject);
gboolean _dln_title_is_cut_clause   (const DlnTree *tree,
                                     guint32        token);
gboolean _dln_title_is_of_something (const DlnTree *tree,
                                     guint32        noun);
guint32  _dln_title_find_antecedent (const DlnTree *tree,
                                     guint32        verb);
gboolean _dln_title_is_close_apposition (const DlnTree *tree,
                                         guint32        token);
gboolean _dln_title_is_list         (const DlnTree *tree,
                                     guint32        head,
                                     guint32        token);
gboolean _dln_title_is_stress       (const DlnTree *tree,
                                     guint32        token,
                                     guint32        head);
guint32  _dln_title_find_owner      (const DlnTree *tree,
                                     guint32        pronoun);
const char *_dln_title_find_auxiliary (const DlnTree *tree,
                                       guint32        verb);
guint32  _dln_title_find_speaker    (const DlnEventWork *work,
                                     guint32             verb,
                                     guint32             subject);

G_END_DECLS
