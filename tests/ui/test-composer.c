/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "composer-office.h"
#include "cs-arguments.h"
#include "cs-attacher.h"
#include "cs-chart-editor.h"
#include "cs-chart-kinds.h"
#include "cs-composer-page-private.h"
#include "cs-recovery.h"

/* The composer in a window, on a real office. COMPOSER_SHOTS=FOLDER keeps a picture of each scene, COMPOSER_SIZE=720x800 makes the window
 * that large. */

typedef struct
{
  ComposerOffice *office;
  GtkWidget      *window;
  CsComposerPage *page;
  GString        *actions; /* window actions that were called, a line each */
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
    { .name = "back", .activate = action_cb },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture->actions);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

static void
open_page (Fixture *fixture,
           gint64   post)
{
  const char *size = g_getenv ("COMPOSER_SIZE");
  int width = 1280, height = 800;

  if (size)
    g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);
  fixture->page = CS_COMPOSER_PAGE (cs_composer_page_new (fixture->office->session, post));
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "default-width", width, "default-height", height,
                                  "content", fixture->page, NULL);
  add_window_actions (fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
  wait_for (cs_draft_get_state (fixture->page->draft) != CS_DRAFT_LOADING);
}

static void
close_page (Fixture *fixture)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_for (page == NULL);
  fixture->page = NULL;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char *language = g_getenv ("COMPOSER_LANGUAGE");

  fixture->office = composer_office_new (language ? language : "en");
  fixture->actions = g_string_new (NULL);
  open_page (fixture, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->page)
    close_page (fixture);
  composer_office_free (fixture->office);
  g_string_free (fixture->actions, TRUE);
}

/* Pictures are taken of the screen, so that popovers and toasts are on them. */
static void
keep_picture (Fixture    *fixture,
              const char *name)
{
  const char *folder = g_getenv ("COMPOSER_SHOTS");
  g_autofree char *command = NULL;
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  if (folder == NULL)
    return;
  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  command = g_strdup_printf ("import -window root %s/%s.png", folder, name);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static CsSegmentCard *
get_card (Fixture *fixture)
{
  return g_ptr_array_index (fixture->page->card_list, 0);
}

static void
type_text (Fixture    *fixture,
           const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cs_segment_card_get_text_view (get_card (fixture)));

  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
}

static CsContent *
dup_stored (Fixture *fixture,
            gint64   post)
{
  g_autoptr(JsonObject) reply = composer_office_call (fixture->office, "post.get", cs_arguments_one ("post", post));
  g_autoptr(CsSheetInfo) sheet = cs_reply_read_sheet (reply);

  return g_steal_pointer (&sheet->content);
}

static gboolean
has_missing (Fixture     *fixture,
             const char  *rule)
{
  wait_for (fixture->page->missing != NULL);
  for (guint i = 0; i < fixture->page->missing->len; i++)
    if (g_str_equal (((CsFinding *) g_ptr_array_index (fixture->page->missing, i))->rule, rule))
      return TRUE;
  return FALSE;
}

