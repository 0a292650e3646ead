/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graphs in GraphML, as Dateline, networkx, Gephi, igraph, Cytoscape and yEd write them: nodes are
 * names, edges are relations. It is read by GLib's parser of markup, which knows no document type
 * and no entities of a file's own. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-case-lines-private.h"

#include "extract/dln-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GHashTable  *keys;  /* id -> name, in small letters */
  GArray      *nodes; /* DlnCaseItem */
  GArray      *edges; /* DlnCaseItem */
  DlnCaseItem *item;  /* (nullable): the node or edge under way */
  gboolean     is_edge;
  const char  *name;  /* (nullable): of the datum under way */
  gboolean     drawn; /* what the datum holds is drawing, of which the label alone counts */
  GString     *words;
  char        *start; /* (nullable): days of the edge */
  char        *end;   /* (nullable) */
} Reader;

/* ---- names of things ------------------------------------------------------------------------- */

static gboolean
is_known (const char *word,
          const char *(*get_name) (guint value),
          guint       n)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (get_name (i), word) == 0)
      return TRUE;
  return FALSE;
}

/* (nullable): the kind of name that a program's word for it means */
static const char *
find_entity_type (const char *word)
{
  static const struct
  {
    const char *words;
    guint       type;
  } types[] = {
    { " person people per individual human man woman politician actor ", DLN_ENTITY_PERSON },
    { " institution organization organisation org company firm agency party body group bank ",
      DLN_ENTITY_INSTITUTION },
    { " place location loc gpe city town country state region address ", DLN_ENTITY_PLACE },
  };
  g_autofree char *small = g_ascii_strdown (word, -1);
  g_autofree char *key = g_strconcat (" ", small, " ", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strchr (word, ' ') == NULL && strstr (types[i].words, key) != NULL)
      return dln_entity_type_get_name (types[i].type);
  return NULL;
}

static const char *
get_relation_name (guint value)
{
  return dln_relation_type_get_name (value);
}

static const char *
get_polarity_name (guint value)
{
  return dln_polarity_get_name (value);
}

static const char *
get_modality_name (guint value)
{
  return dln_modality_get_name (value);
}

/* ---- data ------------------------------------------------------------------------------------ */

static void
set_once (DlnCaseItem    *item,
          DlnCaseItemWord which,
          const char     *word)
{
  if (item->words[which] == NULL)
    _dln_case_item_set (item, which, word);
}

static void
take_of_node (DlnCaseItem *item,
              const char  *name,
              const char  *value)
{
  if (strcmp (name, "label") == 0)
    _dln_case_item_set (item, DLN_ITEM_NAME, value);
  else if (strcmp (name, "name") == 0 || strcmp (name, "title") == 0)
    set_once (item, DLN_ITEM_NAME, value);
  else if (strcmp (name, "description") == 0)
    _dln_case_item_set (item, DLN_ITEM_DESCRIPTION, value);
  else if ((strcmp (name, "type") == 0 || strcmp (name, "kind") == 0)
           && find_entity_type (value) != NULL)
    _dln_case_item_set (item, DLN_ITEM_TYPE, find_entity_type (value));
}

/* A type that Dateline does not know is a caption. */
static void
take_of_edge (Reader     *reader,
              const char *name,
              const char *value)
{
  DlnCaseItem *item = reader->item;
  gboolean type = strcmp (name, "relation") == 0 || strcmp (name, "type") == 0
                  || strcmp (name, "interaction") == 0;

  if (strcmp (name, "caption") == 0)
    _dln_case_item_set (item, DLN_ITEM_CAPTION, value);
  else if (type && is_known (value, get_relation_name, DLN_N_RELATION_TYPES))
    _dln_case_item_set (item, DLN_ITEM_TYPE, value);
  else if (type || strcmp (name, "label") == 0 || strcmp (name, "name") == 0)
    set_once (item, DLN_ITEM_CAPTION, value);
  else if (strcmp (name, "when") == 0)
    _dln_case_item_set (item, DLN_ITEM_WHEN, value);
  else if (strcmp (name, "quote") == 0)
    _dln_case_item_set (item, DLN_ITEM_TEXT, value);
  else if (strcmp (name, "ended") == 0)
    _dln_case_item_set (item, DLN_ITEM_ENDED, value);
  else if (strcmp (name, "polarity") == 0
           && is_known (value, get_polarity_name, DLN_POLARITY_NEGATED + 1))
    _dln_case_item_set (item, DLN_ITEM_POLARITY, value);
  else if (strcmp (name, "modality") == 0
           && is_known (value, get_modality_name, DLN_MODALITY_CONDITIONAL + 1))
    _dln_case_item_set (item, DLN_ITEM_MODALITY, value);
  else if (strcmp (name, "start") == 0 || strcmp (name, "end") == 0)
    {
      char **day = *name == 's' ? &reader->start : &reader->end;

      g_free (*day);
      *day = g_strdup (value);
    }
}

/* days that the edge has, where no date in EDTF stands */
static void
set_days (Reader *reader)
{
  g_autofree char *edtf = NULL;
  DlnWhen when;

  if (reader->start != NULL && reader->end != NULL && strcmp (reader->start, reader->end) != 0)
    edtf = g_strdup_printf ("%s/%s", reader->start, reader->end);
  else
    edtf = g_strdup (reader->start != NULL ? reader->start : reader->end);
  if (edtf != NULL && dln_when_parse_edtf (edtf, &when, NULL))
    set_once (reader->item, DLN_ITEM_WHEN, edtf);
  g_clear_pointer (&reader->start, g_free);
  g_clear_pointer (&reader->end, g_free);
}

/* ---- elements -------------------------------------------------------------------------------- */

static const char *
get_attribute (const char **names,
               const char **values,
               const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  return NULL;
}

