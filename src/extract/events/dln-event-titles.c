/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles: the clause itself, cut down to who did what to whom and where. Words are never made up: a
 * pronoun becomes the name it refers to, what is left out is left out whole, phrase by phrase. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"
#include "extract/dln-words-private.h"

#include <string.h>

#define MAX_TITLE_WORDS 15
#define MAX_PART_WORDS 9
#define MIN_SAID_WORDS 4

typedef struct
{
  GString *text;
  guint    n_words;
} Title;

static const char *
entity_name (const DlnTree *tree,
             guint32        token)
{
  const DlnAnnotations *annotations = tree->annotations;
  guint32 mention = tree->mention[token];

  if (mention == DLN_NO_ROW)
    return NULL;

  guint32 entity = DLN_ROW (annotations->mentions, DlnMention, mention)->entity;

  if (entity == DLN_NO_ROW || entity >= annotations->entities->len)
    return NULL;

  const DlnLocalEntity *row = DLN_ROW (annotations->entities, DlnLocalEntity, entity);
  const char *name = dln_strings_get (annotations->strings, row->name);

  /* someone who has no name keeps the pronoun */
  if (row->first_mention < annotations->mentions->len
      && DLN_ROW (annotations->mentions, DlnMention, row->first_mention)->kind
           == DLN_MENTION_PRONOUN)
    return NULL;
  return *name != '\0' ? name : NULL;
}

/* "the engineer", once it is known who that is */
static const char *
name_of_noun (const DlnTree *tree,
              guint32        token)
{
  const DlnAnnotations *annotations = tree->annotations;
  guint32 mention = tree->mention[token];

  if (mention == DLN_NO_ROW
      || DLN_ROW (annotations->mentions, DlnMention, mention)->kind != DLN_MENTION_NOMINAL)
    return NULL;

  guint32 entity = DLN_ROW (annotations->mentions, DlnMention, mention)->entity;

  if (entity == DLN_NO_ROW || entity >= annotations->entities->len
      || DLN_ROW (annotations->mentions, DlnMention, mention)->head != token)
    return NULL;

  guint32 first = DLN_ROW (annotations->entities, DlnLocalEntity, entity)->first_mention;

  if (first >= annotations->mentions->len
      || DLN_ROW (annotations->mentions, DlnMention, first)->kind != DLN_MENTION_NAME)
    return NULL;
  return entity_name (tree, token);
}

static void
append_words (Title      *title,
              const char *words,
              gboolean    space)
{
  if (space && title->text->len > 0)
    g_string_append_c (title->text, ' ');
  g_string_append (title->text, words);
  title->n_words += space;
}

static gboolean
is_bracket (const DlnTree *tree,
            guint32        token)
{
  static const char *const marks[] = { "(",  ")", "[", "]",  "\"", "“", "”", "``",
                                       "''", "—", "–", "--", "«",  "»", "‘", NULL };

  return _dln_tree_is_one_of (tree, token, marks);
}

/* Further on a pronoun gives way to a proper name that the title does not have yet. */
static gboolean
may_stand_again (const DlnTree *tree,
                 const Title   *title,
                 guint32        token,
                 const char    *name)
{
  const DlnAnnotations *annotations = tree->annotations;
  guint32 entity = DLN_ROW (annotations->mentions, DlnMention, tree->mention[token])->entity;
  guint32 first = DLN_ROW (annotations->entities, DlnLocalEntity, entity)->first_mention;
  const char *last = strrchr (name, ' ');

  return first < annotations->mentions->len
         && DLN_ROW (annotations->mentions, DlnMention, first)->kind == DLN_MENTION_NAME
         && strstr (title->text->str, last != NULL ? last + 1 : name) == NULL;
}

/* a space somewhere between the token that was written last and this one */
static gboolean
has_space_before (const DlnTree *tree,
                  guint32        token)
{
  for (guint32 t = token; t > 0; t--)
    {
      if ((tree->tokens[t - 1].flags & DLN_TOKEN_SPACE_AFTER) != 0)
        return TRUE;
      if (!is_bracket (tree, t - 1))
        return FALSE;
    }
  return TRUE;
}

