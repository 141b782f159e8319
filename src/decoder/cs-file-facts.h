/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-picture-job.h"

G_BEGIN_DECLS

/**
 * CsFileFacts:
 *
 * What a picture's file says of itself, beside its pixels.
 */
typedef struct
{
  CsPictureFormat format;
  CsPictureFacts  facts;   /* CS_PICTURE_HAD_… and CS_PICTURE_FIRST_FRAME */
  gboolean        whole;   /* ends as its kind ends: decoders fill in grey what is missing */
  guint           n_scans; /* of a JPEG */
  gsize           n_first; /* of a GIF: bytes up to the end of its first frame; 0 = not known, or of another kind */
} CsFileFacts;

/**
 * cs_file_facts_tell_format:
 * @data: any bytes
 *
 * Tells the kind by the first of them, never by a name.
 */
CsPictureFormat cs_file_facts_tell_format (const guint8 *data,
                                           gsize         size);

/**
 * cs_file_facts_read:
 * @data: any bytes
 *
 * Tells the kind and walks through the file's parts. Never reads beyond @size, and in a time that grows with @size only. Any thread; no I/O.
 */
void            cs_file_facts_read (const guint8 *data,
                                    gsize         size,
                                    CsFileFacts  *facts);

G_END_DECLS
