/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of what another program read, as it stands in its file. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-given-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WHO 64

static const char *const part_names[DLN_N_PARTS] = {
  NULL, "subject", "object", "speaker", "addressee", "cue", "where", "source", "evidence",
};
static const char *const word_names[DLN_N_WORDS] = {
  "doc",     "layer",  "reader",   "type",     "kind",  "value", "edtf",       "when",  "lemma",
  "title",   "caption", "status",  "polarity", "modality", "ended", "minor", "background", "score",
  "salience",
};

static void
clear_part (gpointer data)
{
  DlnGivenPart *part = data;

  g_free (part->text);
  g_free (part->name);
  g_free (part->entity);
  g_free (part->type);
  g_free (part->role);
}

static gint64
read_place (const char *text)
{
  char *end;
  gint64 value = g_ascii_strtoll (text, &end, 10);

  return *end == '\0' && value >= 0 && value < G_MAXUINT32 ? value : -1;
}

static void
take (char      **field,
      const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static gboolean
take_member (DlnGivenPart *part,
             const char   *key,
             const char   *value)
{
  if (strcmp (key, "start") == 0)
    part->start = read_place (value);
  else if (strcmp (key, "end") == 0)
    part->end = read_place (value);
  else if (strcmp (key, "text") == 0)
    take (&part->text, value);
  else if (strcmp (key, "name") == 0)
    take (&part->name, value);
  else if (strcmp (key, "entity") == 0)
    take (&part->entity, value);
  else if (strcmp (key, "role") == 0)
    take (&part->role, value);
  else
    return FALSE;
  return TRUE;
}

static void
take_part_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  DlnGivenPart *part = data;

  if (value->string != NULL && !take_member (part, key, value->string) && strcmp (key, "type") == 0)
    take (&part->type, value->string);
}

/* an object with a place, or the words alone */
static void
read_part (const DlnJsonValue *value,
           DlnGivenPart       *part)
{
  part->start = part->end = -1;
  if (value->string != NULL)
    part->text = g_strdup (value->string);
  else if (*value->raw == '{')
    _dln_json_read_object (value->raw, value->length, take_part_cb, part, NULL);
  part->is_there = part->text != NULL;
}

static void
take_who_cb (const char         *key,
             const DlnJsonValue *value,
             gpointer            data)
{
  GArray *who = data;
  DlnGivenPart part = { 0 };

  read_part (value, &part);
  if (part.is_there && who->len < MAX_WHO)
    g_array_append_val (who, part);
  else
    clear_part (&part);
}

static void
take_line_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  DlnGivenLine *line = data;

  if (value->string != NULL && take_member (&line->parts[DLN_PART_SELF], key, value->string))
    return;
  for (guint i = DLN_PART_SUBJECT; i < DLN_N_PARTS; i++)
    if (strcmp (key, part_names[i]) == 0)
      {
        clear_part (&line->parts[i]);
        memset (&line->parts[i], 0, sizeof line->parts[i]);
        read_part (value, &line->parts[i]);
      }
  for (guint i = 0; i < DLN_N_WORDS && value->string != NULL; i++)
    if (strcmp (key, word_names[i]) == 0)
      take (&line->words[i], value->string);
  if (strcmp (key, "who") == 0 && value->string == NULL && *value->raw == '[')
    _dln_json_read_array (value->raw, value->length, take_who_cb, line->who, NULL);
}

void
_dln_given_line_free (DlnGivenLine *line)
{
  if (line == NULL)
    return;
  for (guint i = 0; i < DLN_N_PARTS; i++)
    clear_part (&line->parts[i]);
  for (guint i = 0; i < DLN_N_WORDS; i++)
    g_free (line->words[i]);
  g_array_unref (line->who);
  g_free (line);
}

/* (transfer full) (nullable): @error is FORMAT where it is no JSON object */
DlnGivenLine *
_dln_given_line_new (const char *json,
                     gsize       length,
                     GError    **error)
{
  g_autoptr (DlnGivenLine) line = g_new0 (DlnGivenLine, 1);

  line->who = g_array_new (FALSE, TRUE, sizeof (DlnGivenPart));
  g_array_set_clear_func (line->who, clear_part);
  line->parts[DLN_PART_SELF].start = line->parts[DLN_PART_SELF].end = -1;
  if (!_dln_json_read_object (json, length, take_line_cb, line, error))
    return NULL;
  line->parts[DLN_PART_SELF].is_there = line->parts[DLN_PART_SELF].text != NULL;
  return g_steal_pointer (&line);
}