/* The first label below @widget that begins with @text. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (own && gtk_widget_get_mapped (widget) && g_str_has_prefix (own, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found)
        return found;
    }
  return NULL;
}

static char *
make_picture (Fixture    *fixture,
              const char *name,
              int         width,
              int         height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *sky = cairo_pattern_create_linear (0, 0, 0, height);
  char *path = g_build_filename (fixture->office->folder, name, NULL);

  cairo_pattern_add_color_stop_rgb (sky, 0, 0.45, 0.7, 0.95);
  cairo_pattern_add_color_stop_rgb (sky, 1, 0.95, 0.85, 0.6);
  cairo_set_source (cr, sky);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.2, 0.35, 0.3);
  cairo_arc (cr, width * 0.3, height * 1.1, height * 0.5, 0, 2 * G_PI);
  cairo_fill (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_pattern_destroy (sky);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

static void
add_file (Fixture    *fixture,
          const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  CsAttacher *attacher = cs_segment_card_get_attacher (get_card (fixture));

  cs_attacher_add_file (attacher, file);
  wait_for (cs_attacher_count_waiting (attacher) == 0);
}

static guint
count_media (Fixture *fixture)
{
  return cs_content_get_segment (cs_draft_get_content (fixture->page->draft), 0)->media->len;
}

static void
test_autosave (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(CsContent) stored = NULL;
  gint64 begin;

  g_test_summary ("A new post is made in the office at the first key, not before, and saved within a second");
  g_assert_cmpint (cs_composer_page_get_post (fixture->page), ==, 0);
  type_text (fixture, "Rain is expected");
  begin = g_get_monotonic_time ();
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  g_test_message ("saved after %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - begin) / 1000);
  g_assert_cmpint (cs_composer_page_get_post (fixture->page), >, 0);
  stored = dup_stored (fixture, cs_composer_page_get_post (fixture->page));
  g_assert_cmpstr (cs_content_get_segment (stored, 0)->text, ==, "Rain is expected");
  g_assert_true (cs_content_has_account (stored, fixture->office->account));
  type_text (fixture, " tonight");
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  g_clear_pointer (&stored, cs_content_free);
  stored = dup_stored (fixture, cs_composer_page_get_post (fixture->page));
  g_assert_cmpstr (cs_content_get_segment (stored, 0)->text, ==, "Rain is expected tonight");
  g_assert_nonnull (find_label (fixture->window, _("Saved ")));
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (520, 'a');

  g_test_summary ("What is left is counted at each key; what is too much is said and keeps the post from being submitted");
  g_assert_true (has_missing (fixture, "basic/no-text"));
  g_assert_false (gtk_widget_is_sensitive (fixture->page->submit));
  type_text (fixture, "12345");
  g_assert_nonnull (find_label (fixture->window, "495"));
  g_assert_true (gtk_widget_is_sensitive (fixture->page->submit));
  type_text (fixture, long_text);
  g_assert_nonnull (find_label (fixture->window, "−25"));
  g_assert_true (has_missing (fixture, "basic/too-long"));
  g_assert_false (gtk_widget_is_sensitive (fixture->page->submit));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (fixture->page->submit), "25"));
  keep_picture (fixture, "too-long");
}

static void
test_alt_text (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = make_picture (fixture, "river.png", 800, 600);
  CsSegment *segment;

  g_test_summary ("A picture needs alt text or is decorative; a bad file is named and nothing else is lost");
  type_text (fixture, "The river");
  add_file (fixture, path);
  g_assert_cmpuint (count_media (fixture), ==, 1);
  g_assert_true (has_missing (fixture, "basic/no-alt-text"));
  g_assert_false (gtk_widget_is_sensitive (fixture->page->submit));
  g_signal_emit_by_name (fixture->page->checks, "jump", 0);
  segment = cs_content_get_segment (cs_draft_get_content (fixture->page->draft), 0);
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window)))),
                            "The river at noon", -1);
  g_assert_cmpstr (cs_segment_get_media (segment, 0)->alt_text, ==, "The river at noon");
  g_assert_false (has_missing (fixture, "basic/no-alt-text"));
  g_assert_true (gtk_widget_is_sensitive (fixture->page->submit));
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  keep_picture (fixture, "picture");
}

static void
test_bad_files (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *good = make_picture (fixture, "good.png", 400, 300);
  g_autofree char *text = g_build_filename (fixture->office->folder, "text.png", NULL);
  g_autofree char *empty = g_build_filename (fixture->office->folder, "empty.jpg", NULL);
  g_autofree char *gone = g_build_filename (fixture->office->folder, "gone.png", NULL);

  g_test_summary ("Bad files are refused by name, one by one; what was typed and attached before stays");
  g_assert_true (g_file_set_contents (text, "not a picture", -1, NULL));
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  type_text (fixture, "Still here");
  add_file (fixture, good);
  add_file (fixture, text);
  wait_for (find_label (fixture->window, "“text.png”") != NULL);
  keep_picture (fixture, "bad-file");
  add_file (fixture, empty);
  add_file (fixture, gone);
  g_assert_cmpuint (count_media (fixture), ==, 1);
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  g_assert_cmpstr (cs_content_get_segment (cs_draft_get_content (fixture->page->draft), 0)->text, ==, "Still here");
}

static void
test_paste_and_order (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *one = make_picture (fixture, "one.png", 300, 300);
  const guchar pixels[4 * 4 * 4] = { 0 };
  g_autoptr(GBytes) bytes = g_bytes_new (pixels, sizeof pixels);
  g_autoptr(GdkTexture) texture = gdk_memory_texture_new (4, 4, GDK_MEMORY_R8G8B8A8, bytes, 16);
  CsSegment *segment;
  CsDigest first;

  g_test_summary ("A pasted picture is attached; order changes by button and a removed one comes back");
  add_file (fixture, one);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (fixture->window), texture);
  g_signal_emit_by_name (cs_segment_card_get_text_view (get_card (fixture)), "paste-clipboard");
  wait_for (count_media (fixture) == 2);
  segment = cs_content_get_segment (cs_draft_get_content (fixture->page->draft), 0);
  first = cs_segment_get_media (segment, 0)->digest;
  keep_picture (fixture, "two-pictures");
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_label (fixture->window, "2"), g_type_from_name ("CsMediaTile")),
                         "move", -1);
  g_assert_true (cs_digest_equal (&cs_segment_get_media (segment, 1)->digest, &first));
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_label (fixture->window, "1"), g_type_from_name ("CsMediaTile")),
                         "remove");
  g_assert_cmpuint (count_media (fixture), ==, 1);
  wait_for (find_label (fixture->window, _("Undo")) != NULL);
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_label (fixture->window, _("Undo")), GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (count_media (fixture), ==, 2);
}

static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = make_picture (fixture, "dropped.png", 300, 200);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (get_card (fixture)));
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_test_summary ("A file dropped on the card becomes a picture, not text");
  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, file);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==, GTK_PHASE_CAPTURE);
      g_signal_emit_by_name (controller, "drop", &value, 5.0, 5.0, &taken);
    }
  g_assert_true (taken);
  wait_for (count_media (fixture) == 1);
  g_assert_cmpstr (cs_content_get_segment (cs_draft_get_content (fixture->page->draft), 0)->text, ==, "");
}

static CsChartEditor *
find_editor (void)
{
  g_autoptr(GListModel) windows = G_LIST_MODEL (g_object_ref (gtk_window_get_toplevels ()));

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (CS_IS_CHART_EDITOR (window))
        return CS_CHART_EDITOR (window);
    }
  return NULL;
}

static void
set_entry (CsChartEditor *editor,
           const char    *row,
           const char    *text)
{
  GtkWidget *widget = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (editor), CS_TYPE_CHART_EDITOR, row));

  gtk_editable_set_text (GTK_EDITABLE (widget), text);
}

static void
test_chart (Fixture       *fixture,
            gconstpointer  data)
{
  const char *table = "Month\tIndex\nAugust\t3.2\nSeptember\t3.6\nOctober\t2.9\n";
  const char *ragged = "a,b\n1,2,3\n";
  const char *narrow = "Month\nAugust\n";
  const char *wide = "Month\tIndex\tCore\nAugust\t3.2\t2.1\nSeptember\t3.6\t2.2\n";
  CsChartKinds *kinds;
  CsChartEditor *editor;
  CsMediaItem *item;

  g_test_summary ("A pasted table becomes a chart with alt text from its data; what is missing is said in words");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "composer.add-chart", NULL);
  editor = find_editor ();
  g_assert_nonnull (editor);
  cs_chart_editor_take_table (editor, ragged, strlen (ragged));
  wait_for (find_label (GTK_WIDGET (editor), "“") != NULL);
  cs_chart_editor_take_table (editor, narrow, strlen (narrow));
  wait_for (find_label (GTK_WIDGET (editor), _("The table has only one column: the figures beside the categories are missing.")) != NULL);
  /* No series is left out without a word. */
  kinds = CS_CHART_KINDS (gtk_widget_get_template_child (GTK_WIDGET (editor), CS_TYPE_CHART_EDITOR, "kinds"));
  cs_chart_editor_take_table (editor, wide, strlen (wide));
  wait_for (cs_chart_kinds_get (kinds) == CS_CHART_GROUPED_BAR);
  cs_chart_kinds_set (kinds, CS_CHART_BAR);
  wait_for (find_label (GTK_WIDGET (editor),
                        _("Plain bars show one series: choose grouped bars for all of them, or remove the other columns.")) != NULL);
  cs_chart_editor_take_table (editor, table, strlen (table));
  wait_for (find_label (GTK_WIDGET (editor),
                        _("Plain bars show one series: choose grouped bars for all of them, or remove the other columns.")) == NULL &&
            find_label (GTK_WIDGET (editor), _("Give the chart a title that says the finding.")) != NULL);
  keep_picture (fixture, "chart-missing");
  set_entry (editor, "title_row", "Prices rose more slowly in October");
  set_entry (editor, "unit_row", "%");
  set_entry (editor, "source_row", "City Statistics Office");
  set_entry (editor, "as_of_row", "October 2026");
  keep_picture (fixture, "chart");
  gtk_widget_activate_action (GTK_WIDGET (editor), "chart.insert", NULL);
  wait_for (count_media (fixture) == 1);
  item = cs_segment_get_media (cs_content_get_segment (cs_draft_get_content (fixture->page->draft), 0), 0);
  g_assert_nonnull (item->chart);
  g_assert_cmpuint (cs_table_get_n_rows (item->chart->table), ==, 4);
  g_assert_nonnull (strstr (item->alt_text, "Prices rose more slowly in October"));
  g_assert_null (find_editor ());
  g_signal_emit_by_name (get_card (fixture), "edit-chart", 0);
  editor = find_editor ();
  g_assert_nonnull (editor);
  set_entry (editor, "title_row", "Prices fell in October");
  gtk_window_close (GTK_WINDOW (editor));
  wait_for (find_label (fixture->window, _("Continue")) != NULL);
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
}

