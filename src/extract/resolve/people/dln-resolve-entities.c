/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of people, institutions and places: names, aliases, descriptions, evidence. */
#define G_LOG_DOMAIN "dateline-extract"
#define OVER_ADJECTIVE 3 /* mentions of a country by its adjective that its name outweighs */
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

#include <math.h>
#include <string.h>

#define TOLD_WEIGHT 1.0 /* of an article that says what somebody or something is; a name: 0..1 */

typedef struct
{
  DlnStringId text;
  guint32     n;
} Count;

/* A cluster while its row is made. */
typedef struct
{
  DlnResolver   *resolver;
  const guint32 *cells; /* [n_cells], ascending */
  guint32        n_cells;
  GArray        *aliases;      /* Count */
  GArray        *descriptions; /* Count */
  double         types[DLN_N_ENTITY_TYPES]; /* weight of the names read as each */
  gboolean       personal; /* an article says that it is a person, or names one by several words */
  guint          genders[DLN_GENDER_NEUTER + 1];
  guint          n_body;
  guint          n_boilerplate;
  guint          n_titles; /* mentions in headlines */
} Cluster;

/* ---- reading the members ------------------------------------------------------------------- */

static void
count_text (GArray     *counts,
            DlnStringId text,
            guint32     n)
{
  if (text == 0)
    return;
  for (guint i = 0; i < counts->len; i++)
    {
      Count *count = DLN_ROW (counts, Count, i);

      if (count->text == text)
        {
          count->n += n;
          return;
        }
    }

  Count count = { text, n };

  g_array_append_val (counts, count);
}

static void
count_block (Cluster     *cluster,
             DlnBlockType type)
{
  if (type == DLN_BLOCK_BYLINE || type == DLN_BLOCK_DATELINE)
    return;
  if (type == DLN_BLOCK_BOILERPLATE)
    cluster->n_boilerplate++;
  else
    cluster->n_body++;
  if (type == DLN_BLOCK_TITLE)
    cluster->n_titles++;
}

static void
add_name_evidence (Cluster *cluster,
                   DlnEntity *row,
                   guint32  document,
                   guint32  mention_row)
{
  DlnResolver *resolver = cluster->resolver;
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, mention_row);
  DlnBlockType block = _dln_block_type_at (annotations, mention->span.begin);
  DlnEvidence evidence = {
    .target = row->id,
    .reason = resolver->cell_reason[resolver->first_cell[document] + mention->entity],
    .document = document + 1,
    .row = mention_row,
    .sentence = _dln_sentence_span (annotations, mention->span),
    .mark = mention->span,
    .when = annotations->date.when,
    .kind = DLN_TARGET_ENTITY,
  };

  evidence.score = mention->score + 0.1f * mention->n_tokens
                   + (dln_span_is_empty (mention->title) ? 0 : 0.3f)
                   - (block == DLN_BLOCK_BOILERPLATE || block == DLN_BLOCK_BYLINE
                              || block == DLN_BLOCK_DATELINE
                          ? 2
                          : 0);
  g_array_append_val (resolver->out->evidence, evidence);
  count_text (cluster->aliases, _dln_resolver_intern_span (resolver, document, mention->span), 1);
  count_text (cluster->descriptions,
              _dln_resolver_intern_span (resolver, document, mention->title), 1);
}

static void
add_full_name (Cluster       *cluster,
               DlnEntityType  type,
               const char    *name)
{
  const DlnStrings *strings = cluster->resolver->out->strings;

  for (guint i = 0; i < cluster->aliases->len; i++)
    if (strcmp (dln_strings_get (strings, DLN_ROW (cluster->aliases, Count, i)->text), name) == 0)
      return;
  if (cluster->aliases->len > 0 && (type == DLN_ENTITY_PLACE || strchr (name, ' ') != NULL))
    count_text (cluster->aliases,
                dln_strings_intern (cluster->resolver->out->strings, name),
                type == DLN_ENTITY_PLACE ? OVER_ADJECTIVE : 1);
}

/* Mentions of one document, by local entity; index arrays made once per document by the caller. */
static void
read_cell (Cluster       *cluster,
           DlnEntity     *row,
           guint32        document,
           guint32        local,
           const guint32 *first,
           const guint32 *mentions)
{
  const DlnAnnotations *annotations = cluster->resolver->inputs[document].annotations;
  const DlnLocalEntity *entity = DLN_ROW (annotations->entities, DlnLocalEntity, local);

  cluster->genders[MIN (entity->gender, DLN_GENDER_NEUTER)]++;
  if (_dln_entity_is_told (annotations, entity, mentions + first[local],
                           first[local + 1] - first[local]))
    {
      cluster->types[entity->type] += TOLD_WEIGHT;
      cluster->personal |= entity->type == DLN_ENTITY_PERSON;
    }
  for (guint32 i = first[local]; i < first[local + 1]; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, mentions[i]);

      row->n_mentions++;
      count_block (cluster, _dln_block_type_at (annotations, mention->span.begin));
      if (!_dln_mention_names (mention))
        continue;
      if (mention->type < DLN_N_ENTITY_TYPES)
        cluster->types[mention->type] += mention->score;
      cluster->personal |= mention->type == DLN_ENTITY_PERSON && mention->n_tokens > 1;
      add_name_evidence (cluster, row, document, mentions[i]);
    }
  /* "Marlon" of "Marlon and Tito Holt" is called by a name that stands nowhere as a whole, and so
   * is the country of "the Norwegian foreign minister" */
  if (entity->type == DLN_ENTITY_PERSON || entity->type == DLN_ENTITY_PLACE)
    add_full_name (cluster, entity->type, dln_strings_get (annotations->strings, entity->name));
}

