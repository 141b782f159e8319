/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "cs-sheet-page.h"
#include "sheet-scenes.h"

/* The sheet in a window, on an office that answers what it is told. SHEET_SHOTS=FOLDER keeps a picture of each scene,
 * SHEET_SIZE=720x800 makes the window that large, SHEET_RTL=1 turns it round. */

#define wait_for(cond) G_STMT_START { gint64 end_ = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND; \
                                      while (!(cond) && g_get_monotonic_time () < end_) \
                                      if (!g_main_context_iteration (NULL, FALSE)) g_usleep (1000); \
                                      g_assert_true (cond); } G_STMT_END

typedef struct
{
  char         *folder;
  CsFakeOffice *office;
  CsSession    *session;
  GtkWidget    *window;
  GtkWidget    *page;
  GString      *actions; /* window actions that were called, a line each */
} Fixture;

static void
action_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GString *actions = user_data;
  g_autofree char *text = parameter ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_string_append_printf (actions, "%s %s\n", g_action_get_name (G_ACTION (action)), text);
}

static void
add_window_actions (Fixture *fixture)
{
  static const GActionEntry entries[] = {
    { .name = "toast", .activate = action_cb, .parameter_type = "s" },
    { .name = "show-place", .activate = action_cb, .parameter_type = "s" },
    { .name = "edit-post", .activate = action_cb, .parameter_type = "x" },
    { .name = "back", .activate = action_cb },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture->actions);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
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
open_page (Fixture *fixture,
           gint64   post)
{
  const char *size = g_getenv ("SHEET_SIZE");
  int width = 1280, height = 800;

  if (size)
    g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);
  fixture->page = cs_sheet_page_new (fixture->session, post);
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "default-width", width, "default-height", height,
                                  "content", fixture->page, NULL);
  add_window_actions (fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  gboolean done = FALSE;

  fixture->folder = g_dir_make_tmp ("cs-sheet-XXXXXX", NULL);
  fixture->office = cs_fake_office_new ();
  fixture->actions = g_string_new (NULL);
  scene_fill (fixture->office, fixture->folder);
  fixture->session = cs_session_new (CS_OFFICE (fixture->office), fixture->folder);
  cs_session_refresh_async (fixture->session, NULL, refreshed_cb, &done);
  wait_for (done);
  open_page (fixture, GPOINTER_TO_SIZE (data));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *picture = g_build_filename (fixture->folder, "map.png", NULL);
  GtkWidget *page = fixture->page;
  CsFakeOffice *office;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_for (page == NULL); /* a page that leaks would go on asking the office */
  g_object_unref (fixture->session);
  office = fixture->office;
  g_object_add_weak_pointer (G_OBJECT (office), (gpointer *) &office);
  g_object_unref (fixture->office);
  wait_for (office == NULL); /* once what was asked last is answered */
  g_string_free (fixture->actions, TRUE);
  g_unlink (picture);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

/* The first mapped label or button below @widget whose text begins with @text. */
static GtkWidget *
find_text (GtkWidget  *widget,
           const char *text)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (own && gtk_widget_get_mapped (widget) && g_str_has_prefix (own, text))
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

static GtkWidget *
find_entry (GtkWidget *widget)
{
  if ((GTK_IS_ENTRY (widget) || ADW_IS_ENTRY_ROW (widget)) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child);

      if (found)
        return found;
    }
  return NULL;
}

static void
press (Fixture    *fixture,
       const char *text)
{
  wait_for (find_button (fixture, text) != NULL);
  g_signal_emit_by_name (find_button (fixture, text), "clicked");
}

/* Has all of the post on the screen, as the key A does, until the button can be pressed. */
static void
see_whole (Fixture    *fixture,
           const char *text)
{
  wait_for (find_button (fixture, text) != NULL);
  for (guint i = 0; !gtk_widget_is_sensitive (find_button (fixture, text)); i++)
    {
      guint n = 0;

      g_assert_cmpuint (i, <, 50);
      gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "sheet.focus-decide", NULL);
      wait_for (n++ > 200 || gtk_widget_is_sensitive (find_button (fixture, text)));
    }
}

