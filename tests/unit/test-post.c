/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-post-address.h"
#include "cs-post.h"

/* All that may happen, written once more and apart from the table in cs-post.c: "act:next state". Every pair that is
 * not here must be refused, so a pair added there has to be wanted here too. */
static const char * const expected[][2] = {
  { "draft", "edit:draft submit:in-review reschedule:draft" },
  { "in-review", "edit:in-review submit:in-review pass-stage:in-review sign:signed return:returned reject:rejected "
                 "recall:draft expire:expired reschedule:in-review step-back:in-review reopen:in-review" },
  { "returned", "edit:returned submit:in-review recall:draft reschedule:returned reopen:in-review" },
  { "rejected", "reopen:in-review" },
  { "signed", "queue:queued recall:draft hold:held expire:expired reopen:in-review" },
  { "queued", "recall:draft hold:held arm:sending failed:failed expire:expired retry:queued reschedule:queued "
              "reopen:in-review" },
  { "held", "recall:draft resume:queued expire:expired reschedule:held reopen:in-review" },
  { "sending", "arm:sending queue:queued published:published partly:partly-published unknown:unknown failed:failed "
               "expire:expired retry:sending" },
  { "published", "correct:corrected withdraw:withdrawn" },
  { "partly-published", "retry:sending correct:corrected withdraw:withdrawn" },
  { "unknown", "arm:sending queue:queued published:published partly:partly-published unknown:unknown failed:failed "
               "expire:expired retry:unknown" },
  { "failed", "retry:queued recall:draft" },
  { "expired", "edit:expired submit:in-review recall:draft reschedule:in-review queue:queued retry:queued" },
  { "corrected", "correct:corrected withdraw:withdrawn" },
  { "withdrawn", "" },
};

static const char *
find_expected (CsPostState state,
               CsPostAct   act,
               GStrv       pairs)
{
  g_autofree char *prefix = g_strconcat (cs_post_act_nick (act), ":", NULL);

  for (guint i = 0; pairs[i] != NULL; i++)
    if (g_str_has_prefix (pairs[i], prefix))
      return pairs[i] + strlen (prefix);

  return NULL;
}

static void
test_every_pair (void)
{
  guint n_found = 0;
  guint n_expected = 0;

  g_test_summary ("Every pair of state and act leads where the table in the test says, or is refused");
  g_assert_cmpuint (G_N_ELEMENTS (expected), ==, CS_N_POST_STATES);

  for (CsPostState state = 0; state < CS_N_POST_STATES; state++)
    {
      g_auto(GStrv) pairs = NULL;

      g_assert_cmpstr (expected[state][0], ==, cs_post_state_nick (state));
      pairs = g_strsplit_set (expected[state][1], " ", -1);
      for (guint i = 0; pairs[i] != NULL; i++)
        n_expected += *pairs[i] != '\0';

      for (CsPostAct act = 0; act < CS_N_POST_ACTS; act++)
        {
          g_autoptr(GError) error = NULL;
          const char *wanted = find_expected (state, act, pairs);
          CsPostState next = CS_POST_WITHDRAWN;

          g_test_message ("%s, %s", cs_post_state_nick (state), cs_post_act_nick (act));
          if (wanted == NULL)
            {
              g_assert_false (cs_post_next_state (state, act, &next, &error));
              g_assert_error (error, CS_ERROR, CS_ERROR_WRONG_STATE);
              g_assert_nonnull (strstr (error->message, cs_post_act_nick (act)));
              continue;
            }
          g_assert_true (cs_post_next_state (state, act, &next, &error));
          g_assert_no_error (error);
          g_assert_cmpstr (cs_post_state_nick (next), ==, wanted);
          n_found++;
        }
    }
  /* A misspelt act in the test's own table would otherwise pass in silence. */
  g_assert_cmpuint (n_found, ==, n_expected);
}

static void
test_only_signing_leads_out (void)
{
  g_test_summary ("Only a signature leads from unsigned to signed states, but for an expired post signed before");

  for (CsPostState state = 0; state < CS_N_POST_STATES; state++)
    for (CsPostAct act = 0; act < CS_N_POST_ACTS; act++)
      {
        gboolean unsigned_before = state == CS_POST_DRAFT || state == CS_POST_IN_REVIEW ||
                                   state == CS_POST_RETURNED || state == CS_POST_REJECTED;
        gboolean unsigned_after;
        CsPostState next = state;

        if (!unsigned_before || !cs_post_next_state (state, act, &next, NULL))
          continue;
        unsigned_after = next == CS_POST_DRAFT || next == CS_POST_IN_REVIEW || next == CS_POST_RETURNED ||
                         next == CS_POST_REJECTED || next == CS_POST_EXPIRED;
        g_assert_true (unsigned_after || (act == CS_ACT_SIGN && next == CS_POST_SIGNED));
      }
}

