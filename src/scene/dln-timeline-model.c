/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the timeline shows: dated events that pass the filter, sorted by begin, in a pyramid that
 * finds a window without a look at all; undated ones; the articles; lane groups. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include "case/dln-story.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_GROUPS 14
#define MAX_BLOCKS 20000
#define LONG_PERIOD (8 * 365.2425 * 86400) /* months are not on the axis */
#define FEW_ITEMS 12
#define SOME_ITEMS 40
#define STARRED 10 /* more than any salience */

static gboolean
is_finite (DlnInstant instant)
{
  return instant != DLN_INSTANT_PAST && instant != DLN_INSTANT_FUTURE;
}

/* The finite stretch of a date; FALSE if no bound is known. */
static gboolean
get_range (const DlnWhen *when,
           DlnTimeRange  *range)
{
  const DlnInstant bounds[] = { when->earliest_begin, when->latest_begin, when->earliest_end,
                                when->latest_end };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      if (!is_finite (bounds[i]))
        continue;
      range->begin = any ? MIN (range->begin, bounds[i]) : bounds[i];
      range->end = any ? MAX (range->end, bounds[i]) : bounds[i];
      any = TRUE;
    }
  return any;
}

static gboolean
fill_item (TimelineItem   *item,
           const DlnEvent *event)
{
  const DlnWhen *when = &event->when;
  DlnTimeRange range;

  if (when->precision == DLN_PRECISION_NONE || !dln_when_is_known (when)
      || !get_range (when, &range))
    return FALSE;
  item->id = event->id;
  item->begin = range.begin;
  item->end = range.end;
  item->open_begin = !is_finite (when->earliest_begin);
  item->open_end = !is_finite (when->latest_end);
  if ((when->flags & DLN_WHEN_INTERVAL) != 0)
    {
      item->core_begin = is_finite (when->latest_begin) ? when->latest_begin : range.begin;
      item->core_end = is_finite (when->earliest_end) ? when->earliest_end : range.end;
    }
  item->salience = event->salience;
  item->precision = when->precision;
  item->when_flags = when->flags;
  item->modality = event->modality;
  item->polarity = event->polarity;
  item->event_flags = event->flags;
  item->own = event->id >= DLN_HAND_ID && event->n_evidence == 0;
  item->kind = _dln_timeline_get_kind (event->type);
  return TRUE;
}

/* What the sources that disagree about an event's date say, as one stretch per event. */
static GHashTable *
collect_claims (const DlnResolution *resolution)
{
  GHashTable *claims = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < resolution->conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (resolution->conflicts, DlnConflict, i);
      const guint32 rows[] = { conflict->evidence_a, conflict->evidence_b };

      if (conflict->kind != DLN_TARGET_EVENT || conflict->type != DLN_CONFLICT_DATE)
        continue;
      for (guint j = 0; j < 2; j++)
        {
          DlnTimeRange range;
          DlnTimeRange *known = g_hash_table_lookup (claims, GUINT_TO_POINTER (conflict->target));

          if (rows[j] >= resolution->evidence->len
              || !get_range (&DLN_ROW (resolution->evidence, DlnEvidence, rows[j])->when, &range))
            continue;
          if (known == NULL)
            g_hash_table_insert (claims, GUINT_TO_POINTER (conflict->target),
                                 g_memdup2 (&range, sizeof range));
          else
            {
              known->begin = MIN (known->begin, range.begin);
              known->end = MAX (known->end, range.end);
            }
        }
    }
  return claims;
}

/* With what dissenting sources say. */
static gint64
get_begin (const TimelineItem *item)
{
  return item->claim_end > item->claim_begin ? MIN (item->begin, item->claim_begin) : item->begin;
}

