/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-sealed-key.h"

G_BEGIN_DECLS

/* Rows of keys, their renewals and second factors. Plain synchronous functions on the thread of @db. Whoever writes also appends the journal
 * entry, in the same transaction. Getters set CS_ERROR_NOT_FOUND. Inserts return the new id or 0 with @error. */

typedef struct
{
  gint64       id;
  gint64       person;
  CsPublicKey  public_key;
  GBytes      *sealed;   /* cs_secret_open(); owned */
  gint64       made_at;
  gint64       ended_at; /* no signature from then on; 0 = still good */
  gboolean     lost;     /* nobody can open it any more */
} CsKeyRow;

typedef struct
{
  gint64 id;
  gint64 person;
  gint64 asked_by;
  gint64 asked_at;
  gint64 confirmed_by; /* 0 = not yet */
  gint64 confirmed_at;
  gint64 used_at;      /* 0 = not yet */
} CsKeyRenewalRow;

typedef struct
{
  GBytes *sealed;    /* cs_secret_open(); NULL = none; owned */
  gint64  last_code; /* step of the last code that was taken */
} CsSecondFactorRow;

void               cs_key_row_free           (CsKeyRow           *row);
void               cs_second_factor_row_free (CsSecondFactorRow  *row);

gint64             cs_key_rows_add           (CsDb               *db,
                                              const CsKeyRow     *row,
                                              GError            **error);
CsKeyRow          *cs_key_rows_get           (CsDb               *db,
                                              gint64              id,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest key of a person, ended or not; NOT_FOUND if he never had one */
CsKeyRow          *cs_key_rows_latest_of     (CsDb               *db,
                                              gint64              person,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* @person: 0 = everybody's; oldest first */
GPtrArray         *cs_key_rows_list          (CsDb               *db,
                                              gint64              person,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* CONFLICT where the key was sealed anew or ended since @was */
gboolean           cs_key_rows_seal_again    (CsDb               *db,
                                              const CsKeyRow     *was,
                                              GBytes             *sealed,
                                              GError            **error);
gboolean           cs_key_rows_end           (CsDb               *db,
                                              gint64              id,
                                              gint64              at,
                                              gboolean            lost,
                                              GError            **error);

/* The renewal of a person that was not used yet, or NOT_FOUND */
CsKeyRenewalRow   *cs_key_renewal_rows_open_of (CsDb             *db,
                                                gint64            person,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* All that were not used yet (element-type CsKeyRenewalRow) */
GPtrArray         *cs_key_renewal_rows_list_open (CsDb           *db,
                                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Those that wait for a second administrator and of which nobody was told within @every of @now, in either direction (element-type CsKeyRenewalRow) */
GPtrArray         *cs_key_renewal_rows_list_waiting (CsDb        *db,
                                                     gint64       now,
                                                     gint64       every,
                                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           cs_key_renewal_rows_set_reminded (CsDb        *db,
                                                     gint64       id,
                                                     gint64       now,
                                                     GError     **error);
gint64             cs_key_renewal_rows_add   (CsDb               *db,
                                              gint64              person,
                                              gint64              asked_by,
                                              gint64              at,
                                              GError            **error);
gboolean           cs_key_renewal_rows_confirm (CsDb             *db,
                                                gint64            id,
                                                gint64            confirmed_by,
                                                gint64            at,
                                                GError          **error);
gboolean           cs_key_renewal_rows_use   (CsDb               *db,
                                              gint64              id,
                                              gint64              at,
                                              GError            **error);

CsSecondFactorRow *cs_second_factor_rows_get (CsDb               *db,
                                              gint64              person,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* @sealed: NULL = none any more */
gboolean           cs_second_factor_rows_set (CsDb               *db,
                                              gint64              person,
                                              GBytes             *sealed,
                                              GError            **error);

/* CONFLICT where a code of this step or a later one was taken already */
gboolean           cs_second_factor_rows_use (CsDb               *db,
                                              gint64              person,
                                              gint64              step,
                                              GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsKeyRow, cs_key_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsKeyRenewalRow, g_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSecondFactorRow, cs_second_factor_row_free)

G_END_DECLS
