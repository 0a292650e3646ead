/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CoNLL-U files to documents. The raw text is put together from the words as the shared tasks on
 * parsing raw text do: SpaceAfter=No is obeyed, a new paragraph gives an empty line. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-corpus.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  DlnTrainCorpus *corpus;
  GString        *text;
  DlnAnnotations *gold;
  char           *id;
  gboolean        new_paragraph;
  guint           fused_end;   /* last word of the present multiword token, 0 = none */
  gboolean        fused_space; /* space after it */
  guint32         first_token; /* of the present sentence */
} Reader;

static void
free_document (gpointer data)
{
  DlnTrainArticle *document = data;

  dln_document_unref (document->document);
  dln_annotations_unref (document->gold);
  g_free (document);
}

DlnTrainCorpus *
dln_train_corpus_new (void)
{
  return g_ptr_array_new_with_free_func (free_document);
}

static void
finish_document (Reader *reader)
{
  if (reader->gold->tokens->len > 0)
    {
      DlnTrainArticle *document = g_new0 (DlnTrainArticle, 1);
      DlnDocumentInfo info = { .id = reader->id, .language = "en" };

      document->document = dln_document_new (reader->text->str, reader->text->len, &info);
      document->gold = reader->gold;
      g_ptr_array_add (reader->corpus, document);
    }
  else
    dln_annotations_unref (reader->gold);
  reader->gold = dln_annotations_new ();
  g_string_set_size (reader->text, 0);
  reader->new_paragraph = TRUE;
  reader->first_token = 0;
}

static void
finish_sentence (Reader *reader)
{
  GArray *tokens = reader->gold->tokens;

  if (tokens->len == reader->first_token)
    return;

  DlnSentence sentence = {
    .span = DLN_SPAN (DLN_ROW (tokens, DlnToken, reader->first_token)->span.begin,
                      DLN_ROW (tokens, DlnToken, tokens->len - 1)->span.end),
    .first_token = reader->first_token,
    .n_tokens = tokens->len - reader->first_token,
    .block = reader->gold->blocks->len - 1,
  };
  DlnBlock *block = DLN_ROW (reader->gold->blocks, DlnBlock, sentence.block);

  block->n_sentences++;
  block->span.end = sentence.span.end;
  g_array_append_val (reader->gold->sentences, sentence);
  reader->first_token = tokens->len;
}

static void
begin_word (Reader *reader)
{
  if (reader->new_paragraph)
    {
      while (reader->text->len > 0 && reader->text->str[reader->text->len - 1] == ' ')
        g_string_truncate (reader->text, reader->text->len - 1);
      if (reader->text->len > 0)
        g_string_append (reader->text, "\n\n");

      DlnBlock block = { .span = DLN_SPAN (reader->text->len, reader->text->len),
                         .first_sentence = reader->gold->sentences->len };
      g_array_append_val (reader->gold->blocks, block);
      reader->new_paragraph = FALSE;
    }
}

static void
add_word (Reader *reader,
          char  **fields)
{
  guint id = atoi (fields[0]);
  gboolean space = strstr (fields[9], "SpaceAfter=No") == NULL;
  int head = atoi (fields[6]);
  DlnAnnotations *gold = reader->gold;

  begin_word (reader);
  if (id <= reader->fused_end)
    space = id == reader->fused_end ? reader->fused_space : FALSE;

  DlnToken token = {
    .lemma = dln_strings_intern (gold->strings, fields[2]),
    .xpos = dln_strings_intern (gold->strings, fields[4]),
    .upos = dln_upos_from_name (fields[3]),
    .deprel = dln_deprel_from_name (fields[7]),
    .head = head == 0 ? -1 : (gint32) reader->first_token + head - 1,
    .sentence = gold->sentences->len,
    .flags = space ? DLN_TOKEN_SPACE_AFTER : 0,
    .span = DLN_SPAN (reader->text->len, reader->text->len + strlen (fields[1])),
  };

  g_string_append (reader->text, fields[1]);
  if (space)
    g_string_append_c (reader->text, ' ');
  g_array_append_val (gold->tokens, token);
}

static void
read_line (Reader *reader,
           char   *line)
{
  g_auto (GStrv) fields = NULL;

  if (*line == '\0')
    {
      finish_sentence (reader);
      reader->fused_end = 0;
      return;
    }
  if (*line == '#')
    {
      if (g_str_has_prefix (line, "# newdoc"))
        {
          finish_document (reader);
          g_free (reader->id);
          reader->id = g_strdup (strchr (line, '=') != NULL ? strchr (line, '=') + 2 : "document");
        }
      else if (g_str_has_prefix (line, "# newpar"))
        reader->new_paragraph = TRUE;
      return;
    }
  fields = g_strsplit (line, "\t", 10);
  if (g_strv_length (fields) < 10 || strchr (fields[0], '.') != NULL)
    return;
  if (strchr (fields[0], '-') != NULL)
    {
      reader->fused_end = atoi (strchr (fields[0], '-') + 1);
      reader->fused_space = strstr (fields[9], "SpaceAfter=No") == NULL;
      return;
    }
  add_word (reader, fields);
}

/**
 * dln_train_corpus_add_file:
 * @corpus: appended to
 * @path: a CoNLL-U file
 *
 * Returns: FALSE with @error set if it cannot be read
 */
gboolean
dln_train_corpus_add_file (DlnTrainCorpus *corpus,
                           const char     *path,
                           GError        **error)
{
  g_autofree char *content = NULL;
  Reader reader = { .corpus = corpus, .new_paragraph = TRUE };

  if (!g_file_get_contents (path, &content, NULL, error))
    return FALSE;
  reader.text = g_string_new (NULL);
  reader.gold = dln_annotations_new ();
  for (char *line = content; line != NULL;)
    {
      char *next = strchr (line, '\n');

      if (next != NULL)
        *next++ = '\0';
      read_line (&reader, line);
      line = next;
    }
  finish_sentence (&reader);
  finish_document (&reader);
  g_free (reader.id);
  g_string_free (reader.text, TRUE);
  dln_annotations_unref (reader.gold);
  return TRUE;
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * dln_train_corpus_add_folder:
 * @corpus: appended to
 * @path: a folder of CoNLL-U files, read in the order of their names
 *
 * Returns: FALSE with @error set if it cannot be read
 */
gboolean
dln_train_corpus_add_folder (DlnTrainCorpus *corpus,
                             const char     *path,
                             GError        **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".conllu"))
      g_ptr_array_add (paths, g_build_filename (path, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++)
    if (!dln_train_corpus_add_file (corpus, g_ptr_array_index (paths, i), error))
      return FALSE;
  return TRUE;
}
