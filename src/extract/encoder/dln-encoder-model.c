/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the encoder's two files: checks that every section is there, whole and of the size that the
 * others ask for, so that nothing behind this reads past the mapping. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/encoder/dln-encoder-private.h"

#include <string.h>

#define MAX_WIDTH 4096 /* of anything: keeps products of sizes within 32 bits */
#define LINEAR_HEAD 64
#define DEFAULT_FACT_CERTAINTY .9f

static gboolean
set_unfit (DlnModel    *model,
           const char  *section,
           GError     **error)
{
  g_set_error (error,
               DLN_EXTRACT_ERROR,
               DLN_EXTRACT_ERROR_MODEL,
               "The language model %s was made for another version: "
               "its section \"%s\" does not fit.",
               _dln_model_get_path (model),
               section);
  return FALSE;
}

/* A section of exactly @length bytes, or any length if 0 */
static gboolean
read_exactly (DlnModel     *model,
              const char   *name,
              gsize         length,
              const void  **bytes,
              GError      **error)
{
  gsize n;

  *bytes = _dln_model_read_section (model, name, &n, error);
  if (*bytes == NULL)
    return FALSE;
  return n == length || set_unfit (model, name, error);
}

/* Whether byte @at of UTF-8 is not the first of a character */
static gboolean
begins_inside (const char *text,
               gsize       at,
               gsize       length)
{
  return at < length && ((guint8) text[at] & 0xc0) == 0x80;
}

gboolean
_dln_pieces_open (DlnModel   *model,
                  DlnPieces  *pieces,
                  GError    **error)
{
  const void *bytes;
  guint32 config[8];
  gsize n, text_length;

  if (!read_exactly (model, "config", sizeof config + sizeof (double), &bytes, error))
    return FALSE;
  memcpy (config, bytes, sizeof config);
  memcpy (&pieces->unknown_score, (const char *) bytes + sizeof config, sizeof (double));
  pieces->hidden = config[0];
  pieces->n_embeddings = config[1];
  pieces->bos = config[2];
  pieces->eos = config[3];
  pieces->unk = config[5];
  pieces->longest = config[6];
  pieces->n_norm = config[7];
  if (pieces->hidden == 0 || pieces->hidden > MAX_WIDTH || pieces->hidden % 32 != 0
      || pieces->n_embeddings > G_MAXINT32 || pieces->longest == 0 || pieces->longest > 64
      || pieces->n_norm > 0x110000 || MAX (MAX (config[2], config[3]), config[5]) >= config[1])
    return set_unfit (model, "config", error);

  pieces->text = _dln_model_read_section (model, "pieces.text", &text_length, error);
  if (pieces->text == NULL)
    return FALSE;
  pieces->offsets = _dln_model_read_section (model, "pieces.offsets", &n, error);
  if (pieces->offsets == NULL)
    return FALSE;
  if (n < 8 || n % 4 != 0 || n / 4 - 1 > pieces->n_embeddings)
    return set_unfit (model, "pieces.offsets", error);
  pieces->n_pieces = n / 4 - 1;
  for (guint i = 0; i < pieces->n_pieces; i++)
    if (pieces->offsets[i] > pieces->offsets[i + 1] || pieces->offsets[i + 1] > text_length)
      return set_unfit (model, "pieces.offsets", error);
  if (!read_exactly (model, "pieces.scores", 4ul * pieces->n_pieces, &bytes, error))
    return FALSE;
  pieces->scores = bytes;

  gboolean empty = FALSE;

  pieces->slots = _dln_model_read_section (model, "pieces.slots", &n, error);
  if (pieces->slots == NULL)
    return FALSE;
  pieces->n_slots = n / 4;
  if (n < 4 || n > G_MAXINT32 || (n & (n - 1)) != 0)
    return set_unfit (model, "pieces.slots", error);
  for (guint i = 0; i < pieces->n_slots; i++)
    {
      empty |= pieces->slots[i] == 0;
      if (pieces->slots[i] > pieces->n_pieces)
        return set_unfit (model, "pieces.slots", error);
    }
  if (!empty) /* a search would not end */
    return set_unfit (model, "pieces.slots", error);

  if (!read_exactly (model, "norm.codes", 4ul * pieces->n_norm, &bytes, error))
    return FALSE;
  pieces->norm_codes = bytes;
  if (!read_exactly (model, "norm.offsets", 4ul * (pieces->n_norm + 1), &bytes, error))
    return FALSE;
  pieces->norm_offsets = bytes;
  pieces->norm_text = _dln_model_read_section (model, "norm.text", &n, error);
  if (pieces->norm_text == NULL)
    return FALSE;
  if (!g_utf8_validate_len (pieces->norm_text, n, NULL))
    return set_unfit (model, "norm.text", error);
  for (guint i = 0; i < pieces->n_norm; i++)
    if (pieces->norm_offsets[i] > pieces->norm_offsets[i + 1] || pieces->norm_offsets[i + 1] > n
        || begins_inside (pieces->norm_text, pieces->norm_offsets[i], n)
        || begins_inside (pieces->norm_text, pieces->norm_offsets[i + 1], n))
      return set_unfit (model, "norm.offsets", error);
  if (!read_exactly (model,
                     "embeddings",
                     (gsize) pieces->n_embeddings * (pieces->hidden / 32) * 18,
                     &bytes,
                     error))
    return FALSE;
  pieces->embeddings = bytes;
  return TRUE;
}

