/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what a clause tells is asserted, negated, planned, cancelled, denied, alleged or
 * conditional: read off the words that govern its trigger, with the cues of modality-cues.tsv. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"

#include <string.h>

#define MAX_GOVERNORS 4

typedef struct
{
  guint8 polarity;
  guint8 modality;
} Stance;

static void
apply (Stance     *stance,
       const char *value)
{
  if (value == NULL)
    return;
  if (strcmp (value, "negated") == 0)
    stance->polarity = DLN_POLARITY_NEGATED;
  /* "called off scheduled talks" */
  else if (strcmp (value, "cancelled") == 0 && stance->modality == DLN_MODALITY_PLANNED)
    stance->modality = DLN_MODALITY_CANCELLED;
  else if (stance->modality != DLN_MODALITY_ASSERTED)
    return; /* the nearest cue decides */
  else if (strcmp (value, "planned") == 0)
    stance->modality = DLN_MODALITY_PLANNED;
  else if (strcmp (value, "cancelled") == 0)
    stance->modality = DLN_MODALITY_CANCELLED;
  else if (strcmp (value, "denied") == 0)
    stance->modality = DLN_MODALITY_DENIED;
  else if (strcmp (value, "alleged") == 0)
    stance->modality = DLN_MODALITY_ALLEGED;
  else if (strcmp (value, "conditional") == 0)
    stance->modality = DLN_MODALITY_CONDITIONAL;
}

static const char *
look_up (const char *place,
         const char *word)
{
  char key[64];

  if (strlen (word) > 40)
    return NULL;
  g_snprintf (key, sizeof key, "%s %s", place, word);
  return _dln_lexicon_column (_dln_lexicon_get ("modality-cues.tsv"), key, 1);
}

static gboolean
is_passive (const DlnTree *tree,
            guint32        verb)
{
  return _dln_tree_child (tree, verb, DLN_REL (AUX_PASS) | DLN_REL (NSUBJ_PASS)) != DLN_NO_ROW;
}

static void
read_children (const DlnTree *tree,
               guint32        token,
               Stance        *stance)
{
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      g_autofree char *form = _dln_tree_dup_form (tree, c);
      g_autofree char *word = g_ascii_strdown (form, -1);

      switch (tree->tokens[c].deprel)
        {
        case DLN_DEPREL_AUX:
          apply (stance, look_up ("auxiliary", word));
          break;
        case DLN_DEPREL_ADVMOD:
          apply (stance, look_up ("adverb", word));
          break;
        case DLN_DEPREL_MARK:
          /* "I will sell my house so that": what is wished for may never be */
          if (strcmp (word, "so") == 0
              && _dln_tree_child_form (tree, c, DLN_REL (FIXED), "that") != DLN_NO_ROW)
            apply (stance, "conditional");
          apply (stance, look_up ("mark", word));
          break;
        case DLN_DEPREL_AMOD:
        case DLN_DEPREL_COMPOUND:
          apply (stance, look_up ("adjective", word));
          break;
        default:
          break;
        }
    }
}

/* "criticised for shooting", "insisted on leaving": with a preposition of their own */
static const char *
look_up_bound (const char *place,
               const char *lemma,
               const char *preposition)
{
  char pair[64];

  if (strlen (lemma) + strlen (preposition) > 38)
    return NULL;
  g_snprintf (pair, sizeof pair, "%s %s", lemma, preposition);
  return look_up (place, pair);
}

