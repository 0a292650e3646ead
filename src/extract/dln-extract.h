/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The extraction module: a document in, annotations out. Pure, offline, any thread. */
#pragma once

#include <gio/gio.h>

#include "extract/dln-annotations.h"
#include "extract/dln-document.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_EXTRACT_ERROR_MODEL,  /* a bundle that is missing, damaged or of another version */
  DLN_EXTRACT_ERROR_DAMAGED, /* serialized annotations that cannot be right */
  DLN_EXTRACT_ERROR_LIMIT,  /* a document beyond the bounds on size */
} DlnExtractError;
#define DLN_EXTRACT_ERROR (dln_extract_error_quark ())
GQuark dln_extract_error_quark (void);

/**
 * DlnModel: a bundle of learned weights, mapped read-only; reference-counted, shared by threads.
 */
typedef struct _DlnModel DlnModel;

DlnModel   *dln_model_open         (const char   *path,
                                    GError      **error);
DlnModel   *dln_model_open_default (const char   *directory,
                                    const char   *language,
                                    GError      **error);
DlnModel   *dln_model_ref          (DlnModel     *model);
void        dln_model_unref        (DlnModel     *model);
const char *dln_model_get_language (const DlnModel *model);
const char *dln_model_get_version  (const DlnModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnModel, dln_model_unref)

typedef enum /* stages, in the order in which they run; a later one needs the earlier ones */
{
  DLN_STAGE_TEXT = 1 << 0,
  DLN_STAGE_TAG = 1 << 1,
  DLN_STAGE_NAMES = 1 << 2,
  DLN_STAGE_TIME = 1 << 3,
  DLN_STAGE_QUOTES = 1 << 4,
  DLN_STAGE_RESOLVE = 1 << 5, /* within the document */
  DLN_STAGE_RELATIONS = 1 << 6,
  DLN_STAGE_EVENTS = 1 << 7,
  DLN_STAGE_ALL = (1 << 8) - 1,
} DlnStages;

/**
 * DlnExtractOptions: zero-initialise, then set what is wanted.
 */
typedef struct
{
  DlnStages stages; /* 0 = all */
  gsize     max_bytes; /* a longer document is an error LIMIT; 0 = 64 MiB */
  const DlnAnnotations
    *given; /* (nullable): tokens and sentences to take as they are (CoNLL-U input) */
  const DlnSpan *triggers; /* (nullable): [n_triggers] words that tell events, instead of those that
                              rules find */
  gsize     n_triggers;
} DlnExtractOptions;

DlnAnnotations *dln_extract (DlnModel                *model,
                             DlnDocument             *document,
                             const DlnExtractOptions *options,
                             GCancellable            *cancellable,
                             GError                 **error);

G_END_DECLS
