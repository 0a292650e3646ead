/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a reading, their names, and the best labels of names. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/encoder/dln-reading-private.h"

#define NEVER (-1e9f)

static const char *const status_names[] = { "O",        "happened", "said",   "alleged", "planned",
                                            "possible", "not",      "denied", "state" };
static const char *const link_names[]
  = { "who", "whom", "where", "when", "source", "title", "speaker", "content" };
static const char *const tie_names[] = {
  "none",       "head_of",       "post_in",    "spokesperson_of", "member_of",
  "works_for",  "represents",    "candidate_for", "founder_of",   "owner_of",
  "part_of",    "funds",         "supplies",   "acquires",        "spouse_of",
  "parent_of",  "child_of",      "sibling_of", "relative_of",     "ally_of",
  "rival_of",   "located_in",    "lives_in",   "born_in",         "from",
};
static const char *const state_names[] = { "now", "former", "future", "alleged", "denied" };

G_STATIC_ASSERT (G_N_ELEMENTS (status_names) == DLN_N_STATUSES);
G_STATIC_ASSERT (G_N_ELEMENTS (link_names) == DLN_N_LINK);
G_STATIC_ASSERT (G_N_ELEMENTS (tie_names) == DLN_N_TIE);
G_STATIC_ASSERT (G_N_ELEMENTS (state_names) == DLN_N_TIE_STATE);

DlnReading *
_dln_reading_new (void)
{
  DlnReading *reading = g_new0 (DlnReading, 1);

  reading->tokens = g_array_new (FALSE, TRUE, sizeof (DlnReadToken));
  reading->events = g_array_new (FALSE, TRUE, sizeof (DlnReadEvent));
  reading->links = g_array_new (FALSE, TRUE, sizeof (DlnReadLink));
  reading->ties = g_array_new (FALSE, TRUE, sizeof (DlnReadTie));
  reading->quotes = g_array_new (FALSE, TRUE, sizeof (DlnReadQuote));
  return reading;
}

void
_dln_reading_free (DlnReading *reading)
{
  if (reading == NULL)
    return;
  g_array_unref (reading->tokens);
  g_array_unref (reading->events);
  g_array_unref (reading->links);
  g_array_unref (reading->ties);
  g_array_unref (reading->quotes);
  g_free (reading->wanted);
  g_free (reading);
}

const char *
_dln_status_get_name (DlnStatus status)
{
  g_return_val_if_fail (status < DLN_N_STATUSES, NULL);
  return status_names[status];
}

const char *
_dln_link_role_get_name (DlnLinkRole role)
{
  g_return_val_if_fail (role < DLN_N_LINK, NULL);
  return link_names[role];
}

const char *
_dln_tie_type_get_name (DlnTieType type)
{
  g_return_val_if_fail (type < DLN_N_TIE, NULL);
  return tie_names[type];
}

const char *
_dln_tie_state_get_name (DlnTieState state)
{
  g_return_val_if_fail (state < DLN_N_TIE_STATE, NULL);
  return state_names[state];
}

const DlnReadLink *
_dln_reading_get_links (const DlnReading *reading,
                        guint32           first_link,
                        guint32           n_links,
                        DlnLinkRole       role,
                        guint            *n)
{
  const DlnReadLink *links = (const DlnReadLink *) reading->links->data + first_link;
  guint begin = 0;

  while (begin < n_links && links[begin].role < role)
    begin++;
  *n = 0;
  while (begin + *n < n_links && links[begin + *n].role == role)
    ++*n;
  return links + begin;
}

static gboolean
may_follow (guint before,
            guint label)
{
  gboolean inside = label != DLN_BIO_O && label % 2 == 0;

  return !inside || before == label || before + 1 == label;
}

void
_dln_reading_label_names (const DlnReadToken *tokens,
                          guint               n,
                          guint8             *labels)
{
  g_autofree guint8 *from = g_new (guint8, n * DLN_N_BIO); /* [n][DLN_N_BIO] */
  double best[DLN_N_BIO] = { 1, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER };

  for (guint i = 0; i < n; i++)
    {
      double next[DLN_N_BIO];
      double greatest = NEVER;

      for (guint label = 0; label < DLN_N_BIO; label++)
        {
          guint before = DLN_BIO_O;

          for (guint k = 1; k < DLN_N_BIO; k++)
            if (may_follow (k, label) && (!may_follow (before, label) || best[k] > best[before]))
              before = k;
          from[i * DLN_N_BIO + label] = before;
          next[label] = may_follow (before, label) ? best[before] * tokens[i].name[label] : NEVER;
          greatest = MAX (greatest, next[label]);
        }
      for (guint label = 0; label < DLN_N_BIO; label++)
        best[label] = greatest > 0 ? next[label] / greatest : next[label];
    }

  guint8 last = DLN_BIO_O;

  for (guint label = 1; label < DLN_N_BIO; label++)
    if (best[label] > best[last])
      last = label;
  for (guint i = n; i-- > 0; last = from[i * DLN_N_BIO + last])
    labels[i] = last;
}
