/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page says about its article: title, source, by-line, day, address and language.
 *
 * The same is told in many places: JSON-LD, <meta> in its dialects, <time>, microdata and words
 * with telling classes. Each place has a rank, and the best one counts. Of by-lines and days in the
 * page itself the nearest to where the article begins counts: a teaser, a reader's comment and an
 * archive's banner have their own. The day in an address is the last resort. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-html-private.h"
#include "ingest/dln-ingest-private.h"

#include <string.h>

#define MAX_FIELD 2000 /* bytes of a title, an author ... */
#define MAX_BYLINE 100 /* bytes */
#define MAX_BYLINE_ROWS 40
#define MAX_TITLE 300
#define MAX_JSON_LD (1u << 20)
#define MIN_NEARER 60 /* rows; less is a place in the same block, whose first is the one */
#define RANK_SHOWN 5 /* of by-lines in the page itself */
#define RANK_TIME 6  /* of <time> in the page itself */
#define RANK_KNOWN 9 /* of what is known from elsewhere */

typedef struct
{
  const DlnHtmlPage *html;
  const guint8 *visible; /* by row */
  DlnFields    *fields;
  int           ranks[DLN_N_FIELDS]; /* of where a value is from: lower is better */
  guint32       first;    /* row where the article begins */
  guint32       byline_at; /* row of the shown by-line, 0 = none */
  guint32       time_at;
  int           byline_rank;
  char         *heading; /* the first <h1> */
} Facts;

static const struct
{
  const char *name; /* of <meta name=|property=|itemprop=> */
  DlnField    field;
  int         rank;
} metas[] = {
  { "og:title", DLN_FIELD_TITLE, 1 },
  { "twitter:title", DLN_FIELD_TITLE, 3 },
  { "dc:title", DLN_FIELD_TITLE, 3 },
  { "dc.title", DLN_FIELD_TITLE, 3 },
  { "headline", DLN_FIELD_TITLE, 2 },
  { "og:site_name", DLN_FIELD_SOURCE, 1 },
  { "publisher", DLN_FIELD_SOURCE, 3 },
  { "dc.publisher", DLN_FIELD_SOURCE, 3 },
  { "application-name", DLN_FIELD_SOURCE, 4 },
  { "dc:creator", DLN_FIELD_BYLINE, 1 },
  { "dc.creator", DLN_FIELD_BYLINE, 2 },
  { "dcterm:creator", DLN_FIELD_BYLINE, 2 },
  { "dcterms.creator", DLN_FIELD_BYLINE, 2 },
  { "author", DLN_FIELD_BYLINE, 3 },
  { "parsely-author", DLN_FIELD_BYLINE, 3 },
  { "article:author", DLN_FIELD_BYLINE, 4 },
  { "byl", DLN_FIELD_BYLINE, 2 },
  { "article:published_time", DLN_FIELD_DATE, 1 },
  { "datepublished", DLN_FIELD_DATE, 2 },
  { "og:published_time", DLN_FIELD_DATE, 2 },
  { "pubdate", DLN_FIELD_DATE, 3 },
  { "publishdate", DLN_FIELD_DATE, 3 },
  { "parsely-pub-date", DLN_FIELD_DATE, 3 },
  { "dc.date.issued", DLN_FIELD_DATE, 3 },
  { "dc.date", DLN_FIELD_DATE, 4 },
  { "date", DLN_FIELD_DATE, 4 },
  { "og:url", DLN_FIELD_URI, 2 },
};

/* (transfer full) (nullable): an attribute without white space around it */
static char *
dup_attribute (const Facts       *facts,
               const DlnHtmlNode *node,
               DlnHtmlName        name)
{
  const char *value = _dln_html_get_attribute (facts->html, node, name);

  return value != NULL ? g_strstrip (g_strdup (value)) : NULL;
}

static gboolean
has_attribute (const Facts       *facts,
               const DlnHtmlNode *node,
               DlnHtmlName        name,
               const char        *value)
{
  g_autofree char *found = dup_attribute (facts, node, name);

  return found != NULL && (value == NULL || g_ascii_strcasecmp (found, value) == 0);
}

/* ---- by-lines -------------------------------------------------------------------------------- */

