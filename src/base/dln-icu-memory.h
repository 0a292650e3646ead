/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ICU asks for memory as GLib does. Left alone, some of its functions (72.1: of break iterators and
 * of calendars) use a block that malloc refused and crash; GLib says how much it wanted and ends
 * the program. For programs only: a library must not choose for the program that loads it. */
#pragma once

#include <glib.h>
#include <unicode/uclean.h>

static inline void *
dln_icu_allocate (const void *context,
                  size_t      size)
{
  return g_malloc (MAX (size, 1));
}

static inline void *
dln_icu_reallocate (const void *context,
                    void       *block,
                    size_t      size)
{
  return g_realloc (block, MAX (size, 1));
}

static inline void
dln_icu_free (const void *context,
              void       *block)
{
  g_free (block);
}

/**
 * dln_icu_use_glib_memory:
 *
 * Called once, first of all in a program, before anything uses ICU.
 */
static inline void
dln_icu_use_glib_memory (void)
{
  UErrorCode status = U_ZERO_ERROR;

  u_setMemoryFunctions (NULL, dln_icu_allocate, dln_icu_reallocate, dln_icu_free, &status);
  g_warn_if_fail (U_SUCCESS (status));
}
