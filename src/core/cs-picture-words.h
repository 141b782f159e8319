/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-picture-job.h"

G_BEGIN_DECLS

/**
 * cs_picture_facts_to_nicks:
 *
 * Returns: (transfer full): names of the facts for JSON, separated by commas: "position,camera,turned"; "" for none
 */
char           *cs_picture_facts_to_nicks   (CsPictureFacts  facts) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_picture_facts_from_nicks:
 *
 * The reverse; unknown ones are passed over.
 */
CsPictureFacts  cs_picture_facts_from_nicks (const char     *nicks);

/**
 * cs_picture_describe_taking:
 * @facts: what was found and done
 * @source_width: of the file, upright
 * @width: of what is kept
 *
 * Returns: (transfer full): “Removed: position, camera; turned upright; 6000 × 4000 → 4096 × 2731 pixels”, or "" if the picture is as it was
 */
char           *cs_picture_describe_taking  (CsPictureFacts  facts,
                                             int             source_width,
                                             int             source_height,
                                             int             width,
                                             int             height) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsPictureLoss:
 *
 * What it cost to make a picture smaller for a network.
 */
typedef struct
{
  gint64   bytes_before;
  gint64   bytes;
  int      width_before;
  int      height_before;
  int      width;
  int      height;
  int      quality;   /* of the JPEG; 0 = nothing lost but size */
  gboolean flattened; /* what shone through is white now */
} CsPictureLoss;

/**
 * cs_picture_describe_loss:
 *
 * Returns: (transfer full): “3.1 MB → 0.9 MB; quality 82; 4096 × 2731 → 2890 × 1927 pixels”
 */
char           *cs_picture_describe_loss    (const CsPictureLoss *loss) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
