/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons as strings: the code's name, then each argument behind a unit separator (U+001F). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-reason.h"

#include <string.h>

#define SEPARATOR '\x1f'

static const struct
{
  const char *name;
  guint       n_arguments;
} codes[DLN_N_REASONS] = {
  [DLN_REASON_NONE] = { "", 0 },
#define DLN_REASON_ROW(id, name, n_arguments) [DLN_REASON_##id] = { name, n_arguments },
  DLN_REASONS (DLN_REASON_ROW)
#undef DLN_REASON_ROW
};

/**
 * dln_reason_new_valist:
 * @code: a reason
 * @arguments: as many strings as @code takes, each of them UTF-8 and not %NULL
 *
 * Returns: (transfer full): the reason as it stands in rows
 */
char *
dln_reason_new_valist (DlnReason code,
                       va_list   arguments)
{
  g_return_val_if_fail (code < DLN_N_REASONS, NULL);

  GString *reason = g_string_new (codes[code].name);

  for (guint i = 0; i < codes[code].n_arguments; i++)
    {
      g_autofree char *argument = g_strdup (va_arg (arguments, const char *));

      if (i + 1 < codes[code].n_arguments) /* the last may be a reason itself */
        g_strdelimit (argument, "\x1f", ' ');
      g_string_append_c (reason, SEPARATOR);
      g_string_append (reason, argument);
    }
  return g_string_free (reason, FALSE);
}

/**
 * dln_reason_new:
 * @code: a reason
 * @...: as many strings as @code takes
 *
 * Returns: (transfer full): the reason as it stands in rows
 */
char *
dln_reason_new (DlnReason code,
                ...)
{
  va_list arguments;

  va_start (arguments, code);

  char *reason = dln_reason_new_valist (code, arguments);

  va_end (arguments);
  return reason;
}

/**
 * dln_reason_read:
 * @reason: a string of a row
 * @arguments: (out) (array fixed-size=3) (transfer full): its arguments, %NULL behind the last
 *
 * Returns: its code; %DLN_REASON_NONE, and no arguments, for any other text: older case files hold
 * sentences, and rows of relations the name of their rule
 */
DlnReason
dln_reason_read (const char *reason,
                 char       *arguments[DLN_REASON_MAX_ARGUMENTS])
{
  const char *end = strchr (reason, SEPARATOR);
  gsize length = end != NULL ? (gsize) (end - reason) : strlen (reason);
  DlnReason code = DLN_REASON_NONE;

  memset (arguments, 0, DLN_REASON_MAX_ARGUMENTS * sizeof *arguments);
  for (guint i = 1; i < DLN_N_REASONS && code == DLN_REASON_NONE; i++)
    if (strlen (codes[i].name) == length && strncmp (codes[i].name, reason, length) == 0)
      code = i;
  if (code == DLN_REASON_NONE)
    return DLN_REASON_NONE;
  for (guint i = 0; i < codes[code].n_arguments; i++)
    {
      const char *begin = end != NULL ? end + 1 : "";

      end = end != NULL ? strchr (begin, SEPARATOR) : NULL;
      arguments[i] = end != NULL && i + 1 < codes[code].n_arguments
                       ? g_strndup (begin, end - begin)
                       : g_strdup (begin);
    }
  return code;
}
