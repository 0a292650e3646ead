/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which time expression dates which trigger. Each expression climbs its tree: the first trigger it
 * meets is dated by it, and what that trigger governs or is joined to without a date of its own.
 * Nothing is dated by a neighbour clause. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/dln-kinds.h"
#include "extract/dln-words-private.h"

#include <string.h>

#define MAX_CLIMB 6
#define NEWS_BLOCKS 4 /* paragraphs in which an undated past is today's news */
#define MAX_LEAD 3    /* days before the publication */
#define RANGE 8 /* bytes between the two days of "3 and 5 May" */
#define DAY ((DlnInstant) 86400)

enum
{
  LEVEL_OWN,     /* "left in October" */
  LEVEL_THROUGH, /* through a noun: "left for a trip in October" */
  LEVEL_SHARED,  /* from the verb it is joined to or governed by */
  LEVEL_ALONE,   /* the only date of a clause whose tree is unsure */
  LEVEL_NONE,
};

static void
link_time (DlnEventWork *work,
           guint32       trigger,
           guint32       time,
           guint8        level)
{
  DlnTimeLink *link = &work->link[trigger];

  if (link->time != DLN_NO_ROW && link->level <= level)
    return;
  link->time = time;
  link->level = level;
}

static gboolean
is_dating (const DlnTime *time)
{
  return dln_when_is_known (&time->when) && time->type != DLN_TIME_SET;
}

static guint32
time_head (const DlnTree *tree,
           DlnSpan        span)
{
  guint32 first = _dln_tree_token_at (tree, span.begin);
  guint32 last = first;

  if (first >= tree->n_tokens)
    return DLN_NO_ROW;
  while (last + 1 < tree->n_tokens && tree->tokens[last + 1].span.begin < span.end)
    last++;
  return _dln_tree_head_of_run (tree, first, last);
}

/* TRUE for "start of", "announcement of": words whose noun is what happened on that day */
static gboolean
passes_on (const DlnTree *tree,
           guint32        token)
{
  return g_strv_contains (_dln_words (DLN_WORDS_DATE_CARRIERS), _dln_tree_lemma (tree, token));
}

/* "said at a conference on Monday", "in a speech on Monday": the verb happened there and then */
static gboolean
is_setting (const DlnTree *tree,
            guint32        noun)
{
  guint32 preposition = _dln_tree_child (tree, noun, DLN_REL (CASE));

  return preposition != DLN_NO_ROW
         && _dln_tree_is_one_of (tree, preposition, _dln_words (DLN_WORDS_SETTING_PREPOSITIONS));
}

/* "since the occupation": the noun's phrase stands behind a word that sets something else against
 * it in time */
static gboolean
is_recalled (const DlnTree *tree,
             guint32        noun)
{
  static const DlnDeprelSet inner =
    DLN_REL (DET) | DLN_REL (AMOD) | DLN_REL (NMOD_POSS) | DLN_REL (NUMMOD);
  guint32 mark = _dln_tree_child (tree, noun, DLN_REL (CASE));
  guint32 first = noun;

  if (mark != DLN_NO_ROW
      && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_RECALLING_MARKS)))
    return TRUE;
  /* the tree may hang the word elsewhere */
  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW && c < noun; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, inner))
      first = MIN (first, tree->left[c]);
  return first > 0 && tree->tokens[first - 1].sentence == tree->tokens[noun].sentence
         && _dln_tree_is_one_of (tree, first - 1, _dln_words (DLN_WORDS_RECALLING_MARKS));
}

/* "on strike since the occupation of the island in 2014": the date stands at the recalled event,
 * not at the strike */
