/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph of a case as GraphML: what networkx, igraph, Gephi, Cytoscape and yEd read. All edges
 * are directed, as networkx reads no mixture; `symmetric` tells where both directions mean the
 * same. An edge that is not stated says so in its label, and weighs little. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "case/dln-standing.h"
#include "export/dln-export-data-private.h"
#include "export/dln-export-xml-private.h"

#define GRAPHML_NAMESPACE "http://graphml.graphdrawing.org/xmlns"

typedef struct
{
  const DlnExportView *view;
  DlnXml               xml;
} Writer;

static const struct
{
  const char *key, *scope, *type;
} keys[] = {
  { "label", "node", "string" },       { "type", "node", "string" },
  { "description", "node", "string" }, { "mentions", "node", "int" },
  { "x", "node", "double" },           { "y", "node", "double" },
  { "community", "node", "int" },      { "betweenness", "node", "double" },
  { "title", "edge", "string" },       { "weight", "edge", "double" },
  { "relation", "edge", "string" },    { "caption", "edge", "string" },
  { "symmetric", "edge", "boolean" },  { "ended", "edge", "boolean" },
  { "when", "edge", "string" },        { "start", "edge", "string" },
  { "end", "edge", "string" },         { "sources", "edge", "int" },
  { "standing", "edge", "string" },    { "polarity", "edge", "string" },
  { "modality", "edge", "string" },    { "quote", "edge", "string" },
  { "origin", "all", "string" },
};

static void
put_keys (Writer *writer)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      _dln_xml_start (&writer->xml, "key");
      _dln_xml_attribute (&writer->xml, "id", keys[i].key);
      _dln_xml_attribute (&writer->xml, "for", keys[i].scope);
      /* ids are of the whole file, names of nodes or edges */
      _dln_xml_attribute (
        &writer->xml, "attr.name", strcmp (keys[i].key, "title") == 0 ? "label" : keys[i].key);
      _dln_xml_attribute (&writer->xml, "attr.type", keys[i].type);
      _dln_xml_end (&writer->xml);
    }
}

static void
put_data (Writer     *writer,
          const char *key,
          const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  _dln_xml_start (&writer->xml, "data");
  _dln_xml_attribute (&writer->xml, "key", key);
  _dln_xml_text (&writer->xml, value);
  _dln_xml_end (&writer->xml);
}

static void
put_count (Writer     *writer,
           const char *key,
           guint       count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  put_data (writer, key, text);
}

/* of what was made by hand */
static void
put_origin (Writer   *writer,
            DlnTarget target)
{
  DlnOrigin origin = dln_origin_of (writer->view->dcase, target);

  if (origin != DLN_ORIGIN_ARTICLES)
    put_data (writer, "origin", dln_origin_get_name (origin));
}

static void
put_real (Writer     *writer,
          const char *key,
          const char *format,
          double      value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  put_data (writer, key, g_ascii_formatd (text, sizeof text, format, value));
}

static void
put_node (Writer          *writer,
          const DlnEntity *entity)
{
  const DlnExportView *view = writer->view;
  const DlnNetworkName *name = dln_network_get (view->network, entity->id);
  DlnPoint at;

  _dln_xml_start (&writer->xml, "node");
  _dln_xml_attribute_id (&writer->xml, "id", 'n', entity->id);
  put_data (writer, "label", dln_case_get_string (view->dcase, entity->name));
  put_data (writer, "type", dln_entity_type_get_name (entity->type));
  put_data (writer, "description", dln_case_get_string (view->dcase, entity->description));
  put_count (writer, "mentions", entity->n_mentions);
  put_origin (writer, (DlnTarget){ DLN_TARGET_ENTITY, entity->id });
  if (name != NULL && name->community > 0)
    {
      put_count (writer, "community", name->community);
      put_real (writer, "betweenness", "%.6f", name->betweenness);
    }
  if (view->layout != NULL && dln_graph_get_position (view->layout, entity->id, &at))
    {
      put_real (writer, "x", "%.2f", at.x);
      put_real (writer, "y", "%.2f", at.y);
    }
  _dln_xml_end (&writer->xml);
}

static void
put_edge (Writer            *writer,
          const DlnRelation *relation)
{
  const DlnExportView *view = writer->view;
  g_autofree char *edtf =
    dln_when_is_known (&relation->when) ? dln_when_to_edtf (&relation->when) : NULL;
  g_autofree char *quote =
    _dln_export_dup_quote (view, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
  g_autofree char *label = _dln_export_dup_relation_label (view, relation);
  g_autofree char *start = _dln_export_dup_day (&relation->when, FALSE);
  g_autofree char *end = _dln_export_dup_day (&relation->when, TRUE);

  _dln_xml_start (&writer->xml, "edge");
  _dln_xml_attribute_id (&writer->xml, "id", 'e', relation->id);
  _dln_xml_attribute_id (&writer->xml, "source", 'n', relation->subject);
  _dln_xml_attribute_id (&writer->xml, "target", 'n', relation->object);
  put_data (writer, "title", label);
  put_real (writer, "weight", "%.3f", _dln_export_get_weight (relation));
  put_data (writer, "relation", dln_relation_type_get_name (relation->type));
  put_data (writer, "caption", dln_case_get_string (view->dcase, relation->caption));
  put_data (writer,
            "symmetric",
            dln_relation_type_is_symmetric (relation->type) ? "true" : "false");
  put_data (writer, "ended", relation->ended ? "true" : "false");
  put_data (writer, "when", edtf);
  put_data (writer, "start", start);
  put_data (writer, "end", end);
  put_count (writer, "sources", relation->n_sources);
  put_data (writer, "standing", dln_standing_get_name (DLN_STANDING (relation)));
  put_data (writer, "polarity", dln_polarity_get_name (relation->polarity));
  put_data (writer, "modality", dln_modality_get_name (relation->modality));
  put_data (writer, "quote", quote);
  put_origin (writer, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
  _dln_xml_end (&writer->xml);
}

static void
put_graph (Writer *writer)
{
  const DlnExportView *view = writer->view;

  _dln_xml_start (&writer->xml, "graph");
  _dln_xml_attribute (&writer->xml, "id", "case");
  _dln_xml_attribute (&writer->xml, "edgedefault", "directed");
  for (guint i = 0; i < view->resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (view->resolution->entities, DlnEntity, i);

      if (_dln_export_shows_entity (view, entity->id))
        put_node (writer, entity);
    }
  for (guint i = 0; i < view->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (view->resolution->relations, DlnRelation, i);

      if (_dln_export_shows_relation (view, relation->id)
          && _dln_export_shows_entity (view, relation->subject)
          && _dln_export_shows_entity (view, relation->object))
        put_edge (writer, relation);
    }
  _dln_xml_end (&writer->xml);
}

/* (transfer full) */
GBytes *
_dln_export_graphml (const DlnExportView *view,
                     GError             **error)
{
  Writer writer = { view };

  if (!_dln_xml_begin (&writer.xml, error))
    return NULL;
  _dln_xml_start (&writer.xml, "graphml");
  _dln_xml_attribute (&writer.xml, "xmlns", GRAPHML_NAMESPACE);
  put_keys (&writer);
  put_graph (&writer);
  return _dln_xml_finish (&writer.xml, error);
}
