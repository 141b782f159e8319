/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-notice-kind.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cs-account-health.h"
#include "cs-json-scan.h"
#include "cs-miss.h"
#include "cs-time.h"

#define MAX_BYTES (64 * 1024)
#define MAX_DEPTH 8

/* Stored: they never change. */
static const char * const nicks[] = {
  [CS_NOTICE_REMINDER] = "reminder",
  [CS_NOTICE_ESCALATED] = "escalated",
  [CS_NOTICE_ASKED] = "asked",
  [CS_NOTICE_ANSWERED] = "answered",
  [CS_NOTICE_COMMENT_WANTED] = "comment-wanted",
  [CS_NOTICE_RETURNED] = "returned",
  [CS_NOTICE_REJECTED] = "rejected",
  [CS_NOTICE_EXPIRED] = "expired",
  [CS_NOTICE_SIGNED_FOR] = "signed-for",
  [CS_NOTICE_DELEGATED] = "delegated",
  [CS_NOTICE_TAKEN_BACK] = "taken-back",
  [CS_NOTICE_EMERGENCY] = "emergency",
  [CS_NOTICE_REVIEW_OWED] = "review-owed",
  [CS_NOTICE_FROZEN] = "frozen",
  [CS_NOTICE_THAWED] = "thawed",
  [CS_NOTICE_KEY_RENEWAL] = "key-renewal",
  [CS_NOTICE_REVIEW_OVERDUE] = "review-overdue",
  [CS_NOTICE_CLOCK_BACK] = "clock-back",
  [CS_NOTICE_AWAY] = "away",
  [CS_NOTICE_SLOT_MISSED] = "slot-missed",
  [CS_NOTICE_DRIFT] = "drift",
  [CS_NOTICE_LOGIN_ENDS] = "login-ends",
  [CS_NOTICE_ACCOUNT_ILL] = "account-ill",
};

G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == CS_N_NOTICE_KINDS);

const char *
cs_notice_kind_nick (CsNoticeKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), nicks[0]);

  return nicks[kind];
}

gboolean
cs_notice_kind_from_nick (const char   *nick,
                          CsNoticeKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (nicks); i++)
    if (strcmp (nicks[i], nick) == 0)
      {
        *kind = (CsNoticeKind) i;
        return TRUE;
      }

  return FALSE;
}

