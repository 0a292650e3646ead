/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names made comparable. */
#pragma once

#include "base/dln-types.h"

G_BEGIN_DECLS

char *_dln_name_key (const char *name);

G_END_DECLS
