/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clause-level events: triggers (verbs, and nouns from a list), class, participants, place, date, stance, title and
 * salience. The rows are broad; what a timeline should not draw by itself carries the MINOR flag. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/dln-kinds.h"
#include "extract/resolve/dln-lexicon-private.h"

#include <string.h>

#define MAX_PARTICIPANTS 8
#define MAX_HYPHENED 6 /* tokens of "hit-and-run" on either side */

static const float base_salience[DLN_N_EVENT_TYPES] = {
  [DLN_EVENT_OTHER] = 0.12f,     [DLN_EVENT_STATEMENT] = 0.08f,   [DLN_EVENT_MOVEMENT] = 0.28f,
  [DLN_EVENT_ARMED_CONFLICT] = 0.45f,  [DLN_EVENT_JUSTICE] = 0.42f,     [DLN_EVENT_APPOINTMENT] = 0.42f,
  [DLN_EVENT_BUSINESS] = 0.30f,  [DLN_EVENT_DISASTER] = 0.42f,    [DLN_EVENT_ELECTION] = 0.42f,
  [DLN_EVENT_LAW] = 0.38f,       [DLN_EVENT_DIPLOMACY] = 0.35f,   [DLN_EVENT_LIFE] = 0.42f,
  [DLN_EVENT_PROTEST] = 0.38f,   [DLN_EVENT_PUBLICATION] = 0.30f,
};
#define DRAWN_FROM 0.4f /* salience below this is minor */

/* ---- triggers ------------------------------------------------------------------------------- */

static DlnEventType
parse_type (const char *name)
{
  for (guint i = 0; i < DLN_N_EVENT_TYPES; i++)
    if (strcmp (dln_event_type_get_name (i), name) == 0)
      return i;
  return DLN_EVENT_OTHER;
}

/* no space between this token and the next */
static gboolean
is_glued (const DlnTree *tree,
          guint32        token)
{
  return (tree->tokens[token].flags & DLN_TOKEN_SPACE_AFTER) == 0
         && tree->tokens[token].sentence == tree->tokens[token + 1].sentence;
}

static const char *
look_up (const DlnEventWork *work,
         guint32             token,
         const char         *part)
{
  const char *const *columns = _dln_lexicon_find (work->words, work->tree, token, part);

  return columns != NULL ? columns[1] : NULL;
}

/**
 * _dln_events_look_up_hyphened:
 * @token: a word of "sell-off", "by-elections"
 * @first: (out): its first word
 * @last: (out): its last word
 *
 * Returns: (nullable): the class of the tokens around hyphens as one noun of the list
 */
const char *
_dln_events_look_up_hyphened (const DlnEventWork *work,
                              guint32             token,
                              guint32            *first,
                              guint32            *last)
{
  const DlnTree *tree = work->tree;
  char key[64];

  *first = *last = token;
  while (*first >= 2 && *first + MAX_HYPHENED > token && _dln_tree_is (tree, *first - 1, "-") && is_glued (tree, *first - 1) && is_glued (tree, *first - 2))
    *first -= 2;
  while (*last + 2 < tree->n_tokens && *last < token + MAX_HYPHENED && _dln_tree_is (tree, *last + 1, "-") && is_glued (tree, *last)
         && is_glued (tree, *last + 1))
    *last += 2;

  DlnSpan span = _dln_tree_span (tree, *first, *last);

  if (*first == *last || span.end - span.begin > 40)
    return NULL;

  g_autofree char *words = g_ascii_strdown (tree->text + span.begin, span.end - span.begin);
  const char *type;

  g_snprintf (key, sizeof key, "noun %s", words);
  type = _dln_lexicon_column (work->words, key, 1);
  if (type == NULL && g_str_has_suffix (words, "s"))
    {
      key[strlen (key) - 1] = '\0';
      type = _dln_lexicon_column (work->words, key, 1);
    }
  return type;
}

static gboolean
is_verb_trigger (const DlnEventWork *work,
                 guint32             token)
{
  static const char *const light[] = { "be", "have", "do", "let", "seem", "include", "base", "accord", "regard",
                                       "concern", "depend", "belong", "contain", "consist", "mean", "exist", "own",
                                       "wo", "ca", "'s", "s", "ve", "may", "might", "can", "could", "lie", "equal",
                                       "resemble", "weigh", "deserve", "involve", "tend", "matter", "get", NULL };
  const DlnTree *tree = work->tree;
  const DlnToken *row = &tree->tokens[token];

  if (row->upos != DLN_UPOS_VERB
      || _dln_relation_in (row->deprel,
                           DLN_REL (CASE) | DLN_REL (MARK) | DLN_REL (FIXED) | DLN_REL (AUX) | DLN_REL (AUX_PASS)
                             | DLN_REL (COP) | DLN_REL (COMPOUND) | DLN_REL (FLAT) | DLN_REL (CC) | DLN_REL (DET)
                             | DLN_REL (DISCOURSE)))
    return FALSE;
  if (row->deprel == DLN_DEPREL_AMOD)
    return FALSE;
  if (tree->mention[token] != DLN_NO_ROW
      && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[token])->kind == DLN_MENTION_NAME)
    return FALSE;
  return !g_strv_contains (light, _dln_tree_lemma (tree, token));
}

