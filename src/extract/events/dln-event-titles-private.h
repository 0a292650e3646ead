/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of a sentence make a title: [n_tokens] of these, and the rules that change them. */
#pragma once

#include "extract/grammar/dln-clause-private.h"

G_BEGIN_DECLS

enum
{
  DLN_TITLE_LEFT_OUT,
  DLN_TITLE_CHOSEN,
  DLN_TITLE_SURE, /* also where the tree disagrees */
};

void     _dln_event_title_drop_label           (const DlnTree *tree,
                                                guint32        first,
                                                guint32        trigger,
                                                guint8        *taken);
void     _dln_event_title_drop_repeated        (const DlnTree *tree,
                                                guint32        first,
                                                guint32        trigger,
                                                guint8        *taken);
void     _dln_event_title_drop_relative        (const DlnTree *tree,
                                                guint32        first,
                                                guint32        trigger,
                                                guint8        *taken);
void     _dln_event_title_take_numbers         (const DlnTree *tree,
                                                guint32        first,
                                                guint32        end,
                                                guint8        *taken);
void     _dln_event_title_drop_second_subject  (const DlnTree *tree,
                                                guint32        first,
                                                guint32        end,
                                                guint32        trigger,
                                                guint8        *taken);
void     _dln_event_title_share_auxiliary      (const DlnTree *tree,
                                                guint32        first,
                                                guint32        trigger,
                                                guint8        *taken);
void     _dln_event_title_take_bridges         (const DlnTree *tree,
                                                guint32        first,
                                                guint32        end,
                                                guint8        *taken);
guint32  _dln_event_title_find_missing_subject (const DlnTree *tree,
                                                guint32        first,
                                                guint32        end,
                                                const guint8  *taken);
gboolean _dln_event_title_lacks_subject        (const DlnTree *tree,
                                                guint32        first,
                                                guint32        end,
                                                guint32        trigger,
                                                const guint8  *taken);
gboolean _dln_event_title_is_of_another        (const DlnTree *tree,
                                                guint32        first,
                                                guint32        trigger,
                                                const guint8  *taken);
gboolean _dln_event_is_about_text              (const DlnTree *tree,
                                                guint32        trigger);

/* dln-event-title-gaps.c */
gboolean _dln_event_title_close_gaps           (const DlnTree *tree,
                                                guint32        first,
                                                guint32        end,
                                                guint32        trigger,
                                                guint8        *taken);
gboolean _dln_event_title_take_clause          (const DlnTree *tree,
                                                guint32        first,
                                                guint32        end,
                                                guint32        trigger,
                                                guint8        *taken);

G_END_DECLS
