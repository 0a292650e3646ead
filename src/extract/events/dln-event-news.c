/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told without a date: is it today's news, or what was before?
 *
 * A past tense is the news of the day in a headline, in the first sentence and among the first
 * paragraphs of an article that dates itself ("on Tuesday"). It is none behind a sentence of years
 * gone by ("was jailed in 2004. He ran"), with words that say so ("initially", "over the past few
 * months"), and in the perfect of a later sentence ("has killed 65 people"). Such events stay
 * without a date: none is better than a false one. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/dln-kinds.h"
#include "extract/dln-reason.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define NEWS_BLOCKS 4   /* paragraphs in which an undated past is today's news */
#define MAX_LEAD 3      /* days before the publication */
#define FRESH_DAYS 7    /* days before the publication that its news are of */
#define LEAD_SENTENCES 5 /* sentences of the body in which an article of news dates itself */
#define LOOK_BACK 2     /* sentences that an undated one may go on from */
#define MAX_CLIMB 12
#define DAY ((DlnInstant) 86400)

/* What the dates of a sentence say */
typedef enum
{
  AGE_UNKNOWN,
  AGE_FRESH, /* of the days before the publication */
  AGE_OLD,   /* of earlier days only */
} Age;

/* ---- what the dates of a sentence say ---------------------------------------------------------
 */

/* "around 2 am", "noon", with nothing that says of which day */
static gboolean
is_clock (const DlnTree *tree,
          const DlnTime *time)
{
  DlnSpan span = time->span;
  guint32 first = _dln_tree_token_at (tree, span.begin);

  if (time->type != DLN_TIME_TIME || time->anchor != DLN_ANCHOR_DOCUMENT)
    return FALSE;
  for (guint32 t = first; t < tree->n_tokens && tree->tokens[t].span.begin < span.end; t++)
    if (tree->tokens[t].upos != DLN_UPOS_NUM && tree->tokens[t].upos != DLN_UPOS_PUNCT
        && !g_ascii_isdigit (tree->text[tree->tokens[t].span.begin])
        && !_dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_CLOCK_WORDS)))
      return FALSE;
  return TRUE;
}

static Age
get_age (const DlnEventWork *work,
         const DlnTime      *time)
{
  const DlnWhen *published = &work->context->annotations->date.when;

  if (!_dln_events_is_dating (time) || time->when.latest_end == DLN_INSTANT_FUTURE
      || is_clock (work->tree, time))
    return AGE_UNKNOWN;
  if (time->when.latest_end
      < dln_instant_shift (published->earliest_begin, -FRESH_DAYS * DAY))
    return AGE_OLD;
  return time->when.earliest_begin
               >= dln_instant_shift (published->earliest_begin, -2 * FRESH_DAYS * DAY)
             && time->when.earliest_begin < published->latest_end
           ? AGE_FRESH
           : AGE_UNKNOWN;
}

/* The verb of a sentence, one joined to it, or one that says when */
static gboolean
is_main (const DlnTree *tree,
         guint32        verb)
{
  gint32 head = tree->tokens[verb].head;

  return head < 0
         || (_dln_relation_in (tree->tokens[verb].deprel, DLN_REL (CONJ) | DLN_REL (ADVCL))
             && tree->tokens[head].head < 0);
}

/* The age of what a sentence tells: only its own verbs make it old, not "the 1968 pandemic" or what
 * somebody denies. One date of these days makes it fresh. @asides: "had formed a party" counts,
 * too; a new paragraph goes back to the news */
static Age
find_age (const DlnEventWork *work,
          guint32             sentence,
          gboolean            asides)
{
  const DlnAnnotations *annotations = work->context->annotations;
  const DlnSentence *row = DLN_ROW (annotations->sentences, DlnSentence, sentence);
  Age age = AGE_UNKNOWN;

  for (guint32 t = row->first_token; t < row->first_token + row->n_tokens; t++)
    {
      gboolean perfect;
      Age own;

      if (work->trigger[t] != DLN_TRIGGER_VERB)
        continue;
      own = work->link[t] != DLN_NO_ROW
              ? get_age (work, DLN_ROW (annotations->times, DlnTime, work->link[t]))
              : AGE_UNKNOWN;
      if (own == AGE_FRESH)
        return own;
      perfect = _dln_tree_child_form (work->tree, t, DLN_REL (AUX), "had") != DLN_NO_ROW;
      if (is_main (work->tree, t) && (asides ? own == AGE_OLD || perfect
                                             : own == AGE_OLD && !perfect))
        age = AGE_OLD;
    }
  return age;
}

