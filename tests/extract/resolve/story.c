/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents annotated by hand. */
#include "config.h"

#include "story.h"

#include <stdio.h>
#include <string.h>

#include "extract/dln-stage-private.h"

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '-' || (c & 0x80) != 0;
}

static void
add_tokens (DlnAnnotations *annotations,
            const char     *text,
            guint32         begin,
            guint32         end,
            guint32         sentence)
{
  for (guint32 i = begin; i < end;)
    {
      DlnToken token = { .span = { i, i }, .head = -1, .sentence = sentence };

      if (g_ascii_isspace (text[i]))
        {
          i++;
          continue;
        }
      while (i < end && is_word (text[i]))
        i++;
      if (i == token.span.begin)
        i++;
      token.span.end = i;
      token.flags = text[i] == ' ' ? DLN_TOKEN_SPACE_AFTER : 0;
      g_array_append_val (annotations->tokens, token);
    }
}

static void
add_block (DlnAnnotations *annotations,
           const char     *text,
           guint32         begin,
           guint32         end)
{
  DlnBlock block = { .span = { begin, end }, .first_sentence = annotations->sentences->len };

  for (guint32 i = begin; i < end;)
    {
      DlnSentence sentence = { .span = { i, i }, .first_token = annotations->tokens->len };

      while (i < end && text[i] != '.')
        i++;
      while (i < end && text[i] != ' ')
        i++;
      sentence.span.end = i;
      sentence.block = annotations->blocks->len;
      add_tokens (annotations, text, sentence.span.begin, i, annotations->sentences->len);
      sentence.n_tokens = annotations->tokens->len - sentence.first_token;
      g_array_append_val (annotations->sentences, sentence);
      while (i < end && text[i] == ' ')
        i++;
    }
  block.n_sentences = annotations->sentences->len - block.first_sentence;
  g_array_append_val (annotations->blocks, block);
}

/* "2022", "2022-10" or "2022-10-04" */
static DlnWhen
read_when (const char *edtf)
{
  int year = 0;
  int month = 0;
  int day = 0;
  int n = sscanf (edtf, "%d-%d-%d", &year, &month, &day);
  g_autoptr (GDateTime) begin = g_date_time_new_utc (year, MAX (month, 1), MAX (day, 1), 0, 0, 0);
  g_autoptr (GDateTime) end = n == 1   ? g_date_time_add_years (begin, 1)
                              : n == 2 ? g_date_time_add_months (begin, 1)
                                       : g_date_time_add_days (begin, 1);
  DlnWhen when = {
    .earliest_begin = g_date_time_to_unix (begin),
    .latest_begin = g_date_time_to_unix (end),
    .earliest_end = g_date_time_to_unix (begin),
    .latest_end = g_date_time_to_unix (end),
    .precision = n == 1   ? DLN_PRECISION_YEAR
                 : n == 2 ? DLN_PRECISION_MONTH
                          : DLN_PRECISION_DAY,
  };

  return when;
}

Story *
story_new (const char *source,
           const char *date,
           const char *text)
{
  Story *story = g_new0 (Story, 1);
  DlnDocumentInfo info = { .id = source, .source = source, .date = date };

  story->document = dln_document_new (text, -1, &info);
  story->annotations = dln_annotations_new ();
  story->annotations->analysed = TRUE;
  for (const char *line = text; *line != '\0';)
    {
      const char *end = strchr (line, '\n');

      end = end != NULL ? end : line + strlen (line);

      if (end > line)
        add_block (story->annotations, text, line - text, end - text);
      line = *end == '\n' ? end + 1 : end;
    }
  if (date != NULL)
    {
      DlnDocumentDate *own = &story->annotations->date;

      own->when = read_when (date);
      own->source = DLN_DATE_GIVEN;
    }
  return story;
}

