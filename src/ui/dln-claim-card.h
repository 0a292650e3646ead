/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One claim as a quiet card: the quote, who says so, where and when. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *dln_claim_card_new (DlnViewState      *state,
                               const DlnEvidence *evidence,
                               DlnEntityId        known_speaker);

G_END_DECLS
