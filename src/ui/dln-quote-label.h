/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence of an article, with who is meant by its pronouns. */
#pragma once

#include <gtk/gtk.h>

#include "case/dln-case.h"

G_BEGIN_DECLS

GtkWidget *dln_quote_label_new        (DlnCase      *dcase,
                                       DlnDocumentId document,
                                       DlnSpan       sentence,
                                       DlnSpan       mark);
char      *dln_quote_label_dup_before (DlnCase      *dcase,
                                       DlnDocumentId document,
                                       DlnSpan       sentence);

G_END_DECLS
