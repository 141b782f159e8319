/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-journal-page.h"
#include "cs-person-avatar.h"
#include "cs-show-error.h"
#include "cs-time.h"
#include "cs-verify-bar.h"

#define PAGE 100
#define EVERYBODY -1

/* One entry in the list model. */
#define CS_TYPE_JOURNAL_ITEM (cs_journal_item_get_type ())
G_DECLARE_FINAL_TYPE (CsJournalItem, cs_journal_item, CS, JOURNAL_ITEM, GObject)

struct _CsJournalItem
{
  GObject parent_instance;

  gint64  sequence;
  gint64  at;
  gint64  post;
  char   *actor_name;
  char   *sentence;
  char   *excerpt;
};

G_DEFINE_FINAL_TYPE (CsJournalItem, cs_journal_item, G_TYPE_OBJECT)

static void
cs_journal_item_finalize (GObject *object)
{
  CsJournalItem *self = CS_JOURNAL_ITEM (object);

  g_clear_pointer (&self->actor_name, g_free);
  g_clear_pointer (&self->sentence, g_free);
  g_clear_pointer (&self->excerpt, g_free);
  G_OBJECT_CLASS (cs_journal_item_parent_class)->finalize (object);
}

static void
cs_journal_item_class_init (CsJournalItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_journal_item_finalize;
}

static void
cs_journal_item_init (CsJournalItem *self)
{
}

struct _CsJournalPage
{
  AdwBin parent_instance;

  CsSession    *session;
  GCancellable *cancellable;
  GListStore   *entries;  /* of CsJournalItem, newest first */
  GPtrArray    *people;   /* of CsPersonInfo: those of the drop-down */
  guint         generation;
  gboolean      asking;
  gboolean      complete; /* the first entry of all is in entries */
  gboolean      building;

  GtkDropDown   *person;
  GtkWidget     *verify_bar;
  GtkWidget     *scroll;
  GtkListView   *list;
};

G_DEFINE_FINAL_TYPE (CsJournalPage, cs_journal_page, ADW_TYPE_BIN)

typedef struct
{
  CsJournalPage *page;
  guint          generation;
  gboolean       newest; /* looks for what is new on top, instead of going further down */
} Question;

static gint64
chosen_person (CsJournalPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->person);

  if (self->people == NULL || selected == 0 || selected > self->people->len)
    return EVERYBODY;

  return ((const CsPersonInfo *) g_ptr_array_index (self->people, selected - 1))->id;
}

static CsJournalItem *
make_item (const CsJournalInfo *info)
{
  CsJournalItem *item = g_object_new (CS_TYPE_JOURNAL_ITEM, NULL);

  item->sequence = info->sequence;
  item->at = info->at;
  item->post = info->post;
  item->actor_name = g_strdup (info->actor_name);
  item->sentence = g_strdup (info->sentence);
  item->excerpt = g_strdup (info->excerpt);

  return item;
}

static gint64
sequence_at (CsJournalPage *self,
             guint          position)
{
  g_autoptr(CsJournalItem) item = g_list_model_get_item (G_LIST_MODEL (self->entries), position);

  return item != NULL ? item->sequence : 0;
}

static void
add_entries (CsJournalPage *self,
             GPtrArray     *infos,
             gboolean       newest)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  gint64 top = n > 0 ? sequence_at (self, 0) : 0;

  for (guint i = 0; i < infos->len; i++)
    {
      const CsJournalInfo *info = g_ptr_array_index (infos, i);

      if (newest && info->sequence <= top)
        break;
      g_ptr_array_add (items, make_item (info));
    }

  /* More is new than a page holds: what is shown would have a gap. */
  if (newest && n > 0 && items->len == PAGE)
    g_list_store_splice (self->entries, 0, n, items->pdata, items->len);
  else
    g_list_store_splice (self->entries, newest ? 0 : n, 0, items->pdata, items->len);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(CsJournalPage) self = question->page;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) infos = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (question->generation != self->generation)
    return;

  if (!question->newest)
    self->asking = FALSE;
  if (reply == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  infos = cs_reply_read_journal (reply);
  if (!question->newest && infos->len < PAGE)
    self->complete = TRUE;
  add_entries (self, infos, question->newest);
}

static void
ask (CsJournalPage *self,
     gint64         before,
     gboolean       newest)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (self);
  question->generation = self->generation;
  question->newest = newest;
  if (!newest)
    self->asking = TRUE;
  cs_office_call_async (cs_session_get_office (self->session), "journal.list",
                        cs_arguments_journal_list (before, PAGE, 0, chosen_person (self)),
                        self->cancellable, listed_cb, question);
}

static void
start_over (CsJournalPage *self)
{
  if (self->building)
    return;

  self->generation++;
  self->complete = FALSE;
  g_list_store_remove_all (self->entries);
  ask (self, 0, FALSE);
}

static void
office_changed_cb (CsJournalPage *self)
{
  if (!self->asking)
    ask (self, 0, TRUE);
}

