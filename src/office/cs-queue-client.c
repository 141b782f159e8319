/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-queue-client.h"

#include "cs-json.h"
#include "cs-replies-private.h"

static const char * const group_nicks[CS_N_QUEUE_GROUPS] = {
  [CS_QUEUE_TROUBLE] = "trouble",
  [CS_QUEUE_HELD] = "held",
  [CS_QUEUE_SENDING] = "sending",
  [CS_QUEUE_NEXT] = "next",
  [CS_QUEUE_SENT] = "sent",
};

static void
piece_free (gpointer data)
{
  CsQueuePiece *piece = data;

  cs_publication_info_free (piece->publication);
  g_free (piece->language);
  cs_take_down_info_free (piece->removal);
  g_free (piece);
}

void
cs_queue_entry_free (CsQueueEntry *entry)
{
  if (!entry)
    return;

  cs_post_info_free (entry->post);
  g_ptr_array_unref (entry->pieces);
  g_free (entry);
}

JsonObject *
cs_arguments_queue_list (CsQueueGroup        group,
                         gint64              from,
                         const CsQueueEntry *after,
                         guint               limit)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "group", group_nicks[group]);
  json_object_set_int_member (arguments, "from", from);
  json_object_set_int_member (arguments, "after", after ? after->post->id : 0);
  json_object_set_int_member (arguments, "after_at", after ? after->at : 0);
  json_object_set_int_member (arguments, "limit", limit);
  return arguments;
}

static GPtrArray *
read_pieces (JsonObject *line)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (piece_free);
  g_autoptr(GPtrArray) publications = cs_reply_read_publications (line);
  JsonArray *array = cs_json_get_array (line, "publications");

  g_ptr_array_set_free_func (publications, NULL);
  for (guint i = 0; i < publications->len; i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      CsQueuePiece *piece = g_new0 (CsQueuePiece, 1);

      piece->publication = g_ptr_array_index (publications, i);
      piece->language = cs_reply_dup_text (object, "language");
      piece->n_parts = (guint) cs_json_get_int64 (object, "n_parts");
      if (cs_json_get_object (object, "removal"))
        piece->removal = cs_reply_read_take_down (cs_json_get_object (object, "removal"));
      g_ptr_array_add (pieces, piece);
    }

  return pieces;
}

GPtrArray *
cs_reply_read_queue (JsonObject *reply,
                     gboolean   *more)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_queue_entry_free);
  g_autoptr(GPtrArray) posts = cs_reply_read_posts (reply);
  JsonArray *array = cs_json_get_array (reply, "posts");

  g_ptr_array_set_free_func (posts, NULL);
  for (guint i = 0; i < posts->len; i++)
    {
      JsonObject *line = json_array_get_object_element (array, i);
      CsQueueEntry *entry = g_new0 (CsQueueEntry, 1);

      entry->post = g_ptr_array_index (posts, i);
      entry->at = cs_json_get_int64 (line, "at");
      entry->pieces = read_pieces (line);
      g_ptr_array_add (entries, entry);
    }

  *more = cs_json_get_boolean (reply, "more");
  return entries;
}

JsonObject *
cs_arguments_retry (gint64   publication,
                    gboolean all)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_int_member (arguments, "publication", publication);
  json_object_set_boolean_member (arguments, "all", all);
  return arguments;
}
