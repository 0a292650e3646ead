/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article that comes without a file: from the clipboard, a browser or standard input. */
#pragma once

#include "session/dln-session.h"

G_BEGIN_DECLS

/**
 * DlnPaste: what was pasted, and what it says of itself. Freed with dln_paste_free().
 */
typedef struct
{
  GBytes  *bytes;
  gboolean html;
  char    *title;  /* (nullable) */
  char    *source; /* (nullable) */
  char    *date;   /* (nullable): EDTF or ISO 8601 */
  char    *shown;  /* the text as it will stand in the case */
} DlnPaste;

DlnPaste *dln_paste_read      (const char         *text,
                               GBytes             *html,
                               GError            **error);
void      dln_paste_free      (DlnPaste           *paste);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnPaste, dln_paste_free)

/* what the next import takes for standard input, "-", and says of it */
void      dln_session_set_told (DlnSession        *self,
                                const char        *title,
                                const char        *source,
                                const char        *date);
void      dln_session_set_pasted (DlnSession      *self,
                                  const DlnPaste  *paste);

G_END_DECLS
