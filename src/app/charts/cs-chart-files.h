/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/* Files of a chart, off the main loop. */

/* Asks where, then saves the picture and says so in a toast. */
void       cs_chart_files_save        (GtkWidget            *widget,
                                       const CsChart        *chart,
                                       gboolean              svg);

/* Text as pasted. */
void       cs_chart_files_parse_async (gpointer              source,
                                       GBytes               *bytes,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);

/* A file: CSV, TSV, ODS or XLSX. */
void       cs_chart_files_read_async  (gpointer              source,
                                       const char           *path,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);

/**
 * cs_chart_files_finish:
 *
 * Returns: (transfer full) (element-type CsTableSheet): for both of the above
 */
GPtrArray *cs_chart_files_finish      (GAsyncResult         *result,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
