/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "cs-application.h"
#include "cs-arguments.h"
#include "cs-decide-client.h"
#include "cs-delegation-client.h"
#include "cs-fake-office.h"
#include "cs-journal-group.h"
#include "cs-key-client.h"
#include "cs-local-office.h"
#include "cs-office-rows.h"
#include "cs-practice-office.h"
#include "cs-replies.h"
#include "cs-seal-client.h"
#include "cs-sheet-page.h"
#include "cs-totp.h"
#include "cs-window.h"
#include "sheet-scenes.h"

/* What concerns everybody, in real windows on real offices: keys and second factors, emergencies, the held queue, absence, the proof. */

#define wait_for(condition) G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_) \
    if (!g_main_context_iteration (NULL, FALSE)) \
    g_usleep (1000); \
    g_assert_true (condition); \
} G_STMT_END

#define PASSWORD "a long password"
#define FACTOR_BYTES 20

static CsApplication *application;
static GString *notices; /* what came as desktop notices, a line each */

static const char notifications_xml[] =
  "<node><interface name='org.freedesktop.Notifications'>"
  "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "</interface></node>";

static void
desktop_called_cb (GDBusConnection       *connection,
                   const char            *sender,
                   const char            *path,
                   const char            *interface,
                   const char            *method,
                   GVariant              *parameters,
                   GDBusMethodInvocation *invocation,
                   gpointer               user_data)
{
  const char *summary;
  const char *body;

  if (!g_str_equal (method, "Notify"))
    {
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }

  g_variant_get_child (parameters, 3, "&s", &summary);
  g_variant_get_child (parameters, 4, "&s", &body);
  g_string_append_printf (notices, "%s %s\n", summary, body);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 1));
}

static void
name_owned_cb (GDBusConnection *connection,
               const char      *name,
               gpointer         user_data)
{
  gboolean *owned = user_data;

  *owned = TRUE;
}

/* The display has a bus of its own: this program is its desktop. */
static void
be_desktop (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = desktop_called_cb };
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (notifications_xml, &error);
  g_autoptr(GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  gboolean owned = FALSE;

  g_assert_no_error (error);
  notices = g_string_new (NULL);
  g_assert_cmpuint (g_dbus_connection_register_object (bus, "/org/freedesktop/Notifications", node->interfaces[0], &vtable,
                                                       NULL, NULL, &error), !=, 0);
  g_bus_own_name_on_connection (bus, "org.freedesktop.Notifications", G_BUS_NAME_OWNER_FLAGS_NONE, name_owned_cb, NULL,
                                &owned, NULL);
  wait_for (owned);
}

typedef struct
{
  char *folder; /* of a practice office of its own */
} Fixture;

/* The first mapped widget below @widget of that type whose name or text begins so; NULL for either = any. */
static GtkWidget *
find (GtkWidget  *widget,
      const char *type,
      const char *text)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (gtk_widget_get_mapped (widget) && (type == NULL || g_str_equal (G_OBJECT_TYPE_NAME (widget), type)) &&
      (text == NULL || (own != NULL && g_str_has_prefix (own, text))))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
says (gpointer    window,
      const char *text)
{
  return find (GTK_WIDGET (window), NULL, text) != NULL;
}

