/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

typedef struct
{
  CsDigest  digest;
  char     *mime_type; /* owned */
  gint64    bytes;
  int       width;     /* pixels */
  int       height;    /* pixels */
  gint64    added_by;
  gint64    added_at;
  CsDigest  made_from; /* what it was fitted, cut or redacted from; or none */
  guint64   look;      /* 64 bits of perceptual hash, 0 = none */
} CsMediaRow;

void        cs_media_row_free (CsMediaRow       *row);

/* The row comes after the file. Nothing happens if it is there. */
gboolean    cs_media_rows_add (CsDb             *db,
                               const CsMediaRow *row,
                               GError          **error);
CsMediaRow *cs_media_rows_get (CsDb             *db,
                               const CsDigest   *digest,
                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMediaRow, cs_media_row_free)

G_END_DECLS
