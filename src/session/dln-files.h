/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders to a flat list of files. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char    *path;
  char    *id;    /* name below the folder that was asked for */
  gboolean given; /* asked for by itself */
  gboolean input; /* standard input, whose path is "-" */
} DlnFile;

/* (transfer full) (element-type DlnFile): in a stable order, each file once, links followed once.
 * With @skipped (nullable) (element-type utf8), what lies in a folder and by its name is no article
 * goes there; what is asked for by itself is always among the files. */
GPtrArray *_dln_files_collect (const char *const *paths,
                               GPtrArray         *skipped,
                               GPtrArray         *messages,
                               guint             *n_failed,
                               GCancellable      *cancellable,
                               GError           **error);
/* (transfer full): what is no file, as if it came from standard input */
GPtrArray *_dln_files_new_input (const char *id);
/* (transfer full): a sentence that names some of them */
char      *_dln_files_describe_skipped (const GPtrArray *skipped);

G_END_DECLS
