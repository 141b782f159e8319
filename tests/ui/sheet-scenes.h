/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-fake-office.h"

G_BEGIN_DECLS

/* Ready-made answers of an office, for tests of the sheet: people, one account, and posts as they stand at one moment. */

#define SCENE_NEXT 13       /* waits for a review, at a set time */
#define SCENE_CHANGED 12    /* waits for the sign-off, changed since it was last decided on; at once */
#define SCENE_MAY_NOT 14    /* the person wrote part of it */
#define SCENE_TROUBLE 15    /* partly published: one piece unknown, one not sent */
#define SCENE_EXPIRED 16
#define SCENE_FOR_OTHERS 20   /* the person decides for one of two others */
#define SCENE_TICKS 21        /* four points to tick, one of them long */
#define SCENE_IMPORTANT 22    /* to be confirmed line by line */
#define SCENE_TALK 23         /* question, answer, suggestion, remark on a source, one resolved */
#define SCENE_CLAIMED 24      /* somebody else is on it, for two seconds more */
#define SCENE_ESCALATED 25    /* late by an hour */
#define SCENE_COMMENT_ONLY 26 /* the person is asked, and decides nothing */
#define SCENE_DELTA 28        /* changed since the person approved it */
#define SCENE_LONG_STORY 27   /* sixty decisions on twenty versions */

/**
 * scene_fill:
 * @folder: where pictures are made
 *
 * Everything below, for a leader who is also duty editor.
 */
void  scene_fill          (CsFakeOffice *office,
                           const char   *folder);

/**
 * scene_wait_for:
 * @posts: ids, ended by 0: what desk.get says waits for the person
 */
void  scene_wait_for      (CsFakeOffice *office,
                           gint64        first,
                           ...);

/**
 * scene_say_decided:
 *
 * @post is signed and queued from now on, whoever asks.
 */
void  scene_say_decided   (CsFakeOffice *office,
                           gint64        post);

/**
 * scene_say_progress:
 *
 * Of SCENE_TROUBLE the piece that was not sent is being sent now; the unknown one stays.
 */
void  scene_say_progress  (CsFakeOffice *office);

/**
 * scene_say_other_sources:
 *
 * SCENE_NEXT has another source from now on, in another version.
 */
void  scene_say_other_sources (CsFakeOffice *office);

G_END_DECLS
