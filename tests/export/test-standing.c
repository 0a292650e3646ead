/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Denied stays denied: 300 made-up cases whose ties and events stand in all ways, written in every
 * format. No format states what its case does not. */
#include "config.h"

#include <string.h>

#include "case-fixture.h"
#include "case/dln-standing.h"
#include "export/dln-export-table.h"
#include "export/dln-export.h"
#include "scene/dln-network.h"

#define N_STORIES 300
#define N_NAMES 8
#define FIRST_ID 100

typedef struct
{
  guint8 polarity, modality;
} Way;

static const Way ways[] = {
  { DLN_POLARITY_POSITIVE, DLN_MODALITY_ASSERTED },
  { DLN_POLARITY_NEGATED, DLN_MODALITY_ASSERTED },
  { DLN_POLARITY_POSITIVE, DLN_MODALITY_PLANNED },
  { DLN_POLARITY_POSITIVE, DLN_MODALITY_CANCELLED },
  { DLN_POLARITY_POSITIVE, DLN_MODALITY_DENIED },
  { DLN_POLARITY_POSITIVE, DLN_MODALITY_ALLEGED },
  { DLN_POLARITY_NEGATED, DLN_MODALITY_ALLEGED },
  { DLN_POLARITY_POSITIVE, DLN_MODALITY_CONDITIONAL },
};

static void
set_way (GRand  *random,
         guint8 *polarity,
         guint8 *modality)
{
  const Way *way = &ways[g_rand_int_range (random, 0, G_N_ELEMENTS (ways))];

  *polarity = way->polarity;
  *modality = way->modality;
}

static void
add_names (DlnResolution *r,
           GRand         *random)
{
  for (guint i = 0; i < N_NAMES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name%c", 'A' + i);
      guint32 evidence =
        fixture_add_evidence (r, DLN_TARGET_ENTITY, FIRST_ID + i, 1, 0, DLN_SPAN (0, 4));

      fixture_add_entity (r, FIRST_ID + i, name,
                          g_rand_boolean (random) ? DLN_ENTITY_PERSON : DLN_ENTITY_INSTITUTION,
                          evidence, 1, 0.5f);
    }
}

static void
add_ties (DlnResolution *r,
          GRand         *random)
{
  for (guint a = 0; a < N_NAMES; a++)
    for (guint b = a + 1; b < N_NAMES; b++)
      {
        DlnRelation row = { .id = FIRST_ID + a * N_NAMES + b,
                            .subject = FIRST_ID + a,
                            .object = FIRST_ID + b,
                            .n_evidence = 1,
                            .n_sources = 1,
                            .score = 0.9f,
                            .when = dln_when_unit (DLN_PRECISION_MONTH, 2021, 5, 1) };
        DlnEvidence *claim;

        if (g_rand_int_range (random, 0, 3) > 0)
          continue;
        do
          row.type = g_rand_int_range (random, 1, DLN_N_RELATION_TYPES);
        while (row.type == DLN_RELATION_CO_MENTION);
        set_way (random, &row.polarity, &row.modality);
        row.first_evidence =
          fixture_add_evidence (r, DLN_TARGET_RELATION, row.id, 1, 0, DLN_SPAN (0, 4));
        claim = DLN_ROW (r->evidence, DlnEvidence, row.first_evidence);
        claim->polarity = row.polarity;
        claim->modality = row.modality;
        g_array_append_val (r->relations, row);
      }
}

static void
add_events (DlnResolution *r,
            GRand         *random)
{
  for (guint i = 0; i < N_NAMES; i++)
    {
      g_autofree char *title = g_strdup_printf ("Thing%c happens", 'A' + i);
      guint32 evidence =
        fixture_add_evidence (r, DLN_TARGET_EVENT, FIRST_ID + i, 1, 0, DLN_SPAN (0, 4));
      DlnEvent *event;

      fixture_add_event (r, FIRST_ID + i, title, dln_when_unit (DLN_PRECISION_DAY, 2021, 5, 1 + i),
                         evidence, FIRST_ID + i);
      event = DLN_ROW (r->events, DlnEvent, r->events->len - 1);
      set_way (random, &event->polarity, &event->modality);
      DLN_ROW (r->evidence, DlnEvidence, evidence)->polarity = event->polarity;
      DLN_ROW (r->evidence, DlnEvidence, evidence)->modality = event->modality;
    }
}

static DlnCase *
make_story (guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
  DlnCase *dcase = dln_case_new ();
  DlnResolution *r = fixture_resolution ();

  g_array_set_size (r->relations, 0);
  g_array_set_size (r->events, 0);
  add_names (r, random);
  add_ties (r, random);
  add_events (r, random);
  dln_case_apply (dcase, documents, annotations, r);
  return dcase;
}

