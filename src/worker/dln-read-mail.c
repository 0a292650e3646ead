/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail (RFC 5322, MIME) by gmime: a message is an article, its attachments are files of their own.
 * A page that a browser saved as MHTML is the page in it. An mbox, as Thunderbird's folders are,
 * holds many messages. */
#define G_LOG_DOMAIN "dateline-worker"
#include "config.h"

#include "worker/dln-read.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

#define MAX_PARTS 1000
#define MAX_DEPTH 16
#define MAX_NAMED 8 /* attachments that are left out by name */
#define DELETED 0x0008 /* of Thunderbird's flags: gone, but not yet taken out of the file */

typedef struct
{
  DlnReading *reading;
  GMimePart  *plain; /* the first of its kind; they belong to the message */
  GMimePart  *html;
  GPtrArray  *files;    /* GMimePart */
  GPtrArray  *messages; /* GMimeMessage: that were passed on */
  guint       n_parts;
} Parts;

/* ---- parts ----------------------------------------------------------------------------------- */

static gboolean
is_attached (GMimePart *part)
{
  const char *disposition = g_mime_object_get_disposition (GMIME_OBJECT (part));

  return disposition != NULL && g_ascii_strcasecmp (disposition, "attachment") == 0;
}

static void
take_part (Parts     *parts,
           GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));

  if (!is_attached (part) && g_mime_content_type_is_type (type, "text", "plain")
      && parts->plain == NULL)
    parts->plain = part;
  else if (!is_attached (part) && g_mime_content_type_is_type (type, "text", "html")
           && parts->html == NULL)
    parts->html = part;
  else if (is_attached (part)
           && !g_mime_content_type_is_type (type, "image", "*"))
    g_ptr_array_add (parts->files, part);
}

static void
look_at (Parts       *parts,
         GMimeObject *object,
         guint        depth)
{
  parts->n_parts += 1;
  if (object == NULL || depth > MAX_DEPTH || parts->n_parts > MAX_PARTS)
    return;
  if (GMIME_IS_PART (object))
    take_part (parts, GMIME_PART (object));
  else if (GMIME_IS_MESSAGE_PART (object))
    g_ptr_array_add (parts->messages,
                     g_mime_message_part_get_message (GMIME_MESSAGE_PART (object)));
  else if (GMIME_IS_MULTIPART (object))
    for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (object)); i++)
      look_at (parts, g_mime_multipart_get_part (GMIME_MULTIPART (object), i), depth + 1);
}

/* (transfer full) (nullable): a part's bytes, unpacked */
static GByteArray *
dup_bytes (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream;
  GByteArray *bytes;

  if (content == NULL)
    return NULL;
  bytes = g_byte_array_new ();
  stream = g_mime_stream_mem_new_with_byte_array (bytes);
  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  g_mime_data_wrapper_write_to_stream (content, stream);
  g_object_unref (stream);
  return bytes;
}

/* (transfer full) (nullable) */
static char *
dup_text (DlnReading *reading,
          GMimePart  *part,
          GError    **error)
{
  g_autoptr (GByteArray) bytes = dup_bytes (part);
  const char *charset = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");

  if (bytes == NULL || bytes->len == 0)
    return NULL;
  if (!dln_reading_unpack (reading, bytes->len, error))
    return NULL;
  return dln_reading_decode (reading, (const char *) bytes->data, bytes->len, charset);
}

/* ---- head lines ------------------------------------------------------------------------------ */

/* (nullable) */
static InternetAddressMailbox *
get_sender (GMimeMessage *message)
{
  InternetAddressList *list = g_mime_message_get_from (message);
  InternetAddress *address =
    list != NULL && internet_address_list_length (list) > 0
      ? internet_address_list_get_address (list, 0)
      : NULL;

  return INTERNET_ADDRESS_IS_MAILBOX (address) ? INTERNET_ADDRESS_MAILBOX (address) : NULL;
}

