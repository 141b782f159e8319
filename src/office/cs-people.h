/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"

G_BEGIN_DECLS

/* What operations on people share: sign-in, first start, administration. Private to src/office. */

/* Returns: (transfer full): the person as answers show him, never the password */
JsonObject *cs_people_to_json         (CsDb               *db,
                                       const CsPersonRow  *person) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_people_count_failure:
 *
 * One more wrong password of @person: counts it, closes the login after %CS_PASSWORD_MAX_FAILURES and records that.
 */
gboolean    cs_people_count_failure   (CsCall             *call,
                                       CsPersonRow        *person,
                                       GError            **error);

/**
 * cs_people_hash:
 *
 * Slow. An empty password gives an empty text (nobody can sign in with it), where @practice allows that.
 */
char       *cs_people_hash            (const char         *password,
                                       gboolean            practice,
                                       GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_people_make:
 * @object: with login, name and roles
 * @section: 0 = the whole office
 * @password: (transfer full): stored form
 *
 * Checks all of it. Sets %CS_ERROR_INVALID.
 */
CsPersonRow *cs_people_make           (JsonObject         *object,
                                       gint64              section,
                                       char               *password,
                                       GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_people_add:
 * @actor: who adds; 0 = the person adds himself, which only the first administrator does
 *
 * Inserts the person and its journal entry. Sets %CS_ERROR_CONFLICT if the login is taken.
 */
gboolean    cs_people_add             (CsCall             *call,
                                       gint64              actor,
                                       CsPersonRow        *person,
                                       GError            **error);

/* Roles from "drafter,reviewer"; at least one. Sets %CS_ERROR_INVALID. */
gboolean    cs_people_read_roles      (const char         *text,
                                       CsRoles            *roles,
                                       GError            **error);

/* Inserts a section and its journal entry. Returns: the id, 0 with @error */
gint64      cs_sections_add           (CsCall             *call,
                                       gint64              actor,
                                       const char         *name,
                                       GError            **error);

/* Inserts @route as a new version, with its journal entry. */
gboolean    cs_routes_add             (CsCall             *call,
                                       gint64              actor,
                                       CsRoute            *route,
                                       GError            **error);

/* Sets %CS_ERROR_INVALID for an unknown zone, or a language that is not two lower-case letters. */
gboolean    cs_office_check_language  (const char         *language,
                                       GError            **error);
gboolean    cs_office_check_zone      (const char         *zone,
                                       GError            **error);

G_END_DECLS
