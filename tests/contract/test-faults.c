/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-post.h"
#include "network-fixture.h"

/* Every fault that was measured, on every network, at every moment of a thread's way out, through the real outbox: never twice, never sent in our
 * books and not over there, never failed in our books and there all the same; and what can be found out is found out. */

/* What no server needs on loopback, so that what never answers is soon over. Milliseconds. */
#define LONGEST "150"

/* Passes until a thread is settled, with the clock set forward between them */
#define MOST_PASSES 80

typedef enum
{
  AT_UPLOAD,
  AT_ALT,
  AT_FIRST,
  AT_REPLY,
  AT_FIND,
  AT_READ_BACK,
  AT_RENEWAL,
  N_MOMENTS,
} Moment;

static const char * const moment_names[N_MOMENTS] = { "upload", "alt", "first", "reply", "find", "read-back", "renewal" };

static const char * const faults[] = {
  "unread", "unread-reset", "lost-before", "lost-after", "reset-before", "reset-after", "silent-before", "silent-after", "drip-after",
  "slow-header-after", "short-before", "short-after", "cut-before", "cut-after", "cut-chunk-after", "cut-eof-before", "cut-eof-after",
  "302-before", "302-after", "302-away-before", "307-before", "307-after", "garbage-status-before", "garbage-status-after", "garbage-before",
  "garbage-after", "500-before", "503-after", "401", "402", "403", "404", "endless-after",
  "endless-chunked-after", "deep-after", "strings-after", "numbers-after", "type-after", "no-id-after", "empty-after", "delay-after",
  "429", /* last: nothing is read back while its window is closed */
};

/* What a network refuses for a reason: it says that nothing was done. */
static gboolean
is_refusal (const char *fault)
{
  return g_str_equal (fault, "401") || g_str_equal (fault, "402") || g_str_equal (fault, "403") || g_str_equal (fault, "404");
}

/* A thread of two on its way */
typedef struct
{
  NetworkFixture *f;
  char           *texts[2];
  gint64          post;
  guint           since;   /* posts that the server had before */
  guint           n[2];    /* how often each text is over there */
  gboolean        in_order;
} Thread;

static void
count (Thread *thread)
{
  g_autoptr(JsonObject) state = network_get_posts (thread->f, thread->since);
  JsonArray *posts = json_object_get_array_member (state, "posts");
  const char *first = NULL;

  thread->n[0] = thread->n[1] = 0;
  thread->in_order = TRUE;
  for (guint i = 0; i < json_array_get_length (posts); i++)
    {
      JsonObject *post = json_array_get_object_element (posts, i);
      const char *text = json_object_get_string_member (post, "text");

      thread->n[0] += g_str_equal (text, thread->texts[0]);
      thread->n[1] += g_str_equal (text, thread->texts[1]);
      if (g_str_equal (text, thread->texts[0]))
        first = json_object_get_string_member (post, "id");
      else
        thread->in_order &= g_strcmp0 (json_object_get_string_member (post, "parent"), first) == 0;
    }
}

/* What holds at every moment, whatever is still open */
static void
check (Thread     *thread,
       const char *label)
{
  count (thread);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(CsPublicationRow) row = outbox_get_publication (&thread->f->office, thread->post, i);
      const char *state = cs_publication_state_nick (row->state);

      if (thread->n[i] > 1)
        g_error ("%s: segment %u is there %u times", label, i, thread->n[i]);
      if (row->state == CS_PUBLICATION_SENT && thread->n[i] != 1)
        g_error ("%s: segment %u is falsely sent", label, i);
      if ((row->state == CS_PUBLICATION_NOT_SENT || row->state == CS_PUBLICATION_QUEUED || row->state == CS_PUBLICATION_EXPIRED) &&
          thread->n[i] != 0)
        g_error ("%s: segment %u is there, but %s (%s)", label, i, state, row->error_detail);
    }
  if (!thread->in_order)
    g_error ("%s: the thread is out of order", label);
}

/* Whether nothing more comes of it by itself; @wait: until when it is worth waiting for, in the outbox's time */
static gboolean
is_over (Thread *thread,
         gint64 *wait)
{
  gboolean over = TRUE;
  gboolean stuck = FALSE;

  *wait = G_MAXINT64;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(CsPublicationRow) row = outbox_get_publication (&thread->f->office, thread->post, i);

      if (row->state == CS_PUBLICATION_SENT || row->state == CS_PUBLICATION_EXPIRED)
        continue;
      if (row->next_try_at != 0)
        *wait = MIN (*wait, row->next_try_at);
      stuck |= row->next_try_at == 0 && (row->state == CS_PUBLICATION_NOT_SENT || row->state == CS_PUBLICATION_UNKNOWN);
      over &= stuck || (row->state == CS_PUBLICATION_QUEUED && i > 0 && stuck);
    }

  return over;
}

