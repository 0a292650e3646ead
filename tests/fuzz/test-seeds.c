/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays the seeds of each target: what opens up a parser, and each input that once broke one.
 * tests/fuzz/fuzz.sh goes on from them. */
#include "config.h"

#include "targets.h"

static void
test_target (gconstpointer data)
{
  const FuzzTarget *target = data;
  g_autofree char *folder =
    g_test_build_filename (G_TEST_DIST, "fuzz", "seeds", target->name, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_test_message ("%s", path);
      target->run ((const guint8 *) bytes, length);
      n += 1;
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fuzz_set_up ();
  for (guint i = 0; i < n_fuzz_targets; i++)
    {
      g_autofree char *path = g_strconcat ("/fuzz/seeds/", fuzz_targets[i].name, NULL);

      g_test_add_data_func (path, &fuzz_targets[i], test_target);
    }

  int status = g_test_run ();

  fuzz_tear_down ();
  return status;
}
