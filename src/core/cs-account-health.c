/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-account-health.h"

#include <glib/gi18n.h>

#include "cs-error.h"

typedef struct
{
  CsError     code;
  gboolean    sign_in;
  const char *sentence; /* NULL = that of the error says it */
} Entry;

static const Entry lasting[] = {
  { CS_ERROR_LOGIN_REJECTED, TRUE, NULL },
  { CS_ERROR_OTHER_ACCOUNT, TRUE, N_("The sign-in kept for this account is that of another one, so nothing is published with it. Connect the account again.") },
  { CS_ERROR_NOT_FOUND, TRUE, N_("The sign-in of this account is no longer kept here, so nothing can be published. Connect the account again.") },
  { CS_ERROR_NO_CREDIT, FALSE, N_("The account’s credit on the network is used up, so nothing can be published. Add credit there.") },
  { CS_ERROR_CERTIFICATE, FALSE, NULL },
  { CS_ERROR_HANDLE_LOST, FALSE, NULL },
};

static const Entry *
find_entry (const char *health)
{
  if (*health != '\0')
    for (guint i = 0; i < G_N_ELEMENTS (lasting); i++)
      if (cs_error_from_nick (health) == lasting[i].code)
        return &lasting[i];

  return NULL;
}

const char *
cs_account_health_sentence (const char *health)
{
  const Entry *entry;
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (health != NULL, "");

  if (*health == '\0')
    return "";

  entry = find_entry (health);
  if (entry != NULL && entry->sentence != NULL)
    return _(entry->sentence);

  error = g_error_new_literal (CS_ERROR, cs_error_from_nick (health), health);

  return cs_error_sentence (error);
}

gboolean
cs_account_health_wants_sign_in (const char *health)
{
  const Entry *entry;

  g_return_val_if_fail (health != NULL, FALSE);

  entry = find_entry (health);

  return entry != NULL && entry->sign_in;
}

gboolean
cs_account_health_lasts (const char *health)
{
  g_return_val_if_fail (health != NULL, FALSE);

  return find_entry (health) != NULL;
}