static const char *
get_text (JsonObject *details,
          const char *name)
{
  JsonNode *node = json_object_get_member (details, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return "";

  return json_node_get_string (node);
}

static gint64
get_number (JsonObject *details,
            const char *name)
{
  JsonNode *node = json_object_get_member (details, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return 0;

  return json_node_get_int (node);
}

static JsonObject *
parse_details (const char *details)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;

  if (details != NULL && cs_json_scan (details, MAX_BYTES, MAX_DEPTH, NULL) &&
      json_parser_load_from_data (parser, details, -1, NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return json_object_new ();

  return json_object_ref (json_node_get_object (root));
}

static char *
format_time (JsonObject *details,
             const char *name,
             gint64      now)
{
  return cs_time_format_near (get_number (details, name), now, get_text (details, "zone"));
}

static char *
tell_reminder (JsonObject *details,
               const char *due)
{
  guint mark = (guint) get_number (details, "mark");

  if (mark >= 100)
    /* Translators: %s is a time: “today 15:40”, “5 min ago”. */
    return g_strdup_printf (_("The time for your decision is up; it was due %s."), due);

  /* Translators: %1$u is 50 or 80; %2$s is a time: “today 15:40”, “in 12 min”. */
  return g_strdup_printf (_("This waits for your decision: %1$u %% of the time is gone, due %2$s."), mark, due);
}

static char *
tell_expired (const char *release,
              const char *proposed)
{
  if (*proposed == '\0')
    /* Translators: %s is a time: “yesterday 16:00”, “5 min ago”. */
    return g_strdup_printf (_("The post was not signed by its release time (%s) and expired."), release);

  /* Translators: %1$s is a time: “yesterday 16:00”, “5 min ago”; %2$s another: “tomorrow 09:00”. */
  return g_strdup_printf (_("The post was not signed by its release time (%1$s) and expired. It could go out %2$s."), release, proposed);
}

/* Those about a decision: by whom, and why. */
static char *
tell_verdict (CsNoticeKind  kind,
              const char   *name,
              const char   *reason)
{
  if (kind == CS_NOTICE_RETURNED)
    /* Translators: %1$s is a person, %2$s the reason that was given. */
    return g_strdup_printf (_("%1$s returned your post: %2$s"), name, reason);
  if (kind == CS_NOTICE_REJECTED)
    /* Translators: %1$s is a person, %2$s the reason that was given. */
    return g_strdup_printf (_("%1$s rejected your post: %2$s"), name, reason);
  if (*reason == '\0')
    /* Translators: %s is a person. */
    return g_strdup_printf (_("%s took back a decision on your post."), name);

  /* Translators: %1$s is a person, %2$s the reason that was given. */
  return g_strdup_printf (_("%1$s took back a decision on your post: %2$s"), name, reason);
}

static char *
tell_delegated (CsNoticeKind  kind,
                JsonObject   *details,
                const char   *name,
                gint64        now)
{
  g_autofree char *from = format_time (details, "from_at", now);
  g_autofree char *until = format_time (details, "until_at", now);

  if (kind == CS_NOTICE_AWAY)
    /* Translators: %1$s and %2$s are people, %3$s and %4$s are times. */
    return g_strdup_printf (_("%1$s entered your absence: %2$s signs for you from %3$s to %4$s."), name,
                            get_text (details, "delegate_name"), from, until);

  /* Translators: %1$s is a person, %2$s and %3$s are times. */
  return g_strdup_printf (_("You sign for %1$s: from %2$s to %3$s."), name, from, until);
}

static char *
tell_overdue (JsonObject *details,
              const char *due)
{
  JsonNode *nobody = json_object_get_member (details, "nobody");

  if (nobody != NULL && JSON_NODE_HOLDS_VALUE (nobody) && json_node_get_boolean (nobody))
    /* Translators: %s is a time: “yesterday 16:00”. */
    return g_strdup_printf (_("The full review of an emergency post was due %s, and nobody is left who may make it: "
                              "all who decide took part. It needs one more reviewer, leader or duty editor."), due);

  /* Translators: %s is a time: “yesterday 16:00”. */
  return g_strdup_printf (_("The full review of an emergency post was due %s and is still owed."), due);
}

static char *
tell_clock_back (JsonObject *details,
                 gint64      now)
{
  g_autofree char *last = cs_time_format_full (get_number (details, "last_at"), get_text (details, "zone"));

  /* Translators: %s is a date and time with its zone. */
  return g_strdup_printf (_("The clock of this computer was set back: the office last recorded something on %s. "
                            "No reminder comes twice and nothing that expired comes back. Please check the clock."), last);
}

static char *
tell_missed (JsonObject *details,
             const char *due)
{
  const char *handle = get_text (details, "handle");
  const char *why = cs_miss_sentence (cs_miss_from_nick (get_text (details, "reason")));

  if (*why == '\0')
    /* Translators: %1$s is a time: “today 16:00”; %2$s an account such as “@office@example.org”. */
    return g_strdup_printf (_("A post due %1$s is not out on %2$s."), due, handle);

  /* Translators: %1$s is a time: “today 16:00”; %2$s an account such as “@office@example.org”; %3$s a whole sentence that says why. */
  return g_strdup_printf (_("A post due %1$s is not out on %2$s. %3$s"), due, handle, why);
}

static char *
tell_drift (JsonObject *details)
{
  static const struct { const char *result; const char *sentence; } sentences[] = {
    { "same", N_("What is out on %s is again what was signed.") },
    { "text", N_("On %s the text of a post is not what was signed.") },
    { "alt", N_("On %s an alt text of a post is not what was signed.") },
    { "media", N_("On %s the pictures of a post are not those that were signed.") },
    { "visibility", N_("On %s a post is visible to others than was signed.") },
    { "replies", N_("On %s others may reply to a post than was signed.") },
    { "quotes", N_("On %s others may quote a post than was signed.") },
    { "gone", N_("On %s a post is no longer there.") },
  };
  const char *sentence = N_("On %s a post is not as it was signed.");
  const char *result = get_text (details, "result");
  g_auto(GStrv) halves = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].result, result) == 0)
      sentence = sentences[i].sentence;

  /* Translators: %s is an account such as “@office@example.org”. */
  halves = g_strsplit (_(sentence), "%s", 2);

  return g_strjoinv (get_text (details, "handle"), halves);
}

