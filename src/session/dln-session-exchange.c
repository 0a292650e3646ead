/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions as JSON lines, so that two people can work on the same articles and join what they
 * decided.
 *
 * A line is one decision in force: {"number", "type", "kind", "value", "text", "before", "reason",
 * "made", "joined", "hand", "hand_other", "a", "b"}; what is empty is left out. "a" and "b" are
 * what
 * it is about: {"title", "rows": [{"digest", "name", "uri", "words", "sentence", "title", "others",
 * "mark", "around", "rank", "ranks", "type"}]}, by which it is found in the other case. "hand" is
 * the number of the decision that made "a" by hand. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

#include "extract/dln-kinds.h"
#include "extract/dln-trace.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_LINE (8 * 1024 * 1024)

/* ---- writing --------------------------------------------------------------------------------- */

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       number)
{
  if (number == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_span (JsonBuilder *builder,
          const char  *name,
          DlnSpan      span)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, span.begin);
  json_builder_add_int_value (builder, span.end);
  json_builder_end_array (builder);
}

static void
add_trace (JsonBuilder    *builder,
           const char     *name,
           const DlnTrace *trace)
{
  guint n = 0;
  const DlnTraceRow *rows = trace != NULL ? dln_trace_get_rows (trace, &n) : NULL;

  if (trace == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_text (builder, "title", dln_trace_get_title (trace));
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      json_builder_begin_object (builder);
      add_text (builder, "digest", rows[i].digest);
      add_text (builder, "name", rows[i].name);
      add_text (builder, "uri", rows[i].uri);
      add_text (builder, "words", rows[i].words);
      add_text (builder, "sentence", rows[i].sentence);
      add_text (builder, "title", rows[i].title);
      add_text (builder, "others", rows[i].others);
      add_span (builder, "mark", rows[i].mark);
      add_span (builder, "around", rows[i].around);
      add_number (builder, "rank", rows[i].rank);
      add_number (builder, "ranks", rows[i].n_ranks);
      add_number (builder, "type", rows[i].type);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
append_decision (GString           *out,
                 guint              number,
                 const DlnDecision *decision)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  add_number (builder, "number", number);
  add_text (builder, "type", dln_decision_type_get_name (decision->type));
  add_text (builder, "kind", dln_target_kind_get_name (decision->kind));
  add_number (builder, "value", decision->value);
  add_text (builder, "text", decision->text);
  add_text (builder, "before", decision->before);
  add_text (builder, "reason", decision->reason);
  add_number (builder, "made", decision->made);
  add_number (builder, "joined", decision->joined);
  if (decision->kind != DLN_TARGET_DOCUMENT && decision->a >= DLN_HAND_ID)
    add_number (builder, "hand", decision->a - DLN_HAND_ID);
  if (decision->b >= DLN_HAND_ID)
    add_number (builder, "hand_other", decision->b - DLN_HAND_ID);
  add_trace (builder, "a", decision->of_a);
  add_trace (builder, "b", decision->of_b);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  g_string_append (out, line);
  g_string_append_c (out, '\n');
}

/* what is one or two is told by all such decisions in their order, others by the last of a thing */
static gboolean
joins (const DlnDecision *decision)
{
  return decision->type == DLN_DECISION_MERGE || decision->type == DLN_DECISION_KEEP_APART
         || decision->type == DLN_DECISION_SPLIT;
}

/**
 * dln_session_write_decisions:
 * @self: the session
 *
 * Returns: (transfer full): the decisions that hold, one JSON object a line
 */
char *
dln_session_write_decisions (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  g_autoptr (GString) out = g_string_new (NULL);
  guint n, n_all;
  const DlnDecision *decisions = dln_case_get_decisions (self->dcase, &n);
  g_autofree DlnDecisionState *states = dln_case_dup_decision_states (self->dcase, &n_all);

  for (guint i = 0; i < n; i++)
    if (decisions[i].type != DLN_DECISION_REVOKE && states[i] != DLN_DECISION_REVOKED
        && (states[i] != DLN_DECISION_REPLACED || joins (&decisions[i])))
      append_decision (out, i + 1, &decisions[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- reading --------------------------------------------------------------------------------- */

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
    && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static guint32
get_number (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
    && json_node_get_value_type (node) == G_TYPE_INT64
           ? CLAMP (json_node_get_int (node), 0, G_MAXINT32)
           : 0;
}

static DlnSpan
get_span (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node)
    ? json_node_get_array (node) : NULL;
  gint64 ends[2] = { 0, 0 };

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), 2); i++)
    if (JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)))
      ends[i] = CLAMP (json_array_get_int_element (array, i), 0, G_MAXINT32);
  return DLN_SPAN (ends[0], MAX (ends[0], ends[1]));
}