static void
append_token (const DlnEventWork *work,
              Title              *title,
              guint32             token,
              gboolean            first)
{
  const DlnTree *tree = work->tree;
  const DlnToken *row = &tree->tokens[token];
  g_autofree char *form = _dln_tree_dup_form (tree, token);
  gboolean space = first || has_space_before (tree, token);

  if (is_bracket (tree, token))
    return;
  if (row->upos == DLN_UPOS_PUNCT || strcmp (_dln_tree_xpos (tree, token), "POS") == 0)
    space = space && token > 0 && (tree->tokens[token - 1].flags & DLN_TOKEN_SPACE_AFTER) != 0;
  /* the sentence's first word is written small further on, unless it is a name */
  if (title->text->len > 0 && row->upos != DLN_UPOS_PROPN && g_ascii_isupper (form[0])
      && !g_ascii_isupper (form[1]) && tree->mention[token] == DLN_NO_ROW
      && (token == 0 || tree->tokens[token - 1].sentence != row->sentence)
      && strcmp (form, "I") != 0)
    form[0] = g_ascii_tolower (form[0]);
  if (row->upos == DLN_UPOS_PRON)
    {
      const char *name = entity_name (tree, token);
      gboolean possessive = strcmp (_dln_tree_xpos (tree, token), "PRP$") == 0;

      if (name != NULL && !possessive
          && (title->text->len == 0 || may_stand_again (tree, title, token, name))
          && !g_str_has_suffix (form, "self") && !g_str_has_suffix (form, "selves"))
        {
          append_words (title, name, TRUE);
          return;
        }
      if (title->text->len == 0 && name == NULL)
        name = entity_name (tree, _dln_title_find_owner (tree, token));
      if (title->text->len == 0 && name != NULL)
        {
          g_autofree char *owner = g_strconcat (name, "'s", NULL);

          append_words (title, owner, TRUE);
          return;
        }
    }
  if (strchr (form, '\n') != NULL)
    return;
  append_words (title, form, space);
}

/* A date says when, which a title leaves to the timeline; "nine years" and "every Friday" say what.
 */
static gboolean
is_date (const DlnTree *tree,
         guint32        token)
{
  guint32 row = tree->time[token];
  guint8 type =
    row != DLN_NO_ROW ? DLN_ROW (tree->annotations->times, DlnTime, row)->type : DLN_TIME_SET;

  return type == DLN_TIME_DATE || type == DLN_TIME_TIME;
}

/* The tokens of a phrase without relative clauses, appositions and brackets; 0 words if it does not
 * fit. */
static guint
phrase_tokens (const DlnEventWork *work,
               guint32             head,
               gboolean            with_clauses,
               guint32            *tokens,
               guint               max)
{
  const DlnTree *tree = work->tree;
  const DlnDeprelSet outside = DLN_REL (ACL_RELCL) | DLN_REL (APPOS) | DLN_REL (PARATAXIS)
                               | DLN_REL (ADVCL) | DLN_REL (ADVCL_RELCL) | DLN_REL (DISCOURSE)
                               | DLN_REL (DEP) | DLN_REL (LIST)
                               | (with_clauses ? 0 : DLN_REL (ACL));
  const DlnDeprelSet adjuncts = DLN_REL (NMOD) | DLN_REL (OBL) | DLN_REL (NMOD_UNMARKED)
                                | DLN_REL (OBL_UNMARKED) | DLN_REL (ADVMOD);
  guint n = 0;
  gint brackets = 0;
  guint32 left = tree->left[head], right = tree->right[head];

  if (right - left > 60)
    {
      left = head > left + 30 ? head - 30 : left;
      right = MIN (right, head + 30);
    }
  for (guint32 t = left; t <= right && n < max; t++)
    {
      if (t > head
          && (_dln_tree_is (tree, t, "–") || _dln_tree_is (tree, t, "—")
              || _dln_tree_is (tree, t, ":")))
        break;

      if (t > head && _dln_tree_is (tree, t, ",") && !_dln_title_is_list (tree, head, t + 1))
        break;

      gboolean drop = FALSE;
      gint32 up = t;

      /* "Weber (54)": what stands in brackets is left out */
      brackets += _dln_tree_is (tree, t, "(") || _dln_tree_is (tree, t, "[");
      if (brackets > 0)
        {
          brackets -= _dln_tree_is (tree, t, ")") || _dln_tree_is (tree, t, "]");
          if (t != head)
            continue;
        }

      for (guint hop = 0; hop < 20 && up >= 0 && (guint32) up != head; hop++)
        {
          if ((_dln_relation_in (tree->tokens[up].deprel, outside)
               && !_dln_title_is_close_apposition (tree, up))
              || (_dln_relation_in (tree->tokens[up].deprel, adjuncts) && is_date (tree, up)
                  && tree->mention[up] == DLN_NO_ROW))
            drop = TRUE;
          up = tree->tokens[up].head;
        }
      if (up < 0 || (guint32) up != head)
        continue;
      if (!drop)
        tokens[n++] = t;
    }
  /* dangling marks and commas at the ends */
  while (n > 0 && tree->tokens[tokens[n - 1]].upos == DLN_UPOS_PUNCT)
    n--;
  while (n > 0 && tree->tokens[tokens[0]].upos == DLN_UPOS_PUNCT)
    {
      memmove (tokens, tokens + 1, sizeof *tokens * (n - 1));
      n--;
    }
  if (n > 0 && n < max && _dln_title_is_stress (tree, tokens[n - 1] + 1, head))
    {
      tokens[n] = tokens[n - 1] + 1;
      n++;
    }
  /* "Aurora-1": a title begins no word in its middle */
  while (n > 0 && n < max && tokens[0] > 0
         && tree->tokens[tokens[0] - 1].sentence == tree->tokens[head].sentence
         && (tree->tokens[tokens[0] - 1].flags & DLN_TOKEN_SPACE_AFTER) == 0
         && (tree->tokens[tokens[0] - 1].upos != DLN_UPOS_PUNCT
             || _dln_tree_is (tree, tokens[0] - 1, "-")))
    {
      memmove (tokens + 1, tokens, sizeof *tokens * n);
      tokens[0]--;
      n++;
    }
  return n;
}

