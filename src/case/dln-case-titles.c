/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What documents, rows and sources are called on one line, whatever their text holds. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

#include "base/dln-utf8.h"
#include "case/dln-standing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TITLE 160 /* characters */

/* one line of plain text: control characters and runs of white space become single spaces, cut at
 * @max characters */
static char *
make_line (const char *text,
           gsize       length,
           guint       max)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *end = text + length;
  gboolean space = FALSE;
  guint n = 0;

  for (const char *p = text; p < end && n < max; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          space = line->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, c);
      space = FALSE;
      n += 1;
    }
  if (n == max)
    g_string_append (line, "\u2026");
  dln_utf8_make_plain (line->str, line->len);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
make_title_from_blocks (DlnDocument    *document,
                        DlnAnnotations *annotations)
{
  static const guint8 wanted[] = { DLN_BLOCK_TITLE, DLN_BLOCK_HEADING, DLN_BLOCK_BODY };
  const char *text = dln_document_get_text (document, NULL);

  for (guint w = 0; w < G_N_ELEMENTS (wanted); w++)
    for (guint i = 0; i < annotations->blocks->len; i++)
      {
        const DlnBlock *block = DLN_ROW (annotations->blocks, DlnBlock, i);

        if (block->type == wanted[w])
          return make_line (
            text + block->span.begin, block->span.end - block->span.begin, MAX_TITLE);
      }
  return NULL;
}

static char *
make_title_from_text (DlnDocument *document)
{
  gsize length;
  const char *text = dln_document_get_text (document, &length);
  const char *end = text + MIN (length, 65536);

  while (text < end)
    {
      const char *eol = memchr (text, '\n', end - text);

      if (eol == NULL)
        eol = end;
      while (eol < text + length && ((guchar) *eol & 0xc0) == 0x80)
        eol++;

      g_autofree char *line = make_line (text, eol - text, MAX_TITLE);

      if (*line != '\0')
        return g_steal_pointer (&line);
      text = eol + 1;
    }
  return NULL;
}

/**
 * dln_case_dup_document_title:
 * @self: the case
 * @id: a document
 *
 * The name the user gave it, the given title, the headline in the text, its first line, or its
 * name.
 *
 * Returns: (transfer full): plain text on one line, never empty
 */
char *
dln_case_dup_document_title (DlnCase      *self,
                             DlnDocumentId id)
{
  DlnDocument *document = dln_case_get_document (self, id);
  g_autofree char *title = NULL;

  if (document == NULL)
    return g_strdup (_("Unknown article"));

  const DlnCaseRemarks *remarks =
    _dln_case_get_remarks (self, (DlnTarget){ DLN_TARGET_DOCUMENT, id });

  if (remarks != NULL && remarks->title != NULL)
    return make_line (remarks->title, strlen (remarks->title), MAX_TITLE);

  const char *given = dln_document_get_title (document);

  if (given != NULL)
    title = make_line (given, strlen (given), MAX_TITLE);
  if (title == NULL || *title == '\0')
    {
      g_free (title);
      title = make_title_from_blocks (document, dln_case_get_annotations (self, id));
    }
  if (title == NULL || *title == '\0')
    {
      g_free (title);
      title = make_title_from_text (document);
    }
  if ((title == NULL || *title == '\0') && dln_document_get_id (document) != NULL)
    {
      g_free (title);
      title = g_strdup (dln_document_get_id (document));
    }
  if (title == NULL || *title == '\0')
    return g_strdup_printf (_("Article %u"), id);
  return g_steal_pointer (&title);
}

/**
 * dln_case_dup_document_source:
 * @self: the case
 * @id: a document
 *
 * The publisher; else the host of its address; else the document's name.
 *
 * Returns: (transfer full): plain text on one line, never empty
 */
