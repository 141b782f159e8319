/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-form-window.h"
#include "cs-show-error.h"
#include "cs-source-client.h"
#include "cs-template-window.h"
#include "cs-template.h"
#include "cs-toasts.h"

struct _CsTemplateWindow
{
  AdwWindow            parent_instance;

  CsSession           *session;
  GCancellable        *cancellable;
  GPtrArray           *templates; /* of CsTemplateInfo */
  const CsTemplateInfo *chosen;   /* of templates, whose fields are asked for */
  GPtrArray           *entries;   /* of AdwEntryRow, lent: one for each field */

  GtkStack            *stack;
  GtkWidget           *groups;    /* the list page's box */
  AdwBin              *form;
  GtkWidget           *insert;
  GtkWidget           *back;
};

G_DEFINE_FINAL_TYPE (CsTemplateWindow, cs_template_window, ADW_TYPE_WINDOW)

enum { SNIPPET, CONTENT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void ask (CsTemplateWindow *self);

/* The texts of a post in which fields may stand. */
static void
fill_content (CsContent  *content,
              GHashTable *values)
{
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      CsSegment *segment = cs_content_get_part (content, i);
      char *text = cs_template_fill (segment->text, values);

      g_free (segment->text);
      segment->text = text;
      for (guint j = 0; j < segment->media->len; j++)
        {
          CsMediaItem *item = cs_segment_get_media (segment, j);
          char *alt_text = cs_template_fill (item->alt_text, values);

          g_free (item->alt_text);
          item->alt_text = alt_text;
        }
    }
}

static char *
join_texts (const CsTemplateInfo *info)
{
  g_autoptr(CsContent) content = info->is_post ? cs_content_parse (info->content, NULL) : NULL;
  GString *all;

  if (!info->is_post)
    return g_strdup (info->content);

  all = g_string_new (NULL);
  for (guint i = 0; content && i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      g_string_append_printf (all, "%s\n", segment->text);
      for (guint j = 0; j < segment->media->len; j++)
        g_string_append_printf (all, "%s\n", cs_segment_get_media (segment, j)->alt_text);
    }
  return g_string_free (all, FALSE);
}

static void
finish (CsTemplateWindow     *self,
        const CsTemplateInfo *info,
        GHashTable           *values)
{
  if (info->is_post)
    {
      g_autoptr(CsContent) content = cs_content_parse (info->content, NULL);

      if (content == NULL)
        return;
      fill_content (content, values);
      g_signal_emit (self, signals[CONTENT], 0, content);
    }
  else
    {
      g_autofree char *text = cs_template_fill (info->content, values);

      g_signal_emit (self, signals[SNIPPET], 0, text);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
insert_clicked_cb (CsTemplateWindow *self)
{
  g_autoptr(GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (self->chosen == NULL || !gtk_widget_get_sensitive (self->insert))
    return;
  for (guint i = 0; i < self->entries->len; i++)
    {
      GtkWidget *entry = g_ptr_array_index (self->entries, i);

      g_hash_table_insert (values, g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (entry))),
                           g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)))));
    }
  finish (self, self->chosen, values);
}

static void
field_changed_cb (CsTemplateWindow *self)
{
  gboolean whole = TRUE;

  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (g_ptr_array_index (self->entries, i))));

      whole = whole && *text != '\0';
    }
  gtk_widget_set_sensitive (self->insert, whole);
}

static void
show_page (CsTemplateWindow *self,
           const char       *name)
{
  gboolean fields = g_str_equal (name, "fields");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->insert, fields);
  gtk_widget_set_visible (self->back, fields);
}

static void
ask_fields (CsTemplateWindow     *self,
            const CsTemplateInfo *info,
            GPtrArray            *names)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->chosen = info;
  g_ptr_array_set_size (self->entries, 0);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), info->name);
  for (guint i = 0; i < names->len; i++)
    {
      GtkWidget *entry = adw_entry_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), g_ptr_array_index (names, i));
      g_signal_connect_object (entry, "changed", G_CALLBACK (field_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (entry, "entry-activated", G_CALLBACK (insert_clicked_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
      g_ptr_array_add (self->entries, entry);
    }
  adw_bin_set_child (self->form, group);
  field_changed_cb (self);
  show_page (self, "fields");
  gtk_widget_grab_focus (g_ptr_array_index (self->entries, 0));
}

static void
row_activated_cb (CsTemplateWindow *self,
                  AdwActionRow     *row)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "cs-template"));
  const CsTemplateInfo *info = g_ptr_array_index (self->templates, position);
  g_autofree char *text = join_texts (info);
  g_autoptr(GPtrArray) names = cs_template_list_names (text);
  g_autoptr(GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);

  if (names->len > 0)
    ask_fields (self, info, names);
  else
    finish (self, info, none);
}

static void
retired_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsTemplateWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (reply == NULL)
    cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
  else
    ask (self);
}

static void
retire_clicked_cb (CsTemplateWindow *self,
                   GtkWidget        *button)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "cs-template"));
  const CsTemplateInfo *info = g_ptr_array_index (self->templates, position);

  cs_office_call_async (cs_session_get_office (self->session), "template.retire", cs_arguments_one ("template", info->id),
                        NULL, retired_cb, g_object_ref (self));
}

static GtkWidget *
make_row (CsTemplateWindow *self,
          guint             position)
{
  const CsTemplateInfo *info = g_ptr_array_index (self->templates, position);
  g_autofree char *text = join_texts (info);
  g_autofree char *name = g_strdup_printf (_("Retire “%s”"), info->name);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *retire = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), info->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), g_strdelimit (g_strstrip (text), "\n", ' '));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "cs-template", GUINT_TO_POINTER (position));
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data (G_OBJECT (retire), "cs-template", GUINT_TO_POINTER (position));
  gtk_widget_set_valign (retire, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (retire, "flat");
  gtk_widget_set_tooltip_text (retire, name);
  cs_name_widget (retire, name);
  g_signal_connect_object (retire, "clicked", G_CALLBACK (retire_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), retire);
  return row;
}

