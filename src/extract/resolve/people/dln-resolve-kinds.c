/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One name that is read as two kinds: a person in one article, an institution or a place in others.
 *
 * What the text itself says decides: who bears a title, a first name or a pronoun of persons is a
 * person, what bears a legal form or a head noun is none. A reading without such a sign that is
 * doubtful, or alone against several articles, joins the others; what the node then is, the weight
 * of its names says (dln-resolve-entities.c). Two sure readings stay two and are suggested. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/people/dln-cast-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"

#include <string.h>

#define DOUBTFUL 0.8 /* a name read with less may be of another kind */
#define MAX_READINGS 400 /* of one name */

typedef struct
{
  guint32 cell;
  float   score; /* mean of its names */
  guint8  person;
  guint8  firm;  /* the text says what it is */
  guint8  vague; /* named, but no person, institution or place */
} Reading;

typedef struct
{
  DlnCast    *cast;
  GHashTable *by_key;   /* key -> GArray of Reading */
  GHashTable *families; /* last words of the names of firm people */
  guint8     *firm;     /* [n_cells]: by root: the text says that it is a person */
} Kinds;

/* ---- what the text says --------------------------------------------------------------------- */

static gboolean
is_personal (const DlnAnnotations *annotations,
             const DlnMention     *mention)
{
  if (mention->kind == DLN_MENTION_NAME)
    return !dln_span_is_empty (mention->title) || (mention->reasons & DLN_NAME_TITLE) != 0;
  if (mention->head >= annotations->tokens->len)
    return FALSE;

  const DlnToken *head = DLN_ROW (annotations->tokens, DlnToken, mention->head);
  const char *lemma = dln_strings_get (annotations->strings, head->lemma);

  if (mention->kind == DLN_MENTION_NOMINAL)
    return (_dln_lexicon_get_noun (lemma).classes & DLN_NOUN_PERSON) != 0;
  return g_ascii_strcasecmp (lemma, "he") == 0 || g_ascii_strcasecmp (lemma, "she") == 0
         || g_ascii_strcasecmp (lemma, "his") == 0 || g_ascii_strcasecmp (lemma, "her") == 0;
}

/* "Clara Voss": the first of several words is somebody's first name */
static gboolean
has_first_name (const char *name)
{
  const char *space = strchr (name, ' ');
  gboolean known = FALSE;

  if (space == NULL)
    return FALSE;

  g_autofree char *first = g_strndup (name, space - name);
  g_autofree char *key = _dln_name_key (first);

  _dln_lexicon_get_first_name (key, &known);
  return known;
}

/**
 * _dln_entity_is_told:
 * @local: an entity of the document
 * @mentions: [n] its mentions
 *
 * Returns: TRUE if the text itself says that it is what its type says: for a person a title, a
 * first name, a pronoun or a noun of persons, for others a legal form, a head noun, a definition of
 * the acronym
 */
gboolean
_dln_entity_is_told (const DlnAnnotations *annotations,
                     const DlnLocalEntity *local,
                     const guint32        *mentions,
                     guint32               n)
{
  const guint institutional = DLN_NAME_LEGAL_FORM | DLN_NAME_HEAD_NOUN | DLN_NAME_ACRONYM;

  for (guint32 i = 0; i < n; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, mentions[i]);

      if (local->type == DLN_ENTITY_PERSON ? is_personal (annotations, mention)
                                           : (mention->reasons & institutional) != 0)
        return TRUE;
    }
  return local->type == DLN_ENTITY_PERSON
         && has_first_name (dln_strings_get (annotations->strings, local->name));
}