static gboolean
is_noun_trigger (const DlnEventWork *work,
                 guint32             token)
{
  const DlnTree *tree = work->tree;
  const DlnToken *row = &tree->tokens[token];

  /* "won the final", "the offensive failed": adjectives that stand for a noun */
  if (row->upos != DLN_UPOS_NOUN && row->upos != DLN_UPOS_PROPN
      && !(row->upos == DLN_UPOS_ADJ && _dln_tree_child (tree, token, DLN_REL (DET)) != DLN_NO_ROW
           && _dln_relation_in (row->deprel, DLN_RELS_ANY_SUBJECT | DLN_REL (OBJ) | DLN_REL (OBL) | DLN_REL (NMOD))))
    return FALSE;
  if (_dln_relation_in (row->deprel, DLN_REL (COMPOUND) | DLN_REL (FLAT) | DLN_REL (FIXED) | DLN_REL (CASE)))
    return FALSE;
  if (tree->mention[token] != DLN_NO_ROW
      && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[token])->kind == DLN_MENTION_NAME
      && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[token])->type != DLN_ENTITY_OTHER)
    return FALSE;
  return look_up (work, token, "noun") != NULL;
}

/* "is dead", "found guilty": a few states that are news */
static gboolean
is_state_trigger (const DlnEventWork *work,
                  guint32             token)
{
  const DlnTree *tree = work->tree;

  return tree->tokens[token].upos == DLN_UPOS_ADJ
         && !is_noun_trigger (work, token)
         && (_dln_tree_child (tree, token, DLN_REL (COP)) != DLN_NO_ROW
             || tree->tokens[token].deprel == DLN_DEPREL_XCOMP)
         && look_up (work, token, "adjective") != NULL;
}

/* verbs and nouns for a phase or the holding of an event; the event itself is their subject, object or "of" */
static gboolean
is_phase (const char *lemma)
{
  static const char *const phases[] = { "start", "begin", "break", "erupt", "end", "launch", "continue", "resume", "stop",
                                        "happen", "occur", "take", "hold", "announce", "beginning", "outbreak",
                                        "completion", "cancel", "postpone", "delay", "conduct", "carry", "stage",
                                        "commit", "face", "order", "suffer", "declare", "scrap", "abandon", "call",
                                        "announcement", "cancellation", "undergo", "halt", "suspend", "complete",
                                        "make", "give", "deliver", "issue", "file", "receive", NULL };

  return g_strv_contains (phases, lemma);
}

static DlnEventType
class_of_noun (const DlnEventWork *work,
               guint32             token)
{
  const char *name = token != DLN_NO_ROW ? look_up (work, token, "noun") : NULL;
  DlnEventType type = name != NULL ? parse_type (name) : DLN_EVENT_OTHER;

  return type == DLN_EVENT_STATEMENT ? DLN_EVENT_OTHER : type;
}

/* What a phase is a phase of: its subject, its object, or the noun after "of" of these. */
static DlnEventType
class_of_content (const DlnEventWork *work,
                  guint32             token,
                  gboolean            noun)
{
  const DlnTree *tree = work->tree;
  guint32 content[3] = { _dln_tree_child (tree, token, DLN_REL (OBJ)),
                         _dln_tree_child (tree, token, DLN_REL (NMOD)),
                         noun ? DLN_NO_ROW : _dln_tree_subject (tree, token) };

  for (guint i = 0; i < G_N_ELEMENTS (content); i++)
    {
      DlnEventType type = class_of_noun (work, content[i]);

      if (type == DLN_EVENT_OTHER && content[i] != DLN_NO_ROW && i != 1)
        type = class_of_noun (work, _dln_tree_child (tree, content[i], DLN_REL (NMOD)));
      if (type != DLN_EVENT_OTHER)
        return type;
    }
  return DLN_EVENT_OTHER;
}

/* "became chief engineer" */
static gboolean
has_role (const DlnTree *tree,
          guint32        verb)
{
  guint32 role = _dln_tree_child (tree, verb, DLN_REL (XCOMP) | DLN_REL (OBJ));

  return role != DLN_NO_ROW
         && _dln_lexicon_find (_dln_lexicon_get ("role-nouns.tsv"), tree, role, "") != NULL;
}

/* "added that ...", "'...', she added"; not "added a bridge" */
static gboolean
says_something (const DlnEventWork *work,
                guint32             verb)
{
  return work->cue[verb]
         || _dln_tree_child (work->tree, verb, DLN_REL (CCOMP) | DLN_REL (PARATAXIS)) != DLN_NO_ROW
         || _dln_tree_child (work->tree, verb, DLN_REL (OBJ)) == DLN_NO_ROW;
}

/* Is who it is done to a person or people? */
static gboolean
is_done_to_people (const DlnTree *tree,
                   guint32        verb)
{
  guint32 patient = _dln_tree_object (tree, verb);

  if (patient == DLN_NO_ROW && _dln_tree_is_passive (tree, verb))
    patient = _dln_tree_subject (tree, verb);
  if (patient == DLN_NO_ROW)
    return FALSE;
  if (tree->mention[patient] != DLN_NO_ROW)
    return DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[patient])->type == DLN_ENTITY_PERSON;
  return _dln_lexicon_find (_dln_lexicon_get ("role-nouns.tsv"), tree, patient, "") != NULL
         || (_dln_lexicon_get_noun (_dln_tree_lemma (tree, patient)).classes & DLN_NOUN_PERSON) != 0;
}

static gboolean
runs_for (const DlnTree *tree,
          guint32        verb)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_OBL && tree->time[c] == DLN_NO_ROW
        && _dln_tree_child_form (tree, c, DLN_REL (CASE), "for") != DLN_NO_ROW)
      return TRUE;
  return FALSE;
}

