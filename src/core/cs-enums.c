/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-enums.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-error.h"

/* A value's place in its table is the value itself. */
typedef struct
{
  const char *nick;
  const char *label;   /* NC_(); NULL where no person reads it */
} Entry;

static const Entry post_states[] = {
  [CS_POST_DRAFT] = { "draft", NC_("post state", "Draft") },
  [CS_POST_IN_REVIEW] = { "in-review", NC_("post state", "In review") },
  [CS_POST_RETURNED] = { "returned", NC_("post state", "Returned") },
  [CS_POST_REJECTED] = { "rejected", NC_("post state", "Rejected") },
  [CS_POST_SIGNED] = { "signed", NC_("post state", "Signed") },
  [CS_POST_QUEUED] = { "queued", NC_("post state", "Queued") },
  [CS_POST_HELD] = { "held", NC_("post state", "Held") },
  [CS_POST_SENDING] = { "sending", NC_("post state", "Sending") },
  [CS_POST_PUBLISHED] = { "published", NC_("post state", "Published") },
  [CS_POST_PARTLY_PUBLISHED] = { "partly-published", NC_("post state", "Partly published") },
  [CS_POST_UNKNOWN] = { "unknown", NC_("post state", "Unknown") },
  [CS_POST_FAILED] = { "failed", NC_("post state", "Failed") },
  [CS_POST_EXPIRED] = { "expired", NC_("post state", "Expired") },
  [CS_POST_CORRECTED] = { "corrected", NC_("post state", "Corrected") },
  [CS_POST_WITHDRAWN] = { "withdrawn", NC_("post state", "Withdrawn") },
};

static const Entry post_acts[] = {
  [CS_ACT_EDIT] = { "edit" },
  [CS_ACT_SUBMIT] = { "submit" },
  [CS_ACT_PASS_STAGE] = { "pass-stage" },
  [CS_ACT_SIGN] = { "sign" },
  [CS_ACT_RETURN] = { "return" },
  [CS_ACT_REJECT] = { "reject" },
  [CS_ACT_RECALL] = { "recall" },
  [CS_ACT_QUEUE] = { "queue" },
  [CS_ACT_HOLD] = { "hold" },
  [CS_ACT_RESUME] = { "resume" },
  [CS_ACT_ARM] = { "arm" },
  [CS_ACT_PUBLISHED] = { "published" },
  [CS_ACT_PARTLY] = { "partly" },
  [CS_ACT_UNKNOWN] = { "unknown" },
  [CS_ACT_FAILED] = { "failed" },
  [CS_ACT_RETRY] = { "retry" },
  [CS_ACT_EXPIRE] = { "expire" },
  [CS_ACT_RESCHEDULE] = { "reschedule" },
  [CS_ACT_CORRECT] = { "correct" },
  [CS_ACT_WITHDRAW] = { "withdraw" },
  [CS_ACT_STEP_BACK] = { "step-back" },
  [CS_ACT_REOPEN] = { "reopen" },
};

static const Entry verdicts[] = {
  [CS_VERDICT_APPROVE] = { "approve" },
  [CS_VERDICT_RETURN] = { "return" },
  [CS_VERDICT_REJECT] = { "reject" },
  [CS_VERDICT_TAKE_BACK] = { "take-back" },
};

static const Entry stage_kinds[] = {
  [CS_STAGE_REVIEW] = { "review", NC_("stage kind", "Review") },
  [CS_STAGE_SIGN_OFF] = { "sign-off", NC_("stage kind", "Sign-off") },
  [CS_STAGE_PROOF] = { "proof", NC_("stage kind", "Proofreading") },
  [CS_STAGE_FACT_CHECK] = { "fact-check", NC_("stage kind", "Fact check") },
  [CS_STAGE_SECRECY] = { "secrecy", NC_("stage kind", "Secrecy check") },
  [CS_STAGE_EXPERT] = { "expert", NC_("stage kind", "Expert opinion") },
  [CS_STAGE_COMMENT] = { "comment", NC_("stage kind", "Comments only") },
};

static const Entry party_kinds[] = {
  [CS_PARTY_ROLE_IN_OWN_SECTION] = { "role-in-own-section" },
  [CS_PARTY_ROLE_IN_SECTION] = { "role-in-section" },
  [CS_PARTY_ROLE_ANYWHERE] = { "role-anywhere" },
  [CS_PARTY_PERSON] = { "person" },
  [CS_PARTY_POSITION] = { "position" },
};

static const Entry rule_conditions[] = {
  [CS_RULE_ANYTHING] = { "" },
  [CS_RULE_MEDIA] = { "media" },
  [CS_RULE_FIGURES] = { "figures" },
};

