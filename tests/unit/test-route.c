/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-route.h"

static CsRoute *
make_route (void)
{
  CsRoute *route = cs_route_new ("Normal");

  cs_route_add_stage (route, "Review", CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, "Sign-off", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);

  return route;
}

static void
test_good (void)
{
  g_autoptr(CsRoute) route = make_route ();
  g_autoptr(GError) error = NULL;
  CsStage *stage;

  g_assert_true (cs_route_check (route, &error));
  g_assert_no_error (error);

  stage = cs_route_get_stage (route, 0);
  stage->quorum = CS_QUORUM_COUNT;
  stage->count = 3;
  g_assert_true (cs_route_check (route, NULL));
  stage->quorum = CS_QUORUM_ALL;
  stage->count = 0;
  g_assert_true (cs_route_check (route, NULL));
  for (guint i = 0; i < 10; i++)
    g_ptr_array_insert (route->stages, 0, cs_stage_copy (stage));
  g_assert_true (cs_route_check (route, NULL));
}

typedef void (*Spoil) (CsRoute *route);

static void
no_name (CsRoute *route)
{
  *route->name = '\0';
}

static void
no_stages (CsRoute *route)
{
  g_ptr_array_set_size (route->stages, 0);
}

static void
no_sign_off (CsRoute *route)
{
  g_ptr_array_remove_index (route->stages, 1);
}

static void
no_title (CsRoute *route)
{
  *cs_route_get_stage (route, 0)->title = '\0';
}

static void
no_role (CsRoute *route)
{
  cs_route_get_stage (route, 0)->role = CS_ROLE_NONE;
}

static void
two_roles (CsRoute *route)
{
  cs_route_get_stage (route, 0)->role = CS_ROLE_REVIEWER | CS_ROLE_LEADER;
}

static void
administrator (CsRoute *route)
{
  cs_route_get_stage (route, 1)->role = CS_ROLE_ADMINISTRATOR;
}

static void
drafter (CsRoute *route)
{
  cs_route_get_stage (route, 0)->role = CS_ROLE_DRAFTER;
}

static void
two_sign_offs (CsRoute *route)
{
  cs_route_get_stage (route, 0)->kind = CS_STAGE_SIGN_OFF;
}

static void
count_of_none (CsRoute *route)
{
  cs_route_get_stage (route, 0)->quorum = CS_QUORUM_COUNT;
}

static void
count_of_any (CsRoute *route)
{
  cs_route_get_stage (route, 0)->count = 2;
}

static void
too_many (CsRoute *route)
{
  for (guint i = 0; i < 11; i++)
    g_ptr_array_insert (route->stages, 0, cs_stage_copy (cs_route_get_stage (route, 0)));
}

static const struct { Spoil spoil; const char *names; } spoilers[] = {
  { no_name, "name" }, { no_stages, "stages" }, { no_sign_off, "sign-off" }, { no_title, "title" },
  { no_role, "Stage 1" }, { two_roles, "Stage 1" }, { administrator, "Stage 2" }, { drafter, "Stage 1" },
  { two_sign_offs, "sign-off" }, { count_of_none, "counts" }, { count_of_any, "count" }, { too_many, "13" },
};

static void
test_bad (void)
{
  g_test_summary ("A route that nobody or the wrong people could fulfil is refused");
  for (guint i = 0; i < G_N_ELEMENTS (spoilers); i++)
    {
      g_autoptr(CsRoute) route = make_route ();
      g_autoptr(GError) error = NULL;

      spoilers[i].spoil (route);
      g_assert_false (cs_route_check (route, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, spoilers[i].names));
    }
}

static void
test_copy (void)
{
  g_autoptr(CsRoute) route = make_route ();
  g_autoptr(CsRoute) copy = NULL;

  route->id = 9;
  route->version = 4;
  copy = cs_route_copy (route);
  *cs_route_get_stage (route, 0)->title = 'X';
  g_assert_cmpint (copy->id, ==, 9);
  g_assert_cmpuint (copy->version, ==, 4);
  g_assert_cmpstr (copy->name, ==, "Normal");
  g_assert_cmpuint (copy->stages->len, ==, 2);
  g_assert_cmpstr (cs_route_get_stage (copy, 0)->title, ==, "Review");
  g_assert_cmpint (cs_route_get_stage (copy, 1)->role, ==, CS_ROLE_LEADER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/route/good", test_good);
  g_test_add_func ("/core/route/bad", test_bad);
  g_test_add_func ("/core/route/copy", test_copy);

  return g_test_run ();
}
