/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsJournalPage:
 *
 * Every act in plain sentences, newest first, by person, by what it is about, by post; and the proof that nothing was changed, with its seals.
 * Actions: page.verify, page.only-post (x; 0 = all).
 */
#define CS_TYPE_JOURNAL_PAGE (cs_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (CsJournalPage, cs_journal_page, CS, JOURNAL_PAGE, AdwBin)

GtkWidget *cs_journal_page_new (CsSession *session);

G_END_DECLS
