/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row arrays of one extraction: life cycle, and the names of parts of speech and relations. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-annotations.h"

#include <string.h>

static const char *const upos_names[DLN_N_UPOS] = {
  [DLN_UPOS_NONE] = "_",
  [DLN_UPOS_ADJ] = "ADJ",
  [DLN_UPOS_ADP] = "ADP",
  [DLN_UPOS_ADV] = "ADV",
  [DLN_UPOS_AUX] = "AUX",
  [DLN_UPOS_CCONJ] = "CCONJ",
  [DLN_UPOS_DET] = "DET",
  [DLN_UPOS_INTJ] = "INTJ",
  [DLN_UPOS_NOUN] = "NOUN",
  [DLN_UPOS_NUM] = "NUM",
  [DLN_UPOS_PART] = "PART",
  [DLN_UPOS_PRON] = "PRON",
  [DLN_UPOS_PROPN] = "PROPN",
  [DLN_UPOS_PUNCT] = "PUNCT",
  [DLN_UPOS_SCONJ] = "SCONJ",
  [DLN_UPOS_SYM] = "SYM",
  [DLN_UPOS_VERB] = "VERB",
  [DLN_UPOS_X] = "X",
};

static const char *const deprel_names[DLN_N_DEPREL] = {
  [DLN_DEPREL_NONE] = "_",
  [DLN_DEPREL_ACL] = "acl",
  [DLN_DEPREL_ACL_RELCL] = "acl:relcl",
  [DLN_DEPREL_ADVCL] = "advcl",
  [DLN_DEPREL_ADVCL_RELCL] = "advcl:relcl",
  [DLN_DEPREL_ADVMOD] = "advmod",
  [DLN_DEPREL_AMOD] = "amod",
  [DLN_DEPREL_APPOS] = "appos",
  [DLN_DEPREL_AUX] = "aux",
  [DLN_DEPREL_AUX_PASS] = "aux:pass",
  [DLN_DEPREL_CASE] = "case",
  [DLN_DEPREL_CC] = "cc",
  [DLN_DEPREL_CC_PRECONJ] = "cc:preconj",
  [DLN_DEPREL_CCOMP] = "ccomp",
  [DLN_DEPREL_COMPOUND] = "compound",
  [DLN_DEPREL_COMPOUND_PRT] = "compound:prt",
  [DLN_DEPREL_CONJ] = "conj",
  [DLN_DEPREL_COP] = "cop",
  [DLN_DEPREL_CSUBJ] = "csubj",
  [DLN_DEPREL_CSUBJ_PASS] = "csubj:pass",
  [DLN_DEPREL_DEP] = "dep",
  [DLN_DEPREL_DET] = "det",
  [DLN_DEPREL_DET_PREDET] = "det:predet",
  [DLN_DEPREL_DISCOURSE] = "discourse",
  [DLN_DEPREL_DISLOCATED] = "dislocated",
  [DLN_DEPREL_EXPL] = "expl",
  [DLN_DEPREL_FIXED] = "fixed",
  [DLN_DEPREL_FLAT] = "flat",
  [DLN_DEPREL_GOESWITH] = "goeswith",
  [DLN_DEPREL_IOBJ] = "iobj",
  [DLN_DEPREL_LIST] = "list",
  [DLN_DEPREL_MARK] = "mark",
  [DLN_DEPREL_NMOD] = "nmod",
  [DLN_DEPREL_NMOD_POSS] = "nmod:poss",
  [DLN_DEPREL_NMOD_UNMARKED] = "nmod:unmarked",
  [DLN_DEPREL_NSUBJ] = "nsubj",
  [DLN_DEPREL_NSUBJ_OUTER] = "nsubj:outer",
  [DLN_DEPREL_NSUBJ_PASS] = "nsubj:pass",
  [DLN_DEPREL_NUMMOD] = "nummod",
  [DLN_DEPREL_OBJ] = "obj",
  [DLN_DEPREL_OBL] = "obl",
  [DLN_DEPREL_OBL_AGENT] = "obl:agent",
  [DLN_DEPREL_OBL_UNMARKED] = "obl:unmarked",
  [DLN_DEPREL_ORPHAN] = "orphan",
  [DLN_DEPREL_PARATAXIS] = "parataxis",
  [DLN_DEPREL_PUNCT] = "punct",
  [DLN_DEPREL_REPARANDUM] = "reparandum",
  [DLN_DEPREL_ROOT] = "root",
  [DLN_DEPREL_VOCATIVE] = "vocative",
  [DLN_DEPREL_XCOMP] = "xcomp",
};

