/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libFuzzer calls: one target, named when it is compiled. */
#include "config.h"

#include "targets.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const FuzzTarget *target;

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  fuzz_set_up ();
  target = fuzz_find (FUZZ_TARGET);
  g_assert_nonnull (target);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  target->run (data, size);
  return 0;
}
