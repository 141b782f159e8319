/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-checker.h"

G_BEGIN_DECLS

/* Most links of a post that are followed; the time for one request and for all together, seconds. */
#define CS_LINK_CHECK_MAX 20
#define CS_LINK_CHECK_SECONDS 5
#define CS_LINK_CHECK_ALL_SECONDS 10

/**
 * cs_link_check:
 * @addresses: of web pages; those that are no http or https addresses are left out
 * @practice: only links to this computer are followed; others are left out
 *
 * Asks each page for its head, and for the page where a server does not answer that; several at a time. Redirects are not followed, they are what is asked for. Blocks for at most
 * CS_LINK_CHECK_ALL_SECONDS: a reader thread, never the main loop.
 *
 * Returns: (transfer full) (element-type CsLinkFact): one for each link that was looked at
 */
GPtrArray *cs_link_check (const char * const *addresses,
                          gboolean            practice,
                          GCancellable       *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
