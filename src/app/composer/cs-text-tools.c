/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-text-tools.h"
#include "cs-text.h"

/* So long after the last key the words are looked at, milliseconds. */
#define REST 250

struct _CsTextTools
{
  GObject        parent_instance;

  GtkTextView   *view;    /* owns us */
  GtkTextBuffer *buffer;
  CsSpeller     *speller;
  GMenu         *menu;
  GMenu         *spelling; /* its first section */
  guint          source;
  GtkTextMark   *wrong_start; /* of the misspelt word that the menu is about */
  GtkTextMark   *wrong_end;
};

G_DEFINE_FINAL_TYPE (CsTextTools, cs_text_tools, G_TYPE_OBJECT)

static guint add_word_signal;

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019;
}

/* Words that a dictionary cannot know: with digits around them, in capitals, of one letter. */
static gboolean
is_checked (const char *start,
            const char *end,
            gunichar    before,
            gunichar    after)
{
  gboolean capitals = TRUE;

  if (g_utf8_strlen (start, end - start) < 2 || g_unichar_isdigit (before) || g_unichar_isdigit (after) ||
      before == '{' || after == '}' || before == '_' || after == '_')
    return FALSE;
  for (const char *at = start; at < end && capitals; at = g_utf8_next_char (at))
    capitals = !g_unichar_islower (g_utf8_get_char (at));

  return !capitals;
}

static gboolean
is_in_span (GArray *spans,
            gsize   at)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);

      if (at >= span->start && at < span->end)
        return TRUE;
    }

  return FALSE;
}

static char *
dup_word (const char *start,
          const char *end)
{
  GString *word = g_string_new (NULL);

  for (const char *at = start; at < end; at = g_utf8_next_char (at))
    g_string_append_unichar (word, g_utf8_get_char (at) == 0x2019 ? '\'' : g_utf8_get_char (at));
  return g_string_free (word, FALSE);
}

static void
mark_word (CsTextTools *self,
           const char  *text,
           const char  *start,
           const char  *end)
{
  GtkTextIter from, to;
  glong offset = g_utf8_pointer_to_offset (text, start);

  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, (int) offset);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, (int) (offset + g_utf8_pointer_to_offset (start, end)));
  gtk_text_buffer_apply_tag_by_name (self->buffer, "misspelt", &from, &to);
}

static void
look_at_words (CsTextTools *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr(GArray) spans = NULL;
  gunichar before = 0;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (self->buffer, "misspelt", &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  spans = cs_text_find_spans (text);
  for (const char *at = text; *at != '\0';)
    {
      const char *word_end = at;
      const char *behind;

      if (!g_unichar_isalpha (g_utf8_get_char (at)))
        {
          before = g_utf8_get_char (at);
          at = g_utf8_next_char (at);
          continue;
        }
      for (behind = at; *behind != '\0' && is_word_char (g_utf8_get_char (behind)); behind = g_utf8_next_char (behind))
        if (g_unichar_isalpha (g_utf8_get_char (behind)) || g_unichar_ismark (g_utf8_get_char (behind)))
          word_end = g_utf8_next_char (behind);
      if (is_checked (at, word_end, before, g_utf8_get_char (word_end)) && !is_in_span (spans, (gsize) (at - text)))
        {
          g_autofree char *word = dup_word (at, word_end);

          if (cs_speller_is_wrong (self->speller, word))
            mark_word (self, text, at, word_end);
        }
      before = *behind != '\0' ? g_utf8_get_char (g_utf8_prev_char (behind)) : 0;
      at = behind;
    }
}

static gboolean
rested_cb (gpointer user_data)
{
  CsTextTools *self = user_data;

  self->source = 0;
  look_at_words (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CsTextTools *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (REST, rested_cb, self);
}

/* What the menu says of the word at @at. */
static void
fill_menu (CsTextTools       *self,
           const GtkTextIter *at)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (self->buffer), "misspelt");
  GtkTextIter start = *at;
  GtkTextIter end = *at;
  g_autofree char *text = NULL;
  g_autofree char *word = NULL;
  const char * const *suggestions;

  g_menu_remove_all (self->spelling);
  if (!cs_speller_is_on (self->speller))
    {
      g_menu_append (self->spelling, _("No Spell Check in This Language"), "spelling.off");
      return;
    }
  if (!gtk_text_iter_has_tag (at, tag) && !gtk_text_iter_ends_tag (at, tag))
    return;
  if (!gtk_text_iter_starts_tag (&start, tag))
    gtk_text_iter_backward_to_tag_toggle (&start, tag);
  if (!gtk_text_iter_ends_tag (&end, tag))
    gtk_text_iter_forward_to_tag_toggle (&end, tag);
  gtk_text_buffer_move_mark (self->buffer, self->wrong_start, &start);
  gtk_text_buffer_move_mark (self->buffer, self->wrong_end, &end);
  text = gtk_text_iter_get_text (&start, &end);
  word = dup_word (text, text + strlen (text));
  suggestions = cs_speller_get_suggestions (self->speller, word);
  for (guint i = 0; suggestions != NULL && suggestions[i] != NULL; i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (suggestions[i], NULL);

      g_menu_item_set_action_and_target (item, "spelling.replace", "s", suggestions[i]);
      g_menu_append_item (self->spelling, item);
    }
  g_menu_append (self->spelling, _("Add to the Office’s Dictionary"), "spelling.add");
}

