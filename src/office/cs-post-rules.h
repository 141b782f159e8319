/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-post.h"
#include "cs-post-rows.h"
#include "cs-publication-rows.h"

G_BEGIN_DECLS

/* Who may do what with a post, and the steps that its operations share. Private to src/office. */

/**
 * cs_post_rules_may_see:
 *
 * The one rule of visibility: what was submitted is seen by everybody in the office; a draft, and a returned one, by its author, the people of its section,
 * and by leaders, administrators and auditors.
 */
gboolean     cs_post_rules_may_see        (const CsPersonRow  *actor,
                                           const CsPostRow    *post);

/* The same rule as a filter of lists, where the database applies it. */
void         cs_post_rules_set_filter     (const CsPersonRow  *actor,
                                           CsPostFilter       *filter);

/**
 * cs_post_rules_get:
 *
 * The post named by the argument "post". Sets %CS_ERROR_NOT_FOUND also for one that the actor may not know of.
 */
CsPostRow   *cs_post_rules_get            (CsCall             *call,
                                           GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for any id that leads to a post. */
CsPostRow   *cs_post_rules_get_id         (CsCall             *call,
                                           gint64              id,
                                           GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the sheet shows what is being written, rather than what was submitted. */
gboolean     cs_post_rules_shows_working_copy (const CsPostRow *post);

/* Whether the actor may change it now: as to state, as to who he is. */
gboolean     cs_post_rules_may_edit       (const CsPersonRow  *actor,
                                           const CsPostRow    *post);
gboolean     cs_post_rules_may_recall     (const CsPersonRow  *actor,
                                           const CsPostRow    *post);
gboolean     cs_post_rules_may_reschedule (const CsPersonRow  *actor,
                                           const CsPostRow    *post);

/* Sets %CS_ERROR_WRONG_STATE or %CS_ERROR_FORBIDDEN, whichever is true. */
gboolean     cs_post_rules_check_edit     (CsCall             *call,
                                           const CsPostRow    *post,
                                           GError            **error);

/**
 * cs_post_acts_change_state:
 *
 * Takes @post to where the transition table leads by @act, writes the row and the journal entry.
 */
gboolean     cs_post_acts_change_state    (CsCall             *call,
                                           CsPostRow          *post,
                                           CsPostAct           act,
                                           GError            **error);

/* Writes the row, state unchanged. */
gboolean     cs_post_acts_update          (CsCall             *call,
                                           CsPostRow          *post,
                                           GError            **error);

/**
 * cs_post_acts_open_stage:
 *
 * The post is at @stage from now on: its clock starts anew. Writes nothing: cs_post_acts_change_state() or cs_post_acts_update() follows.
 */
gboolean     cs_post_acts_open_stage      (CsCall             *call,
                                           CsPostRow          *post,
                                           guint               stage,
                                           GError            **error);

/* No stage is open from now on. Writes nothing. */
void         cs_post_acts_close_stage     (CsPostRow          *post);

/* Where the post stands now, and no more: {"id", "state", "stage"} */
JsonObject  *cs_post_acts_make_reply      (const CsPostRow    *post) G_GNUC_WARN_UNUSED_RESULT;

/* From now on only later decisions count. */
gboolean     cs_post_acts_end_round       (CsCall             *call,
                                           CsPostRow          *post,
                                           GError            **error);

/**
 * cs_post_acts_read_release:
 *
 * Takes release, release_at and zone from the arguments where they are given. Sets %CS_ERROR_INVALID.
 *
 * @changed: (out): whether anything differs from before
 */
gboolean     cs_post_acts_read_release    (CsCall             *call,
                                           CsPostRow          *post,
                                           gboolean           *changed,
                                           GError            **error);

/* Records a new release time. @from: the one before */
gboolean     cs_post_acts_journal_release (CsCall             *call,
                                           const CsPostRow    *post,
                                           gint64              from,
                                           GError            **error);

/**
 * cs_post_acts_queue_publications:
 * @content: what was signed
 *
 * One publication for each account and segment of the current revision, due at the release time. Those of an earlier round that
 * were taken back or expired are used again: same content, same key, so that nothing can go out twice.
 */
gboolean     cs_post_acts_queue_publications (CsCall             *call,
                                              const CsPostRow    *post,
                                              const CsContent    *content,
                                              GError            **error);

/* All of the current revision that are not out and not on their way get the new time, or are cancelled (@due_at = 0). */
gboolean     cs_post_acts_move_publications  (CsCall             *call,
                                              const CsPostRow    *post,
                                              gint64              due_at,
                                              GError            **error);

/**
 * cs_post_acts_follow_publications:
 *
 * Takes @post to the state that its publications together mean, if that is another one.
 */
gboolean     cs_post_acts_follow_publications (CsCall             *call,
                                               CsPostRow          *post,
                                               GError            **error);

/* The columns by which lists show a post follow its working copy: @post is not written. */
void         cs_post_content_describe        (CsPostRow          *post,
                                              const CsContent    *content);

/* Writes the working copy as @version of it. */
gboolean     cs_post_content_store           (CsCall             *call,
                                              const CsPostRow    *post,
                                              const CsContent    *content,
                                              gint64              version,
                                              GError            **error);

/* Whether the working copy says just this already. */
gboolean     cs_post_content_is_stored       (const CsContent    *content,
                                              const CsWorkingCopyRow *stored);

/**
 * cs_post_content_save:
 * @stored: the working copy before
 * @suggested_by: somebody else whose words these are; 0 = nobody
 *
 * Keeps @content as the next version of the working copy and writes @post. If it says anything else than before, the actor (and who suggested it) is
 * a contributor from now on.
 */
gboolean     cs_post_content_save            (CsCall             *call,
                                              CsPostRow          *post,
                                              const CsContent    *content,
                                              const CsWorkingCopyRow *stored,
                                              gint64              suggested_by,
                                              GError            **error);

/* What saving answers. */
JsonObject  *cs_post_content_reply           (const CsPostRow    *post,
                                              gint64              version) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
