/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "composer-office.h"
#include "cs-arguments.h"
#include "cs-comment-client.h"
#include "cs-composer-page-private.h"
#include "cs-key-client.h"

/* What colleagues said, beside the text of who wrote it: in a real office. COMPOSER_SHOTS=FOLDER keeps pictures. */

#define TEXT "The pool opens at nine on Saturday. Children swim free."

typedef struct
{
  ComposerOffice *office;
  gint64          post;
  CsComposerPage *page;
  GtkWidget      *window;
} Fixture;

static void
run (Fixture    *fixture,
     const char *operation,
     JsonObject *arguments)
{
  g_autoptr(JsonObject) reply = composer_office_call (fixture->office, operation, arguments);
}

static CsSheetInfo *
get_sheet (Fixture *fixture)
{
  g_autoptr(JsonObject) reply = composer_office_call (fixture->office, "post.get", cs_arguments_one ("post", fixture->post));

  return cs_reply_read_sheet (reply);
}

static void
write_post (Fixture *fixture)
{
  g_autoptr(CsContent) content = cs_content_new ();
  g_autoptr(JsonObject) reply = NULL;
  CsSegment *segment = cs_content_get_segment (content, 0);

  g_free (segment->text);
  segment->text = g_strdup (TEXT);
  cs_content_add_account (content, fixture->office->account);
  reply = composer_office_call (fixture->office, "post.create", cs_arguments_post_create (content));
  fixture->post = cs_reply_read_id (reply);
  run (fixture, "post.submit", cs_arguments_one ("post", fixture->post));
}

static void
suggest (Fixture    *fixture,
         const char *words,
         const char *replacement)
{
  g_autoptr(CsSheetInfo) sheet = get_sheet (fixture);
  g_autoptr(CsCommentAnchor) anchor = NULL;
  g_autoptr(GError) error = NULL;
  guint start = (guint) (strstr (TEXT, words) - TEXT);

  anchor = cs_comment_anchor_new_words (sheet->content, 0, start, start + (guint) strlen (words), &error);
  g_assert_no_error (error);
  run (fixture, "comment.add", cs_arguments_comment_add (fixture->post, CS_COMMENT_SUGGESTION, anchor, "", replacement));
}

static void
ask (Fixture *fixture)
{
  g_autoptr(CsCommentAnchor) anchor = cs_comment_anchor_new_post ();

  run (fixture, "comment.add", cs_arguments_comment_add (fixture->post, CS_COMMENT_QUESTION, anchor, "Up to what age?", NULL));
}

/* Who wrote it finds what the reviewer said. */
static void
set_up (Fixture       *fixture,
        gconstpointer  returned)
{
  g_autoptr(CsSheetInfo) sheet = NULL;

  fixture->office = composer_office_new ("en");
  write_post (fixture);
  composer_office_sit (fixture->office, fixture->office->reviewer);
  suggest (fixture, "nine", "ten");
  ask (fixture);
  sheet = get_sheet (fixture);
  if (returned)
    {
      run (fixture, "session.unlock", cs_arguments_session_unlock ("", ""));
      run (fixture, "post.decide", cs_arguments_post_decide (fixture->post, &sheet->digest, 0, CS_VERDICT_RETURN, "See there"));
    }
  composer_office_sit (fixture->office, fixture->office->drafter);
  fixture->page = CS_COMPOSER_PAGE (cs_composer_page_new (fixture->office->session, fixture->post));
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "default-width", 1280, "default-height", 800,
                                  "content", fixture->page, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
  wait_for (cs_draft_get_state (fixture->page->draft) == CS_DRAFT_SAVED);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_for (page == NULL);
  composer_office_free (fixture->office);
}

