/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "composer-window.h"
#include "cs-arguments.h"
#include "cs-attacher.h"
#include "cs-picture-canvas.h"
#include "cs-picture-decode.h"

/* Pictures in the composer: what was hidden in them is told, networks that take less get less, and the editor crops, turns, redacts and captions. */

static CsMediaItem *
get_item (ComposerWindow *self)
{
  return cs_segment_get_media (cs_content_get_segment (composer_window_get_content (self), 0), 0);
}

static GtkWidget *
find_tooltip (GtkWidget  *widget,
              const char *text)
{
  const char *own = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_BUTTON (widget) && own != NULL && g_str_has_prefix (own, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tooltip (child, text);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_type (GtkWidget  *widget,
           const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_window (const char *type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), type))
        return window;
    }
  return NULL;
}

static void
add_file (ComposerWindow *self,
          const char     *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  CsAttacher *attacher = cs_segment_card_get_attacher (composer_window_get_card (self, 0));

  cs_attacher_add_file (attacher, file);
  wait_for (cs_attacher_count_waiting (attacher) == 0);
}

/* A sky, a hill and a house, with noise @spread: much makes the file large. */
static char *
make_photograph (ComposerWindow *self,
                 int             width,
                 int             height,
                 guint           spread)
{
  guint8 *data = g_malloc ((gsize) width * height * 3);
  g_autoptr(CsPixels) pixels = NULL;
  g_autoptr(GBytes) jpeg = NULL;
  guint32 noise = 1;
  char *path = g_build_filename (self->office->folder, "harbour.jpg", NULL);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = data + ((gsize) y * width + x) * 3;
        gboolean hill = y > height * 0.6 - 0.2 * height * (x > width / 2 ? (width - x) : x) / width;
        gboolean house = x > width * 0.4 && x < width * 0.6 && y > height * 0.45 && y < height * 0.75;

        noise = noise * 1664525 + 1013904223;
        pixel[0] = (guint8) ((house ? 190 : hill ? 60 : 90 + y * 80 / height) + (noise >> 26) % spread);
        pixel[1] = (guint8) ((house ? 70 : hill ? 120 : 150 + y * 40 / height) + (noise >> 26) % spread);
        pixel[2] = (guint8) ((house ? 50 : hill ? 60 : 210) + (noise >> 26) % spread);
      }
  pixels = cs_pixels_new (g_bytes_new_take (data, (gsize) width * height * 3), width, height, 3);
  jpeg = cs_pixels_to_jpeg (pixels, 92, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (jpeg, NULL), (gssize) g_bytes_get_size (jpeg), NULL));
  return path;
}

static GtkWidget *
open_editor (ComposerWindow *self)
{
  GtkWidget *editor;

  g_signal_emit_by_name (find_tooltip (self->window, _("Crop, turn or redact picture 1")), "clicked");
  editor = find_window ("CsPictureEditor");
  g_assert_nonnull (editor);
  gtk_test_widget_wait_for_draw (editor);
  return editor;
}

static void
test_told (ComposerWindow *self,
           gconstpointer   data)
{
  g_autofree char *path = g_build_filename (g_getenv ("CS_TEST_DATA"), "..", "fuzz", "corpus", "picture", "s.jpg", NULL);

  g_test_summary ("What was hidden in a file and is gone now is told");
  add_file (self, path);
  wait_for (composer_window_find_label (self->window, "Removed: position, camera, author") != NULL);
  composer_window_keep_picture ("taken");
}

static void
test_fitted (ComposerWindow *self,
             gconstpointer   data)
{
  g_autofree char *path = make_photograph (self, 3000, 2000, 63);
  const CsRendition *rendition;

  g_test_summary ("A picture that is more than the network takes gets a rendition; both are compared; the post can be submitted");
  composer_window_type (self, 0, "The new harbour opens on Monday.");
  add_file (self, path);
  g_test_message ("taken: %d × %d", get_item (self)->width, get_item (self)->height);
  wait_for (get_item (self)->renditions->len == 1);
  rendition = cs_media_item_find_rendition (get_item (self), CS_NETWORK_PRACTICE);
  g_assert_nonnull (rendition);
  g_assert_cmpint (rendition->n_bytes, <=, 2 * 1024 * 1024);
  g_test_message ("%" G_GINT64_FORMAT " bytes, %d × %d", rendition->n_bytes, rendition->width, rendition->height);
  g_free (get_item (self)->alt_text);
  get_item (self)->alt_text = g_strdup ("The harbour with its red house");
  cs_draft_touch (self->page->draft);
  composer_window_keep_picture ("fitted");
  g_signal_emit_by_name (composer_window_find_button (self->window, _("Compare…")), "clicked");
  g_assert_nonnull (find_window ("CsCompareWindow"));
  composer_window_keep_picture ("compare");
  gtk_window_destroy (GTK_WINDOW (find_window ("CsCompareWindow")));
  composer_window_wait_saved (self);
  json_object_unref (composer_office_call (self->office, "post.submit", cs_arguments_one ("post", cs_composer_page_get_post (self->page))));
}

