/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sports pages, made up: results, tables and short reports in which towns are teams. The open
 * corpora have hardly any, and newspapers are full of them. Names are drawn from the lists, words
 * are ours. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-names.h"

#include <string.h>

#define N_DOCUMENTS 500

typedef struct
{
  GPtrArray *towns;
  GPtrArray *countries;
  GPtrArray *brands;
  GPtrArray *first_names;
  GPtrArray *surnames;
  guint64    random;
  gboolean   national;     /* teams of countries, which stay places */
  gboolean   upper;        /* a page of capitals */
  GString   *out;
} Writer;

static const char *const nicknames[] = { "Rovers",   "Rangers",   "United",   "City",    "Town",
                                         "Athletic", "Wanderers", "Tigers",   "Lions",   "Bears",
                                         "Eagles",   "Hawks",     "Bulls",    "Knights", "Pirates",
                                         "Sharks",   "Warriors",  "Panthers", "Falcons", "Saints",
                                         "Jets",     "Blues",     "Stars",    "Giants",  "Royals" };
static const char *const prefixes[] = { "Dynamo",    "Sporting",  "Real",  "FC",    "Racing",
                                        "Lokomotiv", "Olympique", "Union", "Inter", "Atletico",
                                        "Young",     "Red Star",  "SC",    "AS",    "RC" };
static const char *const sports[] = { "SOCCER",      "CRICKET",    "TENNIS",      "GOLF",
                                      "BASEBALL",    "BASKETBALL", "RUGBY UNION", "ATHLETICS",
                                      "CYCLING",     "ICE HOCKEY", "BOXING",      "SWIMMING",
                                      "MOTOR RACING" };
static const char *const days[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                    "Friday", "Saturday", "Sunday" };
static const char *const months[] = { "January", "March",  "April",     "June",
                                      "July",    "August", "September", "October" };

/* Templates: words as they are, and %T team, %N its nickname, %P person, %S surname, %C country, %L
 * town, %d small number, %s score, %D larger number, %W weekday, %M month */
static const char *const reports[] = {
  "%T beat %T %s on %W .",
  "%T were held to a %s draw by %T at home on %W .",
  "%T midfielder %P scored twice as they beat %T %s in the first division .",
  "%P scored the winner for %T against %T after %d minutes .",
  "The win took %T to the top of the table , %d points clear of %T .",
  "%T coach %P said his side deserved more from the match .",
  "\" We played well , \" %S said after the defeat by %T .",
  "%T striker %P missed the game through injury .",
  "In %L , %P hit a home run as the %N won their third straight game over the %N .",
  "The %N beat the %N %s .",
  "%T lost %s at %T , who have won their last %d games .",
  "%T signed %P from %T on %W for %d million pounds .",
  "At %L : %T %D and %D ( %P %d-%D ) , %T %D . %T won by %d wickets .",
  "%T bowled %T out for %D on the first day with %P taking %d for %D .",
  "%P , the %T captain , was sent off in the second half .",
  "%P ( %C ) beat %P ( %C ) 6-4 7-5",
  "%P of %C won the title ahead of %C 's %P .",
  "%C play %C in a World Cup qualifier in %L on %W .",
  "%C captain %P will miss the match against %C .",
  "World number one %P of %C beat %P in straight sets on %W .",
  "%T travel to %T next week without %P and %P .",
  "Defending champions %T opened the season with a %s win over %T .",
  "%T 's %P finished second behind %P of %C .",
  "%P had %D points and %d rebounds as %T defeated %T %s .",
  "He played for %T before he joined %T in %M .",
  "%T have appointed %P as their new manager , the club said on %W .",
};

static const char *const listings[] = {
  "%T %d %T %d",
  "%T %d %d %d %d %d %d %D",
  "%T %s %T",
  "%T %D %D .%D %d",
  "%T AT %T",
  "%T vs. %T",
  "%d . %P ( %C ) %D.%d seconds",
  "%d . %P ( %C ) %D points",
  "%P ( %C ) %D",
  "%P , %T , %D",
  "%C %d %C %d",
  "%T v %T ( at %L )",
  "%T %d ( %S %d , %S %D ) %T %d ( %S %D )",
  "%d - %P ( %T ) .",
  "%D %P %D %D %D",
  "Scorers : %P ( %Dth minute ) , %P ( %Dth )",
};

