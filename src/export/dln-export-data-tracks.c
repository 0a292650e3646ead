/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotations for people and for treebank tools: the article with tracks of annotations beneath,
 * and CoNLL-U. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export.h"

#include <string.h>

#define MAX_LINE 500    /* bytes of a sentence beside each other; a longer one is cut */
#define MAX_LABEL 200   /* bytes of the text that a label repeats */
#define MAX_QUOTES 8    /* quotes of one line that began before it, the innermost */

typedef enum
{
  LAYER_NAMES,
  LAYER_TIMES,
  LAYER_QUOTES,
  LAYER_RELATIONS,
  LAYER_EVENTS,
  N_LAYERS
} Layer;

typedef struct
{
  guint32 begin;
  guint32 row;
} Place;

typedef struct
{
  const char     *text;
  DlnAnnotations *annotations;
  DlnSpan         sentence; /* or a part of a long one */
  GArray         *places[N_LAYERS]; /* Place, in the order of the text; NULL = not wanted */
  GArray         *open; /* guint32: quotes that began before and may go on, the innermost last */
  guint           next_quote; /* the first place of a quote behind the lines written */
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

static char *
dup_words (const Tracks *tracks,
           DlnSpan       span)
{
  GString *words = g_string_new (NULL);
  gsize length = span.end - span.begin;

  if (length > MAX_LABEL)
    length = g_utf8_find_prev_char (tracks->text + span.begin,
                                    tracks->text + span.begin + MAX_LABEL + 1)
             - (tracks->text + span.begin);
  append_flat (words, tracks->text + span.begin, length);
  if (length < span.end - span.begin)
    g_string_append (words, "\u2026");
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
put_name (const Tracks *tracks,
          guint32       row)
{
  static const char *const kinds[] = { "name", "noun", "pronoun" };
  const DlnMention *mention = DLN_ROW (tracks->annotations->mentions, DlnMention, row);
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

  if (mention->kind < G_N_ELEMENTS (kinds))
    put_track (tracks, kinds[mention->kind], mention->span, label);
}

static void
put_time (const Tracks *tracks,
          guint32       row)
{
  const DlnTime *time = DLN_ROW (tracks->annotations->times, DlnTime, row);
  g_autofree char *edtf = dup_edtf (&time->when);
  g_autofree char *label = g_strdup_printf ("%s %s%s%s = %s%s",
                                            dln_time_type_get_name (time->type),
                                            get_string (tracks, time->value),
                                            time->mod != 0 ? " " : "",
                                            get_string (tracks, time->mod),
                                            edtf,
                                            time->conflict ? " CONFLICT" : "");

  put_track (tracks, "time", time->span, label);
}

static void
put_quote (const Tracks *tracks,
           guint32       row)
{
  const DlnQuoteClaim *quote = DLN_ROW (tracks->annotations->quotes, DlnQuoteClaim, row);
  g_autofree char *speaker = quote->speaker != DLN_NO_ROW
                               ? dup_mention (tracks, quote->speaker)
                               : dup_words (tracks, quote->speaker_span);
  g_autofree char *cue = dup_words (tracks, quote->cue);
  g_autofree char *label = g_strdup_printf ("%s by %s, cue \u201c%s\u201d",
                                            dln_quote_type_get_name (quote->type),
                                            *speaker != '\0' ? speaker : "?",
                                            cue);

  put_track (tracks, "quote", quote->span, label);
}

static void
put_relation (const Tracks *tracks,
              guint32       row)
{
  const DlnRelationClaim *relation =
    DLN_ROW (tracks->annotations->relations, DlnRelationClaim, row);
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

  if (relation->type != DLN_RELATION_CO_MENTION)
    put_track (tracks, "relation", relation->span, label);
}

static void
put_event (const Tracks *tracks,
           guint32       row)
{
  const DlnEventClaim *event = DLN_ROW (tracks->annotations->events, DlnEventClaim, row);
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

  put_track (tracks, "event", event->span, label);
}

static void
put_token (const Tracks *tracks,
           guint32       row)
{
  const GArray *tokens = tracks->annotations->tokens;
  const DlnToken *token = DLN_ROW (tokens, DlnToken, row);
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

/* ---- lines ----------------------------------------------------------------------------------- */

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *x = a;
  const Place *y = b;

  if (x->begin != y->begin)
    return x->begin < y->begin ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* where each row of an array begins; all row types have their span first */
static GArray *
index_rows (const GArray *rows)
{
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (Place), rows->len);
  guint size = g_array_get_element_size ((GArray *) rows);

  for (guint i = 0; i < rows->len; i++)
    {
      const DlnSpan *span = (const DlnSpan *) (rows->data + (gsize) i * size);
      Place place = { span->begin, i };

      g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  return places;
}

/* the first place at or behind @begin, by bisection */
static guint
find_place (const GArray *places,
            guint32       begin)
{
  return DLN_ROWS_FIND (places, Place, begin, begin);
}

/* A quote stands under each line that it reaches. Quotes inside quotes may be many: of those that
 * began before the line only the innermost are repeated. */
static void
put_quotes (Tracks *tracks)
{
  const GArray *places = tracks->places[LAYER_QUOTES];
  GArray *open = tracks->open;
  guint n = 0;

  for (guint i = 0; i < open->len; i++)
    {
      guint32 row = g_array_index (open, guint32, i);

      if (DLN_ROW (tracks->annotations->quotes, DlnQuoteClaim, row)->span.end
          > tracks->sentence.begin)
        g_array_index (open, guint32, n++) = row;
    }
  g_array_set_size (open, n);
  if (n > MAX_QUOTES)
    g_array_remove_range (open, 0, n - MAX_QUOTES);
  while (tracks->next_quote < places->len
         && DLN_ROW (places, Place, tracks->next_quote)->begin < tracks->sentence.end)
    g_array_append_val (open, DLN_ROW (places, Place, tracks->next_quote++)->row);
  for (guint i = 0; i < open->len; i++)
    put_quote (tracks, g_array_index (open, guint32, i));
}

static void
put_layer (Tracks *tracks,
           Layer   layer)
{
  static void (*const puts[]) (const Tracks *tracks, guint32 row) = { put_name, put_time, NULL,
                                                                      put_relation, put_event };
  const GArray *places = tracks->places[layer];

  if (places == NULL)
    return;
  if (layer == LAYER_QUOTES)
    {
      put_quotes (tracks);
      return;
    }
  for (guint i = find_place (places, tracks->sentence.begin);
       i < places->len && DLN_ROW (places, Place, i)->begin < tracks->sentence.end;
       i++)
    puts[layer](tracks, DLN_ROW (places, Place, i)->row);
}

/* Returns: the token behind the line that begins with the token @first, MAX_LINE bytes at most; a
 * longer token has a line for itself */
static guint32
end_line (const Tracks *tracks,
          guint32       first,
          guint32       end)
{
  const GArray *tokens = tracks->annotations->tokens;
  guint32 begin = DLN_ROW (tokens, DlnToken, first)->span.begin;
  guint32 i = first + 1;

  while (i < end && DLN_ROW (tokens, DlnToken, i)->span.end <= begin + MAX_LINE)
    i++;
  return i;
}

static void
put_line (Tracks  *tracks,
          guint32  first,
          guint32  end,
          gboolean with_tokens)
{
  g_string_append (tracks->out, "           ");
  append_flat (tracks->out,
               tracks->text + tracks->sentence.begin,
               tracks->sentence.end - tracks->sentence.begin);
  g_string_append_c (tracks->out, '\n');
  for (guint32 i = first; with_tokens && i < end; i++)
    put_token (tracks, i);
  for (guint i = 0; i < N_LAYERS; i++)
    put_layer (tracks, i);
}

static void
put_sentence (Tracks            *tracks,
              const DlnSentence *sentence,
              DlnLayers          layers)
{
  const GArray *tokens = tracks->annotations->tokens;
  guint32 begin = sentence->span.begin;
  guint32 first = MIN (sentence->first_token, tokens->len);
  guint32 end = first + MIN (sentence->n_tokens, tokens->len - first);

  do
    {
      guint32 next = first < end ? end_line (tracks, first, end) : end;
      guint32 stop =
        next < end ? DLN_ROW (tokens, DlnToken, next)->span.begin : sentence->span.end;

      tracks->sentence = DLN_SPAN (begin, MAX (begin, stop));
      put_line (tracks, first, next, (layers & DLN_LAYER_TOKENS) != 0);
      begin = stop;
      first = next;
    }
  while (first < end);
}

static void
index_layers (Tracks   *tracks,
              DlnLayers layers)
{
  const DlnAnnotations *annotations = tracks->annotations;

  tracks->open = g_array_new (FALSE, FALSE, sizeof (guint32));
  if ((layers & DLN_LAYER_NAMES) != 0)
    tracks->places[LAYER_NAMES] = index_rows (annotations->mentions);
  if ((layers & DLN_LAYER_TIMES) != 0)
    tracks->places[LAYER_TIMES] = index_rows (annotations->times);
  if ((layers & DLN_LAYER_QUOTES) != 0)
    tracks->places[LAYER_QUOTES] = index_rows (annotations->quotes);
  if ((layers & DLN_LAYER_RELATIONS) != 0)
    tracks->places[LAYER_RELATIONS] = index_rows (annotations->relations);
  if ((layers & DLN_LAYER_EVENTS) != 0)
    tracks->places[LAYER_EVENTS] = index_rows (annotations->events);
}

static void
clear_layers (Tracks *tracks)
{
  g_clear_pointer (&tracks->open, g_array_unref);
  for (guint i = 0; i < N_LAYERS; i++)
    g_clear_pointer (&tracks->places[i], g_array_unref);
}

/**
 * dln_export_tracks:
 * @document: a document
 * @annotations: what was found in it
 * @layers: what to write
 * @out: gets the article with its annotations beneath each sentence, readable in a fixed-width font
 *
 * A sentence of more than 500 bytes stands on several lines, each with what is in it.
 * Time: O(length of the text + annotations * log (annotations))
 */
void
dln_export_tracks (DlnDocument    *document,
                   DlnAnnotations *annotations,
                   DlnLayers       layers,
                   GString        *out)
{
  g_return_if_fail (document != NULL && annotations != NULL && out != NULL);

  Tracks tracks = { .text = dln_document_get_text (document, NULL),
                    .annotations = annotations,
                    .out = out };
  g_autofree char *date = dup_edtf (&annotations->date.when);

  index_layers (&tracks, layers);

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
  clear_layers (&tracks);
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
