/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-key-client.h"
#include "cs-key-group.h"
#include "cs-show-error.h"
#include "cs-time.h"
#include "cs-unlock-window.h"

struct _CsKeyGroup
{
  AdwBin parent_instance;

  CsSession    *session;
  GCancellable *cancellable;

  GtkWidget    *state;
  GtkWidget    *open;        /* button */
  GtkWidget    *made;
  GtkWidget    *fingerprint;
  GtkWidget    *earlier;
};

G_DEFINE_FINAL_TYPE (CsKeyGroup, cs_key_group, ADW_TYPE_BIN)

static char *
describe_state (const CsKeyState *state)
{
  g_autofree char *until = NULL;

  switch (state->status)
    {
    case CS_KEY_NONE:
      return g_strdup (_("It is made when you sign in with your password."));

    case CS_KEY_CLOSED:
      return g_strdup (_("Closed. Your password opens it when you sign."));

    case CS_KEY_OPEN:
      until = cs_time_format_near (state->open_until, g_get_real_time (), cs_local_zone ());
      /* Translators: %s is a time: “today 15:40”, “in 12 min” */
      return g_strdup_printf (_("Open; closes %s"), until);

    case CS_KEY_LOST:
      return g_strdup (_("Lost, because somebody else set your password. Ask an administrator for a new key: two of them have to allow it; then sign in again. What you signed stays valid."));

    default:
      g_return_val_if_reached (NULL);
    }
}

static void
show_state (CsKeyGroup       *self,
            const CsKeyState *state)
{
  g_autofree char *text = describe_state (state);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->state), text);
  gtk_widget_set_visible (self->open, state->status == CS_KEY_CLOSED);
  if (state->status == CS_KEY_LOST)
    gtk_widget_add_css_class (self->state, "cs-red");
  else
    gtk_widget_remove_css_class (self->state, "cs-red");
}

static void
me_asked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(CsKeyGroup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  CsKeyState state;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    return;

  state = cs_reply_read_key_state (reply);
  show_state (self, &state);
}

static void
show_keys (CsKeyGroup *self,
           GPtrArray  *keys)
{
  const CsKeyInfo *key = keys->len > 0 ? g_ptr_array_index (keys, keys->len - 1) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->made, key != NULL);
  gtk_widget_set_visible (self->fingerprint, key != NULL);
  gtk_widget_set_visible (self->earlier, keys->len > 1);
  if (key == NULL)
    return;

  text = cs_time_format_full (key->made_at, cs_local_zone ());
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->made), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->fingerprint), key->fingerprint);
  if (keys->len > 1)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%u earlier key: what it signed stays valid.",
                                                          "%u earlier keys: what they signed stays valid.",
                                                          keys->len - 1),
                                                keys->len - 1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->earlier), count);
    }
}

static void
keys_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CsKeyGroup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) keys = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  keys = cs_reply_read_keys (reply);
  show_keys (self, keys);
}

void
cs_key_group_refresh (CsKeyGroup *self)
{
  const CsPersonInfo *me;

  g_return_if_fail (CS_IS_KEY_GROUP (self));

  if ((me = cs_session_get_me (self->session)) == NULL)
    return;

  cs_office_call_async (cs_session_get_office (self->session), "session.me", NULL, self->cancellable,
                        me_asked_cb, g_object_ref (self));
  cs_office_call_async (cs_session_get_office (self->session), "key.list", cs_arguments_key_list (me->id),
                        self->cancellable, keys_listed_cb, g_object_ref (self));
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  CsKeyGroup *self = CS_KEY_GROUP (source);
  g_autoptr(GError) error = NULL;

  if (!cs_unlock_finish (GTK_WIDGET (self), result, &error))
    cs_show_error (GTK_WIDGET (self), error);
  else if (self->session != NULL)
    cs_key_group_refresh (self);
}

static void
open_clicked_cb (CsKeyGroup *self)
{
  cs_unlock_async (GTK_WIDGET (self), self->session, self->cancellable, unlocked_cb, NULL);
}

static void
cs_key_group_dispose (GObject *object)
{
  CsKeyGroup *self = CS_KEY_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_key_group_parent_class)->dispose (object);
}

static void
cs_key_group_finalize (GObject *object)
{
  CsKeyGroup *self = CS_KEY_GROUP (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_key_group_parent_class)->finalize (object);
}

static void
cs_key_group_class_init (CsKeyGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_key_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_key_group_finalize;
}

static GtkWidget *
add_row (GtkWidget  *group,
         const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static void
cs_key_group_init (CsKeyGroup *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->cancellable = g_cancellable_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Signing Key"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("Your key signs each of your decisions. It is sealed with your password and opened on this computer only."));
  self->state = add_row (group, _("Key"));
  self->open = gtk_button_new_with_label (_("Open…"));
  gtk_widget_set_valign (self->open, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->open, FALSE);
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->state), self->open);
  self->made = add_row (group, _("Made"));
  self->fingerprint = add_row (group, _("Fingerprint"));
  self->earlier = add_row (group, _("Earlier Keys"));
  gtk_widget_add_css_class (self->fingerprint, "cs-fingerprint");
  gtk_widget_set_visible (self->made, FALSE);
  gtk_widget_set_visible (self->fingerprint, FALSE);
  gtk_widget_set_visible (self->earlier, FALSE);
  adw_bin_set_child (ADW_BIN (self), group);
}

GtkWidget *
cs_key_group_new (CsSession *session)
{
  CsKeyGroup *self = g_object_new (CS_TYPE_KEY_GROUP, NULL);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  show_state (self, cs_session_get_key_state (session));
  g_signal_connect_object (session, "changed", G_CALLBACK (cs_key_group_refresh), self, G_CONNECT_SWAPPED);
  cs_key_group_refresh (self);

  return GTK_WIDGET (self);
}
