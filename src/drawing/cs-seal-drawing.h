/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-digest.h"

G_BEGIN_DECLS

/**
 * CsSealPaper:
 *
 * What stands on a printed seal: the head of an office's journal at one moment. Lends everything.
 */
typedef struct
{
  const char *office;
  const char *uid;      /* of the office */
  const char *language; /* of the office */
  const char *zone;     /* in which times are shown */
  gint64      at;       /* UTC, microseconds */
  gint64      sequence; /* of the entry */
  CsDigest    hash;     /* of the entry */
  const char *code;     /* the short form */
  const char *made_by;
  const char *note;     /* signed, C2SP */
} CsSealPaper;

/**
 * cs_seal_paper_dup_qr_text:
 *
 * Returns: (transfer full): what the QR code says: five lines, so that a telephone shows what can be typed or compared
 */
char     *cs_seal_paper_dup_qr_text (const CsSealPaper  *paper) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_seal_paper_print:
 * @path: of a PDF file that does not exist yet
 *
 * One A4 page: the day, the entry and its hash, a QR code, how to check it, space for a stamp. Reads fonts: not on the main loop.
 */
gboolean  cs_seal_paper_print       (const CsSealPaper  *paper,
                                     const char         *path,
                                     GCancellable       *cancellable,
                                     GError            **error);

G_END_DECLS
