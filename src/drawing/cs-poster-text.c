/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-poster-private.h"

/* Sizes that are tried, from the largest to the smallest. */
#define N_SIZES 24

/* Distances are compared with this much play, in pixels. */
#define PLAY 0.5

static gboolean
is_display (const CsPosterText *text)
{
  return text->setting >= CS_POSTER_SET_DISPLAY;
}

/* --- type --- */

static char *
list_families (CsPosterDrawing *drawing,
               CsPosterSetting  setting)
{
  const CsHouseStyle *style = drawing->poster->style;

  /* Chinese marks (“ ” …) are wide only in a Chinese typeface. */
  if (drawing->cjk && setting != CS_POSTER_SET_NUMBER)
    return g_strdup_printf ("%s, %s, %s, Sans", style->chinese, style->latin, style->arabic);
  if (drawing->right_to_left)
    return g_strdup_printf ("%s, %s, %s, Sans", style->arabic, style->latin, style->chinese);
  return g_strdup_printf ("%s, %s, %s, Sans", style->latin, style->chinese, style->arabic);
}

static void
set_size (CsPosterDrawing *drawing,
          CsPosterText    *text,
          double           size)
{
  g_autofree char *families = list_families (drawing, text->setting);
  g_autoptr(PangoFontDescription) font = pango_font_description_new ();
  gboolean bold = text->setting != CS_POSTER_SET_BODY && text->setting != CS_POSTER_SET_SPEECH;

  pango_font_description_set_family (font, families);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (text->layout, font);
  text->size = size;
}

/* From one baseline to the next, in sizes of the letters. */
static double
line_factor (CsPosterDrawing *drawing,
             CsPosterText    *text)
{
  if (drawing->right_to_left)
    return is_display (text) ? 1.42 : 1.55;
  if (drawing->cjk || cs_poster_words_have_han (pango_layout_get_text (text->layout)))
    return is_display (text) ? 1.32 : 1.5;
  return is_display (text) ? 1.14 : 1.34;
}

CsPosterText *
cs_poster_text_new (CsPosterDrawing *drawing,
                    CsPosterField    field,
                    const char      *words,
                    CsPosterSetting  setting,
                    CsColour         colour)
{
  g_autofree char *prepared = cs_poster_words_prepare (words);
  g_autoptr(PangoAttrList) attributes = NULL;
  CsPosterText *text;

  if (*prepared == '\0')
    return NULL;

  text = g_new0 (CsPosterText, 1);
  text->field = field;
  text->setting = setting;
  text->colour = colour;
  text->layout = pango_layout_new (drawing->context);
  pango_layout_set_auto_dir (text->layout, FALSE);
  pango_layout_set_text (text->layout, prepared, -1);
  pango_layout_set_wrap (text->layout, PANGO_WRAP_WORD);
  pango_layout_set_single_paragraph_mode (text->layout, TRUE);
  attributes = cs_poster_words_get_attributes (prepared, setting);
  pango_layout_set_attributes (text->layout, attributes);
  g_ptr_array_add (drawing->texts, text);
  return text;
}

void
cs_poster_text_free (CsPosterText *text)
{
  if (text == NULL)
    return;

  g_clear_object (&text->layout);
  g_free (text);
}

/* --- lines --- */

static CsPosterArea
get_line_ink (CsPosterText *text,
              guint         i)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (text->layout, (int) i);
  PangoRectangle ink;

  pango_layout_line_get_extents (line, &ink, NULL);
  return (CsPosterArea) { ink.x / (double) PANGO_SCALE, ink.y / (double) PANGO_SCALE,
                          ink.width / (double) PANGO_SCALE, ink.height / (double) PANGO_SCALE };
}

/* Without the space at its end, which does not count. */
static double
get_line_width (CsPosterText *text,
                guint         i)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (text->layout, (int) i);
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  return logical.width / (double) PANGO_SCALE;
}

/* Every letter has some room of its own at its side; large ones look moved in by it. */
static double
get_line_overhang (CsPosterDrawing    *drawing,
                   CsPosterText       *text,
                   const CsPosterArea *ink)
{
  /* An opening mark of Chinese fills the far half of its square only. */
  return is_display (text) ? CLAMP (ink->x, -text->size * 0.1, text->size * (drawing->cjk ? 0.7 : 0.3)) : MIN (ink->x, 0);
}

