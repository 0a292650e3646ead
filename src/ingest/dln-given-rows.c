/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of another program held against the text, and made rows of. Nothing is taken on trust:
 * words stand where the line says, or once in the text where it gives no place; a date is EDTF; the
 * words of a title stand in the article. Otherwise the line is refused with a sentence. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-given-private.h"

#include "extract/dln-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_SCORE 0.5f
#define SHOWN 40 /* characters of words that are not there */

typedef const char *(*GetNameFunc) (guint value);

static gboolean refuse (GError    **error,
                        const char *format,
                        ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError    **error,
        const char *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT, text);
  return FALSE;
}

/* ---- places ---------------------------------------------------------------------------------- */

static char *
dup_shown (const char *text)
{
  g_autofree char *plain = dln_utf8_dup_plain (text);
  g_autofree char *cut = g_utf8_substring (plain, 0, MIN (SHOWN, g_utf8_strlen (plain, -1)));

  return g_strconcat (cut, strlen (cut) < strlen (plain) ? "…" : "", NULL);
}

static const char *
find_words (const DlnGivenRows *rows,
            DlnSpan             within,
            const char         *words)
{
  gsize length = strlen (words);

  if (length == 0 || within.end - within.begin < length)
    return NULL;
  return g_strstr_len (rows->text + within.begin, within.end - within.begin, words);
}

/* Words without a place: their first place in @near, or their only one in the text. */
static gboolean
search_part (const DlnGivenRows *rows,
             DlnGivenPart       *part,
             DlnSpan             near,
             GError            **error)
{
  g_autofree char *shown = dup_shown (part->text);
  const char *found = find_words (rows, near, part->text);
  gboolean is_near = found != NULL;

  if (found == NULL)
    found = find_words (rows, DLN_SPAN (0, rows->length), part->text);
  if (found == NULL)
    return refuse (error, _("the words \u201c%s\u201d do not stand in the article"), shown);
  part->span.begin = found - rows->text;
  part->span.end = part->span.begin + strlen (part->text);
  if (!is_near
      && find_words (rows, DLN_SPAN (part->span.begin + 1, rows->length), part->text) != NULL)
    return refuse (error, _("the words \u201c%s\u201d stand more than once in the article; "
                            "\u201cstart\u201d and \u201cend\u201d have to say which are meant"),
                   shown);
  return TRUE;
}

static gboolean
place_part (const DlnGivenRows *rows,
            DlnGivenPart       *part,
            DlnSpan             near,
            GError            **error)
{
  if (!part->is_there)
    return TRUE;
  if (*part->text == '\0')
    return refuse (error, _("a text is empty"));
  if (part->start < 0 || part->end < 0)
    return search_part (rows, part, near, error);

  guint32 n = dln_offset_map_to_characters (rows->map, rows->length);

  if (part->start <= part->end && part->end <= n)
    part->span = DLN_SPAN (dln_offset_map_to_bytes (rows->map, part->start),
                           dln_offset_map_to_bytes (rows->map, part->end));
  if (part->span.end - part->span.begin == strlen (part->text)
      && memcmp (rows->text + part->span.begin, part->text, strlen (part->text)) == 0)
    return TRUE;

  g_autofree char *shown = dup_shown (part->text);

  return refuse (error, _("the words \u201c%s\u201d do not stand at %u to %u"), shown,
                 (guint) part->start, (guint) part->end);
}

/* The line's own words first, then its evidence, near which the other words are looked for. */
static gboolean
place_all (const DlnGivenRows *rows,
           DlnGivenLine       *line,
           GError            **error)
{
  DlnGivenPart *self = &line->parts[DLN_PART_SELF];
  DlnGivenPart *evidence = &line->parts[DLN_PART_EVIDENCE];

  if (!self->is_there)
    return refuse (error, _("\u201ctext\u201d is missing"));
  if (!place_part (rows, evidence, DLN_SPAN (0, 0), error)
      || !place_part (rows, self, evidence->span, error))
    return FALSE;

  DlnSpan near = evidence->is_there ? evidence->span : self->span;

  for (guint i = DLN_PART_SUBJECT; i < DLN_PART_EVIDENCE; i++)
    if (!place_part (rows, &line->parts[i], near, error))
      return FALSE;
  for (guint i = 0; i < line->who->len; i++)
    if (!place_part (rows, DLN_ROW (line->who, DlnGivenPart, i), near, error))
      return FALSE;
  return TRUE;
}