/* ---- choosing ------------------------------------------------------------------------------ */

static guint
count_words (const char *text)
{
  guint n = 1;

  for (; *text != '\0'; text++)
    n += *text == ' ';
  return n;
}

/* A fuller name is a better one, up to three words for people; then the more frequent. */
static double
score_alias (const DlnResolver *resolver,
             const Count       *count,
             DlnEntityType      type)
{
  const char *text = dln_strings_get (resolver->out->strings, count->text);
  guint words = count_words (text);
  double fullness = type == DLN_ENTITY_PERSON ? 2.5 * MIN (words, 2) : MIN (words, 4);
  gboolean shouted = TRUE;

  for (const char *p = text; *p != '\0'; p++)
    shouted &= !g_ascii_islower (*p);
  if (words == 1 && shouted && type == DLN_ENTITY_INSTITUTION)
    fullness = 0.9; /* an acronym gives way to its expansion */
  else if (words > 1 && shouted)
    fullness = 1.1;
  if (words > 5)
    fullness -= 1;
  return fullness + 0.8 * log1p (count->n);
}

static DlnStringId
choose_name (const DlnResolver *resolver,
             const GArray      *aliases,
             DlnEntityType      type)
{
  double best_score = -G_MAXDOUBLE;
  DlnStringId best = 0;

  for (guint i = 0; i < aliases->len; i++)
    {
      const Count *count = DLN_ROW (aliases, Count, i);
      double score = score_alias (resolver, count, type);

      if (score > best_score)
        {
          best_score = score;
          best = count->text;
        }
    }
  return best;
}

/* The most frequent title; of equals the longer, for it says more. */
static DlnStringId
choose_description (const DlnResolver *resolver,
                    const GArray      *descriptions)
{
  const Count *best = NULL;
  gsize best_length = 0;

  for (guint i = 0; i < descriptions->len; i++)
    {
      const Count *count = DLN_ROW (descriptions, Count, i);
      gsize length = strlen (dln_strings_get (resolver->out->strings, count->text));

      if (length < 4)
        continue; /* "Mr" describes nobody */
      if (best == NULL || count->n > best->n || (count->n == best->n && length > best_length))
        {
          best = count;
          best_length = length;
        }
    }
  return best != NULL ? best->text : 0;
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Count *x = a;
  const Count *y = b;

  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return x->text < y->text ? -1 : x->text > y->text;
}

/* Names count by how sure they are; what an article says outright counts as much as a sure name
 * more. "Other" only says that no kind was sure, and a word that is a person's in nobody's words is
 * doubtful as soon as another article reads it as something else. */
static DlnEntityType
choose_type (Cluster *cluster)
{
  DlnEntityType best = DLN_ENTITY_OTHER;

  cluster->types[DLN_ENTITY_NONE] = 0;
  cluster->types[DLN_ENTITY_OTHER] *= 0.05;
  if (!cluster->personal)
    cluster->types[DLN_ENTITY_PERSON] *= 0.5;
  for (guint type = DLN_ENTITY_PERSON; type < DLN_N_ENTITY_TYPES; type++)
    if (cluster->types[type] > cluster->types[best])
      best = type;
  return best;
}

static guint
choose_largest (const guint *counts,
                guint        n)
{
  guint best = 0;

  for (guint i = 1; i < n; i++)
    if (counts[i] > counts[best])
      best = i;
  return best;
}

static guint32
count_documents (const DlnEvidence *rows,
                 guint              n)
{
  guint32 total = 0;
  DlnDocumentId last = 0;

  for (guint i = 0; i < n; i++) /* still in document order */
    if (rows[i].document != last)
      {
        total++;
        last = rows[i].document;
      }
  return total;
}

/* ---- one row ------------------------------------------------------------------------------- */

