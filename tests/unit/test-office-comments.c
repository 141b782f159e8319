/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-comment-client.h"
#include "office-fixture.h"

#define TEXT "The bridge on Mill Street is closed from Monday."

static gint64
add (OfficeFixture         *fixture,
     const char            *login,
     gint64                 post,
     CsCommentKind          kind,
     const CsCommentAnchor *anchor,
     const char            *replacement)
{
  g_autoptr(JsonObject) reply = NULL;

  reply = office_fixture_call (fixture, login, "comment.add",
                               cs_arguments_comment_add (post, kind, anchor, "Is that so?", replacement));
  return cs_reply_read_id (reply);
}

/* On "Mill Street", where it stands in TEXT. */
static CsCommentAnchor *
make_words (OfficeFixture *fixture)
{
  g_autoptr(CsContent) content = office_fixture_content (fixture, TEXT);
  g_autoptr(GError) error = NULL;
  CsCommentAnchor *anchor = cs_comment_anchor_new_words (content, 0, 14, 25, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (anchor->quote, ==, "Mill Street");
  return anchor;
}

static gint64
add_remark (OfficeFixture *fixture,
            const char    *login,
            gint64         post,
            CsCommentKind  kind)
{
  g_autoptr(CsCommentAnchor) anchor = make_words (fixture);

  return add (fixture, login, post, kind, anchor, NULL);
}

static gint64
suggest (OfficeFixture *fixture,
         const char    *login,
         gint64         post)
{
  g_autoptr(CsCommentAnchor) anchor = make_words (fixture);

  return add (fixture, login, post, CS_COMMENT_SUGGESTION, anchor, "Mill Lane");
}

static GPtrArray *
list (OfficeFixture *fixture,
      const char    *login,
      gint64         post)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "comment.list", cs_arguments_one ("post", post));

  return cs_reply_read_comments (reply);
}

/* Lends from @comments. */
static const CsCommentInfo *
find (GPtrArray *comments,
      gint64     id)
{
  for (guint i = 0; i < comments->len; i++)
    if (((const CsCommentInfo *) g_ptr_array_index (comments, i))->id == id)
      return g_ptr_array_index (comments, i);

  g_error ("comment %" G_GINT64_FORMAT " is not listed", id);
}

static void
save_and_submit (OfficeFixture   *fixture,
                 gint64           post,
                 const CsContent *content)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "drafter", post);

  office_fixture_do (fixture, "drafter", "post.save",
                     cs_arguments_post_save (post, sheet->version, content, sheet->post->release,
                                             sheet->post->release_at, sheet->post->zone));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
}

static void
submit_text (OfficeFixture *fixture,
             gint64         post,
             const char    *text)
{
  g_autoptr(CsContent) content = office_fixture_content (fixture, text);

  save_and_submit (fixture, post, content);
}

static void
test_words (OfficeFixture *fixture,
            gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", TEXT);
  gint64 comment = add_remark (fixture, "reviewer", post, CS_COMMENT_REMARK);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GPtrArray) gone = NULL;
  const CsCommentInfo *info = NULL;

  g_test_summary ("A comment on words goes with them through the versions; where they are gone it stays, and says what it spoke of");
  before = list (fixture, "drafter", post);
  g_assert_cmpuint (find (before, comment)->place->start, ==, 14);
  g_assert_cmpuint (find (before, comment)->revision_number, ==, 1);

  submit_text (fixture, post, "Please note. " TEXT " Thank you.");
  after = list (fixture, "drafter", post);
  info = find (after, comment);
  g_assert_cmpuint (info->place->start, ==, 27);
  g_assert_cmpstr (info->place->quote, ==, "Mill Street");
  g_assert_cmpuint (info->anchor->start, ==, 14);

  submit_text (fixture, post, "The bridge is open again.");
  gone = list (fixture, "drafter", post);
  info = find (gone, comment);
  g_assert_null (info->place);
  g_assert_cmpstr (info->anchor->quote, ==, "Mill Street");
  g_assert_cmpstr (info->text, ==, "Is that so?");
}