static Reading
read_cell (Kinds         *self,
           guint32        number,
           const guint32 *mentions, /* [n] of the cell */
           guint32        n)
{
  const DlnCell *cell = &self->cast->cells[number];
  const DlnAnnotations *annotations =
    self->cast->resolver->inputs[cell->document].annotations;
  const DlnLocalEntity *local = DLN_ROW (annotations->entities, DlnLocalEntity, cell->local);
  Reading reading = { .cell = number, .person = cell->type == DLN_ENTITY_PERSON };
  float sum = 0;

  for (guint32 i = 0; i < n; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, mentions[i]);

      if (_dln_mention_names (mention))
        sum += mention->score;
    }
  reading.score = sum / MAX (cell->n_names, 1);
  if (cell->type == DLN_ENTITY_OTHER) /* only says that no kind was sure */
    return (Reading){ .cell = number, .score = 0.1f * reading.score, .vague = TRUE };
  reading.firm = _dln_entity_is_told (annotations, local, mentions, n);
  if (!reading.person)
    reading.firm |= reading.score >= DOUBTFUL || _dln_lexicon_get_country (cell->key) != NULL
                    || _dln_lexicon_get_place (cell->key) != NULL;
  return reading;
}

static void
add_reading (Kinds         *self,
             char          *key, /* (transfer full) */
             const Reading *reading)
{
  GArray *readings = g_hash_table_lookup (self->by_key, key);

  if (readings == NULL)
    {
      readings = g_array_new (FALSE, FALSE, sizeof (Reading));
      g_hash_table_insert (self->by_key, key, readings);
    }
  else
    g_free (key);
  if (readings->len < MAX_READINGS
      && (readings->len == 0
          || DLN_ROW (readings, Reading, readings->len - 1)->cell != reading->cell))
    g_array_append_val (readings, *reading);
}

/* A person by its fullest name, what is none by all its names. */
static void
read_document (Kinds  *self,
               guint32 document)
{
  DlnResolver *resolver = self->cast->resolver;
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  g_autofree guint32 *first = NULL;
  g_autofree guint32 *mentions = NULL;

  _dln_group_mentions (annotations, &first, &mentions);
  for (guint32 j = 0; j < annotations->entities->len; j++)
    {
      guint32 number = resolver->first_cell[document] + j;
      const DlnCell *cell = &self->cast->cells[number];
      guint32 n = first[j + 1] - first[j];

      if (cell->key == NULL || *cell->key == '\0' || cell->type == DLN_ENTITY_NONE)
        continue;

      Reading reading = read_cell (self, number, mentions + first[j], n);

      add_reading (self, _dln_place_key (cell->key), &reading);
      if (reading.person && reading.firm)
        {
          const char *space = strrchr (cell->key, ' ');

          self->firm[_dln_forest_find (resolver->cell_parent, number)] = TRUE;
          if (space != NULL)
            g_hash_table_add (self->families, g_strdup (space + 1));
        }
      for (guint32 i = first[j]; i < first[j + 1] && !reading.person; i++)
        {
          const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, mentions[i]);

          if (!_dln_mention_names (mention))
            continue;

          DlnStringId text = _dln_resolver_intern_span (resolver, document, mention->span);
          g_autofree char *key = _dln_name_key (dln_strings_get (resolver->out->strings, text));

          if (*key != '\0')
            add_reading (self, _dln_place_key (key), &reading);
        }
    }
}

/* ---- deciding ------------------------------------------------------------------------------- */

typedef struct
{
  double  weights[2]; /* of the readings as something else, as a person in doubt */
  guint32 firm_person; /* its cell, DLN_NO_ROW if none */
  guint32 n_people;    /* different ones that the text says to be people */
  gboolean firm_other;
} Votes;

static Votes
count_votes (Kinds  *self,
             GArray *readings)
{
  guint32 *parents = self->cast->resolver->cell_parent;
  Votes votes = { .firm_person = DLN_NO_ROW };

  for (guint i = 0; i < readings->len; i++)
    {
      Reading *reading = DLN_ROW (readings, Reading, i);

      if (reading->person)
        reading->firm |= self->firm[_dln_forest_find (parents, reading->cell)];
      if (!reading->person || !reading->firm)
        votes.weights[reading->person] += reading->score;
      if (!reading->person)
        votes.firm_other |= reading->firm;
      else if (reading->firm
               && (votes.firm_person == DLN_NO_ROW
                   || _dln_forest_find (parents, votes.firm_person)
                        != _dln_forest_find (parents, reading->cell)))
        {
          votes.firm_person = reading->cell;
          votes.n_people++;
        }
    }
  return votes;
}

