/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-composer-page-private.h"
#include "cs-merge-window.h"
#include "cs-show-error.h"
#include "cs-time.h"

/* How often it is looked whether the release time has passed meanwhile, seconds. */
#define CLOCK 15

G_DEFINE_FINAL_TYPE (CsComposerPage, cs_composer_page, ADW_TYPE_BIN)

static gint64
get_preview_account (CsComposerPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->preview_drop);

  return selected < self->preview_ids->len ? g_array_index (self->preview_ids, gint64, selected) : 0;
}

/* Whether what goes to @account is where the part stands. */
static gboolean
gets_part (const CsContent *content,
           gint64           account,
           const CsSegment *part)
{
  return g_ptr_array_find (cs_content_get_segments_for (content, account), part, NULL);
}

void
cs_composer_page_follow (CsComposerPage *self,
                         guint           part)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  const CsSegment *segment = part < cs_content_count_parts (content) ? cs_content_get_part (content, part) : NULL;

  if (!segment || content->variants->len == 0 || gets_part (content, get_preview_account (self), segment))
    return;

  for (guint i = 0; i < self->preview_ids->len; i++)
    if (gets_part (content, g_array_index (self->preview_ids, gint64, i), segment))
      {
        gtk_drop_down_set_selected (self->preview_drop, i);
        return;
      }
}

/* Offers the chosen accounts, keeping the one that is shown. */
static void
refresh_preview_accounts (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  g_autoptr(GtkStringList) names = NULL;
  gint64 shown = get_preview_account (self);
  guint select = 0;

  if (self->preview_ids->len == content->accounts->len && gtk_drop_down_get_model (self->preview_drop) &&
      (content->accounts->len == 0 ||
       memcmp (self->preview_ids->data, content->accounts->data, content->accounts->len * sizeof (gint64)) == 0))
    return;
  names = gtk_string_list_new (NULL);
  g_array_set_size (self->preview_ids, 0);
  for (guint i = 0; i < content->accounts->len; i++)
    {
      gint64 id = g_array_index (content->accounts, gint64, i);
      const CsAccountInfo *account = cs_session_find_account (self->session, id);

      if (id == shown)
        select = i;
      g_array_append_val (self->preview_ids, id);
      gtk_string_list_append (names, account ? account->handle : "?");
    }
  gtk_drop_down_set_model (self->preview_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->preview_drop, select);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_drop), content->accounts->len > 1);
}

void
cs_composer_page_refresh_preview (CsComposerPage *self)
{
  gint64 account = get_preview_account (self);

  cs_post_preview_set (self->preview, cs_draft_get_content (self->draft),
                       account ? cs_session_find_account (self->session, account) : NULL);
}

static void
show_sources_title (CsComposerPage *self)
{
  guint n = cs_draft_get_content (self->draft)->sources->len;
  /* Translators: a tab; %u is how many there are */
  g_autofree char *title = n ? g_strdup_printf (_("Sources (%u)"), n) : g_strdup (_("Sources"));

  if (g_strcmp0 (gtk_stack_page_get_title (self->sources_page), title) != 0)
    gtk_stack_page_set_title (self->sources_page, title);
}

/* Runs for each key: everything here is bounded by the length of one post. */
static void
draft_changed_cb (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);

  /* An account that is no longer chosen takes its words with it. */
  if (self->groups->len != content->variants->len)
    cs_composer_thread_show (self, FALSE);
  cs_composer_variants_refresh (self);
  for (guint i = 0; i < self->card_list->len; i++)
    cs_segment_card_count (g_ptr_array_index (self->card_list, i));
  cs_composer_page_refresh_checks (self);
  refresh_preview_accounts (self);
  cs_composer_page_refresh_preview (self);
  cs_composer_comments_mark (self);
  show_sources_title (self);
  cs_composer_words_changed (self);
  cs_composer_fields_show_cost (self);
}

static void
preview_selected_cb (CsComposerPage *self)
{
  if (self->draft && self->preview)
    cs_composer_page_refresh_preview (self);
}

static void
draft_reset_cb (CsComposerPage *self)
{
  self->loading = TRUE;
  cs_composer_variants_remember (self);
  cs_composer_thread_show (self, TRUE);
  cs_composer_fields_load (self);
  cs_sources_pane_refresh (self->sources);
  self->loading = FALSE;
  draft_changed_cb (self);
}

static char *
format_clock (gint64 at)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);

  return g_date_time_format (local, "%H:%M:%S");
}

