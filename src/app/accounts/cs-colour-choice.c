/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "cs-colour-choice.h"
#include "cs-show-error.h"

static const struct
{
  const char *colour;
  const char *name;
} colours[] = {
  { "#3584e4", NC_("colour", "Blue") },
  { "#2190a4", NC_("colour", "Teal") },
  { "#3a944a", NC_("colour", "Green") },
  { "#c88800", NC_("colour", "Yellow") },
  { "#ed5b00", NC_("colour", "Orange") },
  { "#e62d42", NC_("colour", "Red") },
  { "#d56199", NC_("colour", "Pink") },
  { "#9141ac", NC_("colour", "Purple") },
  { "#6f8396", NC_("colour", "Slate") },
};

#define SIDE 22

struct _CsColourChoice
{
  AdwBin parent_instance;

  GtkWidget  *box;
  GtkWidget  *first;
  const char *chosen; /* interned */
};

G_DEFINE_FINAL_TYPE (CsColourChoice, cs_colour_choice, ADW_TYPE_BIN)

static void
cs_colour_choice_class_init (CsColourChoiceClass *klass)
{
}

static void
cs_colour_choice_init (CsColourChoice *self)
{
  self->box = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->box), 10);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->box), 3);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

static void
toggled_cb (GtkToggleButton *button,
            CsColourChoice  *self)
{
  if (gtk_toggle_button_get_active (button))
    self->chosen = g_object_get_data (G_OBJECT (button), "cs-colour");
}

/* A picture of one colour: it is the same in every theme. */
static GtkWidget *
make_swatch (const char *colour)
{
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guint8 *pixels = g_malloc (SIDE * SIDE * 4);
  GdkRGBA rgba = { 0.5f, 0.5f, 0.5f, 1 };
  GtkWidget *image;

  gdk_rgba_parse (&rgba, colour);
  for (guint i = 0; i < SIDE * SIDE; i++)
    {
      pixels[4 * i] = (guint8) (rgba.red * 255);
      pixels[4 * i + 1] = (guint8) (rgba.green * 255);
      pixels[4 * i + 2] = (guint8) (rgba.blue * 255);
      pixels[4 * i + 3] = 255;
    }
  bytes = g_bytes_new_take (pixels, SIDE * SIDE * 4);
  texture = gdk_memory_texture_new (SIDE, SIDE, GDK_MEMORY_R8G8B8A8, bytes, SIDE * 4);
  image = gtk_image_new_from_paintable (GDK_PAINTABLE (texture));
  gtk_image_set_pixel_size (GTK_IMAGE (image), SIDE);

  return image;
}

/* The chosen one bears a mark: a grey ground is too little beside a colour. */
static GtkWidget *
make_marked_swatch (GtkWidget  *button,
                    const char *colour)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_overlay_set_child (GTK_OVERLAY (overlay), make_swatch (colour));
  gtk_widget_add_css_class (mark, "swatchmark");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), mark);
  g_object_bind_property (button, "active", mark, "visible", G_BINDING_SYNC_CREATE);

  return overlay;
}

static void
add_colour (CsColourChoice *self,
            const char     *colour,
            const char     *name,
            gboolean        chosen)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_marked_swatch (button, colour));
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "cs-colour", (gpointer) g_intern_string (colour));
  if (self->first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->first));
  else
    self->first = button;
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_flow_box_append (GTK_FLOW_BOX (self->box), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  if (chosen)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

/* Where a colour lies on the disc of hue and saturation: a darker blue is a blue. */
static void
place_on_disc (const char *colour,
               float      *x,
               float      *y)
{
  GdkRGBA rgba = { 0 };
  float hue, saturation, value;

  gdk_rgba_parse (&rgba, colour);
  gtk_rgb_to_hsv (rgba.red, rgba.green, rgba.blue, &hue, &saturation, &value);
  *x = saturation * cosf (2 * (float) G_PI * hue);
  *y = saturation * sinf (2 * (float) G_PI * hue);
}

/* The one of ours that the eye would take @colour for. */
static guint
find_nearest (const char *colour)
{
  guint nearest = 0;
  float least = G_MAXFLOAT, x, y, other_x, other_y;

  place_on_disc (colour, &x, &y);
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      float distance;

      place_on_disc (colours[i].colour, &other_x, &other_y);
      distance = hypotf (x - other_x, y - other_y);
      if (distance < least)
        {
          least = distance;
          nearest = i;
        }
    }

  return nearest;
}

static const char *
find_free (GPtrArray *accounts)
{
  gboolean taken[G_N_ELEMENTS (colours)] = { FALSE };

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (accounts, i);

      if (!account->retired)
        taken[find_nearest (account->colour)] = TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (!taken[i])
      return colours[i].colour;

  return colours[0].colour;
}

GtkWidget *
cs_colour_choice_new (const char *colour,
                      GPtrArray  *accounts)
{
  CsColourChoice *self = g_object_new (CS_TYPE_COLOUR_CHOICE, NULL);
  const char *wanted = colour != NULL ? colour : find_free (accounts);
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      gboolean this_one = g_ascii_strcasecmp (wanted, colours[i].colour) == 0;

      known |= this_one;
      add_colour (self, colours[i].colour, g_dpgettext2 (NULL, "colour", colours[i].name), this_one);
    }
  if (!known)
    add_colour (self, wanted, _("As It Is"), TRUE);

  return GTK_WIDGET (self);
}

const char *
cs_colour_choice_get (CsColourChoice *self)
{
  g_return_val_if_fail (CS_IS_COLOUR_CHOICE (self), NULL);

  return self->chosen;
}
