/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles as they are read: what dates them, what contradicts their dates, and what is counted
 * from another article. */
#include "config.h"

#include "clauses.h"
#include "extract/dln-resolution.h"

#define MAX_ARTICLES 8

typedef struct
{
  const char *source;
  const char *date; /* NULL = not given */
  const char *text;
} Article;

typedef struct
{
  Reading        readings[MAX_ARTICLES];
  guint          n;
  DlnResolution *resolution;
} Case;

static void
clear_case (Case *self)
{
  for (guint i = 0; i < self->n; i++)
    clauses_clear (&self->readings[i]);
  dln_resolution_free (self->resolution);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, clear_case)

/* The first @n articles as one case; FALSE, and the test is skipped, without a model. */
static gboolean
read_case (Case *self, const Article *articles, guint n)
{
  DlnResolveInput inputs[MAX_ARTICLES];
  g_autoptr (GError) error = NULL;

  if (clauses_get_model () == NULL)
    {
      g_test_skip ("no bundle in DATELINE_DATA_DIR");
      return FALSE;
    }
  g_assert_cmpuint (n, <=, MAX_ARTICLES);
  for (guint i = 0; i < n; i++)
    {
      DlnDocumentInfo info = {
        .id = articles[i].source, .source = articles[i].source, .date = articles[i].date,
        .language = "en",
      };
      Reading *reading = &self->readings[i];

      reading->document = dln_document_new (articles[i].text, -1, &info);
      reading->annotations =
        dln_extract (clauses_get_model (), reading->document, NULL, NULL, &error);
      g_assert_no_error (error);
      inputs[i] = (DlnResolveInput){ reading->document, reading->annotations };
    }
  self->n = n;
  self->resolution = dln_resolve (inputs, n, NULL, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  return TRUE;
}

static char *
dup_date (const Case *self, guint article)
{
  return dln_when_to_edtf (
    &DLN_ROW (self->resolution->documents, DlnResolvedDocument, article)->when);
}

/* "A / B" of the conflict of dates of an article, "" if there is none */
static char *
dup_conflict (const Case *self, guint article)
{
  const DlnResolution *out = self->resolution;

  for (guint i = 0; i < out->conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (out->conflicts, DlnConflict, i);

      if (conflict->kind != DLN_TARGET_DOCUMENT || conflict->target != article + 1)
        continue;
      g_assert_cmpuint (conflict->type, ==, DLN_CONFLICT_DATE);
      g_assert_cmpuint (conflict->evidence_a, <, out->evidence->len);
      g_assert_cmpuint (conflict->evidence_b, <, out->evidence->len);
      g_assert_cmpuint (
        DLN_ROW (out->evidence, DlnEvidence, conflict->evidence_a)->kind, ==, DLN_TARGET_DOCUMENT);
      return g_strdup_printf ("%s / %s",
                              dln_strings_get (out->strings, conflict->value_a),
                              dln_strings_get (out->strings, conflict->value_b));
    }
  return g_strdup ("");
}

/* ---- the date line against the date given -------------------------------------------------- */

static void
test_given (void)
{
  static const struct
  {
    Article     article;
    const char *conflict;
  } cases[] = {
    { { "A", "2021-05-12", "Ferry school opens\n\nPublished 4 May 2021\n\nA school opened." },
      "2021-05-12 / 2021-05-04" },
    { { "B", "2021-06-05", "GENEVA, 4 May (Agency) - Bakers met in the old fish market." },
      "2021-06-05 / 2021-05-04" },
    { { "C", "2021-05-04", "A fair opens on Monday, 5 May 2021, in the old fish market." },
      "Monday, 5 May 2021 / 5 May 2021 is a Wednesday" },
    /* a day later, a weekly, an update, a date that can be read in two ways */
    { { "D", "2021-05-05", "Ferry school opens\n\nPublished 4 May 2021\n\nA school opened." }, "" },
    { { "E", "2021-05-10", "GENEVA, 4 May (Agency) - Bakers met in the old fish market." }, "" },
    { { "F",
        "2021-05-12",
        "Ferry school opens\n\nPublished 4 May 2021. Updated 12 May 2021\n\nA school opened." },
      "" },
    { { "G", "2021-05-04", "Ferry school opens\n\nPublished 04/05/2021\n\nA school opened." }, "" },
    { { "H", "2021-05-12", "On 4 May 2020 the old fish market burned." }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Case) one = { 0 };
      g_autofree char *conflict = NULL;
      g_autofree char *date = NULL;

      if (!read_case (&one, &cases[i].article, 1))
        return;
      date = dup_date (&one, 0);
      conflict = dup_conflict (&one, 0);
      g_assert_cmpstr (date, ==, cases[i].article.date);
      g_assert_cmpstr (conflict, ==, cases[i].conflict);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolve/dates/given", test_given);
  return g_test_run ();
}
