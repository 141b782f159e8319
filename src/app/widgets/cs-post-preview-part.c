/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-avatar.h"
#include "cs-media-picture.h"
#include "cs-picture-grid.h"
#include "cs-post-preview-part.h"
#include "cs-preview-extras.h"
#include "cs-preview-text.h"
#include "cs-show-error.h"
#include "cs-time.h"

#define AVATAR_SIZE 44

/* Longest side of the pictures here, pixels: twice the widest preview. */
#define PICTURE_SIDE 1024

/* How a network looks. */
typedef struct
{
  const char *light;         /* colour of links */
  const char *dark;
  gboolean    text_indented; /* text begins under the name, not under the avatar */
  gboolean    warns;         /* has content warnings */
  gboolean    bookmarks;
  const char *like;          /* icon name */
} Look;

struct _CsPostPreviewPart
{
  AdwBin         parent_instance;

  CsSession     *session;
  CsNetworkKind  network;
  gboolean       arranged;
  gboolean       threaded;   /* one part of several */
  char          *text;       /* as it is sent, of what is shown */
  guint          written;    /* characters of it that were written: a number of the thread may stand behind them */
  char          *media_key;  /* of the pictures shown */
  guint          position;   /* of the segment, over the whole content */
  GArray        *marks;      /* of CsPreviewMark, those of this segment */
  GtkGrid       *grid;
  GtkWidget     *column;     /* avatar, and the line that leads to the next part */
  GtkWidget     *avatar;
  GtkWidget     *line;
  GtkWidget     *header;
  GtkLabel      *name;
  GtkLabel      *handle;
  GtkImage      *visibility;
  GtkLabel      *age;
  GtkWidget     *body;
  GtkWidget     *warning;
  GtkLabel      *warning_label;
  GtkLabel      *label;
  CsPictureGrid *pictures;
  CsPreviewExtras *extras;
  GtkWidget     *actions;
  GtkImage      *like;
};

G_DEFINE_FINAL_TYPE (CsPostPreviewPart, cs_post_preview_part, ADW_TYPE_BIN)

enum
{
  MARK_PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const Look *
get_look (CsNetworkKind network)
{
  static const Look mastodon = { "#563acc", "#9a9ffb", FALSE, TRUE, TRUE, "non-starred-symbolic" };
  static const Look bluesky = { "#0a6bdf", "#4ea1ff", TRUE, FALSE, FALSE, "cs-heart-symbolic" };
  static const Look x = { "#1278b8", "#4db5f5", TRUE, FALSE, TRUE, "cs-heart-symbolic" };

  switch (network)
    {
    case CS_NETWORK_BLUESKY:
      return &bluesky;
    case CS_NETWORK_X:
      return &x;
    case CS_NETWORK_PRACTICE:
    case CS_NETWORK_MASTODON:
      break;
    }
  return &mastodon;
}

static GtkWidget *
make_icon (const char *icon)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_hexpand (image, TRUE);
  gtk_widget_set_halign (image, GTK_ALIGN_START);
  return image;
}

/* The row of what readers can do: there to show where the post ends, so greyed and without names. */
static GtkWidget *
make_actions (CsPostPreviewPart *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box), make_icon ("mail-reply-sender-symbolic"));
  gtk_box_append (GTK_BOX (box), make_icon ("media-playlist-repeat-symbolic"));
  self->like = GTK_IMAGE (make_icon ("non-starred-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->like));
  gtk_box_append (GTK_BOX (box), make_icon ("user-bookmarks-symbolic"));
  gtk_widget_add_css_class (box, "post-preview-actions");
  gtk_widget_set_sensitive (box, FALSE);
  gtk_widget_set_margin_top (box, 4);
  return box;
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static GtkWidget *
make_header (CsPostPreviewPart *self)
{
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = make_label ("heading");
  self->handle = make_label ("dim-label");
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (self->handle, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (names), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (names), GTK_WIDGET (self->handle));
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (row), names);
  self->visibility = GTK_IMAGE (gtk_image_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->visibility), "dim-label");
  gtk_widget_set_valign (GTK_WIDGET (self->visibility), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->visibility));
  self->age = make_label ("dim-label");
  gtk_widget_set_valign (GTK_WIDGET (self->age), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->age));
  return row;
}