static CsMediaItem *
draw (OfficeFixture *fixture,
      const char    *title)
{
  static const char * const head[] = { "Week", "Hours", NULL };
  static const char * const row[] = { "1", "1.5", NULL };
  g_autoptr(CsChart) chart = cs_chart_new ();
  g_autoptr(JsonObject) reply = NULL;
  CsMediaItem *item = NULL;

  g_free (chart->title);
  g_free (chart->unit);
  g_free (chart->source);
  g_free (chart->as_of);
  chart->title = g_strdup (title);
  chart->unit = g_strdup ("hours");
  chart->source = g_strdup ("Statistics office");
  chart->as_of = g_strdup ("October 2026");
  cs_table_free (chart->table);
  chart->table = cs_table_new (2);
  cs_table_add_row (chart->table, head);
  cs_table_add_row (chart->table, row);
  reply = office_fixture_call (fixture, "drafter", "chart.render", cs_arguments_chart_render (chart, FALSE));
  item = cs_reply_read_media (reply);
  g_free (item->alt_text);
  item->alt_text = g_strdup (title);
  return item;
}

static CsContent *
make_rich_content (OfficeFixture *fixture)
{
  CsContent *content = office_fixture_content (fixture, TEXT);
  CsSegment *second = cs_segment_new ();

  g_free (second->text);
  second->text = g_strdup ("A second segment.");
  g_ptr_array_add (content->segments, second);
  g_ptr_array_add (cs_content_get_segment (content, 0)->media, draw (fixture, "Hours"));
  g_ptr_array_add (content->sources, cs_source_new ("Statistics", "Bridges", "2026-11-01", "https://stats.example/"));
  g_ptr_array_add (content->sources, cs_source_new ("Roads", "Closures", "2026-11-03", "https://roads.example/"));
  return content;
}

static void
test_pictures_and_sources (OfficeFixture *fixture,
                           gconstpointer  unused)
{
  g_autoptr(CsContent) content = make_rich_content (fixture);
  const CsMediaItem *item = cs_segment_get_media (cs_content_get_segment (content, 0), 0);
  g_autoptr(CsCommentAnchor) on_picture = cs_comment_anchor_new_picture (0, &item->digest);
  g_autoptr(CsCommentAnchor) on_source = cs_comment_anchor_new_source (content, 1, NULL);
  g_autoptr(JsonObject) created = office_fixture_call (fixture, "drafter", "post.create", cs_arguments_post_create (content));
  g_autoptr(GPtrArray) moved = NULL;
  g_autoptr(GPtrArray) gone = NULL;
  gint64 post = cs_reply_read_id (created);
  gint64 picture;
  gint64 source;

  g_test_summary ("A comment on a picture or a source goes where that goes, and loses its place with it");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  picture = add (fixture, "reviewer", post, CS_COMMENT_SUGGESTION, on_picture, "Hours of work, week by week");
  source = add (fixture, "leader", post, CS_COMMENT_QUESTION, on_source, NULL);

  g_ptr_array_add (cs_content_get_segment (content, 1)->media,
                   g_ptr_array_steal_index (cs_content_get_segment (content, 0)->media, 0));
  g_ptr_array_remove_index (content->sources, 0);
  save_and_submit (fixture, post, content);
  moved = list (fixture, "drafter", post);
  g_assert_cmpuint (find (moved, picture)->place->segment, ==, 1);
  g_assert_true (find (moved, picture)->may_accept);
  g_assert_cmpuint (find (moved, source)->place->source, ==, 0);
  g_assert_cmpstr (find (moved, source)->place->quote, ==, "https://roads.example/");

  g_ptr_array_set_size (cs_content_get_segment (content, 1)->media, 0);
  g_ptr_array_set_size (content->sources, 0);
  save_and_submit (fixture, post, content);
  gone = list (fixture, "drafter", post);
  g_assert_null (find (gone, picture)->place);
  g_assert_false (find (gone, picture)->may_accept);
  g_assert_null (find (gone, source)->place);
  office_fixture_refuse (fixture, "drafter", "comment.accept", cs_arguments_one ("comment", picture), CS_ERROR_WORDS_GONE);
  g_assert_cmpint (find (gone, picture)->resolved_at, ==, 0);
}