/* Takes a linear from *@bytes. Returns: FALSE: the rest is too short or the head does not fit */
static gboolean
take_linear (const guint8 **bytes,
             gsize         *left,
             guint          n_in,
             guint          n_out,
             DlnLinear     *linear)
{
  guint32 head[2];
  guint n_rows = (n_out + DLN_PANEL - 1) / DLN_PANEL * DLN_PANEL;
  gsize size = LINEAR_HEAD + (gsize) n_rows * (12 + n_in);

  if (*left < size || n_in % 16 != 0 || n_in > MAX_WIDTH)
    return FALSE;
  memcpy (head, *bytes, sizeof head);
  if (head[0] != n_in || head[1] != n_out)
    return FALSE;

  const guint8 *at = *bytes + LINEAR_HEAD;

  *linear = (DlnLinear){ .n_in = n_in,
                         .n_out = n_out,
                         .n_rows = n_rows,
                         .scales = (const float *) at,
                         .sums = (const gint32 *) (at + 4ul * n_rows),
                         .biases = (const float *) (at + 8ul * n_rows),
                         .panels = (const gint8 *) (at + 12ul * n_rows) };
  *bytes += size;
  *left -= size;
  return TRUE;
}

static gboolean
read_linear (DlnEncoder  *encoder,
             const char  *name,
             guint        n_in,
             guint        n_out,
             DlnLinear   *linear,
             GError     **error)
{
  gsize left;
  const guint8 *bytes = _dln_model_read_section (encoder->reader, name, &left, error);

  if (bytes == NULL)
    return FALSE;
  return (take_linear (&bytes, &left, n_in, n_out, linear) && left == 0)
         || set_unfit (encoder->reader, name, error);
}

static gboolean
read_dense (DlnEncoder  *encoder,
            const char  *name,
            guint        n_in,
            guint        n_out,
            DlnDense    *dense,
            GError     **error)
{
  const void *bytes;
  guint width = DLN_ALIGN_LANES (n_out);

  if (!read_exactly (encoder->reader, name, 4ul * width * (n_in + 1), &bytes, error))
    return FALSE;
  *dense = (DlnDense){ .n_in = n_in,
                       .width = width,
                       .weights = bytes,
                       .biases = (const float *) bytes + (gsize) n_in * width };
  return TRUE;
}

