/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clause-level events: triggers (verbs, and nouns from a list), class, participants, place, date,
 * stance, title and salience. The rows are broad; what a timeline should not draw by itself carries
 * the MINOR flag. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/dln-kinds.h"
#include "extract/resolve/dln-lexicon-private.h"
#include "extract/dln-words-private.h"

#include <string.h>


static const float base_salience[DLN_N_EVENT_TYPES] = {
  [DLN_EVENT_OTHER] = 0.12f,     [DLN_EVENT_STATEMENT] = 0.08f,
  [DLN_EVENT_MOVEMENT] = 0.28f,  [DLN_EVENT_ARMED_CONFLICT] = 0.45f,
  [DLN_EVENT_JUSTICE] = 0.42f,   [DLN_EVENT_APPOINTMENT] = 0.42f,
  [DLN_EVENT_BUSINESS] = 0.30f,  [DLN_EVENT_DISASTER] = 0.42f,
  [DLN_EVENT_ELECTION] = 0.42f,  [DLN_EVENT_LAW] = 0.38f,
  [DLN_EVENT_DIPLOMACY] = 0.35f, [DLN_EVENT_LIFE] = 0.42f,
  [DLN_EVENT_PROTEST] = 0.38f,   [DLN_EVENT_PUBLICATION] = 0.30f,
};
#define DRAWN_FROM 0.4f /* salience below this is minor */
#define MAX_HOPS 3      /* from a word up to one that tells of the same happening */
#define MAX_TO_SAID 60  /* tokens from a verb to what it introduces */

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

  guint32 subject = _dln_tree_subject (tree, token);

  /* "since the war started", with "since" hung on the noun */
  if (mark == DLN_NO_ROW && subject != DLN_NO_ROW && subject < token)
    mark = _dln_tree_child (tree, subject, DLN_REL (CASE));
  return mark != DLN_NO_ROW
         && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_RECALLING_MARKS));
}

static gboolean
is_about_nobody (const DlnTree       *tree,
                 const DlnEventClaim *event)
{
  guint32 subject =
    (event->flags & DLN_EVENT_NOMINAL) == 0 ? _dln_tree_subject (tree, event->token) : DLN_NO_ROW;

  if (subject == DLN_NO_ROW)
    return (event->flags & DLN_EVENT_NOMINAL) == 0;
  if (tree->tokens[subject].upos != DLN_UPOS_PRON)
    return FALSE;

  guint32 mention = tree->mention[subject];

  return mention == DLN_NO_ROW
         || DLN_ROW (tree->annotations->mentions, DlnMention, mention)->entity == DLN_NO_ROW;
}

static float
weigh (const DlnEventWork  *work,
       const DlnEventClaim *event,
       const DlnEventCast          *cast)
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
      gboolean name = DLN_ROW (tree->annotations->mentions, DlnMention, cast->rows[i].mention)->kind
                      == DLN_MENTION_NAME;

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
  if (!dated && block != DLN_BLOCK_TITLE && block != DLN_BLOCK_HEADING
      && event->modality == DLN_MODALITY_ASSERTED
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

/* In one word: "Election", but not "Jailed" or "Loss", of which nobody can tell who did what. */
static gboolean
says_enough (const DlnEventClaim *event)
{
  return (event->flags & DLN_EVENT_NOMINAL) != 0
         && (event->type == DLN_EVENT_ELECTION || event->type == DLN_EVENT_DISASTER
             || event->type == DLN_EVENT_ARMED_CONFLICT);
}

/* "nobody knows how many have left" */
static gboolean
is_asked (const char *title)
{
  const char *space = strchr (title, ' ');
  g_autofree char *word = g_ascii_strdown (title, space != NULL ? space - title : -1);

  return g_strv_contains (_dln_words (DLN_WORDS_QUESTION_WORDS), word);
}

static void
add_event (DlnEventWork *work,
           guint32       token)
{
  DlnTree *tree = work->tree;
  DlnAnnotations *annotations = work->context->annotations;
  gboolean noun =
    work->trigger[token] == DLN_TRIGGER_NOUN || work->trigger[token] == DLN_TRIGGER_HYPHENED;
  guint32 first = token, last;
  DlnEventCast cast = { .n = 0 };

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
    .type = _dln_events_classify (work, token, noun),
    .flags = noun ? DLN_EVENT_NOMINAL : 0,
  };

  if (noun)
    _dln_events_cast_noun (work, &cast, token);
  else
    _dln_events_cast_verb (work, &cast, token);
  event.place = _dln_events_find_place (tree, &cast);
  _dln_tree_read_modality (tree, token, &event.polarity, &event.modality);
  if (is_recalled (tree, token, noun))
    event.flags |= DLN_EVENT_BACKGROUND;
  _dln_events_date (work, &event);

  g_autofree char *title = _dln_events_new_title (work, &event);

  event.title = dln_strings_intern (annotations->strings, title);
  event.n_participants = cast.n;
  event.salience = weigh (work, &event, &cast);
  if (event.salience < DRAWN_FROM || is_asked (title)
      || (strchr (title, ' ') == NULL && !says_enough (&event)))
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
  return deprel == DLN_DEPREL_ADVCL
         && _dln_tree_child_form (tree, token, DLN_REL (MARK), "to") != DLN_NO_ROW
         && tree->tokens[token].head >= 0 && (guint32) tree->tokens[token].head < token;
}