static guint32
find_recalled (const DlnEventWork *work,
               guint32             first)
{
  const DlnTree *tree = work->tree;
  gint32 at = (gint32) first - 1;

  if (at > 0 && tree->tokens[at].upos == DLN_UPOS_ADP)
    at--;
  if (at <= 0 || tree->tokens[at].sentence != tree->tokens[first].sentence)
    return DLN_NO_ROW;
  for (guint hop = 0; hop < 4 && at >= 0; hop++)
    {
      if (work->trigger[at] && tree->tokens[at].upos == DLN_UPOS_NOUN && is_recalled (tree, at))
        return at;
      if (!_dln_relation_in (tree->tokens[at].deprel,
                             DLN_REL (NMOD) | DLN_REL (COMPOUND) | DLN_REL (FLAT)))
        break;
      at = tree->tokens[at].head;
    }
  return DLN_NO_ROW;
}

/* "the tenth anniversary of the flood" dates the flood and not the day on which it is marked. */
static gboolean
is_anniversary (const DlnTree *tree,
                guint32        token)
{
  return g_strv_contains (_dln_words (DLN_WORDS_ANNIVERSARIES), _dln_tree_lemma (tree, token));
}

/* "ended the day at 40 points": the day is what was ended, and of which day it is another word
 * tells */
static gboolean
is_object (const DlnTree *tree,
           guint32        head)
{
  guint32 article = _dln_tree_child (tree, head, DLN_REL (DET));

  return _dln_relation_in (tree->tokens[head].deprel, DLN_REL (OBJ) | DLN_REL (OBL_UNMARKED))
         && article != DLN_NO_ROW && _dln_tree_is (tree, article, "the") && head == article + 1;
}

/* "released the 2011 version": the date says which version */
static gboolean
names_thing (const DlnEventWork *work,
             guint32             head)
{
  const DlnTree *tree = work->tree;
  gint32 noun = tree->tokens[head].head;

  return noun > (gint32) head && !work->trigger[noun] && _dln_tree_is_nominal (tree, noun)
         && _dln_relation_in (tree->tokens[head].deprel,
                              DLN_REL (COMPOUND) | DLN_REL (AMOD) | DLN_REL (NUMMOD)
                                | DLN_REL (NMOD_UNMARKED))
         && _dln_relation_in (tree->tokens[noun].deprel,
                              DLN_REL (OBJ) | DLN_REL (NSUBJ) | DLN_REL (NSUBJ_PASS)
                                | DLN_REL (NMOD) | DLN_REL (CONJ));
}

/* "opened an inquiry in January": a date behind the object is the verb's as well, unless the verb
 * speaks of what was */
static gboolean
is_loose (const DlnTree *tree,
          guint32        head,
          guint32        object)
{
  guint32 verb = tree->tokens[object].head;

  return tree->tokens[object].deprel == DLN_DEPREL_OBJ && tree->tokens[head].head == (gint32) object
         && tree->tokens[head].deprel == DLN_DEPREL_NMOD && head > object
         && _dln_tree_child (tree, head, DLN_REL (CASE)) != DLN_NO_ROW
         && _dln_lexicon_find (_dln_lexicon_get ("cue-verbs.tsv"), tree, verb, "") == NULL;
}

