/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes to PNG, SVG and PDF; a case's tables to JSON, CSV and GraphML. The same input gives the
 * same bytes. */
#pragma once

#include <gio/gio.h>

#include "case/dln-case.h"
#include "case/dln-filter.h"
#include "extract/dln-json-lines.h"
#include "scene/dln-scene.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_EXPORT_ERROR_FORMAT, /* an ending or a name that is none of ours */
  DLN_EXPORT_ERROR_SIZE,   /* a picture beyond what the format can hold */
  DLN_EXPORT_ERROR_WRITE,  /* the file cannot be written */
} DlnExportError;
#define DLN_EXPORT_ERROR (dln_export_error_quark ())
GQuark dln_export_error_quark (void);

typedef enum
{
  DLN_EXPORT_PNG,
  DLN_EXPORT_SVG,
  DLN_EXPORT_PDF,
  DLN_EXPORT_JSON,
  DLN_EXPORT_CSV,
  DLN_EXPORT_GRAPHML,
  DLN_EXPORT_FTM, /* FollowTheMoney entities, JSON lines */
  DLN_EXPORT_GEXF,
  DLN_EXPORT_NEO4J_NODES,
  DLN_EXPORT_NEO4J_LINKS,
  DLN_EXPORT_ICAL,
  DLN_EXPORT_CSL, /* CSL-JSON of the sources */
  DLN_EXPORT_RIS,
  DLN_EXPORT_WEB_ANNOTATION,
  DLN_EXPORT_MARKDOWN, /* a folder of notes */
  DLN_EXPORT_BRAT,     /* a folder */
  DLN_EXPORT_HTML,            /* one web page for readers */
  DLN_EXPORT_TIMELINEJS,      /* JSON as TimelineJS reads it */
  DLN_EXPORT_TIMELINEJS_CSV,  /* the table from which TimelineJS is made */
  DLN_EXPORT_FACTS,           /* PDF: each line with its sentences and a box to tick */
} DlnExportFormat;

/* what a reader sees above and below a picture; each may be NULL */
typedef struct
{
  const char *headline, *standfirst, *credit;
} DlnExportWords;

typedef enum
{
  DLN_EXPORT_PICTURE, /* of a scene: dln_export_scene() */
  DLN_EXPORT_STORY,   /* for readers: dln_export_story() */
  DLN_EXPORT_DATA,    /* for programs: dln_export_case() */
  DLN_EXPORT_FOLDER,  /* many files: dln_export_case_files() */
} DlnExportKind;

/**
 * DlnExportFormatInfo: what there is to choose from.
 */
typedef struct
{
  DlnExportFormat format;
  DlnExportKind   kind;
  const char *name;    /* for a command line */
  const char *ending;  /* of a file, without the point; of a folder its usual name */
  const char *title;   /* untranslated */
  const char *purpose; /* untranslated: a sentence on what it is for */
} DlnExportFormatInfo;

const DlnExportFormatInfo *dln_export_get_formats (guint *n);
const DlnExportFormatInfo *dln_export_get_format_info (DlnExportFormat format);

/**
 * DlnExportFile: one file of a folder. Freed with dln_export_file_free().
 */
typedef struct
{
  char   *path; /* in the folder */
  GBytes *bytes;
} DlnExportFile;

void     dln_export_file_free  (DlnExportFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnExportFile, dln_export_file_free)

gboolean dln_export_format_from_path (const char *path, DlnExportFormat *format, GError **error);
gboolean dln_export_format_from_name (const char *name, DlnExportFormat *format, GError **error);

GBytes  *dln_export_scene      (DlnScene *scene, DlnExportFormat format, double scale,
                                const char *title, GError **error);
GBytes  *dln_export_case       (DlnCase *dcase, DlnExportFormat format, gboolean graph,
                                const DlnFilter *filter, DlnGraph *layout, GError **error);
GPtrArray *dln_export_case_files (DlnCase *dcase, DlnExportFormat format,
                                  const DlnFilter *filter);

/**
 * DlnExportPreset: a size that pictures are wanted in. The type is drawn for it: 8.5 points on
 * paper, as in a newspaper's graphics.
 */
typedef struct
{
  const char *name;   /* for a command line */
  const char *title;  /* untranslated */
  float       width, height; /* pixels in which it is laid out; height 0 = as high as it needs */
  double      scale;  /* pixels of a PNG for one of those */
  float       points; /* of paper for one of those; 0 = it is for a screen */
} DlnExportPreset;

const DlnExportPreset *dln_export_get_presets (guint *n);
const DlnExportPreset *dln_export_find_preset (const char *name); /* NULL if there is none */

/* For readers: pages and pictures with headline, standfirst and credit. */
GBytes  *dln_export_story      (DlnCase *dcase, DlnExportFormat format, const DlnFilter *filter,
                                const DlnExportWords *words, GError **error);

/* for a printer, as recorded pages */
GPtrArray *dln_export_fact_pages (DlnCase *dcase, const DlnFilter *filter,
                                  const DlnExportWords *words);

/* The painter behind PNG and PDF, for the screen: @get_layout (nullable) gives layouts from a
 * cache, (transfer none). */
typedef PangoLayout *(*DlnExportLayoutFunc) (const char *text, float font_size, DlnOpFlags flags,
                                             gpointer data);
void     dln_export_paint      (DlnScene *scene, cairo_t *cr, DlnExportLayoutFunc get_layout,
                                gpointer data);
gboolean dln_export_write      (GBytes *bytes, const char *path, GError **error);
gboolean dln_export_write_files (GPtrArray *files, const char *folder, GError **error);

/* One line of `dump` and `extract`: each annotation of a document as JSON lines (DESIGN section 6).
 * With a case, entity and event ids are shared; without one they are local to the document. */
void     dln_export_annotations (DlnDocument *document, DlnAnnotations *annotations,
                                 DlnLayers layers, GString *out);
void     dln_export_dump        (DlnCase *dcase, GString *out);
void     dln_export_tracks      (DlnDocument *document, DlnAnnotations *annotations,
                                 DlnLayers layers, GString *out);
void     dln_export_conllu      (DlnDocument *document, DlnAnnotations *annotations, GString *out);

G_END_DECLS
