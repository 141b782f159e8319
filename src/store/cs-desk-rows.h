/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain.h"
#include "cs-db.h"

G_BEGIN_DECLS

/**
 * CsDeskRow:
 *
 * A post in review, with just what tells whether it waits for one person. Plain: arrays of these are freed as they are.
 */
typedef struct
{
  gint64    id;
  gint64    route;
  gint64    section;
  gint64    due_at;      /* 0 = no clock */
  guint     stage;
  CsLabels  labels;
  gboolean  escalated;
  gboolean  contributed; /* the person did */
  gboolean  decided;     /* the person did, or somebody in his name: only the whole chain tells what that means */
  gboolean  commented;   /* the person did */
} CsDeskRow;

/**
 * cs_desk_rows_list:
 * @after_due, @after: due time and id of the last row seen: only those behind it. 0 and 0 = from the beginning
 *
 * Posts in review as @person sees them, (element-type CsDeskRow): by due time and those without a clock last, each by id. Walks one index from there on.
 */
GArray   *cs_desk_rows_list (CsDb    *db,
                             gint64   person,
                             gint64   after_due,
                             gint64   after,
                             guint    limit,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @part: (out): whether @person wrote in @post, decided on it, or somebody did in his name */
gboolean  cs_desk_rows_find_part (CsDb      *db,
                                  gint64     post,
                                  gint64     person,
                                  gboolean  *part,
                                  GError   **error);

/* @begun: (out): whether anybody ever decided on the post at the stage that is open now */
gboolean  cs_desk_rows_find_begun (CsDb             *db,
                                   const CsDeskRow  *desk,
                                   gboolean         *begun,
                                   GError          **error);

G_END_DECLS
