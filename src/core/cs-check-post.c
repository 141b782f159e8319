/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-text.h"

/* What shows only when the post is looked at as a whole. */

/* "today" in a post whose release time has passed speaks of another day by now. */
void
cs_check_relative_late (CsCheckRun *run)
{
  const CsCheckQuestion *question = run->question;
  GRegex *pattern = cs_check_get_pattern ("(?i:\\b(?:today|tomorrow|tonight|this (?:morning|afternoon|evening))\\b)"
                                          "|今天|今日|明天|明日|后天|今晚|今晨|明晨|明早");

  if (question->release != CS_RELEASE_AT_TIME || question->release_at == 0 || question->release_at > question->now)
    return;
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);
      g_autoptr(GMatchInfo) info = NULL;
      int start = 0;
      int end = 0;

      if (!g_regex_match (pattern, part->segment->text, 0, &info))
        continue;
      g_match_info_fetch_pos (info, 0, &start, &end);
      {
        g_autofree char *words = g_match_info_fetch (info, 0);
        CsFinding *finding = cs_check_run_add (run, CS_PLACE_TEXT, part, 0, words, NULL);

        finding->place.start = (gsize) start;
        finding->place.end = (gsize) end;
      }
    }
}

static char *
say_link (const CsLinkFact *fact)
{
  switch (fact->state)
    {
    case CS_LINK_REDIRECTS:
      /* Translators: two addresses of web pages. */
      return g_strdup_printf (_("%1$s leads on to %2$s"), fact->address, fact->detail);
    case CS_LINK_GONE:
      return g_strdup_printf (_("The page %s does not exist"), fact->address);
    case CS_LINK_FAILED:
      /* Translators: %1$s is an address, %2$u the number of the error (500). */
      return g_strdup_printf (_("%1$s answers with error %2$u"), fact->address, fact->status);
    case CS_LINK_SILENT:
      return g_strdup_printf (_("%s does not answer"), fact->address);
    case CS_LINK_FINE:
    default:
      return NULL;
    }
}

static const CsLinkFact *
find_fact (GPtrArray  *facts,
           const char *address)
{
  for (guint i = 0; facts && i < facts->len; i++)
    if (g_str_equal (((CsLinkFact *) g_ptr_array_index (facts, i))->address, address))
      return g_ptr_array_index (facts, i);

  return NULL;
}

void
cs_check_links (CsCheckRun *run)
{
  if (!run->question->links || run->question->links->len == 0)
    return;

  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);
      g_autoptr(GArray) spans = cs_text_find_spans (part->segment->text);

      for (guint j = 0; j < spans->len; j++)
        {
          const CsSpan *span = &g_array_index (spans, CsSpan, j);
          g_autofree char *address = g_strndup (part->segment->text + span->start, span->end - span->start);
          const CsLinkFact *fact = span->kind == CS_SPAN_LINK ? find_fact (run->question->links, address) : NULL;
          CsFinding *finding;

          if (!fact || fact->state == CS_LINK_FINE)
            continue;
          finding = cs_check_run_add (run, CS_PLACE_TEXT, part, 0, address, say_link (fact));
          finding->place.start = span->start;
          finding->place.end = span->end;
        }
    }
}

typedef struct
{
  char              *noun;   /* owned */
  char              *number; /* digits and point alone; owned */
  const CsCheckPart *part;
  gsize              start;
  gsize              end;
} Count;

static void
clear_count (gpointer data)
{
  Count *count = data;

  g_free (count->noun);
  g_free (count->number);
}

/* "1,204" and "1204" are one number. */
static char *
fold_number (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (; *text; text++)
    if (g_ascii_isdigit (*text) || *text == '.')
      g_string_append_c (folded, *text);
  return g_string_free (folded, FALSE);
}

