/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case in JSON (data/schema/case.schema.json) as one document: a line for each name, event,
 * relation and quote, so that each mark has words behind it that can be read. The lines are made
 * here, so their rows are known and nothing has to be found in them. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-case.h"

#include "base/dln-utf8.h"
#include "extract/dln-kinds.h"
#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAD 512
#define FORMAT "dateline case 1"
#define SCORE 0.9f

typedef enum
{
  KEY_ID,
  KEY_TYPE,
  KEY_NAME,
  KEY_TITLE,
  KEY_DESCRIPTION,
  KEY_TEXT,
  KEY_WHEN,
  KEY_WHERE,
  KEY_POLARITY,
  KEY_MODALITY,
  KEY_SALIENCE,
  KEY_SUBJECT,
  KEY_OBJECT,
  KEY_CAPTION,
  KEY_ENDED,
  KEY_SCORE,
  KEY_SPEAKER,
  KEY_ADDRESSEE,
  KEY_ENTITY,
  KEY_ROLE,
  KEY_DOCUMENT,
  N_KEYS
} Key;

static const char *const keys[N_KEYS] = {
  "id",       "type",     "name",     "title",  "description", "text",    "when",
  "where",    "polarity", "modality", "salience", "subject",   "object",  "caption",
  "ended",    "score",    "speaker",  "addressee", "entity",   "role",    "document",
};

typedef struct /* an object of one of the lists */
{
  char        *words[N_KEYS]; /* (nullable) */
  DlnJsonValue who;
  DlnJsonValue evidence;
} Item;

typedef struct
{
  GString        *text;
  DlnAnnotations *given;     /* blocks, sentences and tokens */
  DlnAnnotations *rows;
  GHashTable     *entities;  /* id -> row of rows->entities + 1 */
  GHashTable     *documents; /* id -> name */
  guint32         sentence;  /* where the line begins */
  guint           number;    /* of the item in its list, for errors */
  const char     *list;
  GError        **error;
  gboolean        failed;
} Build;

typedef void (*AddFunc) (Build *build,
                         Item  *item);

/* ---- reading --------------------------------------------------------------------------------- */

static void
clear_item (Item *item)
{
  for (guint i = 0; i < N_KEYS; i++)
    g_free (item->words[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Item, clear_item)

static void
take_member_cb (const char         *key,
                const DlnJsonValue *value,
                gpointer            data)
{
  Item *item = data;

  if (strcmp (key, "who") == 0 && value->string == NULL)
    item->who = *value;
  else if (strcmp (key, "evidence") == 0 && value->string == NULL)
    item->evidence = *value;
  for (guint i = 0; i < N_KEYS && value->string != NULL; i++)
    if (strcmp (keys[i], key) == 0)
      {
        g_free (item->words[i]);
        item->words[i] = dln_utf8_dup_plain (value->string);
        g_strdelimit (item->words[i], "\n\r\t", ' ');
        g_strstrip (item->words[i]);
      }
}

static void
refuse (Build      *build,
        const char *what)
{
  if (!build->failed)
    g_set_error (build->error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT,
                 /* Translators: the name of a list in a file, a number in it, what is wrong */
                 _("\u201c%s\u201d, number %u: %s."), build->list, build->number, what);
  build->failed = TRUE;
}

/* an array in one of whose objects something may be wrong */
typedef struct
{
  Build  *build;
  AddFunc add;
} List;

static void
take_item_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  List *list = data;
  g_auto (Item) item = { 0 };

  list->build->number += 1;
  if (list->build->failed)
    return;
  if (value->string != NULL || *value->raw != '{')
    refuse (list->build, _("it is no object"));
  else if (_dln_json_read_object (value->raw, value->length, take_member_cb, &item, NULL))
    list->add (list->build, &item);
}

static void
read_list (Build              *build,
           const char         *name,
           const DlnJsonValue *value,
           AddFunc             add)
{
  List list = { build, add };

  build->list = name;
  build->number = 0;
  if (value->raw != NULL && !build->failed)
    _dln_json_read_array (value->raw, value->length, take_item_cb, &list, NULL);
}

/* ---- words of the file ----------------------------------------------------------------------- */

static guint8
read_name (Build      *build,
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

      refuse (build, what);
    }
  return missing;
}

