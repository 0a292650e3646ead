/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights under training and their packing.
 *
 * Averaged perceptron (Freund and Schapire 1999; Collins 2002): the weight that counts is the mean
 * over all steps, kept lazily as a running total. Integers throughout, so that training gives the
 * same bytes everywhere. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_AHEAD 160 /* features of one example */

typedef struct /* one class of one feature */
{
  gint64  total; /* sum of the weight over the steps before `stamp` */
  gint32  weight;
  guint32 stamp;
  guint32 class;
} Cell;

typedef struct
{
  guint64 feature;
  Cell   *cells; /* [n_cells], in arbitrary order */
  guint16 n_cells;
  guint16 room;
} Row;

struct _DlnTrainWeights
{
  guint    n_classes;
  guint32  step;
  guint32  n_rows;
  guint32  n_slots; /* power of two */
  guint32 *slots;   /* [n_slots]: row + 1, 0 = empty */
  GArray  *rows;    /* Row */
};

DlnTrainWeights *
dln_train_weights_new (guint n_classes)
{
  DlnTrainWeights *weights = g_new0 (DlnTrainWeights, 1);

  g_assert (n_classes <= DLN_WEIGHTS_MAX_CLASSES);
  weights->n_classes = n_classes;
  weights->step = 1;
  weights->n_slots = 1u << 16;
  weights->slots = g_new0 (guint32, weights->n_slots);
  weights->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  return weights;
}

void
dln_train_weights_free (DlnTrainWeights *weights)
{
  if (weights == NULL)
    return;
  for (guint i = 0; i < weights->rows->len; i++)
    g_free (g_array_index (weights->rows, Row, i).cells);
  g_array_unref (weights->rows);
  g_free (weights->slots);
  g_free (weights);
}

static inline Row *
find_row (const DlnTrainWeights *weights,
          guint64                feature,
          guint32               *slot)
{
  guint32 at = feature & (weights->n_slots - 1);

  while (weights->slots[at] != 0)
    {
      Row *row = &g_array_index (weights->rows, Row, weights->slots[at] - 1);

      if (row->feature == feature)
        return row;
      at = (at + 1) & (weights->n_slots - 1);
    }
  *slot = at;
  return NULL;
}

static void
grow (DlnTrainWeights *weights)
{
  weights->n_slots *= 2;
  g_free (weights->slots);
  weights->slots = g_new0 (guint32, weights->n_slots);
  for (guint i = 0; i < weights->rows->len; i++)
    {
      guint32 at = g_array_index (weights->rows, Row, i).feature & (weights->n_slots - 1);

      while (weights->slots[at] != 0)
        at = (at + 1) & (weights->n_slots - 1);
      weights->slots[at] = i + 1;
    }
}

static Row *
ensure_row (DlnTrainWeights *weights,
            guint64          feature)
{
  guint32 slot = 0;
  Row *row = find_row (weights, feature, &slot);

  if (row != NULL)
    return row;
  if (weights->rows->len * 2 >= weights->n_slots)
    {
      grow (weights);
      find_row (weights, feature, &slot);
    }
  Row fresh = { .feature = feature };
  g_array_append_val (weights->rows, fresh);
  weights->slots[slot] = weights->rows->len;
  return &g_array_index (weights->rows, Row, weights->rows->len - 1);
}

/**
 * dln_train_weights_add: adds the present weights of @features to @scores [n_classes]
 *
 * Slots, rows and cells are fetched ahead of their use, as each of them is elsewhere in memory.
 */
void
dln_train_weights_add (const DlnTrainWeights *weights,
                       const guint64         *features,
                       guint                  n_features,
                       gint32                *scores)
{
  const Row *rows[MAX_AHEAD];
  const Row *all = (const Row *) weights->rows->data;
  guint32 mask = weights->n_slots - 1;
  guint32 slot;

  g_assert (n_features <= MAX_AHEAD);
  for (guint i = 0; i < n_features; i++)
    __builtin_prefetch (&weights->slots[features[i] & mask]);
  for (guint i = 0; i < n_features; i++)
    if (weights->slots[features[i] & mask] != 0)
      __builtin_prefetch (&all[weights->slots[features[i] & mask] - 1]);
  for (guint i = 0; i < n_features; i++)
    {
      rows[i] = find_row (weights, features[i], &slot);
      if (rows[i] != NULL)
        __builtin_prefetch (rows[i]->cells);
    }
  for (guint i = 0; i < n_features; i++)
    for (guint k = 0; rows[i] != NULL && k < rows[i]->n_cells; k++)
      scores[rows[i]->cells[k].class] += rows[i]->cells[k].weight;
}

