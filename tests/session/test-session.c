/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The use cases: import, duplicates, links that loop, cancelling, decisions that stay, search,
 * check. */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "extract/dln-trace.h"
#include "session/dln-session-private.h"
#include "tests/bundle.h"
#include "tests/remove-tree.h"

typedef struct
{
  char       *folder;
  char       *articles;
  char       *path;
  DlnModel   *model;
  DlnSession *session;
} Place;

static void
set_up (Place        *place,
        gconstpointer data)
{
  place->folder = g_dir_make_tmp ("dateline-session-XXXXXX", NULL);
  place->articles = g_build_filename (place->folder, "articles", NULL);
  place->path = g_build_filename (place->folder, "case.dateline", NULL);
  g_mkdir (place->articles, 0755);
  place->model = open_bundle ();
  place->session = dln_session_new (place->model);
}

static void
tear_down (Place        *place,
           gconstpointer data)
{
  g_assert_finalize_object (place->session);
  dln_model_unref (place->model);
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->articles);
  g_free (place->path);
}

static void
add_file (Place      *place,
          const char *name,
          const char *text,
          gssize      length)
{
  g_autofree char *path = g_build_filename (place->articles, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
add_articles (Place *place)
{
  add_file (place,
            "one.txt",
            "Title: Minister resigns\nDate: 2021-05-04\nSource: The Fjord Post\n\n"
            "Anna Berg, the minister of fisheries, resigned on 3 May 2021. \u201cIt was "
            "time,\u201d Berg said in Oslo.\n",
            -1);
  add_file (place,
            "two.txt",
            "Title: New minister appointed\nDate: 2021-05-10\nSource: Harbour Times\n\n"
            "Prime Minister Nils Moe appointed Kari Holm minister of fisheries on Friday. Holm "
            "succeeds Anna Berg.\n",
            -1);
}

static DlnImportReport *
import (Place      *place,
        const char *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  DlnImportReport *report =
    dln_session_import (place->session, paths, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
import_articles (Place *place)
{
  g_autoptr (DlnImportReport) report = NULL;

  add_articles (place);
  report = import (place, place->articles);
  g_assert_cmpuint (report->n_added, ==, 2);
  g_assert_cmpuint (report->n_failed, ==, 0);
}

static DlnEntityId
find_entity (DlnCase    *dcase,
             const char *name)
{
  const DlnResolution *r = dln_case_get_resolution (dcase);

  for (guint i = 0; i < r->entities->len; i++)
    if (strcmp (dln_case_get_string (dcase, DLN_ROW (r->entities, DlnEntity, i)->name), name) == 0)
      return DLN_ROW (r->entities, DlnEntity, i)->id;
  return 0;
}

/* the case as text: what has to be the same after it was saved and opened */
static char *
describe (DlnCase *dcase)
{
  const DlnResolution *r = dln_case_get_resolution (dcase);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (r->entities, DlnEntity, i);

      g_string_append_printf (out,
                              "%u %s %u %u\n",
                              entity->id,
                              dln_case_get_string (dcase, entity->name),
                              entity->type,
                              entity->n_evidence);
    }
  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (r->events, DlnEvent, i);
      g_autofree char *edtf =
        dln_when_is_known (&event->when) ? dln_when_to_edtf (&event->when) : g_strdup ("?");

      g_string_append_printf (out,
                              "%u %s %s %u\n",
                              event->id,
                              dln_case_get_string (dcase, event->title),
                              edtf,
                              event->n_evidence);
    }
  g_string_append_printf (out, "%u %u %u", r->relations->len, r->quotes->len, r->evidence->len);
  return g_string_free (out, FALSE);
}

static void
test_import (Place        *place,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  DlnCase *dcase;

  g_assert_true (dln_session_create (place->session, place->path, &error));
  import_articles (place);
  dcase = dln_session_get_case (place->session);
  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 2);
  g_assert_cmpstr (dln_document_get_id (dln_case_get_document (dcase, 1)), ==, "one.txt");
  g_assert_cmpstr (dln_document_get_source (dln_case_get_document (dcase, 2)), ==, "Harbour Times");
  g_assert_cmpuint (find_entity (dcase, "Anna Berg"), !=, 0);
  dln_session_check (place->session, lines);
  for (guint i = 0; i < lines->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (lines, i));
  g_assert_cmpuint (lines->len, ==, 0);
}

static void
test_reopened (Place        *place,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (DlnSession) other = dln_session_new (NULL);

  g_assert_true (dln_session_create (place->session, place->path, &error));
  import_articles (place);
  dln_case_set_title (dln_session_get_case (place->session), "Fish");
  before = describe (dln_session_get_case (place->session));
  g_assert_true (dln_session_open (other, place->path, &error));
  g_assert_no_error (error);
  after = describe (dln_session_get_case (other));
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (dln_case_get_title (dln_session_get_case (other)), ==, "Fish");
  g_assert_cmpstr (dln_session_get_path (other), ==, place->path);
}

static void
test_save_as (Place        *place,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  DlnDecision hide = { DLN_TARGET_DOCUMENT, DLN_DECISION_HIDE, 1, 0, 0, NULL };

  import_articles (place); /* not saved yet */
  g_assert_null (dln_session_get_path (place->session));
  g_assert_true (dln_session_decide (place->session, &hide, &error));
  before = describe (dln_session_get_case (place->session));
  g_assert_true (dln_session_save_as (place->session, place->path, &error));
  g_assert_no_error (error);
  dln_session_close (place->session);
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (place->session)), ==, 0);
  g_assert_true (dln_session_open (place->session, place->path, &error));
  after = describe (dln_session_get_case (place->session));
  g_assert_cmpstr (before, ==, after);
  g_assert_true (dln_case_is_hidden (dln_session_get_case (place->session),
                                     (DlnTarget){ DLN_TARGET_DOCUMENT, 1 }));
}

