/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "adapter-fixture.h"
#include "cs-error.h"

/* The adapter for X, function by function: access levels, reposts, credit, what is looked for among many posts. */

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

static void
control (AdapterFixture *f,
         const char     *what,
         const char     *order)
{
  json_object_unref (test_server_control (&f->server, what, order));
}

static char *
make_address (const char *id)
{
  return g_strconcat ("https://x.com/i/web/status/", id, NULL);
}

static void
test_access (AdapterFixture *f,
             gconstpointer   unused)
{
  CsTarget target = cs_network_target_from_limits (CS_NETWORK_X, 1, f->limits);
  g_autoptr(JsonObject) other = adapter_post_as_other (f, "{\"user\":\"101\",\"text\":\"Citizen\"}");
  g_autofree char *address = make_address (json_object_get_string_member (other, "id"));
  g_autoptr(CsSendResult) quote = NULL;
  g_autoptr(CsSendResult) reply = NULL;
  g_autofree char *allowed = NULL;
  CsSendRequest request = adapter_make_request (f);

  g_test_summary ("Quotes belong to the Enterprise level; a self-serve account is refused them, and answers to strangers, in X’s own words");
  g_assert_false (target.quotes);
  cs_network_target_set_access (&target, "enterprise");
  g_assert_true (target.quotes);
  cs_network_target_set_access (&target, "self-serve");
  g_assert_false (target.quotes);

  control (f, "level", "{\"level\":\"self-serve\"}");
  adapter_set_quote (f, address);
  quote = adapter_publish (f);
  g_assert_cmpint (quote->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (quote->code, ==, CS_ERROR_REFUSED);
  g_assert_nonnull (strstr (quote->detail, "access level"));
  adapter_set_quote (f, "");
  request.in_reply_to = json_object_get_string_member (other, "id");
  reply = f->network->publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (reply->code, ==, CS_ERROR_REFUSED);
  g_assert_nonnull (strstr (reply->detail, "mentioned"));

  control (f, "level", "{\"level\":\"enterprise\"}");
  adapter_set_quote (f, address);
  allowed = adapter_publish_well (f);
  adapter_assert_read_back (f, allowed, "same");
  adapter_set_quote (f, "https://x.com/i/web/status/99");
  adapter_assert_read_back (f, allowed, "quote");
}

static void
test_repost (AdapterFixture *f,
             gconstpointer   unused)
{
  g_autofree char *own = adapter_publish_well (f);
  g_autofree char *address = make_address (own);
  g_autofree char *repost = NULL;
  g_autofree char *again = NULL;

  g_test_summary ("A post is passed on once; that it is already is a success; undoing that never deletes the post, not even an own one");
  adapter_set_text (f, "");
  adapter_set_quote (f, address);
  repost = adapter_publish_well (f);
  again = adapter_publish_well (f);
  g_assert_cmpstr (repost, ==, again);
  g_assert_cmpuint (adapter_count (f, "reposts"), ==, 1);
  adapter_assert_read_back (f, repost, "same");
  adapter_remove (f, repost);
  adapter_remove (f, repost);
  g_assert_cmpuint (adapter_count (f, "reposts"), ==, 0);
  g_assert_cmpuint (adapter_count (f, "posts"), ==, 1);
  adapter_remove (f, own);
  g_assert_cmpuint (adapter_count (f, "posts"), ==, 0);
  adapter_assert_read_back (f, repost, "gone");
}

static void
test_reply_settings (AdapterFixture *f,
                     gconstpointer   unused)
{
  static const struct
  {
    CsRepliesFrom  from;
    const char    *sent;
  } settings[] = {
    { CS_REPLIES_FROM_EVERYONE, "null" },
    { CS_REPLIES_FROM_FOLLOWED, "\"following\"" },
    { CS_REPLIES_FROM_MENTIONED, "\"mentionedUsers\"" },
  };
  g_autoptr(CsSendResult) nobody = NULL;
  g_autoptr(CsSendResult) unquotable = NULL;

  g_test_summary ("Who may reply is said in X’s words; what X cannot do is refused before anything is sent");
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *text = g_strdup_printf ("Settings %u", i);
      g_autofree char *id = NULL;
      g_autofree char *sent = NULL;

      f->content->replies_from = settings[i].from;
      adapter_set_text (f, text);
      id = adapter_publish_well (f);
      sent = adapter_dup_last (f, "posts", "reply_settings");
      g_assert_cmpstr (sent, ==, settings[i].sent);
    }
  f->content->replies_from = CS_REPLIES_FROM_NOBODY;
  nobody = adapter_publish (f);
  g_assert_cmpint (nobody->code, ==, CS_ERROR_REFUSED);
  f->content->replies_from = CS_REPLIES_FROM_EVERYONE;
  f->content->quotes_from = CS_QUOTES_FROM_NOBODY;
  unquotable = adapter_publish (f);
  g_assert_cmpint (unquotable->code, ==, CS_ERROR_REFUSED);
  g_assert_cmpuint (adapter_count (f, "posts"), ==, G_N_ELEMENTS (settings));
}

