/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles: nouns that say what somebody is to a body or to another person. A role is found before a
 * name ("Kremlin spokesman X"), after it ("X, head of Y"), as its predicate ("X is the founder of
 * Y") and after "as"; its owner is looked for inside the role's own phrase. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define OFFICE "post_in" /* in role-nouns.tsv: minister, ambassador */
#define MAX_WORDS 9 /* of a title before a name */
#define MAX_OFFICE 5 /* words before the noun that say which office it is */

static char *
dup_lower (const DlnTree *tree,
           guint32        token,
           gboolean       lemma)
{
  if (lemma && *_dln_tree_lemma (tree, token) != '\0')
    return g_ascii_strdown (_dln_tree_lemma (tree, token), -1);

  g_autofree char *form = _dln_tree_dup_form (tree, token);

  return g_utf8_strdown (form, -1);
}

/* "vice chancellor", of words with a hyphen between them also "vice-chancellor" */
static const char *const *
look_up_joined (const DlnRelationWork *work,
                const char            *first,
                const char            *rest,
                gboolean               hyphen)
{
  g_autofree char *key = g_strdup_printf ("%s %s", first, rest);
  const char *const *found = _dln_lexicon_lookup (work->roles, key);

  if (found != NULL || !hyphen)
    return found;
  key[strlen (first)] = '-';
  return _dln_lexicon_lookup (work->roles, key);
}

/* The longest listed role that ends at @noun: up to three words before it. */
static const char *const *
match_role (const DlnRelationWork *work,
            guint32                noun,
            guint32               *first)
{
  const DlnTree *tree = work->tree;
  g_autofree char *key = dup_lower (tree, noun, tree->tokens[noun].upos == DLN_UPOS_NOUN);
  const char *const *best = NULL;
  g_autofree char *form = dup_lower (tree, noun, FALSE);

  if (g_str_has_prefix (key, "ex-") && strlen (key) > 4)
    memmove (key, key + 3, strlen (key) - 2);
  best = _dln_lexicon_lookup (work->roles, key);
  if (best == NULL)
    {
      best = _dln_lexicon_lookup (work->roles, form);
      if (best != NULL)
        {
          g_free (key);
          key = g_steal_pointer (&form);
        }
    }
  *first = noun;

  gboolean hyphen = FALSE;

  for (guint32 t = noun, n = 0; t > 0 && n < 3; n++)
    {
      t--;
      if (_dln_tree_is (tree, t, "-") || _dln_tree_is (tree, t, "–"))
        {
          n--;
          if (t == 0 || noun - t > 6)
            break;
          hyphen = TRUE;
          continue;
        }
      if (tree->tokens[t].upos != DLN_UPOS_NOUN && tree->tokens[t].upos != DLN_UPOS_PROPN
          && tree->tokens[t].upos != DLN_UPOS_ADJ)
        break;

      g_autofree char *word = dup_lower (tree, t, FALSE);
      char *longer = g_strdup_printf ("%s %s", word, key);
      const char *const *found = look_up_joined (work, word, key, hyphen);

      hyphen = FALSE;
      if (found != NULL)
        {
          best = found;
          *first = t;
        }
      g_free (key);
      key = longer;
    }
  return best;
}

static gboolean
read_role (const DlnRelationWork *work,
           guint32                noun,
           DlnRelationRole                  *role)
{
  const DlnTree *tree = work->tree;
  guint8 upos = tree->tokens[noun].upos;
  const char *const *columns;

  if (upos != DLN_UPOS_NOUN && upos != DLN_UPOS_PROPN && upos != DLN_UPOS_ADJ)
    return FALSE;
  *role = (DlnRelationRole){ .noun = noun, .last = noun };
  columns = match_role (work, noun, &role->first);
  if (_dln_tree_is (tree, noun, "chief") && noun + 2 < tree->n_tokens
      && _dln_tree_is (tree, noun + 1, "of") && _dln_tree_is (tree, noun + 2, "staff"))
    {
      columns = _dln_lexicon_lookup (work->roles, "chief of staff");
      role->last = noun + 2;
    }
  /* "chief executive", where the tree takes the first for the head */
  if (columns != NULL && noun + 1 < tree->n_tokens
      && tree->tokens[noun + 1].head == (gint32) noun
      && tree->tokens[noun + 1].upos != DLN_UPOS_PROPN)
    {
      g_autofree char *first = dup_lower (tree, noun, FALSE);
      g_autofree char *second = dup_lower (tree, noun + 1, FALSE);
      g_autofree char *both = g_strdup_printf ("%s %s", first, second);
      const char *const *found = _dln_lexicon_lookup (work->roles, both);

      if (found != NULL)
        {
          columns = found;
          role->last = noun + 1;
        }
    }
  if (columns == NULL || g_strv_length ((char **) columns) < 3)
    return FALSE;
  role->body = columns[1];
  role->person = columns[2];

  DlnSpan span = tree->tokens[noun].span;

  role->ended =
    span.end - span.begin > 3 && g_ascii_strncasecmp (tree->text + span.begin, "ex-", 3) == 0;
  /* "finance director": one of several, but not "party leader" */
  if (role->first > 0 && tree->tokens[role->first - 1].upos == DLN_UPOS_NOUN
      && _dln_relations_name_at (tree, role->first - 1) == DLN_NO_ROW
      && tree->tokens[role->first - 1].deprel == DLN_DEPREL_COMPOUND
      && (_dln_lexicon_get_noun (_dln_tree_lemma (tree, role->first - 1)).classes
          & DLN_NOUN_INSTITUTION)
           == 0)
    role->lesser = TRUE;
  for (guint32 t = role->first, n = 0; t > 0 && n < 6; n++)
    {
      t--;
      if (tree->tokens[t].upos == DLN_UPOS_VERB || tree->tokens[t].upos == DLN_UPOS_ADP
          || _dln_tree_is (tree, t, ",") || tree->tokens[t].sentence != tree->tokens[noun].sentence)
        break;
      role->ended = role->ended || _dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_FORMER));
      if (t + 1 == role->first)
        role->lesser |= _dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_DEPUTIES));
    }
  return TRUE;
}

