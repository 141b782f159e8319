/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "composer-window.h"
#include "cs-arguments.h"
#include "cs-merge-window.h"
#include "cs-poll-editor.h"

/* Polls, quotes and answers on a part; other words and another language for some accounts. */

#define act(self, name) g_assert_true (gtk_widget_activate_action (GTK_WIDGET ((self)->page), name, NULL))

static GtkWidget *
find_named (GtkWidget  *widget,
            GType       type,
            const char *placeholder)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget) &&
      (!GTK_IS_ENTRY (widget) || g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)), placeholder) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, type, placeholder);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
has_missing (ComposerWindow *self,
             CsCheckKind     kind)
{
  g_autofree char *rule = g_strconcat ("basic/", cs_check_kind_nick (kind), NULL);

  for (guint i = 0; self->page->missing && i < self->page->missing->len; i++)
    if (g_str_equal (((const CsFinding *) g_ptr_array_index (self->page->missing, i))->rule, rule))
      return TRUE;
  return FALSE;
}

static void
answer (ComposerWindow *self,
        const char     *which,
        const char     *text)
{
  GtkWidget *entry = find_named (self->window, GTK_TYPE_ENTRY, which);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_poll (ComposerWindow *self,
           gconstpointer   data)
{
  const CsSegment *segment;
  g_autoptr(CsContent) stored = NULL;

  g_test_summary ("A poll is written, checked, shown in the preview and saved; removed, it comes back");
  composer_window_type (self, 0, "Which day suits you for the open day?");
  act (self, "composer.add-poll");
  g_assert_true (has_missing (self, CS_CHECK_POLL));
  answer (self, _("Answer 1"), "Saturday");
  answer (self, _("Answer 2"), "Saturday");
  g_assert_true (has_missing (self, CS_CHECK_POLL));
  answer (self, _("Answer 2"), "Sunday");
  g_assert_cmpuint (self->page->missing->len, ==, 0);
  g_signal_emit_by_name (composer_window_find_button (self->window, _("Add Answer")), "clicked");
  answer (self, _("Answer 3"), "Neither");
  segment = cs_content_get_segment (composer_window_get_content (self), 0);
  g_assert_cmpuint (segment->poll->options->len, ==, 3);
  g_assert_nonnull (composer_window_find_label (GTK_WIDGET (self->page->preview), "Neither"));
  composer_window_keep_picture ("poll");
  composer_window_wait_saved (self);
  stored = composer_window_dup_stored (self);
  g_assert_nonnull (cs_content_get_segment (stored, 0)->poll);
}

static void
test_quote (ComposerWindow *self,
            gconstpointer   data)
{
  CsSegment *segment;
  GtkWidget *entry;

  g_test_summary ("An address to quote is checked against the networks; a repost needs no words");
  act (self, "composer.add-quote");
  entry = find_named (self->window, GTK_TYPE_ENTRY, "https://");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "somewhere");
  g_assert_true (has_missing (self, CS_CHECK_QUOTE_ADDRESS));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  composer_window_keep_picture ("quote-wrong");
  gtk_editable_set_text (GTK_EDITABLE (entry), "http://127.0.0.1:45454/@office/12");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpuint (self->page->missing->len, ==, 0);
  segment = cs_content_get_segment (composer_window_get_content (self), 0);
  g_assert_true (cs_segment_is_repost (segment));
  composer_window_type (self, 0, "Read what the water office says");
  g_assert_nonnull (composer_window_find_label (GTK_WIDGET (self->page->preview), _("Quotes this post")));
  act (self, "composer.add-reply");
  composer_window_keep_picture ("quote");
}

static void
add_second_account (ComposerWindow *self)
{
  CsContent *content = composer_window_get_content (self);

  cs_content_add_account (content, composer_office_add_account (self->office, "english"));
  wait_for (cs_session_get_accounts (self->office->session)->len == 2);
  cs_draft_touch (self->page->draft);
}

static void
choose_other_words (ComposerWindow *self,
                    guint           account,
                    guint           language)
{
  GtkWidget *check;

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->page->other_words));
  check = gtk_widget_get_first_child (GTK_WIDGET (self->page->variant_accounts));
  for (guint i = 0; i < account; i++)
    check = gtk_widget_get_next_sibling (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_drop_down_set_selected (self->page->variant_language, language);
  g_assert_true (gtk_widget_is_sensitive (self->page->variant_add));
  g_signal_emit_by_name (self->page->variant_add, "clicked");
}

