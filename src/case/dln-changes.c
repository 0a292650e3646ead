/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import did to the events of a case. Ids are others when articles were replaced, so an
 * event is known by its title; one whose date, status or number of sources is another has changed.
 * Side remarks are not told. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-changes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_change (gpointer data)
{
  DlnChange *change = data;

  g_free (change->before);
  g_free (change->now);
  g_free (change);
}

static gboolean
counts (DlnCase        *self,
        const DlnEvent *event)
{
  return (event->flags & DLN_EVENT_MINOR) == 0
         && !dln_case_is_hidden (self, (DlnTarget){ DLN_TARGET_EVENT, event->id });
}

/* what may change of an event, as words; (transfer full) */
static char *
dup_words (DlnCase        *self,
           const DlnEvent *event)
{
  g_autofree char *date = dln_case_dup_event_date (self, event->id, NULL);
  g_autofree char *sources = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u source", "%u sources", event->n_sources), event->n_sources);

  return g_strdup_printf ("%s · %s", *date != '\0' ? date : _("undated"), sources);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const DlnEvent *x = *(const DlnEvent *const *) a, *y = *(const DlnEvent *const *) b;
  gboolean x_known = dln_when_is_known (&x->when), y_known = dln_when_is_known (&y->when);

  if (x_known != y_known)
    return x_known ? -1 : 1; /* undated ones last */
  if (x->when.earliest_begin != y->when.earliest_begin)
    return x->when.earliest_begin < y->when.earliest_begin ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/**
 * dln_case_dup_state:
 * @self: a case
 *
 * Returns: (transfer full): the events as they are, for dln_case_dup_changes(). Time: O(events)
 */
GHashTable *
dln_case_dup_state (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  const DlnResolution *rows = dln_case_get_resolution (self);
  GHashTable *state = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < rows->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (rows->events, DlnEvent, i);

      if (counts (self, event))
        g_hash_table_insert (state, g_strdup (dln_case_get_string (self, event->title)),
                             dup_words (self, event));
    }
  return state;
}

/**
 * dln_case_dup_changes:
 * @self: a case
 * @before: what dln_case_dup_state() gave before the import
 *
 * Returns: (transfer full) (element-type DlnChange): new events and those that have changed, in the
 * order of time. Time: O(events)
 */
GPtrArray *
dln_case_dup_changes (DlnCase    *self,
                      GHashTable *before)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && before != NULL, NULL);

  GPtrArray *changes = g_ptr_array_new_with_free_func (free_change);
  const GArray *events = dln_case_get_resolution (self)->events;
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (sorted, DLN_ROW (events, DlnEvent, i));
  g_ptr_array_sort (sorted, compare_times);
  for (guint i = 0; i < sorted->len; i++)
    {
      const DlnEvent *event = g_ptr_array_index (sorted, i);
      const char *was = g_hash_table_lookup (before, dln_case_get_string (self, event->title));
      g_autofree char *is = dup_words (self, event);
      DlnChange *change;

      if (!counts (self, event) || g_strcmp0 (was, is) == 0)
        continue;
      change = g_new0 (DlnChange, 1);
      *change = (DlnChange){ event->id, was == NULL, g_strdup (was), g_steal_pointer (&is) };
      g_ptr_array_add (changes, change);
    }
  return changes;
}

/**
 * dln_changes_dup_summary:
 * @changes: (element-type DlnChange): what has changed
 *
 * Returns: (transfer full): "12 new events, 2 changed"
 */
char *
dln_changes_dup_summary (const GPtrArray *changes)
{
  guint n_new = 0;

  for (guint i = 0; i < changes->len; i++)
    n_new += ((const DlnChange *) g_ptr_array_index (changes, i))->is_new;
  g_autofree char *events = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u new event", "%u new events", n_new), n_new);

  /* Translators: how many events are new, then how many have changed */
  return g_strdup_printf (_("%s, %u changed"), events, changes->len - n_new);
}