static guint
draw (Writer *writer,
      guint   n)
{
  writer->random = writer->random * G_GUINT64_CONSTANT (6364136223846793005)
                   + G_GUINT64_CONSTANT (1442695040888963407);
  return (guint) ((writer->random >> 33) % n);
}

static const char *
draw_from (Writer    *writer,
           GPtrArray *list)
{
  return g_ptr_array_index (list, draw (writer, list->len));
}

static void
write_name (Writer     *writer,
            const char *name,
            const char *type)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  gboolean first = TRUE;

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *upper = writer->upper ? g_utf8_strup (*word, -1) : NULL;

      if (**word == '\0')
        continue;
      g_string_append_printf (
        writer->out, "%s %s-%s\n", upper != NULL ? upper : *word, first ? "B" : "I", type);
      first = FALSE;
    }
}

static void
write_team (Writer *writer)
{
  guint kind = draw (writer, 20);
  g_autofree char *name = NULL;

  if (writer->national)
    {
      write_name (writer, draw_from (writer, writer->countries), "LOC");
      return;
    }
  if (kind < 12)
    name = g_strdup (draw_from (writer, writer->towns));
  else if (kind < 15)
    name = g_strdup_printf ("%s %s",
                            (char *) draw_from (writer, writer->towns),
                            nicknames[draw (writer, G_N_ELEMENTS (nicknames))]);
  else if (kind < 17)
    name = g_strdup_printf ("%s %s",
                            prefixes[draw (writer, G_N_ELEMENTS (prefixes))],
                            (char *) draw_from (writer, writer->towns));
  else if (kind < 19)
    name = g_strdup (draw_from (writer, writer->brands));
  else
    name = g_strdup (nicknames[draw (writer, G_N_ELEMENTS (nicknames))]);
  write_name (writer, name, "ORG");
}

static void
write_person (Writer *writer)
{
  g_autofree char *name = g_strdup_printf ("%s %s",
                                           (char *) draw_from (writer, writer->first_names),
                                           (char *) draw_from (writer, writer->surnames));

  write_name (writer, name, "PER");
}

static void
write_word (Writer     *writer,
            const char *word)
{
  g_autofree char *upper = writer->upper ? g_ascii_strup (word, -1) : NULL;

  g_string_append_printf (writer->out, "%s O\n", upper != NULL ? upper : word);
}

/* Numbers and days inside a word: "%d-%D", ".%D" */
static char *
fill_word (Writer     *writer,
           const char *word)
{
  GString *filled = g_string_new (NULL);

  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p != '%' || p[1] == '\0')
        {
          g_string_append_c (filled, *p);
          continue;
        }
      p++;
      if (*p == 'd')
        g_string_append_printf (filled, "%u", draw (writer, 9) + 1);
      else if (*p == 'D')
        g_string_append_printf (filled, "%u", draw (writer, 300) + 10);
      else if (*p == 's')
        g_string_append_printf (filled, "%u-%u", draw (writer, 6), draw (writer, 4));
      else if (*p == 'W')
        g_string_append (filled, days[draw (writer, G_N_ELEMENTS (days))]);
      else if (*p == 'M')
        g_string_append (filled, months[draw (writer, G_N_ELEMENTS (months))]);
    }
  return g_string_free (filled, FALSE);
}

static void
write_template (Writer     *writer,
                const char *template)
{
  g_auto (GStrv) words = g_strsplit (template, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *filled = NULL;

      if (strcmp (*word, "%T") == 0)
        write_team (writer);
      else if (strcmp (*word, "%N") == 0)
        write_name (writer, nicknames[7 + draw (writer, G_N_ELEMENTS (nicknames) - 7)], "ORG");
      else if (strcmp (*word, "%P") == 0)
        write_person (writer);
      else if (strcmp (*word, "%S") == 0)
        write_name (writer, draw_from (writer, writer->surnames), "PER");
      else if (strcmp (*word, "%C") == 0)
        write_name (writer, draw_from (writer, writer->countries), "LOC");
      else if (strcmp (*word, "%L") == 0)
        write_name (writer, draw_from (writer, writer->towns), "LOC");
      else
        write_word (writer, filled = fill_word (writer, *word));
    }
  g_string_append_c (writer->out, '\n');
}