/**
 * dln_train_weights_update: adds @delta to the weight of @class for each of @features
 */
void
dln_train_weights_update (DlnTrainWeights *weights,
                          const guint64   *features,
                          guint            n_features,
                          guint            class,
                          int              delta)
{
  for (guint i = 0; i < n_features; i++)
    {
      Row *row = ensure_row (weights, features[i]);
      guint k = 0;

      while (k < row->n_cells && row->cells[k].class != class)
        k++;
      if (k == row->n_cells)
        {
          if (row->n_cells == row->room)
            {
              row->room = row->room == 0 ? 2 : row->room * 2;
              row->cells = g_renew (Cell, row->cells, row->room);
            }
          row->cells[row->n_cells++] = (Cell){ .class = class, .stamp = weights->step };
        }

      Cell *cell = &row->cells[k];
      cell->total += (gint64) cell->weight * (weights->step - cell->stamp);
      cell->stamp = weights->step;
      cell->weight += delta;
    }
}

/**
 * dln_train_weights_tick: one more example was seen
 */
void
dln_train_weights_tick (DlnTrainWeights *weights)
{
  weights->step++;
}

/**
 * dln_train_weights_restart: learning begins anew, from nothing, while the mean runs on
 *
 * The mean of several runs in other orders is a vote of several models at the price of one.
 */
void
dln_train_weights_restart (DlnTrainWeights *weights)
{
  for (guint i = 0; i < weights->rows->len; i++)
    {
      Row *row = &g_array_index (weights->rows, Row, i);

      for (guint k = 0; k < row->n_cells; k++)
        {
          Cell *cell = &row->cells[k];

          cell->total += (gint64) cell->weight * (weights->step - cell->stamp);
          cell->stamp = weights->step;
          cell->weight = 0;
        }
    }
}

/* ---- packing ------------------------------------------------------------------------------- */

#define SCALE 4096 /* of a mean: what an integer weight of 1 becomes */
#define CURVE 4.0  /* how much finer the small codes are */
#define DENSE 32   /* weights of a feature that get a row of their own */

static gint64
get_mean (const DlnTrainWeights *weights,
          const Cell            *cell)
{
  gint64 total = cell->total + (gint64) cell->weight * (weights->step - cell->stamp);

  return total * SCALE / (gint64) weights->step;
}

static int
compare_magnitudes (gconstpointer a,
                    gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? 1 : x > y ? -1 : 0;
}

static guint32
get_magnitude (const DlnTrainWeights *weights,
               const Cell            *cell)
{
  gint64 mean = get_mean (weights, cell);

  return MIN (ABS (mean), 1 << 20);
}

/* The magnitude of the most decisive class */
static guint32
get_salience (const DlnTrainWeights *weights,
              const Row             *row)
{
  guint32 salience = 0;

  for (guint k = 0; k < row->n_cells; k++)
    salience = MAX (salience, get_magnitude (weights, &row->cells[k]));
  return salience;
}

/* The least value that leaves no more than @n of @all */
static guint32
find_threshold (GArray *all,
                guint   n)
{
  qsort (all->data, all->len, sizeof (guint32), compare_magnitudes);
  return all->len > n ? g_array_index (all, guint32, n) + 1 : 1;
}

typedef struct
{
  guint32 greatest; /* magnitude of a weight */
  gint16  packed;   /* what it becomes */
  guint32 feature;  /* least salience of a kept feature */
  guint32 entry;    /* least magnitude of a kept weight */
} Limits;

