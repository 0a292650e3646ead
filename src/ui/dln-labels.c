/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for the reader: kinds, dates, sources and quotes, translated. Text from documents is set as
 * text, never read as markup. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-labels.h"

#include "base/dln-direction.h"
#include "base/dln-utf8.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * dln_label_entity_type:
 *
 * Returns: (transfer none): what one of them is called, capitalised
 */
const char *
dln_label_entity_type (DlnEntityType type)
{
  switch (type)
    {
    case DLN_ENTITY_PERSON:
      return _ ("Person");
    case DLN_ENTITY_INSTITUTION:
      return _ ("Institution");
    case DLN_ENTITY_PLACE:
      return _ ("Place");
    default:
      return _ ("Other name");
    }
}

/**
 * dln_label_entity_type_plural:
 *
 * Returns: (transfer none): what many of them are called, capitalised
 */
const char *
dln_label_entity_type_plural (DlnEntityType type)
{
  switch (type)
    {
    case DLN_ENTITY_PERSON:
      return _ ("People");
    case DLN_ENTITY_INSTITUTION:
      return _ ("Institutions");
    case DLN_ENTITY_PLACE:
      return _ ("Places");
    default:
      return _ ("Other names");
    }
}

/**
 * dln_label_entity_type_icon:
 *
 * Returns: (transfer none): the shape that the graph draws, as an icon name
 */
const char *
dln_label_entity_type_icon (DlnEntityType type)
{
  switch (type)
    {
    case DLN_ENTITY_PERSON:
      return "dateline-person-symbolic";
    case DLN_ENTITY_INSTITUTION:
      return "dateline-institution-symbolic";
    case DLN_ENTITY_PLACE:
      return "dateline-place-symbolic";
    default:
      return "dateline-other-symbolic";
    }
}

/**
 * dln_label_entity_type_class:
 *
 * Returns: (transfer none): the style class that colours it
 */
const char *
dln_label_entity_type_class (DlnEntityType type)
{
  switch (type)
    {
    case DLN_ENTITY_PERSON:
      return "kind-person";
    case DLN_ENTITY_INSTITUTION:
      return "kind-institution";
    case DLN_ENTITY_PLACE:
      return "kind-place";
    default:
      return "kind-other";
    }
}

/**
 * dln_label_event_type:
 *
 * Returns: (transfer none): the kind of event, capitalised
 */
const char *
dln_label_event_type (DlnEventType type)
{
  switch (type)
    {
    case DLN_EVENT_STATEMENT:
      return _ ("Statement");
    case DLN_EVENT_MOVEMENT:
      return _ ("Movement");
    case DLN_EVENT_ARMED_CONFLICT:
      return _ ("Conflict");
    case DLN_EVENT_JUSTICE:
      return _ ("Justice");
    case DLN_EVENT_APPOINTMENT:
      return _ ("Appointment");
    case DLN_EVENT_BUSINESS:
      return _ ("Business");
    case DLN_EVENT_DISASTER:
      return _ ("Disaster");
    case DLN_EVENT_ELECTION:
      return _ ("Election");
    case DLN_EVENT_LAW:
      return _ ("Law");
    case DLN_EVENT_DIPLOMACY:
      return _ ("Diplomacy");
    case DLN_EVENT_LIFE:
      return _ ("Life");
    case DLN_EVENT_PROTEST:
      return _ ("Protest");
    case DLN_EVENT_PUBLICATION:
      return _ ("Publication");
    case DLN_EVENT_ALLEGATION:
      return _ ("Allegation");
    case DLN_EVENT_CHARGE:
      return _ ("Charge");
    case DLN_EVENT_PLEA:
      return _ ("Plea");
    case DLN_EVENT_TRIAL:
      return _ ("Trial");
    case DLN_EVENT_VERDICT:
      return _ ("Verdict");
    case DLN_EVENT_SENTENCE:
      return _ ("Sentence");
    case DLN_EVENT_APPEAL:
      return _ ("Appeal");
    case DLN_EVENT_ACQUITTAL:
      return _ ("Acquittal");
    case DLN_EVENT_DISMISSAL:
      return _ ("Charges dropped");
    default:
      return _ ("Other event");
    }
}

/**
 * dln_label_modality:
 *
 * Returns: (transfer none) (nullable): what is to be said about a claim, %NULL for a plain one
 */