static void
test_credit (AdapterFixture *f,
             gconstpointer   unused)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr(CsUpload) upload = NULL;
  g_autoptr(CsSendResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *limits = NULL;

  g_test_summary ("No credit is told as that, by every function; nothing is sent, and nothing is tried again by itself");
  control (f, "credit", "{\"left\":0}");
  result = adapter_publish (f);
  g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (result->code, ==, CS_ERROR_NO_CREDIT);
  g_assert_cmpint (result->retry_after, ==, 0);
  upload = f->network->upload (f->server.http, &f->account, adapter_add_picture (f, "image/png", ""), bytes, NULL);
  g_assert_cmpint (upload->code, ==, CS_ERROR_NO_CREDIT);
  g_assert_false (f->network->read_limits (f->server.http, &f->account, &limits, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NO_CREDIT);
  g_assert_cmpuint (adapter_count (f, "posts"), ==, 0);
}

static void
test_pictures (AdapterFixture *f,
               gconstpointer   unused)
{
  static const char * const faults[] = { "garbage", "no-id", "empty", "lost-after", "cut-after", "403" };
  g_autofree guint8 *space = g_malloc0 (6 * 1024 * 1024);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr(GBytes) large = g_bytes_new_static (space, 6 * 1024 * 1024);
  CsMediaItem *item = adapter_add_picture (f, "image/png", "Map");
  g_autoptr(CsUpload) heavy = NULL;

  g_test_summary ("A picture without its alt text is no upload, whatever X says to it; too large a one is refused before it is sent");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(CsUpload) upload = NULL;

      test_server_misbehave (&f->server, faults[i], "POST /2/media/metadata");
      upload = f->network->upload (f->server.http, &f->account, item, bytes, NULL);
      g_assert_cmpint (upload->outcome, !=, CS_SEND_SENT);
      g_assert_cmpstr (upload->remote_id, ==, "");
    }
  heavy = f->network->upload (f->server.http, &f->account, item, large, NULL);
  g_assert_cmpint (heavy->code, ==, CS_ERROR_TOO_LARGE);
  g_assert_cmpuint (test_server_count_requests (&f->server, "POST", "/2/media/upload"), ==, G_N_ELEMENTS (faults));
}

static void
test_found_far_back (AdapterFixture *f,
                     gconstpointer   unused)
{
  CsSendRequest request = adapter_make_request (f);
  g_autoptr(CsSendResult) lost = NULL;
  g_autoptr(CsSendResult) found = NULL;

  g_test_summary ("A post whose answer was lost is found behind many that came later, page by page");
  adapter_set_text (f, "The lost one");
  test_server_misbehave (&f->server, "lost-after", "POST /2/tweets");
  lost = f->network->publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (lost->outcome, ==, CS_SEND_UNKNOWN);
  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *text = g_strdup_printf ("Later %u", i);
      g_autofree char *id = NULL;

      adapter_set_text (f, text);
      id = adapter_publish_well (f);
    }
  adapter_set_text (f, "The lost one");
  found = f->network->reconcile (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (found->outcome, ==, CS_SEND_SENT);
  g_assert_cmpuint (test_server_count_requests (&f->server, "GET", "/2/users/11/tweets"), ==, 3);
}

