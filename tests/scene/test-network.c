/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Communities, betweenness and ways between names, on networks whose measures can be told by hand.
 */
#include "config.h"

#include "scene-fixture.h"

#include "scene/dln-network.h"

static DlnEntityId
add_person (Fixture *fixture,
            guint    number)
{
  g_autofree char *name = g_strdup_printf ("Person %u", number);

  return fixture_add_entity (fixture, DLN_ENTITY_PERSON, name, 0.5f);
}

static DlnNetwork *
measure (DlnCase *dcase)
{
  g_autoptr (DlnFilter) filter = dln_filter_new ();

  return dln_network_new (dcase, filter);
}

/* Everyone of a circle of @n meets everyone else in it. */
static void
add_circle (Fixture     *fixture,
            DlnEntityId *ids,
            guint        n)
{
  for (guint i = 0; i < n; i++)
    ids[i] = add_person (fixture, i);
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      fixture_add_relation (fixture, ids[i], DLN_RELATION_MEETS, ids[j], NULL);
}

/* Circles of five and four, joined by their first members; two apart; one alone. */
static void
test_measures (void)
{
  Fixture *fixture = fixture_new ();
  DlnEntityId large[5], small[4], pair[2], alone;

  add_circle (fixture, small, 4);
  add_circle (fixture, large, 5);
  add_circle (fixture, pair, 2);
  alone = add_person (fixture, 99);
  fixture_add_relation (fixture, small[0], DLN_RELATION_MEETS, large[0], NULL);
  fixture_add_relation (fixture, large[0], DLN_RELATION_ACCUSES, small[0], NULL);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Circles");
  g_autoptr (DlnNetwork) network = measure (dcase);

  g_assert_cmpuint (network->n_communities, ==, 3);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (dln_network_get (network, large[i])->community, ==, 1);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (dln_network_get (network, small[i])->community, ==, 2);
  g_assert_cmpuint (dln_network_get (network, pair[1])->community, ==, 3);
  g_assert_cmpuint (dln_network_get (network, pair[1])->component, ==, 2);
  g_assert_cmpuint (dln_network_get (network, alone)->community, ==, 0);
  g_assert_cmpuint (dln_network_get (network, alone)->degree, ==, 0);
  g_assert_cmpuint (
    dln_network_get (network, large[0])->degree, ==, 5); /* two relations are one tie */
  /* all 4 * 4 ways from the others of the large circle to the small one, and 4 * 3; of 9 * 8 / 2 +
   * 1 pairs */
  g_assert_cmpfloat_with_epsilon (
    dln_network_get (network, large[0])->betweenness, 16 / 37.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (
    dln_network_get (network, small[0])->betweenness, 15 / 37.0, 1e-5);
  g_assert_cmpfloat (dln_network_get (network, large[3])->betweenness, ==, 0);
  g_assert_null (dln_network_get (network, 999));
}

/* A star too large for exact figures: every way leads through its middle. */
static void
test_estimate (void)
{
  Fixture *fixture = fixture_new ();
  DlnEntityId middle = add_person (fixture, 0);

  for (guint i = 1; i < 1500; i++)
    fixture_add_relation (fixture, add_person (fixture, i), DLN_RELATION_REPORTS_TO, middle, NULL);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Star");
  g_autoptr (DlnNetwork) network = measure (dcase);
  g_autoptr (DlnNetwork) again = measure (dcase);

  g_assert_cmpfloat (dln_network_get (network, middle)->betweenness, >, 0.97);
  g_assert_cmpfloat (dln_network_get (network, 700)->betweenness, ==, 0);
  g_assert_cmpmem (network->names->data,
                   network->names->len * sizeof (DlnNetworkName),
                   again->names->data,
                   again->names->len * sizeof (DlnNetworkName));
}

static void
check_path (const DlnNetwork    *network,
            DlnEntityId          from,
            DlnEntityId          to,
            const DlnRelationId *wanted,
            guint                n)
{
  g_autoptr (GArray) path = dln_network_find_path (network, from, to);

  g_assert_nonnull (path);
  g_assert_cmpmem (path->data, path->len * sizeof (DlnRelationId), wanted, n * sizeof *wanted);
}

static void
test_path (void)
{
  Fixture *fixture = fixture_new ();
  DlnEntityId p[5], town = fixture_add_entity (fixture, DLN_ENTITY_PLACE, "Saltholm", 0.9f);

  for (guint i = 0; i < 5; i++)
    p[i] = add_person (fixture, i);
  fixture_add_relation (fixture, p[0], DLN_RELATION_LIVES_IN, town, NULL);
  fixture_add_relation (fixture, p[3], DLN_RELATION_LIVES_IN, town, NULL);
  DlnRelationId first = fixture_add_relation (fixture, p[0], DLN_RELATION_MEETS, p[1], NULL);
  fixture_add_relation (fixture, p[1], DLN_RELATION_RELATED_TO, p[2], "nods to");
  DlnRelationId second = fixture_add_relation (fixture, p[2], DLN_RELATION_EMPLOYED_BY, p[1], NULL);
  DlnRelationId third = fixture_add_relation (fixture, p[2], DLN_RELATION_SUES, p[3], NULL);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Ways");
  g_autoptr (DlnNetwork) network = measure (dcase);

  /* three stated steps rather than "both live in Saltholm"; the typed relation rather than the
   * untyped one */
  check_path (network, p[0], p[3], (DlnRelationId[]){ first, second, third }, 3);
  check_path (network, p[3], p[0], (DlnRelationId[]){ third, second, first }, 3);
  g_assert_null (dln_network_find_path (network, p[0], p[4]));
  g_assert_null (dln_network_find_path (network, p[0], p[0]));
  g_assert_null (dln_network_find_path (network, p[0], 999));
}

/* A denied meeting is no way, unless what does not hold is asked for. */
static void
test_path_denied (void)
{
  Fixture *fixture = fixture_new ();
  DlnEntityId p[4];

  for (guint i = 0; i < 4; i++)
    p[i] = add_person (fixture, i);
  DlnRelationId denied = fixture_add_relation (fixture, p[0], DLN_RELATION_MEETS, p[1], NULL);
  fixture_get_relation (fixture, denied)->polarity = DLN_POLARITY_NEGATED;
  DlnRelationId last = fixture_add_relation (fixture, p[1], DLN_RELATION_MEETS, p[3], NULL);
  DlnRelationId other = fixture_add_relation (fixture, p[0], DLN_RELATION_MEETS, p[2], NULL);
  DlnRelationId end = fixture_add_relation (fixture, p[2], DLN_RELATION_MEETS, p[3], NULL);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Denied");
  g_autoptr (DlnNetwork) network = measure (dcase);
  g_autoptr (GArray) doubtful = NULL;

  check_path (network, p[0], p[3], (DlnRelationId[]){ other, end }, 2);
  check_path (network, p[0], p[1], (DlnRelationId[]){ other, end, last }, 3);
  check_path (network, p[1], p[3], (DlnRelationId[]){ last }, 1);
  doubtful = dln_network_find_doubtful_path (network, p[0], p[1]);
  g_assert_cmpuint (doubtful->len, ==, 1);
  g_assert_cmpuint (g_array_index (doubtful, DlnRelationId, 0), ==, denied);
}

static void
test_empty (void)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (DlnNetwork) network = measure (dcase);

  g_assert_cmpuint (network->names->len, ==, 0);
  g_assert_null (dln_network_find_path (network, 1, 2));
}

