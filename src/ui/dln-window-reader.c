/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading an article over the whole width, and what is copied of it. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include "export/dln-export-table.h"
#include "ui/dln-clipboard.h"
#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
_dln_window_is_reading (DlnWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "reader") == 0;
}

static gboolean
is_panel_shown (DlnWindow *self)
{
  g_autoptr (GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (self), "show-panel");

  return g_variant_get_boolean (state);
}

static void
show_panel (DlnWindow *self,
            gboolean   shown)
{
  g_action_group_change_action_state (
    G_ACTION_GROUP (self), "show-panel", g_variant_new_boolean (shown));
}

static void
read_cb (DlnWindow *self,
         guint      document,
         guint      begin,
         guint      end)
{
  if (document == 0
      || document > dln_case_get_n_documents (dln_session_get_case (self->session)))
    return;
  if (!_dln_window_is_reading (self))
    self->panel_before = is_panel_shown (self);
  show_panel (self, FALSE);
  gtk_stack_set_visible_child_name (self->views, "reader");
  dln_article_reader_show (self->reader, self->state, document, DLN_SPAN (begin, end),
                           dln_view_state_get_selection (self->state));
  dln_article_reader_focus (self->reader);
}

/* Back to the view that was there before. Returns: %FALSE if nobody reads */
gboolean
_dln_window_leave_reader (DlnWindow *self)
{
  g_autoptr (GVariant) view = NULL;

  if (!_dln_window_is_reading (self))
    return FALSE;
  view = g_action_group_get_action_state (G_ACTION_GROUP (self), "view");
  _dln_window_set_view (self, g_variant_get_string (view, NULL));
  show_panel (self, self->panel_before
                      || dln_view_state_get_selection (self->state).kind != DLN_TARGET_NONE);
  return TRUE;
}

/* an article that is no more is not read */
static void
case_changed_cb (DlnWindow *self)
{
  if (_dln_window_is_reading (self) && dln_article_reader_get_document (self->reader) == 0)
    _dln_window_leave_reader (self);
}

/* ---- what is copied -------------------------------------------------------------------------- */

/* a row of one quote, for programs that take tables; (transfer full) */
static char *
dup_quote_row (const char *what,
               const char *quote,
               const char *source,
               const char *title)
{
  static const char *const columns[] = { "what", "quote", "source", "article" };
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  DlnTable table = { columns, G_N_ELEMENTS (columns), cells };
  GString *csv = g_string_new (NULL);

  g_ptr_array_add (cells, (gpointer) what);
  g_ptr_array_add (cells, (gpointer) quote);
  g_ptr_array_add (cells, (gpointer) source);
  g_ptr_array_add (cells, (gpointer) title);
  dln_table_to_csv (&table, csv);
  return g_string_free (csv, FALSE);
}

void
_dln_window_copy_words (DlnWindow    *self,
                        DlnDocumentId document,
                        DlnSpan       span,
                        const char   *what)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  DlnDocument *article = dln_case_get_document (dcase, document);
  g_autofree char *words = article != NULL ? dln_document_dup_span (article, span) : NULL;

  if (words == NULL)
    return;
  g_autofree char *flat = dln_label_flatten (words, strlen (words));
  DlnEvidence place = { .document = document, .sentence = span };
  g_autofree char *source = dln_label_evidence_line (dcase, &place);
  g_autofree char *title = dln_case_dup_document_title (dcase, document);
  /* Translators: a quote to be pasted: the words, then source and date, then the title */
  g_autofree char *text = g_strdup_printf (_ ("“%s” (%s, %s)"), flat, source, title);
  g_autofree char *csv = dup_quote_row (what, flat, source, title);
  g_autofree char *html =
    g_markup_printf_escaped ("<meta charset=\"utf-8\"><blockquote>%s</blockquote>\n"
                             "<p>%s, <cite>%s</cite></p>\n",
                             flat, source, title);

  dln_clipboard_copy (GTK_WIDGET (self), text, html, csv);
  _dln_window_say (self, _ ("Quote copied"));
}

static void
copy_words_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  guint document;
  DlnSpan span;

  g_variant_get (parameter, "(uuu)", &document, &span.begin, &span.end);
  _dln_window_copy_words (data, document, span, "");
}

void
_dln_window_add_reader (DlnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "copy-words", .activate = copy_words_cb, .parameter_type = "(uuu)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->state, "read", G_CALLBACK (read_cb), self);
  g_signal_connect_swapped (self->state, "case-changed", G_CALLBACK (case_changed_cb), self);
}
