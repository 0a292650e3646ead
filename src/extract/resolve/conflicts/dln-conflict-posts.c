/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles of one month that give one person two posts or parts of which nobody holds both: finance
 * and interior minister, head and deputy head of one body, colonel and general, captain and first
 * officer, victim and suspect. What they are is data (resolve-posts.txt); everything else is no
 * disagreement, for people hold several posts, are called by more general words and move on.
 *
 * A post is read before the name ("Finance Minister X"), in apposition ("X, head of Y"), as
 * predicate ("X is head of Y", "X, who is ..."), after verbs that give it ("X was appointed ...")
 * or stand for it ("X heads Y"), the last also by way of the relations read. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-kinds.h"
#include "extract/grammar/dln-word-sets-private.h"
#include "extract/resolve/conflicts/dln-conflicts-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"

#include <string.h>

#define MAX_POSTS 24 /* of one person that are compared */
#define MAX_PORTFOLIOS 3
#define MAX_AFTER 8 /* words behind a post that are looked at for whose it is */
#define LEAST_CERTAINTY 0.75f /* of a pronoun */

/* kinds of which one rules out another by itself */
static const char *const kinds[] = { "rank", "crew", "crime", "deal", "suit" };

typedef enum
{
  KIND_RANK,
  KIND_CREW,
  KIND_CRIME,
  KIND_DEAL,
  KIND_SUIT,
  N_KINDS
} Kind;

typedef struct
{
  DlnEntityId entity;
  guint32     document;
  guint32     mention;
  DlnSpan     mark;  /* its words */
  DlnEntityId owner; /* 0 = not said */
  DlnStringId part;  /* "bank" of "head of the bank", in the resolution's strings */
  gboolean    deputy;
  gboolean    title; /* it stands before the name */
  const char *office; /* groups; NULL = none */
  const char *portfolios[MAX_PORTFOLIOS];
  const char *groups[N_KINDS];
} Post;

typedef struct
{
  DlnResolver          *resolver;
  guint32               document;
  const DlnAnnotations *annotations;
  const char           *text;
  GArray               *posts; /* Post */
} Reading;

/* ---- words of a post ------------------------------------------------------------------------- */

/* by the last three words, two or one: "editor in chief", "first mate", "captain" */
static const char *
find_group (const char        *kind,
            const char *const *words,
            guint              n)
{
  const char *group = NULL;

  for (guint length = MIN (n, 3); length > 0 && group == NULL; length--)
    {
      g_autofree char *joined = g_strjoinv (" ", (char **) words + n - length);

      group = _dln_lexicon_get_post (kind, joined);
    }
  return group;
}

static gboolean
is_country_word (const char *word)
{
  return *word == '\0' || _dln_lexicon_get_country (word) != NULL;
}

static gboolean
is_ambiguous_rank (const char *rank)
{
  static const char *const ranks[] = { "captain", "major", "private", NULL };

  return g_strv_contains (ranks, rank);
}

/* "lieutenant colonel" is a colonel, "attorney general" no general and a "drum major" no major; a
 * captain or a major may be many things but before a name */
static const char *
find_rank (const char *const *words,
           guint              n,
           gboolean           title)
{
  const char *rank = n > 0 ? _dln_lexicon_get_post ("rank", words[n - 1]) : NULL;

  if (rank == NULL || (!title && is_ambiguous_rank (rank)))
    return NULL;
  for (guint i = 0; i + 1 < n; i++)
    if (!is_country_word (words[i]) && _dln_lexicon_get_post ("rank", words[i]) == NULL
        && !g_strv_contains (_dln_words (DLN_WORDS_RANK_WORDS), words[i]))
      return NULL;
  return n > 1 && strcmp (rank, "major") == 0 ? _dln_lexicon_get_post ("rank", words[n - 2])
                                              : rank;
}

static void
add_portfolio (Post       *post,
               const char *word)
{
  const char *portfolio = _dln_lexicon_get_post ("portfolio", word);

  for (guint i = 0; i < MAX_PORTFOLIOS && portfolio != NULL; i++)
    if (post->portfolios[i] == NULL)
      {
        post->portfolios[i] = portfolio;
        return;
      }
}

/* @key: the words up to the noun that says what somebody is, folded. FALSE if it is no post that is
 * compared, or one that somebody held or will hold. */