/* "chief operating officer", "deputy energy minister": what says which office it is, and neither
 * whose it is nor what he is like */
static guint32
find_office (const DlnRelationWork *work,
             const DlnRelationRole *role)
{
  const DlnTree *tree = work->tree;
  guint32 first = role->first;

  for (guint32 t = first; t > 0 && role->first - t < MAX_OFFICE;)
    {
      guint32 begin = --t;

      if (tree->tokens[t].sentence != tree->tokens[role->noun].sentence
          || _dln_relations_name_at (tree, t) != DLN_NO_ROW)
        break;
      if (t > 1 && _dln_tree_is (tree, t - 1, "-")
          && tree->tokens[t - 1].span.end == tree->tokens[t].span.begin
          && tree->tokens[t - 2].span.end == tree->tokens[t - 1].span.begin)
        begin = t - 2;

      DlnSpan span = _dln_tree_span (tree, begin, t);
      g_autofree char *word = g_ascii_strdown (tree->text + span.begin, span.end - span.begin);

      if (g_strv_contains (_dln_words (DLN_WORDS_FORMER), word)
          || (!g_strv_contains (_dln_words (DLN_WORDS_OFFICE_MODIFIERS), word)
              && !g_strv_contains (_dln_words (DLN_WORDS_DEPUTIES), word)
              && (tree->tokens[t].upos != DLN_UPOS_NOUN
                  || tree->tokens[t].deprel != DLN_DEPREL_COMPOUND)))
        break;
      first = t = begin;
    }
  return first;
}

/* The last word of "head of the security committee" of somebody; the noun itself if the owner
 * follows at once. */
static guint32
find_office_end (const DlnTree           *tree,
                 const DlnRelationRole   *role,
                 const DlnRelationOwners *owners)
{
  guint32 last = role->last;
  guint32 name;

  if (owners->n == 0)
    return last;
  name = DLN_ROW (tree->annotations->mentions, DlnMention, owners->mention[0])->first_token;
  if (name <= role->last + 2 || name >= role->last + 14)
    return last;
  last = name - 1;
  while (last > role->last
         && (tree->tokens[last].upos == DLN_UPOS_DET || tree->tokens[last].upos == DLN_UPOS_ADP
             || tree->tokens[last].upos == DLN_UPOS_ADJ || tree->tokens[last].upos == DLN_UPOS_PUNCT
             || tree->tokens[last].upos == DLN_UPOS_CCONJ))
    last--;
  /* "head of the Assembly's finance committee": the office alone */
  return strcmp (_dln_tree_xpos (tree, last), "POS") == 0 ? role->last : last;
}

