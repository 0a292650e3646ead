/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The targets. Each takes any bytes, and ends the program where a promise is broken: text that is
 * no UTF-8, rows that lie outside their text, a date that is not read back as it was written. The
 * parsers run alone, so that millions of inputs are possible; "pipeline" runs everything. */
#include "config.h"

#include "targets.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "check-annotations.h"
#include "base/dln-when.h"
#include "export/dln-export.h"
#include "extract/dln-extract.h"
#include "extract/dln-resolution.h"
#include "ingest/dln-ingest-case.h"
#include "ingest/dln-ingest.h"
#include "session/dln-session.h"
#include "tests/bundle.h"
#include "worker/dln-read.h"

static DlnModel *model;
static DlnDocument *sample; /* what the target "annotations" belongs to */

static const char sample_text[] =
  "Minister resigns\n\nAnna Berg, the minister of fisheries, resigned on 3 May 2021. \u201cIt was "
  "time,\u201d Berg said in Oslo on Friday. Nils Moe of Harbour Bank will succeed her next year.\n";

/* ---- what must hold -------------------------------------------------------------------------- */

static void
require_sound (DlnDocument          *document,
               const DlnAnnotations *annotations)
{
  g_autofree char *problem = check_annotations (document, annotations);

  if (problem != NULL)
    g_error ("%s", problem);
}

static void
require_text (const DlnDocument *document)
{
  gsize length;
  const char *text = dln_document_get_text (document, &length);

  if (!g_utf8_validate_len (text, length, NULL))
    g_error ("the text of a document is no UTF-8");
}

/* ---- parsers --------------------------------------------------------------------------------- */

static void
run_edtf (const guint8 *data,
          gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *written = NULL;
  g_autofree char *rewritten = NULL;
  DlnWhen when, again;

  if (!dln_when_parse_edtf (text, &when, NULL))
    return;
  written = dln_when_to_edtf (&when);
  if (!dln_when_parse_edtf (written, &again, NULL))
    g_error ("%s is written as %s, which is no EDTF", text, written);
  /* "23X0" is written as "23XX": never less than what was read */
  if (again.earliest_begin > when.earliest_begin || again.latest_end < when.latest_end)
    g_error ("%s is written as %s, which has narrower bounds", text, written);
  rewritten = dln_when_to_edtf (&again);
  if (strcmp (rewritten, written) != 0)
    g_error ("%s is written as %s, and that as %s", text, written, rewritten);
}

static gboolean
check_item_cb (DlnIngested *item,
               gpointer     data,
               GError     **error)
{
  require_text (item->document);
  if (item->given != NULL)
    require_sound (item->document, item->given);
  dln_ingested_free (item);
  return TRUE;
}

static void
ingest (const guint8  *data,
        gsize          size,
        DlnInputFormat format,
        DlnIngestFunc  func)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gboolean done = dln_ingest_stream (stream, "fuzz", format, func, NULL, messages, NULL, &error);

  if (!done && error == NULL)
    g_error ("failed without an error");
  for (guint i = 0; i < messages->len; i++)
    if (!g_utf8_validate (g_ptr_array_index (messages, i), -1, NULL))
      g_error ("a message is no UTF-8");
}

static void
run_text (const guint8 *data,
          gsize         size)
{
  ingest (data, size, DLN_INPUT_TEXT, check_item_cb);
}

static void
run_html (const guint8 *data,
          gsize         size)
{
  ingest (data, size, DLN_INPUT_HTML, check_item_cb);
}

static void
run_json (const guint8 *data,
          gsize         size)
{
  ingest (data, size, DLN_INPUT_NDJSON, check_item_cb);
}

static void
run_conllu (const guint8 *data,
            gsize         size)
{
  ingest (data, size, DLN_INPUT_CONLLU, check_item_cb);
}

static void
run_any (const guint8 *data,
         gsize         size)
{
  ingest (data, size, DLN_INPUT_AUTO, check_item_cb);
}

/* formats of others: here without the process that they run in, so that what breaks is seen */
#define FORMAT(name, format)                                                                       \
  static void run_##name (const guint8 *data, gsize size)                                          \
  {                                                                                                \
    ingest (data, size, format, check_item_cb);                                                    \
  }
FORMAT (articles, DLN_INPUT_JSON)
FORMAT (csv, DLN_INPUT_CSV)
FORMAT (markdown, DLN_INPUT_MARKDOWN)
FORMAT (subtitles, DLN_INPUT_SUBTITLES)
FORMAT (feed, DLN_INPUT_FEED)
FORMAT (nexis, DLN_INPUT_NEXIS)
FORMAT (factiva, DLN_INPUT_FACTIVA)
FORMAT (rtf, DLN_INPUT_RTF)
FORMAT (mail, DLN_INPUT_MAIL)
FORMAT (mbox, DLN_INPUT_MBOX)
FORMAT (pdf, DLN_INPUT_PDF)
FORMAT (docx, DLN_INPUT_DOCX)
FORMAT (odt, DLN_INPUT_ODT)
FORMAT (epub, DLN_INPUT_EPUB)
FORMAT (archive, DLN_INPUT_ARCHIVE)
FORMAT (warc, DLN_INPUT_WARC)
#undef FORMAT

/* ---- what a case file holds ------------------------------------------------------------------ */

