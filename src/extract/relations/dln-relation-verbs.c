/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations that a verb states between its subject and its object, in the active, in the passive
 * with an agent, in relative clauses and in participles after a noun. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_JOINED 4

typedef struct
{
  guint32  verb;
  gboolean passive;
  guint32  patient; /* head token of what it is done to, or DLN_NO_ROW */
  guint32  agent;   /* head token of who does it, or DLN_NO_ROW */
} Frame;

static gboolean
is_past (const DlnTree *tree,
         guint32        verb)
{
  const char *xpos = _dln_tree_xpos (tree, verb);
  guint32 auxiliary = _dln_tree_child (tree, verb, DLN_REL (AUX) | DLN_REL (AUX_PASS));

  if (auxiliary != DLN_NO_ROW)
    return !_dln_tree_is_one_of (tree, auxiliary, _dln_words (DLN_WORDS_PRESENT_AUXILIARIES))
           && strcmp (_dln_tree_xpos (tree, auxiliary), "MD") != 0;
  return strcmp (xpos, "VBD") == 0;
}

static gboolean
holds_until (const DlnTree *tree,
             guint32        verb)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      if (!_dln_relation_in (tree->tokens[c].deprel, DLN_RELS_OBLIQUE | DLN_REL (ADVCL)))
        continue;
      if (_dln_tree_child_form (tree, c, DLN_REL (CASE) | DLN_REL (MARK), "until") != DLN_NO_ROW)
        return TRUE;
      if (tree->tokens[c].deprel == DLN_DEPREL_ADVCL
          && _dln_tree_child_form (tree, c, DLN_REL (MARK), "before") != DLN_NO_ROW)
        return TRUE;
    }
  return FALSE;
}

static guint32
find_agent (const DlnTree *tree,
            guint32        verb)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if ((tree->tokens[c].deprel == DLN_DEPREL_OBL_AGENT
         && _dln_tree_child (tree, c, DLN_REL (CASE)) != DLN_NO_ROW)
        || (tree->tokens[c].deprel == DLN_DEPREL_OBL
            && _dln_tree_child_form (tree, c, DLN_REL (CASE), "by") != DLN_NO_ROW
            && tree->time[c] == DLN_NO_ROW))
      return c;
  return DLN_NO_ROW;
}

/* "observers from the OSCE, led by", "a school in Norway, founded by": the name says where they are
 * from */
static gboolean
is_origin (const DlnTree *tree,
           guint32        mention)
{
  guint32 t = DLN_ROW (tree->annotations->mentions, DlnMention, mention)->first_token;

  if (t > 0 && tree->tokens[t - 1].upos == DLN_UPOS_DET)
    t--;
  return t > 1 && tree->tokens[t - 2].upos == DLN_UPOS_NOUN
         && (_dln_tree_is (tree, t - 1, "from")
             || (_dln_tree_is (tree, t - 1, "in")
                 && DLN_ROW (tree->annotations->mentions, DlnMention, mention)->type
                      == DLN_ENTITY_PLACE));
}

/* Of a participle behind a comma the name before it is the one described, however far up the tree
 * hangs it: "A, led by B, and C, led by D". */
static guint32
find_described (const DlnTree *tree,
                guint32        verb)
{
  const DlnToken *row = &tree->tokens[verb];
  guint32 mention;

  if (verb < 2 || dln_deprel_get_base (row->deprel) != DLN_DEPREL_ACL
      || row->deprel == DLN_DEPREL_ACL_RELCL || !_dln_tree_is (tree, verb - 1, ","))
    return _dln_tree_subject (tree, verb);
  mention = tree->mention[verb - 2];
  if (mention == DLN_NO_ROW
      || DLN_ROW (tree->annotations->mentions, DlnMention, mention)->kind != DLN_MENTION_NAME
      || is_origin (tree, mention))
    return _dln_tree_subject (tree, verb);
  return DLN_ROW (tree->annotations->mentions, DlnMention, mention)->head;
}

