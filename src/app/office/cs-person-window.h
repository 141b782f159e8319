/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_person_window_new:
 * @person: (nullable): whom to change; %NULL adds somebody
 * @sections: (element-type CsSectionInfo): among which to choose; retired ones are left out
 */
GtkWindow *cs_person_window_new  (GtkWindow           *parent,
                                  CsSession           *session,
                                  const CsPersonInfo  *person,
                                  GPtrArray           *sections);

/**
 * cs_section_window_new:
 * @section: (nullable): which to rename; %NULL adds one
 */
GtkWindow *cs_section_window_new (GtkWindow           *parent,
                                  CsSession           *session,
                                  const CsSectionInfo *section);

/**
 * cs_office_window_new:
 *
 * The office's name, language and zone.
 */
GtkWindow *cs_office_window_new  (GtkWindow           *parent,
                                  CsSession           *session);

G_END_DECLS
