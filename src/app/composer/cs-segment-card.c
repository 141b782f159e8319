/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-count-ring.h"
#include "cs-media-strip.h"
#include "cs-segment-card.h"
#include "cs-segment-extras.h"
#include "cs-show-error.h"
#include "cs-text.h"
#include "cs-toasts.h"
#include "cs-wrap-box.h"

struct _CsSegmentCard
{
  AdwBin         parent_instance;

  CsDraft       *draft;
  guint          segment;   /* counted as cs_draft_find_part() does */
  guint          position;  /* in its thread */
  guint          total;     /* parts of its thread */
  gconstpointer  variant;   /* CsVariant it belongs to, or NULL; only to compare */
  char          *counted;   /* what the counts were made of */
  gconstpointer  shown;     /* the segment, only to tell it from another */
  CsAttacher    *attacher;
  GCancellable  *cancellable;
  gboolean       loading;
  GtkTextTag    *excess;    /* marks what is too much; lent by the buffer */
  int            excess_at; /* character where it begins, -1 = nowhere */

  GtkWidget     *header;
  GtkLabel      *place_label;
  GtkWidget     *up;
  GtkWidget     *down;
  GtkWidget     *more;
  GtkWidget     *add;
  GtkWidget     *scroller;
  guint          resize_source;
  GtkTextView   *text_view;
  GtkTextBuffer *buffer;
  GtkWidget     *hint;
  AdwBin        *strip_bin;
  CsMediaStrip  *strip;
  AdwBin        *extras_bin;
  CsSegmentExtras *extras;
  GtkSpinner    *spinner;
  GtkLabel      *busy_label;
  GtkWidget     *cancel_film;
  CsWrapBox     *rings;
};

G_DEFINE_FINAL_TYPE (CsSegmentCard, cs_segment_card, ADW_TYPE_BIN)

enum { EDIT_CHART, FOCUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static CsSegment *
find_segment (CsSegmentCard *self)
{
  return cs_draft_find_part (self->draft, self->segment);
}

static void
text_changed_cb (CsSegmentCard *self)
{
  CsSegment *segment;
  GtkTextIter start, end;

  gtk_widget_set_visible (self->hint, gtk_text_buffer_get_char_count (self->buffer) == 0);
  if (self->loading || !(segment = find_segment (self)))
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  g_free (segment->text);
  segment->text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  cs_draft_touch (self->draft);
}

static void
clipboard_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(CsSegmentCard) self = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value == NULL)
    cs_toast_error (GTK_WIDGET (self), NULL, error);
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    cs_attacher_add_texture (self->attacher, g_value_get_object (value));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    for (GSList *l = g_value_get_boxed (value); l; l = l->next)
      cs_attacher_add_file (self->attacher, l->data);
}

/* Files and pictures become pictures of the post. Programs that copy text offer a picture of it too: then the text is meant. */
static void
paste_cb (CsSegmentCard *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type = G_TYPE_INVALID;
  g_autoptr(GdkContentFormats) readable = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));

  if (gdk_content_formats_contain_gtype (readable, GDK_TYPE_FILE_LIST))
    type = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (readable, GDK_TYPE_TEXTURE) &&
           !gdk_content_formats_contain_gtype (readable, G_TYPE_STRING))
    type = GDK_TYPE_TEXTURE;
  if (type == G_TYPE_INVALID || !gtk_widget_is_sensitive (GTK_WIDGET (self->text_view)))
    return;
  g_signal_stop_emission_by_name (self->text_view, "paste-clipboard");
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, self->cancellable, clipboard_read_cb,
                                  g_object_ref (self));
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         CsSegmentCard *self)
{
  if (!gtk_widget_is_sensitive (GTK_WIDGET (self->text_view)))
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    cs_attacher_add_texture (self->attacher, g_value_get_object (value));
  else if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    cs_attacher_add_file (self->attacher, g_value_get_object (value));
  else
    for (GSList *l = g_value_get_boxed (value); l; l = l->next)
      cs_attacher_add_file (self->attacher, l->data);
  return TRUE;
}

/* On the card and before its children: the text view would take a file's name as text. */
static void
add_drop_target (CsSegmentCard *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE, G_TYPE_FILE };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static gboolean
resize_cb (gpointer user_data)
{
  CsSegmentCard *self = user_data;

  self->resize_source = 0;
  gtk_widget_queue_resize (self->scroller);
  return G_SOURCE_REMOVE;
}

/* A text view learns its height after it was laid out and does not ask for it again. */
static void
upper_changed_cb (CsSegmentCard *self)
{
  if (self->resize_source == 0)
    self->resize_source = g_idle_add (resize_cb, self);
}

