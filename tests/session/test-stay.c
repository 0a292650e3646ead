/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user decided stays on what it was decided about, whatever becomes of the articles: they
 * are imported, removed, changed, imported again, and read by another model, at random but seeded.
 * Each decision is compared with the evidence that its target had when it was made, which the test
 * writes down by itself.
 *
 * test-session-stay --long makes 50,000 decisions instead of 2,000, and 5,000 on each file named
 * after it (an article a line). */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "session/dln-session.h"
#include "tests/bundle.h"
#include "tests/remove-tree.h"
#include "tests/session/made-articles.h"
#include "tests/session/other-model.h"

#define N_STEPS 50
#define EVERY 10 /* edits between the states that are compared */
#define N_STRUCTURAL 3 /* decisions in a step that join all documents anew */

static gboolean long_run;

/* ---- what the test remembers of a decision --------------------------------------------------- */

typedef struct /* one piece of evidence, in words of its own */
{
  char   *digest;
  char   *name;
  char   *words;    /* what stood there */
  char   *kind;     /* of a relation: its type and its two names */
  DlnSpan mark;
  DlnSpan around;   /* its sentence */
} Proof;

typedef struct
{
  DlnDecision decision; /* texts owned */
  GArray     *proofs[2]; /* Proof, of a and b */
  guint       model;     /* that read the articles then */
} Made;

static void
clear_proof (gpointer data)
{
  Proof *proof = data;

  g_free (proof->digest);
  g_free (proof->name);
  g_free (proof->words);
  g_free (proof->kind);
}

static void
clear_made (gpointer data)
{
  Made *made = data;

  g_free ((char *) made->decision.text);
  g_clear_pointer (&made->proofs[0], g_array_unref);
  g_clear_pointer (&made->proofs[1], g_array_unref);
}

static DlnSpan
get_mark (const DlnAnnotations *annotations,
          const DlnEvidence    *row)
{
  switch (row->kind)
    {
    case DLN_TARGET_ENTITY:
      return DLN_ROW (annotations->mentions, DlnMention, row->row)->span;
    case DLN_TARGET_EVENT:
      return DLN_ROW (annotations->events, DlnEventClaim, row->row)->span;
    case DLN_TARGET_RELATION:
      return DLN_ROW (annotations->relations, DlnRelationClaim, row->row)->span;
    default:
      return DLN_ROW (annotations->quotes, DlnQuoteClaim, row->row)->span;
    }
}

static char *
dup_kind (DlnDocument          *document,
          const DlnAnnotations *annotations,
          const DlnEvidence    *row)
{
  const DlnRelationClaim *claim;
  g_autofree char *subject = NULL;
  g_autofree char *object = NULL;

  if (row->kind != DLN_TARGET_RELATION)
    return g_strdup ("");
  claim = DLN_ROW (annotations->relations, DlnRelationClaim, row->row);
  subject = dln_document_dup_span (
    document, DLN_ROW (annotations->mentions, DlnMention, claim->subject)->span);
  object = dln_document_dup_span (
    document, DLN_ROW (annotations->mentions, DlnMention, claim->object)->span);
  return g_strdup_printf ("%u %s %s", claim->type, subject, object);
}

static void
read_proof (DlnCase           *dcase,
            const DlnEvidence *row,
            Proof             *proof)
{
  DlnDocument *document = dln_case_get_document (dcase, row->document);
  DlnAnnotations *annotations = dln_case_get_annotations (dcase, row->document);

  proof->digest = g_strdup (dln_document_get_digest (document));
  proof->name = g_strdup (dln_document_get_id (document));
  proof->mark = get_mark (annotations, row);
  proof->around = row->sentence;
  proof->words = dln_document_dup_span (document, proof->mark);
  proof->kind = dup_kind (document, annotations, row);
}

static GArray *
read_proofs (DlnCase  *dcase,
             DlnTarget target)
{
  GArray *proofs = g_array_new (FALSE, TRUE, sizeof (Proof));
  guint n = 0;
  const DlnEvidence *rows = NULL;

  g_array_set_clear_func (proofs, clear_proof);
  if (target.kind == DLN_TARGET_DOCUMENT)
    {
      DlnDocument *document = dln_case_get_document (dcase, target.id);
      Proof proof = { .digest = g_strdup (dln_document_get_digest (document)),
                      .name = g_strdup (dln_document_get_id (document)) };

      g_array_append_val (proofs, proof);
      return proofs;
    }
  rows = dln_case_get_evidence (dcase, target, &n);
  for (guint i = 0; i < n; i++)
    {
      Proof proof = { 0 };

      if (rows[i].kind != target.kind)
        continue;
      read_proof (dcase, &rows[i], &proof);
      g_array_append_val (proofs, proof);
    }
  return proofs;
}