static gboolean
read_config (DlnEncoder  *encoder,
             GError     **error)
{
  DlnEncoderConfig *config = &encoder->config;
  const void *bytes;
  guint width = 0;

  if (!read_exactly (encoder->reader, "config", sizeof *config, &bytes, error))
    return FALSE;
  memcpy (config, bytes, sizeof *config);
  if (config->hidden != encoder->pieces.hidden || config->n_layers == 0
      || config->n_layers > DLN_MAX_LAYERS || config->n_heads * DLN_HEAD_WIDTH != config->hidden
      || config->n_inner == 0 || config->n_inner > MAX_WIDTH || config->n_positions < DLN_MAX_PIECES
      || config->n_positions > MAX_WIDTH || config->n_tags == 0 || config->n_rels == 0
      || config->n_rels > 128 || config->n_shapes != 12)
    return set_unfit (encoder->reader, "config", error);
  for (guint i = 0; i < DLN_N_PARTS; i++)
    {
      if (config->widths[i] == 0 || config->widths[i] > MAX_WIDTH
          || (i == DLN_PART_NAME && config->widths[i] % DLN_LANES != 0))
        return set_unfit (encoder->reader, "config", error);
      encoder->starts[i] = width;
      width += (config->widths[i] + DLN_PANEL - 1) / DLN_PANEL * DLN_PANEL;
    }
  if (config->widths[DLN_PART_TAG] != config->n_tags)
    return set_unfit (encoder->reader, "config", error);
  if (!read_exactly (encoder->reader, "calibration", sizeof encoder->temperatures, &bytes, error))
    return FALSE;
  memcpy (encoder->temperatures, bytes, sizeof encoder->temperatures);
  for (guint i = 0; i < DLN_N_TEMPERATURES; i++)
    if (!(encoder->temperatures[i] > .01f && encoder->temperatures[i] < 100))
      return set_unfit (encoder->reader, "calibration", error);
  return read_linear (encoder, "words", config->hidden, width, &encoder->words, error);
}

static const char *
get_kind_name (guint i)
{
  static const char *const names[] = { "none", "direct", "indirect", "mixed" };

  return names[i];
}

static const char *
get_bio_name (guint i)
{
  static const char *const names[] = { "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC" };

  return names[i];
}