static void
added_cb (CsSegmentCard *self,
          guint          position)
{
  cs_media_strip_refresh (self->strip);
}

static void
failed_cb (CsSegmentCard *self,
           const char    *name,
           const GError  *error)
{
  cs_toast_error (GTK_WIDGET (self), name, error);
}

static void
busy_cb (CsSegmentCard *self)
{
  guint n = cs_attacher_count_waiting (self->attacher);
  double done = 0;
  const char *film = cs_attacher_get_film (self->attacher, &done);
  /* Translators: the name of a file, then how much of it is done */
  g_autofree char *text = film ? g_strdup_printf (_("Taking in the film “%s”: %d %%"), film, (int) (done * 100))
                             : n ? g_strdup_printf (ngettext ("Adding %u picture…", "Adding %u pictures…", n), n) : g_strdup ("");

  gtk_label_set_label (self->busy_label, text);
  gtk_spinner_set_spinning (self->spinner, n > 0);
  gtk_widget_set_visible (self->cancel_film, film != NULL);
}

static void
cancel_film_cb (CsSegmentCard *self)
{
  cs_attacher_cancel_film (self->attacher);
}

static void
edit_chart_cb (CsSegmentCard *self,
               guint          position)
{
  g_signal_emit (self, signals[EDIT_CHART], 0, position);
}

/* The page's actions mean the part that was last in use. */
static void
up_clicked_cb (CsSegmentCard *self)
{
  g_signal_emit (self, signals[FOCUSED], 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "composer.move-part-up", NULL);
}

static void
down_clicked_cb (CsSegmentCard *self)
{
  g_signal_emit (self, signals[FOCUSED], 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "composer.move-part-down", NULL);
}

static void
focus_entered_cb (CsSegmentCard *self)
{
  g_signal_emit (self, signals[FOCUSED], 0);
}

static void
cs_segment_card_dispose (GObject *object)
{
  CsSegmentCard *self = CS_SEGMENT_CARD (object);

  if (self->attacher)
    cs_attacher_stop (self->attacher);
  g_clear_handle_id (&self->resize_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->attacher);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (cs_segment_card_parent_class)->dispose (object);
}

static void
cs_segment_card_finalize (GObject *object)
{
  g_free (CS_SEGMENT_CARD (object)->counted);
  G_OBJECT_CLASS (cs_segment_card_parent_class)->finalize (object);
}

static void
cs_segment_card_class_init (CsSegmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_segment_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_segment_card_finalize;
  signals[EDIT_CHART] = g_signal_new ("edit-chart", CS_TYPE_SEGMENT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FOCUSED] = g_signal_new ("focused", CS_TYPE_SEGMENT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  g_type_ensure (CS_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/composer/cs-segment-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, header);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, place_label);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, up);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, down);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, more);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, add);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, text_view);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, buffer);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, hint);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, strip_bin);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, extras_bin);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, busy_label);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, cancel_film);
  gtk_widget_class_bind_template_child (widget_class, CsSegmentCard, rings);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_film_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_clicked_cb);
}

