/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-facts.h"
#include "cs-line-reader.h"

#include <glib/gi18n.h>

#include "cs-lines.h"
#include "cs-media-picture.h"
#include "cs-show-error.h"
#include "cs-text-label.h"

#define PICTURE_SIDE 1024
#define PICTURE_HEIGHT 260

struct _CsLineReader
{
  AdwBin     parent_instance;
  CsSession *session;
  CsContent *content;
  GPtrArray *lines;       /* of CsLine */
  guint      n_confirmed; /* the next one is shown */
  guint      held;        /* key that is down and has done its work; 0 = none */

  GtkWidget *kind;
  GtkWidget *place;
  GtkWidget *progress;
  GtkWidget *before;
  GtkWidget *line;
  GtkWidget *picture;
  GtkWidget *note;
  GtkWidget *back;
  GtkWidget *confirm;
  GtkWidget *leave;
};

G_DEFINE_FINAL_TYPE (CsLineReader, cs_line_reader, ADW_TYPE_BIN)

enum
{
  PROGRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const CsLine *
get_line (CsLineReader *self,
          guint         position)
{
  return g_ptr_array_index (self->lines, position);
}

/* Pictures are counted through the post, as everywhere on the sheet. */
static guint
number_of_picture (CsLineReader *self,
                   const CsLine *line)
{
  guint n = 0;

  for (guint i = 0; i < line->segment; i++)
    n += cs_content_get_part (self->content, i)->media->len;
  return n + line->index + 1;
}

static char *
describe_kind (CsLineReader *self,
               const CsLine *line)
{
  g_autofree char *place = NULL;

  switch (line->kind)
    {
    case CS_LINE_TEXT:
      place = cs_content_name_part (self->content, line->segment);
      return *place ? g_steal_pointer (&place) : g_strdup (_("Text"));
    case CS_LINE_PICTURE:
      return g_strdup_printf (_("Alt text of picture %u"), number_of_picture (self, line));
    case CS_LINE_WARNING:
      return g_strdup (_("Content warning"));
    case CS_LINE_SOURCE:
      return g_strdup_printf (_("Source %u"), line->index + 1);
    case CS_LINE_FACT:
      return g_strdup (_("Also signed"));
    }
  g_assert_not_reached ();
}

static void
show_picture (CsLineReader *self,
              const CsLine *line)
{
  gboolean picture = line && line->kind == CS_LINE_PICTURE;

  gtk_widget_set_visible (self->picture, picture);
  if (picture)
    {
      const CsSegment *segment = cs_content_get_part (self->content, line->segment);
      const CsMediaItem *item = cs_segment_get_media (segment, line->index);

      cs_media_picture_set_item (CS_MEDIA_PICTURE (self->picture), item, PICTURE_SIDE);
    }
}

static void
show_line (CsLineReader *self)
{
  const CsLine *line = get_line (self, self->n_confirmed);
  g_autofree char *kind = describe_kind (self, line);
  const char *text = *line->text ? line->text : _("No alt text: the picture is decorative.");
  /* Translators: how far one has read: “Line 3 of 9”. */
  g_autofree char *place = g_strdup_printf (_("Line %1$u of %2$u"), self->n_confirmed + 1, self->lines->len);
  g_autofree char *spoken = g_strdup_printf ("%s. %s: %s", place, kind, text);

  gtk_label_set_label (GTK_LABEL (self->kind), kind);
  gtk_label_set_label (GTK_LABEL (self->place), place);
  gtk_label_set_label (GTK_LABEL (self->line), text);
  gtk_label_set_label (GTK_LABEL (self->before),
                       self->n_confirmed > 0 ? get_line (self, self->n_confirmed - 1)->text : "");
  show_picture (self, line);
  cs_name_widget (self->line, spoken);
}

static void
show_end (CsLineReader *self)
{
  guint n = self->lines->len;
  g_autofree char *place = g_strdup_printf (ngettext ("%u line confirmed", "All %u lines confirmed", n), n);

  gtk_label_set_label (GTK_LABEL (self->kind), "");
  gtk_label_set_label (GTK_LABEL (self->place), place);
  gtk_label_set_label (GTK_LABEL (self->line), _("You have read all of it. The decision is open now."));
  gtk_label_set_label (GTK_LABEL (self->before), n > 0 ? get_line (self, n - 1)->text : "");
  cs_name_widget (self->line, gtk_label_get_label (GTK_LABEL (self->line)));
  show_picture (self, NULL);
}

static void
show (CsLineReader *self)
{
  gboolean end = self->n_confirmed >= self->lines->len;

  if (end)
    show_end (self);
  else
    show_line (self);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 self->lines->len ? (double) self->n_confirmed / self->lines->len : 1);
  gtk_widget_set_visible (self->note, !end);
  gtk_widget_set_sensitive (self->back, self->n_confirmed > 0);
  if (end && gtk_widget_has_focus (self->confirm))
    gtk_widget_grab_focus (self->leave); /* Space or Enter once more goes back to the sheet, with the button open */
  gtk_widget_set_visible (self->confirm, !end);
  gtk_button_set_label (GTK_BUTTON (self->leave), end ? _("Back to the Sheet") : _("Stop Reading"));
  cs_name_widget (self->leave, gtk_button_get_label (GTK_BUTTON (self->leave)));
}

static void
go_to (CsLineReader *self,
       guint         n_confirmed)
{
  self->n_confirmed = n_confirmed;
  show (self);
  g_signal_emit (self, signals[PROGRESSED], 0);
}

static void
confirm_cb (CsLineReader *self)
{
  if (self->n_confirmed < self->lines->len)
    go_to (self, self->n_confirmed + 1);
}