static void
more_needed_cb (CsJournalPage *self)
{
  GtkAdjustment *adjustment;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll));
  if (self->asking || self->complete || n == 0 ||
      gtk_adjustment_get_value (adjustment) + 3 * gtk_adjustment_get_page_size (adjustment) <
      gtk_adjustment_get_upper (adjustment))
    return;

  ask (self, sequence_at (self, n - 1), FALSE);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              CsJournalPage            *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *avatar = cs_person_avatar_new (28);
  GtkWidget *sentence = gtk_label_new (NULL);
  GtkWidget *when = gtk_label_new (NULL);
  GtkWidget *about = gtk_label_new (NULL);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (sentence), 3);
  gtk_label_set_ellipsize (GTK_LABEL (sentence), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_label_set_ellipsize (GTK_LABEL (about), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_add_css_class (about, "caption");
  gtk_box_append (GTK_BOX (text), sentence);
  gtk_box_append (GTK_BOX (text), about);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (when, "dim-label");
  gtk_widget_add_css_class (when, "caption");
  gtk_widget_add_css_class (when, "numeric");
  gtk_box_append (GTK_BOX (row), avatar);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), when);
  gtk_widget_add_css_class (row, "cs-journal-row");
  gtk_list_item_set_child (list_item, row);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             CsJournalPage            *self)
{
  CsJournalItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *avatar = gtk_widget_get_first_child (row);
  GtkWidget *text = gtk_widget_get_next_sibling (avatar);
  GtkWidget *sentence = gtk_widget_get_first_child (text);
  GtkWidget *about = gtk_widget_get_next_sibling (sentence);
  GtkWidget *when = gtk_widget_get_next_sibling (text);
  g_autofree char *near = cs_time_format_near (item->at, g_get_real_time (), cs_local_zone ());
  g_autofree char *full = cs_time_format_full (item->at, cs_local_zone ());
  g_autofree char *name = NULL; /* for screen readers: the act, and the post it was about */

  cs_person_avatar_set (CS_PERSON_AVATAR (avatar),
                        *item->actor_name != '\0' ? item->actor_name : _("Countersign"));
  gtk_label_set_label (GTK_LABEL (sentence), item->sentence);
  gtk_label_set_label (GTK_LABEL (about), item->excerpt);
  gtk_widget_set_visible (about, *item->excerpt != '\0');
  gtk_label_set_label (GTK_LABEL (when), near);
  gtk_widget_set_tooltip_text (when, full);
  gtk_list_item_set_activatable (list_item, item->post != 0);
  /* Translators: for screen readers: what happened, a sentence; and how the post begins that it happened to */
  name = *item->excerpt != '\0' ? g_strdup_printf (_("%1$s Post: %2$s"), item->sentence, item->excerpt)
                                : g_strdup (item->sentence);
  cs_name_row (row, name);
}

static void
row_activated_cb (GtkListView   *list,
                  guint          position,
                  CsJournalPage *self)
{
  g_autoptr(CsJournalItem) item = g_list_model_get_item (G_LIST_MODEL (self->entries), position);

  if (item != NULL && item->post != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-post", "x", item->post);
}

static void
people_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(CsJournalPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  self->people = cs_reply_read_people (reply);
  gtk_string_list_append (names, _("Everybody"));
  for (guint i = 0; i < self->people->len; i++)
    gtk_string_list_append (names, ((const CsPersonInfo *) g_ptr_array_index (self->people, i))->name);
  self->building = TRUE;
  gtk_drop_down_set_model (self->person, G_LIST_MODEL (names));
  self->building = FALSE;
}

static void
verify_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  cs_verify_bar_start (CS_VERIFY_BAR (CS_JOURNAL_PAGE (widget)->verify_bar));
}

static void
cs_journal_page_dispose (GObject *object)
{
  CsJournalPage *self = CS_JOURNAL_PAGE (object);

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_journal_page_parent_class)->dispose (object);
}

static void
cs_journal_page_finalize (GObject *object)
{
  CsJournalPage *self = CS_JOURNAL_PAGE (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_journal_page_parent_class)->finalize (object);
}

static void
cs_journal_page_class_init (CsJournalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_journal_page_dispose;
  object_class->finalize = cs_journal_page_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.verify", NULL, verify_action);
}

static void
cs_journal_page_init (CsJournalPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_list_store_new (CS_TYPE_JOURNAL_ITEM);
}

static GtkWidget *
make_header (CsJournalPage *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *verify = gtk_button_new_with_label (_("Verify"));
  const char *everybody[] = { _("Everybody"), NULL };

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Journal"), ""));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (verify), "page.verify");
  gtk_widget_set_tooltip_text (verify, _("Prove from the first entry that nothing was changed"));
  self->person = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (everybody));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->person), _("Show only what this person did"));
  cs_name_drop_down (self->person, _("Person"));
  g_signal_connect_object (self->person, "notify::selected", G_CALLBACK (start_over), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->person));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), verify);

  return header;
}

static GtkWidget *
make_list (CsJournalPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection;
  GtkWidget *clamp = adw_clamp_scrollable_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->entries))));
  self->list = GTK_LIST_VIEW (gtk_list_view_new (selection, g_object_ref (factory)));
  gtk_list_view_set_show_separators (self->list, TRUE);
  cs_name_widget (GTK_WIDGET (self->list), _("Journal"));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (row_activated_cb), self, 0);
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), 980);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), GTK_WIDGET (self->list));

  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), clamp);
  gtk_widget_set_vexpand (self->scroll, TRUE);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll)),
                           "value-changed", G_CALLBACK (more_needed_cb), self, G_CONNECT_SWAPPED);

  return self->scroll;
}

GtkWidget *
cs_journal_page_new (CsSession *session)
{
  CsJournalPage *self = g_object_new (CS_TYPE_JOURNAL_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  self->verify_bar = cs_verify_bar_new (session);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), self->verify_bar);
  gtk_box_append (GTK_BOX (box), make_list (self));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (session, "changed", G_CALLBACK (office_changed_cb), self, G_CONNECT_SWAPPED);
  start_over (self);
  cs_office_call_async (cs_session_get_office (session), "person.list", NULL, self->cancellable,
                        people_listed_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