/* Words for rules that look at them: each between two blanks, its lemma in small letters. */
void
story_words (Story *story)
{
  DlnAnnotations *annotations = story->annotations;
  const char *text = dln_document_get_text (story->document, NULL);

  for (guint i = 0; i < annotations->sentences->len; i++)
    {
      DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, i);

      sentence->first_token = annotations->tokens->len;
      for (guint32 begin = sentence->span.begin; begin < sentence->span.end;)
        {
          guint32 end = begin + strcspn (text + begin, " .");
          g_autofree char *form = g_strndup (text + begin, end - begin);
          g_autofree char *lemma = g_ascii_strdown (form, -1);
          DlnToken token = { .span = DLN_SPAN (begin, end), .head = -1, .sentence = i };

          token.lemma = dln_strings_intern (annotations->strings, lemma);
          if (end > begin)
            g_array_append_val (annotations->tokens, token);
          begin = end + 1;
        }
      sentence->n_tokens = annotations->tokens->len - sentence->first_token;
    }
}

void
story_free (Story *story)
{
  dln_document_unref (story->document);
  dln_annotations_unref (story->annotations);
  g_free (story);
}

DlnSpan
story_find (const Story *story,
            const char  *words,
            guint        nth)
{
  const char *text = dln_document_get_text (story->document, NULL);
  const char *found = strstr (text, words);

  while (nth-- > 0 && found != NULL)
    found = strstr (found + 1, words);
  g_assert_nonnull (found);
  return DLN_SPAN (found - text, found - text + strlen (words));
}

static void
find_tokens (const DlnAnnotations *annotations,
             DlnMention           *mention)
{
  mention->n_tokens = 0;
  for (guint32 i = 0; i < annotations->tokens->len; i++)
    {
      DlnSpan span = DLN_ROW (annotations->tokens, DlnToken, i)->span;

      if (!dln_span_overlaps (span, mention->span))
        continue;
      if (mention->n_tokens++ == 0)
        mention->first_token = i;
      mention->head = i;
    }
}

static gboolean
is_taken (const Story *story,
          DlnSpan      span)
{
  for (guint i = 0; i < story->annotations->mentions->len; i++)
    if (dln_span_overlaps (DLN_ROW (story->annotations->mentions, DlnMention, i)->span, span))
      return TRUE;
  return FALSE;
}

void
story_name (Story        *story,
            DlnEntityType type,
            const char   *name)
{
  const char *text = dln_document_get_text (story->document, NULL);

  for (const char *p = strstr (text, name); p != NULL; p = strstr (p + 1, name))
    {
      DlnMention mention = {
        .span = { p - text, p - text + strlen (name) },
        .entity = DLN_NO_ROW,
        .type = type,
        .score = 0.9f,
      };

      if (is_taken (story, mention.span) || is_word (p[strlen (name)])
          || (p > text && is_word (p[-1])))
        continue;
      find_tokens (story->annotations, &mention);
      g_array_append_val (story->annotations->mentions, mention);
    }
}

void
story_title (Story      *story,
             const char *title,
             const char *name)
{
  g_autofree char *both = g_strconcat (title, " ", name, NULL);
  DlnSpan span = story_find (story, both, 0);

  for (guint i = 0; i < story->annotations->mentions->len; i++)
    {
      DlnMention *mention = DLN_ROW (story->annotations->mentions, DlnMention, i);

      if (mention->span.end == span.end)
        mention->title = DLN_SPAN (span.begin, span.begin + strlen (title));
    }
}

