/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The resolver across documents: numbers what the documents hold and runs the passes in order. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

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

/* What two programs read of the same word of an article is one event, whether or not they date it
 * alike. Time: O(rows of articles that others read, squared in one article) */
static void
join_readings (DlnResolver *resolver)
{
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const GArray *events = resolver->inputs[i].annotations->events;

      if (resolver->inputs[i].annotations->readers == NULL)
        continue;
      for (guint32 j = 0; j < events->len; j++)
        for (guint32 k = 0; k < j; k++)
          {
            const DlnEventClaim *a = DLN_ROW (events, DlnEventClaim, j);
            const DlnEventClaim *b = DLN_ROW (events, DlnEventClaim, k);

            if (a->reader != b->reader && a->token == b->token && a->token != DLN_NO_ROW
                && a->polarity == b->polarity && a->modality == b->modality)
              _dln_forest_join (resolver->event_parent, resolver->first_event[i] + j,
                                resolver->first_event[i] + k);
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
  join_readings (resolver);
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