/* The first mapped button whose label begins so; titles say the same words. */
static GtkWidget *
find_button (gpointer    widget,
             const char *text)
{
  if (GTK_IS_BUTTON (widget) && find (widget, NULL, text) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
press (gpointer    window,
       const char *text)
{
  GtkWidget *button = NULL;

  wait_for ((button = find_button (window, text)) != NULL && gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* The window with this title, once it is there. */
static GtkWindow *
find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0 && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

/* The field of that title in a form. */
static GtkEditable *
find_field (gpointer    widget,
            const char *title)
{
  if (ADW_IS_ENTRY_ROW (widget) && g_str_equal (adw_preferences_row_get_title (widget), title))
    return GTK_EDITABLE (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_field (child, title);

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

  return page != NULL && g_str_equal (G_OBJECT_TYPE_NAME (page), type);
}

static CsWindow *
open_window (const char *folder,
             const char *seat)
{
  CsWindow *window = cs_window_new (application, folder, seat, FALSE);

  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static CsWindow *
open_desk (Fixture    *fixture,
           const char *seat)
{
  CsWindow *window = open_window (fixture->folder, seat);

  wait_for (shows (window, "CsDeskPage"));

  return window;
}

static void
close_window (CsWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  wait_for (window == NULL);
}

static JsonObject *
call (CsOffice   *office,
      const char *operation,
      JsonObject *arguments)
{
  g_autoptr(GError) error = NULL;
  JsonObject *reply = cs_office_call (office, operation, arguments, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);

  return reply;
}

static void
act (CsOffice   *office,
     const char *operation,
     JsonObject *arguments)
{
  g_autoptr(JsonObject) reply = call (office, operation, arguments);
}

static gint64
find_person (CsOffice   *office,
             const char *login)
{
  g_autoptr(JsonObject) reply = call (office, "person.list", NULL);
  g_autoptr(GPtrArray) people = cs_reply_read_people (reply);

  for (guint i = 0; i < people->len; i++)
    if (g_str_equal (((const CsPersonInfo *) g_ptr_array_index (people, i))->login, login))
      return ((const CsPersonInfo *) g_ptr_array_index (people, i))->id;

  g_assert_not_reached ();
}

/* Another workstation at the same office, with @login at it. */
static CsLocalOffice *
open_office (const char *folder,
             const char *login)
{
  g_autoptr(GError) error = NULL;
  CsLocalOffice *office = cs_local_office_open (folder, &error);

  g_assert_no_error (error);
  act (CS_OFFICE (office), "session.sit",
       cs_arguments_session_sit_with (find_person (CS_OFFICE (office), login), NULL));

  return office;
}

/* The first post of that state. */
static gint64
find_post (CsOffice    *office,
           CsPostState  state)
{
  g_autoptr(JsonObject) reply = call (office, "post.list", cs_arguments_post_list (cs_post_state_nick (state), 0, 0, NULL, 0, 1));
  g_autoptr(GPtrArray) posts = cs_reply_read_posts (reply);

  g_assert_cmpuint (posts->len, ==, 1);

  return ((const CsPostInfo *) g_ptr_array_index (posts, 0))->id;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) office = NULL;

  fixture->folder = g_dir_make_tmp ("countersign-desk-XXXXXX", &error);
  g_assert_no_error (error);
  office = cs_local_office_open (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_true (cs_practice_office_fill (office, "en", &error));
  g_assert_no_error (error);
  cs_local_office_stop_publisher (office);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->folder);
}

/* What is typed in the sheet's panel; NULL while it is closed. */
static const char *
typed_reason (GtkWidget *window)
{
  GtkWidget *panel = find (window, "CsDecisionPanel", NULL);
  GtkWidget *entry = panel != NULL ? find (panel, "GtkEntry", NULL) : NULL;

  return entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (entry)) : NULL;
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

/* How often that was asked of the office. */
static guint
count_calls (CsFakeOffice *office,
             const char   *call_begin)
{
  g_auto(GStrv) lines = g_strsplit (cs_fake_office_get_calls (office), "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], call_begin);

  return n;
}

/* In a practice office keys open without a password, so this one only answers as a strict office would. */
static CsFakeOffice *
make_closed_office (const char *folder)
{
  CsFakeOffice *office = cs_fake_office_new ();

  scene_fill (office, folder);
  cs_fake_office_answer (office, "office.info",
                         "{\"empty\":false,\"name\":\"Lin County\",\"language\":\"en\",\"zone\":\"UTC\","
                         "\"practice\":false,\"practice_address\":\"\"}");
  cs_fake_office_answer (office, "session.unlock", "{}");
  cs_fake_office_answer (office, "post.decide", "{\"post\":{\"id\":12,\"state\":\"returned\"}}");
  cs_fake_office_refuse_once (office, "post.decide", CS_ERROR_KEY_CLOSED);
  cs_fake_office_refuse_once (office, "session.unlock", CS_ERROR_WRONG_PASSWORD);

  return office;
}

static void
test_unlock (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *reason = "The date of the opening is missing.";
  g_autoptr(CsFakeOffice) office = make_closed_office (fixture->folder);
  g_autoptr(CsSession) session = cs_session_new (CS_OFFICE (office), fixture->folder);
  g_autoptr(GError) wrong = g_error_new_literal (CS_ERROR, CS_ERROR_WRONG_PASSWORD, "");
  GtkWidget *window;
  GtkWindow *unlock = NULL;
  GtkEditable *password;
  gboolean done = FALSE;

  g_test_summary ("A closed key asks for the password at the decision; a wrong one loses nothing that was typed");
  cs_session_refresh_async (session, NULL, refreshed_cb, &done);
  wait_for (done);
  window = g_object_new (ADW_TYPE_WINDOW, "default-width", 1280, "default-height", 800,
                         "content", cs_sheet_page_new (session, SCENE_CHANGED), NULL);
  gtk_window_present (GTK_WINDOW (window));
  press (window, _("Return…"));
  wait_for (typed_reason (window) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (find (find (window, "CsDecisionPanel", NULL), "GtkEntry", NULL)), reason);
  press (window, _("Return the Post"));

  wait_for ((unlock = find_window (_("Your Signing Key"))) != NULL);
  password = find_field (unlock, _("Password"));
  gtk_editable_set_text (password, "not the password");
  press (unlock, _("Open"));
  wait_for (says (unlock, cs_error_sentence (wrong)));
  g_assert_cmpstr (typed_reason (window), ==, reason);
  g_assert_cmpstr (gtk_editable_get_text (password), ==, "");
  g_assert_cmpuint (count_calls (office, "post.decide"), ==, 1);

  gtk_editable_set_text (password, PASSWORD);
  press (unlock, _("Open"));
  wait_for (find_window (_("Your Signing Key")) == NULL);
  wait_for (count_calls (office, "post.decide") == 2); /* the same again, by itself */
  g_assert_nonnull (strstr (g_strrstr (cs_fake_office_get_calls (office), "post.decide"), reason));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The code that an authenticator shows @later seconds from now. */
static char *
make_code (const char *secret,
           gint64      later)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  guint8 bytes[64];
  gsize size = 0;
  guint bits = 0;
  guint n_bits = 0;

  for (; *secret != '\0'; secret++)
    if (strchr (letters, *secret) != NULL)
      {
        bits = (bits << 5 | (guint) (strchr (letters, *secret) - letters)) & 0xfff;
        n_bits += 5;
        if (n_bits >= 8)
          bytes[size++] = (guint8) (bits >> (n_bits -= 8));
      }
  g_assert_cmpuint (size, ==, FACTOR_BYTES);

  return cs_totp_make (bytes, size, g_get_real_time () / G_USEC_PER_SEC + later, CS_TOTP_DIGITS);
}

/* An office that is no practice office, whose administrator has a second factor. */
static char *
make_strict_office (char **folder)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) office = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autofree char *code = NULL;
  const char *sections[] = { "Press", NULL };
  char *secret;

  *folder = g_dir_make_tmp ("countersign-strict-XXXXXX", &error);
  g_assert_no_error (error);
  office = cs_local_office_open (*folder, &error);
  g_assert_no_error (error);
  act (CS_OFFICE (office), "office.create",
       cs_arguments_office_create ("Harbour Office", "en", "UTC", FALSE, sections, "ada", "Ada Silva", PASSWORD));
  act (CS_OFFICE (office), "session.open", cs_arguments_session_open_with ("ada", PASSWORD, NULL));
  reply = call (CS_OFFICE (office), "second-factor.prepare", NULL);
  secret = g_strdup (cs_reply_read_second_factor (reply, NULL));
  /* One step old: no code is taken twice, and the one of now is for signing in. */
  code = make_code (secret, -CS_TOTP_STEP_SECONDS);
  act (CS_OFFICE (office), "second-factor.set", cs_arguments_second_factor_set (secret, code, PASSWORD));

  return secret;
}

static gboolean
has_trouble (GtkWidget *page)
{
  return gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "trouble")));
}

static void
test_second_factor (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *folder = NULL;
  g_autofree char *secret = make_strict_office (&folder);
  g_autofree char *right = NULL;
  CsWindow *window = open_window (folder, NULL);
  GtkEditable *login;
  GtkEditable *password;
  GtkEditable *code;
  GtkWidget *page;

  g_test_summary ("Signing in asks for the code after the password; a wrong code keeps the password, the right one lets in");
  wait_for (shows (window, "CsSignInPage"));
  page = cs_window_get_page (window);
  login = GTK_EDITABLE (gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "login"));
  password = GTK_EDITABLE (gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "password"));
  code = GTK_EDITABLE (gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "code"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (code)));
  gtk_editable_set_text (login, "ada");
  gtk_editable_set_text (password, PASSWORD);
  press (window, _("Sign In"));
  wait_for (gtk_widget_get_visible (GTK_WIDGET (code)));

  right = make_code (secret, 0);
  {
    g_autofree char *wrong = g_strdup (right);

    wrong[0] = wrong[0] == '9' ? '0' : (char) (wrong[0] + 1);
    gtk_editable_set_text (code, wrong);
  }
  press (window, _("Sign In"));
  wait_for (has_trouble (page) && *gtk_editable_get_text (code) == '\0');
  g_assert_true (shows (window, "CsSignInPage"));
  g_assert_cmpstr (gtk_editable_get_text (password), ==, PASSWORD);

  gtk_editable_set_text (code, right);
  press (window, _("Sign In"));
  wait_for (shows (window, "CsDeskPage"));
  close_window (window);
}

