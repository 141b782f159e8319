/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-call.h"
#include "cs-error.h"
#include "cs-library-rows.h"
#include "cs-look.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"
#include "cs-sheet-json.h"

/* The library of pictures, charts and films: what is known of them, where they are used, and what looks alike. */

#define MAX_PAGE 200

/* How many posts and look-alikes one answer names. */
#define MAX_NAMED 50

static const char * const kinds[] = { "", "picture", "chart", "film" };

static JsonObject *
write_row (const CsLibraryRow *row,
           CsNames            *names)
{
  JsonObject *object = json_object_new ();

  cs_json_set_digest (object, "digest", &row->digest);
  json_object_set_string_member (object, "mime_type", row->mime_type);
  json_object_set_int_member (object, "bytes", row->bytes);
  json_object_set_int_member (object, "width", row->width);
  json_object_set_int_member (object, "height", row->height);
  json_object_set_int_member (object, "duration_ms", row->duration_ms);
  json_object_set_string_member (object, "added_by_name", cs_names_get_person (names, row->added_by));
  json_object_set_int_member (object, "added_at", row->added_at);
  json_object_set_string_member (object, "title", row->notes->title);
  json_object_set_string_member (object, "author", row->notes->author);
  json_object_set_string_member (object, "licence", row->notes->licence);
  json_object_set_string_member (object, "licence_until", row->notes->licence_until);
  json_object_set_string_member (object, "consent", row->notes->consent);
  json_object_set_string_member (object, "map_number", row->notes->map_number);
  json_object_set_boolean_member (object, "ai_made", row->notes->ai_made);
  json_object_set_string_member (object, "alt_text", row->alt_text);
  json_object_set_boolean_member (object, "chart", row->chart);
  json_object_set_int_member (object, "n_posts", row->n_posts);
  json_object_set_int_member (object, "n_published", row->n_published);
  return object;
}

static gboolean
read_filter (CsCall           *call,
             CsLibraryFilter  *filter,
             GError          **error)
{
  const char *kind = cs_call_get_text (call, "kind");
  const char *before = cs_call_get_text (call, "before");

  filter->search = cs_call_get_text (call, "search");
  filter->ending = cs_call_get_text (call, "ending");
  filter->before_at = cs_call_get_int64 (call, "before_at");
  filter->limit = cs_call_get_limit (call, MAX_PAGE);
  if (*before != '\0' && !cs_digest_from_hex (before, &filter->before, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i], kind) == 0)
      {
        filter->kind = (CsLibraryKind) i;
        return TRUE;
      }

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no kind of media", kind);
  return FALSE;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  CsLibraryFilter filter = { 0 };
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(GPtrArray) rows = NULL;
  JsonArray *array = NULL;
  JsonObject *reply = NULL;

  if (!read_filter (call, &filter, error) || !(rows = cs_library_rows_list (call->db, &filter, error)))
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, write_row (g_ptr_array_index (rows, i), names));

  reply = json_object_new ();
  json_object_set_array_member (reply, "media", array);
  return reply;
}

/* The posts with it that the actor may see. */
static JsonArray *
list_posts (CsCall          *call,
            CsNames         *names,
            const CsDigest  *digest,
            GError         **error)
{
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(GArray) posts = cs_library_rows_posts (call->db, digest, MAX_NAMED, error);

  for (guint i = 0; posts && i < posts->len; i++)
    {
      g_autoptr(GError) refused = NULL;
      g_autoptr(CsPostRow) post = cs_post_rules_get_id (call, g_array_index (posts, gint64, i), &refused);
      JsonObject *one = NULL;

      if (!post && (g_error_matches (refused, CS_ERROR, CS_ERROR_FORBIDDEN) ||
                    g_error_matches (refused, CS_ERROR, CS_ERROR_NOT_FOUND)))
        continue;
      if (!post)
        {
          g_propagate_error (error, g_steal_pointer (&refused));
          return NULL;
        }
      if (!(one = cs_post_to_json (post, names, error)))
        return NULL;
      json_array_add_object_element (array, one);
    }

  return posts ? g_steal_pointer (&array) : NULL;
}

