/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples of comments in src/extract: sentences and what is read of them (examples.txt). */
#include "config.h"

#include <string.h>

#include "clauses.h"

#include "extract/dln-kinds.h"

#define DATE "2022-05-16" /* a Monday */

typedef struct
{
  char      *text;
  guint      line;
  GPtrArray *wants; /* owned strings */
} Example;

static void
free_example (gpointer data)
{
  Example *example = data;

  g_free (example->text);
  g_ptr_array_unref (example->wants);
  g_free (example);
}

static gboolean
holds (const char *whole,
       const char *words)
{
  return whole != NULL && strstr (whole, words) != NULL;
}

/* the name of the entity, or the words themselves */
static gboolean
is_called (const Reading *reading,
           guint32        mention,
           const char    *words)
{
  g_autofree char *name = NULL;
  g_autofree char *own = NULL;

  if (mention == DLN_NO_ROW)
    return *words == '\0';
  name = clauses_entity (reading, mention);
  own = clauses_mention (reading, mention);
  return holds (name, words) || holds (own, words);
}

static gboolean
has_relation (const Reading *reading,
              char         **parts)
{
  const GArray *rows = reading->annotations->relations;

  for (guint i = 0; i < rows->len; i++)
    {
      const DlnRelationClaim *row = DLN_ROW (rows, DlnRelationClaim, i);

      if (strcmp (dln_relation_type_get_name (row->type), parts[0]) == 0
          && is_called (reading, row->subject, parts[1])
          && is_called (reading, row->object, parts[2]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_quote (const Reading *reading,
           char         **parts)
{
  const GArray *rows = reading->annotations->quotes;

  for (guint i = 0; i < rows->len; i++)
    {
      const DlnQuoteClaim *row = DLN_ROW (rows, DlnQuoteClaim, i);
      g_autofree char *words = clauses_words (reading, row->span);
      g_autofree char *speaker = clauses_words (reading, row->speaker_span);

      if (strcmp (dln_quote_type_get_name (row->type), parts[0]) == 0 && holds (words, parts[2])
          && holds (speaker, parts[1]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_name (const Reading *reading,
          char         **parts)
{
  const GArray *rows = reading->annotations->mentions;

  for (guint32 i = 0; i < rows->len; i++)
    {
      const DlnMention *row = DLN_ROW (rows, DlnMention, i);
      g_autofree char *words = clauses_mention (reading, i);

      if (row->kind == DLN_MENTION_NAME && strcmp (words, parts[1]) == 0
          && strcmp (dln_entity_type_get_tag (row->type), parts[0]) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
are_same (const Reading *reading,
          char         **parts)
{
  const GArray *rows = reading->annotations->mentions;

  for (guint32 i = 0; i < rows->len; i++)
    for (guint32 j = i + 1; j < rows->len; j++)
      {
        g_autofree char *first = clauses_mention (reading, i);
        g_autofree char *second = clauses_mention (reading, j);

        if (strcmp (first, parts[0]) == 0 && strcmp (second, parts[1]) == 0
            && DLN_ROW (rows, DlnMention, i)->entity != DLN_NO_ROW
            && DLN_ROW (rows, DlnMention, i)->entity == DLN_ROW (rows, DlnMention, j)->entity)
          return TRUE;
      }
  return FALSE;
}

static gboolean
has_time (const Reading *reading,
          char         **parts)
{
  const GArray *rows = reading->annotations->times;

  for (guint i = 0; i < rows->len; i++)
    {
      const DlnTime *row = DLN_ROW (rows, DlnTime, i);
      g_autofree char *words = clauses_words (reading, row->span);

      if (strcmp (dln_strings_get (reading->annotations->strings, row->value), parts[0]) == 0
          && holds (words, parts[1]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_event (const Reading *reading,
           char         **parts)
{
  return find_event (reading, parts[0]) != NULL;
}

/* whether one of the claims at these words has this date */
static gboolean
has_date (const Reading *reading,
          char         **parts)
{
  const DlnEventClaim *event = find_event (reading, parts[1]);

  for (guint i = 0; event != NULL && i < reading->annotations->events->len; i++)
    {
      const DlnEventClaim *one = DLN_ROW (reading->annotations->events, DlnEventClaim, i);
      g_autofree char *edtf = dln_when_to_edtf (&one->when);

      if (one->token == event->token && g_strcmp0 (edtf, parts[0]) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_asserted (const Reading *reading,
             char         **parts)
{
  const DlnEventClaim *event = find_event (reading, parts[0]);

  return event != NULL && event->modality == DLN_MODALITY_ASSERTED
         && event->polarity == DLN_POLARITY_POSITIVE;
}

static const struct
{
  const char *name;
  guint       n_parts;
  gboolean (*is_met) (const Reading *reading, char **parts);
} kinds[] = {
  { "relation ", 3, has_relation }, { "quote ", 3, has_quote }, { "name ", 2, has_name },
  { "same | ", 2, are_same },       { "event | ", 1, has_event }, { "time ", 2, has_time },
  { "dated ", 2, has_date },        { "asserted | ", 1, is_asserted },
};

static gboolean
is_met (const Reading *reading,
        const char    *want)
{
  gboolean wanted = !g_str_has_prefix (want, "not ");

  want += wanted ? 0 : strlen ("not ");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (want, kinds[i].name))
      {
        g_auto (GStrv) parts = g_strsplit (want + strlen (kinds[i].name), "|", 0);

        g_assert_cmpuint (g_strv_length (parts), ==, kinds[i].n_parts);
        for (guint j = 0; parts[j] != NULL; j++)
          g_strstrip (parts[j]);
        return kinds[i].is_met (reading, parts) == wanted;
      }
  g_error ("examples.txt: no kind of row: %s", want);
}

static void
test_example (gconstpointer data)
{
  const Example *example = data;
  g_auto (Reading) reading = { 0 };

  clauses_read (&reading, example->text, DATE);
  for (guint i = 0; i < example->wants->len; i++)
    if (!is_met (&reading, example->wants->pdata[i]))
      {
        g_test_message ("examples.txt:%u: %s: %s",
                        example->line,
                        example->text,
                        (char *) example->wants->pdata[i]);
        g_test_fail ();
      }
}

static GPtrArray *
read_examples (void)
{
  GPtrArray *examples = g_ptr_array_new_with_free_func (free_example);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "extract", "examples.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      if (lines[i][0] == ' ')
        {
          Example *last = examples->pdata[examples->len - 1];

          g_ptr_array_add (last->wants, g_strstrip (g_strdup (lines[i])));
          continue;
        }

      Example *example = g_new0 (Example, 1);

      example->text = g_strdup (lines[i]);
      example->line = i + 1;
      example->wants = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (examples, example);
    }
  return examples;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_autoptr (GPtrArray) examples = read_examples ();

  for (guint i = 0; i < examples->len; i++)
    {
      const Example *example = examples->pdata[i];
      g_autofree char *path = g_strdup_printf ("/extract/examples/line-%u", example->line);

      g_assert_cmpuint (example->wants->len, >, 0);
      g_test_add_data_func (path, example, test_example);
    }
  return g_test_run ();
}
