/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the data formats of a whole case share: the case, and what of it is shown. */
#pragma once

#include "export/dln-export.h"
#include "scene/dln-network.h"

G_BEGIN_DECLS

/* nothing in it is owned */
typedef struct
{
  DlnCase             *dcase;
  const DlnResolution *resolution;
  const DlnFilter     *filter;  /* (nullable): everything */
  DlnNetwork          *network; /* JSON and GraphML: measures of what is shown */
  DlnGraph            *layout;  /* (nullable): where its nodes stand goes along */
} DlnExportView;

gboolean    _dln_export_shows_entity   (const DlnExportView *view,
                                        DlnEntityId          id);
gboolean    _dln_export_shows_event    (const DlnExportView *view,
                                        DlnEventId           id);
gboolean    _dln_export_shows_relation (const DlnExportView *view,
                                        DlnRelationId        id);
const char *_dln_export_get_name       (const DlnExportView *view,
                                        DlnEntityId          id);

void        _dln_export_put_aliases    (const DlnExportView *view,
                                        const DlnEntity     *entity,
                                        const char          *key,
                                        const char          *without, /* (nullable) */
                                        GString             *out);
/* the title, with its standing in English behind it unless it is stated; (transfer full) */
char       *_dln_export_dup_event_title (const DlnExportView *view,
                                        const DlnEvent      *event);
/* "2021-05-03", "2021-05" or "2021": where the time begins, or its last day, month or year;
 * (transfer full) (nullable): there is none, or not in the years 1000 to 2999 */
char       *_dln_export_dup_iso        (const DlnWhen       *when,
                                        gboolean             last);
/* the same as a whole day, also where only the month or year is known */
char       *_dln_export_dup_day        (const DlnWhen       *when,
                                        gboolean             last);
/* what the tie is called, "denied: owner of" unless it is stated; (transfer full) */
char       *_dln_export_dup_relation_label (const DlnExportView *view,
                                        const DlnRelation   *relation);
/* for tools that count: sources of what is stated, little for what is not */
double      _dln_export_get_weight     (const DlnRelation   *relation);
/* both ends are shown, too */
gboolean    _dln_export_shows_edge     (const DlnExportView *view,
                                        const DlnRelation   *relation);
/* the first sentence that says so, on one line; (transfer full) (nullable) */
char       *_dln_export_dup_quote      (const DlnExportView *view,
                                        DlnTarget            target);

GBytes     *_dln_export_json    (const DlnExportView *view);
GBytes     *_dln_export_graphml (const DlnExportView *view,
                                 GError             **error);
GBytes     *_dln_export_gexf    (const DlnExportView *view,
                                 GError             **error);
GBytes     *_dln_export_ftm     (const DlnExportView *view);
GBytes     *_dln_export_neo4j_nodes (const DlnExportView *view);
GBytes     *_dln_export_neo4j_links (const DlnExportView *view);
GBytes     *_dln_export_ical    (const DlnExportView *view);
GBytes     *_dln_export_csl     (const DlnExportView *view);
GBytes     *_dln_export_ris     (const DlnExportView *view);
GBytes     *_dln_export_webanno (const DlnExportView *view);
/* DlnExportFile, in the order in which they are written; (transfer full) */
GPtrArray  *_dln_export_markdown (const DlnExportView *view);
GPtrArray  *_dln_export_brat    (const DlnExportView *view);

G_END_DECLS
