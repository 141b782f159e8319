/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-compat.h"
#include "cs-poster-form.h"
#include "cs-replies.h"
#include "cs-show-error.h"

/* From so many characters on, a text has several lines to be written in. */
#define LONG_TEXT 180

/* So many characters before the end, what is left is shown. */
#define NEARLY_FULL 20

struct _CsPosterForm
{
  AdwBin        parent_instance;

  CsOffice     *office;
  GCancellable *cancellable;
  GtkWidget    *group;
  CsPoster     *poster;                     /* all texts, also of other layouts */
  gboolean      loading;
  GtkWidget    *rows[CS_N_POSTER_FIELDS];   /* those of the layout; lent by the group */
  GtkEditable  *entries[CS_N_POSTER_FIELDS];
  GtkTextBuffer *buffers[CS_N_POSTER_FIELDS];
  GtkLabel     *counts[CS_N_POSTER_FIELDS];
  GtkWidget    *picture_rows[2];
  GtkWidget    *picture_buttons[2];
  GtkWidget    *picture_removers[2];
  guint         choosing;                   /* which picture */
};

G_DEFINE_FINAL_TYPE (CsPosterForm, cs_poster_form, ADW_TYPE_BIN)

static guint changed_signal;

static void
show_count (CsPosterForm  *self,
            CsPosterField  field)
{
  glong max = cs_poster_field_get_max (field);
  glong left = max - g_utf8_strlen (self->poster->texts[field], -1);
  g_autofree char *text = g_strdup_printf ("%ld", left);

  gtk_label_set_label (self->counts[field], text);
  gtk_widget_set_visible (GTK_WIDGET (self->counts[field]), left < MIN (NEARLY_FULL, max / 4));
  if (left < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->counts[field]), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->counts[field]), "error");
}

static void
take_text (CsPosterForm  *self,
           CsPosterField  field,
           const char    *text)
{
  if (self->loading)
    return;

  cs_poster_set_text (self->poster, field, text);
  show_count (self, field);
  g_signal_emit (self, changed_signal, 0);
}

static CsPosterField
get_field (gpointer object)
{
  return (CsPosterField) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (object), "field"));
}

static void
entry_changed_cb (CsPosterForm *self,
                  GtkEditable  *entry)
{
  take_text (self, get_field (entry), gtk_editable_get_text (entry));
}

static void
buffer_changed_cb (CsPosterForm  *self,
                   GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  take_text (self, get_field (buffer), text);
}

static GtkLabel *
make_count (CsPosterForm  *self,
            CsPosterField  field)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  /* Translators: beside a text field: how many more characters it takes. */
  gtk_widget_set_tooltip_text (label, _("Characters left"));
  self->counts[field] = GTK_LABEL (label);
  return self->counts[field];
}

static GtkWidget *
make_entry_row (CsPosterForm  *self,
                CsPosterField  field,
                const char    *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), self->poster->texts[field]);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), GTK_WIDGET (make_count (self, field)));
  g_object_set_data (G_OBJECT (row), "field", GUINT_TO_POINTER (field));
  g_signal_connect_object (row, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  self->entries[field] = GTK_EDITABLE (row);
  return row;
}

static GtkWidget *
make_text_row (CsPosterForm  *self,
               CsPosterField  field,
               const char    *title)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (make_count (self, field)));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_size_request (view, -1, 96);
  gtk_widget_add_css_class (view, "poster-words");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->buffers[field] = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (self->buffers[field], self->poster->texts[field], -1);
  g_object_set_data (G_OBJECT (self->buffers[field]), "field", GUINT_TO_POINTER (field));
  g_signal_connect_object (self->buffers[field], "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), view);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
add_field (CsPosterForm       *self,
           const CsPosterSlot *slot)
{
  const char *label = g_dpgettext2 (NULL, "poster field", slot->label);
  g_autofree char *title = NULL;

  if (slot->required)
    title = g_strdup (label);
  else
    /* Translators: the name of a text field that may stay empty. */
    title = g_strdup_printf (_("%s (optional)"), label);

  if (cs_poster_field_get_max (slot->field) >= LONG_TEXT)
    self->rows[slot->field] = make_text_row (self, slot->field, title);
  else
    self->rows[slot->field] = make_entry_row (self, slot->field, title);
  if (*slot->hint)
    {
      /* Translators: %s is an example of what to write there. */
      g_autofree char *hint = g_strdup_printf (_("Such as “%s”"), _(slot->hint));

      gtk_widget_set_tooltip_text (self->rows[slot->field], hint);
    }
  show_count (self, slot->field);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->rows[slot->field]);
}

/* --- pictures --- */

static CsDigest *
get_digest (CsPosterForm *self,
            guint         i)
{
  return i == 0 ? &self->poster->first : &self->poster->second;
}

