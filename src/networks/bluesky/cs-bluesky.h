/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-identity.h"
#include "cs-login.h"

G_BEGIN_DECLS

/* The AT Protocol, as Bluesky speaks it. Use cs_network_get(). */
extern const CsNetwork cs_bluesky_network;

/**
 * CsBlueskySignIn:
 *
 * What a person enters to connect an account by an app password. Lends.
 */
typedef struct
{
  gboolean    practice;   /* @place is an address on loopback then */
  const char *place;      /* address of the account's server; "" or NULL = found by @identifier */
  const char *identifier; /* handle with or without @, DID, or e-mail address */
  const char *password;   /* app password; the account's own works too */
  const char *code;       /* that the network sent by e-mail; "" or NULL = none */
} CsBlueskySignIn;

/**
 * CsBlueskySession:
 *
 * What came of it.
 */
typedef struct
{
  CsLogin  *login;        /* access, refresh, client (the identifier), subject (the DID), when it ends; owned */
  char     *did;          /* the account's permanent id: accounts.remote_id; owned */
  char     *handle;       /* without @; owned */
  char     *address;      /* of the server that keeps the account, which may be another than that of the sign-in; owned */
} CsBlueskySession;

/**
 * cs_bluesky_sign_in:
 * @now: UTC microseconds
 * @session: (out caller-allocates): cleared with cs_bluesky_session_clear(), also after an error
 *
 * Signs in once; the session then lives on by being renewed. Blocking, with bounds; not for the main loop. Sets %CS_ERROR_WRONG_PASSWORD,
 * %CS_ERROR_MAIL_CODE (the code by e-mail is missing or wrong), %CS_ERROR_NOT_FOUND (no such handle), %CS_ERROR_REFUSED (a suspended account, or one whose
 * DID names another server), %CS_ERROR_RATE_LIMITED (30 in five minutes), %CS_ERROR_OFFLINE, %CS_ERROR_PRACTICE_ONLY, %CS_ERROR_INVALID.
 */
gboolean  cs_bluesky_sign_in       (CsHttp                 *http,
                                    const CsBlueskySignIn  *sign_in,
                                    gint64                  now,
                                    CsBlueskySession       *session,
                                    GCancellable           *cancellable,
                                    GError                **error);

/**
 * cs_bluesky_sign_out:
 *
 * Tells the network that the session of @login is over. Nothing depends on it.
 */
gboolean  cs_bluesky_sign_out      (CsHttp                 *http,
                                    const CsNetworkAccount *account,
                                    const CsLogin          *login,
                                    GCancellable           *cancellable,
                                    GError                **error);
void      cs_bluesky_session_clear (CsBlueskySession       *session);

/**
 * CsBlueskyDocument:
 *
 * What a DID document says of an account. All owned, "" for what it does not say.
 */
typedef struct
{
  char *did;
  char *handle;  /* that it names first */
  char *address; /* of the server that keeps the account, without a slash at its end */
} CsBlueskyDocument;

/**
 * cs_bluesky_find_document:
 * @who: handle with or without @, or DID
 *
 * Finds a real account by the public directories: handle → DID by DNS, by the handle's own web server, or by a public server; DID → document by the PLC
 * directory or the DID's own web server. Where @who is a handle, the document must name it too, else %CS_ERROR_NOT_FOUND.
 */
gboolean  cs_bluesky_find_document (CsHttp                 *http,
                                    const char             *who,
                                    CsBlueskyDocument      *document,
                                    GCancellable           *cancellable,
                                    GError                **error);
void      cs_bluesky_document_clear (CsBlueskyDocument     *document);

/**
 * cs_bluesky_ask_handle:
 * @handle: as the account's server says it, with or without @
 *
 * Whether @handle and @did still name each other, as everybody sees it by the public directories; of a practice account, which is in none, as its own server
 * says it.
 */
CsHandleState cs_bluesky_ask_handle (CsHttp                 *http,
                                     const CsNetworkAccount *account,
                                     const char             *did,
                                     const char             *handle,
                                     GCancellable           *cancellable);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsBlueskySession, cs_bluesky_session_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsBlueskyDocument, cs_bluesky_document_clear)

G_END_DECLS