static void
test_emergency (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *reason = "The dam is opened tonight: people must leave the quay.";
  CsWindow *drafter = open_desk (fixture, "anna");
  CsWindow *leader = open_desk (fixture, "helen");
  CsOffice *office = cs_session_get_office (cs_window_get_session (drafter));
  GtkWindow *form = NULL;
  gint64 post = find_post (office, CS_POST_DRAFT);

  g_test_summary ("An emergency that one starts stands on the other's Desk, with its reason, its clock and the held queue");
  g_assert_false (says (leader, reason));
  gtk_widget_activate_action (GTK_WIDGET (drafter), "win.start-emergency", "x", post);
  wait_for ((form = find_window (_("Emergency Lane"))) != NULL);
  g_assert_false (gtk_widget_get_sensitive (find_button (form, _("Start"))));
  gtk_editable_set_text (find_field (form, _("Why This Cannot Wait")), reason);
  press (form, _("Start"));

  wait_for (says (leader, reason));
  g_assert_true (says (leader, _("The queue is held: only emergency posts go out")));
  g_assert_true (says (leader, "Started by Anna Fischer"));
  wait_for (strstr (notices->str, reason) != NULL); /* and comes as a desktop notice */
  wait_for (says (drafter, reason));
  g_assert_null (find_button (drafter, _("Release the Queue…")));
  close_window (drafter);
  close_window (leader);
}

