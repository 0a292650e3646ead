/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names out of GUM, which marks every mention of an entity, named or not: a person, organization or
 * place whose minimal span has a proper noun, cut to that span and without its title. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-names.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  guint       id;
  guint       first;    /* token of the sentence */
  guint       min_first; /* of the minimal span, from 1 in the mention */
  guint       min_last;
  const char *tag;
} Mention;

typedef struct
{
  GPtrArray *forms;
  GPtrArray *xpos;
  GPtrArray *tags;
  GArray    *open; /* Mention */
  GString   *out;
} Reader;

static const char *
map_type (const char *type)
{
  if (strcmp (type, "person") == 0)
    return "PER";
  if (strcmp (type, "organization") == 0)
    return "ORG";
  if (strcmp (type, "place") == 0)
    return "LOC";
  return NULL;
}

static gboolean
is_title (const char *form)
{
  static const char *const words[] = { "Mr.",      "Mrs.",      "Ms.",     "Mr",
                                       "Mrs",      "Ms",        "Dr.",     "Dr",
                                       "Sir",      "President", "Prof.",   "Professor",
                                       "Minister", "Prime",     "Senator", "Sen.",
                                       "Justice",  "Judge",     "General", "Governor",
                                       "Captain",  "Secretary", "Chief",   "Representative",
                                       "Rep." };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], form) == 0)
      return TRUE;
  return FALSE;
}

static void
close_mention (Reader        *reader,
               const Mention *mention,
               guint          last)
{
  guint from = mention->first + mention->min_first - 1, to = mention->first + mention->min_last - 1;
  gboolean person = strcmp (mention->tag, "PER") == 0;

  if (to > last || from > to)
    return;
  while (from < to && (g_ascii_strcasecmp (g_ptr_array_index (reader->forms, from), "the") == 0
                       || (person && is_title (g_ptr_array_index (reader->forms, from)))))
    from++;

  const char *head = g_ptr_array_index (reader->xpos, to);
  gboolean proper = FALSE;

  for (guint i = from; i <= to; i++)
    proper = proper || g_str_has_prefix (g_ptr_array_index (reader->xpos, i), "NNP");
  if (!proper
      || (person && (strcmp (head, "NNP") != 0 || is_title (g_ptr_array_index (reader->forms, to))))
      || !g_unichar_isupper (g_utf8_get_char (g_ptr_array_index (reader->forms, from))))
    return;
  /* mentions close from the inside: the outer one has the last word */
  for (guint i = from; i <= to; i++)
    {
      g_free (g_ptr_array_index (reader->tags, i));
      g_ptr_array_index (reader->tags, i) =
        g_strdup_printf ("%s-%s", i == from ? "B" : "I", mention->tag);
    }
  if (to + 1 < reader->tags->len
      && g_str_has_prefix (g_ptr_array_index (reader->tags, to + 1), "I-"))
    *(char *) g_ptr_array_index (reader->tags, to + 1) = 'B';
}

static void
open_mention (Reader *reader,
              char   *attributes,
              guint   token)
{
  g_auto (GStrv) fields = g_strsplit (attributes, "-", 8);

  if (g_strv_length (fields) < 7)
    return;

  Mention mention = { .id = strtoul (fields[0], NULL, 10),
                      .first = token,
                      .tag = map_type (fields[1]) };
  const char *comma = strrchr (fields[5], ',');

  mention.min_first = strtoul (fields[5], NULL, 10);
  mention.min_last = comma != NULL ? strtoul (comma + 1, NULL, 10) : mention.min_first;
  g_array_append_val (reader->open, mention);
}

static void
end_mention (Reader *reader,
             guint   id,
             guint   token)
{
  for (guint i = reader->open->len; i-- > 0;)
    {
      Mention mention = g_array_index (reader->open, Mention, i);

      if (mention.id != id)
        continue;
      if (mention.tag != NULL && mention.min_first > 0)
        close_mention (reader, &mention, token);
      g_array_remove_index (reader->open, i);
      return;
    }
}

/* "(1-person-...-Name(2-place-...)1)": opening brackets carry attributes, closing ones an id */
static void
read_entities (Reader     *reader,
               const char *value,
               guint       token)
{
  const char *p = value;

  while (*p != '\0' && *p != '|')
    {
      gboolean opens = *p == '(';

      p += opens;

      gsize length = strcspn (p, "()|");
      g_autofree char *part = g_strndup (p, length);
      gboolean closes = p[length] == ')';

      if (opens)
        open_mention (reader, part, token);
      if (closes)
        end_mention (reader, strtoul (part, NULL, 10), token);
      p += length + closes;
    }
}

static void
read_word (Reader *reader,
           char  **fields)
{
  const char *entity = strstr (fields[9], "Entity=");

  g_ptr_array_add (reader->forms, g_strdup (fields[1]));
  g_ptr_array_add (reader->xpos, g_strdup (fields[4]));
  g_ptr_array_add (reader->tags, g_strdup ("O"));
  if (entity != NULL)
    read_entities (reader, entity + 7, reader->forms->len - 1);
}

static void
end_sentence (Reader *reader)
{
  for (guint i = 0; i < reader->forms->len; i++)
    g_string_append_printf (reader->out,
                            "%u\t%s\t%s\t-\t-\n",
                            i + 1,
                            (char *) g_ptr_array_index (reader->forms, i),
                            (char *) g_ptr_array_index (reader->tags, i));
  g_string_append_c (reader->out, '\n');
  g_ptr_array_set_size (reader->forms, 0);
  g_ptr_array_set_size (reader->xpos, 0);
  g_ptr_array_set_size (reader->tags, 0);
  g_array_set_size (reader->open, 0);
}

/**
 * _dln_train_names_from_gum:
 * @contents: a CoNLL-U file of GUM
 *
 * Returns: (transfer full): the same text in the format of UNER
 */
char *
_dln_train_names_from_gum (const char *contents)
{
  Reader reader = {
    .forms = g_ptr_array_new_with_free_func (g_free),
    .xpos = g_ptr_array_new_with_free_func (g_free),
    .tags = g_ptr_array_new_with_free_func (g_free),
    .open = g_array_new (FALSE, FALSE, sizeof (Mention)),
    .out = g_string_new (NULL),
  };
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "\t", -1);

      if (**line == '\0')
        end_sentence (&reader);
      else if (g_str_has_prefix (*line, "# newdoc") || g_str_has_prefix (*line, "# text = "))
        g_string_append_printf (reader.out, "%s\n", *line);
      else if (g_strv_length (fields) == 10
               && strspn (fields[0], "0123456789") == strlen (fields[0]))
        read_word (&reader, fields);
    }
  end_sentence (&reader);
  g_ptr_array_unref (reader.forms);
  g_ptr_array_unref (reader.xpos);
  g_ptr_array_unref (reader.tags);
  g_array_unref (reader.open);
  return g_string_free (reader.out, FALSE);
}