static void
run (Thread     *thread,
     const char *label)
{
  OutboxFixture *office = &thread->f->office;
  gint64 wait;

  for (guint i = 0; i < MOST_PASSES; i++)
    {
      outbox_pass (office);
      check (thread, label);
      if (is_over (thread, &wait))
        return;
      /* To the next try, or a second on: something is being worked on. */
      office->ahead += MAX (wait != G_MAXINT64 ? wait - outbox_clock (office) : 0, (i < 10 ? 1 : 5) * (gint64) G_USEC_PER_SEC);
      network_set_clock (thread->f);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(CsPublicationRow) row = outbox_get_publication (office, thread->post, i);

      g_printerr ("segment %u: %s, %s, next try in %" G_GINT64_FORMAT " s\n", i, cs_publication_state_nick (row->state), row->error_detail,
                  row->next_try_at != 0 ? (row->next_try_at - outbox_clock (office)) / G_USEC_PER_SEC : -1);
    }
  g_error ("%s: not over after %u passes", label, MOST_PASSES);
}

static void
misbehave (NetworkFixture *f,
           const char     *what,
           const char     *path,
           guint           after)
{
  g_autofree char *order = g_strdup_printf ("{\"what\":\"%s\",\"path\":\"%s\",\"after\":%u,\"ms\":50}", what, path, after);

  json_object_unref (test_server_control (&f->server, "misbehave", order));
}

/* Has the server do @fault at @moment. */
static void
command (NetworkFixture *f,
         Moment          moment,
         const char     *fault)
{
  const TestNetwork *network = f->network;

  switch (moment)
    {
    case AT_UPLOAD:
      misbehave (f, fault, network->upload, 0);
      break;
    case AT_ALT:
      misbehave (f, fault, network->alt, 0);
      break;
    case AT_FIRST:
      misbehave (f, fault, network->publish, 0);
      break;
    case AT_REPLY:
      misbehave (f, fault, network->publish, 1);
      break;
    case AT_FIND:
      misbehave (f, "lost-after", network->publish, 0);
      misbehave (f, fault, network->find, 0);
      break;
    case AT_READ_BACK:
      misbehave (f, fault, network->read, 0);
      break;
    case AT_RENEWAL:
      network_give_login (f, 10);
      misbehave (f, fault, network->renew, 0);
      break;
    case N_MOMENTS:
    default:
      g_assert_not_reached ();
    }
}

/* What must have come of it: what is there is known to be there; what a network can settle by itself is settled. */
static void
check_end (Thread     *thread,
           Moment      moment,
           const char *fault,
           const char *label)
{
  /* Of an upload, an answer in other types than agreed on may be refused for good: nothing is out yet. */
  const gboolean odd_upload = moment <= AT_ALT && (g_str_equal (fault, "strings-after") || g_str_equal (fault, "numbers-after"));
  const gboolean must_go = thread->f->network->settles && !is_refusal (fault) && moment != AT_RENEWAL && !odd_upload;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(CsPublicationRow) row = outbox_get_publication (&thread->f->office, thread->post, i);

      if (thread->n[i] == 1 && row->state != CS_PUBLICATION_SENT)
        g_error ("%s: segment %u is there and stays %s (%s)", label, i, cs_publication_state_nick (row->state), row->error_detail);
      if (must_go && row->state != CS_PUBLICATION_SENT)
        g_error ("%s: segment %u stays %s (%s)", label, i, cs_publication_state_nick (row->state), row->error_detail);
      /* What a server says is gone is told as that. */
      if (row->state == CS_PUBLICATION_SENT && *row->read_back != '\0' && !g_str_equal (row->read_back, "same") &&
          !(moment == AT_READ_BACK && g_str_equal (fault, "404") && g_str_equal (row->read_back, "gone")))
        g_error ("%s: segment %u was read back as “%s”", label, i, row->read_back);
    }
}

static void
try_fault (NetworkFixture *f,
           Moment          moment,
           const char     *fault,
           guint           number)
{
  g_autofree char *label = g_strdup_printf ("%s, %s, %s", f->network->name, moment_names[moment], fault);
  g_autofree char *first = g_strdup_printf ("%s %u: road A12 closed & open", label, number);
  g_autofree char *second = g_strdup_printf ("%s %u: and the B7", label, number);
  Thread thread = { f, { first, second } };
  g_autoptr(JsonObject) before = network_get_posts (f, 0);

  thread.since = (guint) json_object_get_int_member (before, "n_posts");
  f->office.ahead += G_USEC_PER_SEC;
  network_set_clock (f);
  command (f, moment, fault);
  thread.post = outbox_add_post (&f->office, first, second, moment <= AT_ALT ? "Map of the diversion" : NULL, outbox_clock (&f->office), 2);
  run (&thread, label);
  /* Once more for what is read back. */
  outbox_pass (&f->office);
  check (&thread, label);
  check_end (&thread, moment, fault, label);
  misbehave (f, "nothing", "", 0);
  if (moment == AT_RENEWAL || g_str_equal (fault, "401"))
    network_give_login (f, 100000000);
}

