/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * CsHttpCork:
 *
 * The socket of the connection that requests with large bodies went by last. One for each session; zeroed to begin with.
 */
typedef struct
{
  GSocket *socket;     /* owned, or NULL */
  guint64  connection; /* libsoup's number of its connection; 0 = not known yet */
} CsHttpCork;

/**
 * cs_http_cork_watch:
 *
 * libsoup hands a body to the socket 8 KiB at a time and has told it not to wait: each would travel as a packet of its own, and wake up who reads it. From now on,
 * until all of @message is written, the socket sends full packets only. Call cs_http_cork_unwatch() when the exchange is over.
 */
void cs_http_cork_watch   (CsHttpCork  *cork,
                           SoupMessage *message);
void cs_http_cork_unwatch (CsHttpCork  *cork,
                           SoupMessage *message);
void cs_http_cork_clear   (CsHttpCork  *cork);

G_END_DECLS
