/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-enums.h"
#include "cs-error.h"

/* Nicks are in databases and journals: these lists are what older programs wrote, and never change. */
#define CHECK_ROUND_TRIP(Type, name, ...)                                    \
  G_STMT_START {                                                             \
    static const char * const nicks[] = { __VA_ARGS__ };                     \
    for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)                         \
      {                                                                      \
        Type value = (Type) 0;                                               \
        g_assert_cmpstr (name##_nick ((Type) i), ==, nicks[i]);              \
        g_assert_true (name##_from_nick (nicks[i], &value));                 \
        g_assert_cmpint (value, ==, (Type) i);                               \
      }                                                                      \
    {                                                                        \
      Type kept = (Type) 1;                                                  \
      g_assert_false (name##_from_nick ("no such nick", &kept));             \
      g_assert_false (name##_from_nick ("", &kept));                         \
      g_assert_false (name##_from_nick (NULL, &kept));                       \
      g_assert_cmpint (kept, ==, (Type) 1);                                  \
    }                                                                        \
  } G_STMT_END

static void
test_nicks (void)
{
  g_test_summary ("Every value has the nick that is stored for it, and unknown nicks change nothing");
  CHECK_ROUND_TRIP (CsPostState, cs_post_state, "draft", "in-review", "returned", "rejected", "signed", "queued",
                    "held", "sending", "published", "partly-published", "unknown", "failed", "expired",
                    "corrected", "withdrawn");
  CHECK_ROUND_TRIP (CsVerdict, cs_verdict, "approve", "return", "reject", "take-back");
  CHECK_ROUND_TRIP (CsStageKind, cs_stage_kind, "review", "sign-off", "proof", "fact-check", "secrecy", "expert",
                    "comment");
  CHECK_ROUND_TRIP (CsPartyKind, cs_party_kind, "role-in-own-section", "role-in-section", "role-anywhere", "person",
                    "position");
  CHECK_ROUND_TRIP (CsQuorum, cs_quorum, "any", "all", "count", "each");
  CHECK_ROUND_TRIP (CsScope, cs_scope, "section", "office");
  CHECK_ROUND_TRIP (CsPublicationState, cs_publication_state, "queued", "sending", "sent", "not-sent", "unknown",
                    "expired", "cancelled");
  CHECK_ROUND_TRIP (CsNetworkKind, cs_network_kind, "practice", "mastodon", "bluesky", "x");
  CHECK_ROUND_TRIP (CsVisibility, cs_visibility, "public", "unlisted", "followers");
  CHECK_ROUND_TRIP (CsRelease, cs_release, "at-once", "at-time");
}

static void
test_acts (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (CsPostAct act = 0; act < CS_N_POST_ACTS; act++)
    g_assert_true (g_hash_table_add (seen, (gpointer) cs_post_act_nick (act)));
}

static void
test_labels (void)
{
  g_test_summary ("Every value that a person reads has a label, and states differ in theirs");
  for (CsPostState one = 0; one < CS_N_POST_STATES; one++)
    for (CsPostState other = 0; other < one; other++)
      g_assert_cmpstr (cs_post_state_label (one), !=, cs_post_state_label (other));
  for (CsPublicationState state = 0; state <= CS_PUBLICATION_CANCELLED; state++)
    g_assert_cmpstr (cs_publication_state_label (state), !=, "");
  g_assert_cmpstr (cs_network_kind_label (CS_NETWORK_MASTODON), ==, "Mastodon");
  g_assert_cmpstr (cs_visibility_label (CS_VISIBILITY_FOLLOWERS), ==, "Followers only");
  g_assert_cmpstr (cs_stage_kind_label (CS_STAGE_SIGN_OFF), ==, "Sign-off");
  g_assert_cmpstr (cs_role_label (CS_ROLE_DUTY), ==, "Duty editor");
}

static void
test_roles (void)
{
  g_test_summary ("Every set of roles survives being written as text");
  for (guint set = 0; set <= CS_ROLE_ANYONE; set++)
    {
      g_autofree char *text = cs_roles_to_string ((CsRoles) set);
      g_autoptr(GError) error = NULL;
      CsRoles roles = CS_ROLE_AUDITOR;

      g_assert_true (cs_roles_from_string (text, &roles, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (roles, ==, set);
    }
}

static void
test_bad_roles (void)
{
  static const char * const bad[] = { "king", "drafter,king", "drafter,", ",", "Drafter" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      CsRoles roles = CS_ROLE_AUDITOR;

      g_assert_false (cs_roles_from_string (bad[i], &roles, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      g_assert_cmpuint (roles, ==, CS_ROLE_AUDITOR);
    }
}

static void
test_role_order (void)
{
  g_autofree char *text = cs_roles_to_string (CS_ROLE_LEADER | CS_ROLE_DRAFTER);
  CsRoles roles = CS_ROLE_NONE;

  g_assert_cmpstr (text, ==, "drafter,leader");
  g_assert_true (cs_roles_from_string ("leader, drafter", &roles, NULL));
  g_assert_cmpuint (roles, ==, CS_ROLE_LEADER | CS_ROLE_DRAFTER);
  g_assert_cmpstr (cs_role_nick (CS_ROLE_ADMINISTRATOR), ==, "administrator");
}

static void
test_handles (void)
{
  static const char * const handles[][2] = {
    { "@office@127.0.0.1:44043", "@office" },
    { "@office@localhost:8080", "@office" },
    { "@office@[::1]:8080", "@office" },
    { "@office@social.example", "@office@social.example" },
    { "@office@127.0.0.1.example:1", "@office@127.0.0.1.example:1" },
    { "@127.0.0.1:80", "@127.0.0.1:80" },
    { "", "" },
  };

  g_test_summary ("Nobody is shown the port of the practice network");
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++)
    {
      g_autofree char *shown = cs_handle_for_people (handles[i][0]);

      g_assert_cmpstr (shown, ==, handles[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/enums/nicks", test_nicks);
  g_test_add_func ("/core/enums/acts", test_acts);
  g_test_add_func ("/core/enums/labels", test_labels);
  g_test_add_func ("/core/enums/roles", test_roles);
  g_test_add_func ("/core/enums/bad-roles", test_bad_roles);
  g_test_add_func ("/core/enums/role-order", test_role_order);
  g_test_add_func ("/core/enums/handles", test_handles);

  return g_test_run ();
}