static void
climb (DlnEventWork *work,
       guint32       row,
       guint32       head)
{
  const DlnTree *tree = work->tree;
  gint32 at = head;
  guint8 level = LEVEL_OWN;

  if (names_thing (work, head))
    return;
  for (guint hop = 0; hop < MAX_CLIMB && at >= 0; hop++)
    {
      guint8 deprel = tree->tokens[at].deprel;
      gint32 up = tree->tokens[at].head;

      if (work->trigger[at] && (guint32) at != head)
        {
          link_time (work, at, row, level);
          if (deprel == DLN_DEPREL_ADVCL && up >= 0
              && (_dln_tree_child_form (tree, at, DLN_REL (MARK) | DLN_REL (ADVMOD), "when")
                    != DLN_NO_ROW
                  || _dln_tree_child_form (tree, at, DLN_REL (MARK), "as") != DLN_NO_ROW))
            {
              /* "were killed when a bomb exploded on Sunday": both on Sunday */
              level = LEVEL_SHARED;
              at = up;
              continue;
            }
          /* "announced the start of mobilisation on 21 September": it is the announcement's date as
           * well */
          if (tree->tokens[at].upos != DLN_UPOS_NOUN || up < 0
              || !_dln_relation_in (deprel,
                                    DLN_REL (OBJ) | DLN_REL (NMOD) | DLN_REL (NSUBJ)
                                      | DLN_REL (NSUBJ_PASS) | DLN_REL (OBL))
              || (deprel == DLN_DEPREL_OBL
                    ? !is_setting (tree, at)
                    : !passes_on (tree, up) && tree->tokens[up].upos == DLN_UPOS_VERB
                        && !is_loose (tree, head, at)))
            return;
          level = LEVEL_SHARED;
        }
      /* "since his election in 2010": what the noun is set against has another date */
      if (up < 0
          || ((guint32) at != head && tree->tokens[at].upos == DLN_UPOS_NOUN && !work->trigger[at]
              && is_recalled (tree, at)))
        return;
      /* out of a clause only through nouns and prepositional phrases */
      if (_dln_relation_in (deprel,
                            DLN_REL (ADVCL) | DLN_REL (CCOMP) | DLN_REL (PARATAXIS) | DLN_REL (ACL)
                              | DLN_REL (ACL_RELCL))
          && tree->tokens[at].upos == DLN_UPOS_VERB)
        return;
      if ((guint32) at != head && level < LEVEL_THROUGH)
        level = LEVEL_THROUGH;
      at = up;
    }
}

/* "returned to the stage to unveil", "rose, ending the day at 40", "by selling", "while opening":
 * what is told of the governor's own doing happens with it. */
static gboolean
goes_with_governor (const DlnTree *tree,
                    guint32        verb)
{
  const char *xpos = _dln_tree_xpos (tree, verb);

  if (tree->tokens[verb].upos != DLN_UPOS_VERB
      || (strcmp (xpos, "VBG") != 0 && strcmp (xpos, "VB") != 0)
      || _dln_tree_child (tree, verb, DLN_RELS_ANY_SUBJECT | DLN_REL (AUX) | DLN_REL (AUX_PASS))
           != DLN_NO_ROW)
    return FALSE;
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW && c < verb; c = tree->next_child[c])
    if (_dln_tree_is_one_of (tree, c, _dln_words (DLN_WORDS_CLAUSE_MARKS_APART)))
      return FALSE;
  return verb == 0
         || !_dln_tree_is_one_of (tree, verb - 1, _dln_words (DLN_WORDS_CLAUSE_MARKS_APART));
}

/* A clause joined to the governor's: it has no subject of its own, or a pronoun in the same tense.
 */
static gboolean
is_joined (const DlnTree *tree,
           guint32        verb)
{
  guint32 subject = _dln_tree_child (tree, verb, DLN_RELS_SUBJECT);
  gint32 head = tree->tokens[verb].head;

  return tree->tokens[verb].upos == DLN_UPOS_VERB
         && (subject == DLN_NO_ROW
             || (tree->tokens[subject].upos == DLN_UPOS_PRON
                 && strcmp (_dln_tree_xpos (tree, verb), "VBD") == 0 && head >= 0
                 && (strcmp (_dln_tree_xpos (tree, head), "VBD") == 0
                     || _dln_tree_is_passive (tree, head))));
}

/* "is said to have fled": before it was said */
static gboolean
is_perfect (const DlnTree *tree,
            guint32        infinitive)
{
  return strcmp (_dln_tree_xpos (tree, infinitive), "VBN") == 0
         && _dln_tree_child_form (tree, infinitive, DLN_REL (AUX), "have") != DLN_NO_ROW
         && _dln_tree_child_form (tree, infinitive, DLN_REL (MARK), "to") != DLN_NO_ROW;
}

/* A verb hands its date to what it governs: infinitives, participles, joined verbs that follow, the
 * event noun it carries out. */