/* What the preposition binds to the verb above makes of a gerund; NULL if nothing. */
static const char *
read_preposition (const DlnTree *tree,
                  guint32        token,
                  guint32        verb,
                  gboolean       passive)
{
  guint32 mark = _dln_tree_child (tree, token, DLN_REL (MARK) | DLN_REL (CASE));

  if (mark == DLN_NO_ROW || _dln_tree_is_nominal (tree, token))
    return NULL;

  g_autofree char *form = _dln_tree_dup_form (tree, mark);
  g_autofree char *word = g_ascii_strdown (form, -1);

  const char *value =
    look_up_bound (passive ? "passive" : "governor", _dln_tree_lemma (tree, verb), word);

  /* "went on trial for robbing", "was held on Monday on suspicion of robbing" */
  for (guint32 c = tree->first_child[verb]; value == NULL && c != DLN_NO_ROW && c < mark;
       c = tree->next_child[c])
    if (c > verb && tree->tokens[c].upos == DLN_UPOS_NOUN && tree->time[c] == DLN_NO_ROW
        && tree->tokens[token].deprel == DLN_DEPREL_ADVCL)
      {
        value = look_up ("noun", _dln_tree_lemma (tree, c));
        if (value != NULL && strcmp (value, "alleged") != 0 && c + 1 != mark)
          value = NULL;
      }
  return value;
}

/* "accused the firm of bribing the judge", "barred officials from leaving", where the tree hangs
 * the clause on the object */
static void
read_object_control (const DlnTree *tree,
                     guint32        token,
                     guint32        object,
                     Stance        *stance)
{
  gint32 verb = tree->tokens[object].head;
  gboolean bound =
    _dln_tree_child_form (tree, token, DLN_REL (MARK) | DLN_REL (CASE), "of") != DLN_NO_ROW
    || _dln_tree_child_form (tree, token, DLN_REL (MARK) | DLN_REL (CASE), "from") != DLN_NO_ROW;

  if (verb < 0 || tree->tokens[verb].upos != DLN_UPOS_VERB)
    return;

  gboolean    passive = tree->tokens[object].deprel == DLN_DEPREL_NSUBJ_PASS;
  const char *value = read_preposition (tree, token, verb, passive);

  if (value != NULL && (passive || tree->tokens[object].deprel == DLN_DEPREL_OBJ))
    apply (stance, value);
  if (!bound)
    return;
  if (tree->tokens[object].deprel == DLN_DEPREL_OBJ)
    apply (stance, look_up ("governor", _dln_tree_lemma (tree, verb)));
  else if (tree->tokens[object].deprel == DLN_DEPREL_NSUBJ_PASS)
    apply (stance, look_up ("passive", _dln_tree_lemma (tree, verb)));
}

/* "denied reports that it had paid": what such a noun tells is denied */
static gboolean
is_denied_report (const DlnTree *tree,
                  guint32        noun)
{
  gint32 verb = tree->tokens[noun].head;

  return verb >= 0 && tree->tokens[noun].deprel == DLN_DEPREL_OBJ
         && g_strcmp0 (look_up ("governor", _dln_tree_lemma (tree, verb)), "denied") == 0;
}

