/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cs-error.h"
#include "cs-poster-drawing.h"
#include "../gallery/poster-samples.h"

#define PLAY 1.5 /* pixels */

static gboolean
is_inside (const CsPosterArea *inner,
           const CsPosterArea *outer)
{
  return inner->x >= outer->x - PLAY && inner->y >= outer->y - PLAY &&
         inner->x + inner->width <= outer->x + outer->width + PLAY &&
         inner->y + inner->height <= outer->y + outer->height + PLAY;
}

static gboolean
overlap (const CsPosterArea *one,
         const CsPosterArea *other)
{
  return one->x + PLAY < other->x + other->width && other->x + PLAY < one->x + one->width &&
         one->y + PLAY < other->y + other->height && other->y + PLAY < one->y + one->height;
}

/* What holds of every poster whose text has room: each text stays in its box and in the safe part, and none lies on another. */
static void
check_boxes (const CsPoster  *poster,
             CsPosterDrawing *drawing)
{
  g_autoptr(GArray) boxes = cs_poster_drawing_list_boxes (drawing);
  CsPosterMargins margins = cs_poster_format_get_margins (poster->format);
  CsPosterArea safe = { margins.sides, margins.top, 0, 0 };
  int width, height;

  cs_poster_format_get_size (poster->format, &width, &height);
  safe.width = width - 2 * margins.sides;
  safe.height = height - margins.top - margins.bottom;
  for (guint i = 0; i < boxes->len; i++)
    {
      const CsPosterBox *box = &g_array_index (boxes, CsPosterBox, i);
      const char *name = box->field < CS_N_POSTER_FIELDS ? cs_poster_field_nick (box->field) : "style";

      g_assert_true (box->fits);
      if (!is_inside (&box->ink, &box->box) || !is_inside (&box->box, &safe))
        g_error ("%s leaves its box: ink %.0f,%.0f %.0f×%.0f, box %.0f,%.0f %.0f×%.0f, safe %.0f,%.0f %.0f×%.0f", name, box->ink.x, box->ink.y,
                 box->ink.width, box->ink.height, box->box.x, box->box.y, box->box.width, box->box.height, safe.x, safe.y, safe.width, safe.height);
      for (guint j = 0; j < i; j++)
        {
          const CsPosterBox *other = &g_array_index (boxes, CsPosterBox, j);

          if (overlap (&box->ink, &other->ink))
            g_error ("%s and %s lie on each other", name, other->field < CS_N_POSTER_FIELDS ? cs_poster_field_nick (other->field) : "style");
        }
    }
}

static void
test_samples (void)
{
  g_test_summary ("Every sample has room in its own format; and in every other, where it has room, no text leaves its box");

  for (guint i = 0; i < poster_samples_count (); i++)
    for (guint format = 0; format < CS_N_POSTER_FORMATS; format++)
      {
        g_autoptr(CsPosterPictures) pictures = NULL;
        g_autoptr(CsPoster) poster = poster_sample_make (i, &pictures);
        g_autoptr(CsPosterDrawing) drawing = NULL;
        gboolean own = poster->format == format;
        CsPosterField field;

        poster->format = format;
        drawing = cs_poster_drawing_new (poster, pictures);
        g_test_message ("sample %u, %s", i + 1, cs_poster_format_nick (format));
        if (!cs_poster_drawing_find_trouble (drawing, &field))
          check_boxes (poster, drawing);
        else
          g_assert_false (own);
      }
}

/* Words of several scripts, marks that stand above one another, and a word that is too long. */
static char *
make_words (CsPosterField field,
            guint         script)
{
  static const char * const words[][8] = {
    { "a", "the", "regulation", "of", "Überlandleitungen", "16", "%", "gypsy" },
    { "我", "们的", "国家统计局", "发布", "，", "《公报》", "3.2%", "。" },
    { "من", "الأطفال", "يلتحقون", "بالمدرسة", "،", "في", "19", "٪" },
    { "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x86", "Å̊", "ไม่", "हिन्दी", "😀", "👩‍👩‍👧", "Ω", "\u202bx" },
    { "Donaudampfschifffahrtsgesellschaft", "https://www.example.gov/very/long/address", "x", "我们", "ﷺ", "—", "…", "1,000,000" },
  };
  g_autoptr(GString) text = g_string_new (NULL);
  glong max = g_test_rand_int_range (0, (gint32) cs_poster_field_get_max (field) + 1);

  while (g_utf8_strlen (text->str, -1) < max)
    {
      g_string_append (text, words[script][g_test_rand_int_range (0, 8)]);
      if (script != 1)
        g_string_append_c (text, ' ');
    }
  return g_utf8_strlen (text->str, -1) > max ? g_utf8_substring (text->str, 0, max) : g_strdup (text->str);
}

