/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Byte offsets to code points and back, and text without characters that act. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DlnOffsetMap DlnOffsetMap;

DlnOffsetMap *dln_offset_map_new           (const char         *text,
                                            gsize               length);
void          dln_offset_map_free          (DlnOffsetMap       *map);
guint32       dln_offset_map_to_characters (const DlnOffsetMap *map,
                                            guint32             byte);
guint32       dln_offset_map_to_bytes      (const DlnOffsetMap *map,
                                            guint32             character);

void          dln_utf8_make_plain          (char               *text,
                                            gsize               length);
char         *dln_utf8_dup_plain           (const char         *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnOffsetMap, dln_offset_map_free)

G_END_DECLS
