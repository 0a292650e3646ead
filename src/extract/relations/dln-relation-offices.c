/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What office a noun is: the words that tell which one ("deputy energy minister"), whether it is
 * over ("until March"), and whom it ties to whom. Where the noun stands beside a name is in
 * dln-relation-roles.c. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"
#include "extract/dln-kinds.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define OFFICE "post_in" /* in role-nouns.tsv: minister, ambassador */
#define MAX_TERM 8 /* words in which it is told how long a role was held */
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
      if (!hyphen && tree->tokens[t].upos != DLN_UPOS_NOUN
          && tree->tokens[t].upos != DLN_UPOS_PROPN && tree->tokens[t].upos != DLN_UPOS_ADJ)
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

/* "brother-in-law": the last word, or @noun itself */
static guint32
find_in_law (const DlnTree *tree,
             guint32        noun)
{
  if (noun + 4 < tree->n_tokens && _dln_tree_is (tree, noun + 1, "-")
      && _dln_tree_is (tree, noun + 2, "in") && _dln_tree_is (tree, noun + 3, "-")
      && _dln_tree_is (tree, noun + 4, "law"))
    return noun + 4;
  return noun;
}

/* The word before a hyphen that stands right before @token ("vice" of "vice-chairman"), or @token
 * itself. */
static guint32
find_prefix (const DlnTree *tree,
             guint32        token)
{
  return token > 1 && (_dln_tree_is (tree, token - 1, "-") || _dln_tree_is (tree, token - 1, "–"))
             && tree->tokens[token - 1].span.end == tree->tokens[token].span.begin
             && tree->tokens[token - 2].span.end == tree->tokens[token - 1].span.begin
           ? token - 2
           : token;
}

/* "ex-wife", "vice-chairman", "brother-in-law": what words with hyphens make of the noun */
static void
read_hyphens (const DlnTree   *tree,
              DlnRelationRole *role)
{
  guint32 prefix = find_prefix (tree, role->first);

  if (find_in_law (tree, role->noun) != role->noun)
    {
      role->last = find_in_law (tree, role->noun);
      role->person = dln_relation_type_get_name (DLN_RELATION_RELATIVE_OF);
    }
  if (prefix == role->first)
    return;
  if (_dln_tree_is_one_of (tree, prefix, _dln_words (DLN_WORDS_FORMER)))
    {
      role->ended = TRUE;
      return;
    }
  if (_dln_tree_is_one_of (tree, prefix, _dln_words (DLN_WORDS_DEPUTIES)))
    role->lesser = TRUE;
  else if (_dln_tree_is_one_of (tree, prefix, _dln_words (DLN_WORDS_STEP_KIN)))
    role->person = dln_relation_type_get_name (DLN_RELATION_RELATIVE_OF);
  else
    return;
  role->first = prefix;
}

/**
 * _dln_relations_read_role:
 * @noun: a token
 * @role: (out): what it says somebody is
 *
 * Returns: whether it is listed as a role
 */
gboolean
_dln_relations_read_role (const DlnRelationWork *work,
                          guint32                noun,
                          DlnRelationRole       *role)
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
  read_hyphens (tree, role);
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

