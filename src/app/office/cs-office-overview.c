/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-checks-page.h"
#include "cs-delegation-client.h"
#include "cs-office-missing.h"
#include "cs-office-overview.h"
#include "cs-person-window.h"
#include "cs-route-strip.h"

/* The rows, in the order of the pages they lead to. */
static const struct
{
  const char *page;
  const char *title;
  const char *icon;
} rows[] = {
  { "people", N_("People"), "system-users-symbolic" },
  { "sections", N_("Sections"), "view-list-symbolic" },
  { "positions", N_("Positions"), "avatar-default-symbolic" },
  { "routes", N_("Routes"), "cs-seal-symbolic" },
  { "calendar", N_("Working Calendar"), "x-office-calendar-symbolic" },
  { "absences", N_("Absences"), "weather-clear-night-symbolic" },
  { "style", N_("House Style"), "applications-graphics-symbolic" },
  { "checks", N_("Checks"), "checkbox-checked-symbolic" },
};

struct _CsOfficeOverview
{
  AdwBin parent_instance;

  CsOfficeData *data;
  GtkWidget    *office_row;
  GtkWidget    *change;
  GtkWidget    *route;
  GtkWidget    *rows[G_N_ELEMENTS (rows)];
};

G_DEFINE_FINAL_TYPE (CsOfficeOverview, cs_office_overview, ADW_TYPE_BIN)

GtkWidget *
cs_office_overview_get_row (CsOfficeOverview *self,
                            const char       *page)
{
  g_return_val_if_fail (CS_IS_OFFICE_OVERVIEW (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].page, page) == 0)
      return self->rows[i];

  return NULL;
}

static void
set_subtitle (CsOfficeOverview *self,
              const char       *page,
              const char       *subtitle)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (cs_office_overview_get_row (self, page)), subtitle);
}

static void
describe_people (CsOfficeOverview *self)
{
  GPtrArray *people = cs_office_data_get_people (self->data);
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < people->len; i++)
    n += !((const CsPersonInfo *) g_ptr_array_index (people, i))->retired;
  text = g_strdup_printf (ngettext ("%u person works here", "%u people work here", n), n);
  set_subtitle (self, "people", text);
}

static void
describe_sections (CsOfficeOverview *self)
{
  GPtrArray *sections = cs_office_data_get_sections (self->data);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < sections->len; i++)
    {
      const CsSectionInfo *section = g_ptr_array_index (sections, i);

      if (!section->retired)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", section->name);
    }
  set_subtitle (self, "sections", text->len > 0 ? text->str : _("Everybody belongs to the whole office"));
}

/* The route that most posts take is drawn; the others are only counted. */
static void
describe_routes (CsOfficeOverview *self)
{
  const CsRouteSet *set = cs_office_data_get_route_set (self->data);
  const CsRoute *usual = cs_route_set_find (set, set->usual);
  g_autofree char *routes = NULL;
  g_autofree char *rules = NULL;
  g_autofree char *text = NULL;

  if (usual != NULL)
    cs_route_strip_set (CS_ROUTE_STRIP (self->route), usual, cs_office_data_get_names (self->data));
  routes = g_strdup_printf (ngettext ("%u route", "%u routes", set->routes->len), set->routes->len);
  rules = g_strdup_printf (ngettext ("%u rule", "%u rules", set->rules->len), set->rules->len);
  text = set->rules->len > 0 ? g_strdup_printf (_("%s · %s"), routes, rules) : g_strdup (routes);
  set_subtitle (self, "routes", text);
}

static void
describe_positions (CsOfficeOverview *self)
{
  GPtrArray *positions = cs_office_data_get_positions (self->data);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < positions->len; i++)
    {
      const CsPositionInfo *info = g_ptr_array_index (positions, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", info->position.title);
    }
  set_subtitle (self, "positions", text->len > 0 ? text->str : _("None yet"));
}

static void
describe_calendar (CsOfficeOverview *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n;
  const CsHours *hours = cs_calendar_get_hours (cs_office_data_get_calendar (self->data), &n);

  /* The hours of the first day that has any: offices keep the same on most days. */
  for (guint i = 0; i < n && hours[i].weekday == hours[0].weekday; i++)
    g_string_append_printf (text, "%s%02u:%02u–%02u:%02u", i > 0 ? " · " : "", hours[i].opens / 60, hours[i].opens % 60,
                            hours[i].closes / 60, hours[i].closes % 60);
  set_subtitle (self, "calendar", text->len > 0 ? text->str : _("No working hours yet"));
}

