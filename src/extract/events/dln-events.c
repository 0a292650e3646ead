/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events: what the encoder reads as one, joined to names and dates and checked by hard rules. The
 * rows are broad; what a timeline should not draw by itself carries the MINOR flag. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"
#include "extract/dln-kinds.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

/* what changes things counts more than what is said, at equal weight by the encoder */
static const float class_salience[DLN_N_EVENT_TYPES] = {
  [DLN_EVENT_OTHER] = 0.3f,      [DLN_EVENT_STATEMENT] = 0.1f,  [DLN_EVENT_MOVEMENT] = 0.5f,
  [DLN_EVENT_ARMED_CONFLICT] = 1, [DLN_EVENT_JUSTICE] = 0.9f,    [DLN_EVENT_APPOINTMENT] = 0.9f,
  [DLN_EVENT_BUSINESS] = 0.6f,   [DLN_EVENT_DISASTER] = 0.9f,   [DLN_EVENT_ELECTION] = 0.9f,
  [DLN_EVENT_LAW] = 0.8f,        [DLN_EVENT_DIPLOMACY] = 0.7f,  [DLN_EVENT_LIFE] = 0.9f,
  [DLN_EVENT_PROTEST] = 0.8f,    [DLN_EVENT_PUBLICATION] = 0.6f, [DLN_EVENT_ALLEGATION] = 0.7f,
  [DLN_EVENT_CHARGE] = 0.9f,     [DLN_EVENT_PLEA] = 0.9f,       [DLN_EVENT_TRIAL] = 0.9f,
  [DLN_EVENT_VERDICT] = 1,       [DLN_EVENT_SENTENCE] = 1,      [DLN_EVENT_APPEAL] = 0.8f,
  [DLN_EVENT_ACQUITTAL] = 1,     [DLN_EVENT_DISMISSAL] = 0.9f,
};

#define LINE_CERTAINTY 0.9f /* of what a line of a chronology tells */
#define FOREIGN_CERTAINTY 0.9f /* of a fact in a language that the encoder was not trained on */

/* ---- status ---------------------------------------------------------------------------------- */

/* how certain a fact must be that stands on its own */
static float
get_fact_certainty (const DlnStageContext *context)
{
  float learned = context->reading->fact_certainty;

  return context->foreign ? MAX (learned, FOREIGN_CERTAINTY) : learned;
}

static gboolean
is_fact (const DlnEventClaim *event)
{
  return event->status == DLN_STATUS_HAPPENED || event->status == DLN_STATUS_SAID;
}

/* That it happened, whoever vouches for it, is one question: a reader is misled by "no", not by who
 * says yes. */
static float
measure_certainty (const DlnReadEvent *read,
                   DlnStatus           status)
{
  return status == DLN_STATUS_HAPPENED || status == DLN_STATUS_SAID
           ? read->p[DLN_STATUS_HAPPENED] + read->p[DLN_STATUS_SAID]
           : read->p[status];
}

/* ---- flags and weight ----------------------------------------------------------------------- */

/* "previously worked", "before her time at the bank, she led": told as what came before */
static gboolean
is_told_of_earlier (const DlnTree *tree,
                    guint32        verb)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if ((tree->tokens[c].deprel == DLN_DEPREL_ADVMOD && tree->time[c] == DLN_NO_ROW
         && _dln_tree_is_one_of (tree, c, _dln_words (DLN_WORDS_EARLIER_ADVERBS)))
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
  guint32 mark = _dln_tree_child (tree, token, DLN_REL (MARK) | DLN_REL (CASE) | DLN_REL (ADVMOD));

  if (noun)
    {
      gint32 head = tree->tokens[token].head;

      /* "since the start of the war" */
      if (tree->tokens[token].deprel == DLN_DEPREL_NMOD && head >= 0)
        return is_recalled (tree, head, FALSE)
               || (mark != DLN_NO_ROW
                   && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_RECALLING_MARKS)));
      return mark != DLN_NO_ROW
             && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_RECALLING_MARKS));
    }
  if (_dln_tree_child_form (tree, token, DLN_REL (AUX), "had") != DLN_NO_ROW
      || is_told_of_earlier (tree, token))
    return TRUE;
  if (tree->tokens[token].deprel == DLN_DEPREL_ACL_RELCL)
    return TRUE;
  /* "had lost four games but turned the table" */
  if (tree->tokens[token].deprel == DLN_DEPREL_CONJ && tree->tokens[token].head >= 0
      && _dln_tree_child (tree, token, DLN_RELS_ANY_SUBJECT | DLN_RELS_AUX) == DLN_NO_ROW
      && _dln_tree_child_form (tree, tree->tokens[token].head, DLN_REL (AUX), "had") != DLN_NO_ROW)
    return TRUE;

  guint32 subject = _dln_tree_subject (tree, token);

  /* "since the war started", with "since" hung on the noun */
  if (mark == DLN_NO_ROW && subject != DLN_NO_ROW && subject < token)
    mark = _dln_tree_child (tree, subject, DLN_REL (CASE));
  return mark != DLN_NO_ROW
         && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_RECALLING_MARKS));
}

