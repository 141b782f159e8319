/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "cs-dossier.h"
#include "cs-error.h"
#include "cs-files.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"
#include "cs-signing.h"

/* Exporting a dossier: gathered in one moment and written beside its place on a reader; told in the journal; only then given its name. */

typedef struct
{
  char     *partial;  /* the folder that was written; owned; NULL once it has its name */
  gint64    post;
  CsDigest  manifest;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  if (export->partial)
    cs_files_remove_tree (export->partial);
  g_free (export->partial);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static gboolean
check_place (const char  *to,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (!g_path_is_absolute (to))
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A folder is named by an absolute path, not “%s”", to);
  else if (!cs_files_is_free (to))
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is there already, and not an empty folder", to);
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a folder", folder);
  else
    return TRUE;

  return FALSE;
}

static gboolean
write_dossier (CsCall           *call,
               const CsPostRow  *post,
               Export           *export,
               GError          **error)
{
  g_autoptr(CsSecret) secret = NULL;
  g_autoptr(CsTxn) txn = NULL;
  g_autoptr(CsDossier) dossier = NULL;
  gint64 key = 0;

  /* one moment of the office for all of it */
  if (!(secret = cs_signing_get_key (call, &key, error)) || !(txn = cs_txn_begin (call->db, error)))
    return FALSE;

  dossier = cs_dossier_gather (call, post, key, cs_call_get_boolean (call, "comments"), error);
  return dossier && cs_dossier_write (dossier, export->partial, secret, &export->manifest, error);
}

static gpointer
prepare_export (CsCall  *call,
                GError **error)
{
  const char *to = cs_call_get_text (call, "to");
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *partial = g_strconcat (to, ".partial-XXXXXX", NULL);
  g_autoptr(Export) export = NULL;

  if (!post || !check_place (to, error))
    return NULL;
  if (!g_mkdtemp_full (partial, 0700))
    {
      cs_files_fail (errno, "Making a folder in", folder, error);
      return NULL;
    }

  export = g_new0 (Export, 1);
  export->partial = g_steal_pointer (&partial);
  export->post = post->id;
  return write_dossier (call, post, export, error) ? g_steal_pointer (&export) : NULL;
}

/* Evidence that left the office is on record before anybody can take it away. */
static JsonObject *
run_export (CsCall  *call,
            GError **error)
{
  const Export *export = call->prepared;
  JsonObject *details = json_object_new ();
  JsonObject *reply = NULL;

  json_object_set_boolean_member (details, "comments", cs_call_get_boolean (call, "comments"));
  cs_json_set_digest (details, "manifest", &export->manifest);
  if (!cs_call_journal (call, export->post, CS_JOURNAL_DOSSIER_EXPORTED, details, error))
    return NULL;

  reply = cs_evidence_reply_path (cs_call_get_text (call, "to"));
  cs_json_set_digest (reply, "manifest", &export->manifest);
  return reply;
}

static gboolean
settle_export (CsCall      *call,
               JsonObject  *reply,
               GError     **error)
{
  Export *export = call->prepared;
  const char *to = cs_call_get_text (call, "to");
  g_autofree char *folder = g_path_get_dirname (to);

  if (!check_place (to, error))
    return FALSE;
  if (g_rename (export->partial, to) != 0)
    return cs_files_fail (errno, "Moving the dossier to", to, error);

  g_clear_pointer (&export->partial, g_free);
  return cs_files_sync_folder (folder, error);
}

static const CsArgument export_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "to", CS_ARGUMENT_TEXT, TRUE, 0, N_("absolute path of a folder that does not exist yet, or is empty") },
  { "comments", CS_ARGUMENT_BOOLEAN, FALSE, 0, N_("whether internal comments and the leader’s briefing go in too") },
  { NULL },
};

const CsOperation cs_dossier_operations[] = {
  { "dossier.export", CS_ROLE_AUDITOR | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Writes all that is on record of a post into a folder that can be checked without Countersign."),
    export_arguments, prepare_export, export_free, run_export, settle_export },
  { NULL },
};
