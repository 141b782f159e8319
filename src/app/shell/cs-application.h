/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsApplication:
 *
 * The program: its command line, its settings, one window on one office.
 */
#define CS_TYPE_APPLICATION (cs_application_get_type ())
G_DECLARE_FINAL_TYPE (CsApplication, cs_application, CS, APPLICATION, AdwApplication)

CsApplication *cs_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_application_get_settings:
 *
 * Returns: (transfer none) (nullable): what the person set; %NULL where the schema is not installed: then nothing is remembered
 */
GSettings     *cs_application_get_settings     (CsApplication *self);

G_END_DECLS
