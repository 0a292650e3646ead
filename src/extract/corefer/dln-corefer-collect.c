/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What refers in a document: names, pronouns and noun phrases, with number, gender and function
 * read from the trees. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"
#include "extract/corefer/dln-corefer-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"
#include "extract/dln-rows-private.h"

#include <string.h>

#define MAX_SENTENCE_TOKENS 300 /* longer ones are lists or damage: only their names count */

typedef struct
{
  const char  *form;
  guint8       person;
  guint8       number;
  guint8       gender;
  guint8       reflexive;
} Pronoun;

static const Pronoun pronouns[] = {
  { "he", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_MALE, 0 },
  { "him", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_MALE, 0 },
  { "his", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_MALE, 0 },
  { "himself", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_MALE, 1 },
  { "she", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_FEMALE, 0 },
  { "her", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_FEMALE, 0 },
  { "hers", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_FEMALE, 0 },
  { "herself", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_FEMALE, 1 },
  { "it", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_NEUTER, 0 },
  { "its", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_NEUTER, 0 },
  { "itself", 3, DLN_NUMBER_SINGULAR, DLN_GENDER_NEUTER, 1 },
  { "they", 3, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 0 },
  { "them", 3, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 0 },
  { "their", 3, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 0 },
  { "theirs", 3, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 0 },
  { "themselves", 3, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 1 },
  { "i", 1, DLN_NUMBER_SINGULAR, DLN_GENDER_UNKNOWN, 0 },
  { "me", 1, DLN_NUMBER_SINGULAR, DLN_GENDER_UNKNOWN, 0 },
  { "my", 1, DLN_NUMBER_SINGULAR, DLN_GENDER_UNKNOWN, 0 },
  { "mine", 1, DLN_NUMBER_SINGULAR, DLN_GENDER_UNKNOWN, 0 },
  { "myself", 1, DLN_NUMBER_SINGULAR, DLN_GENDER_UNKNOWN, 1 },
  { "we", 1, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 0 },
  { "us", 1, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 0 },
  { "our", 1, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 0 },
  { "ours", 1, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 0 },
  { "ourselves", 1, DLN_NUMBER_PLURAL, DLN_GENDER_UNKNOWN, 1 },
  { "you", 2, DLN_NUMBER_UNKNOWN, DLN_GENDER_UNKNOWN, 0 },
  { "your", 2, DLN_NUMBER_UNKNOWN, DLN_GENDER_UNKNOWN, 0 },
  { "yours", 2, DLN_NUMBER_UNKNOWN, DLN_GENDER_UNKNOWN, 0 },
  { "yourself", 2, DLN_NUMBER_SINGULAR, DLN_GENDER_UNKNOWN, 1 },
};

/* ---- names --------------------------------------------------------------------------------- */

static DlnGender
guess_gender (const char *name,
              const char *title)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  g_auto (GStrv) names = g_strsplit (name, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      DlnGender gender = DLN_GENDER_UNKNOWN;
      DlnNoun noun = _dln_lexicon_get_noun (words[i]);

      if (_dln_lexicon_is_honorific (words[i], &gender) && gender != DLN_GENDER_UNKNOWN)
        return gender;
      if (words[i + 1] == NULL && noun.gender != DLN_GENDER_UNKNOWN)
        return noun.gender;
    }
  if (names[0] == NULL)
    return DLN_GENDER_UNKNOWN;

  gboolean known = FALSE;
  DlnGender gender = _dln_lexicon_get_first_name (names[0], &known);

  /* the family name may stand first: "Szabo Katalin" */
  if (!known && names[1] != NULL && names[2] == NULL)
    gender = _dln_lexicon_get_first_name (names[1], NULL);
  return gender;
}

static char *
dup_key (DlnCorefer *self,
         DlnSpan     span)
{
  g_autofree char *words = g_strndup (self->text + span.begin, span.end - span.begin);
  g_autofree char *key = _dln_name_key (words);

  return self->context->foreign ? _dln_name_drop_endings (key, self->context->language)
                                : g_steal_pointer (&key);
}

