/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "composer-window.h"
#include "cs-split-window.h"

/* Threads: parts are added, split, merged, moved, removed and brought back. */

#define act(self, name) g_assert_true (gtk_widget_activate_action (GTK_WIDGET ((self)->page), name, NULL))

static void
assert_texts (ComposerWindow *self,
              const char     *wanted)
{
  g_autofree char *texts = composer_window_dup_texts (self);

  g_assert_cmpstr (texts, ==, wanted);
  g_assert_cmpuint (self->page->card_list->len, ==, composer_window_get_content (self)->segments->len);
  for (guint i = 0; i < self->page->card_list->len; i++)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (cs_segment_card_get_text_view (composer_window_get_card (self, i)));
      GtkTextIter start, end;
      g_autofree char *shown = NULL;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      shown = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      g_assert_cmpstr (shown, ==, cs_content_get_segment (composer_window_get_content (self), i)->text);
    }
}

static void
test_parts (ComposerWindow *self,
            gconstpointer   data)
{
  g_autoptr(CsContent) stored = NULL;
  CsSegmentCard *second;

  g_test_summary ("Parts are added, split at the cursor, merged, moved; each card shows its part and what was typed is saved");
  composer_window_type (self, 0, "First. Second");
  act (self, "composer.append-part");
  composer_window_type (self, 1, "Third");
  second = composer_window_get_card (self, 1);
  assert_texts (self, "First. Second|Third");
  g_assert_nonnull (composer_window_find_label (self->window, _("Part 1 of 2")));
  cs_segment_card_place_cursor (composer_window_get_card (self, 0), 7);
  act (self, "composer.split-part");
  assert_texts (self, "First.|Second|Third");
  g_assert_true (composer_window_get_card (self, 2) == second);
  g_assert_cmpuint (cs_segment_card_get_part (cs_composer_thread_get_current (self->page)), ==, 1);
  act (self, "composer.move-part-down");
  assert_texts (self, "First.|Third|Second");
  act (self, "composer.move-part-down");
  assert_texts (self, "First.|Third|Second");
  act (self, "composer.merge-part");
  assert_texts (self, "First.|Third Second");
  g_assert_cmpuint (cs_segment_card_get_cursor (composer_window_get_card (self, 1)), ==, 6);
  composer_window_keep_picture ("thread");
  composer_window_wait_saved (self);
  stored = composer_window_dup_stored (self);
  g_assert_cmpuint (stored->segments->len, ==, 2);
}

static void
test_remove (ComposerWindow *self,
             gconstpointer   data)
{
  g_test_summary ("A part is removed and brought back by the toast; the last one stays");
  composer_window_type (self, 0, "One");
  act (self, "composer.remove-part");
  assert_texts (self, "One");
  act (self, "composer.append-part");
  composer_window_type (self, 1, "Two");
  act (self, "composer.remove-part");
  assert_texts (self, "One");
  wait_for (composer_window_find_button (self->window, _("Undo")) != NULL);
  composer_window_keep_picture ("thread-removed");
  g_signal_emit_by_name (composer_window_find_button (self->window, _("Undo")), "clicked");
  assert_texts (self, "One|Two");
}

static CsSplitWindow *
find_split_window (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (CS_IS_SPLIT_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
test_propose (ComposerWindow *self,
              gconstpointer   data)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GtkWidget *button;

  g_test_summary ("A thread is proposed before anything changes, made, and undone");
  for (guint i = 0; i < 24; i++)
    g_string_append_printf (text, "Sentence %u says that the river rose by 3.2 cm in the night. ", i);
  composer_window_type (self, 0, text->str);
  act (self, "composer.propose-thread");
  wait_for (find_split_window () != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (find_split_window ()));
  composer_window_keep_picture ("thread-proposal");
  g_assert_cmpuint (composer_window_get_content (self)->segments->len, ==, 1);
  button = composer_window_find_button (GTK_WIDGET (find_split_window ()), "Split Into");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  wait_for (find_split_window () == NULL);
  g_assert_cmpuint (composer_window_get_content (self)->segments->len, >, 2);
  g_assert_true (gtk_widget_is_sensitive (self->page->submit));
  wait_for (composer_window_find_button (self->window, _("Undo")) != NULL);
  composer_window_keep_picture ("thread-split");
  g_signal_emit_by_name (composer_window_find_button (self->window, _("Undo")), "clicked");
  assert_texts (self, text->str);
}

static void
test_link (ComposerWindow *self,
           gconstpointer   data)
{
  g_test_summary ("A link is not split by hand either");
  composer_window_type (self, 0, "See https://example.org/abc now");
  cs_segment_card_place_cursor (composer_window_get_card (self, 0), 10);
  act (self, "composer.split-part");
  assert_texts (self, "See https://example.org/abc now");
  wait_for (composer_window_find_label (self->window, _("The cursor stands within")) != NULL ||
            composer_window_find_label (self->window, "The cursor") != NULL);
}

static void
test_checks_jump (ComposerWindow *self,
                  gconstpointer   data)
{
  g_autofree char *long_text = g_strnfill (520, 'a');

  g_test_summary ("A link in the bar leads to the part that it means");
  composer_window_type (self, 0, "One");
  act (self, "composer.append-part");
  act (self, "composer.append-part");
  composer_window_type (self, 1, long_text);
  composer_window_type (self, 2, "Three");
  cs_segment_card_focus_text (composer_window_get_card (self, 0));
  g_assert_cmpuint (self->page->missing->len, ==, 1);
  g_signal_emit_by_name (self->page->checks, "jump", 0);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) ==
                 GTK_WIDGET (cs_segment_card_get_text_view (composer_window_get_card (self, 1))));
  composer_window_keep_picture ("thread-too-long");
}