static void
count_notify_cb (guint *n)
{
  *n += 1;
}

/* the case is renamed while it is open, then opened again by that name: nothing is lost */
static void
test_renamed (Place        *place,
              gconstpointer data)
{
  g_autofree char *other = g_build_filename (place->folder, "other.dateline", NULL);
  DlnDecision decision = { .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_RENAME };
  g_autoptr (GPtrArray) notes = NULL;
  guint n_told = 0;
  guint n;

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import_articles (place);
  decision.a = find_entity (dln_session_get_case (place->session), "Anna Berg");
  g_signal_connect_swapped (
    place->session, "notify::path", G_CALLBACK (count_notify_cb), &n_told);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %u", i);

      decision.text = name;
      if (i == 4)
        g_assert_cmpint (g_rename (place->path, other), ==, 0);
      if (i == 7)
        g_assert_true (dln_session_open (place->session, other, NULL)); /* it is open */
      g_assert_true (dln_session_decide (place->session, &decision, NULL));
    }
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpstr (dln_session_get_path (place->session), ==, other);
  notes = dln_session_take_notes (place->session);
  g_assert_cmpuint (notes->len, ==, 1);
  dln_session_close (place->session);
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
  g_assert_true (dln_session_open_to_read (place->session, other, NULL));
  dln_case_get_decisions (dln_session_get_case (place->session), &n);
  g_assert_cmpuint (n, ==, 10);
}

/* a case that is open elsewhere is read; nothing is analysed that could not be saved */
static void
test_open_elsewhere (Place        *place,
                     gconstpointer data)
{
  g_autoptr (DlnSession) other = dln_session_new (place->model);
  const char *paths[] = { "/nowhere", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import_articles (place);
  g_assert_true (dln_session_open (other, place->path, NULL));
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (other)), ==, 2);
  g_assert_null (dln_session_import (other, paths, NULL, NULL, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, dln_session_get_reason (other));
  g_clear_error (&error);
  g_assert_false (dln_session_save_as (other, place->path, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  dln_session_close (place->session);
  /* it was a copy; opened again it can be changed */
  g_assert_nonnull (dln_session_get_reason (other));
  g_assert_true (dln_session_open (other, place->path, NULL));
  g_assert_null (dln_session_get_reason (other));
}

/* What lies over a row is no part of the tables in the file: undone after the case was opened
 * again, it is gone. */
static void
test_undone_later (Place        *place,
                   gconstpointer data)
{
  DlnDecision apart = { .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_KEEP_APART };
  DlnDecision name = { .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_RENAME, .text = "X" };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  DlnCase *dcase;

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import_articles (place);
  dcase = dln_session_get_case (place->session);
  name.a = apart.a = find_entity (dcase, "Anna Berg");
  apart.b = find_entity (dcase, "Kari Holm");
  g_assert_true (dln_session_decide (place->session, &apart, NULL));
  name.a = find_entity (dcase, "Anna Berg");
  g_assert_true (dln_session_decide (place->session, &name, NULL));
  dln_session_close (place->session);
  g_assert_true (dln_session_open (place->session, place->path, NULL));
  dcase = dln_session_get_case (place->session);
  g_assert_cmpuint (dln_session_check (place->session, lines), ==, 0);
  g_assert_cmpuint (find_entity (dcase, "X"), !=, 0);
  g_assert_true (dln_session_undo (place->session, NULL));
  g_assert_cmpuint (find_entity (dcase, "X"), ==, 0);
  g_assert_cmpuint (find_entity (dcase, "Anna Berg"), !=, 0);
}

/* who has a key of that name; "" is none yet */
static void
be (Place      *place,
    const char *name)
{
  g_autofree char *folder = g_build_filename (place->folder, name, NULL);

  dln_session_use_key (folder);
}

/* writes other titles into the tables, with all checksums, as a program of that user would */
static void
forge (Place *place)
{
  g_autoptr (DlnStore) store = dln_store_open (place->path, NULL);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (DlnDecision));
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  g_autoptr (GPtrArray) annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_autofree char *signature = _dln_session_make_signature (none);
  g_autoptr (DlnResolution) resolution = NULL;

  g_assert_true (dln_store_load_documents (store, documents, annotations, NULL));
  resolution = dln_store_load_resolution (store, signature, documents, annotations);
  g_assert_nonnull (resolution);
  DLN_ROW (resolution->events, DlnEvent, 0)->title =
    dln_strings_intern (resolution->strings, "Anna Berg murdered Kari Holm");
  g_assert_true (dln_store_write_resolution (store, resolution, signature, NULL));
}

static gboolean
tells_of (DlnCase    *dcase,
          const char *title)
{
  g_autofree char *text = describe (dcase);

  return strstr (text, title) != NULL;
}

/* A case of somebody else whose tables are not what its articles say is made anew, and that is
 * told; one of our own is believed, and quick. That its articles were read by somebody else is told
 * until they are read again. */
static void
test_foreign (Place        *place,
              gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) honest = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) again = NULL;

  be (place, "somebody");
  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import_articles (place);
  dln_session_close (place->session);
  /* honest: nothing else is told */
  be (place, "me");
  g_assert_true (dln_session_open_to_read (place->session, place->path, NULL));
  honest = dln_session_take_notes (place->session);
  g_assert_cmpuint (honest->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (honest, 0), "cannot be vouched for"));
  g_assert_cmpuint (dln_session_check (place->session, lines), ==, 0);

  be (place, "somebody");
  forge (place);
  be (place, "me");
  g_assert_true (dln_session_open (place->session, place->path, NULL));
  notes = dln_session_take_notes (place->session);
  g_assert_cmpuint (notes->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (notes, 1), "were made again"));
  g_assert_false (tells_of (dln_session_get_case (place->session), "murdered"));
  g_assert_cmpuint (dln_session_check (place->session, lines), ==, 1);
  /* it is ours now: what was made again is in the file */
  dln_session_close (place->session);
  g_assert_true (dln_session_open (place->session, place->path, NULL));
  again = dln_session_take_notes (place->session);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_false (tells_of (dln_session_get_case (place->session), "murdered"));
  g_assert_true (dln_session_reread (place->session, NULL, NULL));
  dln_session_close (place->session);
  g_assert_true (dln_session_open (place->session, place->path, NULL));
  g_ptr_array_unref (again);
  again = dln_session_take_notes (place->session);
  g_assert_cmpuint (again->len, ==, 0);
  dln_session_close (place->session);
}