/* The next look at every account is due, and finds that its login is gone. */
static void
lose_logins (Fixture *fixture)
{
  g_autofree char *tokens = g_build_filename (fixture->folder, "practice", "tokens", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);
  g_autoptr(GPtrArray) accounts = NULL;

  g_assert_no_error (error);
  g_file_set_contents (tokens, "{}", -1, &error);
  g_assert_no_error (error);
  accounts = cs_account_rows_list (db, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < accounts->len; i++)
    {
      CsAccountRow *row = g_ptr_array_index (accounts, i);

      row->look_at = 1;
      g_assert_true (cs_account_rows_update (db, row, &error));
    }
}

static void
test_account (Fixture       *fixture,
              gconstpointer  data)
{
  CsWindow *window = open_desk (fixture, "admin");
  GtkWidget *label = NULL;

  g_test_summary ("A login that has died is told of before a post needs it, and what is told leads to where it is mended");
  g_assert_false (says (window, "Something is wrong with @"));
  lose_logins (fixture);
  wait_for ((label = find (GTK_WIDGET (window), NULL, "Something is wrong with @")) != NULL);
  gtk_widget_activate (gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW));
  wait_for (shows (window, "CsAccountsPage"));
  wait_for (find_button (window, _("Connect Again…")) != NULL);
  close_window (window);
}

static void
test_held_queue (Fixture       *fixture,
                 gconstpointer  data)
{
  CsWindow *window = open_desk (fixture, "david");
  GtkWindow *form = NULL;
  GtkWidget *focus;

  g_test_summary ("Hold Everything asks why; what is held is listed as held with the reason, and goes on once the queue is released");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "queue");
  wait_for (says (window, _("Going Out Next")));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (GTK_IS_LIST_BOX_ROW (focus)); /* not the button that stops everything */
  press (window, _("Hold Everything…"));
  wait_for ((form = find_window (_("Hold Everything"))) != NULL);
  g_assert_null (gtk_window_get_default_widget (form)); /* Enter does not hold */
  gtk_editable_set_text (find_field (form, _("Reason")), "A wrong figure is under way.");
  press (form, _("Hold"));

  wait_for (says (window, _("Held With the Queue")));
  g_assert_true (says (window, "A wrong figure is under way."));
  g_assert_false (says (window, _("Going Out Next")));
  g_assert_false (says (window, _("Hold Everything…")));
  press (window, _("Release the Queue…"));
  wait_for ((form = find_window (_("Release the Queue"))) != NULL);
  g_assert_true (says (form, "A wrong figure is under way."));
  focus = gtk_window_get_focus (form);
  g_assert_true (focus == find_button (form, _("Cancel")));
  press (form, _("Release"));
  wait_for (says (window, _("Going Out Next")));
  g_assert_false (says (window, _("Held With the Queue")));
  close_window (window);
}

