/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-call.h"
#include "cs-error.h"
#include "cs-evidence-private.h"
#include "cs-media-files.h"
#include "cs-media-rows.h"
#include "cs-operations-private.h"
#include "cs-style-client.h"

/* Posters, drawn into pictures and for paper. Drawing is done ahead, on a reader; the writer only notes the row. */

#define MAX_POSTER (64 * 1024)

typedef struct
{
  CsMediaItem *item;    /* owned */
  gint64       n_bytes;
} Prepared;

static void
prepared_free (gpointer data)
{
  Prepared *prepared = data;

  cs_media_item_free (prepared->item);
  g_free (prepared);
}

/* @surface: (out): NULL if there is no picture */
static gboolean
load_picture (CsCall           *call,
              const CsDigest   *digest,
              cairo_surface_t **surface,
              GError          **error)
{
  g_autoptr(GBytes) bytes = NULL;

  if (cs_digest_is_none (digest))
    return TRUE;

  return (bytes = cs_media_files_get (call->folder, digest, error)) != NULL &&
         (*surface = cs_poster_decode (bytes, error)) != NULL;
}

static CsPosterPictures *
load_pictures (CsCall         *call,
               const CsPoster *poster,
               GError        **error)
{
  g_autoptr(CsPosterPictures) pictures = cs_poster_pictures_new ();

  if (!load_picture (call, &poster->style->logo, &pictures->logo, error) ||
      !load_picture (call, &poster->first, &pictures->first, error) ||
      !load_picture (call, &poster->second, &pictures->second, error))
    return NULL;

  return g_steal_pointer (&pictures);
}

static CsPoster *
read_poster (CsCall  *call,
             GError **error)
{
  return cs_poster_from_object (cs_json_get_object (call->arguments, "poster"), "poster.", error);
}

static Prepared *
keep_poster (CsCall    *call,
             CsPoster  *poster,
             GBytes    *bytes,
             GError   **error)
{
  Prepared *prepared;
  CsDigest digest;

  if (!cs_media_files_put (call->folder, bytes, &digest, error))
    return NULL;

  prepared = g_new0 (Prepared, 1);
  prepared->n_bytes = (gint64) g_bytes_get_size (bytes);
  prepared->item = cs_media_item_new ();
  prepared->item->digest = digest;
  g_free (prepared->item->mime_type);
  prepared->item->mime_type = g_strdup ("image/png");
  cs_poster_format_get_size (poster->format, &prepared->item->width, &prepared->item->height);
  g_free (prepared->item->alt_text);
  prepared->item->alt_text = cs_poster_describe (poster);
  prepared->item->poster = cs_poster_copy (poster);
  return prepared;
}

static gpointer
prepare_render (CsCall  *call,
                GError **error)
{
  g_autoptr(CsPoster) poster = read_poster (call, error);
  g_autoptr(CsPosterPictures) pictures = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (!poster || !(pictures = load_pictures (call, poster, error)) || !(bytes = cs_poster_render (poster, pictures, error)))
    return NULL;

  return keep_poster (call, poster, bytes, error);
}

static JsonObject *
run_render (CsCall  *call,
            GError **error)
{
  const Prepared *prepared = call->prepared;
  JsonObject *reply = NULL;
  CsMediaRow row = {
    .digest = prepared->item->digest,
    .mime_type = prepared->item->mime_type,
    .bytes = prepared->n_bytes,
    .width = prepared->item->width,
    .height = prepared->item->height,
    .added_by = call->actor->id,
    .added_at = call->now,
  };

  if (!cs_media_rows_add (call->db, &row, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_object_member (reply, "media", cs_json_from_media (prepared->item));
  return reply;
}

typedef struct
{
  const CsPoster         *poster;   /* lent */
  const CsPosterPictures *pictures; /* lent */
  CsPosterPaper           paper;
} Print;

static gboolean
write_print (gpointer       data,
             const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  const Print *print = data;

  return cs_poster_print (print->poster, print->pictures, print->paper, path, error);
}

static JsonObject *
run_print (CsCall  *call,
           GError **error)
{
  const char *to = cs_call_get_text (call, "to");
  g_autoptr(CsPoster) poster = read_poster (call, error);
  g_autoptr(CsPosterPictures) pictures = NULL;
  Print print = { NULL, NULL, CS_POSTER_A4 };

  if (!poster)
    return NULL;
  if (cs_call_has (call, "paper") && !cs_poster_paper_from_nick (cs_call_get_text (call, "paper"), &print.paper))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "There is no paper “%s”", cs_call_get_text (call, "paper"));
      return NULL;
    }
  if (!(pictures = load_pictures (call, poster, error)))
    return NULL;

  print.poster = poster;
  print.pictures = pictures;
  return cs_evidence_print (to, write_print, &print, call->cancellable, error) ? cs_evidence_reply_path (to) : NULL;
}

static const CsArgument render_arguments[] = {
  { "poster", CS_ARGUMENT_OBJECT, TRUE, MAX_POSTER, N_("layout, format, language, fields, pictures and the style to draw it in") },
  { NULL },
};

static const CsArgument print_arguments[] = {
  { "poster", CS_ARGUMENT_OBJECT, TRUE, MAX_POSTER, N_("layout, format, language, fields, pictures and the style to draw it in") },
  { "paper", CS_ARGUMENT_TEXT, FALSE, 0, N_("“a4” or “a3”") },
  { "to", CS_ARGUMENT_TEXT, TRUE, 0, N_("absolute path of a PDF file that does not exist yet") },
  { NULL },
};

#define SAVERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_poster_operations[] = {
  { "poster.render", SAVERS, CS_OPERATION_WRITE,
    N_("Draws a poster into a picture, in exactly its format’s size, and writes its alt text from its words."),
    render_arguments, prepare_render, prepared_free, run_render },
  { "poster.print", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Draws a poster for paper, with bleed and crop marks, as PDF."),
    print_arguments, NULL, NULL, run_print },
  { NULL },
};
