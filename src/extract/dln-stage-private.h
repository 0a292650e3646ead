/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a stage of the extraction module is given, and the list of stages. */
#pragma once

#include "extract/dln-extract.h"
#include "extract/encoder/dln-reading-private.h"

G_BEGIN_DECLS

/**
 * DlnStageContext: one extraction under way. The annotations are the stage's to write; the rest is
 * read-only.
 */
typedef struct
{
  DlnModel       *model; /* (nullable): rules that need none still run */
  DlnDocument    *document;
  const char     *text;
  gsize           length;
  const char     *language; /* BCP 47: the document's */
  gboolean        foreign;  /* it is not the model's: rules and lists do not apply */
  DlnAnnotations *annotations;
  GCancellable   *cancellable;
  const DlnSpan *triggers; /* (nullable): [n_triggers] for the events stage, instead of those that
                              it would find */
  gsize           n_triggers;
  DlnReading *reading; /* (nullable): what the encoder read; there once a stage runs that uses it */
} DlnStageContext;

/* Each returns FALSE with @error set only when cancelled or beyond a bound; strange text is never
 * an error. */
gboolean _dln_text_run      (DlnStageContext *context,
                             GError         **error);
gboolean _dln_encoder_run   (DlnStageContext *context,
                             GError         **error);
gboolean _dln_tag_run       (DlnStageContext *context,
                             GError         **error);
gboolean _dln_names_run     (DlnStageContext *context,
                             GError         **error);
gboolean _dln_time_run      (DlnStageContext *context,
                             GError         **error);
gboolean _dln_quotes_run    (DlnStageContext *context,
                             GError         **error);
gboolean _dln_resolve_run   (DlnStageContext *context,
                             GError         **error);
gboolean _dln_relations_run (DlnStageContext *context,
                             GError         **error);
gboolean _dln_events_run    (DlnStageContext *context,
                             GError         **error);

/**
 * _dln_model_get_section:
 * @model: a bundle
 * @name: section name, e.g. "parser"
 *
 * Returns: (transfer none) (nullable): the section's bytes, 8-byte aligned, mapped read-only,
 * checksum already verified; as long as @model lives
 */
const void *_dln_model_get_section (const DlnModel *model,
                                    const char     *name,
                                    gsize          *length);

/**
 * _dln_data_get:
 * @name: a file of resources/extract, e.g. "abbreviations.txt"
 *
 * Returns: (transfer full): its bytes, terminated by the compiler of resources; a missing file is a
 * programmer error
 */
GBytes *_dln_data_get (const char *name);

G_END_DECLS
