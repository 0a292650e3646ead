/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page about a person, an institution or a place: names, relations, quotes, events, sources. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-page-private.h"

#include "ui/dln-labels.h"

#include <glib/gi18n.h>

static void
add_aliases (GtkWidget       *page,
             DlnCase         *dcase,
             const DlnEntity *entity)
{
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  g_autoptr (GString) names = g_string_new (NULL);
  DlnStringId alias;
  guint n = 0;

  for (guint i = 0; n < 8 && (alias = dln_resolution_get_alias (rows, entity, i)) != 0; i++)
    {
      if (alias == entity->name)
        continue;
      g_string_append_printf (
        names, "%s%s", n > 0 ? ", " : "", dln_case_get_string (dcase, alias));
      n++;
    }
  if (n == 0)
    return;
  /* Translators: %s is a list of other names of a person or institution */
  g_autofree char *line = g_strdup_printf (_ ("Also: %s"), names->str);
  _dln_page_add_line (page, line);
}

static void
add_counts (GtkWidget       *page,
            const DlnEntity *entity)
{
  /* Translators: followed by "in 3 articles" */
  g_autofree char *mentions = g_strdup_printf (
    ngettext ("%u mention", "%u mentions", entity->n_mentions), entity->n_mentions);
  g_autofree char *articles = g_strdup_printf (
    ngettext ("%u article", "%u articles", entity->n_documents), entity->n_documents);
  /* Translators: first "12 mentions", then "3 articles" */
  g_autofree char *line = g_strdup_printf (_ ("%1$s in %2$s"), mentions, articles);
  GtkWidget *label = dln_label_new (line, "page-line");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (page), label);
}

static GtkWidget *
new_action_button (const char *label,
                   const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "quiet");
  return button;
}

static void
add_actions (GtkWidget    *page,
             DlnViewState *state,
             DlnTarget     target)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), new_action_button (_ ("Show in graph"), "win.show-in-graph"));
  gtk_box_append (GTK_BOX (box), new_action_button (_ ("Connection to…"), "win.connect"));
  gtk_widget_add_css_class (box, "page-actions");
  gtk_box_append (GTK_BOX (page), box);
  _dln_page_add_remarks (page, state, target);
}

/* the articles that name it, in the order of its evidence */
static void
add_sources (GtkWidget    *page,
             DlnViewState *state,
             DlnTarget     target)
{
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dln_view_state_get_case (state), target, &n);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < n; i++)
    if (g_hash_table_add (seen, GUINT_TO_POINTER (evidence[i].document)))
      g_array_append_val (ids, evidence[i].document);
  if (ids->len == 0)
    return;
  _dln_page_add_ids (page, _ ("Articles"), state, target, ids, 5, TRUE, _dln_page_make_document);
}

/* those that the filter lets through: plain co-mentions are no relations unless asked for */
static void
add_relations (GtkWidget    *page,
               DlnViewState *state,
               DlnTarget     target)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  guint n = 0;
  const DlnRelationId *relations = dln_case_get_relations_of (dcase, target.id, &n);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < n; i++)
    if (dln_filter_shows_relation (dln_view_state_get_filter (state), dcase, relations[i]))
      g_array_append_val (ids, relations[i]);
  _dln_page_add_ids (page, _ ("Relations"), state, target, ids, 6, TRUE, _dln_page_make_relation);
}

static const char *
get_quotes_heading (const DlnEntity *entity)
{
  switch (entity->gender)
    {
    case DLN_GENDER_MALE:
      return _ ("What he says");
    case DLN_GENDER_FEMALE:
      return _ ("What she says");
    default:
      return _ ("What they say");
    }
}

GtkWidget *
_dln_page_new_entity (DlnViewState *state,
                      DlnEntityId   id)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnEntity *entity = dln_case_get_entity (dcase, id);
  DlnTarget target = { DLN_TARGET_ENTITY, id };
  GtkWidget *page = _dln_page_box ();

  if (entity == NULL)
    return page;
  const char *description = dln_case_get_string (dcase, entity->description);
  guint n;

  _dln_page_add_kicker (page,
                        dln_label_entity_type_icon (entity->type),
                        dln_label_entity_type_class (entity->type),
                        dln_label_entity_type (entity->type));
  _dln_page_add_title (page, dln_case_get_string (dcase, entity->name));
  if (description != NULL && *description != '\0')
    _dln_page_add_line (page, description);
  add_aliases (page, dcase, entity);
  add_counts (page, entity);
  add_actions (page, state, target);
  _dln_page_add_conflicts (page, state, target);

  add_relations (page, state, target);
  const DlnQuoteId *quotes = dln_case_get_quotes_of (dcase, id, &n);
  if (n > 0)
    _dln_page_fill (_dln_page_add_section (page, get_quotes_heading (entity), n),
                    state,
                    target,
                    quotes,
                    n,
                    3,
                    FALSE,
                    _dln_page_make_quote);
  const DlnEventId *events = dln_case_get_events_of (dcase, id, &n);
  if (n > 0)
    _dln_page_fill (_dln_page_add_section (page, _ ("Events"), n),
                    state,
                    target,
                    events,
                    n,
                    6,
                    TRUE,
                    _dln_page_make_event);
  _dln_page_add_claims (page, state, target, _ ("Where it is named"), 3);
  add_sources (page, state, target);
  return page;
}