/* The last word of "head of internal security" behind the name that it serves. */
static guint32
find_part_end (const DlnTree         *tree,
               const DlnRelationRole *role,
               guint32                last)
{
  for (guint32 t = last + 1; t < tree->n_tokens && t <= role->last + 5; t++)
    {
      const DlnToken *token = &tree->tokens[t];
      gboolean of = t == role->last + 1 && _dln_tree_is (tree, t, "of");

      if ((!of && token->upos != DLN_UPOS_DET && token->upos != DLN_UPOS_ADJ
           && token->upos != DLN_UPOS_NOUN)
          || tree->mention[t] != DLN_NO_ROW
          || token->sentence != tree->tokens[role->noun].sentence)
        break;
      last = t;
    }
  return last;
}

/* "head of security at Fjord Lines", "Fjord Lines' head of security" heads a part; "chairman of the
 * board of Fjord Lines" all of it */
static gboolean
is_office_of_part (const DlnTree           *tree,
                   const DlnRelationRole   *role,
                   const DlnRelationOwners *owners,
                   guint32                  last)
{
  const GArray *mentions = tree->annotations->mentions;

  if (DLN_ROW (mentions, DlnMention, owners->mention[0])->first_token < role->first)
    last = find_part_end (tree, role, last);
  if (last < role->last + 2 || !_dln_tree_is (tree, role->last + 1, "of"))
    return FALSE;
  for (guint32 t = role->last + 2; t <= last; t++)
    if (_dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_WHOLE_BODIES)))
      return FALSE;
  return TRUE;
}

/* Offices that one country has one of; any other "American governor" is an American who governs
 * something */
static gboolean
is_national (const DlnTree *tree,
             const DlnRelationRole    *role)
{
  g_autofree char *word = dup_lower (tree, role->noun, FALSE);

  return g_strv_contains (_dln_words (DLN_WORDS_NATIONAL_OFFICES), word);
}

/* "NCS canteen manager": a common noun between the owner and the role says that only a part is
 * managed */
static gboolean
is_of_part (const DlnRelationWork *work,
            const DlnRelationRole            *role,
            guint32                mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);

  for (guint32 t = row->first_token + row->n_tokens; t < role->first; t++)
    if (tree->tokens[t].upos == DLN_UPOS_NOUN && !_dln_tree_is (tree, t, "ex")
        && !_dln_tree_is (tree, t, "vice"))
      return TRUE;
  return FALSE;
}

static void
tie_role (DlnRelationWork *work,
          const DlnRelationRole      *role,
          guint32          subject,
          guint32          anchor,
          gboolean         ended,
          const char      *pattern,
          float            score)
{
  DlnRelationOwners owners;

  if (subject == DLN_NO_ROW)
    return;
  _dln_relations_find_owners (work, role, subject, &owners);

  guint32 last = find_office_end (work->tree, role, &owners);
  DlnSpan office = _dln_tree_span (work->tree, find_office (work, role), last);
  g_autofree char *caption =
    g_strndup (work->tree->text + office.begin, office.end - office.begin);

  for (guint i = 0; i < owners.n; i++)
    {
      gboolean person = _dln_relations_type_of (work, owners.mention[i]) == DLN_ENTITY_PERSON;
      /* an office of state, told as employment */
      gboolean post = !person && strcmp (role->body, OFFICE) == 0;
      DlnRelationDraft draft = { .subject = subject,
                                 .object = owners.mention[i],
                                 .first = role->first,
                                 .last = role->last,
                                 .anchor = anchor,
                                 .ended = ended || role->ended,
                                 .caption = caption,
                                 .pattern = pattern,
                                 .score = score };

      if (post)
        draft.type = DLN_RELATION_EMPLOYED_BY;
      if ((!post
           && !_dln_relations_parse_type (
             person ? role->person : role->body, &draft.type, &draft.swap))
          || _dln_relations_is_portfolio (work, role, owners.mention[i]))
        continue;
      if (draft.type == DLN_RELATION_HEAD_OF && owners.nation[i] && !is_national (work->tree, role))
        continue;
      if (draft.type == DLN_RELATION_HEAD_OF
          && (role->lesser || is_of_part (work, role, owners.mention[i])
              || is_office_of_part (work->tree, role, &owners, last)))
        draft.type = DLN_RELATION_EMPLOYED_BY;
      /* an institution is a member, never a minister or a player */
      if (draft.type == DLN_RELATION_MEMBER_OF && !_dln_tree_is (work->tree, role->noun, "member")
          && _dln_relations_type_of (work, subject) != DLN_ENTITY_PERSON)
        continue;
      /* whoever has a nationality before a job does not work for the country: "Russian engineer" */
      if (draft.type == DLN_RELATION_EMPLOYED_BY && !person && !post && owners.nation[i])
        continue;
      _dln_relations_add (work, &draft);
    }
}