static void
test_internal (OfficeFixture *fixture,
               gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", TEXT);
  g_autoptr(CsSheetInfo) before = NULL;
  g_autoptr(CsSheetInfo) after = NULL;
  g_autofree char *canonical = NULL;
  gint64 comment = 0;

  g_test_summary ("Comments are no part of what is signed: same digest, same version, every approval counts, and nothing of them goes out");
  office_fixture_approve (fixture, "reviewer", post);
  before = office_fixture_sheet (fixture, "leader", post);
  comment = add_remark (fixture, "leader", post, CS_COMMENT_QUESTION);
  suggest (fixture, "leader2", post);
  office_fixture_do (fixture, "drafter", "comment.add", cs_arguments_comment_answer (post, comment, "Yes, it is."));
  office_fixture_do (fixture, "leader", "comment.resolve", cs_arguments_one ("comment", comment));

  after = office_fixture_sheet (fixture, "leader", post);
  g_assert_true (cs_digest_equal (&before->digest, &after->digest));
  g_assert_cmpint (after->version, ==, before->version);
  g_assert_cmpuint (after->revision_number, ==, 1);
  g_assert_cmpuint (after->post->stage, ==, 1);
  g_assert_cmpuint (after->comments->len, ==, 3);
  g_assert_cmpuint (g_strv_length (after->contributors), ==, 1);
  g_assert_true (((const CsDecisionInfo *) g_ptr_array_index (after->decisions, 0))->counts);
  g_assert_cmpint (after->may_decide, ==, CS_MAY_DECIDE);
  canonical = cs_content_to_canonical (after->content);
  g_assert_null (strstr (canonical, "Is that so?"));
  g_assert_null (strstr (canonical, "Mill Lane"));
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
}

static void
test_who (OfficeFixture *fixture,
          gconstpointer  unused)
{
  static const char * const talkers[] = { "drafter", "drafter2", "reviewer", "leader", "duty", "stranger", "strange-reviewer" };
  static const char * const readers[] = { "admin", "auditor", "responder" };
  gint64 draft = office_fixture_post (fixture, "drafter", TEXT);
  gint64 post = office_fixture_submitted (fixture, "drafter", TEXT);
  g_autoptr(CsCommentAnchor) anchor = make_words (fixture);
  JsonObject *decision = NULL;

  g_test_summary ("Who writes or decides comments on what he sees; the others read; of a draft others know nothing; once it is over it is over");
  for (guint i = 0; i < G_N_ELEMENTS (talkers); i++)
    add_remark (fixture, talkers[i], post, CS_COMMENT_REMARK);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autoptr(GPtrArray) comments = list (fixture, readers[i], post);

      g_assert_cmpuint (comments->len, ==, G_N_ELEMENTS (talkers));
      office_fixture_refuse (fixture, readers[i], "comment.add",
                             cs_arguments_comment_add (post, CS_COMMENT_REMARK, anchor, "No", NULL), CS_ERROR_FORBIDDEN);
      office_fixture_refuse (fixture, readers[i], "comment.resolve",
                             cs_arguments_one ("comment", ((const CsCommentInfo *) g_ptr_array_index (comments, 0))->id),
                             CS_ERROR_FORBIDDEN);
    }

  add_remark (fixture, "drafter2", draft, CS_COMMENT_REMARK);
  office_fixture_refuse (fixture, "stranger", "comment.list", cs_arguments_one ("post", draft), CS_ERROR_NOT_FOUND);
  office_fixture_refuse (fixture, "stranger", "comment.add",
                         cs_arguments_comment_add (draft, CS_COMMENT_REMARK, anchor, "No", NULL), CS_ERROR_NOT_FOUND);

  decision = office_fixture_decision (fixture, post, CS_VERDICT_REJECT, "No.");
  office_fixture_do (fixture, "reviewer", "post.decide", decision);
  office_fixture_refuse (fixture, "drafter", "comment.add",
                         cs_arguments_comment_add (post, CS_COMMENT_REMARK, anchor, "No", NULL), CS_ERROR_WRONG_STATE);
}

