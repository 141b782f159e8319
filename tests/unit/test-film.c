/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define _GNU_SOURCE /* memmem (), gettid () */

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cs-film.h"

typedef struct
{
  char *folder;
  char *film; /* a plain one of three seconds */
} Fixture;

static gboolean
make_pattern (const char           *path,
              const CsFilmPattern  *pattern,
              GError              **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean good = cs_film_make_pattern (pattern, fd, NULL, error);

  close (fd);
  return good;
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  unused)
{
  static const CsFilmPattern plain = { "ball", 3, 320, 240, 20, 30, TRUE };
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("countersign-film-XXXXXX", NULL);
  fixture->film = g_build_filename (fixture->folder, "film.mp4", NULL);
  if (!make_pattern (fixture->film, &plain, &error))
    {
      g_assert_error (error, CS_ERROR, CS_ERROR_CODEC_MISSING);
      g_test_skip (error->message);
      g_clear_pointer (&fixture->film, g_free);
    }
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->film);
}

/* Makes @to from @from by @plan and looks into it. */
static CsFilm *
make_anew (const char        *from,
           const char        *to,
           const CsFilmPlan  *plan,
           gint64             duration,
           GError           **error)
{
  int fd = g_open (to, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean good = cs_film_make (from, plan, duration, fd, NULL, NULL, NULL, error);

  close (fd);
  return good ? cs_film_probe (to, NULL, error) : NULL;
}

static void
test_probe (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsFilm) film = NULL;

  g_test_summary ("Length, sides, rate, codecs of a film are read without decoding it");
  if (!fixture->film)
    return;
  film = cs_film_probe (fixture->film, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ABS (film->facts.duration_ms - 3000), <, 120);
  g_assert_cmpint (film->facts.width, ==, 320);
  g_assert_cmpint (film->facts.height, ==, 240);
  g_assert_cmpuint (film->facts.rate_n / film->facts.rate_d, ==, 20);
  g_assert_true (film->facts.has_audio);
  g_assert_true (film->facts.copyable);
  g_assert_cmpint (film->rotation, ==, 0);
  g_assert_nonnull (strstr (film->video, "H.264"));
  g_assert_nonnull (strstr (film->audio, "AAC"));
}

static void
count_progress (double   done,
                gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (done, >=, *last);
  g_assert_cmpfloat (done, <=, 1);
  *last = done;
}

static void
test_make (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsFilm) film = NULL;
  g_autoptr(CsFilm) made = NULL;
  g_autofree char *to = g_build_filename (fixture->folder, "made.mp4", NULL);
  CsFilmLimits limits = { .max_bytes = 90 * 1000, .max_long = 160, .max_rate = 10 };
  CsFilmPlan plan;
  double last = 0;
  int fd;

  g_test_summary ("A film is made smaller and slower, within the bytes that are allowed, and tells how far it is");
  if (!fixture->film)
    return;
  film = cs_film_probe (fixture->film, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cs_film_plan_for (&film->facts, &limits, &plan));
  limits.max_bytes = 150 * 1000;
  g_assert_true (cs_film_plan_for (&film->facts, &limits, &plan));
  fd = g_open (to, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_true (cs_film_make (fixture->film, &plan, film->facts.duration_ms, fd, count_progress, &last, NULL, &error));
  g_assert_no_error (error);
  close (fd);
  g_assert_cmpfloat (last, >, 0);
  made = cs_film_probe (to, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cs_film_limits_check (&limits, &made->facts), ==, CS_FILM_FITS);
  g_assert_cmpint (made->facts.width, ==, 160);
  g_assert_cmpint (made->facts.height, ==, 120);
  g_assert_true (made->facts.copyable);
  g_assert_cmpint (ABS (made->facts.duration_ms - film->facts.duration_ms), <, 250);
}

/* Gives @path what a camera writes; FALSE where exiftool is not there */
static gboolean
tag_film (const char *path)
{
  const char *argv[] = { "exiftool", "-q", "-overwrite_original", "-GPSCoordinates=48.85 N, 2.35 E, 30", "-Author=Ann Example", "-Make=Maker", "-Model=Camera",
                         "-Keys:GPSCoordinates=48.85, 2.35, 30", "-Keys:Author=Ann Example", "-Rotation=90", "-XMP:Creator=Ann Example", path, NULL };
  int status = 0;

  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL) &&
         g_spawn_check_wait_status (status, NULL);
}

