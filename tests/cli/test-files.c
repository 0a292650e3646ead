/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli and the files of a user: what it may overwrite, write through and remove. */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli-place.h"

static void
set_up (Place        *place,
        gconstpointer data)
{
  place_begin (place);
  place_write (place,
               "two.txt",
               "Title: Bank fined\nDate: 2021-06-04\n\n"
               "Fjord Bank was fined on 2 June 2021.\n");
}

/* runs a shell script in the place's folder, in which "dln" is the program */
static void
run (Place      *place,
     int         status,
     const char *script)
{
  g_autofree char *whole = g_strdup_printf ("dln () { \"$DATELINE_CLI\" \"$@\"; }\n%s", script);
  const char *argv[] = { "sh", "-c", whole, NULL };

  place_run (place, status, NULL, argv, script);
}

static gboolean
is_there (Place      *place,
          const char *name)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* ---- exports --------------------------------------------------------------------------------- */

static void
test_keeps_cases (Place        *place,
                  gconstpointer data)
{
  static const char *const names[] = { "case.dateline",  "./case.dateline",    "link",
                                       "other.dateline", "case.dateline-wal" };

  run (place, 0, "dln import case.dateline one.txt && dln import other.dateline two.txt"
                 " && ln -s case.dateline link && cp case.dateline old && cp other.dateline old2");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *script =
        g_strdup_printf ("touch case.dateline-wal; dln export case.dateline %s --format json",
                         names[i]);

      run (place, 1, script);
      g_assert_nonnull (strstr (place->err, "is a case file and is not overwritten"));
      g_assert_nonnull (strstr (place->err, names[i]));
    }
  run (place, 0, "cmp case.dateline old && cmp other.dateline old2 && dln check case.dateline"
                 " && dln check other.dateline");
}

static void
test_modes (Place        *place,
            gconstpointer data)
{
  run (place, 0, "umask 022; dln import case.dateline one.txt && echo old > out.json"
                 " && chmod 600 out.json && echo old > wide.json && chmod 664 wide.json"
                 " && for f in out wide new; do dln export case.dateline $f.json; done"
                 " && stat -c %a out.json wide.json new.json && grep -c Anna out.json wide.json");
  g_assert_true (g_str_has_prefix (place->out, "600\n664\n644\n"));
  /* nothing is left beside what was written, nor beside what could not be */
  run (place, 1, "mkdir folder; dln export case.dateline folder --format json");
  run (place, 1, "ls -A | grep '^\\.'");
}

static void
test_links (Place        *place,
            gconstpointer data)
{
  run (place, 0, "dln import case.dateline one.txt && mkdir far && echo old > far/real.json"
                 " && ln -s far/real.json link.json && ln -s link.json again.json"
                 " && ln -s far/none.json dangling.json"
                 " && dln export case.dateline again.json"
                 " && dln export case.dateline dangling.json"
                 " && test -L again.json && test -L link.json && test -L dangling.json"
                 " && grep -q Anna far/real.json && grep -q Anna far/none.json");
  run (place, 1, "ln -s round.json round.json; dln export case.dateline round.json");
  g_assert_nonnull (strstr (place->err, "round.json"));
}

static void
test_streams (Place        *place,
              gconstpointer data)
{
  run (place, 0, "dln import case.dateline one.txt && dln export case.dateline plain.json");
  /* what is said before and after stays where it was said */
  run (place, 0, "{ echo before; dln export case.dateline /dev/stdout --format json; echo after; }"
                 " > all && { echo before; cat plain.json; echo after; } | cmp - all");
  run (place, 0, "dln export case.dateline /dev/stdout --format json | cmp - plain.json");
  run (place, 0, "dln export case.dateline - --format json | cmp - plain.json");
  run (place, 0, "dln export case.dateline /dev/fd/3 --format json 3> third; cmp third plain.json");
  run (place, 0, "ln -s /dev/stdout out; dln export case.dateline out --format json"
                 " | cmp - plain.json && test -L out");
  run (place, 0, "mkfifo pipe; cat pipe > read & dln export case.dateline pipe --format json; wait"
                 "; test -p pipe && cmp read plain.json");
  run (place, 0, "dln export case.dateline /dev/null --format json && test -c /dev/null");
  run (place, 1, "dln export case.dateline /dev/full --format json");
  g_assert_nonnull (strstr (place->err, "/dev/full"));
}

