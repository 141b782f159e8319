/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define _GNU_SOURCE /* memfd_create () */

#include "cs-x-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-network-json.h"

/* Films: begun, sent in pieces, ended; X then works on them for a while (contract x.md, section 6). One piece at a time is in memory. */

/* Larger ones are reported to be refused at the edge, with 413; where that holds for these too, halves are sent. */
#define PIECE (1024 * 1024)
#define MAX_PIECES 1000
#define PIECE_DEADLINE 60

/* A lost piece may be sent again under its number. */
#define TRIES 3

/* A piece as it is sent: its form is written around the bytes where they are read, so that none is copied. */
typedef struct
{
  guint8 *bytes;    /* owned; room for HEAD, PIECE and TAIL */
  gsize   size;
  gsize   piece;    /* bytes of the film in each; at most PIECE */
  char   *boundary; /* owned; by chance, so that no film has it in it */
  char   *tail;     /* owned */
} Form;

/* Room for what stands before a piece, and behind it */
#define HEAD 512
#define TAIL 128

static void
form_init (Form  *form,
           gsize  piece)
{
  form->piece = piece;
  form->bytes = g_malloc (HEAD + PIECE + TAIL);
  form->boundary = g_uuid_string_random ();
  form->tail = g_strdup_printf ("\r\n--%s--\r\n", form->boundary);
}

static void
form_clear (Form *form)
{
  g_free (form->bytes);
  g_free (form->boundary);
  g_free (form->tail);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

/* X may say nothing more than that it has the piece. */
static gboolean
is_taken (const CsHttpAnswer *answer)
{
  return cs_x_is_done (answer) ||
         (answer->outcome == CS_HTTP_ANSWERED && answer->status >= 200 && answer->status <= 299 && answer->size == 0);
}

/* Worth another try: the way failed, not what was said */
static gboolean
is_passing (const CsHttpAnswer *answer)
{
  return answer->outcome != CS_HTTP_ANSWERED || answer->status >= 500 || (answer->status >= 200 && answer->status <= 299);
}

/* NULL if the piece is there */
static CsUpload *
send_piece (CsHttp                 *http,
            const CsNetworkAccount *account,
            const char             *path,
            const Form             *form,
            gboolean               *too_large,
            GCancellable           *cancellable)
{
  g_autofree char *content_type = g_strdup_printf ("multipart/form-data; boundary=\"%s\"", form->boundary);
  g_autoptr(GBytes) body = g_bytes_new_static (form->bytes, form->size);

  for (guint try = 1;; try++)
    {
      g_autoptr(CsHttpAnswer) answer = cs_x_send_piece (http, account, path, body, content_type, PIECE_DEADLINE, cancellable);

      if (is_taken (answer))
        return NULL;
      *too_large = answer->outcome == CS_HTTP_ANSWERED && answer->status == 413;
      if (try == TRIES || !is_passing (answer) || g_cancellable_is_cancelled (cancellable))
        return cs_x_read_upload_failure (account, answer);
    }
}

static gssize
read_piece (int     fd,
            guint8 *piece,
            gsize   most,
            gint64  at)
{
  gsize size = 0;

  while (size < most)
    {
      gssize n = pread (fd, piece + size, most - size, at + (gint64) size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      size += (gsize) n;
    }

  return (gssize) size;
}

/* Returns: bytes of the piece @number, 0 = there is none, -1 with errno */
static gssize
fill_form (Form  *form,
           int    fd,
           guint  number)
{
  g_autofree char *head = g_strdup_printf ("--%s\r\nContent-Disposition: form-data; name=\"segment_index\"\r\n\r\n%u\r\n"
                                           "--%s\r\nContent-Disposition: form-data; name=\"media\"; filename=\"piece\"\r\n"
                                           "Content-Type: application/octet-stream\r\n\r\n",
                                           form->boundary, number, form->boundary);
  gsize before = strlen (head);
  gsize after = strlen (form->tail);
  gssize size;

  g_assert (before <= HEAD && after <= TAIL);
  memcpy (form->bytes, head, before);
  size = read_piece (fd, form->bytes + before, form->piece, (gint64) number * (gint64) form->piece);
  if (size > 0)
    {
      memcpy (form->bytes + before + size, form->tail, after);
      form->size = before + (gsize) size + after;
    }

  return size;
}

/* NULL if all are there */
static CsUpload *
send_pieces (CsHttp                 *http,
             const CsNetworkAccount *account,
             const char             *id,
             int                     fd,
             gsize                   piece,
             gboolean               *too_large,
             GCancellable           *cancellable)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/2/media/upload/%s/append", escaped);
  g_auto(Form) form = { 0 };

  form_init (&form, piece);
  for (guint i = 0; i < MAX_PIECES; i++)
    {
      gssize size = fill_form (&form, fd, i);
      CsUpload *failure;

      if (size < 0)
        return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_FAILED, g_strerror (errno));
      if (size == 0)
        return NULL;
      if ((failure = send_piece (http, account, path, &form, too_large, cancellable)))
        return failure;
    }

  return NULL;
}

/* The upload's id, or NULL with @failure */
static char *
begin (CsHttp                  *http,
       const CsNetworkAccount  *account,
       const char              *mime_type,
       const char              *category,
       gint64                   size,
       CsUpload               **failure,
       GCancellable            *cancellable)
{
  JsonObject *json = json_object_new ();
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  const char *id;

  json_object_set_string_member (json, "media_type", mime_type);
  json_object_set_int_member (json, "total_bytes", size);
  json_object_set_string_member (json, "media_category", category);
  answer = cs_x_send_json (http, account, "POST", "/2/media/upload/initialize", json, CS_X_READ_DEADLINE, cancellable);
  id = cs_x_is_success (answer, &node) ? cs_network_json_string (cs_network_json_object (json_node_get_object (node), "data"), "id", "") : "";
  if (*id != '\0')
    return g_strdup (id);

  *failure = cs_x_read_upload_failure (account, answer);
  return NULL;
}

