/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-queue-list.h"

#include <glib/gi18n.h>

#include "cs-post-row.h"
#include "cs-queue-piece.h"
#include "cs-show-error.h"
#include "cs-time.h"

struct _CsQueueList
{
  AdwBin parent_instance;

  CsSession  *session;
  GtkLabel   *title;
  GtkLabel   *count;
  GtkListBox *list;
  GtkWidget  *more;
};

G_DEFINE_FINAL_TYPE (CsQueueList, cs_queue_list, ADW_TYPE_BIN)

enum
{
  MORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
post_of_row (GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "cs-post");

  return *id;
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  CsQueueList   *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-post", "x", post_of_row (row));
}

static void
more_clicked_cb (CsQueueList *self)
{
  g_signal_emit (self, signals[MORE], 0);
}

static void
cs_queue_list_dispose (GObject *object)
{
  g_clear_object (&CS_QUEUE_LIST (object)->session);
  G_OBJECT_CLASS (cs_queue_list_parent_class)->dispose (object);
}

static void
cs_queue_list_class_init (CsQueueListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_queue_list_dispose;
  signals[MORE] = g_signal_new ("more", CS_TYPE_QUEUE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_queue_list_init (CsQueueList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->count));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  self->more = gtk_button_new_with_label (_("Show More"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->more);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_queue_list_new (CsSession  *session,
                   const char *title)
{
  CsQueueList *self = g_object_new (CS_TYPE_QUEUE_LIST, NULL);
  /* Translators: %s is the title of a list */
  g_autofree char *spoken = g_strdup_printf (_("Show more of “%s”"), title);

  self->session = g_object_ref (session);
  gtk_label_set_label (self->title, title);
  cs_name_widget (GTK_WIDGET (self->list), title);
  cs_name_widget (self->more, spoken);

  return GTK_WIDGET (self);
}

/* Everything that a row shows or offers, as far as it changes: the same key, the same row. */
static char *
make_key (const CsQueueEntry *entry)
{
  GString *key = g_string_new (NULL);
  gint64 now = g_get_real_time ();

  g_string_append_printf (key, "%" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT " %s", entry->post->id, entry->post->state,
                          entry->post->release_at, entry->post->excerpt);
  for (guint i = 0; i < entry->pieces->len; i++)
    {
      const CsQueuePiece *part = g_ptr_array_index (entry->pieces, i);
      const CsPublicationInfo *piece = part->publication;
      g_autofree char *trouble = cs_queue_piece_trouble (part, now, cs_local_zone ());

      g_string_append_printf (key, "\n%" G_GINT64_FORMAT " %d %d %" G_GINT64_FORMAT " %s %s", piece->id, piece->state,
                              piece->attempts, piece->next_try_at, piece->remote_url, trouble);
      if (part->removal != NULL)
        g_string_append_printf (key, " %d %d %" G_GINT64_FORMAT, part->removal->state, part->removal->attempts, part->removal->next_try_at);
    }

  return g_string_free (key, FALSE);
}

static GtkWidget *
make_time (const CsQueueEntry *entry)
{
  gint64 at = entry->at > 0 ? entry->at : entry->post->release_at;
  g_autofree char *near = at > 0 ? cs_time_format_near (at, g_get_real_time (), cs_local_zone ()) : g_strdup (_("At once"));
  g_autofree char *full = at > 0 ? cs_time_format_full (at, cs_local_zone ()) : NULL;
  GtkWidget *label = gtk_label_new (near);

  gtk_widget_set_tooltip_text (label, full);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 9);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 9);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "queuetime");

  return label;
}

static void
append_act (GtkWidget  *acts,
            const char *label,
            const char *action,
            gint64      post)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", post);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (acts), button);
}

/* What is done to the whole post. */
static GtkWidget *
make_acts (CsQueueList        *self,
           const CsQueueEntry *entry)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);
  gboolean may = me != NULL && (me->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER)) != 0;
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (entry->post->state == CS_POST_EXPIRED)
    append_act (acts, _("Next Safe Time…"), "win.propose-release", entry->post->id);
  if (may && (entry->post->state == CS_POST_QUEUED || entry->post->state == CS_POST_SIGNED))
    append_act (acts, _("Hold"), "queue.hold", entry->post->id);
  if (may && entry->post->state == CS_POST_HELD)
    append_act (acts, _("Let It Go Out"), "queue.resume", entry->post->id);
  gtk_widget_set_margin_start (acts, 14);
  gtk_widget_set_visible (acts, gtk_widget_get_first_child (acts) != NULL);

  return acts;
}

