/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-diff.h"
#include "cs-leader-sheet-drawing.h"

CsLikelyQuestion *
cs_likely_question_new (const char *question,
                        const char *answer)
{
  CsLikelyQuestion *made = g_new0 (CsLikelyQuestion, 1);

  made->question = g_strdup (question);
  made->answer = g_strdup (answer);
  return made;
}

void
cs_likely_question_free (CsLikelyQuestion *question)
{
  if (!question)
    return;

  g_free (question->question);
  g_free (question->answer);
  g_free (question);
}

CsBriefing *
cs_briefing_new (void)
{
  CsBriefing *briefing = g_new0 (CsBriefing, 1);

  briefing->why_now = g_strdup ("");
  briefing->risks = g_strdup ("");
  briefing->saved_by_name = g_strdup ("");
  briefing->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_likely_question_free);
  return briefing;
}

void
cs_briefing_free (CsBriefing *briefing)
{
  if (!briefing)
    return;

  g_free (briefing->why_now);
  g_free (briefing->risks);
  g_free (briefing->saved_by_name);
  g_clear_pointer (&briefing->questions, g_ptr_array_unref);
  g_free (briefing);
}

void
cs_leader_stage_free (CsLeaderStage *stage)
{
  if (!stage)
    return;

  g_free (stage->title);
  g_strfreev (stage->who);
  g_free (stage);
}

CsLeaderSheet *
cs_leader_sheet_new (void)
{
  CsLeaderSheet *sheet = g_new0 (CsLeaderSheet, 1);

  sheet->office = g_strdup ("");
  sheet->author_name = g_strdup ("");
  sheet->section_name = g_strdup ("");
  sheet->zone = g_strdup ("UTC");
  sheet->accounts = g_new0 (char *, 1);
  sheet->content = cs_content_new ();
  sheet->briefing = cs_briefing_new ();
  sheet->stages = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_leader_stage_free);
  return sheet;
}

void
cs_leader_sheet_free (CsLeaderSheet *sheet)
{
  if (!sheet)
    return;

  g_free (sheet->office);
  g_free (sheet->author_name);
  g_free (sheet->section_name);
  g_free (sheet->zone);
  g_strfreev (sheet->accounts);
  g_clear_pointer (&sheet->content, cs_content_free);
  g_clear_pointer (&sheet->signed_content, cs_content_free);
  g_clear_pointer (&sheet->briefing, cs_briefing_free);
  g_clear_pointer (&sheet->stages, g_ptr_array_unref);
  g_free (sheet);
}

char *
cs_leader_sheet_dup_changes (const CsLeaderSheet *sheet)
{
  g_autoptr(CsContentDiff) diff = NULL;
  g_autofree char *summary = NULL;

  g_return_val_if_fail (sheet != NULL, NULL);

  if (!sheet->signed_content)
    return g_strdup (_("Nobody has approved an earlier version."));

  diff = cs_content_diff (sheet->signed_content, sheet->content);
  summary = cs_content_diff_summary (diff);
  /* Translators: the number of a version, and what changed: “3 words added, 1 picture removed”. */
  return g_strdup_printf (_("Since version %u, which was approved: %s"), sheet->signed_number, summary);
}
