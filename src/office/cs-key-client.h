/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Typed arguments and replies of sessions, keys and second factors. Builders are (transfer full), to hand to cs_office_call_async(). */

/* session.open, session.sit and session.unlock; @code: of the second factor, %NULL or "" where none is set (CS_ERROR_CODE_REQUIRED asks for it) */
JsonObject  *cs_arguments_session_open_with  (const char *login,
                                              const char *password,
                                              const char *code);
JsonObject  *cs_arguments_session_sit_with   (gint64      person,
                                              const char *code);
JsonObject  *cs_arguments_session_unlock     (const char *password,
                                              const char *code);

/* key.list; @person: 0 = everybody's. key.ask-renewal and key.confirm-renewal take cs_arguments_one ("person", …). */
JsonObject  *cs_arguments_key_list           (gint64      person);
JsonObject  *cs_arguments_second_factor_set  (const char *secret,
                                              const char *code,
                                              const char *password);
JsonObject  *cs_arguments_second_factor_remove (const char *password,
                                                const char *code);

/* office.change */
JsonObject  *cs_arguments_sign_again_after   (gint64      seconds);

typedef enum
{
  CS_KEY_NONE,   /* made at the next sign-in or unlocking */
  CS_KEY_CLOSED, /* session.unlock opens it */
  CS_KEY_OPEN,
  CS_KEY_LOST,   /* two administrators must allow a new one */
} CsKeyStatus;

/**
 * CsKeyState:
 *
 * How it stands with one's own key and second factor: from the replies of session.me, session.open, session.sit and session.unlock.
 */
typedef struct
{
  CsKeyStatus status;
  gint64      open_until;    /* UTC, microseconds; 0 unless open */
  gboolean    second_factor; /* one is set */
  gboolean    has_password;  /* in a practice office people may have none */
} CsKeyState;

CsKeyState   cs_reply_read_key_state         (JsonObject *reply);

typedef struct
{
  gint64    id;
  gint64    person;
  char     *person_name; /* all strings owned */
  char     *public_key;  /* 64 hexadecimal digits */
  char     *fingerprint; /* its short form: "3f9a 07c1 55de 20b8" */
  gint64    made_at;
  gint64    ended_at;    /* 0 = still good */
  gboolean  lost;
} CsKeyInfo;

typedef struct
{
  gint64  person;
  char   *person_name;       /* all strings owned */
  gint64  asked_by;
  char   *asked_by_name;
  gint64  asked_at;
  gint64  confirmed_by;      /* 0 = another administrator has to confirm it */
  char   *confirmed_by_name;
  gint64  confirmed_at;
} CsKeyRenewalInfo;

void         cs_key_info_free                (CsKeyInfo        *info);
void         cs_key_renewal_info_free        (CsKeyRenewalInfo *info);

/* key.list: (element-type CsKeyInfo), oldest first, and (element-type CsKeyRenewalInfo); of desk.get the renewals that wait for oneself */
GPtrArray   *cs_reply_read_keys              (JsonObject *reply) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray   *cs_reply_read_key_renewals      (JsonObject *reply) G_GNUC_WARN_UNUSED_RESULT;

/* second-factor.prepare: what to type, and what the QR code holds (cs_qr_encode()). Lent by @reply. */
const char  *cs_reply_read_second_factor     (JsonObject  *reply,
                                              const char **uri);

/* office.info: seconds for which an opened key stays open */
gint64       cs_reply_read_sign_again_after  (JsonObject *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsKeyInfo, cs_key_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsKeyRenewalInfo, cs_key_renewal_info_free)

G_END_DECLS
