/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines and rows of a case that another program made. The lines are written here, so their rows
 * are known and nothing has to be found in them. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-case-lines-private.h"

#include "base/dln-utf8.h"
#include "extract/dln-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SCORE 0.9f

static const char *const keys[DLN_N_ITEM_WORDS] = {
  "id",       "type",     "name",     "title",  "description", "text",    "when",
  "where",    "polarity", "modality", "salience", "subject",   "object",  "caption",
  "ended",    "score",    "speaker",  "addressee", "entity",   "role",    "document",
};

/* ---- items in words -------------------------------------------------------------------------- */

void
_dln_case_item_clear (DlnCaseItem *item)
{
  for (guint i = 0; i < DLN_N_ITEM_WORDS; i++)
    g_free (item->words[i]);
}

void
_dln_case_item_set (DlnCaseItem    *item,
                    DlnCaseItemWord which,
                    const char     *word)
{
  g_free (item->words[which]);
  item->words[which] = dln_utf8_dup_plain (word);
  g_strdelimit (item->words[which], "\n\r\t", ' ');
  g_strstrip (item->words[which]);
}

/* a member of an object in JSON */
void
_dln_case_take_word_cb (const char         *key,
                        const DlnJsonValue *value,
                        gpointer            data)
{
  DlnCaseItem *item = data;

  if (strcmp (key, "who") == 0 && value->string == NULL)
    item->who = *value;
  else if (strcmp (key, "evidence") == 0 && value->string == NULL)
    item->evidence = *value;
  for (guint i = 0; i < DLN_N_ITEM_WORDS && value->string != NULL; i++)
    if (strcmp (keys[i], key) == 0)
      _dln_case_item_set (item, i, value->string);
}

void
_dln_case_refuse (DlnCaseBuild *build,
                  const char   *what)
{
  if (!build->failed)
    g_set_error (build->error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT,
                 /* Translators: the name of a list in a file, a number in it, what is wrong */
                 _("\u201c%s\u201d, number %u: %s."), build->list, build->number, what);
  build->failed = TRUE;
}

/* ---- words and numbers ----------------------------------------------------------------------- */

static guint8
read_name (DlnCaseBuild      *build,
           const char *word,
           const char *(*get_name) (guint value),
           guint       n,
           guint8      missing)
{
  for (guint i = 0; word != NULL && i < n; i++)
    if (g_strcmp0 (get_name (i), word) == 0)
      return i;
  if (word != NULL && *word != '\0')
    {
      g_autofree char *what = g_strdup_printf (_("\u201c%s\u201d is not known"), word);

      _dln_case_refuse (build, what);
    }
  return missing;
}

static DlnWhen
read_when (DlnCaseBuild *build,
           const char   *word)
{
  DlnWhen when = dln_when_unknown ();

  if (word != NULL && *word != '\0' && !dln_when_parse_edtf (word, &when, NULL))
    {
      g_autofree char *what = g_strdup_printf (_("\u201c%s\u201d is no date in EDTF"), word);

      _dln_case_refuse (build, what);
    }
  when.span = DLN_SPAN (0, 0);
  return when;
}

static float
read_share (const char *word,
            float       missing)
{
  return word != NULL ? CLAMP (g_ascii_strtod (word, NULL), 0, 1) : missing;
}

static const char *
get_entity_name (guint value)
{
  return dln_entity_type_get_name (value);
}

static const char *
get_event_name (guint value)
{
  return dln_event_type_get_name (value);
}

static const char *
get_relation_name (guint value)
{
  return dln_relation_type_get_name (value);
}

static const char *
get_quote_name (guint value)
{
  return dln_quote_type_get_name (value);
}

static const char *
get_polarity_name (guint value)
{
  return dln_polarity_get_name (value);
}

static const char *
get_modality_name (guint value)
{
  return dln_modality_get_name (value);
}

