/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-login.h"

G_BEGIN_DECLS

/* Whether a handle still leads to the account that says it has it */
typedef enum
{
  CS_HANDLE_HOLDS,   /* or there is nothing to ask: the network keeps its handles itself */
  CS_HANDLE_LOST,    /* it is somebody else's by now, or nobody's */
  CS_HANDLE_UNKNOWN, /* that cannot be told now */
} CsHandleState;

/**
 * CsIdentity:
 *
 * Whose a login is, as the network says.
 */
typedef struct
{
  char          *remote_id; /* outlives the handle; never "" */
  char          *handle;    /* with its “@” */
  char          *name;
  char          *avatar;    /* address of the picture, "" if there is none; all owned */
  CsHandleState  state;     /* of the handle */
} CsIdentity;

/**
 * cs_identity_read:
 *
 * Tries a login and asks whose it is. Blocking. Sets %CS_ERROR_LOGIN_REJECTED, CS_ERROR_OFFLINE and others.
 */
CsIdentity *cs_identity_read       (CsHttp                  *http,
                                    const CsNetworkAccount  *account,
                                    GCancellable            *cancellable,
                                    GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void        cs_identity_free       (CsIdentity              *identity);

/**
 * cs_identity_fetch_avatar:
 * @account: whose it is, as far as its network and address are known; its token is not shown
 * @url: as the network told it
 *
 * By HTTPS from where the network keeps such pictures, in a practice office from loopback; ten seconds and 2 MB at most.
 *
 * Returns: (transfer full) (nullable): the bytes, as a stranger gave them; %NULL if they cannot be had, or are not worth it
 */
GBytes     *cs_identity_fetch_avatar (CsHttp                 *http,
                                      const CsNetworkAccount *account,
                                      const char             *url,
                                      GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* Of one network each; cs_identity_read() chooses. */
CsIdentity *cs_mastodon_identify   (CsHttp *http, const CsNetworkAccount *account, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CsIdentity *cs_x_identify          (CsHttp *http, const CsNetworkAccount *account, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIdentity, cs_identity_free)

G_END_DECLS
