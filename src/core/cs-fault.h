/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-error.h"

G_BEGIN_DECLS

/**
 * CsFaultClass:
 *
 * Whose a failure to publish is, which decides whether time mends it.
 */
typedef enum
{
  CS_FAULT_OURS,    /* the post, or what we made of it: the same will be refused again */
  CS_FAULT_THEIRS,  /* the network asks to wait, or is not well: time mends it */
  CS_FAULT_NETWORK, /* the way there: time mends it */
  CS_FAULT_LOGIN,   /* somebody has to connect the account again */
  CS_FAULT_CREDIT,  /* somebody has to pay */
  CS_FAULT_CERTIFICATE, /* the server may be another one: time, or whoever runs it, mends it */
  CS_FAULT_KEYRING, /* where the login is kept is closed: somebody at the computer that publishes opens it */
} CsFaultClass;
#define CS_N_FAULT_CLASSES (CS_FAULT_KEYRING + 1)

CsFaultClass cs_fault_classify (CsError       code);

/* Returns: "ours", "theirs", "network", "login", "credit", "certificate", "keyring"; static */
const char  *cs_fault_nick     (CsFaultClass  fault);

/**
 * cs_fault_sentence:
 *
 * Returns: what it means for a post that certainly did not go out, and what to do; translated, static
 */
const char  *cs_fault_sentence (CsFaultClass  fault);

/**
 * cs_fault_plan_try:
 * @code: why the last try certainly did not succeed
 * @attempts: so far
 * @asked: microseconds to wait that the network, or who talked to it, asked for; 0 = nothing was said
 * @late: after that moment it would be late
 * @jitter: from 0 to below 1, by chance: so that what failed together does not come back together
 *
 * When to try again by itself: soon first, ever later, never before it was asked for. Pure.
 *
 * Returns: UTC, microseconds; 0 = a person has to act
 */
gint64       cs_fault_plan_try (CsError       code,
                                int           attempts,
                                gint64        asked,
                                gint64        now,
                                gint64        late,
                                double        jitter);

G_END_DECLS
