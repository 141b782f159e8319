/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-compat.h"
#include "cs-error.h"
#include "cs-office-subpage.h"
#include "cs-poster-canvas.h"
#include "cs-poster-drawing.h"
#include "cs-poster-layouts-row.h"
#include "cs-show-error.h"
#include "cs-style-client.h"
#include "cs-style-page-private.h"
#include "cs-unsaved.h"

static void cs_style_page_init_unsaved (CsUnsavedInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsStylePage, cs_style_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_UNSAVED, cs_style_page_init_unsaved))

static char **
get_typeface (CsStylePage *self,
              guint        i)
{
  return i == CS_POSTER_LATIN ? &self->style->latin : i == CS_POSTER_CHINESE ? &self->style->chinese : &self->style->arabic;
}

/* --- what is shown --- */

static gboolean
is_changed (CsUnsaved *unsaved)
{
  CsStylePage *self = CS_STYLE_PAGE (unsaved);

  return self->style && self->stored && !cs_house_style_equal (self->style, self->stored);
}

/* Returns: (transfer none) (nullable): why it cannot be saved, as a sentence */
static const char *
find_problem (CsStylePage *self)
{
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < CS_STYLE_N_COLOURS; i++)
    {
      CsColour colour;

      if (!cs_colour_from_text (gtk_editable_get_text (self->colours[i]), &colour))
        return _("A colour is written as “#” and six digits or letters from a to f.");
    }
  if (!cs_house_style_check (self->style, &error))
    return cs_error_sentence (error);

  return NULL;
}

static void
show_contrast (CsStylePage *self)
{
  g_autofree char *ink = g_strdup_printf ("%.1f", cs_colour_contrast (self->style->ink, self->style->ground));
  g_autofree char *accent = g_strdup_printf ("%.1f", cs_colour_contrast (self->style->accent, self->style->ground));
  /* Translators: contrasts as WCAG counts them, "15.2" and "7.6"; 4.5 and 3 are the least that can be read. */
  g_autofree char *text = g_strdup_printf (_("Contrast with the ground: text %s : 1 (at least 4.5), accent %s : 1 (at least 3)."), ink, accent);
  const char *problem = find_problem (self);
  g_autofree char *all = problem ? g_strdup_printf ("%s\n%s", text, problem) : g_strdup (text);

  gtk_label_set_label (GTK_LABEL (self->contrast), all);
  if (problem)
    gtk_widget_add_css_class (self->contrast, "error");
  else
    gtk_widget_remove_css_class (self->contrast, "error");
  gtk_widget_set_sensitive (self->save, !problem && is_changed (CS_UNSAVED (self)) && cs_office_data_may_change (self->data));
}

static void
show_samples (CsStylePage *self)
{
  static const CsPosterLayout layouts[] = { CS_POSTER_FIGURE, CS_POSTER_NOTICE };
  const CsOfficeInfo *office = cs_session_get_info (cs_office_data_get_session (self->data));

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr(CsPoster) example = cs_poster_make_example (layouts[i], self->style, office && office->language ? office->language : "en");

      cs_poster_canvas_set (CS_POSTER_CANVAS (self->samples[i]), example);
    }
  for (guint i = 0; i < CS_STYLE_N_COLOURS; i++)
    gtk_widget_queue_draw (self->swatches[i]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->logo_row), cs_digest_is_none (&self->style->logo) ? _("None") : _("Chosen"));
  gtk_widget_set_visible (self->remove, !cs_digest_is_none (&self->style->logo));
  show_contrast (self);
}

static void
show_typefaces (CsStylePage *self)
{
  for (guint i = 0; i < CS_N_POSTER_SCRIPTS; i++)
    {
      GListModel *model = adw_combo_row_get_model (self->typefaces[i]);
      guint n = model ? g_list_model_get_n_items (model) : 0;

      for (guint j = 0; j < n; j++)
        if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), j), *get_typeface (self, i)))
          adw_combo_row_set_selected (self->typefaces[i], j);
    }
}

static void
show_style (CsStylePage *self)
{
  self->loading = TRUE;
  gtk_editable_set_text (self->lines[CS_STYLE_NAME], self->style->name);
  gtk_editable_set_text (self->lines[CS_STYLE_FOOTER], self->style->footer);
  for (guint i = 0; i < CS_STYLE_N_COLOURS; i++)
    {
      g_autofree char *text = cs_colour_to_text (*cs_style_page_get_colour (self, i));

      gtk_editable_set_text (self->colours[i], text);
    }
  show_typefaces (self);
  self->loading = FALSE;
  show_samples (self);
}

