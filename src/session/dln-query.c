/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user types to find something.
 *
 *   query = and { "OR" and }           and  = not { ["AND"] not }
 *   not   = ("NOT" | "-") not | near   near = atom { "NEAR" ["/" number] atom }
 *   atom  = "(" query ")" | field ":" value | "a phrase" ["*"] | word ["*"]
 *
 * Operators are written in capitals. What is unfinished, as everything is while it is typed, is
 * read as if the last operator or parenthesis were not there. The last word may be a beginning. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-query-private.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#define MAX_DEPTH 24
#define MAX_LEAVES 32
#define DEFAULT_DISTANCE 10 /* words, as FTS5 has it */
#define MAX_DISTANCE 100

/* ---- folding --------------------------------------------------------------------------------- */

static void
append_letter (GString *out,
               UChar32  c)
{
  if (u_isalnum (c))
    g_string_append_unichar (out, u_foldCase (c, U_FOLD_CASE_DEFAULT));
  else if (u_getCombiningClass (c) == 0 && c != '\'' && c != 0x2019
           && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
}

/**
 * _dln_fold:
 * @out: what it is appended to
 * @text: UTF-8
 * @length: its bytes
 *
 * Names are compared like this: in Unicode NFKD without marks, case folded, with a space before and
 * behind each word, so that "Muller" finds "Müller".
 *
 * Time: O(length)
 */
void
_dln_fold (GString    *out,
           const char *text,
           gsize       length)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfkd = unorm2_getNFKDInstance (&status);

  g_string_append_c (out, ' ');
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      guchar byte = *p;
      UChar parts[32];
      int32_t n;

      if (byte < 0x80)
        {
          if (g_ascii_isalnum (byte))
            g_string_append_c (out, g_ascii_tolower (byte));
          else if (byte != '\'' && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
          continue;
        }
      status = U_ZERO_ERROR;
      n = unorm2_getDecomposition (nfkd, g_utf8_get_char (p), parts, G_N_ELEMENTS (parts), &status);
      if (n < 0 || U_FAILURE (status))
        append_letter (out, g_utf8_get_char (p));
      for (int32_t i = 0; U_SUCCESS (status) && i < n;)
        {
          UChar32 c;

          U16_NEXT (parts, i, n, c);
          append_letter (out, c);
        }
    }
  if (out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
}

/* ---- parsing --------------------------------------------------------------------------------- */

static const char *const field_names[DLN_N_FIELDS] = { "speaker", "source", "before",
                                                       "after",   "type",   "who" };

typedef struct
{
  const char *p;
  guint       depth;
  guint       n_leaves;
} Parser;

static DlnQuery *parse_or (Parser *parser);

const char *
_dln_query_field_name (DlnQueryField field)
{
  return field_names[field];
}

void
_dln_query_free (DlnQuery *query)
{
  if (query == NULL)
    return;
  _dln_query_free (query->a);
  _dln_query_free (query->b);
  g_free (query->raw);
  g_free (query->folded);
  g_free (query);
}

/* takes both; one that is not there leaves the other alone */
static DlnQuery *
join (DlnQueryType type,
      DlnQuery    *a,
      DlnQuery    *b)
{
  DlnQuery *query;

  if (a == NULL || b == NULL)
    return a != NULL ? a : b;
  query = g_new0 (DlnQuery, 1);
  query->type = type;
  query->a = a;
  query->b = b;
  return query;
}

static void
skip_spaces (Parser *parser)
{
  parser->p += strspn (parser->p, " \t\r\n");
}

/* whether the operator @word stands here; it is passed if so */
static gboolean
take_operator (Parser     *parser,
               const char *word)
{
  gsize length = strlen (word);

  skip_spaces (parser);
  if (strncmp (parser->p, word, length) != 0 || strchr (" \t\r\n()\"", parser->p[length]) == NULL)
    return FALSE;
  parser->p += length;
  return TRUE;
}

/* (nullable): no letter is in it */
static DlnQuery *
new_words (Parser     *parser,
           const char *text,
           gsize       length,
           gboolean    prefix)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  DlnQuery *query;

  _dln_fold (folded, text, length);
  if (folded->len < 3 || ++parser->n_leaves > MAX_LEAVES)
    return NULL;
  query = g_new0 (DlnQuery, 1);
  query->type = DLN_QUERY_WORDS;
  query->raw = g_strndup (text, length);
  query->folded = g_string_free (g_steal_pointer (&folded), FALSE);
  query->prefix = prefix;
  query->typing = prefix && *parser->p == '\0' && parser->p[-1] != '*';
  query->understood = TRUE;
  return query;
}

/* the phrase whose opening mark is passed; the end of the text closes it, too */
static DlnQuery *
parse_phrase (Parser *parser)
{
  const char *begin = parser->p;
  gsize length = strcspn (begin, "\"");
  gboolean star;

  parser->p += length + (begin[length] == '"' ? 1 : 0);
  star = *parser->p == '*';
  parser->p += star ? 1 : 0;
  return new_words (parser, begin, length, star);
}

static DlnQuery *
parse_field (Parser       *parser,
             DlnQueryField field)
{
  gboolean quoted = *parser->p == '"';
  const char *begin = parser->p + (quoted ? 1 : 0);
  gsize length = quoted ? strcspn (begin, "\"") : strcspn (begin, " \t\r\n()\"");
  DlnQuery *query;

  parser->p = begin + length + (quoted && begin[length] == '"' ? 1 : 0);
  query = new_words (parser, begin, length, TRUE);
  if (query == NULL)
    return NULL;
  query->type = DLN_QUERY_FIELD;
  query->field = field;
  if (field == DLN_FIELD_BEFORE || field == DLN_FIELD_AFTER)
    query->understood = dln_when_parse_words (query->raw, NULL, &query->when, NULL)
                        && dln_when_is_known (&query->when);
  return query;
}