static DlnWhen
read_when (Build      *build,
           const char *word)
{
  DlnWhen when = dln_when_unknown ();

  if (word != NULL && *word != '\0' && !dln_when_parse_edtf (word, &when, NULL))
    {
      g_autofree char *what = g_strdup_printf (_("\u201c%s\u201d is no date in EDTF"), word);

      refuse (build, what);
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
begin_line (Build *build)
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
put (Build      *build,
     const char *words)
{
  guint32 begin = build->text->len;

  g_string_append (build->text, words);
  return DLN_SPAN (begin, build->text->len);
}

/* words between spaces */
static void
add_tokens (Build   *build,
            DlnSpan  line,
            guint32  sentence)
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
end_line (Build *build,
          guint8 polarity,
          guint8 modality)
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
  Item *first = data;

  if (first->words[KEY_TEXT] == NULL && value->string == NULL && *value->raw == '{')
    _dln_json_read_object (value->raw, value->length, take_member_cb, first, NULL);
}

static void
put_evidence (Build      *build,
              const Item *item)
{
  g_auto (Item) first = { 0 };
  const char *name;

  if (item->evidence.raw == NULL || *item->evidence.raw != '[')
    return;
  _dln_json_read_array (
    item->evidence.raw, item->evidence.length, take_evidence_cb, &first, NULL);
  if (first.words[KEY_TEXT] == NULL)
    return;
  put (build, " \u2014 \u201c");
  put (build, first.words[KEY_TEXT]);
  put (build, "\u201d");
  name = first.words[KEY_DOCUMENT] != NULL
           ? g_hash_table_lookup (build->documents, first.words[KEY_DOCUMENT])
           : NULL;
  if (name != NULL)
    {
      put (build, " (");
      put (build, name);
      put (build, ")");
    }
}

static const char *
get_string (const Build *build,
            DlnStringId  id)
{
  return dln_strings_get (build->rows->strings, id);
}

/* writes the name of entity @id and makes a mention of it; DLN_NO_ROW where there is no id */
static guint32
put_name (Build      *build,
          const char *id)
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

      refuse (build, what);
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

static void
add_document (Build *build,
              Item  *item)
{
  const char *name = item->words[KEY_NAME] != NULL ? item->words[KEY_NAME] : item->words[KEY_TITLE];

  if (item->words[KEY_ID] != NULL && name != NULL)
    g_hash_table_insert (build->documents, g_strdup (item->words[KEY_ID]), g_strdup (name));
}

static void
add_entity (Build *build,
            Item  *item)
{
  const char *name = item->words[KEY_NAME];
  const char *description = item->words[KEY_DESCRIPTION];
  DlnLocalEntity entity = {
    .first_mention = DLN_NO_ROW,
    .type = read_name (
      build, item->words[KEY_TYPE], get_entity_name, DLN_N_ENTITY_TYPES, DLN_ENTITY_OTHER),
  };
  DlnSpan title;
  guint32 mention;

  if (item->words[KEY_ID] == NULL || name == NULL || *name == '\0')
    {
      refuse (build, _("\u201cid\u201d or \u201cname\u201d is missing"));
      return;
    }
  entity.name = dln_strings_intern (build->rows->strings, name);
  g_array_append_val (build->rows->entities, entity);
  g_hash_table_insert (build->entities, g_strdup (item->words[KEY_ID]),
                       GUINT_TO_POINTER (build->rows->entities->len));
  begin_line (build);
  title = put (build, description != NULL ? description : "");
  if (!dln_span_is_empty (title))
    put (build, " ");
  mention = put_name (build, item->words[KEY_ID]);
  DLN_ROW (build->rows->mentions, DlnMention, mention)->title = title;
  end_line (build, DLN_POLARITY_POSITIVE, DLN_MODALITY_ASSERTED);
}

typedef struct
{
  Build *build;
  guint  n;
} Cast;

static void
add_who_cb (const char         *key,
            const DlnJsonValue *value,
            gpointer            data)
{
  Cast *cast = data;
  Build *build = cast->build;
  g_auto (Item) item = { 0 };
  DlnParticipant participant = { .event = build->rows->events->len };

  if (value->string != NULL || *value->raw != '{'
      || !_dln_json_read_object (value->raw, value->length, take_member_cb, &item, NULL)
      || item.words[KEY_ENTITY] == NULL)
    return;
  put (build, cast->n == 0 ? " (" : "; ");
  participant.mention = put_name (build, item.words[KEY_ENTITY]);
  participant.role =
    read_name (build, item.words[KEY_ROLE], get_role_name, DLN_N_ROLES, DLN_ROLE_OTHER);
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
read_standing (Build  *build,
               Item   *item,
               guint8 *polarity,
               guint8 *modality)
{
  *polarity = read_name (build, item->words[KEY_POLARITY], get_polarity_name,
                         DLN_POLARITY_NEGATED + 1, DLN_POLARITY_POSITIVE);
  *modality = read_name (build, item->words[KEY_MODALITY], get_modality_name,
                         DLN_MODALITY_CONDITIONAL + 1, DLN_MODALITY_ASSERTED);
}

static void
add_event (Build *build,
           Item  *item)
{
  Cast cast = { build, 0 };
  DlnEventClaim row = {
    .token = DLN_NO_ROW,
    .time = DLN_NO_ROW,
    .place = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .first_participant = build->rows->participants->len,
    .type = read_name (
      build, item->words[KEY_TYPE], get_event_name, DLN_N_EVENT_TYPES, DLN_EVENT_OTHER),
    .weight = 2,
    .certainty = 1,
    .salience = read_share (item->words[KEY_SALIENCE], 0.5f),
    .when = read_when (build, item->words[KEY_WHEN]),
  };

  if (item->words[KEY_TITLE] == NULL || *item->words[KEY_TITLE] == '\0')
    {
      refuse (build, _("\u201ctitle\u201d is missing"));
      return;
    }
  read_standing (build, item, &row.polarity, &row.modality);
  row.status = get_status (row.polarity, row.modality);
  begin_line (build);
  if (item->words[KEY_WHEN] != NULL && *item->words[KEY_WHEN] != '\0')
    {
      put (build, item->words[KEY_WHEN]);
      put (build, ": ");
    }
  row.span = put (build, item->words[KEY_TITLE]);
  if (item->who.raw != NULL && *item->who.raw == '[')
    _dln_json_read_array (item->who.raw, item->who.length, add_who_cb, &cast, NULL);
  row.n_participants = cast.n;
  if (cast.n > 0)
    put (build, ")");
  if (item->words[KEY_WHERE] != NULL)
    {
      put (build, ", ");
      row.place = put_name (build, item->words[KEY_WHERE]);
    }
  put_evidence (build, item);
  row.evidence = end_line (build, row.polarity, row.modality);
  /* no two titles are of one kind, so that only what has the same title can be the same */
  row.lemma = row.title = dln_strings_intern (build->rows->strings, item->words[KEY_TITLE]);
  g_array_append_val (build->rows->events, row);
}

static void
add_relation (Build *build,
              Item  *item)
{
  DlnTime time = { .anchor_time = DLN_NO_ROW, .sentence = DLN_NO_ROW };
  const char *caption = item->words[KEY_CAPTION];
  DlnRelationClaim row = {
    .time = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .type = read_name (build, item->words[KEY_TYPE], get_relation_name, DLN_N_RELATION_TYPES,
                       DLN_RELATION_RELATED_TO),
    .ended = g_strcmp0 (item->words[KEY_ENDED], "true") == 0,
    .score = read_share (item->words[KEY_SCORE], SCORE),
  };

  time.when = read_when (build, item->words[KEY_WHEN]);
  if (item->words[KEY_SUBJECT] == NULL || item->words[KEY_OBJECT] == NULL)
    {
      refuse (build, _("\u201csubject\u201d or \u201cobject\u201d is missing"));
      return;
    }
  read_standing (build, item, &row.polarity, &row.modality);
  begin_line (build);
  row.subject = put_name (build, item->words[KEY_SUBJECT]);
  put (build, " \u2013 ");
  row.span = put (build, caption != NULL && *caption != '\0'
                           ? caption
                           : dln_relation_type_get_label (row.type));
  put (build, " \u2013 ");
  row.object = put_name (build, item->words[KEY_OBJECT]);
  if (dln_when_is_known (&time.when))
    {
      put (build, " (");
      time.span = put (build, item->words[KEY_WHEN]);
      put (build, ")");
      time.value = dln_strings_intern (build->rows->strings, item->words[KEY_WHEN]);
      row.time = build->rows->times->len;
      g_array_append_val (build->rows->times, time);
    }
  put_evidence (build, item);
  row.evidence = end_line (build, row.polarity, row.modality);
  row.caption = caption != NULL ? dln_strings_intern (build->rows->strings, caption) : 0;
  g_array_append_val (build->rows->relations, row);
}

static void
add_quote (Build *build,
           Item  *item)
{
  DlnQuoteClaim row = {
    .time = DLN_NO_ROW,
    .part_of = DLN_NO_ROW,
    .speaker = DLN_NO_ROW,
    .addressee = DLN_NO_ROW,
    .type = read_name (
      build, item->words[KEY_TYPE], get_quote_name, DLN_QUOTE_MIXED + 1, DLN_QUOTE_DIRECT),
    .score = SCORE,
  };

  if (item->words[KEY_TEXT] == NULL || *item->words[KEY_TEXT] == '\0')
    {
      refuse (build, _("\u201ctext\u201d is missing"));
      return;
    }
  begin_line (build);
  row.speaker = put_name (build, item->words[KEY_SPEAKER]);
  if (item->words[KEY_ADDRESSEE] != NULL)
    {
      put (build, " \u2192 ");
      row.addressee = put_name (build, item->words[KEY_ADDRESSEE]);
    }
  put (build, build->text->len > build->sentence ? ": \u201c" : "\u201c");
  row.span = put (build, item->words[KEY_TEXT]);
  put (build, "\u201d");
  end_line (build, DLN_POLARITY_POSITIVE, DLN_MODALITY_ASSERTED);
  g_array_append_val (build->rows->quotes, row);
}

/* ---- the file -------------------------------------------------------------------------------- */

typedef struct
{
  char        *format;
  char        *title;
  DlnJsonValue documents;
  DlnJsonValue entities;
  DlnJsonValue events;
  DlnJsonValue relations;
  DlnJsonValue quotes;
} File;

static void
take_file_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  File *file = data;
  const struct
  {
    const char   *name;
    DlnJsonValue *value;
  } lists[] = { { "documents", &file->documents }, { "entities", &file->entities },
                { "events", &file->events },       { "relations", &file->relations },
                { "quotes", &file->quotes } };

  if (strcmp (key, "format") == 0 && value->string != NULL && file->format == NULL)
    file->format = g_strdup (value->string);
  if (strcmp (key, "title") == 0 && value->string != NULL && file->title == NULL)
    file->title = g_strdup (value->string);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (key, lists[i].name) == 0 && value->string == NULL && *value->raw == '[')
      *lists[i].value = *value;
}

