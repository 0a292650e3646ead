/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data formats: what a program would read is what the case holds, and the same bytes come twice. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <string.h>

#include "case-fixture.h"
#include "export/dln-export-table.h"
#include "export/dln-export.h"

static JsonObject *
parse (JsonParser *parser,
       const char *text,
       gssize      length)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (json_parser_load_from_data (parser, text, length, &error));
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

/* each line an object whose text stands where it says, in code points */
static guint
check_lines (const char *lines,
             const char *layer)
{
  g_auto (GStrv) split = g_strsplit (lines, "\n", -1);
  guint n = 0;

  for (guint i = 0; split[i] != NULL && *split[i] != '\0'; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      JsonObject *object = parse (parser, split[i], -1);
      const char *doc = json_object_get_string_member (object, "doc");
      const char *text = fixture_texts[strcmp (doc, "one.txt") == 0 ? 0 : 1];

      n += strcmp (json_object_get_string_member (object, "layer"), layer) == 0;
      if (json_object_has_member (object, "text"))
        {
          gint64 start = json_object_get_int_member (object, "start");
          gint64 end = json_object_get_int_member (object, "end");
          g_autofree char *words = g_utf8_substring (text, start, end);

          g_assert_cmpstr (json_object_get_string_member (object, "text"), ==, words);
        }
    }
  return n;
}

static void
test_annotations (void)
{
  g_autoptr (DlnDocument) document = fixture_document (0);
  g_autoptr (DlnAnnotations) annotations = fixture_annotations (0);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  dln_export_annotations (document, annotations, DLN_LAYER_DEFAULT, out);
  g_assert_cmpuint (check_lines (out->str, "name"), ==, 3);
  g_assert_cmpuint (check_lines (out->str, "quote"), ==, 1);
  g_assert_cmpuint (check_lines (out->str, "relation"), ==, 1);
  g_assert_cmpuint (check_lines (out->str, "event"), ==, 1);
  g_assert_nonnull (strstr (out->str, "\"when\": \"2021-05-03\""));
  dln_export_annotations (document, annotations, DLN_LAYER_NAMES, names);
  g_assert_null (strstr (names->str, "\"quote\""));
}

static void
test_dump (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) again = g_string_new (NULL);

  dln_export_dump (dcase, out);
  dln_export_dump (dcase, again);
  g_assert_cmpstr (out->str, ==, again->str);
  g_assert_cmpuint (check_lines (out->str, "document"), ==, 2);
  g_assert_cmpuint (check_lines (out->str, "name"), ==, 5);
  g_assert_nonnull (strstr (out->str, "\"date\": \"2021-05-04\", \"dateSource\": \"given\""));
  /* the same woman in both */
  g_assert_nonnull (strstr (out->str, "\"text\": \"Anna Berg\", \"type\": \"PER\", \"entity\": 1"));
  g_assert_nonnull (strstr (out->str, "\"text\": \"Berg\", \"type\": \"PER\", \"entity\": 1"));
  g_assert_nonnull (strstr (out->str, "\"event\": 2"));
}

/* What the case or the user says of an entity holds for all its mentions, wherever they stand. */
static void
test_dump_types (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autoptr (GString) out = g_string_new (NULL);
  DlnDecision retype = { DLN_TARGET_ENTITY, DLN_DECISION_RETYPE, 2, 0, DLN_ENTITY_PLACE, NULL };

  g_assert_true (dln_case_decide (dcase, &retype));
  dln_export_dump (dcase, out);
  g_assert_null (strstr (out->str, "\"text\": \"Caf\u00e9 Nord\", \"type\": \"ORG\""));
  g_assert_nonnull (
    strstr (out->str, "\"text\": \"Caf\u00e9 Nord\", \"type\": \"LOC\", \"entity\": 2"));
  g_assert_nonnull (strstr (out->str, "\"folder\""));
}