static void
test_recovery (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr(CsRecovery) recovery = NULL;
  g_autoptr(CsContent) content = NULL;
  gint64 post;

  g_test_summary ("Typing is in the recovery file before it is saved; what a crash left there is offered back");
  type_text (fixture, "Before");
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  post = cs_composer_page_get_post (fixture->page);
  recovery = cs_recovery_new (fixture->office->folder, fixture->office->drafter, post);
  type_text (fixture, " and after");
  wait_for (g_file_test (cs_recovery_get_path (recovery), G_FILE_TEST_EXISTS));
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  wait_for (!g_file_test (cs_recovery_get_path (recovery), G_FILE_TEST_EXISTS));
  close_page (fixture);

  content = dup_stored (fixture, post);
  g_free (cs_content_get_segment (content, 0)->text);
  cs_content_get_segment (content, 0)->text = g_strdup ("Typed just before the crash");
  cs_recovery_write (recovery, cs_typing_new (content, CS_RELEASE_AT_ONCE, 0, "Europe/Lisbon", g_get_real_time ()));
  wait_for (g_file_test (cs_recovery_get_path (recovery), G_FILE_TEST_EXISTS));
  open_page (fixture, post);
  wait_for (cs_draft_get_choice (fixture->page->draft, NULL, NULL) == CS_DRAFT_RECOVERED);
  keep_picture (fixture, "recovery");
  g_signal_emit_by_name (fixture->page->choice_notice, "answered", TRUE);
  g_assert_cmpstr (cs_content_get_segment (cs_draft_get_content (fixture->page->draft), 0)->text, ==,
                   "Typed just before the crash");
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  g_clear_pointer (&content, cs_content_free);
  content = dup_stored (fixture, post);
  g_assert_cmpstr (cs_content_get_segment (content, 0)->text, ==, "Typed just before the crash");
}

