/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that are made in files of their own. */
#pragma once

#include "export/dln-export-table.h"

G_BEGIN_DECLS

void _dln_table_add_decisions (DlnCase  *dcase,
                               DlnTable *table);

G_END_DECLS
