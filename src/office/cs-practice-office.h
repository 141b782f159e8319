/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-local-office.h"

G_BEGIN_DECLS

/**
 * cs_practice_office_fill:
 * @self: an empty office
 * @language: "en" or "zh": of its people, sections and posts
 *
 * Makes the ready-made practice office, through operations only (so that its journal is true): people with roles, sections, a two-stage route, one account on the practice network, and posts in
 * every state (weekly work summary, economic figures with a chart, a flood notice …), some already published. Blocks.
 */
gboolean cs_practice_office_fill (CsLocalOffice  *self,
                                  const char     *language,
                                  GError        **error);

G_END_DECLS