static void
hand_down (DlnEventWork *work,
           guint32       token)
{
  const DlnTree *tree = work->tree;
  const DlnTimeLink *link = &work->link[token];

  if (link->time == DLN_NO_ROW || link->level > LEVEL_SHARED)
    return;
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint8 deprel = tree->tokens[c].deprel;
      gboolean carried =
        _dln_relation_in (deprel, DLN_REL (OBJ) | DLN_REL (NSUBJ_PASS) | DLN_REL (NSUBJ));

      /* "caused a stir: the minister is said to have fled": a colon tells what it was */
      if (work->trigger[c]
          && ((deprel == DLN_DEPREL_XCOMP && !is_perfect (tree, c))
              || (deprel == DLN_DEPREL_PARATAXIS && c > token && tree->left[c] > 0
                  && (_dln_tree_is (tree, tree->left[c], ":")
                      || _dln_tree_is (tree, tree->left[c] - 1, ":")))
              || (deprel == DLN_DEPREL_CONJ && is_joined (tree, c))
              || (deprel == DLN_DEPREL_ADVCL && goes_with_governor (tree, c))))
        link_time (work, c, link->time, LEVEL_SHARED);
      else if (carried && passes_on (tree, token))
        {
          if (work->trigger[c])
            link_time (work, c, link->time, LEVEL_SHARED);

          /* "the beginning of mobilisation" */
          guint32 inner = _dln_tree_child (tree, c, DLN_REL (NMOD));

          if (inner != DLN_NO_ROW && work->trigger[inner] && passes_on (tree, c))
            link_time (work, inner, link->time, LEVEL_SHARED);
        }
    }
}

/* "In 2010 ...": a preposition and the date stand before all else */
static gboolean
opens_sentence (const DlnTree     *tree,
                const DlnSentence *sentence,
                guint32            time)
{
  guint32 first =
    _dln_tree_token_at (tree, DLN_ROW (tree->annotations->times, DlnTime, time)->span.begin);

  return first == sentence->first_token + 1 && tree->tokens[first - 1].upos == DLN_UPOS_ADP;
}

/* One date and one main verb in a sentence belong together even if the tree hangs the date
 * elsewhere. */
static void
link_alone (DlnEventWork      *work,
            const DlnSentence *sentence,
            guint32            only)
{
  const DlnTree *tree = work->tree;
  guint32 end = sentence->first_token + sentence->n_tokens;
  guint32 root = DLN_NO_ROW;

  for (guint32 t = sentence->first_token; t < end; t++)
    {
      if (work->trigger[t] && work->link[t].time == only)
        return;
      if (tree->tokens[t].head < 0 && work->trigger[t])
        root = t;
    }
  if (root == DLN_NO_ROW)
    return;

  guint32 head = time_head (tree, DLN_ROW (tree->annotations->times, DlnTime, only)->span);

  /* a date that the tree ties to a name or a thing stays there: "the 2010 album", "Weber (born
   * 1950)"; not so "In 2010 Weber sold" */
  if (head == DLN_NO_ROW
      || (_dln_relation_in (tree->tokens[head].deprel,
                            DLN_REL (AMOD) | DLN_REL (COMPOUND) | DLN_REL (NUMMOD)
                              | DLN_REL (NMOD_POSS) | DLN_REL (APPOS))
          && !opens_sentence (tree, sentence, only))
      || work->quote_at[head] != work->quote_at[root])
    return;
  if (tree->tokens[head].head == (gint32) root || tree->tokens[head].head < 0
      || head <= sentence->first_token + 2)
    link_time (work, root, only, LEVEL_ALONE);
}

/* "In 1996, after the sale of the bank, she returned": a date that opens a sentence is its main
 * verb's. */
