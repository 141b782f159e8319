/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The client side of draft.hold and draft.release; their only argument is the post: cs_arguments_one(). */

typedef struct
{
  gint64  person;
  char   *name;  /* owned, never NULL */
  gint64  since; /* UTC, microseconds */
} CsHolderInfo;

void       cs_holder_info_free   (CsHolderInfo *info);

/**
 * cs_reply_read_holders:
 *
 * Returns: (transfer full) (element-type CsHolderInfo): the others who have the draft open, the first first
 */
GPtrArray *cs_reply_read_holders (JsonObject   *reply) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
