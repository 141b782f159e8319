/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-enums.h"

G_BEGIN_DECLS

/* How long after its release time a queued publication may still go out. Later is late: it expires and a person
 * decides (DESIGN.md §3, rule 6). Microseconds. */
#define CS_RELEASE_GRACE (5 * 60 * (gint64) G_USEC_PER_SEC)

/* A post in review counts as at risk when less than this is left until its release time. Microseconds. */
#define CS_AT_RISK (60 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * cs_post_next_state:
 * @state: where the post is
 * @act: what is to happen
 * @next: (out): where it is afterwards
 *
 * The one guarded transition table (DESIGN.md §6). Sets %CS_ERROR_WRONG_STATE for a pair that is not in it.
 */
gboolean    cs_post_next_state       (CsPostState   state,
                                      CsPostAct     act,
                                      CsPostState  *next,
                                      GError      **error);

/**
 * cs_post_state_is_open:
 *
 * Whether somebody still has something to do: everything but published, corrected, withdrawn, rejected.
 */
gboolean    cs_post_state_is_open    (CsPostState   state);

/**
 * cs_post_state_from_publications:
 * @states: of all publications of the post's current revision, at least one
 *
 * What the pieces together mean for the post: all sent is published; any sending is sending; else any unknown is unknown; any still queued
 * (or not sent with another try planned) leaves it sending if something went out, else queued; some sent and some not is partly published; none sent is failed; all expired is expired.
 *
 * @retry_planned: for each, whether a not-sent one will be tried again by itself
 */
CsPostState cs_post_state_from_publications (const CsPublicationState *states,
                                             const gboolean           *retry_planned,
                                             guint                     n_states);

G_END_DECLS
