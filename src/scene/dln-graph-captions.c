/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on an edge: the source's verb, and how it is told where that is not simply as a
 * fact. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
_dln_graph_is_denied (const DlnRelation *relation)
{
  return relation->polarity == DLN_POLARITY_NEGATED || relation->modality == DLN_MODALITY_DENIED
         || relation->modality == DLN_MODALITY_CANCELLED;
}

static const char *
get_verb (DlnCase           *dcase,
          const DlnRelation *relation)
{
  const char *caption = dln_case_get_string (dcase, relation->caption);

  if (relation->type == DLN_RELATION_CO_MENTION)
    return "";
  if (caption == NULL || *caption == '\0')
    caption = g_dgettext (GETTEXT_PACKAGE, dln_relation_type_get_label (relation->type));
  return caption;
}

/* (transfer full): "denied: owns", "former: engineer", "meets +2" */
char *
_dln_graph_dup_caption (DlnCase         *dcase,
                        const GraphEdge *edge)
{
  const DlnRelation *relation = dln_case_get_relation (dcase, edge->relation);
  const char *verb = get_verb (dcase, relation);
  const char *status = NULL;

  if (_dln_graph_is_denied (relation))
    status = _("denied");
  else if (relation->modality == DLN_MODALITY_ALLEGED)
    status = _("alleged");
  else if (relation->modality == DLN_MODALITY_PLANNED)
    status = _("planned");
  else if (relation->modality == DLN_MODALITY_CONDITIONAL)
    status = _("possible");
  else if (relation->ended && strstr (verb, "former") == NULL)
    status = _("former");

  g_autofree char *told = status != NULL && *verb != '\0'
                            ? g_strdup_printf ("%s: %s", status, verb)
                            : g_strdup (verb);
  if (edge->count > 1 && *told != '\0')
    return g_strdup_printf ("%s +%u", told, edge->count - 1);
  return g_steal_pointer (&told);
}
