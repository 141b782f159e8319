/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_PASSWORD_MIN_CHARACTERS 10
#define CS_PASSWORD_MAX_BYTES 1024

/* After this many wrong passwords in a row a login is closed for CS_PASSWORD_LOCK microseconds. */
#define CS_PASSWORD_MAX_FAILURES 10
#define CS_PASSWORD_LOCK (15 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * cs_password_hash:
 *
 * Argon2id, 64 MiB, 3 passes (libsodium; MEASURED: about 0.1 s), as libsodium's own text form. Slow: never on the main loop nor on the writer.
 * Sets %CS_ERROR_INVALID for a password that is too short or too long.
 *
 * Returns: (transfer full): the text to store
 */
char    *cs_password_hash   (const char  *password,
                             GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_password_verify:
 * @stored: from cs_password_hash(), or %NULL for an unknown login: then it takes as long and says no
 */
gboolean cs_password_verify (const char  *stored,
                             const char  *password);

G_END_DECLS