/* The reading as something else that stands in the most company of the person's. */
static const Reading *
choose_other (Kinds         *self,
              const GArray  *readings,
              const Reading *person)
{
  const DlnCell *cells = self->cast->cells;
  const Reading *best = NULL;
  double best_company = -1;

  for (guint i = 0; i < MIN (readings->len, 64); i++)
    {
      const Reading *reading = DLN_ROW (readings, Reading, i);

      if (reading->person)
        continue;

      double company = _dln_cast_company (self->cast, cells[person->cell].document,
                                          cells[reading->cell].document);

      if (company > best_company)
        {
          best = reading;
          best_company = company;
        }
    }
  return best;
}

static void
settle_person (Kinds         *self,
               const GArray  *readings,
               const Votes   *votes,
               const Reading *person)
{
  DlnCast *cast = self->cast;
  const DlnCell *cell = &cast->cells[person->cell];
  const Reading *other = choose_other (self, readings, person);
  gboolean borne = votes->n_people > 0 || g_hash_table_contains (self->families, cell->key);
  gboolean doubtful = person->score < DOUBTFUL;

  if (other == NULL)
    return;
  if (cast->cells[other->cell].document != cell->document)
    doubtful |= votes->weights[FALSE] >= 2 * votes->weights[TRUE] || !votes->firm_other;
  if (doubtful && !borne)
    _dln_cast_join (cast, other->cell, person->cell, DLN_REASON_TWO_KINDS);
  else
    _dln_cast_suggest (cast, other->cell, person->cell, 0.35f,
                       borne ? DLN_REASON_MAYBE_PERSON_OR_THING
                             : DLN_REASON_MAYBE_TWO_KINDS);
}

/* A doubtful place or institution whose name is only that of one person, in the same article or in
 * the same company. */
static void
settle_other (Kinds         *self,
              const Votes   *votes,
              const Reading *other)
{
  DlnCast *cast = self->cast;
  guint32 document = cast->cells[other->cell].document;
  guint32 home = cast->cells[votes->firm_person].document;

  if (votes->n_people == 1 && !votes->firm_other
      && (document == home || _dln_cast_company (cast, document, home) >= 2))
    _dln_cast_join (cast, votes->firm_person, other->cell, DLN_REASON_TWO_KINDS);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * _dln_cast_join_kinds:
 *
 * After people and institutions were joined among themselves.
 *
 * Returns: FALSE if cancelled. Time: near linear in the number of names
 */
gboolean
_dln_cast_join_kinds (DlnCast *self,
                      GError **error)
{
  DlnResolver *resolver = self->resolver;
  g_autoptr (GHashTable) by_key =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint8 *firm = g_new0 (guint8, MAX (self->n_cells, 1));
  g_autofree gpointer *keys = NULL;
  Kinds kinds = { self, by_key, families, firm };
  guint n_keys;

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      if (g_cancellable_set_error_if_cancelled (resolver->cancellable, error))
        return FALSE;
      read_document (&kinds, i);
    }
  keys = g_hash_table_get_keys_as_array (by_key, &n_keys);
  qsort (keys, n_keys, sizeof *keys, compare_keys);
  for (guint k = 0; k < n_keys; k++)
    {
      GArray *readings = g_hash_table_lookup (by_key, keys[k]);
      Votes votes = count_votes (&kinds, readings);

      for (guint i = 0; i < readings->len && votes.weights[FALSE] > 0; i++)
        {
          const Reading *reading = DLN_ROW (readings, Reading, i);

          if (reading->person && !reading->firm)
            settle_person (&kinds, readings, &votes, reading);
          else if (!reading->person && !reading->vague && votes.n_people > 0)
            settle_other (&kinds, &votes, reading);
        }
    }
  return TRUE;
}