static void
test_standard_input (Place        *place,
                     gconstpointer data)
{
  run (place, 0, "dln import case.dateline - two.txt < one.txt"
                 " && dln list case.dateline documents");
  g_assert_nonnull (strstr (place->out, "Minister resigns"));
  g_assert_nonnull (strstr (place->out, "Bank fined"));
  run (place, 0, "dln extract --layer times - < one.txt");
  g_assert_nonnull (strstr (place->out, "2021-05-03"));
}

/* ---- imports --------------------------------------------------------------------------------- */

/* One import makes the case and waits for what never comes; what somebody else has put into the
 * file meanwhile is not the first one's to remove. The second may be refused, but what it was told
 * is kept is kept. */
static void
test_two_imports (Place        *place,
                  gconstpointer data)
{
  run (place, 0,
       "mkfifo pipe; sh -c 'exec \"$DATELINE_CLI\" import case.dateline - < pipe' & first=$!\n"
       "exec 3> pipe\n"
       "until test -s case.dateline; do sleep 0.02; done\n"
       "dln import case.dateline two.txt; second=$?\n"
       "exec 3>&-\n" /* nothing has come: no article */
       "wait $first\n"
       "if test $second = 0; then dln check case.dateline && dln list case.dateline documents;"
       " else test ! -e case.dateline && echo refused; fi");
  g_assert_true (strstr (place->out, "Bank fined") != NULL
                 || strstr (place->out, "refused") != NULL);
}

static void
test_interrupted (Place        *place,
                  gconstpointer data)
{
  static const char script[] =
    "rm -f pipe; mkfifo pipe; sh -c 'exec \"$DATELINE_CLI\" import %s - < pipe' & first=$!\n"
    "exec 3> pipe\n"
    "until test -s %s && grep -q '^SigBlk:.*4002$' /proc/$first/status; do sleep 0.02; done\n"
    "kill -INT $first\n"
    "exec 3>&-\n"
    "wait $first; test $? = 1";
  g_autofree char *new_case = g_strdup_printf (script, "new.dateline", "new.dateline");
  g_autofree char *old_case = g_strdup_printf (script, "old.dateline", "old.dateline");

  run (place, 0, new_case);
  g_assert_false (is_there (place, "new.dateline"));
  g_assert_false (is_there (place, "new.dateline-wal"));
  run (place, 0, "dln import old.dateline one.txt");
  run (place, 0, old_case);
  run (place, 0, "dln check old.dateline && dln list old.dateline documents");
  g_assert_nonnull (strstr (place->out, "Minister resigns"));
}

/* an empty case that was there before is not ours to remove */
static void
test_older_stays (Place        *place,
                  gconstpointer data)
{
  run (place, 1, "touch empty.txt; dln import new.dateline empty.txt");
  g_assert_false (is_there (place, "new.dateline"));
  run (place, 1, "dln import case.dateline one.txt; dln import case.dateline empty.txt");
  g_assert_true (is_there (place, "case.dateline"));
}

/* ---- a case that is open --------------------------------------------------------------------- */

/* Who comes second learns it before an article is read, and is told who was first; who only reads
 * is in nobody's way. */
static void
test_in_use (Place        *place,
             gconstpointer data)
{
  run (place, 0, "dln import case.dateline one.txt");
  run (place, 0,
       "mkfifo pipe; sh -c 'exec \"$DATELINE_CLI\" import case.dateline - < pipe' & first=$!\n"
       "exec 3> pipe\n"
       "until test -e .~case.dateline.lock; do sleep 0.02; done\n"
       "mkfifo never; ! timeout 60 sh -c '\"$DATELINE_CLI\" import case.dateline never' 2> said\n"
       "grep \"is open in dateline-cli (process $first on $(uname -n), since 20\" said || exit 5\n"
       "ls -lA --time-style=full-iso > before; dln check case.dateline || exit 6\n"
       "dln list case.dateline people | grep Anna || exit 7\n"
       "ls -lA --time-style=full-iso > after\n"
       "grep case before > b; grep case after | cmp b - || exit 8\n"
       "cat two.txt >&3; exec 3>&-; wait $first || exit 9\n"
       "dln list case.dateline documents");
  g_assert_nonnull (strstr (place->out, "Minister resigns"));
  g_assert_nonnull (strstr (place->out, "Bank fined"));
}

