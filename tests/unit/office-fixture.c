/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "office-fixture.h"

#include "cs-office-rows.h"
#include "cs-post-rows.h"
#include "cs-publication-rows.h"

static gint64
read_clock (gpointer data)
{
  return ((OfficeFixture *) data)->now;
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

void
office_fixture_set_up_empty (OfficeFixture *fixture,
                             gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("countersign-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->now = FIXTURE_START;
  fixture->office = cs_local_office_open (fixture->folder, &error);
  g_assert_no_error (error);
  cs_local_office_set_clock (fixture->office, read_clock, fixture);
}

static void
add_person (JsonArray  *people,
            const char *login,
            const char *roles,
            const char *section)
{
  JsonObject *person = json_object_new ();

  json_object_set_string_member (person, "login", login);
  json_object_set_string_member (person, "name", login);
  json_object_set_string_member (person, "roles", roles);
  json_object_set_string_member (person, "section", section);
  json_array_add_object_element (people, person);
}

gint64
office_fixture_add_account (OfficeFixture *fixture,
                            const char    *handle)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);
  g_autoptr(CsTxn) txn = NULL;
  gint64 account = 0;
  CsAccountRow row = {
    .network = CS_NETWORK_PRACTICE,
    .address = (char *) "http://127.0.0.1:9",
    .handle = (char *) handle,
    .name = (char *) "Office",
    .colour = (char *) "#3584e4",
    .limits = (char *) "{}",
    .health = (char *) "",
  };

  g_assert_no_error (error);
  txn = cs_txn_begin (db, &error);
  account = cs_account_rows_add (db, &row, &error);
  g_assert_no_error (error);
  g_assert_true (cs_txn_commit (g_steal_pointer (&txn), &error));
  return account;
}

void
office_fixture_publish (OfficeFixture *fixture,
                        gint64         post)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);
  g_autoptr(CsTxn) txn = cs_txn_begin (db, &error);
  g_autoptr(CsPostRow) row = cs_post_rows_get (db, post, &error);
  g_autoptr(GPtrArray) pieces = cs_publication_rows_list (db, post, 0, &error);
  CsPostState was;

  g_assert_no_error (error);
  for (guint i = 0; i < pieces->len; i++)
    {
      CsPublicationRow *piece = g_ptr_array_index (pieces, i);
      CsPublicationState state = piece->state;

      piece->state = CS_PUBLICATION_SENT;
      g_free (piece->remote_id);
      piece->remote_id = g_strdup_printf ("remote-%" G_GINT64_FORMAT, piece->id);
      g_assert_true (cs_publication_rows_update (db, piece, state, &error));
    }

  was = row->state;
  row->state = CS_POST_PUBLISHED;
  g_assert_true (cs_post_rows_update (db, row, was, &error));
  g_assert_true (cs_txn_commit (g_steal_pointer (&txn), &error));
}

void
office_fixture_set_up (OfficeFixture *fixture,
                       gconstpointer  unused)
{
  static const char * const sections[] = { "Economy", "Health", NULL };
  JsonObject *arguments = NULL;
  JsonArray *people = json_array_new ();

  office_fixture_set_up_empty (fixture, NULL);
  add_person (people, "drafter", "drafter", "Economy");
  add_person (people, "drafter2", "drafter", "Economy");
  add_person (people, "reviewer", "reviewer", "Economy");
  add_person (people, "reviewer2", "drafter,reviewer", "Economy");
  add_person (people, "leader", "leader", "");
  add_person (people, "leader2", "leader", "");
  add_person (people, "duty", "duty", "");
  add_person (people, "auditor", "auditor", "");
  add_person (people, "responder", "responder", "");
  add_person (people, "stranger", "drafter", "Health");
  add_person (people, "strange-reviewer", "reviewer", "Health");

  arguments = cs_arguments_office_create ("Testing office", "en", "Asia/Shanghai", TRUE, sections,
                                          "admin", "admin", "");
  json_object_set_array_member (arguments, "people", people);
  office_fixture_do (fixture, NULL, "office.create", arguments);
  fixture->account = office_fixture_add_account (fixture, "@office@practice");
}

void
office_fixture_tear_down (OfficeFixture *fixture,
                          gconstpointer  unused)
{
  g_assert_finalize_object (fixture->office);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

gint64
office_fixture_person (OfficeFixture *fixture,
                       const char    *login)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) people = NULL;

  reply = cs_office_call (CS_OFFICE (fixture->office), "person.list", NULL, NULL, &error);
  g_assert_no_error (error);
  people = cs_reply_read_people (reply);
  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (g_str_equal (person->login, login))
        return person->id;
    }

  g_error ("nobody is called %s", login);
}

