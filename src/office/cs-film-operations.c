/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "cs-call.h"
#include "cs-cues.h"
#include "cs-film.h"
#include "cs-media-files.h"
#include "cs-media-rows.h"
#include "cs-network.h"
#include "cs-operations-private.h"
#include "cs-picture.h"

/* Films: taken in, fitted to a network, shown by one of their pictures, subtitled. Looking into them and making them anew takes minutes and is done apart (cs-film.h); the
 * writer only notes the rows. */

/* The cover is as large as any picture that is kept; what a slider shows need not be. */
#define COVER_SIDE 1920
#define FRAME_SIDE 640

/* Of what is copied or encoded, how much may be missing at the end before it is a broken film, not rounding. */
#define MISSING_SHARE 0.9
#define MISSING_MS 1000

/* How long a film that does not tell its length may be, by its size. */
#define GUESSED_BYTES_PER_MS 100

#define MAX_VTT CS_CUES_MAX_BYTES

typedef struct
{
  char          *path;      /* of the film; owned */
  CsDigest       film;      /* the same, where it is one of the office already */
  gint64         at_ms;     /* which picture of it */
  CsNetworkKind  network;   /* for which it is fitted */
  CsFilmLimits   limits;
  CsMediaItem   *item;      /* the new film, or NULL; owned */
  CsRendition   *rendition; /* or NULL; owned */
  CsDigest       digest;    /* of a new cover, or new subtitles */
  GPtrArray     *rows;      /* of CsMediaRow, to be noted; owned */
} FilmJob;

static FilmJob *
film_job_new (const char *path)
{
  FilmJob *job = g_new0 (FilmJob, 1);

  job->path = g_strdup (path);
  job->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_media_row_free);
  return job;
}

static void
film_job_free (gpointer data)
{
  FilmJob *job = data;

  g_free (job->path);
  g_clear_pointer (&job->item, cs_media_item_free);
  g_clear_pointer (&job->rendition, cs_rendition_free);
  g_ptr_array_unref (job->rows);
  g_free (job);
}

static void
note_row (FilmJob        *job,
          CsCall         *call,
          const CsDigest *digest,
          const char     *mime_type,
          gint64          bytes,
          int             width,
          int             height)
{
  CsMediaRow *row = g_new0 (CsMediaRow, 1);

  row->digest = *digest;
  row->mime_type = g_strdup (mime_type);
  row->bytes = bytes;
  row->width = width;
  row->height = height;
  row->added_by = call->actor->id;
  row->added_at = call->now;
  row->made_from = job->film;
  g_ptr_array_add (job->rows, row);
}

static void
progress_cb (double   done,
             gpointer data)
{
  CsCall *call = data;

  /* what comes after it has its share too */
  if (call->progress)
    call->progress (done * 0.95, call->progress_data);
}

/* Makes the film at @path by @plan into a medium of the office. Returns: (transfer full): what came out */
static CsFilm *
make (CsCall            *call,
      const char        *path,
      const CsFilmPlan  *plan,
      gint64             duration_ms,
      CsDigest          *digest,
      GError           **error)
{
  g_autoptr(CsMediaDraft) draft = cs_media_draft_new (call->folder, error);
  g_autoptr(CsFilm) made = NULL;
  gint64 bytes = 0;

  if (!draft || !cs_film_make (path, plan, duration_ms, draft->fd, progress_cb, call, call->cancellable, error) ||
      !(made = cs_film_probe (draft->path, call->cancellable, error)))
    return NULL;

  if (made->facts.duration_ms < duration_ms * MISSING_SHARE - MISSING_MS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_A_FILM, "The film ends after %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " ms",
                   made->facts.duration_ms, duration_ms);
      return NULL;
    }
  if (!cs_media_draft_keep (draft, digest, &bytes, call->cancellable, error))
    return NULL;

  made->facts.bytes = bytes;
  return g_steal_pointer (&made);
}