/* "By Kari Moe" without the word */
static const char *
skip_by (const char *name)
{
  static const char *const words[] = { "posted by", "written by", "reported by", "story by",
                                       "words by",  "text by",    "by",          "von",
                                       "par",       "por" };

  name += strspn (name, " \t\r\n");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i]);

      if (g_ascii_strncasecmp (name, words[i], n) == 0 && name[n] != '\0'
          && strchr (" :\t\r\n", name[n]) != NULL)
        return name + n + strspn (name + n, " :\t\r\n");
    }
  return name;
}

static gboolean
is_time_word (const char *word)
{
  static const char *const words[] = {
    "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june",
    "jul", "july", "aug", "august", "sep", "sept", "september", "oct", "october", "nov",
    "november", "dec", "december", "mon", "monday", "tue", "tuesday", "wed", "wednesday", "thu",
    "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday", "on", "at", "updated",
    "published", "posted", "last", "modified",
  };
  g_autofree char *plain = g_ascii_strdown (word, -1);

  g_strdelimit (plain, ",.:|", ' ');
  g_strchomp (plain);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (plain, words[i]) == 0)
      return TRUE;
  return *plain == '\0';
}

/* What stands behind a name, as the hour, is cut off; nothing is left of a day alone. */
static void
cut_byline (char *text)
{
  static const char *const ends[] = { " - ", " | ", " \u2022", " \u2013 ", " \u2014", "\n" };
  gboolean is_cut = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      char *end = strstr (text, ends[i]);

      if (end != NULL)
        *end = '\0';
    }
  is_cut = text[strcspn (text, "0123456789")] != '\0';
  text[strcspn (text, "0123456789")] = '\0';
  for (g_strstrip (text); is_cut && *text != '\0'; g_strchomp (text))
    {
      char *last = strrchr (text, ' ');

      if (!is_time_word (last != NULL ? last + 1 : text))
        break;
      (last != NULL ? last : text)[0] = '\0';
    }
  for (gsize n = strlen (text); n > 0 && strchr (" ,:|", text[n - 1]) != NULL; n--)
    text[n - 1] = '\0';
}

