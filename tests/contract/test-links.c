/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-link-check.h"
#include "fake-server.h"

/* What comes of following the links of a post. */

static const CsLinkFact *
find (GPtrArray  *facts,
      const char *address)
{
  for (guint i = 0; i < facts->len; i++)
    if (g_str_equal (((CsLinkFact *) g_ptr_array_index (facts, i))->address, address))
      return g_ptr_array_index (facts, i);

  return NULL;
}

static void
assert_state (GPtrArray   *facts,
              const char  *address,
              CsLinkState  state,
              guint        status)
{
  const CsLinkFact *fact = find (facts, address);

  g_assert_nonnull (fact);
  g_assert_cmpint (fact->state, ==, state);
  g_assert_cmpuint (fact->status, ==, status);
}

static void
test_states (void)
{
  g_autoptr(FakeServer) good = fake_server_new (FAKE_GOOD, 200, "", "<p>Figures</p>");
  g_autoptr(FakeServer) moved = fake_server_new (FAKE_GOOD, 301, "Location: https://example.org/elsewhere\r\n", "");
  g_autoptr(FakeServer) gone = fake_server_new (FAKE_GOOD, 404, "", "no");
  g_autoptr(FakeServer) broken = fake_server_new (FAKE_GOOD, 500, "", "no");
  g_autoptr(FakeServer) silent = fake_server_new (FAKE_SILENT, 200, "", "");
  g_autofree char *refused = NULL;
  g_autoptr(GPtrArray) facts = NULL;
  const char *addresses[7] = { NULL };
  gint64 start = g_get_monotonic_time ();

  g_test_summary ("A page, a redirect, a missing page, an error, silence and refusal are told apart, within the time for all");

  {
    g_autoptr(FakeServer) closed = fake_server_new (FAKE_GOOD, 200, "", "");

    refused = g_strdup (fake_server_get_address (closed)); /* nobody listens there any more */
  }
  addresses[0] = fake_server_get_address (good);
  addresses[1] = fake_server_get_address (moved);
  addresses[2] = fake_server_get_address (gone);
  addresses[3] = fake_server_get_address (broken);
  addresses[4] = fake_server_get_address (silent);
  addresses[5] = refused;
  facts = cs_link_check (addresses, TRUE, NULL);
  g_assert_cmpuint (facts->len, ==, 6);
  assert_state (facts, addresses[0], CS_LINK_FINE, 200);
  assert_state (facts, addresses[1], CS_LINK_REDIRECTS, 301);
  g_assert_cmpstr (find (facts, addresses[1])->detail, ==, "https://example.org/elsewhere");
  assert_state (facts, addresses[2], CS_LINK_GONE, 404);
  assert_state (facts, addresses[3], CS_LINK_FAILED, 500);
  assert_state (facts, addresses[4], CS_LINK_SILENT, 0);
  assert_state (facts, refused, CS_LINK_SILENT, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, (CS_LINK_CHECK_ALL_SECONDS + CS_LINK_CHECK_SECONDS) * G_USEC_PER_SEC);
  g_assert_cmpuint (fake_server_get_arrived (gone), ==, 1);   /* a missing page is not asked for twice */
  g_assert_cmpuint (fake_server_get_arrived (broken), ==, 2); /* its HEAD may be what is broken */
}

static void
test_left_out (void)
{
  static const char * const addresses[] = {
    "https://example.org/", "http://localhost.example.org/", "ftp://127.0.0.1/", "mailto:a@example.org", "nothing", NULL,
  };
  g_autoptr(GPtrArray) facts = cs_link_check (addresses, TRUE, NULL);

  g_test_summary ("Practice follows links to this computer only");
  g_assert_cmpuint (facts->len, ==, 0);
}

static void
test_bounded (void)
{
  g_autoptr(FakeServer) server = fake_server_new (FAKE_GOOD, 200, "", "ok");
  g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) facts = NULL;

  g_test_summary ("However many links there are, so many are followed, each once");
  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (addresses, g_strdup_printf ("%s/%u", fake_server_get_address (server), i / 2));
  g_ptr_array_add (addresses, NULL);
  facts = cs_link_check ((const char * const *) addresses->pdata, TRUE, NULL);
  g_assert_cmpuint (facts->len, ==, CS_LINK_CHECK_MAX);
}

static void
test_cancelled (void)
{
  g_autoptr(FakeServer) silent = fake_server_new (FAKE_SILENT, 200, "", "");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const char *addresses[] = { fake_server_get_address (silent), NULL };
  g_autoptr(GPtrArray) facts = NULL;

  g_cancellable_cancel (cancellable);
  facts = cs_link_check (addresses, TRUE, cancellable);
  g_assert_cmpuint (facts->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/networks/links/states", test_states);
  g_test_add_func ("/networks/links/left-out", test_left_out);
  g_test_add_func ("/networks/links/bounded", test_bounded);
  g_test_add_func ("/networks/links/cancelled", test_cancelled);
  return g_test_run ();
}
