/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents. Each is a few pieces many times over: nesting, attributes, references, marks,
 * quotes, words that open something and never close it, words that all fall into one place of a
 * hash table, and rows that point at each other. */
#include "config.h"

#include "bombs.h"

#include <string.h>

#define TEXT DLN_INPUT_TEXT
#define HTML DLN_INPUT_HTML
#define JSON DLN_INPUT_NDJSON
#define CONLLU DLN_INPUT_CONLLU

#define STORY                                                                                      \
  "Anna Berg, the minister of fisheries, resigned on 3 May 2021. \xe2\x80\x9cIt was time,\xe2\x80" \
  "\x9d Berg said in Oslo.\n\n"
#define BODY "<p>Anna Berg, the minister, resigned on 3 May 2021. The needle is here.</p>"

const Bomb bombs[] = {
  /* pages */
  { "html-div", HTML, "<body>", { "<div>" }, FALSE, BODY },
  { "html-inline", HTML, "<body><p>", { "<b>" }, FALSE, BODY },
  { "html-inline-text", HTML, "<body><p>", { "<b>word " }, FALSE, BODY },
  { "html-tables", HTML, NULL, { "<table><tr><td>" }, FALSE, BODY },
  { "html-lists", HTML, NULL, { "<ul><li>a" }, FALSE, BODY },
  { "html-formatting", HTML, NULL, { "<a><b><i><u><font>", "<p>", "</b>" }, TRUE, BODY },
  { "html-misnested", HTML, NULL, { "<b><p>", "</b>", "x</p>", "<i>", "</div>" }, TRUE, BODY },
  { "html-end-tags", HTML, NULL, { "</b>", "</div>", "</p>" }, TRUE, BODY },
  { "html-attributes", HTML, "<p ", { "a%u=1 " }, FALSE, ">x</p>" BODY },
  { "html-bare-attributes", HTML, "<p ", { "a%u " }, FALSE, ">x</p>" BODY },
  { "html-same-attribute", HTML, "<p ", { "style=x " }, FALSE, ">x</p>" BODY },
  { "html-names", HTML, NULL, { "<x%u>" }, FALSE, BODY },
  { "html-names-closed", HTML, NULL, { "<x%u>", "</y%u>" }, FALSE, BODY },
  { "html-comments", HTML, "<body>", { "<!--" }, FALSE, BODY },
  { "html-sections", HTML, "<body>", { "<![CDATA[" }, FALSE, BODY },
  { "html-doctypes", HTML, NULL, { "<!doctype x [" }, FALSE, BODY },
  { "html-quotes", HTML, NULL, { "<a b='", "<a b=\"", "'>", "\">" }, TRUE, BODY },
  { "html-less-than", HTML, NULL, { "<" }, FALSE, BODY },
  { "html-references", HTML, "<p>", { "&amp", "&#x1F600;", "&nosuch;", "&" }, TRUE, BODY },
  { "html-scripts", HTML, BODY, { "<script>" }, FALSE, BODY },
  { "html-json", HTML, BODY, { "<script type=application/ld+json>{\"a\":" }, FALSE, "</script>" },
  { "html-titles", HTML, NULL, { "<title>" }, FALSE, BODY },
  { "html-headings", HTML, NULL, { "<h1>a" }, FALSE, BODY },
  { "html-articles", HTML, NULL, { "<article><p>a" }, FALSE, BODY },
  { "html-forms", HTML, NULL, { "<form><p>a" }, FALSE, BODY },
  { "html-selects", HTML, NULL, { "<select><option>a" }, FALSE, BODY },
  { "html-drawings", HTML, NULL, { "<svg><math><mi>" }, FALSE, BODY },
  { "html-hidden", HTML, NULL, { "<div hidden>a" }, FALSE, BODY },
  { "html-meta", HTML, NULL, { "<meta name=date content='2021-05-03'>" }, FALSE, BODY },
  { "html-one-line", HTML, "<p>", { "Anna Berg resigned on 3 May 2021. " }, FALSE, NULL },
  { "html-breaks", HTML, "<p>", { "a<br>" }, FALSE, NULL },
  /* marks and quotes */
  { "brackets", TEXT, STORY, { "(" }, FALSE, STORY },
  { "brackets-both", TEXT, STORY, { "(", "[", ")", "]", "{" }, TRUE, STORY },
  { "brackets-spaced", TEXT, STORY, { "( " }, FALSE, STORY },
  { "marks", TEXT, STORY, { ".,;:!?()[]{}-\"'" }, FALSE, STORY },
  { "marks-random", TEXT, STORY,
    { ".", ",", ";", ":", "!", "?", "(", ")", "-", "\"", "'", "/", "%", "&" }, TRUE, STORY },
  { "dots", TEXT, STORY, { "." }, FALSE, STORY },
  { "hyphens", TEXT, STORY, { "a-" }, FALSE, STORY },
  { "quotes-straight", TEXT, STORY, { "\"" }, FALSE, STORY },
  { "quotes-said", TEXT, STORY, { "\"said " }, FALSE, STORY },
  { "quotes-open", TEXT, STORY, { "\xe2\x80\x9c" }, FALSE, STORY },
  { "quotes-nested", TEXT, STORY, { "\xe2\x80\x9c" "Anna Berg said \xe2\x80\x98" }, FALSE,
    STORY },
  { "quotes-random", TEXT, STORY, { "\"no,\" he said. ", "\"", "'yes' ", "she told him \"" }, TRUE,
    STORY },
  { "apostrophes", TEXT, STORY, { "it's " }, FALSE, STORY },
  /* words */
  { "said", TEXT, STORY, { "said " }, FALSE, STORY },
  { "verbs", TEXT, STORY,
    { "said ", "told ", "met ", "left ", "sued ", "won ", "shot ", "fled ", "died " }, TRUE,
    STORY },
  { "verbs-sentences", TEXT, STORY, { "Said.\n", "Met. ", "He left. ", "Sued. " }, TRUE, STORY },
  { "and", TEXT, STORY, { "and " }, FALSE, STORY },
  { "one-word", TEXT, STORY, { "a" }, FALSE, STORY },
  { "letters", TEXT, STORY, { "a ", "b ", "c ", "d ", "e ", "f ", "g ", "h " }, TRUE, STORY },
  { "short-lines", TEXT, STORY, { "A\n\n" }, FALSE, STORY },
  { "newlines", TEXT, STORY, { "\n" }, FALSE, STORY },
  { "zero-width", TEXT, STORY, { "\xe2\x80\x8b" }, FALSE, STORY },
  { "combining", TEXT, STORY, { "A\xcc\x81\xcc\x96\xcc\x81" }, FALSE, STORY },
  { "bidi", TEXT, STORY, { "Anna \xe2\x80\xae\xe2\x81\xa6 " }, FALSE, STORY },
  { "colliding-words", TEXT, STORY, { "%h " }, FALSE, STORY }, /* see below */
  { "addresses", TEXT, STORY, { "a@b.c ", "http://a.b/", "www.x.com " }, TRUE, STORY },
  /* names */
  { "names", TEXT, STORY "Leaders ", { "Anna Berg%u, " }, FALSE, "met in Oslo." },
  { "names-same", TEXT, STORY, { "Anna Berg " }, FALSE, STORY },
  { "names-and", TEXT, STORY, { "Anna Berg and " }, FALSE, STORY },
  { "names-like", TEXT, STORY, { "Anna Berg met Anna Bergh. ", "A. Berg met Ann Bergs. " }, TRUE,
    STORY },
  { "initials", TEXT, STORY, { "J. " }, FALSE, STORY },
  { "titles", TEXT, STORY, { "the minister of ", "President ", "Prime Minister " }, TRUE, STORY },
  { "acronyms", TEXT, STORY, { "the United Nations (UN) ", "the UN ", "(UN) " }, TRUE, STORY },
  { "pronouns", TEXT, STORY, { "he told her that she saw him. ", "It was his. " }, TRUE, STORY },
  /* dates and numbers */
  { "months", TEXT, STORY, { "May " }, FALSE, STORY },
  { "dates", TEXT, STORY, { "on 3 May 2021 ", "in 1999, ", "yesterday ", "5/6/07 " }, TRUE, STORY },
  { "ranges", TEXT, STORY, { "from 3 to " }, FALSE, STORY },
  { "relative", TEXT, STORY, { "two days after the vote ", "9999999999999999 years ago " }, TRUE,
    STORY },
  { "numbers", TEXT, STORY, { "1,000," }, FALSE, STORY },
  { "digits", TEXT, STORY, { "1" }, FALSE, STORY },
  { "huge-dates", TEXT, STORY, { "99999999999-01-01 and 31 February 99999 " }, FALSE, STORY },
  { "headers", TEXT, "Title: x\n", { "Title: x\n", "Date: 3 May\n" }, TRUE, STORY },
  /* lines of JSON */
  { "json-lines", JSON, NULL, { "{\"text\": \"Anna Berg left %u.\"}\n" }, FALSE, NULL },
  { "json-depth", JSON, "{\"text\": \"x\", \"a\": ", { "[", "{\"b\":" }, TRUE, "\n" },
  { "json-escapes", JSON, "{\"text\": \"", { "\\u0041", "\\ud800", "\\n", "\\\"" }, TRUE, "\"}\n" },
  { "json-keys", JSON, "{\"text\": \"x\"", { ", \"k%u\": %u" }, FALSE, "}\n" },
  { "json-broken", JSON, NULL, { "{\"text\n", "[]\n", "nul\n" }, TRUE, NULL },
  /* tokens that are given */
  { "conllu-chain", CONLLU, NULL, { "%u\tword\t_\tNOUN\t_\t_\t%u\tdep\t_\t_\n" }, FALSE, "\n" },
  { "conllu-sentences", CONLLU, NULL, { "1\tBerg\t_\tPROPN\t_\t_\t1\troot\t_\t_\n\n" }, FALSE,
    NULL },
  { "conllu-comments", CONLLU, NULL, { "# newdoc id = %u\n", "# newpar\n" }, TRUE,
    "1\tBerg\t_\t_\t_\t_\t_\t_\t_\t_\n\n" },
};
const guint n_bombs = G_N_ELEMENTS (bombs);