static gboolean
is_done_by_person (const DlnTree *tree,
                   guint32        verb)
{
  guint32 subject = _dln_tree_subject (tree, verb);

  return subject != DLN_NO_ROW && tree->mention[subject] != DLN_NO_ROW
         && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[subject])->type == DLN_ENTITY_PERSON;
}

/* "justice|business" is the first class of what is done to people, the second of what is done to things. */
static DlnEventType
choose_class (const DlnEventWork *work,
              const char         *name,
              guint32             token)
{
  const char *bar = strchr (name, '|');

  if (bar == NULL)
    return parse_type (name);
  if (!is_done_to_people (work->tree, token))
    return parse_type (bar + 1);

  g_autofree char *first = g_strndup (name, bar - name);

  return parse_type (first);
}

static DlnEventType
classify (const DlnEventWork *work,
          guint32             token,
          gboolean            noun)
{
  static const char *const parts[] = { [DLN_TRIGGER_VERB] = "verb",
                                       [DLN_TRIGGER_NOUN] = "noun",
                                       [DLN_TRIGGER_HYPHENED] = "noun",
                                       [DLN_TRIGGER_STATE] = "adjective" };
  const DlnTree *tree = work->tree;
  guint32 first, last;
  const char *name = work->trigger[token] == DLN_TRIGGER_HYPHENED ? _dln_events_look_up_hyphened (work, token, &first, &last)
                                                                  : look_up (work, token, parts[work->trigger[token]]);
  DlnEventType type = name != NULL ? choose_class (work, name, token) : DLN_EVENT_OTHER;
  const char *lemma = _dln_tree_lemma (tree, token);

  /* "the war started", "held an election": the class is that of the event it is a phase of */
  if (is_phase (lemma) && type != DLN_EVENT_STATEMENT)
    {
      DlnEventType inner = class_of_content (work, token, noun);

      if (inner != DLN_EVENT_OTHER)
        return inner;
    }
  /* "ran for mayor"; "hit a low", "hit her" */
  if ((type == DLN_EVENT_ELECTION && strcmp (lemma, "run") == 0 && !runs_for (tree, token))
      || (type == DLN_EVENT_DISASTER && strcmp (lemma, "hit") == 0 && is_done_by_person (tree, token)))
    return DLN_EVENT_OTHER;
  if (strcmp (lemma, "become") == 0 && has_role (tree, token))
    return DLN_EVENT_APPOINTMENT;
  if (name == NULL && !noun)
    {
      const char *const *columns = _dln_lexicon_find (_dln_lexicon_get ("cue-verbs.tsv"), tree, token, "");

      if (columns != NULL && strpbrk (columns[1], "sqt") != NULL && says_something (work, token))
        return DLN_EVENT_STATEMENT;
    }
  return type;
}

/* ---- participants --------------------------------------------------------------------------- */

typedef struct
{
  DlnParticipant rows[MAX_PARTICIPANTS];
  guint          n;
} Cast;

static gboolean
is_entity_row (const DlnTree *tree,
               guint32        mention)
{
  if (mention == DLN_NO_ROW)
    return FALSE;

  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);

  return (row->kind == DLN_MENTION_NAME || row->entity != DLN_NO_ROW) && row->type != DLN_ENTITY_NONE;
}

static void
cast_mention (const DlnEventWork *work,
              Cast               *cast,
              guint32             mention,
              DlnRole             role)
{
  if (!is_entity_row (work->tree, mention) || cast->n == MAX_PARTICIPANTS)
    return;
  for (guint i = 0; i < cast->n; i++)
    if (cast->rows[i].mention == mention)
      return;
  cast->rows[cast->n++] = (DlnParticipant){ .mention = mention, .role = role };
}

static guint32
country_of (const DlnEventWork *work,
            guint32             token)
{
  g_autofree char *word = _dln_tree_dup_form (work->tree, token);
  const char *names = _dln_lexicon_column (work->demonyms, word, 1);
  g_auto (GStrv) each = names != NULL ? g_strsplit (names, "|", -1) : NULL;

  for (guint i = 0; each != NULL && each[i] != NULL; i++)
    {
      guint32 row = GPOINTER_TO_UINT (g_hash_table_lookup (work->places, each[i]));

      if (row != 0)
        return row - 1;
    }
  return DLN_NO_ROW;
}

/* "the Dow Jones Industrial Average": the head belongs to the name although the name's mention ends before it */
static gboolean
is_part_of_name (const DlnTree *tree,
                 guint32        part,
                 guint32        head)
{
  for (guint32 t = part; t <= head; t++)
    if (tree->tokens[t].upos != DLN_UPOS_PROPN || !g_ascii_isupper (tree->text[tree->tokens[t].span.begin]))
      return FALSE;
  if (part == head || tree->mention[part] == DLN_NO_ROW || tree->tokens[part].deprel != DLN_DEPREL_COMPOUND)
    return FALSE;

  guint8 type = DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[part])->type;

  return (type == DLN_ENTITY_INSTITUTION || type == DLN_ENTITY_OTHER)
         && _dln_lexicon_find (_dln_lexicon_get ("role-nouns.tsv"), tree, head, "") == NULL;
}

