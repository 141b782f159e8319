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

/* All posts in review as @person sees them, by due time and those without a clock last, (element-type CsDeskRow). One walk of an index. */
GArray *cs_desk_rows_list (CsDb    *db,
                           gint64   person,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
