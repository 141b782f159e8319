/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-enums.h"

G_BEGIN_DECLS

/* Arguments and answers of connecting accounts: account.connect-begin, -finish, -cancel, -password, account.change. */

/**
 * CsConnectWish:
 *
 * What an account is to be connected by. Lends; what does not apply is %NULL or 0.
 */
typedef struct
{
  CsNetworkKind  network;
  gint64         account; /* the one to be connected again */
  const char    *address;
  const char    *client;
  const char    *secret;
  const char    *handle;
  const char    *password;
  const char    *access;
  const char    *colour;
} CsConnectWish;

/* Each: (transfer full) */
JsonObject *cs_connect_arguments_begin    (const CsConnectWish *wish);
JsonObject *cs_connect_arguments_password (const CsConnectWish *wish);
JsonObject *cs_connect_arguments_one      (const char          *connect);
JsonObject *cs_connect_arguments_change   (gint64               account,
                                           const char          *colour);

typedef enum
{
  CS_CONNECT_CONNECTED,
  CS_CONNECT_AGAIN,         /* the browser has to open another address */
  CS_CONNECT_OTHER_ACCOUNT, /* what was signed in to is not the account that was to be mended: nothing has changed */
} CsConnectState;

/**
 * CsConnectInfo:
 */
typedef struct
{
  CsConnectState  state;
  char           *connect;  /* names the sign-in; all owned, "" where they do not apply */
  char           *address;  /* what the browser has to open */
  gint64          account;  /* what was connected */
  gboolean        known;    /* it was there before */
  char           *handle;
  char           *expected; /* for CS_CONNECT_OTHER_ACCOUNT: for people */
  char           *found;
} CsConnectInfo;

/**
 * CsTrialOutcome:
 *
 * What came of a test post to oneself, as the nicks of CsTryOutcome.
 */
typedef enum
{
  CS_TRIAL_PRIVATE,
  CS_TRIAL_CHANGED,
  CS_TRIAL_VISIBLE,
  CS_TRIAL_LEFT,
} CsTrialOutcome;

/* The answer of account.try */
typedef struct
{
  CsTrialOutcome  outcome;
  gboolean        visible; /* whether others could see it, or can still */
  char           *url;     /* owned */
} CsTrialInfo;

CsTrialInfo   *cs_trial_info_read   (JsonObject    *reply) G_GNUC_WARN_UNUSED_RESULT;
void           cs_trial_info_free   (CsTrialInfo   *info);

/* The answer of each of the operations: (transfer full) */
CsConnectInfo *cs_connect_info_read (JsonObject    *reply) G_GNUC_WARN_UNUSED_RESULT;
void           cs_connect_info_free (CsConnectInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsConnectInfo, cs_connect_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTrialInfo, cs_trial_info_free)

/**
 * cs_connect_list_redirects:
 *
 * Returns: (transfer full): the addresses to which a browser may come back: an office registers them with its app at X
 */
char         **cs_connect_list_redirects (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_connect_write_document:
 * @address: https, where the office is going to put it
 *
 * Returns: (transfer full): what Bluesky’s servers have to find there before anybody signs in with a browser
 */
char          *cs_connect_write_document (const char    *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
