/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-client.h"
#include "office-fixture.h"

#include "cs-post-rows.h"
#include "cs-publication-rows.h"

typedef OfficeFixture Fixture;

static void
test_save (Fixture       *fixture,
           gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "drafter", "First");
  g_autoptr(CsContent) content = office_fixture_content (fixture, "Second");
  g_autoptr(CsSheetInfo) sheet = NULL;

  g_test_summary ("Saving needs the version that was read; whoever changes words becomes a contributor, once");
  office_fixture_do (fixture, "drafter2", "post.save",
                     cs_arguments_post_save (post, 1, content, CS_RELEASE_AT_ONCE, 0, "Asia/Shanghai"));
  office_fixture_refuse (fixture, "drafter", "post.save",
                         cs_arguments_post_save (post, 1, content, CS_RELEASE_AT_ONCE, 0, "Asia/Shanghai"),
                         CS_ERROR_CONFLICT);
  office_fixture_do (fixture, "reviewer", "post.save",
                     cs_arguments_post_save (post, 2, content, CS_RELEASE_AT_TIME, fixture->now + 1, "UTC"));
  sheet = office_fixture_sheet (fixture, "drafter", post);
  g_assert_cmpint (sheet->version, ==, 3);
  g_assert_cmpuint (g_strv_length (sheet->contributors), ==, 2);
  g_assert_cmpstr (sheet->post->zone, ==, "UTC");
  g_assert_cmpint (sheet->post->release_at, ==, fixture->now + 1);
  g_assert_cmpstr (sheet->post->excerpt, ==, "Second");
}

static void
test_who_writes (Fixture       *fixture,
                 gconstpointer  unused)
{
  gint64 draft = office_fixture_post (fixture, "drafter", "A draft");
  gint64 submitted = office_fixture_submitted (fixture, "drafter", "Submitted");
  g_autoptr(CsContent) content = office_fixture_content (fixture, "Other");

  g_test_summary ("Another section neither sees a draft nor writes in it; what was submitted it sees and does not write");
  office_fixture_refuse (fixture, "stranger", "post.get", cs_arguments_one ("post", draft), CS_ERROR_NOT_FOUND);
  office_fixture_refuse (fixture, "stranger", "post.journal", cs_arguments_post_journal (draft, 0, 10),
                         CS_ERROR_NOT_FOUND);
  office_fixture_refuse (fixture, "stranger", "post.save",
                         cs_arguments_post_save (draft, 1, content, CS_RELEASE_AT_ONCE, 0, "UTC"), CS_ERROR_NOT_FOUND);
  office_fixture_do (fixture, "stranger", "post.get", cs_arguments_one ("post", submitted));
  office_fixture_refuse (fixture, "stranger", "post.save",
                         cs_arguments_post_save (submitted, 1, content, CS_RELEASE_AT_ONCE, 0, "UTC"),
                         CS_ERROR_FORBIDDEN);
  office_fixture_refuse (fixture, "stranger", "post.submit", cs_arguments_one ("post", submitted), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "auditor", "post.get", cs_arguments_one ("post", draft));
  office_fixture_do (fixture, "leader", "post.get", cs_arguments_one ("post", draft));
}

static guint
count_posts (Fixture    *fixture,
             const char *login,
             JsonObject *arguments)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "post.list", arguments);
  g_autoptr(GPtrArray) posts = cs_reply_read_posts (reply);

  return posts->len;
}