static void
collect_names (DlnCorefer *self)
{
  for (guint32 i = 0; i < self->annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (self->annotations->mentions, DlnMention, i);
      g_autofree char *title = dup_key (self, mention->title);
      DlnReference reference = {
        .span = mention->span,
        .first_token = mention->first_token,
        .n_tokens = mention->n_tokens,
        .head = MIN (mention->head, self->annotations->tokens->len - 1),
        .sentence = _dln_sentence_at (self->annotations, mention->span.begin),
        .row = i,
        .quote = DLN_NO_ROW,
        .kind = DLN_REFERENCE_NAME,
        .type = mention->type,
        .number = DLN_NUMBER_SINGULAR,
        .definite = TRUE,
        .key = dup_key (self, mention->span),
      };

      if (mention->type == DLN_ENTITY_PERSON)
        reference.gender = guess_gender (reference.key, title);
      else if (mention->type == DLN_ENTITY_INSTITUTION)
        reference.number = DLN_NUMBER_UNKNOWN; /* "the police ... they" */
      if (reference.sentence == DLN_NO_ROW)
        reference.sentence = DLN_TOKEN (self, reference.head)->sentence;
      reference.function = _dln_corefer_get_function (self, reference.head);
      g_array_append_val (self->references, reference);
    }
}

/* ---- pronouns and nouns -------------------------------------------------------------------- */

static const Pronoun *
find_pronoun (DlnCorefer *self,
              guint32     token)
{
  const DlnToken *row = DLN_TOKEN (self, token);
  char form[16];

  if ((row->upos != DLN_UPOS_PRON && row->upos != DLN_UPOS_DET)
      || row->span.end - row->span.begin > 10)
    return NULL;
  _dln_corefer_read_token (self, token, form, sizeof form);
  for (guint i = 0; i < G_N_ELEMENTS (pronouns); i++)
    if (strcmp (form, pronouns[i].form) == 0)
      return &pronouns[i];
  return NULL;
}

static void
add_pronoun (DlnCorefer    *self,
             guint32        token,
             const Pronoun *pronoun)
{
  const DlnToken *row = DLN_TOKEN (self, token);
  DlnReference reference = {
    .span = row->span,
    .first_token = token,
    .n_tokens = 1,
    .head = token,
    .sentence = row->sentence,
    .row = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .kind = DLN_REFERENCE_PRONOUN,
    .type = pronoun->gender == DLN_GENDER_MALE || pronoun->gender == DLN_GENDER_FEMALE
                || (pronoun->person != 3 && pronoun->number == DLN_NUMBER_SINGULAR)
              ? DLN_ENTITY_PERSON
              : DLN_ENTITY_NONE,
    .gender = pronoun->gender,
    .number = pronoun->number,
    .person = pronoun->person,
    .reflexive = pronoun->reflexive,
    .function = _dln_corefer_get_function (self, token),
    .definite = TRUE,
  };

  if (row->deprel == DLN_DEPREL_EXPL)
    return;
  g_array_append_val (self->references, reference);
}

