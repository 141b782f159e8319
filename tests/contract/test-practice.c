/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "cs-error.h"
#include "outbox-fixture.h"

/* The practice network itself: as strict as Mastodon, nothing accepted is lost, its page shows what was said and runs nothing. */

typedef struct
{
  CsPracticeHost *host;
  char           *folder;
  char           *token;
  CsHttp         *http;
} Fixture;

static void
start (Fixture *f)
{
  g_autoptr(GError) error = NULL;

  f->host = cs_practice_host_start (f->folder, 0, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("cs-practice-XXXXXX", &error);
  start (f);
  f->token = cs_practice_host_add_account (f->host, "office", "City of Linden", &error);
  g_assert_no_error (error);
  f->http = cs_http_new ();
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_clear_pointer (&f->http, cs_http_free);
  g_clear_pointer (&f->host, cs_practice_host_stop);
  fixture_remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->token);
}

static CsHttpAnswer *
ask (Fixture    *f,
     const char *method,
     const char *path,
     const char *body,
     const char *type,
     const char *token,
     const char *name,
     const char *value)
{
  g_autofree char *url = g_strconcat (cs_practice_host_get_address (f->host), path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr(GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  const char *headers[5] = { NULL };
  guint n = 0;

  if (token != NULL)
    {
      headers[n++] = "Authorization";
      headers[n++] = bearer;
    }
  if (name != NULL)
    {
      headers[n++] = name;
      headers[n++] = value;
    }

  return cs_http_send (f->http, method, url, bytes, type, headers, 10, 10000000, NULL);
}

static CsHttpAnswer *
post_status (Fixture    *f,
             const char *json,
             const char *key)
{
  return ask (f, "POST", "/api/v1/statuses", json, "application/json", f->token, key != NULL ? "Idempotency-Key" : NULL, key);
}

static char *
get_string (const CsHttpAnswer *answer,
            const char         *member)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = cs_network_json_parse (answer->body, answer->size, &error);

  g_assert_no_error (error);

  return g_strdup (cs_network_json_string (json_node_get_object (node), member, ""));
}

typedef struct
{
  const char *name;
  const char *body;
  guint       status;
  const char *error;
} Refusal;

static const Refusal refusals[] = {
  { "empty", "{\"status\":\" \\n \"}", 422, "Validation failed: Text can't be blank" },
  { "nothing", "{}", 422, "Validation failed: Text can't be blank" },
  { "parent", "{\"status\":\"x\",\"in_reply_to_id\":\"9\"}", 404, "The post you are trying to reply to does not appear to exist." },
  { "visibility", "{\"status\":\"x\",\"visibility\":\"loud\"}", 422, "Validation failed: Visibility is not included in the list" },
  { "media-unknown", "{\"status\":\"x\",\"media_ids\":[\"9\"]}", 422,
    "Validation failed: Media 9 not found or already attached to another post" },
  { "media-number", "{\"status\":\"x\",\"media_ids\":[9]}", 422,
    "Validation failed: Media  not found or already attached to another post" },
  { "media-many", "{\"status\":\"x\",\"media_ids\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}", 422,
    "Validation failed: Cannot attach more than 4 files" },
  { "scheduled", "{\"status\":\"x\",\"scheduled_at\":\"2030-01-01T00:00:00Z\"}", 422,
    "Validation failed: The practice network has no scheduled posts" },
  { "poll-empty", "{\"status\":\"x\",\"poll\":{}}", 422, "Validation failed: Options must be more than one" },
  { "poll-one", "{\"status\":\"x\",\"poll\":{\"options\":[\"a\"],\"expires_in\":300}}", 422,
    "Validation failed: Options must be more than one" },
  { "poll-five", "{\"status\":\"x\",\"poll\":{\"options\":[\"a\",\"b\",\"c\",\"d\",\"e\"],\"expires_in\":300}}", 422,
    "Validation failed: Options can't contain more than 4 items" },
  { "poll-same", "{\"status\":\"x\",\"poll\":{\"options\":[\"a\",\" a\"],\"expires_in\":300}}", 422,
    "Validation failed: Options must differ, and have 1 to 50 characters each" },
  { "poll-blank", "{\"status\":\"x\",\"poll\":{\"options\":[\"a\",\" \"],\"expires_in\":300}}", 422,
    "Validation failed: Options must differ, and have 1 to 50 characters each" },
  { "poll-long", "{\"status\":\"x\",\"poll\":{\"options\":[\"a\",\"123456789012345678901234567890123456789012345678901\"],\"expires_in\":300}}",
    422, "Validation failed: Options must differ, and have 1 to 50 characters each" },
  { "poll-short", "{\"status\":\"x\",\"poll\":{\"options\":[\"a\",\"b\"],\"expires_in\":299}}", 422,
    "Validation failed: Expires at is too soon" },
  { "poll-far", "{\"status\":\"x\",\"poll\":{\"options\":[\"a\",\"b\"],\"expires_in\":2629747}}", 422,
    "Validation failed: Expires at is too far into the future" },
  { "quote-unknown", "{\"status\":\"x\",\"quoted_status_id\":\"9\"}", 404,
    "The post you are trying to quote does not appear to exist." },
  { "no-json", "{\"status\":", 400, "The body is not what its type says" },
};

static void
test_refusal (Fixture       *f,
              gconstpointer  data)
{
  const Refusal *c = data;
  g_autoptr(CsHttpAnswer) answer = post_status (f, c->body, NULL);
  g_autofree char *error = get_string (answer, "error");

  g_test_summary ("Refused as Mastodon does, in its words");
  g_assert_cmpuint (answer->status, ==, c->status);
  g_assert_cmpstr (error, ==, c->error);
}

static char *
post_and_get_id (Fixture    *f,
                 const char *json)
{
  g_autoptr(CsHttpAnswer) answer = post_status (f, json, NULL);

  g_assert_cmpuint (answer->status, ==, 200);

  return get_string (answer, "id");
}

static void
test_poll (Fixture       *f,
           gconstpointer  unused)
{
  g_autofree char *id = post_and_get_id (f, "{\"status\":\"Which day?\",\"poll\":{\"options\":[\"Mon <b>\",\"Tue\"],\"expires_in\":86400,\"multiple\":true}}");
  g_autofree char *path = g_strconcat ("/api/v1/statuses/", id, NULL);
  g_autofree char *page_path = g_strconcat ("/@office/", id, NULL);
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(CsHttpAnswer) page = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *poll;

  g_test_summary ("A poll is kept over a restart, told by the API and shown on the page, escaped");
  cs_practice_host_stop (f->host);
  start (f);
  answer = ask (f, "GET", path, NULL, NULL, NULL, NULL, NULL);
  node = cs_network_json_parse (answer->body, answer->size, NULL);
  poll = cs_network_json_object (json_node_get_object (node), "poll");
  g_assert_nonnull (poll);
  g_assert_true (cs_network_json_boolean (poll, "multiple", FALSE));
  g_assert_cmpuint (json_array_get_length (cs_network_json_array (poll, "options")), ==, 2);
  page = ask (f, "GET", page_path, NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (strstr (page->body, "Mon &lt;b&gt;</li>"));
  g_assert_nonnull (strstr (page->body, "<li class=\"many\""));
}

static void
test_poll_form (Fixture       *f,
                gconstpointer  unused)
{
  g_autoptr(CsHttpAnswer) answer = ask (f, "POST", "/api/v1/statuses",
                                        "status=Day%3F&poll[options][]=Mon&poll[options][]=Tue&poll[expires_in]=3600",
                                        "application/x-www-form-urlencoded", f->token, NULL, NULL);
  g_autoptr(JsonNode) node = cs_network_json_parse (answer->body, answer->size, NULL);

  g_test_summary ("A poll comes as a form, too");
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (cs_network_json_object (json_node_get_object (node), "poll"));
}

static void
test_quote (Fixture       *f,
            gconstpointer  unused)
{
  g_autofree char *first = post_and_get_id (f, "{\"status\":\"First words\"}");
  g_autofree char *json = g_strdup_printf ("{\"status\":\"See there\",\"quoted_status_id\":\"%s\"}", first);
  g_autofree char *id = post_and_get_id (f, json);
  g_autofree char *with_poll = g_strdup_printf ("{\"status\":\"x\",\"quoted_status_id\":\"%s\",\"poll\":{\"options\":[\"a\",\"b\"],\"expires_in\":300}}", first);
  g_autoptr(CsHttpAnswer) refused = post_status (f, with_poll, NULL);
  g_autofree char *path = g_strconcat ("/@office/", id, NULL);
  g_autofree char *query = g_strdup_printf ("/api/v2/search?type=statuses&q=%s/@office/%s", cs_practice_host_get_address (f->host), first);
  g_autoptr(CsHttpAnswer) page = ask (f, "GET", path, NULL, NULL, NULL, NULL, NULL);
  g_autoptr(CsHttpAnswer) found = ask (f, "GET", query, NULL, NULL, f->token, NULL, NULL);

  g_test_summary ("A quote is shown in its post, goes with no poll, and its address is found by asking");
  g_assert_nonnull (strstr (page->body, "<blockquote class=\"quote\">"));
  g_assert_nonnull (strstr (page->body, "First words"));
  g_assert_cmpuint (refused->status, ==, 422);
  g_assert_nonnull (strstr (found->body, "First words"));
}

static void
test_repost (Fixture       *f,
             gconstpointer  unused)
{
  g_autofree char *first = post_and_get_id (f, "{\"status\":\"First words\"}");
  g_autofree char *path = g_strdup_printf ("/api/v1/statuses/%s/reblog", first);
  g_autoptr(CsHttpAnswer) once = ask (f, "POST", path, "{}", "application/json", f->token, NULL, NULL);
  g_autoptr(CsHttpAnswer) twice = ask (f, "POST", path, "{}", "application/json", f->token, NULL, NULL);
  g_autoptr(CsHttpAnswer) page = ask (f, "GET", "/", NULL, NULL, NULL, NULL, NULL);
  g_autofree char *one = get_string (once, "id");
  g_autofree char *other = get_string (twice, "id");

  g_test_summary ("A repost is a post of its own, and there is one however often it is asked for");
  g_assert_cmpuint (once->status, ==, 200);
  g_assert_cmpstr (one, ==, other);
  g_assert_cmpstr (one, !=, first);
  g_assert_nonnull (strstr (page->body, "City of Linden reposted"));
}

static void
test_length (Fixture       *f,
             gconstpointer  unused)
{
  g_autofree char *x476 = g_strnfill (476, 'x');
  g_autofree char *x477 = g_strnfill (477, 'x');
  g_autofree char *fits = g_strdup_printf ("{\"status\":\"%s https://gov.example/a/very/long/address/that/counts/as/twenty-three\"}", x476);
  g_autofree char *over = g_strdup_printf ("{\"status\":\"%s https://gov.example/a/very/long/address/that/counts/as/twenty-three\"}", x477);
  g_autofree char *warned = g_strdup_printf ("{\"status\":\"%s\",\"spoiler_text\":\"twenty-four characters..\"}", x477);
  g_autoptr(CsHttpAnswer) good = post_status (f, fits, NULL);
  g_autoptr(CsHttpAnswer) bad = post_status (f, over, NULL);
  g_autoptr(CsHttpAnswer) warning = post_status (f, warned, NULL);
  g_autofree char *error = get_string (bad, "error");

  g_test_summary ("500 characters with the warning, a link counts 23");
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_cmpuint (bad->status, ==, 422);
  g_assert_cmpuint (warning->status, ==, 422);
  g_assert_cmpstr (error, ==, "Validation failed: Text character limit of 500 exceeded");
}

static void
test_token (Fixture       *f,
            gconstpointer  unused)
{
  g_autoptr(CsHttpAnswer) none = ask (f, "POST", "/api/v1/statuses", "{\"status\":\"x\"}", "application/json", NULL, NULL, NULL);
  g_autoptr(CsHttpAnswer) wrong = ask (f, "POST", "/api/v1/statuses", "{\"status\":\"x\"}", "application/json", "wrong", NULL, NULL);
  g_autofree char *error = get_string (wrong, "error");

  g_test_summary ("401 without a token and with a wrong one; the rate is told as a time");
  g_assert_cmpuint (none->status, ==, 401);
  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_cmpstr (error, ==, "The access token is invalid");
  g_assert_nonnull (soup_message_headers_get_one (none->headers, "X-RateLimit-Remaining"));
  g_assert_true (g_str_has_suffix (soup_message_headers_get_one (none->headers, "X-RateLimit-Reset"), "Z"));
}

static void
test_origin (Fixture       *f,
             gconstpointer  unused)
{
  g_autoptr(CsHttpAnswer) other = ask (f, "POST", "/practice/misbehave", "{\"what\":\"down\"}", "application/json", NULL,
                                       "Origin", "https://evil.example");
  g_autoptr(CsHttpAnswer) host = ask (f, "GET", "/", NULL, NULL, NULL, "Host", "evil.example");

  g_test_summary ("A page from elsewhere in somebody's browser can do nothing here");
  g_assert_cmpuint (other->status, ==, 403);
  g_assert_cmpuint (host->status, ==, 403);
}

static void
test_key (Fixture       *f,
          gconstpointer  unused)
{
  g_autoptr(CsHttpAnswer) first = post_status (f, "{\"status\":\"One\"}", "k1");
  g_autoptr(CsHttpAnswer) again = NULL;
  g_autoptr(CsHttpAnswer) without = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *first_id = get_string (first, "id");
  g_autofree char *again_id = NULL;
  g_autofree char *without_id = NULL;

  g_test_summary ("The same key is the same post, also after a restart; without keys it is another one");
  g_clear_pointer (&f->host, cs_practice_host_stop);
  start (f);
  again = post_status (f, "{\"status\":\"One\"}", "k1");
  again_id = get_string (again, "id");
  g_assert_cmpstr (first_id, ==, again_id);
  g_assert_true (cs_practice_host_misbehave (f->host, "no-idempotency", &error));
  without = post_status (f, "{\"status\":\"One\"}", "k1");
  without_id = get_string (without, "id");
  g_assert_cmpstr (first_id, !=, without_id);
}

static void
test_half_line (Fixture       *f,
                gconstpointer  unused)
{
  g_autoptr(CsHttpAnswer) kept = post_status (f, "{\"status\":\"Kept\"}", NULL);
  g_autofree char *path = g_build_filename (f->folder, "events.jsonl", NULL);
  g_autoptr(CsHttpAnswer) posts = NULL;
  g_autoptr(CsHttpAnswer) next = NULL;
  int fd;

  g_test_summary ("Killed while writing: what was acknowledged is there, the half line is not, and work goes on");
  g_assert_cmpuint (kept->status, ==, 200);
  g_clear_pointer (&f->host, cs_practice_host_stop);
  fd = g_open (path, O_WRONLY | O_APPEND, 0);
  g_assert_cmpint (write (fd, "{\"event\":\"status\",\"text\":\"Ha", 28), ==, 28);
  close (fd);
  start (f);
  next = post_status (f, "{\"status\":\"Next\"}", NULL);
  g_assert_cmpuint (next->status, ==, 200);
  g_clear_pointer (&f->host, cs_practice_host_stop);
  start (f);
  posts = ask (f, "GET", "/practice/posts", NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (strstr (posts->body, "Kept"));
  g_assert_nonnull (strstr (posts->body, "Next"));
  g_assert_null (strstr (posts->body, "Ha\""));
}

static void
test_one_host (Fixture       *f,
               gconstpointer  unused)
{
  g_autofree char *address = cs_practice_host_find_address (f->folder);
  g_autofree char *token = NULL;
  g_autofree char *gone = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("One runs for a folder; a second program finds it and gets an account from it");
  g_assert_cmpstr (address, ==, cs_practice_host_get_address (f->host));
  g_assert_null (cs_practice_host_start (f->folder, 0, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  token = cs_practice_host_request_account (address, "office", "", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, !=, f->token);
  g_assert_null (cs_practice_host_request_account (address, "Not A Name", "", NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (cs_practice_host_request_account ("https://social.example", "office", "", NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_PRACTICE_ONLY);

  g_clear_pointer (&f->host, cs_practice_host_stop);
  gone = cs_practice_host_find_address (f->folder);
  g_assert_null (gone);
  start (f);
  g_assert_cmpstr (address, ==, cs_practice_host_get_address (f->host));
}

static void
test_misbehave (Fixture       *f,
                gconstpointer  unused)
{
  static const char *const bad[] = { "drop", "drop-after", "drop-after:101", "drop-after:5x", "rate:0", "slow:x", "no-idempotency:1" };
  g_autoptr(CsHttpAnswer) slow = NULL;
  g_autoptr(CsHttpAnswer) down = NULL;
  g_autoptr(CsHttpAnswer) up = NULL;
  g_autoptr(GError) error = NULL;
  gint64 begin;

  g_test_summary ("What is no way to misbehave is refused; slow is slow; down is nobody there, and ends");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (cs_practice_host_misbehave (f->host, bad[i], &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      g_clear_error (&error);
    }

  g_assert_true (cs_practice_host_misbehave (f->host, "slow:200", &error));
  begin = g_get_monotonic_time ();
  slow = post_status (f, "{\"status\":\"Slow\"}", NULL);
  g_assert_cmpuint (slow->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 200000);
  g_assert_true (cs_practice_host_misbehave (f->host, "down", &error));
  down = post_status (f, "{\"status\":\"Down\"}", NULL);
  g_assert_cmpint (down->outcome, ==, CS_HTTP_NOT_SENT);
  g_assert_true (cs_practice_host_misbehave (f->host, "", &error));
  g_assert_no_error (error);
  up = post_status (f, "{\"status\":\"Up\"}", NULL);
  g_assert_cmpuint (up->status, ==, 200);
}

static char *
make_form (const char *first,
           ...) G_GNUC_NULL_TERMINATED;

static char *
make_form (const char *first,
           ...)
{
  GString *form = g_string_new (NULL);
  va_list arguments;

  va_start (arguments, first);
  for (const char *name = first; name != NULL; name = va_arg (arguments, const char *))
    {
      g_autofree char *value = g_uri_escape_string (va_arg (arguments, const char *), NULL, FALSE);

      g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", name, value);
    }
  va_end (arguments);

  return g_string_free (form, FALSE);
}

#define FORM "application/x-www-form-urlencoded"
#define CALLBACK "http://127.0.0.1:45454/callback"

static void
test_sign_in (Fixture       *f,
              gconstpointer  unused)
{
  /* The example of RFC 7636, appendix B */
  const char *verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const char *challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  g_autoptr(CsHttpAnswer) app = ask (f, "POST", "/api/v1/apps",
                                     "{\"client_name\":\"Countersign\",\"redirect_uris\":[\"" CALLBACK "\"],\"scopes\":\"read:accounts write:statuses\"}",
                                     "application/json", NULL, NULL, NULL);
  g_autofree char *id = get_string (app, "client_id");
  g_autofree char *secret = get_string (app, "client_secret");
  g_autofree char *allow = make_form ("response_type", "code", "client_id", id, "redirect_uri", CALLBACK, "scope", "read:accounts",
                                      "state", "s 1", "login", "office", "code_challenge", challenge, "code_challenge_method", "S256", NULL);
  g_autofree char *more = make_form ("response_type", "code", "client_id", id, "redirect_uri", CALLBACK, "scope", "write:media",
                                     "login", "office", NULL);
  g_autofree char *page_path = g_strconcat ("/oauth/authorize?", allow, NULL);
  g_autoptr(CsHttpAnswer) page = ask (f, "GET", page_path, NULL, NULL, NULL, NULL, NULL);
  g_autoptr(CsHttpAnswer) too_much = ask (f, "POST", "/oauth/authorize", more, FORM, NULL, NULL, NULL);
  g_autoptr(CsHttpAnswer) allowed = ask (f, "POST", "/oauth/authorize", allow, FORM, NULL, NULL, NULL);
  const char *location = soup_message_headers_get_one (allowed->headers, "Location");
  g_autofree char *code = NULL;
  g_autofree char *wrong_form = NULL;
  g_autofree char *right_form = NULL;
  g_autofree char *token = NULL;
  g_autofree char *revoke_form = NULL;
  g_autoptr(CsHttpAnswer) wrong = NULL;
  g_autoptr(CsHttpAnswer) right = NULL;
  g_autoptr(CsHttpAnswer) reused = NULL;
  g_autoptr(CsHttpAnswer) own = NULL;
  g_autoptr(CsHttpAnswer) scope = NULL;
  g_autoptr(CsHttpAnswer) revoke_json = NULL;
  g_autoptr(CsHttpAnswer) revoked = NULL;
  g_autoptr(CsHttpAnswer) after = NULL;

  g_test_summary ("App, page, code, PKCE, token with its scopes, revocation in a form only");
  g_assert_cmpuint (page->status, ==, 200);
  g_assert_nonnull (strstr (page->body, "City of Linden"));
  g_assert_cmpuint (too_much->status, ==, 400);
  g_assert_cmpuint (allowed->status, ==, 302);
  g_assert_true (g_str_has_prefix (location, CALLBACK "?code="));
  g_assert_true (g_str_has_suffix (location, "&state=s%201"));
  code = g_strndup (location + strlen (CALLBACK "?code="), strcspn (location + strlen (CALLBACK "?code="), "&"));

  wrong_form = make_form ("grant_type", "authorization_code", "code", code, "client_id", id, "client_secret", secret,
                          "redirect_uri", CALLBACK, "code_verifier", "something else", NULL);
  right_form = make_form ("grant_type", "authorization_code", "code", code, "client_id", id, "client_secret", secret,
                          "redirect_uri", CALLBACK, "code_verifier", verifier, NULL);
  wrong = ask (f, "POST", "/oauth/token", wrong_form, FORM, NULL, NULL, NULL);
  g_assert_cmpuint (wrong->status, ==, 400);
  right = ask (f, "POST", "/oauth/token", right_form, FORM, NULL, NULL, NULL);
  g_assert_cmpuint (right->status, ==, 200);
  token = get_string (right, "access_token");
  reused = ask (f, "POST", "/oauth/token", right_form, FORM, NULL, NULL, NULL);
  g_assert_cmpuint (reused->status, ==, 400);
  own = ask (f, "GET", "/api/v1/accounts/verify_credentials", NULL, NULL, token, NULL, NULL);
  g_assert_cmpuint (own->status, ==, 200);
  scope = ask (f, "POST", "/api/v1/statuses", "{\"status\":\"x\"}", "application/json", token, NULL, NULL);
  g_assert_cmpuint (scope->status, ==, 403);

  revoke_form = make_form ("client_id", id, "client_secret", secret, "token", token, NULL);
  revoke_json = ask (f, "POST", "/oauth/revoke", "{}", "application/json", NULL, NULL, NULL);
  g_assert_cmpuint (revoke_json->status, ==, 400);
  revoked = ask (f, "POST", "/oauth/revoke", revoke_form, FORM, NULL, NULL, NULL);
  g_assert_cmpuint (revoked->status, ==, 200);
  after = ask (f, "GET", "/api/v1/accounts/verify_credentials", NULL, NULL, token, NULL, NULL);
  g_assert_cmpuint (after->status, ==, 401);
}

static CsHttpAnswer *
get_page (Fixture    *f,
          const char *path)
{
  CsHttpAnswer *page = ask (f, "GET", path, NULL, NULL, NULL, NULL, NULL);

  g_assert_cmpint (page->outcome, ==, CS_HTTP_ANSWERED);

  return page;
}

static void
test_page (Fixture       *f,
           gconstpointer  unused)
{
  g_autoptr(CsHttpAnswer) empty = get_page (f, "/");
  g_autoptr(CsHttpAnswer) sent = post_status (f, "{\"status\":\"Hello <script>alert(1)</script> & #flood https://gov.example/?a=1&b=%22\","
                                                 "\"spoiler_text\":\"<b>careful</b>\"}", NULL);
  g_autoptr(CsHttpAnswer) hidden = post_status (f, "{\"status\":\"Only for followers\",\"visibility\":\"private\"}", NULL);
  g_autoptr(CsHttpAnswer) page = get_page (f, "/");
  g_autoptr(CsHttpAnswer) account = get_page (f, "/@office");
  g_autoptr(CsHttpAnswer) missing = get_page (f, "/@nobody");
  g_autoptr(CsHttpAnswer) outside = get_page (f, "/media/..%2f..%2fevents.jsonl");
  g_autoptr(CsHttpAnswer) alone = NULL;
  g_autofree char *id = get_string (sent, "id");
  g_autofree char *hidden_id = get_string (hidden, "id");
  g_autofree char *path = g_strconcat ("/@office/", id, NULL);
  g_autofree char *hidden_path = g_strconcat ("/@office/", hidden_id, NULL);
  g_autoptr(CsHttpAnswer) secret = get_page (f, hidden_path);

  g_test_summary ("Everything is escaped, nothing runs, what is not public is not shown");
  g_assert_nonnull (strstr (empty->body, "Nothing has been published yet"));
  g_assert_null (strstr (page->body, "<script"));
  g_assert_null (strstr (page->body, "<b>"));
  g_assert_nonnull (strstr (page->body, "&lt;script&gt;"));
  g_assert_nonnull (strstr (page->body, "<span class=\"hashtag\">#flood</span>"));
  g_assert_nonnull (strstr (page->body, "href=\"https://gov.example/?a=1&amp;b=%22\""));
  g_assert_null (strstr (page->body, "Only for followers"));
  g_assert_nonnull (strstr (soup_message_headers_get_one (page->headers, "Content-Security-Policy"), "default-src 'none'"));
  g_assert_nonnull (strstr (account->body, "City of Linden"));
  g_assert_cmpuint (missing->status, ==, 404);
  g_assert_cmpuint (outside->status, >=, 400);
  g_assert_cmpuint (secret->status, ==, 404);
  alone = get_page (f, path);
  g_assert_cmpuint (alone->status, ==, 200);
}

static gpointer
look_slowly (gpointer data)
{
  g_autoptr(CsHttp) http = cs_http_new ();

  return cs_http_send (http, "GET", data, NULL, NULL, NULL, 10, 65536, NULL);
}

static void
test_slow_end (Fixture       *f,
               gconstpointer  unused)
{
  g_autoptr(CsHttpAnswer) dropped = NULL;
  g_autoptr(CsHttpAnswer) looked = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *address = g_strconcat (cs_practice_host_get_address (f->host), "/", NULL);
  GThread *thread;

  g_test_summary ("A slow answer whose connection is gone is nobody’s");
  g_assert_true (cs_practice_host_misbehave (f->host, "slow:50,drop-before:100", &error));
  dropped = post_status (f, "{\"status\":\"Dropped\"}", NULL);
  g_assert_cmpint (dropped->outcome, ==, CS_HTTP_UNKNOWN);
  g_assert_true (cs_practice_host_misbehave (f->host, "slow:60000", &error));
  thread = g_thread_new ("slow", look_slowly, address);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(CsHttpAnswer) posts = ask (f, "GET", "/practice/posts", NULL, NULL, NULL, NULL, NULL);

      g_assert_cmpuint (posts->status, ==, 200);
    }
  g_clear_pointer (&f->host, cs_practice_host_stop);
  looked = g_thread_join (thread);
  g_assert_cmpint (looked->outcome, !=, CS_HTTP_ANSWERED);
}

static guint
count_open_files (void)
{
  g_autoptr(GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

/* As a browser asks: the connection may be kept. */
static void
look_and_go (const char *address)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autofree char *text = g_strdup_printf ("GET / HTTP/1.1\r\nHost: %s\r\nConnection: keep-alive\r\n\r\n", address);
  char start[64] = { 0 };
  g_autoptr(GError) error = NULL;

  connection = g_socket_client_connect_to_host (client, address, 80, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), start, sizeof start - 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (start, "HTTP/1.1 200 "));
}

static void
test_browser (Fixture       *f,
              gconstpointer  unused)
{
  const char *address = cs_practice_host_get_address (f->host) + strlen ("http://");
  guint before;
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  g_test_summary ("A browser that looked and went leaves no connection open here");
  look_and_go (address); /* GLib opens something of its own the first time */
  before = count_open_files ();
  for (guint i = 0; i < 10; i++)
    look_and_go (address);
  while (count_open_files () > before && g_get_monotonic_time () < end)
    g_usleep (5000);
  g_assert_cmpuint (count_open_files (), <=, before);
}

static void
add (const char  *name,
     void       (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/networks/practice/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/networks/practice/refusal/", refusals[i].name, NULL);

      g_test_add (path, Fixture, &refusals[i], set_up, test_refusal, tear_down);
    }
  add ("length", test_length);
  add ("token", test_token);
  add ("origin", test_origin);
  add ("key", test_key);
  add ("poll", test_poll);
  add ("poll-form", test_poll_form);
  add ("quote", test_quote);
  add ("repost", test_repost);
  add ("half-line", test_half_line);
  add ("one-host", test_one_host);
  add ("misbehave", test_misbehave);
  add ("sign-in", test_sign_in);
  add ("page", test_page);
  add ("browser", test_browser);
  add ("slow-end", test_slow_end);

  return g_test_run ();
}
