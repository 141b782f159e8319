/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-rates.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

/* Monday, 23 November 2026, 20:00:00 UTC */
#define NOW (1795464000 * SECOND)

static gint64 now;

static gint64
clock_cb (gpointer unused)
{
  return now;
}

/* @headers: name, value, …, NULL */
static CsHttpAnswer *
make_answer (guint              status,
             const char *const *headers)
{
  CsHttpAnswer *answer = g_new0 (CsHttpAnswer, 1);

  answer->outcome = CS_HTTP_ANSWERED;
  answer->status = status;
  answer->body = g_strdup ("");
  answer->detail = g_strdup ("");
  answer->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  for (guint i = 0; headers[i] != NULL; i += 2)
    soup_message_headers_append (answer->headers, headers[i], headers[i + 1]);

  return answer;
}

typedef struct
{
  const char    *name;
  CsNetworkKind  kind;
  const char    *method;
  const char    *path;
  guint          status;
  const char    *headers[11];
  CsRateUse      use;
  gint64         wait;        /* seconds */
  CsRateUse      other;       /* which is not held up */
} Case;

static const Case cases[] = {
  { "x/window", CS_NETWORK_X, "POST", "/2/tweets", 201,
    { "x-rate-limit-limit", "100", "x-rate-limit-remaining", "0", "x-rate-limit-reset", "1795464090" }, CS_RATE_PUBLISH, 90, CS_RATE_LOOK },
  { "x/day", CS_NETWORK_X, "POST", "/2/tweets", 201,
    { "x-rate-limit-limit", "100", "x-rate-limit-remaining", "9", "x-rate-limit-reset", "1795464090",
      "x-user-limit-24hour-remaining", "0", "x-user-limit-24hour-reset", "1795467600" }, CS_RATE_PUBLISH, 3600, CS_RATE_REMOVE },
  { "x/app-day", CS_NETWORK_X, "POST", "/2/media/upload/1/append", 200,
    { "x-app-limit-24hour-remaining", "0", "x-app-limit-24hour-reset", "1795467600" }, CS_RATE_UPLOAD, 3600, CS_RATE_PUBLISH },
  { "x/reading", CS_NETWORK_X, "GET", "/2/users/1/tweets?max_results=10", 200,
    { "x-rate-limit-limit", "75", "x-rate-limit-remaining", "15", "x-rate-limit-reset", "1795464090" }, CS_RATE_LOOK, 90, CS_RATE_FIND },
  { "x/delete", CS_NETWORK_X, "DELETE", "/2/tweets/1", 200,
    { "x-rate-limit-limit", "50", "x-rate-limit-remaining", "0", "x-rate-limit-reset", "1795464090" }, CS_RATE_REMOVE, 90, CS_RATE_PUBLISH },
  { "mastodon/iso", CS_NETWORK_MASTODON, "POST", "/api/v1/statuses", 200,
    { "X-RateLimit-Limit", "300", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-11-23T20:05:00.000Z",
      "Date", "Mon, 23 Nov 2026 20:00:00 GMT" }, CS_RATE_PUBLISH, 300, CS_RATE_LOOK },
  { "mastodon/their-clock", CS_NETWORK_MASTODON, "POST", "/api/v1/statuses", 200,
    { "X-RateLimit-Limit", "300", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-11-23T19:05:00.000Z",
      "Date", "Mon, 23 Nov 2026 19:04:00 GMT" }, CS_RATE_PUBLISH, 60, CS_RATE_LOOK },
  { "mastodon/one-for-all", CS_NETWORK_MASTODON, "GET", "/api/v1/statuses/1", 200,
    { "X-RateLimit-Limit", "300", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-11-23T20:01:00.000Z" }, CS_RATE_PUBLISH, 60, CS_RATE_PUBLISH },
  { "mastodon/reserve", CS_NETWORK_MASTODON, "GET", "/api/v1/statuses/1", 200,
    { "X-RateLimit-Limit", "300", "X-RateLimit-Remaining", "30", "X-RateLimit-Reset", "2026-11-23T20:01:00.000Z" }, CS_RATE_LOOK, 60, CS_RATE_PUBLISH },
  { "gotosocial/unix", CS_NETWORK_MASTODON, "POST", "/api/v1/statuses", 200,
    { "X-RateLimit-Limit", "300", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1795464030" }, CS_RATE_PUBLISH, 30, CS_RATE_LOOK },
  { "bluesky", CS_NETWORK_BLUESKY, "POST", "/xrpc/com.atproto.repo.putRecord", 200,
    { "RateLimit-Limit", "5000", "RateLimit-Remaining", "0", "RateLimit-Reset", "1795464045", "RateLimit-Policy", "5000;w=3600" }, CS_RATE_PUBLISH, 45, CS_RATE_LOOK },
  { "bluesky/blob", CS_NETWORK_BLUESKY, "POST", "/xrpc/com.atproto.repo.uploadBlob", 200,
    { "RateLimit-Limit", "1000", "RateLimit-Remaining", "0", "RateLimit-Reset", "1795464045" }, CS_RATE_UPLOAD, 45, CS_RATE_PUBLISH },
  { "429/after", CS_NETWORK_MASTODON, "POST", "/api/v1/statuses", 429, { "Retry-After", "17" }, CS_RATE_PUBLISH, 17, CS_RATE_LOOK },
  { "429/after-date", CS_NETWORK_X, "POST", "/2/tweets", 429,
    { "Retry-After", "Mon, 23 Nov 2026 20:00:20 GMT" }, CS_RATE_PUBLISH, 20, CS_RATE_LOOK },
  { "429/untold", CS_NETWORK_X, "POST", "/2/tweets", 429, { NULL }, CS_RATE_PUBLISH, 60, CS_RATE_LOOK },
  { "429/reset", CS_NETWORK_X, "POST", "/2/tweets", 429,
    { "x-rate-limit-limit", "100", "x-rate-limit-remaining", "7", "x-rate-limit-reset", "1795464090" }, CS_RATE_PUBLISH, 90, CS_RATE_LOOK },
  { "nonsense/numbers", CS_NETWORK_X, "POST", "/2/tweets", 201,
    { "x-rate-limit-limit", "-1", "x-rate-limit-remaining", "none", "x-rate-limit-reset", "soon" }, CS_RATE_PUBLISH, 0, CS_RATE_LOOK },
  { "nonsense/far-away", CS_NETWORK_X, "POST", "/2/tweets", 201,
    { "x-rate-limit-limit", "1", "x-rate-limit-remaining", "0", "x-rate-limit-reset", "9999999999" }, CS_RATE_PUBLISH, 25 * 3600, CS_RATE_LOOK },
  { "nonsense/past", CS_NETWORK_X, "POST", "/2/tweets", 201,
    { "x-rate-limit-limit", "1", "x-rate-limit-remaining", "0", "x-rate-limit-reset", "1795463000" }, CS_RATE_PUBLISH, 0, CS_RATE_LOOK },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(CsRates) rates = cs_rates_new (c->kind, clock_cb, NULL);
  g_autoptr(CsHttpAnswer) answer = make_answer (c->status, c->headers);

  now = NOW;
  g_assert_cmpint (cs_rates_ask (rates, c->use), ==, 0);
  cs_rates_learn (rates, c->method, c->path, answer);
  g_assert_cmpint (cs_rates_ask (rates, c->use), ==, c->wait * SECOND);
  if (c->other != c->use)
    g_assert_cmpint (cs_rates_ask (rates, c->other), ==, 0);
  now += c->wait * SECOND;
  g_assert_cmpint (cs_rates_ask (rates, c->use), ==, 0);
}

static void
test_two_jobs (void)
{
  g_autoptr(CsRates) rates = cs_rates_new (CS_NETWORK_X, clock_cb, NULL);
  const char *two[] = { "x-rate-limit-limit", "100", "x-rate-limit-remaining", "2", "x-rate-limit-reset", "1795464090", NULL };
  const char *one[] = { "x-rate-limit-limit", "100", "x-rate-limit-remaining", "1", "x-rate-limit-reset", "1795464091", NULL };
  g_autoptr(CsHttpAnswer) first = make_answer (201, two);
  g_autoptr(CsHttpAnswer) second = make_answer (201, one);

  g_test_summary ("Two jobs of an account share what is left: the third waits, also when the answer to the first comes last");
  now = NOW;
  cs_rates_learn (rates, "POST", "/2/tweets", first);
  g_assert_cmpint (cs_rates_take (rates, CS_RATE_PUBLISH), ==, 0);
  g_assert_cmpint (cs_rates_take (rates, CS_RATE_PUBLISH), ==, 0);
  g_assert_cmpint (cs_rates_take (rates, CS_RATE_PUBLISH), ==, 90 * SECOND);
  cs_rates_learn (rates, "POST", "/2/tweets", second);
  g_assert_cmpint (cs_rates_take (rates, CS_RATE_PUBLISH), ==, 90 * SECOND);
}

static void
test_set_back (void)
{
  g_autoptr(CsRates) rates = cs_rates_new (CS_NETWORK_X, clock_cb, NULL);
  const char *headers[] = { "x-rate-limit-limit", "100", "x-rate-limit-remaining", "0", "x-rate-limit-reset", "1795464090", NULL };
  g_autoptr(CsHttpAnswer) answer = make_answer (201, headers);

  g_test_summary ("A clock that is set back by a year does not hold an account up for a year; by a second changes nothing");
  now = NOW;
  cs_rates_learn (rates, "POST", "/2/tweets", answer);
  now = NOW - SECOND;
  g_assert_cmpint (cs_rates_ask (rates, CS_RATE_PUBLISH), ==, 91 * SECOND);
  now = NOW - 365 * 24 * 3600 * SECOND;
  g_assert_cmpint (cs_rates_ask (rates, CS_RATE_PUBLISH), ==, 0);
}

static void
test_tighter (void)
{
  g_autoptr(CsRates) rates = cs_rates_new (CS_NETWORK_X, clock_cb, NULL);
  const char *few[] = { "x-rate-limit-limit", "75", "x-rate-limit-remaining", "0", "x-rate-limit-reset", "1795464090", NULL };
  const char *many[] = { "x-rate-limit-limit", "900", "x-rate-limit-remaining", "899", "x-rate-limit-reset", "1795464500", NULL };
  g_autoptr(CsHttpAnswer) own = make_answer (200, few);
  g_autoptr(CsHttpAnswer) timeline = make_answer (200, many);

  g_test_summary ("Of several windows the tighter counts, until it opens again");
  now = NOW;
  cs_rates_learn (rates, "GET", "/2/users/me", own);
  cs_rates_learn (rates, "GET", "/2/users/1/tweets", timeline);
  g_assert_cmpint (cs_rates_ask (rates, CS_RATE_FIND), ==, 90 * SECOND);
  now += 91 * SECOND;
  cs_rates_learn (rates, "GET", "/2/users/1/tweets", timeline);
  g_assert_cmpint (cs_rates_ask (rates, CS_RATE_FIND), ==, 0);
}

static void
test_kept (void)
{
  g_autoptr(CsRates) rates = cs_rates_new (CS_NETWORK_X, clock_cb, NULL);
  g_autoptr(CsRates) next = cs_rates_new (CS_NETWORK_X, clock_cb, NULL);
  const char *none[] = { "x-rate-limit-limit", "100", "x-rate-limit-remaining", "0", "x-rate-limit-reset", "1795464090", NULL };
  g_autoptr(CsHttpAnswer) answer = make_answer (201, none);
  g_autoptr(GPtrArray) news = NULL;

  g_test_summary ("What matters is to be kept at once, and a successor knows it");
  now = NOW;
  g_assert_null (cs_rates_dup_news (rates, TRUE));
  cs_rates_learn (rates, "POST", "/2/tweets", answer);
  news = cs_rates_dup_news (rates, FALSE);
  g_assert_nonnull (news);
  g_assert_cmpuint (news->len, ==, 1);
  g_assert_null (cs_rates_dup_news (rates, TRUE));
  cs_rates_load (next, g_ptr_array_index (news, 0));
  g_assert_cmpint (cs_rates_ask (next, CS_RATE_PUBLISH), ==, 90 * SECOND);
}

static void
test_nothing (void)
{
  const char *none[] = { NULL };
  g_autoptr(CsHttpAnswer) answer = make_answer (201, none);

  g_test_summary ("Who shares no limits is never held up");
  cs_rates_learn (NULL, "POST", "/2/tweets", answer);
  g_assert_cmpint (cs_rates_take (NULL, CS_RATE_PUBLISH), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/networks/rates/header/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/networks/rates/two-jobs", test_two_jobs);
  g_test_add_func ("/networks/rates/set-back", test_set_back);
  g_test_add_func ("/networks/rates/tighter", test_tighter);
  g_test_add_func ("/networks/rates/kept", test_kept);
  g_test_add_func ("/networks/rates/nothing", test_nothing);

  return g_test_run ();
}
