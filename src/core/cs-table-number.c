/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cs-table.h"

/* No number that a person typed is longer. */
#define MAX_NUMBER 64

/* One sign of a number, whatever script or typography it was typed in: a digit, '-', '+', '.', ',', '%', 'e' or '\'' for
 * a gap between thousands; 0 for anything else. */
static char
read_sign (gunichar c)
{
  if (g_unichar_isdigit (c))
    return (char) ('0' + g_unichar_digit_value (c));

  switch (c)
    {
    case '-': case 0x2212: case 0x2013: case 0xFF0D: case 0xFE63:
      return '-';
    case '+': case 0xFF0B:
      return '+';
    case '.': case 0x066B: case 0xFF0E:
      return '.';
    case ',': case 0xFF0C:
      return ',';
    case '%': case 0x066A: case 0xFF05:
      return '%';
    case 'e': case 'E':
      return 'e';
    case ' ': case 0xA0: case 0x2009: case 0x202F: case '\'': case 0x2019: case 0x066C:
      return '\'';
    default:
      return 0;
    }
}

/* Fills @signs with the number's signs, without a percent sign and outer white space. Returns FALSE for anything strange. */
static gboolean
read_signs (const char *cell,
            char        signs[MAX_NUMBER + 1])
{
  g_autofree char *stripped = g_strstrip (g_strdup (cell));
  gsize n = 0;

  for (const char *at = stripped; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (n == MAX_NUMBER || (signs[n] = read_sign (g_utf8_get_char (at))) == 0)
        return FALSE;
      n++;
    }

  if (n > 0 && signs[n - 1] == '%')
    n--;
  while (n > 0 && signs[n - 1] == '\'')
    n--;
  signs[n] = '\0';
  return n > 0 && strchr (signs, '%') == NULL;
}

/* Whether @mark divides thousands in @digits (up to @size): no leading zero, three digits behind the last mark, two or three (as in
 * India) between marks. */
static gboolean
divides_thousands (const char *digits,
                   gsize       size,
                   char        mark)
{
  gsize run = 0;
  gboolean first = TRUE;

  for (gsize i = 0; i < size; i++)
    {
      if (digits[i] != mark)
        {
          run++;
          continue;
        }
      if (first ? run < 1 || run > 3 || digits[0] == '0' : run < 2 || run > 3)
        return FALSE;
      first = FALSE;
      run = 0;
    }

  return !first && run == 3;
}

/* Which of '.' and ',' is the decimal sign in @digits, 0 if none. */
static char
find_decimal (const char *digits)
{
  const char *dot = strrchr (digits, '.');
  const char *comma = strrchr (digits, ',');

  if (dot != NULL && comma != NULL)
    return dot > comma ? '.' : ',';
  if (dot != NULL)
    return strchr (digits, '.') == dot ? '.' : 0;
  if (comma != NULL)
    return strchr (digits, ',') == comma && !divides_thousands (digits, strlen (digits), ',') ? ',' : 0;
  return 0;
}

/* Turns the digits in front of an exponent into what g_ascii_strtod() reads. */
static gboolean
simplify (const char *digits,
          GString    *plain)
{
  char decimal = find_decimal (digits);
  const char *point = decimal != 0 ? strrchr (digits, decimal) : digits + strlen (digits);
  gsize whole = (gsize) (point - digits);

  /* The decimal sign stands once; of the thousands marks only one kind. */
  for (const char *marks = ".,'"; *marks != '\0'; marks++)
    {
      if (memchr (digits, *marks, whole) != NULL && !divides_thousands (digits, whole, *marks))
        return FALSE;
      if (*point != '\0' && strchr (point + 1, *marks) != NULL)
        return FALSE;
    }

  for (gsize i = 0; i < whole; i++)
    {
      if (g_ascii_isdigit (digits[i]))
        g_string_append_c (plain, digits[i]);
    }
  if (plain->len == 0 && (*point == '\0' || point[1] == '\0'))
    return FALSE;
  if (*point != '\0')
    g_string_append_printf (plain, ".%s", point + 1);
  return TRUE;
}

gboolean
cs_table_parse_number (const char *cell,
                       double     *value)
{
  char signs[MAX_NUMBER + 1];
  g_autoptr(GString) plain = g_string_new (NULL);
  const char *digits = signs;
  const char *exponent = "";
  char *e;
  double number;

  g_return_val_if_fail (cell != NULL && value != NULL, FALSE);

  if (!read_signs (cell, signs))
    return FALSE;

  if (*digits == '-' || *digits == '+')
    digits++;
  if (*digits == '\'')
    digits++;
  if ((e = strchr (signs, 'e')) != NULL)
    {
      *e = '\0';
      exponent = e + 1;
      if (!g_ascii_isdigit (exponent[strspn (exponent, "+-") == 1 ? 1 : 0]) ||
          strspn (exponent + 1, "0123456789") != strlen (exponent + 1))
        return FALSE;
    }
  if (strpbrk (digits, "+-") != NULL || !simplify (digits, plain))
    return FALSE;

  if (*exponent != '\0')
    g_string_append_printf (plain, "e%s", exponent);
  number = g_ascii_strtod (plain->str, NULL);
  if (!isfinite (number))
    return FALSE;

  *value = signs[0] == '-' && number != 0 ? -number : number;
  return TRUE;
}
