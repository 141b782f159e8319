/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-find-bar.h"
#include "cs-show-error.h"

struct _CsFindBar
{
  AdwBin      parent_instance;

  GPtrArray  *views;     /* of GtkTextView, owned references */
  guint       current;   /* the view in which the last one was found */

  GtkWidget  *find;      /* GtkSearchEntry */
  GtkWidget  *replace;   /* GtkEntry */
  GtkWidget  *replacing; /* the line with it */
  GtkWidget  *match_case;
  GtkLabel   *count;
};

G_DEFINE_FINAL_TYPE (CsFindBar, cs_find_bar, ADW_TYPE_BIN)

static const char *
get_wanted (CsFindBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->find));
}

static GtkTextSearchFlags
get_flags (CsFindBar *self)
{
  return GTK_TEXT_SEARCH_TEXT_ONLY |
         (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->match_case)) ? 0 : GTK_TEXT_SEARCH_CASE_INSENSITIVE);
}

static GtkTextBuffer *
get_buffer (CsFindBar *self,
            guint      view)
{
  return gtk_text_view_get_buffer (g_ptr_array_index (self->views, view));
}

static guint
count_all (CsFindBar *self)
{
  const char *wanted = get_wanted (self);
  guint n = 0;

  for (guint i = 0; *wanted && i < self->views->len; i++)
    {
      GtkTextIter at, start, end;

      gtk_text_buffer_get_start_iter (get_buffer (self, i), &at);
      while (gtk_text_iter_forward_search (&at, wanted, get_flags (self), &start, &end, NULL))
        {
          n++;
          at = end;
        }
    }

  return n;
}

static void
say (CsFindBar  *self,
     const char *text)
{
  gtk_label_set_label (self->count, text);
}

static void
show_count (CsFindBar *self)
{
  guint n = count_all (self);
  g_autofree char *text = n > 0 ? g_strdup_printf (ngettext ("%u found", "%u found", n), n) : g_strdup (_("Not found"));

  say (self, *get_wanted (self) ? text : "");
}

static void
select_found (CsFindBar         *self,
              guint              view,
              const GtkTextIter *start,
              const GtkTextIter *end)
{
  GtkTextBuffer *buffer = get_buffer (self, view);

  self->current = view;
  gtk_text_buffer_select_range (buffer, end, start);
  gtk_text_view_scroll_mark_onscreen (g_ptr_array_index (self->views, view), gtk_text_buffer_get_insert (buffer));
}

/* The next one behind the selection of the current view, then in the views after it, round to its beginning. */
static gboolean
find_next (CsFindBar *self,
           gboolean   backward)
{
  const char *wanted = get_wanted (self);

  for (guint i = 0; *wanted && i <= self->views->len; i++)
    {
      guint n = self->views->len;
      guint view = (self->current + (backward ? n * 2 - i : i)) % n;
      GtkTextBuffer *buffer = get_buffer (self, view);
      GtkTextIter from, to, start, end;
      gboolean found;

      if (i == 0)
        gtk_text_buffer_get_selection_bounds (buffer, &from, &to);
      else
        gtk_text_buffer_get_bounds (buffer, &from, &to);
      found = backward ? gtk_text_iter_backward_search (i == 0 ? &from : &to, wanted, get_flags (self), &start, &end, NULL)
                       : gtk_text_iter_forward_search (i == 0 ? &to : &from, wanted, get_flags (self), &start, &end, NULL);
      if (found)
        {
          select_found (self, view, &start, &end);
          return TRUE;
        }
    }

  return FALSE;
}

static void
next_cb (CsFindBar *self)
{
  if (self->views->len > 0)
    find_next (self, FALSE);
  show_count (self);
}

static void
previous_cb (CsFindBar *self)
{
  if (self->views->len > 0)
    find_next (self, TRUE);
  show_count (self);
}

static gboolean
is_found_selected (CsFindBar   *self,
                   GtkTextIter *start,
                   GtkTextIter *end)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *wanted = NULL;

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self, self->current), start, end))
    return FALSE;
  text = gtk_text_iter_get_text (start, end);
  if (!(get_flags (self) & GTK_TEXT_SEARCH_CASE_INSENSITIVE))
    return g_str_equal (text, get_wanted (self));
  folded = g_utf8_casefold (text, -1);
  wanted = g_utf8_casefold (get_wanted (self), -1);
  return g_str_equal (folded, wanted);
}

static void
put (GtkTextBuffer *buffer,
     GtkTextIter   *start,
     GtkTextIter   *end,
     const char    *words)
{
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, start, end);
  gtk_text_buffer_insert (buffer, start, words, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
replace_cb (CsFindBar *self)
{
  GtkTextIter start, end;

  if (self->views->len == 0 || !*get_wanted (self))
    return;
  if (is_found_selected (self, &start, &end))
    put (get_buffer (self, self->current), &start, &end, gtk_editable_get_text (GTK_EDITABLE (self->replace)));
  find_next (self, FALSE);
  show_count (self);
}

/* Each part in one step of its undo. */
static void
replace_all_cb (CsFindBar *self)
{
  const char *wanted = get_wanted (self);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->replace));
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; *wanted && i < self->views->len; i++)
    {
      GtkTextBuffer *buffer = get_buffer (self, i);
      GtkTextIter at, start, end;

      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_get_start_iter (buffer, &at);
      while (gtk_text_iter_forward_search (&at, wanted, get_flags (self), &start, &end, NULL))
        {
          gtk_text_buffer_delete (buffer, &start, &end);
          gtk_text_buffer_insert (buffer, &start, words, -1);
          at = start;
          n++;
        }
      gtk_text_buffer_end_user_action (buffer);
    }
  text = g_strdup_printf (ngettext ("%u replaced; Ctrl+Z in a part takes it back", "%u replaced; Ctrl+Z in a part takes it back", n), n);
  say (self, n > 0 ? text : _("Not found"));
}