static GtkWidget *
make_warning (CsPostPreviewPart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *hidden = GTK_WIDGET (make_label ("caption"));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  self->warning_label = make_label ("heading");
  gtk_label_set_wrap (self->warning_label, TRUE);
  gtk_label_set_wrap_mode (self->warning_label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (self->warning_label), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->warning_label));
  gtk_label_set_label (GTK_LABEL (hidden), _("Hidden until opened"));
  gtk_widget_add_css_class (hidden, "dim-label");
  gtk_box_append (GTK_BOX (box), hidden);
  gtk_widget_add_css_class (box, "post-preview-warning");
  return box;
}

static void
make_body (CsPostPreviewPart *self)
{
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->warning = make_warning (self);
  gtk_box_append (GTK_BOX (self->body), self->warning);
  self->label = make_label (NULL);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_yalign (self->label, 0);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->label));
  self->pictures = CS_PICTURE_GRID (cs_picture_grid_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->pictures), "post-preview-pictures");
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->pictures));
  self->extras = CS_PREVIEW_EXTRAS (cs_preview_extras_new ());
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->extras));
  self->actions = make_actions (self);
  gtk_box_append (GTK_BOX (self->body), self->actions);
  gtk_widget_set_hexpand (self->body, TRUE);
}

/* Mastodon sets the text under the avatar where it stands alone, the others under the name. */
static void
arrange (CsPostPreviewPart *self,
         CsNetworkKind      network,
         gboolean           threaded)
{
  GtkWidget *child;
  const Look *look = get_look (network);
  gboolean indented = look->text_indented || threaded;

  if (self->arranged && self->network == network && self->threaded == threaded)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))))
    gtk_grid_remove (self->grid, child);
  gtk_grid_attach (self->grid, self->column, 0, 0, 1, indented ? 2 : 1);
  gtk_grid_attach (self->grid, self->header, 1, 0, 1, 1);
  gtk_grid_attach (self->grid, self->body, indented ? 1 : 0, 1, indented ? 1 : 2, 1);
  if (threaded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "threaded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "threaded");
  self->threaded = threaded;
  gtk_widget_set_visible (gtk_widget_get_last_child (self->actions), look->bookmarks);
  gtk_image_set_from_icon_name (self->like, look->like);
  self->network = network;
  self->arranged = TRUE;
  g_clear_pointer (&self->text, g_free);
}

static gsize
find_shown (CsPostPreviewPart *self,
            guint              characters)
{
  glong length = g_utf8_strlen (self->text, -1);

  return cs_preview_text_find_shown (self->text, self->network,
                                     g_utf8_offset_to_pointer (self->text, MIN ((glong) characters, length)) - self->text);
}

/* Words that were commented on have a line under them, and a ground while their comment is looked at. */
static void
add_marks (CsPostPreviewPart *self,
           PangoAttrList     *attributes)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const CsPreviewMark *mark = &g_array_index (self->marks, CsPreviewMark, i);
      PangoAttribute *attribute = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

      attribute->start_index = find_shown (self, mark->start);
      attribute->end_index = find_shown (self, mark->end);
      pango_attr_list_insert (attributes, attribute);
      attribute = mark->active ? pango_attr_background_new (0xf5f5, 0xc2c2, 0x1111)
                               : pango_attr_background_new (0xf9f9, 0xf0f0, 0x6b6b);
      attribute->start_index = find_shown (self, mark->start);
      attribute->end_index = find_shown (self, mark->end);
      pango_attr_list_insert (attributes, attribute);
      attribute = pango_attr_foreground_new (0, 0, 0); /* the same in the dark: the ground is yellow there too */
      attribute->start_index = find_shown (self, mark->start);
      attribute->end_index = find_shown (self, mark->end);
      pango_attr_list_insert (attributes, attribute);
    }
}

