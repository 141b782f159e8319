/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-recovery.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsDraftState:
 * @CS_DRAFT_LOADING: its content is being asked for
 * @CS_DRAFT_LOAD_FAILED: it could not be had; see cs_draft_get_error()
 * @CS_DRAFT_UNTOUCHED: new, nothing typed, nothing in the office
 * @CS_DRAFT_UNSAVED: the newest typing waits to be saved
 * @CS_DRAFT_SAVING: on its way
 * @CS_DRAFT_SAVED: the office has all of it
 * @CS_DRAFT_SAVE_FAILED: will be tried again; see cs_draft_get_error()
 */
typedef enum
{
  CS_DRAFT_LOADING,
  CS_DRAFT_LOAD_FAILED,
  CS_DRAFT_UNTOUCHED,
  CS_DRAFT_UNSAVED,
  CS_DRAFT_SAVING,
  CS_DRAFT_SAVED,
  CS_DRAFT_SAVE_FAILED,
} CsDraftState;

/**
 * CsDraftChoice:
 * @CS_DRAFT_RECOVERED: typing that was never saved was found; "the other" is that typing
 * @CS_DRAFT_CONFLICT: somebody else saved first; "the other" is theirs. Nothing is saved until a person chose
 * @CS_DRAFT_SWAPPED: a choice was made; "the other" is what was not taken, kept while the page is open
 */
typedef enum
{
  CS_DRAFT_NO_CHOICE,
  CS_DRAFT_RECOVERED,
  CS_DRAFT_CONFLICT,
  CS_DRAFT_SWAPPED,
} CsDraftChoice;

/**
 * CsDraft:
 *
 * A post while it is written: holds the content, saves it by itself within a second of the last change, one save after another, and keeps
 * the newest typing on this computer in between. No widgets. Main thread only.
 *
 * Signals: "changed" (content or release: for each key), "reset" (all of it was replaced: fill the widgets anew), "state" (anything of state, choice,
 * error, sheet).
 */
#define CS_TYPE_DRAFT (cs_draft_get_type ())
G_DECLARE_FINAL_TYPE (CsDraft, cs_draft, CS, DRAFT, GObject)

/**
 * cs_draft_new:
 * @post: id, or 0 for one that is made in the office at the first change
 *
 * Starts loading at once.
 */
CsDraft           *cs_draft_new (CsSession            *session,
                                 gint64                post) G_GNUC_WARN_UNUSED_RESULT;
gint64             cs_draft_get_post     (CsDraft              *self);
CsSession         *cs_draft_get_session  (CsDraft              *self);

/**
 * cs_draft_get_content:
 *
 * Returns: (transfer none): to read, and to change in place; call cs_draft_touch() after a change. Another one after "reset".
 */
CsContent         *cs_draft_get_content  (CsDraft              *self);

/**
 * cs_draft_find_part:
 * @part: counted over the whole content: the main text's segments first, then each variant's
 *
 * Returns: (transfer none) (nullable): the segment, %NULL if there are not as many any more
 */
CsSegment         *cs_draft_find_part    (CsDraft              *self,
                                          guint                 part);

/**
 * cs_draft_touch:
 *
 * Says that the content was changed by the person.
 */
void               cs_draft_touch        (CsDraft              *self);

/**
 * cs_draft_replace:
 *
 * Puts a copy of @content, chosen by the person, in the place of all that stands here.
 */
void               cs_draft_replace      (CsDraft              *self,
                                          const CsContent      *content);

/**
 * cs_draft_set_release:
 * @release_at: UTC microseconds, 0 = not set
 */
void               cs_draft_set_release  (CsDraft              *self,
                                          CsRelease             release,
                                          gint64                release_at,
                                          const char           *zone);
CsRelease          cs_draft_get_release  (CsDraft              *self,
                                          gint64               *release_at,
                                          const char          **zone);

CsDraftState       cs_draft_get_state    (CsDraft              *self);

/**
 * cs_draft_get_error:
 *
 * Returns: (transfer none) (nullable): why loading or saving failed
 */
const GError      *cs_draft_get_error    (CsDraft              *self);

/**
 * cs_draft_get_saved_at:
 *
 * Returns: UTC microseconds of the last save; 0 = never
 */
gint64             cs_draft_get_saved_at (CsDraft              *self);

/**
 * cs_draft_get_sheet:
 *
 * Returns: (transfer none) (nullable): what the office last said of the post; its content is not the newest
 */
const CsSheetInfo *cs_draft_get_sheet    (CsDraft              *self);

/**
 * cs_draft_may_edit:
 *
 * Whether the person may change the post at all now.
 */
gboolean           cs_draft_may_edit     (CsDraft              *self);

/**
 * cs_draft_get_choice:
 * @who: (out) (optional) (transfer none): who saved the other one; "" if unknown
 * @at: (out) (optional): when
 */
CsDraftChoice      cs_draft_get_choice   (CsDraft              *self,
                                          const char          **who,
                                          gint64               *at);

/**
 * cs_draft_choose:
 * @take_other: whether the other version is to stand here from now on
 *
 * Answers the open choice. What is not taken is kept as the other one (%CS_DRAFT_SWAPPED), but for recovered typing that was declined and for a
 * swapped one that is let go.
 */
void               cs_draft_choose       (CsDraft              *self,
                                          gboolean              take_other);

/**
 * cs_draft_get_base:
 *
 * Returns: (transfer none): what the office had when this draft last agreed with it: what both sides of a conflict began with
 */
const CsContent   *cs_draft_get_base     (CsDraft              *self);

/**
 * cs_draft_get_other:
 *
 * Returns: (transfer none) (nullable): what "the other" holds
 */
const CsContent   *cs_draft_get_other    (CsDraft              *self);

/**
 * cs_draft_merge:
 * @content: (transfer full): made of both sides of a conflict
 *
 * Answers a conflict: @content stands here from now on; what stood here is kept as the other one (%CS_DRAFT_SWAPPED).
 */
void               cs_draft_merge        (CsDraft              *self,
                                          CsContent            *content);

/**
 * cs_draft_flush_async:
 *
 * Saves now what is not saved. Fails with what the save failed with, or %CS_ERROR_CONFLICT while a conflict is open.
 */
void               cs_draft_flush_async  (CsDraft              *self,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean           cs_draft_flush_finish (CsDraft              *self,
                                          GAsyncResult         *result,
                                          GError              **error);

/**
 * cs_draft_close:
 *
 * The page is going: saves once more, then lets go.
 */
void               cs_draft_close        (CsDraft              *self);

G_END_DECLS
