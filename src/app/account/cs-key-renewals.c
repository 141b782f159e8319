/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-key-client.h"
#include "cs-key-renewals.h"
#include "cs-show-error.h"
#include "cs-time.h"

struct _CsKeyRenewals
{
  AdwBin parent_instance;

  CsSession    *session;
  GCancellable *cancellable;
  GtkWidget    *group;
  GPtrArray    *rows; /* of GtkWidget: those in the group; not owned */
};

G_DEFINE_FINAL_TYPE (CsKeyRenewals, cs_key_renewals, ADW_TYPE_BIN)

static void refresh (CsKeyRenewals *self);

static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsKeyRenewals) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    cs_show_error (GTK_WIDGET (self), error);
  else if (self->session != NULL)
    refresh (self);
}

static void
act (CsKeyRenewals *self,
     GtkWidget     *button,
     const char    *operation)
{
  const gint64 *person = g_object_get_data (G_OBJECT (button), "cs-person");

  gtk_widget_set_sensitive (button, FALSE);
  cs_office_call_async (cs_session_get_office (self->session), operation,
                        cs_arguments_one ("person", *person), self->cancellable, acted_cb, g_object_ref (self));
}

static void
ask_clicked_cb (CsKeyRenewals *self,
                GtkWidget     *button)
{
  act (self, button, "key.ask-renewal");
}

static void
confirm_clicked_cb (CsKeyRenewals *self,
                    GtkWidget     *button)
{
  act (self, button, "key.confirm-renewal");
}

static GtkWidget *
add_row (CsKeyRenewals *self,
         const char    *title,
         const char    *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
add_button (CsKeyRenewals *self,
            GtkWidget     *row,
            gint64         person,
            const char    *label,
            const char    *name,
            GCallback      callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  cs_name_widget (button, name);
  g_object_set_data_full (G_OBJECT (button), "cs-person", g_memdup2 (&person, sizeof person), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_renewal (CsKeyRenewals          *self,
             const CsKeyRenewalInfo *renewal)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);
  g_autofree char *when = cs_time_format_near (renewal->asked_at, g_get_real_time (), cs_local_zone ());
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  GtkWidget *row;

  if (renewal->confirmed_by != 0)
    text = g_strdup_printf (_("Allowed. The new key is made when %s signs in."), renewal->person_name);
  else if (me != NULL && renewal->asked_by == me->id)
    text = g_strdup_printf (_("You asked for a new key, %s. Another administrator has to confirm it."), when);
  else
    /* Translators: %1$s is an administrator, %2$s a time */
    text = g_strdup_printf (_("%1$s asked for a new key, %2$s. Make sure that it is wanted before you confirm it."),
                            renewal->asked_by_name, when);

  row = add_row (self, renewal->person_name, text);
  if (renewal->confirmed_by == 0 && me != NULL && renewal->asked_by != me->id && renewal->person != me->id)
    {
      name = g_strdup_printf (_("Confirm a new key for %s"), renewal->person_name);
      add_button (self, row, renewal->person, _("Confirm"), name, G_CALLBACK (confirm_clicked_cb));
    }
}

static gboolean
is_asked_for (GPtrArray *renewals,
              gint64     person)
{
  for (guint i = 0; i < renewals->len; i++)
    if (((const CsKeyRenewalInfo *) g_ptr_array_index (renewals, i))->person == person)
      return TRUE;

  return FALSE;
}

static void
show (CsKeyRenewals *self,
      GPtrArray     *keys,
      GPtrArray     *renewals)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < renewals->len; i++)
    add_renewal (self, g_ptr_array_index (renewals, i));
  for (guint i = 0; i < keys->len; i++)
    {
      const CsKeyInfo *key = g_ptr_array_index (keys, i);
      g_autofree char *name = NULL;
      GtkWidget *row;

      if (!key->lost || key->ended_at != 0 || is_asked_for (renewals, key->person))
        continue;
      row = add_row (self, key->person_name, _("The key is lost. Two administrators can allow a new one."));
      name = g_strdup_printf (_("Ask for a new key for %s"), key->person_name);
      add_button (self, row, key->person, _("Ask for a New Key"), name, G_CALLBACK (ask_clicked_cb));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
keys_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CsKeyRenewals) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GPtrArray) renewals = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  keys = cs_reply_read_keys (reply);
  renewals = cs_reply_read_key_renewals (reply);
  show (self, keys, renewals);
}

static void
refresh (CsKeyRenewals *self)
{
  cs_office_call_async (cs_session_get_office (self->session), "key.list", cs_arguments_key_list (0),
                        self->cancellable, keys_listed_cb, g_object_ref (self));
}

static void
cs_key_renewals_dispose (GObject *object)
{
  CsKeyRenewals *self = CS_KEY_RENEWALS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_key_renewals_parent_class)->dispose (object);
}

static void
cs_key_renewals_finalize (GObject *object)
{
  CsKeyRenewals *self = CS_KEY_RENEWALS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_key_renewals_parent_class)->finalize (object);
}

static void
cs_key_renewals_class_init (CsKeyRenewalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_key_renewals_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_key_renewals_finalize;
}

static void
cs_key_renewals_init (CsKeyRenewals *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _("New Keys for Others"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group),
                                         _("A lost key is replaced only if one administrator asks for it and another one confirms it."));
  adw_bin_set_child (ADW_BIN (self), self->group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_key_renewals_new (CsSession *session)
{
  CsKeyRenewals *self = g_object_new (CS_TYPE_KEY_RENEWALS, NULL);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
