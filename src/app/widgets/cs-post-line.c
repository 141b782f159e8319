/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-chip.h"
#include "cs-deadline-chip.h"
#include "cs-media-picture.h"
#include "cs-post-line.h"
#include "cs-post-row.h"
#include "cs-show-error.h"
#include "cs-state-badge.h"
#include "cs-time.h"

#define MAX_CHIPS 2
#define MAX_THUMBNAILS 3
#define MAX_PIECES (MAX_CHIPS + 6)
#define MAX_CHIP_CHARS 24
#define THUMBNAIL 44
#define GAP 8
#define BADGE_PADDING 8
#define ICON 12
#define RING 13
#define BAND 3
#define LEAST_PIECE 28 /* what is narrower says nothing any more */

typedef enum
{
  PIECE_BADGE,
  PIECE_MARK,
  PIECE_DEADLINE,
  PIECE_WHO,
  PIECE_ACCOUNT,
  PIECE_MORE,
} PieceKind;

/* One thing in the line below the text. */
typedef struct
{
  PieceKind    kind;
  PangoLayout *layout;
  int          x;       /* from the side where reading begins */
  int          width;
  int          before;  /* of the width: before the layout */
  int          after;
  const char  *colour;  /* static */
  GdkRGBA      band;    /* of an account */
  double       left;    /* of a deadline */
  char        *tooltip;
} Piece;

struct _CsPostLine
{
  GtkWidget parent_instance;

  CsPostLineLook *look;
  CsPostItem     *item;
  PangoLayout    *text;    /* NULL = not laid out */
  Piece           pieces[MAX_PIECES];
  guint           n_pieces;
  GtkWidget      *pictures[MAX_THUMBNAILS]; /* made when first needed */
  gboolean        shown;
  gboolean        unnamed; /* named as a place that is still to be filled */
};

G_DEFINE_FINAL_TYPE (CsPostLine, cs_post_line, GTK_TYPE_WIDGET)

static const CsPostInfo *
get_info (CsPostLine *self)
{
  return self->item != NULL ? cs_post_item_get_info (self->item) : NULL;
}

static void
clear_layout (CsPostLine *self)
{
  for (guint i = 0; i < self->n_pieces; i++)
    {
      g_clear_object (&self->pieces[i].layout);
      g_clear_pointer (&self->pieces[i].tooltip, g_free);
    }
  self->n_pieces = 0;
  g_clear_object (&self->text);
}

static PangoLayout *
make_layout (CsPostLine *self,
             const char *text,
             CsLineKind  kind,
             gboolean    bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  pango_layout_set_attributes (layout, cs_post_line_look_get_attributes (self->look, kind, bold));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  /* Text of the other direction is read its own way, yet begins where the row begins. */
  if (*text != '\0' && (pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL) != rtl)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);

  return layout;
}

static Piece *
add_piece (CsPostLine *self,
           PieceKind   kind,
           const char *text,
           CsLineKind  letters,
           gboolean    bold)
{
  Piece *piece = &self->pieces[self->n_pieces++];

  *piece = (Piece) { .kind = kind, .colour = "", .layout = make_layout (self, text, letters, bold) };

  return piece;
}

static void
add_badge (CsPostLine       *self,
           const CsPostInfo *info)
{
  g_autofree char *text = cs_post_state_describe (info->state, info->stage, info->n_stages);
  Piece *piece = add_piece (self, PIECE_BADGE, text, CS_LINE_SMALL, TRUE);

  piece->colour = cs_post_state_colour (info->state);
  piece->before = BADGE_PADDING + ICON + 4;
  piece->after = BADGE_PADDING;
}

static void
add_deadline (CsPostLine       *self,
              const CsPostInfo *info)
{
  const char *colour = "";
  double left = 0;
  gint64 release_at = info->release == CS_RELEASE_AT_TIME ? info->release_at : 0;
  CsDeadlineTimes times = { .state = info->state, .release_at = release_at, .opened_at = info->stage_opened_at,
                            .due_at = info->stage_due_at };
  gint64 at = info->state == CS_POST_IN_REVIEW && info->stage_due_at != 0 ? info->stage_due_at : release_at;
  g_autofree char *text = cs_deadline_describe (&times, g_get_real_time (), &colour, &left);
  Piece *piece;

  if (text == NULL)
    return;

  piece = add_piece (self, PIECE_DEADLINE, text, CS_LINE_DEADLINE, !g_str_equal (colour, "cs-plain"));
  piece->colour = colour;
  piece->left = left;
  piece->before = RING + 5;
  piece->tooltip = cs_time_format_full (at, *info->zone != '\0' ? info->zone : cs_local_zone ());
}

