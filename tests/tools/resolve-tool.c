/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resolve-tool gold|train|raw FILE.tsv [MODEL]
 *
 * Runs resolution within documents over the line format of gum_to_tsv.py. gold: trees and names are
 * taken from the file; raw: from the text alone, with a model bundle. Both print "doc, begin, end,
 * head begin, kind, type, entity" for each mention. train: prints what the ranker of antecedents
 * saw, one line a candidate: "right or wrong, features...", with an empty line after each pronoun;
 * train_pronouns.py makes weights of it. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/dln-extract.h"
#include "extract/corefer/dln-corefer-private.h"

typedef struct
{
  char           *id;
  char           *text;
  DlnAnnotations *annotations;
  GHashTable     *entity_of; /* head token + 1 -> gold entity + 1 */
} Case;

static Case *
case_new (const char *id,
          const char *text)
{
  Case *self = g_new0 (Case, 1);

  self->id = g_strdup (id);
  self->text = g_strcompress (text);
  self->annotations = dln_annotations_new ();
  self->annotations->analysed = TRUE;
  self->entity_of = g_hash_table_new (NULL, NULL);
  return self;
}

static void
case_free (Case *self)
{
  g_free (self->id);
  g_free (self->text);
  dln_annotations_unref (self->annotations);
  g_hash_table_unref (self->entity_of);
  g_free (self);
}

static void
add_token (Case  *self,
           char **fields)
{
  DlnAnnotations *annotations = self->annotations;
  DlnToken token = {
    .span = { atoi (fields[1]), atoi (fields[2]) },
    .upos = dln_upos_from_name (fields[3]),
    .xpos = dln_strings_intern (annotations->strings, fields[4]),
    .lemma = dln_strings_intern (annotations->strings, fields[5]),
    .head = atoi (fields[6]),
    .deprel = dln_deprel_from_name (fields[7]),
    .sentence = atoi (fields[8]),
  };
  guint block = atoi (fields[9]);

  if (annotations->blocks->len <= block)
    {
      DlnBlock row = { .span = token.span, .first_sentence = token.sentence };

      g_array_set_size (annotations->blocks, block);
      g_array_append_val (annotations->blocks, row);
    }
  if (annotations->sentences->len <= token.sentence)
    {
      DlnSentence row = { .span = token.span,
                          .first_token = annotations->tokens->len,
                          .block = block };

      g_array_append_val (annotations->sentences, row);
      DLN_ROW (annotations->blocks, DlnBlock, block)->n_sentences++;
    }

  DlnSentence *sentence =
    DLN_ROW (annotations->sentences, DlnSentence, annotations->sentences->len - 1);

  sentence->span.end = token.span.end;
  sentence->n_tokens++;
  DLN_ROW (annotations->blocks, DlnBlock, block)->span.end = token.span.end;
  g_array_append_val (annotations->tokens, token);
}

static gboolean
is_name_token (const DlnToken *token,
               const char     *text)
{
  return token->upos == DLN_UPOS_PROPN
         || (token->upos == DLN_UPOS_ADP && strncmp (text + token->span.begin, "of", 2) == 0);
}

/* The proper nouns around the head. */
static void
add_name (Case       *self,
          guint32     first,
          guint32     n,
          guint32     head,
          DlnEntityType type)
{
  DlnAnnotations *annotations = self->annotations;
  const DlnToken *tokens = (const DlnToken *) annotations->tokens->data;
  guint32 begin = head;
  guint32 end = head + 1;

  while (begin > first && is_name_token (&tokens[begin - 1], self->text)
         && (type != DLN_ENTITY_PERSON || tokens[begin - 1].deprel != DLN_DEPREL_NMOD))
    begin--;
  while (end < first + n && is_name_token (&tokens[end], self->text))
    end++;
  while (tokens[end - 1].upos != DLN_UPOS_PROPN)
    end--;
  while (tokens[begin].upos != DLN_UPOS_PROPN)
    begin++;

  DlnMention mention = {
    .span = { tokens[begin].span.begin, tokens[end - 1].span.end },
    .first_token = begin,
    .n_tokens = end - begin,
    .head = head,
    .entity = DLN_NO_ROW,
    .type = type,
    .score = 1,
  };

  if (annotations->mentions->len > 0
      && DLN_ROW (annotations->mentions, DlnMention, annotations->mentions->len - 1)->span.end
           > mention.span.begin)
    return;
  g_array_append_val (annotations->mentions, mention);
}