static void
link_openings (DlnEventWork *work)
{
  const DlnTree *tree = work->tree;
  const GArray *times = tree->annotations->times;

  for (guint32 i = 0; i < times->len; i++)
    {
      const DlnTime *time = DLN_ROW (times, DlnTime, i);
      guint32 first = _dln_tree_token_at (tree, time->span.begin);

      if (!is_dating (time) || first >= tree->n_tokens)
        continue;

      const DlnSentence *sentence =
        DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[first].sentence);
      guint32 end = sentence->first_token + sentence->n_tokens;
      guint32 comma = first;

      while (comma < end && tree->tokens[comma].span.begin < time->span.end)
        comma++;
      if (first > sentence->first_token + 1 || comma >= end || !_dln_tree_is (tree, comma, ","))
        continue;
      for (guint32 t = comma; t < end; t++)
        if (tree->tokens[t].head < 0 && work->trigger[t]
            && work->quote_at[t] == work->quote_at[first])
          link_time (work, t, i, LEVEL_SHARED);
    }
}

/* "eleven weeks after the election": the election is what the weeks are counted from; what it is
 * told of is dated by them. Returns: where the climb begins */
static guint32
skip_measured (const DlnTree *tree,
               const DlnTime *time,
               guint32        head)
{
  gint32 noun = tree->tokens[head].head;
  guint32 next = head + 1;

  while (next < tree->n_tokens && tree->tokens[next].span.begin < time->span.end)
    next++;
  return next < tree->n_tokens && noun > (gint32) next
             && _dln_tree_is_one_of (tree, next, _dln_words (DLN_WORDS_MEASURE_MARKS))
           ? (guint32) noun
           : head;
}

/**
 * _dln_events_link_times:
 *
 * Fills `link` for all triggers. Time: O(tokens + times)
 */
void
_dln_events_link_times (DlnEventWork *work)
{
  const DlnTree *tree = work->tree;
  const DlnAnnotations *annotations = tree->annotations;

  for (guint32 i = 0; i < annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);
      guint32 head = is_dating (time) ? time_head (tree, time->span) : DLN_NO_ROW;

      if (head == DLN_NO_ROW || is_object (tree, head))
        continue;

      guint32 recalled = find_recalled (work, _dln_tree_token_at (tree, time->span.begin));

      if (is_anniversary (tree, head))
        recalled = _dln_tree_child (tree, head, DLN_REL (NMOD));
      if (recalled != DLN_NO_ROW)
        link_time (work, recalled, i, LEVEL_OWN);
      else if (!is_anniversary (tree, head))
        climb (work, i, skip_measured (tree, time, head));
    }
  link_openings (work);
  for (guint32 t = 0; t < tree->n_tokens; t++)
    hand_down (work, t);
  for (guint32 s = 0, i = 0; s < annotations->sentences->len; s++)
    {
      const DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, s);
      guint32 only = DLN_NO_ROW;
      guint n = 0;

      for (; i < annotations->times->len; i++)
        {
          const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);

          if (time->span.begin >= sentence->span.end)
            break;
          if (time->span.begin < sentence->span.begin || !is_dating (time))
            continue;
          only = i;
          n++;
        }
      if (n == 1)
        link_alone (work, sentence, only);
    }
}

/* ---- from the expression to the event's date --------------------------------------------------
 */

/* "since" dates the beginning, which is what happened then. */
static void
apply_role (DlnWhen         *when,
            const DlnTime   *time)
{
  *when = time->when;
  when->span = time->span;
  switch (time->preposition)
    {
    case DLN_TIME_ROLE_UNTIL:
      *when = dln_when_interval (NULL, &time->when);
      when->span = time->span;
      break;
    case DLN_TIME_ROLE_BEFORE:
      when->earliest_begin = when->earliest_end = DLN_INSTANT_PAST;
      when->latest_begin = when->latest_end = time->when.earliest_begin;
      break;
    case DLN_TIME_ROLE_AFTER:
      when->earliest_begin = when->earliest_end = time->when.earliest_end;
      when->latest_begin = when->latest_end = DLN_INSTANT_FUTURE;
      break;
    default:
      break;
    }
}

/* "between 3 and 5 May", "during the war (1914-1918)": some time of these, not all of it */
static gboolean
is_within_range (const DlnEventWork *work,
                 const DlnTime      *from,
                 const DlnTime      *to)
{
  const char *text = work->context->text;

  return g_strstr_len (text + from->span.end, to->span.begin - from->span.end, "and") != NULL
         || (from->span.begin > 0 && text[from->span.begin - 1] == '(');
}