static gboolean
append_phrase (const DlnEventWork *work,
               Title              *title,
               guint32             head,
               guint               limit,
               gboolean            with_clauses)
{
  const DlnTree *tree = work->tree;
  guint32 tokens[40];
  guint n = phrase_tokens (work, head, with_clauses, tokens, G_N_ELEMENTS (tokens));
  guint words = 0;
  const char *known = title->text->len == 0 ? name_of_noun (tree, head) : NULL;
  gboolean begins = TRUE;
  gboolean comma = FALSE;

  for (guint i = 0; i < n; i++)
    words += tree->tokens[tokens[i]].upos != DLN_UPOS_PUNCT
             && tree->tokens[tokens[i]].upos != DLN_UPOS_PART;
  if (words > limit && !_dln_tree_is_nominal (tree, head))
    return FALSE;
  if (known != NULL)
    {
      append_words (title, known, TRUE);
      return TRUE;
    }
  if (words == 0 || words > limit)
    {
      /* only the noun with its own modifiers before it, or the bare name */
      guint32 first = head;

      for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW && c < head;
           c = tree->next_child[c])
        if (_dln_relation_in (tree->tokens[c].deprel,
                              DLN_REL (AMOD) | DLN_REL (COMPOUND) | DLN_REL (DET)
                                | DLN_REL (NMOD_POSS) | DLN_REL (NUMMOD) | DLN_REL (FLAT)
                                | DLN_REL (CASE) | DLN_REL (NMOD_UNMARKED))
            && head - tree->left[c] < 10)
          first = MIN (first, tree->left[c]);
      if (tree->mention[head] != DLN_NO_ROW)
        first =
          MIN (first,
               DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[head])->first_token);
      if (head - first + 1 > limit)
        return FALSE;
      n = 0;
      for (guint32 t = first; t <= head && n < G_N_ELEMENTS (tokens); t++)
        tokens[n++] = t;

      guint32 last =
        tree->mention[head] != DLN_NO_ROW
          ? DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[head])->first_token
              + DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[head])->n_tokens
          : head + 1;

      for (guint32 t = head + 1; t < last && n < G_N_ELEMENTS (tokens); t++)
        tokens[n++] = t;
    }
  for (guint i = 0; i < n; i++)
    {
      gboolean gap = i > 0 && tokens[i] != tokens[i - 1] + 1;

      /* a comma before something that was left out */
      comma = _dln_tree_is (tree, tokens[i], ",");
      if (comma && (i + 1 == n || tokens[i + 1] != tokens[i] + 1))
        continue;
      append_token (work, title, tokens[i], begins || gap);
      begins = FALSE;
    }
  return TRUE;
}

