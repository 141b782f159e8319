/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-sealed-key.h"

G_BEGIN_DECLS

/**
 * CsKeyring:
 *
 * The signing key of whoever is signed in, while it is open: in this process's memory only, zeroed when it closes. Any thread. Private to src/office.
 */
typedef struct _CsKeyring CsKeyring;

CsKeyring *cs_keyring_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       cs_keyring_free      (CsKeyring  *self);

/**
 * cs_keyring_open:
 * @key: id
 * @now: UTC, microseconds
 *
 * Takes a reference to @secret in place of what was open before.
 */
void       cs_keyring_open      (CsKeyring  *self,
                                 gint64      person,
                                 gint64      key,
                                 CsSecret   *secret,
                                 gint64      now);

/**
 * cs_keyring_get:
 * @seconds: for which a key stays open
 * @key: (out) (optional): its id
 *
 * A key that has been open for longer, or was opened in the future (the clock was set back), is closed by this.
 *
 * Returns: (transfer full) (nullable): @person's open key
 */
CsSecret  *cs_keyring_get       (CsKeyring  *self,
                                 gint64      person,
                                 gint64      now,
                                 gint64      seconds,
                                 gint64     *key) G_GNUC_WARN_UNUSED_RESULT;

/* When @person's key closes by itself, UTC; 0 if it is closed */
gint64     cs_keyring_get_until (CsKeyring  *self,
                                 gint64      person,
                                 gint64      now,
                                 gint64      seconds);
void       cs_keyring_close     (CsKeyring  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsKeyring, cs_keyring_free)

G_END_DECLS
