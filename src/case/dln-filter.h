/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown: kinds, sources, period, thresholds. One filter is shared by timeline, graph and
 * lists. */
#pragma once

#include "case/dln-case.h"

G_BEGIN_DECLS

/* there are more than 32 relation types */
#define DLN_FILTER_BIT(type) (G_GUINT64_CONSTANT (1) << (type))

/**
 * DlnFound: what a search found, as the only thing that is shown. Never changed once made.
 */
typedef struct
{
  gatomicrefcount n_users;
  char       *query;     /* as it was typed */
  GHashTable *entities;  /* DlnEntityId: found, or part of an event or quote that was */
  GHashTable *events;    /* DlnEventId */
  GHashTable *documents; /* DlnDocumentId: found, or evidence of an event or quote that was */
  gboolean    track;     /* it is the story track: events bear the user's headlines */
} DlnFound;

DlnFound *dln_found_new   (const char *query);
DlnFound *dln_found_ref   (DlnFound   *found);
void      dln_found_unref (DlnFound   *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnFound, dln_found_unref)

/**
 * DlnFilter: a plain value; sets are (nullable) hash tables of GUINT_TO_POINTER ids that are
 * switched off.
 */
typedef struct
{
  guint32     entity_types;   /* bit per DlnEntityType shown */
  guint32     event_types;    /* bit per DlnEventType shown */
  /* DLN_FILTER_BIT() per DlnRelationType shown; CO_MENTION is off by default */
  guint64     relation_types;
  GHashTable *hidden_entities;  /* DlnEntityId */
  GHashTable *hidden_documents; /* DlnDocumentId; sources are switched by their documents */
  DlnInstant  begin;          /* window; DLN_INSTANT_PAST .. FUTURE = all */
  DlnInstant  end;
  float       min_score;      /* relations and claims below are left out */
  float       min_salience;
  gboolean    show_minor;     /* events flagged MINOR, statements included */
  gboolean    show_background;
  GArray     *story;          /* (nullable) DlnEntityId: only what concerns them; empty = all */
  gboolean    any_of_story;   /* events of one of them, else of all together */
  DlnFound   *found;          /* (nullable): only what a search found */
} DlnFilter;

DlnFilter   *dln_filter_new            (void);
DlnFilter   *dln_filter_copy           (const DlnFilter *filter);
void         dln_filter_free           (DlnFilter       *filter);
gboolean     dln_filter_has_story      (const DlnFilter *filter);
void         dln_filter_tell_story     (DlnFilter *filter, DlnEntityId id, gboolean add);
void         dln_filter_end_story      (DlnFilter *filter);
gboolean     dln_filter_shows_minor    (const DlnFilter *filter);
gboolean     dln_filter_equal_but_period (const DlnFilter *a, const DlnFilter *b);
gboolean     dln_filter_shows_entity   (const DlnFilter *filter, DlnCase *dcase, DlnEntityId id);
DlnCertainty dln_filter_shows_event    (const DlnFilter *filter, DlnCase *dcase, DlnEventId id);
gboolean     dln_filter_shows_relation (const DlnFilter *filter, DlnCase *dcase, DlnRelationId id);
DlnCertainty dln_filter_shows_document (const DlnFilter *filter, DlnCase *dcase, DlnDocumentId id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnFilter, dln_filter_free)

G_END_DECLS
