/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Base64url without padding, as all of OAuth writes bytes: (transfer full) */
char *cs_base64url           (gconstpointer  bytes,
                              gsize          size) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_pkce_make_verifier:
 *
 * Returns: (transfer full): 43 random characters (RFC 7636); also what “state” and other things are that nobody may guess. Free with cs_secrets_wipe().
 */
char *cs_pkce_make_verifier  (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_pkce_make_challenge:
 *
 * Returns: (transfer full): the challenge of method S256 for @verifier
 */
char *cs_pkce_make_challenge (const char    *verifier) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_pkce_equal:
 *
 * Whether both are the same, in a time that does not tell where they differ.
 */
gboolean cs_pkce_equal       (const char    *one,
                              const char    *other);

G_END_DECLS
