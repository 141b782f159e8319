/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsPracticeHost:
 *
 * A practice server on a thread of its own. One runs per folder: the lock file in the folder names the port of the one
 * that runs, so that a second program uses that instead of starting another. Any thread; every function blocks shortly.
 */
typedef struct _CsPracticeHost CsPracticeHost;

/**
 * cs_practice_host_start:
 * @folder: where the practice network keeps its state; made if missing
 * @port: 0 = the one it had last, if that is free, else any
 *
 * Sets %CS_ERROR_CONFLICT if one runs already for @folder, in this program or another: use cs_practice_host_find_address() then.
 */
CsPracticeHost *cs_practice_host_start           (const char      *folder,
                                                  guint            port,
                                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_practice_host_stop:
 * @host: (transfer full):
 *
 * Ends the server and its thread, and frees @host.
 */
void            cs_practice_host_stop            (CsPracticeHost  *host);

/**
 * cs_practice_host_get_address:
 *
 * Returns: (transfer none): "http://127.0.0.1:PORT"
 */
const char     *cs_practice_host_get_address     (CsPracticeHost  *host);

/**
 * cs_practice_host_add_account:
 *
 * cs_practice_server_add_account() from any thread.
 *
 * Returns: (transfer full): the token
 */
char           *cs_practice_host_add_account     (CsPracticeHost  *host,
                                                  const char      *login,
                                                  const char      *display_name,
                                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_practice_host_misbehave:
 *
 * cs_practice_server_misbehave() from any thread.
 */
gboolean        cs_practice_host_misbehave       (CsPracticeHost  *host,
                                                  const char      *what,
                                                  GError         **error);

/**
 * cs_practice_host_find_address:
 *
 * Returns: (transfer full) (nullable): the address of the practice network that runs for @folder now, in whatever program; %NULL if none does
 */
char           *cs_practice_host_find_address    (const char      *folder) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_practice_host_request_account:
 * @address: of a practice network that runs in another program
 *
 * The same as cs_practice_host_add_account(), asked over HTTP. Refuses every address but http://127.0.0.1:PORT with %CS_ERROR_PRACTICE_ONLY.
 *
 * Returns: (transfer full): the token
 */
char           *cs_practice_host_request_account (const char      *address,
                                                  const char      *login,
                                                  const char      *display_name,
                                                  GCancellable    *cancellable,
                                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_practice_address_is_loopback:
 *
 * Whether @address is exactly http://127.0.0.1:PORT: all that practice may ever talk to.
 */
gboolean        cs_practice_address_is_loopback  (const char      *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPracticeHost, cs_practice_host_stop)

G_END_DECLS