/* A label's place here is the number of its bit. */
static const Entry labels_table[] = {
  { "statistics", NC_("label of a post", "Statistics") },
  { "policy", NC_("label of a post", "Policy") },
  { "emergency", NC_("label of a post", "Emergency") },
  { "important", NC_("label of a post", "Important") },
};

static const Entry quorums[] = {
  [CS_QUORUM_ANY] = { "any" },
  [CS_QUORUM_ALL] = { "all" },
  [CS_QUORUM_COUNT] = { "count" },
  [CS_QUORUM_EACH] = { "each" },
};

static const Entry scopes[] = {
  [CS_SCOPE_SECTION] = { "section" },
  [CS_SCOPE_OFFICE] = { "office" },
};

static const Entry publication_states[] = {
  [CS_PUBLICATION_QUEUED] = { "queued", NC_("publication state", "Queued") },
  [CS_PUBLICATION_SENDING] = { "sending", NC_("publication state", "Sending") },
  [CS_PUBLICATION_SENT] = { "sent", NC_("publication state", "Published") },
  [CS_PUBLICATION_NOT_SENT] = { "not-sent", NC_("publication state", "Not sent") },
  [CS_PUBLICATION_UNKNOWN] = { "unknown", NC_("publication state", "Unknown") },
  [CS_PUBLICATION_EXPIRED] = { "expired", NC_("publication state", "Expired") },
  [CS_PUBLICATION_CANCELLED] = { "cancelled", NC_("publication state", "Cancelled") },
};

static const Entry network_kinds[] = {
  [CS_NETWORK_PRACTICE] = { "practice", NC_("network", "Practice network") },
  [CS_NETWORK_MASTODON] = { "mastodon", NC_("network", "Mastodon") },
  [CS_NETWORK_BLUESKY] = { "bluesky", NC_("network", "Bluesky") },
  [CS_NETWORK_X] = { "x", NC_("network", "X") },
};

static const Entry visibilities[] = {
  [CS_VISIBILITY_PUBLIC] = { "public", NC_("visibility", "Public") },
  [CS_VISIBILITY_UNLISTED] = { "unlisted", NC_("visibility", "Unlisted") },
  [CS_VISIBILITY_FOLLOWERS] = { "followers", NC_("visibility", "Followers only") },
};

static const Entry replies_from[] = {
  [CS_REPLIES_FROM_EVERYONE] = { "everyone", NC_("who may reply", "Everyone may reply") },
  [CS_REPLIES_FROM_FOLLOWERS] = { "followers", NC_("who may reply", "Followers may reply") },
  /* Translators: those whom the office’s own account follows */
  [CS_REPLIES_FROM_FOLLOWED] = { "followed", NC_("who may reply", "Accounts we follow may reply") },
  [CS_REPLIES_FROM_MENTIONED] = { "mentioned", NC_("who may reply", "Accounts named in the post may reply") },
  [CS_REPLIES_FROM_NOBODY] = { "nobody", NC_("who may reply", "Nobody may reply") },
};

static const Entry quotes_from[] = {
  [CS_QUOTES_FROM_EVERYONE] = { "everyone", NC_("who may quote", "Everyone may quote") },
  [CS_QUOTES_FROM_NOBODY] = { "nobody", NC_("who may quote", "Nobody may quote") },
};

static const Entry releases[] = {
  [CS_RELEASE_AT_ONCE] = { "at-once" },
  [CS_RELEASE_AT_TIME] = { "at-time" },
};

/* A role's place here is the number of its bit. */
static const Entry roles_table[] = {
  { "drafter", NC_("role", "Drafter") },
  { "reviewer", NC_("role", "Reviewer") },
  { "leader", NC_("role", "Leader") },
  { "duty", NC_("role", "Duty editor") },
  { "responder", NC_("role", "Responder") },
  { "administrator", NC_("role", "Administrator") },
  { "auditor", NC_("role", "Auditor") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (post_states) == CS_N_POST_STATES);
G_STATIC_ASSERT (G_N_ELEMENTS (post_acts) == CS_N_POST_ACTS);
G_STATIC_ASSERT (G_N_ELEMENTS (stage_kinds) == CS_N_STAGE_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (party_kinds) == CS_N_PARTY_KINDS);
G_STATIC_ASSERT ((1 << G_N_ELEMENTS (roles_table)) - 1 == CS_ROLE_ANYONE);
G_STATIC_ASSERT ((1 << G_N_ELEMENTS (labels_table)) - 1 == CS_LABELS_ALL);

static const char *
get_nick (const Entry *table,
          guint        n_entries,
          guint        value)
{
  g_return_val_if_fail (value < n_entries, table[0].nick);

  return table[value].nick;
}

static const char *
get_label (const Entry *table,
           guint        n_entries,
           const char  *context,
           guint        value)
{
  g_return_val_if_fail (value < n_entries, table[0].nick);

  return g_dpgettext2 (NULL, context, table[value].label);
}

static gboolean
find_value (const Entry *table,
            guint        n_entries,
            const char  *nick,
            guint       *value)
{
  for (guint i = 0; nick != NULL && i < n_entries; i++)
    if (strcmp (table[i].nick, nick) == 0)
      {
        *value = i;
        return TRUE;
      }

  return FALSE;
}

/* One set of functions for each enum; the names are in cs-enums.h. */
#define DEFINE_NICK(Type, name, table)                                       \
  const char *                                                               \
  name##_nick (Type value)                                                   \
  {                                                                          \
    return get_nick (table, G_N_ELEMENTS (table), (guint) value);            \
  }

#define DEFINE_FROM_NICK(Type, name, table)                                  \
  gboolean                                                                   \
  name##_from_nick (const char *nick,                                        \
                    Type       *value)                                       \
  {                                                                          \
    guint found = 0;                                                         \
    gboolean known = find_value (table, G_N_ELEMENTS (table), nick, &found); \
                                                                             \
    g_return_val_if_fail (value != NULL, FALSE);                             \
                                                                             \
    return known && (*value = (Type) found, TRUE);                           \
  }