static void
test_lists (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GArray) ids = NULL;
  gint64 count = 0;
  gint64 drafter = office_fixture_person (fixture, "drafter");

  g_test_summary ("Lists and their directory leave out other sections’ drafts, page by id and search words");
  for (guint i = 0; i < 5; i++)
    office_fixture_post (fixture, "drafter", "A draft about the harbour");
  for (guint i = 0; i < 3; i++)
    office_fixture_submitted (fixture, "stranger", "Submitted: 防汛通报");

  g_assert_cmpuint (count_posts (fixture, "drafter2", cs_arguments_post_list (NULL, 0, 0, NULL, 0, 50)), ==, 8);
  g_assert_cmpuint (count_posts (fixture, "stranger", cs_arguments_post_list (NULL, 0, 0, NULL, 0, 50)), ==, 3);
  g_assert_cmpuint (count_posts (fixture, "auditor", cs_arguments_post_list ("draft", 0, 0, NULL, 0, 50)), ==, 5);
  g_assert_cmpuint (count_posts (fixture, "stranger", cs_arguments_post_list ("draft", 0, 0, NULL, 0, 50)), ==, 0);
  g_assert_cmpuint (count_posts (fixture, "leader", cs_arguments_post_list (NULL, 0, drafter, NULL, 0, 50)), ==, 5);
  g_assert_cmpuint (count_posts (fixture, "leader", cs_arguments_post_list (NULL, 0, 0, NULL, 4, 2)), ==, 2);
  g_assert_cmpuint (count_posts (fixture, "leader", cs_arguments_post_list (NULL, 0, 0, "防汛", 0, 50)), ==, 3);
  g_assert_cmpuint (count_posts (fixture, "stranger", cs_arguments_post_list (NULL, 0, 0, "harbour", 0, 50)), ==, 0);

  reply = office_fixture_call (fixture, "stranger", "post.directory", cs_arguments_post_directory (NULL, 0, 0, NULL, 2));
  ids = cs_reply_read_directory (reply, &count);
  g_assert_cmpint (count, ==, 3);
  g_assert_cmpuint (ids->len, ==, 2);
}

static void
test_incomplete (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autoptr(JsonObject) created = office_fixture_call (fixture, "drafter", "post.create", NULL);
  gint64 empty = cs_reply_read_id (created);
  gint64 late = office_fixture_post (fixture, "drafter", "Text");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) checks = NULL;

  g_test_summary ("What lacks something is not submitted, nor what should have gone out already");
  reply = office_fixture_call (fixture, "drafter", "post.check", cs_arguments_one ("post", empty));
  checks = cs_reply_read_post_check (reply);
  g_assert_cmpuint (checks->len, ==, 2);
  office_fixture_refuse (fixture, "drafter", "post.submit", cs_arguments_one ("post", empty), CS_ERROR_INCOMPLETE);
  office_fixture_assert_state (fixture, empty, CS_POST_DRAFT);

  office_fixture_refuse (fixture, "drafter", "post.reschedule",
                         cs_arguments_post_reschedule (late, CS_RELEASE_AT_TIME, fixture->now - 1, "UTC"),
                         CS_ERROR_RELEASE_PAST);
  office_fixture_do (fixture, "drafter", "post.reschedule",
                     cs_arguments_post_reschedule (late, CS_RELEASE_AT_TIME, fixture->now + G_TIME_SPAN_HOUR, "UTC"));
  fixture->now += G_TIME_SPAN_DAY;
  office_fixture_refuse (fixture, "drafter", "post.submit", cs_arguments_one ("post", late), CS_ERROR_RELEASE_PAST);
}

static void
test_desk (Fixture       *fixture,
           gconstpointer  unused)
{
  gint64 first = office_fixture_submitted (fixture, "drafter", "First");
  gint64 second = office_fixture_submitted (fixture, "reviewer2", "Second");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsDeskInfo) desk = NULL;

  g_test_summary ("The desk shows a reviewer what he may decide on, and nobody what he wrote himself");
  reply = office_fixture_call (fixture, "reviewer", "desk.get", NULL);
  desk = cs_reply_read_desk (reply);
  g_assert_cmpuint (desk->n_waiting, ==, 2);
  g_clear_pointer (&reply, json_object_unref);
  g_clear_pointer (&desk, cs_desk_info_free);

  reply = office_fixture_call (fixture, "reviewer2", "desk.get", NULL);
  desk = cs_reply_read_desk (reply);
  g_assert_cmpuint (desk->n_waiting, ==, 1);
  g_assert_cmpint (((const CsPostInfo *) g_ptr_array_index (desk->waiting, 0))->id, ==, first);
  g_assert_cmpuint (desk->mine->len, ==, 1);
  g_clear_pointer (&reply, json_object_unref);
  g_clear_pointer (&desk, cs_desk_info_free);

  office_fixture_approve (fixture, "reviewer", second);
  office_fixture_approve (fixture, "leader", second);
  reply = office_fixture_call (fixture, "drafter", "desk.get", NULL);
  desk = cs_reply_read_desk (reply);
  g_assert_cmpuint (desk->n_queued, ==, 1);
  g_assert_cmpuint (desk->next->len, ==, 1);
  g_assert_cmpuint (desk->mine->len, ==, 1);
}

