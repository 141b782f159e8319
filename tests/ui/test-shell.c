/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "cs-application.h"
#include "cs-arguments.h"
#include "cs-composer-page.h"
#include "cs-local-office.h"
#include "cs-post-list-model.h"
#include "cs-practice-office.h"
#include "cs-replies.h"
#include "cs-window.h"

#define wait_for(condition) G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_) \
    if (!g_main_context_iteration (NULL, FALSE)) \
    g_usleep (1000); \
    g_assert_true (condition); \
} G_STMT_END

static CsApplication *application;
static char *folder;

static GtkWidget *
find_type (GtkWidget  *widget,
           const char *type)
{
  if (g_strcmp0 (G_OBJECT_TYPE_NAME (widget), type) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_class (GtkWidget  *widget,
            const char *css_class)
{
  if (gtk_widget_has_css_class (widget, css_class))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_class (child, css_class);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
shows (CsWindow   *window,
       const char *type)
{
  GtkWidget *page = cs_window_get_page (window);

  return page != NULL && g_strcmp0 (G_OBJECT_TYPE_NAME (page), type) == 0;
}

/* Whether a label below @widget says so. */
static gboolean
shows_text (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;

  return FALSE;
}

static CsWindow *
open_window (const char *seat)
{
  CsWindow *window = cs_window_new (application, folder, seat, FALSE);

  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
close_window (CsWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  wait_for (window == NULL);
}

static void
test_places (void)
{
  static const struct
  {
    const char *place;
    const char *type;
  } places[] = {
    { "posts", "CsPostsPage" },
    { "queue", "CsQueuePage" },
    { "journal", "CsJournalPage" },
    { "reports", "CsReportsPage" },
    { "accounts", "CsAccountsPage" },
    { "office", "CsOfficePage" },
    { "desk", "CsDeskPage" },
  };
  CsWindow *window = open_window ("helen");

  g_test_summary ("A leader's seat shows every place, and the window does not leak");
  wait_for (shows (window, "CsDeskPage"));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", places[i].place);
      wait_for (shows (window, places[i].type));
      gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
    }

  close_window (window);
}

static void
test_seat_chooser (void)
{
  CsWindow *window = open_window (NULL);
  GtkWidget *row = NULL;

  g_test_summary ("A practice office first asks where to sit; one click sits there");
  wait_for (shows (window, "CsSeatPage"));
  wait_for ((row = find_type (GTK_WIDGET (window), "AdwActionRow")) != NULL);
  g_signal_emit_by_name (row, "activated");
  wait_for (shows (window, "CsDeskPage"));
  g_assert_nonnull (cs_session_get_me (cs_window_get_session (window)));

  close_window (window);
}

static void
test_change_seat (void)
{
  CsWindow *window = open_window ("anna");
  gint64 before;

  g_test_summary ("Changing the seat lands on that person's Desk");
  wait_for (shows (window, "CsDeskPage"));
  before = cs_session_get_me (cs_window_get_session (window))->id;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "posts");
  wait_for (shows (window, "CsPostsPage"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sit", "x", before + 1);
  wait_for (shows (window, "CsDeskPage"));
  g_assert_cmpint (cs_session_get_me (cs_window_get_session (window))->id, ==, before + 1);

  close_window (window);
}

static void
asked_cb (GObject      *office,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (office), result, NULL);
  guint *n_answers = user_data;

  g_assert_nonnull (reply);
  (*n_answers)++;
}

static void
test_seats_stay (void)
{
  CsWindow *window = open_window ("anna");
  GtkWidget *button;
  GtkWidget *first = NULL;
  CsOffice *office;
  guint n_answers = 0;

  g_test_summary ("Opening the seat chooser asks again who there is, but leaves the rows, and so the focus, alone");
  wait_for (shows (window, "CsDeskPage"));
  wait_for ((first = find_type (find_class (GTK_WIDGET (window), "cs-seats"), "GtkListBoxRow")) != NULL);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  button = find_class (GTK_WIDGET (window), "cs-person-button");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_for (gtk_widget_get_mapped (first));

  office = cs_session_get_office (cs_window_get_session (window));
  for (guint i = 1; i <= 4; i++) /* the chooser's own question was asked before these */
    {
      cs_office_call_async (office, "person.list", NULL, NULL, asked_cb, &n_answers);
      wait_for (n_answers == i);
    }
  g_assert_nonnull (first);

  g_object_remove_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  close_window (window);
}

static void
test_open_and_back (void)
{
  CsWindow *window = open_window ("helen");
  GtkWidget *list = NULL;

  g_test_summary ("A post opens above its list, and back leads to the list");
  wait_for (shows (window, "CsDeskPage"));
  wait_for ((list = find_type (cs_window_get_page (window), "CsPostRow")) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-post", "x", (gint64) 1);
  wait_for (shows (window, "CsSheetPage") || shows (window, "CsComposerPage"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  wait_for (shows (window, "CsDeskPage"));

  close_window (window);
}

static void
test_list_model (void)
{
  CsWindow *window = open_window ("helen");
  g_autoptr(CsPostListModel) posts = NULL;
  g_autoptr(CsPostItem) item = NULL;
  guint n_all;

  g_test_summary ("The list of posts knows how many there are, fills what is held, and filters");
  wait_for (shows (window, "CsDeskPage"));
  posts = cs_post_list_model_new (cs_window_get_session (window));
  wait_for (!cs_post_list_model_is_loading (posts));
  n_all = g_list_model_get_n_items (G_LIST_MODEL (posts));
  g_assert_cmpuint (n_all, >, 3);
  item = g_list_model_get_item (G_LIST_MODEL (posts), n_all - 1);
  wait_for (cs_post_item_get_info (item) != NULL);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (posts), n_all));

  cs_post_list_model_set_filter (posts, "published", 0, NULL);
  wait_for (!cs_post_list_model_is_loading (posts));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (posts)), <, n_all);
  cs_post_list_model_set_filter (posts, NULL, 0, "no such word in any post");
  wait_for (!cs_post_list_model_is_loading (posts));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (posts)), ==, 0);
  cs_post_list_model_set_filter (posts, NULL, 0, NULL);
  wait_for (g_list_model_get_n_items (G_LIST_MODEL (posts)) == n_all);

  g_clear_object (&posts);
  close_window (window);
}

