/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-account-avatar.h"
#include "cs-media-picture.h"

struct _CsAccountAvatar
{
  AdwBin parent_instance;

  AdwAvatar      *avatar;
  CsMediaPicture *picture; /* reads it, and is never shown itself; owned, NULL until one is asked for */
  int             size;
};

G_DEFINE_FINAL_TYPE (CsAccountAvatar, cs_account_avatar, ADW_TYPE_BIN)

static void
settled_cb (CsAccountAvatar *self)
{
  GdkPaintable *paintable = gtk_picture_get_paintable (cs_media_picture_get_picture (self->picture));

  /* one that cannot be read stays what it was: initials */
  if (cs_media_picture_is_shown (self->picture))
    adw_avatar_set_custom_image (self->avatar, paintable);
}

static void
cs_account_avatar_dispose (GObject *object)
{
  CsAccountAvatar *self = CS_ACCOUNT_AVATAR (object);

  g_clear_object (&self->picture);
  G_OBJECT_CLASS (cs_account_avatar_parent_class)->dispose (object);
}

static void
cs_account_avatar_class_init (CsAccountAvatarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_account_avatar_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cs_account_avatar_init (CsAccountAvatar *self)
{
  self->avatar = ADW_AVATAR (adw_avatar_new (32, NULL, TRUE));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->avatar));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
cs_account_avatar_new (int size)
{
  CsAccountAvatar *self = g_object_new (CS_TYPE_ACCOUNT_AVATAR, NULL);

  self->size = size;
  adw_avatar_set_size (self->avatar, size);

  return GTK_WIDGET (self);
}

static void
show_picture (CsAccountAvatar *self,
              CsSession       *session,
              const CsDigest  *digest)
{
  if (self->picture == NULL && cs_digest_is_none (digest))
    return;

  if (self->picture == NULL)
    {
      self->picture = g_object_ref_sink (CS_MEDIA_PICTURE (cs_media_picture_new (session)));
      g_signal_connect_object (self->picture, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
    }
  if (cs_digest_is_none (digest))
    adw_avatar_set_custom_image (self->avatar, NULL);
  cs_media_picture_set (self->picture, digest, NULL, 2 * self->size);
}

void
cs_account_avatar_set (CsAccountAvatar     *self,
                       CsSession           *session,
                       const CsAccountInfo *account)
{
  static const CsDigest none = { { 0 } };

  g_return_if_fail (CS_IS_ACCOUNT_AVATAR (self));

  /* Without a text its colour would be another each time. */
  adw_avatar_set_text (self->avatar, account == NULL ? "?" : *account->name != '\0' ? account->name : account->handle);
  adw_avatar_set_show_initials (self->avatar, account != NULL);
  show_picture (self, session, account != NULL ? &account->avatar : &none);
}