/* What governs it: complements of verbs, objects of "cancel", nouns like "threat of". */
static void
read_governors (const DlnTree *tree,
                guint32        token,
                Stance        *stance)
{
  const DlnDeprelSet complements =
    DLN_REL (XCOMP) | DLN_REL (CCOMP) | DLN_REL (ADVCL) | DLN_REL (OBL) | DLN_REL (CSUBJ);

  for (guint hop = 0; hop < MAX_GOVERNORS; hop++)
    {
      gint32 head = tree->tokens[token].head;
      guint8 deprel = tree->tokens[token].deprel;

      if (head < 0)
        return;

      const char *lemma = _dln_tree_lemma (tree, head);
      gboolean noun = tree->tokens[head].upos == DLN_UPOS_NOUN;
      gboolean nominal = _dln_tree_is_nominal (tree, token);

      if (noun && _dln_relation_in (deprel, DLN_REL (NMOD) | DLN_REL (ACL)))
        {
          if (deprel == DLN_DEPREL_ACL && !_dln_tree_is_nominal (tree, token)
              && is_denied_report (tree, head))
            apply (stance, "denied");
          apply (stance, look_up ("noun", lemma));
          if (deprel == DLN_DEPREL_ACL)
            read_object_control (tree, token, head, stance);
          return;
        }
      if (nominal && _dln_relation_in (deprel, DLN_REL (OBJ) | DLN_REL (NSUBJ_PASS)))
        {
          const char *place = deprel == DLN_DEPREL_OBJ ? "governor" : "passive";
          const char *value = look_up (place, lemma);

          if (value == NULL
              && _dln_tree_child_form (tree, head, DLN_REL (COMPOUND_PRT) | DLN_REL (ADVMOD), "off")
                   != DLN_NO_ROW)
            value = look_up_bound (place, lemma, "off");
          if (value != NULL
              && (strcmp (value, "cancelled") == 0 || strcmp (value, "denied") == 0
                  || (strcmp (value, "planned") == 0 && strcmp (lemma, "plan") == 0)
                  || strcmp (lemma, "avoid") == 0 || strcmp (lemma, "threaten") == 0
                  || strcmp (lemma, "prevent") == 0))
            apply (stance, value);
          return;
        }
      if (deprel == DLN_DEPREL_CONJ)
        {
          token = head;
          continue;
        }
      if (!_dln_relation_in (deprel, complements))
        return;
      /* an adverbial clause is governed only where a preposition binds it: "accused of leaving" */
      if (_dln_relation_in (deprel, DLN_REL (ADVCL) | DLN_REL (OBL)))
        {
          guint32     mark = _dln_tree_child (tree, token, DLN_REL (MARK) | DLN_REL (CASE));
          const char *bound = read_preposition (tree, token, head, is_passive (tree, head));

          if (bound != NULL)
            {
              apply (stance, bound);
              token = head;
              continue;
            }
          if (mark == DLN_NO_ROW
              || !(_dln_tree_is (tree, mark, "of") || _dln_tree_is (tree, mark, "from")
                   || _dln_tree_is (tree, mark, "to")
                   || (_dln_tree_is (tree, mark, "with") && strcmp (lemma, "charge") == 0)))
            return;
          if (deprel == DLN_DEPREL_OBL && !nominal && !_dln_tree_is (tree, mark, "from")
              && !_dln_tree_is (tree, mark, "of"))
            return;
        }

      gboolean infinitive = _dln_tree_child_form (tree, token, DLN_REL (MARK), "to") != DLN_NO_ROW;
      const char *value = look_up (is_passive (tree, head) ? "passive" : "governor", lemma);

      /* "is set to open": a participle that is tagged as an adjective */
      if (value == NULL && tree->tokens[head].upos == DLN_UPOS_ADJ)
        value = look_up ("passive", lemma);

      if (infinitive && strcmp (lemma, "go") == 0
          && strcmp (_dln_tree_xpos (tree, head), "VBG") == 0)
        value = "planned"; /* "is going to close" */
      /* "promised that he had paid" plans nothing */
      if (value != NULL && strcmp (value, "planned") == 0 && !infinitive
          && (deprel == DLN_DEPREL_CCOMP || deprel == DLN_DEPREL_ADVCL))
        value = NULL;
      apply (stance, value);
      /* "was not allowed to leave", "was found not guilty of murdering" */
      if (_dln_tree_is_negated (tree, head)
          && (value != NULL || tree->tokens[head].upos == DLN_UPOS_ADJ))
        stance->polarity = DLN_POLARITY_NEGATED;
      if (infinitive && deprel == DLN_DEPREL_XCOMP)
        read_children (tree, head, stance); /* "will have to pay", "would like to meet" */
      token = head;
    }
}

/* "is due to arrive" where the tree takes "arrive" for the predicate: the word between "be" and
 * "to" governs it */
static void
read_be_to (const DlnTree *tree,
            guint32        verb,
            Stance        *stance)
{
  if (verb < 3 || strcmp (_dln_tree_xpos (tree, verb), "VB") != 0
      || !_dln_tree_is (tree, verb - 1, "to")
      || strcmp (_dln_tree_lemma (tree, verb - 3), "be") != 0
      || tree->tokens[verb - 3].head != (gint32) verb)
    return;

  g_autofree char *form = _dln_tree_dup_form (tree, verb - 2);
  g_autofree char *word = g_ascii_strdown (form, -1);

  apply (stance, look_up ("governor", word));
}

