/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Traces: the evidence that a decision's target had. Finding it again: dln-trace-find.c. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-trace-private.h"

#include "extract/resolve/dln-resolver-private.h"

#include <string.h>

#define MAX_TEXT 1000 /* bytes of a sentence or quote that are kept */
#define MAX_FULL 24   /* rows with their sentence */
#define MAX_OF_CELL 3 /* of one entity in one document */
#define MAX_ROWS 2000
#define MAX_OTHERS 16

struct _DlnTrace
{
  gatomicrefcount refs;
  guint8          kind; /* DlnTargetKind */
  char           *title;
  GStringChunk   *strings;
  GArray         *rows; /* DlnTraceRow, best first; texts in @strings */
};

/**
 * dln_trace_new:
 * @kind: what it is a trace of
 * @title: (nullable): what the target was called
 *
 * Returns: (transfer full): a trace without rows; dln_trace_add() them before it is shared
 */
DlnTrace *
dln_trace_new (DlnTargetKind kind,
               const char   *title)
{
  DlnTrace *trace = g_new0 (DlnTrace, 1);

  g_atomic_ref_count_init (&trace->refs);
  trace->kind = kind;
  trace->title = g_strdup (title != NULL ? title : "");
  trace->strings = g_string_chunk_new (256);
  trace->rows = g_array_new (FALSE, FALSE, sizeof (DlnTraceRow));
  return trace;
}

static const char *
keep (DlnTrace   *trace,
      const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (trace->strings, text) : NULL;
}

/**
 * dln_trace_add:
 * @trace: a trace that nobody else has yet
 * @row: one piece of evidence, less good than those before it; copied
 */
void
dln_trace_add (DlnTrace          *trace,
               const DlnTraceRow *row)
{
  DlnTraceRow copy = *row;

  g_return_if_fail (trace != NULL && row != NULL);

  copy.digest = keep (trace, row->digest != NULL ? row->digest : "");
  copy.name = keep (trace, row->name);
  copy.uri = keep (trace, row->uri);
  copy.words = keep (trace, row->words);
  copy.sentence = keep (trace, row->sentence);
  copy.title = keep (trace, row->title);
  copy.others = keep (trace, row->others);
  g_array_append_val (trace->rows, copy);
}

DlnTrace *
dln_trace_ref (DlnTrace *trace)
{
  g_return_val_if_fail (trace != NULL, NULL);

  g_atomic_ref_count_inc (&trace->refs);
  return trace;
}

void
dln_trace_unref (DlnTrace *trace)
{
  if (trace == NULL || !g_atomic_ref_count_dec (&trace->refs))
    return;
  g_free (trace->title);
  g_string_chunk_free (trace->strings);
  g_array_unref (trace->rows);
  g_free (trace);
}

DlnTargetKind
dln_trace_get_kind (const DlnTrace *trace)
{
  return trace->kind;
}

/* Returns: (transfer none): what the target was called, "" if nothing is known */
const char *
dln_trace_get_title (const DlnTrace *trace)
{
  return trace->title;
}

/* Returns: (transfer none) (nullable) (array length=n): the evidence, best first */
const DlnTraceRow *
dln_trace_get_rows (const DlnTrace *trace,
                    guint          *n)
{
  *n = trace->rows->len;
  return trace->rows->len > 0 ? DLN_ROW (trace->rows, DlnTraceRow, 0) : NULL;
}

/* ---- decisions ------------------------------------------------------------------------------ */

/**
 * dln_decision_copy:
 * @to: (out): gets a copy that dln_decision_clear() frees
 * @from: a decision
 */
void
dln_decision_copy (DlnDecision       *to,
                   const DlnDecision *from)
{
  *to = *from;
  to->text = g_strdup (from->text);
  to->before = g_strdup (from->before);
  if (to->of_a != NULL)
    dln_trace_ref (to->of_a);
  if (to->of_b != NULL)
    dln_trace_ref (to->of_b);
}

void
dln_decision_clear (DlnDecision *decision)
{
  g_free ((char *) decision->text);
  g_free ((char *) decision->before);
  dln_trace_unref (decision->of_a);
  dln_trace_unref (decision->of_b);
  decision->text = decision->before = NULL;
  decision->of_a = decision->of_b = NULL;
}

/* ---- rows of one document ------------------------------------------------------------------- */

