/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-signed-note.h"

#include <string.h>

#include "cs-error.h"
#include "cs-time.h"

#define ED25519 0x01
#define KEY_ID_BYTES 4
#define MAX_NOTE (64 * 1024)

#define ORIGIN "countersign/journal/"

static gboolean
name_is_good (const char *name,
              gsize       length)
{
  const char *end = name + length;

  if (length == 0 || !g_utf8_validate (name, (gssize) length, NULL))
    return FALSE;

  for (const char *at = name; at < end; at = g_utf8_next_char (at))
    if (*at == '+' || g_unichar_isspace (g_utf8_get_char (at)))
      return FALSE;

  return TRUE;
}

/* Any text but control characters other than the line feed, which also ends it. */
static gboolean
text_is_good (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_NOTE || text[length - 1] != '\n' || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *at = text; *at != '\0'; at++)
    if ((guchar) *at < 0x20 && *at != '\n')
      return FALSE;

  return TRUE;
}

guint32
cs_signed_note_key_id (const char        *name,
                       const CsPublicKey *key)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  const guint8 between[] = { '\n', ED25519 };
  CsDigest digest;
  guint32 id;

  g_return_val_if_fail (name != NULL && key != NULL, 0);

  g_byte_array_append (bytes, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (bytes, between, sizeof between);
  g_byte_array_append (bytes, key->bytes, CS_PUBLIC_KEY_BYTES);
  digest = cs_digest_of_bytes (bytes->data, bytes->len);
  memcpy (&id, digest.bytes, KEY_ID_BYTES);
  return GUINT32_FROM_BE (id);
}

char *
cs_signed_note_make (const char     *text,
                     const char     *name,
                     const CsSecret *key)
{
  CsPublicKey public_key;
  CsSignature signature;
  guint8 line[KEY_ID_BYTES + CS_SIGNATURE_BYTES];
  guint32 id;
  g_autofree char *base64 = NULL;

  g_return_val_if_fail (text != NULL && text_is_good (text), NULL);
  g_return_val_if_fail (name != NULL && name_is_good (name, strlen (name)), NULL);

  public_key = cs_secret_get_public (key);
  signature = cs_secret_sign (key, text, strlen (text));
  id = GUINT32_TO_BE (cs_signed_note_key_id (name, &public_key));
  memcpy (line, &id, KEY_ID_BYTES);
  memcpy (line + KEY_ID_BYTES, signature.bytes, CS_SIGNATURE_BYTES);
  base64 = g_base64_encode (line, sizeof line);
  return g_strdup_printf ("%s\n— %s %s\n", text, name, base64);
}

/* The signatures begin behind the last empty line. NULL if there is none. */
static const char *
find_signatures (const char *note)
{
  const char *found = NULL;

  for (const char *at = strstr (note, "\n\n"); at != NULL; at = strstr (at + 1, "\n\n"))
    found = at + 2;

  return found;
}

/* One line "— name base64", or none: whether it is one, and by whom. */
static gboolean
read_signature_line (const char  *line,
                     char       **name,
                     guint8       bytes[KEY_ID_BYTES + CS_SIGNATURE_BYTES])
{
  static const char dash[] = "— ";
  const char *space = NULL;
  g_autofree guchar *decoded = NULL;
  gsize size = 0;

  if (line == NULL || !g_str_has_prefix (line, dash) || !(space = strchr (line + strlen (dash), ' ')))
    return FALSE;

  line += strlen (dash);
  decoded = g_base64_decode (space + 1, &size);
  if (!name_is_good (line, (gsize) (space - line)) || size != KEY_ID_BYTES + CS_SIGNATURE_BYTES)
    return FALSE;

  *name = g_strndup (line, (gsize) (space - line));
  memcpy (bytes, decoded, size);
  return TRUE;
}

static gboolean
note_is_good (const char  *note,
              GError     **error)
{
  if (text_is_good (note) && find_signatures (note) != NULL)
    return TRUE;

  g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "This is not a signed note");
  return FALSE;
}

char *
cs_signed_note_open (const char         *note,
                     const char         *name,
                     const CsPublicKey  *key,
                     GError            **error)
{
  const char *signatures = NULL;
  g_auto(GStrv) lines = NULL;
  gsize length;

  g_return_val_if_fail (note != NULL && name != NULL && key != NULL, NULL);

  if (!note_is_good (note, error))
    return NULL;

  signatures = find_signatures (note);
  length = (gsize) (signatures - note) - 1;
  lines = g_strsplit (signatures, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint8 bytes[KEY_ID_BYTES + CS_SIGNATURE_BYTES];
      g_autofree char *signer = NULL;
      CsSignature signature;
      guint32 id;

      if (!read_signature_line (lines[i], &signer, bytes) || strcmp (signer, name) != 0)
        continue;

      memcpy (&id, bytes, KEY_ID_BYTES);
      memcpy (signature.bytes, bytes + KEY_ID_BYTES, CS_SIGNATURE_BYTES);
      if (GUINT32_FROM_BE (id) == cs_signed_note_key_id (name, key) &&
          cs_signature_verify (&signature, key, note, length))
        return g_strndup (note, length);
    }

  g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "The note is not signed by “%s”", name);
  return NULL;
}

