/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The TIMEX3 value of a time. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <math.h>
#include <string.h>

#include "extract/time/dln-time-resolve-private.h"

static const char *const dayparts[DLN_N_DAYPARTS] = { "",       "TMO", "TAF", "TEV", "TNI",
                                                      "T12:00", "T24:00", "TMO", "TEV", "TDT" };
static const char *const seasons[] = { "SP", "SU", "FA", "WI" };

static void
append_amount (GString *value, const DlnSem *sem, double n, const char *letter)
{
  if (sem->vague)
    g_string_append_printf (value, "X%s", letter);
  else if (n == floor (n) && fabs (n) < 1e9)
    g_string_append_printf (value, "%.0f%s", n, letter);
  else
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (
        value, "%s%s", g_ascii_formatd (buffer, sizeof buffer, "%g", n), letter);
    }
}

static void
append_period (GString *value, const DlnSem *sem)
{
  double n = sem->n;
  guint  unit = sem->unit;

  if (n == 0 && !sem->vague)
    {
      /* half of a unit */
      static const char units[] = "YHDMCEWm";
      static const struct
      {
        gint8 n;
        char  unit;
      } halves[] = { { 6, 'M' },  { 30, 'm' }, { 12, 'H' }, { 15, 'D' },
                     { 50, 'Y' }, { 5, 'Y' },  { 3, 'D' },  { 30, 's' } };
      const char *at = strchr (units, unit);

      if (at != NULL && *at != '\0')
        {
          n = halves[at - units].n;
          unit = halves[at - units].unit;
        }
    }
  /* "two and a half years" */
  if (n > 1 && n - floor (n) == 0.5 && unit != 0 && strchr ("YHm", unit) != NULL)
    {
      g_string_append_printf (value,
                              unit == 'Y'   ? "P%.0fY6M"
                              : unit == 'H' ? "PT%.0fH30M"
                                            : "PT%.0fM30S",
                              floor (n));
      return;
    }
  switch (unit)
    {
    case 'H':
      g_string_append (value, "PT");
      append_amount (value, sem, n, "H");
      return;
    case 'm':
      g_string_append (value, "PT");
      append_amount (value, sem, n, "M");
      return;
    case 's':
      g_string_append (value, "PT");
      append_amount (value, sem, n, "S");
      return;
    case 'F':
      g_string_append (value, "P");
      append_amount (value, sem, n * 2, "W");
      return;
    case 'e':
      g_string_append (value, "P");
      append_amount (value, sem, n, "WE");
      return;
    case 'h':
      g_string_append (value, "P");
      append_amount (value, sem, n * 6, "M");
      return;
    case 'E':
      g_string_append (value, "P");
      append_amount (value, sem, sem->vague ? n : n * 10, sem->vague ? "DE" : "Y");
      return;
    case 'C':
      g_string_append (value, "P");
      append_amount (value, sem, sem->vague ? n : n * 100, sem->vague ? "CE" : "Y");
      return;
    case 'L':
      g_string_append (value, "P");
      append_amount (value, sem, sem->vague ? n : n * 1000, sem->vague ? "L" : "Y");
      return;
    default:
      {
        char letter[2] = { unit != 0 ? unit : 'X', 0 };

        g_string_append (value, "P");
        append_amount (value, sem, n, letter);
      }
    }
}

static void
append_set (GString *value, const DlnSem *sem)
{
  if (sem->weekday != DLN_NO_NUMBER)
    g_string_append_printf (value, "XXXX-WXX-%d", sem->weekday);
  else if (sem->month != DLN_NO_NUMBER)
    g_string_append_printf (value, "XXXX-%02d", sem->month);
  else if (sem->part >= 21 && sem->part <= 24)
    g_string_append_printf (value, "XXXX-%s", seasons[sem->part - 21]);
  else if (sem->daypart != DLN_DAYPART_NONE)
    g_string_append_printf (value, "XXXX-XX-XX%s", dayparts[sem->daypart]);
  else
    append_period (value, sem);
}