static char *
describe_saving (CsComposerPage *self)
{
  gint64 saved_at = cs_draft_get_saved_at (self->draft);
  g_autofree char *clock = format_clock (saved_at);

  switch (cs_draft_get_state (self->draft))
    {
    case CS_DRAFT_SAVING:
    case CS_DRAFT_UNSAVED:
      return g_strdup (_("Saving…"));
    case CS_DRAFT_SAVED:
      /* Translators: %s is a time of day: "Saved 14:02:11" */
      return saved_at ? g_strdup_printf (_("Saved %s"), clock) : g_strdup ("");
    case CS_DRAFT_SAVE_FAILED:
      return g_strdup (_("Not saved"));
    case CS_DRAFT_LOADING:
    case CS_DRAFT_LOAD_FAILED:
    case CS_DRAFT_UNTOUCHED:
      break;
    }
  return g_strdup ("");
}

static void
show_saved (CsComposerPage *self)
{
  g_autofree char *text = describe_saving (self);
  const GError *error = cs_draft_get_error (self->draft);
  gboolean failed = cs_draft_get_state (self->draft) == CS_DRAFT_SAVE_FAILED;

  gtk_label_set_label (self->saved_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->saved_label), failed && error ? cs_error_sentence (error) : NULL);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->saved_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->saved_label), "error");
}

static void
show_choice (CsComposerPage *self)
{
  const char *who;
  gint64 at;
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;

  switch (cs_draft_get_choice (self->draft, &who, &at))
    {
    case CS_DRAFT_NO_CHOICE:
      cs_notice_set (self->choice_notice, NULL, NULL, NULL, NULL);
      break;
    case CS_DRAFT_RECOVERED:
      clock = format_clock (at);
      text = g_strdup_printf (_("Typing from %s that had not been saved was found on this computer."), clock);
      cs_notice_set (self->choice_notice, "edit-undo-symbolic", text, _("Bring It Back"), _("Discard"));
      break;
    case CS_DRAFT_CONFLICT:
      clock = format_clock (at);
      /* Translators: a person's name and a time of day */
      text = g_strdup_printf (_("%s saved this post at %s while you were writing. Nothing of yours is lost: choose which text stands here."),
                              *who ? who : _("Somebody else"), clock);
      cs_notice_set (self->choice_notice, "dialog-warning-symbolic", text, _("Take Theirs"), _("Keep Mine"));
      cs_notice_set_extra (self->choice_notice, _("Compare…"));
      break;
    case CS_DRAFT_SWAPPED:
      cs_notice_set (self->choice_notice, "dialog-information-symbolic",
                     _("The other text is kept until you leave this page."), _("Switch to It"), _("Let It Go"));
      break;
    }
}

static void
choice_answered_cb (CsComposerPage *self,
                    gboolean        first)
{
  cs_draft_choose (self->draft, first);
}

static void
merged_cb (CsComposerPage *self,
           GPtrArray      *rows)
{
  const CsContent *other = cs_draft_get_other (self->draft);

  if (cs_draft_get_choice (self->draft, NULL, NULL) == CS_DRAFT_CONFLICT && other)
    cs_draft_merge (self->draft, cs_merge_apply (cs_draft_get_base (self->draft), cs_draft_get_content (self->draft), other, rows));
}

