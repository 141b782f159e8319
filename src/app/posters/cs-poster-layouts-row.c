/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-poster-canvas.h"
#include "cs-poster-layouts-row.h"

struct _CsPosterLayoutsRow
{
  AdwBin     parent_instance;

  GtkWidget *buttons[CS_N_POSTER_LAYOUTS];
  GtkWidget *canvases[CS_N_POSTER_LAYOUTS];
  gboolean   loading;
};

G_DEFINE_FINAL_TYPE (CsPosterLayoutsRow, cs_poster_layouts_row, ADW_TYPE_BIN)

static guint changed_signal;

CsPoster *
cs_poster_make_example (CsPosterLayout      layout,
                        const CsHouseStyle *style,
                        const char         *language)
{
  /* Translators: an example of the words that somebody said. */
  const char *words = _("We listen before we decide.");
  const char *texts[CS_N_POSTER_FIELDS] = {
    [CS_POSTER_KICKER] = _("Housing"),
    [CS_POSTER_NUMBER] = _("3.2 %"),
    [CS_POSTER_TITLE] = layout == CS_POSTER_FIGURE ? _("more people in work than a year ago") :
                        layout == CS_POSTER_NOTICE ? _("Free flu vaccination") :
                        layout == CS_POSTER_BEFORE_AFTER ? _("The river is clean again") : _("What changes on 1 January"),
    [CS_POSTER_POINT_1] = _("Free advice in every town hall"),
    [CS_POSTER_POINT_2] = _("Answers within ten days"),
    [CS_POSTER_POINT_3] = _("All forms on one page"),
    [CS_POSTER_WHEN] = _("Saturday, 5 December, 9:00 to 17:00"),
    [CS_POSTER_WHERE] = _("Town hall, ground floor"),
    [CS_POSTER_WHOM] = _("Everybody over 60"),
    [CS_POSTER_WORDS] = words,
    [CS_POSTER_PERSON] = _("The mayor"),
    [CS_POSTER_BEFORE_NAME] = _("2020"),
    [CS_POSTER_BEFORE] = _("48 mg"),
    [CS_POSTER_AFTER_NAME] = _("2026"),
    [CS_POSTER_AFTER] = _("11 mg"),
  };
  CsPoster *poster = cs_poster_new ();

  poster->layout = layout;
  g_free (poster->language);
  poster->language = g_strdup (language);
  cs_house_style_free (poster->style);
  poster->style = cs_house_style_copy (style);
  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    if (texts[i])
      cs_poster_set_text (poster, i, texts[i]);

  return poster;
}

CsPosterLayout
cs_poster_layouts_row_get (CsPosterLayoutsRow *self)
{
  g_return_val_if_fail (CS_IS_POSTER_LAYOUTS_ROW (self), CS_POSTER_POINTS);

  for (guint i = 0; i < CS_N_POSTER_LAYOUTS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[i])))
      return (CsPosterLayout) i;

  return CS_POSTER_POINTS;
}

void
cs_poster_layouts_row_set (CsPosterLayoutsRow *self,
                           CsPosterLayout      layout,
                           const CsHouseStyle *style,
                           const char         *language)
{
  g_return_if_fail (CS_IS_POSTER_LAYOUTS_ROW (self));

  self->loading = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[layout]), TRUE);
  self->loading = FALSE;
  for (guint i = 0; i < CS_N_POSTER_LAYOUTS; i++)
    {
      g_autoptr(CsHouseStyle) plain = cs_house_style_copy (style);
      g_autoptr(CsPoster) example = NULL;

      /* At this size the foot would be dust. */
      g_free (plain->name);
      plain->name = g_strdup ("");
      g_free (plain->footer);
      plain->footer = g_strdup ("");
      plain->logo = (CsDigest) { 0 };
      example = cs_poster_make_example (i, plain, language);
      cs_poster_canvas_set (CS_POSTER_CANVAS (self->canvases[i]), example);
    }
}

static void
toggled_cb (CsPosterLayoutsRow *self,
            GtkToggleButton    *button)
{
  if (!self->loading && gtk_toggle_button_get_active (button))
    g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
make_button (CsPosterLayoutsRow *self,
             CsPosterLayout      layout)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (cs_poster_layout_label (layout));

  self->canvases[layout] = cs_poster_canvas_new (NULL, cs_poster_layout_label (layout));
  gtk_widget_set_size_request (self->canvases[layout], 106, 60);
  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), self->canvases[layout]);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, cs_poster_layout_label (layout));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, cs_poster_layout_label (layout), -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
cs_poster_layouts_row_class_init (CsPosterLayoutsRowClass *klass)
{
  changed_signal = g_signal_new ("changed", CS_TYPE_POSTER_LAYOUTS_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_poster_layouts_row_init (CsPosterLayoutsRow *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Layout"), -1);
  for (guint i = 0; i < CS_N_POSTER_LAYOUTS; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      self->buttons[i] = make_button (self, i);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->buttons[i]), GTK_TOGGLE_BUTTON (self->buttons[0]));
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), self->buttons[i]);
      /* The button takes the focus, not what holds it. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), child);
    }
  adw_bin_set_child (ADW_BIN (self), flow);
}

GtkWidget *
cs_poster_layouts_row_new (void)
{
  return g_object_new (CS_TYPE_POSTER_LAYOUTS_ROW, NULL);
}
