/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Integrity: every row that is drawn has evidence or was made by hand, every piece of evidence
 * lies in its text and
 * points at a row of its document that belongs to its target, and the words of a quote stand where
 * it says. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINES 1000
#define MAX_PARTS 16 /* of a quote that its cue interrupts */
#define MAX_CUE 600  /* bytes between two parts */
#define MIN_PART 8   /* bytes that have to agree for a part to be found */

typedef struct
{
  DlnCase             *dcase;
  const DlnResolution *resolution;
  GPtrArray           *lines;
  guint                n;
} Check;

static void complain (Check      *check,
                      const char *format,
                      ...) G_GNUC_PRINTF (2, 3);

static void
complain (Check      *check,
          const char *format,
          ...)
{
  va_list arguments;

  check->n += 1;
  if (check->lines->len >= MAX_LINES)
    return;
  va_start (arguments, format);
  g_ptr_array_add (check->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static gboolean
is_span (DlnSpan     span,
         const char *text,
         gsize       length)
{
  return span.begin <= span.end && span.end <= length && ((guchar)text[span.begin] & 0xc0) != 0x80
         && ((guchar)text[span.end] & 0xc0) != 0x80;
}

/* whether the row that the evidence points at belongs to its target */
static gboolean
points_right (Check             *check,
              const DlnEvidence *row)
{
  const DlnAnnotations *annotations = dln_case_get_annotations (check->dcase, row->document);
  const GArray *entity_of = g_ptr_array_index (check->resolution->entity_of, row->document - 1);
  const GArray *event_of = g_ptr_array_index (check->resolution->event_of, row->document - 1);

  switch (row->kind)
    {
    case DLN_TARGET_ENTITY:
      {
        guint32 local;

        if (row->row >= annotations->mentions->len)
          return FALSE;
        local = DLN_ROW (annotations->mentions, DlnMention, row->row)->entity;
        return local < entity_of->len && *DLN_ROW (entity_of, DlnEntityId, local) == row->target;
      }
    case DLN_TARGET_EVENT:
      return row->row < event_of->len && *DLN_ROW (event_of, DlnEventId, row->row) == row->target;
    case DLN_TARGET_RELATION:
      return row->row < annotations->relations->len;
    case DLN_TARGET_QUOTE:
      return row->row < annotations->quotes->len;
    default:
      return TRUE;
    }
}

static void
check_evidence (Check *check)
{
  for (guint i = 0; i < check->resolution->evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (check->resolution->evidence, DlnEvidence, i);
      DlnDocument *document = dln_case_get_document (check->dcase, row->document);
      const char *kind = dln_target_kind_get_name (row->kind);
      const char *text;
      gsize length;

      if (document == NULL)
        {
          complain (check,
                    _("The evidence of %s %u is of an article that is not there."),
                    kind,
                    row->target);
          continue;
        }
      text = dln_document_get_text (document, &length);
      if (!is_span (row->sentence, text, length) || !is_span (row->mark, text, length))
        complain (check,
                  _("%s: the evidence of %s %u lies outside the text."),
                  dln_document_get_id (document),
                  kind,
                  row->target);
      else if (row->kind != DLN_TARGET_DOCUMENT && dln_span_is_empty (row->sentence))
        complain (check,
                  _("%s: the evidence of %s %u has no words."),
                  dln_document_get_id (document),
                  kind,
                  row->target);
      else if (row->target < DLN_HAND_ID && !points_right (check, row))
        complain (check,
                  _("%s: the evidence of %s %u belongs to something else."),
                  dln_document_get_id (document),
                  kind,
                  row->target);
    }
}

/* the range is there, not empty, and all of it is the target's */
static void
check_range (Check  *check,
             guint   kind,
             guint32 id,
             guint32 first,
             guint32 n)
{
  const GArray *evidence = check->resolution->evidence;
  const char *name = dln_target_kind_get_name (kind);

  if (n == 0 && id >= DLN_HAND_ID)
    return; /* the user's own knowledge */
  if (n == 0)
    {
      complain (check, _("There is no evidence for %s %u."), name, id);
      return;
    }
  if (first > evidence->len || n > evidence->len - first)
    {
      complain (check, _("The evidence for %s %u is not there."), name, id);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      const DlnEvidence *row = DLN_ROW (evidence, DlnEvidence, first + i);

      if (row->kind != kind || row->target != id)
        {
          complain (check, _("The evidence for %s %u is that of something else."), name, id);
          return;
        }
    }
}

static void
check_ranges (Check *check)
{
  const DlnResolution *r = check->resolution;

  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *row = DLN_ROW (r->entities, DlnEntity, i);

      check_range (check, DLN_TARGET_ENTITY, row->id, row->first_evidence, row->n_evidence);
    }
  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *row = DLN_ROW (r->events, DlnEvent, i);

      check_range (check, DLN_TARGET_EVENT, row->id, row->first_evidence, row->n_evidence);
    }
  for (guint i = 0; i < r->relations->len; i++)
    {
      const DlnRelation *row = DLN_ROW (r->relations, DlnRelation, i);

      check_range (check, DLN_TARGET_RELATION, row->id, row->first_evidence, row->n_evidence);
      if (dln_case_get_entity (check->dcase, row->subject) == NULL
          || dln_case_get_entity (check->dcase, row->object) == NULL)
        complain (check, _("Relation %u has an end that is not there."), row->id);
    }
  for (guint i = 0; i < r->quotes->len; i++)
    {
      const DlnQuote *row = DLN_ROW (r->quotes, DlnQuote, i);

      check_range (check, DLN_TARGET_QUOTE, row->id, row->first_evidence, row->n_evidence);
    }
}