static void
back_cb (CsLineReader *self)
{
  if (self->n_confirmed == 0)
    return;
  go_to (self, self->n_confirmed - 1);
  gtk_widget_grab_focus (self->confirm);
}

static gboolean
is_confirming (guint key)
{
  return key == GDK_KEY_space || key == GDK_KEY_KP_Space || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter ||
         key == GDK_KEY_ISO_Enter;
}

/* A held key repeats: that would confirm lines which nobody has read. */
static gboolean
key_pressed_cb (CsLineReader    *self,
                guint            key,
                guint            code,
                GdkModifierType  modifiers)
{
  if (key == GDK_KEY_BackSpace)
    {
      back_cb (self);
      return TRUE;
    }
  if (self->held == key)
    return TRUE;
  if (!is_confirming (key) || !gtk_widget_has_focus (self->confirm))
    return FALSE;
  self->held = key;
  confirm_cb (self);
  return TRUE;
}

static void
key_released_cb (CsLineReader *self)
{
  self->held = 0;
}

static void
cs_line_reader_dispose (GObject *object)
{
  g_clear_object (&CS_LINE_READER (object)->session);
  G_OBJECT_CLASS (cs_line_reader_parent_class)->dispose (object);
}

static void
cs_line_reader_finalize (GObject *object)
{
  CsLineReader *self = CS_LINE_READER (object);

  g_clear_pointer (&self->content, cs_content_free);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (cs_line_reader_parent_class)->finalize (object);
}

static void
cs_line_reader_class_init (CsLineReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_line_reader_dispose;
  object_class->finalize = cs_line_reader_finalize;
  signals[PROGRESSED] = g_signal_new ("progressed", CS_TYPE_LINE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
build_head (CsLineReader *self,
            GtkBox       *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->kind = cs_text_label_new (NULL, "heading");
  self->place = cs_text_label_new (NULL, "numeric");
  gtk_widget_set_hexpand (self->kind, TRUE);
  gtk_box_append (GTK_BOX (line), self->kind);
  gtk_box_append (GTK_BOX (line), self->place);
  self->progress = gtk_progress_bar_new ();
  cs_name_widget (self->progress, _("Lines confirmed"));
  gtk_box_append (box, line);
  gtk_box_append (box, self->progress);
}

static void
build_buttons (CsLineReader *self,
               GtkBox       *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->leave = gtk_button_new_with_label ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->leave), "sheet.lines");
  gtk_widget_set_hexpand (self->leave, TRUE);
  gtk_widget_set_halign (self->leave, GTK_ALIGN_START);
  self->back = gtk_button_new_with_label (_("Line Before"));
  gtk_widget_set_tooltip_text (self->back, _("Backspace does the same"));
  self->confirm = gtk_button_new_with_label (_("This Line Is Right"));
  gtk_widget_add_css_class (self->confirm, "suggested-action");
  gtk_box_append (GTK_BOX (line), self->leave);
  gtk_box_append (GTK_BOX (line), self->back);
  gtk_box_append (GTK_BOX (line), self->confirm);
  gtk_box_append (box, line);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->confirm, "clicked", G_CALLBACK (confirm_cb), self, G_CONNECT_SWAPPED);
}

static void
build (CsLineReader *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  build_head (self, GTK_BOX (box));
  self->before = cs_text_label_new (NULL, "dim-label");
  self->line = cs_text_label_new (NULL, "line-reader-line");
  self->picture = cs_media_picture_new (self->session);
  gtk_widget_set_size_request (self->picture, -1, PICTURE_HEIGHT);
  gtk_box_append (GTK_BOX (words), self->before);
  gtk_box_append (GTK_BOX (words), self->line);
  gtk_box_append (GTK_BOX (words), self->picture);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), words);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  g_object_set (scroller, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  cs_name_widget (scroller, _("Line to confirm"));
  gtk_box_append (GTK_BOX (box), scroller);
  self->note = cs_text_label_new (_("Read it aloud. Space or Enter confirms the line and goes on, Backspace goes back."),
                                  "dim-label");
  gtk_box_append (GTK_BOX (box), self->note);
  build_buttons (self, GTK_BOX (box));
  gtk_widget_add_css_class (box, "sheet-content");
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 820);
  adw_bin_set_child (ADW_BIN (self), clamp);
}

static void
cs_line_reader_init (CsLineReader *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->lines = g_ptr_array_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (key_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
cs_line_reader_new (CsSession *session)
{
  CsLineReader *self = g_object_new (CS_TYPE_LINE_READER, NULL);

  self->session = g_object_ref (session);
  build (self);
  return GTK_WIDGET (self);
}

void
cs_line_reader_set (CsLineReader    *self,
                    const CsContent *content)
{
  g_return_if_fail (CS_IS_LINE_READER (self));
  g_return_if_fail (content);

  g_clear_pointer (&self->content, cs_content_free);
  g_ptr_array_unref (self->lines);
  self->content = cs_content_copy (content);
  self->lines = cs_content_list_lines (content);
  go_to (self, 0);
}

guint
cs_line_reader_get_n_lines (CsLineReader *self)
{
  g_return_val_if_fail (CS_IS_LINE_READER (self), 0);

  return self->lines->len;
}

guint
cs_line_reader_get_n_confirmed (CsLineReader *self)
{
  g_return_val_if_fail (CS_IS_LINE_READER (self), 0);

  return self->n_confirmed;
}

void
cs_line_reader_take_focus (CsLineReader *self)
{
  g_return_if_fail (CS_IS_LINE_READER (self));

  gtk_widget_grab_focus (gtk_widget_get_visible (self->confirm) ? self->confirm : self->leave);
}
