/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-chain.h"

G_BEGIN_DECLS

/* Rows of office, sections, people, routes and accounts. Plain synchronous functions on the thread of @db. Whoever writes also appends the
 * journal entry, in the same transaction: that is the operation's duty (src/office), not the rows'. Getters set CS_ERROR_NOT_FOUND. Inserts return the new id or 0 with @error. */

typedef struct
{
  char     *uid;      /* all strings owned */
  char     *name;
  char     *language;
  char     *zone;
  gboolean  practice;
  gint64    route;    /* version given to new posts */
  gint64    made_at;
  gint64    emergency_route;  /* id of the version of the emergency lane; 0 = none yet */
  gint64    sign_again_after; /* seconds for which an opened key stays open; 0 = as new offices have it */
  gint64    unsigned_until;   /* decisions up to this id were made before there were signatures; never written */
} CsOfficeRow;

typedef struct
{
  gint64  id;
  char   *name;       /* owned */
  gint64  retired_at;
} CsSectionRow;

typedef struct
{
  gint64   id;
  char    *login;     /* owned */
  char    *name;      /* owned */
  CsRoles  roles;
  gint64   section;   /* 0 = the whole office */
  char    *password;  /* owned; stored form, never shown */
  int      failures;
  gint64   locked_until;
  gint64   retired_at;
} CsPersonRow;

typedef struct
{
  gint64         id;
  CsNetworkKind  network;
  char          *address; /* all strings owned */
  char          *handle;
  char          *name;
  char          *colour;
  char          *limits;
  gint64         limits_at;
  char          *health;
  gint64         retired_at;
  char          *remote_id;     /* the network's own, "" = not known */
  gint64         login_ends_at; /* when a person has to sign in again; 0 = never, or not known */
  char          *access;        /* level agreed with the network: "self-serve", "enterprise", "" */
  gint64         login_warn_at; /* when administrators are told that it ends; 0 = they were, or never */
  CsDigest       avatar;        /* its picture, none where there is none: a file of the media without a row */
  gint64         look_at;       /* when it is looked at by itself; 0 = it was never learnt from its network */
} CsAccountRow;

void          cs_office_row_free        (CsOfficeRow        *row);
void          cs_section_row_free       (CsSectionRow       *row);
void          cs_person_row_free        (CsPersonRow        *row);
void          cs_account_row_free       (CsAccountRow       *row);

/* NOT_FOUND: the office is empty, its first start is still to come */
CsOfficeRow  *cs_office_rows_get        (CsDb               *db,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      cs_office_rows_set        (CsDb               *db,
                                         const CsOfficeRow  *row,
                                         GError            **error);
GPtrArray    *cs_section_rows_list      (CsDb               *db,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gint64        cs_section_rows_add       (CsDb               *db,
                                         const char         *name,
                                         GError            **error);
gboolean      cs_section_rows_update    (CsDb               *db,
                                         const CsSectionRow *row,
                                         GError            **error);
GPtrArray    *cs_person_rows_list       (CsDb               *db,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
CsPersonRow  *cs_person_rows_get        (CsDb               *db,
                                         gint64              id,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
CsPersonRow  *cs_person_rows_find_login (CsDb               *db,
                                         const char         *login,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gint64        cs_person_rows_add        (CsDb               *db,
                                         const CsPersonRow  *row,
                                         GError            **error);
gboolean      cs_person_rows_update     (CsDb               *db,
                                         const CsPersonRow  *row,
                                         GError            **error);

/* Inserts the route as a new version of its name; sets id and version. */
gboolean      cs_route_rows_add         (CsDb               *db,
                                         CsRoute            *route,
                                         gint64              now,
                                         GError            **error);
CsRoute      *cs_route_rows_get         (CsDb               *db,
                                         gint64              id,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest version of each name, by name, (element-type CsRoute) */
GPtrArray    *cs_route_rows_list        (CsDb               *db,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest version of that name, or NOT_FOUND */
CsRoute      *cs_route_rows_find        (CsDb               *db,
                                         const char         *name,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsRouteVersion:
 *
 * How many posts are on their way by one version of a route: in review, or returned to come again.
 */
typedef struct
{
  gint64 version;
  gint64 n_posts;
} CsRouteVersion;

/* Those of all versions of the route of that name, oldest first, (element-type CsRouteVersion) */
GArray       *cs_route_rows_count_posts (CsDb               *db,
                                         const char         *name,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* In order, (element-type CsRouteRule) */
GPtrArray    *cs_route_rule_rows_list   (CsDb               *db,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* All of them, in place of those that were */
gboolean      cs_route_rule_rows_set    (CsDb               *db,
                                         GPtrArray          *rules,
                                         GError            **error);

/* Also those retired, by id, (element-type CsPosition) */
GPtrArray    *cs_position_rows_list     (CsDb               *db,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gint64        cs_position_rows_add      (CsDb               *db,
                                         const CsPosition   *row,
                                         GError            **error);
gboolean      cs_position_rows_update   (CsDb               *db,
                                         const CsPosition   *row,
                                         GError            **error);
GPtrArray    *cs_account_rows_list      (CsDb               *db,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
CsAccountRow *cs_account_rows_get       (CsDb               *db,
                                         gint64              id,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* Those that are to be looked at by itself now, or so far ahead that the clock must have been set back, (element-type CsAccountRow) */
GPtrArray    *cs_account_rows_list_to_look_at (CsDb         *db,
                                               gint64        now,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Those whose login ends soon, of which nobody was told yet, (element-type CsAccountRow) */
GPtrArray    *cs_account_rows_list_ending (CsDb             *db,
                                           gint64            now,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gint64        cs_account_rows_add       (CsDb               *db,
                                         const CsAccountRow *row,
                                         GError            **error);
gboolean      cs_account_rows_update    (CsDb               *db,
                                         const CsAccountRow *row,
                                         GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsOfficeRow, cs_office_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSectionRow, cs_section_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPersonRow, cs_person_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAccountRow, cs_account_row_free)

G_END_DECLS
