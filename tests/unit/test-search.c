/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-search-rows.h"
#include "store-fixture.h"

#define N_POSTS 3000

/* Few characters, so that words occur in many places and across the borders of others */
static const char * const pieces[] = {
  "防", "汛", "政", "府", "市", "国", "务", "院", "新", "闻", "自", "来", "水", "大", "学", "习", "々", "か", "な", "ー",
  "한", "국", "，", "。", " ", "flood ", " notice", "2026", "年", "a", "é", "!", "\n", "😀", "\"", "𠮷",
};

static const char * const chinese_words[] = {
  "防汛", "政府", "市政府", "国务院", "自来水", "大学", "学习", "新闻", "汛防", "大学学习", "国国国", "かな", "なー", "한국",
  "々国", "𠮷国", "国𠮷", "水年",
};

static void
fill_random (CsDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  CsTxn *txn = cs_txn_begin (db, &error);

  for (int i = 0; i < N_POSTS; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      int n = g_rand_int_range (rand, 0, 40);

      for (int j = 0; j < n; j++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

      fixture_set_text (db, fixture_add_post (db), text->str);
    }

  g_assert_true (cs_txn_commit (txn, &error));
}

static GPtrArray *
search (CsDb       *db,
        const char *words)
{
  g_autoptr(GError) error = NULL;
  CsPostFilter filter = { 0 };
  GPtrArray *rows;

  filter.search = words;
  rows = cs_post_rows_list (db, &filter, 0, 100000, &error);
  g_assert_no_error (error);
  return rows;
}

static void
test_like (StoreFixture  *fixture,
           gconstpointer  unused)
{
  guint n_all = 0;

  g_test_summary ("For Chinese words of two characters and more search finds exactly what LIKE finds");
  fill_random (fixture->db);
  for (guint i = 0; i < G_N_ELEMENTS (chinese_words); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) found = search (fixture->db, chinese_words[i]);
      g_autoptr(CsStmt) stmt = NULL;
      gboolean row = FALSE;

      stmt = cs_db_prepare (fixture->db,
                            "SELECT post FROM post_texts WHERE text LIKE '%' || $1 || '%' ORDER BY post DESC", &error);
      cs_stmt_bind_text (stmt, 1, chinese_words[i]);
      for (guint j = 0; j < found->len; j++)
        {
          g_assert_true (cs_stmt_step (stmt, &row, &error));
          g_assert_true (row);
          g_assert_cmpint (((CsPostRow *) found->pdata[j])->id, ==, cs_stmt_get_int64 (stmt, 0));
        }
      g_assert_true (cs_stmt_step (stmt, &row, &error));
      g_assert_false (row);
      n_all += found->len;
    }

  g_assert_cmpuint (n_all, >, 400);
}

typedef struct
{
  const char *text;
  const char *words;
  gboolean    found;
} Case;