static void
add_marks (CsPostLine       *self,
           const CsPostInfo *info)
{
  if (info->emergency)
    add_piece (self, PIECE_MARK, C_("mark", "Emergency"), CS_LINE_SMALL, TRUE)->colour = "cs-red";
  if (info->escalated)
    add_piece (self, PIECE_MARK, C_("mark", "Escalated"), CS_LINE_SMALL, TRUE)->colour = "cs-orange";
}

static void
add_accounts (CsPostLine       *self,
              const CsPostInfo *info)
{
  CsSession *session = cs_post_line_look_get_session (self->look);
  g_autofree char *text = NULL;
  guint shown = 0;

  for (guint i = 0; session != NULL && i < info->accounts->len && shown < MAX_CHIPS; i++)
    {
      const CsAccountInfo *account;
      Piece *piece;

      account = cs_session_find_account (session, g_array_index (info->accounts, gint64, i));
      if (account == NULL)
        continue;

      piece = add_piece (self, PIECE_ACCOUNT, account->handle, CS_LINE_ACCOUNT, FALSE);
      piece->colour = "cs-plain";
      piece->before = GAP;
      piece->after = 2;
      piece->tooltip = cs_account_describe (account);
      if (!gdk_rgba_parse (&piece->band, account->colour))
        piece->band = (GdkRGBA) { 0.5f, 0.5f, 0.5f, 1 }
      ;
      shown++;
    }

  if (info->accounts->len > shown)
    {
      /* Translators: so many further accounts, after those shown */
      text = g_strdup_printf (_("+%u"), info->accounts->len - shown);
      add_piece (self, PIECE_MORE, text, CS_LINE_SMALL, FALSE);
    }
}

static int
get_most (CsPostLine *self,
          Piece      *piece)
{
  PangoFontMetrics *metrics;
  int most;

  if (piece->kind != PIECE_ACCOUNT || pango_layout_get_character_count (piece->layout) <= MAX_CHIP_CHARS)
    return G_MAXINT;

  metrics = pango_context_get_metrics (pango_layout_get_context (piece->layout), NULL, NULL);
  most = PANGO_PIXELS (MAX_CHIP_CHARS * pango_font_metrics_get_approximate_char_width (metrics));
  pango_font_metrics_unref (metrics);

  return most;
}

/* Who wrote it gives way first, then what stands last. */
static void
place_pieces (CsPostLine *self,
              int         width)
{
  int needed = 0;
  int x = 0;

  for (guint i = 0; i < self->n_pieces; i++)
    {
      Piece *piece = &self->pieces[i];

      pango_layout_get_pixel_size (piece->layout, &piece->width, NULL);
      piece->width = MIN (piece->width, get_most (self, piece)) + piece->before + piece->after;
      needed += piece->width + (i > 0 ? GAP : 0);
    }

  for (guint i = 0; i < self->n_pieces; i++)
    {
      Piece *piece = &self->pieces[i];
      int natural = piece->width;

      if (piece->kind == PIECE_WHO && needed > width)
        piece->width = MAX (MIN (natural, LEAST_PIECE), natural - (needed - width));
      piece->width = MIN (piece->width, width - x);
      if (piece->width < MIN (natural, LEAST_PIECE))
        piece->width = 0;
      pango_layout_set_width (piece->layout, MAX (0, piece->width - piece->before - piece->after + 1) * PANGO_SCALE);
      piece->x = x;
      x += piece->width + GAP;
    }
}

static int
get_thumbnails_width (CsPostLine *self)
{
  const CsPostInfo *info = get_info (self);
  int count = info != NULL ? (int) MIN (info->thumbnails->len, MAX_THUMBNAILS) : 0;

  return count > 0 ? count * (THUMBNAIL + 4) - 4 + 12 : 0;
}

static void
lay_out (CsPostLine       *self,
         const CsPostInfo *info)
{
  int width = MAX (0, gtk_widget_get_width (GTK_WIDGET (self)) - get_thumbnails_width (self));
  g_autofree char *who = cs_post_describe_who (info);
  g_autofree char *words = cs_post_dup_words (info);

  clear_layout (self);
  self->text = make_layout (self, words, CS_LINE_TEXT, FALSE);
  pango_layout_set_width (self->text, width * PANGO_SCALE);
  add_badge (self, info);
  add_marks (self, info);
  add_deadline (self, info);
  add_piece (self, PIECE_WHO, who, CS_LINE_SMALL, FALSE);
  add_accounts (self, info);
  place_pieces (self, width);
}

static void
snapshot_icon (CsPostLine    *self,
               GtkSnapshot   *snapshot,
               const GdkRGBA *colour)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr(GtkIconPaintable) icon = NULL;

  icon = gtk_icon_theme_lookup_icon (theme, cs_post_state_icon_name (get_info (self)->state), NULL, ICON,
                                     gtk_widget_get_scale_factor (widget),
                                     gtk_widget_get_direction (widget), 0);
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON, ICON, colour, 1);
}

