/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"
#include "cs-picture-client.h"

JsonObject *
cs_arguments_media_fit (const CsDigest *digest,
                        GArray         *accounts)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  cs_json_set_digest (object, "digest", digest);
  for (guint i = 0; i < accounts->len; i++)
    json_array_add_int_element (array, g_array_index (accounts, gint64, i));
  json_object_set_array_member (object, "accounts", array);
  return object;
}

static void
set_colour (JsonObject *object,
            const char *member,
            guint32     colour)
{
  g_autofree char *text = g_strdup_printf ("#%06x", colour & 0xFFFFFF);

  json_object_set_string_member (object, member, text);
}

JsonObject *
cs_arguments_media_edit (const CsDigest     *digest,
                         const CsPictureJob *job,
                         const CsCaption    *caption)
{
  JsonObject *object = json_object_new ();
  g_autofree char *json = cs_picture_job_to_json (job);

  cs_json_set_digest (object, "digest", digest);
  json_object_set_object_member (object, "job", cs_json_parse_object (json, NULL));
  if (caption != NULL)
    {
      JsonObject *strip = json_object_new ();

      json_object_set_string_member (strip, "text", caption->text);
      set_colour (strip, "background", caption->background);
      set_colour (strip, "foreground", caption->foreground);
      json_object_set_object_member (object, "caption", strip);
    }
  return object;
}

static int
get_size (JsonObject *object,
          const char *member)
{
  return (int) CLAMP (cs_json_get_int64 (object, member), 0, G_MAXINT);
}

char *
cs_reply_dup_taking (JsonObject *reply)
{
  JsonObject *source = cs_json_get_object (reply, "source");
  JsonObject *media = cs_json_get_object (reply, "media");

  if (source == NULL || media == NULL)
    return g_strdup ("");

  return cs_picture_describe_taking (cs_picture_facts_from_nicks (cs_json_get_text (source, "facts")),
                                     get_size (source, "width"), get_size (source, "height"),
                                     get_size (media, "width"), get_size (media, "height"));
}

CsFitting *
cs_fitting_copy (const CsFitting *fitting)
{
  CsFitting *copy;

  g_return_val_if_fail (fitting != NULL, NULL);

  copy = g_memdup2 (fitting, sizeof *fitting);
  copy->rendition.mime_type = g_strdup (fitting->rendition.mime_type);
  return copy;
}

void
cs_fitting_free (CsFitting *fitting)
{
  if (fitting == NULL)
    return;

  g_free (fitting->rendition.mime_type);
  g_free (fitting);
}

static CsFitting *
read_fitting (JsonObject *reply,
              JsonObject *object)
{
  CsFitting *fitting = g_new0 (CsFitting, 1);
  CsNetworkKind network;

  if (!cs_network_kind_from_nick (cs_json_get_text (object, "network"), &network))
    {
      g_free (fitting);
      return NULL;
    }
  fitting->rendition.network = network;
  fitting->rendition.digest = cs_json_get_digest (object, "digest");
  fitting->rendition.mime_type = g_strdup (cs_json_get_text (object, "mime_type"));
  fitting->rendition.width = fitting->loss.width = get_size (object, "width");
  fitting->rendition.height = fitting->loss.height = get_size (object, "height");
  fitting->rendition.n_bytes = fitting->loss.bytes = cs_json_get_int64 (object, "bytes");
  fitting->loss.quality = get_size (object, "quality");
  fitting->loss.flattened = cs_json_get_boolean (object, "flattened");
  fitting->loss.bytes_before = cs_json_get_int64 (reply, "bytes");
  fitting->loss.width_before = get_size (reply, "width");
  fitting->loss.height_before = get_size (reply, "height");
  return fitting;
}

GPtrArray *
cs_reply_read_fittings (JsonObject *reply)
{
  GPtrArray *fittings = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_fitting_free);
  JsonArray *array = cs_json_get_array (reply, "fittings");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      CsFitting *fitting = read_fitting (reply, cs_json_get_element (array, i));

      if (fitting != NULL)
        g_ptr_array_add (fittings, fitting);
    }
  return fittings;
}
