/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-arguments.h"
#include "cs-json.h"
#include "cs-local-office.h"
#include "cs-replies.h"

G_BEGIN_DECLS

/* A practice office with people in every role, whose clock stands still until a test moves it. */

#define FIXTURE_START G_GINT64_CONSTANT (1790000000000000)

typedef struct
{
  char          *folder;  /* owned, removed at the end */
  CsLocalOffice *office;
  gint64         now;
  gint64         account; /* on the practice network, which does not run */
} OfficeFixture;

void        office_fixture_set_up    (OfficeFixture  *fixture,
                                      gconstpointer   unused);
void        office_fixture_tear_down (OfficeFixture  *fixture,
                                      gconstpointer   unused);

/* An office whose first start is still to come. */
void        office_fixture_set_up_empty (OfficeFixture *fixture,
                                         gconstpointer  unused);

gint64      office_fixture_person    (OfficeFixture  *fixture,
                                      const char     *login);
void        office_fixture_sit       (OfficeFixture  *fixture,
                                      const char     *login);

/* An account on the practice network, straight into the rows: connecting one for real needs a network. Not for an office that is still empty. Returns: its id */
gint64      office_fixture_add_account (OfficeFixture *fixture,
                                        const char    *handle);

/* All of it was sent, straight into the rows, as if there were a network: (post, then each piece of it) */
void        office_fixture_publish   (OfficeFixture  *fixture,
                                      gint64          post);

/* Each: as @login (NULL: whoever sits there now); @arguments are taken. */
JsonObject *office_fixture_try       (OfficeFixture  *fixture,
                                      const char     *login,
                                      const char     *operation,
                                      JsonObject     *arguments,
                                      GError        **error);
JsonObject *office_fixture_call      (OfficeFixture  *fixture,
                                      const char     *login,
                                      const char     *operation,
                                      JsonObject     *arguments);
void        office_fixture_do        (OfficeFixture  *fixture,
                                      const char     *login,
                                      const char     *operation,
                                      JsonObject     *arguments);
void        office_fixture_refuse    (OfficeFixture  *fixture,
                                      const char     *login,
                                      const char     *operation,
                                      JsonObject     *arguments,
                                      CsError         code);

/* A post of one segment for the account; a draft. */
CsContent  *office_fixture_content   (OfficeFixture  *fixture,
                                      const char     *text);
gint64      office_fixture_post      (OfficeFixture  *fixture,
                                      const char     *login,
                                      const char     *text);
gint64      office_fixture_submitted (OfficeFixture  *fixture,
                                      const char     *login,
                                      const char     *text);
CsSheetInfo *office_fixture_sheet    (OfficeFixture  *fixture,
                                      const char     *login,
                                      gint64          post);
void        office_fixture_save      (OfficeFixture  *fixture,
                                      const char     *login,
                                      gint64          post,
                                      const char     *text);

/* Arguments of post.decide for the current content. */
JsonObject *office_fixture_decision  (OfficeFixture  *fixture,
                                      gint64          post,
                                      CsVerdict       verdict,
                                      const char     *reason);
void        office_fixture_approve   (OfficeFixture  *fixture,
                                      const char     *login,
                                      gint64          post);
void        office_fixture_assert_state (OfficeFixture *fixture,
                                         gint64         post,
                                         CsPostState    state);

/* How many entries of @kind the journal of @post has (0: of all). */
guint       office_fixture_count_entries (OfficeFixture *fixture,
                                          gint64         post,
                                          CsJournalKind  kind);

G_END_DECLS
