/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What finds expressions in lexemes, shared with the file that reads the tense around them. */
#pragma once

#include <string.h>

#include "extract/time/dln-time-private.h"

G_BEGIN_DECLS

typedef struct
{
  DlnTimeWork *work;
  GArray      *lexes;    /* DlnLex of the chunk */
  guint        sentence; /* that holds the last expression */
  guint        token;
} DlnTimeFinder;

static inline gboolean
_dln_time_ends_clause (const DlnLex *lex)
{
  return lex->kind == '.' || lex->kind == '?' || lex->kind == '!' || lex->kind == ';'
         || lex->kind == ':';
}

static inline gboolean
_dln_time_has_class (const DlnTimeFinder *finder, guint at, guint class_)
{
  return _dln_grammar_has_class (
    finder->work->grammar, DLN_ROW (finder->lexes, DlnLex, at)->word, class_);
}

/* @word is in small letters */
static inline gboolean
_dln_time_is_word (const DlnTimeFinder *finder, guint at, const char *word)
{
  const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, at);
  const char   *text = finder->work->context->text + lex->begin;
  guint         length = lex->end - lex->begin;

  return (*text | 0x20) == *word && g_ascii_strncasecmp (text, word, length) == 0
         && word[length] == '\0';
}

DlnTense _dln_time_find_tense (DlnTimeFinder *finder, const DlnMatch *match, DlnTimeRole role);
gboolean _dln_time_is_perfect (const DlnTimeFinder *finder, const DlnMatch *match);

G_END_DECLS
