/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-private.h"
#include "fake-server.h"
#include "outbox-fixture.h"

#define N_POSTS 6
#define SECOND ((gint64) G_USEC_PER_SEC)

/* Work in lanes, without a network. */

typedef struct
{
  GMutex   mutex;
  GCond    cond;
  GString *order;      /* publications as they were begun */
  guint    n_at_once;
  gboolean hold;       /* those of account 1 do not end */
} Diary;

static gboolean
run_job (const CsOutboxJob *job,
         CsHttp            *http,
         gpointer           data)
{
  Diary *diary = data;

  g_mutex_lock (&diary->mutex);
  g_string_append_printf (diary->order, "%" G_GINT64_FORMAT " ", job->publication);
  diary->n_at_once++;
  g_cond_broadcast (&diary->cond);
  while (diary->hold && job->account == 1)
    g_cond_wait (&diary->cond, &diary->mutex);
  diary->n_at_once--;
  g_mutex_unlock (&diary->mutex);

  return TRUE;
}

static void
poke (gpointer data)
{
  Diary *diary = data;

  g_mutex_lock (&diary->mutex);
  g_cond_broadcast (&diary->cond);
  g_mutex_unlock (&diary->mutex);
}

static void
wait_until_begun (Diary *diary,
                  gint64 publication)
{
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT " ", publication);
  gint64 until = g_get_monotonic_time () + 20 * SECOND;

  g_mutex_lock (&diary->mutex);
  while (strstr (diary->order->str, wanted) == NULL)
    g_assert_true (g_cond_wait_until (&diary->cond, &diary->mutex, until));
  g_mutex_unlock (&diary->mutex);
}

static void
let_go (Diary *diary)
{
  g_mutex_lock (&diary->mutex);
  diary->hold = FALSE;
  g_cond_broadcast (&diary->cond);
  g_mutex_unlock (&diary->mutex);
}

static gpointer
let_go_late (gpointer data)
{
  let_go (data);

  return NULL;
}

static void
test_order (void)
{
  Diary diary = { .order = g_string_new (NULL), .hold = TRUE };
  g_autoptr(CsLanes) lanes = cs_lanes_new (run_job, poke, &diary);

  g_test_summary ("A lane keeps its order, other lanes do not wait for it, and nothing waits in it twice");
  g_assert_true (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_SEND, 11, 1 }));
  wait_until_begun (&diary, 11);
  for (gint64 i = 12; i < 20; i++)
    g_assert_true (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_SEND, i, 1 }));
  g_assert_false (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_SEND, 11, 1 }));
  g_assert_false (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_SEND, 15, 1 }));
  g_assert_true (cs_lanes_has (lanes, CS_OUTBOX_SEND, 15));
  g_assert_true (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_SEND, 21, 2 }));
  wait_until_begun (&diary, 21);
  let_go (&diary);
  wait_until_begun (&diary, 19);
  g_assert_cmpstr (diary.order->str, ==, "11 21 12 13 14 15 16 17 18 19 ");
  g_clear_pointer (&lanes, cs_lanes_free);
  g_string_free (diary.order, TRUE);
}

static void
test_patient (void)
{
  Diary diary = { .order = g_string_new (NULL), .hold = TRUE };
  g_autoptr(CsLanes) lanes = cs_lanes_new (run_job, poke, &diary);

  g_test_summary ("An upload that lasts keeps neither its own account nor another from publishing");
  g_assert_true (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_UPLOAD, 11, 1 }));
  wait_until_begun (&diary, 11);
  for (gint64 i = 0; i < 40; i++)
    g_assert_true (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_READ_BACK, 100 + i, 100 + i }));
  g_assert_true (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_SEND, 21, 2 }));
  wait_until_begun (&diary, 21);
  let_go (&diary);
  wait_until_begun (&diary, 139);
  g_clear_pointer (&lanes, cs_lanes_free);
  g_string_free (diary.order, TRUE);
}

/* Pushes @n jobs of as many accounts, from @first on, and waits until the last one was begun. */
static void
burst (CsLanes *lanes,
       Diary   *diary,
       gint64   first,
       gint64   n)
{
  for (gint64 i = first; i < first + n; i++)
    g_assert_true (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_SEND, i, i }));
  for (gint64 i = first; i < first + n; i++)
    wait_until_begun (diary, i);
}

static void
test_idle (void)
{
  Diary diary = { .order = g_string_new (NULL) };
  g_autoptr(CsLanes) lanes = cs_lanes_new (run_job, poke, &diary);
  gint64 until = g_get_monotonic_time () + 20 * SECOND;

  g_test_summary ("Threads end when nothing comes for them, and others are made when something does");
  g_assert_cmpuint (cs_lanes_count_threads (lanes), ==, 0);
  cs_lanes_set_max_idle (lanes, SECOND / 100);
  for (gint64 round = 1; round <= 3; round++)
    {
      burst (lanes, &diary, round * 100, 20);
      while (cs_lanes_count_threads (lanes) > 0)
        {
          g_assert_cmpint (g_get_monotonic_time (), <, until);
          g_usleep (1000);
        }
      g_assert_cmpuint (cs_lanes_count (lanes), ==, 0);
    }
  /* While they end, more comes. */
  for (gint64 i = 1000; i < 1300; i++)
    burst (lanes, &diary, i, 1);
  g_clear_pointer (&lanes, cs_lanes_free);
  g_string_free (diary.order, TRUE);
}

