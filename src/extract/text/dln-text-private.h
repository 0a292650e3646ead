/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside the text stage, and with the tool that trains its boundary classifier.
 *
 * A block is cut into chunks at white space, a chunk into atoms (runs of letters, runs of digits,
 * single marks, known clitics and addresses), and each border between two atoms of a chunk is kept
 * or closed to give tokens. */
#pragma once

#include "extract/dln-stage-private.h"
#include "extract/tag/dln-weights-private.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_ATOM_WORD,    /* letters */
  DLN_ATOM_DIGITS,
  DLN_ATOM_MARK,    /* one mark, or a run of the same: "...", "--" */
  DLN_ATOM_CLITIC,  /* "n't", "'s": its own token whatever stands before */
  DLN_ATOM_ADDRESS, /* URL, e-mail address, handle */
} DlnAtomKind;

typedef struct
{
  guint32 begin;
  guint32 end;
  guint8  kind;  /* DlnAtomKind */
  guint8  chunk; /* 1 = first atom of a chunk: white space or the block's begin stands before it */
  guint8  cut;   /* 1 = a token begins here */
  guint8  learned; /* the model's word on it, while the rules' word is still needed */
} DlnAtom;

typedef enum /* what a full stop after a word may mean */
{
  DLN_ABBREVIATION_NONE,
  DLN_ABBREVIATION_BEFORE, /* something follows in the same sentence: "Mr." */
  DLN_ABBREVIATION_MAY_END, /* "Inc.", "p.m." */
} DlnAbbreviation;

DlnAbbreviation _dln_text_get_abbreviation  (const char *word,
                                             gsize       length);
void            _dln_text_split_atoms       (const char *text,
                                             DlnSpan     span,
                                             GArray     *atoms);
void            _dln_text_join_repeats      (const char *text,
                                             GArray     *atoms);
void            _dln_text_cut_by_rules      (const char *text,
                                             DlnAtom    *atoms,
                                             gsize       n_atoms);
void            _dln_text_append_tokens     (const char    *text,
                                             const DlnAtom *atoms,
                                             gsize          n_atoms,
                                             DlnSpan        block,
                                             GArray        *tokens);
void            _dln_text_mark_ends_by_rules (const char     *text,
                                              const DlnToken *tokens,
                                              gsize           n_tokens,
                                              guint8         *ends);
void            _dln_text_append_icu_tokens (const char *text,
                                             DlnSpan     part,
                                             const char *language,
                                             GArray     *tokens);
void            _dln_text_mark_icu_ends     (const char     *text,
                                             DlnSpan         part,
                                             const char     *language,
                                             const DlnToken *tokens,
                                             gsize           n_tokens,
                                             guint8         *ends);
void            _dln_text_find_blocks       (const DlnDocument *document,
                                             const char        *text,
                                             gsize              length,
                                             GArray            *blocks);
guint32         _dln_text_find_dateline     (const char *text,
                                             DlnSpan     span,
                                             gboolean    first);

/* learned borders */

#define DLN_CUTS_MAX_FEATURES 32

typedef gboolean (*DlnCutsJudge) (gsize          i,
                                  const guint64 *features,
                                  guint          n_features,
                                  gpointer       data);

guint           _dln_cuts_features          (const char    *text,
                                             const DlnAtom *atoms,
                                             gsize          n_atoms,
                                             gsize          i,
                                             guint64        chunk,
                                             guint          position,
                                             gboolean       before,
                                             guint64       *features);
void            _dln_cuts_walk              (const char    *text,
                                             DlnAtom       *atoms,
                                             gsize          n_atoms,
                                             DlnCutsJudge   judge,
                                             gpointer       data);
void            _dln_cuts_run               (const DlnWeights *weights,
                                             const char       *text,
                                             DlnAtom          *atoms,
                                             gsize             n_atoms);

G_END_DECLS
