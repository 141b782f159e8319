/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cs-film.h"
#include "cs-picture-decode.h"
#include "cs-picture-fit.h"
#include "outbox-fixture.h"

/* What the practice network received, looked at with exiftool: nothing of where, with what and by whom a picture or a film was taken is in it. */

/* Groups of exiftool that tell about pixels and the file on this disk, and nothing about people. */
static const char *const harmless[] = { "SourceFile", "ExifTool", "File", "JFIF", "PNG", "Composite", NULL };

static char *
find_source (const char *name)
{
  return g_build_filename (g_getenv ("CS_TEST_DATA"), "..", "fuzz", "corpus", "picture", name, NULL);
}

/* Returns: what exiftool says of a file or of all in a folder: an array of objects */
static JsonNode *
run_exiftool (const char *path)
{
  const char *const arguments[] = { "exiftool", "-j", "-G", "-a", "-u", "-ee", path, NULL };
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  JsonNode *node;

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               &output, NULL, NULL, &error));
  g_assert_no_error (error);
  node = json_from_string (output, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  return node;
}

static gboolean
is_harmless (const char *tag)
{
  g_auto(GStrv) parts = g_strsplit (tag, ":", 2);

  return g_strv_contains (harmless, parts[0]);
}

/* Returns: how many tags there are that could tell something */
static guint
count_telling (JsonObject *object,
               gboolean    say)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  guint n = 0;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (is_harmless (name))
        continue;
      n++;
      if (say)
        g_test_message ("%s is left", name);
    }
  return n;
}

static CsMediaItem *
keep (OutboxFixture   *f,
      const CsPicture *picture)
{
  CsMediaItem *item = cs_media_item_new ();
  g_autoptr(GError) error = NULL;

  g_assert_true (cs_media_files_put (f->base.folder, picture->bytes, &item->digest, &error));
  g_assert_no_error (error);
  g_free (item->mime_type);
  item->mime_type = g_strdup (picture->mime_type);
  item->width = picture->width;
  item->height = picture->height;
  g_free (item->alt_text);
  item->alt_text = g_strdup ("A picture");
  return item;
}

static void
publish (OutboxFixture *f,
         CsMediaItem   *item)
{
  gint64 post;

  f->item = item;
  post = outbox_add_post (f, "A picture", NULL, "A picture", g_get_real_time () + f->ahead, 2);
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  f->item = NULL;
}

static char *
find_received (OutboxFixture *f)
{
  return g_build_filename (f->base.folder, "practice", "network", "media", NULL);
}

static gboolean
has_exiftool (void)
{
  g_autofree char *path = g_find_program_in_path ("exiftool");

  if (path == NULL)
    g_test_skip ("exiftool is not installed");
  return path != NULL;
}

static void
test_nothing_left (OutboxFixture *f,
                   gconstpointer  unused)
{
  static const char *const names[] = { "s.jpg", "p.jpg", "s.png", "s.webp", "s.heic" };
  g_autofree char *folder = find_received (f);
  g_autoptr(JsonNode) received = NULL;
  JsonArray *files;
  guint n_published = 0;

  g_test_summary ("Position, serial number and author are in the files that come in, and in none that the network received");
  if (!has_exiftool ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = find_source (names[i]);
      g_autoptr(JsonNode) source = run_exiftool (path);
      g_autoptr(GError) error = NULL;
      g_autoptr(CsPicture) picture = NULL;
      g_autoptr(CsMediaItem) item = NULL;

      g_assert_cmpuint (count_telling (json_array_get_object_element (json_node_get_array (source), 0), FALSE), >, 0);
      picture = cs_picture_read_file (path, NULL, &error);
      if (g_error_matches (error, CS_ERROR, CS_ERROR_PICTURE_KIND))
        continue;
      g_assert_no_error (error);
      g_assert_true ((picture->source.facts & (CS_PICTURE_HAD_POSITION | CS_PICTURE_HAD_AUTHOR)) != 0);
      item = keep (f, picture);
      publish (f, item);
      n_published++;
    }
  received = run_exiftool (folder);
  files = json_node_get_array (received);
  g_assert_cmpuint (json_array_get_length (files), ==, n_published);
  for (guint i = 0; i < json_array_get_length (files); i++)
    g_assert_cmpuint (count_telling (json_array_get_object_element (files, i), TRUE), ==, 0);
}

static CsPixels *
make_noise (void)
{
  gsize size = 1200 * 800 * 3;
  guint8 *data = g_malloc (size);
  guint32 noise = 1;

  for (gsize i = 0; i < size; i++)
    {
      noise = noise * 1664525 + 1013904223;
      data[i] = (guint8) (noise >> 24);
    }
  return cs_pixels_new (g_bytes_new_take (data, size), 1200, 800, 3);
}

