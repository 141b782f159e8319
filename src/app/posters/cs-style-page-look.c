/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-poster-canvas.h"
#include "cs-show-error.h"
#include "cs-style-page-private.h"

/* Colours that go together, each read on its ground. */
static const CsPalette palettes[CS_STYLE_N_PALETTES] = {
  { NC_("palette", "Blue"), 0xffffff, 0x16202b, 0x0b5394 },
  { NC_("palette", "Red"), 0xfffaf3, 0x2a1714, 0xb01c1c },
  { NC_("palette", "Green"), 0xf7faf5, 0x15261a, 0x1f6b3a },
  { NC_("palette", "Violet"), 0xfbf9fd, 0x221a33, 0x5b3a9b },
  { NC_("palette", "Night"), 0x10202e, 0xf5f7f9, 0xf2b134 },
  { NC_("palette", "Black"), 0xffffff, 0x000000, 0x000000 },
};

const CsPalette *
cs_style_page_get_palette (guint i)
{
  return &palettes[i];
}

CsColour *
cs_style_page_get_colour (CsStylePage *self,
                          guint        i)
{
  return i == CS_STYLE_GROUND ? &self->style->ground : i == CS_STYLE_INK ? &self->style->ink : &self->style->accent;
}

GtkWidget *
cs_style_page_make_samples (CsStylePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (self->samples); i++)
    {
      self->samples[i] = cs_poster_canvas_new (cs_session_get_office (cs_office_data_get_session (self->data)), _("A poster in this style"));
      gtk_widget_set_size_request (self->samples[i], 200, 190);
      gtk_box_append (GTK_BOX (box), self->samples[i]);
    }
  return box;
}

static GtkEditable *
add_entry (CsStylePage *self,
           GtkWidget   *group,
           const char  *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return GTK_EDITABLE (row);
}

static GtkWidget *
make_lines (CsStylePage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("At the Foot of Every Poster"));
  self->lines[CS_STYLE_NAME] = add_entry (self, group, _("Name line"));
  self->lines[CS_STYLE_FOOTER] = add_entry (self, group, _("Footer line, such as an address of the web"));
  self->choose = gtk_button_new_with_label (_("Choose…"));
  self->logo_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->logo_row), _("Logo"));
  self->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_set_tooltip_text (self->remove, _("Remove the logo"));
  cs_name_widget (self->remove, _("Remove the logo"));
  cs_name_widget (self->choose, _("Choose the logo"));
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->logo_row), self->remove);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->logo_row), self->choose);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->logo_row);
  return group;
}

static void
fill (cairo_t *cr,
      CsColour colour,
      double   x,
      double   width,
      double   height)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
  cairo_rectangle (cr, x, 0, width, height);
  cairo_fill (cr);
}

static void
draw_swatch_cb (GtkDrawingArea *area,
                cairo_t        *cr,
                int             width,
                int             height,
                gpointer        user_data)
{
  CsStylePage *self = user_data;
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "colour"));

  if (self->style)
    fill (cr, *cs_style_page_get_colour (self, i), 0, width, height);
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.6);
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_palette_cb (GtkDrawingArea *area,
                 cairo_t        *cr,
                 int             width,
                 int             height,
                 gpointer        user_data)
{
  guint i = GPOINTER_TO_UINT (user_data);

  fill (cr, palettes[i].accent, 0, width / 3.0 + 1, height);
  fill (cr, palettes[i].ground, width / 3.0, width / 3.0 + 1, height);
  fill (cr, palettes[i].ink, width * 2 / 3.0, width / 3.0 + 1, height);
}

static GtkWidget *
make_palettes (CsStylePage *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), G_N_ELEMENTS (palettes));
  for (guint i = 0; i < G_N_ELEMENTS (palettes); i++)
    {
      GtkWidget *button = gtk_button_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
      GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      const char *name = g_dpgettext2 (NULL, "palette", palettes[i].name);
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 66);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 24);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_palette_cb, GUINT_TO_POINTER (i), NULL);
      gtk_box_append (GTK_BOX (box), area);
      gtk_box_append (GTK_BOX (box), gtk_label_new (name));
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_widget_add_css_class (button, "flat");
      cs_name_widget (button, name);
      self->palettes[i] = button;
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), child);
    }
  return flow;
}

static GtkWidget *
make_colours (CsStylePage *self)
{
  static const char * const titles[CS_STYLE_N_COLOURS] = { N_("Ground"), N_("Text"), N_("Accent") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Colours"));
  for (guint i = 0; i < CS_STYLE_N_COLOURS; i++)
    {
      self->colours[i] = add_entry (self, group, _(titles[i]));
      self->swatches[i] = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      g_object_set_data (G_OBJECT (self->swatches[i]), "colour", GUINT_TO_POINTER (i));
      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->swatches[i]), 44);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->swatches[i]), 26);
      gtk_widget_set_valign (self->swatches[i], GTK_ALIGN_CENTER);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->swatches[i]), draw_swatch_cb, self, NULL);
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->colours[i]), self->swatches[i]);
    }
  self->contrast = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->contrast), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->contrast), 0);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->contrast);
  gtk_box_append (GTK_BOX (box), make_palettes (self));
  return box;
}

static GtkWidget *
make_typefaces (CsStylePage *self)
{
  static const char * const titles[CS_N_POSTER_SCRIPTS] = { N_("Latin"), N_("Chinese"), N_("Arabic") };
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Typefaces"));
  for (guint i = 0; i < CS_N_POSTER_SCRIPTS; i++)
    {
      self->typefaces[i] = ADW_COMBO_ROW (adw_combo_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->typefaces[i]), _(titles[i]));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->typefaces[i]));
    }
  cs_name_fields (group);
  return group;
}

void
cs_style_page_make_groups (CsStylePage *self)
{
  self->groups[0] = make_lines (self);
  self->groups[1] = make_colours (self);
  self->groups[2] = make_typefaces (self);
}
