/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions of one entity within a document: names first, then nouns and pronouns from left to
 * right, then who says "I" in quotes. Rows for nouns and pronouns are added to the mentions, and
 * every index that other rows hold is moved along. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/corefer/dln-corefer-private.h"

#define MARK_LENGTH 4 /* bytes of a quotation mark and a full stop */

/* ---- clusters ------------------------------------------------------------------------------ */

static void
init_clusters (DlnCorefer *self)
{
  guint n = self->references->len;

  self->parents = g_new (guint32, MAX (n, 1));
  self->clusters = g_new0 (DlnCluster, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    {
      const DlnReference *reference = DLN_REFERENCE (self, i);

      self->parents[i] = i;
      self->clusters[i] = (DlnCluster){
        .last = i,
        .n = 1,
        .name = reference->kind == DLN_REFERENCE_NAME || reference->described ? i : DLN_NO_ROW,
        .type = reference->type,
        .gender = reference->gender,
        .number = reference->number,
      };
    }
}

/* ---- quotes -------------------------------------------------------------------------------- */

static void
find_speakers (DlnCorefer *self)
{
  const GArray *quotes = self->annotations->quotes;

  self->speakers = g_new (guint32, MAX (quotes->len, 1));
  for (guint32 i = 0; i < quotes->len; i++)
    {
      const DlnQuoteClaim *quote = DLN_ROW (quotes, DlnQuoteClaim, i);
      guint low =
        DLN_ROWS_FIND (self->references, DlnReference, span.begin, quote->speaker_span.begin);

      self->speakers[i] = DLN_NO_ROW;
      for (; low < self->references->len; low++)
        {
          const DlnReference *reference = DLN_REFERENCE (self, low);

          if (reference->span.begin >= quote->speaker_span.end)
            break;
          if (quote->speaker != DLN_NO_ROW ? reference->row == quote->speaker
                                           : reference->kind != DLN_REFERENCE_THING)
            {
              self->speakers[i] = low;
              DLN_REFERENCE (self, low)->speaks = TRUE;
              break;
            }
        }
    }
}

static void
count_told (DlnCorefer *self)
{
  const GArray *sentences = self->annotations->sentences;
  const GArray *quotes = self->annotations->quotes;
  guint32 told = 0, last = 0;

  self->told = g_new (guint32, MAX (sentences->len, 1));
  for (guint32 s = 0; s < sentences->len; s++)
    {
      DlnSpan span = DLN_ROW (sentences, DlnSentence, s)->span;
      gboolean quoted = FALSE;

      while (last < quotes->len
             && DLN_ROW (quotes, DlnQuoteClaim, last)->span.begin <= span.begin + MARK_LENGTH)
        last++;
      for (guint32 i = last; i > 0 && last - i < 4 && !quoted; i--)
        {
          const DlnQuoteClaim *quote = DLN_ROW (quotes, DlnQuoteClaim, i - 1);

          quoted = quote->type == DLN_QUOTE_DIRECT && quote->span.end + MARK_LENGTH >= span.end;
        }
      told += !quoted;
      self->told[s] = told;
    }
}

static gboolean
join_speaker (DlnCorefer *self,
              guint32     index)
{
  const DlnReference *reference = DLN_REFERENCE (self, index);
  guint32 speaker = reference->quote != DLN_NO_ROW ? self->speakers[reference->quote] : DLN_NO_ROW;

  if (speaker == DLN_NO_ROW)
    return FALSE;

  const DlnCluster *cluster = _dln_corefer_get_cluster (self, speaker);

  if (cluster->type != (reference->number == DLN_NUMBER_SINGULAR ? DLN_ENTITY_PERSON
                                                                 : DLN_ENTITY_INSTITUTION))
    return FALSE;
  return _dln_corefer_join (self, speaker, index);
}

/* "I" is who speaks the quote, "we" the institution that does; where nobody is known to speak, one
 * quote or paragraph has one speaker. */
void
_dln_corefer_join_speakers (DlnCorefer *self)
{
  guint32 last[2] = { DLN_NO_ROW, DLN_NO_ROW };

  for (guint32 i = 0; i < self->references->len; i++)
    {
      DlnReference *reference = DLN_REFERENCE (self, i);
      guint plural = reference->number != DLN_NUMBER_SINGULAR;

      if (reference->person != 1 || join_speaker (self, i))
        continue;
      if (last[plural] != DLN_NO_ROW)
        {
          const DlnReference *other = DLN_REFERENCE (self, last[plural]);
          const GArray *sentences = self->annotations->sentences;

          if (other->quote == reference->quote
              && DLN_ROW (sentences, DlnSentence, other->sentence)->block
                   == DLN_ROW (sentences, DlnSentence, reference->sentence)->block)
            _dln_corefer_join (self, last[plural], i);
        }
      if (_dln_corefer_get_cluster (self, i)->type == DLN_ENTITY_NONE)
        _dln_corefer_get_cluster (self, i)->type = DLN_ENTITY_PERSON;
      last[plural] = i;
    }
}

/* ---- writing the rows ---------------------------------------------------------------------- */

typedef struct
{
  guint n_written; /* references that become rows */
  guint n_pronouns;
} Census;

static gboolean
is_written (DlnCorefer   *self,
            guint32       reference,
            const Census *census)
{
  guint32 root = _dln_corefer_find (self, reference);

  if (DLN_REFERENCE (self, reference)->kind == DLN_REFERENCE_THING)
    return FALSE;
  if (self->clusters[root].name != DLN_NO_ROW)
    return TRUE;
  return census[root].n_pronouns > 0 && census[root].n_written > 1
         && (self->clusters[root].type == DLN_ENTITY_PERSON
             || self->clusters[root].type == DLN_ENTITY_INSTITUTION);
}

static void
move_index (guint32       *index,
            const guint32 *moved,
            guint          n)
{
  if (*index < n)
    *index = moved[*index];
}

static void
move_indexes (DlnAnnotations *annotations,
              const guint32  *moved,
              guint           n)
{
  for (guint i = 0; i < annotations->quotes->len; i++)
    {
      DlnQuoteClaim *quote = DLN_ROW (annotations->quotes, DlnQuoteClaim, i);

      move_index (&quote->speaker, moved, n);
      move_index (&quote->addressee, moved, n);
    }
  for (guint i = 0; i < annotations->relations->len; i++)
    {
      DlnRelationClaim *claim = DLN_ROW (annotations->relations, DlnRelationClaim, i);

      move_index (&claim->subject, moved, n);
      move_index (&claim->object, moved, n);
    }
  for (guint i = 0; i < annotations->events->len; i++)
    move_index (&DLN_ROW (annotations->events, DlnEventClaim, i)->place, moved, n);
  for (guint i = 0; i < annotations->participants->len; i++)
    move_index (&DLN_ROW (annotations->participants, DlnParticipant, i)->mention, moved, n);
}

static DlnMention
make_mention (DlnCorefer         *self,
              const DlnReference *reference,
              DlnEntityType       type)
{
  if (reference->row != DLN_NO_ROW)
    return g_array_index (self->annotations->mentions, DlnMention, reference->row);
  return (DlnMention){
    .span = reference->span,
    .first_token = reference->first_token,
    .n_tokens = reference->n_tokens,
    .head = reference->head,
    .kind = reference->kind == DLN_REFERENCE_PRONOUN ? DLN_MENTION_PRONOUN : DLN_MENTION_NOMINAL,
    .type = type,
    .reasons = reference->described ? DLN_NAME_DESCRIBED : 0,
    .score = reference->score > 0 ? reference->score : 0.6f,
  };
}

/* The words of a name, with the family name that it shares: "Marlon" of "Marlon and Tito Holt". */
static char *
dup_name (DlnCorefer *self,
          guint32     reference)
{
  const DlnReference *row = DLN_REFERENCE (self, reference);
  g_autofree char *own = g_strndup (self->text + row->span.begin, row->span.end - row->span.begin);

  if (row->family == 0)
    return g_steal_pointer (&own);

  DlnSpan span = DLN_REFERENCE (self, row->family - 1)->span;
  g_autofree char *whole = g_strndup (self->text + span.begin, span.end - span.begin);
  const char *family = strrchr (whole, ' ');

  return g_strconcat (own, family != NULL ? family : "", NULL);
}

static guint32
get_entity (DlnCorefer *self,
            guint32    *entities,
            guint32     root)
{
  if (entities[root] == DLN_NO_ROW)
    {
      const DlnCluster *cluster = &self->clusters[root];
      guint32 named = cluster->name != DLN_NO_ROW ? cluster->name : root;
      g_autofree char *name = dup_name (self, named);
      DlnLocalEntity entity = {
        .name = dln_strings_intern (self->annotations->strings, name),
        .first_mention = DLN_NO_ROW,
        .type = cluster->type,
        .gender = cluster->gender,
        .plural = cluster->number == DLN_NUMBER_PLURAL,
      };

      entities[root] = self->annotations->entities->len;
      g_array_append_val (self->annotations->entities, entity);
    }
  return entities[root];
}

static void
write_rows (DlnCorefer *self)
{
  DlnAnnotations *annotations = self->annotations;
  guint n_names = annotations->mentions->len;
  guint n = self->references->len;
  g_autofree Census *census = g_new0 (Census, MAX (n, 1));
  g_autofree guint32 *entities = g_new (guint32, MAX (n, 1));
  g_autofree guint32 *moved = g_new (guint32, MAX (n_names, 1));
  g_autofree guint32 *written = g_new (guint32, MAX (n, 1));
  GArray *mentions = g_array_new (FALSE, TRUE, sizeof (DlnMention));

  for (guint32 i = 0; i < n; i++)
    {
      guint32 root = _dln_corefer_find (self, i);

      entities[i] = DLN_NO_ROW;
      written[i] = DLN_NO_ROW;
      census[root].n_written += DLN_REFERENCE (self, i)->kind != DLN_REFERENCE_THING;
      census[root].n_pronouns += DLN_REFERENCE (self, i)->kind == DLN_REFERENCE_PRONOUN;
    }
  for (guint32 i = 0; i < n; i++)
    {
      const DlnReference *reference = DLN_REFERENCE (self, i);
      guint32 root = _dln_corefer_find (self, i);

      if (!is_written (self, i, census))
        continue;

      guint32 entity = get_entity (self, entities, root);
      DlnMention mention = make_mention (self, reference, self->clusters[root].type);
      DlnLocalEntity *row = DLN_ROW (annotations->entities, DlnLocalEntity, entity);

      mention.entity = entity;
      written[i] = mentions->len;
      row->n_mentions++;
      if (self->clusters[root].name == i || row->first_mention == DLN_NO_ROW)
        row->first_mention = mentions->len;
      if (reference->row != DLN_NO_ROW)
        moved[reference->row] = mentions->len;
      g_array_append_val (mentions, mention);
    }
  g_array_unref (annotations->mentions);
  annotations->mentions = mentions;
  move_indexes (annotations, moved, n_names);
  for (guint32 i = 0; i < annotations->quotes->len; i++)
    {
      DlnQuoteClaim *quote = DLN_ROW (annotations->quotes, DlnQuoteClaim, i);

      if (quote->speaker == DLN_NO_ROW && self->speakers[i] != DLN_NO_ROW)
        quote->speaker = written[self->speakers[i]];
    }
}

/* ---- the stage ----------------------------------------------------------------------------- */

static void
clear_corefer (DlnCorefer *self)
{
  g_array_unref (self->references);
  g_hash_table_unref (self->roles);
  g_free (self->parents);
  g_free (self->clusters);
  g_free (self->speakers);
  g_free (self->told);
}

/**
 * _dln_corefer_run:
 * @context: names, and quotes if there are any, are in its annotations
 * @teacher: (nullable): says the right antecedent of each pronoun, for training
 *
 * Returns: FALSE if cancelled. Time: O(tokens)
 */
gboolean
_dln_corefer_run (DlnStageContext  *context,
                  DlnCoreferTeacher teacher,
                  gpointer          data,
                  GError          **error)
{
  DlnCorefer self = {
    .context = context,
    .annotations = context->annotations,
    .text = context->text,
    .references = g_array_new (FALSE, TRUE, sizeof (DlnReference)),
    .roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .teacher = teacher,
    .teacher_data = data,
  };
  gboolean cancelled = FALSE;

  if (context->annotations->tokens->len == 0)
    {
      clear_corefer (&self);
      return TRUE;
    }
  _dln_corefer_collect (&self);
  init_clusters (&self);
  find_speakers (&self);
  count_told (&self);
  _dln_corefer_join_names (&self);
  for (guint32 i = 0; i < self.references->len && !cancelled; i++)
    {
      const DlnReference *reference = DLN_REFERENCE (&self, i);

      if (reference->kind != DLN_REFERENCE_PRONOUN)
        _dln_corefer_join_nominal (&self, i);
      else if (reference->person == 3)
        _dln_corefer_join_pronoun (&self, i);
      if (i % 1024 == 0)
        cancelled = g_cancellable_set_error_if_cancelled (context->cancellable, error);
    }
  if (!cancelled)
    {
      _dln_corefer_join_speakers (&self);
      write_rows (&self);
    }
  clear_corefer (&self);
  return !cancelled;
}

gboolean
_dln_resolve_run (DlnStageContext *context,
                  GError         **error)
{
  return _dln_corefer_run (context, NULL, NULL, error);
}
