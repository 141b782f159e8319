/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "cs-chain-view.h"
#include "cs-difference-words.h"
#include "cs-sheet-words.h"

/* What the sheet says, to eyes and to screen readers. The second needs GTK_A11Y=test. */

#define AT(hour) ((gint64) 1795392000 * G_USEC_PER_SEC + (hour) * G_TIME_SPAN_HOUR) /* 2026-11-23 in UTC */

static void
test_decide_says_what_follows (void)
{
  CsPostInfo post = { .state = CS_POST_IN_REVIEW, .zone = (char *) "UTC" };
  CsSheetInfo sheet = { .post = &post };
  static const struct
  {
    gboolean    last;
    CsRelease   release;
    gint64      at;
    const char *zone;
    const char *label;
  } cases[] = {
    { FALSE, CS_RELEASE_AT_TIME, AT (16), "UTC", "Approve" },
    { TRUE, CS_RELEASE_AT_ONCE, 0, "UTC", "Sign — goes out at once" },
    { TRUE, CS_RELEASE_AT_TIME, AT (16), "UTC", "Sign — goes out at 16:00" },
    { TRUE, CS_RELEASE_AT_TIME, AT (11), "Asia/Shanghai", "Sign — goes out at 19:00" },
    /* the same day in UTC, the next one in Shanghai */
    { TRUE, CS_RELEASE_AT_TIME, AT (20), "Asia/Shanghai", "Sign — goes out on Tue 24 November, 04:00" },
    { TRUE, CS_RELEASE_AT_TIME, AT (33), "UTC", "Sign — goes out on Tue 24 November, 09:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = NULL;

      sheet.last_stage = cases[i].last;
      post.release = cases[i].release;
      post.release_at = cases[i].at;
      label = cs_sheet_words_decide (&sheet, NULL, AT (10), cases[i].zone);
      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

static void
test_release_names_a_foreign_zone (void)
{
  CsPostInfo post = { .state = CS_POST_QUEUED, .release = CS_RELEASE_AT_TIME, .release_at = AT (16),
                      .zone = (char *) "Asia/Shanghai" };
  g_autofree char *there = cs_sheet_words_release (&post, AT (10), "UTC");
  g_autofree char *near = NULL;
  g_autofree char *held = NULL;
  g_autofree char *same = NULL;
  g_autofree char *here = NULL;
  g_autofree char *past = NULL;

  g_assert_cmpstr (there, ==, "Goes out today at 16:00 (Tue 24 November, 00:00 in Asia/Shanghai)");
  post.zone = (char *) "Europe/Athens";
  near = cs_sheet_words_release (&post, AT (10), "UTC");
  g_assert_cmpstr (near, ==, "Goes out today at 16:00 (18:00 in Europe/Athens)");
  post.state = CS_POST_HELD;
  held = cs_sheet_words_release (&post, AT (10), "UTC");
  g_assert_cmpstr (held, ==, "On hold; release time 16:00 (18:00 in Europe/Athens)");
  post.state = CS_POST_QUEUED;
  post.zone = (char *) "Africa/Abidjan";
  same = cs_sheet_words_release (&post, AT (10), "UTC");
  g_assert_cmpstr (same, ==, "Goes out today at 16:00"); /* the same clock by another name */
  post.zone = (char *) "UTC";
  here = cs_sheet_words_release (&post, AT (10), "UTC");
  g_assert_cmpstr (here, ==, "Goes out today at 16:00");
  past = cs_sheet_words_release (&post, AT (17), "UTC");
  g_assert_cmpstr (past, ==, "Release time was 16:00");
}

static void
test_late_is_not_signed (void)
{
  CsPostInfo post = { .state = CS_POST_IN_REVIEW, .release = CS_RELEASE_AT_TIME, .release_at = AT (16) };

  g_assert_false (cs_sheet_words_is_late (&post, AT (15)));
  g_assert_true (cs_sheet_words_is_late (&post, AT (16)));
  post.release = CS_RELEASE_AT_ONCE;
  g_assert_false (cs_sheet_words_is_late (&post, AT (17)));
}

static void
add_run (GPtrArray  *runs,
         CsDiffKind  kind,
         const char *text)
{
  CsDiffRun *run = g_new0 (CsDiffRun, 1);

  run->kind = kind;
  run->text = g_strdup (text);
  g_ptr_array_add (runs, run);
}

static gboolean
has_mark (PangoAttrList *attributes,
          const char    *text,
          const char    *word,
          PangoAttrType  type)
{
  PangoAttrIterator *iterator = pango_attr_list_get_iterator (attributes);
  int wanted = (int) (strstr (text, word) - text);
  gboolean found = FALSE;

  do
    {
      int start, end;

      pango_attr_iterator_range (iterator, &start, &end);
      if (start <= wanted && wanted < end && pango_attr_iterator_get (iterator, type))
        found = TRUE;
    }
  while (pango_attr_iterator_next (iterator));
  pango_attr_iterator_destroy (iterator);
  return found;
}

static void
test_difference_without_colour (void)
{
  g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_diff_run_free);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  PangoAttrList *attributes;

  add_run (runs, CS_DIFF_SAME, "At ");
  add_run (runs, CS_DIFF_REMOVED, "four");
  add_run (runs, CS_DIFF_ADDED, "five");
  add_run (runs, CS_DIFF_SAME, " it rains.");

  attributes = cs_difference_words_mark (runs, FALSE, &text);
  g_assert_true (has_mark (attributes, text, "four", PANGO_ATTR_STRIKETHROUGH));
  g_assert_true (has_mark (attributes, text, "five", PANGO_ATTR_UNDERLINE));
  g_assert_false (has_mark (attributes, text, "rains", PANGO_ATTR_UNDERLINE));
  g_assert_false (has_mark (attributes, text, "rains", PANGO_ATTR_STRIKETHROUGH));
  pango_attr_list_unref (attributes);

  spoken = cs_difference_words_spoken (runs);
  g_assert_cmpstr (spoken, ==, "Removed: “four”. Added: “five”.");
}

static CsDecisionInfo *
make_decision (guint    number,
               gboolean counts)
{
  CsDecisionInfo *decision = g_new0 (CsDecisionInfo, 1);

  decision->stage_title = g_strdup ("Section review");
  decision->person_name = g_strdup ("Li Na");
  decision->acting_for_name = g_strdup ("");
  decision->to_stage_title = g_strdup ("");
  decision->verdict = CS_VERDICT_APPROVE;
  decision->reason = g_strdup ("");
  decision->at = AT (9);
  decision->revision_number = number;
  decision->counts = counts;
  decision->other_version = !counts;
  return decision;
}

static CsStageInfo *
make_stage (const char *title,
            gboolean    open)
{
  const char *who[] = { "Chen Jun", NULL };
  CsStageInfo *stage = g_new0 (CsStageInfo, 1);

  stage->title = g_strdup (title);
  stage->kind = open ? CS_STAGE_SIGN_OFF : CS_STAGE_REVIEW;
  stage->parties = g_new0 (char *, 1);
  stage->open = open;
  stage->fulfilled = !open;
  stage->who = g_strdupv ((char **) who);
  return stage;
}

static void
test_chain_is_spoken (void)
{
  CsPostInfo post = { .state = CS_POST_IN_REVIEW, .stage = 1 };
  CsSheetInfo sheet = { .post = &post };
  g_autoptr(GtkWidget) view = g_object_ref_sink (cs_chain_view_new ());
  GtkWidget *row;

  sheet.stages = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_stage_info_free);
  sheet.decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_decision_info_free);
  g_ptr_array_add (sheet.stages, make_stage ("Section review", FALSE));
  g_ptr_array_add (sheet.stages, make_stage ("Sign-off", TRUE));
  g_ptr_array_add (sheet.decisions, make_decision (1, FALSE));
  cs_chain_view_set (CS_CHAIN_VIEW (view), &sheet, "UTC");

  row = gtk_widget_get_last_child (gtk_widget_get_first_child (view));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") == 0)
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         "Sign-off. Next: Chen Jun");

  g_ptr_array_unref (sheet.stages);
  g_ptr_array_unref (sheet.decisions);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/sheet-words/decide-says-what-follows", test_decide_says_what_follows);
  g_test_add_func ("/sheet-words/release-names-a-foreign-zone", test_release_names_a_foreign_zone);
  g_test_add_func ("/sheet-words/late-is-not-signed", test_late_is_not_signed);
  g_test_add_func ("/sheet-words/difference-without-colour", test_difference_without_colour);
  g_test_add_func ("/sheet-words/chain-is-spoken", test_chain_is_spoken);
  return g_test_run ();
}
