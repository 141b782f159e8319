/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-desk-watch.h"

G_BEGIN_DECLS

/**
 * CsSidebar:
 *
 * The office's name, the person's seat, the places with what waits there, and the queue's health in one line.
 */
#define CS_TYPE_SIDEBAR (cs_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (CsSidebar, cs_sidebar, CS, SIDEBAR, AdwBin)

/**
 * cs_sidebar_set_watch:
 * @watch: (nullable): of the person now signed in
 */
void cs_sidebar_set_watch  (CsSidebar   *self,
                            CsDeskWatch *watch);

/**
 * cs_sidebar_set_narrow:
 *
 * Shows icons only.
 */
void cs_sidebar_set_narrow (CsSidebar   *self,
                            gboolean     narrow);

/**
 * cs_sidebar_set_place:
 * @place: name of the place now shown
 */
void cs_sidebar_set_place  (CsSidebar   *self,
                            const char  *place);

/* Whether the person at the seat has that place */
gboolean cs_sidebar_has_place (CsSidebar  *self,
                               const char *place);

/**
 * cs_roles_describe:
 *
 * Returns: (transfer full): the words for a set of roles: “Drafter, Duty editor”
 */
char *cs_roles_describe    (CsRoles      roles) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
