/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-file-facts.h"

G_BEGIN_DECLS

/* Metadata blocks, wherever a kind of file keeps them. */

/* What an Exif block says; @data begins with its byte order mark "II" or "MM" */
CsPictureFacts cs_metadata_read_exif (const guint8 *data,
                                      gsize         size);

/* What an XMP packet says */
CsPictureFacts cs_metadata_read_xmp  (const guint8 *data,
                                      gsize         size);

/* What a Photoshop block with IPTC records says */
CsPictureFacts cs_metadata_read_iptc (const guint8 *data,
                                      gsize         size);

/* Finds "Exif" blocks and XMP packets anywhere in the file: for kinds whose boxes point to and fro. */
CsPictureFacts cs_metadata_search    (const guint8 *data,
                                      gsize         size);

G_END_DECLS
