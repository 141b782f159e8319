/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-card-picker.h"
#include "cs-claims.h"
#include "cs-library-grid.h"
#include "cs-library-window.h"
#include "cs-media-picture.h"
#include "cs-post-row.h"
#include "cs-show-error.h"
#include "cs-time.h"
#include "cs-toasts.h"

#define PREVIEW 640
#define THUMBNAIL 96

struct _CsLibraryWindow
{
  AdwWindow       parent_instance;

  CsSession      *session;
  GtkWindow      *opener;      /* lent: where posts open */
  GCancellable   *cancellable;
  CsDigest        digest;
  CsLibraryItem  *item;        /* NULL until it is known */

  AdwToastOverlay *toasts;
  GtkWidget      *box;
  CsMediaPicture *picture;
  GtkLabel       *facts;
  GtkWidget      *rights;      /* AdwPreferencesGroup */
  GtkEditable    *title;
  GtkEditable    *author;
  GtkEditable    *licence;
  GtkEditable    *until;
  GtkEditable    *consent;
  GtkEditable    *map_number;
  GtkSwitch      *ai_made;
  GtkWidget      *save;
  GtkWidget      *uses;        /* AdwPreferencesGroup with rows, made anew */
  GtkWidget      *alike;
};

G_DEFINE_FINAL_TYPE (CsLibraryWindow, cs_library_window, ADW_TYPE_WINDOW)

static guint noted_signal;

static void ask (CsLibraryWindow *self);

static void
take_text (GtkEditable  *editable,
           char        **to)
{
  g_free (*to);
  *to = g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsLibraryWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  gtk_widget_set_sensitive (self->save, TRUE);
  if (reply == NULL)
    {
      cs_toast_error (self->box, NULL, error);
      return;
    }
  cs_toast_say (self->box, _("Saved"));
  g_signal_emit (self, noted_signal, 0);
  ask (self);
}

static void
save_clicked_cb (CsLibraryWindow *self)
{
  if (self->item == NULL)
    return;
  take_text (self->title, &self->item->title);
  take_text (self->author, &self->item->author);
  take_text (self->licence, &self->item->licence);
  take_text (self->until, &self->item->licence_until);
  take_text (self->consent, &self->item->consent);
  take_text (self->map_number, &self->item->map_number);
  self->item->ai_made = gtk_switch_get_active (self->ai_made);
  gtk_widget_set_sensitive (self->save, FALSE);
  cs_office_call_async (cs_session_get_office (self->session), "media.note", cs_arguments_media_note (self->item), NULL,
                        saved_cb, g_object_ref (self));
}

static void
post_activated_cb (CsLibraryWindow *self,
                   GtkWidget       *row)
{
  gint64 *post = g_object_get_data (G_OBJECT (row), "cs-post");

  gtk_widget_activate_action (GTK_WIDGET (self->opener), "win.open-post", "x", *post);
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
make_post_row (CsLibraryWindow  *self,
               const CsPostInfo *post)
{
  GtkWidget *row = adw_action_row_new ();
  gint64 *id = g_new (gint64, 1);

  *id = post->id;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *post->excerpt ? post->excerpt : _("Post without text"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), cs_post_state_label (post->state));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "cs-post", id, g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (post_activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
alike_activated_cb (CsLibraryWindow *self,
                    GtkWidget       *row)
{
  const CsDigest *digest = g_object_get_data (G_OBJECT (row), "cs-digest");

  self->digest = *digest;
  ask (self);
}

static GtkWidget *
make_alike_row (CsLibraryWindow     *self,
                const CsLibraryItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *picture = cs_media_picture_new (self->session);
  g_autofree char *use = cs_library_say_use (item);

  gtk_widget_set_size_request (picture, THUMBNAIL, THUMBNAIL * 2 / 3);
  gtk_widget_set_margin_top (picture, 4);
  gtk_widget_set_margin_bottom (picture, 4);
  cs_media_picture_set (CS_MEDIA_PICTURE (picture), &item->digest, item->title, THUMBNAIL * 2);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *item->title ? item->title : _("Without a title"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), use);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), picture);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "cs-digest", g_memdup2 (&item->digest, sizeof item->digest), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (alike_activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
replace_group (CsLibraryWindow  *self,
               GtkWidget       **place,
               GtkWidget        *group)
{
  if (*place != NULL)
    gtk_box_remove (GTK_BOX (self->box), *place);
  *place = group;
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
show_uses (CsLibraryWindow *self,
           GPtrArray       *posts)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = cs_library_say_use (self->item);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < posts->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_post_row (self, g_ptr_array_index (posts, i)));
  replace_group (self, &self->uses, group);
}

static void
show_alike (CsLibraryWindow *self,
            GPtrArray       *alike)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Looks Like"));
  for (guint i = 0; i < alike->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_alike_row (self, g_ptr_array_index (alike, i)));
  replace_group (self, &self->alike, group);
  gtk_widget_set_visible (group, alike->len > 0);
}

