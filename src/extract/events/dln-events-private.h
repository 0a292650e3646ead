/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of the events stage hand to each other. */
#pragma once

#include "extract/encoder/dln-reading-private.h"
#include "extract/grammar/dln-clause-private.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_TRIGGER_NONE,
  DLN_TRIGGER_VERB,
  DLN_TRIGGER_NOUN,
  DLN_TRIGGER_STATE, /* "is dead" */
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
  guint8           *taken;    /* [n_tokens], words of the title that is being written */
  guint8           *cue;      /* [n_tokens], TRUE in the words that introduce a quote */
  guint8           *trigger;  /* [n_tokens], DlnTriggerKind */
  guint32          *link;     /* [n_tokens], for triggers: row in times that dates it */
  guint32          *line;     /* [n_sentences], row in times that dates a line of a chronology, or
                                 DLN_NO_ROW */
  guint32          *line_begin; /* [n_sentences], the byte behind that date */
  const DlnTime    *lead;     /* (nullable): the day that the article is about; once sought */
  gboolean          lead_sought;
  gint              dates_itself; /* does the article tell of which day? 1 yes, -1 no, 0 unread */
} DlnEventWork;

DlnEventType _dln_events_classify (const DlnEventWork *work,
                                   guint32             token,
                                   gboolean            noun);
DlnEventType _dln_events_find_stage (const DlnEventWork *work,
                                     guint32             token,
                                     DlnEventType        type);
void _dln_events_set_status (DlnEventClaim *event,
                             DlnStatus      status);
void _dln_events_check_status (const DlnEventWork *work,
                               DlnEventClaim      *event,
                               const DlnReadEvent *read);
gboolean _dln_events_is_implied  (const DlnTree      *tree,
                                  guint32             trigger);
guint32 _dln_events_find_verdict (const DlnEventWork *work,
                                  const DlnReadEvent *read);
void _dln_events_cast       (DlnEventWork       *work,
                             DlnEventClaim      *event,
                             const DlnReadEvent *read);
void _dln_events_link_times (DlnEventWork  *work);
gboolean _dln_events_is_dating   (const DlnTime      *time);
gboolean _dln_events_has_perfect (const DlnTree      *tree,
                                  guint32             verb);
gboolean _dln_events_is_compared (const DlnEventWork *work,
                                  guint32             row);
gboolean _dln_events_trusts      (const DlnEventWork *work,
                                  guint32             trigger,
                                  guint32             row);
gboolean _dln_events_is_bare_clock (DlnEventWork   *work,
                                    guint32         token,
                                    guint32         row);
void _dln_events_infer_date (DlnEventWork  *work,
                             DlnEventClaim *event);
void _dln_events_find_lines (DlnEventWork  *work);
void _dln_events_link_lines (DlnEventWork  *work);
gboolean _dln_events_is_line (const DlnEventWork *work,
                              guint32             token);
void _dln_events_date       (DlnEventWork  *work,
                             DlnEventClaim *event);
void _dln_events_share_inferred (DlnEventWork *work);
const char *_dln_events_name_of (const DlnTree *tree,
                                 guint32        token);
void _dln_events_write_title    (DlnEventWork      *work,
                                 DlnEventClaim     *event,
                                 const DlnReadLink *words,
                                 guint              n);

G_END_DECLS
