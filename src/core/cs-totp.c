/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-totp.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

#include "cs-error.h"

#define MAX_DIGITS 8
#define SLACK_STEPS 1

static gpointer
start_oath (gpointer unused)
{
  if (oath_init () != OATH_OK)
    g_error ("liboath cannot start on this machine");
  return NULL;
}

static void
need_oath (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, start_oath, NULL);
}

char *
cs_totp_make (const guint8 *secret,
              gsize         size,
              gint64        seconds,
              guint         digits)
{
  char code[MAX_DIGITS + 1] = "";

  g_return_val_if_fail (secret != NULL && digits >= 6 && digits <= MAX_DIGITS, NULL);

  need_oath ();
  if (oath_totp_generate ((const char *) secret, size, (time_t) seconds, CS_TOTP_STEP_SECONDS, 0, digits, code) != OATH_OK)
    g_error ("liboath cannot make a code");

  return g_strdup (code);
}

/* Without a branch on what is secret: how long it takes says nothing. */
static gboolean
digits_equal (const char *one,
              const char *other)
{
  guint difference = 0;

  for (guint i = 0; i < CS_TOTP_DIGITS; i++)
    difference |= (guint) (one[i] ^ other[i]);
  return difference == 0;
}

static gboolean
clean_code (const char *code,
            char        clean[CS_TOTP_DIGITS + 1])
{
  guint n = 0;

  for (; *code != '\0'; code++)
    {
      if (g_ascii_isspace (*code))
        continue;
      if (!g_ascii_isdigit (*code) || n == CS_TOTP_DIGITS)
        return FALSE;
      clean[n++] = *code;
    }

  clean[n] = '\0';
  return n == CS_TOTP_DIGITS;
}

gint64
cs_totp_get_step (gint64 now)
{
  return now / G_USEC_PER_SEC / CS_TOTP_STEP_SECONDS;
}

gint64
cs_totp_check (const CsSecret *secret,
               const char     *code,
               gint64          now,
               gint64          after_step)
{
  char clean[CS_TOTP_DIGITS + 1];
  gint64 step = cs_totp_get_step (now);
  gsize size = 0;
  const guint8 *bytes = NULL;
  gint64 found = 0;

  g_return_val_if_fail (secret != NULL && code != NULL, 0);
  g_return_val_if_fail (cs_secret_get_kind (secret) == CS_SECRET_SECOND_FACTOR, 0);

  if (!clean_code (code, clean))
    return 0;

  bytes = cs_secret_get_bytes (secret, &size);
  for (gint64 at = step - SLACK_STEPS; at <= step + SLACK_STEPS; at++)
    {
      char *right = cs_totp_make (bytes, size, at * CS_TOTP_STEP_SECONDS, CS_TOTP_DIGITS);

      if (digits_equal (right, clean) && at > after_step && found == 0)
        found = at;
      cs_secret_wipe_text (right);
    }

  return found;
}

char *
cs_totp_secret_to_text (const CsSecret *secret)
{
  gsize size = 0;
  const guint8 *bytes = cs_secret_get_bytes (secret, &size);
  char *text = NULL;
  char *own = NULL;

  need_oath ();
  if (oath_base32_encode ((const char *) bytes, size, &text, NULL) != OATH_OK)
    g_error ("liboath cannot write Base32");

  own = g_strdup (text);
  sodium_memzero (text, strlen (text));
  free (text);
  return own;
}

CsSecret *
cs_totp_secret_from_text (const char  *text,
                          GError     **error)
{
  char *bytes = NULL;
  gsize size = 0;
  CsSecret *secret = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  need_oath ();
  if (oath_base32_decode (text, strlen (text), &bytes, &size) != OATH_OK)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "The secret is not Base32");
      return NULL;
    }

  secret = cs_secret_new (CS_SECRET_SECOND_FACTOR, (const guint8 *) bytes, size, error);
  sodium_memzero (bytes, size);
  free (bytes);
  return secret;
}

char *
cs_totp_make_uri (const CsSecret *secret,
                  const char     *office,
                  const char     *login)
{
  char *text = cs_totp_secret_to_text (secret);
  g_autofree char *issuer = g_uri_escape_string (office, NULL, FALSE);
  g_autofree char *person = g_uri_escape_string (login, NULL, FALSE);
  char *uri = NULL;

  uri = g_strdup_printf ("otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d",
                         issuer, person, text, issuer, CS_TOTP_DIGITS, CS_TOTP_STEP_SECONDS);
  cs_secret_wipe_text (text);
  return uri;
}