static void
snapshot_round (GtkSnapshot   *snapshot,
                const GdkRGBA *colour,
                double         x,
                double         y,
                double         width,
                double         height,
                double         radius)
{
  graphene_rect_t place = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &place, (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, colour, &place);
  gtk_snapshot_pop (snapshot);
}

/* What belongs to the piece besides its words. */
static void
snapshot_mark (CsPostLine    *self,
               GtkSnapshot   *snapshot,
               const Piece   *piece,
               const GdkRGBA *colour,
               int            height,
               gboolean       rtl)
{
  GdkRGBA back = *colour;
  int side = piece->kind == PIECE_BADGE ? ICON : RING;
  int inset = piece->kind == PIECE_BADGE ? BADGE_PADDING : 0;

  if (piece->kind == PIECE_ACCOUNT)
    {
      snapshot_round (snapshot, &piece->band, rtl ? piece->width - BAND : 0, 2, BAND, height - 4,
                      BAND / 2.0);
      return;
    }
  if (piece->kind != PIECE_BADGE && piece->kind != PIECE_DEADLINE)
    return;

  back.alpha *= 0.1f;
  if (piece->kind == PIECE_BADGE)
    snapshot_round (snapshot, &back, 0, 0, piece->width, height, height / 2.0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (rtl ? piece->width - inset - side : inset),
                                                          (float) ((height - side) / 2)));
  if (piece->kind == PIECE_BADGE)
    snapshot_icon (self, snapshot, colour);
  else
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, RING, RING));

      cs_deadline_draw_ring (cr, RING, colour, piece->left);
      cairo_destroy (cr);
    }
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_piece (CsPostLine  *self,
                GtkSnapshot *snapshot,
                const Piece *piece,
                int          y,
                int          height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - piece->x - piece->width : piece->x;
  int text_height;
  GdkRGBA colour = { 0 };

  if (piece->width <= 0)
    return;

  cs_post_line_look_get_colour (self->look, piece->colour, &colour);
  if (piece->kind == PIECE_WHO || piece->kind == PIECE_MORE)
    colour.alpha *= adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.9f : 0.7f;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  snapshot_mark (self, snapshot, piece, &colour, height, rtl);
  pango_layout_get_pixel_size (piece->layout, NULL, &text_height);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (rtl ? piece->after - 1 : piece->before),
                                                          (float) ((height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, piece->layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_place (CsPostLine  *self,
                GtkSnapshot *snapshot)
{
  int height;
  GdkRGBA colour = { 0 };

  cs_post_line_look_get_meta (self->look, &height);
  cs_post_line_look_get_colour (self->look, "", &colour);
  colour.alpha *= 0.07f;
  snapshot_round (snapshot, &colour, 0, 0, gtk_widget_get_width (GTK_WIDGET (self)), height, 6);
}

static void
cs_post_line_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  CsPostLine *self = CS_POST_LINE (widget);
  const CsPostInfo *info = get_info (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int height;
  int y = cs_post_line_look_get_meta (self->look, &height);
  GdkRGBA colour = { 0 };

  if (!self->shown || self->item == NULL)
    return;
  if (info == NULL)
    {
      snapshot_place (self, snapshot);
      return;
    }

  if (self->text == NULL)
    lay_out (self, info);
  cs_post_line_look_get_colour (self->look, "", &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? (float) get_thumbnails_width (self) : 0,
                                                          (float) (cs_post_line_look_get_ascent (self->look) -
                                                                   PANGO_PIXELS (pango_layout_get_baseline (self->text)))));
  gtk_snapshot_append_layout (snapshot, self->text, &colour);
  gtk_snapshot_restore (snapshot);
  for (guint i = 0; i < self->n_pieces; i++)
    snapshot_piece (self, snapshot, &self->pieces[i], y, height);
  for (guint i = 0; i < MAX_THUMBNAILS; i++)
    if (self->pictures[i] != NULL && gtk_widget_get_child_visible (self->pictures[i]))
      gtk_widget_snapshot_child (widget, self->pictures[i], snapshot);
}

static void
cs_post_line_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  CsPostLine *self = CS_POST_LINE (widget);
  int height;
  int y = cs_post_line_look_get_meta (self->look, &height);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : y + height;
  *natural = *minimum;
}

static void
cs_post_line_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  CsPostLine *self = CS_POST_LINE (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = width - get_thumbnails_width (self) + 12;

  clear_layout (self);
  for (guint i = 0; i < MAX_THUMBNAILS; i++)
    if (self->pictures[i] != NULL)
      {
        GtkAllocation place = { rtl ? width - x - THUMBNAIL : x, (height - THUMBNAIL) / 2, THUMBNAIL, THUMBNAIL };
        int minimum;

        gtk_widget_measure (self->pictures[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
        gtk_widget_size_allocate (self->pictures[i], &place, -1);
        x += THUMBNAIL + 4;
      }
}

static gboolean
cs_post_line_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  CsPostLine *self = CS_POST_LINE (widget);
  int height;
  int at = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - x : x;

  if (y < cs_post_line_look_get_meta (self->look, &height))
    return FALSE;

  for (guint i = 0; i < self->n_pieces; i++)
    if (self->pieces[i].tooltip != NULL && at >= self->pieces[i].x &&
        at < self->pieces[i].x + self->pieces[i].width)
      {
        gtk_tooltip_set_text (tooltip, self->pieces[i].tooltip);
        return TRUE;
      }

  return FALSE;
}

static void
cs_post_line_dispose (GObject *object)
{
  CsPostLine *self = CS_POST_LINE (object);

  clear_layout (self);
  g_clear_object (&self->item);
  for (guint i = 0; i < MAX_THUMBNAILS; i++)
    g_clear_pointer (&self->pictures[i], gtk_widget_unparent);
  G_OBJECT_CLASS (cs_post_line_parent_class)->dispose (object);
}

static void
cs_post_line_finalize (GObject *object)
{
  g_clear_object (&CS_POST_LINE (object)->look);
  G_OBJECT_CLASS (cs_post_line_parent_class)->finalize (object);
}

static void
cs_post_line_class_init (CsPostLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_post_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_post_line_finalize;
  widget_class->measure = cs_post_line_measure;
  widget_class->size_allocate = cs_post_line_size_allocate;
  widget_class->snapshot = cs_post_line_snapshot;
  widget_class->query_tooltip = cs_post_line_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "postrow");
}

static void
cs_post_line_init (CsPostLine *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
cs_post_line_new (CsPostLineLook *look)
{
  CsPostLine *self = g_object_new (CS_TYPE_POST_LINE, NULL);

  self->look = g_object_ref (look);
  cs_post_line_look_add (look, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

void
cs_post_line_set_item (CsPostLine *self,
                       CsPostItem *item)
{
  const CsPostInfo *info;

  g_return_if_fail (CS_IS_POST_LINE (self));

  g_set_object (&self->item, item);
  clear_layout (self);
  for (guint i = 0; i < MAX_THUMBNAILS; i++)
    if (self->pictures[i] != NULL)
      gtk_widget_set_child_visible (self->pictures[i], FALSE);
  if (item == NULL)
    return;

  /* Scrolling binds many rows that are empty before and after. */
  info = cs_post_item_get_info (item);
  if (info != NULL || !self->unnamed)
    {
      g_autofree char *name = info != NULL ? cs_post_describe (info) : g_strdup (_("Loading"));

      cs_name_row (GTK_WIDGET (self), name);
      self->unnamed = info == NULL;
    }
  if (self->shown)
    {
      gtk_widget_queue_draw (GTK_WIDGET (self));
      cs_post_line_look_await_rest (self->look);
    }
}

gboolean
cs_post_line_set_shown (CsPostLine *self,
                        gboolean    shown)
{
  gboolean changed = shown != self->shown;

  if (shown && !self->shown)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->shown = shown;

  return changed;
}

void
cs_post_line_show_thumbnails (CsPostLine *self)
{
  const CsPostInfo *info = get_info (self);
  CsSession *session = cs_post_line_look_get_session (self->look);

  if (!self->shown || info == NULL || session == NULL)
    return;

  for (guint i = 0; i < MIN (info->thumbnails->len, MAX_THUMBNAILS); i++)
    {
      if (self->pictures[i] == NULL)
        {
          GtkPicture *picture;

          self->pictures[i] = cs_media_picture_new (session);
          picture = cs_media_picture_get_picture (CS_MEDIA_PICTURE (self->pictures[i]));
          gtk_picture_set_content_fit (picture, GTK_CONTENT_FIT_COVER);
          gtk_widget_set_size_request (self->pictures[i], THUMBNAIL, THUMBNAIL);
          gtk_widget_add_css_class (self->pictures[i], "thumbnail");
          gtk_widget_set_parent (self->pictures[i], GTK_WIDGET (self));
        }
      cs_media_picture_set (CS_MEDIA_PICTURE (self->pictures[i]),
                            &g_array_index (info->thumbnails, CsDigest, i), "", 2 * THUMBNAIL);
      gtk_widget_set_child_visible (self->pictures[i], TRUE);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
}

void
cs_post_line_refresh (CsPostLine *self)
{
  clear_layout (self);
  if (self->shown)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