/* "The chief executive of Norvik Bank, Anna Weber, resigned": a person is no other name of an institution, but of the noun */
static void
cast_person_behind (const DlnEventWork *work,
                    Cast               *cast,
                    guint32             owner,
                    DlnRole             role)
{
  const DlnTree *tree = work->tree;

  for (guint32 c = tree->first_child[owner]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint32 row = tree->mention[c];

      if (c > owner && tree->tokens[c].deprel == DLN_DEPREL_APPOS && row != DLN_NO_ROW && tree->mention[owner] != DLN_NO_ROW
          && DLN_ROW (tree->annotations->mentions, DlnMention, row)->type == DLN_ENTITY_PERSON
          && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[owner])->type != DLN_ENTITY_PERSON)
        cast_mention (work, cast, row, role);
    }
}

/* The mention at a noun, what is joined to it, the name beside a common noun, the country of "Russian troops". */
static void
cast_phrase (const DlnEventWork *work,
             Cast               *cast,
             guint32             head,
             DlnRole             role)
{
  const DlnTree *tree = work->tree;
  guint before = cast->n;

  if (head == DLN_NO_ROW)
    return;
  cast_mention (work, cast, tree->mention[head], role);
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint8 deprel = tree->tokens[c].deprel;

      if (_dln_relation_in (deprel, DLN_REL (CONJ) | DLN_REL (APPOS) | DLN_REL (FLAT)))
        cast_mention (work, cast, tree->mention[c], role);
      else if (deprel == DLN_DEPREL_NMOD)
        cast_person_behind (work, cast, c, role);
    }
  if (cast->n > before || (role != DLN_ROLE_AGENT && role != DLN_ROLE_PATIENT && role != DLN_ROLE_PLACE
                           && role != DLN_ROLE_DESTINATION && role != DLN_ROLE_SOURCE))
    return;
  /* "Russian troops", "Ukraine's army", "the region of Crimea": who or what it belongs to */
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW && cast->n == before; c = tree->next_child[c])
    {
      guint8 deprel = tree->tokens[c].deprel;
      DlnRole given = role == DLN_ROLE_AGENT || role == DLN_ROLE_PATIENT ? DLN_ROLE_OTHER : role;

      if (deprel == DLN_DEPREL_AMOD && role == DLN_ROLE_AGENT)
        cast_mention (work, cast, country_of (work, c), DLN_ROLE_AGENT);
      else if (_dln_relation_in (deprel, DLN_REL (NMOD) | DLN_REL (NMOD_POSS) | DLN_REL (COMPOUND)))
        {
          gboolean of = _dln_tree_child_form (tree, c, DLN_REL (CASE), "of") != DLN_NO_ROW;

          cast_mention (work, cast, tree->mention[c], of || is_part_of_name (tree, c, head) ? role : given);
        }
    }
}

static DlnRole
role_of_preposition (const DlnTree *tree,
                     guint32        token)
{
  static const struct
  {
    const char *preposition;
    DlnRole     role;
  } roles[] = {
    { "by", DLN_ROLE_AGENT },   { "to", DLN_ROLE_DESTINATION }, { "into", DLN_ROLE_DESTINATION },
    { "from", DLN_ROLE_SOURCE }, { "in", DLN_ROLE_PLACE },      { "at", DLN_ROLE_PLACE },
    { "on", DLN_ROLE_PLACE },   { "near", DLN_ROLE_PLACE },     { "outside", DLN_ROLE_PLACE },
    { "across", DLN_ROLE_PLACE }, { "inside", DLN_ROLE_PLACE }, { "with", DLN_ROLE_WITH },
    { "against", DLN_ROLE_PATIENT }, { "of", DLN_ROLE_PATIENT }, { "off", DLN_ROLE_PLACE },
    { "toward", DLN_ROLE_DESTINATION }, { "towards", DLN_ROLE_DESTINATION }, { "onto", DLN_ROLE_DESTINATION },
  };
  guint32 preposition = _dln_tree_child (tree, token, DLN_REL (CASE));

  for (guint i = 0; preposition != DLN_NO_ROW && i < G_N_ELEMENTS (roles); i++)
    if (_dln_tree_is (tree, preposition, roles[i].preposition))
      return roles[i].role;
  return DLN_ROLE_OTHER;
}

static DlnRole
fit_role (const DlnTree *tree,
          DlnRole        role,
          guint32        token)
{
  guint32 mention = tree->mention[token];
  guint8 type = mention != DLN_NO_ROW ? DLN_ROW (tree->annotations->mentions, DlnMention, mention)->type : 0;

  if (role == DLN_ROLE_DESTINATION && type == DLN_ENTITY_PERSON)
    return DLN_ROLE_RECIPIENT;
  if (role == DLN_ROLE_PLACE && type == DLN_ENTITY_PERSON)
    return DLN_ROLE_OTHER;
  return role;
}

static void
cast_verb (const DlnEventWork *work,
           Cast               *cast,
           guint32             verb)
{
  const DlnTree *tree = work->tree;
  gboolean passive = _dln_tree_is_passive (tree, verb);
  guint32 object = _dln_tree_object (tree, verb);

  cast_phrase (work, cast, _dln_tree_subject (tree, verb), passive ? DLN_ROLE_PATIENT : DLN_ROLE_AGENT);
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      switch (tree->tokens[c].deprel)
        {
        case DLN_DEPREL_OBJ:
          cast_phrase (work, cast, c, DLN_ROLE_PATIENT);
          break;
        case DLN_DEPREL_IOBJ:
          cast_phrase (work, cast, c, DLN_ROLE_RECIPIENT);
          break;
        case DLN_DEPREL_OBL_AGENT:
          cast_phrase (work, cast, c, c == object ? DLN_ROLE_PATIENT : DLN_ROLE_AGENT);
          break;
        case DLN_DEPREL_OBL:
        case DLN_DEPREL_NMOD:
          if (tree->time[c] == DLN_NO_ROW)
            cast_phrase (work, cast, c, fit_role (tree, role_of_preposition (tree, c), c));
          break;
        case DLN_DEPREL_XCOMP:
          /* "began to leave Russia": who and where belong to both */
          for (guint32 g = tree->first_child[c]; g != DLN_NO_ROW; g = tree->next_child[g])
            if (tree->tokens[g].deprel == DLN_DEPREL_OBJ)
              cast_phrase (work, cast, g, DLN_ROLE_PATIENT);
          break;
        default:
          break;
        }
    }
}

