/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats for readers share: the key events in the order of time, and their sentences. */
#pragma once

#include "export/dln-export.h"

G_BEGIN_DECLS

#define DLN_STORY_LINES 15 /* key events */

typedef struct
{
  DlnEventId  event;
  char       *date;     /* as precisely as it is known */
  char       *title;    /* the user's headline, or what it is called */
  char       *blurb;    /* (nullable): the user's words for the reader */
  char       *sources;  /* "3 sources", or the name of the only one */
  gboolean    disputed; /* sources differ */
} DlnStoryLine;

typedef struct
{
  char    *text;     /* the sentence */
  char    *language; /* (nullable): in which it is written, if that is known */
  char    *where;    /* "The Harbour Gazette, 6 Apr 2023, page 3" */
  char    *link;     /* (nullable): http or https */
} DlnStoryQuote;

GPtrArray *_dln_story_new_lines  (DlnCase         *dcase,
                                  const DlnFilter *filter,
                                  guint            max_lines);
const char *_dln_story_get_standfirst (DlnCase              *dcase,
                                       const DlnExportWords *words);
GPtrArray *_dln_story_new_quotes (DlnCase         *dcase,
                                  DlnEventId       event,
                                  guint            max_quotes);

GBytes    *_dln_export_html      (DlnCase         *dcase,
                                  const DlnFilter *filter,
                                  const DlnExportWords *words,
                                  GError         **error);
GBytes    *_dln_export_timelinejs (DlnCase        *dcase,
                                  const DlnFilter *filter,
                                  const DlnExportWords *words,
                                  gboolean         table);
GBytes    *_dln_export_facts     (DlnCase         *dcase,
                                  const DlnFilter *filter,
                                  const DlnExportWords *words,
                                  GError         **error);
GBytes    *_dln_export_svg_part  (DlnScene        *scene,
                                  const char      *title,
                                  const char      *prefix,
                                  GError         **error);

G_END_DECLS
