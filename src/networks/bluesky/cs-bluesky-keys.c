/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-keys.h"

#include <string.h>

#include "cs-bluesky-private.h"
#include "cs-post-address.h"

#define TID_SIZE 13
#define CLOCK_BITS 10
#define MAX_KEY 512

G_LOCK_DEFINE_STATIC (last_tid);

char *
cs_bluesky_make_tid (gint64 now)
{
  static const char alphabet[] = "234567abcdefghijklmnopqrstuvwxyz";
  static gint64 last = 0;
  char tid[TID_SIZE + 1] = { '\0' };
  guint64 value;

  G_LOCK (last_tid);
  last = MAX (now, last + 1);
  value = (guint64) last;
  G_UNLOCK (last_tid);

  /* Another computer may make one for the same account in the same microsecond: that is what the clock's own bits are for. */
  value = (value << CLOCK_BITS | (g_random_int () & ((1 << CLOCK_BITS) - 1))) & G_MAXINT64;
  for (guint i = TID_SIZE; i > 0; i--, value >>= 5)
    tid[i - 1] = alphabet[value & 31];

  return g_strdup (tid);
}

/* Base 32 of RFC 4648 in small letters, without padding */
static void
append_base32 (GString      *text,
               const guint8 *bytes,
               gsize         size)
{
  static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  guint bits = 0;
  guint32 held = 0;

  for (gsize i = 0; i < size; i++)
    {
      held = held << 8 | bytes[i];
      for (bits += 8; bits >= 5; bits -= 5)
        g_string_append_c (text, alphabet[held >> (bits - 5) & 31]);
    }
  if (bits > 0)
    g_string_append_c (text, alphabet[held << (5 - bits) & 31]);
}

char *
cs_bluesky_make_cid (const CsDigest *digest)
{
  /* Version 1, raw bytes, SHA-256 of 32 bytes */
  guint8 bytes[4 + CS_DIGEST_BYTES] = { 0x01, 0x55, 0x12, 0x20 };
  GString *text = g_string_new ("b");

  memcpy (bytes + 4, digest->bytes, CS_DIGEST_BYTES);
  append_base32 (text, bytes, sizeof bytes);

  return g_string_free (text, FALSE);
}

static gboolean
is_key (const char *key)
{
  gsize size = strlen (key);

  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isalnum (key[i]) && strchr ("._:~-", key[i]) == NULL)
      return FALSE;

  return size > 0 && size <= MAX_KEY && !g_str_equal (key, ".") && !g_str_equal (key, "..");
}

gboolean
cs_bluesky_uri_parse (const char   *text,
                      CsBlueskyUri *uri)
{
  g_auto(GStrv) parts = NULL;

  if (!g_str_has_prefix (text, "at://"))
    return FALSE;

  parts = g_strsplit (text + strlen ("at://"), "/", 4);
  if (g_strv_length (parts) != 3 || !cs_bluesky_is_did (parts[0]) || !is_key (parts[1]) || !is_key (parts[2]))
    return FALSE;

  uri->did = g_strdup (parts[0]);
  uri->collection = g_strdup (parts[1]);
  uri->rkey = g_strdup (parts[2]);

  return TRUE;
}

char *
cs_bluesky_uri_make (const char *did,
                     const char *collection,
                     const char *rkey)
{
  return g_strdup_printf ("at://%s/%s/%s", did, collection, rkey);
}

void
cs_bluesky_uri_clear (CsBlueskyUri *uri)
{
  g_clear_pointer (&uri->did, g_free);
  g_clear_pointer (&uri->collection, g_free);
  g_clear_pointer (&uri->rkey, g_free);
}

gboolean
cs_bluesky_read_address (const char  *address,
                         char       **who,
                         char       **rkey)
{
  g_autofree char *key = cs_post_address_dup_id (address, CS_NETWORK_BLUESKY);
  g_autoptr(GUri) uri = key != NULL && is_key (key) ? g_uri_parse (address, G_URI_FLAGS_NONE, NULL) : NULL;
  g_auto(GStrv) parts = uri != NULL ? g_strsplit (g_uri_get_path (uri), "/", 4) : NULL;
  char *name;

  if (parts == NULL || g_strv_length (parts) < 3)
    return FALSE;

  name = cs_bluesky_is_did (parts[2]) ? g_strdup (parts[2]) : cs_bluesky_dup_handle (parts[2]);
  if (name == NULL)
    return FALSE;

  *who = name;
  *rkey = g_steal_pointer (&key);

  return TRUE;
}