static void
cast_noun (const DlnEventWork *work,
           Cast               *cast,
           guint32             noun)
{
  const DlnTree *tree = work->tree;

  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      switch (tree->tokens[c].deprel)
        {
        case DLN_DEPREL_NMOD_POSS:
          cast_phrase (work, cast, c, DLN_ROLE_AGENT);
          break;
        case DLN_DEPREL_NMOD:
          if (tree->time[c] == DLN_NO_ROW)
            cast_phrase (work, cast, c, fit_role (tree, role_of_preposition (tree, c), c));
          break;
        case DLN_DEPREL_COMPOUND:
          cast_phrase (work, cast, c, DLN_ROLE_OTHER);
          break;
        case DLN_DEPREL_AMOD:
          cast_mention (work, cast, country_of (work, c), DLN_ROLE_AGENT);
          break;
        default:
          break;
        }
    }
  /* "held talks in Geneva": the verb's place is the noun's */
  gint32 head = tree->tokens[noun].head;

  if (head >= 0 && _dln_relation_in (tree->tokens[noun].deprel, DLN_REL (OBJ) | DLN_REL (NSUBJ_PASS)))
    for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
      if (tree->tokens[c].deprel == DLN_DEPREL_OBL && role_of_preposition (tree, c) == DLN_ROLE_PLACE
          && tree->time[c] == DLN_NO_ROW)
        cast_phrase (work, cast, c, DLN_ROLE_PLACE);
}

static guint32
find_place (const DlnTree *tree,
            const Cast    *cast)
{
  static const DlnRole order[] = { DLN_ROLE_PLACE, DLN_ROLE_DESTINATION, DLN_ROLE_SOURCE, DLN_ROLE_PATIENT };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < cast->n; j++)
      if (cast->rows[j].role == order[i]
          && DLN_ROW (tree->annotations->mentions, DlnMention, cast->rows[j].mention)->type == DLN_ENTITY_PLACE)
        return cast->rows[j].mention;
  return DLN_NO_ROW;
}

/* ---- flags and weight ----------------------------------------------------------------------- */

/* "previously worked", "before her time at the bank, she led": told as what came before */
static gboolean
is_told_of_earlier (const DlnTree *tree,
                    guint32        verb)
{
  static const char *const words[] = { "previously", "formerly", "earlier", "once", "originally", NULL };

  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if ((tree->tokens[c].deprel == DLN_DEPREL_ADVMOD && tree->time[c] == DLN_NO_ROW && _dln_tree_is_one_of (tree, c, words))
        || (tree->tokens[c].deprel == DLN_DEPREL_OBL && c < verb && tree->time[c] == DLN_NO_ROW
            && _dln_tree_child_form (tree, c, DLN_REL (CASE), "before") != DLN_NO_ROW))
      return TRUE;
  return FALSE;
}

static gboolean
is_recalled (const DlnTree *tree,
             guint32        token,
             gboolean       noun)
{
  static const char *const marks[] = { "since", "after", "before", "during", "following", "until", NULL };
  guint32 mark = _dln_tree_child (tree, token, DLN_REL (MARK) | DLN_REL (CASE) | DLN_REL (ADVMOD));

  if (noun)
    {
      gint32 head = tree->tokens[token].head;

      /* "since the start of the war" */
      if (tree->tokens[token].deprel == DLN_DEPREL_NMOD && head >= 0)
        return is_recalled (tree, head, FALSE)
               || (mark != DLN_NO_ROW && _dln_tree_is_one_of (tree, mark, marks));
      return mark != DLN_NO_ROW && _dln_tree_is_one_of (tree, mark, marks);
    }
  if (_dln_tree_child_form (tree, token, DLN_REL (AUX), "had") != DLN_NO_ROW || is_told_of_earlier (tree, token))
    return TRUE;
  if (tree->tokens[token].deprel == DLN_DEPREL_ACL_RELCL)
    return TRUE;

  guint32 subject = _dln_tree_subject (tree, token);

  /* "since the war started", with "since" hung on the noun */
  if (mark == DLN_NO_ROW && subject != DLN_NO_ROW && subject < token)
    mark = _dln_tree_child (tree, subject, DLN_REL (CASE));
  return mark != DLN_NO_ROW && _dln_tree_is_one_of (tree, mark, marks);
}

static gboolean
is_about_nobody (const DlnTree       *tree,
                 const DlnEventClaim *event)
{
  guint32 subject = (event->flags & DLN_EVENT_NOMINAL) == 0 ? _dln_tree_subject (tree, event->token) : DLN_NO_ROW;

  if (subject == DLN_NO_ROW)
    return (event->flags & DLN_EVENT_NOMINAL) == 0;
  if (tree->tokens[subject].upos != DLN_UPOS_PRON)
    return FALSE;

  guint32 mention = tree->mention[subject];

  return mention == DLN_NO_ROW || DLN_ROW (tree->annotations->mentions, DlnMention, mention)->entity == DLN_NO_ROW;
}