/* A stack asks its page how wide it must be for a height, even for a low one while a window opens: GTK warns, and the test
 * ends, where a box then finds no width at all. */
static void
squeeze_pages (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_STACK (widget) && gtk_widget_get_visible (child))
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, 1, NULL, NULL, NULL, NULL);
      squeeze_pages (child);
    }
}

static void
press_whole (Fixture    *fixture,
             const char *text)
{
  see_whole (fixture, text);
  squeeze_pages (fixture->window);
  press (fixture, text);
}

/* Real keys, by the X server: what a person presses. */
static void
type_key (Fixture    *fixture,
          const char *key)
{
  g_autofree char *command = g_strdup_printf ("sh -c 'xdotool search --onlyvisible --name . windowfocus --sync key %s'", key);
  g_autoptr(GError) error = NULL;
  int status;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, &error));
  g_assert_cmpint (status, ==, 0);
}

static gboolean
focus_is_in (Fixture   *fixture,
             GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus && widget && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static guint
count_calls (Fixture    *fixture,
             const char *beginning)
{
  g_auto(GStrv) lines = g_strsplit (cs_fake_office_get_calls (fixture->office), "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i]; i++)
    n += g_str_has_prefix (lines[i], beginning);
  return n;
}

static void
keep_picture (Fixture    *fixture,
              const char *name)
{
  const char *folder = g_getenv ("SHEET_SHOTS");
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 2;
  g_autofree char *command = NULL;

  squeeze_pages (fixture->window);
  if (!folder)
    return;
  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  file = g_strconcat (name, ".png", NULL);
  path = g_build_filename (folder, file, NULL);
  command = g_strdup_printf ("import -window root %s", path);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
test_shows (Fixture       *fixture,
            gconstpointer  data)
{
  wait_for (find_text (fixture->window, _("Sign — goes out at once")) != NULL);
  wait_for (find_text (fixture->window, _("Checks: nothing found")) != NULL);
  wait_for (find_text (fixture->window, _("No longer counts: the post was changed afterwards.")) != NULL);
  g_assert_nonnull (find_text (fixture->window, _("What changed")));
  g_assert_nonnull (find_text (fixture->window, "Map of the lower bank"));
  keep_picture (fixture, "changed");
}

static void
test_sign_then_next (Fixture       *fixture,
                     gconstpointer  data)
{
  wait_for (find_button (fixture, _("Sign — goes out at once")) != NULL);
  cs_fake_office_answer (fixture->office, "post.decide", "{\"post\":{\"id\":12,\"state\":\"queued\"}}");
  scene_wait_for (fixture->office, (gint64) SCENE_NEXT, (gint64) 0);

  press_whole (fixture, _("Sign — goes out at once"));
  wait_for (cs_sheet_page_get_post (CS_SHEET_PAGE (fixture->page)) == SCENE_NEXT);
  g_assert_cmpuint (count_calls (fixture, "post.decide"), ==, 1);
  g_assert_nonnull (strstr (cs_fake_office_get_calls (fixture->office), "\"verdict\":\"approve\""));
  wait_for (find_text (fixture->window, _("Signed. It goes out now.")) != NULL);
  wait_for (find_button (fixture, _("Approve")) != NULL);
  keep_picture (fixture, "next");

  cs_fake_office_answer (fixture->office, "post.decide", "{\"post\":{\"id\":13,\"state\":\"in-review\"}}");
  scene_wait_for (fixture->office, (gint64) 0);
  press_whole (fixture, _("Approve"));
  wait_for (find_button (fixture, _("Back to the Desk")) != NULL);
  g_assert_cmpint (cs_sheet_page_get_post (CS_SHEET_PAGE (fixture->page)), ==, 0);
  keep_picture (fixture, "done");
  press (fixture, _("Back to the Desk"));
  g_assert_nonnull (strstr (fixture->actions->str, "show-place 'desk'"));
}

static void
test_reason_stays (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *entry;

  press (fixture, _("Return…"));
  wait_for ((entry = find_entry (fixture->window)) != NULL);
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, _("Return the Post"))));
  gtk_editable_set_text (GTK_EDITABLE (entry), "The shelter is the school now");
  g_assert_null (find_button (fixture, _("Sign — goes out at once"))); /* one question at a time */
  keep_picture (fixture, "return");

  /* Somebody else was first: said in words, loaded again, and what was typed is still there. */
  cs_fake_office_refuse_once (fixture->office, "post.decide", CS_ERROR_CONFLICT);
  press (fixture, _("Return the Post"));
  wait_for (count_calls (fixture, "post.decide") == 1);
  {
    g_autoptr(GError) error = g_error_new_literal (CS_ERROR, CS_ERROR_CONFLICT, "");

    wait_for (find_text (fixture->window, cs_error_sentence (error)) != NULL);
  }
  wait_for (count_calls (fixture, "post.get") >= 2);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "The shelter is the school now");
  g_assert_true (gtk_widget_get_mapped (entry));
  keep_picture (fixture, "conflict");

  cs_fake_office_answer (fixture->office, "post.decide", "{\"post\":{\"id\":12,\"state\":\"returned\"}}");
  scene_wait_for (fixture->office, (gint64) SCENE_NEXT, (gint64) 0);
  press (fixture, _("Return the Post"));
  wait_for (cs_sheet_page_get_post (CS_SHEET_PAGE (fixture->page)) == SCENE_NEXT);
  g_assert_nonnull (strstr (cs_fake_office_get_calls (fixture->office), "The shelter is the school now"));

  /* It is offered for the next one. */
  press (fixture, _("Return…"));
  press (fixture, "The shelter is the school now");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (fixture->window))), ==,
                   "The shelter is the school now");
}

