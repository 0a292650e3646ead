/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims of events made comparable: kind, people and places with their roles, date, the words
 * around the trigger. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/events/dln-claims-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <stdlib.h>
#include <string.h>

#define COMMON 7 /* a verb that tells less than this is in every article */

/* ---- kind ---------------------------------------------------------------------------------- */

/* "proposal" and "propose" share a stem; crude, for lemmas that the list does not have. */
static char *
dup_stem (const char *lemma)
{
  const char *const *endings = _dln_words (DLN_WORDS_NOUN_ENDINGS);
  char *stem = g_ascii_strdown (lemma, -1);
  gsize length = strlen (stem);

  for (guint i = 0; endings[i] != NULL; i++)
    {
      gsize ending = strlen (endings[i]);

      if (length >= ending + 4 && strcmp (stem + length - ending, endings[i]) == 0)
        {
          length -= ending;
          stem[length] = '\0';
        }
    }
  return stem;
}

static gboolean
is_aspectual (const char *lemma)
{
  return g_strv_contains (_dln_words (DLN_WORDS_ASPECTUAL), lemma);
}

static gboolean
is_light (const char *lemma)
{
  return g_strv_contains (_dln_words (DLN_WORDS_LIGHT_VERBS), lemma);
}

/* "the war started": the event is the war. */
static const char *
find_inner_lemma (const DlnAnnotations *annotations,
                  guint32               token)
{
  const DlnToken *row = DLN_ROW (annotations->tokens, DlnToken, token);
  guint32 first = token > 12 ? token - 12 : 0;
  guint32 end = MIN (annotations->tokens->len, token + 13);

  for (guint32 i = first; i < end; i++)
    {
      const DlnToken *other = DLN_ROW (annotations->tokens, DlnToken, i);
      const char *lemma = dln_strings_get (annotations->strings, other->lemma);

      if (other->sentence == row->sentence && other->head == (gint32) token
          && other->upos == DLN_UPOS_NOUN
          && (other->deprel == DLN_DEPREL_NSUBJ || other->deprel == DLN_DEPREL_OBJ
              || other->deprel == DLN_DEPREL_NMOD || other->deprel == DLN_DEPREL_NSUBJ_PASS)
          && _dln_lexicon_get_same_event (lemma, TRUE) != NULL)
        return lemma;
    }
  if (row->head >= 0 && row->head < (gint32) annotations->tokens->len
      && (row->deprel == DLN_DEPREL_ACL || row->deprel == DLN_DEPREL_ACL_RELCL))
    {
      const DlnToken *noun = DLN_ROW (annotations->tokens, DlnToken, row->head);
      const char *lemma = dln_strings_get (annotations->strings, noun->lemma);

      return noun->upos == DLN_UPOS_NOUN && _dln_lexicon_get_same_event (lemma, TRUE) != NULL
               ? lemma
               : NULL;
    }
  if (token > 0 && DLN_ROW (annotations->tokens, DlnToken, token - 1)->upos == DLN_UPOS_NOUN
      && DLN_ROW (annotations->tokens, DlnToken, token - 1)->sentence == row->sentence)
    {
      const DlnToken *noun = DLN_ROW (annotations->tokens, DlnToken, token - 1);
      const char *lemma = dln_strings_get (annotations->strings, noun->lemma);

      return _dln_lexicon_get_same_event (lemma, TRUE) != NULL ? lemma : NULL;
    }
  return NULL;
}

/* "step-down" of "stepped down": a verb with its particle is another verb. */
static char *
dup_phrasal (const DlnAnnotations *annotations,
             guint32               token)
{
  const DlnToken *verb;

  if (token >= annotations->tokens->len)
    return NULL;
  verb = DLN_ROW (annotations->tokens, DlnToken, token);
  for (guint32 i = token + 1; i < MIN (annotations->tokens->len, token + 6); i++)
    {
      const DlnToken *particle = DLN_ROW (annotations->tokens, DlnToken, i);

      if (particle->head == (gint32) token && particle->sentence == verb->sentence
          && (particle->deprel == DLN_DEPREL_COMPOUND_PRT
              || (i == token + 1 && particle->deprel == DLN_DEPREL_ADVMOD
                  && particle->span.end - particle->span.begin < 6)))
        return g_strdup_printf ("%s-%s",
                                dln_strings_get (annotations->strings, verb->lemma),
                                dln_strings_get (annotations->strings, particle->lemma));
    }
  return NULL;
}

