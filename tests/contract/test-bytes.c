/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "network-fixture.h"

/* What each network received equals what was signed, byte for byte: text, alt text, pictures. */

/* What is changed on its way most easily: quotes, backslashes, what means something in HTML, forms and addresses, composed and decomposed letters,
 * both directions, emoji of several code points, line ends, spaces in a row */
static const char * const texts[] = {
  "Road “A12” & <B7> \\ \"closed\" + 100% – 防汛 👩\u200d🚒🇩🇪 é\n\nשלום العربية;  two  spaces =?& #2",
  "2/2 Ask at https://gov.example/a12?x=1&y=%20b#top or \t here",
};
#define ALT "Map: “A12” & <B7> \\ \"diversion\" é + 100% 防汛 🚒\nsecond line ;=&"

static void
check_picture (JsonObject    *post,
               OutboxFixture *office)
{
  JsonArray *media = json_object_get_array_member (post, "media");
  JsonObject *picture;
  g_autofree char *hex = cs_digest_to_hex (&office->picture);

  g_assert_cmpuint (json_array_get_length (media), ==, 1);
  picture = json_array_get_object_element (media, 0);
  g_assert_cmpstr (json_object_get_string_member (picture, "sha256"), ==, hex);
  g_assert_cmpstr (json_object_get_string_member (picture, "alt"), ==, ALT);
  g_assert_cmpstr (json_object_get_string_member (picture, "type"), ==, "image/png");
}

static void
test_network (gconstpointer data)
{
  NetworkFixture f = { 0 };
  OutboxFixture *office = &f.office;
  g_autoptr(JsonObject) state = NULL;
  JsonArray *posts;
  gint64 post;

  g_test_summary ("Text, alt text and picture arrive as they were signed, and are read back as the same");
  network_set_up (&f, data);
  post = outbox_add_post (office, texts[0], texts[1], ALT, outbox_clock (office), 2);
  outbox_run_until (office, post, CS_POST_PUBLISHED);
  outbox_pass (office);

  state = network_get_posts (&f, 0);
  posts = json_object_get_array_member (state, "posts");
  g_assert_cmpuint (json_array_get_length (posts), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *received = json_array_get_object_element (posts, i);
      g_autoptr(CsPublicationRow) row = outbox_get_publication (office, post, i);

      g_assert_cmpstr (json_object_get_string_member (received, "text"), ==, texts[i]);
      g_assert_cmpstr (row->read_back, ==, "same");
    }
  check_picture (json_array_get_object_element (posts, 0), office);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_array_get_object_element (posts, 1), "media")), ==, 0);
  network_tear_down (&f);
}

static JsonObject *
get_json (OutboxFixture *f,
          const char    *path)
{
  g_autofree char *token = cs_secrets_lookup (f->base.folder, TRUE, "uid", f->account, NULL, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autofree char *url = g_strconcat (cs_practice_host_get_address (f->host), path, NULL);
  const char *headers[] = { "Authorization", bearer, NULL };
  g_autoptr(CsHttpAnswer) answer = cs_http_send (f->http, "GET", url, NULL, NULL, headers, 10, 10000000, NULL);
  g_autoptr(JsonNode) node = json_from_string (answer->body, NULL);

  g_assert_cmpuint (answer->status, ==, 200);

  return json_object_ref (json_node_get_object (node));
}

static void
test_practice (gconstpointer data)
{
  OutboxFixture f = { 0 };
  g_autoptr(CsPublicationRow) row = NULL;
  g_autofree char *path = NULL;
  g_autoptr(JsonObject) status = NULL;
  JsonArray *media;
  gint64 post;

  g_test_summary ("The same with the practice network");
  outbox_set_up (&f, NULL);
  post = outbox_add_post (&f, texts[0], texts[1], ALT, outbox_clock (&f), 2);
  outbox_run_until (&f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (&f, texts[0]), ==, 1);
  g_assert_cmpuint (outbox_count (&f, texts[1]), ==, 1);
  row = outbox_get_publication (&f, post, 0);
  path = g_strconcat ("/api/v1/statuses/", row->remote_id, NULL);
  status = get_json (&f, path);
  media = json_object_get_array_member (status, "media_attachments");
  g_assert_cmpuint (json_array_get_length (media), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (media, 0), "description"), ==, ALT);
  outbox_tear_down (&f, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/bytes/practice", NULL, test_practice);
  for (guint i = 0; i < G_N_ELEMENTS (test_networks); i++)
    {
      g_autofree char *path = g_strconcat ("/bytes/", test_networks[i].name, NULL);

      if (cs_network_get (test_networks[i].kind) != NULL)
        g_test_add_data_func (path, &test_networks[i], test_network);
    }

  return g_test_run ();
}