/* "from 3 to 5 May" lasts that long */
static gboolean
apply_range (const DlnEventWork *work,
             DlnWhen            *when,
             guint32             row)
{
  const GArray *times = work->context->annotations->times;
  guint32 first = DLN_ROW (times, DlnTime, row)->preposition == DLN_TIME_ROLE_TO ? row - 1 : row;
  const DlnTime *from, *to;

  if (first + 1 >= times->len)
    return FALSE;
  from = DLN_ROW (times, DlnTime, first);
  to = DLN_ROW (times, DlnTime, first + 1);
  if (from->preposition != DLN_TIME_ROLE_FROM || to->preposition != DLN_TIME_ROLE_TO
      || from->sentence != to->sentence || to->span.begin > from->span.end + RANGE
      || !dln_when_is_known (&from->when) || !dln_when_is_known (&to->when)
      || from->when.earliest_begin >= to->when.earliest_begin)
    return FALSE;
  *when = dln_when_interval (&from->when, &to->when);
  if (is_within_range (work, from, to))
    {
      when->latest_begin = when->latest_end;
      when->earliest_end = when->earliest_begin;
      when->flags &= ~DLN_WHEN_INTERVAL;
    }
  return TRUE;
}

static char *
new_reason (const DlnEventWork *work,
            DlnSpan             span,
            const DlnTime      *time,
            guint8              level)
{
  const char *own = dln_strings_get (work->context->annotations->strings, time->reason);
  g_autofree char *words =
    g_strndup (work->context->text + span.begin, MIN (span.end - span.begin, 120));
  const char *place = level == LEVEL_OWN       ? "stands in the same clause"
                      : level == LEVEL_THROUGH ? "stands in the same phrase"
                      : level == LEVEL_SHARED  ? "stands in the clause that this is part of"
                                               : "is the only date of the sentence";

  return *own != '\0' ? g_strdup_printf ("“%s” %s; %s", words, place, own)
                      : g_strdup_printf ("“%s” %s.", words, place);
}

/* "Toll rises to 41": a verb of the headline that was read as a noun in the plural */
static gboolean
is_headline_verb (const DlnEventWork *work,
                  guint32             token)
{
  const DlnTree *tree = work->tree;

  return strcmp (_dln_tree_xpos (tree, token), "NNS") == 0 && tree->tokens[token].head < 0
         && _dln_tree_child (tree, token, DLN_REL (COMPOUND)) != DLN_NO_ROW
         && _dln_lexicon_find (work->words, tree, token, "verb") != NULL;
}