static void
test_dropped (void)
{
  Diary diary = { .order = g_string_new (NULL), .hold = TRUE };
  CsLanes *lanes = cs_lanes_new (run_job, poke, &diary);

  g_test_summary ("At the end what is being done is waited for, what waits is dropped");
  g_assert_true (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_SEND, 11, 1 }));
  wait_until_begun (&diary, 11);
  g_assert_true (cs_lanes_push (lanes, &(CsOutboxJob) { CS_OUTBOX_SEND, 12, 1 }));
  g_assert_cmpuint (cs_lanes_count (lanes), ==, 2);
  {
    g_autoptr(GThread) letting_go = g_thread_new ("letting-go", let_go_late, &diary);

    cs_lanes_free (lanes);
    g_thread_join (g_steal_pointer (&letting_go));
  }
  g_assert_cmpuint (diary.n_at_once, ==, 0);
  g_assert_true (g_str_has_prefix (diary.order->str, "11 "));
  g_string_free (diary.order, TRUE);
}

/* The whole outbox, with a second account on a server that takes requests and never answers */

static gint64
add_silent_account (OutboxFixture *f,
                    FakeServer    *server)
{
  g_autoptr(GError) error = NULL;
  CsAccountRow row = { 0 };
  gint64 id;

  row.network = CS_NETWORK_PRACTICE;
  row.address = (char *) fake_server_get_address (server);
  row.handle = (char *) "@silent@practice";
  row.name = (char *) "Silent";
  row.colour = (char *) "#1d4fb8";
  row.limits = (char *) "{\"keys\":true}";
  row.health = (char *) "";
  id = cs_account_rows_add (f->base.db, &row, &error);
  g_assert_no_error (error);
  g_assert_true (cs_secrets_store (f->base.folder, TRUE, "uid", id, "token", NULL, &error));

  return id;
}

static void
wait_for_state (OutboxFixture *f,
                gint64         post,
                CsPostState    state)
{
  for (guint i = 0; i < 1000 && outbox_get_state (f, post) != state; i++)
    g_usleep (10000);
  g_assert_cmpstr (cs_post_state_nick (outbox_get_state (f, post)), ==, cs_post_state_nick (state));
}

static void
test_hanging (OutboxFixture *f,
              gconstpointer  unused)
{
  g_autoptr(FakeServer) server = fake_server_new (FAKE_SILENT, 200, "", "{}");
  gint64 well = f->account;
  gint64 due = g_get_real_time ();
  gint64 posts[N_POSTS];
  gint64 hanging;
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("A server that hangs keeps no other account waiting, and what it has is not known");
  f->account = add_silent_account (f, server);
  hanging = outbox_add_post (f, "To the silent one", NULL, NULL, due, 2);
  f->account = well;
  for (guint i = 0; i < N_POSTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("Number %u", i);

      posts[i] = outbox_add_post (f, text, NULL, NULL, due, 2);
    }
  cs_outbox_start (f->outbox);
  for (guint i = 0; i < N_POSTS; i++)
    wait_for_state (f, posts[i], CS_POST_PUBLISHED);
  g_assert_cmpint (outbox_get_state (f, hanging), ==, CS_POST_SENDING);

  /* The connection breaks, so that the end need not wait for the deadline. */
  g_clear_pointer (&server, fake_server_free);
  wait_for_state (f, hanging, CS_POST_UNKNOWN);
  cs_outbox_stop (f->outbox);
  row = outbox_get_publication (f, hanging, 0);
  g_assert_cmpint (row->attempts, ==, 1);
}

/* Texts as the network has them, oldest first, each with a bar behind */
static char *
dup_published (OutboxFixture *f)
{
  g_autofree char *url = g_strconcat (cs_practice_host_get_address (f->host), "/practice/posts", NULL);
  g_autoptr(CsHttpAnswer) answer = cs_http_send (f->http, "GET", url, NULL, NULL, NULL, 10, 10000000, NULL);
  g_autoptr(JsonNode) node = cs_network_json_parse (answer->body, answer->size, NULL);
  JsonArray *list = json_node_get_array (node);
  GString *texts = g_string_new (NULL);
  guint n = json_array_get_length (list);
  gboolean newest_first = n > 1 && g_ascii_strtoll (json_object_get_string_member (json_array_get_object_element (list, 0), "id"), NULL, 10) >
                          g_ascii_strtoll (json_object_get_string_member (json_array_get_object_element (list, n - 1), "id"), NULL, 10);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (texts, "%s|", json_object_get_string_member (json_array_get_object_element (list, newest_first ? n - 1 - i : i), "text"));

  return g_string_free (texts, FALSE);
}

