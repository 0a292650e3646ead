/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window: one case, its views and its evidence. */
#pragma once

#include "session/dln-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DLN_TYPE_WINDOW (dln_window_get_type ())
G_DECLARE_FINAL_TYPE (DlnWindow, dln_window, DLN, WINDOW, AdwApplicationWindow)

DlnWindow  *dln_window_new          (AdwApplication     *application,
                                     DlnModel           *model,
                                     const char         *model_problem,
                                     const char         *samples);
void        dln_window_set_drafts   (DlnWindow          *self,
                                     const char         *folder);
void        dln_window_tell_drafts  (DlnWindow          *self,
                                     const char         *folder);
DlnSession *dln_window_get_session  (DlnWindow          *self);
gboolean    dln_window_is_empty     (DlnWindow          *self);
gboolean    dln_window_is_at        (DlnWindow          *self,
                                     const char         *path);
gboolean    dln_window_is_free      (DlnWindow          *self);
void        dln_window_open_case    (DlnWindow          *self,
                                     const char         *path);
void        dln_window_save         (DlnWindow          *self,
                                     const char         *path);
void        dln_window_import       (DlnWindow          *self,
                                     const char * const *paths);
void        dln_window_update_articles (DlnWindow       *self,
                                     const char * const *paths);
void        dln_window_write_decisions (DlnWindow       *self,
                                        const char      *path);
void        dln_window_join_decisions (DlnWindow        *self,
                                       const char       *path);
void        dln_window_open_sample  (DlnWindow          *self);

G_END_DECLS