/* Nothing is signed unseen: Approve waits until the whole post has been in view. */
static void
test_unseen (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *button;
  guint n = 0;

  wait_for ((button = find_button (fixture, _("Sign — goes out at once"))) != NULL);
  wait_for (find_text (fixture->window, "Map of the lower bank") != NULL);
  wait_for (n++ > 300); /* whatever is painted by itself is painted by then */
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_nonnull (find_text (fixture->window, _("You have not had all of it on the screen yet")));
  gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "sheet.decide", NULL);
  g_assert_cmpuint (count_calls (fixture, "post.decide"), ==, 0);
  keep_picture (fixture, "unseen");
  see_whole (fixture, _("Sign — goes out at once"));
  g_assert_null (find_text (fixture->window, _("You have not had all of it on the screen yet")));
}

static void
test_reject (Fixture       *fixture,
             gconstpointer  data)
{
  press (fixture, _("Reject…"));
  wait_for (find_entry (fixture->window) != NULL);
  g_assert_nonnull (find_text (fixture->window, _("A rejected post is over")));
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, _("Reject for Good"))));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (fixture->window)), "Nothing of this is true");
  keep_picture (fixture, "reject");
  press (fixture, _("Reject for Good"));
  wait_for (count_calls (fixture, "post.decide") == 1);
  g_assert_nonnull (strstr (cs_fake_office_get_calls (fixture->office), "\"verdict\":\"reject\""));
}

