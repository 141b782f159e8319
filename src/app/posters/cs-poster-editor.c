/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-poster-canvas.h"
#include "cs-poster-editor-private.h"
#include "cs-poster-form.h"
#include "cs-poster-layouts-row.h"
#include "cs-show-error.h"

G_DEFINE_FINAL_TYPE (CsPosterEditor, cs_poster_editor, ADW_TYPE_WINDOW)

enum { INSERT, SET_ASIDE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- what is wrong --- */

static char *
describe_field (CsPosterEditor *self,
                CsPosterField   field)
{
  if (field >= CS_N_POSTER_FIELDS)
    return g_strdup (_("The lines of the house style have no room in this format."));

  return g_strdup_printf (_("“%s” has no room: shorten it, or choose a larger format."),
                          cs_poster_field_label (self->poster->layout, field));
}

/* Returns: (transfer full) (nullable): why the poster cannot be inserted yet; @field: what to mark */
static char *
find_problem (CsPosterEditor *self,
              CsPosterField  *field)
{
  g_autoptr(GError) error = NULL;

  *field = CS_N_POSTER_FIELDS;
  if (cs_poster_find_missing (self->poster, field))
    return g_strdup_printf (_("Still missing: %s"), cs_poster_field_label (self->poster->layout, *field));

  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    {
      if (g_utf8_strlen (self->poster->texts[i], -1) <= cs_poster_field_get_max (i))
        continue;
      *field = (CsPosterField) i;
      return g_strdup_printf (_("“%s” is too long: at most %ld characters."),
                              cs_poster_field_label (self->poster->layout, i), cs_poster_field_get_max (i));
    }

  if (!cs_poster_check (self->poster, &error))
    return self->poster->layout == CS_POSTER_BEFORE_AFTER && g_error_matches (error, CS_ERROR, CS_ERROR_INCOMPLETE)
           ? g_strdup (_("Still missing: two figures, or two pictures")) : g_strdup (cs_error_sentence (error));
  if (cs_poster_canvas_find_trouble (CS_POSTER_CANVAS (self->canvas), field))
    return describe_field (self, *field);

  return NULL;
}

static void
show_problem (CsPosterEditor *self)
{
  CsPosterField field;
  g_autofree char *problem = find_problem (self, &field);
  gboolean ready = problem == NULL && cs_poster_canvas_is_settled (CS_POSTER_CANVAS (self->canvas));

  gtk_label_set_label (GTK_LABEL (self->problems), problem ? problem : "");
  gtk_widget_set_visible (self->problems, problem != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "poster.insert", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "poster.print", ready);
  gtk_widget_set_tooltip_text (self->insert, problem);
  cs_poster_form_mark (CS_POSTER_FORM (self->form), problem ? field : CS_N_POSTER_FIELDS);
}

/* --- what is shown --- */

static void
propose_alt (CsPosterEditor *self)
{
  g_autofree char *text = cs_poster_describe (self->poster);

  self->loading = TRUE;
  gtk_text_buffer_set_text (self->alt_buffer, text, -1);
  self->loading = FALSE;
}

static void
show_poster (CsPosterEditor *self)
{
  gboolean other = self->office_style && !cs_house_style_equal (self->poster->style, self->office_style);

  cs_poster_canvas_set (CS_POSTER_CANVAS (self->canvas), self->poster);
  gtk_widget_set_visible (self->propose, !self->alt_proposed);
  gtk_widget_set_visible (self->restyle, other);
  if (self->alt_proposed)
    propose_alt (self);
  show_problem (self);
}

static void
changed_cb (CsPosterEditor *self)
{
  if (self->loading)
    return;

  cs_poster_form_get (CS_POSTER_FORM (self->form), self->poster);
  self->poster->format = (CsPosterFormat) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->formats));
  show_poster (self);
}

static void
layout_changed_cb (CsPosterEditor *self)
{
  cs_poster_form_get (CS_POSTER_FORM (self->form), self->poster);
  self->poster->layout = cs_poster_layouts_row_get (CS_POSTER_LAYOUTS_ROW (self->layouts));
  cs_poster_form_set (CS_POSTER_FORM (self->form), self->poster);
  show_poster (self);
}