static void
finish_row (Cluster   *cluster,
            DlnEntity *row)
{
  DlnResolver *resolver = cluster->resolver;
  DlnResolution *out = resolver->out;
  DlnEvidence *rows = DLN_ROW (out->evidence, DlnEvidence, row->first_evidence);

  row->n_evidence = out->evidence->len - row->first_evidence;
  row->n_documents = count_documents (rows, row->n_evidence);
  row->type = choose_type (cluster);
  cluster->genders[DLN_GENDER_UNKNOWN] = 0;
  if (row->type != DLN_ENTITY_PERSON)
    cluster->genders[DLN_GENDER_MALE] = cluster->genders[DLN_GENDER_FEMALE] = 0;
  row->gender = choose_largest (cluster->genders, DLN_GENDER_NEUTER + 1);
  row->name = choose_name (resolver, cluster->aliases, row->type);
  row->description = choose_description (resolver, cluster->descriptions);
  if (cluster->n_body == 0)
    row->flags = cluster->n_boilerplate > 0 ? DLN_ENTITY_BOILERPLATE : DLN_ENTITY_SOURCE;
  row->salience = log1p (cluster->n_body + 2 * cluster->n_titles) * (1 + log1p (row->n_documents));

  g_array_sort (cluster->aliases, compare_counts);
  row->first_alias = out->aliases->len;
  row->n_aliases = cluster->aliases->len;
  for (guint i = 0; i < cluster->aliases->len; i++)
    {
      const Count *count = DLN_ROW (cluster->aliases, Count, i);
      DlnAlias alias = { row->id, count->text, count->n };

      g_array_append_val (out->aliases, alias);
    }
  _dln_evidence_sort (rows, row->n_evidence);
  g_array_append_val (out->entities, *row);
}

/* A cluster without any name is no entity of the case: its cells keep id 0. */
static void
emit_cluster (DlnResolver   *resolver,
              const guint32 *cells,
              guint32        n_cells,
              guint32      **first,
              guint32      **mentions)
{
  Cluster cluster = { .resolver = resolver, .cells = cells, .n_cells = n_cells };
  DlnEntity row = {
    .id = cells[0] + 1,
    .first_evidence = resolver->out->evidence->len,
  };

  cluster.aliases = g_array_new (FALSE, FALSE, sizeof (Count));
  cluster.descriptions = g_array_new (FALSE, FALSE, sizeof (Count));
  for (guint32 i = 0; i < n_cells; i++)
    {
      guint32 document = _dln_resolver_document_of (resolver, resolver->first_cell, cells[i]);

      read_cell (&cluster, &row, document, cells[i] - resolver->first_cell[document],
                 first[document], mentions[document]);
    }
  if (resolver->out->evidence->len > row.first_evidence)
    {
      finish_row (&cluster, &row);
      for (guint32 i = 0; i < n_cells; i++)
        {
          guint32 document = _dln_resolver_document_of (resolver, resolver->first_cell, cells[i]);
          GArray *ids = g_ptr_array_index (resolver->out->entity_of, document);

          g_array_index (ids, DlnEntityId, cells[i] - resolver->first_cell[document]) = row.id;
        }
    }
  g_array_unref (cluster.aliases);
  g_array_unref (cluster.descriptions);
}

/* An adjective of a country refers to it, but is neither a name of it nor evidence for it. */
static void
refer_to_countries (DlnResolver *resolver)
{
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      GArray *ids = g_ptr_array_index (resolver->out->entity_of, i);

      for (guint32 j = 0; j < ids->len; j++)
        {
          guint32 country = resolver->cell_country[resolver->first_cell[i] + j];

          if (country == 0)
            continue;

          guint32 document =
            _dln_resolver_document_of (resolver, resolver->first_cell, country - 1);
          const GArray *named = g_ptr_array_index (resolver->out->entity_of, document);

          g_array_index (ids, DlnEntityId, j) =
            g_array_index (named, DlnEntityId, country - 1 - resolver->first_cell[document]);
        }
    }
}

static void
scale_salience (GArray *entities)
{
  float largest = 0;

  for (guint i = 0; i < entities->len; i++)
    largest = MAX (largest, DLN_ROW (entities, DlnEntity, i)->salience);
  if (largest > 0)
    for (guint i = 0; i < entities->len; i++)
      DLN_ROW (entities, DlnEntity, i)->salience /= largest;
}

/* Writes entities, aliases, their evidence and entity_of from the forest of cells. Time: O(rows
 * log rows) */
void
_dln_resolver_emit_entities (DlnResolver *resolver)
{
  guint32 n_cells = resolver->first_cell[resolver->n_inputs];
  g_autofree guint32 *order = _dln_forest_group (resolver->cell_parent, n_cells);
  g_autofree guint32 **first = g_new0 (guint32 *, MAX (resolver->n_inputs, 1));
  g_autofree guint32 **mentions = g_new0 (guint32 *, MAX (resolver->n_inputs, 1));

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      GArray *ids = g_array_new (FALSE, TRUE, sizeof (DlnEntityId));

      g_array_set_size (ids, resolver->inputs[i].annotations->entities->len);
      g_ptr_array_add (resolver->out->entity_of, ids);
      _dln_group_mentions (resolver->inputs[i].annotations, &first[i], &mentions[i]);
    }
  for (guint32 i = 0; i < n_cells;)
    {
      guint32 root = resolver->cell_parent[order[i]];
      guint32 end = i;

      while (end < n_cells && resolver->cell_parent[order[end]] == root)
        end++;
      if (!resolver->cell_dropped[root])
        emit_cluster (resolver, order + i, end - i, first, mentions);
      i = end;
    }
  refer_to_countries (resolver);
  scale_salience (resolver->out->entities);
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      g_free (first[i]);
      g_free (mentions[i]);
    }
}