static void
test_may_not (Fixture       *fixture,
              gconstpointer  data)
{
  const char *who[] = { "Li Na", "Zhao Lei", NULL };
  g_autofree char *sentence = cs_may_decide_sentence (CS_MAY_NOT_CONTRIBUTOR, who);

  wait_for (find_text (fixture->window, sentence) != NULL);
  g_assert_null (find_button (fixture, _("Approve")));
  g_assert_null (find_button (fixture, _("Return…")));
  gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "sheet.decide", NULL);
  g_assert_cmpuint (count_calls (fixture, "post.decide"), ==, 0);
  keep_picture (fixture, "may-not");
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  CsSheetPage *page = CS_SHEET_PAGE (fixture->page);
  GtkWidget *decide;

  wait_for (find_button (fixture, _("Sign — goes out at once")) != NULL);
  type_key (fixture, "j");
  wait_for (cs_sheet_page_get_post (page) == SCENE_NEXT);
  wait_for (find_button (fixture, _("Approve")) != NULL);
  type_key (fixture, "k");
  wait_for (cs_sheet_page_get_post (page) == SCENE_CHANGED);
  wait_for ((decide = find_button (fixture, _("Sign — goes out at once"))) != NULL);

  type_key (fixture, "d");
  wait_for (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (fixture, _("Changes")))));
  keep_picture (fixture, "changes");
  type_key (fixture, "p");
  wait_for (find_button (fixture, _("Changes")) == NULL);
  keep_picture (fixture, "pictures");
  type_key (fixture, "p");
  wait_for (find_button (fixture, _("Changes")) != NULL);

  type_key (fixture, "r");
  wait_for (find_entry (fixture->window) != NULL);
  type_key (fixture, "a"); /* in the entry it is a letter */
  wait_for (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (find_entry (fixture->window))), "a"));
  type_key (fixture, "Escape");
  wait_for (find_entry (fixture->window) == NULL);

  see_whole (fixture, _("Sign — goes out at once"));
  type_key (fixture, "a");
  wait_for (focus_is_in (fixture, decide));
  g_assert_cmpuint (count_calls (fixture, "post.decide"), ==, 0); /* one key signs nothing */
  cs_fake_office_answer (fixture->office, "post.decide", "{\"post\":{\"id\":12,\"state\":\"queued\"}}");
  type_key (fixture, "Return");
  wait_for (count_calls (fixture, "post.decide") == 1);
}

static void
test_edit_is_warned (Fixture       *fixture,
                     gconstpointer  data)
{
  press (fixture, _("Edit"));
  wait_for (find_text (fixture->window, _("Who changes a post becomes one of its writers and can no longer decide "
                                          "on it. Somebody else will have to.")) != NULL);
  g_assert_null (strstr (fixture->actions->str, "edit-post"));
  keep_picture (fixture, "edit");
  press (fixture, _("Edit and Leave the Decision to Others"));
  g_assert_nonnull (strstr (fixture->actions->str, "edit-post 12"));
}

/* The button of @widget that is called exactly so, or NULL */
static GtkWidget *
find_button_in (GtkWidget  *widget,
                const char *text)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button_in (child, text);

      if (found)
        return found;
    }

  return NULL;
}

/* The window that is open in front, or NULL */
static GtkWidget *
find_dialog (Fixture *fixture)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link; link = link->next)
    if (link->data != fixture->window && gtk_widget_get_mapped (link->data) && gtk_window_get_transient_for (link->data))
      return link->data;

  return NULL;
}

static void
test_progress (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *dialog;

  cs_fake_office_answer (fixture->office, "publication.retry", "{}");
  cs_fake_office_answer (fixture->office, "publication.resolve", "{}");
  wait_for (find_button (fixture, _("Show Published Post")) != NULL);
  keep_picture (fixture, "progress");
  press (fixture, _("Try Again Now"));
  wait_for (count_calls (fixture, "publication.retry {\"publication\":33}") == 1);
  wait_for (count_calls (fixture, "post.get") == 2);

  /* An address half typed stays while the office goes on. */
  press (fixture, _("It Is Out…"));
  wait_for (find_dialog (fixture) != NULL);
  dialog = find_dialog (fixture);
  gtk_editable_set_text (GTK_EDITABLE (find_entry (dialog)), "https://half");
  scene_say_progress (fixture->office);
  cs_fake_office_changed (fixture->office);
  wait_for (find_text (fixture->window, _("Is being sent")) != NULL);
  g_assert_true (find_dialog (fixture) == dialog);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (dialog))), ==, "https://half");
  gtk_window_destroy (GTK_WINDOW (dialog));

  press (fixture, _("It Is Not Out…"));
  wait_for (find_dialog (fixture) != NULL);
  wait_for (find_button_in (find_dialog (fixture), _("It Is Not Out")) != NULL);
  g_signal_emit_by_name (find_button_in (find_dialog (fixture), _("It Is Not Out")), "clicked");
  wait_for (count_calls (fixture, "publication.resolve") == 1);
  g_assert_nonnull (strstr (cs_fake_office_get_calls (fixture->office), "\"sent\":false"));
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  cs_fake_office_answer (fixture->office, "post.reschedule", "{}");
  wait_for (find_button (fixture, _("Set Release Time")) != NULL);
  keep_picture (fixture, "expired");
  press (fixture, _("Set Release Time"));
  wait_for (count_calls (fixture, "post.reschedule") == 1);
  g_assert_nonnull (strstr (cs_fake_office_get_calls (fixture->office), "\"release\":\"at-time\""));
}

