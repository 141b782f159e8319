/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-call.h"
#include "cs-error.h"
#include "cs-media-files.h"
#include "cs-media-rows.h"
#include "cs-operations-private.h"
#include "cs-picture-caption.h"
#include "cs-picture-decode.h"
#include "cs-picture-fit.h"
#include "cs-pictures.h"

/* Pictures made from pictures: fitted to what networks take, or cut, turned, redacted, captioned. All the work is done ahead, on a reader; the writer only notes rows. */

/* One file that is written already. */
typedef struct
{
  CsMediaRow    row;       /* owns its strings */
  CsNetworkKind network;   /* of a fitting */
  int           quality;
  gboolean      flattened;
} Made;

static void
made_free (gpointer data)
{
  Made *made = data;

  g_free (made->row.mime_type);
  g_free (made);
}

static Made *
keep (CsCall          *call,
      const CsPicture *picture,
      const CsDigest  *made_from,
      GError         **error)
{
  g_autofree Made *made = g_new0 (Made, 1);

  if (!cs_media_files_put (call->folder, picture->bytes, &made->row.digest, error))
    return NULL;

  made->row.mime_type = g_strdup (picture->mime_type);
  made->row.bytes = (gint64) g_bytes_get_size (picture->bytes);
  made->row.width = picture->width;
  made->row.height = picture->height;
  made->row.added_by = call->actor->id;
  made->row.added_at = call->now;
  made->row.made_from = *made_from;
  return g_steal_pointer (&made);
}

static CsPixels *
open_master (CsCall              *call,
             const CsPictureJob  *job,
             CsMediaRow         **row,
             GError             **error)
{
  g_autoptr(CsMediaRow) found = NULL;
  g_autoptr(GBytes) bytes = NULL;
  CsPixels *pixels;
  CsDigest digest;

  if (!cs_digest_from_hex (cs_call_get_text (call, "digest"), &digest, error) ||
      !(found = cs_media_rows_get (call->db, &digest, error)))
    return NULL;
  if (!g_str_has_prefix (found->mime_type, "image/"))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_A_PICTURE, "The file is %s", found->mime_type);
      return NULL;
    }
  /* Ours, but read like a stranger's: nothing else decodes. */
  if (!(bytes = cs_media_files_get (call->folder, &digest, error)) ||
      !(pixels = cs_picture_decode_bytes (bytes, job, call->cancellable, error)))
    return NULL;

  *row = g_steal_pointer (&found);
  return pixels;
}

/* --- media.fit --- */

typedef struct
{
  CsMediaRow *master; /* owned */
  GPtrArray  *made;   /* of Made; owned */
} Fitted;

static void
fitted_free (gpointer data)
{
  Fitted *fitted = data;

  g_clear_pointer (&fitted->master, cs_media_row_free);
  g_clear_pointer (&fitted->made, g_ptr_array_unref);
  g_free (fitted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fitted, fitted_free)

static GArray *
read_accounts (CsCall *call)
{
  JsonArray *array = cs_json_get_array (call->arguments, "accounts");
  GArray *accounts = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      gint64 id = json_array_get_int_element (array, i);

      g_array_append_val (accounts, id);
    }
  return accounts;
}

static gboolean
fit_for (CsCall                *call,
         Fitted                *fitted,
         const CsPixels        *pixels,
         const CsNetworkNeed   *need,
         GError               **error)
{
  g_autoptr(CsFittedPicture) made = cs_picture_fit (pixels, &need->limits, error);
  Made *one;

  if (made == NULL || !(one = keep (call, made->picture, &fitted->master->digest, error)))
    return FALSE;
  one->network = need->network;
  one->quality = made->quality;
  one->flattened = made->flattened;
  g_ptr_array_add (fitted->made, one);
  return TRUE;
}

static gpointer
prepare_fit (CsCall  *call,
             GError **error)
{
  g_autoptr(Fitted) fitted = g_new0 (Fitted, 1);
  g_autoptr(GArray) accounts = read_accounts (call);
  g_autoptr(GArray) needs = NULL;
  g_autoptr(CsPixels) pixels = NULL;
  CsDigest digest;

  fitted->made = g_ptr_array_new_with_free_func (made_free);
  if (!cs_digest_from_hex (cs_call_get_text (call, "digest"), &digest, error) ||
      !(fitted->master = cs_media_rows_get (call->db, &digest, error)) ||
      !(needs = cs_pictures_list_needs (call->db, accounts, error)))
    return NULL;

  for (guint i = 0; i < needs->len; i++)
    {
      const CsNetworkNeed *need = &g_array_index (needs, CsNetworkNeed, i);
      g_autoptr(CsMediaRow) row = NULL;

      if (cs_picture_limits_take (&need->limits, fitted->master->width, fitted->master->height, fitted->master->bytes))
        continue;
      if ((pixels == NULL && !(pixels = open_master (call, NULL, &row, error))) ||
          !fit_for (call, fitted, pixels, need, error))
        return NULL;
    }
  return g_steal_pointer (&fitted);
}

static JsonObject *
describe_fitting (const Made *made)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "network", cs_network_kind_nick (made->network));
  cs_json_set_digest (object, "digest", &made->row.digest);
  json_object_set_string_member (object, "mime_type", made->row.mime_type);
  json_object_set_int_member (object, "width", made->row.width);
  json_object_set_int_member (object, "height", made->row.height);
  json_object_set_int_member (object, "bytes", made->row.bytes);
  json_object_set_int_member (object, "quality", made->quality);
  json_object_set_boolean_member (object, "flattened", made->flattened);
  return object;
}