/* The lines of one kind, which must be those of the program */
static gboolean
check_labels (char       ***line,
              const char   *kind,
              const char *(*get_name) (guint i),
              guint         n)
{
  for (guint i = 0; i < n; i++, ++*line)
    {
      gsize length = strlen (kind);

      if (**line == NULL || !g_str_has_prefix (**line, kind) || (**line)[length] != ' '
          || !g_str_equal (**line + length + 1, get_name (i)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_tags_and_rels (DlnEncoder   *encoder,
                    char       ***line)
{
  for (guint i = 0; i < encoder->config.n_tags; i++, ++*line)
    {
      if (**line == NULL || !g_str_has_prefix (**line, "tag "))
        return FALSE;

      char *bar = strchr (**line, '|');

      if (bar == NULL)
        return FALSE;
      *bar = '\0';
      encoder->upos[i] = dln_upos_from_name (**line + strlen ("tag "));
      encoder->xpos[i] = g_strdup (bar + 1);
    }
  for (guint i = 0; i < encoder->config.n_rels; i++, ++*line)
    {
      if (**line == NULL || !g_str_has_prefix (**line, "rel "))
        return FALSE;
      encoder->deprels[i] = dln_deprel_from_name (**line + strlen ("rel "));
    }
  return TRUE;
}

static const char *
get_status_name (guint i)
{
  return _dln_status_get_name (i);
}

static const char *
get_role_name (guint i)
{
  return _dln_link_role_get_name (i);
}

static const char *
get_tie_name (guint i)
{
  return _dln_tie_type_get_name (i);
}

static const char *
get_state_name (guint i)
{
  return _dln_tie_state_get_name (i);
}

static gboolean
read_labels (DlnEncoder  *encoder,
             GError     **error)
{
  gsize n;
  const char *text = _dln_model_read_section (encoder->reader, "labels", &n, error);

  if (text == NULL)
    return FALSE;
  encoder->upos = g_new0 (guint8, encoder->config.n_tags);
  encoder->xpos = g_new0 (char *, encoder->config.n_tags + 1);
  encoder->deprels = g_new0 (guint8, encoder->config.n_rels);
  if (!g_utf8_validate_len (text, n, NULL))
    return set_unfit (encoder->reader, "labels", error);

  g_autofree char *copy = g_strndup (text, n);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  char **line = lines;

  if (!take_tags_and_rels (encoder, &line) || !check_labels (&line, "name", get_bio_name, DLN_N_BIO)
      || !check_labels (&line, "status", get_status_name, DLN_N_STATUSES)
      || !check_labels (&line, "role", get_role_name, DLN_LINK_SPEAKER)
      || !check_labels (&line, "tie", get_tie_name, DLN_N_TIE)
      || !check_labels (&line, "state", get_state_name, DLN_N_TIE_STATE)
      || !check_labels (&line, "kind", get_kind_name, 4))
    return set_unfit (encoder->reader, "labels", error);
  return TRUE;
}

static gboolean
read_layer (DlnEncoder  *encoder,
            guint        i,
            GError     **error)
{
  g_autofree char *name = g_strdup_printf ("layer.%u", i);
  DlnEncoderLayer *layer = &encoder->layers[i];
  guint hidden = encoder->config.hidden, inner = encoder->config.n_inner;
  gsize left;
  const guint8 *bytes = _dln_model_read_section (encoder->reader, name, &left, error);

  if (bytes == NULL)
    return FALSE;
  if (!take_linear (&bytes, &left, hidden, 3 * hidden, &layer->attend)
      || !take_linear (&bytes, &left, hidden, hidden, &layer->output)
      || !take_linear (&bytes, &left, hidden, inner, &layer->inner)
      || !take_linear (&bytes, &left, inner, hidden, &layer->outer) || left != 16ul * hidden)
    return set_unfit (encoder->reader, name, error);
  for (guint k = 0; k < 4; k++)
    layer->norms[k] = (const float *) bytes + k * hidden;
  return TRUE;
}

static gboolean
read_heads (DlnEncoder  *encoder,
            GError     **error)
{
  const guint32 *widths = encoder->config.widths;
  guint n_rels = encoder->config.n_rels;
  guint arc = widths[DLN_PART_ARC_HEAD], rel = widths[DLN_PART_REL_HEAD];
  guint event = widths[DLN_PART_EVENT_LEFT], tie = widths[DLN_PART_TIE_LEFT];
  guint quote = widths[DLN_PART_QUOTE_LEFT];
  gsize table = 4 * 8 * (2 * DLN_MAX_DISTANCE + 1);
  const void *bytes;

  if (widths[DLN_PART_ARC_DEPENDENT] != arc || widths[DLN_PART_REL_DEPENDENT] != rel
      || widths[DLN_PART_EVENT_RIGHT] != event || widths[DLN_PART_TIE_RIGHT] != tie
      || widths[DLN_PART_QUOTE_RIGHT] != quote)
    return set_unfit (encoder->reader, "config", error);
  if (!read_exactly (encoder->reader, "roots", 4ul * (arc + rel + tie), &bytes, error))
    return FALSE;
  encoder->arc_root = bytes;
  encoder->rel_root = encoder->arc_root + arc;
  encoder->tie_none = encoder->rel_root + rel;
  if (!read_dense (encoder, "arcs", arc, arc, &encoder->arcs, error)
      || !read_dense (
        encoder, "names", widths[DLN_PART_NAME], DLN_N_BIO, &encoder->names, error)
      || !read_dense (
        encoder, "events", widths[DLN_PART_EVENT], DLN_N_STATUSES + 3, &encoder->events, error)
      || !read_dense (encoder, "quotes", widths[DLN_PART_QUOTE], 4, &encoder->quotes, error)
      || !read_linear (encoder, "rels", rel, n_rels * (rel + 1), &encoder->rels, error)
      || !read_linear (
        encoder, "event.pairs", event, 6 * (event + 1), &encoder->event_pairs, error)
      || !read_linear (
        encoder, "tie.pairs", tie, DLN_N_TIE * (tie + 1), &encoder->tie_pairs, error)
      || !read_linear (
        encoder, "tie.states", tie, DLN_N_TIE_STATE * (tie + 1), &encoder->tie_states, error)
      || !read_linear (encoder, "quote.pairs", quote, 2 * (quote + 1), &encoder->quote_pairs, error)
      || !read_exactly (encoder->reader, "event.distances", table, &bytes, error))
    return FALSE;
  encoder->event_distances = bytes;
  if (!read_exactly (encoder->reader, "quote.distances", table, &bytes, error))
    return FALSE;
  encoder->quote_distances = bytes;
  return TRUE;
}

static gboolean
read_optional (DlnEncoder  *encoder,
               GError     **error)
{
  gsize n, length = 4ul * DLN_N_NAME_FEATURES * encoder->config.widths[DLN_PART_NAME];
  const void *bytes;

  encoder->fact_certainty = DEFAULT_FACT_CERTAINTY;
  if (_dln_model_get_section (encoder->reader, "facts", &n) != NULL)
    {
      if (!read_exactly (encoder->reader, "facts", sizeof (float), &bytes, error))
        return FALSE;
      memcpy (&encoder->fact_certainty, bytes, sizeof (float));
      if (!(encoder->fact_certainty >= 0 && encoder->fact_certainty <= 1))
        return set_unfit (encoder->reader, "facts", error);
    }
  if (_dln_model_get_section (encoder->reader, "name.features", &n) == NULL)
    return TRUE;
  if (!read_exactly (encoder->reader, "name.features", length, &bytes, error))
    return FALSE;
  encoder->name_features = bytes;
  return TRUE;
}

static gboolean
read_encoder (DlnEncoder  *encoder,
              GError     **error)
{
  const void *bytes;
  guint hidden;

  if (!_dln_pieces_open (encoder->vocabulary, &encoder->pieces, error)
      || !read_config (encoder, error) || !read_labels (encoder, error)
      || !read_heads (encoder, error) || !read_optional (encoder, error))
    return FALSE;
  hidden = encoder->config.hidden;
  if (!read_exactly (
        encoder->reader, "embed", 4ul * hidden * (encoder->config.n_positions + 14), &bytes, error))
    return FALSE;
  encoder->positions = bytes;
  encoder->shapes = encoder->positions + (gsize) encoder->config.n_positions * hidden;
  encoder->norms[0] = encoder->shapes + (gsize) encoder->config.n_shapes * hidden;
  encoder->norms[1] = encoder->norms[0] + hidden;
  for (guint i = 0; i < encoder->config.n_layers; i++)
    if (!read_layer (encoder, i, error))
      return FALSE;
  return TRUE;
}

DlnEncoder *
_dln_encoder_open (const char  *directory,
                   GError     **error)
{
  g_autofree char *reader = g_build_filename (directory, DLN_READER_FILE, NULL);
  g_autofree char *pieces = g_build_filename (directory, DLN_PIECES_FILE, NULL);
  DlnEncoder *encoder = g_new0 (DlnEncoder, 1);

  encoder->reader = _dln_model_open_unread (reader, error);
  if (encoder->reader != NULL)
    encoder->vocabulary = _dln_model_open_unread (pieces, error);
  if (encoder->vocabulary == NULL || !read_encoder (encoder, error))
    g_clear_pointer (&encoder, _dln_encoder_free);
  return encoder;
}

void
_dln_encoder_free (DlnEncoder *encoder)
{
  if (encoder == NULL)
    return;
  g_clear_pointer (&encoder->reader, dln_model_unref);
  g_clear_pointer (&encoder->vocabulary, dln_model_unref);
  g_free (encoder->upos);
  g_strfreev (encoder->xpos);
  g_free (encoder->deprels);
  g_free (encoder);
}

typedef struct /* what opening gave */
{
  DlnEncoder *encoder;
  GError     *error;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  _dln_encoder_free (opened->encoder);
  g_clear_error (&opened->error);
  g_free (opened);
}

static gpointer
open_beside (DlnModel *model)
{
  g_autofree char *directory = g_path_get_dirname (_dln_model_get_path (model));
  Opened *opened = g_new0 (Opened, 1);

  opened->encoder = _dln_encoder_open (directory, &opened->error);
  return opened;
}

const DlnEncoder *
_dln_encoder_get (DlnModel  *model,
                  GError   **error)
{
  const Opened *opened = _dln_model_get_view (model, "encoder", open_beside, opened_free);

  if (opened->error != NULL && error != NULL)
    *error = g_error_copy (opened->error);
  return opened->encoder;
}
