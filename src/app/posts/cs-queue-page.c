/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-desk-note.h"
#include "cs-desk-watch.h"
#include "cs-queue-list.h"
#include "cs-queue-page-private.h"
#include "cs-show-error.h"
#include "cs-time.h"

/* Of each part of the queue in one page */
#define PAGE 30

/* What is asked for, and in which group it stands. */
static const struct
{
  CsQueueGroup asked;
  Group        group;
} questions[] = {
  { CS_QUEUE_TROUBLE, GROUP_TROUBLE },
  { CS_QUEUE_HELD, GROUP_HELD },
  { CS_QUEUE_SENDING, GROUP_SENDING },
  { CS_QUEUE_NEXT, GROUP_NEXT },
  { CS_QUEUE_SENT, GROUP_SENT },
};

G_DEFINE_FINAL_TYPE (CsQueuePage, cs_queue_page, ADW_TYPE_BIN)

typedef struct
{
  CsQueuePage *page;
  guint        generation;
  CsQueueGroup asked;
  Group        group;
} Question;

/* Under a freeze only emergency posts are on their way. */
static void
split_frozen (CsQueuePage *self)
{
  GPtrArray *next = self->found[GROUP_NEXT];

  for (guint i = 0; self->freeze != NULL && i < next->len;)
    {
      CsQueueEntry *entry = g_ptr_array_index (next, i);

      if (entry->post->emergency)
        {
          i++;
          continue;
        }
      entry->post->state = CS_POST_HELD;
      g_ptr_array_add (self->found[GROUP_FROZEN], g_ptr_array_steal_index (next, i));
    }
}

/* What the freeze came too late for is said with it. */
static void
show_on_its_way (CsQueuePage *self,
                 CsDeskNote  *note)
{
  guint n = self->on_its_way != NULL ? self->on_its_way->n_sending : 0;
  g_autofree char *title = g_strdup_printf (ngettext ("%u post was already on its way", "%u posts were already on their way", n), n);

  cs_desk_note_set_posts (note, title, n > 0 ? self->on_its_way->sending : NULL);
}

static void
show_freeze (CsQueuePage *self)
{
  gtk_widget_set_visible (self->notes, self->freeze != NULL);
  if (self->hold != NULL)
    gtk_widget_set_visible (self->hold, self->freeze == NULL);
  if (self->freeze != NULL)
    {
      CsDeskNote *note = cs_desk_notes_put (CS_DESK_NOTES (self->notes), "freeze");
      g_autofree char *when = cs_time_format_near (self->freeze->made_at, g_get_real_time (), cs_local_zone ());
      /* Translators: %1$s is a person, %2$s a time */
      g_autofree char *clock = g_strdup_printf (_("%1$s, %2$s"), self->freeze->made_by_name, when);

      cs_desk_note_set (note, CS_NOTE_WARNING, "media-playback-pause-symbolic",
                        _("The queue is held: only emergency posts go out"), self->freeze->reason, clock);
      cs_desk_note_set_button (note, 0, self->freeze->may_thaw ? _("Release the Queue…") : NULL, "win.release-queue");
      show_on_its_way (self, note);
    }
  cs_desk_notes_end (CS_DESK_NOTES (self->notes));
}

static char *
make_sentence (CsQueuePage *self)
{
  guint n_trouble = self->found[GROUP_TROUBLE]->len;
  guint n_frozen = self->found[GROUP_FROZEN]->len;
  guint n_next = self->found[GROUP_NEXT]->len + self->found[GROUP_SENDING]->len;

  if (self->freeze != NULL)
    return g_strdup_printf (ngettext ("The queue is held, and %u post with it.",
                                      "The queue is held, and %u posts with it.", n_frozen),
                            n_frozen);
  if (n_trouble > 0)
    return g_strdup_printf (ngettext ("%u post needs a person: below is why, and what helps.",
                                      "%u posts need a person: below is why, and what helps.", n_trouble),
                            n_trouble);

  return g_strdup_printf (ngettext ("All is well: %u post is on its way.",
                                    "All is well: %u posts are on their way.", n_next),
                          n_next);
}

