/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-avatar.h"
#include "cs-account-chip.h"

#define FACE_SIZE 20

struct _CsAccountChip
{
  AdwBin parent_instance;

  GtkWidget *face;
  GtkLabel  *label;
  GdkRGBA    colour;
};

G_DEFINE_FINAL_TYPE (CsAccountChip, cs_account_chip, ADW_TYPE_BIN)

static void
cs_account_chip_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  CsAccountChip *self = CS_ACCOUNT_CHIP (widget);
  int height = gtk_widget_get_height (widget);
  int width = gtk_widget_get_width (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  graphene_rect_t band = GRAPHENE_RECT_INIT (rtl ? width - 3 : 0, 0, 3, height);
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &band, 1.5f);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &self->colour, &band);
  gtk_snapshot_pop (snapshot);
  GTK_WIDGET_CLASS (cs_account_chip_parent_class)->snapshot (widget, snapshot);
}

static void
cs_account_chip_class_init (CsAccountChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = cs_account_chip_snapshot;
  gtk_widget_class_set_css_name (widget_class, "accountchip");
}

static void
cs_account_chip_init (CsAccountChip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, 24);
  /* A margin, not padding of the chip: what is drawn begins inside the padding. */
  gtk_widget_set_margin_start (box, 8);
  gtk_widget_set_margin_end (box, 2);
  self->face = cs_account_avatar_new (FACE_SIZE);
  gtk_widget_set_visible (self->face, FALSE);
  gtk_box_append (GTK_BOX (box), self->face);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
cs_account_chip_new (void)
{
  return g_object_new (CS_TYPE_ACCOUNT_CHIP, NULL);
}

void
cs_account_chip_show_face (CsAccountChip       *self,
                           CsSession           *session,
                           const CsAccountInfo *account)
{
  g_return_if_fail (CS_IS_ACCOUNT_CHIP (self));

  cs_account_avatar_set (CS_ACCOUNT_AVATAR (self->face), session, account);
  gtk_widget_set_visible (self->face, TRUE);
}

char *
cs_account_describe (const CsAccountInfo *account)
{
  /* Translators: name of an account, its network, its server: “City Office, Mastodon, https://social.example” */
  return g_strdup_printf (_("%s, %s, %s"), account->name,
                          cs_network_kind_label (account->network), account->address);
}

void
cs_account_chip_set (CsAccountChip       *self,
                     const CsAccountInfo *account)
{
  g_autofree char *tooltip = NULL;

  g_return_if_fail (CS_IS_ACCOUNT_CHIP (self));
  g_return_if_fail (account != NULL);

  if (!gdk_rgba_parse (&self->colour, account->colour))
    self->colour = (GdkRGBA) { 0.5f, 0.5f, 0.5f, 1 }
  ;
  gtk_label_set_label (self->label, account->handle);
  tooltip = cs_account_describe (account);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