/* (transfer full) (nullable) */
static DlnTrace *
read_trace (JsonObject   *object,
            const char   *name,
            DlnTargetKind kind)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonObject *from = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
    ? json_node_get_object (node) : NULL;
  JsonNode *rows = from != NULL ? json_object_get_member (from, "rows") : NULL;
  JsonArray *array = rows != NULL && JSON_NODE_HOLDS_ARRAY (rows)
    ? json_node_get_array (rows) : NULL;
  DlnTrace *trace;

  if (array == NULL || json_array_get_length (array) == 0)
    return NULL;
  trace = dln_trace_new (kind, get_text (from, "title"));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *row = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (row == NULL)
        continue;
      dln_trace_add (trace, &(DlnTraceRow){ .digest = get_text (row, "digest"),
                                            .name = get_text (row, "name"),
                                            .uri = get_text (row, "uri"),
                                            .words = get_text (row, "words"),
                                            .sentence = get_text (row, "sentence"),
                                            .title = get_text (row, "title"),
                                            .others = get_text (row, "others"),
                                            .mark = get_span (row, "mark"),
                                            .around = get_span (row, "around"),
                                            .rank = get_number (row, "rank"),
                                            .n_ranks = get_number (row, "ranks"),
                                            .type = MIN (get_number (row, "type"), G_MAXUINT8) });
    }
  return trace;
}

static guint
find_name (const char *name,
           guint       n,
           const char *(*get_name) (guint))
{
  for (guint i = 0; name != NULL && i < n; i++)
    if (strcmp (name, get_name (i)) == 0)
      return i;
  return G_MAXUINT;
}

static const char *
get_type_name (guint type)
{
  return dln_decision_type_get_name (type);
}

static const char *
get_kind_name (guint kind)
{
  return dln_target_kind_get_name (kind);
}

/* a number of the other case's journal to what it is here, and what was made by hand there */
typedef struct
{
  guint32 number;
  guint32 id;
} HandMade;

static guint32
find_hand (const GArray *hands,
           guint32       number)
{
  for (guint i = 0; i < hands->len; i++)
    if (number != 0 && DLN_ROW (hands, HandMade, i)->number == number)
      return DLN_ROW (hands, HandMade, i)->id;
  return 0;
}

/* FALSE: the line is no decision. Texts and traces become the decision's. */
static gboolean
read_decision (JsonObject   *object,
               const GArray *hands,
               DlnDecision  *decision)
{
  guint type = find_name (get_text (object, "type"), DLN_N_DECISION_TYPES, get_type_name);
  guint kind = find_name (get_text (object, "kind"), DLN_TARGET_QUOTE + 1, get_kind_name);

  *decision = (DlnDecision){ 0 };
  if (type == G_MAXUINT || kind == G_MAXUINT || type == DLN_DECISION_REVOKE)
    return FALSE;
  decision->type = type;
  decision->kind = kind;
  decision->value = get_number (object, "value");
  decision->joined = get_number (object, "joined") != 0;
  decision->made = get_number (object, "made");
  decision->text = g_strdup (get_text (object, "text"));
  decision->before = g_strdup (get_text (object, "before"));
  decision->reason = g_strdup (get_text (object, "reason"));
  decision->of_a =
    read_trace (object, "a", type == DLN_DECISION_ADD ? DLN_TARGET_NONE : (DlnTargetKind) kind);
  decision->of_b = read_trace (object, "b", dln_decision_get_other_kind (decision));
  decision->a = find_hand (hands, get_number (object, "hand"));
  decision->b = find_hand (hands, get_number (object, "hand_other"));
  return type == DLN_DECISION_ADD || type == DLN_DECISION_STANDFIRST || decision->of_a != NULL
         || decision->a != 0;
}

/* ---- joining --------------------------------------------------------------------------------- */

void
dln_join_report_free (DlnJoinReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->contradictions);
  g_free (report);
}

/* whether both say something of the same thing, so that only one can hold */
static gboolean
is_about_same (const DlnDecision *ours,
               const DlnDecision *theirs)
{
  gboolean pair = theirs->type == DLN_DECISION_MERGE || theirs->type == DLN_DECISION_KEEP_APART;

  if (ours->kind != theirs->kind)
    return FALSE;
  if (theirs->type == DLN_DECISION_ADD)
    return ours->type == DLN_DECISION_ADD && g_strcmp0 (ours->text, theirs->text) == 0
           && ours->value == theirs->value;
  if (pair && (ours->type == DLN_DECISION_MERGE || ours->type == DLN_DECISION_KEEP_APART))
    return (ours->a == theirs->a && ours->b == theirs->b)
           || (ours->a == theirs->b && ours->b == theirs->a);
  if (ours->type != theirs->type || ours->a != theirs->a)
    return FALSE;
  if (theirs->type == DLN_DECISION_TAG || theirs->type == DLN_DECISION_ALIAS)
    return g_strcmp0 (ours->text, theirs->text) == 0;
  return theirs->type != DLN_DECISION_PARTICIPANT || ours->b == theirs->b;
}

