/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dialogs share in which a user corrects something. Each is an AdwMessageDialog: Escape
 * closes it and leaves nothing armed. */
#pragma once

#include "ui/dln-window-private.h"

G_BEGIN_DECLS

/**
 * DlnCorrection: an open dialog and what it is about. Freed with the dialog.
 */
typedef struct _DlnCorrection DlnCorrection;

typedef void (*DlnCorrectionFunc) (DlnCorrection *correction);

struct _DlnCorrection
{
  DlnWindow        *window; /* (unowned): the dialog is transient for it */
  DlnViewState     *state;  /* (unowned) */
  DlnCase          *dcase;  /* (unowned) */
  DlnTarget         target;
  guint             verb;   /* of the dialog's own */
  AdwMessageDialog *dialog; /* (unowned) */
  GtkWidget        *box;    /* (unowned): what stands in the dialog */
  GtkWidget        *entry;  /* (unowned) (nullable) */
  GtkWidget        *reason; /* (unowned) (nullable) */
  DlnCorrectionFunc done;   /* the user said yes */
  DlnDocumentId     document; /* of words that something is made of */
  DlnSpan           words;
  gpointer          data;
  GDestroyNotify    free_data;
};

DlnCorrection *_dln_correction_new        (DlnWindow        *window,
                                           DlnTarget         target,
                                           const char       *heading,
                                           const char       *about,
                                           const char       *yes,
                                           DlnCorrectionFunc done);
GtkWidget     *_dln_correction_add_entry  (DlnCorrection    *correction,
                                           const char       *name,
                                           const char       *text);
void           _dln_correction_add_reason (DlnCorrection    *correction);
void           _dln_correction_enable     (DlnCorrection    *correction,
                                           gboolean          can);
void           _dln_correction_present    (DlnCorrection    *correction,
                                           GtkWidget        *focus);
char          *_dln_correction_dup_text   (DlnCorrection    *correction);
char          *_dln_correction_dup_reason (DlnCorrection    *correction);
void           _dln_correction_decide     (DlnCorrection    *correction,
                                           DlnDecision       decision,
                                           char             *done);

/* @done: (transfer full) (nullable): what is said then */
void           _dln_window_decide         (DlnWindow         *self,
                                           const DlnDecision *decisions,
                                           guint              n,
                                           char              *done);

/* one dialog each */
void           _dln_correct_date          (DlnWindow *self, DlnTarget target, const char *edtf);
void           _dln_correct_text          (DlnWindow *self, DlnTarget target, const char *verb);
void           _dln_correct_hide          (DlnWindow *self, DlnTarget target);
void           _dln_correct_choice        (DlnWindow *self, DlnTarget target, const char *verb);
void           _dln_correct_other         (DlnWindow *self, DlnTarget target, const char *verb);
void           _dln_correct_people        (DlnWindow *self, DlnTarget target);
void           _dln_correct_merge         (DlnWindow *self, DlnTarget target);
void           _dln_correct_split         (DlnWindow *self, DlnTarget target);
void           _dln_correct_add           (DlnWindow *self, DlnTargetKind kind,
                                           DlnDocumentId document, DlnSpan words,
                                           const DlnWhen *when);

G_END_DECLS
