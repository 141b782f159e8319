/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Arguments and answers of account.limits. See cs-arguments.h and cs-replies.h for the manners. */

/**
 * CsLimitInfo:
 *
 * What a network last said that an account may still ask of it.
 */
typedef struct
{
  gint64  account;
  char   *bucket;    /* "publish", "media", "read", "remove", "other"; "publish-day", "media-day": of a whole day; owned */
  gint64  capacity;  /* 0 = not known */
  gint64  remaining;
  gint64  resets_at; /* when it is all there again: UTC, microseconds; 0 = it is */
  gint64  read_at;
} CsLimitInfo;

void        cs_limit_info_free          (CsLimitInfo *info);

/* @account: 0 = of all accounts */
JsonObject *cs_arguments_account_limits (gint64       account);

/* By account and bucket: (transfer full) (element-type CsLimitInfo) */
GPtrArray  *cs_reply_read_limits        (JsonObject  *reply) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_limit_info_label:
 *
 * Returns: (transfer none): what @bucket is about, for people: “Posts”, “Posts in a day”; static
 */
const char *cs_limit_info_label         (const char  *bucket);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLimitInfo, cs_limit_info_free)

G_END_DECLS
