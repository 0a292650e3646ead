/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of the quotes stage hand to each other. */
#pragma once

#include "extract/grammar/dln-clause-private.h"

G_BEGIN_DECLS

/**
 * DlnQuoted: words between quotation marks, in text order. Those between the marks of others are in
 * a list of their own.
 */
typedef struct
{
  DlnSpan  inner;       /* without marks */
  guint32  first_token; /* first token inside */
  guint32  last_token;
  guint32  block;
  guint32  continues;   /* the row that this one goes on with in a new paragraph, or DLN_NO_ROW */
  guint32  outer;       /* the quotation that holds it, or DLN_NO_ROW */
  gboolean to_be_continued; /* its closing mark is missing, and the next paragraph opens with one */
  guint32  row;         /* quote that it went into, or DLN_NO_ROW */
  gboolean whole;       /* reads like a sentence, not like a term */
} DlnQuoted;

/**
 * DlnQuoteRow: a quote under construction; its part_of counts in this list until it is sorted.
 */
typedef struct
{
  DlnQuoteClaim claim;
  guint32       speaker_head; /* token, or DLN_NO_ROW */
} DlnQuoteRow;

/**
 * DlnQuoteWork: one run of the stage.
 */
typedef struct
{
  DlnStageContext  *context;
  DlnTree          *tree;
  const DlnLexicon *verbs;
  GArray           *quoted;    /* DlnQuoted: those that are read */
  guint32          *quoted_at; /* [n_tokens], row in quoted, or DLN_NO_ROW */
  GArray           *inner;     /* DlnQuoted: those that stand inside others */
  GArray           *rows;      /* DlnQuoteRow */
  guint             n_labels;  /* paragraphs that begin with who speaks them */
  guint             next_read; /* quote of the reading that no sentence before holds */
  guint32           guest;     /* head of whom an interview is with, or DLN_NO_ROW */
  guint8            rule;      /* DlnQuoteRule that adds a row */
} DlnQuoteWork;

/**
 * DlnQuoteRuleRow: one rule of the stage, with a text in which it reads a quote and one in which it
 * must read none.
 */
typedef struct
{
  const char *name;
  const char *example; /* (nullable): none is known */
  const char *counter_example;
} DlnQuoteRuleRow;

const DlnQuoteRuleRow *_dln_quote_rules_get (DlnQuoteRule rule);


#define DLN_QUOTE_REACH 30 /* tokens between a cue and its quotation marks */

/**
 * DlnQuoteCue: a verb that may introduce what somebody said, in its sentence.
 */
typedef struct
{
  guint32     begin;   /* the sentence's tokens, or as many of them as stand in a quotation */
  guint32     end;
  guint32     cue;
  guint32     subject; /* head token, or DLN_NO_ROW */
  guint32     first;   /* first token of cue and subject together, where they stand side by side */
  guint32     last;
  const char *kinds;
  DlnSpan     cue_span;
  guint       n_found;
} DlnQuoteCue;

void     _dln_quotes_find_marks   (DlnQuoteWork    *work);
void     _dln_quotes_read_cues    (DlnQuoteWork    *work,
                                   guint32          sentence);
void     _dln_quotes_read_rest    (DlnQuoteWork    *work,
                                   DlnQuoteCue     *cue);
void     _dln_quotes_read_links   (DlnQuoteWork    *work,
                                   guint32          sentence,
                                   guint            from);
void     _dln_quotes_read_nested  (DlnQuoteWork    *work);
gboolean _dln_quotes_read_cue     (DlnQuoteWork    *work,
                                   guint32          token,
                                   guint32          begin,
                                   guint32          end,
                                   DlnQuoteCue     *cue);
gboolean _dln_quotes_read_complement_after (DlnQuoteWork *work,
                                   DlnQuoteCue     *cue);
guint32  _dln_quotes_find_subject (const DlnQuoteWork *work,
                                   const DlnQuoteCue *cue);
guint32  _dln_quotes_find_addressee (const DlnTree *tree,
                                   guint32          cue,
                                   const char      *kinds,
                                   DlnSpan          content);
void     _dln_quotes_fill_circumstances (DlnQuoteWork *work,
                                   const DlnQuoteCue *cue,
                                   guint32          from);
gboolean _dln_quotes_has_kind     (const DlnQuoteCue *cue,
                                   const char      *any);
gboolean _dln_quotes_is_comma     (const DlnTree   *tree,
                                   guint32          token);
guint32  _dln_quotes_row_after    (const DlnQuoteWork *work,
                                   guint32          from,
                                   guint32          limit);
guint32  _dln_quotes_find_mark_before (const DlnQuoteWork *work,
                                       guint32             begin,
                                       guint32             token);
void     _dln_quotes_read_quoted  (DlnQuoteWork    *work,
                                   DlnQuoteCue     *cue);
void     _dln_quotes_find_record  (DlnQuoteWork    *work);
gboolean _dln_quotes_read_record  (DlnQuoteWork    *work,
                                   const DlnSentence *sentence);
void     _dln_quotes_read_phrases (DlnQuoteWork    *work,
                                   guint32          sentence);
void     _dln_quotes_adopt_rest   (DlnQuoteWork    *work);
guint32  _dln_quotes_add          (DlnQuoteWork    *work,
                                   DlnQuoteType     type,
                                   DlnSpan          content,
                                   DlnSpan          cue,
                                   guint32          speaker_head,
                                   float            score);
guint32  _dln_quotes_add_quoted   (DlnQuoteWork    *work,
                                   guint32          quoted,
                                   DlnSpan          cue,
                                   guint32          speaker_head,
                                   float            score);
guint32  _dln_quotes_add_clause   (DlnQuoteWork    *work,
                                   guint32          first,
                                   guint32          last,
                                   DlnSpan          cue,
                                   guint32          speaker_head,
                                   float            score);
void     _dln_quotes_link_people  (DlnStageContext *context);

G_END_DECLS
