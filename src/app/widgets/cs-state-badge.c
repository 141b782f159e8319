/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-state-badge.h"

struct _CsStateBadge
{
  AdwBin parent_instance;

  GtkImage   *icon;
  GtkLabel   *label;
  const char *colour; /* the CSS class in force; static */
};

G_DEFINE_FINAL_TYPE (CsStateBadge, cs_state_badge, ADW_TYPE_BIN)

static const struct
{
  const char *icon;
  const char *colour;
} looks[CS_N_POST_STATES] = {
  [CS_POST_DRAFT] = { "document-edit-symbolic", "cs-grey" },
  [CS_POST_IN_REVIEW] = { "cs-in-review-symbolic", "cs-blue" },
  [CS_POST_RETURNED] = { "edit-undo-symbolic", "cs-orange" },
  [CS_POST_REJECTED] = { "action-unavailable-symbolic", "cs-red" },
  [CS_POST_SIGNED] = { "cs-seal-symbolic", "cs-green" },
  [CS_POST_QUEUED] = { "alarm-symbolic", "cs-green" },
  [CS_POST_HELD] = { "media-playback-pause-symbolic", "cs-orange" },
  [CS_POST_SENDING] = { "view-refresh-symbolic", "cs-blue" },
  [CS_POST_PUBLISHED] = { "object-select-symbolic", "cs-plain" },
  [CS_POST_PARTLY_PUBLISHED] = { "dialog-warning-symbolic", "cs-orange" },
  [CS_POST_UNKNOWN] = { "dialog-question-symbolic", "cs-red" },
  [CS_POST_FAILED] = { "dialog-error-symbolic", "cs-red" },
  [CS_POST_EXPIRED] = { "cs-expired-symbolic", "cs-red" },
  [CS_POST_CORRECTED] = { "document-edit-symbolic", "cs-plain" },
  [CS_POST_WITHDRAWN] = { "user-trash-symbolic", "cs-grey" },
};

static void
cs_state_badge_class_init (CsStateBadgeClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "statebadge");
}

static void
cs_state_badge_init (CsStateBadge *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->icon, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
cs_state_badge_new (void)
{
  return g_object_new (CS_TYPE_STATE_BADGE, NULL);
}

char *
cs_post_state_describe (CsPostState state,
                        guint       stage,
                        guint       n_stages)
{
  if (state == CS_POST_IN_REVIEW && n_stages > 1)
    /* Translators: a post's state and the open stage of all stages: “In review 2/3” */
    return g_strdup_printf (_("%s %u/%u"), cs_post_state_label (state), stage + 1, n_stages);

  return g_strdup (cs_post_state_label (state));
}

const char *
cs_post_state_colour (CsPostState state)
{
  g_return_val_if_fail ((guint) state < CS_N_POST_STATES, NULL);

  return looks[state].colour;
}

void
cs_state_badge_set (CsStateBadge *self,
                    CsPostState   state,
                    guint         stage,
                    guint         n_stages)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CS_IS_STATE_BADGE (self));
  g_return_if_fail ((guint) state < CS_N_POST_STATES);

  text = cs_post_state_describe (state, stage, n_stages);
  gtk_label_set_label (self->label, text);

  gtk_image_set_from_icon_name (self->icon, looks[state].icon);
  if (self->colour != looks[state].colour)
    {
      if (self->colour != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self), self->colour);
      self->colour = looks[state].colour;
      gtk_widget_add_css_class (GTK_WIDGET (self), self->colour);
    }
}

const char *
cs_post_state_icon_name (CsPostState state)
{
  g_return_val_if_fail ((guint) state < CS_N_POST_STATES, NULL);

  return looks[state].icon;
}
