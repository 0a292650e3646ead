/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-xml-private.h"

#include "export/dln-export.h"

static void
set_memory_error (GError **error)
{
  g_set_error_literal (error,
                       DLN_EXPORT_ERROR,
                       DLN_EXPORT_ERROR_WRITE,
                       "The file cannot be written for want of memory.");
}

/* FALSE: nothing is to be finished */
gboolean
_dln_xml_begin (DlnXml  *xml,
                GError **error)
{
  xml->buffer = xmlBufferCreate ();
  xml->writer = xml->buffer != NULL ? xmlNewTextWriterMemory (xml->buffer, 0) : NULL;
  if (xml->writer == NULL)
    {
      g_clear_pointer (&xml->buffer, xmlBufferFree);
      set_memory_error (error);
      return FALSE;
    }
  xmlTextWriterSetIndent (xml->writer, 1);
  xmlTextWriterSetIndentString (xml->writer, BAD_CAST " ");
  xmlTextWriterStartDocument (xml->writer, "1.0", "UTF-8", NULL);
  return TRUE;
}

/* (transfer full): the document; elements still open are closed */
GBytes *
_dln_xml_finish (DlnXml  *xml,
                 GError **error)
{
  int status = xmlTextWriterEndDocument (xml->writer);
  GBytes *bytes = NULL;

  xmlFreeTextWriter (xml->writer);
  if (status >= 0)
    bytes = g_bytes_new (xmlBufferContent (xml->buffer), xmlBufferLength (xml->buffer));
  else
    set_memory_error (error);
  xmlBufferFree (xml->buffer);
  return bytes;
}

void
_dln_xml_start (DlnXml     *xml,
                const char *name)
{
  xmlTextWriterStartElement (xml->writer, BAD_CAST name);
}

void
_dln_xml_end (DlnXml *xml)
{
  xmlTextWriterEndElement (xml->writer);
}

void
_dln_xml_attribute (DlnXml     *xml,
                    const char *name,
                    const char *value)
{
  g_autofree char *clean = _dln_xml_dup_clean (value);

  xmlTextWriterWriteAttribute (xml->writer, BAD_CAST name, BAD_CAST clean);
}

void
_dln_xml_attribute_id (DlnXml     *xml,
                       const char *name,
                       char        kind,
                       guint32     id)
{
  g_autofree char *value = g_strdup_printf ("%c%u", kind, id);

  _dln_xml_attribute (xml, name, value);
}

void
_dln_xml_text (DlnXml     *xml,
               const char *text)
{
  g_autofree char *clean = _dln_xml_dup_clean (text);

  xmlTextWriterWriteString (xml->writer, BAD_CAST clean);
}

/* XML 1.0 has no place for most control characters and noncharacters, nor has PDF; documents may
 * hold them. */
char *
_dln_xml_dup_clean (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_c (clean, ' ');
      else if (c >= 0x20 && (c & 0xfffe) != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef)
               && !(c >= 0x7f && c <= 0x9f))
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}
