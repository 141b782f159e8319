/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-subtitles-row.h"

struct _CsCueItem
{
  GObject   parent_instance;

  char     *start;    /* as it stands in the field */
  char     *end;
  char     *text;
  char     *problems; /* sentences, "" = none */
  guint     line;     /* of the file, 0 = not from one */
  gboolean  fault;
};

G_DEFINE_FINAL_TYPE (CsCueItem, cs_cue_item, G_TYPE_OBJECT)

enum { EDITED, CHECKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
cs_cue_item_finalize (GObject *object)
{
  CsCueItem *self = CS_CUE_ITEM (object);

  g_free (self->start);
  g_free (self->end);
  g_free (self->text);
  g_free (self->problems);
  G_OBJECT_CLASS (cs_cue_item_parent_class)->finalize (object);
}

static void
cs_cue_item_class_init (CsCueItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_cue_item_finalize;
  signals[EDITED] = g_signal_new ("edited", CS_TYPE_CUE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHECKED] = g_signal_new ("checked", CS_TYPE_CUE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_cue_item_init (CsCueItem *self)
{
  self->problems = g_strdup ("");
}

CsCueItem *
cs_cue_item_new (const CsCue *cue)
{
  CsCueItem *self = g_object_new (CS_TYPE_CUE_ITEM, NULL);

  self->start = cs_cue_format_time (cue->start);
  self->end = cs_cue_format_time (cue->end);
  self->text = g_strdup (cue->text);
  self->line = cue->line;
  return self;
}

CsCue *
cs_cue_item_dup_cue (CsCueItem *self)
{
  gint64 start = cs_cue_parse_time (self->start);
  gint64 end = cs_cue_parse_time (self->end);
  CsCue *cue = start < 0 || end < 0 ? cs_cue_new (0, 0, self->text) : cs_cue_new (start, end, self->text);

  cue->line = self->line;
  return cue;
}

void
cs_cue_item_set_problems (CsCueItem  *self,
                          const char *text,
                          gboolean    fault)
{
  if (self->fault == fault && g_str_equal (self->problems, text))
    return;

  g_free (self->problems);
  self->problems = g_strdup (text);
  self->fault = fault;
  g_signal_emit (self, signals[CHECKED], 0);
}

/* --- the row --- */

struct _CsSubtitlesRow
{
  AdwBin         parent_instance;

  CsCueItem     *item;
  gulong         handler;
  gboolean       loading;
  GtkEditable   *start;
  GtkEditable   *end;
  GtkTextView   *view;
  GtkTextBuffer *buffer;
  GtkLabel      *problems;
};

G_DEFINE_FINAL_TYPE (CsSubtitlesRow, cs_subtitles_row, ADW_TYPE_BIN)

static void
replace (char **place,
         char  *text)
{
  g_free (*place);
  *place = text;
}

static void
edited_cb (CsSubtitlesRow *self)
{
  GtkTextIter start, end;

  if (self->loading || self->item == NULL)
    return;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  replace (&self->item->start, g_strdup (gtk_editable_get_text (self->start)));
  replace (&self->item->end, g_strdup (gtk_editable_get_text (self->end)));
  replace (&self->item->text, gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
  g_signal_emit (self->item, signals[EDITED], 0);
}

static void
show_problems (CsSubtitlesRow *self)
{
  gtk_label_set_label (self->problems, self->item->problems);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), *self->item->problems != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->problems), self->item->fault ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->problems), self->item->fault ? "error" : "dim-label");
}

static void
cs_subtitles_row_dispose (GObject *object)
{
  cs_subtitles_row_set_item (CS_SUBTITLES_ROW (object), NULL, 0);
  G_OBJECT_CLASS (cs_subtitles_row_parent_class)->dispose (object);
}

static void
cs_subtitles_row_class_init (CsSubtitlesRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_subtitles_row_dispose;
}

static GtkEditable *
add_time (CsSubtitlesRow *self,
          GtkBox         *box)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_widget_set_direction (entry, GTK_TEXT_DIR_LTR);
  g_signal_connect_object (entry, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, entry);
  return GTK_EDITABLE (entry);
}

static GtkWidget *
make_text (CsSubtitlesRow *self)
{
  GtkWidget *frame = gtk_frame_new (NULL);

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, 8);
  gtk_text_view_set_right_margin (self->view, 8);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_widget_set_hexpand (frame, TRUE);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  gtk_frame_set_child (GTK_FRAME (frame), GTK_WIDGET (self->view));
  return frame;
}

static void
cs_subtitles_row_init (CsSubtitlesRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *times = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->start = add_time (self, GTK_BOX (times));
  self->end = add_time (self, GTK_BOX (times));
  self->problems = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problems, TRUE);
  gtk_label_set_xalign (self->problems, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problems), "caption");
  gtk_box_append (GTK_BOX (line), times);
  gtk_box_append (GTK_BOX (line), make_text (self));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problems));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cs_subtitles_row_new (void)
{
  return g_object_new (CS_TYPE_SUBTITLES_ROW, NULL);
}

static void
name_all (CsSubtitlesRow *self,
          guint           number)
{
  g_autofree char *start = g_strdup_printf (_("Subtitle %u begins"), number);
  g_autofree char *end = g_strdup_printf (_("Subtitle %u ends"), number);
  g_autofree char *text = g_strdup_printf (_("Words of subtitle %u"), number);
  g_autofree char *row = g_strdup_printf (_("Subtitle %u"), number);

  cs_name_widget (GTK_WIDGET (self->start), start);
  cs_name_widget (GTK_WIDGET (self->end), end);
  cs_name_widget (GTK_WIDGET (self->view), text);
  cs_name_row (GTK_WIDGET (self), row);
}

void
cs_subtitles_row_set_item (CsSubtitlesRow *self,
                           CsCueItem      *item,
                           guint           position)
{
  g_return_if_fail (CS_IS_SUBTITLES_ROW (self));

  if (self->item)
    g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  self->loading = TRUE;
  gtk_editable_set_text (self->start, item->start);
  gtk_editable_set_text (self->end, item->end);
  gtk_text_buffer_set_text (self->buffer, item->text, -1);
  self->loading = FALSE;
  self->handler = g_signal_connect_object (item, "checked", G_CALLBACK (show_problems), self, G_CONNECT_SWAPPED);
  name_all (self, position + 1);
  show_problems (self);
}
