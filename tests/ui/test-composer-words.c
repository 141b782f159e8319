/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "composer-window.h"
#include "cs-arguments.h"
#include "cs-card-picker.h"
#include "cs-claim-marks.h"
#include "cs-claims.h"
#include "cs-library-page.h"
#include "cs-library-window.h"
#include "cs-source-client.h"
#include "cs-template-window.h"
#include "cs-versions-window.h"

/* What helps with words: ties to sources, the library, templates, finding, spelling, versions. */

#define act(self, name) g_assert_true (gtk_widget_activate_action (GTK_WIDGET ((self)->page), name, NULL))

static GtkTextBuffer *
get_buffer (ComposerWindow *self,
            guint           part)
{
  return gtk_text_view_get_buffer (cs_segment_card_get_text_view (composer_window_get_card (self, part)));
}

static gboolean
has_tag (ComposerWindow *self,
         int             offset,
         const char     *name)
{
  GtkTextBuffer *buffer = get_buffer (self, 0);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_offset (buffer, &at, offset);
  return tag != NULL && gtk_text_iter_has_tag (&at, tag);
}

static GtkWidget *
find_window (GType type)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type))
      return l->data;
  return NULL;
}

static void
show_sources (ComposerWindow *self)
{
  gtk_stack_set_visible_child_name (self->page->side_stack, "sources");
}

static void
test_tie (ComposerWindow *self,
          gconstpointer   data)
{
  GtkTextView *view;
  gsize start, end;
  guint n_tied;

  g_test_summary ("Figures are found and marked, tied to a source, and untied again by a change of the words");
  show_sources (self);
  composer_window_type (self, 0, "Prices rose 3.2 % in 2025.");
  g_assert_true (has_tag (self, 12, "claim-open"));
  wait_for (composer_window_find_label (self->window, _("0 of 2 sourced")) != NULL);
  view = cs_segment_card_get_text_view (composer_window_get_card (self, 0));
  cs_claim_marks_select (view, 12, 17);
  g_assert_true (cs_claim_marks_get_selection (view, &start, &end));
  g_assert_cmpuint (start, ==, 12);
  act (self, "composer.tie");
  g_assert_cmpuint (composer_window_get_content (self)->sources->len, ==, 1);
  g_assert_true (has_tag (self, 12, "claim-tied"));
  wait_for (composer_window_find_label (self->window, _("1 of 2 sourced")) != NULL);
  composer_window_keep_picture ("words-tied");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), "composer.tie-words", "(uuuu)", 0, 21, 25, 0));
  wait_for (composer_window_find_label (self->window, _("2 of 2 sourced")) != NULL);
  g_assert_cmpuint (cs_claims_count (composer_window_get_content (self), &n_tied), ==, 2);
  g_assert_cmpuint (n_tied, ==, 2);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), "composer.show-words", "(uuu)", 0, 21, 25));
  g_assert_true (cs_claim_marks_get_selection (view, &start, &end));
  g_assert_cmpuint (start, ==, 21);
  gtk_text_buffer_delete_selection (get_buffer (self, 0), TRUE, TRUE);
  composer_window_type (self, 0, "2024");
  wait_for (composer_window_find_label (self->window, _("1 of 2 sourced")) != NULL);
}

static void
test_tell (ComposerWindow *self,
           gconstpointer   data)
{
  CsContent *content = composer_window_get_content (self);
  g_autofree char *texts = NULL;
  g_autofree char *after = NULL;
  GtkTextIter start, end;
  g_autofree char *line = NULL;

  g_test_summary ("The sources are told in a last part, which can be taken back, or in a line of this part");
  composer_window_type (self, 0, "Prices rose 3.2 %.");
  g_ptr_array_add (content->sources, cs_source_new ("Statistics Office", "Prices", "", "https://stats.example/1"));
  cs_draft_touch (self->page->draft);
  act (self, "composer.sources-part");
  texts = composer_window_dup_texts (self);
  g_assert_nonnull (strstr (texts, "|"));
  g_assert_nonnull (strstr (texts, "https://stats.example/1"));
  wait_for (composer_window_find_button (self->window, _("Undo")) != NULL);
  g_signal_emit_by_name (composer_window_find_button (self->window, _("Undo")), "clicked");
  after = composer_window_dup_texts (self);
  g_assert_cmpstr (after, ==, "Prices rose 3.2 %.");
  act (self, "composer.sources-line");
  gtk_text_buffer_undo (get_buffer (self, 0));
  gtk_text_buffer_get_bounds (get_buffer (self, 0), &start, &end);
  line = gtk_text_buffer_get_text (get_buffer (self, 0), &start, &end, TRUE);
  g_assert_cmpstr (line, ==, "Prices rose 3.2 %.");
}

