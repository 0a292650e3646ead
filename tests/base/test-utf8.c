/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for a terminal or a window. */
#include "config.h"

#include <string.h>

#include "base/dln-utf8.h"
#include "extract/dln-document.h"

static void
test_plain (void)
{
  static const struct
  {
    const char *text;
    const char *plain;
  } cases[] = {
    { "", "" },
    { "Plain words,\n\tin two lines \342\200\223 caf\303\251", NULL },
    { "\033[31mred\033[0m", "?[31mred?[0m" },
    { "a\rb\177c\001", "a?b?c?" },
    { "x\302\233y\302\200z\302\237", "x\302\244y\302\244z\302\244" },
    { "\302\240\302\253", NULL }, /* no-break space, quotation mark */
    { "gpj\342\200\256.exe\342\200\254", "gpj\357\277\275.exe\357\277\275" },
    { "\342\201\246a\342\201\251\342\200\216\342\200\217\330\234",
      "\357\277\275a\357\277\275\357\277\275\357\277\275\302\244" },
    { "\342\200\234quoted\342\200\235 \342\200\246", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = dln_utf8_dup_plain (cases[i].text);
      g_autofree char *again = dln_utf8_dup_plain (plain);

      g_assert_cmpstr (plain, ==, cases[i].plain != NULL ? cases[i].plain : cases[i].text);
      g_assert_cmpuint (strlen (plain), ==, strlen (cases[i].text));
      g_assert_true (g_utf8_validate (plain, -1, NULL));
      g_assert_cmpstr (again, ==, plain);
    }
  g_assert_null (dln_utf8_dup_plain (NULL));
}

/* a text that ends inside a character, or is none, is left in its bounds */
static void
test_bounds (void)
{
  char cut[] = "a\342\200X";
  char lead[] = "\302X";

  dln_utf8_make_plain (cut, 3);
  g_assert_cmpstr (cut, ==, "a\342\200X");
  dln_utf8_make_plain (lead, 1);
  g_assert_cmpstr (lead, ==, "\302X");
}

static void
test_link (void)
{
  static const struct
  {
    const char *uri;
    gboolean    good;
  } cases[] = {
    { "https://example.org/a?b#c", TRUE },
    { "HTTP://EXAMPLE.ORG", TRUE },
    { "javascript:alert(1)", FALSE },
    { "JavaScript://example.org/%0aalert(1)", FALSE },
    { "data:text/html,x", FALSE },
    { "file:///etc/passwd", FALSE },
    { "vbscript:x", FALSE },
    { " https://example.org", FALSE },
    { "https://example.org/\njavascript:x", FALSE },
    { "https://example.org/\342\200\256gpj", FALSE },
    { "mailto:x@example.org", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DlnDocumentInfo info = { .id = "a", .uri = cases[i].uri };
      g_autoptr (DlnDocument) document = dln_document_new ("Text.", 5, &info);

      g_assert_cmpstr (dln_document_get_link (document), ==, cases[i].good ? cases[i].uri : NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/utf8/plain", test_plain);
  g_test_add_func ("/base/utf8/bounds", test_bounds);
  g_test_add_func ("/base/utf8/link", test_link);
  return g_test_run ();
}