static void
test_variant (ComposerWindow *self,
              gconstpointer   data)
{
  CsContent *content;
  GtkWidget *confirm;
  g_autoptr(CsContent) stored = NULL;

  g_test_summary ("Other words stand beside the main text, are marked when it changes, confirmed, removed and brought back");
  composer_window_type (self, 0, "The bridge opens on 5 May at 10:00.");
  add_second_account (self);
  choose_other_words (self, 1, 2);
  content = composer_window_get_content (self);
  g_assert_cmpuint (content->variants->len, ==, 1);
  g_assert_cmpstr (cs_content_get_variant (content, 0)->language, ==, "zh");
  g_assert_cmpuint (self->page->card_list->len, ==, 2);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (cs_segment_card_get_text_view (composer_window_get_card (self, 1))),
                            "大桥将于5月5日10:00开放。", -1);
  g_assert_cmpuint (self->page->missing->len, ==, 0);
  composer_window_type (self, 0, " Bring a friend.");
  g_assert_true (has_missing (self, CS_CHECK_STALE));
  g_assert_false (gtk_widget_is_sensitive (self->page->submit));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (composer_window_find_button (self->window, _("What Changed"))), TRUE);
  composer_window_keep_picture ("variant-stale");
  g_assert_nonnull (composer_window_find_label (self->window, "The bridge opens on 5 May at 10:00. Bring"));
  confirm = composer_window_find_button (self->window, _("Confirm: They Still Fit"));
  g_signal_emit_by_name (confirm, "clicked");
  g_assert_cmpuint (self->page->missing->len, ==, 0);
  composer_window_keep_picture ("variant");
  composer_window_wait_saved (self);
  stored = composer_window_dup_stored (self);
  g_assert_cmpuint (stored->variants->len, ==, 1);
  g_signal_emit_by_name (g_ptr_array_index (self->page->groups, 0), "remove");
  g_assert_cmpuint (composer_window_get_content (self)->variants->len, ==, 0);
  g_assert_cmpuint (self->page->card_list->len, ==, 1);
  wait_for (composer_window_find_button (self->window, _("Undo")) != NULL);
  g_signal_emit_by_name (composer_window_find_button (self->window, _("Undo")), "clicked");
  g_assert_cmpuint (composer_window_get_content (self)->variants->len, ==, 1);
  g_assert_cmpstr (((CsSegment *) g_ptr_array_index (cs_content_get_variant (composer_window_get_content (self), 0)->segments, 0))->text,
                   ==, "大桥将于5月5日10:00开放。");
}

static void
test_variant_parts (ComposerWindow *self,
                    gconstpointer   data)
{
  CsContent *content;

  g_test_summary ("The words of a variant are a thread of their own; an account that is taken out takes its words with it");
  composer_window_type (self, 0, "One. Two.");
  add_second_account (self);
  choose_other_words (self, 0, 0);
  content = composer_window_get_content (self);
  cs_segment_card_place_cursor (composer_window_get_card (self, 1), 5);
  act (self, "composer.split-part");
  g_assert_cmpuint (content->segments->len, ==, 1);
  g_assert_cmpuint (cs_content_get_variant (content, 0)->segments->len, ==, 2);
  g_assert_cmpuint (self->page->card_list->len, ==, 3);
  cs_content_remove_account (content, g_array_index (cs_content_get_variant (content, 0)->accounts, gint64, 0));
  cs_draft_touch (self->page->draft);
  g_assert_cmpuint (self->page->card_list->len, ==, 1);
  g_assert_cmpuint (self->page->groups->len, ==, 0);
}

static void
test_numbers (ComposerWindow *self,
              gconstpointer   data)
{
  g_test_summary ("Numbers stand in the preview and are counted; the AI mark must be said where the network has none");
  composer_window_type (self, 0, "First");
  act (self, "composer.append-part");
  composer_window_type (self, 1, "Second");
  gtk_check_button_set_active (self->page->number_check, TRUE);
  g_assert_nonnull (composer_window_find_label (GTK_WIDGET (self->page->preview), "Second 2/2"));
  g_assert_nonnull (composer_window_find_label (GTK_WIDGET (composer_window_get_card (self, 1)), "490"));
  gtk_check_button_set_active (self->page->ai_check, TRUE);
  g_assert_true (has_missing (self, CS_CHECK_AI_MARK));
  composer_window_type (self, 1, ", written with AI");
  g_assert_false (has_missing (self, CS_CHECK_AI_MARK));
  gtk_drop_down_set_selected (self->page->replies_drop, CS_REPLIES_FROM_NOBODY);
  g_assert_true (has_missing (self, CS_CHECK_REPLY_SETTINGS));
  gtk_drop_down_set_selected (self->page->quotes_drop, CS_QUOTES_FROM_NOBODY);
  g_assert_nonnull (composer_window_find_label (GTK_WIDGET (self->page->preview), "Nobody may quote"));
  g_assert_false (has_missing (self, CS_CHECK_QUOTE_SETTINGS));
  composer_window_keep_picture ("numbers");
}

