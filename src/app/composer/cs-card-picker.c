/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-card-picker.h"
#include "cs-claims.h"
#include "cs-show-error.h"
#include "cs-source-client.h"
#include "cs-toasts.h"

#define PAGE 50

struct _CsCardPicker
{
  AdwWindow       parent_instance;

  CsSession      *session;
  GCancellable   *cancellable; /* of the question under way */
  GPtrArray      *cards;       /* of CsSource, as the rows stand */
  gboolean        whole;       /* there are no older ones */

  GtkSearchEntry *search;
  GtkListBox     *list;
  GtkWidget      *more;
  GtkStack       *stack;
};

G_DEFINE_FINAL_TYPE (CsCardPicker, cs_card_picker, ADW_TYPE_WINDOW)

static guint picked_signal;

static void ask (CsCardPicker *self,
                 gboolean      anew);

char *
cs_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static char *
describe (const CsSource *card)
{
  const char *parts[5] = { NULL };
  guint n = 0;

  if (*card->publisher && *card->title)
    parts[n++] = card->publisher;
  if (*card->number)
    parts[n++] = card->number;
  if (*card->date)
    parts[n++] = card->date;
  return g_strjoinv (" · ", (char **) parts);
}

static void
retired_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsCardPicker) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (reply == NULL)
    cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
  else
    ask (self, TRUE);
}

static void
retire_clicked_cb (CsCardPicker *self,
                   GtkWidget    *button)
{
  gint64 card = g_ascii_strtoll (gtk_widget_get_name (button), NULL, 10);

  cs_office_call_async (cs_session_get_office (self->session), "source.retire", cs_arguments_one ("card", card),
                        NULL, retired_cb, g_object_ref (self));
}

static GtkWidget *
make_row (CsCardPicker   *self,
          const CsSource *card)
{
  g_autofree char *under = describe (card);
  g_autofree char *today = cs_today ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, card->card);
  const char *title = *card->title ? card->title : card->publisher;
  g_autofree char *name = g_strdup_printf (_("Retire “%s” from the library"), title);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *retire = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (cs_claims_is_past (card->until, today))
    {
      /* Translators: %1$s is a date until which a source held, %2$s its publisher, number and date */
      g_autofree char *past = g_strdup_printf (_("Held until %1$s · %2$s"), card->until, under);
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), past);
      gtk_widget_add_css_class (icon, "warning");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
    }
  else
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), under);
    }
  gtk_widget_set_name (retire, id);
  gtk_widget_set_valign (retire, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (retire, "flat");
  gtk_widget_set_tooltip_text (retire, name);
  cs_name_widget (retire, name);
  g_signal_connect_object (retire, "clicked", G_CALLBACK (retire_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), retire);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
clear (CsCardPicker *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->cards, 0);
}

typedef struct
{
  CsCardPicker *picker;
  gboolean      anew;
} Question;

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(CsCardPicker) self = question->picker;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(GPtrArray) found = NULL;

  if (reply == NULL)
    {
      cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
      return;
    }
  found = cs_reply_read_source_cards (reply);
  if (question->anew)
    clear (self);
  self->whole = found->len < PAGE;
  while (found->len > 0)
    {
      CsSource *card = g_ptr_array_steal_index (found, 0);

      g_ptr_array_add (self->cards, card);
      gtk_list_box_append (self->list, make_row (self, card));
    }
  gtk_widget_set_visible (self->more, !self->whole);
  gtk_stack_set_visible_child_name (self->stack, self->cards->len > 0 ? "list" : "empty");
}

static void
ask (CsCardPicker *self,
     gboolean      anew)
{
  Question *question = g_new0 (Question, 1);
  const CsSource *last = !anew && self->cards->len > 0 ? g_ptr_array_index (self->cards, self->cards->len - 1) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  question->picker = g_object_ref (self);
  question->anew = anew;
  cs_office_call_async (cs_session_get_office (self->session), "source.list",
                        cs_arguments_source_list (gtk_editable_get_text (GTK_EDITABLE (self->search)), last ? last->card : 0, PAGE),
                        self->cancellable, listed_cb, question);
}

static void
search_changed_cb (CsCardPicker *self)
{
  ask (self, TRUE);
}

static void
more_clicked_cb (CsCardPicker *self)
{
  ask (self, FALSE);
}

static void
row_activated_cb (CsCardPicker  *self,
                  GtkListBoxRow *row)
{
  guint position = (guint) gtk_list_box_row_get_index (row);

  if (position >= self->cards->len)
    return;
  g_signal_emit (self, picked_signal, 0, g_ptr_array_index (self->cards, position));
  gtk_window_close (GTK_WINDOW (self));
}

static void
cs_card_picker_dispose (GObject *object)
{
  CsCardPicker *self = CS_CARD_PICKER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_card_picker_parent_class)->dispose (object);
}

static void
cs_card_picker_class_init (CsCardPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_card_picker_dispose;
  picked_signal = g_signal_new ("picked", CS_TYPE_CARD_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_list (CsCardPicker *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  cs_name_widget (GTK_WIDGET (self->list), _("Source cards"));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  self->more = gtk_button_new_with_label (_("Show Older Cards"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "system-search-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Cards Found"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Save a source of a post to the library, and it is offered here next time."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
cs_card_picker_init (CsCardPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();

  self->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_source_free);
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->search), TRUE);
  g_object_set (self->search, "placeholder-text", _("Publisher, title, number"), NULL);
  cs_name_widget (GTK_WIDGET (self->search), _("Search source cards"));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->search));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "loading");
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), box);
  adw_window_set_content (ADW_WINDOW (self), toasts);
  gtk_window_set_title (GTK_WINDOW (self), _("Source Library"));
  gtk_window_set_default_size (GTK_WINDOW (self), 480, 560);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

GtkWidget *
cs_card_picker_new (GtkWindow *parent,
                    CsSession *session)
{
  CsCardPicker *self = g_object_new (CS_TYPE_CARD_PICKER, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  ask (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return GTK_WIDGET (self);
}
