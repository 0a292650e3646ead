/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the documents of a story disagree, as JSON lines. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-json-lines-private.h"

#include "base/dln-json-writer.h"
#include "base/dln-utf8.h"
#include "extract/dln-kinds.h"

/* what a target is called, if it is known */
void
_dln_json_story_title (const DlnJsonStory *story,
                       DlnTargetKind       kind,
                       guint32             id,
                       GString            *out)
{
  g_autofree char *title = NULL;

  if (story->dup_title != NULL)
    title = story->dup_title (kind, id, story->data);
  else if (kind == DLN_TARGET_DOCUMENT)
    title = g_strdup (dln_document_get_title (story->inputs[id - 1].document));
  _dln_json_optional (out, "title", title);
}

static void
put_sentence (DlnDocument *document,
              DlnSpan      span,
              GString     *out)
{
  gsize length;
  const char *text = dln_document_get_text (document, &length);
  DlnOffsetMap *map = dln_offset_map_new (text, length);

  _dln_json_integer (out, "start", dln_offset_map_to_characters (map, span.begin));
  _dln_json_integer (out, "end", dln_offset_map_to_characters (map, span.end));
  _dln_json_key (out, "text");
  _dln_json_append_string (out, text + span.begin, span.end - span.begin);
  dln_offset_map_free (map);
}

static const DlnResolveInput *
get_claim_input (const DlnJsonStory *story,
                 guint32             row)
{
  const GArray *evidence = story->resolution->evidence;
  DlnDocumentId id =
    row < evidence->len ? DLN_ROW (evidence, DlnEvidence, row)->document : 0;

  return id > 0 && id <= story->n_inputs ? &story->inputs[id - 1] : NULL;
}

/* one side of a disagreement: where it stands and what it says */
static void
put_claim (const DlnJsonStory *story,
           guint32             row,
           DlnStringId         value,
           GString            *out)
{
  const DlnResolveInput *input = get_claim_input (story, row);

  _dln_json_begin (out);
  if (input != NULL)
    {
      const DlnEvidence *claim = DLN_ROW (story->resolution->evidence, DlnEvidence, row);
      const char *name = dln_document_get_id (input->document);

      _dln_json_string (out, "doc", name != NULL ? name : "");
      put_sentence (input->document, claim->sentence, out);
      _dln_json_when (out, "when", &claim->when);
    }
  _dln_json_string (out, "value", dln_strings_get (story->resolution->strings, value));
  _dln_json_end (out);
}

/* where documents disagree, a line for each */
void
_dln_json_conflicts (const DlnJsonStory *story,
                     GString            *out)
{
  const GArray *conflicts = story->resolution->conflicts;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (conflicts, DlnConflict, i);
      const DlnResolveInput *input = get_claim_input (story, conflict->evidence_a);

      _dln_json_begin (out);
      _dln_json_optional (
        out, "doc", input != NULL ? dln_document_get_id (input->document) : NULL);
      _dln_json_string (out, "layer", "conflict");
      _dln_json_string (out, "type", dln_conflict_type_get_name (conflict->type));
      _dln_json_string (out, "kind", dln_target_kind_get_name (conflict->kind));
      _dln_json_integer (out, "target", conflict->target);
      _dln_json_story_title (story, conflict->kind, conflict->target, out);
      _dln_json_begin_list (out, "claims");
      put_claim (story, conflict->evidence_a, conflict->value_a, out);
      _dln_json_item (out);
      put_claim (story, conflict->evidence_b, conflict->value_b, out);
      _dln_json_end_list (out);
      _dln_json_end (out);
      g_string_append_c (out, '\n');
    }
}
