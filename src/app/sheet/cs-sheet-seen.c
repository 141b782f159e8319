/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-seen.h"

#include <math.h>

#include "cs-media-picture.h"

#define SLICES 64     /* of each piece, from top to bottom: a bit each */
#define ALL_SLICES G_MAXUINT64
#define PIECE "cs-seen-piece"
#define ABOVE 24      /* pixels left above what is scrolled to */
#define FRAMES 2      /* the first lays out and paints, the second knows where things stand */

/* What has been seen of a label or a picture. */
typedef struct
{
  guint   generation;
  guint64 seen;
} Piece;

struct _CsSheetSeen
{
  GObject            parent_instance;
  GtkScrolledWindow *scroller;   /* lent; NULL once it is gone */
  GtkWidget         *content;    /* lent; NULL once it is gone */
  GtkWidget         *list;       /* lent, or NULL: has to be seen too, also where it is folded up */
  GPtrArray         *watched;    /* of CsMediaPicture whose arrival is waited for; references */
  guint              generation; /* of the content: what was seen of an older one does not count */
  guint              tick;
  guint              frames;     /* to wait before looking */
  gboolean           paused;
  gboolean           whole;
  gboolean           trouble;
  double             next;       /* first unseen place, pixels below the top of what is in view; NAN = none */
};

G_DEFINE_FINAL_TYPE (CsSheetSeen, cs_sheet_seen, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_WHOLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static Piece *
get_piece (CsSheetSeen *self,
           GtkWidget   *widget)
{
  Piece *piece = g_object_get_data (G_OBJECT (widget), PIECE);

  if (!piece)
    {
      piece = g_new0 (Piece, 1);
      g_object_set_data_full (G_OBJECT (widget), PIECE, piece, g_free);
    }
  if (piece->generation != self->generation)
    {
      piece->generation = self->generation;
      piece->seen = 0;
    }
  return piece;
}

static void
note_next (CsSheetSeen *self,
           double       y)
{
  if (isnan (self->next) || y < self->next)
    self->next = y;
}

/* Marks the slices whose middle is in view now. */
static gboolean
look_at_piece (CsSheetSeen *self,
               GtkWidget   *widget)
{
  Piece *piece = get_piece (self, widget);
  double height = gtk_widget_get_height (GTK_WIDGET (self->scroller));
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (self->scroller), &bounds) || bounds.size.height <= 0)
    return TRUE;
  for (guint i = 0; i < SLICES; i++)
    {
      double y = bounds.origin.y + bounds.size.height * (i + 0.5) / SLICES;

      if (y >= 0 && y <= height)
        piece->seen |= G_GUINT64_CONSTANT (1) << i;
    }
  for (guint i = 0; i < SLICES; i++)
    if (!(piece->seen & (G_GUINT64_CONSTANT (1) << i)))
      {
        note_next (self, bounds.origin.y + bounds.size.height * i / SLICES);
        break;
      }
  return piece->seen == ALL_SLICES;
}

static gboolean
look_at_picture (CsSheetSeen *self,
                 GtkWidget   *widget)
{
  CsMediaPicture *picture = CS_MEDIA_PICTURE (widget);
  graphene_rect_t bounds;

  if (cs_media_picture_is_shown (picture))
    return look_at_piece (self, widget);
  if (cs_media_picture_has_trouble (picture))
    self->trouble = TRUE;
  if (!g_ptr_array_find (self->watched, picture, NULL))
    {
      g_signal_connect_object (picture, "settled", G_CALLBACK (cs_sheet_seen_look), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->watched, g_object_ref (picture));
    }
  if (gtk_widget_compute_bounds (widget, GTK_WIDGET (self->scroller), &bounds))
    note_next (self, bounds.origin.y);
  return FALSE;
}

