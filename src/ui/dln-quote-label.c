/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence of an article, as evidence is shown: the words that matter marked, and behind a
 * pronoun, in grey, who is meant, where the article says it: "He [Nils Moe] left". Of such a
 * sentence the one before can be had, too. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-quote-label.h"

#include "ui/dln-labels.h"

#include <string.h>

#define MAX_QUOTE_BYTES 4000 /* a longer "sentence" is cut around its mark */
#define MAX_BEFORE_BYTES 600 /* a longer one before is not shown */
#define GREY 0x9000          /* of 0xffff: opacity of what the article does not say itself */

/* who is meant, to be written behind a pronoun */
typedef struct
{
  guint32     at; /* byte of the article */
  DlnEntityId entity;
} Meant;

/* the bytes of a span that stay when a very long sentence is cut around its mark */
static DlnSpan
cut_around (const char *text,
            DlnSpan     sentence,
            DlnSpan     mark)
{
  if (sentence.end - sentence.begin <= MAX_QUOTE_BYTES)
    return sentence;
  guint32 begin =
    MAX (sentence.begin, mark.begin > MAX_QUOTE_BYTES / 2 ? mark.begin - MAX_QUOTE_BYTES / 2 : 0);
  guint32 end = MIN (sentence.end, begin + MAX_QUOTE_BYTES);

  while (begin < end && (text[begin] & 0xc0) == 0x80)
    begin++;
  while (end > begin && (text[end] & 0xc0) == 0x80)
    end--;
  return DLN_SPAN (begin, end);
}

/* a mark around everything marks nothing */
static gboolean
is_nearly (DlnSpan part,
           DlnSpan whole)
{
  return (part.end - part.begin) * 10 >= (whole.end - whole.begin) * 9;
}

/* ---- pronouns -------------------------------------------------------------------------------- */

static gboolean
is_among (const GArray *ids,
          DlnEntityId   id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, DlnEntityId, i) == id)
      return TRUE;
  return FALSE;
}

static int
compare_meant (gconstpointer a,
               gconstpointer b)
{
  const Meant *x = a;
  const Meant *y = b;

  return (x->at > y->at) - (x->at < y->at);
}

/* whether a mention names or means a person; @id tells whom */
static gboolean
is_of_person (DlnCase          *dcase,
              DlnDocumentId     document,
              const DlnMention *mention,
              DlnEntityId      *id)
{
  const DlnEntity *entity = mention->entity != DLN_NO_ROW
                              ? dln_case_get_entity_of (dcase, document, mention->entity)
                              : NULL;

  *id = entity != NULL ? entity->id : 0;
  return entity != NULL && entity->type == DLN_ENTITY_PERSON;
}

/* (transfer full) (element-type Meant): the first pronoun of each person whom the sentence does not
 * name itself. Time: O(mentions of the article) */
static GArray *
dup_meant (DlnCase      *dcase,
           DlnDocumentId document,
           DlnSpan       sentence)
{
  DlnAnnotations *annotations = dln_case_get_annotations (dcase, document);
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (DlnEntityId));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Meant));
  GArray *meant = g_array_new (FALSE, FALSE, sizeof (Meant));

  for (guint i = 0; annotations != NULL && i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);
      Meant row = { mention->span.end, 0 };

      if (!dln_span_contains (sentence, mention->span)
          || !is_of_person (dcase, document, mention, &row.entity))
        continue;
      if (mention->kind == DLN_MENTION_PRONOUN)
        g_array_append_val (all, row);
      else if (mention->kind == DLN_MENTION_NAME)
        g_array_append_val (told, row.entity);
    }
  g_array_sort (all, compare_meant);
  for (guint i = 0; i < all->len; i++)
    {
      const Meant *row = &g_array_index (all, Meant, i);

      if (is_among (told, row->entity))
        continue;
      g_array_append_val (told, row->entity);
      g_array_append_val (meant, *row);
    }
  return meant;
}

/* ---- the words ------------------------------------------------------------------------------- */