static float
weigh (const DlnEventWork  *work,
       const DlnEventClaim *event,
       const DlnReadEvent  *read)
{
  const DlnTree *tree = work->tree;
  const DlnSentence *sentence
    = DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[event->token].sentence);
  guint8 block = DLN_ROW (tree->annotations->blocks, DlnBlock, sentence->block)->type;
  float weight = 0.5f * read->weights[2] + 0.15f * read->weights[1];

  weight += 0.2f * class_salience[event->type];
  if (dln_when_is_known (&event->when))
    weight += event->when.precision <= DLN_PRECISION_DAY ? 0.15f : 0.1f;
  if (block == DLN_BLOCK_TITLE || sentence->block <= 2)
    weight += 0.1f;
  if (tree->tokens[event->token].head < 0)
    weight += 0.05f;
  if (!is_fact (event))
    weight -= 0.15f;
  return CLAMP (weight * event->certainty, 0.f, 1.f);
}

/* The words of the trigger's clause: its subtree without what is another clause's, as one stretch.
 */
static DlnSpan
clause_of (const DlnTree *tree,
           guint32        token)
{
  guint32 first = token, last = token;

  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      if (_dln_relation_in (tree->tokens[c].deprel,
                            DLN_REL (ADVCL) | DLN_REL (PARATAXIS) | DLN_REL (CONJ) | DLN_REL (PUNCT)
                              | DLN_REL (CC)))
        continue;
      if (tree->tokens[tree->left[c]].sentence == tree->tokens[token].sentence)
        first = MIN (first, tree->left[c]);
      if (tree->tokens[tree->right[c]].sentence == tree->tokens[token].sentence)
        last = MAX (last, tree->right[c]);
    }
  return _dln_tree_span (tree, first, last);
}

/* "nobody knows how many have left" */
static gboolean
is_asked (const char *title)
{
  const char *space = strchr (title, ' ');
  g_autofree char *word = g_ascii_strdown (title, space != NULL ? space - title : -1);

  return g_strv_contains (_dln_words (DLN_WORDS_QUESTION_WORDS), word);
}

/* "officers who wanted to help": the words name somebody and tell of nothing */
static gboolean
is_named_only (const DlnTree       *tree,
               const DlnEventClaim *event,
               const char          *title)
{
  guint32 token = event->token;
  gint32 noun = tree->tokens[token].head;

  if (noun < 0 || noun > (gint32) token || tree->tokens[token].upos != DLN_UPOS_VERB
      || !_dln_relation_in (tree->tokens[token].deprel, DLN_REL (ACL) | DLN_REL (ACL_RELCL)))
    return FALSE;

  g_autofree char *form = _dln_tree_dup_form (tree, noun);
  guint32 next = noun + 1;

  next += next < token && _dln_tree_is (tree, next, ",");
  if (!_dln_tree_is_one_of (tree, next, _dln_words (DLN_WORDS_RELATIVES)))
    return FALSE;

  g_autofree char *pronoun = _dln_tree_dup_form (tree, next);
  const char *at = strstr (title, form);

  return at != NULL && strstr (at, pronoun) != NULL;
}

/* Drawn by itself is what the encoder calls an event of the story, or a dated one; a fact only
 * where it surely is one. */