static gboolean
make_cover (CsCall      *call,
            FilmJob     *job,
            const char  *path,
            gint64       at_ms,
            CsDigest    *digest,
            GError     **error)
{
  g_autoptr(GBytes) frame = cs_film_draw_frame (path, at_ms, COVER_SIDE, call->cancellable, error);
  g_autoptr(CsPicture) picture = frame ? cs_picture_read (frame, call->cancellable, error) : NULL;

  if (!picture || !cs_media_files_put (call->folder, picture->bytes, digest, error))
    return FALSE;

  note_row (job, call, digest, picture->mime_type, (gint64) g_bytes_get_size (picture->bytes), picture->width, picture->height);
  return TRUE;
}

/* --- film.add --- */

static gpointer
prepare_add (CsCall  *call,
             GError **error)
{
  return film_job_new (cs_call_get_text (call, "path"));
}

static void
fill_item (CsMediaItem  *item,
           const CsFilm *film)
{
  g_free (item->mime_type);
  item->mime_type = g_strdup ("video/mp4");
  item->width = film->facts.width;
  item->height = film->facts.height;
  item->duration_ms = (guint) film->facts.duration_ms;
  item->n_bytes = film->facts.bytes;
}

static gboolean
work_add (CsCall  *call,
          GError **error)
{
  FilmJob *job = call->prepared;
  g_autoptr(CsFilm) film = cs_film_probe (job->path, call->cancellable, error);
  g_autoptr(CsFilm) made = NULL;
  g_autofree char *kept = NULL;
  CsFilmFacts facts;
  CsFilmPlan plan;

  if (!film)
    return FALSE;

  facts = film->facts;
  if (facts.duration_ms == 0)
    facts.duration_ms = CLAMP (facts.bytes / GUESSED_BYTES_PER_MS, 1000, CS_FILM_MAX_MS);
  if (!cs_film_plan_master (&facts, &plan))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FILM_BOUNDS, "%" G_GINT64_FORMAT " ms, %" G_GINT64_FORMAT " bytes, %d × %d",
                   facts.duration_ms, facts.bytes, facts.width, facts.height);
      return FALSE;
    }

  job->item = cs_media_item_new ();
  if (!(made = make (call, job->path, &plan, film->facts.duration_ms, &job->item->digest, error)))
    return FALSE;

  fill_item (job->item, made);
  note_row (job, call, &job->item->digest, "video/mp4", made->facts.bytes, made->facts.width, made->facts.height);
  job->film = job->item->digest;
  kept = cs_media_files_get_path (call->folder, &job->item->digest);
  return make_cover (call, job, kept, MIN (made->facts.duration_ms / 3, 3000), &job->item->cover, error);
}

static gboolean
note_rows (CsCall   *call,
           FilmJob  *job,
           GError  **error)
{
  for (guint i = 0; i < job->rows->len; i++)
    if (!cs_media_rows_add (call->db, g_ptr_array_index (job->rows, i), error))
      return FALSE;

  return TRUE;
}

static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  FilmJob *job = call->prepared;
  JsonObject *reply = NULL;

  if (!note_rows (call, job, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_object_member (reply, "media", cs_json_from_media (job->item));
  return reply;
}

/* --- film.fit --- */

/* A film of this office by the argument “digest”. */
static FilmJob *
find_film (CsCall  *call,
           GError **error)
{
  g_autoptr(CsMediaRow) row = NULL;
  g_autofree char *path = NULL;
  FilmJob *job = NULL;
  CsDigest digest;

  if (!cs_digest_from_hex (cs_call_get_text (call, "digest"), &digest, error) || !(row = cs_media_rows_get (call->db, &digest, error)))
    return NULL;
  if (!g_str_equal (row->mime_type, "video/mp4"))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "This medium is no film");
      return NULL;
    }

  path = cs_media_files_get_path (call->folder, &digest);
  job = film_job_new (path);
  job->film = digest;
  return job;
}

static gpointer
prepare_fit (CsCall  *call,
             GError **error)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (call->db, cs_call_get_int64 (call, "account"), error);
  FilmJob *job = account ? find_film (call, error) : NULL;
  CsTarget target;

  if (!job)
    return NULL;

  target = cs_network_target_from_limits (account->network, account->id, account->limits);
  job->network = account->network;
  job->limits = target.film;
  return job;
}