/* Another program saves the post, as the colleague. */
static void
save_as_colleague (Fixture    *fixture,
                   gint64      post,
                   const char *text)
{
  g_autoptr(CsContent) content = dup_stored (fixture, post);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) other = cs_local_office_open (fixture->office->folder, &error);
  g_autoptr(JsonObject) sheet_reply = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(JsonObject) reply = NULL;

  g_assert_no_error (error);
  g_assert_true (cs_local_office_act_as (other, fixture->office->colleague, &error));
  sheet_reply = cs_office_call (CS_OFFICE (other), "post.get", cs_arguments_one ("post", post), NULL, &error);
  g_assert_no_error (error);
  sheet = cs_reply_read_sheet (sheet_reply);
  g_free (cs_content_get_segment (content, 0)->text);
  cs_content_get_segment (content, 0)->text = g_strdup (text);
  reply = cs_office_call (CS_OFFICE (other), "post.save",
                          cs_arguments_post_save (post, sheet->version, content, CS_RELEASE_AT_ONCE, 0, "Europe/Lisbon"),
                          NULL, &error);
  g_assert_no_error (error);
}

static void
test_conflict (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(CsContent) stored = NULL;
  gint64 post;

  g_test_summary ("Where somebody else saved first, both texts are kept and the person chooses");
  type_text (fixture, "Mine");
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  post = cs_composer_page_get_post (fixture->page);
  type_text (fixture, " again");
  save_as_colleague (fixture, post, "Theirs");
  wait_for (cs_draft_get_choice (fixture->page->draft, NULL, NULL) == CS_DRAFT_CONFLICT);
  keep_picture (fixture, "conflict");
  g_assert_false (gtk_widget_is_sensitive (fixture->page->submit));
  g_signal_emit_by_name (fixture->page->choice_notice, "answered", TRUE);
  g_assert_cmpstr (cs_content_get_segment (cs_draft_get_content (fixture->page->draft), 0)->text, ==, "Theirs");
  g_signal_emit_by_name (fixture->page->choice_notice, "answered", TRUE);
  g_assert_cmpstr (cs_content_get_segment (cs_draft_get_content (fixture->page->draft), 0)->text, ==, "Mine again");
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  stored = dup_stored (fixture, post);
  g_assert_cmpstr (cs_content_get_segment (stored, 0)->text, ==, "Mine again");
}

