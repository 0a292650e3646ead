/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library's counted types as boxed types: a copy is a reference. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-boxed.h"

G_DEFINE_BOXED_TYPE (DlnModel, dln_model, dln_model_ref, dln_model_unref)
G_DEFINE_BOXED_TYPE (DlnDocument, dln_document, dln_document_ref, dln_document_unref)
