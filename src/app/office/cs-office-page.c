/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-absences-page.h"
#include "cs-calendar-page.h"
#include "cs-checks-page.h"
#include "cs-keys-window.h"
#include "cs-office-overview.h"
#include "cs-office-page.h"
#include "cs-people-page.h"
#include "cs-positions-page.h"
#include "cs-route-editor.h"
#include "cs-routes-page.h"
#include "cs-sections-page.h"
#include "cs-show-error.h"
#include "cs-style-page.h"

/* Every page by its name. */
static const struct
{
  const char  *name;
  GtkWidget *(*make) (CsOfficeData *data);
} pages[] = {
  { "people", cs_people_page_new },
  { "sections", cs_sections_page_new },
  { "positions", cs_positions_page_new },
  { "routes", cs_routes_page_new },
  { "calendar", cs_calendar_page_new },
  { "absences", cs_absences_page_new },
  { "style", cs_style_page_new },
  { "checks", cs_checks_page_new },
};

struct _CsOfficePage
{
  AdwBin parent_instance;

  CsOfficeData *data;
  GtkStack     *stack;
  GtkWidget    *overview;
  GPtrArray    *opened;    /* the pages above the overview, the topmost last; the stack has them */
  GPtrArray    *origins;   /* for each: what had the focus when it was opened; weak references of widgets */
};

G_DEFINE_FINAL_TYPE (CsOfficePage, cs_office_page, ADW_TYPE_BIN)

static const CsKey keys[] = {
  { "Return", N_("Open the page of this row") },
  { "<Alt>Left", N_("Back to the office") },
  { "<Alt>Up", N_("In a route: move the stage up") },
  { "<Alt>Down", N_("In a route: move the stage down") },
  { "Delete", N_("In a route: remove the stage") },
  { "<Control>s", N_("In a route: save it") },
  { NULL, NULL }
};

static void
free_weak_ref (GWeakRef *reference)
{
  g_weak_ref_clear (reference);
  g_free (reference);
}

static void
open_page (CsOfficePage *self,
           GtkWidget    *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GWeakRef *origin = g_new0 (GWeakRef, 1);

  g_weak_ref_init (origin, root != NULL ? gtk_root_get_focus (root) : NULL);
  g_ptr_array_add (self->origins, origin);
  g_ptr_array_add (self->opened, page);
  gtk_stack_add_child (self->stack, page);
  gtk_stack_set_visible_child (self->stack, page);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
open_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      open_page (CS_OFFICE_PAGE (widget), pages[i].make (CS_OFFICE_PAGE (widget)->data));
}

static void
open_route_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  open_page (self, cs_route_editor_new (self->data, g_variant_get_string (parameter, NULL)));
}

static void
close_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);
  g_autoptr(GtkWidget) origin = NULL;
  GtkWidget *page;
  GtkWidget *below;

  if (self->opened->len == 0)
    return;

  page = g_ptr_array_steal_index (self->opened, self->opened->len - 1);
  below = self->opened->len > 0 ? g_ptr_array_index (self->opened, self->opened->len - 1) : self->overview;
  origin = g_weak_ref_get (g_ptr_array_index (self->origins, self->opened->len));
  g_ptr_array_set_size (self->origins, self->opened->len);
  gtk_stack_set_visible_child (self->stack, below);
  gtk_stack_remove (self->stack, page);
  if (origin == NULL || !gtk_widget_is_ancestor (origin, below) || !gtk_widget_grab_focus (origin))
    gtk_widget_child_focus (below, GTK_DIR_TAB_FORWARD);
}

/* A page with something unsaved has its own say. */
static void
back_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  if (self->opened->len > 0 &&
      !gtk_widget_activate_action (g_ptr_array_index (self->opened, self->opened->len - 1), "page.leave", NULL))
    gtk_widget_activate_action (widget, "page.close", NULL);
}

static void
cs_office_page_dispose (GObject *object)
{
  g_clear_object (&CS_OFFICE_PAGE (object)->data);
  G_OBJECT_CLASS (cs_office_page_parent_class)->dispose (object);
}

static void
cs_office_page_finalize (GObject *object)
{
  CsOfficePage *self = CS_OFFICE_PAGE (object);

  g_clear_pointer (&self->opened, g_ptr_array_unref);
  g_clear_pointer (&self->origins, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_office_page_parent_class)->finalize (object);
}

static void
cs_office_page_class_init (CsOfficePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_office_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_office_page_finalize;
  gtk_widget_class_install_action (widget_class, "page.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "page.open-route", "s", open_route_action);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "page.close", NULL, close_action);
}

static void
cs_office_page_init (CsOfficePage *self)
{
  self->opened = g_ptr_array_new ();
  self->origins = g_ptr_array_new_with_free_func ((GDestroyNotify) free_weak_ref);
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

  cs_keys_declare (GTK_WIDGET (self), keys);
  self->data = cs_office_data_new (session);
  self->overview = cs_office_overview_new (self->data);
  gtk_stack_add_named (self->stack, self->overview, "overview");
  g_signal_connect_object (self->data, "trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
  cs_office_data_refresh (self->data);

  return GTK_WIDGET (self);
}
