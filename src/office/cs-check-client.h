/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-checker.h"

G_BEGIN_DECLS

/* Typed arguments and answers of check.* and post.check. */

typedef struct
{
  char     *pack;
  gboolean  on;
  gboolean  always; /* it cannot be switched off */
} CsCheckPackInfo;

typedef struct
{
  char     *id;
  char     *pack;
  CsLevel   level;
  CsWaiver  waiver;
  char     *sentence;
  char     *reason;
} CsCheckRuleInfo;

typedef struct
{
  gint64   id;
  char    *name;
  char    *kind;    /* "banned", "sensitive" or "titles" */
  CsLevel  level;
  guint    n_words;
} CsWordListInfo;

typedef struct
{
  GPtrArray  *packs;    /* of CsCheckPackInfo */
  GPtrArray  *rules;    /* of CsCheckRuleInfo, by id */
  GPtrArray  *lists;    /* of CsWordListInfo, by name */
  char      **problems; /* of files that cannot be used */
} CsCheckListInfo;

void             cs_check_list_info_free   (CsCheckListInfo *info);

/* Each: (transfer full). The operation whose answer it reads stands behind it. */
CsCheckListInfo *cs_reply_read_check_list  (JsonObject *reply); /* check.list, check.set-pack, check.set-list, check.remove-list */
GPtrArray       *cs_reply_read_post_check  (JsonObject *reply); /* post.check, check.links: of CsFinding */
GPtrArray       *cs_reply_read_links       (JsonObject *reply); /* check.links: of CsLinkFact */

/* Whether the actor wrote part of the post: post.check */
gboolean         cs_reply_read_contributor (JsonObject *reply);

/**
 * cs_reply_read_checker:
 *
 * The rules that check.rules gave, ready for use; sentences are in the language of this process.
 *
 * Returns: (transfer full)
 */
CsChecker       *cs_reply_read_checker     (JsonObject *reply);

/**
 * cs_reply_read_rules_digest:
 *
 * Returns: of all that cs_reply_read_checker() would read: the same rules need not be read again
 */
CsDigest         cs_reply_read_rules_digest (JsonObject *reply);

JsonObject      *cs_arguments_check_pack   (const char *pack,
                                            gboolean    on);

/* @list: 0 = a new one */
JsonObject      *cs_arguments_word_list    (gint64      list,
                                            const char *name,
                                            const char *kind,
                                            CsLevel     level,
                                            const char *path);
JsonObject      *cs_arguments_waive        (gint64           post,
                                            const CsFinding *finding,
                                            const char      *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCheckListInfo, cs_check_list_info_free)

G_END_DECLS
