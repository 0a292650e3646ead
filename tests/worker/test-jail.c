/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jail from inside: what a reader that was taken over would try is refused. And from outside: a
 * worker that dies costs its file and no other. */
#define _GNU_SOURCE /* syscall, memfd_create */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/ingest/read-bytes.h"
#include "worker/dln-jail.h"
#include "worker/dln-read.h"

/* ---- from inside ----------------------------------------------------------------------------- */

static gboolean
can_call_bus (void)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_strlcpy (address.sun_path, "/run/dbus/system_bus_socket", sizeof address.sun_path);
  return fd >= 0 && connect (fd, (struct sockaddr *) &address, sizeof address) == 0;
}

static gboolean
can_run_code (void)
{
  return mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
         != MAP_FAILED;
}

/* Returns: the number of the first thing that was possible, 0 if none was */
static int
try_to_escape (void)
{
  char *const argv[] = { (char *) "/bin/true", NULL };

  if (open ("/etc/passwd", O_RDONLY) >= 0)
    return 1;
  if (open ("/tmp/dateline-escaped", O_WRONLY | O_CREAT, 0600) >= 0)
    return 2;
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0)
    return 3;
  if (can_call_bus ())
    return 4;
  if (syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0 || syscall (SYS_fork) >= 0)
    return 5;
  if (ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0)
    return 6;
  if (truncate ("/etc/passwd", 0) == 0 || ftruncate (STDIN_FILENO, 0) == 0)
    return 7;
  if (kill (getppid (), 0) == 0)
    return 8;
  if (unlink ("/etc/passwd") == 0 || mkdir ("/tmp/dateline-escaped", 0700) == 0)
    return 9;
  if (can_run_code ())
    return 10;
  if (memfd_create ("x", 0) >= 0)
    return 11;
  if (syscall (SYS_io_uring_setup, 1, NULL) >= 0 || errno != EPERM)
    return 12;
  if (execv (argv[0], argv) == 0)
    return 13;
  return errno == EPERM ? 0 : 14;
}

static void
test_escape (void)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      DlnJail jail = dln_jail_enter ();

      _exit (jail.calls && jail.sizes ? try_to_escape () : 100);
    }
  g_assert_cmpint (pid, >, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* where the kernel has Landlock it stands, too */
static void
test_landlock (void)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    _exit (dln_jail_enter ().files ? 0 : 1);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WEXITSTATUS (status) != 0)
    g_test_skip ("this kernel has no Landlock");
}

static void
test_timer (void)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      dln_jail_enter ();
      dln_jail_set_timer (1);
      for (volatile guint64 i = 0;; i++)
        ;
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGPROF);
}

/* ---- from outside ---------------------------------------------------------------------------- */

static GPtrArray *
read_text (const char   *name,
           const char   *text,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_ingested_free);

  if (!dln_ingest_stream (
        stream, name, DLN_INPUT_AUTO, keep_cb, items, NULL, cancellable, error))
    return NULL;
  return g_steal_pointer (&items);
}

static void
test_worker (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = read_text (
        "a.html", "<html lang=en><title>T</title><p>It \"rained\\\" in Oslo.</p>", NULL, &error);
      const DlnDocument *document;

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 1);
      document = ((DlnIngested *) g_ptr_array_index (items, 0))->document;
      g_assert_cmpstr (
        dln_document_get_text (document, NULL), ==, "T\n\nIt \"rained\\\" in Oslo.");
      g_assert_cmpstr (dln_document_get_id (document), ==, "a.html");
      g_assert_cmpstr (dln_document_get_language (document), ==, "en");
    }
}

static void
test_worker_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text ("a.html", "<html><p> </p>", NULL, &error));
  g_assert_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY);
  g_assert_true (g_str_has_prefix (error->message, "a.html"));
}

static void
test_worker_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (read_text ("a.html", "<html><p>One.</p>", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* programs that are no worker stand for one that was taken over */
static void
test_bad_workers (void)
{
  static const struct
  {
    const char *script;
    const char *told;
  } cases[] = {
    { "exit 1", "its reader ended" },
    { "kill -SEGV $$", "crash" },
    { "kill -PROF $$", "10 seconds" },
    { "kill -ABRT $$", "memory" },
    { "read a; echo nonsense; cat >/dev/null", "nonsense" },
    { "read a; printf '{\"text\": \"\\377\"}\\n'; cat >/dev/null", "nonsense" },
    { "read a; echo '{\"error\": \"x is odd.\", \"code\": \"0\"}'; cat >/dev/null", "x is odd." },
  };
  g_autofree char *folder = g_dir_make_tmp ("dateline-worker-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "worker", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *script = g_strdup_printf ("#!/bin/sh\n%s\n", cases[i].script);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents_full (
        path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
      dln_ingest_set_worker (path);
      g_test_message ("%s", cases[i].script);
      /* mail: its worker is not kept */
      g_assert_null (read_text ("a.eml", "From: a@b\nTo: b@c\nSubject: d\n\nOne.\n", NULL, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].told));
    }
  dln_ingest_set_worker (g_getenv ("DATELINE_WORKER"));
  unlink (path);
  rmdir (folder);
}

/* an article of another name than the file's gets the file's */
static void
test_false_name (void)
{
  g_autofree char *folder = g_dir_make_tmp ("dateline-worker-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "worker", NULL);
  g_autoptr (GPtrArray) items = NULL;

  g_assert_true (g_file_set_contents_full (
    path,
    "#!/bin/sh\nread a; echo '{\"id\": \"other.txt\", \"text\": \"One.\"}'\n"
    "echo '{\"done\": \"\"}'\n"
    "cat >/dev/null\n",
    -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  dln_ingest_set_worker (path);
  items = read_text ("a.eml", "From: a@b\nTo: b@c\nSubject: d\n\nOne.\n", NULL, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (
    dln_document_get_id (((DlnIngested *) g_ptr_array_index (items, 0))->document), ==, "a.eml");
  dln_ingest_set_worker (g_getenv ("DATELINE_WORKER"));
  unlink (path);
  rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dln_ingest_set_worker (g_getenv ("DATELINE_WORKER"));
  g_test_add_func ("/worker/jail/escape", test_escape);
  g_test_add_func ("/worker/jail/landlock", test_landlock);
  g_test_add_func ("/worker/jail/timer", test_timer);
  g_test_add_func ("/worker/client/page", test_worker);
  g_test_add_func ("/worker/client/error", test_worker_error);
  g_test_add_func ("/worker/client/cancelled", test_worker_cancelled);
  g_test_add_func ("/worker/client/bad-workers", test_bad_workers);
  g_test_add_func ("/worker/client/false-name", test_false_name);
  return g_test_run ();
}
