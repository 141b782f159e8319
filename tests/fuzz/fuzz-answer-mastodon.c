/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-private.h"
#include "fuzz-answer.h"
#include "fuzz.h"

/* Whatever a Mastodon server, or what says that it is one, answers. */

static CsContent *
make_content (void)
{
  CsContent *content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);

  g_free (segment->text);
  segment->text = g_strdup ("Road A12");
  segment->poll = cs_poll_new ();
  g_ptr_array_add (segment->poll->options, g_strdup ("Monday"));
  g_ptr_array_add (segment->poll->options, g_strdup ("Tuesday"));

  return content;
}

static void
read_status (JsonObject *status)
{
  g_autoptr(CsContent) content = make_content ();
  CsSendRequest request = { .content = content, .key = "k", .quote = "17" };

  g_assert_nonnull (cs_mastodon_compare_extras (status, &request));
}

/* Its numbers, as they are kept, and as the checks read them */
static void
read_limits (JsonObject *instance)
{
  const CsNetworkAccount account = { .kind = CS_NETWORK_MASTODON, .address = "https://social.example", .token = "" };
  g_autofree char *limits = cs_mastodon_make_limits (&account, instance);
  CsTarget target = cs_network_target_from_limits (CS_NETWORK_MASTODON, 1, limits);
  CsPictureLimits picture = cs_network_picture_limits (CS_NETWORK_MASTODON, limits);

  g_assert_true (g_utf8_validate (limits, -1, NULL));
  g_assert_cmpuint (target.limits.max_length, >, 0);
  g_assert_cmpuint (target.max_media, >, 0);
  g_assert_cmpint (picture.max_bytes, >, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const CsNetworkAccount account = { .kind = CS_NETWORK_MASTODON, .address = "https://social.example", .token = "planted-token" };
  g_autoptr(CsHttpAnswer) answer = fuzz_answer_new ((const char *) data, size);
  g_autofree char *detail = cs_mastodon_dup_detail (&account, answer);
  g_autoptr(JsonNode) node = cs_mastodon_parse_object (answer);
  gint64 wait = cs_mastodon_get_wait (answer);

  g_assert_true (g_utf8_validate (detail, -1, NULL));
  g_assert_null (strstr (detail, "planted-token"));
  g_assert_cmpint (wait, >=, G_USEC_PER_SEC);
  g_assert_cmpint (wait, <=, 24 * 3600 * (gint64) G_USEC_PER_SEC);
  cs_mastodon_get_code (answer);
  if (g_utf8_validate (answer->body, -1, NULL))
    {
      g_autofree char *text = cs_mastodon_html_to_text (answer->body);

      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
  if (node != NULL)
    {
      g_autoptr(GBytes) form = cs_mastodon_make_form (json_node_get_object (node));

      g_assert_nonnull (form);
      read_status (json_node_get_object (node));
      read_limits (json_node_get_object (node));
    }

  return 0;
}