guint
_dln_trace_count_rows (const DlnAnnotations *annotations,
                       DlnTargetKind         kind)
{
  switch (kind)
    {
    case DLN_TARGET_ENTITY:
      return annotations->mentions->len;
    case DLN_TARGET_EVENT:
      return annotations->events->len;
    case DLN_TARGET_RELATION:
      return annotations->relations->len;
    case DLN_TARGET_QUOTE:
      return annotations->quotes->len;
    default:
      return 0;
    }
}

DlnSpan
_dln_trace_get_mark (const DlnAnnotations *annotations,
                     DlnTargetKind         kind,
                     guint32               row)
{
  switch (kind)
    {
    case DLN_TARGET_ENTITY:
      return DLN_ROW (annotations->mentions, DlnMention, row)->span;
    case DLN_TARGET_EVENT:
      return DLN_ROW (annotations->events, DlnEventClaim, row)->span;
    case DLN_TARGET_RELATION:
      return DLN_ROW (annotations->relations, DlnRelationClaim, row)->span;
    default:
      return DLN_ROW (annotations->quotes, DlnQuoteClaim, row)->span;
    }
}

/* (transfer full): the names of a relation's two, the title of an event, else NULL */
char *
_dln_trace_dup_title (const DlnResolveInput *input,
                      DlnTargetKind          kind,
                      guint32                row)
{
  const DlnAnnotations *annotations = input->annotations;

  if (kind == DLN_TARGET_EVENT)
    return g_strdup (dln_strings_get (annotations->strings,
                                      DLN_ROW (annotations->events, DlnEventClaim, row)->title));
  if (kind != DLN_TARGET_RELATION)
    return NULL;

  const DlnRelationClaim *claim = DLN_ROW (annotations->relations, DlnRelationClaim, row);
  guint32 ends[] = { claim->subject, claim->object };
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = NULL;

      if (ends[i] < annotations->mentions->len)
        name = dln_document_dup_span (input->document,
                                      DLN_ROW (annotations->mentions, DlnMention, ends[i])->span);
      g_string_append_printf (names, "%s%s", i > 0 ? " \u2014 " : "", name != NULL ? name : "");
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* (transfer full) (nullable): the first bytes of @span */
static char *
dup_text (const DlnDocument *document,
          DlnSpan            span)
{
  gsize length;
  const char *text = dln_document_get_text (document, &length);

  if (dln_span_is_empty (span) || span.end > length)
    return NULL;
  if (span.end - span.begin > MAX_TEXT)
    {
      span.end = span.begin + MAX_TEXT;
      while (span.end > span.begin && ((guchar) text[span.end] & 0xc0) == 0x80)
        span.end--;
    }
  return g_strndup (text + span.begin, span.end - span.begin);
}

/* (transfer full) (nullable): where other events begin in @around, counted from its begin */
static char *
dup_others (const DlnAnnotations *annotations,
            guint32               row,
            DlnSpan               around)
{
  g_autoptr (GString) others = g_string_new (NULL);

  for (guint32 i = 0, n = 0; i < annotations->events->len && n < MAX_OTHERS; i++)
    {
      DlnSpan span = DLN_ROW (annotations->events, DlnEventClaim, i)->span;

      if (i == row || !dln_span_contains (around, span))
        continue;
      g_string_append_printf (others, "%s%u-%u", n > 0 ? " " : "", span.begin - around.begin,
                              span.end - around.begin);
      n += 1;
    }
  return others->len > 0 ? g_string_free (g_steal_pointer (&others), FALSE) : NULL;
}

static void
count_ranks (const DlnAnnotations *annotations,
             DlnTargetKind         kind,
             guint32               row,
             DlnTraceRow          *out)
{
  guint n = _dln_trace_count_rows (annotations, kind);

  for (guint32 i = 0; i < n; i++)
    if (_dln_trace_get_mark (annotations, kind, i).begin == out->mark.begin)
      {
        out->rank += i < row;
        out->n_ranks += 1;
      }
}

static void
add_row (DlnTrace              *trace,
         const DlnResolveInput *input,
         guint32                row,
         gboolean               full)
{
  const DlnAnnotations *annotations = input->annotations;
  DlnTraceRow out = {
    .digest = dln_document_get_digest (input->document),
    .name = dln_document_get_id (input->document),
    .uri = dln_document_get_uri (input->document),
    .mark = _dln_trace_get_mark (annotations, trace->kind, row),
  };
  g_autofree char *words = dup_text (input->document, out.mark);
  g_autofree char *sentence = NULL;
  g_autofree char *title = NULL;
  g_autofree char *others = NULL;

  out.around = _dln_sentence_span (annotations, out.mark);
  out.words = words;
  if (trace->kind == DLN_TARGET_ENTITY)
    out.type = DLN_ROW (annotations->mentions, DlnMention, row)->type;
  else if (trace->kind == DLN_TARGET_RELATION)
    out.type = DLN_ROW (annotations->relations, DlnRelationClaim, row)->type;
  if (full)
    {
      out.sentence = sentence = dup_text (input->document, out.around);
      out.title = title = _dln_trace_dup_title (input, trace->kind, row);
      if (trace->kind == DLN_TARGET_EVENT)
        out.others = others = dup_others (annotations, row, out.around);
      if (trace->kind != DLN_TARGET_ENTITY)
        count_ranks (annotations, trace->kind, row, &out);
    }
  dln_trace_add (trace, &out);
}

/* ---- taking a trace ------------------------------------------------------------------------- */

/* (nullable): the evidence of @id */
static const DlnEvidence *
find_evidence (const DlnResolution *resolution,
               DlnTargetKind        kind,
               guint32              id,
               guint               *n)
{
  const DlnClusters tables[] = DLN_CLUSTER_TABLES (resolution);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].kind == kind)
      for (guint low = 0, high = tables[i].rows->len; low < high;)
        {
          guint middle = (low + high) / 2;
          guint32 here = *_dln_clusters_get_id (&tables[i], middle);

          if (here == id)
            return _dln_clusters_get_evidence (resolution, &tables[i], middle, n);
          if (here < id)
            low = middle + 1;
          else
            high = middle;
        }
  return NULL;
}

