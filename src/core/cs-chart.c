/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-chart.h"

static const char *const kind_nicks[] = {
  [CS_CHART_BAR] = "bar",
  [CS_CHART_GROUPED_BAR] = "grouped-bar",
  [CS_CHART_LINE] = "line",
  [CS_CHART_STACKED_BAR] = "stacked-bar",
  [CS_CHART_STACKED_SHARE] = "stacked-share",
  [CS_CHART_AREA] = "area",
  [CS_CHART_SHARE] = "share",
  [CS_CHART_DOT] = "dot",
  [CS_CHART_MULTIPLES] = "multiples",
  [CS_CHART_DUMBBELL] = "dumbbell",
  [CS_CHART_SLOPE] = "slope",
};

static const char *const axis_nicks[] = {
  [CS_CHART_AXIS_AUTO] = "auto",
  [CS_CHART_AXIS_ZERO] = "zero",
  [CS_CHART_AXIS_DATA] = "data",
};

static const char *const direction_nicks[] = {
  [CS_CHART_DIRECTION_AUTO] = "auto",
  [CS_CHART_DIRECTION_UPRIGHT] = "upright",
  [CS_CHART_DIRECTION_FLAT] = "flat",
};

static const char *const order_nicks[] = {
  [CS_CHART_ORDER_TABLE] = "table",
  [CS_CHART_ORDER_DESCENDING] = "descending",
  [CS_CHART_ORDER_ASCENDING] = "ascending",
};

static const char *const size_nicks[] = {
  [CS_CHART_SIZE_WIDE] = "wide",
  [CS_CHART_SIZE_CARD] = "card",
  [CS_CHART_SIZE_SQUARE] = "square",
  [CS_CHART_SIZE_PORTRAIT] = "portrait",
};

/* --- the struct --- */

CsChartAnnotation *
cs_chart_annotation_new (const char *category,
                         const char *series,
                         const char *text)
{
  CsChartAnnotation *annotation = g_new0 (CsChartAnnotation, 1);

  g_return_val_if_fail (category != NULL && series != NULL && text != NULL, annotation);

  annotation->category = g_strdup (category);
  annotation->series = g_strdup (series);
  annotation->text = g_strdup (text);
  return annotation;
}

void
cs_chart_annotation_free (CsChartAnnotation *annotation)
{
  if (annotation == NULL)
    return;

  g_free (annotation->category);
  g_free (annotation->series);
  g_free (annotation->text);
  g_free (annotation);
}

CsChart *
cs_chart_new (void)
{
  CsChart *chart = g_new0 (CsChart, 1);

  chart->kind = CS_CHART_BAR;
  chart->title = g_strdup ("");
  chart->unit = g_strdup ("");
  chart->source = g_strdup ("");
  chart->as_of = g_strdup ("");
  chart->table = cs_table_new (0);
  chart->decimals = -1;
  chart->language = g_strdup ("");
  chart->subtitle = g_strdup ("");
  chart->notes = g_strdup ("");
  chart->highlights = g_ptr_array_new_with_free_func (g_free);
  chart->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_chart_annotation_free);
  return chart;
}

CsChart *
cs_chart_copy (const CsChart *chart)
{
  CsChart *copy;

  g_return_val_if_fail (chart != NULL, NULL);

  copy = g_new (CsChart, 1);
  *copy = *chart;
  copy->title = g_strdup (chart->title);
  copy->unit = g_strdup (chart->unit);
  copy->source = g_strdup (chart->source);
  copy->as_of = g_strdup (chart->as_of);
  copy->table = cs_table_copy (chart->table);
  copy->language = g_strdup (chart->language);
  copy->subtitle = g_strdup (chart->subtitle);
  copy->notes = g_strdup (chart->notes);
  copy->highlights = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < chart->highlights->len; i++)
    g_ptr_array_add (copy->highlights, g_strdup (g_ptr_array_index (chart->highlights, i)));
  copy->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_chart_annotation_free);
  for (guint i = 0; i < chart->annotations->len; i++)
    {
      const CsChartAnnotation *from = g_ptr_array_index (chart->annotations, i);

      g_ptr_array_add (copy->annotations, cs_chart_annotation_new (from->category, from->series, from->text));
    }

  return copy;
}

void
cs_chart_free (CsChart *chart)
{
  if (chart == NULL)
    return;

  g_free (chart->title);
  g_free (chart->unit);
  g_free (chart->source);
  g_free (chart->as_of);
  cs_table_free (chart->table);
  g_free (chart->language);
  g_free (chart->subtitle);
  g_free (chart->notes);
  g_ptr_array_unref (chart->highlights);
  g_ptr_array_unref (chart->annotations);
  g_free (chart);
}

