/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-dossier-drawing.h"
#include "cs-page.h"

G_BEGIN_DECLS

/* Parts of the dossier on paper. Private to src/drawing. */

/* The sources of @content, numbered. */
/* Whatever else is signed: polls, quotes, other words … */
void cs_dossier_paper_add_facts   (const CsDossierPaper *paper,
                                   CsPages              *pages,
                                   const CsContent      *content);
void cs_dossier_paper_add_sources (CsPages              *pages,
                                   const CsContent      *content);

/* Returns: (transfer full): where @content is to go, one account a line */
char *cs_dossier_paper_name_accounts (const CsDossierPaper *paper,
                                      const CsContent      *content) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_dossier_paper_add_version:
 * @before: (nullable): the version before it
 *
 * What @version says; after another one, only what is different in it.
 */
void cs_dossier_paper_add_version (const CsDossierPaper *paper,
                                   CsPages              *pages,
                                   const CsPaperVersion *before,
                                   const CsPaperVersion *version);

G_END_DECLS
