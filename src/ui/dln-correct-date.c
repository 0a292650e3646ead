/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When was this? A field for a date in words; at each keystroke how it is read, its EDTF, and
 * how it
 * will be drawn beside the old one. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-correct-private.h"

#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DAY 86400.0
#define HEIGHT 78
#define MARGIN 12.0

typedef struct
{
  DlnWhen    old;
  DlnWhen    now;
  gboolean   good;
  GtkWidget *reading;
  GtkWidget *edtf;
  GtkWidget *drawing;
} DateField;

static DateField *
get_field (DlnCorrection *correction)
{
  return correction->data;
}

static DlnWhen
get_when (DlnCase  *dcase,
          DlnTarget target)
{
  const DlnEvent *event =
    target.kind == DLN_TARGET_EVENT ? dln_case_get_event (dcase, target.id) : NULL;
  const DlnRelation *relation =
    target.kind == DLN_TARGET_RELATION ? dln_case_get_relation (dcase, target.id) : NULL;
  const DlnResolvedDocument *document =
    target.kind == DLN_TARGET_DOCUMENT ? dln_case_get_document_row (dcase, target.id) : NULL;

  return event != NULL      ? event->when
         : relation != NULL ? relation->when
         : document != NULL ? document->when
                            : dln_when_unknown ();
}

/* a date near it, for a year that is not typed: its own, else that of its first article */
static DlnWhen
get_around (DlnCase  *dcase,
            DlnTarget target)
{
  DlnWhen when = get_when (dcase, target);
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);
  const DlnResolvedDocument *row =
    n > 0 ? dln_case_get_document_row (dcase, evidence[0].document) : NULL;

  return dln_when_is_known (&when) || row == NULL ? when : row->when;
}

/* ---- how it is drawn ------------------------------------------------------------------------- */

typedef struct
{
  double begin; /* seconds */
  double end;
  double width; /* pixels */
} Scale;

static double
get_x (const Scale *scale,
       double       instant)
{
  return MARGIN
         + (scale->width - 2 * MARGIN) * (instant - scale->begin) / (scale->end - scale->begin);
}

static void
widen (double        *begin,
       double        *end,
       const DlnWhen *when)
{
  double from = when->earliest_begin, to = when->latest_end;

  if (!dln_when_is_known (when))
    return;
  if (when->earliest_begin == DLN_INSTANT_PAST)
    from = to - 365 * DAY;
  if (when->latest_end == DLN_INSTANT_FUTURE)
    to = from + 365 * DAY;
  *begin = MIN (*begin, from);
  *end = MAX (*end, to);
}

static void
draw_text (GtkWidget  *widget,
           cairo_t    *cr,
           double      x,
           double      y,
           const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_move_to (cr, CLAMP (x, 2, MAX (gtk_widget_get_width (widget) - width - 2, 2)), y);
  pango_cairo_show_layout (cr, layout);
}

/* (transfer full): "12 Sep", "Sep 2022" or "2022" */
static char *
dup_tick (const DlnCivil *civil,
          gboolean        days,
          guint           months)
{
  g_autoptr (GDateTime) date =
    civil->year >= 1 && civil->year <= 9999
      ? g_date_time_new_utc (civil->year, civil->month, civil->day, 0, 0, 0)
      : NULL;

  if (date == NULL || months >= 12)
    return g_strdup_printf ("%d", civil->year);
  return g_date_time_format (date, days ? "%-d %b" : "%b %Y");
}

