/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "composer-window.h"
#include "cs-poster-canvas.h"
#include "cs-poster-editor.h"
#include "cs-style-client.h"
#include "cs-style-page.h"
#include "cs-unsaved.h"

/* The poster editor and the page of the house style, on a real office. POSTER_SHOTS=FOLDER keeps a picture of each scene, POSTER_SIZE=720x800 makes the window
 * that large. */

typedef struct
{
  ComposerOffice *office;
  CsPosterEditor *editor;
  guint           n_inserted;
  guint           n_set_aside;
} Fixture;

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
shoot (GtkWidget  *window,
       const char *name)
{
  const char *folder = g_getenv ("POSTER_SHOTS");
  g_autofree char *path = NULL;
  g_autoptr(GdkPaintable) paintable = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  GtkSnapshot *snapshot;
  graphene_rect_t bounds;

  if (!folder)
    return;

  gtk_test_widget_wait_for_draw (window);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  graphene_rect_init (&bounds, 0, 0, gtk_widget_get_width (window), gtk_widget_get_height (window));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &bounds);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  gdk_texture_save_to_png (texture, path);
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

/* The row of libadwaita with that title. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *name)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) &&
      (g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0 || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, name);
  return found;
}

static void
write_row (Fixture    *fixture,
           const char *title,
           const char *text)
{
  GtkWidget *row = find_row (GTK_WIDGET (fixture->editor), title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static CsPosterCanvas *
find_canvas (Fixture *fixture)
{
  GtkWidget *area = NULL;

  /* The small pictures of the layouts come first; the large one is beside them. */
  for (GtkWidget *at = find_type (GTK_WIDGET (fixture->editor), GTK_TYPE_SEPARATOR); at && !area; at = gtk_widget_get_next_sibling (at))
    area = find_type (at, CS_TYPE_POSTER_CANVAS);
  g_assert_nonnull (area);
  return CS_POSTER_CANVAS (area);
}

static gboolean
can_insert (Fixture *fixture)
{
  GtkWidget *button = find_button (GTK_WIDGET (fixture->editor), _("Insert"));

  return button && gtk_widget_is_sensitive (button);
}

static void
open_editor (Fixture        *fixture,
             const CsPoster *poster,
             const char     *language)
{
  const char *size = g_getenv ("POSTER_SIZE");
  int width = 1120, height = 760;

  if (size)
    g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);
  fixture->editor = cs_poster_editor_new (CS_OFFICE (fixture->office->office), poster, NULL, language, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->editor), width, height);
  g_signal_connect_swapped (fixture->editor, "insert", G_CALLBACK (count_cb), &fixture->n_inserted);
  g_signal_connect_swapped (fixture->editor, "set-aside", G_CALLBACK (count_cb), &fixture->n_set_aside);
  gtk_window_present (GTK_WINDOW (fixture->editor));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->editor));
  wait_for (cs_poster_canvas_is_settled (find_canvas (fixture)));
}

static void
close_editor (Fixture *fixture)
{
  gpointer editor = fixture->editor;

  g_object_add_weak_pointer (G_OBJECT (editor), &editor);
  gtk_window_close (GTK_WINDOW (editor));
  wait_for (editor == NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  fixture->office = composer_office_new ("en");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  composer_office_free (fixture->office);
}

static void
test_make (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr(CsPoster) poster = NULL;
  g_autofree char *alt = NULL;

  g_test_summary ("A poster is written, its picture and alt text follow, and only a whole one can be inserted");

  open_editor (fixture, NULL, "en");
  g_assert_false (can_insert (fixture));
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->editor), cs_poster_layout_label (CS_POSTER_FIGURE)), "clicked");
  write_row (fixture, "Figure", "3.2 %");
  write_row (fixture, "What the figure says", "more people in work than a year ago");
  g_assert_false (can_insert (fixture));
  write_row (fixture, "Source", "Labour force survey, October 2026");
  wait_for (can_insert (fixture));
  shoot (GTK_WIDGET (fixture->editor), "poster-figure");
  alt = cs_poster_editor_dup_alt (fixture->editor);
  g_assert_cmpstr (alt, ==, "3.2 % more people in work than a year ago. Labour force survey, October 2026.");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "poster.insert", NULL);
  g_assert_cmpuint (fixture->n_inserted, ==, 1);
  poster = cs_poster_editor_dup_poster (fixture->editor);
  g_assert_cmpint (poster->layout, ==, CS_POSTER_FIGURE);
  g_assert_cmpstr (poster->texts[CS_POSTER_NUMBER], ==, "3.2 %");
  close_editor (fixture);
  g_assert_cmpuint (fixture->n_set_aside, ==, 0);
}