void
office_fixture_sit (OfficeFixture *fixture,
                    const char    *login)
{
  g_autoptr(GError) error = NULL;

  cs_local_office_act_as (fixture->office, office_fixture_person (fixture, login), &error);
  g_assert_no_error (error);
}

JsonObject *
office_fixture_try (OfficeFixture  *fixture,
                    const char     *login,
                    const char     *operation,
                    JsonObject     *arguments,
                    GError        **error)
{
  if (login)
    office_fixture_sit (fixture, login);

  return cs_office_call (CS_OFFICE (fixture->office), operation, arguments, NULL, error);
}

JsonObject *
office_fixture_call (OfficeFixture *fixture,
                     const char    *login,
                     const char    *operation,
                     JsonObject    *arguments)
{
  g_autoptr(GError) error = NULL;
  JsonObject *reply = office_fixture_try (fixture, login, operation, arguments, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
  return reply;
}

void
office_fixture_do (OfficeFixture *fixture,
                   const char    *login,
                   const char    *operation,
                   JsonObject    *arguments)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, operation, arguments);

  g_assert_nonnull (reply);
}

void
office_fixture_refuse (OfficeFixture *fixture,
                       const char    *login,
                       const char    *operation,
                       JsonObject    *arguments,
                       CsError        code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = office_fixture_try (fixture, login, operation, arguments, &error);

  g_assert_error (error, CS_ERROR, (int) code);
  g_assert_null (reply);
}

CsContent *
office_fixture_content (OfficeFixture *fixture,
                        const char    *text)
{
  CsContent *content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);

  g_free (segment->text);
  segment->text = g_strdup (text);
  cs_content_add_account (content, fixture->account);
  return content;
}

gint64
office_fixture_post (OfficeFixture *fixture,
                     const char    *login,
                     const char    *text)
{
  g_autoptr(CsContent) content = office_fixture_content (fixture, text);
  g_autoptr(JsonObject) reply = NULL;

  reply = office_fixture_call (fixture, login, "post.create", cs_arguments_post_create (content));
  return cs_reply_read_id (reply);
}

gint64
office_fixture_submitted (OfficeFixture *fixture,
                          const char    *login,
                          const char    *text)
{
  gint64 post = office_fixture_post (fixture, login, text);

  office_fixture_do (fixture, login, "post.submit", cs_arguments_one ("post", post));
  return post;
}

CsSheetInfo *
office_fixture_sheet (OfficeFixture *fixture,
                      const char    *login,
                      gint64         post)
{
  g_autoptr(JsonObject) reply = NULL;

  reply = office_fixture_call (fixture, login, "post.get", cs_arguments_one ("post", post));
  return cs_reply_read_sheet (reply);
}

void
office_fixture_save (OfficeFixture *fixture,
                     const char    *login,
                     gint64         post,
                     const char    *text)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, login, post);
  g_autoptr(CsContent) content = office_fixture_content (fixture, text);

  office_fixture_do (fixture, login, "post.save",
                     cs_arguments_post_save (post, sheet->version, content, sheet->post->release,
                                             sheet->post->release_at, sheet->post->zone));
}

JsonObject *
office_fixture_decision (OfficeFixture *fixture,
                         gint64         post,
                         CsVerdict      verdict,
                         const char    *reason)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "leader", post);

  return cs_arguments_post_decide (post, &sheet->digest, sheet->post->stage, verdict, reason);
}

void
office_fixture_approve (OfficeFixture *fixture,
                        const char    *login,
                        gint64         post)
{
  JsonObject *decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);

  office_fixture_do (fixture, login, "post.decide", decision);
}

void
office_fixture_assert_state (OfficeFixture *fixture,
                             gint64         post,
                             CsPostState    state)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "leader", post);

  g_assert_cmpstr (cs_post_state_nick (sheet->post->state), ==, cs_post_state_nick (state));
}

guint
office_fixture_count_entries (OfficeFixture *fixture,
                              gint64         post,
                              CsJournalKind  kind)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  guint n = 0;

  reply = office_fixture_call (fixture, "auditor", "journal.list", cs_arguments_journal_list (0, 200, post, -1));
  entries = cs_reply_read_journal (reply);
  for (guint i = 0; i < entries->len; i++)
    if (((const CsJournalInfo *) g_ptr_array_index (entries, i))->kind == kind)
      n++;

  return n;
}