/* Whether the office's new picture is black in the middle. */
static gboolean
is_black_at (ComposerWindow *self,
             double          across,
             double          down)
{
  g_autofree char *hex = cs_digest_to_hex (&get_item (self)->digest);
  g_autofree char *path = g_build_filename (self->office->folder, "media", hex, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPixels) pixels = cs_picture_decode_file (path, NULL, NULL, &error);
  const guint8 *pixel;

  g_assert_no_error (error);
  pixel = g_bytes_get_data (pixels->bytes, NULL);
  pixel += ((gsize) (pixels->height * down) * pixels->width + (gsize) (pixels->width * across)) * pixels->channels;
  return pixel[0] < 40 && pixel[1] < 40 && pixel[2] < 40;
}

static void
test_edit (ComposerWindow *self,
           gconstpointer   data)
{
  g_autofree char *path = make_photograph (self, 1200, 800, 9);
  const CsBox house = { 480, 360, 240, 240 };
  GtkWidget *editor;
  CsPictureCanvas *canvas;
  CsDigest before;

  g_test_summary ("Cropped, redacted, turned and captioned: a new picture with the old one's alt text and rights; undo takes steps back");
  composer_window_type (self, 0, "The house");
  add_file (self, path);
  before = get_item (self)->digest;
  get_item (self)->alt_text = (g_free (get_item (self)->alt_text), g_strdup ("A red house"));
  get_item (self)->author = (g_free (get_item (self)->author), g_strdup ("Ada"));
  editor = open_editor (self);
  canvas = CS_PICTURE_CANVAS (find_type (editor, "CsPictureCanvas"));
  cs_picture_canvas_set_shape (canvas, 16.0 / 9);
  g_assert_cmpint (cs_picture_canvas_get_job (canvas)->crop.height, ==, 675);
  composer_window_keep_picture ("editor-crop");
  gtk_widget_activate (composer_window_find_button (editor, _("Whole Picture")));
  cs_picture_canvas_uncrop (canvas);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (composer_window_find_button (editor, C_("picture", "Redact"))), TRUE);
  cs_picture_canvas_add_redaction (canvas);
  cs_picture_canvas_set_box (canvas, &house);
  composer_window_keep_picture ("editor-redact");
  cs_picture_canvas_turn (canvas, 1);
  g_assert_cmpint (g_array_index (cs_picture_canvas_get_job (canvas)->redactions, CsBox, 0).x, ==, 800 - 360 - 240);
  g_signal_emit_by_name (find_tooltip (editor, _("Undo")), "clicked");
  g_assert_cmpuint (cs_picture_canvas_get_job (canvas)->turns, ==, 0);
  g_assert_cmpint (g_array_index (cs_picture_canvas_get_job (canvas)->redactions, CsBox, 0).x, ==, 480);
  gtk_editable_set_text (GTK_EDITABLE (find_type (editor, "GtkEntry")), "The new house on the hill");
  g_signal_emit_by_name (composer_window_find_button (editor, _("Apply")), "clicked");
  wait_for (find_window ("CsPictureEditor") == NULL);
  g_assert_false (cs_digest_equal (&before, &get_item (self)->digest));
  g_assert_cmpstr (get_item (self)->alt_text, ==, "A red house");
  g_assert_cmpstr (get_item (self)->author, ==, "Ada");
  g_assert_cmpint (get_item (self)->width, ==, 1200);
  g_assert_cmpint (get_item (self)->height, >, 800);
  g_assert_true (is_black_at (self, 0.5, 480.0 / get_item (self)->height));
  g_assert_false (is_black_at (self, 0.1, 0.1));
  composer_window_keep_picture ("edited");
  g_signal_emit_by_name (composer_window_find_button (self->window, _("Undo")), "clicked");
  g_assert_true (cs_digest_equal (&before, &get_item (self)->digest));
  composer_window_wait_saved (self);
}

static void
press (CsPictureCanvas *canvas,
       guint            key,
       GdkModifierType  modifiers)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean taken = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &taken);
      g_assert_true (taken);
    }
}

static void
assert_box (CsPictureCanvas *canvas,
            int              x,
            int              y,
            int              width,
            int              height)
{
  CsBox box = { 0, 0, 0, 0 };

  g_assert_true (cs_picture_canvas_get_box (canvas, &box));
  g_assert_cmpint (box.x, ==, x);
  g_assert_cmpint (box.y, ==, y);
  g_assert_cmpint (box.width, ==, width);
  g_assert_cmpint (box.height, ==, height);
}