/* The by-line is the sender's name; the source the house that the message is from. */
static void
take_sender (GMimeMessage *message,
             DlnFields    *fields)
{
  InternetAddressMailbox *sender = get_sender (message);
  const char *name = sender != NULL ? internet_address_get_name (INTERNET_ADDRESS (sender)) : NULL;
  const char *address = sender != NULL ? internet_address_mailbox_get_addr (sender) : NULL;
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  const char *house = g_mime_object_get_header (GMIME_OBJECT (message), "Organization");

  if (name != NULL && strchr (name, '@') == NULL && strchr (name, '<') == NULL)
    dln_fields_set (fields, DLN_FIELD_BYLINE, name, -1);
  if (house != NULL)
    dln_fields_set (fields, DLN_FIELD_SOURCE, house, -1);
  else if (at != NULL)
    dln_fields_set (fields, DLN_FIELD_SOURCE, at + 1, -1);
}

static const char *
skip_marks (const char *subject)
{
  static const char *const marks[] = { "re:", "fw:", "fwd:", "aw:", "wg:" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_ascii_strncasecmp (subject, marks[i], strlen (marks[i])) == 0)
      {
        subject += strlen (marks[i]);
        subject += strspn (subject, " ");
        i = -1; /* once more from the first */
      }
  return subject;
}

static void
take_head (GMimeMessage *message,
           DlnFields    *fields)
{
  const char *subject = g_mime_message_get_subject (message);
  GDateTime *date = g_mime_message_get_date (message);
  g_autofree char *time = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S%:z") : NULL;

  if (subject != NULL)
    dln_fields_set (fields, DLN_FIELD_TITLE, skip_marks (subject), -1);
  dln_fields_set (fields, DLN_FIELD_DATE, time, -1);
  take_sender (message, fields);
}

static gboolean
is_deleted (GMimeMessage *message)
{
  const char *flags = g_mime_object_get_header (GMIME_OBJECT (message), "X-Mozilla-Status");

  return flags != NULL && (g_ascii_strtoull (flags, NULL, 16) & DELETED) != 0;
}

/* ---- messages -------------------------------------------------------------------------------- */

/* (nullable): the address of a page that a browser saved */
static const char *
get_page_address (GMimeMessage *message,
                  const Parts  *parts)
{
  const char *address =
    g_mime_object_get_header (GMIME_OBJECT (message), "Snapshot-Content-Location");

  if (parts->html == NULL)
    return NULL;
  return address != NULL ? address : g_mime_part_get_content_location (parts->html);
}

static gboolean
read_page (DlnReading   *reading,
           GMimeMessage *message,
           const Parts  *parts,
           const char   *address,
           GError      **error)
{
  g_autofree char *html = dup_text (reading, parts->html, error);
  g_auto (DlnFields) fields = { 0 };
  const char *subject = g_mime_message_get_subject (message);

  if (html == NULL)
    return error == NULL || *error == NULL;
  dln_fields_set (&fields, DLN_FIELD_URI, address, -1);
  dln_fields_set (&fields, DLN_FIELD_TITLE, subject, -1);
  return dln_reading_page (reading, NULL, html, strlen (html), &fields, error);
}

static gboolean
read_text (DlnReading   *reading,
           GMimeMessage *message,
           const Parts  *parts,
           const char   *part,
           guint         number,
           GError      **error)
{
  g_auto (DlnFields) fields = { 0 };
  g_autofree char *text = NULL;
  GError *local = NULL;

  if (parts->plain != NULL)
    text = dup_text (reading, parts->plain, &local);
  if (local == NULL && parts->html != NULL && (text == NULL || !dln_has_words (text)))
    {
      g_autofree char *html = dup_text (reading, parts->html, &local);

      g_free (text);
      text = html != NULL ? dln_html_to_text (html, strlen (html)) : NULL;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  take_head (message, &fields);
  dln_fields_set (&fields, DLN_FIELD_TEXT, text, -1);
  if (number > 0)
    dln_fields_set_place (&fields, "message", number);
  return dln_reading_give (reading, &fields, part, NULL, error);
}

static void
tell_left_out (DlnReading *reading,
               guint       n,
               const char *names)
{
  if (n == 0)
    return;
  dln_reading_tell (
    reading,
    g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%s: %u file in it was left out, as its name is not that of an article: %s.",
                   "%s: %u files in it were left out, as their names are not those of articles: "
                   "%s.",
                   n),
      reading->name,
      n,
      names));
}