#define DEFINE_LABEL(Type, name, table, context)                             \
  const char *                                                               \
  name##_label (Type value)                                                  \
  {                                                                          \
    return get_label (table, G_N_ELEMENTS (table), context, (guint) value);  \
  }

DEFINE_NICK (CsPostState, cs_post_state, post_states)
DEFINE_FROM_NICK (CsPostState, cs_post_state, post_states)
DEFINE_LABEL (CsPostState, cs_post_state, post_states, "post state")
DEFINE_NICK (CsPostAct, cs_post_act, post_acts)
DEFINE_NICK (CsVerdict, cs_verdict, verdicts)
DEFINE_FROM_NICK (CsVerdict, cs_verdict, verdicts)
DEFINE_NICK (CsStageKind, cs_stage_kind, stage_kinds)
DEFINE_FROM_NICK (CsStageKind, cs_stage_kind, stage_kinds)
DEFINE_LABEL (CsStageKind, cs_stage_kind, stage_kinds, "stage kind")
DEFINE_NICK (CsPartyKind, cs_party_kind, party_kinds)
DEFINE_FROM_NICK (CsPartyKind, cs_party_kind, party_kinds)
DEFINE_NICK (CsRuleHas, cs_rule_has, rule_conditions)
DEFINE_FROM_NICK (CsRuleHas, cs_rule_has, rule_conditions)
DEFINE_NICK (CsQuorum, cs_quorum, quorums)
DEFINE_FROM_NICK (CsQuorum, cs_quorum, quorums)
DEFINE_NICK (CsScope, cs_scope, scopes)
DEFINE_FROM_NICK (CsScope, cs_scope, scopes)
DEFINE_NICK (CsPublicationState, cs_publication_state, publication_states)
DEFINE_FROM_NICK (CsPublicationState, cs_publication_state, publication_states)
DEFINE_LABEL (CsPublicationState, cs_publication_state, publication_states, "publication state")
DEFINE_NICK (CsNetworkKind, cs_network_kind, network_kinds)
DEFINE_FROM_NICK (CsNetworkKind, cs_network_kind, network_kinds)
DEFINE_LABEL (CsNetworkKind, cs_network_kind, network_kinds, "network")
DEFINE_NICK (CsVisibility, cs_visibility, visibilities)
DEFINE_FROM_NICK (CsVisibility, cs_visibility, visibilities)
DEFINE_LABEL (CsVisibility, cs_visibility, visibilities, "visibility")
DEFINE_NICK (CsRepliesFrom, cs_replies_from, replies_from)
DEFINE_FROM_NICK (CsRepliesFrom, cs_replies_from, replies_from)
DEFINE_LABEL (CsRepliesFrom, cs_replies_from, replies_from, "who may reply")
DEFINE_NICK (CsQuotesFrom, cs_quotes_from, quotes_from)
DEFINE_FROM_NICK (CsQuotesFrom, cs_quotes_from, quotes_from)
DEFINE_LABEL (CsQuotesFrom, cs_quotes_from, quotes_from, "who may quote")
DEFINE_NICK (CsRelease, cs_release, releases)
DEFINE_FROM_NICK (CsRelease, cs_release, releases)

gboolean
cs_party_kind_has_role (CsPartyKind kind)
{
  return kind == CS_PARTY_ROLE_IN_OWN_SECTION || kind == CS_PARTY_ROLE_IN_SECTION || kind == CS_PARTY_ROLE_ANYWHERE;
}

