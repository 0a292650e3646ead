/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as data: JSON, CSV, GraphML and FollowTheMoney entities. Rows come in the order of their
 * ids, so that the same case gives the same bytes. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-data-private.h"

#include "base/dln-json-writer.h"
#include "case/dln-standing.h"
#include "export/dln-export-table.h"

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

/* a JSON list of the entity's names but for @without */
void
_dln_export_put_aliases (const DlnExportView *view,
                         const DlnEntity     *entity,
                         const char          *key,
                         const char          *without,
                         GString             *out)
{
  DlnStringId id;

  _dln_json_begin_list (out, key);
  for (guint i = 0; (id = dln_resolution_get_alias (view->resolution, entity, i)) != 0; i++)
    {
      const char *alias = dln_case_get_string (view->dcase, id);

      if (g_strcmp0 (alias, without) == 0)
        continue;
      _dln_json_item (out);
      _dln_json_append_string (out, alias, strlen (alias));
    }
  _dln_json_end_list (out);
}

char *
_dln_export_dup_event_title (const DlnExportView *view,
                             const DlnEvent      *event)
{
  const char *title = dln_case_get_string (view->dcase, event->title);
  DlnStanding standing = DLN_STANDING (event);

  if (standing == DLN_STANDING_HOLDS)
    return g_strdup (title);
  return g_strdup_printf ("%s (%s)", title, dln_standing_get_name (standing));
}

char *
_dln_export_dup_iso (const DlnWhen *when,
                     gboolean       last)
{
  DlnInstant instant = last ? when->latest_end : when->earliest_begin;
  DlnCivil civil;

  if (!dln_when_is_known (when) || instant == DLN_INSTANT_PAST || instant == DLN_INSTANT_FUTURE)
    return NULL;
  civil = dln_civil_from_instant (last ? instant - 1 : instant);
  if (civil.year < 1000 || civil.year > 2999)
    return NULL;
  if (when->precision <= DLN_PRECISION_WEEK)
    return g_strdup_printf ("%04d-%02u-%02u", civil.year, civil.month, civil.day);
  if (when->precision <= DLN_PRECISION_HALF)
    return g_strdup_printf ("%04d-%02u", civil.year, civil.month);
  return g_strdup_printf ("%04d", civil.year);
}

char *
_dln_export_dup_day (const DlnWhen *when,
                     gboolean       last)
{
  DlnInstant instant = last ? when->latest_end : when->earliest_begin;
  DlnCivil civil;

  if (!dln_when_is_known (when) || instant == DLN_INSTANT_PAST || instant == DLN_INSTANT_FUTURE)
    return NULL;
  civil = dln_civil_from_instant (last ? instant - 1 : instant);
  if (civil.year < 1000 || civil.year > 2999)
    return NULL;
  return g_strdup_printf ("%04d-%02u-%02u", civil.year, civil.month, civil.day);
}

char *
_dln_export_dup_relation_label (const DlnExportView *view,
                                const DlnRelation   *relation)
{
  const char *label = relation->caption != 0
                        ? dln_case_get_string (view->dcase, relation->caption)
                        : dln_relation_type_get_label (relation->type);
  DlnStanding standing = DLN_STANDING (relation);

  if (standing == DLN_STANDING_HOLDS)
    return g_strdup (label);
  return g_strdup_printf ("%s: %s", dln_standing_get_name (standing), label);
}

#define UNSTATED_WEIGHT 0.1 /* Gephi takes no zero */

double
_dln_export_get_weight (const DlnRelation *relation)
{
  return DLN_STANDING (relation) == DLN_STANDING_HOLDS ? MAX (relation->n_sources, 1)
                                                       : UNSTATED_WEIGHT;
}

gboolean
_dln_export_shows_edge (const DlnExportView *view,
                        const DlnRelation   *relation)
{
  return _dln_export_shows_relation (view, relation->id)
         && _dln_export_shows_entity (view, relation->subject)
         && _dln_export_shows_entity (view, relation->object);
}

