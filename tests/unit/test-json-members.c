/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "cs-canonical.h"
#include "cs-json-members.h"

static gboolean
find (const char   *json,
      const char   *name,
      CsJsonMember *member)
{
  while (cs_json_members_next (&json, member))
    if (cs_json_member_is (member, name))
      return TRUE;

  return FALSE;
}

static void
test_members (void)
{
  static const char json[] = "{\"a\":-12,\"b\":\"}{,\\\"\",\"c\":[1,{\"a\":[\"]\"]},31,32],\"d\":{\"a\":1},\"e\":true , \"f\" : 7 }";
  g_autoptr(GString) text = g_string_new (NULL);
  CsJsonMember member;

  g_test_summary ("Members are found whatever stands before them, and what is nested is passed over");
  g_assert_true (find (json, "a", &member));
  g_assert_cmpint (cs_json_member_get_number (&member), ==, -12);
  g_assert_true (find (json, "b", &member));
  cs_json_member_read_text (&member, text);
  g_assert_cmpstr (text->str, ==, "}{,\"");
  g_assert_cmpint (cs_json_member_get_number (&member), ==, 0);
  g_assert_true (find (json, "c", &member));
  g_assert_cmphex (cs_json_member_get_bits (&member), ==, 0x80000002);
  cs_json_member_read_text (&member, text);
  g_assert_cmpstr (text->str, ==, "");
  g_assert_true (find (json, "e", &member));
  g_assert_cmpmem (member.value, member.value_size, "true", 4);
  g_assert_true (find (json, "f", &member));
  g_assert_cmpint (cs_json_member_get_number (&member), ==, 7);
  g_assert_false (find (json, "g", &member));
  g_assert_false (find ("{}", "", &member));
}

/* What our own canonical form and a parser of others make of the same text. */
static void
test_texts (void)
{
  static const char * const written[] = {
    "\"\"", "\"\\u0001\\u001f\"", "\"line\\nline\\ttab\\\\ \\/ \\\"\"", "\"\\u65b0\\u95fb 新闻\"", "\"\\ud83d\\ude00!\"", "\"\\b\\f\\r\"",
  };
  g_autoptr(GString) text = g_string_new ("before");

  g_test_summary ("A text is read as a full parser reads it");
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"x\":1,\"text\":%s}", written[i]);
      g_autoptr(JsonNode) node = json_from_string (json, NULL);
      CsJsonMember member;

      g_assert_true (find (json, "text", &member));
      cs_json_member_read_text (&member, text);
      g_assert_cmpstr (text->str, ==, json_object_get_string_member (json_node_get_object (node), "text"));
    }
}

static void
test_own_texts (void)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_test_summary ("What the canonical form writes is read back, for every character");
  for (gunichar c = 1; c < 0x2500; c++)
    {
      char utf8[7] = "";
      g_autoptr(GString) json = g_string_new ("{\"text\":");
      g_autofree char *normal = NULL;
      CsJsonMember member;

      g_unichar_to_utf8 (c, utf8);
      normal = g_utf8_normalize (utf8, -1, G_NORMALIZE_NFC);
      cs_canonical_append_text (json, utf8);
      g_string_append_c (json, '}');
      g_assert_true (find (json->str, "text", &member));
      cs_json_member_read_text (&member, text);
      g_assert_cmpstr (text->str, ==, normal);
    }
}

static void
test_broken (void)
{
  static const char whole[] = "{\"a\":[1,2,{\"b\":\"\\u12ab\\\"\"}],\"c\":\"d\\\\\"}";
  g_autoptr(GString) text = g_string_new (NULL);

  g_test_summary ("Text that ends anywhere, or has any other byte anywhere, is read without going past its end");
  for (gsize i = 0; i < strlen (whole); i++)
    for (guint byte = 0; byte < 256; byte++)
      {
        g_autofree char *broken = g_strdup (whole);
        const char *at = broken;
        CsJsonMember member;

        broken[i] = (char) byte;
        while (cs_json_members_next (&at, &member))
          {
            g_assert_true (member.value + member.value_size <= broken + strlen (broken));
            cs_json_member_read_text (&member, text);
            cs_json_member_get_bits (&member);
            cs_json_member_get_number (&member);
          }
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/json-members/members", test_members);
  g_test_add_func ("/core/json-members/texts", test_texts);
  g_test_add_func ("/core/json-members/own-texts", test_own_texts);
  g_test_add_func ("/core/json-members/broken", test_broken);
  return g_test_run ();
}
