/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells and their company, joins that respect what the user keeps apart, suggestions. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/people/dln-cast-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"

#include <string.h>

#define MAX_COMPANY 200 /* names of a document that count as company */

/* ---- cells --------------------------------------------------------------------------------- */

/* @phrase: "striker", "Dunmore Rovers striker", "chief executive officer" */
static guint32
read_field (GHashTable *bits,
            const char *phrase)
{
  g_autofree char *lower = g_ascii_strdown (phrase, -1);
  const char *space = strrchr (lower, ' ');
  const char *noun = space != NULL ? space + 1 : lower;
  /* a "chief financial officer" serves in no army */
  gboolean executive = strcmp (noun, "officer") == 0 && strstr (lower, "chief ") != NULL;
  const char *field = _dln_lexicon_get_field (executive ? "executive" : noun);

  if (field == NULL)
    return 0;

  guint bit = GPOINTER_TO_UINT (g_hash_table_lookup (bits, field));

  if (bit == 0)
    {
      bit = 1 + g_hash_table_size (bits);
      g_hash_table_insert (bits, (gpointer) field, GUINT_TO_POINTER (bit));
    }
  return 1u << ((bit - 1) % 32);
}

static guint32
read_fields (DlnResolver      *resolver,
             guint32           document,
             const DlnMention *mention,
             GHashTable       *bits)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  DlnSpan span = mention->kind == DLN_MENTION_NAME ? mention->title : mention->span;
  gsize length;
  const char *text = dln_document_get_text (resolver->inputs[document].document, &length);

  if (mention->kind == DLN_MENTION_PRONOUN || dln_span_is_empty (span) || span.end > length)
    return 0;
  if (mention->kind == DLN_MENTION_NOMINAL && mention->head < annotations->tokens->len)
    {
      const DlnToken *head = DLN_ROW (annotations->tokens, DlnToken, mention->head);
      const char *lemma = dln_strings_get (annotations->strings, head->lemma);
      guint32 end = MIN (head->span.begin, length);
      guint32 begin = MIN (span.begin, end);
      g_autofree char *before = g_strndup (text + begin, end - begin);
      g_autofree char *phrase = g_strconcat (before, lemma, NULL);

      return read_field (bits, phrase);
    }

  g_autofree char *title = g_strndup (text + span.begin, span.end - span.begin);

  return read_field (bits, title);
}

static void
read_cells (DlnCast *self)
{
  DlnResolver *resolver = self->resolver;
  g_autoptr (GHashTable) bits = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;
      DlnCell *cells = self->cells + resolver->first_cell[i];

      for (guint32 j = 0; j < annotations->entities->len; j++)
        {
          const DlnLocalEntity *entity = DLN_ROW (annotations->entities, DlnLocalEntity, j);

          cells[j].document = i;
          cells[j].local = j;
          cells[j].type = entity->type;
          cells[j].gender = entity->gender;
        }
      for (guint32 j = 0; j < annotations->mentions->len; j++)
        {
          const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, j);

          if (mention->entity >= annotations->entities->len)
            continue;
          cells[mention->entity].n_names += _dln_mention_names (mention);
          cells[mention->entity].fields |= read_fields (resolver, i, mention, bits);
        }
      for (guint32 j = 0; j < annotations->entities->len; j++)
        {
          DlnStringId name = DLN_ROW (annotations->entities, DlnLocalEntity, j)->name;

          if (cells[j].n_names > 0)
            cells[j].key = _dln_name_key (dln_strings_get (annotations->strings, name));
        }
    }
}

/* ---- company ------------------------------------------------------------------------------- */

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static void
read_company (DlnCast *self)
{
  DlnResolver *resolver = self->resolver;
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) df = g_array_new (FALSE, TRUE, sizeof (guint32));

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      guint32 first = resolver->first_cell[i];
      guint32 end = resolver->first_cell[i + 1];
      guint32 *company = g_new (guint32, MIN (end - first, MAX_COMPANY) + 1);
      guint32 n = 0;

      for (guint32 j = first; j < end && n < MAX_COMPANY; j++)
        {
          const char *key = self->cells[j].key;

          if (key == NULL || *key == '\0' || self->cells[j].type == DLN_ENTITY_OTHER)
            continue;

          /* a surname will do, so that "Putin" and "Vladimir Putin" are the same company */
          if (self->cells[j].type == DLN_ENTITY_PERSON && strrchr (key, ' ') != NULL)
            key = strrchr (key, ' ') + 1;

          guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, key));

          if (number == 0)
            {
              guint32 zero = 0;

              g_array_append_val (df, zero);
              number = df->len;
              g_hash_table_insert (numbers, (gpointer) key, GUINT_TO_POINTER (number));
            }
          company[n++] = number - 1;
        }
      qsort (company, n, sizeof *company, compare_numbers);
      self->company[i] = company;
      self->n_company[i] = n;
      for (guint32 j = 0; j < n; j++)
        if (j == 0 || company[j] != company[j - 1])
          g_array_index (df, guint32, company[j])++;
    }
  self->company_df = (guint32 *) g_array_free (g_steal_pointer (&df), FALSE);
}

