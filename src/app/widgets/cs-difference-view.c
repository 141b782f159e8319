/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-difference-view.h"

#include <glib/gi18n.h>

#include "cs-diff.h"
#include "cs-difference-words.h"
#include "cs-media-picture.h"
#include "cs-text-label.h"

#define PICTURE_SIDE 320

/* What is compared, and what came out: made on another thread, shown on the main one. */
typedef struct
{
  CsDifferenceView *view; /* a reference, while the comparison runs: dropped on the main thread only */
  CsContent        *before;
  CsContent        *after;
  CsContentDiff    *diff;
} Comparison;

struct _CsDifferenceView
{
  AdwBin        parent_instance;
  CsSession    *session;
  GCancellable *cancellable; /* of the running comparison */
  Comparison   *comparison;  /* what is shown; NULL = nothing */
  char         *summary;
  gboolean      show_summary;
  gboolean      side_by_side;
  gboolean      approved;    /* the person approved what it is compared with */
  GtkWidget    *box;
};

G_DEFINE_FINAL_TYPE (CsDifferenceView, cs_difference_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SUMMARY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
comparison_free (Comparison *comparison)
{
  g_clear_pointer (&comparison->before, cs_content_free);
  g_clear_pointer (&comparison->after, cs_content_free);
  g_clear_pointer (&comparison->diff, cs_content_diff_free);
  g_free (comparison);
}

static void
append (CsDifferenceView *self,
        GtkWidget        *child)
{
  gtk_box_append (GTK_BOX (self->box), child);
}

static GtkWidget *
make_text (GPtrArray  *runs,
           const char *caption)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *text = NULL;
  g_autofree char *spoken = cs_difference_words_spoken (runs);
  g_autofree char *named = NULL;
  PangoAttrList *attributes;
  GtkWidget *label;

  attributes = cs_difference_words_mark (runs, dark, &text);
  label = cs_text_label_new (text, "difference-text");
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  pango_attr_list_unref (attributes);

  /* Lines and colours are not spoken: the name says in words what was added and removed. */
  named = caption ? g_strdup_printf ("%s: %s", caption, spoken) : g_strdup (spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, named, -1);
  return label;
}

/* One side: what stood, or stands there, with the marks of what went or came. */
static GtkWidget *
make_side (GPtrArray  *runs,
           CsDiffKind  leave_out,
           const char *title)
{
  g_autoptr(GPtrArray) side = g_ptr_array_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < runs->len; i++)
    if (((CsDiffRun *) g_ptr_array_index (runs, i))->kind != leave_out)
      g_ptr_array_add (side, g_ptr_array_index (runs, i));
  gtk_box_append (GTK_BOX (box), cs_text_label_new (title, "caption-heading"));
  gtk_box_append (GTK_BOX (box), make_text (side, title));
  return box;
}

static void
append_runs (CsDifferenceView *self,
             GPtrArray        *runs,
             const char       *caption)
{
  GtkWidget *pair;

  if (caption)
    append (self, cs_text_label_new (caption, "caption-heading"));
  if (!self->side_by_side)
    {
      append (self, make_text (runs, caption));
      return;
    }
  pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  gtk_box_append (GTK_BOX (pair), make_side (runs, CS_DIFF_ADDED,
                                             self->approved ? _("What you approved") : C_("version", "Before")));
  gtk_box_append (GTK_BOX (pair), make_side (runs, CS_DIFF_REMOVED, C_("version", "Now")));
  append (self, pair);
}

static const CsMediaItem *
find_media (const CsContent *content,
            const CsDigest  *digest)
{
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      for (guint j = 0; j < segment->media->len; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (segment, j);

          if (cs_digest_equal (&item->digest, digest))
            return item;
        }
    }
  return NULL;
}

static GtkWidget *
make_picture (CsDifferenceView *self,
              const CsContent  *content,
              const CsDigest   *digest,
              const char       *caption)
{
  const CsMediaItem *item = find_media (content, digest);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *picture = cs_media_picture_new (self->session);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), cs_text_label_new (caption, "caption-heading"));
  if (item)
    cs_media_picture_set_item (CS_MEDIA_PICTURE (picture), item, PICTURE_SIDE);
  else
    cs_media_picture_set (CS_MEDIA_PICTURE (picture), digest, "", PICTURE_SIDE);
  gtk_widget_set_size_request (picture, -1, 120);
  gtk_box_append (GTK_BOX (box), picture);
  if (item && *item->alt_text)
    gtk_box_append (GTK_BOX (box), cs_text_label_new (item->alt_text, "caption"));
  return box;
}

static void
append_media (CsDifferenceView *self,
              const Comparison *comparison)
{
  GArray *removed = comparison->diff->media_removed;
  GArray *added = comparison->diff->media_added;

  /* Side by side, one pair a line: most often one picture was exchanged for another. */
  for (guint i = 0; i < MAX (removed->len, added->len); i++)
    {
      GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

      gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
      if (i < removed->len)
        gtk_box_append (GTK_BOX (pair), make_picture (self, comparison->before,
                                                      &g_array_index (removed, CsDigest, i),
                                                      _("Picture removed")));
      if (i < added->len)
        gtk_box_append (GTK_BOX (pair), make_picture (self, comparison->after,
                                                      &g_array_index (added, CsDigest, i),
                                                      _("Picture added")));
      append (self, pair);
    }
  if (comparison->diff->media_reordered)
    append (self, cs_text_label_new (_("The pictures are in another order."), NULL));
}

