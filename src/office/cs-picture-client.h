/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-content.h"
#include "cs-picture-caption.h"
#include "cs-picture-job.h"
#include "cs-picture-words.h"

G_BEGIN_DECLS

/* Typed arguments and replies of pictures. Builders are (transfer full). */

/* media.fit; @accounts: of gint64 */
JsonObject *cs_arguments_media_fit   (const CsDigest     *digest,
                                      GArray             *accounts);

/* media.edit; @caption may be NULL */
JsonObject *cs_arguments_media_edit  (const CsDigest     *digest,
                                      const CsPictureJob *job,
                                      const CsCaption    *caption);

/**
 * cs_reply_dup_taking:
 *
 * From the reply of media.add. Returns: (transfer full): what was found in the file and done to it, in a sentence; "" if it is as it was
 */
char       *cs_reply_dup_taking      (JsonObject         *reply) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsFitting:
 *
 * A rendition that was made, and what it cost.
 */
typedef struct
{
  CsRendition   rendition; /* owns its string */
  CsPictureLoss loss;
} CsFitting;

CsFitting  *cs_fitting_copy          (const CsFitting    *fitting) G_GNUC_WARN_UNUSED_RESULT;
void        cs_fitting_free          (CsFitting          *fitting);

/**
 * cs_reply_read_fittings:
 *
 * From the reply of media.fit. Returns: (transfer full) (element-type CsFitting): of the networks that need one; empty if all take the picture itself
 */
GPtrArray  *cs_reply_read_fittings   (JsonObject         *reply) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFitting, cs_fitting_free)

G_END_DECLS
