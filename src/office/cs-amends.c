/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amends.h"

#include "cs-error.h"
#include "cs-post-rules.h"
#include "cs-read-back-rows.h"

static CsPostAct
act_of (CsAmendKind kind)
{
  return kind == CS_AMEND_WITHDRAWAL ? CS_ACT_WITHDRAW : CS_ACT_CORRECT;
}

gboolean
cs_amends_may_begin (const CsPersonRow *actor,
                     const CsPostRow   *post,
                     CsAmendKind        kind)
{
  CsPostState next;

  return (actor->roles & CS_AMENDS_MAKERS) != 0 && cs_post_next_state (post->state, act_of (kind), &next, NULL);
}

gboolean
cs_amends_may_resolve (const CsPersonRow *actor)
{
  return (actor->roles & CS_AMENDS_RESOLVERS) != 0;
}

gboolean
cs_amends_check (CsCall           *call,
                 const CsContent  *content,
                 GError          **error)
{
  g_autoptr(CsPostRow) post = NULL;

  if (!content->amends)
    return TRUE;
  if ((post = cs_post_rules_get_id (call, content->amends->post, NULL)))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "There is no post %" G_GINT64_FORMAT " to amend", content->amends->post);
  return FALSE;
}

gboolean
cs_amends_check_state (CsCall           *call,
                       const CsPostRow  *post,
                       const CsContent  *content,
                       GError          **error)
{
  g_autoptr(CsPostRow) amended = NULL;
  CsPostState next;

  if (!content->amends)
    return TRUE;
  if (content->amends->post == post->id)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Post %" G_GINT64_FORMAT " amends itself", post->id);
      return FALSE;
    }

  return (amended = cs_post_rules_get_id (call, content->amends->post, error)) &&
         cs_post_next_state (amended->state, act_of (content->amends->kind), &next, error);
}

gboolean
cs_amends_keep (CsCall           *call,
                const CsPostRow  *post,
                const CsContent  *content,
                GError          **error)
{
  CsAmendmentRow row = { .post = post->id };

  if (!content->amends)
    return cs_amendment_rows_clear (call->db, post->id, error);

  row.amends = content->amends->post;
  row.kind = content->amends->kind;
  row.reason = content->amends->reason;
  return cs_amendment_rows_set (call->db, &row, error);
}

gboolean
cs_amends_add_to_line (CsDb             *db,
                       const CsPostRow  *post,
                       JsonObject       *line,
                       GError          **error)
{
  CsAmendmentRow row;
  gboolean found;

  if (!cs_amendment_rows_find (db, post->id, &row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;

  json_object_set_int_member (line, "amends", row.amends);
  json_object_set_string_member (line, "amend_kind", cs_amend_kind_nick (row.kind));
  return TRUE;
}

/* The other post, if the actor may know of it. @link: (out): NULL if not */
static gboolean
make_link (CsCall                *call,
           const CsAmendmentRow  *row,
           gint64                 other,
           JsonObject           **link,
           GError               **error)
{
  g_autoptr(CsPostRow) post = cs_post_rows_get (call->db, other, error);

  *link = NULL;
  if (!post)
    return FALSE;
  if (!cs_post_rules_may_see (call->actor, post))
    return TRUE;

  *link = json_object_new ();
  json_object_set_int_member (*link, "post", post->id);
  json_object_set_string_member (*link, "state", cs_post_state_nick (post->state));
  json_object_set_string_member (*link, "excerpt", post->excerpt);
  json_object_set_string_member (*link, "kind", cs_amend_kind_nick (row->kind));
  json_object_set_string_member (*link, "reason", cs_amend_reason_nick (row->reason));
  json_object_set_int_member (*link, "done_at", row->done_at);
  return TRUE;
}

static gboolean
add_amended_by (CsCall           *call,
                const CsPostRow  *post,
                JsonObject       *reply,
                GError          **error)
{
  g_autoptr(GArray) rows = cs_amendment_rows_list (call->db, post->id, error);
  g_autoptr(JsonArray) array = json_array_new ();

  if (!rows)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const CsAmendmentRow *row = &g_array_index (rows, CsAmendmentRow, i);
      JsonObject *link;

      if (!make_link (call, row, row->post, &link, error))
        return FALSE;
      if (link)
        json_array_add_object_element (array, link);
    }

  json_object_set_array_member (reply, "amended_by", g_steal_pointer (&array));
  return TRUE;
}

JsonObject *
cs_amends_removal_to_json (const CsPublicationRow *piece,
                           const CsRemovalRow     *removal)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "publication", piece->id);
  json_object_set_int_member (object, "account", piece->account);
  json_object_set_int_member (object, "segment", piece->segment);
  json_object_set_string_member (object, "remote_url", piece->remote_url);
  json_object_set_string_member (object, "state", removal ? cs_removal_state_nick (removal->state) : "waiting");
  json_object_set_int_member (object, "attempts", removal ? removal->attempts : 0);
  json_object_set_int_member (object, "next_try_at", removal ? removal->next_try_at : 0);
  json_object_set_int_member (object, "settled_at", removal ? removal->settled_at : 0);
  json_object_set_string_member (object, "error", removal ? removal->error : "");
  json_object_set_string_member (object, "error_detail", removal ? removal->error_detail : "");
  return object;
}

