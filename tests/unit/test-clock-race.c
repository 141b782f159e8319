/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "clock-fixture.h"

#include "cs-clock.h"

/* Two that publish for the same office at the same time: each notice, each escalation, each expiry happens once. The lease lets only one of them look;
 * what it leaves open (a machine that slept with it) the transactions must hold. */

#define ROUNDS 40
#define PROCESS_ROUNDS 8

static const char *program = NULL;

/* A turn of the day: at half, four fifths and all of the review's two hours, and past the release time. */
static const char * const turns[] = { "11:00", "11:36", "12:00", "16:01" };

/* On a day of its own, a Monday: a post that expires unsigned, and one that stays open. */
static void
fill_day (OfficeFixture *fixture,
          const char    *day)
{
  g_autofree char *ten = g_strdup_printf ("%sT10:00", day);
  g_autofree char *release = g_strdup_printf ("%sT16:00", day);
  gint64 post;

  fixture->now = clock_fixture_at (ten);
  clock_fixture_submit_for (fixture, "Sluice 3 opens at noon.", release);
  post = office_fixture_post (fixture, "drafter", "Sluice 4 opens at noon.");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
}

static char *
dup_day (guint round)
{
  g_autoptr(GDateTime) first = g_date_time_new_utc (2026, 11, 30, 0, 0, 0);
  g_autoptr(GDateTime) day = g_date_time_add_days (first, 7 * (int) round);

  return g_date_time_format (day, "%Y-%m-%d");
}

/* For @n posts of each kind. */
static void
assert_once (OfficeFixture *fixture,
             guint          n)
{
  g_autofree char *expired = g_strdup_printf ("%u|%u", n, n);
  g_autofree char *escalated = g_strdup_printf ("%u|%u", 2 * n, 2 * n);
  g_autofree char *reminders = g_strdup_printf ("%u|%u|%u", 2 * 3 * n, 2 * 3 * 2 * n, 2 * n);

  clock_fixture_assert_answer (fixture, "SELECT count (*), count (DISTINCT post) FROM journal WHERE details LIKE '%\"act\":\"expire\"%'", expired);
  clock_fixture_assert_answer (fixture, "SELECT count (*), count (DISTINCT post) FROM notices WHERE kind = 'expired'", expired);
  clock_fixture_assert_answer (fixture, "SELECT count (*), count (DISTINCT post) FROM journal WHERE kind = 'escalated'", escalated);
  clock_fixture_assert_answer (fixture, "SELECT count (*), count (DISTINCT post) FROM notices WHERE kind = 'escalated'", escalated);
  /* two reviewers, three marks, two posts */
  clock_fixture_assert_answer (fixture,
                               "SELECT (SELECT count (*) FROM reminders WHERE mark <= 100), count (*), count (DISTINCT post) "
                               "FROM notices WHERE kind = 'reminder'", reminders);
  clock_fixture_assert_answer (fixture, "SELECT count (*) FROM (SELECT 1 FROM notices GROUP BY person, post, kind, details HAVING count (*) > 1)", "0");
}

typedef struct
{
  const char *folder; /* lent */
  GMutex      lock;
  GCond       changed;
  guint       turn;   /* counts up: what is to be looked at now */
  guint       n_done; /* of both */
  gint64      now;
  gboolean    over;
} Race;

static gpointer
run_beside (gpointer data)
{
  Race *race = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsStore) store = cs_store_open (race->folder, &error);

  g_assert_no_error (error);
  for (guint seen = 0; ; seen++)
    {
      guint n_done = 0;
      gint64 now;

      g_mutex_lock (&race->lock);
      while (race->turn == seen && !race->over)
        g_cond_wait (&race->changed, &race->lock);
      now = race->now;
      g_mutex_unlock (&race->lock);
      if (race->over)
        return NULL;

      g_assert_true (cs_clocks_pass (store, now, &n_done, &error));
      g_assert_no_error (error);
      g_mutex_lock (&race->lock);
      race->n_done++;
      g_cond_broadcast (&race->changed);
      g_mutex_unlock (&race->lock);
    }
}

/* Both at once, and back when both are done. */
static void
race_at (Race   *race,
         gint64  now)
{
  g_mutex_lock (&race->lock);
  race->now = now;
  race->n_done = 0;
  race->turn++;
  g_cond_broadcast (&race->changed);
  while (race->n_done < 2)
    g_cond_wait (&race->changed, &race->lock);
  g_mutex_unlock (&race->lock);
}

static void
test_threads (OfficeFixture *fixture,
              gconstpointer  unused)
{
  Race race = { .folder = fixture->folder };
  GThread *threads[2];

  g_test_summary ("Two stores of one office look at the same moment, without the lease that keeps them apart: everything happens once");
  g_mutex_init (&race.lock);
  g_cond_init (&race.changed);
  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("pass", run_beside, &race);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autofree char *day = dup_day (round);

      fill_day (fixture, day);
      for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
        {
          g_autofree char *when = g_strdup_printf ("%sT%s", day, turns[i]);

          race_at (&race, clock_fixture_at (when));
        }
    }

  g_mutex_lock (&race.lock);
  race.over = TRUE;
  g_cond_broadcast (&race.changed);
  g_mutex_unlock (&race.lock);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_cond_clear (&race.changed);
  g_mutex_clear (&race.lock);
  assert_once (fixture, ROUNDS);
}

static void
test_processes (OfficeFixture *fixture,
                gconstpointer  unused)
{
  g_test_summary ("Two processes publish for one office at the same moment, as two programs do: everything happens once");
  for (guint round = 0; round < PROCESS_ROUNDS; round++)
    {
      g_autofree char *day = dup_day (round);

      fill_day (fixture, day);
      for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
        {
          g_autofree char *when = g_strdup_printf ("%sT%s", day, turns[i]);
          g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, clock_fixture_at (when));
          GSubprocess *processes[2];
          g_autoptr(GError) error = NULL;

          for (guint j = 0; j < 2; j++)
            {
              processes[j] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--publish", fixture->folder, now, NULL);
              g_assert_no_error (error);
            }
          for (guint j = 0; j < 2; j++)
            {
              g_assert_true (g_subprocess_wait_check (processes[j], NULL, &error));
              g_assert_no_error (error);
              g_object_unref (processes[j]);
            }
        }
    }
  assert_once (fixture, PROCESS_ROUNDS);
}

static gint64
read_given_clock (gpointer now)
{
  return *(gint64 *) now;
}

/* One of the two processes: the publisher as it runs, with a clock that stands still. Who does not get the lease has nothing to do. */
static int
publish (const char *folder,
         const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) office = cs_local_office_open (folder, &error);
  gint64 now = g_ascii_strtoll (text, NULL, 10);
  guint n_done = 1;

  g_assert_no_error (error);
  cs_local_office_set_clock (office, read_given_clock, &now);
  while (n_done > 0)
    {
      g_assert_true (cs_outbox_run_once (cs_local_office_get_outbox (office), &n_done, &error));
      g_assert_no_error (error);
    }
  g_assert_finalize_object (g_steal_pointer (&office));
  return 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--publish"))
    return publish (argv[2], argv[3]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  clock_fixture_add ("/clocks/race/threads", test_threads);
  clock_fixture_add ("/clocks/race/processes", test_processes);

  return g_test_run ();
}
