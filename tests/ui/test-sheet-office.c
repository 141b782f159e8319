/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "cs-arguments.h"
#include "cs-error.h"
#include "cs-practice-office.h"
#include "cs-sheet-page.h"

/* The sheet in a window on a real office: the ready-made practice office, in a folder of its own. */

#define wait_for(cond) G_STMT_START { gint64 end_ = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND; \
                                      while (!(cond) && g_get_monotonic_time () < end_) \
                                      if (!g_main_context_iteration (NULL, FALSE)) g_usleep (1000); \
                                      g_assert_true (cond); } G_STMT_END

typedef struct
{
  char          *folder;
  CsLocalOffice *office;
  CsSession     *session;
  GtkWidget     *window;
} Fixture;

static JsonObject *
call (CsLocalOffice *office,
      const char    *operation,
      JsonObject    *arguments)
{
  g_autoptr(GError) error = NULL;
  JsonObject *reply = cs_office_call (CS_OFFICE (office), operation, arguments, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

static gint64
find_person (CsLocalOffice *office,
             const char    *login)
{
  g_autoptr(JsonObject) reply = call (office, "person.list", NULL);
  g_autoptr(GPtrArray) people = cs_reply_read_people (reply);

  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (g_str_equal (person->login, login))
        return person->id;
    }
  g_assert_not_reached ();
}

static void
act_as (CsLocalOffice *office,
        const char    *login)
{
  g_autoptr(GError) error = NULL;

  cs_local_office_act_as (office, find_person (office, login), &error);
  g_assert_no_error (error);
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  gboolean *done = user_data;

  g_assert_true (cs_session_refresh_finish (CS_SESSION (source), result, NULL));
  *done = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cs-sheet-office-XXXXXX", NULL);
  fixture->office = cs_local_office_open (fixture->folder, &error);
  g_assert_no_error (error);
  cs_practice_office_fill (fixture->office, "en", &error);
  g_assert_no_error (error);
  fixture->session = cs_session_new (CS_OFFICE (fixture->office), fixture->folder);
}

static void
close_page (Fixture *fixture)
{
  if (fixture->window)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_page (fixture);
  g_object_unref (fixture->session);
  cs_local_office_stop_publisher (fixture->office);
  g_object_unref (fixture->office);
  g_free (fixture->folder);
}

/* Takes the seat and opens the sheet of @post. */
static void
open_as (Fixture    *fixture,
         const char *login,
         gint64      post)
{
  gboolean done = FALSE;

  close_page (fixture);
  act_as (fixture->office, login);
  cs_session_refresh_async (fixture->session, NULL, refreshed_cb, &done);
  wait_for (done);
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "default-width", 1280, "default-height", 800,
                                  "content", cs_sheet_page_new (fixture->session, post), NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

/* The first post of that state, as the leader sees them; @stage: open, or -1. */
static gint64
find_post (Fixture    *fixture,
           const char *state,
           int         stage,
           char      **author)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(JsonObject) people = call (fixture->office, "person.list", NULL);
  g_autoptr(GPtrArray) posts = NULL;
  g_autoptr(GPtrArray) persons = cs_reply_read_people (people);

  act_as (fixture->office, "helen");
  reply = call (fixture->office, "post.list", cs_arguments_post_list (state, 0, 0, NULL, 0, 50));
  posts = cs_reply_read_posts (reply);
  for (guint i = 0; i < posts->len; i++)
    {
      const CsPostInfo *post = g_ptr_array_index (posts, i);

      if (stage >= 0 && (guint) stage != post->stage)
        continue;
      for (guint j = 0; author && j < persons->len; j++)
        if (((CsPersonInfo *) g_ptr_array_index (persons, j))->id == post->author)
          *author = g_strdup (((CsPersonInfo *) g_ptr_array_index (persons, j))->login);
      return post->id;
    }
  g_assert_not_reached ();
}

static CsSheetInfo *
get_sheet (CsLocalOffice *office,
           gint64         post)
{
  g_autoptr(JsonObject) reply = call (office, "post.get", cs_arguments_one ("post", post));

  return cs_reply_read_sheet (reply);
}

/* The first mapped label below @widget with @text in it. */
static GtkWidget *
find_text (GtkWidget  *widget,
           const char *text)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (own && gtk_widget_get_mapped (widget) && strstr (own, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, text);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *text)
{
  GtkWidget *label = find_text (fixture->window, text);

  return label ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
press (Fixture    *fixture,
       const char *text)
{
  wait_for (find_button (fixture, text) && gtk_widget_is_sensitive (find_button (fixture, text)));
  g_signal_emit_by_name (find_button (fixture, text), "clicked");
}

#define wait_for_text(fixture, text) wait_for (find_text ((fixture)->window, text) != NULL)

static void
test_hold (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 post = find_post (fixture, "queued", -1, NULL);

  g_test_summary ("The duty editor holds a signed post and lets it go on");
  open_as (fixture, "david", post);
  press (fixture, _("Hold"));
  wait_for_text (fixture, _("On hold: it does not go out before somebody resumes it."));
  g_assert_null (find_text (fixture->window, _("Goes out")));
  press (fixture, _("Resume"));
  wait_for_text (fixture, "Signed. It goes out"); /* at a time of today, or on another day */
}

static void
test_recall (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *author = NULL;
  gint64 post = find_post (fixture, "queued", -1, &author);

  g_test_summary ("The author recalls a signed post: nothing of it goes out");
  open_as (fixture, author, post);
  press (fixture, _("Recall…"));
  g_assert_null (find_text (fixture->window, _("A draft: it was not submitted yet.")));
  press (fixture, _("Recall the Post"));
  wait_for_text (fixture, _("A draft: it was not submitted yet."));
  wait_for_text (fixture, _("Will not be sent"));
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 post = find_post (fixture, "expired", -1, NULL);
  g_autoptr(CsSheetInfo) sheet = NULL;

  g_test_summary ("An expired post gets a new time and waits for it");
  open_as (fixture, "david", post);
  press (fixture, _("Set Release Time"));
  wait_for (find_text (fixture->window, _("Its release time passed")) == NULL && find_text (fixture->window, _("Goes out")));
  sheet = get_sheet (fixture->office, post);
  g_assert_true (sheet->post->state == CS_POST_QUEUED || sheet->post->state == CS_POST_IN_REVIEW);
  g_assert_cmpint (sheet->post->release_at, >, g_get_real_time ());
}

static void
test_two_deciders (Fixture       *fixture,
                   gconstpointer  data)
{
  gint64 post = find_post (fixture, "in-review", 1, NULL);
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(CsLocalOffice) other = NULL;
  g_autoptr(JsonObject) added = NULL;
  g_autoptr(JsonObject) decided = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("Two leaders decide at once: the second is told, and what he saw is not decided on");
  act_as (fixture->office, "admin");
  added = call (fixture->office, "person.add", cs_arguments_person_add ("second", "Second Leader", CS_ROLE_LEADER, 0, ""));
  other = cs_local_office_open (fixture->folder, &error);
  g_assert_no_error (error);
  act_as (other, "second");
  open_as (fixture, "helen", post);
  wait_for (find_button (fixture, _("Sign — goes out")) && gtk_widget_is_sensitive (find_button (fixture, _("Sign — goes out"))));
  sheet = get_sheet (other, post);
  decided = call (other, "post.decide", cs_arguments_post_decide (post, &sheet->digest, sheet->post->stage,
                                                                  CS_VERDICT_RETURN, "The date is wrong."));
  g_signal_emit_by_name (find_button (fixture, _("Sign — goes out")), "clicked"); /* before the page can know */
  wait_for_text (fixture, "The date is wrong.");
  g_assert_null (find_button (fixture, _("Sign — goes out")));
  g_clear_pointer (&sheet, cs_sheet_info_free);
  sheet = get_sheet (fixture->office, post);
  g_assert_cmpint (sheet->post->state, ==, CS_POST_RETURNED);
}

/* Adds a word as @login and submits, so that he is one of those who wrote it. */
static void
edit_as (Fixture    *fixture,
         const char *login,
         gint64      post)
{
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(JsonObject) saved = NULL;
  g_autoptr(JsonObject) submitted = NULL;
  CsSegment *segment;
  char *text;

  act_as (fixture->office, login);
  sheet = get_sheet (fixture->office, post);
  segment = cs_content_get_segment (sheet->content, 0);
  text = g_strconcat (segment->text, " ", login, NULL);
  g_free (segment->text);
  segment->text = text;
  saved = call (fixture->office, "post.save",
                cs_arguments_post_save (post, sheet->version, sheet->content, sheet->post->release,
                                        sheet->post->release_at, sheet->post->zone));
  submitted = call (fixture->office, "post.submit", cs_arguments_one ("post", post));
}

static void
expect_may_not (Fixture    *fixture,
                const char *login,
                gint64      post)
{
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autofree char *sentence = NULL;

  open_as (fixture, login, post);
  sheet = get_sheet (fixture->office, post);
  g_assert_cmpint (sheet->may_decide, !=, CS_MAY_DECIDE);
  g_assert_nonnull (sheet->who_may);
  g_assert_nonnull (sheet->who_may[0]);
  sentence = cs_may_decide_sentence (sheet->may_decide, (const char * const *) sheet->who_may);
  g_assert_nonnull (strstr (sentence, sheet->who_may[0])); /* why, and who can */
  g_test_message ("%s: %s", login, sentence);
  wait_for_text (fixture, sentence);
  g_assert_null (find_button (fixture, _("Approve")));
  g_assert_null (find_button (fixture, _("Return…")));
}

static void
test_may_not (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *author = NULL;
  gint64 post = find_post (fixture, "in-review", 0, &author);

  g_test_summary ("Who wrote part of a post reads why he may not decide, and who may");
  expect_may_not (fixture, author, post);
  edit_as (fixture, "admin", post);
  expect_may_not (fixture, "admin", post);
  edit_as (fixture, "helen", post);
  expect_may_not (fixture, "helen", post);
  expect_may_not (fixture, author, post);
}

static void
add_test (const char *path,
          void      (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add_test ("/sheet-office/hold", test_hold);
  add_test ("/sheet-office/recall", test_recall);
  add_test ("/sheet-office/expired", test_expired);
  add_test ("/sheet-office/two-deciders", test_two_deciders);
  add_test ("/sheet-office/may-not", test_may_not);
  return g_test_run ();
}
