/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-desk-group.h"
#include "cs-desk-list.h"
#include "cs-desk-note.h"
#include "cs-desk-page.h"
#include "cs-desk-signed.h"
#include "cs-show-error.h"
#include "cs-time.h"

#define WRITERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY)

struct _CsDeskPage
{
  AdwBin parent_instance;

  CsDeskWatch *watch;
  gboolean     focused; /* the first answer has given the focus to the first row */

  GtkStack    *stack;
  GtkWidget   *failed;  /* says why there is no answer yet */
  GtkLabel    *sentence;
  GtkWidget   *notes;
  GtkWidget   *questions;
  GtkWidget   *signed_for;
  GtkWidget   *wanted;
  GtkWidget   *notices;
  GtkWidget   *waiting;
  GtkWidget   *late;
  GtkWidget   *next;
  GtkWidget   *mine;
};

G_DEFINE_FINAL_TYPE (CsDeskPage, cs_desk_page, ADW_TYPE_BIN)

/* The open stage's own clock, or else the release time. */
static gint64
due_of (const CsPostInfo *post)
{
  if (post->stage_due_at != 0)
    return post->stage_due_at;

  return post->release == CS_RELEASE_AT_TIME ? post->release_at : 0;
}

/* What must be decided first of all that waits; NULL if nothing has a release time. */
static const CsPostInfo *
find_first (const CsDeskInfo *desk)
{
  const CsPostInfo *first = NULL;

  for (guint i = 0; i < desk->waiting->len; i++)
    {
      const CsPostInfo *post = g_ptr_array_index (desk->waiting, i);

      if (due_of (post) > 0 && (first == NULL || due_of (post) < due_of (first)))
        first = post;
    }

  return first;
}

static char *
make_sentence (const CsDeskInfo *desk)
{
  gint64 now = g_get_real_time ();
  const CsPostInfo *first = find_first (desk);
  g_autofree char *waiting = NULL;
  g_autofree char *when = NULL;

  if (desk->n_waiting == 0)
    return g_strdup (_("Nothing waits for you."));

  waiting = g_strdup_printf (ngettext ("%u post waits for you", "%u posts wait for you",
                                       desk->n_waiting),
                             desk->n_waiting);
  if (first == NULL)
    /* Translators: a sentence on its own; %s is “3 posts wait for you” */
    return g_strdup_printf (_("%s."), waiting);

  when = cs_time_format_near (due_of (first), now, cs_local_zone ());
  if (due_of (first) < now)
    /* Translators: %1$s is “3 posts wait for you”, %2$s a time that has passed */
    return g_strdup_printf (_("%1$s; the first was due %2$s."), waiting, when);

  /* Translators: %1$s is “3 posts wait for you”, %2$s a time: “today 15:40”, “in 12 min” */
  return g_strdup_printf (_("%1$s; the first is due %2$s."), waiting, when);
}

static void
focus_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsDeskPage *self = CS_DESK_PAGE (widget);
  GtkWidget *groups[] = { self->waiting, self->late, self->next, self->mine };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (gtk_widget_get_visible (groups[i]))
      {
        cs_desk_group_focus (CS_DESK_GROUP (groups[i]));
        return;
      }
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
show_freeze (CsDeskPage         *self,
             const CsFreezeInfo *freeze)
{
  CsDeskNote *note = cs_desk_notes_put (CS_DESK_NOTES (self->notes), "freeze");
  g_autofree char *when = cs_time_format_near (freeze->made_at, g_get_real_time (), cs_local_zone ());
  /* Translators: %1$s is a person, %2$s a time */
  g_autofree char *clock = g_strdup_printf (_("%1$s, %2$s"), freeze->made_by_name, when);

  cs_desk_note_set (note, CS_NOTE_WARNING, "media-playback-pause-symbolic",
                    _("The queue is held: only emergency posts go out"), freeze->reason, clock);
  cs_desk_note_set_button (note, 0, freeze->may_thaw ? _("Release the Queue…") : NULL, "win.release-queue");
  cs_desk_note_set_button (note, 1, _("Show the Queue"), "win.show-place::queue");
}

