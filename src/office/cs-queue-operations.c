/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-amends.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"
#include "cs-queue-rows.h"
#include "cs-sheet-json.h"

/* The queue as people look at it: posts with their pieces, group by group, a page at a time. */

#define MAX_PAGE 100
#define MAX_STATES 4
#define MAX_WORDS 120 /* characters of each piece */

typedef struct
{
  const char  *nick;
  CsPostState  states[MAX_STATES];
  guint        n_states;     /* 0 = by their pieces */
  gboolean     latest_first;
} Group;

static const Group groups[] = {
  { "trouble", { CS_POST_UNKNOWN, CS_POST_FAILED, CS_POST_PARTLY_PUBLISHED, CS_POST_EXPIRED }, 4, TRUE },
  { "held", { CS_POST_HELD }, 1, FALSE },
  { "sending", { CS_POST_SENDING }, 1, FALSE },
  { "next", { CS_POST_SIGNED, CS_POST_QUEUED }, 2, FALSE },
  { "sent", { 0 }, 0, FALSE },
};

static const Group *
find_group (CsCall  *call,
            GError **error)
{
  const char *nick = cs_call_get_text (call, "group");

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i].nick, nick))
      return &groups[i];

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no part of the queue", nick);
  return NULL;
}

static int
compare_places (gconstpointer one,
                gconstpointer other)
{
  const CsQueuePlace *a = one;
  const CsQueuePlace *b = other;

  if (a->at != b->at)
    return a->at < b->at ? -1 : 1;
  return a->post < b->post ? -1 : a->post > b->post;
}

static int
compare_places_back (gconstpointer one,
                     gconstpointer other)
{
  return -compare_places (one, other);
}

static GArray *
list_places (CsCall       *call,
             const Group  *group,
             guint         limit,
             GError      **error)
{
  const CsQueuePlace after = { cs_call_get_int64 (call, "after"), cs_call_get_int64 (call, "after_at") };
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (CsQueuePlace));

  if (group->n_states == 0)
    return cs_queue_rows_list_sent (call->db, cs_call_get_int64 (call, "from"), call->now + 1, &after, limit, error);

  if (group == &groups[0])
    {
      g_autoptr(GArray) kept = cs_queue_rows_list_kept (call->db, &after, limit, error);

      if (!kept)
        return NULL;
      if (kept->len > 0)
        g_array_append_vals (all, kept->data, kept->len);
    }
  for (guint i = 0; i < group->n_states; i++)
    {
      g_autoptr(GArray) some = cs_queue_rows_list (call->db, group->states[i], group->latest_first, &after, limit, error);

      if (!some)
        return NULL;
      if (some->len > 0)
        g_array_append_vals (all, some->data, some->len);
    }

  g_array_sort (all, group->latest_first ? compare_places_back : compare_places);
  return g_steal_pointer (&all);
}

/* The words of a piece as they go out, on one line. */
static char *
dup_words (const CsContent        *content,
           const CsPublicationRow *row)
{
  g_autofree char *text = cs_content_get_outgoing_text (content, row->account, row->segment);

  g_strdelimit (text, "\n\r\t", ' ');
  if (g_utf8_strlen (text, -1) > MAX_WORDS)
    {
      g_autofree char *cut = g_utf8_substring (text, 0, MAX_WORDS);

      return g_strconcat (cut, "…", NULL);
    }

  return g_steal_pointer (&text);
}

