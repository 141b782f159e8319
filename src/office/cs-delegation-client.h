/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-enums.h"

G_BEGIN_DECLS

/* Arguments and answers of delegation.*. See cs-arguments.h and cs-replies.h for the manners. */

/**
 * CsAbsence:
 *
 * What is entered: who is away and who signs.
 */
typedef struct
{
  gint64        principal;  /* who is away; 0 = oneself */
  gint64        delegate;   /* who signs */
  gint64        from_at;
  gint64        until_at;
  const gint64 *accounts;   /* only posts for these; lent */
  guint         n_accounts; /* 0 = all */
  CsLabels      labels;     /* only posts with one of these; none = all */
  const char   *reference;  /* the written order; needed for somebody else's absence; NULL = none */
} CsAbsence;

typedef struct
{
  gint64    id;
  gint64    principal;
  char     *principal_name; /* all strings owned */
  gint64    delegate;
  char     *delegate_name;
  gint64    from_at;
  gint64    until_at;
  gint64    ended_at;       /* before its time; 0 = not */
  gint64    seen_at;        /* the principal looked at what was decided; 0 = not yet */
  GArray   *accounts;       /* of gint64; empty = all; owned */
  CsLabels  labels;         /* none = all */
  char     *reference;      /* "" = entered by himself */
  char     *entered_by_name;
  gint64    entered_at;
  gboolean  in_force;
  gboolean  may_end;        /* the actor */
} CsDelegationInfo;

/* One decision in somebody else's name. */
typedef struct
{
  gint64       decision;
  gint64       post;
  char        *excerpt;     /* all strings owned */
  CsPostState  state;
  char        *stage_title;
  char        *person_name; /* who acted */
  CsVerdict    verdict;
  char        *reason;
  gint64       at;
} CsSignedForInfo;

void              cs_delegation_info_free     (CsDelegationInfo *info);
void              cs_signed_for_info_free     (CsSignedForInfo  *info);

/* delegation.list. @person: 0 = everybody's; @open: those that are not over */
JsonObject       *cs_arguments_delegation_list (gint64           person,
                                                gboolean         open);
JsonObject       *cs_arguments_delegation_add  (const CsAbsence *absence);

/* delegation.end, delegation.seen, delegation.signed: cs_arguments_one ("delegation", id) */

/* Of delegation.list; newest first, (element-type CsDelegationInfo) */
GPtrArray        *cs_reply_read_delegations   (JsonObject       *reply);

/**
 * cs_reply_read_signed_for:
 * @delegation: (out) (optional) (transfer full): which one it is about
 *
 * Of delegation.signed.
 *
 * Returns: (transfer full) (element-type CsSignedForInfo): newest first
 */
GPtrArray        *cs_reply_read_signed_for    (JsonObject        *reply,
                                               CsDelegationInfo **delegation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDelegationInfo, cs_delegation_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSignedForInfo, cs_signed_for_info_free)

G_END_DECLS
