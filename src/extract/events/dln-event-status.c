/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status by the words that govern the trigger, where the language has a hard rule: what is refused,
 * feared or boasted of did not happen for all we know, what somebody managed or was forced to do
 * did (implicative verbs after L. Karttunen, "Implicative Verbs", 1971), and a verdict in the words
 * of a court is one. Elsewhere the encoder's word stands. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define SURE 0.9f /* certainty of what a rule of the language says */

static gboolean
lemma_is_one_of (const DlnTree *tree,
                 guint32        token,
                 DlnWordSet     set)
{
  return g_strv_contains (_dln_words (set), _dln_tree_lemma (tree, token));
}

/* Told in the past or in the present, and as a fact: "managed", "was forced", "have begun". */
static gboolean
is_told_as_done (const DlnTree *tree,
                 guint32        verb)
{
  guint8 polarity, modality;

  if (!_dln_tree_is_finite (tree, verb) && !_dln_tree_is_passive (tree, verb)
      && _dln_tree_child (tree, verb, DLN_REL (AUX)) == DLN_NO_ROW)
    return FALSE;
  _dln_tree_read_modality (tree, verb, &polarity, &modality);
  return polarity == DLN_POLARITY_POSITIVE && modality == DLN_MODALITY_ASSERTED;
}

/**
 * _dln_events_is_implied:
 * @trigger: a word
 *
 * Returns: whether it is an infinitive that happened because the verb above it did: "managed to
 *   escape", "was forced to resign", "led the minister to resign"
 */
gboolean
_dln_events_is_implied (const DlnTree *tree,
                        guint32        trigger)
{
  gint32 head = tree->tokens[trigger].head;

  if (head < 0 || tree->tokens[head].upos != DLN_UPOS_VERB
      || !_dln_relation_in (tree->tokens[trigger].deprel, DLN_REL (XCOMP) | DLN_REL (CCOMP))
      || _dln_tree_child_form (tree, trigger, DLN_REL (MARK), "to") == DLN_NO_ROW
      || _dln_tree_is_negated (tree, trigger))
    return FALSE;
  /* "made a promise to leave": who is made to leave, in the active, is made "leave" */
  if (strcmp (_dln_tree_lemma (tree, head), "make") == 0 && !_dln_tree_is_passive (tree, head))
    return FALSE;
  if (_dln_tree_is_passive (tree, head)
      || _dln_tree_child (tree, head, DLN_REL (OBJ)) != DLN_NO_ROW)
    return lemma_is_one_of (tree, head, DLN_WORDS_CAUSATIVES) && is_told_as_done (tree, head);
  return lemma_is_one_of (tree, head, DLN_WORDS_IMPLICATIVES) && is_told_as_done (tree, head);
}

/**
 * _dln_events_find_verdict:
 * @read: what the encoder says of a trigger
 *
 * Returns: the word of a verdict, "guilty" of "Dr Lund is guilty of fraud, a jury found", if the
 *   trigger is it or what it is of, and a court or jury says so: it is given on the day on which
 *   they do; DLN_NO_ROW if it is none
 */
guint32
_dln_events_find_verdict (const DlnEventWork *work,
                          const DlnReadEvent *read)
{
  const DlnTree *tree = work->tree;
  guint n;
  const DlnReadLink *links = _dln_reading_get_links (
    work->context->reading, read->first_link, read->n_links, DLN_LINK_SOURCE, &n);
  guint32 word = read->token;
  guint8 polarity, modality;

  if (!_dln_tree_is_one_of (tree, word, _dln_words (DLN_WORDS_VERDICTS))
      && tree->tokens[word].head >= 0)
    word = tree->tokens[word].head;
  if (!_dln_tree_is_one_of (tree, word, _dln_words (DLN_WORDS_VERDICTS)))
    return DLN_NO_ROW;
  _dln_tree_read_modality (tree, word, &polarity, &modality);
  for (guint i = 0; i < n && modality == DLN_MODALITY_ASSERTED; i++)
    if (lemma_is_one_of (tree, links[i].token, DLN_WORDS_COURTS))
      return word;
  return DLN_NO_ROW;
}

/* "confessed that he had burned it down": who says so himself accuses nobody else */
static gboolean
is_admitted (const DlnTree *tree,
             guint32        trigger)
{
  gint32 head = tree->tokens[trigger].head;

  return head >= 0 && tree->tokens[head].upos == DLN_UPOS_VERB
         && _dln_relation_in (tree->tokens[trigger].deprel,
                              DLN_REL (CCOMP) | DLN_REL (XCOMP) | DLN_REL (ADVCL) | DLN_REL (OBJ)
                                | DLN_REL (OBL))
         && lemma_is_one_of (tree, head, DLN_WORDS_ADMISSIONS) && is_told_as_done (tree, head)
         && !_dln_tree_is_negated (tree, trigger);
}