/* (transfer full) (nullable) */
static DlnIngested *
make_document (Build      *build,
               const File *file,
               const char *name)
{
  /* "zxx": no language (ISO 639-2), so that nobody looks for sentences in it */
  DlnDocumentInfo info = { .id = name, .title = file->title, .language = "zxx" };
  DlnIngested *item;

  read_list (build, "documents", &file->documents, add_document);
  read_list (build, "entities", &file->entities, add_entity);
  read_list (build, "events", &file->events, add_event);
  read_list (build, "relations", &file->relations, add_relation);
  read_list (build, "quotes", &file->quotes, add_quote);
  if (build->failed)
    {
      g_prefix_error (build->error, "%s: ", name);
      return NULL;
    }
  if (build->text->len == 0 || build->text->len > DLN_INGEST_MAX_BYTES)
    {
      g_set_error (build->error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY,
                   build->text->len == 0 ? _("%s has nothing in it.") : _("%s is too long."), name);
      return NULL;
    }
  item = g_new0 (DlnIngested, 1);
  item->document = dln_document_new (build->text->str, build->text->len, &info);
  item->given = dln_annotations_ref (build->given);
  item->rows = dln_annotations_ref (build->rows);
  item->reader = g_strdup (name);
  return item;
}

/**
 * dln_ingest_case:
 * @path: a file
 * @name: what it is called
 * @error: a #DlnIngestError or #GFileError; names the list and the number in it
 *
 * Returns: (transfer full) (nullable): the case as one document, whose rows are what @name read
 */