/* From the start of the box to where the line's own zero is; as if from the left. */
static double
get_line_offset (CsPosterDrawing *drawing,
                 CsPosterText    *text,
                 guint            i)
{
  CsPosterArea ink = get_line_ink (text, i);
  double logical = get_line_width (text, i);
  double right = logical - ink.x - ink.width; /* room at the right of the ink */

  switch (text->align)
    {
    case CS_POSTER_AT_CENTRE:
      return (text->width - ink.width) / 2 - ink.x;
    case CS_POSTER_AT_END:
      return drawing->right_to_left ? -get_line_overhang (drawing, text, &ink) : text->width - ink.width - ink.x;
    case CS_POSTER_AT_START:
      break;
    }

  if (!drawing->right_to_left)
    return -get_line_overhang (drawing, text, &ink);

  ink.x = right;
  return text->width - logical + get_line_overhang (drawing, text, &ink);
}

/* The height of a capital letter, or of what stands for it. */
static double
get_top (CsPosterDrawing *drawing,
         CsPosterText    *text)
{
  if (drawing->cjk)
    return text->size * 0.86;
  return text->size * (drawing->right_to_left ? 0.78 : 0.72);
}

static gboolean
measure_lines (CsPosterDrawing *drawing,
               CsPosterText    *text)
{
  gboolean within = TRUE;
  double descent = text->size * 0.22;
  double bottom = 0;

  text->n_lines = (guint) pango_layout_get_line_count (text->layout);
  text->step = text->size * line_factor (drawing, text);
  text->ascent = get_top (drawing, text);
  for (guint i = 0; i < text->n_lines; i++)
    {
      CsPosterArea ink = get_line_ink (text, i);

      double left = get_line_offset (drawing, text, i) + ink.x;

      within = within && (ink.width <= 0 || (left >= -PLAY && left + ink.width <= text->width + PLAY));
      /* Tall marks of a later line may reach above the first. */
      text->ascent = MAX (text->ascent, -ink.y - i * text->step);
      bottom = MAX (bottom, i * text->step + ink.y + ink.height);
    }

  text->height = text->ascent + MAX (bottom, (text->n_lines - 1) * text->step + descent);
  return within;
}

gboolean
cs_poster_text_measure (CsPosterDrawing *drawing,
                        CsPosterText    *text,
                        double           size,
                        double           width)
{
  set_size (drawing, text, size);
  text->width = width;
  text->wrap = width;
  pango_layout_set_width (text->layout, (int) (width * PANGO_SCALE));
  return measure_lines (drawing, text);
}

static void
wrap_at (CsPosterText *text,
         double        wrap)
{
  text->wrap = wrap;
  pango_layout_set_width (text->layout, (int) (wrap * PANGO_SCALE));
}

static gboolean
wraps_within (CsPosterText *text,
              double        wrap,
              guint         n_lines)
{
  wrap_at (text, wrap);
  if ((guint) pango_layout_get_line_count (text->layout) > n_lines)
    return FALSE;

  for (guint i = 0; i < n_lines; i++)
    if (get_line_width (text, i) > wrap + text->size)
      return FALSE;
  return TRUE;
}

/* Whether the last line looks lost. */
static gboolean
is_widowed (CsPosterText *text)
{
  double widest = 0;

  for (guint i = 0; i + 1 < text->n_lines; i++)
    widest = MAX (widest, get_line_width (text, i));
  return text->n_lines > 1 && get_line_width (text, text->n_lines - 1) < widest * 0.4;
}

/* The narrowest width with so many lines: they are of like length then. */
static double
find_narrowest (CsPosterText *text,
                guint         n_lines)
{
  double low = text->wrap / 3;
  double high = text->wrap;

  while (high - low > text->size * 0.12)
    {
      double middle = (low + high) / 2;

      if (wraps_within (text, middle, n_lines))
        high = middle;
      else
        low = middle;
    }

  return high;
}

/* How well lines end: after a mark is good, of like length is good. */
static double
judge_breaks (CsPosterText *text,
              double        whole)
{
  const char *words = pango_layout_get_text (text->layout);
  double score = 0, shortest = G_MAXDOUBLE, longest = 0;

  for (guint i = 0; i < text->n_lines; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (text->layout, (int) i);
      const char *last = g_utf8_find_prev_char (words, words + line->start_index + line->length);
      double width = get_line_width (text, i);

      shortest = MIN (shortest, width);
      longest = MAX (longest, width);
      if (last != NULL && g_utf8_get_char (last) == 0x200b)
        last = g_utf8_find_prev_char (words, last);
      if (i + 1 < text->n_lines && last != NULL && g_utf8_strchr ("，。、；：！？”’」》）", -1, g_utf8_get_char (last)) != NULL)
        score += 1.0 / (text->n_lines - 1);
    }

  return score - 1.6 * (longest - shortest) / whole;
}