static guint
find_bit (guint value)
{
  gint bit = g_bit_nth_lsf ((gulong) value, -1);

  g_return_val_if_fail (bit >= 0 && value == 1u << bit, 0);

  return (guint) bit;
}

static char *
set_to_string (const Entry *table,
               guint        n_entries,
               guint        set)
{
  GString *text = g_string_new (NULL);

  for (guint bit = 0; bit < n_entries; bit++)
    if (set & (1u << bit))
      {
        if (text->len > 0)
          g_string_append_c (text, ',');
        g_string_append (text, table[bit].nick);
      }

  return g_string_free (text, FALSE);
}

static gboolean
set_from_string (const Entry  *table,
                 guint         n_entries,
                 const char   *what,
                 const char   *text,
                 guint        *set,
                 GError      **error)
{
  g_auto(GStrv) nicks = g_strsplit (text, ",", -1);

  *set = 0;
  for (guint i = 0; nicks[i] != NULL; i++)
    {
      guint bit = 0;

      if (!find_value (table, n_entries, g_strstrip (nicks[i]), &bit))
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a %s", nicks[i], what);
          return FALSE;
        }
      *set |= 1u << bit;
    }

  return TRUE;
}

const char *
cs_role_nick (CsRoles role)
{
  return get_nick (roles_table, G_N_ELEMENTS (roles_table), find_bit (role));
}

gboolean
cs_role_from_nick (const char *nick,
                   CsRoles    *role)
{
  guint bit = 0;

  g_return_val_if_fail (role != NULL, FALSE);

  if (!find_value (roles_table, G_N_ELEMENTS (roles_table), nick, &bit))
    return FALSE;
  *role = (CsRoles) (1u << bit);

  return TRUE;
}

const char *
cs_role_label (CsRoles role)
{
  return get_label (roles_table, G_N_ELEMENTS (roles_table), "role", find_bit (role));
}

char *
cs_roles_to_string (CsRoles roles)
{
  return set_to_string (roles_table, G_N_ELEMENTS (roles_table), roles);
}

gboolean
cs_roles_from_string (const char  *text,
                      CsRoles     *roles,
                      GError     **error)
{
  guint set = 0;

  g_return_val_if_fail (text != NULL && roles != NULL, FALSE);

  if (!set_from_string (roles_table, G_N_ELEMENTS (roles_table), "role", text, &set, error))
    return FALSE;
  *roles = (CsRoles) set;

  return TRUE;
}

const char *
cs_label_nick (CsLabels label)
{
  return get_nick (labels_table, G_N_ELEMENTS (labels_table), find_bit (label));
}

gboolean
cs_label_from_nick (const char *nick,
                    CsLabels   *label)
{
  guint bit = 0;

  g_return_val_if_fail (label != NULL, FALSE);

  if (!find_value (labels_table, G_N_ELEMENTS (labels_table), nick, &bit))
    return FALSE;
  *label = (CsLabels) (1u << bit);

  return TRUE;
}

const char *
cs_label_label (CsLabels label)
{
  return get_label (labels_table, G_N_ELEMENTS (labels_table), "label of a post", find_bit (label));
}

char *
cs_labels_to_string (CsLabels labels)
{
  return set_to_string (labels_table, G_N_ELEMENTS (labels_table), labels);
}

gboolean
cs_labels_from_string (const char  *text,
                       CsLabels    *labels,
                       GError     **error)
{
  guint set = 0;

  g_return_val_if_fail (text != NULL && labels != NULL, FALSE);

  if (*text != '\0' &&
      !set_from_string (labels_table, G_N_ELEMENTS (labels_table), "label", text, &set, error))
    return FALSE;
  *labels = (CsLabels) set;

  return TRUE;
}

char *
cs_labels_describe (CsLabels labels)
{
  GString *text = g_string_new (NULL);

  for (guint bit = 0; bit < G_N_ELEMENTS (labels_table); bit++)
    if (labels & (1u << bit))
      {
        if (text->len > 0)
          /* Translators: stands between two names in a list. */
          g_string_append (text, C_("list of names", ", "));
        g_string_append (text, cs_label_label ((CsLabels) (1u << bit)));
      }

  return g_string_free (text, FALSE);
}

/* Only the practice network may be on this computer itself, so the server tells which network it is. */
char *
cs_handle_for_people (const char *handle)
{
  const char *server;

  g_return_val_if_fail (handle != NULL, NULL);

  server = strrchr (handle, '@');
  if (server != NULL && server > handle &&
      (g_str_has_prefix (server, "@127.0.0.1:") || g_str_has_prefix (server, "@localhost:") ||
       g_str_has_prefix (server, "@[::1]:")))
    return g_strndup (handle, (gsize) (server - handle));

  return g_strdup (handle);
}
