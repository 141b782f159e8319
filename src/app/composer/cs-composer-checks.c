/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-arguments.h"
#include "cs-check-client.h"
#include "cs-composer-page-private.h"
#include "cs-show-error.h"
#include "cs-toasts.h"

/* The composer’s checks: the office’s rules over what is being typed, what was waived, where the links lead. */

GArray *
cs_composer_page_collect_targets (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (CsTarget));

  for (guint i = 0; i < content->accounts->len; i++)
    {
      const CsAccountInfo *account = cs_session_find_account (self->session,
                                                              g_array_index (content->accounts, gint64, i));
      CsTarget target;

      if (!account)
        continue;
      target = account->target;
      target.name = account->handle;
      g_array_append_val (targets, target);
    }
  return targets;
}

/* What the office said was waived, put on what is found as one types: words that are gone take their waiver with them. */
static void
apply_waived (CsComposerPage *self)
{
  for (guint i = 0; self->waived && i < self->waived->len; i++)
    {
      const CsFinding *waived = g_ptr_array_index (self->waived, i);

      for (guint j = 0; waived->waived && j < self->missing->len; j++)
        {
          CsFinding *finding = g_ptr_array_index (self->missing, j);

          if (!g_str_equal (finding->rule, waived->rule) || !g_str_equal (finding->subject, waived->subject))
            continue;
          finding->waived = TRUE;
          g_free (finding->waived_by);
          finding->waived_by = g_strdup (waived->waived_by);
          g_free (finding->waived_why);
          finding->waived_why = g_strdup (waived->waived_why);
        }
    }
}

static CsRoles
get_roles (CsComposerPage *self)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);

  return me && cs_draft_get_post (self->draft) != 0 ? me->roles : CS_ROLE_NONE;
}

void
cs_composer_page_refresh_checks (CsComposerPage *self)
{
  g_autoptr(GArray) targets = NULL;
  const CsSheetInfo *sheet = cs_draft_get_sheet (self->draft);
  CsCheckQuestion question = { 0 };

  if (!self->checker)
    {
      cs_composer_actions_enable (self);
      return;
    }

  targets = cs_composer_page_collect_targets (self);
  question.content = cs_draft_get_content (self->draft);
  question.targets = targets;
  question.release = cs_draft_get_release (self->draft, &question.release_at, &question.zone);
  question.now = g_get_real_time ();
  question.labels = sheet ? sheet->post->labels : CS_LABEL_NONE;
  question.links = self->links;
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  self->missing = cs_checker_run (self->checker, &question);
  apply_waived (self);
  cs_check_bar_set (self->checks, self->missing);
  cs_check_panel_set (CS_CHECK_PANEL (self->check_panel), self->missing, get_roles (self), self->contributor);
  cs_composer_actions_enable (self);
}

static void
rules_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  CsDigest digest;

  if (!self->draft)
    return;
  if (!reply)
    {
      cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
      return;
    }

  /* the office changes often, its rules hardly ever */
  digest = cs_reply_read_rules_digest (reply);
  if (self->checker && cs_digest_equal (&digest, &self->rules))
    return;
  self->rules = digest;
  g_clear_pointer (&self->checker, cs_checker_free);
  self->checker = cs_reply_read_checker (reply);
  cs_composer_page_refresh_checks (self);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, NULL);

  if (!self->draft || !reply)
    return;
  g_clear_pointer (&self->waived, g_ptr_array_unref);
  self->waived = cs_reply_read_post_check (reply);
  self->contributor = cs_reply_read_contributor (reply);
  cs_composer_page_refresh_checks (self);
}

static void
links_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, NULL);

  if (!self->draft || !reply)
    return;
  g_clear_pointer (&self->links, g_ptr_array_unref);
  self->links = cs_reply_read_links (reply);
  cs_composer_page_refresh_checks (self);
}

static void
ask (CsComposerPage      *self,
     const char          *operation,
     JsonObject          *arguments,
     GAsyncReadyCallback  callback)
{
  cs_office_call_async (cs_session_get_office (self->session), operation, arguments, NULL, callback, g_object_ref (self));
}

void
cs_composer_checks_ask (CsComposerPage *self)
{
  gint64 post = cs_draft_get_post (self->draft);

  ask (self, "check.rules", json_object_new (), rules_cb);
  if (post != 0)
    ask (self, "post.check", cs_arguments_one ("post", post), checked_cb);
}

static void
waived_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (!self->draft)
    return;
  if (!reply)
    cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
  else
    ask (self, "post.check", cs_arguments_one ("post", cs_draft_get_post (self->draft)), checked_cb);
}

static void
waive_cb (CsComposerPage *self,
          guint           i,
          const char     *reason)
{
  if (self->missing && i < self->missing->len)
    ask (self, "check.waive",
         cs_arguments_waive (cs_draft_get_post (self->draft), g_ptr_array_index (self->missing, i), reason), waived_cb);
}

/* The card of a part of the main text or of a variant. */
static CsSegmentCard *
find_card (CsComposerPage *self,
           const CsPlace  *place)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  guint part = place->segment;

  if (self->card_list->len == 0)
    return NULL;
  if (place->variant > 0)
    part += content->segments->len;
  for (guint i = 0; i + 1 < place->variant && i < content->variants->len; i++)
    part += cs_content_get_variant (content, i)->segments->len;
  return g_ptr_array_index (self->card_list, MIN (part, self->card_list->len - 1));
}

