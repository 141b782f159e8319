/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-replies.h"

G_BEGIN_DECLS

typedef gpointer (*CsReplyReadOne) (JsonObject *object);

/* Returns: (transfer full): never NULL */
char      *cs_reply_dup_text  (JsonObject      *object,
                               const char      *member) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): one element for each object in the array @member */
GPtrArray *cs_reply_read_list (JsonObject      *reply,
                               const char      *member,
                               CsReplyReadOne   read_one,
                               GDestroyNotify   free_one) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type CsPostInfo): the lines of posts in the array @member */
GPtrArray *cs_reply_read_post_list (JsonObject *reply,
                                    const char *member) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
