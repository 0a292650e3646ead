/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons in the words of the reader's language. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *dln_reason_dup_text (const char *reason);

G_END_DECLS
