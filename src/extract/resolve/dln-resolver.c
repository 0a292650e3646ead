/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The resolver across documents: numbers what the documents hold, runs the passes in order, and the
 * small look-ups that all passes share. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

/* ---- forests ------------------------------------------------------------------------------- */

guint32
_dln_forest_find (guint32 *parents,
                  guint32  node)
{
  while (parents[node] != node)
    {
      parents[node] = parents[parents[node]];
      node = parents[node];
    }
  return node;
}

/* The smaller root stays, so that the id of a cluster never grows. */
gboolean
_dln_forest_join (guint32 *parents,
                  guint32  a,
                  guint32  b)
{
  a = _dln_forest_find (parents, a);
  b = _dln_forest_find (parents, b);
  if (a == b)
    return FALSE;
  parents[MAX (a, b)] = MIN (a, b);
  return TRUE;
}

/**
 * _dln_forest_group:
 * @parents: [n_nodes]; every node points to its root afterwards
 *
 * Returns: (transfer full): [n_nodes] the nodes, grouped by root in the order of roots, ascending
 * within a group.
 * Time: O(n)
 */
guint32 *
_dln_forest_group (guint32 *parents,
                   guint32  n_nodes)
{
  guint32 *order = g_new (guint32, MAX (n_nodes, 1));
  g_autofree guint32 *next = g_new0 (guint32, n_nodes + 1);

  for (guint32 i = 0; i < n_nodes; i++)
    {
      parents[i] = _dln_forest_find (parents, i);
      next[parents[i] + 1]++;
    }
  for (guint32 i = 0; i < n_nodes; i++)
    next[i + 1] += next[i];
  for (guint32 i = 0; i < n_nodes; i++)
    order[next[parents[i]]++] = i;
  return order;
}

/* ---- looking things up in one document ----------------------------------------------------- */

guint32
_dln_sentence_at (const DlnAnnotations *annotations,
                  guint32               byte)
{
  const GArray *sentences = annotations->sentences;
  guint low = 0;
  guint high = sentences->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (DLN_ROW (sentences, DlnSentence, middle)->span.end <= byte)
        low = middle + 1;
      else
        high = middle;
    }
  if (low >= sentences->len || DLN_ROW (sentences, DlnSentence, low)->span.begin > byte)
    return DLN_NO_ROW;
  return low;
}

DlnSpan
_dln_sentence_span (const DlnAnnotations *annotations,
                    DlnSpan               mark)
{
  guint32 sentence = _dln_sentence_at (annotations, mark.begin);

  if (sentence == DLN_NO_ROW)
    return mark;

  DlnSpan span = DLN_ROW (annotations->sentences, DlnSentence, sentence)->span;

  span.end = MAX (span.end, mark.end);
  return span;
}

DlnBlockType
_dln_block_type_at (const DlnAnnotations *annotations,
                    guint32               byte)
{
  const GArray *blocks = annotations->blocks;
  guint low = 0;
  guint high = blocks->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (DLN_ROW (blocks, DlnBlock, middle)->span.end <= byte)
        low = middle + 1;
      else
        high = middle;
    }
  return low < blocks->len ? DLN_ROW (blocks, DlnBlock, low)->type : DLN_BLOCK_BODY;
}

/* Which document has that cell, claim or byte, by the @firsts of all; one that has none shares its
 * first with the next. */
