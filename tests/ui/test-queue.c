/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "cs-fake-office.h"
#include "cs-queue-page.h"
#include "cs-session.h"

/* The page of the queue and its windows, with an office that answers what is told: everything by the keyboard's own means, focus and actions. */

#define wait_for(condition) G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 10 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_) \
    if (!g_main_context_iteration (NULL, FALSE)) \
    g_usleep (1000); \
    g_assert_true (condition); \
} G_STMT_END

typedef struct
{
  char         *folder;
  CsFakeOffice *office;
  CsSession    *session;
  GtkWidget    *window;
  GtkWidget    *page;
  GString      *actions; /* window actions that were called, a line each */
} Fixture;

#define LINE "\"stage\":2,\"n_stages\":2,\"stage_title\":\"\",\"accounts\":[1,2],\"thumbnails\":[],\"author\":3,\"author_name\":\"Chen Jun\"," \
             "\"section_name\":\"Roads\",\"release\":\"at-time\",\"zone\":\"UTC\",\"changed_at\":1795000000000000"
#define PIECE "{\"id\":%d,\"post\":%d,\"account\":%d,\"segment\":%d,\"n_parts\":%d,\"language\":\"%s\",\"excerpt\":\"%s\",\"state\":\"%s\"," \
              "\"due_at\":1795000000000000,\"attempts\":2,\"next_try_at\":0,\"settled_at\":1795000100000000,\"remote_url\":\"%s\"," \
              "\"error\":\"%s\",\"error_detail\":\"%s\",\"read_back\":\"\"}"

static char *
make_piece (int         id,
            int         post,
            int         account,
            int         segment,
            int         n_parts,
            const char *language,
            const char *words,
            const char *state,
            const char *error,
            const char *detail)
{
  return g_strdup_printf (PIECE, id, post, account, segment, n_parts, language, words, state,
                          g_str_equal (state, "sent") ? "http://127.0.0.1:1/1" : "", error, detail);
}

static void
answer_post (Fixture    *fixture,
             const char *group,
             int         post,
             const char *state,
             const char *text,
             GStrv       pieces,
             gboolean    more)
{
  g_autofree char *joined = g_strjoinv (",", pieces);
  g_autofree char *operation = g_strconcat ("queue.list ", group, NULL);
  g_autofree char *json = g_strdup_printf ("{\"posts\":[{\"id\":%d,\"state\":\"%s\",\"excerpt\":\"%s\",\"release_at\":1795000000000000,"
                                           "\"at\":1795000000000000," LINE ",\"publications\":[%s]}],\"more\":%s}",
                                           post, state, text, joined, more ? "true" : "false");

  cs_fake_office_answer (fixture->office, operation, json);
}

static void
answer_all (Fixture *fixture)
{
  g_auto(GStrv) unknown = g_new0 (char *, 4);
  g_auto(GStrv) next = g_new0 (char *, 3);
  g_auto(GStrv) sent = g_new0 (char *, 2);

  unknown[0] = make_piece (1, 12, 1, 0, 2, "en", "The bridge opens on Monday.", "sent", "", "");
  unknown[1] = make_piece (2, 12, 1, 1, 2, "en", "Buses run every ten minutes.", "not-sent", "login-rejected", "401 Unauthorized");
  unknown[2] = make_piece (3, 12, 2, 0, 1, "zh", "桥周一通车。", "unknown", "unknown-outcome", "connection reset");
  answer_post (fixture, "trouble", 12, "unknown", "The bridge opens on Monday.", unknown, FALSE);
  next[0] = make_piece (4, 13, 1, 0, 1, "en", "Flood warning for the lower town.", "queued", "", "");
  next[1] = make_piece (5, 13, 2, 0, 1, "en", "Flood warning for the lower town.", "queued", "", "");
  answer_post (fixture, "next", 13, "queued", "Flood warning for the lower town.", next, TRUE);
  sent[0] = make_piece (6, 14, 1, 0, 1, "en", "Good morning.", "sent", "", "");
  answer_post (fixture, "sent", 14, "published", "Good morning.", sent, FALSE);
  cs_fake_office_answer (fixture->office, "queue.list held", "{\"posts\":[],\"more\":false}");
  cs_fake_office_answer (fixture->office, "queue.list sending", "{\"posts\":[],\"more\":false}");
  cs_fake_office_answer (fixture->office, "queue.frozen", "{}");
  cs_fake_office_answer (fixture->office, "publication.retry", "{}");
  cs_fake_office_answer (fixture->office, "publication.resolve", "{}");
  cs_fake_office_answer (fixture->office, "post.hold", "{}");
}