DlnIngested *
dln_ingest_case (const char *path,
                 const char *name,
                 GError    **error)
{
  g_return_val_if_fail (path != NULL && name != NULL, NULL);

  g_autofree char *json = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (DlnAnnotations) given = dln_annotations_new ();
  g_autoptr (DlnAnnotations) rows = dln_annotations_new ();
  g_autoptr (GHashTable) entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) documents =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Build build = { text, given, rows, entities, documents, 0, 0, NULL, error, FALSE };
  File file = { 0 };
  DlnIngested *item = NULL;
  gsize length;

  if (!g_file_get_contents (path, &json, &length, error))
    return NULL;
  if (!g_utf8_validate_len (json, length, NULL))
    g_set_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT, _("%s is no UTF-8."), name);
  else if (!_dln_json_read_object (json, length, take_file_cb, &file, error))
    g_prefix_error (error, "%s: ", name);
  else if (g_strcmp0 (file.format, FORMAT) != 0)
    g_set_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT,
                 _("%s is no case of the format \u201c%s\u201d."), name, FORMAT);
  else
    item = make_document (&build, &file, name);
  g_free (file.format);
  g_free (file.title);
  return item;
}

/**
 * dln_ingest_is_case:
 * @path: a file
 *
 * Returns: whether it begins as a case in JSON
 */
gboolean
dln_ingest_is_case (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  char head[HEAD + 1] = "";
  gsize length = 0;
  const char *format;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return FALSE;
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD, &length, NULL, NULL))
    return FALSE;
  format = head[0] == '{' ? strstr (head, "\"format\"") : NULL;
  return format != NULL && strstr (format, "\"dateline case ") != NULL;
}