static void
paint (PangoAttrList  *attributes,
       PangoAttribute *attribute, /* (transfer full) */
       guint           begin,
       guint           end)
{
  attribute->start_index = begin;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

static void
append_meant (GString       *out,
              PangoAttrList *attributes,
              DlnCase       *dcase,
              DlnEntityId    id)
{
  g_autofree char *name =
    dln_case_dup_target_title (dcase, (DlnTarget){ DLN_TARGET_ENTITY, id });
  guint begin = out->len;

  g_string_append_printf (out, " [%s]", name);
  paint (attributes, pango_attr_foreground_alpha_new (GREY), begin, out->len);
}

static void
paint_mark (const GString *out,
            PangoAttrList *attributes,
            guint          begin)
{
  guint end = out->len;

  while (end > begin && out->str[end - 1] == ' ')
    end -= 1;
  paint (attributes, pango_attr_background_new (0xf5f5, 0xc2c2, 0x1111), begin, end);
  paint (attributes, pango_attr_background_alpha_new (0x5a5a), begin, end);
}

/* (transfer full): each run of white space as one blank, who is meant behind the pronouns, and the
 * mark painted */
static char *
write_words (DlnCase       *dcase,
             const char    *text,
             DlnSpan        sentence,
             DlnSpan        mark,
             const GArray  *meant,
             PangoAttrList *attributes)
{
  GString *out = g_string_new (NULL);
  guint next = 0;
  guint begin = 0;

  for (guint32 at = sentence.begin; at <= sentence.end; at++)
    {
      if (at == mark.end && mark.end > mark.begin)
        paint_mark (out, attributes, begin);
      for (; next < meant->len && g_array_index (meant, Meant, next).at == at; next++)
        append_meant (out, attributes, dcase, g_array_index (meant, Meant, next).entity);
      if (at == mark.begin)
        begin = out->len;
      if (at == sentence.end)
        break;
      if ((guchar) text[at] > ' ')
        g_string_append_c (out, text[at]);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  return g_strchomp (g_string_free (out, FALSE));
}

/**
 * dln_quote_label_new:
 * @dcase: the case
 * @document: an article
 * @sentence: what to quote
 * @mark: what to highlight in it; may be empty. If it is nearly all of it, nothing is
 *
 * Returns: (transfer floating): a label with the words of the article in the reading face. Time:
 * O(length of @sentence + mentions of the article)
 */
GtkWidget *
dln_quote_label_new (DlnCase      *dcase,
                     DlnDocumentId document,
                     DlnSpan       sentence,
                     DlnSpan       mark)
{
  DlnDocument *article = dln_case_get_document (dcase, document);
  GtkWidget *label = dln_label_new ("", "quote");
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr (GArray) meant = NULL;
  g_autofree char *words = NULL;
  gsize length = 0;
  const char *text = article != NULL ? dln_document_get_text (article, &length) : "";

  if (dln_span_is_empty (sentence))
    sentence = mark;
  if (sentence.begin >= length || sentence.end > length)
    return label;
  sentence = cut_around (text, sentence, mark);
  if (!dln_span_contains (sentence, mark) || is_nearly (mark, sentence))
    mark = DLN_SPAN (0, 0);
  meant = dup_meant (dcase, document, sentence);
  words = write_words (dcase, text, sentence, mark, meant, attributes);
  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  return label;
}

/**
 * dln_quote_label_dup_before:
 * @dcase: the case
 * @document: an article
 * @sentence: what is quoted
 *
 * Returns: (transfer full) (nullable): the sentence before it in its paragraph, on one line, where
 * a pronoun in @sentence means somebody whom it does not name
 */
char *
dln_quote_label_dup_before (DlnCase      *dcase,
                            DlnDocumentId document,
                            DlnSpan       sentence)
{
  DlnDocument *article = dln_case_get_document (dcase, document);
  DlnAnnotations *annotations = dln_case_get_annotations (dcase, document);
  g_autoptr (GArray) meant = NULL;
  g_autofree char *words = NULL;

  if (article == NULL || annotations == NULL || dln_span_is_empty (sentence))
    return NULL;
  meant = dup_meant (dcase, document, sentence);
  for (guint i = 1; meant->len > 0 && i < annotations->sentences->len; i++)
    {
      const DlnSentence *row = DLN_ROW (annotations->sentences, DlnSentence, i);
      const DlnSentence *before = row - 1;

      if (row->span.end <= sentence.begin)
        continue;
      if (before->block != row->block || row->span.begin > sentence.begin
          || before->span.end - before->span.begin > MAX_BEFORE_BYTES)
        return NULL;
      words = dln_document_dup_span (article, before->span);
      return words != NULL ? dln_label_flatten (words, strlen (words)) : NULL;
    }
  return NULL;
}