static Limits
find_limits (const DlnTrainWeights *weights,
             guint                  max_features,
             guint                  max_entries)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint32));
  Limits limits;

  for (guint i = 0; i < weights->rows->len; i++)
    {
      guint32 salience = get_salience (weights, &g_array_index (weights->rows, Row, i));

      if (salience > 0)
        g_array_append_val (all, salience);
    }
  limits.feature = find_threshold (all, max_features);
  limits.greatest = all->len > 0 ? g_array_index (all, guint32, 0) : 1;
  g_array_set_size (all, 0);
  for (guint i = 0; i < weights->rows->len; i++)
    {
      const Row *row = &g_array_index (weights->rows, Row, i);

      if (get_salience (weights, row) >= limits.feature)
        for (guint k = 0; k < row->n_cells; k++)
          {
            guint32 magnitude = get_magnitude (weights, &row->cells[k]);

            if (magnitude > 0)
              g_array_append_val (all, magnitude);
          }
    }
  limits.entry = find_threshold (all, max_entries);
  return limits;
}

static void
fill_codes (gint16 *codes,
            gint16  greatest)
{
  for (int i = 0; i < 128; i++)
    {
      double value = greatest * (exp (CURVE * i / 127.0) - 1) / (exp (CURVE) - 1);

      codes[128 + i] = (gint16) lround (value);
      codes[128 - i] = -codes[128 + i];
    }
  codes[0] = codes[1];
}

