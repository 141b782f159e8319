/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-key-rows.h"

G_BEGIN_DECLS

/* New keys that were asked for: who is told of them, and how answers show them. Private to src/office. */

/* Whether the actor may be the second administrator: neither the one who asked nor the one who gets the key. */
gboolean    cs_key_renewals_may_confirm (CsCall                *call,
                                         const CsKeyRenewalRow *renewal);

/* Tells every administrator who may confirm it that it waits. */
gboolean    cs_key_renewals_tell        (CsCall                *call,
                                         const CsKeyRenewalRow *renewal,
                                         GError               **error);
JsonObject *cs_key_renewals_write       (const CsKeyRenewalRow *renewal,
                                         CsNames               *names) G_GNUC_WARN_UNUSED_RESULT;

/* @reply: gets "renewals", those that wait for the actor: none for whom they do not concern */
gboolean    cs_key_renewals_to_json     (CsCall                *call,
                                         CsNames               *names,
                                         JsonObject            *reply,
                                         GError               **error);

G_END_DECLS