const char *
dln_label_modality (DlnModality modality,
                    DlnPolarity polarity)
{
  switch (modality)
    {
    case DLN_MODALITY_PLANNED:
      return _ ("Planned");
    case DLN_MODALITY_CANCELLED:
      return _ ("Called off");
    case DLN_MODALITY_DENIED:
      return _ ("Denied");
    case DLN_MODALITY_ALLEGED:
      return _ ("Alleged");
    case DLN_MODALITY_CONDITIONAL:
      return _ ("Conditional");
    default:
      return polarity == DLN_POLARITY_NEGATED ? _ ("Did not happen") : NULL;
    }
}

/**
 * dln_label_conflict_type:
 *
 * Returns: (transfer none): what two sources disagree about, as a sentence
 */
const char *
dln_label_conflict_type (DlnConflictType type)
{
  switch (type)
    {
    case DLN_CONFLICT_DATE:
      return _ ("Sources give different dates");
    case DLN_CONFLICT_NUMBER:
      return _ ("Sources give different numbers");
    case DLN_CONFLICT_PLACE:
      return _ ("Sources name different places");
    case DLN_CONFLICT_ROLE:
      return _ ("Sources give different roles");
    case DLN_CONFLICT_POLARITY:
      return _ ("One source says so, the other denies it");
    case DLN_CONFLICT_GENDER:
      return _ ("Sources write of a man and of a woman");
    case DLN_CONFLICT_UPDATE:
      return _ ("The value changed with time");
    default:
      return _ ("Sources disagree");
    }
}

/**
 * dln_label_role:
 *
 * Returns: (transfer none): a participant's part in an event
 */
const char *
dln_label_role (DlnRole role)
{
  switch (role)
    {
    case DLN_ROLE_AGENT:
      return _ ("acts");
    case DLN_ROLE_PATIENT:
      return _ ("is affected");
    case DLN_ROLE_RECIPIENT:
      return _ ("receives");
    case DLN_ROLE_PLACE:
      return _ ("where");
    case DLN_ROLE_SOURCE:
      return _ ("from");
    case DLN_ROLE_DESTINATION:
      return _ ("to");
    case DLN_ROLE_WITH:
      return _ ("with");
    default:
      return _ ("takes part");
    }
}

/**
 * dln_label_quote_type:
 *
 * Returns: (transfer none): how the words are reported
 */
const char *
dln_label_quote_type (DlnQuoteType type)
{
  switch (type)
    {
    case DLN_QUOTE_DIRECT:
      return _ ("Quote");
    case DLN_QUOTE_INDIRECT:
      return _ ("Indirect quote");
    default:
      return _ ("Partial quote");
    }
}

/**
 * dln_label_relation:
 *
 * Returns: (transfer full): the words between subject and object: the kind, or the verb of the text
 * where it is of no kind; "formerly" before one that has ended
 */
char *
dln_label_relation (DlnCase           *dcase,
                    const DlnRelation *relation)
{
  const char *caption = dln_case_get_string (dcase, relation->caption);
  const char *label = gettext (dln_relation_type_get_label (relation->type));

  if (relation->type == DLN_RELATION_RELATED_TO && caption != NULL && *caption != '\0')
    label = caption;
  /* Translators: %s is a relation, e.g. "formerly head of" */
  return relation->ended ? g_strdup_printf (_ ("formerly %s"), label) : g_strdup (label);
}

/**
 * dln_label_when:
 *
 * Returns: (transfer full): the date as the sources know it
 */
char *
dln_label_when (const DlnWhen *when)
{
  if (!dln_when_is_known (when))
    return g_strdup (_ ("Undated"));
  return dln_when_dup_words (when);
}

/**
 * dln_label_document_line:
 *
 * Returns: (transfer full): source and date of an article: "Financial Times, 3 April 2023,
 * inferred"
 */
char *
dln_label_document_line (DlnCase      *dcase,
                         DlnDocumentId document)
{
  g_autofree char *source = dln_case_dup_document_source (dcase, document);
  const DlnResolvedDocument *row = dln_case_get_document_row (dcase, document);

  if (row == NULL || !dln_when_is_known (&row->when))
    /* Translators: an article of which no date is known; %s is its source */
    return g_strdup_printf (_ ("%s, undated"), source);
  g_autofree char *when = dln_when_dup_words (&row->when);

  if (row->date_source == DLN_DATE_INFERRED)
    /* Translators: an article's source and its date, which was concluded from its text */
    return g_strdup_printf (_ ("%s, %s, inferred"), source, when);
  /* Translators: an article's source and its date */
  return g_strdup_printf (_ ("%s, %s"), source, when);
}

/**
 * dln_label_evidence_line:
 *
 * Returns: (transfer full): source and date of its article and, where the file has such, the page:
 * "Financial Times, 3 April 2023, page 3"
 */