static gboolean
read_words (Post       *post,
            const char *key,
            gboolean    title)
{
  g_auto (GStrv) split = g_strsplit_set (key, " -", -1);
  const char *const *words = (const char *const *) split;
  guint n = g_strv_length (split);
  gboolean found;

  post->title = title;
  for (guint i = 0; i < n; i++)
    {
      if (g_strv_contains (_dln_words (DLN_WORDS_POST_HEDGES), words[i])
          || g_strv_contains (_dln_words (DLN_WORDS_FORMER), words[i]))
        return FALSE;
      post->deputy |= g_strv_contains (_dln_words (DLN_WORDS_DEPUTIES), words[i]);
      add_portfolio (post, words[i]);
    }
  post->office = find_group ("office", words, n);
  for (Kind kind = 0; kind < N_KINDS; kind++)
    post->groups[kind] = kind == KIND_RANK ? find_rank (words, n, title)
                                           : find_group (kinds[kind], words, n);
  found = post->office != NULL;
  for (Kind kind = 0; kind < N_KINDS; kind++)
    found |= post->groups[kind] != NULL;
  return found;
}

/* ---- where a post stands --------------------------------------------------------------------- */

static const DlnToken *
get_token (const Reading *reading,
           guint32        token)
{
  return DLN_ROW (reading->annotations->tokens, DlnToken, token);
}

static const char *
get_lemma (const Reading *reading,
           guint32        token)
{
  return dln_strings_get (reading->annotations->strings, get_token (reading, token)->lemma);
}

static gboolean
is_form (const Reading *reading,
         guint32        token,
         const char    *form)
{
  DlnSpan span = get_token (reading, token)->span;

  return span.end - span.begin == strlen (form)
         && g_ascii_strncasecmp (reading->text + span.begin, form, strlen (form)) == 0;
}

/* the mention of a body or place that holds @token, or DLN_NO_ROW */
static guint32
find_owner (const Reading *reading,
            guint32        token)
{
  const GArray *mentions = reading->annotations->mentions;
  DlnSpan span = get_token (reading, token)->span;
  guint low = DLN_ROWS_FIND (mentions, DlnMention, span.begin, (guint64) span.begin + 1);

  for (guint n = 0; low > 0 && n < 4; n++, low--)
    {
      const DlnMention *mention = DLN_ROW (mentions, DlnMention, low - 1);

      if (dln_span_contains (mention->span, span)
          && (mention->type == DLN_ENTITY_INSTITUTION || mention->type == DLN_ENTITY_PLACE))
        return low - 1;
    }
  return DLN_NO_ROW;
}

/* "of the bank", "at Norvik Bank", "for finance" behind the noun */
static void
read_after (const Reading *reading,
            guint32        noun,
            Post          *post)
{
  const DlnSentence *sentence =
    DLN_ROW (reading->annotations->sentences, DlnSentence, get_token (reading, noun)->sentence);
  guint32 end = MIN (sentence->first_token + sentence->n_tokens, noun + 1 + MAX_AFTER);

  if (noun + 2 >= end || get_token (reading, noun + 1)->upos != DLN_UPOS_ADP)
    return;
  for (guint32 t = noun + 2; t < end; t++)
    {
      guint8 upos = get_token (reading, t)->upos;
      guint32 owner = find_owner (reading, t);

      if (upos == DLN_UPOS_VERB || upos == DLN_UPOS_AUX || upos == DLN_UPOS_PUNCT)
        return;
      add_portfolio (post, get_lemma (reading, t));
      if (post->part == 0 && upos == DLN_UPOS_NOUN && owner == DLN_NO_ROW)
        post->part =
          dln_strings_intern (reading->resolver->out->strings, get_lemma (reading, t));
      if (owner == DLN_NO_ROW)
        continue;
      post->owner = _dln_resolver_entity_of (reading->resolver, reading->document, owner);
      return;
    }
}

/* An article that recalls another year says what somebody was then. */
static gboolean
is_recalled (const Reading *reading,
             DlnSpan        mark)
{
  const GArray *times = reading->annotations->times;
  const DlnWhen *today =
    &DLN_ROW (reading->resolver->out->documents, DlnResolvedDocument, reading->document)->when;
  DlnSpan sentence = _dln_sentence_span (reading->annotations, mark);

  for (guint i = 0; i < times->len; i++)
    {
      const DlnTime *time = DLN_ROW (times, DlnTime, i);

      if (dln_span_overlaps (time->span, sentence)
          && time->when.precision != DLN_PRECISION_NONE
          && (time->when.latest_end < dln_instant_shift (today->earliest_begin, -DLN_MONTH)
              || time->when.earliest_begin
                   > dln_instant_shift (today->latest_end, DLN_MONTH)))
        return TRUE;
    }
  return FALSE;
}

