/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-network.h"
#include "server-fixture.h"

/* One adapter and its test server, without an office: what each function makes of what a server says. */

typedef struct
{
  TestServer        server;
  const CsNetwork  *network;
  CsNetworkAccount  account;
  CsContent        *content;
  char             *limits;   /* as the server told them; owned */
} AdapterFixture;

static inline void
adapter_set_text (AdapterFixture *f,
                  const char     *text)
{
  CsSegment *segment = cs_content_get_segment (f->content, 0);

  g_free (segment->text);
  segment->text = g_strdup (text);
}

static inline void
adapter_set_quote (AdapterFixture *f,
                   const char     *address)
{
  CsSegment *segment = cs_content_get_segment (f->content, 0);

  g_free (segment->quote);
  segment->quote = g_strdup (address);
}

/* @face: the server's argument, or NULL */
static inline void
adapter_start (AdapterFixture *f,
               CsNetworkKind   kind,
               const char     *server,
               const char     *face)
{
  g_autoptr(GError) error = NULL;

  test_server_start (&f->server, server, face, NULL);
  f->network = cs_network_get (kind);
  f->account = (CsNetworkAccount) { .kind = kind, .id = 1, .address = f->server.address, .token = "good-token", .practice = TRUE };
  g_assert_true (f->network->read_limits (f->server.http, &f->account, &f->limits, NULL, &error));
  g_assert_no_error (error);
  f->account.limits = f->limits;
  f->content = cs_content_new ();
  adapter_set_text (f, "Road A12 closed");
}

static inline void
adapter_stop (AdapterFixture *f)
{
  test_server_stop (&f->server);
  g_clear_pointer (&f->content, cs_content_free);
  g_clear_pointer (&f->limits, g_free);
}

static inline CsSendRequest
adapter_make_request (AdapterFixture *f)
{
  CsSendRequest request = { 0 };

  request.content = f->content;
  request.key = "key-1";
  request.now = request.armed_at = request.first_armed_at = g_get_real_time ();

  return request;
}

static inline CsSendResult *
adapter_publish (AdapterFixture *f)
{
  CsSendRequest request = adapter_make_request (f);
  g_autofree char *key = g_uuid_string_random ();

  request.key = key;
  return f->network->publish (f->server.http, &f->account, &request, NULL);
}

/* Publishes, which must succeed just as signed. Returns: (transfer full): its id */
static inline char *
adapter_publish_well (AdapterFixture *f)
{
  g_autoptr(CsSendResult) result = adapter_publish (f);

  g_assert_cmpstr (result->detail, ==, "");
  g_assert_cmpint (result->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (result->deviation, ==, "");
  g_assert_cmpstr (result->remote_url, !=, "");

  return g_strdup (result->remote_id);
}

static inline void
adapter_assert_read_back (AdapterFixture *f,
                          const char     *remote_id,
                          const char     *wanted)
{
  CsSendRequest request = adapter_make_request (f);
  g_autoptr(GError) error = NULL;
  g_autofree char *result = f->network->read_back (f->server.http, &f->account, &request, remote_id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, wanted);
}

/* What is there instead: (transfer full) */
static inline CsDrift *
adapter_find_drift (AdapterFixture *f,
                    const char     *remote_id)
{
  CsSendRequest request = adapter_make_request (f);
  g_autoptr(CsDrift) drift = cs_drift_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *result = NULL;

  request.drift = drift;
  result = f->network->read_back (f->server.http, &f->account, &request, remote_id, NULL, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&drift);
}

static inline void
adapter_remove (AdapterFixture *f,
                const char     *remote_id)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (f->network->remove (f->server.http, &f->account, remote_id, NULL, &error));
  g_assert_no_error (error);
}

static inline CsMediaItem *
adapter_add_picture (AdapterFixture *f,
                     const char     *mime_type,
                     const char     *alt_text)
{
  CsMediaItem *item = cs_media_item_new ();

  g_free (item->mime_type);
  item->mime_type = g_strdup (mime_type);
  item->width = item->height = 1;
  g_free (item->alt_text);
  item->alt_text = g_strdup (alt_text);
  g_ptr_array_add (cs_content_get_segment (f->content, 0)->media, item);

  return item;
}

static inline CsPoll *
adapter_add_poll (AdapterFixture *f)
{
  CsPoll *poll = cs_poll_new ();

  g_ptr_array_add (poll->options, g_strdup ("Monday & <7>"));
  g_ptr_array_add (poll->options, g_strdup ("周二"));
  cs_content_get_segment (f->content, 0)->poll = poll;

  return poll;
}

/* How many of @member ("posts", "removed", "reposts") the server has */
static inline guint
adapter_count (AdapterFixture *f,
               const char     *member)
{
  g_autoptr(JsonObject) state = test_server_get_state (&f->server);

  return json_array_get_length (json_object_get_array_member (state, member));
}

/* Member @name of the last post the server has, or NULL */
static inline char *
adapter_dup_last (AdapterFixture *f,
                  const char     *list,
                  const char     *name)
{
  g_autoptr(JsonObject) state = test_server_get_state (&f->server);
  JsonArray *posts = json_object_get_array_member (state, list);
  JsonNode *node;

  g_assert_cmpuint (json_array_get_length (posts), >, 0);
  node = json_object_get_member (json_array_get_object_element (posts, json_array_get_length (posts) - 1), name);

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

/* A post of somebody else over there. Returns: (transfer full): the answer */
static inline JsonObject *
adapter_post_as_other (AdapterFixture *f,
                       const char     *order)
{
  return test_server_control (&f->server, "post", order);
}