/* ---- words ----------------------------------------------------------------------------------- */

/* FALSE where @word is none of the names; without a word the value stays */
static gboolean
read_name (const char *word,
           GetNameFunc get_name,
           guint       n,
           guint8     *value,
           const char *what,
           GError    **error)
{
  for (guint i = 0; word != NULL && i < n; i++)
    if (g_strcmp0 (get_name (i), word) == 0)
      {
        *value = i;
        return TRUE;
      }
  if (word == NULL)
    return TRUE;

  g_autofree char *shown = dup_shown (word);

  return refuse (error, _("\u201c%s\u201d is no \u201c%s\u201d"), shown, what);
}

static gboolean
read_when (const char *word,
           DlnWhen    *when,
           GError    **error)
{
  g_autofree char *shown = NULL;

  *when = dln_when_unknown ();
  if (word == NULL || *word == '\0' || dln_when_parse_edtf (word, when, NULL))
    {
      when->span = DLN_SPAN (0, 0);
      return TRUE;
    }
  shown = dup_shown (word);
  return refuse (error, _("\u201c%s\u201d is no date in EDTF"), shown);
}

static float
read_share (const char *word)
{
  return word != NULL ? CLAMP (g_ascii_strtod (word, NULL), 0, 1) : DEFAULT_SCORE;
}

static gboolean
is_true (const char *word)
{
  return g_strcmp0 (word, "true") == 0;
}

/* each word of a title stands in the article: a program that reads may not make up what it says */
static gboolean
check_title (const DlnGivenRows *rows,
             const char         *title,
             GError            **error)
{
  g_autofree char *text = g_utf8_casefold (rows->text, rows->length);
  g_autofree char *folded = g_utf8_casefold (title, -1);

  for (const char *p = folded; *p != '\0';)
    {
      const char *begin = p;

      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p == begin)
        {
          p = g_utf8_next_char (p);
          continue;
        }

      g_autofree char *word = g_strndup (begin, p - begin);

      if (strstr (text, word) == NULL)
        return refuse (error, _("the title says \u201c%s\u201d, which the article does not"), word);
    }
  return TRUE;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static const char *
get_tag (guint type)
{
  return dln_entity_type_get_tag (type);
}

static const char *
get_relation (guint type)
{
  return dln_relation_type_get_name (type);
}

static const char *
get_event (guint type)
{
  return dln_event_type_get_name (type);
}

static const char *
get_quote (guint type)
{
  return dln_quote_type_get_name (type);
}

static const char *
get_time (guint type)
{
  return dln_time_type_get_name (type);
}

static const char *
get_role (guint role)
{
  return dln_role_get_name (role);
}

static const char *
get_status (guint status)
{
  return dln_status_get_name (status);
}

static const char *
get_polarity (guint polarity)
{
  return dln_polarity_get_name (polarity);
}

static const char *
get_modality (guint modality)
{
  return dln_modality_get_name (modality);
}

/* the entity that a part names: by number, then by name, then by its words */
static guint32
take_entity (DlnGivenRows       *rows,
             const DlnGivenPart *part,
             DlnEntityType       type)
{
  const char *name = part->name != NULL ? part->name : part->text;
  g_autofree char *key = part->entity != NULL ? g_strconcat ("#", part->entity, NULL)
                                              : g_strconcat ("=", name, NULL);
  guint32 row = GPOINTER_TO_UINT (g_hash_table_lookup (rows->entities, key));
  DlnLocalEntity entity = { .type = type, .first_mention = DLN_NO_ROW };

  if (row > 0)
    return row - 1;
  /* a name that the article does not use is no name of its */
  if (find_words (rows, DLN_SPAN (0, rows->length), name) == NULL)
    name = part->text;
  entity.name = dln_strings_intern (rows->rows->strings, name);
  g_array_append_val (rows->rows->entities, entity);
  g_hash_table_insert (
    rows->entities, g_steal_pointer (&key), GUINT_TO_POINTER (rows->rows->entities->len));
  return rows->rows->entities->len - 1;
}

