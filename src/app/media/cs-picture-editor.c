/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-media-picture.h"
#include "cs-picture-canvas.h"
#include "cs-picture-client.h"
#include "cs-picture-editor.h"
#include "cs-replies.h"
#include "cs-show-error.h"

/* Longest side of what is shown while it is changed, pixels. */
#define SHOWN_SIDE 1600

/* Steps that can be undone. */
#define MAX_STEPS 100

typedef struct
{
  CsPictureJob *job;     /* owned */
  char         *caption; /* owned */
} Step;

struct _CsPictureEditor
{
  AdwWindow        parent_instance;

  CsDraft         *draft;
  guint            part;
  guint            position;
  CsMediaItem     *item;    /* as it was when the window opened */
  GCancellable    *cancellable;
  GPtrArray       *steps;   /* of Step */
  gboolean         filling; /* widgets change because of us */

  CsMediaPicture  *source;
  CsPictureCanvas *canvas;
  GtkToggleButton *crop_toggle;
  GtkToggleButton *redact_toggle;
  GtkDropDown     *shape;
  GtkWidget       *crop_group;
  GtkWidget       *redact_group;
  GtkWidget       *box_group;
  GtkWidget       *remove_button;
  GtkSpinButton   *spins[4];
  GtkEditable     *caption;
  char            *caption_before; /* the text when the last step began */
  GtkWidget       *undo;
  GtkWidget       *apply;
  GtkWidget       *body;
  GtkSpinner      *spinner;
  GtkLabel        *trouble;
};

G_DEFINE_FINAL_TYPE (CsPictureEditor, cs_picture_editor, ADW_TYPE_WINDOW)

static guint applied_signal;

static const double ratios[] = { 0, 16.0 / 9, 1, 4.0 / 5 };

static void
step_free (gpointer data)
{
  Step *step = data;

  cs_picture_job_free (step->job);
  g_free (step->caption);
  g_free (step);
}

/* --- steps --- */

static void
keep_step (CsPictureEditor *self)
{
  Step *step = g_new0 (Step, 1);

  step->job = cs_picture_job_copy (cs_picture_canvas_get_job (self->canvas));
  step->caption = g_strdup (self->caption_before);
  g_ptr_array_add (self->steps, step);
  if (self->steps->len > MAX_STEPS)
    g_ptr_array_remove_index (self->steps, 0);
}

static void
show_state (CsPictureEditor *self)
{
  gboolean redacting = gtk_toggle_button_get_active (self->redact_toggle);
  CsBox box = { 0, 0, 0, 0 };
  gboolean has_box = cs_picture_canvas_get_box (self->canvas, &box);
  const int values[4] = { box.x, box.y, box.width, box.height };
  int sides[2];

  self->filling = TRUE;
  cs_picture_canvas_get_size (self->canvas, &sides[0], &sides[1]);
  for (guint i = 0; i < 4; i++)
    {
      gtk_spin_button_set_range (self->spins[i], i < 2 ? 0 : 1, sides[i & 1]);
      gtk_spin_button_set_value (self->spins[i], values[i]);
    }
  self->filling = FALSE;
  gtk_widget_set_visible (self->box_group, has_box);
  gtk_widget_set_visible (self->crop_group, !redacting);
  gtk_widget_set_visible (self->redact_group, redacting);
  gtk_widget_set_sensitive (self->remove_button, redacting && has_box);
  gtk_widget_set_sensitive (self->undo, self->steps->len > 0);
  gtk_widget_set_sensitive (self->apply, cs_picture_job_changes (cs_picture_canvas_get_job (self->canvas)) ||
                            *gtk_editable_get_text (self->caption) != '\0');
}

static void
undo_cb (CsPictureEditor *self)
{
  g_autoptr(CsPictureJob) job = NULL;
  Step *step;

  if (self->steps->len == 0)
    return;
  step = g_ptr_array_steal_index (self->steps, self->steps->len - 1);
  job = g_steal_pointer (&step->job);
  self->filling = TRUE;
  gtk_editable_set_text (self->caption, step->caption);
  self->filling = FALSE;
  g_free (self->caption_before);
  self->caption_before = g_strdup (step->caption);
  step_free (step);
  cs_picture_canvas_set_job (self->canvas, job);
}