static void
close_cb (CsFindBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->current < self->views->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->views, self->current));
}

static gboolean
key_cb (CsFindBar *self,
        guint      key)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  close_cb (self);
  return TRUE;
}

static void
cs_find_bar_dispose (GObject *object)
{
  g_clear_pointer (&CS_FIND_BAR (object)->views, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_find_bar_parent_class)->dispose (object);
}

static void
cs_find_bar_class_init (CsFindBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_find_bar_dispose;
}

static GtkWidget *
make_icon_button (CsFindBar  *self,
                  const char *icon,
                  const char *name,
                  void      (*clicked)(CsFindBar *))
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_find_line (CsFindBar *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->find = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->find, TRUE);
  g_object_set (self->find, "placeholder-text", _("Find in all parts"), NULL);
  cs_name_widget (self->find, _("Find in all parts"));
  g_signal_connect_object (self->find, "search-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "activate", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "stop-search", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->find);
  self->count = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (line), make_icon_button (self, "go-up-symbolic", _("Previous (Shift+F3)"), previous_cb));
  gtk_box_append (GTK_BOX (line), make_icon_button (self, "go-down-symbolic", _("Next (F3)"), next_cb));
  self->match_case = gtk_check_button_new_with_label (_("Match case"));
  g_signal_connect_object (self->match_case, "toggled", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->match_case);
  gtk_box_append (GTK_BOX (line), make_icon_button (self, "window-close-symbolic", _("Close the search"), close_cb));
  return line;
}

static GtkWidget *
make_replace_line (CsFindBar *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *one = gtk_button_new_with_label (_("Replace"));
  GtkWidget *all = gtk_button_new_with_label (_("Replace All"));

  self->replace = gtk_entry_new ();
  gtk_widget_set_hexpand (self->replace, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->replace), _("Replace with"));
  cs_name_widget (self->replace, _("Replace with"));
  g_signal_connect_object (self->replace, "activate", G_CALLBACK (replace_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (one, "clicked", G_CALLBACK (replace_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (all, "clicked", G_CALLBACK (replace_all_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->replace);
  gtk_box_append (GTK_BOX (line), one);
  gtk_box_append (GTK_BOX (line), all);
  return line;
}

static void
add_shortcut (CsFindBar             *self,
              GtkEventController    *shortcuts,
              const char            *trigger,
              GtkShortcutFunc        callback)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                                          gtk_callback_action_new (callback, NULL, NULL)));
}

static gboolean
next_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   unused)
{
  next_cb (CS_FIND_BAR (widget));
  return TRUE;
}

static gboolean
previous_key_cb (GtkWidget *widget,
                 GVariant  *args,
                 gpointer   unused)
{
  previous_cb (CS_FIND_BAR (widget));
  return TRUE;
}

static void
cs_find_bar_init (CsFindBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  self->views = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_box_append (GTK_BOX (box), make_find_line (self));
  gtk_box_append (GTK_BOX (box), self->replacing = make_replace_line (self));
  gtk_widget_add_css_class (box, "toolbar");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  add_shortcut (self, shortcuts, "F3", next_key_cb);
  add_shortcut (self, shortcuts, "<Shift>F3", previous_key_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

GtkWidget *
cs_find_bar_new (void)
{
  return g_object_new (CS_TYPE_FIND_BAR, NULL);
}

void
cs_find_bar_set_views (CsFindBar *self,
                       GPtrArray *views)
{
  g_return_if_fail (CS_IS_FIND_BAR (self));
  g_return_if_fail (views != NULL);

  g_ptr_array_set_size (self->views, 0);
  for (guint i = 0; i < views->len; i++)
    g_ptr_array_add (self->views, g_object_ref (g_ptr_array_index (views, i)));
  if (self->current >= self->views->len)
    self->current = 0;
}

void
cs_find_bar_open (CsFindBar *self,
                  gboolean   replace)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (CS_IS_FIND_BAR (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root ? gtk_root_get_focus (root) : NULL;
  for (guint i = 0; i < self->views->len; i++)
    {
      GtkTextIter start, end;

      if (g_ptr_array_index (self->views, i) != (gpointer) focus)
        continue;
      self->current = i;
      if (gtk_text_buffer_get_selection_bounds (get_buffer (self, i), &start, &end))
        {
          g_autofree char *words = gtk_text_iter_get_text (&start, &end);

          if (strchr (words, '\n') == NULL)
            gtk_editable_set_text (GTK_EDITABLE (self->find), words);
        }
    }
  gtk_widget_set_visible (self->replacing, replace);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show_count (self);
  gtk_widget_grab_focus (self->find);
}
