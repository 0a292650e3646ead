/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder in which dateline-cli runs, and what it said last. */
#pragma once

#include <gio/gio.h>

#include "tests/remove-tree.h"

typedef struct
{
  char *folder;
  /* of the last run */
  char *out;
  char *err;
} Place;

static inline void
place_write (Place      *place,
             const char *name,
             const char *text)
{
  g_autofree char *file = g_build_filename (place->folder, name, NULL);

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

/* with an article in it, one.txt */
static inline void
place_begin (Place *place)
{
  place->folder = g_dir_make_tmp ("dateline-cli-XXXXXX", NULL);
  place_write (place,
               "one.txt",
               "Title: Minister resigns\nDate: 2021-05-04\nSource: The Fjord Post\n\n"
               "Anna Berg, the minister of fisheries, resigned on 3 May 2021.\n");
}

static inline void
place_end (Place        *place,
           gconstpointer data)
{
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->out);
  g_free (place->err);
}

/* runs it in the folder; the exit code must be @status */
static inline void
place_run (Place             *place,
           int                status,
           const char        *input, /* (nullable) */
           const char *const *argv,
           const char        *what)  /* for the log */
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    (input != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0) | G_SUBPROCESS_FLAGS_STDOUT_PIPE
    | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out, *err;

  g_subprocess_launcher_set_cwd (launcher, place->folder);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, input, NULL, &out, &err, &error));
  g_assert_no_error (error);
  g_free (place->out);
  g_free (place->err);
  place->out = out;
  place->err = err;
  g_test_message ("%s: %s", what, err);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
}