static gboolean
is_minor (const DlnEventWork  *work,
          const DlnEventClaim *event,
          const char          *title)
{
  if (event->weight == 0 || event->status == DLN_STATUS_STATE || strchr (title, ' ') == NULL
      || is_asked (title) || is_named_only (work->tree, event, title))
    return TRUE;
  if (is_fact (event) && event->certainty < work->context->reading->fact_certainty)
    return TRUE;
  return event->weight == 1 && !dln_when_is_known (&event->when);
}

/* ---- one claim for each day of a list -------------------------------------------------------- */

/* Only commas and "and" stand between two expressions. */
static gboolean
is_listed (const DlnEventWork *work,
           const DlnTime      *time,
           const DlnTime      *next)
{
  const DlnTree *tree = work->tree;
  guint32 t = _dln_tree_token_at (tree, time->span.end);

  if (next->sentence != time->sentence || next->span.begin <= time->span.end)
    return FALSE;
  for (; t < tree->n_tokens && tree->tokens[t].span.begin < next->span.begin; t++)
    if (!_dln_tree_is (tree, t, ",") && !_dln_tree_is (tree, t, "and")
        && !_dln_tree_is (tree, t, "on"))
      return FALSE;
  return TRUE;
}

/* a day that dates by itself, not as an end of "from 3 to 5 May" */
static gboolean
is_plain_day (const DlnTime *time)
{
  return time->type == DLN_TIME_DATE && time->when.precision == DLN_PRECISION_DAY
         && time->preposition != DLN_TIME_ROLE_FROM && time->preposition != DLN_TIME_ROLE_TO
         && time->preposition != DLN_TIME_ROLE_BEFORE && time->preposition != DLN_TIME_ROLE_AFTER;
}

static gboolean
dates_another (const DlnEventWork *work,
               guint32             token,
               guint32             row)
{
  const DlnTree *tree = work->tree;
  const DlnSentence *sentence
    = DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[token].sentence);

  for (guint32 t = sentence->first_token; t < sentence->first_token + sentence->n_tokens; t++)
    if (t != token && work->trigger[t] && work->link[t] == row)
      return TRUE;
  return FALSE;
}

/* The same claim again, on another day */
static void
add_copy (DlnEventWork *work,
          guint32       index,
          guint32       row)
{
  DlnAnnotations *annotations = work->context->annotations;
  DlnEventClaim copy = *DLN_ROW (annotations->events, DlnEventClaim, index);
  guint32 first = copy.first_participant;
  guint32 own = work->link[copy.token];

  copy.first_participant = annotations->participants->len;
  for (guint i = 0; i < copy.n_participants; i++)
    {
      DlnParticipant part = *DLN_ROW (annotations->participants, DlnParticipant, first + i);

      part.event = annotations->events->len;
      g_array_append_val (annotations->participants, part);
    }
  first = copy.first_stretch;
  copy.first_stretch = annotations->stretches->len;
  for (guint i = 0; i < copy.n_stretches; i++)
    {
      DlnSpan span = *DLN_ROW (annotations->stretches, DlnSpan, first + i);

      g_array_append_val (annotations->stretches, span);
    }
  work->link[copy.token] = row;
  _dln_events_date (work, &copy);
  work->link[copy.token] = own;
  if (copy.time == row && dln_when_is_known (&copy.when))
    {
      g_array_append_val (annotations->events, copy);
      return;
    }
  g_array_set_size (annotations->participants,
                    annotations->participants->len - copy.n_participants);
  g_array_set_size (annotations->stretches, annotations->stretches->len - copy.n_stretches);
}

/* "met on 4, 11 and 18 April": three meetings, each with its day */
static void
add_listed_days (DlnEventWork *work,
                 guint32       index)
{
  const GArray *times = work->context->annotations->times;
  const DlnEventClaim *event =
    DLN_ROW (work->context->annotations->events, DlnEventClaim, index);
  guint32 row = event->time, token = event->token;

  if (row == DLN_NO_ROW || !is_plain_day (DLN_ROW (times, DlnTime, row)))
    return;
  for (; row + 1 < times->len; row++)
    {
      const DlnTime *next = DLN_ROW (times, DlnTime, row + 1);

      if (!is_plain_day (next) || !is_listed (work, DLN_ROW (times, DlnTime, row), next)
          || dates_another (work, token, row + 1))
        return;
      add_copy (work, index, row + 1);
    }
}

/* ---- a claim ------------------------------------------------------------------------------- */

