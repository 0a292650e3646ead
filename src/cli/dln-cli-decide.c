/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli edit: what a user decides about what is in a case.
 *
 * A target is written "event:ID", "relation:ID", "quote:ID", "document:NAME" or "entity:NAME",
 * where
 * a name may be a number; ids are those of `dateline-cli list`. One command is given as arguments,
 * or many as lines of a file, quoted as in a shell. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "extract/dln-trace.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ARGUMENTS 64

typedef struct
{
  DlnSession  *session;
  DlnCase     *dcase;
  const char  *reason;
  const char  *date;  /* (nullable): of what is added */
  const char  *quote; /* (nullable): "DOCUMENT:WORDS" that it stands on */
} Editor;

typedef enum
{
  VALUE_NONE,   /* T */
  VALUE_TEXT,   /* T TEXT */
  VALUE_DATE,   /* T DATE */
  VALUE_TYPE,   /* T TYPE */
  VALUE_STATUS, /* T STATUS */
  VALUE_YES,    /* T yes|no */
  VALUE_PAIR,   /* T T of one kind */
  VALUE_OTHER,  /* T ENTITY|none */
  VALUE_ROLE,   /* T ENTITY ROLE|none */
  VALUE_ROWS,   /* T ROW... */
  VALUE_AFTER,  /* T T|first */
} ValueKind;

typedef struct
{
  const char *name;
  guint8      type;  /* DlnDecisionType */
  guint8      kind;  /* ValueKind */
  guint8      value; /* of the decision, where the name says it */
} Verb;

static const Verb verbs[] = {
  { "merge", DLN_DECISION_MERGE, VALUE_PAIR },
  { "apart", DLN_DECISION_KEEP_APART, VALUE_PAIR },
  { "later", DLN_DECISION_LATER, VALUE_PAIR },
  { "split", DLN_DECISION_SPLIT, VALUE_ROWS },
  { "rename", DLN_DECISION_RENAME, VALUE_TEXT },
  { "retype", DLN_DECISION_RETYPE, VALUE_TYPE },
  { "hide", DLN_DECISION_HIDE, VALUE_NONE, 0 },
  { "show", DLN_DECISION_HIDE, VALUE_NONE, 1 },
  { "date", DLN_DECISION_DATE, VALUE_DATE },
  { "star", DLN_DECISION_STAR, VALUE_NONE, 0 },
  { "unstar", DLN_DECISION_STAR, VALUE_NONE, 1 },
  { "note", DLN_DECISION_NOTE, VALUE_TEXT },
  { "tag", DLN_DECISION_TAG, VALUE_TEXT, 0 },
  { "untag", DLN_DECISION_TAG, VALUE_TEXT, 1 },
  { "confirm", DLN_DECISION_CONFIRM, VALUE_NONE, 0 },
  { "unconfirm", DLN_DECISION_CONFIRM, VALUE_NONE, 1 },
  { "status", DLN_DECISION_STATUS, VALUE_STATUS },
  { "place", DLN_DECISION_PLACE, VALUE_OTHER },
  { "participant", DLN_DECISION_PARTICIPANT, VALUE_ROLE },
  { "caption", DLN_DECISION_CAPTION, VALUE_TEXT },
  { "turn", DLN_DECISION_TURN, VALUE_NONE },
  { "ended", DLN_DECISION_ENDED, VALUE_YES },
  { "subject", DLN_DECISION_SUBJECT, VALUE_OTHER },
  { "object", DLN_DECISION_OBJECT, VALUE_OTHER },
  { "speaker", DLN_DECISION_SPEAKER, VALUE_OTHER },
  { "listener", DLN_DECISION_ADDRESSEE, VALUE_OTHER },
  { "source", DLN_DECISION_SOURCE, VALUE_TEXT },
  { "byline", DLN_DECISION_BYLINE, VALUE_TEXT },
  { "alias", DLN_DECISION_ALIAS, VALUE_TEXT, 0 },
  { "unalias", DLN_DECISION_ALIAS, VALUE_TEXT, 1 },
  { "headline", DLN_DECISION_HEADLINE, VALUE_TEXT },
  { "blurb", DLN_DECISION_BLURB, VALUE_TEXT },
  { "after", DLN_DECISION_AFTER, VALUE_AFTER },
  { "description", DLN_DECISION_DESCRIPTION, VALUE_TEXT },
};

/* ---- targets --------------------------------------------------------------------------------- */

static gboolean
read_id (const char *text,
         guint32    *id)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL))
    return FALSE;
  *id = number;
  return TRUE;
}

