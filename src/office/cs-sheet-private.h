/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain-rows.h"
#include "cs-sheet-json.h"

G_BEGIN_DECLS

/* What the makers of a sheet share. Only for cs-sheet-*.c. */

typedef struct
{
  CsCall            *call;
  const CsPostRow   *post;
  const CsChainRows *rows;
  GPtrArray         *revisions; /* of CsRevisionRow */
  CsNames           *names;
} CsSheet; /* lends everything */

/* Returns: (nullable): lent */
const CsRevisionRow *cs_sheet_find_revision (const CsSheet  *sheet,
                                             gint64          id);
JsonArray           *cs_sheet_name_people   (const CsSheet  *sheet,
                                             GArray         *ids) G_GNUC_WARN_UNUSED_RESULT;

/* The stages of the route: who decides there, and what the open one asks for. */
JsonArray           *cs_sheet_list_stages   (const CsSheet  *sheet) G_GNUC_WARN_UNUSED_RESULT;

/* All decisions, oldest first, and what can still be taken back. */
gboolean             cs_sheet_add_decisions (const CsSheet  *sheet,
                                             JsonObject     *reply,
                                             GError        **error);

G_END_DECLS
