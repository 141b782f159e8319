/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-bluesky-facets.h"
#include "cs-bluesky-private.h"
#include "fuzz.h"

/* Everything that reads what a Bluesky server, a directory or the video service says. */

static void
read_facets (const char *text)
{
  g_autoptr(GPtrArray) facets = cs_bluesky_find_facets (text);
  gsize done = 0;

  for (guint i = 0; i < facets->len; i++)
    {
      const CsBlueskyFacet *facet = g_ptr_array_index (facets, i);

      g_assert_cmpuint (facet->start, >=, done);
      g_assert_cmpuint (facet->end, >, facet->start);
      g_assert_cmpuint (facet->end, <=, strlen (text));
      g_assert_true (g_utf8_validate (text + facet->start, (gssize) (facet->end - facet->start), NULL));
      g_assert_true (g_utf8_validate (facet->value, -1, NULL));
      done = facet->end;
    }
}

static void
read_names (const char *text)
{
  g_auto(CsBlueskyUri) uri = { NULL };
  g_autoptr(JsonNode) token = cs_bluesky_read_token (text);
  g_autofree char *handle = cs_bluesky_dup_handle (text);
  g_autofree char *who = NULL;
  g_autofree char *rkey = NULL;

  if (cs_bluesky_uri_parse (text, &uri))
    {
      g_autofree char *made = cs_bluesky_uri_make (uri.did, uri.collection, uri.rkey);

      g_assert_cmpstr (made, ==, text);
    }
  if (cs_bluesky_read_address (text, &who, &rkey))
    g_assert_true (*who != '\0' && *rkey != '\0');
  if (handle != NULL)
    g_assert_true (g_str_is_ascii (handle));
}

static void
read_object (JsonObject *object)
{
  g_auto(CsBlueskyDocument) document = { NULL };
  g_autoptr(CsLogin) login = cs_bluesky_read_login (object, "office.test", G_GINT64_CONSTANT (1795459450000000));
  g_autoptr(CsContent) content = cs_content_new ();
  CsSendRequest request = { .content = content };

  if (cs_bluesky_read_document (object, &document))
    g_assert_true (cs_bluesky_is_did (document.did));
  if (login != NULL)
    g_assert_cmpint (login->expires_at, >, G_GINT64_CONSTANT (1795459450000000));
  g_assert_nonnull (cs_bluesky_compare (object, &request));
}

static void
read_answer (const char *text,
             guint       status)
{
  const CsNetworkAccount account = { .kind = CS_NETWORK_BLUESKY, .address = "https://pds.example", .token = "secret" };
  g_autoptr(JsonArray) captions = json_array_new ();
  CsHttpAnswer answer = { CS_HTTP_ANSWERED, status, (char *) text, strlen (text), NULL, (char *) "" };
  g_autoptr(JsonObject) blob = NULL;
  g_autoptr(CsUpload) job = NULL;
  g_autoptr(CsUpload) failure = NULL;
  g_autofree char *detail = NULL;

  answer.headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  soup_message_headers_append (answer.headers, "RateLimit-Reset", "1795459500");
  blob = cs_bluesky_read_blob (&answer, 5152, "bafkreihtxgjbai3yi6oueoihqwrbhiqxqa2trnv7agkyha32qyrlwypw7m");
  job = cs_bluesky_read_job (&answer, captions);
  failure = cs_bluesky_upload_failure (&account, &answer);
  detail = cs_bluesky_dup_detail (&account, &answer);
  g_assert_true (g_utf8_validate (detail, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (detail, -1), <=, 300);
  g_assert_null (strstr (detail, "secret"));
  if (status < 400)
    g_assert_cmpint (cs_bluesky_get_code (&answer), ==, CS_ERROR_UNKNOWN_OUTCOME);
  soup_message_headers_unref (answer.headers);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(JsonNode) node = cs_network_json_parse (text, strlen (text), NULL);
  g_autoptr(JsonNode) prepared = NULL;
  g_autoptr(GArray) writes = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    read_object (json_node_get_object (node));
  read_answer (text, 200);
  read_answer (text, 400);
  if ((prepared = cs_bluesky_read_prepared (text, &writes)) != NULL)
    g_assert_cmpuint (writes->len, >, 0);
  if (g_utf8_validate (text, -1, NULL))
    {
      read_names (text);
      read_facets (text);
    }

  return 0;
}
