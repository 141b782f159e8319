/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-picture-limits.h"

CsPictureLimits
cs_picture_limits_for (CsNetworkKind network)
{
  switch (network)
    {
    case CS_NETWORK_PRACTICE:
      /* Little, so that people learn what it looks like when a photograph has to be made smaller. */
      return (CsPictureLimits) { 2 * 1024 * 1024, 33177600, 8192 };
    case CS_NETWORK_MASTODON:
      /* Mastodon's defaults; each server tells its own. */
      return (CsPictureLimits) { 16777216, 33177600, 8192 };
    case CS_NETWORK_BLUESKY:
      /* The older lexicon's limit: newer servers take twice as much, but do not say so. */
      return (CsPictureLimits) { 1000000, 33177600, 8192 };
    case CS_NETWORK_X:
      /* 5 MB, in the smaller of the two meanings. */
      return (CsPictureLimits) { 5000000, 33177600, 8192 };
    }

  g_return_val_if_reached (((CsPictureLimits) { 1000000, 33177600, 8192 }));
}

void
cs_picture_limits_tighten (CsPictureLimits       *limits,
                           const CsPictureLimits *others)
{
  g_return_if_fail (limits != NULL);
  g_return_if_fail (others != NULL);

  limits->max_bytes = MIN (limits->max_bytes, others->max_bytes);
  limits->max_pixels = MIN (limits->max_pixels, others->max_pixels);
  limits->max_side = MIN (limits->max_side, others->max_side);
}

gboolean
cs_picture_limits_take (const CsPictureLimits *limits,
                        int                    width,
                        int                    height,
                        gint64                 bytes)
{
  g_return_val_if_fail (limits != NULL, FALSE);

  return bytes <= limits->max_bytes && (gint64) width * height <= limits->max_pixels &&
         width <= limits->max_side && height <= limits->max_side;
}