static void
add_group (CsTemplateWindow *self,
           gboolean          posts)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), posts ? _("Whole Posts") : _("Snippets"));
  if (posts)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Takes the place of what stands in the post; accounts stay."));
  for (guint i = 0; i < self->templates->len; i++)
    if (((const CsTemplateInfo *) g_ptr_array_index (self->templates, i))->is_post == posts)
      {
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, i));
        n++;
      }
  gtk_box_append (GTK_BOX (self->groups), group);
  gtk_widget_set_visible (group, n > 0);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsTemplateWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  GtkWidget *child;

  if (reply == NULL)
    {
      cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
      return;
    }
  while ((child = gtk_widget_get_first_child (self->groups)))
    gtk_box_remove (GTK_BOX (self->groups), child);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = cs_reply_read_templates (reply);
  add_group (self, FALSE);
  add_group (self, TRUE);
  show_page (self, self->templates->len > 0 ? "list" : "empty");
}

static void
ask (CsTemplateWindow *self)
{
  cs_office_call_async (cs_session_get_office (self->session), "template.list", cs_arguments_template_list (""),
                        self->cancellable, listed_cb, g_object_ref (self));
}

static void
back_clicked_cb (CsTemplateWindow *self)
{
  show_page (self, "list");
}

static void
cs_template_window_dispose (GObject *object)
{
  CsTemplateWindow *self = CS_TEMPLATE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_template_window_parent_class)->dispose (object);
}

static void
cs_template_window_class_init (CsTemplateWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_template_window_dispose;
  signals[SNIPPET] = g_signal_new ("snippet", CS_TYPE_TEMPLATE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CONTENT] = g_signal_new ("content", CS_TYPE_TEMPLATE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (CsTemplateWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back, _("Back"));
  cs_name_widget (self->back, _("Back"));
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_clicked_cb), self, G_CONNECT_SWAPPED);
  self->insert = gtk_button_new_with_label (_("Insert"));
  gtk_widget_add_css_class (self->insert, "suggested-action");
  g_signal_connect_object (self->insert, "clicked", G_CALLBACK (insert_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->insert);
  return header;
}

static GtkWidget *
scroll (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (child, 12);
  gtk_widget_set_margin_bottom (child, 12);
  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

static void
cs_template_window_init (CsTemplateWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *empty = adw_status_page_new ();

  self->cancellable = g_cancellable_new ();
  self->entries = g_ptr_array_new ();
  self->groups = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->form = ADW_BIN (adw_bin_new ());
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "edit-paste-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("No Templates Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty),
                                   _("Save a post or selected words as a template; write what changes each time in braces, such as {magnitude}."));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "loading");
  gtk_stack_add_named (self->stack, scroll (self->groups), "list");
  gtk_stack_add_named (self->stack, scroll (GTK_WIDGET (self->form)), "fields");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), box);
  adw_window_set_content (ADW_WINDOW (self), toasts);
  gtk_window_set_title (GTK_WINDOW (self), _("Snippets and Templates"));
  gtk_window_set_default_size (GTK_WINDOW (self), 480, 520);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  show_page (self, "loading");
}

GtkWidget *
cs_template_window_new (GtkWindow *parent,
                        CsSession *session)
{
  CsTemplateWindow *self = g_object_new (CS_TYPE_TEMPLATE_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  ask (self);
  return GTK_WIDGET (self);
}

/* Saving a new one */

typedef struct
{
  GtkEditable *name;
  gboolean     is_post;
  char        *language;
  char        *content;
} Saving;

static void
saving_free (gpointer  data,
             GClosure *closure)
{
  Saving *saving = data;

  g_free (saving->language);
  g_free (saving->content);
  g_free (saving);
}

static void
name_changed_cb (GtkEditable  *entry,
                 CsFormWindow *form)
{
  cs_form_window_set_valid (form, *gtk_editable_get_text (entry) != '\0');
}

static void
submit_cb (CsFormWindow *form,
           gpointer      user_data)
{
  Saving *saving = user_data;

  cs_form_window_call (form, "template.save",
                       cs_arguments_template_save (0, saving->is_post, gtk_editable_get_text (saving->name), saving->language,
                                                   saving->content),
                       _("Template saved"));
}

void
cs_template_window_save (GtkWindow  *parent,
                         CsSession  *session,
                         gboolean    is_post,
                         const char *language,
                         const char *content)
{
  GtkWidget *form = cs_form_window_new (parent, session, is_post ? _("Save as Template") : _("Save as Snippet"), _("Save"));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *name = adw_entry_row_new ();
  Saving *saving = g_new0 (Saving, 1);

  saving->name = GTK_EDITABLE (name);
  saving->is_post = is_post;
  saving->language = g_strdup (language);
  saving->content = g_strdup (content);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _("Name"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("Words in braces, such as {magnitude}, are asked for each time."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), name);
  cs_form_window_add (CS_FORM_WINDOW (form), ADW_PREFERENCES_GROUP (group));
  cs_form_window_set_valid (CS_FORM_WINDOW (form), FALSE);
  g_signal_connect_object (name, "changed", G_CALLBACK (name_changed_cb), form, 0);
  g_signal_connect_data (form, "submit", G_CALLBACK (submit_cb), saving, saving_free, 0);
  gtk_window_present (GTK_WINDOW (form));
}
