/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The articles of a case as references: CSL-JSON (Zotero, pandoc) and RIS (EndNote, Citavi). */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "base/dln-json-writer.h"
#include "export/dln-export-data-private.h"

#include <stdio.h>

typedef struct
{
  DlnDocument *document;
  char        *title;
  char        *date;  /* (nullable): "2021-05-03", "2021-05" or "2021" */
} Source;

static void
clear_source (Source *source)
{
  g_free (source->title);
  g_free (source->date);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, clear_source)

static Source
read_source (const DlnExportView *view,
             DlnDocumentId        id)
{
  const DlnResolvedDocument *row = dln_case_get_document_row (view->dcase, id);
  Source source = { dln_case_get_document (view->dcase, id),
                    dln_case_dup_document_title (view->dcase, id),
                    row != NULL ? _dln_export_dup_iso (&row->when, FALSE) : NULL };

  return source;
}

static gboolean
shows (const DlnExportView *view,
       DlnDocumentId        id)
{
  return view->filter == NULL
         || dln_filter_shows_document (view->filter, view->dcase, id) != DLN_CERTAINTY_NO;
}

/* ---- CSL-JSON -------------------------------------------------------------------------------- */

static void
put_csl_date (GString    *out,
              const char *date)
{
  int year, month, day;
  int n = sscanf (date, "%d-%d-%d", &year, &month, &day);

  _dln_json_key (out, "issued");
  g_string_append_printf (out, "{\"date-parts\": [[%d", year);
  if (n > 1)
    g_string_append_printf (out, ", %d", month);
  if (n > 2)
    g_string_append_printf (out, ", %d", day);
  g_string_append (out, "]]}");
}

static void
put_csl (const Source *source,
         DlnDocumentId id,
         GString      *out)
{
  const char *byline = dln_document_get_byline (source->document);
  g_autofree char *name = g_strdup_printf ("dateline-%u", id);

  _dln_json_begin (out);
  _dln_json_string (out, "id", name);
  _dln_json_string (out, "type", "article-newspaper");
  _dln_json_string (out, "title", source->title);
  if (byline != NULL && *byline != '\0')
    {
      _dln_json_begin_list (out, "author");
      _dln_json_begin (out);
      _dln_json_string (out, "literal", byline);
      _dln_json_end (out);
      _dln_json_end_list (out);
    }
  _dln_json_optional (out, "container-title", dln_document_get_source (source->document));
  if (source->date != NULL)
    put_csl_date (out, source->date);
  _dln_json_optional (out, "URL", dln_document_get_link (source->document));
  _dln_json_optional (out, "language", dln_document_get_language (source->document));
  _dln_json_end (out);
}

/* (transfer full) */
GBytes *
_dln_export_csl (const DlnExportView *view)
{
  GString *out = g_string_new ("[");

  for (guint i = 1; i <= dln_case_get_n_documents (view->dcase); i++)
    {
      g_auto (Source) source = read_source (view, i);

      if (!shows (view, i))
        continue;
      g_string_append (out, out->len > 1 ? ",\n" : "\n");
      put_csl (&source, i, out);
    }
  g_string_append (out, "\n]\n");
  return g_string_free_to_bytes (out);
}

/* ---- RIS ------------------------------------------------------------------------------------- */

static void
put_ris (GString    *out,
         const char *tag,
         const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "%s  - ", tag);
  for (const char *p = value; *p != '\0'; p++)
    g_string_append_c (out, (guchar) *p < 0x20 ? ' ' : *p);
  g_string_append (out, "\r\n");
}

static void
put_ris_date (GString    *out,
              const char *date)
{
  g_autofree char *slashes = g_strdelimit (g_strdup (date), "-", '/');
  g_autofree char *year = g_strndup (date, 4);

  put_ris (out, "PY", year);
  put_ris (out, "DA", slashes);
}

/* (transfer full) */
GBytes *
_dln_export_ris (const DlnExportView *view)
{
  GString *out = g_string_new (NULL);

  for (guint i = 1; i <= dln_case_get_n_documents (view->dcase); i++)
    {
      g_auto (Source) source = read_source (view, i);
      g_autofree char *name = g_strdup_printf ("dateline-%u", i);

      if (!shows (view, i))
        continue;
      put_ris (out, "TY", "NEWS");
      put_ris (out, "ID", name);
      put_ris (out, "TI", source.title);
      put_ris (out, "AU", dln_document_get_byline (source.document));
      put_ris (out, "T2", dln_document_get_source (source.document));
      if (source.date != NULL)
        put_ris_date (out, source.date);
      put_ris (out, "UR", dln_document_get_link (source.document));
      put_ris (out, "LA", dln_document_get_language (source.document));
      g_string_append (out, "ER  - \r\n\r\n");
    }
  return g_string_free_to_bytes (out);
}
