/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-call.h"
#include "cs-card-rows.h"
#include "cs-error.h"
#include "cs-media-files.h"
#include "cs-media-rows.h"
#include "cs-operations-private.h"
#include "cs-picture.h"
#include "cs-source-json.h"

/* The library of source cards. A post keeps its own copy of a card, so that a change here never changes what was signed. */

#define MAX_PAGE 200

/* Of a stored copy of a source. */
#define MAX_SNAPSHOT (20 * 1024 * 1024)

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) rows = NULL;
  JsonArray *array = NULL;
  JsonObject *reply = NULL;

  if (!(rows = cs_card_rows_list (call->db, cs_call_get_text (call, "search"), cs_call_get_int64 (call, "before"),
                                  cs_call_get_limit (call, MAX_PAGE), error)))
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, cs_json_from_source (((CsCardRow *) g_ptr_array_index (rows, i))->source));

  reply = json_object_new ();
  json_object_set_array_member (reply, "cards", array);
  return reply;
}

static CsCardRow *
find_card (CsCall  *call,
           GError **error)
{
  g_autoptr(CsCardRow) row = cs_card_rows_get (call->db, cs_call_get_int64 (call, "card"), error);

  if (!row)
    return NULL;
  if (row->retired_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "The card %" G_GINT64_FORMAT " was retired", row->id);
      return NULL;
    }

  return g_steal_pointer (&row);
}

/* What every card needs, and that dates are dates. */
static gboolean
check_source (CsCall         *call,
              const CsSource *source,
              GError        **error)
{
  g_autoptr(GDateTime) until = NULL;
  g_autofree char *midnight = g_strconcat (source->until, "T00:00:00Z", NULL);

  if (*source->publisher == '\0' && *source->title == '\0')
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A source needs a publisher or a title");
  else if (*source->until != '\0' &&
           (strlen (source->until) != 10 || !(until = g_date_time_new_from_iso8601 (midnight, NULL))))
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no date such as 2026-12-31", source->until);
  else if (!cs_digest_is_none (&source->snapshot))
    {
      g_autoptr(CsMediaRow) row = cs_media_rows_get (call->db, &source->snapshot, error);

      return row != NULL;
    }
  else
    return TRUE;

  return FALSE;
}

static gboolean
journal_card (CsCall           *call,
              CsJournalKind     kind,
              const CsCardRow  *row,
              GError          **error)
{
  JsonObject *details = json_object_new ();
  const char *title = *row->source->title ? row->source->title : row->source->publisher;

  json_object_set_int_member (details, "card", row->id);
  json_object_set_string_member (details, "title", title);
  return cs_call_journal (call, 0, kind, details, error);
}

static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  CsCardRow row = { .added_by = call->actor->id, .changed_at = call->now };
  g_autoptr(CsSource) source = cs_json_to_source (call->arguments);

  row.source = source;
  if (!check_source (call, source, error) || !(row.id = cs_card_rows_add (call->db, &row, error)) ||
      !journal_card (call, CS_JOURNAL_SOURCE_ADDED, &row, error))
    return NULL;

  return cs_call_reply_id (row.id);
}

static JsonObject *
run_change (CsCall  *call,
            GError **error)
{
  g_autoptr(CsCardRow) row = find_card (call, error);
  g_autoptr(CsSource) source = cs_json_to_source (call->arguments);

  if (!row || !check_source (call, source, error))
    return NULL;

  cs_source_free (row->source);
  row->source = g_steal_pointer (&source);
  row->added_by = call->actor->id;
  row->changed_at = call->now;
  if (!cs_card_rows_update (call->db, row, error) ||
      !journal_card (call, CS_JOURNAL_SOURCE_CHANGED, row, error))
    return NULL;

  return cs_call_reply_id (row->id);
}

static JsonObject *
run_retire (CsCall  *call,
            GError **error)
{
  g_autoptr(CsCardRow) row = find_card (call, error);

  if (!row)
    return NULL;

  row->retired_at = call->now;
  if (!cs_card_rows_update (call->db, row, error) ||
      !journal_card (call, CS_JOURNAL_SOURCE_RETIRED, row, error))
    return NULL;

  return cs_call_reply_id (row->id);
}

static JsonObject *
run_use (CsCall  *call,
         GError **error)
{
  g_autoptr(CsCardRow) row = find_card (call, error);
  JsonObject *reply = NULL;

  if (!row)
    return NULL;

  reply = json_object_new ();
  json_object_set_object_member (reply, "card", cs_json_from_source (row->source));
  return reply;
}

/* Snapshots: read and written ahead, on a reader. */

typedef struct
{
  CsDigest    digest;
  const char *mime_type;
  gint64      n_bytes;
  int         width;
  int         height;
} Snapshot;

