/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-office-overview.h"
#include "cs-office-page.h"
#include "cs-people-page.h"
#include "cs-sections-page.h"
#include "cs-show-error.h"

/* Every page by its name. */
static const struct
{
  const char  *name;
  GtkWidget *(*make) (CsOfficeData *data);
} pages[] = {
  { "people", cs_people_page_new },
  { "sections", cs_sections_page_new },
};

struct _CsOfficePage
{
  AdwBin parent_instance;

  CsOfficeData *data;
  GtkStack     *stack;
  GtkWidget    *overview;
};

G_DEFINE_FINAL_TYPE (CsOfficePage, cs_office_page, ADW_TYPE_BIN)

/* The first thing in a page after its way back. */
static void
focus_page (GtkWidget *page)
{
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
open_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      {
        GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

        if (page == NULL)
          {
            page = pages[i].make (self->data);
            gtk_stack_add_named (self->stack, page, name);
          }
        gtk_stack_set_visible_child (self->stack, page);
        focus_page (page);
      }
}

static void
back_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);
  GtkWidget *row;

  if (page == self->overview)
    return;

  row = cs_office_overview_get_row (CS_OFFICE_OVERVIEW (self->overview), gtk_stack_get_visible_child_name (self->stack));
  gtk_stack_set_visible_child (self->stack, self->overview);
  gtk_stack_remove (self->stack, page);
  if (row == NULL || !gtk_widget_grab_focus (row))
    focus_page (self->overview);
}

static void
cs_office_page_dispose (GObject *object)
{
  g_clear_object (&CS_OFFICE_PAGE (object)->data);
  G_OBJECT_CLASS (cs_office_page_parent_class)->dispose (object);
}

static void
cs_office_page_class_init (CsOfficePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_office_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_action);
}

static void
cs_office_page_init (CsOfficePage *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

static void
trouble_cb (CsOfficePage *self,
            const GError *error)
{
  cs_show_error (GTK_WIDGET (self), error);
}

GtkWidget *
cs_office_page_new (CsSession *session)
{
  CsOfficePage *self = g_object_new (CS_TYPE_OFFICE_PAGE, NULL);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->data = cs_office_data_new (session);
  self->overview = cs_office_overview_new (self->data);
  gtk_stack_add_named (self->stack, self->overview, "overview");
  g_signal_connect_object (self->data, "trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
  cs_office_data_refresh (self->data);

  return GTK_WIDGET (self);
}