static char *
write_as (DlnCase        *dcase,
          DlnExportFormat format,
          gboolean        graph)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = dln_export_case (dcase, format, graph, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* (transfer full): what stands between @begin and @end, which are there */
static char *
cut (const char *text,
     const char *begin,
     const char *end)
{
  const char *from = strstr (text, begin);
  const char *to = from != NULL ? strstr (from, end) : NULL;

  if (to == NULL)
    g_error ("there is no %s%s in %.2000s", begin, end, text);
  return g_strndup (from, to - from);
}

static gboolean
has (const char *text,
     const char *piece)
{
  return strstr (text, piece) != NULL;
}

/* ---- ties ------------------------------------------------------------------------------------ */

typedef struct
{
  DlnCase    *dcase;
  char       *graphml, *gexf, *neo4j, *ftm, *csv, *json, *annotations;
  GPtrArray  *notes;
  DlnNetwork *network;
} Written;

static const char *
find_note (const Written *written,
           const char    *path)
{
  for (guint i = 0; i < written->notes->len; i++)
    {
      const DlnExportFile *file = g_ptr_array_index (written->notes, i);

      if (has (file->path, path))
        return g_bytes_get_data (file->bytes, NULL);
    }
  g_error ("there is no note %s", path);
}

static void
check_graphs (const Written     *written,
              const DlnRelation *row,
              const char        *standing)
{
  gboolean holds = DLN_STANDING (row) == DLN_STANDING_HOLDS;
  g_autofree char *begin = g_strdup_printf ("<edge id=\"e%u\"", row->id);
  g_autofree char *graphml = cut (written->graphml, begin, "</edge>");
  g_autofree char *gexf = cut (written->gexf, begin, "</edge>");
  g_autofree char *said = g_strdup_printf ("<data key=\"standing\">%s<", standing);
  g_autofree char *gexf_said = g_strdup_printf ("for=\"standing\" value=\"%s\"", standing);
  g_autofree char *title = g_strdup_printf ("<data key=\"title\">%s: ", standing);
  g_autofree char *label = g_strdup_printf ("label=\"%s: ", standing);

  g_assert_true (has (graphml, said));
  g_assert_cmpint (has (graphml, title), ==, !holds);
  g_assert_true (has (gexf, gexf_said));
  g_assert_cmpint (has (gexf, label), ==, !holds);
}

static void
check_lines (const Written     *written,
             const DlnRelation *row,
             const char        *standing)
{
  DlnStanding is = DLN_STANDING (row);
  g_autofree char *upper = g_ascii_strup (standing, -1);
  g_autofree char *ends = g_strdup_printf ("n%u,n%u,", row->subject, row->object);
  g_autofree char *neo4j = cut (written->neo4j, ends, "\r\n");
  g_autofree char *id = g_strdup_printf ("{\"id\": \"dateline-relation-%u\"", row->id);
  g_autofree char *csv_begin = g_strdup_printf ("\n%u,", row->id);
  g_autofree char *csv = cut (written->csv, csv_begin, "\r\n");
  const char *polarity = dln_polarity_get_name (row->polarity);
  g_autofree char *claim =
    g_strdup_printf (",%s,%s,", polarity, dln_modality_get_name (row->modality));

  g_assert_cmpint (g_str_has_prefix (neo4j + strlen (ends), upper), ==, is != DLN_STANDING_HOLDS);
  g_assert_cmpint (has (written->ftm, id), ==, !dln_standing_is_denied (is));
  g_assert_true (has (csv, claim));
  if (is != DLN_STANDING_HOLDS && !dln_standing_is_denied (is))
    {
      g_autofree char *ftm = cut (written->ftm, id, "\n");

      g_assert_true (has (ftm, "\"status\": [\"") || has (ftm, "\"description\": [\""));
      g_assert_true (has (ftm, standing));
    }
}

static void
check_tie (const Written     *written,
           const DlnRelation *row)
{
  const char *standing = dln_standing_get_name (DLN_STANDING (row));
  gboolean holds = DLN_STANDING (row) == DLN_STANDING_HOLDS;
  const char *subject = dln_case_get_string (
    written->dcase, dln_case_get_entity (written->dcase, row->subject)->name);
  const char *object = dln_case_get_string (
    written->dcase, dln_case_get_entity (written->dcase, row->object)->name);
  g_autofree char *path = g_strdup_printf ("/%s.md", subject);
  g_autofree char *link = g_strdup_printf ("[[%s]]", object);
  g_autofree char *mark = g_strdup_printf ("- %s: ", standing);
  g_autofree char *title =
    dln_case_dup_target_title (written->dcase, (DlnTarget){ DLN_TARGET_RELATION, row->id });
  g_autofree char *urn = g_strdup_printf ("\"urn:dateline:relation:%u:0\"", row->id);
  g_autofree char *annotation = cut (written->annotations, urn, "\"target\"");
  g_auto (GStrv) lines = g_strsplit (find_note (written, path), "\n", -1);
  guint n = 0;

  check_graphs (written, row, standing);
  check_lines (written, row, standing);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "- ") && has (lines[i], link))
      {
        n += 1;
        g_assert_cmpint (g_str_has_prefix (lines[i], mark), ==, !holds);
      }
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (g_str_has_suffix (title, ")"), ==, !holds);
  g_assert_true (has (annotation, standing));
}

