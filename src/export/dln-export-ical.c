/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dated events of a case as a calendar (iCalendar, RFC 5545). What is not known to the day
 * takes all days on which it may have been; what is not stated says so. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "case/dln-standing.h"
#include "export/dln-export-data-private.h"

#include <string.h>

#define MAX_LINE 75 /* bytes, without the line's end */

/* a line, folded so that no character is cut */
static void
put_line (GString    *out,
          const char *line)
{
  gsize left = MAX_LINE;

  for (const char *p = line; *p != '\0';)
    {
      gsize n = g_utf8_next_char (p) - p;

      if (n > left)
        {
          g_string_append (out, "\r\n ");
          left = MAX_LINE - 1;
        }
      g_string_append_len (out, p, n);
      left -= n;
      p += n;
    }
  g_string_append (out, "\r\n");
}

/* a property of type TEXT; left out if there is none */
static void
put_text (GString    *out,
          const char *name,
          const char *text)
{
  g_autoptr (GString) line = NULL;

  if (text == NULL || *text == '\0')
    return;
  line = g_string_new (name);
  g_string_append_c (line, ':');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n')
        {
          g_string_append (line, "\\n");
          continue;
        }
      if ((guchar) *p < 0x20)
        continue;
      if (strchr ("\\;,", *p) != NULL)
        g_string_append_c (line, '\\');
      g_string_append_c (line, *p);
    }
  put_line (out, line->str);
}

/* a day; @next: the one behind it, as DTEND is not part of the event */
static void
put_day (GString    *out,
         const char *name,
         DlnInstant  instant)
{
  DlnCivil civil = dln_civil_from_instant (instant);
  g_autofree char *line =
    g_strdup_printf ("%s;VALUE=DATE:%04d%02u%02u", name, civil.year, civil.month, civil.day);

  put_line (out, line);
}

static gboolean
is_in_calendar (const DlnWhen *when)
{
  DlnCivil civil;

  if (!dln_when_is_known (when) || when->earliest_begin == DLN_INSTANT_PAST
      || when->latest_end == DLN_INSTANT_FUTURE)
    return FALSE;
  civil = dln_civil_from_instant (when->earliest_begin);
  return civil.year >= 1 && dln_civil_from_instant (when->latest_end).year <= 9999;
}

/* CONFIRMED, TENTATIVE or CANCELLED is all there is */
static const char *
get_status (DlnStanding standing)
{
  if (standing == DLN_STANDING_HOLDS)
    return "CONFIRMED";
  return dln_standing_is_denied (standing) ? "CANCELLED" : "TENTATIVE";
}

static void
put_event (const DlnExportView *view,
           const DlnEvent      *event,
           const char          *stamp,
           GString             *out)
{
  DlnTarget target = { DLN_TARGET_EVENT, event->id };
  g_autofree char *title = _dln_export_dup_event_title (view, event);
  g_autofree char *quote = _dln_export_dup_quote (view, target);
  g_autofree char *edtf = dln_when_to_edtf (&event->when);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, title, -1);
  g_autofree char *uid = g_strdup_printf ("event-%u-%.12s@dateline", event->id, sum);
  g_autofree char *description = g_strdup_printf ("%s\n%s", quote != NULL ? quote : "", edtf);

  put_line (out, "BEGIN:VEVENT");
  put_text (out, "UID", uid);
  put_line (out, stamp);
  put_day (out, "DTSTART", event->when.earliest_begin);
  put_day (out, "DTEND", event->when.latest_end - 1 + 24 * 3600);
  put_text (out, "SUMMARY", title);
  put_text (out, "DESCRIPTION", description);
  put_text (out, "LOCATION", _dln_export_get_name (view, event->place));
  put_text (out, "CATEGORIES", dln_event_type_get_name (event->type));
  put_text (out, "STATUS", get_status (DLN_STANDING (event)));
  put_line (out, "TRANSP:TRANSPARENT");
  put_line (out, "END:VEVENT");
}

/* The newest article's day, as the same case gives the same bytes: (transfer full) */
static char *
dup_stamp (const DlnExportView *view)
{
  DlnInstant last = 0;
  DlnCivil civil;

  for (guint i = 1; i <= dln_case_get_n_documents (view->dcase); i++)
    {
      const DlnResolvedDocument *row = dln_case_get_document_row (view->dcase, i);

      if (row != NULL && is_in_calendar (&row->when))
        last = MAX (last, row->when.earliest_begin);
    }
  civil = dln_civil_from_instant (last);
  return g_strdup_printf ("DTSTAMP:%04d%02u%02uT000000Z", civil.year, civil.month, civil.day);
}

/* (transfer full) */
GBytes *
_dln_export_ical (const DlnExportView *view)
{
  GString *out = g_string_new (NULL);
  g_autofree char *stamp = dup_stamp (view);

  put_line (out, "BEGIN:VCALENDAR");
  put_line (out, "VERSION:2.0");
  put_line (out, "PRODID:-//Dateline//Dateline//EN");
  put_text (out, "X-WR-CALNAME", dln_case_get_title (view->dcase));
  for (guint i = 0; i < view->resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (view->resolution->events, DlnEvent, i);

      if (is_in_calendar (&event->when) && _dln_export_shows_event (view, event->id))
        put_event (view, event, stamp, out);
    }
  put_line (out, "END:VCALENDAR");
  return g_string_free_to_bytes (out);
}