typedef struct
{
  const TestNetwork *network;
  Moment             moment;
} Case;

static void
test_moment (gconstpointer data)
{
  const Case *c = data;
  NetworkFixture f = { 0 };

  g_test_summary ("Whatever goes wrong at this moment: never twice, never falsely sent, never falsely failed");
  network_set_up (&f, c->network);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    try_fault (&f, c->moment, faults[i], i);
  network_tear_down (&f);
}

/* The connection ends, the request does not, and meanwhile the clock is set so far forward that no other try is left to mend a wrong answer. */
static void
test_straggler (gconstpointer data)
{
  NetworkFixture f = { 0 };
  gint64 post;
  g_autofree char *order = NULL;
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("What arrives after the connection to it is gone, and after the clock was set forward, is not said to have been lost");
  network_set_up (&f, data);
  order = g_strdup_printf ("{\"what\":\"straggle\",\"path\":\"%s\",\"ms\":1500}", f.network->publish);
  json_object_unref (test_server_control (&f.server, "misbehave", order));
  post = outbox_add_post (&f.office, "Road A12 closed", NULL, NULL, outbox_clock (&f.office), 2);
  outbox_pass (&f.office);
  f.office.ahead += CS_RELEASE_GRACE + G_USEC_PER_SEC;
  network_set_clock (&f);
  outbox_pass (&f.office);
  row = outbox_get_publication (&f.office, post, 0);
  g_assert_cmpstr (cs_publication_state_nick (row->state), ==, "sent");
  network_tear_down (&f);
}

/* The practice network has faults of its own, fewer, and settles each by itself. */
static void
test_practice (gconstpointer data)
{
  static const char * const its_faults[] = { "drop-before:100x1", "drop-after:100x1", "error:100x1", "garbage:100x1", "drop-after:100x2" };
  OutboxFixture f = { 0 };

  g_test_summary ("The practice network’s own faults: the same rules");
  outbox_set_up (&f, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (its_faults); i++)
    {
      g_autofree char *first = g_strdup_printf ("First %u", i);
      g_autofree char *second = g_strdup_printf ("Second %u", i);
      gint64 post;

      f.ahead = 0;
      outbox_misbehave (&f, its_faults[i]);
      post = outbox_add_post (&f, first, second, NULL, outbox_clock (&f), 2);
      outbox_run_until (&f, post, CS_POST_PUBLISHED);
      g_assert_cmpuint (outbox_count (&f, first), ==, 1);
      g_assert_cmpuint (outbox_count (&f, second), ==, 1);
    }
  outbox_tear_down (&f, NULL);
}

static gboolean
has_moment (const TestNetwork *network,
            Moment             moment)
{
  /* Of servers of one kind, what they differ in: how a post is taken, or how it is found again. */
  if (g_str_equal (network->name, "gotosocial"))
    return moment == AT_FIRST;
  if (g_str_equal (network->name, "pleroma"))
    return moment == AT_FIND;
  if (g_str_equal (network->name, "snac"))
    return moment == AT_FIRST || moment == AT_FIND;

  switch (moment)
    {
    case AT_ALT:
      return network->alt != NULL;
    case AT_FIND:
      return network->find != NULL;
    case AT_RENEWAL:
      return network->renew != NULL;
    case AT_UPLOAD:
    case AT_FIRST:
    case AT_REPLY:
    case AT_READ_BACK:
    case N_MOMENTS:
    default:
      return TRUE;
    }
}

static void
add_cases (const TestNetwork *network)
{
  if (cs_network_get (network->kind) == NULL)
    return;

  for (Moment moment = 0; moment < N_MOMENTS; moment++)
    {
      g_autofree char *path = g_strdup_printf ("/faults/%s/%s", network->name, moment_names[moment]);
      Case *c = g_new0 (Case, 1);

      *c = (Case) { network, moment };
      if (has_moment (network, moment))
        g_test_add_data_func_full (path, c, test_moment, g_free);
      else
        g_free (c);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("COUNTERSIGN_HTTP_LONGEST", LONGEST, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/faults/practice", NULL, test_practice);
  for (guint i = 0; i < G_N_ELEMENTS (test_networks); i++)
    add_cases (&test_networks[i]);
  for (guint i = 0; i < G_N_ELEMENTS (test_networks); i++)
    if (test_networks[i].kind == CS_NETWORK_BLUESKY)
      g_test_add_data_func ("/faults/straggler", &test_networks[i], test_straggler);

  return g_test_run ();
}