/* a title that was written into the file is found, and is not shown */
static void
test_edited (Place        *place,
             gconstpointer data)
{
  run (place, 0, "dln import case.dateline one.txt two.txt && dln check case.dateline");
  run (place, 1,
       "sqlite3 case.dateline \"UPDATE event SET title = 'X murdered Y'\""
       " && dln check case.dateline");
  g_assert_nonnull (strstr (place->out, "are not what"));
  run (place, 0, "dln list case.dateline events");
  g_assert_null (strstr (place->out, "murdered"));
  g_assert_nonnull (strstr (place->err, "made again"));
}

/* ---- backups --------------------------------------------------------------------------------- */

static void
test_backups (Place        *place,
              gconstpointer data)
{
  run (place, 0, "dln import case.dateline one.txt && dln backups case.dateline");
  g_assert_nonnull (strstr (place->err, "no backups yet"));
  run (place, 0, "dln import case.dateline two.txt && dln backups case.dateline");
  g_assert_nonnull (strstr (place->out, "1 articles, 0 decisions"));
  run (place, 0, "ls case.dateline.backups/*.dateline && dln backups case.dateline | wc -l"
                 " && dln restore case.dateline $(dln backups case.dateline | cut -d' ' -f1)"
                 " && dln list case.dateline documents && dln check case.dateline");
  g_assert_nonnull (strstr (place->out, "Minister resigns"));
  g_assert_null (strstr (place->out, "Bank fined"));
  g_assert_nonnull (strstr (place->err, "what it was before is a backup, too"));
  run (place, 0, "dln restore case.dateline $(dln backups case.dateline | head -1 | cut -d' ' -f1)"
                 " && dln list case.dateline documents");
  g_assert_nonnull (strstr (place->out, "Bank fined"));
  run (place, 1, "dln restore case.dateline 1999-01-01T0000");
  run (place, 2, "dln restore case.dateline");
}

/* a case that nothing can open any more is put aside, not thrown away */
static void
test_restore_damaged (Place        *place,
                      gconstpointer data)
{
  run (place, 0, "dln import case.dateline one.txt && dln import case.dateline two.txt"
                 " && head -c 3000 /dev/zero > case.dateline && cp case.dateline damaged"
                 " && dln restore case.dateline $(dln backups case.dateline | cut -d' ' -f1)"
                 " && dln check case.dateline && cmp damaged case.dateline.backups/damaged-*");
  g_assert_nonnull (strstr (place->err, "It was kept as"));
  run (place, 0, "rm case.dateline"
                 " && dln restore case.dateline $(dln backups case.dateline | cut -d' ' -f1)"
                 " && dln check case.dateline");
}

/* ---- what others wrote ----------------------------------------------------------------------- */

/* ESC, the C1 control that begins a sequence, and what turns the writing round */
#define HOSTILE "Title: Ber\033[31mgen \302\233bank \342\200\256fined\nURL: javascript:alert(1)\n\n"

static void
write_hostile (Place *place)
{
  place_write (place,
                 "hostile\033[2J.txt",
                 HOSTILE "Anna \342\200\256Berg of Fjord Bank \033]0;x\007resigned on 3 May 2021. "
                         "\342\200\234It \302\233was time,\342\200\235 said Berg.\n");
}

static void
assert_plain (const char *text)
{
  g_assert_null (strchr (text, '\033'));
  g_assert_null (strchr (text, '\007'));
  g_assert_null (strstr (text, "\302\233"));
  g_assert_null (strstr (text, "\342\200\256"));
}

