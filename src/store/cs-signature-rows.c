/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-rows.h"
#include "cs-signature-rows.h"

#define SIGNATURE_SELECT "SELECT s.decision, s.key, k.public, s.statement, s.signature FROM signatures s JOIN keys k ON k.id = s.key "

void
cs_signature_row_free (CsSignatureRow *row)
{
  if (row == NULL)
    return;

  g_free (row->statement);
  g_free (row);
}

static gpointer
read_signature (CsStmt  *stmt,
                GError **error)
{
  g_autoptr(CsSignatureRow) row = g_new0 (CsSignatureRow, 1);
  gsize key_size = 0;
  gsize signature_size = 0;
  gconstpointer key = cs_stmt_get_bytes (stmt, 2, &key_size);
  gconstpointer signature = cs_stmt_get_bytes (stmt, 4, &signature_size);

  row->decision = cs_stmt_get_int64 (stmt, 0);
  if (key_size != CS_PUBLIC_KEY_BYTES || signature_size != CS_SIGNATURE_BYTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT,
                   "The signature of decision %" G_GINT64_FORMAT " is none", row->decision);
      return NULL;
    }

  memcpy (row->public_key.bytes, key, key_size);
  memcpy (row->signature.bytes, signature, signature_size);
  row->key = cs_stmt_get_int64 (stmt, 1);
  row->statement = cs_stmt_dup_text (stmt, 3);
  return g_steal_pointer (&row);
}

gboolean
cs_signature_rows_add (CsDb                  *db,
                       const CsSignatureRow  *row,
                       GError               **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO signatures (decision, key, statement, signature) VALUES ($1, $2, $3, $4)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->decision);
  cs_stmt_bind_int64 (stmt, 2, row->key);
  cs_stmt_bind_text (stmt, 3, row->statement);
  cs_stmt_bind_bytes (stmt, 4, row->signature.bytes, CS_SIGNATURE_BYTES);
  if (cs_stmt_run (stmt, error))
    return TRUE;

  g_prefix_error (error, "Adding the signature of decision %" G_GINT64_FORMAT ": ", row->decision);
  return FALSE;
}

CsSignatureRow *
cs_signature_rows_get (CsDb    *db,
                       gint64   decision,
                       GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, SIGNATURE_SELECT "WHERE s.decision = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, decision);
  return cs_rows_one (stmt, read_signature, "signature of decision", decision, error);
}

GPtrArray *
cs_signature_rows_list (CsDb    *db,
                        gint64   post,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, SIGNATURE_SELECT "JOIN decisions d ON d.id = s.decision WHERE d.post = $1 ORDER BY d.id",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_rows_collect (stmt, read_signature, (GDestroyNotify) cs_signature_row_free, error);
}
