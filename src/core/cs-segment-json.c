/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-content-private.h"

static gboolean
read_poll (JsonObject   *object,
           const char   *where,
           CsPoll      **value,
           GError      **error)
{
  static const char * const known[] = { "minutes", "multiple", "options", NULL };
  g_autofree char *here = g_strconcat (where, "poll.", NULL);
  g_autoptr(CsPoll) poll = cs_poll_new ();
  JsonNode *node = json_object_get_member (object, "poll");
  gint64 minutes = poll->minutes;
  JsonArray *options;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return cs_read_refuse (error, where, "poll", "is not an object");

  object = json_node_get_object (node);
  if (!cs_read_check_members (object, here, known, error) ||
      !cs_read_integer (object, here, "minutes", 1, CS_CONTENT_MAX_POLL_MINUTES, &minutes, error) ||
      !cs_read_boolean (object, here, "multiple", &poll->multiple, error) ||
      !cs_read_array (object, here, "options", CS_CONTENT_MAX_POLL_OPTIONS, &options, error))
    return FALSE;
  poll->minutes = (guint) minutes;

  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      char *option = NULL;

      if (!cs_read_take_text (json_array_get_element (options, i), here, "options", &option, error))
        return FALSE;
      g_ptr_array_add (poll->options, option);
    }
  *value = g_steal_pointer (&poll);

  return TRUE;
}

static gboolean
read_claims (CsSegment   *segment,
             JsonObject  *object,
             const char  *where,
             GError     **error)
{
  static const char * const known[] = { "source", "words", NULL };
  JsonArray *array;

  if (!cs_read_array (object, where, "claims", CS_CONTENT_MAX_CLAIMS, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *here = g_strdup_printf ("%sclaims[%u].", where, i);
      g_autoptr(CsClaim) claim = cs_claim_new (NULL, 0);
      JsonObject *member = cs_read_get_object (array, i, here, error);
      gint64 source = -1;

      if (member == NULL || !cs_read_check_members (member, here, known, error) ||
          !cs_read_text (member, here, "words", &claim->words, error) ||
          !cs_read_integer (member, here, "source", 0, CS_CONTENT_MAX_SOURCES - 1, &source, error))
        return FALSE;
      if (source < 0 || *claim->words == '\0')
        return cs_read_refuse (error, here, source < 0 ? "source" : "words", "is missing");
      claim->source = (guint) source;
      g_ptr_array_add (segment->claims, g_steal_pointer (&claim));
    }

  return TRUE;
}

CsSegment *
cs_segment_read (JsonObject  *object,
                 const char  *where,
                 GError     **error)
{
  static const char * const known[] = { "claims", "media", "poll", "quote", "reply_to", "text", NULL };
  g_autoptr(CsSegment) segment = cs_segment_new ();
  JsonArray *media;

  if (!cs_read_check_members (object, where, known, error) ||
      !cs_read_text (object, where, "text", &segment->text, error) ||
      !cs_read_text (object, where, "quote", &segment->quote, error) ||
      !cs_read_text (object, where, "reply_to", &segment->reply_to, error) ||
      !read_poll (object, where, &segment->poll, error) ||
      !read_claims (segment, object, where, error) ||
      !cs_read_array (object, where, "media", CS_CONTENT_MAX_MEDIA, &media, error))
    return NULL;

  for (guint i = 0; media != NULL && i < json_array_get_length (media); i++)
    {
      g_autofree char *here = g_strdup_printf ("%smedia[%u].", where, i);
      JsonObject *member = cs_read_get_object (media, i, here, error);
      CsMediaItem *item = member ? cs_media_item_read (member, here, error) : NULL;

      if (item == NULL)
        return NULL;
      g_ptr_array_add (segment->media, item);
    }

  return g_steal_pointer (&segment);
}
