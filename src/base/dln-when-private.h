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

/* What stands before a date. */
typedef enum
{
  _DLN_SLOT_UNTIL,
  _DLN_SLOT_BEFORE,
  _DLN_SLOT_SINCE,
  _DLN_SLOT_LATER,
  _DLN_SLOT_BETWEEN,
  _DLN_SLOT_FROM_TO,
} DlnWhenSlot;

/* In which form a name of a month or season is wanted. */
typedef enum
{
  _DLN_FORM_ALONE, /* "October 2022" */
  _DLN_FORM_DAY,   /* "14 October" */
  _DLN_FORM_AFTER, /* "until October 2022" */
  _DLN_FORM_SHORT, /* "Oct" */
} DlnWhenForm;

char       *_dln_when_write    (const DlnWhen *when,
                                gboolean       local);
const char *_dln_when_word     (gboolean    local,
                                const char *context,
                                const char *english) G_GNUC_FORMAT (3);
const char *_dln_when_get_slot (gboolean    local,
                                DlnWhenSlot slot,
                                gboolean    day);
const char *_dln_when_month    (gboolean    local,
                                DlnWhenForm form,
                                guint       month);

G_END_DECLS
