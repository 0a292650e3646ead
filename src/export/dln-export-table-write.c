/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as CSV (RFC 4180), JSON or aligned columns. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-table.h"

#include "base/dln-json-writer.h"

#include <string.h>

#define MAX_CELL 60 /* characters of a cell in aligned columns */

static const char *
get_column (const DlnTable *table,
            guint           i)
{
  return table->columns[i] + (*table->columns[i] == '#' ? 1 : 0);
}

/* A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
static void
append_csv (GString    *out,
            const char *cell,
            gboolean    number)
{
  gboolean formula = !number && *cell != '\0' && strchr ("=+-@\t", *cell) != NULL;

  if (!formula && strpbrk (cell, ",\"\r\n") == NULL)
    {
      g_string_append (out, cell);
      return;
    }
  g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/**
 * dln_table_to_csv:
 * @table: a table
 * @out: gets it as comma-separated values (RFC 4180) with a header line
 */
void
dln_table_to_csv (const DlnTable *table,
                  GString        *out)
{
  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", get_column (table, i));
  g_string_append (out, "\r\n");
  for (guint i = 0; i < table->cells->len; i++)
    {
      guint column = i % table->n_columns;

      if (column > 0)
        g_string_append_c (out, ',');
      append_csv (out, g_ptr_array_index (table->cells, i), *table->columns[column] == '#');
      if (column + 1 == table->n_columns)
        g_string_append (out, "\r\n");
    }
}

/**
 * dln_table_to_html:
 * @table: a table
 * @out: gets it as a table of HTML, for a clipboard; words are escaped
 */
void
dln_table_to_html (const DlnTable *table,
                   GString        *out)
{
  g_string_append (out, "<meta charset=\"utf-8\"><table>\n<tr>");
  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (out, "<th>%s</th>", get_column (table, i));
  g_string_append (out, "</tr>\n");
  for (guint i = 0; i < table->cells->len; i++)
    {
      g_autofree char *cell = g_markup_escape_text (g_ptr_array_index (table->cells, i), -1);
      guint column = i % table->n_columns;

      g_string_append_printf (out, "%s<td>%s</td>", column == 0 ? "<tr>" : "", cell);
      if (column + 1 == table->n_columns)
        g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</table>\n");
}

/**
 * dln_table_to_tabs:
 * @table: a table
 * @out: gets it with tabs between cells and a row on each line, as spreadsheets take it from a
 *   clipboard; a cell that would be a formula gets an apostrophe
 */
void
dln_table_to_tabs (const DlnTable *table,
                   GString        *out)
{
  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "\t" : "", get_column (table, i));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < table->cells->len; i++)
    {
      guint column = i % table->n_columns;
      g_autofree char *cell = g_strdup (g_ptr_array_index (table->cells, i));

      g_strdelimit (cell, "\t\r\n", ' ');
      if (*cell != '\0' && strchr ("=+-@", *cell) != NULL && *table->columns[column] != '#')
        g_string_append_c (out, '\'');
      g_string_append (out, cell);
      g_string_append_c (out, column + 1 == table->n_columns ? '\n' : '\t');
    }
}

/**
 * dln_table_to_json:
 * @table: a table
 * @out: gets it as an array of objects, one a line; empty cells are left out
 */
void
dln_table_to_json (const DlnTable *table,
                   GString        *out)
{
  g_string_append (out, "[");
  for (guint i = 0; i < table->cells->len; i++)
    {
      guint column = i % table->n_columns;
      const char *cell = g_ptr_array_index (table->cells, i);

      if (column == 0)
        {
          g_string_append (out, i > 0 ? ",\n" : "\n");
          _dln_json_begin (out);
        }
      if (*cell != '\0')
        {
          _dln_json_key (out, get_column (table, column));
          if (*table->columns[column] == '#')
            g_string_append (out, cell);
          else
            _dln_json_append_string (out, cell, strlen (cell));
        }
      if (column + 1 == table->n_columns)
        _dln_json_end (out);
    }
  g_string_append (out, "\n]\n");
}

/* a cell of at most MAX_CELL characters on one line; (transfer full) */
static char *
shorten (const char *cell)
{
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (++n > MAX_CELL)
        {
          g_string_append (out, "\u2026");
          break;
        }
      g_string_append_unichar (out, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (out, FALSE);
}

static void
append_padded (GString    *out,
               const char *cell,
               guint       width,
               gboolean    right,
               gboolean    last)
{
  glong length = g_utf8_strlen (cell, -1);

  for (glong i = length; right && i < width; i++)
    g_string_append_c (out, ' ');
  g_string_append (out, cell);
  for (glong i = length; !right && !last && i < width; i++)
    g_string_append_c (out, ' ');
  g_string_append (out, last ? "\n" : "  ");
}

/**
 * dln_table_to_text:
 * @table: a table
 * @out: gets it in aligned columns; long cells are cut
 */
void
dln_table_to_text (const DlnTable *table,
                   GString        *out)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < table->n_columns; i++)
    widths[i] = strlen (get_column (table, i));
  for (guint i = 0; i < table->cells->len; i++)
    {
      char *cell = shorten (g_ptr_array_index (table->cells, i));
      guint column = i % table->n_columns;

      widths[column] = MAX (widths[column], (guint) g_utf8_strlen (cell, -1));
      g_ptr_array_add (cells, cell);
    }
  for (guint i = 0; i < table->n_columns; i++)
    append_padded (out,
                   get_column (table, i),
                   widths[i],
                   *table->columns[i] == '#',
                   i + 1 == table->n_columns);
  for (guint i = 0; i < cells->len; i++)
    {
      guint column = i % table->n_columns;

      append_padded (out,
                     g_ptr_array_index (cells, i),
                     widths[column],
                     *table->columns[column] == '#',
                     column + 1 == table->n_columns);
    }
}