char *
cs_signed_note_verifier (const char        *name,
                         const CsPublicKey *key)
{
  guint8 bytes[1 + CS_PUBLIC_KEY_BYTES] = { ED25519 };
  g_autofree char *base64 = NULL;

  g_return_val_if_fail (name != NULL && key != NULL, NULL);

  memcpy (bytes + 1, key->bytes, CS_PUBLIC_KEY_BYTES);
  base64 = g_base64_encode (bytes, sizeof bytes);
  return g_strdup_printf ("%s+%08x+%s", name, cs_signed_note_key_id (name, key), base64);
}

void
cs_checkpoint_free (CsCheckpoint *checkpoint)
{
  if (checkpoint == NULL)
    return;

  g_free (checkpoint->office);
  g_free (checkpoint);
}

static char *
make_key_name (const char *office,
               gint64      key)
{
  return g_strdup_printf ("countersign/%s/key/%" G_GINT64_FORMAT, office, key);
}

char *
cs_checkpoint_sign (const CsCheckpoint *checkpoint,
                    const CsSecret     *key)
{
  g_autofree char *hash = NULL;
  g_autofree char *at = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (checkpoint != NULL && checkpoint->office != NULL && key != NULL, NULL);

  hash = g_base64_encode (checkpoint->hash.bytes, CS_DIGEST_BYTES);
  at = cs_time_format_iso (checkpoint->at);
  text = g_strdup_printf (ORIGIN "%s\n%" G_GINT64_FORMAT "\n%s\nat %s\nperson %" G_GINT64_FORMAT "\n",
                          checkpoint->office, checkpoint->sequence, hash, at, checkpoint->person);
  name = make_key_name (checkpoint->office, checkpoint->key);
  return cs_signed_note_make (text, name, key);
}

/* The number behind @prefix, and nothing else on the line. */
static gboolean
read_number (const char *line,
             const char *prefix,
             gint64     *number)
{
  return g_str_has_prefix (line, prefix) &&
         g_ascii_string_to_signed (line + strlen (prefix), 10, 0, G_MAXINT64, number, NULL);
}

static gboolean
read_text_lines (char         **lines,
                 CsCheckpoint  *checkpoint)
{
  g_autofree guchar *hash = NULL;
  gsize size = 0;

  if (g_strv_length (lines) < 5 || !g_str_has_prefix (lines[0], ORIGIN) ||
      !read_number (lines[1], "", &checkpoint->sequence) ||
      !g_str_has_prefix (lines[3], "at ") || !cs_time_parse (lines[3] + 3, "UTC", &checkpoint->at, NULL) ||
      !read_number (lines[4], "person ", &checkpoint->person))
    return FALSE;

  hash = g_base64_decode (lines[2], &size);
  if (size != CS_DIGEST_BYTES)
    return FALSE;

  memcpy (checkpoint->hash.bytes, hash, size);
  checkpoint->office = g_strdup (lines[0] + strlen (ORIGIN));
  return TRUE;
}

CsCheckpoint *
cs_checkpoint_read (const char  *note,
                    GError     **error)
{
  g_autoptr(CsCheckpoint) checkpoint = g_new0 (CsCheckpoint, 1);
  g_auto(GStrv) text = NULL;
  g_auto(GStrv) signatures = NULL;
  guint8 bytes[KEY_ID_BYTES + CS_SIGNATURE_BYTES];
  g_autofree char *signer = NULL;
  g_autofree char *prefix = NULL;

  g_return_val_if_fail (note != NULL, NULL);

  if (!note_is_good (note, error))
    return NULL;

  text = g_strsplit (note, "\n", -1);
  signatures = g_strsplit (find_signatures (note), "\n", -1);
  if (read_text_lines (text, checkpoint) && read_signature_line (signatures[0], &signer, bytes))
    {
      prefix = g_strdup_printf ("countersign/%s/key/", checkpoint->office);
      if (read_number (signer, prefix, &checkpoint->key))
        return g_steal_pointer (&checkpoint);
    }

  g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "This note is not a checkpoint of a journal");
  return NULL;
}

gboolean
cs_checkpoint_check (const char         *note,
                     const CsPublicKey  *public_key,
                     GError            **error)
{
  g_autoptr(CsCheckpoint) checkpoint = cs_checkpoint_read (note, error);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (checkpoint == NULL)
    return FALSE;

  name = make_key_name (checkpoint->office, checkpoint->key);
  text = cs_signed_note_open (note, name, public_key, error);
  return text != NULL;
}
