/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-network.h"
#include "cs-rate-rows.h"

G_BEGIN_DECLS

/**
 * CsRates:
 *
 * What an account may still ask of its network, as the network's answers tell it: shared by everything that is done for the account, so that one job knows
 * what another used up. Buckets: "publish", "media", "read", "remove", "other", and the first two with "-day" behind for windows of a whole day. Any thread;
 * a lock of its own guards all of it.
 */

/**
 * CsRateUse:
 *
 * What somebody wants to do. Looking back leaves something over for what publishes.
 */
typedef enum
{
  CS_RATE_PUBLISH,
  CS_RATE_UPLOAD,
  CS_RATE_REMOVE,
  CS_RATE_FIND,    /* what may have arrived */
  CS_RATE_LOOK,    /* what was published, again */
} CsRateUse;

/* @clock: (nullable): UTC microseconds; NULL stands for g_get_real_time() */
CsRates   *cs_rates_new    (CsNetworkKind        kind,
                            gint64             (*clock)(gpointer data),
                            gpointer             clock_data) G_GNUC_WARN_UNUSED_RESULT;
CsRates   *cs_rates_ref    (CsRates             *self) G_GNUC_WARN_UNUSED_RESULT;
void       cs_rates_unref  (CsRates             *self);

/**
 * cs_rates_learn:
 * @self: (nullable): then nothing happens
 * @method: of the request that @answer answers
 * @path: its path on the server, with or without what follows a question mark
 *
 * Reads what the answer's headers say is left: x-rate-limit-* and its day's windows (X), X-RateLimit-* (Mastodon and its kin), RateLimit-* (Bluesky), and
 * Retry-After with a 429. To be called once for each answer, by the adapter's one function that sends. What makes no sense is passed over.
 */
void       cs_rates_learn  (CsRates             *self,
                            const char          *method,
                            const char          *path,
                            const CsHttpAnswer  *answer);

/**
 * cs_rates_ask:
 * @self: (nullable)
 *
 * Returns: microseconds to wait until it is worth asking the network for @use; 0 = now
 */
gint64     cs_rates_ask    (CsRates             *self,
                            CsRateUse            use);

/**
 * cs_rates_take:
 *
 * The same; where it is now, one request is counted at once, since another job may ask before the answer is there.
 */
gint64     cs_rates_take   (CsRates             *self,
                            CsRateUse            use);

/* What was kept, as it was learnt: newer knowledge stays. */
void       cs_rates_load   (CsRates             *self,
                            const CsRateRow     *row);

/**
 * cs_rates_dup_news:
 * @all: also what can wait, if anything changed
 *
 * What is to be kept. News that can wait a little (a request less of many) is held back for some seconds.
 *
 * Returns: (transfer full) (nullable) (element-type CsRateRow): %NULL if there is nothing new
 */
GPtrArray *cs_rates_dup_news (CsRates           *self,
                              gboolean           all) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRates, cs_rates_unref)

G_END_DECLS