static void
test_live (Fixture       *fixture,
           gconstpointer  data)
{
  wait_for (find_button (fixture, _("Sign — goes out at once")) != NULL);
  scene_say_decided (fixture->office, SCENE_CHANGED);
  cs_fake_office_changed (fixture->office);
  wait_for (find_text (fixture->window, _("Signed. It goes out now.")) != NULL);
  g_assert_null (find_button (fixture, _("Sign — goes out at once")));
}

static void
test_for_others (Fixture       *fixture,
                 gconstpointer  data)
{
  wait_for (find_button (fixture, _("Approve (for Maria Santos)")) != NULL);
  g_assert_nonnull (find_text (fixture->window, _("You decide for Maria Santos")));
  keep_picture (fixture, "for-others");
  cs_fake_office_answer (fixture->office, "post.decide", "{\"post\":{\"id\":20,\"state\":\"in-review\"}}");
  press_whole (fixture, _("Approve (for Maria Santos)"));
  wait_for (count_calls (fixture, "post.decide") == 1);
  g_assert_nonnull (strstr (cs_fake_office_get_calls (fixture->office), "\"acting_for\":9"));
}

static void
test_ticks (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *button;

  wait_for ((button = find_button (fixture, _("Approve"))) != NULL);
  wait_for (find_text (fixture->window, "Facts and figures") != NULL);
  for (guint i = 0; i < 3; i++)
    gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "sheet.tick", "u", i);
  keep_picture (fixture, "ticks");
  g_assert_false (gtk_widget_is_sensitive (button));
  gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "sheet.tick", "u", 3);
  press_whole (fixture, _("Approve"));
  wait_for (count_calls (fixture, "post.decide") == 1);
  g_assert_nonnull (strstr (cs_fake_office_get_calls (fixture->office), "\"ticks\":[0,1,2,3]"));
}

static void
test_important (Fixture       *fixture,
                gconstpointer  data)
{
  wait_for (find_button (fixture, _("Approve")) != NULL);
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture, _("Approve"))));
  keep_picture (fixture, "important");
  gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "sheet.focus-decide", NULL);
  wait_for (find_button (fixture, _("This Line Is Right")) != NULL);
  keep_picture (fixture, "line-by-line");
  for (guint i = 0; i < 3; i++)
    press (fixture, _("This Line Is Right"));
  press (fixture, _("Back to the Sheet"));
  press (fixture, _("Approve"));
  wait_for (count_calls (fixture, "post.decide") == 1);
  g_assert_nonnull (strstr (cs_fake_office_get_calls (fixture->office), "\"lines\":3"));
}

static void
test_talk (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *thread;
  GtkWidget *source;

  wait_for (find_text (fixture->window, "Out of date since noon.") != NULL);
  keep_picture (fixture, "talk");
  thread = gtk_widget_get_parent (find_text (fixture->window, "Out of date since noon."));
  wait_for ((source = find_text (fixture->window, "Water board")) != NULL || (source = find_text (fixture->window, "Gauge")) != NULL);
  source = gtk_widget_get_parent (gtk_widget_get_parent (source));
  g_assert_false (gtk_widget_has_css_class (source, "spoken-of"));
  gtk_widget_child_focus (thread, GTK_DIR_TAB_FORWARD); /* what it speaks of stands out */
  wait_for (gtk_widget_has_css_class (source, "spoken-of"));
  keep_picture (fixture, "talk-source");
  cs_sheet_page_open (CS_SHEET_PAGE (fixture->page), SCENE_NEXT);
}

/* What nobody asks the office about anew goes from the screen by itself. */
static void
test_claimed (Fixture       *fixture,
              gconstpointer  data)
{
  wait_for (find_text (fixture->window, "Zhao Lei is on it until") != NULL);
  g_assert_null (find_button (fixture, _("I Am on It")));
  keep_picture (fixture, "claimed");
  wait_for (find_text (fixture->window, "Zhao Lei is on it until") == NULL);
  g_assert_nonnull (find_button (fixture, _("I Am on It")));
  g_assert_cmpuint (count_calls (fixture, "post.get"), ==, 1);
}