static void
caption_changed_cb (CsPictureEditor *self)
{
  if (self->filling)
    return;
  /* One step for each word, not for each letter. */
  if (self->steps->len == 0 || *self->caption_before == '\0' || g_str_has_suffix (gtk_editable_get_text (self->caption), " "))
    keep_step (self);
  g_free (self->caption_before);
  self->caption_before = g_strdup (gtk_editable_get_text (self->caption));
  show_state (self);
}

/* --- controls --- */

static void
mode_cb (CsPictureEditor *self)
{
  cs_picture_canvas_set_mode (self->canvas, gtk_toggle_button_get_active (self->redact_toggle) ? CS_CANVAS_REDACT : CS_CANVAS_CROP);
}

static void
shape_cb (CsPictureEditor *self)
{
  guint chosen = gtk_drop_down_get_selected (self->shape);

  if (!self->filling && chosen < G_N_ELEMENTS (ratios))
    cs_picture_canvas_set_shape (self->canvas, ratios[chosen]);
}

static void
whole_cb (CsPictureEditor *self)
{
  gtk_drop_down_set_selected (self->shape, 0);
  cs_picture_canvas_uncrop (self->canvas);
}

static void
spin_cb (CsPictureEditor *self)
{
  CsBox box;

  if (self->filling)
    return;
  box.x = gtk_spin_button_get_value_as_int (self->spins[0]);
  box.y = gtk_spin_button_get_value_as_int (self->spins[1]);
  box.width = gtk_spin_button_get_value_as_int (self->spins[2]);
  box.height = gtk_spin_button_get_value_as_int (self->spins[3]);
  cs_picture_canvas_set_box (self->canvas, &box);
}

static void
turn_left_cb (CsPictureEditor *self)
{
  cs_picture_canvas_turn (self->canvas, 3);
}

static void
turn_right_cb (CsPictureEditor *self)
{
  cs_picture_canvas_turn (self->canvas, 1);
}

static void
flip_cb (CsPictureEditor *self)
{
  cs_picture_canvas_flip (self->canvas);
}

static void
add_cb (CsPictureEditor *self)
{
  cs_picture_canvas_add_redaction (self->canvas);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
remove_cb (CsPictureEditor *self)
{
  cs_picture_canvas_remove_redaction (self->canvas);
}

static void
shown_cb (CsPictureEditor *self)
{
  GdkPaintable *paintable = gtk_picture_get_paintable (cs_media_picture_get_picture (self->source));

  if (cs_media_picture_is_shown (self->source) && paintable != NULL)
    cs_picture_canvas_set_texture (self->canvas, paintable);
  else
    {
      gtk_label_set_label (self->trouble, _("The picture cannot be read."));
      gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
    }
}

/* --- applying --- */

static void
set_busy (CsPictureEditor *self,
          gboolean         busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->body, !busy);
  gtk_widget_set_sensitive (self->apply, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
}

/* The new picture keeps what people wrote about the old one; what networks get is made anew. */
static gboolean
put_in_place (CsPictureEditor *self,
              CsMediaItem     *made)
{
  CsSegment *segment = cs_draft_find_part (self->draft, self->part);
  CsMediaItem *item = segment != NULL && self->position < segment->media->len ? cs_segment_get_media (segment, self->position) : NULL;

  if (item == NULL || !cs_digest_equal (&item->digest, &self->item->digest))
    return FALSE;
  item->digest = made->digest;
  item->width = made->width;
  item->height = made->height;
  g_free (item->mime_type);
  item->mime_type = g_strdup (made->mime_type);
  g_ptr_array_set_size (item->renditions, 0);
  cs_draft_touch (self->draft);
  return TRUE;
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CsPictureEditor) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsMediaItem) made = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (reply != NULL)
    {
      made = cs_reply_read_media (reply);
      if (put_in_place (self, made))
        {
          g_signal_emit (self, applied_signal, 0, self->item);
          gtk_window_destroy (GTK_WINDOW (self));
          return;
        }
    }
  gtk_label_set_label (self->trouble, error != NULL ? cs_error_sentence (error)
                                                    : _("The picture is no longer in the post: somebody removed or replaced it."));
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static void
apply_cb (CsPictureEditor *self)
{
  g_autoptr(CsCaption) caption = NULL;

  if (*gtk_editable_get_text (self->caption) != '\0')
    caption = cs_caption_new (gtk_editable_get_text (self->caption));
  set_busy (self, TRUE);
  cs_office_call_async (cs_session_get_office (cs_draft_get_session (self->draft)), "media.edit",
                        cs_arguments_media_edit (&self->item->digest, cs_picture_canvas_get_job (self->canvas), caption),
                        self->cancellable, made_cb, g_object_ref (self));
}