static CsPublicationRow *
change_publication (Fixture            *fixture,
                    gint64              id,
                    CsPublicationState  state,
                    gint64              post,
                    CsPostState         post_state)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);
  g_autoptr(CsTxn) txn = cs_txn_begin (db, &error);
  CsPublicationRow *row = cs_publication_rows_get (db, id, &error);
  g_autoptr(CsPostRow) post_row = cs_post_rows_get (db, post, &error);
  CsPublicationState was = row->state;
  CsPostState post_was = post_row->state;

  row->state = state;
  post_row->state = post_state;
  g_assert_true (cs_publication_rows_update (db, row, was, &error));
  g_assert_true (cs_post_rows_update (db, post_row, post_was, &error));
  g_assert_true (cs_txn_commit (g_steal_pointer (&txn), &error));
  return row;
}

static JsonObject *
resolve (gboolean    sent,
         const char *url)
{
  return cs_arguments_resolve (1, sent, url);
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  g_autoptr(CsPublicationRow) row = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) publications = NULL;

  g_test_summary ("A person decides about an unknown outcome; what was not sent can be let out again");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_refuse (fixture, "duty", "publication.resolve", resolve (TRUE, "https://a.example/1"),
                         CS_ERROR_WRONG_STATE);
  office_fixture_refuse (fixture, "duty", "publication.retry", cs_arguments_one ("publication", 1), CS_ERROR_WRONG_STATE);

  row = change_publication (fixture, 1, CS_PUBLICATION_UNKNOWN, post, CS_POST_UNKNOWN);
  reply = office_fixture_call (fixture, "duty", "publication.list", cs_arguments_publication_list ("unknown", 0, 10));
  publications = cs_reply_read_publications (reply);
  g_assert_cmpuint (publications->len, ==, 1);
  office_fixture_refuse (fixture, "drafter", "publication.resolve", resolve (FALSE, NULL), CS_ERROR_FORBIDDEN);
  office_fixture_refuse (fixture, "duty", "publication.resolve", resolve (TRUE, "javascript:alert(1)"), CS_ERROR_INVALID);
  office_fixture_do (fixture, "duty", "publication.resolve", resolve (FALSE, NULL));
  office_fixture_assert_state (fixture, post, CS_POST_FAILED);
  office_fixture_refuse (fixture, "drafter2", "publication.retry", cs_arguments_one ("publication", 1), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "drafter", "publication.retry", cs_arguments_one ("publication", 1));
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);

  g_clear_pointer (&row, cs_publication_row_free);
  row = change_publication (fixture, 1, CS_PUBLICATION_UNKNOWN, post, CS_POST_UNKNOWN);
  office_fixture_do (fixture, "leader", "publication.resolve", resolve (TRUE, "https://a.example/1"));
  sheet = office_fixture_sheet (fixture, "drafter", post);
  g_assert_cmpint (sheet->post->state, ==, CS_POST_PUBLISHED);
  g_assert_cmpstr (((const CsPublicationInfo *) g_ptr_array_index (sheet->publications, 0))->remote_url, ==,
                   "https://a.example/1");
  office_fixture_refuse (fixture, "drafter", "publication.look", cs_arguments_one ("publication", 1), CS_ERROR_WRONG_STATE);
}

static void
test_unknown_in_thread (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autoptr(CsContent) content = office_fixture_content (fixture, "First");
  g_autoptr(CsPublicationRow) row = NULL;
  g_autoptr(CsPublicationRow) settled = NULL;
  g_autoptr(JsonObject) reply = NULL;
  CsSegment *second = cs_segment_new ();
  gint64 post;

  g_test_summary ("Of a part that others follow a person says where it is, so that they answer it");
  g_free (second->text);
  second->text = g_strdup ("Second");
  g_ptr_array_add (content->segments, second);
  reply = office_fixture_call (fixture, "drafter", "post.create", cs_arguments_post_create (content));
  post = cs_reply_read_id (reply);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  row = change_publication (fixture, 1, CS_PUBLICATION_UNKNOWN, post, CS_POST_UNKNOWN);

  office_fixture_refuse (fixture, "duty", "publication.resolve", resolve (TRUE, ""), CS_ERROR_ADDRESS_NEEDED);
  office_fixture_refuse (fixture, "duty", "publication.resolve", resolve (TRUE, "https://a.example/@office/17"),
                         CS_ERROR_ADDRESS_NEEDED);
  office_fixture_do (fixture, "duty", "publication.resolve", resolve (TRUE, "http://127.0.0.1:9/@office/17"));
  settled = change_publication (fixture, 1, CS_PUBLICATION_SENT, post, CS_POST_QUEUED);
  g_assert_cmpstr (settled->remote_id, ==, "17");
  g_assert_cmpint (settled->check_at, >, 0);
  office_fixture_refuse (fixture, "drafter2", "publication.look", cs_arguments_one ("publication", 1), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "drafter", "publication.look", cs_arguments_one ("publication", 1));
  office_fixture_refuse (fixture, "drafter", "publication.look", cs_arguments_one ("publication", 2), CS_ERROR_WRONG_STATE);
}