static char *
read_tags (const char *path)
{
  const char *argv[] = { "exiftool", "-G1", "-s", "-ee", path, NULL };
  char *said = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, NULL, NULL);
  return said;
}

static void
test_clean (Fixture       *fixture,
            gconstpointer  unused)
{
  static const char * const traces[] = { "GPS", "Ann Example", "Maker", "Camera", "XMP" };
  g_autoptr(GError) error = NULL;
  g_autoptr(CsFilm) film = NULL;
  g_autoptr(CsFilm) made = NULL;
  g_autofree char *to = g_build_filename (fixture->folder, "made.mp4", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  CsFilmPlan plan;

  g_test_summary ("A film that lay on its side stands upright, and place, author and device are gone");
  if (!fixture->film)
    return;
  if (!tag_film (fixture->film))
    {
      g_test_skip ("exiftool is not installed");
      return;
    }

  before = read_tags (fixture->film);
  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_nonnull (strstr (before, traces[i]));
  film = cs_film_probe (fixture->film, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (film->rotation, ==, 90);
  g_assert_cmpint (film->facts.width, ==, 240);
  g_assert_cmpint (film->facts.height, ==, 320);
  g_assert_false (film->facts.copyable);

  g_assert_true (cs_film_plan_master (&film->facts, &plan));
  made = make_anew (fixture->film, to, &plan, film->facts.duration_ms, &error);
  g_assert_no_error (error);
  g_assert_cmpint (made->rotation, ==, 0);
  g_assert_cmpint (made->facts.width, ==, 240);
  g_assert_cmpint (made->facts.height, ==, 320);
  after = read_tags (to);
  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_null (strstr (after, traces[i]));
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsFilm) film = NULL;
  g_autoptr(CsFilm) made = NULL;
  g_autofree char *to = g_build_filename (fixture->folder, "made.mp4", NULL);
  g_autofree char *contents = NULL;
  CsFilmPlan plan;
  gsize size = 0;

  g_test_summary ("H.264 and AAC are kept as they are, but for what an encoder wrote beside the pictures");
  if (!fixture->film)
    return;
  film = cs_film_probe (fixture->film, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cs_film_plan_master (&film->facts, &plan));
  g_assert_true (plan.copy);
  made = make_anew (fixture->film, to, &plan, film->facts.duration_ms, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ABS (made->facts.bytes - film->facts.bytes), <, film->facts.bytes / 10 + 4000);
  g_assert_cmpint (ABS (made->facts.duration_ms - film->facts.duration_ms), <, 120);
  g_assert_true (g_file_get_contents (to, &contents, &size, NULL));
  g_assert_null (memmem (contents, size, "x264 - core", 11));
}

static void
test_frame (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) first = NULL;
  g_autoptr(GBytes) later = NULL;

  g_test_summary ("A picture of the film is drawn, another one at another time");
  if (!fixture->film)
    return;
  first = cs_film_draw_frame (fixture->film, 0, 200, NULL, &error);
  g_assert_no_error (error);
  later = cs_film_draw_frame (fixture->film, 1500, 200, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_bytes_equal (first, later));
  g_assert_cmpmem (g_bytes_get_data (first, NULL), 2, "\xFF\xD8", 2);
}

static void
expect_refused (Fixture    *fixture,
                const char *name,
                const char *data,
                gsize       size,
                int         code)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  g_test_message ("%s", name);
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  g_assert_null (cs_film_probe (path, NULL, &error));
  g_assert_error (error, CS_ERROR, code);
  /* the bound that holds for any file, and a little for the machine */
  g_assert_cmpint (g_get_monotonic_time () - began, <, 40 * G_USEC_PER_SEC);
}

/* Puts @value, big-endian, behind the name of a box. */
static void
patch_box (char       *data,
           gsize       size,
           const char *box,
           gsize       behind,
           guint32     value)
{
  char *at = memmem (data, size, box, 4);
  guint32 big = GUINT32_TO_BE (value);

  g_assert_nonnull (at);
  g_assert_cmpuint (at + 4 + behind + 4 - data, <=, size);
  memcpy (at + 4 + behind, &big, 4);
}

