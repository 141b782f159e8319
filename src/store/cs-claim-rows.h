/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/* Rows of claims: who says "I am on it", and until when. One for each post. See cs-office-rows.h for the manners. */

typedef struct
{
  gint64 post;
  gint64 person;   /* 0 = nobody */
  gint64 until_at; /* UTC, microseconds */
} CsClaimRow;

/* Inserts or replaces. */
gboolean cs_claim_rows_set  (CsDb              *db,
                             const CsClaimRow  *row,
                             GError           **error);

/* @row: (out): the claim that is not over at @now; person 0 if there is none */
gboolean cs_claim_rows_find (CsDb              *db,
                             gint64             post,
                             gint64             now,
                             CsClaimRow        *row,
                             GError           **error);

/* Ends whatever claim there is on @post. */
gboolean cs_claim_rows_end  (CsDb              *db,
                             gint64             post,
                             GError           **error);

G_END_DECLS
