/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky.h"
#include "cs-mastodon.h"
#include "cs-oauth.h"
#include "network-fixture.h"

/* Servers that cannot prove who they are: they get nothing, and people are told just that, by whatever way they are asked. */

typedef struct
{
  const char *name;
  const char *host;  /* whose certificate it is */
  const char *made;  /* when, for two days; NULL = now */
  const char *said;  /* of it, in the log */
} Certificate;

static const Certificate certificates[] = {
  { "self-signed", "127.0.0.1", NULL, "nobody known vouches for it" },
  { "another-host", "mastodon.example", NULL, "it is another host's" },
  { "expired", "127.0.0.1", "2020-01-01 00:00:00", "it has run out" },
};

typedef struct
{
  OutboxFixture  office;
  TestServer     server;
  char          *folder;
} Fixture;

static gboolean
make_certificate (const Certificate *c,
                  const char        *certificate,
                  const char        *key)
{
  g_autofree char *subject = g_strdup_printf ("/CN=%s", c->host);
  g_autofree char *names = g_strdup_printf ("subjectAltName=%s:%s", g_hostname_is_ip_address (c->host) ? "IP" : "DNS", c->host);
  const char *argv[] = { "faketime", c->made, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                         "-keyout", key, "-out", certificate, "-subj", subject, "-addext", names, NULL };
  int status = 0;

  return g_spawn_sync (NULL, (char **) (c->made != NULL ? argv : argv + 2), NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL) &&
         status == 0;
}

static gboolean
start_server (Fixture           *f,
              const Certificate *c,
              const char        *name,
              const char        *face)
{
  g_autofree char *certificate = NULL;
  g_autofree char *key = NULL;

  f->folder = g_dir_make_tmp ("cs-certificate-XXXXXX", NULL);
  certificate = g_build_filename (f->folder, "certificate.pem", NULL);
  key = g_build_filename (f->folder, "key.pem", NULL);
  if (!make_certificate (c, certificate, key))
    {
      fixture_remove_folder (f->folder);
      g_clear_pointer (&f->folder, g_free);
      g_test_skip ("openssl and faketime are needed");
      return FALSE;
    }

  if (face != NULL)
    test_server_start (&f->server, name, face, "--certificate", certificate, "--key", key, NULL);
  else
    test_server_start (&f->server, name, "--certificate", certificate, "--key", key, NULL);
  return TRUE;
}

static void
stop_server (Fixture *f)
{
  g_autofree char *arrived = test_server_stop_and_tell (&f->server);

  g_assert_cmpstr (arrived, ==, "requests 0");
  fixture_remove_folder (f->folder);
  g_clear_pointer (&f->folder, g_free);
}

static void
check_said (const Certificate *c,
            const char        *detail)
{
  g_assert_nonnull (strstr (detail, "certificate is not accepted"));
  g_assert_nonnull (strstr (detail, c->said));
}

static void
check_error (const Certificate  *c,
             GError            **error)
{
  g_assert_error (*error, CS_ERROR, CS_ERROR_CERTIFICATE);
  check_said (c, (*error)->message);
  g_clear_error (error);
}

