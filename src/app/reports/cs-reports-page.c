/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chart-drawing.h"
#include "cs-compat.h"
#include "cs-replies.h"
#include "cs-report-client.h"
#include "cs-report-table.h"
#include "cs-reports-page.h"
#include "cs-show-error.h"

#define CHART_HEIGHT 260

typedef enum
{
  PERIOD_WEEK,
  PERIOD_MONTH,
  PERIOD_THIS_MONTH,
  PERIOD_LAST_MONTH,
  PERIOD_THIS_YEAR,
  PERIOD_ALL,
  N_PERIODS,
} Period;

struct _CsReportsPage
{
  AdwBin parent_instance;

  CsSession    *session;
  GCancellable *cancellable; /* of the question under way; NULL = none */
  CsReportKind  kind;
  CsChart      *chart;       /* NULL = nothing to draw */

  GtkListBox   *list;
  GtkDropDown  *period;
  GtkLabel     *summary;
  GtkLabel     *note;
  GtkWidget    *drawing;
  GtkWidget    *table;
  GtkStack     *stack;
};

G_DEFINE_FINAL_TYPE (CsReportsPage, cs_reports_page, ADW_TYPE_BIN)

/* What waits now and what is owed now have no period. */
static gboolean
has_period (CsReportKind kind)
{
  return kind != CS_REPORT_WAITING && kind != CS_REPORT_EMERGENCIES;
}

static GTimeZone *
office_zone (CsReportsPage *self)
{
  const CsOfficeInfo *info = cs_session_get_info (self->session);
  GTimeZone *zone = info != NULL ? g_time_zone_new_identifier (info->zone) : NULL;

  return zone != NULL ? zone : g_time_zone_new_local ();
}

static gint64
to_micros (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
get_period (CsReportsPage *self,
            gint64        *from,
            gint64        *until)
{
  g_autoptr(GTimeZone) zone = office_zone (self);
  g_autoptr(GDateTime) now = g_date_time_new_now (zone);
  g_autoptr(GDateTime) month = g_date_time_new (zone, g_date_time_get_year (now), g_date_time_get_month (now), 1, 0, 0, 0);
  g_autoptr(GDateTime) year = g_date_time_new (zone, g_date_time_get_year (now), 1, 1, 0, 0, 0);
  g_autoptr(GDateTime) last = g_date_time_add_months (month, -1);

  *from = 0;
  *until = 0;
  if (!has_period (self->kind))
    return;

  switch ((Period) gtk_drop_down_get_selected (self->period))
    {
    case PERIOD_WEEK:
      *from = to_micros (now) - 7 * G_TIME_SPAN_DAY;
      return;

    case PERIOD_MONTH:
      *from = to_micros (now) - 30 * G_TIME_SPAN_DAY;
      return;

    case PERIOD_THIS_MONTH:
      *from = to_micros (month);
      return;

    case PERIOD_LAST_MONTH:
      *from = to_micros (last);
      *until = to_micros (month);
      return;

    case PERIOD_THIS_YEAR:
      *from = to_micros (year);
      return;

    case PERIOD_ALL:
    case N_PERIODS:
    default:
      return;
    }
}

static void
show_report (CsReportsPage *self,
             CsReport      *report)
{
  g_autofree char *described = NULL;
  gboolean empty = cs_report_get_n_rows (report) == 0;

  g_clear_pointer (&self->chart, cs_chart_free);
  self->chart = cs_report_make_chart (report);
  gtk_widget_set_visible (self->drawing, self->chart != NULL);
  if (self->chart != NULL)
    {
      described = cs_chart_describe (self->chart);
      cs_name_widget (self->drawing, described);
      gtk_widget_queue_draw (self->drawing);
    }

  if (report->truncated)
    gtk_label_set_label (self->note, _("There is more than is shown here. Choose a shorter period, or export the table."));
  else if (report->working_time)
    gtk_label_set_label (self->note, _("Durations count the office’s working hours only."));
  gtk_widget_set_visible (GTK_WIDGET (self->note), report->truncated || report->working_time);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "report");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export", !empty);
  cs_report_table_set (CS_REPORT_TABLE (self->table), report);
}

static void
reported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(CsReportsPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (reply != NULL)
    show_report (self, cs_reply_read_report (reply));
  else
    cs_show_error (GTK_WIDGET (self), error);
}

static void
refresh (CsReportsPage *self)
{
  gint64 from;
  gint64 until;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->summary, cs_report_kind_summary (self->kind));
  gtk_widget_set_sensitive (GTK_WIDGET (self->period), has_period (self->kind));
  get_period (self, &from, &until);
  cs_office_call_async (cs_session_get_office (self->session), "report.get",
                        cs_arguments_report_get (self->kind, from, until), self->cancellable,
                        reported_cb, g_object_ref (self));
}

