/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-sealed-key.h"

G_BEGIN_DECLS

/* The second factor: six digits of RFC 6238 (HMAC-SHA-1, steps of 30 seconds), as every authenticator makes them. */

#define CS_TOTP_DIGITS 6
#define CS_TOTP_STEP_SECONDS 30

/**
 * cs_totp_make:
 * @seconds: UTC since 1970
 * @digits: 6 to 8
 *
 * Returns: (transfer full): the digits that hold at that moment
 */
char     *cs_totp_make        (const guint8    *secret,
                               gsize            size,
                               gint64           seconds,
                               guint            digits) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_totp_check:
 * @secret: of kind %CS_SECRET_SECOND_FACTOR
 * @now: UTC, microseconds
 * @after_step: the step of the last code that was taken; none up to it is taken again
 *
 * Takes the code of now and those one step to either side, for clocks that differ. White space in @code does not count.
 *
 * Returns: the step whose code it is, 0 if the code is wrong
 */
gint64    cs_totp_check       (const CsSecret  *secret,
                               const char      *code,
                               gint64           now,
                               gint64           after_step);

/* The step of @now (UTC, microseconds) */
gint64    cs_totp_get_step    (gint64           now);

/**
 * cs_totp_secret_to_text:
 *
 * Returns: (transfer full): Base32, for typing into an authenticator; wipe it with cs_secret_wipe_text()
 */
char     *cs_totp_secret_to_text   (const CsSecret *secret) G_GNUC_WARN_UNUSED_RESULT;

/* The reverse; white space and lower case are fine. Sets %CS_ERROR_INVALID. */
CsSecret *cs_totp_secret_from_text (const char     *text,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_totp_make_uri:
 * @office: what the authenticator shows as the issuer
 *
 * Returns: (transfer full): "otpauth://totp/…", what the QR code holds; wipe it with cs_secret_wipe_text()
 */
char     *cs_totp_make_uri    (const CsSecret  *secret,
                               const char      *office,
                               const char      *login) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
