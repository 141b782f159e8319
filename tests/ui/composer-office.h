/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-local-office.h"
#include "cs-session.h"

G_BEGIN_DECLS

/* A real office in a folder of its own, for tests of the composer: an administrator, a drafter, a second drafter, a reviewer, and an
 * account on a practice network. */

typedef struct
{
  char          *folder;
  CsLocalOffice *office;
  CsSession     *session;
  gint64         drafter;
  gint64         colleague;
  gint64         reviewer;
  gint64         account;
} ComposerOffice;

ComposerOffice *composer_office_new  (const char     *language);
void            composer_office_free (ComposerOffice *self);

/**
 * composer_office_add_account:
 *
 * Adds another account on the practice network, and lets the session know. Whoever sits there goes on sitting there.
 */
gint64          composer_office_add_account (ComposerOffice *self,
                                             const char     *login);

/**
 * composer_office_sit:
 *
 * Takes @person's seat and lets the session know.
 */
void            composer_office_sit  (ComposerOffice *self,
                                      gint64          person);

/**
 * composer_office_call:
 *
 * Calls an operation as whoever sits there, and insists that it works.
 */
JsonObject     *composer_office_call (ComposerOffice *self,
                                      const char     *operation,
                                      JsonObject     *arguments) G_GNUC_WARN_UNUSED_RESULT;

#define wait_for(cond) G_STMT_START { gint64 end_ = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND; \
                                      while (!(cond) && g_get_monotonic_time () < end_) \
                                      if (!g_main_context_iteration (NULL, FALSE)) g_usleep (1000); \
                                      g_assert_true (cond); } G_STMT_END

G_END_DECLS
