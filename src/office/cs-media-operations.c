/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-chart-drawing.h"
#include "cs-error.h"
#include "cs-library-rows.h"
#include "cs-look.h"
#include "cs-media-files.h"
#include "cs-media-rows.h"
#include "cs-office-rows.h"
#include "cs-operations-private.h"
#include "cs-call.h"
#include "cs-picture-words.h"
#include "cs-picture.h"

/* Pictures, and charts drawn into pictures. Reading, drawing and writing files is done ahead, on a reader; the writer only notes the row. */

typedef struct
{
  CsMediaItem     *item;    /* owned */
  gint64           n_bytes;
  CsPictureAnswer  source;  /* of a file that was taken in: what it was, and what was done */
  guint64          look;
} Prepared;

static void
prepared_free (gpointer data)
{
  Prepared *prepared = data;

  cs_media_item_free (prepared->item);
  g_free (prepared);
}

static Prepared *
keep_picture (CsCall      *call,
              GBytes      *bytes,
              const char  *mime_type,
              int          width,
              int          height,
              GError     **error)
{
  Prepared *prepared = NULL;
  CsDigest digest;

  if (!cs_media_files_put (call->folder, bytes, &digest, error))
    return NULL;

  prepared = g_new0 (Prepared, 1);
  prepared->n_bytes = (gint64) g_bytes_get_size (bytes);
  prepared->look = cs_look_of_bytes (bytes);
  prepared->item = cs_media_item_new ();
  prepared->item->digest = digest;
  g_free (prepared->item->mime_type);
  prepared->item->mime_type = g_strdup (mime_type);
  prepared->item->width = width;
  prepared->item->height = height;
  return prepared;
}

static gpointer
prepare_add (CsCall  *call,
             GError **error)
{
  g_autoptr(CsPicture) picture = cs_picture_read_file (cs_call_get_text (call, "path"), call->cancellable, error);
  Prepared *prepared = NULL;

  if (!picture ||
      !(prepared = keep_picture (call, picture->bytes, picture->mime_type, picture->width, picture->height, error)))
    return NULL;

  prepared->source = picture->source;
  return prepared;
}

static gpointer
prepare_render (CsCall  *call,
                GError **error)
{
  g_autoptr(CsChart) chart = cs_json_to_chart (cs_json_get_object (call->arguments, "chart"), error);
  g_autoptr(GBytes) bytes = NULL;
  Prepared *prepared = NULL;
  int width, height;

  if (!chart || !(bytes = cs_chart_render (chart, cs_call_get_boolean (call, "right_to_left"), error)))
    return NULL;
  cs_chart_size_pixels (chart->size, &width, &height);
  if (!(prepared = keep_picture (call, bytes, "image/png", width, height, error)))
    return NULL;

  g_free (prepared->item->alt_text);
  prepared->item->alt_text = cs_chart_describe (chart);
  prepared->item->chart = g_steal_pointer (&chart);
  return prepared;
}

/* In the library a picture is found by its file’s name, until somebody gives it a better one. */
static gboolean
note_title (CsCall          *call,
            const CsDigest  *digest,
            GError         **error)
{
  g_autofree char *name = g_path_get_basename (cs_call_get_text (call, "path"));
  g_autoptr(CsMediaNotes) notes = cs_library_rows_get_notes (call->db, digest, error);
  char *ending = NULL;

  if (!notes || *notes->title)
    return notes != NULL;

  if ((ending = strrchr (name, '.')) && ending > name)
    *ending = '\0';
  g_free (notes->title);
  notes->title = g_utf8_make_valid (name, -1);
  return cs_library_rows_set_notes (call->db, digest, notes, call->actor->id, call->now, error);
}

static JsonObject *
describe_source (const CsPictureAnswer *source)
{
  JsonObject *object = json_object_new ();
  g_autofree char *facts = cs_picture_facts_to_nicks (source->facts);

  json_object_set_string_member (object, "format", cs_picture_format_name (source->format));
  json_object_set_string_member (object, "facts", facts);
  json_object_set_int_member (object, "width", source->source_width);
  json_object_set_int_member (object, "height", source->source_height);
  return object;
}

static JsonObject *
run_keep (CsCall  *call,
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
    .look = prepared->look,
  };

  if (!cs_media_rows_add (call->db, &row, error) ||
      (cs_call_has (call, "path") && !note_title (call, &row.digest, error)))
    return NULL;

  reply = json_object_new ();
  json_object_set_object_member (reply, "media", cs_json_from_media (prepared->item));
  if (prepared->source.source_width > 0)
    json_object_set_object_member (reply, "source", describe_source (&prepared->source));
  return reply;
}

/* Pictures of accounts are files without a row. */
static gboolean
is_avatar (CsCall         *call,
           const CsDigest *digest)
{
  g_autoptr(GPtrArray) accounts = cs_account_rows_list (call->db, NULL);

  for (guint i = 0; accounts && i < accounts->len; i++)
    if (cs_digest_equal (&((const CsAccountRow *) g_ptr_array_index (accounts, i))->avatar, digest))
      return TRUE;

  return FALSE;
}

static JsonObject *
run_path (CsCall  *call,
          GError **error)
{
  g_autoptr(CsMediaRow) row = NULL;
  g_autoptr(GError) problem = NULL;
  g_autofree char *path = NULL;
  JsonObject *reply = NULL;
  CsDigest digest;

  if (!cs_digest_from_hex (cs_call_get_text (call, "digest"), &digest, error))
    return NULL;
  if (!(row = cs_media_rows_get (call->db, &digest, &problem)) && !is_avatar (call, &digest))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!cs_media_files_check (call->folder, &digest, call->cancellable, error))
    return NULL;

  path = cs_media_files_get_path (call->folder, &digest);
  reply = json_object_new ();
  json_object_set_string_member (reply, "path", path);
  if (!row)
    return reply;

  json_object_set_string_member (reply, "mime_type", row->mime_type);
  json_object_set_int_member (reply, "width", row->width);
  json_object_set_int_member (reply, "height", row->height);
  return reply;
}

static const CsArgument add_arguments[] = {
  { "path", CS_ARGUMENT_TEXT, TRUE, 0, N_("file with a picture: JPEG, PNG, WebP, GIF, HEIC or AVIF") },
  { NULL },
};

static const CsArgument path_arguments[] = {
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("of the picture") },
  { NULL },
};

static const CsArgument render_arguments[] = {
  { "chart", CS_ARGUMENT_OBJECT, TRUE, 4 * 1024 * 1024, N_("kind, title, unit, source, as_of and table") },
  { "right_to_left", CS_ARGUMENT_BOOLEAN, FALSE, 0, N_("mirrors the drawing") },
  { NULL },
};

#define SAVERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_media_operations[] = {
  { "media.add", SAVERS, CS_OPERATION_WRITE,
    N_("Takes a picture in: upright, without metadata, at most 4,096 pixels a side."),
    add_arguments, prepare_add, prepared_free, run_keep },
  { "media.path", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Says where a picture’s file is, once it is checked against its digest."),
    path_arguments, NULL, NULL, run_path },
  { "chart.render", SAVERS, CS_OPERATION_WRITE,
    N_("Draws a chart into a picture and proposes its alt text."),
    render_arguments, prepare_render, prepared_free, run_keep },
  { NULL },
};