static char *
tell_login_ends (JsonObject *details,
                 gint64      now)
{
  g_autofree char *ends = cs_time_format_full (get_number (details, "ends_at"), get_text (details, "zone"));

  /* Translators: %1$s is an account such as “@press.gov.example”, %2$s a date with its time. */
  return g_strdup_printf (_("The sign-in of %1$s ends on %2$s. Connect the account again before, on the Accounts page."), get_text (details, "handle"), ends);
}

char *
cs_notice_sentence (CsNoticeKind  kind,
                    const char   *details,
                    gint64        now)
{
  g_autoptr(JsonObject) object = parse_details (details);
  const char *name = get_text (object, "name");
  const char *reason = get_text (object, "reason");
  const char *stage = get_text (object, "stage_title");
  g_autofree char *due = format_time (object, "due_at", now);
  g_autofree char *proposed = format_time (object, "proposed_at", now);
  g_autofree char *release = format_time (object, "release_at", now);

  switch (kind)
    {
    case CS_NOTICE_REMINDER:
      return tell_reminder (object, due);

    case CS_NOTICE_ESCALATED:
      /* Translators: %1$s is a stage of a route, %2$s a time: “today 15:40”. */
      return g_strdup_printf (_("“%1$s” was not decided in time (due %2$s). You may decide now."), stage, due);

    case CS_NOTICE_ASKED:
      /* Translators: %s is a person. */
      return g_strdup_printf (_("%s has a question about your post."), name);

    case CS_NOTICE_ANSWERED:
      /* Translators: %s is a person. */
      return g_strdup_printf (_("%s answered your question."), name);

    case CS_NOTICE_COMMENT_WANTED:
      /* Translators: %s is a stage of a route. */
      return g_strdup_printf (_("You are asked for comments: %s. The post does not wait for them."), stage);

    case CS_NOTICE_RETURNED:
    case CS_NOTICE_REJECTED:
    case CS_NOTICE_TAKEN_BACK:
      return tell_verdict (kind, name, reason);

    case CS_NOTICE_EXPIRED:
      return tell_expired (release, proposed);

    case CS_NOTICE_SIGNED_FOR:
      /* Translators: %s is a person. */
      return g_strdup_printf (_("%s decided in your name."), name);

    case CS_NOTICE_DELEGATED:
    case CS_NOTICE_AWAY:
      return tell_delegated (kind, object, name, now);

    case CS_NOTICE_EMERGENCY:
      /* Translators: %1$s is a person, %2$s the reason that was given. */
      return g_strdup_printf (_("%1$s started an emergency post: %2$s"), name, reason);

    case CS_NOTICE_REVIEW_OWED:
      /* Translators: %s is a time: “tomorrow 16:00”. */
      return g_strdup_printf (_("An emergency post went out. Its full review is due %s."), due);

    case CS_NOTICE_FROZEN:
      /* Translators: %1$s is a person, %2$s the reason that was given. */
      return g_strdup_printf (_("%1$s froze the queue: %2$s"), name, reason);

    case CS_NOTICE_THAWED:
      /* Translators: %s is a person. */
      return g_strdup_printf (_("%s ended the freeze: the queue goes on."), name);

    case CS_NOTICE_KEY_RENEWAL:
      /* Translators: %1$s and %2$s are people. */
      return g_strdup_printf (_("%1$s asked for a new key for %2$s. A second administrator has to confirm it."),
                              get_text (object, "asked_by_name"), name);

    case CS_NOTICE_REVIEW_OVERDUE:
      return tell_overdue (object, due);

    case CS_NOTICE_CLOCK_BACK:
      return tell_clock_back (object, now);

    case CS_NOTICE_SLOT_MISSED:
      return tell_missed (object, due);

    case CS_NOTICE_DRIFT:
      return tell_drift (object);

    case CS_NOTICE_LOGIN_ENDS:
      return tell_login_ends (object, now);

    case CS_NOTICE_ACCOUNT_ILL:
      /* Translators: %1$s is an account such as “@press.gov.example”, %2$s a whole sentence that says what is the matter, and what to do. */
      return g_strdup_printf (_("Something is wrong with %1$s. %2$s"), get_text (object, "handle"),
                              cs_account_health_sentence (get_text (object, "health")));

    default:
      g_assert_not_reached ();
    }
}
