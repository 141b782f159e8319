/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-post-preview-part.h"
#include "cs-post-preview.h"

struct _CsPostPreview
{
  AdwBin     parent_instance;

  CsSession *session;
  GtkBox    *box;   /* of CsPostPreviewPart; owned by the bin */
  GPtrArray *parts; /* of CsPostPreviewPart, lent by the box */
};

G_DEFINE_FINAL_TYPE (CsPostPreview, cs_post_preview, ADW_TYPE_BIN)

static void
resize_parts (CsPostPreview *self,
              guint          n)
{
  while (self->parts->len > n)
    {
      gtk_box_remove (self->box, g_ptr_array_index (self->parts, self->parts->len - 1));
      g_ptr_array_set_size (self->parts, self->parts->len - 1);
    }
  while (self->parts->len < n)
    {
      GtkWidget *part = cs_post_preview_part_new (self->session);

      gtk_box_append (self->box, part);
      g_ptr_array_add (self->parts, part);
    }
}

static void
cs_post_preview_dispose (GObject *object)
{
  CsPostPreview *self = CS_POST_PREVIEW (object);

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_post_preview_parent_class)->dispose (object);
}

static void
cs_post_preview_class_init (CsPostPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_post_preview_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cs_post_preview_init (CsPostPreview *self)
{
  self->parts = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "post-preview");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview of the post"), -1);
}

GtkWidget *
cs_post_preview_new (CsSession *session)
{
  CsPostPreview *self = g_object_new (CS_TYPE_POST_PREVIEW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cs_post_preview_set (CsPostPreview       *self,
                     const CsContent     *content,
                     const CsAccountInfo *account)
{
  g_return_if_fail (CS_IS_POST_PREVIEW (self));
  g_return_if_fail (content != NULL);

  resize_parts (self, content->segments->len);
  for (guint i = 0; i < self->parts->len; i++)
    cs_post_preview_part_set (g_ptr_array_index (self->parts, i), content, i, account);
}

void
cs_post_preview_set_published (CsPostPreview *self,
                               guint          segment,
                               gint64         at)
{
  g_return_if_fail (CS_IS_POST_PREVIEW (self));
  g_return_if_fail (segment < self->parts->len);

  cs_post_preview_part_set_published (g_ptr_array_index (self->parts, segment), at);
}
