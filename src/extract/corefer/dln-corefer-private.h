/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resolution within one document: references in reading order, joined from left to right. */
#pragma once

#include "extract/dln-stage-private.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_REFERENCE_NAME,
  DLN_REFERENCE_NOMINAL, /* "the engineer" */
  DLN_REFERENCE_PRONOUN,
  DLN_REFERENCE_THING, /* any other noun: what "it" and "they" may mean instead; never written out
                        */
} DlnReferenceKind;

typedef enum
{
  DLN_NUMBER_UNKNOWN,
  DLN_NUMBER_SINGULAR,
  DLN_NUMBER_PLURAL,
} DlnNumber;

typedef enum
{
  DLN_FUNCTION_SUBJECT,
  DLN_FUNCTION_OBJECT,
  DLN_FUNCTION_OBLIQUE,
  DLN_FUNCTION_POSSESSIVE,
  DLN_FUNCTION_OTHER,
  DLN_N_FUNCTIONS
} DlnFunction;

typedef struct
{
  DlnSpan span;
  guint32 first_token;
  guint32 n_tokens;
  guint32 head;     /* token */
  guint32 sentence;
  guint32 row;      /* in mentions, DLN_NO_ROW for what was found here */
  guint32 quote;    /* innermost direct or mixed quote, DLN_NO_ROW outside */
  guint8  kind;     /* DlnReferenceKind */
  guint8  type;     /* DlnEntityType, NONE = any */
  guint8  gender;   /* DlnGender */
  guint8  number;   /* DlnNumber */
  guint8  person;   /* of a pronoun: 1, 2, 3; 0 otherwise */
  guint8  function; /* DlnFunction */
  guint8  reflexive;
  guint8  described; /* a nominal that serves as a name: "budget committee" */
  guint8  speaks;   /* a quote is attributed to it */
  guint8  definite; /* "the", "this", a possessive */
  guint8  modified; /* has an adjective, a "of ..." or a relative clause */
  guint8  classes;  /* DlnNounClass of the head of a nominal */
  float   score;    /* of a pronoun: how probable its antecedent is, 0 to 1 */
  guint32 family;   /* 1 + the reference whose family name it shares; 0 = its own */
  char   *key;      /* owned: a name made comparable, or a noun's lemma */
} DlnReference;

typedef struct /* one entity so far; valid at the root of a cluster */
{
  guint32 last;  /* its last reference */
  guint32 n;
  guint32 name;  /* reference with the fullest name, DLN_NO_ROW = none */
  guint8  type;
  guint8  gender;
  guint8  number;
  guint8  reserved;
} DlnCluster;

/* For training: asked for the right cluster of a pronoun; NULL in normal runs */
typedef struct _DlnCorefer DlnCorefer;
typedef guint32 (*DlnCoreferTeacher) (DlnCorefer    *self,
                                      guint32        pronoun,
                                      const guint32 *candidates, /* [n] roots */
                                      guint          n,
                                      gpointer       data);

struct _DlnCorefer
{
  DlnStageContext *context;
  DlnAnnotations  *annotations;
  const char      *text;
  GArray          *references; /* DlnReference, by span */
  guint32         *parents;    /* [n_references] */
  DlnCluster      *clusters;   /* [n_references] */
  GHashTable *
    roles; /* "root of cluster" does not survive joins: reference -> lemma of a role it was given */
  guint32 *told; /* [n_sentences]: how many up to there are not wholly in a direct quote */
  guint32         *speakers;   /* [n_quotes]: reference that speaks, DLN_NO_ROW */
  DlnCoreferTeacher teacher;
  gpointer          teacher_data;
};

#define DLN_REFERENCE(self, i) DLN_ROW ((self)->references, DlnReference, (i))
#define DLN_TOKEN(self, i) DLN_ROW ((self)->annotations->tokens, DlnToken, (i))

void         _dln_corefer_collect      (DlnCorefer *self);
gboolean     _dln_corefer_describe    (DlnCorefer        *self,
                                       const DlnSentence *sentence,
                                       const guint8      *taken,
                                       DlnReference      *reference);
void         _dln_corefer_read_token   (DlnCorefer *self,
                                        guint32     token,
                                        char       *buffer,
                                        gsize       size);
const char  *_dln_corefer_get_lemma    (DlnCorefer *self,
                                        guint32     token);
gint32       _dln_corefer_find_clause  (DlnCorefer *self,
                                        guint32     token);
guint        _dln_corefer_get_distance (DlnCorefer         *self,
                                        const DlnReference *pronoun,
                                        const DlnReference *other);
guint32      _dln_corefer_find_owner   (DlnCorefer *self,
                                        guint32     index);
DlnFunction  _dln_corefer_get_function (DlnCorefer *self,
                                        guint32     token);
guint32      _dln_corefer_find         (DlnCorefer *self,
                                        guint32     reference);
DlnCluster  *_dln_corefer_get_cluster  (DlnCorefer *self,
                                        guint32     reference);
gboolean     _dln_corefer_join         (DlnCorefer *self,
                                        guint32     a,
                                        guint32     b);
void         _dln_corefer_join_names   (DlnCorefer *self);
void         _dln_corefer_join_nominal (DlnCorefer *self,
                                        guint32     nominal);
void         _dln_corefer_join_pronoun (DlnCorefer *self,
                                        guint32     pronoun);
guint32      _dln_corefer_find_actor   (DlnCorefer *self,
                                        guint32     pronoun);
void         _dln_corefer_join_speakers (DlnCorefer *self);

/* Ranking of antecedents: binary features by index, their names for the trainer */
#define DLN_COREFER_MAX_ACTIVE 40
guint _dln_corefer_get_features (DlnCorefer *self,
                                 guint32 pronoun,
                                 guint32 candidate, /* root, or DLN_NO_ROW: no antecedent */
                                 guint rank,
                                 guint n_candidates,
                                 guint16 features[DLN_COREFER_MAX_ACTIVE]);
char        *_dln_corefer_name_feature (guint16     feature);

gboolean     _dln_corefer_run          (DlnStageContext  *context,
                                        DlnCoreferTeacher teacher,
                                        gpointer          data,
                                        GError          **error);

G_END_DECLS
