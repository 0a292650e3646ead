/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads documents with marked names: UNER (IOB2 with the running text), WikiGold (two columns), GUM
 * (CoNLL-U with entities) and the one column format of names-extra. Where a corpus has tokens only,
 * running text is made of them, so that the text stage can cut it its own way. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-names.h"

#include <stdlib.h>
#include <string.h>

#define MAX_SENTENCES 400

typedef struct
{
  GPtrArray        *documents;
  DlnTrainDocument *document;
  gboolean          has_other;
  GString          *sentence; /* running text as the corpus gives it, empty if it does not */
  guint32           sentence_begin;
  guint32           cursor;      /* in @sentence */
  guint32           first_token;
  guint8            open_type;   /* of the name that the last token was in */
  gboolean          quote_open;
  gboolean          glue;        /* no space before the next token */
} Reader;

void
_dln_train_document_free (DlnTrainDocument *document)
{
  if (document == NULL)
    return;
  g_string_free (document->text, TRUE);
  g_array_unref (document->tokens);
  g_array_unref (document->sentences);
  g_array_unref (document->names);
  g_free (document);
}

static void
begin_document (Reader *reader)
{
  if (reader->document != NULL && reader->document->tokens->len == 0)
    return;

  DlnTrainDocument *document = g_new0 (DlnTrainDocument, 1);

  document->text = g_string_new (NULL);
  document->tokens = g_array_new (FALSE, TRUE, sizeof (DlnToken));
  document->sentences = g_array_new (FALSE, TRUE, sizeof (DlnSentence));
  document->names = g_array_new (FALSE, TRUE, sizeof (DlnTrainName));
  document->has_other = reader->has_other;
  g_ptr_array_add (reader->documents, document);
  reader->document = document;
  reader->first_token = 0;
  reader->open_type = 0;
}

static gboolean
is_closing (const char *token)
{
  static const char *const words[] = {
    ",",   ".",   ";",   ":",  "!",   "?",  ")",  "]", "}",  "%",   "'s",
    "n't", "'re", "'ve", "'d", "'ll", "'m", "''", "'", "..", "...", "\xe2\x80\x99s"
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], token) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
needs_space (Reader     *reader,
             const char *token)
{
  if (reader->glue || reader->document->tokens->len == reader->first_token)
    return FALSE;
  if (strcmp (token, "\"") == 0)
    return !reader->quote_open;
  return !is_closing (token);
}

static void
append_token (Reader     *reader,
              const char *token,
              guint8      type,
              gboolean    begins)
{
  DlnTrainDocument *document = reader->document;
  GString *text = document->text;
  DlnToken row = { .head = -1, .sentence = document->sentences->len };
  gsize length = strlen (token);

  if (reader->sentence->len > 0)
    {
      const char *found = strstr (reader->sentence->str + reader->cursor, token);

      if (found == NULL || found - reader->sentence->str > reader->cursor + 40)
        found = reader->sentence->str + reader->cursor;
      row.span.begin = reader->sentence_begin + (found - reader->sentence->str);
      reader->cursor = MIN (found - reader->sentence->str + length, reader->sentence->len);
      row.span.end = reader->sentence_begin + reader->cursor;
      if (row.span.end <= row.span.begin)
        return;
    }
  else
    {
      if (needs_space (reader, token))
        g_string_append_c (text, ' ');
      reader->glue = strchr ("([{$#`", *token) != NULL && length == 1;
      if (strcmp (token, "\"") == 0)
        {
          reader->quote_open = !reader->quote_open;
          reader->glue = reader->quote_open;
        }
      row.span.begin = text->len;
      g_string_append (text, token);
      row.span.end = text->len;
    }
  g_array_append_val (document->tokens, row);
  if (type != 0 && !begins && type == reader->open_type && document->names->len > 0)
    {
      DLN_ROW (document->names, DlnTrainName, document->names->len - 1)->end = row.span.end;
    }
  else if (type != 0)
    {
      DlnTrainName name = { row.span.begin, row.span.end, type };

      g_array_append_val (document->names, name);
    }
  reader->open_type = type;
}

static void
end_sentence (Reader *reader)
{
  DlnTrainDocument *document = reader->document;

  if (document != NULL && document->tokens->len > reader->first_token)
    {
      DlnSentence sentence = {
        .span = { DLN_ROW (document->tokens, DlnToken, reader->first_token)->span.begin,
                  document->text->len },
        .first_token = reader->first_token,
        .n_tokens = document->tokens->len - reader->first_token,
      };
      char last = document->text->str[document->text->len - 1];

      g_array_append_val (document->sentences, sentence);
      g_string_append_c (document->text, strchr (".!?\"')", last) != NULL ? ' ' : '\n');
      reader->first_token = document->tokens->len;
    }
  g_string_truncate (reader->sentence, 0);
  reader->cursor = 0;
  reader->open_type = 0;
  reader->quote_open = FALSE;
  reader->glue = FALSE;
}

