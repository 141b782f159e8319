/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-network-json.h"
#include "cs-rates.h"
#include "fuzz-answer.h"
#include "fuzz.h"

/* Headers of limits, of every network; and whether a body is whole JSON. */

/* No network is believed for longer, microseconds */
#define LONGEST (8 * 24 * 3600 * (gint64) G_USEC_PER_SEC)

static gint64
tell_time (gpointer data)
{
  return G_GINT64_CONSTANT (1795406821) * G_USEC_PER_SEC;
}

static void
learn (CsNetworkKind       kind,
       const CsHttpAnswer *answer)
{
  CsRates *rates = cs_rates_new (kind, tell_time, NULL);

  cs_rates_learn (rates, "POST", "/2/tweets", answer);
  cs_rates_learn (rates, "POST", "/api/v1/statuses", answer);
  cs_rates_learn (rates, "POST", "/xrpc/com.atproto.repo.putRecord", answer);
  for (CsRateUse use = CS_RATE_PUBLISH; use <= CS_RATE_LOOK; use++)
    {
      gint64 wait = cs_rates_ask (rates, use);

      g_assert_cmpint (wait, >=, 0);
      g_assert_cmpint (wait, <=, LONGEST);
    }
  cs_rates_unref (rates);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(CsHttpAnswer) answer = fuzz_answer_new ((const char *) data, size);
  g_autoptr(JsonNode) node = cs_network_json_parse (answer->body, answer->size, NULL);

  g_assert_true (node == NULL || cs_network_json_is_whole (answer->body, answer->size));
  for (guint i = CS_NETWORK_PRACTICE; i <= CS_NETWORK_X; i++)
    learn ((CsNetworkKind) i, answer);

  return 0;
}
