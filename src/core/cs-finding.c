/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-finding.h"

CsFinding *
cs_finding_new (void)
{
  CsFinding *finding = g_new0 (CsFinding, 1);

  finding->rule = g_strdup ("");
  finding->sentence = g_strdup ("");
  finding->reason = g_strdup ("");
  finding->subject = g_strdup ("");
  finding->waived_by = g_strdup ("");
  finding->waived_why = g_strdup ("");
  return finding;
}

CsFinding *
cs_finding_copy (const CsFinding *finding)
{
  CsFinding *copy = g_memdup2 (finding, sizeof (CsFinding));

  copy->rule = g_strdup (finding->rule);
  copy->sentence = g_strdup (finding->sentence);
  copy->reason = g_strdup (finding->reason);
  copy->subject = g_strdup (finding->subject);
  copy->waived_by = g_strdup (finding->waived_by);
  copy->waived_why = g_strdup (finding->waived_why);
  return copy;
}

void
cs_finding_free (CsFinding *finding)
{
  if (!finding)
    return;

  g_free (finding->rule);
  g_free (finding->sentence);
  g_free (finding->reason);
  g_free (finding->subject);
  g_free (finding->waived_by);
  g_free (finding->waived_why);
  g_free (finding);
}

gboolean
cs_finding_holds_back (const CsFinding *finding)
{
  return finding->level == CS_LEVEL_BLOCK && !finding->waived;
}

CsMayWaive
cs_finding_may_waive (const CsFinding *finding,
                      CsRoles          roles,
                      gboolean         contributor)
{
  CsRoles enough = finding->waiver == CS_WAIVER_LEADER ? CS_ROLE_LEADER
                                                       : CS_ROLE_REVIEWER | CS_ROLE_DUTY | CS_ROLE_LEADER;

  if (finding->waiver == CS_WAIVER_NOBODY)
    return CS_MAY_WAIVE_NEVER;
  if ((roles & enough) == 0)
    return CS_MAY_WAIVE_ROLE;
  return contributor && finding->level == CS_LEVEL_BLOCK ? CS_MAY_WAIVE_CONTRIBUTOR : CS_MAY_WAIVE_YES;
}

void
cs_findings_count (GPtrArray *findings,
                   guint     *n_blocking,
                   guint     *n_warnings,
                   guint     *n_waived)
{
  *n_blocking = *n_warnings = *n_waived = 0;
  for (guint i = 0; i < findings->len; i++)
    {
      const CsFinding *finding = g_ptr_array_index (findings, i);

      if (finding->waived)
        (*n_waived)++;
      else if (finding->level == CS_LEVEL_BLOCK)
        (*n_blocking)++;
      else
        (*n_warnings)++;
    }
}

static const char * const levels[] = {[CS_LEVEL_BLOCK] = "block", [CS_LEVEL_WARN] = "warn" };

static const char * const waivers[] = {
  [CS_WAIVER_APPROVER] = "approver",
  [CS_WAIVER_LEADER] = "leader",
  [CS_WAIVER_NOBODY] = "nobody",
};

static const char * const places[] = {
  [CS_PLACE_POST] = "post",
  [CS_PLACE_ACCOUNTS] = "accounts",
  [CS_PLACE_RELEASE] = "release",
  [CS_PLACE_WARNING] = "warning",
  [CS_PLACE_TEXT] = "text",
  [CS_PLACE_POLL] = "poll",
  [CS_PLACE_MEDIA] = "media",
  [CS_PLACE_ALT] = "alt",
  [CS_PLACE_CHART] = "chart",
  [CS_PLACE_SOURCES] = "sources",
};

G_STATIC_ASSERT (G_N_ELEMENTS (places) == CS_PLACE_SOURCES + 1);

static gboolean
find_nick (const char * const *nicks,
           guint               n,
           const char         *nick,
           guint              *value)
{
  for (guint i = 0; nick && i < n; i++)
    if (g_str_equal (nicks[i], nick))
      {
        *value = i;
        return TRUE;
      }

  return FALSE;
}

const char *
cs_level_nick (CsLevel level)
{
  g_return_val_if_fail ((guint) level < G_N_ELEMENTS (levels), levels[0]);

  return levels[level];
}

gboolean
cs_level_from_nick (const char *nick,
                    CsLevel    *level)
{
  return find_nick (levels, G_N_ELEMENTS (levels), nick, (guint *) level);
}

const char *
cs_waiver_nick (CsWaiver waiver)
{
  g_return_val_if_fail ((guint) waiver < G_N_ELEMENTS (waivers), waivers[0]);

  return waivers[waiver];
}

gboolean
cs_waiver_from_nick (const char *nick,
                     CsWaiver   *waiver)
{
  return find_nick (waivers, G_N_ELEMENTS (waivers), nick, (guint *) waiver);
}

const char *
cs_place_kind_nick (CsPlaceKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (places), places[0]);

  return places[kind];
}

gboolean
cs_place_kind_from_nick (const char  *nick,
                         CsPlaceKind *kind)
{
  return find_nick (places, G_N_ELEMENTS (places), nick, (guint *) kind);
}
