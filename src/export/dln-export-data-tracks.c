/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotations for people and for treebank tools: the article with tracks of annotations beneath,
 * and CoNLL-U. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export.h"

#include <string.h>

typedef struct
{
  const char     *text;
  DlnAnnotations *annotations;
  DlnSpan         sentence;
  GString        *out;
} Tracks;

/* one line, tabs and line ends as spaces */
static void
append_flat (GString    *out,
             const char *text,
             gsize       length)
{
  for (gsize i = 0; i < length; i++)
    g_string_append_c (out, strchr ("\t\r\n", text[i]) != NULL ? ' ' : text[i]);
}

static void
append_times (GString *out,
              char     c,
              glong    n)
{
  while (n-- > 0)
    g_string_append_c (out, c);
}

/* a mark under the part of @span that lies in the sentence, then the label */
static void
put_track (const Tracks *tracks,
           const char   *layer,
           DlnSpan       span,
           const char   *label)
{
  guint32 begin = MAX (span.begin, tracks->sentence.begin);
  guint32 end = MIN (span.end, tracks->sentence.end);

  if (begin >= end)
    return;
  g_string_append_printf (tracks->out, "  %-9s", layer);
  append_times (
    tracks->out,
    ' ',
    g_utf8_strlen (tracks->text + tracks->sentence.begin, begin - tracks->sentence.begin));
  append_times (tracks->out, '~', g_utf8_strlen (tracks->text + begin, end - begin));
  g_string_append_printf (tracks->out, " %s\n", label);
}

static gboolean
begins_in (const Tracks *tracks,
           DlnSpan       span)
{
  return span.begin >= tracks->sentence.begin && span.begin < tracks->sentence.end;
}

static char *
dup_words (const Tracks *tracks,
           DlnSpan       span)
{
  GString *words = g_string_new (NULL);

  append_flat (words, tracks->text + span.begin, span.end - span.begin);
  return g_string_free (words, FALSE);
}

static char *
dup_mention (const Tracks *tracks,
             guint32       row)
{
  const DlnMention *mention;
  g_autofree char *words = NULL;

  if (row >= tracks->annotations->mentions->len)
    return g_strdup ("?");
  mention = DLN_ROW (tracks->annotations->mentions, DlnMention, row);
  words = dup_words (tracks, mention->span);
  return mention->entity != DLN_NO_ROW ? g_strdup_printf ("%s #%u", words, mention->entity + 1)
                                       : g_steal_pointer (&words);
}

static char *
dup_edtf (const DlnWhen *when)
{
  return dln_when_is_known (when) ? dln_when_to_edtf (when) : g_strdup ("undated");
}

static const char *
get_string (const Tracks *tracks,
            DlnStringId   id)
{
  return dln_strings_get (tracks->annotations->strings, id);
}

static void
put_names (const Tracks *tracks)
{
  static const char *const kinds[] = { "name", "noun", "pronoun" };

  for (guint i = 0; i < tracks->annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (tracks->annotations->mentions, DlnMention, i);
      g_autofree char *entity = mention->entity != DLN_NO_ROW
                                  ? g_strdup_printf (" #%u", mention->entity + 1)
                                  : g_strdup ("");
      g_autofree char *title = dup_words (tracks, mention->title);
      g_autofree char *label = g_strdup_printf ("%s%s%s%s%s",
                                                dln_entity_type_get_tag (mention->type),
                                                entity,
                                                *title != '\0' ? " (" : "",
                                                title,
                                                *title != '\0' ? ")" : "");

      if (begins_in (tracks, mention->span) && mention->kind < G_N_ELEMENTS (kinds))
        put_track (tracks, kinds[mention->kind], mention->span, label);
    }
}

static void
put_times (const Tracks *tracks)
{
  for (guint i = 0; i < tracks->annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (tracks->annotations->times, DlnTime, i);
      g_autofree char *edtf = dup_edtf (&time->when);
      g_autofree char *label = g_strdup_printf ("%s %s%s%s = %s%s",
                                                dln_time_type_get_name (time->type),
                                                get_string (tracks, time->value),
                                                time->mod != 0 ? " " : "",
                                                get_string (tracks, time->mod),
                                                edtf,
                                                time->conflict ? " CONFLICT" : "");

      if (begins_in (tracks, time->span))
        put_track (tracks, "time", time->span, label);
    }
}