/* "Major X was promoted to colonel" */
static gboolean
is_passing (const Reading *reading,
            DlnSpan        mark)
{
  guint32 row = _dln_sentence_at (reading->annotations, mark.begin);
  const DlnSentence *sentence;

  if (row == DLN_NO_ROW)
    return FALSE;
  sentence = DLN_ROW (reading->annotations->sentences, DlnSentence, row);
  for (guint32 t = sentence->first_token; t < sentence->first_token + sentence->n_tokens; t++)
    if (g_strv_contains (_dln_words (DLN_WORDS_POST_CHANGES), get_lemma (reading, t)))
      return TRUE;
  return FALSE;
}

static void
add_post (const Reading *reading,
          guint32        mention,
          const Post    *draft)
{
  Post post = *draft;

  post.document = reading->document;
  post.mention = mention;
  post.entity = _dln_resolver_entity_of (reading->resolver, reading->document, mention);
  if (post.entity != 0 && post.entity != post.owner && !is_recalled (reading, post.mark)
      && !is_passing (reading, post.mark))
    g_array_append_val (reading->posts, post);
}

/* The noun phrase that ends with @noun, and what stands behind it. */
static void
read_noun (const Reading *reading,
           guint32        mention,
           guint32        noun)
{
  const DlnSentence *sentence =
    DLN_ROW (reading->annotations->sentences, DlnSentence, get_token (reading, noun)->sentence);
  Post post = { 0 };
  guint32 first = noun;
  g_autofree char *words = NULL;
  g_autofree char *key = NULL;

  while (first > sentence->first_token && noun - first < 4)
    {
      guint8 upos = get_token (reading, first - 1)->upos;

      if ((upos != DLN_UPOS_NOUN && upos != DLN_UPOS_ADJ && upos != DLN_UPOS_PROPN
           && !is_form (reading, first - 1, "-"))
          || find_owner (reading, first - 1) != DLN_NO_ROW)
        break;
      first--;
    }
  post.mark = (DlnSpan){ get_token (reading, first)->span.begin,
                         get_token (reading, noun)->span.end };
  words = g_strndup (reading->text + post.mark.begin, post.mark.end - post.mark.begin);
  key = _dln_name_key (words);
  if (!read_words (&post, key, FALSE))
    return;
  /* "Norvik Bank's deputy head" */
  for (guint32 t = first; t > sentence->first_token && first - t < 3 && post.owner == 0; t--)
    if (find_owner (reading, t - 1) != DLN_NO_ROW)
      post.owner = _dln_resolver_entity_of (
        reading->resolver, reading->document, find_owner (reading, t - 1));
  if (post.owner == 0)
    read_after (reading, noun, &post);
  add_post (reading, mention, &post);
}

static void
read_title (const Reading    *reading,
            guint32           mention,
            const DlnMention *row)
{
  Post post = { .mark = row->title };
  g_autofree char *key = NULL;

  if (dln_span_is_empty (row->title))
    return;
  key = _dln_name_key (
    dln_strings_get (reading->resolver->out->strings,
                     _dln_resolver_intern_span (reading->resolver, reading->document,
                                                row->title)));
  if (!read_words (&post, key, TRUE))
    return;
  for (guint32 t = row->first_token;
       t > 0 && get_token (reading, t - 1)->span.begin >= row->title.begin && post.owner == 0; t--)
    if (find_owner (reading, t - 1) != DLN_NO_ROW)
      post.owner = _dln_resolver_entity_of (
        reading->resolver, reading->document, find_owner (reading, t - 1));
  add_post (reading, mention, &post);
}

static gboolean
has_child (const Reading     *reading,
           const DlnSentence *sentence,
           guint32            token,
           DlnDeprel          deprel)
{
  for (guint32 t = sentence->first_token; t < sentence->first_token + sentence->n_tokens; t++)
    if (get_token (reading, t)->head == (gint32) token && get_token (reading, t)->deprel == deprel)
      return TRUE;
  return FALSE;
}

