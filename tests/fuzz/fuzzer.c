/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libFuzzer calls: one target, named when it is compiled. */
#include "config.h"

#include "targets.h"

#include <signal.h>
#include <stdlib.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const FuzzTarget *target;

/* g_error() ends in a trap, of which libFuzzer knows nothing: it would not keep the input */
static void
trapped_cb (int number)
{
  abort ();
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  signal (SIGTRAP, trapped_cb);
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
