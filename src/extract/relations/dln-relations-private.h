/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of the relations stage hand to each other. */
#pragma once

#include "extract/encoder/dln-reading-private.h"
#include "extract/grammar/dln-clause-private.h"

G_BEGIN_DECLS

#define DLN_RELATIONS_READ "encoder" /* pattern of what the encoder reads */

/**
 * DlnRelationWork: one run of the stage.
 */
typedef struct
{
  DlnStageContext  *context;
  DlnTree          *tree;
  const DlnLexicon *roles;
  const DlnLexicon *verbs;
  const DlnLexicon *demonyms;
  GHashTable       *places;   /* name of a place -> mention + 1, its first in the document */
  GHashTable       *seen;     /* relation key -> row + 1 */
  guint32          *quote_at; /* [n_tokens], row in quotes, or DLN_NO_ROW */
  GArray           *rows;     /* DlnRelationClaim */
} DlnRelationWork;

/**
 * DlnRelationDraft: what a rule found.
 */
typedef struct
{
  DlnRelationType type;
  gboolean        swap;    /* the rule's object is the relation's subject */
  guint32         subject; /* mention */
  guint32         object;  /* mention */
  guint32         first;   /* trigger tokens */
  guint32         last;
  guint32         anchor;  /* the trigger's head: polarity, modality and time are read there */
  gboolean        ended;
  const char     *caption; /* (nullable): the trigger's own words */
  const char     *pattern;
  float           score;
} DlnRelationDraft;

/**
 * DlnRelationRole: a noun that says what somebody is.
 */
typedef struct
{
  guint32     noun;    /* its head token */
  guint32     first;   /* first token of the role's words: "deputy prime minister" */
  guint32     last;    /* "chief of staff" ends after its head */
  const char *body;    /* column: relation to an institution or place */
  const char *person;  /* column: relation to a person */
  gboolean    ended;
  gboolean    lesser;  /* "deputy", "acting" before a word that is not listed so */
} DlnRelationRole;

#define DLN_MAX_OWNERS 4

/**
 * DlnRelationOwners: the mentions that a role belongs to.
 */
typedef struct
{
  guint32 mention[DLN_MAX_OWNERS];
  guint8  nation[DLN_MAX_OWNERS]; /* TRUE for a country that only an adjective tells: "American" */
  guint   n;
  guint32 last; /* last token that was read for an owner */
} DlnRelationOwners;

gboolean        _dln_relations_add        (DlnRelationWork        *work,
                                           const DlnRelationDraft *draft);
gboolean        _dln_relations_may_hold   (const DlnRelationWork  *work,
                                           const DlnRelationDraft *draft);
void            _dln_relations_read_standing (const DlnRelationWork *work,
                                              guint32                anchor,
                                              DlnRelationClaim      *row);
gboolean        _dln_relations_parse_type (const char             *column,
                                           DlnRelationType        *type,
                                           gboolean               *swap);
guint32         _dln_relations_named      (const DlnRelationWork  *work,
                                           guint32                 token);
guint           _dln_relations_conjuncts  (const DlnRelationWork  *work,
                                           guint32                 token,
                                           guint32                *mentions,
                                           guint                   max);
DlnEntityType   _dln_relations_type_of    (const DlnRelationWork  *work,
                                           guint32                 mention);
guint32         _dln_relations_name_at    (const DlnTree          *tree,
                                           guint32                 token);
guint32         _dln_relations_find_country (const DlnRelationWork *work,
                                             guint32                token);
void            _dln_relations_place_nations (DlnRelationWork      *work,
                                              guint                 n_before,
                                              guint                 n_entities);
void            _dln_relations_read_posts    (DlnRelationWork       *work);
guint32         _dln_relations_find_place    (const DlnRelationWork *work,
                                              guint32                token);
void            _dln_relations_find_owners (const DlnRelationWork  *work,
                                            const DlnRelationRole  *role,
                                            guint32                 subject,
                                            DlnRelationOwners      *owners);
gboolean        _dln_relations_is_portfolio (const DlnRelationWork *work,
                                             const DlnRelationRole *role,
                                             guint32                mention);
gboolean        _dln_relations_read_role (const DlnRelationWork   *work,
                                          guint32                  noun,
                                          DlnRelationRole         *role);
gboolean        _dln_relations_modifies_other (const DlnRelationWork *work,
                                               guint32                token);
void            _dln_relations_tie_role  (DlnRelationWork         *work,
                                          const DlnRelationRole   *role,
                                          guint32                  subject,
                                          guint32                  anchor,
                                          gboolean                 ended,
                                          const char              *pattern,
                                          float                    score);
void            _dln_relations_read_roles (DlnRelationWork        *work);
gboolean        _dln_relations_are_tied   (const DlnRelationWork  *work,
                                           DlnRelationType         type,
                                           guint32                 subject,
                                           guint32                 object,
                                           guint32                 sentence);
void            _dln_relations_read_places (DlnRelationWork       *work);
void            _dln_relations_read_ties  (DlnRelationWork        *work);
void            _dln_relations_read_verbs (DlnRelationWork        *work,
                                           guint32                 sentence);

G_END_DECLS
