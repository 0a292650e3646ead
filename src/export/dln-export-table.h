/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a case: what `dateline-cli list` shows and what CSV files hold. */
#pragma once

#include "case/dln-case.h"
#include "case/dln-filter.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_TABLE_DOCUMENTS,
  DLN_TABLE_EVENTS,
  DLN_TABLE_PEOPLE,
  DLN_TABLE_INSTITUTIONS,
  DLN_TABLE_PLACES,
  DLN_TABLE_RELATIONS,
  DLN_TABLE_QUOTES,
  DLN_TABLE_CONFLICTS,
  DLN_TABLE_SUGGESTIONS,
  DLN_TABLE_DECISIONS,       /* what the user decided, undone ones too */
  DLN_TABLE_COMMUNITIES,     /* names that are tied to each other more than to others */
  DLN_TABLE_EVENT_CLAIMS,    /* a row for each claim, with its quote */
  DLN_TABLE_RELATION_CLAIMS, /* the same for relations */
  DLN_N_TABLES
} DlnTableKind;

typedef struct
{
  const char *const *columns; /* [n_columns]; a leading '#' marks numbers */
  guint              n_columns;
  GPtrArray         *cells;   /* char *, [n_rows][n_columns] */
} DlnTable;

gboolean  dln_table_kind_from_name (const char      *name,
                                    DlnTableKind    *kind);
DlnTable *dln_table_new            (DlnCase         *dcase,
                                    DlnTableKind     kind,
                                    const DlnFilter *filter);
DlnTable *dln_table_new_timeline   (DlnCase         *dcase,
                                    const char      *name,
                                    const DlnFilter *filter);
DlnTable *dln_table_new_path       (DlnCase         *dcase,
                                    const GArray    *relations);
/* what deserves a look, and what was looked at */
DlnTable *dln_table_new_decisions  (DlnCase         *dcase,
                                    DlnTarget        about);
DlnTable *dln_table_new_checks     (DlnCase         *dcase);
void      dln_table_free           (DlnTable        *table);
void      dln_table_to_csv         (const DlnTable  *table,
                                    GString         *out);
void      dln_table_to_json        (const DlnTable  *table,
                                    GString         *out);
void      dln_table_to_html        (const DlnTable  *table,
                                    GString         *out);
void      dln_table_to_tabs        (const DlnTable  *table,
                                    GString         *out);
void      dln_table_to_text        (const DlnTable  *table,
                                    GString         *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnTable, dln_table_free)

G_END_DECLS