static void
show_text (CsPostPreviewPart *self)
{
  const Look *look = get_look (self->network);
  g_autoptr(PangoAttrList) attributes = NULL;
  g_autofree char *shown = NULL;
  PangoColor accent;

  pango_color_parse (&accent, adw_style_manager_get_dark (adw_style_manager_get_default ()) ? look->dark : look->light);
  shown = cs_preview_text (self->text, self->network, &accent, &attributes);
  add_marks (self, attributes);
  gtk_label_set_label (self->label, shown);
  gtk_label_set_attributes (self->label, attributes);
  gtk_widget_set_visible (GTK_WIDGET (self->label), *shown != '\0');
}

static void
dark_changed_cb (CsPostPreviewPart *self)
{
  if (self->text)
    show_text (self);
}

static GtkWidget *
make_picture (CsPostPreviewPart *self,
              const CsMediaItem *item)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *picture = cs_media_picture_new (self->session);

  gtk_picture_set_content_fit (cs_media_picture_get_picture (CS_MEDIA_PICTURE (picture)), GTK_CONTENT_FIT_COVER);
  cs_media_picture_set_item (CS_MEDIA_PICTURE (picture), item, PICTURE_SIDE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), picture);
  if (*item->alt_text != '\0')
    {
      /* Translators: the mark on a picture that has a description; keep it as networks write it */
      GtkWidget *badge = gtk_label_new (C_("badge", "ALT"));

      gtk_widget_add_css_class (badge, "post-preview-alt");
      gtk_widget_set_halign (badge, GTK_ALIGN_END);
      gtk_widget_set_valign (badge, GTK_ALIGN_END);
      gtk_widget_set_tooltip_text (badge, item->alt_text);
      gtk_overlay_add_overlay (GTK_OVERLAY (overlay), badge);
    }
  return overlay;
}

static char *
make_media_key (const CsSegment *segment)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < segment->media->len; i++)
    {
      const CsMediaItem *item = cs_segment_get_media (segment, i);
      g_autofree char *hex = cs_digest_to_hex (&item->digest);

      g_string_append_printf (key, "%s %s\n", hex, item->alt_text);
    }
  return g_string_free (key, FALSE);
}

static void
show_pictures (CsPostPreviewPart *self,
               const CsSegment   *segment)
{
  g_autofree char *key = make_media_key (segment);

  if (g_strcmp0 (key, self->media_key) == 0)
    return;
  g_free (self->media_key);
  self->media_key = g_steal_pointer (&key);
  cs_picture_grid_clear (self->pictures);
  for (guint i = 0; i < segment->media->len; i++)
    cs_picture_grid_add (self->pictures, make_picture (self, cs_segment_get_media (segment, i)));
  if (segment->media->len > 0)
    {
      const CsMediaItem *first = cs_segment_get_media (segment, 0);

      cs_picture_grid_set_ratio (self->pictures, (double) MAX (first->width, 1) / MAX (first->height, 1));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pictures), segment->media->len > 0);
}

static void
show_visibility (CsPostPreviewPart *self,
                 CsVisibility       visibility)
{
  const char *icon = NULL;

  switch (visibility)
    {
    case CS_VISIBILITY_PUBLIC:
      break;
    case CS_VISIBILITY_UNLISTED:
      icon = "weather-clear-night-symbolic";
      break;
    case CS_VISIBILITY_FOLLOWERS:
      icon = "changes-prevent-symbolic";
      break;
    }
  /* Public is the ordinary and has no mark. */
  gtk_widget_set_visible (GTK_WIDGET (self->visibility), icon && get_look (self->network)->warns);
  if (icon == NULL)
    return;
  gtk_image_set_from_icon_name (self->visibility, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->visibility), cs_visibility_label (visibility));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->visibility), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cs_visibility_label (visibility), -1);
}

static void
show_account (CsPostPreviewPart   *self,
              const CsAccountInfo *account)
{
  const char *name = account ? (*account->name ? account->name : account->handle) : _("No account chosen");

  cs_account_avatar_set (CS_ACCOUNT_AVATAR (self->avatar), self->session, account);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->handle, account ? account->handle : "");
}

