/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-poster-canvas.h"
#include "cs-poster-editor-private.h"
#include "cs-poster-form.h"
#include "cs-poster-layouts-row.h"
#include "cs-show-error.h"

/* The scripts that the house style has typefaces for, by a language of each; and the post's own. */
static const char * const languages[] = { "en", "zh", "ar" };

static GtkWidget *
make_formats (CsPosterEditor *self)
{
  const char *labels[CS_N_POSTER_FORMATS + 1] = { NULL };

  for (guint i = 0; i < CS_N_POSTER_FORMATS; i++)
    labels[i] = cs_poster_format_label (i);
  self->formats = gtk_drop_down_new_from_strings (labels);
  cs_name_drop_down (GTK_DROP_DOWN (self->formats), _("Format"));
  gtk_widget_set_tooltip_text (self->formats, _("Format"));
  return self->formats;
}

static const char *
name_language (const char *code)
{
  if (g_str_equal (code, "zh"))
    return _("Chinese");
  if (g_str_equal (code, "ar"))
    return _("Arabic");
  return g_str_equal (code, "en") ? _("English") : code;
}

void
cs_poster_editor_fill_languages (CsPosterEditor *self,
                                 const char     *own)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  gboolean found = FALSE;
  guint chosen = 0;

  for (guint i = 0; i <= G_N_ELEMENTS (languages); i++)
    {
      const char *code = i < G_N_ELEMENTS (languages) ? languages[i] : own;
      g_autoptr(GObject) item = NULL;

      if (i == G_N_ELEMENTS (languages) && found)
        break;
      gtk_string_list_append (list, name_language (code));
      item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_object_set_data_full (item, "code", g_strdup (code), g_free);
      if (g_str_equal (code, own))
        {
          found = TRUE;
          chosen = i;
        }
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->languages), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->languages), chosen);
}

static GtkWidget *
make_header (CsPosterEditor *self,
             gboolean        existing)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *menu_button = gtk_menu_button_new ();
  g_autoptr(GMenu) menu = g_menu_new ();

  self->insert = gtk_button_new_with_label (existing ? _("Update") : _("Insert"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->insert), "poster.insert");
  gtk_widget_add_css_class (self->insert, "suggested-action");
  g_menu_append (menu, _("Print PDF, A4…"), "poster.print::a4");
  g_menu_append (menu, _("Print PDF, A3…"), "poster.print::a3");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu_button), "printer-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu_button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (menu_button, _("Print"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Print"), -1);
  self->margins = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->margins), "view-fullscreen-symbolic");
  gtk_widget_set_tooltip_text (self->margins, _("Show the safe margins"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->margins), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show the safe margins"), -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_formats (self));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->insert);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), menu_button);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->margins);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Poster"), ""));
  return header;
}

static GtkWidget *
make_language_row (CsPosterEditor *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();

  self->languages = gtk_drop_down_new (NULL, NULL);
  cs_name_drop_down (GTK_DROP_DOWN (self->languages), _("Language of the poster"));
  gtk_widget_set_valign (self->languages, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Language"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->languages);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static GtkWidget *
make_start (CsPosterEditor *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->layouts = cs_poster_layouts_row_new ();
  self->form = cs_poster_form_new (self->office);
  gtk_box_append (GTK_BOX (box), self->layouts);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_box_append (GTK_BOX (box), make_language_row (self));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_widget_set_size_request (scroll, 410, -1);
  /* What is left goes to the poster. */
  gtk_widget_set_hexpand (scroll, FALSE);
  return scroll;
}

static GtkWidget *
make_alt (CsPosterEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_("Alt text"));
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  self->propose = gtk_button_new_with_label (_("Take the Poster’s Words"));
  gtk_widget_add_css_class (self->propose, "flat");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), self->propose);
  self->alt_buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Alt text of the poster"), -1);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), 76);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scroll);
  return box;
}

static GtkWidget *
make_end (CsPosterEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->canvas = cs_poster_canvas_new (self->office, _("The poster as it will be published"));
  gtk_widget_set_vexpand (self->canvas, TRUE);
  gtk_widget_set_hexpand (self->canvas, TRUE);
  gtk_widget_set_size_request (self->canvas, 260, 180);
  self->problems = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problems), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->problems), 0);
  gtk_widget_add_css_class (self->problems, "chart-problems");
  self->restyle = gtk_button_new_with_label (_("Use the House Style of Today"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->restyle), "poster.restyle");
  gtk_widget_set_tooltip_text (self->restyle, _("The poster was drawn in another style. It keeps that one unless you change it."));
  gtk_widget_set_halign (self->restyle, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->canvas);
  gtk_box_append (GTK_BOX (box), self->problems);
  gtk_box_append (GTK_BOX (box), self->restyle);
  gtk_box_append (GTK_BOX (box), make_alt (self));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  return box;
}

void
cs_poster_editor_build (CsPosterEditor *self,
                        gboolean        existing)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->toasts = adw_toast_overlay_new ();
  gtk_box_append (GTK_BOX (inner), make_start (self));
  gtk_box_append (GTK_BOX (inner), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (inner), make_end (self));
  gtk_widget_set_vexpand (inner, TRUE);
  gtk_box_append (GTK_BOX (outer), make_header (self, existing));
  gtk_box_append (GTK_BOX (outer), inner);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), outer);
  adw_window_set_content (ADW_WINDOW (self), self->toasts);
  gtk_window_set_title (GTK_WINDOW (self), _("Poster"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1120, 760);
}