/* Part by part: as it was, mine and theirs. */
static void
compare_cb (CsComposerPage *self)
{
  const CsContent *other = cs_draft_get_other (self->draft);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  CsMergeWindow *window;
  const char *who;

  if (cs_draft_get_choice (self->draft, &who, NULL) != CS_DRAFT_CONFLICT || other == NULL)
    return;
  window = cs_merge_window_new (self->session, cs_merge_list (cs_draft_get_base (self->draft),
                                                              cs_draft_get_content (self->draft), other), who);
  g_signal_connect_object (window, "chosen", G_CALLBACK (merged_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_locked (CsComposerPage *self,
             gboolean        may_edit)
{
  CsDraftState state = cs_draft_get_state (self->draft);
  gboolean known = state != CS_DRAFT_LOADING && state != CS_DRAFT_LOAD_FAILED;

  cs_notice_set (self->locked_notice, "changes-prevent-symbolic",
                 known && !may_edit ? _("This post cannot be changed any more, or not by you.") : NULL, NULL, NULL);
}

static void
show_titles (CsComposerPage *self)
{
  const CsSheetInfo *sheet = cs_draft_get_sheet (self->draft);
  g_autofree char *returned = NULL;

  cs_post_menu_set_post (self->menu, self->session, cs_draft_get_post (self->draft));
  adw_window_title_set_title (self->title, cs_draft_get_post (self->draft) ? _("Edit Post") : _("New Post"));
  adw_window_title_set_subtitle (self->title, sheet ? cs_post_state_label (sheet->post->state) : "");
  if (sheet && *sheet->return_reason)
    /* Translators: %s is the reason that the reviewer gave */
    returned = g_strdup_printf (_("Returned: %s"), sheet->return_reason);
  cs_notice_set (self->returned_notice, "edit-undo-symbolic", returned, NULL, NULL);
}

/* Who else has the draft open, and since when. */
static void
show_presence (CsComposerPage *self)
{
  GPtrArray *others = cs_presence_get_others (self->presence);
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < others->len; i++)
    g_string_append_printf (names, "%s%s", i ? C_("between parts of a list", ", ") : "",
                            ((const CsHolderInfo *) g_ptr_array_index (others, i))->name);
  if (others->len > 0)
    {
      clock = cs_time_format_near (((const CsHolderInfo *) g_ptr_array_index (others, 0))->since, g_get_real_time (),
                                   cs_local_zone ());
      /* Translators: %1$s are people, %2$s is how long ago the first of them opened the draft */
      text = g_strdup_printf (ngettext ("%1$s has this draft open too (%2$s). What both of you change is compared; nothing is overwritten.",
                                        "%1$s have this draft open too (%2$s). What each of you changes is compared; nothing is overwritten.",
                                        others->len), names->str, clock);
    }
  cs_notice_set (self->presence_notice, "system-users-symbolic", text, NULL, NULL);
}

static void
draft_state_cb (CsComposerPage *self)
{
  CsDraftState state = cs_draft_get_state (self->draft);
  const GError *error = cs_draft_get_error (self->draft);
  gboolean may_edit = cs_draft_may_edit (self->draft);
  const char *name = state == CS_DRAFT_LOADING ? "loading" : state == CS_DRAFT_LOAD_FAILED ? "failed" : "write";

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->bar, g_str_equal (name, "write"));
  if (state == CS_DRAFT_LOAD_FAILED && error)
    adw_status_page_set_description (self->failed_page, cs_error_sentence (error));
  gtk_widget_set_sensitive (GTK_WIDGET (self->writing), may_edit && !self->accepting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sources), may_edit);
  show_titles (self);
  show_saved (self);
  show_choice (self);
  show_locked (self, may_edit);
  if (may_edit)
    cs_presence_hold (self->presence, cs_draft_get_post (self->draft));
  if (state != CS_DRAFT_LOADING && state != CS_DRAFT_LOAD_FAILED)
    cs_composer_comments_show (self);
  if (self->missing)
    cs_composer_actions_enable (self);
  if (!self->focused && may_edit && gtk_widget_get_mapped (GTK_WIDGET (self)) && self->card_list->len > 0)
    {
      self->focused = TRUE;
      cs_segment_card_focus_text (g_ptr_array_index (self->card_list, 0));
    }
}

static void
session_changed_cb (CsComposerPage *self)
{
  self->loading = TRUE;
  cs_composer_fields_show_accounts (self);
  self->loading = FALSE;
  draft_changed_cb (self);
  cs_composer_checks_ask (self);
}

static gboolean
clock_cb (gpointer user_data)
{
  cs_composer_page_refresh_checks (user_data);
  return G_SOURCE_CONTINUE;
}

static void
narrow_cb (CsComposerPage *self)
{
  /* Where there is room both are there at once; where there is not, the writing comes first. */
  gtk_toggle_button_set_active (self->side_toggle, !cs_side_layout_get_narrow (self->layout));
  if (self->groups->len > 0)
    cs_composer_variants_arrange (self);
}

static void
cs_composer_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cs_composer_page_parent_class)->root (widget);
  cs_composer_actions_watch_window (CS_COMPOSER_PAGE (widget));
}

static void
cs_composer_page_unroot (GtkWidget *widget)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);

  cs_composer_actions_leave_window (self);
  if (self->draft)
    cs_draft_flush_async (self->draft, NULL, NULL);
  GTK_WIDGET_CLASS (cs_composer_page_parent_class)->unroot (widget);
}

static void
cs_composer_page_dispose (GObject *object)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (object);

  g_clear_handle_id (&self->clock_source, g_source_remove);
  if (self->draft)
    cs_draft_close (self->draft);
  if (self->presence)
    cs_presence_release (self->presence);
  g_clear_object (&self->presence);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  cs_composer_words_dispose (self);
  G_OBJECT_CLASS (cs_composer_page_parent_class)->dispose (object);
}

