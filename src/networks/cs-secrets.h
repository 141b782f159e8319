/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tokens of accounts. In a real office they are in the Secret Service (libsecret), never elsewhere: without one they are refused. The practice
 * network's tokens open nothing and stay in the file practice/tokens (mode 0600) beside the office, so that practice needs no keyring. Blocking, 10 s at most. */

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
void      cs_secrets_wipe   (char          *token);

G_END_DECLS