static void
begin_text (Reader     *reader,
            const char *text)
{
  if (reader->document == NULL)
    begin_document (reader);
  g_string_assign (reader->sentence, text);
  reader->sentence_begin = reader->document->text->len;
  g_string_append (reader->document->text, text);
}

static guint8
parse_type (const char *tag)
{
  if (strcmp (tag, "PER") == 0)
    return DLN_ENTITY_PERSON;
  if (strcmp (tag, "ORG") == 0)
    return DLN_ENTITY_INSTITUTION;
  if (strcmp (tag, "LOC") == 0)
    return DLN_ENTITY_PLACE;
  if (strcmp (tag, "MISC") == 0 || strcmp (tag, "OTH") == 0)
    return DLN_ENTITY_OTHER;
  return 0;
}

/* "2-4" and "3.1" are no words of their own */
static gboolean
is_word_id (const char *id)
{
  return *id != '\0' && strspn (id, "0123456789") == strlen (id);
}

static void
read_line (Reader *reader,
           char   *line)
{
  g_strchomp (line);
  if (*line == '\0')
    {
      end_sentence (reader);
      return;
    }
  if (strcmp (line, "#doc") == 0 || g_str_has_prefix (line, "# newdoc")
      || g_str_has_prefix (line, "-DOCSTART-"))
    {
      end_sentence (reader);
      begin_document (reader);
      return;
    }
  if (g_str_has_prefix (line, "# text = "))
    {
      begin_text (reader, line + 9);
      return;
    }
  if (g_str_has_prefix (line, "# "))
    return;

  g_auto (GStrv) fields = g_strsplit_set (line, strchr (line, '\t') != NULL ? "\t" : " ", -1);
  guint n = g_strv_length (fields);
  gboolean is_uner = n >= 3 && n <= 5 && is_word_id (fields[0]);
  const char *form = is_uner ? fields[1] : fields[0];
  const char *tag = is_uner ? fields[2] : n >= 6 ? fields[5] : n >= 2 ? fields[n - 1] : "O";

  if (n < 2 || *form == '\0' || (n >= 3 && !is_uner && n < 6))
    return;
  if (reader->document == NULL)
    begin_document (reader);
  append_token (reader, form, strlen (tag) > 2 ? parse_type (tag + 2) : 0, *tag == 'B');
}

/* "Springfield, Illinois" is two places in some corpora and one in others: two */
static void
split_places (DlnTrainDocument *document)
{
  GArray *names = document->names;

  for (guint k = 0; k < names->len; k++)
    {
      DlnTrainName *name = DLN_ROW (names, DlnTrainName, k);
      const char *begin = document->text->str + name->begin;
      const char *comma =
        name->type == DLN_ENTITY_PLACE ? memchr (begin, ',', name->end - name->begin) : NULL;

      if (comma == NULL || comma == begin || comma + 2 >= document->text->str + name->end)
        continue;

      DlnTrainName rest = { comma + 1 - document->text->str, name->end, name->type };

      rest.begin += document->text->str[rest.begin] == ' ';
      name->end = comma - document->text->str;
      while (name->end > name->begin && document->text->str[name->end - 1] == ' ')
        name->end--;
      g_array_insert_val (names, k + 1, rest);
    }
}

/**
 * _dln_train_names_parse:
 * @contents: text of one of the formats
 * @has_other: whether it marks names of type other
 *
 * Returns: (transfer full) (element-type DlnTrainDocument): its documents
 */
GPtrArray *
_dln_train_names_parse (const char *contents,
                        gboolean    has_other)
{
  Reader reader = { .has_other = has_other };
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);

  reader.documents = g_ptr_array_new_with_free_func ((GDestroyNotify) _dln_train_document_free);
  reader.sentence = g_string_new (NULL);
  for (char **line = lines; *line != NULL; line++)
    {
      read_line (&reader, *line);
      /* a corpus without borders between documents: cut it now and then */
      if (**line == '\0' && reader.document != NULL
          && reader.document->sentences->len >= MAX_SENTENCES)
        begin_document (&reader);
    }
  end_sentence (&reader);
  g_string_free (reader.sentence, TRUE);
  for (guint i = 0; i < reader.documents->len; i++)
    split_places (g_ptr_array_index (reader.documents, i));
  return reader.documents;
}

/**
 * _dln_train_names_read:
 * @path: a file of one of the formats
 * @has_other: whether it marks names of type other
 * @error: the file cannot be read
 *
 * Returns: (transfer full) (element-type DlnTrainDocument): its documents
 */