static void
test_question (OfficeFixture *fixture,
               gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", TEXT);
  gint64 other_post = office_fixture_submitted (fixture, "drafter", TEXT);
  gint64 question = add_remark (fixture, "reviewer", post, CS_COMMENT_QUESTION);
  gint64 remark = add_remark (fixture, "reviewer", post, CS_COMMENT_REMARK);
  g_autoptr(GPtrArray) asked = list (fixture, "drafter", post);
  g_autoptr(GPtrArray) answered = NULL;
  g_autoptr(GPtrArray) settled = NULL;
  g_autoptr(JsonObject) reply = NULL;
  gint64 answer;

  g_test_summary ("A question leaves the post where it is; the author answers, the one who asked says that it is settled, once");
  g_assert_false (find (asked, question)->answered);
  g_assert_false (find (asked, question)->may_resolve);
  g_assert_true (find (asked, remark)->may_resolve);
  office_fixture_refuse (fixture, "drafter", "comment.resolve", cs_arguments_one ("comment", question), CS_ERROR_FORBIDDEN);
  office_fixture_refuse (fixture, "drafter2", "comment.resolve", cs_arguments_one ("comment", remark), CS_ERROR_FORBIDDEN);
  office_fixture_refuse (fixture, "drafter", "comment.add", cs_arguments_comment_answer (other_post, question, "Yes"),
                         CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "drafter", "comment.add", cs_arguments_comment_answer (post, question, " \n "),
                         CS_ERROR_INVALID);

  reply = office_fixture_call (fixture, "drafter", "comment.add", cs_arguments_comment_answer (post, question, "Yes, it is."));
  answer = cs_reply_read_id (reply);
  office_fixture_refuse (fixture, "reviewer", "comment.add", cs_arguments_comment_answer (post, answer, "Thanks"),
                         CS_ERROR_INVALID);
  answered = list (fixture, "reviewer", post);
  g_assert_true (find (answered, question)->answered);
  g_assert_cmpint (find (answered, question)->resolved_at, ==, 0);
  g_assert_cmpint (find (answered, answer)->parent, ==, question);
  g_assert_cmpstr (find (answered, answer)->place->quote, ==, "Mill Street");

  office_fixture_do (fixture, "reviewer", "comment.resolve", cs_arguments_one ("comment", question));
  office_fixture_do (fixture, "drafter", "comment.resolve", cs_arguments_one ("comment", remark));
  office_fixture_refuse (fixture, "reviewer", "comment.resolve", cs_arguments_one ("comment", question), CS_ERROR_CONFLICT);
  settled = list (fixture, "drafter", post);
  g_assert_cmpstr (find (settled, question)->resolved_by_name, ==, "reviewer");
  g_assert_cmpstr (find (settled, remark)->resolved_by_name, ==, "drafter");
  office_fixture_assert_state (fixture, post, CS_POST_IN_REVIEW);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_COMMENT_RESOLVED), ==, 2);
}

