/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-checks: one key typed in a thread of 25 parts of 280 characters, with every pack on; against counting the characters of the same thread for one
 * account, which happens at each key whatever is checked. */

#include "config.h"

#include <string.h>

#include "bench-utils.h"
#include "../unit/check-rules.h"

#define PARTS 25
#define KEYS 40 /* in one round */
#define NOW G_GINT64_CONSTANT (1795435200000000)

static const char words[] = "Consumer prices rose by 3.2 % in the 12 months to October 2026, down from 3.4 % in September. The largest contribution "
                            "came from motor fuels. Further figures on housing and transport follow on Tuesday 24 November 2026. #Inflation "
                            "https://www.statistics.example.gov/cpi Call 12345 with questions.";

static CsContent *
make_thread (void)
{
  CsContent *content = cs_content_new ();

  cs_content_add_account (content, 1);
  for (guint i = 0; i < PARTS; i++)
    {
      CsSegment *segment;

      if (i > 0)
        g_ptr_array_add (content->segments, cs_segment_new ());
      segment = cs_content_get_segment (content, i);
      g_free (segment->text);
      segment->text = g_strdup_printf ("%u. %s", i, words);
    }
  return content;
}

static void
type_key (CsContent *content,
          guint      key)
{
  CsSegment *segment = cs_content_get_segment (content, 12);

  g_free (segment->text);
  segment->text = g_strdup_printf ("%u. %s", 100 + key, words);
}

static double
measure_keys (CsChecker       *checker,
              CsCheckQuestion *question,
              CsContent       *content,
              guint            round)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < KEYS; i++)
    {
      g_autoptr(GPtrArray) findings = NULL;

      type_key (content, round * KEYS + i);
      findings = cs_checker_run (checker, question);
      g_assert_nonnull (findings);
    }
  return (double) (g_get_monotonic_time () - start) / KEYS;
}

static double
measure_counts (const CsContent *content,
                const CsTarget  *target)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < KEYS; i++)
    for (guint j = 0; j < PARTS; j++)
      (void) cs_text_count (cs_content_get_segment (content, j)->text, &target->limits);
  return (double) (g_get_monotonic_time () - start) / KEYS;
}

int
main (void)
{
  g_autoptr(GPtrArray) rules = check_rules_load (NULL);
  g_autoptr(CsChecker) checker = cs_checker_new (rules);
  g_autoptr(CsContent) content = make_thread ();
  g_autoptr(GArray) targets = g_array_new (FALSE, TRUE, sizeof (CsTarget));
  CsTarget target = { 1, cs_text_limits_for (CS_NETWORK_MASTODON), 4, 1500, NULL };
  CsCheckQuestion question = { content, targets, CS_RELEASE_AT_ONCE, 0, "UTC", NOW };
  g_autoptr(GPtrArray) first = NULL;
  double keys[BENCH_ROUNDS];
  double counts[BENCH_ROUNDS];
  double whole;
  gint64 start = g_get_monotonic_time ();

  g_array_append_val (targets, target);
  first = cs_checker_run (checker, &question);
  whole = (double) (g_get_monotonic_time () - start);
  for (guint round = 0; round < BENCH_ROUNDS; round++)
    {
      keys[round] = measure_keys (checker, &question, content, round);
      counts[round] = measure_counts (content, &target);
    }
  g_print ("bench-checks: %u rules, thread of %u parts: a key %.2f ms, the whole thread at first %.1f ms; "
           "a key is %.1f times counting its characters (%.2f ms)\n", rules->len, PARTS,
           bench_median (keys, BENCH_ROUNDS) / 1000, whole / 1000,
           bench_median (keys, BENCH_ROUNDS) / bench_median (counts, BENCH_ROUNDS),
           bench_median (counts, BENCH_ROUNDS) / 1000);
  return 0;
}