static GBytes *
read_snapshot (const char    *path,
               Snapshot      *snapshot,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(CsPicture) picture = NULL;
  const char *data;
  gsize size;

  if (!stream || !(bytes = g_input_stream_read_bytes (G_INPUT_STREAM (stream), MAX_SNAPSHOT + 1, cancellable, error)))
    return NULL;

  data = g_bytes_get_data (bytes, &size);
  snapshot->mime_type = "text/plain";
  if (size > MAX_SNAPSHOT)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A stored copy may have %d bytes", MAX_SNAPSHOT);
      return NULL;
    }
  if (size > 5 && memcmp (data, "%PDF-", 5) == 0)
    {
      snapshot->mime_type = "application/pdf";
      return g_steal_pointer (&bytes);
    }
  if (size > 0 && g_utf8_validate_len (data, size, NULL))
    return g_steal_pointer (&bytes);

  if (!(picture = cs_picture_read (bytes, cancellable, error)))
    return NULL;
  snapshot->mime_type = picture->mime_type;
  snapshot->width = picture->width;
  snapshot->height = picture->height;
  return g_bytes_ref (picture->bytes);
}

static gpointer
prepare_snapshot (CsCall  *call,
                  GError **error)
{
  g_autofree Snapshot *snapshot = g_new0 (Snapshot, 1);
  g_autoptr(GBytes) bytes = read_snapshot (cs_call_get_text (call, "path"), snapshot, call->cancellable, error);

  if (!bytes || !cs_media_files_put (call->folder, bytes, &snapshot->digest, error))
    return NULL;

  snapshot->n_bytes = (gint64) g_bytes_get_size (bytes);
  return g_steal_pointer (&snapshot);
}

static JsonObject *
run_snapshot (CsCall  *call,
              GError **error)
{
  const Snapshot *snapshot = call->prepared;
  JsonObject *reply = NULL;
  CsMediaRow row = {
    .digest = snapshot->digest,
    .mime_type = (char *) snapshot->mime_type,
    .bytes = snapshot->n_bytes,
    .width = snapshot->width,
    .height = snapshot->height,
    .added_by = call->actor->id,
    .added_at = call->now,
  };

  if (!cs_media_rows_add (call->db, &row, error))
    return NULL;

  reply = json_object_new ();
  cs_json_set_digest (reply, "snapshot", &snapshot->digest);
  return reply;
}

#define CARD_ARGUMENTS \
  { "publisher", CS_ARGUMENT_TEXT, FALSE, 0, N_("who published it") }, \
  { "title", CS_ARGUMENT_TEXT, FALSE, 0, N_("of the document") }, \
  { "number", CS_ARGUMENT_TEXT, FALSE, 0, N_("of the document") }, \
  { "date", CS_ARGUMENT_TEXT, FALSE, 0, N_("of the document") }, \
  { "page", CS_ARGUMENT_TEXT, FALSE, 0, N_("where in it") }, \
  { "address", CS_ARGUMENT_TEXT, FALSE, 0, N_("where it can be read") }, \
  { "note", CS_ARGUMENT_TEXT, FALSE, 0, N_("for colleagues") }, \
  { "until", CS_ARGUMENT_TEXT, FALSE, 10, N_("ISO date until which it holds") }, \
  { "snapshot", CS_ARGUMENT_TEXT, FALSE, 64, N_("digest of a stored copy, from source.snapshot") }

static const CsArgument list_arguments[] = {
  { "search", CS_ARGUMENT_TEXT, FALSE, 200, N_("words in publisher, title, number, note or address") },
  { "before", CS_ARGUMENT_INTEGER, FALSE, 0, N_("only cards with a smaller id") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most so many") },
  { NULL },
};

static const CsArgument add_arguments[] = { CARD_ARGUMENTS, { NULL } };

static const CsArgument change_arguments[] = {
  { "card", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which") },
  CARD_ARGUMENTS,
  { NULL },
};

static const CsArgument one_arguments[] = {
  { "card", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which") },
  { NULL },
};

static const CsArgument snapshot_arguments[] = {
  { "path", CS_ARGUMENT_TEXT, TRUE, 0, N_("file with a copy: PDF, a picture or plain text") },
  { NULL },
};

#define KEEPERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_source_operations[] = {
  { "source.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the cards of the source library, newest first."), list_arguments, NULL, NULL, run_list },
  { "source.add", KEEPERS, CS_OPERATION_WRITE,
    N_("Adds a card to the source library."), add_arguments, NULL, NULL, run_add },
  { "source.change", KEEPERS, CS_OPERATION_WRITE,
    N_("Changes a card. Posts keep the copy that they have."), change_arguments, NULL, NULL, run_change },
  { "source.retire", KEEPERS, CS_OPERATION_WRITE,
    N_("Takes a card out of the library. Posts keep the copy that they have."), one_arguments, NULL, NULL, run_retire },
  { "source.use", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Gives a card as it stands now, to be copied into a post."), one_arguments, NULL, NULL, run_use },
  { "source.snapshot", KEEPERS, CS_OPERATION_WRITE,
    N_("Takes a copy of a source in, at most 20 MB."), snapshot_arguments, prepare_snapshot, g_free, run_snapshot },
  { NULL },
};