/* "a U.S. commander"; "a former president" was the only one */
static gboolean
is_one_of_many (const DlnTree         *tree,
                const DlnRelationRole *role)
{
  guint32 determiner = _dln_tree_child (tree, role->noun, DLN_REL (DET));

  return !role->ended && determiner != DLN_NO_ROW
         && (_dln_tree_is (tree, determiner, "a") || _dln_tree_is (tree, determiner, "an"));
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

/**
 * _dln_relations_modifies_other:
 * @token: a word of a name
 *
 * Returns: whether the name only says which other body is meant: "a lawyer for the US trade body"
 * is none of the US. "The founder of the Ecologist magazine" is that of the Ecologist
 */
gboolean
_dln_relations_modifies_other (const DlnRelationWork *work,
                               guint32                token)
{
  const DlnTree *tree = work->tree;
  gint32 above = tree->tokens[token].head;
  DlnRelationRole role;

  return above > (gint32) token && tree->tokens[token].deprel == DLN_DEPREL_COMPOUND
         && tree->tokens[above].upos == DLN_UPOS_NOUN
         && tree->mention[above] != tree->mention[token]
         && !g_strv_contains (_dln_words (DLN_WORDS_NAMING_NOUNS), _dln_tree_lemma (tree, above))
         && !_dln_relations_read_role (work, above, &role);
}

/* "head of the Moravia Bank until March", "from 2001 to 2005": over, unless the article is older
 * than that. */
static gboolean
is_over (const DlnTree           *tree,
         const DlnRelationRole   *role,
         const DlnRelationOwners *owners)
{
  const DlnWhen *written = &tree->annotations->date.when;
  guint32 t = role->last + 1;

  for (guint i = 0; i < owners->n; i++)
    {
      const DlnMention *owner =
        DLN_ROW (tree->annotations->mentions, DlnMention, owners->mention[i]);

      if (owner->first_token >= t && owner->first_token < t + MAX_TERM)
        t = owner->first_token + owner->n_tokens;
    }
  for (guint32 end = MIN (tree->n_tokens, t + MAX_TERM);
       t < end && tree->tokens[t].sentence == tree->tokens[role->noun].sentence
       && tree->tokens[t].upos != DLN_UPOS_VERB && !_dln_tree_is (tree, t, ",");
       t++)
    if (tree->time[t] != DLN_NO_ROW)
      {
        const DlnTime *time = DLN_ROW (tree->annotations->times, DlnTime, tree->time[t]);

        if (time->preposition == DLN_TIME_ROLE_UNTIL || time->preposition == DLN_TIME_ROLE_TO)
          return !dln_when_is_known (&time->when) || !dln_when_is_known (written)
                 || time->when.earliest_begin < written->latest_end;
      }
  return FALSE;
}

/* "head of the EU mission" */
static gboolean
is_before_part (const DlnRelationWork *work,
                const DlnRelationRole *role,
                guint32                mention)
{
  const DlnMention *row = DLN_ROW (work->tree->annotations->mentions, DlnMention, mention);

  return row->first_token > role->last && _dln_relations_modifies_other (work, row->head);
}

/**
 * _dln_relations_tie_role:
 * @subject: mention of whoever has the role, or %DLN_NO_ROW
 * @anchor: token at which polarity, modality and time are read
 * @ended: whether something around the role says that it is over
 * @pattern: where it stands
 *
 * A row for each of the role's owners.
 */
void
_dln_relations_tie_role (DlnRelationWork       *work,
                         const DlnRelationRole *role,
                         guint32                subject,
                         guint32                anchor,
                         gboolean               ended,
                         const char            *pattern,
                         float                  score)
{
  DlnRelationOwners owners;

  if (subject == DLN_NO_ROW)
    return;
  _dln_relations_find_owners (work, role, subject, &owners);

  guint32 last = find_office_end (work->tree, role, &owners);
  DlnSpan office = _dln_tree_span (work->tree, find_office (work, role), last);
  g_autofree char *caption =
    g_strndup (work->tree->text + office.begin, office.end - office.begin);
  gboolean over = ended || role->ended || is_over (work->tree, role, &owners);

  for (guint i = 0; i < owners.n; i++)
    {
      gboolean person = _dln_relations_type_of (work, owners.mention[i]) == DLN_ENTITY_PERSON;
      /* of a country that an adjective tells, too: "the Norwegian foreign minister" */
      gboolean post = !person && strcmp (role->body, OFFICE) == 0;
      DlnRelationDraft draft = { .subject = subject,
                                 .object = owners.mention[i],
                                 .first = role->first,
                                 .last = role->last,
                                 .anchor = anchor,
                                 .ended = over,
                                 .caption = caption,
                                 .pattern = pattern,
                                 .score = score };

      if (!_dln_relations_parse_type (person ? role->person : role->body, &draft.type, &draft.swap)
          || _dln_relations_is_portfolio (work, role, owners.mention[i]))
        continue;
      if (draft.type == DLN_RELATION_HEAD_OF && owners.nation[i] && !is_national (work->tree, role))
        continue;
      if (draft.type == DLN_RELATION_HEAD_OF
          && (role->lesser || is_one_of_many (work->tree, role)
              || is_of_part (work, role, owners.mention[i])
              || is_before_part (work, role, owners.mention[i])
              || is_office_of_part (work->tree, role, &owners, last)))
        draft.type = person ? DLN_RELATION_EMPLOYED_BY : DLN_RELATION_POST_IN;
      if ((draft.type == DLN_RELATION_REPRESENTS || draft.type == DLN_RELATION_SPOKESPERSON_OF
           || draft.type == DLN_RELATION_FOUNDER_OF || draft.type == DLN_RELATION_OWNER_OF)
          && is_before_part (work, role, owners.mention[i]))
        continue;
      /* an institution is a member, never a minister or a player */
      if (draft.type == DLN_RELATION_MEMBER_OF && !_dln_tree_is (work->tree, role->noun, "member")
          && _dln_relations_type_of (work, subject) != DLN_ENTITY_PERSON)
        continue;
      /* whoever has a nationality before a job does not work for the country: "Russian engineer" */
      if ((draft.type == DLN_RELATION_EMPLOYED_BY || draft.type == DLN_RELATION_POST_IN) && !person
          && !post && owners.nation[i])
        continue;
      _dln_relations_add (work, &draft);
    }
}