static DlnTrace *
take_document (const DlnResolveInput *input,
               const char            *title)
{
  DlnTrace *trace = dln_trace_new (DLN_TARGET_DOCUMENT, title);
  gsize length;
  g_autofree char *words = NULL;
  DlnTraceRow row = {
    .digest = dln_document_get_digest (input->document),
    .name = dln_document_get_id (input->document),
    .uri = dln_document_get_uri (input->document),
  };

  dln_document_get_text (input->document, &length);
  words = dup_text (input->document, DLN_SPAN (0, length));
  row.words = words;
  dln_trace_add (trace, &row);
  return trace;
}

/**
 * dln_trace_take:
 * @inputs: [n_inputs] the documents that @resolution is of
 * @n_inputs: how many
 * @resolution: the tables
 * @kind: what @id is of
 * @id: a document, entity, event, relation or quote
 * @title: (nullable): what it is called
 * @whole: whether all that belongs to @id matters, as where two are joined or kept apart
 *
 * The best evidence is kept with its sentences. Of the rest of a @whole only where it stands.
 *
 * Returns: (transfer full) (nullable): what @id stands on now, %NULL if there is nothing.
 * Time: O(evidence of @id x rows of its documents)
 */
DlnTrace *
dln_trace_take (const DlnResolveInput *inputs,
                gsize                  n_inputs,
                const DlnResolution   *resolution,
                DlnTargetKind          kind,
                guint32                id,
                const char            *title,
                gboolean               whole)
{
  guint max = whole ? MAX_ROWS : MAX_FULL;
  g_autoptr (DlnTrace) trace = NULL;
  g_autoptr (GHashTable) counts =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const DlnEvidence *evidence;
  guint n = 0;

  if (kind == DLN_TARGET_DOCUMENT)
    return id > 0 && id <= n_inputs ? take_document (&inputs[id - 1], title) : NULL;
  evidence = find_evidence (resolution, kind, id, &n);
  trace = dln_trace_new (kind, title);
  for (guint i = 0; i < n && trace->rows->len < max; i++)
    {
      const DlnResolveInput *input = &inputs[evidence[i].document - 1];
      guint32 part = evidence[i].row; /* what counts once: a claim, or an entity of a document */
      gint64 key;
      guint before;

      if (evidence[i].document == 0 || evidence[i].document > n_inputs
          || evidence[i].row >= _dln_trace_count_rows (input->annotations, kind))
        continue;
      if (kind == DLN_TARGET_ENTITY)
        part = DLN_ROW (input->annotations->mentions, DlnMention, evidence[i].row)->entity;
      key = (gint64) evidence[i].document << 32 | part;
      before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &key));
      if (before >= (trace->rows->len < MAX_FULL ? MAX_OF_CELL : 1))
        continue;
      g_hash_table_insert (counts, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (before + 1));
      add_row (trace, input, evidence[i].row, trace->rows->len < MAX_FULL);
    }
  return trace->rows->len > 0 ? g_steal_pointer (&trace) : NULL;
}
