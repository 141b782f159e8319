/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"
#include "cs-sheet-json.h"

/* Questions about posts: the sheet, lists. The desk: cs-desk-queries.c. */

#define MAX_PAGE 200
#define MAX_STEP 10000

static JsonObject *
run_get (CsCall  *call,
         GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);

  return post ? cs_sheet_to_json (call, post, error) : NULL;
}

static gboolean
read_filter (CsCall        *call,
             CsPostFilter  *filter,
             GError       **error)
{
  const char *state = cs_call_get_text (call, "state");
  const char *search = cs_call_get_text (call, "search");

  filter->has_state = *state != '\0';
  if (filter->has_state && !cs_post_state_from_nick (state, &filter->state))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a state of posts", state);
      return FALSE;
    }

  filter->section = cs_call_get_int64 (call, "section");
  filter->author = cs_call_get_int64 (call, "author");
  filter->search = *search ? search : NULL;
  cs_post_rules_set_filter (call->actor, filter);
  return TRUE;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  CsPostFilter filter = { 0 };
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(JsonArray) array = json_array_new ();
  JsonObject *reply = NULL;

  names->now = call->now;
  if (!read_filter (call, &filter, error) ||
      !(rows = cs_post_rows_list (call->db, &filter, cs_call_get_int64 (call, "before"),
                                  cs_call_get_limit (call, MAX_PAGE), error)))
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *post = cs_post_to_json (g_ptr_array_index (rows, i), names, error);

      if (!post)
        return NULL;
      json_array_add_object_element (array, post);
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "posts", g_steal_pointer (&array));
  return reply;
}

static JsonObject *
run_directory (CsCall  *call,
               GError **error)
{
  CsPostFilter filter = { 0 };
  g_autoptr(GArray) ids = NULL;
  gint64 step = cs_call_get_int64 (call, "step");
  gint64 count = 0;
  JsonObject *reply = NULL;
  JsonArray *array = NULL;

  if (!read_filter (call, &filter, error))
    return NULL;

  step = step <= 0 ? 64 : MIN (step, MAX_STEP);
  if (!(ids = cs_post_rows_directory (call->db, &filter, (guint) step, &count, error)))
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < ids->len; i++)
    json_array_add_int_element (array, g_array_index (ids, gint64, i));

  reply = json_object_new ();
  json_object_set_int_member (reply, "count", count);
  json_object_set_array_member (reply, "ids", array);
  return reply;
}

static const CsArgument one_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { NULL },
};

static const CsArgument list_arguments[] = {
  { "state", CS_ARGUMENT_TEXT, FALSE, 0, N_("in this state only") },
  { "section", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of this section only") },
  { "author", CS_ARGUMENT_INTEGER, FALSE, 0, N_("by this person only") },
  { "search", CS_ARGUMENT_TEXT, FALSE, 1000, N_("with these words") },
  { "before", CS_ARGUMENT_INTEGER, FALSE, 0, N_("ids below this; 0 from the newest") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most 200") },
  { NULL },
};

static const CsArgument directory_arguments[] = {
  { "state", CS_ARGUMENT_TEXT, FALSE, 0, N_("in this state only") },
  { "section", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of this section only") },
  { "author", CS_ARGUMENT_INTEGER, FALSE, 0, N_("by this person only") },
  { "search", CS_ARGUMENT_TEXT, FALSE, 1000, N_("with these words") },
  { "step", CS_ARGUMENT_INTEGER, FALSE, 0, N_("one id for so many posts; 64 if absent") },
  { NULL },
};

const CsOperation cs_post_queries[] = {
  { "post.get", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Shows one post: content, chain, publications, and what one may do with it."),
    one_arguments, NULL, NULL, run_get },
  { "post.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists posts, newest first, a page at a time."), list_arguments, NULL, NULL, run_list },
  { "post.directory", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Counts the posts of a list and names the id at every step, for scrolling."),
    directory_arguments, NULL, NULL, run_directory },
  { NULL },
};