/* Who approved an earlier version sees what changed beside what he approved, and has seen enough with that. */
static void
test_delta (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *button;

  wait_for (find_text (fixture->window, _("What you approved")) != NULL);
  wait_for ((button = find_button (fixture, _("Sign — goes out at once"))) != NULL);
  wait_for (find_button (fixture, _("Pictures Large")) == NULL); /* he knows them */
  keep_picture (fixture, "delta");
  see_whole (fixture, _("Sign — goes out at once"));
}

static void
test_looks (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    gint64      post;
    const char *text;
    const char *picture;
  } looks[] = {
    { SCENE_ESCALATED, N_("Approve"), "escalated" },
    { SCENE_COMMENT_ONLY, "Press office reads along", "comment-only" },
    { SCENE_LONG_STORY, "15 earlier decisions", "long-story" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      cs_sheet_page_open (CS_SHEET_PAGE (fixture->page), looks[i].post);
      wait_for (find_text (fixture->window, _(looks[i].text)) != NULL);
      keep_picture (fixture, looks[i].picture);
    }
}

/* Sources are part of what is signed: folded up and not seen, they keep the button closed. */
static void
test_sources_unseen (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *button;
  GtkWidget *expander;
  guint n = 0;

  wait_for ((button = find_button (fixture, _("Approve"))) != NULL);
  wait_for (find_text (fixture->window, "2 sources") != NULL);
  expander = gtk_widget_get_ancestor (find_text (fixture->window, "2 sources"), GTK_TYPE_EXPANDER);
  g_assert_true (gtk_expander_get_expanded (GTK_EXPANDER (expander)));
  wait_for (gtk_widget_is_sensitive (button));
  /* Another version comes, and the sources are folded up before they were painted. */
  scene_say_other_sources (fixture->office);
  cs_fake_office_changed (fixture->office);
  wait_for (find_text (fixture->window, "1 source") != NULL);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), FALSE);
  wait_for (n++ > 300);
  g_assert_false (gtk_widget_is_sensitive (button));
  see_whole (fixture, _("Approve"));
  g_assert_true (gtk_expander_get_expanded (GTK_EXPANDER (expander)));
}

static void
add_test (const char *path,
          gint64      post,
          void      (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GSIZE_TO_POINTER ((gsize) post), set_up, test, tear_down);
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
  if (g_getenv ("SHEET_RTL"))
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

  add_test ("/sheet/shows", SCENE_CHANGED, test_shows);
  add_test ("/sheet/sign-then-next", SCENE_CHANGED, test_sign_then_next);
  add_test ("/sheet/reason-stays", SCENE_CHANGED, test_reason_stays);
  add_test ("/sheet/unseen", SCENE_CHANGED, test_unseen);
  add_test ("/sheet/reject", SCENE_CHANGED, test_reject);
  add_test ("/sheet/may-not", SCENE_MAY_NOT, test_may_not);
  add_test ("/sheet/keys", SCENE_CHANGED, test_keys);
  add_test ("/sheet/edit-is-warned", SCENE_CHANGED, test_edit_is_warned);
  add_test ("/sheet/progress", SCENE_TROUBLE, test_progress);
  add_test ("/sheet/expired", SCENE_EXPIRED, test_expired);
  add_test ("/sheet/live", SCENE_CHANGED, test_live);
  add_test ("/sheet/for-others", SCENE_FOR_OTHERS, test_for_others);
  add_test ("/sheet/ticks", SCENE_TICKS, test_ticks);
  add_test ("/sheet/important", SCENE_IMPORTANT, test_important);
  add_test ("/sheet/talk", SCENE_TALK, test_talk);
  add_test ("/sheet/claimed", SCENE_CLAIMED, test_claimed);
  add_test ("/sheet/delta", SCENE_DELTA, test_delta);
  add_test ("/sheet/looks", SCENE_NEXT, test_looks);
  add_test ("/sheet/sources-unseen", SCENE_NEXT, test_sources_unseen);
  return g_test_run ();
}