/* --- the window --- */

static GtkWidget *
make_button (CsPictureEditor *self,
             const char      *icon,
             const char      *label,
             GCallback        callback)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  if (icon != NULL)
    gtk_widget_set_tooltip_text (button, label);
  cs_name_widget (button, label);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static GtkWidget *
make_note (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static GtkWidget *
make_group (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
}

static GtkWidget *
make_modes (CsPictureEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->crop_toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (C_("picture", "Crop")));
  self->redact_toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (C_("picture", "Redact")));
  cs_name_widget (GTK_WIDGET (self->crop_toggle), C_("picture", "Crop"));
  cs_name_widget (GTK_WIDGET (self->redact_toggle), C_("picture", "Redact"));
  gtk_toggle_button_set_group (self->redact_toggle, self->crop_toggle);
  gtk_toggle_button_set_active (self->crop_toggle, TRUE);
  g_signal_connect_object (self->redact_toggle, "toggled", G_CALLBACK (mode_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (GTK_WIDGET (self->crop_toggle), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->redact_toggle), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->crop_toggle));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->redact_toggle));
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "linked");
  return box;
}

static GtkWidget *
make_crop_group (CsPictureEditor *self)
{
  const char *shapes[] = { C_("shape of a picture", "Any shape"), "16 : 9", C_("shape of a picture", "1 : 1 (square)"), "4 : 5", NULL };

  self->crop_group = make_group ();
  self->shape = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (shapes));
  cs_name_drop_down (self->shape, _("Shape"));
  g_signal_connect_object (self->shape, "notify::selected", G_CALLBACK (shape_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->crop_group), GTK_WIDGET (self->shape));
  gtk_box_append (GTK_BOX (self->crop_group), make_button (self, NULL, _("Whole Picture"), G_CALLBACK (whole_cb)));
  gtk_box_append (GTK_BOX (self->crop_group), make_note (_("Draw on the picture what is kept, or choose a shape.")));
  return self->crop_group;
}

static GtkWidget *
make_redact_group (CsPictureEditor *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->redact_group = make_group ();
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), make_button (self, NULL, _("Add Box"), G_CALLBACK (add_cb)));
  self->remove_button = make_button (self, NULL, _("Remove Box"), G_CALLBACK (remove_cb));
  gtk_box_append (GTK_BOX (buttons), self->remove_button);
  gtk_box_append (GTK_BOX (self->redact_group), buttons);
  gtk_box_append (GTK_BOX (self->redact_group),
                  make_note (_("What is under a box is painted over for good: the published picture does not hold it any more.")));
  return self->redact_group;
}

static GtkWidget *
make_box_group (CsPictureEditor *self)
{
  const char *names[] = { C_("edge of a box", "Left"), C_("edge of a box", "Top"), C_("size of a box", "Width"), C_("size of a box", "Height") };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (int i = 0; i < 4; i++)
    {
      GtkWidget *label = gtk_label_new (names[i]);
      GtkWidget *spin = gtk_spin_button_new_with_range (0, 1, 1);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (spin, TRUE);
      cs_name_widget (spin, names[i]);
      self->spins[i] = GTK_SPIN_BUTTON (spin);
      g_signal_connect_object (spin, "value-changed", G_CALLBACK (spin_cb), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (grid), label, 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), spin, 1, i, 1, 1);
    }
  self->box_group = grid;
  return grid;
}

static GtkWidget *
make_turn_group (CsPictureEditor *self)
{
  GtkWidget *group = make_group ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (group), make_heading (C_("picture", "Turn")));
  gtk_box_append (GTK_BOX (buttons), make_button (self, "object-rotate-left-symbolic", _("Turn Left"), G_CALLBACK (turn_left_cb)));
  gtk_box_append (GTK_BOX (buttons), make_button (self, "object-rotate-right-symbolic", _("Turn Right"), G_CALLBACK (turn_right_cb)));
  gtk_box_append (GTK_BOX (buttons), make_button (self, "object-flip-horizontal-symbolic", _("Mirror"), G_CALLBACK (flip_cb)));
  gtk_box_append (GTK_BOX (group), buttons);
  return group;
}

