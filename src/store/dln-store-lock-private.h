/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open case file as the operating system knows it: descriptor, identity, locks. */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

typedef struct
{
  int      fd;     /* open from beginning to end: our locks are this description's */
  char    *path;   /* absolute, links resolved: where the file was seen last */
  dev_t    device;
  ino_t    inode;
  gboolean owned;  /* the store that holds it may write */
} DlnStoreLock;

DlnStoreLock *_dln_store_lock_open       (const char   *path,
                                          int           flags);
DlnStoreLock *_dln_store_lock_new        (int           fd,
                                          const char   *path);
void          _dln_store_lock_free       (DlnStoreLock *lock);
gboolean      _dln_store_lock_is_at      (DlnStoreLock *lock,
                                          const char   *path);
gboolean      _dln_store_lock_is_lost    (DlnStoreLock *lock);
char         *_dln_store_lock_find       (DlnStoreLock *lock);
void          _dln_store_lock_move       (DlnStoreLock *lock,
                                          const char   *path);
gboolean      _dln_store_lock_unlink     (DlnStoreLock *lock);
gboolean      _dln_store_lock_take       (DlnStoreLock *lock);
gboolean      _dln_store_lock_claim      (DlnStoreLock *lock,
                                          gboolean      writable);
gboolean      _dln_store_lock_is_taken   (DlnStoreLock *lock);
gboolean      _dln_store_lock_enter      (DlnStoreLock *lock,
                                          gboolean      to_write);
void          _dln_store_lock_leave      (DlnStoreLock *lock);
char         *_dln_store_lock_dup_holder (DlnStoreLock *lock,
                                          const char   *name);

gboolean      _dln_store_lock_name       (DlnStoreLock *lock,
                                          const char   *path);

/* (transfer full): a hidden name beside @path, of its name and @ending */
char         *_dln_store_dup_beside      (const char   *path,
                                          const char   *ending);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnStoreLock, _dln_store_lock_free)

G_END_DECLS
