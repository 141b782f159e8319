/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-calendar-file.h"
#include "fuzz.h"

/* 23 November 2026 */
#define NOW G_GINT64_CONSTANT (1795392000000000)

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsCalendarFile) file = cs_calendar_file_parse ((const char *) data, size, NOW, &error);

  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    return 0;

  g_assert_cmpuint (file->days->len, >, 0);
  g_assert_cmpuint (file->days->len, <=, CS_CALENDAR_MAX_DAYS);
  for (guint i = 0; i < file->days->len; i++)
    {
      const CsSpecialDay *day = &g_array_index (file->days, CsSpecialDay, i);
      g_autofree char *text = cs_calendar_format_day (day->day);
      gint32 read = 0;

      /* what is stored is read back */
      g_assert_true (cs_calendar_parse_day (text, &read, NULL));
      g_assert_cmpint (read, ==, day->day);
      g_assert_true (i == 0 || g_array_index (file->days, CsSpecialDay, i - 1).day < day->day);
      g_assert_true (g_utf8_validate (day->name, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (day->name, -1), <=, 200);
      g_assert_null (strpbrk (day->name, "\r\n\t"));
    }

  return 0;
}
