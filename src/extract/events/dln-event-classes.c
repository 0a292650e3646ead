/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of what class an event is: by its verb, noun or adjective in `event-words.tsv`. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/dln-kinds.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

static DlnEventType
parse_type (const char *name)
{
  for (guint i = 0; i < DLN_N_EVENT_TYPES; i++)
    if (strcmp (dln_event_type_get_name (i), name) == 0)
      return i;
  return DLN_EVENT_OTHER;
}

static const char *
look_up (const DlnEventWork *work,
         guint32             token,
         const char         *part)
{
  const char *const *columns = _dln_lexicon_find (work->words, work->tree, token, part);

  return columns != NULL ? columns[1] : NULL;
}

/* verbs and nouns for a phase or the holding of an event; the event itself is their subject, object
 * or "of" */
static gboolean
is_phase (const char *lemma)
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
                                       [DLN_TRIGGER_STATE] = "adjective" };
  const DlnTree *tree = work->tree;
  const char *name = look_up (work, token, parts[work->trigger[token]]);
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