static void
keep_picture (const char *name)
{
  const char *folder = g_getenv ("COMPOSER_SHOTS");
  g_autofree char *command = NULL;
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  if (!folder)
    return;
  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  command = g_strdup_printf ("import -window root %s/%s.png", folder, name);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

/* The first mapped label below @widget that begins with @text. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (own && gtk_widget_get_mapped (widget) && g_str_has_prefix (own, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *text)
{
  GtkWidget *label = find_label (fixture->page->comments, text);

  return label ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
press (Fixture    *fixture,
       const char *text)
{
  wait_for (find_button (fixture, text) != NULL);
  g_signal_emit_by_name (find_button (fixture, text), "clicked");
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child);

      if (found)
        return found;
    }
  return NULL;
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (cs_segment_card_get_text_view (g_ptr_array_index (fixture->page->card_list, 0)));
}

static char *
dup_text (Fixture *fixture)
{
  char *text = NULL;

  g_object_get (get_buffer (fixture), "text", &text, NULL);
  return text;
}

static gboolean
says (Fixture    *fixture,
      const char *expected)
{
  g_autofree char *text = dup_text (fixture);

  return g_str_equal (text, expected);
}

static void
test_shown (Fixture       *fixture,
            gconstpointer  data)
{
  g_test_summary ("Who gets a post back has the comments before him at once, and they lead to the words");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->page->side_stack), ==, "comments");
  g_assert_cmpstr (gtk_stack_page_get_title (fixture->page->comments_page), ==, "Comments (2)");
  keep_picture ("comments");
  press (fixture, "“nine”");
  {
    GtkTextIter start, end;
    g_autofree char *selected = NULL;

    g_assert_true (gtk_text_buffer_get_selection_bounds (get_buffer (fixture), &start, &end));
    selected = gtk_text_buffer_get_text (get_buffer (fixture), &start, &end, FALSE);
    g_assert_cmpstr (selected, ==, "nine");
  }
}

static void
test_accept (Fixture       *fixture,
             gconstpointer  data)
{
  GtkTextIter end;

  g_test_summary ("One click puts a suggestion into the text, and what was typed last is not lost");
  gtk_text_buffer_get_end_iter (get_buffer (fixture), &end);
  gtk_text_buffer_insert (get_buffer (fixture), &end, " Bring a towel.", -1);
  press (fixture, _("Accept"));
  wait_for (says (fixture, "The pool opens at ten on Saturday. Children swim free. Bring a towel."));
  wait_for (g_str_equal (gtk_stack_page_get_title (fixture->page->comments_page), "Comments (1)"));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (fixture->page->writing)));
  g_assert_cmpint (cs_draft_get_choice (fixture->page->draft, NULL, NULL), ==, CS_DRAFT_NO_CHOICE);
  keep_picture ("comments-accepted");
}

static guint
count_answers (Fixture *fixture)
{
  g_autoptr(CsSheetInfo) sheet = get_sheet (fixture);
  guint n = 0;

  for (guint i = 0; i < sheet->comments->len; i++)
    n += ((CsCommentInfo *) g_ptr_array_index (sheet->comments, i))->kind == CS_COMMENT_ANSWER;
  return n;
}

static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *thread;
  GtkWidget *entry;

  g_test_summary ("A question is answered and dealt with beside the text, also while the post is in review");
  wait_for (find_label (fixture->page->comments, "Up to what age?") != NULL);
  thread = gtk_widget_get_parent (find_label (fixture->page->comments, "Up to what age?"));
  entry = find_entry (thread);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Up to twelve.");
  g_signal_emit_by_name (entry, "activate");
  wait_for (count_answers (fixture) == 1);
  wait_for (find_label (fixture->page->comments, "Up to twelve.") != NULL);
  keep_picture (data ? "comments-answered" : "comments-in-review");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < 3; i++)
    {
      static const char * const names[] = { "shell", "composer", "sheet" };
      g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();
      g_autofree char *path = g_strdup_printf ("/org/countersign/Countersign/%s.css", names[i]);

      gtk_css_provider_load_from_resource (provider, path);
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }
  g_test_add ("/composer-comments/shown", Fixture, "returned", set_up, test_shown, tear_down);
  g_test_add ("/composer-comments/accept", Fixture, "returned", set_up, test_accept, tear_down);
  g_test_add ("/composer-comments/answer", Fixture, "returned", set_up, test_answer, tear_down);
  g_test_add ("/composer-comments/answer-in-review", Fixture, NULL, set_up, test_answer, tear_down);
  return g_test_run ();
}
