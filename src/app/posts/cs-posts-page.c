/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-post-list-model.h"
#include "cs-post-line.h"
#include "cs-posts-page.h"
#include "cs-show-error.h"

#define WRITERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY)

struct _CsPostsPage
{
  AdwBin parent_instance;

  CsSession          *session;
  CsPostListModel    *posts;
  GtkSingleSelection *selection;
  GPtrArray          *sections; /* of CsSectionInfo: those of the drop-down, in its order */
  GCancellable       *cancellable;
  gint64              selected; /* the post's id, not its place */
  gboolean            building; /* the drop-downs are being filled */
  gboolean            focused;  /* the first posts have had the focus */

  AdwWindowTitle     *title;
  GtkWidget          *new_button;
  GtkWidget          *empty_button;
  GtkSearchEntry     *search;
  GtkDropDown        *state;
  GtkDropDown        *section;
  GtkStack           *stack;
  GtkBox             *box;
  GtkListView        *list;
  CsPostLineLook     *look; /* of the rows; a child of the box */
};

G_DEFINE_FINAL_TYPE (CsPostsPage, cs_posts_page, ADW_TYPE_BIN)

static gboolean
has_filter (CsPostsPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0' ||
         gtk_drop_down_get_selected (self->state) > 0 ||
         gtk_drop_down_get_selected (self->section) > 0;
}

static void
show_count (CsPostsPage *self)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->posts));
  g_autofree char *text = NULL;

  if (!cs_post_list_model_is_loading (self->posts))
    text = g_strdup_printf (ngettext ("%'u post", "%'u posts", count), count);
  adw_window_title_set_subtitle (self->title, text != NULL ? text : "");

  if (count > 0 || cs_post_list_model_is_loading (self->posts))
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, has_filter (self) ? "none-found" : "empty");
}

static void
filter_changed_cb (CsPostsPage *self)
{
  guint state = gtk_drop_down_get_selected (self->state);
  guint section = gtk_drop_down_get_selected (self->section);
  const char *nick = NULL;
  gint64 id = 0;

  if (self->building || self->posts == NULL)
    return;

  if (state > 0 && state != GTK_INVALID_LIST_POSITION)
    nick = cs_post_state_nick (state - 1);
  if (section > 0 && self->sections != NULL && section <= self->sections->len)
    id = ((const CsSectionInfo *) g_ptr_array_index (self->sections, section - 1))->id;
  cs_post_list_model_set_filter (self->posts, nick, id,
                                 gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_stopped_cb (CsPostsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
open_item (CsPostsPage *self,
           guint        position)
{
  g_autoptr(CsPostItem) item = g_list_model_get_item (G_LIST_MODEL (self->posts), position);
  const CsPostInfo *info = item != NULL ? cs_post_item_get_info (item) : NULL;

  if (info != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-post", "x", info->id);
}

static void
row_activated_cb (GtkListView *list,
                  guint        position,
                  CsPostsPage *self)
{
  open_item (self, position);
}

static void
bind_row (GtkListItem *list_item)
{
  cs_post_line_set_item (CS_POST_LINE (gtk_list_item_get_child (list_item)),
                         gtk_list_item_get_item (list_item));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              CsPostsPage              *self)
{
  gtk_list_item_set_child (list_item, cs_post_line_new (self->look));
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             CsPostsPage              *self)
{
  g_signal_connect_object (gtk_list_item_get_item (list_item), "notify::loaded",
                           G_CALLBACK (bind_row), list_item, G_CONNECT_SWAPPED);
  bind_row (list_item);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               CsPostsPage              *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), bind_row, list_item);
  cs_post_line_set_item (CS_POST_LINE (gtk_list_item_get_child (list_item)), NULL);
}

static void
selection_changed_cb (CsPostsPage *self)
{
  CsPostItem *item = gtk_single_selection_get_selected_item (self->selection);
  const CsPostInfo *info = item != NULL ? cs_post_item_get_info (item) : NULL;

  if (info != NULL)
    self->selected = info->id;
}

/* The posts come after the page: until then there was nothing in the list to focus. */
static gboolean
focus_list_cb (gpointer user_data)
{
  CsPostsPage *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !has_filter (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));

  return G_SOURCE_REMOVE;
}

/* A change in the office may move the selected post: the selection follows it. */
static void
items_changed_cb (CsPostsPage *self)
{
  guint position;

  show_count (self);
  if (!self->focused && g_list_model_get_n_items (G_LIST_MODEL (self->posts)) > 0)
    {
      self->focused = TRUE;
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_list_cb, g_object_ref (self), g_object_unref);
    }
  if (self->selected == 0)
    return;

  position = cs_post_list_model_find (self->posts, self->selected);
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->posts)) &&
      position != gtk_single_selection_get_selected (self->selection))
    gtk_single_selection_set_selected (self->selection, position);
}