static char *
dup_form (const char           *text,
          const DlnAnnotations *annotations,
          guint32               token)
{
  DlnSpan span = DLN_ROW (annotations->tokens, DlnToken, token)->span;

  return g_ascii_strdown (text + span.begin, span.end - span.begin);
}

static void
read_class (DlnClaimReader       *reader,
            const char           *text,
            const DlnAnnotations *annotations,
            const DlnEventClaim  *claim,
            DlnClaimProfile      *profile)
{
  g_autofree char *lemma =
    g_ascii_strdown (dln_strings_get (annotations->strings, claim->lemma), -1);
  const char *inner = is_aspectual (lemma) && claim->token < annotations->tokens->len
                        ? find_inner_lemma (annotations, claim->token)
                        : NULL;
  gboolean noun = (claim->flags & DLN_EVENT_NOMINAL) != 0;
  g_autofree char *phrase = dup_phrasal (annotations, claim->token);
  const char *word = inner != NULL ? inner : phrase != NULL ? phrase : lemma;
  const char *same = _dln_lexicon_get_same_event (word, noun || inner != NULL);
  const char *verb = same == NULL && phrase == NULL ? _dln_lexicon_get_event_verb (lemma) : NULL;
  g_autofree char *stem = NULL;

  /* "flead" for "fled": the lemma of a rare past form is a guess, the form is in the list */
  if (same == NULL && verb == NULL && phrase == NULL && claim->token < annotations->tokens->len)
    {
      g_autofree char *form = dup_form (text, annotations, claim->token);

      verb = _dln_lexicon_get_event_verb (form);
    }
  if (verb != NULL)
    same = _dln_lexicon_get_same_event (verb, FALSE);
  if (same == NULL)
    stem = phrase != NULL ? g_strdup (phrase) : dup_stem (verb != NULL ? verb : lemma);

  profile->class = dln_strings_intern (reader->words, same != NULL ? same : stem);
  verb = _dln_lexicon_get_event_verb (word);
  profile->family = dln_strings_intern (reader->words, verb != NULL ? verb : word);
  profile->light = phrase == NULL && is_light (lemma);
}

/* ---- people, places and words -------------------------------------------------------------- */

static void
add_entity (DlnClaimProfile *profile,
            DlnEntityId      entity,
            guint8           role,
            gboolean         actor)
{
  if (entity == 0)
    return;
  for (guint i = 0; i < profile->n_entities; i++)
    if (profile->entities[i].entity == entity)
      {
        profile->entities[i].role = MIN (profile->entities[i].role, role);
        return;
      }
  if (profile->n_entities < DLN_CLAIM_MAX_ENTITIES)
    profile->entities[profile->n_entities++] = (DlnClaimEntity){ entity, role, actor };
}

static gboolean
is_actor (const DlnAnnotations *annotations,
          guint32               mention)
{
  if (mention >= annotations->mentions->len)
    return FALSE;

  guint8 type = DLN_ROW (annotations->mentions, DlnMention, mention)->type;

  return type == DLN_ENTITY_PERSON || type == DLN_ENTITY_INSTITUTION;
}

/* A place that is left or reached is no patient. */
static guint8
read_role (const DlnEventClaim *claim,
           guint8               role,
           gboolean             actor)
{
  if (claim->type == DLN_EVENT_MOVEMENT && role == DLN_ROLE_PATIENT && !actor)
    return DLN_ROLE_PLACE;
  return role == DLN_ROLE_SOURCE || role == DLN_ROLE_DESTINATION ? DLN_ROLE_PLACE : role;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static void
add_content (DlnClaimProfile *profile,
             guint32          word)
{
  for (guint i = 0; i < profile->n_content; i++)
    if (profile->content[i] == word)
      return;
  if (profile->n_content < DLN_CLAIM_MAX_CONTENT)
    profile->content[profile->n_content++] = word;
}

/* Nouns, verbs, numbers of the clause: not names (they are entities), not the trigger. */
static void
read_content (DlnClaimReader       *reader,
              const DlnAnnotations *annotations,
              const DlnEventClaim  *claim,
              DlnClaimProfile      *profile)
{
  DlnSpan clause = dln_span_is_empty (claim->clause) ? claim->evidence : claim->clause;
  guint32 first = claim->token > 30 ? claim->token - 30 : 0;
  guint32 end = MIN (annotations->tokens->len, claim->token + 31);

  for (guint32 i = first; i < end; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);
      const char *lemma = dln_strings_get (annotations->strings, token->lemma);
      const char *same =
        _dln_lexicon_get_same_event (lemma, token->upos == DLN_UPOS_NOUN);

      if (i == claim->token || !dln_span_contains (clause, token->span) || token->name != 0
          || (token->upos != DLN_UPOS_NOUN && token->upos != DLN_UPOS_VERB
              && token->upos != DLN_UPOS_ADJ)
          || strlen (lemma) < 3)
        continue;
      add_content (profile, dln_strings_intern (reader->words, same != NULL ? same : lemma));
    }
  if (profile->n_content > 1)
    qsort (profile->content, profile->n_content, sizeof (guint32), compare_numbers);
}

