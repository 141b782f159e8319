/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsPracticeStore:
 *
 * What the practice network remembers. One file "events.jsonl" in its folder, a line for each event, each synced before the
 * answer goes out: whatever was accepted is there after kill -9. A half-written last line was never acknowledged and is dropped at the next start. Pictures are files in "media". One thread.
 */
typedef struct _CsPracticeStore CsPracticeStore;

typedef struct
{
  char   *id;           /* all strings owned */
  char   *login;
  char   *display_name;
  gint64  made_at;      /* UTC microseconds, as all times here */
} CsPracticeAccount;

typedef struct
{
  char   *id;
  char   *account;
  char   *mime_type;
  char   *description;
  char   *status;       /* to which it is attached, "" while it is not */
  int     width;        /* pixels */
  int     height;
  gint64  duration_ms;  /* of a film, else 0 */
  gboolean has_cover;   /* a film's own; a JPEG */
  gint64  ready_at;     /* until then it is "being processed" */
} CsPracticeMedia;

typedef struct
{
  char     *id;
  char     *account;
  char     *text;
  char     *warning;
  char     *visibility;
  char     *language;
  char     *parent;     /* "" if none */
  char     *key;        /* Idempotency-Key, "" if none */
  char     *application;
  gboolean  sensitive;
  GStrv     media;      /* ids */
  GStrv     poll;       /* options; empty or NULL without a poll */
  gint64    poll_seconds;
  gboolean  poll_multiple;
  char     *quote;      /* id of the post quoted, "" if none */
  gboolean  unquotable; /* by anybody but its author */
  char     *reblog;     /* id of the post that is reposted with no word of its own, "" if none */
  gint64    made_at;
} CsPracticeStatus;

typedef struct
{
  char *client_id;
  char *client_secret;
  char *name;
  char *redirect_uris; /* separated by line feeds */
  char *scopes;
} CsPracticeApp;

typedef struct
{
  char *token;
  char *account;
  char *client_id;     /* "" for one made without a sign-in */
  char *scopes;
} CsPracticeToken;

/* How long a repeated Idempotency-Key finds the first post: one hour, as Mastodon. */
#define CS_PRACTICE_KEY_LIFE (60 * 60 * (gint64) G_USEC_PER_SEC)

CsPracticeStore   *cs_practice_store_open           (const char         *folder,
                                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void               cs_practice_store_free           (CsPracticeStore    *store);
const char        *cs_practice_store_get_folder     (CsPracticeStore    *store);

/* Random, 43 characters or so; (transfer full). */
char              *cs_practice_make_secret          (void) G_GNUC_WARN_UNUSED_RESULT;

/* Finders lend, %NULL if there is none. */
CsPracticeAccount *cs_practice_store_get_account    (CsPracticeStore    *store,
                                                     const char         *id);
CsPracticeAccount *cs_practice_store_find_login     (CsPracticeStore    *store,
                                                     const char         *login);
GPtrArray         *cs_practice_store_get_accounts   (CsPracticeStore    *store);
CsPracticeToken   *cs_practice_store_find_token     (CsPracticeStore    *store,
                                                     const char         *token);
CsPracticeApp     *cs_practice_store_find_app       (CsPracticeStore    *store,
                                                     const char         *client_id);
CsPracticeMedia   *cs_practice_store_get_media      (CsPracticeStore    *store,
                                                     const char         *id);
CsPracticeStatus  *cs_practice_store_get_status     (CsPracticeStore    *store,
                                                     const char         *id);
CsPracticeStatus  *cs_practice_store_find_key       (CsPracticeStore    *store,
                                                     const char         *account,
                                                     const char         *key,
                                                     gint64              now);

/* (element-type CsPracticeStatus): all, oldest first; lent */
GPtrArray         *cs_practice_store_get_statuses   (CsPracticeStore    *store);

/* Each writes its event durably before anything is changed in memory. What is added is lent; %NULL or %FALSE with @error if the disk refuses. */
CsPracticeAccount *cs_practice_store_add_account    (CsPracticeStore    *store,
                                                     const char         *login,
                                                     const char         *display_name,
                                                     GError            **error);
CsPracticeToken   *cs_practice_store_add_token      (CsPracticeStore    *store,
                                                     const char         *account,
                                                     const char         *client_id,
                                                     const char         *scopes,
                                                     GError            **error);
gboolean           cs_practice_store_revoke         (CsPracticeStore    *store,
                                                     const char         *token,
                                                     GError            **error);
CsPracticeApp     *cs_practice_store_add_app        (CsPracticeStore    *store,
                                                     const char         *name,
                                                     const char         *redirect_uris,
                                                     const char         *scopes,
                                                     GError            **error);

/* Takes what @media says but its id; the bytes go to the file of cs_practice_store_get_media_path(). @cover: (nullable): of a film */
CsPracticeMedia   *cs_practice_store_add_media      (CsPracticeStore    *store,
                                                     const CsPracticeMedia *media,
                                                     GBytes             *bytes,
                                                     GBytes             *cover,
                                                     GError            **error);
gboolean           cs_practice_store_describe_media (CsPracticeStore    *store,
                                                     CsPracticeMedia    *media,
                                                     const char         *description,
                                                     GError            **error);
char              *cs_practice_store_get_media_path (CsPracticeStore    *store,
                                                     const CsPracticeMedia *media) G_GNUC_WARN_UNUSED_RESULT;
char              *cs_practice_store_get_cover_path (CsPracticeStore    *store,
                                                     const CsPracticeMedia *media);
gboolean           cs_practice_media_is_film        (const CsPracticeMedia *media);
const char        *cs_practice_media_extension      (const CsPracticeMedia *media);

/* Takes what @status says but its id; attaches its media. */
CsPracticeStatus  *cs_practice_store_add_status     (CsPracticeStore    *store,
                                                     const CsPracticeStatus *status,
                                                     GError            **error);
gboolean           cs_practice_store_change_status  (CsPracticeStore    *store,
                                                     const char         *id,
                                                     const char         *text,
                                                     GError            **error);
gboolean           cs_practice_store_delete_status  (CsPracticeStore    *store,
                                                     const char         *id,
                                                     GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPracticeStore, cs_practice_store_free)

G_END_DECLS