static void
test_suggestion (OfficeFixture *fixture,
                 gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", TEXT);
  gint64 suggestion = suggest (fixture, "reviewer", post);
  g_autoptr(CsCommentAnchor) anchor = make_words (fixture);
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(GPtrArray) comments = NULL;
  JsonObject *decision = NULL;

  g_test_summary ("A suggestion that is accepted stands in the text; the author stays the author, who suggested it wrote a part and decides no more");
  office_fixture_refuse (fixture, "reviewer", "comment.add",
                         cs_arguments_comment_add (post, CS_COMMENT_SUGGESTION, anchor, "", "Mill Street"), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "stranger", "comment.accept", cs_arguments_one ("comment", suggestion), CS_ERROR_FORBIDDEN);
  office_fixture_refuse (fixture, "auditor", "comment.accept", cs_arguments_one ("comment", suggestion), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "drafter", "comment.accept", cs_arguments_one ("comment", suggestion));
  office_fixture_refuse (fixture, "drafter", "comment.accept", cs_arguments_one ("comment", suggestion), CS_ERROR_CONFLICT);

  sheet = office_fixture_sheet (fixture, "reviewer", post);
  g_assert_cmpint (sheet->may_decide, ==, CS_MAY_NOT_CONTRIBUTOR);
  g_assert_cmpstr (sheet->post->author_name, ==, "drafter");
  g_assert_cmpuint (g_strv_length (sheet->contributors), ==, 2);
  g_assert_cmpstr (cs_content_get_segment (sheet->working, 0)->text, ==, "The bridge on Mill Lane is closed from Monday.");
  g_assert_cmpstr (cs_content_get_segment (sheet->content, 0)->text, ==, TEXT);
  comments = list (fixture, "drafter", post);
  g_assert_true (find (comments, suggestion)->accepted);
  g_assert_false (find (comments, suggestion)->may_accept);

  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  office_fixture_refuse (fixture, "reviewer", "post.decide", decision, CS_ERROR_CONTRIBUTOR);
  office_fixture_approve (fixture, "reviewer2", post);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_CONTRIBUTED), ==, 2);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_SUGGESTION_ACCEPTED), ==, 1);
}

static void
test_approver_suggests (OfficeFixture *fixture,
                        gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", TEXT);
  gint64 suggestion;
  g_autoptr(CsSheetInfo) open = NULL;
  g_autoptr(CsSheetInfo) accepted = NULL;
  JsonObject *decision = NULL;

  g_test_summary ("An approver who only suggests keeps his approval; where it is accepted, he loses it at once");
  office_fixture_approve (fixture, "reviewer", post);
  suggestion = suggest (fixture, "reviewer", post);
  open = office_fixture_sheet (fixture, "leader", post);
  g_assert_true (((const CsDecisionInfo *) g_ptr_array_index (open->decisions, 0))->counts);
  g_assert_cmpuint (open->post->stage, ==, 1);

  decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  office_fixture_do (fixture, "drafter", "comment.accept", cs_arguments_one ("comment", suggestion));
  accepted = office_fixture_sheet (fixture, "leader", post);
  g_assert_false (((const CsDecisionInfo *) g_ptr_array_index (accepted->decisions, 0))->counts);
  g_assert_cmpuint (accepted->post->stage, ==, 0);
  office_fixture_refuse (fixture, "leader", "post.decide", decision, CS_ERROR_CONFLICT);
}

static void
test_words_gone (OfficeFixture *fixture,
                 gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", TEXT);
  gint64 suggestion = suggest (fixture, "reviewer", post);
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(CsCommentAnchor) anchor = make_words (fixture);

  g_test_summary ("A suggestion whose words are gone changes nothing, and nobody becomes a contributor by it");
  submit_text (fixture, post, "The bridge is open again.");
  office_fixture_refuse (fixture, "drafter", "comment.accept", cs_arguments_one ("comment", suggestion), CS_ERROR_WORDS_GONE);
  office_fixture_refuse (fixture, "reviewer", "comment.add",
                         cs_arguments_comment_add (post, CS_COMMENT_REMARK, anchor, "Is that so?", NULL), CS_ERROR_STALE);
  sheet = office_fixture_sheet (fixture, "reviewer", post);
  g_assert_cmpint (sheet->may_decide, ==, CS_MAY_DECIDE);
  g_assert_cmpuint (g_strv_length (sheet->contributors), ==, 1);
  g_assert_false (sheet->unsent_changes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/office/comments/" path, OfficeFixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)
  ADD ("words", test_words);
  ADD ("pictures-and-sources", test_pictures_and_sources);
  ADD ("internal", test_internal);
  ADD ("who", test_who);
  ADD ("question", test_question);
  ADD ("suggestion", test_suggestion);
  ADD ("approver-suggests", test_approver_suggests);
  ADD ("words-gone", test_words_gone);
  return g_test_run ();
}