/* Names in the clause that have no role there are weaker ties. */
static void
read_company (DlnResolver         *resolver,
              guint32              document,
              const DlnEventClaim *claim,
              DlnClaimProfile     *profile)
{
  const GArray *mentions = resolver->inputs[document].annotations->mentions;
  DlnSpan clause = dln_span_is_empty (claim->clause) ? claim->evidence : claim->clause;
  guint low = DLN_ROWS_FIND (mentions, DlnMention, span.begin, clause.begin);

  for (guint n = 0; low < mentions->len && n < 16; low++, n++)
    {
      if (DLN_ROW (mentions, DlnMention, low)->span.begin >= clause.end)
        break;
      add_entity (profile,
                  _dln_resolver_entity_of (resolver, document, low),
                  DLN_ROLE_OTHER,
                  is_actor (resolver->inputs[document].annotations, low));
    }
}

/* ---- the words around the trigger ------------------------------------------------------------ */

static guint32
intern_lemma (DlnClaimReader       *reader,
              const DlnAnnotations *annotations,
              guint32               token)
{
  const DlnToken *row = DLN_ROW (annotations->tokens, DlnToken, token);
  g_autofree char *lower = g_utf8_strdown (dln_strings_get (annotations->strings, row->lemma), -1);

  return dln_strings_intern (reader->words, lower);
}

static gboolean
is_plural (const DlnAnnotations *annotations,
           guint32               token)
{
  const DlnToken *row = DLN_ROW (annotations->tokens, DlnToken, token);
  const char *xpos = dln_strings_get (annotations->strings, row->xpos);

  return row->upos == DLN_UPOS_NUM || strcmp (xpos, "NNS") == 0 || strcmp (xpos, "NNPS") == 0;
}

typedef struct /* tokens, or DLN_NO_ROW */
{
  guint32 subject;
  guint32 object;
} Arguments;

/* 0 for a pronoun or a name: "the country" may be Russia, and names are compared as entities.
 * @at: (inout): the first of the trigger's words of this sort */
static guint32
read_argument (DlnClaimReader       *reader,
               const DlnAnnotations *annotations,
               guint32               token,
               guint32              *at)
{
  if (*at == DLN_NO_ROW)
    *at = token;

  guint8 upos = DLN_ROW (annotations->tokens, DlnToken, token)->upos;

  return upos == DLN_UPOS_PRON || upos == DLN_UPOS_PROPN
           ? 0
           : intern_lemma (reader, annotations, token);
}

static gboolean
is_subject (guint8 deprel)
{
  return deprel == DLN_DEPREL_NSUBJ || deprel == DLN_DEPREL_NSUBJ_PASS
         || deprel == DLN_DEPREL_NMOD_POSS;
}

static void
read_determiner (const DlnAnnotations *annotations,
                 guint32               token,
                 DlnClaimProfile      *profile)
{
  const char *lemma = dln_strings_get (
    annotations->strings, DLN_ROW (annotations->tokens, DlnToken, token)->lemma);

  profile->definite |= g_strv_contains (_dln_words (DLN_WORDS_DEFINITE), lemma);
  profile->indefinite |= g_strv_contains (_dln_words (DLN_WORDS_INDEFINITE), lemma);
}

/* The words that hang on the trigger. A subject of a passive is its object, of a noun so is what
 * stands behind it: "the killing of a man". */
