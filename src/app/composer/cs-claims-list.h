/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-content.h"

G_BEGIN_DECLS

/**
 * CsClaimsList:
 *
 * What the texts of a post claim, each with the source that it stands on or the question for one. A row leads to its words by the action
 * "composer.show-words" (part, start, end), its menu ties it by "composer.tie-words" (part, start, end, source; G_MAXUINT32 lets go).
 */
#define CS_TYPE_CLAIMS_LIST (cs_claims_list_get_type ())
G_DECLARE_FINAL_TYPE (CsClaimsList, cs_claims_list, CS, CLAIMS_LIST, AdwBin)

GtkWidget *cs_claims_list_new (void);

/**
 * cs_claims_list_set:
 *
 * Rebuilds the rows only where something that they show changed.
 */
void       cs_claims_list_set         (CsClaimsList    *self,
                                       const CsContent *content);

/* Returns: (transfer full): of a source, short enough for a menu */
char      *cs_claims_list_name_source (const CsSource  *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
