/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "cs-practice-server.h"
#include "cs-practice-store.h"

G_BEGIN_DECLS

/* Only for the files cs-practice-*.c. */

#define CS_PRACTICE_MAX_CHARACTERS 500
#define CS_PRACTICE_LINK_LENGTH 23
#define CS_PRACTICE_MAX_MEDIA 4
#define CS_PRACTICE_MAX_DESCRIPTION 1500
/* Between Bluesky’s one million and Mastodon’s sixteen: a photograph has to be fitted, so that people learn what that looks like. */
#define CS_PRACTICE_MAX_PICTURE (2 * 1024 * 1024)
#define CS_PRACTICE_MAX_MATRIX 33177600
/* Strict, so that people learn what fitting a film is: below what Mastodon takes. */
#define CS_PRACTICE_MAX_FILM (40 * 1024 * 1024)
#define CS_PRACTICE_MAX_FILM_MATRIX 2304000
#define CS_PRACTICE_MAX_FILM_RATE 60
#define CS_PRACTICE_MAX_OPTIONS 4
#define CS_PRACTICE_MAX_OPTION 50      /* characters */
#define CS_PRACTICE_MIN_POLL 300       /* seconds */
#define CS_PRACTICE_MAX_POLL 2629746

/**
 * CsPracticeRequest:
 *
 * One request while it is answered.
 */
typedef struct
{
  CsPracticeServer  *server;
  CsPracticeStore   *store;
  SoupServerMessage *message;
  const char        *path;
  GHashTable        *query;    /* or NULL */
  JsonObject        *params;   /* what the body says, as JSON whatever its form; owned, never NULL */
  GBytes            *file;     /* of a multipart body, or NULL; owned */
  GBytes            *cover;    /* the same, of a film, or NULL; owned */
  CsPracticeAccount *account;  /* whose token came, or NULL */
  CsPracticeToken   *token;    /* or NULL */
  char              *argument; /* the part of the path that varies, or NULL; owned */
  gint64             now;
} CsPracticeRequest;

typedef void (*CsPracticeHandler) (CsPracticeRequest *request);

/* Answers. Those with @json take it over. */
void        cs_practice_reply_object     (CsPracticeRequest *request,
                                          guint              status,
                                          JsonObject        *json);
void        cs_practice_reply_array      (CsPracticeRequest *request,
                                          JsonArray         *json);
void        cs_practice_reply_text       (CsPracticeRequest *request,
                                          guint              status,
                                          const char        *content_type,
                                          const char        *text);
void        cs_practice_refuse           (CsPracticeRequest *request,
                                          guint              status,
                                          const char        *message);
void        cs_practice_refuse_error     (CsPracticeRequest *request,
                                          const GError      *error);

/* The server's settings */
const char *cs_practice_server_get_host  (CsPracticeServer  *self);
gboolean    cs_practice_server_has_keys  (CsPracticeServer  *self);
gint64      cs_practice_server_get_media_delay (CsPracticeServer *self);
GHashTable *cs_practice_server_get_codes (CsPracticeServer  *self);

/* cs-practice-params.c: reads JSON, form and multipart bodies. FALSE if the body is none of them. */
gboolean    cs_practice_read_params      (CsPracticeRequest *request);

/* A urlencoded form into @params; FALSE if it is none */
gboolean    cs_practice_read_form        (JsonObject        *params,
                                          const char        *text);

/* cs-practice-entities.c: what the API says of things */
JsonObject *cs_practice_account_to_json  (CsPracticeRequest *request,
                                          CsPracticeAccount *account,
                                          gboolean           own);
JsonObject *cs_practice_media_to_json    (CsPracticeRequest *request,
                                          CsPracticeMedia   *media);
JsonObject *cs_practice_status_to_json   (CsPracticeRequest *request,
                                          CsPracticeStatus  *status);

/* The same of a post that stands within another: with what it quotes by its id alone */
JsonObject *cs_practice_status_to_json_within (CsPracticeRequest *request,
                                               CsPracticeStatus  *status);
