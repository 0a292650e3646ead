/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An XML document in memory, written by libxml2. */
#pragma once

#include <gio/gio.h>
#include <libxml/xmlwriter.h>

G_BEGIN_DECLS

typedef struct
{
  xmlBufferPtr     buffer;
  xmlTextWriterPtr writer;
} DlnXml;

gboolean _dln_xml_begin     (DlnXml     *xml,
                             GError    **error);
GBytes  *_dln_xml_finish    (DlnXml     *xml,
                             GError    **error);
void     _dln_xml_start     (DlnXml     *xml,
                             const char *name);
void     _dln_xml_end       (DlnXml     *xml);
void     _dln_xml_attribute (DlnXml     *xml,
                             const char *name,
                             const char *value);
/* of a node ('n') or an edge ('e'): "n17" */
void     _dln_xml_attribute_id (DlnXml  *xml,
                             const char *name,
                             char        kind,
                             guint32     id);
void     _dln_xml_text      (DlnXml     *xml,
                             const char *text);

char    *_dln_xml_dup_clean (const char *text);

G_END_DECLS