static gboolean
look_at (CsSheetSeen *self,
         GtkWidget   *widget)
{
  gboolean all = TRUE;

  if (!gtk_widget_get_mapped (widget))
    return TRUE;
  if (CS_IS_MEDIA_PICTURE (widget))
    return look_at_picture (self, widget);
  if (GTK_IS_LABEL (widget))
    return look_at_piece (self, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (!look_at (self, child))
      all = FALSE;
  /* go on: what is in view below counts too */
  return all;
}

/* Whether all below @widget was in view before it was folded up. */
static gboolean
was_seen (CsSheetSeen *self,
          GtkWidget   *widget)
{
  if (GTK_IS_LABEL (widget))
    return get_piece (self, widget)->seen == ALL_SLICES;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (!was_seen (self, child))
      return FALSE;
  return TRUE;
}

/* What is folded up and was not seen is as unseen as what is further down. */
static gboolean
look_at_list (CsSheetSeen *self)
{
  GtkWidget *shown = self->list;
  graphene_rect_t bounds;

  if (!self->list || gtk_widget_get_mapped (self->list))
    return !self->list || look_at (self, self->list);
  if (was_seen (self, self->list))
    return TRUE;
  while (shown && !gtk_widget_get_mapped (shown))
    shown = gtk_widget_get_parent (shown);
  if (shown && gtk_widget_compute_bounds (shown, GTK_WIDGET (self->scroller), &bounds))
    note_next (self, bounds.origin.y);
  return FALSE;
}

static gboolean
look_at_all (CsSheetSeen *self)
{
  gboolean content = look_at (self, self->content);

  return look_at_list (self) && content; /* both, so that what is in view of either counts */
}

static void
look_now (CsSheetSeen *self)
{
  gboolean had_trouble = self->trouble;
  gboolean whole;

  self->next = NAN;
  self->trouble = FALSE;
  whole = !self->paused && gtk_widget_get_mapped (self->content) && look_at_all (self);
  if (self->whole || (!whole && had_trouble == self->trouble))
    return; /* what was seen whole stays so, until it is another content */
  self->whole = whole;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHOLE]);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  CsSheetSeen *self = user_data;

  if (self->frames-- > 0)
    {
      gtk_widget_queue_draw (widget); /* so that there is a next frame */
      return G_SOURCE_CONTINUE;
    }
  self->tick = 0;
  look_now (self);
  return G_SOURCE_REMOVE;
}

void
cs_sheet_seen_look (CsSheetSeen *self)
{
  g_return_if_fail (CS_IS_SHEET_SEEN (self));

  if (!self->scroller || !self->content)
    return;
  self->frames = FRAMES;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), tick_cb, self, NULL);
}

static void
cs_sheet_seen_dispose (GObject *object)
{
  CsSheetSeen *self = CS_SHEET_SEEN (object);

  if (self->tick && self->scroller)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->scroller);
  g_clear_weak_pointer (&self->content);
  g_clear_weak_pointer (&self->list);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_sheet_seen_parent_class)->dispose (object);
}

static void
cs_sheet_seen_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_WHOLE)
    g_value_set_boolean (value, CS_SHEET_SEEN (object)->whole);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cs_sheet_seen_class_init (CsSheetSeenClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_sheet_seen_dispose;
  object_class->get_property = cs_sheet_seen_get_property;
  properties[PROP_WHOLE] = g_param_spec_boolean ("whole", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cs_sheet_seen_init (CsSheetSeen *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->generation = 1;
  self->next = NAN;
}

CsSheetSeen *
cs_sheet_seen_new (GtkScrolledWindow *scroller,
                   GtkWidget         *content)
{
  CsSheetSeen *self = g_object_new (CS_TYPE_SHEET_SEEN, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);

  g_set_weak_pointer (&self->scroller, scroller);
  g_set_weak_pointer (&self->content, content);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (cs_sheet_seen_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (cs_sheet_seen_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (content, "map", G_CALLBACK (cs_sheet_seen_look), self, G_CONNECT_SWAPPED);
  return self;
}

void
cs_sheet_seen_set_list (CsSheetSeen *self,
                        GtkWidget   *list)
{
  g_return_if_fail (CS_IS_SHEET_SEEN (self));

  if (g_set_weak_pointer (&self->list, list))
    cs_sheet_seen_look (self);
}

void
cs_sheet_seen_restart (CsSheetSeen *self)
{
  g_return_if_fail (CS_IS_SHEET_SEEN (self));

  self->generation++;
  g_ptr_array_set_size (self->watched, 0);
  self->whole = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHOLE]);
  cs_sheet_seen_look (self);
}

void
cs_sheet_seen_set_paused (CsSheetSeen *self,
                          gboolean     paused)
{
  g_return_if_fail (CS_IS_SHEET_SEEN (self));

  self->paused = paused;
  cs_sheet_seen_look (self);
}

gboolean
cs_sheet_seen_is_whole (CsSheetSeen *self)
{
  g_return_val_if_fail (CS_IS_SHEET_SEEN (self), FALSE);

  return self->whole;
}

gboolean
cs_sheet_seen_has_trouble (CsSheetSeen *self)
{
  g_return_val_if_fail (CS_IS_SHEET_SEEN (self), FALSE);

  return self->trouble && !self->whole;
}

void
cs_sheet_seen_go_on (CsSheetSeen *self)
{
  GtkAdjustment *adjustment;

  g_return_if_fail (CS_IS_SHEET_SEEN (self));

  if (!self->scroller || !self->content)
    return;
  look_now (self);
  if (isnan (self->next))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->next - ABOVE);
}