/* annotations that are not what the bundle makes of the text */
static void
test_foreign_analysis (Place        *place,
                       gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DlnStore) store = NULL;
  g_autoptr (DlnDocument) document = NULL;
  g_autoptr (DlnAnnotations) other = NULL;

  be (place, "somebody");
  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import_articles (place);
  document = dln_document_ref (dln_case_get_document (dln_session_get_case (place->session), 1));
  dln_session_close (place->session);
  other = dln_extract (place->model, document, NULL, NULL, NULL);
  DLN_ROW (other->events, DlnEventClaim, 0)->polarity = DLN_POLARITY_NEGATED;
  store = dln_store_open (place->path, NULL);
  g_assert_true (dln_store_replace_annotations (store, 1, other, NULL));
  g_clear_pointer (&store, dln_store_close);
  be (place, "me");
  g_assert_true (dln_session_open_to_read (place->session, place->path, NULL));
  g_assert_cmpuint (dln_session_check (place->session, lines), >, 0);
  g_assert_nonnull (strstr (g_ptr_array_index (lines, lines->len - 1), "the analysis"));
  /* also once we have written the case */
  dln_session_close (place->session);
  g_assert_true (dln_session_open (place->session, place->path, NULL));
  dln_session_close (place->session);
  g_assert_true (dln_session_open_to_read (place->session, place->path, NULL));
  g_ptr_array_set_size (lines, 0);
  g_assert_cmpuint (dln_session_check (place->session, lines), ==, 1);
}

static void
test_problems (Place        *place,
               gconstpointer data)
{
  g_autoptr (DlnImportReport) report = NULL;
  g_autofree char *loop = g_build_filename (place->articles, "loop", NULL);
  g_autofree char *again = g_build_filename (place->articles, "again.txt", NULL);
  g_autofree char *all = NULL;

  add_articles (place);
  add_file (place,
            "copy.txt",
            "Title: Minister resigns\nDate: 2021-05-04\n\n"
            "Anna Berg, the minister of fisheries, resigned on 3 May 2021. \u201cIt was "
            "time,\u201d Berg said in Oslo.\n",
            -1);
  add_file (place, "empty.txt", "", 0);
  add_file (place, "binary.txt", "\0\1\2\3", 4);
  add_file (place,
            "francais.txt",
            "La ministre est partie lundi. Le gouvernement a dit dans la capitale que ce ne sera "
            "pas la derni\u00e8re fois qu'une ministre quitte son poste, et que les autres sont "
            "dans le gouvernement pour plus d'un an.",
            -1);
  add_file (place, ".hidden", "never read", -1);
  g_assert_cmpint (symlink (place->articles, loop), ==, 0);
  g_assert_cmpint (symlink ("one.txt", again), ==, 0);
  report = import (place, place->articles);
  g_assert_cmpuint (report->n_added, ==, 3);
  g_assert_cmpuint (report->n_duplicates, ==, 1);
  g_assert_cmpuint (report->n_failed, ==, 2);
  g_assert_cmpuint (report->n_unanalysed, ==, 1);
  g_ptr_array_add (report->messages, NULL);
  all = g_strjoinv ("\n", (char **) report->messages->pdata);
  g_assert_nonnull (strstr (all, "copy.txt"));
  g_assert_nonnull (strstr (all, "empty.txt is empty"));
  g_assert_nonnull (strstr (all, "binary.txt is no text"));
}

/* of a folder the articles are taken, and it is said what was not; a file that is named itself is
 * always read */
