/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "cs-compat.h"
#include "cs-deadline-chip.h"
#include "cs-post.h"
#include "cs-show-error.h"
#include "cs-time.h"

/* The whole ring stands for this much time. */
#define RING (G_GINT64_CONSTANT (8) * 60 * 60 * G_USEC_PER_SEC)
#define SHORT 0.2  /* of the stage's time: from here on it is orange */
#define REFRESH 20 /* seconds */

struct _CsDeadlineChip
{
  AdwBin parent_instance;

  GtkWidget   *ring;
  GtkLabel    *label;
  CsDeadlineTimes times;
  char        *zone;
  char        *explanation; /* how the due time was worked out; NULL = not known */
  double       left;    /* 0 … 1 */
  const char  *colour;  /* CSS class in force; static */
  gboolean     is_long; /* says the release time too */
  guint        timeout;
};

G_DEFINE_FINAL_TYPE (CsDeadlineChip, cs_deadline_chip, ADW_TYPE_BIN)

typedef enum
{
  CHIP_NOTHING,
  CHIP_SIGN_BY,
  CHIP_GOES_OUT,
  CHIP_HELD,
  CHIP_WAS_DUE,
} ChipKind;

static ChipKind
kind_of_state (CsPostState state)
{
  switch (state)
    {
    case CS_POST_DRAFT:
    case CS_POST_IN_REVIEW:
    case CS_POST_RETURNED:
      return CHIP_SIGN_BY;

    case CS_POST_SIGNED:
    case CS_POST_QUEUED:
    case CS_POST_SENDING:
      return CHIP_GOES_OUT;

    case CS_POST_HELD:
      return CHIP_HELD;

    case CS_POST_EXPIRED:
      return CHIP_WAS_DUE;

    case CS_POST_REJECTED:
    case CS_POST_PUBLISHED:
    case CS_POST_PARTLY_PUBLISHED:
    case CS_POST_UNKNOWN:
    case CS_POST_FAILED:
    case CS_POST_CORRECTED:
    case CS_POST_WITHDRAWN:
    default:
      return CHIP_NOTHING;
    }
}

static char *
describe (gint64   release_at,
          ChipKind kind,
          gint64   now)
{
  /* In the reader's zone, as every short time; the tooltip has the post's. */
  g_autofree char *when = cs_time_format_near (release_at, now, cs_local_zone ());
  gboolean soon = release_at - now < G_TIME_SPAN_HOUR;

  if (kind == CHIP_WAS_DUE || release_at < now)
    /* Translators: a release time that has passed: “was due today 15:40”, “was due 12 min ago” */
    return g_strdup_printf (_("was due %s"), when);

  if (kind == CHIP_HELD)
    /* Translators: when a held post would go out, if it were not held: “planned: today 15:40”, “planned: in 12 min” */
    return g_strdup_printf (C_("deadline", "planned: %s"), when);

  if (kind == CHIP_GOES_OUT)
    /* Translators: “goes out tomorrow 09:00”, “goes out Wed 09:00”, “goes out in 12 min” */
    return g_strdup_printf (C_("deadline", "goes out %s"), when);

  if (soon)
    /* Translators: a post must be signed soon; %s is “in 12 min” */
    return g_strdup_printf (C_("deadline", "due %s"), when);

  /* Translators: until when a post must be signed: “sign by today 15:40”, “sign by Mon 09:00” */
  return g_strdup_printf (C_("deadline", "sign by %s"), when);
}

/* How much of the open stage's time is left, or of a working day before the release where the stage has no clock. */
static double
work_out_left (const CsDeadlineTimes *times,
               gint64                 due_at,
               gint64                 now)
{
  gint64 whole = times->due_at != 0 && times->opened_at != 0 ? times->due_at - times->opened_at : RING;

  return whole > 0 ? CLAMP ((double) (due_at - now) / whole, 0, 1) : 0;
}

char *
cs_deadline_describe (const CsDeadlineTimes  *times,
                      gint64                  now,
                      const char            **colour,
                      double                 *left)
{
  ChipKind kind = kind_of_state (times->state);
  gboolean clocked = times->state == CS_POST_IN_REVIEW && times->due_at != 0;
  gint64 due_at = clocked ? times->due_at : times->release_at;

  if (kind == CHIP_NOTHING || due_at == 0)
    return NULL;

  *left = work_out_left (times, due_at, now);
  if (kind == CHIP_WAS_DUE || (kind == CHIP_SIGN_BY && due_at < now))
    *colour = "cs-red";
  else if (kind == CHIP_SIGN_BY && (clocked ? *left <= SHORT : due_at - now < CS_AT_RISK))
    *colour = "cs-orange";
  else
    *colour = "cs-plain";

  return describe (due_at, kind, now);
}

static void
set_colour (CsDeadlineChip *self,
            const char     *colour)
{
  if (self->colour == colour)
    return;

  if (self->colour != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->colour);
  self->colour = colour;
  gtk_widget_add_css_class (GTK_WIDGET (self), colour);
}

static char *
make_tooltip (CsDeadlineChip *self)
{
  gboolean clocked = self->times.state == CS_POST_IN_REVIEW && self->times.due_at != 0;
  g_autofree char *full = cs_time_format_full (clocked ? self->times.due_at : self->times.release_at,
                                               self->zone);

  if (!clocked || self->explanation == NULL || *self->explanation == '\0')
    return g_steal_pointer (&full);

  /* Translators: %1$s is a full date and time, until when a post must be signed; %2$s says how that was worked out, a sentence */
  return g_strdup_printf (_("%1$s\n%2$s"), full, self->explanation);
}

