/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions of one entity within a document. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-stage-private.h"
#include "extract/resolve/dln-name-key-private.h"

#include <string.h>

static gboolean
is_last_word (const char *longer,
              const char *shorter)
{
  const char *space = strrchr (longer, ' ');

  return space != NULL && strcmp (space + 1, shorter) == 0;
}

/* The earlier entity with the same name, or a person with that surname; DLN_NO_ROW if there is none. */
static guint32
find_entity (const GPtrArray *keys,
             const GArray    *entities,
             const char      *key,
             DlnEntityType    type)
{
  for (guint i = keys->len; i-- > 0;)
    {
      const char *other = g_ptr_array_index (keys, i);

      if (DLN_ROW (entities, DlnLocalEntity, i)->type != type)
        continue;
      if (strcmp (other, key) == 0
          || (type == DLN_ENTITY_PERSON && (is_last_word (other, key) || is_last_word (key, other))))
        return i;
    }
  return DLN_NO_ROW;
}

/* Names that are equal, and surnames of people named in full, are one entity. */
gboolean
_dln_resolve_run (DlnStageContext *context,
                  GError         **error)
{
  DlnAnnotations *annotations = context->annotations;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < annotations->mentions->len; i++)
    {
      DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);
      guint length = mention->span.end - mention->span.begin;
      g_autofree char *name = g_strndup (context->text + mention->span.begin, length);
      g_autofree char *key = _dln_name_key (name);
      guint32 found = find_entity (keys, annotations->entities, key, mention->type);

      if (found == DLN_NO_ROW)
        {
          DlnLocalEntity entity = {
            .name = dln_strings_intern (annotations->strings, name),
            .first_mention = i,
            .type = mention->type,
          };

          found = keys->len;
          g_array_append_val (annotations->entities, entity);
          g_ptr_array_add (keys, g_steal_pointer (&key));
        }

      DlnLocalEntity *entity = DLN_ROW (annotations->entities, DlnLocalEntity, found);

      entity->n_mentions++;
      mention->entity = found;
      if (length > strlen (dln_strings_get (annotations->strings, entity->name)))
        {
          entity->name = dln_strings_intern (annotations->strings, name);
          entity->first_mention = i;
        }
    }
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