/* labelled ticks at full days, months or years: as many as have room */
static void
draw_axis (GtkWidget   *widget,
           cairo_t     *cr,
           const Scale *scale,
           double       y)
{
  double per_label = (scale->end - scale->begin) * 70 / scale->width;
  guint months = per_label < 32 * DAY ? 1 : per_label < 366 * DAY
    ? 12 : 12 * (1 + per_label / (366 * DAY));
  gboolean days = per_label < 16 * DAY;
  DlnCivil civil = dln_civil_from_instant (scale->begin);
  guint step = MAX (1, ceil (per_label / DAY));

  cairo_rectangle (cr, 0, y, scale->width, 1);
  cairo_fill (cr);
  if (months >= 12)
    civil.month = 1;
  civil.day = 1;
  for (guint i = 0; i < 400; i++)
    {
      DlnInstant at = dln_instant_from_civil (civil.year, civil.month, civil.day, 0, 0, 0);
      g_autofree char *text = dup_tick (&civil, days, months);

      if (at > scale->end)
        break;
      if (at >= scale->begin)
        {
          cairo_rectangle (cr, get_x (scale, at), y, 1, 5);
          cairo_fill (cr);
          draw_text (widget, cr, get_x (scale, at) + 3, y + 4, text);
        }
      if (days)
        {
          civil.day += MAX (step, 1);
          if (civil.day > dln_days_in_month (civil.year, civil.month))
            {
              civil.day = 1;
              civil.month += 1;
            }
        }
      else
        civil.month += months % 12;
      if (!days)
        civil.year += months / 12;
      if (civil.month > 12)
        {
          civil.month -= 12;
          civil.year += 1;
        }
    }
}

static void
draw_bar (cairo_t       *cr,
          const Scale   *scale,
          const DlnWhen *when,
          double         y,
          gboolean       old)
{
  double from = when->earliest_begin == DLN_INSTANT_PAST
    ? scale->begin : (double) when->earliest_begin;
  double to = when->latest_end == DLN_INSTANT_FUTURE ? scale->end : (double) when->latest_end;
  double x = get_x (scale, from);
  double width = MAX (get_x (scale, to) - x, 3);
  const double dashes[] = { 3, 3 };

  if (!dln_when_is_known (when))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, x + 0.5, y + 0.5, width, 9);
  if (old)
    {
      cairo_set_dash (cr, dashes, 2, 0);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  else
    {
      cairo_set_source_rgba (cr, 0.21, 0.52, 0.89, 0.45);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0.21, 0.52, 0.89);
      cairo_arc (cr, x + width / 2, y + 5, 4.5, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        data)
{
  DateField *field = get_field (data);
  double begin = G_MAXDOUBLE, end = -G_MAXDOUBLE;
  GtkWidget *widget = GTK_WIDGET (area);
  Scale scale;
  GdkRGBA ink;

  widen (&begin, &end, &field->old);
  if (field->good)
    widen (&begin, &end, &field->now);
  if (begin >= end)
    return;
  scale = (Scale){ begin - MAX ((end - begin) * 0.3, 2 * DAY),
                   end + MAX ((end - begin) * 0.3, 2 * DAY), width };
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  gdk_cairo_set_source_rgba (cr, &ink);
  draw_axis (widget, cr, &scale, HEIGHT - 28);
  draw_bar (cr, &scale, &field->old, 8, TRUE);
  if (field->good)
    draw_bar (cr, &scale, &field->now, 28, FALSE);
}

/* ---- the field ------------------------------------------------------------------------------- */

static void
typed_cb (DlnCorrection *correction)
{
  DateField *field = get_field (correction);
  g_autofree char *text = _dln_correction_dup_text (correction);
  DlnWhen around = get_around (correction->dcase, correction->target);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;
  g_autofree char *edtf = NULL;

  field->good = *text != '\0' && dln_when_parse_words (text, &around, &field->now, &error);
  if (field->good)
    {
      words = dln_when_dup_words (&field->now);
      /* Translators: how a date that was typed is read, e.g. "between 21 and 31 October 2022" */
      line = g_strdup_printf (_ ("Read as %s"), words);
      edtf = dln_when_to_edtf (&field->now);
    }
  else if (*text == '\0')
    line = g_strdup (_ ("A day, a month, a year, or about when"));
  else
    /* Translators: a sentence on what is not understood comes first */
    line = g_strdup_printf (_ ("%s Try 14 Oct 2022 or autumn 2022."), error->message);
  gtk_label_set_text (GTK_LABEL (field->reading), line);
  gtk_label_set_text (GTK_LABEL (field->edtf), edtf != NULL ? edtf : "");
  if (field->good || *text == '\0')
    gtk_widget_remove_css_class (field->reading, "error");
  else
    gtk_widget_add_css_class (field->reading, "error");
  _dln_correction_enable (correction, field->good);
  gtk_widget_queue_draw (field->drawing);
}

static void
decide_date (DlnCorrection *correction,
             const char    *edtf)
{
  DateField *field = get_field (correction);
  g_autofree char *title = dln_case_dup_target_title (correction->dcase, correction->target);
  g_autofree char *words = *edtf != '\0' ? dln_when_dup_words (&field->now) : NULL;

  _dln_correction_decide (correction, (DlnDecision){ .type = DLN_DECISION_DATE, .text = edtf },
                          words != NULL ? g_strdup_printf (_ ("“%s” is dated %s"), title, words)
                                        : g_strdup_printf (_ ("“%s” is undated"), title));
}

static void
said_cb (DlnCorrection *correction)
{
  DateField *field = get_field (correction);
  g_autofree char *edtf = field->good ? dln_when_to_edtf (&field->now) : NULL;

  if (edtf != NULL)
    decide_date (correction, edtf);
}

static void
undated_cb (DlnCorrection *correction)
{
  decide_date (correction, "");
  adw_message_dialog_response (correction->dialog, "cancel");
}

static void
add_reading (DlnCorrection *correction,
             DateField     *field)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  field->reading = dln_label_new ("", NULL);
  field->edtf = dln_label_new ("", "claim-source");
  field->drawing = gtk_drawing_area_new ();
  gtk_label_set_wrap (GTK_LABEL (field->reading), TRUE);
  gtk_widget_set_hexpand (field->reading, TRUE);
  gtk_widget_set_valign (field->edtf, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), field->reading);
  gtk_box_append (GTK_BOX (line), field->edtf);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (field->drawing), HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (field->drawing), draw_cb, correction, NULL);
  dln_label_name (field->drawing, _ ("The old date and the new one"));
  gtk_box_append (GTK_BOX (correction->box), line);
  gtk_box_append (GTK_BOX (correction->box), field->drawing);
}

