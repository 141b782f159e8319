/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "cs-content.h"

G_BEGIN_DECLS

typedef struct
{
  char *question; /* both owned */
  char *answer;
} CsLikelyQuestion;

/**
 * CsBriefing:
 *
 * What a leader is told beside the content. Kept with the post; no part of what is signed.
 */
typedef struct
{
  char      *why_now;       /* owned, never NULL, as all strings here */
  char      *risks;
  GPtrArray *questions;     /* of CsLikelyQuestion; owned */
  char      *saved_by_name; /* "" = never saved */
  gint64     saved_at;
  gboolean   may_save;      /* the one who asked */
} CsBriefing;

/* A stage that was passed or is still to pass. */
typedef struct
{
  char     *title;     /* owned */
  gboolean  fulfilled;
  gboolean  open;
  char    **who;       /* those who decided there; else those who may; owned */
  gint64    due_at;    /* of the open one, 0 = no clock */
} CsLeaderStage;

/**
 * CsLeaderSheet:
 *
 * All that stands on the leader's sheet, for the screen and for paper.
 */
typedef struct
{
  char        *office;          /* owned, never NULL, as all strings here */
  gint64       post;
  CsPostState  state;
  guint        revision_number; /* 0 = never submitted: the working copy */
  CsDigest     digest;          /* none if never submitted */
  CsContent   *content;         /* owned */
  char        *author_name;
  char        *section_name;    /* "" = the whole office */
  char       **accounts;        /* “Name, @handle, network”; owned */
  CsRelease    release;
  gint64       release_at;
  char        *zone;
  gboolean     emergency;
  CsBriefing  *briefing;        /* owned */
  guint        signed_number;   /* the last other version that somebody approved, 0 = none */
  CsContent   *signed_content;  /* of it, or NULL; owned */
  GPtrArray   *stages;          /* of CsLeaderStage; owned */
  gint64       now;             /* when it was asked for */
} CsLeaderSheet;

CsLikelyQuestion *cs_likely_question_new  (const char           *question,
                                           const char           *answer) G_GNUC_WARN_UNUSED_RESULT;
void              cs_likely_question_free (CsLikelyQuestion     *question);
CsBriefing       *cs_briefing_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void              cs_briefing_free        (CsBriefing           *briefing);
void              cs_leader_stage_free    (CsLeaderStage        *stage);
CsLeaderSheet    *cs_leader_sheet_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void              cs_leader_sheet_free    (CsLeaderSheet        *sheet);

/**
 * cs_leader_sheet_dup_changes:
 *
 * Returns: (transfer full): what changed since the last version that somebody approved, in one translated sentence
 */
char             *cs_leader_sheet_dup_changes (const CsLeaderSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_leader_sheet_draw:
 *
 * Draws the page as it is printed, %CS_PAGE_WIDTH by %CS_PAGE_HEIGHT from the origin of @cr, for the screen. Reads fonts: not on the main loop.
 */
void              cs_leader_sheet_draw    (const CsLeaderSheet  *sheet,
                                           const char           *language,
                                           cairo_t              *cr);

/**
 * cs_leader_sheet_print:
 * @path: of a file that does not exist yet
 *
 * One A4 page, never two: what is too long ends with “…” and says where the rest is. Reads fonts: not on the main loop.
 */
gboolean          cs_leader_sheet_print   (const CsLeaderSheet  *sheet,
                                           const char           *language,
                                           const char           *path,
                                           GCancellable         *cancellable,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsBriefing, cs_briefing_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLeaderSheet, cs_leader_sheet_free)

G_END_DECLS