/* Does the paragraph, or the end of the one before, tell of years gone by? @paragraph: ask this
 * one only */
static gboolean
goes_on_from_old (const DlnEventWork *work,
                  guint32             sentence,
                  gboolean            paragraph)
{
  const GArray *sentences = work->context->annotations->sentences;
  guint32 block = DLN_ROW (sentences, DlnSentence, sentence)->block;

  for (guint32 s = sentence; s-- > 0 && s + LOOK_BACK >= sentence;)
    {
      Age age;

      if (DLN_ROW (sentences, DlnSentence, s)->block + (paragraph ? 0 : 1) < block)
        break;
      age = find_age (work, s, DLN_ROW (sentences, DlnSentence, s)->block == block);
      if (age != AGE_UNKNOWN)
        return age == AGE_OLD;
    }
  return FALSE;
}

/* An article of news says when: "on Tuesday" in its first sentences, or a dateline. */
static gboolean
dates_itself (DlnEventWork *work)
{
  const DlnAnnotations *annotations = work->context->annotations;
  guint n = 0;

  if (work->dates_itself != 0)
    return work->dates_itself > 0;
  work->dates_itself = -1;
  for (guint32 s = 0; s < annotations->sentences->len && n < LEAD_SENTENCES; s++)
    {
      const DlnSentence *row = DLN_ROW (annotations->sentences, DlnSentence, s);
      guint8 type = DLN_ROW (annotations->blocks, DlnBlock, row->block)->type;

      n += type == DLN_BLOCK_BODY;
      if (type == DLN_BLOCK_DATELINE || find_age (work, s, FALSE) == AGE_FRESH)
        work->dates_itself = 1;
    }
  return work->dates_itself > 0;
}

/* ---- what a clause says ------------------------------------------------------------------------
 */

static gboolean
has_adverb (const DlnTree *tree,
            guint32        verb,
            DlnWordSet     set)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_ADVMOD
        && _dln_tree_is_one_of (tree, c, _dln_words (set)))
      return TRUE;
  return FALSE;
}

/* "has killed 65 people", and "infected 6,500" behind it */
static gboolean
is_perfect (const DlnTree *tree,
            guint32        verb)
{
  if (tree->tokens[verb].deprel == DLN_DEPREL_CONJ && tree->tokens[verb].head >= 0
      && _dln_tree_child (tree, verb, DLN_RELS_ANY_SUBJECT | DLN_RELS_AUX) == DLN_NO_ROW)
    verb = (guint32) tree->tokens[verb].head;
  return _dln_events_has_perfect (tree, verb);
}

/* "at his hearing last week": where something is done says when */
static gboolean
is_occasion (const DlnTree *tree,
             guint32        noun)
{
  guint32 mark = _dln_tree_child (tree, noun, DLN_REL (CASE));

  return mark != DLN_NO_ROW
         && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_OCCASION_PREPOSITIONS));
}

/* The verb that an expression hangs on by an adverbial of its own: not "over a fraud in 2015" */
static gboolean
is_adverbial_of (const DlnEventWork *work,
                 guint32             token,
                 guint32             verb)
{
  const DlnTree *tree = work->tree;
  guint32 path = token;

  for (guint hop = 0; hop < MAX_CLIMB && path != verb; hop++)
    {
      if (tree->tokens[path].head < 0
          || (path != token && work->trigger[path] && !is_occasion (tree, path)))
        return FALSE;
      token = path;
      path = (guint32) tree->tokens[path].head;
    }
  return path == verb
         && _dln_relation_in (tree->tokens[token].deprel,
                              DLN_RELS_OBLIQUE | DLN_REL (ADVMOD) | DLN_REL (NMOD_UNMARKED));
}

