/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-claim-marks.h"
#include "cs-claims-list.h"
#include "cs-claims.h"
#include "cs-composer-page-private.h"
#include "cs-show-error.h"
#include "cs-source-client.h"
#include "cs-text-tools.h"
#include "cs-thread.h"
#include "cs-toasts.h"

/* What helps with the words of a post: ties to sources, finding and replacing, spelling. Templates: cs-composer-templates.c. */

/* --- ties --- */

static GtkTextView *
get_view (CsComposerPage *self,
          guint           part)
{
  return part < self->card_list->len ? cs_segment_card_get_text_view (g_ptr_array_index (self->card_list, part)) : NULL;
}

/* The source at @position, made if it is the one behind the last. */
static gboolean
reach_source (CsComposerPage *self,
              guint           position)
{
  GPtrArray *sources = cs_draft_get_content (self->draft)->sources;

  if (position < sources->len)
    return TRUE;
  if (position > sources->len || sources->len >= CS_CONTENT_MAX_SOURCES)
    return FALSE;
  g_ptr_array_add (sources, cs_source_new ("", "", "", ""));
  return TRUE;
}

static void
show_sources (CsComposerPage *self)
{
  gtk_toggle_button_set_active (self->side_toggle, TRUE);
  gtk_stack_set_visible_child_name (self->side_stack, "sources");
}

/* G_MAXUINT32 lets the words go. */
static void
tie (CsComposerPage *self,
     guint           part,
     gsize           start,
     gsize           end,
     guint           source)
{
  CsSegment *segment = cs_draft_find_part (self->draft, part);
  gboolean is_new = source == cs_draft_get_content (self->draft)->sources->len;
  CsClaimSpan span = { .start = start, .end = end };

  if (segment == NULL || !cs_draft_may_edit (self->draft) || start >= end || end > strlen (segment->text))
    return;
  if (source == G_MAXUINT32)
    cs_claims_untie (segment, &span);
  else if (reach_source (self, source))
    cs_claims_tie (segment, start, end, source);
  if (is_new)
    {
      show_sources (self);
      cs_sources_pane_refresh (self->sources);
      cs_sources_pane_edit_last (self->sources);
    }
  cs_draft_touch (self->draft);
}

static void
tie_words_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  guint part, start, end, source;

  g_variant_get (parameter, "(uuuu)", &part, &start, &end, &source);
  tie (CS_COMPOSER_PAGE (widget), part, start, end, source);
}

static void
show_words_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  guint part, start, end;
  GtkTextView *view;

  g_variant_get (parameter, "(uuu)", &part, &start, &end);
  if (!(view = get_view (self, part)))
    return;
  if (cs_side_layout_get_narrow (self->layout))
    gtk_toggle_button_set_active (self->side_toggle, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  cs_claim_marks_select (view, start, end);
}

static void
tie_selection_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  CsSegmentCard *card = cs_composer_thread_get_current (self);
  gsize start, end;

  if (cs_claim_marks_get_selection (cs_segment_card_get_text_view (card), &start, &end))
    tie (self, cs_segment_card_get_part (card), start, end, g_variant_get_uint32 (parameter));
  else
    cs_toast_say (GTK_WIDGET (self->stack), _("First select the words that stand on the source."));
}

/* By the keyboard: with one source there is nothing to choose. */
static void
tie_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  GtkTextView *view = cs_segment_card_get_text_view (cs_composer_thread_get_current (self));
  gsize start, end;

  if (!cs_claim_marks_get_selection (view, &start, &end))
    cs_toast_say (GTK_WIDGET (self->stack), _("First select the words that stand on the source."));
  else if (cs_draft_get_content (self->draft)->sources->len <= 1)
    gtk_widget_activate_action (widget, "composer.tie-selection", "u", 0);
  else
    gtk_widget_activate_action (GTK_WIDGET (view), "menu.popup", NULL);
}

