/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case found in its articles as W3C Web Annotations
 * (https://www.w3.org/TR/annotation-model): one for each piece of evidence, with its place and its
 * words. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "base/dln-json-writer.h"
#include "base/dln-utf8.h"
#include "case/dln-standing.h"
#include "export/dln-export-data-private.h"

#define CONTEXT_BYTES 32 /* of text before and behind the words */

typedef struct
{
  const DlnExportView *view;
  GPtrArray           *maps; /* DlnOffsetMap, by document, made when first needed */
  GString             *out;
  guint                n;
} Writer;

static DlnOffsetMap *
get_map (Writer       *writer,
         DlnDocumentId id)
{
  DlnOffsetMap *map = g_ptr_array_index (writer->maps, id - 1);
  gsize length;
  const char *text;

  if (map != NULL)
    return map;
  text = dln_document_get_text (dln_case_get_document (writer->view->dcase, id), &length);
  map = dln_offset_map_new (text, length);
  g_ptr_array_index (writer->maps, id - 1) = map;
  return map;
}

/* the words with some of what stands around them, so that they are found in another copy, too */
static void
put_words (Writer     *writer,
           const char *text,
           gsize       length,
           DlnSpan     span)
{
  guint32 begin = span.begin - MIN (span.begin, CONTEXT_BYTES);
  guint32 end = MIN (span.end + CONTEXT_BYTES, length);

  while (((guchar) text[begin] & 0xc0) == 0x80)
    begin += 1;
  while (end < length && ((guchar) text[end] & 0xc0) == 0x80)
    end += 1;
  _dln_json_item (writer->out);
  _dln_json_begin (writer->out);
  _dln_json_string (writer->out, "type", "TextQuoteSelector");
  _dln_json_key (writer->out, "exact");
  _dln_json_append_string (writer->out, text + span.begin, span.end - span.begin);
  _dln_json_key (writer->out, "prefix");
  _dln_json_append_string (writer->out, text + begin, span.begin - begin);
  _dln_json_key (writer->out, "suffix");
  _dln_json_append_string (writer->out, text + span.end, end - span.end);
  _dln_json_end (writer->out);
}

static void
put_target (Writer       *writer,
            DlnDocumentId id,
            DlnSpan       span)
{
  DlnDocument *document = dln_case_get_document (writer->view->dcase, id);
  const char *link = dln_document_get_link (document);
  g_autofree char *name = g_strconcat ("urn:sha256:", dln_document_get_digest (document), NULL);
  gsize length;
  const char *text = dln_document_get_text (document, &length);

  _dln_json_key (writer->out, "target");
  _dln_json_begin (writer->out);
  _dln_json_string (writer->out, "source", link != NULL ? link : name);
  _dln_json_begin_list (writer->out, "selector");
  _dln_json_begin (writer->out);
  _dln_json_string (writer->out, "type", "TextPositionSelector");
  _dln_json_integer (
    writer->out, "start", dln_offset_map_to_characters (get_map (writer, id), span.begin));
  _dln_json_integer (
    writer->out, "end", dln_offset_map_to_characters (get_map (writer, id), span.end));
  _dln_json_end (writer->out);
  put_words (writer, text, length, span);
  _dln_json_end_list (writer->out);
  _dln_json_end (writer->out);
}

static void
put_body (Writer     *writer,
          const char *value,
          const char *purpose)
{
  _dln_json_item (writer->out);
  _dln_json_begin (writer->out);
  _dln_json_string (writer->out, "type", "TextualBody");
  _dln_json_string (writer->out, "value", value);
  _dln_json_string (writer->out, "purpose", purpose);
  _dln_json_end (writer->out);
}

static void
put_annotation (Writer            *writer,
                DlnTarget          target,
                const DlnEvidence *claim,
                guint              number)
{
  const char *kind = dln_target_kind_get_name (target.kind);
  g_autofree char *id = g_strdup_printf ("urn:dateline:%s:%u:%u", kind, target.id, number);
  g_autofree char *title = dln_case_dup_target_title (writer->view->dcase, target);
  g_autofree char *edtf = dln_when_is_known (&claim->when) ? dln_when_to_edtf (&claim->when) : NULL;
  DlnSpan span = dln_span_is_empty (claim->mark) ? claim->sentence : claim->mark;

  if (dln_case_get_document (writer->view->dcase, claim->document) == NULL)
    return;
  g_string_append (writer->out, writer->n++ > 0 ? ",\n" : "\n");
  _dln_json_begin (writer->out);
  _dln_json_string (writer->out, "id", id);
  _dln_json_string (writer->out, "type", "Annotation");
  _dln_json_string (writer->out, "motivation", "identifying");
  _dln_json_begin_list (writer->out, "body");
  put_body (writer, title, "identifying");
  put_body (writer, kind, "classifying");
  if (edtf != NULL)
    put_body (writer, edtf, "describing");
  if (target.kind == DLN_TARGET_EVENT || target.kind == DLN_TARGET_RELATION)
    put_body (writer, dln_standing_get_name (DLN_STANDING (claim)), "assessing");
  _dln_json_end_list (writer->out);
  put_target (writer, claim->document, span);
  _dln_json_end (writer->out);
}

static gboolean
shows (const DlnExportView *view,
       DlnTarget            target)
{
  switch (target.kind)
    {
    case DLN_TARGET_ENTITY:
      return _dln_export_shows_entity (view, target.id);
    case DLN_TARGET_EVENT:
      return _dln_export_shows_event (view, target.id);
    case DLN_TARGET_RELATION:
      return _dln_export_shows_relation (view, target.id);
    case DLN_TARGET_QUOTE:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
put_items (Writer *writer)
{
  const GArray *evidence = writer->view->resolution->evidence;
  DlnTarget last = { DLN_TARGET_NONE, 0 };
  guint number = 0;

  for (guint i = 0; i < evidence->len; i++)
    {
      const DlnEvidence *claim = DLN_ROW (evidence, DlnEvidence, i);
      DlnTarget target = { claim->kind, claim->target };

      number = dln_target_equal (target, last) ? number + 1 : 0;
      last = target;
      if (shows (writer->view, target))
        put_annotation (writer, target, claim, number);
    }
}

/* (transfer full) */
GBytes *
_dln_export_webanno (const DlnExportView *view)
{
  Writer writer = { .view = view, .out = g_string_new (NULL) };
  g_autoptr (GString) items = NULL;

  writer.maps = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_offset_map_free);
  g_ptr_array_set_size (writer.maps, dln_case_get_n_documents (view->dcase));
  put_items (&writer);
  g_ptr_array_unref (writer.maps);
  items = writer.out;
  writer.out = g_string_new (NULL);
  _dln_json_begin (writer.out);
  _dln_json_string (writer.out, "@context", "http://www.w3.org/ns/anno.jsonld");
  _dln_json_string (writer.out, "id", "urn:dateline:annotations");
  _dln_json_string (writer.out, "type", "AnnotationCollection");
  _dln_json_string (
    writer.out, "label",
    dln_case_get_title (view->dcase) != NULL ? dln_case_get_title (view->dcase) : "Dateline");
  _dln_json_integer (writer.out, "total", writer.n);
  _dln_json_key (writer.out, "first");
  _dln_json_begin (writer.out);
  _dln_json_string (writer.out, "id", "urn:dateline:annotations:1");
  _dln_json_string (writer.out, "type", "AnnotationPage");
  _dln_json_begin_list (writer.out, "items");
  g_string_append_len (writer.out, items->str, items->len);
  _dln_json_end_list (writer.out);
  _dln_json_end (writer.out);
  _dln_json_end (writer.out);
  g_string_append_c (writer.out, '\n');
  return g_string_free_to_bytes (writer.out);
}
