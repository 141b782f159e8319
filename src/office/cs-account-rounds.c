/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-account-rounds.h"

#include "cs-account-health.h"
#include "cs-accounts.h"
#include "cs-clock.h"
#include "cs-error.h"

#define HOUR (3600 * (gint64) G_USEC_PER_SEC)
#define DAY  (24 * HOUR)

struct _CsAccountRounds
{
  CsStore      *store;
  GThread      *thread; /* NULL unless it was begun */
  GCancellable *cancellable;
  gint          running; /* atomic */
};

typedef struct
{
  CsOfficeRow *office;
  GPtrArray   *accounts; /* of CsAccountRow; both owned */
} Due;

/* What the thread is about */
typedef struct
{
  CsAccountRounds *self;
  Due             *due;
  gint64           now;
} Round;

/* What is written of one account */
typedef struct
{
  const Round        *round;
  const CsAccountRow *seen;
  CsLearnt           *learnt;
} Look;

static void
due_free (Due *due)
{
  g_clear_pointer (&due->office, cs_office_row_free);
  g_clear_pointer (&due->accounts, g_ptr_array_unref);
  g_free (due);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Due, due_free)

CsAccountRounds *
cs_account_rounds_new (CsStore *store)
{
  CsAccountRounds *self = g_new0 (CsAccountRounds, 1);

  self->store = g_object_ref (store);
  self->cancellable = g_cancellable_new ();
  return self;
}

static JsonObject *
describe (const CsAccountRow *row)
{
  JsonObject *details = json_object_new ();

  json_object_set_string_member (details, "handle", row->handle);
  json_object_set_string_member (details, "health", row->health);
  return details;
}

/* Time mends what cannot be reached: that is nobody's business before a post needs it. */
static gboolean
will_last (const GError *problem)
{
  return problem->domain == CS_ERROR && cs_account_health_lasts (cs_error_nick ((CsError) problem->code));
}

/* Somebody may have connected or retired the account while it was looked at: then that counts. People are told once. */
static gpointer
write_job (CsDb     *db,
           gpointer  data,
           GError  **error)
{
  Look *look = data;
  const Round *round = look->round;
  CsCall call = { .db = db, .folder = cs_store_get_folder (round->self->store), .office = round->due->office, .now = round->now, .session_person = -1 };
  g_autoptr(CsAccountRow) row = cs_account_rows_get (db, look->seen->id, error);

  if (!row || row->retired_at != 0 || row->look_at != look->seen->look_at)
    return NULL;

  if (look->learnt->problem && !will_last (look->learnt->problem))
    {
      row->look_at = round->now + HOUR;
      cs_account_rows_update (db, row, error);
      return NULL;
    }

  row->look_at = round->now + DAY;
  cs_learnt_record (look->learnt, row, round->now);
  if (cs_account_rows_update (db, row, error) && *row->health && !g_str_equal (row->health, look->seen->health))
    cs_notices_send_roles (&call, CS_ROLE_ADMINISTRATOR | CS_ROLE_DUTY, 0, CS_NOTICE_ACCOUNT_ILL, describe (row), error);
  return NULL;
}

static void
look_at (Round              *round,
         CsHttp             *http,
         const CsAccountRow *seen)
{
  CsAccountRounds *self = round->self;
  CsCall call = { .folder = cs_store_get_folder (self->store), .office = round->due->office, .now = round->now,
                  .cancellable = self->cancellable, .session_person = -1 };
  g_autoptr(CsLearnt) learnt = cs_learnt_new (seen->network, seen->address);
  g_autoptr(GError) error = NULL;
  Look look = { round, seen, learnt };

  if (cs_network_check_place (seen->network, seen->address, call.office->practice, &learnt->problem))
    cs_learnt_look (learnt, &call, http, seen->id);
  /* cut short is not looked at */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  cs_store_write (self->store, write_job, &look, &error);
  if (error)
    g_message ("Looking at %s: %s", seen->handle, error->message);
}

static gpointer
make_round (gpointer data)
{
  Round *round = data;
  g_autoptr(CsHttp) http = cs_http_new ();

  for (guint i = 0; i < round->due->accounts->len && !g_cancellable_is_cancelled (round->self->cancellable); i++)
    look_at (round, http, g_ptr_array_index (round->due->accounts, i));

  g_atomic_int_set (&round->self->running, FALSE);
  due_free (round->due);
  g_free (round);
  return NULL;
}

static gpointer
find_due_job (CsDb     *db,
              gpointer  data,
              GError  **error)
{
  gint64 *now = data;
  g_autoptr(Due) due = g_new0 (Due, 1);

  due->accounts = cs_account_rows_list_to_look_at (db, *now, error);
  if (!due->accounts || (due->accounts->len > 0 && !(due->office = cs_office_rows_get (db, error))))
    return NULL;
  return g_steal_pointer (&due);
}

gboolean
cs_account_rounds_turn (CsAccountRounds  *self,
                        gint64            now,
                        GError          **error)
{
  g_autoptr(Due) due = NULL;
  Round *round = NULL;

  if (g_atomic_int_get (&self->running))
    return TRUE;

  cs_account_rounds_wait (self);
  if (!(due = cs_store_read (self->store, find_due_job, &now, error)))
    return FALSE;
  if (due->accounts->len == 0)
    return TRUE;

  round = g_new0 (Round, 1);
  round->self = self;
  round->due = g_steal_pointer (&due);
  round->now = now;
  g_atomic_int_set (&self->running, TRUE);
  self->thread = g_thread_new ("accounts", make_round, round);
  return TRUE;
}

void
cs_account_rounds_wait (CsAccountRounds *self)
{
  if (self->thread)
    g_thread_join (g_steal_pointer (&self->thread));
}

void
cs_account_rounds_free (CsAccountRounds *self)
{
  if (!self)
    return;

  g_cancellable_cancel (self->cancellable);
  cs_account_rounds_wait (self);
  g_object_unref (self->store);
  g_object_unref (self->cancellable);
  g_free (self);
}
