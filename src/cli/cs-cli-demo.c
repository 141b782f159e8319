/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-cli.h"
#include "cs-practice-office.h"
#include "cs-replies.h"

/* The whole job on the practice office, in the terminal: what a person does in the workstation, step by step. Every step goes through the
 * same operations; the first one that fails ends it with its reason. */

#define PATIENCE (60 * G_USEC_PER_SEC)

typedef struct
{
  CsLocalOffice *office;   /* owned */
  CsOfficeInfo  *info;     /* owned */
  GPtrArray     *people;   /* of CsPersonInfo; owned */
  gint64         account;
  gint64         post;
  guint          step;
} Demo;

/* What is written in the demonstration, in the language of the office. */
typedef struct
{
  const char *text;
  const char *alt_text;
  const char *title;
  const char *unit;
  const char *source;
  const char *as_of;
  const char *table;
  const char *chart_alt_text;
} Script;

static const Script scripts[] = {
  { "North Park opens its new lakeside path on Saturday. In October 85,000 people came to the park, more than in any month "
    "before. Come by bus 7 or on foot; dogs on the lead, please.",
    "The lake in North Park at sunset, with a bench on the bank and trees on the far side",
    "More people come to North Park each month", "thousand visitors", "Riverton Parks Service", "November 2026",
    "Month\tVisitors\nJuly\t58\nAugust\t64\nSeptember\t71\nOctober\t85\n",
    "Bar chart: visitors to North Park, 58,000 in July, 64,000 in August, 71,000 in September, 85,000 in October" },
  { "北湖公园环湖步道本周六正式开放。10月份入园游客8.5万人次，创单月新高。市民可乘坐7路公交车或步行前往，携犬入园请牵好绳。",
    "傍晚的北湖公园，岸边有一张长椅，对岸是一排树木",
    "北湖公园游客逐月增加", "万人次", "清河市园林绿化中心", "2026年11月",
    "月份\t游客\n7月\t5.8\n8月\t6.4\n9月\t7.1\n10月\t8.5\n",
    "柱状图：北湖公园游客7月5.8万人次，8月6.4万人次，9月7.1万人次，10月8.5万人次" },
};

static void
say (Demo       *demo,
     const char *text)
{
  g_print ("%u. %s\n", ++demo->step, text);
}

static JsonObject *
call (Demo        *demo,
      const char  *operation,
      JsonObject  *arguments,
      GError     **error)
{
  return cs_office_call (CS_OFFICE (demo->office), operation, arguments, NULL, error);
}

static gboolean
prepare_office (CsCli   *cli,
                Demo    *demo,
                GError **error)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autofree char *text = NULL;

  if (!(demo->office = cs_cli_open (cli, FALSE, error)) ||
      !(reply = call (demo, "office.info", NULL, error)))
    return FALSE;

  demo->info = cs_reply_read_office (reply);
  if (!demo->info->empty && !demo->info->practice)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_PRACTICE_ONLY, "“%s” is not a practice office", cli->office);
      return FALSE;
    }

  if (demo->info->empty && !cs_practice_office_fill (demo->office, cs_cli_get_language (), error))
    return FALSE;
  if (!cs_local_office_start_practice (demo->office, error))
    return FALSE;

  g_clear_pointer (&reply, json_object_unref);
  g_clear_pointer (&demo->info, cs_office_info_free);
  if (!(reply = call (demo, "office.info", NULL, error)))
    return FALSE;

  demo->info = cs_reply_read_office (reply);
  text = g_strdup_printf (_("The practice office “%s” in %s; its network is served at %s."), demo->info->name, cli->office,
                          demo->info->practice_address);
  say (demo, text);
  return TRUE;
}

static gboolean
learn_people (Demo    *demo,
              GError **error)
{
  g_autoptr(JsonObject) reply = call (demo, "person.list", NULL, error);

  if (!reply)
    return FALSE;

  demo->people = cs_reply_read_people (reply);
  return TRUE;
}

static const CsPersonInfo *
find_person (Demo    *demo,
             CsRoles  role,
             gint64   section)
{
  for (guint i = 0; i < demo->people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (demo->people, i);

      if (!person->retired && (person->roles & role) && (section == 0 || person->section == section))
        return person;
    }

  return NULL;
}

/* Somebody with the role takes the seat. */
static const CsPersonInfo *
sit (Demo     *demo,
     CsRoles   role,
     gint64    section,
     GError  **error)
{
  const CsPersonInfo *person = find_person (demo, role, section);

  if (!person)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "Nobody in this office is a %s", cs_role_nick (role));
      return NULL;
    }

  return cs_local_office_act_as (demo->office, person->id, error) ? person : NULL;
}