static void
read_children (DlnClaimReader       *reader,
               const DlnAnnotations *annotations,
               const DlnSentence    *sentence,
               guint32               trigger,
               Arguments            *arguments,
               DlnClaimProfile      *profile)
{
  gboolean noun = DLN_ROW (annotations->tokens, DlnToken, trigger)->upos == DLN_UPOS_NOUN;
  guint32 end = sentence->first_token + sentence->n_tokens;

  for (guint32 i = sentence->first_token; i < end; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);

      if (token->head != (gint32) trigger)
        continue;
      if (token->deprel == DLN_DEPREL_DET)
        read_determiner (annotations, i, profile);
      else if (token->deprel == DLN_DEPREL_AMOD && profile->adjective == 0)
        profile->adjective = intern_lemma (reader, annotations, i);
      else if (profile->object == 0
               && (token->deprel == (noun ? DLN_DEPREL_NMOD : DLN_DEPREL_OBJ)
                   || token->deprel == DLN_DEPREL_NSUBJ_PASS))
        profile->object = read_argument (reader, annotations, i, &arguments->object);
      else if (profile->subject == 0 && is_subject (token->deprel))
        profile->subject = read_argument (reader, annotations, i, &arguments->subject);
    }
}

/* One person or more, by the mentions that have @role; without any, by the word in their place. */
static guint8
read_number (const DlnAnnotations *annotations,
             const DlnEventClaim  *claim,
             guint8                role,
             guint32               argument)
{
  guint64 end = (guint64) claim->first_participant + claim->n_participants;
  guint32 person = DLN_NO_ROW;
  guint n = 0;

  for (guint64 i = claim->first_participant; i < MIN (end, annotations->participants->len); i++)
    {
      const DlnParticipant *row = DLN_ROW (annotations->participants, DlnParticipant, i);
      const DlnMention *mention;

      if (row->role != role || row->mention >= annotations->mentions->len)
        continue;
      mention = DLN_ROW (annotations->mentions, DlnMention, row->mention);
      if (mention->entity < annotations->entities->len
          && DLN_ROW (annotations->entities, DlnLocalEntity, mention->entity)->plural
          && mention->kind != DLN_MENTION_NAME)
        return DLN_CLAIM_MANY;
      if (mention->kind != DLN_MENTION_NAME && mention->head < annotations->tokens->len
          && is_plural (annotations, mention->head))
        return DLN_CLAIM_MANY;
      if (mention->type != DLN_ENTITY_PERSON)
        continue;
      n += n == 0 || mention->entity == DLN_NO_ROW || mention->entity != person;
      person = mention->entity;
    }
  if (n > 0)
    return n == 1 ? DLN_CLAIM_ONE : DLN_CLAIM_MANY;
  return argument != DLN_NO_ROW && is_plural (annotations, argument) ? DLN_CLAIM_MANY
                                                                     : DLN_CLAIM_SOMEBODY;
}

/* "nobody knows how many have fled" */
static gboolean
asks_how_many (const DlnAnnotations *annotations,
               guint32               trigger)
{
  guint32 first = trigger > 6 ? trigger - 6 : 0;

  for (guint32 i = first; i + 1 < trigger; i++)
    {
      const DlnToken *how = DLN_ROW (annotations->tokens, DlnToken, i);
      const DlnToken *many = how + 1;

      if (how->sentence == DLN_ROW (annotations->tokens, DlnToken, trigger)->sentence
          && strcmp (dln_strings_get (annotations->strings, how->lemma), "how") == 0
          && (many->upos == DLN_UPOS_ADJ || many->upos == DLN_UPOS_ADV))
        return TRUE;
    }
  return FALSE;
}

/* "reasons to flee", "when they flee": what may be or often is, not what was */
static gboolean
is_generic (const DlnAnnotations *annotations,
            const DlnEventClaim  *claim)
{
  const DlnToken *trigger = DLN_ROW (annotations->tokens, DlnToken, claim->token);
  const char *xpos = dln_strings_get (annotations->strings, trigger->xpos);

  if (claim->modality == DLN_MODALITY_CONDITIONAL)
    return TRUE;
  if (claim->when.precision != DLN_PRECISION_NONE)
    return FALSE;
  if (strcmp (xpos, "VB") == 0 && dln_deprel_get_base (trigger->deprel) == DLN_DEPREL_ACL)
    return TRUE;
  return claim->modality == DLN_MODALITY_PLANNED || strcmp (xpos, "VBP") == 0;
}

