/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-content.h"

G_BEGIN_DECLS

/* A source card inside arguments and answers; for both sides. */

JsonObject *cs_json_from_source (const CsSource *source) G_GNUC_WARN_UNUSED_RESULT;

/* Lenient: what is absent is empty. White space around each text goes. */
CsSource   *cs_json_to_source   (JsonObject     *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
