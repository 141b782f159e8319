/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-http-cork.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

/* A new connection, before anything of it is known but its socket */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *stream,
                  CsHttpCork         *cork)
{
  if (event != G_SOCKET_CLIENT_CONNECTED || !G_IS_SOCKET_CONNECTION (stream))
    return;

  g_set_object (&cork->socket, g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)));
  cork->connection = 0;
}

static void
set_cork (CsHttpCork  *cork,
          SoupMessage *message,
          gboolean     corked)
{
  guint64 connection = soup_message_get_connection_id (message);

  if (cork->connection == 0)
    cork->connection = connection;
  /* Where it cannot be had, it is slower. */
  if (cork->socket != NULL && cork->connection == connection)
    g_socket_set_option (cork->socket, IPPROTO_TCP, TCP_CORK, corked, NULL);
}

static void
starting_cb (SoupMessage *message,
             CsHttpCork  *cork)
{
  set_cork (cork, message, TRUE);
}

/* Whatever is left goes out at once. */
static void
wrote_body_cb (SoupMessage *message,
               CsHttpCork  *cork)
{
  set_cork (cork, message, FALSE);
}

void
cs_http_cork_watch (CsHttpCork  *cork,
                    SoupMessage *message)
{
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), cork);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), cork);
  g_signal_connect (message, "wrote-body", G_CALLBACK (wrote_body_cb), cork);
}

void
cs_http_cork_unwatch (CsHttpCork  *cork,
                      SoupMessage *message)
{
  g_signal_handlers_disconnect_by_data (message, cork);
}

void
cs_http_cork_clear (CsHttpCork *cork)
{
  g_clear_object (&cork->socket);
}
