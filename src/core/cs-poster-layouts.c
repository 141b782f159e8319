/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-poster.h"

/* The tables of a poster: what each layout has, how long texts may be, which sizes there are. */

#define KICKER { CS_POSTER_KICKER, FALSE, NC_("poster field", "Subject"), N_("Housing") }
#define SOURCE(required) { CS_POSTER_SOURCE, required, NC_("poster field", "Source"), N_("Statistics office, October 2026") }
#define FIRST_SHOWS { CS_POSTER_FIRST_SHOWS, FALSE, NC_("poster field", "What the picture shows"), "" }

static const CsPosterSlot points_slots[] = {
  KICKER,
  { CS_POSTER_TITLE, TRUE, NC_("poster field", "Title"), N_("What changes on 1 January") },
  { CS_POSTER_POINT_1, TRUE, NC_("poster field", "First point"), "" },
  { CS_POSTER_POINT_2, FALSE, NC_("poster field", "Second point"), "" },
  { CS_POSTER_POINT_3, FALSE, NC_("poster field", "Third point"), "" },
  { CS_POSTER_POINT_4, FALSE, NC_("poster field", "Fourth point"), "" },
  { CS_POSTER_POINT_5, FALSE, NC_("poster field", "Fifth point"), "" },
  { CS_POSTER_POINT_6, FALSE, NC_("poster field", "Sixth point"), "" },
  SOURCE (FALSE),
  FIRST_SHOWS,
};

static const CsPosterSlot figure_slots[] = {
  KICKER,
  { CS_POSTER_NUMBER, TRUE, NC_("poster field", "Figure"), N_("3.2 %") },
  { CS_POSTER_TITLE, TRUE, NC_("poster field", "What the figure says"), N_("more people in work than a year ago") },
  { CS_POSTER_COMPARISON, FALSE, NC_("poster field", "Compared with"),
    /* xgettext:no-c-format */
    N_("2.1 % in the year before") },
  SOURCE (TRUE),
  FIRST_SHOWS,
};

static const CsPosterSlot notice_slots[] = {
  KICKER,
  { CS_POSTER_TITLE, TRUE, NC_("poster field", "What"), N_("Free flu vaccination") },
  { CS_POSTER_WHEN, TRUE, NC_("poster field", "When"), N_("Saturday, 5 December, 9:00 to 17:00") },
  { CS_POSTER_WHERE, FALSE, NC_("poster field", "Where"), N_("Town hall, ground floor") },
  { CS_POSTER_WHOM, FALSE, NC_("poster field", "For whom"), N_("Everybody over 60") },
  { CS_POSTER_DETAIL, FALSE, NC_("poster field", "What else to know"), N_("Bring your insurance card. No appointment needed.") },
  FIRST_SHOWS,
};

static const CsPosterSlot quotation_slots[] = {
  KICKER,
  { CS_POSTER_WORDS, TRUE, NC_("poster field", "Words, without quotation marks"), "" },
  { CS_POSTER_PERSON, TRUE, NC_("poster field", "Who said it"), "" },
  { CS_POSTER_ROLE, FALSE, NC_("poster field", "Office or title"), "" },
  { CS_POSTER_SOURCE, FALSE, NC_("poster field", "Where and when it was said"), N_("In the city council, 23 November 2026") },
  FIRST_SHOWS,
};

static const CsPosterSlot before_after_slots[] = {
  KICKER,
  { CS_POSTER_TITLE, TRUE, NC_("poster field", "Title"), N_("The river is clean again") },
  { CS_POSTER_BEFORE_NAME, TRUE, NC_("poster field", "Name of before"), N_("2020") },
  { CS_POSTER_BEFORE, FALSE, NC_("poster field", "Figure before"), N_("48 mg") },
  { CS_POSTER_AFTER_NAME, TRUE, NC_("poster field", "Name of after"), N_("2026") },
  { CS_POSTER_AFTER, FALSE, NC_("poster field", "Figure after"), N_("11 mg") },
  { CS_POSTER_COMPARISON, FALSE, NC_("poster field", "What it means"), "" },
  SOURCE (FALSE),
  { CS_POSTER_FIRST_SHOWS, FALSE, NC_("poster field", "What the picture before shows"), "" },
  { CS_POSTER_SECOND_SHOWS, FALSE, NC_("poster field", "What the picture after shows"), "" },
};