static gboolean
find_account (Demo    *demo,
              GError **error)
{
  g_autoptr(JsonObject) reply = call (demo, "account.list", NULL, error);
  g_autoptr(GPtrArray) accounts = reply ? cs_reply_read_accounts (reply) : NULL;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (accounts, i);

      if (!account->retired)
        {
          demo->account = account->id;
          return TRUE;
        }
    }

  if (accounts)
    g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "This office has no account");
  return FALSE;
}

static CsMediaItem *
draw_chart (Demo          *demo,
            const Script  *script,
            GError       **error)
{
  g_autoptr(CsChart) chart = cs_chart_new ();
  g_autoptr(JsonObject) reply = NULL;
  CsTable *table = cs_table_parse (script->table, strlen (script->table), error);

  if (!table)
    return NULL;

  cs_table_free (chart->table);
  chart->table = table;
  g_free (chart->title);
  g_free (chart->unit);
  g_free (chart->source);
  g_free (chart->as_of);
  chart->title = g_strdup (script->title);
  chart->unit = g_strdup (script->unit);
  chart->source = g_strdup (script->source);
  chart->as_of = g_strdup (script->as_of);
  reply = call (demo, "chart.render", cs_arguments_chart_render (chart, FALSE), error);
  return reply ? cs_reply_read_media (reply) : NULL;
}

static CsContent *
write_content (Demo    *demo,
               GError **error)
{
  const Script *script = &scripts[g_str_equal (demo->info->language, "zh") ? 1 : 0];
  g_autoptr(CsContent) content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);
  CsMediaItem *picture = cs_practice_office_take_picture (demo->office, CS_ILLUSTRATION_PARK, "park", error);
  CsMediaItem *chart = NULL;

  if (!picture)
    return NULL;

  g_ptr_array_add (segment->media, picture);
  g_free (picture->alt_text);
  picture->alt_text = g_strdup (script->alt_text);
  if (!(chart = draw_chart (demo, script, error)))
    return NULL;

  g_ptr_array_add (segment->media, chart);
  g_free (chart->alt_text);
  chart->alt_text = g_strdup (script->chart_alt_text);
  g_free (segment->text);
  segment->text = g_strdup (script->text);
  g_free (content->language);
  content->language = g_strdup (demo->info->language);
  g_ptr_array_add (content->sources, cs_source_new (script->source, script->title, script->as_of, ""));
  cs_content_add_account (content, demo->account);
  return g_steal_pointer (&content);
}

static gint64
compose (Demo    *demo,
         GError **error)
{
  const CsPersonInfo *drafter = sit (demo, CS_ROLE_DRAFTER, 0, error);
  g_autoptr(CsContent) content = NULL;
  g_autoptr(JsonObject) created = NULL;
  g_autoptr(JsonObject) submitted = NULL;
  g_autofree char *written = NULL;
  g_autofree char *sent = NULL;

  if (!drafter || !find_account (demo, error) || !(content = write_content (demo, error)) ||
      !(created = call (demo, "post.create", cs_arguments_post_create (content), error)))
    return -1;

  demo->post = cs_reply_read_id (created);
  written = g_strdup_printf (_("%s wrote post %d: a text, a picture and a chart, with alt texts and a source."), drafter->name,
                             (int) demo->post);
  say (demo, written);
  if (!(submitted = call (demo, "post.submit", cs_arguments_one ("post", demo->post), error)))
    return -1;

  sent = g_strdup_printf (_("%s submitted it for review."), drafter->name);
  say (demo, sent);
  return drafter->section;
}

/* Approves at the open stage, for exactly what the sheet shows. */
static gboolean
approve (Demo        *demo,
         CsRoles      role,
         gint64       section,
         const char  *done,
         GError     **error)
{
  const CsPersonInfo *person = sit (demo, role, section, error);
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(JsonObject) decided = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *text = NULL;

  if (!person || !(reply = call (demo, "post.get", cs_arguments_one ("post", demo->post), error)))
    return FALSE;

  sheet = cs_reply_read_sheet (reply);
  decided = call (demo, "post.decide",
                  cs_arguments_post_decide (demo->post, &sheet->digest, sheet->post->stage, CS_VERDICT_APPROVE, NULL),
                  error);
  if (!decided)
    return FALSE;

  digest = cs_digest_to_hex (&sheet->digest);
  digest[12] = '\0';
  text = g_strdup_printf ("%s: %s (%s…)", person->name, done, digest);
  say (demo, text);
  return TRUE;
}