static void
test_left_out (Place        *place,
               gconstpointer data)
{
  g_autoptr (DlnImportReport) report = NULL;
  g_autoptr (DlnImportReport) named = NULL;
  g_autofree char *readme = g_build_filename (place->articles, "README.md", NULL);

  add_articles (place);
  add_file (
    place, "README.md", "What lies in this folder was collected by Kari Holm in Bergen.\n", -1);
  add_file (place, "meson.build", "project('x')\n", -1);
  add_file (place, "no ending", "The ferry sank off Bergen on 5 May 2021, Kari Holm said.\n", -1);
  report = import (place, place->articles);
  g_assert_cmpuint (report->n_added, ==, 3);
  g_assert_cmpuint (report->n_skipped, ==, 2);
  g_assert_cmpuint (report->n_failed, ==, 0);
  g_assert_nonnull (strstr (g_ptr_array_index (report->messages, 0), "README.md, meson.build"));
  named = import (place, readme);
  g_assert_cmpuint (named->n_added, ==, 1);
  g_assert_cmpuint (named->n_skipped, ==, 0);
}

static void
test_twice (Place        *place,
            gconstpointer data)
{
  g_autoptr (DlnImportReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  import_articles (place);
  before = describe (dln_session_get_case (place->session));
  report = import (place, place->articles);
  after = describe (dln_session_get_case (place->session));
  g_assert_cmpuint (report->n_added, ==, 0);
  g_assert_cmpuint (report->n_duplicates, ==, 2);
  g_assert_cmpstr (before, ==, after);
}

/* a text that is no article: kept and searchable, not analysed, and that is said */
static void
test_very_long (Place        *place,
                gconstpointer data)
{
  gsize length = (g_test_slow () ? 50u : 17u) << 20;
  g_autoptr (GString) text = g_string_sized_new (length + 100);
  g_autoptr (DlnImportReport) report = NULL;
  g_autoptr (DlnSearchResult) found = NULL;

  while (text->len < length)
    g_string_append (text,
                     "All work and no play makes a long text, and nobody in Oslo reads it to the "
                     "end of the line.\n");
  g_string_append (text, "The needle.\n");
  add_file (place, "long.txt", text->str, text->len);
  report = import (place, place->articles);
  g_assert_cmpuint (report->n_added, ==, 1);
  g_assert_cmpuint (report->n_unanalysed, ==, 1);
  g_assert_nonnull (
    strstr (g_ptr_array_index (report->messages, 0), "long.txt is longer than"));
  found = dln_session_search (place->session, "needle", 5, NULL);
  g_assert_cmpuint (found->hits->len, ==, 1);
  g_assert_cmpuint (DLN_ROW (found->hits, DlnSearchHit, 0)->span.begin, ==, text->len - 8);
}

static void
cancel_cb (guint       n_done,
           guint       n_total,
           const char *what,
           gpointer    data)
{
  g_cancellable_cancel (data);
}

static void
test_cancelled (Place        *place,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) later = g_cancellable_new ();
  const char *paths[] = { place->articles, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (DlnImportReport) report = NULL;

  g_assert_true (dln_session_create (place->session, place->path, &error));
  import_articles (place);
  before = describe (dln_session_get_case (place->session));
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("more-%03u.txt", i);
      g_autofree char *text = g_strdup_printf (
        "Number %u: Anna Berg met Nils Moe in Oslo on 7 May 2021, the %uth time.", i, i);

      add_file (place, name, text, -1);
    }
  g_cancellable_cancel (cancellable);
  g_assert_null (dln_session_import (place->session, paths, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* in the middle of the work; a quick machine may be done before */
  report = dln_session_import (place->session, paths, NULL, cancel_cb, later, later, &error);
  if (report == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      after = describe (dln_session_get_case (place->session));
      g_assert_cmpstr (before, ==, after);
      g_clear_pointer (&after, g_free);
      g_assert_true (dln_session_open (place->session, place->path, &error));
      after = describe (dln_session_get_case (place->session));
      g_assert_cmpstr (before, ==, after);
    }
}

/* merged, undone, redone, and after each step the same in a session that opens the file anew */
static void
test_decisions (Place        *place,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DlnCase *dcase;
  DlnDecision merge = { DLN_TARGET_ENTITY, DLN_DECISION_MERGE, 0, 0, 0, NULL };
  DlnDecision rename = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 0, 0, 0, "Anna B." };
  g_autofree char *before = NULL;
  DlnEntityId berg, holm;

  g_assert_true (dln_session_create (place->session, place->path, &error));
  import_articles (place);
  dcase = dln_session_get_case (place->session);
  before = describe (dcase);
  berg = find_entity (dcase, "Anna Berg");
  holm = find_entity (dcase, "Kari Holm");
  g_assert_cmpuint (berg, !=, 0);
  g_assert_cmpuint (holm, !=, 0);
  merge.a = rename.a = berg;
  merge.b = holm;
  g_assert_true (dln_session_decide (place->session, &rename, &error));
  g_assert_true (dln_session_decide (place->session, &merge, &error));
  g_assert_cmpuint (find_entity (dcase, "Kari Holm"), ==, 0);
  g_assert_cmpuint (find_entity (dcase, "Anna B."), ==, MIN (berg, holm));
  for (int step = 0; step < 3; step++)
    {
      g_autoptr (DlnSession) other = dln_session_new (NULL);
      g_autofree char *here = describe (dcase);
      g_autofree char *there = NULL;

      g_assert_true (dln_session_open (other, place->path, &error));
      there = describe (dln_session_get_case (other));
      g_assert_cmpstr (here, ==, there);
      if (step < 2)
        g_assert_true (dln_session_undo (place->session, &error));
    }
  {
    g_autofree char *after = describe (dcase);

    g_assert_cmpstr (before, ==, after);
  }
  g_assert_false (dln_session_undo (place->session, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  g_clear_error (&error);
  g_assert_true (dln_session_redo (place->session, &error));
  g_assert_cmpuint (find_entity (dcase, "Anna B."), ==, berg);
  g_assert_cmpuint (find_entity (dcase, "Kari Holm"), ==, holm);
  /* it survives another import */
  add_file (place, "three.txt", "Anna Berg spoke in Bergen on 12 May 2021.", -1);
  dln_import_report_free (import (place, place->articles));
  g_assert_cmpuint (find_entity (dcase, "Anna B."), ==, berg);
}

/* The tables in the file are those without the names given by hand, or such a name would stay when
 * it is taken back after the case was opened again. */
static void
test_undone_reopened (Place        *place,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DlnDecision apart = { DLN_TARGET_ENTITY, DLN_DECISION_KEEP_APART, 0, 0, 0, NULL };
  DlnDecision rename = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 0, 0, 0, "Anna B." };
  DlnCase *dcase;

  g_assert_true (dln_session_create (place->session, place->path, &error));
  import_articles (place);
  dcase = dln_session_get_case (place->session);
  apart.a = rename.a = find_entity (dcase, "Anna Berg");
  apart.b = find_entity (dcase, "Kari Holm");
  g_assert_true (dln_session_decide (place->session, &apart, &error));
  g_assert_true (dln_session_decide (place->session, &rename, &error));
  dln_session_close (place->session);
  g_assert_true (dln_session_open (place->session, place->path, &error));
  dcase = dln_session_get_case (place->session);
  g_assert_cmpuint (find_entity (dcase, "Anna B."), !=, 0);
  g_assert_true (dln_session_undo (place->session, &error));
  g_assert_cmpuint (find_entity (dcase, "Anna B."), ==, 0);
  g_assert_cmpuint (find_entity (dcase, "Anna Berg"), !=, 0);
}

/* What was decided about what is gone is kept, and holds again when it comes back. */
static void
test_removed (Place        *place,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DlnDecision rename = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 0, 0, 0, "N. Moe" };
  DlnDecision of_other = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 0, 0, 0, "Anna B." };
  DlnDocumentId ids[] = { 2 };
  DlnDocumentId nothing[] = { 9 };
  const DlnDecision *journal;
  DlnCase *dcase;
  guint n;

  g_assert_true (dln_session_create (place->session, place->path, &error));
  import_articles (place);
  dcase = dln_session_get_case (place->session);
  g_assert_cmpstr (dln_document_get_id (dln_case_get_document (dcase, 2)), ==, "two.txt");
  rename.a = find_entity (dcase, "Nils Moe");
  of_other.a = find_entity (dcase, "Anna Berg");
  g_assert_true (dln_session_decide (place->session, &rename, &error));
  g_assert_true (dln_session_decide (place->session, &of_other, &error));
  g_assert_false (dln_session_remove (place->session, nothing, 1, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  g_clear_error (&error);
  g_assert_true (dln_session_remove (place->session, ids, 1, &error));

  for (int step = 0; step < 2; step++) /* also when it is opened again */
    {
      g_autofree DlnDecisionState *states = NULL;

      dcase = dln_session_get_case (place->session);
      journal = dln_case_get_journal (dcase, &n, NULL);
      states = dln_case_dup_decision_states (dcase, &n);
      g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 1);
      g_assert_cmpuint (n, ==, 2);
      g_assert_cmpuint (dln_case_count_orphans (dcase), ==, 1);
      g_assert_cmpuint (states[0], ==, DLN_DECISION_ORPHANED);
      g_assert_cmpuint (states[1], ==, DLN_DECISION_HOLDS);
      g_assert_cmpuint (journal[0].a, ==, 0);
      g_assert_cmpstr (dln_trace_get_title (journal[0].of_a), ==, "Nils Moe");
      g_assert_cmpuint (find_entity (dcase, "N. Moe"), ==, 0);
      g_assert_cmpuint (find_entity (dcase, "Anna B."), !=, 0);
      dln_session_close (place->session);
      g_assert_true (dln_session_open (place->session, place->path, &error));
    }
  dln_import_report_free (import (place, place->articles));
  dcase = dln_session_get_case (place->session);
  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 2);
  g_assert_cmpuint (dln_case_count_orphans (dcase), ==, 0);
  g_assert_cmpuint (find_entity (dcase, "N. Moe"), !=, 0);
}