/* DLN_NO_ROW where the part is not there */
static guint32
take_mention (DlnGivenRows       *rows,
              const DlnGivenPart *part,
              DlnEntityType       type,
              DlnMentionKind      kind,
              float               score)
{
  gint64 key = (gint64) part->span.begin << 32 | part->span.end;
  guint32 row = GPOINTER_TO_UINT (g_hash_table_lookup (rows->mentions, &key));
  DlnMention mention = {
    .span = part->span,
    .title = DLN_SPAN (part->span.begin, part->span.begin),
    .head = DLN_NO_ROW,
    .kind = kind,
    .type = type,
    .score = score,
  };

  if (!part->is_there)
    return DLN_NO_ROW;
  if (row > 0)
    return row - 1;
  mention.entity = take_entity (rows, part, type);
  g_array_append_val (rows->rows->mentions, mention);
  g_hash_table_insert (rows->mentions, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (rows->rows->mentions->len));
  return rows->rows->mentions->len - 1;
}

/* A part that names somebody; @type is what it is if the line does not say. Without either, these
 * are words, and for whom they stand is looked for among the names that Dateline found. */
static gboolean
read_mention (DlnGivenRows       *rows,
              const DlnGivenPart *part,
              DlnEntityType       type,
              guint32            *row,
              GError            **error)
{
  guint8 value = type;

  *row = DLN_NO_ROW;
  if (!part->is_there
      || (type == DLN_ENTITY_NONE && part->type == NULL && part->entity == NULL
          && part->name == NULL))
    return TRUE;
  if (!read_name (part->type, get_tag, DLN_N_ENTITY_TYPES, &value, "type", error))
    return FALSE;
  *row = take_mention (rows, part, value, DLN_MENTION_NAME, DEFAULT_SCORE);
  return TRUE;
}

static gboolean
add_name (DlnGivenRows *rows,
          DlnGivenLine *line,
          GError      **error)
{
  const char *kind = line->words[DLN_WORD_KIND];
  guint8 type = DLN_ENTITY_NONE;

  if (line->words[DLN_WORD_TYPE] == NULL)
    return refuse (error, _("\u201ctype\u201d is missing"));
  if (!read_name (line->words[DLN_WORD_TYPE], get_tag, DLN_N_ENTITY_TYPES, &type, "type", error))
    return FALSE;
  take_mention (rows, &line->parts[DLN_PART_SELF], type,
                g_strcmp0 (kind, "pronoun") == 0 ? DLN_MENTION_PRONOUN
                : kind != NULL                   ? DLN_MENTION_NOMINAL
                                                 : DLN_MENTION_NAME,
                read_share (line->words[DLN_WORD_SCORE]));
  return TRUE;
}

static gboolean
add_time (DlnGivenRows *rows,
          DlnGivenLine *line,
          GError      **error)
{
  const char *value = line->words[DLN_WORD_VALUE];
  guint8 type = DLN_TIME_DATE;
  DlnTime row = {
    .span = line->parts[DLN_PART_SELF].span,
    .anchor_time = DLN_NO_ROW,
    .sentence = DLN_NO_ROW,
  };

  if (!read_name (line->words[DLN_WORD_TYPE], get_time, DLN_TIME_SET + 1, &type, "type", error)
      || !read_when (line->words[DLN_WORD_EDTF], &row.when, error))
    return FALSE;
  row.type = type;
  row.value = dln_strings_intern (
    rows->rows->strings,
    value != NULL ? value : line->words[DLN_WORD_EDTF] != NULL ? line->words[DLN_WORD_EDTF] : "");
  g_array_append_val (rows->rows->times, row);
  return TRUE;
}

static gboolean
add_quote (DlnGivenRows *rows,
           DlnGivenLine *line,
           GError      **error)
{
  const DlnGivenPart *speaker = &line->parts[DLN_PART_SPEAKER];
  guint8 type = DLN_QUOTE_DIRECT;
  DlnQuoteClaim row = {
    .span = line->parts[DLN_PART_SELF].span,
    .cue = line->parts[DLN_PART_CUE].span,
    .speaker_span = speaker->span,
    .time = DLN_NO_ROW,
    .part_of = DLN_NO_ROW,
    .score = read_share (line->words[DLN_WORD_SCORE]),
  };

  if (!read_name (line->words[DLN_WORD_TYPE], get_quote, DLN_QUOTE_MIXED + 1, &type, "type", error)
      || !read_mention (rows, speaker, DLN_ENTITY_NONE, &row.speaker, error)
      || !read_mention (
        rows, &line->parts[DLN_PART_ADDRESSEE], DLN_ENTITY_NONE, &row.addressee, error))
    return FALSE;
  row.type = type;
  g_array_append_val (rows->rows->quotes, row);
  return TRUE;
}

