/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables-tool MODEL [--mentions|--found|--given] FILE...
 *
 * Extracts text files, resolves them together and prints the tables for a reader: what a developer
 * looks at first.
 * --mentions: a line "file, begin, end, entity or event, type, id" for each mention, for
 * score_cross.py.
 * --found, --given: a line "file, begin, end, lemma, event" for each "begin end" of FILE.spans, for
 * score_ecb.py; with
 * --given these spans are the events, otherwise those found in the text are and 0 means none. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "extract/dln-kinds.h"
#include "extract/dln-resolution.h"

static DlnDocument *
read_document (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *id = g_path_get_basename (path);
  DlnDocumentInfo info = { .id = id };

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  return dln_document_new (text, -1, &info);
}

static const char *
get_name (const DlnResolution *resolution,
          DlnEntityId          id)
{
  for (guint i = 0; i < resolution->entities->len; i++)
    if (DLN_ROW (resolution->entities, DlnEntity, i)->id == id)
      return dln_strings_get (resolution->strings,
                              DLN_ROW (resolution->entities, DlnEntity, i)->name);
  return "-";
}

static void
print_evidence (const DlnResolution   *resolution,
                const DlnResolveInput *inputs,
                guint                  first,
                guint                  n)
{
  for (guint i = first; i < first + MIN (n, 6); i++)
    {
      const DlnEvidence *row = DLN_ROW (resolution->evidence, DlnEvidence, i);
      g_autofree char *text =
        dln_document_dup_span (inputs[row->document - 1].document, row->sentence);
      g_autofree char *when = dln_when_to_edtf (&row->when);

      g_print ("      [%u] %s{%s} %.140s  <%s; %s>\n", row->document,
               row->contradicts ? "AGAINST " : "", when, text,
               dln_strings_get (resolution->strings, row->reason),
               row->speaker != 0 ? get_name (resolution, row->speaker) : "");
    }
}

static void
print_tables (const DlnResolution   *resolution,
              const DlnResolveInput *inputs)
{
  for (guint i = 0; i < resolution->documents->len; i++)
    {
      const DlnResolvedDocument *row = DLN_ROW (resolution->documents, DlnResolvedDocument, i);
      g_autofree char *when = dln_when_to_edtf (&row->when);

      g_print ("D %u %s %s (%s) copy of %u: %s\n", row->document,
               dln_document_get_id (inputs[i].document), when,
               dln_date_source_get_name (row->date_source), row->same_as,
               dln_strings_get (resolution->strings, row->reason));
      print_evidence (resolution, inputs, row->first_reason, row->n_reasons);
    }
  for (guint i = 0; i < resolution->entities->len; i++)
    {
      const DlnEntity *row = DLN_ROW (resolution->entities, DlnEntity, i);

      g_print ("E %u %s %s [%s] %.2f docs %u mentions %u flags %u g%u:",
               row->id,
               dln_entity_type_get_tag (row->type),
               dln_strings_get (resolution->strings, row->name),
               dln_strings_get (resolution->strings, row->description),
               row->salience,
               row->n_documents,
               row->n_mentions,
               row->flags,
               row->gender);
      for (guint j = 0; j < row->n_aliases; j++)
        g_print (" | %s", dln_strings_get (resolution->strings,
                                           DLN_ROW (resolution->aliases, DlnAlias,
                                                    row->first_alias + j)->text));
      g_print ("\n");
    }
  for (guint i = 0; i < resolution->events->len; i++)
    {
      const DlnEvent *row = DLN_ROW (resolution->events, DlnEvent, i);
      g_autofree char *when = dln_when_to_edtf (&row->when);

      g_print ("V %u %s \"%s\" %s %s f%u src %u sal %.2f:",
               row->id,
               when,
               dln_strings_get (resolution->strings, row->title),
               dln_strings_get (resolution->strings, row->lemma),
               dln_event_type_get_name (row->type),
               row->flags,
               row->n_sources,
               row->salience);
      for (guint j = 0; j < row->n_participants; j++)
        {
          const DlnEventParticipant *who =
            DLN_ROW (resolution->participants, DlnEventParticipant, row->first_participant + j);

          g_print (" %s=%s", dln_role_get_name (who->role), get_name (resolution, who->entity));
        }
      g_print ("\n");
      print_evidence (resolution, inputs, row->first_evidence, row->n_evidence);
    }
  for (guint i = 0; i < resolution->relations->len; i++)
    {
      const DlnRelation *row = DLN_ROW (resolution->relations, DlnRelation, i);

      g_print ("R %u %s --%s%s--> %s (%s) n %u %.2f\n",
               row->id,
               get_name (resolution, row->subject),
               dln_relation_type_get_name (row->type),
               row->ended ? ", ended" : "",
               get_name (resolution, row->object),
               dln_strings_get (resolution->strings, row->caption),
               row->n_evidence,
               row->score);
    }
  for (guint i = 0; i < resolution->quotes->len; i++)
    {
      const DlnQuote *row = DLN_ROW (resolution->quotes, DlnQuote, i);

      g_print ("Q %u %s [%s]: %s (n %u)\n", row->id, get_name (resolution, row->speaker),
               dln_strings_get (resolution->strings, row->speaker_text),
               dln_strings_get (resolution->strings, row->text), row->n_evidence);
    }
  for (guint i = 0; i < resolution->conflicts->len; i++)
    {
      const DlnConflict *row = DLN_ROW (resolution->conflicts, DlnConflict, i);

      g_print ("C %s of %s %u: %s / %s\n", dln_conflict_type_get_name (row->type),
               dln_target_kind_get_name (row->kind), row->target,
               dln_strings_get (resolution->strings, row->value_a),
               dln_strings_get (resolution->strings, row->value_b));
    }
  for (guint i = 0; i < resolution->suggestions->len; i++)
    {
      const DlnSuggestion *row = DLN_ROW (resolution->suggestions, DlnSuggestion, i);

      g_print ("S %s = %s? %.2f %s\n", get_name (resolution, row->a), get_name (resolution, row->b),
               row->score, dln_strings_get (resolution->strings, row->reason));
    }
}

