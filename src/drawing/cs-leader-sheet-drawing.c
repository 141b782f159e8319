/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "cs-leader-sheet-drawing.h"

#include "cs-facts.h"
#include "cs-page-private.h"
#include "cs-time.h"

/* One page, whatever there is to say: every part gets as many lines as it needs, and while all together are too much for the page, the
 * longest gives one up. */

#define STAMP_HEIGHT 104.0
#define STAMP_WIDTH 190.0

/* No more of any text than a page could hold: the rest is not on it anyway. */
#define MAX_CHARACTERS 4000

typedef enum
{
  PART_WHAT,
  PART_CHANGES,
  PART_WHY_NOW,
  PART_RISKS,
  PART_QUESTIONS,
  PART_SOURCES,
  PART_DECIDED,
  PART_OPEN,
  N_PARTS,
} Part;

static const char *
get_heading (Part part)
{
  switch (part)
    {
    case PART_WHAT:
      return C_("leader’s sheet", "What");
    case PART_CHANGES:
      return C_("leader’s sheet", "Changes");
    case PART_WHY_NOW:
      return C_("leader’s sheet", "Why now");
    case PART_RISKS:
      return C_("leader’s sheet", "Risks");
    case PART_QUESTIONS:
      return C_("leader’s sheet", "Likely questions");
    case PART_SOURCES:
      return C_("leader’s sheet", "Sources");
    case PART_DECIDED:
      return C_("leader’s sheet", "Decided");
    case PART_OPEN:
      return C_("leader’s sheet", "Still to decide");
    case N_PARTS:
    default:
      g_assert_not_reached ();
    }
}