static void
language_changed_cb (CsPosterEditor *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->languages));
  const char *code = chosen ? g_object_get_data (G_OBJECT (chosen), "code") : NULL;

  if (self->loading || code == NULL)
    return;

  g_free (self->poster->language);
  self->poster->language = g_strdup (code);
  changed_cb (self);
}

static void
drawn_cb (CsPosterEditor *self)
{
  show_problem (self);
}

static void
margins_toggled_cb (CsPosterEditor  *self,
                    GtkToggleButton *button)
{
  cs_poster_canvas_show_margins (CS_POSTER_CANVAS (self->canvas), gtk_toggle_button_get_active (button));
}

static void
alt_changed_cb (CsPosterEditor *self)
{
  if (self->loading)
    return;

  self->alt_proposed = FALSE;
  gtk_widget_set_visible (self->propose, TRUE);
}

static void
propose_clicked_cb (CsPosterEditor *self)
{
  self->alt_proposed = TRUE;
  show_poster (self);
}

static void
use_office_style (CsPosterEditor *self)
{
  cs_house_style_free (self->poster->style);
  self->poster->style = cs_house_style_copy (self->office_style);
  cs_poster_layouts_row_set (CS_POSTER_LAYOUTS_ROW (self->layouts), self->poster->layout, self->poster->style, self->poster->language);
  show_poster (self);
}

static void
style_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsPosterEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  CsHouseStyle *style = reply ? cs_reply_read_style (reply, &error) : NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      cs_house_style_free (style);
      return;
    }
  if (style == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  g_clear_pointer (&self->office_style, cs_house_style_free);
  self->office_style = style;
  if (self->own_style)
    {
      show_poster (self);
      return;
    }
  use_office_style (self);
  /* A new poster in the office's style is not yet work. */
  cs_house_style_free (self->first->style);
  self->first->style = cs_house_style_copy (style);
}

/* --- acts --- */

static void
insert_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsPosterEditor *self = CS_POSTER_EDITOR (widget);

  self->inserted = TRUE;
  g_signal_emit (self, signals[INSERT], 0);
}

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsPosterEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (reply)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (_("The print is written, with 3 mm of bleed and crop marks")));
  else
    cs_show_error (GTK_WIDGET (self), error);
}