static void
test_cards (ComposerWindow *self,
            gconstpointer   data)
{
  g_autoptr(CsSource) card = cs_source_new ("Statistics Office", "Labour Market", "2026-10-15", "");
  g_autoptr(JsonObject) reply = NULL;
  GtkWidget *row;

  g_test_summary ("A card of the library is copied into the post with its id; one that does not hold any more says so");
  g_free (card->until);
  card->until = g_strdup ("2020-01-01");
  reply = composer_office_call (self->office, "source.add", cs_arguments_source_add (card));
  show_sources (self);
  wait_for (composer_window_find_button (self->window, _("From Library…")) != NULL);
  g_signal_emit_by_name (composer_window_find_button (self->window, _("From Library…")), "clicked");
  wait_for (find_window (CS_TYPE_CARD_PICKER) != NULL);
  wait_for (composer_window_find_label (find_window (CS_TYPE_CARD_PICKER), "Labour Market") != NULL);
  g_assert_nonnull (composer_window_find_label (find_window (CS_TYPE_CARD_PICKER), "Held until 2020-01-01"));
  composer_window_keep_picture ("words-cards");
  row = gtk_widget_get_ancestor (composer_window_find_label (find_window (CS_TYPE_CARD_PICKER), "Labour Market"), GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_activate (row);
  wait_for (find_window (CS_TYPE_CARD_PICKER) == NULL);
  g_assert_cmpuint (composer_window_get_content (self)->sources->len, ==, 1);
  g_assert_cmpint (cs_content_get_source (composer_window_get_content (self), 0)->card, ==, cs_reply_read_id (reply));
}

static void
test_find (ComposerWindow *self,
           gconstpointer   data)
{
  g_autofree char *texts = NULL;
  g_autofree char *back = NULL;
  GtkWidget *entry;

  g_test_summary ("Words are replaced in all parts, each with its undo");
  composer_window_type (self, 0, "The bridge and the Bridge");
  act (self, "composer.append-part");
  composer_window_type (self, 1, "A bridge");
  act (self, "composer.replace");
  entry = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (GTK_IS_EDITABLE (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "bridge");
  wait_for (composer_window_find_label (self->window, "3 found") != NULL);
  composer_window_keep_picture ("words-find");
  g_assert_nonnull (composer_window_find_button (self->window, _("Replace All")));
  g_signal_emit_by_name (composer_window_find_button (self->window, _("Replace All")), "clicked");
  texts = composer_window_dup_texts (self);
  g_assert_cmpstr (texts, ==, "The  and the |A ");
  gtk_text_buffer_undo (get_buffer (self, 0));
  back = composer_window_dup_texts (self);
  g_assert_cmpstr (back, ==, "The bridge and the Bridge|A ");
}

static void
test_template (ComposerWindow *self,
               gconstpointer   data)
{
  g_autoptr(JsonObject) saved =
    composer_office_call (self->office, "template.save",
                          cs_arguments_template_save (0, FALSE, "Quake", "en", "Magnitude {magnitude} at {epicentre}."));
  g_autofree char *texts = NULL;
  GtkWidget *window, *insert;
  GtkWidget *entry;

  g_test_summary ("A snippet asks for its fields, and is inserted only when all are filled");
  g_assert_nonnull (saved);
  act (self, "composer.templates");
  wait_for ((window = find_window (CS_TYPE_TEMPLATE_WINDOW)) != NULL);
  wait_for (composer_window_find_label (window, "Quake") != NULL);
  gtk_widget_activate (gtk_widget_get_ancestor (composer_window_find_label (window, "Quake"), GTK_TYPE_LIST_BOX_ROW));
  wait_for (composer_window_find_button (window, _("Insert")) != NULL);
  insert = composer_window_find_button (window, _("Insert"));
  g_assert_false (gtk_widget_is_sensitive (insert));
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), ADW_TYPE_ENTRY_ROW);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "6.2");
  g_assert_false (gtk_widget_is_sensitive (insert));
  composer_window_keep_picture ("words-template");
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_next_sibling (entry)), "Riverton");
  g_assert_true (gtk_widget_is_sensitive (insert));
  g_signal_emit_by_name (insert, "clicked");
  wait_for (find_window (CS_TYPE_TEMPLATE_WINDOW) == NULL);
  texts = composer_window_dup_texts (self);
  g_assert_cmpstr (texts, ==, "Magnitude 6.2 at Riverton.");
}

