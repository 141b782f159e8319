/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-dossier.h"
#include "cs-files.h"
#include "cs-key-rows.h"
#include "cs-media-files.h"
#include "cs-office-resources.h"
#include "cs-post-rows.h"
#include "cs-signature-rows.h"
#include "cs-signed-note.h"
#include "cs-time.h"

/* The folder of a dossier. verify.py reads every file of it and says in its own words what has to hold; README.txt says it for people. */

#define RESOURCES "/org/countersign/office/dossier/"
#define MANIFEST "manifest.json"
#define MANIFEST_NOTE "manifest.note"
#define MANIFEST_SUMS "manifest.sha256"

typedef struct
{
  char     *name; /* relative; owned */
  gsize     size;
  CsDigest  digest;
} Written;

typedef struct
{
  const CsDossier *dossier;
  const char      *folder;
  GPtrArray       *files;  /* of Written; owned */
  guint            n_done; /* steps, for the progress */
  guint            n_steps;
} Writer;

static void
written_free (gpointer data)
{
  Written *written = data;

  g_free (written->name);
  g_free (written);
}

static int
compare_written (gconstpointer one,
                 gconstpointer other)
{
  return strcmp ((*(const Written * const *) one)->name, (*(const Written * const *) other)->name);
}

/* --- files --- */

static gboolean
step (Writer  *writer,
      GError **error)
{
  const CsCall *call = writer->dossier->call;

  writer->n_done++;
  if (call->progress)
    call->progress (MIN (1.0, (double) writer->n_done / writer->n_steps), call->progress_data);
  return !g_cancellable_set_error_if_cancelled (call->cancellable, error);
}

static gboolean
put_bytes (Writer      *writer,
           const char  *name,
           GBytes      *bytes,
           GError     **error)
{
  g_autofree char *path = g_build_filename (writer->folder, name, NULL);
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  Written *written = NULL;

  if (!cs_files_put (path, bytes, error))
    return FALSE;

  written = g_new0 (Written, 1);
  written->name = g_strdup (name);
  written->size = size;
  written->digest = cs_digest_of_bytes (data, size);
  g_ptr_array_add (writer->files, written);
  return TRUE;
}

/* @text: without its final NUL */
static gboolean
put_text (Writer      *writer,
          const char  *name,
          const char  *text,
          GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return put_bytes (writer, name, bytes, error);
}

/* @node: (transfer full) */
static gboolean
put_json (Writer      *writer,
          const char  *name,
          JsonNode    *node,
          GError     **error)
{
  g_autoptr(JsonNode) taken = node;
  g_autofree char *json = json_to_string (taken, TRUE);
  g_autofree char *text = g_strconcat (json, "\n", NULL);

  return put_text (writer, name, text, error) && step (writer, error);
}

static gboolean
put_resource (Writer      *writer,
              const char  *name,
              GError     **error)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr(GBytes) bytes = g_resource_lookup_data (cs_office_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes && put_bytes (writer, name, bytes, error);
}

static gboolean
make_folders (Writer  *writer,
              GError **error)
{
  static const char * const names[] = { "revisions", "media", "signatures" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (writer->folder, names[i], NULL);

      if (!cs_files_make_folder (path, error))
        return FALSE;
    }

  return TRUE;
}

/* --- parts --- */

static gboolean
put_facts (Writer  *writer,
           GError **error)
{
  const CsDossier *dossier = writer->dossier;

  return put_json (writer, "office.json", cs_dossier_office_to_json (dossier), error) &&
         put_json (writer, "post.json", cs_dossier_post_to_json (dossier), error) &&
         put_json (writer, "people.json", cs_dossier_people_to_json (dossier), error) &&
         put_json (writer, "revisions.json", cs_dossier_revisions_to_json (dossier), error) &&
         put_json (writer, "decisions.json", cs_dossier_decisions_to_json (dossier), error) &&
         put_json (writer, "publications.json", cs_dossier_publications_to_json (dossier), error) &&
         put_json (writer, "keys.json", cs_dossier_keys_to_json (dossier), error) &&
         put_json (writer, "checkpoints.json", cs_dossier_checkpoints_to_json (dossier), error) &&
         put_json (writer, "journal.json", cs_dossier_journal_to_json (dossier), error);
}

