/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-queue-removal.h"

#include <glib/gi18n.h>

#include "cs-act-button.h"
#include "cs-error.h"
#include "cs-time.h"

char *
cs_queue_removal_state (const CsTakeDownInfo *removal,
                        gint64                now,
                        const char           *zone)
{
  g_autofree char *settled = cs_time_format_near (removal->settled_at, now, zone);
  g_autofree char *next = cs_time_format_near (removal->next_try_at, now, zone);

  switch (removal->state)
    {
    case CS_TAKE_DOWN_WAITING:
      return g_strdup (_("Published; is taken down once the withdrawal is signed and due"));
    case CS_TAKE_DOWN_GONE:
      /* Translators: %s is a time such as “5 min ago” */
      return g_strdup_printf (_("Taken down %s"), settled);
    case CS_TAKE_DOWN_KEPT:
      return g_strdup (_("Still there: it was not taken down"));
    case CS_TAKE_DOWN_REMOVING:
    default:
      break;
    }
  if (*removal->error == '\0' || removal->next_try_at == 0)
    return g_strdup (_("Is being taken down"));

  /* Translators: %s is a time such as “in 5 min” */
  return g_strdup_printf (_("Not taken down yet. Tried again by itself %s."), next);
}

/* What other sentences say of a failure is meant for something that was to be published. */
const char *
cs_queue_removal_reason (const CsTakeDownInfo *removal)
{
  CsError code = cs_error_from_nick (removal->error);
  g_autoptr(GError) error = NULL;

  if (*removal->error == '\0' || removal->state == CS_TAKE_DOWN_GONE)
    return "";
  if (code == CS_ERROR_REFUSED)
    return _("The network refused to delete it.");
  if (code == CS_ERROR_UNKNOWN_OUTCOME)
    return _("No answer came that can be trusted. To delete it once more does no harm.");

  error = g_error_new_literal (CS_ERROR, (int) code, removal->error_detail);

  return cs_error_sentence (error);
}

char *
cs_queue_removal_trouble (const CsTakeDownInfo *removal)
{
  const char *reason = cs_queue_removal_reason (removal);
  g_autofree char *said = NULL;

  if (*reason == '\0' || *removal->error_detail == '\0')
    return g_strdup (reason);
  /* Translators: what a network answered, word for word */
  said = g_strdup_printf (_("It said: “%s”"), removal->error_detail);

  return g_strdup_printf (C_("two sentences", "%1$s %2$s"), reason, said);
}

void
cs_queue_removal_append_buttons (GtkWidget            *buttons,
                                 CsSession            *session,
                                 const CsTakeDownInfo *removal,
                                 const char           *handle)
{
  const CsPersonInfo *me = cs_session_get_me (session);
  gboolean trouble = removal->state == CS_TAKE_DOWN_KEPT || (removal->state == CS_TAKE_DOWN_REMOVING && *removal->error != '\0');
  g_autofree char *again = g_strdup_printf (_("Try once more to take it down on %s"), handle);
  g_autofree char *by_hand = g_strdup_printf (_("It is gone on %s: somebody deleted it by hand"), handle);

  if (!trouble || me == NULL || (me->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER)) == 0)
    return;

  cs_act_button_append (buttons, _("Try Again Now"), again, "queue.remove-again", g_variant_new_int64 (removal->publication));
  cs_act_button_append (buttons, _("It Is Gone…"), by_hand, "queue.removed", g_variant_new_int64 (removal->publication));
}
