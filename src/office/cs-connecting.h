/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-accounts.h"
#include "cs-oauth.h"

G_BEGIN_DECLS

/**
 * CsConnecting:
 *
 * A sign-in by the browser that one person of this process has begun. Only the process knows of it: where it ends, whatever was begun is gone, and whatever was connected is as before.
 */
typedef struct
{
  char          *id;      /* all strings owned */
  gint64         person;
  gint64         account; /* the one to be mended; 0 = a new one */
  CsNetworkKind  kind;
  char          *address;
  char          *access;
  char          *colour;
  CsOauthFlow   *flow;    /* owned */
  gboolean       waited_for; /* somebody finishes it just now */
} CsConnecting;

/**
 * cs_connecting_add:
 * @connecting: (transfer full)
 *
 * Notes a sign-in. One person has one at a time: an earlier one of his ends.
 */
void          cs_connecting_add    (CsConnecting  *connecting);

/**
 * cs_connecting_hold:
 *
 * Returns: (transfer full): the sign-in, for as long as it is finished: cs_connecting_release(). Sets %CS_ERROR_NOT_FOUND where it is over, or somebody else's.
 */
CsConnecting *cs_connecting_hold   (const char    *id,
                                    gint64         person,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_connecting_release:
 * @over: whether it is not to be found any more
 */
void          cs_connecting_release (CsConnecting *connecting,
                                     gboolean      over);

/* Ends it (%NULL: whichever he has). Whoever finishes it is told that it was cancelled. Nothing happens where it is over. */
void          cs_connecting_cancel (const char    *id,
                                    gint64         person);
void          cs_connecting_free   (CsConnecting  *connecting);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsConnecting, cs_connecting_free)

G_END_DECLS
