/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as a flat list of elements and texts, in the order of the page. */
#pragma once

#include "ingest/dln-reading.h"

G_BEGIN_DECLS

typedef enum /* what an element is to a reader of text */
{
  DLN_HTML_INLINE = 1 << 0,    /* stands within a line */
  DLN_HTML_LEFT_OUT = 1 << 1,  /* no part of an article */
  DLN_HTML_EMPTY = 1 << 2,     /* has no end tag */
  DLN_HTML_RAW = 1 << 3,       /* holds no tags */
  DLN_HTML_WORDS = 1 << 4,     /* holds no tags but character references */
  DLN_HTML_ENDS_P = 1 << 5,    /* ends an open paragraph, and a select and drawings that are open */
  DLN_HTML_IN_HEAD = 1 << 6,   /* may stand in a head */
  DLN_HTML_SCOPE = 1 << 7,     /* tags inside end nothing outside */
  DLN_HTML_LIST = 1 << 8,      /* items inside end none outside */
  DLN_HTML_ITEM = 1 << 9,      /* ends an open item of the same list */
  DLN_HTML_CELL = 1 << 10,     /* a part of a table */
  DLN_HTML_FOREIGN = 1 << 11,  /* begins content that is no HTML */
} DlnHtmlKind;

/* in the order of the alphabet, so that a name is found by bisection */
#define DLN_HTML_ELEMENTS(X)                                                                       \
  X (A, "a", DLN_HTML_INLINE)                                                                      \
  X (ABBR, "abbr", DLN_HTML_INLINE)                                                                \
  X (ACRONYM, "acronym", DLN_HTML_INLINE)                                                          \
  X (ADDRESS, "address", DLN_HTML_ENDS_P)                                                          \
  X (ANNOTATION, "annotation", DLN_HTML_LEFT_OUT)                                                  \
  X (AREA, "area", DLN_HTML_EMPTY)                                                                 \
  X (ARTICLE, "article", DLN_HTML_ENDS_P)                                                          \
  X (ASIDE, "aside", DLN_HTML_ENDS_P | DLN_HTML_LEFT_OUT)                                          \
  X (AUDIO, "audio", DLN_HTML_LEFT_OUT)                                                            \
  X (B, "b", DLN_HTML_INLINE)                                                                      \
  X (BASE, "base", DLN_HTML_EMPTY | DLN_HTML_IN_HEAD)                                              \
  X (BDI, "bdi", DLN_HTML_INLINE)                                                                  \
  X (BDO, "bdo", DLN_HTML_INLINE)                                                                  \
  X (BIG, "big", DLN_HTML_INLINE)                                                                  \
  X (BLOCKQUOTE, "blockquote", DLN_HTML_ENDS_P)                                                    \
  X (BODY, "body", DLN_HTML_EMPTY)                                                                 \
  X (BR, "br", DLN_HTML_EMPTY)                                                                     \
  X (BUTTON, "button", DLN_HTML_LEFT_OUT | DLN_HTML_SCOPE)                                         \
  X (CANVAS, "canvas", DLN_HTML_LEFT_OUT)                                                          \
  X (CAPTION, "caption", DLN_HTML_SCOPE | DLN_HTML_CELL)                                           \
  X (CENTER, "center", DLN_HTML_ENDS_P)                                                            \
  X (CITE, "cite", DLN_HTML_INLINE)                                                                \
  X (CODE, "code", DLN_HTML_INLINE)                                                                \
  X (COL, "col", DLN_HTML_EMPTY)                                                                   \
  X (DD, "dd", DLN_HTML_ENDS_P | DLN_HTML_ITEM)                                                    \
  X (DEL, "del", DLN_HTML_INLINE)                                                                  \
  X (DETAILS, "details", DLN_HTML_ENDS_P)                                                          \
  X (DFN, "dfn", DLN_HTML_INLINE)                                                                  \
  X (DIALOG, "dialog", DLN_HTML_ENDS_P | DLN_HTML_LEFT_OUT)                                        \
  X (DIR, "dir", DLN_HTML_ENDS_P | DLN_HTML_LIST)                                                  \
  X (DIV, "div", DLN_HTML_ENDS_P)                                                                  \
  X (DL, "dl", DLN_HTML_ENDS_P | DLN_HTML_LIST)                                                    \
  X (DT, "dt", DLN_HTML_ENDS_P | DLN_HTML_ITEM)                                                    \
  X (EM, "em", DLN_HTML_INLINE)                                                                    \
  X (EMBED, "embed", DLN_HTML_EMPTY | DLN_HTML_LEFT_OUT)                                           \
  X (FIELDSET, "fieldset", DLN_HTML_ENDS_P)                                                        \
  X (FIGCAPTION, "figcaption", DLN_HTML_ENDS_P)                                                    \
  X (FIGURE, "figure", DLN_HTML_ENDS_P)                                                            \
  X (FONT, "font", DLN_HTML_INLINE)                                                                \
  X (FOOTER, "footer", DLN_HTML_ENDS_P | DLN_HTML_LEFT_OUT)                                        \
  X (FORM, "form", DLN_HTML_ENDS_P | DLN_HTML_LEFT_OUT)                                            \
  X (FRAME, "frame", DLN_HTML_EMPTY)                                                               \
  X (H1, "h1", DLN_HTML_ENDS_P)                                                                    \
  X (H2, "h2", DLN_HTML_ENDS_P)                                                                    \
  X (H3, "h3", DLN_HTML_ENDS_P)                                                                    \
  X (H4, "h4", DLN_HTML_ENDS_P)                                                                    \
  X (H5, "h5", DLN_HTML_ENDS_P)                                                                    \
  X (H6, "h6", DLN_HTML_ENDS_P)                                                                    \
  X (HEAD, "head", DLN_HTML_LEFT_OUT)                                                              \
  X (HEADER, "header", DLN_HTML_ENDS_P)                                                            \
  X (HGROUP, "hgroup", DLN_HTML_ENDS_P)                                                            \
  X (HR, "hr", DLN_HTML_EMPTY | DLN_HTML_ENDS_P)                                                   \
  X (HTML, "html", DLN_HTML_EMPTY | DLN_HTML_IN_HEAD)                                              \
  X (I, "i", DLN_HTML_INLINE)                                                                      \
  X (IFRAME, "iframe", DLN_HTML_LEFT_OUT | DLN_HTML_RAW)                                           \
  X (IMG, "img", DLN_HTML_EMPTY)                                                                   \
  X (INPUT, "input", DLN_HTML_EMPTY | DLN_HTML_LEFT_OUT)                                           \
  X (INS, "ins", DLN_HTML_INLINE)                                                                  \
  X (KBD, "kbd", DLN_HTML_INLINE)                                                                  \
  X (LABEL, "label", DLN_HTML_INLINE)                                                              \
  X (LI, "li", DLN_HTML_ENDS_P | DLN_HTML_ITEM)                                                    \
  X (LINK, "link", DLN_HTML_EMPTY | DLN_HTML_IN_HEAD)                                              \
  X (MAIN, "main", DLN_HTML_ENDS_P)                                                                \
  X (MAP, "map", DLN_HTML_LEFT_OUT)                                                                \
  X (MARK, "mark", DLN_HTML_INLINE)                                                                \
  X (MATH, "math", DLN_HTML_INLINE | DLN_HTML_FOREIGN)                                             \
  X (MENU, "menu", DLN_HTML_ENDS_P | DLN_HTML_LEFT_OUT | DLN_HTML_LIST)                            \
  X (META, "meta", DLN_HTML_EMPTY | DLN_HTML_IN_HEAD)                                              \
  X (NAV, "nav", DLN_HTML_ENDS_P | DLN_HTML_LEFT_OUT)                                              \
  X (NOSCRIPT, "noscript", DLN_HTML_LEFT_OUT | DLN_HTML_IN_HEAD)                                   \
  X (OBJECT, "object", DLN_HTML_LEFT_OUT | DLN_HTML_SCOPE)                                         \
  X (OL, "ol", DLN_HTML_ENDS_P | DLN_HTML_LIST)                                                    \
  X (OPTGROUP, "optgroup", 0)                                                                      \
  X (OPTION, "option", DLN_HTML_ITEM)                                                              \
  X (P, "p", DLN_HTML_ENDS_P)                                                                      \
  X (PARAM, "param", DLN_HTML_EMPTY)                                                               \
  X (PRE, "pre", DLN_HTML_ENDS_P)                                                                  \
  X (Q, "q", DLN_HTML_INLINE)                                                                      \
  X (RUBY, "ruby", DLN_HTML_INLINE)                                                                \
  X (S, "s", DLN_HTML_INLINE)                                                                      \
  X (SAMP, "samp", DLN_HTML_INLINE)                                                                \
  X (SCRIPT, "script", DLN_HTML_LEFT_OUT | DLN_HTML_RAW | DLN_HTML_IN_HEAD)                        \
  X (SECTION, "section", DLN_HTML_ENDS_P)                                                          \
  X (SELECT, "select", DLN_HTML_LEFT_OUT | DLN_HTML_LIST)                                          \
  X (SMALL, "small", DLN_HTML_INLINE)                                                              \
  X (SOURCE, "source", DLN_HTML_EMPTY)                                                             \
  X (SPAN, "span", DLN_HTML_INLINE)                                                                \
  X (STRIKE, "strike", DLN_HTML_INLINE)                                                            \
  X (STRONG, "strong", DLN_HTML_INLINE)                                                            \
  X (STYLE, "style", DLN_HTML_LEFT_OUT | DLN_HTML_RAW | DLN_HTML_IN_HEAD)                          \
  X (SUB, "sub", DLN_HTML_INLINE)                                                                  \
  X (SUMMARY, "summary", DLN_HTML_ENDS_P)                                                          \
  X (SUP, "sup", DLN_HTML_INLINE)                                                                  \
  X (SVG, "svg", DLN_HTML_LEFT_OUT | DLN_HTML_FOREIGN)                                             \
  X (TABLE, "table", DLN_HTML_ENDS_P | DLN_HTML_SCOPE)                                             \
  X (TBODY, "tbody", DLN_HTML_CELL)                                                                \
  X (TD, "td", DLN_HTML_SCOPE | DLN_HTML_CELL)                                                     \
  X (TEMPLATE, "template", DLN_HTML_LEFT_OUT | DLN_HTML_SCOPE | DLN_HTML_IN_HEAD)                  \
  X (TEXTAREA, "textarea", DLN_HTML_LEFT_OUT | DLN_HTML_WORDS)                                     \
  X (TFOOT, "tfoot", DLN_HTML_CELL)                                                                \
  X (TH, "th", DLN_HTML_SCOPE | DLN_HTML_CELL)                                                     \
  X (THEAD, "thead", DLN_HTML_CELL)                                                                \
  X (TIME, "time", DLN_HTML_INLINE)                                                                \
  X (TITLE, "title", DLN_HTML_WORDS | DLN_HTML_IN_HEAD)                                            \
  X (TR, "tr", DLN_HTML_CELL)                                                                      \
  X (TRACK, "track", DLN_HTML_EMPTY)                                                               \
  X (TT, "tt", DLN_HTML_INLINE)                                                                    \
  X (U, "u", DLN_HTML_INLINE)                                                                      \
  X (UL, "ul", DLN_HTML_ENDS_P | DLN_HTML_LIST)                                                    \
  X (VAR, "var", DLN_HTML_INLINE)                                                                  \
  X (VIDEO, "video", DLN_HTML_LEFT_OUT)                                                            \
  X (WBR, "wbr", DLN_HTML_INLINE | DLN_HTML_EMPTY)

