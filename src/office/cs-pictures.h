/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-network.h"

G_BEGIN_DECLS

/* What the networks of a post's accounts take of pictures. Private to src/office. */

typedef struct
{
  CsNetworkKind   network;
  CsPictureLimits limits; /* the tightest of the accounts there */
} CsNetworkNeed;

/**
 * cs_pictures_list_needs:
 * @accounts: of gint64; those that are retired or unknown count for nothing
 *
 * Returns: (transfer full) (element-type CsNetworkNeed): each network once, in the order of CsNetworkKind
 */
GArray   *cs_pictures_list_needs  (CsDb             *db,
                                   GArray           *accounts,
                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_pictures_check_fitted:
 *
 * Before a post is submitted: each network must take each picture that goes there, itself or its rendition. Sets %CS_ERROR_NOT_FITTED.
 */
gboolean  cs_pictures_check_fitted (CsDb            *db,
                                    const CsContent *content,
                                    GError         **error);

G_END_DECLS