static void
test_open (void)
{
  for (CsPostState state = 0; state < CS_N_POST_STATES; state++)
    {
      gboolean closed = state == CS_POST_PUBLISHED || state == CS_POST_CORRECTED ||
                        state == CS_POST_WITHDRAWN || state == CS_POST_REJECTED;

      g_assert_cmpint (cs_post_state_is_open (state), ==, !closed);
    }
}

/* One letter a publication: q queued, a armed, s sent, n not sent, r not sent with another try, u unknown, e expired, c cancelled. */
static const struct { const char *pieces; CsPostState state; } together[] = {
  { "s", CS_POST_PUBLISHED },
  { "sss", CS_POST_PUBLISHED },
  { "q", CS_POST_QUEUED },
  { "a", CS_POST_SENDING },
  { "u", CS_POST_UNKNOWN },
  { "n", CS_POST_FAILED },
  { "r", CS_POST_QUEUED },
  { "e", CS_POST_EXPIRED },
  { "c", CS_POST_DRAFT },
  { "cc", CS_POST_DRAFT },
  { "sa", CS_POST_SENDING },
  { "ua", CS_POST_SENDING },
  { "su", CS_POST_UNKNOWN },
  { "nu", CS_POST_UNKNOWN },
  { "qu", CS_POST_UNKNOWN },
  { "sq", CS_POST_SENDING },
  { "sr", CS_POST_SENDING },
  { "qr", CS_POST_QUEUED },
  { "nq", CS_POST_QUEUED },
  { "nr", CS_POST_QUEUED },
  { "sn", CS_POST_PARTLY_PUBLISHED },
  { "se", CS_POST_PARTLY_PUBLISHED },
  { "sc", CS_POST_PARTLY_PUBLISHED },
  { "nn", CS_POST_FAILED },
  { "ne", CS_POST_FAILED },
  { "ee", CS_POST_EXPIRED },
  { "ec", CS_POST_EXPIRED },
  { "qe", CS_POST_QUEUED },
};

static void
test_from_publications (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (together); i++)
    {
      static const char letters[] = "qasnuec"; /* in the order of CsPublicationState */
      CsPublicationState states[4] = { 0 };
      gboolean retry[4] = { FALSE };
      guint n_pieces = (guint) strlen (together[i].pieces);

      g_test_message ("%s", together[i].pieces);
      for (guint j = 0; j < n_pieces; j++)
        {
          char letter = together[i].pieces[j];

          retry[j] = letter == 'r';
          states[j] = (CsPublicationState) (strchr (letters, letter == 'r' ? 'n' : letter) - letters);
        }
      g_assert_cmpstr (cs_post_state_nick (cs_post_state_from_publications (states, retry, n_pieces)), ==,
                       cs_post_state_nick (together[i].state));
    }
}

static void
test_constants (void)
{
  g_test_summary ("The times in microseconds do not overflow");
  g_assert_cmpint (CS_RELEASE_GRACE, ==, G_GINT64_CONSTANT (300000000));
  g_assert_cmpint (CS_AT_RISK, ==, G_GINT64_CONSTANT (3600000000));
}

static void
check_address (const char    *address,
               CsNetworkKind  network,
               const char    *wanted)
{
  g_autofree char *id = cs_post_address_dup_remote_id (address, network, "https://own.example", network == CS_NETWORK_BLUESKY ? "did:plc:a" : "");

  g_assert_cmpstr (id, ==, wanted);
}

static void
test_addresses (void)
{
  g_test_summary ("What a network calls the post at an address; of another server’s posts nothing is taken");
  check_address ("https://x.com/linden/status/17/photo/1", CS_NETWORK_X, "17");
  check_address ("https://x.com/linden", CS_NETWORK_X, NULL);
  check_address ("https://own.example/@linden/17", CS_NETWORK_MASTODON, "17");
  check_address ("https://other.example/@linden/17", CS_NETWORK_MASTODON, NULL);
  check_address ("http://own.example/@linden/17", CS_NETWORK_MASTODON, NULL);
  check_address ("https://bsky.app/profile/linden.example/post/3abc", CS_NETWORK_BLUESKY, "at://did:plc:a/app.bsky.feed.post/3abc");
  check_address ("https://own.example/xrpc/com.atproto.repo.getRecord?repo=did:plc:a&rkey=3abc", CS_NETWORK_BLUESKY,
                 "at://did:plc:a/app.bsky.feed.post/3abc");
  check_address ("https://own.example/xrpc/com.atproto.repo.getRecord", CS_NETWORK_BLUESKY, NULL);
  check_address ("", CS_NETWORK_MASTODON, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/post/every-pair", test_every_pair);
  g_test_add_func ("/core/post/only-signing-leads-out", test_only_signing_leads_out);
  g_test_add_func ("/core/post/open", test_open);
  g_test_add_func ("/core/post/from-publications", test_from_publications);
  g_test_add_func ("/core/post/constants", test_constants);
  g_test_add_func ("/core/post/addresses", test_addresses);

  return g_test_run ();
}
