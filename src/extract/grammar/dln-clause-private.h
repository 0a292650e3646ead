/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What quotes, relations and events share: walking the dependency trees, word lists with columns,
 * and finding the name, the date or the noun phrase that stands at a token. */
#pragma once

#include "extract/dln-stage-private.h"

G_BEGIN_DECLS

/* A set of relations as bits; DLN_N_DEPREL is below 64. */
typedef guint64 DlnDeprelSet;
#define DLN_REL(name) (G_GUINT64_CONSTANT (1) << DLN_DEPREL_##name)

#define DLN_RELS_SUBJECT (DLN_REL (NSUBJ) | DLN_REL (NSUBJ_OUTER))
#define DLN_RELS_ANY_SUBJECT                                                                       \
  (DLN_RELS_SUBJECT | DLN_REL (NSUBJ_PASS) | DLN_REL (CSUBJ) | DLN_REL (CSUBJ_PASS))
#define DLN_RELS_OBLIQUE (DLN_REL (OBL) | DLN_REL (OBL_AGENT) | DLN_REL (OBL_UNMARKED))
#define DLN_RELS_AUX (DLN_REL (AUX) | DLN_REL (AUX_PASS) | DLN_REL (COP))

/**
 * DlnTree: the trees of a document with children and extents. Owned by the stage that made it; the
 * annotations must not change their tokens while it lives.
 */
typedef struct
{
  const char     *text;
  DlnAnnotations *annotations;
  const DlnToken *tokens;      /* [n_tokens] */
  guint32         n_tokens;
  guint32        *first_child; /* [n_tokens], DLN_NO_ROW = none; children in text order */
  guint32        *next_child;  /* [n_tokens], the next child of the same head */
  guint32        *left;        /* [n_tokens], first token of the subtree */
  guint32        *right;       /* [n_tokens], last token of the subtree */
  guint32 *mention; /* [n_tokens], the longest mention that holds the token, or DLN_NO_ROW */
  guint32 *time;    /* [n_tokens], the time expression that holds the token, or DLN_NO_ROW */
} DlnTree;

DlnTree    *_dln_tree_new           (const DlnStageContext *context);
void        _dln_tree_free          (DlnTree               *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnTree, _dln_tree_free)

const char *_dln_tree_lemma         (const DlnTree         *tree,
                                     guint32                token);
gboolean    _dln_tree_is            (const DlnTree         *tree,
                                     guint32                token,
                                     const char            *form);
gboolean    _dln_tree_is_one_of     (const DlnTree         *tree,
                                     guint32                token,
                                     const char *const     *forms);
const char *_dln_tree_xpos          (const DlnTree         *tree,
                                     guint32                token);
char       *_dln_tree_dup_form      (const DlnTree         *tree,
                                     guint32                token);
guint32     _dln_tree_child         (const DlnTree         *tree,
                                     guint32                token,
                                     DlnDeprelSet           relations);
guint32     _dln_tree_child_form    (const DlnTree         *tree,
                                     guint32                token,
                                     DlnDeprelSet           relations,
                                     const char            *form);
gboolean    _dln_tree_dominates     (const DlnTree         *tree,
                                     guint32                ancestor,
                                     guint32                token);
guint32     _dln_tree_subject       (const DlnTree         *tree,
                                     guint32                verb);
DlnSpan     _dln_tree_span          (const DlnTree         *tree,
                                     guint32                first,
                                     guint32                last);
gboolean    _dln_tree_noun_phrase   (const DlnTree         *tree,
                                     guint32                head,
                                     guint32               *first,
                                     guint32               *last);
guint32     _dln_tree_token_at      (const DlnTree         *tree,
                                     guint32                byte);
guint32     _dln_tree_head_of_run   (const DlnTree         *tree,
                                     guint32                first,
                                     guint32                last);
guint32     _dln_tree_name_at       (const DlnTree         *tree,
                                     guint32                token);
gboolean    _dln_tree_is_finite     (const DlnTree         *tree,
                                     guint32                token);
gboolean    _dln_tree_is_passive    (const DlnTree         *tree,
                                     guint32                verb);
guint32     _dln_tree_object        (const DlnTree         *tree,
                                     guint32                verb);
gboolean    _dln_tree_is_negated    (const DlnTree         *tree,
                                     guint32                verb);
gboolean    _dln_tree_is_nominal    (const DlnTree         *tree,
                                     guint32                token);
gboolean    _dln_tree_makes_claims  (const DlnTree         *tree,
                                     guint32                sentence);

void        _dln_trees_mend         (DlnStageContext       *context);

/* what a clause commits itself to: dln-clause-modality.c */
void        _dln_tree_read_modality (const DlnTree         *tree,
                                     guint32                trigger,
                                     guint8                *polarity,
                                     guint8                *modality);
guint32     _dln_tree_find_time     (const DlnTree         *tree,
                                     guint32                verb);

/**
 * DlnLexicon: a tab-separated word list of resources/extract: the first column is the key, "#"
 * begins a comment. Read once and kept; read-only and shared by threads.
 */
typedef struct _DlnLexicon DlnLexicon;

const DlnLexicon   *_dln_lexicon_get    (const char       *file);
const char *const  *_dln_lexicon_lookup (const DlnLexicon *lexicon,
                                         const char       *key);
const char         *_dln_lexicon_column (const DlnLexicon *lexicon,
                                         const char       *key,
                                         guint             column);

const char *const  *_dln_lexicon_find   (const DlnLexicon *lexicon,
                                         const DlnTree    *tree,
                                         guint32           token,
                                         const char       *prefix);

static inline gboolean
_dln_relation_in (guint8       deprel,
                  DlnDeprelSet set)
{
  return (set >> deprel & 1) != 0;
}

G_END_DECLS