char *
dln_label_evidence_line (DlnCase           *dcase,
                         const DlnEvidence *evidence)
{
  g_autofree char *line = dln_label_document_line (dcase, evidence->document);
  g_autofree char *place =
    dln_case_dup_place (dcase, evidence->document, evidence->sentence.begin);

  return place != NULL ? g_strdup_printf (_ ("%s, %s"), line, place) : g_steal_pointer (&line);
}

/**
 * dln_label_speaker:
 *
 * Returns: (transfer full) (nullable): who says so, %NULL if it is the article itself
 */
char *
dln_label_speaker (DlnCase    *dcase,
                   DlnEntityId speaker,
                   DlnStringId speaker_text)
{
  const DlnEntity *entity = speaker != 0 ? dln_case_get_entity (dcase, speaker) : NULL;
  const char *text = dln_case_get_string (dcase, entity != NULL ? entity->name : speaker_text);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* Copies text with each run of white space as one blank. @map, if given, gets [length + 1] new
 * offsets. */
static char *
flatten (const char *text,
         gsize       length,
         guint32    *map)
{
  GString *flat = g_string_sized_new (length + 1);
  gboolean blank = TRUE;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = text[i];

      if (map != NULL)
        map[i] = flat->len;
      if (c < 0x20 || c == ' ' || c == 0x7f)
        {
          if (!blank)
            g_string_append_c (flat, ' ');
          blank = TRUE;
          continue;
        }
      blank = FALSE;
      g_string_append_c (flat, c);
    }
  while (flat->len > 0 && flat->str[flat->len - 1] == ' ')
    g_string_truncate (flat, flat->len - 1);
  if (map != NULL)
    map[length] = flat->len;
  dln_utf8_make_plain (flat->str, flat->len);
  return g_string_free (flat, FALSE);
}

/**
 * dln_label_flatten:
 * @text: UTF-8
 * @length: in bytes
 *
 * Returns: (transfer full): the text on one line. Time: O(@length)
 */
char *
dln_label_flatten (const char *text,
                   gsize       length)
{
  return flatten (text, length, NULL);
}

/**
 * dln_label_set:
 * @label: a label
 * @text: (nullable): plain text, perhaps from a document
 *
 * Sets the text without characters that would change how it reads.
 */
void
dln_label_set (GtkLabel   *label,
               const char *text)
{
  g_autofree char *plain = dln_text_dup_shown (text != NULL ? text : "");

  gtk_label_set_text (label, plain);
}

/**
 * dln_label_new_short:
 * @text: plain text
 * @style_class: (nullable): one class
 *
 * Returns: (transfer floating): a left-aligned label of one line
 */
GtkWidget *
dln_label_new_short (const char *text,
                     const char *style_class)
{
  GtkWidget *label = dln_label_new (text, style_class);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  return label;
}

/**
 * dln_label_new:
 * @text: plain text
 * @style_class: (nullable): one class
 *
 * Returns: (transfer floating): a left-aligned label that wraps
 */
GtkWidget *
dln_label_new (const char *text,
               const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  dln_label_set (GTK_LABEL (label), text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  return label;
}

/**
 * dln_label_name:
 * @widget: what has no words of its own, or other ones than should be spoken
 * @name: what a screen reader calls it
 */
void
dln_label_name (GtkWidget  *widget,
                const char *name)
{
  g_autofree char *plain = dln_text_dup_shown (name);

  gtk_accessible_update_property (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
}

/**
 * dln_label_name_row:
 * @item: of a list view, bound
 * @name: what a screen reader calls its row, which GTK 4.8 leaves without a name
 */
void
dln_label_name_row (GtkListItem *item,
                    const char  *name)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));

  if (row != NULL)
    dln_label_name (row, name);
}

/**
 * dln_label_name_buttons:
 * @root: a widget whose template has been built
 *
 * Gives each button below @root that has a tooltip instead of words that tooltip as its name for
 * screen readers; GTK 4.8 would call it "GtkImage". Time: O(widgets)
 */
void
dln_label_name_buttons (GtkWidget *root)
{
  const char *tooltip = gtk_widget_get_tooltip_text (root);

  if ((GTK_IS_BUTTON (root) || GTK_IS_MENU_BUTTON (root)) && tooltip != NULL)
    {
      GtkWidget *inner = GTK_IS_MENU_BUTTON (root) ? gtk_widget_get_first_child (root) : root;

      dln_label_name (inner, tooltip);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    dln_label_name_buttons (child);
}
