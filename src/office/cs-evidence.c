/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-evidence-private.h"
#include "cs-files.h"
#include "cs-office-rows.h"

gboolean
cs_evidence_check_file (const char  *to,
                        GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (!g_path_is_absolute (to))
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A file is named by an absolute path, not “%s”", to);
  else if (g_file_test (to, G_FILE_TEST_EXISTS) || g_file_test (to, G_FILE_TEST_IS_SYMLINK))
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is there already", to);
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a folder", folder);
  else
    return TRUE;

  return FALSE;
}

gboolean
cs_evidence_write_file (const char  *to,
                        GBytes      *bytes,
                        GError     **error)
{
  return cs_files_write (to, bytes, error);
}

JsonObject *
cs_evidence_reply_path (const char *to)
{
  JsonObject *reply = json_object_new ();

  json_object_set_string_member (reply, "path", to);
  return reply;
}

char *
cs_evidence_name_decider (CsNames          *names,
                          const CsDecision *decision)
{
  if (!decision->acting_for)
    return g_strdup (cs_names_get_person (names, decision->person));

  /* Translators: who signed, and in whose name. */
  return g_strdup_printf (_("%s, signed for %s"), cs_names_get_person (names, decision->person),
                          cs_names_get_person (names, decision->acting_for));
}

char *
cs_evidence_name_account (CsCall *call,
                          gint64  id)
{
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, id, NULL);
  g_autofree char *handle = NULL;

  if (!row)
    return g_strdup_printf ("%" G_GINT64_FORMAT, id);

  handle = cs_handle_for_people (row->handle);
  /* Translators: an account: its name, its handle, its network. */
  return g_strdup_printf (_("%s, %s, %s"), row->name, handle, cs_network_kind_label (row->network));
}

static gboolean
sync_file (const char  *path,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    cs_files_fail (errno, "Syncing", path, error);
  if (fd >= 0)
    close (fd);
  return done;
}

gboolean
cs_evidence_print (const char       *to,
                   CsEvidencePrint   print,
                   gpointer          data,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *partial = g_strconcat (to, ".partial-XXXXXX", NULL);
  g_autofree char *path = NULL;
  gboolean done;

  if (!cs_evidence_check_file (to, error))
    return FALSE;
  if (!g_mkdtemp_full (partial, 0700))
    return cs_files_fail (errno, "Making a folder in", folder, error);

  path = g_build_filename (partial, "print.pdf", NULL);
  done = print (data, path, cancellable, error) && sync_file (path, error);
  if (done && g_rename (path, to) != 0)
    done = cs_files_fail (errno, "Moving the print to", to, error);
  cs_files_remove_tree (partial);
  return done && cs_files_sync_folder (folder, error);
}
