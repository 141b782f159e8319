/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-journal.h"
#include "cs-json.h"
#include "cs-operation.h"

G_BEGIN_DECLS

/* What the operations of all subjects share. Private to src/office. */

gint64      cs_call_get_int64     (CsCall        *call,
                                   const char    *name);
const char *cs_call_get_text      (CsCall        *call,
                                   const char    *name);
gboolean    cs_call_get_boolean   (CsCall        *call,
                                   const char    *name);
gboolean    cs_call_has           (CsCall        *call,
                                   const char    *name);

/* The page size that was asked for, within 1 and @most; @most / 4 if none was. */
guint       cs_call_get_limit     (CsCall        *call,
                                   guint          most);
gboolean    cs_call_actor_is      (CsCall        *call,
                                   CsRoles        roles);

/**
 * cs_call_dup_name:
 *
 * A name that people read: white space trimmed, not empty, at most 200 characters, on one line. Sets %CS_ERROR_INVALID.
 */
char       *cs_call_dup_name      (const char    *text,
                                   const char    *what,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_call_journal:
 * @post: 0 = none
 * @details: (transfer full) (nullable): becomes canonical JSON; never a secret
 *
 * Appends the entry of an act, by the actor (or the program where nobody is signed in), in the transaction of the call.
 */
gboolean    cs_call_journal       (CsCall        *call,
                                   gint64         post,
                                   CsJournalKind  kind,
                                   JsonObject    *details,
                                   GError       **error);
gboolean    cs_call_journal_by    (CsCall        *call,
                                   gint64         actor,
                                   gint64         post,
                                   CsJournalKind  kind,
                                   JsonObject    *details,
                                   GError       **error);

/* {"id": id} */
JsonObject *cs_call_reply_id      (gint64         id) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsNames:
 *
 * The names that answers show, each list read at most once in a call.
 */
typedef struct
{
  CsDb       *db;       /* lent */
  GHashTable *people;   /* id to CsPersonRow; owned, NULL until asked */
  GHashTable *sections; /* id to CsSectionRow; owned, NULL until asked */
  GHashTable *routes;   /* id to CsRoute; owned */
  gint64      now;      /* for who is on a post now; 0 = nobody asks */
} CsNames;

CsNames            *cs_names_new         (CsDb     *db) G_GNUC_WARN_UNUSED_RESULT;
void                cs_names_free        (CsNames  *names);

/* Returns: (transfer none): "" for 0 and for an unknown id; the database failing shows at the next statement */
const char         *cs_names_get_person  (CsNames  *names,
                                          gint64    id);
const char         *cs_names_get_section (CsNames  *names,
                                          gint64    id);
const CsSectionRow *cs_names_find_section (CsNames *names,
                                           gint64   id);
const CsRoute      *cs_names_get_route   (CsNames  *names,
                                          gint64    id,
                                          GError  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsNames, cs_names_free)

G_END_DECLS
