/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-rows.h"

void
cs_rows_not_found (const char  *what,
                   gint64       id,
                   GError     **error)
{
  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "No %s %" G_GINT64_FORMAT, what, id);
}

gboolean
cs_rows_check_nick (gboolean     known,
                    const char  *what,
                    const char  *nick,
                    GError     **error)
{
  if (!known)
    g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "“%s” is no %s", nick, what);

  return known;
}

void
cs_rows_bind_id (CsStmt *stmt,
                 int     parameter,
                 gint64  id)
{
  if (id != 0)
    cs_stmt_bind_int64 (stmt, parameter, id);
  else
    cs_stmt_bind_null (stmt, parameter);
}

gint64
cs_rows_insert (CsDb        *db,
                CsStmt      *stmt,
                const char  *what,
                GError     **error)
{
  if (!cs_stmt_run (stmt, error))
    {
      g_prefix_error (error, "Adding a %s: ", what);
      return 0;
    }

  return cs_db_get_last_id (db);
}

gboolean
cs_rows_change_one (CsDb        *db,
                    CsStmt      *stmt,
                    const char  *what,
                    gint64       id,
                    CsError      code,
                    GError     **error)
{
  if (!cs_stmt_run (stmt, error))
    {
      g_prefix_error (error, "Changing %s %" G_GINT64_FORMAT ": ", what, id);
      return FALSE;
    }

  if (cs_db_get_n_changed (db) == 1)
    return TRUE;

  if (code == CS_ERROR_CONFLICT)
    g_set_error (error, CS_ERROR, code, "Somebody else changed %s %" G_GINT64_FORMAT " first", what, id);
  else
    cs_rows_not_found (what, id, error);

  return FALSE;
}

GPtrArray *
cs_rows_collect (CsStmt          *stmt,
                 CsRowsRead       read,
                 GDestroyNotify   free_row,
                 GError         **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  gboolean more = FALSE;

  while (TRUE)
    {
      gpointer row;

      if (!cs_stmt_step (stmt, &more, error))
        return NULL;

      if (!more)
        return g_steal_pointer (&rows);

      if (!(row = read (stmt, error)))
        return NULL;

      g_ptr_array_add (rows, row);
    }
}

gpointer
cs_rows_one (CsStmt       *stmt,
             CsRowsRead    read,
             const char   *what,
             gint64        id,
             GError      **error)
{
  gboolean found = FALSE;

  if (!cs_stmt_step (stmt, &found, error))
    return NULL;

  if (found)
    return read (stmt, error);

  cs_rows_not_found (what, id, error);
  return NULL;
}

/* SQLite and PostgreSQL fold only what they agree on, so only that is folded here. */
char *
cs_rows_make_pattern (const char *search)
{
  g_autofree char *words = g_strstrip (g_ascii_strdown (search, -1));
  GString *pattern = g_string_new (NULL);

  if (*words == '\0')
    return g_string_free (pattern, FALSE);

  g_string_append_c (pattern, '%');
  for (const char *at = words; *at != '\0'; at++)
    {
      if (strchr ("%_\\", *at) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *at == ' ' ? '%' : *at);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}