static void
add_event (DlnEventWork       *work,
           const DlnReadEvent *read)
{
  DlnTree *tree = work->tree;
  DlnAnnotations *annotations = work->context->annotations;
  guint32 token = read->token;
  gboolean noun = work->trigger[token] == DLN_TRIGGER_NOUN;
  guint n_words;
  const DlnReadLink *words = _dln_reading_get_links (
    work->context->reading, read->first_link, read->n_links, DLN_LINK_TITLE, &n_words);
  DlnEventClaim event = {
    .span = tree->tokens[token].span,
    .clause = clause_of (tree, token),
    .evidence = DLN_ROW (annotations->sentences, DlnSentence, tree->tokens[token].sentence)->span,
    .token = token,
    .place = DLN_NO_ROW,
    .quote = work->quote_at[token],
    .first_participant = annotations->participants->len,
    .lemma = tree->tokens[token].lemma,
    .type = _dln_events_find_stage (work, token, _dln_events_classify (work, token, noun)),
    .flags = noun ? DLN_EVENT_NOMINAL : 0,
    .weight = read->weight,
  };

  if (_dln_events_find_verdict (work, read) != DLN_NO_ROW)
    event.type = DLN_EVENT_VERDICT;
  _dln_events_set_status (&event, read->status);
  _dln_events_cast (work, &event, read);
  if (is_recalled (tree, token, noun))
    event.flags |= DLN_EVENT_BACKGROUND;
  event.certainty = measure_certainty (read, event.status);
  _dln_events_check_status (work, &event, read);
  /* whoever writes a chronology vouches for its lines */
  if (is_fact (&event) && _dln_events_is_line (work, token))
    {
      event.certainty = MAX (event.certainty, LINE_CERTAINTY);
      event.weight = 2;
    }
  _dln_events_date (work, &event);
  if (is_fact (&event) && event.certainty < get_fact_certainty (work->context))
    event.weight = MIN (event.weight, 1);
  _dln_events_write_title (work, &event, words, n_words);
  event.salience = weigh (work, &event, read);
  if (is_minor (work, &event, dln_strings_get (annotations->strings, event.title)))
    event.flags |= DLN_EVENT_MINOR;
  g_array_append_val (annotations->events, event);
  if (work->context->triggers == NULL)
    add_listed_days (work, annotations->events->len - 1);
}

/* ---- one mark for one happening -------------------------------------------------------------- */

/* whether all words of one title stand in the other's */
static gboolean
is_told_by (const DlnEventWork  *work,
            const DlnEventClaim *inner,
            const DlnEventClaim *outer)
{
  const GArray *rows = work->context->annotations->stretches;

  for (guint i = 0; i < inner->n_stretches; i++)
    {
      DlnSpan span = *DLN_ROW (rows, DlnSpan, inner->first_stretch + i);
      gboolean found = FALSE;

      for (guint k = 0; k < outer->n_stretches && !found; k++)
        found = dln_span_contains (*DLN_ROW (rows, DlnSpan, outer->first_stretch + k), span);
      if (!found)
        return FALSE;
    }
  return inner->n_stretches > 0;
}

/* Which of two marks of a sentence is told by the other: the one whose words stand in the other's
 * title, if it has no date of its own. Of two that say the same the governor is drawn, else the
 * weightier. */
static DlnEventClaim *
choose_less (const DlnEventWork *work,
             DlnEventClaim      *event,
             DlnEventClaim      *other)
{
  gboolean first = is_told_by (work, event, other)
                   && (event->time == DLN_NO_ROW || event->time == other->time);
  gboolean second = is_told_by (work, other, event)
                    && (other->time == DLN_NO_ROW || other->time == event->time);

  if (first && second)
    return _dln_tree_dominates (work->tree, other->token, event->token)
               || (!_dln_tree_dominates (work->tree, event->token, other->token)
                   && other->salience > event->salience)
             ? event
             : other;
  return first ? event : second ? other : NULL;
}

/* One mark for what is told twice in a sentence: "the start of the offensive" beside "announced the
 * start of the offensive". */