/* "worked there for ten years": what lasted so long is no news of a day */
static gboolean
lasts_years (const DlnTree *tree,
             guint32        verb)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      const DlnTime *time =
        tree->time[c] != DLN_NO_ROW ? DLN_ROW (tree->annotations->times, DlnTime, tree->time[c])
                                    : NULL;

      if (time != NULL && time->type == DLN_TIME_DURATION
          && strchr (dln_strings_get (tree->annotations->strings, time->value), 'Y') != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Is it told as news? In the past of a main clause of the first paragraphs, in the present of a
 * headline; what somebody says is news anywhere. */
static gboolean
is_news (const DlnEventWork  *work,
         const DlnEventClaim *event)
{
  const DlnTree *tree = work->tree;
  const DlnAnnotations *annotations = tree->annotations;
  const DlnSentence *sentence
    = DLN_ROW (annotations->sentences, DlnSentence, tree->tokens[event->token].sentence);
  guint8 block = DLN_ROW (annotations->blocks, DlnBlock, sentence->block)->type;
  const char *xpos = _dln_tree_xpos (tree, event->token);
  gboolean past = strcmp (xpos, "VBD") == 0 || strcmp (xpos, "VBN") == 0;
  gboolean present = strcmp (xpos, "VBZ") == 0 || strcmp (xpos, "VBP") == 0;
  guint32 token = event->token;
  guint body = 0;

  if (block == DLN_BLOCK_TITLE && is_headline_verb (work, token))
    return event->modality == DLN_MODALITY_ASSERTED && event->polarity == DLN_POLARITY_POSITIVE;
  if (event->modality != DLN_MODALITY_ASSERTED || event->polarity != DLN_POLARITY_POSITIVE
      || (event->flags & (DLN_EVENT_BACKGROUND | DLN_EVENT_NOMINAL)) != 0
      || event->quote != DLN_NO_ROW)
    return FALSE;
  /* main clauses only */
  if (tree->tokens[token].deprel == DLN_DEPREL_CONJ && tree->tokens[token].head >= 0)
    token = tree->tokens[token].head;
  if (tree->tokens[token].head >= 0 && tree->tokens[token].deprel != DLN_DEPREL_CCOMP
      && (tree->tokens[token].deprel != DLN_DEPREL_PARATAXIS || event->type != DLN_EVENT_STATEMENT))
    return FALSE;
  for (guint32 b = 0; b < sentence->block && body <= NEWS_BLOCKS; b++)
    body += DLN_ROW (annotations->blocks, DlnBlock, b)->type == DLN_BLOCK_BODY;
  if (block == DLN_BLOCK_TITLE || (block == DLN_BLOCK_HEADING && body == 0)
      || event->type == DLN_EVENT_STATEMENT)
    return past || present;
  return past && body < NEWS_BLOCKS && !lasts_years (tree, event->token);
}

static void
put_inferred (DlnEventWork  *work,
              DlnEventClaim *event,
              DlnInstant     begin,
              DlnInstant     end,
              const char    *reason)
{
  event->when = dln_when_unknown ();
  event->when.earliest_begin = event->when.earliest_end = begin;
  event->when.latest_begin = event->when.latest_end = end;
  event->when.precision = DLN_PRECISION_DAY;
  event->when.flags = DLN_WHEN_INFERRED | DLN_WHEN_APPROXIMATE;
  event->reason = dln_strings_intern (work->context->annotations->strings, reason);
}

/* The day of which the first paragraph tells, if that lies just before the publication: "on Friday"
 */
static const DlnTime *
find_lead (const DlnEventWork *work)
{
  const DlnTree *tree = work->tree;
  const DlnAnnotations *annotations = tree->annotations;
  const DlnWhen *published = &annotations->date.when;
  guint32 lead = DLN_NO_ROW;

  for (guint32 t = 0; t < tree->n_tokens; t++)
    {
      guint32 block =
        DLN_ROW (annotations->sentences, DlnSentence, tree->tokens[t].sentence)->block;

      if (DLN_ROW (annotations->blocks, DlnBlock, block)->type != DLN_BLOCK_BODY)
        continue;
      if (lead != DLN_NO_ROW && tree->tokens[t].sentence > lead + 1)
        break;
      lead = MIN (lead, tree->tokens[t].sentence);
      if (!work->trigger[t] || tree->tokens[t].head >= 0 || work->link[t].time == DLN_NO_ROW)
        continue;

      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, work->link[t].time);

      if (time->preposition == DLN_TIME_ROLE_AT && time->when.precision <= DLN_PRECISION_DAY
          && time->when.latest_end <= dln_instant_shift (time->when.earliest_begin, DAY)
          && time->when.earliest_begin
               >= dln_instant_shift (published->earliest_begin, -MAX_LEAD * DAY)
          && time->when.latest_end <= published->latest_end)
        return time;
    }
  return NULL;
}

/* What is told as news without a date happened on the day of the lead, else in the days before the
 * publication. */
