/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files share that keep and join what other programs read. */
#pragma once

#include "extract/dln-annotations.h"

G_BEGIN_DECLS

GBytes         *_dln_rows_serialize   (const DlnAnnotations *annotations);
DlnAnnotations *_dln_rows_deserialize (GBytes               *bytes,
                                       gsize                 text_length,
                                       GError              **error);
gboolean        _dln_rows_fit_text    (const DlnAnnotations *annotations,
                                       const char           *text,
                                       gsize                 length);
DlnAnnotations *_dln_readers_join     (DlnAnnotations       *own,
                                       GPtrArray            *readers);

G_END_DECLS