static gboolean
find_document_named (DlnCase    *dcase,
                     const char *name,
                     guint32    *id)
{
  for (guint i = 1; i <= dln_case_get_n_documents (dcase); i++)
    if (g_strcmp0 (dln_document_get_id (dln_case_get_document (dcase, i)), name) == 0)
      {
        *id = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_entity_named (DlnCase    *dcase,
                   const char *name,
                   guint32    *id)
{
  const GArray *entities = dln_case_get_resolution (dcase)->entities;

  for (guint i = 0; i < entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (entities, DlnEntity, i);

      if (g_strcmp0 (dln_case_get_string (dcase, entity->name), name) == 0)
        {
          *id = entity->id;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_there (DlnCase  *dcase,
          DlnTarget target)
{
  switch (target.kind)
    {
    case DLN_TARGET_DOCUMENT:
      return dln_case_get_document (dcase, target.id) != NULL;
    case DLN_TARGET_ENTITY:
      return dln_case_get_entity (dcase, target.id) != NULL;
    case DLN_TARGET_EVENT:
      return dln_case_get_event (dcase, target.id) != NULL;
    case DLN_TARGET_RELATION:
      return dln_case_get_relation (dcase, target.id) != NULL;
    default:
      return dln_case_get_quote (dcase, target.id) != NULL;
    }
}

/* FALSE with a word on stderr */
static gboolean
read_target (Editor     *editor,
             const char *text,
             DlnTarget  *target)
{
  const char *colon = strchr (text, ':');

  *target = (DlnTarget){ DLN_TARGET_NONE, 0 };
  for (guint kind = DLN_TARGET_DOCUMENT; colon != NULL && kind <= DLN_TARGET_QUOTE; kind++)
    {
      const char *name = dln_target_kind_get_name (kind);

      if (strlen (name) == (gsize) (colon - text) && strncmp (name, text, colon - text) == 0)
        target->kind = kind;
    }
  if (target->kind == DLN_TARGET_NONE)
    {
      cli_say (_("\u201c%s\u201d says of nothing what it is; write event:ID, entity:NAME, "
                 "relation:ID, quote:ID or document:NAME."),
               text);
      return FALSE;
    }
  if (((target->kind == DLN_TARGET_DOCUMENT
        && find_document_named (editor->dcase, colon + 1, &target->id))
       || (target->kind == DLN_TARGET_ENTITY
           && find_entity_named (editor->dcase, colon + 1, &target->id))
       || read_id (colon + 1, &target->id))
      && is_there (editor->dcase, *target))
    return TRUE;
  cli_say (_("There is no \u201c%s\u201d in the case."), text);
  return FALSE;
}

/* an entity with or without "entity:"; "none" is 0 if it may be */
static gboolean
read_entity (Editor     *editor,
             const char *text,
             gboolean    may_be_none,
             guint32    *id)
{
  g_autofree char *prefixed = g_strconcat ("entity:", text, NULL);
  DlnTarget target;

  *id = 0;
  if (may_be_none && strcmp (text, "none") == 0)
    return TRUE;
  if (!read_target (editor, g_str_has_prefix (text, "entity:") ? text : prefixed, &target))
    return FALSE;
  *id = target.id;
  return TRUE;
}

/* ---- values ---------------------------------------------------------------------------------- */

typedef const char *(*NameOf) (guint value);

static const char *
get_entity_name (guint value)
{
  return dln_entity_type_get_name (value);
}

static const char *
get_event_name (guint value)
{
  return dln_event_type_get_name (value);
}

static const char *
get_relation_name (guint value)
{
  return dln_relation_type_get_name (value);
}

static const char *
get_status_name (guint value)
{
  return dln_status_get_name (value);
}

static const char *
get_role_name (guint value)
{
  return dln_role_get_name (value);
}

/* FALSE with all names on stderr */
static gboolean
read_name (const char *text,
           NameOf      get_name,
           guint       first,
           guint       end,
           guint32    *value)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      if (strcmp (get_name (i), text) == 0)
        {
          *value = i;
          return TRUE;
        }
      g_string_append_printf (all, "%s%s", i > first ? ", " : "", get_name (i));
    }
  cli_say (_("\u201c%s\u201d is not known; there are %s."), text, all->str);
  return FALSE;
}

static gboolean
read_type (guint       kind,
           const char *text,
           guint32    *value)
{
  if (kind == DLN_TARGET_ENTITY)
    return read_name (text, get_entity_name, DLN_ENTITY_PERSON, DLN_N_ENTITY_TYPES, value);
  if (kind == DLN_TARGET_EVENT)
    return read_name (text, get_event_name, 0, DLN_N_EVENT_TYPES, value);
  return read_name (text, get_relation_name, 0, DLN_N_RELATION_TYPES, value);
}

/* a date near the target, whose year is meant where none is named */
static const DlnWhen *
get_date_of (DlnCase  *dcase,
             DlnTarget target)
{
  const DlnEvent *event =
    target.kind == DLN_TARGET_EVENT ? dln_case_get_event (dcase, target.id) : NULL;
  const DlnResolvedDocument *document =
    target.kind == DLN_TARGET_DOCUMENT ? dln_case_get_document_row (dcase, target.id) : NULL;

  return event != NULL ? &event->when : document != NULL ? &document->when : NULL;
}

/* (transfer full) (nullable): EDTF, "" for "none" */
static char *
dup_date (const char    *text,
          const DlnWhen *around)
{
  g_autoptr (GError) error = NULL;
  DlnWhen when;

  if (strcmp (text, "none") == 0)
    return g_strdup ("");
  if (dln_when_parse_words (text, around, &when, &error))
    return dln_when_to_edtf (&when);
  cli_say (_("%s Write 14 Oct 2022, late October 2022, 2022-10-14 or the like."), error->message);
  return NULL;
}

/* ---- one command ----------------------------------------------------------------------------- */

static gboolean
has_count (const Verb *verb,
           int         n)
{
  static const guint8 counts[] = { 1, 2, 2, 2, 2, 2, 2, 2, 3, 2, 2 };

  if (n == counts[verb->kind] || (verb->kind == VALUE_ROWS && n > 1)
      || (verb->type == DLN_DECISION_SPEAKER && n == 3))
    return TRUE;
  cli_say (_("%s wants %u words behind it, and got %d."), verb->name, counts[verb->kind], n);
  return FALSE;
}

/* @arguments: [n] behind the verb. What the decision owns is put into @owned. */
static gboolean
read_value (Editor      *editor,
            const Verb  *verb,
            char       **arguments,
            int          n,
            DlnDecision *decision,
            char       **owned)
{
  DlnTarget target = { decision->kind, decision->a };
  DlnTarget other;

  switch ((ValueKind) verb->kind)
    {
    case VALUE_TEXT:
      decision->text = arguments[1];
      return TRUE;
    case VALUE_DATE:
      decision->text = *owned = dup_date (arguments[1], get_date_of (editor->dcase, target));
      return *owned != NULL;
    case VALUE_TYPE:
      return read_type (decision->kind, arguments[1], &decision->value);
    case VALUE_STATUS:
      return read_name (arguments[1], get_status_name, DLN_STATUS_HAPPENED, DLN_N_STATUSES,
                        &decision->value);
    case VALUE_YES:
      decision->value = strcmp (arguments[1], "no") != 0;
      return TRUE;
    case VALUE_PAIR:
      if (!read_target (editor, arguments[1], &other))
        return FALSE;
      decision->b = other.kind == decision->kind ? other.id : 0;
      return TRUE;
    case VALUE_AFTER:
      if (strcmp (arguments[1], "first") == 0)
        return TRUE;
      if (!read_target (editor, arguments[1], &other))
        return FALSE;
      decision->b = other.id;
      return other.kind == decision->kind;
    case VALUE_OTHER:
      decision->text = n == 3 ? arguments[2] : NULL;
      return read_entity (editor, arguments[1], TRUE, &decision->b);
    case VALUE_ROLE:
      decision->value = DLN_N_ROLES;
      return read_entity (editor, arguments[1], FALSE, &decision->b)
             && (strcmp (arguments[2], "none") == 0
                 || read_name (arguments[2], get_role_name, 0, DLN_N_ROLES, &decision->value));
    case VALUE_ROWS:
      decision->text = *owned = g_strjoinv (" ", arguments + 1);
      return TRUE;
    default:
      return TRUE;
    }
}

static gboolean
decide (Editor            *editor,
        const DlnDecision *decisions,
        guint              n)
{
  g_autoptr (GError) error = NULL;

  if (dln_session_decide_all (editor->session, decisions, n, &error))
    return TRUE;
  cli_say ("%s", error->message);
  return FALSE;
}

static gboolean
run_verb (Editor     *editor,
          const Verb *verb,
          char      **arguments,
          int         n)
{
  g_autofree char *owned = NULL;
  DlnTarget target;
  DlnDecision decision = { .type = verb->type, .value = verb->value, .reason = editor->reason };

  if (!has_count (verb, n) || !read_target (editor, arguments[0], &target))
    return FALSE;
  decision.kind = target.kind;
  decision.a = target.id;
  return read_value (editor, verb, arguments, n, &decision, &owned)
         && decide (editor, &decision, 1);
}

/* ---- what is made by hand -------------------------------------------------------------------- */

/* "DOCUMENT:WORDS"; FALSE with a word on stderr */
static gboolean
take_quote (Editor      *editor,
            DlnDecision *decision)
{
  const char *colon = editor->quote != NULL ? strchr (editor->quote, ':') : NULL;
  g_autofree char *name = colon != NULL ? g_strndup (editor->quote, colon - editor->quote) : NULL;
  g_autofree char *written = name != NULL ? g_strconcat ("document:", name, NULL) : NULL;
  DlnTarget target;
  const char *text;
  const char *found;

  if (editor->quote == NULL)
    return TRUE;
  if (colon == NULL)
    {
      cli_say (_("--quote wants an article and words of it: DOCUMENT:WORDS."));
      return FALSE;
    }
  if (!read_target (editor, written, &target))
    return FALSE;
  text = dln_document_get_text (dln_case_get_document (editor->dcase, target.id), NULL);
  found = strstr (text, colon + 1);
  if (found != NULL && colon[1] != '\0')
    decision->of_a =
      dln_case_take_words (editor->dcase, target.id,
                           DLN_SPAN (found - text, found - text + strlen (colon + 1)));
  if (decision->of_a != NULL)
    return TRUE;
  cli_say (_("%s does not say \u201c%s\u201d."), name, colon + 1);
  return FALSE;
}

/* event TITLE | person NAME | ... | relation TYPE SUBJECT OBJECT [CAPTION] */
static gboolean
run_add (Editor *editor,
         char  **arguments,
         int     n)
{
  DlnDecision made[3] = { { .type = DLN_DECISION_ADD, .reason = editor->reason } };
  guint32 hand = dln_case_get_next_hand_id (editor->dcase);
  g_autofree char *date = editor->date != NULL ? dup_date (editor->date, NULL) : NULL;
  gboolean relation = n >= 4 && strcmp (arguments[0], "relation") == 0;
  gboolean event = n == 2 && strcmp (arguments[0], "event") == 0;
  gboolean good = editor->date == NULL || date != NULL;
  guint n_made = 1;

  if (!relation && n != 2)
    return cli_usage (_("add wants event TITLE, person NAME, institution NAME, place NAME, or "
                        "relation TYPE SUBJECT OBJECT [CAPTION].")) == EXIT_DONE;
  made[0].text = relation && n > 4 ? arguments[4] : arguments[1];
  made[0].kind = relation ? DLN_TARGET_RELATION : event ? DLN_TARGET_EVENT : DLN_TARGET_ENTITY;
  if (relation)
    {
      made[1] = (DlnDecision){ .kind = DLN_TARGET_RELATION, .type = DLN_DECISION_SUBJECT,
                               .a = hand };
      made[2] = (DlnDecision){ .kind = DLN_TARGET_RELATION, .type = DLN_DECISION_OBJECT,
                               .a = hand };
      good = good && read_type (DLN_TARGET_RELATION, arguments[1], &made[0].value)
             && read_entity (editor, arguments[2], FALSE, &made[1].b)
             && read_entity (editor, arguments[3], FALSE, &made[2].b);
      n_made = 3;
    }
  else if (!event)
    good = good && read_type (DLN_TARGET_ENTITY, arguments[0], &made[0].value);
  if (event && date != NULL)
    made[n_made++] = (DlnDecision){ .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_DATE, .a = hand,
                                    .text = date };
  good = good && take_quote (editor, &made[0]) && decide (editor, made, n_made);
  g_clear_pointer (&made[0].of_a, dln_trace_unref);
  if (good)
    g_print ("%s:%u\n", dln_target_kind_get_name (made[0].kind), hand);
  return good;
}

/* ---- the journal ----------------------------------------------------------------------------- */

static gboolean
run_journal (Editor *editor,
             char  **arguments,
             int     n)
{
  g_autoptr (GError) error = NULL;
  guint32 number = 0;
  gboolean good;

  if (strcmp (arguments[0], "undo") == 0)
    good = dln_session_undo (editor->session, &error);
  else if (strcmp (arguments[0], "redo") == 0)
    good = dln_session_redo (editor->session, &error);
  else if (n == 2 && read_id (arguments[1], &number))
    good = dln_session_revoke (editor->session, number, editor->reason, &error);
  else
    return cli_usage (_("revoke wants the number of a decision, see list CASE decisions."))
           == EXIT_DONE;
  if (!good)
    cli_say ("%s", error->message);
  return good;
}

/* write FILE, join FILE: two people's decisions about the same articles */
static gboolean
run_exchange (Editor *editor,
              char  **arguments)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnJoinReport) report = NULL;
  const char *path = strcmp (arguments[1], "-") == 0 ? NULL : arguments[1];

  if (strcmp (arguments[0], "write") == 0)
    {
      text = dln_session_write_decisions (editor->session);
      if (path == NULL)
        return cli_write (text, strlen (text));
      if (!g_file_set_contents (path, text, -1, &error))
        cli_say ("%s", error->message);
      return error == NULL;
    }
  if (g_file_get_contents (path != NULL ? path : "/dev/stdin", &text, NULL, &error))
    report = dln_session_join_decisions (editor->session, text, &error);
  if (report == NULL)
    {
      cli_say ("%s", error->message);
      return FALSE;
    }
  g_printerr (_("%u joined, %u known already, %u about words that are in no article here\n"),
              report->n_joined, report->n_known, report->n_orphaned);
  for (guint i = 0; i < report->contradictions->len; i++)
    cli_say ("%s", (const char *) g_ptr_array_index (report->contradictions, i));
  return report->contradictions->len == 0;
}

/* title TEXT, standfirst TEXT: what stands above everything */
static gboolean
run_case (Editor     *editor,
          char      **arguments)
{
  const DlnDecision decision = { .type = DLN_DECISION_STANDFIRST, .text = arguments[1],
                                 .reason = editor->reason };

  if (strcmp (arguments[0], "standfirst") == 0)
    return decide (editor, &decision, 1);
  if (*arguments[1] == '\0' || !g_utf8_validate (arguments[1], -1, NULL))
    return cli_usage (_("A case needs a title.")) == EXIT_DONE;
  dln_case_set_title (editor->dcase, arguments[1]);
  return TRUE;
}

static gboolean
run_command (Editor *editor,
             char  **arguments,
             int     n)
{
  if (strcmp (arguments[0], "undo") == 0 || strcmp (arguments[0], "redo") == 0
      || strcmp (arguments[0], "revoke") == 0)
    return run_journal (editor, arguments, n);
  if (n == 2 && (strcmp (arguments[0], "write") == 0 || strcmp (arguments[0], "join") == 0))
    return run_exchange (editor, arguments);
  if (n == 2 && (strcmp (arguments[0], "title") == 0 || strcmp (arguments[0], "standfirst") == 0))
    return run_case (editor, arguments);
  if (strcmp (arguments[0], "add") == 0)
    return run_add (editor, arguments + 1, n - 1);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, arguments[0]) == 0)
      return run_verb (editor, &verbs[i], arguments + 1, n - 1);
  cli_say (_("\u201c%s\u201d is no edit; see dateline-cli edit --help."), arguments[0]);
  return FALSE;
}

