/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search under way. */
#pragma once

#include "session/dln-query-private.h"
#include "session/dln-session-private.h"
#include "session/dln-word-index-private.h"

G_BEGIN_DECLS

typedef struct
{
  DlnCase      *dcase; /* unowned, like @store and @words */
  DlnStore     *store;
  DlnWordIndex *words;
  GString      *notes;   /* sentences for the user */
  GHashTable   *guesses; /* DlnQuery to GPtrArray of words that may be meant */
  GHashTable   *named;   /* DlnQuery of a field to the scores of the rows that its value names */
  GError       *error;   /* (nullable): of the store */
} DlnSearch;

void    _dln_search_begin      (DlnSearch      *search,
                                DlnSession     *self);
void    _dln_search_end        (DlnSearch      *search);
float  *_dln_search_score      (DlnSearch      *search,
                                const DlnQuery *query,
                                DlnTargetKind   kind);
guint   _dln_search_count_rows (DlnCase        *dcase,
                                DlnTargetKind   kind);
guint32 _dln_search_get_id     (DlnCase        *dcase,
                                DlnTargetKind   kind,
                                guint           row);
void    _dln_search_note       (DlnSearch      *search,
                                char           *note);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DlnSearch, _dln_search_end)

G_END_DECLS
