/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "cs-error.h"
#include "cs-picture-client.h"
#include "cs-picture-decode.h"
#include "cs-picture-fit.h"
#include "office-fixture.h"

/* Pictures through the office's door: fitted to networks, edited, and what a post may go out with. */

/* Noise, which no JPEG makes small. */
static CsPixels *
make_noise (int width,
            int height,
            int channels)
{
  gsize size = (gsize) width * height * channels;
  guint8 *data = g_malloc (size);
  guint32 noise = 1;

  for (gsize i = 0; i < size; i++)
    {
      noise = noise * 1664525 + 1013904223;
      data[i] = (guint8) (noise >> 24);
    }
  return cs_pixels_new (g_bytes_new_take (data, size), width, height, channels);
}

/* One colour, with a see-through corner. */
static CsPixels *
make_drawing (int width,
              int height)
{
  gsize size = (gsize) width * height * 4;
  guint8 *data = g_malloc (size);

  memset (data, 200, size);
  for (gsize i = 3; i < size; i += 4)
    data[i] = i < 400 ? 0 : 255;
  return cs_pixels_new (g_bytes_new_take (data, size), width, height, 4);
}

static CsMediaItem *
take_picture (OfficeFixture *fixture,
              int            width,
              int            height)
{
  g_autoptr(CsPixels) pixels = make_noise (width, height, 3);
  g_autoptr(GBytes) jpeg = cs_pixels_to_jpeg (pixels, 95, NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "noise.jpg", NULL);
  g_autoptr(JsonObject) reply = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (jpeg, NULL), (gssize) g_bytes_get_size (jpeg), NULL));
  reply = office_fixture_call (fixture, "drafter", "media.add", cs_arguments_media_add (path));
  g_unlink (path);
  return cs_reply_read_media (reply);
}

static GPtrArray *
fit (OfficeFixture     *fixture,
     const CsMediaItem *item)
{
  g_autoptr(GArray) accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(JsonObject) reply = NULL;

  g_array_append_val (accounts, fixture->account);
  reply = office_fixture_call (fixture, "drafter", "media.fit", cs_arguments_media_fit (&item->digest, accounts));
  return cs_reply_read_fittings (reply);
}

static gint64
make_post (OfficeFixture     *fixture,
           const CsMediaItem *item)
{
  g_autoptr(CsContent) content = office_fixture_content (fixture, "A picture");
  CsMediaItem *copy = cs_media_item_copy (item);
  g_autoptr(JsonObject) reply = NULL;

  g_free (copy->alt_text);
  copy->alt_text = g_strdup ("Noise");
  g_ptr_array_add (cs_content_get_segment (content, 0)->media, copy);
  reply = office_fixture_call (fixture, "drafter", "post.create", cs_arguments_post_create (content));
  return cs_reply_read_id (reply);
}

static void
test_fitted (OfficeFixture *fixture,
             gconstpointer  unused)
{
  g_autoptr(CsMediaItem) item = take_picture (fixture, 2400, 1600);
  g_autoptr(CsMediaItem) other = take_picture (fixture, 2000, 1600);
  g_autoptr(CsMediaItem) small = take_picture (fixture, 200, 100);
  g_autoptr(GPtrArray) fittings = fit (fixture, item);
  g_autoptr(GPtrArray) others = fit (fixture, other);
  g_autoptr(GPtrArray) none = fit (fixture, small);
  const CsFitting *fitting = g_ptr_array_index (fittings, 0);

  g_test_summary ("A network that takes less gets a rendition of that very picture, or the post is not submitted");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (fittings->len, ==, 1);
  g_assert_cmpint (fitting->rendition.n_bytes, <=, 2 * 1024 * 1024);
  g_assert_cmpint (fitting->loss.bytes_before, >, fitting->rendition.n_bytes);
  office_fixture_refuse (fixture, "drafter", "post.submit", cs_arguments_one ("post", make_post (fixture, item)), CS_ERROR_NOT_FITTED);

  g_ptr_array_add (item->renditions, cs_rendition_copy (&((CsFitting *) g_ptr_array_index (others, 0))->rendition));
  office_fixture_refuse (fixture, "drafter", "post.submit", cs_arguments_one ("post", make_post (fixture, item)), CS_ERROR_INVALID);

  g_ptr_array_set_size (item->renditions, 0);
  g_ptr_array_add (item->renditions, cs_rendition_copy (&fitting->rendition));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", make_post (fixture, item)));
}

