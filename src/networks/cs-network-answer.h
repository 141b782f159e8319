/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-network.h"

G_BEGIN_DECLS

/* What adapters share of reading answers, whatever the network. */

/* After a refusal that passes by itself */
#define CS_NETWORK_TRY_AGAIN (2 * (gint64) G_USEC_PER_SEC)

/**
 * cs_network_account_check:
 * @only: (nullable): the one address at which the network is; %NULL = any host's by HTTPS
 *
 * Whether @account may be talked to: loopback in a practice office, else by HTTPS; and whether its token is one. Sets %CS_ERROR_PRACTICE_ONLY,
 * %CS_ERROR_LOGIN_REJECTED.
 */
gboolean      cs_network_account_check       (const CsNetworkAccount *account,
                                              const char             *only,
                                              GError                **error);

/**
 * cs_network_answer_parse:
 *
 * Returns: (transfer full) (nullable): the object that a complete answer is
 */
JsonNode     *cs_network_answer_parse        (const CsHttpAnswer     *answer) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_network_answer_is_success:
 * @node: (out) (transfer full): its object, %NULL if it is none
 *
 * Whether the answer is one of success, complete, and an object.
 */
gboolean      cs_network_answer_is_success   (const CsHttpAnswer     *answer,
                                              JsonNode              **node);

/**
 * cs_network_answer_dup_detail:
 * @said: what the network said in its own words, "" for nothing
 *
 * Returns: (transfer full): status and words, without the account's token, at most 300 characters
 */
char         *cs_network_answer_dup_detail   (const CsNetworkAccount *account,
                                              const CsHttpAnswer     *answer,
                                              const char             *said) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_network_answer_now:
 *
 * Returns: what time it is by the server's own clock, UTC seconds since 1970; ours where it does not say
 */
gint64        cs_network_answer_now          (const CsHttpAnswer     *answer);

/**
 * cs_network_answer_set_error:
 * @code: what the answer would mean for a request that writes
 *
 * Of a question: one without an answer changes nothing over there, the network is just not to be had.
 */
void          cs_network_answer_set_error    (const CsHttpAnswer     *answer,
                                              int                     code,
                                              const char             *detail,
                                              const char             *doing,
                                              GError                **error);

/**
 * cs_send_result_from_code:
 * @wait: microseconds to wait if it was @code's reason
 *
 * Returns: (transfer full): what @code means for a request that publishes
 */
CsSendResult *cs_send_result_from_code       (int                     code,
                                              const char             *detail,
                                              gint64                  wait) G_GNUC_WARN_UNUSED_RESULT;

/* The same of an upload, which is safe to repeat */
CsUpload     *cs_upload_from_code            (int                     code,
                                              const char             *detail,
                                              gint64                  wait) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
