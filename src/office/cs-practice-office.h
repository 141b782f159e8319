/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"
#include "cs-illustration.h"
#include "cs-local-office.h"

G_BEGIN_DECLS

/**
 * cs_practice_office_fill:
 * @self: an empty office
 * @language: "en" or "zh": of its people, sections and posts
 *
 * Makes the ready-made practice office, through operations only (so that its journal is true): people with roles, sections, a two-stage route, one account on the practice network, and posts in
 * every state (weekly work summary, economic figures with a chart, a flood notice …), some already published. Leaves the practice network
 * running in this process (cs_local_office_stop_publisher() ends it), nobody signed in, and the real clock. Blocks, for a second or two.
 */
gboolean cs_practice_office_fill (CsLocalOffice  *self,
                                  const char     *language,
                                  GError        **error);

/**
 * cs_practice_office_take_picture:
 * @self: an office in which somebody who writes is signed in
 * @name: of the file from which it comes, without its ending: by it people find the picture
 *
 * Draws a scene and takes it in by media.add, as if it had come from a file. Blocks.
 */
CsMediaItem *cs_practice_office_take_picture (CsLocalOffice   *self,
                                              CsIllustration   illustration,
                                              const char      *name,
                                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