static void
finish (Title *title)
{
  const char *const *dangling = _dln_words (DLN_WORDS_TITLE_ENDS);
  gboolean again = TRUE;

  while (again && title->text->len > 0)
    {
      again = FALSE;
      for (guint i = 0; dangling[i] != NULL; i++)
        if (g_str_has_suffix (title->text->str, dangling[i]))
          {
            g_string_truncate (title->text, title->text->len - strlen (dangling[i]));
            again = TRUE;
          }
      while (title->text->len > 0 && title->text->str[title->text->len - 1] == ' ')
        g_string_truncate (title->text, title->text->len - 1);
    }
  if (title->text->len == 0)
    return;

  gunichar first = g_utf8_get_char (title->text->str);
  gsize length = g_utf8_next_char (title->text->str) - title->text->str;
  char upper[8] = { 0 };

  /* not "iPod" */
  if (g_unichar_islower (first) && !g_ascii_isupper (title->text->str[length]))
    {
      g_unichar_to_utf8 (g_unichar_toupper (first), upper);
      g_string_erase (title->text, 0, length);
      g_string_prepend (title->text, upper);
    }
}

/* "the invasion of Ukraine": the noun with its owner and its "of" */
static void
write_nominal (const DlnEventWork *work,
               Title              *title,
               guint32             noun)
{
  const DlnTree *tree = work->tree;
  guint32 tokens[40];
  guint n = 0;
  gboolean begins = TRUE;

  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint8 deprel = tree->tokens[c].deprel;

      if (c < noun
          && _dln_relation_in (deprel,
                               DLN_REL (AMOD) | DLN_REL (COMPOUND) | DLN_REL (NMOD_POSS)
                                 | DLN_REL (NUMMOD) | DLN_REL (FLAT) | DLN_REL (NMOD_UNMARKED))
          && tree->time[c] == DLN_NO_ROW && tree->right[c] - tree->left[c] < 8
          && work->trigger[noun] != DLN_TRIGGER_HYPHENED)
        for (guint32 t = tree->left[c]; t <= tree->right[c] && n < 16; t++)
          tokens[n++] = t;
    }
  if (work->trigger[noun] == DLN_TRIGGER_HYPHENED)
    {
      guint32 first, last;

      _dln_events_look_up_hyphened (work, noun, &first, &last);
      for (; first < noun; first++)
        tokens[n++] = first;
    }
  tokens[n++] = noun;
  for (guint i = 0; i < n; i++)
    {
      if (tree->tokens[tokens[i]].upos == DLN_UPOS_DET && begins)
        continue;
      append_token (work, title, tokens[i], begins || (i > 0 && tokens[i] != tokens[i - 1] + 1));
      begins = FALSE;
    }
  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c > noun && tree->tokens[c].deprel == DLN_DEPREL_NMOD && !is_date (tree, c)
        && title->n_words < MAX_TITLE_WORDS - 3)
      append_phrase (work, title, c, MAX_TITLE_WORDS - title->n_words, FALSE);
}

static gboolean
is_auxiliary (const DlnTree *tree,
              guint32        token)
{
  guint8 deprel = tree->tokens[token].deprel;

  return _dln_relation_in (deprel, DLN_RELS_AUX)
         || (deprel == DLN_DEPREL_ADVMOD
             && (_dln_tree_is (tree, token, "not") || _dln_tree_is (tree, token, "n't")
                 || _dln_tree_is (tree, token, "n’t") || _dln_tree_is (tree, token, "never")
                 || _dln_tree_is (tree, token, "allegedly")
                 || _dln_tree_is (tree, token, "reportedly")));
}