/* The part of the texts' menus that is the same for all: the sources to tie to, templates. */
static void
fill_menu (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  g_autoptr(GMenu) sources = g_menu_new ();

  for (guint i = 0; i <= content->sources->len; i++)
    {
      gboolean is_new = i == content->sources->len;
      g_autofree char *name = is_new ? g_strdup (_("New Source")) : cs_claims_list_name_source (cs_content_get_source (content, i));
      g_autoptr(GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "composer.tie-selection", "u", i);
      g_menu_append_item (sources, item);
    }
  g_menu_remove_all (self->text_menu);
  g_menu_append_submenu (self->text_menu, _("Tie to Source"), G_MENU_MODEL (sources));
  g_menu_append (self->text_menu, _("Insert Snippet or Template…"), "composer.templates");
  g_menu_append (self->text_menu, _("Save Selection as Snippet…"), "composer.save-snippet");
}

/* --- sources behind the post --- */

static guint
find_room (CsComposerPage *self)
{
  g_autoptr(GArray) targets = cs_composer_page_collect_targets (self);
  guint room = 0;

  for (guint i = 0; i < targets->len; i++)
    {
      guint most = g_array_index (targets, CsTarget, i).limits.max_length;

      if (room == 0 || most < room)
        room = most;
    }
  return room;
}

typedef struct
{
  CsComposerPage *page;
  char           *text;
} Appended;

static void
appended_free (gpointer  data,
               GClosure *closure)
{
  Appended *appended = data;

  g_object_unref (appended->page);
  g_free (appended->text);
  g_free (appended);
}

/* Takes the last part away again, unless somebody wrote in it. */
static void
undo_appended_cb (AdwToast *toast,
                  gpointer  user_data)
{
  Appended *appended = user_data;
  CsComposerPage *self = appended->page;
  GPtrArray *segments = cs_draft_get_content (self->draft)->segments;
  const CsSegment *last = g_ptr_array_index (segments, segments->len - 1);

  if (segments->len < 2 || !g_str_equal (last->text, appended->text) || last->media->len > 0)
    return;
  g_ptr_array_remove_index (segments, segments->len - 1);
  cs_composer_thread_show (self, FALSE);
  cs_draft_touch (self->draft);
}

static void
sources_part_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  CsContent *content = cs_draft_get_content (self->draft);
  g_autofree char *text = cs_claims_sources_text (content, find_room (self));
  Appended *appended;
  CsSegment *last;

  if (*text == '\0' || !cs_draft_may_edit (self->draft) || !cs_thread_add (content->segments, content->segments->len - 1))
    {
      cs_toast_say (GTK_WIDGET (self->stack), _("There is no source that could be told, or no room for another part."));
      return;
    }
  last = g_ptr_array_index (content->segments, content->segments->len - 1);
  g_free (last->text);
  last->text = g_strdup (text);
  cs_composer_thread_show (self, FALSE);
  cs_draft_touch (self->draft);
  appended = g_new0 (Appended, 1);
  appended->page = g_object_ref (self);
  appended->text = g_steal_pointer (&text);
  cs_toast_offer (GTK_WIDGET (self->stack), _("The sources stand in a last part"), _("Undo"), G_CALLBACK (undo_appended_cb),
                  appended, appended_free);
}

/* As a line of the part that is worked in; Ctrl+Z takes it back. */
static void
sources_line_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  GtkTextView *view = cs_segment_card_get_text_view (cs_composer_thread_get_current (self));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  guint room = find_room (self);
  guint used = (guint) gtk_text_buffer_get_char_count (buffer);
  g_autofree char *text = cs_claims_sources_text (cs_draft_get_content (self->draft), room > used + 1 ? room - used - 1 : room == 0 ? 0 : 1);
  GtkTextIter end;

  if (*text == '\0' || !cs_draft_may_edit (self->draft))
    {
      cs_toast_say (GTK_WIDGET (self->stack), _("There is no source that could be told, or no room for it in this part."));
      return;
    }
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_begin_user_action (buffer);
  if (used > 0)
    gtk_text_buffer_insert (buffer, &end, "\n", -1);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/* --- finding --- */

static void
collect_views (CsComposerPage *self)
{
  g_autoptr(GPtrArray) views = g_ptr_array_new ();

  for (guint i = 0; i < self->card_list->len; i++)
    g_ptr_array_add (views, get_view (self, i));
  cs_find_bar_set_views (self->find_bar, views);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);

  collect_views (self);
  cs_find_bar_open (self->find_bar, g_str_equal (name, "composer.replace"));
}

/* --- spelling --- */

static void
words_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, NULL);
  g_auto(GStrv) words = reply ? cs_reply_read_spelling (reply) : NULL;

  if (words && self->speller)
    cs_speller_set_words (self->speller, (const char * const *) words);
}