static void
describe_absences (CsOfficeOverview *self)
{
  GPtrArray *absences = cs_office_data_get_absences (self->data);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < absences->len; i++)
    {
      const CsDelegationInfo *info = g_ptr_array_index (absences, i);

      if (!info->in_force)
        continue;
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _("%s signs for %s"), info->delegate_name, info->principal_name);
    }
  set_subtitle (self, "absences", text->len > 0 ? text->str : _("Nobody is away"));
}

static void
describe_checks (CsOfficeOverview *self)
{
  const CsCheckListInfo *info = cs_office_data_get_checks (self->data);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < info->packs->len; i++)
    {
      const CsCheckPackInfo *pack = g_ptr_array_index (info->packs, i);

      if (pack->on && !pack->always)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", cs_checks_page_name_pack (pack->pack));
    }
  set_subtitle (self, "checks", text->len > 0 ? text->str : _("Only what every post needs"));
}

static void
loaded_cb (CsOfficeOverview *self,
           guint             subject)
{
  switch (subject)
    {
    case CS_OFFICE_PEOPLE:
      describe_people (self);
      break;
    case CS_OFFICE_SECTIONS:
      describe_sections (self);
      break;
    case CS_OFFICE_ROUTES:
      describe_routes (self);
      break;
    case CS_OFFICE_POSITIONS:
      describe_positions (self);
      break;
    case CS_OFFICE_CALENDAR:
      describe_calendar (self);
      break;
    case CS_OFFICE_ABSENCES:
      describe_absences (self);
      break;
    case CS_OFFICE_CHECKS:
      describe_checks (self);
      break;
    default:
      break;
    }
}

static void
show_office (CsOfficeOverview *self)
{
  const CsOfficeInfo *info = cs_session_get_info (cs_office_data_get_session (self->data));
  g_autofree char *subtitle = g_strdup_printf (_("%s · %s"), info->zone,
                                               g_str_has_prefix (info->language, "zh") ? "中文" : "English");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->office_row), info->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->office_row), subtitle);
  gtk_widget_set_visible (self->change, cs_office_data_may_change (self->data));
}

static void
change_office_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  CsOfficeOverview *self = CS_OFFICE_OVERVIEW (widget);

  gtk_window_present (cs_office_window_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                            cs_office_data_get_session (self->data)));
}

static void
cs_office_overview_dispose (GObject *object)
{
  g_clear_object (&CS_OFFICE_OVERVIEW (object)->data);
  G_OBJECT_CLASS (cs_office_overview_parent_class)->dispose (object);
}

static void
cs_office_overview_class_init (CsOfficeOverviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_office_overview_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.change-office", NULL, change_office_action);
}

static void
cs_office_overview_init (CsOfficeOverview *self)
{
}

static GtkWidget *
make_about (CsOfficeOverview *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->office_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->office_row), FALSE);
  self->change = gtk_button_new_with_label (_("Change…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->change), "page.change-office");
  gtk_widget_set_valign (self->change, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->office_row), self->change);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->office_row);

  return group;
}

static GtkWidget *
make_rows (CsOfficeOverview *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(rows[i].title));
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (rows[i].icon));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "page.open");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", rows[i].page);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      self->rows[i] = row;
    }
  set_subtitle (self, "style", _("Logo, colours and typefaces of posters"));

  return group;
}

static GtkWidget *
make_route (CsOfficeOverview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_label_new (_("How a Post Goes Out"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  self->route = cs_route_strip_new ();
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->route);

  return box;
}

GtkWidget *
cs_office_overview_new (CsOfficeData *data)
{
  CsOfficeOverview *self = g_object_new (CS_TYPE_OFFICE_OVERVIEW, NULL);
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->data = g_object_ref (data);
  gtk_box_append (GTK_BOX (column), make_about (self));
  gtk_box_append (GTK_BOX (column), cs_office_missing_new (data));
  gtk_box_append (GTK_BOX (column), make_route (self));
  gtk_box_append (GTK_BOX (column), make_rows (self));
  gtk_widget_set_margin_top (column, 24);
  gtk_widget_set_margin_bottom (column, 36);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);
  gtk_widget_set_vexpand (scroll, TRUE);

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Office"), ""));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroll);
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cs_office_data_get_session (data), "changed", G_CALLBACK (show_office), self,
                           G_CONNECT_SWAPPED);
  show_office (self);

  return GTK_WIDGET (self);
}
