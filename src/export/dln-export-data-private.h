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
                                        guint                first,
                                        GString             *out);

GBytes     *_dln_export_json    (const DlnExportView *view);
GBytes     *_dln_export_graphml (const DlnExportView *view,
                                 GError             **error);
GBytes     *_dln_export_ftm     (const DlnExportView *view);

G_END_DECLS
