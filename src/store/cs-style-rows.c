/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-style-rows.h"

CsHouseStyle *
cs_style_rows_get (CsDb    *db,
                   GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean found = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT house_style FROM office", error)) || !cs_stmt_step (stmt, &found, error))
    return NULL;
  if (!found)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_FOUND, "The office is empty");
      return NULL;
    }

  return cs_house_style_parse (cs_stmt_get_text (stmt, 0), error);
}

gboolean
cs_style_rows_set (CsDb               *db,
                   const CsHouseStyle *style,
                   GError            **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autofree char *json = cs_house_style_to_json (style);

  if (!(stmt = cs_db_prepare (db, "UPDATE office SET house_style = $1", error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, json);
  return cs_stmt_run (stmt, error);
}