static void
test_spelling (ComposerWindow *self,
               gconstpointer   data)
{
  g_autoptr(JsonObject) added = NULL;

  g_test_summary ("A misspelt word is underlined, an added one is not, and a language without a dictionary has no spell check");
  composer_window_type (self, 0, "The brigde is closed. ");
  wait_for (cs_speller_is_on (self->page->speller));
  wait_for (has_tag (self, 5, "misspelt"));
  g_assert_false (has_tag (self, 1, "misspelt"));
  g_assert_nonnull (cs_speller_get_suggestions (self->page->speller, "brigde"));
  composer_window_keep_picture ("words-spelling");
  cs_speller_add_word (self->page->speller, "brigde");
  wait_for (!has_tag (self, 5, "misspelt"));
  cs_speller_set_language (self->page->speller, "xx");
  wait_for (!cs_speller_is_on (self->page->speller));
}

static void
test_versions (ComposerWindow *self,
               gconstpointer   data)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autofree char *texts = NULL;
  GtkWidget *window;
  gint64 post;

  g_test_summary ("An earlier version is compared with what is being written, and taken up again");
  composer_window_type (self, 0, "The bridge is closed.");
  composer_window_wait_saved (self);
  post = cs_composer_page_get_post (self->page);
  reply = composer_office_call (self->office, "post.submit", cs_arguments_one ("post", post));
  g_clear_pointer (&reply, json_object_unref);
  reply = composer_office_call (self->office, "post.recall", cs_arguments_one ("post", post));
  wait_for (cs_draft_may_edit (self->page->draft));
  composer_window_type (self, 0, " Buses go another way.");
  composer_window_wait_saved (self);
  window = cs_versions_window_new (GTK_WINDOW (self->window), self->office->session, post, TRUE);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (composer_window_find_label (window, _("Being written")) != NULL);
  g_assert_nonnull (composer_window_find_label (window, "Version 1"));
  wait_for (composer_window_find_label (window, "4 words added") != NULL);
  composer_window_keep_picture ("words-versions");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
open_library (ComposerWindow *self)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 600);
  adw_window_set_content (ADW_WINDOW (window), cs_library_page_new (self->office->session));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
test_library (ComposerWindow *self,
              gconstpointer   data)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 120, 80);
  g_autofree char *path = g_build_filename (self->office->folder, "river.png", NULL);
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsMediaItem) item = NULL;
  GtkWidget *window, *details;

  g_test_summary ("A picture is found in the library, with where it is used, and its rights are noted");
  gdk_pixbuf_fill (pixbuf, 0x2060a0ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  reply = composer_office_call (self->office, "media.add", cs_arguments_media_add (path));
  item = cs_reply_read_media (reply);
  window = open_library (self);
  wait_for (composer_window_find_label (window, "river") != NULL);
  g_assert_nonnull (composer_window_find_label (window, _("Not used yet")));
  composer_window_keep_picture ("library");
  details = cs_library_window_new (GTK_WINDOW (window), self->office->session, &item->digest);
  gtk_window_present (GTK_WINDOW (details));
  wait_for (composer_window_find_label (details, "120 × 80") != NULL);
  composer_window_keep_picture ("library-details");
  gtk_window_destroy (GTK_WINDOW (details));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add (const char *path,
     void (*test)(ComposerWindow *, gconstpointer))
{
  g_test_add (path, ComposerWindow, NULL, composer_window_set_up, test, composer_window_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  composer_window_begin (&argc, &argv);

  add ("/ui/composer-words/tie", test_tie);
  add ("/ui/composer-words/tell", test_tell);
  add ("/ui/composer-words/cards", test_cards);
  add ("/ui/composer-words/find", test_find);
  add ("/ui/composer-words/template", test_template);
  add ("/ui/composer-words/spelling", test_spelling);
  add ("/ui/composer-words/versions", test_versions);
  add ("/ui/composer-words/library", test_library);

  return g_test_run ();
}
