/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of an event claim is compared with others. */
#pragma once

#include "extract/resolve/dln-resolver-private.h"

G_BEGIN_DECLS

#define DLN_CLAIM_MAX_ENTITIES 12
#define DLN_CLAIM_MAX_CONTENT 16

typedef struct
{
  DlnEntityId entity;
  guint8      role; /* DlnRole; places of all kinds are PLACE */
  guint8      actor; /* TRUE: a person or an institution */
} DlnClaimEntity;

typedef struct /* of one claim, or of a cluster: then of all its claims together */
{
  guint32        class;    /* number of the kind of event: its lemma or what stands for it */
  guint32        document; /* of the first claim */
  guint32 sentence; /* hash of the words of the sentence and the place of the trigger in it */
  guint16        n_documents;
  guint8         type;     /* DlnEventType */
  guint8         nominal;  /* TRUE: "the invasion", or background */
  guint8         noun;     /* TRUE: the trigger is a noun, or a verb of a noun: "the war began" */
  guint8         light;    /* TRUE: a verb that says little by itself: "put", "take" */
  guint8         recurs;   /* TRUE: may happen again the day after: attacks, meetings, statements */
  guint8         statement;
  guint8         n_entities;
  guint8         n_content;
  DlnWhen        when;
  DlnClaimEntity entities[DLN_CLAIM_MAX_ENTITIES];
  guint32 content[DLN_CLAIM_MAX_CONTENT]; /* numbers of the other telling lemmas of the clause,
                                             ascending */
} DlnClaimProfile;

typedef struct
{
  DlnStrings *words; /* lemmas and kinds by number */
} DlnClaimReader;

void     _dln_claim_read         (DlnClaimReader        *reader,
                                  DlnResolver           *resolver,
                                  guint32                document,
                                  guint32                row,
                                  DlnClaimProfile       *profile);
void     _dln_claim_add          (DlnClaimProfile       *to,
                                  const DlnClaimProfile *from);
double   _dln_claim_compare      (const DlnClaimProfile *claim,
                                  const DlnClaimProfile *cluster,
                                  gboolean              *date_conflict);
double   _dln_claim_compare_told    (const DlnClaimProfile *claim,
                                     const DlnClaimProfile *cluster);
double   _dln_claim_compare_undated (const DlnClaimProfile *claim,
                                     const DlnClaimProfile *dated);
gboolean _dln_when_meet          (const DlnWhen         *a,
                                  const DlnWhen         *b);
gint64   _dln_when_measure       (const DlnWhen         *when);

G_END_DECLS
