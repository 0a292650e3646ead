/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids that stay.
 *
 * The passes number clusters by their first member, which moves when an article is extracted anew.
 * What is handed out is the place of a cluster's first evidence instead: the number of that byte
 * among the bytes of all documents, from 1. It depends on nothing but the texts, so that an id in
 * the user's journal still finds what it spoke of: the name or trigger that stands there. If
 * nothing stands there any more, the evidence that the id had in the previous tables finds it; and
 * a cluster whose first evidence changed keeps the id that it had. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

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

/* The document and byte that an id means; FALSE if it is none of these documents. */
static gboolean
read_place (const DlnResolver *resolver,
            guint32            id,
            guint32           *document,
            guint32           *byte)
{
  if (id == 0 || id >= resolver->first_byte[resolver->n_inputs])
    return FALSE;
  *document = _dln_resolver_document_of (resolver, resolver->first_byte, id);
  *byte = id - resolver->first_byte[*document];
  return TRUE;
}

/* ---- what the user decided ------------------------------------------------------------------ */

/* The cell whose name stands at @byte, or DLN_NO_ROW. */
guint32
_dln_resolver_find_cell (const DlnResolver *resolver,
                         guint32            document,
                         guint32            byte)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;

  for (guint32 i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);

      if (_dln_mention_names (mention) && mention->span.begin <= byte && byte < mention->span.end
          && mention->entity < annotations->entities->len)
        return resolver->first_cell[document] + mention->entity;
    }
  return DLN_NO_ROW;
}

static guint32
find_claim (const DlnResolver *resolver,
            guint32            document,
            guint32            byte)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;

  for (guint32 i = 0; i < annotations->events->len; i++)
    {
      DlnSpan span = DLN_ROW (annotations->events, DlnEventClaim, i)->span;

      if (span.begin <= byte && byte < span.end)
        return resolver->first_event[document] + i;
    }
  return DLN_NO_ROW;
}

static guint32
find_member (const DlnResolver *resolver,
             DlnTargetKind      kind,
             guint32            document,
             guint32            byte)
{
  return kind == DLN_TARGET_ENTITY ? _dln_resolver_find_cell (resolver, document, byte)
                                   : find_claim (resolver, document, byte);
}

/* The cell or claim that an id means, DLN_NO_ROW if there is none any more. */
static guint32
find_meant (const DlnResolver *resolver,
            DlnTargetKind      kind,
            guint32            id)
{
  const DlnResolution *previous = resolver->previous;
  guint32 found = DLN_NO_ROW;
  guint32 document;
  guint32 byte;

  if (read_place (resolver, id, &document, &byte))
    found = find_member (resolver, kind, document, byte);
  for (guint i = 0; previous != NULL && i < previous->evidence->len && found == DLN_NO_ROW; i++)
    {
      const DlnEvidence *row = DLN_ROW (previous->evidence, DlnEvidence, i);

      if (row->kind == kind && row->target == id && row->document > 0
          && row->document <= resolver->n_inputs)
        found = find_member (resolver, kind, row->document - 1, row->mark.begin);
    }
  return found;
}

/* The decisions with numbers of cells and claims (from 1) instead of ids; what speaks of nothing
 * that is there any more is left out. */
void
_dln_resolver_read_decisions (DlnResolver *resolver)
{
  GArray *read = g_array_new (FALSE, TRUE, sizeof (DlnDecision));

  resolver->asked = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < resolver->n_decisions; i++)
    {
      DlnDecision decision = resolver->decisions[i];
      gboolean pair = decision.type == DLN_DECISION_MERGE
                      || decision.type == DLN_DECISION_KEEP_APART
                      || decision.type == DLN_DECISION_LATER;

      if (decision.kind == DLN_TARGET_ENTITY || decision.kind == DLN_TARGET_EVENT)
        {
          decision.a = find_meant (resolver, decision.kind, decision.a) + 1;
          decision.b = pair ? find_meant (resolver, decision.kind, decision.b) + 1 : decision.b;
          if (decision.a == 0 || (pair && decision.b == 0))
            continue;
        }
      g_array_append_val (read, decision);
      g_array_append_vals (resolver->asked,
                           (guint32[]){ resolver->decisions[i].a, resolver->decisions[i].b }, 2);
    }
  resolver->n_decisions = read->len;
  resolver->read_decisions = (DlnDecision *) g_array_free (read, FALSE);
  resolver->decisions = resolver->read_decisions;
}

/* ---- ids ------------------------------------------------------------------------------------ */

typedef struct /* a table of clusters, whatever its rows are */
{
  GArray *rows;
  guint8  kind; /* DlnTargetKind */
  gsize   size;
  gsize   first_evidence; /* offsets in a row; the id stands first in it */
  gsize   n_evidence;
} Table;

#define TABLE(resolution, array, Type, KIND) \
  { (resolution)->array, DLN_TARGET_##KIND, sizeof (Type), G_STRUCT_OFFSET (Type, first_evidence), \
    G_STRUCT_OFFSET (Type, n_evidence) }

static guint32 *
get_id (const Table *table,
        guint        row)
{
  return (guint32 *) (table->rows->data + row * table->size);
}

