/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of dates in the reader's language. What goes into data and rows stays English, so each
 * function is told which of the two is wanted. */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-when-private.h"

#include <glib/gi18n-lib.h>

static const char *const short_months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
/* Translators: as in "14 October 2022" */
static const char *const months[] = {
  NC_("month of a day", "January"),   NC_("month of a day", "February"),
  NC_("month of a day", "March"),     NC_("month of a day", "April"),
  NC_("month of a day", "May"),       NC_("month of a day", "June"),
  NC_("month of a day", "July"),      NC_("month of a day", "August"),
  NC_("month of a day", "September"), NC_("month of a day", "October"),
  NC_("month of a day", "November"),  NC_("month of a day", "December"),
};
static const struct
{
  const char *day;   /* before "14 October 2022" */
  const char *other; /* before "October 2022", "2022", "autumn 2022" */
} slots[] = {
  [_DLN_SLOT_UNTIL] = { NC_("day", "until %s"), NC_("date", "until %s") },
  [_DLN_SLOT_BEFORE] = { NC_("day", "before %s"), NC_("date", "before %s") },
  [_DLN_SLOT_SINCE] = { NC_("day", "since %s"), NC_("date", "since %s") },
  [_DLN_SLOT_LATER] = { NC_("day", "%s or later"), NC_("date", "%s or later") },
  [_DLN_SLOT_BETWEEN] = { NC_("day", "between %s and %s"), NC_("date", "between %s and %s") },
  [_DLN_SLOT_FROM_TO] = { NC_("day", "from %s to %s"), NC_("date", "from %s to %s") },
};

const char *
_dln_when_word (gboolean    local,
                const char *context,
                const char *english)
{
  return local ? g_dpgettext2 (GETTEXT_PACKAGE, context, english) : english;
}

const char *
_dln_when_get_slot (gboolean    local,
                    DlnWhenSlot slot,
                    gboolean    day)
{
  return day ? _dln_when_word (local, "day", slots[slot].day)
             : _dln_when_word (local, "date", slots[slot].other);
}

/* The names of months that stand alone are those of the time axis. */
const char *
_dln_when_month (gboolean    local,
                 DlnWhenForm form,
                 guint       month)
{
  const char *name = form == _DLN_FORM_SHORT ? short_months[month - 1] : months[month - 1];

  if (form == _DLN_FORM_DAY || form == _DLN_FORM_AFTER)
    return _dln_when_word (local, "month of a day", name);
  if (form == _DLN_FORM_ALONE && month == 5)
    return _dln_when_word (local, "long month", name);
  return local ? g_dgettext (GETTEXT_PACKAGE, name) : name;
}