static void
append_line (GString    *text,
             const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static char *
write_what (const CsLeaderSheet *sheet)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) facts = NULL;
  guint n_media = 0;

  for (guint i = 0; i < cs_content_count_parts (sheet->content); i++)
    append_line (text, cs_content_get_part (sheet->content, i)->text);

  for (guint i = 0; i < cs_content_count_parts (sheet->content); i++)
    {
      const CsSegment *segment = cs_content_get_part (sheet->content, i);

      for (guint j = 0; j < segment->media->len; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (segment, j);
          g_autofree char *line = NULL;

          /* Translators: on a printed sheet: the number of a picture and what it shows. */
          line = g_strdup_printf (_("Picture %u: %s"), ++n_media,
                                  *item->alt_text ? item->alt_text : _("no description"));
          append_line (text, line);
        }
    }
  facts = cs_content_list_facts (sheet->content, NULL, NULL);
  for (guint i = 0; i < facts->len; i++)
    append_line (text, ((const CsFact *) g_ptr_array_index (facts, i))->text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_questions (const CsLeaderSheet *sheet)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < sheet->briefing->questions->len; i++)
    {
      const CsLikelyQuestion *question = g_ptr_array_index (sheet->briefing->questions, i);
      g_autofree char *line = NULL;

      /* Translators: a likely question, and what is answered to it. */
      line = g_strdup_printf (_("%s — %s"), question->question, question->answer);
      append_line (text, line);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_sources (const CsLeaderSheet *sheet)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < sheet->content->sources->len; i++)
    {
      const CsSource *source = cs_content_get_source (sheet->content, i);
      const char *parts[] = { source->publisher, source->title, source->date, source->address };
      g_autoptr(GString) line = g_string_new (NULL);

      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        if (*parts[j])
          g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", parts[j]);
      append_line (text, line->str);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_stage (const CsLeaderSheet *sheet,
             const CsLeaderStage *stage)
{
  g_autofree char *names = g_strjoinv (C_("list of names", ", "), stage->who);
  g_autofree char *due = NULL;

  if (!*names)
    return g_strdup_printf ("%s: %s", stage->title,
                            stage->fulfilled ? _("nobody had to decide") : _("nobody can decide here"));
  if (stage->fulfilled || !stage->due_at)
    return g_strdup_printf ("%s: %s", stage->title, names);

  due = cs_time_format_full (stage->due_at, sheet->zone);
  /* Translators: a stage, who decides there, and until when. */
  return g_strdup_printf (_("%s: %s, by %s"), stage->title, names, due);
}

static char *
write_stages (const CsLeaderSheet *sheet,
              gboolean             fulfilled)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < sheet->stages->len; i++)
    {
      const CsLeaderStage *stage = g_ptr_array_index (sheet->stages, i);
      g_autofree char *line = NULL;

      if (stage->fulfilled == fulfilled)
        append_line (text, line = write_stage (sheet, stage));
    }

  if (text->len == 0)
    append_line (text, fulfilled ? _("Nobody has decided yet.") : _("Nothing: every stage has been passed."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_part (const CsLeaderSheet *sheet,
            Part                 part)
{
  g_autofree char *text = NULL;

  switch (part)
    {
    case PART_WHAT:
      text = write_what (sheet);
      break;
    case PART_CHANGES:
      text = cs_leader_sheet_dup_changes (sheet);
      break;
    case PART_WHY_NOW:
      text = g_strdup (sheet->briefing->why_now);
      break;
    case PART_RISKS:
      text = g_strdup (sheet->briefing->risks);
      break;
    case PART_QUESTIONS:
      text = write_questions (sheet);
      break;
    case PART_SOURCES:
      text = write_sources (sheet);
      break;
    case PART_DECIDED:
      text = write_stages (sheet, TRUE);
      break;
    case PART_OPEN:
      text = write_stages (sheet, FALSE);
      break;
    case N_PARTS:
    default:
      g_assert_not_reached ();
    }

  g_strchomp (text);
  if (!*text)
    return g_strdup (C_("part of the leader’s sheet", "Nothing stated."));
  if (g_utf8_strlen (text, -1) > MAX_CHARACTERS)
    {
      g_autofree char *start = g_utf8_substring (text, 0, MAX_CHARACTERS);

      return g_strconcat (start, "…", NULL);
    }
  return g_steal_pointer (&text);
}

/* --- the page --- */

static char *
write_when (const CsLeaderSheet *sheet)
{
  g_autofree char *at = NULL;

  if (sheet->release == CS_RELEASE_AT_ONCE || !sheet->release_at)
    return g_strdup (_("As soon as it is signed"));
  at = cs_time_format_full (sheet->release_at, sheet->zone);
  return g_steal_pointer (&at);
}

static void
add_head (const CsLeaderSheet *sheet,
          CsPages             *pages)
{
  g_autofree char *accounts = g_strjoinv ("\n", sheet->accounts);
  g_autofree char *when = write_when (sheet);
  g_autofree char *from = NULL;

  cs_pages_add_text (pages, CS_PAGE_TITLE, sheet->emergency ? _("For signature — EMERGENCY") : _("For signature"));
  /* Translators: on the leader’s sheet: the author and his section. */
  from = *sheet->section_name ? g_strdup_printf (_("%s, %s"), sheet->author_name, sheet->section_name)
                              : g_strdup (sheet->author_name);
  cs_pages_add_field (pages, CS_PAGE_BODY, C_("leader’s sheet", "From"), from);
  cs_pages_add_field (pages, CS_PAGE_BODY, C_("leader’s sheet", "Where"),
                      *accounts ? accounts : _("No account chosen"));
  cs_pages_add_field (pages, CS_PAGE_STRONG, C_("leader’s sheet", "When"), when);
}

static void
add_stamp (const CsLeaderSheet *sheet,
           CsPages             *pages)
{
  double width = CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN;
  double y = CS_PAGE_HEIGHT - CS_PAGE_MARGIN - 26 - STAMP_HEIGHT + 8;
  double x = CS_PAGE_MARGIN + width - STAMP_WIDTH;
  double height = STAMP_HEIGHT - 12;
  g_autofree char *hex = cs_digest_to_hex (&sheet->digest);
  g_autofree char *digest = g_strdup_printf ("%.32s\n%s", hex, hex + 32);
  g_autofree char *version = NULL;
  double used;

  cs_pages_put_frame (pages, x, y, STAMP_WIDTH, height);
  cs_pages_put_text (pages, CS_PAGE_SMALL, x + 6, y + 4, STAMP_WIDTH - 12, C_("place on paper", "Stamp"));

  width -= STAMP_WIDTH + 14;
  cs_pages_put_frame (pages, CS_PAGE_MARGIN, y, width, height - 32);
  cs_pages_put_text (pages, CS_PAGE_SMALL, CS_PAGE_MARGIN + 6, y + 4, width - 12,
                     _("Decision, signature and date"));
  if (cs_digest_is_none (&sheet->digest))
    version = g_strdup_printf (_("Post %d, a draft that was never submitted"), (int) sheet->post);
  else
    version = g_strdup_printf (_("Post %d, version %u. A signature on paper is for exactly this text:"),
                               (int) sheet->post, sheet->revision_number);
  used = cs_pages_put_text (pages, CS_PAGE_SMALL, CS_PAGE_MARGIN, y + height - 29, width, version);
  if (!cs_digest_is_none (&sheet->digest))
    cs_pages_put_text (pages, CS_PAGE_MONO, CS_PAGE_MARGIN, y + height - 29 + used, width, digest);
}

/* @limits: lines of each part, 0 = all of them; @lines: (out): how many each has */
static CsPages *
lay_out (const CsLeaderSheet *sheet,
         const char          *language,
         char               **texts,
         const guint         *limits,
         guint               *lines)
{
  g_autofree char *footer = NULL;
  g_autofree char *at = cs_time_format_full (sheet->now, sheet->zone);
  g_autofree char *rest = g_strdup_printf (_("Shortened; the whole is in Countersign, post %d."), (int) sheet->post);
  CsPages *pages = NULL;

  /* Translators: the foot of the leader’s sheet: office, number of the post, when it was printed. */
  footer = g_strdup_printf (_("%s · Post %d · printed %s"), sheet->office, (int) sheet->post, at);
  pages = cs_pages_new (_("Leader’s sheet"), footer, language);
  cs_pages_set_reserved (pages, STAMP_HEIGHT);
  add_head (sheet, pages);
  cs_pages_add_rule (pages);

  for (guint part = 0; part < N_PARTS; part++)
    {
      cs_pages_set_language (pages, part == PART_WHAT ? sheet->content->language : "");
      lines[part] = cs_pages_add_part (pages, get_heading (part), texts[part], limits[part], rest);
    }
  cs_pages_set_language (pages, "");

  if (cs_pages_get_n_pages (pages) == 1)
    add_stamp (sheet, pages);
  return pages;
}

/* Takes a line from the part that has most, the text itself thrice as dear as what is said about it. FALSE: nothing is left to take. */
static gboolean
shorten (guint *limits,
         guint *lines)
{
  guint longest = 0;
  guint most = 0;
  guint left = 0;

  for (guint part = 0; part < N_PARTS; part++)
    {
      guint shown = limits[part] ? MIN (limits[part], lines[part]) : lines[part];
      guint weighed = part == PART_WHAT ? (shown + 2) / 3 : shown;

      if (shown > 1 && weighed >= most)
        {
          most = weighed;
          longest = part;
          left = shown;
        }
    }

  if (left == 0)
    return FALSE;
  limits[longest] = left - MAX (1, left / 10);
  return TRUE;
}

/* One page, however long the texts are. */
static CsPages *
lay_out_page (const CsLeaderSheet *sheet,
              const char          *language)
{
  CsPages *pages = NULL;
  char *texts[N_PARTS + 1] = { NULL };
  guint limits[N_PARTS] = { 0 };
  guint lines[N_PARTS] = { 0 };

  for (guint part = 0; part < N_PARTS; part++)
    texts[part] = write_part (sheet, part);

  pages = lay_out (sheet, language, texts, limits, lines);
  while (cs_pages_get_n_pages (pages) > 1 && shorten (limits, lines))
    {
      g_clear_pointer (&pages, cs_pages_free);
      pages = lay_out (sheet, language, texts, limits, lines);
    }

  for (guint part = 0; part < N_PARTS; part++)
    g_free (texts[part]);
  return pages;
}

void
cs_leader_sheet_draw (const CsLeaderSheet *sheet,
                      const char          *language,
                      cairo_t             *cr)
{
  g_autoptr(CsPages) pages = NULL;

  g_return_if_fail (sheet != NULL && language != NULL && cr != NULL);

  pages = lay_out_page (sheet, language);
  cs_pages_draw_first (pages, cr);
}

gboolean
cs_leader_sheet_print (const CsLeaderSheet  *sheet,
                       const char           *language,
                       const char           *path,
                       GCancellable         *cancellable,
                       GError              **error)
{
  g_autoptr(CsPages) pages = NULL;

  g_return_val_if_fail (sheet != NULL && language != NULL && path != NULL, FALSE);

  pages = lay_out_page (sheet, language);
  return cs_pages_write (pages, path, cancellable, error);
}
