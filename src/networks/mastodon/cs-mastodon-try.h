/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-network.h"

G_BEGIN_DECLS

/**
 * CsTryOutcome:
 *
 * What came of a test post that arrived.
 */
typedef enum
{
  CS_TRY_PRIVATE, /* nobody but the account saw it, it came back as it was sent, and it is removed */
  CS_TRY_CHANGED, /* the same, but it came back otherwise than it was sent */
  CS_TRY_VISIBLE, /* the server let others see it; it is removed */
  CS_TRY_LEFT,    /* it could not be removed */
} CsTryOutcome;
#define CS_N_TRY_OUTCOMES (CS_TRY_LEFT + 1)

/**
 * CsTry:
 */
typedef struct
{
  CsTryOutcome  outcome;
  gboolean      visible;    /* whether others could see it, or can still */
  char         *visibility; /* as the server calls it; owned */
  char         *url;        /* owned */
} CsTry;

/**
 * cs_mastodon_try:
 * @text: names nobody
 * @trial: (out caller-allocates): cleared with cs_try_clear(), also after an error
 *
 * Posts @text so that only the account itself sees it, reads it back and removes it. What the server makes visible to others is removed before anything else. Blocking; not cut
 * short, since what is begun has to be removed. Sets %CS_ERROR_UNKNOWN_OUTCOME where it may have arrived and is not found, CS_ERROR_OFFLINE and others where it certainly did not.
 */
gboolean    cs_mastodon_try  (CsHttp                 *http,
                              const CsNetworkAccount *account,
                              const char             *text,
                              CsTry                  *trial,
                              GError                **error);

/* Returns: "private", "changed", "visible", "left"; static */
const char *cs_try_nick      (CsTryOutcome            outcome);
void        cs_try_clear     (CsTry                  *trial);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsTry, cs_try_clear)

G_END_DECLS
