/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-chain.h"
#include "cs-error.h"

/* What a person is told who may not decide. */

static const char * const may_nicks[] = {
  [CS_MAY_DECIDE] = "may-decide",
  [CS_MAY_NOT_STATE] = "state",
  [CS_MAY_NOT_CONTRIBUTOR] = "contributor",
  [CS_MAY_NOT_STAGE] = "stage",
  [CS_MAY_NOT_EARLIER] = "earlier",
  [CS_MAY_NOT_AGAIN] = "again",
  [CS_MAY_NOT_ADMINISTRATOR] = "administrator",
  [CS_MAY_NOT_RETIRED] = "retired",
  [CS_MAY_NOT_AUDITOR] = "auditor",
  [CS_MAY_NOT_PARTY] = "party",
  [CS_MAY_NOT_DELEGATION] = "delegation",
  [CS_MAY_NOT_DELEGATION_OVER] = "delegation-over",
  [CS_MAY_NOT_DELEGATION_SCOPE] = "delegation-scope",
  [CS_MAY_NOT_PRINCIPAL_CONTRIBUTOR] = "principal-contributor",
  [CS_MAY_NOT_PRINCIPAL] = "principal",
};

G_STATIC_ASSERT (G_N_ELEMENTS (may_nicks) == CS_N_MAY_DECIDE);

const char *
cs_may_decide_nick (CsMayDecide may)
{
  g_return_val_if_fail ((guint) may < G_N_ELEMENTS (may_nicks), may_nicks[CS_MAY_NOT_STATE]);

  return may_nicks[may];
}

gboolean
cs_may_decide_from_nick (const char  *nick,
                         CsMayDecide *may)
{
  g_return_val_if_fail (may != NULL, FALSE);

  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (may_nicks); i++)
    if (strcmp (may_nicks[i], nick) == 0)
      {
        *may = (CsMayDecide) i;
        return TRUE;
      }

  return FALSE;
}

int
cs_may_decide_to_error (CsMayDecide may)
{
  switch (may)
    {
    case CS_MAY_NOT_STATE:
      return CS_ERROR_WRONG_STATE;

    case CS_MAY_NOT_CONTRIBUTOR:
      return CS_ERROR_CONTRIBUTOR;

    case CS_MAY_NOT_STAGE:
      return CS_ERROR_NOT_IN_STAGE;

    case CS_MAY_NOT_EARLIER:
    case CS_MAY_NOT_AGAIN:
      return CS_ERROR_ALREADY_DECIDED;

    case CS_MAY_NOT_PARTY:
      return CS_ERROR_PARTY_DECIDED;

    case CS_MAY_NOT_ADMINISTRATOR:
    case CS_MAY_NOT_RETIRED:
    case CS_MAY_NOT_AUDITOR:
      return CS_ERROR_FORBIDDEN;

    case CS_MAY_NOT_DELEGATION:
      return CS_ERROR_DELEGATION;

    case CS_MAY_NOT_DELEGATION_OVER:
      return CS_ERROR_DELEGATION_OVER;

    case CS_MAY_NOT_DELEGATION_SCOPE:
      return CS_ERROR_DELEGATION_SCOPE;

    case CS_MAY_NOT_PRINCIPAL_CONTRIBUTOR:
      return CS_ERROR_PRINCIPAL_CONTRIBUTOR;

    case CS_MAY_NOT_PRINCIPAL:
      return CS_ERROR_PRINCIPAL;

    case CS_MAY_DECIDE:
    default:
      return CS_ERROR_FAILED;
    }
}

