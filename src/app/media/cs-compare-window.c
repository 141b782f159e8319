/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compare-window.h"
#include "cs-media-picture.h"
#include "cs-show-error.h"

struct _CsCompareWindow
{
  AdwWindow          parent_instance;

  GtkScrolledWindow *sides[2];
  gboolean           placed[4];  /* the middle is shown: across and down, of each */
  gboolean           following;
};

G_DEFINE_FINAL_TYPE (CsCompareWindow, cs_compare_window, ADW_TYPE_WINDOW)

static double
get_fraction (GtkAdjustment *adjustment)
{
  double range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return range > 0 ? gtk_adjustment_get_value (adjustment) / range : 0.5;
}

static void
follow (GtkAdjustment *leader,
        GtkAdjustment *follower)
{
  double range = gtk_adjustment_get_upper (follower) - gtk_adjustment_get_page_size (follower);

  gtk_adjustment_set_value (follower, range * get_fraction (leader));
}

/* Sizes may differ, so the same place of the picture is the same part of the way. */
static void
scrolled_cb (CsCompareWindow *self,
             GtkAdjustment   *moved)
{
  if (self->following)
    return;
  self->following = TRUE;
  for (guint i = 0; i < 2; i++)
    {
      if (moved == gtk_scrolled_window_get_hadjustment (self->sides[i]))
        follow (moved, gtk_scrolled_window_get_hadjustment (self->sides[1 - i]));
      else if (moved == gtk_scrolled_window_get_vadjustment (self->sides[i]))
        follow (moved, gtk_scrolled_window_get_vadjustment (self->sides[1 - i]));
    }
  self->following = FALSE;
}

/* The edge of a picture tells little: it begins with the middle. */
static void
sized_cb (CsCompareWindow *self,
          GtkAdjustment   *adjustment)
{
  double range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  for (guint i = 0; i < 4; i++)
    {
      GtkAdjustment *one = (i & 1) != 0 ? gtk_scrolled_window_get_vadjustment (self->sides[i / 2])
                                        : gtk_scrolled_window_get_hadjustment (self->sides[i / 2]);

      if (one != adjustment || self->placed[i] || gtk_adjustment_get_page_size (adjustment) <= 0 || range <= 0)
        continue;
      self->placed[i] = TRUE;
      self->following = TRUE;
      gtk_adjustment_set_value (adjustment, range / 2);
      self->following = FALSE;
    }
}

static void
watch (CsCompareWindow *self,
       GtkAdjustment   *adjustment)
{
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (sized_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_side (CsCompareWindow *self,
           guint            i,
           CsSession       *session,
           const CsDigest  *digest,
           const char      *title,
           const char      *alt_text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *media = cs_media_picture_new (session);
  GtkPicture *picture = cs_media_picture_get_picture (CS_MEDIA_PICTURE (media));

  gtk_picture_set_can_shrink (picture, FALSE);
  gtk_picture_set_content_fit (picture, GTK_CONTENT_FIT_CONTAIN);
  gtk_widget_set_halign (media, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (media, GTK_ALIGN_CENTER);
  cs_media_picture_set (CS_MEDIA_PICTURE (media), digest, alt_text, 0);
  self->sides[i] = GTK_SCROLLED_WINDOW (scroller);
  gtk_scrolled_window_set_child (self->sides[i], media);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_focusable (scroller, TRUE);
  cs_name_widget (scroller, title);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

static void
cs_compare_window_class_init (CsCompareWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cs_compare_window_init (CsCompareWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 1100, 680);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _("Compare at 100 %"));
}

GtkWidget *
cs_compare_window_new (GtkWindow         *parent,
                       CsSession         *session,
                       const CsMediaItem *item,
                       const CsFitting   *fitting)
{
  CsCompareWindow *self = g_object_new (CS_TYPE_COMPARE_WINDOW, "transient-for", parent, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *before = g_format_size ((guint64) fitting->loss.bytes_before);
  g_autofree char *loss = cs_picture_describe_loss (&fitting->loss);
  /* Translators: %s is the size of a file */
  g_autofree char *left = g_strdup_printf (_("The office’s picture, %s"), before);
  /* Translators: a network, then what was done to a picture for it: “X: 6.1 MB → 4.2 MB; quality 82” */
  g_autofree char *right = g_strdup_printf (_("%s: %s"), cs_network_kind_label (fitting->rendition.network), loss);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), make_side (self, 0, session, &item->digest, left, item->alt_text));
  gtk_box_append (GTK_BOX (sides), make_side (self, 1, session, &fitting->rendition.digest, right, item->alt_text));
  for (guint i = 0; i < 2; i++)
    {
      watch (self, gtk_scrolled_window_get_hadjustment (self->sides[i]));
      watch (self, gtk_scrolled_window_get_vadjustment (self->sides[i]));
    }
  gtk_widget_set_margin_top (sides, 12);
  gtk_widget_set_margin_bottom (sides, 12);
  gtk_widget_set_margin_start (sides, 12);
  gtk_widget_set_margin_end (sides, 12);
  gtk_box_append (GTK_BOX (box), sides);
  adw_window_set_content (ADW_WINDOW (self), box);
  return GTK_WIDGET (self);
}
