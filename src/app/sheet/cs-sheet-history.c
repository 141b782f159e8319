/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-history.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-show-error.h"
#include "cs-text-label.h"
#include "cs-time.h"

struct _CsSheetHistory
{
  AdwBin        parent_instance;
  CsSession    *session;
  GCancellable *cancellable;
  gint64        post;
  GtkWidget    *expander;
  GtkWidget    *list;
};

G_DEFINE_FINAL_TYPE (CsSheetHistory, cs_sheet_history, ADW_TYPE_BIN)

static void
append_entry (CsSheetHistory      *self,
              const CsJournalInfo *entry)
{
  g_autofree char *near = cs_time_format_near (entry->at, g_get_real_time (), cs_local_zone ());
  g_autofree char *full = cs_time_format_full (entry->at, cs_local_zone ());
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *time = cs_text_label_new (near, "caption");
  g_autofree char *spoken = g_strdup_printf ("%s %s", entry->sentence, full);

  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_set_tooltip_text (time, full);
  gtk_box_append (GTK_BOX (row), cs_text_label_new (entry->sentence, NULL));
  gtk_box_append (GTK_BOX (row), time);
  cs_name_widget (row, spoken);
  gtk_box_append (GTK_BOX (self->list), row);
}

static void
show_entries (CsSheetHistory *self,
              GPtrArray      *entries)
{
  GtkWidget *child;
  gboolean newest_first = entries->len > 1 &&
                          ((CsJournalInfo *) g_ptr_array_index (entries, 0))->sequence >
                          ((CsJournalInfo *) g_ptr_array_index (entries, 1))->sequence;

  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < entries->len; i++)
    append_entry (self, g_ptr_array_index (entries, newest_first ? i : entries->len - 1 - i));
}

static void
journal_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(CsSheetHistory) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(GPtrArray) entries = NULL;

  if (reply)
    {
      entries = cs_reply_read_journal (reply);
      show_entries (self, entries);
    }
  else
    {
      cs_show_error (GTK_WIDGET (self), error);
    }
}

static void
ask (CsSheetHistory *self)
{
  if (self->post == 0 || !gtk_expander_get_expanded (GTK_EXPANDER (self->expander)))
    return;
  cs_office_call_async (cs_session_get_office (self->session), "post.journal",
                        cs_arguments_one ("post", self->post), self->cancellable,
                        journal_read_cb, g_object_ref (self));
}

static void
cs_sheet_history_dispose (GObject *object)
{
  CsSheetHistory *self = CS_SHEET_HISTORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_sheet_history_parent_class)->dispose (object);
}

static void
cs_sheet_history_finalize (GObject *object)
{
  g_clear_object (&CS_SHEET_HISTORY (object)->cancellable);
  G_OBJECT_CLASS (cs_sheet_history_parent_class)->finalize (object);
}

static void
cs_sheet_history_class_init (CsSheetHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_sheet_history_dispose;
  object_class->finalize = cs_sheet_history_finalize;
}

static void
cs_sheet_history_init (CsSheetHistory *self)
{
  self->cancellable = g_cancellable_new ();
  self->list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_widget_set_margin_top (self->list, 6);
  gtk_widget_set_margin_start (self->list, 18);
  self->expander = gtk_expander_new (_("Journal of this post"));
  cs_name_widget (self->expander, _("Journal of this post"));
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->list);
  g_signal_connect_object (self->expander, "notify::expanded", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->expander);
}

GtkWidget *
cs_sheet_history_new (CsSession *session)
{
  CsSheetHistory *self = g_object_new (CS_TYPE_SHEET_HISTORY, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cs_sheet_history_set_post (CsSheetHistory *self,
                           gint64          post)
{
  g_return_if_fail (CS_IS_SHEET_HISTORY (self));

  self->post = post;
  ask (self);
}
