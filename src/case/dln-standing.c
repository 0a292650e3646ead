/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-standing.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  const char *label; /* (nullable) */
} standings[] = {
  [DLN_STANDING_HOLDS] = { "asserted", NULL },
  [DLN_STANDING_ALLEGED] = { "alleged", NC_("standing", "alleged") },
  [DLN_STANDING_PLANNED] = { "planned", NC_("standing", "planned") },
  [DLN_STANDING_CONDITIONAL] = { "conditional", NC_("standing", "perhaps") },
  [DLN_STANDING_CANCELLED] = { "cancelled", NC_("standing", "called off") },
  [DLN_STANDING_DENIED] = { "denied", NC_("standing", "denied") },
};

/**
 * dln_standing_of:
 * @polarity: a #DlnPolarity
 * @modality: a #DlnModality
 *
 * Returns: what both say together; what is negated is denied, whatever else is said of it
 */
DlnStanding
dln_standing_of (guint polarity,
                 guint modality)
{
  if (polarity == DLN_POLARITY_NEGATED)
    return DLN_STANDING_DENIED;
  switch (modality)
    {
    case DLN_MODALITY_PLANNED:
      return DLN_STANDING_PLANNED;
    case DLN_MODALITY_CANCELLED:
      return DLN_STANDING_CANCELLED;
    case DLN_MODALITY_DENIED:
      return DLN_STANDING_DENIED;
    case DLN_MODALITY_ALLEGED:
      return DLN_STANDING_ALLEGED;
    case DLN_MODALITY_CONDITIONAL:
      return DLN_STANDING_CONDITIONAL;
    default:
      return DLN_STANDING_HOLDS;
    }
}

/**
 * dln_standing_get_name:
 * @standing: a standing
 *
 * Returns: (transfer none): as files have it: "asserted", "alleged", "planned", "conditional",
 * "cancelled" or "denied"
 */
const char *
dln_standing_get_name (DlnStanding standing)
{
  g_return_val_if_fail (standing < G_N_ELEMENTS (standings), "");

  return standings[standing].name;
}

/**
 * dln_standing_get_label:
 * @standing: a standing
 *
 * Returns: (transfer none) (nullable): a word for people, %NULL for what holds
 */
const char *
dln_standing_get_label (DlnStanding standing)
{
  g_return_val_if_fail (standing < G_N_ELEMENTS (standings), NULL);

  if (standings[standing].label == NULL)
    return NULL;
  return g_dpgettext2 (GETTEXT_PACKAGE, "standing", standings[standing].label);
}

/**
 * dln_standing_mark:
 * @standing: a standing
 * @title: what a row is called
 *
 * Returns: (transfer full): @title, with the standing behind it unless it holds: "X (denied)"
 */
char *
dln_standing_mark (DlnStanding standing,
                   const char *title)
{
  const char *label = dln_standing_get_label (standing);

  /* Translators: what a row is called, then "denied", "alleged" or the like */
  return label != NULL ? g_strdup_printf (_("%s (%s)"), title, label) : g_strdup (title);
}

/**
 * dln_origin_of:
 * @dcase: a case
 * @target: a row of it
 *
 * Returns: what it stands on
 */
DlnOrigin
dln_origin_of (DlnCase  *dcase,
               DlnTarget target)
{
  guint n = 0;

  if (!dln_target_is_by_hand (target))
    return DLN_ORIGIN_ARTICLES;
  dln_case_get_evidence (dcase, target, &n);
  return n > 0 ? DLN_ORIGIN_WORDS : DLN_ORIGIN_OWN;
}

/**
 * dln_origin_get_name:
 * @origin: what a row stands on
 *
 * Returns: (transfer none): as files have it: "articles", "by hand" or "own knowledge"
 */
const char *
dln_origin_get_name (DlnOrigin origin)
{
  static const char *const names[] = {
    [DLN_ORIGIN_ARTICLES] = "articles",
    [DLN_ORIGIN_WORDS] = "by hand",
    [DLN_ORIGIN_OWN] = "own knowledge",
  };

  g_return_val_if_fail (origin < G_N_ELEMENTS (names), "");

  return names[origin];
}