/* "Weber, whose company owns": the company does, whatever the tree says */
static guint32
find_possessed (const DlnTree *tree,
                guint32        agent,
                guint32        verb)
{
  if (agent == DLN_NO_ROW || agent > verb)
    return agent;
  for (guint32 t = verb; t-- > agent + 1 && tree->tokens[t].upos != DLN_UPOS_VERB;)
    if (_dln_tree_is (tree, t, "whose"))
      return tree->tokens[t].head > (gint32) t && tree->tokens[t].head < (gint32) verb
               ? (guint32) tree->tokens[t].head
               : DLN_NO_ROW;
  return agent;
}

static void
read_frame (const DlnTree *tree,
            guint32        verb,
            Frame         *frame)
{
  guint8 base = dln_deprel_get_base (tree->tokens[verb].deprel);

  *frame = (Frame){ .verb = verb, .patient = DLN_NO_ROW, .agent = DLN_NO_ROW };
  frame->passive = _dln_tree_is_passive (tree, verb);
  if (frame->passive)
    {
      frame->patient = find_described (tree, verb);
      frame->agent = find_agent (tree, verb);
      return;
    }
  frame->agent = find_possessed (tree, _dln_tree_subject (tree, verb), verb);
  frame->patient = _dln_tree_object (tree, verb);
  /* "the fund which Weber founded": the object is the noun that the clause describes */
  if (frame->patient != DLN_NO_ROW && base == DLN_DEPREL_ACL && tree->tokens[verb].head >= 0
      && (_dln_tree_is (tree, frame->patient, "which")
          || _dln_tree_is (tree, frame->patient, "that")
          || _dln_tree_is (tree, frame->patient, "whom")))
    frame->patient = tree->tokens[verb].head;
}

static guint32
find_oblique (const DlnTree *tree,
              guint32        verb,
              const char    *preposition)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_REL (OBL) | DLN_REL (NMOD))
        && _dln_tree_child_form (tree, c, DLN_REL (CASE), preposition) != DLN_NO_ROW
        && tree->time[c] == DLN_NO_ROW)
      return c;
  return DLN_NO_ROW;
}

static gboolean
is_share (const DlnTree *tree,
          guint32        token)
{
  return g_strv_contains (_dln_words (DLN_WORDS_SHARES), _dln_tree_lemma (tree, token));
}

/* "owns 14% of the company", "bought a stake in Lund Motors": of whom the share is; @token itself
 * if it is no share */
static guint32
find_whole (const DlnTree *tree,
            guint32        token)
{
  if (!is_share (tree, token))
    return token;
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_REL (NMOD))
        && (_dln_tree_child_form (tree, c, DLN_REL (CASE), "of") != DLN_NO_ROW
            || _dln_tree_child_form (tree, c, DLN_REL (CASE), "in") != DLN_NO_ROW))
      return is_share (tree, c) ? find_whole (tree, c) : c;
  return token;
}

static gboolean
has_letter (const DlnRelationWork *work,
            guint32                mention,
            const char            *letters)
{
  switch (_dln_relations_type_of (work, mention))
    {
    case DLN_ENTITY_PERSON:
      return strchr (letters, 'P') != NULL;
    case DLN_ENTITY_INSTITUTION:
      return strchr (letters, 'I') != NULL;
    case DLN_ENTITY_PLACE:
      return strchr (letters, 'L') != NULL;
    default:
      return FALSE;
    }
}

/* The word as it stands, with its particle or preposition: "funded by", "works for". */
static char *
new_caption (const DlnTree *tree,
             const Frame   *frame,
             const char    *slot)
{
  g_autofree char *form = _dln_tree_dup_form (tree, frame->verb);
  guint32 particle = _dln_tree_child (tree, frame->verb, DLN_REL (COMPOUND_PRT));
  g_autofree char *extra = particle != DLN_NO_ROW ? _dln_tree_dup_form (tree, particle) : NULL;

  return g_strconcat (form,
                      extra != NULL ? " " : "",
                      extra != NULL ? extra : "",
                      strcmp (slot, "obj") != 0 ? " " : "",
                      strcmp (slot, "obj") != 0 ? slot : "",
                      NULL);
}

