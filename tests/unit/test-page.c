/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cs-chart-drawing.h"
#include "cs-illustration.h"
#include "cs-leader-sheet-drawing.h"
#include "cs-page.h"
#include "pdf-pages.h"

/* With PRINTS=FOLDER in the environment the prints stay there, to be looked at. */

#define ENGLISH "The bridge over the Wen river stays closed until the gauge has fallen below three metres. "
#define CHINESE "文河大桥在水位降至三米以下之前继续封闭，请市民绕行北环路，并留意现场指示。"
#define ARABIC "يبقى الجسر مغلقا حتى ينخفض منسوب النهر إلى ما دون ثلاثة أمتار، والرجاء استعمال الطريق الشمالي. "

static char *
repeat (const char *text,
        guint       n)
{
  GString *whole = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (whole, text);
  return g_string_free (whole, FALSE);
}

static char *
make_path (const char *name)
{
  const char *kept = g_getenv ("PRINTS");
  g_autofree char *folder = kept ? g_strdup (kept) : g_dir_make_tmp ("countersign-XXXXXX", NULL);

  return g_build_filename (folder, name, NULL);
}

static void
drop (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_getenv ("PRINTS"))
    return;
  g_remove (path);
  g_rmdir (folder);
}

/* Written whole, and with as many pages as were laid out. */
static void
check_file (const char *path,
            guint       n_pages)
{
  g_autofree char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpint (strncmp (data, "%PDF-", 5), ==, 0);
  g_assert_nonnull (g_strrstr_len (data + size - 32, 32, "%%EOF"));
  g_assert_cmpuint (pdf_count_pages (path), ==, n_pages);
}