static gboolean
is_same_day (GDateTime *one,
             GDateTime *other)
{
  return g_date_time_get_year (one) == g_date_time_get_year (other) &&
         g_date_time_get_day_of_year (one) == g_date_time_get_day_of_year (other);
}

/* The time alone where the day has been said. */
static char *
format_release (const CsDeadlineTimes *times,
                gint64                 now)
{
  g_autoptr(GDateTime) due = g_date_time_new_from_unix_local (times->due_at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) release = g_date_time_new_from_unix_local (times->release_at / G_USEC_PER_SEC);

  if (due != NULL && release != NULL && is_same_day (due, release))
    return g_date_time_format (release, "%H:%M");

  return cs_time_format_near (times->release_at, now, cs_local_zone ());
}

/* What the release time has to do with it. */
static char *
add_release (CsDeadlineChip *self,
             const char     *text,
             gint64          now)
{
  const CsDeadlineTimes *times = &self->times;
  g_autofree char *release = NULL;

  if (!self->is_long || times->state != CS_POST_IN_REVIEW || times->due_at < now || times->release_at <= times->due_at)
    return g_strdup (text);

  release = format_release (times, now);
  /* Translators: %1$s is “sign by today 15:40”, %2$s the time at which the post is to go out: “16:00”, “tomorrow 09:00” */
  return g_strdup_printf (C_("deadline", "%1$s to make %2$s"), text, release);
}

static void
update (CsDeadlineChip *self)
{
  gint64 now = g_get_real_time ();
  const char *colour = NULL;
  g_autofree char *text = cs_deadline_describe (&self->times, now, &colour, &self->left);
  g_autofree char *whole = NULL;
  g_autofree char *tooltip = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;

  whole = add_release (self, text, now);
  gtk_label_set_label (self->label, whole);
  tooltip = make_tooltip (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  set_colour (self, colour);
  gtk_widget_queue_draw (self->ring);
}

void
cs_deadline_draw_ring (cairo_t       *cr,
                       int            side,
                       const GdkRGBA *colour,
                       double         left)
{
  double radius = side / 2.0 - 1;

  cairo_set_line_width (cr, 2);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, 0.25 * colour->alpha);
  cairo_arc (cr, side / 2.0, side / 2.0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_arc (cr, side / 2.0, side / 2.0, radius, -G_PI_2, -G_PI_2 + 2 * G_PI * left);
  cairo_stroke (cr);
}

static void
draw_ring (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        user_data)
{
  CsDeadlineChip *self = user_data;
  GdkRGBA colour;

  cs_compat_get_colour (GTK_WIDGET (area), &colour);
  cs_deadline_draw_ring (cr, MIN (width, height), &colour, self->left);
}

static gboolean
refresh_cb (gpointer user_data)
{
  update (user_data);

  return G_SOURCE_CONTINUE;
}

static void
cs_deadline_chip_map (GtkWidget *widget)
{
  CsDeadlineChip *self = CS_DEADLINE_CHIP (widget);

  GTK_WIDGET_CLASS (cs_deadline_chip_parent_class)->map (widget);
  if (self->timeout == 0)
    self->timeout = g_timeout_add_seconds (REFRESH, refresh_cb, self);
}

static void
cs_deadline_chip_unmap (GtkWidget *widget)
{
  CsDeadlineChip *self = CS_DEADLINE_CHIP (widget);

  g_clear_handle_id (&self->timeout, g_source_remove);
  GTK_WIDGET_CLASS (cs_deadline_chip_parent_class)->unmap (widget);
}

static void
cs_deadline_chip_finalize (GObject *object)
{
  CsDeadlineChip *self = CS_DEADLINE_CHIP (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->explanation, g_free);
  G_OBJECT_CLASS (cs_deadline_chip_parent_class)->finalize (object);
}

static void
cs_deadline_chip_class_init (CsDeadlineChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cs_deadline_chip_finalize;
  widget_class->map = cs_deadline_chip_map;
  widget_class->unmap = cs_deadline_chip_unmap;
  gtk_widget_class_set_css_name (widget_class, "deadlinechip");
}

static void
cs_deadline_chip_init (CsDeadlineChip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  self->ring = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->ring), 13);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->ring), 13);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->ring), draw_ring, self, NULL);
  gtk_widget_set_valign (self->ring, GTK_ALIGN_CENTER);
  cs_name_widget (self->ring, "");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), self->ring);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
cs_deadline_chip_new (void)
{
  return g_object_new (CS_TYPE_DEADLINE_CHIP, NULL);
}

void
cs_deadline_chip_set (CsDeadlineChip *self,
                      gint64          release_at,
                      const char     *zone,
                      CsPostState     state)
{
  g_return_if_fail (CS_IS_DEADLINE_CHIP (self));

  self->times = (CsDeadlineTimes) { .state = state, .release_at = release_at };
  g_clear_pointer (&self->explanation, g_free);
  g_free (self->zone);
  self->zone = g_strdup (zone != NULL && *zone != '\0' ? zone : cs_local_zone ());
  update (self);
}

void
cs_deadline_chip_set_long (CsDeadlineChip *self,
                           gboolean        is_long)
{
  g_return_if_fail (CS_IS_DEADLINE_CHIP (self));

  self->is_long = is_long;
  update (self);
}

void
cs_deadline_chip_set_due (CsDeadlineChip *self,
                          gint64          opened_at,
                          gint64          due_at,
                          const char     *explanation)
{
  g_return_if_fail (CS_IS_DEADLINE_CHIP (self));

  self->times.opened_at = opened_at;
  self->times.due_at = due_at;
  g_free (self->explanation);
  self->explanation = g_strdup (explanation);
  update (self);
}
