/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the window share: its widgets and its state. */
#pragma once

#include "ui/dln-article-reader.h"
#include "ui/dln-evidence-panel.h"
#include "ui/dln-message.h"
#include "ui/dln-search.h"
#include "ui/dln-sidebar.h"
#include "ui/dln-view-state.h"
#include "ui/dln-welcome.h"
#include "ui/dln-window.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_PENDING_NONE,
  DLN_PENDING_CONNECT,
} DlnPending;

struct _DlnWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay  *toasts;
  GtkStack         *pages;
  DlnWelcome       *welcome;
  AdwFlap          *flap;
  DlnSidebar       *sidebar;
  GtkPaned         *panel_paned;
  DlnEvidencePanel *panel;
  GtkStack         *views;
  GtkPaned         *drawn;
  GtkStack         *graph_stack;
  GtkStack         *timeline_stack;
  GtkWidget        *graph_overlay;
  GtkWidget        *timeline_overlay;
  GtkWidget        *timeline_box;
  GtkWidget        *overview_box;
  GtkBox           *articles;
  DlnArticleReader *reader;
  DlnSearch        *search;
  GtkMenuButton    *case_button;
  GtkLabel         *case_title;
  GtkWidget        *switcher;
  GtkWidget        *left_out;
  guint             n_left_out;
  gboolean          panel_before; /* it was shown when the reader opened */
  GtkRevealer      *progress_revealer;
  GtkProgressBar   *progress;
  GtkLabel         *progress_label;
  GtkWidget        *cancel;
  GtkRevealer      *warning;
  GtkLabel         *warning_label;
  GtkWidget        *drop_hint;
  GtkRevealer      *news_bar;
  GtkLabel         *news_label;

  GtkWidget        *graph;
  GtkWidget        *timeline;
  GtkWidget        *overview;

  DlnModel         *model; /* (nullable) */
  char             *samples;
  DlnSession       *session;
  DlnViewState     *state;
  guint             n_jobs;          /* imported, opened, saved or changed just now */
  GCancellable     *job_cancellable; /* while there is a job */
  guint             job_timer;
  gboolean job_counted; /* it said how much there is: the bar shows a part, else it pulses */
  char             *opening;         /* (nullable): the case file that is being read */
  GtkFileChooserNative *chooser;
  DlnPending        pending;
  DlnEntityId       pending_entity;
  AdwToast         *pending_toast; /* (unowned) */
  AdwToast         *offer;         /* (nullable): its Undo takes back the last change */
  gboolean          discard;       /* the user said so: close without asking */
  gboolean          only_sample;   /* holds the sample articles and nothing of the user's */
  gboolean          close_wanted;  /* once it is saved */
  DlnFolderNews    *news;          /* (nullable): what is new in the watched folder */
  GHashTable       *state_before;  /* (nullable): of the events, while news are being added */
  GFileMonitor     *monitor;       /* (nullable): of the watched folder */
  GCancellable     *looking;       /* (nullable): while the folder is looked through */
  guint             look_timer;
};

/* dln-window.c */
void     _dln_window_update        (DlnWindow *self);
void     _dln_window_say           (DlnWindow *self, const char *text);
void     _dln_window_warn          (DlnWindow *self, const char *text);
void     _dln_window_set_view      (DlnWindow *self, const char *view);

/* dln-window-actions.c */
void     _dln_window_add_actions   (DlnWindow *self);
void     _dln_window_update_actions (DlnWindow *self);
void     _dln_window_selection_changed (DlnWindow *self);
void     _dln_window_add_corrections (DlnWindow *self);
gboolean _dln_window_disarm        (DlnWindow *self);

/* dln-window-reader.c */
void     _dln_window_add_reader    (DlnWindow *self);
gboolean _dln_window_is_reading    (DlnWindow *self);
gboolean _dln_window_leave_reader  (DlnWindow *self);
/* "quote" (source, date, title), on the clipboard */
void     _dln_window_copy_words    (DlnWindow *self, DlnDocumentId document, DlnSpan span,
                                    const char *what);

/* dln-window-folder.c */
void     _dln_window_add_folder    (DlnWindow *self);
void     _dln_window_look_at_folder (DlnWindow *self);
void     _dln_window_news_added    (DlnWindow *self, gboolean good);
void     _dln_window_forget_folder (DlnWindow *self);

/* dln-window-import.c */
void     _dln_window_import_news   (DlnWindow *self, const char * const *paths);
/* the session has been told what "-" is */
void     _dln_window_import_pasted (DlnWindow *self);

/* dln-window-paste.c */
void     _dln_window_add_paste     (DlnWindow *self);
/* says that nothing is fetched */
void     _dln_window_refuse_address (DlnWindow *self);
/* a form for it; @html: (nullable) */
void     _dln_window_offer_paste   (DlnWindow *self, const char *text, GBytes *html);

/* dln-window-revise.c */
void     _dln_window_add_exchange  (DlnWindow *self);
void     _dln_window_add_revisions (DlnWindow *self);

/* dln-window-files.c */
void     _dln_window_progress_cb   (guint n_done, guint n_total, const char *what, gpointer data);
void     _dln_window_add_file_actions (DlnWindow *self);
void     _dln_window_add_drop_target  (DlnWindow *self);
void     _dln_window_watch_file    (DlnWindow *self);
gboolean _dln_window_may_close     (DlnWindow *self);
gboolean _dln_window_refuse_second_job (DlnWindow *self);
void     _dln_window_begin_job     (DlnWindow *self, const char *text, gboolean can_cancel);
gboolean _dln_window_end_job       (DlnWindow *self);
void     _dln_window_cancel_job    (DlnWindow *self);

/* dln-window-drafts.c */
void     _dln_window_add_draft_actions (DlnWindow *self);
void     _dln_window_drop_draft    (DlnWindow *self);
/* says why @path was not opened, and offers its backups if there are any */
void     _dln_window_offer_backups (DlnWindow *self, const char *path, const char *text);

G_END_DECLS
