/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-enums.h"

G_BEGIN_DECLS

/* What the office takes in at all. */
#define CS_FILM_MAX_BYTES (4 * G_GINT64_CONSTANT (1024) * 1024 * 1024)
#define CS_FILM_MAX_MS (4 * G_GINT64_CONSTANT (3600000))
#define CS_FILM_MAX_SIDE 8192
#define CS_FILM_MAX_PIXELS (G_GINT64_CONSTANT (8192) * 4320)
#define CS_FILM_MAX_RATE 240

/**
 * CsFilmFacts:
 *
 * What is known of a film. Sides are those that people see: upright, with square pixels.
 */
typedef struct
{
  gint64   duration_ms;
  gint64   bytes;
  int      width;       /* pixels */
  int      height;      /* pixels */
  guint    rate_n;      /* pictures in @rate_d seconds; 0 = not known */
  guint    rate_d;
  gboolean has_audio;
  gboolean copyable;    /* H.264 and AAC already, upright: needs no new encoding */
} CsFilmFacts;

/**
 * CsFilmLimits:
 *
 * What a network takes. 0 = it sets no such limit.
 */
typedef struct
{
  gint64 max_bytes;
  gint64 min_ms;
  gint64 max_ms;
  int    max_long;   /* pixels of the longer side */
  int    max_short;  /* pixels of the shorter one */
  gint64 max_pixels; /* of one picture */
  guint  max_rate;   /* pictures a second */
} CsFilmLimits;

typedef enum
{
  CS_FILM_FITS = 0,
  CS_FILM_TOO_LONG = 1 << 0,
  CS_FILM_TOO_SHORT = 1 << 1,
  CS_FILM_TOO_LARGE = 1 << 2,  /* bytes */
  CS_FILM_TOO_WIDE = 1 << 3,   /* sides or pixels */
  CS_FILM_TOO_FAST = 1 << 4,   /* pictures a second */
} CsFilmExcess;

/**
 * CsFilmPlan:
 *
 * How a film is made anew.
 */
typedef struct
{
  gboolean copy;       /* pictures and sound as they are, only what they are packed in is new */
  int      width;      /* pixels */
  int      height;     /* pixels */
  guint    rate_n;
  guint    rate_d;
  guint    video_kbps; /* at most, 0 if @copy */
  guint    audio_kbps; /* 0 = no sound */
  gint64   bytes;      /* at most about; an estimate */
} CsFilmPlan;

/**
 * cs_film_limits_for:
 *
 * Returns: what networks of that kind take where the server says nothing of its own (contracts: X 512 MB and 140 s, Bluesky 100 MB and 180 s, Mastodon 99 MB)
 */
CsFilmLimits cs_film_limits_for   (CsNetworkKind       network);

/**
 * cs_film_limits_check:
 *
 * Returns: why @film cannot go there as it is, %CS_FILM_FITS if it can
 */
CsFilmExcess cs_film_limits_check (const CsFilmLimits *limits,
                                   const CsFilmFacts  *film);

/**
 * cs_film_plan_master:
 *
 * How the office keeps @film: copied where that can be, else encoded with nothing lost that people see.
 *
 * Returns: %FALSE if it is beyond what the office takes
 */
gboolean     cs_film_plan_master  (const CsFilmFacts  *film,
                                   CsFilmPlan         *plan);

/**
 * cs_film_plan_for:
 *
 * How @film is made to fit @limits: smaller, slower, with fewer bytes; never shorter.
 *
 * Returns: %FALSE if nothing but cutting would help, or too few bytes are left for pictures that can be looked at
 */
gboolean     cs_film_plan_for     (const CsFilmFacts  *film,
                                   const CsFilmLimits *limits,
                                   CsFilmPlan         *plan);

/**
 * cs_film_excess_sentence:
 * @network: the name of the network or account
 *
 * Returns: (transfer full) (nullable): “X takes films of 2:20 at most; this one has 3:05.”, the first thing that is in the way; %NULL for %CS_FILM_FITS
 */
char        *cs_film_excess_sentence (CsFilmExcess        excess,
                                      const CsFilmLimits *limits,
                                      const CsFilmFacts  *film,
                                      const char         *network) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_film_format_duration:
 *
 * Returns: (transfer full): "0:07", "2:20", "1:02:03"
 */
char        *cs_film_format_duration (gint64              duration_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