/* As the newest of @posts uses it: with its alt text, its table, and what each network gets instead. NULL where none does now. */
static JsonObject *
find_item (CsCall          *call,
           JsonArray       *posts,
           const CsDigest  *digest)
{
  for (guint i = 0; i < json_array_get_length (posts); i++)
    {
      gint64 post = cs_json_get_int64 (cs_json_get_element (posts, i), "id");
      g_autoptr(CsWorkingCopyRow) copy = cs_working_copy_rows_get (call->db, post, NULL);
      g_autoptr(CsContent) content = copy ? cs_content_parse (copy->content, NULL) : NULL;

      for (guint j = 0; content && j < cs_content_count_parts (content); j++)
        {
          const CsSegment *segment = cs_content_get_part (content, j);

          for (guint k = 0; k < segment->media->len; k++)
            if (cs_digest_equal (&cs_segment_get_media (segment, k)->digest, digest))
              return cs_json_from_media (cs_segment_get_media (segment, k));
        }
    }

  return NULL;
}

static JsonArray *
list_alike (CsCall              *call,
            CsNames             *names,
            const CsLibraryRow  *row,
            GError             **error)
{
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(GPtrArray) looks = NULL;
  guint n = 0;

  if (row->look == 0)
    return g_steal_pointer (&array);
  if (!(looks = cs_library_rows_looks (call->db, error)))
    return NULL;

  for (guint i = 0; i < looks->len && n < MAX_NAMED; i++)
    {
      const CsLibraryRow *other = g_ptr_array_index (looks, i);
      g_autoptr(CsLibraryRow) whole = NULL;

      if (cs_digest_equal (&other->digest, &row->digest) || cs_look_distance (other->look, row->look) > CS_LOOK_ALIKE)
        continue;
      if (!(whole = cs_library_rows_get (call->db, &other->digest, error)))
        return NULL;
      json_array_add_object_element (array, write_row (whole, names));
      n++;
    }

  return g_steal_pointer (&array);
}

static JsonObject *
run_get (CsCall  *call,
         GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(CsLibraryRow) row = NULL;
  g_autoptr(JsonArray) posts = NULL;
  g_autoptr(JsonArray) alike = NULL;
  JsonObject *reply = NULL;
  JsonObject *item = NULL;
  CsDigest digest;

  names->now = call->now;
  if (!cs_digest_from_hex (cs_call_get_text (call, "digest"), &digest, error) ||
      !(row = cs_library_rows_get (call->db, &digest, error)) ||
      !(posts = list_posts (call, names, &digest, error)) || !(alike = list_alike (call, names, row, error)))
    return NULL;

  reply = json_object_new ();
  json_object_set_object_member (reply, "media", write_row (row, names));
  if ((item = find_item (call, posts, &digest)))
    json_object_set_object_member (reply, "item", item);
  json_object_set_array_member (reply, "posts", g_steal_pointer (&posts));
  json_object_set_array_member (reply, "alike", g_steal_pointer (&alike));
  return reply;
}

static gboolean
read_notes (CsCall        *call,
            CsMediaNotes  *notes,
            GError       **error)
{
  const struct
  {
    const char *name;
    char      **to;
  } texts[] = {
    { "title", &notes->title }, { "author", &notes->author }, { "licence", &notes->licence },
    { "licence_until", &notes->licence_until }, { "consent", &notes->consent }, { "map_number", &notes->map_number },
  };
  g_autofree char *midnight = NULL;
  g_autoptr(GDateTime) until = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (cs_call_has (call, texts[i].name))
      {
        g_free (*texts[i].to);
        *texts[i].to = g_strstrip (g_strdup (cs_call_get_text (call, texts[i].name)));
      }
  if (cs_call_has (call, "ai_made"))
    notes->ai_made = cs_call_get_boolean (call, "ai_made");

  midnight = g_strconcat (notes->licence_until, "T00:00:00Z", NULL);
  if (*notes->licence_until == '\0' ||
      (strlen (notes->licence_until) == 10 && (until = g_date_time_new_from_iso8601 (midnight, NULL))))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no date such as 2026-12-31", notes->licence_until);
  return FALSE;
}

