/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uncertain dates: four bounds, a precision and a qualifier; EDTF is their text form. */
#pragma once

#include "base/dln-types.h"

G_BEGIN_DECLS

/**
 * DlnInstant:
 *
 * Seconds since 1970-01-01T00:00:00 in the proleptic Gregorian calendar, in the civil time that
 * the text speaks of (UTC where a text gives a zone). %DLN_INSTANT_PAST and %DLN_INSTANT_FUTURE
 * are "no bound known".
 */
typedef gint64 DlnInstant;
#define DLN_INSTANT_PAST G_MININT64
#define DLN_INSTANT_FUTURE G_MAXINT64

/**
 * dln_instant_shift:
 * @instant: an instant
 * @seconds: how much later, negative for earlier
 *
 * Returns: the instant then; where no bound is known, or none can be told, still no bound
 */
static inline DlnInstant
dln_instant_shift (DlnInstant instant,
                   gint64     seconds)
{
  DlnInstant shifted;

  if (instant == DLN_INSTANT_PAST || instant == DLN_INSTANT_FUTURE)
    return instant;
  if (__builtin_add_overflow (instant, seconds, &shifted))
    return seconds < 0 ? DLN_INSTANT_PAST : DLN_INSTANT_FUTURE;
  return shifted;
}

typedef enum
{
  DLN_PRECISION_NONE, /* unknown date */
  DLN_PRECISION_SECOND,
  DLN_PRECISION_MINUTE,
  DLN_PRECISION_HOUR,
  DLN_PRECISION_DAYPART, /* morning, night */
  DLN_PRECISION_DAY,
  DLN_PRECISION_WEEK,
  DLN_PRECISION_MONTH,
  DLN_PRECISION_SEASON,
  DLN_PRECISION_QUARTER,
  DLN_PRECISION_HALF,
  DLN_PRECISION_YEAR,
  DLN_PRECISION_DECADE,
  DLN_PRECISION_CENTURY,
  DLN_PRECISION_MILLENNIUM,
} DlnPrecision;

typedef enum
{
  DLN_WHEN_APPROXIMATE = 1 << 0, /* EDTF ~ */
  DLN_WHEN_UNCERTAIN = 1 << 1,   /* EDTF ? */
  DLN_WHEN_INTERVAL = 1 << 2, /* it lasted from begin to end (EDTF a/b), not "some time within" */
  DLN_WHEN_INFERRED = 1 << 3, /* not stated, concluded from evidence */
  DLN_WHEN_START = 1 << 4,    /* "early", "beginning of" the unit */
  DLN_WHEN_MIDDLE = 1 << 5,   /* "mid" */
  DLN_WHEN_LATE = 1 << 6,     /* "end of", "late" */
} DlnWhenFlags;

/**
 * DlnWhen:
 * @earliest_begin: it did not begin before this
 * @latest_begin: it had begun by this (exclusive)
 * @earliest_end: it did not end before this
 * @latest_end: it was over by this (exclusive)
 * @precision: a #DlnPrecision
 * @flags: #DlnWhenFlags
 * @span: where it was read, empty if it was concluded
 * @season: EDTF code 21 to 41 of a season, quarter or half where the bounds alone do not tell, else
 * 0
 *
 * Possible from @earliest_begin to @latest_end; certain from @latest_begin to @earliest_end, which
 * is empty for "some time within". "2014" is [2014-01-01, 2015-01-01, 2014-01-01, 2015-01-01] with
 * YEAR precision and no core; "from 2014 to 2016" has INTERVAL set and the core [2015-01-01,
 * 2016-01-01).
 */
typedef struct
{
  DlnInstant earliest_begin;
  DlnInstant latest_begin;
  DlnInstant earliest_end;
  DlnInstant latest_end;
  DlnSpan    span;
  guint8     precision;
  guint8     flags;
  guint16    season;
  guint32    reserved;
} DlnWhen;

typedef enum
{
  DLN_CERTAINTY_NO,
  DLN_CERTAINTY_POSSIBLE,
  DLN_CERTAINTY_CERTAIN,
} DlnCertainty;

/**
 * DlnCivil: a broken-down civil time; @year is astronomical (0 = 1 BC).
 */
typedef struct
{
  gint32 year;
  guint8 month;   /* 1-12 */
  guint8 day;     /* 1-31 */
  guint8 hour;    /* 0-23 */
  guint8 minute;  /* 0-59 */
  guint8 second;  /* 0-60 */
  guint8 weekday; /* 1 = Monday ... 7 = Sunday; filled by dln_civil_from_instant() */
} DlnCivil;

typedef enum
{
  DLN_WHEN_ERROR_SYNTAX,
  DLN_WHEN_ERROR_RANGE,
} DlnWhenError;
#define DLN_WHEN_ERROR (dln_when_error_quark ())
GQuark dln_when_error_quark (void);

/* calendar */
DlnInstant   dln_instant_from_civil (gint32        year,
                                     guint         month,
                                     guint         day,
                                     guint         hour,
                                     guint         minute,
                                     guint         second);
DlnCivil     dln_civil_from_instant (DlnInstant    instant);
guint        dln_days_in_month      (gint32        year,
                                     guint         month);

/* making */
DlnWhen      dln_when_unknown       (void);
DlnWhen      dln_when_unit          (DlnPrecision  precision,
                                     gint32        year,
                                     guint         month,
                                     guint         day);
DlnWhen      dln_when_interval      (const DlnWhen *begin,
                                     const DlnWhen *end);
gboolean     dln_when_parse_edtf    (const char    *text,
                                     DlnWhen       *when,
                                     GError       **error);

gboolean     dln_when_parse_words   (const char    *text,
                                     const DlnWhen *around,
                                     DlnWhen       *when,
                                     GError       **error);

/* reading */
gboolean     dln_when_is_known      (const DlnWhen *when);
gboolean     dln_when_equal         (const DlnWhen *a,
                                     const DlnWhen *b);
DlnInstant   dln_when_get_list_instant (const DlnWhen *when);
int          dln_when_compare       (const DlnWhen *a,
                                     const DlnWhen *b);
gboolean     dln_when_overlaps      (const DlnWhen *a,
                                     const DlnWhen *b);
DlnCertainty dln_when_test_window   (const DlnWhen *when,
                                     DlnInstant     begin,
                                     DlnInstant     end);
char        *dln_when_to_edtf       (const DlnWhen *when);
char        *dln_when_format        (const DlnWhen *when);
char        *dln_when_format_short  (const DlnWhen *when);
char        *dln_when_dup_words     (const DlnWhen *when);
char        *dln_when_dup_short     (const DlnWhen *when);

G_END_DECLS