static void
write_document (Writer *writer)
{
  gboolean shouted_list = draw (writer, 3) == 0;
  guint n = 3 + draw (writer, 8);
  const char *listing = listings[draw (writer, G_N_ELEMENTS (listings))];

  g_string_append (writer->out, "#doc\n");
  writer->national = draw (writer, 6) == 0;
  writer->upper = TRUE;
  g_string_append_printf (writer->out, "%s O\n- O\n", sports[draw (writer, G_N_ELEMENTS (sports))]);
  write_template (writer,
                  draw (writer, 2) == 0   ? "%T BEAT %T ."
                  : draw (writer, 2) == 0 ? "%P WINS IN %L ."
                                          : "RESULTS AND STANDINGS .");
  write_name (writer, draw_from (writer, writer->towns), "LOC");
  g_string_append_printf (writer->out,
                          "20%02u-%02u-%02u O\n\n",
                          draw (writer, 30),
                          draw (writer, 12) + 1,
                          draw (writer, 28) + 1);
  for (guint i = 0; i < n; i++)
    {
      gboolean list = draw (writer, 2) == 0;

      writer->upper = list && shouted_list;
      write_template (writer, list ? listing : reports[draw (writer, G_N_ELEMENTS (reports))]);
    }
}

static GPtrArray *
read_names (const char *directory,
            const char *name,
            const char *prefix,
            guint       most_words)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *contents = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return names;

  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_strchomp (*line);
      if (!g_utf8_validate (*line, -1, NULL) || !g_str_has_prefix (*line, prefix)
          || strlen (*line) < strlen (prefix) + 3 || **line == '#')
        continue;

      g_auto (GStrv) words = g_strsplit (*line + strlen (prefix), " ", -1);

      if (g_strv_length (words) <= most_words && g_unichar_isupper (g_utf8_get_char (words[0]))
          && strlen (words[0]) > 2)
        g_ptr_array_add (names, g_strdup (*line + strlen (prefix)));
    }
  return names;
}

/* Brands stand for clubs named after companies: "name<TAB>ORG<TAB>brand:..." */
static GPtrArray *
read_brands (const char *corpora)
{
  GPtrArray *lines = read_names (corpora, "lists/names/organisations.tsv", "", 3);
  GPtrArray *brands = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lines->len; i++)
    {
      char *line = g_ptr_array_index (lines, i);
      char *tab = strchr (line, '\t');

      if (tab != NULL && strstr (tab, "brand:") != NULL && strchr (line, '&') == NULL)
        g_ptr_array_add (brands, g_strndup (line, tab - line));
    }
  g_ptr_array_unref (lines);
  return brands;
}

/**
 * _dln_train_names_make_sport:
 * @corpora: the corpora folder
 * @resources: folder of our own name lists
 *
 * Returns: (transfer full): the pages in the column format, the same each time; %NULL if a list is
 * missing
 */
char *
_dln_train_names_make_sport (const char *corpora,
                             const char *resources)
{
  Writer writer = {
    .towns = read_names (resources, "wordnet.txt", "place\t", 2),
    .countries = read_names (resources, "places.txt", "country\t", 2),
    .brands = read_brands (corpora),
    .first_names = read_names (corpora, "lists/smashew-names/first-names/us.txt", "", 1),
    .surnames = read_names (corpora, "lists/smashew-names/surnames/all.txt", "", 1),
    .random = 19,
    .out = g_string_new (NULL),
  };
  gboolean complete = writer.towns->len > 0 && writer.countries->len > 0 && writer.brands->len > 0
                      && writer.first_names->len > 0 && writer.surnames->len > 0;

  for (guint i = 0; complete && i < N_DOCUMENTS; i++)
    write_document (&writer);
  g_ptr_array_unref (writer.towns);
  g_ptr_array_unref (writer.countries);
  g_ptr_array_unref (writer.brands);
  g_ptr_array_unref (writer.first_names);
  g_ptr_array_unref (writer.surnames);
  return g_string_free (writer.out, !complete);
}
