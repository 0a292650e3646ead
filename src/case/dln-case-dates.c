/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The date of an event as a graphic writes it. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "14 Oct 2022" and "16 Oct 2022" as "14 or 16 Oct 2022" */
static char *
join_days (const char *a,
           const char *b)
{
  const char *rest_a = strchr (a, ' '), *rest_b = strchr (b, ' ');
  g_autofree char *first
    = rest_a != NULL && g_strcmp0 (rest_a, rest_b) == 0 ? g_strndup (a, rest_a - a) : g_strdup (a);

  /* Translators: two days that sources give, e.g. "14 or 16 Oct 2022" */
  return g_strdup_printf (_("%s or %s"), first, b);
}

/* What sources give for the day where they differ; NULL where they do not. */
static char *
dup_disputed (DlnCase   *dcase,
              DlnEventId event)
{
  const DlnResolution *resolution = dln_case_get_resolution (dcase);

  for (guint i = 0; i < resolution->conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (resolution->conflicts, DlnConflict, i);

      if (conflict->kind != DLN_TARGET_EVENT || conflict->type != DLN_CONFLICT_DATE
          || conflict->target != event || conflict->evidence_a >= resolution->evidence->len
          || conflict->evidence_b >= resolution->evidence->len)
        continue;

      const DlnWhen *a = &DLN_ROW (resolution->evidence, DlnEvidence, conflict->evidence_a)->when;
      const DlnWhen *b = &DLN_ROW (resolution->evidence, DlnEvidence, conflict->evidence_b)->when;
      gboolean swapped = a->earliest_begin > b->earliest_begin;
      g_autofree char *first = dln_when_dup_short (swapped ? b : a);
      g_autofree char *second = dln_when_dup_short (swapped ? a : b);

      if (*first != '\0' && *second != '\0' && !g_str_equal (first, second))
        return join_days (first, second);
    }
  return NULL;
}

static const char *
get_status (const DlnEvent *event)
{
  if (event->polarity == DLN_POLARITY_NEGATED)
    return _("not so");
  switch (event->modality)
    {
    case DLN_MODALITY_PLANNED:
      return _("planned");
    case DLN_MODALITY_CONDITIONAL:
      return _("possible");
    case DLN_MODALITY_ALLEGED:
      return _("alleged");
    case DLN_MODALITY_DENIED:
      return _("denied");
    case DLN_MODALITY_CANCELLED:
      return _("cancelled");
    default:
      return NULL;
    }
}

/**
 * dln_case_dup_event_date:
 * @self: a case
 * @event: one of its events
 * @disputed: (out) (optional): whether sources give two days
 *
 * Returns: (transfer full): its date, no more precise than it is known, both where sources give
 * two, and how it is told where that is not as a fact: "14 or 16 Oct 2022", "Apr 2023, planned";
 * empty if it is not dated. Time: O(conflicts)
 */
char *
dln_case_dup_event_date (DlnCase   *self,
                         DlnEventId event,
                         gboolean  *disputed)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  const DlnEvent *row = dln_case_get_event (self, event);
  gboolean differs = row != NULL && (row->flags & DLN_EVENT_CONFLICT) != 0;
  g_autofree char *two = differs ? dup_disputed (self, event) : NULL;
  const char *status = row != NULL ? get_status (row) : NULL;

  if (disputed != NULL)
    *disputed = two != NULL;
  if (row == NULL)
    return g_strdup ("");

  g_autofree char *date
    = two != NULL ? g_steal_pointer (&two) : dln_when_dup_short (&row->when);
  if (status == NULL)
    return g_steal_pointer (&date);
  /* Translators: a date and how an event is told, e.g. "21 Sep 2022, planned" */
  return *date != '\0' ? g_strdup_printf (_("%s, %s"), date, status) : g_strdup (status);
}