static void
infer_from_document (DlnEventWork  *work,
                     DlnEventClaim *event)
{
  const DlnDocumentDate *date = &work->context->annotations->date;

  if ((date->source != DLN_DATE_GIVEN && date->source != DLN_DATE_DATELINE) || date->narrative
      || !dln_when_is_known (&date->when) || date->when.precision > DLN_PRECISION_DAY
      || !is_news (work, event))
    return;
  if (!work->lead_sought)
    {
      work->lead = find_lead (work);
      work->lead_sought = TRUE;
    }
  if (work->lead != NULL)
    {
      DlnCivil civil = dln_civil_from_instant (work->lead->when.earliest_begin);
      DlnWhen day = dln_when_unit (DLN_PRECISION_DAY, civil.year, civil.month, civil.day);
      g_autofree char *shown = dln_when_format (&day);
      g_autofree char *reason
        = g_strdup_printf ("No date is told; reported with what happened on %s.", shown);

      put_inferred (work, event, day.earliest_begin, day.latest_end, reason);
      return;
    }

  g_autofree char *day = dln_when_format (&date->when);
  g_autofree char *reason
    = g_strdup_printf ("No date is told; reported as news in an article of %s.", day);

  put_inferred (
    work, event, dln_instant_shift (date->when.earliest_begin, -MAX_LEAD * DAY),
    date->when.latest_end, reason);
}

/**
 * _dln_events_share_inferred:
 *
 * Participles and infinitives without a date happened when their governor did, also where that is
 * only inferred.
 */
void
_dln_events_share_inferred (DlnEventWork *work)
{
  const DlnTree *tree = work->tree;
  GArray *events = work->context->annotations->events;
  g_autofree guint32 *event_of = g_new (guint32, MAX (tree->n_tokens, 1));

  memset (event_of, 0xff, sizeof *event_of * tree->n_tokens);
  for (guint32 i = 0; i < events->len; i++)
    event_of[DLN_ROW (events, DlnEventClaim, i)->token] = i;
  for (guint pass = 0; pass < 2; pass++)
    for (guint32 i = 0; i < events->len; i++)
      {
        DlnEventClaim *event = DLN_ROW (events, DlnEventClaim, i);
        const DlnToken *token = &tree->tokens[event->token];

        if (event->time != DLN_NO_ROW || dln_when_is_known (&event->when) || token->head < 0
            || event_of[token->head] == DLN_NO_ROW || event->modality != DLN_MODALITY_ASSERTED
            || event->polarity != DLN_POLARITY_POSITIVE
            || !((_dln_relation_in (token->deprel, DLN_REL (XCOMP) | DLN_REL (ADVCL))
                  && goes_with_governor (tree, event->token))
                 || (token->deprel == DLN_DEPREL_CONJ && is_joined (tree, event->token))))
          continue;

        const DlnEventClaim *governor = DLN_ROW (events, DlnEventClaim, event_of[token->head]);

        if ((governor->when.flags & DLN_WHEN_INFERRED) == 0 || governor->quote != event->quote)
          continue;
        event->when = governor->when;
        event->reason = governor->reason;
      }
}

/**
 * _dln_events_date:
 * @event: with token, modality and flags
 *
 * Fills time, when and reason; an old date makes it background.
 */
void
_dln_events_date (DlnEventWork  *work,
                  DlnEventClaim *event)
{
  const DlnAnnotations *annotations = work->context->annotations;
  const DlnTimeLink *link = &work->link[event->token];

  event->time = DLN_NO_ROW;
  event->when = dln_when_unknown ();
  if (link->time == DLN_NO_ROW)
    {
      infer_from_document (work, event);
      return;
    }

  const DlnTime *time = DLN_ROW (annotations->times, DlnTime, link->time);
  g_autofree char *reason = NULL;

  event->time = link->time;
  if (!apply_range (work, &event->when, link->time))
    apply_role (&event->when, time);
  reason = new_reason (work, event->when.span, time, link->level);
  event->reason = dln_strings_intern (annotations->strings, reason);
  if (dln_when_is_known (&annotations->date.when) && annotations->date.source != DLN_DATE_NONE
      && event->when.latest_end != DLN_INSTANT_FUTURE
      && event->when.latest_end
           < dln_instant_shift (annotations->date.when.earliest_begin, -90 * DAY))
    event->flags |= DLN_EVENT_BACKGROUND;
}
