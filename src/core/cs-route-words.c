/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-route.h"

/* What a person is told about a route that cannot be used. */

typedef struct
{
  const char *nick;
  const char *sentence; /* N_() */
} Entry;

static const Entry faults[] = {
  [CS_ROUTE_GOOD] = { "good", "" },
  [CS_ROUTE_NO_NAME] = { "no-name", N_("The route needs a name.") },
  [CS_ROUTE_EMPTY] = { "empty", N_("The route is empty. It needs a sign-off at least.") },
  [CS_ROUTE_TOO_LONG] = { "too-long", N_("The route has more than twelve stages.") },
  [CS_ROUTE_NO_TITLE] = { "no-title", N_("This stage needs a title.") },
  [CS_ROUTE_NO_SIGN_OFF] = { "no-sign-off", N_("The last stage has to be a sign-off.") },
  [CS_ROUTE_EARLY_SIGN_OFF] = { "early-sign-off", N_("Only the last stage can be a sign-off.") },
  [CS_ROUTE_NO_PARTY] = { "no-party", N_("This stage names nobody who decides.") },
  [CS_ROUTE_TOO_MANY_PARTIES] = { "too-many-parties", N_("This stage names more than twelve parties.") },
  [CS_ROUTE_WRONG_ROLE] = {
    "wrong-role",
    N_("This stage names a role that cannot decide there. Drafters, reviewers, leaders and duty editors decide; "
       "drafters never sign off.")
  },
  [CS_ROUTE_NO_TARGET] = {
    "no-target", N_("This stage does not yet say which person, position or section decides.")
  },
  [CS_ROUTE_TWICE] = { "twice", N_("This stage names the same party twice.") },
  [CS_ROUTE_NO_COUNT] = { "no-count", N_("This stage has to say how many people it takes.") },
  [CS_ROUTE_NEEDLESS_COUNT] = { "needless-count", N_("This stage gives a number of people and does not count them.") },
  [CS_ROUTE_COUNT_TOO_HIGH] = { "count-too-high", N_("This stage asks for more people than it names.") },
  [CS_ROUTE_ONE_SIDE] = {
    "one-side", N_("This stage takes one person from each party, so it needs two parties at least.")
  },
  [CS_ROUTE_TOO_MUCH_TIME] = { "too-much-time", N_("This stage allows more than 240 hours.") },
  [CS_ROUTE_WRONG_ESCALATION] = {
    "wrong-escalation", N_("When its time is over, this stage can only go to a person or a position.")
  },
  [CS_ROUTE_CIRCULAR] = {
    "circular",
    N_("When its time is over, this stage goes to somebody who decides there anyway. Choose somebody else.")
  },
  [CS_ROUTE_TOO_MANY_TICKS] = { "too-many-ticks", N_("This stage has more than twenty points to tick.") },
  [CS_ROUTE_EMPTY_TICK] = { "empty-tick", N_("One of the points to tick at this stage is empty.") },
  [CS_ROUTE_COMMENT_HOLDS] = {
    "comment-holds", N_("A stage for comments only never holds a post, so it has no time, points to tick or quorum.")
  },
  [CS_ROUTE_NOBODY] = {
    "nobody", N_("Nobody can decide at this stage. Add somebody with this role, or name somebody else.")
  },
  [CS_ROUTE_VACANT] = {
    "vacant", N_("Nobody holds the position that decides at this stage. Name its holder first.")
  },
  [CS_ROUTE_TOO_FEW] = { "too-few", N_("Fewer people can decide at this stage than it asks for.") },
  [CS_ROUTE_NEEDED_TWICE] = {
    "needed-twice",
    N_("Those who could decide at this stage are needed at another one, and nobody approves twice.")
  },
  [CS_ROUTE_UNKNOWN] = {
    "unknown", N_("This stage names a person, position or section that is not in the office any more.")
  },
  [CS_ROUTE_ONLY_WRITERS] = {
    "only-writers", N_("Only those who write the posts could decide at this stage, and nobody decides on what he wrote.")
  },
  [CS_ROUTE_POWERLESS] = {
    "powerless", N_("When its time is over, this stage goes to somebody who cannot decide there. Choose somebody else.")
  },
  [CS_ROUTE_EMPTY_SIDE] = {
    "empty-side",
    N_("This stage takes one person from each of those it names, and one of them has nobody who can decide. "
       "Add somebody there, or name somebody else.")
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (faults) == CS_N_ROUTE_FAULTS);

const char *
cs_route_fault_nick (CsRouteFault fault)
{
  g_return_val_if_fail ((guint) fault < G_N_ELEMENTS (faults), faults[0].nick);

  return faults[fault].nick;
}

gboolean
cs_route_fault_from_nick (const char   *nick,
                          CsRouteFault *fault)
{
  g_return_val_if_fail (fault != NULL, FALSE);

  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (faults); i++)
    if (strcmp (faults[i].nick, nick) == 0)
      {
        *fault = (CsRouteFault) i;
        return TRUE;
      }

  return FALSE;
}

const char *
cs_route_fault_sentence (CsRouteFault fault)
{
  g_return_val_if_fail ((guint) fault < G_N_ELEMENTS (faults), "");

  return fault == CS_ROUTE_GOOD ? "" : _(faults[fault].sentence);
}

char *
cs_route_gap_sentence (CsRouteFault  fault,
                       const char   *section,
                       guint         stage,
                       const char   *title)
{
  const char *name;

  g_return_val_if_fail (section != NULL && title != NULL, NULL);

  /* Translators: in each of these, a section, then the number and the title of a stage of a route. */
  name = *section != '\0' ? section : _("The whole office");
  if (fault == CS_ROUTE_NOBODY)
    return g_strdup_printf (_("Posts of the section “%s” find nobody who decides at stage %u, “%s”."), name, stage + 1, title);
  if (fault == CS_ROUTE_EMPTY_SIDE)
    return g_strdup_printf (_("Posts of the section “%s” find nobody for one of the desks that decide side by side at stage %u, “%s”."),
                            name, stage + 1, title);
  if (fault == CS_ROUTE_VACANT)
    return g_strdup_printf (_("For posts of the section “%s”, nobody holds the position that decides at stage %u, “%s”."),
                            name, stage + 1, title);
  if (fault == CS_ROUTE_TOO_FEW)
    return g_strdup_printf (_("Posts of the section “%s” find fewer people than it takes at stage %u, “%s”."),
                            name, stage + 1, title);
  if (fault == CS_ROUTE_NEEDED_TWICE)
    return g_strdup_printf (_("For posts of the section “%s”, those who could decide at stage %u, “%s”, are needed at another one, "
                              "and nobody approves twice."), name, stage + 1, title);
  if (fault == CS_ROUTE_ONLY_WRITERS)
    return g_strdup_printf (_("In the section “%s”, only those who write the posts could decide at stage %u, “%s”, "
                              "and nobody decides on what he wrote."), name, stage + 1, title);

  return g_strdup (cs_route_fault_sentence (fault));
}
