/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "cs-split.h"

/* Parts are written one after another with a bar between them. */
typedef struct
{
  const char *language;
  guint       length; /* of the one limit, as Bluesky counts */
  gboolean    numbered;
  const char *text;
  const char *parts;
} Case;

static const Case cases[] = {
  /* What fits stays as it is, without room for a number. */
  { "en", 20, TRUE, "Exactly twenty chars", "Exactly twenty chars" },
  { "en", 20, TRUE, "", "" },
  { "en", 20, TRUE, "  \n ", "" },
  { "en", 20, FALSE, "One. Two. Three. Four. Five.", "One. Two. Three.|Four. Five." },
  /* Sentences first, whatever more would fit. */
  { "en", 30, FALSE, "The road is closed. Use the other one instead.", "The road is closed.|Use the other one instead." },
  { "en", 30, FALSE, "Is it open? No! It is closed until noon.", "Is it open? No!|It is closed until noon." },
  { "en", 30, FALSE, "First line\nsecond line is a bit longer", "First line|second line is a bit longer" },
  /* A paragraph ends a part where it is filled well enough. */
  { "en", 30, FALSE, "One two three. Four five.\n\nSix. Seven eight nine ten.", "One two three. Four five.|Six. Seven eight nine ten." },
  /* Abbreviations and numbers end no sentence. */
  { "en", 30, FALSE, "We thank Dr. Smith and Mr. Jones for all.", "We thank Dr. Smith and|Mr. Jones for all." },
  { "en", 24, FALSE, "Prices rose by 3.2 % in the year to May.", "Prices rose by 3.2 % in|the year to May." },
  { "en", 20, FALSE, "Prices rose just 3.2 % in May", "Prices rose just|3.2 % in May" },
  { "en", 20, FALSE, "It costs around 12 million pounds", "It costs around|12 million pounds" },
  { "en", 20, FALSE, "There came 1,234,567 people", "There came|1,234,567 people" },
  { "en", 20, FALSE, "It ended in 2026. The rest", "It ended in 2026.|The rest" },
  /* Clauses, then words. */
  { "en", 20, FALSE, "When it rains, we stay at home", "When it rains,|we stay at home" },
  { "en", 12, FALSE, "alpha beta gamma delta", "alpha beta|gamma delta" },
  /* Links, mentions, hashtags. */
  { "en", 30, FALSE, "Read all about it here: https://example.org/a/b?c=d, please", "Read all about it here:|https://example.org/a/b?c=d,|please" },
  { "en", 20, FALSE, "https://example.org/a-very-long-address/that.is/never.broken", "https://example.org/a-very-long-address/that.is/never.broken" },
  { "en", 20, FALSE, "Now ask the people @office@example.org there", "Now ask the people|@office@example.org|there" },
  { "en", 20, FALSE, "We all look forward #RoadWorks soon", "We all look forward|#RoadWorks soon" },
  /* Quotations. */
  { "en", 40, FALSE, "She said: “It rains. Stay at home. Now.” We did so at once.", "She said: “It rains. Stay at home. Now.”|We did so at once." },
  { "en", 40, FALSE, "We asked her why. She said “It rains. Stay.” Then she left.", "We asked her why.|She said “It rains. Stay.”|Then she left." },
  { "en", 40, FALSE, "We asked her why. She said \"It rains. Stay.\" Then she left.", "We asked her why.|She said \"It rains. Stay.\"|Then she left." },
  { "en", 30, FALSE, "“One is here. Two is there. Three is gone. Four is back.”", "“One is here. Two is there.|Three is gone. Four is back.”" },
  { "en", 30, FALSE, "It’s the people’s day. It’s ‘grand.’ Isn’t it?", "It’s the people’s day.|It’s ‘grand.’ Isn’t it?" },
  /* Chinese. */
  { "zh", 12, FALSE, "今天下雨。道路封闭！何时开放？请等通知。", "今天下雨。道路封闭！|何时开放？请等通知。" },
  { "zh", 14, FALSE, "他说：“下雨了。别出门。”大家都待在家里。", "他说：“下雨了。别出门。”|大家都待在家里。" },
  { "zh", 10, FALSE, "春季入学登记开始，请家长到学校办理", "春季入学登记开始，|请家长到学校办理" },
  { "zh", 10, FALSE, "发布会将于2026年11月23日举行", "发布会将于|2026年11月23日|举行" },
  { "zh", 10, FALSE, "本季度同比增长百分之3.2亿元", "本季度同比增长百分之|3.2亿元" },
  /* Arabic. */
  { "ar", 20, FALSE, "الطريق مغلق. استخدموا الآخر؟ نعم.", "الطريق مغلق.|استخدموا الآخر؟ نعم." },
  /* A character is never torn: a family is one. */
  { "en", 2, FALSE, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦|👨‍👩‍👧‍👦" },
  /* Numbering takes four characters, or six from ten parts on. */
  { "en", 20, TRUE, "Sixteen long yes. Sixteen long no.", "Sixteen long|yes.|Sixteen long no." },
  { "en", 24, TRUE, "The road is closed. Use the other one.", "The road is closed.|Use the other one." },
};

static char *
join (GPtrArray *parts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (joined, "%s%s", i ? "|" : "", (const char *) g_ptr_array_index (parts, i));
  return g_string_free (joined, FALSE);
}

static void
test_cases (void)
{
  g_test_summary ("Texts are split at the best place, and never within what belongs together");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CsTextLimits limit = { CS_NETWORK_BLUESKY, cases[i].length, 0, 0 };
      g_autoptr(GArray) limits = g_array_new (FALSE, FALSE, sizeof (CsTextLimits));
      g_autoptr(GPtrArray) parts = NULL;
      g_autofree char *joined = NULL;

      g_array_append_val (limits, limit);
      parts = cs_split_text (cases[i].text, cases[i].language, limits, cases[i].numbered);
      joined = join (parts);
      g_test_message ("Case %u", i);
      g_assert_cmpstr (joined, ==, cases[i].parts);
    }
}