static gint64
get_end (const TimelineItem *item)
{
  return item->claim_end > item->claim_begin ? MAX (item->end, item->claim_end) : item->end;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const TimelineItem *x = a, *y = b;

  if (get_begin (x) != get_begin (y))
    return get_begin (x) < get_begin (y) ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static int
compare_undated (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  DlnEventId i = *(const DlnEventId *) a, j = *(const DlnEventId *) b;
  const DlnEvent *x = dln_case_get_event (data, i), *y = dln_case_get_event (data, j);

  if (x->salience != y->salience)
    return x->salience > y->salience ? -1 : 1;
  return (i > j) - (i < j);
}

static int
compare_reports (gconstpointer a,
                 gconstpointer b)
{
  const TimelineReport *x = a, *y = b;

  if (x->begin != y->begin)
    return x->begin < y->begin ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static void
clear_report (gpointer data)
{
  g_free (((TimelineReport *) data)->source);
}

void
_dln_timeline_free_model (DlnTimeline *self)
{
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->pyramid, _dln_pyramid_free);
  g_clear_pointer (&self->overview, g_array_unref);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->by_salience, g_array_unref);
  g_clear_pointer (&self->undated, g_array_unref);
  g_clear_pointer (&self->reports, g_array_unref);
  g_clear_pointer (&self->map, _dln_time_map_free);
  g_clear_pointer (&self->blocks, g_hash_table_unref);
  g_clear_pointer (&self->block_strings, dln_strings_free);
}

static void
collect_events (DlnTimeline *self)
{
  const DlnResolution *resolution = dln_case_get_resolution (self->view->dcase);
  g_autoptr (GHashTable) claims = collect_claims (resolution);

  self->counts = (DlnTimelineCounts){ 0 };

  for (guint i = 0; i < resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (resolution->events, DlnEvent, i);
      TimelineItem item = { 0 };

      if (event->id == 0)
        continue;
      self->counts.all++;
      if (dln_filter_shows_event (self->view->filter, self->view->dcase, event->id)
          == DLN_CERTAINTY_NO)
        {
          self->counts.filtered++;
          self->counts.minor += (event->flags & DLN_EVENT_MINOR) != 0
                                && !dln_filter_shows_minor (self->view->filter);
          continue;
        }
      if (!fill_item (&item, event))
        {
          g_array_append_val (self->undated, event->id);
          continue;
        }
      if (dln_case_is_starred (self->view->dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id }))
        item.salience += STARRED; /* what the user chose leads */
      const DlnTimeRange *claim = g_hash_table_lookup (claims, GUINT_TO_POINTER (event->id));
      if (claim != NULL)
        {
          item.claim_begin = claim->begin;
          item.claim_end = claim->end;
        }
      g_array_append_val (self->items, item);
    }
  g_array_sort (self->items, compare_items);
  g_array_sort_with_data (self->undated, compare_undated, self->view->dcase);
}

/* Who published it, or what it is called: a file's name would tell a reader nothing. */
static void
fill_source (DlnCase        *dcase,
             TimelineReport *report)
{
  const char *source = dln_document_get_source (dln_case_get_document (dcase, report->id));

  report->has_source = source != NULL && *source != '\0';
  report->source = report->has_source ? g_strdup (source)
                                      : dln_case_dup_document_title (dcase, report->id);
}

static void
collect_reports (DlnTimeline *self)
{
  guint n = dln_case_get_n_documents (self->view->dcase);

  self->n_undated_reports = 0;
  for (DlnDocumentId id = 1; id <= n; id++)
    {
      const DlnResolvedDocument *row = dln_case_get_document_row (self->view->dcase, id);
      TimelineReport report = { .id = id };
      DlnTimeRange range;

      if (row == NULL
          || dln_filter_shows_document (self->view->filter, self->view->dcase, id)
               == DLN_CERTAINTY_NO)
        continue;
      if (row->when.precision == DLN_PRECISION_NONE || !dln_when_is_known (&row->when)
          || !get_range (&row->when, &range))
        {
          self->n_undated_reports++;
          continue;
        }
      report.begin = range.begin;
      report.end = range.end;
      report.inferred = row->date_source == DLN_DATE_INFERRED;
      fill_source (self->view->dcase, &report);
      g_array_append_val (self->reports, report);
    }
  g_array_sort (self->reports, compare_reports);
}

static void
make_map (DlnTimeline *self)
{
  guint n_items = self->items->len, n = 0;
  g_autofree DlnTimeRange *ranges = g_new (DlnTimeRange, n_items * 2 + self->reports->len + 1);
  double last = -G_MAXDOUBLE;

  for (guint i = 0; i < n_items; i++)
    {
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, i);

      ranges[n++] = (DlnTimeRange){ item->begin, item->end };
      if (item->claim_end > item->claim_begin)
        ranges[n++] = (DlnTimeRange){ item->claim_begin, item->claim_end };
    }
  for (guint i = 0; i < self->reports->len; i++)
    {
      const TimelineReport *report = DLN_ROW (self->reports, TimelineReport, i);
      ranges[n++] = (DlnTimeRange){ report->begin, report->end };
    }
  self->map = _dln_time_map_new (ranges, n);
  for (guint i = 0; i < n_items; i++)
    {
      TimelineItem *item = DLN_ROW (self->items, TimelineItem, i);

      /* not before the one before, whatever rounding does */
      item->u0 = MAX (last, _dln_time_map_to_u (self->map, get_begin (item)));
      item->u1 = MAX (item->u0, _dln_time_map_to_u (self->map, get_end (item)));
      last = item->u0;
    }
}

