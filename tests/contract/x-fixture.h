/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-login.h"
#include "cs-x.h"
#include "server-fixture.h"

/* tests/servers/x-server.py */
typedef TestServer XServer;

static inline void
x_server_start (XServer *server)
{
  test_server_start (server, "x-server.py", NULL);
}

#define x_server_stop test_server_stop
#define x_server_misbehave test_server_misbehave
#define x_server_get_state test_server_get_state
#define x_server_control test_server_control