static void
append_alt_texts (CsDifferenceView *self,
                  const Comparison *comparison)
{
  guint number = 0;

  for (guint i = 0; i < cs_content_count_parts (comparison->after); i++)
    {
      const CsSegment *segment = cs_content_get_part (comparison->after, i);

      for (guint j = 0; j < segment->media->len; j++)
        {
          const CsMediaItem *after = cs_segment_get_media (segment, j);
          const CsMediaItem *before = find_media (comparison->before, &after->digest);
          g_autoptr(GPtrArray) runs = NULL;
          g_autofree char *caption = NULL;

          number++;
          if (!before || g_str_equal (before->alt_text, after->alt_text))
            continue;
          caption = g_strdup_printf (_("Alt text of picture %u"), number);
          runs = cs_diff_words (before->alt_text, after->alt_text);
          append_runs (self, runs, caption);
        }
    }
}

static gboolean
runs_differ (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    if (((CsDiffRun *) g_ptr_array_index (runs, i))->kind != CS_DIFF_SAME)
      return TRUE;
  return FALSE;
}

static void
rebuild (CsDifferenceView *self)
{
  const Comparison *comparison = self->comparison;
  g_autoptr(GPtrArray) lines = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  if (!comparison)
    return;

  if (self->show_summary)
    append (self, cs_text_label_new (self->summary, "heading"));
  for (guint i = 0; i < comparison->diff->segments->len; i++)
    {
      GPtrArray *runs = g_ptr_array_index (comparison->diff->segments, i);
      g_autofree char *caption = NULL;

      if (comparison->diff->segments->len > 1)
        caption = cs_content_name_part (i < cs_content_count_parts (comparison->after) ? comparison->after : comparison->before, i);
      if (runs_differ (runs))
        append_runs (self, runs, caption);
    }
  append_media (self, comparison);
  append_alt_texts (self, comparison);

  lines = cs_difference_words_settings (self->session, comparison->before, comparison->after);
  for (guint i = 0; i < lines->len; i++)
    append (self, cs_text_label_new (g_ptr_array_index (lines, i), NULL));
}

static void
take_comparison (CsDifferenceView *self,
                 Comparison       *comparison)
{
  g_clear_pointer (&self->comparison, comparison_free);
  g_clear_pointer (&self->summary, g_free);
  self->comparison = comparison;
  self->summary = comparison ? cs_content_diff_summary (comparison->diff) : g_strdup ("");
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
compare (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  Comparison *comparison = task_data;

  comparison->diff = cs_content_diff (comparison->before, comparison->after);
  g_task_return_boolean (task, TRUE);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Comparison *comparison = user_data;
  g_autoptr(CsDifferenceView) self = g_steal_pointer (&comparison->view);

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    take_comparison (self, comparison);
  else
    comparison_free (comparison);
}

static void
dark_changed_cb (CsDifferenceView *self)
{
  rebuild (self);
}

static void
cs_difference_view_dispose (GObject *object)
{
  CsDifferenceView *self = CS_DIFFERENCE_VIEW (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->comparison, comparison_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cs_difference_view_parent_class)->dispose (object);
}

static void
cs_difference_view_finalize (GObject *object)
{
  CsDifferenceView *self = CS_DIFFERENCE_VIEW (object);

  g_free (self->summary);
  G_OBJECT_CLASS (cs_difference_view_parent_class)->finalize (object);
}

static void
cs_difference_view_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_SUMMARY)
    g_value_set_string (value, CS_DIFFERENCE_VIEW (object)->summary);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cs_difference_view_class_init (CsDifferenceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_difference_view_dispose;
  object_class->finalize = cs_difference_view_finalize;
  object_class->get_property = cs_difference_view_get_property;
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, "",
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cs_difference_view_init (CsDifferenceView *self)
{
  self->summary = g_strdup ("");
  self->show_summary = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("What changed"), -1);

  /* The marks' colours differ between light and dark. */
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cs_difference_view_new (CsSession *session)
{
  CsDifferenceView *self = g_object_new (CS_TYPE_DIFFERENCE_VIEW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cs_difference_view_set (CsDifferenceView *self,
                        const CsContent  *before,
                        const CsContent  *after)
{
  g_autoptr(GTask) task = NULL;
  Comparison *comparison;

  g_return_if_fail (CS_IS_DIFFERENCE_VIEW (self));

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!before || !after)
    {
      take_comparison (self, NULL);
      return;
    }

  comparison = g_new0 (Comparison, 1);
  comparison->before = cs_content_copy (before);
  comparison->after = cs_content_copy (after);
  self->cancellable = g_cancellable_new ();
  comparison->view = g_object_ref (self);
  /* Not the source object: the task's last reference may go on the other thread. */
  task = g_task_new (NULL, self->cancellable, compared_cb, comparison);
  g_task_set_task_data (task, comparison, NULL);
  g_task_run_in_thread (task, compare);
}

const char *
cs_difference_view_get_summary (CsDifferenceView *self)
{
  g_return_val_if_fail (CS_IS_DIFFERENCE_VIEW (self), "");

  return self->summary;
}

void
cs_difference_view_set_show_summary (CsDifferenceView *self,
                                     gboolean          show)
{
  g_return_if_fail (CS_IS_DIFFERENCE_VIEW (self));

  self->show_summary = show;
  rebuild (self);
}

void
cs_difference_view_set_approved (CsDifferenceView *self,
                                 gboolean          approved)
{
  g_return_if_fail (CS_IS_DIFFERENCE_VIEW (self));

  if (self->approved == approved)
    return;
  self->approved = approved;
  rebuild (self);
}

void
cs_difference_view_set_side_by_side (CsDifferenceView *self,
                                     gboolean          side_by_side)
{
  g_return_if_fail (CS_IS_DIFFERENCE_VIEW (self));

  if (self->side_by_side == side_by_side)
    return;
  self->side_by_side = side_by_side;
  rebuild (self);
}