/* "Engineer Anna Berg": the noun before the name refers to her too, "Ms" does not. */
static void
test_titles (void)
{
  const char *texts[] = { "Engineer Anna Berg left.", "Ms Anna Berg left." };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (DlnDocument) document = dln_document_new (texts[i], -1, NULL);
      g_autoptr (DlnAnnotations) annotations = dln_annotations_new ();
      g_autoptr (GString) out = g_string_new (NULL);
      guint32 begin = strstr (texts[i], "Anna") - texts[i];
      DlnMention mention = { .span = { begin, begin + 9 },
                             .title = { 0, begin - 1 },
                             .type = DLN_ENTITY_PERSON };

      fixture_add_local (annotations, "Anna Berg", DLN_ENTITY_PERSON);
      g_array_append_val (annotations->mentions, mention);
      dln_export_annotations (document, annotations, DLN_LAYER_DEFAULT, out);
      g_assert_cmpint (strstr (out->str, "\"layer\": \"mention\"") != NULL, ==, i == 0);
    }
}

static guint
count (const char *text,
       const char *piece)
{
  const char *end = text + strlen (text);
  guint n = 0;

  /* not strstr: under a sanitizer each call would measure the whole rest */
  for (const char *p = text; (p = g_strstr_len (p, end - p, piece)) != NULL; p++)
    n += 1;
  return n;
}

/* "word " @n times, with an event on each word and one quote over all; a sentence has @length words
 */
static DlnAnnotations *
make_words (guint     n,
            guint     length,
            GString  *text)
{
  DlnAnnotations *annotations = dln_annotations_new ();
  DlnBlock block = { .span = DLN_SPAN (0, n * 5), .n_sentences = n / length };
  DlnQuoteClaim quote = { .span = DLN_SPAN (0, n * 5), .speaker = DLN_NO_ROW };

  g_array_append_val (annotations->blocks, block);
  g_array_append_val (annotations->quotes, quote);
  for (guint i = 0; i < n; i++)
    {
      DlnToken token = { .span = DLN_SPAN (i * 5, i * 5 + 4), .sentence = i / length, .head = -1 };
      DlnEventClaim event = { .span = token.span, .time = DLN_NO_ROW, .place = DLN_NO_ROW };
      DlnSentence sentence = {
        .span = DLN_SPAN (i * 5, (i + length) * 5), .first_token = i, .n_tokens = length
      };

      g_string_append (text, "word ");
      g_array_append_val (annotations->tokens, token);
      g_array_append_val (annotations->events, event);
      if (i % length == 0)
        g_array_append_val (annotations->sentences, sentence);
    }
  return annotations;
}

/* Work that grows with the square of the text would take hours here. */
static void
test_tracks_of_a_book (void)
{
  guint n = 100000;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (DlnAnnotations) annotations = make_words (n, 5, text);
  DlnDocumentInfo info = { .id = "book" };
  g_autoptr (DlnDocument) document = dln_document_new (text->str, text->len, &info);
  g_autoptr (GString) tracks = g_string_new (NULL);

  dln_export_tracks (document, annotations, DLN_LAYER_DEFAULT, tracks);
  g_assert_cmpuint (count (tracks->str, "\n  event "), ==, n);
  g_assert_cmpuint (count (tracks->str, "\n  quote "), ==, n / 5);
  g_assert_cmpuint (tracks->len, <, 30 * text->len);
}

static void
test_tracks_of_one_sentence (void)
{
  guint n = 100000;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (DlnAnnotations) annotations = make_words (n, n, text);
  DlnDocumentInfo info = { .id = "sentence" };
  g_autoptr (DlnDocument) document = dln_document_new (text->str, text->len, &info);
  g_autoptr (GString) tracks = g_string_new (NULL);

  /* many quotes inside each other: under each line the innermost are enough */
  for (guint i = 1; i < n / 2; i++)
    {
      DlnQuoteClaim quote = { .span = DLN_SPAN (i * 5, n * 5), .speaker = DLN_NO_ROW };

      g_array_append_val (annotations->quotes, quote);
    }
  dln_export_tracks (document, annotations, DLN_LAYER_DEFAULT, tracks);
  g_assert_cmpuint (count (tracks->str, "\n  event "), ==, n);
  g_assert_cmpuint (count (tracks->str, "\n  quote "), >=, n / 2);
  g_assert_cmpuint (tracks->len, <, 400 * text->len);
}

