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
  to->reason = g_strdup (from->reason);
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
  g_free ((char *) decision->reason);
  dln_trace_unref (decision->of_a);
  dln_trace_unref (decision->of_b);
  decision->text = decision->before = decision->reason = NULL;
  decision->of_a = decision->of_b = NULL;
}

const char *
dln_decision_type_get_name (DlnDecisionType type)
{
  static const char *const names[DLN_N_DECISION_TYPES] = {
    "merge",       "keep_apart", "rename", "retype",    "hide",   "date",        "later",
    "split",       "star",       "note",   "tag",       "confirm", "status",     "place",
    "participant", "caption",    "turn",   "ended",     "subject", "object",     "speaker",
    "addressee",   "source",     "byline", "alias",     "description", "add",    "revoke",
    "standfirst",  "headline",   "blurb",  "after",
  };

  return (guint) type < G_N_ELEMENTS (names) ? names[type] : "";
}

/**
 * dln_decision_get_other_kind:
 * @decision: a decision
 *
 * Returns: what @b is an id of
 */
DlnTargetKind
dln_decision_get_other_kind (const DlnDecision *decision)
{
  switch (decision->type)
    {
    case DLN_DECISION_PLACE:
    case DLN_DECISION_PARTICIPANT:
    case DLN_DECISION_SUBJECT:
    case DLN_DECISION_OBJECT:
    case DLN_DECISION_SPEAKER:
    case DLN_DECISION_ADDRESSEE:
      return DLN_TARGET_ENTITY;
    default:
      return decision->kind;
    }
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

/* what is chosen of a target's evidence by its place in it; "" holds none */
static gboolean
is_chosen (const char *rows,
           guint       row)
{
  const char *p = rows;

  while (*p != '\0')
    {
      char *end;
      guint64 number = g_ascii_strtoull (p, &end, 10);

      if (end == p)
        return FALSE;
      if (number == row)
        return TRUE;
      p = end;
    }
  return FALSE;
}

/* what counts once: a claim, or an entity of a document; (transfer full) */
static gint64 *
dup_part_key (const DlnResolveInput *input,
              DlnTargetKind          kind,
              const DlnEvidence     *evidence)
{
  guint32 part = evidence->row;
  gint64 key;

  if (kind == DLN_TARGET_ENTITY)
    part = DLN_ROW (input->annotations->mentions, DlnMention, evidence->row)->entity;
  key = (gint64) evidence->document << 32 | part;
  return g_memdup2 (&key, sizeof key);
}

static gboolean
has_row (const DlnResolveInput *inputs,
         gsize                  n_inputs,
         DlnTargetKind          kind,
         const DlnEvidence     *evidence)
{
  return evidence->document > 0 && evidence->document <= n_inputs
         && evidence->row
              < _dln_trace_count_rows (inputs[evidence->document - 1].annotations, kind);
}

/* Adds the best rows. @parts: (nullable): only what belongs to these parts, or where @others to
 * none of them */
static void
add_rows (DlnTrace              *trace,
          const DlnResolveInput *inputs,
          gsize                  n_inputs,
          const DlnEvidence     *evidence,
          guint                  n,
          guint                  max,
          GHashTable            *parts,
          gboolean               others)
{
  g_autoptr (GHashTable) counts =
    g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < n && trace->rows->len < max; i++)
    {
      g_autofree gint64 *key = NULL;
      const DlnResolveInput *input;
      guint before;

      if (!has_row (inputs, n_inputs, trace->kind, &evidence[i]))
        continue;
      input = &inputs[evidence[i].document - 1];
      key = dup_part_key (input, trace->kind, &evidence[i]);
      if (parts != NULL && g_hash_table_contains (parts, key) == others)
        continue;
      before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
      if (before >= (trace->rows->len < MAX_FULL ? MAX_OF_CELL : 1))
        continue;
      g_hash_table_insert (counts, g_steal_pointer (&key), GUINT_TO_POINTER (before + 1));
      add_row (trace, input, evidence[i].row, trace->rows->len < MAX_FULL);
    }
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
  g_autoptr (DlnTrace) trace = NULL;
  const DlnEvidence *evidence;
  guint n = 0;

  if (kind == DLN_TARGET_DOCUMENT)
    return id > 0 && id <= n_inputs ? take_document (&inputs[id - 1], title) : NULL;
  evidence = find_evidence (resolution, kind, id, &n);
  trace = dln_trace_new (kind, title);
  add_rows (trace, inputs, n_inputs, evidence, n, whole ? MAX_ROWS : MAX_FULL, NULL, FALSE);
  return trace->rows->len > 0 ? g_steal_pointer (&trace) : NULL;
}

/**
 * dln_trace_take_part:
 * @inputs: [n_inputs] the documents that @resolution is of
 * @n_inputs: how many
 * @resolution: the tables
 * @kind: %DLN_TARGET_ENTITY or %DLN_TARGET_EVENT
 * @id: an entity or event
 * @title: (nullable): what it is called
 * @rows: which of its evidence: numbers from 0 with spaces between
 * @others: %FALSE: the trace of these, %TRUE: of all others
 *
 * Of an entity all mentions by which one article means it go together.
 *
 * Returns: (transfer full) (nullable): what they stand on, %NULL if there is nothing
 */
DlnTrace *
dln_trace_take_part (const DlnResolveInput *inputs,
                     gsize                  n_inputs,
                     const DlnResolution   *resolution,
                     DlnTargetKind          kind,
                     guint32                id,
                     const char            *title,
                     const char            *rows,
                     gboolean               others)
{
  g_autoptr (DlnTrace) trace = dln_trace_new (kind, title);
  g_autoptr (GHashTable) parts =
    g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);
  guint n = 0;
  const DlnEvidence *evidence = find_evidence (resolution, kind, id, &n);

  for (guint i = 0; i < n; i++)
    if (is_chosen (rows, i) && has_row (inputs, n_inputs, kind, &evidence[i]))
      g_hash_table_add (parts, dup_part_key (&inputs[evidence[i].document - 1], kind,
                                             &evidence[i]));
  add_rows (trace, inputs, n_inputs, evidence, n, MAX_ROWS, parts, others);
  return trace->rows->len > 0 ? g_steal_pointer (&trace) : NULL;
}

/**
 * dln_trace_take_words:
 * @inputs: [n_inputs] the documents
 * @n_inputs: how many
 * @document: one of them
 * @words: a stretch of its text
 *
 * Returns: (transfer full) (nullable): the words and their sentence, of kind %DLN_TARGET_NONE;
 * %NULL if they are not there
 */
DlnTrace *
dln_trace_take_words (const DlnResolveInput *inputs,
                      gsize                  n_inputs,
                      DlnDocumentId          document,
                      DlnSpan                words)
{
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;
  const DlnResolveInput *input;
  DlnTrace *trace;

  if (document == 0 || document > n_inputs)
    return NULL;
  input = &inputs[document - 1];
  text = dup_text (input->document, words);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;

  DlnTraceRow row = {
    .digest = dln_document_get_digest (input->document),
    .name = dln_document_get_id (input->document),
    .uri = dln_document_get_uri (input->document),
    .words = text,
    .mark = words,
    .around = _dln_sentence_span (input->annotations, words),
  };
  sentence = dup_text (input->document, row.around);
  row.sentence = sentence;
  trace = dln_trace_new (DLN_TARGET_NONE, text);
  dln_trace_add (trace, &row);
  return trace;
}