static void
print_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(CsPosterEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = cs_compat_choose_path_finish (result, &error);

  if (path)
    cs_office_call_async (self->office, "poster.print", cs_arguments_poster_print (self->poster, self->paper, path), self->cancellable,
                          printed_cb, g_object_ref (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cs_show_error (GTK_WIDGET (self), error);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CsPosterEditor *self = CS_POSTER_EDITOR (widget);

  if (!cs_poster_paper_from_nick (g_variant_get_string (parameter, NULL), &self->paper))
    return;
  cs_compat_choose_new_file_async (widget, _("Print as PDF"), self->paper == CS_POSTER_A3 ? _("Poster A3.pdf") : _("Poster A4.pdf"),
                                   self->cancellable, print_chosen_cb, g_object_ref (self));
}

static void
restyle_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  if (CS_POSTER_EDITOR (widget)->office_style)
    use_office_style (CS_POSTER_EDITOR (widget));
}

static gboolean
cs_poster_editor_close_request (GtkWindow *window)
{
  CsPosterEditor *self = CS_POSTER_EDITOR (window);

  if (!self->inserted && !cs_poster_equal (self->poster, self->first))
    g_signal_emit (self, signals[SET_ASIDE], 0);
  return GTK_WINDOW_CLASS (cs_poster_editor_parent_class)->close_request (window);
}

static void
cs_poster_editor_dispose (GObject *object)
{
  CsPosterEditor *self = CS_POSTER_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (cs_poster_editor_parent_class)->dispose (object);
}

static void
cs_poster_editor_finalize (GObject *object)
{
  CsPosterEditor *self = CS_POSTER_EDITOR (object);

  g_clear_pointer (&self->poster, cs_poster_free);
  g_clear_pointer (&self->first, cs_poster_free);
  g_clear_pointer (&self->office_style, cs_house_style_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_poster_editor_parent_class)->finalize (object);
}

static void
cs_poster_editor_class_init (CsPosterEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_poster_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_poster_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cs_poster_editor_close_request;
  signals[INSERT] = g_signal_new ("insert", CS_TYPE_POSTER_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SET_ASIDE] = g_signal_new ("set-aside", CS_TYPE_POSTER_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "poster.insert", NULL, insert_action);
  gtk_widget_class_install_action (widget_class, "poster.print", "s", print_action);
  gtk_widget_class_install_action (widget_class, "poster.restyle", NULL, restyle_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "poster.insert", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "poster.print", "s", "a4");
}

static void
cs_poster_editor_init (CsPosterEditor *self)
{
  self->cancellable = g_cancellable_new ();
  self->loading = TRUE;
}

static void
connect_all (CsPosterEditor *self)
{
  const struct
  {
    gpointer    object;
    const char *signal;
    GCallback   callback;
  } table[] = {
    { self->formats, "notify::selected", G_CALLBACK (changed_cb) },
    { self->languages, "notify::selected", G_CALLBACK (language_changed_cb) },
    { self->layouts, "changed", G_CALLBACK (layout_changed_cb) },
    { self->form, "changed", G_CALLBACK (changed_cb) },
    { self->canvas, "drawn", G_CALLBACK (drawn_cb) },
    { self->margins, "toggled", G_CALLBACK (margins_toggled_cb) },
    { self->alt_buffer, "changed", G_CALLBACK (alt_changed_cb) },
    { self->propose, "clicked", G_CALLBACK (propose_clicked_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_signal_connect_object (table[i].object, table[i].signal, table[i].callback, self, G_CONNECT_SWAPPED);
}

CsPosterEditor *
cs_poster_editor_new (CsOffice       *office,
                      const CsPoster *poster,
                      const char     *alt_text,
                      const char     *language,
                      gboolean        existing)
{
  CsPosterEditor *self = g_object_new (CS_TYPE_POSTER_EDITOR, NULL);
  g_autofree char *own = NULL;

  self->office = g_object_ref (office);
  self->poster = poster ? cs_poster_copy (poster) : cs_poster_new ();
  self->own_style = poster != NULL;
  if (!poster)
    {
      g_free (self->poster->language);
      self->poster->language = g_strdup (language);
    }
  self->first = cs_poster_copy (self->poster);
  own = cs_poster_describe (self->poster);
  self->alt_proposed = !alt_text || !*alt_text || g_str_equal (alt_text, own);
  cs_poster_editor_build (self, existing);
  connect_all (self);
  cs_poster_editor_fill_languages (self, self->poster->language);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->formats), self->poster->format);
  cs_poster_layouts_row_set (CS_POSTER_LAYOUTS_ROW (self->layouts), self->poster->layout, self->poster->style, self->poster->language);
  cs_poster_form_set (CS_POSTER_FORM (self->form), self->poster);
  if (!self->alt_proposed)
    gtk_text_buffer_set_text (self->alt_buffer, alt_text, -1);
  self->loading = FALSE;
  show_poster (self);
  cs_office_call_async (office, "style.get", NULL, self->cancellable, style_cb, g_object_ref (self));
  return self;
}

CsPoster *
cs_poster_editor_dup_poster (CsPosterEditor *self)
{
  g_return_val_if_fail (CS_IS_POSTER_EDITOR (self), NULL);

  return cs_poster_copy (self->poster);
}

char *
cs_poster_editor_dup_alt (CsPosterEditor *self)
{
  char *text = NULL;

  g_return_val_if_fail (CS_IS_POSTER_EDITOR (self), NULL);

  g_object_get (self->alt_buffer, "text", &text, NULL);
  return text;
}