/**
 * _dln_correct_date:
 * @target: an event, a relation or an article
 * @edtf: the date that is offered, "" = none
 */
void
_dln_correct_date (DlnWindow  *self,
                   DlnTarget   target,
                   const char *edtf)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  DateField *field = g_new0 (DateField, 1);
  DlnCorrection *correction =
    _dln_correction_new (self, target, _ ("When was this?"), title, _ ("_Set Date"), said_cb);

  correction->data = field;
  correction->free_data = g_free;
  field->old = get_when (dcase, target);
  _dln_correction_add_entry (correction, _ ("Date"), edtf);
  gtk_entry_set_placeholder_text (GTK_ENTRY (correction->entry), _ ("14 October 2022"));
  add_reading (correction, field);
  g_signal_connect_swapped (correction->entry, "changed", G_CALLBACK (typed_cb), correction);
  gtk_box_append (GTK_BOX (correction->box),
                  dln_label_new (_ ("Also understood: about 14 October · 3 to 6 Oct · between "
                                    "3 and 6 May · before 2014 · autumn 2022 · 2014? · 2022-10"),
                                 "claim-source"));
  if (target.kind != DLN_TARGET_DOCUMENT && dln_when_is_known (&field->old))
    {
      GtkWidget *undated = gtk_button_new_with_label (_ ("Undated"));

      gtk_widget_add_css_class (undated, "quiet");
      gtk_widget_set_halign (undated, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (undated, _ ("When it was is not known"));
      g_signal_connect_swapped (undated, "clicked", G_CALLBACK (undated_cb), correction);
      gtk_box_append (GTK_BOX (correction->box), undated);
    }
  _dln_correction_add_reason (correction);
  typed_cb (correction);
  _dln_correction_present (correction, correction->entry);
}
