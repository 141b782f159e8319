/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "outbox-fixture.h"
#include "server-fixture.h"

/* An office whose one account is on a test server, and its outbox. */

typedef struct
{
  const char    *name;    /* in the paths of tests */
  const char    *server;  /* in tests/servers/ */
  const char    *face;    /* its argument, or NULL */
  CsNetworkKind  kind;
  const char    *user;    /* whom "good-token" belongs to, as /control/pair calls it; NULL where tokens do not end */
  const char    *upload;  /* beginnings of requests, as /control/misbehave takes them */
  const char    *alt;     /* of the alt text, where that is a request of its own, or NULL */
  const char    *publish;
  const char    *find;    /* what reconciling asks, or NULL */
  const char    *read;    /* what reading back asks */
  const char    *renew;   /* NULL where tokens do not end */
  gboolean       settles; /* whether what certainly did not arrive is sent after all, without a person */
} TestNetwork;

static const TestNetwork test_networks[] = {
  { "x", "x-server.py", NULL, CS_NETWORK_X, "11", "POST /2/media/upload", "POST /2/media/metadata", "POST /2/tweets",
    "GET /2/users/11/tweets", "GET /2/tweets", "POST /2/oauth2/token", FALSE },
  { "mastodon", "mastodon-server.py", "mastodon", CS_NETWORK_MASTODON, NULL, "POST /api/v2/media", NULL, "POST /api/v1/statuses",
    "GET /api/v1/accounts", "GET /api/v1/statuses", NULL, TRUE },
  { "gotosocial", "mastodon-server.py", "gotosocial", CS_NETWORK_MASTODON, NULL, "POST /api/v2/media", NULL, "POST /api/v1/statuses",
    "GET /api/v1/accounts", "GET /api/v1/statuses", NULL, FALSE },
  { "snac", "mastodon-server.py", "snac", CS_NETWORK_MASTODON, NULL, "POST /api/v2/media", NULL, "POST /api/v1/statuses",
    "GET /api/v1/accounts", "GET /api/v1/statuses", NULL, FALSE },
  { "pleroma", "mastodon-server.py", "pleroma", CS_NETWORK_MASTODON, NULL, "POST /api/v2/media", NULL, "POST /api/v1/statuses",
    "GET /api/v1/accounts", "GET /api/v1/statuses", NULL, FALSE },
  { "bluesky", "bluesky-server.py", NULL, CS_NETWORK_BLUESKY, "linden.test", "POST /xrpc/com.atproto.repo.uploadBlob", NULL,
    "POST /xrpc/com.atproto.repo.putRecord", "POST /xrpc/com.atproto.repo.putRecord", "GET /xrpc/com.atproto.repo.getRecord", "POST /xrpc/com.atproto.server.refreshSession", TRUE },
};

typedef struct
{
  OutboxFixture      office;
  TestServer         server;
  const TestNetwork *network;
} NetworkFixture;

/* Far more than a test uses up */
#define TEST_WINDOWS "{\"POST /2/tweets\":[1000000,900],\"media/upload\":[1000000,900],\"media\":[1000000,900],\"timeline\":[1000000,900]," \
                     "\"one\":[1000000,900],\"me\":[1000000,900],\"DELETE /2/tweets\":[1000000,900],\"retweets\":[1000000,900]," \
                     "\"all\":[1000000,300],\"post\":[1000000,300],\"DELETE\":[1000000,300],\"points\":[1000000,3600],\"blobs\":[1000000,3600]," \
                     "\"createSession\":[1000000,300]}"

/* Keeps a login whose token ends in @seconds of the outbox's clock. */
static inline void
network_give_login (NetworkFixture *f,
                    guint           seconds)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *order = g_strdup_printf ("{\"user\":\"%s\",\"seconds\":%u}", f->network->user, MAX (seconds, 100000000));
  g_autoptr(JsonObject) pair = NULL;
  g_autofree char *secret = NULL;
  const char *subject;

  if (f->network->user == NULL)
    {
      secret = g_strdup ("good-token");
    }
  else
    {
      pair = test_server_control (&f->server, "pair", order);
      subject = json_object_has_member (pair, "did") ? json_object_get_string_member (pair, "did") : f->network->user;
      secret = g_strdup_printf ("{\"access\":\"%s\",\"refresh\":\"%s\",\"client\":\"client-1\",\"subject\":\"%s\",\"expires_at\":%" G_GINT64_FORMAT
                                ",\"renewed_at\":0}",
                                json_object_get_string_member (pair, "access"), json_object_get_string_member (pair, "refresh"), subject,
                                outbox_clock (&f->office) + seconds * (gint64) G_USEC_PER_SEC);
    }

  g_assert_true (cs_secrets_store (f->office.base.folder, TRUE, "uid", f->office.account, secret, NULL, &error));
  g_assert_no_error (error);
}

static inline void
network_add_account (NetworkFixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *limits = NULL;
  CsNetworkAccount account = { .kind = f->network->kind, .id = 1, .address = f->server.address, .token = "good-token", .practice = TRUE };
  CsAccountRow row = { 0 };

  g_assert_true (cs_network_get (account.kind)->read_limits (f->server.http, &account, &limits, NULL, &error));
  g_assert_no_error (error);
  row.network = f->network->kind;
  row.address = f->server.address;
  row.handle = (char *) "@linden";
  row.name = (char *) "City of Linden";
  row.colour = (char *) "#1d4fb8";
  row.limits = limits;
  row.health = (char *) "";
  f->office.account = cs_account_rows_add (f->office.base.db, &row, &error);
  g_assert_no_error (error);
}

static inline void
network_set_up (NetworkFixture    *f,
                const TestNetwork *network)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) picture = outbox_make_picture ();

  f->network = network;
  test_server_start (&f->server, network->server, network->face, NULL);
  json_object_unref (test_server_control (&f->server, "windows", TEST_WINDOWS));
  fixture_set_up (&f->office.base, NULL);
  network_add_account (f);
  network_give_login (f, 100000000);
  g_assert_true (cs_media_files_put (f->office.base.folder, picture, &f->office.picture, &error));
  g_assert_no_error (error);
  f->office.store = cs_store_open (f->office.base.folder, &error);
  g_assert_no_error (error);
  f->office.outbox = cs_outbox_new (f->office.store, outbox_clock, &f->office);
}

static inline void
network_tear_down (NetworkFixture *f)
{
  g_clear_object (&f->office.outbox);
  g_clear_object (&f->office.store);
  fixture_tear_down (&f->office.base, NULL);
  test_server_stop (&f->server);
}

/* The server's clock is the outbox's. */
static inline void
network_set_clock (NetworkFixture *f)
{
  g_autofree char *order = g_strdup_printf ("{\"ahead\":%" G_GINT64_FORMAT "}", f->office.ahead / G_USEC_PER_SEC);

  json_object_unref (test_server_control (&f->server, "clock", order));
}

/* What the server has from the post number @since on */
static inline JsonObject *
network_get_posts (NetworkFixture *f,
                   guint           since)
{
  g_autofree char *order = g_strdup_printf ("{\"since\":%u}", since);

  return test_server_control (&f->server, "state", order);
}