static void
begin_item (Reader      *reader,
            GArray      *items,
            const char **names,
            const char **values)
{
  DlnCaseItem item = { 0 };
  const struct
  {
    const char     *name;
    DlnCaseItemWord word;
  } attributes[] = { { "id", DLN_ITEM_ID },
                     { "source", DLN_ITEM_SUBJECT },
                     { "target", DLN_ITEM_OBJECT } };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *value = get_attribute (names, values, attributes[i].name);

      if (value != NULL)
        _dln_case_item_set (&item, attributes[i].word, value);
    }
  g_array_append_val (items, item);
  reader->item = &g_array_index (items, DlnCaseItem, items->len - 1);
  reader->is_edge = items == reader->edges;
}

static void
begin_key (Reader      *reader,
           const char **names,
           const char **values)
{
  const char *id = get_attribute (names, values, "id");
  const char *name = get_attribute (names, values, "attr.name");

  if (id != NULL && get_attribute (names, values, "yfiles.type") != NULL)
    g_hash_table_insert (reader->keys, g_strdup (id), g_strdup ("label"));
  else if (id != NULL && name != NULL)
    g_hash_table_insert (reader->keys, g_strdup (id), g_ascii_strdown (name, -1));
}

static void
start_cb (GMarkupParseContext *context,
          const char          *element,
          const char         **names,
          const char         **values,
          gpointer             data,
          GError             **error)
{
  Reader *reader = data;

  if (strcmp (element, "key") == 0)
    begin_key (reader, names, values);
  else if (strcmp (element, "node") == 0)
    begin_item (reader, reader->nodes, names, values);
  else if (strcmp (element, "edge") == 0)
    begin_item (reader, reader->edges, names, values);
  else if (strcmp (element, "data") == 0 && reader->item != NULL)
    {
      const char *key = get_attribute (names, values, "key");

      reader->name = key != NULL ? g_hash_table_lookup (reader->keys, key) : NULL;
      reader->drawn = FALSE;
      g_string_truncate (reader->words, 0);
    }
  else if (reader->name != NULL)
    {
      if (g_str_has_suffix (element, "NodeLabel") || g_str_has_suffix (element, "EdgeLabel"))
        g_string_truncate (reader->words, 0);
      reader->drawn = TRUE;
    }
}

static void
text_cb (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             data,
         GError             **error)
{
  Reader *reader = data;
  const char *element = g_markup_parse_context_get_element (context);

  if (reader->name != NULL
      && (!reader->drawn || g_str_has_suffix (element, "NodeLabel")
          || g_str_has_suffix (element, "EdgeLabel")))
    g_string_append_len (reader->words, text, length);
}

static void
end_cb (GMarkupParseContext *context,
        const char          *element,
        gpointer             data,
        GError             **error)
{
  Reader *reader = data;

  if (strcmp (element, "data") == 0 && reader->name != NULL)
    {
      g_strstrip (reader->words->str);
      if (*reader->words->str != '\0' && reader->is_edge)
        take_of_edge (reader, reader->name, reader->words->str);
      else if (*reader->words->str != '\0')
        take_of_node (reader->item, reader->name, reader->words->str);
      reader->name = NULL;
    }
  else if (strcmp (element, "edge") == 0 && reader->item != NULL)
    {
      set_days (reader);
      reader->item = NULL;
    }
  else if (strcmp (element, "node") == 0)
    reader->item = NULL;
}

/* ---- the file -------------------------------------------------------------------------------- */

gboolean
_dln_is_graphml (const char *head)
{
  const char *root = strstr (head, "<graphml");

  return *head == '<' && root != NULL && strchr (" \t\r\n>", root[8]) != NULL;
}

static void
add_items (DlnCaseBuild *build,
           const Reader *reader)
{
  build->list = "node";
  build->number = 0;
  for (guint i = 0; i < reader->nodes->len && !build->failed; i++)
    {
      DlnCaseItem *item = &g_array_index (reader->nodes, DlnCaseItem, i);

      build->number += 1;
      if (item->words[DLN_ITEM_ID] != NULL)
        set_once (item, DLN_ITEM_NAME, item->words[DLN_ITEM_ID]);
      /* what has no kind would not be drawn */
      set_once (item, DLN_ITEM_TYPE, dln_entity_type_get_name (DLN_ENTITY_INSTITUTION));
      _dln_case_add_entity (build, item);
    }
  build->list = "edge";
  build->number = 0;
  for (guint i = 0; i < reader->edges->len && !build->failed; i++)
    {
      build->number += 1;
      _dln_case_add_relation (build, &g_array_index (reader->edges, DlnCaseItem, i));
    }
}

void
_dln_read_graphml (DlnCaseBuild *build,
                   const char   *text,
                   gsize         length)
{
  static const GMarkupParser parser = { .start_element = start_cb,
                                        .end_element = end_cb,
                                        .text = text_cb };
  Reader reader = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                    g_array_new (FALSE, FALSE, sizeof (DlnCaseItem)),
                    g_array_new (FALSE, FALSE, sizeof (DlnCaseItem)) };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);

  reader.words = g_string_new (NULL);
  g_array_set_clear_func (reader.nodes, (GDestroyNotify) _dln_case_item_clear);
  g_array_set_clear_func (reader.edges, (GDestroyNotify) _dln_case_item_clear);
  if (g_markup_parse_context_parse (context, text, length, build->error)
      && g_markup_parse_context_end_parse (context, build->error))
    add_items (build, &reader);
  else
    build->failed = TRUE;
  g_hash_table_unref (reader.keys);
  g_array_unref (reader.nodes);
  g_array_unref (reader.edges);
  g_string_free (reader.words, TRUE);
  g_free (reader.start);
  g_free (reader.end);
}
