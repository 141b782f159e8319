/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-person-avatar.h"

struct _CsPersonAvatar
{
  AdwBin parent_instance;

  AdwAvatar *avatar;
};

G_DEFINE_FINAL_TYPE (CsPersonAvatar, cs_person_avatar, ADW_TYPE_BIN)

static void
cs_person_avatar_class_init (CsPersonAvatarClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cs_person_avatar_init (CsPersonAvatar *self)
{
  self->avatar = ADW_AVATAR (adw_avatar_new (32, NULL, TRUE));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->avatar));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
cs_person_avatar_new (int size)
{
  CsPersonAvatar *self = g_object_new (CS_TYPE_PERSON_AVATAR, NULL);

  adw_avatar_set_size (self->avatar, size);

  return GTK_WIDGET (self);
}

void
cs_person_avatar_set (CsPersonAvatar *self,
                      const char     *name)
{
  g_return_if_fail (CS_IS_PERSON_AVATAR (self));

  adw_avatar_set_text (self->avatar, name);
}