static gboolean
says_same (const DlnDecision *ours,
           const DlnDecision *theirs)
{
  return ours->type == theirs->type && ours->value == theirs->value
         && g_strcmp0 (ours->text, theirs->text) == 0
         && (ours->b == theirs->b || ours->type == DLN_DECISION_MERGE
             || ours->type == DLN_DECISION_KEEP_APART || ours->type == DLN_DECISION_SPLIT);
}

/* whether it needs no target that is there */
static gboolean
is_alone (const DlnDecision *decision)
{
  return decision->type == DLN_DECISION_ADD || decision->type == DLN_DECISION_STANDFIRST;
}

/* (nullable): what we decided of the same, the latest */
static const DlnDecision *
find_ours (DlnSession        *self,
           const DlnDecision *theirs)
{
  guint n;
  const DlnDecision *decisions = dln_case_get_decisions (self->dcase, &n);

  for (guint i = n; i-- > 0;)
    if (!dln_case_is_revoked (self->dcase, i + 1) && is_about_same (&decisions[i], theirs)
        && (theirs->a != 0 || is_alone (theirs)))
      return &decisions[i];
  return NULL;
}

static void
tell_contradiction (DlnJoinReport     *report,
                    const DlnDecision *ours,
                    const DlnDecision *theirs)
{
  const char *title = theirs->of_a != NULL ? dln_trace_get_title (theirs->of_a) : "";

  g_ptr_array_add (
    report->contradictions,
    g_strdup_printf (_("\u201c%s\u201d: %s is \u201c%s\u201d here and \u201c%s\u201d there; "
                       "yours holds."),
                     title, dln_decision_type_get_name (theirs->type),
                     ours->text != NULL ? ours->text : dln_decision_type_get_name (ours->type),
                     theirs->text != NULL ? theirs->text
                                          : dln_decision_type_get_name (theirs->type)));
}

/* Takes @decision into @joined, unless we decided the same or something else. */
static void
take (DlnSession    *self,
      DlnJoinReport *report,
      GArray        *joined,
      GArray        *hands,
      guint32        number,
      DlnDecision   *decision)
{
  const DlnDecision *ours;

  if (decision->type != DLN_DECISION_ADD)
    dln_case_bind (self->dcase, decision);
  ours = find_ours (self, decision);
  if (decision->type == DLN_DECISION_ADD)
    {
      guint n;
      HandMade hand = { number, 0 };

      dln_case_get_decisions (self->dcase, &n);
      hand.id = ours != NULL ? ours->a : DLN_HAND_ID + n + joined->len + 1;
      g_array_append_val (hands, hand);
      decision->a = hand.id;
    }
  if (ours != NULL)
    {
      if (says_same (ours, decision) || decision->type == DLN_DECISION_ADD)
        report->n_known += 1;
      else
        tell_contradiction (report, ours, decision);
      dln_decision_clear (decision);
      return;
    }
  report->n_joined += 1;
  report->n_orphaned += decision->a == 0 && !is_alone (decision);
  g_array_append_val (joined, *decision);
}

static gboolean
read_line (DlnSession    *self,
           const char    *line,
           DlnJoinReport *report,
           GArray        *joined,
           GArray        *hands)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  DlnDecision decision;

  if (strlen (line) > MAX_LINE || !json_parser_load_from_data (parser, line, -1, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  if (!read_decision (json_node_get_object (root), hands, &decision))
    {
      dln_decision_clear (&decision);
      return FALSE;
    }
  take (self, report, joined, hands, get_number (json_node_get_object (root), "number"), &decision);
  return TRUE;
}

/**
 * dln_session_join_decisions:
 * @self: the session
 * @text: what dln_session_write_decisions() gave for another case
 * @error: a #DlnSessionError: a line that is no decision; nothing is joined then
 *
 * What is new is added, and undone in one step; what contradicts is listed, and what was decided
 * here holds. What is about words that are in no article here is kept as orphaned.
 *
 * Returns: (transfer full) (nullable): what became of them
 */
DlnJoinReport *
dln_session_join_decisions (DlnSession *self,
                            const char *text,
                            GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && text != NULL, NULL);

  g_autoptr (DlnJoinReport) report = g_new0 (DlnJoinReport, 1);
  g_autoptr (GArray) joined = g_array_new (FALSE, FALSE, sizeof (DlnDecision));
  g_autoptr (GArray) hands = g_array_new (FALSE, FALSE, sizeof (HandMade));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  report->contradictions = g_ptr_array_new_with_free_func (g_free);
  g_array_set_clear_func (joined, (GDestroyNotify) dln_decision_clear);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0' && !read_line (self, lines[i], report, joined, hands))
      {
        g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_DOCUMENT,
                     _("Line %u is no decision. Nothing was joined."), i + 1);
        return NULL;
      }
  if (joined->len > 0
      && !_dln_session_append (self, (const DlnDecision *) joined->data, joined->len, error))
    return NULL;
  return g_steal_pointer (&report);
}