static void
test_tracks_and_conllu (void)
{
  g_autoptr (DlnDocument) document = fixture_document (0);
  g_autoptr (DlnAnnotations) annotations = fixture_annotations (0);
  g_autoptr (GString) tracks = g_string_new (NULL);
  g_autoptr (GString) conllu = g_string_new (NULL);

  dln_export_tracks (document, annotations, DLN_LAYER_DEFAULT, tracks);
  g_assert_nonnull (strstr (tracks->str, "  name     ~~~~~~~~~ PER #1\n"));
  g_assert_nonnull (strstr (tracks->str, "Anna Berg #1 -meets-> Caf\u00e9 Nord #2"));
  dln_export_conllu (document, annotations, conllu);
  g_assert_true (
    g_str_has_prefix (conllu->str, "# newdoc id = one.txt\n# newpar\n# sent_id = one.txt-1\n"));
}

static char *
export (DlnCase         *dcase,
        DlnExportFormat  format,
        gboolean         graph,
        const DlnFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = dln_export_case (dcase, format, graph, filter, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_json (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autofree char *all = export (dcase, DLN_EXPORT_JSON, FALSE, NULL);
  g_autofree char *some = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse (parser, all, -1);
  JsonObject *entity;

  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (object, "entities")), ==, 3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "events")), ==, 2);
  entity = json_array_get_object_element (json_object_get_array_member (object, "entities"), 0);
  g_assert_cmpstr (json_object_get_string_member (entity, "name"), ==, "Anna Berg");
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (entity, "evidence")), ==, 2);
  filter->end = dln_instant_from_civil (2021, 12, 31, 0, 0, 0);
  filter->begin = dln_instant_from_civil (2021, 1, 1, 0, 0, 0);
  some = export (dcase, DLN_EXPORT_JSON, FALSE, filter);
  object = parse (parser, some, -1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "events")), ==, 1);
}

static void
test_csv (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autofree char *events = export (dcase, DLN_EXPORT_CSV, FALSE, NULL);
  g_autofree char *relations = export (dcase, DLN_EXPORT_CSV, TRUE, NULL);

  g_assert_true (g_str_has_prefix (events, "event,when,title,type,"));
  g_assert_nonnull (strstr (events, "\r\n1,2021-05-03,Anna Berg meets Caf\u00e9 Nord,"));
  g_assert_nonnull (strstr (relations, "1,Anna Berg,meets,Caf\u00e9 Nord,"));
}

/* a cell cannot be a formula, whatever an article is called */
static void
test_csv_formula (void)
{
  static const char *const columns[] = { "name", "#n" };
  DlnTable table = { columns, 2, g_ptr_array_new () };
  g_autoptr (GString) out = g_string_new (NULL);

  g_ptr_array_add (table.cells, (gpointer) "=HYPERLINK(\"x\")");
  g_ptr_array_add (table.cells, (gpointer) "-4");
  dln_table_to_csv (&table, out);
  g_assert_cmpstr (out->str, ==, "name,n\r\n\"'=HYPERLINK(\"\"x\"\")\",-4\r\n");
  /* nor where it is pasted; and it is no markup there */
  table.cells->pdata[0] = (gpointer) "=A\tB\n<b>";
  g_string_truncate (out, 0);
  dln_table_to_tabs (&table, out);
  g_assert_cmpstr (out->str, ==, "name\tn\n'=A B <b>\t-4\n");
  g_string_truncate (out, 0);
  dln_table_to_html (&table, out);
  g_assert_nonnull (strstr (out->str, "<th>n</th></tr>\n<tr><td>=A\tB\n&lt;b&gt;</td>"));
  g_ptr_array_unref (table.cells);
}