static void
test_submit (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;

  g_test_summary ("Ctrl+Enter goes to the button, which submits what was typed last");
  type_text (fixture, "Work summary of the week");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "composer.go-to-submit", NULL);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == fixture->page->submit);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "composer.submit", NULL);
  wait_for (strstr (fixture->actions->str, "back") != NULL);
  reply = composer_office_call (fixture->office, "post.get",
                                cs_arguments_one ("post", cs_composer_page_get_post (fixture->page)));
  sheet = cs_reply_read_sheet (reply);
  g_assert_cmpint (sheet->post->state, ==, CS_POST_IN_REVIEW);
  g_assert_cmpstr (cs_content_get_segment (sheet->content, 0)->text, ==, "Work summary of the week");
}

static void
test_closing_saves (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(CsContent) stored = NULL;
  gint64 post;

  g_test_summary ("A page that goes away saves first");
  type_text (fixture, "First");
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  post = cs_composer_page_get_post (fixture->page);
  type_text (fixture, " and last");
  close_page (fixture);
  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_clear_pointer (&stored, cs_content_free);
      stored = dup_stored (fixture, post);
    }
  while (!g_str_equal (cs_content_get_segment (stored, 0)->text, "First and last"));
}

static void
test_release (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 at;

  g_test_summary ("A release time is chosen by a shortcut and says how far off it is; one in the past is refused in words");
  type_text (fixture, "At nine");
  gtk_drop_down_set_selected (fixture->page->release_drop, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page->time_field), "time.in-an-hour", NULL);
  g_assert_cmpint (cs_draft_get_release (fixture->page->draft, &at, NULL), ==, CS_RELEASE_AT_TIME);
  g_assert_cmpint (at - g_get_real_time (), >=, 59 * G_TIME_SPAN_MINUTE);
  g_assert_false (has_missing (fixture, "basic/release-past"));
  keep_picture (fixture, "release");
  cs_time_field_set (fixture->page->time_field, g_get_real_time () - 3 * G_TIME_SPAN_HOUR, "Europe/Lisbon");
  g_signal_emit_by_name (fixture->page->time_field, "changed");
  g_assert_true (has_missing (fixture, "basic/release-past"));
  g_assert_false (cs_time_field_is_valid (fixture->page->time_field));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->page->time_field), _("This time has passed.")));
}