static const char *
get_role_name (guint value)
{
  return dln_role_get_name (value);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void
begin_line (DlnCaseBuild *build)
{
  DlnBlock block = { .first_sentence = build->given->sentences->len,
                     .n_sentences = 1,
                     .type = DLN_BLOCK_BODY };

  if (build->text->len > 0)
    g_string_append_c (build->text, '\n');
  build->sentence = build->text->len;
  block.span = DLN_SPAN (build->sentence, build->sentence);
  g_array_append_val (build->given->blocks, block);
}

static DlnSpan
put (DlnCaseBuild *build,
     const char   *words)
{
  guint32 begin = build->text->len;

  g_string_append (build->text, words);
  return DLN_SPAN (begin, build->text->len);
}

/* words between spaces */
static void
add_tokens (DlnCaseBuild *build,
            DlnSpan       line,
            guint32       sentence)
{
  const char *text = build->text->str;

  for (guint32 i = line.begin; i < line.end;)
    {
      DlnToken token = { .head = -1, .sentence = sentence, .flags = DLN_TOKEN_SPACE_AFTER };
      guint32 begin = i;

      while (i < line.end && text[i] != ' ')
        i++;
      token.span = DLN_SPAN (begin, i);
      if (i > begin)
        g_array_append_val (build->given->tokens, token);
      i += i < line.end;
    }
}

/* the line as a whole */
static DlnSpan
end_line (DlnCaseBuild *build,
          guint8        polarity,
          guint8        modality)
{
  DlnSpan line;
  DlnSentence sentence = { .first_token = build->given->tokens->len,
                           .block = build->given->blocks->len - 1 };

  if (polarity == DLN_POLARITY_NEGATED)
    put (build, " [not]");
  if (modality != DLN_MODALITY_ASSERTED)
    {
      put (build, " [");
      put (build, dln_modality_get_name (modality));
      put (build, "]");
    }
  line = DLN_SPAN (build->sentence, build->text->len);
  DLN_ROW (build->given->blocks, DlnBlock, sentence.block)->span = line;
  sentence.span = line;
  add_tokens (build, line, build->given->sentences->len);
  sentence.n_tokens = build->given->tokens->len - sentence.first_token;
  g_array_append_val (build->given->sentences, sentence);
  return line;
}

/* the sentence behind it in the other case, as far as the file has it */
static void
take_evidence_cb (const char         *key,
                  const DlnJsonValue *value,
                  gpointer            data)
{
  DlnCaseItem *first = data;

  if (first->words[DLN_ITEM_TEXT] == NULL && value->string == NULL && *value->raw == '{')
    _dln_json_read_object (value->raw, value->length, _dln_case_take_word_cb, first, NULL);
}

static void
put_evidence (DlnCaseBuild      *build,
              const DlnCaseItem *item)
{
  g_auto (DlnCaseItem) first = { 0 };
  const char *name;

  if (item->evidence.raw != NULL && *item->evidence.raw == '[')
    _dln_json_read_array (
      item->evidence.raw, item->evidence.length, take_evidence_cb, &first, NULL);
  if (first.words[DLN_ITEM_TEXT] == NULL)
    first.words[DLN_ITEM_TEXT] = g_strdup (item->words[DLN_ITEM_TEXT]);
  if (first.words[DLN_ITEM_TEXT] == NULL || *first.words[DLN_ITEM_TEXT] == '\0')
    return;
  put (build, " \u2014 \u201c");
  put (build, first.words[DLN_ITEM_TEXT]);
  put (build, "\u201d");
  name = first.words[DLN_ITEM_DOCUMENT] != NULL
           ? g_hash_table_lookup (build->documents, first.words[DLN_ITEM_DOCUMENT])
           : NULL;
  if (name != NULL)
    {
      put (build, " (");
      put (build, name);
      put (build, ")");
    }
}

static const char *
get_string (const DlnCaseBuild *build,
            DlnStringId         id)
{
  return dln_strings_get (build->rows->strings, id);
}

/* writes the name of entity @id and makes a mention of it; DLN_NO_ROW where there is no id */
static guint32
put_name (DlnCaseBuild *build,
          const char   *id)
{
  guint32 row =
    id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (build->entities, id)) : 0;
  DlnMention mention = { .head = DLN_NO_ROW, .kind = DLN_MENTION_NAME, .score = SCORE };
  const DlnLocalEntity *entity;

  if (id == NULL)
    return DLN_NO_ROW;
  if (row == 0)
    {
      g_autofree char *what = g_strdup_printf (_("there is no entity %s"), id);

      _dln_case_refuse (build, what);
      return DLN_NO_ROW;
    }
  entity = DLN_ROW (build->rows->entities, DlnLocalEntity, row - 1);
  mention.span = put (build, get_string (build, entity->name));
  mention.title = DLN_SPAN (mention.span.begin, mention.span.begin);
  mention.entity = row - 1;
  mention.type = entity->type;
  g_array_append_val (build->rows->mentions, mention);
  return build->rows->mentions->len - 1;
}