static void
test_graphml (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autofree char *text = export (dcase, DLN_EXPORT_GRAPHML, TRUE, NULL);
  xmlDoc *doc = xmlReadMemory (text, strlen (text), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  xmlFreeDoc (doc);
  g_assert_nonnull (strstr (text, "<edge id=\"e1\" source=\"n1\" target=\"n2\""));
  g_assert_nonnull (strstr (text, "attr.name=\"betweenness\" attr.type=\"double\""));
  g_assert_nonnull (strstr (text, "<data key=\"community\">1</data>"));
}

static void
test_ftm (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autofree char *text = export (dcase, DLN_EXPORT_FTM, TRUE, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (; lines[n] != NULL && *lines[n] != '\0'; n++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      JsonObject *object = parse (parser, lines[n], -1);

      g_assert_true (json_object_has_member (object, "schema"));
      g_assert_true (json_object_has_member (object, "properties"));
    }
  g_assert_cmpuint (n, ==, 8); /* 2 articles, 3 entities, 1 relation, 2 events */
  g_assert_nonnull (strstr (text, "\"schema\": \"Person\""));
  g_assert_nonnull (strstr (text, "\"dateline-relation-1\""));
}

/* what is tied to a hidden name is left out, so that nothing refers to what the file lacks */
static void
test_ftm_closed (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autofree char *text = NULL;

  filter->entity_types &= ~(1u << DLN_ENTITY_PERSON);
  text = export (dcase, DLN_EXPORT_FTM, TRUE, filter);
  g_assert_null (strstr (text, "\"Person\""));
  g_assert_null (strstr (text, "\"dateline-entity-1\""));
  g_assert_null (strstr (text, "\"dateline-relation-1\""));
}

/* strange characters come through every format */
static void
test_hostile_names (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  DlnDecision rename = {
    DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 1, 0, 0, "<b>\"A\"\x01&amp;\n,;'\\\x7f</b>"
  };
  g_autofree char *json = NULL;
  g_autofree char *graphml = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  xmlDoc *doc;

  g_assert_true (dln_case_decide (dcase, &rename));
  json = export (dcase, DLN_EXPORT_JSON, FALSE, NULL);
  parse (parser, json, -1);
  graphml = export (dcase, DLN_EXPORT_GRAPHML, TRUE, NULL);
  doc = xmlReadMemory (graphml, strlen (graphml), NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (doc);
  xmlFreeDoc (doc);
}

/* what was decided, what it replaced and what it is about */
static void
test_decisions (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  DlnDecision decisions[] = {
    { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 2, 0, 0, "North Bar" },
    { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 2, 0, 0, "North Inn" },
    { DLN_TARGET_EVENT, DLN_DECISION_HIDE, 1, 0, 0, NULL },
  };
  g_autoptr (DlnTable) table = NULL;
  g_autoptr (GString) csv = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    g_assert_true (dln_case_decide (dcase, &decisions[i]));
  dln_case_undo (dcase);
  table = dln_table_new (dcase, DLN_TABLE_DECISIONS, NULL);
  dln_table_to_csv (table, csv);
  g_assert_nonnull (strstr (csv->str, "1,replaced,rename,entity,2,Caf\u00e9 Nord,Caf\u00e9 Nord,"
                                      "North Bar,"));
  g_assert_nonnull (strstr (csv->str, "2,holds,rename,entity,2,North Bar,North Bar,North Inn,"));
  g_assert_nonnull (strstr (csv->str, "3,undone,hide,event,1,"));
  g_assert_nonnull (strstr (csv->str, ",hidden,"));
}

static void
test_tables (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();

  for (guint kind = 0; kind < DLN_N_TABLES; kind++)
    {
      g_autoptr (DlnTable) table = dln_table_new (dcase, kind, NULL);
      g_autoptr (GString) json = g_string_new (NULL);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (JsonParser) parser = json_parser_new ();

      g_assert_cmpuint (table->cells->len % table->n_columns, ==, 0);
      dln_table_to_json (table, json);
      g_assert_true (json_parser_load_from_data (parser, json->str, -1, NULL));
      dln_table_to_text (table, text);
      g_assert_true (g_utf8_validate (text->str, -1, NULL));
    }
}

/* The columns of the measures, the names of a community, and what is claimed along a way. */
static void
test_network_tables (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autoptr (DlnTable) people = dln_table_new (dcase, DLN_TABLE_PEOPLE, NULL);
  g_autoptr (DlnTable) communities = dln_table_new (dcase, DLN_TABLE_COMMUNITIES, NULL);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (DlnRelationId));
  DlnRelationId step = 1;
  guint n;

  dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_RELATION, step }, &n);
  g_assert_cmpstr (people->columns[people->n_columns - 3], ==, "#community");
  g_assert_cmpstr (g_ptr_array_index (people->cells, people->n_columns - 3), ==, "1");
  g_assert_cmpstr (g_ptr_array_index (people->cells, people->n_columns - 2), ==, "0.000");
  g_assert_cmpuint (communities->cells->len, ==, communities->n_columns);
  g_assert_cmpstr (g_ptr_array_index (communities->cells, 1), ==, "2");
  g_array_append_val (path, step);
  g_autoptr (DlnTable) steps = dln_table_new_path (dcase, path);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (steps->cells->len, ==, n * steps->n_columns);
}