static void
test_found_late (AdapterFixture *f,
                 gconstpointer   unused)
{
  CsSendRequest request = adapter_make_request (f);
  guint n = 0;

  g_test_summary ("A timeline that shows a post only after a while: unknown until then, then found; the same words with another quote are not it");
  test_server_misbehave (&f->server, "late", "POST /2/tweets");
  {
    g_autofree char *id = adapter_publish_well (f);
  }
  for (;;)
    {
      g_autoptr(CsSendResult) found = f->network->reconcile (f->server.http, &f->account, &request, NULL);

      if (found->outcome == CS_SEND_SENT)
        break;
      g_assert_cmpint (found->outcome, ==, CS_SEND_UNKNOWN);
      g_assert_cmpint (found->retry_after, >, 0);
      g_assert_cmpuint (++n, <=, 3);
    }
  g_assert_cmpuint (n, ==, 3);
  adapter_set_quote (f, "https://x.com/i/web/status/17");
  {
    g_autoptr(CsSendResult) other = f->network->reconcile (f->server.http, &f->account, &request, NULL);

    g_assert_cmpint (other->outcome, ==, CS_SEND_UNKNOWN);
  }
}

static void
test_smaller_pieces (AdapterFixture *f,
                     gconstpointer   unused)
{
  g_autofree char *path = NULL;
  g_autofree char *film = g_malloc0 (1500000);
  CsMediaItem *item = adapter_add_picture (f, "video/mp4", "");
  g_autoptr(GPtrArray) subtitles = g_ptr_array_new ();
  CsFilmUpload upload = { item, NULL, NULL, subtitles };
  g_autoptr(CsUpload) sent = NULL;
  g_autoptr(CsUpload) refused = NULL;
  g_autoptr(GError) error = NULL;
  int fd = g_file_open_tmp ("cs-film-XXXXXX", &path, &error);

  g_test_summary ("Where pieces are refused as too large, halves are sent; where these are as well, it is a refusal");
  g_assert_no_error (error);
  close (fd);
  memcpy (film + 4, "ftyp", 4);
  g_assert_true (g_file_set_contents (path, film, 1500000, &error));
  upload.path = path;
  control (f, "chunk", "{\"bytes\":600000}");
  sent = f->network->upload_film (f->server.http, &f->account, &upload, NULL);
  g_assert_cmpstr (sent->detail, ==, "");
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  control (f, "chunk", "{\"bytes\":6000}");
  refused = f->network->upload_film (f->server.http, &f->account, &upload, NULL);
  g_assert_cmpint (refused->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (refused->code, ==, CS_ERROR_REFUSED);
  g_unlink (path);
}

static void
test_windows (AdapterFixture *f,
              gconstpointer   unused)
{
  g_autofree char *id = NULL;
  g_autoptr(CsSendResult) limited = NULL;

  g_test_summary ("A window that is used up is said with how long to wait, by X’s clock and not by ours");
  control (f, "windows", "{\"POST /2/tweets\":[1,900]}");
  control (f, "clock", "{\"ahead\":-40000}");
  control (f, "life", "{\"seconds\":7200}");
  id = adapter_publish_well (f);
  adapter_set_text (f, "One too many");
  limited = adapter_publish (f);
  g_assert_cmpint (limited->code, ==, CS_ERROR_RATE_LIMITED);
  g_assert_cmpint (limited->retry_after, >, 890 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpint (limited->retry_after, <=, 901 * (gint64) G_USEC_PER_SEC);
}

static void
test_signing_out (AdapterFixture *f,
                  gconstpointer   unused)
{
  g_autoptr(CsSendResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;

  g_test_summary ("A token that ended before its time is a rejected login for each function");
  control (f, "expire", "{\"token\":\"good-token\"}");
  result = adapter_publish (f);
  g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (result->code, ==, CS_ERROR_LOGIN_REJECTED);
  g_assert_false (f->network->check_login (f->server.http, &f->account, &handle, &name, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
  g_clear_error (&error);
  g_assert_false (f->network->remove (f->server.http, &f->account, "17", NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
}

static void
test_poll (AdapterFixture *f,
           gconstpointer   unused)
{
  CsSegment *segment = cs_content_get_segment (f->content, 0);
  g_autoptr(CsSendResult) sent = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;
  g_autofree char *body = NULL;
  CsSendRequest request = adapter_make_request (f);

  g_test_summary ("A poll, who may reply and the AI mark are sent as X wants them; another poll is noticed");
  segment->poll = cs_poll_new ();
  g_ptr_array_add (segment->poll->options, g_strdup ("Monday"));
  g_ptr_array_add (segment->poll->options, g_strdup ("周二"));
  f->content->ai_made = TRUE;
  f->content->replies_from = CS_REPLIES_FROM_MENTIONED;
  sent = adapter_publish (f);
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  body = test_server_dup_last_body (&f->server, "POST", "/2/tweets");
  g_assert_nonnull (strstr (body, "\"poll\":{\"duration_minutes\":1440,\"options\":[\"Monday\",\"周二\"]}"));
  g_assert_nonnull (strstr (body, "\"reply_settings\":\"mentionedUsers\""));
  g_assert_nonnull (strstr (body, "\"made_with_ai\":true"));
  same = f->network->read_back (f->server.http, &f->account, &request, sent->remote_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, "same");
  g_free (g_ptr_array_index (segment->poll->options, 0));
  g_ptr_array_index (segment->poll->options, 0) = g_strdup ("Sunday");
  other = f->network->read_back (f->server.http, &f->account, &request, sent->remote_id, NULL, &error);
  g_assert_cmpstr (other, ==, "poll");
}

static void
test_answer (AdapterFixture *f,
             gconstpointer   unused)
{
  CsSegment *segment = cs_content_get_segment (f->content, 0);
  g_autoptr(CsSendResult) first = adapter_publish (f);
  g_autoptr(CsSendResult) quote = NULL;
  g_autoptr(CsSendResult) repost = NULL;
  g_autoptr(CsSendResult) elsewhere = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *same = NULL;
  CsSendRequest request = adapter_make_request (f);

  g_test_summary ("A post is quoted and answered by its address; without words it is reposted; an address elsewhere sends nothing");
  g_free (segment->text);
  segment->text = g_strdup ("See this");
  g_free (segment->quote);
  segment->quote = g_strdup_printf ("https://x.com/linden/status/%s", first->remote_id);
  g_free (segment->reply_to);
  segment->reply_to = g_strdup (segment->quote);
  quote = adapter_publish (f);
  g_assert_cmpint (quote->outcome, ==, CS_SEND_SENT);
  same = f->network->read_back (f->server.http, &f->account, &request, quote->remote_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, "same");
  g_free (segment->text);
  segment->text = g_strdup ("");
  repost = adapter_publish (f);
  g_assert_cmpint (repost->outcome, ==, CS_SEND_SENT);
  g_free (segment->text);
  segment->text = g_strdup ("Elsewhere");
  g_free (segment->quote);
  segment->quote = g_strdup ("https://example.org/@a/17");
  elsewhere = adapter_publish (f);
  g_assert_cmpint (elsewhere->outcome, ==, CS_SEND_NOT_SENT);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void      (*test) (AdapterFixture *f, gconstpointer unused);
  } tests[] = {
    { "/x-calls/access", test_access }, { "/x-calls/repost", test_repost }, { "/x-calls/reply-settings", test_reply_settings },
    { "/x-calls/credit", test_credit }, { "/x-calls/pictures", test_pictures }, { "/x-calls/found-far-back", test_found_far_back },
    { "/x-calls/found-late", test_found_late }, { "/x-calls/smaller-pieces", test_smaller_pieces }, { "/x-calls/windows", test_windows }, { "/x-calls/signing-out", test_signing_out },
    { "/x-calls/poll", test_poll }, { "/x-calls/answer", test_answer },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, AdapterFixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