/* "struck the coast, killing ten": what a participle adds is the same happening */
static gboolean
is_added_participle (const DlnTree *tree,
                     guint32        token)
{
  return tree->tokens[token].deprel == DLN_DEPREL_ADVCL
         && strcmp (_dln_tree_xpos (tree, token), "VBG") == 0
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

/* "announced the start of mobilisation": the outermost phase is drawn, as an event of the inner
 * noun's kind. */
static void
settle_phase (DlnEventWork  *work,
              const guint32 *event_of,
              DlnEventClaim *inner)
{
  DlnTree *tree = work->tree;
  GArray *events = work->context->annotations->events;
  DlnEventClaim *outer = NULL;
  gint32 at = tree->tokens[inner->token].head;
  guint8 deprel = tree->tokens[inner->token].deprel;

  for (guint hop = 0; hop < MAX_HOPS && at >= 0; hop++)
    {
      if (!_dln_relation_in (
            deprel, DLN_REL (OBJ) | DLN_REL (NSUBJ) | DLN_REL (NSUBJ_PASS) | DLN_REL (NMOD))
          || event_of[at] == DLN_NO_ROW || !_dln_events_is_phase (_dln_tree_lemma (tree, at)))
        break;
      if (outer != NULL)
        outer->flags |= DLN_EVENT_MINOR;
      outer = DLN_ROW (events, DlnEventClaim, event_of[at]);
      deprel = tree->tokens[at].deprel;
      at = tree->tokens[at].head;
    }
  if (outer == NULL)
    return;
  if (g_strv_contains (_dln_words (DLN_WORDS_CANCELLING_PHASES),
                       _dln_tree_lemma (tree, outer->token)))
    outer->modality = DLN_MODALITY_CANCELLED;
  outer->lemma = inner->lemma;
  outer->salience = MAX (outer->salience, inner->salience);
  if ((inner->flags & DLN_EVENT_MINOR) == 0)
    outer->flags &= ~DLN_EVENT_MINOR;
  inner->flags |= DLN_EVENT_MINOR;
}

/* "is said to have managed to escape": the marked verb whose complement @token is, also through
 * verbs that are not marked, or DLN_NO_ROW */
static guint32
find_governor (const DlnTree *tree,
               const guint32 *event_of,
               guint32        token)
{
  for (guint hop = 0; hop < MAX_HOPS && is_clause_complement (tree, token); hop++)
    {
      gint32 head = tree->tokens[token].head;

      if (head < 0)
        break;
      if (event_of[head] != DLN_NO_ROW)
        return head;
      token = head;
    }
  return DLN_NO_ROW;
}

/* Of all in a chain of complements one is drawn. */
static gboolean
settle_chain (DlnEventWork  *work,
              const guint32 *event_of,
              DlnEventClaim *inner)
{
  GArray *events = work->context->annotations->events;
  guint32 at = find_governor (work->tree, event_of, inner->token);
  gboolean governed = at != DLN_NO_ROW;

  for (guint hop = 0; hop < MAX_HOPS && at != DLN_NO_ROW; hop++)
    {
      settle_complement (DLN_ROW (events, DlnEventClaim, event_of[at]), inner);
      at = find_governor (work->tree, event_of, at);
    }
  return governed;
}

/* "signed the decree on Monday": an object without a date of its own is told with its verb; not
 * what is talked about. */
static void
settle_object (DlnEventWork  *work,
               const guint32 *event_of,
               DlnEventClaim *noun)
{
  const DlnToken *token = &work->tree->tokens[noun->token];
  const DlnEventClaim *verb =
    event_of[token->head] == DLN_NO_ROW
      ? NULL
      : DLN_ROW (work->context->annotations->events, DlnEventClaim, event_of[token->head]);

  if (verb != NULL && (verb->flags & (DLN_EVENT_MINOR | DLN_EVENT_NOMINAL)) == 0
      && verb->type != DLN_EVENT_STATEMENT
      && _dln_relation_in (token->deprel, DLN_REL (OBJ) | DLN_REL (NSUBJ_PASS))
      && (noun->time == DLN_NO_ROW || noun->time == verb->time))
    noun->flags |= DLN_EVENT_MINOR;
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
          const char *lemma = dln_strings_get (work->context->annotations->strings, event->lemma);

          if (!_dln_events_is_phase (lemma))
            settle_phase (work, event_of, event);
          settle_object (work, event_of, event);
        }
      else if (settle_chain (work, event_of, event))
        continue;
      else if (event_of[head] != DLN_NO_ROW && is_added_participle (tree, event->token)
               && DLN_ROW (events, DlnEventClaim, event_of[head])->type != DLN_EVENT_STATEMENT
               && (DLN_ROW (events, DlnEventClaim, event_of[head])->flags & DLN_EVENT_MINOR) == 0)
        event->flags |= DLN_EVENT_MINOR;
    }
}