static GRegex *
make_count_pattern (const char *nouns)
{
  g_autofree char *joined = g_strdelimit (g_strdup (nouns), ";", '|');
  g_autofree char *pattern = NULL;
  gsize length = strlen (joined);

  if (length > 0 && joined[length - 1] == '|')
    joined[length - 1] = '\0';
  pattern = g_strdup_printf ("(?J)(?i)(?<!\\d[.,])(?<![\\d–-])(?<number>\\d+(?:,\\d{3})*(?:\\.\\d+)?)(?![\\d–%%-]| per cent| percent)"
                             "(?: people| persons| others)?(?: (?:are|were|have been))? ?(?:名?人)?(?<noun>%s)\\b"
                             "|(?<noun>%s)(?:人数|人员)?(?:为|:|：| )?(?<number>\\d+(?:\\.\\d+)?)(?=人|名|级|间|户| |,|，|。|\\.|$)", joined, joined);
  return cs_check_rule_compile (pattern, NULL);
}

/* Hardly any text counts something of the kind: a plain search first, since this runs at each key. */
static gboolean
names_any (const char         *text,
           const char * const *nouns)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (guint i = 0; nouns[i]; i++)
    if (*nouns[i] && strstr (lower, nouns[i]))
      return TRUE;

  return FALSE;
}

static void
collect_counts (const CsCheckPart *part,
                GRegex            *pattern,
                GArray            *counts)
{
  g_autoptr(GMatchInfo) info = NULL;

  g_regex_match (pattern, part->segment->text, 0, &info);
  for (; g_match_info_matches (info) && counts->len < 200; g_match_info_next (info, NULL))
    {
      g_autofree char *number = g_match_info_fetch_named (info, "number");
      g_autofree char *noun = g_match_info_fetch_named (info, "noun");
      Count count = { NULL, fold_number (number), part, 0, 0 };
      int start = 0;
      int end = 0;

      g_match_info_fetch_pos (info, 0, &start, &end);
      count.noun = g_utf8_strdown (noun, -1);
      count.start = (gsize) start;
      count.end = (gsize) end;
      g_array_append_val (counts, count);
    }
}

static void
compare_counts (CsCheckRun *run,
                GArray     *counts)
{
  for (guint i = 1; i < counts->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const Count *one = &g_array_index (counts, Count, j);
        const Count *other = &g_array_index (counts, Count, i);
        g_autofree char *words = NULL;
        CsFinding *finding;

        if (one->part->position == other->part->position || one->part->variant != other->part->variant ||
            !g_str_equal (one->noun, other->noun) || g_str_equal (one->number, other->number))
          continue;
        words = g_strdup_printf ("%s %s, %s", other->noun, one->number, other->number);
        finding = cs_check_run_add (run, CS_PLACE_TEXT, other->part, 0, words,
                                    /* Translators: a word such as “injured”, then two numbers from two parts of a thread. */
                                    g_strdup_printf (_("“%1$s”: %2$s in part %3$u, %4$s in part %5$u"), other->noun,
                                                     one->number, one->part->position + 1, other->number,
                                                     other->part->position + 1));
        finding->place.start = other->start;
        finding->place.end = other->end;
        break;
      }
}

/* Two numbers for one thing in different parts of a thread. What is counted is a parameter of the rule, since the same word often stands with different
 * numbers for good reasons. */
void
cs_check_conflicting (CsCheckRun *run)
{
  const char *nouns = cs_check_rule_get_parameter (run->rule, "Nouns");
  g_autoptr(GArray) counts = g_array_new (FALSE, FALSE, sizeof (Count));
  g_auto(GStrv) list = g_strsplit (nouns ? nouns : "", ";", -1);
  g_autoptr(GRegex) pattern = NULL;

  g_array_set_clear_func (counts, clear_count);
  for (guint i = 0; nouns && run->parts->len > 1 && i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      if (!names_any (part->segment->text, (const char * const *) list))
        continue;
      if (!pattern && !(pattern = make_count_pattern (nouns)))
        return;
      collect_counts (part, pattern, counts);
    }
  compare_counts (run, counts);
}