static void
set_text (GtkWidget  *page,
          const char *child,
          const char *text)
{
  GObject *row = gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), child);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
test_first_start (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *empty = g_dir_make_tmp ("countersign-first-XXXXXX", &error);
  CsWindow *window;
  GtkWidget *page;
  GObject *button;

  g_test_summary ("An empty office is made and its administrator is let in; the next time a password is asked");
  g_assert_no_error (error);
  window = cs_window_new (application, empty, NULL, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (shows (window, "CsFirstStartPage"));
  page = cs_window_get_page (window);
  button = gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "button");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (button)));
  set_text (page, "name", "Harbour Office");
  set_text (page, "zone", "Europe/Lisbon");
  set_text (page, "admin_name", "Ada Silva");
  set_text (page, "admin_login", "ada");
  set_text (page, "admin_password", "a long password");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (button)));
  set_text (page, "admin_again", "a long password");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (button)));
  g_signal_emit_by_name (button, "clicked");
  /* There is nothing on the Desk yet, and everything to be set up. */
  wait_for (shows (window, "CsOfficePage"));
  wait_for (shows_text (cs_window_get_page (window), "Nobody Writes Posts Yet"));
  g_assert_true (shows_text (cs_window_get_page (window), "There Is No Account Yet"));
  close_window (window);

  window = cs_window_new (application, empty, NULL, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (shows (window, "CsSignInPage"));
  page = cs_window_get_page (window);
  button = gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "button");
  set_text (page, "login", "ada");
  set_text (page, "password", "not the password");
  g_signal_emit_by_name (button, "clicked");
  wait_for (gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "trouble"))));
  set_text (page, "password", "a long password");
  wait_for (gtk_widget_get_sensitive (GTK_WIDGET (button)));
  g_signal_emit_by_name (button, "clicked");
  wait_for (shows (window, "CsDeskPage"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sign-out", NULL);
  wait_for (shows (window, "CsSignInPage"));
  close_window (window);
}

/* The first text view of the composer on the screen gets @text. */
static void
type_into (GtkWidget  *page,
           const char *text)
{
  GtkWidget *view = NULL;

  wait_for ((view = find_type (page, "GtkTextView")) != NULL || (view = find_type (page, "GtkSourceView")) != NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
test_change_seat_while_writing (void)
{
  static const char *text = "Typed a moment before somebody else sat down.";
  CsWindow *window = open_window ("anna");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *page;
  gint64 anna;
  gint64 post;

  g_test_summary ("What was typed is saved as the person who typed it, and only then the seat changes");
  wait_for (shows (window, "CsDeskPage"));
  anna = cs_session_get_me (cs_window_get_session (window))->id;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-post", NULL);
  wait_for (shows (window, "CsComposerPage"));
  page = g_object_ref (cs_window_get_page (window));
  type_into (page, text);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sit", "x", anna + 1);
  wait_for (cs_session_get_me (cs_window_get_session (window))->id == anna + 1);
  post = cs_composer_page_get_post (CS_COMPOSER_PAGE (page));
  g_object_unref (page);
  g_assert_cmpint (post, >, 0);

  wait_for (shows (window, "CsDeskPage"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sit", "x", anna);
  wait_for (cs_session_get_me (cs_window_get_session (window))->id == anna);
  reply = cs_office_call (cs_session_get_office (cs_window_get_session (window)), "post.get",
                          cs_arguments_one ("post", post), NULL, &error);
  g_assert_no_error (error);
  sheet = cs_reply_read_sheet (reply);
  g_assert_cmpint (sheet->post->author, ==, anna);
  g_assert_cmpstr (cs_content_get_segment (sheet->content, 0)->text, ==, text);

  close_window (window);
}

static void
test_open_another (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *empty = g_dir_make_tmp ("countersign-other-XXXXXX", &error);
  g_autofree char *foreign = g_dir_make_tmp ("countersign-foreign-XXXXXX", &error);
  g_autofree char *picture = g_build_filename (foreign, "holiday.jpg", NULL);
  g_autofree char *database = g_build_filename (foreign, "office.db", NULL);
  GSettings *settings = cs_application_get_settings (application);
  CsWindow *window = open_window ("helen");
  g_autofree char *last = NULL;

  g_test_summary ("Another office opens in the same window; no office is made among other files; the last one is remembered");
  g_assert_no_error (error);
  wait_for (shows (window, "CsDeskPage"));
  g_assert_true (g_file_set_contents (picture, "x", 1, NULL));
  cs_window_open_folder (window, foreign);
  wait_for (find_type (GTK_WIDGET (window), "AdwToastWidget") != NULL);
  g_assert_true (shows (window, "CsDeskPage"));
  g_assert_false (g_file_test (database, G_FILE_TEST_EXISTS));

  cs_window_open_folder (window, empty);
  wait_for (shows (window, "CsFirstStartPage"));
  cs_window_open_folder (window, folder);
  wait_for (shows (window, "CsSeatPage"));
  last = g_settings_get_string (settings, "last-office");
  g_assert_cmpstr (last, ==, folder);
  close_window (window);

  window = cs_window_new (application, NULL, "helen", FALSE);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (shows (window, "CsDeskPage"));
  g_assert_cmpstr (cs_session_get_folder (cs_window_get_session (window)), ==, folder);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-practice", NULL);
  wait_for (shows (window, "CsSeatPage"));
  g_assert_cmpstr (cs_session_get_folder (cs_window_get_session (window)), !=, folder);
  g_free (last);
  last = g_settings_get_string (settings, "last-office");
  g_assert_cmpstr (last, ==, "");
  close_window (window);
}

static void
test_verify (void)
{
  CsWindow *window = open_window ("helen");
  GtkWidget *bar = NULL;
  GtkWidget *stack;

  g_test_summary ("The journal is proved in place, and a seal line says so");
  wait_for (shows (window, "CsDeskPage"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "journal");
  wait_for (shows (window, "CsJournalPage"));
  bar = find_type (cs_window_get_page (window), "CsVerifyBar");
  g_assert_false (gtk_widget_get_visible (bar));
  gtk_widget_activate_action (cs_window_get_page (window), "page.verify", NULL);
  g_assert_true (gtk_widget_get_visible (bar));
  stack = gtk_widget_get_first_child (bar);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "working");
  wait_for (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "seal") == 0);

  close_window (window);
}

static void
test_widths (void)
{
  CsWindow *window = open_window ("helen");
  int least = 0;

  g_test_summary ("The window can be made 720 pixels wide and 560 high on every page");
  wait_for (shows (window, "CsDeskPage"));
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 560);
  wait_for (gtk_widget_get_width (GTK_WIDGET (window)) < 900);
  for (const char **place = (const char *[]) { "desk", "posts", "queue", "journal", "reports", "accounts", "office", NULL };
       *place != NULL; place++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", *place);
      if (g_str_equal (*place, "reports"))
        wait_for (gtk_widget_get_mapped (find_type (cs_window_get_page (window), "CsReportTable"))); /* it is as wide as its answer */
      gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
      gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_test_message ("%s: at least %d px", *place, least);
      g_assert_cmpint (least, <=, 720);
      gtk_widget_measure (cs_window_get_page (window), GTK_ORIENTATION_VERTICAL, 640, &least, NULL, NULL, NULL);
      g_test_message ("%s: at least %d px high", *place, least);
      g_assert_cmpint (least, <=, 500); /* a strip or two stand below */
    }

  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(CsLocalOffice) office = NULL;
  g_autoptr(GError) error = NULL;
  int result;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  folder = g_dir_make_tmp ("countersign-shell-XXXXXX", &error);
  g_assert_no_error (error);
  office = cs_local_office_open (folder, &error);
  g_assert_no_error (error);
  g_assert_true (cs_practice_office_fill (office, "en", &error));
  g_assert_no_error (error);
  cs_local_office_stop_publisher (office);
  g_clear_object (&office);

  application = cs_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/shell/seat-chooser", test_seat_chooser);
  g_test_add_func ("/shell/places", test_places);
  g_test_add_func ("/shell/change-seat", test_change_seat);
  g_test_add_func ("/shell/seats-stay", test_seats_stay);
  g_test_add_func ("/shell/open-and-back", test_open_and_back);
  g_test_add_func ("/shell/list-model", test_list_model);
  g_test_add_func ("/shell/verify", test_verify);
  g_test_add_func ("/shell/first-start", test_first_start);
  g_test_add_func ("/shell/widths", test_widths);
  g_test_add_func ("/shell/change-seat-while-writing", test_change_seat_while_writing);
  g_test_add_func ("/shell/open-another", test_open_another);
  result = g_test_run ();
  g_free (folder);

  return result;
}