static void
add_source (Fixture    *fixture,
            const char *publisher,
            const char *title,
            const char *date,
            const char *address)
{
  CsContent *content = cs_draft_get_content (fixture->page->draft);

  g_ptr_array_add (content->sources, cs_source_new (publisher, title, date, address));
  cs_sources_pane_refresh (fixture->page->sources);
  cs_draft_touch (fixture->page->draft);
}

/* Everything at once, for the eye. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  gboolean chinese = g_strcmp0 (g_getenv ("COMPOSER_LANGUAGE"), "zh") == 0;
  g_autofree char *one = make_picture (fixture, "embankment.png", 1200, 800);
  g_autofree char *two = make_picture (fixture, "bridge.png", 800, 1000);
  g_autofree char *three = make_picture (fixture, "map.png", 1000, 1000);

  type_text (fixture, chinese
             ? "【防汛提示】受上游来水影响，预计今晚20时前后青江水位将接近警戒线。请沿江居民远离堤岸，地下车库车辆请尽快转移。最新水情：https://water.example.gov.cn/qingjiang/live/2026-11-23 #防汛 @qingjiang_water@example.social"
             : "Flood notice: the Qing River is expected to come close to the warning level around 20:00 tonight. Keep away from the embankment and move cars out of underground garages. Live levels: https://water.example.gov/qing-river/live/2026-11-23 #flood @river@example.social");
  add_file (fixture, one);
  add_file (fixture, two);
  add_file (fixture, three);
  add_source (fixture, chinese ? "市水文局" : "River Authority", chinese ? "青江水情第17号" : "Qing River bulletin 17",
              "2026-11-23", "https://water.example.gov/bulletin/17");
  gtk_check_button_set_active (fixture->page->warning_check, TRUE);
  gtk_editable_set_text (fixture->page->warning_entry, chinese ? "自然灾害" : "Natural disaster");
  gtk_drop_down_set_selected (fixture->page->release_drop, 1);
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
  keep_picture (fixture, "full");
  gtk_toggle_button_set_active (fixture->page->side_toggle, TRUE);
  keep_picture (fixture, "full-side");
  gtk_stack_set_visible_child_name (fixture->page->side_stack, "sources");
  keep_picture (fixture, "full-sources");
}

/* The same post as three networks show it, for the eye. */
static void
test_previews (Fixture       *fixture,
               gconstpointer  data)
{
  static const CsNetworkKind kinds[] = { CS_NETWORK_MASTODON, CS_NETWORK_BLUESKY, CS_NETWORK_X };
  g_autofree char *path = make_picture (fixture, "tall.png", 600, 1200);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *window = gtk_window_new ();

  g_test_summary ("A post is drawn for every network");
  type_text (fixture, "Levels: https://www.water.example.gov/qing-river/live/2026-11-23 #flood @river@example.social\n\nSecond paragraph.");
  add_file (fixture, path);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      CsAccountInfo account = { .id = 1, .network = kinds[i], .handle = (char *) "@statistics", .name = (char *) "City Statistics" };
      GtkWidget *preview = cs_post_preview_new (fixture->office->session);

      cs_post_preview_set (CS_POST_PREVIEW (preview), cs_draft_get_content (fixture->page->draft), &account);
      gtk_widget_set_valign (preview, GTK_ALIGN_START);
      gtk_widget_set_hexpand (preview, TRUE);
      gtk_box_append (GTK_BOX (box), preview);
    }
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 700);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  keep_picture (fixture, "previews");
  g_assert_nonnull (find_label (window, "Levels: water.example.gov/qing-river/l"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = make_picture (fixture, "river.png", 800, 600);
  g_autofree char *begin = g_strnfill (400, 'a');
  gint64 longest = 0, sum = 0;
  guint n = 60;

  g_test_summary ("Counts, checks and preview follow each key; how long that takes is told, not asserted");
  add_file (fixture, path);
  type_text (fixture, begin);
  for (guint i = 0; i < n; i++)
    {
      gint64 start = g_get_monotonic_time (), spent;

      type_text (fixture, i % 9 == 0 ? " #" : "字");
      spent = g_get_monotonic_time () - start;
      longest = MAX (longest, spent);
      sum += spent;
    }
  g_test_message ("a key takes %.2f ms on average, %.2f ms at most", sum / 1000.0 / n, longest / 1000.0);
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
}

/* Whether a screen reader can name @widget: by its own label, or by a text inside. GTK relates an icon button to its icon, which has no
 * words. */
static gboolean
is_named (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  if (GTK_IS_BUTTON (widget))
    return find_label (widget, "") != NULL;
  return gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
check_names (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_DROP_DOWN (widget) ||
       GTK_IS_ENTRY (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_DRAWING_AREA (widget)) && !is_named (widget) &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_PRESENTATION)
    {
      g_test_message ("%s has no name", G_OBJECT_TYPE_NAME (widget));
      g_test_fail ();
    }
  /* What a drop-down, a menu button or a window's own buttons are made of is not ours. */
  if (GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_WINDOW_CONTROLS (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = make_picture (fixture, "river.png", 800, 600);

  g_test_summary ("Every control can be named by a screen reader");
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") != 0)
    {
      g_test_skip ("asks GTK_A11Y=test");
      return;
    }
  add_file (fixture, path);
  add_source (fixture, "Publisher", "Title", "2026", "https://example.org");
  gtk_drop_down_set_selected (fixture->page->release_drop, 1);
  gtk_check_button_set_active (fixture->page->warning_check, TRUE);
  gtk_test_widget_wait_for_draw (fixture->window);
  check_names (fixture->window);
  gtk_stack_set_visible_child_name (fixture->page->side_stack, "sources");
  gtk_test_widget_wait_for_draw (fixture->window);
  check_names (fixture->window);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "composer.add-chart", NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (find_editor ()));
  check_names (GTK_WIDGET (find_editor ()));
  gtk_window_close (GTK_WINDOW (find_editor ()));
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
  static const char * const names[] = { "shell", "composer", "sheet" };

  gtk_test_init (&argc, &argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, BUILD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();
      g_autofree char *path = g_strdup_printf ("/org/countersign/Countersign/%s.css", names[i]);

      gtk_css_provider_load_from_resource (provider, path);
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }
  add_test ("/composer/autosave", test_autosave);
  add_test ("/composer/counts", test_counts);
  add_test ("/composer/alt-text", test_alt_text);
  add_test ("/composer/bad-files", test_bad_files);
  add_test ("/composer/paste-and-order", test_paste_and_order);
  add_test ("/composer/drop", test_drop);
  add_test ("/composer/chart", test_chart);
  add_test ("/composer/previews", test_previews);
  add_test ("/composer/recovery", test_recovery);
  add_test ("/composer/conflict", test_conflict);
  add_test ("/composer/submit", test_submit);
  add_test ("/composer/closing-saves", test_closing_saves);
  add_test ("/composer/release", test_release);
  add_test ("/composer/full", test_full);
  add_test ("/composer/keys", test_keys);
  add_test ("/composer/names", test_names);
  return g_test_run ();
}