static void
cs_composer_page_finalize (GObject *object)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (object);

  cs_composer_checks_clear (self);
  g_clear_pointer (&self->card_list, g_ptr_array_unref);
  cs_composer_variants_finish (self);
  g_clear_pointer (&self->comment_list, g_ptr_array_unref);
  g_clear_pointer (&self->preview_ids, g_array_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  g_clear_pointer (&self->unfinished, cs_chart_free);
  g_free (self->unfinished_alt);
  g_free (self->accounts_shown);
  G_OBJECT_CLASS (cs_composer_page_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, CsComposerPage, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/composer/cs-composer-page.ui");
  BIND (title);
  BIND (menu);
  BIND (side_toggle);
  BIND (returned_notice);
  BIND (choice_notice);
  BIND (locked_notice);
  BIND (presence_notice);
  BIND (stack);
  BIND (failed_page);
  BIND (layout);
  BIND (writing);
  BIND (accounts);
  BIND (release_drop);
  BIND (time_holder);
  BIND (time_field);
  BIND (clamp);
  BIND (variant_switch);
  BIND (pair_box);
  BIND (main_box);
  BIND (cards);
  BIND (other_words);
  BIND (number_check);
  BIND (replies_drop);
  BIND (quotes_drop);
  BIND (ai_check);
  BIND (visibility_drop);
  BIND (language_drop);
  BIND (warning_check);
  BIND (warning_entry);
  BIND (side_stack);
  BIND (sources_page);
  BIND (sources_bin);
  BIND (preview_box);
  BIND (preview_drop);
  BIND (bar);
  BIND (checks);
  BIND (check_revealer);
  BIND (saved_label);
  BIND (submit);
  BIND (find_bar);
  gtk_widget_class_bind_template_callback_full (widget_class, "jump_cb", G_CALLBACK (cs_composer_checks_jump));
  gtk_widget_class_bind_template_callback (widget_class, preview_selected_cb);
  cs_composer_fields_bind (widget_class);
}

static void
cs_composer_page_class_init (CsComposerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_composer_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_composer_page_finalize;
  widget_class->root = cs_composer_page_root;
  widget_class->unroot = cs_composer_page_unroot;
  g_type_ensure (CS_TYPE_POST_MENU);
  g_type_ensure (CS_TYPE_NOTICE);
  g_type_ensure (CS_TYPE_SIDE_LAYOUT);
  g_type_ensure (CS_TYPE_TIME_FIELD);
  g_type_ensure (CS_TYPE_CHECK_BAR);
  g_type_ensure (CS_TYPE_WRAP_BOX);
  g_type_ensure (CS_TYPE_FIND_BAR);
  bind_template (widget_class);
  cs_composer_actions_install (widget_class);
  cs_composer_thread_install (widget_class);
  cs_composer_words_install (widget_class);
  cs_composer_templates_install (widget_class);
}

static void
cs_composer_page_init (CsComposerPage *self)
{
  self->card_list = g_ptr_array_new ();
  self->preview_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  cs_composer_words_init (self);
  self->unfinished_replace = -1;
  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_composer_fields_init (self);
  cs_composer_thread_init (self);
  cs_composer_variants_init (self);
  cs_composer_checks_init (self);
  cs_name_drop_down (self->preview_drop, _("Account shown in the preview"));
  g_signal_connect_object (self->choice_notice, "extra", G_CALLBACK (compare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choice_notice, "answered", G_CALLBACK (choice_answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layout, "notify::narrow", G_CALLBACK (narrow_cb), self, G_CONNECT_SWAPPED);
  self->loading = FALSE;
}

GtkWidget *
cs_composer_page_new (CsSession *session,
                      gint64     post)
{
  CsComposerPage *self;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self = g_object_new (CS_TYPE_COMPOSER_PAGE, NULL);
  self->session = g_object_ref (session);
  self->draft = cs_draft_new (session, post);
  self->presence = cs_presence_new (session);
  g_signal_connect_object (self->presence, "changed", G_CALLBACK (show_presence), self, G_CONNECT_SWAPPED);
  self->preview = CS_POST_PREVIEW (cs_post_preview_new (session));
  gtk_box_append (self->preview_box, GTK_WIDGET (self->preview));
  self->sources = CS_SOURCES_PANE (cs_sources_pane_new (self->draft));
  adw_bin_set_child (self->sources_bin, GTK_WIDGET (self->sources));
  cs_composer_comments_init (self);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "reset", G_CALLBACK (draft_reset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "state", G_CALLBACK (draft_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  draft_reset_cb (self);
  draft_state_cb (self);
  cs_composer_checks_ask (self);
  self->clock_source = g_timeout_add_seconds (CLOCK, clock_cb, self);
  return GTK_WIDGET (self);
}

gint64
cs_composer_page_get_post (CsComposerPage *self)
{
  g_return_val_if_fail (CS_IS_COMPOSER_PAGE (self), 0);

  return self->draft ? cs_draft_get_post (self->draft) : 0;
}
