/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-server.h"
#include "outbox-fixture.h"

/* The Mastodon adapter and the practice network. */

#define TEXT "Road A12 is closed until 18:00. https://gov.example/a12"

typedef struct
{
  CsPracticeHost   *host;
  char             *folder;
  char             *token;
  CsHttp           *http;
  CsNetworkAccount  account;
  CsContent        *content;
} Fixture;

static inline const CsNetwork *
network (void)
{
  return cs_network_get (CS_NETWORK_PRACTICE);
}

static inline void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("cs-practice-XXXXXX", &error);
  f->host = cs_practice_host_start (f->folder, 0, &error);
  g_assert_no_error (error);
  f->token = cs_practice_host_add_account (f->host, "office", "City of Linden", &error);
  g_assert_no_error (error);
  f->http = cs_http_new ();
  f->account = (CsNetworkAccount) { CS_NETWORK_PRACTICE, 1, cs_practice_host_get_address (f->host), f->token, "{\"keys\":true}" };
  f->content = cs_content_new ();
  g_free (cs_content_get_segment (f->content, 0)->text);
  cs_content_get_segment (f->content, 0)->text = g_strdup (TEXT);
}

static inline void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_clear_pointer (&f->content, cs_content_free);
  g_clear_pointer (&f->http, cs_http_free);
  g_clear_pointer (&f->host, cs_practice_host_stop);
  fixture_remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->token);
}

static inline CsMediaItem *
add_picture (Fixture    *f,
             const char *alt_text)
{
  CsMediaItem *item = cs_media_item_new ();

  g_free (item->mime_type);
  item->mime_type = g_strdup ("image/png");
  item->width = item->height = 1;
  g_free (item->alt_text);
  item->alt_text = g_strdup (alt_text);
  g_ptr_array_add (cs_content_get_segment (f->content, 0)->media, item);

  return item;
}

static inline CsSendRequest
make_request (Fixture            *f,
              const char         *key,
              const char * const *media_ids)
{
  CsSendRequest request = { 0 };

  request.content = f->content;
  request.key = key;
  request.media_ids = media_ids;
  request.now = request.armed_at = request.first_armed_at = g_get_real_time ();
  request.may_repeat = TRUE;

  return request;
}

static inline CsSendResult *
publish (Fixture    *f,
         const char *key)
{
  CsSendRequest request = make_request (f, key, NULL);

  return network ()->publish (f->http, &f->account, &request, NULL);
}

static inline void
misbehave (Fixture    *f,
           const char *what)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (cs_practice_host_misbehave (f->host, what, &error));
  g_assert_no_error (error);
}