/* Whether @now is what @then was: the same words at the same place; where another model reads, over
 * the same place; where the article was changed, the same words. */
static gboolean
is_same (const Proof *then,
         const Proof *now,
         gboolean     other_model)
{
  if (strcmp (then->digest, now->digest) != 0)
    return g_strcmp0 (then->name, now->name) == 0
           && (then->words == NULL || other_model || strcmp (then->words, now->words) == 0);
  if (then->words == NULL)
    return TRUE;
  if (other_model)
    return dln_span_overlaps (then->around, now->around);
  return strcmp (then->kind, now->kind) == 0 && then->mark.begin == now->mark.begin
         && then->mark.end == now->mark.end;
}

static char *
dup_key (guint        kind,
         const Proof *proof)
{
  return g_strdup_printf ("%u %s %u %u %s", kind, proof->digest, proof->mark.begin,
                          proof->mark.end, proof->kind);
}

/* (transfer full): a set of what all targets stand on now */
static GHashTable *
index_proofs (DlnCase *dcase)
{
  const DlnResolution *r = dln_case_get_resolution (dcase);
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < r->evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (r->evidence, DlnEvidence, i);
      Proof now = { 0 };

      if (row->kind == DLN_TARGET_DOCUMENT)
        continue;
      read_proof (dcase, row, &now);
      g_hash_table_add (places, dup_key (row->kind, &now));
      clear_proof (&now);
    }
  return places;
}

static gboolean
is_there (GHashTable   *places,
          guint         kind,
          const GArray *proofs)
{
  for (guint i = 0; i < proofs->len; i++)
    {
      g_autofree char *key = dup_key (kind, DLN_ROW (proofs, Proof, i));

      if (g_hash_table_contains (places, key))
        return TRUE;
    }
  return FALSE;
}

/* ---- the case and its articles --------------------------------------------------------------- */

typedef struct
{
  char       *folder;
  char       *articles;
  GPtrArray  *paths; /* char *: of all articles, in the case or not */
  DlnModel   *models[2];
  guint       model; /* which one reads now */
  DlnSession *session;
  GArray     *made;
  GRand      *rand;
  guint       n_lost;
  guint       n_moved;
  guint       n_without_effect;
  guint       n_orphaned; /* at the end */
} Stay;