/* ---- where a role stands -------------------------------------------------------------------- */

static void
read_title (DlnRelationWork *work,
            guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);
  guint32 t = row->first_token;
  DlnRelationRole role;

  /* the word before the name is the role: "Kremlin spokesman X", "Tesla and SpaceX boss X" */
  if (t == 0 || tree->tokens[t - 1].sentence != tree->tokens[t].sentence
      || _dln_relations_name_at (tree, t - 1) != DLN_NO_ROW)
    return;
  t--;
  if (read_role (work, t, &role))
    tie_role (work, &role, mention, row->head, FALSE, "title", 0.85f);
}

/* The role that ends the run of words from @t on: "former Russian Central Bank official"; the last
 * listed one, so that a wrong tag does not hide it. */
static guint32
head_of_phrase_at (const DlnRelationWork *work,
                   guint32                t,
                   guint32                end)
{
  const DlnTree *tree = work->tree;
  guint32 noun = DLN_NO_ROW, listed = DLN_NO_ROW;
  DlnRelationRole role;

  for (guint n = 0; t < end && n < MAX_WORDS; t++, n++)
    {
      guint8 upos = tree->tokens[t].upos;

      if (upos == DLN_UPOS_NOUN || upos == DLN_UPOS_PROPN)
        noun = t;
      else if (upos != DLN_UPOS_DET && upos != DLN_UPOS_ADJ && upos != DLN_UPOS_NUM
               && upos != DLN_UPOS_PART && upos != DLN_UPOS_ADV && !_dln_tree_is (tree, t, "-")
               && !_dln_tree_is (tree, t, "now") && !(upos == DLN_UPOS_PRON && noun == DLN_NO_ROW)
               && !(upos == DLN_UPOS_VERB && noun == DLN_NO_ROW))
        break;
      if (_dln_relations_name_at (tree, t) == DLN_NO_ROW && read_role (work, t, &role))
        listed = t;
    }
  return listed != DLN_NO_ROW ? listed : noun;
}

/* "a son of Prince Yi and his wife, Lady Hong": who has a name or an owner of his own */
static gboolean
is_somebody_else (const DlnTree *tree,
                  guint32        noun)
{
  guint32 owner = _dln_tree_child (tree, noun, DLN_REL (NMOD_POSS));
  guint32 name = _dln_tree_child (tree, noun, DLN_REL (APPOS) | DLN_REL (FLAT));

  return (owner != DLN_NO_ROW && tree->tokens[owner].upos == DLN_UPOS_PRON)
         || (name != DLN_NO_ROW && _dln_relations_name_at (tree, name) != DLN_NO_ROW);
}

static void
read_role_chain (DlnRelationWork *work,
                 guint32          noun,
                 guint32          subject,
                 guint32          anchor,
                 gboolean         ended,
                 const char      *pattern,
                 float            score)
{
  const DlnTree *tree = work->tree;
  guint32 name = subject != DLN_NO_ROW
                   ? DLN_ROW (tree->annotations->mentions, DlnMention, subject)->first_token
                   : noun;
  DlnRelationRole role;

  if (read_role (work, noun, &role))
    tie_role (work, &role, subject, anchor, ended, pattern, score);
  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW; c = tree->next_child[c])
    /* of "his wife, X, and his brother" the brother is somebody else */
    if (tree->tokens[c].deprel == DLN_DEPREL_CONJ && tree->tokens[c].upos == DLN_UPOS_NOUN
        && !(noun < name && c > name) && tree->mention[c] == DLN_NO_ROW
        && !is_somebody_else (tree, c)
        && read_role (work, c, &role))
      tie_role (work, &role, subject, anchor, ended, pattern, score);
}

