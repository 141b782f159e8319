/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-seat.h"
#include "cs-sign-in.h"

typedef struct
{
  gint64    person;
  gint64    now;
  CsSecret *secret; /* owned; NULL = the key stays closed */
  gint64    key;    /* id; 0 = there is none yet */
} Seat;

/* The key of a seat that was taken without a password: opened, or made where there is none yet. */
static gpointer
look_at_seat_job (CsDb      *db,
                  gpointer   data,
                  GError   **error)
{
  Seat *seat = data;
  g_autoptr(CsOfficeRow) office = cs_office_rows_get (db, error);
  g_autoptr(CsPersonRow) person = NULL;
  g_autoptr(CsKeyRow) key = NULL;

  if (!office)
    return NULL;

  if (!office->practice)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN, "Only in a practice office one acts without a password");
      return NULL;
    }

  if (!(person = cs_person_rows_get (db, seat->person, NULL)) || person->retired_at != 0)
    return seat; /* every operation refuses him */
  if (!cs_keys_find_latest (db, seat->person, &key, error))
    return NULL;

  seat->key = key ? key->id : 0;
  if (!key)
    seat->secret = cs_secret_new_random (CS_SECRET_KEY);
  else if (key->ended_at == 0)
    seat->secret = cs_secret_open (CS_SECRET_KEY, key->sealed, "", NULL);
  return seat;
}

static gpointer
add_seat_key_job (CsDb      *db,
                  gpointer   data,
                  GError   **error)
{
  Seat *seat = data;
  CsCall call = { .db = db, .now = seat->now };
  g_autoptr(CsKeyRow) key = NULL;
  g_autoptr(GBytes) sealed = NULL;

  if (!cs_keys_find_latest (db, seat->person, &key, error))
    return NULL;

  /* another program was quicker: nobody has two good keys. Without a password sealing and opening are quick */
  if (key)
    {
      g_clear_pointer (&seat->secret, cs_secret_unref);
      seat->key = key->id;
      seat->secret = cs_secret_open (CS_SECRET_KEY, key->sealed, "", NULL);
      return seat;
    }

  if (!(sealed = cs_secret_seal (seat->secret, "", error)))
    return NULL;

  seat->key = cs_keys_add (&call, seat->person, seat->secret, sealed, 0, error);
  return seat->key ? seat : NULL;
}

gboolean
cs_seat_take (CsStore   *store,
              gint64     person,
              gint64     now,
              gint64    *key,
              CsSecret **secret,
              GError   **error)
{
  Seat seat = { person, now };
  gboolean good = cs_store_read (store, look_at_seat_job, &seat, error) != NULL &&
                  (!seat.secret || seat.key != 0 || cs_store_write (store, add_seat_key_job, &seat, error) != NULL);

  if (good)
    {
      *key = seat.key;
      *secret = g_steal_pointer (&seat.secret);
    }

  g_clear_pointer (&seat.secret, cs_secret_unref);
  return good;
}