static void
test_keys (ComposerWindow *self,
           gconstpointer   data)
{
  g_autofree char *path = make_photograph (self, 1000, 500, 9);
  GtkWidget *editor;
  CsPictureCanvas *canvas;

  g_test_summary ("All that a mouse does to a picture is done by keyboard");
  add_file (self, path);
  editor = open_editor (self);
  canvas = CS_PICTURE_CANVAS (find_type (editor, "CsPictureCanvas"));
  press (canvas, GDK_KEY_Left, GDK_SHIFT_MASK);
  assert_box (canvas, 0, 0, 980, 500);
  press (canvas, GDK_KEY_Right, GDK_CONTROL_MASK);
  assert_box (canvas, 1, 0, 980, 500);
  press (canvas, GDK_KEY_Up, GDK_SHIFT_MASK);
  press (canvas, GDK_KEY_Down, 0);
  assert_box (canvas, 1, 20, 980, 480);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (composer_window_find_button (editor, C_("picture", "Redact"))), TRUE);
  press (canvas, GDK_KEY_Insert, 0);
  press (canvas, GDK_KEY_Insert, 0);
  press (canvas, GDK_KEY_Right, 0);
  assert_box (canvas, 420, 200, 200, 100);
  press (canvas, GDK_KEY_Page_Up, 0);
  assert_box (canvas, 400, 200, 200, 100);
  press (canvas, GDK_KEY_Delete, 0);
  g_assert_cmpuint (cs_picture_canvas_get_job (canvas)->redactions->len, ==, 1);
  assert_box (canvas, 420, 200, 200, 100);
  gtk_window_destroy (GTK_WINDOW (editor));
  composer_window_wait_saved (self);
}

static void
check_names (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SPIN_BUTTON (widget) || CS_IS_PICTURE_CANVAS (widget)) &&
      !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) &&
      !(GTK_IS_BUTTON (widget) && composer_window_find_label (widget, "") != NULL))
    {
      g_test_message ("%s has no name", G_OBJECT_TYPE_NAME (widget));
      g_test_fail ();
    }
  /* What these are made of is not ours. */
  if (GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_WINDOW_CONTROLS (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

static void
test_names (ComposerWindow *self,
            gconstpointer   data)
{
  g_autofree char *path = make_photograph (self, 1000, 500, 9);
  GtkWidget *editor;

  g_test_summary ("A screen reader can name every control of the editor");
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") != 0)
    {
      g_test_skip ("asks GTK_A11Y=test");
      return;
    }
  add_file (self, path);
  check_names (self->window);
  editor = open_editor (self);
  cs_picture_canvas_set_shape (CS_PICTURE_CANVAS (find_type (editor, "CsPictureCanvas")), 1);
  gtk_test_widget_wait_for_draw (editor);
  check_names (editor);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (composer_window_find_button (editor, C_("picture", "Redact"))), TRUE);
  gtk_test_widget_wait_for_draw (editor);
  check_names (editor);
  gtk_window_destroy (GTK_WINDOW (editor));
  composer_window_wait_saved (self);
}

static void
test_rights (ComposerWindow *self,
             gconstpointer   data)
{
  g_autofree char *path = make_photograph (self, 600, 400, 9);
  GtkWidget *window, *done;

  g_test_summary ("Author, licence and the rest go into the draft; a day that is none is not taken");
  add_file (self, path);
  g_signal_emit_by_name (find_tooltip (self->window, _("Rights in picture 1")), "clicked");
  window = find_window ("CsRightsWindow");
  g_assert_nonnull (window);
  gtk_test_widget_wait_for_draw (window);
  done = composer_window_find_button (window, _("Done"));
  for (GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_parent (find_type (window, "AdwEntryRow"))); row; row = gtk_widget_get_next_sibling (row))
    {
      const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

      if (g_str_equal (title, _("Author")))
        gtk_editable_set_text (GTK_EDITABLE (row), " City Press ");
      else if (g_str_has_prefix (title, _("Holds until (year-month-day)")))
        {
          gtk_editable_set_text (GTK_EDITABLE (row), "2027-02-30");
          g_assert_false (gtk_widget_get_sensitive (done));
          gtk_editable_set_text (GTK_EDITABLE (row), "2027-02-28");
        }
    }
  composer_window_keep_picture ("rights");
  g_assert_true (gtk_widget_get_sensitive (done));
  g_signal_emit_by_name (done, "clicked");
  g_assert_cmpstr (get_item (self)->author, ==, "City Press");
  g_assert_cmpstr (get_item (self)->licence_until, ==, "2027-02-28");
  composer_window_wait_saved (self);
}

int
main (int    argc,
      char **argv)
{
  composer_window_begin (&argc, &argv);
#define ADD(name, test) g_test_add ("/media/pictures/" name, ComposerWindow, NULL, composer_window_set_up, test, composer_window_tear_down)
  ADD ("told", test_told);
  ADD ("fitted", test_fitted);
  ADD ("edit", test_edit);
  ADD ("keys", test_keys);
  ADD ("names", test_names);
  ADD ("rights", test_rights);
  return g_test_run ();
}
