/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Logins of accounts. In a real office they are in the Secret Service (libsecret); on a server, which has none, in the sealed file that COUNTERSIGN_SECRETS_FILE names, with the
 * key that COUNTERSIGN_SECRETS_KEY names or systemd hands over (README.md); never elsewhere, and never in the one because the other is missing. The practice network's tokens open nothing and
 * stay in the file practice/tokens (mode 0600) beside the office, so that practice needs no keyring. Blocking, 10 s at most. */

/* Name of the systemd credential that holds the key */
#define CS_SECRETS_CREDENTIAL "countersign-secrets-key"

/**
 * cs_secrets_store:
 * @office: the office's uid
 *
 * An empty @token never overwrites a good one: it is refused with %CS_ERROR_INVALID.
 */
gboolean  cs_secrets_store  (const char    *folder,
                             gboolean       practice,
                             const char    *office,
                             gint64         account,
                             const char    *token,
                             GCancellable  *cancellable,
                             GError       **error);

/**
 * cs_secrets_lookup:
 *
 * Returns: (transfer full): the token; free with cs_secrets_wipe(). Sets %CS_ERROR_NOT_FOUND.
 */
char     *cs_secrets_lookup (const char    *folder,
                             gboolean       practice,
                             const char    *office,
                             gint64         account,
                             GCancellable  *cancellable,
                             GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Nothing happens where there is none. */
gboolean  cs_secrets_erase  (const char    *folder,
                             gboolean       practice,
                             const char    *office,
                             gint64         account,
                             GCancellable  *cancellable,
                             GError       **error);

/**
 * cs_secrets_guard_process:
 *
 * From now on a crash of this process leaves no picture of its memory, in which keys and logins may stand. It stays open to debuggers and to what asks who it is (portals).
 */
void      cs_secrets_guard_process (void);
void      cs_secrets_wipe   (char          *token);

G_END_DECLS
