/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-chart-drawing.h"
#include "gallery-charts.h"

/* Draws every chart of the gallery as PNG and SVG into the folder named first, and a page that shows them on a light and a dark
 * ground: for a person's eyes. */

static void
set_text (char      **field,
          const char *text)
{
  g_free (*field);
  *field = g_strdup (text != NULL ? text : "");
}

/* “a|b” and “category|series|words”, one below the other. */
static void
read_lists (CsChart            *chart,
            const GalleryChart *described)
{
  g_auto(GStrv) names = g_strsplit (described->highlights ? described->highlights : "", "|", -1);
  g_auto(GStrv) notes = g_strsplit (described->annotations ? described->annotations : "", "\n", -1);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (chart->highlights, g_strdup (names[i]));
  for (guint i = 0; notes[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (notes[i], "|", 3);

      g_assert_cmpuint (g_strv_length (parts), ==, 3);
      g_ptr_array_add (chart->annotations, cs_chart_annotation_new (parts[0], parts[1], parts[2]));
    }
}

CsChart *
gallery_make_chart (const GalleryChart *described)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *table = described->make_table != NULL ? described->make_table () : g_strdup (described->table);
  CsChart *chart = cs_chart_new ();

  chart->kind = described->kind;
  chart->size = described->size;
  chart->order = described->order;
  chart->axis = described->axis;
  chart->direction = described->direction;
  set_text (&chart->title, described->title);
  set_text (&chart->subtitle, described->subtitle);
  set_text (&chart->unit, described->unit);
  set_text (&chart->source, described->source);
  set_text (&chart->as_of, described->as_of);
  set_text (&chart->language, described->language);
  set_text (&chart->notes, described->notes);
  read_lists (chart, described);
  cs_table_free (chart->table);
  chart->table = cs_table_parse (table, strlen (table), &error);
  g_assert_no_error (error);
  return chart;
}

static gboolean
write_chart (const GalleryChart *described,
             const char         *folder,
             GString            *page,
             GError            **error)
{
  g_autoptr(CsChart) chart = gallery_make_chart (described);
  gboolean right_to_left = cs_chart_is_right_to_left (chart);
  g_autoptr(GBytes) png = cs_chart_render (chart, right_to_left, error);
  g_autoptr(GBytes) svg = png ? cs_chart_render_svg (chart, right_to_left, error) : NULL;
  g_autofree char *name = g_strconcat (folder, G_DIR_SEPARATOR_S, described->name, ".png", NULL);
  g_autofree char *drawing = g_strconcat (folder, G_DIR_SEPARATOR_S, described->name, ".svg", NULL);
  g_autofree char *alt = cs_chart_describe (chart);
  g_autofree char *escaped = g_markup_escape_text (alt, -1);

  if (svg == NULL)
    {
      g_prefix_error (error, "%s: ", described->name);
      return FALSE;
    }
  g_string_append_printf (page, "<figure><img src=\"%s.png\" alt=\"%s\"><figcaption><b>%s</b> %s</figcaption></figure>\n",
                          described->name, escaped, described->name, escaped);
  return g_file_set_contents (name, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), error) &&
         g_file_set_contents (drawing, g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg), error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GString) page = g_string_new ("<!doctype html><meta charset=\"utf-8\"><title>Charts</title>\n"
                                          "<style>body{font:14px sans-serif;margin:0;display:grid;grid-template-columns:1fr 1fr}"
                                          "section{padding:24px}.dark{background:#1e1e1e;color:#eee}.light{background:#fafafa}"
                                          "img{max-width:100%;display:block}figure{margin:0 0 32px}</style>\n");
  const char *grounds[] = { "light", "dark" };
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  if (argc != 2 || g_mkdir_with_parents (argv[1], 0777) != 0)
    {
      g_printerr ("usage: gallery FOLDER\n");
      return 2;
    }

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      g_string_append_printf (page, "<section class=\"%s\">\n", grounds[i]);
      for (guint j = 0; j < gallery_n_charts; j++)
        {
          if (!write_chart (&gallery_charts[j], argv[1], page, &error))
            {
              g_printerr ("%s\n", error->message);
              return 1;
            }
        }
      g_string_append (page, "</section>\n");
    }

  path = g_build_filename (argv[1], "index.html", NULL);
  if (!g_file_set_contents (path, page->str, (gssize) page->len, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("%u charts in %s\n", gallery_n_charts, argv[1]);
  return 0;
}