/* Of marks of one sentence that would say the same one is drawn, the weightiest. */
static void
settle_titles (DlnEventWork *work)
{
  const DlnToken *tokens = work->tree->tokens;
  GArray *events = work->context->annotations->events;

  for (guint32 i = 0; i < events->len; i++)
    {
      DlnEventClaim *event = DLN_ROW (events, DlnEventClaim, i);

      for (guint32 j = i + 1; j < events->len; j++)
        {
          DlnEventClaim *other = DLN_ROW (events, DlnEventClaim, j);

          if (tokens[other->token].sentence != tokens[event->token].sentence)
            break;
          if (other->title == event->title
              && ((event->flags | other->flags) & DLN_EVENT_MINOR) == 0)
            settle_complement (event, other);
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

/**
 * _dln_events_find_quote:
 * @work: the stage
 * @verb: a token
 *
 * Returns: (transfer none) (nullable): the quote that @verb introduces, before or behind it in its
 * sentence. Time: O(%MAX_TO_SAID)
 */
const DlnQuoteClaim *
_dln_events_find_quote (const DlnEventWork *work,
                        guint32             verb)
{
  const DlnTree *tree = work->tree;
  const DlnToken *token = &tree->tokens[verb];

  for (guint k = 2; k < 2 * MAX_TO_SAID; k++)
    {
      guint32 t = k % 2 == 0 ? verb + k / 2 : verb - k / 2;

      if (t >= tree->n_tokens || tree->tokens[t].sentence != token->sentence
          || work->quote_at[t] == DLN_NO_ROW)
        continue;

      const DlnQuoteClaim *quote =
        DLN_ROW (tree->annotations->quotes, DlnQuoteClaim, work->quote_at[t]);

      if (quote->cue.begin <= token->span.begin && token->span.end <= quote->cue.end)
        return quote;
    }
  return NULL;
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
    _dln_events_take_triggers (&work);
  else
    _dln_events_find_triggers (&work);
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
  settle_titles (&work);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
