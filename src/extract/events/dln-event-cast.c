/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who and what takes part in an event, in which role, and where it is. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/dln-kinds.h"
#include "extract/resolve/dln-lexicon-private.h"

#include <string.h>

static gboolean
is_entity_row (const DlnTree *tree,
               guint32        mention)
{
  if (mention == DLN_NO_ROW)
    return FALSE;

  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);

  return (row->kind == DLN_MENTION_NAME || row->entity != DLN_NO_ROW)
         && row->type != DLN_ENTITY_NONE;
}

static void
cast_mention (const DlnEventWork *work,
              DlnEventCast               *cast,
              guint32             mention,
              DlnRole             role)
{
  if (!is_entity_row (work->tree, mention) || cast->n == DLN_MAX_PARTICIPANTS)
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

/* "the Dow Jones Industrial Average": the head belongs to the name although the name's mention ends
 * before it */
static gboolean
is_part_of_name (const DlnTree *tree,
                 guint32        part,
                 guint32        head)
{
  for (guint32 t = part; t <= head; t++)
    if (tree->tokens[t].upos != DLN_UPOS_PROPN
        || !g_ascii_isupper (tree->text[tree->tokens[t].span.begin]))
      return FALSE;
  if (part == head || tree->mention[part] == DLN_NO_ROW
      || tree->tokens[part].deprel != DLN_DEPREL_COMPOUND)
    return FALSE;

  guint8 type = DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[part])->type;

  return (type == DLN_ENTITY_INSTITUTION || type == DLN_ENTITY_OTHER)
         && _dln_lexicon_find (_dln_lexicon_get ("role-nouns.tsv"), tree, head, "") == NULL;
}

/* "The chief executive of Norvik Bank, Anna Weber, resigned": a person is no other name of an
 * institution, but of the noun */
static void
cast_person_behind (const DlnEventWork *work,
                    DlnEventCast               *cast,
                    guint32             owner,
                    DlnRole             role)
{
  const DlnTree *tree = work->tree;

  for (guint32 c = tree->first_child[owner]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint32 row = tree->mention[c];

      if (c > owner && tree->tokens[c].deprel == DLN_DEPREL_APPOS && row != DLN_NO_ROW
          && tree->mention[owner] != DLN_NO_ROW
          && DLN_ROW (tree->annotations->mentions, DlnMention, row)->type == DLN_ENTITY_PERSON
          && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[owner])->type
               != DLN_ENTITY_PERSON)
        cast_mention (work, cast, row, role);
    }
}

/* The mention at a noun, what is joined to it, the name beside a common noun, the country of
 * "Russian troops". */
static void
cast_phrase (const DlnEventWork *work,
             DlnEventCast               *cast,
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
  if (cast->n > before
      || (role != DLN_ROLE_AGENT && role != DLN_ROLE_PATIENT && role != DLN_ROLE_PLACE
          && role != DLN_ROLE_DESTINATION && role != DLN_ROLE_SOURCE))
    return;
  /* "Russian troops", "Ukraine's army", "the region of Crimea": who or what it belongs to */
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW && cast->n == before;
       c = tree->next_child[c])
    {
      guint8 deprel = tree->tokens[c].deprel;
      DlnRole given = role == DLN_ROLE_AGENT || role == DLN_ROLE_PATIENT ? DLN_ROLE_OTHER : role;

      if (deprel == DLN_DEPREL_AMOD && role == DLN_ROLE_AGENT)
        cast_mention (work, cast, country_of (work, c), DLN_ROLE_AGENT);
      else if (_dln_relation_in (deprel, DLN_REL (NMOD) | DLN_REL (NMOD_POSS) | DLN_REL (COMPOUND)))
        {
          gboolean of = _dln_tree_child_form (tree, c, DLN_REL (CASE), "of") != DLN_NO_ROW;

          cast_mention (
            work, cast, tree->mention[c], of || is_part_of_name (tree, c, head) ? role : given);
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
    { "by", DLN_ROLE_AGENT },
    { "to", DLN_ROLE_DESTINATION },
    { "into", DLN_ROLE_DESTINATION },
    { "from", DLN_ROLE_SOURCE },
    { "in", DLN_ROLE_PLACE },
    { "at", DLN_ROLE_PLACE },
    { "on", DLN_ROLE_PLACE },
    { "near", DLN_ROLE_PLACE },
    { "outside", DLN_ROLE_PLACE },
    { "across", DLN_ROLE_PLACE },
    { "inside", DLN_ROLE_PLACE },
    { "with", DLN_ROLE_WITH },
    { "against", DLN_ROLE_PATIENT },
    { "of", DLN_ROLE_PATIENT },
    { "off", DLN_ROLE_PLACE },
    { "toward", DLN_ROLE_DESTINATION },
    { "towards", DLN_ROLE_DESTINATION },
    { "onto", DLN_ROLE_DESTINATION },
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
  guint8 type =
    mention != DLN_NO_ROW ? DLN_ROW (tree->annotations->mentions, DlnMention, mention)->type : 0;

  if (role == DLN_ROLE_DESTINATION && type == DLN_ENTITY_PERSON)
    return DLN_ROLE_RECIPIENT;
  if (role == DLN_ROLE_PLACE && type == DLN_ENTITY_PERSON)
    return DLN_ROLE_OTHER;
  return role;
}

void
_dln_events_cast_verb (const DlnEventWork *work,
                       DlnEventCast *cast,
                       guint32 verb)
{
  const DlnTree *tree = work->tree;
  gboolean passive = _dln_tree_is_passive (tree, verb);
  guint32 object = _dln_tree_object (tree, verb);

  cast_phrase (
    work, cast, _dln_tree_subject (tree, verb), passive ? DLN_ROLE_PATIENT : DLN_ROLE_AGENT);
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

void
_dln_events_cast_noun (const DlnEventWork *work,
                       DlnEventCast *cast,
                       guint32 noun)
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

  if (head >= 0
      && _dln_relation_in (tree->tokens[noun].deprel, DLN_REL (OBJ) | DLN_REL (NSUBJ_PASS)))
    for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
      if (tree->tokens[c].deprel == DLN_DEPREL_OBL
          && role_of_preposition (tree, c) == DLN_ROLE_PLACE && tree->time[c] == DLN_NO_ROW)
        cast_phrase (work, cast, c, DLN_ROLE_PLACE);
}

guint32
_dln_events_find_place (const DlnTree *tree,
                        const DlnEventCast *cast)
{
  static const DlnRole order[] = {
    DLN_ROLE_PLACE, DLN_ROLE_DESTINATION, DLN_ROLE_SOURCE, DLN_ROLE_PATIENT
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < cast->n; j++)
      if (cast->rows[j].role == order[i]
          && DLN_ROW (tree->annotations->mentions, DlnMention, cast->rows[j].mention)->type
               == DLN_ENTITY_PLACE)
        return cast->rows[j].mention;
  return DLN_NO_ROW;
}
