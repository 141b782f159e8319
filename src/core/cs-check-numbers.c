/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

#include <string.h>

/* Numbers that name a person or an account. Their check digits tell them from other numbers of the same length. */

/* Every match of a pattern of ours; @take looks closer at its group 0. */
static void
find_numbers (GRegex            *pattern,
              const CsCheckText *text,
              gboolean         (*take)(const char *number),
              GArray            *matches)
{
  g_autoptr(GMatchInfo) info = NULL;

  g_regex_match_full (pattern, text->text, (gssize) text->size, 0, 0, &info, NULL);
  for (; g_match_info_matches (info) && matches->len < CS_CHECK_RULE_MAX_MATCHES; g_match_info_next (info, NULL))
    {
      g_autofree char *number = g_match_info_fetch (info, 0);
      int start = 0;
      int end = 0;

      g_match_info_fetch_pos (info, 0, &start, &end);
      if (take (number))
        cs_check_matches_add (matches, (gsize) start, (gsize) end, NULL);
    }
}

/* Digits alone; spaces and hyphens between them do not count. At most @size − 1. */
static guint
keep_digits (const char *number,
             char       *digits,
             gsize       size)
{
  guint n = 0;

  for (; *number && n < size - 1; number++)
    if (g_ascii_isdigit (*number))
      digits[n++] = *number;
  digits[n] = '\0';
  return n;
}