/* Whole sentences for each case, since languages put the names in different places. */
static char *
say_with_names (CsMayDecide  may,
                const char  *names)
{
  switch (may)
    {
    case CS_MAY_NOT_CONTRIBUTOR:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You wrote part of this post, so somebody else decides: %s."), names);

    case CS_MAY_NOT_STAGE:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("At this stage others decide: %s."), names);

    case CS_MAY_NOT_EARLIER:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You approved this version at another stage, so somebody else decides now: %s."),
                              names);

    case CS_MAY_NOT_AGAIN:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You have decided on this version; it still waits for: %s."), names);

    case CS_MAY_NOT_ADMINISTRATOR:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("Administrators do not decide on posts. Those who may: %s."), names);

    case CS_MAY_NOT_RETIRED:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You no longer work in this office. Those who may decide: %s."), names);

    case CS_MAY_NOT_AUDITOR:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("Auditors do not decide on posts. Those who may: %s."), names);

    case CS_MAY_NOT_PARTY:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("Your side has decided on this version; it still waits for: %s."), names);

    case CS_MAY_NOT_DELEGATION:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You were not asked to decide in that person’s name. Those who may: %s."), names);

    case CS_MAY_NOT_DELEGATION_OVER:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("The time for which you decide in that person’s name has not begun, or is over. "
                                "Those who may: %s."), names);

    case CS_MAY_NOT_DELEGATION_SCOPE:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You decide in that person’s name on other accounts or labels only. "
                                "Those who may decide on this post: %s."), names);

    case CS_MAY_NOT_PRINCIPAL_CONTRIBUTOR:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("The person in whose name you would decide wrote part of this post, "
                                "so somebody else decides: %s."), names);

    case CS_MAY_NOT_PRINCIPAL:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("The person in whose name you would decide could not decide now either. "
                                "Those who may: %s."), names);

    case CS_MAY_DECIDE:
    case CS_MAY_NOT_STATE:
    default:
      return g_strdup ("");
    }
}

static const char *
say_without_names (CsMayDecide may)
{
  switch (may)
    {
    case CS_MAY_NOT_STATE:
      return _("This post is not waiting for a decision.");

    case CS_MAY_NOT_CONTRIBUTOR:
      return _("You wrote part of this post, and nobody else may decide at this stage. "
               "Ask the administrator to add somebody.");

    case CS_MAY_NOT_STAGE:
      return _("You are not among those who decide at this stage, and nobody who is can decide. "
               "Ask the administrator to add somebody.");

    case CS_MAY_NOT_EARLIER:
      return _("You approved this version at another stage, and nobody else may decide at this one. "
               "Ask the administrator to add somebody.");

    case CS_MAY_NOT_AGAIN:
      return _("You have decided on this version, and nobody else may decide at this stage. "
               "Ask the administrator to add somebody.");

    case CS_MAY_NOT_ADMINISTRATOR:
      return _("Administrators do not decide on posts, and nobody else may decide at this stage.");

    case CS_MAY_NOT_RETIRED:
      return _("You no longer work in this office, so you decide on nothing.");

    case CS_MAY_NOT_AUDITOR:
      return _("Auditors do not decide on posts, and nobody else may decide at this stage.");

    case CS_MAY_NOT_PARTY:
      return _("Your side has decided on this version, and nobody of the other side may. "
               "Ask the administrator to add somebody.");

    case CS_MAY_NOT_DELEGATION:
      return _("You were not asked to decide in that person’s name.");

    case CS_MAY_NOT_DELEGATION_OVER:
      return _("The time for which you decide in that person’s name has not begun, or is over.");

    case CS_MAY_NOT_DELEGATION_SCOPE:
      return _("You decide in that person’s name on other accounts or labels only.");

    case CS_MAY_NOT_PRINCIPAL_CONTRIBUTOR:
      return _("The person in whose name you would decide wrote part of this post, so neither of you may decide.");

    case CS_MAY_NOT_PRINCIPAL:
      return _("The person in whose name you would decide could not decide now either.");

    case CS_MAY_DECIDE:
    default:
      return "";
    }
}

char *
cs_may_decide_sentence (CsMayDecide         may,
                        const char * const *who)
{
  g_autofree char *names = NULL;

  if (may == CS_MAY_DECIDE || may == CS_MAY_NOT_STATE || who == NULL || *who == NULL)
    return g_strdup (say_without_names (may));

  /* Translators: stands between two names in a list. */
  names = g_strjoinv (C_("list of names", ", "), (char **) who);

  return say_with_names (may, names);
}