static void
add_article (Stay       *stay,
             const char *name,
             const char *text)
{
  char *path = g_build_filename (stay->articles, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (stay->paths, path);
}

static void
begin (Stay *stay,
       guint seed)
{
  *stay = (Stay){ .rand = g_rand_new_with_seed (seed) };
  stay->folder = g_dir_make_tmp ("dateline-stay-XXXXXX", NULL);
  stay->articles = g_build_filename (stay->folder, "articles", NULL);
  g_mkdir (stay->articles, 0755);
  stay->paths = g_ptr_array_new_with_free_func (g_free);
  stay->models[0] = open_bundle ();
  stay->models[1] = open_other_model (stay->folder);
  stay->session = dln_session_new (stay->models[0]);
  dln_session_set_updating (stay->session, TRUE);
  stay->made = g_array_new (FALSE, TRUE, sizeof (Made));
  g_array_set_clear_func (stay->made, clear_made);
}

static void
end (Stay *stay)
{
  g_assert_finalize_object (stay->session);
  dln_model_unref (stay->models[0]);
  dln_model_unref (stay->models[1]);
  remove_tree (stay->folder);
  g_free (stay->folder);
  g_free (stay->articles);
  g_ptr_array_unref (stay->paths);
  g_array_unref (stay->made);
  g_rand_free (stay->rand);
}

static guint
pick (Stay *stay,
      guint n)
{
  return g_rand_int_range (stay->rand, 0, n);
}

static DlnCase *
get_case (Stay *stay)
{
  return dln_session_get_case (stay->session);
}

static void
import_some (Stay *stay,
             guint n)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (paths, g_ptr_array_index (stay->paths, pick (stay, stay->paths->len)));
  g_ptr_array_add (paths, NULL);
  dln_import_report_free (dln_session_import (
    stay->session, (const char *const *) paths->pdata, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
remove_some (Stay *stay,
             guint n)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n && dln_case_get_n_documents (get_case (stay)) > 1; i++)
    {
      DlnDocumentId id = 1 + pick (stay, dln_case_get_n_documents (get_case (stay)));

      dln_session_remove (stay->session, &id, 1, &error);
      g_assert_no_error (error);
    }
}

/* a sentence more at the begin of an article's body, so that everything in it moves */
static void
change_one (Stay *stay)
{
  const char *path = g_ptr_array_index (stay->paths, pick (stay, stay->paths->len));
  const char *paths[] = { path, NULL };
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GError) error = NULL;
  const char *body;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  body = strstr (text, "\"text\": \"");
  body = body != NULL ? body + strlen ("\"text\": \"") : strstr (text, "\n\n");
  g_assert_nonnull (body);
  if (g_str_has_prefix (body, "\n\n"))
    body += 2;
  changed = g_string_new_len (text, body - text);
  g_string_append_printf (changed, "The weather of day %u stayed calm. ", pick (stay, 10000));
  g_string_append (changed, body);
  g_assert_true (g_file_set_contents (path, changed->str, changed->len, &error));
  dln_import_report_free (
    dln_session_import (stay->session, paths, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* the next session reads with the other model */
static void
reread (Stay *stay)
{
  g_autofree char *path = g_build_filename (stay->folder, "case.dateline", NULL);
  g_autoptr (GError) error = NULL;

  dln_session_save_as (stay->session, path, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&stay->session));
  stay->model = 1 - stay->model;
  stay->session = dln_session_new (stay->models[stay->model]);
  dln_session_set_updating (stay->session, TRUE);
  dln_session_open (stay->session, path, &error);
  g_assert_no_error (error);
  dln_session_reread (stay->session, NULL, &error);
  g_assert_no_error (error);
}

/* ---- decisions ------------------------------------------------------------------------------- */

/* some id of a kind, 0 if there is none */
static guint32
pick_id (Stay *stay,
         guint kind)
{
  const DlnResolution *r = dln_case_get_resolution (get_case (stay));

  switch (kind)
    {
    case DLN_TARGET_DOCUMENT:
      return 1 + pick (stay, r->documents->len);
    case DLN_TARGET_ENTITY:
      return r->entities->len == 0
               ? 0
               : DLN_ROW (r->entities, DlnEntity, pick (stay, r->entities->len))->id;
    case DLN_TARGET_EVENT:
      return r->events->len == 0 ? 0
                                 : DLN_ROW (r->events, DlnEvent, pick (stay, r->events->len))->id;
    case DLN_TARGET_RELATION:
      return r->relations->len == 0
               ? 0
               : DLN_ROW (r->relations, DlnRelation, pick (stay, r->relations->len))->id;
    default:
      return r->quotes->len == 0 ? 0
                                 : DLN_ROW (r->quotes, DlnQuote, pick (stay, r->quotes->len))->id;
    }
}

static void
decide (Stay           *stay,
        guint           kind,
        DlnDecisionType type)
{
  DlnCase *dcase = get_case (stay);
  gboolean pair = type == DLN_DECISION_MERGE || type == DLN_DECISION_KEEP_APART
                  || type == DLN_DECISION_LATER;
  Made made = { .decision = { .kind = kind, .type = type, .a = pick_id (stay, kind) } };

  if (made.decision.a == 0)
    return;
  if (pair)
    made.decision.b = pick_id (stay, kind);
  if (type == DLN_DECISION_RENAME)
    made.decision.text = g_strdup_printf ("By hand %u", stay->made->len);
  if (type == DLN_DECISION_DATE)
    made.decision.text = g_strdup_printf ("19%02u-0%u", pick (stay, 100), 1 + pick (stay, 9));
  if (type == DLN_DECISION_RETYPE)
    made.decision.value =
      1 + pick (stay, kind == DLN_TARGET_ENTITY ? DLN_N_ENTITY_TYPES - 1 : DLN_N_EVENT_TYPES - 1);
  made.model = stay->model;
  made.proofs[0] = read_proofs (dcase, (DlnTarget){ kind, made.decision.a });
  if (pair && made.decision.b != 0)
    made.proofs[1] = read_proofs (dcase, (DlnTarget){ kind, made.decision.b });
  if (dln_session_decide (stay->session, &made.decision, NULL))
    g_array_append_val (stay->made, made);
  else
    clear_made (&made);
}

static void
decide_some (Stay *stay,
             guint n)
{
  static const struct
  {
    guint           kind;
    DlnDecisionType type;
  } of_rows[] = {
    { DLN_TARGET_EVENT, DLN_DECISION_RENAME },    { DLN_TARGET_EVENT, DLN_DECISION_DATE },
    { DLN_TARGET_EVENT, DLN_DECISION_RETYPE },    { DLN_TARGET_EVENT, DLN_DECISION_HIDE },
    { DLN_TARGET_ENTITY, DLN_DECISION_RENAME },   { DLN_TARGET_ENTITY, DLN_DECISION_RETYPE },
    { DLN_TARGET_ENTITY, DLN_DECISION_HIDE },     { DLN_TARGET_RELATION, DLN_DECISION_HIDE },
    { DLN_TARGET_QUOTE, DLN_DECISION_HIDE },      { DLN_TARGET_DOCUMENT, DLN_DECISION_RENAME },
    { DLN_TARGET_DOCUMENT, DLN_DECISION_HIDE },
  },
    structural[] = {
      { DLN_TARGET_ENTITY, DLN_DECISION_MERGE },   { DLN_TARGET_ENTITY, DLN_DECISION_KEEP_APART },
      { DLN_TARGET_EVENT, DLN_DECISION_MERGE },    { DLN_TARGET_EVENT, DLN_DECISION_KEEP_APART },
      { DLN_TARGET_DOCUMENT, DLN_DECISION_DATE },  { DLN_TARGET_ENTITY, DLN_DECISION_LATER },
    };
  guint last = stay->made->len + n;

  for (guint i = 0; i < N_STRUCTURAL; i++)
    {
      guint which = pick (stay, G_N_ELEMENTS (structural));

      decide (stay, structural[which].kind, structural[which].type);
    }
  while (stay->made->len < last)
    {
      guint which = pick (stay, G_N_ELEMENTS (of_rows));

      decide (stay, of_rows[which].kind, of_rows[which].type);
    }
}

/* ---- what became of them --------------------------------------------------------------------- */

static gboolean
has_effect (DlnCase           *dcase,
            const DlnDecision *decision)
{
  DlnTarget target = { decision->kind, decision->a };
  g_autofree char *title = NULL;
  DlnWhen when;

  switch (decision->type)
    {
    case DLN_DECISION_RENAME:
      title = dln_case_dup_target_title (dcase, target);
      return strcmp (title, decision->text) == 0;
    case DLN_DECISION_RETYPE:
      return decision->value
             == (decision->kind == DLN_TARGET_ENTITY
                   ? dln_case_get_entity (dcase, target.id)->type
                   : dln_case_get_event (dcase, target.id)->type);
    case DLN_DECISION_HIDE:
      return dln_case_is_hidden (dcase, target) == (decision->value == 0);
    case DLN_DECISION_DATE:
      dln_when_parse_edtf (decision->text, &when, NULL);
      return (decision->kind == DLN_TARGET_EVENT
                ? dln_case_get_event (dcase, target.id)->when.earliest_begin
                : dln_case_get_document_row (dcase, target.id)->when.earliest_begin)
             == when.earliest_begin;
    default:
      return TRUE;
    }
}

/* whether the target stands on some of what it stood on when it was decided about */
static gboolean
is_on_its_words (Stay         *stay,
                 DlnTarget     target,
                 const GArray *then,
                 gboolean      other_model)
{
  g_autoptr (GArray) now = read_proofs (get_case (stay), target);

  for (guint i = 0; i < then->len; i++)
    for (guint j = 0; j < now->len; j++)
      if (is_same (DLN_ROW (then, Proof, i), DLN_ROW (now, Proof, j), other_model))
        return TRUE;
  return FALSE;
}

static void
check (Stay *stay)
{
  DlnCase *dcase = get_case (stay);
  g_autoptr (GHashTable) places = index_proofs (dcase);
  guint n;
  const DlnDecision *journal = dln_case_get_journal (dcase, &n, NULL);
  g_autofree DlnDecisionState *states = dln_case_dup_decision_states (dcase, &n);

  g_assert_cmpuint (n, ==, stay->made->len);
  stay->n_orphaned = dln_case_count_orphans (dcase);
  for (guint i = 0; i < n; i++)
    {
      const Made *made = DLN_ROW (stay->made, Made, i);
      const guint32 ids[] = { journal[i].a, journal[i].b };
      gboolean other_model = made->model != stay->model;

      for (guint side = 0; side < 2 && made->proofs[side] != NULL; side++)
        if (ids[side] != 0)
          stay->n_moved += !is_on_its_words (stay, (DlnTarget){ made->decision.kind, ids[side] },
                                             made->proofs[side], other_model);
        else
          stay->n_lost += !other_model && is_there (places, made->decision.kind,
                                                    made->proofs[side]);
      if (states[i] == DLN_DECISION_HOLDS)
        stay->n_without_effect += !has_effect (dcase, &journal[i]);
    }
}

static void
run (Stay *stay,
     guint n_steps,
     guint n_decisions)
{
  import_some (stay, stay->paths->len);
  for (guint step = 0; step < n_steps; step++)
    {
      decide_some (stay, n_decisions * (step + 1) / n_steps - stay->made->len);
      switch (pick (stay, 10))
        {
        case 0:
          reread (stay);
          break;
        case 1:
        case 2:
        case 3:
          remove_some (stay, 2);
          break;
        case 4:
        case 5:
          change_one (stay);
          break;
        default:
          import_some (stay, 4);
          break;
        }
      check (stay);
    }
  g_test_message ("%u articles, %u decisions, %u steps: %u lost, %u moved, %u without effect; "
                  "%u orphaned at the end",
                  dln_case_get_n_documents (get_case (stay)), stay->made->len, n_steps,
                  stay->n_lost, stay->n_moved, stay->n_without_effect, stay->n_orphaned);
  g_assert_cmpuint (stay->n_lost, ==, 0);
  g_assert_cmpuint (stay->n_moved, ==, 0);
  g_assert_cmpuint (stay->n_without_effect, ==, 0);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* ---- the corpora ----------------------------------------------------------------------------- */

static void
test_made (void)
{
  Stay stay;

  begin (&stay, 1);
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *text = made_article (stay.rand);
      g_autofree char *name = g_strdup_printf ("%03u.txt", i);

      add_article (&stay, name, text);
    }
  run (&stay, N_STEPS, long_run ? 40000 : 1600);
  end (&stay);
}

static void
test_samples (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  Stay stay;

  g_assert_nonnull (dir);
  begin (&stay, 2);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (name, ".txt"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      add_article (&stay, name, text);
    }
  g_ptr_array_sort (stay.paths, compare_paths);
  run (&stay, N_STEPS / 2, long_run ? 5000 : 200);
  end (&stay);
}

/* articles, one a line: of the file NAMED, else of a marked corpus, if it is there */
static void
test_corpus (gconstpointer named)
{
  const char *shared = g_getenv ("DATELINE_SHARED");
  g_autofree char *path = named != NULL ? g_strdup (named)
                                        : g_build_filename (shared != NULL ? shared : "", "events",
                                                            "train.docs.jsonl", NULL);
  g_autofree char *text = NULL;
  Stay stay;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("no corpus here");
      return;
    }

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  begin (&stay, 3);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.jsonl", i);

      if (*lines[i] != '\0')
        add_article (&stay, name, lines[i]);
    }
  run (&stay, long_run ? N_STEPS : 5, long_run ? 5000 : 200);
  end (&stay);
}