static JsonObject *
run_fit (CsCall  *call,
         GError **error)
{
  const Fitted *fitted = call->prepared;
  JsonArray *array = json_array_new ();
  JsonObject *reply = NULL;

  for (guint i = 0; i < fitted->made->len; i++)
    {
      const Made *made = g_ptr_array_index (fitted->made, i);

      if (!cs_media_rows_add (call->db, &made->row, error))
        {
          json_array_unref (array);
          return NULL;
        }
      json_array_add_object_element (array, describe_fitting (made));
    }

  reply = json_object_new ();
  json_object_set_int_member (reply, "bytes", fitted->master->bytes);
  json_object_set_int_member (reply, "width", fitted->master->width);
  json_object_set_int_member (reply, "height", fitted->master->height);
  json_object_set_array_member (reply, "fittings", array);
  return reply;
}

/* --- media.edit --- */

static gboolean
read_colour (JsonObject  *object,
             const char  *member,
             guint32     *colour,
             GError     **error)
{
  const char *text = cs_json_get_text (object, member);
  guint64 value;

  if (*text == '\0')
    return TRUE;
  if (*text != '#' || strlen (text) != 7 || !g_ascii_string_to_unsigned (text + 1, 16, 0, 0xFFFFFF, &value, NULL))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no colour like #1c2a44", member);
      return FALSE;
    }
  *colour = (guint32) value;
  return TRUE;
}

/* Returns: NULL without @error where there is none */
static CsCaption *
read_caption (CsCall  *call,
              GError **error)
{
  JsonObject *object = cs_json_get_object (call->arguments, "caption");
  g_autoptr(CsCaption) caption = NULL;
  g_autofree char *text = NULL;

  if (object == NULL)
    return NULL;
  text = g_strstrip (g_strdup (cs_json_get_text (object, "text")));
  if (*text == '\0')
    return NULL;
  if (g_utf8_strlen (text, -1) > CS_PICTURE_MAX_CAPTION)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The caption has more than %d characters", CS_PICTURE_MAX_CAPTION);
      return NULL;
    }
  caption = cs_caption_new (text);
  if (!read_colour (object, "background", &caption->background, error) ||
      !read_colour (object, "foreground", &caption->foreground, error))
    return NULL;
  return g_steal_pointer (&caption);
}

static void
replace_pixels (CsPixels **pixels,
                CsPixels  *by)
{
  cs_pixels_free (*pixels);
  *pixels = by;
}

static gpointer
prepare_edit (CsCall  *call,
              GError **error)
{
  g_autofree char *json = cs_json_write (cs_json_get_object (call->arguments, "job"));
  g_autoptr(CsPictureJob) job = cs_picture_job_parse (json, error);
  g_autoptr(CsPixels) pixels = NULL;
  g_autoptr(CsMediaRow) row = NULL;
  g_autoptr(CsCaption) caption = NULL;
  g_autoptr(CsPicture) picture = NULL;
  g_autoptr(GError) local_error = NULL;

  if (job == NULL)
    return NULL;
  caption = read_caption (call, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (!(pixels = open_master (call, job, &row, error)))
    return NULL;
  if (caption != NULL)
    replace_pixels (&pixels, cs_picture_add_caption (pixels, caption));
  /* The strip may have made it too high. */
  if (MAX (pixels->width, pixels->height) > CS_PICTURE_KEPT_SIDE)
    replace_pixels (&pixels, cs_pixels_scale (pixels, CS_PICTURE_KEPT_SIDE));
  if (!(picture = cs_picture_from_pixels (pixels, error)))
    return NULL;
  return keep (call, picture, &row->digest, error);
}

static JsonObject *
run_edit (CsCall  *call,
          GError **error)
{
  const Made *made = call->prepared;
  g_autoptr(CsMediaItem) item = cs_media_item_new ();
  JsonObject *reply = NULL;

  if (!cs_media_rows_add (call->db, &made->row, error))
    return NULL;

  item->digest = made->row.digest;
  g_free (item->mime_type);
  item->mime_type = g_strdup (made->row.mime_type);
  item->width = made->row.width;
  item->height = made->row.height;
  reply = json_object_new ();
  json_object_set_object_member (reply, "media", cs_json_from_media (item));
  return reply;
}

static const CsArgument fit_arguments[] = {
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("of the picture") },
  { "accounts", CS_ARGUMENT_ARRAY, TRUE, 0, N_("ids of the accounts that it goes to") },
  { NULL },
};

static const CsArgument edit_arguments[] = {
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("of the picture") },
  { "job", CS_ARGUMENT_OBJECT, TRUE, 16384, N_("mirrored, turns (quarters, clockwise), redactions and crop (boxes of x, y, width, height in pixels)") },
  { "caption", CS_ARGUMENT_OBJECT, FALSE, 4096, N_("text, background and foreground of a strip beneath") },
  { NULL },
};

#define SAVERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_picture_operations[] = {
  { "media.fit", SAVERS, CS_OPERATION_WRITE,
    N_("Makes a picture small enough for the networks of some accounts, and says what that costs."),
    fit_arguments, prepare_fit, fitted_free, run_fit },
  { "media.edit", SAVERS, CS_OPERATION_WRITE,
    N_("Makes a new picture: mirrored, turned, redacted for good, cropped, with a caption beneath."),
    edit_arguments, prepare_edit, made_free, run_edit },
  { NULL },
};