static void
write_verb_group (const DlnEventWork *work,
                  Title              *title,
                  guint32             verb)
{
  const DlnTree *tree = work->tree;
  const char *auxiliary = _dln_title_find_auxiliary (tree, verb);
  guint32 last = DLN_NO_ROW;
  gint32 head = tree->tokens[verb].head;

  /* "was arrested and charged": the second participle shares the first one's "was" */
  if (tree->tokens[verb].deprel == DLN_DEPREL_CONJ && head >= 0
      && strcmp (_dln_tree_xpos (tree, verb), "VBN") == 0
      && _dln_tree_child (tree, verb, DLN_RELS_AUX) == DLN_NO_ROW)
    for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW && c < (guint32) head;
         c = tree->next_child[c])
      if (_dln_relation_in (tree->tokens[c].deprel, DLN_RELS_AUX))
        append_token (work, title, c, TRUE);
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW && c < verb; c = tree->next_child[c])
    if (is_auxiliary (tree, c) || (tree->tokens[verb].head < 0 && _dln_tree_is (tree, c, "to")))
      {
        append_token (work, title, c, last == DLN_NO_ROW || c != last + 1);
        last = c;
      }
  /* "is due to arrive": "be" before an infinitive needs what stands between */
  if (last != DLN_NO_ROW && verb - last < 5 && strcmp (_dln_tree_xpos (tree, verb), "VB") == 0
      && strcmp (_dln_tree_lemma (tree, last), "be") == 0)
    for (guint32 t = last + 1; t < verb; t++)
      append_token (work, title, last = t, TRUE);
  if (auxiliary != NULL)
    append_words (title, auxiliary, TRUE);
  append_token (work, title, verb, last == DLN_NO_ROW || verb != last + 1);
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c > verb && tree->tokens[c].deprel == DLN_DEPREL_COMPOUND_PRT)
      append_token (work, title, c, TRUE);
}

/* As a subject the noun sheds the preposition, conjunction or adverb before it: "Even former
 * officials ..." */
static void
append_subject (const DlnEventWork *work,
                Title              *title,
                guint32             subject)
{
  const DlnTree *tree = work->tree;
  guint32 first;

  subject = _dln_title_skip_measure (tree, subject);
  first = tree->left[subject];
  /* "It occupied the island": nobody knows who; a headline does without */
  if (tree->tokens[subject].upos == DLN_UPOS_PRON && entity_name (tree, subject) == NULL
      && title->text->len == 0
      && _dln_tree_is_one_of (tree, subject, _dln_words (DLN_WORDS_EMPTY_SUBJECTS)))
    return;
  for (guint32 c = tree->first_child[subject]; c != DLN_NO_ROW && c < subject;
       c = tree->next_child[c])
    if (tree->left[c] == tree->left[subject]
        && _dln_relation_in (tree->tokens[c].deprel,
                             DLN_REL (CASE) | DLN_REL (ADVMOD) | DLN_REL (CC) | DLN_REL (MARK)
                               | DLN_REL (CC_PRECONJ) | DLN_REL (PUNCT)))
      tree->left[subject] = tree->right[c] + 1;
  /* "Norvik Bank chief resigns", read as two subjects side by side */
  for (guint32 c = tree->tokens[subject].head >= 0 ? tree->first_child[tree->tokens[subject].head]
                                                   : DLN_NO_ROW;
       c != DLN_NO_ROW && c < subject;
       c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_NSUBJ && tree->tokens[c].upos == DLN_UPOS_PROPN
        && tree->right[c] + 1 == tree->left[subject])
      append_phrase (work, title, c, MAX_PART_WORDS, FALSE);
  append_phrase (work, title, subject, MAX_PART_WORDS, FALSE);
  tree->left[subject] = first;
}

/* The word that binds a complement without a subject of its own to its governor: "to leave", "of
 * leaving"; the verb itself for "denied leaving"; DLN_NO_ROW if it is no such complement. */
static guint32
find_binder (const DlnTree *tree,
             guint32        verb)
{
  guint8 deprel = tree->tokens[verb].deprel;
  gint32 head = tree->tokens[verb].head;
  guint32 mark = _dln_tree_child (tree, verb, DLN_REL (MARK) | DLN_REL (CASE));

  if (tree->tokens[verb].upos != DLN_UPOS_VERB || head < 0 || (guint32) head > verb
      || (tree->tokens[head].upos != DLN_UPOS_VERB
          && !(tree->tokens[head].upos == DLN_UPOS_ADJ
               && _dln_tree_child (tree, head, DLN_REL (COP)) != DLN_NO_ROW))
      || !_dln_relation_in (deprel, DLN_REL (XCOMP) | DLN_REL (ADVCL) | DLN_REL (CCOMP))
      || _dln_tree_child (tree, verb, DLN_RELS_ANY_SUBJECT) != DLN_NO_ROW)
    return DLN_NO_ROW;
  if (mark != DLN_NO_ROW && mark < verb)
    return _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_VERB_BINDERS))
               && tree->left[verb] < (guint32) head + 9
             ? mark
             : DLN_NO_ROW;
  return deprel != DLN_DEPREL_ADVCL && strcmp (_dln_tree_xpos (tree, verb), "VBG") == 0
           ? verb
           : DLN_NO_ROW;
}