/* How much company two documents share: a rare name counts more than one that stands everywhere. */
double
_dln_cast_company (DlnCast *self,
                   guint32  document_a,
                   guint32  document_b)
{
  const guint32 *a = self->company[document_a];
  const guint32 *b = self->company[document_b];
  guint32 n = self->n_company[document_a];
  guint32 m = self->n_company[document_b];
  guint32 often = MAX (20, self->resolver->n_inputs / 5);
  double shared = 0;

  for (guint32 i = 0, j = 0; i < n && j < m;)
    {
      if (a[i] < b[j])
        i++;
      else if (a[i] > b[j])
        j++;
      else
        {
          if (i == 0 || a[i] != a[i - 1])
            shared += self->company_df[a[i]] > often ? 0.25 : 1;
          i++;
          j++;
        }
    }
  return shared;
}

/* ---- joining ------------------------------------------------------------------------------- */

/* FALSE if they are one already, or the user keeps them apart. */
gboolean
_dln_cast_join (DlnCast    *self,
                guint32     a,
                guint32     b,
                DlnReason   reason)
{
  guint32 *parents = self->resolver->cell_parent;
  guint32 root_a = _dln_forest_find (parents, a);
  guint32 root_b = _dln_forest_find (parents, b);

  if (root_a == root_b)
    return FALSE;
  for (guint i = 0; i < self->apart->len; i += 2)
    {
      guint32 x = _dln_forest_find (parents, g_array_index (self->apart, guint32, i));
      guint32 y = _dln_forest_find (parents, g_array_index (self->apart, guint32, i + 1));

      if ((x == root_a && y == root_b) || (x == root_b && y == root_a))
        return FALSE;
    }
  if (self->resolver->cell_reason[MAX (a, b)] == 0)
    self->resolver->cell_reason[MAX (a, b)] =
      _dln_resolver_intern_reason (self->resolver, reason);
  return _dln_forest_join (parents, a, b);
}

void
_dln_cast_suggest (DlnCast    *self,
                   guint32     a,
                   guint32     b,
                   float       score,
                   DlnReason   reason)
{
  DlnSuggestion suggestion = {
    .a = MIN (a, b) + 1,
    .b = MAX (a, b) + 1,
    .reason = _dln_resolver_intern_reason (self->resolver, reason),
    .score = score,
  };

  g_array_append_val (self->suggestions, suggestion);
}

/* ---- what the user decided ----------------------------------------------------------------- */

static void
replay_decisions (DlnCast *self)
{
  const DlnDecided *decided = &self->resolver->decided_cells;
  DlnStringId *reasons = self->resolver->cell_reason;

  for (guint i = 0; i < decided->joins->len; i++)
    {
      const DlnDecidedJoin *pair = DLN_ROW (decided->joins, DlnDecidedJoin, i);
      DlnStringId *reason = &reasons[MAX (pair->a, pair->b)];

      if (*reason == 0)
        *reason = _dln_resolver_intern_reason (
          self->resolver, pair->by_hand ? DLN_REASON_BY_HAND : DLN_REASON_ALREADY_ONE);
      _dln_forest_join (self->resolver->cell_parent, pair->a, pair->b);
    }
  g_array_append_vals (self->apart, decided->apart->data, decided->apart->len);
}

/* ---- life ---------------------------------------------------------------------------------- */

DlnCast *
_dln_cast_new (DlnResolver *resolver)
{
  DlnCast *self = g_new0 (DlnCast, 1);

  self->resolver = resolver;
  self->n_cells = resolver->first_cell[resolver->n_inputs];
  self->cells = g_new0 (DlnCell, MAX (self->n_cells, 1));
  self->company = g_new0 (guint32 *, MAX (resolver->n_inputs, 1));
  self->n_company = g_new0 (guint32, MAX (resolver->n_inputs, 1));
  self->apart = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->suggestions = g_array_new (FALSE, FALSE, sizeof (DlnSuggestion));
  read_cells (self);
  read_company (self);
  replay_decisions (self);
  return self;
}

void
_dln_cast_free (DlnCast *self)
{
  for (guint32 i = 0; i < self->n_cells; i++)
    g_free (self->cells[i].key);
  for (guint32 i = 0; i < self->resolver->n_inputs; i++)
    g_free (self->company[i]);
  g_free (self->cells);
  g_free (self->company);
  g_free (self->n_company);
  g_free (self->company_df);
  g_array_unref (self->apart);
  g_array_unref (self->suggestions);
  g_free (self);
}