/* ---- undo and redo --------------------------------------------------------------------------- */

/* everything that a case shows, with ids */
static char *
sign (DlnCase *dcase)
{
  const DlnResolution *r = dln_case_get_resolution (dcase);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < r->documents->len; i++)
    {
      const DlnResolvedDocument *row = DLN_ROW (r->documents, DlnResolvedDocument, i);
      g_autofree char *title = dln_case_dup_document_title (dcase, i + 1);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %u\n", title,
                              row->when.earliest_begin, row->same_as);
    }
  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *row = DLN_ROW (r->entities, DlnEntity, i);

      g_string_append_printf (
        text, "%u %s %u %u %d\n", row->id, dln_case_get_string (dcase, row->name), row->type,
        row->n_mentions,
        dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_ENTITY, row->id }));
    }
  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *row = DLN_ROW (r->events, DlnEvent, i);

      g_string_append_printf (
        text, "%u %s %u %" G_GINT64_FORMAT " %u %d\n", row->id,
        dln_case_get_string (dcase, row->title), row->type, row->when.earliest_begin,
        row->n_evidence, dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_EVENT, row->id }));
    }
  for (guint i = 0; i < r->relations->len; i++)
    {
      const DlnRelation *row = DLN_ROW (r->relations, DlnRelation, i);

      g_string_append_printf (
        text, "%u %u %u %u %d\n", row->id, row->subject, row->object, row->type,
        dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_RELATION, row->id }));
    }
  for (guint i = 0; i < r->quotes->len; i++)
    {
      const DlnQuote *row = DLN_ROW (r->quotes, DlnQuote, i);

      g_string_append_printf (
        text, "%u %s %u %d\n", row->id, dln_case_get_string (dcase, row->text), row->speaker,
        dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_QUOTE, row->id }));
    }
  for (guint i = 0; i < r->evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (r->evidence, DlnEvidence, i);

      g_string_append_printf (text, "%u %u %u %u %s\n", row->kind, row->target, row->document,
                              row->row, dln_case_get_string (dcase, row->reason));
    }
  for (guint i = 0; i < r->suggestions->len; i++)
    g_string_append_printf (text, "%u %u\n", DLN_ROW (r->suggestions, DlnSuggestion, i)->a,
                            DLN_ROW (r->suggestions, DlnSuggestion, i)->b);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);
}