/* The first row, never a button that stops something. */
static gboolean
focus_first (CsQueuePage *self)
{
  for (guint i = 0; i < N_GROUPS; i++)
    if (gtk_widget_get_visible (self->groups[i]))
      {
        cs_queue_list_focus (CS_QUEUE_LIST (self->groups[i]));
        return TRUE;
      }

  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
show_found (CsQueuePage *self)
{
  g_autofree char *text = NULL;
  guint n_all = 0;

  split_frozen (self);
  for (guint i = 0; i < N_GROUPS; i++)
    {
      cs_queue_list_set (CS_QUEUE_LIST (self->groups[i]), self->found[i], self->more[i]);
      g_clear_pointer (&self->shown[i], g_ptr_array_unref);
      self->shown[i] = g_ptr_array_ref (self->found[i]);
      n_all += self->found[i]->len;
    }

  show_freeze (self);
  text = make_sentence (self);
  gtk_label_set_label (self->sentence, text);
  gtk_stack_set_visible_child_name (self->stack, n_all > 0 || self->freeze != NULL ? "queue" : "empty");
  if (self->wants_focus)
    self->wants_focus = !focus_first (self);
}

/* The page may be shown before the answers are there: the focus then comes with them. */
static void
focus_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsQueuePage *self = CS_QUEUE_PAGE (widget);

  self->wants_focus = self->n_open > 0 || !focus_first (self);
}

static void ask_page (CsQueuePage *self, CsQueueGroup asked, Group group, const CsQueueEntry *after);

/* As many pages as were shown before. */
static void
take_page (CsQueuePage    *self,
           const Question *question,
           JsonObject     *reply)
{
  GPtrArray *found = self->found[question->group];
  g_autoptr(GPtrArray) page = cs_reply_read_queue (reply, &self->more[question->group]);

  g_ptr_array_extend_and_steal (found, g_steal_pointer (&page));
  if (self->more[question->group] && found->len < self->n_wanted[question->group])
    ask_page (self, question->asked, question->group, g_ptr_array_index (found, found->len - 1));
}

/* Returns: the answer to @question; NULL if nobody waits for it any more, or if it is an error, which is shown */
static JsonObject *
finish_question (GObject        *source,
                 GAsyncResult   *result,
                 const Question *question)
{
  CsQueuePage *self = question->page;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (question->generation != self->generation)
    return NULL;

  self->n_open--;
  if (reply == NULL)
    cs_show_error (GTK_WIDGET (self), error);

  return g_steal_pointer (&reply);
}

static void
page_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(CsQueuePage) self = question->page;
  g_autoptr(JsonObject) reply = finish_question (source, result, question);

  if (reply == NULL)
    return;

  take_page (self, question, reply);
  if (self->n_open == 0)
    show_found (self);
}

static void
frozen_asked_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(CsQueuePage) self = question->page;
  g_autoptr(JsonObject) reply = finish_question (source, result, question);

  if (reply == NULL)
    return;

  g_clear_pointer (&self->freeze, cs_freeze_info_free);
  g_clear_pointer (&self->on_its_way, cs_held_info_free);
  self->freeze = cs_reply_read_freeze (reply);
  self->on_its_way = cs_reply_read_held (reply);
  if (self->n_open == 0)
    show_found (self);
}

static Question *
new_question (CsQueuePage  *self,
              CsQueueGroup  asked,
              Group         group)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (self);
  question->generation = self->generation;
  question->asked = asked;
  question->group = group;

  return question;
}

/* The day as it is here */
static gint64
find_midnight (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                         g_date_time_get_day_of_month (now), 0, 0, 0);

  return midnight != NULL ? g_date_time_to_unix (midnight) * G_USEC_PER_SEC : 0;
}