static void
add_table (CsPages *pages)
{
  static const char * const headings[] = { "Person", "What", "Digest" };
  static const double widths[] = { 2, 5, 4 };
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  CsPageTable table = { 3, headings, widths, cells, CS_PAGE_BODY };

  for (guint i = 0; i < 40; i++)
    {
      g_ptr_array_add (cells, g_strdup (i % 2 ? "Li Na 李娜" : "يوسف"));
      g_ptr_array_add (cells, repeat (i % 3 == 0 ? CHINESE : i % 3 == 1 ? ENGLISH : ARABIC, i == 20 ? 90 : 1 + i % 3));
      g_ptr_array_add (cells, g_strdup ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
    }

  cs_pages_add_table (pages, &table);
}

static void
test_flow (void)
{
  g_autoptr(CsPages) pages = cs_pages_new ("A document", "Office · 北河市政府 · a very long footer that is cut where the number of the page begins, whatever else it has to say", "zh");
  g_autofree char *path = make_path ("flow.pdf");
  g_autofree char *english = repeat (ENGLISH, 80);
  g_autofree char *chinese = repeat (CHINESE, 80);
  g_autofree char *arabic = repeat (ARABIC, 80);
  g_autoptr(GPtrArray) runs = cs_diff_words (ENGLISH CHINESE, "The bridge over the river is open. " CHINESE ARABIC);
  g_autoptr(GError) error = NULL;

  g_test_summary ("Text of any script flows over pages, and every page is in the file");
  cs_pages_add_text (pages, CS_PAGE_TITLE, "Dossier 档案 ملف");
  cs_pages_add_field (pages, CS_PAGE_BODY, "Author", "Li Na 李娜");
  cs_pages_add_field (pages, CS_PAGE_MONO, "Digest", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  cs_pages_add_text (pages, CS_PAGE_HEADING, "Differences");
  cs_pages_add_runs (pages, runs);
  cs_pages_add_rule (pages);
  cs_pages_add_text (pages, CS_PAGE_HEADING, "Text");
  cs_pages_add_text (pages, CS_PAGE_BODY, english);
  cs_pages_add_text (pages, CS_PAGE_BODY, chinese);
  cs_pages_add_text (pages, CS_PAGE_BODY, arabic);
  cs_pages_add_item (pages, "1.", arabic);
  cs_pages_add_text (pages, CS_PAGE_HEADING, "Table");
  add_table (pages);
  g_assert_cmpuint (cs_pages_get_n_pages (pages), >, 6);
  g_assert_true (cs_pages_write (pages, path, NULL, &error));
  g_assert_no_error (error);
  check_file (path, cs_pages_get_n_pages (pages));
  drop (path);
}

static void
place_block (CsPages *pages)
{
  cs_pages_add_text (pages, CS_PAGE_SUBHEADING, "A decision");
  for (guint i = 0; i < 8; i++)
    cs_pages_add_field (pages, CS_PAGE_BODY, "Label", ENGLISH);
}

static void
test_together (void)
{
  g_autoptr(CsPages) pages = cs_pages_new ("Blocks", "Office", "en");
  g_autofree char *path = make_path ("together.pdf");
  g_autofree char *much = repeat (ENGLISH, 500);
  g_autoptr(GError) error = NULL;
  CsPageMark mark;
  guint n_again = 0;

  g_test_summary ("What is to stand together begins a new page instead of being torn apart, and only then");
  for (guint i = 0; i < 12; i++)
    {
      guint page;

      cs_pages_mark (pages, &mark);
      place_block (pages);
      if (cs_pages_keep_together (pages, &mark))
        {
          n_again++;
          cs_pages_mark (pages, &mark);
          page = cs_pages_get_n_pages (pages);
          place_block (pages);
          g_assert_cmpuint (cs_pages_get_n_pages (pages), ==, page);
          g_assert_false (cs_pages_keep_together (pages, &mark));
        }
    }
  g_assert_cmpuint (n_again, >, 1);
  g_assert_cmpuint (n_again, <, 12);

  /* what no page holds goes on over several, from the head of one */
  cs_pages_break (pages);
  cs_pages_mark (pages, &mark);
  cs_pages_add_text (pages, CS_PAGE_BODY, much);
  g_assert_false (cs_pages_keep_together (pages, &mark));
  g_assert_true (cs_pages_write (pages, path, NULL, &error));
  g_assert_no_error (error);
  check_file (path, cs_pages_get_n_pages (pages));
  drop (path);
}

static void
test_pictures (void)
{
  g_autoptr(CsPages) pages = cs_pages_new ("Pictures", "Office", "en");
  g_autofree char *path = make_path ("pictures.pdf");
  g_autoptr(GBytes) broken = g_bytes_new_static ("no picture", 10);
  g_autoptr(GError) error = NULL;

  g_test_summary ("Pictures keep their proportions and stay with their captions; a broken one is said to be so");
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr(GBytes) picture = cs_illustration_render (1 + i % 4, &error);

      g_assert_no_error (error);
      cs_pages_add_picture (pages, picture, 260, i % 2 ? CHINESE : ENGLISH);
    }
  cs_pages_add_picture (pages, broken, 200, "A file that is none");
  g_assert_cmpuint (cs_pages_get_n_pages (pages), >=, 6);
  g_assert_true (cs_pages_write (pages, path, NULL, &error));
  g_assert_no_error (error);
  check_file (path, cs_pages_get_n_pages (pages));
  drop (path);
}

static void
test_nowhere (void)
{
  g_autoptr(CsPages) pages = cs_pages_new ("Nothing", "", "en");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = make_path ("cancelled.pdf");
  g_autoptr(GError) error = NULL;

  g_test_summary ("What cannot be written is an error, and what was cancelled leaves nothing");
  cs_pages_add_text (pages, CS_PAGE_BODY, ENGLISH);
  g_assert_false (cs_pages_write (pages, "/nonexistent/folder/x.pdf", NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_false (cs_pages_write (pages, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  drop (path);
}

static void
add_stage (CsLeaderSheet *sheet,
           const char    *title,
           gboolean       fulfilled,
           const char    *who)
{
  CsLeaderStage *stage = g_new0 (CsLeaderStage, 1);

  stage->title = g_strdup (title);
  stage->fulfilled = fulfilled;
  stage->open = !fulfilled;
  stage->due_at = fulfilled ? 0 : G_GINT64_CONSTANT (1790000000000000);
  stage->who = g_strsplit (who, ",", -1);
  g_ptr_array_add (sheet->stages, stage);
}

static CsLeaderSheet *
make_sheet (const char *text,
            guint       times,
            guint       n_questions)
{
  CsLeaderSheet *sheet = cs_leader_sheet_new ();
  CsSegment *segment = cs_content_get_segment (sheet->content, 0);

  g_free (sheet->office);
  sheet->office = g_strdup ("Riverton 清河市");
  sheet->post = 12;
  sheet->revision_number = 3;
  sheet->digest = cs_digest_of_bytes ("x", 1);
  sheet->release = CS_RELEASE_AT_TIME;
  sheet->release_at = G_GINT64_CONSTANT (1790003600000000);
  sheet->now = G_GINT64_CONSTANT (1790000000000000);
  g_free (sheet->author_name);
  sheet->author_name = g_strdup ("Li Na");
  g_free (sheet->section_name);
  sheet->section_name = g_strdup ("Press");
  g_strfreev (sheet->accounts);
  sheet->accounts = g_strsplit ("Riverton, @riverton, Mastodon|Riverton news, @news, practice network", "|", -1);
  g_free (segment->text);
  segment->text = repeat (text, times);
  g_ptr_array_add (sheet->content->sources, cs_source_new ("City Library", "Annual report", "2026", "https://example.org/report"));
  sheet->signed_content = cs_content_copy (sheet->content);
  g_free (segment->text);
  segment->text = repeat (text, times + 1);
  sheet->signed_number = 2;
  g_free (sheet->briefing->why_now);
  sheet->briefing->why_now = repeat (text, times);
  g_free (sheet->briefing->risks);
  sheet->briefing->risks = repeat (text, times);
  for (guint i = 0; i < n_questions; i++)
    g_ptr_array_add (sheet->briefing->questions, cs_likely_question_new ("How long?", text));
  add_stage (sheet, "Section review", TRUE, "Zhang Min");
  add_stage (sheet, "Sign-off", FALSE, "Wang Wei,Chen Jie");
  return sheet;
}

static void
check_sheet (const char *name,
             const char *language,
             const char *text,
             guint       times,
             guint       n_questions)
{
  g_autoptr(CsLeaderSheet) sheet = make_sheet (text, times, n_questions);
  g_autofree char *path = make_path (name);
  g_autoptr(GError) error = NULL;

  g_assert_true (cs_leader_sheet_print (sheet, language, path, NULL, &error));
  g_assert_no_error (error);
  check_file (path, 1);
  drop (path);
}

static void
test_sheet (void)
{
  g_test_summary ("The leader's sheet is one page, however much there is to say");
  check_sheet ("sheet-short.pdf", "en", ENGLISH, 2, 2);
  check_sheet ("sheet-long.pdf", "en", ENGLISH, 60, 12);
  check_sheet ("sheet-huge.pdf", "zh", CHINESE, 900, 200);
  check_sheet ("sheet-arabic.pdf", "ar", ARABIC, 30, 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/drawing/page/flow", test_flow);
  g_test_add_func ("/drawing/page/together", test_together);
  g_test_add_func ("/drawing/page/pictures", test_pictures);
  g_test_add_func ("/drawing/page/nowhere", test_nowhere);
  g_test_add_func ("/drawing/page/leader-sheet", test_sheet);

  return g_test_run ();
}
