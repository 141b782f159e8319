/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-fixture.h"

#include "cs-clock-client.h"
#include "cs-delegation-client.h"
#include "cs-emergency-client.h"

G_BEGIN_DECLS

/* The small office with clocks: reviewers have two hours of working time, a leader one; what is late at the review goes to leader2. It works from 9 to
 * 12 and from 14 to 18, Monday to Friday; it is Monday 23 November 2026, 10:00 in Shanghai. */

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

void        clock_fixture_set_up         (OfficeFixture *fixture,
                                          gconstpointer  unused);
void        clock_fixture_add            (const char    *path,
                                          void         (*test)(OfficeFixture *, gconstpointer));

/* The moment at which a clock in Shanghai shows @text, or @text with an offset. */
gint64      clock_fixture_at             (const char    *text);

/* The publisher's own turns at the fixture's time, until there is nothing to do. */
void        clock_fixture_pass           (OfficeFixture *fixture);
void        clock_fixture_pass_at        (OfficeFixture *fixture,
                                          const char    *text);
guint       clock_fixture_count_notices  (OfficeFixture *fixture,
                                          const char    *login,
                                          CsNoticeKind   kind);

/* Returns: (transfer full): the newest notice of @kind as @login reads it now; "" without one */
char       *clock_fixture_read_notice    (OfficeFixture *fixture,
                                          const char    *login,
                                          CsNoticeKind   kind);
void        clock_fixture_assert_due     (OfficeFixture *fixture,
                                          gint64         post,
                                          const char    *wanted);
void        clock_fixture_reschedule     (OfficeFixture *fixture,
                                          gint64         post,
                                          const char    *release);

/* A post of the drafter in review, to go out at @release. */
gint64      clock_fixture_submit_for     (OfficeFixture *fixture,
                                          const char    *text,
                                          const char    *release);

/* Arguments of delegation.add; @principal: NULL = whoever calls */
JsonObject *clock_fixture_absence        (OfficeFixture *fixture,
                                          const char    *principal,
                                          const char    *delegate,
                                          gint64         from,
                                          gint64         until,
                                          const char    *reference);

/* Adds an absence that must hold. Returns: its id */
gint64      clock_fixture_go_away        (OfficeFixture *fixture,
                                          const char    *principal,
                                          const char    *delegate,
                                          gint64         from,
                                          gint64         until);

/* Arguments of post.decide: an approval in the name of @principal */
JsonObject *clock_fixture_approval_for   (OfficeFixture *fixture,
                                          gint64         post,
                                          const char    *principal);

/* A statement that must succeed, beside the program. */
void        clock_fixture_run_sql        (const char    *folder,
                                          const char    *sql);

/* What one SELECT of the office's database answers: columns by "|", rows by lines. */
void        clock_fixture_assert_answer  (OfficeFixture *fixture,
                                          const char    *sql,
                                          const char    *wanted);

G_END_DECLS
