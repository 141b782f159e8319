/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "cs-arguments.h"
#include "cs-json.h"
#include "cs-practice-office.h"
#include "cs-replies.h"

/* The practice office and its accounts, over HTTP with the practice network. */

typedef struct
{
  char          *folder; /* owned */
  CsLocalOffice *office;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  language)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("countersign-XXXXXX", NULL);
  fixture->office = cs_local_office_open (fixture->folder, &error);
  g_assert_no_error (error);
  cs_practice_office_fill (fixture->office, language, &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  language)
{
  g_assert_finalize_object (fixture->office);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static JsonObject *
call (Fixture    *fixture,
      const char *operation,
      JsonObject *arguments)
{
  g_autoptr(GError) error = NULL;
  JsonObject *reply = cs_office_call (CS_OFFICE (fixture->office), operation, arguments, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

/* The first person with the role. */
static void
sit (Fixture *fixture,
     CsRoles  role)
{
  g_autoptr(JsonObject) reply = call (fixture, "person.list", NULL);
  g_autoptr(GPtrArray) people = cs_reply_read_people (reply);

  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (person->roles & role)
        {
          g_assert_true (cs_local_office_act_as (fixture->office, person->id, NULL));
          return;
        }
    }

  g_assert_not_reached ();
}

static void
test_fill (Fixture       *fixture,
           gconstpointer  language)
{
  static const CsPostState wanted[] = {
    CS_POST_DRAFT, CS_POST_IN_REVIEW, CS_POST_RETURNED, CS_POST_REJECTED, CS_POST_QUEUED, CS_POST_HELD,
    CS_POST_PUBLISHED, CS_POST_EXPIRED,
  };
  g_autoptr(JsonObject) info_reply = call (fixture, "office.info", NULL);
  g_autoptr(CsOfficeInfo) info = cs_reply_read_office (info_reply);
  g_autoptr(JsonObject) proof = NULL;
  g_auto(GStrv) findings = NULL;

  g_test_summary ("Posts in every state, four published and read back as signed; the journal proves itself; nobody signed in");
  g_assert_cmpstr (info->language, ==, language);
  g_assert_true (info->practice);
  g_assert_true (g_str_has_prefix (info->practice_address, "http://127.0.0.1:"));
  g_assert_null (cs_office_call (CS_OFFICE (fixture->office), "session.me", NULL, NULL, NULL));

  sit (fixture, CS_ROLE_AUDITOR);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr(JsonObject) reply = NULL;
      g_autoptr(GPtrArray) posts = NULL;

      reply = call (fixture, "post.list", cs_arguments_post_list (cs_post_state_nick (wanted[i]), 0, 0, NULL, 0, 50));
      posts = cs_reply_read_posts (reply);
      g_assert_cmpuint (posts->len, >=, wanted[i] == CS_POST_PUBLISHED ? 4 : 1);
    }

  {
    g_autoptr(JsonObject) reply = NULL;
    g_autoptr(GPtrArray) sent = NULL;

    reply = call (fixture, "publication.list", cs_arguments_publication_list ("sent", 0, 50));
    sent = cs_reply_read_publications (reply);
    g_assert_cmpuint (sent->len, ==, 8); /* two of the posts go to the second account in its language, too */
    for (guint i = 0; i < sent->len; i++)
      g_assert_cmpstr (((const CsPublicationInfo *) g_ptr_array_index (sent, i))->read_back, ==, "same");
  }

  proof = call (fixture, "journal.verify", NULL);
  findings = cs_reply_read_findings (proof, NULL);
  g_assert_null (findings[0]);
}

static void
test_account (Fixture       *fixture,
              gconstpointer  language)
{
  g_autoptr(JsonObject) info_reply = call (fixture, "office.info", NULL);
  g_autoptr(CsOfficeInfo) info = cs_reply_read_office (info_reply);
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("Signing in again mends the same account; a network that is down is recorded as the account’s health");
  sit (fixture, CS_ROLE_ADMINISTRATOR);
  again = call (fixture, "account.add", cs_arguments_account_add (CS_NETWORK_PRACTICE, info->practice_address, NULL, NULL));
  g_assert_cmpint (cs_reply_read_id (again), ==, 1);
  g_assert_null (cs_office_call (CS_OFFICE (fixture->office), "account.retire", cs_arguments_one ("account", 1), NULL,
                                 &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_WRONG_STATE);
  g_clear_error (&error);

  cs_local_office_stop_publisher (fixture->office);
  g_assert_null (cs_office_call (CS_OFFICE (fixture->office), "account.refresh", cs_arguments_one ("account", 1), NULL,
                                 &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_OFFLINE);
  reply = call (fixture, "account.list", NULL);
  accounts = cs_reply_read_accounts (reply);
  g_assert_cmpstr (((const CsAccountInfo *) g_ptr_array_index (accounts, 0))->health, ==, "offline");

  g_clear_error (&error);
  g_assert_true (cs_local_office_start_practice (fixture->office, &error));
  g_assert_no_error (error);
  g_clear_pointer (&reply, json_object_unref);
  reply = call (fixture, "account.refresh", cs_arguments_one ("account", 1));
  g_assert_cmpstr (cs_json_get_text (reply, "health"), ==, "");
}

static void
test_publisher (Fixture       *fixture,
                gconstpointer  language)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  g_autoptr(JsonObject) list = NULL;
  g_autoptr(CsDeskInfo) desk = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(GError) error = NULL;
  gint64 post = 0;

  g_test_summary ("A leader signs; the publisher, woken by the door, sends at once");
  g_assert_true (cs_local_office_start_publisher (fixture->office, &error));
  g_assert_no_error (error);
  sit (fixture, CS_ROLE_LEADER);
  list = call (fixture, "desk.get", NULL);
  desk = cs_reply_read_desk (list);
  g_assert_cmpuint (desk->waiting->len, >, 0);
  post = ((const CsPostInfo *) g_ptr_array_index (desk->waiting, 0))->id;
  reply = call (fixture, "post.reschedule", cs_arguments_post_reschedule (post, CS_RELEASE_AT_ONCE, 0, "UTC"));
  sheet = cs_reply_read_sheet (reply);
  g_clear_pointer (&reply, json_object_unref);
  reply = call (fixture, "post.decide",
                cs_arguments_post_decide (post, &sheet->digest, sheet->post->stage, CS_VERDICT_APPROVE, NULL));
  while (g_get_monotonic_time () < deadline)
    {
      g_clear_pointer (&reply, json_object_unref);
      g_clear_pointer (&sheet, cs_sheet_info_free);
      reply = call (fixture, "post.get", cs_arguments_one ("post", post));
      sheet = cs_reply_read_sheet (reply);
      if (sheet->post->state == CS_POST_PUBLISHED)
        break;
      g_usleep (20 * 1000);
    }

  g_assert_cmpint (sheet->post->state, ==, CS_POST_PUBLISHED);
  cs_local_office_stop_publisher (fixture->office);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/office/practice/fill/en", Fixture, "en", set_up, test_fill, tear_down);
  g_test_add ("/office/practice/fill/zh", Fixture, "zh", set_up, test_fill, tear_down);
  g_test_add ("/office/practice/account", Fixture, "en", set_up, test_account, tear_down);
  g_test_add ("/office/practice/publisher", Fixture, "en", set_up, test_publisher, tear_down);
  return g_test_run ();
}
