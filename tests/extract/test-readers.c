/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs read: joined, switched off and on, kept over a new reading, as bytes, and as
 * bytes that are damaged. */
#include "config.h"

#include <string.h>

#include "extract/dln-extract.h"

static const char text[] = "Mira Sund bought the mill. Mira Sund left Vik.";

static DlnAnnotations *
read_own (void)
{
  g_autoptr (DlnDocument) document = dln_document_new (text, -1, NULL);
  DlnAnnotations *own = dln_extract (NULL, document, NULL, NULL, NULL);

  g_assert_nonnull (own);
  return own;
}

/* a name and an event, the later one first */
static DlnAnnotations *
new_rows (void)
{
  DlnAnnotations *rows = dln_annotations_new ();
  DlnLocalEntity entity = { .type = DLN_ENTITY_PERSON, .first_mention = DLN_NO_ROW };
  DlnMention mention = { .span = DLN_SPAN (27, 36), .title = DLN_SPAN (27, 27),
                         .head = DLN_NO_ROW, .type = DLN_ENTITY_PERSON, .score = 1 };
  DlnEventClaim event = { .span = DLN_SPAN (37, 41), .token = DLN_NO_ROW, .time = DLN_NO_ROW,
                          .place = DLN_NO_ROW, .quote = DLN_NO_ROW, .n_participants = 1,
                          .status = DLN_STATUS_HAPPENED, .when = dln_when_unknown () };
  DlnParticipant participant = { .span = DLN_SPAN (27, 36) };

  entity.name = dln_strings_intern (rows->strings, "Mira Sund");
  event.title = dln_strings_intern (rows->strings, "Mira Sund left Vik");
  g_array_append_val (rows->entities, entity);
  g_array_append_val (rows->mentions, mention);
  mention.span = DLN_SPAN (0, 9);
  mention.title = DLN_SPAN (0, 0);
  g_array_append_val (rows->mentions, mention);
  g_array_append_val (rows->events, event);
  g_array_append_val (rows->participants, participant);
  return rows;
}

static void
test_join (void)
{
  g_autoptr (DlnAnnotations) own = read_own ();
  g_autoptr (DlnAnnotations) rows = new_rows ();
  g_autoptr (DlnAnnotations) joined = dln_annotations_with_reader (own, "second", rows);
  g_autoptr (DlnAnnotations) off = dln_annotations_switch_reader (joined, "second", TRUE);
  g_autoptr (DlnAnnotations) on = dln_annotations_switch_reader (off, "second", FALSE);
  g_autoptr (DlnAnnotations) kept = dln_annotations_keep_readers (own, joined);
  g_autoptr (DlnAnnotations) without = dln_annotations_with_reader (joined, "second", NULL);
  const DlnEventClaim *event = DLN_ROW (joined->events, DlnEventClaim, 0);

  g_assert_cmpuint (joined->mentions->len, ==, 2);
  g_assert_cmpuint (DLN_ROW (joined->mentions, DlnMention, 0)->span.begin, ==, 0);
  g_assert_cmpuint (joined->entities->len, ==, 1);
  g_assert_cmpuint (DLN_ROW (joined->entities, DlnLocalEntity, 0)->n_mentions, ==, 2);
  /* rows that were sorted are followed */
  g_assert_cmpuint (DLN_ROW (joined->participants, DlnParticipant, 0)->mention, ==, 1);
  g_assert_cmpuint (event->evidence.begin, ==, 27);
  g_assert_cmpstr (dln_annotations_get_reader (joined, event->reader), ==, "second");
  g_assert_true (dln_annotations_get_own (joined) == own);
  g_assert_cmpuint (off->mentions->len, ==, own->mentions->len);
  g_assert_cmpuint (on->mentions->len, ==, 2);
  g_assert_cmpuint (kept->events->len, ==, 1);
  g_assert_true (without == own);
}

static void
test_bytes (void)
{
  g_autoptr (DlnAnnotations) own = read_own ();
  g_autoptr (DlnAnnotations) rows = new_rows ();
  g_autoptr (DlnAnnotations) joined = dln_annotations_with_reader (own, "second", rows);
  g_autoptr (DlnAnnotations) off = dln_annotations_switch_reader (joined, "second", TRUE);
  g_autoptr (GBytes) bytes = dln_annotations_serialize (joined);
  g_autoptr (GBytes) off_bytes = dln_annotations_serialize (off);
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnAnnotations) back = dln_annotations_deserialize (bytes, strlen (text), &error);
  g_autoptr (DlnAnnotations) off_back =
    dln_annotations_deserialize (off_bytes, strlen (text), &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  again = dln_annotations_serialize (back);
  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_true (dln_annotations_fit_text (back, text, strlen (text)));
  g_assert_cmpuint (back->events->len, ==, 1);
  g_assert_cmpuint (off_back->events->len, ==, 0);
  g_assert_true (((DlnReader *) g_ptr_array_index (off_back->readers, 0))->off);
}

/* cut anywhere, and with each byte changed: refused, or rows that fit the text */
static void
test_damaged (void)
{
  g_autoptr (DlnAnnotations) own = read_own ();
  g_autoptr (DlnAnnotations) rows = new_rows ();
  g_autoptr (DlnAnnotations) joined = dln_annotations_with_reader (own, "second", rows);
  g_autoptr (GBytes) bytes = dln_annotations_serialize (joined);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, i);
      g_autofree char *changed = g_memdup2 (data, length);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (DlnAnnotations) read = dln_annotations_deserialize (cut, strlen (text), NULL);

      g_assert_null (read);
      changed[i] ^= 0x15;
      damaged = g_bytes_new_take (g_steal_pointer (&changed), length);
      read = dln_annotations_deserialize (damaged, strlen (text), NULL);
      g_assert_true (read == NULL || dln_annotations_fit_text (read, text, strlen (text)));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/readers/join", test_join);
  g_test_add_func ("/extract/readers/bytes", test_bytes);
  g_test_add_func ("/extract/readers/damaged", test_damaged);
  return g_test_run ();
}
