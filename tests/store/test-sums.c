/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bit of a case file is flipped: what is read is the same, or somebody is told. */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "case-fixture.h"
#include "store/dln-store.h"
#include "tests/remove-tree.h"

#define HEADER 100     /* bytes: each of their bits is flipped */
#define N_FLIPS 400   /* elsewhere */

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place        *place,
        gconstpointer data)
{
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
  g_autoptr (DlnResolution) resolution = fixture_resolution ();
  g_autoptr (DlnStore) store = NULL;
  DlnDecision rename = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 2, 0, 0, NULL };

  place->folder = g_dir_make_tmp ("dateline-sums-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "case.dateline", NULL);
  store = dln_store_create (place->path, NULL);
  g_assert_true (
    dln_store_add (store, 1, documents, annotations, resolution, "none", NULL, NULL));
  g_assert_true (dln_store_set_title (store, "Harbour", NULL));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %u", i * 7919);

      rename.text = name;
      g_assert_true (dln_store_add_decisions (store, i, &rename, 1, NULL));
    }
  g_assert_true (dln_store_set_position (store, 15, NULL));
}

static void
tear_down (Place        *place,
           gconstpointer data)
{
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static void
describe_journal (DlnStore *store,
                  GString  *out)
{
  g_autoptr (GArray) journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  guint position = 0;

  dln_store_load_journal (store, journal, &position, NULL);
  g_string_append_printf (out, "journal %u\n", position);
  for (guint i = 0; i < journal->len; i++)
    {
      const DlnDecision *row = DLN_ROW (journal, DlnDecision, i);

      g_string_append_printf (
        out, "%u %u %u %u %u %s\n", row->kind, row->type, row->a, row->b, row->value, row->text);
    }
  dln_store_clear_journal (journal);
}

static void
describe_tables (const DlnResolution *r,
                 GString             *out)
{
  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *row = DLN_ROW (r->entities, DlnEntity, i);

      g_string_append_printf (out,
                              "entity %u %s %u %u %f\n",
                              row->id,
                              dln_strings_get (r->strings, row->name),
                              row->type,
                              row->n_mentions,
                              row->salience);
    }
  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *row = DLN_ROW (r->events, DlnEvent, i);

      g_string_append_printf (out,
                              "event %u %s %u %" G_GINT64_FORMAT "\n",
                              row->id,
                              dln_strings_get (r->strings, row->title),
                              row->place,
                              row->when.earliest_begin);
    }
  for (guint i = 0; i < r->evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (r->evidence, DlnEvidence, i);

      g_string_append_printf (out,
                              "evidence %u %u %u %u %u %f\n",
                              row->target,
                              row->document,
                              row->mark.begin,
                              row->mark.end,
                              row->speaker,
                              row->score);
    }
}

