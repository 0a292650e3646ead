/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words tell events, and of what class: verbs, nouns and adjectives of `event-words.tsv`. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/dln-kinds.h"
#include "extract/resolve/dln-lexicon-private.h"
#include "extract/dln-words-private.h"

#include <string.h>

#define MAX_HYPHENED 6 /* tokens of "hit-and-run" on either side */

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
  while (*first >= 2 && *first + MAX_HYPHENED > token && _dln_tree_is (tree, *first - 1, "-")
         && is_glued (tree, *first - 1) && is_glued (tree, *first - 2))
    *first -= 2;
  while (*last + 2 < tree->n_tokens && *last < token + MAX_HYPHENED
         && _dln_tree_is (tree, *last + 1, "-") && is_glued (tree, *last)
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
  const DlnTree *tree = work->tree;
  const DlnToken *row = &tree->tokens[token];

  if (row->upos != DLN_UPOS_VERB
      || _dln_relation_in (row->deprel,
                           DLN_REL (CASE) | DLN_REL (MARK) | DLN_REL (FIXED) | DLN_REL (AUX)
                             | DLN_REL (AUX_PASS) | DLN_REL (COP) | DLN_REL (COMPOUND)
                             | DLN_REL (FLAT) | DLN_REL (CC) | DLN_REL (DET) | DLN_REL (DISCOURSE)))
    return FALSE;
  if (row->deprel == DLN_DEPREL_AMOD)
    return FALSE;
  if (tree->mention[token] != DLN_NO_ROW
      && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[token])->kind
           == DLN_MENTION_NAME)
    return FALSE;
  return !g_strv_contains (_dln_words (DLN_WORDS_VERBS_OF_NO_EVENT), _dln_tree_lemma (tree, token));
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
           && _dln_relation_in (
             row->deprel, DLN_RELS_ANY_SUBJECT | DLN_REL (OBJ) | DLN_REL (OBL) | DLN_REL (NMOD))))
    return FALSE;
  if (_dln_relation_in (row->deprel,
                        DLN_REL (COMPOUND) | DLN_REL (FLAT) | DLN_REL (FIXED) | DLN_REL (CASE)))
    return FALSE;
  if (tree->mention[token] != DLN_NO_ROW
      && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[token])->kind
           == DLN_MENTION_NAME
      && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[token])->type
           != DLN_ENTITY_OTHER)
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

/* verbs and nouns for a phase or the holding of an event; the event itself is their subject, object
 * or "of" */
gboolean
_dln_events_is_phase (const char *lemma)
{
  return g_strv_contains (_dln_words (DLN_WORDS_PHASES), lemma);
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
    return DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[patient])->type
           == DLN_ENTITY_PERSON;
  return _dln_lexicon_find (_dln_lexicon_get ("role-nouns.tsv"), tree, patient, "") != NULL
         || (_dln_lexicon_get_noun (_dln_tree_lemma (tree, patient)).classes & DLN_NOUN_PERSON)
              != 0;
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
         && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[subject])->type
              == DLN_ENTITY_PERSON;
}

/* "justice|business" is the first class of what is done to people, the second of what is done to
 * things. */
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

DlnEventType
_dln_events_classify (const DlnEventWork *work,
                      guint32 token,
                      gboolean noun)
{
  static const char *const parts[] = { [DLN_TRIGGER_VERB] = "verb",
                                       [DLN_TRIGGER_NOUN] = "noun",
                                       [DLN_TRIGGER_HYPHENED] = "noun",
                                       [DLN_TRIGGER_STATE] = "adjective" };
  const DlnTree *tree = work->tree;
  guint32 first, last;
  const char *name = work->trigger[token] == DLN_TRIGGER_HYPHENED
                       ? _dln_events_look_up_hyphened (work, token, &first, &last)
                       : look_up (work, token, parts[work->trigger[token]]);
  DlnEventType type = name != NULL ? choose_class (work, name, token) : DLN_EVENT_OTHER;
  const char *lemma = _dln_tree_lemma (tree, token);

  /* "the war started", "held an election": the class is that of the event it is a phase of */
  if (_dln_events_is_phase (lemma) && type != DLN_EVENT_STATEMENT)
    {
      DlnEventType inner = class_of_content (work, token, noun);

      if (inner != DLN_EVENT_OTHER)
        return inner;
    }
  /* "ran for mayor"; "hit a low", "hit her" */
  if ((type == DLN_EVENT_ELECTION && strcmp (lemma, "run") == 0 && !runs_for (tree, token))
      || (type == DLN_EVENT_DISASTER && strcmp (lemma, "hit") == 0
          && is_done_by_person (tree, token)))
    return DLN_EVENT_OTHER;
  if (strcmp (lemma, "become") == 0 && has_role (tree, token))
    return DLN_EVENT_APPOINTMENT;
  if (name == NULL && !noun)
    {
      const char *const *columns =
        _dln_lexicon_find (_dln_lexicon_get ("cue-verbs.tsv"), tree, token, "");

      if (columns != NULL && strpbrk (columns[1], "sqt") != NULL && says_something (work, token))
        return DLN_EVENT_STATEMENT;
    }
  return type;
}

void
_dln_events_find_triggers (DlnEventWork *work)
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
      if (t >= 2 && _dln_tree_is (tree, t - 1, "-")
          && _dln_events_look_up_hyphened (work, t, &first, &last) != NULL && last == t
          && !_dln_relation_in (tree->tokens[_dln_tree_head_of_run (tree, first, last)].deprel,
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

/* The head of each given span. */
void
_dln_events_take_triggers (const DlnEventWork *work)
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