static gboolean
is_settled (CsPostState state)
{
  return state != CS_POST_QUEUED && state != CS_POST_SENDING && state != CS_POST_SIGNED;
}

static CsSheetInfo *
get_sheet (Demo    *demo,
           GError **error)
{
  g_autoptr(JsonObject) reply = call (demo, "post.get", cs_arguments_one ("post", demo->post), error);

  return reply ? cs_reply_read_sheet (reply) : NULL;
}

/* Works the outbox until the post is out and read back, or certainly is not. */
static CsSheetInfo *
publish (Demo    *demo,
         GError **error)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr(CsSheetInfo) sheet = NULL;
      const CsPublicationInfo *publication = NULL;

      if (!cs_outbox_run_once (cs_local_office_get_outbox (demo->office), NULL, error) ||
          !(sheet = get_sheet (demo, error)))
        return NULL;

      publication = sheet->publications->len > 0 ? g_ptr_array_index (sheet->publications, 0) : NULL;
      if (is_settled (sheet->post->state) && (!publication || sheet->post->state != CS_POST_PUBLISHED ||
                                              *publication->read_back))
        return g_steal_pointer (&sheet);
      g_usleep (100 * 1000);
    }

  g_set_error (error, CS_ERROR, CS_ERROR_OFFLINE, "Publishing took longer than a minute");
  return NULL;
}

static gboolean
check_published (Demo         *demo,
                 char        **url,
                 GError      **error)
{
  g_autoptr(CsSheetInfo) sheet = publish (demo, error);
  const CsPublicationInfo *publication = NULL;
  g_autofree char *sent = NULL;

  if (!sheet)
    return FALSE;

  publication = sheet->publications->len > 0 ? g_ptr_array_index (sheet->publications, 0) : NULL;
  if (!publication || sheet->post->state != CS_POST_PUBLISHED || !g_str_equal (publication->read_back, "same"))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "The post is “%s”, read back as “%s”: %s",
                   cs_post_state_nick (sheet->post->state), publication ? publication->read_back : "",
                   publication ? publication->error_detail : "");
      return FALSE;
    }

  *url = g_strdup (publication->remote_url);
  sent = g_strdup_printf (_("Published over HTTP: %s"), *url);
  say (demo, sent);
  say (demo, _("Read back from the network: text, pictures and alt texts are what was signed."));
  return TRUE;
}

static gboolean
verify (Demo    *demo,
        GError **error)
{
  g_autoptr(JsonObject) reply = NULL;
  g_auto(GStrv) findings = NULL;
  g_autofree char *text = NULL;
  gint64 n_entries = 0;

  if (!sit (demo, CS_ROLE_AUDITOR, 0, error) || !(reply = call (demo, "journal.verify", NULL, error)))
    return FALSE;

  findings = cs_reply_read_findings (reply, &n_entries);
  if (findings[0])
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "The journal does not hold: %s", findings[0]);
      return FALSE;
    }

  text = g_strdup_printf (_("The journal holds: %d entries, each in the chain, every revision, decision and picture as recorded."),
                          (int) n_entries);
  say (demo, text);
  return TRUE;
}

static gboolean
play (CsCli   *cli,
      Demo    *demo,
      char   **url,
      GError **error)
{
  gint64 section = 0;

  return prepare_office (cli, demo, error) &&
         learn_people (demo, error) &&
         (section = compose (demo, error)) >= 0 &&
         approve (demo, CS_ROLE_REVIEWER, section, _("reviewed and approved for the section"), error) &&
         approve (demo, CS_ROLE_LEADER, 0, _("signed; the post is queued"), error) &&
         check_published (demo, url, error) &&
         verify (demo, error);
}

int
cs_cli_run_demo (CsCli *cli)
{
  static const char * const known[] = { NULL };
  Demo demo = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  gboolean good = FALSE;

  if (!cs_cli_check_options (cli, known))
    return CS_CLI_USAGE;

  good = play (cli, &demo, &url, &error);
  g_clear_pointer (&demo.info, cs_office_info_free);
  g_clear_pointer (&demo.people, g_ptr_array_unref);
  if (demo.office)
    cs_local_office_stop_publisher (demo.office);
  g_clear_object (&demo.office);
  if (!good)
    return cs_cli_refuse (error);

  g_print (_("\nThe published page: %s\nTo look at it again: countersign-cli --office %s practice serve\n"), url, cli->office);
  return CS_CLI_DONE;
}
