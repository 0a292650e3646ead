/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in its file a sentence stands, in the reader's words: "page 3", "at 00:01:30". */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

#include "base/dln-utf8.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * dln_case_dup_place:
 * @self: the case
 * @id: a document
 * @at: a byte of its text
 *
 * A case of somebody else may call a place anything; what is none that readers of files write is
 * not shown.
 *
 * Returns: (transfer full) (nullable): the page, message ... that @at was read from; %NULL if it is
 * not known
 */
char *
dln_case_dup_place (DlnCase      *self,
                    DlnDocumentId id,
                    guint32       at)
{
  static const struct
  {
    const char *word;
    const char *format;
  } kinds[] = {
    /* Translators: places of a file, each with its number */
    { "page", N_("page %s") },       { "message", N_("message %s") },
    { "line", N_("line %s") },       { "row", N_("row %s") },
    { "item", N_("item %s") },       { "article", N_("article %s") },
    /* Translators: hours, minutes and seconds in a film or recording */
    { "time", N_("at %s") },
  };
  DlnDocument *document = dln_case_get_document (self, id);
  const char *place = document != NULL ? dln_document_find_place (document, at) : NULL;

  if (place == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i].word);
      const char *value = place + length + 1;

      if (strncmp (place, kinds[i].word, length) == 0 && place[length] == ' ' && *value != '\0'
          && strspn (value, "0123456789:") == strlen (value))
        return g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, kinds[i].format), value);
    }
  return NULL;
}

/**
 * dln_case_find_place:
 * @self: the case
 * @claim: (nullable): a piece of evidence
 *
 * Returns: (transfer none) (nullable): the place of its sentence in its file, in English, for files
 * that programs read
 */
const char *
dln_case_find_place (DlnCase           *self,
                     const DlnEvidence *claim)
{
  DlnDocument *document = claim != NULL ? dln_case_get_document (self, claim->document) : NULL;

  return document != NULL ? dln_document_find_place (document, claim->sentence.begin) : NULL;
}

/**
 * dln_case_dup_original_name:
 * @self: the case
 * @id: a document
 *
 * Returns: (transfer full) (nullable): what the file is called that it was read from, without its
 * folder; %NULL if it is not known
 */
char *
dln_case_dup_original_name (DlnCase      *self,
                            DlnDocumentId id)
{
  DlnDocument *document = dln_case_get_document (self, id);
  DlnOriginal original;
  g_autofree char *path = NULL;
  char *name;

  if (document == NULL || !dln_document_get_original (document, &original))
    return NULL;
  path = g_filename_from_uri (original.uri, NULL, NULL);
  if (path == NULL)
    return NULL;
  name = g_filename_display_basename (path);
  dln_utf8_make_plain (name, strlen (name));
  return name;
}