/* no way leads over what does not hold, unless it is asked for */
static void
check_ways (const Written *written)
{
  for (guint a = 0; a < N_NAMES; a++)
    for (guint b = a + 1; b < N_NAMES; b++)
      {
        g_autoptr (GArray) way =
          dln_network_find_path (written->network, FIRST_ID + a, FIRST_ID + b);
        g_autoptr (GArray) doubtful =
          dln_network_find_doubtful_path (written->network, FIRST_ID + a, FIRST_ID + b);

        for (guint i = 0; way != NULL && i < way->len; i++)
          g_assert_cmpuint (DLN_STANDING (dln_case_get_relation (
                              written->dcase, g_array_index (way, DlnRelationId, i))),
                            ==,
                            DLN_STANDING_HOLDS);
        g_assert_true (way == NULL || (way->len > 0 && doubtful != NULL));
      }
}

/* ---- events ---------------------------------------------------------------------------------- */

static void
check_event (const Written  *written,
             const DlnEvent *event,
             const char     *calendar)
{
  DlnStanding is = DLN_STANDING (event);
  const char *standing = dln_standing_get_name (is);
  g_autofree char *uid = g_strdup_printf ("UID:event-%u-", event->id);
  g_autofree char *entry = cut (calendar, uid, "END:VEVENT");
  g_autofree char *mark = g_strdup_printf ("(%s)", standing);
  g_autofree char *id = g_strdup_printf ("{\"id\": \"dateline-event-%u\"", event->id);
  g_autofree char *ftm = cut (written->ftm, id, "\n");
  g_autofree char *note_name = g_strdup_printf ("Thing%c happens", 'A' + event->id - FIRST_ID);
  const char *note = find_note (written, note_name);
  g_autofree char *field = g_strdup_printf ("standing: \"%s\"", standing);

  g_assert_cmpint (has (entry, "STATUS:CONFIRMED"), ==, is == DLN_STANDING_HOLDS);
  g_assert_cmpint (has (entry, "STATUS:CANCELLED"), ==, dln_standing_is_denied (is));
  g_assert_cmpint (has (entry, mark), ==, is != DLN_STANDING_HOLDS);
  g_assert_cmpint (has (ftm, mark), ==, is != DLN_STANDING_HOLDS);
  g_assert_true (has (note, field));
}

static void
test_stories (void)
{
  for (guint seed = 0; seed < N_STORIES; seed++)
    {
      g_autoptr (DlnCase) dcase = make_story (seed);
      g_autoptr (DlnFilter) filter = dln_filter_new ();
      const DlnResolution *r = dln_case_get_resolution (dcase);
      g_autofree char *calendar = write_as (dcase, DLN_EXPORT_ICAL, FALSE);
      Written written = { .dcase = dcase };

      written.graphml = write_as (dcase, DLN_EXPORT_GRAPHML, TRUE);
      written.gexf = write_as (dcase, DLN_EXPORT_GEXF, TRUE);
      written.neo4j = write_as (dcase, DLN_EXPORT_NEO4J_LINKS, TRUE);
      written.ftm = write_as (dcase, DLN_EXPORT_FTM, TRUE);
      written.csv = write_as (dcase, DLN_EXPORT_CSV, TRUE);
      written.json = write_as (dcase, DLN_EXPORT_JSON, TRUE);
      written.annotations = write_as (dcase, DLN_EXPORT_WEB_ANNOTATION, TRUE);
      written.notes = dln_export_case_files (dcase, DLN_EXPORT_MARKDOWN, NULL);
      written.network = dln_network_new (dcase, filter);
      for (guint i = 0; i < r->relations->len; i++)
        check_tie (&written, DLN_ROW (r->relations, DlnRelation, i));
      for (guint i = 0; i < r->events->len; i++)
        check_event (&written, DLN_ROW (r->events, DlnEvent, i), calendar);
      check_ways (&written);
      g_free (written.graphml);
      g_free (written.gexf);
      g_free (written.neo4j);
      g_free (written.ftm);
      g_free (written.csv);
      g_free (written.json);
      g_free (written.annotations);
      g_ptr_array_unref (written.notes);
      dln_network_free (written.network);
    }
}

/* "denied" alone would be said of what was never to be so */
static void
test_scale (void)
{
  g_assert_cmpuint (
    dln_standing_of (DLN_POLARITY_NEGATED, DLN_MODALITY_ALLEGED), ==, DLN_STANDING_DENIED);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      DlnStanding standing = dln_standing_of (ways[i].polarity, ways[i].modality);

      g_assert_cmpint (standing == DLN_STANDING_HOLDS, ==, i == 0);
      g_assert_cmpint (dln_standing_get_label (standing) == NULL, ==, i == 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/standing/scale", test_scale);
  g_test_add_func ("/export/standing/stories", test_stories);
  return g_test_run ();
}