/* --- what is changed --- */

static void
take_text (char      **field,
           const char *text)
{
  g_free (*field);
  *field = g_strstrip (g_utf8_normalize (text, -1, G_NORMALIZE_NFC));
}

static void
changed_cb (CsStylePage *self)
{
  if (self->loading || !self->style)
    return;

  take_text (&self->style->name, gtk_editable_get_text (self->lines[CS_STYLE_NAME]));
  take_text (&self->style->footer, gtk_editable_get_text (self->lines[CS_STYLE_FOOTER]));
  for (guint i = 0; i < CS_STYLE_N_COLOURS; i++)
    cs_colour_from_text (gtk_editable_get_text (self->colours[i]), cs_style_page_get_colour (self, i));
  for (guint i = 0; i < CS_N_POSTER_SCRIPTS; i++)
    {
      GtkStringObject *chosen = adw_combo_row_get_selected_item (self->typefaces[i]);

      if (chosen)
        take_text (get_typeface (self, i), gtk_string_object_get_string (chosen));
    }
  show_samples (self);
}

static void
palette_clicked_cb (CsStylePage *self,
                    GtkWidget   *button)
{
  for (guint i = 0; self->style && i < CS_STYLE_N_PALETTES; i++)
    {
      const CsPalette *palette = cs_style_page_get_palette (i);

      if (self->palettes[i] != button)
        continue;
      self->style->ground = palette->ground;
      self->style->ink = palette->ink;
      self->style->accent = palette->accent;
      show_style (self);
    }
}

static void
logo_taken_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsStylePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(CsMediaItem) item = reply ? cs_reply_read_media (reply) : NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!item)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  self->style->logo = item->digest;
  show_samples (self);
}

static void
logo_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CsStylePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = cs_compat_choose_path_finish (result, &error);

  if (path)
    cs_office_call_async (cs_session_get_office (cs_office_data_get_session (self->data)), "media.add", cs_arguments_media_add (path),
                          self->cancellable, logo_taken_cb, g_object_ref (self));
  else
    cs_show_error (GTK_WIDGET (self), error);
}

static void
choose_logo_cb (CsStylePage *self)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  if (!self->style)
    return;
  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/webp");
  cs_compat_choose_files_async (GTK_WIDGET (self), _("Choose the Logo"), filter, FALSE, self->cancellable, logo_chosen_cb, g_object_ref (self));
}

static void
remove_logo_cb (CsStylePage *self)
{
  self->style->logo = (CsDigest) { 0 };
  show_samples (self);
}

/* --- the office --- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsStylePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  CsHouseStyle *style = reply ? cs_reply_read_style (reply, &error) : NULL;

  if (!style)
    cs_show_error (GTK_WIDGET (self), error);
  else
    {
      cs_house_style_free (self->stored);
      self->stored = style;
      if (gtk_widget_get_root (GTK_WIDGET (self)))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("The house style is saved. Posters that are there keep theirs."));
      show_contrast (self);
    }
  cs_unsaved_saved (CS_UNSAVED (self), style != NULL);
}

static void
save (CsUnsaved *unsaved)
{
  CsStylePage *self = CS_STYLE_PAGE (unsaved);

  gtk_widget_set_sensitive (self->save, FALSE);
  cs_office_call_async (cs_session_get_office (cs_office_data_get_session (self->data)), "style.set", cs_arguments_style_set (self->style),
                        self->cancellable, saved_cb, g_object_ref (self));
}

static char *
describe (CsUnsaved   *unsaved,
          const char **problem)
{
  *problem = find_problem (CS_STYLE_PAGE (unsaved));
  return g_strdup (_("The house style was changed and is not saved yet."));
}

static void
discard (CsUnsaved *unsaved)
{
  CsStylePage *self = CS_STYLE_PAGE (unsaved);

  cs_house_style_free (self->style);
  self->style = cs_house_style_copy (self->stored);
  show_style (self);
}

static void
cs_style_page_init_unsaved (CsUnsavedInterface *iface)
{
  iface->is_changed = is_changed;
  iface->describe = describe;
  iface->save = save;
  iface->discard = discard;
}

static void
save_clicked_cb (CsStylePage *self)
{
  save (CS_UNSAVED (self));
}

static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  cs_unsaved_leave (widget);
}

static void
style_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsStylePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  CsHouseStyle *style = reply ? cs_reply_read_style (reply, &error) : NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || !style)
    {
      if (error)
        cs_show_error (GTK_WIDGET (self), error);
      g_clear_pointer (&style, cs_house_style_free);
      return;
    }

  self->stored = style;
  self->style = cs_house_style_copy (style);
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    gtk_widget_set_sensitive (self->groups[i], cs_office_data_may_change (self->data));
  show_style (self);
}

/* --- typefaces, which are read on a thread --- */

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_task_return_pointer (task, cs_poster_list_typefaces (GPOINTER_TO_UINT (task_data)), (GDestroyNotify) g_strfreev);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CsStylePage *self = CS_STYLE_PAGE (source);
  g_auto(GStrv) names = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr(GtkStringList) list = NULL;
  guint i = GPOINTER_TO_UINT (g_task_get_task_data (G_TASK (result)));

  if (!names)
    return;

  list = gtk_string_list_new ((const char * const *) names);
  /* What the office chose may not be installed here: it is kept all the same. */
  if (self->style && !g_strv_contains ((const char * const *) names, *get_typeface (self, i)))
    gtk_string_list_append (list, *get_typeface (self, i));
  self->loading = TRUE;
  adw_combo_row_set_model (self->typefaces[i], G_LIST_MODEL (list));
  if (self->style)
    show_typefaces (self);
  self->loading = FALSE;
}

