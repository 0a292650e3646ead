/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References and their clusters: what the steps ask of them, and how two are joined. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/corefer/dln-corefer-private.h"

#include <string.h>

guint32
_dln_corefer_find (DlnCorefer *self,
                   guint32     reference)
{
  guint32 *parents = self->parents;

  while (parents[reference] != reference)
    {
      parents[reference] = parents[parents[reference]];
      reference = parents[reference];
    }
  return reference;
}

DlnCluster *
_dln_corefer_get_cluster (DlnCorefer *self,
                          guint32     reference)
{
  return &self->clusters[_dln_corefer_find (self, reference)];
}

static guint32
choose_name (DlnCorefer *self,
             guint32     a,
             guint32     b)
{
  if (a == DLN_NO_ROW || b == DLN_NO_ROW)
    return a == DLN_NO_ROW ? b : a;
  if (DLN_REFERENCE (self, a)->described != DLN_REFERENCE (self, b)->described)
    return DLN_REFERENCE (self, a)->described ? b : a;

  gsize length_a = strlen (DLN_REFERENCE (self, a)->key);
  gsize length_b = strlen (DLN_REFERENCE (self, b)->key);

  return length_b > length_a || (length_b == length_a && b < a) ? b : a;
}

gboolean
_dln_corefer_join (DlnCorefer *self,
                   guint32     a,
                   guint32     b)
{
  a = _dln_corefer_find (self, a);
  b = _dln_corefer_find (self, b);
  if (a == b)
    return FALSE;

  guint32 root = MIN (a, b);
  DlnCluster *to = &self->clusters[root];
  const DlnCluster *from = &self->clusters[MAX (a, b)];
  gboolean from_names = to->name == DLN_NO_ROW && from->name != DLN_NO_ROW;
  gboolean vague = to->type == DLN_ENTITY_NONE || to->type == DLN_ENTITY_OTHER;

  self->parents[MAX (a, b)] = root;
  to->last = MAX (to->last, from->last);
  to->n += from->n;
  to->name = choose_name (self, to->name, from->name);
  if (to->type == DLN_ENTITY_NONE || ((vague || from_names) && from->type != DLN_ENTITY_NONE))
    to->type = from->type;
  if (to->gender == DLN_GENDER_UNKNOWN)
    to->gender = from->gender;
  if (to->number == DLN_NUMBER_UNKNOWN)
    to->number = from->number;
  return TRUE;
}

/* The word in ASCII lower case, cut to the buffer. */
void
_dln_corefer_read_token (DlnCorefer *self,
                         guint32     token,
                         char       *buffer,
                         gsize       size)
{
  DlnSpan span = DLN_TOKEN (self, token)->span;
  gsize length = MIN (span.end - span.begin, size - 1);

  for (gsize i = 0; i < length; i++)
    buffer[i] = g_ascii_tolower (self->text[span.begin + i]);
  buffer[length] = '\0';
}

const char *
_dln_corefer_get_lemma (DlnCorefer *self,
                        guint32     token)
{
  return dln_strings_get (self->annotations->strings, DLN_TOKEN (self, token)->lemma);
}

DlnFunction
_dln_corefer_get_function (DlnCorefer *self,
                           guint32     token)
{
  for (guint hops = 0; hops < 8; hops++)
    {
      const DlnToken *row = DLN_TOKEN (self, token);

      switch (row->deprel)
        {
        case DLN_DEPREL_NSUBJ:
        case DLN_DEPREL_NSUBJ_PASS:
        case DLN_DEPREL_NSUBJ_OUTER:
        case DLN_DEPREL_CSUBJ:
          return DLN_FUNCTION_SUBJECT;
        case DLN_DEPREL_OBJ:
        case DLN_DEPREL_IOBJ:
          return DLN_FUNCTION_OBJECT;
        case DLN_DEPREL_OBL:
        case DLN_DEPREL_OBL_AGENT:
        case DLN_DEPREL_NMOD:
          return DLN_FUNCTION_OBLIQUE;
        case DLN_DEPREL_NMOD_POSS:
          return DLN_FUNCTION_POSSESSIVE;
        case DLN_DEPREL_CONJ:
        case DLN_DEPREL_APPOS:
        case DLN_DEPREL_FLAT:
        case DLN_DEPREL_COMPOUND:
          if (row->head < 0)
            return DLN_FUNCTION_OTHER;
          token = row->head;
          break;
        default:
          return DLN_FUNCTION_OTHER;
        }
    }
  return DLN_FUNCTION_OTHER;
}

/* The verb in whose clause @token stands. */
gint32
_dln_corefer_find_clause (DlnCorefer *self,
                          guint32     token)
{
  for (guint hops = 0; hops < 12; hops++)
    {
      const DlnToken *row = DLN_TOKEN (self, token);

      if (row->head < 0)
        return token;
      if (hops > 0 && (row->upos == DLN_UPOS_VERB || row->upos == DLN_UPOS_AUX))
        return token;
      token = row->head;
    }
  return token;
}

/* In sentences; outside of quotes those that only quote are not counted. */
guint
_dln_corefer_get_distance (DlnCorefer         *self,
                           const DlnReference *pronoun,
                           const DlnReference *other)
{
  if (other->sentence >= pronoun->sentence)
    return 0;
  if (pronoun->quote != DLN_NO_ROW)
    return pronoun->sentence - other->sentence;
  return MAX (1, self->told[pronoun->sentence] - self->told[other->sentence]);
}
