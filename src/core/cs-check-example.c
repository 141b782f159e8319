/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-check-builtins.h"
#include "cs-error.h"

/* A rule’s own examples: the tests that stand in its file. */

/* Noon of 23 November 2026, UTC: when every example is looked at. */
#define NOW G_GINT64_CONSTANT (1795435200000000)

typedef struct
{
  CsContent       *content;
  GArray          *targets;
  CsCheckQuestion  question;
} Example;

static void
add_target (GArray        *targets,
            gint64         account,
            CsNetworkKind  network,
            guint          max_alt)
{
  CsTarget target = { account, cs_text_limits_for (network), 4, max_alt, NULL };

  target.film = cs_film_limits_for (network);
  if (network != CS_NETWORK_BLUESKY)
    {
      target.max_poll_options = 4;
      target.max_poll_option = network == CS_NETWORK_X ? 25 : 50;
      target.min_poll_minutes = 5;
      target.max_poll_minutes = network == CS_NETWORK_X ? 10080 : 43829;
      target.quotes = network != CS_NETWORK_X;
    }
  g_array_append_val (targets, target);
}

static void
clear_example (Example *example)
{
  g_clear_pointer (&example->content, cs_content_free);
  g_clear_pointer (&example->targets, g_array_unref);
}

/* "@release=60 text": minutes from now, or "none"; "@labels=statistics text". */
static const char *
read_directives (Example    *example,
                 const char *text)
{
  while (*text == '@')
    {
      const char *space = strchr (text, ' ');
      g_autofree char *word = NULL;

      if (!space)
        return text;
      word = g_strndup (text, (gsize) (space - text));
      if (g_str_has_prefix (word, "@release="))
        {
          gint64 minutes = g_ascii_strtoll (word + strlen ("@release="), NULL, 10);

          example->question.release = CS_RELEASE_AT_TIME;
          example->question.release_at = g_str_has_suffix (word, "none") ? 0 : NOW + minutes * 60 * G_USEC_PER_SEC;
        }
      else if (!g_str_has_prefix (word, "@labels=") ||
               !cs_labels_from_string (word + strlen ("@labels="), &example->question.labels, NULL))
        {
          return text;
        }
      text = space + 1;
    }
  return text;
}

/* Plain text becomes the post; where a rule looks at alt texts only, a picture’s. */
static CsContent *
make_content (const CsCheckRule *rule,
              const char        *text)
{
  CsContent *content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);

  cs_content_add_account (content, 1);
  if (!cs_check_rule_has_language (rule, "en"))
    {
      g_free (content->language);
      content->language = g_strdup (cs_check_rule_has_language (rule, "zh") ? "zh" : cs_check_rule_get_language (rule));
    }
  if (cs_check_rule_get_checked (rule) == CS_CHECKED_ALT)
    {
      CsMediaItem *item = cs_media_item_new ();

      g_free (item->alt_text);
      item->alt_text = g_strdup (text);
      g_ptr_array_add (segment->media, item);
      text = "A picture";
    }
  g_free (segment->text);
  segment->text = g_strdup (text);
  return content;
}

static gboolean
read_example (Example            *example,
              const CsCheckRule  *rule,
              const char         *text,
              GError            **error)
{
  example->targets = g_array_new (FALSE, FALSE, sizeof (CsTarget));
  add_target (example->targets, 1, CS_NETWORK_MASTODON, 1500);
  add_target (example->targets, 2, CS_NETWORK_X, 1000);
  add_target (example->targets, 3, CS_NETWORK_BLUESKY, 2000);
  example->question.now = NOW;
  text = read_directives (example, text);
  example->content = *text == '{' && strstr (text, "\"segments\"") ? cs_content_parse (text, error) : make_content (rule, text);
  example->question.content = example->content;
  example->question.targets = example->targets;
  return example->content != NULL;
}

static gboolean
fires_on (CsChecker         *checker,
          const CsCheckRule *rule,
          const char        *text,
          gboolean          *fires,
          GError           **error)
{
  Example example = { 0 };
  g_autoptr(GPtrArray) findings = NULL;
  gboolean read = read_example (&example, rule, text, error);

  if (read)
    {
      findings = cs_checker_run (checker, &example.question);
      *fires = findings->len > 0;
    }
  clear_example (&example);
  return read;
}

static gboolean
try_all (CsChecker           *checker,
         const CsCheckRule   *rule,
         const char * const  *texts,
         gboolean             must_fire,
         GError             **error)
{
  for (guint i = 0; texts[i]; i++)
    {
      gboolean fires = FALSE;
      g_autoptr(GError) local = NULL;

      if (!fires_on (checker, rule, texts[i], &fires, &local))
        g_set_error (error, CS_ERROR, CS_ERROR_BAD_RULE, "%s: %s%u: %s", cs_check_rule_get_id (rule),
                     must_fire ? "Fires" : "Quiet", i + 1, local->message);
      else if (fires != must_fire)
        g_set_error (error, CS_ERROR, CS_ERROR_BAD_RULE, "%s: %s%u: the rule %s on “%s”", cs_check_rule_get_id (rule),
                     must_fire ? "Fires" : "Quiet", i + 1, fires ? "fires" : "is quiet", texts[i]);
      else
        continue;
      return FALSE;
    }

  return TRUE;
}

gboolean
cs_check_rule_test (CsCheckRule  *rule,
                    GError      **error)
{
  g_autoptr(GPtrArray) rules = g_ptr_array_new ();
  g_autoptr(CsChecker) checker = NULL;

  g_ptr_array_add (rules, rule);
  checker = cs_checker_new (rules);
  return try_all (checker, rule, cs_check_rule_get_fires (rule), TRUE, error) &&
         try_all (checker, rule, cs_check_rule_get_quiet (rule), FALSE, error);
}