const char *
dln_upos_get_name (DlnUpos upos)
{
  g_return_val_if_fail (upos < DLN_N_UPOS, "_");

  return upos_names[upos];
}

/**
 * dln_upos_from_name:
 * @name: a universal part of speech, "_" for none
 *
 * Returns: the part of speech, X for a name that is none
 */
DlnUpos
dln_upos_from_name (const char *name)
{
  for (guint i = 0; i < DLN_N_UPOS; i++)
    if (strcmp (upos_names[i], name) == 0)
      return i;
  return DLN_UPOS_X;
}

const char *
dln_deprel_get_name (DlnDeprel deprel)
{
  g_return_val_if_fail (deprel < DLN_N_DEPREL, "_");

  return deprel_names[deprel];
}

/**
 * dln_deprel_from_name:
 * @name: a relation, with or without a subtype
 *
 * Returns: the relation; a subtype that has no value of its own folds onto its base, an unknown
 * base onto DEP
 */
DlnDeprel
dln_deprel_from_name (const char *name)
{
  for (guint i = 0; i < DLN_N_DEPREL; i++)
    if (strcmp (deprel_names[i], name) == 0)
      return i;

  if (strcmp (name, "nmod:npmod") == 0 || strcmp (name, "nmod:tmod") == 0)
    return DLN_DEPREL_NMOD_UNMARKED;
  if (strcmp (name, "obl:npmod") == 0 || strcmp (name, "obl:tmod") == 0)
    return DLN_DEPREL_OBL_UNMARKED;

  gsize base = strcspn (name, ":");

  for (guint i = 0; i < DLN_N_DEPREL; i++)
    if (strlen (deprel_names[i]) == base && strncmp (deprel_names[i], name, base) == 0)
      return i;
  return DLN_DEPREL_DEP;
}

/**
 * dln_deprel_get_base:
 * @deprel: a relation
 *
 * Returns: the universal relation without subtype
 */
DlnDeprel
dln_deprel_get_base (DlnDeprel deprel)
{
  switch (deprel)
    {
    case DLN_DEPREL_ACL_RELCL:
      return DLN_DEPREL_ACL;
    case DLN_DEPREL_ADVCL_RELCL:
      return DLN_DEPREL_ADVCL;
    case DLN_DEPREL_AUX_PASS:
      return DLN_DEPREL_AUX;
    case DLN_DEPREL_CC_PRECONJ:
      return DLN_DEPREL_CC;
    case DLN_DEPREL_COMPOUND_PRT:
      return DLN_DEPREL_COMPOUND;
    case DLN_DEPREL_CSUBJ_PASS:
      return DLN_DEPREL_CSUBJ;
    case DLN_DEPREL_DET_PREDET:
      return DLN_DEPREL_DET;
    case DLN_DEPREL_NMOD_POSS:
      return DLN_DEPREL_NMOD;
    case DLN_DEPREL_NMOD_UNMARKED:
      return DLN_DEPREL_NMOD;
    case DLN_DEPREL_NSUBJ_OUTER:
      return DLN_DEPREL_NSUBJ;
    case DLN_DEPREL_NSUBJ_PASS:
      return DLN_DEPREL_NSUBJ;
    case DLN_DEPREL_OBL_AGENT:
      return DLN_DEPREL_OBL;
    case DLN_DEPREL_OBL_UNMARKED:
      return DLN_DEPREL_OBL;
    default:
      return deprel;
    }
}

