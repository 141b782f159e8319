/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Secrets by name in one file, whole at any moment: a new one is written beside it, synced, and takes its place; one process writes at a time. Only for cs-secrets.c. */

#define CS_SECRETS_KEY_BYTES 32

/**
 * CsSecretsFile:
 *
 * Lends.
 */
typedef struct
{
  const char   *path;
  const guint8 *key; /* %CS_SECRETS_KEY_BYTES with which it is sealed; NULL = as plain JSON, for what opens nothing */
} CsSecretsFile;

/**
 * cs_secrets_file_set:
 * @secret: (nullable): %NULL takes the name out
 */
gboolean  cs_secrets_file_set      (const CsSecretsFile  *file,
                                    const char           *name,
                                    const char           *secret,
                                    GError              **error);

/**
 * cs_secrets_file_get:
 *
 * Returns: (transfer full): free with cs_secrets_wipe(). Sets %CS_ERROR_NOT_FOUND.
 */
char     *cs_secrets_file_get      (const CsSecretsFile  *file,
                                    const char           *name,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_secrets_file_read_key:
 * @key: (out caller-allocates): to be wiped
 *
 * Reads a key: 32 bytes, or 64 hexadecimal digits. A file that others may read is refused. Sets %CS_ERROR_SEALED_FILE.
 */
gboolean  cs_secrets_file_read_key (const char           *path,
                                    guint8                key[CS_SECRETS_KEY_BYTES],
                                    GError              **error);

G_END_DECLS