static void
test_rendition (OutboxFixture *f,
                gconstpointer  unused)
{
  const CsPictureLimits limits = { 200000, 33177600, 8192 };
  g_autoptr(CsPixels) pixels = make_noise ();
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPicture) master = cs_picture_from_pixels (pixels, &error);
  g_autoptr(CsFittedPicture) fitted = cs_picture_fit (pixels, &limits, &error);
  g_autoptr(CsMediaItem) item = NULL;
  g_autoptr(CsMediaItem) small = NULL;
  g_autofree char *folder = find_received (f);
  g_autoptr(GDir) dir = NULL;
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  CsRendition rendition = { 0 };
  CsDigest digest;
  gsize size;

  g_test_summary ("The network gets the rendition that was signed for it, byte for byte");
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (fitted->picture->bytes), <=, 200000);
  item = keep (f, master);
  small = keep (f, fitted->picture);
  rendition.network = CS_NETWORK_PRACTICE;
  rendition.digest = small->digest;
  rendition.mime_type = small->mime_type;
  rendition.width = small->width;
  rendition.height = small->height;
  rendition.n_bytes = (gint64) g_bytes_get_size (fitted->picture->bytes);
  g_ptr_array_add (item->renditions, cs_rendition_copy (&rendition));
  publish (f, item);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, g_dir_read_name (dir), NULL);
  g_assert_null (g_dir_read_name (dir));
  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  digest = cs_digest_of_bytes (data, size);
  g_assert_true (cs_digest_equal (&digest, &small->digest));
}

/* A film as a camera of somebody writes it, at @path; FALSE where none can be made here */
static gboolean
make_film (const char *path)
{
  static const CsFilmPattern pattern = { "smpte", 2, 320, 240, 25, 30, TRUE };
  const char *const tag[] = { "exiftool", "-q", "-overwrite_original", "-GPSCoordinates=48.85 N, 2.35 E, 30", "-Author=Ann Example",
                              "-Make=Maker", "-Model=Camera", "-Keys:Author=Ann Example", "-XMP:Creator=Ann Example", path, NULL };
  g_autoptr(GError) error = NULL;
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  gboolean made = cs_film_make_pattern (&pattern, fd, NULL, &error);

  close (fd);
  if (!made)
    {
      g_assert_error (error, CS_ERROR, CS_ERROR_CODEC_MISSING);
      g_test_skip (error->message);
      return FALSE;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) tag, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  return TRUE;
}

/* The film at @path as the office keeps it */
static CsMediaItem *
take_film (OutboxFixture *f,
           const char    *path)
{
  g_autofree char *master = g_build_filename (f->base.folder, "master.mp4", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsFilm) film = cs_film_probe (path, NULL, &error);
  g_autofree char *data = NULL;
  CsPicture kept = { .mime_type = (char *) "video/mp4" };
  CsFilmPlan plan;
  CsMediaItem *item;
  gsize size;
  int fd = g_open (master, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_no_error (error);
  g_assert_true (cs_film_plan_master (&film->facts, &plan));
  g_assert_true (cs_film_make (path, &plan, film->facts.duration_ms, fd, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  close (fd);
  g_assert_true (g_file_get_contents (master, &data, &size, &error));
  kept.bytes = g_bytes_new_static (data, size);
  kept.width = 320;
  kept.height = 240;
  item = keep (f, &kept);
  item->duration_ms = film->facts.duration_ms;
  item->n_bytes = (gint64) size;
  g_bytes_unref (kept.bytes);
  return item;
}

static void
test_film (OutboxFixture *f,
           gconstpointer  unused)
{
  static const char *const traces[] = { "GPS", "Ann Example", "Maker", "Camera", "XMP" };
  g_autofree char *folder = find_received (f);
  g_autofree char *path = g_build_filename (f->base.folder, "camera.mp4", NULL);
  g_autoptr(CsMediaItem) item = NULL;
  g_autoptr(JsonNode) source = NULL;
  g_autoptr(JsonNode) received = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_test_summary ("Position, camera and author are in the film that comes in, and not in the one that the network received");
  if (!has_exiftool () || !make_film (path))
    return;
  source = run_exiftool (path);
  before = json_to_string (source, FALSE);
  item = take_film (f, path);
  publish (f, item);
  received = run_exiftool (folder);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (received)), ==, 1);
  after = json_to_string (received, FALSE);
  g_assert_nonnull (strstr (after, "video/mp4"));
  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    {
      g_assert_nonnull (strstr (before, traces[i]));
      g_assert_null (strstr (after, traces[i]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/networks/published-pictures/nothing-left", OutboxFixture, NULL, outbox_set_up, test_nothing_left, outbox_tear_down);
  g_test_add ("/networks/published-pictures/rendition", OutboxFixture, NULL, outbox_set_up, test_rendition, outbox_tear_down);
  g_test_add ("/networks/published-pictures/film", OutboxFixture, NULL, outbox_set_up, test_film, outbox_tear_down);
  return g_test_run ();
}