/* Of "came and bought", "men accused of ...": the subject stands at another word. */
static void
read_far_subject (DlnClaimReader       *reader,
                  const DlnAnnotations *annotations,
                  const DlnSentence    *sentence,
                  const DlnToken       *trigger,
                  Arguments            *arguments,
                  DlnClaimProfile      *profile)
{
  guint32 end = sentence->first_token + sentence->n_tokens;

  if (profile->subject != 0 || trigger->upos != DLN_UPOS_VERB || trigger->head < 0)
    return;
  if (trigger->deprel == DLN_DEPREL_ACL
      && strcmp (dln_strings_get (annotations->strings, trigger->xpos), "VBN") == 0)
    profile->object = read_argument (reader, annotations, trigger->head, &arguments->object);
  else if (trigger->deprel == DLN_DEPREL_ACL || trigger->deprel == DLN_DEPREL_ACL_RELCL)
    profile->subject = read_argument (reader, annotations, trigger->head, &arguments->subject);
  if (trigger->deprel != DLN_DEPREL_CONJ && trigger->deprel != DLN_DEPREL_XCOMP
      && trigger->deprel != DLN_DEPREL_ADVCL)
    return;
  for (guint32 i = sentence->first_token; i < end && profile->subject == 0; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);

      if (token->head == trigger->head && is_subject (token->deprel))
        profile->subject = read_argument (reader, annotations, i, &arguments->subject);
    }
}

/* "2,200", "nine"; 0 for another */
static double
read_value (const char *form)
{
  const char *const *words = _dln_words (DLN_WORDS_NUMBER_WORDS);
  GString *digits = g_string_new (NULL);
  double value = 0;

  for (const char *c = form; *c != '\0'; c++)
    if (*c != ',')
      g_string_append_c (digits, *c);
  if (g_ascii_isdigit (digits->str[0]))
    value = g_ascii_strtod (digits->str, NULL);
  for (guint i = 0; words[i] != NULL && value == 0; i++)
    if (strcmp (words[i], form) == 0)
      value = i;
  g_string_free (digits, TRUE);
  return value;
}

static void
read_counts (DlnClaimReader       *reader,
             const char           *text,
             const DlnAnnotations *annotations,
             const DlnSentence    *sentence,
             DlnSpan               clause,
             DlnClaimProfile      *profile)
{
  guint32 end = sentence->first_token + sentence->n_tokens;

  for (guint32 i = sentence->first_token; i < end && profile->n_counts < DLN_CLAIM_MAX_COUNTS; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);

      if (token->upos != DLN_UPOS_NUM || token->head < 0
          || !dln_span_contains (clause, token->span))
        continue;

      g_autofree char *form = dup_form (text, annotations, i);

      profile->counts[profile->n_counts++] =
        (DlnClaimCount){ intern_lemma (reader, annotations, token->head),
                         dln_strings_intern (reader->words, form),
                         read_value (form) };
    }
}

static int
compare_terms (gconstpointer a,
               gconstpointer b)
{
  return compare_numbers (&((const DlnClaimTerm *) a)->word, &((const DlnClaimTerm *) b)->word);
}

/* The words of a sentence, once for all its claims. */
static void
read_sentence (DlnClaimReader       *reader,
               const DlnAnnotations *annotations,
               const DlnSentence    *sentence,
               guint32               number,
               DlnClaimProfile      *profile)
{
  guint32 end = sentence->first_token + sentence->n_tokens;
  guint first = reader->terms->len;

  if (reader->document == profile->document && reader->sentence == number
      && reader->n_terms > 0)
    {
      profile->first_term = reader->first_term;
      profile->n_terms = reader->n_terms;
      return;
    }
  for (guint32 i = sentence->first_token; i < end; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);
      DlnClaimTerm term;

      if (token->upos != DLN_UPOS_NOUN && token->upos != DLN_UPOS_PROPN
          && token->upos != DLN_UPOS_VERB && token->upos != DLN_UPOS_ADJ
          && token->upos != DLN_UPOS_NUM)
        continue;
      if (token->span.end - token->span.begin < 3)
        continue;
      term.word = intern_lemma (reader, annotations, i);
      term.weight = _dln_lexicon_get_weight (dln_strings_get (reader->words, term.word));
      g_array_append_val (reader->terms, term);
    }
  if (reader->terms->len > first + 1)
    qsort (DLN_ROW (reader->terms, DlnClaimTerm, first), reader->terms->len - first,
           sizeof (DlnClaimTerm), compare_terms);
  profile->first_term = reader->first_term = first;
  profile->n_terms = reader->n_terms = MIN (reader->terms->len - first, G_MAXUINT16);
  reader->document = profile->document;
  reader->sentence = number;
}