typedef enum
{
  DLN_HTML_TEXT, /* no element: a text */
#define DLN_HTML_ENUM(NAME, name, kind) DLN_HTML_##NAME,
  DLN_HTML_ELEMENTS (DLN_HTML_ENUM)
#undef DLN_HTML_ENUM
  DLN_HTML_OTHER,  /* a name that is not in the list: browsers show it within the line */
  DLN_HTML_CUSTOM, /* one with a hyphen, which a page defines itself: mostly a block; the root */
} DlnHtmlElement;

typedef enum /* the attributes that are read, in the order of the alphabet */
{
  DLN_HTML_ARIA_HIDDEN,
  DLN_HTML_CLASS,
  DLN_HTML_CONTENT,
  DLN_HTML_DATETIME,
  DLN_HTML_HIDDEN,
  DLN_HTML_HREF,
  DLN_HTML_ID,
  DLN_HTML_ITEMPROP,
  DLN_HTML_LANG,
  DLN_HTML_NAME,
  DLN_HTML_PROPERTY,
  DLN_HTML_PUBDATE,
  DLN_HTML_REL,
  DLN_HTML_ROLE,
  DLN_HTML_SHADOWROOT,
  DLN_HTML_SHADOWROOTMODE,
  DLN_HTML_CSS, /* "style" */
  DLN_HTML_TYPE,
  DLN_HTML_N_ATTRIBUTES,
} DlnHtmlName;