static void
action_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  g_autofree char *text = parameter ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_string_append_printf (user_data, "%s %s\n", g_action_get_name (G_ACTION (action)), text);
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_assert_true (cs_session_refresh_finish (CS_SESSION (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
open_window (Fixture *fixture)
{
  static const GActionEntry entries[] = {
    { .name = "toast", .activate = action_cb, .parameter_type = "s" },
    { .name = "show-place", .activate = action_cb, .parameter_type = "s" },
    { .name = "open-post", .activate = action_cb, .parameter_type = "x" },
    { .name = "propose-release", .activate = action_cb, .parameter_type = "x" },
    { .name = "hold-queue", .activate = action_cb },
    { .name = "release-queue", .activate = action_cb },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  const char *size = g_getenv ("QUEUE_SIZE");
  int width = 1000, height = 800;

  if (size)
    g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);
  fixture->page = cs_queue_page_new (fixture->session);
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "default-width", width, "default-height", height, "content", fixture->page, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture->actions);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  gboolean done = FALSE;

  fixture->folder = g_dir_make_tmp ("cs-queue-XXXXXX", NULL);
  fixture->office = cs_fake_office_new ();
  fixture->actions = g_string_new (NULL);
  cs_fake_office_answer (fixture->office, "office.info", "{\"empty\":false,\"name\":\"Lin County\",\"language\":\"en\",\"zone\":\"UTC\","
                                                         "\"practice\":true,\"practice_address\":\"\"}");
  cs_fake_office_answer (fixture->office, "session.me", "{\"id\":3,\"login\":\"chen\",\"name\":\"Chen Jun\",\"roles\":\"leader,duty\","
                                                        "\"section\":0,\"section_name\":\"\",\"retired\":false}");
  cs_fake_office_answer (fixture->office, "account.list",
                         "{\"accounts\":[{\"id\":1,\"network\":\"practice\",\"address\":\"http://127.0.0.1:1\",\"handle\":\"@lin@localhost\","
                         "\"name\":\"Lin County\",\"colour\":\"#1c71d8\",\"retired\":false,\"health\":\"\"},{\"id\":2,\"network\":\"practice\","
                         "\"address\":\"http://127.0.0.1:1\",\"handle\":\"@flood@localhost\",\"name\":\"Lin Flood Service\",\"colour\":\"#c01c28\","
                         "\"retired\":false,\"health\":\"\"}]}");
  answer_all (fixture);
  fixture->session = cs_session_new (CS_OFFICE (fixture->office), fixture->folder);
  cs_session_refresh_async (fixture->session, NULL, refreshed_cb, &done);
  wait_for (done);
  open_window (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  GtkWidget *page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_for (page == NULL);
  g_object_unref (fixture->session);
  g_object_unref (fixture->office);
  g_string_free (fixture->actions, TRUE);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

/* The first mapped label below @widget that holds @text, or is it. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text,
            gboolean    whole)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (own && gtk_widget_get_mapped (widget) && (whole ? g_str_equal (own, text) : strstr (own, text) != NULL))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text, whole);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_text (GtkWidget  *widget,
           const char *text)
{
  return find_label (widget, text, FALSE);
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *text)
{
  GtkWidget *label = find_label (widget, text, TRUE);

  return label ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
press (GtkWidget  *widget,
       const char *text)
{
  wait_for (find_button (widget, text) != NULL);
  g_assert_true (gtk_widget_grab_focus (find_button (widget, text))); /* the keyboard comes there */
  gtk_widget_activate (find_button (widget, text));
}

static GtkWidget *
find_form (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link; link = link->next)
    if (g_str_equal (G_OBJECT_TYPE_NAME (link->data), "CsFormWindow") && gtk_widget_get_mapped (link->data))
      return link->data;
  return NULL;
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  if (ADW_IS_ENTRY_ROW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
was_called (Fixture    *fixture,
            const char *call)
{
  return strstr (cs_fake_office_get_calls (fixture->office), call) != NULL;
}

static void
test_shows (Fixture       *fixture,
            gconstpointer  unused)
{
  g_test_summary ("Trouble first; each piece with its account, words and state; what is wrong and what that means; the day's posts below");
  wait_for (find_text (fixture->window, _("Needs a Person")));
  g_assert_nonnull (find_text (fixture->window, "桥周一通车。"));
  g_assert_nonnull (find_text (fixture->window, "2/2 · en"));
  g_assert_nonnull (find_text (fixture->window, "@flood"));
  g_assert_nonnull (find_text (fixture->window, _("The network no longer lets us in. Once the account has been connected again, let the post go out again.")));
  g_assert_nonnull (find_text (fixture->window, "connection reset"));
  g_assert_nonnull (find_text (fixture->window, _("Going Out Next")));
  g_assert_nonnull (find_text (fixture->window, _("Out Today")));
}

static void
test_choices (Fixture       *fixture,
              gconstpointer  unused)
{
  g_test_summary ("A thread that is begun is finished; where the login is lost the accounts are a press away; what waits can be held");
  press (fixture->window, _("Finish the Thread"));
  wait_for (was_called (fixture, "publication.retry {\"publication\":2,\"all\":true}"));
  press (fixture->window, _("Go to Accounts"));
  wait_for (strstr (fixture->actions->str, "show-place 'accounts'\n"));
  press (fixture->window, _("Hold"));
  wait_for (was_called (fixture, "post.hold {\"post\":13}"));
}

static void
test_it_is_out (Fixture       *fixture,
                gconstpointer  unused)
{
  GtkWidget *form;

  g_test_summary ("“It Is Out” wants the address, and shows what is known");
  press (fixture->window, _("It Is Out…"));
  wait_for ((form = find_form ()) != NULL);
  g_assert_nonnull (find_text (form, "connection reset"));
  g_assert_false (gtk_widget_is_sensitive (find_button (form, _("Record"))));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (form)), "not an address");
  g_assert_false (gtk_widget_is_sensitive (find_button (form, _("Record"))));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (form)), "https://social.example/@flood/17");
  wait_for (gtk_widget_is_sensitive (find_button (form, _("Record"))));
  gtk_widget_activate (find_button (form, _("Record")));
  wait_for (was_called (fixture, "publication.resolve {\"publication\":3,\"sent\":true,\"remote_url\":\"https://social.example/@flood/17\"}"));
  wait_for (find_form () == NULL);
}