static gboolean
equal_lists (const CsChart *one,
             const CsChart *other)
{
  if (one->highlights->len != other->highlights->len || one->annotations->len != other->annotations->len)
    return FALSE;

  for (guint i = 0; i < one->highlights->len; i++)
    {
      if (!g_str_equal (g_ptr_array_index (one->highlights, i), g_ptr_array_index (other->highlights, i)))
        return FALSE;
    }

  for (guint i = 0; i < one->annotations->len; i++)
    {
      const CsChartAnnotation *first = g_ptr_array_index (one->annotations, i);
      const CsChartAnnotation *second = g_ptr_array_index (other->annotations, i);

      if (!g_str_equal (first->category, second->category) || !g_str_equal (first->series, second->series) ||
          !g_str_equal (first->text, second->text))
        return FALSE;
    }

  return TRUE;
}

gboolean
cs_chart_equal (const CsChart *one,
                const CsChart *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return one->kind == other->kind &&
         one->axis == other->axis && one->direction == other->direction && one->order == other->order &&
         one->size == other->size && one->decimals == other->decimals &&
         g_str_equal (one->title, other->title) &&
         g_str_equal (one->unit, other->unit) &&
         g_str_equal (one->source, other->source) &&
         g_str_equal (one->as_of, other->as_of) &&
         g_str_equal (one->language, other->language) &&
         g_str_equal (one->subtitle, other->subtitle) &&
         g_str_equal (one->notes, other->notes) &&
         equal_lists (one, other) &&
         cs_table_equal (one->table, other->table);
}

/* --- nicks --- */

static gboolean
find_nick (const char *const *nicks,
           guint              n_nicks,
           const char        *nick,
           guint             *value)
{
  for (guint i = 0; i < n_nicks; i++)
    {
      if (g_str_equal (nick, nicks[i]))
        {
          *value = i;
          return TRUE;
        }
    }

  return FALSE;
}

