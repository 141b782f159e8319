/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-fault.h"
#include "cs-miss.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOW (1000 * SECOND)

typedef struct
{
  CsError      code;
  CsFaultClass fault;
  int          attempts;
  gint64       asked;   /* seconds */
  gint64       late;    /* seconds from now */
  gint64       wait;    /* seconds; -1 = no try */
} Try;

static const Try tries[] = {
  { CS_ERROR_OFFLINE, CS_FAULT_NETWORK, 0, 0, 300, 2 },
  { CS_ERROR_OFFLINE, CS_FAULT_NETWORK, 1, 2, 300, 2 },
  { CS_ERROR_OFFLINE, CS_FAULT_NETWORK, 2, 2, 300, 4 },
  { CS_ERROR_OFFLINE, CS_FAULT_NETWORK, 6, 2, 300, 64 },
  { CS_ERROR_OFFLINE, CS_FAULT_NETWORK, 60, 2, 300, 64 },
  { CS_ERROR_OFFLINE, CS_FAULT_NETWORK, 60, 2, 63, -1 },
  { CS_ERROR_OFFLINE, CS_FAULT_NETWORK, 1, 2, 0, -1 },
  { CS_ERROR_CERTIFICATE, CS_FAULT_CERTIFICATE, 1, 0, 300, 2 },
  { CS_ERROR_CERTIFICATE, CS_FAULT_CERTIFICATE, 6, 2, 300, 64 },
  { CS_ERROR_CERTIFICATE, CS_FAULT_CERTIFICATE, 60, 2, 63, -1 },
  { CS_ERROR_NO_KEYRING, CS_FAULT_KEYRING, 1, 0, 300, 2 },
  { CS_ERROR_SEALED_FILE, CS_FAULT_KEYRING, 6, 5, 300, 64 },
  { CS_ERROR_RATE_LIMITED, CS_FAULT_THEIRS, 1, 17, 300, 17 },
  { CS_ERROR_RATE_LIMITED, CS_FAULT_THEIRS, 1, 900, 300, -1 },
  { CS_ERROR_RATE_LIMITED, CS_FAULT_THEIRS, 1, 0, 300, 30 },
  { CS_ERROR_RATE_LIMITED, CS_FAULT_THEIRS, 6, 1, 300, 64 },
  { CS_ERROR_UNKNOWN_OUTCOME, CS_FAULT_THEIRS, 1, 2, 300, 2 },
  { CS_ERROR_LOGIN_REJECTED, CS_FAULT_LOGIN, 1, 0, 300, -1 },
  { CS_ERROR_LOGIN_REJECTED, CS_FAULT_LOGIN, 1, 1, 300, 2 },
  { CS_ERROR_NO_CREDIT, CS_FAULT_CREDIT, 1, 0, 300, -1 },
  { CS_ERROR_REFUSED, CS_FAULT_OURS, 1, 0, 300, -1 },
  { CS_ERROR_DIGEST_MISMATCH, CS_FAULT_OURS, 1, 0, 300, -1 },
  { CS_ERROR_TOO_LARGE, CS_FAULT_OURS, 1, 0, 300, -1 },
  { CS_ERROR_PRACTICE_ONLY, CS_FAULT_OURS, 1, 0, 300, -1 },
};

static void
test_tries (void)
{
  g_test_summary ("What time mends is tried again, ever later, as asked for, and never once it would be late; the rest waits for a person");
  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      const Try *t = &tries[i];
      gint64 at = cs_fault_plan_try (t->code, t->attempts, t->asked * SECOND, NOW, NOW + t->late * SECOND, 0);

      g_test_message ("%u: %s, attempt %d", i, cs_error_nick (t->code), t->attempts);
      g_assert_cmpint (cs_fault_classify (t->code), ==, t->fault);
      g_assert_cmpint (at, ==, t->wait < 0 ? 0 : NOW + t->wait * SECOND);
      g_assert_cmpstr (cs_fault_sentence (t->fault), !=, "");
      g_assert_cmpstr (cs_fault_nick (t->fault), !=, "");
    }
}