static gboolean
read_standing (DlnGivenLine *line,
               guint8       *polarity,
               guint8       *modality,
               GError      **error)
{
  return read_name (line->words[DLN_WORD_POLARITY], get_polarity, DLN_POLARITY_NEGATED + 1,
                    polarity, "polarity", error)
         && read_name (line->words[DLN_WORD_MODALITY], get_modality,
                       DLN_MODALITY_CONDITIONAL + 1, modality, "modality", error);
}

static gboolean
add_relation (DlnGivenRows *rows,
              DlnGivenLine *line,
              GError      **error)
{
  const char *caption = line->words[DLN_WORD_CAPTION];
  guint8 type = DLN_RELATION_RELATED_TO;
  DlnTime time = { .span = line->parts[DLN_PART_SELF].span, .anchor_time = DLN_NO_ROW,
                   .sentence = DLN_NO_ROW };
  DlnRelationClaim row = {
    .span = line->parts[DLN_PART_SELF].span,
    .evidence = line->parts[DLN_PART_EVIDENCE].span,
    .time = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .ended = is_true (line->words[DLN_WORD_ENDED]),
    .score = read_share (line->words[DLN_WORD_SCORE]),
  };

  if (!line->parts[DLN_PART_SUBJECT].is_there || !line->parts[DLN_PART_OBJECT].is_there)
    return refuse (error, _("\u201csubject\u201d or \u201cobject\u201d is missing"));
  if (!read_name (
        line->words[DLN_WORD_TYPE], get_relation, DLN_N_RELATION_TYPES, &type, "type", error)
      || !read_standing (line, &row.polarity, &row.modality, error)
      || !read_when (line->words[DLN_WORD_WHEN], &time.when, error)
      || !read_mention (
        rows, &line->parts[DLN_PART_SUBJECT], DLN_ENTITY_PERSON, &row.subject, error)
      || !read_mention (
        rows, &line->parts[DLN_PART_OBJECT], DLN_ENTITY_INSTITUTION, &row.object, error))
    return FALSE;
  row.type = type;
  row.caption = caption != NULL ? dln_strings_intern (rows->rows->strings, caption) : 0;
  if (dln_when_is_known (&time.when))
    {
      row.time = rows->rows->times->len;
      time.value = dln_strings_intern (rows->rows->strings, line->words[DLN_WORD_WHEN]);
      g_array_append_val (rows->rows->times, time);
    }
  g_array_append_val (rows->rows->relations, row);
  return TRUE;
}

/* Status, polarity and modality say one thing: what is missing follows from what is there, and the
 * weaker one holds where they differ. */
static void
settle_status (DlnEventClaim *row,
               gboolean       has_status)
{
  static const guint8 modalities[DLN_N_STATUSES] = {
    [DLN_STATUS_ALLEGED] = DLN_MODALITY_ALLEGED,
    [DLN_STATUS_PLANNED] = DLN_MODALITY_PLANNED,
    [DLN_STATUS_POSSIBLE] = DLN_MODALITY_CONDITIONAL,
    [DLN_STATUS_DENIED] = DLN_MODALITY_DENIED,
  };
  static const guint8 statuses[] = {
    [DLN_MODALITY_ASSERTED] = DLN_STATUS_HAPPENED,
    [DLN_MODALITY_PLANNED] = DLN_STATUS_PLANNED,
    [DLN_MODALITY_CANCELLED] = DLN_STATUS_NOT,
    [DLN_MODALITY_DENIED] = DLN_STATUS_DENIED,
    [DLN_MODALITY_ALLEGED] = DLN_STATUS_ALLEGED,
    [DLN_MODALITY_CONDITIONAL] = DLN_STATUS_POSSIBLE,
  };

  if (has_status && row->status == DLN_STATUS_NOT)
    row->polarity = DLN_POLARITY_NEGATED;
  if (has_status && row->modality == DLN_MODALITY_ASSERTED)
    row->modality = modalities[row->status];
  if (!has_status || row->modality != modalities[row->status])
    row->status = statuses[row->modality];
  if (row->polarity == DLN_POLARITY_NEGATED && row->status == DLN_STATUS_HAPPENED)
    row->status = DLN_STATUS_NOT;
}

