/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as data: JSON, CSV, GraphML and FollowTheMoney entities. Rows come in the order of their
 * ids, so that the same case gives the same bytes. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-data-private.h"
#include "export/dln-export-table.h"
#include "export/dln-json-writer-private.h"

gboolean
_dln_export_shows_entity (const DlnExportView *view,
                          DlnEntityId          id)
{
  return view->filter == NULL || dln_filter_shows_entity (view->filter, view->dcase, id);
}

gboolean
_dln_export_shows_event (const DlnExportView *view,
                         DlnEventId           id)
{
  return view->filter == NULL
         || dln_filter_shows_event (view->filter, view->dcase, id) != DLN_CERTAINTY_NO;
}

gboolean
_dln_export_shows_relation (const DlnExportView *view,
                            DlnRelationId        id)
{
  return view->filter == NULL || dln_filter_shows_relation (view->filter, view->dcase, id);
}

const char *
_dln_export_get_name (const DlnExportView *view,
                      DlnEntityId          id)
{
  const DlnEntity *entity = dln_case_get_entity (view->dcase, id);

  return entity != NULL ? dln_case_get_string (view->dcase, entity->name) : "";
}

/* a JSON list of the entity's names from the one at @first on */
void
_dln_export_put_aliases (const DlnExportView *view,
                         const DlnEntity     *entity,
                         const char          *key,
                         guint                first,
                         GString             *out)
{
  DlnStringId id;

  _dln_json_begin_list (out, key);
  for (guint i = first; (id = dln_resolution_get_alias (view->resolution, entity, i)) != 0; i++)
    {
      const char *alias = dln_case_get_string (view->dcase, id);

      _dln_json_item (out);
      _dln_json_append_string (out, alias, strlen (alias));
    }
  _dln_json_end_list (out);
}

static GBytes *
export_csv (DlnCase         *dcase,
            gboolean         graph,
            const DlnFilter *filter)
{
  DlnTableKind kind = graph ? DLN_TABLE_RELATION_CLAIMS : DLN_TABLE_EVENT_CLAIMS;
  g_autoptr (DlnTable) table = dln_table_new (dcase, kind, filter);
  GString *out = g_string_new (NULL);

  dln_table_to_csv (table, out);
  return g_string_free_to_bytes (out);
}

/**
 * dln_export_case:
 * @dcase: a case
 * @format: JSON, CSV, GraphML or FollowTheMoney
 * @graph: for CSV: the claims of relations rather than of events
 * @filter: (nullable): what is shown; %NULL = everything
 * @error: %DLN_EXPORT_ERROR_FORMAT for a picture format
 *
 * Returns: (transfer full): the file's bytes; the same case and filter give the same ones
 */
GBytes *
dln_export_case (DlnCase         *dcase,
                 DlnExportFormat  format,
                 gboolean         graph,
                 const DlnFilter *filter,
                 GError         **error)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase), NULL);

  g_autoptr (DlnFilter) usual = dln_filter_new ();
  g_autoptr (DlnNetwork) network = NULL;
  DlnExportView view = { dcase, dln_case_get_resolution (dcase), filter };

  if (format == DLN_EXPORT_JSON || format == DLN_EXPORT_GRAPHML)
    view.network = network = dln_network_new (dcase, filter != NULL ? filter : usual);
  switch (format)
    {
    case DLN_EXPORT_JSON:
      return _dln_export_json (&view);
    case DLN_EXPORT_GRAPHML:
      return _dln_export_graphml (&view, error);
    case DLN_EXPORT_FTM:
      return _dln_export_ftm (&view);
    case DLN_EXPORT_CSV:
      return export_csv (dcase, graph, filter);
    default:
      g_set_error_literal (error,
                           DLN_EXPORT_ERROR,
                           DLN_EXPORT_ERROR_FORMAT,
                           "Data can be written as JSON, CSV, GraphML or FollowTheMoney only.");
      return NULL;
    }
}
