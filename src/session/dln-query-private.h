/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user types to find something, as a tree. */
#pragma once

#include <glib.h>

#include "base/dln-when.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_QUERY_NONE,  /* nothing is asked */
  DLN_QUERY_WORDS, /* @raw and @folded stand somewhere */
  DLN_QUERY_NEAR,  /* the words @a and @b stand within @distance words */
  DLN_QUERY_FIELD, /* @field is @raw */
  DLN_QUERY_AND,
  DLN_QUERY_OR,
  DLN_QUERY_NOT, /* @a does not */
} DlnQueryType;

typedef enum
{
  DLN_FIELD_SPEAKER,
  DLN_FIELD_SOURCE,
  DLN_FIELD_BEFORE,
  DLN_FIELD_AFTER,
  DLN_FIELD_TYPE,
  DLN_FIELD_WHO,
  DLN_N_FIELDS
} DlnQueryField;

typedef struct _DlnQuery DlnQuery;

struct _DlnQuery
{
  DlnQuery *a; /* (nullable): owned */
  DlnQuery *b; /* (nullable): owned */
  char     *raw;     /* as typed, without quotation marks */
  char     *folded;  /* _dln_fold() of it */
  DlnWhen   when;    /* of BEFORE and AFTER */
  guint     distance;
  guint8    type;  /* DlnQueryType */
  guint8    field; /* DlnQueryField */
  gboolean  prefix; /* the last word may be the beginning of one */
  gboolean  typing; /* because it is the last one, and may not be finished */
  gboolean  understood; /* a field's value is one */
};

DlnQuery   *_dln_query_parse      (const char     *text);
void        _dln_query_free       (DlnQuery       *query);
const char *_dln_query_field_name (DlnQueryField   field);
void        _dln_query_add_words  (const DlnQuery *query,
                                   GPtrArray      *words);

/* " muller ag ": small letters without marks, one space before and behind each word; appended */
void        _dln_fold             (GString        *out,
                                   const char     *text,
                                   gsize           length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnQuery, _dln_query_free)

G_END_DECLS