/* "is", not "was", "would be" or "is not" */
static gboolean
is_now (const Reading     *reading,
        const DlnSentence *sentence,
        guint32            noun)
{
  gboolean now = FALSE;

  for (guint32 t = sentence->first_token; t < sentence->first_token + sentence->n_tokens; t++)
    {
      if (get_token (reading, t)->head != (gint32) noun)
        continue;
      if (get_token (reading, t)->deprel == DLN_DEPREL_AUX
          || g_strv_contains (_dln_words (DLN_WORDS_NEGATIONS), get_lemma (reading, t)))
        return FALSE;
      now |= get_token (reading, t)->deprel == DLN_DEPREL_COP
             && (is_form (reading, t, "is") || is_form (reading, t, "'s")
                 || is_form (reading, t, "’s"));
    }
  return now;
}

/* "X was appointed head", "they named X head", "X became head", "X serves as head": @verb has @noun
 * below it. */
static gboolean
is_given (const Reading     *reading,
          const DlnSentence *sentence,
          guint32            verb,
          guint32            noun,
          guint32            name)
{
  const char *lemma = get_lemma (reading, verb);
  guint8 deprel = get_token (reading, noun)->deprel;
  guint8 part = get_token (reading, name)->deprel;

  if (get_token (reading, name)->head != (gint32) verb
      || has_child (reading, sentence, verb, DLN_DEPREL_AUX))
    return FALSE;
  if (deprel == DLN_DEPREL_OBL && part == DLN_DEPREL_NSUBJ)
    return g_strv_contains (_dln_words (DLN_WORDS_WORKING_VERBS), lemma) && noun > 0
           && (is_form (reading, noun - 1, "as")
               || has_child (reading, sentence, noun, DLN_DEPREL_CASE));
  return g_strv_contains (_dln_words (DLN_WORDS_ROLE_GIVERS), lemma)
         && (deprel == DLN_DEPREL_XCOMP || deprel == DLN_DEPREL_OBJ)
         && (part == DLN_DEPREL_NSUBJ_PASS || part == DLN_DEPREL_NSUBJ
             || (part == DLN_DEPREL_OBJ && deprel == DLN_DEPREL_XCOMP));
}

/* Whether @noun says what the name at @name is. */
static gboolean
tells_post (const Reading     *reading,
            const DlnSentence *sentence,
            guint32            noun,
            guint32            name)
{
  const DlnToken *row = get_token (reading, noun);
  const DlnToken *named = get_token (reading, name);

  if (row->head == (gint32) name && row->deprel == DLN_DEPREL_APPOS)
    return TRUE;
  if (named->head == (gint32) noun && noun < name && named->deprel == DLN_DEPREL_APPOS)
    return TRUE;
  if (named->head == (gint32) noun && named->deprel == DLN_DEPREL_NSUBJ)
    return is_now (reading, sentence, noun);
  if (row->head == (gint32) name && row->deprel == DLN_DEPREL_ACL_RELCL)
    return is_now (reading, sentence, noun);
  return row->head >= 0 && get_token (reading, row->head)->upos == DLN_UPOS_VERB
         && is_given (reading, sentence, row->head, noun, name);
}

static void
read_mention (const Reading *reading,
              guint32        mention)
{
  const DlnMention *row = DLN_ROW (reading->annotations->mentions, DlnMention, mention);
  const DlnSentence *sentence;

  if (row->type != DLN_ENTITY_PERSON || row->head >= reading->annotations->tokens->len
      || (row->kind != DLN_MENTION_NAME && row->score < LEAST_CERTAINTY))
    return;
  read_title (reading, mention, row);
  sentence = DLN_ROW (reading->annotations->sentences, DlnSentence,
                      get_token (reading, row->head)->sentence);
  for (guint32 t = sentence->first_token; t < sentence->first_token + sentence->n_tokens; t++)
    {
      guint8 upos = get_token (reading, t)->upos;

      if ((upos == DLN_UPOS_NOUN || upos == DLN_UPOS_PROPN)
          && (t < row->first_token || t >= row->first_token + row->n_tokens)
          && tells_post (reading, sentence, t, row->head))
        read_noun (reading, mention, t);
    }
}

