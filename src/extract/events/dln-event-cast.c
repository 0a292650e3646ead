/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who and what takes part in an event, in which role, where it is and who tells it: the words that
 * the encoder links to the trigger, joined to the names at them. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include <string.h>

static const DlnRole roles[] = {
  [DLN_LINK_WHO] = DLN_ROLE_AGENT,
  [DLN_LINK_WHOM] = DLN_ROLE_PATIENT,
  [DLN_LINK_WHERE] = DLN_ROLE_PLACE,
};

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

/* The mention that is meant by a word: its own; of "the minister, Anna Berg" and "minister Anna
 * Berg" the name that stands beside the noun. */
static guint32
find_mention (const DlnTree *tree,
              guint32        token)
{
  if (is_entity_row (tree, tree->mention[token]))
    return tree->mention[token];
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_REL (APPOS) | DLN_REL (FLAT))
        && is_entity_row (tree, tree->mention[c])
        && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[c])->kind
             == DLN_MENTION_NAME)
      return tree->mention[c];
  return DLN_NO_ROW;
}

static void
add_participant (DlnEventWork  *work,
                 DlnEventClaim *event,
                 guint32        token,
                 guint32        mention,
                 DlnRole        role)
{
  GArray *rows = work->context->annotations->participants;
  DlnParticipant row = {
    .span = work->tree->tokens[token].span,
    .mention = mention,
    .event = work->context->annotations->events->len,
    .role = role,
  };

  for (guint i = event->first_participant; i < rows->len; i++)
    if (mention != DLN_NO_ROW && DLN_ROW (rows, DlnParticipant, i)->mention == mention
        && (role != DLN_ROLE_PLACE || DLN_ROW (rows, DlnParticipant, i)->role == role))
      return;
  g_array_append_val (rows, row);
  event->n_participants = rows->len - event->first_participant;
}

/* the place in the text whose people an adjective names: "Russian troops", where "Russia" is
 * mentioned */
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

/* "Russian troops", "Ukraine's army", "members of the union": whose they are takes part as well */
static void
add_owners (DlnEventWork  *work,
            DlnEventClaim *event,
            guint32        head)
{
  const DlnTree *tree = work->tree;

  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint8 deprel = tree->tokens[c].deprel;
      guint32 mention = DLN_NO_ROW;

      if (deprel == DLN_DEPREL_AMOD)
        mention = country_of (work, c);
      else if (_dln_relation_in (deprel, DLN_REL (NMOD) | DLN_REL (NMOD_POSS) | DLN_REL (COMPOUND)))
        mention = find_mention (tree, c);
      if (mention != DLN_NO_ROW)
        add_participant (work, event, c, mention, DLN_ROLE_OTHER);
    }
}

/* whom a verdict is about: the subject of "guilty" */
static void
add_judged (DlnEventWork       *work,
            DlnEventClaim      *event,
            const DlnReadEvent *read)
{
  guint32 word = _dln_events_find_verdict (work, read);
  guint32 subject =
    word != DLN_NO_ROW ? _dln_tree_subject (work->tree, word) : DLN_NO_ROW;

  if (subject != DLN_NO_ROW)
    add_participant (
      work, event, subject, find_mention (work->tree, subject), DLN_ROLE_PATIENT);
}

/* "Berg passed and Lund scored": whoever is the subject of a verb above it did not do what has a
 * subject with a name or noun of its own. */
static gboolean
is_subject_above (const DlnTree *tree,
                  guint32        token,
                  guint32        trigger)
{
  guint32 own = _dln_tree_child (tree, trigger, DLN_RELS_ANY_SUBJECT);
  gint32 verb = tree->tokens[token].head;

  return own != DLN_NO_ROW && own != token && _dln_tree_is_nominal (tree, own) && verb >= 0
         && (guint32) verb != trigger
         && _dln_relation_in (tree->tokens[token].deprel, DLN_RELS_ANY_SUBJECT)
         && tree->tokens[trigger].deprel == DLN_DEPREL_CONJ
         && tree->tokens[trigger].head == verb;
}

/**
 * _dln_events_cast:
 * @event: the row to be, with first_participant at the end of the participants
 * @read: what the encoder says of it
 *
 * Appends the participants and fills place and source. Words for somebody without a name are
 * participants without a mention. Time: O(links)
 */
void
_dln_events_cast (DlnEventWork       *work,
                  DlnEventClaim      *event,
                  const DlnReadEvent *read)
{
  const DlnTree *tree = work->tree;
  const DlnReading *reading = work->context->reading;
  const DlnReadLink *links;
  guint n;

  /* first, as nobody takes part twice: who is judged does not do it */
  add_judged (work, event, read);
  for (guint role = DLN_LINK_WHO; role <= DLN_LINK_WHERE; role++)
    {
      links = _dln_reading_get_links (reading, read->first_link, read->n_links, role, &n);
      for (guint i = 0; i < n; i++)
        {
          guint32 mention = find_mention (tree, links[i].token);

          if (role == DLN_LINK_WHO && is_subject_above (tree, links[i].token, event->token))
            continue;
          add_participant (work, event, links[i].token, mention, roles[role]);
          if (role == DLN_LINK_WHERE && event->place == DLN_NO_ROW && mention != DLN_NO_ROW
              && DLN_ROW (tree->annotations->mentions, DlnMention, mention)->type
                   == DLN_ENTITY_PLACE)
            event->place = mention;
          if (mention == DLN_NO_ROW)
            add_owners (work, event, links[i].token);
        }
    }
  links = _dln_reading_get_links (reading, read->first_link, read->n_links, DLN_LINK_SOURCE, &n);
  if (n > 0)
    event->source = tree->tokens[links[0].token].span;
}
