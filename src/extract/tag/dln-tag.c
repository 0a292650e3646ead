/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of speech, lemmas and dependency trees. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-stage-private.h"

gboolean
_dln_tag_run (DlnStageContext *context,
             GError         **error)
{
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
