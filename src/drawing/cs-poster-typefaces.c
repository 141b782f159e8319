/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pangocairo.h>

#include "cs-poster-drawing.h"

/* Letters that a typeface for posters in that script has to have. */
static const gunichar letters[CS_N_POSTER_SCRIPTS][4] = {
  [CS_POSTER_LATIN] = { 'a', 0x00e9, 0x00df, '9' },
  [CS_POSTER_CHINESE] = { 0x56fd, 0x5e02, 0x3002, 0x300a },
  [CS_POSTER_ARABIC] = { 0x0627, 0x0645, 0x060c, 0x0629 },
};

static gboolean
covers (PangoContext     *context,
        PangoFontFamily  *family,
        CsPosterScript    script)
{
  g_autoptr(PangoFontDescription) description = pango_font_description_new ();
  g_autoptr(PangoFont) font = NULL;
  PangoCoverage *coverage;
  gboolean whole = TRUE;

  pango_font_description_set_family (description, pango_font_family_get_name (family));
  pango_font_description_set_absolute_size (description, 20 * PANGO_SCALE);
  if ((font = pango_context_load_font (context, description)) == NULL)
    return FALSE;

  coverage = pango_font_get_coverage (font, pango_language_get_default ());
  for (guint i = 0; i < G_N_ELEMENTS (letters[script]); i++)
    whole = whole && pango_coverage_get (coverage, (int) letters[script][i]) == PANGO_COVERAGE_EXACT;
  g_object_unref (coverage);
  return whole;
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return g_utf8_collate (*(char * const *) one, *(char * const *) other);
}

char **
cs_poster_list_typefaces (CsPosterScript script)
{
  g_autoptr(PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  g_autofree PangoFontFamily **families = NULL;
  GPtrArray *names = g_ptr_array_new ();
  int n_families = 0;

  pango_font_map_list_families (map, &families, &n_families);
  for (int i = 0; i < n_families; i++)
    if (!pango_font_family_is_monospace (families[i]) && covers (context, families[i], script))
      g_ptr_array_add (names, g_strdup (pango_font_family_get_name (families[i])));

  g_object_unref (context);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