/* ---- items ----------------------------------------------------------------------------------- */

void
_dln_case_add_document (DlnCaseBuild *build,
                        DlnCaseItem  *item)
{
  const char *name =
    item->words[item->words[DLN_ITEM_NAME] != NULL ? DLN_ITEM_NAME : DLN_ITEM_TITLE];

  if (item->words[DLN_ITEM_ID] != NULL && name != NULL)
    g_hash_table_insert (build->documents, g_strdup (item->words[DLN_ITEM_ID]), g_strdup (name));
}

void
_dln_case_add_entity (DlnCaseBuild *build,
                      DlnCaseItem  *item)
{
  const char *name = item->words[DLN_ITEM_NAME];
  const char *description = item->words[DLN_ITEM_DESCRIPTION];
  DlnLocalEntity entity = {
    .first_mention = DLN_NO_ROW,
    .type = read_name (
      build, item->words[DLN_ITEM_TYPE], get_entity_name, DLN_N_ENTITY_TYPES, DLN_ENTITY_OTHER),
  };
  DlnSpan title;
  guint32 mention;

  if (item->words[DLN_ITEM_ID] == NULL || name == NULL || *name == '\0')
    {
      _dln_case_refuse (build, _("\u201cid\u201d or \u201cname\u201d is missing"));
      return;
    }
  entity.name = dln_strings_intern (build->rows->strings, name);
  g_array_append_val (build->rows->entities, entity);
  g_hash_table_insert (build->entities, g_strdup (item->words[DLN_ITEM_ID]),
                       GUINT_TO_POINTER (build->rows->entities->len));
  begin_line (build);
  title = put (build, description != NULL ? description : "");
  if (!dln_span_is_empty (title))
    put (build, " ");
  mention = put_name (build, item->words[DLN_ITEM_ID]);
  DLN_ROW (build->rows->mentions, DlnMention, mention)->title = title;
  end_line (build, DLN_POLARITY_POSITIVE, DLN_MODALITY_ASSERTED);
}

typedef struct
{
  DlnCaseBuild *build;
  guint  n;
} Cast;

static void
add_who_cb (const char         *key,
            const DlnJsonValue *value,
            gpointer            data)
{
  Cast *cast = data;
  DlnCaseBuild *build = cast->build;
  g_auto (DlnCaseItem) item = { 0 };
  DlnParticipant participant = { .event = build->rows->events->len };

  if (value->string != NULL || *value->raw != '{'
      || !_dln_json_read_object (value->raw, value->length, _dln_case_take_word_cb, &item, NULL)
      || item.words[DLN_ITEM_ENTITY] == NULL)
    return;
  put (build, cast->n == 0 ? " (" : "; ");
  participant.mention = put_name (build, item.words[DLN_ITEM_ENTITY]);
  participant.role =
    read_name (build, item.words[DLN_ITEM_ROLE], get_role_name, DLN_N_ROLES, DLN_ROLE_OTHER);
  if (participant.mention == DLN_NO_ROW)
    return;
  participant.span = DLN_ROW (build->rows->mentions, DlnMention, participant.mention)->span;
  g_array_append_val (build->rows->participants, participant);
  cast->n += 1;
}

static guint8
get_status (guint8 polarity,
            guint8 modality)
{
  static const guint8 statuses[] = {
    [DLN_MODALITY_ASSERTED] = DLN_STATUS_HAPPENED, [DLN_MODALITY_PLANNED] = DLN_STATUS_PLANNED,
    [DLN_MODALITY_CANCELLED] = DLN_STATUS_NOT,     [DLN_MODALITY_DENIED] = DLN_STATUS_DENIED,
    [DLN_MODALITY_ALLEGED] = DLN_STATUS_ALLEGED,   [DLN_MODALITY_CONDITIONAL] = DLN_STATUS_POSSIBLE,
  };

  return polarity == DLN_POLARITY_NEGATED ? DLN_STATUS_NOT : statuses[modality];
}