/* A new text of an article takes its place, and what was decided moves with the words. */
static void
test_updated (Place        *place,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnImportReport) report = NULL;
  DlnDecision rename = { DLN_TARGET_EVENT, DLN_DECISION_RENAME, 0, 0, 0, "The end of Berg" };
  const DlnEvent *event = NULL;
  DlnCase *dcase;

  import_articles (place);
  dcase = dln_session_get_case (place->session);
  for (guint i = 0; i < dln_case_get_resolution (dcase)->events->len; i++)
    {
      event = DLN_ROW (dln_case_get_resolution (dcase)->events, DlnEvent, i);
      if (strcmp (dln_case_get_string (dcase, event->lemma), "resign") == 0)
        rename.a = event->id;
    }
  g_assert_cmpuint (rename.a, !=, 0);
  g_assert_true (dln_session_decide (place->session, &rename, &error));
  add_file (place, "one.txt",
            "Title: Minister resigns\nDate: 2021-05-04\nSource: The Fjord Post\n\n"
            "It rained in Oslo on Sunday. Anna Berg, the minister of fisheries and coasts, "
            "resigned on 3 May 2021.\n",
            -1);
  dln_session_set_updating (place->session, TRUE);
  report = import (place, place->articles);
  g_assert_cmpuint (report->n_changed, ==, 1);
  g_assert_cmpuint (report->n_added, ==, 0);
  dcase = dln_session_get_case (place->session);
  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 2);
  g_assert_cmpuint (dln_case_count_orphans (dcase), ==, 0);
  event = dln_case_get_event (dcase, dln_case_get_journal (dcase, &(guint){ 0 }, NULL)[0].a);
  g_assert_nonnull (event);
  g_assert_cmpstr (dln_case_get_string (dcase, event->lemma), ==, "resign");
  g_assert_cmpstr (dln_case_get_string (dcase, event->title), ==, "The end of Berg");
}