/**
 * dln_annotations_new:
 *
 * Returns: (transfer full): annotations with empty arrays
 */
DlnAnnotations *
dln_annotations_new (void)
{
  DlnAnnotations *annotations = g_new0 (DlnAnnotations, 1);

  g_atomic_ref_count_init (&annotations->refs);
  annotations->strings = dln_strings_new ();
  annotations->date.when = dln_when_unknown ();
  annotations->blocks = g_array_new (FALSE, TRUE, sizeof (DlnBlock));
  annotations->sentences = g_array_new (FALSE, TRUE, sizeof (DlnSentence));
  annotations->tokens = g_array_new (FALSE, TRUE, sizeof (DlnToken));
  annotations->mentions = g_array_new (FALSE, TRUE, sizeof (DlnMention));
  annotations->entities = g_array_new (FALSE, TRUE, sizeof (DlnLocalEntity));
  annotations->times = g_array_new (FALSE, TRUE, sizeof (DlnTime));
  annotations->quotes = g_array_new (FALSE, TRUE, sizeof (DlnQuoteClaim));
  annotations->relations = g_array_new (FALSE, TRUE, sizeof (DlnRelationClaim));
  annotations->events = g_array_new (FALSE, TRUE, sizeof (DlnEventClaim));
  annotations->participants = g_array_new (FALSE, TRUE, sizeof (DlnParticipant));
  annotations->stretches = g_array_new (FALSE, TRUE, sizeof (DlnSpan));
  return annotations;
}

DlnAnnotations *
dln_annotations_ref (DlnAnnotations *annotations)
{
  g_return_val_if_fail (annotations != NULL, NULL);

  g_atomic_ref_count_inc (&annotations->refs);
  return annotations;
}

void
dln_annotations_unref (DlnAnnotations *annotations)
{
  if (annotations == NULL || !g_atomic_ref_count_dec (&annotations->refs))
    return;
  g_array_unref (annotations->blocks);
  g_array_unref (annotations->sentences);
  g_array_unref (annotations->tokens);
  g_array_unref (annotations->mentions);
  g_array_unref (annotations->entities);
  g_array_unref (annotations->times);
  g_array_unref (annotations->quotes);
  g_array_unref (annotations->relations);
  g_array_unref (annotations->events);
  g_array_unref (annotations->participants);
  g_array_unref (annotations->stretches);
  dln_strings_free (annotations->strings);
  g_clear_pointer (&annotations->readers, g_ptr_array_unref);
  dln_annotations_unref (annotations->own);
  g_free (annotations);
}

#define MAX_QUOTES_BEFORE 64 /* in which the one that holds a quote is looked for */

/**
 * dln_annotations_get_outer_quote:
 * @quote: a row of quotes
 *
 * Returns: the quote in which @quote is told, cue and all, the innermost one; DLN_NO_ROW if the
 *   article tells it. Time: O(1)
 */
guint32
dln_annotations_get_outer_quote (const DlnAnnotations *annotations,
                                 guint32               quote)
{
  g_return_val_if_fail (quote < annotations->quotes->len, DLN_NO_ROW);

  const DlnQuoteClaim *inner = DLN_ROW (annotations->quotes, DlnQuoteClaim, quote);

  for (guint32 i = quote; i > 0 && quote - i < MAX_QUOTES_BEFORE; i--)
    {
      DlnSpan outer = DLN_ROW (annotations->quotes, DlnQuoteClaim, i - 1)->span;

      if (dln_span_contains (outer, inner->span) && !dln_span_is_empty (inner->cue)
          && dln_span_contains (outer, inner->cue))
        return i - 1;
    }
  return DLN_NO_ROW;
}