/* A number that is the less the more salient an item is. */
static guint32
get_salience_key (const TimelineItem *item)
{
  union
  {
    float   value;
    guint32 bits;
  } salience = { .value = item->salience };

  /* bits of negative numbers grow with their size, those of others do once the sign is turned */
  return (salience.bits & 1u << 31) != 0 ? salience.bits : ~(salience.bits | 1u << 31);
}

/* All items, the most salient first, of equals the earlier: sorted by one byte after the other (D.
 * Knuth, The Art of Computer Programming 3, section 5.2.5). Time: O(n) */
static void
sort_by_salience (DlnTimeline *self)
{
  guint n = self->items->len;
  g_autofree guint32 *keys = g_new (guint32, n + 1);
  g_autofree guint32 *scratch = g_new (guint32, n + 1);

  g_array_set_size (self->by_salience, n);
  guint32 *from = (guint32 *) (gpointer) self->by_salience->data, *to = scratch;
  for (guint i = 0; i < n; i++)
    {
      keys[i] = get_salience_key (DLN_ROW (self->items, TimelineItem, i));
      from[i] = i;
    }
  for (guint shift = 0; shift < 32; shift += 8) /* four times: it ends where it began */
    {
      guint at[257] = { 0 };
      guint32 *other = from;

      for (guint i = 0; i < n; i++)
        at[(keys[i] >> shift & 0xff) + 1]++;
      for (guint k = 0; k < 256; k++)
        at[k + 1] += at[k];
      for (guint i = 0; i < n; i++)
        to[at[keys[from[i]] >> shift & 0xff]++] = from[i];
      from = to;
      to = other;
    }
}

static void
make_pyramid (DlnTimeline *self)
{
  guint n = self->items->len;
  g_autofree DlnPyramidSpan *spans = g_new (DlnPyramidSpan, n + 1);
  g_autofree guint32 *ranks = g_new (guint32, n + 1);

  sort_by_salience (self);
  for (guint i = 0; i < n; i++)
    {
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, i);

      spans[i] = (DlnPyramidSpan){ item->u0, item->u1 };
      ranks[g_array_index (self->by_salience, guint32, i)] = i;
    }
  self->pyramid = _dln_pyramid_new (spans, ranks, n);
}

/* A short period has air on both sides: about sixteen times as long as its shortest event, at least
 * an hour. */
static double
get_air (DlnTimeline *self)
{
  double shortest = MAX_FIT / FIT_EVENTS;

  for (guint i = 0; i < self->items->len; i++)
    {
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, i);

      shortest = MIN (shortest, (double) (item->end - item->begin));
    }
  return MAX (MAX (shortest * FIT_EVENTS, MIN_FIT) - _dln_time_map_get_length (self->map), 0);
}

/**
 * _dln_timeline_update_model:
 * @self: a timeline
 *
 * Reads the case through the filter again. Time: O(n log n) in events and documents
 */
void
_dln_timeline_update_model (DlnTimeline *self)
{
  _dln_timeline_free_model (self);
  self->items = g_array_new (FALSE, FALSE, sizeof (TimelineItem));
  self->by_salience = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->undated = g_array_new (FALSE, FALSE, sizeof (DlnEventId));
  self->reports = g_array_new (FALSE, FALSE, sizeof (TimelineReport));
  g_array_set_clear_func (self->reports, clear_report);
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->block_strings = dln_strings_new ();
  self->generation++;
  collect_events (self);
  collect_reports (self);
  make_map (self);
  make_pyramid (self);
  self->air = get_air (self);
  self->with_year = _dln_time_map_get_length (self->map) > LONG_PERIOD;
  self->label_width = self->items->len <= FEW_ITEMS    ? LABEL_WIDTH * 1.45f
                      : self->items->len <= SOME_ITEMS ? LABEL_WIDTH * 1.2f
                                                       : LABEL_WIDTH;
}