static void
read_words (DlnClaimReader       *reader,
            const char           *text,
            const DlnAnnotations *annotations,
            const DlnEventClaim  *claim,
            DlnClaimProfile      *profile)
{
  const DlnToken *trigger;
  const DlnSentence *sentence;
  Arguments arguments = { DLN_NO_ROW, DLN_NO_ROW };

  if (reader->terms == NULL || claim->token >= annotations->tokens->len)
    return;
  trigger = DLN_ROW (annotations->tokens, DlnToken, claim->token);
  sentence = DLN_ROW (annotations->sentences, DlnSentence, trigger->sentence);
  profile->place_in_text = trigger->sentence;
  profile->lemma = intern_lemma (reader, annotations, claim->token);
  profile->common =
    _dln_lexicon_get_weight (dln_strings_get (reader->words, profile->lemma)) < COMMON;
  profile->nominal = trigger->upos != DLN_UPOS_VERB;
  profile->plural =
    strcmp (dln_strings_get (annotations->strings, trigger->xpos), "NNS") == 0;
  read_children (reader, annotations, sentence, claim->token, &arguments, profile);
  read_far_subject (reader, annotations, sentence, trigger, &arguments, profile);
  profile->agents = read_number (annotations, claim, DLN_ROLE_AGENT, arguments.subject);
  profile->patients = read_number (annotations, claim, DLN_ROLE_PATIENT, arguments.object);
  profile->generic = is_generic (annotations, claim);
  profile->asks = asks_how_many (annotations, claim->token);
  read_counts (reader, text, annotations, sentence,
               dln_span_is_empty (claim->clause) ? claim->evidence : claim->clause, profile);
  read_sentence (reader, annotations, sentence, trigger->sentence, profile);
}

static guint32
hash_sentence (DlnResolver         *resolver,
               guint32              document,
               const DlnEventClaim *claim)
{
  gsize length;
  const char *text = dln_document_get_text (resolver->inputs[document].document, &length);
  DlnSpan span = claim->evidence;
  guint32 hash = 5381;
  guint words = 0;

  if (span.end > length || dln_span_is_empty (span))
    return 0;
  for (guint32 i = span.begin; i < span.end; i++)
    {
      if (g_ascii_isalnum (text[i]))
        hash = hash * 33 + g_ascii_tolower (text[i]);
      words += text[i] == ' ';
      if (i == claim->span.begin)
        hash = hash * 33 + 7;
    }
  return words >= 5 ? hash | 1 : 0;
}

/**
 * _dln_claim_read:
 * @reader: the words read so far; what only _dln_claim_compare() needs is read if it has terms
 * @resolver: the documents
 * @document: index of one
 * @row: one of its events
 * @profile: (out): what of it is compared with others
 */
void
_dln_claim_read (DlnClaimReader  *reader,
                 DlnResolver     *resolver,
                 guint32          document,
                 guint32          row,
                 DlnClaimProfile *profile)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, row);
  guint64 end = (guint64) claim->first_participant + claim->n_participants;

  *profile = (DlnClaimProfile){
    .document = document,
    .type = claim->type,
    .statement = claim->type == DLN_EVENT_STATEMENT,
    .polarity = claim->polarity,
    .modality = claim->modality,
    .background = (claim->flags & DLN_EVENT_BACKGROUND) != 0,
    .recalled = (claim->flags & DLN_EVENT_BACKGROUND) != 0
                && claim->when.precision != DLN_PRECISION_NONE,
    .when = resolver->event_when[resolver->first_event[document] + row],
    .sentence = hash_sentence (resolver, document, claim),
  };
  read_class (reader,
              dln_document_get_text (resolver->inputs[document].document, NULL),
              annotations,
              claim,
              profile);
  for (guint64 i = claim->first_participant; i < MIN (end, annotations->participants->len); i++)
    {
      const DlnParticipant *participant = DLN_ROW (annotations->participants, DlnParticipant, i);
      gboolean actor = is_actor (annotations, participant->mention);

      add_entity (profile,
                  _dln_resolver_entity_of (resolver, document, participant->mention),
                  read_role (claim, participant->role, actor),
                  actor);
    }
  add_entity (profile, _dln_resolver_entity_of (resolver, document, claim->place),
              DLN_ROLE_PLACE, FALSE);
  read_company (resolver, document, claim, profile);
  read_content (reader, annotations, claim, profile);
  read_words (reader,
              dln_document_get_text (resolver->inputs[document].document, NULL),
              annotations,
              claim,
              profile);
}
