/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-signature.h"

G_BEGIN_DECLS

/**
 * CsSignatureRow:
 *
 * What proves a decision to anybody: the bytes that were signed, the signature, the key.
 */
typedef struct
{
  gint64       decision;
  gint64       key;
  CsPublicKey  public_key; /* of that key; not written */
  char        *statement;  /* cs_statement_write(); owned */
  CsSignature  signature;
} CsSignatureRow;

void            cs_signature_row_free     (CsSignatureRow        *row);

/* In the transaction of the decision. The database takes only a key of the decision's person that had not ended. */
gboolean        cs_signature_rows_add     (CsDb                  *db,
                                           const CsSignatureRow  *row,
                                           GError               **error);

/* Sets CS_ERROR_NOT_FOUND: made before there were signatures */
CsSignatureRow *cs_signature_rows_get     (CsDb                  *db,
                                           gint64                 decision,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of all decisions on a post that have one, oldest first (element-type CsSignatureRow) */
GPtrArray      *cs_signature_rows_list    (CsDb                  *db,
                                           gint64                 post,
                                           GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSignatureRow, cs_signature_row_free)

G_END_DECLS
