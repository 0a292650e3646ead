/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share. Each takes its arguments after its own name and gives an exit code. */
#pragma once

#include <gio/gio.h>

#include "export/dln-export-table.h"
#include "extract/dln-extract.h"
#include "session/dln-session.h"

G_BEGIN_DECLS

enum
{
  EXIT_DONE = 0,
  EXIT_UNREAD = 1, /* something could not be read or written; the rest is done */
  EXIT_USAGE = 2,
};

typedef struct
{
  const char *name;
  const char *arguments; /* for the help */
  const char *summary;   /* for the help, translated when shown */
  const char *example;   /* a command line */
  int (*run) (int argc, char **argv);
} CliCommand;

int       cli_extract       (int    argc,
                             char **argv);
int       cli_import        (int    argc,
                             char **argv);
int       cli_update        (int    argc,
                             char **argv);
int       cli_list          (int    argc,
                             char **argv);
int       cli_path          (int    argc,
                             char **argv);
int       cli_dump          (int    argc,
                             char **argv);
int       cli_search        (int    argc,
                             char **argv);
int       cli_export        (int    argc,
                             char **argv);
int       cli_check         (int    argc,
                             char **argv);
int       cli_drafts        (int    argc,
                             char **argv);
int       cli_backups       (int    argc,
                             char **argv);
int       cli_restore       (int    argc,
                             char **argv);
int       cli_remove        (int    argc,
                             char **argv);
int       cli_reread        (int    argc,
                             char **argv);
int       cli_readers       (int    argc,
                             char **argv);
int       cli_edit          (int    argc,
                             char **argv);

/* what became of the files of an import, on stderr */
void      cli_say_report    (const DlnImportReport *report);
/* Ctrl+C cancels instead of ending the program in the middle of its work; takes @cancellable */
void      cli_catch_interrupts (GCancellable *cancellable);

/* The bundle, or NULL with a word on stderr. */
DlnModel *cli_open_model    (const char *data_dir);
/* "MESSAGE" or "dateline-cli: MESSAGE" on stderr, control characters made harmless */
void      cli_say           (const char *format,
                             ...) G_GNUC_PRINTF (1, 2);
/* wrong usage: says it and gives EXIT_USAGE */
int       cli_usage         (const char *format,
                             ...) G_GNUC_PRINTF (1, 2);
/* words for a person, changed in place so that they cannot steer a terminal; else like
 * cli_write() */
gboolean  cli_write_text    (GString    *text);
/* all of it to stdout; FALSE with a word on stderr if that fails. A terminal gets no characters
 * that it would obey. */
gboolean  cli_write         (const char *bytes,
                             gsize       length);
/* whether only errors are to be told */
gboolean  cli_is_quiet      (void);
/* as JSON or CSV; FALSE if @format is neither */
gboolean  cli_append_table  (const DlnTable *table,
                             const char *format,
                             GString    *out);
/* parses options; FALSE with a word on stderr; on success argv holds the rest, argv[1] the first */
gboolean  cli_parse_options (const char         *name,
                             const GOptionEntry *entries,
                             int                *argc,
                             char             ***argv);
/* of a name, alias or number; 0 with a word on stderr */
DlnEntityId cli_find_entity (DlnCase    *dcase,
                             const char *name);
/* what the session has to tell the user of the case file, on stderr */
void        cli_say_notes   (DlnSession *session);
/* opens a case for reading; NULL with a word on stderr */
DlnSession *cli_open_case   (const char *path);
/* a case that will be changed; NULL with a word on stderr if it cannot be */
DlnSession *cli_open_to_change (const char *path,
                                DlnModel   *model); /* (nullable) */
DlnSession *cli_open_case_with (DlnModel   *model, /* (nullable) */
                                const char *path);

G_END_DECLS
