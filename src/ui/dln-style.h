/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of the drawings as named colours of the style sheet. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void dln_style_load (void);

double dln_style_get_text_scale (void);

G_END_DECLS