/* All that a reader sees. %NULL: the file is refused. */
static char *
describe (const char *path,
          gboolean   *told)
{
  g_autoptr (DlnStore) store = dln_store_open_to_read (path, NULL);
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  g_autoptr (GPtrArray) annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_autoptr (DlnResolution) resolution = NULL;
  float scores[16] = { 0 };
  g_autofree char *title = NULL;
  GString *out = g_string_new (NULL);

  *told = store == NULL || !dln_store_load_documents (store, documents, annotations, NULL);
  if (*told)
    return g_string_free (out, FALSE);
  notes = dln_store_take_notes (store);
  *told = notes->len > 0 || dln_store_check (store, lines) > 0;
  title = dln_store_dup_title (store);
  g_string_append_printf (out, "title %s\n", title);
  for (guint i = 0; i < documents->len; i++)
    {
      DlnDocument *row = g_ptr_array_index (documents, i);

      g_string_append_printf (out,
                              "document %s %s %s %s %s %s\n",
                              dln_document_get_id (row),
                              dln_document_get_title (row),
                              dln_document_get_source (row),
                              dln_document_get_date (row),
                              dln_document_get_digest (row),
                              g_ptr_array_index (annotations, i) != NULL ? "analysed" : "not");
    }
  describe_journal (store, out);
  if (!strstr (out->str, " not\n"))
    resolution = dln_store_load_resolution (store, "none", documents, annotations);
  if (resolution != NULL)
    describe_tables (resolution, out);
  dln_store_match (store, &(DlnStorePhrase){ "Oslo" }, 1, scores, G_N_ELEMENTS (scores), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    if (scores[i] > 0)
      g_string_append_printf (out, "hit %u\n", i + 1);
  return g_string_free (out, FALSE);
}

static void
flip (const char *path,
      char       *bytes,
      gsize       length,
      gsize       at,
      guint       bit)
{
  bytes[at] ^= 1 << bit;
  g_assert_true (g_file_set_contents_full (
    path, bytes, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  bytes[at] ^= 1 << bit;
}

static void
test_flips (Place        *place,
            gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autofree char *bytes = NULL;
  g_autofree char *good = NULL;
  guint n_told = 0;
  gboolean told;
  gsize length;

  good = describe (place->path, &told);
  g_assert_false (told);
  g_assert_nonnull (strstr (good, "evidence"));
  g_assert_nonnull (strstr (good, "hit"));
  g_assert_true (g_file_get_contents (place->path, &bytes, &length, NULL));
  for (guint i = 0; i < HEADER * 8 + N_FLIPS; i++)
    {
      gsize at = i < HEADER * 8 ? i / 8 : g_rand_int_range (random, HEADER, length);
      guint bit = i < HEADER * 8 ? i % 8 : g_rand_int_range (random, 0, 8);
      g_autofree char *seen = NULL;

      flip (place->path, bytes, length, at, bit);
      seen = describe (place->path, &told);
      n_told += told;
      if (!told && strcmp (seen, good) != 0)
        g_error ("bit %u of byte %" G_GSIZE_FORMAT " is silent:\n%s", bit, at, seen);
    }
  g_test_message ("%u of %u flips were told", n_told, HEADER * 8 + N_FLIPS);
  g_assert_cmpuint (n_told, >, N_FLIPS / 10);
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* what each sentence is about, and what is still read */
static void
test_sentences (Place        *place,
                gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *sentence;
  } cases[] = {
    { "UPDATE document SET source = 'X' WHERE id = 2", "article 2 is not what was saved" },
    { "UPDATE annotation SET data = x'00' WHERE document = 1", "analysis of article 1" },
    { "DELETE FROM annotation WHERE document = 1", "analysis of article 1" },
    { "UPDATE decision SET text = 'X' WHERE number = 7", "correction 7" },
    { "DELETE FROM decision WHERE number = 20", "correction 20" },
    { "INSERT INTO decision (number, kind) VALUES (21, 0)", "correction 21" },
    { "UPDATE meta SET value = '3' WHERE key = 'position'", "how many corrections" },
    { "UPDATE event SET title = 'X murdered Y'", "tables of people" },
    { "DELETE FROM evidence", "tables of people" },
    { "UPDATE checksum SET sum = 1 WHERE part = 'quote'", "tables of people" },
  };
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (place->path, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DlnStore) store = NULL;
      g_autoptr (GPtrArray) notes = NULL;

      g_assert_true (g_file_set_contents (place->path, bytes, length, NULL));
      run_sql (place->path, cases[i].sql);
      store = dln_store_open (place->path, NULL);
      g_assert_nonnull (store);
      notes = dln_store_take_notes (store);
      g_assert_cmpuint (notes->len, ==, 1);
      g_assert_nonnull (strstr (g_ptr_array_index (notes, 0), cases[i].sentence));
      g_assert_nonnull (strstr (g_ptr_array_index (notes, 0), place->path));
    }
}

/* ---- one article, one analysis --------------------------------------------------------------- */

typedef struct
{
  DlnStore  *store;
  GPtrArray *documents;
  GPtrArray *annotations;
  GPtrArray *notes;
} Loaded;

static void
load (const char *path,
      Loaded     *loaded)
{
  loaded->store = dln_store_open (path, NULL);
  loaded->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  loaded->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_assert_nonnull (loaded->store);
  g_assert_true (dln_store_load_documents (
    loaded->store, loaded->documents, loaded->annotations, NULL));
  loaded->notes = dln_store_take_notes (loaded->store);
}

static void
unload (Loaded *loaded)
{
  dln_store_close (loaded->store);
  g_ptr_array_unref (loaded->documents);
  g_ptr_array_unref (loaded->annotations);
  g_ptr_array_unref (loaded->notes);
}

static char *
dup_text (const Loaded *loaded,
          guint         i)
{
  gsize length;
  const char *text = dln_document_get_text (g_ptr_array_index (loaded->documents, i), &length);

  return g_strndup (text, length);
}

/* a text in which something is wrong is told and shown as it is, as long as it was, beside the
 * other articles and all decisions */
static void
test_damaged_text (Place        *place,
                   gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE document SET text = 'J' || substr (text, 2) WHERE id = 1",
    "UPDATE document SET text = CAST (x'ff' || substr (CAST (text AS BLOB), 2) AS TEXT)"
    " WHERE id = 1",
    "UPDATE document SET text = CAST (x'00' || substr (CAST (text AS BLOB), 2) AS TEXT)"
    " WHERE id = 1",
    "UPDATE document SET digest = 'x' WHERE id = 1",
    "UPDATE document SET text = x'' WHERE id = 1",
  };
  g_autofree char *bytes = NULL;
  g_autofree char *first = NULL, *second = NULL;
  Loaded good;
  gsize length;

  g_assert_true (g_file_get_contents (place->path, &bytes, &length, NULL));
  load (place->path, &good);
  first = dup_text (&good, 0);
  second = dup_text (&good, 1);
  g_assert_cmpuint (good.notes->len, ==, 0);
  unload (&good);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *one = NULL, *two = NULL;
      g_autoptr (GArray) journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
      guint position;
      Loaded loaded;

      g_assert_true (g_file_set_contents (place->path, bytes, length, NULL));
      run_sql (place->path, changes[i]);
      load (place->path, &loaded);
      one = dup_text (&loaded, 0);
      two = dup_text (&loaded, 1);
      g_assert_cmpstr (two, ==, second);
      g_assert_cmpuint (loaded.notes->len, ==, 1);
      g_assert_nonnull (strstr (g_ptr_array_index (loaded.notes, 0), "article 1"));
      if (i < 4)
        g_assert_cmpstr (one + 1, ==, first + 1);
      else
        g_assert_cmpstr (one, ==, "");
      g_assert_nonnull (g_ptr_array_index (loaded.annotations, 1));
      g_assert_true (dln_store_load_journal (loaded.store, journal, &position, NULL));
      g_assert_cmpuint (journal->len, ==, 20);
      dln_store_clear_journal (journal);
      unload (&loaded);
    }
}