static void
test_thread_order (OutboxFixture *f,
                   gconstpointer  unused)
{
  gint64 due = g_get_real_time () + SECOND / 2;
  gint64 first = outbox_add_post (f, "A 1", "A 2", NULL, due, 2);
  gint64 second = outbox_add_post (f, "B 1", "B 2", NULL, due, 2);
  gint64 third = outbox_add_post (f, "C 1", "C 2", NULL, due + 1, 2);
  g_autofree char *texts = NULL;

  g_test_summary ("Threads of one account go out one after the other, each in order, also through lost answers");
  outbox_misbehave (f, "drop-after:100x2");
  cs_outbox_start (f->outbox);
  wait_for_state (f, first, CS_POST_PUBLISHED);
  wait_for_state (f, second, CS_POST_PUBLISHED);
  wait_for_state (f, third, CS_POST_PUBLISHED);
  cs_outbox_stop (f->outbox);
  outbox_misbehave (f, "");
  texts = dup_published (f);
  g_test_message ("%s", texts);
  for (const char *p = "ABC"; *p != '\0'; p++)
    {
      g_autofree char *one = g_strdup_printf ("%c 1|", *p);
      g_autofree char *two = g_strdup_printf ("%c 2|", *p);

      g_assert_nonnull (strstr (texts, one));
      g_assert_true (strstr (texts, two) > strstr (texts, one));
    }
  g_assert_cmpuint (strlen (texts), ==, 6 * 4);
}

static void
test_wall (OutboxFixture *f,
           gconstpointer  unused)
{
  gint64 due = g_get_real_time ();
  gint64 posts[12];
  guint n_out = 0;

  g_test_summary ("All jobs of an account know what is left: none runs into the wall, and what is left goes to publishing first");
  outbox_misbehave (f, "rate:10");
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autofree char *text = g_strdup_printf ("Number %u", i);

      posts[i] = outbox_add_post (f, text, NULL, NULL, due, 2);
    }
  cs_outbox_start (f->outbox);
  wait_for_state (f, posts[4], CS_POST_PUBLISHED);
  for (guint i = 0; i < 500 && !cs_outbox_is_walled (f->outbox, f->account, CS_RATE_PUBLISH); i++)
    g_usleep (10000);
  cs_outbox_stop (f->outbox);
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr(CsPublicationRow) row = outbox_get_publication (f, posts[i], 0);

      g_assert_cmpstr (row->error, ==, "");
      g_assert_true (row->state == CS_PUBLICATION_SENT || row->state == CS_PUBLICATION_QUEUED);
      g_assert_cmpint (row->attempts, ==, row->state == CS_PUBLICATION_SENT);
      n_out += row->state == CS_PUBLICATION_SENT;
    }
  g_test_message ("%u out", n_out);
  g_assert_cmpuint (n_out, >=, 5);
  g_assert_cmpuint (n_out, <=, 10);
}

static void
test_frozen (OutboxFixture *f,
             gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, "Frozen", NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = outbox_get_publication (f, post, 0);
  const CsOutboxJob job = { CS_OUTBOX_SEND, row->id, f->account };
  g_autoptr(GError) error = NULL;
  gboolean held;
  guint n = 0;

  g_test_summary ("What was handed out already does not go out once the queue is frozen");
  g_assert_true (cs_outbox_hold_lease (f->outbox, &held, &error));
  fixture_run (f->base.db, "INSERT INTO freezes (reason, made_by, made_at) VALUES ('stop', 1, 1)");
  g_assert_true (cs_outbox_do (f->outbox, f->http, &job, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (outbox_count (f, "Frozen"), ==, 0);
  fixture_run (f->base.db, "UPDATE freezes SET ended_at = 2, ended_by = 1");
  outbox_run_until (f, post, CS_POST_PUBLISHED);
}

static void
test_tampered_between (OutboxFixture *f,
                       gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, "Road A12 is closed", NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = outbox_get_publication (f, post, 0);
  g_autoptr(GError) error = NULL;
  gboolean held;
  gboolean armed = TRUE;

  g_test_summary ("Rule 1: chain and digest are looked at in the transaction that arms, too");
  g_assert_true (cs_outbox_take_lease (f->store, "us", outbox_clock (f), &held, &error));
  fixture_run (f->base.db, "DROP TRIGGER revisions_no_update");
  fixture_run (f->base.db, "UPDATE revisions SET content = replace (content, 'closed', 'open')");
  g_assert_true (cs_outbox_arm (f->store, "us", row->id, "", outbox_clock (f), &armed, &error));
  g_assert_false (armed);
}

static void
add (const char  *name,
     void       (*test)(OutboxFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/networks/outbox/lanes/", name, NULL);

  g_test_add (path, OutboxFixture, NULL, outbox_set_up, test, outbox_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/networks/outbox/lanes/order", test_order);
  g_test_add_func ("/networks/outbox/lanes/patient", test_patient);
  g_test_add_func ("/networks/outbox/lanes/idle", test_idle);
  g_test_add_func ("/networks/outbox/lanes/dropped", test_dropped);
  add ("hanging", test_hanging);
  add ("thread-order", test_thread_order);
  add ("wall", test_wall);
  add ("frozen", test_frozen);
  add ("tampered-between", test_tampered_between);

  return g_test_run ();
}