char       *cs_practice_format_time      (gint64             at) G_GNUC_WARN_UNUSED_RESULT;

/* cs-practice-polls.c: takes what the request says into @status (the options owned, the quote lent). FALSE with the refusal given */
gboolean    cs_practice_take_poll        (CsPracticeRequest *request,
                                          gboolean           has_media,
                                          CsPracticeStatus  *status);
gboolean    cs_practice_take_quote       (CsPracticeRequest *request,
                                          gboolean           has_media,
                                          CsPracticeStatus  *status);

/* UTC microseconds */
gint64      cs_practice_poll_ends_at     (CsPracticeStatus  *status);
void        cs_practice_set_poll         (CsPracticeRequest *request,
                                          JsonObject        *json,
                                          CsPracticeStatus  *status);
void        cs_practice_set_quote        (CsPracticeRequest *request,
                                          JsonObject        *json,
                                          CsPracticeStatus  *status,
                                          gboolean           whole);
void        cs_practice_set_reblog       (CsPracticeRequest *request,
                                          JsonObject        *json,
                                          CsPracticeStatus  *status,
                                          gboolean           whole);

/* cs-practice-page.c: text as HTML, escaped, with links, mentions and hashtags */
char       *cs_practice_text_to_html     (const char        *text) G_GNUC_WARN_UNUSED_RESULT;

/* Whether somebody who is @account (or nobody, %NULL) may see @status */
gboolean    cs_practice_may_see          (CsPracticeAccount *account,
                                          CsPracticeStatus  *status);

/* Handlers */
void        cs_practice_instance_v2      (CsPracticeRequest *request);
void        cs_practice_instance_v1      (CsPracticeRequest *request);
void        cs_practice_verify           (CsPracticeRequest *request);
void        cs_practice_get_account      (CsPracticeRequest *request);
void        cs_practice_lookup_account   (CsPracticeRequest *request);
void        cs_practice_list_statuses    (CsPracticeRequest *request);
void        cs_practice_public_timeline  (CsPracticeRequest *request);
void        cs_practice_create_status    (CsPracticeRequest *request);
void        cs_practice_reblog_status    (CsPracticeRequest *request);
void        cs_practice_search           (CsPracticeRequest *request);
void        cs_practice_get_status       (CsPracticeRequest *request);
void        cs_practice_get_source       (CsPracticeRequest *request);
void        cs_practice_get_context      (CsPracticeRequest *request);
void        cs_practice_delete_status    (CsPracticeRequest *request);

/* Whether it is an MP4 with H.264; fills size and duration. */
gboolean    cs_practice_read_film        (const guint8      *bytes,
                                          gsize              size,
                                          CsPracticeMedia   *media);
void        cs_practice_create_media     (CsPracticeRequest *request);
void        cs_practice_get_media        (CsPracticeRequest *request);
void        cs_practice_change_media     (CsPracticeRequest *request);
void        cs_practice_create_app       (CsPracticeRequest *request);
void        cs_practice_oauth_metadata   (CsPracticeRequest *request);
void        cs_practice_authorize_page   (CsPracticeRequest *request);
void        cs_practice_authorize        (CsPracticeRequest *request);
void        cs_practice_token            (CsPracticeRequest *request);
void        cs_practice_revoke           (CsPracticeRequest *request);
void        cs_practice_page_timeline    (CsPracticeRequest *request);
void        cs_practice_page_account     (CsPracticeRequest *request);
void        cs_practice_page_status      (CsPracticeRequest *request);
void        cs_practice_page_style       (CsPracticeRequest *request);
void        cs_practice_page_media       (CsPracticeRequest *request);

/* cs-practice-page.c: a whole page around @body */
void        cs_practice_reply_page       (CsPracticeRequest *request,
                                          guint              status,
                                          const char        *title,
                                          const char        *body);

/* cs-practice-change.c: what happens to a post over there without this office: somebody else, or the network itself, changes its words or its alt texts, or deletes it */
void        cs_practice_change_post      (CsPracticeRequest *request);

G_END_DECLS