static gboolean
add_participants (DlnGivenRows  *rows,
                  DlnGivenLine  *line,
                  DlnEventClaim *row,
                  GError       **error)
{
  for (guint i = 0; i < line->who->len; i++)
    {
      const DlnGivenPart *part = DLN_ROW (line->who, DlnGivenPart, i);
      DlnParticipant participant = { .span = part->span, .event = rows->rows->events->len };
      guint8 role = DLN_ROLE_OTHER;

      if (!read_name (part->role, get_role, DLN_N_ROLES, &role, "role", error)
          || !read_mention (rows, part, DLN_ENTITY_NONE, &participant.mention, error))
        return FALSE;
      participant.role = role;
      g_array_append_val (rows->rows->participants, participant);
      row->n_participants += 1;
    }
  return TRUE;
}

static gboolean
add_event (DlnGivenRows *rows,
           DlnGivenLine *line,
           GError      **error)
{
  const char *lemma = line->words[DLN_WORD_LEMMA];
  const char *title = line->words[DLN_WORD_TITLE];
  guint n_participants = rows->rows->participants->len;
  DlnEventClaim row = {
    .span = line->parts[DLN_PART_SELF].span,
    .evidence = line->parts[DLN_PART_EVIDENCE].span,
    .source = line->parts[DLN_PART_SOURCE].span,
    .token = DLN_NO_ROW,
    .time = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .first_participant = n_participants,
    .status = DLN_STATUS_HAPPENED,
    .weight = 2,
    .certainty = read_share (line->words[DLN_WORD_SCORE]),
    .salience = read_share (line->words[DLN_WORD_SALIENCE]),
    .flags = (is_true (line->words[DLN_WORD_MINOR]) ? DLN_EVENT_MINOR : 0)
             | (is_true (line->words[DLN_WORD_BACKGROUND]) ? DLN_EVENT_BACKGROUND : 0),
  };

  if ((title != NULL && !check_title (rows, title, error))
      || !read_name (
        line->words[DLN_WORD_TYPE], get_event, DLN_N_EVENT_TYPES, &row.type, "type", error)
      || !read_name (
        line->words[DLN_WORD_STATUS], get_status, DLN_N_STATUSES, &row.status, "status", error)
      || !read_standing (line, &row.polarity, &row.modality, error)
      || !read_when (line->words[DLN_WORD_WHEN], &row.when, error)
      || !read_mention (rows, &line->parts[DLN_PART_WHERE], DLN_ENTITY_PLACE, &row.place, error)
      || !add_participants (rows, line, &row, error))
    {
      g_array_set_size (rows->rows->participants, n_participants);
      return FALSE;
    }
  settle_status (&row, line->words[DLN_WORD_STATUS] != NULL);
  row.lemma = lemma != NULL ? dln_strings_intern (rows->rows->strings, lemma) : 0;
  row.title = dln_strings_intern (rows->rows->strings,
                                  title != NULL ? title : line->parts[DLN_PART_SELF].text);
  g_array_append_val (rows->rows->events, row);
  return TRUE;
}

/**
 * _dln_given_add:
 * @rows: of the program and the document that the line is about
 * @line: the line; its parts get their places
 * @error: %DLN_INGEST_ERROR_FORMAT: why it is refused, without a full stop
 *
 * Returns: whether it is among the rows. Names that a refused line has may be.
 */
gboolean
_dln_given_add (DlnGivenRows *rows,
                DlnGivenLine *line,
                GError      **error)
{
  static const struct
  {
    const char *layer;
    gboolean (*add) (DlnGivenRows *rows, DlnGivenLine *line, GError **error);
  } layers[] = {
    { "name", add_name },         { "mention", add_name }, { "time", add_time },
    { "quote", add_quote },       { "relation", add_relation },
    { "event", add_event },
  };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    if (strcmp (line->words[DLN_WORD_LAYER], layers[i].layer) == 0)
      return place_all (rows, line, error) && layers[i].add (rows, line, error);

  g_autofree char *shown = dup_shown (line->words[DLN_WORD_LAYER]);

  return refuse (error, _("\u201c%s\u201d is no \u201c%s\u201d"), shown, "layer");
}
