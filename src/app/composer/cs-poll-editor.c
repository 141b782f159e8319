/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-poll-editor.h"
#include "cs-poll-words.h"
#include "cs-show-error.h"
#include "cs-toasts.h"
#include "cs-wrap-box.h"

struct _CsPollEditor
{
  AdwBin          parent_instance;

  CsDraft        *draft;
  guint           part;
  gboolean        loading;
  GtkBox         *rows;     /* of GtkBox with a GtkEntry, one for each answer */
  GtkWidget      *add;
  GtkDropDown    *duration;
  GArray         *minutes;  /* of guint: what duration offers */
  GtkCheckButton *multiple;
};

G_DEFINE_FINAL_TYPE (CsPollEditor, cs_poll_editor, ADW_TYPE_BIN)

static const guint offered[] = { 30, 60, 6 * 60, 12 * 60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60 };

/* A poll that was removed, while it can be brought back. */
typedef struct
{
  CsPollEditor *editor;
  CsPoll       *poll;
} Removed;

static CsPoll *
find_poll (CsPollEditor *self)
{
  CsSegment *segment = cs_draft_find_part (self->draft, self->part);

  return segment ? segment->poll : NULL;
}

static guint
find_row (CsPollEditor *self,
          GtkWidget    *row)
{
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); child != row; child = gtk_widget_get_next_sibling (child))
    i++;
  return i;
}

static void
option_changed_cb (CsPollEditor *self,
                   GtkEditable  *entry)
{
  CsPoll *poll = find_poll (self);
  guint i = find_row (self, gtk_widget_get_parent (GTK_WIDGET (entry)));

  if (self->loading || poll == NULL || i >= poll->options->len)
    return;
  g_free (g_ptr_array_index (poll->options, i));
  g_ptr_array_index (poll->options, i) = g_strdup (gtk_editable_get_text (entry));
  cs_draft_touch (self->draft);
}

static void
remove_option_cb (CsPollEditor *self,
                  GtkWidget    *button)
{
  CsPoll *poll = find_poll (self);
  guint i = find_row (self, gtk_widget_get_parent (button));

  if (poll == NULL || i >= poll->options->len)
    return;
  g_ptr_array_remove_index (poll->options, i);
  cs_poll_editor_refresh (self);
  cs_draft_touch (self->draft);
  cs_poll_editor_focus (self, i > 0 ? i - 1 : 0);
}

/* The most that every chosen account takes. */
static guint
get_most (CsPollEditor *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  guint most = 0;

  for (guint i = 0; i < content->accounts->len; i++)
    {
      const CsAccountInfo *account = cs_session_find_account (cs_draft_get_session (self->draft),
                                                              g_array_index (content->accounts, gint64, i));

      if (account && account->target.max_poll_options > 0)
        most = most ? MIN (most, account->target.max_poll_options) : account->target.max_poll_options;
    }
  return CLAMP (most ? most : 4, 2, CS_CONTENT_MAX_POLL_OPTIONS);
}

static void
add_clicked_cb (CsPollEditor *self)
{
  CsPoll *poll = find_poll (self);

  if (poll == NULL || poll->options->len >= get_most (self))
    return;
  g_ptr_array_add (poll->options, g_strdup (""));
  cs_poll_editor_refresh (self);
  cs_draft_touch (self->draft);
  cs_poll_editor_focus (self, poll->options->len - 1);
}

static void
duration_selected_cb (CsPollEditor *self)
{
  CsPoll *poll = find_poll (self);
  guint selected = gtk_drop_down_get_selected (self->duration);

  if (self->loading || poll == NULL || selected >= self->minutes->len)
    return;
  poll->minutes = g_array_index (self->minutes, guint, selected);
  cs_draft_touch (self->draft);
}

static void
multiple_toggled_cb (CsPollEditor *self)
{
  CsPoll *poll = find_poll (self);

  if (self->loading || poll == NULL)
    return;
  poll->multiple = gtk_check_button_get_active (self->multiple);
  cs_draft_touch (self->draft);
}

static void
removed_free (gpointer  data,
              GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->editor);
  g_clear_pointer (&removed->poll, cs_poll_free);
  g_free (removed);
}

static void
undo_cb (AdwToast *toast,
         gpointer  user_data)
{
  Removed *removed = user_data;
  CsPollEditor *self = removed->editor;
  CsSegment *segment = self->draft ? cs_draft_find_part (self->draft, self->part) : NULL;

  if (segment == NULL || segment->poll || removed->poll == NULL)
    return;
  segment->poll = g_steal_pointer (&removed->poll);
  cs_poll_editor_refresh (self);
  cs_draft_touch (self->draft);
}

static void
remove_clicked_cb (CsPollEditor *self)
{
  CsSegment *segment = cs_draft_find_part (self->draft, self->part);
  Removed *removed;

  if (segment == NULL || segment->poll == NULL)
    return;
  removed = g_new0 (Removed, 1);
  removed->editor = g_object_ref (self);
  removed->poll = g_steal_pointer (&segment->poll);
  cs_poll_editor_refresh (self);
  cs_draft_touch (self->draft);
  cs_toast_offer (GTK_WIDGET (self), _("Poll removed"), _("Undo"), G_CALLBACK (undo_cb), removed, removed_free);
}

