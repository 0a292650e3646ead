/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading-tool MODEL < SENTENCES > READINGS
 *
 * What the encoder reads in sentences whose words are given: JSON lines with `words` (and `id`), as
 * in the annotation of sentences. Writes for each line id, words, tags, heads (0 the root), rels,
 * names, events, relations and quotes, with indices of `words`. MODEL is a bundle (en.dlnmodel)
 * beside which the encoder's two files lie. score_reading.py scores what this writes. */
#include "config.h"

#include <json-glib/json-glib.h>

#include <stdio.h>
#include <string.h>

#include "extract/dln-stage-private.h"

static GPtrArray *
read_lines (void)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (fileno (stdin));
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  char *line;

  while (g_io_channel_read_line (input, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
    {
      g_autofree char *owned = line;
      g_autoptr (GError) error = NULL;
      JsonNode *node = json_from_string (owned, &error);

      if (node == NULL)
        g_error ("line %u: %s", objects->len + 1, error != NULL ? error->message : "empty");
      g_ptr_array_add (objects, node);
    }
  return objects;
}

/* One document of all lines, each a sentence */
static DlnDocument *
make_document (GPtrArray      *lines,
               DlnAnnotations *annotations)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      JsonObject *line = json_node_get_object (g_ptr_array_index (lines, i));
      JsonArray *words = json_object_get_array_member (line, "words");
      DlnSentence sentence = { .first_token = annotations->tokens->len,
                               .n_tokens = json_array_get_length (words) };

      sentence.span.begin = text->len;
      for (guint k = 0; k < sentence.n_tokens; k++)
        {
          DlnToken token = { .head = -1, .sentence = i };

          if (k > 0)
            g_string_append_c (text, ' ');
          token.span.begin = text->len;
          g_string_append (text, json_array_get_string_element (words, k));
          token.span.end = text->len;
          g_array_append_val (annotations->tokens, token);
        }
      sentence.span.end = text->len;
      g_string_append_c (text, '\n');
      g_array_append_val (annotations->sentences, sentence);
    }
  return dln_document_new (text->str, text->len, NULL);
}

static void
add_links (JsonBuilder       *builder,
           const DlnReading  *reading,
           guint32            first_link,
           guint32            n_links,
           DlnLinkRole        role,
           const DlnSentence *sentence)
{
  guint n;
  const DlnReadLink *links = _dln_reading_get_links (reading, first_link, n_links, role, &n);

  json_builder_set_member_name (builder, _dln_link_role_get_name (role));
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_int_value (builder, links[i].token - sentence->first_token);
  json_builder_end_array (builder);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_float (JsonBuilder *builder,
           const char  *name,
           double       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_words (JsonBuilder       *builder,
           DlnAnnotations    *annotations,
           const DlnReading  *reading,
           const DlnSentence *sentence)
{
  static const char *const names[] = { "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC" };
  const DlnReadToken *tokens
    = &g_array_index (reading->tokens, DlnReadToken, sentence->first_token);
  g_autofree guint8 *labels = g_new (guint8, sentence->n_tokens + 1);

  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sentence->n_tokens; i++)
    {
      g_autofree char *tag = g_strconcat (dln_upos_get_name (tokens[i].upos),
                                          "|",
                                          dln_strings_get (annotations->strings, tokens[i].xpos),
                                          NULL);

      json_builder_add_string_value (builder, tag);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "heads");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sentence->n_tokens; i++)
    json_builder_add_int_value (
      builder, tokens[i].head < 0 ? 0 : tokens[i].head - (gint32) sentence->first_token + 1);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "rels");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sentence->n_tokens; i++)
    json_builder_add_string_value (builder, dln_deprel_get_name (tokens[i].deprel));
  json_builder_end_array (builder);
  _dln_reading_label_names (tokens, sentence->n_tokens, labels);
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sentence->n_tokens; i++)
    json_builder_add_string_value (builder, names[labels[i]]);
  json_builder_end_array (builder);
}

