/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small types that every room shares: ids, spans and row helpers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ids are indexes + 1 into the table they name; 0 = none. */
typedef guint32 DlnStringId;
typedef guint32 DlnDocumentId;
typedef guint32 DlnEntityId;
typedef guint32 DlnEventId;
typedef guint32 DlnRelationId;
typedef guint32 DlnQuoteId;

/* "no row" for fields that are plain indexes into a row array */
#define DLN_NO_ROW G_MAXUINT32

/**
 * DlnSpan:
 * @begin: first byte
 * @end: one past the last byte
 *
 * Half-open byte range in a document's UTF-8 text. Both ends lie on character boundaries.
 */
typedef struct
{
  guint32 begin;
  guint32 end;
} DlnSpan;

#define DLN_SPAN(b, e) ((DlnSpan){ (b), (e) })

static inline gboolean
dln_span_is_empty (DlnSpan span)
{
  return span.end <= span.begin;
}

static inline gboolean
dln_span_overlaps (DlnSpan a,
                   DlnSpan b)
{
  return a.begin < b.end && b.begin < a.end;
}

static inline gboolean
dln_span_contains (DlnSpan outer,
                   DlnSpan inner)
{
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

/**
 * dln_hash_int64:
 * @key: (type gint64): two numbers in one, or any other
 *
 * A hash for #GHashTable. That of GLib takes one half of a number exclusive or the other, so that
 * pairs of small numbers share few places and a table of them becomes quadratic.
 *
 * Returns: the upper half of the key times the golden ratio (Knuth, The Art of Computer Programming
 * 3, 6.4)
 */
static inline guint
dln_hash_int64 (gconstpointer key)
{
  return (*(const guint64 *) key * 0x9e3779b97f4a7c15u) >> 32;
}

/**
 * DLN_ROW:
 * @array: a #GArray of @Type
 * @Type: the row type
 * @i: index, less than `array->len`
 *
 * Returns: (transfer none): a pointer to row @i, valid until the array grows
 */
#define DLN_ROW(array, Type, i) (&g_array_index ((array), Type, (i)))

static inline guint
dln_rows_bisect (const GArray *rows,
                 gsize         offset,
                 guint64       value)
{
  gsize size = g_array_get_element_size ((GArray *) rows);
  guint low = 0;

  for (guint high = rows->len; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (G_STRUCT_MEMBER (guint32, rows->data + middle * size, offset) < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * DLN_ROWS_FIND:
 * @rows: a #GArray of @Type, ascending by @field
 * @Type: the row type
 * @field: a #guint32 of it, e.g. `span.begin`
 * @value: what is looked for, a #guint64
 *
 * Returns: the first row whose @field is not below @value; `rows->len` if there is none.
 * Time: O(log n)
 */
#define DLN_ROWS_FIND(rows, Type, field, value) \
  dln_rows_bisect ((rows), G_STRUCT_OFFSET (Type, field), (value))

G_END_DECLS