static void
row_selected_cb (CsReportsPage *self,
                 GtkListBoxRow *row)
{
  if (row == NULL || (int) self->kind == gtk_list_box_row_get_index (row))
    return;

  self->kind = (CsReportKind) gtk_list_box_row_get_index (row);
  refresh (self);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(CsReportsPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  path = cs_reply_read_path (reply);
  name = g_path_get_basename (path);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("The report is in “%s”."), name);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  CsReportsPage *self = CS_REPORTS_PAGE (source);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = cs_compat_choose_path_finish (result, &error);
  gint64 from;
  gint64 until;

  if (path == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->session == NULL)
    return;

  get_period (self, &from, &until);
  cs_office_call_async (cs_session_get_office (self->session), "report.export",
                        cs_arguments_report_export (self->kind, from, until, path), NULL,
                        exported_cb, g_object_ref (self));
}

static void
export_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsReportsPage *self = CS_REPORTS_PAGE (widget);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf ("%s-%s.csv", cs_report_kind_nick (self->kind), day);

  cs_compat_choose_new_file_async (widget, _("Export the Report"), name, NULL, place_chosen_cb, NULL);
}

static void
draw_chart (GtkDrawingArea *area,
            cairo_t        *cr,
            int             width,
            int             height,
            gpointer        user_data)
{
  CsReportsPage *self = user_data;

  if (self->chart != NULL)
    cs_chart_draw (self->chart, cr, width, height,
                   gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL);
}

static void
cs_reports_page_dispose (GObject *object)
{
  CsReportsPage *self = CS_REPORTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->chart, cs_chart_free);
  G_OBJECT_CLASS (cs_reports_page_parent_class)->dispose (object);
}

static void
cs_reports_page_class_init (CsReportsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_reports_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.export", NULL, export_action);
}

static void
cs_reports_page_init (CsReportsPage *self)
{
}

static GtkWidget *
make_header (CsReportsPage *self)
{
  const char *periods[N_PERIODS + 1] = {
    [PERIOD_WEEK] = _("Last 7 Days"),
    [PERIOD_MONTH] = _("Last 30 Days"),
    [PERIOD_THIS_MONTH] = _("This Month"),
    [PERIOD_LAST_MONTH] = _("Last Month"),
    [PERIOD_THIS_YEAR] = _("This Year"),
    [PERIOD_ALL] = _("From the First"),
    [N_PERIODS] = NULL,
  };
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *export = gtk_button_new_with_label (_("Export CSV…"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Reports"), ""));
  self->period = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (periods));
  gtk_drop_down_set_selected (self->period, PERIOD_MONTH);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->period), _("Of which time"));
  cs_name_drop_down (self->period, _("Period"));
  g_signal_connect_object (self->period, "notify::selected", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (export), "page.export");
  gtk_widget_set_tooltip_text (export, _("Write the table to a file for a spreadsheet"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->period));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), export);

  return header;
}

static GtkWidget *
make_list (CsReportsPage *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  cs_name_widget (GTK_WIDGET (self->list), _("Reports"));
  for (guint i = 0; i < CS_N_REPORT_KINDS; i++)
    {
      const char *title = cs_report_kind_label ((CsReportKind) i);
      GtkWidget *label = gtk_label_new (title);
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), 16);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
      gtk_widget_set_margin_top (label, 6);
      gtk_widget_set_margin_bottom (label, 6);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      cs_name_widget (row, title);
      gtk_list_box_append (self->list, row);
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->list));

  return scroll;
}

static GtkLabel *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);

  return GTK_LABEL (label);
}

static GtkWidget *
make_report (CsReportsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->drawing = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->drawing), CHART_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->drawing), draw_chart, self, NULL);
  gtk_widget_add_css_class (self->drawing, "card");
  gtk_widget_set_overflow (self->drawing, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_visible (self->drawing, FALSE);
  self->table = cs_report_table_new ();
  gtk_widget_set_size_request (self->table, -1, 160);
  self->note = make_label ("dim-label");
  gtk_box_append (GTK_BOX (box), self->drawing);
  gtk_box_append (GTK_BOX (box), self->table);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));

  return box;
}

static GtkWidget *
make_content (CsReportsPage *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *empty = adw_status_page_new ();

  self->summary = make_label ("title-4");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "cs-reports-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("Nothing to Report"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty), _("In this period there was nothing of this kind."));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, adw_bin_new (), "nothing");
  gtk_stack_add_named (self->stack, make_report (self), "report");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->stack));
  gtk_widget_set_hexpand (content, TRUE);
  gtk_widget_set_margin_top (content, 12);
  gtk_widget_set_margin_bottom (content, 12);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 18);

  return content;
}

/* In a low window the chart and the table do not fit one above the other. */
static GtkWidget *
make_scroll (GtkWidget *content)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), content);
  gtk_widget_set_vexpand (scroll, TRUE);

  return scroll;
}

GtkWidget *
cs_reports_page_new (CsSession *session)
{
  CsReportsPage *self = g_object_new (CS_TYPE_REPORTS_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (columns), make_list (self));
  gtk_box_append (GTK_BOX (columns), make_scroll (make_content (self)));
  gtk_box_append (GTK_BOX (box), columns);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export", FALSE);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