static int
compare_mentions (gconstpointer a,
                  gconstpointer b)
{
  const DlnMention *x = a;
  const DlnMention *y = b;

  return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

void
story_resolve (Story *story)
{
  DlnStageContext context = { .document = story->document, .annotations = story->annotations };

  context.text = dln_document_get_text (story->document, &context.length);
  g_array_sort (story->annotations->mentions, compare_mentions);

  gboolean done = _dln_resolve_run (&context, NULL);

  g_assert_true (done);
}

guint32
story_mention (const Story *story,
               const char  *name,
               guint        nth)
{
  const char *text = dln_document_get_text (story->document, NULL);

  for (guint i = 0; i < story->annotations->mentions->len; i++)
    {
      DlnSpan span = DLN_ROW (story->annotations->mentions, DlnMention, i)->span;

      if (strlen (name) == span.end - span.begin
          && strncmp (text + span.begin, name, strlen (name)) == 0 && nth-- == 0)
        return i;
    }
  g_assert_not_reached ();
}

static DlnRole
read_role (const char *role)
{
  return g_str_has_prefix (role, "agent:")       ? DLN_ROLE_AGENT
         : g_str_has_prefix (role, "patient:")   ? DLN_ROLE_PATIENT
         : g_str_has_prefix (role, "place:")     ? DLN_ROLE_PLACE
                                                 : DLN_ROLE_OTHER;
}

guint32
story_event (Story              *story,
             const char         *trigger,
             guint               nth,
             const char         *lemma,
             DlnEventType        type,
             const char         *edtf,
             const char * const *roles)
{
  DlnAnnotations *annotations = story->annotations;
  DlnEventClaim claim = {
    .span = story_find (story, trigger, nth),
    .time = DLN_NO_ROW,
    .place = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .first_participant = annotations->participants->len,
    .lemma = dln_strings_intern (annotations->strings, lemma),
    .type = type,
    .salience = 0.5f,
    .when = dln_when_unknown (),
  };

  for (guint i = 0; i < annotations->sentences->len; i++)
    if (dln_span_contains (DLN_ROW (annotations->sentences, DlnSentence, i)->span, claim.span))
      claim.evidence = DLN_ROW (annotations->sentences, DlnSentence, i)->span;
  for (guint i = 0; i < annotations->tokens->len; i++)
    if (dln_span_contains (claim.span, DLN_ROW (annotations->tokens, DlnToken, i)->span))
      claim.token = i;
  claim.clause = claim.evidence;
  claim.title = dln_strings_intern (annotations->strings, trigger);
  if (edtf != NULL)
    claim.when = read_when (edtf);
  for (; roles != NULL && *roles != NULL; roles++)
    {
      DlnParticipant row = {
        .mention = story_mention (story, strchr (*roles, ':') + 1, 0),
        .event = annotations->events->len,
        .role = read_role (*roles),
      };

      if (row.role == DLN_ROLE_PLACE)
        claim.place = row.mention;
      g_array_append_val (annotations->participants, row);
      claim.n_participants++;
    }
  g_array_append_val (annotations->events, claim);
  return annotations->events->len - 1;
}

void
story_relation (Story          *story,
                DlnRelationType type,
                const char     *subject,
                const char     *trigger,
                const char     *object)
{
  DlnRelationClaim claim = {
    .span = story_find (story, trigger, 0),
    .subject = story_mention (story, subject, 0),
    .object = story_mention (story, object, 0),
    .time = DLN_NO_ROW,
    .quote = DLN_NO_ROW,
    .type = type,
    .caption = dln_strings_intern (story->annotations->strings, trigger),
    .score = 0.8f,
  };

  claim.evidence = claim.span;
  g_array_append_val (story->annotations->relations, claim);
}

void
story_quote (Story      *story,
             const char *words,
             const char *speaker)
{
  DlnQuoteClaim claim = {
    .span = story_find (story, words, 0),
    .speaker = story_mention (story, speaker, 0),
    .addressee = DLN_NO_ROW,
    .time = DLN_NO_ROW,
    .part_of = DLN_NO_ROW,
    .score = 0.8f,
  };

  claim.speaker_span =
    DLN_ROW (story->annotations->mentions, DlnMention, claim.speaker)->span;
  g_array_append_val (story->annotations->quotes, claim);
}

/* ---- reading the result -------------------------------------------------------------------- */

DlnResolution *
stories_resolve (Story * const *stories,
                 guint          n)
{
  g_autofree DlnResolveInput *inputs = g_new0 (DlnResolveInput, n);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      inputs[i].document = stories[i]->document;
      inputs[i].annotations = stories[i]->annotations;
    }

  DlnResolution *resolution = dln_resolve (inputs, n, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  return resolution;
}

const char *
get_text (const DlnResolution *resolution,
          DlnStringId          id)
{
  return dln_strings_get (resolution->strings, id);
}

const DlnEntity *
find_entity (const DlnResolution *resolution,
             const char          *name)
{
  for (guint i = 0; i < resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (resolution->entities, DlnEntity, i);

      if (strcmp (get_text (resolution, entity->name), name) == 0)
        return entity;
    }
  return NULL;
}

guint
count_entities (const DlnResolution *resolution,
                const char          *alias)
{
  guint n = 0;

  for (guint i = 0; i < resolution->aliases->len; i++)
    n +=
      strcmp (get_text (resolution, DLN_ROW (resolution->aliases, DlnAlias, i)->text), alias) == 0;
  return n;
}