static void
test_next_safe_time (Fixture       *fixture,
                     gconstpointer  data)
{
  CsWindow *window = open_desk (fixture, "david");
  CsOffice *office = cs_session_get_office (cs_window_get_session (window));
  gint64 post = find_post (office, CS_POST_EXPIRED);
  GtkWindow *form = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;

  g_test_summary ("An expired post is offered the next safe time where it stands, and takes it with one press");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "queue");
  press (window, _("Next Safe Time…"));
  wait_for ((form = find_window (_("Next Safe Time"))) != NULL);
  press (form, _("Take This Time"));
  wait_for (find_window (_("Next Safe Time")) == NULL);
  reply = call (office, "post.get", cs_arguments_one ("post", post));
  sheet = cs_reply_read_sheet (reply);
  g_assert_cmpint (sheet->post->state, !=, CS_POST_EXPIRED);
  g_assert_cmpint (sheet->post->release_at, >, g_get_real_time ());
  wait_for (!says (window, _("Next Safe Time…")));
  close_window (window);
}

/* Helen is away, and David signs for her. */
static void
test_absence (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(CsLocalOffice) office = open_office (fixture->folder, "helen");
  gint64 now = g_get_real_time ();
  CsAbsence absence = { .delegate = find_person (CS_OFFICE (office), "david"), .from_at = now + G_USEC_PER_SEC,
                        .until_at = now + 2 * G_TIME_SPAN_DAY };
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsDeskInfo) desk = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(JsonObject) answer = NULL;
  CsDecideRequest request = { .verdict = CS_VERDICT_RETURN, .reason = "Not before Friday.", .to_stage = -1 };
  CsWindow *window;

  g_test_summary ("Who signs for somebody sees for whom; who comes back sees what was signed, until he has seen it");
  act (CS_OFFICE (office), "delegation.add", cs_arguments_delegation_add (&absence));
  wait_for (g_get_real_time () > absence.from_at + 100 * 1000);
  window = open_desk (fixture, "david");
  wait_for (says (window, "You sign for Helen Wright"));
  wait_for (says (window, "acting for Helen Wright"));
  wait_for (says (window, "for Helen Wright"));

  reply = call (cs_session_get_office (cs_window_get_session (window)), "desk.get", NULL);
  desk = cs_reply_read_desk (reply);
  request.post = ((const CsPostInfo *) g_ptr_array_index (desk->waiting, 0))->id;
  answer = call (cs_session_get_office (cs_window_get_session (window)), "post.get", cs_arguments_one ("post", request.post));
  sheet = cs_reply_read_sheet (answer);
  request.digest = sheet->digest;
  request.stage = sheet->post->stage;
  request.acting_for = find_person (CS_OFFICE (office), "helen");
  act (cs_session_get_office (cs_window_get_session (window)), "post.decide", cs_arguments_decide (&request));
  close_window (window);

  window = open_desk (fixture, "helen");
  wait_for (says (window, _("Signed in Your Name")));
  g_assert_true (says (window, "David Chen returned it for you: Not before Friday."));
  press (window, _("Seen"));
  wait_for (!says (window, _("Signed in Your Name")));
  close_window (window);
}

static GtkProgressBar *
find_progress (CsWindow *window)
{
  return GTK_PROGRESS_BAR (find (cs_window_get_page (window), "GtkProgressBar", NULL));
}

