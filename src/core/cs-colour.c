/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cs-colour.h"

gboolean
cs_colour_from_text (const char *text,
                     CsColour   *colour)
{
  CsColour value = 0;

  g_return_val_if_fail (text != NULL && colour != NULL, FALSE);

  if (text[0] != '#' || strlen (text) != 7)
    return FALSE;

  for (guint i = 1; i < 7; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
      value = value << 4 | (CsColour) g_ascii_xdigit_value (text[i]);
    }

  *colour = value;
  return TRUE;
}

char *
cs_colour_to_text (CsColour colour)
{
  return g_strdup_printf ("#%06x", colour & 0xffffff);
}

static double
linear (guint part)
{
  double value = (part & 0xff) / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (CsColour colour)
{
  return 0.2126 * linear (colour >> 16) + 0.7152 * linear (colour >> 8) + 0.0722 * linear (colour);
}

double
cs_colour_contrast (CsColour one,
                    CsColour other)
{
  double a = luminance (one);
  double b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

CsColour
cs_colour_mix (CsColour one,
               CsColour other,
               double   share)
{
  CsColour mixed = 0;

  for (int shift = 16; shift >= 0; shift -= 8)
    {
      double a = (one >> shift) & 0xff;
      double b = (other >> shift) & 0xff;

      mixed |= (CsColour) (a + (b - a) * CLAMP (share, 0, 1) + 0.5) << shift;
    }

  return mixed;
}

CsColour
cs_colour_quieter (CsColour ink,
                   CsColour ground)
{
  for (double share = 0.38; share > 0; share -= 0.02)
    {
      CsColour mixed = cs_colour_mix (ink, ground, share);

      if (cs_colour_contrast (mixed, ground) >= CS_CONTRAST_TEXT + 0.5)
        return mixed;
    }

  return ink;
}

CsColour
cs_colour_choose_on (CsColour ground,
                     CsColour one,
                     CsColour other)
{
  CsColour best = cs_colour_contrast (one, ground) >= cs_colour_contrast (other, ground) ? one : other;

  if (cs_colour_contrast (best, ground) >= CS_CONTRAST_TEXT)
    return best;
  return cs_colour_contrast (0xffffff, ground) >= cs_colour_contrast (0x000000, ground) ? 0xffffff : 0x000000;
}