static gboolean
is_factual (DlnStatus status)
{
  return status == DLN_STATUS_HAPPENED || status == DLN_STATUS_SAID;
}

/* What the governing words make of a fact; @status if they leave it one. */
static DlnStatus
weaken (const DlnTree *tree,
        guint32        trigger,
        DlnStatus      status)
{
  guint8 polarity, modality;

  _dln_tree_read_modality (tree, trigger, &polarity, &modality);
  switch (modality)
    {
    case DLN_MODALITY_PLANNED:
      /* "will not renew the licence" */
      return polarity == DLN_POLARITY_NEGATED && !_dln_tree_is_nominal (tree, trigger)
               ? DLN_STATUS_NOT
               : DLN_STATUS_PLANNED;
    case DLN_MODALITY_CONDITIONAL:
      return DLN_STATUS_POSSIBLE;
    case DLN_MODALITY_ALLEGED:
      return DLN_STATUS_ALLEGED;
    case DLN_MODALITY_DENIED:
      /* "rejected the call": the call was made */
      return _dln_tree_is_nominal (tree, trigger) ? status : DLN_STATUS_DENIED;
    case DLN_MODALITY_CANCELLED:
      return DLN_STATUS_NOT;
    default:
      return polarity == DLN_POLARITY_NEGATED && !_dln_tree_is_nominal (tree, trigger)
               ? DLN_STATUS_NOT
               : status;
    }
}

/* The verb or adjective whose infinitive a word is, also as the second of two; or DLN_NO_ROW */
static guint32
find_governor (const DlnTree *tree,
               guint32        trigger)
{
  guint32 at = trigger;

  for (guint hop = 0; hop < 3 && tree->tokens[at].deprel == DLN_DEPREL_CONJ; hop++)
    at = (guint32) tree->tokens[at].head;
  if (tree->tokens[at].head < 0
      || !_dln_relation_in (tree->tokens[at].deprel, DLN_REL (XCOMP) | DLN_REL (CCOMP))
      || _dln_tree_child_form (tree, at, DLN_REL (MARK), "to") == DLN_NO_ROW)
    return DLN_NO_ROW;
  return (guint32) tree->tokens[at].head;
}

/* "will not renew", "will accept no ruling", "will no longer run" */
static gboolean
is_ruled_out (const DlnTree *tree,
              guint32        verb)
{
  guint32 object = _dln_tree_child (tree, verb, DLN_REL (OBJ));
  guint32 longer = _dln_tree_child_form (tree, verb, DLN_REL (ADVMOD), "longer");

  if (_dln_tree_child_form (tree, verb, DLN_REL (AUX), "will") == DLN_NO_ROW
      && _dln_tree_child_form (tree, verb, DLN_REL (AUX), "wo") == DLN_NO_ROW)
    return FALSE;
  return _dln_tree_is_negated (tree, verb)
         || (object != DLN_NO_ROW
             && _dln_tree_child_form (tree, object, DLN_REL (DET), "no") != DLN_NO_ROW)
         || (longer != DLN_NO_ROW && _dln_tree_is (tree, longer - 1, "no"));
}

/* "rebuffed a call to cut the tax", "too weak to carry the lorries" */
static gboolean
is_turned_down (const DlnTree *tree,
                guint32        trigger)
{
  gint32 head = tree->tokens[trigger].head;

  if (head < 0 || _dln_tree_child_form (tree, trigger, DLN_REL (MARK), "to") == DLN_NO_ROW)
    return FALSE;
  if (tree->tokens[head].upos == DLN_UPOS_ADJ)
    return _dln_tree_child_form (tree, head, DLN_REL (ADVMOD), "too") != DLN_NO_ROW;
  return tree->tokens[trigger].deprel == DLN_DEPREL_ACL
         && tree->tokens[head].deprel == DLN_DEPREL_OBJ && tree->tokens[head].head >= 0
         && lemma_is_one_of (tree, (guint32) tree->tokens[head].head, DLN_WORDS_REJECTING)
         && !_dln_tree_is_negated (tree, (guint32) tree->tokens[head].head);
}

/* "attended the opening of the summit": what somebody took part in was held */
static gboolean
is_attended (const DlnTree *tree,
             guint32        trigger)
{
  gint32 head = tree->tokens[trigger].head;

  return head >= 0 && _dln_tree_is_nominal (tree, trigger)
         && tree->tokens[trigger].deprel == DLN_DEPREL_OBJ
         && strcmp (_dln_tree_xpos (tree, head), "VBP") != 0
         && strcmp (_dln_tree_xpos (tree, head), "VBZ") != 0
         && lemma_is_one_of (tree, head, DLN_WORDS_ATTENDING) && is_told_as_done (tree, head);
}

/* "announced the arrest of two spies", "announced that it had left": whoever announced it vouches
 * for it */