/* the attachments, without those that no reader of a folder would take: pictures, data ... */
static gboolean
read_files (DlnReading *reading,
            Parts      *parts,
            GError    **error)
{
  g_autoptr (GString) left_out = g_string_new (NULL);
  guint n_left_out = 0;

  for (guint i = 0; i < parts->files->len; i++)
    {
      GMimePart *part = g_ptr_array_index (parts->files, i);
      g_autoptr (GByteArray) bytes = dup_bytes (part);
      g_autofree char *number = g_strdup_printf ("attachment %u", i + 1);
      const char *name = g_mime_part_get_filename (part);

      if (bytes == NULL || bytes->len == 0)
        continue;
      if (name != NULL && *name != '\0' && !dln_ingest_is_article_name (name))
        {
          n_left_out += 1;
          if (n_left_out <= MAX_NAMED)
            g_string_append_printf (left_out, "%s%s", n_left_out > 1 ? ", " : "", name);
          else if (n_left_out == MAX_NAMED + 1)
            g_string_append (left_out, ", \u2026");
          continue;
        }
      if (!dln_reading_unpack (reading, bytes->len, error)
          || !dln_reading_open (reading, name != NULL && *name != '\0' ? name : number,
                                (const char *) bytes->data, bytes->len, error))
        return FALSE;
    }
  tell_left_out (reading, n_left_out, left_out->str);
  return TRUE;
}

static gboolean
read_message (DlnReading   *reading,
              GMimeMessage *message,
              gboolean      is_one,
              guint         number, /* of it in the file; 0 = there is only this */
              guint         depth,
              GError      **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();
  Parts parts = { .reading = reading, .files = files, .messages = messages };
  g_autofree char *part = is_one ? NULL : g_strdup_printf ("#%u", reading->n_own + 1);
  const char *address;
  gboolean done = TRUE;

  look_at (&parts, g_mime_message_get_mime_part (message), 0);
  if (parts.n_parts > MAX_PARTS)
    dln_reading_tell (
      reading,
      g_strdup_printf (_("%s has a message of more than %d parts; the others were left out."),
                       reading->name,
                       MAX_PARTS));
  address = get_page_address (message, &parts);
  if (is_one && address != NULL && g_str_has_prefix (address, "http"))
    done = read_page (reading, message, &parts, address, error);
  else if (parts.plain != NULL || parts.html != NULL || parts.messages->len == 0)
    done = read_text (reading, message, &parts, part, number, error);
  done = done && read_files (reading, &parts, error);
  for (guint i = 0; done && i < messages->len && depth < MAX_DEPTH; i++)
    if (g_ptr_array_index (messages, i) != NULL)
      done = read_message (
        reading, g_ptr_array_index (messages, i), FALSE, number, depth + 1, error);
  return done;
}

/* ---- files ----------------------------------------------------------------------------------- */

static gboolean
read_messages (DlnReading *reading,
               const char *bytes,
               gsize       length,
               GMimeFormat format,
               GError    **error)
{
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (bytes, length);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  guint n_read = 0, n_deleted = 0;
  gboolean done = TRUE;

  g_mime_parser_set_format (parser, format);
  while (done && (n_read == 0 || format == GMIME_FORMAT_MBOX) && !g_mime_parser_eos (parser))
    {
      GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

      if (message == NULL)
        break;
      n_read += 1;
      if (format == GMIME_FORMAT_MBOX && is_deleted (message))
        n_deleted += 1;
      else
        done = read_message (reading, message, format == GMIME_FORMAT_MESSAGE,
                             format == GMIME_FORMAT_MESSAGE ? 0 : n_read, 0, error)
               && !g_cancellable_set_error_if_cancelled (reading->cancellable, error);
      g_object_unref (message);
    }
  g_object_unref (parser);
  g_object_unref (stream);
  if (n_deleted > 0)
    dln_reading_tell (
      reading,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%s: %u message is marked as deleted and was left out.",
                                    "%s: %u messages are marked as deleted and were left out.",
                                    n_deleted),
                       reading->name,
                       n_deleted));
  if (done && n_read == 0)
    return dln_reading_refuse (reading, _("broken mail"), error);
  return done;
}

gboolean
dln_read_mail (DlnReading *reading,
               const char *bytes,
               gsize       length,
               GError    **error)
{
  return read_messages (reading, bytes, length, GMIME_FORMAT_MESSAGE, error);
}

gboolean
dln_read_mbox (DlnReading *reading,
               const char *bytes,
               gsize       length,
               GError    **error)
{
  return read_messages (reading, bytes, length, GMIME_FORMAT_MBOX, error);
}
