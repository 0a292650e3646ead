/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library's counted types as boxed types, for languages that use it through GObject
 * introspection. */
#pragma once

#include "extract/dln-extract.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define DLN_TYPE_MODEL (dln_model_get_type ())
GType dln_model_get_type (void);

#define DLN_TYPE_DOCUMENT (dln_document_get_type ())
GType dln_document_get_type (void);

G_END_DECLS
