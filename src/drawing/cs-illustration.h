/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pictures for the practice office: simple scenes, drawn, so that no photograph of a real place is needed. */
typedef enum
{
  CS_ILLUSTRATION_NONE,
  CS_ILLUSTRATION_RIVER, /* a river high at its gauge, in the rain */
  CS_ILLUSTRATION_ROAD,  /* a street with a barrier and cones */
  CS_ILLUSTRATION_CLINIC,/* a health centre with trees */
  CS_ILLUSTRATION_PARK,  /* a park with a lake at sunset */
} CsIllustration;

/**
 * cs_illustration_render:
 *
 * Returns: (transfer full): a PNG picture of 1200×800 pixels; the same each time
 */
GBytes *cs_illustration_render (CsIllustration   illustration,
                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
