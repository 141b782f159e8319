/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How deep an answer may nest: json-glib descends by recursion, so that a hostile answer could use up the stack. */
#define CS_NETWORK_JSON_MAX_DEPTH 64

/**
 * cs_network_json_is_whole:
 *
 * Whether @text is one object or array, from the first bracket to the one that closes it, nested at most
 * %CS_NETWORK_JSON_MAX_DEPTH deep, with nothing but white space around: a cut-off answer is not. No more is checked.
 */
gboolean    cs_network_json_is_whole   (const char  *text,
                                        gsize        size);

/**
 * cs_network_json_parse:
 *
 * Parses an answer within bounds. Sets %CS_ERROR_INVALID.
 *
 * Returns: (transfer full): an object or array node
 */
JsonNode   *cs_network_json_parse      (const char  *text,
                                        gsize        size,
                                        GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/* Members of an object that may be missing or of another type than expected: then the default. @object may be %NULL. Strings are lent. */
const char *cs_network_json_string     (JsonObject  *object,
                                        const char  *member,
                                        const char  *otherwise);
gint64      cs_network_json_int        (JsonObject  *object,
                                        const char  *member,
                                        gint64       otherwise);
gboolean    cs_network_json_boolean    (JsonObject  *object,
                                        const char  *member,
                                        gboolean     otherwise);
JsonObject *cs_network_json_object     (JsonObject  *object,
                                        const char  *member);
JsonArray  *cs_network_json_array      (JsonObject  *object,
                                        const char  *member);

/**
 * cs_network_json_to_string:
 * @object: (transfer full):
 *
 * Returns: (transfer full): compact JSON
 */
char       *cs_network_json_to_string  (JsonObject  *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
