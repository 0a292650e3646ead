/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which file an article was read from, and which page: written, read back, changed by somebody
 * else, and missing in files of earlier versions. */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "case-fixture.h"
#include "store/dln-store-backup.h"
#include "store/dln-store.h"
#include "tests/remove-tree.h"

#define DIGEST "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

typedef struct
{
  char      *folder;
  char      *path;
  DlnStore  *store;
  GPtrArray *documents;
  GPtrArray *annotations;
} Place;

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
close_case (Place *place)
{
  g_clear_pointer (&place->store, dln_store_close);
  g_ptr_array_set_size (place->documents, 0);
  g_ptr_array_set_size (place->annotations, 0);
}

static void
open_case (Place *place)
{
  g_autoptr (GError) error = NULL;

  place->store = dln_store_open (place->path, &error);
  g_assert_no_error (error);
  g_assert_true (
    dln_store_load_documents (place->store, place->documents, place->annotations, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (place->documents->len, ==, 2);
}

/* the fixture, whose first article was read from two pages of a file */
static void
set_up (Place        *place,
        gconstpointer data)
{
  DlnOriginal original = { "file:///home/a/b%20c.pdf", DIGEST, 5000000000 };
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
  g_autoptr (DlnResolution) resolution = fixture_resolution ();
  DlnDocument *first = g_ptr_array_index (documents, 0);
  DlnDocumentInfo info = { .id = dln_document_get_id (first), .places = "0 page 1\n9 page 2\n" };
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("dateline-originals-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "a.dateline", NULL);
  place->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  place->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_ptr_array_index (documents, 0) =
    dln_document_new (dln_document_get_text (first, NULL), -1, &info);
  dln_document_unref (first);
  dln_document_set_original (g_ptr_array_index (documents, 0), &original);
  place->store = dln_store_create (place->path, &error);
  g_assert_no_error (error);
  g_assert_true (
    dln_store_add (place->store, 1, documents, annotations, resolution, "none", NULL, &error));
  g_assert_no_error (error);
  close_case (place);
}

static void
tear_down (Place        *place,
           gconstpointer data)
{
  close_case (place);
  g_ptr_array_unref (place->documents);
  g_ptr_array_unref (place->annotations);
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static void
check_first (Place *place)
{
  const DlnDocument *document = g_ptr_array_index (place->documents, 0);
  DlnOriginal original;

  g_assert_true (dln_document_get_original (document, &original));
  g_assert_cmpstr (original.uri, ==, "file:///home/a/b%20c.pdf");
  g_assert_cmpstr (original.digest, ==, DIGEST);
  g_assert_cmpint (original.size, ==, 5000000000);
  g_assert_cmpstr (dln_document_find_place (document, 8), ==, "page 1");
  g_assert_cmpstr (dln_document_find_place (document, 9), ==, "page 2");
}

static void
test_round_trip (Place        *place,
                 gconstpointer data)
{
  open_case (place);
  check_first (place);
  g_assert_false (dln_document_get_original (g_ptr_array_index (place->documents, 1), NULL));
  g_assert_null (dln_document_get_places (g_ptr_array_index (place->documents, 1)));
}

/* an article that leaves takes its original along, and those behind it keep theirs */
static void
test_replaced (Place        *place,
               gconstpointer data)
{
  g_autoptr (DlnResolution) resolution = fixture_resolution ();
  g_autoptr (GError) error = NULL;
  gpointer first;

  open_case (place);
  first = place->documents->pdata[0];
  place->documents->pdata[0] = place->documents->pdata[1];
  place->documents->pdata[1] = first;
  g_assert_true (dln_store_replace_all (place->store, place->documents, place->annotations,
                                        resolution, "none", NULL, &error));
  g_assert_no_error (error);
  close_case (place);
  open_case (place);
  g_assert_false (dln_document_get_original (g_ptr_array_index (place->documents, 0), NULL));
  g_assert_true (dln_document_get_original (g_ptr_array_index (place->documents, 1), NULL));
}

static void
test_changed (Place        *place,
              gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE original SET uri = 'file:///etc/passwd'",
    "UPDATE original SET digest = ''",
    "UPDATE original SET places = '0 page 7'",
    "DELETE FROM original",
    "INSERT INTO original VALUES (2, 'file:///x', 'x', 1, NULL)",
  };
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (place->path, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GPtrArray) notes = NULL;

      g_assert_true (g_file_set_contents (place->path, bytes, length, NULL));
      run_sql (place->path, changes[i]);
      open_case (place);
      notes = dln_store_take_notes (place->store);
      g_assert_cmpuint (notes->len, ==, 1);
      g_assert_nonnull (strstr (g_ptr_array_index (notes, 0), "was read from is not what was"));
      close_case (place);
    }
}

/* A file of version 5 is kept beside, gets the table, and loses nothing. */
static void
test_version_5 (Place        *place,
                gconstpointer data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  run_sql (place->path, "DROP TABLE original; DELETE FROM checksum WHERE part = 'original';"
                        " PRAGMA user_version = 5");
  open_case (place);
  notes = dln_store_take_notes (place->store);
  g_assert_cmpuint (notes->len, ==, 0);
  g_assert_false (dln_document_get_original (g_ptr_array_index (place->documents, 0), NULL));
  backups = dln_store_list_backups (place->path);
  g_assert_cmpuint (backups->len, ==, 1);
}

static void
check_places (const char *given,
              const char *understood)
{
  DlnDocumentInfo info = { .places = given };
  g_autoptr (DlnDocument) document = dln_document_new ("0123456789", -1, &info);

  g_assert_cmpstr (dln_document_get_places (document), ==, understood);
}

/* what does not fit the text is no place */
static void
test_places (void)
{
  DlnDocumentInfo info = { .places = "2 page 1\n5 page 2\n" };
  g_autoptr (DlnDocument) document = dln_document_new ("0123456789", -1, &info);
  g_autofree char *longest = g_strdup_printf ("0 %0120d", 1);
  g_autofree char *too_long = g_strdup_printf ("0 %0121d", 1);
  g_autofree char *as_understood = g_strconcat (longest, "\n", NULL);

  g_assert_null (dln_document_find_place (document, 1));
  g_assert_cmpstr (dln_document_find_place (document, 2), ==, "page 1");
  g_assert_cmpstr (dln_document_find_place (document, 4), ==, "page 1");
  g_assert_cmpstr (dln_document_find_place (document, 5), ==, "page 2");
  g_assert_cmpstr (dln_document_find_place (document, G_MAXUINT32), ==, "page 2");
  check_places ("", NULL);
  check_places ("\n \npage 1\n-1 page 1\n3\n4 \n", NULL);
  check_places ("0 page 1\n0 page 2\n", "0 page 1\n");
  check_places ("5 page 1\n4 page 2\n6 page 3", "5 page 1\n6 page 3\n");
  check_places ("10 page 1\n11 page 2\n4294967296 page 3\n", "10 page 1\n");
  check_places ("0 page\x01\n1 \xff\n2 \xe2\x80\xae" "x\n3 Seite 4\n", "3 Seite 4\n");
  check_places (longest, as_understood);
  check_places (too_long, NULL);
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/originals/round-trip", test_round_trip);
  ADD ("/store/originals/replaced", test_replaced);
  ADD ("/store/originals/changed", test_changed);
  ADD ("/store/originals/version-5", test_version_5);
  g_test_add_func ("/store/originals/places", test_places);
  return g_test_run ();
}
