/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-fault.h"

#include <glib/gi18n.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

/* Doubled with each attempt, but for the last ones */
#define FIRST_WAIT (2 * SECOND)
#define N_DOUBLINGS 5

/* Where they said nothing of when, they are not pressed. */
#define UNTOLD_WAIT (30 * SECOND)

typedef struct
{
  const char *nick;
  const char *sentence;
} Entry;

static const Entry entries[CS_N_FAULT_CLASSES] = {
  [CS_FAULT_OURS] = {
    "ours", N_("The network does not take it like this, and would not next time. Change the post, or leave this account out.")
  },
  [CS_FAULT_THEIRS] = {
    "theirs", N_("The network has trouble of its own, or asks to wait. It is tried again by itself until it would be late.")
  },
  [CS_FAULT_NETWORK] = {
    "network", N_("The network could not be reached. It is tried again by itself until it would be late.")
  },
  [CS_FAULT_LOGIN] = {
    "login", N_("The network no longer lets us in. Once the account has been connected again, let the post go out again.")
  },
  [CS_FAULT_CREDIT] = {
    "credit", N_("The account’s credit is used up. Once there is credit again, let the post go out again.")
  },
  [CS_FAULT_CERTIFICATE] = {
    "certificate",
    N_("Nothing was sent, since the server could not prove that it is the right one: its certificate has run out, or somebody is in between. "
       "Tell the administrator. It is tried again by itself until it would be late.")
  },
  [CS_FAULT_KEYRING] = {
    "keyring",
    N_("Nothing was sent, since the computer that publishes cannot open the place where the account’s login is kept. It is tried again by itself until it would be late.")
  },
};

CsFaultClass
cs_fault_classify (CsError code)
{
  if (code == CS_ERROR_OFFLINE)
    return CS_FAULT_NETWORK;
  if (code == CS_ERROR_LOGIN_REJECTED)
    return CS_FAULT_LOGIN;
  if (code == CS_ERROR_NO_CREDIT)
    return CS_FAULT_CREDIT;
  if (code == CS_ERROR_CERTIFICATE)
    return CS_FAULT_CERTIFICATE;
  if (code == CS_ERROR_NO_KEYRING || code == CS_ERROR_SEALED_FILE)
    return CS_FAULT_KEYRING;
  if (code == CS_ERROR_RATE_LIMITED || code == CS_ERROR_UNKNOWN_OUTCOME)
    return CS_FAULT_THEIRS;

  return CS_FAULT_OURS;
}

const char *
cs_fault_nick (CsFaultClass fault)
{
  g_return_val_if_fail ((guint) fault < CS_N_FAULT_CLASSES, entries[0].nick);

  return entries[fault].nick;
}

const char *
cs_fault_sentence (CsFaultClass fault)
{
  g_return_val_if_fail ((guint) fault < CS_N_FAULT_CLASSES, "");

  return _(entries[fault].sentence);
}

gint64
cs_fault_plan_try (CsError code,
                   int     attempts,
                   gint64  asked,
                   gint64  now,
                   gint64  late,
                   double  jitter)
{
  CsFaultClass fault = cs_fault_classify (code);
  gint64 wait = FIRST_WAIT << CLAMP (attempts - 1, 0, N_DOUBLINGS);
  gint64 at;

  if (asked <= 0 && fault != CS_FAULT_NETWORK && fault != CS_FAULT_CERTIFICATE && fault != CS_FAULT_KEYRING && fault != CS_FAULT_THEIRS)
    return 0;
  if (asked <= 0 && fault == CS_FAULT_THEIRS)
    wait = MAX (wait, UNTOLD_WAIT);

  wait = MAX (wait, asked);
  at = now + wait + (gint64) ((double) wait * CLAMP (jitter, 0, 1) / 4);

  return at <= late ? at : 0;
}