/* Whether the story track is drawn, and nothing else. */
gboolean
_dln_timeline_is_track (DlnTimeline *self)
{
  const DlnFilter *filter = self->view->filter;

  return filter != NULL && filter->found != NULL && filter->found->track;
}

const char *
_dln_timeline_get_title (DlnTimeline        *self,
                         const TimelineItem *item)
{
  const DlnEvent *event = dln_case_get_event (self->view->dcase, item->id);
  const char *headline = _dln_timeline_is_track (self)
                           ? dln_case_get_headline (self->view->dcase, item->id)
                           : NULL;

  if (headline != NULL)
    return headline;
  return event != NULL ? dln_case_get_string (self->view->dcase, event->title) : "";
}

/* The title, with the day before it where the mark is a point: the axis gives month and year. */
const char *
_dln_timeline_get_label (DlnTimeline *self,
                         guint        index,
                         guint       *prefix)
{
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, index);
  const char *title = _dln_timeline_get_title (self, item);
  g_autofree char *day = NULL;
  g_autofree char *label = NULL;

  if (prefix != NULL)
    *prefix = 0;
  if (item->precision == DLN_PRECISION_NONE || item->precision > DLN_PRECISION_DAY
      || (item->when_flags & DLN_WHEN_INTERVAL) != 0)
    return title;
  day = _dln_axis_format_day (item->begin,
                              self->with_year || _dln_time_map_is_squeezed (self->map, item->begin),
                              item->precision <= DLN_PRECISION_HOUR);
  label = g_strdup_printf ("%s  %s", day, title);
  if (prefix != NULL)
    *prefix = strlen (day);
  return dln_strings_get (self->block_strings, dln_strings_intern (self->block_strings, label));
}

/* "4 April 2023: the title" */
char *
_dln_timeline_dup_tooltip (DlnTimeline *self,
                           DlnEventId   id)
{
  const DlnEvent *event = dln_case_get_event (self->view->dcase, id);
  g_autofree char *title = dln_case_dup_target_title (self->view->dcase,
                                                      (DlnTarget){ DLN_TARGET_EVENT, id });

  if (event == NULL || !dln_when_is_known (&event->when))
    return g_steal_pointer (&title);

  g_autofree char *when = dln_when_dup_words (&event->when);
  /* Translators: a date and the title of an event */
  return g_strdup_printf (_("%s: %s"), when, title);
}

const DlnTextBlock *
_dln_timeline_get_block (DlnTimeline *self,
                         guint        item)
{
  DlnTextBlock *block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (item + 1));

  if (block != NULL)
    return block;
  if (g_hash_table_size (self->blocks) >= MAX_BLOCKS)
    g_hash_table_remove_all (self->blocks);
  block = g_new0 (DlnTextBlock, 1);
  _dln_text_wrap (self->block_strings,
                  _dln_timeline_get_label (self, item, NULL),
                  LABEL_FONT, 0, self->label_width, 2, block);
  g_hash_table_insert (self->blocks, GUINT_TO_POINTER (item + 1), block);
  return block;
}

/* ---- lane groups ---------------------------------------------------------------------------- */

static void
clear_group (gpointer data)
{
  TimelineGroup *group = data;

  g_free (group->title);
  g_clear_pointer (&group->items, g_array_unref);
}

static gboolean
matches_mode (DlnTimeline *self,
              DlnEntityId  id,
              DlnRole      role)
{
  const DlnEntity *entity = dln_case_get_entity (self->view->dcase, id);

  if (entity == NULL
      || dln_case_is_hidden (self->view->dcase, (DlnTarget){ DLN_TARGET_ENTITY, id }))
    return FALSE;
  switch (self->lanes)
    {
    case DLN_LANES_PERSON:
      return entity->type == DLN_ENTITY_PERSON;
    case DLN_LANES_INSTITUTION:
      return entity->type == DLN_ENTITY_INSTITUTION;
    case DLN_LANES_PLACE:
      return entity->type == DLN_ENTITY_PLACE;
    default:
      return FALSE;
    }
}

static void
add_key (GArray *keys,
         guint32 key)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_array_index (keys, guint32, i) == key)
      return;
  g_array_append_val (keys, key);
}

