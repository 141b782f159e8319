/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-error.h"
#include "cs-film-limits.h"

G_BEGIN_DECLS

/* A hostile film must not reach the program that people work in: everything here is done by countersign-film, a process of its own that may neither write nor talk to anybody
 * (cs-film-sandbox.c). All functions block, and none may be called on the main loop. */

/**
 * CsFilm:
 *
 * What a file holds.
 */
typedef struct
{
  CsFilmFacts  facts;
  char        *container; /* "video/quicktime", "video/webm", "video/x-matroska"; owned */
  char        *video;     /* "H.264", as GStreamer names it; owned */
  char        *audio;     /* "" without sound; owned */
  int          rotation;  /* degrees clockwise by which it is to be turned for showing; mirrored ones have one too */
} CsFilm;

/**
 * CsFilmProgress:
 * @done: from 0 to 1
 */
typedef void (*CsFilmProgress) (double   done,
                                gpointer data);

void      cs_film_free       (CsFilm            *film);

/**
 * cs_film_probe:
 *
 * Looks into the file at @path: its head only, nothing is decoded. Sets %CS_ERROR_NOT_A_FILM (empty, truncated, no picture, another type), %CS_ERROR_CODEC_MISSING,
 * %CS_ERROR_FILM_BOUNDS, %CS_ERROR_FILM_STUCK, %CS_ERROR_NOT_FOUND.
 */
CsFilm   *cs_film_probe      (const char        *path,
                              GCancellable      *cancellable,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_film_make:
 * @to: a file open for reading and writing, empty; stays the caller's
 *
 * Makes the film at @path anew: upright, H.264 and AAC in MP4, the first picture and the first sound of it, without any of its metadata (place, device, author, time tracks).
 * Streams: needs no more memory for a long film. A @cancellable ends it within a moment. Sets the errors of cs_film_probe(), %CS_ERROR_NO_SPACE.
 */
gboolean  cs_film_make       (const char        *path,
                              const CsFilmPlan  *plan,
                              gint64             duration_ms,
                              int                to,
                              CsFilmProgress     progress,
                              gpointer           data,
                              GCancellable      *cancellable,
                              GError           **error);

/**
 * cs_film_draw_frame:
 * @at_ms: which picture; the nearest there is
 * @max_side: of the longer side, pixels
 *
 * Returns: (transfer full): a JPEG, upright, without metadata
 */
GBytes   *cs_film_draw_frame (const char        *path,
                              gint64             at_ms,
                              int                max_side,
                              GCancellable      *cancellable,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsFilmPattern:
 *
 * A film made of nothing, to try films with.
 */
typedef struct
{
  const char *look;      /* of GStreamer's videotestsrc: "smpte", "ball", "snow", "gradient" … */
  guint       seconds;
  int         width;     /* pixels */
  int         height;    /* pixels */
  guint       rate;      /* pictures a second */
  guint       quantizer; /* of H.264, 1 to 50: small is large */
  gboolean    sound;
} CsFilmPattern;

/**
 * cs_film_make_pattern:
 * @to: a file open for reading and writing, empty; stays the caller's
 *
 * Makes a film, MP4 with H.264 and AAC. Sets %CS_ERROR_CODEC_MISSING where it cannot be made on this machine.
 */
gboolean  cs_film_make_pattern (const CsFilmPattern *pattern,
                                int                  to,
                                GCancellable        *cancellable,
                                GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFilm, cs_film_free)

G_END_DECLS
