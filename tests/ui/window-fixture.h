/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window for tests and benches: made, waited for, looked into, and closed. */
#pragma once

#include "ui/dln-application.h"
#include "ui/dln-window-private.h"

G_BEGIN_DECLS

typedef gboolean (*Condition) (gpointer data);

/* gtk_test_init() and an application that windows belong to; critical messages are fatal */
DlnApplication *start_application (int *argc, char ***argv);
void            end_application (void);

/* turns the main loop until @condition holds; FALSE after a minute */
gboolean wait_for (Condition condition, gpointer data);
gboolean is_idle (gpointer window); /* no job */
gboolean has_scenes (gpointer window);
gboolean is_gone (gpointer weak); /* address of a weak pointer */
gboolean has_message (gpointer window);
gboolean has_no_message (gpointer window);

DlnWindow *new_window (void);
DlnWindow *new_sample_window (void);
void       close_window (DlnWindow *window); /* and proves that nobody holds on to it */

/* (nullable): the first widget below @root for which @match holds */
GtkWidget *find_widget (GtkWidget *root, gboolean (*match) (GtkWidget *, gconstpointer),
                        gconstpointer data);
gboolean   has_class (GtkWidget *widget, gconstpointer name);
gboolean   has_text (GtkWidget *widget, gconstpointer text); /* a label with it */
gboolean   is_button (GtkWidget *widget, gconstpointer label);
gboolean   is_mark_of_kind (GtkWidget *widget, gconstpointer kind);
GtkEventController *get_controller (GtkWidget *widget, GType type);

/* a folder of its own with one article, for remove_tree() */
char *make_folder (void); /* (transfer full) */
void  import_folder (DlnWindow *window, const char *folder);

AdwMessageDialog *find_message (gpointer window); /* (nullable): that stands above it */
void              answer (gpointer window, const char *label); /* as a click on its button */

G_END_DECLS