guint32
_dln_resolver_document_of (const DlnResolver *resolver,
                           const guint32     *firsts,
                           guint32            number)
{
  guint32 low = 0, high = resolver->n_inputs;

  while (high - low > 1)
    {
      guint32 middle = (low + high) / 2;

      if (firsts[middle] <= number)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* (nullable) (transfer none): the row of @id, once there are rows */
DlnEntity *
_dln_resolver_get_entity (const DlnResolver *resolver,
                          DlnEntityId        id)
{
  const GArray *entities = resolver->out->entities;

  for (guint low = 0, high = entities->len; low < high;)
    {
      guint middle = (low + high) / 2;
      DlnEntity *row = DLN_ROW (entities, DlnEntity, middle);

      if (row->id == id)
        return row;
      if (row->id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* The text of a span with runs of white space as one space; a hostile span gives 0. */
DlnStringId
_dln_resolver_intern_span (DlnResolver *resolver,
                           guint32      document,
                           DlnSpan      span)
{
  gsize length;
  const char *text = dln_document_get_text (resolver->inputs[document].document, &length);
  g_autoptr (GString) clean = NULL;

  if (dln_span_is_empty (span) || span.end > length)
    return 0;
  clean = g_string_sized_new (span.end - span.begin);
  for (guint32 i = span.begin; i < span.end; i++)
    {
      if (!g_ascii_isspace (text[i]))
        g_string_append_c (clean, text[i]);
      else if (clean->len > 0 && clean->str[clean->len - 1] != ' ')
        g_string_append_c (clean, ' ');
    }
  while (clean->len > 0 && clean->str[clean->len - 1] == ' ')
    g_string_truncate (clean, clean->len - 1);
  return dln_strings_intern (resolver->out->strings, clean->str);
}

DlnEntityId
_dln_resolver_entity_of (const DlnResolver *resolver,
                         guint32            document,
                         guint32            mention)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const GArray *ids = g_ptr_array_index (resolver->out->entity_of, document);

  if (mention >= annotations->mentions->len)
    return 0;

  guint32 local = DLN_ROW (annotations->mentions, DlnMention, mention)->entity;

  return local < ids->len ? g_array_index (ids, DlnEntityId, local) : 0;
}

/* Mentions grouped by local entity: mentions[first[e]] .. mentions[first[e + 1] - 1]. */
void
_dln_group_mentions (const DlnAnnotations *annotations,
                     guint32             **first,
                     guint32             **mentions)
{
  guint32 n_entities = annotations->entities->len;
  guint32 *begins = g_new0 (guint32, n_entities + 2);
  guint32 *rows = g_new (guint32, MAX (annotations->mentions->len, 1));

  for (guint32 i = 0; i < annotations->mentions->len; i++)
    {
      guint32 entity = DLN_ROW (annotations->mentions, DlnMention, i)->entity;

      if (entity < n_entities)
        begins[entity + 2]++;
    }
  for (guint32 i = 0; i < n_entities; i++)
    begins[i + 2] += begins[i + 1];
  for (guint32 i = 0; i < annotations->mentions->len; i++)
    {
      guint32 entity = DLN_ROW (annotations->mentions, DlnMention, i)->entity;

      if (entity < n_entities)
        rows[begins[entity + 1]++] = i;
    }
  *first = begins;
  *mentions = rows;
}

/* Copies of one report count once. @rows of one target; Time: O(n log n) */
guint32
_dln_resolver_count_sources (const DlnResolver *resolver,
                             const DlnEvidence *rows,
                             guint              n_rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_rows; i++)
    g_hash_table_add (seen, GUINT_TO_POINTER (resolver->independent[rows[i].document - 1] + 1));
  return g_hash_table_size (seen);
}

void
_dln_resolver_set_speaker (DlnResolver *resolver,
                           guint32      document,
                           guint32      quote,
                           DlnEvidence *evidence)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;

  if (quote >= annotations->quotes->len)
    return;

  const DlnQuoteClaim *claim = DLN_ROW (annotations->quotes, DlnQuoteClaim, quote);

  evidence->speaker = _dln_resolver_entity_of (resolver, document, claim->speaker);
  evidence->speaker_text = _dln_resolver_intern_span (resolver, document, claim->speaker_span);
}

static int
compare_evidence (gconstpointer a,
                  gconstpointer b)
{
  const DlnEvidence *x = a;
  const DlnEvidence *y = b;

  if (x->contradicts != y->contradicts)
    return x->contradicts ? 1 : -1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->document != y->document)
    return x->document < y->document ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* Best first: what agrees before what contradicts, then by score, then in reading order. */
void
_dln_evidence_sort (DlnEvidence *rows,
                    guint        n_rows)
{
  if (n_rows > 1)
    qsort (rows, n_rows, sizeof (DlnEvidence), compare_evidence);
}

/* A row for what @document tells of its own date in @row of its times; DLN_NO_ROW: it was told with
 * the document, and the headline stands for it. */
void
_dln_resolver_add_time_evidence (DlnResolver *resolver,
                                 guint32      document,
                                 guint32      row,
                                 DlnWhen      when,
                                 const char  *reason)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  DlnEvidence evidence = {
    .target = document + 1,
    .document = document + 1,
    .row = row != DLN_NO_ROW ? row : 0,
    .when = when,
    .reason = dln_strings_intern (resolver->out->strings, reason),
    .kind = DLN_TARGET_DOCUMENT,
    .score = 1,
  };
  guint32 sentence = 0;

  if (row != DLN_NO_ROW)
    {
      evidence.mark = DLN_ROW (annotations->times, DlnTime, row)->span;
      sentence = DLN_ROW (annotations->times, DlnTime, row)->sentence;
    }
  if (sentence < annotations->sentences->len)
    evidence.sentence = DLN_ROW (annotations->sentences, DlnSentence, sentence)->span;
  evidence.when.span = evidence.mark;
  g_array_append_val (resolver->out->evidence, evidence);
}

/* ---- the run ------------------------------------------------------------------------------- */

static guint32 *
new_identity (guint32 n)
{
  guint32 *values = g_new (guint32, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    values[i] = i;
  return values;
}

static void
number_rows (DlnResolver *resolver)
{
  resolver->first_cell = g_new0 (guint32, resolver->n_inputs + 1);
  resolver->first_event = g_new0 (guint32, resolver->n_inputs + 1);
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;

      resolver->first_cell[i + 1] = resolver->first_cell[i] + annotations->entities->len;
      resolver->first_event[i + 1] = resolver->first_event[i] + annotations->events->len;
    }

  guint32 n_events = resolver->first_event[resolver->n_inputs];

  resolver->cell_parent = new_identity (resolver->first_cell[resolver->n_inputs]);
  resolver->cell_dropped = g_new0 (guint8, resolver->first_cell[resolver->n_inputs] + 1);
  resolver->cell_country = g_new0 (guint32, resolver->first_cell[resolver->n_inputs] + 1);
  resolver->cell_reason = g_new0 (DlnStringId, resolver->first_cell[resolver->n_inputs] + 1);
  resolver->event_parent = new_identity (n_events);
  resolver->independent = new_identity (resolver->n_inputs);
  resolver->event_when = g_new0 (DlnWhen, MAX (n_events, 1));
  resolver->event_reason = g_new0 (DlnStringId, MAX (n_events, 1));
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;

      for (guint32 j = 0; j < annotations->events->len; j++)
        {
          const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, j);
          const char *reason = dln_strings_get (annotations->strings, claim->reason);

          resolver->event_when[resolver->first_event[i] + j] = claim->when;
          resolver->event_reason[resolver->first_event[i] + j] =
            dln_strings_intern (resolver->out->strings, reason);
        }
    }
}

