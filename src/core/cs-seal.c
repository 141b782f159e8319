/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-seal.h"

#include <string.h>

#include "cs-error.h"

#define HASH_CHARACTERS 19
#define CHARACTERS (HASH_CHARACTERS + 1)
#define GROUP 4
#define BITS 5

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* The character that tells whether all others are right. */
static char
compute_check (gint64      sequence,
               const char *characters)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ":%.*s", sequence, HASH_CHARACTERS, characters);
  CsDigest digest = cs_digest_of_bytes (text, strlen (text));

  return alphabet[digest.bytes[0] & 0x1f];
}

static void
make_characters (gint64          sequence,
                 const CsDigest *hash,
                 char            characters[CHARACTERS + 1])
{
  for (guint i = 0; i < HASH_CHARACTERS; i++)
    {
      guint bit = i * BITS;
      guint pair = (guint) hash->bytes[bit / 8] << 8 | hash->bytes[bit / 8 + 1];

      characters[i] = alphabet[pair >> (16 - BITS - bit % 8) & 0x1f];
    }

  characters[HASH_CHARACTERS] = compute_check (sequence, characters);
  characters[CHARACTERS] = '\0';
}

char *
cs_seal_to_code (gint64          sequence,
                 const CsDigest *hash)
{
  char characters[CHARACTERS + 1];
  GString *code = NULL;

  g_return_val_if_fail (hash != NULL && sequence > 0, NULL);

  make_characters (sequence, hash, characters);
  code = g_string_new (NULL);
  g_string_append_printf (code, "%" G_GINT64_FORMAT " ", sequence);
  for (guint i = 0; i < CHARACTERS; i += GROUP)
    {
      if (i > 0)
        g_string_append_c (code, '-');
      g_string_append_len (code, characters + i, GROUP);
    }

  return g_string_free (code, FALSE);
}

static char
read_character (char typed)
{
  char upper = g_ascii_toupper (typed);

  if (upper == 'O')
    return '0';
  if (upper == 'I' || upper == 'L')
    return '1';
  return upper != '\0' && strchr (alphabet, upper) != NULL ? upper : '\0';
}

/* Everything but spaces and dashes, in the one spelling; NULL where something else stands. */
static char *
clean_code (const char *code)
{
  g_autoptr(GString) clean = g_string_new (NULL);

  for (; *code != '\0'; code++)
    {
      char character = read_character (*code);

      if (g_ascii_isspace (*code) || *code == '-')
        continue;
      if (character == '\0' || clean->len > 64)
        return NULL;
      g_string_append_c (clean, character);
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

gboolean
cs_seal_read_code (const char  *code,
                   gint64      *sequence,
                   GError     **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *number = NULL;
  gsize length;

  g_return_val_if_fail (code != NULL && sequence != NULL, FALSE);

  clean = clean_code (code);
  length = clean != NULL ? strlen (clean) : 0;
  if (length > CHARACTERS)
    {
      number = g_strndup (clean, length - CHARACTERS);
      if (g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, sequence, NULL) &&
          compute_check (*sequence, clean + length - CHARACTERS) == clean[length - 1])
        return TRUE;
    }

  g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "The code of the seal is mistyped");
  return FALSE;
}

gboolean
cs_seal_code_fits (const char     *code,
                   gint64          sequence,
                   const CsDigest *hash)
{
  g_autofree char *clean = clean_code (code);
  char characters[CHARACTERS + 1];
  gint64 named = 0;

  g_return_val_if_fail (hash != NULL, FALSE);

  if (clean == NULL || !cs_seal_read_code (code, &named, NULL) || named != sequence)
    return FALSE;

  make_characters (sequence, hash, characters);
  return strcmp (clean + strlen (clean) - CHARACTERS, characters) == 0;
}
