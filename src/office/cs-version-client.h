/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-content.h"

G_BEGIN_DECLS

/* One version of a post, from post.versions. */
typedef struct
{
  guint      number;      /* 0 = what is being written */
  char      *author_name; /* all owned, never NULL */
  gint64     at;          /* UTC, microseconds */
  char      *summary;     /* what changed since the one before; "" for the first */
  CsContent *content;
} CsVersionInfo;

void       cs_version_info_free   (CsVersionInfo *info);

/* Returns: (transfer full) (element-type CsVersionInfo): oldest first */
GPtrArray *cs_reply_read_versions (JsonObject    *reply) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