/* Whatever a network is asked: not sent, and why. */
static void
check_adapter (Fixture           *f,
               const Certificate *c,
               const CsNetwork   *network)
{
  g_autoptr(CsContent) content = cs_content_new ();
  CsSendRequest request = { .content = content, .key = "k", .now = g_get_real_time () };
  CsNetworkAccount account = { .kind = network->kind, .id = 1, .token = "good-token", .address = f->server.address, .remote_id = "did:plc:linden" };
  g_autoptr(CsMediaItem) item = cs_media_item_new ();
  g_autoptr(GBytes) picture = outbox_make_picture ();
  g_autoptr(CsUpload) upload = NULL;
  g_autofree char *limits = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  g_free (cs_content_get_segment (content, 0)->text);
  cs_content_get_segment (content, 0)->text = g_strdup ("Road A12 closed");
  g_free (item->mime_type);
  item->mime_type = g_strdup ("image/png");
  if (network->kind == CS_NETWORK_MASTODON)
    {
      g_autoptr(CsSendResult) result = network->publish (f->server.http, &account, &request, NULL);

      g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
      g_assert_cmpint (result->code, ==, CS_ERROR_CERTIFICATE);
      g_assert_cmpint (result->retry_after, >, 0);
      check_said (c, result->detail);
    }
  upload = network->upload (f->server.http, &account, item, picture, NULL);
  g_assert_cmpint (upload->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (upload->code, ==, CS_ERROR_CERTIFICATE);
  g_assert_false (network->check_login (f->server.http, &account, &handle, &name, NULL, &error));
  check_error (c, &error);
  g_assert_false (network->remove (f->server.http, &account, network->kind == CS_NETWORK_MASTODON ? "17" : "at://did:plc:linden/app.bsky.feed.post/17",
                                   NULL, &error));
  check_error (c, &error);
}

static void
test_mastodon (gconstpointer data)
{
  const Certificate *c = data;
  Fixture f = { 0 };
  CsOauthRequest sign_in = { .kind = CS_NETWORK_MASTODON, .client = "", .client_secret = "", .handle = "", .subject = "", .now = g_get_real_time () };
  g_autoptr(CsOauthFlow) flow = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("A Mastodon server that cannot prove who it is gets nothing: no text, no picture, no token, no client");
  if (!start_server (&f, c, "mastodon-server.py", "mastodon"))
    return;
  check_adapter (&f, c, &cs_mastodon_network);
  sign_in.address = f.server.address;
  flow = cs_oauth_begin (f.server.http, &sign_in, NULL, &error);
  g_assert_null (flow);
  check_error (c, &error);
  stop_server (&f);
}

static void
test_bluesky (gconstpointer data)
{
  const Certificate *c = data;
  Fixture f = { 0 };
  CsBlueskySignIn password = { .identifier = "linden.test", .password = "app-pass-word-here" };
  g_auto(CsBlueskySession) session = { NULL };
  CsOauthRequest sign_in = { .kind = CS_NETWORK_BLUESKY, .client = "https://office.example/client.json", .client_secret = "", .handle = "", .subject = "",
                             .now = g_get_real_time () };
  g_autoptr(CsOauthFlow) flow = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("A Bluesky server that cannot prove who it is gets nothing, no password either");
  if (!start_server (&f, c, "bluesky-server.py", NULL))
    return;
  check_adapter (&f, c, cs_network_get (CS_NETWORK_BLUESKY));
  password.place = sign_in.address = f.server.address;
  g_assert_false (cs_bluesky_sign_in (f.server.http, &password, sign_in.now, &session, NULL, &error));
  check_error (c, &error);
  flow = cs_oauth_begin (f.server.http, &sign_in, NULL, &error);
  g_assert_null (flow);
  check_error (c, &error);
  stop_server (&f);
}

/* The office is a real one now, with its logins in a sealed file. */
static void
make_real (Fixture *f)
{
  static const char key[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  g_autofree char *file = g_build_filename (f->folder, "secrets", NULL);
  g_autofree char *key_file = g_build_filename (f->folder, "secrets-key", NULL);
  g_autofree char *sql = g_strdup_printf ("UPDATE accounts SET network = 'mastodon', address = '%s'",
                                          f->server.address);
  g_autoptr(GError) error = NULL;

  g_file_set_contents_full (key_file, key, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  g_setenv ("COUNTERSIGN_SECRETS_FILE", file, TRUE);
  g_setenv ("COUNTERSIGN_SECRETS_KEY", key_file, TRUE);
  fixture_run (f->office.base.db, "UPDATE office SET practice = 0");
  fixture_run (f->office.base.db, sql);
  g_assert_true (cs_secrets_store (f->office.base.folder, FALSE, "uid", f->office.account, "good-token", NULL, &error));
  g_assert_no_error (error);
}

static void
test_outbox (gconstpointer data)
{
  const Certificate *c = data;
  Fixture f = { 0 };
  gint64 post;
  g_autoptr(CsPublicationRow) row = NULL;
  g_autoptr(CsAccountRow) account = NULL;

  g_test_summary ("A post for such a server is not sent, says so at the post and the account, and is tried again");
  outbox_set_up (&f.office, NULL);
  if (start_server (&f, c, "mastodon-server.py", "mastodon"))
    {
      make_real (&f);
      post = outbox_add_post (&f.office, "Road A12 closed", NULL, NULL, g_get_real_time (), 2);
      outbox_pass (&f.office);
      row = outbox_get_publication (&f.office, post, 0);
      account = cs_account_rows_get (f.office.base.db, f.office.account, NULL);
      g_assert_cmpint (row->state, ==, CS_PUBLICATION_NOT_SENT);
      g_assert_cmpstr (row->error, ==, "certificate");
      check_said (c, row->error_detail);
      g_assert_cmpint (row->next_try_at, >, 0);
      g_assert_cmpstr (account->health, ==, "certificate");
      stop_server (&f);
      g_unsetenv ("COUNTERSIGN_SECRETS_FILE");
      g_unsetenv ("COUNTERSIGN_SECRETS_KEY");
    }
  outbox_tear_down (&f.office, NULL);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; GTestDataFunc function; } tests[] = {
    { "mastodon", test_mastodon },
    { "bluesky", test_bluesky },
    { "outbox", test_outbox },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (guint j = 0; j < G_N_ELEMENTS (certificates); j++)
      {
        g_autofree char *path = g_strdup_printf ("/certificates/%s/%s", tests[i].name, certificates[j].name);

        g_test_add_data_func (path, &certificates[j], tests[i].function);
      }

  return g_test_run ();
}