static void
tie (DlnRelationWork   *work,
     const Frame       *frame,
     const char *const *columns,
     const char        *slot,
     guint32            object_token)
{
  guint32 subjects[MAX_JOINED], objects[MAX_JOINED];
  /* "born in", "based in": the one who is done to is the subject, the place the object */
  gboolean middle = frame->passive && strcmp (slot, "obj") != 0;
  /* "sold Lund Motors to Norvik": what is sold has a buyer */
  gboolean moved = strcmp (columns[5], "patient") == 0;
  guint32 subject = middle || moved ? frame->patient : frame->agent;
  guint n_subjects = _dln_relations_conjuncts (
    work, moved ? find_whole (work->tree, subject) : subject, subjects, MAX_JOINED);
  guint n_objects = _dln_relations_conjuncts (work, object_token, objects, MAX_JOINED);
  g_autofree char *caption = new_caption (work->tree, frame, slot);
  gboolean past = is_past (work->tree, frame->verb);
  DlnRelationDraft draft = { .first = frame->verb,
                             .last = frame->verb,
                             .anchor = frame->verb,
                             .caption = caption,
                             .pattern = frame->passive ? "verb-passive" : "verb",
                             .score = 0.8f };

  if (!_dln_relations_parse_type (columns[2], &draft.type, &draft.swap))
    return;
  /* who acquires a share owns it */
  if (draft.type == DLN_RELATION_ACQUIRES && frame->patient != DLN_NO_ROW
      && is_share (work->tree, frame->patient))
    draft.type = DLN_RELATION_OWNER_OF;
  draft.ended = (strcmp (columns[5], "ended") == 0 && past)
                || (strcmp (columns[5], "state") == 0 && past)
                || (past && holds_until (work->tree, frame->verb));
  for (guint i = 0; i < n_subjects; i++)
    for (guint j = 0; j < n_objects; j++)
      {
        draft.subject = subjects[i];
        draft.object = objects[j];
        if (has_letter (work, subjects[i], columns[3]) && has_letter (work, objects[j], columns[4]))
          _dln_relations_add (work, &draft);
      }
}

/* "ran for the Senate" runs nothing, whatever the tree says */
static gboolean
is_behind_preposition (const DlnTree *tree,
                       const Frame   *frame)
{
  guint32 t = frame->patient;

  if (tree->mention[t] != DLN_NO_ROW)
    t = MIN (t, DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t])->first_token);
  while (t > frame->verb + 1
         && (tree->tokens[t - 1].upos == DLN_UPOS_DET || tree->tokens[t - 1].upos == DLN_UPOS_ADJ))
    t--;
  return t > frame->verb + 1 && tree->tokens[t - 1].upos == DLN_UPOS_ADP
         && tree->tokens[t - 1].deprel == DLN_DEPREL_CASE;
}

static gboolean
read_known (DlnRelationWork   *work,
            const Frame       *frame,
            const char *const *columns)
{
  guint n_rows = work->rows->len;
  g_auto (GStrv) slots = g_strsplit (columns[1], " ", -1);

  for (guint i = 0; slots[i] != NULL; i++)
    {
      if (strcmp (slots[i], "obj") == 0)
        {
          if (frame->patient != DLN_NO_ROW
              && (frame->passive || !is_behind_preposition (work->tree, frame)))
            tie (work, frame, columns, slots[i], find_whole (work->tree, frame->patient));
          continue;
        }

      guint32 oblique = find_oblique (work->tree, frame->verb, slots[i]);

      /* "sold the mill to Norvik": the tree may hang the buyer on what is sold */
      if (oblique == DLN_NO_ROW && strcmp (columns[5], "patient") == 0)
        oblique = find_oblique (work->tree, frame->patient, slots[i]);

      if (oblique != DLN_NO_ROW)
        tie (work, frame, columns, slots[i], oblique);
    }
  return work->rows->len > n_rows;
}

