/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsQueuePage:
 *
 * What is on its way out: what needs a person, what is held, what goes out next. Live.
 */
#define CS_TYPE_QUEUE_PAGE (cs_queue_page_get_type ())
G_DECLARE_FINAL_TYPE (CsQueuePage, cs_queue_page, CS, QUEUE_PAGE, AdwBin)

GtkWidget *cs_queue_page_new (CsSession *session);

G_END_DECLS
