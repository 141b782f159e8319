/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-cost.h"

#include <glib/gi18n.h>

#include "cs-links.h"

/* Millionths of a US dollar */
#define X_POST 15000
#define X_POST_WITH_LINK 200000
#define X_ALT_TEXT 5000

gboolean
cs_cost_estimate (const CsContent *content,
                  gint64           account,
                  CsNetworkKind    network,
                  const char      *access,
                  CsCost          *cost)
{
  const GPtrArray *segments;

  g_return_val_if_fail (content != NULL && access != NULL && cost != NULL, FALSE);

  *cost = (CsCost) { 0 };
  if (network != CS_NETWORK_X || !g_str_equal (access, "self-serve") || cs_content_is_silent (content))
    return FALSE;

  segments = cs_content_get_segments_for (content, account);
  for (guint i = 0; i < segments->len; i++)
    {
      const CsSegment *segment = g_ptr_array_index (segments, i);
      g_autofree char *text = cs_content_get_outgoing_text (content, account, i);
      g_autoptr(GArray) links = cs_links_find (text, CS_LINKS_X);

      cost->amount += links->len > 0 ? X_POST_WITH_LINK : X_POST;
      cost->n_with_links += links->len > 0;
      for (guint j = 0; j < segment->media->len; j++)
        if (*cs_segment_get_media (segment, j)->alt_text != '\0')
          cost->amount += X_ALT_TEXT;
    }

  return TRUE;
}

char *
cs_cost_describe (const CsCost *cost,
                  const char   *handle)
{
  g_autofree char *amount = NULL;

  g_return_val_if_fail (cost != NULL && handle != NULL, NULL);

  amount = g_strdup_printf ("%.3f", (double) cost->amount / G_USEC_PER_SEC);
  if (cost->n_with_links == 0)
    /* Translators: %1$s is an account, %2$s an amount of money such as 0.015 */
    return g_strdup_printf (_("Publishing on %1$s costs about %2$s US dollars of its credit."), handle, amount);

  /* Translators: %1$s is an account, %2$s an amount of money such as 0.215, %3$u a number of parts of a thread */
  return g_strdup_printf (ngettext ("Publishing on %1$s costs about %2$s US dollars of its credit: a link makes %3$u part thirteen times as dear.",
                                    "Publishing on %1$s costs about %2$s US dollars of its credit: links make %3$u parts thirteen times as dear.",
                                    cost->n_with_links),
                          handle, amount, cost->n_with_links);
}