#define DLN_HTML_MAX_VALUE 2000 /* bytes of an attribute's value that are kept */

typedef struct
{
  guint32 value; /* offset of a NUL-terminated string in the page's chars */
  guint32 name;  /* DlnHtmlName */
} DlnHtmlAttribute;

typedef struct
{
  guint32 parent;    /* row of the element around it; the root's is itself */
  guint32 block;     /* row of the innermost element around it that is not inline; 0 = the root */
  guint32 end;       /* the row behind all that stands in it */
  guint32 begin;     /* text: where it begins in the page's chars; element: byte of its tag */
  guint32 length;    /* text: in bytes */
  guint32 attribute; /* the first of its attributes */
  guint16 n_attributes;
  guint16 element;   /* DlnHtmlElement */
  gboolean closed;   /* by an end tag of its own */
} DlnHtmlNode;

/**
 * DlnHtmlPage: row 0 is the root. Parents stand before children, so that a loop over the rows is a
 * walk of the tree. Freed with _dln_html_page_free().
 */
typedef struct
{
  GArray  *nodes;      /* DlnHtmlNode */
  GArray  *attributes; /* DlnHtmlAttribute, by node */
  GString *chars;      /* texts and values, references read, UTF-8 */
  guint32  open_comment; /* byte of a comment without an end; G_MAXUINT32 = none */
} DlnHtmlPage;