/* "Over the past few months" */
static gboolean
is_long_stay (const DlnTree *tree,
              const DlnTime *time,
              guint32        token)
{
  guint32 mark;

  if (time->type != DLN_TIME_DURATION)
    return FALSE;
  while (tree->tokens[token].head >= 0
         && tree->time[tree->tokens[token].head] == tree->time[token])
    token = (guint32) tree->tokens[token].head;
  mark = _dln_tree_child (tree, token, DLN_REL (CASE));
  return mark != DLN_NO_ROW
         && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_STAY_PREPOSITIONS));
}

/* Does a clause name a time of its own that is not these days? "over the past few months" */
static gboolean
names_another_time (const DlnEventWork *work,
                    guint32             verb)
{
  const DlnTree *tree = work->tree;
  const DlnWhen *published = &tree->annotations->date.when;

  for (guint32 t = tree->left[verb]; t <= tree->right[verb]; t++)
    {
      const DlnTime *time;

      if (tree->time[t] == DLN_NO_ROW || !is_adverbial_of (work, t, verb))
        continue;
      time = DLN_ROW (tree->annotations->times, DlnTime, tree->time[t]);
      if (time->type == DLN_TIME_SET || is_long_stay (tree, time, t)
          || strcmp (dln_strings_get (tree->annotations->strings, time->value), "PAST_REF") == 0)
        return TRUE;
      if (_dln_events_is_dating (time)
          && time->when.earliest_begin
               < dln_instant_shift (published->earliest_begin, -FRESH_DAYS * DAY))
        return TRUE;
    }
  return FALSE;
}

/* A clause, or one that it hangs on: "A year ago he was among those who marched and sang" */
static gboolean
tells_another_time (const DlnEventWork *work,
                    guint32             verb)
{
  for (guint hop = 0; hop < MAX_CLIMB; hop++)
    {
      if (names_another_time (work, verb))
        return TRUE;
      if (work->tree->tokens[verb].head < 0)
        return FALSE;
      verb = (guint32) work->tree->tokens[verb].head;
    }
  return FALSE;
}

/* "during his trial": at a time that the reader knows */
static gboolean
is_during (const DlnTree *tree,
           guint32        verb)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_RELS_OBLIQUE)
        && _dln_tree_child_form (tree, c, DLN_REL (CASE), "during") != DLN_NO_ROW)
      return TRUE;
  return FALSE;
}

