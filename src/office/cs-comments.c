/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-comments.h"
#include "cs-post.h"
#include "cs-post-rules.h"

#define TALKERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY)

gboolean
cs_comments_may_add (const CsPersonRow *actor,
                     const CsPostRow   *post)
{
  return (actor->roles & TALKERS) != 0 && cs_post_state_is_open (post->state) && cs_post_rules_may_see (actor, post);
}

/* What the answers below share. Lends everything. */
typedef struct
{
  CsCall          *call;
  const CsPostRow *post;
  CsNames         *names;
  const CsContent *shown;
  const CsContent *working;
  GPtrArray       *rows;      /* of CsCommentRow */
  GPtrArray       *revisions; /* of CsRevisionRow */
} Talk;

static guint
find_number (const Talk *talk,
             gint64      revision)
{
  for (guint i = 0; i < talk->revisions->len; i++)
    {
      const CsRevisionRow *row = g_ptr_array_index (talk->revisions, i);

      if (row->id == revision)
        return row->number;
    }

  return 0;
}

static gboolean
is_answered (const Talk         *talk,
             const CsCommentRow *question)
{
  for (guint i = 0; i < talk->rows->len; i++)
    if (((const CsCommentRow *) g_ptr_array_index (talk->rows, i))->parent == question->id)
      return TRUE;

  return FALSE;
}

static gboolean
may_accept (const Talk            *talk,
            const CsCommentRow    *row,
            const CsCommentAnchor *anchor)
{
  g_autoptr(CsCommentAnchor) place = NULL;
  gboolean certain = FALSE;

  if (row->kind != CS_COMMENT_SUGGESTION || row->resolved_at != 0 ||
      !cs_post_rules_may_edit (talk->call->actor, talk->post))
    return FALSE;

  place = cs_comment_anchor_find (anchor, talk->working, &certain);
  return place && certain;
}

static void
add_anchor (JsonObject            *object,
            const char            *member,
            const CsCommentAnchor *anchor)
{
  g_autofree char *canonical = anchor ? cs_comment_anchor_to_canonical (anchor) : NULL;

  if (canonical)
    json_object_set_object_member (object, member, cs_json_parse_object (canonical, NULL));
}

static JsonObject *
comment_to_json (const Talk          *talk,
                 const CsCommentRow  *row,
                 GError             **error)
{
  g_autoptr(CsCommentAnchor) anchor = cs_comment_anchor_parse (row->anchor, error);
  g_autoptr(CsCommentAnchor) place = anchor ? cs_comment_anchor_find (anchor, talk->shown, NULL) : NULL;
  JsonObject *object = NULL;

  if (!anchor)
    return NULL;

  object = json_object_new ();
  json_object_set_int_member (object, "id", row->id);
  json_object_set_int_member (object, "post", row->post);
  json_object_set_int_member (object, "parent", row->parent);
  json_object_set_string_member (object, "kind", cs_comment_kind_nick (row->kind));
  add_anchor (object, "anchor", anchor);
  add_anchor (object, "place", place);
  json_object_set_string_member (object, "text", row->text);
  json_object_set_string_member (object, "replacement", row->replacement);
  json_object_set_int_member (object, "author", row->author);
  json_object_set_string_member (object, "author_name", cs_names_get_person (talk->names, row->author));
  json_object_set_int_member (object, "revision_number", find_number (talk, row->revision));
  json_object_set_int_member (object, "made_at", row->made_at);
  json_object_set_string_member (object, "resolved_by_name", cs_names_get_person (talk->names, row->resolved_by));
  json_object_set_int_member (object, "resolved_at", row->resolved_at);
  json_object_set_boolean_member (object, "accepted", row->accepted);
  json_object_set_boolean_member (object, "answered", is_answered (talk, row));
  json_object_set_boolean_member (object, "may_resolve", cs_comments_may_resolve (talk->call->actor, talk->post, row));
  json_object_set_boolean_member (object, "may_accept", may_accept (talk, row, anchor));
  return object;
}

gboolean
cs_comments_may_resolve (const CsPersonRow  *actor,
                         const CsPostRow    *post,
                         const CsCommentRow *row)
{
  if (row->resolved_at != 0 || row->kind == CS_COMMENT_ANSWER || !(actor->roles & TALKERS))
    return FALSE;
  if (row->author == actor->id || (actor->roles & CS_ROLE_LEADER))
    return TRUE;

  /* whoever is asked answers; whether that was an answer is the asker's to say */
  return row->kind != CS_COMMENT_QUESTION && post->author == actor->id;
}

JsonArray *
cs_comments_to_json (CsCall           *call,
                     const CsPostRow  *post,
                     CsNames          *names,
                     const char       *shown,
                     const char       *working,
                     GError          **error)
{
  g_autoptr(GPtrArray) rows = cs_comment_rows_list (call->db, post->id, error);
  g_autoptr(GPtrArray) revisions = NULL;
  g_autoptr(CsContent) shown_content = NULL;
  g_autoptr(CsContent) working_content = NULL;
  g_autoptr(JsonArray) array = json_array_new ();
  Talk talk = { .call = call, .post = post, .names = names, .rows = rows };

  if (!rows)
    return NULL;
  if (rows->len == 0)
    return g_steal_pointer (&array);

  if (!(talk.revisions = revisions = cs_revision_rows_list (call->db, post->id, error)) ||
      !(talk.shown = shown_content = cs_content_parse (shown, error)) ||
      !(talk.working = working_content = cs_content_parse (working, error)))
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *object = comment_to_json (&talk, g_ptr_array_index (rows, i), error);

      if (!object)
        return NULL;
      json_array_add_object_element (array, object);
    }

  return g_steal_pointer (&array);
}