static void
cs_poll_editor_dispose (GObject *object)
{
  g_clear_object (&CS_POLL_EDITOR (object)->draft);
  G_OBJECT_CLASS (cs_poll_editor_parent_class)->dispose (object);
}

static void
cs_poll_editor_finalize (GObject *object)
{
  g_array_unref (CS_POLL_EDITOR (object)->minutes);
  G_OBJECT_CLASS (cs_poll_editor_parent_class)->finalize (object);
}

static void
cs_poll_editor_class_init (CsPollEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_poll_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_poll_editor_finalize;
}

static GtkWidget *
make_icon_button (const char *icon,
                  const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  return button;
}

static void
cs_poll_editor_init (CsPollEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_("Poll"));
  GtkWidget *remove = make_icon_button ("user-trash-symbolic", _("Remove the poll"));
  CsWrapBox *options = g_object_new (CS_TYPE_WRAP_BOX, NULL);

  self->minutes = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), remove);
  gtk_box_append (GTK_BOX (box), head);
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  self->add = gtk_button_new_with_label (_("Add Answer"));
  self->duration = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->duration), _("How long the poll is open"));
  self->multiple = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_("Several answers")));
  cs_wrap_box_append (options, self->add);
  cs_wrap_box_append (options, GTK_WIDGET (self->duration));
  cs_wrap_box_append (options, GTK_WIDGET (self->multiple));
  cs_name_widget (GTK_WIDGET (options), _("Poll"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (options));
  gtk_widget_add_css_class (GTK_WIDGET (self), "poll-editor");
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->duration, "notify::selected", G_CALLBACK (duration_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->multiple, "toggled", G_CALLBACK (multiple_toggled_cb), self, G_CONNECT_SWAPPED);
}

static void
add_row (CsPollEditor *self,
         guint         i,
         const char   *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *name = g_strdup_printf (_("Answer %u"), i + 1);
  g_autofree char *remove_name = g_strdup_printf (_("Remove answer %u"), i + 1);
  GtkWidget *remove = make_icon_button ("list-remove-symbolic", remove_name);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_widget_set_hexpand (entry, TRUE);
  cs_name_widget (entry, name);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (row), remove);
  gtk_box_append (self->rows, row);
  g_signal_connect_object (entry, "changed", G_CALLBACK (option_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_option_cb), self, G_CONNECT_SWAPPED);
}

/* The usual times, and the poll's own where it is another one. */
static void
fill_durations (CsPollEditor *self,
                guint         minutes)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  guint select = G_MAXUINT;

  g_array_set_size (self->minutes, 0);
  g_array_append_vals (self->minutes, offered, G_N_ELEMENTS (offered));
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    if (offered[i] == minutes)
      select = i;
  if (select == G_MAXUINT)
    {
      select = self->minutes->len;
      g_array_append_val (self->minutes, minutes);
    }
  for (guint i = 0; i < self->minutes->len; i++)
    {
      g_autofree char *duration = cs_poll_say_duration (g_array_index (self->minutes, guint, i));
      /* Translators: of a poll; %s is "3 days" */
      g_autofree char *text = g_strdup_printf (_("Open for %s"), duration);

      gtk_string_list_append (list, text);
    }
  gtk_drop_down_set_model (self->duration, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->duration, select);
  cs_name_drop_down (self->duration, _("How long the poll is open"));
}

void
cs_poll_editor_refresh (CsPollEditor *self)
{
  const CsPoll *poll;
  GtkWidget *row;

  g_return_if_fail (CS_IS_POLL_EDITOR (self));

  poll = find_poll (self);
  self->loading = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))))
    gtk_box_remove (self->rows, row);
  for (guint i = 0; poll && i < poll->options->len; i++)
    add_row (self, i, g_ptr_array_index (poll->options, i));
  if (poll)
    {
      fill_durations (self, poll->minutes);
      gtk_check_button_set_active (self->multiple, poll->multiple);
      gtk_widget_set_sensitive (self->add, poll->options->len < get_most (self));
    }
  self->loading = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), poll != NULL);
}

GtkWidget *
cs_poll_editor_new (CsDraft *draft,
                    guint    part)
{
  CsPollEditor *self = g_object_new (CS_TYPE_POLL_EDITOR, NULL);

  self->draft = g_object_ref (draft);
  self->part = part;
  cs_poll_editor_refresh (self);
  return GTK_WIDGET (self);
}

void
cs_poll_editor_set_part (CsPollEditor *self,
                         guint         part)
{
  g_return_if_fail (CS_IS_POLL_EDITOR (self));

  self->part = part;
}

void
cs_poll_editor_focus (CsPollEditor *self,
                      guint         option)
{
  GtkWidget *row;

  g_return_if_fail (CS_IS_POLL_EDITOR (self));

  row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  for (; row && option > 0 && gtk_widget_get_next_sibling (row); option--)
    row = gtk_widget_get_next_sibling (row);
  if (row)
    gtk_widget_grab_focus (gtk_widget_get_first_child (row));
}