/* The value of a date that cannot be counted from anything. */
static void
append_open (GString *value, const DlnSem *sem)
{
  if (sem->op == DLN_SEM_OFFSET && sem->vague)
    g_string_append (value, sem->dir < 0 ? "PAST_REF" : "FUTURE_REF");
  else if (sem->op == DLN_SEM_DATE && sem->month != DLN_NO_NUMBER && sem->day != DLN_NO_NUMBER)
    g_string_append_printf (value, "XXXX-%02d-%02d", sem->month, sem->day);
  else if (sem->op == DLN_SEM_DATE && sem->month != DLN_NO_NUMBER)
    g_string_append_printf (value, "XXXX-%02d", sem->month);
  else if (sem->op == DLN_SEM_DATE && sem->weekday != DLN_NO_NUMBER)
    g_string_append_printf (value, "XXXX-WXX-%d", sem->weekday);
  else if (sem->op == DLN_SEM_DATE && sem->day != DLN_NO_NUMBER)
    g_string_append_printf (value, "XXXX-XX-%02d", sem->day);
  else if (sem->op == DLN_SEM_PART && sem->part >= 21 && sem->part <= 24)
    g_string_append_printf (value, "XXXX-%s", seasons[sem->part - 21]);
  else if (sem->op == DLN_SEM_PART)
    g_string_append_printf (
      value, "XXXX-%c%d", sem->part >= 40 ? 'H' : 'Q', sem->part - (sem->part >= 40 ? 39 : 32));
  else if (sem->op == DLN_SEM_RELDAY || sem->op == DLN_SEM_DAYPART || sem->op == DLN_SEM_CLOCK)
    g_string_append (value, "XXXX-XX-XX");
  else
    switch (sem->unit)
      {
      case 'W':
      case 'F':
        g_string_append (value, "XXXX-WXX");
        break;
      case 'e':
        g_string_append (value, "XXXX-WXX-WE");
        break;
      case 'M':
        g_string_append (value, "XXXX-XX");
        break;
      case 'Q':
        g_string_append (value, "XXXX-QX");
        break;
      case 'Y':
        g_string_append (value, "XXXX");
        break;
      case 'E':
        g_string_append (value, "XXX");
        break;
      case 'C':
        g_string_append (value, "XX");
        break;
      default:
        g_string_append (value, "XXXX-XX-XX");
        break;
      }
}

static void
append_clock (GString *value, const DlnSem *sem)
{
  if (sem->hour != DLN_NO_NUMBER)
    {
      g_string_append_printf (
        value, "T%02d:%02d", sem->hour, sem->minute != DLN_NO_NUMBER ? sem->minute : 0);
      if (sem->second != DLN_NO_NUMBER)
        g_string_append_printf (value, ":%02d", sem->second);
      if (sem->has_zone == 'Z')
        g_string_append_c (value, 'Z');
    }
  else if (sem->daypart != DLN_DAYPART_NONE)
    g_string_append (value, dayparts[sem->daypart]);
}

/**
 * _dln_time_append_value:
 * @expression: what was read
 * @point: the day, month or the like that it was counted to; of no width if unknown
 * @value: (inout): gets the value
 *
 * A TIMEX3 value of every type, as of ISO-TimeML: "2023-04-05", "P2W", "XXXX-WXX-1".
 */
void
_dln_time_append_value (const DlnExpression *expression, const DlnPoint *point, GString *value)
{
  const DlnSem *sem = &expression->sem;

  if (sem->op == DLN_SEM_REF)
    g_string_append (value,
                     sem->ref == 'P'   ? "PRESENT_REF"
                     : sem->ref == 'B' ? "PAST_REF"
                                       : "FUTURE_REF");
  else if (expression->type == DLN_TIME_DURATION && (sem->op == DLN_SEM_DURATION || sem->unit != 0))
    append_period (value, sem);
  else if (expression->type == DLN_TIME_SET)
    append_set (value, sem);
  else if (point->width == DLN_PRECISION_NONE)
    append_open (value, sem);
  else
    _dln_point_append_value (point, value);
  if (expression->type <= DLN_TIME_TIME && sem->op != DLN_SEM_REF)
    append_clock (value, sem);
}