static const struct
{
  const char         *nick;
  const char         *label;
  guint               n_pictures;
  const CsPosterSlot *slots;
  guint               n_slots;
} layouts[] = {
  [CS_POSTER_POINTS] = { "points", NC_("poster layout", "Policy points"), 1, points_slots, G_N_ELEMENTS (points_slots) },
  [CS_POSTER_FIGURE] = { "figure", NC_("poster layout", "Figure"), 1, figure_slots, G_N_ELEMENTS (figure_slots) },
  [CS_POSTER_NOTICE] = { "notice", NC_("poster layout", "Notice"), 1, notice_slots, G_N_ELEMENTS (notice_slots) },
  [CS_POSTER_QUOTATION] = { "quotation", NC_("poster layout", "Quotation"), 1, quotation_slots, G_N_ELEMENTS (quotation_slots) },
  [CS_POSTER_BEFORE_AFTER] = { "before-after", NC_("poster layout", "Before and after"), 2,
                               before_after_slots, G_N_ELEMENTS (before_after_slots) },
};

/* Added up, each layout's bounds stay below CS_POSTER_MAX_DESCRIPTION, with room for full stops. */
static const struct
{
  const char *nick;
  glong       max;
} fields[] = {
  [CS_POSTER_KICKER] = { "kicker", 40 },
  [CS_POSTER_NUMBER] = { "number", 16 },
  [CS_POSTER_TITLE] = { "title", 110 },
  [CS_POSTER_POINT_1] = { "point_1", 90 },
  [CS_POSTER_POINT_2] = { "point_2", 90 },
  [CS_POSTER_POINT_3] = { "point_3", 90 },
  [CS_POSTER_POINT_4] = { "point_4", 90 },
  [CS_POSTER_POINT_5] = { "point_5", 90 },
  [CS_POSTER_POINT_6] = { "point_6", 90 },
  [CS_POSTER_WHEN] = { "when", 80 },
  [CS_POSTER_WHERE] = { "where", 100 },
  [CS_POSTER_WHOM] = { "whom", 100 },
  [CS_POSTER_DETAIL] = { "detail", 200 },
  [CS_POSTER_WORDS] = { "words", 400 },
  [CS_POSTER_PERSON] = { "person", 60 },
  [CS_POSTER_ROLE] = { "role", 100 },
  [CS_POSTER_BEFORE_NAME] = { "before_name", 40 },
  [CS_POSTER_BEFORE] = { "before", 16 },
  [CS_POSTER_AFTER_NAME] = { "after_name", 40 },
  [CS_POSTER_AFTER] = { "after", 16 },
  [CS_POSTER_COMPARISON] = { "comparison", 160 },
  [CS_POSTER_SOURCE] = { "source", 100 },
  [CS_POSTER_FIRST_SHOWS] = { "first_shows", 140 },
  [CS_POSTER_SECOND_SHOWS] = { "second_shows", 140 },
};

/* The upper and lower parts of a tall picture lie under the buttons of the programs that show such ones: a seventh above, a fifth below. */
static const struct
{
  const char     *nick;
  const char     *label;
  int             width;
  int             height;
  CsPosterMargins margins;
} formats[] = {
  [CS_POSTER_WIDE] = { "wide", NC_("poster format", "Wide, 1200 × 675"), 1200, 675, { 34, 34, 60 } },
  [CS_POSTER_SQUARE] = { "square", NC_("poster format", "Square, 1080 × 1080"), 1080, 1080, { 54, 54, 54 } },
  [CS_POSTER_PORTRAIT] = { "portrait", NC_("poster format", "Portrait, 1080 × 1350"), 1080, 1350, { 68, 68, 54 } },
  [CS_POSTER_TALL] = { "tall", NC_("poster format", "Tall, 1080 × 1920"), 1080, 1920, { 270, 384, 64 } },
  [CS_POSTER_LARGE] = { "large", NC_("poster format", "Wide and large, 1600 × 900"), 1600, 900, { 45, 45, 80 } },
  [CS_POSTER_LINK] = { "link", NC_("poster format", "Link card, 1200 × 630"), 1200, 630, { 32, 32, 60 } },
};

