/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"

G_BEGIN_DECLS

/* What it costs to publish, where a network is paid for each request. An estimate from the published prices, for people; nothing is decided by it. */

typedef struct
{
  gint64 amount;       /* millionths of a US dollar */
  guint  n_with_links; /* parts that cost more because of a link */
} CsCost;

/**
 * cs_cost_estimate:
 * @access: the level agreed with the network: "self-serve", "enterprise", ""
 * @cost: (out): what publishing all parts on @account takes from the credit
 *
 * Source: X's pay-per-use prices of April 2026: a post 0.015 USD, one that holds a link 0.20 USD, alt text of a picture 0.005 USD. Pure.
 *
 * Returns: FALSE where the network is not paid like that, or it is not known
 */
gboolean cs_cost_estimate (const CsContent *content,
                           gint64           account,
                           CsNetworkKind    network,
                           const char      *access,
                           CsCost          *cost);

/**
 * cs_cost_describe:
 * @handle: of the account
 *
 * Returns: (transfer full): the estimate in a sentence
 */
char    *cs_cost_describe (const CsCost    *cost,
                           const char      *handle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
