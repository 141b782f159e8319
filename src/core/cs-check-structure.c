/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

/* What every post needs and what networks take (cs-checks.h), as findings of the rules of the pack that always holds: “basic/” and the kind. */

static CsPlaceKind
place_of (const CsCheck *check)
{
  switch ((guint) check->kind)
    {
    case CS_CHECK_NO_ACCOUNT:
      return CS_PLACE_ACCOUNTS;
    case CS_CHECK_RELEASE_PAST:
    case CS_CHECK_NO_RELEASE_TIME:
      return CS_PLACE_RELEASE;
    case CS_CHECK_REPLY_SETTINGS:
    case CS_CHECK_QUOTE_SETTINGS:
    case CS_CHECK_VISIBILITY:
      return CS_PLACE_POST;
    case CS_CHECK_NO_WARNINGS:
      return CS_PLACE_WARNING;
    case CS_CHECK_NO_ALT_TEXT:
    case CS_CHECK_ALT_TOO_LONG:
      return CS_PLACE_ALT;
    case CS_CHECK_TOO_MANY_MEDIA:
    case CS_CHECK_FILM_CUT:
    case CS_CHECK_FILM_FIT:
    case CS_CHECK_FILM_ALONE:
      return CS_PLACE_MEDIA;
    case CS_CHECK_CHART:
      return CS_PLACE_CHART;
    case CS_CHECK_POLL:
    case CS_CHECK_NO_POLLS:
    case CS_CHECK_POLL_OPTIONS:
    case CS_CHECK_POLL_OPTION_LONG:
    case CS_CHECK_POLL_TIME:
      return CS_PLACE_POLL;
    default:
      return check->media > 0 ? CS_PLACE_MEDIA : CS_PLACE_TEXT;
    }
}

/* The part of the content that a check counts over main text and variants. */
static const CsCheckPart *
find_part (const CsCheckRun *run,
           const CsCheck    *check)
{
  return check->segment < run->parts->len ? &g_array_index (run->parts, CsCheckPart, check->segment) : NULL;
}

static void
add_check (CsCheckRun    *run,
           const CsCheck *check,
           const char    *id)
{
  const CsTarget *target = check->account != 0 ? cs_check_run_find_target (run, check->account) : NULL;
  CsFinding *finding = cs_check_run_add (run, place_of (check), find_part (run, check), check->media, "",
                                         cs_check_sentence (check, target ? target->name : NULL));

  if (!g_str_equal (finding->rule, id))
    {
      /* the reason was another rule's */
      g_free (finding->reason);
      finding->reason = g_strdup ("");
    }
  g_free (finding->rule);
  finding->rule = g_strdup (id);
  finding->place.account = check->account;
  finding->excess = check->excess;
}

void
cs_check_structure (CsCheckRun *run,
                    GHashTable *rules)
{
  const CsCheckQuestion *question = run->question;
  const CsCheckRule *any = g_hash_table_lookup (rules, "basic/no-text");
  g_autoptr(GArray) checks = cs_check_content (question->content, question->targets, question->release,
                                               question->release_at, question->now);

  for (guint i = 0; i < checks->len; i++)
    {
      const CsCheck *check = &g_array_index (checks, CsCheck, i);
      g_autofree char *id = g_strconcat ("basic/", cs_check_kind_nick (check->kind), NULL);
      const CsCheckRule *rule = g_hash_table_lookup (rules, id);

      /* a kind without a file of its own holds as the others do */
      run->rule = rule ? rule : g_hash_table_size (rules) > 1 ? any : NULL;
      if (run->rule)
        add_check (run, check, id);
    }
}
