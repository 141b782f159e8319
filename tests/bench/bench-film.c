/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-film [SECONDS]: a film of about 36 MB a second, at first one of a gigabyte, taken into the media as film.add does it, against nothing but copying its bytes and digesting
 * them. Memory is the most that either process ever had; a film of a quarter of the length stands beside it, so that it is seen whether it grows. */

#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "bench-utils.h"
#include "cs-film.h"
#include "cs-media-files.h"

#define PIECE (1024 * 1024)

typedef struct
{
  double seconds;
  gint64 bytes;
  guint  n_told; /* how often progress was told */
} Taken;

static void
count_cb (double   done,
          gpointer data)
{
  (*(guint *) data)++;
}

static double
since (gint64 began)
{
  return (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
}

static void
check (gboolean  good,
       GError   *error)
{
  if (!good)
    g_error ("%s", error->message);
}

static double
copy_bare (const char *folder,
           const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsMediaDraft) draft = cs_media_draft_new (folder, &error);
  g_autofree char *piece = g_malloc (PIECE);
  gint64 began = g_get_monotonic_time ();
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  CsDigest digest;
  gint64 bytes;
  gssize n;

  while ((n = read (fd, piece, PIECE)) > 0)
    if (write (draft->fd, piece, (gsize) n) != n)
      g_error ("the disk is full");
  close (fd);
  check (cs_media_draft_keep (draft, &digest, &bytes, NULL, &error), error);
  return since (began);
}

static Taken
take (const char *folder,
      const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsFilm) film = NULL;
  g_autoptr(CsMediaDraft) draft = NULL;
  gint64 began = g_get_monotonic_time ();
  Taken taken = { 0 };
  CsFilmPlan plan;
  CsDigest digest;

  film = cs_film_probe (path, NULL, &error);
  check (film != NULL && cs_film_plan_master (&film->facts, &plan), error);
  draft = cs_media_draft_new (folder, &error);
  check (draft && cs_film_make (path, &plan, film->facts.duration_ms, draft->fd, count_cb, &taken.n_told, NULL, &error), error);
  check (cs_media_draft_keep (draft, &digest, &taken.bytes, NULL, &error), error);
  taken.seconds = since (began);
  return taken;
}

static glong
get_megabytes (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return usage.ru_maxrss / 1024;
}

static void
run (const char *folder,
     guint       seconds)
{
  CsFilmPattern pattern = { "snow", seconds, 1280, 720, 30, 8, TRUE };
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  g_autoptr(GError) error = NULL;
  int fd = g_open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  double bare;
  Taken taken;

  check (cs_film_make_pattern (&pattern, fd, NULL, &error), error);
  close (fd);
  bare = copy_bare (folder, path);
  taken = take (folder, path);
  g_print ("film of %u MB: taken in within %.1f s, %.2f times a bare copy with its digest; progress told %u times; memory so far %ld MB here, %ld MB in a helper\n",
           (guint) (taken.bytes / 1000000), taken.seconds, taken.seconds / bare, taken.n_told,
           get_megabytes (RUSAGE_SELF), get_megabytes (RUSAGE_CHILDREN));
}

int
main (int   argc,
      char *argv[])
{
  guint seconds = argc > 1 ? (guint) atoi (argv[1]) : 28;
  g_autofree char *folder = bench_make_folder ();

  run (folder, MAX (1, seconds / 4));
  run (folder, seconds);
  bench_remove_folder (folder);
  return EXIT_SUCCESS;
}
