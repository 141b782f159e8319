/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "cs-cues.h"
#include "cs-unicode.h"

/* What can be read on a film in the time that it stands there. */

/* Chinese, Japanese and Korean writing: read by the character, and twice as wide */
static gboolean
is_cjk (gunichar c)
{
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return TRUE;

    default:
      return FALSE;
    }
}

typedef struct
{
  guint  lines;
  guint  width;   /* of the longest line */
  gint64 reading; /* milliseconds */
} Look;

static Look
look_at (const char *text)
{
  gsize size = strlen (text);
  g_autoptr(GArray) ends = cs_unicode_breaks (text, size, CS_BREAK_CHARACTERS);
  Look look = { size > 0, 0, 0 };
  guint narrow = 0, wide = 0, width = 0;
  gsize start = 0;

  for (guint i = 0; i < ends->len; i++)
    {
      gunichar c = g_utf8_get_char (text + start);

      start = g_array_index (ends, gsize, i);
      if (c == '\n')
        {
          look.lines++;
          width = 0;
          continue;
        }
      if (is_cjk (c))
        wide++;
      else
        narrow++;
      width += g_unichar_iswide (c) ? 2 : 1;
      look.width = MAX (look.width, width);
    }

  look.reading = (gint64) narrow * 1000 / CS_CUES_SPEED + (gint64) wide * 1000 / CS_CUES_SPEED_CJK;
  return look;
}

static void
add (GArray           *problems,
     CsCueProblemKind  kind,
     const CsCue      *cue,
     guint             number,
     gint64            value)
{
  CsCueProblem problem = { kind, cue->line, number, value };

  g_array_append_val (problems, problem);
}

static void
check_one (GArray      *problems,
           const CsCue *cue,
           guint        number,
           gint64       duration)
{
  Look look = look_at (cue->text);

  if (cue->end <= cue->start)
    add (problems, CS_CUE_REVERSED, cue, number, 0);
  if (duration > 0 && cue->end > duration)
    add (problems, CS_CUE_BEYOND_END, cue, number, cue->end - duration);
  if (*cue->text == '\0')
    add (problems, CS_CUE_EMPTY, cue, number, 0);
  if (look.width > CS_CUES_LINE_WIDTH)
    add (problems, CS_CUE_LINE_TOO_LONG, cue, number, look.width);
  if (look.lines > CS_CUES_LINES)
    add (problems, CS_CUE_TOO_MANY_LINES, cue, number, look.lines);
  if (cue->end > cue->start && look.reading > cue->end - cue->start)
    add (problems, CS_CUE_TOO_FAST, cue, number, look.reading);
}

GArray *
cs_cues_check (GPtrArray *cues,
               gint64     duration)
{
  GArray *problems = g_array_new (FALSE, FALSE, sizeof (CsCueProblem));
  gint64 covered = 0;

  for (guint i = 0; i < cues->len; i++)
    {
      const CsCue *cue = g_ptr_array_index (cues, i);

      if (cue->start < covered)
        add (problems, CS_CUE_OVERLAPS, cue, i, covered - cue->start);
      check_one (problems, cue, i, duration);
      covered = MAX (covered, cue->end);
    }

  return problems;
}

gboolean
cs_cue_problem_is_fault (CsCueProblemKind kind)
{
  switch (kind)
    {
    case CS_CUE_UNREADABLE:
    case CS_CUE_REVERSED:
    case CS_CUE_OVERLAPS:
    case CS_CUE_BEYOND_END:
    case CS_CUE_EMPTY:
      return TRUE;

    case CS_CUE_LINE_TOO_LONG:
    case CS_CUE_TOO_MANY_LINES:
    case CS_CUE_TOO_FAST:
      return FALSE;
    }

  g_assert_not_reached ();
}

static char *
describe (const CsCueProblem *problem)
{
  switch (problem->kind)
    {
    case CS_CUE_UNREADABLE:
      return g_strdup (_("This is no subtitle: its times are missing or wrong."));

    case CS_CUE_REVERSED:
      return g_strdup (_("It ends before it begins."));

    case CS_CUE_OVERLAPS:
      return g_strdup (_("It begins before the one above has ended."));

    case CS_CUE_BEYOND_END:
      return g_strdup (_("It stands on after the film’s end."));

    case CS_CUE_EMPTY:
      return g_strdup (_("It says nothing."));

    case CS_CUE_LINE_TOO_LONG:
      return g_strdup_printf (_("A line is %d characters wide; people read %d at most."),
                              (int) problem->value, CS_CUES_LINE_WIDTH);

    case CS_CUE_TOO_MANY_LINES:
      return g_strdup_printf (_("It has %d lines; people read %d at most."), (int) problem->value, CS_CUES_LINES);

    case CS_CUE_TOO_FAST:
      return g_strdup_printf (_("Reading it takes %.1f seconds; it does not stand that long."), (double) problem->value / 1000);
    }

  g_assert_not_reached ();
}

char *
cs_cue_problem_sentence (const CsCueProblem *problem)
{
  g_autofree char *what = describe (problem);

  /* Translators: what is wrong with a subtitle, behind the number of the line in its file, or of the subtitle itself */
  return problem->line > 0 ? g_strdup_printf (_("Line %u: %s"), problem->line, what)
                           : g_strdup_printf (_("Subtitle %u: %s"), problem->cue + 1, what);
}
