/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-film-limits.h"

#define MB (G_GINT64_CONSTANT (1000) * 1000)

typedef struct
{
  CsNetworkKind network;
  gint64        duration_ms;
  gint64        bytes;
  int           width;
  int           height;
  guint         rate;
  guint         excess;
  int           planned; /* width of what is made for it, 0 = it cannot be made */
} LimitCase;

static const LimitCase cases[] = {
  { CS_NETWORK_X, 140000, 512 * MB, 1280, 720, 30, CS_FILM_FITS, 1280 },
  { CS_NETWORK_X, 140001, 10 * MB, 1280, 720, 30, CS_FILM_TOO_LONG, 0 },
  { CS_NETWORK_X, 499, 10 * MB, 1280, 720, 30, CS_FILM_TOO_SHORT, 0 },
  { CS_NETWORK_X, 60000, 512 * MB + 1, 1280, 720, 30, CS_FILM_TOO_LARGE, 1280 },
  { CS_NETWORK_X, 60000, 100 * MB, 1920, 1080, 30, CS_FILM_TOO_WIDE, 1280 },
  { CS_NETWORK_X, 60000, 100 * MB, 1080, 1920, 30, CS_FILM_TOO_WIDE, 720 },
  { CS_NETWORK_X, 60000, 100 * MB, 1280, 1280, 30, CS_FILM_TOO_WIDE, 1024 },
  { CS_NETWORK_X, 60000, 100 * MB, 1280, 720, 120, CS_FILM_TOO_FAST, 1280 },
  { CS_NETWORK_X, 200000, 600 * MB, 3840, 2160, 120, CS_FILM_TOO_LONG | CS_FILM_TOO_LARGE | CS_FILM_TOO_WIDE | CS_FILM_TOO_FAST, 0 },
  { CS_NETWORK_BLUESKY, 180000, 100 * MB, 1920, 1080, 30, CS_FILM_FITS, 1920 },
  { CS_NETWORK_BLUESKY, 180000, 101 * MB, 1920, 1080, 30, CS_FILM_TOO_LARGE, 1920 },
  { CS_NETWORK_BLUESKY, 180001, 50 * MB, 1920, 1080, 60, CS_FILM_TOO_LONG, 0 },
  { CS_NETWORK_MASTODON, 600000, 103809024, 3840, 2160, 30, CS_FILM_FITS, 1340 },
  { CS_NETWORK_MASTODON, 60000, 90 * MB, 4096, 2160, 30, CS_FILM_TOO_WIDE, 3964 },
  /* four hours in 99 MB leave nothing to look at */
  { CS_NETWORK_MASTODON, 4 * 3600000, 900 * MB, 1920, 1080, 30, CS_FILM_TOO_LARGE, 0 },
};

static void
test_networks (void)
{
  g_test_summary ("What each network takes, on both sides of each bound, and what is made of the rest: never more than it takes");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LimitCase *one = &cases[i];
      CsFilmFacts film = { one->duration_ms, one->bytes, one->width, one->height, one->rate, 1, TRUE, FALSE };
      CsFilmLimits limits = cs_film_limits_for (one->network);
      CsFilmPlan plan = { 0 };
      g_autofree char *sentence = cs_film_excess_sentence (one->excess, &limits, &film, "X");

      g_test_message ("case %u", i);
      g_assert_cmpuint (cs_film_limits_check (&limits, &film), ==, one->excess);
      g_assert_true ((sentence == NULL) == (one->excess == CS_FILM_FITS));
      g_assert_cmpint (cs_film_plan_for (&film, &limits, &plan), ==, one->planned > 0);
      if (one->planned == 0)
        continue;

      g_assert_cmpint (plan.width, ==, one->planned);
      g_assert_cmpint (plan.width % 2 + plan.height % 2, ==, 0);
      film = (CsFilmFacts) { one->duration_ms, plan.bytes, plan.width, plan.height, plan.rate_n, plan.rate_d, TRUE, FALSE };
      g_assert_cmpuint (cs_film_limits_check (&limits, &film), ==, CS_FILM_FITS);
    }
}

static void
test_master (void)
{
  CsFilmFacts film = { 60000, 50 * MB, 1920, 1080, 30000, 1001, TRUE, TRUE };
  CsFilmPlan plan = { 0 };

  g_test_summary ("The office keeps what it can as it is, encodes the rest, and refuses what is beyond all bounds");
  g_assert_true (cs_film_plan_master (&film, &plan));
  g_assert_true (plan.copy);
  g_assert_cmpint (plan.bytes, ==, film.bytes);

  film.copyable = FALSE;
  g_assert_true (cs_film_plan_master (&film, &plan));
  g_assert_false (plan.copy);
  g_assert_cmpuint (plan.rate_n, ==, 30000);
  g_assert_cmpuint (plan.audio_kbps, ==, 128);

  film.width = 7680;
  film.height = 4320;
  g_assert_true (cs_film_plan_master (&film, &plan));
  g_assert_cmpint (plan.width, ==, 3840);
  g_assert_cmpint (plan.height, ==, 2160);

  film.width = 16384;
  film.height = 16384;
  g_assert_false (cs_film_plan_master (&film, &plan));
  film.width = film.height = 1080;
  film.duration_ms = CS_FILM_MAX_MS + 1;
  g_assert_false (cs_film_plan_master (&film, &plan));
  film.duration_ms = 0;
  g_assert_false (cs_film_plan_master (&film, &plan));
}

static void
test_words (void)
{
  static const struct { gint64 ms; const char *text; } durations[] = {
    { 0, "0:00" }, { 999, "0:00" }, { 7000, "0:07" }, { 140000, "2:20" }, { 3599999, "59:59" }, { 3723000, "1:02:03" },
  };
  CsFilmFacts film = { 185000, 10 * MB, 1280, 720, 30, 1, TRUE, FALSE };
  CsFilmLimits limits = cs_film_limits_for (CS_NETWORK_X);
  g_autofree char *sentence = cs_film_excess_sentence (CS_FILM_TOO_LONG, &limits, &film, "X");

  g_test_summary ("Lengths as players show them, and a sentence that names both numbers");
  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      g_autofree char *text = cs_film_format_duration (durations[i].ms);

      g_assert_cmpstr (text, ==, durations[i].text);
    }
  g_assert_cmpstr (sentence, ==, "X takes films of 2:20 at most; this one lasts 3:05. Cut it and attach it anew.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/film-limits/networks", test_networks);
  g_test_add_func ("/core/film-limits/master", test_master);
  g_test_add_func ("/core/film-limits/words", test_words);
  return g_test_run ();
}
