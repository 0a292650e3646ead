/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files of DlnWhen: units, EDTF's codes of parts of a year. */
#pragma once

#include "base/dln-when.h"

G_BEGIN_DECLS

#define _DLN_DAY G_GINT64_CONSTANT (86400)

gint64   _dln_days_from_civil (gint32 year,
                               guint  month,
                               guint  day);
gboolean _dln_when_from_code  (gint32   year,
                               guint    code,
                               DlnWhen *when);
guint    _dln_when_get_code   (const DlnWhen *when,
                               gint32        *year);
DlnWhen  _dln_when_from_range (DlnPrecision precision,
                               DlnInstant   begin,
                               DlnInstant   end);
gboolean _dln_when_find_unit  (DlnInstant begin,
                               DlnInstant end,
                               gboolean   containing,
                               DlnWhen   *unit);
gboolean _dln_when_is_unit    (const DlnWhen *when);

G_END_DECLS
