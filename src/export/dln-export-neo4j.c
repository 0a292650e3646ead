/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph of a case as two CSV files for `neo4j-admin database import`: names, and ties between
 * them. A tie that is not stated is of another type, DENIED_OWNER_OF, so that no query finds it by
 * mistake. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "case/dln-standing.h"
#include "export/dln-export-data-private.h"
#include "export/dln-export-table.h"

static const char *const node_columns[] = {
  "id:ID", "name", ":LABEL", "description", "aliases:string[]", "#mentions:int"
};
static const char *const link_columns[] = { ":START_ID",    ":END_ID",      ":TYPE",
                                            "caption",      "standing",     "ended:boolean",
                                            "when",         "start",        "end",
                                            "#sources:int", "#score:float", "quote" };

static void
add (DlnTable   *table,
     const char *cell)
{
  g_ptr_array_add (table->cells, g_strdup (cell != NULL ? cell : ""));
}

static void
add_id (DlnTable *table,
        guint32   id)
{
  g_ptr_array_add (table->cells, g_strdup_printf ("n%u", id));
}

static GBytes *
finish (DlnTable *table)
{
  GString *out = g_string_new (NULL);

  dln_table_to_csv (table, out);
  g_ptr_array_unref (table->cells);
  return g_string_free_to_bytes (out);
}

/* "Person", "Institution": labels begin with a capital */
static char *
dup_label (const DlnEntity *entity)
{
  char *label = g_strdup (dln_entity_type_get_name (entity->type));

  *label = g_ascii_toupper (*label);
  return label;
}

static char *
dup_aliases (const DlnExportView *view,
             const DlnEntity     *entity)
{
  GString *names = g_string_new (NULL);
  DlnStringId alias;

  for (guint i = 0; (alias = dln_resolution_get_alias (view->resolution, entity, i)) != 0; i++)
    if (alias != entity->name)
      {
        g_autofree char *name = g_strdup (dln_case_get_string (view->dcase, alias));

        g_strdelimit (name, ";", ',');
        g_string_append_printf (names, "%s%s", names->len > 0 ? ";" : "", name);
      }
  return g_string_free (names, FALSE);
}

/* (transfer full) */
GBytes *
_dln_export_neo4j_nodes (const DlnExportView *view)
{
  DlnTable table = { node_columns,
                     G_N_ELEMENTS (node_columns),
                     g_ptr_array_new_with_free_func (g_free) };

  for (guint i = 0; i < view->resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (view->resolution->entities, DlnEntity, i);

      if (!_dln_export_shows_entity (view, entity->id))
        continue;
      add_id (&table, entity->id);
      add (&table, dln_case_get_string (view->dcase, entity->name));
      g_ptr_array_add (table.cells, dup_label (entity));
      add (&table, dln_case_get_string (view->dcase, entity->description));
      g_ptr_array_add (table.cells, dup_aliases (view, entity));
      g_ptr_array_add (table.cells, g_strdup_printf ("%u", entity->n_mentions));
    }
  return finish (&table);
}

/* "OWNER_OF", "DENIED_OWNER_OF" */
static char *
dup_type (const DlnRelation *relation)
{
  DlnStanding standing = DLN_STANDING (relation);
  g_autofree char *type =
    g_strconcat (standing == DLN_STANDING_HOLDS ? "" : dln_standing_get_name (standing),
                 standing == DLN_STANDING_HOLDS ? "" : "_",
                 dln_relation_type_get_name (relation->type),
                 NULL);

  g_strdelimit (type, " -", '_');
  return g_ascii_strup (type, -1);
}

/* (transfer full) */
GBytes *
_dln_export_neo4j_links (const DlnExportView *view)
{
  DlnTable table = { link_columns,
                     G_N_ELEMENTS (link_columns),
                     g_ptr_array_new_with_free_func (g_free) };

  for (guint i = 0; i < view->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (view->resolution->relations, DlnRelation, i);
      char score[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *start = NULL, *end = NULL, *quote = NULL, *edtf = NULL;

      if (!_dln_export_shows_edge (view, relation))
        continue;
      start = _dln_export_dup_day (&relation->when, FALSE);
      end = _dln_export_dup_day (&relation->when, TRUE);
      quote = _dln_export_dup_quote (view, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
      edtf = dln_when_is_known (&relation->when) ? dln_when_to_edtf (&relation->when) : NULL;
      add_id (&table, relation->subject);
      add_id (&table, relation->object);
      g_ptr_array_add (table.cells, dup_type (relation));
      add (&table, dln_case_get_string (view->dcase, relation->caption));
      add (&table, dln_standing_get_name (DLN_STANDING (relation)));
      add (&table, relation->ended ? "true" : "false");
      add (&table, edtf);
      add (&table, start);
      add (&table, end);
      g_ptr_array_add (table.cells, g_strdup_printf ("%u", relation->n_sources));
      add (&table, g_ascii_formatd (score, sizeof score, "%.3f", relation->score));
      add (&table, quote);
    }
  return finish (&table);
}
