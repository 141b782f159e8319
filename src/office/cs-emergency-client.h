/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-replies.h"

G_BEGIN_DECLS

/* Arguments and answers of emergency.*, queue.freeze, queue.thaw and queue.frozen. See cs-arguments.h and cs-replies.h for the manners. */

typedef struct
{
  gint64       post;
  char        *excerpt;         /* all strings owned */
  CsPostState  state;
  char        *reason;
  char        *started_by_name;
  gint64       started_at;
  gint64       due_at;          /* of the full review; 0 = not signed yet */
  char        *cleared_by_name; /* "" = owed still */
  gint64       cleared_at;
  char        *finding;
  gboolean     may_clear;       /* the actor took no part and may make the full review now */
} CsEmergencyInfo;

typedef struct
{
  gint64    id;
  char     *reason;       /* owned */
  gint64    post;         /* the emergency; 0 = none */
  char     *made_by_name; /* owned */
  gint64    made_at;
  gboolean  may_thaw;     /* the actor */
} CsFreezeInfo;

/* What a freeze is about: queue.frozen */
typedef struct
{
  GPtrArray *held;      /* of CsPostInfo: what would go out, by time; the first 50 */
  guint      n_held;
  GPtrArray *sending;   /* of CsPostInfo: what was on its way already */
  guint      n_sending;
} CsHeldInfo;

void             cs_emergency_info_free      (CsEmergencyInfo *info);
void             cs_freeze_info_free         (CsFreezeInfo    *info);
void             cs_held_info_free           (CsHeldInfo      *info);
JsonObject      *cs_arguments_emergency_start (gint64          post,
                                               const char     *reason);

/* @all: also those whose full review is made */
JsonObject      *cs_arguments_emergency_list  (gboolean        all);
JsonObject      *cs_arguments_emergency_clear (gint64          post,
                                               const char     *finding);
JsonObject      *cs_arguments_queue_freeze    (const char     *reason);

/* Of emergency.list, emergency.clear and desk.get, newest first, (element-type CsEmergencyInfo) */
GPtrArray       *cs_reply_read_emergencies   (JsonObject      *reply);

/* Of the same, and of queue.frozen, queue.freeze and queue.thaw. Returns: (transfer full) (nullable): the open freeze, if there is one */
CsFreezeInfo    *cs_reply_read_freeze        (JsonObject      *reply);

/* Of queue.frozen, queue.freeze and queue.thaw */
CsHeldInfo      *cs_reply_read_held          (JsonObject      *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsEmergencyInfo, cs_emergency_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFreezeInfo, cs_freeze_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsHeldInfo, cs_held_info_free)

G_END_DECLS