static DlnQuery *
parse_word (Parser *parser)
{
  const char *begin = parser->p;
  gsize length = strcspn (begin, " \t\r\n()\"");
  gsize inner = length;

  for (guint i = 0; i < DLN_N_FIELDS; i++)
    {
      gsize n = strlen (field_names[i]);

      if (n < length && begin[n] == ':' && g_ascii_strncasecmp (begin, field_names[i], n) == 0)
        {
          parser->p += n + 1;
          return parse_field (parser, i);
        }
    }
  parser->p += length;
  while (inner > 0 && begin[inner - 1] == '*')
    inner -= 1;
  return new_words (parser, begin, inner, inner < length || *parser->p == '\0');
}

/* A parenthesis that nothing opened, and those nested too deep, are passed over. */
static DlnQuery *
parse_atom (Parser *parser)
{
  DlnQuery *query = NULL;

  skip_spaces (parser);
  while (*parser->p == '(' && parser->depth >= MAX_DEPTH)
    parser->p += 1;
  if (*parser->p == '(')
    {
      parser->p += 1;
      parser->depth += 1;
      query = parse_or (parser);
      parser->depth -= 1;
      parser->p += *parser->p == ')' ? 1 : 0;
      return query;
    }
  if (*parser->p == ')' || *parser->p == '\0')
    return NULL;
  if (*parser->p != '"')
    return parse_word (parser);
  parser->p += 1;
  return parse_phrase (parser);
}

/* "NEAR" or "NEAR/5": words, 0 if it does not stand here */
static guint
take_near (Parser *parser)
{
  guint64 distance;
  char *end;

  if (take_operator (parser, "NEAR"))
    return DEFAULT_DISTANCE;
  if (strncmp (parser->p, "NEAR/", 5) != 0 || !g_ascii_isdigit (parser->p[5]))
    return 0;
  distance = g_ascii_strtoull (parser->p + 5, &end, 10);
  parser->p = end;
  return CLAMP (distance, 1, MAX_DISTANCE);
}

/* what is near must be words; of anything else both have to hold */
static DlnQuery *
parse_near (Parser *parser)
{
  DlnQuery *query = parse_atom (parser);
  guint distance;

  while ((distance = take_near (parser)) != 0)
    {
      DlnQuery *other = parse_atom (parser);
      gboolean words = query != NULL && query->type == DLN_QUERY_WORDS && other != NULL
                       && other->type == DLN_QUERY_WORDS;

      query = join (words ? DLN_QUERY_NEAR : DLN_QUERY_AND, query, other);
      if (words)
        query->distance = distance;
    }
  return query;
}

static DlnQuery *
parse_not (Parser *parser)
{
  gboolean not = FALSE;
  DlnQuery *inner;
  DlnQuery *query;

  for (skip_spaces (parser); take_operator (parser, "NOT")
                             || (*parser->p == '-' && strchr (" \t\r\n", parser->p[1]) == NULL);
       skip_spaces (parser))
    {
      parser->p += *parser->p == '-' ? 1 : 0;
      not = !not;
    }
  inner = parse_near (parser);
  if (!not || inner == NULL)
    return inner;
  query = g_new0 (DlnQuery, 1);
  query->type = DLN_QUERY_NOT;
  query->a = inner;
  return query;
}

static gboolean
is_at_or (Parser *parser)
{
  Parser ahead = *parser;

  return take_operator (&ahead, "OR");
}

static DlnQuery *
parse_and (Parser *parser)
{
  DlnQuery *query = NULL;

  for (skip_spaces (parser); *parser->p != '\0' && !is_at_or (parser); skip_spaces (parser))
    {
      const char *before = parser->p;

      if (*parser->p == ')' && parser->depth > 0)
        break;
      take_operator (parser, "AND");
      query = join (DLN_QUERY_AND, query, parse_not (parser));
      if (parser->p == before) /* a parenthesis too many */
        parser->p += 1;
    }
  return query;
}

static DlnQuery *
parse_or (Parser *parser)
{
  DlnQuery *query = parse_and (parser);

  while (take_operator (parser, "OR"))
    query = join (DLN_QUERY_OR, query, parse_and (parser));
  return query;
}

/**
 * _dln_query_parse:
 * @text: UTF-8, as it was typed
 *
 * Returns: (transfer full) (nullable): what is asked; %NULL if that is nothing
 */
DlnQuery *
_dln_query_parse (const char *text)
{
  Parser parser = { .p = text };

  return parse_or (&parser);
}

/**
 * _dln_query_add_words:
 * @query: (nullable): a query
 * @words: (element-type DlnQuery) (transfer none): what must or may stand in a text is added
 */
void
_dln_query_add_words (const DlnQuery *query,
                      GPtrArray      *words)
{
  if (query == NULL || query->type == DLN_QUERY_NOT || query->type == DLN_QUERY_FIELD)
    return;
  if (query->type == DLN_QUERY_WORDS)
    g_ptr_array_add (words, (gpointer) query);
  _dln_query_add_words (query->a, words);
  _dln_query_add_words (query->b, words);
}
