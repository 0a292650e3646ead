/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The articles of a case with their annotations in the standoff format of brat
 * (https://brat.nlplab.org/standoff.html): for each article a text and a file of annotations, and
 * the configuration that brat wants. Offsets are characters. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "base/dln-utf8.h"
#include "case/dln-standing.h"
#include "export/dln-export-data-private.h"

#include <string.h>

typedef struct
{
  const DlnAnnotations *annotations;
  const char           *text;
  DlnOffsetMap         *map;
  GString              *out;
  guint                 n_spans; /* T1, T2, ... */
  guint                 n_events;
  guint                 n_relations;
  guint                 n_attributes;
  GArray               *of_mention; /* guint: number of its T; 0 = none */
} Article;

/* "armed conflict" is Armed_conflict: letters and underscores only */
static char *
dup_type (const char *name)
{
  char *type = g_strdup (name);

  for (char *p = type; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      *p = '_';
  *type = g_ascii_toupper (*type);
  return type;
}

/* the lines of a span, as brat has no text over several: "12 20;21 30" */
static void
put_offsets (Article *article,
             DlnSpan  span)
{
  guint32 begin = span.begin;
  gboolean first = TRUE;

  while (begin < span.end)
    {
      const char *newline = memchr (article->text + begin, '\n', span.end - begin);
      guint32 end = newline != NULL ? (guint32) (newline - article->text) : span.end;

      if (end > begin)
        {
          g_string_append_printf (article->out,
                                  "%s%u %u",
                                  first ? "" : ";",
                                  (guint) dln_offset_map_to_characters (article->map, begin),
                                  (guint) dln_offset_map_to_characters (article->map, end));
          first = FALSE;
        }
      begin = end + 1;
    }
}

/* the words of a span on one line */
static void
put_words (Article *article,
           DlnSpan  span)
{
  gboolean gap = FALSE, first = TRUE;

  for (guint32 i = span.begin; i < span.end; i++)
    {
      if (article->text[i] == '\n')
        {
          gap = !first;
          continue;
        }
      if (gap)
        g_string_append_c (article->out, ' ');
      gap = FALSE;
      first = FALSE;
      g_string_append_c (article->out, article->text[i] == '\t' ? ' ' : article->text[i]);
    }
}

/* Returns: the number of the annotation */
static guint
put_span (Article    *article,
          const char *type,
          DlnSpan     span)
{
  g_autofree char *clean = dup_type (type);

  article->n_spans += 1;
  g_string_append_printf (article->out, "T%u\t%s ", article->n_spans, clean);
  put_offsets (article, span);
  g_string_append_c (article->out, '\t');
  put_words (article, span);
  g_string_append_c (article->out, '\n');
  return article->n_spans;
}

static void
put_standing (Article    *article,
              char        kind,
              guint       number,
              DlnStanding standing)
{
  g_autofree char *type = NULL;

  if (standing == DLN_STANDING_HOLDS)
    return;
  type = dup_type (dln_standing_get_name (standing));
  article->n_attributes += 1;
  g_string_append_printf (
    article->out, "A%u\t%s %c%u\n", article->n_attributes, type, kind, number);
}

static void
put_mentions (Article *article)
{
  const GArray *mentions = article->annotations->mentions;

  article->of_mention = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (article->of_mention, mentions->len);
  for (guint i = 0; i < mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (mentions, DlnMention, i);

      if (!dln_span_is_empty (mention->span) && mention->type != DLN_ENTITY_NONE)
        g_array_index (article->of_mention, guint, i) =
          put_span (article, dln_entity_type_get_name (mention->type), mention->span);
    }
}

static guint
get_mention (const Article *article,
             guint32        mention)
{
  return mention < article->of_mention->len ? g_array_index (article->of_mention, guint, mention)
                                            : 0;
}

static void
put_relations (Article *article)
{
  const GArray *relations = article->annotations->relations;

  for (guint i = 0; i < relations->len; i++)
    {
      const DlnRelationClaim *claim = DLN_ROW (relations, DlnRelationClaim, i);
      guint subject = get_mention (article, claim->subject);
      guint object = get_mention (article, claim->object);
      g_autofree char *type = dup_type (dln_relation_type_get_name (claim->type));

      if (subject == 0 || object == 0 || claim->type == DLN_RELATION_CO_MENTION)
        continue;
      article->n_relations += 1;
      g_string_append_printf (article->out,
                              "R%u\t%s Arg1:T%u Arg2:T%u\n",
                              article->n_relations,
                              type,
                              subject,
                              object);
      put_standing (article, 'R', article->n_relations, DLN_STANDING (claim));
    }
}

static void
put_events (Article *article)
{
  const GArray *events = article->annotations->events;
  const GArray *participants = article->annotations->participants;

  for (guint i = 0; i < events->len; i++)
    {
      const DlnEventClaim *claim = DLN_ROW (events, DlnEventClaim, i);
      g_autofree char *type = dup_type (dln_event_type_get_name (claim->type));
      guint end = MIN (claim->first_participant + claim->n_participants, participants->len);
      guint trigger;

      if (dln_span_is_empty (claim->span))
        continue;
      trigger = put_span (article, type, claim->span);
      article->n_events += 1;
      g_string_append_printf (article->out, "E%u\t%s:T%u", article->n_events, type, trigger);
      for (guint j = claim->first_participant; j < end; j++)
        {
          const DlnParticipant *row = DLN_ROW (participants, DlnParticipant, j);
          g_autofree char *role = dup_type (dln_role_get_name (row->role));
          guint mention = get_mention (article, row->mention);

          if (mention != 0)
            g_string_append_printf (article->out, " %s:T%u", role, mention);
        }
      g_string_append_c (article->out, '\n');
      put_standing (article, 'E', article->n_events, DLN_STANDING (claim));
    }
}

static void
add_file (GPtrArray *files,
          char      *path, /* (transfer full) */
          GString   *text) /* (transfer full) */
{
  DlnExportFile *file = g_new0 (DlnExportFile, 1);

  file->path = path;
  file->bytes = g_string_free_to_bytes (text);
  g_ptr_array_add (files, file);
}

static void
add_article (const DlnExportView *view,
             DlnDocumentId        id,
             GPtrArray           *files)
{
  DlnDocument *document = dln_case_get_document (view->dcase, id);
  gsize length;
  const char *text = dln_document_get_text (document, &length);
  Article article = { .annotations = dln_case_get_annotations (view->dcase, id),
                      .text = text,
                      .map = dln_offset_map_new (text, length),
                      .out = g_string_new (NULL) };

  put_mentions (&article);
  put_relations (&article);
  put_events (&article);
  add_file (files, g_strdup_printf ("article-%04u.txt", id), g_string_new_len (text, length));
  add_file (files, g_strdup_printf ("article-%04u.ann", id), article.out);
  dln_offset_map_free (article.map);
  g_array_unref (article.of_mention);
}

/* ---- the configuration ----------------------------------------------------------------------- */

static void
put_names (GString    *out,
           const char *heading,
           guint       n,
           const char *(*get_name) (guint),
           const char *behind)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_string_append_printf (out, "[%s]\n", heading);
  for (guint i = 0; i < n; i++)
    {
      char *type = dup_type (get_name (i));

      if (*type != '\0' && !g_hash_table_contains (seen, type))
        g_string_append_printf (out, "%s%s\n", type, behind);
      g_hash_table_add (seen, type);
    }
}

static const char *
get_entity_name (guint i)
{
  return dln_entity_type_get_name (i);
}

static const char *
get_relation_name (guint i)
{
  return dln_relation_type_get_name (i);
}

static const char *
get_event_name (guint i)
{
  return dln_event_type_get_name (i);
}

static const char *
get_standing_name (guint i)
{
  return dln_standing_get_name (i + 1); /* what is stated has no attribute */
}

/* (transfer full) */
GPtrArray *
_dln_export_brat (const DlnExportView *view)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_export_file_free);
  GString *configuration = g_string_new (NULL);
  g_autoptr (GString) roles = g_string_new ("\t");

  for (guint i = 0; i <= DLN_ROLE_OTHER; i++)
    {
      g_autofree char *role = dup_type (dln_role_get_name (i));

      g_string_append_printf (roles, "%s%s*:<ENTITY>", i > 0 ? ", " : "", role);
    }
  put_names (configuration, "entities", DLN_ENTITY_OTHER + 1, get_entity_name, "");
  put_names (configuration, "relations", DLN_N_RELATION_TYPES, get_relation_name,
             "\tArg1:<ENTITY>, Arg2:<ENTITY>");
  put_names (configuration, "events", DLN_N_EVENT_TYPES, get_event_name, roles->str);
  put_names (configuration, "attributes", DLN_STANDING_DENIED, get_standing_name, "\tArg:<ANY>");
  add_file (files, g_strdup ("annotation.conf"), configuration);
  for (guint i = 1; i <= dln_case_get_n_documents (view->dcase); i++)
    if (view->filter == NULL
        || dln_filter_shows_document (view->filter, view->dcase, i) != DLN_CERTAINTY_NO)
      add_article (view, i, files);
  return files;
}
