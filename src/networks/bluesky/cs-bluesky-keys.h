/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-digest.h"

G_BEGIN_DECLS

/* Names of things on Bluesky: keys of records, digests of bytes, addresses. Pure; any thread. */

/**
 * cs_bluesky_make_tid:
 * @now: UTC microseconds
 *
 * Returns: (transfer full): a record key by time, 13 characters; no two of one process are the same
 */
char     *cs_bluesky_make_tid      (gint64           now) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_bluesky_make_cid:
 * @digest: SHA-256 of bytes
 *
 * Returns: (transfer full): what the network calls those bytes ("bafkrei…")
 */
char     *cs_bluesky_make_cid      (const CsDigest  *digest) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsBlueskyUri:
 *
 * The parts of "at://DID/COLLECTION/RKEY". All owned.
 */
typedef struct
{
  char *did;
  char *collection;
  char *rkey;
} CsBlueskyUri;

gboolean  cs_bluesky_uri_parse     (const char      *text,
                                    CsBlueskyUri    *uri);
char     *cs_bluesky_uri_make      (const char      *did,
                                    const char      *collection,
                                    const char      *rkey) G_GNUC_WARN_UNUSED_RESULT;
void      cs_bluesky_uri_clear     (CsBlueskyUri    *uri);

/**
 * cs_bluesky_read_address:
 * @address: of a post, as a person copies it from a browser
 * @who: (out) (transfer full): handle or DID
 * @rkey: (out) (transfer full):
 */
gboolean  cs_bluesky_read_address  (const char      *address,
                                    char           **who,
                                    char           **rkey);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsBlueskyUri, cs_bluesky_uri_clear)

G_END_DECLS
