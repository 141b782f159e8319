/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-pictures.h"

#include <glib/gi18n.h>

#include "cs-media-picture.h"
#include "cs-show-error.h"
#include "cs-text-label.h"

static void
append_comment_button (GtkBox *box,
                       guint   number)
{
  GtkWidget *button = gtk_button_new_with_label (_("Comment…"));
  g_autofree char *name = g_strdup_printf (_("Comment on picture %u"), number);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  cs_name_widget (button, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sheet.comment-picture");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", number - 1);
  gtk_box_append (box, button);
}

static void
append_picture (GtkBox            *box,
                CsSession         *session,
                const CsMediaItem *item,
                guint              number,
                int                max_side,
                int                height)
{
  GtkWidget *picture = cs_media_picture_new (session);
  g_autofree char *caption = g_strdup_printf (_("Picture %u"), number);
  const char *alt = *item->alt_text ? item->alt_text
                                    : item->decorative ? _("Decorative: says nothing, so it needs no alt text.")
                                                       : _("No alt text.");

  cs_media_picture_set_item (CS_MEDIA_PICTURE (picture), item, max_side);
  if (height > 0)
    gtk_widget_set_size_request (picture, -1, height);
  gtk_box_append (box, cs_text_label_new (caption, "caption-heading"));
  gtk_box_append (box, picture);
  gtk_box_append (box, cs_text_label_new (alt, *item->alt_text ? NULL : "dim-label"));
  append_comment_button (box, number);

  if (item->chart)
    {
      /* Translators: source and date of the figures behind a chart. */
      g_autofree char *origin = g_strdup_printf (_("Chart. Source: %1$s, as of %2$s."),
                                                 item->chart->source, item->chart->as_of);

      gtk_box_append (box, cs_text_label_new (origin, "caption"));
    }
}

GtkWidget *
cs_sheet_pictures_new (CsSession       *session,
                       const CsContent *content,
                       int              max_side,
                       int              height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  guint number = 0;

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      for (guint j = 0; j < segment->media->len; j++)
        {
          GtkWidget *item = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

          append_picture (GTK_BOX (item), session, cs_segment_get_media (segment, j), ++number,
                          max_side, height);
          gtk_box_append (GTK_BOX (box), item);
        }
    }
  if (number > 0)
    return box;

  g_object_ref_sink (box);
  g_object_unref (box);
  return NULL;
}

/* The boxes stand in the order of the pictures. */
GtkWidget *
cs_sheet_pictures_find (GtkWidget       *pictures,
                        const CsContent *content,
                        const CsDigest  *digest)
{
  GtkWidget *item = pictures ? gtk_widget_get_first_child (pictures) : NULL;

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      for (guint j = 0; j < segment->media->len && item; j++, item = gtk_widget_get_next_sibling (item))
        if (cs_digest_equal (&cs_segment_get_media (segment, j)->digest, digest))
          return item;
    }
  return NULL;
}
