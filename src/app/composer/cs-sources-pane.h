/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsSourcesPane:
 *
 * What stands behind a post: a list of sources to add, edit and remove.
 */
#define CS_TYPE_SOURCES_PANE (cs_sources_pane_get_type ())
G_DECLARE_FINAL_TYPE (CsSourcesPane, cs_sources_pane, CS, SOURCES_PANE, AdwBin)

GtkWidget *cs_sources_pane_new (CsDraft       *draft);

/**
 * cs_sources_pane_refresh:
 *
 * Shows what the draft holds now.
 */
void       cs_sources_pane_refresh (CsSourcesPane *self);

/**
 * cs_sources_pane_show_claims:
 *
 * Shows what the texts claim now and what of it stands on a source. Runs for each key; the list itself follows a moment later.
 */
void       cs_sources_pane_show_claims (CsSourcesPane *self);

/**
 * cs_sources_pane_edit_last:
 *
 * Opens the last source for writing.
 */
void       cs_sources_pane_edit_last (CsSourcesPane *self);

G_END_DECLS