static void
show_emergency (CsDeskPage            *self,
                const CsEmergencyInfo *emergency)
{
  g_autofree char *key = g_strdup_printf ("emergency-%" G_GINT64_FORMAT, emergency->post);
  g_autofree char *clear = g_strdup_printf ("win.clear-emergency(int64 %" G_GINT64_FORMAT ")", emergency->post);
  g_autofree char *open = g_strdup_printf ("win.open-post(int64 %" G_GINT64_FORMAT ")", emergency->post);
  /* Translators: %s is how a post begins */
  g_autofree char *title = g_strdup_printf (_("Emergency: %s"), emergency->excerpt);
  gint64 at = emergency->due_at != 0 ? emergency->due_at : emergency->started_at;
  g_autofree char *when = cs_time_format_near (at, g_get_real_time (), cs_local_zone ());
  g_autofree char *clock = NULL;
  CsDeskNote *note = cs_desk_notes_put (CS_DESK_NOTES (self->notes), key);

  if (emergency->due_at == 0)
    /* Translators: %1$s is a person, %2$s a time */
    clock = g_strdup_printf (_("Started by %1$s, %2$s. Not signed yet: once it is, a full review is owed within 24 hours."),
                             emergency->started_by_name, when);
  else if (emergency->due_at < g_get_real_time ())
    clock = g_strdup_printf (_("The full review is late: it was owed %s."), when);
  else
    clock = g_strdup_printf (_("The full review is owed %s, by somebody who took no part."), when);
  cs_desk_note_set (note, CS_NOTE_ALARM, "dialog-warning-symbolic", title, emergency->reason, clock);
  cs_desk_note_set_button (note, 0, emergency->may_clear ? _("Clear…") : NULL, clear);
  cs_desk_note_set_button (note, 1, _("Open"), open);
}

static void
show_acting_for (CsDeskPage             *self,
                 const CsDelegationInfo *delegation)
{
  g_autofree char *key = g_strdup_printf ("acting-%" G_GINT64_FORMAT, delegation->id);
  /* Translators: %s is a person who is away */
  g_autofree char *title = g_strdup_printf (_("You sign for %s"), delegation->principal_name);
  g_autofree char *until = cs_time_format_near (delegation->until_at, g_get_real_time (), cs_local_zone ());
  /* Translators: %s is a time */
  g_autofree char *clock = g_strdup_printf (_("Ends %s. What you sign so is marked everywhere."), until);

  cs_desk_note_set (cs_desk_notes_put (CS_DESK_NOTES (self->notes), key), CS_NOTE_PLAIN, "avatar-default-symbolic",
                    title, "", clock);
}

static void
show_delegations (CsDeskPage *self)
{
  GPtrArray *delegations = cs_desk_watch_get_delegations (self->watch);
  const CsPersonInfo *me = cs_session_get_me (cs_desk_watch_get_session (self->watch));

  for (guint i = 0; me != NULL && delegations != NULL && i < delegations->len; i++)
    {
      const CsDelegationInfo *delegation = g_ptr_array_index (delegations, i);

      if (delegation->in_force && delegation->delegate == me->id)
        show_acting_for (self, delegation);
    }
}

static void
show_notes (CsDeskPage *self)
{
  GPtrArray *emergencies = cs_desk_watch_get_emergencies (self->watch);
  const CsFreezeInfo *freeze = cs_desk_watch_get_freeze (self->watch);

  for (guint i = 0; i < emergencies->len; i++)
    show_emergency (self, g_ptr_array_index (emergencies, i));
  if (freeze != NULL)
    show_freeze (self, freeze);
  show_delegations (self);
  cs_desk_notes_end (CS_DESK_NOTES (self->notes));
}

