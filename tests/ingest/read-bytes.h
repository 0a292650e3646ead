/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ingest/dln-ingest.h"

static inline gboolean
keep_cb (DlnIngested *item,
         gpointer     data,
         GError     **error)
{
  g_ptr_array_add (data, item);
  return TRUE;
}

/* (transfer full) (nullable): DlnIngested, the articles of a file of that name with these bytes */
static inline GPtrArray *
read_bytes (const char    *name,
            const char    *bytes,
            gsize          length,
            DlnInputFormat format,
            GPtrArray     *messages,
            GError       **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, length, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_ingested_free);

  if (!dln_ingest_stream (stream, name, format, keep_cb, items, messages, NULL, error))
    return NULL;
  return g_steal_pointer (&items);
}