/* "ordered them to leave": the clause of a complement is told from its governor on */
static guint32
governor_of (const DlnTree *tree,
             guint32        verb)
{
  for (guint hop = 0; hop < 3 && find_binder (tree, verb) != DLN_NO_ROW; hop++)
    verb = tree->tokens[verb].head;
  return verb;
}

static void write_complements (const DlnEventWork *work, Title *title, guint32 verb, guint depth);

/* "undermine and dismember Russia": the verb whose object this one shares, or DLN_NO_ROW */
static guint32
find_sharing_verb (const DlnTree *tree,
                   guint32        verb)
{
  guint32 joined = _dln_tree_child (tree, verb, DLN_REL (CONJ));

  return joined != DLN_NO_ROW && tree->tokens[joined].upos == DLN_UPOS_VERB && joined <= verb + 3
             && _dln_tree_child (tree, verb, DLN_REL (OBJ)) == DLN_NO_ROW
             && _dln_tree_child (tree, joined, DLN_REL (OBJ)) != DLN_NO_ROW
           ? joined
           : DLN_NO_ROW;
}

/* "to leave the country"; nothing if its object would be lost */
static void
write_bound_clause (const DlnEventWork *work,
                    Title              *title,
                    guint32             verb,
                    guint32             binder,
                    guint               depth)
{
  const DlnTree *tree = work->tree;
  gsize length = title->text->len;
  guint n_words = title->n_words;
  guint32 next = verb + 1;
  gboolean cut;
  guint n_bare;

  if (binder != verb)
    append_token (work, title, binder, TRUE);
  write_verb_group (work, title, verb);
  n_bare = title->n_words;
  write_complements (work, title, verb, depth);
  cut = title->n_words == n_bare && find_sharing_verb (tree, verb) != DLN_NO_ROW;
  cut |= title->n_words == n_bare && next < tree->n_tokens
         && tree->tokens[next].sentence == tree->tokens[verb].sentence
         && tree->time[next] == DLN_NO_ROW
         && (_dln_tree_is_nominal (tree, next) || tree->tokens[next].upos == DLN_UPOS_DET
             || tree->tokens[next].upos == DLN_UPOS_ADJ || tree->tokens[next].upos == DLN_UPOS_NUM
             || strcmp (_dln_tree_xpos (tree, next), "TO") == 0);
  if (cut)
    {
      g_string_truncate (title->text, length);
      title->n_words = n_words;
    }
}

static void
write_complements (const DlnEventWork *work,
                   Title              *title,
                   guint32             verb,
                   guint               depth)
{
  const DlnTree *tree = work->tree;
  const DlnDeprelSet core = DLN_REL (OBJ) | DLN_REL (IOBJ) | DLN_REL (XCOMP) | DLN_REL (OBL_AGENT);
  const DlnDeprelSet more = DLN_REL (OBL) | DLN_REL (CCOMP);
  guint32 sharing = find_sharing_verb (tree, verb);

  if (sharing != DLN_NO_ROW && title->n_words + 3 <= MAX_TITLE_WORDS)
    {
      for (guint32 t = verb + 1; t <= sharing; t++)
        append_token (work, title, t, TRUE);
      write_complements (work, title, sharing, depth);
      return;
    }
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint8 deprel = tree->tokens[c].deprel;
      guint left = title->n_words < MAX_TITLE_WORDS ? MAX_TITLE_WORDS - title->n_words : 0;

      if (c < verb || is_date (tree, c) || tree->left[c] < verb
          || _dln_title_is_cut_clause (tree, c))
        continue;
      guint32 binder = find_binder (tree, c);

      if (binder != DLN_NO_ROW && depth > 0 && left >= 2)
        {
          write_bound_clause (work, title, c, binder, depth - 1);
        }
      else if (_dln_relation_in (deprel, core) && left > 0)
        append_phrase (work, title, c, MIN (left, MAX_PART_WORDS), FALSE);
      else if (deprel == DLN_DEPREL_CCOMP && tree->tokens[c].upos != DLN_UPOS_VERB
               && tree->right[c] - tree->left[c] + 1 > left)
        continue; /* "that she would be the next ...": its noun alone says something else */
      else if (_dln_relation_in (deprel, more) && left >= 2
               && !append_phrase (
                 work,
                 title,
                 c,
                 MIN (left,
                      deprel != DLN_DEPREL_OBL                ? left
                      : _dln_title_is_of_something (tree, c) ? 10
                                                             : 6),
                 FALSE)
               && deprel == DLN_DEPREL_CCOMP && tree->tokens[c].upos == DLN_UPOS_VERB && depth > 0
               && left >= 4)
        {
          /* a clause that is too long as a whole: its own core */
          guint32 subject = _dln_tree_subject (tree, c);

          if (subject != DLN_NO_ROW && subject > verb)
            append_subject (work, title, subject);
          write_verb_group (work, title, c);
          write_complements (work, title, c, 0);
        }
    }
}