/* GB 11643: 17 digits and a check character over weights 2^(17−i) mod 11, a real day of birth, a province code. */
static gboolean
is_chinese_id (const char *number)
{
  static const guint weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  guint sum = 0;
  guint year;
  guint month;
  guint day;

  for (guint i = 0; i < 17; i++)
    sum += (guint) (number[i] - '0') * weights[i];
  if ("10X98765432"[sum % 11] != g_ascii_toupper (number[17]))
    return FALSE;

  year = (guint) ((number[6] - '0') * 1000 + (number[7] - '0') * 100 + (number[8] - '0') * 10 + number[9] - '0');
  month = (guint) ((number[10] - '0') * 10 + number[11] - '0');
  day = (guint) ((number[12] - '0') * 10 + number[13] - '0');
  return year >= 1880 && year <= 2100 && month <= 12 && day <= 31 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

void
cs_check_chinese_id (const CsCheckRule *rule,
                     const CsCheckText *text,
                     GArray            *matches)
{
  GRegex *pattern = cs_check_get_pattern ("(?<![0-9A-Za-z])[1-9]\\d{16}[\\dXx](?![0-9A-Za-z])");

  find_numbers (pattern, text, is_chinese_id, matches);
}

/* HMRC's manual NIM39110: which letters a number can begin with; the suffix is A to D. */
static gboolean
is_insurance (const char *number)
{
  char letters[3] = { number[0], number[1], '\0' };

  return !strstr ("BG GB KN NK NT TN ZZ", letters);
}

void
cs_check_uk_insurance (const CsCheckRule *rule,
                       const CsCheckText *text,
                       GArray            *matches)
{
  GRegex *pattern = cs_check_get_pattern ("(?<![0-9A-Za-z])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
                                          " ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D](?![0-9A-Za-z])");

  find_numbers (pattern, text, is_insurance, matches);
}

/* NHS data dictionary: weights 10 to 2, 11 minus the rest of mod 11; 10 is never given out. */
static gboolean
is_nhs (const char *number)
{
  char digits[11];
  guint sum = 0;
  guint check;

  if (keep_digits (number, digits, sizeof digits) != 10)
    return FALSE;
  for (guint i = 0; i < 9; i++)
    sum += (guint) (digits[i] - '0') * (10 - i);
  check = (11 - sum % 11) % 11;
  return check < 10 && digits[9] - '0' == (int) check;
}

/* Ten digits pass the check by chance one time in eleven, so that the words or the usual groups 3 3 4 must stand there too. Phone
 * numbers begin with 0; no NHS number does. */
void
cs_check_nhs_number (const CsCheckRule *rule,
                     const CsCheckText *text,
                     GArray            *matches)
{
  GRegex *pattern = cs_check_get_pattern ("(?<![\\d.,+])[1-9]\\d{2} \\d{3} \\d{4}(?![\\d.,]\\d|\\d)"
                                          "|(?i:NHS (?:number|no\\.?):? ?)\\K[1-9]\\d{9}(?!\\d)");

  find_numbers (pattern, text, is_nhs, matches);
}

/* SSA: no area 000, 666 or 900 to 999, no group 00, no serial 0000. */
static gboolean
is_security (const char *number)
{
  return !g_str_has_prefix (number, "000") && !g_str_has_prefix (number, "666") && number[0] != '9' &&
         strncmp (number + 4, "00", 2) != 0 && strcmp (number + 7, "0000") != 0;
}

void
cs_check_us_security (const CsCheckRule *rule,
                      const CsCheckText *text,
                      GArray            *matches)
{
  GRegex *pattern = cs_check_get_pattern ("(?<![\\d-])\\d{3}([- ])\\d{2}\\1\\d{4}(?![\\d-])");

  find_numbers (pattern, text, is_security, matches);
}

/* ISO/IEC 7812 */
static gboolean
has_luhn (const char *digits,
          guint       n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    {
      guint digit = (guint) (digits[n - 1 - i] - '0');

      if (i % 2 == 1)
        digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
      sum += digit;
    }
  return sum % 10 == 0;
}

/* Lengths and first digits that are given out: one number in ten passes the check by chance, so that it alone is not enough. */
static gboolean
is_card (const char *number)
{
  char digits[21];
  guint n = keep_digits (number, digits, sizeof digits);
  guint first_four;
  char four[5] = { 0 };
  gboolean known;

  memcpy (four, digits, 4);
  first_four = (guint) g_ascii_strtoull (four, NULL, 10);
  known = (digits[0] == '4' && (n == 13 || n == 16)) ||
          (((first_four >= 5100 && first_four <= 5599) || (first_four >= 2221 && first_four <= 2720)) && n == 16) ||
          ((first_four / 100 == 34 || first_four / 100 == 37) && n == 15) ||
          (first_four / 100 == 62 && n >= 16 && n <= 19) || (first_four == 6011 && n == 16) ||
          (first_four >= 3528 && first_four <= 3589 && n == 16);
  return known && has_luhn (digits, n);
}

void
cs_check_bank_card (const CsCheckRule *rule,
                    const CsCheckText *text,
                    GArray            *matches)
{
  GRegex *pattern = cs_check_get_pattern ("(?<![0-9A-Za-z.,-])[2-6]\\d{3}(?:[ -]?\\d){9,15}(?![0-9A-Za-z]|[.,]\\d)");

  find_numbers (pattern, text, is_card, matches);
}

/* ISO 13616: the first four characters go to the end, letters count 10 to 35, the whole mod 97 is 1. */
static gboolean
is_iban (const char *number)
{
  char plain[40];
  guint n = 0;
  guint rest = 0;

  for (; *number && n < sizeof plain - 1; number++)
    if (g_ascii_isalnum (*number))
      plain[n++] = *number;
  if (n < 15 || n > 34)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      char c = plain[(i + 4) % n];

      rest = g_ascii_isdigit (c) ? (rest * 10 + (guint) (c - '0')) % 97 : (rest * 100 + (guint) (c - 'A') + 10) % 97;
    }
  return rest == 1;
}

void
cs_check_iban (const CsCheckRule *rule,
               const CsCheckText *text,
               GArray            *matches)
{
  GRegex *pattern = cs_check_get_pattern ("(?<![0-9A-Za-z])[A-Z]{2}\\d{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,4})?(?![0-9A-Za-z])");

  find_numbers (pattern, text, is_iban, matches);
}