static void
read_standing (DlnCaseBuild *build,
               DlnCaseItem  *item,
               guint8       *polarity,
               guint8       *modality)
{
  *polarity = read_name (build, item->words[DLN_ITEM_POLARITY], get_polarity_name,
                         DLN_POLARITY_NEGATED + 1, DLN_POLARITY_POSITIVE);
  *modality = read_name (build, item->words[DLN_ITEM_MODALITY], get_modality_name,
                         DLN_MODALITY_CONDITIONAL + 1, DLN_MODALITY_ASSERTED);
}

void
_dln_case_add_event (DlnCaseBuild *build,
                     DlnCaseItem  *item)
{
  Cast cast = { build, 0 };
  DlnEventClaim row = {
    .token = DLN_NO_ROW,
    .time = DLN_NO_ROW,
    .place = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .first_participant = build->rows->participants->len,
    .type = read_name (
      build, item->words[DLN_ITEM_TYPE], get_event_name, DLN_N_EVENT_TYPES, DLN_EVENT_OTHER),
    .weight = 2,
    .certainty = 1,
    .salience = read_share (item->words[DLN_ITEM_SALIENCE], 0.5f),
    .when = read_when (build, item->words[DLN_ITEM_WHEN]),
  };

  if (item->words[DLN_ITEM_TITLE] == NULL || *item->words[DLN_ITEM_TITLE] == '\0')
    {
      _dln_case_refuse (build, _("\u201ctitle\u201d is missing"));
      return;
    }
  read_standing (build, item, &row.polarity, &row.modality);
  row.status = get_status (row.polarity, row.modality);
  begin_line (build);
  if (item->words[DLN_ITEM_WHEN] != NULL && *item->words[DLN_ITEM_WHEN] != '\0')
    {
      put (build, item->words[DLN_ITEM_WHEN]);
      put (build, ": ");
    }
  row.clause = row.span = put (build, item->words[DLN_ITEM_TITLE]);
  if (item->who.raw != NULL && *item->who.raw == '[')
    _dln_json_read_array (item->who.raw, item->who.length, add_who_cb, &cast, NULL);
  row.n_participants = cast.n;
  if (cast.n > 0)
    put (build, ")");
  if (item->words[DLN_ITEM_WHERE] != NULL)
    {
      put (build, ", ");
      row.place = put_name (build, item->words[DLN_ITEM_WHERE]);
    }
  put_evidence (build, item);
  row.evidence = end_line (build, row.polarity, row.modality);
  /* no two titles are of one kind, so that only what has the same title can be the same */
  row.lemma = row.title = dln_strings_intern (build->rows->strings, item->words[DLN_ITEM_TITLE]);
  g_array_append_val (build->rows->events, row);
}

void
_dln_case_add_relation (DlnCaseBuild *build,
                        DlnCaseItem  *item)
{
  DlnTime time = { .anchor_time = DLN_NO_ROW, .sentence = DLN_NO_ROW };
  const char *caption = item->words[DLN_ITEM_CAPTION];
  DlnRelationClaim row = {
    .time = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .type = read_name (build, item->words[DLN_ITEM_TYPE], get_relation_name, DLN_N_RELATION_TYPES,
                       DLN_RELATION_RELATED_TO),
    .ended = g_strcmp0 (item->words[DLN_ITEM_ENDED], "true") == 0,
    .score = read_share (item->words[DLN_ITEM_SCORE], SCORE),
  };

  time.when = read_when (build, item->words[DLN_ITEM_WHEN]);
  if (item->words[DLN_ITEM_SUBJECT] == NULL || item->words[DLN_ITEM_OBJECT] == NULL)
    {
      _dln_case_refuse (build, _("\u201csubject\u201d or \u201cobject\u201d is missing"));
      return;
    }
  read_standing (build, item, &row.polarity, &row.modality);
  begin_line (build);
  row.subject = put_name (build, item->words[DLN_ITEM_SUBJECT]);
  put (build, " \u2013 ");
  row.span = put (build, caption != NULL && *caption != '\0'
                           ? caption
                           : dln_relation_type_get_label (row.type));
  put (build, " \u2013 ");
  row.object = put_name (build, item->words[DLN_ITEM_OBJECT]);
  if (dln_when_is_known (&time.when))
    {
      put (build, " (");
      time.span = put (build, item->words[DLN_ITEM_WHEN]);
      put (build, ")");
      time.value = dln_strings_intern (build->rows->strings, item->words[DLN_ITEM_WHEN]);
      row.time = build->rows->times->len;
      g_array_append_val (build->rows->times, time);
    }
  put_evidence (build, item);
  row.evidence = end_line (build, row.polarity, row.modality);
  row.caption = caption != NULL ? dln_strings_intern (build->rows->strings, caption) : 0;
  g_array_append_val (build->rows->relations, row);
}

