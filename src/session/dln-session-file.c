/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session and its case file. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (const char *path,
        GError    **error)
{
  g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, _("%s cannot be opened as a case."), path);
  return FALSE;
}

gboolean
dln_session_create (DlnSession *self,
                    const char *path,
                    GError    **error)
{
  return refuse (path, error);
}

gboolean
dln_session_open (DlnSession *self,
                  const char *path,
                  GError    **error)
{
  return refuse (path, error);
}

gboolean
dln_session_save_as (DlnSession *self,
                     const char *path,
                     GError    **error)
{
  return refuse (path, error);
}

void
dln_session_close (DlnSession *self)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  g_set_object (&self->dcase, dln_case_new ());
  g_object_notify (G_OBJECT (self), "case");
}

GArray *
dln_session_search (DlnSession *self,
                    const char *query,
                    guint       limit,
                    GError    **error)
{
  return g_array_new (FALSE, TRUE, sizeof (DlnSearchHit));
}

guint
dln_session_check (DlnSession *self,
                   GPtrArray  *lines)
{
  return 0;
}
