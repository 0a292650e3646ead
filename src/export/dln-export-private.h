/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture painters of the export room. */
#pragma once

#include "export/dln-export.h"

G_BEGIN_DECLS

GBytes *_dln_export_png (DlnScene   *scene,
                         double      scale,
                         GError    **error);
GBytes *_dln_export_write_png (const guint8 *pixels,
                               gsize         stride,
                               guint         width,
                               guint         height);
GBytes *_dln_export_pdf (DlnScene   *scene,
                         const char *title,
                         GError    **error);
GBytes *_dln_export_svg (DlnScene   *scene,
                         const char *title,
                         GError    **error);

void    _dln_export_get_dash (const DlnOp *op,
                              double      *on,
                              double      *off);

G_END_DECLS
