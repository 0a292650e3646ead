/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids that stay.
 *
 * The passes number clusters by their first member, which moves when an article is extracted anew.
 * What is handed out is the place of a cluster's first evidence instead: the number of the byte at
 * which its name, trigger, words or quote begin, among the bytes of all documents, from 1. It
 * depends on nothing but texts and decisions, so that an undo gives back the ids that were there.
 * Where a cluster's first evidence changes, its id does; decisions do not lean on ids, but are
 * found again by their traces (dln-trace-find.c). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"
#include "extract/resolve/dln-trace-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- places --------------------------------------------------------------------------------- */

/* FALSE if the texts are too long for ids of 32 bits. */
gboolean
_dln_resolver_number_bytes (DlnResolver *resolver,
                            GError     **error)
{
  guint64 next = 1;

  resolver->first_byte = g_new0 (guint32, resolver->n_inputs + 1);
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      gsize length;

      dln_document_get_text (resolver->inputs[i].document, &length);
      resolver->first_byte[i] = next;
      next += length + 1;
      if (next > G_MAXUINT32)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                       _("The articles of one case hold 4 GB of text at most."));
          return FALSE;
        }
    }
  resolver->first_byte[resolver->n_inputs] = next;
  return TRUE;
}

/* ---- ids ------------------------------------------------------------------------------------ */

/* For each row of one document how many of its kind begin at the same byte and stand before it:
 * one word can state two relations. (transfer full) */
static guint32 *
rank_rows (const DlnAnnotations *annotations,
           DlnTargetKind         kind)
{
  guint n = _dln_trace_count_rows (annotations, kind);
  guint32 *ranks = g_new (guint32, MAX (n, 1));
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint32 i = 0; i < n; i++)
    {
      gpointer begin = GUINT_TO_POINTER (_dln_trace_get_mark (annotations, kind, i).begin);

      ranks[i] = GPOINTER_TO_UINT (g_hash_table_lookup (counts, begin));
      g_hash_table_insert (counts, begin, GUINT_TO_POINTER (ranks[i] + 1));
    }
  return ranks;
}

static guint32
get_place (const DlnResolver *resolver,
           const DlnEvidence *row,
           guint32          **ranks) /* [n_inputs], made when asked for */
{
  guint32 document = row->document - 1;
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;

  if (row->row >= _dln_trace_count_rows (annotations, row->kind))
    return resolver->first_byte[document] + row->mark.begin;
  if (ranks[document] == NULL)
    ranks[document] = rank_rows (annotations, row->kind);
  return resolver->first_byte[document]
         + _dln_trace_get_mark (annotations, row->kind, row->row).begin
         + ranks[document][row->row];
}

typedef struct
{
  guint32 place;
  guint32 row;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *x = a;
  const Place *y = b;

  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* The first place of each cluster, sorted. (transfer full) */
static GArray *
find_places (const DlnResolver *resolver,
             const DlnClusters *table)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autofree guint32 **ranks = g_new0 (guint32 *, MAX (resolver->n_inputs, 1));

  for (guint i = 0; i < table->rows->len; i++)
    {
      guint32 n;
      const DlnEvidence *rows = _dln_clusters_get_evidence (resolver->out, table, i, &n);
      Place place = { G_MAXUINT32, i };

      for (guint32 j = 0; j < n; j++)
        place.place = MIN (place.place, get_place (resolver, &rows[j], ranks));
      g_array_append_val (places, place);
    }
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    g_free (ranks[i]);
  g_array_sort (places, compare_places);
  return places;
}

/* From the numbers that the passes gave to ids: (transfer full) */
static GHashTable *
make_ids (const DlnResolver *resolver,
          const DlnClusters *table)
{
  GHashTable *map = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) places = find_places (resolver, table);

  for (guint i = 0; i < places->len; i++)
    {
      Place place = g_array_index (places, Place, i);

      while (!g_hash_table_add (used, GUINT_TO_POINTER (place.place)))
        place.place++; /* more claims on one word than it has letters */
      g_hash_table_insert (map, GUINT_TO_POINTER (*_dln_clusters_get_id (table, place.row)),
                           GUINT_TO_POINTER (place.place));
    }
  return map;
}