#define DEFINE_NICKS(Type, name) \
  const char * \
  cs_chart_##name##_nick (Type value) \
  { \
    g_return_val_if_fail ((guint) value < G_N_ELEMENTS (name##_nicks), NULL); \
    return name##_nicks[value]; \
  } \
  gboolean \
    cs_chart_##name##_from_nick (const char *nick, Type *value) \
  { \
    guint found; \
    g_return_val_if_fail (nick != NULL && value != NULL, FALSE); \
    if (!find_nick (name##_nicks, G_N_ELEMENTS (name##_nicks), nick, &found)) \
    return FALSE; \
    *value = (Type) found; \
    return TRUE; \
  }

DEFINE_NICKS (CsChartKind, kind)
DEFINE_NICKS (CsChartAxis, axis)
DEFINE_NICKS (CsChartDirection, direction)
DEFINE_NICKS (CsChartOrder, order)
DEFINE_NICKS (CsChartSize, size)

const char *
cs_chart_kind_label (CsChartKind kind)
{
  switch (kind)
    {
    case CS_CHART_BAR:
      return C_("chart kind", "Bars");
    case CS_CHART_GROUPED_BAR:
      return C_("chart kind", "Grouped bars");
    case CS_CHART_LINE:
      return C_("chart kind", "Lines");
    case CS_CHART_STACKED_BAR:
      return C_("chart kind", "Stacked bars");
    case CS_CHART_STACKED_SHARE:
      return C_("chart kind", "Bars to 100 %");
    case CS_CHART_AREA:
      return C_("chart kind", "Areas");
    case CS_CHART_SHARE:
      return C_("chart kind", "Shares of a whole");
    case CS_CHART_DOT:
      return C_("chart kind", "Dots");
    case CS_CHART_MULTIPLES:
      return C_("chart kind", "Small multiples");
    case CS_CHART_DUMBBELL:
      return C_("chart kind", "Two periods, in rows");
    case CS_CHART_SLOPE:
      return C_("chart kind", "Two periods, as slopes");
    }

  g_return_val_if_reached (NULL);
}

void
cs_chart_size_pixels (CsChartSize size,
                      int        *width,
                      int        *height)
{
  static const int pixels[][2] = {
    [CS_CHART_SIZE_WIDE] = { 1600, 900 },
    [CS_CHART_SIZE_CARD] = { 1200, 675 },
    [CS_CHART_SIZE_SQUARE] = { 1080, 1080 },
    [CS_CHART_SIZE_PORTRAIT] = { 1080, 1350 },
  };

  g_return_if_fail ((guint) size < G_N_ELEMENTS (pixels) && width != NULL && height != NULL);

  *width = pixels[size][0];
  *height = pixels[size][1];
}

gboolean
cs_chart_kind_is_filled (CsChartKind kind)
{
  switch (kind)
    {
    case CS_CHART_BAR:
    case CS_CHART_GROUPED_BAR:
    case CS_CHART_STACKED_BAR:
    case CS_CHART_STACKED_SHARE:
    case CS_CHART_AREA:
    case CS_CHART_SHARE:
      return TRUE;
    case CS_CHART_LINE:
    case CS_CHART_DOT:
    case CS_CHART_MULTIPLES:
    case CS_CHART_DUMBBELL:
    case CS_CHART_SLOPE:
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

gboolean
cs_chart_kind_is_single (CsChartKind kind)
{
  return kind == CS_CHART_BAR || kind == CS_CHART_SHARE;
}

gboolean
cs_chart_kind_is_pair (CsChartKind kind)
{
  return kind == CS_CHART_DUMBBELL || kind == CS_CHART_SLOPE;
}

/* --- what is in it --- */

guint
cs_chart_n_categories (const CsChart *chart)
{
  guint n_rows;

  g_return_val_if_fail (chart != NULL, 0);

  n_rows = cs_table_get_n_rows (chart->table);
  return n_rows > 1 && chart->table->n_columns > 1 ? n_rows - 1 : 0;
}

guint
cs_chart_n_series (const CsChart *chart)
{
  guint n;

  g_return_val_if_fail (chart != NULL, 0);

  n = chart->table->n_columns > 1 && cs_table_get_n_rows (chart->table) > 0 ? chart->table->n_columns - 1 : 0;
  if (cs_chart_kind_is_single (chart->kind))
    return MIN (n, 1);
  return cs_chart_kind_is_pair (chart->kind) ? MIN (n, 2) : n;
}

int
cs_chart_find_category (const CsChart *chart,
                        const char    *name)
{
  g_return_val_if_fail (chart != NULL && name != NULL, -1);

  for (guint row = 1; chart->table->n_columns > 0 && row < cs_table_get_n_rows (chart->table); row++)
    {
      if (g_str_equal (cs_table_get_cell (chart->table, row, 0), name))
        return (int) row - 1;
    }

  return -1;
}

int
cs_chart_find_series (const CsChart *chart,
                      const char    *name)
{
  g_return_val_if_fail (chart != NULL && name != NULL, -1);

  for (guint column = 1; column < chart->table->n_columns && cs_table_get_n_rows (chart->table) > 0; column++)
    {
      if (*name == '\0' || g_str_equal (cs_table_get_cell (chart->table, 0, column), name))
        return (int) column - 1;
    }

  return -1;
}

gboolean
cs_chart_is_highlighted (const CsChart *chart,
                         const char    *name)
{
  g_return_val_if_fail (chart != NULL && name != NULL, FALSE);

  return chart->highlights->len == 0 ||
         g_ptr_array_find_with_equal_func (chart->highlights, name, g_str_equal, NULL);
}

/* Letters of the texts by script: what is written in Chinese with a Latin abbreviation is Chinese. */
static const char *
guess_language (const char *text,
                const char *found)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      switch ((int) g_unichar_get_script (g_utf8_get_char (text)))
        {
        case G_UNICODE_SCRIPT_HIRAGANA:
        case G_UNICODE_SCRIPT_KATAKANA:
          return "ja";
        case G_UNICODE_SCRIPT_HAN:
          found = "zh";
          break;
        case G_UNICODE_SCRIPT_ARABIC:
          found = found == NULL ? "ar" : found;
          break;
        case G_UNICODE_SCRIPT_HEBREW:
          found = found == NULL ? "he" : found;
          break;
        case G_UNICODE_SCRIPT_CYRILLIC:
          found = found == NULL ? "ru" : found;
          break;
        default:
          break;
        }
    }

  return found;
}

const char *
cs_chart_get_language (const CsChart *chart)
{
  const char *found;

  g_return_val_if_fail (chart != NULL, "en");

  if (*chart->language != '\0')
    return chart->language;

  if ((found = guess_language (chart->title, NULL)) == NULL)
    found = guess_language (chart->unit, guess_language (chart->source, NULL));
  return found != NULL ? found : "en";
}

gboolean
cs_chart_is_right_to_left (const CsChart *chart)
{
  static const char *const languages[] = { "ar", "he", "fa", "ur", "ug", "ps", "yi", "dv", "ckb", "sd" };
  const char *language = cs_chart_get_language (chart);
  gsize length = strcspn (language, "-_");

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (strlen (languages[i]) == length && strncmp (language, languages[i], length) == 0)
        return TRUE;
    }

  return FALSE;
}