static guint
show_lists (CsDeskPage *self)
{
  GPtrArray *questions = cs_desk_watch_get_questions (self->watch);
  GPtrArray *notices = cs_desk_watch_get_notices (self->watch);

  for (guint i = 0; i < questions->len; i++)
    {
      const CsQuestionInfo *question = g_ptr_array_index (questions, i);
      /* Translators: %1$s is a person, %2$s a question */
      g_autofree char *title = g_strdup_printf (_("%1$s asks: %2$s"), question->name, question->text);
      g_autofree char *action = cs_desk_list_dup_open (question->post);

      cs_desk_list_put (CS_DESK_LIST (self->questions), question->comment, "dialog-question-symbolic", title,
                        question->excerpt, question->at, action);
    }
  for (guint i = 0; i < notices->len; i++)
    {
      const CsNoticeInfo *notice = g_ptr_array_index (notices, i);
      gboolean of_account = notice->kind == CS_NOTICE_LOGIN_ENDS || notice->kind == CS_NOTICE_ACCOUNT_ILL;
      g_autofree char *action = of_account ? g_strdup ("win.show-place::accounts") : cs_desk_list_dup_open (notice->post);

      cs_desk_list_put (CS_DESK_LIST (self->notices), notice->id, "preferences-system-notifications-symbolic",
                        notice->sentence, notice->excerpt, notice->at, action);
    }

  return cs_desk_list_end (CS_DESK_LIST (self->questions)) + cs_desk_list_end (CS_DESK_LIST (self->notices));
}

static void
desk_updated_cb (CsDeskPage *self)
{
  const CsDeskInfo *desk = cs_desk_watch_get_desk (self->watch);
  g_autofree char *sentence = NULL;
  gboolean empty;
  guint n_listed;

  if (desk == NULL)
    return;

  cs_desk_group_set (CS_DESK_GROUP (self->waiting), desk->waiting, desk->n_waiting);
  cs_desk_group_set (CS_DESK_GROUP (self->late), desk->late, desk->late->len);
  cs_desk_group_set (CS_DESK_GROUP (self->next), desk->next, MAX (desk->n_queued, desk->next->len));
  cs_desk_group_set (CS_DESK_GROUP (self->mine), desk->mine, desk->mine->len);

  cs_desk_group_set (CS_DESK_GROUP (self->wanted), desk->wanted, desk->n_wanted);
  cs_desk_signed_update (CS_DESK_SIGNED (self->signed_for));
  show_notes (self);
  n_listed = show_lists (self);
  sentence = make_sentence (desk);
  gtk_label_set_label (self->sentence, sentence);
  empty = desk->waiting->len + desk->late->len + desk->next->len + desk->mine->len +
          desk->wanted->len + desk->n_signed_for + n_listed == 0 && !gtk_widget_get_visible (self->notes);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "desk");

  if (!self->focused && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->focused = TRUE;
      focus_action (GTK_WIDGET (self), "page.focus", NULL);
    }
}

static void
desk_failed_cb (CsDeskPage   *self,
                const GError *error)
{
  if (cs_desk_watch_get_desk (self->watch) != NULL)
    return; /* what was there last stays, and the window says that it is not fresh */

  adw_status_page_set_description (ADW_STATUS_PAGE (self->failed), cs_error_sentence (error));
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
retry_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  cs_desk_watch_refresh (CS_DESK_PAGE (widget)->watch);
}

static void
cs_desk_page_dispose (GObject *object)
{
  CsDeskPage *self = CS_DESK_PAGE (object);

  g_clear_object (&self->watch);
  G_OBJECT_CLASS (cs_desk_page_parent_class)->dispose (object);
}

static void
cs_desk_page_class_init (CsDeskPageClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.focus", NULL, focus_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.retry", NULL, retry_action);
  G_OBJECT_CLASS (klass)->dispose = cs_desk_page_dispose;
}

