/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-journal-group.h"
#include "cs-journal-page.h"
#include "cs-journal-row.h"
#include "cs-show-error.h"
#include "cs-verify-bar.h"

#define PAGE 100
#define EVERYBODY -1

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
  gint64        post;     /* whose entries alone are shown; 0 = all */

  GtkDropDown   *person;
  GtkDropDown   *group;
  GtkWidget     *only;    /* says which post, and ends that */
  GtkLabel      *only_label;
  GtkStack      *stack;
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

/* Nick of the group chosen, or NULL */
static const char *
chosen_group (CsJournalPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->group);

  return selected > 0 && selected <= CS_N_JOURNAL_GROUPS ? cs_journal_group_nick (selected - 1) : NULL;
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
      g_ptr_array_add (items, cs_journal_item_new (info));
    }

  /* More is new than a page holds: what is shown would have a gap. */
  if (newest && n > 0 && items->len == PAGE)
    g_list_store_splice (self->entries, 0, n, items->pdata, items->len);
  else
    g_list_store_splice (self->entries, newest ? 0 : n, 0, items->pdata, items->len);
}

/* The chip says how the post begins, as soon as an entry says it. */
static void
show_post (CsJournalPage *self,
           GPtrArray     *infos)
{
  const CsJournalInfo *first = infos->len > 0 ? g_ptr_array_index (infos, 0) : NULL;

  if (self->post != 0 && first != NULL && first->post == self->post)
    gtk_label_set_label (self->only_label, first->excerpt);
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
  show_post (self, infos);
  if (!question->newest && infos->len < PAGE)
    self->complete = TRUE;
  add_entries (self, infos, question->newest);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->entries)) > 0 ? "list" : "empty");
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
                        cs_arguments_journal_list_group (before, PAGE, self->post, chosen_person (self), chosen_group (self)),
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
  gtk_list_item_set_child (list_item, cs_journal_row_new ());
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             CsJournalPage            *self)
{
  CsJournalItem *item = gtk_list_item_get_item (list_item);

  gtk_list_item_set_activatable (list_item, item->post != 0);
  cs_journal_row_set (CS_JOURNAL_ROW (gtk_list_item_get_child (list_item)), item);
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
focus_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (CS_JOURNAL_PAGE (widget)->list));
}

static void
only_post_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  CsJournalPage *self = CS_JOURNAL_PAGE (widget);

  self->post = g_variant_get_int64 (parameter);
  gtk_label_set_label (self->only_label, _("One post"));
  gtk_widget_set_visible (self->only, self->post != 0);
  start_over (self);
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
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.focus", NULL, focus_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.only-post", "x", only_post_action);
}

static void
cs_journal_page_init (CsJournalPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_list_store_new (CS_TYPE_JOURNAL_ITEM);
}

static GtkWidget *
make_menu (void)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _("Print Today’s Seal…"), "win.print-seal");
  g_menu_append (menu, _("Check a Seal…"), "win.check-seal");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "cs-seal-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Seals"));
  cs_name_widget (button, _("Seals"));

  return button;
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *verify = gtk_button_new_with_label (_("Verify"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Journal"), ""));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (verify), "page.verify");
  gtk_widget_set_tooltip_text (verify, _("Prove from the first entry that nothing was changed"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), verify);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_menu ());

  return header;
}

static GtkWidget *
make_only (CsJournalPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->only = gtk_button_new ();
  self->only_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->only_label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->only_label, 32);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("cs-filter-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->only_label));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (self->only), box);
  gtk_widget_set_tooltip_text (self->only, _("Show All Posts Again"));
  cs_name_widget (self->only, _("Show all posts again"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->only), "x", (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->only), "page.only-post");
  gtk_widget_set_visible (self->only, FALSE);

  return self->only;
}

static GtkWidget *
make_filters (CsJournalPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *everybody[] = { _("Everybody"), NULL };
  const char *groups[CS_N_JOURNAL_GROUPS + 2] = { _("Everything"), NULL };

  for (guint i = 0; i < CS_N_JOURNAL_GROUPS; i++)
    groups[i + 1] = cs_journal_group_label (i);
  self->person = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (everybody));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->person), _("Show only what this person did"));
  cs_name_drop_down (self->person, _("Person"));
  self->group = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (groups));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->group), _("Show only entries about this"));
  cs_name_drop_down (self->group, _("About"));
  g_signal_connect_object (self->person, "notify::selected", G_CALLBACK (start_over), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->group, "notify::selected", G_CALLBACK (start_over), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->person));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), make_only (self));
  gtk_widget_add_css_class (box, "toolbar");
  gtk_widget_add_css_class (box, "cs-filters");

  return box;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-open-recent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Such Entries"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("The journal has nothing by this person, about this."));

  return page;
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
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll)),
                           "value-changed", G_CALLBACK (more_needed_cb), self, G_CONNECT_SWAPPED);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, self->scroll, "list");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);

  return GTK_WIDGET (self->stack);
}

GtkWidget *
cs_journal_page_new (CsSession *session)
{
  CsJournalPage *self = g_object_new (CS_TYPE_JOURNAL_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  self->verify_bar = cs_verify_bar_new (session);
  gtk_box_append (GTK_BOX (box), make_header ());
  gtk_box_append (GTK_BOX (box), make_filters (self));
  gtk_box_append (GTK_BOX (box), self->verify_bar);
  gtk_box_append (GTK_BOX (box), make_list (self));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (session, "changed", G_CALLBACK (office_changed_cb), self, G_CONNECT_SWAPPED);
  start_over (self);
  cs_office_call_async (cs_session_get_office (session), "person.list", NULL, self->cancellable,
                        people_listed_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