static void
run_annotations (const guint8 *data,
                 gsize         size)
{
  gsize length;
  const char *text = dln_document_get_text (sample, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (DlnAnnotations) annotations = dln_annotations_deserialize (bytes, length, NULL);
  g_autoptr (DlnResolution) one = NULL;
  g_autoptr (DlnResolution) two = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (annotations == NULL || !dln_annotations_fit_text (annotations, text, length))
    return;

  DlnResolveInput inputs[] = { { sample, annotations }, { sample, annotations } };

  one = dln_resolve (inputs, 1, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  two = dln_resolve (inputs, 2, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  dln_export_annotations (sample, annotations, DLN_LAYER_DEFAULT | DLN_LAYER_TOKENS, out);
  dln_export_tracks (sample, annotations, DLN_LAYER_DEFAULT, out);
  dln_export_conllu (sample, annotations, out);
}

static void
run_case (const guint8 *data,
          gsize         size)
{
  static const char *const companions[] = { "", "-wal", "-shm", "-journal" };
  g_autofree char *path =
    g_strdup_printf ("%s/dateline-fuzz-%d.dateline",
                     g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir (),
                     (int) getpid ());
  g_autoptr (DlnSession) session = dln_session_new (NULL);

  if (!g_file_set_contents_full (
        path, (const char *) data, size, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    g_error ("%s cannot be written", path);
  if (dln_session_open (session, path, NULL))
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (DlnSearchResult) hits =
        dln_session_search (session, "minister OR speaker:osl (oslo NEAR/3 berg)", 20, NULL);
      g_autoptr (GString) out = g_string_new (NULL);

      dln_session_check (session, lines);
      dln_export_dump (dln_session_get_case (session), out);
    }
  dln_session_close (session);
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      g_unlink (companion);
    }
}

/* ---- everything ------------------------------------------------------------------------------ */

static gboolean
analyse_item_cb (DlnIngested *item,
                 gpointer     data,
                 GError     **error)
{
  g_autoptr (DlnIngested) owned = item;
  DlnExtractOptions options = { .given = item->given };
  g_autoptr (GError) local = NULL;
  g_autoptr (DlnAnnotations) annotations =
    dln_extract (model, item->document, &options, NULL, &local);
  gsize length;
  const char *text = dln_document_get_text (item->document, &length);

  g_assert_no_error (local);
  require_text (item->document);
  require_sound (item->document, annotations);
  if (!dln_annotations_fit_text (annotations, text, length))
    g_error ("the annotations do not fit their text");

  g_autoptr (GBytes) bytes = dln_annotations_serialize (annotations);
  g_autoptr (DlnAnnotations) again = dln_annotations_deserialize (bytes, length, &local);

  g_assert_no_error (local);

  DlnResolveInput input = { item->document, again };
  g_autoptr (DlnResolution) resolution = dln_resolve (&input, 1, NULL, 0, NULL, &local);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (local);
  dln_export_annotations (item->document, again, DLN_LAYER_DEFAULT | DLN_LAYER_TOKENS, out);
  dln_export_tracks (item->document, again, DLN_LAYER_DEFAULT | DLN_LAYER_CO_MENTIONS, out);
  dln_export_conllu (item->document, again, out);
  if (!g_utf8_validate_len (out->str, out->len, NULL))
    g_error ("an export is no UTF-8");
  return TRUE;
}

static void
run_pipeline (const guint8 *data,
              gsize         size)
{
  ingest (data, size, DLN_INPUT_AUTO, analyse_item_cb);
}

static void
run_given (const guint8 *data,
           gsize         size)
{
  ingest (data, size, DLN_INPUT_CONLLU, analyse_item_cb);
}

/* a case, timeline or graph of another program */
static void
run_foreign (const guint8 *data,
             gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  DlnIngested *item = dln_ingest_case_text (text, strlen (text), "foreign", NULL);
  gsize length;
  const char *written;

  if (item == NULL)
    return;
  written = dln_document_get_text (item->document, &length);
  require_text (item->document);
  if (!dln_annotations_fit_text (item->rows, written, length))
    g_error ("the rows do not fit their text");
  dln_ingested_free (item);
}

const FuzzTarget fuzz_targets[] = {
  { "edtf", run_edtf },
  { "text", run_text },
  { "html", run_html },
  { "json", run_json },
  { "conllu", run_conllu },
  { "any", run_any },
  { "annotations", run_annotations },
  { "case", run_case },
  { "pipeline", run_pipeline },
  { "given", run_given },
  { "foreign", run_foreign },
  { "articles", run_articles },
  { "csv", run_csv },
  { "markdown", run_markdown },
  { "subtitles", run_subtitles },
  { "feed", run_feed },
  { "nexis", run_nexis },
  { "factiva", run_factiva },
  { "rtf", run_rtf },
  { "mail", run_mail },
  { "mbox", run_mbox },
  { "pdf", run_pdf },
  { "docx", run_docx },
  { "odt", run_odt },
  { "epub", run_epub },
  { "archive", run_archive },
  { "warc", run_warc },
};
const guint n_fuzz_targets = G_N_ELEMENTS (fuzz_targets);

void
fuzz_set_up (void)
{
  DlnDocumentInfo info = { .id = "sample", .date = "2021-05-04" };

  dln_read_prepare ();
  dln_ingest_set_reader (dln_read_foreign);
  model = open_bundle ();
  sample = dln_document_new (sample_text, -1, &info);
}

void
fuzz_tear_down (void)
{
  g_clear_pointer (&model, dln_model_unref);
  g_clear_pointer (&sample, dln_document_unref);
}

const FuzzTarget *
fuzz_find (const char *name)
{
  for (guint i = 0; i < n_fuzz_targets; i++)
    if (strcmp (fuzz_targets[i].name, name) == 0)
      return &fuzz_targets[i];
  return NULL;
}