static GtkWidget *
make_pieces (CsQueueList        *self,
             const CsQueueEntry *entry)
{
  GtkWidget *pieces = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 10,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);

  gtk_widget_add_css_class (pieces, "queuepieces");
  cs_name_widget (pieces, _("Pieces of this post"));
  for (guint i = 0; i < entry->pieces->len; i++)
    gtk_box_append (GTK_BOX (pieces), cs_queue_piece_new (self->session, entry, g_ptr_array_index (entry->pieces, i)));
  gtk_widget_set_visible (pieces, entry->pieces->len > 0);

  return pieces;
}

static GtkWidget *
make_row (CsQueueList        *self,
          const CsQueueEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *across = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *post = cs_post_row_new (2);
  g_autofree char *name = cs_post_describe (entry->post);
  gint64 *id = g_new (gint64, 1);

  *id = entry->post->id;
  g_object_set_data_full (G_OBJECT (row), "cs-post", id, g_free);
  g_object_set_data_full (G_OBJECT (row), "cs-key", make_key (entry), g_free);
  cs_post_row_set (CS_POST_ROW (post), self->session, entry->post);
  gtk_widget_set_margin_start (across, 12);
  gtk_widget_set_margin_end (across, 12);
  gtk_widget_set_margin_bottom (across, 12);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (across), make_time (entry));
  gtk_box_append (GTK_BOX (across), box);
  gtk_box_append (GTK_BOX (box), post);
  gtk_box_append (GTK_BOX (box), make_pieces (self, entry));
  gtk_box_append (GTK_BOX (box), make_acts (self, entry));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), across);
  cs_name_widget (row, name);

  return row;
}

static GtkListBoxRow *
find_row (CsQueueList *self,
          gint64       post,
          int          from)
{
  GtkListBoxRow *row;

  for (int i = from; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (post_of_row (row) == post)
      return row;

  return NULL;
}

/* The button below @widget that does the same. */
static GtkWidget *
find_same (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_same (child, action, target);
      GVariant *own = GTK_IS_BUTTON (child) ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (child)) : NULL;

      if (found != NULL)
        return found;
      if (own != NULL && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (child)), action) == 0 && g_variant_equal (own, target))
        return child;
    }

  return NULL;
}

/* A row that is made anew keeps the focus where it was, on the button that does the same if there still is one. */
static void
replace_row (CsQueueList   *self,
             GtkListBoxRow *old,
             GtkWidget     *row,
             int            position)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean had_focus = focus != NULL && (focus == GTK_WIDGET (old) || gtk_widget_is_ancestor (focus, GTK_WIDGET (old)));
  g_autofree char *action = NULL;
  g_autoptr(GVariant) target = NULL;
  GtkWidget *same = NULL;

  if (had_focus && GTK_IS_BUTTON (focus))
    {
      action = g_strdup (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)));
      target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (focus));
      if (target != NULL)
        g_variant_ref (target);
    }
  gtk_list_box_remove (self->list, GTK_WIDGET (old));
  gtk_list_box_insert (self->list, row, position);
  if (action != NULL && target != NULL)
    same = find_same (row, action, target);
  if (had_focus)
    gtk_widget_grab_focus (same != NULL ? same : row);
}

static void
place_entry (CsQueueList        *self,
             const CsQueueEntry *entry,
             int                 position)
{
  GtkListBoxRow *row = find_row (self, entry->post->id, position);
  g_autofree char *key = make_key (entry);

  if (row != NULL && gtk_list_box_row_get_index (row) == position && g_str_equal (key, g_object_get_data (G_OBJECT (row), "cs-key")))
    return;
  if (row != NULL)
    replace_row (self, row, make_row (self, entry), position);
  else
    gtk_list_box_insert (self->list, make_row (self, entry), position);
}

void
cs_queue_list_set (CsQueueList *self,
                   GPtrArray   *entries,
                   gboolean     more)
{
  g_autofree char *count = g_strdup_printf (more ? "%u+" : "%u", entries->len);
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_QUEUE_LIST (self));

  for (guint i = 0; i < entries->len; i++)
    {
      const CsQueueEntry *entry = g_ptr_array_index (entries, i);

      /* Rows of posts that are gone from here leave first, so that the others need not move. */
      while ((row = gtk_list_box_get_row_at_index (self->list, (int) i)) != NULL &&
             post_of_row (row) != entry->post->id && find_row (self, entry->post->id, (int) i) != NULL)
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
      place_entry (self, entry, (int) i);
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) entries->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self), entries->len > 0);
}

void
cs_queue_list_focus (CsQueueList *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_QUEUE_LIST (self));

  if ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