/* @of: the post whose pieces are taken down; @all: also those of which nobody has begun yet */
static gboolean
add_removals (CsCall           *call,
              gint64            of,
              gboolean          all,
              const char       *accounts,
              JsonObject       *reply,
              GError          **error)
{
  g_autoptr(GPtrArray) pieces = cs_publication_rows_list (call->db, of, 0, error);
  g_auto(GStrv) ids = g_strsplit (accounts, " ", -1);
  g_autoptr(JsonArray) array = json_array_new ();

  if (!pieces)
    return FALSE;

  for (guint i = 0; i < pieces->len; i++)
    {
      const CsPublicationRow *piece = g_ptr_array_index (pieces, i);
      g_autoptr(CsRemovalRow) removal = NULL;
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, piece->account);

      if (!cs_removal_rows_find (call->db, piece->id, &removal, error))
        return FALSE;
      if (removal || (all && piece->state == CS_PUBLICATION_SENT && g_strv_contains ((const char * const *) ids, id)))
        json_array_add_object_element (array, cs_amends_removal_to_json (piece, removal));
    }

  json_object_set_array_member (reply, "removals", g_steal_pointer (&array));
  return TRUE;
}

/* Each look at what is out, oldest first. */
static gboolean
add_looks (CsCall           *call,
           const CsPostRow  *post,
           JsonObject       *reply,
           GError          **error)
{
  g_autoptr(GPtrArray) pieces = cs_publication_rows_list (call->db, post->id, post->revision ? post->revision : -1, error);
  g_autoptr(JsonArray) array = json_array_new ();

  for (guint i = 0; pieces && i < pieces->len; i++)
    {
      const CsPublicationRow *piece = g_ptr_array_index (pieces, i);
      g_autoptr(GPtrArray) looks = cs_read_back_rows_list (call->db, piece->id, error);

      if (!looks)
        return FALSE;
      for (guint j = 0; j < looks->len; j++)
        {
          const CsReadBackRow *look = g_ptr_array_index (looks, j);
          JsonObject *object = json_object_new ();

          json_object_set_int_member (object, "publication", piece->id);
          json_object_set_int_member (object, "at", look->at);
          json_object_set_string_member (object, "result", look->result);
          json_object_set_string_member (object, "detail", look->detail);
          json_array_add_object_element (array, object);
        }
    }

  json_object_set_array_member (reply, "looks", g_steal_pointer (&array));
  return pieces != NULL;
}

gboolean
cs_amends_find_withdrawal (CsDb    *db,
                           gint64   post,
                           gint64  *withdrawal,
                           GError **error)
{
  g_autoptr(GArray) rows = cs_amendment_rows_list (db, post, error);

  *withdrawal = 0;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const CsAmendmentRow *row = &g_array_index (rows, CsAmendmentRow, i);
      g_autoptr(CsPostRow) other = cs_post_rows_get (db, row->post, error);

      if (!other)
        return FALSE;
      if (row->kind == CS_AMEND_WITHDRAWAL && row->done_at == 0 && other->state != CS_POST_REJECTED)
        *withdrawal = row->post;
    }

  return rows != NULL;
}

/* @any: (out): whether a piece is out that nobody has begun to take down. What a network keeps is tried again, not withdrawn again. */
static gboolean
find_left (CsDb      *db,
           gint64     post,
           gboolean  *any,
           GError   **error)
{
  g_autoptr(GPtrArray) pieces = cs_publication_rows_list (db, post, 0, error);

  *any = FALSE;
  for (guint i = 0; pieces && i < pieces->len && !*any; i++)
    {
      const CsPublicationRow *piece = g_ptr_array_index (pieces, i);
      g_autoptr(CsRemovalRow) removal = NULL;

      if (piece->state != CS_PUBLICATION_SENT)
        continue;
      if (!cs_removal_rows_find (db, piece->id, &removal, error))
        return FALSE;
      *any = !removal;
    }

  return pieces != NULL;
}

gboolean
cs_amends_add_to_sheet (CsCall           *call,
                        const CsPostRow  *post,
                        JsonObject       *reply,
                        GError          **error)
{
  CsAmendmentRow row;
  gboolean found;
  gboolean withdraws;
  gboolean left;
  gint64 withdrawal;

  if (!cs_amendment_rows_find (call->db, post->id, &row, &found, error) ||
      !cs_amends_find_withdrawal (call->db, post->id, &withdrawal, error) || !find_left (call->db, post->id, &left, error))
    return FALSE;

  if (found)
    {
      JsonObject *link;

      if (!make_link (call, &row, row.amends, &link, error))
        return FALSE;
      if (link)
        json_object_set_object_member (reply, "amended", link);
    }
  withdraws = found && row.kind == CS_AMEND_WITHDRAWAL;
  json_object_set_boolean_member (reply, "may_correct", cs_amends_may_begin (call->actor, post, CS_AMEND_CORRECTION));
  json_object_set_boolean_member (reply, "may_withdraw", withdrawal == 0 && left && cs_amends_may_begin (call->actor, post, CS_AMEND_WITHDRAWAL));
  json_object_set_boolean_member (reply, "may_resolve_removals", cs_amends_may_resolve (call->actor));
  return add_amended_by (call, post, reply, error) && add_looks (call, post, reply, error) &&
         add_removals (call, withdraws ? row.amends : post->id, withdraws, post->accounts, reply, error);
}
