/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "network-fixture.h"

/* Servers that mean harm, or are not the ones they should be: every function of every adapter ends soon, says why, and takes little memory. */

#define LONGEST "300"

/* How far memory may grow, bytes: the largest answer that is read, a few times over */
#define MOST_GROWTH (24 * 1024 * 1024)

static const char * const hostile[] = { "endless-after", "endless-chunked-after", "deep-after", "strings-after", "numbers-after", "slow-header-after",
                                        "drip-after", "302-away-before", "302-away-after", "307-before", "type-after" };

static gint64
read_peak (void)
{
  g_autofree char *status = NULL;
  const char *peak;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  peak = strstr (status, "VmHWM:");
  g_assert_nonnull (peak);

  return g_ascii_strtoll (peak + strlen ("VmHWM:"), NULL, 10) * 1024;
}

/* The peak begins anew. Where the kernel does not let us, the peak of all that was before is the floor. */
static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file != NULL)
    {
      fputs ("5", file);
      fclose (file);
    }
}

typedef struct
{
  CsHttp            *http;   /* that waits for little */
  const CsNetwork   *network;
  CsNetworkAccount   account;
  CsContent         *content;
  CsMediaItem       *item;
  GBytes            *picture;
  char              *published;
} Calls;

static CsSendRequest
make_request (Calls *calls)
{
  CsSendRequest request = { 0 };

  request.content = calls->content;
  request.key = "3m6sampleaa2a";
  request.now = request.armed_at = request.first_armed_at = g_get_real_time ();

  return request;
}

/* A failure says why; what was understood all the same is no failure. */
static void
check_said (gboolean    good,
            const char *detail)
{
  if (!good)
    g_assert_cmpstr (detail, !=, "");
}

static void
check_error (gboolean  good,
             GError  **error)
{
  check_said (good, *error != NULL ? (*error)->message : "");
  g_clear_error (error);
}

static void
call_reading (Calls *calls)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *limits = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  g_autofree char *same = NULL;
  CsSendRequest request = make_request (calls);
  gboolean good;

  good = calls->network->read_limits (calls->http, &calls->account, &limits, NULL, &error);
  check_error (good, &error);
  good = calls->network->check_login (calls->http, &calls->account, &handle, &name, NULL, &error);
  check_error (good, &error);
  same = calls->network->read_back (calls->http, &calls->account, &request, calls->published, NULL, &error);
  check_error (same != NULL, &error);
}

static void
call_writing (Calls *calls)
{
  CsSendRequest request = make_request (calls);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsUpload) upload = calls->network->upload (calls->http, &calls->account, calls->item, calls->picture, NULL);
  g_autoptr(CsUpload) moved = calls->network->check_media (calls->http, &calls->account, "17", NULL);
  g_autoptr(CsSendResult) sent = NULL;
  g_autoptr(CsSendResult) found = NULL;
  gboolean good;

  check_said (upload->outcome == CS_SEND_SENT, upload->detail);
  check_said (moved->outcome == CS_SEND_SENT, moved->detail);
  if (calls->network->prepare == NULL)
    {
      sent = calls->network->publish (calls->http, &calls->account, &request, NULL);
      check_said (sent->outcome == CS_SEND_SENT, sent->detail);
      found = calls->network->reconcile (calls->http, &calls->account, &request, NULL);
      check_said (found->outcome == CS_SEND_SENT, found->detail);
    }
  good = calls->network->remove (calls->http, &calls->account, "17", NULL, &error);
  check_error (good, &error);
}

static void
set_text (CsContent  *content,
          const char *text)
{
  g_free (cs_content_get_segment (content, 0)->text);
  cs_content_get_segment (content, 0)->text = g_strdup (text);
}

static void
test_hostile (gconstpointer data)
{
  NetworkFixture f = { 0 };
  Calls calls = { cs_http_new () };
  gint64 before;

  g_test_summary ("Endless, deep, slow, misdirected answers: each call ends, says why, and memory stays bounded");
  network_set_up (&f, data);
  calls.network = cs_network_get (f.network->kind);
  calls.account = (CsNetworkAccount) { .kind = f.network->kind, .id = 1, .address = f.server.address, .token = "good-token", .practice = TRUE };
  calls.content = cs_content_new ();
  set_text (calls.content, "Road A12 closed");
  calls.item = cs_media_item_new ();
  g_free (calls.item->mime_type);
  calls.item->mime_type = g_strdup ("image/png");
  calls.item->width = calls.item->height = 1;
  calls.picture = outbox_make_picture ();
  calls.published = g_strdup ("17");
  call_reading (&calls);

  forget_peak ();
  before = read_peak ();
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *order = g_strdup_printf ("{\"what\":\"%s\",\"times\":-1}", hostile[i]);
      g_autofree char *text = g_strdup_printf ("Road A%u closed", i);

      json_object_unref (test_server_control (&f.server, "misbehave", order));
      set_text (calls.content, text);
      call_reading (&calls);
      call_writing (&calls);
      json_object_unref (test_server_control (&f.server, "misbehave", "{\"what\":\"nothing\"}"));
    }
  g_test_message ("memory grew by %" G_GINT64_FORMAT " KiB", (read_peak () - before) / 1024);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what is freed for a while, so as to find who still uses it */
  g_assert_cmpint (read_peak () - before, <, MOST_GROWTH);
#endif

  g_clear_pointer (&calls.content, cs_content_free);
  g_clear_pointer (&calls.item, cs_media_item_free);
  g_clear_pointer (&calls.picture, g_bytes_unref);
  g_free (calls.published);
  cs_http_free (calls.http);
  network_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("COUNTERSIGN_HTTP_LONGEST", LONGEST, TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (test_networks); i++)
    {
      g_autofree char *path = g_strconcat ("/hostile/", test_networks[i].name, NULL);

      if (cs_network_get (test_networks[i].kind) != NULL)
        g_test_add_data_func (path, &test_networks[i], test_hostile);
    }

  return g_test_run ();
}