/* "In a letter to X, the head of Y said": the phrase after the comma is the subject of the clause,
 * no apposition */
static gboolean
starts_clause (const DlnTree    *tree,
               const DlnMention *name,
               guint32           from,
               guint32           end)
{
  if (name->first_token == 0 || tree->tokens[name->first_token - 1].upos != DLN_UPOS_ADP
      || !_dln_tree_is (tree, from, "the"))
    return FALSE;
  for (guint32 t = from; t < end && t < from + 16; t++)
    {
      if (tree->tokens[t].upos == DLN_UPOS_PUNCT)
        return FALSE;
      if (tree->tokens[t].upos == DLN_UPOS_VERB || tree->tokens[t].upos == DLN_UPOS_AUX)
        return TRUE;
    }
  return FALSE;
}

static void
read_apposition (DlnRelationWork *work,
                 guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);
  guint32 last = row->first_token + row->n_tokens - 1;
  const DlnSentence *sentence
    = DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[last].sentence);
  guint32 end = sentence->first_token + sentence->n_tokens;

  /* after the name: "X, head of Y" */
  if (last + 2 < end
      && (_dln_tree_is (tree, last + 1, ",") || _dln_tree_is (tree, last + 1, "(")
          || _dln_tree_is (tree, last + 1, "–") || _dln_tree_is (tree, last + 1, "—")))
    {
      guint32 noun = head_of_phrase_at (work, last + 2, end);

      if (starts_clause (tree, row, last + 2, end))
        return;
      if (noun != DLN_NO_ROW && !_dln_relation_in (tree->tokens[noun].deprel, DLN_RELS_ANY_SUBJECT)
          && _dln_tree_child (tree, noun, DLN_REL (CASE) | DLN_REL (COP)) == DLN_NO_ROW)
        read_role_chain (work, noun, mention, row->head, FALSE, "apposition", 0.85f);
    }
  for (guint32 c = tree->first_child[row->head]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_APPOS && tree->tokens[c].upos == DLN_UPOS_NOUN)
      read_role_chain (work, c, mention, row->head, FALSE, "apposition", 0.85f);

  /* before the name: "the head of Y, X, ..."; of "his wife and the minister, X" the nearer noun */
  gint32 head = tree->tokens[row->head].head;

  if (head >= 0 && tree->tokens[row->head].deprel == DLN_DEPREL_APPOS)
    for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
      if (tree->tokens[c].deprel == DLN_DEPREL_CONJ && c > (guint32) head && c < row->first_token)
        head = c;
  if (row->type == DLN_ENTITY_PERSON && tree->tokens[row->head].deprel == DLN_DEPREL_APPOS
      && head >= 0 && tree->tokens[head].upos == DLN_UPOS_NOUN
      && tree->tokens[head].sentence == tree->tokens[row->head].sentence)
    read_role_chain (work, head, mention, row->head, FALSE, "apposition-before", 0.8f);

  /* "her husband, the architect X": by position, whatever the tree says */
  guint32 t = row->first_token;

  while (row->type == DLN_ENTITY_PERSON && t > 0 && row->first_token - t < 5
         && (tree->tokens[t - 1].upos == DLN_UPOS_NOUN || tree->tokens[t - 1].upos == DLN_UPOS_ADJ
             || tree->tokens[t - 1].upos == DLN_UPOS_DET))
    t--;
  /* "its chief executive, X", whose noun the tagger takes for an adjective */
  if (t > 1 && _dln_tree_is (tree, t - 1, ",")
      && (tree->tokens[t - 2].upos == DLN_UPOS_NOUN || tree->tokens[t - 2].upos == DLN_UPOS_ADJ)
      && tree->tokens[t - 2].sentence == tree->tokens[row->head].sentence
      && _dln_tree_child (tree, t - 2, DLN_REL (NMOD_POSS)) != DLN_NO_ROW)
    read_role_chain (work, t - 2, mention, row->head, FALSE, "apposition-before", 0.75f);

  /* "her husband, the architect X": through the noun that stands beside the name */
  if (row->type == DLN_ENTITY_PERSON && head >= 0 && tree->tokens[head].upos == DLN_UPOS_NOUN
      && _dln_relation_in (tree->tokens[row->head].deprel,
                           DLN_REL (FLAT) | DLN_REL (APPOS) | DLN_REL (COMPOUND))
      && tree->tokens[head].deprel == DLN_DEPREL_APPOS && tree->tokens[head].head >= 0
      && tree->tokens[tree->tokens[head].head].upos == DLN_UPOS_NOUN)
    read_role_chain (
      work, tree->tokens[head].head, mention, row->head, FALSE, "apposition-before", 0.75f);
}