/* bytes of a quotation mark at @text, 0 if there is none: a quote over several paragraphs has them
 * inside */
static gsize
measure_quotation_mark (const char *text,
                        const char *end)
{
  static const char *const marks[] = { "\"",     "'",      "\u201c", "\u201d", "\u201e",
                                       "\u2018", "\u2019", "\u00ab", "\u00bb" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if ((gsize)(end - text) >= strlen (marks[i]) && memcmp (text, marks[i], strlen (marks[i])) == 0)
      return strlen (marks[i]);
  return 0;
}

/* bytes of @text that @words and white space and quotation marks between them take; 0 if they are
 * not there */
static gsize
match_words (const char  *text,
             const char  *end,
             const char **words)
{
  const char *p = text;
  const char *w = *words;

  for (;;)
    {
      while (g_ascii_isspace (*w))
        w += 1;
      while (p < end && g_ascii_isspace (*p))
        p += 1;
      if (*w == '\0' || p >= end)
        break;
      if (*p == *w)
        {
          p += 1;
          w += 1;
        }
      else if (measure_quotation_mark (p, end) > 0)
        p += measure_quotation_mark (p, end);
      else
        break;
    }
  *words = w;
  return p - text;
}

/* Words of a quote in the text, however white space is spread; where the cue interrupts it ("...",
 * she said, "...") the next part is looked for a little further on. */
static gboolean
has_words (const char *text,
           gsize       length,
           const char *words)
{
  const char *end = text + length;

  for (guint part = 0; part < MAX_PARTS; part++)
    {
      text += match_words (text, end, &words);
      if (*words == '\0')
        return TRUE;

      const char *limit = MIN (end, text + MAX_CUE);
      gboolean found = FALSE;

      for (; text < limit && !found; text += found ? 0 : 1)
        {
          const char *rest = words;

          match_words (text, end, &rest);
          found = *rest == '\0' || rest - words >= MIN_PART;
        }
      if (!found)
        return FALSE;
    }
  return FALSE;
}

/* a quote's words stand in one of its documents, where its evidence says */
static void
check_quotes (Check *check)
{
  for (guint i = 0; i < check->resolution->quotes->len; i++)
    {
      const DlnQuote *quote = DLN_ROW (check->resolution->quotes, DlnQuote, i);
      const char *words = dln_case_get_string (check->dcase, quote->text);
      gboolean found = FALSE;
      guint n;
      const DlnEvidence *rows =
        dln_case_get_evidence (check->dcase, (DlnTarget){ DLN_TARGET_QUOTE, quote->id }, &n);

      for (guint j = 0; j < n && !found; j++)
        {
          DlnDocument *document = dln_case_get_document (check->dcase, rows[j].document);
          gsize length;
          const char *text = document != NULL ? dln_document_get_text (document, &length) : NULL;

          if (text != NULL && is_span (rows[j].mark, text, length))
            found = has_words (text + rows[j].mark.begin, length - rows[j].mark.begin, words);
        }
      if (!found && n > 0)
        complain (check,
                  _("The words of quote %u are not in the text: \u201c%.60s\u201d."),
                  quote->id,
                  words);
    }
}

static void
check_annotations (Check *check)
{
  guint n = dln_case_get_n_documents (check->dcase);

  for (guint i = 1; i <= n; i++)
    {
      DlnDocument *document = dln_case_get_document (check->dcase, i);
      gsize length;
      const char *text = dln_document_get_text (document, &length);

      if (!dln_annotations_fit_text (dln_case_get_annotations (check->dcase, i), text, length))
        complain (
          check, _("%s: an annotation lies outside the text."), dln_document_get_id (document));
    }
}

/* the tables are what the articles and the corrections give; those in the file were, too */
static void
check_tables (DlnSession *self,
              Check      *check)
{
  g_autoptr (GArray) inputs = _dln_session_dup_inputs (self->dcase, NULL, NULL);
  g_autoptr (GArray) decisions = _dln_session_dup_structural (self->dcase);
  g_autoptr (DlnResolution) made = dln_resolve ((const DlnResolveInput *) inputs->data,
                                                inputs->len,
                                                (const DlnDecision *) decisions->data,
                                                decisions->len,
                                                NULL,
                                                NULL);

  gboolean same;

  dln_case_lift (self->dcase);
  same = made != NULL && dln_store_is_same (made, check->resolution);
  dln_case_lay (self->dcase);
  if (!same || self->rebuilt)
    complain (check,
              "%s",
              _("The people, events and links are not what the articles and corrections give."));
}

/* Somebody else's annotations are what the bundle makes of the texts, too; ours were made so. */
static void
check_extracted (DlnSession *self,
                 Check      *check)
{
  guint n = dln_case_get_n_documents (self->dcase);

  if (self->model == NULL)
    return;
  for (guint i = 1; i <= n; i++)
    {
      DlnDocument *document = dln_case_get_document (self->dcase, i);
      DlnAnnotations *stored =
        dln_annotations_get_own (dln_case_get_annotations (self->dcase, i));
      g_autoptr (DlnAnnotations) made = NULL;
      g_autoptr (GBytes) stored_bytes = NULL;
      g_autoptr (GBytes) made_bytes = NULL;

      if (!stored->analysed || !stored->foreign)
        continue;
      made = dln_extract (self->model, document, NULL, NULL, NULL);
      stored_bytes = dln_annotations_serialize (stored);
      made_bytes = made != NULL ? dln_annotations_serialize (made) : NULL;
      if (made_bytes == NULL || !g_bytes_equal (stored_bytes, made_bytes))
        complain (check,
                  _("%s: the analysis in the case is not what this program makes of the article."),
                  dln_document_get_id (document));
    }
}

/**
 * dln_session_check:
 * @self: the session
 * @lines: (element-type utf8): gets a sentence for each problem, at most a thousand
 *
 * Joins all articles anew to compare; with a bundle, analyses those of somebody else's case anew,
 * too.
 *
 * Returns: number of problems. Time: that of an import for somebody else's case
 */
guint
dln_session_check (DlnSession *self,
                   GPtrArray  *lines)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && lines != NULL, 0);

  Check check = { self->dcase, dln_case_get_resolution (self->dcase), lines, 0 };

  check.n = dln_store_check (self->store, lines);
  check_annotations (&check);
  check_evidence (&check);
  check_ranges (&check);
  check_quotes (&check);
  check_tables (self, &check);
  check_extracted (self, &check);
  return check.n;
}