static void
add_gold (Case  *self,
          char **fields)
{
  guint head = atoi (fields[3]);
  DlnEntityType type = strcmp (fields[4], "person") == 0         ? DLN_ENTITY_PERSON
                       : strcmp (fields[4], "organization") == 0 ? DLN_ENTITY_INSTITUTION
                       : strcmp (fields[4], "place") == 0        ? DLN_ENTITY_PLACE
                                                                 : DLN_ENTITY_NONE;

  g_hash_table_insert (self->entity_of, GUINT_TO_POINTER (head + 1),
                       GUINT_TO_POINTER (atoi (fields[6]) + 1));
  if (strcmp (fields[5], "name") == 0 && type != DLN_ENTITY_NONE)
    add_name (self, atoi (fields[1]), atoi (fields[2]), head, type);
}

/* ---- teaching ------------------------------------------------------------------------------ */

static guint
get_gold (DlnCorefer *corefer,
          Case       *self,
          guint32     reference)
{
  guint32 head = DLN_REFERENCE (corefer, reference)->head;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->entity_of, GUINT_TO_POINTER (head + 1)));
}

static gboolean
is_right (DlnCorefer *corefer,
          Case       *self,
          guint32     root,
          guint32     pronoun)
{
  guint gold = get_gold (corefer, self, pronoun);
  guint same = 0;
  guint other = 0;

  for (guint32 i = root; i < pronoun; i++)
    if (_dln_corefer_find (corefer, i) == root)
      {
        guint entity = get_gold (corefer, self, i);

        same += entity == gold;
        other += entity != gold;
      }
  return gold != 0 && same > other;
}

static guint32
teach (DlnCorefer    *corefer,
       guint32        pronoun,
       const guint32 *candidates,
       guint          n,
       gpointer       data)
{
  guint32 best = DLN_NO_ROW;

  for (guint i = 0; i <= n; i++)
    {
      guint16 features[DLN_COREFER_MAX_ACTIVE];
      guint32 candidate = i < n ? candidates[i] : DLN_NO_ROW;
      guint n_features = _dln_corefer_get_features (corefer, pronoun, candidate, i, n, features);
      gboolean right = candidate == DLN_NO_ROW ? best == DLN_NO_ROW
                                               : is_right (corefer, data, candidate, pronoun);

      if (right && best == DLN_NO_ROW)
        best = candidate;
      g_print ("%d", right);
      for (guint j = 0; j < n_features; j++)
        {
          g_autofree char *name = _dln_corefer_name_feature (features[j]);

          g_print ("\t%s", name);
        }
      g_print ("\n");
    }
  g_print ("\n");
  return best;
}

/* ---- running ------------------------------------------------------------------------------- */

static void
print_mentions (const Case           *self,
                const DlnAnnotations *annotations)
{
  static const char * const kinds[] = { "name", "nominal", "pronoun" };

  for (guint i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);

      g_print ("%s\t%u\t%u\t%u\t%s\t%d\t%u\n",
               self->id,
               mention->span.begin,
               mention->span.end,
               DLN_ROW (annotations->tokens, DlnToken, mention->head)->span.begin,
               kinds[mention->kind],
               DLN_ROW (annotations->entities, DlnLocalEntity, mention->entity)->type,
               mention->entity);
    }
}

static void
run_case (Case       *self,
          const char *mode,
          DlnModel   *model)
{
  DlnDocumentInfo info = { .id = self->id };
  g_autoptr (DlnDocument) document = dln_document_new (self->text, -1, &info);
  DlnStageContext context = { .document = document, .annotations = self->annotations };

  context.text = dln_document_get_text (document, &context.length);
  if (strcmp (mode, "raw") == 0)
    {
      g_autoptr (DlnAnnotations) found = dln_extract (model, document, NULL, NULL, NULL);

      print_mentions (self, found);
      return;
    }
  if (!_dln_quotes_run (&context, NULL))
    return;
  _dln_corefer_run (&context, strcmp (mode, "train") == 0 ? teach : NULL, self, NULL);
  if (strcmp (mode, "gold") == 0)
    print_mentions (self, self->annotations);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  DlnModel *model = NULL;
  Case *self = NULL;

  if (argc < 3 || !g_file_get_contents (argv[2], &data, NULL, &error))
    {
      g_printerr ("%s\n",
                  error != NULL ? error->message : "resolve-tool gold|train|raw FILE [MODEL]");
      return 2;
    }
  if (argc > 3)
    model = dln_model_open (argv[3], &error);
  if (error != NULL)
    g_printerr ("%s\n", error->message);

  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);

      if (lines[i][0] == 'D')
        {
          if (self != NULL)
            run_case (self, argv[1], model);
          g_clear_pointer (&self, case_free);
          self = case_new (fields[1], fields[2]);
        }
      else if (lines[i][0] == 'T')
        add_token (self, fields);
      else if (lines[i][0] == 'M')
        add_gold (self, fields);
    }
  if (self != NULL)
    run_case (self, argv[1], model);
  g_clear_pointer (&self, case_free);
  g_clear_pointer (&model, dln_model_unref);
  return 0;
}