static gboolean
is_reported (const DlnTree       *tree,
             const DlnEventClaim *event)
{
  guint32 at = event->token;

  for (guint hop = 0; hop < 3 && tree->tokens[at].deprel == DLN_DEPREL_CONJ; hop++)
    at = (guint32) tree->tokens[at].head;
  return event->source.end > event->source.begin && tree->tokens[at].head >= 0
         && _dln_relation_in (tree->tokens[at].deprel, DLN_REL (CCOMP) | DLN_REL (OBJ))
         && lemma_is_one_of (tree, (guint32) tree->tokens[at].head, DLN_WORDS_REPORTING);
}

/* Which kind of what is not yet a fact it is: what somebody pledged or agreed to do is a plan, what
 * somebody asks, wants or tries may be, what will not be is none. */
static DlnStatus
sort_unreal (const DlnTree *tree,
             guint32        trigger,
             DlnStatus      status)
{
  guint32 governor = find_governor (tree, trigger);

  if (status != DLN_STATUS_PLANNED && status != DLN_STATUS_POSSIBLE && status != DLN_STATUS_NOT)
    return status;
  if (is_ruled_out (tree, trigger) || is_turned_down (tree, trigger))
    return DLN_STATUS_NOT;
  if (governor == DLN_NO_ROW || _dln_tree_is_negated (tree, governor)
      || _dln_tree_is_negated (tree, trigger))
    return status;
  if (status == DLN_STATUS_NOT)
    return lemma_is_one_of (tree, governor, DLN_WORDS_TRYING)
               && _dln_tree_child (tree, governor, DLN_REL (ADVMOD)) == DLN_NO_ROW
             ? DLN_STATUS_POSSIBLE
             : status;
  if (lemma_is_one_of (tree, governor, DLN_WORDS_COMMITTING))
    return DLN_STATUS_PLANNED;
  return lemma_is_one_of (tree, governor, DLN_WORDS_WISHING)
             || lemma_is_one_of (tree, governor, DLN_WORDS_TRYING)
           ? DLN_STATUS_POSSIBLE
           : status;
}

/**
 * _dln_events_set_status:
 * @event: a row
 * @status: whether it happened, and who vouches for it
 *
 * Sets status, polarity and modality together.
 */
void
_dln_events_set_status (DlnEventClaim *event,
                        DlnStatus      status)
{
  static const guint8 modalities[DLN_N_STATUSES] = {
    [DLN_STATUS_ALLEGED] = DLN_MODALITY_ALLEGED,
    [DLN_STATUS_PLANNED] = DLN_MODALITY_PLANNED,
    [DLN_STATUS_POSSIBLE] = DLN_MODALITY_CONDITIONAL,
    [DLN_STATUS_DENIED] = DLN_MODALITY_DENIED,
  };

  event->status = status;
  event->polarity = status == DLN_STATUS_NOT ? DLN_POLARITY_NEGATED : DLN_POLARITY_POSITIVE;
  event->modality = modalities[status];
}

/**
 * _dln_events_check_status:
 * @event: a row with the encoder's status and certainty
 * @read: what the encoder says
 *
 * Puts status and certainty right where a rule of the language decides. Time: O(words that govern)
 */
void
_dln_events_check_status (const DlnEventWork *work,
                          DlnEventClaim      *event,
                          const DlnReadEvent *read)
{
  const DlnTree *tree = work->tree;
  DlnStatus      status = event->status;

  if (_dln_events_find_verdict (work, read) != DLN_NO_ROW)
    status = DLN_STATUS_HAPPENED;
  else if (status == DLN_STATUS_ALLEGED && is_admitted (tree, event->token))
    status = DLN_STATUS_SAID;
  else if (is_factual (status))
    status = weaken (tree, event->token, status);
  else if ((status == DLN_STATUS_PLANNED && weaken (tree, event->token, status) == DLN_STATUS_NOT)
           || (status == DLN_STATUS_ALLEGED
               && weaken (tree, event->token, status) == DLN_STATUS_DENIED))
    status = weaken (tree, event->token, status);
  else if ((status == DLN_STATUS_PLANNED || status == DLN_STATUS_POSSIBLE)
           && (_dln_events_is_implied (tree, event->token) || is_attended (tree, event->token)))
    status = event->source.end > event->source.begin ? DLN_STATUS_SAID : DLN_STATUS_HAPPENED;
  status = sort_unreal (tree, event->token, status);
  if (status == event->status && is_reported (tree, event)
      && (status == DLN_STATUS_HAPPENED
          || (status == DLN_STATUS_PLANNED
              && lemma_is_one_of (tree, event->token, DLN_WORDS_DONE_ACTS))))
    {
      if (status == DLN_STATUS_PLANNED)
        event->certainty = SURE;
      _dln_events_set_status (event, DLN_STATUS_SAID);
      return;
    }
  if (status == event->status)
    {
      if (is_factual (status) && _dln_events_is_implied (tree, event->token))
        event->certainty = MAX (event->certainty, SURE);
      return;
    }
  _dln_events_set_status (event, status);
  event->certainty = SURE;
}