static void
test_presence (ComposerWindow *self,
               gconstpointer   data)
{
  gint64 post;

  g_test_summary ("Who else has the draft open is said, and no longer when the other one closes it");
  composer_window_type (self, 0, "A draft of two");
  composer_window_wait_saved (self);
  post = cs_composer_page_get_post (self->page);
  composer_office_sit (self->office, self->office->colleague);
  json_object_unref (composer_office_call (self->office, "draft.hold", cs_arguments_one ("post", post)));
  composer_office_sit (self->office, self->office->drafter);
  cs_presence_ask (self->page->presence);
  wait_for (cs_presence_get_others (self->page->presence)->len == 1);
  g_assert_nonnull (composer_window_find_label (self->window, "Li Na"));
  composer_window_keep_picture ("presence");
  composer_office_sit (self->office, self->office->colleague);
  json_object_unref (composer_office_call (self->office, "draft.release", cs_arguments_one ("post", post)));
  composer_office_sit (self->office, self->office->drafter);
  cs_presence_ask (self->page->presence);
  wait_for (cs_presence_get_others (self->page->presence)->len == 0);
  g_assert_null (composer_window_find_label (self->window, "Li Na"));
}

/* Saves in the name of a colleague who had the post open elsewhere. */
static void
save_as_colleague (ComposerWindow *self,
                   const char     *text)
{
  gint64 post = cs_composer_page_get_post (self->page);
  g_autoptr(CsContent) content = composer_window_dup_stored (self);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) other = cs_local_office_open (self->office->folder, &error);
  g_autoptr(JsonObject) sheet_reply = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(JsonObject) reply = NULL;
  CsSegment *last = cs_content_get_segment (content, content->segments->len - 1);

  g_assert_no_error (error);
  g_assert_true (cs_local_office_act_as (other, self->office->colleague, &error));
  sheet_reply = cs_office_call (CS_OFFICE (other), "post.get", cs_arguments_one ("post", post), NULL, &error);
  g_assert_no_error (error);
  sheet = cs_reply_read_sheet (sheet_reply);
  g_free (last->text);
  last->text = g_strdup (text);
  reply = cs_office_call (CS_OFFICE (other), "post.save",
                          cs_arguments_post_save (post, sheet->version, content, CS_RELEASE_AT_ONCE, 0, "Europe/Lisbon"),
                          NULL, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_merge_window (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (CS_IS_MERGE_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
test_merge (ComposerWindow *self,
            gconstpointer   data)
{
  g_autofree char *texts = NULL;
  g_autoptr(CsContent) stored = NULL;

  g_test_summary ("Two people at two parts: both are kept; what both changed is taken from either; nothing is overwritten");
  composer_window_type (self, 0, "The road is closed.");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), "composer.append-part", NULL));
  composer_window_type (self, 1, "Use the other one.");
  composer_window_wait_saved (self);
  composer_window_type (self, 0, "Now: ");
  save_as_colleague (self, "Use the bridge.");
  wait_for (cs_draft_get_choice (self->page->draft, NULL, NULL) == CS_DRAFT_CONFLICT);
  g_signal_emit_by_name (self->page->choice_notice, "extra");
  wait_for (find_merge_window () != NULL);
  gtk_test_widget_wait_for_draw (find_merge_window ());
  composer_window_keep_picture ("merge");
  g_signal_emit_by_name (composer_window_find_button (find_merge_window (), _("Use These Words")), "clicked");
  wait_for (find_merge_window () == NULL);
  texts = composer_window_dup_texts (self);
  g_assert_nonnull (strstr (texts, "Now: "));
  g_assert_nonnull (strstr (texts, "|Use the bridge."));
  composer_window_wait_saved (self);
  stored = composer_window_dup_stored (self);
  g_assert_cmpstr (cs_content_get_segment (stored, 1)->text, ==, "Use the bridge.");
  g_assert_nonnull (strstr (cs_content_get_segment (stored, 0)->text, "Now: "));
}

int
main (int    argc,
      char **argv)
{
  composer_window_begin (&argc, &argv);
#define ADD(name, test) g_test_add ("/composer/" name, ComposerWindow, NULL, composer_window_set_up, test, composer_window_tear_down)
  ADD ("poll", test_poll);
  ADD ("quote", test_quote);
  ADD ("variant", test_variant);
  ADD ("variant-parts", test_variant_parts);
  ADD ("numbers", test_numbers);
  ADD ("presence", test_presence);
  ADD ("merge", test_merge);
  return g_test_run ();
}
