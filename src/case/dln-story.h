/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story track: the events that the user starred, in order, with headlines and words of the
 * user's, and what stands above them. All of it is decided, and so can be undone. */
#pragma once

#include "case/dln-case.h"
#include "case/dln-filter.h"

G_BEGIN_DECLS

GArray     *dln_case_dup_story      (DlnCase *self);
gboolean    dln_case_can_follow     (DlnCase *self, DlnEventId event, DlnEventId other);
DlnFound   *dln_case_new_track      (DlnCase *self);
/* NULL if the user gave none */
const char *dln_case_get_standfirst (DlnCase *self);
const char *dln_case_get_headline   (DlnCase *self, DlnEventId event);
const char *dln_case_get_blurb      (DlnCase *self, DlnEventId event);
char       *dln_case_dup_headline   (DlnCase *self, DlnEventId event);
/* "5 articles, Mar 2014 to Apr 2023; 7 dated events, 18 undated; 2 to check" */
char       *dln_case_dup_summary    (DlnCase *self);

G_END_DECLS
