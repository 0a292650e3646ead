/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/dln-extract.h"

/* (transfer full): the English bundle; every test runs with it, so that its absence is a failure */
static inline DlnModel *
open_bundle (void)
{
  g_autoptr (GError) error = NULL;
  DlnModel *model = dln_model_open_default (g_getenv ("DATELINE_DATA_DIR"), "en", &error);

  g_assert_no_error (error);
  return model;
}