static gboolean
is_past_copula (const DlnTree *tree,
                guint32        noun)
{
  guint32 copula = _dln_tree_child (tree, noun, DLN_REL (COP));

  if (copula == DLN_NO_ROW
      || !(_dln_tree_is (tree, copula, "was") || _dln_tree_is (tree, copula, "were")))
    return FALSE;
  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_tree_child_form (tree, c, DLN_REL (CASE) | DLN_REL (MARK), "until") != DLN_NO_ROW
        || _dln_tree_child_form (tree, c, DLN_REL (CASE), "from") != DLN_NO_ROW)
      return TRUE;
  return FALSE;
}

static void
read_predicate (DlnRelationWork *work,
                guint32          noun)
{
  const DlnTree *tree = work->tree;
  gint32 head = tree->tokens[noun].head;
  guint8 deprel = tree->tokens[noun].deprel;

  if (_dln_tree_child (tree, noun, DLN_REL (COP)) != DLN_NO_ROW)
    {
      guint32 subject = _dln_tree_subject (tree, noun);

      if (subject != DLN_NO_ROW)
        read_role_chain (work,
                         noun,
                         _dln_relations_named (work, subject),
                         noun,
                         is_past_copula (tree, noun),
                         "predicate",
                         0.85f);
      return;
    }
  if (head < 0 || tree->tokens[head].upos != DLN_UPOS_VERB)
    return;

  const char *verb = _dln_tree_lemma (tree, head);
  gboolean as = _dln_tree_child_form (tree, noun, DLN_REL (CASE), "as") != DLN_NO_ROW;
  gboolean passive =
    _dln_tree_child (tree, head, DLN_REL (AUX_PASS) | DLN_REL (NSUBJ_PASS)) != DLN_NO_ROW;
  guint32 object = _dln_tree_child (tree, head, DLN_REL (OBJ));
  guint32 subject = _dln_tree_subject (tree, head);
  gboolean leaving = g_strv_contains (_dln_words (DLN_WORDS_ROLE_LEAVERS), verb);

  if (!as
      && !(g_strv_contains (_dln_words (DLN_WORDS_ROLE_GIVERS), verb)
           && (deprel == DLN_DEPREL_XCOMP || deprel == DLN_DEPREL_OBJ)))
    return;
  if (as && !leaving && strcmp (verb, "serve") != 0 && strcmp (verb, "work") != 0
      && !g_strv_contains (_dln_words (DLN_WORDS_ROLE_GIVERS), verb) && strcmp (verb, "hire") != 0
      && strcmp (verb, "describe") != 0)
    return;
  if (!passive && object != DLN_NO_ROW && object != noun)
    subject = object;
  if (subject == DLN_NO_ROW || subject == noun)
    return;
  /* "as" with a verb in the past: the post is over only where the verb ends it */
  read_role_chain (
    work, noun, _dln_relations_named (work, subject), head, leaving, as ? "as" : "becomes", 0.75f);
}

/* "the budget committee of the Assembly", "the Assembly's budget committee": a described
 * institution is part of the one that stands behind or before it. */
static void
read_described (DlnRelationWork *work,
                guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);
  guint32 t = row->first_token + row->n_tokens;
  guint32 owner = DLN_NO_ROW;

  if (t + 1 < tree->n_tokens
      && _dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_MEMBER_PREPOSITIONS))
      && tree->tokens[t].sentence == tree->tokens[row->head].sentence)
    {
      for (t++; t < tree->n_tokens && tree->mention[t] == DLN_NO_ROW
                && tree->tokens[t].upos == DLN_UPOS_DET;
           t++)
        ;
      owner = t < tree->n_tokens ? tree->mention[t] : DLN_NO_ROW;
    }
  t = row->first_token;
  if (owner == DLN_NO_ROW && t > 0)
    {
      t--;
      if (t > 0 && tree->mention[t] == DLN_NO_ROW && tree->tokens[t].upos == DLN_UPOS_PART)
        t--;
      owner = tree->mention[t];
    }
  if (owner == DLN_NO_ROW
      || DLN_ROW (tree->annotations->mentions, DlnMention, owner)->entity == DLN_NO_ROW)
    return;

  DlnRelationDraft draft = { .type = DLN_RELATION_PART_OF,
                             .subject = mention,
                             .object = owner,
                             .first = row->head,
                             .last = row->head,
                             .anchor = row->head,
                             .caption = "part of",
                             .pattern = "described",
                             .score = 0.8f };

  _dln_relations_add (work, &draft);
}