/* Annotations of an older version are made again from the texts: ids and what was decided stay. */
static void
test_extracted_again (Place        *place,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnSession) again = dln_session_new (place->model);
  DlnDecision merge = { DLN_TARGET_ENTITY, DLN_DECISION_MERGE, 0, 0, 0, NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  sqlite3 *db = NULL;
  DlnCase *dcase;

  g_assert_true (dln_session_create (place->session, place->path, &error));
  import_articles (place);
  dcase = dln_session_get_case (place->session);
  merge.a = find_entity (dcase, "Nils Moe");
  merge.b = find_entity (dcase, "Kari Holm");
  g_assert_true (dln_session_decide (place->session, &merge, &error));
  before = describe (dcase);
  dln_session_close (place->session);

  g_assert_cmpint (sqlite3_open (place->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE annotation SET data = x'00'", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (dln_session_open (again, place->path, &error));
  g_assert_no_error (error);
  after = describe (dln_session_get_case (again));
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (find_entity (dln_session_get_case (again), "Kari Holm"), ==, 0);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* entities and events with how often they are told, without ids, in the order of the alphabet */
static char *
describe_without_ids (DlnCase *dcase)
{
  const DlnResolution *r = dln_case_get_resolution (dcase);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (r->entities, DlnEntity, i);

      g_ptr_array_add (
        lines,
        g_strdup_printf (
          "%s %u %u", dln_case_get_string (dcase, entity->name), entity->type, entity->n_mentions));
    }
  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (r->events, DlnEvent, i);

      g_ptr_array_add (lines, g_strdup_printf ("%s %u", dln_case_get_string (dcase, event->title),
                                               event->n_evidence));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* the case is the same whatever order articles come in, and ids stay when more come */
static void
test_import_order (Place        *place,
                   gconstpointer data)
{
  static const char *const orders[][3] = { { "one.txt", "two.txt", "three.txt" },
                                           { "three.txt", "two.txt", "one.txt" },
                                           { "two.txt", "three.txt", "one.txt" } };
  g_autofree char *expected = NULL;

  add_articles (place);
  add_file (place,
            "three.txt",
            "Title: Berg looks back\nDate: 2021-06-02\nSource: Northern Courier\n\n"
            "Anna Berg, who resigned on 3 May 2021, spoke in Bergen. Prime Minister Nils Moe did "
            "not come.\n",
            -1);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (DlnSession) session = dln_session_new (place->model);
      g_autofree char *found = NULL;
      DlnEntityId moe = 0;

      for (guint j = 0; j < 3; j++)
        {
          g_autofree char *path = g_build_filename (place->articles, orders[i][j], NULL);
          const char *paths[] = { path, NULL };
          DlnEntityId id;

          dln_import_report_free (
            dln_session_import (session, paths, NULL, NULL, NULL, NULL, NULL));
          id = find_entity (dln_session_get_case (session), "Nils Moe");
          g_assert_true (moe == 0 || id == moe);
          moe = id;
        }
      g_assert_true (moe != 0);
      found = describe_without_ids (dln_session_get_case (session));
      if (expected == NULL)
        expected = g_steal_pointer (&found);
      else
        g_assert_cmpstr (expected, ==, found);
    }
}

typedef struct
{
  GError *errors[8]; /* of each call, in the order in which they ended */
  guint   n;
} Ends;

static void
change_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  Ends *ends = data;
  GError *error = NULL;
  gboolean done = dln_session_change_finish (DLN_SESSION (source), result, &error);

  g_assert_cmpint (done, ==, error == NULL);
  g_assert_cmpuint (ends->n, <, G_N_ELEMENTS (ends->errors));
  ends->errors[ends->n++] = error;
}

static void
wait_for (const Ends *ends,
          guint       n)
{
  while (ends->n < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
count_cb (guint *n)
{
  *n += 1;
}

/* what waits is done in the order of the calls, one change each; the case is not touched before */
static void
test_decisions_queue (Place        *place,
                      gconstpointer data)
{
  DlnDecision merge = { DLN_TARGET_ENTITY, DLN_DECISION_MERGE, 0, 0, 0, NULL };
  DlnDecision rename = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 0, 0, 0, "Anna B." };
  g_autofree char *before = NULL;
  g_autofree char *there = NULL;
  g_autoptr (DlnSession) other = dln_session_new (NULL);
  g_autoptr (GError) error = NULL;
  Ends ends = { 0 };
  guint n_changes = 0;
  DlnCase *dcase;

  g_assert_true (dln_session_create (place->session, place->path, &error));
  import_articles (place);
  dcase = dln_session_get_case (place->session);
  before = describe (dcase);
  merge.a = find_entity (dcase, "Anna Berg");
  merge.b = find_entity (dcase, "Kari Holm");
  rename.a = MIN (merge.a, merge.b);
  g_signal_connect_swapped (dcase, "changed", G_CALLBACK (count_cb), &n_changes);

  dln_session_decide_async (place->session, &merge, NULL, change_done_cb, &ends);
  dln_session_decide_async (place->session, &rename, NULL, change_done_cb, &ends);
  dln_session_decide_async (
    place->session, &merge, NULL, change_done_cb, &ends); /* they are one by then */
  dln_session_undo_async (place->session, NULL, change_done_cb, &ends);
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_false (dln_session_undo (place->session, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_BUSY);
  g_clear_error (&error);
  wait_for (&ends, 4);
  g_assert_no_error (ends.errors[0]);
  g_assert_no_error (ends.errors[1]);
  g_assert_error (ends.errors[2], DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  g_assert_no_error (ends.errors[3]);
  g_assert_cmpuint (n_changes, ==, 3);
  g_assert_cmpuint (find_entity (dcase, "Kari Holm"), ==, 0);
  g_assert_cmpuint (find_entity (dcase, "Anna B."), ==, 0);

  dln_session_undo_async (place->session, NULL, change_done_cb, &ends);
  dln_session_undo_async (place->session, NULL, change_done_cb, &ends);
  wait_for (&ends, 6);
  g_assert_no_error (ends.errors[4]);
  g_assert_error (ends.errors[5], DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  g_assert_true (dln_session_open (other, place->path, &error));
  there = describe (dln_session_get_case (other));
  g_assert_cmpstr (before, ==, there);
  dln_session_redo_async (place->session, NULL, change_done_cb, &ends);
  wait_for (&ends, 7);
  g_assert_no_error (ends.errors[6]);
  g_assert_cmpuint (find_entity (dcase, "Kari Holm"), ==, 0);
  g_signal_handlers_disconnect_by_data (dcase, &n_changes);
  for (guint i = 0; i < ends.n; i++)
    g_clear_error (&ends.errors[i]);
}

/* a change that is cancelled while it waits or runs has not happened; those behind it are done */
static void
test_decisions_cancelled (Place        *place,
                          gconstpointer data)
{
  DlnDecision merge = { DLN_TARGET_ENTITY, DLN_DECISION_MERGE, 0, 0, 0, NULL };
  DlnDecision rename = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 0, 0, 0, "K. Holm" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Ends ends = { 0 };
  Ends cancelled = { 0 };
  DlnCase *dcase;
  guint n, position;

  import_articles (place);
  dcase = dln_session_get_case (place->session);
  merge.a = find_entity (dcase, "Anna Berg");
  merge.b = rename.a = find_entity (dcase, "Kari Holm");
  dln_session_decide_async (place->session, &merge, cancellable, change_done_cb, &cancelled);
  dln_session_decide_async (place->session, &rename, NULL, change_done_cb, &ends);
  g_cancellable_cancel (cancellable);
  wait_for (&ends, 1);
  wait_for (&cancelled, 1);
  g_assert_error (cancelled.errors[0], G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (ends.errors[0]);
  g_clear_error (&cancelled.errors[0]);
  g_assert_cmpuint (find_entity (dcase, "K. Holm"), ==, merge.b);
  g_assert_cmpuint (find_entity (dcase, "Anna Berg"), ==, merge.a);
  dln_case_get_journal (dcase, &n, &position);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (dln_session_undo (place->session, &error));
}

static void
test_search (Place        *place,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnSearchResult) names = NULL;
  g_autoptr (DlnSearchResult) text = NULL;
  const DlnSearchHit *hit;

  import_articles (place);
  names = dln_session_search (place->session, "ANN ber", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (names->hits->len, >, 0);
  hit = DLN_ROW (names->hits, DlnSearchHit, 0);
  g_assert_cmpuint (hit->target.kind, ==, DLN_TARGET_ENTITY);
  g_assert_cmpstr (hit->title, ==, "Anna Berg");
  text = dln_session_search (place->session, "succeeds", 10, &error);
  g_assert_cmpuint (text->hits->len, >, 0);
  hit = DLN_ROW (text->hits, DlnSearchHit, text->hits->len - 1);
  g_assert_cmpuint (hit->target.kind, ==, DLN_TARGET_DOCUMENT);
  g_assert_cmpuint (hit->document, ==, 2);
  g_assert_nonnull (strstr (hit->snippet, "\xee\x80\x80" "succeeds\xee\x80\x81"));
  {
    g_autofree char *words = dln_document_dup_span (
      dln_case_get_document (dln_session_get_case (place->session), 2), hit->span);

    g_assert_cmpstr (words, ==, "succeeds");
  }
}

static void
test_refused (Place        *place,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dln_session_open (place->session, "/nowhere/x.dateline", &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  g_assert_nonnull (strstr (error->message, "x.dateline"));
  g_clear_error (&error);
  g_assert_true (dln_session_create (place->session, place->path, &error));
  g_assert_false (dln_session_create (place->session, place->path, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  /* what was open is still open */
  g_assert_cmpstr (dln_session_get_path (place->session), ==, place->path);
}

static void
import_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  DlnImportReport **report = data;

  *report = dln_session_import_finish (DLN_SESSION (source), result, NULL);
}

/* while an import is under way edits are refused, and a second import is */
static void
test_busy (Place        *place,
           gconstpointer data)
{
  const char *paths[] = { place->articles, NULL };
  g_autoptr (GError) error = NULL;
  DlnImportReport *report = NULL;

  add_articles (place);
  dln_session_import_async (place->session, paths, NULL, NULL, NULL, import_done_cb, &report);
  g_assert_false (dln_session_undo (place->session, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (dln_session_import (place->session, paths, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_BUSY);
  while (report == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (report->n_added, ==, 2);
  dln_import_report_free (report);
}

typedef struct
{
  gboolean done;
  gboolean good;
  GError  *error;
} Outcome;

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Outcome *outcome = data;

  outcome->good = dln_session_open_finish (DLN_SESSION (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Outcome *outcome = data;

  outcome->good = dln_session_save_as_finish (DLN_SESSION (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
wait_for_outcome (Outcome *outcome)
{
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
}

/* a copy is written and a case read in threads; meanwhile edits are refused and nothing has changed
 */
static void
test_in_thread (Place        *place,
                gconstpointer data)
{
  g_autoptr (DlnSession) other = dln_session_new (place->model);
  g_autoptr (GError) error = NULL;
  Outcome saved = { 0 };
  Outcome opened = { 0 };

  import_articles (place);
  dln_session_save_as_async (place->session, place->path, saved_cb, &saved);
  g_assert_null (dln_session_get_path (place->session));
  g_assert_false (dln_session_undo (place->session, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_BUSY);
  wait_for_outcome (&saved);
  g_assert_no_error (saved.error);
  g_assert_cmpstr (dln_session_get_path (place->session), ==, place->path);

  DlnCase *before = dln_session_get_case (other);

  dln_session_open_async (other, place->path, NULL, NULL, NULL, opened_cb, &opened);
  g_clear_error (&error);
  g_assert_false (dln_session_open (other, place->path, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_BUSY);
  g_assert_true (dln_session_get_case (other) == before);
  wait_for_outcome (&opened);
  g_assert_no_error (opened.error);
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (other)), ==, 2);
  g_assert_cmpstr (dln_session_get_path (other), ==, place->path);
}

/* what is open stays when another file cannot be read, or when one thinks better of it */
static void
test_thread_refused (Place        *place,
                     gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (place->folder, "nowhere.dateline", NULL);
  g_autofree char *beyond = g_build_filename (nowhere, "copy.dateline", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome missing = { 0 };
  Outcome cancelled = { 0 };
  Outcome unwritable = { 0 };

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  DlnCase *before = dln_session_get_case (place->session);

  dln_session_open_async (place->session, nowhere, NULL, NULL, NULL, opened_cb, &missing);
  wait_for_outcome (&missing);
  g_assert_error (missing.error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  g_assert_nonnull (strstr (missing.error->message, "nowhere.dateline"));
  g_cancellable_cancel (cancellable);
  dln_session_open_async (
    place->session, place->path, NULL, NULL, cancellable, opened_cb, &cancelled);
  wait_for_outcome (&cancelled);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  dln_session_save_as_async (place->session, beyond, saved_cb, &unwritable);
  wait_for_outcome (&unwritable);
  g_assert_error (unwritable.error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  g_assert_true (dln_session_get_case (place->session) == before);
  g_assert_cmpstr (dln_session_get_path (place->session), ==, place->path);
  g_clear_error (&missing.error);
  g_clear_error (&cancelled.error);
  g_clear_error (&unwritable.error);
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/session/import/folder", test_import);
  ADD ("/session/import/problems", test_problems);
  ADD ("/session/import/left-out", test_left_out);
  ADD ("/session/import/twice", test_twice);
  ADD ("/session/import/very-long", test_very_long);
  ADD ("/session/import/cancelled", test_cancelled);
  ADD ("/session/import/busy", test_busy);
  ADD ("/session/import/order", test_import_order);
  ADD ("/session/file/reopened", test_reopened);
  ADD ("/session/file/save-as", test_save_as);
  ADD ("/session/file/refused", test_refused);
  ADD ("/session/file/renamed", test_renamed);
  ADD ("/session/file/undone-later", test_undone_later);
  ADD ("/session/file/foreign", test_foreign);
  ADD ("/session/file/foreign-analysis", test_foreign_analysis);
  ADD ("/session/file/open-elsewhere", test_open_elsewhere);
  ADD ("/session/file/in-thread", test_in_thread);
  ADD ("/session/file/in-thread-refused", test_thread_refused);
  ADD ("/session/edit/decisions", test_decisions);
  ADD ("/session/edit/undone-reopened", test_undone_reopened);
  ADD ("/session/edit/removed", test_removed);
  ADD ("/session/edit/updated", test_updated);
  ADD ("/session/edit/extracted-again", test_extracted_again);
  ADD ("/session/edit/queue", test_decisions_queue);
  ADD ("/session/edit/cancelled", test_decisions_cancelled);
  ADD ("/session/search/names-and-text", test_search);
  return g_test_run ();
}