static const Case cases[] = {
  { "今日防汛工作会议", "防汛", TRUE },
  { "今日防汛工作会议", "汛工作会", TRUE },
  { "今日防汛工作会议", "防工", FALSE },
  { "今日防汛工作会议", "防", TRUE },
  { "今日防汛工作会议", "议", TRUE },
  { "今日防汛工作会议", "今", TRUE },
  { "今日防汛工作会议", "防汛 会议", TRUE },
  { "今日防汛工作会议", "防汛 大学", FALSE },
  { "2026年防汛", "2026年防汛", TRUE },
  { "2026年防汛", "2026年", TRUE },
  { "2026年防汛", "年防", TRUE },
  { "防汛2026", "防汛2026", TRUE },
  { "去年2026号", "年2026", TRUE },
  { "去年2026号", "去年 2026号", TRUE },
  { "国务，务院", "国务院", FALSE },
  { "GDP增长5%", "GDP增长", TRUE },
  { "GDP增长5%", "gdp 增长", TRUE },
  { "Flood notice for Caf\303\251 owners", "flood NOTICE", TRUE },
  { "Flood notice for Caf\303\251 owners", "flood noti", TRUE },
  { "Flood notice for Caf\303\251 owners", "flo notice", FALSE },
  { "Flood notice for Caf\303\251 owners", "cafe", TRUE },
  { "Flood notice for Caf\303\251 owners", "Cafe\314\201", TRUE },
  { "He said \"stop\" twice", "\"stop\"", TRUE },
  { "He said \"stop\" twice", "\"", FALSE },
  { "He said \"stop\" twice", "said AND twice", FALSE },
  { "you and me or not", "and OR not", TRUE },
  { "text of a post", "text:post", FALSE },
  { "text of a post", "text OR nothing", FALSE },
  { "text of a post", "NEAR(text post)", FALSE },
  { "text of a post", "te*", TRUE },
  { "text of a post", "^text", TRUE },
  { "text of a post", "-text", TRUE },
  { "text of a post", "text )", TRUE },
  { "text of a post", "' OR 1=1 --", FALSE },
  { "text of a post", "\xff\xfe", FALSE },
  { "text of a post", "  \t\n ", FALSE },
  { "text of a post", "…!?", FALSE },
};

static void
test_cases (StoreFixture  *fixture,
            gconstpointer  unused)
{
  gint64 post = fixture_add_post (fixture->db);

  g_test_summary ("Mixed words, beginnings, quotes and operators as a person types them");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) found = NULL;

      fixture_set_text (fixture->db, post, cases[i].text);
      found = search (fixture->db, cases[i].words);
      if (found->len != (cases[i].found ? 1 : 0))
        g_error ("“%s” finds %u in “%s”", cases[i].words, found->len, cases[i].text);
    }
}

static void
test_rebuild (StoreFixture  *fixture,
              gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) again = NULL;

  g_test_summary ("The index can be made anew, comes back by itself if it is gone, and follows changes");
  fixture_set_text (fixture->db, fixture_add_post (fixture->db), "防汛");
  fixture_set_text (fixture->db, fixture_add_post (fixture->db), "防汛");
  fixture_set_text (fixture->db, 1, "no longer");
  fixture_run (fixture->db, "INSERT INTO post_search (post_search) VALUES ('integrity-check')");
  g_assert_true (cs_search_rows_rebuild (fixture->db, &error));
  g_assert_no_error (error);
  found = search (fixture->db, "防汛");
  g_assert_cmpuint (found->len, ==, 1);

  fixture_run (fixture->db, "DROP TRIGGER post_texts_inserted");
  fixture_run (fixture->db, "DROP TABLE post_search");
  g_clear_pointer (&fixture->db, cs_db_free);
  fixture->db = fixture_open (fixture->path, CS_DB_WRITE);
  again = search (fixture->db, "防汛");
  g_assert_cmpuint (again->len, ==, 1);
  fixture_set_text (fixture->db, fixture_add_post (fixture->db), "longer");
  fixture_run (fixture->db, "INSERT INTO post_search (post_search) VALUES ('integrity-check')");
}

static void
test_directory (StoreFixture  *fixture,
                gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GArray) none = NULL;
  CsPostFilter filter = { 0 };
  gint64 count = 0;

  g_test_summary ("Search results page by id too; words without a letter find nothing");
  for (int i = 0; i < 25; i++)
    fixture_set_text (fixture->db, fixture_add_post (fixture->db), i % 5 == 0 ? "防汛" : "other");

  filter.search = "防汛";
  ids = cs_post_rows_directory (fixture->db, &filter, 2, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, 5);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 21);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 11);

  filter.search = "?";
  none = cs_post_rows_directory (fixture->db, &filter, 2, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

  ADD ("/store/search/like", test_like);
  ADD ("/store/search/cases", test_cases);
  ADD ("/store/search/rebuild", test_rebuild);
  ADD ("/store/search/directory", test_directory);

  return g_test_run ();
}
