/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains the names model and compiles its lists. */
#pragma once

#include "extract/names/dln-names-private.h"

G_BEGIN_DECLS

/* ---- corpora --------------------------------------------------------------------------------- */

typedef struct
{
  guint32 begin;
  guint32 end;
  guint8  type; /* DlnEntityType */
} DlnTrainName;

typedef struct /* a document with its names marked by hand or by a machine */
{
  GString  *text;
  GArray   *tokens;    /* DlnToken */
  GArray   *sentences; /* DlnSentence */
  GArray   *names;     /* DlnTrainName, disjoint, in order */
  gboolean
    has_other; /* whether names of type other are marked; if not, a capital outside may be one */
} DlnTrainDocument;

void       _dln_train_document_free (DlnTrainDocument *document);
GPtrArray *_dln_train_names_read    (const char       *path,
                                     gboolean          has_other,
                                     GError          **error);
GPtrArray *_dln_train_names_parse   (const char       *contents,
                                     gboolean          has_other);
/* Labels that each token may have, as bits: [tokens] */
guint32   *_dln_train_names_allowed (const DlnTrainDocument *document);
/* Makes a page of headlines, or of small letters, out of one; before retagging */
void       _dln_train_names_recase  (DlnTrainDocument *document,
                                     gboolean          upper);
/* Replaces the corpus's tokens by those of the text and tag stages */
void       _dln_train_names_retag   (DlnTrainDocument *document,
                                     DlnModel         *model);

char      *_dln_train_names_from_gum   (const char *contents);
/* Sports pages, made up of the lists */
char      *_dln_train_names_make_sport (const char *corpora,
                                        const char *resources);

/* ---- lists ----------------------------------------------------------------------------------- */

GBytes    *_dln_train_names_lexicon  (const char *corpora,
                                      const char *resources,
                                      GBytes     *clusters,
                                      GError    **error);
GBytes    *_dln_train_names_clusters (const char *corpora,
                                      GError    **error);

/* ---- the linear chain --------------------------------------------------------------------------
 */

typedef struct
{
  guint  n_runs;     /* their weights are averaged */
  guint  n_epochs;   /* of a run */
  guint  min_count;  /* of a feature */
  guint  n_buckets;  /* of the compiled table, a power of two */
  double rate;
  double decay;
  double dropout;    /* share of tokens whose own word is hidden */
} DlnTrainChainOptions;

typedef struct _DlnTrainChain DlnTrainChain;

DlnTrainChain *_dln_train_chain_new     (gboolean                    second);
void           _dln_train_chain_free    (DlnTrainChain              *chain);
void           _dln_train_chain_add     (DlnTrainChain              *chain,
                                         const DlnNameText          *text,
                                         const guint32              *allowed,
                                         double                      weight);
GBytes        *_dln_train_chain_run     (DlnTrainChain              *chain,
                                         const DlnTrainChainOptions *options);

/* ---- all of it ---------------------------------------------------------------------------------
 */

gboolean   _dln_train_names (const char *corpora,
                             const char *resources,
                             DlnModel   *tagger,
                             GHashTable *sections,
                             GError    **error);

G_END_DECLS