GPtrArray *
_dln_train_names_read (const char *path,
                       gboolean    has_other,
                       GError    **error)
{
  g_autofree char *contents = NULL;

  if (!g_file_get_contents (path, &contents, NULL, error))
    return NULL;
  return _dln_train_names_parse (contents, has_other);
}

/* ---- labels
 * ------------------------------------------------------------------------------------------ */

static DlnSpan
trim_name (const char         *text,
           const DlnTrainName *name)
{
  DlnSpan span = { name->begin, name->end };

  if (span.end - span.begin > 4 && g_ascii_strncasecmp (text + span.begin, "the ", 4) == 0)
    span.begin += 4;
  if (span.end - span.begin > 2 && strncmp (text + span.end - 2, "'s", 2) == 0)
    span.end -= 2;
  while (span.end > span.begin && text[span.end - 1] == ' ')
    span.end--;
  return span;
}

/**
 * _dln_train_names_recase:
 * @document: a document with its corpus's sentences
 * @upper: to capitals, about every third sentence; otherwise to small letters, all of it
 *
 * Web text that never uses capitals and headlines that use nothing else. Lengths do not change.
 */
void
_dln_train_names_recase (DlnTrainDocument *document,
                         gboolean          upper)
{
  for (guint i = 0; i < document->sentences->len; i++)
    {
      DlnSpan span = DLN_ROW (document->sentences, DlnSentence, i)->span;

      if (upper && (i * 7 + span.end) % 3 != 0)
        continue;
      for (char *p = document->text->str + span.begin; p < document->text->str + span.end; p++)
        *p = upper ? g_ascii_toupper (*p) : g_ascii_tolower (*p);
    }
}

/**
 * _dln_train_names_allowed:
 * @document: a document
 *
 * Returns: (transfer full): [tokens] the labels that each token may have, as bits
 */
guint32 *
_dln_train_names_allowed (const DlnTrainDocument *document)
{
  guint n = document->tokens->len;
  guint32 *allowed = g_new (guint32, n + 1);
  guint32 others = 0xf << DLN_NAMES_LABEL (DLN_ENTITY_OTHER, 0);
  const char *text = document->text->str;
  guint at = 0;

  for (guint i = 0; i < n; i++)
    {
      gunichar c = g_utf8_get_char (text + DLN_ROW (document->tokens, DlnToken, i)->span.begin);

      allowed[i] =
        1u << DLN_NAMES_OUTSIDE | (!document->has_other && g_unichar_isupper (c) ? others : 0);
    }
  for (guint k = 0; k < document->names->len; k++)
    {
      const DlnTrainName *name = DLN_ROW (document->names, DlnTrainName, k);
      DlnSpan span = trim_name (text, name);

      while (at < n && DLN_ROW (document->tokens, DlnToken, at)->span.end <= span.begin)
        at++;

      guint first = at;

      while (at < n && DLN_ROW (document->tokens, DlnToken, at)->span.begin < span.end)
        at++;
      for (guint i = first; i < at; i++)
        {
          guint position = at - first == 1 ? DLN_NAMES_SINGLE
                           : i == first    ? DLN_NAMES_BEGIN
                           : i + 1 == at   ? DLN_NAMES_END
                                           : DLN_NAMES_INSIDE;

          allowed[i] = 1u << DLN_NAMES_LABEL (name->type, position);
        }
    }
  return allowed;
}

/* What the text and tag stages make of a text. Each is asked for several times, by the first chain
 * and the second: reading is what takes time, so that it is done once. */
static const DlnAnnotations *
read_once (const GString *text,
           DlnModel      *model)
{
  static GHashTable *known; /* text -> DlnAnnotations */
  const char *key = text->str;
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | DLN_STAGE_TAG };
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnDocument) source = NULL;
  DlnAnnotations *annotations;

  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  annotations = g_hash_table_lookup (known, key);
  if (annotations != NULL)
    return annotations;
  source = dln_document_new (text->str, text->len, NULL);
  annotations = dln_extract (model, source, &options, NULL, &error);
  if (annotations == NULL)
    g_error ("%s", error->message);
  g_hash_table_insert (known, g_strdup (key), annotations);
  return annotations;
}

/**
 * _dln_train_names_retag:
 * @document: a document
 * @model: a bundle with words and tags
 *
 * Replaces tokens and sentences by what the text and tag stages make of the running text, so that
 * the model learns from what it will see.
 */
void
_dln_train_names_retag (DlnTrainDocument *document,
                        DlnModel         *model)
{
  const DlnAnnotations *annotations = read_once (document->text, model);

  g_array_set_size (document->tokens, 0);
  g_array_set_size (document->sentences, 0);
  g_array_append_vals (document->tokens, annotations->tokens->data, annotations->tokens->len);
  g_array_append_vals (
    document->sentences, annotations->sentences->data, annotations->sentences->len);
}
