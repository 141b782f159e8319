/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-office.h"

G_BEGIN_DECLS

/**
 * CsFakeOffice:
 *
 * An office without a database, for tests of single pages: it answers what the test told it to, later and in the main
 * context as a real one, and remembers what it was asked.
 */
#define CS_TYPE_FAKE_OFFICE (cs_fake_office_get_type ())
G_DECLARE_FINAL_TYPE (CsFakeOffice, cs_fake_office, CS, FAKE_OFFICE, GObject)

CsFakeOffice *cs_fake_office_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_fake_office_answer:
 * @operation: "desk.get", or with the post's id "post.get 12", or with the part of the queue "queue.list trouble"
 * @json: what every such call gets from now on
 */
void          cs_fake_office_answer     (CsFakeOffice *self,
                                         const char   *operation,
                                         const char   *json);

/**
 * cs_fake_office_refuse_once:
 *
 * The next such call fails with @code.
 */
void          cs_fake_office_refuse_once (CsFakeOffice *self,
                                          const char   *operation,
                                          CsError       code);

/**
 * cs_fake_office_get_calls:
 *
 * Returns: (transfer none): every call so far, a line each: operation, space, arguments as JSON
 */
const char   *cs_fake_office_get_calls  (CsFakeOffice *self);

/**
 * cs_fake_office_changed:
 *
 * Tells everybody that something was committed.
 */
void          cs_fake_office_changed    (CsFakeOffice *self);

G_END_DECLS