static guint8
find_code (const gint16 *codes,
           gint16        value)
{
  guint low = 1;
  guint high = 255;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (codes[middle] < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 1 && value - codes[low - 1] < codes[low] - value ? low - 1 : low;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  return (int) ((const DlnWeightsEntry *) a)->class - (int) ((const DlnWeightsEntry *) b)->class;
}

/* The mean of a cell in the units of the packed weights */
static gint16
get_packed (const DlnTrainWeights *weights,
            const Cell            *cell,
            const Limits          *limits)
{
  gint64 mean = CLAMP (get_mean (weights, cell), -(1 << 20), 1 << 20);
  gint64 half = mean < 0 ? -(gint64) limits->greatest / 2 : limits->greatest / 2;

  return (gint16) ((mean * limits->packed + half) / limits->greatest);
}

/* The kept cells of @row as a sorted run at the end of @entries. Returns: its length */
static guint
append_run (const DlnTrainWeights *weights,
            const Row             *row,
            const Limits          *limits,
            const gint16          *codes,
            GArray                *entries)
{
  guint first = entries->len;

  for (guint k = 0; k < row->n_cells; k++)
    {
      DlnWeightsEntry entry = { .class = row->cells[k].class };

      if (get_magnitude (weights, &row->cells[k]) < limits->entry)
        continue;
      entry.code = find_code (codes, get_packed (weights, &row->cells[k], limits));
      g_array_append_val (entries, entry);
    }
  qsort (&g_array_index (entries, DlnWeightsEntry, first),
         entries->len - first,
         sizeof (DlnWeightsEntry),
         compare_entries);
  return entries->len - first;
}

/* All cells of @row as a row of lanes at the end of @rows */
static void
append_lanes (const DlnTrainWeights *weights,
              const Row             *row,
              const Limits          *limits,
              GArray                *rows)
{
  union
  {
    DlnWeightsLanes lanes[DLN_WEIGHTS_MAX_LANES];
    guint16         values[8 * DLN_WEIGHTS_MAX_LANES];
  } all = { 0 };

  for (guint k = 0; k < row->n_cells; k++)
    all.values[row->cells[k].class] = (guint16) get_packed (weights, &row->cells[k], limits);
  g_array_append_vals (rows, all.lanes, _dln_weights_lanes (weights->n_classes));
}

typedef struct
{
  GArray  *entries; /* DlnWeightsEntry */
  GArray  *rows;    /* DlnWeightsLanes */
  guint32 *where;   /* [rows of the weights]: of each slot, 0 = dropped */
} Packing;

static guint32
pack_rows (const DlnTrainWeights *weights,
           const Limits          *limits,
           const gint16          *codes,
           Packing               *packing)
{
  guint32 n_lanes = _dln_weights_lanes (weights->n_classes);
  guint32 n_features = 0;

  for (guint i = 0; i < weights->rows->len; i++)
    {
      const Row *row = &g_array_index (weights->rows, Row, i);
      guint32 first = packing->entries->len;

      if (get_salience (weights, row) < limits->feature)
        continue;

      guint n = append_run (weights, row, limits, codes, packing->entries);

      if (n > DENSE)
        {
          g_array_set_size (packing->entries, first);
          first = packing->rows->len / n_lanes;
          append_lanes (weights, row, limits, packing->rows);
          n = DLN_WEIGHTS_ROW;
        }
      packing->where[i] = n > 0 ? first | n << 24 : 0;
      n_features += n > 0;
    }
  return n_features;
}

typedef struct
{
  guint32 salience;
  guint32 row;
} Ranked;

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *x = a;
  const Ranked *y = b;

  if (x->salience != y->salience)
    return x->salience < y->salience ? 1 : -1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* The most decisive features come first; those whose bucket is full then are left out, about one in
 * sixteen. Returns: (transfer full): [n_buckets] of 8 checks and 8 slots each */
static guint32 *
fill_buckets (const DlnTrainWeights *weights,
              const Packing         *packing,
              guint32                n_buckets)
{
  guint32 *buckets = g_new0 (guint32, (gsize) n_buckets * 2 * DLN_WEIGHTS_BUCKET);
  g_autofree Ranked *ranked = g_new (Ranked, weights->rows->len + 1);

  for (guint i = 0; i < weights->rows->len; i++)
    ranked[i] = (Ranked){ get_salience (weights, &g_array_index (weights->rows, Row, i)), i };
  qsort (ranked, weights->rows->len, sizeof *ranked, compare_ranked);
  for (guint i = 0; i < weights->rows->len; i++)
    {
      guint64 feature = g_array_index (weights->rows, Row, ranked[i].row).feature;
      guint32 *bucket =
        buckets + (gsize) _dln_weights_home (feature, n_buckets) * 2 * DLN_WEIGHTS_BUCKET;
      guint k = 0;

      while (k < DLN_WEIGHTS_BUCKET && bucket[DLN_WEIGHTS_BUCKET + k] != 0
             && bucket[k] != feature >> 32)
        k++;
      if (packing->where[ranked[i].row] == 0 || k == DLN_WEIGHTS_BUCKET
          || bucket[DLN_WEIGHTS_BUCKET + k] != 0)
        continue;
      bucket[k] = feature >> 32;
      bucket[DLN_WEIGHTS_BUCKET + k] = packing->where[ranked[i].row];
    }
  return buckets;
}

/**
 * dln_train_weights_pack:
 * @weights: trained weights
 * @n_templates: features of one example at most
 * @max_features: the least decisive features are dropped until no more are left
 * @max_entries: then the smallest averaged weights are dropped until no more are left
 *
 * Returns: (transfer full): a section for the bundle, see dln-weights-private.h
 */
GBytes *
dln_train_weights_pack (const DlnTrainWeights *weights,
                        guint                  n_templates,
                        guint                  max_features,
                        guint                  max_entries)
{
  DlnWeightsHeader header = { .magic = DLN_WEIGHTS_MAGIC, .n_classes = weights->n_classes };
  Limits limits = find_limits (weights, max_features, MIN (max_entries, (1u << 24) - 2));
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (DlnWeightsEntry));
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (DlnWeightsLanes));
  g_autofree guint32 *where = g_new0 (guint32, weights->rows->len + 1);
  Packing packing = { entries, rows, where };

  limits.packed = (gint16) (G_MAXINT16 / n_templates);
  fill_codes (header.codes, limits.packed);
  g_array_set_size (entries, 1);

  guint32 n_features = pack_rows (weights, &limits, header.codes, &packing);

  header.n_entries = entries->len;
  header.n_rows = rows->len / _dln_weights_lanes (weights->n_classes);
  header.n_buckets = 1 + n_features * 10 / (8 * DLN_WEIGHTS_BUCKET);
  g_array_set_size (entries, entries->len + DLN_WEIGHTS_SPARE);

  g_autofree guint32 *buckets = fill_buckets (weights, &packing, header.n_buckets);
  GByteArray *bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (guint8 *) &header, sizeof header);
  g_byte_array_append (bytes, (guint8 *) buckets, header.n_buckets * sizeof (DlnWeightsBucket));
  g_byte_array_append (bytes, (guint8 *) rows->data, rows->len * sizeof (DlnWeightsLanes));
  g_byte_array_append (bytes, (guint8 *) entries->data, entries->len * sizeof (DlnWeightsEntry));
  g_message ("packed %u of %u features, %u weights and %u rows, %.1f MB",
             n_features,
             weights->rows->len,
             entries->len,
             header.n_rows,
             bytes->len / 1e6);
  return g_byte_array_free_to_bytes (bytes);
}
