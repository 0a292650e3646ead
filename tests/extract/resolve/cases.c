/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cases.h"

void
clear_case (Case *self)
{
  for (guint i = 0; i < self->n; i++)
    clauses_clear (&self->readings[i]);
  dln_resolution_free (self->resolution);
}

void
read_case (Case *self, const Article *articles, guint n)
{
  DlnResolveInput inputs[MAX_ARTICLES];
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n, <=, MAX_ARTICLES);
  for (guint i = 0; i < n; i++)
    {
      DlnDocumentInfo info = {
        .id = articles[i].source, .source = articles[i].source, .date = articles[i].date,
        .language = "en",
      };
      Reading *reading = &self->readings[i];

      reading->document = dln_document_new (articles[i].text, -1, &info);
      reading->annotations =
        dln_extract (clauses_get_model (), reading->document, NULL, NULL, &error);
      g_assert_no_error (error);
      inputs[i] = (DlnResolveInput){ reading->document, reading->annotations };
    }
  self->n = n;
  self->resolution = dln_resolve (inputs, n, NULL, 0, NULL, &error);
  g_assert_no_error (error);
}