static gboolean
is_party (const DlnTree    *tree,
          const DlnMention *row)
{
  for (guint32 t = row->first_token; t < row->first_token + row->n_tokens; t++)
    if (_dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_PARTY_WORDS)))
      return TRUE;
  return FALSE;
}

/* "Anna Weber of the Labour Party", "Erik Lund, of Norvik Bank": where somebody belongs */
static void
read_affiliation (DlnRelationWork *work,
                  guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);
  guint32 t = row->first_token + row->n_tokens;
  guint32 sentence = tree->tokens[row->head].sentence;
  guint32 name, of;

  if (t < tree->n_tokens && _dln_tree_is (tree, t, ","))
    t++;
  if (t + 1 >= tree->n_tokens || !_dln_tree_is (tree, t, "of"))
    return;
  of = t++;
  while (t + 1 < tree->n_tokens && tree->mention[t] == DLN_NO_ROW
         && (tree->tokens[t].upos == DLN_UPOS_DET || tree->tokens[t].upos == DLN_UPOS_ADJ
             || tree->tokens[t].upos == DLN_UPOS_VERB || tree->tokens[t].upos == DLN_UPOS_NOUN)
         && t < of + 5)
    t++;
  name = tree->tokens[t].sentence == sentence ? _dln_relations_name_at (tree, t) : DLN_NO_ROW;
  if (name == DLN_NO_ROW || _dln_relations_named (work, t) == DLN_NO_ROW
      || _dln_relations_type_of (work, name) != DLN_ENTITY_INSTITUTION)
    return;

  /* "accused Weber of Greenpeace fraud" belongs to the verb */
  const DlnMention *body = DLN_ROW (tree->annotations->mentions, DlnMention, name);
  gint32 head = tree->tokens[body->head].head;

  if (head < (gint32) row->first_token || head >= (gint32) (row->first_token + row->n_tokens))
    return;

  DlnRelationDraft draft = { .type = is_party (tree, body) ? DLN_RELATION_MEMBER_OF
                                                           : DLN_RELATION_EMPLOYED_BY,
                             .subject = mention,
                             .object = name,
                             .first = of,
                             .last = of,
                             .anchor = of,
                             .caption = "of",
                             .pattern = "affiliation",
                             .score = 0.7f };

  _dln_relations_add (work, &draft);
}

/**
 * _dln_relations_read_roles:
 *
 * Roles beside every name, and nouns that are predicates. Time: O(tokens + mentions)
 */
void
_dln_relations_read_roles (DlnRelationWork *work)
{
  const DlnTree *tree = work->tree;
  const GArray *mentions = tree->annotations->mentions;

  for (guint32 m = 0; m < mentions->len; m++)
    {
      const DlnMention *row = DLN_ROW (mentions, DlnMention, m);

      if ((row->reasons & DLN_NAME_DESCRIBED) != 0 && row->head < tree->n_tokens
          && _dln_tree_makes_claims (tree, tree->tokens[row->head].sentence))
        read_described (work, m);
      if (row->kind != DLN_MENTION_NAME || row->n_tokens == 0
          || row->first_token + row->n_tokens > tree->n_tokens || row->head >= tree->n_tokens
          || !_dln_tree_makes_claims (tree, tree->tokens[row->head].sentence))
        continue;
      if (row->type == DLN_ENTITY_PERSON)
        {
          read_title (work, m);
          read_affiliation (work, m);
        }
      if (row->type == DLN_ENTITY_PERSON || row->type == DLN_ENTITY_INSTITUTION)
        read_apposition (work, m);
    }
  for (guint32 t = 0; t < tree->n_tokens; t++)
    if ((tree->tokens[t].upos == DLN_UPOS_NOUN || tree->tokens[t].upos == DLN_UPOS_PROPN)
        && _dln_tree_makes_claims (tree, tree->tokens[t].sentence))
      read_predicate (work, t);
}
