/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-miss.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-fault.h"

typedef struct
{
  const char *nick;
  const char *sentence;
} Entry;

static const Entry entries[CS_N_MISS_REASONS] = {
  [CS_MISS_NONE] = { "", "" },
  [CS_MISS_UNKNOWN] = { "unknown", N_("It is not known yet whether it arrived.") },
  [CS_MISS_FROZEN] = { "frozen", N_("The queue is frozen.") },
  [CS_MISS_PREVIOUS] = { "previous", N_("The part of the thread before it is not out.") },
  [CS_MISS_LOGIN] = { "login", N_("The network no longer accepts the account’s access.") },
  [CS_MISS_CREDIT] = { "credit", N_("The account’s credit on the network is used up.") },
  [CS_MISS_REFUSED] = { "refused", N_("It was refused.") },
  [CS_MISS_RATE_LIMIT] = { "rate-limit", N_("The network asks to wait before anything more is sent.") },
  [CS_MISS_OFFLINE] = { "offline", N_("The network cannot be reached.") },
  [CS_MISS_MEDIA] = { "media", N_("A picture or film is not ready on the network.") },
  [CS_MISS_ASLEEP] = { "asleep", N_("The computer that publishes was asleep at that time.") },
  [CS_MISS_NOT_RUNNING] = { "not-running", N_("Nothing was running that publishes at that time.") },
  [CS_MISS_CLOCK] = { "clock", N_("The computer’s clock was set forward over that time.") },
  [CS_MISS_BUSY] = { "busy", N_("It takes longer than it should.") },
  [CS_MISS_CERTIFICATE] = { "certificate", N_("The server could not prove that it is the right one, so nothing was sent.") },
  [CS_MISS_KEYRING] = { "keyring", N_("The computer that publishes cannot open the place where the account’s login is kept.") },
};

static CsMissReason
find_by_error (CsError code)
{
  switch (cs_fault_classify (code))
    {
    case CS_FAULT_LOGIN:
      return CS_MISS_LOGIN;
    case CS_FAULT_CREDIT:
      return CS_MISS_CREDIT;
    case CS_FAULT_KEYRING:
      return CS_MISS_KEYRING;
    case CS_FAULT_CERTIFICATE:
      return CS_MISS_CERTIFICATE;
    case CS_FAULT_NETWORK:
      return CS_MISS_OFFLINE;
    case CS_FAULT_THEIRS:
      return code == CS_ERROR_RATE_LIMITED ? CS_MISS_RATE_LIMIT : CS_MISS_BUSY;
    case CS_FAULT_OURS:
    default:
      return CS_MISS_REFUSED;
    }
}

CsMissReason
cs_miss_find (const CsMissFacts *facts)
{
  gboolean over = facts->state == CS_PUBLICATION_EXPIRED;

  if (facts->state == CS_PUBLICATION_UNKNOWN || facts->state == CS_PUBLICATION_SENDING)
    return CS_MISS_UNKNOWN;
  /* What was slept over is not to blame on what is the case now. */
  if (over && facts->slept)
    return CS_MISS_ASLEEP;
  if (over && facts->not_running)
    return CS_MISS_NOT_RUNNING;
  if (facts->frozen)
    return CS_MISS_FROZEN;
  if (facts->waits)
    return CS_MISS_PREVIOUS;
  if (facts->tried)
    return find_by_error (facts->error);
  if (facts->walled)
    return CS_MISS_RATE_LIMIT;
  if (!facts->media_ready)
    return CS_MISS_MEDIA;
  if (facts->slept)
    return CS_MISS_ASLEEP;
  if (facts->not_running)
    return CS_MISS_NOT_RUNNING;
  if (facts->clock_jumped)
    return CS_MISS_CLOCK;

  return CS_MISS_BUSY;
}

const char *
cs_miss_nick (CsMissReason reason)
{
  g_return_val_if_fail ((guint) reason < CS_N_MISS_REASONS, "");

  return entries[reason].nick;
}

CsMissReason
cs_miss_from_nick (const char *nick)
{
  for (guint i = 0; nick != NULL && i < CS_N_MISS_REASONS; i++)
    if (strcmp (entries[i].nick, nick) == 0)
      return (CsMissReason) i;

  return CS_MISS_NONE;
}

const char *
cs_miss_sentence (CsMissReason reason)
{
  g_return_val_if_fail ((guint) reason < CS_N_MISS_REASONS, "");

  return *entries[reason].sentence != '\0' ? _(entries[reason].sentence) : "";
}