static void
test_no_room (Fixture       *fixture,
              gconstpointer  unused)
{
  CsPosterField field;

  g_test_summary ("A text without room is named and stops the insertion; shortened, it no longer does");

  open_editor (fixture, NULL, "en");
  write_row (fixture, "Title", "Donaudampfschifffahrtsgesellschaftskapitaenskajuetentuerschluesselanhaenger");
  write_row (fixture, "First point", "One");
  wait_for (cs_poster_canvas_is_settled (find_canvas (fixture)) && cs_poster_canvas_find_trouble (find_canvas (fixture), &field));
  g_assert_cmpint (field, ==, CS_POSTER_TITLE);
  g_assert_false (can_insert (fixture));
  shoot (GTK_WIDGET (fixture->editor), "poster-no-room");
  write_row (fixture, "Title", "What changes on 1 January");
  wait_for (can_insert (fixture));
  close_editor (fixture);
  g_assert_cmpuint (fixture->n_set_aside, ==, 1);
}

static void
test_layouts (Fixture       *fixture,
              gconstpointer  unused)
{
  g_test_summary ("What was written in one layout is there again when it is chosen again");

  open_editor (fixture, NULL, "zh");
  write_row (fixture, "Title", "明年1月1日起实行新规");
  write_row (fixture, "First point", "失业保险费率继续降至1%");
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->editor), cs_poster_layout_label (CS_POSTER_NOTICE)), "clicked");
  g_assert_null (find_row (GTK_WIDGET (fixture->editor), "First point"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (GTK_WIDGET (fixture->editor), "What"))), ==, "明年1月1日起实行新规");
  write_row (fixture, "When", "12月5日9时");
  wait_for (can_insert (fixture));
  shoot (GTK_WIDGET (fixture->editor), "poster-notice-zh");
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->editor), cs_poster_layout_label (CS_POSTER_POINTS)), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (GTK_WIDGET (fixture->editor), "First point"))), ==, "失业保险费率继续降至1%");
  close_editor (fixture);
}

/* Every kind of thing that a person works, by its accessible name (with GTK_A11Y=test). */
static void
check_named (GtkWidget *widget)
{
  gboolean works = GTK_IS_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_MENU_BUTTON (widget);

  if (works && gtk_widget_get_mapped (widget) && !gtk_widget_get_tooltip_text (widget) &&
      (!GTK_IS_BUTTON (widget) || !gtk_button_get_label (GTK_BUTTON (widget))) &&
      !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) &&
      !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY) &&
      !gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) && !gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) &&
      !gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) && !gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW))
    g_error ("A %s has no name", G_OBJECT_TYPE_NAME (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    check_named (child);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  unused)
{
  g_test_summary ("Everything in the editor has a name for the screen reader");

  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") != 0)
    {
      g_test_skip ("needs GTK_A11Y=test");
      return;
    }

  open_editor (fixture, NULL, "en");
  check_named (GTK_WIDGET (fixture->editor));
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->editor), cs_poster_layout_label (CS_POSTER_QUOTATION)), "clicked");
  check_named (GTK_WIDGET (fixture->editor));
  close_editor (fixture);
}

/* --- in the composer --- */

/* The editor's window, opened by the composer. */
static CsPosterEditor *
find_editor (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link; link = link->next)
    if (CS_IS_POSTER_EDITOR (link->data) && gtk_widget_get_mapped (link->data))
      return link->data;

  return NULL;
}

static CsMediaItem *
get_item (ComposerWindow *window)
{
  CsSegment *segment = cs_content_get_segment (composer_window_get_content (window), 0);

  return segment->media->len > 0 ? cs_segment_get_media (segment, 0) : NULL;
}

