/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-desk-group.h"
#include "cs-desk-note.h"
#include "cs-desk-watch.h"
#include "cs-emergency-client.h"
#include "cs-queue-page.h"
#include "cs-show-error.h"
#include "cs-time.h"

#define LIMIT 100

typedef enum
{
  GROUP_TROUBLE,
  GROUP_FROZEN, /* what only the freeze keeps back */
  GROUP_HELD,
  GROUP_SENDING,
  GROUP_NEXT,
  N_GROUPS,
} Group;

/* Which states stand in which group. */
static const struct
{
  CsPostState state;
  Group       group;
} queue_states[] = {
  { CS_POST_UNKNOWN, GROUP_TROUBLE },
  { CS_POST_FAILED, GROUP_TROUBLE },
  { CS_POST_PARTLY_PUBLISHED, GROUP_TROUBLE },
  { CS_POST_EXPIRED, GROUP_TROUBLE },
  { CS_POST_HELD, GROUP_HELD },
  { CS_POST_SENDING, GROUP_SENDING },
  { CS_POST_SIGNED, GROUP_NEXT },
  { CS_POST_QUEUED, GROUP_NEXT },
};

struct _CsQueuePage
{
  AdwBin parent_instance;

  CsSession    *session;
  GCancellable *cancellable; /* of the questions of this generation */
  guint         generation;
  guint         n_open;      /* questions under way */
  gboolean      wants_focus; /* when they are answered */
  GPtrArray    *found[N_GROUPS];
  CsFreezeInfo *freeze;      /* NULL = the queue runs */

  GtkStack     *stack;
  GtkLabel     *sentence;
  GtkWidget    *notes;
  GtkWidget    *hold;        /* NULL for those who may not */
  GtkWidget    *groups[N_GROUPS];
};

G_DEFINE_FINAL_TYPE (CsQueuePage, cs_queue_page, ADW_TYPE_BIN)

typedef struct
{
  CsQueuePage *page;
  guint        generation;
  Group        group;
} Question;

static int
compare_release (gconstpointer one,
                 gconstpointer other)
{
  const CsPostInfo *a = *(const CsPostInfo * const *) one;
  const CsPostInfo *b = *(const CsPostInfo * const *) other;

  return (a->release_at > b->release_at) - (a->release_at < b->release_at);
}

/* Under a freeze only emergency posts are on their way. */
static void
split_frozen (CsQueuePage *self)
{
  GPtrArray *next = self->found[GROUP_NEXT];

  if (self->freeze == NULL)
    return;

  cs_desk_show_held (next, self->freeze);
  for (guint i = 0; i < next->len;)
    if (((const CsPostInfo *) g_ptr_array_index (next, i))->state == CS_POST_HELD)
      g_ptr_array_add (self->found[GROUP_FROZEN], g_ptr_array_steal_index (next, i));
    else
      i++;
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
    return g_strdup_printf (ngettext ("%u post needs a person: open it to see why.",
                                      "%u posts need a person: open them to see why.", n_trouble),
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
        cs_desk_group_focus (CS_DESK_GROUP (self->groups[i]));
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
      g_ptr_array_sort (self->found[i], compare_release);
      cs_desk_group_set (CS_DESK_GROUP (self->groups[i]), self->found[i], self->found[i]->len);
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

static void
state_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(CsQueuePage) self = question->page;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) posts = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (question->generation != self->generation)
    return;

  self->n_open--;
  if (reply == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  posts = cs_reply_read_posts (reply);
  for (guint i = 0; i < posts->len; i++)
    g_ptr_array_add (self->found[question->group], cs_post_info_copy (g_ptr_array_index (posts, i)));
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
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (question->generation != self->generation)
    return;

  self->n_open--;
  if (reply == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  g_clear_pointer (&self->freeze, cs_freeze_info_free);
  self->freeze = cs_reply_read_freeze (reply);
  if (self->n_open == 0)
    show_found (self);
}

static Question *
new_question (CsQueuePage *self,
              Group        group)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (self);
  question->generation = self->generation;
  question->group = group;

  return question;
}

static void
refresh (CsQueuePage *self)
{
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_open = G_N_ELEMENTS (queue_states) + 1;
  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_clear_pointer (&self->found[i], g_ptr_array_unref);
      self->found[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_post_info_free);
    }

  for (guint i = 0; i < G_N_ELEMENTS (queue_states); i++)
    cs_office_call_async (cs_session_get_office (self->session), "post.list",
                          cs_arguments_post_list (cs_post_state_nick (queue_states[i].state), 0, 0, NULL, 0, LIMIT),
                          self->cancellable, state_listed_cb, new_question (self, queue_states[i].group));
  cs_office_call_async (cs_session_get_office (self->session), "queue.frozen", NULL, self->cancellable, frozen_asked_cb,
                        new_question (self, GROUP_FROZEN));
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
  for (guint i = 0; i < N_GROUPS; i++)
    g_clear_pointer (&self->found[i], g_ptr_array_unref);
  G_OBJECT_CLASS (cs_queue_page_parent_class)->dispose (object);
}

static void
cs_queue_page_class_init (CsQueuePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_queue_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.focus", NULL, focus_action);
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
      self->groups[i] = cs_desk_group_new (self->session, titles[i]);
      gtk_box_append (GTK_BOX (column), self->groups[i]);
    }
  cs_desk_group_set_act (CS_DESK_GROUP (self->groups[GROUP_TROUBLE]), CS_POST_EXPIRED, _("Next Safe Time…"),
                         _("Give the post the next release time that leaves everybody their time"), "win.propose-release");
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