static gboolean
is_definite (const char *form)
{
  static const char * const words[] = { "the", "this", "that", "these", "those", "his", "her",
                                        "its", "their", "both", "our", "my" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (form, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The phrase of a noun: its determiner, adjectives and compounds before it; what follows is noted
 * as "modified". */
static void
read_phrase (DlnCorefer        *self,
             const DlnSentence *sentence,
             DlnReference      *reference)
{
  guint32 end = sentence->first_token + sentence->n_tokens;

  for (guint32 i = sentence->first_token; i < end; i++)
    {
      const DlnToken *row = DLN_TOKEN (self, i);
      char form[8];

      if (row->head != (gint32) reference->head)
        continue;
      switch (row->deprel)
        {
        case DLN_DEPREL_DET:
        case DLN_DEPREL_NMOD_POSS:
          _dln_corefer_read_token (self, i, form, sizeof form);
          reference->definite |= row->deprel == DLN_DEPREL_NMOD_POSS || is_definite (form);
          break;
        case DLN_DEPREL_AMOD:
        case DLN_DEPREL_COMPOUND:
        case DLN_DEPREL_NUMMOD:
        case DLN_DEPREL_NMOD:
        case DLN_DEPREL_ACL:
        case DLN_DEPREL_ACL_RELCL:
          reference->modified = TRUE;
          break;
        default:
          break;
        }
      if (i < reference->first_token && row->deprel != DLN_DEPREL_CASE
          && row->deprel != DLN_DEPREL_CC && row->deprel != DLN_DEPREL_PUNCT
          && row->deprel != DLN_DEPREL_MARK && row->deprel != DLN_DEPREL_NSUBJ
          && row->deprel != DLN_DEPREL_COP && row->deprel != DLN_DEPREL_ADVMOD
          && row->deprel != DLN_DEPREL_NMOD_POSS && row->deprel != DLN_DEPREL_AUX
          && reference->head - i < 10)
        {
          reference->first_token = i;
          reference->span.begin = row->span.begin;
        }
    }
  reference->n_tokens = reference->head - reference->first_token + 1;
}

static void
add_noun (DlnCorefer        *self,
          const DlnSentence *sentence,
          const guint8      *taken,
          guint32            token)
{
  const DlnToken *row = DLN_TOKEN (self, token);
  g_autofree char *lemma = g_ascii_strdown (_dln_corefer_get_lemma (self, token), -1);
  DlnNoun noun = _dln_lexicon_get_noun (lemma);
  const char *xpos = dln_strings_get (self->annotations->strings, row->xpos);
  DlnReference reference = {
    .span = row->span,
    .first_token = token,
    .n_tokens = 1,
    .head = token,
    .sentence = row->sentence,
    .row = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .kind = noun.classes != 0 ? DLN_REFERENCE_NOMINAL : DLN_REFERENCE_THING,
    .type = (noun.classes & DLN_NOUN_PERSON) != 0        ? DLN_ENTITY_PERSON
            : (noun.classes & DLN_NOUN_INSTITUTION) != 0 ? DLN_ENTITY_INSTITUTION
                                                         : DLN_ENTITY_NONE,
    .gender = noun.gender,
    .number = g_str_has_suffix (xpos, "S") ? DLN_NUMBER_PLURAL : DLN_NUMBER_SINGULAR,
    .function = _dln_corefer_get_function (self, token),
    .classes = noun.classes,
  };

  if (row->deprel == DLN_DEPREL_COMPOUND || row->deprel == DLN_DEPREL_FLAT
      || row->deprel == DLN_DEPREL_FIXED || row->deprel == DLN_DEPREL_NMOD_UNMARKED
      || row->deprel == DLN_DEPREL_OBL_UNMARKED || *lemma == '\0')
    return;
  if ((noun.classes & DLN_NOUN_INSTITUTION) != 0 && reference.number == DLN_NUMBER_SINGULAR)
    reference.number = DLN_NUMBER_UNKNOWN;
  read_phrase (self, sentence, &reference);
  if (_dln_corefer_describe (self, sentence, taken, &reference))
    reference.key = dup_key (self, reference.span);
  else
    reference.key = g_steal_pointer (&lemma);
  g_array_append_val (self->references, reference);
}

/* "the Prime Minister", "the Ministry": a common noun with the capital of respect */
static gboolean
is_titled_noun (DlnCorefer *self,
                guint32     token)
{
  char form[32];

  if (DLN_TOKEN (self, token)->upos != DLN_UPOS_PROPN)
    return FALSE;
  _dln_corefer_read_token (self, token, form, sizeof form);
  return _dln_lexicon_get_noun (form).classes != 0;
}

/* Tokens that stand in a name or its title are no references of their own. */
static guint8 *
mark_name_tokens (DlnCorefer *self)
{
  guint n_tokens = self->annotations->tokens->len;
  guint8 *taken = g_new0 (guint8, MAX (n_tokens, 1));

  for (guint32 i = 0; i < self->annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (self->annotations->mentions, DlnMention, i);
      guint32 end = MIN ((guint64) mention->first_token + mention->n_tokens, n_tokens);

      for (guint32 j = mention->first_token; j < end; j++)
        taken[j] = TRUE;
      for (guint32 j = MIN (mention->first_token, n_tokens); j-- > 0;)
        {
          if (DLN_TOKEN (self, j)->span.begin < mention->title.begin
              || dln_span_is_empty (mention->title))
            break;
          taken[j] = TRUE;
        }
    }
  return taken;
}

static void
collect_sentence (DlnCorefer        *self,
                  const DlnSentence *sentence,
                  const guint8      *taken)
{
  guint32 end = sentence->first_token + sentence->n_tokens;

  if (sentence->n_tokens > MAX_SENTENCE_TOKENS || end > self->annotations->tokens->len)
    return;
  for (guint32 i = sentence->first_token; i < end; i++)
    {
      const DlnToken *row = DLN_TOKEN (self, i);
      const Pronoun *pronoun;

      if (taken[i])
        continue;
      pronoun = find_pronoun (self, i);
      if (pronoun != NULL)
        add_pronoun (self, i, pronoun);
      else if (row->upos == DLN_UPOS_NOUN || is_titled_noun (self, i))
        add_noun (self, sentence, taken, i);
    }
}

/* ---- all of it ----------------------------------------------------------------------------- */

static int
compare_references (gconstpointer a,
                    gconstpointer b)
{
  const DlnReference *x = a;
  const DlnReference *y = b;

  if (x->span.begin != y->span.begin)
    return x->span.begin < y->span.begin ? -1 : 1;
  if (x->span.end != y->span.end)
    return x->span.end > y->span.end ? -1 : 1;
  return x->kind < y->kind ? -1 : x->kind > y->kind;
}

static void
clear_reference (gpointer data)
{
  g_free (((DlnReference *) data)->key);
}

/* "..., a member of the guard, is said": the subject of a finite verb, also where the tree lost it.
 */
static void
find_subjects (DlnCorefer *self)
{
  g_autoptr (DlnTree) tree = _dln_tree_new (self->context);
  g_autofree guint8 *subjects = g_new0 (guint8, MAX (tree->n_tokens, 1));

  for (guint32 i = 0; i < tree->n_tokens; i++)
    {
      const DlnToken *row = &tree->tokens[i];
      guint32 subject;

      if (row->upos != DLN_UPOS_VERB || row->deprel == DLN_DEPREL_XCOMP
          || _dln_tree_child (tree, i, DLN_RELS_ANY_SUBJECT) != DLN_NO_ROW
          || dln_deprel_get_base (row->deprel) == DLN_DEPREL_ACL)
        continue;
      subject = _dln_tree_subject (tree, i);
      if (subject != DLN_NO_ROW)
        subjects[subject] = TRUE;
    }
  for (guint32 i = 0; i < self->references->len; i++)
    if (subjects[DLN_REFERENCE (self, i)->head])
      DLN_REFERENCE (self, i)->function = DLN_FUNCTION_SUBJECT;
}

/* Quotes are sorted by span; one that begins later and still covers the reference is the inner
 * one. */
static void
find_quotes (DlnCorefer *self)
{
  const GArray *quotes = self->annotations->quotes;
  guint32 next = 0;

  for (guint32 i = 0; i < self->references->len; i++)
    {
      DlnReference *reference = DLN_REFERENCE (self, i);

      while (next < quotes->len
             && DLN_ROW (quotes, DlnQuoteClaim, next)->span.begin <= reference->span.begin)
        next++;
      for (guint32 j = next; j > 0 && next - j < 8; j--)
        {
          const DlnQuoteClaim *quote = DLN_ROW (quotes, DlnQuoteClaim, j - 1);

          if (quote->type != DLN_QUOTE_INDIRECT && quote->span.end >= reference->span.end)
            {
              reference->quote = j - 1;
              break;
            }
        }
    }
}

/**
 * _dln_corefer_collect:
 *
 * Fills references, sorted by span. Time: O(tokens * length of a sentence, which is bounded)
 */
void
_dln_corefer_collect (DlnCorefer *self)
{
  g_autofree guint8 *taken = mark_name_tokens (self);

  g_array_set_clear_func (self->references, clear_reference);
  if (self->annotations->tokens->len == 0 || self->annotations->sentences->len == 0)
    return;
  collect_names (self);
  for (guint32 i = 0; i < self->annotations->sentences->len; i++)
    {
      const DlnSentence *sentence = DLN_ROW (self->annotations->sentences, DlnSentence, i);
      guint8 type = sentence->block < self->annotations->blocks->len
                      ? DLN_ROW (self->annotations->blocks, DlnBlock, sentence->block)->type
                      : DLN_BLOCK_BODY;

      if (type != DLN_BLOCK_BOILERPLATE && type != DLN_BLOCK_BYLINE)
        collect_sentence (self, sentence, taken);
    }
  g_array_sort (self->references, compare_references);
  find_quotes (self);
  find_subjects (self);
}
