/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cs-film-private.h"

/* Seconds that looking into a film may take, and that making one may go without moving on. */
#define PROBE_SECONDS 20
#define STALL_SECONDS 60

/* Of one picture as JPEG: more is none. */
#define MAX_FRAME (16 * 1024 * 1024)

void
cs_film_free (CsFilm *film)
{
  if (film == NULL)
    return;

  g_free (film->container);
  g_free (film->video);
  g_free (film->audio);
  g_free (film);
}

static void
keep_text (char       **place,
           const char  *value)
{
  g_free (*place);
  *place = g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), 100));
}

static gint64
keep_number (const char *value,
             gint64      most)
{
  return CLAMP (g_ascii_strtoll (value, NULL, 10), 0, most);
}

static gboolean
probe_line (const char *name,
            const char *value,
            gpointer    data)
{
  CsFilm *film = data;

  if (g_str_equal (name, "container"))
    keep_text (&film->container, value);
  else if (g_str_equal (name, "video"))
    keep_text (&film->video, value);
  else if (g_str_equal (name, "audio"))
    keep_text (&film->audio, value);
  else if (g_str_equal (name, "duration"))
    film->facts.duration_ms = keep_number (value, G_MAXINT64);
  else if (g_str_equal (name, "width"))
    film->facts.width = (int) keep_number (value, G_MAXINT);
  else if (g_str_equal (name, "height"))
    film->facts.height = (int) keep_number (value, G_MAXINT);
  else if (g_str_equal (name, "rate-n"))
    film->facts.rate_n = (guint) keep_number (value, G_MAXINT);
  else if (g_str_equal (name, "rate-d"))
    film->facts.rate_d = (guint) keep_number (value, G_MAXINT);
  else if (g_str_equal (name, "rotation"))
    film->rotation = (int) keep_number (value, 270);
  else if (g_str_equal (name, "copyable"))
    film->facts.copyable = g_str_equal (value, "1");
  else
    return FALSE;

  return TRUE;
}

CsFilm *
cs_film_probe (const char    *path,
               GCancellable  *cancellable,
               GError       **error)
{
  static const char * const arguments[] = { "probe", NULL };
  g_autoptr(CsFilm) film = g_new0 (CsFilm, 1);
  GStatBuf status;

  film->container = g_strdup ("");
  film->video = g_strdup ("");
  film->audio = g_strdup ("");
  if (!cs_film_run (arguments, path, -1, PROBE_SECONDS, PROBE_SECONDS, probe_line, film, cancellable, error))
    return NULL;

  if (g_stat (path, &status) == 0)
    film->facts.bytes = status.st_size;
  film->facts.has_audio = *film->audio != '\0';
  if (film->facts.width <= 0 || film->facts.height <= 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_A_FILM, "“%s” has no picture", path);
      return NULL;
    }
  if (film->facts.duration_ms > CS_FILM_MAX_MS || MAX (film->facts.width, film->facts.height) > CS_FILM_MAX_SIDE ||
      (gint64) film->facts.width * film->facts.height > CS_FILM_MAX_PIXELS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FILM_BOUNDS, "“%s” has %d × %d pixels and claims %" G_GINT64_FORMAT " ms", path,
                   film->facts.width, film->facts.height, film->facts.duration_ms);
      return NULL;
    }

  return g_steal_pointer (&film);
}

typedef struct
{
  CsFilmProgress progress;
  gpointer       data;
} Teller;

static gboolean
progress_line (const char *name,
               const char *value,
               gpointer    data)
{
  const Teller *teller = data;

  if (!g_str_equal (name, "progress"))
    return FALSE;
  if (teller->progress)
    teller->progress (CLAMP (g_ascii_strtod (value, NULL), 0, 1), teller->data);

  return TRUE;
}

gboolean
cs_film_make (const char        *path,
              const CsFilmPlan  *plan,
              gint64             duration_ms,
              int                to,
              CsFilmProgress     progress,
              gpointer           data,
              GCancellable      *cancellable,
              GError           **error)
{
  Teller teller = { progress, data };
  g_autofree char *width = g_strdup_printf ("%d", plan->width);
  g_autofree char *height = g_strdup_printf ("%d", plan->height);
  g_autofree char *rate = g_strdup_printf ("%u/%u", plan->rate_n, plan->rate_d);
  g_autofree char *video = g_strdup_printf ("%u", plan->video_kbps);
  g_autofree char *audio = g_strdup_printf ("%u", plan->audio_kbps);
  g_autofree char *duration = g_strdup_printf ("%" G_GINT64_FORMAT, duration_ms);
  const char *arguments[] = { plan->copy ? "copy" : "encode", duration, width, height, rate, video, audio, NULL };

  return cs_film_run (arguments, path, to, STALL_SECONDS, 0, progress_line, &teller, cancellable, error);
}

GBytes *
cs_film_draw_frame (const char    *path,
                    gint64         at_ms,
                    int            max_side,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, at_ms);
  g_autofree char *side = g_strdup_printf ("%d", max_side);
  const char *arguments[] = { "frame", at, side, NULL };
  g_autofree char *name = NULL;
  char *contents = NULL;
  gsize size = 0;
  gboolean good;
  int fd;

  if ((fd = g_file_open_tmp ("countersign-frame-XXXXXX", &name, error)) < 0)
    return NULL;

  good = cs_film_run (arguments, path, fd, PROBE_SECONDS, PROBE_SECONDS, NULL, NULL, cancellable, error);
  close (fd);
  good = good && g_file_get_contents (name, &contents, &size, error);
  g_unlink (name);
  if (good && (size < 4 || size > MAX_FRAME))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_A_FILM, "No picture came out of “%s”", path);
      good = FALSE;
    }
  if (!good)
    {
      g_free (contents);
      return NULL;
    }

  return g_bytes_new_take (contents, size);
}

gboolean
cs_film_make_pattern (const CsFilmPattern  *pattern,
                      int                   to,
                      GCancellable         *cancellable,
                      GError              **error)
{
  Teller teller = { NULL, NULL };
  g_autofree char *seconds = g_strdup_printf ("%u", pattern->seconds);
  g_autofree char *width = g_strdup_printf ("%d", pattern->width);
  g_autofree char *height = g_strdup_printf ("%d", pattern->height);
  g_autofree char *rate = g_strdup_printf ("%u", pattern->rate);
  g_autofree char *quantizer = g_strdup_printf ("%u", pattern->quantizer);
  const char *arguments[] = { "pattern", pattern->look, seconds, width, height, rate, quantizer, pattern->sound ? "1" : "0", NULL };

  return cs_film_run (arguments, NULL, to, STALL_SECONDS, 0, progress_line, &teller, cancellable, error);
}