/* ---- writing them --------------------------------------------------------------------------- */

static void
move_id (GHashTable *map,
         guint32    *id)
{
  *id = GPOINTER_TO_UINT (g_hash_table_lookup (map, GUINT_TO_POINTER (*id)));
}

static void
move_lists (GHashTable *map,
            GPtrArray  *lists)
{
  for (guint i = 0; i < lists->len; i++)
    {
      GArray *ids = g_ptr_array_index (lists, i);

      for (guint j = 0; j < ids->len; j++)
        move_id (map, DLN_ROW (ids, guint32, j));
    }
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static void
move_entities (DlnResolution *out,
               GHashTable    *map)
{
  for (guint i = 0; i < out->aliases->len; i++)
    move_id (map, &DLN_ROW (out->aliases, DlnAlias, i)->entity);
  for (guint i = 0; i < out->events->len; i++)
    move_id (map, &DLN_ROW (out->events, DlnEvent, i)->place);
  for (guint i = 0; i < out->participants->len; i++)
    move_id (map, &DLN_ROW (out->participants, DlnEventParticipant, i)->entity);
  for (guint i = 0; i < out->relations->len; i++)
    {
      move_id (map, &DLN_ROW (out->relations, DlnRelation, i)->subject);
      move_id (map, &DLN_ROW (out->relations, DlnRelation, i)->object);
    }
  for (guint i = 0; i < out->quotes->len; i++)
    {
      move_id (map, &DLN_ROW (out->quotes, DlnQuote, i)->speaker);
      move_id (map, &DLN_ROW (out->quotes, DlnQuote, i)->addressee);
    }
  for (guint i = 0; i < out->evidence->len; i++)
    move_id (map, &DLN_ROW (out->evidence, DlnEvidence, i)->speaker);
  for (guint i = 0; i < out->suggestions->len; i++)
    {
      DlnSuggestion *row = DLN_ROW (out->suggestions, DlnSuggestion, i);
      guint32 pair[2] = { row->a, row->b };

      move_id (map, &pair[0]);
      move_id (map, &pair[1]);
      row->a = MIN (pair[0], pair[1]);
      row->b = MAX (pair[0], pair[1]);
    }
  move_lists (map, out->entity_of);
}

static void
move_table (DlnResolution *out,
            const DlnClusters *table,
            GHashTable    *map)
{
  for (guint i = 0; i < table->rows->len; i++)
    move_id (map, _dln_clusters_get_id (table, i));
  for (guint i = 0; i < out->evidence->len; i++)
    if (DLN_ROW (out->evidence, DlnEvidence, i)->kind == table->kind)
      move_id (map, &DLN_ROW (out->evidence, DlnEvidence, i)->target);
  for (guint i = 0; i < out->conflicts->len; i++)
    if (DLN_ROW (out->conflicts, DlnConflict, i)->kind == table->kind)
      move_id (map, &DLN_ROW (out->conflicts, DlnConflict, i)->target);
  g_array_sort (table->rows, compare_ids);
}

/* The last pass: from numbers of clusters to ids, in all tables. Time: O(rows log rows) */
void
_dln_resolver_write_ids (DlnResolver *resolver)
{
  DlnResolution *out = resolver->out;
  const DlnClusters tables[] = DLN_CLUSTER_TABLES (out);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GHashTable) map = make_ids (resolver, &tables[i]);

      if (tables[i].kind == DLN_TARGET_ENTITY)
        move_entities (out, map);
      if (tables[i].kind == DLN_TARGET_EVENT)
        {
          for (guint j = 0; j < out->participants->len; j++)
            move_id (map, &DLN_ROW (out->participants, DlnEventParticipant, j)->event);
          move_lists (map, out->event_of);
        }
      move_table (out, &tables[i], map);
    }
}
