/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-password.h"

#include <sodium.h>
#include <string.h>

#include "cs-error.h"

#define PASSES 3
#define MEMORY (64 * 1024 * 1024)

/* Of a random password that nobody kept, with the parameters above: what an unknown login is compared with, so that it
 * takes as long as a known one. */
static const char nobody[] =
  "$argon2id$v=19$m=65536,t=3,p=1$qTSSx8WFfKuiGfzjlGFB7g$HGJ/3fkJU681ydfjOqSWXn2U7vsjwENTEwdJosYzOtk";

/* The same characters typed with another input method may come in another normal form; NULL if not UTF-8. */
static char *
normalize (const char *password)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot start on this machine");

  return g_utf8_normalize (password, -1, G_NORMALIZE_NFC);
}

static void
wipe (char *password)
{
  if (password != NULL)
    sodium_memzero (password, strlen (password));
  g_free (password);
}

char *
cs_password_hash (const char  *password,
                  GError     **error)
{
  char stored[crypto_pwhash_STRBYTES];
  char *normal;
  int result;

  g_return_val_if_fail (password != NULL, NULL);

  normal = normalize (password);
  if (normal == NULL || g_utf8_strlen (normal, -1) < CS_PASSWORD_MIN_CHARACTERS ||
      strlen (normal) > CS_PASSWORD_MAX_BYTES)
    {
      wipe (normal);
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                   "A password has at least %d characters and at most %d bytes of UTF-8",
                   CS_PASSWORD_MIN_CHARACTERS, CS_PASSWORD_MAX_BYTES);
      return NULL;
    }

  result = crypto_pwhash_str (stored, normal, strlen (normal), PASSES, MEMORY);
  wipe (normal);
  if (result != 0)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_FAILED,
                           "Not enough memory to hash a password");
      return NULL;
    }

  return g_strdup (stored);
}

gboolean
cs_password_verify (const char *stored,
                    const char *password)
{
  char text[crypto_pwhash_STRBYTES] = ""; /* libsodium wants all these bytes to be there */
  gboolean known;
  gboolean matches;
  char *normal;

  g_return_val_if_fail (password != NULL, FALSE);

  /* An account without a password has "" stored, and nothing matches that either. */
  known = stored != NULL && *stored != '\0';
  normal = normalize (password);
  if (normal == NULL || strlen (normal) > CS_PASSWORD_MAX_BYTES)
    {
      wipe (normal);
      normal = g_strdup ("");
      known = FALSE;
    }

  if (g_strlcpy (text, known ? stored : nobody, sizeof text) >= sizeof text)
    known = FALSE;
  matches = crypto_pwhash_str_verify (text, normal, strlen (normal)) == 0;
  wipe (normal);

  return known && matches;
}