void
_dln_case_add_quote (DlnCaseBuild *build,
                     DlnCaseItem  *item)
{
  DlnQuoteClaim row = {
    .time = DLN_NO_ROW,
    .part_of = DLN_NO_ROW,
    .speaker = DLN_NO_ROW,
    .addressee = DLN_NO_ROW,
    .type = read_name (
      build, item->words[DLN_ITEM_TYPE], get_quote_name, DLN_QUOTE_MIXED + 1, DLN_QUOTE_DIRECT),
    .score = SCORE,
  };

  if (item->words[DLN_ITEM_TEXT] == NULL || *item->words[DLN_ITEM_TEXT] == '\0')
    {
      _dln_case_refuse (build, _("\u201ctext\u201d is missing"));
      return;
    }
  begin_line (build);
  row.speaker = put_name (build, item->words[DLN_ITEM_SPEAKER]);
  if (item->words[DLN_ITEM_ADDRESSEE] != NULL)
    {
      put (build, " \u2192 ");
      row.addressee = put_name (build, item->words[DLN_ITEM_ADDRESSEE]);
    }
  put (build, build->text->len > build->sentence ? ": \u201c" : "\u201c");
  row.span = put (build, item->words[DLN_ITEM_TEXT]);
  put (build, "\u201d");
  end_line (build, DLN_POLARITY_POSITIVE, DLN_MODALITY_ASSERTED);
  g_array_append_val (build->rows->quotes, row);
}

/* ---- the document ---------------------------------------------------------------------------- */

/* errors go to @error, which is NULL at first */
void
_dln_case_build_begin (DlnCaseBuild *build,
                       GError      **error)
{
  *build = (DlnCaseBuild){
    .text = g_string_new (NULL),
    .given = dln_annotations_new (),
    .rows = dln_annotations_new (),
    .entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .error = error,
  };
}

/* (transfer full) (nullable): the lines as a document called @name; frees what @build holds */
DlnIngested *
_dln_case_build_end (DlnCaseBuild *build,
                     const char   *name)
{
  /* "zxx": no language (ISO 639-2), so that nobody looks for sentences in it */
  DlnDocumentInfo info = { .id = name, .title = build->title, .language = "zxx" };
  DlnIngested *item = NULL;

  if (build->failed)
    g_prefix_error (build->error, "%s: ", name);
  else if (build->text->len == 0)
    g_set_error (build->error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY,
                 _("%s has nothing in it."), name);
  else if (build->text->len > DLN_INGEST_MAX_BYTES)
    g_set_error (build->error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _("%s is too long."),
                 name);
  else
    {
      item = g_new0 (DlnIngested, 1);
      item->document = dln_document_new (build->text->str, build->text->len, &info);
      item->given = dln_annotations_ref (build->given);
      item->rows = dln_annotations_ref (build->rows);
      item->reader = g_strdup (name);
    }
  g_string_free (build->text, TRUE);
  dln_annotations_unref (build->given);
  dln_annotations_unref (build->rows);
  g_hash_table_unref (build->entities);
  g_hash_table_unref (build->documents);
  g_free (build->title);
  return item;
}
