/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process takes from itself all that a reader of bytes does not need. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DLN_JAIL_SECONDS 10               /* of computing for each file */
#define DLN_JAIL_MEMORY (G_GUINT64_CONSTANT (1) << 31) /* bytes of addresses */

typedef struct
{
  gboolean calls; /* seccomp: only a few system calls are left */
  gboolean files; /* Landlock: no file can be opened, by whatever call */
  gboolean sizes; /* memory, files, processes */
} DlnJail;

DlnJail dln_jail_enter     (void);
void    dln_jail_set_timer (guint seconds);

G_END_DECLS
