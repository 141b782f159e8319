/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-page-layout.h"
#include "cs-post-preview-part.h"
#include "cs-post-preview.h"

struct _CsPostPreview
{
  AdwBin     parent_instance;

  CsSession *session;
  GtkBox    *box;   /* of CsPostPreviewPart; owned by the bin */
  GPtrArray *parts; /* of CsPostPreviewPart, lent by the box */
  GArray    *marks; /* of CsPreviewMark */
  gboolean   selectable;
  guint      first_part; /* where the thread that is shown begins among all parts of the content */
};

G_DEFINE_FINAL_TYPE (CsPostPreview, cs_post_preview, ADW_TYPE_BIN)

enum
{
  MARK_PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mark_pressed_cb (CsPostPreview *self,
                 gint64         id)
{
  g_signal_emit (self, signals[MARK_PRESSED], 0, id);
}

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

      cs_post_preview_part_set_selectable (CS_POST_PREVIEW_PART (part), self->selectable);
      g_signal_connect_object (part, "mark-pressed", G_CALLBACK (mark_pressed_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->box, part);
      g_ptr_array_add (self->parts, part);
    }
}

static void
cs_post_preview_dispose (GObject *object)
{
  CsPostPreview *self = CS_POST_PREVIEW (object);

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_post_preview_parent_class)->dispose (object);
}

static void
cs_post_preview_class_init (CsPostPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_post_preview_dispose;
  signals[MARK_PRESSED] = g_signal_new ("mark-pressed", CS_TYPE_POST_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cs_post_preview_init (CsPostPreview *self)
{
  self->parts = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), cs_page_layout_new ());
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

static guint
find_first_part (const CsContent *content,
                 const GPtrArray *segments)
{
  guint first = content->segments->len;

  if (segments == content->segments)
    return 0;
  for (guint i = 0; i < content->variants->len && cs_content_get_variant (content, i)->segments != segments; i++)
    first += cs_content_get_variant (content, i)->segments->len;
  return first;
}

void
cs_post_preview_set (CsPostPreview       *self,
                     const CsContent     *content,
                     const CsAccountInfo *account)
{
  GPtrArray *segments = cs_content_get_segments_for (content, account ? account->id : 0);

  g_return_if_fail (CS_IS_POST_PREVIEW (self));
  g_return_if_fail (content != NULL);

  self->first_part = find_first_part (content, segments);
  resize_parts (self, segments->len);
  for (guint i = 0; i < self->parts->len; i++)
    {
      cs_post_preview_part_set (g_ptr_array_index (self->parts, i), content, self->first_part, i, account);
      if (self->marks)
        cs_post_preview_part_set_marks (g_ptr_array_index (self->parts, i), self->marks);
    }
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

void
cs_post_preview_set_selectable (CsPostPreview *self,
                                gboolean       selectable)
{
  g_return_if_fail (CS_IS_POST_PREVIEW (self));

  self->selectable = selectable;
  for (guint i = 0; i < self->parts->len; i++)
    cs_post_preview_part_set_selectable (g_ptr_array_index (self->parts, i), selectable);
}

gboolean
cs_post_preview_get_selection (CsPostPreview *self,
                               guint         *segment,
                               guint         *start,
                               guint         *end)
{
  g_return_val_if_fail (CS_IS_POST_PREVIEW (self), FALSE);

  for (guint i = 0; i < self->parts->len; i++)
    if (cs_post_preview_part_get_selection (g_ptr_array_index (self->parts, i), start, end))
      {
        *segment = self->first_part + i;
        return TRUE;
      }
  return FALSE;
}

void
cs_post_preview_set_marks (CsPostPreview *self,
                           GArray        *marks)
{
  g_return_if_fail (CS_IS_POST_PREVIEW (self));

  g_clear_pointer (&self->marks, g_array_unref);
  self->marks = g_array_ref (marks);
  for (guint i = 0; i < self->parts->len; i++)
    cs_post_preview_part_set_marks (g_ptr_array_index (self->parts, i), marks);
}

double
cs_post_preview_get_place (CsPostPreview *self,
                           guint          segment,
                           guint          start)
{
  graphene_point_t place, here;

  g_return_val_if_fail (CS_IS_POST_PREVIEW (self), 0);

  /* Words for another account are not on this page. */
  if (segment < self->first_part || segment - self->first_part >= self->parts->len)
    return 0;
  segment -= self->first_part;
  cs_post_preview_part_get_place (g_ptr_array_index (self->parts, segment), start, &place);
  return gtk_widget_compute_point (g_ptr_array_index (self->parts, segment), GTK_WIDGET (self), &place, &here)
         ? here.y : 0;
}