char *
dln_case_dup_document_source (DlnCase      *self,
                              DlnDocumentId id)
{
  DlnDocument *document = dln_case_get_document (self, id);

  if (document == NULL)
    return g_strdup (_("Unknown source"));

  const DlnCaseRemarks *remarks =
    _dln_case_get_remarks (self, (DlnTarget){ DLN_TARGET_DOCUMENT, id });
  const char *source = remarks != NULL && remarks->source != NULL
                         ? remarks->source
                         : dln_document_get_source (document);
  const char *uri = dln_document_get_link (document);
  const char *name = dln_document_get_id (document);

  if (source != NULL && *source != '\0')
    return make_line (source, strlen (source), MAX_TITLE);
  if (uri != NULL)
    {
      const char *host = strstr (uri, "://") + 3;

      if (g_str_has_prefix (host, "www."))
        host += 4;
      if (strcspn (host, "/?#:") > 0)
        return make_line (host, strcspn (host, "/?#:"), MAX_TITLE);
    }
  if (name != NULL && *name != '\0')
    return make_line (name, strlen (name), MAX_TITLE);
  return g_strdup (_("Unknown source"));
}

/**
 * dln_case_get_document_byline:
 * @self: the case
 * @id: a document
 *
 * Returns: (transfer none) (nullable): who wrote it, as the user or else the article says; void at
 * the next "changed"
 */
const char *
dln_case_get_document_byline (DlnCase      *self,
                              DlnDocumentId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  DlnDocument *document = dln_case_get_document (self, id);
  const DlnCaseRemarks *remarks =
    _dln_case_get_remarks (self, (DlnTarget){ DLN_TARGET_DOCUMENT, id });
  const char *byline = remarks != NULL && remarks->byline != NULL ? remarks->byline
                       : document != NULL ? dln_document_get_byline (document)
                                          : NULL;

  return byline != NULL && *byline != '\0' ? byline : NULL;
}

static char *
make_relation_title (DlnCase           *self,
                     const DlnRelation *relation)
{
  g_autofree char *subject =
    dln_case_dup_target_title (self, (DlnTarget){ DLN_TARGET_ENTITY, relation->subject });
  g_autofree char *object =
    dln_case_dup_target_title (self, (DlnTarget){ DLN_TARGET_ENTITY, relation->object });
  const char *label =
    relation->type == DLN_RELATION_RELATED_TO && relation->caption != 0
      ? dln_case_get_string (self, relation->caption)
      : g_dgettext (GETTEXT_PACKAGE, dln_relation_type_get_label (relation->type));

  /* Translators: a relation in one line: subject, what relates them, object */
  g_autofree char *line = g_strdup_printf (_("%s \u2014 %s \u2014 %s"), subject, label, object);

  return dln_standing_mark (DLN_STANDING (relation), line);
}

/**
 * dln_case_dup_target_title:
 * @self: the case
 * @target: anything that can be selected
 *
 * Returns: (transfer full): what to call it, plain text on one line
 */
char *
dln_case_dup_target_title (DlnCase  *self,
                           DlnTarget target)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  const char *text = "";

  if (target.kind == DLN_TARGET_DOCUMENT)
    return dln_case_dup_document_title (self, target.id);
  if (target.kind == DLN_TARGET_ENTITY)
    {
      const DlnEntity *entity = dln_case_get_entity (self, target.id);

      text = entity != NULL ? dln_case_get_string (self, entity->name) : "";
    }
  else if (target.kind == DLN_TARGET_EVENT)
    {
      const DlnEvent *event = dln_case_get_event (self, target.id);

      text = event != NULL ? dln_case_get_string (self, event->title) : "";
    }
  else if (target.kind == DLN_TARGET_RELATION)
    {
      const DlnRelation *relation = dln_case_get_relation (self, target.id);

      if (relation != NULL)
        return make_relation_title (self, relation);
    }
  else if (target.kind == DLN_TARGET_QUOTE)
    {
      const DlnQuote *quote = dln_case_get_quote (self, target.id);

      text = quote != NULL ? dln_case_get_string (self, quote->text) : "";
    }

  char *line = make_line (text, strlen (text), MAX_TITLE);

  if (*line != '\0')
    return line;
  g_free (line);
  return g_strdup (_("Without a name"));
}
