/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "composer-window.h"

/* The panel of checks: what blocks, what warns, the jump to the words, and a waiver by somebody else. */

#define WRONG_DAY "Polling stations are open on Wednesday 1 October 2026. Click here: http://www.example.org/vote"

static const CsFinding *
find (ComposerWindow *self,
      const char     *rule)
{
  for (guint i = 0; self->page->missing && i < self->page->missing->len; i++)
    if (g_str_equal (((CsFinding *) g_ptr_array_index (self->page->missing, i))->rule, rule))
      return g_ptr_array_index (self->page->missing, i);

  return NULL;
}

static gboolean
has (ComposerWindow *self,
     const char     *text)
{
  return composer_window_find_label (self->page->check_panel, text) != NULL;
}

static void
press (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
open_panel (ComposerWindow *self)
{
  wait_for (self->page->missing != NULL);
  cs_check_bar_set_open (self->page->checks, TRUE);
  wait_for (gtk_revealer_get_child_revealed (self->page->check_revealer));
}

static void
test_panel (ComposerWindow *self,
            gconstpointer   data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cs_segment_card_get_text_view (composer_window_get_card (self, 0)));
  GtkTextIter start, end;
  g_autofree char *words = NULL;

  g_test_summary ("What is found as one types is listed with its reason; “Show” selects the words; mended, it goes");
  wait_for (self->page->checker != NULL);
  composer_window_type (self, 0, WRONG_DAY);
  g_assert_nonnull (find (self, "general/weekday"));
  g_assert_nonnull (find (self, "general/click-here"));
  open_panel (self);
  g_assert_true (has (self, find (self, "general/weekday")->sentence));
  g_assert_true (has (self, find (self, "general/weekday")->reason));
  composer_window_keep_picture ("checks-panel");
  press (composer_window_find_button (self->page->check_panel, C_("check", "Show")));
  g_assert_true (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  words = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (words, ==, "Wednesday 1 October 2026");
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, "Thursday 1 October 2026", -1);
  wait_for (find (self, "general/weekday") == NULL);
  g_assert_cmpstr (cs_check_bar_get_summary (self->page->checks), ==, "");
}

static void
test_waive (ComposerWindow *self,
            gconstpointer   data)
{
  gint64 post;
  GtkWidget *toggle;
  GtkWidget *entry;

  g_test_summary ("The drafter is told who can waive; a reviewer waives with a reason, and what waited can be submitted");
  wait_for (self->page->checker != NULL);
  composer_window_type (self, 0, WRONG_DAY);
  composer_window_wait_saved (self);
  open_panel (self);
  wait_for (has (self, _("A reviewer, duty editor or leader who did not write it can waive this.")));
  g_assert_cmpstr (cs_check_bar_get_summary (self->page->checks), !=, "");
  composer_window_keep_picture ("checks-drafter");
  post = cs_draft_get_post (self->page->draft);
  composer_window_close (self);

  composer_office_sit (self->office, self->office->reviewer);
  composer_window_open (self, post);
  wait_for (find (self, "general/weekday") != NULL);
  open_panel (self);
  wait_for ((toggle = composer_window_find_button (self->page->check_panel, C_("check", "Waive…"))) != NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  entry = g_object_get_data (G_OBJECT (toggle), "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "It quotes the poster of 1920.");
  composer_window_keep_picture ("checks-reason");
  g_signal_emit_by_name (entry, "activate");
  wait_for (find (self, "general/weekday")->waived);
  composer_window_keep_picture ("checks-waived");
  g_assert_cmpstr (cs_check_bar_get_summary (self->page->checks), ==, "");
}

int
main (int    argc,
      char **argv)
{
  composer_window_begin (&argc, &argv);
#define ADD(name, test) g_test_add ("/composer/checks/" name, ComposerWindow, NULL, composer_window_set_up, test, composer_window_tear_down)
  ADD ("panel", test_panel);
  ADD ("waive", test_waive);
  return g_test_run ();
}