static float
weigh (const DlnEventWork  *work,
       const DlnEventClaim *event,
       const Cast          *cast)
{
  const DlnTree *tree = work->tree;
  const DlnSentence *sentence
    = DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[event->token].sentence);
  guint8 block = DLN_ROW (tree->annotations->blocks, DlnBlock, sentence->block)->type;
  gboolean dated = event->time != DLN_NO_ROW;
  float weight = base_salience[event->type];
  guint named = 0;

  for (guint i = 0; i < cast->n; i++)
    {
      gboolean name = DLN_ROW (tree->annotations->mentions, DlnMention, cast->rows[i].mention)->kind == DLN_MENTION_NAME;

      named += name || (cast->rows[i].role == DLN_ROLE_AGENT && event->type != DLN_EVENT_STATEMENT);
    }
  if (dated)
    {
      float bonus = event->when.precision <= DLN_PRECISION_DAY     ? 0.3f
                    : event->when.precision <= DLN_PRECISION_MONTH ? 0.25f
                                                                   : 0.2f;

      /* a date alone does not make any verb an event worth drawing */
      weight += event->type == DLN_EVENT_OTHER ? 0.6f * bonus : bonus;
    }
  weight += 0.08f * MIN (named, 3);
  if (block == DLN_BLOCK_TITLE || sentence->block <= 2)
    weight += 0.08f;
  if (tree->tokens[event->token].head < 0)
    weight += 0.05f;
  if (event->modality == DLN_MODALITY_CONDITIONAL)
    weight -= 0.35f;
  else if (event->modality != DLN_MODALITY_ASSERTED)
    weight -= 0.08f;
  if (event->polarity == DLN_POLARITY_NEGATED)
    weight -= 0.15f;
  if ((event->flags & DLN_EVENT_NOMINAL) != 0 && !dated)
    weight -= 0.2f;
  if (event->quote != DLN_NO_ROW && !dated)
    weight -= 0.1f;
  if (!dated && (event->flags & DLN_EVENT_BACKGROUND) != 0)
    weight -= 0.1f;
  if (named == 0 && !dated)
    weight -= 0.15f;
  /* "a fair hosted by the town" tells which fair */
  if (!dated && tree->tokens[event->token].deprel == DLN_DEPREL_ACL)
    weight -= 0.2f;
  /* "regularly accuse": the present outside a headline is a habit more often than an event */
  if (!dated && block != DLN_BLOCK_TITLE && block != DLN_BLOCK_HEADING && event->modality == DLN_MODALITY_ASSERTED
      && (strcmp (_dln_tree_xpos (tree, event->token), "VBP") == 0
          || strcmp (_dln_tree_xpos (tree, event->token), "VBZ") == 0)
      && _dln_tree_child (tree, event->token, DLN_REL (AUX) | DLN_REL (AUX_PASS)) == DLN_NO_ROW)
    weight -= 0.15f;
  /* "I want to be clear", "It took place": nobody can tell from the title what it is about */
  if (is_about_nobody (tree, event))
    weight -= event->type == DLN_EVENT_OTHER || event->type == DLN_EVENT_STATEMENT ? 0.3f : 0.1f;
  if (event->type == DLN_EVENT_STATEMENT && !(dated && named > 0))
    weight = MIN (weight, 0.3f);
  return CLAMP (weight, 0.f, 1.f);
}

/* The words of the trigger's clause: its subtree without what is another clause's, as one stretch. */
static DlnSpan
clause_of (const DlnTree *tree,
           guint32        token)
{
  guint32 first = token, last = token;

  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      if (_dln_relation_in (tree->tokens[c].deprel,
                            DLN_REL (ADVCL) | DLN_REL (PARATAXIS) | DLN_REL (CONJ) | DLN_REL (PUNCT) | DLN_REL (CC)))
        continue;
      if (tree->tokens[tree->left[c]].sentence == tree->tokens[token].sentence)
        first = MIN (first, tree->left[c]);
      if (tree->tokens[tree->right[c]].sentence == tree->tokens[token].sentence)
        last = MAX (last, tree->right[c]);
    }
  return _dln_tree_span (tree, first, last);
}

static void
add_event (DlnEventWork *work,
           guint32       token)
{
  DlnTree *tree = work->tree;
  DlnAnnotations *annotations = work->context->annotations;
  gboolean noun = work->trigger[token] == DLN_TRIGGER_NOUN || work->trigger[token] == DLN_TRIGGER_HYPHENED;
  guint32 first = token, last;
  Cast cast = { .n = 0 };

  if (work->trigger[token] == DLN_TRIGGER_HYPHENED)
    _dln_events_look_up_hyphened (work, token, &first, &last);

  DlnEventClaim event = {
    .span = _dln_tree_span (tree, first, token),
    .clause = clause_of (tree, token),
    .evidence = DLN_ROW (annotations->sentences, DlnSentence, tree->tokens[token].sentence)->span,
    .token = token,
    .quote = work->quote_at[token],
    .first_participant = annotations->participants->len,
    .lemma = tree->tokens[token].lemma,
    .type = classify (work, token, noun),
    .flags = noun ? DLN_EVENT_NOMINAL : 0,
  };

  if (noun)
    cast_noun (work, &cast, token);
  else
    cast_verb (work, &cast, token);
  event.place = find_place (tree, &cast);
  _dln_tree_read_modality (tree, token, &event.polarity, &event.modality);
  if (is_recalled (tree, token, noun))
    event.flags |= DLN_EVENT_BACKGROUND;
  _dln_events_date (work, &event);

  g_autofree char *title = _dln_events_new_title (work, &event);

  event.title = dln_strings_intern (annotations->strings, title);
  event.n_participants = cast.n;
  event.salience = weigh (work, &event, &cast);
  /* "Jailed": nobody can tell from the title who */
  if (event.salience < DRAWN_FROM || (!noun && strchr (title, ' ') == NULL))
    event.flags |= DLN_EVENT_MINOR;
  for (guint i = 0; i < cast.n; i++)
    {
      cast.rows[i].event = annotations->events->len;
      g_array_append_val (annotations->participants, cast.rows[i]);
    }
  g_array_append_val (annotations->events, event);
}

