/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of all documents while they are joined: what each is called, what it does, in whose
 * company it is named. */
#pragma once

#include "extract/resolve/dln-resolver-private.h"

G_BEGIN_DECLS

typedef struct
{
  char   *key;      /* owned: fullest name, comparable; NULL for a cell without a name */
  guint32 document;
  guint32 local;
  guint32 n_names;  /* mentions by name */
  guint32 fields;   /* bits: fields of life of its roles */
  guint8  type;     /* DlnEntityType */
  guint8  gender;
} DlnCell;

typedef struct
{
  DlnResolver *resolver;
  DlnCell     *cells;     /* [n_cells] */
  guint32      n_cells;
  guint32    **company;   /* [n_inputs]: sorted numbers of the names in a document */
  guint32     *n_company; /* [n_inputs] */
  guint32     *company_df; /* [names]: documents that hold it */
  GArray      *apart;     /* pairs of cells that must stay two: guint32[2] */
  GArray      *suggestions; /* DlnSuggestion with cells instead of ids, + 1 */
} DlnCast;

DlnCast  *_dln_cast_new     (DlnResolver *resolver);
void      _dln_cast_free    (DlnCast     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnCast, _dln_cast_free)

gboolean  _dln_cast_join    (DlnCast     *self,
                             guint32      a,
                             guint32      b,
                             DlnReason    reason);
double    _dln_cast_company (DlnCast     *self,
                             guint32      document_a,
                             guint32      document_b);
void      _dln_cast_suggest (DlnCast     *self,
                             guint32      a,
                             guint32      b,
                             float        score,
                             DlnReason    reason);
gboolean  _dln_cast_join_people       (DlnCast *self,
                                       GError **error);
gboolean  _dln_cast_join_institutions (DlnCast *self,
                                       GError **error);
gboolean  _dln_cast_join_kinds        (DlnCast *self,
                                       GError **error);

G_END_DECLS