static gboolean
work_fit (CsCall  *call,
          GError **error)
{
  FilmJob *job = call->prepared;
  g_autoptr(CsFilm) film = cs_film_probe (job->path, call->cancellable, error);
  g_autoptr(CsFilm) made = NULL;
  CsFilmPlan plan;

  if (!film)
    return FALSE;
  if (!cs_film_plan_for (&film->facts, &job->limits, &plan))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_FILM_BOUNDS, "It cannot be made to fit that network");
      return FALSE;
    }

  job->rendition = g_new0 (CsRendition, 1);
  job->rendition->network = job->network;
  job->rendition->mime_type = g_strdup ("video/mp4");
  if (!(made = make (call, job->path, &plan, film->facts.duration_ms, &job->rendition->digest, error)))
    return FALSE;
  if (cs_film_limits_check (&job->limits, &made->facts) != CS_FILM_FITS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FILM_BOUNDS, "%" G_GINT64_FORMAT " bytes came out", made->facts.bytes);
      return FALSE;
    }

  job->rendition->width = made->facts.width;
  job->rendition->height = made->facts.height;
  job->rendition->n_bytes = made->facts.bytes;
  note_row (job, call, &job->rendition->digest, "video/mp4", made->facts.bytes, made->facts.width, made->facts.height);
  return TRUE;
}

static JsonObject *
run_fit (CsCall  *call,
         GError **error)
{
  FilmJob *job = call->prepared;
  g_autofree char *hex = cs_digest_to_hex (&job->rendition->digest);
  JsonObject *reply = NULL;

  if (!note_rows (call, job, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_string_member (reply, "network", cs_network_kind_nick (job->rendition->network));
  json_object_set_string_member (reply, "digest", hex);
  json_object_set_string_member (reply, "mime_type", job->rendition->mime_type);
  json_object_set_int_member (reply, "width", job->rendition->width);
  json_object_set_int_member (reply, "height", job->rendition->height);
  json_object_set_int_member (reply, "bytes", job->rendition->n_bytes);
  return reply;
}

/* --- film.frame, film.cover --- */

static gpointer
prepare_picture (CsCall  *call,
                 GError **error)
{
  FilmJob *job = find_film (call, error);

  if (job)
    job->at_ms = CLAMP (cs_call_get_int64 (call, "at_ms"), 0, CS_FILM_MAX_MS);
  return job;
}

static JsonObject *
run_frame (CsCall  *call,
           GError **error)
{
  FilmJob *job = call->prepared;
  g_autoptr(GBytes) frame = cs_film_draw_frame (job->path, job->at_ms, FRAME_SIDE, call->cancellable, error);
  g_autofree char *text = NULL;
  JsonObject *reply = NULL;

  if (!frame)
    return NULL;

  text = g_base64_encode (g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));
  reply = json_object_new ();
  json_object_set_string_member (reply, "picture", text);
  return reply;
}

static gboolean
work_cover (CsCall  *call,
            GError **error)
{
  FilmJob *job = call->prepared;

  return make_cover (call, job, job->path, job->at_ms, &job->digest, error);
}

static JsonObject *
run_digest (CsCall  *call,
            GError **error)
{
  FilmJob *job = call->prepared;
  g_autofree char *hex = cs_digest_to_hex (&job->digest);
  JsonObject *reply = NULL;

  if (!note_rows (call, job, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_string_member (reply, "digest", hex);
  return reply;
}

/* --- subtitles --- */

static gboolean
check_cues (GPtrArray  *cues,
            gint64      duration_ms,
            GError    **error)
{
  g_autoptr(GArray) problems = cs_cues_check (cues, duration_ms);

  for (guint i = 0; i < problems->len; i++)
    {
      const CsCueProblem *problem = &g_array_index (problems, CsCueProblem, i);

      if (!cs_cue_problem_is_fault (problem->kind))
        continue;
      g_set_error (error, CS_ERROR, CS_ERROR_SUBTITLES_FAULTY, "Subtitle %u, line %u: problem %d", problem->cue + 1, problem->line, problem->kind);
      return FALSE;
    }

  return TRUE;
}

static gpointer
prepare_subtitles (CsCall  *call,
                   GError **error)
{
  const char *text = cs_call_get_text (call, "text");
  g_autoptr(GArray) unreadable = NULL;
  g_autoptr(GPtrArray) cues = cs_cues_parse (text, strlen (text), &unreadable, error);
  g_autoptr(GBytes) bytes = NULL;
  FilmJob *job = NULL;
  char *vtt;

  if (!cues)
    return NULL;
  if (unreadable->len > 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_SUBTITLES_FAULTY, "Line %u cannot be read", g_array_index (unreadable, CsCueProblem, 0).line);
      return NULL;
    }
  if (!check_cues (cues, cs_call_get_int64 (call, "duration_ms"), error))
    return NULL;

  vtt = cs_cues_to_vtt (cues);
  bytes = g_bytes_new_take (vtt, strlen (vtt));
  job = film_job_new ("");
  if (!cs_media_files_put (call->folder, bytes, &job->digest, error))
    {
      film_job_free (job);
      return NULL;
    }

  note_row (job, call, &job->digest, "text/vtt", (gint64) g_bytes_get_size (bytes), 0, 0);
  return job;
}

static JsonObject *
run_read_subtitles (CsCall  *call,
                    GError **error)
{
  g_autoptr(CsMediaRow) row = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  JsonObject *reply = NULL;
  CsDigest digest;

  if (!cs_digest_from_hex (cs_call_get_text (call, "digest"), &digest, error) || !(row = cs_media_rows_get (call->db, &digest, error)))
    return NULL;
  if (!g_str_equal (row->mime_type, "text/vtt") || row->bytes > MAX_VTT)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "This medium is no file of subtitles");
      return NULL;
    }
  if (!(bytes = cs_media_files_get (call->folder, &digest, error)))
    return NULL;

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  reply = json_object_new ();
  json_object_set_string_member (reply, "text", text);
  return reply;
}