/* ---- one mark for one happening -------------------------------------------------------------- */

static gboolean
is_clause_complement (const DlnTree *tree,
                      guint32        token)
{
  guint8 deprel = tree->tokens[token].deprel;

  if (tree->tokens[token].upos != DLN_UPOS_VERB)
    return FALSE;
  if (deprel == DLN_DEPREL_XCOMP)
    return TRUE;
  return deprel == DLN_DEPREL_ADVCL && _dln_tree_child_form (tree, token, DLN_REL (MARK), "to") != DLN_NO_ROW
         && tree->tokens[token].head >= 0 && (guint32) tree->tokens[token].head < token;
}

/* "struck the coast, killing ten": what a participle adds is the same happening */
static gboolean
is_added_participle (const DlnTree *tree,
                     guint32        token)
{
  return tree->tokens[token].deprel == DLN_DEPREL_ADVCL && strcmp (_dln_tree_xpos (tree, token), "VBG") == 0
         && _dln_tree_child (tree, token, DLN_RELS_ANY_SUBJECT | DLN_REL (MARK)) == DLN_NO_ROW
         && (guint32) tree->tokens[token].head < token;
}

/* "began to flee", "is said to have left": one of the two is drawn, the weightier. */
static void
settle_complement (DlnEventClaim *governor,
                   DlnEventClaim *inner)
{
  DlnEventClaim *less = governor->salience >= inner->salience ? inner : governor;

  less->flags |= DLN_EVENT_MINOR;
}

/* "announced the start of mobilisation": the outermost phase is drawn, as an event of the inner noun's kind. */
static void
settle_phase (DlnEventWork  *work,
              const guint32 *event_of,
              DlnEventClaim *inner)
{
  static const char *const ends[] = { "cancel", "scrap", "abandon", "cancellation", NULL };
  DlnTree *tree = work->tree;
  GArray *events = work->context->annotations->events;
  DlnEventClaim *outer = NULL;
  gint32 at = tree->tokens[inner->token].head;
  guint8 deprel = tree->tokens[inner->token].deprel;

  for (guint hop = 0; hop < 3 && at >= 0; hop++)
    {
      if (!_dln_relation_in (deprel, DLN_REL (OBJ) | DLN_REL (NSUBJ) | DLN_REL (NSUBJ_PASS) | DLN_REL (NMOD))
          || event_of[at] == DLN_NO_ROW || !is_phase (_dln_tree_lemma (tree, at)))
        break;
      if (outer != NULL)
        outer->flags |= DLN_EVENT_MINOR;
      outer = DLN_ROW (events, DlnEventClaim, event_of[at]);
      deprel = tree->tokens[at].deprel;
      at = tree->tokens[at].head;
    }
  if (outer == NULL)
    return;
  if (g_strv_contains (ends, _dln_tree_lemma (tree, outer->token)))
    outer->modality = DLN_MODALITY_CANCELLED;
  outer->lemma = inner->lemma;
  outer->salience = MAX (outer->salience, inner->salience);
  if ((inner->flags & DLN_EVENT_MINOR) == 0)
    outer->flags &= ~DLN_EVENT_MINOR;
  inner->flags |= DLN_EVENT_MINOR;
}

static void
settle_nested (DlnEventWork *work)
{
  DlnTree *tree = work->tree;
  GArray *events = work->context->annotations->events;
  g_autofree guint32 *event_of = g_new (guint32, MAX (tree->n_tokens, 1));

  memset (event_of, 0xff, sizeof *event_of * tree->n_tokens);
  for (guint32 i = 0; i < events->len; i++)
    event_of[DLN_ROW (events, DlnEventClaim, i)->token] = i;
  for (guint32 i = 0; i < events->len; i++)
    {
      DlnEventClaim *event = DLN_ROW (events, DlnEventClaim, i);
      gint32 head = tree->tokens[event->token].head;

      if (head < 0)
        continue;
      if ((event->flags & DLN_EVENT_NOMINAL) != 0)
        {
          if (!is_phase (dln_strings_get (work->context->annotations->strings, event->lemma)))
            settle_phase (work, event_of, event);
        }
      else if (event_of[head] != DLN_NO_ROW && is_clause_complement (tree, event->token))
        settle_complement (DLN_ROW (events, DlnEventClaim, event_of[head]), event);
      else if (event_of[head] != DLN_NO_ROW && is_added_participle (tree, event->token)
               && DLN_ROW (events, DlnEventClaim, event_of[head])->type != DLN_EVENT_STATEMENT
               && (DLN_ROW (events, DlnEventClaim, event_of[head])->flags & DLN_EVENT_MINOR) == 0)
        event->flags |= DLN_EVENT_MINOR;
    }
}

