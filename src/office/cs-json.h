/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-content.h"
#include "cs-route.h"

G_BEGIN_DECLS

/* How the values of the core look inside the operations' arguments and answers. Shared by both sides, so that a
 * member's name is written in one place. */

/* Lenient readers: 0, "", FALSE or NULL for an absent member or one of another type. What they return is lent. */
gint64       cs_json_get_int64     (JsonObject        *object,
                                    const char        *member);
const char  *cs_json_get_text      (JsonObject        *object,
                                    const char        *member);
gboolean     cs_json_get_boolean   (JsonObject        *object,
                                    const char        *member);
JsonObject  *cs_json_get_object    (JsonObject        *object,
                                    const char        *member);
JsonArray   *cs_json_get_array     (JsonObject        *object,
                                    const char        *member);

/**
 * cs_json_get_element:
 *
 * Returns: (transfer none) (nullable): the object at @position of @array, or %NULL if something else stands there
 */
JsonObject  *cs_json_get_element   (JsonArray         *array,
                                    guint              position);

/**
 * cs_json_erase_secrets:
 *
 * Overwrites the passwords, codes, secrets and tokens among the arguments of a call, also of people in a list, so that they do not lie about in freed memory.
 */
void         cs_json_erase_secrets (JsonObject        *arguments);

/**
 * cs_json_dup_strings:
 *
 * Returns: (transfer full): the texts of an array; empty if it is absent
 */
char       **cs_json_dup_strings   (JsonObject        *object,
                                    const char        *member) G_GNUC_WARN_UNUSED_RESULT;
void         cs_json_set_strings   (JsonObject        *object,
                                    const char        *member,
                                    const char * const *texts);
void         cs_json_set_digest    (JsonObject        *object,
                                    const char        *member,
                                    const CsDigest    *digest);

/**
 * cs_json_get_digest:
 *
 * Returns: the digest, none if the member is absent or not a digest
 */
CsDigest     cs_json_get_digest    (JsonObject        *object,
                                    const char        *member);

/**
 * cs_json_write:
 *
 * Returns: (transfer full): @object as text without white space
 */
char        *cs_json_write         (JsonObject        *object) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_json_write_canonical:
 *
 * The same with members in alphabetical order, at every depth: for the details of journal entries. Only strings, integers, booleans,
 * arrays and objects.
 */
char        *cs_json_write_canonical (JsonObject      *object) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_json_parse_object:
 *
 * Sets %CS_ERROR_INVALID where @text is not one JSON object.
 */
JsonObject  *cs_json_parse_object  (const char        *text,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

JsonObject  *cs_json_from_content  (const CsContent   *content) G_GNUC_WARN_UNUSED_RESULT;
CsContent   *cs_json_to_content    (JsonObject        *object,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject  *cs_json_from_media    (const CsMediaItem *item) G_GNUC_WARN_UNUSED_RESULT;
CsMediaItem *cs_json_to_media      (JsonObject        *object,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject  *cs_json_from_chart    (const CsChart     *chart) G_GNUC_WARN_UNUSED_RESULT;
CsChart     *cs_json_to_chart      (JsonObject        *object,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject  *cs_json_from_route    (const CsRoute     *route) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_json_to_route:
 *
 * Strict about nicks and numbers; whether the route can be used is cs_route_check()'s. Sets %CS_ERROR_INVALID.
 */
CsRoute     *cs_json_to_route      (JsonObject        *object,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Bits as the numbers of those that are set: which points of a stage's list were ticked. */
JsonArray   *cs_json_from_ticks    (guint32            ticks) G_GNUC_WARN_UNUSED_RESULT;

/* The rules that choose routes, (element-type CsRouteRule) */
JsonArray   *cs_json_from_rules    (GPtrArray         *rules) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_json_to_rules:
 * @wrong: (out): the first rule with an unknown label or condition; as many as there are if none has
 *
 * Returns: (transfer full) (element-type CsRouteRule)
 */
GPtrArray   *cs_json_to_rules      (JsonArray         *array,
                                    guint             *wrong) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