static DlnEntityType
get_type (const DlnResolution *resolution,
          DlnEntityId          id,
          DlnEntityType        own)
{
  for (guint i = 0; i < resolution->entities->len; i++)
    if (DLN_ROW (resolution->entities, DlnEntity, i)->id == id)
      return DLN_ROW (resolution->entities, DlnEntity, i)->type;
  return own;
}

static void
print_mention (const char       *id,
               DlnSpan           span,
               const DlnMention *row,
               guint             document,
               guint             entity,
               DlnEntityType     type)
{
  g_print ("%s\t%u\t%u\tentity\t%d\t%s%u\n", id, span.begin, span.end, type,
           entity != 0 ? "" : "x", entity != 0 ? entity : (document << 16 | row->entity));
}

static void
print_mentions (const DlnResolution   *resolution,
                const DlnResolveInput *inputs,
                gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    {
      const DlnAnnotations *annotations = inputs[i].annotations;
      const GArray *entities = g_ptr_array_index (resolution->entity_of, i);
      const GArray *events = g_ptr_array_index (resolution->event_of, i);
      const char *id = dln_document_get_id (inputs[i].document);

      for (guint j = 0; j < annotations->mentions->len; j++)
        {
          const DlnMention *row = DLN_ROW (annotations->mentions, DlnMention, j);
          guint entity =
            row->entity < entities->len ? g_array_index (entities, DlnEntityId, row->entity) : 0;

          const char *text = dln_document_get_text (inputs[i].document, NULL);
          DlnEntityType type = get_type (resolution, entity, row->type);

          if (!dln_span_is_empty (row->title)
              && dln_title_is_role (text + row->title.begin, row->title.end - row->title.begin))
            print_mention (id, row->title, row, i, entity, type);
          print_mention (id, row->span, row, i, entity, type);
        }
      for (guint j = 0; j < annotations->events->len; j++)
        {
          const DlnEventClaim *row = DLN_ROW (annotations->events, DlnEventClaim, j);

          g_print ("%s\t%u\t%u\tevent\t%d\t%u\n", id, row->span.begin, row->span.end, row->flags,
                   g_array_index (events, DlnEventId, j));
        }
    }
}