/* "A heater started the fire, the firemen believe": what is told behind the clause */
static void
read_afterthought (const DlnTree *tree,
                   guint32        verb,
                   Stance        *stance)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c > verb && tree->tokens[c].deprel == DLN_DEPREL_PARATAXIS
        && tree->tokens[c].upos == DLN_UPOS_VERB
        && _dln_tree_child (tree, c, DLN_RELS_SUBJECT) != DLN_NO_ROW
        && _dln_tree_child (tree, c, DLN_REL (CCOMP) | DLN_REL (XCOMP) | DLN_REL (OBJ))
             == DLN_NO_ROW)
      {
        const char *value = look_up ("governor", _dln_tree_lemma (tree, c));

        if (value != NULL && strcmp (value, "alleged") == 0)
          apply (stance, value);
      }
}

/* "Mayor to open bridge" */
static gboolean
is_headline_plan (const DlnTree *tree,
                  guint32        verb)
{
  guint32 subject = _dln_tree_child (tree, verb, DLN_RELS_SUBJECT | DLN_REL (NSUBJ_PASS));
  guint32 to = _dln_tree_child_form (tree, verb, DLN_REL (MARK) | DLN_REL (AUX), "to");

  return tree->tokens[verb].head < 0 && tree->tokens[verb].upos == DLN_UPOS_VERB
         && subject != DLN_NO_ROW && to != DLN_NO_ROW && subject < to && to < verb;
}

/* What the text itself asks, outside of quotes, it does not tell: the main clause of a sentence
 * that ends with "?" */
static gboolean
is_question (const DlnTree *tree,
             guint32        verb)
{
  const DlnSentence *sentence
    = DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[verb].sentence);
  guint32 last = sentence->first_token + sentence->n_tokens - 1;

  return tree->tokens[verb].head < 0 && _dln_tree_is (tree, last, "?");
}

/**
 * _dln_tree_read_modality:
 * @trigger: a verb, or a noun that is an event
 * @polarity: (out): #DlnPolarity
 * @modality: (out): #DlnModality
 */
void
_dln_tree_read_modality (const DlnTree *tree,
                         guint32        trigger,
                         guint8        *polarity,
                         guint8        *modality)
{
  Stance stance = { DLN_POLARITY_POSITIVE, DLN_MODALITY_ASSERTED };

  if (_dln_tree_is_negated (tree, trigger))
    stance.polarity = DLN_POLARITY_NEGATED;

  guint32 determiner = _dln_tree_child_form (tree, trigger, DLN_REL (DET), "no");

  if (determiner != DLN_NO_ROW)
    stance.polarity = DLN_POLARITY_NEGATED;
  read_children (tree, trigger, &stance);
  read_be_to (tree, trigger, &stance);
  read_afterthought (tree, trigger, &stance);
  if (is_headline_plan (tree, trigger))
    apply (&stance, "planned");
  if (is_question (tree, trigger))
    apply (&stance, "conditional");
  read_governors (tree, trigger, &stance);
  *polarity = stance.polarity;
  *modality = stance.modality;
}

/**
 * _dln_tree_find_time:
 * @verb: a trigger
 *
 * Returns: the time expression that the tree hangs on @verb itself, or DLN_NO_ROW
 */
guint32
_dln_tree_find_time (const DlnTree *tree,
                     guint32        verb)
{
  const DlnDeprelSet adjuncts = DLN_RELS_OBLIQUE | DLN_REL (ADVMOD) | DLN_REL (NMOD)
                                | DLN_REL (NMOD_UNMARKED) | DLN_REL (NUMMOD) | DLN_REL (AMOD)
                                | DLN_REL (COMPOUND) | DLN_REL (NMOD_POSS) | DLN_REL (DEP)
                                | DLN_REL (APPOS);

  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (tree->time[c] != DLN_NO_ROW && _dln_relation_in (tree->tokens[c].deprel, adjuncts))
      return tree->time[c];
  return DLN_NO_ROW;
}
