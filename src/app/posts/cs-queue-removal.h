/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-amend-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/* Of a published piece that is taken down: the same words and buttons wherever it is shown in the queue. */

/* Returns: (transfer full): how taking it down stands: “Taken down 5 min ago” */
char *cs_queue_removal_state          (const CsTakeDownInfo *removal,
                                       gint64                now,
                                       const char           *zone) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer none): why it was not taken down, or not yet, in a sentence; "" where there is no reason to tell */
const char *cs_queue_removal_reason   (const CsTakeDownInfo *removal);

/* Returns: (transfer full): why it is still there, and what the network said; "" = nothing is the matter */
char *cs_queue_removal_trouble        (const CsTakeDownInfo *removal) G_GNUC_WARN_UNUSED_RESULT;

/* What one can do where the network did not do it: the buttons use the actions queue.remove-again (x) and queue.removed (x). */
void  cs_queue_removal_append_buttons (GtkWidget            *buttons,
                                       CsSession            *session,
                                       const CsTakeDownInfo *removal,
                                       const char           *handle);

G_END_DECLS
