/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-enums.h"
#include "cs-json.h"
#include "cs-report-client.h"

typedef struct
{
  const char *nick;
  const char *label;
  const char *summary;
} Kind;

static const Kind kinds[CS_N_REPORT_KINDS] = {
  [CS_REPORT_WAITING] = { "waiting", NC_("report", "Waiting by person"),
                          N_("How many posts each person could decide on now, and how long the oldest has waited.") },
  [CS_REPORT_TIMES] = { "times", NC_("report", "Time by stage and person"),
                        N_("How long decisions take: half of them are made within the middle time, nine of ten within the long one.") },
  [CS_REPORT_RETURNS] = { "returns", NC_("report", "Returns by reason"),
                          N_("Why posts were returned or rejected.") },
  [CS_REPORT_EXPIRED] = { "expired", NC_("report", "Expired posts"),
                          N_("Posts whose release time passed before they could go out.") },
  [CS_REPORT_EMERGENCIES] = { "emergencies", NC_("report", "Emergency posts not yet reviewed"),
                              N_("Posts that went by the emergency lane and still owe their full review.") },
  [CS_REPORT_PAIRS] = { "pairs", NC_("report", "Who signs for whom"),
                        N_("Pairs of people: who signed whose posts, and who signed in whose name. "
                           "A high share means that it is always the same two.") },
};

static const struct
{
  const char *name;
  const char *title;
} columns[] = {
  { "author", NC_("report column", "Author") },
  { "count", NC_("report column", "Posts") },
  { "decisions", NC_("report column", "Decisions") },
  { "due", NC_("report column", "Review due") },
  { "last", NC_("report column", "Last time") },
  { "median", NC_("report column", "Middle time") },
  { "ninety", NC_("report column", "Nine of ten within") },
  { "next_due", NC_("report column", "Next sign-by time") },
  { "of", NC_("report column", "Of all") },
  { "oldest", NC_("report column", "Oldest has waited") },
  { "one", NC_("report column", "Whose posts or name") },
  { "other", NC_("report column", "Who signed") },
  { "overdue", NC_("report column", "Overdue") },
  { "pair", NC_("report column", "Kind of pair") },
  { "person", NC_("report column", "Person") },
  { "post", NC_("report column", "Post") },
  { "reason", NC_("report column", "Reason") },
  { "rejected", NC_("report column", "Rejected") },
  { "release", NC_("report column", "Release time") },
  { "returned", NC_("report column", "Returned") },
  { "section", NC_("report column", "Section") },
  { "share", NC_("report column", "Share") },
  { "stage", NC_("report column", "Stage") },
  { "started", NC_("report column", "Started") },
  { "state", NC_("report column", "State now") },
  { "text", NC_("report column", "Text") },
  { "waiting", NC_("report column", "Waiting") },
};

static const char * const types[] = {
  [CS_REPORT_TEXT] = "text",
  [CS_REPORT_NUMBER] = "number",
  [CS_REPORT_PERCENT] = "percent",
  [CS_REPORT_DURATION] = "duration",
  [CS_REPORT_TIME] = "time",
  [CS_REPORT_POST] = "post",
};

const char *
cs_report_kind_nick (CsReportKind kind)
{
  g_return_val_if_fail ((guint) kind < CS_N_REPORT_KINDS, "");

  return kinds[kind].nick;
}

gboolean
cs_report_kind_from_nick (const char   *nick,
                          CsReportKind *kind)
{
  for (guint i = 0; nick && i < CS_N_REPORT_KINDS; i++)
    if (g_str_equal (kinds[i].nick, nick))
      {
        *kind = (CsReportKind) i;
        return TRUE;
      }

  return FALSE;
}

const char *
cs_report_kind_label (CsReportKind kind)
{
  g_return_val_if_fail ((guint) kind < CS_N_REPORT_KINDS, "");

  return g_dpgettext2 (NULL, "report", kinds[kind].label);
}

const char *
cs_report_kind_summary (CsReportKind kind)
{
  g_return_val_if_fail ((guint) kind < CS_N_REPORT_KINDS, "");

  return _(kinds[kind].summary);
}

JsonObject *
cs_arguments_report_get (CsReportKind kind,
                         gint64       from,
                         gint64       until)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "report", cs_report_kind_nick (kind));
  if (from)
    json_object_set_int_member (arguments, "from", from);
  if (until)
    json_object_set_int_member (arguments, "until", until);
  return arguments;
}

JsonObject *
cs_arguments_report_export (CsReportKind  kind,
                            gint64        from,
                            gint64        until,
                            const char   *to)
{
  JsonObject *arguments = cs_arguments_report_get (kind, from, until);

  json_object_set_string_member (arguments, "to", to);
  return arguments;
}