G_STATIC_ASSERT (G_N_ELEMENTS (layouts) == CS_N_POSTER_LAYOUTS);
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == CS_N_POSTER_FIELDS);
G_STATIC_ASSERT (G_N_ELEMENTS (formats) == CS_N_POSTER_FORMATS);

const CsPosterSlot *
cs_poster_layout_list_slots (CsPosterLayout layout,
                             guint         *n_slots)
{
  g_return_val_if_fail ((guint) layout < CS_N_POSTER_LAYOUTS && n_slots != NULL, NULL);

  *n_slots = layouts[layout].n_slots;
  return layouts[layout].slots;
}

glong
cs_poster_field_get_max (CsPosterField field)
{
  g_return_val_if_fail ((guint) field < CS_N_POSTER_FIELDS, 0);

  return fields[field].max;
}

const char *
cs_poster_field_nick (CsPosterField field)
{
  g_return_val_if_fail ((guint) field < CS_N_POSTER_FIELDS, NULL);

  return fields[field].nick;
}

gboolean
cs_poster_field_from_nick (const char    *nick,
                           CsPosterField *field)
{
  g_return_val_if_fail (nick != NULL && field != NULL, FALSE);

  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    {
      if (g_str_equal (fields[i].nick, nick))
        {
          *field = (CsPosterField) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
cs_poster_field_label (CsPosterLayout layout,
                       CsPosterField  field)
{
  g_return_val_if_fail ((guint) layout < CS_N_POSTER_LAYOUTS, NULL);

  for (guint i = 0; i < layouts[layout].n_slots; i++)
    if (layouts[layout].slots[i].field == field)
      return g_dpgettext2 (NULL, "poster field", layouts[layout].slots[i].label);

  return cs_poster_field_nick (field);
}

const char *
cs_poster_layout_nick (CsPosterLayout layout)
{
  g_return_val_if_fail ((guint) layout < CS_N_POSTER_LAYOUTS, NULL);

  return layouts[layout].nick;
}

gboolean
cs_poster_layout_from_nick (const char     *nick,
                            CsPosterLayout *layout)
{
  g_return_val_if_fail (nick != NULL && layout != NULL, FALSE);

  for (guint i = 0; i < CS_N_POSTER_LAYOUTS; i++)
    {
      if (g_str_equal (layouts[i].nick, nick))
        {
          *layout = (CsPosterLayout) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
cs_poster_layout_label (CsPosterLayout layout)
{
  g_return_val_if_fail ((guint) layout < CS_N_POSTER_LAYOUTS, NULL);

  return g_dpgettext2 (NULL, "poster layout", layouts[layout].label);
}

guint
cs_poster_layout_count_pictures (CsPosterLayout layout)
{
  g_return_val_if_fail ((guint) layout < CS_N_POSTER_LAYOUTS, 0);

  return layouts[layout].n_pictures;
}

const char *
cs_poster_format_nick (CsPosterFormat format)
{
  g_return_val_if_fail ((guint) format < CS_N_POSTER_FORMATS, NULL);

  return formats[format].nick;
}

gboolean
cs_poster_format_from_nick (const char     *nick,
                            CsPosterFormat *format)
{
  g_return_val_if_fail (nick != NULL && format != NULL, FALSE);

  for (guint i = 0; i < CS_N_POSTER_FORMATS; i++)
    {
      if (g_str_equal (formats[i].nick, nick))
        {
          *format = (CsPosterFormat) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
cs_poster_format_label (CsPosterFormat format)
{
  g_return_val_if_fail ((guint) format < CS_N_POSTER_FORMATS, NULL);

  return g_dpgettext2 (NULL, "poster format", formats[format].label);
}

void
cs_poster_format_get_size (CsPosterFormat format,
                           int           *width,
                           int           *height)
{
  g_return_if_fail ((guint) format < CS_N_POSTER_FORMATS && width != NULL && height != NULL);

  *width = formats[format].width;
  *height = formats[format].height;
}

CsPosterMargins
cs_poster_format_get_margins (CsPosterFormat format)
{
  const CsPosterMargins none = { 0 };

  g_return_val_if_fail ((guint) format < CS_N_POSTER_FORMATS, none);

  return formats[format].margins;
}