static void
list_typefaces (CsStylePage *self,
                guint        i)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, listed_cb, NULL);

  g_task_set_source_tag (task, list_typefaces);
  g_task_set_task_data (task, GUINT_TO_POINTER (i), NULL);
  g_task_run_in_thread (task, list_thread);
}

static void
cs_style_page_dispose (GObject *object)
{
  CsStylePage *self = CS_STYLE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (cs_style_page_parent_class)->dispose (object);
}

static void
cs_style_page_finalize (GObject *object)
{
  CsStylePage *self = CS_STYLE_PAGE (object);

  g_clear_pointer (&self->style, cs_house_style_free);
  g_clear_pointer (&self->stored, cs_house_style_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_style_page_parent_class)->finalize (object);
}

static void
cs_style_page_class_init (CsStylePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_style_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_style_page_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.leave", NULL, leave_action);
}

static void
cs_style_page_init (CsStylePage *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
connect_to (CsStylePage *self,
            gpointer     object,
            const char  *signal,
            GCallback    callback)
{
  g_signal_connect_object (object, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
connect_all (CsStylePage *self)
{
  connect_to (self, self->save, "clicked", G_CALLBACK (save_clicked_cb));
  connect_to (self, self->choose, "clicked", G_CALLBACK (choose_logo_cb));
  connect_to (self, self->remove, "clicked", G_CALLBACK (remove_logo_cb));
  for (guint i = 0; i < CS_STYLE_N_LINES; i++)
    connect_to (self, self->lines[i], "changed", G_CALLBACK (changed_cb));
  for (guint i = 0; i < CS_STYLE_N_COLOURS; i++)
    connect_to (self, self->colours[i], "changed", G_CALLBACK (changed_cb));
  for (guint i = 0; i < CS_STYLE_N_PALETTES; i++)
    connect_to (self, self->palettes[i], "clicked", G_CALLBACK (palette_clicked_cb));
  for (guint i = 0; i < CS_N_POSTER_SCRIPTS; i++)
    {
      connect_to (self, self->typefaces[i], "notify::selected", G_CALLBACK (changed_cb));
      list_typefaces (self, i);
    }
}

GtkWidget *
cs_style_page_new (CsOfficeData *data)
{
  CsStylePage *self = g_object_new (CS_TYPE_STYLE_PAGE, NULL);
  GtkWidget *subpage = cs_office_subpage_new (data, _("House Style"), TRUE);

  self->data = g_object_ref (data);
  self->save = gtk_button_new_with_label (_("Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_sensitive (self->save, FALSE);
  cs_office_subpage_pack_end (CS_OFFICE_SUBPAGE (subpage), self->save);
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), cs_style_page_make_samples (self));
  cs_style_page_make_groups (self);
  connect_all (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    {
      gtk_widget_set_sensitive (self->groups[i], FALSE);
      cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), self->groups[i]);
    }
  adw_bin_set_child (ADW_BIN (self), subpage);
  cs_office_call_async (cs_session_get_office (cs_office_data_get_session (data)), "style.get", NULL, self->cancellable, style_cb,
                        g_object_ref (self));

  return GTK_WIDGET (self);
}
