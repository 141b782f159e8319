/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-call.h"
#include "cs-diff.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"

/* The versions of a post, with what changed from one to the next. */

/* More than these nobody looks through; the newest are shown. */
#define MAX_VERSIONS 50

static JsonObject *
write_version (CsNames         *names,
               guint            number,
               gint64           author,
               gint64           at,
               const CsContent *before,
               const CsContent *content)
{
  g_autoptr(CsContentDiff) diff = before ? cs_content_diff (before, content) : NULL;
  g_autofree char *summary = diff ? cs_content_diff_summary (diff) : g_strdup ("");
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "number", number);
  json_object_set_string_member (object, "author_name", cs_names_get_person (names, author));
  json_object_set_int_member (object, "at", at);
  json_object_set_string_member (object, "summary", summary);
  json_object_set_object_member (object, "content", cs_json_from_content (content));
  return object;
}

/* What is being written, where it is more than the last version. */
static gboolean
add_working_copy (CsCall           *call,
                  const CsPostRow  *post,
                  CsNames          *names,
                  const CsContent  *last,
                  JsonArray        *array,
                  GError          **error)
{
  g_autoptr(CsWorkingCopyRow) copy = cs_working_copy_rows_get (call->db, post->id, error);
  g_autoptr(CsContent) content = copy ? cs_content_parse (copy->content, error) : NULL;

  if (!content)
    return FALSE;
  if (!last || !cs_post_content_is_stored (last, copy))
    json_array_add_object_element (array, write_version (names, 0, copy->saved_by, copy->saved_at, last, content));
  return TRUE;
}

static JsonObject *
run_versions (CsCall  *call,
              GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(GPtrArray) rows = post ? cs_revision_rows_list (call->db, post->id, error) : NULL;
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(CsContent) before = NULL;
  JsonObject *reply = NULL;

  if (!rows)
    return NULL;

  for (guint i = rows->len > MAX_VERSIONS ? rows->len - MAX_VERSIONS : 0; i < rows->len; i++)
    {
      const CsRevisionRow *row = g_ptr_array_index (rows, i);
      g_autoptr(CsContent) content = cs_content_parse (row->content, error);

      if (!content)
        return NULL;
      json_array_add_object_element (array, write_version (names, (guint) row->number, row->author, row->made_at, before, content));
      g_clear_pointer (&before, cs_content_free);
      before = g_steal_pointer (&content);
    }
  if (cs_post_rules_shows_working_copy (post) && !add_working_copy (call, post, names, before, array, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_array_member (reply, "versions", g_steal_pointer (&array));
  return reply;
}

static const CsArgument versions_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which") },
  { NULL },
};

const CsOperation cs_version_operations[] = {
  { "post.versions", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the versions of a post, oldest first, with who made each, what changed, and its content."),
    versions_arguments, NULL, NULL, run_versions },
  { NULL },
};