static guint
count_foreign (const Loaded *loaded)
{
  guint n = 0;

  for (guint i = 0; i < loaded->annotations->len; i++)
    n += ((DlnAnnotations *) g_ptr_array_index (loaded->annotations, i))->foreign;
  return n;
}

/* Whose analysis it is, is known as long as it stands: also after somebody else's case was written
 * by us. It is ours once it was made again. The last test: the key stays for the program. */
static void
test_foreign (Place        *place,
              gconstpointer data)
{
  static const guint8 keys[2][DLN_STORE_KEY_BYTES] = { "one key of ours", "somebody else's" };
  g_autoptr (DlnResolution) resolution = fixture_resolution ();
  g_autoptr (DlnAnnotations) anew = NULL;
  g_autofree char *copy = g_build_filename (place->folder, "copy.dateline", NULL);
  DlnStore *store;
  Loaded loaded;
  guint n;

  dln_store_use_key (keys[0]);
  load (place->path, &loaded);
  n = loaded.annotations->len;
  g_assert_false (dln_store_is_ours (loaded.store));
  g_assert_cmpuint (count_foreign (&loaded), ==, n);
  g_assert_true (dln_store_write_resolution (loaded.store, resolution, "none", NULL));
  unload (&loaded);

  load (place->path, &loaded);
  g_assert_true (dln_store_is_ours (loaded.store));
  g_assert_cmpuint (count_foreign (&loaded), ==, n);
  anew = dln_annotations_ref (g_ptr_array_index (loaded.annotations, 0));
  anew->foreign = FALSE;
  g_assert_true (dln_store_replace_annotations (loaded.store, 1, anew, NULL));
  unload (&loaded);

  load (place->path, &loaded);
  g_assert_true (dln_store_is_ours (loaded.store));
  g_assert_cmpuint (count_foreign (&loaded), ==, n - 1);
  store = dln_store_save_as (loaded.store, copy, NULL);
  g_assert_true (dln_store_write_resolution (store, resolution, "none", NULL));
  dln_store_close (store);
  unload (&loaded);

  load (copy, &loaded);
  g_assert_cmpuint (count_foreign (&loaded), ==, n - 1);
  for (guint i = 0; i < n; i++)
    ((DlnAnnotations *) g_ptr_array_index (loaded.annotations, i))->foreign = i == 1;
  g_assert_true (dln_store_replace_all (
    loaded.store, loaded.documents, loaded.annotations, resolution, "none", NULL, NULL));
  unload (&loaded);

  load (copy, &loaded);
  g_assert_cmpuint (count_foreign (&loaded), ==, 1);
  g_assert_true (((DlnAnnotations *) g_ptr_array_index (loaded.annotations, 1))->foreign);
  unload (&loaded);

  run_sql (copy, "DELETE FROM meta WHERE key = 'foreign'");
  load (copy, &loaded);
  g_assert_false (dln_store_is_ours (loaded.store));
  g_assert_cmpuint (count_foreign (&loaded), ==, n);
  unload (&loaded);

  dln_store_use_key (keys[1]);
  load (place->path, &loaded);
  g_assert_cmpuint (count_foreign (&loaded), ==, n);
  unload (&loaded);
}