/* Chinese lines may end nearly anywhere, and read best when they end where a breath is taken. */
static double
find_breathing (CsPosterText *text,
                double        narrowest,
                double        whole)
{
  guint n_lines = text->n_lines;
  double best = narrowest, best_score = -G_MAXDOUBLE;

  for (double wrap = narrowest; wrap <= whole; wrap += text->size * 0.5)
    {
      double score;

      wrap_at (text, wrap);
      if ((guint) pango_layout_get_line_count (text->layout) != n_lines)
        continue;
      score = judge_breaks (text, whole);
      if (score > best_score + 0.01)
        {
          best = wrap;
          best_score = score;
        }
    }

  return best;
}

void
cs_poster_text_balance (CsPosterDrawing *drawing,
                        CsPosterText    *text)
{
  double whole, height, wrap;
  guint n_lines;

  if (text == NULL || text->n_lines < 2 || (!is_display (text) && !drawing->cjk && !is_widowed (text)))
    return;

  n_lines = text->n_lines;
  whole = text->wrap;
  height = text->height;
  wrap = find_narrowest (text, n_lines);
  if (drawing->cjk)
    wrap = find_breathing (text, wrap, whole);
  wrap_at (text, wrap);
  /* Other lines may be higher ones. */
  if (!measure_lines (drawing, text) || text->n_lines != n_lines || text->height > height + text->size * 0.3)
    {
      wrap_at (text, whole);
      measure_lines (drawing, text);
    }
}

static void
unbalance (CsPosterDrawing *drawing,
           CsPosterText    *text)
{
  wrap_at (text, text->width);
  measure_lines (drawing, text);
}

static gboolean
has_room (CsPosterDrawing *drawing,
          CsPosterText    *text,
          double           size,
          double           width,
          double           height,
          guint            max_lines)
{
  return cs_poster_text_measure (drawing, text, size, width) && text->n_lines <= max_lines && text->height <= height + PLAY;
}

void
cs_poster_text_fit (CsPosterDrawing *drawing,
                    CsPosterText    *text,
                    double           width,
                    double           height,
                    double           most,
                    double           least,
                    guint            max_lines)
{
  /* Steps of like ratio: 0 is the largest. */
  double ratio;
  guint fits = N_SIZES, low = 0, high = N_SIZES;

  if (text == NULL)
    return;

  most = MAX (most, least);
  ratio = pow (least / most, 1.0 / (N_SIZES - 1));
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (has_room (drawing, text, most * pow (ratio, middle), width, height, max_lines))
        fits = high = middle;
      else
        low = middle + 1;
    }

  text->fits = has_room (drawing, text, fits < N_SIZES ? most * pow (ratio, fits) : least, width, height, max_lines);
  cs_poster_text_balance (drawing, text);
  if (text->height > height + PLAY)
    unbalance (drawing, text);
}

double
cs_poster_text_place (CsPosterText *text,
                      double        x,
                      double        y)
{
  if (text == NULL)
    return y;

  text->box = (CsPosterArea) { x, y, text->width, text->height };
  return y + text->height;
}

/* --- drawing --- */

static double
get_left (CsPosterDrawing *drawing,
          CsPosterText    *text)
{
  return drawing->right_to_left ? drawing->width - text->box.x - text->box.width : text->box.x;
}

CsPosterArea
cs_poster_text_get_ink (CsPosterDrawing *drawing,
                        CsPosterText    *text)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < text->n_lines; i++)
    {
      CsPosterArea ink = get_line_ink (text, i);
      double x = get_left (drawing, text) + get_line_offset (drawing, text, i) + ink.x;
      double y = text->box.y + text->ascent + i * text->step + ink.y;

      if (ink.width <= 0 || ink.height <= 0)
        continue;
      left = MIN (left, x);
      right = MAX (right, x + ink.width);
      top = MIN (top, y);
      bottom = MAX (bottom, y + ink.height);
    }

  if (right < left)
    return text->box;
  return (CsPosterArea) { left, top, right - left, bottom - top };
}

void
cs_poster_text_draw (CsPosterDrawing *drawing,
                     CsPosterText    *text,
                     cairo_t         *cr)
{
  cs_poster_set_colour (cr, text->colour);
  for (guint i = 0; i < text->n_lines; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (text->layout, (int) i);

      cairo_move_to (cr, get_left (drawing, text) + get_line_offset (drawing, text, i),
                     text->box.y + text->ascent + i * text->step);
      pango_cairo_show_layout_line (cr, line);
    }
}