/* Any other verb between two names, under its own words. */
static void
read_other (DlnRelationWork *work,
            const Frame     *frame)
{
  const DlnTree *tree = work->tree;
  const char *lemma = _dln_tree_lemma (tree, frame->verb);

  if (g_strv_contains (_dln_words (DLN_WORDS_VERBS_OF_NO_RELATION), lemma)
      || frame->agent == DLN_NO_ROW || frame->patient == DLN_NO_ROW
      || (!frame->passive && is_behind_preposition (tree, frame)))
    return;

  guint32 subject = _dln_relations_named (work, frame->agent);
  guint32 object = _dln_relations_named (work, frame->patient);

  if (subject == DLN_NO_ROW || object == DLN_NO_ROW
      || !has_letter (work, subject, "PI") || !has_letter (work, object, "PI")
      || DLN_ROW (tree->annotations->mentions, DlnMention, object)->kind != DLN_MENTION_NAME)
    return;

  g_autofree char *caption = new_caption (tree, frame, "obj");
  DlnRelationDraft draft = { .type = DLN_RELATION_RELATED_TO,
                             .subject = subject,
                             .object = object,
                             .first = frame->verb,
                             .last = frame->verb,
                             .anchor = frame->verb,
                             .caption = caption,
                             .pattern = frame->passive ? "other-verb-passive" : "other-verb",
                             .score = 0.5f };

  _dln_relations_add (work, &draft);
}

/* All lines of a verb; what is sold to nobody named is told under the verb's own word. */
static void
read_senses (DlnRelationWork   *work,
             const Frame       *frame,
             const char *const *columns)
{
  gboolean moved = strcmp (columns[5], "patient") == 0;
  gboolean found = frame->patient != DLN_NO_ROW || !moved ? read_known (work, frame, columns)
                                                          : FALSE;
  g_autofree char *sense = g_strconcat (columns[0], "+", NULL);

  if (!found && moved)
    read_other (work, frame);
  columns = _dln_lexicon_lookup (work->verbs, sense);
  if (columns != NULL && g_strv_length ((char **) columns) >= 7)
    read_senses (work, frame, columns);
}

/* "Luis Ferrer lives in Madrid", whose verb the tagger takes for a noun */
static void
read_lives (DlnRelationWork *work,
            guint32          token)
{
  const DlnTree *tree = work->tree;
  guint32 before = token > 0 && _dln_tree_is (tree, token - 1, ",") ? token - 1 : token;
  guint32 place = token + 2;

  if (before == 0 || place >= tree->n_tokens || tree->tokens[token].upos != DLN_UPOS_NOUN
      || !_dln_tree_is (tree, token, "lives") || !_dln_tree_is (tree, token + 1, "in")
      || tree->tokens[place].sentence != tree->tokens[token].sentence
      || _dln_relations_name_at (tree, before - 1) == DLN_NO_ROW)
    return;

  DlnRelationDraft draft = { .type = DLN_RELATION_LIVES_IN,
                             .subject = _dln_relations_name_at (tree, before - 1),
                             .object = _dln_relations_name_at (tree, place),
                             .first = token,
                             .last = token,
                             .anchor = token,
                             .caption = "lives in",
                             .pattern = "verb",
                             .score = 0.7f };

  _dln_relations_add (work, &draft);
}

/**
 * _dln_relations_read_verbs:
 *
 * Every verb of @sentence. Time: O(tokens)
 */
void
_dln_relations_read_verbs (DlnRelationWork *work,
                           guint32          sentence)
{
  const DlnTree *tree = work->tree;
  const DlnSentence *row = DLN_ROW (tree->annotations->sentences, DlnSentence, sentence);

  for (guint32 t = row->first_token; t < row->first_token + row->n_tokens; t++)
    {
      Frame frame;

      if (tree->tokens[t].upos != DLN_UPOS_VERB)
        {
          read_lives (work, t);
          continue;
        }

      const char *const *columns = _dln_lexicon_find (work->verbs, tree, t, "");

      read_frame (tree, t, &frame);
      /* a verb as common as "hold" is one of owning with a share only */
      if (columns == NULL && frame.patient != DLN_NO_ROW && is_share (tree, frame.patient)
          && g_strv_contains (_dln_words (DLN_WORDS_HOLDING_VERBS), _dln_tree_lemma (tree, t)))
        columns = _dln_lexicon_lookup (work->verbs, "own");
      if (columns != NULL && g_strv_length ((char **) columns) >= 7)
        read_senses (work, &frame, columns);
      else
        read_other (work, &frame);
    }
}