char *
_dln_export_dup_quote (const DlnExportView *view,
                       DlnTarget            target)
{
  guint n;
  const DlnEvidence *claims = dln_case_get_evidence (view->dcase, target, &n);
  DlnDocument *document = n > 0 ? dln_case_get_document (view->dcase, claims->document) : NULL;
  char *quote = document != NULL ? dln_document_dup_span (document, claims->sentence) : NULL;

  for (char *p = quote; p != NULL && *p != '\0'; p++)
    if ((guchar) *p < 0x20)
      *p = ' ';
  return quote;
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
 * @format: a data format of one file
 * @graph: for CSV: the claims of relations rather than of events
 * @filter: (nullable): what is shown; %NULL = everything
 * @layout: (nullable): a graph of the case; JSON, GraphML and GEXF say where its nodes stand
 * @error: %DLN_EXPORT_ERROR_FORMAT for a picture format
 *
 * Returns: (transfer full): the file's bytes; the same case and filter give the same ones
 */
GBytes *
dln_export_case (DlnCase         *dcase,
                 DlnExportFormat  format,
                 gboolean         graph,
                 const DlnFilter *filter,
                 DlnGraph        *layout,
                 GError         **error)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase), NULL);

  g_autoptr (DlnFilter) usual = dln_filter_new ();
  g_autoptr (DlnNetwork) network = NULL;
  DlnExportView view = { dcase, dln_case_get_resolution (dcase), filter,
                         .layout = layout };

  if (format == DLN_EXPORT_JSON || format == DLN_EXPORT_GRAPHML || format == DLN_EXPORT_GEXF)
    view.network = network = dln_network_new (dcase, filter != NULL ? filter : usual);
  switch (format)
    {
    case DLN_EXPORT_JSON:
      return _dln_export_json (&view);
    case DLN_EXPORT_GRAPHML:
      return _dln_export_graphml (&view, error);
    case DLN_EXPORT_GEXF:
      return _dln_export_gexf (&view, error);
    case DLN_EXPORT_FTM:
      return _dln_export_ftm (&view);
    case DLN_EXPORT_NEO4J_NODES:
      return _dln_export_neo4j_nodes (&view);
    case DLN_EXPORT_NEO4J_LINKS:
      return _dln_export_neo4j_links (&view);
    case DLN_EXPORT_ICAL:
      return _dln_export_ical (&view);
    case DLN_EXPORT_CSL:
      return _dln_export_csl (&view);
    case DLN_EXPORT_RIS:
      return _dln_export_ris (&view);
    case DLN_EXPORT_WEB_ANNOTATION:
      return _dln_export_webanno (&view);
    case DLN_EXPORT_CSV:
      return export_csv (dcase, graph, filter);
    default:
      g_set_error_literal (error,
                           DLN_EXPORT_ERROR,
                           DLN_EXPORT_ERROR_FORMAT,
                           "A case cannot be written as one file of this format.");
      return NULL;
    }
}

void
dln_export_file_free (DlnExportFile *file)
{
  if (file == NULL)
    return;
  g_free (file->path);
  g_bytes_unref (file->bytes);
  g_free (file);
}

/**
 * dln_export_case_files:
 * @dcase: a case
 * @format: %DLN_EXPORT_MARKDOWN or %DLN_EXPORT_BRAT
 * @filter: (nullable): what is shown; %NULL = everything
 *
 * Returns: (transfer full) (element-type DlnExportFile): the files of a folder
 */
GPtrArray *
dln_export_case_files (DlnCase         *dcase,
                       DlnExportFormat  format,
                       const DlnFilter *filter)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase), NULL);

  DlnExportView view = { dcase, dln_case_get_resolution (dcase), filter, NULL };

  return format == DLN_EXPORT_BRAT ? _dln_export_brat (&view) : _dln_export_markdown (&view);
}