/* What stays inside the office unless it is asked for. */
static gboolean
put_internal (Writer  *writer,
              GError **error)
{
  const CsDossier *dossier = writer->dossier;
  JsonObject *briefing = NULL;
  JsonNode *node = NULL;

  if (!dossier->with_internal)
    return TRUE;
  if (!(briefing = cs_briefing_to_json (dossier->call, dossier->post, dossier->names, error)))
    return FALSE;

  json_object_remove_member (briefing, "may_save");
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, briefing);
  return put_json (writer, "briefing.json", node, error) &&
         put_json (writer, "comments.json", cs_dossier_comments_to_json (dossier), error);
}

static gboolean
put_revisions (Writer  *writer,
               GError **error)
{
  GPtrArray *revisions = writer->dossier->revisions;

  for (guint i = 0; i < revisions->len; i++)
    {
      const CsRevisionRow *revision = g_ptr_array_index (revisions, i);
      g_autofree char *name = g_strdup_printf ("revisions/%u.json", revision->number);

      if (!put_text (writer, name, revision->content, error) || !step (writer, error))
        return FALSE;
    }

  return TRUE;
}

/* So that a folder of files opens in any program; verify.py knows a file by its digest. */
static const char *
get_ending (const char *mime_type)
{
  static const struct { const char *mime_type; const char *ending; } known[] = {
    { "image/png", ".png" }, { "image/jpeg", ".jpg" }, { "video/mp4", ".mp4" },
    { "text/vtt", ".vtt" }, { "text/plain", ".txt" }, { "application/pdf", ".pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (mime_type, known[i].mime_type))
      return known[i].ending;

  return "";
}

static gboolean
put_media (Writer  *writer,
           GError **error)
{
  GHashTableIter iter;
  gpointer hex;
  gpointer mime_type;

  g_hash_table_iter_init (&iter, writer->dossier->media);
  while (g_hash_table_iter_next (&iter, &hex, &mime_type))
    {
      g_autofree char *name = g_strconcat ("media/", hex, get_ending (mime_type), NULL);
      g_autoptr(GBytes) bytes = NULL;
      CsDigest digest;

      if (!cs_digest_from_hex (hex, &digest, error) ||
          !(bytes = cs_media_files_map (writer->dossier->call->folder, &digest, error)) ||
          !put_bytes (writer, name, bytes, error) || !step (writer, error))
        return FALSE;
    }

  return TRUE;
}

/* A public key as openssl reads it: RFC 8410. */
static char *
make_pem (const CsPublicKey *key)
{
  static const guint8 head[] = { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };
  guint8 der[sizeof head + CS_PUBLIC_KEY_BYTES];
  g_autofree char *base64 = NULL;

  memcpy (der, head, sizeof head);
  memcpy (der + sizeof head, key->bytes, CS_PUBLIC_KEY_BYTES);
  base64 = g_base64_encode (der, sizeof der);
  return g_strdup_printf ("-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n", base64);
}

static gboolean
put_signature (Writer                *writer,
               const CsSignatureRow  *row,
               GError               **error)
{
  g_autofree char *statement = g_strdup_printf ("signatures/decision-%" G_GINT64_FORMAT ".statement", row->decision);
  g_autofree char *name = g_strdup_printf ("signatures/decision-%" G_GINT64_FORMAT ".key-%" G_GINT64_FORMAT ".sig",
                                           row->decision, row->key);
  g_autoptr(GBytes) bytes = g_bytes_new (row->signature.bytes, CS_SIGNATURE_BYTES);

  return put_text (writer, statement, row->statement, error) && put_bytes (writer, name, bytes, error) && step (writer, error);
}

static gboolean
put_signatures (Writer  *writer,
                GError **error)
{
  const CsDossier *dossier = writer->dossier;

  for (guint i = 0; i < dossier->keys->len; i++)
    {
      const CsKeyRow *key = g_ptr_array_index (dossier->keys, i);
      g_autofree char *name = g_strdup_printf ("signatures/key-%" G_GINT64_FORMAT ".pem", key->id);
      g_autofree char *pem = make_pem (&key->public_key);

      if (!put_text (writer, name, pem, error))
        return FALSE;
    }

  for (guint i = 0; i < dossier->signatures->len; i++)
    if (!put_signature (writer, g_ptr_array_index (dossier->signatures, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
put_paper (Writer  *writer,
           GError **error)
{
  g_autoptr(CsDossierPaper) paper = cs_dossier_to_paper (writer->dossier);
  g_autofree char *path = g_build_filename (writer->folder, "dossier.pdf", NULL);
  g_autofree char *data = NULL;
  g_autoptr(GError) problem = NULL;
  Written *written = NULL;
  gsize size = 0;

  if (!cs_dossier_paper_print (paper, path, writer->dossier->call->cancellable, error))
    return FALSE;
  if (!g_file_get_contents (path, &data, &size, &problem))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Reading the print again: %s", problem->message);
      return FALSE;
    }

  written = g_new0 (Written, 1);
  written->name = g_strdup ("dossier.pdf");
  written->size = size;
  written->digest = cs_digest_of_bytes (data, size);
  g_ptr_array_add (writer->files, written);
  return step (writer, error);
}

/* --- the list of all --- */

/* Nothing in it that does not follow from the files: verify.py writes it once more and compares. */
static char *
make_manifest (GPtrArray *files)
{
  GString *text = g_string_new ("{\"files\": [");

  for (guint i = 0; i < files->len; i++)
    {
      const Written *written = g_ptr_array_index (files, i);
      g_autofree char *hex = cs_digest_to_hex (&written->digest);

      g_string_append_printf (text, "%s\n  {\"path\": \"%s\", \"sha256\": \"%s\", \"size\": %" G_GSIZE_FORMAT "}",
                              i > 0 ? "," : "", written->name, hex, written->size);
    }

  g_string_append (text, "\n], \"form\": \"countersign.manifest.1\"}\n");
  return g_string_free (text, FALSE);
}

/* As sha256sum writes it. */
static char *
make_sums (GPtrArray *files)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const Written *written = g_ptr_array_index (files, i);
      g_autofree char *hex = cs_digest_to_hex (&written->digest);

      g_string_append_printf (text, "%s  %s\n", hex, written->name);
    }

  return g_string_free (text, FALSE);
}

/* A signed note by the one who exports: without his key nobody changes the folder and its list unnoticed. */
static char *
make_note (const CsDossier *dossier,
           const CsSecret  *secret,
           const CsDigest  *manifest)
{
  const CsCall *call = dossier->call;
  g_autofree char *hex = cs_digest_to_hex (manifest);
  g_autofree char *head = cs_digest_to_hex (&dossier->head->hash);
  g_autofree char *at = cs_time_format_iso (call->now);
  g_autofree char *name = g_strdup_printf ("countersign/%s/key/%" G_GINT64_FORMAT, call->office->uid, dossier->key);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("countersign/dossier/%s\npost %" G_GINT64_FORMAT "\nmanifest %s\njournal %" G_GINT64_FORMAT " %s\n"
                                                                                                                      "at %s\nperson %" G_GINT64_FORMAT "\n", call->office->uid, dossier->post->id, hex,
                          dossier->head->sequence, head, at, call->actor->id);
  return cs_signed_note_make (text, name, secret);
}

static gboolean
put_manifest (Writer          *writer,
              const CsSecret  *secret,
              CsDigest        *manifest,
              GError         **error)
{
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;
  g_autofree char *sums = NULL;

  g_ptr_array_sort (writer->files, compare_written);
  text = make_manifest (writer->files);
  *manifest = cs_digest_of_bytes (text, strlen (text));
  note = make_note (writer->dossier, secret, manifest);
  if (!put_text (writer, MANIFEST, text, error) || !put_text (writer, MANIFEST_NOTE, note, error))
    return FALSE;

  g_ptr_array_sort (writer->files, compare_written);
  sums = make_sums (writer->files);
  return put_text (writer, MANIFEST_SUMS, sums, error);
}

gboolean
cs_dossier_write (const CsDossier  *dossier,
                  const char       *folder,
                  const CsSecret   *secret,
                  CsDigest         *manifest,
                  GError          **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (written_free);
  Writer writer = { dossier, folder, files, 0, 0 };

  g_return_val_if_fail (dossier != NULL && folder != NULL && secret != NULL && manifest != NULL, FALSE);

  writer.n_steps = 12 + dossier->revisions->len + g_hash_table_size (dossier->media) + dossier->signatures->len;
  return make_folders (&writer, error) && put_facts (&writer, error) && put_internal (&writer, error) &&
         put_revisions (&writer, error) && put_media (&writer, error) && put_signatures (&writer, error) &&
         put_paper (&writer, error) && put_resource (&writer, "README.txt", error) &&
         put_resource (&writer, "verify.py", error) && put_manifest (&writer, secret, manifest, error) &&
         cs_files_sync_all (folder, error);
}
