/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli path: how two names are connected, with the sentences of each step. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "scene/dln-network.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_CLAIMS 3 /* of a step, in the text; JSON and CSV have all */

/* ---- names ----------------------------------------------------------------------------------- */

typedef enum /* better ones first */
{
  MATCH_ID,
  MATCH_NAME,
  MATCH_ALIAS,
  MATCH_PART,
  N_MATCHES
} Match;

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static gboolean
is_alias (DlnCase         *dcase,
          const DlnEntity *entity,
          const char      *wanted)
{
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  DlnStringId text;

  for (guint i = 0; (text = dln_resolution_get_alias (rows, entity, i)) != 0; i++)
    {
      g_autofree char *alias = fold (dln_case_get_string (dcase, text));

      if (strcmp (alias, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static Match
get_match (DlnCase         *dcase,
           const DlnEntity *entity,
           const char      *wanted)
{
  g_autofree char *name = fold (dln_case_get_string (dcase, entity->name));
  guint64 id;

  if (g_ascii_string_to_unsigned (wanted, 10, 1, G_MAXUINT32, &id, NULL) && id == entity->id)
    return MATCH_ID;
  if (strcmp (name, wanted) == 0)
    return MATCH_NAME;
  if (is_alias (dcase, entity, wanted))
    return MATCH_ALIAS;
  return *wanted != '\0' && strstr (name, wanted) != NULL ? MATCH_PART : N_MATCHES;
}

/* The one that is meant, or 0 with a word on stderr. */
static DlnEntityId
find_name (DlnCase      *dcase,
           const GArray *ids, /* DlnEntityId: who may be meant */
           const char   *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *wanted = fold (valid);
  g_autoptr (GString) others = g_string_new (NULL);
  DlnEntityId found = 0;
  Match best = N_MATCHES;
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      DlnEntityId id = g_array_index (ids, DlnEntityId, i);
      const DlnEntity *entity = dln_case_get_entity (dcase, id);
      Match match = get_match (dcase, entity, wanted);

      if (match == N_MATCHES || match > best)
        continue;
      if (match < best)
        {
          best = match;
          n = 0;
          g_string_truncate (others, 0);
        }
      found = id;
      if (n++ < 10)
        g_string_append_printf (others,
                                "%s%u %s",
                                n > 1 ? ", " : "",
                                id,
                                dln_case_get_string (dcase, entity->name));
    }
  if (n == 1)
    return found;
  if (n == 0)
    cli_say (_("Nobody and nothing in the case is called \u201c%s\u201d."), valid);
  else
    cli_say (_("\u201c%s\u201d may be more than one; give the number: %s."), valid, others->str);
  return 0;
}

/* ---- output ---------------------------------------------------------------------------------- */

static const char *
get_cell (const DlnTable *table,
          guint           row,
          const char     *column)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (strcmp (table->columns[i], column) == 0)
      return g_ptr_array_index (table->cells, row * table->n_columns + i);
  g_assert_not_reached ();
}

static void
append_claim (GString        *out,
              const DlnTable *table,
              guint           row)
{
  const char *speaker = get_cell (table, row, "speaker");
  const char *date = get_cell (table, row, "document_date");
  const char *source = get_cell (table, row, "source"),
             *document = get_cell (table, row, "document");

  g_string_append_printf (out, "   \u201c%s\u201d\n   ", get_cell (table, row, "quote"));
  if (*speaker != '\0')
    g_string_append_printf (out, _("according to %s; "), speaker);
  g_string_append_printf (out, "%s%s%s", source, *date != '\0' ? ", " : "", date);
  if (strcmp (source, document) != 0)
    g_string_append_printf (out, " (%s)", document);
  g_string_append_c (out, '\n');
}

static void
append_text (GString        *out,
             DlnCase        *dcase,
             const GArray   *path,
             const DlnTable *table)
{
  guint row = 0, n_rows = table->cells->len / table->n_columns;

  for (guint i = 0; i < path->len; i++)
    {
      DlnTarget step = { DLN_TARGET_RELATION, g_array_index (path, DlnRelationId, i) };
      g_autofree char *title = dln_case_dup_target_title (dcase, step);
      g_autofree char *id = g_strdup_printf ("%u", step.id);
      guint n = 0;

      g_string_append_printf (out, "%u. %s\n", i + 1, title);
      for (; row < n_rows && strcmp (get_cell (table, row, "#relation"), id) == 0; row++)
        if (n++ < MAX_CLAIMS)
          append_claim (out, table, row);
      if (n > MAX_CLAIMS)
        g_string_append_printf (out,
                                g_dngettext (GETTEXT_PACKAGE,
                                             "   and %u more sentence\n",
                                             "   and %u more sentences\n",
                                             n - MAX_CLAIMS),
                                n - MAX_CLAIMS);
    }
}

/* (transfer full): DlnEntityId */
static GArray *
list_names (const DlnNetwork *network)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (DlnEntityId));

  for (guint i = 0; i < network->names->len; i++)
    g_array_append_val (ids, DLN_ROW (network->names, DlnNetworkName, i)->id);
  return ids;
}

static int
write_path (DlnCase    *dcase,
            const char *from,
            const char *to,
            const char *format)
{
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autoptr (DlnNetwork) network = dln_network_new (dcase, filter);
  g_autoptr (GArray) ids = list_names (network);
  DlnEntityId a = find_name (dcase, ids, from), b = find_name (dcase, ids, to);
  g_autoptr (GArray) path = NULL;
  g_autoptr (DlnTable) table = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (a == 0 || b == 0)
    return EXIT_UNREAD;
  path = dln_network_find_path (network, a, b);
  if (path == NULL)
    {
      path = dln_network_find_doubtful_path (network, a, b);
      if (path != NULL)
        cli_say ("%s", _("no chain of stated relations leads from one to the other; this one leads "
                         "over what is denied, alleged or planned."));
    }
  if (path == NULL)
    {
      cli_say ("%s", _("no chain of stated relations leads from one to the other."));
      path = g_array_new (FALSE, FALSE, sizeof (DlnRelationId));
    }
  table = dln_table_new_path (dcase, path);
  if (cli_append_table (table, format, out))
    return cli_write (out->str, out->len) ? EXIT_DONE : EXIT_UNREAD;
  append_text (out, dcase, path, table);
  return cli_write_text (out) ? EXIT_DONE : EXIT_UNREAD;
}

/* The entity of that name, alias or number; says why there is none and returns 0. */
DlnEntityId
cli_find_entity (DlnCase    *dcase,
                 const char *name)
{
  const GArray *entities = dln_case_get_resolution (dcase)->entities;
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (DlnEntityId));

  for (guint i = 0; i < entities->len; i++)
    if (dln_filter_shows_entity (filter, dcase, DLN_ROW (entities, DlnEntity, i)->id))
      g_array_append_val (ids, DLN_ROW (entities, DlnEntity, i)->id);
  return find_name (dcase, ids, name);
}

int
cli_path (int    argc,
          char **argv)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      N_("How to write: text, json or csv"), "FORMAT" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (DlnSession) session = NULL;

  if (!cli_parse_options ("path", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc != 4)
    return cli_usage (_("path wants a case and two names or their numbers."));
  if (format != NULL && strcmp (format, "text") != 0 && strcmp (format, "json") != 0
      && strcmp (format, "csv") != 0)
    return cli_usage (_("\u201c%s\u201d is no output format; there are text, json and csv."),
                      format);
  session = cli_open_case (argv[1]);
  if (session == NULL)
    return EXIT_UNREAD;
  return write_path (dln_session_get_case (session), argv[2], argv[3], format);
}