void
cs_post_preview_part_set_published (CsPostPreviewPart *self,
                                    gint64             at)
{
  g_autofree char *near = NULL;
  g_autofree char *full = NULL;

  g_return_if_fail (CS_IS_POST_PREVIEW_PART (self));

  if (at > 0)
    {
      near = cs_time_format_near (at, g_get_real_time (), cs_local_zone ());
      full = cs_time_format_full (at, cs_local_zone ());
    }
  /* Translators: how long ago a post was published, in a preview */
  gtk_label_set_label (self->age, near ? near : C_("age of a post", "now"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->age), full);
}

static void
cs_post_preview_part_dispose (GObject *object)
{
  CsPostPreviewPart *self = CS_POST_PREVIEW_PART (object);

  g_clear_object (&self->session);
  g_clear_object (&self->column);
  g_clear_object (&self->header);
  g_clear_object (&self->body);
  G_OBJECT_CLASS (cs_post_preview_part_parent_class)->dispose (object);
}

static void
cs_post_preview_part_finalize (GObject *object)
{
  CsPostPreviewPart *self = CS_POST_PREVIEW_PART (object);

  g_free (self->text);
  g_free (self->media_key);
  g_array_unref (self->marks);
  G_OBJECT_CLASS (cs_post_preview_part_parent_class)->finalize (object);
}