/* tables that are not what was saved are not used; when they are written again all is well */
static void
test_tables_again (Place        *place,
                   gconstpointer data)
{
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
  g_autoptr (DlnResolution) resolution = fixture_resolution ();
  g_autoptr (DlnStore) store = NULL;
  gboolean told;

  run_sql (place->path, "UPDATE event SET title = 'X murdered Y'");
  store = dln_store_open (place->path, NULL);
  g_assert_null (dln_store_load_resolution (store, "none", documents, annotations));
  g_assert_true (dln_store_write_resolution (store, resolution, "none", NULL));
  g_assert_true (dln_store_write_resolution (store, resolution, "none", NULL));
  g_clear_pointer (&store, dln_store_close);
  g_free (describe (place->path, &told));
  g_assert_false (told);
  /* articles that leave take their checksums along */
  g_ptr_array_remove_index (documents, 1);
  g_ptr_array_remove_index (annotations, 1);
  store = dln_store_open (place->path, NULL);
  g_assert_true (
    dln_store_replace_all (store, documents, annotations, resolution, "none", NULL, NULL));
  g_clear_pointer (&store, dln_store_close);
  g_free (describe (place->path, &told));
  g_assert_false (told);
  /* a case with nothing in it */
  {
    g_autoptr (DlnResolution) empty = dln_resolution_new ();

    store = dln_store_open (place->path, NULL);
    g_assert_true (dln_store_write_resolution (store, empty, "none", NULL));
    g_clear_pointer (&store, dln_store_close);
    g_free (describe (place->path, &told));
    g_assert_false (told);
  }
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/sums/flips", test_flips);
  ADD ("/store/sums/sentences", test_sentences);
  ADD ("/store/sums/tables-again", test_tables_again);
  ADD ("/store/sums/damaged-text", test_damaged_text);
  ADD ("/store/sums/foreign", test_foreign);
  return g_test_run ();
}
