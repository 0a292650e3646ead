/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the passes of the resolver share: union-find forests, and looking up and adding rows. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

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
  GArray *entities = resolver->out->entities;
  guint at = DLN_ROWS_FIND (entities, DlnEntity, id, id);

  if (at >= entities->len || DLN_ROW (entities, DlnEntity, at)->id != id)
    return NULL;
  return DLN_ROW (entities, DlnEntity, at);
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

/* A reason with as many strings as its code takes, interned in the tables. */
DlnStringId
_dln_resolver_intern_reason (DlnResolver *resolver,
                             DlnReason    code,
                             ...)
{
  va_list arguments;

  va_start (arguments, code);
  g_autofree char *reason = dln_reason_new_valist (code, arguments);
  va_end (arguments);
  return dln_strings_intern (resolver->out->strings, reason);
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
                                 DlnStringId  reason)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  DlnEvidence evidence = {
    .target = document + 1,
    .document = document + 1,
    .row = row != DLN_NO_ROW ? row : 0,
    .when = when,
    .reason = reason,
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

/* @a and @b are rows of the resolution's evidence */
void
_dln_resolver_add_conflict (DlnResolver       *resolver,
                            const DlnEvidence *a,
                            const DlnEvidence *b,
                            DlnConflictType    type,
                            const char        *value_a,
                            const char        *value_b)
{
  DlnResolution *out = resolver->out;
  const DlnEvidence *base = (const DlnEvidence *) out->evidence->data;
  DlnConflict conflict = {
    .target = a->target,
    .evidence_a = a - base,
    .evidence_b = b - base,
    .value_a = dln_strings_intern (out->strings, value_a),
    .value_b = dln_strings_intern (out->strings, value_b),
    .kind = a->kind,
    .type = type,
  };

  g_array_append_val (out->conflicts, conflict);
}