static void
test_jitter (void)
{
  g_test_summary ("Chance makes a wait up to a quarter longer, never shorter than what was asked for");
  for (guint i = 0; i < 100; i++)
    {
      gint64 at = cs_fault_plan_try (CS_ERROR_RATE_LIMITED, 1, 40 * SECOND, NOW, NOW + 300 * SECOND, i / 100.0);

      g_assert_cmpint (at, >=, NOW + 40 * SECOND);
      g_assert_cmpint (at, <, NOW + 50 * SECOND);
    }
}

typedef struct
{
  CsMissFacts  facts;
  CsMissReason reason;
} Miss;

static const Miss misses[] = {
  { { CS_PUBLICATION_UNKNOWN, .tried = TRUE, .error = CS_ERROR_OFFLINE, .frozen = TRUE }, CS_MISS_UNKNOWN },
  { { CS_PUBLICATION_SENDING, .media_ready = TRUE }, CS_MISS_UNKNOWN },
  { { CS_PUBLICATION_QUEUED, .frozen = TRUE, .waits = TRUE }, CS_MISS_FROZEN },
  { { CS_PUBLICATION_QUEUED, .waits = TRUE }, CS_MISS_PREVIOUS },
  { { CS_PUBLICATION_NOT_SENT, .tried = TRUE, .error = CS_ERROR_LOGIN_REJECTED }, CS_MISS_LOGIN },
  { { CS_PUBLICATION_NOT_SENT, .tried = TRUE, .error = CS_ERROR_NO_CREDIT }, CS_MISS_CREDIT },
  { { CS_PUBLICATION_NOT_SENT, .tried = TRUE, .error = CS_ERROR_REFUSED }, CS_MISS_REFUSED },
  { { CS_PUBLICATION_NOT_SENT, .tried = TRUE, .error = CS_ERROR_RATE_LIMITED }, CS_MISS_RATE_LIMIT },
  { { CS_PUBLICATION_NOT_SENT, .tried = TRUE, .error = CS_ERROR_OFFLINE, .slept = TRUE }, CS_MISS_OFFLINE },
  { { CS_PUBLICATION_NOT_SENT, .tried = TRUE, .error = CS_ERROR_CERTIFICATE }, CS_MISS_CERTIFICATE },
  { { CS_PUBLICATION_NOT_SENT, .tried = TRUE, .error = CS_ERROR_NO_KEYRING }, CS_MISS_KEYRING },
  { { CS_PUBLICATION_QUEUED, .walled = TRUE, .media_ready = TRUE }, CS_MISS_RATE_LIMIT },
  { { CS_PUBLICATION_QUEUED, .media_ready = FALSE }, CS_MISS_MEDIA },
  { { CS_PUBLICATION_QUEUED, .media_ready = TRUE, .slept = TRUE }, CS_MISS_ASLEEP },
  { { CS_PUBLICATION_EXPIRED, .media_ready = FALSE, .slept = TRUE, .frozen = TRUE }, CS_MISS_ASLEEP },
  { { CS_PUBLICATION_EXPIRED, .media_ready = FALSE, .not_running = TRUE }, CS_MISS_NOT_RUNNING },
  { { CS_PUBLICATION_EXPIRED, .media_ready = TRUE, .frozen = TRUE }, CS_MISS_FROZEN },
  { { CS_PUBLICATION_QUEUED, .media_ready = TRUE, .clock_jumped = TRUE }, CS_MISS_CLOCK },
  { { CS_PUBLICATION_QUEUED, .media_ready = TRUE }, CS_MISS_BUSY },
};

static void
test_misses (void)
{
  g_test_summary ("A missed slot has the one reason that a person can do most about, and each reason has a sentence");
  for (guint i = 0; i < G_N_ELEMENTS (misses); i++)
    {
      CsMissReason reason = cs_miss_find (&misses[i].facts);

      g_test_message ("%u", i);
      g_assert_cmpstr (cs_miss_nick (reason), ==, cs_miss_nick (misses[i].reason));
      g_assert_cmpint (cs_miss_from_nick (cs_miss_nick (reason)), ==, reason);
      g_assert_cmpstr (cs_miss_sentence (reason), !=, "");
    }
  g_assert_cmpint (cs_miss_from_nick ("no such reason"), ==, CS_MISS_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/fault/tries", test_tries);
  g_test_add_func ("/core/fault/jitter", test_jitter);
  g_test_add_func ("/core/miss/reasons", test_misses);

  return g_test_run ();
}