static void
put_quotes (const Tracks *tracks)
{
  for (guint i = 0; i < tracks->annotations->quotes->len; i++)
    {
      const DlnQuoteClaim *quote = DLN_ROW (tracks->annotations->quotes, DlnQuoteClaim, i);
      g_autofree char *speaker = quote->speaker != DLN_NO_ROW
                                   ? dup_mention (tracks, quote->speaker)
                                   : dup_words (tracks, quote->speaker_span);
      g_autofree char *cue = dup_words (tracks, quote->cue);
      g_autofree char *label = g_strdup_printf ("%s by %s, cue \u201c%s\u201d",
                                                dln_quote_type_get_name (quote->type),
                                                *speaker != '\0' ? speaker : "?",
                                                cue);

      if (dln_span_overlaps (quote->span, tracks->sentence))
        put_track (tracks, "quote", quote->span, label);
    }
}

static void
put_relations (const Tracks *tracks)
{
  for (guint i = 0; i < tracks->annotations->relations->len; i++)
    {
      const DlnRelationClaim *relation =
        DLN_ROW (tracks->annotations->relations, DlnRelationClaim, i);
      g_autofree char *subject = dup_mention (tracks, relation->subject);
      g_autofree char *object = dup_mention (tracks, relation->object);
      g_autofree char *label =
        g_strdup_printf ("%s -%s%s-> %s%s%s",
                         subject,
                         dln_relation_type_get_name (relation->type),
                         relation->ended ? " (ended)" : "",
                         object,
                         relation->polarity == DLN_POLARITY_NEGATED ? " NEGATED" : "",
                         relation->modality != DLN_MODALITY_ASSERTED ? " NOT ASSERTED" : "");

      if (begins_in (tracks, relation->span) && relation->type != DLN_RELATION_CO_MENTION)
        put_track (tracks, "relation", relation->span, label);
    }
}

static void
put_events (const Tracks *tracks)
{
  for (guint i = 0; i < tracks->annotations->events->len; i++)
    {
      const DlnEventClaim *event = DLN_ROW (tracks->annotations->events, DlnEventClaim, i);
      g_autofree char *edtf = dup_edtf (&event->when);
      g_autofree char *label = g_strdup_printf (
        "%s %s \u201c%s\u201d%s%s%s%s",
        dln_event_type_get_name (event->type),
        edtf,
        get_string (tracks, event->title),
        event->polarity == DLN_POLARITY_NEGATED ? " negated" : "",
        event->modality != DLN_MODALITY_ASSERTED ? " " : "",
        event->modality != DLN_MODALITY_ASSERTED ? dln_modality_get_name (event->modality) : "",
        (event->flags & DLN_EVENT_MINOR) != 0 ? " minor" : "");

      if (begins_in (tracks, event->span))
        put_track (tracks, "event", event->span, label);
    }
}

static void
put_tokens (const Tracks      *tracks,
            const DlnSentence *sentence)
{
  const GArray *tokens = tracks->annotations->tokens;

  for (guint i = 0; i < sentence->n_tokens && sentence->first_token + i < tokens->len; i++)
    {
      const DlnToken *token = DLN_ROW (tokens, DlnToken, sentence->first_token + i);
      g_autofree char *head = NULL;
      g_autofree char *label = NULL;

      if (token->head >= 0 && (guint) token->head < tokens->len)
        head = dup_words (tracks, DLN_ROW (tokens, DlnToken, token->head)->span);
      label = g_strdup_printf ("%s %s %s <- %s",
                               dln_upos_get_name (token->upos),
                               get_string (tracks, token->lemma),
                               dln_deprel_get_name (token->deprel),
                               head != NULL ? head : "root");
      put_track (tracks, "token", token->span, label);
    }
}

/* Only for reading: each layer is searched anew for each sentence, which is quick enough for an
 * article. */
static void
put_sentence (Tracks            *tracks,
              const DlnSentence *sentence,
              DlnLayers          layers)
{
  tracks->sentence = sentence->span;
  g_string_append (tracks->out, "           ");
  append_flat (tracks->out,
               tracks->text + sentence->span.begin,
               sentence->span.end - sentence->span.begin);
  g_string_append_c (tracks->out, '\n');
  if ((layers & DLN_LAYER_TOKENS) != 0)
    put_tokens (tracks, sentence);
  if ((layers & DLN_LAYER_NAMES) != 0)
    put_names (tracks);
  if ((layers & DLN_LAYER_TIMES) != 0)
    put_times (tracks);
  if ((layers & DLN_LAYER_QUOTES) != 0)
    put_quotes (tracks);
  if ((layers & DLN_LAYER_RELATIONS) != 0)
    put_relations (tracks);
  if ((layers & DLN_LAYER_EVENTS) != 0)
    put_events (tracks);
}