static void
clear_resolver (DlnResolver *resolver)
{
  g_free (resolver->first_byte);
  g_free (resolver->read_decisions);
  g_clear_pointer (&resolver->decided_cells.joins, g_array_unref);
  g_clear_pointer (&resolver->decided_cells.apart, g_array_unref);
  g_clear_pointer (&resolver->decided_claims.joins, g_array_unref);
  g_clear_pointer (&resolver->decided_claims.apart, g_array_unref);
  g_free (resolver->first_cell);
  g_free (resolver->cell_parent);
  g_free (resolver->cell_dropped);
  g_free (resolver->cell_country);
  g_free (resolver->cell_reason);
  g_free (resolver->first_event);
  g_free (resolver->event_parent);
  g_free (resolver->event_when);
  g_free (resolver->event_reason);
  g_free (resolver->independent);
}

static gboolean
run_passes (DlnResolver *resolver,
            GError     **error)
{
  number_rows (resolver);
  if (!_dln_resolver_number_bytes (resolver, error))
    return FALSE;
  _dln_resolver_read_decisions (resolver);
  _dln_resolver_read_documents (resolver);
  if (!_dln_resolver_find_copies (resolver, error)
      || !_dln_resolver_join_entities (resolver, error))
    return FALSE;
  _dln_resolver_emit_entities (resolver);
  if (!_dln_resolver_date_documents (resolver, error)
      || !_dln_resolver_join_events (resolver, error))
    return FALSE;
  _dln_resolver_date_happenings (resolver);
  _dln_resolver_emit_events (resolver);
  _dln_resolver_emit_relations (resolver);
  _dln_resolver_emit_quotes (resolver);
  _dln_resolver_find_conflicts (resolver);
  _dln_resolver_write_ids (resolver);
  return !g_cancellable_set_error_if_cancelled (resolver->cancellable, error);
}

/**
 * dln_resolve:
 * @inputs: [n_inputs] documents with their annotations; a document's id is its index + 1
 * @n_inputs: how many
 * @decisions: (nullable): [n_decisions] what the user decided, oldest first; replayed here
 * @n_decisions: how many
 * @cancellable: (nullable): checked between and inside passes
 * @error: %G_IO_ERROR_CANCELLED, %G_IO_ERROR_NO_SPACE for 4 GB of text
 *
 * An id is the place of the cluster's first evidence among the bytes of all documents, so that it
 * stays when documents are added behind. Nothing but @inputs and @decisions goes into the tables:
 * what is decided and taken back leaves no trace in them. What the decisions are about is found by
 * their traces.
 *
 * Returns: (transfer full): the tables. Time: near linear in the number of rows
 */
DlnResolution *
dln_resolve (const DlnResolveInput *inputs,
             gsize                  n_inputs,
             const DlnDecision     *decisions,
             gsize                  n_decisions,
             GCancellable          *cancellable,
             GError               **error)
{
  g_return_val_if_fail (inputs != NULL || n_inputs == 0, NULL);
  g_return_val_if_fail (decisions != NULL || n_decisions == 0, NULL);
  g_return_val_if_fail (n_inputs < G_MAXUINT32, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (DlnResolution) out = dln_resolution_new ();
  DlnResolver resolver = {
    .inputs = inputs,
    .n_inputs = n_inputs,
    .decisions = decisions,
    .n_decisions = n_decisions,
    .cancellable = cancellable,
    .out = out,
  };
  gboolean done = run_passes (&resolver, error);

  clear_resolver (&resolver);
  return done ? g_steal_pointer (&out) : NULL;
}
