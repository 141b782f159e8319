/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-faults.h"

#include "cs-error.h"

static const char *const fault_names[CS_N_PRACTICE_FAULTS] = { "drop-before", "drop-after", "error", "garbage", "keep" };

static gboolean
parse_number (const char *text,
              guint       maximum,
              guint      *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, maximum, &value, NULL))
    return FALSE;

  *number = value;

  return TRUE;
}

/* "5" or "100x1" */
static gboolean
parse_chance (const char       *text,
              CsPracticeFault   fault,
              CsPracticeFaults *faults)
{
  g_auto(GStrv) parts = g_strsplit (text, "x", 2);

  faults->left[fault] = G_MAXUINT;

  return parse_number (parts[0], 100, &faults->per_cent[fault]) &&
         (parts[1] == NULL || parse_number (parts[1], 1000000, &faults->left[fault]));
}

static gboolean
parse_one (const char       *text,
           CsPracticeFaults *faults)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 2);
  const char *value = parts[0] != NULL ? parts[1] : NULL;
  guint number;

  if (g_str_equal (text, "no-idempotency"))
    return faults->no_idempotency = TRUE;
  if (g_str_equal (text, "down"))
    return faults->down = TRUE;
  if (value == NULL)
    return FALSE;

  for (guint i = 0; i < CS_N_PRACTICE_FAULTS; i++)
    {
      if (g_str_equal (parts[0], fault_names[i]))
        return parse_chance (value, i, faults);
    }

  if (g_str_equal (parts[0], "rate"))
    return parse_number (value, 1000000000, &faults->rate) && faults->rate > 0;
  if (g_str_equal (parts[0], "slow"))
    return parse_number (value, 600000, &faults->slow);
  if (g_str_equal (parts[0], "media-delay") && parse_number (value, 600000, &number))
    {
      faults->media_delay = number;
      return TRUE;
    }

  return FALSE;
}

gboolean
cs_practice_faults_parse (const char        *text,
                          CsPracticeFaults  *faults,
                          GError           **error)
{
  g_auto(GStrv) each = g_strsplit (text, ",", -1);
  CsPracticeFaults result = { 0 };

  for (gsize i = 0; each[i] != NULL; i++)
    {
      if (!parse_one (g_strstrip (each[i]), &result))
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no way to misbehave", each[i]);
          return FALSE;
        }
    }

  *faults = result;

  return TRUE;
}

gboolean
cs_practice_faults_happens (CsPracticeFaults *faults,
                            CsPracticeFault   fault)
{
  if (faults->left[fault] == 0 || (guint) g_random_int_range (0, 100) >= faults->per_cent[fault])
    return FALSE;

  if (faults->left[fault] != G_MAXUINT)
    faults->left[fault]--;

  return TRUE;
}