static void
test_edited (OfficeFixture *fixture,
             gconstpointer  unused)
{
  g_autoptr(CsMediaItem) item = take_picture (fixture, 300, 200);
  g_autoptr(CsPictureJob) job = cs_picture_job_new ();
  g_autoptr(CsCaption) caption = cs_caption_new ("桥梁周一重新开放");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsMediaItem) made = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  const CsBox box = { 10, 20, 30, 40 };

  g_test_summary ("A job makes a new picture; the old one stays as it is; nonsense is refused");
  job->turns = 1;
  job->crop = (CsBox) { 0, 0, 100, 150 };
  g_array_append_val (job->redactions, box);
  reply = office_fixture_call (fixture, "drafter", "media.edit", cs_arguments_media_edit (&item->digest, job, NULL));
  made = cs_reply_read_media (reply);
  g_assert_cmpint (made->width, ==, 100);
  g_assert_cmpint (made->height, ==, 150);
  g_assert_false (cs_digest_equal (&made->digest, &item->digest));
  g_clear_pointer (&made, cs_media_item_free);
  g_clear_pointer (&reply, json_object_unref);

  reply = office_fixture_call (fixture, "drafter", "media.edit", cs_arguments_media_edit (&item->digest, job, caption));
  made = cs_reply_read_media (reply);
  g_assert_cmpint (made->height, >, 150);
  job->max_side = 0;
  office_fixture_refuse (fixture, "drafter", "media.edit", cs_arguments_media_edit (&item->digest, job, NULL), CS_ERROR_INVALID);
  job->max_side = 100;
  office_fixture_refuse (fixture, "auditor", "media.edit", cs_arguments_media_edit (&item->digest, job, NULL), CS_ERROR_FORBIDDEN);
}

static void
test_forms (void)
{
  const CsPictureLimits tight = { 60000, 33177600, 8192 }, narrow = { 10000000, 33177600, 500 }, hopeless = { 100, 33177600, 8192 };
  g_autoptr(CsPixels) photograph = make_noise (800, 600, 3);
  g_autoptr(CsPixels) drawing = make_drawing (1000, 1000);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsFittedPicture) small = cs_picture_fit (photograph, &tight, &error);
  g_autoptr(CsFittedPicture) thin = cs_picture_fit (drawing, &narrow, &error);
  g_autoptr(CsFittedPicture) none = NULL;

  g_test_summary ("A photograph gives up quality and size, a drawing stays PNG and see-through; what cannot be done is said");
  g_assert_no_error (error);
  g_assert_cmpstr (small->picture->mime_type, ==, "image/jpeg");
  g_assert_cmpint (small->quality, >=, 74);
  g_assert_cmpint (small->picture->width, <, 800);
  g_assert_cmpuint (g_bytes_get_size (small->picture->bytes), <=, 60000);
  g_assert_cmpstr (thin->picture->mime_type, ==, "image/png");
  g_assert_cmpint (thin->picture->width, ==, 500);
  g_assert_false (thin->flattened);
  none = cs_picture_fit (photograph, &hopeless, &error);
  g_assert_null (none);
  g_assert_error (error, CS_ERROR, CS_ERROR_TOO_LARGE);
}

static void
test_boxes (void)
{
  g_autoptr(CsPictureJob) job = cs_picture_job_new ();
  const CsBox box = { 10, 20, 30, 40 };

  g_test_summary ("Boxes go with the picture: four quarters, or two mirrors, and all is as it was");
  g_array_append_val (job->redactions, box);
  cs_picture_job_turn (job, 200);
  g_assert_cmpint (g_array_index (job->redactions, CsBox, 0).x, ==, 200 - 20 - 40);
  g_assert_cmpint (g_array_index (job->redactions, CsBox, 0).y, ==, 10);
  cs_picture_job_flip (job, 200);
  g_assert_cmpint (g_array_index (job->redactions, CsBox, 0).x, ==, 20);
  g_assert_true (job->mirrored);
  g_assert_cmpuint (job->turns, ==, 3);
  cs_picture_job_flip (job, 200);
  cs_picture_job_turn (job, 300);
  cs_picture_job_turn (job, 200);
  cs_picture_job_turn (job, 300);
  g_assert_false (cs_picture_job_changes (job) && job->turns != 0);
  g_assert_cmpint (g_array_index (job->redactions, CsBox, 0).x, ==, box.x);
  g_assert_cmpint (g_array_index (job->redactions, CsBox, 0).y, ==, box.y);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/office/pictures/fitted", OfficeFixture, NULL, office_fixture_set_up, test_fitted, office_fixture_tear_down);
  g_test_add ("/office/pictures/edited", OfficeFixture, NULL, office_fixture_set_up, test_edited, office_fixture_tear_down);
  g_test_add_func ("/office/pictures/forms", test_forms);
  g_test_add_func ("/office/pictures/boxes", test_boxes);
  return g_test_run ();
}
