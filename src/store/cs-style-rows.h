/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-house-style.h"

G_BEGIN_DECLS

/* The office's house style. On the thread of @db. Sets CS_ERROR_NOT_FOUND while the office is empty. */
CsHouseStyle *cs_style_rows_get (CsDb               *db,
                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      cs_style_rows_set (CsDb               *db,
                                 const CsHouseStyle *style,
                                 GError            **error);

G_END_DECLS
