/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipeline: runs the stages in order over one document. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-language.h"
#include "extract/dln-stage-private.h"
#include "extract/grammar/dln-clause-private.h"

#define MAX_BYTES (64u << 20)

G_DEFINE_QUARK (dln-extract-error-quark, dln_extract_error)

typedef struct
{
  DlnStages stage;
  gboolean (*run) (DlnStageContext *context, GError **error);
  gboolean  needs_model;
  gboolean  uses_reading; /* what the encoder reads; it runs when one of these is wanted */
} Stage;

static const Stage stages[] = {
  { DLN_STAGE_TEXT, _dln_text_run, FALSE },
  { DLN_STAGE_TAG, _dln_tag_run, TRUE, TRUE },
  { DLN_STAGE_NAMES, _dln_names_run, TRUE, TRUE },
  { DLN_STAGE_TIME, _dln_time_run, FALSE },
  { DLN_STAGE_QUOTES, _dln_quotes_run, TRUE, TRUE },
  { DLN_STAGE_RESOLVE, _dln_resolve_run, TRUE },
  { DLN_STAGE_RELATIONS, _dln_relations_run, TRUE, TRUE },
  { DLN_STAGE_EVENTS, _dln_events_run, TRUE, TRUE },
};

static void
copy_given (DlnAnnotations       *annotations,
            const DlnAnnotations *given)
{
  g_array_append_vals (annotations->blocks, given->blocks->data, given->blocks->len);
  g_array_append_vals (annotations->sentences, given->sentences->data, given->sentences->len);
  for (guint i = 0; i < given->tokens->len; i++)
    {
      DlnToken token = g_array_index (given->tokens, DlnToken, i);

      token.lemma = 0;
      token.xpos = 0;
      token.upos = DLN_UPOS_NONE;
      token.deprel = DLN_DEPREL_NONE;
      token.head = -1;
      g_array_append_val (annotations->tokens, token);
    }
}

static gboolean
run_encoder (DlnStageContext *context,
             DlnStages        wanted,
             GError         **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if ((wanted & stages[i].stage) != 0 && stages[i].uses_reading)
      return _dln_encoder_run (context, error);
  return TRUE;
}

static gboolean
run_stage (DlnStageContext         *context,
           const Stage             *stage,
           const DlnExtractOptions *options,
           DlnStages                wanted,
           GError                 **error)
{
  if (stage->stage == DLN_STAGE_TEXT && options != NULL && options->given != NULL)
    copy_given (context->annotations, options->given);
  else if (!stage->run (context, error))
    return FALSE;
  if (stage->stage == DLN_STAGE_TEXT && context->model != NULL
      && !run_encoder (context, wanted, error))
    return FALSE;
  if (stage->stage == DLN_STAGE_TIME)
    _dln_trees_mend (context);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}

/**
 * dln_extract:
 * @model: (nullable): a bundle for the document's language; without one only the stages that need
 * none run
 * @document: the document
 * @options: (nullable): which stages
 * @cancellable: (nullable): checked between and inside stages
 * @error: %DLN_EXTRACT_ERROR_LIMIT, %DLN_EXTRACT_ERROR_MODEL (a file of the encoder is missing or
 *   damaged) or %G_IO_ERROR_CANCELLED
 *
 * Thread-safe; the same document, model and options give the same rows.
 *
 * Returns: (transfer full): the annotations. Time: O(length of the text)
 */
DlnAnnotations *
dln_extract (DlnModel                *model,
             DlnDocument             *document,
             const DlnExtractOptions *options,
             GCancellable            *cancellable,
             GError                 **error)
{
  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  DlnStages wanted = options != NULL && options->stages != 0 ? options->stages : DLN_STAGE_ALL;
  gsize limit = options != NULL && options->max_bytes > 0 ? options->max_bytes : MAX_BYTES;
  const char *own = model != NULL ? dln_model_get_language (model) : "en";
  g_autoptr (DlnAnnotations) annotations = dln_annotations_new ();
  DlnStageContext context = {
    .model = model,
    .document = document,
    .annotations = annotations,
    .cancellable = cancellable,
    .triggers = options != NULL ? options->triggers : NULL,
    .n_triggers = options != NULL ? options->n_triggers : 0,
  };

  context.text = dln_document_get_text (document, &context.length);
  context.language = dln_document_find_language (document);
  context.foreign = !dln_is_in_language (document, own) && dln_is_readable (document, own);
  if (context.length > limit)
    {
      g_set_error (
        error,
        DLN_EXTRACT_ERROR,
        DLN_EXTRACT_ERROR_LIMIT,
        "%s has %" G_GSIZE_FORMAT " bytes; the limit for one document is %" G_GSIZE_FORMAT ".",
        dln_document_get_id (document) != NULL ? dln_document_get_id (document) : "The document",
        context.length,
        limit);
      return NULL;
    }

  annotations->analysed = model != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      if ((wanted & stages[i].stage) == 0 || (stages[i].needs_model && model == NULL))
        continue;
      if (!run_stage (&context, &stages[i], options, wanted, error))
        {
          g_clear_pointer (&annotations, dln_annotations_unref);
          break;
        }
    }
  _dln_reading_free (context.reading);
  return g_steal_pointer (&annotations);
}