static void
cs_post_preview_part_class_init (CsPostPreviewPartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_post_preview_part_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_post_preview_part_finalize;
  signals[MARK_PRESSED] = g_signal_new ("mark-pressed", CS_TYPE_POST_PREVIEW_PART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
cs_post_preview_part_init (CsPostPreviewPart *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (CsPreviewMark));
  /* Held, since arrange () takes them out of the grid and puts them back. */
  self->column = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->avatar = cs_account_avatar_new (AVATAR_SIZE);
  gtk_widget_set_valign (self->avatar, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->column), self->avatar);
  self->line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_halign (self->line, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (self->line, TRUE);
  gtk_widget_add_css_class (self->line, "thread-line");
  gtk_box_append (GTK_BOX (self->column), self->line);
  /* The line grows with its part, the part not with the line. */
  gtk_widget_set_vexpand (self->column, FALSE);
  self->header = g_object_ref_sink (make_header (self));
  cs_post_preview_part_set_published (self, 0);
  make_body (self);
  g_object_ref_sink (self->body);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 10);
  gtk_grid_set_row_spacing (self->grid, 8);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
  gtk_widget_add_css_class (GTK_WIDGET (self), "post-preview-part");
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dark_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

GtkWidget *
cs_post_preview_part_new (CsSession *session)
{
  CsPostPreviewPart *self = g_object_new (CS_TYPE_POST_PREVIEW_PART, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cs_post_preview_part_set (CsPostPreviewPart   *self,
                          const CsContent     *content,
                          guint                first_part,
                          guint                position,
                          const CsAccountInfo *account)
{
  GPtrArray *segments = cs_content_get_segments_for (content, account ? account->id : 0);
  const CsSegment *segment = g_ptr_array_index (segments, position);
  g_autofree char *text = cs_content_get_outgoing_text (content, account ? account->id : 0, position);
  gboolean warned;

  g_return_if_fail (CS_IS_POST_PREVIEW_PART (self));

  self->position = first_part + position;
  self->written = (guint) g_utf8_strlen (segment->text, -1);
  arrange (self, account ? account->network : CS_NETWORK_MASTODON, segments->len > 1);
  gtk_widget_set_visible (self->line, position + 1 < segments->len);
  show_account (self, account);
  show_visibility (self, content->visibility);
  warned = *content->warning != '\0' && get_look (self->network)->warns;
  gtk_widget_set_visible (self->warning, warned);
  gtk_label_set_label (self->warning_label, content->warning);
  if (g_strcmp0 (self->text, text) != 0)
    {
      g_free (self->text);
      self->text = g_steal_pointer (&text);
      show_text (self);
    }
  show_pictures (self, segment);
  cs_preview_extras_set (self->extras, content, segment, self->network, position == 0);
}

/* A click, and not the end of a selection. */
static void
label_released_cb (CsPostPreviewPart *self,
                   int                n_press,
                   double             x,
                   double             y)
{
  int left, top, index, trailing;

  if (n_press != 1 || self->marks->len == 0 || gtk_label_get_selection_bounds (self->label, NULL, NULL))
    return;
  gtk_label_get_layout_offsets (self->label, &left, &top);
  if (!pango_layout_xy_to_index (gtk_label_get_layout (self->label), (int) (x - left) * PANGO_SCALE,
                                 (int) (y - top) * PANGO_SCALE, &index, &trailing))
    return;
  for (guint i = 0; i < self->marks->len; i++)
    {
      const CsPreviewMark *mark = &g_array_index (self->marks, CsPreviewMark, i);

      if ((gsize) index >= find_shown (self, mark->start) && (gsize) index < find_shown (self, mark->end))
        {
          g_signal_emit (self, signals[MARK_PRESSED], 0, mark->id);
          return;
        }
    }
}

void
cs_post_preview_part_set_selectable (CsPostPreviewPart *self,
                                     gboolean           selectable)
{
  GtkGesture *click;

  g_return_if_fail (CS_IS_POST_PREVIEW_PART (self));

  if (gtk_label_get_selectable (self->label) == selectable)
    return;
  gtk_label_set_selectable (self->label, selectable);
  if (!selectable)
    return;
  click = gtk_gesture_click_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "released", G_CALLBACK (label_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->label), GTK_EVENT_CONTROLLER (click));
}

gboolean
cs_post_preview_part_get_selection (CsPostPreviewPart *self,
                                    guint             *start,
                                    guint             *end)
{
  const char *shown;
  int from, to;
  gsize first, last;

  g_return_val_if_fail (CS_IS_POST_PREVIEW_PART (self), FALSE);

  if (!self->text || !gtk_label_get_selection_bounds (self->label, &from, &to))
    return FALSE;
  shown = gtk_label_get_text (self->label);
  first = cs_preview_text_find_written (self->text, self->network, g_utf8_offset_to_pointer (shown, from) - shown, FALSE);
  last = cs_preview_text_find_written (self->text, self->network, g_utf8_offset_to_pointer (shown, to) - shown, TRUE);
  *start = (guint) g_utf8_pointer_to_offset (self->text, self->text + first);
  *end = MIN ((guint) g_utf8_pointer_to_offset (self->text, self->text + last), self->written);
  return *end > *start;
}

void
cs_post_preview_part_set_marks (CsPostPreviewPart *self,
                                GArray            *marks)
{
  g_return_if_fail (CS_IS_POST_PREVIEW_PART (self));

  g_array_set_size (self->marks, 0);
  for (guint i = 0; marks && i < marks->len; i++)
    if (g_array_index (marks, CsPreviewMark, i).segment == self->position)
      g_array_append_val (self->marks, g_array_index (marks, CsPreviewMark, i));
  if (self->text)
    show_text (self);
}

void
cs_post_preview_part_get_place (CsPostPreviewPart *self,
                                guint              start,
                                graphene_point_t  *place)
{
  graphene_point_t in_label;
  PangoRectangle rectangle;
  int left, top;

  g_return_if_fail (CS_IS_POST_PREVIEW_PART (self));

  *place = GRAPHENE_POINT_INIT (0, 0);
  if (!self->text)
    return;
  gtk_label_get_layout_offsets (self->label, &left, &top);
  pango_layout_index_to_pos (gtk_label_get_layout (self->label), (int) find_shown (self, start), &rectangle);
  in_label = GRAPHENE_POINT_INIT (left + rectangle.x / PANGO_SCALE, top + rectangle.y / PANGO_SCALE);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->label), GTK_WIDGET (self), &in_label, place))
    *place = GRAPHENE_POINT_INIT (0, 0);
}
