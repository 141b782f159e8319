/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-enums.h"

G_BEGIN_DECLS

/* Addresses of posts, as a person copies them from a browser: what is quoted, reposted or answered. */

/**
 * cs_post_address_is_on:
 *
 * Whether @address can be that of a post on @network. X: x.com/NAME/status/NUMBER; Bluesky: bsky.app/profile/NAME/post/KEY; Mastodon: an https address with
 * a path that is none of those; practice: http on loopback.
 */
gboolean cs_post_address_is_on  (const char    *address,
                                 CsNetworkKind  network);

/**
 * cs_post_address_dup_id:
 *
 * Returns: (transfer full) (nullable): the last part of the path, by which X and the practice network know the post; %NULL if it is not on @network
 */
char    *cs_post_address_dup_id (const char    *address,
                                 CsNetworkKind  network) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_post_address_dup_remote_id:
 * @server: base URL of the account's server
 * @remote_id: the network's own id of the account, or ""
 *
 * What an account's own post at @address is known by there, as adapters keep it: a number, or on Bluesky its at: address.
 *
 * Returns: (transfer full) (nullable): %NULL if @address is not that of a post of that account's server, or does not say
 */
char    *cs_post_address_dup_remote_id (const char    *address,
                                        CsNetworkKind  network,
                                        const char    *server,
                                        const char    *remote_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
