/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-trial.h"
#include "cs-arguments.h"
#include "cs-compat.h"
#include "cs-connect-client.h"
#include "cs-show-error.h"

/* Held by the page under this name while it is asked about and under way. */
#define TRIAL "cs-account-trial"

typedef struct
{
  CsSession    *session;     /* owned */
  GCancellable *cancellable; /* owned */
  gint64        account;
  char         *handle;      /* owned */
  char         *url;         /* owned; NULL until it is known */
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_object_unref (trial->session);
  g_object_unref (trial->cancellable);
  g_free (trial->handle);
  g_free (trial->url);
  g_free (trial);
}

gboolean
cs_account_trial_is_offered (const CsAccountInfo *account)
{
  return !account->retired && (account->network == CS_NETWORK_MASTODON || account->network == CS_NETWORK_PRACTICE);
}

static void
open_cb (GtkWidget *page)
{
  const Trial *trial = g_object_get_data (G_OBJECT (page), TRIAL);

  if (trial != NULL && trial->url != NULL && *trial->url != '\0')
    cs_compat_open_address (page, trial->url);
}

/* Nobody is to overlook this. */
static void
warn (GtkWidget  *page,
      const char *heading,
      const char *body)
{
  cs_compat_confirm (page, heading, body, _("Open in the Browser"), FALSE, G_CALLBACK (open_cb), page);
}

static void
tell (GtkWidget         *page,
      Trial             *trial,
      const CsTrialInfo *info)
{
  g_autofree char *text = NULL;

  g_free (trial->url);
  trial->url = g_strdup (info->url);
  switch (info->outcome)
    {
    case CS_TRIAL_PRIVATE:
      /* Translators: %s is an account on a network. */
      text = g_strdup_printf (_("The test arrived on %s, came back as it was sent, and is removed."), trial->handle);
      break;
    case CS_TRIAL_CHANGED:
      text = g_strdup_printf (_("The test arrived on %s and is removed, but it did not come back as it was sent. Look at a first post there closely."), trial->handle);
      break;
    case CS_TRIAL_VISIBLE:
      text = g_strdup_printf (_("The server of %s showed the test to others although it was for nobody. It was removed at once. Do not count on this server to hide anything."),
                              trial->handle);
      warn (page, _("Others Could See the Test"), text);
      return;
    case CS_TRIAL_LEFT:
    default:
      text = g_strdup_printf (info->visible ? _("The test on %s can be seen by others and could not be removed. Remove it on the server’s own page.")
                                            : _("The test on %s could not be removed. Nobody else sees it. Remove it on the server’s own page."), trial->handle);
      warn (page, _("The Test Is Still There"), text);
      return;
    }
  gtk_widget_activate_action (page, "win.toast", "s", text);
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) page = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  Trial *trial = g_object_get_data (G_OBJECT (page), TRIAL);

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (gtk_widget_get_root (page) == NULL || trial == NULL)
    return;
  if (reply == NULL)
    {
      cs_show_error (page, error);
      return;
    }

  {
    g_autoptr(CsTrialInfo) info = cs_trial_info_read (reply);

    tell (page, trial, info);
  }
}

static void
confirmed_cb (GtkWidget *page)
{
  const Trial *trial = g_object_get_data (G_OBJECT (page), TRIAL);

  cs_office_call_async (cs_session_get_office (trial->session), "account.try", cs_arguments_one ("account", trial->account), trial->cancellable,
                        tried_cb, g_object_ref (page));
}

void
cs_account_trial_ask (GtkWidget           *page,
                      CsSession           *session,
                      const CsAccountInfo *account,
                      GCancellable        *cancellable)
{
  Trial *trial = g_new0 (Trial, 1);
  g_autofree char *body = NULL;

  trial->session = g_object_ref (session);
  trial->cancellable = g_object_ref (cancellable);
  trial->account = account->id;
  trial->handle = g_strdup (account->handle);
  g_object_set_data_full (G_OBJECT (page), TRIAL, trial, trial_free);
  /* Translators: %s is an account on a network. */
  body = g_strdup_printf (_("A short, fixed text is posted on %s so that only this account itself sees it, read back, and removed at once. "
                            "Nobody is named in it, and it is recorded in the journal."), account->handle);
  cs_compat_confirm (page, _("Send a Test to Yourself?"), body, _("Send the Test"), FALSE, G_CALLBACK (confirmed_cb), page);
}