/* Presses keys as a keyboard does, and waits for nothing: the caller waits for what they do. */
static void
press (ComposerWindow *self,
       const char     *keys)
{
  g_autofree char *command = g_strdup_printf ("sh -c 'xdotool windowfocus $(xdotool search --onlyvisible --name . | tail -n 1) && xdotool key --clearmodifiers %s'", keys);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
has_texts (ComposerWindow *self,
           const char     *wanted)
{
  g_autofree char *texts = composer_window_dup_texts (self);

  return g_str_equal (texts, wanted);
}

static void
test_keyboard (ComposerWindow *self,
               gconstpointer   data)
{
  g_test_summary ("A thread is written, split, moved, merged and a poll added with the keyboard alone");
  press (self, "O n e period space T w o");
  wait_for (has_texts (self, "One. Two"));
  press (self, "ctrl+shift+Return");
  wait_for (has_texts (self, "One. Two|"));
  press (self, "S i x");
  wait_for (has_texts (self, "One. Two|Six"));
  press (self, "alt+Page_Up");
  wait_for (cs_segment_card_get_part (cs_composer_thread_get_current (self->page)) == 0);
  press (self, "End Left Left Left alt+Return");
  wait_for (has_texts (self, "One.|Two|Six"));
  press (self, "alt+Down");
  wait_for (has_texts (self, "One.|Six|Two"));
  press (self, "alt+Up");
  wait_for (has_texts (self, "One.|Two|Six"));
  press (self, "alt+BackSpace");
  wait_for (has_texts (self, "One. Two|Six"));
  press (self, "alt+Page_Down");
  wait_for (cs_segment_card_get_part (cs_composer_thread_get_current (self->page)) == 1);
  press (self, "ctrl+shift+o Y e s");
  wait_for (cs_content_get_segment (composer_window_get_content (self), 1)->poll != NULL &&
            g_strcmp0 (g_ptr_array_index (cs_content_get_segment (composer_window_get_content (self), 1)->poll->options, 0),
                       "Yes") == 0);
  press (self, "alt+Delete");
  wait_for (has_texts (self, "One. Two"));
}

/* Whether a screen reader can name @widget: by its own label, or by a text inside. */
static gboolean
is_named (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  if (GTK_IS_BUTTON (widget))
    return composer_window_find_label (widget, "") != NULL;
  return gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
check_names (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_DROP_DOWN (widget) ||
       GTK_IS_ENTRY (widget) || GTK_IS_CHECK_BUTTON (widget)) && !is_named (widget))
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
test_names (ComposerWindow *self,
            gconstpointer   data)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_test_summary ("Every control of threads, polls, quotes, answers and proposals can be named by a screen reader, each part by its number");
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") != 0)
    {
      g_test_skip ("asks GTK_A11Y=test");
      return;
    }
  for (guint i = 0; i < 24; i++)
    g_string_append_printf (text, "Sentence %u says that the river rose by 3.2 cm in the night. ", i);
  composer_window_type (self, 0, text->str);
  act (self, "composer.append-part");
  act (self, "composer.add-poll");
  act (self, "composer.add-quote");
  act (self, "composer.add-reply");
  gtk_test_widget_wait_for_draw (self->window);
  check_names (self->window);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cs_segment_card_get_text_view (composer_window_get_card (self, 1))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Text of part 2");
  cs_segment_card_focus_text (composer_window_get_card (self, 0));
  act (self, "composer.propose-thread");
  wait_for (find_split_window () != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (find_split_window ()));
  check_names (GTK_WIDGET (find_split_window ()));
  gtk_window_close (GTK_WINDOW (find_split_window ()));
}

int
main (int    argc,
      char **argv)
{
  composer_window_begin (&argc, &argv);
#define ADD(name, test) g_test_add ("/composer/thread/" name, ComposerWindow, NULL, composer_window_set_up, test, composer_window_tear_down)
  ADD ("parts", test_parts);
  ADD ("remove", test_remove);
  ADD ("propose", test_propose);
  ADD ("link", test_link);
  ADD ("checks-jump", test_checks_jump);
  ADD ("keyboard", test_keyboard);
  ADD ("names", test_names);
  return g_test_run ();
}