/* The lanes that an event belongs to: its people, institutions, places or sources. */
static void
collect_keys (DlnTimeline        *self,
              const TimelineItem *item,
              GArray             *keys)
{
  const DlnResolution *resolution = dln_case_get_resolution (self->view->dcase);
  const DlnEvent *event = dln_case_get_event (self->view->dcase, item->id);

  g_array_set_size (keys, 0);
  if (event == NULL)
    return;
  if (self->lanes == DLN_LANES_SOURCE)
    {
      for (guint i = 0; i < event->n_evidence; i++)
        add_key (keys,
                 DLN_ROW (resolution->evidence, DlnEvidence, event->first_evidence + i)->document);
      return;
    }
  if (self->lanes == DLN_LANES_PLACE && event->place != 0
      && matches_mode (self, event->place, DLN_ROLE_PLACE))
    add_key (keys, event->place);
  for (guint i = 0; i < event->n_participants; i++)
    {
      const DlnEventParticipant *participant
        = DLN_ROW (resolution->participants, DlnEventParticipant, event->first_participant + i);

      if (matches_mode (self, participant->entity, participant->role))
        add_key (keys, participant->entity);
    }
}

/* Documents of one publisher share a lane. */
static guint32
get_source_key (DlnTimeline *self,
                GHashTable  *sources,
                guint32      document)
{
  g_autofree char *source = dln_case_dup_document_source (self->view->dcase, document);
  gpointer known = g_hash_table_lookup (sources, source);

  if (known != NULL)
    return GPOINTER_TO_UINT (known);
  g_hash_table_insert (sources, g_steal_pointer (&source), GUINT_TO_POINTER (document));
  return document;
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const TimelineGroup *x = a, *y = b;

  if (x->items->len != y->items->len)
    return x->items->len > y->items->len ? -1 : 1;
  return (x->target.id > y->target.id) - (x->target.id < y->target.id);
}

static void
add_to_group (DlnTimeline *self,
              GArray      *groups,
              GHashTable  *index,
              guint32      key,
              guint32      item)
{
  gpointer known = g_hash_table_lookup (index, GUINT_TO_POINTER (key));
  guint at = known != NULL ? GPOINTER_TO_UINT (known) - 1 : groups->len;

  if (known == NULL)
    {
      TimelineGroup group = { .items = g_array_new (FALSE, FALSE, sizeof (guint32)) };

      group.target.kind = self->lanes == DLN_LANES_SOURCE ? DLN_TARGET_DOCUMENT : DLN_TARGET_ENTITY;
      group.target.id = key;
      group.title = self->lanes == DLN_LANES_SOURCE
                      ? dln_case_dup_document_source (self->view->dcase, key)
                      : dln_case_dup_target_title (self->view->dcase, group.target);
      g_array_append_val (groups, group);
      g_hash_table_insert (index, GUINT_TO_POINTER (key), GUINT_TO_POINTER (at + 1));
    }

  GArray *items = DLN_ROW (groups, TimelineGroup, at)->items;
  if (items->len == 0 || g_array_index (items, guint32, items->len - 1) != item)
    g_array_append_val (items, item);
}

/* Time: O(n) in events and who takes part */
static GArray *
make_groups (DlnTimeline *self)
{
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (TimelineGroup));
  g_autoptr (GHashTable) index = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_set_clear_func (groups, clear_group);
  if (self->lanes == DLN_LANES_PACKED)
    {
      g_array_set_size (groups, 1);
      return groups;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      collect_keys (self, DLN_ROW (self->items, TimelineItem, i), keys);
      for (guint k = 0; k < keys->len; k++)
        {
          guint32 key = g_array_index (keys, guint32, k);

          if (self->lanes == DLN_LANES_SOURCE)
            key = get_source_key (self, sources, key);
          add_to_group (self, groups, index, key, i);
        }
    }
  g_array_sort (groups, compare_groups);
  if (groups->len > MAX_GROUPS)
    g_array_set_size (groups, MAX_GROUPS);
  return groups;
}

/**
 * _dln_timeline_new_groups:
 * @self: a timeline
 *
 * Returns: (transfer full): the lane groups with most events; a single one with all when lanes are
 * packed. They are found once for each case and filter. Time: O(groups)
 */
GArray *
_dln_timeline_new_groups (DlnTimeline *self)
{
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (TimelineGroup));

  if (self->groups == NULL)
    self->groups = make_groups (self);
  g_array_set_clear_func (groups, clear_group);
  for (guint i = 0; i < self->groups->len; i++)
    {
      TimelineGroup group = *DLN_ROW (self->groups, TimelineGroup, i);

      group.title = g_strdup (group.title);
      if (group.items != NULL)
        g_array_ref (group.items);
      g_array_append_val (groups, group);
    }
  return groups;
}