static void
test_random (void)
{
  static const char * const languages[] = { "en", "zh", "ar", "en", "de" };
  guint n_fit = 0, n_refused = 0;

  g_test_summary ("Whatever is written, a poster is refused or no text of it leaves its box");

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr(CsPosterPictures) pictures = NULL;
      g_autoptr(CsPoster) poster = poster_sample_make (round % poster_samples_count (), &pictures);
      g_autoptr(CsPosterDrawing) drawing = NULL;
      guint script = g_test_rand_int_range (0, 5);
      CsPosterField field;

      poster->format = g_test_rand_int_range (0, CS_N_POSTER_FORMATS);
      g_free (poster->language);
      poster->language = g_strdup (languages[script]);
      for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
        {
          g_autofree char *words = make_words (i, script);

          cs_poster_set_text (poster, i, words);
        }
      drawing = cs_poster_drawing_new (poster, pictures);
      if (cs_poster_drawing_find_trouble (drawing, &field))
        n_refused++;
      else
        {
          n_fit++;
          check_boxes (poster, drawing);
        }
    }

  g_test_message ("%u have room, %u are refused", n_fit, n_refused);
  g_assert_cmpuint (n_fit, >, 2);
  g_assert_cmpuint (n_refused, >, 2);
}

static void
test_render (void)
{
  g_test_summary ("The picture has exactly the format's size, and the same poster gives the same bytes");

  for (guint format = 0; format < CS_N_POSTER_FORMATS; format++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsPosterPictures) pictures = NULL;
      g_autoptr(CsPoster) poster = poster_sample_make (4, &pictures);
      g_autoptr(GBytes) one = NULL;
      g_autoptr(GBytes) other = NULL;
      g_autoptr(GInputStream) stream = NULL;
      g_autoptr(GdkPixbuf) pixbuf = NULL;
      int width, height;

      poster->format = format;
      cs_poster_format_get_size (format, &width, &height);
      one = cs_poster_render (poster, pictures, &error);
      g_assert_no_error (error);
      other = cs_poster_render (poster, pictures, &error);
      g_assert_true (g_bytes_equal (one, other));
      g_assert_cmpuint (g_bytes_get_size (one), <, 1000 * 1000);
      stream = g_memory_input_stream_new_from_bytes (one);
      pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
      g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
    }
}

static void
test_refused (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPosterPictures) pictures = NULL;
  g_autoptr(CsPoster) poster = poster_sample_make (0, &pictures);
  g_autoptr(GString) words = g_string_new (NULL);

  g_test_summary ("A text without room is named; an incomplete poster is not drawn for publication");

  while (words->len < 90)
    g_string_append_c (words, 'W');
  cs_poster_set_text (poster, CS_POSTER_POINT_2, words->str);
  g_assert_null (cs_poster_render (poster, pictures, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DOES_NOT_FIT);
  g_assert_nonnull (strstr (error->message, "point_"));
  g_clear_error (&error);

  cs_poster_set_text (poster, CS_POSTER_TITLE, "");
  g_assert_null (cs_poster_render (poster, pictures, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INCOMPLETE);
}

static void
test_mirrored (void)
{
  g_autoptr(CsPosterPictures) pictures = NULL;
  g_autoptr(CsPoster) poster = poster_sample_make (4, &pictures);
  g_autoptr(CsPosterDrawing) english = cs_poster_drawing_new (poster, pictures);
  g_autoptr(CsPosterDrawing) arabic = NULL;
  g_autoptr(GArray) one = cs_poster_drawing_list_boxes (english);
  g_autoptr(GArray) other = NULL;

  g_test_summary ("An Arabic poster is the mirror of an English one: texts stand at the other side");

  g_free (poster->language);
  poster->language = g_strdup ("ar");
  arabic = cs_poster_drawing_new (poster, pictures);
  other = cs_poster_drawing_list_boxes (arabic);
  g_assert_cmpuint (one->len, ==, other->len);
  for (guint i = 0; i < one->len; i++)
    {
      const CsPosterBox *left = &g_array_index (one, CsPosterBox, i);
      const CsPosterBox *right = &g_array_index (other, CsPosterBox, i);

      if (left->field < CS_N_POSTER_FIELDS)
        {
          g_assert_cmpfloat_with_epsilon (left->ink.x, left->box.x, 6);
          g_assert_cmpfloat_with_epsilon (right->ink.x + right->ink.width, right->box.x + right->box.width, 12);
        }
    }
}

static void
test_svg_and_paper (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("poster-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "poster.pdf", NULL);

  g_test_summary ("A poster is also drawn as SVG, and for paper with its bleed and marks");

  for (guint i = 0; i < poster_samples_count (); i++)
    {
      g_autoptr(CsPosterPictures) pictures = NULL;
      g_autoptr(CsPoster) poster = poster_sample_make (i, &pictures);
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (cs_poster_print (poster, pictures, i % 2 ? CS_POSTER_A3 : CS_POSTER_A4, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &content, &length, &error));
      g_assert_true (g_str_has_prefix (content, "%PDF-"));
      g_assert_cmpint (g_unlink (path), ==, 0);
      if (i < 3)
        {
          g_autoptr(GBytes) svg = cs_poster_render_svg (poster, pictures, &error);

          g_assert_no_error (error);
          g_assert_nonnull (g_strstr_len (g_bytes_get_data (svg, NULL), 400, "<svg"));
        }
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/poster/samples", test_samples);
  g_test_add_func ("/drawing/poster/random", test_random);
  g_test_add_func ("/drawing/poster/render", test_render);
  g_test_add_func ("/drawing/poster/refused", test_refused);
  g_test_add_func ("/drawing/poster/mirrored", test_mirrored);
  g_test_add_func ("/drawing/poster/svg-and-paper", test_svg_and_paper);

  return g_test_run ();
}