static const CsArgument add_arguments[] = {
  { "path", CS_ARGUMENT_TEXT, TRUE, 0, N_("file with a film: MP4, WebM or MOV") },
  { NULL },
};

static const CsArgument fit_arguments[] = {
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("of the film") },
  { "account", CS_ARGUMENT_INTEGER, TRUE, 0, N_("whose network’s limits it is to keep") },
  { NULL },
};

static const CsArgument picture_arguments[] = {
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("of the film") },
  { "at_ms", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which picture of it: milliseconds from its beginning") },
  { NULL },
};

static const CsArgument subtitles_arguments[] = {
  { "text", CS_ARGUMENT_TEXT, TRUE, CS_CUES_MAX_BYTES, N_("SubRip or WebVTT") },
  { "duration_ms", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of the film: none may stand on after its end") },
  { NULL },
};

static const CsArgument read_arguments[] = {
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("of the subtitles") },
  { NULL },
};

#define SAVERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_film_operations[] = {
  { "film.add", SAVERS, CS_OPERATION_WRITE,
    N_("Takes a film in: upright, MP4 with H.264 and AAC, without metadata, with one of its pictures as cover."),
    add_arguments, prepare_add, film_job_free, run_add, .work = work_add },
  { "film.cover", SAVERS, CS_OPERATION_WRITE,
    N_("Makes one of a film’s pictures its cover."),
    picture_arguments, prepare_picture, film_job_free, run_digest, .work = work_cover },
  { "film.fit", SAVERS, CS_OPERATION_WRITE,
    N_("Makes a film anew within the limits of an account’s network."),
    fit_arguments, prepare_fit, film_job_free, run_fit, .work = work_fit },
  { "film.frame", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Draws one of a film’s pictures, small."),
    picture_arguments, prepare_picture, film_job_free, run_frame },
  { "film.keep-subtitles", SAVERS, CS_OPERATION_WRITE,
    N_("Checks subtitles and keeps them as WebVTT."),
    subtitles_arguments, prepare_subtitles, film_job_free, run_digest },
  { "film.read-subtitles", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Shows subtitles as WebVTT."),
    read_arguments, NULL, NULL, run_read_subtitles },
  { NULL },
};
