/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts read by the whole pipeline. */
#include "config.h"

#include "clauses.h"

#include <string.h>

#include "extract/dln-stage-private.h"
#include "tests/bundle.h"

DlnModel *
clauses_get_model (void)
{
  static DlnModel *model;

  if (model == NULL)
    model = open_bundle ();
  return model;
}

void
clauses_read (Reading    *reading,
              const char *text,
              const char *date)
{
  DlnDocumentInfo info = { .id = "test", .date = date, .language = "en" };
  g_autoptr (GError) error = NULL;

  reading->document = dln_document_new (text, -1, &info);
  reading->annotations = dln_extract (clauses_get_model (), reading->document, NULL, NULL, &error);
  g_assert_no_error (error);
  reading->text = dln_document_get_text (reading->document, NULL);
}

void
clauses_clear (Reading *reading)
{
  g_clear_pointer (&reading->annotations, dln_annotations_unref);
  g_clear_pointer (&reading->document, dln_document_unref);
}

char *
clauses_words (const Reading *reading,
               DlnSpan        span)
{
  return g_strndup (reading->text + span.begin, span.end - span.begin);
}

char *
clauses_mention (const Reading *reading,
                 guint32        mention)
{
  if (mention == DLN_NO_ROW)
    return g_strdup ("");
  return clauses_words (reading,
                        DLN_ROW (reading->annotations->mentions, DlnMention, mention)->span);
}

char *
clauses_entity (const Reading *reading,
                guint32        mention)
{
  const DlnAnnotations *annotations = reading->annotations;

  if (mention == DLN_NO_ROW)
    return NULL;

  guint32 entity = DLN_ROW (annotations->mentions, DlnMention, mention)->entity;

  if (entity == DLN_NO_ROW)
    return NULL;

  guint32 first = DLN_ROW (annotations->entities, DlnLocalEntity, entity)->first_mention;

  if (DLN_ROW (annotations->mentions, DlnMention, first)->kind != DLN_MENTION_NAME)
    return NULL;
  return g_strdup (dln_strings_get (annotations->strings,
                                    DLN_ROW (annotations->entities, DlnLocalEntity, entity)->name));
}

const DlnQuoteClaim *
find_quote (const Reading *reading,
            const char    *words)
{
  for (guint i = 0; i < reading->annotations->quotes->len; i++)
    {
      const DlnQuoteClaim *claim = DLN_ROW (reading->annotations->quotes, DlnQuoteClaim, i);
      g_autofree char *content = clauses_words (reading, claim->span);

      if (strstr (content, words) != NULL)
        return claim;
    }
  return NULL;
}

const DlnRelationClaim *
find_relation (const Reading  *reading,
               DlnRelationType type,
               const char     *subject,
               const char     *object)
{
  for (guint i = 0; i < reading->annotations->relations->len; i++)
    {
      const DlnRelationClaim *claim =
        DLN_ROW (reading->annotations->relations, DlnRelationClaim, i);
      g_autofree char *a = clauses_mention (reading, claim->subject);
      g_autofree char *b = clauses_mention (reading, claim->object);

      if (claim->type == type && strstr (a, subject) != NULL && strstr (b, object) != NULL)
        return claim;
    }
  return NULL;
}

const DlnEventClaim *
find_event (const Reading *reading,
            const char    *trigger)
{
  for (guint i = 0; i < reading->annotations->events->len; i++)
    {
      const DlnEventClaim *claim = DLN_ROW (reading->annotations->events, DlnEventClaim, i);
      g_autofree char *words = clauses_words (reading, claim->span);

      if (strcmp (words, trigger) == 0)
        return claim;
    }
  return NULL;
}

/* whether @holds is @expected of the text of an example, which is read without its brackets */
static gboolean
check_example (const char *example,
               char      **columns,
               ExampleFunc holds,
               gboolean    expected)
{
  g_auto (GStrv) parts = g_strsplit_set (example, "[]", 3);
  g_autofree char *text = g_strjoinv ("", parts);
  g_auto (Reading) reading = { NULL };

  clauses_read (&reading, text, "2021-06-15");
  if (g_strv_length (parts) == 3)
    reading.marked = (DlnSpan){ strlen (parts[0]), strlen (parts[0]) + strlen (parts[1]) };
  if (holds (&reading, columns) == expected)
    return TRUE;
  g_test_message (
    "%s: %s: %s", columns[0], expected ? "does not hold" : "should not hold", example);
  return FALSE;
}

void
check_examples (const char *file,
                guint       n_columns,
                ExampleFunc holds,
                guint       least)
{
  g_autoptr (GBytes) bytes = _dln_data_get (file);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = g_strndup (data, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  guint n = 0, failed = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (columns), ==, n_columns + 2);
      failed += !check_example (columns[n_columns], columns, holds, TRUE);
      failed += !check_example (columns[n_columns + 1], columns, holds, FALSE);
      n++;
    }
  g_test_message ("%s: %u lines, %u sentences fail", file, n, failed);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (failed * 100, <=, 2 * n * (100 - least));
}
