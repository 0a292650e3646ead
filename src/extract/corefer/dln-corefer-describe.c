/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of institutions that have no name of their own but serve as one: "the budget committee",
 * "the committee on security", "the criminal investigation department". They count where somebody
 * holds a post in them: "head of the committee on security in the Assembly" does not head the
 * Assembly. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"
#include "extract/corefer/dln-corefer-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_BEFORE 6 /* tokens of the phrase before its noun */
#define MAX_AFTER 8  /* and after it */

static gboolean
is_part_of_institution (const char *lemma)
{
  return g_strv_contains (_dln_words (DLN_WORDS_PARTS_OF_INSTITUTIONS), lemma);
}

/* "financial", "electoral": what it is about, not what it is like */
static gboolean
is_classifying (DlnCorefer *self,
                guint32     token)
{
  char form[32];

  _dln_corefer_read_token (self, token, form, sizeof form);
  return !g_strv_contains (_dln_words (DLN_WORDS_VAGUE_ADJECTIVES), form)
         && (g_str_has_suffix (form, "al") || g_str_has_suffix (form, "ic")
             || g_str_has_suffix (form, "ary") || g_str_has_prefix (form, "anti-"));
}

/* "head of", "deputy chairman of": a post in it is told */
static gboolean
has_post (DlnCorefer *self,
          guint32     token)
{
  const DlnToken *row = DLN_TOKEN (self, token);
  const DlnLexicon *roles = _dln_lexicon_get ("role-nouns.tsv");
  guint32 from = token;

  if (row->deprel == DLN_DEPREL_NMOD && row->head >= 0 && row->head < (gint32) token
      && _dln_lexicon_lookup (roles, _dln_corefer_get_lemma (self, row->head)) != NULL)
    return TRUE;
  /* where the tree has it otherwise: the words before the phrase are "head of the" */
  while (from > 0 && token - from < MAX_BEFORE
         && DLN_TOKEN (self, from - 1)->sentence == row->sentence)
    {
      char form[8];

      from--;
      _dln_corefer_read_token (self, from, form, sizeof form);
      if (strcmp (form, "of") == 0 || strcmp (form, "at") == 0)
        return from > 0
               && _dln_lexicon_lookup (roles, _dln_corefer_get_lemma (self, from - 1)) != NULL;
    }
  return FALSE;
}

/* The words before the noun that say what it is about; names among them are owners and stay out. */
static guint32
find_first (DlnCorefer   *self,
            const guint8 *taken,
            guint32       head,
            gboolean     *about)
{
  guint32 first = head;

  for (guint32 t = head; t > 0 && head - t < MAX_BEFORE; t--)
    {
      const DlnToken *row = DLN_TOKEN (self, t - 1);

      if (taken[t - 1] || row->sentence != DLN_TOKEN (self, head)->sentence)
        break;
      if (row->upos == DLN_UPOS_CCONJ || (row->upos == DLN_UPOS_PUNCT && t < head))
        continue;
      if (row->upos != DLN_UPOS_NOUN && row->upos != DLN_UPOS_PROPN
          && !(row->upos == DLN_UPOS_ADJ && is_classifying (self, t - 1)))
        break;
      *about = TRUE;
      first = t - 1;
    }
  return first;
}

/* "on security and anti-corruption": up to the next preposition, verb or name */
static guint32
find_last (DlnCorefer   *self,
           const guint8 *taken,
           guint32       head,
           gboolean     *about)
{
  guint32 last = head;
  char form[8];

  if (head + 2 >= self->annotations->tokens->len)
    return head;
  _dln_corefer_read_token (self, head + 1, form, sizeof form);
  if (strcmp (form, "on") != 0 && strcmp (form, "for") != 0)
    return head;
  for (guint32 t = head + 2; t < self->annotations->tokens->len && t - head <= MAX_AFTER; t++)
    {
      const DlnToken *row = DLN_TOKEN (self, t);

      if (taken[t] || row->sentence != DLN_TOKEN (self, head)->sentence)
        break;
      if (row->upos == DLN_UPOS_NOUN || row->upos == DLN_UPOS_PROPN
          || row->deprel == DLN_DEPREL_CONJ)
        last = t;
      else if (row->upos != DLN_UPOS_ADJ && row->upos != DLN_UPOS_CCONJ && row->upos != DLN_UPOS_DET
               && !(row->upos == DLN_UPOS_PUNCT && self->text[row->span.begin] == '-'))
        break;
    }
  *about |= last > head;
  return last;
}

/**
 * _dln_corefer_describe:
 * @taken: [n_tokens], TRUE for tokens of names
 * @reference: a nominal; its span becomes that of the description, without article and owner
 *
 * Returns: TRUE if the noun names a part of an institution by what it does
 */
gboolean
_dln_corefer_describe (DlnCorefer        *self,
                       const DlnSentence *sentence,
                       const guint8      *taken,
                       DlnReference      *reference)
{
  gboolean about = FALSE;
  guint32 first, last;

  if (sentence->n_tokens == 0 || DLN_TOKEN (self, reference->head)->upos != DLN_UPOS_NOUN
      || g_str_has_suffix (dln_strings_get (self->annotations->strings,
                                            DLN_TOKEN (self, reference->head)->xpos), "S")
      || !is_part_of_institution (_dln_corefer_get_lemma (self, reference->head))
      || !has_post (self, reference->head))
    return FALSE;
  first = find_first (self, taken, reference->head, &about);
  last = find_last (self, taken, reference->head, &about);
  if (!about)
    return FALSE;
  reference->first_token = first;
  reference->n_tokens = last - first + 1;
  reference->span =
    DLN_SPAN (DLN_TOKEN (self, first)->span.begin, DLN_TOKEN (self, last)->span.end);
  reference->kind = DLN_REFERENCE_NOMINAL;
  reference->type = DLN_ENTITY_INSTITUTION;
  reference->number = DLN_NUMBER_UNKNOWN;
  reference->described = TRUE;
  return TRUE;
}