static void
test_words_are_plain (Place        *place,
                      gconstpointer data)
{
  static const char *const scripts[] = {
    "dln list case.dateline documents",   "dln list case.dateline people",
    "dln list case.dateline quotes",      "dln search case.dateline fined",
    "dln search case.dateline time",      "dln import case.dateline hostile*.txt",
    "dln check case.dateline",            "dln backups \"$(printf 'x\\033[31m')\"",
    "dln import case.dateline \"$(printf 'gone\\033[31m')\"; true",
  };

  write_hostile (place);
  run (place, 0, "dln import case.dateline hostile*.txt");
  assert_plain (place->err);
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      run (place, 0, scripts[i]);
      assert_plain (place->out);
      assert_plain (place->err);
    }
}

/* data go into a file as they are, and to a terminal so that it does not obey them */
static void
test_terminal (Place        *place,
               gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "tracks", NULL);
  g_autofree char *tracks = NULL;
  g_autofree char *terminal = g_find_program_in_path ("script");

  if (terminal == NULL)
    {
      g_test_skip ("needs script");
      return;
    }
  write_hostile (place);
  run (place, 0, "dln extract --format tracks hostile*.txt > tracks");
  g_assert_true (g_file_get_contents (path, &tracks, NULL, NULL));
  g_assert_nonnull (strstr (tracks, "\342\200\256"));
  run (place, 0, "script -qec '\"$DATELINE_CLI\" extract --format tracks hostile*' /dev/null"
                 " < /dev/null");
  g_assert_nonnull (strstr (place->out, "Fjord"));
  assert_plain (place->out);
  run (place, 0, "dln import case.dateline one.txt");
  run (place, 1, "script -qec '\"$DATELINE_CLI\" export case.dateline - --format png' /dev/null"
                 " < /dev/null");
}

static void
test_addresses (Place        *place,
                gconstpointer data)
{
  write_hostile (place);
  place_write (place,
                 "good.txt",
                 "Title: Rain\nURL: https://example.org/rain\n\nIt rained on 4 May 2021.\n");
  run (place, 0, "dln import case.dateline hostile*.txt good.txt"
                 " && for f in a.json a.ftm a.graphml a.svg a.csv; do"
                 " dln export case.dateline $f; done; cat a.*");
  g_assert_null (strstr (place->out, "javascript:"));
  g_assert_nonnull (strstr (place->out, "https://example.org/rain"));
}

/* what became of the files that the articles were read from */
static void
test_originals (Place        *place,
                gconstpointer data)
{
  run (place, 0, "mkdir in && mv one.txt two.txt in && printf 'Harbour shut\\n\\nIt shut.\\n'"
                 " > in/three.txt && dln import case.dateline in"
                 " && dln list case.dateline articles --format csv");
  g_assert_nonnull (strstr (place->out, ",original,original_state"));
  g_assert_nonnull (strstr (place->out, "one.txt,same"));
  run (place, 0, "cp case.dateline before && echo more >> in/one.txt && rm in/two.txt"
                 " && dln list case.dateline documents --format csv"
                 " && cmp case.dateline before");
  g_assert_nonnull (strstr (place->out, "one.txt,changed"));
  g_assert_nonnull (strstr (place->out, "two.txt,missing"));
  g_assert_nonnull (strstr (place->out, "three.txt,same"));
  run (place, 0, "dln check case.dateline");
  g_assert_nonnull (strstr (place->out, "in/one.txt has changed since it was read"));
  g_assert_nonnull (strstr (place->out, "in/two.txt is not there any more"));
  g_assert_null (strstr (place->out, "three.txt"));
  /* moved together with the case */
  run (place, 0, "mkdir moved && mv case.dateline in/three.txt moved"
                 " && dln list moved/case.dateline documents --format csv");
  g_assert_nonnull (strstr (place->out, "three.txt,same"));
  /* pasted: there is none */
  run (place, 0, "echo 'Rain fell. It rained on 5 May 2021.' | dln import p.dateline -"
                 " && dln check p.dateline && dln list p.dateline documents --format csv");
  g_assert_null (strstr (place->out, "same\n"));
  g_assert_null (strstr (place->out, "missing"));
}

