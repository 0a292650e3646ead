/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no prose: hundreds of pieces in a row that are the same few, or that have hardly a
 * character each. Rulers of dashes, drawings of marks, tables of single digits and texts made to
 * keep a program busy have up to ten times the tokens of prose with the same bytes, each of which
 * costs every later stage the same. They are kept as a few long tokens. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"

#include <string.h>

#define WINDOW 256      /* atoms that are judged together */
#define GROUP 64        /* atoms that become one at most */
#define MAX_DIFFERENT 6 /* atoms of a window that repeats itself; 256 words of prose have 100 */
#define MIN_BYTES 2     /* of each atom of a window, with its space; prose has five */
#define MAX_SHORT 2     /* bytes of an atom that is joined where they are all so short */

static gboolean
is_same (const char    *text,
         const DlnAtom *a,
         const DlnAtom *b)
{
  return a->end - a->begin == b->end - b->begin
         && memcmp (text + a->begin, text + b->begin, a->end - a->begin) == 0;
}

/* whether the window's atoms are the same few */
static gboolean
repeats_itself (const char    *text,
                const DlnAtom *atoms)
{
  guint different[MAX_DIFFERENT];
  guint n = 0;

  for (guint i = 0; i < WINDOW; i++)
    {
      guint k = 0;

      while (k < n && !is_same (text, &atoms[different[k]], &atoms[i]))
        k++;
      if (k < n)
        continue;
      if (n == MAX_DIFFERENT)
        return FALSE;
      different[n++] = i;
    }
  return TRUE;
}

/* the number of atoms from the first on that become one */
static guint
measure_group (const DlnAtom *atoms,
               guint          n,
               gboolean       repeats)
{
  guint i = 0;

  while (i < MIN (n, GROUP) && (repeats || atoms[i].end - atoms[i].begin <= MAX_SHORT))
    i++;
  return MAX (i, 1);
}

/* Returns: how many atoms the window has now */
static guint
join_window (const char *text,
             DlnAtom    *to,
             DlnAtom    *window)
{
  gboolean repeats = repeats_itself (text, window);
  gboolean joined = FALSE;
  guint n = 0;

  for (guint i = 0; i < WINDOW;)
    {
      guint n_group = measure_group (&window[i], WINDOW - i, repeats);
      DlnAtom atom = window[i];

      if (n_group > 1)
        {
          atom.end = window[i + n_group - 1].end;
          atom.kind = DLN_ATOM_WORD;
          atom.chunk = TRUE;
        }
      atom.chunk |= joined; /* nothing clings to what was joined */
      joined = n_group > 1;
      to[n++] = atom;
      i += n_group;
    }
  return n;
}

/**
 * _dln_text_join_repeats:
 * @text: the document's text
 * @atoms: (element-type DlnAtom): of one block
 *
 * Joins the atoms of what is no prose, so that a text has about half as many tokens as bytes at
 * most. Words beside it stay as they are. Time: O(length of the block)
 */
void
_dln_text_join_repeats (const char *text,
                        GArray     *atoms)
{
  DlnAtom *all = (DlnAtom *) atoms->data;
  guint n = 0;

  for (guint i = 0; i < atoms->len; i += WINDOW)
    {
      guint n_window = MIN (WINDOW, atoms->len - i);

      if (n_window == WINDOW
          && (all[i + WINDOW - 1].end - all[i].begin < MIN_BYTES * WINDOW
              || repeats_itself (text, &all[i])))
        {
          n += join_window (text, &all[n], &all[i]);
          if (i + WINDOW < atoms->len)
            all[i + WINDOW].chunk = TRUE;
        }
      else
        {
          memmove (&all[n], &all[i], n_window * sizeof *all);
          n += n_window;
        }
    }
  g_array_set_size (atoms, n);
}
