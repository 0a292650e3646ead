/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the names in a text: names FOLDER TEXT, where FOLDER holds extract/en.dlnmodel. */
#include <extract/dln-extract.h>

int
main (int argc, char *argv[])
{
  g_autoptr (DlnModel) model = dln_model_open_default (argv[1], "en", NULL);
  g_autoptr (DlnDocument) document = dln_document_new (argv[2], -1, NULL);
  g_autoptr (DlnAnnotations) found = dln_extract (model, document, NULL, NULL, NULL);
  for (guint i = 0; i < found->mentions->len; i++)
    {
      g_autofree char *name =
        dln_document_dup_span (document, DLN_ROW (found->mentions, DlnMention, i)->span);
      g_print ("%s\n", name);
    }
}
