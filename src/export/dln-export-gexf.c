/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph of a case as GEXF 1.3 (https://gexf.net), with dates for the timeline of Gephi. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "case/dln-standing.h"
#include "export/dln-export-data-private.h"
#include "export/dln-export-xml-private.h"

#define NAMESPACE "http://gexf.net/1.3"

typedef struct
{
  const DlnExportView *view;
  DlnXml               xml;
} Writer;

typedef struct
{
  const char *name, *type;
} Attribute;

static const Attribute of_nodes[] = {
  { "type", "string" },
  { "description", "string" },
  { "mentions", "integer" },
  { "community", "integer" },
};

static const Attribute of_edges[] = {
  { "relation", "string" }, { "standing", "string" }, { "ended", "boolean" },
  { "when", "string" },     { "sources", "integer" }, { "quote", "string" },
};

static void
put_attributes (Writer          *writer,
                const char      *class_,
                const Attribute *attributes,
                guint            n)
{
  _dln_xml_start (&writer->xml, "attributes");
  _dln_xml_attribute (&writer->xml, "class", class_);
  for (guint i = 0; i < n; i++)
    {
      _dln_xml_start (&writer->xml, "attribute");
      _dln_xml_attribute (&writer->xml, "id", attributes[i].name);
      _dln_xml_attribute (&writer->xml, "title", attributes[i].name);
      _dln_xml_attribute (&writer->xml, "type", attributes[i].type);
      _dln_xml_end (&writer->xml);
    }
  _dln_xml_end (&writer->xml);
}

static void
put_value (Writer     *writer,
           const char *key,
           const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  _dln_xml_start (&writer->xml, "attvalue");
  _dln_xml_attribute (&writer->xml, "for", key);
  _dln_xml_attribute (&writer->xml, "value", value);
  _dln_xml_end (&writer->xml);
}

static void
put_count (Writer     *writer,
           const char *key,
           guint       count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  put_value (writer, key, text);
}

/* Gephi's y grows upwards */
static void
put_position (Writer  *writer,
              DlnPoint at)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE];
  char y[G_ASCII_DTOSTR_BUF_SIZE];

  _dln_xml_start (&writer->xml, "viz:position");
  _dln_xml_attribute (&writer->xml, "x", g_ascii_formatd (x, sizeof x, "%.2f", at.x));
  _dln_xml_attribute (&writer->xml, "y", g_ascii_formatd (y, sizeof y, "%.2f", -at.y));
  _dln_xml_end (&writer->xml);
}

static void
put_node (Writer          *writer,
          const DlnEntity *entity)
{
  DlnCase *dcase = writer->view->dcase;
  const DlnNetworkName *name = dln_network_get (writer->view->network, entity->id);
  DlnPoint at;

  _dln_xml_start (&writer->xml, "node");
  _dln_xml_attribute_id (&writer->xml, "id", 'n', entity->id);
  _dln_xml_attribute (&writer->xml, "label", dln_case_get_string (dcase, entity->name));
  _dln_xml_start (&writer->xml, "attvalues");
  put_value (writer, "type", dln_entity_type_get_name (entity->type));
  put_value (writer, "description", dln_case_get_string (dcase, entity->description));
  put_count (writer, "mentions", entity->n_mentions);
  if (name != NULL && name->community > 0)
    put_count (writer, "community", name->community);
  _dln_xml_end (&writer->xml);
  if (writer->view->layout != NULL
      && dln_graph_get_position (writer->view->layout, entity->id, &at))
    put_position (writer, at);
  _dln_xml_end (&writer->xml);
}

static void
put_edge (Writer            *writer,
          const DlnRelation *relation)
{
  const DlnExportView *view = writer->view;
  g_autofree char *label = _dln_export_dup_relation_label (view, relation);
  g_autofree char *begin = _dln_export_dup_day (&relation->when, FALSE);
  g_autofree char *end = _dln_export_dup_day (&relation->when, TRUE);
  g_autofree char *edtf =
    dln_when_is_known (&relation->when) ? dln_when_to_edtf (&relation->when) : NULL;
  g_autofree char *quote =
    _dln_export_dup_quote (view, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
  char weight[G_ASCII_DTOSTR_BUF_SIZE];

  _dln_xml_start (&writer->xml, "edge");
  _dln_xml_attribute_id (&writer->xml, "id", 'e', relation->id);
  _dln_xml_attribute_id (&writer->xml, "source", 'n', relation->subject);
  _dln_xml_attribute_id (&writer->xml, "target", 'n', relation->object);
  _dln_xml_attribute (&writer->xml, "label", label);
  /* edges of one pair are told apart by their kind */
  _dln_xml_attribute (&writer->xml, "kind", label);
  _dln_xml_attribute (
    &writer->xml,
    "weight",
    g_ascii_formatd (weight, sizeof weight, "%.3f", _dln_export_get_weight (relation)));
  if (begin != NULL)
    _dln_xml_attribute (&writer->xml, "start", begin);
  if (end != NULL)
    _dln_xml_attribute (&writer->xml, "end", end);
  _dln_xml_start (&writer->xml, "attvalues");
  put_value (writer, "relation", dln_relation_type_get_name (relation->type));
  put_value (writer, "standing", dln_standing_get_name (DLN_STANDING (relation)));
  put_value (writer, "ended", relation->ended ? "true" : "false");
  put_value (writer, "when", edtf);
  put_count (writer, "sources", relation->n_sources);
  put_value (writer, "quote", quote);
  _dln_xml_end (&writer->xml);
  _dln_xml_end (&writer->xml);
}

static void
put_graph (Writer *writer)
{
  const DlnExportView *view = writer->view;

  _dln_xml_start (&writer->xml, "graph");
  _dln_xml_attribute (&writer->xml, "mode", "dynamic");
  _dln_xml_attribute (&writer->xml, "defaultedgetype", "directed");
  _dln_xml_attribute (&writer->xml, "timeformat", "date");
  put_attributes (writer, "node", of_nodes, G_N_ELEMENTS (of_nodes));
  put_attributes (writer, "edge", of_edges, G_N_ELEMENTS (of_edges));
  _dln_xml_start (&writer->xml, "nodes");
  for (guint i = 0; i < view->resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (view->resolution->entities, DlnEntity, i);

      if (_dln_export_shows_entity (view, entity->id))
        put_node (writer, entity);
    }
  _dln_xml_end (&writer->xml);
  _dln_xml_start (&writer->xml, "edges");
  for (guint i = 0; i < view->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (view->resolution->relations, DlnRelation, i);

      if (_dln_export_shows_edge (view, relation))
        put_edge (writer, relation);
    }
  _dln_xml_end (&writer->xml);
  _dln_xml_end (&writer->xml);
}

/* (transfer full) */
GBytes *
_dln_export_gexf (const DlnExportView *view,
                  GError             **error)
{
  Writer writer = { view };

  if (!_dln_xml_begin (&writer.xml, error))
    return NULL;
  _dln_xml_start (&writer.xml, "gexf");
  _dln_xml_attribute (&writer.xml, "xmlns", NAMESPACE);
  _dln_xml_attribute (&writer.xml, "xmlns:viz", NAMESPACE "/viz");
  _dln_xml_attribute (&writer.xml, "version", "1.3");
  put_graph (&writer);
  return _dln_xml_finish (&writer.xml, error);
}