/**
 * dln_export_tracks:
 * @document: a document
 * @annotations: what was found in it
 * @layers: what to write
 * @out: gets the article with its annotations beneath each sentence, readable in a fixed-width font
 *
 * Time: O(sentences * annotations); meant for articles, not for books
 */
void
dln_export_tracks (DlnDocument    *document,
                   DlnAnnotations *annotations,
                   DlnLayers       layers,
                   GString        *out)
{
  g_return_if_fail (document != NULL && annotations != NULL && out != NULL);

  Tracks tracks = { dln_document_get_text (document, NULL), annotations, { 0 }, out };
  g_autofree char *date = dup_edtf (&annotations->date.when);

  g_string_append_printf (out,
                          "# %s, %s (%s)\n",
                          dln_document_get_id (document) != NULL ? dln_document_get_id (document)
                                                                 : "",
                          date,
                          dln_date_source_get_name (annotations->date.source));
  for (guint i = 0; i < annotations->blocks->len; i++)
    {
      const DlnBlock *block = DLN_ROW (annotations->blocks, DlnBlock, i);

      g_string_append_printf (out, "[%s]\n", dln_block_type_get_name (block->type));
      for (guint j = 0; j < block->n_sentences; j++)
        if (block->first_sentence + j < annotations->sentences->len)
          put_sentence (&tracks,
                        DLN_ROW (annotations->sentences, DlnSentence, block->first_sentence + j),
                        layers);
    }
  g_string_append_c (out, '\n');
}

/* ---- CoNLL-U --------------------------------------------------------------------------------- */

/* a column: never empty, white space as spaces */
static void
append_column (GString    *out,
               const char *text,
               gsize       length)
{
  if (length == 0)
    g_string_append_c (out, '_');
  append_flat (out, text, length);
  g_string_append_c (out, '\t');
}

static void
append_word (DlnAnnotations    *annotations,
             const char        *text,
             const DlnSentence *sentence,
             guint              i,
             GString           *out)
{
  const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, sentence->first_token + i);
  const char *lemma = dln_strings_get (annotations->strings, token->lemma);
  const char *xpos = dln_strings_get (annotations->strings, token->xpos);
  gint64 head = (gint64) token->head - sentence->first_token + 1;

  if (token->head < 0 || head < 1 || head > sentence->n_tokens)
    head = 0;
  g_string_append_printf (out, "%u\t", i + 1);
  append_column (out, text + token->span.begin, token->span.end - token->span.begin);
  append_column (out, lemma, strlen (lemma));
  append_column (out, dln_upos_get_name (token->upos), strlen (dln_upos_get_name (token->upos)));
  append_column (out, xpos, strlen (xpos));
  g_string_append (out, "_\t");
  if (token->deprel == DLN_DEPREL_NONE)
    g_string_append (out, "_\t_\t");
  else
    g_string_append_printf (out,
                            "%" G_GINT64_FORMAT "\t%s\t",
                            head,
                            dln_deprel_get_name (token->deprel));
  g_string_append (out,
                   (token->flags & DLN_TOKEN_SPACE_AFTER) != 0 ? "_\t_\n" : "_\tSpaceAfter=No\n");
}

/**
 * dln_export_conllu:
 * @document: a document
 * @annotations: what was found in it
 * @out: gets its sentences in the CoNLL-U format of Universal Dependencies
 */
void
dln_export_conllu (DlnDocument    *document,
                   DlnAnnotations *annotations,
                   GString        *out)
{
  g_return_if_fail (document != NULL && annotations != NULL && out != NULL);

  const char *text = dln_document_get_text (document, NULL);
  const char *id =
    dln_document_get_id (document) != NULL ? dln_document_get_id (document) : "document";
  guint32 block = DLN_NO_ROW;

  g_string_append (out, "# newdoc id = ");
  append_flat (out, id, strlen (id));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < annotations->sentences->len; i++)
    {
      const DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, i);

      if (sentence->block != block)
        g_string_append (out, "# newpar\n");
      block = sentence->block;
      g_string_append (out, "# sent_id = ");
      append_flat (out, id, strlen (id));
      g_string_append_printf (out, "-%u\n# text = ", i + 1);
      append_flat (out, text + sentence->span.begin, sentence->span.end - sentence->span.begin);
      g_string_append_c (out, '\n');
      for (guint j = 0;
           j < sentence->n_tokens && sentence->first_token + j < annotations->tokens->len;
           j++)
        append_word (annotations, text, sentence, j, out);
      g_string_append_c (out, '\n');
    }
}