static void
test_media (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *text_file = g_build_filename (fixture->folder, "letter.png", NULL);
  g_autoptr(CsChart) chart = cs_chart_new ();
  static const char * const head[] = { "Month", "Figure", NULL };
  static const char * const body[] = { "May", "3", NULL };
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(CsMediaItem) item = NULL;
  g_autoptr(CsContent) content = office_fixture_content (fixture, "Text");
  g_autofree char *path = NULL;

  g_test_summary ("A chart is drawn and kept; what is no picture is refused; a content names only what the office has");
  g_assert_true (g_file_set_contents (text_file, "Dear Sir", -1, NULL));
  office_fixture_refuse (fixture, "drafter", "media.add", cs_arguments_media_add (text_file), CS_ERROR_NOT_A_PICTURE);

  cs_table_free (chart->table);
  chart->table = cs_table_new (2);
  cs_table_add_row (chart->table, head);
  cs_table_add_row (chart->table, body);
  office_fixture_refuse (fixture, "drafter", "chart.render", cs_arguments_chart_render (chart, FALSE),
                         CS_ERROR_INCOMPLETE);
  g_free (chart->title);
  g_free (chart->unit);
  g_free (chart->source);
  g_free (chart->as_of);
  chart->title = g_strdup ("Three in May");
  chart->unit = g_strdup ("pieces");
  chart->source = g_strdup ("Us");
  chart->as_of = g_strdup ("2026");
  reply = office_fixture_call (fixture, "drafter", "chart.render", cs_arguments_chart_render (chart, FALSE));
  item = cs_reply_read_media (reply);
  g_assert_true (cs_chart_equal (item->chart, chart));
  g_assert_cmpstr (item->alt_text, !=, "");
  answer = office_fixture_call (fixture, "drafter", "media.path", cs_arguments_media_path (&item->digest));
  path = cs_reply_read_path (answer);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));

  g_ptr_array_add (cs_content_get_segment (content, 0)->media, cs_media_item_copy (item));
  office_fixture_do (fixture, "drafter", "post.create", cs_arguments_post_create (content));
  cs_segment_get_media (cs_content_get_segment (content, 0), 0)->width++;
  office_fixture_refuse (fixture, "drafter", "post.create", cs_arguments_post_create (content), CS_ERROR_INVALID);

  g_assert_true (g_file_set_contents (path, "changed", -1, NULL));
  office_fixture_refuse (fixture, "drafter", "media.path", cs_arguments_media_path (&item->digest), CS_ERROR_CORRUPT);
  g_clear_pointer (&answer, json_object_unref);
  answer = office_fixture_call (fixture, "auditor", "journal.verify", NULL);
  g_assert_nonnull (cs_json_get_array (answer, "findings")); /* no revision names it: nothing to prove */
}

static void
test_verify_and_backup (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autofree char *to = g_build_filename (fixture->folder, "copy", NULL);
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  g_autoptr(JsonObject) reply = NULL;
  g_auto(GStrv) findings = NULL;
  gint64 n_entries = 0;

  g_test_summary ("An office made by operations proves itself, and can be copied while in use");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_refuse (fixture, "duty", "backup.create", cs_arguments_backup ("relative"), CS_ERROR_INVALID);
  office_fixture_do (fixture, "duty", "backup.create", cs_arguments_backup (to));
  reply = office_fixture_call (fixture, "auditor", "journal.verify", NULL);
  findings = cs_reply_read_findings (reply, &n_entries);
  g_assert_null (findings[0]);
  g_assert_cmpint (n_entries, >, 10);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_BACKED_UP), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/office/posts/" path, Fixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)
  ADD ("save", test_save);
  ADD ("who-writes", test_who_writes);
  ADD ("lists", test_lists);
  ADD ("incomplete", test_incomplete);
  ADD ("desk", test_desk);
  ADD ("unknown", test_unknown);
  ADD ("unknown-in-thread", test_unknown_in_thread);
  ADD ("media", test_media);
  ADD ("verify-and-backup", test_verify_and_backup);
  return g_test_run ();
}
