/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-replies.h"

G_BEGIN_DECLS

/**
 * cs_drift_view_describe:
 *
 * Returns: (transfer full): in a sentence or two what of @publication is not out there as it was signed, and when that was seen first; "" where all is as signed, or it was taken
 *   down on purpose
 */
char      *cs_drift_view_describe (const CsSheetInfo       *sheet,
                                   const CsPublicationInfo *publication,
                                   const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_drift_view_describe_same:
 *
 * Returns: (transfer full): when @publication was seen last to be out there as it was signed; "" where that cannot be said
 */
char      *cs_drift_view_describe_same (const CsSheetInfo       *sheet,
                                        const CsPublicationInfo *publication,
                                        const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_drift_view_dup_looks:
 *
 * Returns: (transfer full): each look at @publication, a line each: when, and what it found
 */
char      *cs_drift_view_dup_looks (const CsSheetInfo       *sheet,
                                    const CsPublicationInfo *publication,
                                    const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_drift_view_new:
 *
 * What was signed and what is out there instead: words and alt texts with their differences marked, and what one can do. For a @publication of which
 * cs_drift_view_describe() says something.
 *
 * Returns: (transfer floating)
 */
GtkWidget *cs_drift_view_new      (const CsSheetInfo       *sheet,
                                   const CsPublicationInfo *publication,
                                   const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