static void
replace_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  CsTextTools *self = user_data;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &start, self->wrong_start);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &end, self->wrong_end);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, g_variant_get_string (parameter, NULL), -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  CsTextTools *self = user_data;
  GtkTextIter start, end;
  g_autofree char *word = NULL;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &start, self->wrong_start);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &end, self->wrong_end);
  word = gtk_text_iter_get_text (&start, &end);
  if (*word != '\0')
    g_signal_emit (self, add_word_signal, 0, word);
}

static void
pressed_cb (CsTextTools *self,
            int          n_press,
            double       x,
            double       y)
{
  GtkTextIter at;
  int left, top;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &left, &top);
  gtk_text_view_get_iter_at_location (self->view, &at, left, top);
  fill_menu (self, &at);
}

static void
cursor_cb (CsTextTools *self)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  fill_menu (self, &at);
}

static void
cs_text_tools_finalize (GObject *object)
{
  CsTextTools *self = CS_TEXT_TOOLS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_object_unref (self->buffer);
  g_object_unref (self->speller);
  g_object_unref (self->menu);
  g_object_unref (self->spelling);
  G_OBJECT_CLASS (cs_text_tools_parent_class)->finalize (object);
}

static void
cs_text_tools_class_init (CsTextToolsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_text_tools_finalize;
  add_word_signal = g_signal_new ("add-word", CS_TYPE_TEXT_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cs_text_tools_init (CsTextTools *self)
{
}

static void
add_actions (CsTextTools *self)
{
  const GActionEntry entries[] = {
    { .name = "replace", .activate = replace_cb, .parameter_type = "s" },
    { .name = "add", .activate = add_cb },
    { .name = "off" },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (group), "off")), FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", G_ACTION_GROUP (group));
}

static void
watch (CsTextTools *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->speller, "learnt", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

CsTextTools *
cs_text_tools_attach (GtkTextView *view,
                      CsSpeller   *speller,
                      GMenuModel  *common)
{
  CsTextTools *self;
  GtkTextIter start;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view) && CS_IS_SPELLER (speller), NULL);

  if ((self = g_object_get_data (G_OBJECT (view), "cs-text-tools")) != NULL)
    return self;

  self = g_object_new (CS_TYPE_TEXT_TOOLS, NULL);
  self->view = view;
  self->buffer = g_object_ref (gtk_text_view_get_buffer (view));
  self->speller = g_object_ref (speller);
  self->menu = g_menu_new ();
  self->spelling = g_menu_new ();
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->spelling));
  g_menu_append_section (self->menu, NULL, common);
  gtk_text_buffer_create_tag (self->buffer, "misspelt", "underline", PANGO_UNDERLINE_ERROR, NULL);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  self->wrong_start = gtk_text_buffer_create_mark (self->buffer, NULL, &start, TRUE);
  self->wrong_end = gtk_text_buffer_create_mark (self->buffer, NULL, &start, FALSE);
  add_actions (self);
  gtk_text_view_set_extra_menu (view, G_MENU_MODEL (self->menu));
  watch (self);
  g_object_set_data_full (G_OBJECT (view), "cs-text-tools", self, g_object_unref);
  changed_cb (self);
  return self;
}