static void
show_facts (CsLibraryWindow *self)
{
  g_autofree char *when = cs_time_format_full (self->item->added_at, cs_local_zone ());
  g_autofree char *size = g_format_size ((guint64) self->item->bytes);
  g_autofree char *today = cs_today ();
  /* Translators: width and height in pixels, size in bytes, who added it and when */
  g_autofree char *text = g_strdup_printf (_("%1$d × %2$d, %3$s · %4$s, %5$s"), self->item->width, self->item->height, size,
                                           self->item->added_by_name, when);

  gtk_label_set_label (self->facts, text);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->rights),
                                         cs_claims_is_past (self->item->licence_until, today)
                                           ? _("The licence has ended: the picture may not go out any more.") : NULL);
}

static void
show_item (CsLibraryWindow *self)
{
  const CsLibraryItem *item = self->item;
  gboolean film = g_str_has_prefix (item->mime_type, "video/");
  const CsPersonInfo *me = cs_session_get_me (self->session);
  gboolean may = me && (me->roles & (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR));

  gtk_window_set_title (GTK_WINDOW (self), *item->title ? item->title : _("Without a title"));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), !film);
  if (!film)
    cs_media_picture_set (self->picture, &item->digest, *item->alt_text ? item->alt_text : item->title, PREVIEW);
  gtk_editable_set_text (self->title, item->title);
  gtk_editable_set_text (self->author, item->author);
  gtk_editable_set_text (self->licence, item->licence);
  gtk_editable_set_text (self->until, item->licence_until);
  gtk_editable_set_text (self->consent, item->consent);
  gtk_editable_set_text (self->map_number, item->map_number);
  gtk_switch_set_active (self->ai_made, item->ai_made);
  gtk_widget_set_sensitive (self->rights, may);
  gtk_widget_set_visible (self->save, may);
  show_facts (self);
}

static void
got_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(CsLibraryWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(GPtrArray) posts = NULL;
  g_autoptr(GPtrArray) alike = NULL;

  if (reply == NULL)
    {
      cs_toast_error (self->box, NULL, error);
      return;
    }
  g_clear_pointer (&self->item, cs_library_item_free);
  self->item = cs_reply_read_library_item (reply);
  posts = cs_reply_read_library_posts (reply);
  alike = cs_reply_read_library_alike (reply);
  show_item (self);
  show_uses (self, posts);
  show_alike (self, alike);
}

static void
ask (CsLibraryWindow *self)
{
  cs_office_call_async (cs_session_get_office (self->session), "media.get", cs_arguments_media_get (&self->digest),
                        self->cancellable, got_cb, g_object_ref (self));
}

static void
cs_library_window_dispose (GObject *object)
{
  CsLibraryWindow *self = CS_LIBRARY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->item, cs_library_item_free);
  G_OBJECT_CLASS (cs_library_window_parent_class)->dispose (object);
}

static void
cs_library_window_class_init (CsLibraryWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_library_window_dispose;
  noted_signal = g_signal_new ("noted", CS_TYPE_LIBRARY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkEditable *
add_entry (CsLibraryWindow *self,
           const char      *title)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  g_signal_connect_object (entry, "entry-activated", G_CALLBACK (save_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->rights), entry);
  return GTK_EDITABLE (entry);
}

static void
make_rights (CsLibraryWindow *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->rights = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->rights), _("Rights"));
  self->title = add_entry (self, _("Title"));
  self->author = add_entry (self, _("Author"));
  self->licence = add_entry (self, _("Licence"));
  self->until = add_entry (self, _("Licence ends (such as 2026-12-31)"));
  self->consent = add_entry (self, _("Consent of the people shown: where it is filed"));
  self->map_number = add_entry (self, _("Map review number"));
  self->ai_made = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->ai_made), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Made with artificial intelligence"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->ai_made));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->ai_made));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->rights), row);
}

static void
cs_library_window_init (CsLibraryWindow *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 18);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  self->facts = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->facts, TRUE);
  gtk_label_set_xalign (self->facts, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "dim-label");
  make_rights (self);
  self->save = gtk_button_new_with_label (_("Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (outer), header);
  gtk_box_append (GTK_BOX (outer), scroller);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, outer);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 680);
}

GtkWidget *
cs_library_window_new (GtkWindow      *parent,
                       CsSession      *session,
                       const CsDigest *digest)
{
  CsLibraryWindow *self = g_object_new (CS_TYPE_LIBRARY_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  self->opener = parent;
  self->digest = *digest;
  self->picture = CS_MEDIA_PICTURE (cs_media_picture_new (session));
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1, 260);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->picture));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->facts));
  gtk_box_append (GTK_BOX (self->box), self->rights);
  ask (self);
  return GTK_WIDGET (self);
}
