/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "cs-film-limits.h"

/* Sound as the networks take it, and pictures below which a film is no longer one. */
#define AUDIO_KBPS 128
#define LEAST_VIDEO_KBPS 150
#define MOST_VIDEO_KBPS 16000

/* Of a master that has to be encoded, and of what goes out: bits for one pixel of one picture. */
#define MASTER_BITS 0.15
#define RENDITION_BITS 0.10

/* With fewer a small picture looks better than a large one. */
#define LEAST_BITS 0.04
#define LEAST_SHORT 240

/* Left free for what the film is packed in. */
#define PACKING 0.97

CsFilmLimits
cs_film_limits_for (CsNetworkKind network)
{
  switch (network)
    {
    case CS_NETWORK_X:
      return (CsFilmLimits) { 512 * 1000 * 1000, 500, 140 * 1000, 1280, 1024, 0, 60 };

    case CS_NETWORK_BLUESKY:
      return (CsFilmLimits) { 100 * 1000 * 1000, 0, 180 * 1000, 0, 0, 0, 0 };

    case CS_NETWORK_MASTODON:
    case CS_NETWORK_PRACTICE:
      return (CsFilmLimits) { 103809024, 0, 0, 0, 0, 8294400, 120 };
    }

  g_assert_not_reached ();
}

static gboolean
is_too_wide (const CsFilmLimits *limits,
             int                 width,
             int                 height)
{
  return (limits->max_long > 0 && MAX (width, height) > limits->max_long) ||
         (limits->max_short > 0 && MIN (width, height) > limits->max_short) ||
         (limits->max_pixels > 0 && (gint64) width * height > limits->max_pixels);
}

CsFilmExcess
cs_film_limits_check (const CsFilmLimits *limits,
                      const CsFilmFacts  *film)
{
  guint excess = CS_FILM_FITS;

  if (limits->max_ms > 0 && film->duration_ms > limits->max_ms)
    excess |= CS_FILM_TOO_LONG;
  if (film->duration_ms < limits->min_ms)
    excess |= CS_FILM_TOO_SHORT;
  if (limits->max_bytes > 0 && film->bytes > limits->max_bytes)
    excess |= CS_FILM_TOO_LARGE;
  if (is_too_wide (limits, film->width, film->height))
    excess |= CS_FILM_TOO_WIDE;
  if (limits->max_rate > 0 && film->rate_d > 0 && film->rate_n > limits->max_rate * film->rate_d)
    excess |= CS_FILM_TOO_FAST;

  return excess;
}

/* Sides of the largest picture of that shape within @limits; even, as H.264 wants them. */
static void
fit_sides (const CsFilmLimits *limits,
           CsFilmPlan         *plan)
{
  double scale = 1;
  int width = plan->width, height = plan->height;

  if (limits->max_long > 0)
    scale = MIN (scale, (double) limits->max_long / MAX (width, height));
  if (limits->max_short > 0)
    scale = MIN (scale, (double) limits->max_short / MIN (width, height));
  if (limits->max_pixels > 0)
    scale = MIN (scale, sqrt ((double) limits->max_pixels / ((double) width * height)));

  plan->width = MAX (2, (int) (width * scale) & ~1);
  plan->height = MAX (2, (int) (height * scale) & ~1);
}

static gboolean
fit_rate (const CsFilmLimits *limits,
          const CsFilmFacts  *film,
          CsFilmPlan         *plan)
{
  /* A film that does not tell has pictures at odd times; 30 a second lose nothing that is seen. */
  plan->rate_n = film->rate_n > 0 && film->rate_d > 0 ? film->rate_n : 30;
  plan->rate_d = film->rate_n > 0 && film->rate_d > 0 ? film->rate_d : 1;
  if (plan->rate_n / plan->rate_d > CS_FILM_MAX_RATE)
    return FALSE;
  if (limits->max_rate > 0 && plan->rate_n > limits->max_rate * plan->rate_d)
    {
      plan->rate_n = limits->max_rate;
      plan->rate_d = 1;
    }

  return TRUE;
}

static double
compute_kbps (double            bits,
              const CsFilmPlan *plan)
{
  return bits * plan->width * plan->height * plan->rate_n / plan->rate_d / 1000;
}

/* A picture for which so few bits are enough, but not so small that nothing is seen. */
static void
shrink (CsFilmPlan *plan,
        double      kbps)
{
  double scale = sqrt (kbps / compute_kbps (LEAST_BITS, plan));

  scale = MAX (scale, (double) LEAST_SHORT / MIN (plan->width, plan->height));
  if (scale >= 1)
    return;

  plan->width = MAX (2, (int) (plan->width * scale) & ~1);
  plan->height = MAX (2, (int) (plan->height * scale) & ~1);
}

