/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../unit/store-fixture.h"
#include "adapter-fixture.h"
#include "cs-error.h"
#include "cs-login.h"
#include "cs-secrets.h"

/* Tokens of X that end, and what renews them: once, however many ask. */

#define HOUR (3600 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  AdapterFixture *f;
  char         *folder;
  CsLoginPlace  place;
} Logins;

static void
logins_begin (Logins  *logins,
              AdapterFixture *f,
              gint64   expires_at)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = g_strdup_printf ("{\"access\":\"good-token\",\"client\":\"client-1\",\"expires_at\":%" G_GINT64_FORMAT
                                             ",\"refresh\":\"good-refresh\",\"renewed_at\":0}", expires_at);

  logins->f = f;
  logins->folder = g_dir_make_tmp ("cs-logins-XXXXXX", &error);
  g_assert_no_error (error);
  logins->place = (CsLoginPlace) { logins->folder, TRUE, "office", 1, CS_NETWORK_X, f->server.address };
  g_assert_true (cs_secrets_store (logins->folder, TRUE, "office", 1, secret, NULL, &error));
  g_assert_no_error (error);
}

static void
logins_end (Logins *logins)
{
  fixture_remove_folder (logins->folder);
  g_free (logins->folder);
}

static guint
count_renewals (AdapterFixture *f)
{
  return test_server_count_requests (&f->server, "POST", "/2/oauth2/token");
}

static char *
take_token_at (const CsLoginPlace  *place,
               CsHttp              *http,
               gint64               now,
               GError             **error)
{
  g_autoptr(CsLogin) login = cs_logins_take (place, http, now, NULL, error);

  return login != NULL ? g_strdup (login->access) : NULL;
}

static gpointer
take_token (gpointer data)
{
  const Logins *logins = data;
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(GError) error = NULL;
  char *token = take_token_at (&logins->place, http, g_get_real_time (), &error);

  g_assert_no_error (error);

  return token;
}

static void
test_renewal (AdapterFixture *f,
              gconstpointer  unused)
{
  gint64 now = g_get_real_time ();
  GThread *threads[4];
  char *first = NULL;
  Logins logins;

  g_test_summary ("A token that is about to end is renewed once, however many ask at the same time; a fresh one is left alone");
  logins_begin (&logins, f, now + HOUR);
  first = take_token (&logins);
  g_assert_cmpstr (first, ==, "good-token");
  g_assert_cmpuint (count_renewals (f), ==, 0);
  cs_secrets_wipe (first);
  logins_end (&logins);

  logins_begin (&logins, f, now + CS_LOGIN_MARGIN / 2);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("take", take_token, &logins);
  first = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      char *token = g_thread_join (threads[i]);

      g_assert_true (g_str_has_prefix (token, "access-"));
      if (first != NULL)
        g_assert_cmpstr (token, ==, first);
      cs_secrets_wipe (first);
      first = token;
    }
  g_assert_cmpuint (count_renewals (f), ==, 1);

  /* And it opens the door. */
  f->account.token = first;
  {
    g_autoptr(CsSendResult) sent = adapter_publish (f);

    g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  }
  cs_secrets_wipe (first);
  logins_end (&logins);
}

static void
test_renewal_lost (AdapterFixture *f,
                   gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 now = g_get_real_time ();
  char *token;
  Logins logins;

  g_test_summary ("A renewal whose answer was lost is never tried with the same token again: a person signs in anew");
  logins_begin (&logins, f, now - HOUR);
  test_server_misbehave (&f->server, "lost-after", "POST /2/oauth2/token");
  for (guint i = 0; i < 2; i++)
    {
      token = take_token_at (&logins.place, f->server.http, now, &error);
      g_assert_null (token);
      g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
      g_clear_error (&error);
    }
  g_assert_cmpuint (count_renewals (f), ==, 1);
  logins_end (&logins);

  /* Not reached: it was not used, and serves when the network is back. */
  logins_begin (&logins, f, now - HOUR);
  logins.place.address = "http://127.0.0.1:1";
  token = take_token_at (&logins.place, f->server.http, now, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_OFFLINE);
  g_clear_error (&error);
  logins_end (&logins);

  /* While the old one lasts, it serves. */
  logins_begin (&logins, f, now + CS_LOGIN_MARGIN / 2);
  logins.place.address = "http://127.0.0.1:1";
  token = take_token_at (&logins.place, f->server.http, now, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, "good-token");
  cs_secrets_wipe (token);
  logins_end (&logins);
}

static void
test_rejected (AdapterFixture *f,
               gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 now = g_get_real_time ();
  char *token;
  Logins logins;

  g_test_summary ("A token that the network refuses before its time is renewed once, not again and again");
  logins_begin (&logins, f, now + HOUR);
  g_assert_true (cs_logins_reject_token (&logins.place, "good-token", now, NULL));
  token = take_token_at (&logins.place, f->server.http, now, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (token, "access-"));
  g_assert_false (cs_logins_reject_token (&logins.place, token, now + G_USEC_PER_SEC, NULL));
  g_assert_true (cs_logins_reject_token (&logins.place, "good-token", now + G_USEC_PER_SEC, NULL));
  /* The clock was a day ahead when it was renewed. */
  g_assert_true (cs_logins_reject_token (&logins.place, token, now - 24 * HOUR, NULL));
  g_assert_cmpuint (count_renewals (f), ==, 1);
  cs_secrets_wipe (token);
  logins_end (&logins);
}

static void
set_up (AdapterFixture *f,
        gconstpointer   unused)
{
  adapter_start (f, CS_NETWORK_X, "x-server.py", NULL);
}

static void
tear_down (AdapterFixture *f,
           gconstpointer   unused)
{
  adapter_stop (f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/x-login/renewal", AdapterFixture, NULL, set_up, test_renewal, tear_down);
  g_test_add ("/x-login/renewal-lost", AdapterFixture, NULL, set_up, test_renewal_lost, tear_down);
  g_test_add ("/x-login/rejected", AdapterFixture, NULL, set_up, test_rejected, tear_down);

  return g_test_run ();
}