static GtkWidget *
make_caption_group (CsPictureEditor *self)
{
  GtkWidget *group = make_group ();
  GtkWidget *entry = gtk_entry_new ();

  self->caption = GTK_EDITABLE (entry);
  gtk_entry_set_max_length (GTK_ENTRY (entry), CS_PICTURE_MAX_CAPTION);
  cs_name_widget (entry, _("Caption beneath the picture"));
  g_signal_connect_object (entry, "changed", G_CALLBACK (caption_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (group), make_heading (_("Caption")));
  gtk_box_append (GTK_BOX (group), entry);
  gtk_box_append (GTK_BOX (group), make_note (_("Words on a strip beneath the picture. Repeat them in the alt text.")));
  return group;
}

static GtkWidget *
make_side (CsPictureEditor *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (side), make_modes (self));
  gtk_box_append (GTK_BOX (side), make_crop_group (self));
  gtk_box_append (GTK_BOX (side), make_redact_group (self));
  gtk_box_append (GTK_BOX (side), make_box_group (self));
  gtk_box_append (GTK_BOX (side), make_turn_group (self));
  gtk_box_append (GTK_BOX (side), make_caption_group (self));
  gtk_widget_set_margin_top (side, 12);
  gtk_widget_set_margin_bottom (side, 12);
  gtk_widget_set_margin_start (side, 12);
  gtk_widget_set_margin_end (side, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), side);
  gtk_widget_set_size_request (scroller, 264, -1);
  return scroller;
}

static GtkWidget *
make_bar (CsPictureEditor *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  self->undo = make_button (self, "edit-undo-symbolic", _("Undo"), G_CALLBACK (undo_cb));
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->undo);
  self->apply = make_button (self, NULL, _("Apply"), G_CALLBACK (apply_cb));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->apply);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), GTK_WIDGET (self->spinner));
  return bar;
}

static gboolean
undo_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   unused)
{
  undo_cb (CS_PICTURE_EDITOR (widget));
  return TRUE;
}

static void
cs_picture_editor_dispose (GObject *object)
{
  CsPictureEditor *self = CS_PICTURE_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->source);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (cs_picture_editor_parent_class)->dispose (object);
}

static void
cs_picture_editor_finalize (GObject *object)
{
  CsPictureEditor *self = CS_PICTURE_EDITOR (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->item, cs_media_item_free);
  g_ptr_array_unref (self->steps);
  g_free (self->caption_before);
  G_OBJECT_CLASS (cs_picture_editor_parent_class)->finalize (object);
}

static void
cs_picture_editor_class_init (CsPictureEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_picture_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_picture_editor_finalize;
  applied_signal = g_signal_new ("applied", CS_TYPE_PICTURE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_key_cb, NULL);
}

static void
cs_picture_editor_init (CsPictureEditor *self)
{
  self->cancellable = g_cancellable_new ();
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->caption_before = g_strdup ("");
  gtk_window_set_title (GTK_WINDOW (self), _("Edit Picture"));
  gtk_window_set_default_size (GTK_WINDOW (self), 940, 640);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

static void
build (CsPictureEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->canvas = CS_PICTURE_CANVAS (cs_picture_canvas_new (self->item->width, self->item->height));
  gtk_widget_set_hexpand (GTK_WIDGET (self->canvas), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->canvas), TRUE);
  gtk_widget_add_css_class (frame, "picture-editor-ground");
  gtk_box_append (GTK_BOX (frame), GTK_WIDGET (self->canvas));
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  gtk_box_append (GTK_BOX (self->body), frame);
  gtk_box_append (GTK_BOX (self->body), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self->body), make_side (self));
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (box), self->body);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->canvas, "before-change", G_CALLBACK (keep_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cs_picture_editor_new (GtkWindow *parent,
                       CsDraft   *draft,
                       guint      part,
                       guint      position)
{
  CsPictureEditor *self = g_object_new (CS_TYPE_PICTURE_EDITOR, "transient-for", parent, NULL);
  CsSegment *segment = cs_draft_find_part (draft, part);

  g_return_val_if_fail (segment != NULL && position < segment->media->len, GTK_WIDGET (self));

  self->draft = g_object_ref (draft);
  self->part = part;
  self->position = position;
  self->item = cs_media_item_copy (cs_segment_get_media (segment, position));
  build (self);
  self->source = CS_MEDIA_PICTURE (g_object_ref_sink (cs_media_picture_new (cs_draft_get_session (draft))));
  g_signal_connect_object (self->source, "settled", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  cs_media_picture_set (self->source, &self->item->digest, "", SHOWN_SIDE);
  show_state (self);
  return GTK_WIDGET (self);
}