static void
add_events (JsonBuilder       *builder,
            const DlnReading  *reading,
            const DlnSentence *sentence)
{
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reading->events->len; i++)
    {
      const DlnReadEvent *event = &g_array_index (reading->events, DlnReadEvent, i);

      if (event->token - sentence->first_token >= sentence->n_tokens)
        continue;
      json_builder_begin_object (builder);
      add_int (builder, "trigger", event->token - sentence->first_token);
      add_string (builder, "status", _dln_status_get_name (event->status));
      add_float (builder, "p", event->p[event->status]);
      add_int (builder, "weight", event->weight);
      for (guint role = DLN_LINK_WHO; role <= DLN_LINK_TITLE; role++)
        add_links (builder, reading, event->first_link, event->n_links, role, sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_ties (JsonBuilder       *builder,
          const DlnReading  *reading,
          const DlnSentence *sentence)
{
  json_builder_set_member_name (builder, "relations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reading->ties->len; i++)
    {
      const DlnReadTie *tie = &g_array_index (reading->ties, DlnReadTie, i);

      if (tie->from - sentence->first_token >= sentence->n_tokens)
        continue;
      json_builder_begin_object (builder);
      add_int (builder, "from", tie->from - sentence->first_token);
      add_int (builder,
               "to",
               tie->to == DLN_NO_ROW ? -1 : (gint64) tie->to - sentence->first_token);
      add_string (builder, "type", _dln_tie_type_get_name (tie->type));
      add_string (builder, "state", _dln_tie_state_get_name (tie->state));
      add_float (builder, "p", tie->p);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_quotes (JsonBuilder       *builder,
            const DlnReading  *reading,
            const DlnSentence *sentence)
{
  static const char *const kinds[] = { "direct", "indirect", "mixed" };

  json_builder_set_member_name (builder, "quotes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reading->quotes->len; i++)
    {
      const DlnReadQuote *quote = &g_array_index (reading->quotes, DlnReadQuote, i);

      if (quote->cue - sentence->first_token >= sentence->n_tokens)
        continue;
      json_builder_begin_object (builder);
      add_int (builder, "cue", quote->cue - sentence->first_token);
      add_string (builder, "kind", kinds[quote->kind]);
      add_float (builder, "p", quote->p);
      for (guint role = DLN_LINK_SPEAKER; role <= DLN_LINK_CONTENT; role++)
        add_links (builder, reading, quote->first_link, quote->n_links, role, sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_sentence (JsonNode          *line,
                DlnAnnotations    *annotations,
                const DlnReading  *reading,
                const DlnSentence *sentence)
{
  JsonObject *object = json_node_get_object (line);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  if (json_object_has_member (object, "id"))
    {
      json_builder_set_member_name (builder, "id");
      json_builder_add_value (builder, json_node_copy (json_object_get_member (object, "id")));
    }
  json_builder_set_member_name (builder, "words");
  json_builder_add_value (builder, json_node_copy (json_object_get_member (object, "words")));
  add_words (builder, annotations, reading, sentence);
  add_events (builder, reading, sentence);
  add_ties (builder, reading, sentence);
  add_quotes (builder, reading, sentence);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  puts (text);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    g_error ("reading-tool MODEL < SENTENCES > READINGS");

  g_autoptr (DlnModel) model = dln_model_open (argv[1], &error);

  if (model == NULL)
    g_error ("%s", error->message);

  g_autoptr (GPtrArray) lines = read_lines ();
  g_autoptr (DlnAnnotations) annotations = dln_annotations_new ();
  g_autoptr (DlnDocument) document = make_document (lines, annotations);
  DlnStageContext context = { .model = model, .document = document, .annotations = annotations };

  context.text = dln_document_get_text (document, &context.length);
  if (!_dln_encoder_run (&context, &error))
    g_error ("%s", error->message);
  if (context.reading == NULL)
    g_error ("There is no reader.dlnmodel beside %s.", argv[1]);
  for (guint i = 0; i < lines->len; i++)
    print_sentence (g_ptr_array_index (lines, i),
                    annotations,
                    context.reading,
                    DLN_ROW (annotations->sentences, DlnSentence, i));
  _dln_reading_free (context.reading);
  return 0;
}
