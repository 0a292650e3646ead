/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Borders of tokens, learned: each border between two atoms of a chunk is judged by the atoms
 * around it, the chunk as a whole and what the rules say. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"

#include "extract/tag/dln-tag-private.h"

#include <string.h>

#define MAX_CHUNK 32 /* bytes of a chunk that is remembered as a whole */
#define MAX_ATOM 24  /* bytes of an atom that count */

static guint64
hash_atom (const char    *text,
           const DlnAtom *atom)
{
  char buffer[MAX_ATOM + 16];
  gsize n = MIN (atom->end - atom->begin, MAX_ATOM);

  if (atom->kind == DLN_ATOM_DIGITS)
    return 1000 + MIN (atom->end - atom->begin, 6);
  if (atom->kind == DLN_ATOM_ADDRESS)
    return 2000;
  while (n > 0 && n < atom->end - atom->begin && ((guchar) text[atom->begin + n] & 0xc0) == 0x80)
    n--;
  n = _dln_lower (text + atom->begin, n, buffer);
  return _dln_hash_bytes (buffer, n);
}

static guint64
find_shape (const char    *text,
            const DlnAtom *atom)
{
  guchar first = text[atom->begin];
  gsize n = atom->end - atom->begin;
  guint64 capital =
    g_ascii_isupper (first) ? (n > 1 && g_ascii_isupper (text[atom->begin + 1]) ? 2 : 1) : 0;

  return atom->kind | capital << 4 | MIN (n, 5) << 8
         | (atom->kind == DLN_ATOM_MARK ? (guint64) first << 16 : 0);
}

/* The whole chunk that begins at @i, digits as 0; 0 if it is long */
static guint64
hash_chunk (const char    *text,
            const DlnAtom *atoms,
            gsize          n_atoms,
            gsize          i)
{
  char buffer[MAX_CHUNK];
  gsize end = i + 1;
  gsize n = 0;

  while (end < n_atoms && !atoms[end].chunk && atoms[end].end - atoms[i].begin <= MAX_CHUNK)
    end++;
  if ((end < n_atoms && !atoms[end].chunk) || atoms[end - 1].end - atoms[i].begin > MAX_CHUNK)
    return 0;
  for (gsize k = atoms[i].begin; k < atoms[end - 1].end; k++)
    buffer[n++] = g_ascii_isdigit (text[k]) ? '0' : g_ascii_tolower (text[k]);
  return _dln_hash_bytes (buffer, n);
}

/**
 * _dln_cuts_features:
 * @text: the document's text
 * @atoms: [@n_atoms], of one block, cut by the rules
 * @i: an atom that begins no chunk
 * @chunk: hash of its chunk
 * @position: of the atom in its chunk
 * @before: a token begins at the atom before, says the model
 * @features: (out caller-allocates): [DLN_CUTS_MAX_FEATURES]
 *
 * Returns: number of features
 */
guint
_dln_cuts_features (const char    *text,
                    const DlnAtom *atoms,
                    gsize          n_atoms,
                    gsize          i,
                    guint64        chunk,
                    guint          position,
                    gboolean       before,
                    guint64       *features)
{
  const DlnAtom *a = &atoms[i - 1];
  const DlnAtom *b = &atoms[i];
  gboolean has_next = i + 1 < n_atoms && !atoms[i + 1].chunk;
  gboolean has_before = !a->chunk;
  const DlnAtom *following = i + 1 < n_atoms ? &atoms[i + 1] : NULL;
  guint64 rule = b->cut;
  guint64 ha = hash_atom (text, a);
  guint64 hb = hash_atom (text, b);
  guint64 hc = has_next ? hash_atom (text, following) : 3;
  guint64 hz = has_before ? hash_atom (text, a - 1) : 4;
  guint64 sa = find_shape (text, a);
  guint64 sb = find_shape (text, b);
  guint64 sc = following != NULL ? find_shape (text, following) << 1 | has_next : 5;
  guint64 sz = has_before ? find_shape (text, a - 1) : 6;
  guint64 ruled = rule | (guint64) before << 1 | (has_next ? (guint64) following->cut << 2 : 8);
  guint n = 0;

#define ADD(x, y) (features[n] = _dln_feature (n, (x), (y)), n++)
  ADD (rule, 0);
  ADD (ruled, sa ^ sb << 32);
  ADD (ha, rule);
  ADD (hb, rule);
  ADD (ha, hb);
  ADD (ha, sb ^ sc << 32);
  ADD (hb, sa ^ sc << 32);
  ADD (hb, sa ^ sz << 32);
  ADD (ha, hc);
  ADD (hb, hz);
  ADD (ha ^ hz << 7, hb);
  ADD (ha ^ hc << 7, hb);
  ADD (sa ^ sb << 32, sc);
  ADD (sa ^ sb << 32, sz);
  ADD (sa ^ sb << 32, sc ^ sz << 32);
  ADD (chunk, position);
  ADD (chunk, (guint64) position << 8 | ruled);
  ADD (ha, ruled << 8 | position);
  ADD (hb, ruled << 8 | position);
  ADD (sb, hz);
  ADD (sa, hc);
  ADD (following != NULL && !has_next ? hash_atom (text, following) : 7, ha ^ sb << 32);
#undef ADD
  return n;
}

/**
 * _dln_cuts_walk:
 * @text: the document's text
 * @atoms: [@n_atoms], of one block, cut by the rules
 * @n_atoms: how many
 * @judge: called for each border with its features; returns whether a token begins there
 * @data: for @judge
 *
 * Time: O(@n_atoms).
 */
void
_dln_cuts_walk (const char   *text,
                DlnAtom      *atoms,
                gsize         n_atoms,
                DlnCutsJudge  judge,
                gpointer      data)
{
  guint64 features[DLN_CUTS_MAX_FEATURES];
  guint64 chunk = 0;
  guint position = 0;
  gboolean before = TRUE;

  for (gsize i = 0; i < n_atoms; i++)
    {
      if (atoms[i].chunk)
        {
          position = 0;
          before = TRUE;
          if (i > 0)
            atoms[i - 1].cut = atoms[i - 1].learned;
          atoms[i].learned = 1;
          if (i + 1 < n_atoms && !atoms[i + 1].chunk)
            chunk = hash_chunk (text, atoms, n_atoms, i);
          continue;
        }
      position = MIN (position + 1, 20);

      guint n = _dln_cuts_features (text, atoms, n_atoms, i, chunk, position, before, features);

      before = judge (i, features, n, data);
      atoms[i].learned = before;
      atoms[i - 1].cut = atoms[i - 1].learned;
    }
  if (n_atoms > 0)
    atoms[n_atoms - 1].cut = atoms[n_atoms - 1].learned;
}

static gboolean
judge_by_weights (gsize          i,
                  const guint64 *features,
                  guint          n,
                  gpointer       data)
{
  const DlnWeights *weights = data;
  gint32 scores[DLN_WEIGHTS_MAX_CLASSES + 1];

  _dln_weights_score (weights, features, n, scores);
  return scores[0] > 0;
}

void
_dln_cuts_run (const DlnWeights *weights,
               const char       *text,
               DlnAtom          *atoms,
               gsize             n_atoms)
{
  _dln_cuts_walk (text, atoms, n_atoms, judge_by_weights, (gpointer) weights);
}
