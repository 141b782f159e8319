/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-poll-words.h"

#include <glib/gi18n.h>

char *
cs_poll_say_duration (guint minutes)
{
  if (minutes % (24 * 60) == 0 && minutes > 0)
    return g_strdup_printf (ngettext ("%u day", "%u days", minutes / (24 * 60)), minutes / (24 * 60));
  if (minutes % 60 == 0 && minutes > 0)
    return g_strdup_printf (ngettext ("%u hour", "%u hours", minutes / 60), minutes / 60);

  return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
}

char *
cs_poll_say (const CsPoll *poll)
{
  g_autofree char *duration = NULL;

  g_return_val_if_fail (poll != NULL, NULL);

  duration = cs_poll_say_duration (poll->minutes);
  if (poll->multiple)
    /* Translators: of a poll; %s is "3 days" */
    return g_strdup_printf (_("Open for %s · several answers"), duration);

  /* Translators: of a poll; %s is "3 days" */
  return g_strdup_printf (_("Open for %s"), duration);
}