static void
settle_told (DlnEventWork *work)
{
  GArray *events = work->context->annotations->events;

  for (guint32 i = 0; i < events->len; i++)
    {
      DlnEventClaim *event = DLN_ROW (events, DlnEventClaim, i);

      for (guint32 j = i + 1; j < events->len; j++)
        {
          DlnEventClaim *other = DLN_ROW (events, DlnEventClaim, j);
          DlnEventClaim *less;

          if (!dln_span_overlaps (event->evidence, other->evidence))
            break;
          if (((event->flags | other->flags) & DLN_EVENT_MINOR) != 0)
            continue;
          less = choose_less (work, event, other);
          if (less != NULL)
            less->flags |= DLN_EVENT_MINOR;
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

      char *name =
        g_strndup (work->context->text + row->span.begin, row->span.end - row->span.begin);

      if (g_hash_table_contains (work->places, name))
        g_free (name);
      else
        g_hash_table_insert (work->places, name, GUINT_TO_POINTER (i + 1));
    }
}

static DlnTriggerKind
kind_of_trigger (const DlnTree *tree,
                 guint32        token)
{
  DlnUpos upos = tree->tokens[token].upos;

  return upos == DLN_UPOS_NOUN || upos == DLN_UPOS_PROPN ? DLN_TRIGGER_NOUN
         : upos == DLN_UPOS_ADJ                          ? DLN_TRIGGER_STATE
                                                         : DLN_TRIGGER_VERB;
}

/* The encoder's events where sentences make claims */
static void
take_found (const DlnEventWork *work)
{
  const DlnTree *tree = work->tree;
  const GArray *read = work->context->reading->events;

  for (guint32 i = 0; i < read->len; i++)
    {
      guint32 t = DLN_ROW (read, DlnReadEvent, i)->token;

      if (_dln_tree_makes_claims (tree, tree->tokens[t].sentence))
        work->trigger[t] = kind_of_trigger (tree, t);
    }
}

/* The head of each given span */
static void
take_given (const DlnEventWork *work)
{
  const DlnTree *tree = work->tree;

  for (gsize i = 0; i < work->context->n_triggers; i++)
    {
      DlnSpan span = work->context->triggers[i];
      guint32 t = _dln_tree_token_at (tree, span.begin);

      while (t < tree->n_tokens && tree->tokens[t].head >= 0
             && dln_span_overlaps (tree->tokens[tree->tokens[t].head].span, span))
        t = tree->tokens[t].head;
      if (t < tree->n_tokens && dln_span_overlaps (tree->tokens[t].span, span))
        work->trigger[t] = kind_of_trigger (tree, t);
    }
}

gboolean
_dln_events_run (DlnStageContext *context,
                 GError         **error)
{
  g_autoptr (DlnTree) tree = _dln_tree_new (context);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GArray *read = context->reading->events;
  guint32 n = MAX (tree->n_tokens, 1);
  g_autofree guint32 *quote_at = g_new (guint32, n);
  g_autofree guint8 *cue = g_new0 (guint8, n);
  g_autofree guint8 *trigger = g_new0 (guint8, n);
  g_autofree guint8 *taken = g_new0 (guint8, n);
  g_autofree guint32 *link = g_new (guint32, n);
  guint32 n_sentences = MAX (context->annotations->sentences->len, 1);
  g_autofree guint32 *line = g_new (guint32, n_sentences);
  g_autofree guint32 *line_begin = g_new0 (guint32, n_sentences);
  DlnEventWork work = {
    .context = context,
    .tree = tree,
    .words = _dln_lexicon_get ("event-words.tsv"),
    .demonyms = _dln_lexicon_get ("demonyms.tsv"),
    .places = places,
    .quote_at = quote_at,
    .taken = taken,
    .cue = cue,
    .trigger = trigger,
    .link = link,
    .line = line,
    .line_begin = line_begin,
  };

  memset (quote_at, 0xff, sizeof *quote_at * n);
  memset (link, 0xff, sizeof *link * n);
  memset (line, 0xff, sizeof *line * n_sentences);
  index_rows (&work);
  if (context->triggers != NULL)
    take_given (&work);
  else
    take_found (&work);
  _dln_events_find_lines (&work);
  _dln_events_link_times (&work);
  for (guint32 i = 0; i < read->len; i++)
    {
      const DlnReadEvent *row = DLN_ROW (read, DlnReadEvent, i);

      if (i % 512 == 0 && g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
      if (trigger[row->token])
        add_event (&work, row);
    }
  _dln_events_share_inferred (&work);
  settle_told (&work);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