/* The states on the way back, and on the way there again, are those that were; every tenth is
 * looked at. */
static void
test_undo (void)
{
  guint n_edits = long_run ? 20000 : 5000;
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  Stay stay;

  begin (&stay, 4);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *text = made_article (stay.rand);
      g_autofree char *name = g_strdup_printf ("%03u.txt", i);

      add_article (&stay, name, text);
    }
  import_some (&stay, 40);
  g_ptr_array_add (states, sign (get_case (&stay)));
  while (stay.made->len < n_edits)
    {
      guint before = stay.made->len;

      if (pick (&stay, 25) == 0)
        decide (&stay, DLN_TARGET_ENTITY, pick (&stay, 2) == 0 ? DLN_DECISION_MERGE
                                                               : DLN_DECISION_KEEP_APART);
      else if (pick (&stay, 25) == 0)
        decide (&stay, DLN_TARGET_EVENT, pick (&stay, 2) == 0 ? DLN_DECISION_MERGE
                                                              : DLN_DECISION_KEEP_APART);
      else
        decide (&stay, pick (&stay, 2) == 0 ? DLN_TARGET_EVENT : DLN_TARGET_ENTITY,
                (DlnDecisionType[]){ DLN_DECISION_RENAME, DLN_DECISION_RETYPE,
                                     DLN_DECISION_HIDE }[pick (&stay, 3)]);
      if (stay.made->len > before && stay.made->len % EVERY == 0)
        g_ptr_array_add (states, sign (get_case (&stay)));
    }
  for (guint i = n_edits; i-- > 0;)
    {
      g_autofree char *state = NULL;

      dln_session_undo (stay.session, &error);
      g_assert_no_error (error);
      if (i % EVERY != 0)
        continue;
      state = sign (get_case (&stay));
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i / EVERY));
    }
  for (guint i = 1; i <= n_edits; i++)
    {
      g_autofree char *state = NULL;

      dln_session_redo (stay.session, &error);
      g_assert_no_error (error);
      if (i % EVERY != 0)
        continue;
      state = sign (get_case (&stay));
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i / EVERY));
    }
  end (&stay);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--long") == 0)
      long_run = TRUE;
    else
      {
        g_autofree char *name = g_path_get_basename (argv[i]);
        g_autofree char *test = g_strconcat ("/session/stay/named/", name, NULL);

        g_test_add_data_func (test, argv[i], test_corpus);
      }
  g_test_add_func ("/session/stay/made", test_made);
  g_test_add_func ("/session/stay/samples", test_samples);
  g_test_add_data_func ("/session/stay/corpus", NULL, test_corpus);
  g_test_add_func ("/session/stay/undo", test_undo);
  return g_test_run ();
}