static void
test_hostile (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *whole = NULL;
  g_autofree char *wide = NULL;
  g_autofree char *endless = NULL;
  g_autofree char *noise = g_malloc (200000);
  g_autoptr(GError) error = NULL;
  gsize size = 0;

  g_test_summary ("Nothing, text, noise, half a film, a page of the web, a picture: each is refused with its code, in bounded time");
  if (!fixture->film)
    return;
  g_assert_true (g_file_get_contents (fixture->film, &whole, &size, NULL));
  wide = g_memdup2 (whole, size);
  endless = g_memdup2 (whole, size);
  for (guint i = 0; i < 200000; i++)
    noise[i] = (char) (i * 2654435761u >> 13);

  expect_refused (fixture, "empty.mp4", "", 0, CS_ERROR_NOT_A_FILM);
  expect_refused (fixture, "text.mp4", "This is a text and no film at all.\n", 35, CS_ERROR_NOT_A_FILM);
  expect_refused (fixture, "page.webm", "<html><video src='x'></html>", 28, CS_ERROR_NOT_A_FILM);
  expect_refused (fixture, "noise.mov", noise, 200000, CS_ERROR_NOT_A_FILM);
  expect_refused (fixture, "half.mp4", whole, size / 2, CS_ERROR_NOT_A_FILM);
  expect_refused (fixture, "head.mp4", whole, 40, CS_ERROR_NOT_A_FILM);
  expect_refused (fixture, "zeroes.mp4", memset (noise, 0, 200000), 200000, CS_ERROR_NOT_A_FILM);
  expect_refused (fixture, "playlist.mp4", "#EXTM3U\n#EXTINF:5\nfile:///etc/passwd\n", 37, CS_ERROR_NOT_A_FILM);
  expect_refused (fixture, "bomb.mkv", "\x1A\x45\xDF\xA3\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x42\x82\x88matroska", 23, CS_ERROR_NOT_A_FILM);

  /* films that claim to last for a month, and to have pictures of 16,384 × 16,384 */
  patch_box (endless, size, "mvhd", 16, G_MAXINT32);
  expect_refused (fixture, "endless.mp4", endless, size, CS_ERROR_NOT_A_FILM);
  patch_box (wide, size, "avc1", 24, 0x40004000);
  expect_refused (fixture, "wide.mp4", wide, size, CS_ERROR_FILM_BOUNDS);
  g_assert_null (cs_film_probe ("/nowhere/film.mp4", NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cs_film_probe ("/dev/zero", NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_A_FILM);
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (300 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

/* Whether the kernel says that the helper, our only child, is confined. */
static gboolean
is_confined (void)
{
  g_autofree char *children = NULL;
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", (int) gettid ());
  g_autofree char *status = NULL;
  g_autofree char *of = NULL;

  if (!g_file_get_contents (path, &children, NULL, NULL) || *g_strstrip (children) == '\0')
    return FALSE;
  of = g_strdup_printf ("/proc/%s/status", children);
  return g_file_get_contents (of, &status, NULL, NULL) && strstr (status, "Seccomp:\t2") && strstr (status, "NoNewPrivs:\t1");
}

static void
look_cb (double   done,
         gpointer data)
{
  *(gboolean *) data |= is_confined ();
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  unused)
{
  static const CsFilmPlan slow = { FALSE, 3840, 2160, 60, 1, 16000, 128, 0 };
  g_autofree char *to = g_build_filename (fixture->folder, "made.mp4", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GThread *thread;
  gint64 began = g_get_monotonic_time ();
  gboolean confined = FALSE;
  int fd;

  g_test_summary ("A film that is being made is let go at once, and nothing runs on; while it is made its process may do nothing but that");
  if (!fixture->film)
    return;
  fd = g_open (to, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_assert_false (cs_film_make (fixture->film, &slow, 3000, fd, look_cb, &confined, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
  g_thread_join (thread);
  close (fd);
  g_clear_error (&error);

  fd = g_open (to, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_true (cs_film_make (fixture->film, &(CsFilmPlan) { FALSE, 640, 480, 20, 1, 900, 128, 0 }, 3000, fd, look_cb, &confined, NULL, &error));
  g_assert_no_error (error);
  close (fd);
  g_assert_true (confined);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("/film/probe", test_probe);
  ADD ("/film/make", test_make);
  ADD ("/film/copy", test_copy);
  ADD ("/film/clean", test_clean);
  ADD ("/film/frame", test_frame);
  ADD ("/film/hostile", test_hostile);
  ADD ("/film/cancel", test_cancel);
#undef ADD

  return g_test_run ();
}