static void
test_composer (ComposerWindow *window,
               gconstpointer   unused)
{
  Fixture fixture = { 0 };
  g_autoptr(CsContent) stored = NULL;
  CsDigest before;

  g_test_summary ("A poster goes from the editor into the post with its alt text, is stored with it, and can be changed there");

  gtk_widget_activate_action (GTK_WIDGET (window->page), "composer.add-poster", NULL);
  wait_for ((fixture.editor = find_editor ()) != NULL);
  write_row (&fixture, "Title", "What changes on 1 January");
  write_row (&fixture, "First point", "Free advice");
  wait_for (can_insert (&fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture.editor), "poster.insert", NULL);
  wait_for (get_item (window) != NULL && find_editor () == NULL);
  g_assert_nonnull (get_item (window)->poster);
  g_assert_cmpint (get_item (window)->width, ==, 1200);
  g_assert_cmpstr (get_item (window)->alt_text, ==, "What changes on 1 January. Free advice.");
  before = get_item (window)->digest;
  composer_window_keep_picture ("poster-in-post");

  /* The tile's button asks for it. */
  g_signal_emit_by_name (find_button (window->window, "Edit the poster of picture 1"), "clicked");
  wait_for ((fixture.editor = find_editor ()) != NULL);
  write_row (&fixture, "First point", "Free advice in every town hall");
  wait_for (gtk_widget_is_sensitive (find_button (GTK_WIDGET (fixture.editor), _("Update"))));
  gtk_widget_activate_action (GTK_WIDGET (fixture.editor), "poster.insert", NULL);
  wait_for (!cs_digest_equal (&before, &get_item (window)->digest));
  g_assert_cmpstr (get_item (window)->alt_text, ==, "What changes on 1 January. Free advice in every town hall.");
  composer_window_wait_saved (window);
  stored = composer_window_dup_stored (window);
  g_assert_cmpstr (cs_segment_get_media (cs_content_get_segment (stored, 0), 0)->poster->texts[CS_POSTER_POINT_1], ==, "Free advice in every town hall");
}

/* --- the house style --- */

static void
test_style (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsOfficeData) data = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsHouseStyle) style = NULL;
  GtkWidget *window, *page, *save;

  g_test_summary ("The administrator changes the style and sees at once how posters will look; a style that cannot be read is not saved");

  composer_office_sit (fixture->office, 1);
  data = cs_office_data_new (fixture->office->session);
  page = cs_style_page_new (data);
  window = g_object_new (ADW_TYPE_WINDOW, "default-width", 900, "default-height", 1300, "content", page, NULL);
  gtk_window_present (GTK_WINDOW (window));
  save = find_button (window, _("Save"));
  wait_for (gtk_widget_is_sensitive (find_row (window, "Name line")));
  g_assert_false (gtk_widget_is_sensitive (save));
  gtk_editable_set_text (GTK_EDITABLE (find_row (window, "Name line")), "City of Harwick");
  g_assert_true (gtk_widget_is_sensitive (save));
  gtk_editable_set_text (GTK_EDITABLE (find_row (window, "Text")), "#eeeeee");
  g_assert_false (gtk_widget_is_sensitive (save));
  shoot (window, "style-unreadable");
  gtk_editable_set_text (GTK_EDITABLE (find_row (window, "Text")), "#201030");
  wait_for (cs_poster_canvas_is_settled (CS_POSTER_CANVAS (find_type (window, CS_TYPE_POSTER_CANVAS))));
  shoot (window, "style");
  g_signal_emit_by_name (save, "clicked");
  wait_for (cs_unsaved_find (page) == NULL);
  reply = composer_office_call (fixture->office, "style.get", NULL);
  style = cs_reply_read_style (reply, NULL);
  g_assert_cmpstr (style->name, ==, "City of Harwick");
  g_assert_cmpuint (style->ink, ==, 0x201030);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  composer_window_begin (&argc, &argv);
  g_test_add ("/posters/make", Fixture, NULL, set_up, test_make, tear_down);
  g_test_add ("/posters/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/posters/layouts", Fixture, NULL, set_up, test_layouts, tear_down);
  g_test_add ("/posters/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/posters/composer", ComposerWindow, NULL, composer_window_set_up, test_composer, composer_window_tear_down);
  g_test_add ("/posters/style", Fixture, NULL, set_up, test_style, tear_down);

  return g_test_run ();
}
