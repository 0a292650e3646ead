/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side of dateline-worker that asks. The worker reads a file's bytes and writes its articles as
 * JSON lines; nothing of what it writes is believed before it was checked. A worker that crashes,
 * hangs or takes too much costs the one file that it was reading.
 *
 * A request is a line with the format and the file's name, then chunks, each its length in four
 * bytes (the lowest first) and that many bytes; a chunk without bytes ends it. What comes back ends
 * with "done" or "error" (src/worker/main.c). Workers that read formats of text are kept for the
 * next file; those that read others end with it. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK 65536
#define MAX_ANSWER (160u << 20) /* bytes of a line that comes back */
#define MAX_FIELD 16384         /* of what is known of an article */
#define MAX_SILENCE 60          /* seconds without an answer */
#define MAX_KEPT 2              /* workers that wait for the next file */

typedef struct
{
  GPid pid;
  int  fd; /* of both directions */
} Worker;

typedef struct /* what the thread that sends has */
{
  int           fd;
  GByteArray   *head;
  GInputStream *stream;
  GCancellable *cancellable;
  GError       *error; /* of reading the stream; that the worker is gone is seen elsewhere */
} Sending;

typedef struct
{
  DlnReading *reading;
  GByteArray *pending;
  gsize       searched;
  gboolean    done;   /* the worker said that it was */
  GError    **error;
} Answer;

static char *worker_path;
static GMutex kept_mutex;
static Worker kept[MAX_KEPT];
static guint n_kept;

/**
 * dln_ingest_set_worker:
 * @path: (nullable): the program; %NULL = none
 *
 * Called once, before anything is read.
 */
void
dln_ingest_set_worker (const char *path)
{
  g_free (worker_path);
  worker_path = g_strdup (path);
}

/**
 * dln_ingest_find_worker:
 *
 * Returns: (transfer full) (nullable): the dateline-worker that belongs to this program: beside the
 * build folder's programs, or where it is installed
 */
char *
dln_ingest_find_worker (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup ("/");
  g_autofree char *places[] = {
    g_build_filename (folder, "..", "worker", "dateline-worker", NULL),
    g_build_filename (folder, "..", "libexec", "dateline", "dateline-worker", NULL),
    g_build_filename (DLN_LIBEXECDIR, "dateline-worker", NULL),
  };
  char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (found == NULL && g_file_test (places[i], G_FILE_TEST_IS_EXECUTABLE))
        found = g_canonicalize_filename (places[i], NULL);
      if (i > 0)
        g_free (places[i]);
    }
  return found;
}

gboolean
_dln_worker_is_set (void)
{
  return worker_path != NULL;
}

/* ---- processes ------------------------------------------------------------------------------- */

static gboolean
spawn (char   **argv,
       int      child_fd,
       GPid    *pid,
       GError **error)
{
  int none = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  gboolean done = g_spawn_async_with_pipes_and_fds (NULL,
                                                    (const char *const *) argv,
                                                    NULL,
                                                    G_SPAWN_DO_NOT_REAP_CHILD,
                                                    NULL,
                                                    NULL,
                                                    child_fd,
                                                    child_fd,
                                                    none,
                                                    NULL,
                                                    NULL,
                                                    0,
                                                    pid,
                                                    NULL,
                                                    NULL,
                                                    NULL,
                                                    error);

  if (none >= 0)
    close (none);
  return done;
}

/* bubblewrap takes away the files, the network and the other processes before the worker takes away
 * the calls; not everywhere may it */
static gpointer
find_bubblewrap (gpointer data)
{
  g_autofree char *path = g_find_program_in_path ("bwrap");
  const char *argv[] = { path, "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/",
                         "--dev", "/dev", "--", "/bin/true", NULL };
  int status = -1;

  if (path == NULL
      || !g_spawn_sync (NULL, (char **) argv, NULL,
                        G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                        NULL, &status, NULL)
      || status != 0)
    return NULL;
  return g_steal_pointer (&path);
}