/* --- reading --- */

static void
report_column_free (gpointer data)
{
  CsReportColumn *column = data;

  g_free (column->name);
  g_free (column);
}

static void
report_cell_free (gpointer data)
{
  CsReportCell *cell = data;

  g_free (cell->text);
  g_free (cell);
}

void
cs_report_free (CsReport *report)
{
  if (!report)
    return;

  g_free (report->zone);
  g_clear_pointer (&report->columns, g_ptr_array_unref);
  g_clear_pointer (&report->cells, g_ptr_array_unref);
  g_free (report);
}

static const char *
get_column_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].name, name))
      return g_dpgettext2 (NULL, "report column", columns[i].title);

  return "";
}

static CsReportColumn *
read_column (JsonObject *object)
{
  CsReportColumn *column = g_new0 (CsReportColumn, 1);
  const char *type = cs_json_get_text (object, "type");

  column->name = g_strdup (cs_json_get_text (object, "name"));
  column->title = get_column_title (column->name);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i], type))
      column->type = (CsReportType) i;
  return column;
}

/* Nicks become words here, so that the table is in the reader's language. */
static char *
read_text (const CsReportColumn *column,
           const char           *text)
{
  CsPostState state;

  if (g_str_equal (column->name, "state") && cs_post_state_from_nick (text, &state))
    return g_strdup (cs_post_state_label (state));
  if (g_str_equal (column->name, "pair") && g_str_equal (text, "drafter-signer"))
    return g_strdup (C_("kind of pair", "wrote and signed"));
  if (g_str_equal (column->name, "pair") && g_str_equal (text, "principal-delegate"))
    return g_strdup (C_("kind of pair", "signed in whose name"));
  if (g_str_equal (column->name, "person") && !*text)
    return g_strdup (_("Everybody"));
  return g_strdup (text);
}

static void
read_row (CsReport  *report,
          JsonArray *row)
{
  guint n = row ? json_array_get_length (row) : 0;

  for (guint i = 0; i < report->columns->len; i++)
    {
      const CsReportColumn *column = g_ptr_array_index (report->columns, i);
      JsonNode *node = i < n ? json_array_get_element (row, i) : NULL;
      CsReportCell *cell = g_new0 (CsReportCell, 1);
      gboolean value = node && JSON_NODE_HOLDS_VALUE (node);

      if (column->type == CS_REPORT_TEXT)
        cell->text = read_text (column, value && json_node_get_string (node) ? json_node_get_string (node) : "");
      else if (value)
        cell->number = json_node_get_int (node);
      g_ptr_array_add (report->cells, cell);
    }
}

CsReport *
cs_reply_read_report (JsonObject *reply)
{
  CsReport *report = g_new0 (CsReport, 1);
  JsonArray *heads = cs_json_get_array (reply, "columns");
  JsonArray *rows = cs_json_get_array (reply, "rows");

  cs_report_kind_from_nick (cs_json_get_text (reply, "report"), &report->kind);
  report->from = cs_json_get_int64 (reply, "from");
  report->until = cs_json_get_int64 (reply, "until");
  report->zone = g_strdup (cs_json_get_text (reply, "zone"));
  report->working_time = cs_json_get_boolean (reply, "working_time");
  report->truncated = cs_json_get_boolean (reply, "truncated");
  report->columns = g_ptr_array_new_with_free_func (report_column_free);
  report->cells = g_ptr_array_new_with_free_func (report_cell_free);

  for (guint i = 0; heads && i < json_array_get_length (heads); i++)
    if (cs_json_get_element (heads, i))
      g_ptr_array_add (report->columns, read_column (cs_json_get_element (heads, i)));
  for (guint i = 0; rows && i < json_array_get_length (rows); i++)
    {
      JsonNode *node = json_array_get_element (rows, i);

      if (JSON_NODE_HOLDS_ARRAY (node))
        read_row (report, json_node_get_array (node));
    }

  return report;
}

guint
cs_report_get_n_rows (const CsReport *report)
{
  return report->columns->len > 0 ? report->cells->len / report->columns->len : 0;
}

const CsReportColumn *
cs_report_get_column (const CsReport *report,
                      guint           column)
{
  g_return_val_if_fail (column < report->columns->len, NULL);

  return g_ptr_array_index (report->columns, column);
}

const CsReportCell *
cs_report_get_cell (const CsReport *report,
                    guint           row,
                    guint           column)
{
  g_return_val_if_fail (column < report->columns->len && row < cs_report_get_n_rows (report), NULL);

  return g_ptr_array_index (report->cells, row * report->columns->len + column);
}
