/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One claim as a quiet card: the quote, who says so, where and when. A click opens the article
 * there. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-claim-card.h"

#include "ui/dln-labels.h"
#include "ui/dln-quote-label.h"
#include "ui/dln-target-menu.h"

#include <glib/gi18n.h>

typedef struct
{
  DlnViewState *state; /* (unowned): the window outlives its cards */
  DlnDocumentId document;
  DlnSpan       span;
} CardPlace;

static void
card_clicked_cb (GtkButton *button,
                 CardPlace *place)
{
  dln_view_state_read (place->state, place->document, place->span);
}

static void
add_badge (GtkWidget  *box,
           const char *text,
           const char *style_class)
{
  GtkWidget *badge = dln_label_new_short (text, "badge");

  gtk_widget_add_css_class (badge, style_class);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), badge);
}

static GtkWidget *
new_badges (const DlnEvidence *evidence)
{
  const char *modality = dln_label_modality (evidence->modality, evidence->polarity);

  if (modality == NULL && !evidence->contradicts)
    return NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (evidence->contradicts)
    add_badge (box, _ ("Disagrees"), "badge-conflict");
  if (modality != NULL)
    add_badge (box, modality, "badge-modality");
  return box;
}

/* who told it, of a quote that another one holds; (transfer full) (nullable) */
static char *
dup_teller (DlnCase           *dcase,
            const DlnEvidence *evidence)
{
  const DlnQuote *outer =
    evidence->kind == DLN_TARGET_QUOTE
      ? dln_case_get_quote (dcase, dln_case_get_outer_quote (dcase, evidence->target))
      : NULL;

  return outer != NULL ? dln_label_speaker (dcase, outer->speaker, outer->speaker_text) : NULL;
}

/**
 * dln_claim_card_new:
 * @state: where a click asks for the article
 * @evidence: the claim
 * @known_speaker: whose page it stands on: not named again; 0 = nobody's
 *
 * Returns: (transfer floating): a card that can be activated
 */
GtkWidget *
dln_claim_card_new (DlnViewState      *state,
                    const DlnEvidence *evidence,
                    DlnEntityId        known_speaker)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *quote =
    dln_quote_label_new (dcase, evidence->document, evidence->sentence, evidence->mark);
  g_autofree char *before =
    dln_quote_label_dup_before (dcase, evidence->document, evidence->sentence);
  GtkWidget *badges = new_badges (evidence);
  g_autofree char *speaker
    = known_speaker != 0 && evidence->speaker == known_speaker
        ? NULL
        : dln_label_speaker (dcase, evidence->speaker, evidence->speaker_text);
  g_autofree char *teller = dup_teller (dcase, evidence);
  g_autofree char *source = dln_label_evidence_line (dcase, evidence);
  CardPlace *place = g_new0 (CardPlace, 1);

  if (badges != NULL)
    gtk_box_append (GTK_BOX (box), badges);
  if (before != NULL)
    gtk_box_append (GTK_BOX (box), dln_label_new (before, "claim-before"));
  gtk_box_append (GTK_BOX (box), quote);
  if (speaker != NULL)
    {
      /* Translators: %s is who is quoted as saying it */
      g_autofree char *line = g_strdup_printf (_ ("According to %s"), speaker);

      gtk_box_append (GTK_BOX (box), dln_label_new (line, "claim-speaker"));
    }
  if (teller != NULL)
    {
      /* Translators: a quote in a quote; %s is who says that somebody said it */
      g_autofree char *line = g_strdup_printf (_ ("As told by %s"), teller);

      gtk_box_append (GTK_BOX (box), dln_label_new (line, "claim-speaker"));
    }
  gtk_box_append (GTK_BOX (box), dln_label_new (source, "claim-source"));
  if (dln_case_get_reader (dcase, evidence) != NULL)
    {
      /* Translators: %s is the name of another program, which found this sentence */
      g_autofree char *line =
        g_strdup_printf (_ ("Read by %s"), dln_case_get_reader (dcase, evidence));

      gtk_box_append (GTK_BOX (box), dln_label_new (line, "claim-source"));
    }

  if (dln_case_get_certainty (dcase, evidence) >= 0)
    {
      /* Translators: how certain Dateline is that it understood the sentence */
      g_autofree char *line = g_strdup_printf (
        _ ("Read with a certainty of %.0f %%"), 100 * dln_case_get_certainty (dcase, evidence));

      gtk_box_append (GTK_BOX (box), dln_label_new (line, "claim-source"));
    }

  *place = (CardPlace){ state, evidence->document,
                        dln_span_is_empty (evidence->mark) ? evidence->sentence : evidence->mark };
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "claim");
  gtk_widget_set_tooltip_text (button, _ ("Read it in the article"));
  g_autofree char *name = g_strdup_printf ("%s %s", gtk_label_get_text (GTK_LABEL (quote)), source);
  dln_label_name (button, name);
  if (evidence->kind != DLN_TARGET_DOCUMENT)
    dln_target_menu_attach (button, state, (DlnTarget){ evidence->kind, evidence->target });
  g_signal_connect_data (button, "clicked", G_CALLBACK (card_clicked_cb), place,
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  return button;
}