static JsonObject *
run_note (CsCall  *call,
          GError **error)
{
  g_autoptr(CsLibraryRow) row = NULL;
  JsonObject *details = NULL;
  CsDigest digest;

  if (!cs_digest_from_hex (cs_call_get_text (call, "digest"), &digest, error) ||
      !(row = cs_library_rows_get (call->db, &digest, error)) || !read_notes (call, row->notes, error) ||
      !cs_library_rows_set_notes (call->db, &digest, row->notes, call->actor->id, call->now, error))
    return NULL;

  details = json_object_new ();
  cs_json_set_digest (details, "digest", &digest);
  json_object_set_string_member (details, "title", row->notes->title);
  json_object_set_string_member (details, "author", row->notes->author);
  json_object_set_string_member (details, "licence", row->notes->licence);
  json_object_set_string_member (details, "licence_until", row->notes->licence_until);
  json_object_set_string_member (details, "consent", row->notes->consent);
  json_object_set_string_member (details, "map_number", row->notes->map_number);
  json_object_set_boolean_member (details, "ai_made", row->notes->ai_made);
  return cs_call_journal (call, 0, CS_JOURNAL_MEDIA_NOTED, details, error) ? json_object_new () : NULL;
}

static const CsArgument list_arguments[] = {
  { "kind", CS_ARGUMENT_TEXT, FALSE, 16, N_("“picture”, “chart” or “film”; all if absent") },
  { "search", CS_ARGUMENT_TEXT, FALSE, 200, N_("words in title, author, licence or alt text") },
  { "ending", CS_ARGUMENT_TEXT, FALSE, 10, N_("ISO date: only what may be used no longer than until then") },
  { "before_at", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of the last one seen: when it was added") },
  { "before", CS_ARGUMENT_TEXT, FALSE, 64, N_("of the last one seen: its digest") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most so many") },
  { NULL },
};

static const CsArgument get_arguments[] = {
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("which") },
  { NULL },
};

static const CsArgument note_arguments[] = {
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("which") },
  { "title", CS_ARGUMENT_TEXT, FALSE, 0, N_("by which people find it") },
  { "author", CS_ARGUMENT_TEXT, FALSE, 0, N_("who made it") },
  { "licence", CS_ARGUMENT_TEXT, FALSE, 0, N_("under which it may be used") },
  { "licence_until", CS_ARGUMENT_TEXT, FALSE, 10, N_("ISO date until which it may be used") },
  { "consent", CS_ARGUMENT_TEXT, FALSE, 0, N_("of the people shown: where it is filed") },
  { "map_number", CS_ARGUMENT_TEXT, FALSE, 0, N_("of the map review") },
  { "ai_made", CS_ARGUMENT_BOOLEAN, FALSE, 0, N_("made with artificial intelligence") },
  { NULL },
};

#define READERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR)
#define KEEPERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_library_operations[] = {
  { "media.list", READERS, CS_OPERATION_READ,
    N_("Lists the office’s pictures, charts and films, newest first."), list_arguments, NULL, NULL, run_list },
  { "media.get", READERS, CS_OPERATION_READ,
    N_("Says what is known of a picture or film, which posts use it and what looks like it."), get_arguments, NULL, NULL, run_get },
  { "media.note", KEEPERS, CS_OPERATION_WRITE,
    N_("Notes what is known of a picture or film: only what is given changes."), note_arguments, NULL, NULL, run_note },
  { NULL },
};