static void
cs_segment_card_init (CsSegmentCard *self)
{
  const GdkRGBA red = { 0.88f, 0.11f, 0.14f, 0.32f };
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->excess = gtk_text_buffer_create_tag (self->buffer, "excess", "background-rgba", &red, NULL);
  self->excess_at = -1;
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "notify::upper",
                           G_CALLBACK (upper_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  add_drop_target (self);
}

static void
load (CsSegmentCard *self)
{
  const CsSegment *segment = find_segment (self);

  g_return_if_fail (segment != NULL);
  self->shown = segment;
  self->loading = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, segment->text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->loading = FALSE;
  g_clear_pointer (&self->counted, g_free);
}

GtkWidget *
cs_segment_card_new (CsDraft *draft,
                     guint    segment)
{
  CsSegmentCard *self = g_object_new (CS_TYPE_SEGMENT_CARD, NULL);

  self->draft = g_object_ref (draft);
  self->segment = segment;
  self->attacher = cs_attacher_new (draft, segment);
  g_signal_connect_object (self->attacher, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attacher, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attacher, "busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  self->strip = CS_MEDIA_STRIP (cs_media_strip_new (draft, segment));
  g_signal_connect_object (self->strip, "edit-chart", G_CALLBACK (edit_chart_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->strip_bin, GTK_WIDGET (self->strip));
  self->extras = CS_SEGMENT_EXTRAS (cs_segment_extras_new (draft, segment));
  adw_bin_set_child (self->extras_bin, GTK_WIDGET (self->extras));
  load (self);
  return GTK_WIDGET (self);
}

/* Takes @name. */
static void
name_button (GtkWidget *button,
             char      *name)
{
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  g_free (name);
}

void
cs_segment_card_set_place (CsSegmentCard *self,
                           guint          part,
                           guint          number,
                           guint          total,
                           gconstpointer  variant)
{
  guint named = total > 1 ? number : 0;
  g_autofree char *place = g_strdup_printf (_("Part %u of %u"), number, total);
  /* Translators: %u counts the parts of a thread from 1 */
  g_autofree char *text = named ? g_strdup_printf (_("Text of part %u"), named) : g_strdup (_("Text of the post"));

  g_return_if_fail (CS_IS_SEGMENT_CARD (self));

  self->segment = part;
  self->position = number - 1;
  self->total = total;
  self->variant = variant;
  cs_attacher_set_part (self->attacher, part);
  cs_media_strip_set_part (self->strip, part);
  cs_segment_extras_set_part (self->extras, part, number == 1);
  gtk_widget_set_visible (self->header, total > 1);
  gtk_label_set_label (self->place_label, place);
  /* A reader says it on the way in: pictures are counted in each part anew. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, place, -1);
  gtk_widget_set_sensitive (self->up, number > 1);
  gtk_widget_set_sensitive (self->down, number < total);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  name_button (self->add, named ? g_strdup_printf (_("Add to part %u"), named) : g_strdup (_("Add a picture, a chart or a poll")));
  name_button (self->up, g_strdup_printf (_("Move part %u up"), number));
  name_button (self->down, g_strdup_printf (_("Move part %u down"), number));
  name_button (self->more, g_strdup_printf (_("More for part %u"), number));
}

gconstpointer
cs_segment_card_get_shown (CsSegmentCard *self)
{
  g_return_val_if_fail (CS_IS_SEGMENT_CARD (self), NULL);

  return self->shown;
}

guint
cs_segment_card_get_part (CsSegmentCard *self)
{
  g_return_val_if_fail (CS_IS_SEGMENT_CARD (self), 0);

  return self->segment;
}

void
cs_segment_card_reload (CsSegmentCard *self)
{
  const CsSegment *segment;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  g_return_if_fail (CS_IS_SEGMENT_CARD (self));

  if (!(segment = find_segment (self)))
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  if (!g_str_equal (text, segment->text))
    load (self);
  cs_media_strip_refresh (self->strip);
  cs_segment_extras_refresh (self->extras);
}

void
cs_segment_card_add_extra (CsSegmentCard *self,
                           CsExtra        extra)
{
  g_return_if_fail (CS_IS_SEGMENT_CARD (self));

  cs_segment_extras_add (self->extras, extra);
}

void
cs_segment_card_focus_extra (CsSegmentCard *self,
                             CsExtra        extra,
                             guint          option)
{
  g_return_if_fail (CS_IS_SEGMENT_CARD (self));

  cs_segment_extras_focus (self->extras, extra, option);
}

gsize
cs_segment_card_get_cursor (CsSegmentCard *self)
{
  GtkTextIter start, at;
  g_autofree char *before = NULL;

  g_return_val_if_fail (CS_IS_SEGMENT_CARD (self), 0);

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &at, gtk_text_buffer_get_insert (self->buffer));
  before = gtk_text_buffer_get_text (self->buffer, &start, &at, TRUE);
  return strlen (before);
}

void
cs_segment_card_place_cursor (CsSegmentCard *self,
                              gsize          at)
{
  const CsSegment *segment;
  GtkTextIter iter;

  g_return_if_fail (CS_IS_SEGMENT_CARD (self));

  if (!(segment = find_segment (self)))
    return;
  at = MIN (at, strlen (segment->text));
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) g_utf8_pointer_to_offset (segment->text, segment->text + at));
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  cs_segment_card_focus_text (self);
  gtk_text_view_scroll_mark_onscreen (self->text_view, gtk_text_buffer_get_insert (self->buffer));
}

/* One ring for each account, made only when the accounts change. */
static void
resize_rings (CsSegmentCard *self,
              guint          n)
{
  cs_wrap_box_truncate (self->rings, n);
  for (guint i = 0; i < n; i++)
    {
      if (cs_wrap_box_get_child (self->rings, i) == NULL)
        cs_wrap_box_append (self->rings, cs_count_ring_new ());
      /* One account needs no telling apart; its name is in the tooltip. */
      cs_count_ring_show_name (CS_COUNT_RING (cs_wrap_box_get_child (self->rings, i)), n > 1);
    }
}

/* Shows what @account has left of what is sent to it: with its number in the thread. Returns how many bytes of @text still fit. */
static gsize
show_ring (CsSegmentCard       *self,
           guint                i,
           const CsAccountInfo *account,
           const char          *text)
{
  g_autofree char *sent = cs_content_get_outgoing_text (cs_draft_get_content (self->draft), account->id, self->position);
  CsTextLimits limits = account->target.limits;
  CsTextCount count = cs_text_count (sent, &limits);
  CsCountRing *ring = CS_COUNT_RING (cs_wrap_box_get_child (self->rings, i));
  gsize behind = strlen (sent) - strlen (text);

  if (limits.max_bytes && count.bytes > limits.max_bytes && count.length <= limits.max_length)
    cs_count_ring_set (ring, account->handle, count.bytes, limits.max_bytes);
  else
    cs_count_ring_set (ring, account->handle, count.length, limits.max_length);
  if (count.fits)
    return G_MAXSIZE;
  /* The number is never what is too much: as many characters before it are. */
  limits.max_length -= MIN (limits.max_length, (guint) behind);
  return cs_text_count (text, &limits).fits_bytes;
}

static void
mark_excess (CsSegmentCard *self,
             const char    *text,
             gsize          fits)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  if (self->excess_at >= 0)
    gtk_text_buffer_remove_tag (self->buffer, self->excess, &start, &end);
  self->excess_at = -1;
  if (fits == G_MAXSIZE || fits > strlen (text))
    return;
  self->excess_at = (int) g_utf8_pointer_to_offset (text, text + fits);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, self->excess_at);
  gtk_text_buffer_apply_tag (self->buffer, self->excess, &start, &end);
}

/* What the counts depend on, to tell whether anything changed: with 25 parts, one key changes one. */
static char *
describe (CsSegmentCard   *self,
          const CsContent *content,
          const CsSegment *segment)
{
  GString *key = g_string_new (segment->text);

  g_string_append_printf (key, "\n%d %u %u", content->numbered, self->position, self->total);
  for (guint i = 0; i < content->accounts->len; i++)
    {
      gint64 id = g_array_index (content->accounts, gint64, i);
      const CsAccountInfo *account = cs_session_find_account (cs_draft_get_session (self->draft), id);

      if (cs_content_find_variant (content, id) == self->variant && account)
        g_string_append_printf (key, " %" G_GINT64_FORMAT " %u %s", id, account->target.limits.max_length, account->handle);
    }
  return g_string_free (key, FALSE);
}

void
cs_segment_card_count (CsSegmentCard *self)
{
  CsContent *content;
  CsSegment *segment;
  g_autofree char *key = NULL;
  gsize fits = G_MAXSIZE;
  guint n = 0;

  g_return_if_fail (CS_IS_SEGMENT_CARD (self));

  content = cs_draft_get_content (self->draft);
  if (!(segment = find_segment (self)))
    return;
  cs_segment_extras_check (self->extras);
  key = describe (self, content, segment);
  if (g_strcmp0 (key, self->counted) == 0)
    return;
  g_free (self->counted);
  self->counted = g_steal_pointer (&key);
  resize_rings (self, content->accounts->len);
  for (guint i = 0; i < content->accounts->len; i++)
    {
      gint64 id = g_array_index (content->accounts, gint64, i);
      const CsAccountInfo *account = cs_session_find_account (cs_draft_get_session (self->draft), id);

      if (account == NULL || cs_content_find_variant (content, id) != self->variant)
        continue;
      fits = MIN (fits, show_ring (self, n, account, segment->text));
      n++;
    }
  resize_rings (self, n);
  mark_excess (self, segment->text, fits);
}

void
cs_segment_card_focus_text (CsSegmentCard *self)
{
  g_return_if_fail (CS_IS_SEGMENT_CARD (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

void
cs_segment_card_focus_excess (CsSegmentCard *self)
{
  GtkTextIter at;

  g_return_if_fail (CS_IS_SEGMENT_CARD (self));

  cs_segment_card_focus_text (self);
  if (self->excess_at < 0)
    return;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &at, self->excess_at);
  gtk_text_buffer_place_cursor (self->buffer, &at);
  gtk_text_view_scroll_mark_onscreen (self->text_view, gtk_text_buffer_get_insert (self->buffer));
}

void
cs_segment_card_focus_alt (CsSegmentCard *self,
                           guint          media)
{
  g_return_if_fail (CS_IS_SEGMENT_CARD (self));

  cs_media_strip_focus_alt (self->strip, media);
}

CsAttacher *
cs_segment_card_get_attacher (CsSegmentCard *self)
{
  g_return_val_if_fail (CS_IS_SEGMENT_CARD (self), NULL);

  return self->attacher;
}

GtkTextView *
cs_segment_card_get_text_view (CsSegmentCard *self)
{
  g_return_val_if_fail (CS_IS_SEGMENT_CARD (self), NULL);

  return self->text_view;
}