/* "The firm was founded by Erik Lund, who died on Monday": the news is in the clause behind */
static gboolean
yields_to_clause (const DlnEventWork *work,
                  guint32             verb)
{
  const DlnTree *tree = work->tree;

  for (guint32 t = tree->left[verb]; t <= tree->right[verb]; t++)
    if (work->trigger[t] == DLN_TRIGGER_VERB && work->link[t] != DLN_NO_ROW
        && tree->tokens[t].deprel == DLN_DEPREL_ACL_RELCL
        && get_age (work, DLN_ROW (tree->annotations->times, DlnTime, work->link[t])) == AGE_FRESH)
      return TRUE;
  return FALSE;
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

/* "I took letters for them": who writes of himself tells a story */
static gboolean
is_of_writer (const DlnTree *tree,
              guint32        verb)
{
  guint32 subject = _dln_tree_subject (tree, verb);

  return subject != DLN_NO_ROW
         && (_dln_tree_is (tree, subject, "I") || _dln_tree_is (tree, subject, "we"));
}

/* Is what the clause itself says no hint of another time? @lead: in a headline or the first
 * sentence */
static gboolean
may_be_news (DlnEventWork        *work,
             const DlnEventClaim *event,
             gboolean             lead)
{
  const DlnTree *tree = work->tree;
  guint32 token = event->token;

  if (has_adverb (tree, token, DLN_WORDS_EARLIER_ADVERBS)
      || has_adverb (tree, token, DLN_WORDS_HABIT_ADVERBS) || tells_another_time (work, token)
      || (!lead && is_perfect (tree, token)))
    return FALSE;
  if (event->type == DLN_EVENT_STATEMENT)
    return !goes_on_from_old (work, tree->tokens[token].sentence, TRUE);
  return !has_adverb (tree, token, DLN_WORDS_STORY_ADVERBS) && !yields_to_clause (work, token)
         && (lead
             || (dates_itself (work) && !is_during (tree, token)
                 && !is_of_writer (tree, token)
                 && !goes_on_from_old (work, tree->tokens[token].sentence, FALSE)));
}

static gboolean
is_first_sentence (const DlnEventWork *work,
                   guint32             sentence)
{
  const DlnAnnotations *annotations = work->context->annotations;

  for (guint32 s = 0; s < sentence; s++)
    if (DLN_ROW (annotations->blocks, DlnBlock,
                 DLN_ROW (annotations->sentences, DlnSentence, s)->block)->type
        == DLN_BLOCK_BODY)
      return FALSE;
  return TRUE;
}

/* Is it told as news? In the past of a main clause of the first paragraphs, in the present of a
 * headline; what somebody says is news anywhere. */
static gboolean
is_news (DlnEventWork        *work,
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
  gboolean lead;
  guint body = 0;

  if (block == DLN_BLOCK_TITLE && is_headline_verb (work, token))
    return event->modality == DLN_MODALITY_ASSERTED && event->polarity == DLN_POLARITY_POSITIVE;
  if ((event->status != DLN_STATUS_HAPPENED && event->status != DLN_STATUS_SAID)
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
  lead = block == DLN_BLOCK_TITLE || (block == DLN_BLOCK_HEADING && body == 0);
  if (!may_be_news (work, event, lead || is_first_sentence (work, tree->tokens[token].sentence)))
    return FALSE;
  if (lead || event->type == DLN_EVENT_STATEMENT)
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
      if (!work->trigger[t] || tree->tokens[t].head >= 0 || work->link[t] == DLN_NO_ROW)
        continue;

      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, work->link[t]);

      if (time->preposition == DLN_TIME_ROLE_AT && !is_clock (tree, time)
          && time->when.precision <= DLN_PRECISION_DAY
          && time->when.latest_end <= dln_instant_shift (time->when.earliest_begin, DAY)
          && time->when.earliest_begin
               >= dln_instant_shift (published->earliest_begin, -MAX_LEAD * DAY)
          && time->when.latest_end <= published->latest_end)
        return time;
    }
  return NULL;
}

/**
 * _dln_events_is_bare_clock:
 * @row: in times
 *
 * The hour of a story, "around 2 am", is one of the publication day in the first sentence, in a
 * line of a chronology, and beside a day of the same sentence; else of a day that nobody knows.
 *
 * Returns: TRUE if the expression dates nothing by itself
 */
gboolean
_dln_events_is_bare_clock (DlnEventWork *work,
                           guint32       token,
                           guint32       row)
{
  const DlnTree *tree = work->tree;
  const GArray *times = tree->annotations->times;
  const DlnTime *time = DLN_ROW (times, DlnTime, row);

  if (!is_clock (tree, time) || _dln_events_is_line (work, token)
      || is_first_sentence (work, tree->tokens[token].sentence))
    return FALSE;
  for (guint32 t = 0; t < times->len; t++)
    {
      const DlnTime *other = DLN_ROW (times, DlnTime, t);

      if (other->sentence == time->sentence && other->type == DLN_TIME_DATE
          && _dln_events_is_dating (other))
        return FALSE;
    }
  return TRUE;
}

/**
 * _dln_events_infer_date:
 *
 * What is told as news without a date happened on the day of the lead, else in the days before the
 * publication.
 */
void
_dln_events_infer_date (DlnEventWork  *work,
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
        = dln_reason_new (DLN_REASON_EVENT_LEAD, shown);

      put_inferred (work, event, day.earliest_begin, day.latest_end, reason);
      return;
    }

  g_autofree char *day = dln_when_format (&date->when);
  g_autofree char *reason
    = dln_reason_new (DLN_REASON_EVENT_NEWS, day);

  put_inferred (
    work, event, dln_instant_shift (date->when.earliest_begin, -MAX_LEAD * DAY),
    date->when.latest_end, reason);
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
