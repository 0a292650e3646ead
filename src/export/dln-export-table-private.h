/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that are made in files of their own. */
#pragma once

#include "export/dln-export-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *const *columns;
  guint              n_columns;
} DlnTableLayout;

extern const DlnTableLayout _dln_table_layouts[DLN_N_TABLES];

void _dln_table_add_decisions (DlnCase  *dcase,
                               DlnTable *table,
                               DlnTarget about);

G_END_DECLS