static CsUpload *
finish (CsHttp                 *http,
        const CsNetworkAccount *account,
        const char             *id,
        GCancellable           *cancellable)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/2/media/upload/%s/finalize", escaped);
  g_autoptr(CsHttpAnswer) answer = cs_x_send (http, account, "POST", path, NULL, NULL, CS_X_READ_DEADLINE, cancellable);
  g_autoptr(JsonNode) node = NULL;

  if (!cs_x_is_success (answer, &node))
    return cs_x_read_upload_failure (account, answer);

  return cs_x_read_upload_state (cs_network_json_object (json_node_get_object (node), "data"), id);
}

/* All of @fd in its three steps; @too_large: (inout): set if X refuses pieces of this size */
static CsUpload *
upload_in_pieces (CsHttp                 *http,
                  const CsNetworkAccount *account,
                  const char             *mime_type,
                  const char             *category,
                  int                     fd,
                  gint64                  size,
                  gsize                   piece,
                  gboolean               *too_large,
                  GCancellable           *cancellable)
{
  g_autofree char *id = NULL;
  CsUpload *failure = NULL;

  if (!(id = begin (http, account, mime_type, category, size, &failure, cancellable)) ||
      (failure = send_pieces (http, account, id, fd, piece, too_large, cancellable)))
    return failure;

  return finish (http, account, id, cancellable);
}

static CsUpload *
upload (CsHttp                 *http,
        const CsNetworkAccount *account,
        const char             *mime_type,
        const char             *category,
        int                     fd,
        GCancellable           *cancellable)
{
  gboolean too_large = FALSE;
  struct stat status;
  CsUpload *sent;

  if (fstat (fd, &status) != 0 || status.st_size > (gint64) PIECE * MAX_PIECES)
    return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_TOO_LARGE, "More than a thousand pieces of a mebibyte");

  sent = upload_in_pieces (http, account, mime_type, category, fd, status.st_size, PIECE, &too_large, cancellable);
  if (!too_large || status.st_size > (gint64) PIECE / 2 * MAX_PIECES)
    return sent;

  /* The pieces have no other numbers then: it begins anew. */
  cs_upload_free (sent);
  return upload_in_pieces (http, account, mime_type, category, fd, status.st_size, PIECE / 2, &too_large, cancellable);
}

/* What X calls the language in its own player. */
static JsonObject *
make_subtitles (const char *film,
                const char *subtitles,
                const char *language)
{
  JsonObject *json = json_object_new ();
  JsonObject *text = json_object_new ();
  g_autofree char *code = g_ascii_strup (language, 2);

  json_object_set_string_member (text, "id", subtitles);
  json_object_set_string_member (text, "language_code", code);
  json_object_set_string_member (text, "display_name", language);
  json_object_set_string_member (json, "id", film);
  json_object_set_string_member (json, "media_category", "TweetVideo");
  json_object_set_object_member (json, "subtitles", text);

  return json;
}

/* A film without the subtitles that were signed is not the one that was signed. NULL if they are there. */
static CsUpload *
add_subtitles (CsHttp                 *http,
               const CsNetworkAccount *account,
               const char             *film,
               const CsFilmText       *text,
               GCancellable           *cancellable)
{
  g_autoptr(CsUpload) sent = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  int fd = memfd_create ("subtitles", MFD_CLOEXEC);
  gsize size = g_bytes_get_size (text->bytes);
  gboolean good = fd >= 0 && pwrite (fd, g_bytes_get_data (text->bytes, NULL), size, 0) == (gssize) size;

  sent = good ? upload (http, account, "text/vtt", "subtitles", fd, cancellable)
              : cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_FAILED, "no memory for subtitles");
  if (fd >= 0)
    close (fd);
  if (sent->outcome != CS_SEND_SENT)
    return g_steal_pointer (&sent);

  answer = cs_x_send_json (http, account, "POST", "/2/media/subtitles", make_subtitles (film, sent->remote_id, text->language),
                           CS_X_READ_DEADLINE, cancellable);
  return cs_x_is_done (answer) ? NULL : cs_x_read_upload_failure (account, answer);
}

CsUpload *
cs_x_upload_film (CsHttp                 *http,
                  const CsNetworkAccount *account,
                  const CsFilmUpload     *film,
                  GCancellable           *cancellable)
{
  GError *error = NULL;
  CsUpload *sent;
  int fd;

  if (!cs_x_check_account (account, &error))
    return cs_upload_from_error (error);
  if ((fd = open (film->path, O_RDONLY | O_CLOEXEC)) < 0)
    return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_NOT_FOUND, g_strerror (errno));

  sent = upload (http, account, film->item->mime_type, "tweet_video", fd, cancellable);
  close (fd);
  for (guint i = 0; sent->outcome == CS_SEND_SENT && i < film->subtitles->len; i++)
    {
      CsUpload *failure = add_subtitles (http, account, sent->remote_id, g_ptr_array_index (film->subtitles, i), cancellable);

      if (failure)
        {
          cs_upload_free (sent);
          sent = failure;
        }
    }

  return sent;
}
