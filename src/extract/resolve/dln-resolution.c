/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a case, empty and freed. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-resolution.h"

/**
 * dln_resolution_new:
 *
 * Returns: (transfer full): empty tables
 */
DlnResolution *
dln_resolution_new (void)
{
  DlnResolution *resolution = g_new0 (DlnResolution, 1);

  resolution->strings = dln_strings_new ();
  resolution->documents = g_array_new (FALSE, TRUE, sizeof (DlnResolvedDocument));
  resolution->entities = g_array_new (FALSE, TRUE, sizeof (DlnEntity));
  resolution->aliases = g_array_new (FALSE, TRUE, sizeof (DlnAlias));
  resolution->events = g_array_new (FALSE, TRUE, sizeof (DlnEvent));
  resolution->participants = g_array_new (FALSE, TRUE, sizeof (DlnEventParticipant));
  resolution->relations = g_array_new (FALSE, TRUE, sizeof (DlnRelation));
  resolution->quotes = g_array_new (FALSE, TRUE, sizeof (DlnQuote));
  resolution->evidence = g_array_new (FALSE, TRUE, sizeof (DlnEvidence));
  resolution->conflicts = g_array_new (FALSE, TRUE, sizeof (DlnConflict));
  resolution->suggestions = g_array_new (FALSE, TRUE, sizeof (DlnSuggestion));
  resolution->entity_of = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  resolution->event_of = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return resolution;
}

void
dln_resolution_free (DlnResolution *resolution)
{
  if (resolution == NULL)
    return;
  dln_strings_free (resolution->strings);
  g_array_unref (resolution->documents);
  g_array_unref (resolution->entities);
  g_array_unref (resolution->aliases);
  g_array_unref (resolution->events);
  g_array_unref (resolution->participants);
  g_array_unref (resolution->relations);
  g_array_unref (resolution->quotes);
  g_array_unref (resolution->evidence);
  g_array_unref (resolution->conflicts);
  g_array_unref (resolution->suggestions);
  g_ptr_array_unref (resolution->entity_of);
  g_ptr_array_unref (resolution->event_of);
  g_free (resolution);
}

/**
 * dln_resolution_get_alias:
 * @resolution: rows
 * @entity: one of its entities
 * @i: index from 0, the most frequent first
 *
 * Returns: a name in the texts, the entity's own among them; 0 behind the last
 */
DlnStringId
dln_resolution_get_alias (const DlnResolution *resolution,
                          const DlnEntity     *entity,
                          guint                i)
{
  if (i >= entity->n_aliases || entity->first_alias + i >= resolution->aliases->len)
    return 0;
  return DLN_ROW (resolution->aliases, DlnAlias, entity->first_alias + i)->text;
}
