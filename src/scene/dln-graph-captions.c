/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on an edge: the source's verb, and how it is told where that is not simply as a
 * fact; how its line says so, and the key that says what lines say. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include "case/dln-standing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEY_FONT 12.0f
#define KEY_LEFT 28.0f

gboolean
_dln_graph_is_denied (const DlnRelation *relation)
{
  return relation->polarity == DLN_POLARITY_NEGATED || relation->modality == DLN_MODALITY_DENIED
         || relation->modality == DLN_MODALITY_CANCELLED;
}

/* How the line of a relation is drawn. */
GraphLine
_dln_graph_get_line (const DlnRelation *relation)
{
  switch (DLN_STANDING (relation))
    {
    case DLN_STANDING_DENIED:
    case DLN_STANDING_CANCELLED:
      return LINE_DENIED;
    case DLN_STANDING_ALLEGED:
    case DLN_STANDING_CONDITIONAL:
      return LINE_ALLEGED;
    case DLN_STANDING_PLANNED:
      return LINE_PLANNED;
    default:
      return relation->ended ? LINE_FORMER : LINE_STATED;
    }
}

guint
_dln_graph_get_line_flags (GraphLine line)
{
  static const guint flags[N_LINES] = {
    [LINE_STATED] = 0,
    [LINE_FORMER] = DLN_OP_DASHED,
    [LINE_PLANNED] = DLN_OP_DASHED | DLN_OP_LONG,
    [LINE_ALLEGED] = DLN_OP_DASHED | DLN_OP_DOTTED,
    [LINE_DENIED] = DLN_OP_DASHED,
  };

  return flags[line];
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
                            ? g_strdup_printf (_("%s: %s"), status, verb)
                            : g_strdup (verb);
  if (edge->count > 1 && *told != '\0')
    return g_strdup_printf ("%s +%u", told, edge->count - 1);
  return g_steal_pointer (&told);
}

static float
put_key (DlnScene       *scene,
         float           x,
         float           y,
         const char     *text,
         const DlnTheme *theme)
{
  return x + 13 + _dln_scene_text (scene, x + 13, y + 4, text, KEY_FONT, theme->dim, 0) + 22;
}

static float
draw_line_key (DlnScene       *scene,
               float           x,
               float           y,
               GraphLine       line,
               const DlnTheme *theme)
{
  static const char *const words[N_LINES] = { N_("stated"), N_("former"), N_("planned"),
                                              N_("alleged or possible"), N_("denied") };

  _dln_scene_line (scene, x - 5, y, x + 25, y, theme->dim, 1.4f,
                   _dln_graph_get_line_flags (line));
  if (line == LINE_DENIED)
    _dln_scene_line (scene, x + 8, y + 4.5f, x + 12, y - 4.5f, theme->dim, 1.6f, 0);
  return put_key (scene, x + 20, y, g_dgettext (GETTEXT_PACKAGE, words[line]), theme);
}

/* What shapes and lines say, of those that are there. */
void
_dln_graph_draw_key (DlnGraph       *self,
                     DlnScene       *scene,
                     float           y,
                     const DlnTheme *theme)
{
  gboolean types[DLN_N_ENTITY_TYPES] = { FALSE }, lines[N_LINES] = { FALSE };
  float x = KEY_LEFT;

  for (guint i = 0; i < self->model->nodes->len; i++)
    types[DLN_ROW (self->model->nodes, GraphNode, i)->type] = TRUE;
  for (guint i = 0; i < self->model->edges->len; i++)
    {
      const DlnRelation *relation = dln_case_get_relation (
        self->view->dcase, DLN_ROW (self->model->edges, GraphEdge, i)->relation);

      if (relation != NULL)
        lines[_dln_graph_get_line (relation)] = TRUE;
    }
  _dln_scene_begin (scene, (DlnTarget){ 0, 0 }, "key", NULL);
  if (types[DLN_ENTITY_PERSON])
    {
      _dln_scene_disc (scene, x, y, 5, theme->entity[DLN_ENTITY_PERSON], 0, 0, 0);
      x = put_key (scene, x, y, _("person"), theme);
    }
  if (types[DLN_ENTITY_INSTITUTION])
    {
      _dln_scene_rectangle (scene, (DlnRect){ x - 5, y - 5, 10, 10 }, 2.5f,
                            theme->entity[DLN_ENTITY_INSTITUTION], 0, 0, 0);
      x = put_key (scene, x, y, _("institution"), theme);
    }
  if (types[DLN_ENTITY_PLACE])
    {
      _dln_scene_diamond (scene, (DlnRect){ x - 6, y - 6, 12, 12 },
                          theme->entity[DLN_ENTITY_PLACE], 0, 0, 0);
      x = put_key (scene, x, y, _("place"), theme);
    }
  for (guint i = 0; i < N_LINES && x < scene->width - 150; i++)
    if (lines[i])
      x = draw_line_key (scene, x, y, i, theme);
  _dln_scene_end (scene);
}