static void
ask_page (CsQueuePage        *self,
          CsQueueGroup        asked,
          Group               group,
          const CsQueueEntry *after)
{
  self->n_open++;
  cs_office_call_async (cs_session_get_office (self->session), "queue.list",
                        cs_arguments_queue_list (asked, find_midnight (), after, PAGE),
                        self->cancellable, page_listed_cb, new_question (self, asked, group));
}

static void
refresh (CsQueuePage *self)
{
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_open = 1;
  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_clear_pointer (&self->found[i], g_ptr_array_unref);
      self->found[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_queue_entry_free);
      self->more[i] = FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    ask_page (self, questions[i].asked, questions[i].group, NULL);
  cs_office_call_async (cs_session_get_office (self->session), "queue.frozen", NULL, self->cancellable, frozen_asked_cb,
                        new_question (self, CS_QUEUE_HELD, GROUP_FROZEN));
}

static void
more_cb (CsQueuePage *self,
         GtkWidget   *list)
{
  for (guint i = 0; i < N_GROUPS; i++)
    if (self->groups[i] == list)
      self->n_wanted[i] = self->shown[i]->len + PAGE;
  /* What the freeze keeps back is asked for with what goes out next. */
  self->n_wanted[GROUP_NEXT] = MAX (self->n_wanted[GROUP_NEXT], self->n_wanted[GROUP_FROZEN]);
  refresh (self);
}

static void
cs_queue_page_dispose (GObject *object)
{
  CsQueuePage *self = CS_QUEUE_PAGE (object);

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->freeze, cs_freeze_info_free);
  g_clear_pointer (&self->on_its_way, cs_held_info_free);
  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_clear_pointer (&self->found[i], g_ptr_array_unref);
      g_clear_pointer (&self->shown[i], g_ptr_array_unref);
    }
  G_OBJECT_CLASS (cs_queue_page_parent_class)->dispose (object);
}

static void
cs_queue_page_class_init (CsQueuePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_queue_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.focus", NULL, focus_action);
  cs_queue_page_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
cs_queue_page_init (CsQueuePage *self)
{
}

static GtkWidget *
make_queue (CsQueuePage *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  const char *titles[N_GROUPS] = {
    [GROUP_TROUBLE] = _("Needs a Person"),
    [GROUP_FROZEN] = _("Held With the Queue"),
    [GROUP_HELD] = _("Held"),
    [GROUP_SENDING] = _("Going Out Now"),
    [GROUP_NEXT] = _("Going Out Next"),
    [GROUP_SENT] = _("Out Today"),
  };

  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_xalign (self->sentence, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "title-2");
  self->notes = cs_desk_notes_new (self->session);
  gtk_box_append (GTK_BOX (column), self->notes);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->sentence));
  for (guint i = 0; i < N_GROUPS; i++)
    {
      self->groups[i] = cs_queue_list_new (self->session, titles[i]);
      g_signal_connect_object (self->groups[i], "more", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (column), self->groups[i]);
    }
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
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Show All Posts"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "alarm-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Nothing in the Queue"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Posts come here when they are signed, and leave when they are published."));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.show-place::posts");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

GtkWidget *
cs_queue_page_new (CsSession *session)
{
  CsQueuePage *self = g_object_new (CS_TYPE_QUEUE_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Queue"), ""));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, adw_bin_new (), "nothing");
  gtk_stack_add_named (self->stack, make_queue (self), "queue");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  if (cs_session_get_me (session) != NULL &&
      (cs_session_get_me (session)->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER)) != 0)
    {
      self->hold = gtk_button_new_with_label (_("Hold Everything…"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->hold), "win.hold-queue");
      gtk_widget_add_css_class (self->hold, "destructive-action");
      gtk_widget_set_tooltip_text (self->hold, _("Stop the whole queue, with a reason"));
      cs_name_widget (self->hold, _("Hold everything in the queue"));
      adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->hold);
    }
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