static void
show_picture (CsPosterForm *self,
              guint         i)
{
  gboolean chosen = !cs_digest_is_none (get_digest (self, i));
  CsPosterField field = i == 0 ? CS_POSTER_FIRST_SHOWS : CS_POSTER_SECOND_SHOWS;

  if (self->picture_rows[i] == NULL)
    return;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->picture_rows[i]), chosen ? _("Chosen") : _("None"));
  gtk_button_set_label (GTK_BUTTON (self->picture_buttons[i]), chosen ? _("Change…") : _("Choose…"));
  gtk_widget_set_visible (self->picture_removers[i], chosen);
  /* What a picture shows is asked for once there is one. */
  if (self->rows[field])
    gtk_widget_set_visible (self->rows[field], chosen);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsPosterForm) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(CsMediaItem) item = reply ? cs_reply_read_media (reply) : NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (item == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  *get_digest (self, self->choosing) = item->digest;
  show_picture (self, self->choosing);
  g_signal_emit (self, changed_signal, 0);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsPosterForm) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = cs_compat_choose_path_finish (result, &error);

  if (path)
    cs_office_call_async (self->office, "media.add", cs_arguments_media_add (path), self->cancellable, taken_cb, g_object_ref (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cs_show_error (GTK_WIDGET (self), error);
}

static void
choose_clicked_cb (CsPosterForm *self,
                   GtkWidget    *button)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  self->choosing = button == self->picture_buttons[1];
  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  cs_compat_choose_files_async (GTK_WIDGET (self), _("Choose a Picture"), filter, FALSE, self->cancellable, chosen_cb, g_object_ref (self));
}

static void
remove_clicked_cb (CsPosterForm *self,
                   GtkWidget    *button)
{
  guint i = button == self->picture_removers[1];

  *get_digest (self, i) = (CsDigest) { 0 };
  show_picture (self, i);
  gtk_widget_grab_focus (self->picture_buttons[i]);
  g_signal_emit (self, changed_signal, 0);
}

static void
add_picture (CsPosterForm *self,
             guint         i,
             const char   *title)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *remove = g_strdup_printf (_("Remove: %s"), title);

  self->picture_rows[i] = row;
  self->picture_buttons[i] = gtk_button_new ();
  self->picture_removers[i] = gtk_button_new_from_icon_name ("user-trash-symbolic");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  for (guint j = 0; j < 2; j++)
    {
      GtkWidget *button = j ? self->picture_removers[i] : self->picture_buttons[i];

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect_object (button, "clicked", G_CALLBACK (j ? remove_clicked_cb : choose_clicked_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_widget_add_css_class (self->picture_removers[i], "flat");
  gtk_widget_set_tooltip_text (self->picture_removers[i], remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture_removers[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->picture_buttons[i]), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
}

static void
add_pictures (CsPosterForm *self)
{
  guint n = cs_poster_layout_count_pictures (self->poster->layout);

  if (n == 1)
    add_picture (self, 0, _("Picture"));
  else if (n == 2)
    {
      add_picture (self, 0, _("Picture before"));
      add_picture (self, 1, _("Picture after"));
    }
}

/* --- all --- */

void
cs_poster_form_set (CsPosterForm   *self,
                    const CsPoster *poster)
{
  const CsPosterSlot *slots;
  guint n_slots;

  g_return_if_fail (CS_IS_POSTER_FORM (self));
  g_return_if_fail (poster != NULL);

  self->loading = TRUE;
  g_clear_pointer (&self->poster, cs_poster_free);
  self->poster = cs_poster_copy (poster);
  memset (self->rows, 0, sizeof self->rows);
  memset (self->entries, 0, sizeof self->entries);
  memset (self->buffers, 0, sizeof self->buffers);
  memset (self->counts, 0, sizeof self->counts);
  memset (self->picture_rows, 0, sizeof self->picture_rows);
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _("Text"));
  slots = cs_poster_layout_list_slots (poster->layout, &n_slots);
  for (guint i = 0; i < n_slots && slots[i].field < CS_POSTER_FIRST_SHOWS; i++)
    add_field (self, &slots[i]);
  add_pictures (self);
  for (guint i = 0; i < n_slots; i++)
    if (slots[i].field >= CS_POSTER_FIRST_SHOWS)
      add_field (self, &slots[i]);
  for (guint i = 0; i < 2; i++)
    show_picture (self, i);
  adw_bin_set_child (ADW_BIN (self), self->group);
  self->loading = FALSE;
}

void
cs_poster_form_get (CsPosterForm *self,
                    CsPoster     *poster)
{
  g_return_if_fail (CS_IS_POSTER_FORM (self));

  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    cs_poster_set_text (poster, i, self->poster->texts[i]);
  poster->first = self->poster->first;
  poster->second = self->poster->second;
}

void
cs_poster_form_mark (CsPosterForm  *self,
                     CsPosterField  field)
{
  g_return_if_fail (CS_IS_POSTER_FORM (self));

  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    {
      if (self->rows[i] == NULL)
        continue;
      if (i == field)
        gtk_widget_add_css_class (self->rows[i], "error");
      else
        gtk_widget_remove_css_class (self->rows[i], "error");
    }
}

void
cs_poster_form_focus (CsPosterForm  *self,
                      CsPosterField  field)
{
  g_return_if_fail (CS_IS_POSTER_FORM (self));

  if (field < CS_N_POSTER_FIELDS && self->rows[field])
    gtk_widget_child_focus (self->rows[field], GTK_DIR_TAB_FORWARD);
}

static void
cs_poster_form_dispose (GObject *object)
{
  CsPosterForm *self = CS_POSTER_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (cs_poster_form_parent_class)->dispose (object);
}

static void
cs_poster_form_finalize (GObject *object)
{
  CsPosterForm *self = CS_POSTER_FORM (object);

  g_clear_pointer (&self->poster, cs_poster_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_poster_form_parent_class)->finalize (object);
}

static void
cs_poster_form_class_init (CsPosterFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_poster_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_poster_form_finalize;
  changed_signal = g_signal_new ("changed", CS_TYPE_POSTER_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_poster_form_init (CsPosterForm *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
cs_poster_form_new (CsOffice *office)
{
  CsPosterForm *self = g_object_new (CS_TYPE_POSTER_FORM, NULL);

  self->office = g_object_ref (office);
  return GTK_WIDGET (self);
}