/* ---- spans from a file ----------------------------------------------------------------------- */

static GArray *
read_spans (const char *path)
{
  g_autofree char *name = g_strndup (path, strlen (path) - 4);
  g_autofree char *spans = g_strconcat (name, ".spans", NULL);
  g_autofree char *data = NULL;
  GArray *array = g_array_new (FALSE, FALSE, sizeof (DlnSpan));

  if (!g_file_get_contents (spans, &data, NULL, NULL))
    return array;

  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      DlnSpan span;

      if (sscanf (lines[i], "%u %u", &span.begin, &span.end) == 2)
        g_array_append_val (array, span);
    }
  return array;
}

/* The first token of a span whose head lies outside. */
static const DlnToken *
find_head (const DlnAnnotations *annotations,
           DlnSpan               span)
{
  for (guint i = 0; i < annotations->tokens->len; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);

      if (dln_span_overlaps (token->span, span)
          && (token->head < 0
              || !dln_span_overlaps (DLN_ROW (annotations->tokens, DlnToken, token->head)->span,
                                     span)))
        return token;
    }
  return NULL;
}

static void
print_spans (const DlnResolution   *resolution,
             const DlnResolveInput *inputs,
             gsize                  n,
             char                 **paths)
{
  for (gsize i = 0; i < n; i++)
    {
      const DlnAnnotations *annotations = inputs[i].annotations;
      const GArray *events = g_ptr_array_index (resolution->event_of, i);
      g_autoptr (GArray) spans = read_spans (paths[i]);

      for (guint j = 0; j < spans->len; j++)
        {
          DlnSpan span = g_array_index (spans, DlnSpan, j);
          const DlnToken *head = find_head (annotations, span);
          guint event = 0;

          for (guint k = 0; k < annotations->events->len && event == 0; k++)
            if (head != NULL
                && dln_span_overlaps (DLN_ROW (annotations->events, DlnEventClaim, k)->span,
                                      head->span))
              event = g_array_index (events, DlnEventId, k);
          g_print ("%s\t%u\t%u\t%s\t%u\n",
                   dln_document_get_id (inputs[i].document),
                   span.begin,
                   span.end,
                   head != NULL ? dln_strings_get (annotations->strings, head->lemma) : "",
                   event);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnModel) model = argc > 1 ? dln_model_open (argv[1], &error) : NULL;
  g_autofree DlnResolveInput *inputs = g_new0 (DlnResolveInput, argc + 1);
  gsize n = 0;
  gboolean mentions = argc > 2 && g_strcmp0 (argv[2], "--mentions") == 0;
  gboolean given = argc > 2 && g_strcmp0 (argv[2], "--given") == 0;
  gboolean found = argc > 2 && g_strcmp0 (argv[2], "--found") == 0;
  int first = mentions || given || found ? 3 : 2;

  if (model == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "tables-tool MODEL FILE...");
      return 2;
    }
  for (int i = first; i < argc; i++)
    {
      DlnDocument *document = read_document (argv[i]);
      g_autoptr (GArray) spans = given ? read_spans (argv[i]) : NULL;
      DlnExtractOptions options = { 0 };

      if (document == NULL)
        {
          g_printerr ("%s cannot be read\n", argv[i]);
          return 1;
        }
      if (given)
        {
          options.triggers = spans->len > 0 ? (const DlnSpan *) spans->data : &(DlnSpan){ 0, 0 };
          options.n_triggers = spans->len;
        }
      inputs[n].document = document;
      inputs[n].annotations = dln_extract (model, document, &options, NULL, NULL);
      n++;
    }

  g_autoptr (DlnResolution) resolution = dln_resolve (inputs, n, NULL, 0, NULL, NULL);

  if (mentions)
    print_mentions (resolution, inputs, n);
  else if (given || found)
    print_spans (resolution, inputs, n, argv + first);
  else
    print_tables (resolution, inputs);
  for (gsize i = 0; i < n; i++)
    {
      dln_document_unref (inputs[i].document);
      dln_annotations_unref (inputs[i].annotations);
    }
  return 0;
}
