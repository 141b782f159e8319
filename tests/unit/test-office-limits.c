/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-limits-client.h"
#include "cs-rate-rows.h"
#include "office-fixture.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)

static void
keep (OfficeFixture *f,
      gint64         account,
      const char    *bucket,
      gint64         remaining,
      gint64         resets_at)
{
  g_autofree char *path = g_build_filename (f->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);
  g_autoptr(CsRateRow) row = cs_rate_row_new (bucket, 300, remaining, resets_at, f->now - MINUTE);

  g_assert_no_error (error);
  g_assert_true (cs_rate_rows_set (db, account, row, &error));
  g_assert_no_error (error);
}

static void
test_limits (OfficeFixture *f,
             gconstpointer  unused)
{
  gint64 other = office_fixture_add_account (f, "@other@practice");
  g_autoptr(JsonObject) all = NULL, one = NULL;
  g_autoptr(GPtrArray) limits = NULL, of_other = NULL;
  const CsLimitInfo *info;

  g_test_summary ("account.limits tells what is left of each account's limits; a window that has closed is whole again");
  keep (f, f->account, "publish", 0, f->now + MINUTE);
  keep (f, f->account, "read", 17, f->now - 1);
  keep (f, other, "media-day", 5, f->now + MINUTE);
  all = office_fixture_call (f, "admin", "account.limits", cs_arguments_account_limits (0));
  limits = cs_reply_read_limits (all);
  g_assert_cmpuint (limits->len, ==, 3);
  info = g_ptr_array_index (limits, 0);
  g_assert_cmpint (info->account, ==, f->account);
  g_assert_cmpstr (info->bucket, ==, "publish");
  g_assert_cmpint (info->capacity, ==, 300);
  g_assert_cmpint (info->remaining, ==, 0);
  g_assert_cmpint (info->resets_at, ==, f->now + MINUTE);
  info = g_ptr_array_index (limits, 1);
  g_assert_cmpstr (info->bucket, ==, "read");
  g_assert_cmpint (info->remaining, ==, 300);
  g_assert_cmpint (info->resets_at, ==, 0);

  one = office_fixture_call (f, "admin", "account.limits", cs_arguments_account_limits (other));
  of_other = cs_reply_read_limits (one);
  g_assert_cmpuint (of_other->len, ==, 1);
  info = g_ptr_array_index (of_other, 0);
  g_assert_cmpstr (info->bucket, ==, "media-day");
  g_assert_cmpstr (cs_limit_info_label (info->bucket), ==, "Uploads in a day");
  g_assert_cmpstr (cs_limit_info_label ("anything"), ==, "Other requests");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/office/limits/told", OfficeFixture, NULL, office_fixture_set_up, test_limits, office_fixture_tear_down);

  return g_test_run ();
}