/* What was made by hand is told apart in each format, and what articles say bears no such word. */
static void
test_by_hand (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  const DlnDecision event = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_ADD,
                              .text = "They met in the park" };
  const DlnDecision name = { .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_ADD,
                             .text = "Nora Quist", .value = DLN_ENTITY_PERSON };
  static const struct
  {
    DlnExportFormat format;
    const char     *told;
  } formats[] = {
    { DLN_EXPORT_JSON, "\"origin\": \"own knowledge\"" },
    { DLN_EXPORT_FTM, "own knowledge" },
    { DLN_EXPORT_GRAPHML, "own knowledge" },
  };

  for (guint i = 0; i < 2; i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (formats); k++)
        {
          g_autofree char *text = export (dcase, formats[k].format, k > 0, NULL);

          g_assert_true ((strstr (text, formats[k].told) != NULL) == (i > 0));
        }
      g_autoptr (DlnTable) events = dln_table_new (dcase, DLN_TABLE_EVENTS, NULL);
      guint n_own = 0;

      g_assert_cmpstr (events->columns[events->n_columns - 1], ==, "origin");
      for (guint at = events->n_columns - 1; at < events->cells->len; at += events->n_columns)
        n_own += strcmp (g_ptr_array_index (events->cells, at), "own knowledge") == 0;
      g_assert_cmpuint (n_own, ==, i);
      if (i == 0)
        g_assert_true (dln_case_decide (dcase, &event) && dln_case_decide (dcase, &name));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/data/annotations", test_annotations);
  g_test_add_func ("/export/data/dump", test_dump);
  g_test_add_func ("/export/data/dump-types", test_dump_types);
  g_test_add_func ("/export/data/titles", test_titles);
  g_test_add_func ("/export/data/tracks-and-conllu", test_tracks_and_conllu);
  g_test_add_func ("/export/data/tracks-of-a-book", test_tracks_of_a_book);
  g_test_add_func ("/export/data/tracks-of-one-sentence", test_tracks_of_one_sentence);
  g_test_add_func ("/export/data/json", test_json);
  g_test_add_func ("/export/data/csv", test_csv);
  g_test_add_func ("/export/data/csv-formula", test_csv_formula);
  g_test_add_func ("/export/data/graphml", test_graphml);
  g_test_add_func ("/export/data/ftm", test_ftm);
  g_test_add_func ("/export/data/ftm-closed", test_ftm_closed);
  g_test_add_func ("/export/data/hostile-names", test_hostile_names);
  g_test_add_func ("/export/data/tables", test_tables);
  g_test_add_func ("/export/data/decisions", test_decisions);
  g_test_add_func ("/export/data/network-tables", test_network_tables);
  g_test_add_func ("/export/data/by-hand", test_by_hand);
  return g_test_run ();
}