static const DlnEvidence *
get_evidence (const DlnResolution *resolution,
              const Table         *table,
              guint                row,
              guint32             *n)
{
  const char *data = table->rows->data + row * table->size;

  *n = *(const guint32 *) (data + table->n_evidence);
  return DLN_ROW (resolution->evidence, DlnEvidence,
                  *(const guint32 *) (data + table->first_evidence));
}

static guint32
get_place (const DlnResolver *resolver,
           const DlnEvidence *row)
{
  return resolver->first_byte[row->document - 1] + row->mark.begin;
}

/* Places of all evidence of the new clusters -> row + 1 */
static GHashTable *
index_places (const DlnResolver *resolver,
              const Table       *table)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < table->rows->len; i++)
    {
      guint32 n;
      const DlnEvidence *rows = get_evidence (resolver->out, table, i, &n);

      for (guint32 j = 0; j < n; j++)
        g_hash_table_insert (places, GUINT_TO_POINTER (get_place (resolver, &rows[j])),
                             GUINT_TO_POINTER (i + 1));
    }
  return places;
}

/* The new cluster that has the most of what a previous one had, + 1 */
static guint32
find_heir (const DlnResolver *resolver,
           GHashTable        *places,
           const DlnEvidence *rows,
           guint32            n)
{
  g_autoptr (GHashTable) votes = g_hash_table_new (NULL, NULL);
  guint32 best = 0;
  guint most = 0;

  for (guint32 i = 0; i < n; i++)
    {
      gpointer place = rows[i].document > 0 && rows[i].document <= resolver->n_inputs
                         ? GUINT_TO_POINTER (get_place (resolver, &rows[i]))
                         : NULL;
      guint32 heir = GPOINTER_TO_UINT (g_hash_table_lookup (places, place));
      guint n_votes =
        1 + GPOINTER_TO_UINT (g_hash_table_lookup (votes, GUINT_TO_POINTER (heir)));

      if (heir == 0)
        continue;
      g_hash_table_insert (votes, GUINT_TO_POINTER (heir), GUINT_TO_POINTER (n_votes));
      if (n_votes > most)
        {
          most = n_votes;
          best = heir;
        }
    }
  return best;
}

/* A cluster keeps the id that it had: the smallest one whose place it has or, where that place is
 * no evidence any more, most of whose evidence. */
static void
keep_ids (const DlnResolver *resolver,
          const Table       *table,
          const Table       *old,
          guint32           *ids, /* [rows] */
          GHashTable        *used)
{
  g_autoptr (GHashTable) places = index_places (resolver, table);

  for (guint i = 0; i < old->rows->len; i++)
    {
      guint32 id = *get_id (old, i);
      guint32 n;
      const DlnEvidence *rows = get_evidence (resolver->previous, old, i, &n);
      guint32 heir = GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (id)));

      if (heir == 0)
        heir = find_heir (resolver, places, rows, n);
      g_hash_table_add (used, GUINT_TO_POINTER (id));
      if (heir != 0 && ids[heir - 1] == 0)
        ids[heir - 1] = id;
    }
}

/* From the numbers that the passes gave to ids: (transfer full) */
static GHashTable *
make_ids (const DlnResolver *resolver,
          const Table       *table,
          const Table       *old)
{
  GHashTable *map = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autofree guint32 *ids = g_new0 (guint32, MAX (table->rows->len, 1));

  if (old != NULL)
    keep_ids (resolver, table, old, ids, used);
  for (guint i = 0; i < table->rows->len; i++)
    {
      guint32 n;
      const DlnEvidence *rows = get_evidence (resolver->out, table, i, &n);
      guint32 place = G_MAXUINT32;

      for (guint32 j = 0; j < n && ids[i] == 0; j++)
        place = MIN (place, get_place (resolver, &rows[j]));
      while (ids[i] == 0 && !g_hash_table_add (used, GUINT_TO_POINTER (place)))
        place++; /* two relations that one word states */
      if (ids[i] == 0)
        ids[i] = place;
      g_hash_table_insert (map, GUINT_TO_POINTER (*get_id (table, i)), GUINT_TO_POINTER (ids[i]));
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
            const Table   *table,
            GHashTable    *map)
{
  for (guint i = 0; i < table->rows->len; i++)
    move_id (map, get_id (table, i));
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
  const DlnResolution *previous = resolver->previous;
  const Table tables[] = {
    TABLE (out, entities, DlnEntity, ENTITY),
    TABLE (out, events, DlnEvent, EVENT),
    TABLE (out, relations, DlnRelation, RELATION),
    TABLE (out, quotes, DlnQuote, QUOTE),
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      Table old = tables[i];
      gboolean kept = previous != NULL
                      && (old.kind == DLN_TARGET_ENTITY || old.kind == DLN_TARGET_EVENT);

      if (kept)
        old.rows = old.kind == DLN_TARGET_ENTITY ? previous->entities : previous->events;

      g_autoptr (GHashTable) map = make_ids (resolver, &tables[i], kept ? &old : NULL);

      if (old.kind == DLN_TARGET_ENTITY)
        move_entities (out, map);
      if (old.kind == DLN_TARGET_EVENT)
        {
          for (guint j = 0; j < out->participants->len; j++)
            move_id (map, &DLN_ROW (out->participants, DlnEventParticipant, j)->event);
          move_lists (map, out->event_of);
        }
      move_table (out, &tables[i], map);
    }
}