/* Words of 32 letters that have one value in GLib's hash function, to which "Ez" is "FY" */
static void
append_colliding (GString *out,
                  guint    number)
{
  for (guint bit = 0; bit < 16; bit++)
    g_string_append (out, (number >> bit & 1) != 0 ? "Ez" : "FY");
}

static void
append_piece (GString    *out,
              const char *piece,
              guint       number)
{
  for (const char *p = piece; *p != '\0'; p++)
    if (p[0] == '%' && p[1] == 'u')
      g_string_append_printf (out, "%u", number), p++;
    else if (p[0] == '%' && p[1] == 'h')
      append_colliding (out, number), p++;
    else
      g_string_append_c (out, *p);
}

GString *
make_bomb (const Bomb *bomb,
           gsize       size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20230404);
  GString *out = g_string_new (bomb->head);
  guint n = 0;

  while (bomb->pieces[n] != NULL)
    n++;
  for (guint i = 1; out->len < size; i++)
    append_piece (
      out, bomb->pieces[bomb->random ? g_rand_int_range (random, 0, n) : (i - 1) % n], i);
  if (bomb->tail != NULL)
    g_string_append (out, bomb->tail);
  return out;
}

GString *
make_ordinary (gsize size)
{
  static const char *const people[] = { "Anna Keller", "Tom Ward", "Maria Lund", "Nils Moe" };
  static const char *const places[] = { "Oslo", "Riga", "Geneva", "Lisbon", "Berlin" };
  static const char *const sentences[] = {
    "%s, the minister of fisheries, resigned on 3 May 2021 after a vote in %s. ",
    "\"We will not sign,\" %s told reporters in %s, where talks had gone on for two days. ",
    "%s said that the bank would not comment on the matter before a court in %s had ruled. ",
    "In March the company, which %s founded, had sold its offices in %s to a rival. ",
    "The prime minister appointed %s on Friday, and the opposition in %s called for elections. ",
    "Prices rose again, but nobody whom %s asked at the harbour of %s expected them to fall.\n\n",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20230404);
  GString *out = g_string_new ("Talks end without a treaty\n\n");

  while (out->len < size)
    g_string_append_printf (out,
                            sentences[g_rand_int_range (random, 0, G_N_ELEMENTS (sentences))],
                            people[g_rand_int_range (random, 0, G_N_ELEMENTS (people))],
                            places[g_rand_int_range (random, 0, G_N_ELEMENTS (places))]);
  return out;
}