static void
word_added_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (reply == NULL)
    cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
}

static void
add_word_cb (CsComposerPage *self,
             const char     *word)
{
  cs_speller_add_word (self->speller, word);
  cs_office_call_async (cs_session_get_office (self->session), "spelling.add",
                        cs_arguments_spelling_add (word, cs_draft_get_content (self->draft)->language), NULL, word_added_cb,
                        g_object_ref (self));
}

static void
set_language (CsComposerPage *self)
{
  const char *language = cs_draft_get_content (self->draft)->language;

  if (g_strcmp0 (self->spelt_language, language) == 0)
    return;
  g_free (self->spelt_language);
  self->spelt_language = g_strdup (language);
  cs_speller_set_language (self->speller, language);
  cs_office_call_async (cs_session_get_office (self->session), "spelling.list", cs_arguments_spelling_list (language), NULL,
                        words_listed_cb, g_object_ref (self));
}

/* The language that @part is written in: the post's, or that of its variant. */
static const char *
find_language (const CsContent *content,
               guint            part)
{
  guint first = content->segments->len;

  for (guint i = 0; part >= first && i < content->variants->len; i++)
    {
      const CsVariant *variant = cs_content_get_variant (content, i);

      if (part < first + variant->segments->len)
        return *variant->language ? variant->language : content->language;
      first += variant->segments->len;
    }
  return content->language;
}

/* A translation beside the main text has its own dictionary. */
static CsSpeller *
find_speller (CsComposerPage *self,
              guint           part)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  const char *language = find_language (content, part);
  CsSpeller *speller;

  if (g_str_equal (language, content->language))
    return self->speller;
  if (!(speller = g_hash_table_lookup (self->spellers, language)))
    {
      speller = cs_speller_new ();
      cs_speller_set_language (speller, language);
      g_hash_table_insert (self->spellers, g_strdup (language), speller);
    }
  return speller;
}

/* --- all of it --- */

/* Runs for each key. */
void
cs_composer_words_changed (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);

  set_language (self);
  for (guint i = 0; i < self->card_list->len; i++)
    {
      GtkTextView *view = get_view (self, i);
      const CsSegment *segment = cs_draft_find_part (self->draft, i);
      CsTextTools *tools;

      if (segment == NULL)
        continue;
      cs_claim_marks_show (gtk_text_view_get_buffer (view), segment, content->sources->len);
      if (g_object_get_data (G_OBJECT (view), "cs-text-tools") != NULL)
        continue;
      tools = cs_text_tools_attach (view, find_speller (self, i), G_MENU_MODEL (self->text_menu));
      g_signal_connect_object (tools, "add-word", G_CALLBACK (add_word_cb), self, G_CONNECT_SWAPPED);
    }
  cs_sources_pane_show_claims (self->sources);
  if (self->menu_sources != content->sources->len)
    {
      self->menu_sources = content->sources->len;
      fill_menu (self);
    }
}

void
cs_composer_words_init (CsComposerPage *self)
{
  self->text_menu = g_menu_new ();
  self->menu_sources = G_MAXUINT;
  self->speller = cs_speller_new ();
  self->spellers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

void
cs_composer_words_dispose (CsComposerPage *self)
{
  g_clear_object (&self->text_menu);
  g_clear_object (&self->speller);
  g_clear_pointer (&self->spellers, g_hash_table_unref);
  g_clear_pointer (&self->spelt_language, g_free);
}

void
cs_composer_words_install (GtkWidgetClass *widget_class)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  gtk_widget_class_install_action (widget_class, "composer.tie-words", "(uuuu)", tie_words_action);
  gtk_widget_class_install_action (widget_class, "composer.show-words", "(uuu)", show_words_action);
  gtk_widget_class_install_action (widget_class, "composer.tie-selection", "u", tie_selection_action);
  gtk_widget_class_install_action (widget_class, "composer.tie", NULL, tie_action);
  gtk_widget_class_install_action (widget_class, "composer.sources-part", NULL, sources_part_action);
  gtk_widget_class_install_action (widget_class, "composer.sources-line", NULL, sources_line_action);
  gtk_widget_class_install_action (widget_class, "composer.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "composer.replace", NULL, find_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "composer.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "composer.replace", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, both, "composer.tie", NULL);
}