static gboolean
start_worker (Worker  *worker,
              GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const char *bwrap = g_once (&once, find_bubblewrap, NULL);
  const char *wrapped[] = { bwrap, "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/",
                            "--dev", "/dev", "--", worker_path, NULL };
  const char *bare[] = { worker_path, NULL };
  int fds[2];
  gboolean done;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }
  done = spawn ((char **) (bwrap != NULL ? wrapped : bare), fds[1], &worker->pid, error);
  close (fds[1]);
  worker->fd = fds[0];
  if (!done)
    close (fds[0]);
  return done;
}

/* Returns: how it ended, as waitpid() tells it */
static int
end_worker (Worker  *worker,
            gboolean at_once)
{
  int status = 0;

  close (worker->fd);
  if (at_once)
    kill (worker->pid, SIGKILL);
  while (waitpid (worker->pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (worker->pid);
  return status;
}

static gboolean
take_worker (Worker  *worker,
             gboolean is_text,
             GError **error)
{
  gboolean found = FALSE;

  g_mutex_lock (&kept_mutex);
  if (is_text && n_kept > 0)
    {
      *worker = kept[--n_kept];
      found = TRUE;
    }
  g_mutex_unlock (&kept_mutex);
  return found || start_worker (worker, error);
}

static void
keep_worker (Worker  *worker,
             gboolean is_text)
{
  gboolean keep;

  g_mutex_lock (&kept_mutex);
  keep = is_text && n_kept < MAX_KEPT;
  if (keep)
    kept[n_kept++] = *worker;
  g_mutex_unlock (&kept_mutex);
  if (!keep)
    end_worker (worker, FALSE);
}

/* formats whose readers are this program's own, or see nothing but text */
static gboolean
is_text_format (DlnInputFormat format)
{
  return format < DLN_INPUT_MAIL;
}

/* ---- sending --------------------------------------------------------------------------------- */

static gboolean
send_all (int         fd,
          const void *bytes,
          gsize       length)
{
  const char *p = bytes;

  while (length > 0)
    {
      gssize n = send (fd, p, length, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      p += n;
      length -= n;
    }
  return TRUE;
}

static gboolean
send_chunk (int         fd,
            const void *bytes,
            gsize       length)
{
  guint32 head = GUINT32_TO_LE ((guint32) length);

  return send_all (fd, &head, sizeof head) && send_all (fd, bytes, length);
}

static gpointer
send_cb (gpointer data)
{
  Sending *sending = data;
  g_autofree char *chunk = g_malloc (CHUNK);
  gboolean there = send_chunk (sending->fd, sending->head->data, sending->head->len);
  gssize n = 1;

  while (there && n > 0)
    {
      n = g_input_stream_read (
        sending->stream, chunk, CHUNK, sending->cancellable, &sending->error);
      if (n > 0)
        there = send_chunk (sending->fd, chunk, n);
    }
  if (there)
    send_chunk (sending->fd, "", 0);
  return NULL;
}

static gboolean
send_request (Worker        *worker,
              DlnInputFormat format,
              const char    *name)
{
  g_autofree char *one_line = g_strdelimit (g_strdup (name), "\r\n", ' ');
  g_autofree char *request =
    g_strdup_printf ("%s %s\n", dln_input_format_get_name (format), one_line);

  return send_all (worker->fd, request, strlen (request));
}

/* ---- what comes back ------------------------------------------------------------------------- */

typedef struct
{
  DlnFields fields;
  char     *note;
  char     *message;
  char     *failure;
  guint     code;
  gboolean  done;
} Line;

static void
clear_line (Line *line)
{
  dln_fields_clear (&line->fields);
  g_free (line->note);
  g_free (line->message);
  g_free (line->failure);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, clear_line)

static void
take_member_cb (const char         *key,
                const DlnJsonValue *value,
                gpointer            data)
{
  static const struct
  {
    const char *key;
    DlnField    field;
  } fields[] = {
    { "id", DLN_FIELD_ID },           { "title", DLN_FIELD_TITLE },
    { "source", DLN_FIELD_SOURCE },   { "byline", DLN_FIELD_BYLINE },
    { "date", DLN_FIELD_DATE },       { "language", DLN_FIELD_LANGUAGE },
    { "uri", DLN_FIELD_URI },         { "text", DLN_FIELD_TEXT },
    { "places", DLN_FIELD_PLACES },
  };
  Line *line = data;
  const char *string = value->string;

  if (string == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (key, fields[i].key) == 0
        && (strlen (string) <= MAX_FIELD || fields[i].field == DLN_FIELD_TEXT
            || fields[i].field == DLN_FIELD_PLACES))
      dln_fields_replace (&line->fields, fields[i].field, g_strdup (string));
  if (strcmp (key, "note") == 0 && line->note == NULL)
    line->note = g_strdup (string);
  else if (strcmp (key, "message") == 0 && line->message == NULL)
    line->message = g_strdup (string);
  else if (strcmp (key, "error") == 0 && line->failure == NULL)
    line->failure = g_strdup (string);
  else if (strcmp (key, "code") == 0)
    line->code = g_ascii_strtoull (string, NULL, 10);
  else if (strcmp (key, "done") == 0)
    line->done = TRUE;
}

/* an article is one of this file, whatever it says */
static gboolean
pass_article (Answer *answer,
              Line   *line)
{
  DlnReading *reading = answer->reading;
  const char *id = line->fields.values[DLN_FIELD_ID];
  DlnIngested *item = g_new0 (DlnIngested, 1);

  if (id != NULL && !g_str_has_prefix (id, reading->name))
    g_clear_pointer (&line->fields.values[DLN_FIELD_ID], g_free);
  item->document =
    _dln_fields_new_document (&line->fields, line->fields.values[DLN_FIELD_TEXT], reading->name);
  item->note = g_steal_pointer (&line->note);
  return dln_reading_pass (reading, item, answer->error);
}

static gboolean
refuse_answer (Answer *answer)
{
  g_set_error (answer->error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_FORMAT,
               _("%s made its reader answer nonsense; what came before was kept."),
               answer->reading->name);
  return FALSE;
}

static gboolean
take_line (Answer     *answer,
           const char *bytes,
           gsize       length)
{
  g_auto (Line) line = { 0 };

  if (!g_utf8_validate_len (bytes, length, NULL)
      || !_dln_json_read_object (bytes, length, take_member_cb, &line, NULL))
    return refuse_answer (answer);
  if (line.failure != NULL)
    {
      answer->done = TRUE; /* the worker is sound */
      g_set_error (answer->error,
                   DLN_INGEST_ERROR,
                   MIN (line.code, DLN_INGEST_ERROR_LIMIT),
                   "%s",
                   line.failure);
      return FALSE;
    }
  if (line.message != NULL)
    dln_reading_tell (answer->reading, g_steal_pointer (&line.message));
  else if (line.fields.values[DLN_FIELD_TEXT] != NULL)
    return pass_article (answer, &line);
  else if (line.done)
    answer->done = TRUE;
  else
    return refuse_answer (answer);
  return TRUE;
}

static gboolean
take_lines (Answer *answer)
{
  GByteArray *pending = answer->pending;
  gsize begin = 0;
  const guint8 *eol;
  gboolean fine = TRUE;

  while (fine && !answer->done
         && (eol = memchr (
               pending->data + answer->searched, '\n', pending->len - answer->searched))
              != NULL)
    {
      fine = take_line (
        answer, (const char *) pending->data + begin, eol - pending->data - begin);
      begin = answer->searched = eol - pending->data + 1;
    }
  if (begin > 0)
    g_byte_array_remove_range (pending, 0, begin);
  answer->searched = pending->len;
  return fine && (pending->len <= MAX_ANSWER || refuse_answer (answer));
}

/* Returns: 1 = bytes or the end are there, 0 = it was silent too long, -1 = cancelled */
static int
wait_for_answer (int           fd,
                 GCancellable *cancellable,
                 GError      **error)
{
  GPollFD stop;
  gboolean has_stop = g_cancellable_make_pollfd (cancellable, &stop);
  struct pollfd fds[2] = { { fd, POLLIN, 0 }, { has_stop ? stop.fd : -1, POLLIN, 0 } };
  int n;

  do
    n = poll (fds, 2, MAX_SILENCE * 1000);
  while (n < 0 && errno == EINTR);
  if (has_stop)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  return n > 0;
}

static void
tell_silence (Answer *answer)
{
  g_set_error (answer->error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_LIMIT,
               _("%s could not be read within %d seconds; what came before was kept."),
               answer->reading->name,
               MAX_SILENCE);
}

/* Returns: whether the worker said that it was done; %FALSE with an error set, or without one where
 * the worker is gone */
static gboolean
receive (Worker *worker,
         Answer *answer)
{
  g_autofree char *chunk = g_malloc (CHUNK);

  while (!answer->done)
    {
      int there = wait_for_answer (worker->fd, answer->reading->cancellable, answer->error);
      gssize n;

      if (there == 0)
        tell_silence (answer);
      if (there <= 0)
        return FALSE;
      n = recv (worker->fd, chunk, CHUNK, 0);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      g_byte_array_append (answer->pending, (const guint8 *) chunk, n);
      if (!take_lines (answer))
        return FALSE;
    }
  return TRUE;
}

static void
tell_end (DlnReading *reading,
          int         status,
          GError    **error)
{
  int number = WIFSIGNALED (status)                                 ? WTERMSIG (status)
               : WIFEXITED (status) && WEXITSTATUS (status) > 128 ? WEXITSTATUS (status) - 128
                                                                    : 0;
  const char *reason = number == SIGPROF || number == SIGXCPU
                         ? _("it takes more than 10 seconds of computing")
                       : number == SIGABRT || number == SIGTRAP || number == SIGKILL
                         ? _("it takes more memory than a file may")
                       : number != 0
                         ? _("it makes its reader crash")
                       : _("its reader ended; dateline-worker may not be able to run");

  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_LIMIT,
               /* Translators: a file's name, and why it could not be read */
               _("%s was left out: %s."),
               reading->name,
               reason);
}

/**
 * _dln_worker_read:
 * @reading: the file
 * @format: of it
 * @head: its first bytes
 * @stream: the others
 * @error: a #DlnIngestError, %G_IO_ERROR_CANCELLED, or of whoever takes the articles
 *
 * Reads a file in a process of its own.
 *
 * Returns: whether it could be read to its end
 */
gboolean
_dln_worker_read (DlnReading    *reading,
                  DlnInputFormat format,
                  GByteArray    *head,
                  GInputStream  *stream,
                  GError       **error)
{
  g_autoptr (GByteArray) pending = g_byte_array_new ();
  gboolean is_text = is_text_format (format);
  GError *local = NULL;
  Answer answer = { reading, pending, 0, FALSE, &local };
  Worker worker;
  Sending sending;
  GThread *thread;
  gboolean fine;
  int status;

  if (!take_worker (&worker, is_text, error))
    {
      g_prefix_error (error, _("%s was left out, as dateline-worker cannot be started: "),
                      reading->name);
      return FALSE;
    }
  send_request (&worker, format, reading->name);
  sending = (Sending) { worker.fd, head, stream, reading->cancellable, NULL };
  thread = g_thread_new ("dateline-send", send_cb, &sending);
  fine = receive (&worker, &answer);
  if (!answer.done)
    shutdown (worker.fd, SHUT_RDWR); /* lets the thread go */
  g_thread_join (thread);
  if (answer.done && sending.error == NULL)
    keep_worker (&worker, is_text);
  else
    {
      status = end_worker (&worker, local != NULL || sending.error != NULL);
      if (local == NULL && sending.error == NULL)
        tell_end (reading, status, &local);
    }
  if (sending.error != NULL && local == NULL)
    local = g_steal_pointer (&sending.error);
  g_clear_error (&sending.error);
  if (local != NULL)
    g_propagate_error (error, local);
  return fine && local == NULL;
}