/* Roles and verbs that the relations stage tied to a body: "X, who is 54, heads Y". */
static void
read_relation (const Reading          *reading,
               const DlnRelationClaim *claim)
{
  const GArray *mentions = reading->annotations->mentions;
  const char *caption = dln_strings_get (reading->annotations->strings, claim->caption);
  const char *pattern = dln_strings_get (reading->annotations->strings, claim->pattern);
  g_autofree char *key = NULL;
  char *of;
  Post post = { .mark = claim->span };

  if (claim->ended || claim->polarity != DLN_POLARITY_POSITIVE
      || claim->modality != DLN_MODALITY_ASSERTED || claim->subject >= mentions->len
      || (DLN_ROW (mentions, DlnMention, claim->subject)->kind != DLN_MENTION_NAME
          && DLN_ROW (mentions, DlnMention, claim->subject)->score < LEAST_CERTAINTY)
      || (claim->type != DLN_RELATION_HEAD_OF && claim->type != DLN_RELATION_EMPLOYED_BY
          && claim->type != DLN_RELATION_POST_IN && claim->type != DLN_RELATION_MEMBER_OF))
    return;
  post.owner = _dln_resolver_entity_of (reading->resolver, reading->document, claim->object);
  if (g_str_has_prefix (pattern, "verb"))
    {
      guint32 t = 0;
      guint32 n = reading->annotations->tokens->len;

      for (guint32 high = n; t < high;)
        {
          guint32 middle = (t + high) / 2;

          if (get_token (reading, middle)->span.end <= claim->span.begin)
            t = middle + 1;
          else
            high = middle;
        }
      if (claim->type != DLN_RELATION_HEAD_OF || t >= n)
        return;
      post.office = _dln_lexicon_get_post ("verb", get_lemma (reading, t));
      if (post.office != NULL)
        add_post (reading, claim->subject, &post);
      return;
    }
  key = _dln_name_key (caption);
  of = strstr (key, " of ");
  if (of != NULL)
    {
      const char *last = strrchr (of, ' ');

      post.part = dln_strings_intern (reading->resolver->out->strings, last + 1);
      *of = '\0';
    }
  if (read_words (&post, key, FALSE))
    add_post (reading, claim->subject, &post);
}

static GArray *
collect_posts (DlnResolver *resolver)
{
  GArray *posts = g_array_new (FALSE, TRUE, sizeof (Post));

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;
      Reading reading = { resolver, i, annotations,
                          dln_document_get_text (resolver->inputs[i].document, NULL), posts };

      for (guint32 j = 0; j < annotations->mentions->len; j++)
        read_mention (&reading, j);
      for (guint32 j = 0; j < annotations->relations->len; j++)
        read_relation (&reading, DLN_ROW (annotations->relations, DlnRelationClaim, j));
    }
  return posts;
}

/* ---- comparing them -------------------------------------------------------------------------- */

static gboolean
share_portfolio (const Post *a,
                 const Post *b)
{
  for (guint i = 0; i < MAX_PORTFOLIOS && a->portfolios[i] != NULL; i++)
    for (guint j = 0; j < MAX_PORTFOLIOS && b->portfolios[j] != NULL; j++)
      if (strcmp (a->portfolios[i], b->portfolios[j]) == 0)
        return TRUE;
  return FALSE;
}

static gboolean
agree_on_owner (const Post *a,
                const Post *b)
{
  return (a->owner == 0 || b->owner == 0 || a->owner == b->owner)
         && (a->part == 0 || b->part == 0 || a->part == b->part);
}

/* "the town's mayor", "head of the bank" in an article that names the body of the other */
static gboolean
names_owner_of (const DlnResolver *resolver,
                const Post        *vague,
                const Post        *other)
{
  const GArray *ids = g_ptr_array_index (resolver->out->entity_of, vague->document);
  const char *part = dln_strings_get (resolver->out->strings, vague->part);

  if (vague->owner != 0 || other->owner == 0 || other->part != 0
      || (vague->part != 0
          && (_dln_lexicon_get_noun (part).classes & DLN_NOUN_INSTITUTION) == 0))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, DlnEntityId, i) == other->owner)
      return TRUE;
  return FALSE;
}

static gboolean
have_one_owner (const DlnResolver *resolver,
                const Post        *a,
                const Post        *b)
{
  return (a->part == b->part && a->owner == b->owner && (a->owner != 0 || a->part != 0))
         || names_owner_of (resolver, a, b) || names_owner_of (resolver, b, a);
}