/* "denied that the president lives in a bunker", "reported: the bank has closed two …" */
static void
write_said (const DlnEventWork *work,
            Title              *title,
            guint32             verb)
{
  const DlnTree *tree = work->tree;
  const DlnQuoteClaim *quote = _dln_events_find_quote (work, verb);
  guint32 t = verb;
  gboolean aside = FALSE, begins = TRUE;

  if (quote == NULL || title->n_words + MIN_SAID_WORDS > MAX_TITLE_WORDS)
    return;
  while (t > 0 && tree->tokens[t - 1].span.begin >= quote->span.begin)
    t--;
  while (t < tree->n_tokens && tree->tokens[t].span.begin < quote->span.begin)
    t++;
  if (t > verb && _dln_tree_is (tree, t - 1, "that"))
    append_token (work, title, t - 1, TRUE);
  else if (!_dln_tree_is (tree, t, "that"))
    g_string_append_c (title->text, ':');
  for (; t < tree->n_tokens && tree->tokens[t].span.end <= quote->span.end; t++)
    {
      DlnSpan span = tree->tokens[t].span;

      /* the cue in the middle of what is said ends it here */
      if (dln_span_overlaps (span, quote->cue) || dln_span_overlaps (span, quote->speaker_span))
        return;
      aside = (aside || _dln_tree_is (tree, t, "(")) && !_dln_tree_is (tree, t, ")");
      if (aside)
        continue;
      if (title->n_words >= MAX_TITLE_WORDS)
        {
          g_string_append (title->text, " \u2026");
          return;
        }
      append_token (work, title, t, begins);
      begins = FALSE;
    }
}

static void
write_clause (const DlnEventWork *work,
              Title              *title,
              guint32             verb)
{
  guint32 governor = governor_of (work->tree, verb);
  guint32 subject =
    _dln_title_find_speaker (work, governor, _dln_tree_subject (work->tree, governor));
  guint32 antecedent = _dln_title_find_antecedent (work->tree, governor);
  guint n_words;

  if (subject != DLN_NO_ROW && subject != governor)
    append_subject (work, title, subject);
  write_verb_group (work, title, governor);
  n_words = title->n_words;
  if (antecedent != DLN_NO_ROW)
    append_subject (work, title, antecedent);
  if (subject == DLN_NO_ROW || _dln_tree_child (work->tree, governor, DLN_REL (OBJ)) != subject)
    write_complements (work, title, governor, 3);
  /* a statement without a word of what was said; "told reporters" has no more than its listener */
  if (title->n_words <= n_words + 1)
    write_said (work, title, governor);
}

/**
 * _dln_events_new_title:
 * @event: with token and flags
 *
 * Returns: (transfer full): a title from the clause's own words, at most about %MAX_TITLE_WORDS of
 * them
 */
char *
_dln_events_new_title (const DlnEventWork  *work,
                       const DlnEventClaim *event)
{
  Title title = { g_string_new (NULL), 0 };

  if ((event->flags & DLN_EVENT_NOMINAL) == 0)
    write_clause (work, &title, event->token);
  else
    {
      gint32 head = work->tree->tokens[event->token].head;

      write_nominal (work, &title, event->token);
      /* "Loss" tells nobody what was lost by whom */
      if (title.n_words == 1 && head >= 0 && work->tree->tokens[head].upos == DLN_UPOS_VERB
          && _dln_relation_in (work->tree->tokens[event->token].deprel,
                               DLN_REL (OBJ) | DLN_REL (NSUBJ) | DLN_REL (NSUBJ_PASS)))
        {
          title.n_words = g_string_truncate (title.text, 0)->len;
          write_clause (work, &title, head);
        }
    }
  finish (&title);
  return g_string_free (title.text, FALSE);
}