/* a name has a letter, no mark of a program or an address, and is no button or day */
static gboolean
is_name (const char *text)
{
  static const char *const others[] = { "author", "authors", "follow", "share", "posted by",
                                        "written by", "by", "admin", "staff", "last updated" };
  gboolean has_letter = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    has_letter |= g_unichar_isalpha (g_utf8_get_char (p));
  if (!has_letter || strstr (text, "://") != NULL || strpbrk (text, "<>=*{}@") != NULL
      || g_ascii_strncasecmp (text, "follow ", 7) == 0
      || g_ascii_strncasecmp (text, "last updated", 12) == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strcasecmp (text, others[i]) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_byline (const Facts       *facts,
           const DlnHtmlNode *node)
{
  static const DlnHtmlName attributes[] = { DLN_HTML_CLASS, DLN_HTML_ID };
  static const char *const words[] = { "byline", "author", "writtenby", "dateline" };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *value = _dln_html_get_attribute (facts->html, node, attributes[i]);
      g_autofree char *lower = value != NULL ? g_ascii_strdown (value, -1) : NULL;

      for (guint k = 0; lower != NULL && k < G_N_ELEMENTS (words); k++)
        if (strstr (lower, words[k]) != NULL)
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_marked_author (const Facts       *facts,
                  const DlnHtmlNode *node)
{
  const char *prop = _dln_html_get_attribute (facts->html, node, DLN_HTML_ITEMPROP);

  return has_attribute (facts, node, DLN_HTML_REL, "author")
         || (prop != NULL && strstr (prop, "author") != NULL);
}

/* ---- values ---------------------------------------------------------------------------------- */

static void
set_field (Facts      *facts,
           DlnField    field,
           int         rank,
           const char *value)
{
  char **at = &facts->fields->values[field];

  if (field == DLN_FIELD_BYLINE && value != NULL)
    value = skip_by (value);
  if (value == NULL || *value == '\0' || strlen (value) >= MAX_FIELD
      || (field == DLN_FIELD_BYLINE && !is_name (value))
      || (*at != NULL && facts->ranks[field] <= rank))
    return;
  g_free (*at);
  *at = g_strdup (value);
  facts->ranks[field] = rank;
}

static gsize
measure_distance (const Facts *facts,
                  guint32      row)
{
  return row > facts->first ? row - facts->first : facts->first - row;
}

/* one of those that are as well marked counts where it is nearer to where the article begins */
static gboolean
is_nearer (const Facts *facts,
           guint32      row,
           guint32      last) /* 0 = none */
{
  return last == 0 || measure_distance (facts, row) + MIN_NEARER < measure_distance (facts, last);
}

/* an element that is named as the by-line and is as short as one */
static void
read_byline (Facts  *facts,
             guint32 row)
{
  const DlnHtmlNode *node = DLN_HTML_NODE (facts->html, row);
  g_autofree char *text = NULL;
  char *name;
  int rank;

  if (node->n_attributes == 0 || node->element == DLN_HTML_META || !facts->visible[row]
      || node->end - row > MAX_BYLINE_ROWS)
    return;
  rank = is_marked_author (facts, node) ? RANK_SHOWN - 1 : is_byline (facts, node) ? RANK_SHOWN : 0;
  if (rank == 0 || (facts->byline_at != 0 && rank > facts->byline_rank))
    return;
  if (rank == facts->byline_rank && !is_nearer (facts, row, facts->byline_at))
    return;
  text = _dln_html_dup_text (facts->html, row);
  name = text + (skip_by (text) - text);
  cut_byline (name);
  if (strlen (name) <= 2 || strlen (name) >= MAX_BYLINE || !is_name (name))
    return;
  if (facts->byline_at != 0 && facts->ranks[DLN_FIELD_BYLINE] >= RANK_SHOWN)
    facts->ranks[DLN_FIELD_BYLINE] = RANK_KNOWN; /* the one before gives way */
  facts->byline_at = row;
  facts->byline_rank = rank;
  set_field (facts, DLN_FIELD_BYLINE, RANK_SHOWN, name);
}

static void
read_meta (Facts             *facts,
           const DlnHtmlNode *node)
{
  static const DlnHtmlName attributes[] = { DLN_HTML_PROPERTY, DLN_HTML_NAME, DLN_HTML_ITEMPROP };
  g_autofree char *content = dup_attribute (facts, node, DLN_HTML_CONTENT);

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *value = dup_attribute (facts, node, attributes[i]);
      g_auto (GStrv) names = value != NULL ? g_strsplit (value, " ", 8) : NULL;

      for (guint k = 0; names != NULL && names[k] != NULL; k++)
        for (guint j = 0; j < G_N_ELEMENTS (metas); j++)
          if (g_ascii_strcasecmp (names[k], metas[j].name) == 0)
            set_field (facts, metas[j].field, metas[j].rank, content);
    }
}

static void
read_json_ld (Facts  *facts,
              guint32 row)
{
  const DlnHtmlNode *text = DLN_HTML_NODE (facts->html, row + 1);
  g_auto (DlnFields) found = { 0 };
  g_autofree char *content = NULL;

  if (DLN_HTML_NODE (facts->html, row)->end != row + 2 || text->length >= MAX_JSON_LD)
    return;
  content = g_strndup (facts->html->chars->str + text->begin, text->length);
  if (!_dln_html_read_ld (content, text->length, &found))
    return;
  set_field (facts, DLN_FIELD_DATE, 0, found.values[DLN_FIELD_DATE]);
  set_field (facts, DLN_FIELD_TITLE, 2, found.values[DLN_FIELD_TITLE]);
  set_field (facts, DLN_FIELD_BYLINE, 0, found.values[DLN_FIELD_BYLINE]);
  set_field (facts, DLN_FIELD_SOURCE, 0, found.values[DLN_FIELD_SOURCE]);
}

static void
read_time (Facts  *facts,
           guint32 row)
{
  const DlnHtmlNode *node = DLN_HTML_NODE (facts->html, row);
  g_autofree char *date = dup_attribute (facts, node, DLN_HTML_DATETIME);

  if (has_attribute (facts, node, DLN_HTML_PUBDATE, NULL)
      || has_attribute (facts, node, DLN_HTML_ITEMPROP, "datePublished"))
    set_field (facts, DLN_FIELD_DATE, 2, date);
  if (date == NULL || !facts->visible[row] || !is_nearer (facts, row, facts->time_at))
    return;
  if (facts->time_at != 0 && facts->ranks[DLN_FIELD_DATE] == RANK_TIME)
    facts->ranks[DLN_FIELD_DATE] = RANK_KNOWN;
  facts->time_at = row;
  set_field (facts, DLN_FIELD_DATE, RANK_TIME, date);
}

static void
read_element (Facts  *facts,
              guint32 row)
{
  const DlnHtmlNode *node = DLN_HTML_NODE (facts->html, row);
  g_autofree char *value = NULL;

  if (node->element != DLN_HTML_TEXT)
    read_byline (facts, row);
  switch (node->element)
    {
    case DLN_HTML_META:
      read_meta (facts, node);
      break;
    case DLN_HTML_SCRIPT:
      if (has_attribute (facts, node, DLN_HTML_TYPE, "application/ld+json"))
        read_json_ld (facts, row);
      break;
    case DLN_HTML_TITLE:
      value = _dln_html_dup_text (facts->html, row);
      set_field (facts, DLN_FIELD_TITLE, 5, value);
      break;
    case DLN_HTML_H1:
      if (facts->heading == NULL)
        facts->heading = _dln_html_dup_text (facts->html, row);
      break;
    case DLN_HTML_TIME:
      read_time (facts, row);
      break;
    case DLN_HTML_LINK:
      value = dup_attribute (facts, node, DLN_HTML_HREF);
      if (has_attribute (facts, node, DLN_HTML_REL, "canonical"))
        set_field (facts, DLN_FIELD_URI, 1, value);
      break;
    case DLN_HTML_HTML:
      value = dup_attribute (facts, node, DLN_HTML_LANG);
      set_field (facts, DLN_FIELD_LANGUAGE, 1, value);
      break;
    default:
      break;
    }
}

/* "Headline | The Paper" of a <title> that only the page's name follows */
static void
choose_title (Facts *facts)
{
  const char *heading = facts->heading;

  if (heading == NULL || *heading == '\0' || strlen (heading) >= MAX_TITLE)
    return;
  if (facts->fields->values[DLN_FIELD_TITLE] == NULL || facts->ranks[DLN_FIELD_TITLE] >= 5)
    dln_fields_replace (facts->fields, DLN_FIELD_TITLE, g_strdup (heading));
}

/* what is known from elsewhere: the address is surer than the page's own, all else fills gaps */
static void
take_known (Facts           *facts,
            const DlnFields *known)
{
  static const DlnField fields[] = { DLN_FIELD_TITLE, DLN_FIELD_SOURCE, DLN_FIELD_BYLINE,
                                     DLN_FIELD_DATE };

  set_field (facts, DLN_FIELD_URI, 0, known->values[DLN_FIELD_URI]);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set_field (facts, fields[i], RANK_KNOWN, known->values[fields[i]]);
}

/* where the article begins; without one, where its heading does */
static guint32
find_first (const DlnHtmlPage *html,
            const guint8      *kept) /* (nullable) */
{
  for (guint32 i = 1; i < html->nodes->len; i++)
    {
      const DlnHtmlNode *node = DLN_HTML_NODE (html, i);

      if (kept != NULL ? kept[i] && node->element == DLN_HTML_TEXT && node->length > 1
                       : node->element == DLN_HTML_H1)
        return i;
    }
  return 0;
}

/**
 * _dln_html_read_facts:
 * @html: a page
 * @visible: (array length=n_rows): whether a row is shown
 * @kept: (nullable) (array length=n_rows): whether a row belongs to the article
 * @known: (nullable): what is known of it from elsewhere
 * @fields: (out): what the page says; cleared by the caller
 */
void
_dln_html_read_facts (const DlnHtmlPage *html,
                      const guint8      *visible,
                      const guint8      *kept,
                      const DlnFields   *known,
                      DlnFields         *fields)
{
  Facts facts = { .html = html, .visible = visible, .fields = fields };

  facts.first = find_first (html, kept);
  for (guint32 i = 1; i < html->nodes->len; i++)
    read_element (&facts, i);
  if (known != NULL)
    take_known (&facts, known);
  choose_title (&facts);
  g_free (facts.heading);
  if (fields->values[DLN_FIELD_DATE] == NULL && fields->values[DLN_FIELD_URI] != NULL)
    dln_fields_replace (
      fields, DLN_FIELD_DATE, dln_fields_find_day (fields->values[DLN_FIELD_URI]));
}