/* A captain who is also called sergeant may be one of a team. */
static gboolean
are_ranks_apart (const Post *a,
                 const Post *b)
{
  return (a->title && b->title)
         || (!is_ambiguous_rank (a->groups[KIND_RANK])
             && !is_ambiguous_rank (b->groups[KIND_RANK]));
}

static gboolean
exclude (const DlnResolver *resolver,
         const Post        *a,
         const Post        *b)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    if (a->groups[kind] != NULL && b->groups[kind] != NULL
        && strcmp (a->groups[kind], b->groups[kind]) != 0
        && (kind == KIND_RANK ? are_ranks_apart (a, b) : agree_on_owner (a, b)))
      return TRUE;
  if (a->office == NULL || b->office == NULL || strcmp (a->office, b->office) != 0)
    return FALSE;
  if (a->portfolios[0] != NULL && b->portfolios[0] != NULL && a->deputy == b->deputy)
    return !share_portfolio (a, b) && agree_on_owner (a, b);
  return a->deputy != b->deputy
         && (have_one_owner (resolver, a, b) || (share_portfolio (a, b) && agree_on_owner (a, b)));
}

/* another word for the same */
static gboolean
are_alike (const Post *a,
           const Post *b)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    if (a->groups[kind] != NULL && b->groups[kind] != NULL
        && strcmp (a->groups[kind], b->groups[kind]) == 0)
      return TRUE;
  return a->office != NULL && b->office != NULL && strcmp (a->office, b->office) == 0
         && a->deputy == b->deputy
         && (a->portfolios[0] == NULL || b->portfolios[0] == NULL || share_portfolio (a, b));
}

/* An article that gives somebody both posts knows what it says. */
static gboolean
knows_both (const Post *posts,
            guint       n,
            const Post *a,
            const Post *b)
{
  for (guint i = 0; i < n; i++)
    if ((posts[i].document == a->document && are_alike (&posts[i], b))
        || (posts[i].document == b->document && are_alike (&posts[i], a)))
      return TRUE;
  return FALSE;
}

static void
report (DlnResolver *resolver,
        const Post  *a,
        const Post  *b)
{
  const Post *sides[] = { a, b };
  const char *words[2];
  guint32 rows[2];

  for (guint i = 0; i < 2; i++)
    {
      rows[i] = _dln_conflict_add_evidence (
        resolver, sides[i]->entity, sides[i]->document, sides[i]->mention, sides[i]->mark);
      words[i] = dln_strings_get (
        resolver->out->strings,
        _dln_resolver_intern_span (resolver, sides[i]->document, sides[i]->mark));
    }
  _dln_resolver_add_conflict (resolver,
                              DLN_ROW (resolver->out->evidence, DlnEvidence, rows[0]),
                              DLN_ROW (resolver->out->evidence, DlnEvidence, rows[1]),
                              DLN_CONFLICT_ROLE,
                              words[0],
                              words[1]);
}

/* The first pair of one person's posts that exclude each other. */
static void
compare_posts (DlnResolver *resolver,
               const Post  *posts,
               guint        n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (_dln_conflict_are_independent (resolver, posts[i].document, posts[j].document)
          && _dln_conflict_are_within_month (
            resolver, posts[i].document, posts[j].document)
          && exclude (resolver, &posts[i], &posts[j])
          && !knows_both (posts, n, &posts[i], &posts[j]))
        {
          report (resolver, &posts[i], &posts[j]);
          return;
        }
}

static int
compare_entities (gconstpointer a,
                  gconstpointer b)
{
  const Post *x = a;
  const Post *y = b;

  if (x->entity != y->entity)
    return x->entity < y->entity ? -1 : 1;
  if (x->document != y->document)
    return x->document < y->document ? -1 : 1;
  return x->mark.begin < y->mark.begin ? -1 : x->mark.begin > y->mark.begin;
}

/* Time: O(tokens x names of a sentence), as the posts compared are bounded */
void
_dln_conflicts_find_posts (DlnResolver *resolver)
{
  g_autoptr (GArray) posts = collect_posts (resolver);

  g_array_sort (posts, compare_entities);
  for (guint i = 0, end; i < posts->len; i = end)
    {
      const Post *first = DLN_ROW (posts, Post, i);

      for (end = i + 1;
           end < posts->len && DLN_ROW (posts, Post, end)->entity == first->entity; end++)
        ;
      compare_posts (resolver, first, MIN (end - i, MAX_POSTS));
    }
}
