/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interned strings and offset maps. */
#include "config.h"

#include <string.h>

#include "base/dln-strings.h"
#include "base/dln-utf8.h"

static void
test_intern (void)
{
  g_autoptr (DlnStrings) strings = dln_strings_new ();
  DlnStringId a = dln_strings_intern (strings, "Geneva");

  g_assert_cmpuint (a, ==, 1);
  g_assert_cmpuint (dln_strings_intern_len (strings, "Geneva, 4 May", 6), ==, a);
  g_assert_cmpuint (dln_strings_intern (strings, ""), ==, 0);
  g_assert_cmpuint (dln_strings_intern (strings, NULL), ==, 0);
  g_assert_cmpuint (dln_strings_find (strings, "Bern"), ==, 0);
  g_assert_cmpstr (dln_strings_get (strings, a), ==, "Geneva");
  g_assert_cmpstr (dln_strings_get (strings, 0), ==, "");
  g_assert_cmpuint (dln_strings_get_n (strings), ==, 2);
}

static void
test_offsets (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, i % 3 == 0 ? "\u20ac" : i % 3 == 1 ? "x" : "\u00e9");

  g_autoptr (DlnOffsetMap) map = dln_offset_map_new (text->str, text->len);

  for (guint i = 0; i <= 1000; i++)
    {
      guint32 byte = g_utf8_offset_to_pointer (text->str, i) - text->str;

      g_assert_cmpuint (dln_offset_map_to_characters (map, byte), ==, i);
      g_assert_cmpuint (dln_offset_map_to_bytes (map, i), ==, byte);
    }
  g_assert_cmpuint (dln_offset_map_to_bytes (map, 5000), ==, text->len);
}

static void
test_offsets_empty (void)
{
  g_autoptr (DlnOffsetMap) map = dln_offset_map_new ("", 0);

  g_assert_cmpuint (dln_offset_map_to_characters (map, 7), ==, 0);
  g_assert_cmpuint (dln_offset_map_to_bytes (map, 7), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/strings/intern", test_intern);
  g_test_add_func ("/base/utf8/offsets", test_offsets);
  g_test_add_func ("/base/utf8/offsets-empty", test_offsets_empty);
  return g_test_run ();
}