static gboolean
fit_bytes (const CsFilmLimits *limits,
           const CsFilmFacts  *film,
           double              bits,
           CsFilmPlan         *plan)
{
  double seconds = MAX (film->duration_ms, 500) / 1000.0;
  double wanted = compute_kbps (bits, plan);
  double most = MOST_VIDEO_KBPS;

  plan->audio_kbps = film->has_audio ? AUDIO_KBPS : 0;
  if (limits->max_bytes > 0)
    most = MIN (most, limits->max_bytes * PACKING * 8 / 1000 / seconds - plan->audio_kbps);
  if (most < LEAST_VIDEO_KBPS)
    return FALSE;

  wanted = CLAMP (wanted, LEAST_VIDEO_KBPS, most);
  shrink (plan, wanted);
  plan->video_kbps = (guint) wanted;
  plan->bytes = (gint64) ((plan->video_kbps + plan->audio_kbps) * 125 * seconds / PACKING);
  return limits->max_bytes == 0 || plan->bytes <= limits->max_bytes;
}

static gboolean
is_within_office (const CsFilmFacts *film)
{
  return film->width > 0 && film->height > 0 && MAX (film->width, film->height) <= CS_FILM_MAX_SIDE &&
         (gint64) film->width * film->height <= CS_FILM_MAX_PIXELS &&
         film->duration_ms > 0 && film->duration_ms <= CS_FILM_MAX_MS && film->bytes <= CS_FILM_MAX_BYTES;
}

gboolean
cs_film_plan_master (const CsFilmFacts *film,
                     CsFilmPlan        *plan)
{
  static const CsFilmLimits none = { 0 };
  static const CsFilmLimits kept = { CS_FILM_MAX_BYTES, 0, CS_FILM_MAX_MS, 3840, 2160, 0, 60 };

  if (!is_within_office (film))
    return FALSE;

  *plan = (CsFilmPlan) { film->copyable, film->width, film->height };
  if (film->copyable)
    {
      plan->bytes = film->bytes;
      plan->audio_kbps = film->has_audio ? AUDIO_KBPS : 0;
      return fit_rate (&none, film, plan);
    }

  fit_sides (&kept, plan);
  return fit_rate (&kept, film, plan) && fit_bytes (&kept, film, MASTER_BITS, plan);
}

gboolean
cs_film_plan_for (const CsFilmFacts  *film,
                  const CsFilmLimits *limits,
                  CsFilmPlan         *plan)
{
  CsFilmExcess excess = cs_film_limits_check (limits, film);

  if (!is_within_office (film) || (excess & (CS_FILM_TOO_LONG | CS_FILM_TOO_SHORT)) != 0)
    return FALSE;

  *plan = (CsFilmPlan) { FALSE, film->width, film->height };
  fit_sides (limits, plan);
  return fit_rate (limits, film, plan) && fit_bytes (limits, film, RENDITION_BITS, plan);
}

char *
cs_film_format_duration (gint64 duration_ms)
{
  int seconds = (int) (duration_ms / 1000);

  if (seconds >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);

  return g_strdup_printf ("%d:%02d", seconds / 60, seconds % 60);
}

char *
cs_film_excess_sentence (CsFilmExcess        excess,
                         const CsFilmLimits *limits,
                         const CsFilmFacts  *film,
                         const char         *network)
{
  g_autofree char *most = NULL;
  g_autofree char *has = NULL;

  if (excess & CS_FILM_TOO_LONG)
    {
      most = cs_film_format_duration (limits->max_ms);
      has = cs_film_format_duration (film->duration_ms);
      /* Translators: the name of a network or account, then two lengths such as 2:20 */
      return g_strdup_printf (_("%s takes films of %s at most; this one lasts %s. Cut it and attach it anew."), network, most, has);
    }
  if (excess & CS_FILM_TOO_SHORT)
    return g_strdup_printf (_("%s takes no film shorter than half a second."), network);
  if (excess & CS_FILM_TOO_LARGE)
    {
      most = g_format_size (limits->max_bytes);
      has = g_format_size (film->bytes);
      /* Translators: the name of a network or account, then two sizes such as 100 MB */
      return g_strdup_printf (_("%s takes films of %s at most; this one has %s."), network, most, has);
    }
  if (excess & CS_FILM_TOO_WIDE)
    /* Translators: the name of a network or account, then width and height */
    return g_strdup_printf (_("%s takes smaller pictures than this film’s %d × %d."), network, film->width, film->height);
  if (excess & CS_FILM_TOO_FAST)
    return g_strdup_printf (_("%s takes %u pictures a second at most."), network, limits->max_rate);

  return NULL;
}