/* What the filter hides ties nobody. */
static void
test_filter (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 40);
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autoptr (DlnFilter) other = dln_filter_copy (filter);
  g_autoptr (DlnNetwork) all = dln_network_new (dcase, filter);

  other->begin = 0;
  g_assert_true (dln_filter_equal_but_period (filter, other));
  g_hash_table_add (other->hidden_entities, GUINT_TO_POINTER (1));
  g_assert_false (dln_filter_equal_but_period (filter, other));
  other->begin = DLN_INSTANT_PAST;
  g_autoptr (DlnNetwork) fewer = dln_network_new (dcase, other);
  g_assert_cmpuint (fewer->names->len, ==, all->names->len - 1);
  g_assert_cmpuint (fewer->ties->len, ==, all->ties->len - dln_network_get (all, 1)->degree);
  g_hash_table_remove (other->hidden_entities, GUINT_TO_POINTER (1));
  g_hash_table_add (filter->hidden_entities, GUINT_TO_POINTER (2));
  g_hash_table_add (other->hidden_entities, GUINT_TO_POINTER (3));
  g_assert_false (dln_filter_equal_but_period (filter, other));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/network/measures", test_measures);
  g_test_add_func ("/scene/network/estimate", test_estimate);
  g_test_add_func ("/scene/network/path", test_path);
  g_test_add_func ("/scene/network/path-denied", test_path_denied);
  g_test_add_func ("/scene/network/empty", test_empty);
  g_test_add_func ("/scene/network/filter", test_filter);
  return g_test_run ();
}
