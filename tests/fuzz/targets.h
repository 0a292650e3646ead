/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is fuzzed: each parser by itself, and the whole pipeline. */
#pragma once

#include <glib.h>

/* One input, any bytes. Ends the program when something does not hold. */
typedef void (*FuzzFunc) (const guint8 *data,
                          gsize         size);

typedef struct
{
  const char *name; /* also of the folder of its seeds */
  FuzzFunc    run;
} FuzzTarget;

extern const FuzzTarget fuzz_targets[];
extern const guint      n_fuzz_targets;

/* Reads what targets need once: the language model. */
void              fuzz_set_up    (void);
void              fuzz_tear_down (void);

/* Returns: (nullable): the target of that name */
const FuzzTarget *fuzz_find      (const char *name);
