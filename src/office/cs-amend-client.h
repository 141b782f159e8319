/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-replies.h"

G_BEGIN_DECLS

/* Arguments and answers of post.correct, post.withdraw, removal.retry and removal.resolve, and what post.get says of corrections and withdrawals. See
 * cs-arguments.h and cs-replies.h for the manners. */

/* One post that amends another, seen from either side. */
typedef struct
{
  gint64         post;     /* the other one */
  CsPostState    state;    /* of the other one */
  char          *excerpt;  /* of the other one; owned */
  CsAmendKind    kind;
  CsAmendReason  reason;
  gint64         done_at;  /* of a withdrawal: nothing is left to take down; 0 = not yet */
} CsAmendLink;

typedef enum
{
  CS_TAKE_DOWN_WAITING,  /* until the withdrawal is signed and due */
  CS_TAKE_DOWN_REMOVING, /* under way, or to be tried again */
  CS_TAKE_DOWN_GONE,
  CS_TAKE_DOWN_KEPT,     /* the network did not do it: a person has to */
} CsTakeDown;

/* One piece that is or was to be taken down. */
typedef struct
{
  gint64      publication;
  gint64      account;
  guint       segment;
  char       *remote_url;   /* all strings owned */
  CsTakeDown  state;
  int         attempts;
  gint64      next_try_at;  /* 0 = none planned */
  gint64      settled_at;
  char       *error;        /* CsError nick, "" = none */
  char       *error_detail;
} CsTakeDownInfo;

/* One look at a published piece. */
typedef struct
{
  gint64  publication;
  gint64  at;
  char   *result; /* "same", or what differs: cs_drift_sentence(); owned */
  char   *detail; /* what is there instead: cs_drift_parse(); owned */
} CsLookInfo;

typedef struct _CsAmendsInfo
{
  CsAmendLink *amended;      /* what this post amends, or NULL */
  GPtrArray   *amended_by;   /* of CsAmendLink, oldest first */
  GPtrArray   *removals;     /* of CsTakeDownInfo: of the post itself, or of a withdrawal: of what it withdraws */
  GPtrArray   *looks;        /* of CsLookInfo: at each piece of this post, oldest first */
  gboolean     may_correct;  /* the actor, now */
  gboolean     may_withdraw;
  gboolean     may_resolve;  /* the actor may say what became of a removal */
} CsAmendsInfo;

void            cs_amend_link_free          (CsAmendLink    *link);
void            cs_take_down_info_free      (CsTakeDownInfo *info);
void            cs_amends_info_free         (CsAmendsInfo   *info);

/* Of post.get, which cs_reply_read_sheet() calls: sheet->amends */
CsAmendsInfo   *cs_reply_read_amends        (JsonObject     *reply) G_GNUC_WARN_UNUSED_RESULT;

/* A member "removal" of a piece, as in queue.list */
CsTakeDownInfo *cs_reply_read_take_down     (JsonObject     *object) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer none) (nullable): what became of taking @publication down */
const CsTakeDownInfo *cs_amends_info_find   (const CsAmendsInfo *info,
                                             gint64              publication);

/* Returns: (transfer none) (nullable): the latest look at @publication */
const CsLookInfo *cs_amends_info_find_look  (const CsAmendsInfo *info,
                                             gint64              publication);
JsonObject     *cs_arguments_post_correct   (gint64          post,
                                             CsAmendReason   reason,
                                             const char     *words);

/* @note: what is said in public, "" = nothing */
JsonObject     *cs_arguments_post_withdraw  (gint64          post,
                                             CsAmendReason   reason,
                                             const char     *words,
                                             const char     *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAmendLink, cs_amend_link_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAmendsInfo, cs_amends_info_free)

G_END_DECLS