/* @withdrawal: (nullable): then only what this one takes down of @post */
static gboolean
add_pieces (CsCall           *call,
            const CsPostRow  *post,
            const CsPostRow  *withdrawal,
            JsonArray        *pieces,
            GError          **error)
{
  g_autoptr(GPtrArray) rows = cs_publication_rows_list (call->db, post->id, post->revision ? post->revision : -1, error);
  g_auto(GStrv) accounts = g_strsplit (withdrawal ? withdrawal->accounts : "", " ", -1);
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autoptr(CsContent) content = NULL;

  if (!rows)
    return FALSE;
  if (rows->len > 0 && (!(revision = cs_revision_rows_get (call->db, post->revision, error)) ||
                        !(content = cs_content_parse (revision->content, error))))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (rows, i);
      guint n_parts = cs_content_get_segments_for (content, row->account)->len;
      JsonObject *piece = NULL;
      g_autofree char *words = NULL;
      g_autofree char *account = g_strdup_printf ("%" G_GINT64_FORMAT, row->account);
      g_autoptr(CsRemovalRow) removal = NULL;

      if (row->segment >= n_parts || (withdrawal && (row->state != CS_PUBLICATION_SENT || !g_strv_contains ((const char * const *) accounts, account))))
        continue;
      if (!cs_removal_rows_find (call->db, row->id, &removal, error))
        return FALSE;
      piece = cs_publication_to_json (row);
      words = dup_words (content, row);
      json_object_set_string_member (piece, "excerpt", words);
      json_object_set_string_member (piece, "language", cs_content_get_language_for (content, row->account));
      json_object_set_int_member (piece, "n_parts", n_parts);
      if (withdrawal || removal)
        json_object_set_object_member (piece, "removal", cs_amends_removal_to_json (row, removal));
      json_array_add_object_element (pieces, piece);
    }

  return TRUE;
}

/* What goes out, and of a withdrawal what it takes down. */
static gboolean
add_all_pieces (CsCall           *call,
                const CsPostRow  *post,
                JsonObject       *line,
                GError          **error)
{
  JsonArray *pieces = json_array_new ();
  g_autoptr(CsPostRow) amended = NULL;
  CsAmendmentRow amendment;
  gboolean found;

  json_object_set_array_member (line, "publications", pieces);
  if (!add_pieces (call, post, NULL, pieces, error) || !cs_amendment_rows_find (call->db, post->id, &amendment, &found, error))
    return FALSE;
  if (!found || amendment.kind != CS_AMEND_WITHDRAWAL)
    return TRUE;

  return (amended = cs_post_rows_get (call->db, amendment.amends, error)) && add_pieces (call, amended, post, pieces, error);
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  const Group *group = find_group (call, error);
  guint limit = cs_call_get_limit (call, MAX_PAGE);
  g_autoptr(GArray) places = group ? list_places (call, group, limit + 1, error) : NULL;
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(JsonObject) reply = json_object_new ();
  JsonArray *posts = json_array_new ();

  json_object_set_array_member (reply, "posts", posts);
  if (!places)
    return NULL;

  for (guint i = 0; i < places->len && i < limit; i++)
    {
      const CsQueuePlace *place = &g_array_index (places, CsQueuePlace, i);
      g_autoptr(CsPostRow) post = cs_post_rows_get (call->db, place->post, error);
      JsonObject *line = NULL;

      if (!post || !(line = cs_post_to_json (post, names, error)))
        return NULL;
      json_array_add_object_element (posts, line);
      json_object_set_int_member (line, "at", place->at);
      if (!add_all_pieces (call, post, line, error))
        return NULL;
    }

  json_object_set_boolean_member (reply, "more", places->len > limit);
  return g_steal_pointer (&reply);
}

static const CsArgument list_arguments[] = {
  { "group", CS_ARGUMENT_TEXT, TRUE, 0, N_("“trouble”, “held”, “sending”, “next” or “sent”") },
  { "from", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of what was sent: due since then, UTC microseconds") },
  { "after", CS_ARGUMENT_INTEGER, FALSE, 0, N_("the last post of the page before; 0 for the first page") },
  { "after_at", CS_ARGUMENT_INTEGER, FALSE, 0, N_("the time of that post") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most 100") },
  { NULL },
};

const CsOperation cs_queue_operations[] = {
  { "queue.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists what goes out with its pieces: when, where, in whose words, and how it stands."), list_arguments, NULL, NULL, run_list },
  { NULL },
};
