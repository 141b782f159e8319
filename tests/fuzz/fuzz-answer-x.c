/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-network-json.h"
#include "cs-x-private.h"
#include "fuzz-answer.h"
#include "fuzz.h"

/* Whatever X answers: read without harm, and never taken for more than it is. */

static CsContent *
make_content (void)
{
  CsContent *content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);

  g_free (segment->text);
  segment->text = g_strdup ("Road A12");
  g_free (segment->quote);
  segment->quote = g_strdup ("https://x.com/a/status/17");
  segment->poll = cs_poll_new ();
  g_ptr_array_add (segment->poll->options, g_strdup ("Monday"));
  g_ptr_array_add (segment->poll->options, g_strdup ("Tuesday"));

  return content;
}

static void
read_post (JsonObject *answer,
           JsonObject *post)
{
  g_autoptr(CsContent) content = make_content ();
  CsSendRequest request = { .content = content, .key = "k" };
  g_autofree char *text = cs_x_dup_text (post);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_nonnull (cs_x_get_reference (post, "quoted"));
  g_assert_nonnull (cs_x_compare_extras (answer, post, &request));
  cs_x_count_media (post);
}

static void
read_upload (JsonObject *data)
{
  g_autoptr(CsUpload) upload = cs_x_read_upload_state (data, "17");

  g_assert_true (upload->outcome == CS_SEND_SENT || *upload->remote_id == '\0');
  g_assert_cmpint (upload->retry_after, >=, 0);
  g_assert_cmpint (upload->retry_after, <=, 600 * (gint64) G_USEC_PER_SEC);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const CsNetworkAccount account = { .kind = CS_NETWORK_X, .address = CS_X_ADDRESS, .token = "planted-token" };
  g_autoptr(CsHttpAnswer) answer = fuzz_answer_new ((const char *) data, size);
  g_autofree char *detail = cs_x_dup_detail (&account, answer);
  g_autoptr(JsonNode) node = NULL;
  gint64 wait = cs_x_get_wait (answer);

  g_assert_true (g_utf8_validate (detail, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (detail, -1), <=, 400);
  g_assert_null (strstr (detail, "planted-token"));
  g_assert_cmpint (wait, >=, G_USEC_PER_SEC);
  g_assert_cmpint (wait, <=, 24 * 3600 * (gint64) G_USEC_PER_SEC);
  cs_x_get_code (answer);
  cs_x_is_done (answer);
  if (cs_x_is_success (answer, &node))
    {
      JsonObject *object = json_node_get_object (node);
      JsonObject *inner = cs_network_json_object (object, "data");

      read_post (object, inner != NULL ? inner : object);
      read_upload (inner);
    }

  return 0;
}
