/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the sidebar: people, institutions, places and sources under headers that open and
 * close. */
#pragma once

#include "ui/dln-view-state.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  DLN_SIDEBAR_HEADER, /* id = section */
  DLN_SIDEBAR_ENTITY, /* id = entity */
  DLN_SIDEBAR_SOURCE, /* id = source, see dln_sidebar_model_get_source() */
  DLN_SIDEBAR_MORE,   /* id = section */
} DlnSidebarRowKind;

#define DLN_SIDEBAR_SOURCES 0 /* section; the others are DlnEntityType */

/* what a visible row gets from the list */
#define DLN_TYPE_SIDEBAR_ITEM (dln_sidebar_item_get_type ())
G_DECLARE_FINAL_TYPE (DlnSidebarItem, dln_sidebar_item, DLN, SIDEBAR_ITEM, GObject)

DlnSidebarRowKind dln_sidebar_item_get_kind  (DlnSidebarItem *self);
guint32           dln_sidebar_item_get_id    (DlnSidebarItem *self);
guint32           dln_sidebar_item_get_count (DlnSidebarItem *self);

#define DLN_TYPE_SIDEBAR_MODEL (dln_sidebar_model_get_type ())
G_DECLARE_FINAL_TYPE (DlnSidebarModel, dln_sidebar_model, DLN, SIDEBAR_MODEL, GObject)

DlnSidebarModel *dln_sidebar_model_new           (void);
void             dln_sidebar_model_update        (DlnSidebarModel *self,
                                                  DlnCase         *dcase);
gboolean         dln_sidebar_model_is_open       (DlnSidebarModel *self,
                                                  guint            section);
void             dln_sidebar_model_toggle        (DlnSidebarModel *self,
                                                  guint            section);
void             dln_sidebar_model_show_all      (DlnSidebarModel *self,
                                                  guint            section);
const char      *dln_sidebar_model_get_source    (DlnSidebarModel *self,
                                                  guint32          source);
GArray          *dln_sidebar_model_get_documents (DlnSidebarModel *self,
                                                  guint32          source);

G_END_DECLS
