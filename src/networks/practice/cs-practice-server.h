/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsPracticeServer:
 *
 * A small server on loopback that speaks the Mastodon client API as strictly as Mastodon does and shows its public timeline as a web page. It keeps its posts and pictures in a folder.
 * Runs in the thread-default main context of the thread that starts it.
 */
#define CS_TYPE_PRACTICE_SERVER (cs_practice_server_get_type ())
G_DECLARE_FINAL_TYPE (CsPracticeServer, cs_practice_server, CS, PRACTICE_SERVER, GObject)

/**
 * cs_practice_server_new:
 * @folder: where it keeps state; made if missing
 * @port: 0 = any free one
 *
 * Listens on 127.0.0.1 only.
 */
CsPracticeServer *cs_practice_server_new (const char        *folder,
                                          guint              port,
                                          GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_practice_server_get_address:
 *
 * Returns: (transfer none): "http://127.0.0.1:PORT"
 */
const char       *cs_practice_server_get_address (CsPracticeServer  *self);

/**
 * cs_practice_server_add_account:
 * @login: "office"
 *
 * Makes an account (or finds it) and a token for it, as a person's sign-in in the browser would.
 *
 * Returns: (transfer full): the token
 */
char             *cs_practice_server_add_account (CsPracticeServer  *self,
                                                  const char        *login,
                                                  const char        *display_name,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_practice_server_misbehave:
 * @what: comma-separated faults, "" for none: "drop-before:5" and "drop-after:5" (per cent of POSTs whose connection is closed before, after acceptance), "rate:N" (429 after N requests a window), "error:5" (per cent 500), "keep:5" (403 to what deletes),
 *   "garbage:5" (accepted, then 200 with a body that is no JSON), "slow:MS" (each answer later), "no-idempotency", "media-delay:MS", "down" (nobody listens).
 *   "drop-after:100x1" does so once at most. Sets %CS_ERROR_INVALID and changes nothing for anything else.
 *
 * Over HTTP: POST /practice/misbehave with {"what":"drop-after:5"}; then only another program start, or a call here, ends "down". GET /practice/posts tells
 * everything that was ever accepted and not deleted, oldest first: [{"id","account","key","text"},…]. POST /practice/change with "id" and "text" or "alt" is somebody
 * else who changes a post over there; with "id" alone he deletes it.
 */
gboolean          cs_practice_server_misbehave   (CsPracticeServer  *self,
                                                  const char        *what,
                                                  GError           **error);

G_END_DECLS