static char *
without_space (const char *text)
{
  GString *rest = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (rest, g_utf8_get_char (at));
  return g_string_free (rest, FALSE);
}

static char *
make_text (guint sentences)
{
  static const char * const some[] = {
    "The river stood at 4.37 m this morning. ", "“Stay away from the banks,” said the mayor. ",
    "See https://example.org/levels/2026/11?station=north for all stations. ", "水位今晨为4.37米。", "请勿靠近河岸！",
    "Ask @flood@example.org or read #HighWater. ", "قال العمدة: ابتعدوا عن الضفاف. ", "It will fall by 12 % until noon.\n\n",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sentences; i++)
    g_string_append (text, some[g_test_rand_int_range (0, G_N_ELEMENTS (some))]);
  return g_string_free (text, FALSE);
}

static void
test_property (void)
{
  g_test_summary ("Whatever is split: nothing is lost, every part fits every limit with its number, spans stay whole");
  for (guint i = 0; i < 60; i++)
    {
      CsTextLimits all[] = { cs_text_limits_for (CS_NETWORK_X), cs_text_limits_for (CS_NETWORK_BLUESKY),
                             cs_text_limits_for (CS_NETWORK_MASTODON) };
      g_autoptr(GArray) limits = g_array_new (FALSE, FALSE, sizeof (CsTextLimits));
      g_autofree char *text = make_text ((guint) g_test_rand_int_range (1, 80));
      g_autofree char *wanted = without_space (text);
      g_autoptr(GString) got = g_string_new (NULL);
      g_autoptr(GPtrArray) parts = NULL;

      g_array_append_vals (limits, all, G_N_ELEMENTS (all));
      parts = cs_split_text (text, "en", limits, TRUE);
      for (guint j = 0; j < parts->len; j++)
        {
          const char *part = g_ptr_array_index (parts, j);
          g_autofree char *sent = parts->len > 1 ? g_strdup_printf ("%s %u/%u", part, j + 1, parts->len) : g_strdup (part);
          g_autofree char *rest = without_space (part);

          g_assert_cmpuint (strlen (part), >, 0);
          g_string_append (got, rest);
          for (guint k = 0; k < G_N_ELEMENTS (all); k++)
            g_assert_true (cs_text_count (sent, &all[k]).fits);
        }
      g_assert_cmpstr (got->str, ==, wanted);
    }
}

static void
test_many_parts (void)
{
  CsTextLimits limit = { CS_NETWORK_BLUESKY, 20, 0, 0 };
  g_autoptr(GArray) limits = g_array_new (FALSE, FALSE, sizeof (CsTextLimits));
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) parts = NULL;

  g_test_summary ("There are never more parts than a post may have; the last one keeps the rest");
  for (guint i = 0; i < 300; i++)
    g_string_append (text, "Sixteen letters. ");
  g_array_append_val (limits, limit);
  parts = cs_split_text (text->str, "en", limits, FALSE);
  g_assert_cmpuint (parts->len, ==, CS_SPLIT_MAX_PARTS);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (parts, 99), "Sixteen letters."));
  g_ptr_array_unref (g_steal_pointer (&parts));
  g_array_set_size (limits, 0);
  parts = cs_split_text (text->str, "en", limits, FALSE);
  g_assert_cmpuint (parts->len, ==, 1);
}

static void
test_may_break (void)
{
  const char *text = "See https://example.org now";

  g_test_summary ("By hand, too, a link is not torn apart");
  g_assert_true (cs_split_may_break (text, 0));
  g_assert_true (cs_split_may_break (text, 4));
  g_assert_false (cs_split_may_break (text, 9));
  g_assert_true (cs_split_may_break (text, strlen (text)));
  g_assert_true (cs_split_may_break ("abc", 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/split/cases", test_cases);
  g_test_add_func ("/core/split/property", test_property);
  g_test_add_func ("/core/split/many-parts", test_many_parts);
  g_test_add_func ("/core/split/may-break", test_may_break);
  return g_test_run ();
}
