/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cs-enums.h"
#include "cs-error.h"
#include "cs-journal-private.h"
#include "cs-journal.h"
#include "cs-json-scan.h"
#include "cs-time.h"

#define MAX_BYTES (1024 * 1024)
#define MAX_DEPTH 16

/* One of these stands behind each kind. @who is never NULL; @details may lack anything. */
typedef char * (*Teller) (const char *who,
                          JsonObject *details);

static gboolean
get_truth (JsonObject *details,
           const char *name)
{
  JsonNode *node = json_object_get_member (details, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

static char *
tell_office_made (const char *who,
                  JsonObject *details)
{
  return g_strdup_printf (_("%1$s made the office “%2$s”."), who, get_text (details, "name"));
}

static char *
tell_office_changed (const char *who,
                     JsonObject *details)
{
  return g_strdup_printf (_("%1$s changed the settings of the office “%2$s”."), who, get_text (details, "name"));
}

/* The labels of all roles in details, whether written as nicks or as the stored number. */
static char *
list_roles (JsonObject *details)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();
  CsRoles roles = (CsRoles) (get_number (details, "roles") & CS_ROLE_ANYONE);

  if (roles == CS_ROLE_NONE)
    cs_roles_from_string (get_text (details, "roles"), &roles, NULL);
  for (guint role = CS_ROLE_DRAFTER; role < CS_ROLE_ANYONE; role <<= 1)
    if (roles & role)
      g_ptr_array_add (labels, (gpointer) cs_role_label ((CsRoles) role));
  if (labels->len == 0)
    g_ptr_array_add (labels, (gpointer) C_("role", "no role"));
  g_ptr_array_add (labels, NULL);

  /* Translators: stands between two names in a list. */
  return g_strjoinv (C_("list of names", ", "), (char **) labels->pdata);
}

static char *
tell_person_added (const char *who,
                   JsonObject *details)
{
  g_autofree char *roles = list_roles (details);

  /* Translators: %2$s is the person who was added, %3$s a list of roles. */
  return g_strdup_printf (_("%1$s added %2$s (%3$s)."), who, get_text (details, "name"), roles);
}

static char *
tell_person_changed (const char *who,
                     JsonObject *details)
{
  g_autofree char *roles = list_roles (details);

  /* Translators: %2$s is the person whose entry was changed, %3$s a list of roles. */
  return g_strdup_printf (_("%1$s changed the entry of %2$s (%3$s)."), who, get_text (details, "name"), roles);
}

static char *
tell_person_retired (const char *who,
                     JsonObject *details)
{
  /* Translators: %2$s is the person who left the office. */
  return g_strdup_printf (_("%1$s retired %2$s."), who, get_text (details, "name"));
}

static char *
tell_password_set (const char *who,
                   JsonObject *details)
{
  const char *name = get_text (details, "name");

  if (*name == '\0' || strcmp (name, who) == 0)
    return g_strdup_printf (_("%s set a new password."), who);

  /* Translators: %2$s is the person whose password it is. */
  return g_strdup_printf (_("%1$s set a new password for %2$s."), who, name);
}

static char *
tell_section_added (const char *who,
                    JsonObject *details)
{
  return g_strdup_printf (_("%1$s added the section “%2$s”."), who, get_text (details, "name"));
}

static char *
tell_section_changed (const char *who,
                      JsonObject *details)
{
  return g_strdup_printf (_("%1$s changed the section “%2$s”."), who, get_text (details, "name"));
}

static char *
tell_section_retired (const char *who,
                      JsonObject *details)
{
  return g_strdup_printf (_("%1$s retired the section “%2$s”."), who, get_text (details, "name"));
}

static char *
tell_route_added (const char *who,
                  JsonObject *details)
{
  return g_strdup_printf (_("%1$s set version %3$u of the route “%2$s”."), who, get_text (details, "name"),
                          (guint) get_number (details, "version"));
}

static char *
tell_account_added (const char *who,
                    JsonObject *details)
{
  return g_strdup_printf (_("%1$s connected the account %2$s."), who, get_text (details, "handle"));
}

static char *
tell_account_changed (const char *who,
                      JsonObject *details)
{
  return g_strdup_printf (_("%1$s changed the account %2$s."), who, get_text (details, "handle"));
}

static char *
tell_account_retired (const char *who,
                      JsonObject *details)
{
  return g_strdup_printf (_("%1$s retired the account %2$s."), who, get_text (details, "handle"));
}

static char *
tell_signed_in (const char *who,
                JsonObject *details)
{
  /* Translators: %s is a person. */
  return g_strdup_printf (_("%s signed in."), who);
}

static char *
tell_sign_in_locked (const char *who,
                     JsonObject *details)
{
  return g_strdup_printf (_("Sign-in as “%s” was closed for a while after too many wrong passwords."),
                          get_text (details, "login"));
}

static char *
tell_post_created (const char *who,
                   JsonObject *details)
{
  return g_strdup_printf (_("%s began the post."), who);
}

static char *
tell_contributed (const char *who,
                  JsonObject *details)
{
  return g_strdup_printf (_("%s wrote part of the post and no longer decides on it."), who);
}

static char *
tell_revised (const char *who,
              JsonObject *details)
{
  return g_strdup_printf (_("%1$s made version %2$u."), who, (guint) get_number (details, "number"));
}

static char *
tell_submitted (const char *who,
                JsonObject *details)
{
  return g_strdup_printf (_("%1$s submitted version %2$u."), who, (guint) get_number (details, "number"));
}

/* By act, where the act says more than the new state's name. */
static const char *
find_act_sentence (const char *act)
{
  static const struct { CsPostAct act; const char *sentence; } sentences[] = {
    { CS_ACT_SUBMIT, N_("The post is in review.") },
    { CS_ACT_PASS_STAGE, N_("The stage is fulfilled; the next one is open.") },
    { CS_ACT_SIGN, N_("The post is signed: every stage is fulfilled.") },
    { CS_ACT_RETURN, N_("The post went back to its author.") },
    { CS_ACT_REJECT, N_("The post is rejected and stays unpublished.") },
    { CS_ACT_RECALL, N_("The post was taken back and is a draft again.") },
    { CS_ACT_QUEUE, N_("The post waits for its release.") },
    { CS_ACT_HOLD, N_("The post is held back.") },
    { CS_ACT_RESUME, N_("The post is no longer held back.") },
    { CS_ACT_ARM, N_("The post is going out.") },
    { CS_ACT_PUBLISHED, N_("The post is published everywhere.") },
    { CS_ACT_PARTLY, N_("The post is published in part.") },
    { CS_ACT_UNKNOWN, N_("It is not known whether all of the post went out.") },
    { CS_ACT_FAILED, N_("The post could not be published.") },
    { CS_ACT_RETRY, N_("What did not go out is tried again.") },
    { CS_ACT_EXPIRE, N_("The release time passed; the post did not go out.") },
    { CS_ACT_RESCHEDULE, N_("The post has a new release time.") },
    { CS_ACT_CORRECT, N_("The published post was corrected.") },
    { CS_ACT_WITHDRAW, N_("The published post was withdrawn.") },
    { CS_ACT_STEP_BACK, N_("The post went back to an earlier stage.") },
    { CS_ACT_REOPEN, N_("A decision was taken back; the post is in review again.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (cs_post_act_nick (sentences[i].act), act) == 0)
      return _(sentences[i].sentence);

  return NULL;
}

static char *
tell_state_changed (const char *who,
                    JsonObject *details)
{
  const char *sentence = find_act_sentence (get_text (details, "act"));
  CsPostState state = CS_POST_DRAFT;

  if (sentence != NULL)
    return g_strdup (sentence);
  if (!cs_post_state_from_nick (get_text (details, "to"), &state))
    return g_strdup (_("The state of the post changed."));

  /* Translators: %s is a post’s state, such as “Draft”. */
  return g_strdup_printf (_("The state of the post is now: %s."), cs_post_state_label (state));
}

static char *
tell_rescheduled (const char *who,
                  JsonObject *details)
{
  const char *zone = get_text (details, "zone");
  gint64 from = get_number (details, "from");
  g_autofree char *before = cs_time_format_full (from, zone);
  g_autofree char *after = cs_time_format_full (get_number (details, "to"), zone);
  CsRelease release = CS_RELEASE_AT_TIME;

  cs_release_from_nick (get_text (details, "release"), &release);
  if (release == CS_RELEASE_AT_ONCE)
    return g_strdup_printf (_("%s set the post to go out as soon as it is signed."), who);
  if (from == 0)
    /* Translators: %2$s is a date and time. */
    return g_strdup_printf (_("%1$s set the release to %2$s."), who, after);

  /* Translators: %2$s and %3$s are dates and times. */
  return g_strdup_printf (_("%1$s moved the release from %2$s to %3$s."), who, before, after);
}

static char *
tell_publication_armed (const char *who,
                        JsonObject *details)
{
  /* Translators: %s is an account such as “@office@example.org”. */
  return g_strdup_printf (_("Sending to %s began."), get_text (details, "handle"));
}

static char *
tell_not_sent (const char *handle,
               const char *nick)
{
  GError error = { CS_ERROR, (gint) cs_error_from_nick (nick), (char *) "" };

  if (*nick == '\0')
    /* Translators: %s is an account such as “@office@example.org”. */
    return g_strdup_printf (_("Not published on %s."), handle);

  /* Translators: %1$s is an account such as “@office@example.org”, %2$s a sentence saying why. */
  return g_strdup_printf (_("Not published on %1$s. %2$s"), handle, cs_error_sentence (&error));
}

static char *
tell_publication_settled (const char *who,
                          JsonObject *details)
{
  const char *handle = get_text (details, "handle");
  const char *url = get_text (details, "url");
  CsPublicationState state = CS_PUBLICATION_UNKNOWN;

  cs_publication_state_from_nick (get_text (details, "state"), &state);
  switch (state)
    {
    case CS_PUBLICATION_SENT:
      if (*url == '\0')
        /* Translators: %s is an account such as “@office@example.org”. */
        return g_strdup_printf (_("Published on %s."), handle);
      /* Translators: %1$s is an account such as “@office@example.org”, %2$s a web address. */
      return g_strdup_printf (_("Published on %1$s: %2$s"), handle, url);

    case CS_PUBLICATION_NOT_SENT:
      return tell_not_sent (handle, get_text (details, "error"));

    case CS_PUBLICATION_EXPIRED:
      /* Translators: %s is an account such as “@office@example.org”. */
      return g_strdup_printf (_("Too late for %s, so it was not sent there."), handle);

    case CS_PUBLICATION_CANCELLED:
      /* Translators: %s is an account such as “@office@example.org”. */
      return g_strdup_printf (_("Sending to %s was cancelled."), handle);

    case CS_PUBLICATION_QUEUED:
    case CS_PUBLICATION_SENDING:
      /* Translators: %s is an account such as “@office@example.org”. */
      return g_strdup_printf (_("Sending to %s is tried again."), handle);

    case CS_PUBLICATION_UNKNOWN:
    default:
      /* Translators: %s is an account such as “@office@example.org”. */
      return g_strdup_printf (_("It is not known whether this reached %s. It is not sent again until that is clear."),
                              handle);
    }
}

static char *
tell_publication_resolved (const char *who,
                           JsonObject *details)
{
  const char *handle = get_text (details, "handle");

  if (get_truth (details, "sent"))
    /* Translators: %1$s is a person, %2$s an account such as “@office@example.org”. */
    return g_strdup_printf (_("%1$s looked and found it published on %2$s."), who, handle);

  /* Translators: %1$s is a person, %2$s an account such as “@office@example.org”. */
  return g_strdup_printf (_("%1$s looked and did not find it on %2$s."), who, handle);
}

static char *
tell_read_back (const char *who,
                JsonObject *details)
{
  static const struct { const char *result; const char *sentence; } sentences[] = {
    { "same", N_("Read back from %s: it is what was signed.") },
    { "text", N_("Read back from %s: the text differs from what was signed.") },
    { "alt", N_("Read back from %s: an alt text differs from what was signed.") },
    { "media", N_("Read back from %s: the pictures differ from what was signed.") },
    { "visibility", N_("Read back from %s: it is visible to others than was signed.") },
    { "gone", N_("Read back from %s: it is no longer there.") },
  };
  const char *result = get_text (details, "result");
  const char *handle = get_text (details, "handle");

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].result, result) == 0)
      {
        g_auto(GStrv) halves = g_strsplit (_(sentences[i].sentence), "%s", 2);

        return g_strjoinv (handle, halves);
      }

  /* Translators: %s is an account such as “@office@example.org”. */
  return g_strdup_printf (_("Read back from %s."), handle);
}

static char *
tell_backed_up (const char *who,
                JsonObject *details)
{
  return g_strdup_printf (_("%s made a backup of the office."), who);
}

static char *
tell_restored (const char *who,
               JsonObject *details)
{
  return g_strdup_printf (_("%s restored the office from a backup."), who);
}

static char *
tell_key_added (const char *who,
                JsonObject *details)
{
  if (get_number (details, "replaces") != 0)
    return g_strdup_printf (_("%s received a new signing key in place of the old one."), who);

  return g_strdup_printf (_("%s received a signing key."), who);
}

static char *
tell_key_ended (const char *who,
                JsonObject *details)
{
  const char *name = get_text (details, "name");

  if (get_truth (details, "lost"))
    /* Translators: a person’s name. */
    return g_strdup_printf (_("The signing key of %s was lost: the password was set by somebody else."), name);

  /* Translators: a person’s name. */
  return g_strdup_printf (_("The signing key of %s ended."), name);
}

static char *
tell_key_renewal_asked (const char *who,
                        JsonObject *details)
{
  /* Translators: %1$s and %2$s are people. */
  return g_strdup_printf (_("%1$s asked for a new signing key for %2$s."), who, get_text (details, "name"));
}

static char *
tell_key_renewal_confirmed (const char *who,
                            JsonObject *details)
{
  /* Translators: %1$s and %2$s are people. */
  return g_strdup_printf (_("%1$s confirmed that %2$s receives a new signing key."), who, get_text (details, "name"));
}

static char *
tell_second_factor_set (const char *who,
                        JsonObject *details)
{
  return g_strdup_printf (_("%s set up a second factor."), who);
}

static char *
tell_second_factor_removed (const char *who,
                            JsonObject *details)
{
  return g_strdup_printf (_("%s no longer has a second factor."), who);
}

static char *
tell_seal_made (const char *who,
                JsonObject *details)
{
  /* Translators: %1$s is a person, %2$s the number of an entry of the journal. */
  return g_strdup_printf (_("%1$s sealed the journal up to entry %2$d."), who, (int) get_number (details, "sequence"));
}

static char *
tell_accepted (const char *who,
               JsonObject *details)
{
  /* Translators: %1$s is a person, %2$s a reason. */
  return g_strdup_printf (_("%1$s accepted the journal as it is, although a workstation had seen more of it: %2$s"), who,
                          get_text (details, "reason"));
}

static char *
tell_briefing_saved (const char *who,
                     JsonObject *details)
{
  return g_strdup_printf (_("%s wrote the briefing for those who decide."), who);
}

static char *
tell_dossier_exported (const char *who,
                       JsonObject *details)
{
  return g_strdup_printf (_("%s exported the dossier."), who);
}

static char *
tell_position_added (const char *who,
                     JsonObject *details)
{
  return g_strdup_printf (_("%1$s added the position “%2$s”."), who, get_text (details, "title"));
}

static char *
tell_position_changed (const char *who,
                       JsonObject *details)
{
  const char *title = get_text (details, "title");
  const char *holder = get_text (details, "holder_name");

  if (*holder == '\0')
    return g_strdup_printf (_("%1$s changed the position “%2$s”; nobody holds it now."), who, title);

  /* Translators: %1$s is who changed it, %2$s the position, %3$s who holds it. */
  return g_strdup_printf (_("%1$s changed the position “%2$s”; %3$s holds it now."), who, title, holder);
}

static char *
tell_position_retired (const char *who,
                       JsonObject *details)
{
  return g_strdup_printf (_("%1$s retired the position “%2$s”."), who, get_text (details, "title"));
}

static char *
tell_routes_chosen (const char *who,
                    JsonObject *details)
{
  return g_strdup_printf (_("%s chose which posts take which route."), who);
}

static char *
tell_labels_set (const char *who,
                 JsonObject *details)
{
  CsLabels labels = CS_LABEL_NONE;
  g_autofree char *words = NULL;

  if (!cs_labels_from_string (get_text (details, "labels"), &labels, NULL) || labels == CS_LABEL_NONE)
    return g_strdup_printf (_("%s took the labels off the post."), who);

  words = cs_labels_describe (labels);

  /* Translators: %2$s is a list of labels such as “Policy, Important”. */
  return g_strdup_printf (_("%1$s labelled the post: %2$s."), who, words);
}

static const Teller tellers[] = {
  [CS_JOURNAL_OFFICE_MADE] = tell_office_made,
  [CS_JOURNAL_OFFICE_CHANGED] = tell_office_changed,
  [CS_JOURNAL_PERSON_ADDED] = tell_person_added,
  [CS_JOURNAL_PERSON_CHANGED] = tell_person_changed,
  [CS_JOURNAL_PERSON_RETIRED] = tell_person_retired,
  [CS_JOURNAL_PASSWORD_SET] = tell_password_set,
  [CS_JOURNAL_SECTION_ADDED] = tell_section_added,
  [CS_JOURNAL_SECTION_CHANGED] = tell_section_changed,
  [CS_JOURNAL_SECTION_RETIRED] = tell_section_retired,
  [CS_JOURNAL_ROUTE_ADDED] = tell_route_added,
  [CS_JOURNAL_ACCOUNT_ADDED] = tell_account_added,
  [CS_JOURNAL_ACCOUNT_CHANGED] = tell_account_changed,
  [CS_JOURNAL_ACCOUNT_RETIRED] = tell_account_retired,
  [CS_JOURNAL_SIGNED_IN] = tell_signed_in,
  [CS_JOURNAL_SIGN_IN_LOCKED] = tell_sign_in_locked,
  [CS_JOURNAL_POST_CREATED] = tell_post_created,
  [CS_JOURNAL_CONTRIBUTED] = tell_contributed,
  [CS_JOURNAL_REVISED] = tell_revised,
  [CS_JOURNAL_SUBMITTED] = tell_submitted,
  [CS_JOURNAL_DECIDED] = cs_journal_tell_decided,
  [CS_JOURNAL_STATE_CHANGED] = tell_state_changed,
  [CS_JOURNAL_RESCHEDULED] = tell_rescheduled,
  [CS_JOURNAL_PUBLICATION_ARMED] = tell_publication_armed,
  [CS_JOURNAL_PUBLICATION_SETTLED] = tell_publication_settled,
  [CS_JOURNAL_PUBLICATION_RESOLVED] = tell_publication_resolved,
  [CS_JOURNAL_PUBLICATION_READ_BACK] = tell_read_back,
  [CS_JOURNAL_BACKED_UP] = tell_backed_up,
  [CS_JOURNAL_RESTORED] = tell_restored,
  [CS_JOURNAL_KEY_ADDED] = tell_key_added,
  [CS_JOURNAL_KEY_ENDED] = tell_key_ended,
  [CS_JOURNAL_KEY_RENEWAL_ASKED] = tell_key_renewal_asked,
  [CS_JOURNAL_KEY_RENEWAL_CONFIRMED] = tell_key_renewal_confirmed,
  [CS_JOURNAL_SECOND_FACTOR_SET] = tell_second_factor_set,
  [CS_JOURNAL_SECOND_FACTOR_REMOVED] = tell_second_factor_removed,
  [CS_JOURNAL_SEAL_MADE] = tell_seal_made,
  [CS_JOURNAL_ACCEPTED] = tell_accepted,
  [CS_JOURNAL_BRIEFING_SAVED] = tell_briefing_saved,
  [CS_JOURNAL_DOSSIER_EXPORTED] = tell_dossier_exported,
  [CS_JOURNAL_POSITION_ADDED] = tell_position_added,
  [CS_JOURNAL_POSITION_CHANGED] = tell_position_changed,
  [CS_JOURNAL_POSITION_RETIRED] = tell_position_retired,
  [CS_JOURNAL_ROUTES_CHOSEN] = tell_routes_chosen,
  [CS_JOURNAL_LABELS_SET] = tell_labels_set,
  [CS_JOURNAL_COMMENTED] = cs_journal_tell_commented,
  [CS_JOURNAL_COMMENT_RESOLVED] = cs_journal_tell_comment_resolved,
  [CS_JOURNAL_SUGGESTION_ACCEPTED] = cs_journal_tell_suggestion_accepted,
  [CS_JOURNAL_CALENDAR_HOURS_SET] = cs_journal_tell_calendar_hours_set,
  [CS_JOURNAL_CALENDAR_DAY_SET] = cs_journal_tell_calendar_day_set,
  [CS_JOURNAL_CALENDAR_DAY_REMOVED] = cs_journal_tell_calendar_day_removed,
  [CS_JOURNAL_CALENDAR_IMPORTED] = cs_journal_tell_calendar_imported,
  [CS_JOURNAL_ESCALATED] = cs_journal_tell_escalated,
  [CS_JOURNAL_DELEGATION_ADDED] = cs_journal_tell_delegation_added,
  [CS_JOURNAL_DELEGATION_ENDED] = cs_journal_tell_delegation_ended,
  [CS_JOURNAL_DELEGATION_SEEN] = cs_journal_tell_delegation_seen,
  [CS_JOURNAL_EMERGENCY_STARTED] = cs_journal_tell_emergency_started,
  [CS_JOURNAL_EMERGENCY_CLEARED] = cs_journal_tell_emergency_cleared,
  [CS_JOURNAL_QUEUE_FROZEN] = cs_journal_tell_queue_frozen,
  [CS_JOURNAL_QUEUE_THAWED] = cs_journal_tell_queue_thawed,
  [CS_JOURNAL_CLOCK_SET_BACK] = cs_journal_tell_clock_set_back,
};

G_STATIC_ASSERT (G_N_ELEMENTS (tellers) == CS_N_JOURNAL_KINDS);

/* An entry whose details cannot be read still has its sentence. */
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

/* The record keeps an account's whole handle; people are told the part that says something. */
static void
shorten_handle (JsonObject *details)
{
  g_autofree char *handle = cs_handle_for_people (get_text (details, "handle"));

  if (*handle != '\0')
    json_object_set_string_member (details, "handle", handle);
}

char *
cs_journal_sentence (CsJournalKind  kind,
                     const char    *actor_name,
                     const char    *details)
{
  g_autoptr(JsonObject) object = NULL;

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (tellers), NULL);

  object = parse_details (details);
  shorten_handle (object);

  /* Translators: the program’s name, where it acted by itself. */
  return tellers[kind] (actor_name ? actor_name : _("Countersign"), object);
}