/* Extras of a card and choices of the page that stand for more than words. */
static gboolean
jump_to_extra (CsComposerPage  *self,
               CsSegmentCard   *card,
               const CsFinding *finding)
{
  const char *rule = finding->rule;

  if (finding->place.kind == CS_PLACE_POLL)
    cs_segment_card_focus_extra (card, CS_EXTRA_POLL, finding->place.media);
  else if (g_str_equal (rule, "basic/no-quotes") || g_str_equal (rule, "basic/quote-address"))
    cs_segment_card_focus_extra (card, CS_EXTRA_QUOTE, 0);
  else if (g_str_equal (rule, "basic/reply-address"))
    cs_segment_card_focus_extra (card, CS_EXTRA_REPLY, 0);
  else if (g_str_equal (rule, "basic/stale") && self->shown_variant < self->groups->len)
    cs_variant_group_focus_confirm (g_ptr_array_index (self->groups, self->shown_variant));
  else
    return FALSE;
  return TRUE;
}

static void
select_words (CsSegmentCard *card,
              const CsPlace *place)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (cs_segment_card_get_text_view (card));
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;
  gsize size;

  cs_segment_card_focus_text (card);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  size = strlen (text);
  if (place->start >= place->end || place->end > size || !g_utf8_validate (text, (gssize) place->start, NULL) ||
      !g_utf8_validate (text, (gssize) place->end, NULL))
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) g_utf8_strlen (text, (gssize) place->start));
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) g_utf8_strlen (text, (gssize) place->end));
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_view_scroll_mark_onscreen (cs_segment_card_get_text_view (card), gtk_text_buffer_get_insert (buffer));
}

static void
jump_to_part (CsComposerPage  *self,
              const CsFinding *finding)
{
  CsSegmentCard *card = find_card (self, &finding->place);

  if (!card)
    return;
  self->current = card;
  cs_composer_variants_reveal (self, cs_segment_card_get_part (card));
  if (jump_to_extra (self, card, finding))
    return;
  switch (finding->place.kind)
    {
    case CS_PLACE_MEDIA:
    case CS_PLACE_ALT:
      cs_segment_card_focus_alt (card, finding->place.media);
      break;
    case CS_PLACE_CHART:
      cs_composer_actions_edit_chart (self, finding->place.media);
      break;
    case CS_PLACE_TEXT:
      if (g_str_equal (finding->rule, "basic/too-long"))
        cs_segment_card_focus_excess (card);
      else
        select_words (card, &finding->place);
      break;
    case CS_PLACE_POLL:
    case CS_PLACE_POST:
    case CS_PLACE_ACCOUNTS:
    case CS_PLACE_RELEASE:
    case CS_PLACE_WARNING:
    case CS_PLACE_SOURCES:
    default:
      cs_segment_card_focus_text (card);
      break;
    }
}

/* Where what @rule asks for is set, of what holds for the post as a whole. */
static GtkWidget *
get_post_field (CsComposerPage *self,
                const char     *rule)
{
  if (g_str_equal (rule, "basic/reply-settings"))
    return GTK_WIDGET (self->replies_drop);
  if (g_str_equal (rule, "basic/quote-settings"))
    return GTK_WIDGET (self->quotes_drop);

  return GTK_WIDGET (self->visibility_drop);
}

void
cs_composer_checks_jump (CsComposerPage *self,
                         guint           i)
{
  const CsFinding *finding = self->missing && i < self->missing->len ? g_ptr_array_index (self->missing, i) : NULL;

  if (!finding)
    return;
  if (cs_side_layout_get_narrow (self->layout))
    gtk_toggle_button_set_active (self->side_toggle, FALSE);
  switch (finding->place.kind)
    {
    case CS_PLACE_ACCOUNTS:
      gtk_widget_child_focus (GTK_WIDGET (self->accounts), GTK_DIR_TAB_FORWARD);
      break;
    case CS_PLACE_RELEASE:
      gtk_widget_child_focus (GTK_WIDGET (self->time_field), GTK_DIR_TAB_FORWARD);
      break;
    case CS_PLACE_WARNING:
      gtk_widget_grab_focus (GTK_WIDGET (self->warning_check));
      break;
    case CS_PLACE_POST:
      gtk_widget_grab_focus (get_post_field (self, finding->rule));
      break;
    case CS_PLACE_SOURCES:
      gtk_widget_child_focus (GTK_WIDGET (self->sources), GTK_DIR_TAB_FORWARD);
      break;
    case CS_PLACE_TEXT:
    case CS_PLACE_POLL:
    case CS_PLACE_MEDIA:
    case CS_PLACE_ALT:
    case CS_PLACE_CHART:
    default:
      jump_to_part (self, finding);
      break;
    }
}

/* The panel opens: what is known of waivers and links is asked for anew. */
static void
panel_cb (CsComposerPage *self)
{
  gboolean open = cs_check_bar_get_open (self->checks);

  gtk_revealer_set_reveal_child (self->check_revealer, open);
  if (!open || cs_draft_get_post (self->draft) == 0)
    return;
  ask (self, "post.check", cs_arguments_one ("post", cs_draft_get_post (self->draft)), checked_cb);
  ask (self, "check.links", cs_arguments_one ("post", cs_draft_get_post (self->draft)), links_cb);
}

void
cs_composer_checks_init (CsComposerPage *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->check_panel = cs_check_panel_new (TRUE);
  gtk_widget_add_css_class (self->check_panel, "check-panel");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 260);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->check_panel);
  gtk_widget_add_css_class (scroll, "check-holder");
  gtk_revealer_set_child (self->check_revealer, scroll);
  cs_name_widget (scroll, _("Checks"));
  g_signal_connect_object (self->check_panel, "jump", G_CALLBACK (cs_composer_checks_jump), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check_panel, "waive", G_CALLBACK (waive_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checks, "notify::open", G_CALLBACK (panel_cb), self, G_CONNECT_SWAPPED);
}

void
cs_composer_checks_clear (CsComposerPage *self)
{
  g_clear_pointer (&self->checker, cs_checker_free);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->waived, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
}
