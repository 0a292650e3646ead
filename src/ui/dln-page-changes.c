/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an addition from the watched folder changed, to go through: each with its evidence, and a
 * way to say that it is right or to correct it. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-page-private.h"

#include "case/dln-changes.h"
#include "ui/dln-labels.h"
#include "ui/dln-target-menu.h"

#include <glib/gi18n.h>

#define KEY "dln-page-changes"
#define SUMMARY "dln-page-changes-summary"

/**
 * dln_page_set_changes:
 * @state: whose page it is
 * @changes: (transfer full) (element-type DlnChange): what has changed
 * @summary: "3 articles: 12 new events, 2 changed"
 */
void
dln_page_set_changes (DlnViewState *state,
                      GPtrArray    *changes,
                      const char   *summary)
{
  g_object_set_data_full (G_OBJECT (state), KEY, changes, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (state), SUMMARY, g_strdup (summary), g_free);
}

static GtkWidget *
make_change (DlnViewState *state,
             guint32       index,
             DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const GPtrArray *changes = g_object_get_data (G_OBJECT (state), KEY);
  const DlnChange *change = g_ptr_array_index (changes, index);
  const DlnEvent *event = dln_case_get_event (dcase, change->event);
  DlnTarget target = { DLN_TARGET_EVENT, change->event };
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);
  const DlnEvidence *rows =
    (const DlnEvidence *) (gpointer) dln_case_get_resolution (dcase)->evidence->data;

  if (event == NULL)
    return NULL;
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  g_autofree char *when = dln_label_when (&event->when);

  gtk_widget_add_css_class (card, "question");
  gtk_widget_set_focusable (card, TRUE);
  dln_label_name (card, title);
  dln_target_menu_attach (card, state, target);
  gtk_box_append (GTK_BOX (card), dln_label_new (title, "heading"));
  gtk_box_append (GTK_BOX (card), dln_label_new (when, "page-when"));
  if (change->before != NULL)
    {
      /* Translators: what an event's date and number of sources were, and what they are */
      g_autofree char *line =
        g_strdup_printf (_ ("Before: %s. Now: %s"), change->before, change->now);

      gtk_box_append (GTK_BOX (card), dln_label_new (line, "claim-source"));
    }
  if (n > 0)
    gtk_box_append (GTK_BOX (card), _dln_page_make_claim (state, evidence - rows, page));
  gtk_box_append (GTK_BOX (card), dln_target_menu_new_buttons (state, target));
  if (dln_case_is_confirmed (dcase, target))
    gtk_widget_set_opacity (card, 0.6);
  return card;
}

/**
 * dln_page_new_changes:
 *
 * Returns: (transfer floating): what the last addition changed; the cards take the focus one after
 * the other
 */
GtkWidget *
dln_page_new_changes (DlnViewState *state)
{
  static const DlnTarget no_page = { DLN_TARGET_NONE, 0 };
  const GPtrArray *changes = g_object_get_data (G_OBJECT (state), KEY);
  const char *summary = g_object_get_data (G_OBJECT (state), SUMMARY);
  GtkWidget *page = _dln_page_box ();
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint32));

  _dln_page_add_kicker (page, "dateline-article-symbolic", NULL, _ ("From the folder"));
  _dln_page_add_title (page, _ ("What changed"));
  _dln_page_add_line (page, summary != NULL ? summary : _ ("Nothing was added."));
  if (changes == NULL)
    return page;
  _dln_page_add_line (page,
                      _ ("J goes to the next, K to the one before; C says that it is right."));
  for (guint32 i = 0; i < changes->len; i++)
    g_array_append_val (
      ((const DlnChange *) g_ptr_array_index (changes, i))->is_new ? made : changed, i);
  _dln_page_add_ids (page, _ ("Changed"), state, no_page, changed, 20, FALSE, make_change);
  _dln_page_add_ids (page, _ ("New"), state, no_page, made, 20, FALSE, make_change);
  return page;
}
