/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-resolve [DOCUMENTS]: time to resolve made articles across documents, on one core. Each has
 * a vocabulary of people, institutions and places that are shared by some articles as in a folder
 * of news, twelve sentences, and events with dates. Prints figures; there is no pass or fail. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "extract/dln-resolution.h"

static guint32 state = 1;

static guint32
draw (guint32 n)
{
  state = state * 1664525u + 1013904223u;
  return (state >> 8) % n;
}

static char *
make_word (guint32 number)
{
  static const char *const syllables[] = { "ba",  "ker", "lo",  "min", "sa",  "tor", "vel",
                                           "dru", "fi",  "gan", "hol", "jes", "kra", "lun",
                                           "mor", "nis", "pet", "ros", "sti", "tam" };
  GString *word = g_string_new (NULL);

  number += 400;
  for (; number > 0; number /= 20)
    g_string_append (word, syllables[number % 20]);
  word->str[0] = g_ascii_toupper (word->str[0]);
  return g_string_free (word, FALSE);
}

typedef struct
{
  GString        *text;
  DlnAnnotations *annotations;
} Maker;

static DlnSpan
add_token (Maker      *maker,
           const char *word,
           DlnUpos     upos)
{
  DlnToken token = {
    .span = { maker->text->len, maker->text->len + strlen (word) },
    .lemma = dln_strings_intern (maker->annotations->strings, word),
    .head = -1,
    .sentence = maker->annotations->sentences->len,
    .upos = upos,
    .flags = DLN_TOKEN_SPACE_AFTER,
  };

  g_string_append (maker->text, word);
  g_string_append_c (maker->text, ' ');
  g_array_append_val (maker->annotations->tokens, token);
  return token.span;
}

static guint32
add_name (Maker        *maker,
          guint32       number,
          DlnEntityType type)
{
  DlnAnnotations *annotations = maker->annotations;
  g_autofree char *first = make_word (number % 97);
  g_autofree char *second = make_word (number);
  guint32 first_token = annotations->tokens->len;
  DlnSpan span = add_token (maker, first, DLN_UPOS_PROPN);

  span.end = add_token (maker, second, DLN_UPOS_PROPN).end;

  g_autofree char *name = g_strconcat (first, " ", second, NULL);
  DlnStringId id = dln_strings_intern (annotations->strings, name);
  guint32 entity = 0;

  while (entity < annotations->entities->len
         && (DLN_ROW (annotations->entities, DlnLocalEntity, entity)->name != id
             || DLN_ROW (annotations->entities, DlnLocalEntity, entity)->type != type))
    entity++;
  if (entity == annotations->entities->len)
    {
      DlnLocalEntity row = { .name = id,
                             .first_mention = annotations->mentions->len,
                             .type = type };

      g_array_append_val (annotations->entities, row);
    }
  DLN_ROW (annotations->entities, DlnLocalEntity, entity)->n_mentions++;

  DlnMention mention = { .span = span,
                         .first_token = first_token,
                         .n_tokens = 2,
                         .head = first_token + 1,
                         .entity = entity,
                         .type = type,
                         .score = 0.9f };

  g_array_append_val (annotations->mentions, mention);
  return annotations->mentions->len - 1;
}

static void
add_sentence (Maker  *maker,
              guint32 topic)
{
  static const char *const verbs[] = { "arrest", "appoint", "visit",  "accuse",
                                       "meet",   "buy",     "attack", "leave" };
  DlnAnnotations *annotations = maker->annotations;
  DlnSentence sentence = { .span = { maker->text->len, 0 },
                           .first_token = annotations->tokens->len };
  DlnEventClaim claim = { .time = DLN_NO_ROW, .place = DLN_NO_ROW, .quote = DLN_NO_ROW,
                          .first_participant = annotations->participants->len, .n_participants = 2,
                          .salience = 0.5f, .when = dln_when_unknown () };
  DlnParticipant who = { .event = annotations->events->len, .role = DLN_ROLE_AGENT };

  who.mention = add_name (maker, topic * 40 + draw (60), DLN_ENTITY_PERSON);
  g_array_append_val (annotations->participants, who);
  claim.token = annotations->tokens->len;
  claim.span = add_token (maker, verbs[draw (8)], DLN_UPOS_VERB);
  claim.lemma = DLN_ROW (annotations->tokens, DlnToken, claim.token)->lemma;
  claim.title = claim.lemma;
  who.mention = add_name (maker, 60000 + topic * 20 + draw (30), DLN_ENTITY_INSTITUTION);
  who.role = DLN_ROLE_PATIENT;
  g_array_append_val (annotations->participants, who);
  claim.place = add_name (maker, 120000 + draw (300), DLN_ENTITY_PLACE);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *noun = make_word (200000 + draw (3000));

      add_token (maker, noun, DLN_UPOS_NOUN);
    }
  if (draw (2) == 0)
    claim.when = dln_when_unit (DLN_PRECISION_DAY, 2000 + draw (20), 1 + draw (12), 1 + draw (28));
  sentence.span.end = maker->text->len - 1;
  sentence.n_tokens = annotations->tokens->len - sentence.first_token;
  claim.clause = sentence.span;
  claim.evidence = sentence.span;
  g_array_append_val (annotations->sentences, sentence);
  g_array_append_val (annotations->events, claim);
}

static DlnResolveInput
make_article (guint32 number)
{
  Maker maker = { g_string_new (NULL), dln_annotations_new () };
  DlnBlock block = { .n_sentences = 12 };
  guint32 topic = draw (500);

  for (guint i = 0; i < 12; i++)
    add_sentence (&maker, topic);
  block.span.end = maker.text->len;
  g_array_append_val (maker.annotations->blocks, block);
  maker.annotations->date.when =
    dln_when_unit (DLN_PRECISION_DAY, 2020, 1 + draw (12), 1 + draw (28));
  maker.annotations->date.source = DLN_DATE_GIVEN;

  DlnResolveInput input = { dln_document_new (maker.text->str, maker.text->len, NULL),
                            maker.annotations };

  g_string_free (maker.text, TRUE);
  return input;
}

int
main (int   argc,
      char *argv[])
{
  guint n = argc > 1 ? atoi (argv[1]) : 10000;
  g_autofree DlnResolveInput *inputs = g_new0 (DlnResolveInput, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    inputs[i] = make_article (i);

  gint64 begin = g_get_monotonic_time ();
  g_autoptr (DlnResolution) resolution = dln_resolve (inputs, n, NULL, 0, NULL, NULL);
  gint64 end = g_get_monotonic_time ();

  g_print ("# %u articles, %u entities, %u events, %u suggestions\n", n, resolution->entities->len,
           resolution->events->len, resolution->suggestions->len);
  g_print ("resolve %.2f s\n", (end - begin) / 1e6);
  for (guint i = 0; i < n; i++)
    {
      dln_document_unref (inputs[i].document);
      dln_annotations_unref (inputs[i].annotations);
    }
  return 0;
}