static void
posts_failed_cb (CsPostsPage  *self,
                 const GError *error)
{
  cs_show_error (GTK_WIDGET (self), error);
}

static void
fill_states (CsPostsPage *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All States"));
  for (guint i = 0; i < CS_N_POST_STATES; i++)
    gtk_string_list_append (names, cs_post_state_label (i));
  gtk_drop_down_set_model (self->state, G_LIST_MODEL (names));
}

static void
fill_sections (CsPostsPage *self,
               GPtrArray   *sections)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  self->building = TRUE;
  gtk_string_list_append (names, _("All Sections"));
  for (guint i = 0; sections != NULL && i < sections->len; i++)
    gtk_string_list_append (names, ((const CsSectionInfo *) g_ptr_array_index (sections, i))->name);
  gtk_drop_down_set_model (self->section, G_LIST_MODEL (names));
  self->building = FALSE;
}

static void
sections_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(CsPostsPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  g_clear_pointer (&self->sections, g_ptr_array_unref);
  self->sections = cs_reply_read_sections (reply);
  fill_sections (self, self->sections);
}

static void
search_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (CS_POSTS_PAGE (widget)->search));
}

/* The list if it is there, so that the arrow keys work at once. */
static void
focus_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsPostsPage *self = CS_POSTS_PAGE (widget);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->posts)) == 0 ||
      !gtk_widget_grab_focus (GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
show_all_action (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CsPostsPage *self = CS_POSTS_PAGE (widget);

  self->building = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->state, 0);
  gtk_drop_down_set_selected (self->section, 0);
  self->building = FALSE;
  filter_changed_cb (self);
}

static void
open_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CsPostsPage *self = CS_POSTS_PAGE (widget);

  open_item (self, gtk_single_selection_get_selected (self->selection));
}

static void
cs_posts_page_dispose (GObject *object)
{
  CsPostsPage *self = CS_POSTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->posts);
  g_clear_object (&self->session);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_posts_page_parent_class)->dispose (object);
}

static void
cs_posts_page_class_init (CsPostsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_posts_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/cs-posts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsPostsPage, title);
  gtk_widget_class_bind_template_child (widget_class, CsPostsPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, CsPostsPage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, CsPostsPage, search);
  gtk_widget_class_bind_template_child (widget_class, CsPostsPage, state);
  gtk_widget_class_bind_template_child (widget_class, CsPostsPage, section);
  gtk_widget_class_bind_template_child (widget_class, CsPostsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsPostsPage, box);
  gtk_widget_class_bind_template_child (widget_class, CsPostsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "page.focus", NULL, focus_action);
  gtk_widget_class_install_action (widget_class, "page.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "page.open", NULL, open_action);
}

static void
cs_posts_page_init (CsPostsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->building = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_states (self);
  fill_sections (self, NULL);
  cs_name_drop_down (self->state, _("State"));
  cs_name_drop_down (self->section, _("Section"));
}

static void
show_posts (CsPostsPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->look = cs_post_line_look_new (self->session, GTK_WIDGET (self->list));
  gtk_box_append (self->box, GTK_WIDGET (self->look));
  self->posts = cs_post_list_model_new (self->session);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->posts)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, 0);
  g_signal_connect_object (self->posts, "failed", G_CALLBACK (posts_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->posts, "notify::loading", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->posts, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cs_posts_page_new (CsSession *session)
{
  CsPostsPage *self;
  const CsPersonInfo *me;
  gboolean may_write;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self = g_object_new (CS_TYPE_POSTS_PAGE, NULL);
  self->session = g_object_ref (session);
  me = cs_session_get_me (session);
  may_write = me != NULL && (me->roles & WRITERS) != 0;
  gtk_widget_set_visible (self->new_button, may_write);
  gtk_widget_set_visible (self->empty_button, may_write);
  show_posts (self);
  cs_office_call_async (cs_session_get_office (session), "section.list", NULL, self->cancellable,
                        sections_listed_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