/* what the user says of the article on standard input; the text stays as it was */
static void
test_told (Place        *place,
           gconstpointer data)
{
  run (place, 0, "printf 'The mill in Bergen burned on 6 May 2021.\n' | dln import case.dateline -"
                 " --title 'A mill burns' --source 'The Fjord Post' --date '7 May 2021'"
                 " && dln list case.dateline articles && dln dump case.dateline");
  g_assert_nonnull (strstr (place->out, "A mill burns"));
  g_assert_nonnull (strstr (place->out, "The Fjord Post"));
  g_assert_nonnull (strstr (place->out, "2021-05-07"));
  /* what is empty is taken away, what is not said stays; two of them are two */
  run (place, 0, "printf 'Title: Rain\nSource: X\n\nIt rained in Oslo on 5 May 2021.\n'"
                 " | dln import case.dateline - --source '' && dln list case.dateline articles");
  g_assert_nonnull (strstr (place->out, "Rain"));
  g_assert_nonnull (strstr (place->out, "A mill burns"));
  g_assert_null (strstr (place->err, "another text"));
  run (place, 0, "printf '<html><body><h1>Snow</h1><p>It snowed in Oslo on 5 May 2021.</p>'"
                 " | dln import page.dateline - --input html --source 'Fjord Radio'"
                 " && dln list page.dateline articles");
  g_assert_nonnull (strstr (place->out, "Fjord Radio"));
  run (place, 2, "dln import new.dateline - --date 'some day' < one.txt");
  run (place, 2, "dln import new.dateline one.txt --title A");
  g_assert_nonnull (strstr (place->err, "--title"));
  run (place, 2, "dln import new.dateline - one.txt --title A < two.txt");
  run (place, 1, "printf '{\"text\":\"It rained.\"}\n{\"text\":\"It snowed.\"}\n'"
                 " | dln import new.dateline - --input ndjson --title A");
  g_assert_nonnull (strstr (place->err, "2 articles"));
  g_assert_false (is_there (place, "new.dateline"));
}

/* what was taken, what was not, and why; also all names that the sentence on them does not tell */
static void
test_report (Place        *place,
             gconstpointer data)
{
  run (place, 0, "mkdir in && mv one.txt two.txt in && cp in/one.txt in/copy.txt"
                 " && for i in 1 2 3 4 5 6 7 8; do touch in/p$i.jpg; done"
                 " && dln import case.dateline in --report list.txt && cat list.txt");
  g_assert_nonnull (strstr (place->out, "Taken (2)\n- copy.txt: Minister resigns\n"));
  g_assert_nonnull (strstr (place->out, "- two.txt: Bank fined\n"));
  g_assert_nonnull (strstr (place->out, "- one.txt has the same text"));
  g_assert_nonnull (strstr (place->out, "(8)\n- p1.jpg\n"));
  g_assert_nonnull (strstr (place->out, "- p8.jpg\n"));
  run (place, 1, "printf '\\0\\1\\2' > bad.txt; dln import case.dateline bad.txt --report -");
  g_assert_nonnull (strstr (place->out, "- bad.txt"));
  g_assert_null (strstr (place->out, "Taken"));
  run (place, 1, "dln import new.dateline in/two.txt --report none/list.txt");
  run (place, 0, "dln check new.dateline");
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, place_end)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("DATELINE_CLI"));
  ADD ("/cli/files/keeps-cases", test_keeps_cases);
  ADD ("/cli/files/modes", test_modes);
  ADD ("/cli/files/links", test_links);
  ADD ("/cli/files/streams", test_streams);
  ADD ("/cli/files/standard-input", test_standard_input);
  ADD ("/cli/files/report", test_report);
  ADD ("/cli/files/told", test_told);
  ADD ("/cli/files/two-imports", test_two_imports);
  ADD ("/cli/files/interrupted", test_interrupted);
  ADD ("/cli/files/older-stays", test_older_stays);
  ADD ("/cli/files/backups", test_backups);
  ADD ("/cli/files/restore-damaged", test_restore_damaged);
  ADD ("/cli/files/words-are-plain", test_words_are_plain);
  ADD ("/cli/files/terminal", test_terminal);
  ADD ("/cli/files/addresses", test_addresses);
  ADD ("/cli/files/in-use", test_in_use);
  ADD ("/cli/files/edited", test_edited);
  ADD ("/cli/files/originals", test_originals);
  return g_test_run ();
}