static void
find_triggers (DlnEventWork *work)
{
  const DlnTree *tree = work->tree;

  for (guint32 t = 0; t < tree->n_tokens; t++)
    {
      guint32 first, last;

      if (!_dln_tree_makes_claims (tree, tree->tokens[t].sentence))
        continue;
      if (is_verb_trigger (work, t))
        work->trigger[t] = DLN_TRIGGER_VERB;
      else if (is_noun_trigger (work, t))
        work->trigger[t] = DLN_TRIGGER_NOUN;
      else if (is_state_trigger (work, t))
        work->trigger[t] = DLN_TRIGGER_STATE;
      /* one token, the last, stands for the whole word */
      if (t >= 2 && _dln_tree_is (tree, t - 1, "-") && _dln_events_look_up_hyphened (work, t, &first, &last) != NULL
          && last == t && !_dln_relation_in (tree->tokens[_dln_tree_head_of_run (tree, first, last)].deprel,
                                             DLN_REL (COMPOUND) | DLN_REL (AMOD))
          /* "the break-in committee", whatever the tree makes of it */
          && !(t + 1 < tree->n_tokens && tree->tokens[t + 1].sentence == tree->tokens[t].sentence
               && tree->tokens[t + 1].upos == DLN_UPOS_NOUN))
        {
          memset (work->trigger + first, DLN_TRIGGER_NONE, last - first);
          work->trigger[last] = DLN_TRIGGER_HYPHENED;
        }
    }
}

static void
index_rows (DlnEventWork *work)
{
  const DlnAnnotations *annotations = work->context->annotations;

  for (guint32 i = 0; i < annotations->quotes->len; i++)
    {
      DlnSpan span = DLN_ROW (annotations->quotes, DlnQuoteClaim, i)->span;
      DlnSpan cue = DLN_ROW (annotations->quotes, DlnQuoteClaim, i)->cue;

      for (guint32 t = _dln_tree_token_at (work->tree, cue.begin);
           t < work->tree->n_tokens && work->tree->tokens[t].span.begin < cue.end;
           t++)
        work->cue[t] = TRUE;
      for (guint32 t = _dln_tree_token_at (work->tree, span.begin);
           t < work->tree->n_tokens && work->tree->tokens[t].span.begin < span.end;
           t++)
        work->quote_at[t] = i;
    }
  for (guint32 i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *row = DLN_ROW (annotations->mentions, DlnMention, i);

      if (row->kind != DLN_MENTION_NAME || row->type != DLN_ENTITY_PLACE)
        continue;

      char *name = g_strndup (work->context->text + row->span.begin, row->span.end - row->span.begin);

      if (g_hash_table_contains (work->places, name))
        g_free (name);
      else
        g_hash_table_insert (work->places, name, GUINT_TO_POINTER (i + 1));
    }
}

/* The head of each given span. */
static void
take_triggers (const DlnEventWork *work)
{
  const DlnStageContext *context = work->context;
  const DlnTree *tree = work->tree;

  for (gsize i = 0; i < context->n_triggers; i++)
    {
      DlnSpan span = context->triggers[i];
      guint32 t = _dln_tree_token_at (tree, span.begin);

      while (t < tree->n_tokens && tree->tokens[t].head >= 0
             && tree->tokens[tree->tokens[t].head].span.begin < span.end
             && tree->tokens[tree->tokens[t].head].span.end > span.begin)
        t = tree->tokens[t].head;
      if (t < tree->n_tokens && tree->tokens[t].span.begin < span.end)
        {
          DlnUpos upos = tree->tokens[t].upos;

          work->trigger[t] = upos == DLN_UPOS_NOUN || upos == DLN_UPOS_PROPN ? DLN_TRIGGER_NOUN
                             : upos == DLN_UPOS_ADJ                          ? DLN_TRIGGER_STATE
                                                                             : DLN_TRIGGER_VERB;
        }
    }
}

gboolean
_dln_events_run (DlnStageContext *context,
                 GError         **error)
{
  g_autoptr (DlnTree) tree = _dln_tree_new (context);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint32 n = MAX (tree->n_tokens, 1);
  g_autofree guint32 *quote_at = g_new (guint32, n);
  g_autofree guint8 *cue = g_new0 (guint8, n);
  g_autofree guint8 *trigger = g_new0 (guint8, n);
  g_autofree DlnTimeLink *link = g_new (DlnTimeLink, n);
  DlnEventWork work = {
    .context = context,
    .tree = tree,
    .words = _dln_lexicon_get ("event-words.tsv"),
    .demonyms = _dln_lexicon_get ("demonyms.tsv"),
    .places = places,
    .quote_at = quote_at,
    .cue = cue,
    .trigger = trigger,
    .link = link,
  };

  memset (quote_at, 0xff, sizeof *quote_at * n);
  memset (link, 0xff, sizeof *link * n);
  index_rows (&work);
  if (context->triggers != NULL)
    take_triggers (&work);
  else
    find_triggers (&work);
  _dln_events_link_times (&work);
  for (guint32 t = 0; t < tree->n_tokens; t++)
    {
      if (t % 4096 == 0 && g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
      if (trigger[t])
        add_event (&work, t);
    }
  _dln_events_share_inferred (&work);
  settle_nested (&work);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
