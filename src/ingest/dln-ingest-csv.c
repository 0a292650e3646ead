/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of articles (RFC 4180, with commas, semicolons or tabs): the first line names the
 * columns, each other line is an article. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 500

typedef struct
{
  const char *p;
  const char *end;
  char        separator;
  GPtrArray  *cells; /* char *: of the line under way */
} Table;

/* Reads a cell; FALSE if it was the last of its line. */
static gboolean
read_cell (Table   *table,
           GString *cell)
{
  gboolean quoted = table->p < table->end && *table->p == '"';

  g_string_truncate (cell, 0);
  table->p += quoted;
  while (table->p < table->end)
    {
      char c = *table->p;

      if (quoted && c == '"')
        {
          table->p += 1;
          if (table->p < table->end && *table->p == '"')
            g_string_append_c (cell, *table->p++);
          else
            quoted = FALSE;
          continue;
        }
      if (!quoted && (c == table->separator || c == '\n' || c == '\r'))
        break;
      g_string_append_c (cell, c);
      table->p += 1;
    }
  if (table->p < table->end && *table->p == table->separator)
    {
      table->p += 1;
      return TRUE;
    }
  table->p += table->p < table->end && *table->p == '\r';
  table->p += table->p < table->end && *table->p == '\n';
  return FALSE;
}

static gboolean
read_row (Table *table)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean more = table->p < table->end;

  g_ptr_array_set_size (table->cells, 0);
  if (!more)
    return FALSE;
  while (more)
    {
      more = read_cell (table, cell);
      if (table->cells->len < MAX_COLUMNS)
        g_ptr_array_add (table->cells, g_strdup (cell->str));
    }
  return TRUE;
}

/* the column of each field, -1 = none */
static void
find_columns (const GPtrArray *cells,
              int              columns[DLN_N_FIELDS])
{
  guint ranks[DLN_N_FIELDS];

  for (guint i = 0; i < DLN_N_FIELDS; i++)
    {
      columns[i] = -1;
      ranks[i] = G_MAXUINT;
    }
  for (guint i = 0; i < cells->len; i++)
    {
      char *name = g_strstrip (g_ptr_array_index (cells, i));
      DlnField field = dln_fields_find (name, strlen (name), FALSE);
      guint rank = _dln_fields_rank (name);

      if (field == DLN_FIELD_NONE || rank >= ranks[field])
        continue;
      columns[field] = i;
      ranks[field] = rank;
    }
}

static gboolean
holds_articles (const int columns[DLN_N_FIELDS])
{
  return columns[DLN_FIELD_TEXT] >= 0
         || (columns[DLN_FIELD_TITLE] >= 0 && columns[DLN_FIELD_SUMMARY] >= 0);
}

static char
find_separator (const char *text)
{
  static const char separators[] = { ',', ';', '\t' };
  char best = ',';
  guint most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint n = 0;

      for (const char *p = text; *p != '\0' && *p != '\n'; p++)
        n += *p == separators[i];
      if (n > most)
        {
          most = n;
          best = separators[i];
        }
    }
  return best;
}

static Table
begin_table (const char *text,
             gsize       length)
{
  return (Table) { text, text + length, find_separator (text),
                   g_ptr_array_new_with_free_func (g_free) };
}

void
_dln_csv_read (const char   *text,
               gsize         length,
               DlnCsvRowFunc take,
               gpointer      data)
{
  Table table = begin_table (text, length);

  while (read_row (&table))
    take (table.cells, data);
  g_ptr_array_unref (table.cells);
}

/* whether the first line names columns of articles: at least a text and one more */
gboolean
_dln_csv_holds_articles (const char *text,
                         gsize       length)
{
  Table table = begin_table (text, length);
  int columns[DLN_N_FIELDS];
  gboolean holds = FALSE;

  if (memchr (text, table.separator, strcspn (text, "\n")) != NULL && read_row (&table))
    {
      find_columns (table.cells, columns);
      holds = table.cells->len > 1 && holds_articles (columns);
    }
  g_ptr_array_unref (table.cells);
  return holds;
}

static gboolean
give_row (DlnReading      *reading,
          const GPtrArray *cells,
          guint            number, /* as spreadsheets count: the names of the columns are row 1 */
          const int        columns[DLN_N_FIELDS],
          GError         **error)
{
  g_auto (DlnFields) fields = { 0 };
  g_autofree char *part = g_strdup_printf ("#%u", reading->n_own + 1);

  for (guint i = DLN_FIELD_TITLE; i < DLN_N_FIELDS; i++)
    if (columns[i] >= 0 && columns[i] < (int) cells->len)
      dln_fields_set (&fields, i, g_ptr_array_index (cells, columns[i]), -1);
  dln_fields_set_place (&fields, "row", number);
  return dln_reading_give (reading, &fields, part, NULL, error);
}

gboolean
_dln_ingest_csv (DlnReading *reading,
                 const char *text,
                 gsize       length,
                 GError    **error)
{
  Table table = begin_table (text, length);
  g_autoptr (GPtrArray) cells = table.cells;
  int columns[DLN_N_FIELDS];
  guint number = 1;

  if (read_row (&table))
    find_columns (cells, columns);
  if (cells->len == 0 || !holds_articles (columns))
    {
      g_set_error (error,
                   DLN_INGEST_ERROR,
                   DLN_INGEST_ERROR_FORMAT,
                   _("%s is a table, but none of its columns is named as the text of an article."),
                   reading->name);
      return FALSE;
    }
  while (read_row (&table))
    {
      number += 1;
      if (cells->len == 1 && *(char *) g_ptr_array_index (cells, 0) == '\0')
        continue; /* an empty line */
      if (!give_row (reading, cells, number, columns, error)
          || g_cancellable_set_error_if_cancelled (reading->cancellable, error))
        return FALSE;
    }
  return TRUE;
}