static void
test_it_is_not_out (Fixture       *fixture,
                    gconstpointer  unused)
{
  GtkWidget *form;

  g_test_summary ("“It Is Not Out” warns that it may stand there twice; Enter does not confirm it");
  press (fixture->window, _("It Is Not Out…"));
  wait_for ((form = find_form ()) != NULL);
  g_assert_nonnull (find_text (form, _("Look at the account first. If it is out after all and is tried again, it stands there twice.")));
  g_assert_null (gtk_window_get_default_widget (GTK_WINDOW (form)));
  wait_for (gtk_window_get_focus (GTK_WINDOW (form)) == find_button (form, _("Cancel")));
  gtk_window_close (GTK_WINDOW (form));
  wait_for (find_form () == NULL);
  g_assert_false (was_called (fixture, "publication.resolve"));
}

static void
test_live (Fixture       *fixture,
           gconstpointer  unused)
{
  GtkWidget *row;

  g_test_summary ("News come by themselves, and what did not change keeps its row and the focus");
  wait_for ((row = find_text (fixture->window, "Flood warning")) != NULL);
  row = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX_ROW);
  g_assert_true (gtk_widget_grab_focus (row));
  cs_fake_office_answer (fixture->office, "queue.list trouble", "{\"posts\":[],\"more\":false}");
  cs_fake_office_changed (fixture->office);
  wait_for (!find_text (fixture->window, _("Needs a Person")));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == row);
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  unused)
{
  g_test_summary ("There is another page behind a button, asked for by the last post of the one before");
  press (fixture->window, _("Show More"));
  wait_for (was_called (fixture, "\"group\":\"next\",\"from\":"));
  wait_for (was_called (fixture, "\"after\":13,\"after_at\":1795000000000000"));
}

static void
test_frozen (Fixture       *fixture,
             gconstpointer  unused)
{
  g_test_summary ("A held queue says why, holds what waits, and shows what was on its way already");
  cs_fake_office_answer (fixture->office, "queue.frozen",
                         "{\"freeze\":{\"id\":1,\"reason\":\"A wrong figure\",\"post\":0,\"made_by_name\":\"Chen Jun\",\"made_at\":1795000000000000,"
                         "\"may_thaw\":true},\"held\":[],\"n_held\":1,\"sending\":[{\"id\":20,\"state\":\"sending\",\"excerpt\":\"Too late to stop\","
                         "\"release_at\":0," LINE "}],\"n_sending\":1}");
  cs_fake_office_changed (fixture->office);
  wait_for (find_text (fixture->window, "A wrong figure"));
  g_assert_nonnull (find_text (fixture->window, _("Held With the Queue")));
  g_assert_null (find_text (fixture->window, _("Going Out Next")));
}

static void
shoot (Fixture       *fixture,
       gconstpointer  unused)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (10000);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, BUILD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  if (g_getenv ("QUEUE_RTL"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  for (guint i = 0; i < 3; i++)
    {
      static const char * const names[] = { "shell", "composer", "sheet" };
      g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();
      g_autofree char *path = g_strdup_printf ("/org/countersign/Countersign/%s.css", names[i]);

      gtk_css_provider_load_from_resource (provider, path);
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }

#define ADD(path, function) g_test_add ("/queue/" path, Fixture, NULL, set_up, function, tear_down)
  if (g_getenv ("QUEUE_LOOK"))
    {
      ADD ("look", shoot);
      return g_test_run ();
    }
  ADD ("shows", test_shows);
  ADD ("choices", test_choices);
  ADD ("it-is-out", test_it_is_out);
  ADD ("it-is-not-out", test_it_is_not_out);
  ADD ("live", test_live);
  ADD ("pages", test_pages);
  ADD ("frozen", test_frozen);
  return g_test_run ();
}