static void
cs_desk_page_init (CsDeskPage *self)
{
}

static GtkWidget *
make_header (gboolean may_write)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button;

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Desk"), ""));
  if (!may_write)
    return header;

  button = gtk_button_new_with_label (_("New Post"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.new-post");
  gtk_widget_set_tooltip_text (button, _("Write a new post (Ctrl+N)"));
  gtk_widget_add_css_class (button, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), button);

  return header;
}

static GtkWidget *
make_desk (CsDeskPage *self,
           CsSession  *session)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_xalign (self->sentence, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "title-2");
  self->waiting = cs_desk_group_new (session, _("Waiting for You"));
  self->late = cs_desk_group_new (session, _("Late or at Risk"));
  cs_desk_group_set_act (CS_DESK_GROUP (self->late), CS_POST_EXPIRED, _("Next Safe Time…"),
                         _("Give the post the next release time that leaves everybody their time"), "win.propose-release");
  self->next = cs_desk_group_new (session, _("Going Out Next"));
  self->mine = cs_desk_group_new (session, _("Yours: Being Written, or Waiting for Others"));
  self->wanted = cs_desk_group_new (session, _("Your Comment Is Wanted"));
  self->notes = cs_desk_notes_new (session);
  self->questions = cs_desk_list_new (_("Questions to You"));
  self->signed_for = cs_desk_signed_new (self->watch);
  self->notices = cs_desk_list_new (_("News"));
  cs_desk_list_set_button (CS_DESK_LIST (self->notices), _("All Read"), "win.notices-read");
  gtk_widget_add_css_class (self->waiting, "cs-waiting");
  gtk_box_append (GTK_BOX (column), self->notes);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (column), self->waiting);
  gtk_box_append (GTK_BOX (column), self->signed_for);
  gtk_box_append (GTK_BOX (column), self->questions);
  gtk_box_append (GTK_BOX (column), self->wanted);
  gtk_box_append (GTK_BOX (column), self->notices);
  gtk_box_append (GTK_BOX (column), self->late);
  gtk_box_append (GTK_BOX (column), self->next);
  gtk_box_append (GTK_BOX (column), self->mine);
  gtk_widget_set_margin_top (column, 24);
  gtk_widget_set_margin_bottom (column, 36);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);

  return scroll;
}

static GtkWidget *
make_empty (gboolean may_write)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button;

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "cs-desk-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Your Desk Is Clear"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("What waits for you, what is late and what goes out next comes here."));
  button = gtk_button_new_with_label (may_write ? _("New Post") : _("See All Posts"));
  if (may_write)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.new-post");
  else
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.show-place::posts");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

static GtkWidget *
make_failed (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Try Again"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("The Desk Cannot Be Read"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.retry");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

GtkWidget *
cs_desk_page_new (CsDeskWatch *watch)
{
  CsDeskPage *self = g_object_new (CS_TYPE_DESK_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  CsSession *session;
  const CsPersonInfo *me;
  gboolean may_write;

  g_return_val_if_fail (CS_IS_DESK_WATCH (watch), NULL);

  self->watch = g_object_ref (watch);
  session = cs_desk_watch_get_session (watch);
  me = cs_session_get_me (session);
  may_write = me != NULL && (me->roles & WRITERS) != 0;

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, adw_bin_new (), "nothing");
  gtk_stack_add_named (self->stack, make_desk (self, session), "desk");
  gtk_stack_add_named (self->stack, make_empty (may_write), "empty");
  self->failed = make_failed ();
  gtk_stack_add_named (self->stack, self->failed, "failed");
  gtk_box_append (GTK_BOX (box), make_header (may_write));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (watch, "updated", G_CALLBACK (desk_updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "failed", G_CALLBACK (desk_failed_cb), self, G_CONNECT_SWAPPED);
  desk_updated_cb (self);

  return GTK_WIDGET (self);
}
