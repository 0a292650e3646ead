/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of the annotations of any text whatever. */
#pragma once

#include "extract/dln-annotations.h"
#include "extract/dln-document.h"

/* Returns: (transfer full) (nullable): the first thing that does not hold, in words; NULL when all
 * does */
char *check_annotations (const DlnDocument    *document,
                         const DlnAnnotations *annotations);