static void
test_verify_cancelled (Fixture       *fixture,
                       gconstpointer  data)
{
  CsWindow *window = open_desk (fixture, "clara");
  CsOffice *office = cs_session_get_office (cs_window_get_session (window));
  GtkWidget *bar;

  g_test_summary ("The proof tells how far it is and can be cancelled; then nothing is claimed, and it can be begun again");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "journal");
  wait_for (shows (window, "CsJournalPage"));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  gtk_widget_activate_action (cs_window_get_page (window), "page.verify", NULL);
  bar = find (cs_window_get_page (window), "CsVerifyBar", NULL);
  g_assert_nonnull (bar);
  g_signal_emit_by_name (office, "progress", "backup.create", 0.9); /* another one's */
  g_signal_emit_by_name (office, "progress", "journal.verify", 0.5);
  g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (find_progress (window)), 0.5, 0.001);
  g_assert_nonnull (strstr (gtk_progress_bar_get_text (find_progress (window)), "50"));
  press (bar, _("Cancel"));
  wait_for (!gtk_widget_get_visible (bar));
  g_assert_false (says (window, "Everything holds"));

  gtk_widget_activate_action (cs_window_get_page (window), "page.verify", NULL);
  wait_for (says (window, "Everything holds"));
  close_window (window);
}

static void
test_journal_filters (Fixture       *fixture,
                      gconstpointer  data)
{
  CsWindow *window = open_desk (fixture, "clara");
  GtkWidget *page;

  g_test_summary ("The journal shows one post's entries alone, or those about one thing, and all of them again");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-journal", "x", (gint64) 1);
  wait_for (shows (window, "CsJournalPage"));
  page = cs_window_get_page (window);
  wait_for (find (page, "CsJournalRow", NULL) != NULL);
  g_assert_true (!says (page, "Martin Hale made the office"));
  g_assert_false (says (page, "Clara Novak signed in."));
  gtk_widget_activate_action (page, "page.only-post", "x", (gint64) 0);
  wait_for (says (page, "Clara Novak signed in."));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_widget_get_next_sibling (find (page, "GtkDropDown", NULL))),
                              1 + CS_JOURNAL_GROUP_DECISIONS);
  wait_for (find (page, "CsJournalRow", NULL) != NULL && !says (page, "Clara Novak signed in."));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_widget_get_next_sibling (find (page, "GtkDropDown", NULL))),
                              1 + CS_JOURNAL_GROUP_ABSENCE);
  wait_for (says (page, _("No Such Entries")));
  close_window (window);
}

static void
test_seal (Fixture       *fixture,
           gconstpointer  data)
{
  CsWindow *window = open_desk (fixture, "clara");
  CsOffice *office = cs_session_get_office (cs_window_get_session (window));
  g_autoptr(JsonObject) reply = call (office, "seal.make", NULL);
  g_autoptr(CsSealInfo) seal = cs_reply_read_seal (reply);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, seal->sequence);
  g_autofree char *holds = cs_seal_result_sentence (CS_SEAL_CONTAINED, seal->sequence);
  g_autofree char *changed = cs_seal_result_sentence (CS_SEAL_CHANGED, seal->sequence);
  GtkWindow *form = NULL;

  g_test_summary ("An old print is held against the journal, by its short form or by number and hash, and the answer is a sentence");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.check-seal", NULL);
  wait_for ((form = find_window (_("Check a Seal"))) != NULL);
  g_assert_false (gtk_widget_get_sensitive (find_button (form, _("Check"))));
  gtk_editable_set_text (find_field (form, _("Short Form on the Print")), seal->code);
  press (form, _("Check"));
  wait_for (says (form, holds));

  gtk_editable_set_text (find_field (form, _("Short Form on the Print")), "");
  gtk_editable_set_text (find_field (form, _("Entry Number")), number);
  gtk_editable_set_text (find_field (form, _("Hash, 64 Characters")),
                         "00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff");
  press (form, _("Check"));
  wait_for (says (form, changed));
  gtk_window_close (form);
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  be_desktop ();
  application = cs_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application));

#define add(name, function) g_test_add ("/desk/" name, Fixture, NULL, set_up, function, tear_down)
  add ("unlock", test_unlock);
  add ("second-factor", test_second_factor);
  add ("emergency", test_emergency);
  add ("account", test_account);
  add ("held-queue", test_held_queue);
  add ("next-safe-time", test_next_safe_time);
  add ("absence", test_absence);
  add ("verify-cancelled", test_verify_cancelled);
  add ("journal-filters", test_journal_filters);
  add ("seal", test_seal);

  return g_test_run ();
}