/* Each line is a command; one that fails is told with its number, the others are done. */
static gboolean
run_lines (Editor     *editor,
           const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good = TRUE;

  if (!g_file_get_contents (strcmp (path, "-") == 0 ? "/dev/stdin" : path, &text, NULL, &error))
    {
      cli_say ("%s", error->message);
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) arguments = NULL;
      int n = 0;

      if (*g_strstrip (lines[i]) == '\0' || *lines[i] == '#')
        continue;
      if (g_shell_parse_argv (lines[i], &n, &arguments, NULL) && run_command (editor, arguments, n))
        continue;
      cli_say (_("line %u was not done: %s"), i + 1, lines[i]);
      good = FALSE;
    }
  return good;
}

int
cli_edit (int    argc,
          char **argv)
{
  g_autofree char *reason = NULL;
  g_autofree char *date = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *lines = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why; it is kept with the edit"), "TEXT" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_("When, of an event that is added"), "DATE" },
    { "quote", 0, 0, G_OPTION_ARG_STRING, &quote,
      N_("What is added stands on these words of an article"), "DOCUMENT:WORDS" },
    { "lines", 0, 0, G_OPTION_ARG_FILENAME, &lines,
      N_("Many edits, one in a line of this file; - is standard input"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (DlnSession) session = NULL;
  Editor editor = { 0 };

  if (!cli_parse_options ("edit", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc < 2 || (argc < 3) != (lines != NULL))
    return cli_usage (_("edit wants a case and one edit, or --lines."));
  session = cli_open_to_change (argv[1], NULL);
  if (session == NULL)
    return EXIT_UNREAD;
  editor = (Editor){ session, dln_session_get_case (session), reason, date, quote };
  if (lines != NULL)
    return run_lines (&editor, lines) ? EXIT_DONE : EXIT_UNREAD;
  return run_command (&editor, argv + 2, argc - 2) ? EXIT_DONE : EXIT_UNREAD;
}