DlnHtmlPage *_dln_html_parse         (const char        *text,
                                      gsize              length,
                                      GCancellable      *cancellable,
                                      GError           **error);
void         _dln_html_page_free     (DlnHtmlPage       *page);
const char  *_dln_html_get_attribute (const DlnHtmlPage *page,
                                      const DlnHtmlNode *node,
                                      DlnHtmlName        name);
DlnHtmlKind  _dln_html_get_kind      (guint              element);
const char  *_dln_html_get_name      (guint              element);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnHtmlPage, _dln_html_page_free)

#define DLN_HTML_NODE(page, row) (&g_array_index ((page)->nodes, DlnHtmlNode, row))

typedef enum /* what the class, id and role of an element name */
{
  DLN_HTML_NAME_UNLIKELY = 1 << 0, /* perhaps what is beside an article */
  DLN_HTML_NAME_MAYBE = 1 << 1,    /* perhaps an article, too */
  DLN_HTML_NAME_GOOD = 1 << 2,
  DLN_HTML_NAME_BAD = 1 << 3,
  DLN_HTML_NAME_SHARE = 1 << 4,
  DLN_HTML_NAME_ROLE = 1 << 5,     /* a role that is not the article's */
  DLN_HTML_NAME_BESIDE = 1 << 6,   /* surely beside it: teasers, a newsletter, who its author is */
  DLN_HTML_NAME_REPLIES = 1 << 7,  /* surely what readers say */
} DlnHtmlNameFlags;

guint8       _dln_html_judge_name    (const DlnHtmlPage *page,
                                      const DlnHtmlNode *node);

/* Which rows belong to the article, a byte for each; %NULL where no article stands out. */
guint8      *_dln_html_find_article  (const DlnHtmlPage *page,
                                      const guint8      *visible);

char        *_dln_html_dup_text      (const DlnHtmlPage *html,
                                      guint32            row);
void         _dln_html_read_facts    (const DlnHtmlPage *html,
                                      const guint8      *visible,
                                      const guint8      *kept,
                                      const DlnFields   *known,
                                      DlnFields         *fields);

/* ---- of tokens and tree only ----------------------------------------------------------------- */

typedef enum
{
  DLN_HTML_TOKEN_END, /* of the page */
  DLN_HTML_TOKEN_TEXT,
  DLN_HTML_TOKEN_OPEN,
  DLN_HTML_TOKEN_CLOSE,
} DlnHtmlTokenType;

typedef struct
{
  DlnHtmlTokenType type;
  guint32          begin;      /* byte of the page */
  guint32          name_begin; /* of a tag, as written */
  guint32          name_length;
  guint32          text;       /* of a text: where it begins in chars; it ends where chars end */
  gboolean         is_empty;   /* "<br/>" */
} DlnHtmlToken;

typedef struct
{
  const char  *text; /* UTF-8; a NUL behind it */
  gsize        length;
  gsize        at;
  gsize        last_mark; /* byte of the last '>' of the page + 1 */
  gsize        last_quotes[2]; /* of the last '"' and '\'' + 1 */
  guint        n_open_tags; /* tags whose quotes never ended */
  gboolean     no_comment_end; /* searched for and found nowhere in the rest */
  gboolean     no_section_end;
  gboolean     no_subset_end;
  DlnHtmlPage *page; /* gets attributes and characters */
} DlnHtmlReader;

void     _dln_html_reader_init (DlnHtmlReader *reader,
                                const char    *text,
                                gsize          length,
                                DlnHtmlPage   *page);
void     _dln_html_read_token  (DlnHtmlReader *reader,
                                DlnHtmlToken  *token);
/* What stands before the end tag of an element without tags in it. Returns: %FALSE if there is no
 * such tag: then nothing is read, or, with @to_end, all. */
gboolean _dln_html_read_raw    (DlnHtmlReader *reader,
                                const char    *name,
                                gboolean       references,
                                gboolean       to_end,
                                DlnHtmlToken  *token);
guint    _dln_html_find        (const char    *name,
                                gsize          length);

G_END_DECLS
